"""The last day to apply by a day and the words of a file: "files, October 1", "in by November 30 please", "
    ""October 31".

Only a clause that holds nothing but known words is read, so that no day of interviews, exams, contracts or starts is
taken for it. A day that stands alone is the last to apply only as a sentence of its own, in the months in which files
close, and only where the words before it are of nothing that has days of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.dates import Day, find_days
from transforms.facts.deadline.asides import blank_asides
from transforms.facts.deadline.bare import FROM_TO, blank_marker
from transforms.facts.finding import PLAIN, Finding
from transforms.facts.plain.vocabulary import ASKING, SMALL, blank_days, blank_spans, find_unknown, list_words
from transforms.facts.tracks import find_track
from transforms.language import Clause
from transforms.marks import has_mark

FIELDS = frozenset(("application_deadline",))
_LAST_MONTHS = (9, 10, 11, 12, 1)
_OPENING_MONTHS = (7, 8, 9)
OPENS_UNTIL = 27  # of September: before that a day without a word may be the one on which ERAS opens
OPENS_LATE = 10  # a month in which interviews begin as well: a season from then on must be named as one of files

_KNOWN = (
    SMALL
    | ASKING
    | list_words(
        # the file and its papers
        "file files application applications app apps everything material materials document documents docs paper "
        "papers paperwork packet packets package dossier dossiers portfolio eras cas residencycas part parts piece "
        "pieces item items letter letters lor lors recommendation recommendations reference references transcript "
        "transcripts cv statement statements personal essay photo score scores mspe dean dean's form forms whole "
        "entire remainder rest full half three two four anything nothing something "
        # who sends it, and to what
        "applicant applicants candidate candidates program office committee department residency track tracks "
        "categorical preliminary prelim prelims advanced position positions place places coming season cycle "
        # limits
        "until till before no not never later late latest last final deadline date dates day days due close closes "
        "closed closing cut-off cutoff cut end ends ended shut shuts stop stops after past beyond window portal term "
        "midnight noon pm am p.m a.m eastern est et e p m time sharp firm strict strictly extension extensions "
        "exceptions exception absolute absolutely hard ever remember old year years annual annually yearly fall "
        "autumn halloween monday tuesday wednesday thursday friday saturday sunday same previous preceding prior "
        "again "
        # what is done with it
        "hand hands in-hand done finish finished ready reach reaches arrive arrives submission submissions receipt "
        "receive received mail mailed reviewed review reviews read reading considered consideration download "
        "downloads downloaded processed process screened open opened opens welcome welcomed returned return unread "
        "ignored discarded rejected aside set lacking missing incomplete unfinished allow allowed remain remains "
        "stay stays none nobody next wait waits kept keep but though as use uses used uploaded only just go goes us "
        "let lets say says note ours yes along separate report reports kindly observe published refers refer "
        "following present once mailing matters rule afterward afterwards thereafter press international medical "
        "graduates img imgs schools school or medicine ok okay indeed namely that's it's we're fixed set good said "
        "deadline's dated reviewable turned away down expired falls fall"
    )
) - list_words(
    "taught supervised worked works work signed sign know knew known knows like wish wishes write writes written "
    "list listed name call calls called make makes bring"
)
# Fields of medicine, as in "surgery applicants".
_KINDS = re.compile(r"[a-z]{2,}(?:ology|iatry|iatrics|surgery|gynecology)|emergency|internal|family|general")

# "files", "papers", "all parts": what is sent by those who apply.
_FILE = re.compile(
    r"\b(?:files?|applications?|apps?|everything|materials?|documents?|docs|papers?|paperwork|packets?|package|"
    r"dossiers?|portfolio|eras|cas|residencycas|letters?|lors?|apply|applies|applying|submit\w*|submissions?|"
    r"anything|nothing|submission|recommendations|references)\b|\ball (?:parts|pieces|items|of it|this|that|in\b|is|"
    r"must|it)\b"
)
# Of these no paper alone, as letters are.
_OWN_FILE = re.compile(r"\b(?:files?|applications?|apps?|apply|applying|eras|cas|residencycas)\b")
# "in our hands", "complete": how a file is by then.
_HERE = re.compile(
    r"\b(?:here|in (?:our )?hands?|with us|to us|reach(?:es)? us|in by|hand (?:it|all)|on file|complete[ds]?|"
    r"received?|receipt|have it|your part|in eras|done|ready|due|full consideration)\b"
)
# "through", "the last", "no extensions": that a day is an end.
_LIMIT = re.compile(
    r"\b(?:by|until|till|through|thru|before|to|up to|no later|not (?:a (?:day|minute) )?later|later than|not after|"
    r"due|dead ?line|dates?|the day|last|latest|final|clos(?:e|es|ed|ing)|cut-?off|ends?|shuts?|stops?|no "
    r"extensions?|no exceptions?|full consideration|sharp|firm|strict|window|(?:lacking|missing|incomplete|"
    r"unfinished)\b.*)\b"
)
# "October 24, annually", "midnight": beside a day that stands alone.
_STANDS = re.compile(
    r"\b(?:annually|yearly|(?:each|every) (?:year|season|fall|autumn|cycle)|as (?:ever|always|usual)|midnight|noon|"
    r"sharp)\b"
)
# Those who apply stand for their file only where a word says how long they may.
_TIME_OF_APPLICANTS = re.compile(
    r"\b(?:applicants?|candidates?)\b.*\b(?:until|till|through|time to|have to|due|last|latest|deadline|cut-?off)\b|"
    r"\b(?:deadline|dates?|cut-?off|last day|due|until|till|by|latest)\b.*\bapplicants?\b"
)
# What tells of a last day without any word of a file.
_LAST_BY_ITSELF = re.compile(
    r"\b(?:by|until|till|before|no later|not (?:a (?:day|minute) )?later|not after|due|dead ?line|latest|clos(?:e|es|"
    r"ing)|cut-?off|no extensions?|no exceptions?|full consideration|our date|lacking|missing|incomplete|"
    r"unfinished)\b"
)
# A day from which on, or on which something is done.
_OPENS = re.compile(
    r"\b(?:opens?|opened|opening|from|begin\w*|start\w*|since|as of|first|earliest|not (?:before|open|until)|dated "
    r"(?:after|since|from|on)|reviewable|beginning|after|past|beyond|later than)\b"
)
# "Nothing after November 8 is read"
_AFTER = re.compile(r"\b(?:after|past|beyond|later than|following)\s*(?:the )?$")
_NOT_LATER = re.compile(r"\b(?:no|not|never|nor)(?: a (?:day|minute))? (?:later|after|past|beyond)\b")
_REFUSED = re.compile(
    r"\b(?:no|not|none|nothing|nobody|never|too late|unread|ignored|discarded|return(?:ed)?|rejected|wait|aside|next "
    r"(?:year|season|cycle))\b"
)
# What the program does with files: by a day it is the program's own plan.
_WORKED = re.compile(
    r"\b(?:read(?:ing)?|review(?:s|ed)?|consider(?:s|ed)?|consideration|download(?:s|ed)?|screen(?:s|ed)?|"
    r"process(?:ed)?|return(?:ed)?|look(?:s|ed)?|list(?:ed)?|called|say|goes?)\b"
)
_BY = re.compile(r"\b(?:by|before|on|within)\s*(?:the )?$")
# A wish, a leave, a season gone by, or what the program itself sends.
_SOFT = re.compile(
    r"\b(?:early|ideal\w*|prefer\w*|priority|encourag\w*|recommend(?:ed)?|should be fine|may|can|might|wish|like|"
    r"used|was|were|if|unless|half|go(?:es)? (?!unread)|comes? to us|out by|by the time|we (?:all |will |then |also "
    r")*(?:send|upload|submit|mail|provide|supply|add|attach|get|arrange)|to (?:all |the |our )*(?:applicants|"
    r"candidates|you)|last (?:year|season|cycle)|(?:prior|previous) (?:season|cycle)|only the)\b"
)
# What has days of its own.
_OTHER_DAYS = re.compile(
    r"\binterview\w*|\brank\w*|\bmatch day\b|\bfellow\w*|\bobserv\w*|\belectives?\b|\bstudents?\b|\brotat\w+|"
    r"\bstart\w*|\bbegin\w*|\borientation\b|\bopen houses?\b|\bvisits?\b|\bsecond looks?\b|\boffers?\b|\binvit\w+|"
    r"\bnotif\w*|\bsignals?\b|\bsupplement\w*|\bcontracts?\b|\bsoap\b|\bwebinars?\b|\bevents?\b|\bconference\b|"
    r"\bsessions?\b|\bhear\b|\bposted\b|\bupdated\b|\bopens?\b|\bvacation\b|\bsymposium\b|\bregist\w+|\bpriority\b|"
    r"\bmspe\b|\bfounded\b"
)
# What must be there on a day of its own: beside a bare limit it may be that day.
_DUE_ALONE = re.compile(
    r"\becfmg\b|\bcertif\w*|\bpass(?:ed|es|ing)?\b|\bresults?\b|\bstep 3\b|\bck\b|\bexams?\b|\bvisas?\b|"
    r"\blicen[sc]\w*"
)
_WELCOME = re.compile(r"\bwelcomed?\b")
# "Step 2: by January 17": no day of a file unless the file is named too.
_EXAM = re.compile(r"\b(?:steps?|levels?|usmle|comlex|scores?|mspe|dean'?s?|ck|exams?)\b")
# "for full consideration", "to be considered for interview": why a file is sent, and no day of interviews.
_FOR_INTERVIEW = re.compile(
    r"\b(?:considered|consideration|invited|eligible|selected|to be|review|reviewed) (?:for |to )?(?:an? "
    r")?interview(?:s|ed)?\b|\b(?:for )?full consideration\b"
)


def read(clause: Clause) -> Iterator[Finding]:
    """The last day to apply of a clause that holds hardly more than days and words of the file."""
    label = clause.lead.rpartition("|")[2].strip()
    text = blank_marker(blank_asides(clause.text))
    told = f"{label}: {text}" if label else text
    if clause.is_first_reply and clause.question:
        told = f"{clause.question}: {told}"
    days = list(find_days(told))
    last = _choose_last(told, days)
    if last is None or _is_elsewhere(clause):
        return
    if find_unknown(blank_spans(blank_days(told)), _KNOWN, _KINDS):
        return
    if _EXAM.search(told) and not _FILE.search(told):
        return
    if has_mark(_WELCOME.sub(" ", told), "preferred") or has_mark(told, "typical") or _SOFT.search(told):
        return
    if _is_last_day(clause, told, days, last):
        track = find_track(told)
        yield Finding(
            "application_deadline",
            str(last),
            "required",
            clause.start,
            clause.end,
            PLAIN,
            track=track,
            needs_lead=bool(label),
            needs_question=clause.is_first_reply and bool(clause.question),
        )


def _choose_last(told: str, days: list[Day]) -> Day | None:
    """The only day, or the end of the only window, in the months in which files close."""
    if not days or len(days) > 2 or days[-1].month not in _LAST_MONTHS:
        return None
    if len(days) == 2 and not FROM_TO.fullmatch(told[days[0].end : days[1].start]):
        return None
    return days[-1]


def _is_elsewhere(clause: Clause) -> bool:
    """Whether the clause stands under a heading, label or question of something that has days of its own."""
    asked = clause.question if clause.is_first_reply else ""
    around = f"{clause.heading.rpartition('|')[2]} | {asked} | {clause.lead}"
    return bool(_OTHER_DAYS.search(_FOR_INTERVIEW.sub(" ", around)))


def _is_last_day(clause: Clause, told: str, days: list[Day], last: Day) -> bool:
    """Whether the known words around a day, or its place alone, make it the last to apply."""
    before, rest = told[: days[0].start], blank_days(told)
    is_window = len(days) == 2
    if _AFTER.search(told[: last.start]) and not _NOT_LATER.search(rest):
        return bool(_REFUSED.search(rest) and (_FILE.search(rest) or _is_alone(clause)))
    if is_window:
        if _WORKED.search(rest) and not _FILE.search(rest):
            return False
        is_season = days[0].month in _OPENING_MONTHS or (days[0].month == OPENS_LATE and _OWN_FILE.search(rest))
        return bool(is_season and (_FILE.search(rest) or _is_alone(clause)))
    if _OPENS.search(_NOT_LATER.sub(" ", rest)):
        return False
    if _WORKED.search(_FOR_INTERVIEW.sub(" ", rest)) and _BY.search(before):
        return False
    limit = _LIMIT.search(rest)
    if last.month == 9 and last.day <= OPENS_UNTIL and not _LAST_BY_ITSELF.search(rest):
        return False
    is_of_file = bool(_FILE.search(rest) or _TIME_OF_APPLICANTS.search(rest))
    if limit and (is_of_file or _HERE.search(rest)):
        return is_of_file or _is_alone(clause)
    if _FILE.search(rest) and (_OWN_FILE.search(rest) or not _WORKED.search(rest)):
        return not _WORKED.search(rest)
    if _HERE.search(rest):
        return _is_alone(clause)
    is_bare = not find_unknown(_STANDS.sub(" ", rest), _SPARE, _KINDS)
    return bool(_LAST_BY_ITSELF.search(rest) or is_bare) and _is_alone(clause)


_SPARE = list_words(
    "the of on at year each every and then in p m a pm am et est eastern time for categorical track it is"
)


def _is_alone(clause: Clause) -> bool:
    """Whether a clause is a sentence of its own, and the words before it are of nothing that has days."""
    if len(clause.sentence.strip(" .!*-")) > len(clause.text.strip(" .!*-")) + len(clause.lead) + 8:
        return False
    previous = clause.previous
    if previous is None or previous.end + 8 < clause.start:
        return True
    told = _FOR_INTERVIEW.sub(" ", f"{previous.lead} | {previous.text}")
    return not (_OTHER_DAYS.search(told) or _DUE_ALONE.search(told) or next(find_days(told), None))
