"""Deadline, clause by clause; see the package for what is read."""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.dates import MONTH, Day, find_days
from transforms.facts.deadline.arrival import read_arrival, read_by_then
from transforms.facts.deadline.asides import TO_BEGIN, blank_asides
from transforms.facts.deadline.bare import (
    FROM_TO,
    drop_contents,
    is_about,
    is_item,
    is_listed,
    is_of_season,
    names_close,
    read_bare,
    tells_once,
)
from transforms.facts.deadline.short import denies_deadline, read_label, read_short
from transforms.facts.deadline.told import (
    is_asked_of_before,
    is_for_sending,
    is_in_by,
    names_file,
    read_answer,
    read_labelled,
    read_told,
)
from transforms.facts.finding import ANSWERED, EXPLICIT, WEAK, Drop, Finding, drop
from transforms.facts.tracks import find_track
from transforms.language import Clause

STEMS = (
    "cutoff",
    "cut-off",
    "later than",
    " now ",
    "stop",
    " on ",
    "deadline",
    "due",
    "until",
    "thru",
    "how late",
    "expire",
    "clos",
    "by ",
    "through",
    "no later",
    "before",
    "last day",
    "till",
    "after ",
    " to ",
    " end",
    "final",
    "last ",
    "date",
    "ddl",
    "when",
    "past",
    "beyond",
    "latest",
    "later",
    "passed",
    "apply by",
    "moment",
    "chance",
    "complete",
    "as of",
    "shut",
    "between",
    "submi",
    "receipt",
    "-",
)
# Too common to open a passage, but enough within one that is open.
CLAUSE_STEMS = (
    *("september", "october", "november", "december", "january", "/"),
    *("sept ", "oct ", "nov ", "dec ", "jan ", "sept. ", "oct. ", "nov. ", "dec. ", "jan. "),
)

_STRONG = re.compile(
    r"\b(?:have|get|bring) (?:all |your |every |the )*(?:letters|scores|transcripts?|documents|papers|materials|files?|"
    r"paperwork|everything|applications?)\b[^.;]{0,40}\b(?:in|here|to us|uploaded|submitted|complete|ready) (?:by|"
    r"before|no later than|on)\b|"
    r"\b(?:stops?|ceas(?:es?|ed)|discontinu(?:es?|ed)|quits?|finish(?:es)?|conclud(?:es?|ed)|suspends?|halts?|"
    r"no longer continues?|ends?) (?:(?:[a-z]+ ){0,1}?(?:taking|accepting|reviewing|reading|considering|downloading|"
    r"looking|opening|processing|screening|"
    r"receiving|being (?:read|reviewed|accepted|taken|considered|looked))\b)|\bstops? on\b|"
    r"\bincomplete [a-z]+ (?:will be |are |get )*(?:rejected|discarded|withdrawn|removed|deleted|dropped|"
    r"purged|cleared|thrown (?:out|away)|set aside|archived)\b|"
    r"\bdead[ -]?lines?\b|\b(?:complete|due|submit|apply)-by dates?\b|\b(?:last|latest) (?:possible )?moment\b|"
    r"\bdue(?: date| by| on|"
    r" no later)?\b|\bclos(?:e|es|ed|ing)(?: date)?\b|\blast (?:[a-z]+ ){0,2}?(?:day|date)\b|"
    r"\b(?:last|final) (?:eras )?(?:downloads?|reviews?|batch|pull|look)\b|"
    r"\blast (?:files?|applications?) (?:are )?(?:accepted|taken|read|downloaded|considered|opened)\b|"
    r"\b(?:pull|take|read|download|open)s? (?:the|our) last (?:files?|applications?)\b|"
    r"\b(?:download|look|pull|read|open|check)\w*\b[^.;]{0,30}\bfor the last time\b|"
    r"\b(?:final (?:day|date)|ddl)\b|\b(?:application|file|submission|eras)s? (?:completion|submission|receipt|"
    r"filing) dates?\b|\b(?:window|season|portal|period|term|doors?|cycle|"
    r"applications?)\b[a-z0-9 ]{0,30} "
    r"(?:shuts?|ends?|closes?|wraps? up|runs out|concludes?|expires?)\b|\bcut(?:s|ting)? (?:[a-z]+ ){1,3}?off\b|"
    r"\bcuts? off (?:applications?|files?)\b|\bthe cut (?:falls|comes|is)\b|"
    r"\bclosing date\b|"
    r"\bcut-?off (?:date|"
    r"for appl\w+)\b|"
    r"\b(?:is|are|gets?) (?:shut|locked)\b|\bshuts? (?:down |off )?(?:on\b|(?:eras|(?:the|our) (?:portal|window|"
    r"doors?|inbox|downloads?))\b)|"
    r"\bno applications? (?:will be )?(?:accepted|reviewed|considered) after\b|\bexpires?\b|"
    r"\bcut-?off(?: [a-z0-9]+){0,6}? (?:is|:|"
    r"=)|\blast (?:chance|call)\b|\bfinal call\b"
)
_LIMIT = re.compile(
    r"(?:\bcompleted? on|\bup to and including|\buntil|\btill|\bthrough|\bthru|\bby|\bbefore|\bno later than|\bnot "
    r"later than|\bat the (?:very )?latest,?|\blatest|\bprior to|\bahead of|\bon or before|"
    r"\bup to|\bto|-|\bends?(?: on)?|\bdeadline(?: is| of| for[a-z ]{0,40}is)?|\bdue|\bafter|\bclos(?:e|es|"
    r"ing)(?: on| date)?|\bthan)\s*[:-]?\s*(?:(?:(?:[a-z'-]+ ){1,4}\((?=\s*$)|"
    r"the (?:very )?end of(?: the (?:business )?day)?|end of (?:the )?business(?: day)?|midnight|noon|"
    r"close of business|"
    r"\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?|the|"
    r"on|eastern|est|of|"
    r"et|11:59|end of day|monday|tuesday|wednesday|thursday|friday|saturday|sunday)[ ,]*)*$"
)
_APPLY = re.compile(
    r"(?<!\bat )(?<!time of )(?<!\bwhen )\bappl(?:y|ies|ied|ication|ications|icants?|ying)\b|\beras\b|\bmaterials?\b|"
    r"\bapps\b|\bitems\b|"
    r"(?<!on )(?<!-)\bfiles?\b|"
    r"\bdocuments?\b|\bdocs\b|\bdossiers?\b|\bpackets?\b|"
    r"\bcompleted?\b|"
    r"\bsubmi(?:t|tted|ssion|ssions)\b|\bopen\b|\b(?:letters?|lors?)\b(?=[^.;]{0,70}\b(?:due|required|needed|wanted|"
    r"uploaded|received|on file|in|arrive|reach)\b)|\breceived?\b|\bpaperwork\b|\beverything\b|\ball (?:is |are |"
    r"must be )?in by\b|\bpapers\b|\bsend\b|"
    r"\b(?:get|have|bring|deliver)\b[^.;]{0,20}\b(?:to us|in|here)\b"
)
_WEAK_APPLY = re.compile(r"have|get|bring|deliver|complete|received?|submit|open|send|paperwork|documents?")
_RIVAL = re.compile(
    r"\bgifts?\b|\bdonat\w*|\bpledges?\b|\bfundrais\w*|\btickets?\b|\babstracts?\b|\bnominat\w*|"
    r"\bconference\b|\bsymposium\b|\bposters?\b|\bproposals?\b|\bawards?\b|\bsurveys?\b|"
    r"\benrol?lment\b|\bvaccin\w*|\binsurance\b|\bmanuscripts?\b|"
    r"\bthank\b|\bsoap\b|\bsecond looks?\b|\binterview\w*|\brank\w*|\becfmg\b|\bcertif\w*|\bsteps?\b|\busmle\b|"
    r"\bcomlex\b|"
    r"\bscores?\b|\bmatch\b|"
    r"\bfellow\w*|\bobserver\w*|\belectives?\b|\bvisiting\b|\bstudents?\b|\borientation\b|\bstart\w*|\bbegin\w*|"
    r"\bvisa\b|\bds-?2019\b|\bgraduat\w*|\bh-?1b?\b|\bpayment|\btuition|\bscholarship|\bnotif\w*|\binvitations?|"
    r"\boffers?\b|\bhear(?:s|d)?\b|\blearn\b|\bdecisions?\b|\binform(?:ed|s)?\b|\breply\b|\brepl(?:y|ies)\b|"
    r"\brespond\w*|\bcontact(?:ed)?\b|\brsvp\b|\bcouples?\b|\btransfer\w*|\bpgy-?[2345]\b|\boff-?cycle\b|"
    r"\btraining\b|\bcontract\w*|\bsignals?\b|\bopens\b|\bopen (?:on|in|from)\b|\bnot (?:yet )?open\b|\bopening\b|"
    r"\bmspe\b|"
    r"\bdean'?s?\b|\bregist\w*|\bsupplement\w*|\bscholar|\bposted\b|\bupdated\b|\brevis\w*|\bhired?\b|\bvacation|"
    r"\bopen house|\bresults?\b|\bdegrees?\b|\bdiplomas?\b|\byears? (?:before|prior to)|\bpass(?:ed|es|ing)?\b"
)


