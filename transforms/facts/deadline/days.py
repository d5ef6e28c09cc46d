"""A day that stands alone or in an answer, and what makes it the deadline."""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.dates import MONTH, Day, find_days
from transforms.facts.deadline.bare import drop_contents, is_about, is_listed, is_of_season, tells_once
from transforms.facts.deadline.bounds import read_bound
from transforms.facts.deadline.words import (
    APPLY,
    ASKS_DAY,
    ASKS_OTHER_DAY,
    CLOSE_LABEL,
    LIMIT,
    OF_THE_MATCH,
    OPENED,
    PAPERS,
    RIVAL,
    SENT,
)
from transforms.facts.finding import ANSWERED, EXPLICIT, WEAK, Drop, Finding, drop
from transforms.facts.tracks import find_track
from transforms.language import Clause

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
_WEAK_APPLY = re.compile(r"have|get|bring|deliver|complete|received?|submit|open|send|paperwork|documents?")
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
_ASKS_APPLYING = re.compile(
    r"\W*(?:(?:and|how about|what about|the|eras) )*(?:applications?|applying|files?|submission)\W*"
)
_SUBJECT = re.compile(r"(?!it\b|they\b|everything\b|all\b|what we\b|date\b|deadline\b)[a-z]{4,}.*\b(?:is|are|be)\s*$")
_OTHER_LABEL = re.compile(r"\b(?:steps?|visas?|h-?1-?b?|hi-?b|ecfmg|interviews?|rank\w*)\b")
_PRONOUN = re.compile(r"(?:it|they|these|all of (?:it|this|these)|everything|both|the whole)\b")
# "ERAS does not open until September 27."
_NOT_BEFORE = re.compile(
    r"\bnot (?:yet )?(?:open|start|begin|be (?:open|available))\w*\b[^.;]{0,20}\b(?:until|before)\s*$"
)
_NAMED_VISA = re.compile(r"\b[jh]-?1-?b?\b")
_OTHER_ENTRY = re.compile(r"\btransfers?\b|\bpgy-?[2-5]\b|\badvanced standing\b|\boff-?cycle\b")
# "Sept 24 MSPE release; Nov 17 application deadline": what follows the day names it.
_OF_WHAT_FOLLOWS = re.compile(rf"\W*(?:the |our )?(?:[a-z]+ ){{0,2}}?(?:{RIVAL.pattern})")
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
        _NEEDED_LABEL.fullmatch(clause.lead) and previous and not ASKS_OTHER_DAY.search(previous.text)
    ):
        return False
    if previous is None and count == 1:  # "By November 1.", before all else
        return (
            bool(_OPENS_BY.fullmatch(text[: day.start]))
            and bool(_ONLY_AFTER.fullmatch(text[day.end :]))
            and not clause.question
            and not ASKS_OTHER_DAY.search(clause.heading)
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


def read_day(clause: Clause, text: str, day: Day, before: str, count: int) -> Finding | Drop | None:
    before = OF_THE_MATCH.sub(" ", before)
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
        and not RIVAL.search(OPENED.sub(" ", drop_contents(text[: day.start])))
        and not ASKS_OTHER_DAY.search(clause.lead)
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
        if not listed and not RIVAL.search(PAPERS.sub(" ", opened)):
            listed = re.fullmatch(r"[^.;]*\bletters?\b[^.;]*, (?:all )?by\s*(?:the )?", opened)
        until = re.fullmatch(r"\W*until (?:the )?", text[: day.start]) and re.fullmatch(
            r"\W*|,? (?:though|but|although|however|yet)\b.*", text[day.end :]
        )
        alone = alone or until
        if (
            alone
            and not clause.lead
            and (SENT.search(told) or _NAMED_VISA.search(told) or (until and not ASKS_OTHER_DAY.search(told)))
        ) or ((listed or is_listed(opened, RIVAL)) and re.fullmatch(r"\W*", text[day.end :])):
            return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=WEAK)
    near = re.split(r"[,;()]|[a-z0-9]\. (?:- )?", before)[-1]
    strong = _STRONG.search(before)
    limited = LIMIT.search(before)
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
        and re.search(rf"{APPLY.pattern}|\banything\b|\barriv|\bsent\b|\bwhat(?:ever)?\b", before)
        and not RIVAL.search(before)
    ):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
    if (
        _AS_OF.search(before)
        and re.match(
            r"[^.;]{0,12}\b(?:no|not|nothing|never)\b[^.;]{0,12}\b(?:further|more|new|additional|longer|any)\b", after
        )
        and APPLY.search(after)
        and not RIVAL.search(after)
    ):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
    if (
        _DAY_CLOSES.match(after)
        and not (_OPENS_ON.search(before) and _OF_NEXT_DAY.match(after))
        and (not RIVAL.search(text[: day.start]) or _IS_OURS.match(after))
        and not re.match(r"[^.;,]*\b(?:interview|rank)", after)
    ):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end)
    if re.search(r"^(?:nothing|no [a-z]+|none)\b[^.;]*\bafter\s*$", before) and (
        APPLY.search(before)
        or re.search(r"\b(?:taken|accepted|read|considered|reviewed|looked at|processed)\b", before)
    ):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
    if re.fullmatch(r"\W*(?:anything |everything )?after\s*", before) and re.match(
        r"[^.;]{0,50}\b(?:no longer|not|never|nothing|no|stop|closed)\b[^.;]{0,40}\b(?:appl\w+|files?|"
        r"documents?|materials|submissions?)\b",
        text[day.end :],
    ):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
    is_labelled = re.match(r"\W*[(]", after) and CLOSE_LABEL.fullmatch(clause.lead)
    if (
        not re.search(r"[a-z]", near)
        and not strong
        and not limited
        and not is_labelled
        and _OF_WHAT_FOLLOWS.match(OF_THE_MATCH.sub(" ", after))
    ):
        return drop(clause, "deadline: a day of something else")
    if _OTHER_ENTRY.search(clause.lead.rsplit("|", 1)[-1]) or re.match(
        r"\W*for (?:the |our |an? )?(?:open )?(?:transfers?|pgy-?[2-5])\b", after
    ):
        return drop(clause, "deadline: a day of something else")
    if read_bound(clause, text, day, before):
        track = find_track(before, nearest_to_end=True) or find_track(re.split(r"[,;]", after)[0])
        return Finding(
            "application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED, track=track
        )
    if re.search(r"\bdeadline was\b[^.;]{0,24}$", before):
        return drop(clause, "deadline: of a past season")
    rivals = [m for m in RIVAL.finditer(before) if m.group() != "match" or not strong]
    applies = [
        m
        for m in APPLY.finditer(before)
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
            if strong and re.search(r"\bdeadline\b", near) and not RIVAL.search(near):
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
        if not RIVAL.search(whole) or re.search(r"\bfile\b", before):
            applies = [m for m in APPLY.finditer(whole) if not _WEAK_APPLY.match(m.group())]
        if not applies and said_before:
            applies = [m for m in APPLY.finditer(said_before) if not _WEAK_APPLY.match(m.group())]
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
        and not APPLY.search(text)
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
    ) and not RIVAL.search(OF_THE_MATCH.sub("", clause.lead.rsplit("|", 1)[-1])):
        needs_lead = True
    elif (
        clause.question
        and clause.is_first_reply
        and (
            (ASKS_DAY.search(clause.question) and not ASKS_OTHER_DAY.search(clause.question))
            or (limited and _ASKS_APPLYING.fullmatch(clause.question))
        )
    ):
        needs_question = True
        confidence = ANSWERED
    elif re.search(r"\bdeadline\b", clause.heading.rsplit("|", 1)[-1]) and not RIVAL.search(
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
