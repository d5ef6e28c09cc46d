"""ecfmg_by: when the ECFMG certificate must be held. Being eligible for it, or its status report, is not holding it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.facts.finding import ANSWERED, EXPLICIT, WEAK, Drop, Finding, drop
from transforms.language import Clause, find_days, find_marks, find_strength, has_mark, settle_strength

STEMS = ("ecfmg", "efmg", "ecmfg", "ecgmg", "ecfgm", "certif", "foreign medical graduates")

_ECFMG = (
    r"(?:\be(?:cfmg|fmg|cmfg|cgmg|cfgm|cfm)\b(?:'s)?|\beducational commission for foreign medical graduates\b|"
    r"\bintealth\b)"
)
_CERTIFICATE = re.compile(
    rf"{_ECFMG}[ -]?(?:/faimer )?(?:\([^)]{{0,20}}\) ?)?(?:(?:standard|valid|current|full|final|original|permanent|a|"
    rf"is|are|-)[ -])*cert(?:if\w*|'?d\b|\b)|cert(?:if\w*|'?d\b|\b)(?: (?:[a-z-]+|\([^)]*\))){{0,5}}? (?:by|from|of|"
    rf"through|with|"
    rf"via)(?: the)? {_ECFMG}"
    rf"|{_ECFMG} (?:has |have |must |should |will |to )*(?:have |has )?(?:certified|issued)\b"
    rf"|\b(?:hold|have|obtain|complete|possess|valid|current)\w*(?: [a-z]+){{0,3}} {_ECFMG}(?! (?:sponsor|status|"
    rf"number|id\b|token|-sponsor|eligib))|{_ECFMG}(?=\s+(?:is |must be |needs? to be |has to be |should be |"
    rf"to be )?(?:complete[d]?|required|obtained|done|needed|by\b|before|prior|at the time))"
)
_BARE = re.compile(r"\bcertifi(?:ed|cation|cate)s?\b")
_LABEL = re.compile(r"(?:.*\| ?)?(?:the |valid )?certificat(?:e|ion)\s*\??\s*")
_ELIGIBLE = re.compile(
    r"\b(?:eligible|eligibility|candidates? for|on track|pursuing|in (?:the )?process|working toward|able to obtain|"
    r"certifiable|pending|in progress|able to be|expect\w* (?:to be|certif\w*|to have|it))\b"
)
_PAPERS = re.compile(rf"{_ECFMG} (?:papers|paperwork|documents?|credentials?)\b")
_NOT_MERELY = re.compile(
    r"\b(?:not|rather than|and not|instead of) (?:just |merely |only |simply |the )*(?:eligib|pending|in progress)|"
    r"\bif (?:it is )?(?:still )?(?:pending|in progress)\b[^.;]*\b(?:must|should|has to|needs?|is to|before|by)\b"
)
_OTHER = re.compile(
    r"\bboard[- ]certif|\bcertif\w* (?:in|of) (?:acls|bls|english|clinical|graduation|completion)|\b(?:acls|bls|atls|"
    r"pals|nrp|cpr)\b|\bab(?:im|fm|ms|pn)\b|\blife support\b|"
    r"\bbirth certif|\bboard[- ]eligible|\bnotari|\bcertified (?:copy|copies|translation|faculty|physician|mail)"
)
_SIGNED = re.compile(
    r"\b(?:applications?|files?|forms?|statements?)\b[^.;]{0,30}\bcertified\b|\bcertified and submitted\b"
)
_LISTS = re.compile(
    r"\b(?:rank|match)[a-z -]* lists? (?:is|are|be|must be|has been|have been) (?:certified|submitted|due)"
)
_IF = re.compile(
    r"\bif (?:it |they |this )?(?:appl(?:ies|icable|y)|available|an img|you have|any|obtained|needed|relevant)|"
    r"\bwhere applicable|\bas applicable|\bstatus report\b|\bif (?:img|foreign|international)\b"
)
_PREPOSITION = (
    r"\b(?:before|prior to|ahead of|in advance of|by|at|for|to|when|upon|on|until|in time for|no later than|once|while|"
    r"with|during|without|precedes?|preceding|predates?|(?:condition|pre-?requisite|precondition|requirement) of)\b"
)
_GAP = r"(?: (?!but\b|and\b|or\b|not\b|then\b)[a-z'-]+){0,5}? ?"  # words between a preposition and its event
_TIMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "application",
        re.compile(
            r"\b(?:to|when|before|prior to|ahead of|at (?:the )?(?:time|point) of|by the time of|by (?:the )?time|upon|"
            r"in order to|while|at|with|for|on|by)\b(?: (?:you|they|we|their|your|the|an|his|i|my|submitting|of|"
            r"initial|"
            r"eras|are|is|a|filing|sending|making|day|date|time|file))*\s*(?:app(?:s?|ly|lying|lies|lication|"
            r"lications)\b(?! "
            r"cycle| season| process)|submission\b(?! of (?:the |our |a )?(?:rank|match)))|"
            r"\bto be (?:considered|reviewed|eligible|screened)(?: for (?:a |the |"
            r"our )?(?:residency|position|program|review|selection|application|training))?(?! (?:for|to) (?:an? |"
            r"the )?(?:interview|start|begin|rank|contract|appoint))|\bfor consideration\b|\bbefore (?:we|"
            r"the committee) (?:review|consider)|\bto apply\b|\bwhen you apply\b|\bapplication deadline\b|"
            r"\bat application\b|\b(?:will not|cannot|only|never) (?:be )?(?:consider|review|process|accept)\w*(?! for "
            r"(?:an )?interview)|\baccompan(?:y|ies|ying) (?:the|your|each|every|any) (?:[a-z]+ )?(?:file|application)|"
            r"\b(?:file|application)s? (?:is|are|will be) (?:not|never|only) (?:be )?(?:processed|reviewed|read|opened|"
            r"considered|accepted)\b|\b(?:already )?on file when\b"
        ),
    ),
    (
        "interview",
        re.compile(
            rf"{_PREPOSITION}{_GAP}\b(?:interview(?:s|ed|ing)?|invited?|invitations?)\b|\bno interviews?\b|"
            r"\binterview (?:requires|requirement)|\b(?:interview|invitation)s? (?:are |is |only |go |goes )*(?:to|"
            r"offered|granted|extended|"
            r"given|for)\b|\bonly (?:interview|invite)s?\b|\b(?:interview|invite)s? (?:[a-z-]+ "
            r"){0,4}?only\b|\binterview(?:ed|s)?\b(?= (?:are|is|will|can|only|granted|offered|go|requires?))|"
            r"\b(?:not|never|cannot|n't) (?:interview|invite)"
        ),
    ),
    (
        "ranking",
        re.compile(
            r"\brank(?:ed|ing|s)?\b|\brank[- ](?:order )?list\b|\brol\b|\b(?:before|prior to|by|in time for|ahead of|"
            r"to participate in|to enter)(?: the)?(?: nrmp)?(?: main)?(?: residency)? match\b|\bmatch (?:day|"
            r"deadline|week|list)\b|\bfebruary\b|\bnrmp (?:deadline|list)\b"
        ),
    ),
    (
        "start",
        re.compile(
            r"\b(?:start(?:s|ing|ed)?(?: date| of| day)?|begin(?:s|ning)?|commenc\w+|appointments?|appointed|"
            r"contracts?|july|june|matriculat\w*|hire[ds]?|hiring|employment|orientation|enter(?:ing)?(?! (?:the match|"
            r"at\b))|entry|enroll\w*|onboarding|first (?:working )?day|join(?:ing)?|credential(?:ing|ed)|day one|"
            r"report(?:ing)? for|employed|signing|the agreement)\b|\bto sign\b"
        ),
    ),
)
_EVENTS: tuple[tuple[str, str], ...] = (  # who lacks the certificate is not interviewed, ranked, ...
    ("application", r"consider|review|process|read\b|accept|apply|application"),
    ("interview", r"interview|invit"),
    ("ranking", r"rank"),
    ("start", r"appoint|contract|hir|start|begin|train|enroll|employ"),
)
# "Interviews are not granted to anyone without the certificate"; "we cannot rank a graduate who is not certified".
_LACKS = re.compile(
    r"\b(?:without|lack\w*|(?:who|that|they|you|if|unless|until|until such time as) (?:[a-z]+ ){0,3}?(?:not|n't|never)|"
    r"(?:not yet|un|non-?))\b ?(?:[a-z-]+ ){0,4}?(?:certif|ecfmg|e[cf]+mg)|\b(?:unless|until) (?:[a-z]+ "
    r"){0,4}?(?:certif|"
    r"ecfmg)|\bwhose (?:[a-z]+ ){0,3}?certificat[a-z]+ (?:[a-z]+ ){0,2}?(?:missing|absent|lacking|outstanding|not|"
    r"incomplete|"
    r"pending)"
)
_REFUSED = re.compile(
    r"\b(?:not|no|never|cannot|nobody|none|nor|neither|leave|decline[ds]?|refuse[ds]?|reject(?:ed)?|returned|unread|"
    r"discarded|excluded|turned)\b|n't\b"
)
_POINT = re.compile(
    r"(?P<point>(?:to|for|at|before|by|when|until)\b[^,;:-]{2,40}?)\s*[,:-]?\s*(?P<word>yes|no)\b(?![- ](?:later|more|"
    r"one|"
    r"img|applicant))"
)
# A certificate named without its issuer that can only be the ECFMG's.
_OWN = re.compile(
    r"^(?:the |a |valid |full )*certificat(?:ion|e)\b|\b(?:become|be|been|are|is|get) (?:fully )?certified\b|"
    r"\bcertification (?:is|must|has|should|needs|before|by|prior|no later)\b|\b(?:and|have|obtain|hold|need|require|"
    r"with) "
    r"(?:the |full |valid )?certification\b"
)
# Verbs of telling: a sentence of its own, which the heading "Requirements" does not turn into one.
_FINITE = re.compile(r"\b(?:is|are|was|were|has|has been|have been|will|can|may|issues?|gives?|takes?|comes?)\b")
_RELATIVE = re.compile(
    r",\s*(?:which|where|whose)\b[^,;.]*|\bif (?:it is )?(?:still )?(?:pending|in progress|missing|"
    r"outstanding)\b[^,;.]*,"
)


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    replied = _read_reply(clause)
    if replied is not None:
        yield from replied
        return
    match, needs_lead, needs_question = _find_certificate(clause)
    if match is None and not needs_lead and not needs_question:
        return
    if re.search(r"not specified|---|\bunknown\b", text) or (_OTHER.search(text) and not re.search(_ECFMG, text)):
        return
    start, end = match.span() if match else (0, 0)
    asked = clause.question if needs_question else clause.lead if needs_lead else ""
    if (
        _ELIGIBLE.search(text[max(0, start - 60) : end + 45])
        and not _NOT_MERELY.search(text)
        and not re.search(
            r"\bto be eligible\b|\beligible (?:to|for) (?:apply|start|rank|interview|be|an interview|consideration)"
            r"|\bbut\b.*\b(?:must|has to|have to|needs?|required)\b",
            text,
        )
    ):
        yield drop(clause, "ecfmg: eligible for it, not holding it")
        return
    refused = _find_refused(text)
    if refused:
        yield _finding(clause, refused, EXPLICIT, needs_question, needs_lead)
        return
    if needs_lead and re.fullmatch(r"(?:to |at |for )?appl(?:y|ication)\W*", text):
        yield _finding(clause, "application", ANSWERED, False, True)
        return
    times = _find_times(text)
    if not times and asked and clause.answer == "yes":
        asked_times = _find_times(asked)
        if asked_times:
            yield _finding(clause, asked_times[0][0], ANSWERED, needs_question, needs_lead)
        elif re.search(r"\brequire|\bneed|\bmust\b", asked):
            yield _finding(clause, "application", WEAK, needs_question, needs_lead)
        return
    if not times and asked and clause.answer == "no":
        return
    held: list[str] = []
    for name, at in times:
        strength = _strength_near(text, at)
        if _is_put_off(text, at) or (strength not in ("unneeded", "preferred", "typical") and not _is_denied(text, at)):
            held.append(name)
    if held:
        value = min(held, key=[name for name, _ in _TIMES].index)
        yield _finding(clause, value, EXPLICIT if match else ANSWERED, needs_question, needs_lead)
        return
    if times or match is None:
        if match is None and needs_lead and re.match(r"(?:yes|required|mandatory)\b", text):
            lead_times = _find_times(clause.lead)
            yield _finding(
                clause, lead_times[0][0] if lead_times else "application", ANSWERED if lead_times else WEAK, False, True
            )
        return
    if not _IF.search(text):
        yield from _read_timeless(clause, start, end)


def _find_certificate(clause: Clause) -> tuple[re.Match[str] | None, bool, bool]:
    """Where the clause names the certificate; else whether its label or its question does."""
    text = clause.text
    match = _CERTIFICATE.search(text) or _PAPERS.search(text)
    if match is not None:
        return match, False, False
    previous = clause.previous
    before = previous.text if previous and previous.sentence_start == clause.sentence_start else ""
    if (
        _BARE.search(_LISTS.sub("", text))
        and not _OTHER.search(text)
        and not _SIGNED.search(text)
        and (
            re.search(_ECFMG, f"{text} {clause.topic} {before}")
            or (re.search(r"\bsteps?\b", text) and re.search(r"\brank", text))
            or (_OWN.search(text) and _find_times(text))
        )
    ):
        return _BARE.search(text), False, False
    if before and (_CERTIFICATE.search(before) or _OWN.search(before) or re.search(r"\bno certificate\b", before)):
        match = re.search(
            r"\b(?:it|this|one)\b|\b(?:you|they|imgs|candidates|applicants|graduates) (?:do|must|need|will)\b", text
        )
        if match is not None:
            return match, False, False
    if _CERTIFICATE.search(clause.lead) or (re.search(_ECFMG, clause.lead) and len(text) < 120):
        return None, True, False
    if _LABEL.fullmatch(clause.lead) and _find_times(text):
        return None, True, False
    asks = clause.is_first_reply and (re.search(_ECFMG, clause.question) or _LABEL.fullmatch(clause.question))
    is_of_certificate = bool(re.search(r"certif|\bcomplete|\bhave\b|\bneed\b|\brequire|\?$", clause.question))
    is_of_visas = "sponsor" in clause.question and "certif" not in clause.question
    return None, False, bool(asks) and is_of_certificate and not is_of_visas


def _read_reply(clause: Clause) -> list[Finding | Drop] | None:
    """ "To be ranked, yes." under a question on the certificate; "No" to whether those without it are ranked."""
    if not clause.question or not re.search(rf"{_ECFMG}|certif", clause.question):
        return None
    point = _POINT.match(clause.text)
    if point:
        times = _find_times(point.group("point"))
        if point.group("word") == "no" or not times:
            return [drop(clause, "ecfmg: not needed at that time")]
        return [_finding(clause, times[0][0], ANSWERED, True, False)]
    if clause.is_first_reply and _LACKS.search(clause.question) and clause.answer:
        event = _find_event(clause.question, 0)
        if clause.answer == "yes" or event is None:
            return [drop(clause, "ecfmg: not needed at that time")]
        return [_finding(clause, event, ANSWERED, True, False)]
    return None


def _find_refused(text: str) -> str | None:
    """What those without the certificate are refused."""
    lacks = _LACKS.search(text)
    if lacks is None:
        return None
    outside = text[: lacks.start()] + " " * (lacks.end() - lacks.start()) + text[lacks.end() :]
    refused = _REFUSED.search(outside)
    return _find_event(outside, refused.start()) if refused else None


def _find_event(text: str, near: int) -> str | None:
    text = re.sub(r"\bconsidered for(?= (?:an )?interview)", lambda match: " " * len(match.group()), text)
    nearest: tuple[int, str] | None = None
    for name, pattern in _EVENTS:
        for match in re.finditer(rf"\b(?:{pattern})", text):
            distance = abs(match.start() - near)
            if nearest is None or distance < nearest[0]:
                nearest = (distance, name)
    return nearest[1] if nearest else None


def _read_timeless(clause: Clause, start: int, end: int) -> Iterator[Finding | Drop]:
    """A certificate asked for without a time: the application, unless the label or the sentence before sets one."""
    text = clause.text
    strength = settle_strength(clause, start, end)
    if strength in ("preferred", "typical", "unneeded"):
        yield drop(clause, f"ecfmg: {strength}")
        return
    kinds = {mark.kind for mark in find_marks(text)}
    previous = clause.previous
    if previous and re.search(r"\b(?:as well|too|likewise)\s*[.!]?$", text) and not clause.lead:
        times = _find_times(previous.text)
        if times:
            yield _finding(clause, times[0][0], ANSWERED, False, False)
            return
    has_verb = re.search(
        r"\b(?:must|need|require|hold|have|valid|currently|certified|certificate|certification)\b", text
    )
    of_imgs = re.search(r"\bimgs?\b|\bforeign\b|\binternational\b|\babroad\b", clause.topic + text)
    is_asked = has_mark(text, "required") or not (_FINITE.search(text) or len(text.split()) > 14)
    if (
        "required" in kinds
        or ((strength == "required" or clause.lead) and has_verb and is_asked)
        or (of_imgs and has_verb)
    ):
        lead_times = _find_times(clause.lead)
        if lead_times:
            yield _finding(clause, lead_times[0][0], ANSWERED, False, True)
        else:
            yield _finding(clause, "application", WEAK, False, bool(clause.lead))


def _finding(clause: Clause, value: str, confidence: float, needs_question: bool, needs_lead: bool) -> Finding:
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


def _find_times(text: str) -> list[tuple[str, int]]:
    """Points of time named, each with its offset. A day of winter means the rank list, one of summer the start."""
    text = _RELATIVE.sub(lambda match: " " * len(match.group()), text)
    times: list[tuple[str, int]] = []
    taken: list[tuple[int, int]] = []
    for day in find_days(text):
        if re.search(r"\b(?:file|files|application|letters|documents)\b[^,;]{0,30}$", text[: day.start]):
            taken.append((day.start, day.end))
            continue
        name = (
            "ranking"
            if day.month in (1, 2, 3)
            else "start"
            if day.month in (5, 6, 7)
            else "application"
            if day.month in (9, 10, 11)
            else ""
        )
        if name:
            times.append((name, day.start))
        taken.append((day.start, day.end))
    for name, pattern in _TIMES:
        for match in pattern.finditer(text):
            if any(match.start() < b and a < match.end() for a, b in taken):
                continue
            if name == "application" and re.search(
                r"considered for (?:an )?interview", text[match.start() : match.end() + 20]
            ):
                continue
            times.append((name, match.end() - 1))
    return times


def _strength_near(text: str, at: int) -> str | None:
    """Strength within the phrase that holds a point of time: "preferred at application and required by the match"."""
    if re.search(
        r"\b(?:provided|so long as|as long as|on (?:the )?condition|only if|if and only if)\b[^;.]*$", text[:at]
    ):
        return "required"
    left = max((cut.end() for cut in re.finditer(r"[,;]|\band\b|\bbut\b|\bor\b", text[:at])), default=0)
    cut = re.search(r"[,;]|\band\b|\bbut\b", text[at:])
    phrase = text[left : at + cut.start() if cut else len(text)]
    kinds = [mark.kind for mark in find_marks(phrase)]
    for kind in ("unneeded", "preferred", "typical", "required"):
        if kind in kinds:
            return kind
    return find_strength(text, at, at + 3)


def _is_put_off(text: str, at: int) -> bool:
    """ "Need not be complete until the contract is signed" asks for it then."""
    return bool(
        re.search(
            r"\b(?:not|n't)\b(?: [a-z]+){0,5} until\b[^,;]{0,30}$|\b(?:can|may|might) (?:follow|wait|come|arrive|be "
            r"(?:obtained|completed|sent)) (?:until|by|before|up to)\b[^,;]{0,30}$",
            text[: at + 1],
        )
    )


def _is_denied(text: str, at: int) -> bool:
    """A point of time at which the certificate is not yet needed: "not needed to apply but before the start"."""
    before = re.split(
        r"\bbut\b|\bhowever\b|[;]|, (?=(?:it|they|you|all|the certificate) (?:must|needs?|has|have|is|are)\b)",
        text[:at],
    )[-1]
    before = re.sub(r"\b(?:not|no) (?:more|less|fewer|later|sooner|merely|just|only)\b", "", before)
    if re.search(r"\b(?:pending|in progress|not yet)\b", before) and not _NOT_MERELY.search(text):
        return True
    return bool(
        re.search(
            r"\b(?:not|n't|no|never)\b(?: (?:be|have to|need to|yet|necessarily|strictly))* ?(?:required|needed|"
            r"necessary|need|require|mandatory|have|hold|certified|certification|certificate)?\b",
            before,
        )
    ) and not re.search(
        r"\b(?:will|can|may|could)(?: ?not|n't|not) (?:be )?(?:start|begin|appl|interview|rank|consider|appoint|"
        r"hired|offer|review|invit|enter|accept)|\bcannot\b|\bnot (?:be )?(?:considered|ranked|interviewed|reviewed|"
        r"invited|able|eligible|permitted|allowed|start)|\bno later\b|\bno (?:candidate|applicant|one|img)|"
        r"\bwithout\b|\bdo not (?:rank|interview|consider|review|invite)",
        before + text[at : at + 30],
    )