_ONLY_WHERE = re.compile(
    r"\b(?:in|on|into|onto) (?:(?:your|the|their) (?:eras )?)?$"
)  # "Step 2 on your ERAS record by"
# The day itself as subject: "October 15 closes the season", "30 November is final".
_DAY_CLOSES = re.compile(
    r"\s*\)?,?\s*(?:of (?:(?:the|each|every) )*(?:(?:same|prior|previous|preceding) year|year before|year),? "
    r"(?=is |as ))?(?:which is also (?:the|our) (?:last|final) (?:day|date)\b|(?:at|on|by) which (?:date|day|time|"
    r"point)[^.;]{0,40}\b(?:ends?|closes?|stops?|shuts?)\b|"
    r"(?:closes|ends) it\b|(?:closes|ends|concludes|completes) (?:eras\b|(?:the|our|this) (?:[a-z]+ ){0,2}?(?:season|"
    r"cycle|"
    r"window|file|"
    r"files|lists?|reading|reviews?|intake|recruiting|"
    r"books|doors?|portal|applications?|process))\b|(?:which (?:is|will be|remains) )?(?:the|our) (?:final |"
    r"application |absolute |firm )*"
    r"(?:deadline|closing date|(?:last|final) (?:day|date)|cut-?off)\b|(?:is|as|being|will be|marks|remains|=) (?:the "
    r"|our |"
    r"a )?(?:[a-z]+ )"
    r"{0,3}?(?:deadline|last (?:day|date|moment|call|chance)|closing (?:date|day)|close|end of|end(?=\W*(?:$|[,;]))|"
    r"cut-?off|limit|final|"
    r"due date|date by which|"
    r"firm|cut\b|when (?:we|our|the|all|any|eras|everything|it|files|"
    r"applications)\b[a-z ]{0,30}(?:stops?|closes?|ends?|shuts?|due|(?:must|has to|have to|needs to) be (?:in|"
    r"here|complete))|when (?:we|"
    r"applications|"
    r"files|the (?:portal|window|season)) (?:stop|close)s?)\b|\(?(?:application )?deadline\b)"
)
# "Rolling review from September 15, deadline October 1": what follows the first day names the next one.
_OPENS_ON = re.compile(r"\b(?:from|starting|beginning|since|as of|opens?|opening|begins?|starts?)(?: on)?\s*(?:the )?$")
_OF_NEXT_DAY = re.compile(
    rf"[\W]*(?:(?:and|the|our|application|final) )*deadline(?: is| of| on)?[ :,(-]*(?:the )?(?:\d|{MONTH})"
)
_IS_OURS = re.compile(  # ", which is our application deadline", ", the last day on which we take files"
    r"\s*,?\s*(?:which (?:is|will be|remains) )?(?:also )?(?:the|our) (?:very )?(?:last|final) (?:day|date) (?:on "
    r"which |that |"
    r"when |for |to )?(?:we |you |applicants |all |new )?(?:may |can |will )?(?:tak|accept|appl|receiv|read|hand|"
    r"submit|send)\w*|"
    r"\s*,?\s*(?:which (?:is|will be|remains) )?(?:our (?:final |absolute |firm |application |eras |submission )*|"
    r"the (?:final |absolute "
    r"|firm )*(?:application|eras|submission) )(?:deadline|closing date)\b"
)
_ASKS_DAY = re.compile(
    r"\bis (?:the|your) (?:window|portal) open\b|\blate (?:files?|applications?|papers|arrivals|submissions)\b|"
    r"\b(?:it|i|file|application|one)(?:'s|'m| is| am| comes?| arrives?) (?:too |a bit |a little )?late\b|"
    r"\bwhen (?:must|should|does|do|has|have|is|are) (?:it|all|everything|it all|my file|a file|the "
    r"file)\b[^?]*\b(?:in|"
    r"here|there|ready)\b|\b(?:which|what) (?:day|date) is the (?:last|latest)\b|"
    r"\buntil (?:what|which) (?:point|time|moment)\b|"
    r"\b(?:submission|application|eras|applying) (?:period|window|season|dates?)\b|"
    r"\bdeadlines?\b|\bdue\b|\b(?:by|until|till) when\b|\b(?:by|until) (?:what|which) (?:date|day)\b|\b(?:last|"
    r"final) (?:day|date|chance|call)\b|\bclos(?:ing|"
    r"es?)\b|\bcut-?off date\b|"
    r"\buntil what (?:date|day)\b|\bhow late\b|\blatest (?:date|day|time|i|you|we|one|applicants|that|to)\b|"
    r"\b(?:when|how (?:late|long)|what date)\b[^?]*\b(?:appl|submit|clos|due|complete|file|stop|in by|too late|send|"
    r"materials|papers)"
)
_ASKS_APPLYING = re.compile(
    r"\W*(?:(?:and|how about|what about|the|eras) )*(?:applications?|applying|files?|submission)\W*"
)
_ASKS_OTHER_DAY = re.compile(
    r"\binterview|\brank|\bfellow|\bstudents?\b|\bobserv|\bopen|\bstart|\bbegin|\becfmg|\bvisa|\bh-?1|\bstep|\bhear"
)
_SUBJECT = re.compile(r"(?!it\b|they\b|everything\b|all\b|what we\b|date\b|deadline\b)[a-z]{4,}.*\b(?:is|are|be)\s*$")
_OTHER_LABEL = re.compile(r"\b(?:steps?|visas?|h-?1-?b?|hi-?b|ecfmg|interviews?|rank\w*)\b")
_PRONOUN = re.compile(r"(?:it|they|these|all of (?:it|this|these)|everything|both|the whole)\b")


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = blank_asides(clause.text)
    if _names_close(clause):
        if about := _ABOUT_THEN.match(text):
            text = text[about.end() :]
        text = _REMARK.sub(lambda remark: " " * len(remark.group()), text)
    days = list(find_days(text))
    asked = list(find_days(clause.question)) if clause.is_first_reply and not days else []
    if (
        len(asked) == 1
        and _ASKS_LATER.search(clause.question[: asked[0].start])
        and not _ASKS_OTHER_DAY.search(clause.question)
    ):
        # "Can I apply after November 5? No."
        if clause.answer == "no" or _TOO_LATE.search(text):
            yield _confirmed(clause, str(asked[0]))
        return
    if (
        len(asked) == 1
        and _ASKS_BY.search(clause.question[: asked[0].start])
        and not _RIVAL.search(clause.question)
        and clause.answer != "no"
    ):
        if _APPLY.search(clause.question):
            yield _confirmed(clause, str(asked[0]))
        return
    if not days:
        yield from _read_dated(clause)
        return
    if (
        _spans_years(days)
        or _names_other_day(clause, text, days)
        or _is_asked_other_day(clause)
        or (is_asked_of_before(clause, _ASKS_OTHER_DAY) and not _APPLY.search(text))
    ):
        yield drop(clause, "deadline: a day of something else")
        return
    if denies_deadline(clause, text):
        yield drop(clause, "deadline: none, and a wish")
        return
    short = read_short(clause, text, days, _RIVAL, _ASKS_OTHER_DAY)
    if short is not None:
        yield _answered(clause, short)
        return
    bare = read_bare(clause, text, days, _RIVAL, _ASKS_OTHER_DAY)
    if bare is not None:
        sure = EXPLICIT if names_close(text[: bare.start]) else ANSWERED
        yield Finding("application_deadline", str(bare), "required", clause.start, clause.end, sure)
        return
    last = read_answer(clause, text, days, _ASKS_OTHER_DAY) or read_labelled(clause, text, days, _ASKS_OTHER_DAY)
    if last is None and not clause.lead and not clause.question:
        last = read_told(clause, text, days, _RIVAL)
    last = last or read_arrival(clause, text, days, _RIVAL, _ASKS_OTHER_DAY)
    if last is not None:
        yield _answered(clause, last)
        return
    if _is_season(clause, text, days):
        yield Finding("application_deadline", str(days[1]), "required", clause.start, clause.end, confidence=WEAK)
        return
    previous_end = 0
    for day in days:
        before = text[previous_end : day.start]
        if re.fullmatch(r"\s*and (?:the )?\s*", before) and re.search(r"\bbetween\s*$", text[: days[0].start]):
            before = f"{text[:previous_end]} to "
        opened = text[: days[0].start]
        told = (
            clause.previous.text if clause.previous and clause.previous.sentence_start == clause.sentence_start else ""
        )
        if not previous_end and len(days) == 1 and _AND_FOR.fullmatch(before) and _TOLD_CLOSE.search(told):
            # "Deadline for preliminary applicants is January 3; for categorical ones, November 30"
            yield Finding(
                "application_deadline",
                str(day),
                "required",
                clause.start,
                clause.end,
                confidence=EXPLICIT,
                track=find_track(before),
            )
            previous_end = day.end
            continue
        if previous_end and _AND_FOR.fullmatch(before) and re.search(r"\bdead ?line|\bdue\b|\bclos", opened):
            later = re.match(r" (?:for|in) [a-z -]{3,40}", text[day.end :])
            track = (find_track(later.group()) if later else None) or find_track(before)
            yield Finding(
                "application_deadline", str(day), "required", clause.start, clause.end, confidence=EXPLICIT, track=track
            )
            previous_end = day.end
            continue
        if (
            previous_end
            and _AND_ENDS.fullmatch(before)
            and not _RIVAL.search(_OPENED.sub(" ", text[: day.start]))
            and (_APPLY.search(opened) or _DOWNLOADS.search(opened))
        ):
            yield Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
            previous_end = day.end
            continue
        if (
            previous_end
            and _AND_ENDS.fullmatch(before)
            and re.match(r"\W*(?:[a-z]+ )?(?:interviews?|ranking)\b", opened)
        ):
            yield drop(clause, "deadline: a day of something else")
            return
        if previous_end and re.fullmatch(r"\s*(?:(?:up )?to|until|through|thru|till|-|and)\s*(?:the )?", before):
            before = re.sub(
                r"\bopens?(?:ed)?\b(?: (?:on|in|from))?", lambda match: " " * len(match.group()), text[: day.start]
            )
        cut = re.split(r"[,;()]\s", before)[-1] if len(before) > 90 else before
        finding = _read_day(clause, text, day, cut, len(days))
        previous_end = day.end
        if finding is not None:
            yield finding


