"""application_deadline: the last day to apply or to complete the file. Days of interviews, ranking or exams are not it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop
from transforms.facts.tracks import find_track
from transforms.language import Clause, Day, find_days

STEMS = (
    " now ",
    "stop",
    "date",
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
    "-",
)

_STRONG = re.compile(
    r"\bstops? (?:taking|accepting|reviewing|reading|considering)\b|\bdeadlines?\b|\bdue(?: date| by| on| no later)?\b|\bclos(?:e|es|ed|ing)(?: date)?\b|\blast (?:day|date)\b|\bclosing date\b|\bcut-?off date\b|\bno applications? (?:will be )?(?:accepted|reviewed|considered) after\b"
)
_LIMIT = re.compile(
    r"(?:\buntil|\btill|\bthrough|\bthru|\bby|\bbefore|\bno later than|\bnot later than|\bprior to|\bon or before|\bup to|\bto|-|\bends?(?: on)?|\bdeadline(?: is| of| for[a-z ]{0,40}is)?|\bdue|\bafter|\bclos(?:e|es|ing)(?: on| date)?|\bthan)\s*[:-]?\s*(?:(?:midnight|5 ?pm|5:00 ?p\.?m\.?|11:59 ?p\.?m\.?|the|on|eastern|est|of|et|11:59|end of day|monday|tuesday|wednesday|thursday|friday|saturday|sunday)[ ,]*)*$"
)
_APPLY = re.compile(
    r"\bappl(?:y|ication|ications|icants?|ying)\b|\beras\b|\bmaterials?\b|\bfiles?\b|\bdocuments?\b|\bcompleted?\b|\bsubmi(?:t|tted|ssion|ssions)\b|\bopen\b|\breceived?\b|\bpaperwork\b|\beverything\b|\bpapers\b|\bsend\b"
)
_WEAK_APPLY = re.compile(r"complete|received?|submit|open|send|paperwork|documents?")
_RIVAL = re.compile(
    r"\binterview\w*|\brank\w*|\becfmg\b|\bcertif\w*|\bsteps?\b|\busmle\b|\bcomlex\b|\bscores?\b|\bmatch\b|\bfellow\w*|\bobserver\w*|\belectives?\b|\bvisiting\b|\bstudents?\b|\borientation\b|\bstart\w*|\bbegin\w*|\bvisa\b|\bds-?2019\b|\bgraduat\w*|\bh-?1b?\b|\bpayment|\btuition|\bscholarship|\bnotif\w*|\binvitations?|\boffers?\b|\btraining\b|\bcontract\w*|\bsignals?\b|\bopens\b|\bopen (?:on|in|from)\b|\bopening\b|\bmspe\b|\bdean'?s?\b|\bregist\w*|\bsupplement\w*|\bscholar|\bposted\b|\bupdated\b|\brevis\w*|\bhired?\b|\bvacation|\bopen house|\bresults?\b"
)


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
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
    if re.search(r"\bnow\s*$", before) and previous and re.search(r"\bdeadline\b", previous.text):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
    if re.search(r"\bwas\b", before) and re.search(r"\bnow\b", clause.sentence):
        return drop(clause, "deadline: of a past season")
    if re.search(r"\b(?:not|in-?) ?complete\w*(?: by| on| before)?\s*$", before) and re.match(r"[^.;]{0,20}\bnot\b", after):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
    if (
        re.search(r"\bafter\s*$", before)
        and re.match(r"[^.;]{0,40}\b(?:not|never|cannot|won't|n't|no longer)\b", after)
        and _APPLY.search(before)
    ):
        return Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
    rivals = [m for m in _RIVAL.finditer(before) if m.group() != "match" or not strong]
    applies = [m for m in _APPLY.finditer(before) if not rivals or not _WEAK_APPLY.match(m.group())]
    if re.search(
        r"\b(?:opens?|opening|begin(?:s|ning)?|starting|from|between|as of|after|since|posted|updated)\s*(?:on|in|with|date:?)?\s*$",
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
            r"\bapplication deadline\b|\bdeadline (?:to apply|for applications?|for applying|for submi)|\bapplications? (?:are |is )?(?:due|close)",
            before,
        )
        if not nearer and not strong_app:
            if strong and re.search(r"\bdeadline\b", near) and not _RIVAL.search(near):
                pass
            else:
                return drop(clause, "deadline: a day of something else")
    if re.match(r"\s*(?:\)|,)?\s*(?:is|are|for|,)?\s*(?:the )?(?:interview|rank)", after) and not strong:
        return drop(clause, "deadline: a day of something else")
    confidence = EXPLICIT
    if strong and (not rivals or applies or re.search(r"\bdeadline|\bdue\b", before)):
        pass
    elif limited and applies:
        confidence = ANSWERED
    elif re.search(r"\bdeadline\b|\bapply by\b|\bdue\b|\bclos(?:es|ing)", clause.lead) and not _RIVAL.search(
        clause.lead.rsplit("|", 1)[-1]
    ):
        needs_lead = True
    elif (
        clause.question
        and clause.is_first_reply
        and re.search(
            r"\bdeadline\b|\bdue\b|\bwhen (?:do|does|must|should|is|are|can)\b[^?]*\b(?:appl|submit|clos|due|complete)|\bhow long\b[^?]*\bappl|\blast day\b|\bby when\b",
            clause.question,
        )
        and not re.search(r"\binterview|\brank|\bfellow|\bstudent|\bobserv|\bopen", clause.question)
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
        limited and re.search(r"\b(?:eras|applications?|apply|file|filing|submission|materials|documents)\b", clause.lead) and not rivals
    ):
        needs_lead = True
        confidence = ANSWERED
    else:
        return None
    if re.search(r"\bextended\b", text):
        confidence = EXPLICIT
    if re.search(r"\bprefer|\brecommend|\bencourag|\bearly\b|\bpriority\b", before) and not strong:
        return drop(clause, "deadline: preferred, not the last day")
    track = (
        find_track(before, nearest_to_end=True)
        or find_track(re.split(r"[,;]", after)[0])
        or (find_track(clause.lead) if count == 1 else None)
    )
    season = None
    if day.year and day.month >= 7:
        season = day.year + 1
    del season
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
