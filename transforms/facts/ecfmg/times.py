"""Points of time at which the certificate may be due: the application, the interview, the rank list, the start.

`find_times` finds those that a text names ("by July 1", "to be ranked"), `find_event` what somebody is refused ("will
not be interviewed"); `state_due` makes the finding.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.dates import find_days
from transforms.facts.finding import Finding
from transforms.language import Clause

# ---------------------------------------------------------------- named times

_PREPOSITION = (
    r"\b(?:before|prior to|ahead of|in advance of|by|at|for|to|when|upon|on|until|in time for|no later than|not "
    r"later than|once|while|"
    r"with|during|without|precedes?|preceding|predates?|(?:condition|pre-?requisite|precondition|requirement) of)\b"
)
_GAP = r"(?: (?!but\b|and\b|or\b|not\b|then\b)[a-z'-]+){0,5}? ?"  # words between a preposition and its event
TIMES: tuple[tuple[str, re.Pattern], ...] = (
    (
        "application",
        re.compile(
            r"\b(?:to|when|before|prior to|ahead of|as of|at (?:the )?(?:time|point) of|by the time of|"
            r"by (?:the )?time|upon|"
            r"in order to|while|at|with|for|on|by)\b(?: (?:you|they|we|their|your|the|that|an|his|i|my|submitting|of|"
            r"moment|point|stage|"
            r"initial|"
            r"eras|are|is|a|filing|sending|making|day|date|time|file))*\s*(?:app(?:s?|ly|lying|lies|lication|"
            r"lications)\b(?! "
            r"cycle| season| process)|submi(?:ssion|tting)\b(?! (?:of )?(?:the |our |a )?(?:final )?(?:rank|match|"
            r"list|rol|"
            r"nrmp)))|"
            r"\b(?:when|before|once|time|until) (?:you |they |he or she |an applicant )?(?:are )?submit(?:s|"
            r"ting)?\b(?! (?:the |our |"
            r"a |your |their |its )?(?:final )?(?:rank|match|list|rol|nrmp))|"
            r"\bonly (?:[a-z-]+ ){0,4}(?:are|is|will be|gets?) (?:considered|reviewed|read|accepted|processed|"
            r"eligible|screened)\b(?! for)|"
            r"\bto be (?:considered|reviewed|eligible|screened)(?: for (?:a |the |"
            r"our )?(?:residency|position|program|review|selection|application|training))?(?! (?:for|to) (?:an? |"
            r"the )?(?:interview|start|begin|rank|contract|appoint))|\bfor consideration\b|\bbefore (?:we|"
            r"the committee) (?:review|consider)|\bto apply\b|\b(?:when|the day|the moment) you apply\b|"
            r"\bapplication deadline\b|"
            r"\bat application\b|\b(?:will not|cannot|only|never) (?:be )?(?:consider|review|process|accept)\w*(?! for "
            r"(?:an )?interview)|\baccompan(?:y|ies|ying) (?:the|your|each|every|any) (?:[a-z]+ )?(?:file|application)|"
            r"\b(?:file|application)s? (?:is|are|will be) (?:not|never|only) (?:be )?(?:processed|reviewed|read|opened|"
            r"considered|accepted)\b|\bon file when (?=(?:you|they|we (?:review|read|open)|"
            r"the (?:file|application))\b)|"
            r"\b(?:before|until|when|by the time|so that|once) (?:the|your|their|his|a|an|each|any|our|we|anyone|"
            r"somebody) "
            r"(?:[a-z]+ ){0,3}?(?:(?:files?|applications?|eras)(?: [a-z]+)? (?:is|are|gets?|will be|can be|has been) "
            r"(?:[a-z]+ )?(?:read|reviewed|opened|sent|submitted|transmitted|filed|looked at|screened|considered|"
            r"processed|"
            r"downloaded|complete)|(?:open|read|review|look at|screen|consider|download|process)s? (?:an? |the |your |"
            r"their |any )?"
            r"(?:files?|applications?))\b|\bto (?:have|get) (?:[a-z]+ ){1,2}?(?:files?|applications?) (?:read|reviewed|"
            r"considered|opened|looked at|processed)\b|\b(?:date|day|time|moment|point) of (?:your |the |their "
            r")?applica|"
            r"\bpress(?:ing)? (?:the )?['\"]?submit\b|\bonce (?:you|they) (?:apply|submit|file)\b|\b(?:prior to|"
            r"before|until) (?:the |a |any )?review\b|\b(?:as )?part of (?:the|your|their|any) application\b|"
            r"\bhit(?:ting)? ['\"]?(?:submit|send)\b|\b(?:review|read|process|open|consider|screen|evaluat|look at)\w* "
            r"(?:[a-z]+ ){0,3}?(?:applications?|files?)\b[^.;,]{0,20}?\b(?:once|only|after|when|if|until|unless)\b"
        ),
    ),
    (
        "interview",
        re.compile(
            rf"{_PREPOSITION}{_GAP}\b(?:interview(?:s|ed|ing)?|invit(?:ed?|es|ing)|invitations?)\b|\bno interviews?\b|"
            r"\binterview (?:requires|requirement)|\binterview(?:s| [a-z]+)? (?:presupposes?|requires?|depends?|"
            r"hinges?)\b|\b(?:interview|invitation)s? (?:are |is |only |go |goes )*(?:to|"
            r"offered|granted|extended|"
            r"given|for)\b|\bonly (?:interview|invite)s?\b|\b(?:interview|invite)s? (?:[a-z-]+ "
            r"){0,4}?only\b|\binterview(?:ed|s)?\b(?= (?:are|is|will|can|only|granted|offered|go|requires?))|"
            r"\b(?:not|never|cannot) (?:interview|invite)|\b(?:offer|grant|giv|receiv|extend|get|got|land|earn|"
            r"issu|send)"
            r"\w*(?: (?:an?|any|out))? (?:interview|invitation)|\b(?:may|can|will|are|is|gets?) "
            r"(?:only )?(?:be )?(?:interviewed|"
            r"invited)\b|\b(?:when|before|until|unless|by the time|at the time) "
            r"(?:we|you) (?:meet|visit|talk to|speak (?:with|to)|see you|come to (?:see|visit) us)\b(?! to (?:rank|"
            r"draw|make|set|build|decide|finali))|"
            r"\b(?:interview|visit|recruitment) (?:day|season|date|slot|visit)s?\b|\b(?:day|date) of (?:the|your|"
            r"their|our) visit\b|\bwhen (?:the )?interview"
        ),
    ),
    (
        "ranking",
        re.compile(
            r"\brank(?:ed|ings?|s)?\b|\brank[- ](?:order )?list\b|\brol\b|\b(?:before|prior to|by|in time for|ahead of|"
            r"no later than|not later than|until|upon|to participate in|to enter|(?:before|by|at) (?:the )?(?:time|"
            r"date|day|point) of)(?: the)?(?: nrmp)?(?: "
            r"main)?(?: residency)? match(?:ing|ed)?\b|\bmatch (?:day|"
            r"deadline|week|list)\b|\b(?:when|before|by the time|once|until|unless) (?:you|they|we|he or she) (?:are )?"
            r"match(?:ed)?\b|\bfebruary\b|\bend of (?:the )?(?:calendar|application) year\b|\byear's end\b|\b(?:early|"
            r"mid|late|end of|middle of|beginning of|by|before)[- "
            r"](?:jan|feb|mar)(?:uary|ruary|ch)?\b|"
            r"\b(?:on|onto) (?:the|our|its) list\b|\b(?:required|needed|necessary|mandatory|have it|certified|"
            r"certificate|"
            r"certification) (?:in order )?to match\b(?! (?:your|our|the|with (?:your|our|the) [a-z]+ name))|"
            r"\b(?:our|the|its) (?:nrmp |final )?match list\b|\blists? (?:is |"
            r"are |gets? |has been |have been |goes |go |must "
            r"be )?"
            r"(?:submitted|sent|certified|close[sd]?|final\w*|entered|in|due|locks?|locked|made|set)\b|\b(?:certif|"
            r"submi|finali|enter|"
            r"lock)\w* (?:of )?(?:our|the|its) (?:rank |match |nrmp |final )*list\b|\bnrmp (?:deadline|list)\b|"
            r"\bprecedes? (?:the )?(?:nrmp )?(?:main "
            r")?match\b|"
            r"\b(?:certif(?:y|ies|ied|ying)|submit(?:s|ted|ting)?|finali[sz](?:es?|ed|ing)|clos(?:es?|ing)|on|onto|"
            r"enter|make|make up|draw(?:s|n)? up|buil(?:ds?|t)|made) (?:our|the|"
            r"its) (?:final )?(?:nrmp |match )?lists?\b|"
            r"\bour (?:final |match )?list (?:is|gets|closes|goes|will be)\b|\b(?:for|in|into|enter(?:ing)?|at) the "
            r"(?:(?:nrmp|main|residency) )?match\b"
        ),
    ),
    (
        "start",
        re.compile(
            r"\b(?:start(?:s|ing|ed)?(?: date| of| day)?(?! (?:the |our )?(?:interview|recruit|application|rank))|"
            r"begin(?:s|ning)?(?! (?:to |of (?:the )?)?(?:review|read|interview|"
            r"consider|process|screen|rank|look|accept|invit|send|offer))|commenc\w+|appointments?|appointed|"
            r"contracts?|july|june|(?:by|before|early|mid|late|in|end of)[- ](?:jul|jun|may)\b|matriculat\w*|"
            r"hire[ds]?|hiring|employment|orientation|enter(?:ing)?(?! (?:the match|"
            r"at\b))|entry|entrance(?! (?:exam|requirement))|enroll?\w*|onboarding|first (?:working )?day|"
            r"join(?:ing)?|payroll|effective date|"
            r"(?:training|residency|resident|employment|house officer) agreement|arriv(?:al|ing|e)|"
            r"credential(?:ing|ed)|day one|"
            r"report(?:ing)? for|employed|signing|the agreement|first shift|pay-?checks?|salary|human resources|"
            r"first pay|hr|execut(?:e|es|ed|ing|ion)|(?:issu\w+|offer\w*|sign\w*|send\w*|before|prior to|at|upon) "
            r"(?:of )?"
            r"(?:an?|the|your|their|our|any) (?:[a-z]+ )?(?:agreement|letter of (?:offer|appointment))|(?:take|takes|"
            r"taking) up (?:the|your|their|a|an) (?:post|place|position|appointment|"
            r"job))\b|\bto sign\b|\b(?:you|they|we) sign\b|"
            r"\b(?:before|when|until|unless|by the time|once) (?:you|they|he or she) come\b(?! (?:to|for|in|and|"
            r"by)\b| to us)|"
            r"\bsigns? on\b|\b(?:permit|licen[sc]e)s?\b[^,;.]{0,30}\b(?:only|requires?|without|not|never)\b|"
            r"\b(?:before|prior to|until|unless|upon|ahead of|to|(?:required|needed|necessary) for)\b"
            rf"{_GAP}\b(?:licen[sc](?:e|ed|ing|ure)|permit|work(?:ing)?|clinical (?:duties|work)|patients?(?: care)?|"
            rf"badge|house ?staff)\b"
        ),
    ),
)
_TO_WORK = re.compile(
    r"(?<=\d )of the (?:calendar |academic |application )?(?:year|fall|autumn|season) (?:immediately )?(?:before|"
    r"preceding|"
    r"prior to) (?:the |your |their |an? )?(?:expected |intended |planned )?(?:[a-z]+ )??(?:appointments?|start|"
    r"residency|training|matriculation|entry|employment)\b|"
    r"(?<=licen[sc]e )applications?\b|(?<=permit )applications?\b|(?<=licensure )applications?\b|"
    r"(?<=visa )applications?\b|"
    r"(?<=j-1 )applications?\b|(?<=h-1b )applications?\b|\bwelcome to apply but\b|"
    r"\b(?:eligib\w*|authori[sz]\w*) (?:for|of) (?:us |u\.s\. |legal |lawful |any )?employment\b|\bemployment "
    r"(?:eligib|authori[sz]|visa)\w*|\b(?:authori[sz]\w*|eligib\w*|permi\w+|right|able|allowed|ability|"
    r"free) to work\b|\bwork (?:authori[sz]ation|"
    r"permit|visa)s?\b"
)
_APPLY_BY = re.compile(r"\bapply (?:before|by|until|no later than)\s*(?:the )?$")
_OF_LISTS = re.compile(
    r"\b(?:deadline|due date|date) (?:for|of) (?:the |our )?(?:match|rank)(?: order|ing)? lists?\b(?: submissions?)?"
)
_RELATIVE = re.compile(
    r",\s*(?:which|where|whose)\b[^,;.]*|\bif (?:it is )?(?:still )?(?:pending|in progress|missing|"
    r"outstanding)\b[^,;.]*,"
)


# "Background check before employment": of another paper
_OF_SCREENING = re.compile(
    r"\b(?:background|drug|criminal|health|physical)[- ](?:\w+ )?(?:screen\w*|tests?|testing|checks?|"
    r"exam\w*)\b[^,;.)]{0,40}|"
    r"\b(?:before|prior to|upon|on|at)\b[^,;.()]{3,25},? (?:and )?an? (?:drug|background|criminal|health)\b"
)
_LATE = 10  # of December: what is due by then, and for no purpose that is told, is due for the rank list

# "Those issued before July 2001 need a new sticker": how old a certificate is
_ISSUED = re.compile(
    r"\b(?:older|newer) than [^,;.)]{0,30}|\b(?:those|ones|if|when|any|was|were|certificates|that are|that were|and) "
    r"(?:was |were |are |is |it was )?(?:issued|dated|granted|awarded|obtained) (?:on or )?(?:before|after|since|"
    r"prior to|"
    r"earlier than|later than|until)[^,;.)]{0,30}(?=[^.;]*\b(?:sticker|re-?valid|renew|valid|expire))"
)


def find_times(text: str) -> list[tuple[str, int]]:
    """Points of time named, each with its offset. A day of winter means the rank list, one after it the start."""
    text = _OF_LISTS.sub(lambda match: "rank list".ljust(len(match.group())), text)
    text = _TO_WORK.sub(lambda match: " " * len(match.group()), text)
    text = _OF_SCREENING.sub(lambda match: " " * len(match.group()), text)
    text = _ISSUED.sub(lambda match: " " * len(match.group()), text)
    text = _RELATIVE.sub(
        lambda match: (
            match.group()
            if re.search("certif|ecfmg", match.group()) or re.search(r"(?:certif\w*|ecfmg)$", text[: match.start()])
            else " " * len(match.group())
        ),
        text,
    )
    times: list[tuple[str, int]] = []
    late: list[tuple[str, int]] = []
    taken: list[tuple[int, int]] = []
    for day in find_days(text):
        if re.search(r"\b(?:steps?|levels?|parts?|usmle|comlex)\s*$", text[: day.start]):
            continue  # "Steps 1/2"
        if re.search(
            r"\b(?:file|files|application|letters|documents)\b(?:(?! and | but |required)[^,;]){0,30}$",
            text[: day.start],
        ):
            taken.append((day.start, day.end))
            continue
        name = (
            "application"
            if _APPLY_BY.search(text[: day.start])
            else "ranking"
            if day.month in (1, 2, 3)
            else "start"
            if day.month in (4, 5, 6, 7)
            else "application"
            if day.month in (9, 10, 11)
            else ""
        )
        if name:
            times.append((name, day.start))
        elif day.month == 12 and day.day >= _LATE:
            late.append(("ranking", day.start))
        taken.append((day.start, day.end))
    for name, pattern in TIMES:
        for match in pattern.finditer(text):
            if any(match.start() < b and a < match.end() for a, b in taken):
                continue
            if name == "application" and re.search(
                r"considered for (?:an )?interview", text[match.start() : match.end() + 20]
            ):
                continue
            times.append((name, match.end() - 1))
    return times or late


# ---------------------------------------------------------------- what is refused

_EVENTS: tuple[tuple[str, str], ...] = (  # who lacks the certificate is not interviewed, ranked, ...
    (
        "application",
        r"consider|review|process(?! (?:the |any |an? |your )?(?:contract|appointment|paperwork|visa|hir|onboard))|"
        r"read\b|accept|apply|application|looked? at|opened?\b|open files|files?\b|"
        r"filters?\b|screen|evaluat|eligible",
    ),
    ("interview", r"interview|invit|meet\b|visit"),
    ("ranking", r"rank|(?:our|the) list\b|match\b"),
    (
        "start",
        r"appoint|contract|hir|start|begin|train|enroll|employ|agreement|licen[sc]e|permit\b|work\b|patient|join|"
        r"sign|onboard|orientation|payroll|badge|matriculat|commenc|enter|report",
    ),
)
_NO_EVENT = re.compile(
    r"\bconsidered for(?= (?:an )?interview)|\b(?:foreign|internationally|overseas|us|u\.s\.)[- ]trained|"
    r"\btrained (?:abroad|"
    r"overseas|outside)"
)


def find_event(text: str, near: int) -> str | None:
    text = _NO_EVENT.sub(lambda match: " " * len(match.group()), text)
    nearest: tuple[int, str] | None = None
    for name, pattern in _EVENTS:
        for match in re.finditer(rf"\b(?:{pattern})", text):
            distance = abs(match.start() - near)
            if nearest is None or distance < nearest[0]:
                nearest = (distance, name)
    return nearest[1] if nearest else None


# ---------------------------------------------------------------- the finding


def state_due(clause: Clause, value: str, confidence: float, needs_question: bool, needs_lead: bool) -> Finding:
    return Finding(
        "ecfmg_by",
        value,
        "required",
        clause.start,
        clause.end,
        confidence=confidence,
        needs_question=needs_question,
        needs_lead=needs_lead,
    )