# "Deadline: tentatively around December 4": a day told roughly is still the last.
_ABOUT_THEN = re.compile(
    r"\W*(?:(?:it is|on|or|tentatively|about|around|approximately|approx\.?|roughly) )+(?:the )?(?=\d|[a-z]{3})"
)


# "Deadline? December 4 (interviews follow in winter).": a remark behind the day that was asked for.
_REMARK = re.compile(r"(?<=\d )\([^()\d]*\)(?=\W*$)")


def _names_close(clause: Clause) -> bool:
    asked = clause.question.strip(" ?") if clause.is_first_reply else ""
    return any(_CLOSE_LABEL.fullmatch(told) for told in (clause.lead.rsplit(" | ", 1)[-1], asked) if told)


def _spans_years(days: list[Day]) -> bool:
    """ "Opened October 2, 1998 and closed December 4, 2003": of a house, for no season is so long."""
    first, last = days[0].year, days[-1].year
    return len(days) == 2 and first is not None and last is not None and last - first > 1


def _names_other_day(clause: Clause, text: str, days: list[Day]) -> bool:
    """ "Interviews. October 20 to January 15.": days alone, below what they are of."""
    previous = clause.previous
    if previous is None or clause.lead or clause.question or len(previous.text) > 40 or is_item(previous.text):
        return False
    if _TELLS_SCORE.search(previous.text):
        return False
    rest = text
    for day in days:
        rest = rest.replace(text[day.start : day.end], " ")
    return bool(
        re.fullmatch(r"(?:\W|\b(?:to|through|from|until|and|by|on|the|between|no|not|later|than|before|up)\b)*", rest)
    ) and bool(
        _ASKS_OTHER_DAY.search(_VISA_TOLD.sub(" ", previous.text))
        and not re.search(r"\bletters?\b|\btranscript", previous.text)
    )


# "Step 2 at 220. December 4.": the words before have said what they had to say, and are no heading of the day.
_TELLS_SCORE = re.compile(r"\b(?:1[89]|2[0-7]|[3-6]\d)\d\b(?! ?\d)")


def _is_asked_other_day(clause: Clause) -> bool:
    """ "ECFMG? By December 31 of the year in which you apply."."""
    asked = clause.question if clause.is_first_reply and not clause.lead else ""
    return (
        0 < len(asked) < 40
        and bool(_ASKS_OTHER_DAY.search(asked))
        and not (_ASKS_DAY.search(asked) or _APPLY.search(asked) or _APPLY.search(clause.text.partition(" of ")[0]))
    )


def _is_season(clause: Clause, text: str, days: list[Day]) -> bool:
    """ "September 15 through December 31.": a whole sentence, and so the season of applications, which September "
    "opens."""
    if len(days) != 2 or clause.lead or clause.question or days[0].month != 9 or days[1].month not in (10, 11, 12, 1):
        return False
    told = f"{clause.heading} {clause.previous.text if clause.previous else ''}"
    return (
        bool(re.fullmatch(r"\W*(?:from |between )?\W*", text[: days[0].start]))
        and bool(FROM_TO.fullmatch(text[days[0].end : days[1].start]))
        and bool(re.fullmatch(r"\W*", text[days[1].end :]))
        and not _ASKS_OTHER_DAY.search(told)
    )


# "We begin to download on September 25 and end on November 30."
_AND_FOR = re.compile(
    r"\W*(?:and|while|but)?,? ?(?:for|in) (?:the |our )?(?:[a-z]+ )?(?:categorical|prelim\w*|advanced|primary care|"
    r"research|other)"
    r"[a-z ]{0,24}?(?: (?:is|on|by|until))?\W*"
)
_TOLD_CLOSE = re.compile(r"\bdead ?lines?\b|\bdue\b|\bclos(?:e|es|ing)\b")
_AND_ENDS = re.compile(
    r"\W*(?:and|then|and then) (?:for (?:the|a)|one) last time(?: on)?\s*(?:the )?|"
    r"\W*(?:and|then|but)?\s*(?:then )?(?:it |they |we |will )*(?:ends?|ended|ending|closed|closing|stopping|"
    r"concludes?|"
    r"closes?|stops?|finish(?:es)?|shuts?|shutting|locks?|expires?|runs? out|"
    r"ceases?)"
    r"(?: on| by| at| with)*\s*(?:the )?"
)
_DOWNLOADS = re.compile(r"\bdownload|\breading\b|\breview|\bportal|\bwindow\b|\bseason\b")
_NAMES_CLOSE = re.compile(
    r"\W*(?:this is |it is |is |as )?(?:the |our |final |last |absolute |application )*(?:deadline|closing (?:date|"
    r"day)|cut-?off|last (?:day|date)|"
    r"(?:all |complete |completed |eras )*(?:applications?|files?|materials|everything) (?:close|due|are due|is due|"
    r"must)|we (?:close|stop)|last (?:chance|call)|final call|(?:portal|"
    r"application|season|window|file)s? (?:closes?|ends?|shuts?))\b"
)


_ONLY_DAY = re.compile(
    r"\W*(?:(?:on|the|at|midnight|noon|[a-z]+day|\d{1,2}(?::\d\d)? ?[ap]\.?m|e[sd]?t|eastern)\b\W*)*"
)


# "ERAS does not open until September 27."
_NOT_BEFORE = re.compile(
    r"\bnot (?:yet )?(?:open|start|begin|be (?:open|available))\w*\b[^.;]{0,20}\b(?:until|before)\s*$"
)
_YEAR_BEFORE = re.compile(r"\bof the (?:calendar )?year (?:before|prior)\b")
_OF_APPLYING = re.compile(r"\bof the year before\b|\b(?:opens?|begins?|starts?)\b")


# "For July 1, 2015 positions, upload all papers by November 1": the day on which the places begin.
_FOR_PLACES = re.compile(
    rf"\bfor (?:the |our )?(?:{MONTH}(?: \d{{1,2}}(?:st)?)?,? )(?:20\d\d )?(?:positions|places|"
    r"entry|start|openings|spots)\b,?"
)
_TAKEN_FROM = re.compile(r"\W*(?:accepted|taken|received|considered|reviewed|downloaded)(?: only)? (?:from|between) ?")
_WE_TAKE = re.compile(r"\W*(?:we|the program) (?:take|accept|receive|read|review|download|want)s?\W*$")


