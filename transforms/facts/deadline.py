"""application_deadline: the last day to apply or to complete the file. Days of interviews or ranking are not it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop
from transforms.facts.tracks import find_track
from transforms.language import Clause, Day, find_days

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
    "when",
    "-",
)

_STRONG = re.compile(
    r"\bstops? (?:taking|accepting|reviewing|reading|considering)\b|\bdeadlines?\b|\bdue(?: date| by| on|"
    r" no later)?\b|\bclos(?:e|es|ed|ing)(?: date)?\b|\blast (?:day|date)\b|"
    r"\b(?:final (?:day|date)|ddl)\b|\b(?:window|season|portal|period|term|doors?|cycle|applications?)\b[a-z ]{0,25} "
    r"(?:shuts?|ends?|closes?|wraps? up|runs out)\b|\bcut(?:s|ting)? (?:[a-z]+ ){1,3}?off\b|\bclosing date\b|"
    r"\bcut-?off (?:date|"
    r"for appl\w+)\b|"
    r"\bno applications? (?:will be )?(?:accepted|reviewed|considered) after\b"
)
_LIMIT = re.compile(
    r"(?:\bcompleted? on|\bup to and including|\buntil|\btill|\bthrough|\bthru|\bby|\bbefore|\bno later than|\bnot "
    r"later than|\bprior to|\bon or before|"
    r"\bup to|\bto|-|\bends?(?: on)?|\bdeadline(?: is| of| for[a-z ]{0,40}is)?|\bdue|\bafter|\bclos(?:e|es|"
    r"ing)(?: on| date)?|\bthan)\s*[:-]?\s*(?:(?:midnight|noon|close of business|\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?|the|"
    r"on|eastern|est|of|"
    r"et|11:59|end of day|monday|tuesday|wednesday|thursday|friday|saturday|sunday)[ ,]*)*$"
)
_APPLY = re.compile(
    r"\bappl(?:y|ication|ications|icants?|ying)\b|\beras\b|\bmaterials?\b|(?<!on )(?<!-)\bfiles?\b|\bdocuments?\b|"
    r"\bcompleted?\b|"
    r"\bsubmi(?:t|tted|ssion|ssions)\b|\bopen\b|\b(?:letters?|lors?)\b(?=[^.;]{0,40}\b(?:due|required|needed|"
    r"uploaded|received|on file|in|arrive|reach)\b)|\breceived?\b|\bpaperwork\b|\beverything\b|\bpapers\b|\bsend\b"
)
_WEAK_APPLY = re.compile(r"complete|received?|submit|open|send|paperwork|documents?")
_RIVAL = re.compile(
    r"\binterview\w*|\brank\w*|\becfmg\b|\bcertif\w*|\bsteps?\b|\busmle\b|\bcomlex\b|\bscores?\b|\bmatch\b|"
    r"\bfellow\w*|\bobserver\w*|\belectives?\b|\bvisiting\b|\bstudents?\b|\borientation\b|\bstart\w*|\bbegin\w*|"
    r"\bvisa\b|\bds-?2019\b|\bgraduat\w*|\bh-?1b?\b|\bpayment|\btuition|\bscholarship|\bnotif\w*|\binvitations?|"
    r"\boffers?\b|\btraining\b|\bcontract\w*|\bsignals?\b|\bopens\b|\bopen (?:on|in|from)\b|\bopening\b|\bmspe\b|"
    r"\bdean'?s?\b|\bregist\w*|\bsupplement\w*|\bscholar|\bposted\b|\bupdated\b|\brevis\w*|\bhired?\b|\bvacation|"
    r"\bopen house|\bresults?\b|\bdegrees?\b|\bdiplomas?\b|\byears? (?:before|prior to)|\bpass(?:ed|es|ing)?\b"
)


# The day itself as subject: "October 15 closes the season", "30 November is final".
_DAY_CLOSES = re.compile(
    r"\s*,?\s*(?:(?:closes|ends|concludes|completes) (?:the|our|this) (?:[a-z]+ ){0,2}?(?:season|cycle|window|file|"
    r"files|"
    r"books|door|portal|applications?|process)\b|(?:is|as|being|will be|marks|remains|=) (?:the |our |a )?(?:[a-z]+ )"
    r"{0,3}?(?:deadline|last (?:day|date)|closing (?:date|day)|close|end of|cut-?off|final|firm|when (?:we|"
    r"applications|"
    r"files|the (?:portal|window|season)) (?:stop|close)s?)\b|\(?(?:application )?deadline\b)"
)
_ASKS_DAY = re.compile(
    r"\bdeadlines?\b|\bdue\b|\b(?:by|until|till) when\b|\blast (?:day|date)\b|\bclos(?:ing|es?)\b|\bcut-?off date\b|"
    r"\buntil what (?:date|day)\b|"
    r"\b(?:when|how (?:late|long)|what date)\b[^?]*\b(?:appl|submit|clos|due|complete|file|stop|in by|too late|send|"
    r"materials|papers)"
)
_ASKS_OTHER_DAY = re.compile(
    r"\binterview|\brank|\bfellow|\bstudents?\b|\bobserv|\bopen|\bstart|\bbegin|\becfmg|\bvisa|\bh-?1|\bstep|\bhear"
)
_SIGNED = re.compile(r"\bcertif(?:y|ied) (?=and submit)")  # an application is certified by its sender
_SUBJECT = re.compile(r"(?!it\b|they\b|everything\b|all\b|date\b|deadline\b)[a-z]{4,}.*\b(?:is|are|be)\s*$")
_OTHER_LABEL = re.compile(r"\b(?:steps?|visas?|h-?1-?b?|hi-?b|ecfmg|interviews?|rank\w*)\b")
_PRONOUN = re.compile(r"(?:it|they|these|all of (?:it|this|these)|everything|both|the whole)\b")


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = _SIGNED.sub(lambda match: " " * len(match.group()), clause.text)
    days = list(find_days(text))
    if not days:
        return
    previous_end = 0
    for day in days:
        before = text[previous_end : day.start]
        if previous_end and re.fullmatch(r"\s*(?:to|until|through|till|-|and)\s*", before):
            before = text[: day.start]
        cut = re.split(r"[,;()]\s", before)[-1] if len(before) > 90 else before
        finding = _read_day(clause, text, day, cut, len(days))
        previous_end = day.end
        if finding is not None:
            yield finding


def _read_day(clause: Clause, text: str, day: Day, before: str, count: int) -> Finding | Drop | None:
    after = text[day.end : day.end + 60]
    needs_question = needs_lead = False
    near = re.split(r"[,;()]", before)[-1]
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
        and re.match(r"[^.;]{0,40}\b(?:not|never|cannot|won't|n't|no longer)\b", after)
        and _APPLY.search(before)
    ):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
    if (
        _DAY_CLOSES.match(after)
        and not _RIVAL.search(text[: day.start])
        and not re.match(r"[^.;]*\b(?:interview|rank)", after)
    ):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end)
    if re.search(r"^(?:nothing|no [a-z]+|none)\b[^.;]*\bafter\s*$", before) and _APPLY.search(before):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
    rivals = [m for m in _RIVAL.finditer(before) if m.group() != "match" or not strong]
    applies = [m for m in _APPLY.finditer(before) if not rivals or not _WEAK_APPLY.match(m.group())]
    if re.search(
        r"\b(?:opens?|opening|begin(?:s|ning)?|starting|from|between|as of|after|since|posted|updated)\s*(?:on|in|"
        r"with|date:?)?\s*$",
        before,
    ) and not re.search(r"\b(?:not|no)\b[^.;]{0,50}\bafter\s*$", before):
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
        if not nearer and not strong_app:
            if strong and re.search(r"\bdeadline\b", near) and not _RIVAL.search(near):
                pass
            else:
                return drop(clause, "deadline: a day of something else")
    if not applies and limited and not rivals:
        whole = text[: day.start]
        said_before = clause.previous.text if clause.previous and _PRONOUN.match(text) else ""
        if not _RIVAL.search(whole) or re.search(r"\bfile\b", before):
            applies = [m for m in _APPLY.finditer(whole) if not _WEAK_APPLY.match(m.group())]
        if not applies and said_before:
            applies = [m for m in _APPLY.finditer(said_before) if not _WEAK_APPLY.match(m.group())]
    if re.match(r"\s*(?:\)|,)?\s*(?:is|are|for|,)?\s*(?:the )?(?:interview|rank)", after) and not strong:
        return drop(clause, "deadline: a day of something else")
    if re.search(r"\b(?:supplement\w*|secondary) (?:eras )?application", near):
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
    elif limited and applies and not _OTHER_LABEL.search(clause.lead.rsplit("|", 1)[-1]):
        confidence = ANSWERED
    elif re.search(
        r"\bdeadlines?\b|\bapply by\b|\bdue\b|\bclos(?:es|ing)|\blast (?:day|date)\b|\bcut-?off date\b|"
        r"\blast call\b|\bddl\b|\bapps? (?:close|deadline)|\bfinal da(?:y|te)\b|\bcut-?off\b[^|]*\b(?:appl|file|"
        r"document|material|receipt)",
        clause.lead,
    ) and not _RIVAL.search(clause.lead.rsplit("|", 1)[-1]):
        needs_lead = True
    elif (
        clause.question
        and clause.is_first_reply
        and _ASKS_DAY.search(clause.question)
        and not _ASKS_OTHER_DAY.search(clause.question)
    ):
        needs_question = True
        confidence = ANSWERED
    elif re.search(r"\bdeadline\b", clause.heading.rsplit("|", 1)[-1]) and not _RIVAL.search(
        clause.heading.rsplit("|", 1)[-1]
    ):
        confidence = ANSWERED
    elif re.match(
        r"\s*(?:is|as)\s+(?:the|our)\s+(?:final |application |absolute )*(?:deadline|last day|closing date|cut-?off)",
        after,
    ) or re.match(r"\s*\(?(?:application )?deadline\b", after):
        pass
    elif (
        limited
        and re.search(r"\b(?:eras|applications?|apply|file|filing|submission|materials|documents)\b", clause.lead)
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
        re.search(r"\bprefer|\brecommend|\bencourag|\bearly\b|\bpriority\b", before)
        and not strong
        and not (is_call and not re.search(r"\bearly\b|\bstrongly\b", before))
    ):
        return drop(clause, "deadline: preferred, not the last day")
    track = (
        find_track(before, nearest_to_end=True)
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