def _names_papers(text: str) -> bool:
    """Whether a list opens with papers of the file, of which the Dean's letter may be the first but not all."""
    opened = text.partition(",")[0]
    return bool(_SENT.search(_PAPERS.sub(" ", text))) and (
        not _RIVAL.search(opened) or ("," in text and not _RIVAL.search(_PAPERS.sub(" ", opened)))
    )


def _read_dated(clause: Clause) -> Iterator[Finding | Drop]:
    """ "December 1: our deadline": the day is the label, its meaning the value."""
    label = _FOR_PLACES.sub("", clause.lead.rsplit(" | ", 1)[-1])
    days = list(find_days(label))
    if days and (then := read_by_then(clause, label, _RIVAL)):
        yield Finding(
            "application_deadline", str(then), "required", clause.start, clause.end, ANSWERED, needs_lead=True
        )
        return
    if (
        len(days) == 1
        and _LIMIT.search(label[: days[0].start])
        and (_APPLY.search(label) or _names_papers(clause.text))
        and not _RIVAL.search(_YEAR_BEFORE.sub(" ", _OF_THE_MATCH.sub("", label)))
    ):
        # "Application documents (due 11/15): three letters, transcript"
        yield Finding(
            "application_deadline", str(days[0]), "required", clause.start, clause.end, ANSWERED, needs_lead=True
        )
        return
    rest = clause.sentence[max(0, clause.start - clause.sentence_start) :]
    if (headed := read_label(label, days, _RIVAL)) and names_file(rest):
        # "In ERAS, December 4 at the latest: the form, an essay, four letters"
        yield Finding(
            "application_deadline", str(headed), "required", clause.start, clause.end, ANSWERED, needs_lead=True
        )
        return
    is_sent = days and (
        (len(days) == 1 and days[0].month in (8, 9, 10, 11, 12, 1) and is_in_by(label[: days[0].start]))
        or (len(days) == 2 and is_for_sending(label, days))
    )
    if is_sent and names_file(rest):
        # "With us by December 4: the form, an essay, four letters"
        yield Finding(
            "application_deadline", str(days[-1]), "required", clause.start, clause.end, ANSWERED, needs_lead=True
        )
        return
    if days and _SENT.search(clause.text) and not _RIVAL.search(_OF_APPLYING.sub(" ", label)):
        # "By December 1 of the year before: transcripts, letters", "ERAS from September 1 to December 1: scores"
        opened = label[: days[0].start]
        is_limit = (
            len(days) == 1
            and days[0].month in (8, 9, 10, 11, 12, 1)
            and re.fullmatch(r"\W*(?:by|until|no later than|on or before)\W*(?:the )?", opened)
        )
        is_season = (
            len(days) == 2
            and (_APPLY.search(opened) or _TAKEN_FROM.fullmatch(opened) or _WE_TAKE.match(label, days[1].end))
            and FROM_TO.fullmatch(label[days[0].end : days[1].start])
        )
        if is_limit or is_season:
            day = str(days[-1])
            yield Finding("application_deadline", day, "required", clause.start, clause.end, ANSWERED, needs_lead=True)
            return
    if len(days) != 1:
        return
    start, end = days[0].start, days[0].end
    is_refused_after = (
        re.search(
            r"^(?:applications?|files?|documents?|materials|anything)\b.*\b(?:after|later than|past)\s*$", label[:start]
        )
        and not _RIVAL.search(label)
        and re.match(
            r"\W*(?:are |will be |is )?(?:not|no|never|rejected|too late|ignored|discarded|unread|deleted)\b",
            clause.text,
        )
    )
    is_the_close = (
        _ONLY_DAY.fullmatch(label[:start])
        and _ONLY_DAY.fullmatch(label[end:])
        and _NAMES_CLOSE.match(clause.text)
        and not _ASKS_OTHER_DAY.search(clause.text.partition(";")[0])
    )
    if is_refused_after or is_the_close:
        day = str(days[0])
        yield Finding("application_deadline", day, "required", clause.start, clause.end, ANSWERED, needs_lead=True)


def _answered(clause: Clause, day: Day) -> Finding:
    return Finding("application_deadline", str(day), "required", clause.start, clause.end, ANSWERED)


def _confirmed(clause: Clause, day: str) -> Finding:
    """The day that the question names, and the answer confirms."""
    return Finding("application_deadline", day, "required", clause.start, clause.end, ANSWERED, needs_question=True)


# A day without a word stands for the deadline where the sentence before told what to send.
_SENT = re.compile(
    r"\bletters?\b|\blors?\b|\bmspe\b|\bpersonal statement\b|\btranscripts?\b|\bapplications?\b|\beras\b|\bapply\b|"
    r"\bpass(?:es|ed)?\b|\bsteps?\b|\bscores?\b|\bvisas?\b"
)


_VISA_TOLD = re.compile(r"\b(?:no|only) h-?1-?b?s?\b|\b[jh]-?1-?b?s?(?: visas?)? only\b")  # no heading of a day
_NAMED_VISA = re.compile(r"\b[jh]-?1-?b?\b")
# What happens to those who come after the day, or are not complete on it.
_TOO_LATE = re.compile(
    r"\b(?:not|never|cannot|no longer|too late|ignored|unread|unopened|discarded|returned|rejected|refused|declined|"
    r"withdrawn|deleted|removed|set aside|put aside|"
    r"shut|closed?|locked|ceas\w*|discontinu\w*|quits?|finish\w*|conclud\w*|ends?\b|ended|suspend\w*|halts?|nothing|no|"
    r"none|nobody|stop(?:s|ped)?|(?:next|later) (?:season|year|cycle)|held over|wait(?:s|ed)?|"
    r"left out|leaves? (?:aside|out|unread|unopened)|set(?:s|ting)? aside|excluded|skip(?:s|ped)?|passed over|filed "
    r"away|"
    r"turned (?:down|away)|late(?!r)|disregarded|screened out|filtered out|inactive|thrown (?:out|away)|archived)\b"
)
_AFTERWARDS = re.compile(
    r"\b(?:after|past|beyond|(?<!no )(?<!not )later than|following|since|subsequent "
    r"to)\s*(?:[a-z]+day,? )?(?:the )?(?:(?:midnight|"
    r"noon|close of "
    r"business|\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?)"
    r"[a-z ]*(?:on )?)?$"
)
_UNFINISHED = re.compile(
    r"\b(?:incomplete|unfinished|not (?:yet )?(?:been )?(?:complete\w*|received|in|submitted|finished|whole|full|"
    r"here)|missing|"
    r"lacking|outstanding)\b[^.;]{0,80}?\b(?:on|by|as of|at|"
    r"after|until|before|come)\s*(?:the )?$"
)
_EXCLUDES = re.compile(
    r"\b(?:exclud|disqualif|reject|rule(?:s|d)? (?:you )?out|turn(?:s|ed)? (?:you )?away|not (?:consider|read))"
)
_THING = re.compile(
    r"\b(?:anything|nothing|everything|whatever|what|those|one|too late|list|late (?:ones?|submissions?|arrivals?|"
    r"files?)|"
    r"submissions?|candidates?|door|books|portal|inbox|server|items?)\b"
)
_IF_NOT_BY = re.compile(
    r"\W*(?:if|should|unless|when|where)\b[^;]*\b(?:letters?|mspe|file|documents?|application|materials|everything|"
    r"eras|transcripts?)"
)
_MUST_SEND = re.compile(
    r"[ ,]*(?:all |every |each )?(?:applicants?|candidates?|you|we)\b[^.;]{0,60}?\b(?:need|must (?:have|submit|send|"
    r"supply|upload)|"
    r"should (?:have|submit|send|upload))[^.;]{0,60}?\b(?:letters?|files?|documents|materials|application|"
    r"transcripts?)\b"
)
_NEEDED_BY = re.compile(
    r"\b(?:need|require|want|expect|ask for|must have|should have|send|submit|upload)\b[^.;]*\b(?:letters?|mspe|"
    r"transcripts?|"
    r"documents?|docs|statements?|materials|paperwork)\b"
)
_PAPERS = re.compile(r"\bmspe\b|\bdean'?s?\b|\b(?:usmle )?steps? (?:2|ii)(?: ?ck)?(?: (?:scores?|results?))?\b")
_WHICH_IS = re.compile(
    r"\b(?:complete|completed|due|in|closed|submitted),? (?:which|that|and that) (?:is|means|falls on|"
    r"will be)\s*(?:on )?(?:the )?$"
)
_OPENS_WITH_LIMIT = re.compile(
    r"\W*(?:please,? )?(?:by|before|until|till|up to|no later than|not later than|on or before|at the latest by|not "
    r"after|prior to|ahead of)\b[^;]{0,40}$"
)
_LATEST = re.compile(r"\W*(?:at the (?:very )?latest|or (?:earlier|sooner|before)|latest)\b")
_MUST_BE_BY = re.compile(
    r"\b(?:complete|completed|on file|received|submitted) as of\s*$|"
    r"\b(?:must|should|has to|have to|needs? to|ought to|to) be (?:[a-z]+ ){0,2}?(?:complete\w*|in|here|received|"
    r"submitted|full|whole|finished|done|closed|assembled|there|in eras|in our hands|on our desks?|on file|"
    r"ready|final)(?: with us)? (?:as of|on)\s*$"
)


_OF_THE_MATCH = re.compile(
    r"\b(?:for|to) (?:the |our |its )?(?:[a-z]+ ){0,2}?(?:positions|training|residency|programs?|places|classe?s?|"
    r"year) "
    r"(?:beginning|starting|commencing|(?:that |which )?(?:begins?|starts?))(?: in| on)?\b|"
    r",? \(?\b(?:including|incl\.?|with) (?:(?:the|all|your) )?(?:letters?|lors?|mspe|dean'?s letter|transcripts?|"
    r"usmle|scores?)"
    r"(?:(?:,? and|,? or|,| &|/) ?(?:the |all )?(?:letters?|lors?|mspe|dean'?s letter|transcripts?|usmle|"
    r"scores?))*\)?,?|"
    r", (?:(?:the|all|your|and|usmle|comlex|step|mspe|letters?|transcripts?|scores?|results?) )+(?:included|"
    r"inclusive),|"
    rf"{TO_BEGIN}|"
    r"\bearly match\b(?: (?:of|by|through|at) (?:the )?(?:sf|aua)\b)?|"
    r"\b(?:sf|san francisco|aua|urology|ophthalmology) match\b|\bcas\b|"
    r"\b(?:for|to|in) (?:an? |the )?(?:july |june )?"
    r"(?:20\d\d )?(?:nrmp |main |eras )?(?:match|season|cycle|start|entry|class)(?: season|"
    r" cycle)?\b|"
    r"\b20\d\d match\b"
)
_ALL_IN = re.compile(  # "By November 15 all should be in"
    r"[ ,]*(?:all|everything|it all|the whole|your [a-z]+|they|it)(?: of (?:it|them|this))? (?:must|should|has to|"
    r"have to|"
    r"needs? to|ought to|shall|is to|are to) (?:have )?(?:be|been|reach|arrive)\b"
)
_TO_APPLY = re.compile(
    r"\W*(?:for (?:you|applicants|candidates) )?to (?:get|have|send|apply|submit|complete|upload|hand|turn|file|"
    r"finish|deliver|assemble|enter)\b"
)
_OTHER_ENTRY = re.compile(r"\btransfers?\b|\bpgy-?[2-5]\b|\badvanced standing\b|\boff-?cycle\b")


# "Sept 24 MSPE release; Nov 17 application deadline": what follows the day names it.
_OF_WHAT_FOLLOWS = re.compile(rf"\W*(?:the |our )?(?:[a-z]+ ){{0,2}}?(?:{_RIVAL.pattern})")


_ASKS_BY = re.compile(
    r"\b(?:must|has to|have to|needs?|should|required|due)\b.*\b(?:by|before|until|no later than)\s*$"
)
_ASKS_LATER = re.compile(
    r"\b(?:appl(?:y|ies|ication|ications)|submit\w*|files?|send|documents|materials)\b.*\b(?:after|past|later than|"
    r"beyond)\s*(?:(?:[a-z]+day,?|the|midnight|noon|on|\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?|e[sd]?t) ?)*$"
)


def _is_of_applying(text: str) -> bool:
    return bool(_APPLY.search(text) or _THING.search(text))


def _read_bound(clause: Clause, text: str, day: Day, before: str) -> bool:
    """Whether the day is the last by what is refused after it, or by a limit that opens or closes the clause."""
    after = text[day.end :]
    if len(after) > 160:
        after = after[:160]
    refusal = after.partition(";")[0]
    outside = re.sub(
        r"\b(?:considered|reviewed|accepted|eligible|invited) for (?:an )?interviews?\b",
        "considered",
        f"{before} | {refusal}",
    )
    if _IF_NOT_BY.match(before) or _NEEDED_BY.search(before):
        outside = _PAPERS.sub(" ", outside)
    if _OPENS_WITH_LIMIT.fullmatch(before) and (_MUST_SEND.match(after) or _ALL_IN.match(after)):
        return True
    has_rival = _RIVAL.search(
        re.sub(
            r"\b(?:for|to) (?:the )?(?:20\d\d )?(?:nrmp |main )?match\b|\bopen(?:ed)?\b|"
            r"\b(?:reading|reviews?|reviewing|downloads?|downloading|screening) (?:begins?|starts?)\b",
            " ",
            outside,
        )
    )
    if has_rival:
        return False
    if _AFTERWARDS.search(before):
        return bool(_TOO_LATE.search(refusal[:70]) or _TOO_LATE.search(before)) and (
            _is_of_applying(outside)
            or bool(re.search(r"\b(?:it|them|these)\b", before) and _APPLY.search(text[: day.start]))
        )
    if _UNFINISHED.search(before):
        is_refused = _TOO_LATE.search(refusal[:70]) or _EXCLUDES.search(f"{clause.lead} {before}")
        return bool(is_refused) and _is_of_applying(outside)
    if (
        _IF_NOT_BY.match(before)
        and _LIMIT.search(before)
        and _TOO_LATE.search(refusal[:90])
        and _is_of_applying(refusal)
    ):
        return True
    if _NEEDED_BY.search(before) and _LIMIT.search(before) and not _RIVAL.search(_PAPERS.sub(" ", before)):
        return True
    if _WHICH_IS.search(text[max(0, day.start - 60) : day.start]):
        return _is_of_applying(text[: day.start])
    if _MUST_BE_BY.search(before):
        return _is_of_applying(before)
    if _LIMIT.search(before) and _TO_APPLY.match(after):
        return bool(_APPLY.search(refusal))
    if _LATEST.match(after):
        return _is_of_applying(before) or bool(_SENT.search(before))
    if _OPENS_WITH_LIMIT.fullmatch(before) and not re.search(
        r"\bprefer|\bencourag|\brecommend|\bearly\b|\bhear\b", refusal
    ):
        return bool(_APPLY.search(refusal))
    return False


_COMPLETE = re.compile(r"\bfiles?\b|\beras\b|\bcomplete")
_WINDOW = re.compile(r"(?:.*\| ?)?(?:our |the )?(?:application |eras |applications? )?(?:window|period)\W*")
# What the program itself will have done by then, and the day on which the service closes its books.
_WE_HOPE = re.compile(
    r"\b(?:we|the (?:program|committee|office)) (?:[a-z]+ly )?(?:hopes?|aims?|plans?|expects?|intends?|tr(?:y|ies)|"
    r"strives?|"
    r"endeavou?rs?|promises?) (?:to|that)\b[^.;]{0,60}\b(?:by|before|until|on)\s*(?:the )?$"
)
_IS_ADVISED = re.compile(
    r"[ ,]*(?:if|when|where) (?:you can|(?:at all )?possible)\b|[ ,]*(?:is|are|would be) (?:strongly |highly |much |"
    r"best |well )*(?:advised|advisable|recommended|encouraged|"
    r"preferred|suggested|wise|ideal|best)\b(?! to)|"
    r"[ ,]*(?:is|are|would be|remains) (?:only |just |merely )?(?:our|the|an?) (?:[a-z]+ )?(?:target|goal|aim|wish|"
    r"preference|recommendation|suggestion|guideline)\b"
)
_SOFT_DAY = re.compile(
    r"\b(?:priority|early|earliest|recommended|suggested|preferred|soft|target|first[- ]round|"
    r"initial) (?:[a-z]+ ){0,2}?"
    r"(?:dead ?line|date|consideration|review|day)\b[^,;.]{0,20}$"
)
# "Apply early: by December 4 most of our days are taken"
_SOFT_LABEL = re.compile(
    r"\b(?:early|earlier|soon|sooner|preferab\w+|ideally|priority|recommended|suggested)\b[^|]{0,20}$"
)
# "Try to be in by May 3": advice, and no day after which it is too late.
_TRIED_FOR = re.compile(
    r"(?:^|[.,;:] |\b(?:but|please|should|and|you|applicants|candidates|to) )(?:try|aim|strive|shoot|make an effort)"
    r"(?: (?!not\b)[a-z]+){0,7}? (?:before|by|for|prior to|until)\s*(?:the )?$"
)
_PAST_SEASON = re.compile(
    r"\b(?:past|previous|last|prior|former|closed|archived?|old) (?:[a-z]+ )?(?:cycle|season|year(?:'s)?|match|"
    r"deadline)\b"
)
# "we download until", "rolling review through": what is done with files, up to a day.
_WORKED_UNTIL = re.compile(
    r"\b(?:you|applicants|candidates|everyone) (?:all |will |still )*(?:have|has|get|may apply|can apply)(?: time)? "
    r"(?:until|till|"
    r"through|"
    r"up to)\s*(?:the )?$|"
    r"\b(?:review|read|download|screen|process|open|consider|add|look(?=s? at|ing at)|accept|tak|receiv|rolling|"
    r"evaluat|"
    r"pull|retriev)(?:s|es|ed|e|en|ing)?\b"
    r"[^.;]{0,120}\b(?:until|till|through|thru|up to|ends?|ending|closes?|stops?|finish(?:es)?|concludes?)"
    r"(?: and including| on| by| at| only)*\s*(?:the |midnight |noon |(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )*$|"
    r"\b(?:finish|wrap up|complete it|complete (?:everything|your part))[^.;]{0,20} (?:by|before|no later than|"
    r"until)\s*(?:the )?$"
)
_ONLY_DATES = re.compile(
    r"\W*(?:(?:no later than|not later than|up to|by|until|till|before|through|from|to|between|and|apply|on|all|"
    r"everything|complete|due|in)\b\W*)*"
)
_OPENS_BY = re.compile(r"\W*(?:all |everything )?(?:in |due |complete )?(?:by|until|till|through|before)\W*(?:the )?")
_ONLY_AFTER = re.compile(
    r"\W*(?:(?:but|and|though|please|so)?,? ?(?:please )?(?:apply|sooner|earlier|the earlier|at the (?:very )?latest|"
    r"latest)[a-z ,]{0,40}|,? ?(?:al)?though (?:most|many|some|the|we|september|early|it) [a-z ]{0,50}|"
    r", september (?:is|being) [a-z ]{3,20})?\W*"
)
_CLOCK = re.compile(
    r"^,? ?\(?(?:(?:at|by|,|@) ?)?(?:\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?|\d\d:\d\d|midnight|noon)(?: ?\(?(?:e[sd]?t|"
    r"c[sd]?t|m[sd]?t|p[sd]?t|eastern|central|"
    r"pacific|local|standard|time)\b\)?)*\)?"
)
_AS_OF = re.compile(r"^\W*(?:as of|from|starting|beginning|effective|on|after|past)\s*(?:the )?$")
# What is applied for is not the residency.
_OTHER_APPLICATION = re.compile(
    r"^\W*(?:(?:all|the|our|new|incoming) )*(?:residents|interns|fellows|trainees) (?:must|should|have to|need to|are "
    r"to|will) (?:be|arrive|report|start|come)\b|"
    r"\bletters? of (?:intent|interest|good standing|acceptance|offer)\b|\b(?:ds-?2019|tuition|badge|immunization) "
    r"(?:[a-z]+ )?(?:requests?|forms?|deadline|payments?|records?)\b|"
    r"\b(?:j-?1|h-?1-?b?|visas?|contract|credentialing|onboarding|hiring|benefits|payroll) (?:paperwork|documents|"
    r"forms?|papers)\b|\b(?:scholarships?|award|grant|rotations?|electives?|observerships?|externships?|fellowships?|"
    r"transfer|housing|"
    r"soap|thank[ -]you|loan|parking|license|licensure|permit|"
    r"visa|volunteer|job|faculty|summer|research|student|program director|conference|medical school) (?:[a-z]+ "
    r")?(?:applications?|applicants?|requests?|"
    r"materials|deadline)\b|\bdeadline for (?:the |our )?(?:[a-z]+ ){0,2}?(?:research|scholarships?|electives?|"
    r"rotations?|observ\w+|extern\w+|poster|abstract\w*|"
    r"housing|awards?|grants?|summer|vacation|conference)\b|\bappl(?:y|ies|ying) (?:for|to) (?:an? |the |our )?"
    r"(?:[a-z]+ ){0,2}?(?:rotations?|electives?|observerships?|externships?|fellowships?|sub-?internships?|"
    r"scholarships?|clerkships?)\b"
)
# "The supplemental application must be in by September 16": the application itself has another day.
_OF_SUPPLEMENT = re.compile(
    r"\W*(?:(?:please|the|our|all|any|this|your|completed?|optional|an?|submit|for) )*"
    r"(?:supplement\w*|secondary) (?:(?:eras |residency )?(?:applications?|materials|questions?|forms?|essays?)|eras)\b"
    r"(?!"
    r"[^.;]*(?:\band\b|\bas well as|\bwith|,|&) "
    r"(?:the |your |all )*(?:[a-z]+ )?(?:my ?eras|eras|applications?)\b(?! and\b))"
)
# "We begin accepting applications on September 15": the first day, whatever is asked.
_FROM_THEN = re.compile(
    r"\b(?:begin|beginning|start|starting|commence|open)s? (?:to [a-z]+|[a-z]+ing|up)(?: (?!until|till|through|by|"
    r"and\b|end)[a-z]+){0,4}?(?: (?:on|in|from|with|at))?\s*(?:the )?$"
)
_REVIEWS = re.compile(r"\breview(?:s|ed|ing)?\b")
_FOR_PRIORITY = re.compile(
    r"\W*(?:(?:in order )?to (?:be given|get|receive|have|ensure|enjoy)|for|will (?:get|receive|be given)|if you "
    r"(?:want|wish|"
    r"hope)[a-z ]*) (?:the |our |an? |full )?(?:priority|preferential|early|preferred|first[- ]round|best) "
    r"(?:consideration|"
    r"review|treatment|chances?|look|reading)?"
)
_FIRST_SERVED = re.compile(  # "applications received by then are given preference"
    r"[^.;]{0,15}\b(?:are|will be|is|get|gets|receive|receives|have|has|enjoy)\b[^.;]{0,25}\b(?:preference|priority|"
    r"preferred|first look|first choice|"
    r"favou?red|first consideration|considered together|reviewed together|read together|advantage|early|best "
    r"chances?|first round|reviewed first|read first)\b"
)
_WE_STOP = re.compile(
    r"[ ,]*(?:we|the (?:program|committee|office|portal|window|system|season|gates?|doors?|books?|inbox|mailbox|"
    r"curtain|reading|lists?)|our (?:program|portal|office|committee|reading|review|inbox|intake|lists?|"
    r"window|season|doors?)|applications?|intake) "
    r"(?:will |must |has to |have to )?(?:(?:stop|close|end|cease|shut|lock)(?:s|es)?\b(?! (?:our |the |all "
    r")?interview)|(?:take|accept|"
    r"open|read|look at)s? no (?:more|further|new|later)\b)|"
    r"[ ,]*(?:all )?(?:incomplete|unfinished) (?:files|applications) (?:are|will be|get) (?:[a-z]+ly )?(?:thrown|"
    r"deleted|"
    r"removed|discarded|dropped|rejected|withdrawn|set aside|archived|purged)\b|"
    r"[ ,]*(?:my ?eras|eras|the portal|our portal|the list|our list) (?:is|gets|will be) (?:shut|closed|locked)\b"
)


_OPENED = re.compile(
    r"\b(?:eras |season |we )?opens?(?:ed|ing)?\b(?: (?:on|in|from)\b)?|\bbegin(?:s|ning)?\b|\bstart(?:s|ing)?\b"
)


_NEEDED_LABEL = re.compile(  # "Needed: two letters; December 4; ..."
    r"(?:(?:general|our|the|minimum|application|basic|main|all|what we|you) )*(?:requirements?|required|needed|need|"
    r"criteria|essentials|facts|essential facts|in short|in brief|summary|basics)"
)


def _stands_alone(clause: Clause, text: str, day: Day, count: int) -> bool:
    """ "Three letters. November 15.", "September 1 to November 30": the day of a summary, which can be no other day."""
    previous = clause.previous
    if day.month not in (9, 10, 11, 12, 1) or count > 2:
        return False
    if clause.lead and not (
        _NEEDED_LABEL.fullmatch(clause.lead) and previous and not _ASKS_OTHER_DAY.search(previous.text)
    ):
        return False
    if previous is None and count == 1:  # "By November 1.", before all else
        return (
            bool(_OPENS_BY.fullmatch(text[: day.start]))
            and bool(_ONLY_AFTER.fullmatch(text[day.end :]))
            and not clause.question
            and not _ASKS_OTHER_DAY.search(clause.heading)
        )
    if previous is None:
        return False
    if previous.end + 4 < clause.start or (clause.question and clause.is_first_reply):
        return False
    days = list(find_days(text))
    if days[-1].start != day.start or not _ONLY_AFTER.fullmatch(text[day.end :]):
        return False
    between = text[days[0].end : day.start] if count == 2 else ""
    return bool(
        _ONLY_DATES.fullmatch(text[: days[0].start])
        and re.fullmatch(r"\W*(?:to|until|through|till|and|-)?\W*", between)
    ) and (day.year is None or count == 2 or bool(re.search(r"[a-z]", text[: days[0].start])))


# "submit your ECFMG certificate through ERAS before June 30": the day of one paper.
_OF_PAPER = re.compile(
    r"\b(?:submit|send|upload|provide|present|show|receive|furnish)\w* (?:[a-z']+ ){0,3}?(?:ecfmg )?certificat\w+ "
    r"(?:(?!(?:and|or|with) )[a-z]+ ){0,5}(?:[a-z]+)?$"
)


_CLOSE_LABEL = re.compile(
    r"(?:(?:the|our|application|final|absolute|file) )*(?:dead ?line|closing da(?:te|y)|(?:last|due|end) da(?:te|y)|"
    r"cut-?off(?: date)?|close)"
)


def _read_day(clause: Clause, text: str, day: Day, before: str, count: int) -> Finding | Drop | None:
    before = _OF_THE_MATCH.sub(" ", before)
    after = _CLOCK.sub("", text[day.end : day.end + 90])[:60]
    if not is_of_season(clause, before, day):
        return drop(clause, "deadline: a day of something else")
    if tells_once(before):
        return drop(clause, "deadline: of a past season")
    if (
        is_about(before)
        or _OTHER_APPLICATION.search(before)
        or _FIRST_SERVED.match(after)
        or _FOR_PRIORITY.match(after)
    ):
        return drop(clause, "deadline: a day of something else")
    if (_OF_SUPPLEMENT.match(text) and "application deadline" not in before) or _FROM_THEN.search(before):
        return drop(clause, "deadline: a day of something else")
    if re.fullmatch(
        r"\W*(?:(?:(?:each|every) (?:year|season|fall|autumn),? )?on|come|as of|from|with|at|every|"
        r"each)\s*(?:(?:[a-z]+day,?|the|on|midnight|noon|"
        r"\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?|"
        r"e[sd]?t|eastern) ?)*",
        before,
    ) and _WE_STOP.match(after):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
    if _PAST_SEASON.search(f"{clause.lead} {before}") and not re.search(r"\bnow\b|\bthis\b|\bcurrent", before):
        return drop(clause, "deadline: of a past season")
    if count > 1 and _WINDOW.fullmatch(clause.lead) and next(find_days(text)).start == day.start:
        return None  # the day on which it opens
    if day.month in (6, 7) and re.search(r"\byears?\b|\bgraduat|\bstart", before):
        return drop(clause, "deadline: a day of something else")
    if _NOT_BEFORE.search(before):
        return drop(clause, "deadline: a day of something else")
    if _WE_HOPE.search(before) or day.month in (4, 5, 6, 7):  # when ERAS ends, or fellows apply
        return drop(clause, "deadline: a day of something else")
    if _SOFT_LABEL.search(clause.lead) and not _STRONG.search(before):
        return drop(clause, "deadline: preferred, not the last day")
    if _SOFT_DAY.search(before) or _IS_ADVISED.match(after) or _TRIED_FOR.search(text[: day.start]):
        return drop(clause, "deadline: preferred, not the last day")
    if text.startswith("end of", day.start) and _REVIEWS.search(before):
        return drop(clause, "deadline: how long files are read, by the month")
    if _OF_PAPER.search(before):
        return drop(clause, "deadline: a day of something else")
    if (
        _WORKED_UNTIL.search(before[-160:])
        and not _RIVAL.search(_OPENED.sub(" ", drop_contents(text[: day.start])))
        and not _ASKS_OTHER_DAY.search(clause.lead)
    ):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
    needs_question = needs_lead = False
    if _stands_alone(clause, text, day, count):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=WEAK)
    if count == 1 and day.month in (8, 9, 10, 11, 12, 1) and not clause.question:
        alone = re.fullmatch(
            r"\W*(?:by |until |before |no later than |not later than |on or before )?\W*", text[: day.start]
        ) and re.fullmatch(r"\W*", text[day.end :])
        told = clause.previous.text if clause.previous and clause.previous.end + 4 >= clause.start else ""
        listed = re.fullmatch(
            r"(?:[a-z0-9]+ ){1,3}(?:letters|lors)(?: of recommendation)?(?:,? by |, )", text[: day.start]
        )
        opened = text[: day.start]
        if not listed and not _RIVAL.search(_PAPERS.sub(" ", opened)):
            listed = re.fullmatch(r"[^.;]*\bletters?\b[^.;]*, (?:all )?by\s*(?:the )?", opened)
        until = re.fullmatch(r"\W*until (?:the )?", text[: day.start]) and re.fullmatch(
            r"\W*|,? (?:though|but|although|however|yet)\b.*", text[day.end :]
        )
        alone = alone or until
        if (
            alone
            and not clause.lead
            and (_SENT.search(told) or _NAMED_VISA.search(told) or (until and not _ASKS_OTHER_DAY.search(told)))
        ) or ((listed or is_listed(opened, _RIVAL)) and re.fullmatch(r"\W*", text[day.end :])):
            return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=WEAK)
    near = re.split(r"[,;()]|[a-z0-9]\. (?:- )?", before)[-1]
    strong = _STRONG.search(before)
    limited = _LIMIT.search(before)
    previous = clause.previous
    if (
        re.search(r"\b(?:now|this (?:year|season|cycle)[a-z ,']*)\s*$", before)
        and previous
        and re.search(r"\bdeadline\b", previous.text)
    ):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
    if re.search(r"\bwas\b", before) and re.search(r"\b(?:now|this (?:year|season|cycle))\b", clause.sentence):
        return drop(clause, "deadline: of a past season")
    if re.search(r"\b(?:not|in-?) ?complete\w*(?: by| on| before)?\s*$", before) and re.match(
        r"[^.;]{0,20}\bnot\b", after
    ):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
    if (
        re.search(r"\b(?:after|later than)\s*$", before)
        and re.match(
            r"[^.;]{0,40}\b(?:not|never|cannot|no longer|too late|ignored|unread|discarded|returned|rejected|"
            r"refused)\b",
            after,
        )
        and re.search(rf"{_APPLY.pattern}|\banything\b|\barriv|\bsent\b|\bwhat(?:ever)?\b", before)
        and not _RIVAL.search(before)
    ):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
    if (
        _AS_OF.search(before)
        and re.match(
            r"[^.;]{0,12}\b(?:no|not|nothing|never)\b[^.;]{0,12}\b(?:further|more|new|additional|longer|any)\b", after
        )
        and _APPLY.search(after)
        and not _RIVAL.search(after)
    ):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
    if (
        _DAY_CLOSES.match(after)
        and not (_OPENS_ON.search(before) and _OF_NEXT_DAY.match(after))
        and (not _RIVAL.search(text[: day.start]) or _IS_OURS.match(after))
        and not re.match(r"[^.;,]*\b(?:interview|rank)", after)
    ):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end)
    if re.search(r"^(?:nothing|no [a-z]+|none)\b[^.;]*\bafter\s*$", before) and (
        _APPLY.search(before)
        or re.search(r"\b(?:taken|accepted|read|considered|reviewed|looked at|processed)\b", before)
    ):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
    if re.fullmatch(r"\W*(?:anything |everything )?after\s*", before) and re.match(
        r"[^.;]{0,50}\b(?:no longer|not|never|nothing|no|stop|closed)\b[^.;]{0,40}\b(?:appl\w+|files?|"
        r"documents?|materials|submissions?)\b",
        text[day.end :],
    ):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
    is_labelled = re.match(r"\W*[(]", after) and _CLOSE_LABEL.fullmatch(clause.lead)
    if (
        not re.search(r"[a-z]", near)
        and not strong
        and not limited
        and not is_labelled
        and _OF_WHAT_FOLLOWS.match(_OF_THE_MATCH.sub(" ", after))
    ):
        return drop(clause, "deadline: a day of something else")
    if _OTHER_ENTRY.search(clause.lead.rsplit("|", 1)[-1]) or re.match(
        r"\W*for (?:the |our |an? )?(?:open )?(?:transfers?|pgy-?[2-5])\b", after
    ):
        return drop(clause, "deadline: a day of something else")
    if _read_bound(clause, text, day, before):
        track = find_track(before, nearest_to_end=True) or find_track(re.split(r"[,;]", after)[0])
        return Finding(
            "application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED, track=track
        )
    if re.search(r"\bdeadline was\b[^.;]{0,24}$", before):
        return drop(clause, "deadline: of a past season")
    rivals = [m for m in _RIVAL.finditer(before) if m.group() != "match" or not strong]
    applies = [
        m
        for m in _APPLY.finditer(before)
        if not rivals or not (_WEAK_APPLY.match(m.group()) or _ONLY_WHERE.search(before[: m.start()]))
    ]
    stops = clause.is_first_reply and re.search(r"\b(?:stop|close|no longer|too late|late|last)\b", clause.question)
    if (
        not (stops and re.fullmatch(r"\W*(?:after|with|on)?\W*", before))
        and re.search(
            r"\b(?:opens?|opening|begin(?:s|ning)?|starting|from|between|as of|after|since|posted|updated)\s*(?:on|in|"
            r"with|date:?)?\s*$",
            before,
        )
        and not re.search(r"\b(?:not|no)\b[^.;]{0,50}\bafter\s*$", before)
    ):
        return None
    if rivals:
        last = rivals[-1]
        # "by the deadline" of something else; an application word nearer to the date outweighs it.
        nearer = [m for m in applies if m.start() > last.start() and "," not in before[m.end() :]]
        if last.group().startswith(("dean", "mspe", "open")) and applies:
            nearer = nearer or applies
        strong_app = re.search(
            r"\bapplication deadline\b|\bdeadline (?:to apply|for applications?|for applying|for submi)|"
            r"\bapplications? (?:are |is )?(?:due|close)",
            before,
        )
        if strong_app and "," in before[strong_app.end() : last.start()]:
            strong_app = None  # "... our application deadline, and when interviews end on January 16"
        if not nearer and not strong_app:
            if strong and re.search(r"\bdeadline\b", near) and not _RIVAL.search(near):
                pass
            else:
                return drop(clause, "deadline: a day of something else")
    if not applies and limited and not rivals:
        whole = text[: day.start]
        said_before = clause.previous.text if clause.previous and _PRONOUN.match(text) else ""
        if re.search(r"\becfmg\b|\bcertif|\bsteps?\b|\bvisa", said_before) and not re.search(
            r"\bfiles?\b|\bapplications?\b", said_before
        ):
            said_before = ""
        if not _RIVAL.search(whole) or re.search(r"\bfile\b", before):
            applies = [m for m in _APPLY.finditer(whole) if not _WEAK_APPLY.match(m.group())]
        if not applies and said_before:
            applies = [m for m in _APPLY.finditer(said_before) if not _WEAK_APPLY.match(m.group())]
    if (
        re.match(r"\s*(?:\)|,)?\s*(?:is|are|for|,)?\s*(?:the )?(?:interview|rank)", after)
        and not strong
        and not (re.match(r"\s*[,;]", after) and next(find_days(after), None))
    ):
        return drop(clause, "deadline: a day of something else")
    if re.search(r"\b(?:supplement\w*|secondary) (?:eras )?application", before) and not _COMPLETE.search(near):
        return drop(clause, "deadline: a day of something else")
    if (
        strong
        and strong.group().startswith("due")
        and not _APPLY.search(text)
        and _SUBJECT.search(before, 0, strong.start())
    ):
        return drop(clause, "deadline: a day of something else")
    confidence = EXPLICIT
    if strong and (not rivals or applies or re.search(r"\bdeadline|\bdue\b", before)):
        pass
    elif (
        limited
        and applies
        and (not _OTHER_LABEL.search(clause.lead.rsplit("|", 1)[-1]) or re.search(r"\bapplications?\b", before))
    ):
        confidence = ANSWERED
    elif re.search(
        r"\b(?:date|day|when|until|till|by)\b[^|]*\b(?:apply|applications?|files?|submit|send)\b|"
        r"(?:^|\| )(?:about |key |important |application |apply|submit )?(?:the )?(?:dates?|deadlines?|by)$|"
        r"\bapplications? (?:received )?after\b|"
        r"^(?:[a-z ]+\| )?(?:submission|receipt|filing|completion)(?: of [a-z ]+)?$|\bdeadlines?\b|\bapply by\b|"
        r"\bdue\b|\bclos(?:es?\b|ing)|\b(?:last|latest) (?:[a-z]+ ){0,1}?(?:day|date|submission|time)\b|"
        r"\bcut-?off date\b|"
        r"\bapplications? (?:are |will be )?(?:accepted|"
        r"taken|received|open|welcome)\b[^|]{0,12}\b(?:until|through|till|thru|by)$|\bapply (?:by|before|until|no "
        r"later than)\b|"
        r"^(?:[a-z0-9 ]+\| ?)?(?:our |the )?(?:application |eras )?(?:window|period)$|"
        r"^\W*(?:[a-z0-9]\) )?(?:(?:the|your) )?(?:files?|applications?) (?:complete|completed|in|due)$|"
        r"\blatest (?:[a-z]+ )?(?:day|"
        r"date)\b|"
        r"\b(?:submission|completion|receipt|filing) dates?\b|\b(?:window|season|period|portal|cycle) (?:ends|closes|"
        r"shuts)\b|"
        r"\blast call\b|\bddl\b|\bapp(?:lication)?s? (?:close|deadline|end)|\bfinal (?:[a-z]+ ){0,2}?da(?:y|te)\b|"
        r"\bcut-?off\b[^|]*\b(?:appl|file|"
        r"document|material|receipt)",
        clause.lead,
    ) and not _RIVAL.search(_OF_THE_MATCH.sub("", clause.lead.rsplit("|", 1)[-1])):
        needs_lead = True
    elif (
        clause.question
        and clause.is_first_reply
        and (
            (_ASKS_DAY.search(clause.question) and not _ASKS_OTHER_DAY.search(clause.question))
            or (limited and _ASKS_APPLYING.fullmatch(clause.question))
        )
    ):
        needs_question = True
        confidence = ANSWERED
    elif re.search(r"\bdeadline\b", clause.heading.rsplit("|", 1)[-1]) and not _RIVAL.search(
        clause.heading.rsplit("|", 1)[-1]
    ):
        confidence = ANSWERED
    elif re.match(
        r"\s*(?:of (?:the|that|each) (?:prior|previous|preceding|same|year|earlier)(?: (?:year|fall))?\s+)?"
        r"(?:is|as)\s+(?:the|our)\s+(?:final |application |absolute )*(?:deadline|last day|closing date|cut-?off)",
        after,
    ) or re.match(r"\s*\(?(?:application )?(?:deadline|cut-?off|closing (?:date|day)|due date|limit)\b", after):
        pass
    elif (
        limited
        and re.search(
            r"\b(?:eras|applications?|apply(?:ing)?|file|filing|submissions?|submitting|materials|documents)\b",
            clause.lead,
        )
        and not rivals
    ):
        needs_lead = True
        confidence = ANSWERED
    else:
        return None
    if re.search(r"\bextended\b", text):
        confidence = EXPLICIT
    is_call = re.search(r"\b(?:encouraged|invited|asked|advised) to (?:apply|submit)\b[^,;]{0,40}$", before)
    if (
        re.search(
            r"(?:\bwould|'d) (?:love|like|be (?:glad|happy|pleased))\b|\bideally\b|\bprefer|\brecommend(?!ations?\b|"
            r"ers?\b)|\bencourag|\bearly\b|\bpriority\b",
            before,
        )
        and not strong
        and not (is_call and not re.search(r"\bearly\b|\bstrongly\b", before))
    ):
        return drop(clause, "deadline: preferred, not the last day")
    track = (
        (find_track(re.split(r"[,;]| and ", after)[0]) if re.match(r"\s*\(?(?:for|in)\b", after) else None)
        or find_track(before, nearest_to_end=True)
        or find_track(re.split(r"[,;]", after)[0])
        or (find_track(clause.lead) if count == 1 else None)
    )
    return Finding(
        "application_deadline",
        str(day),
        "required",
        clause.start,
        clause.end,
        confidence=confidence,
        needs_question=needs_question,
        needs_lead=needs_lead or bool(clause.lead),
        track=track,
    )
