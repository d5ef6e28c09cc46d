"""ecfmg_by: when the ECFMG certificate must be held. Being eligible for it, or its status report, is not holding it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.facts.finding import ANSWERED, EXPLICIT, WEAK, Drop, Finding, drop
from transforms.language import Clause, find_days, find_marks, find_strength, settle_strength

STEMS = ("ecfmg", "efmg", "ecmfg", "ecgmg", "ecfgm", "certif", "foreign medical graduates")

_ECFMG = (
    r"(?:\be(?:cfmg|fmg|cmfg|cgmg|cfgm|cfm)\b(?:'s)?|\beducational commission for foreign medical graduates\b|"
    r"\bintealth\b)"
)
_CERTIFICATE = re.compile(
    rf"{_ECFMG}[ -]?(?:/faimer )?(?:\([^)]{{0,20}}\) ?)?(?:(?:standard|valid|current|full|final|original|permanent|a|"
    rf"is|are|-)[ -])*certif\w*|certif\w*(?: (?:[a-z-]+|\([^)]*\))){{0,5}}? (?:by|from|of|through|with|"
    rf"via)(?: the)? {_ECFMG}"
    rf"|\b(?:hold|have|obtain|complete|possess|valid|current)\w*(?: [a-z]+){{0,3}} {_ECFMG}(?! (?:sponsor|status|"
    rf"number|id\b|token|-sponsor|eligib))|{_ECFMG}(?=\s+(?:is |must be |needs? to be |has to be |should be |"
    rf"to be )?(?:complete[d]?|required|obtained|done|needed|by\b|before|prior|at the time))"
)
_BARE = re.compile(r"\bcertifi(?:ed|cation|cate)s?\b")
_ELIGIBLE = re.compile(
    r"\b(?:eligible|eligibility|candidates? for|on track|pursuing|in (?:the )?process|working toward|able to obtain|"
    r"certifiable|pending|in progress|able to be|expect\w* (?:to be|certif\w*|to have|it))\b"
)
_OTHER = re.compile(
    r"\bboard[- ]certif|\bcertif\w* (?:in|of) (?:acls|bls|english|clinical|graduation|completion)|\bacls\b|"
    r"\bbirth certif|\bboard[- ]eligible|\bnotari|\bcertified (?:copy|copies|translation|faculty|physician|mail)"
)
_LISTS = re.compile(
    r"\b(?:rank|match)[a-z -]* lists? (?:is|are|be|must be|has been|have been) (?:certified|submitted|due)"
)
_IF = re.compile(
    r"\bif (?:it |they |this )?(?:appl(?:ies|icable|y)|available|an img|you have|any|obtained|needed|relevant)|"
    r"\bwhere applicable|\bas applicable|\bstatus report\b|\bif (?:img|foreign|international)\b"
)
_TIMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "application",
        re.compile(
            r"\b(?:to|when|before|prior to|at (?:the )?(?:time|point) of|by the time of|by (?:the )?time|upon|"
            r"in order to|while|at|with|for|on|by)\b(?: (?:you|they|we|their|your|the|an|his|submitting|of|initial|"
            r"eras|are|is|a|filing|sending|making))*\s*(?:appl(?:y|ying|ication|ications)\b(?! cycle| season|"
            r" process)|submission\b)|\bto be (?:considered|reviewed|eligible|screened)(?: for (?:a |the |"
            r"our )?(?:residency|position|program|review|selection|application|training))?(?! (?:for|to) (?:an? |"
            r"the )?(?:interview|start|begin|rank|contract|appoint))|\bfor consideration\b|\bbefore (?:we|"
            r"the committee) (?:review|consider)|\bto apply\b|\bwhen you apply\b|\bapplication deadline\b|"
            r"\bat application\b|\b(?:will not|cannot|only) (?:be )?(?:consider|review)\w*(?! for (?:an )?interview)"
        ),
    ),
    (
        "interview",
        re.compile(
            r"\b(?:before|prior to|by|at|for|to|to be|in order to|until|when|upon|at (?:the )?time of)\b(?: (?:the|"
            r"an|any|being|time|of|date|granted|offered|scheduling|be|receive|considered|invited|for|their|your|we|"
            r"offering|selected|a|get|eligible|on-site|offer|obtain))*\s*(?:interview(?:s|ed|ing)?|invited|"
            r"invitations?)\b|\bno interviews?\b|\binterviews?\b[^.;]{0,30}\bonly\b|\binterview (?:requires|"
            r"requirement)|\bonly (?:interview|"
            r"invite)s?\b|\b(?:interview|invite)s? only\b|\binterviewed\b"
        ),
    ),
    (
        "ranking",
        re.compile(
            r"\brank(?:ed|ing|s)?\b|\brank[- ](?:order )?list\b|\brol\b|\b(?:before|prior to|by|in time for|"
            r"to participate in|to enter)(?: the)?(?: nrmp)?(?: main)?(?: residency)? match\b|\bmatch (?:day|"
            r"deadline|week|list)\b|\bfebruary\b|\bnrmp (?:deadline|list)\b"
        ),
    ),
    (
        "start",
        re.compile(
            r"\b(?:start(?:s|ing|ed)?(?: date| of| day)?|begin(?:s|ning)?|commenc\w+|appointments?|appointed|"
            r"contracts?|july|june|matriculat\w*|hire[ds]?|hiring|employment|orientation|entering|entry|enroll\w*|"
            r"onboarding|first day|join(?:ing)?|enter(?! (?:the )?match)|credential(?:ing|ed)|day one|"
            r"report(?:ing)? for|employed)\b"
        ),
    ),
)


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    needs_question = needs_lead = False
    match = _CERTIFICATE.search(text)
    if match is None and _BARE.search(_LISTS.sub("", text)) and not _OTHER.search(text):
        around = (
            clause.topic
            + " "
            + (
                clause.previous.text
                if clause.previous and clause.previous.sentence_start == clause.sentence_start
                else ""
            )
        )
        if (
            re.search(_ECFMG, text)
            or re.search(_ECFMG, around)
            or (re.search(r"\bsteps?\b", text) and re.search(r"\brank", text))
        ):
            match = _BARE.search(text)
    previous = clause.previous
    if (
        match is None
        and previous
        and previous.sentence_start == clause.sentence_start
        and _CERTIFICATE.search(previous.text)
    ):
        match = re.search(r"\b(?:it|this|one)\b", text)
    if match is not None:
        start, end = match.span()
    else:
        if _CERTIFICATE.search(clause.lead) or (re.search(_ECFMG, clause.lead) and len(text) < 120):
            needs_lead = True
        elif (
            clause.is_first_reply
            and re.search(_ECFMG, clause.question)
            and re.search(r"certif|\bcomplete|\bhave\b|\bneed\b|\brequire|\?$", clause.question)
        ):
            if re.search(r"sponsor", clause.question) and not re.search(r"certif", clause.question):
                return
            needs_question = True
        else:
            return
        start = end = 0
    if re.search(r"not specified|---|\bunknown\b", text):
        return
    asked = clause.question if needs_question else clause.lead if needs_lead else ""
    if _OTHER.search(text) and not re.search(_ECFMG, text):
        return
    if _ELIGIBLE.search(text[max(0, start - 60) : end + 45]) and not re.search(
        r"\bto be eligible\b|\beligible (?:to|for) (?:apply|start|rank|interview|be|an interview|consideration)"
        r"|\bbut\b.*\b(?:must|has to|have to|needs?|required)\b",
        text,
    ):
        yield drop(clause, "ecfmg: eligible for it, not holding it")
        return
    times = _find_times(text)
    if not times and asked:
        if clause.answer == "yes":
            times = [(name, at) for name, at in _find_times(asked) if name]
            if not times and re.search(r"\brequire|\bneed|\bmust\b", asked):
                yield _finding(clause, "application", WEAK, needs_question, needs_lead)
                return
            if times:
                yield _finding(clause, times[0][0], ANSWERED, needs_question, needs_lead)
            return
        if clause.answer == "no":
            return
    if not times and needs_question is False and clause.is_first_reply and re.search(_ECFMG, clause.question) and match:
        # "Do you rank applicants without it? No, certification has to be complete by then."
        then_times = _find_times(clause.question)
        if then_times and re.search(r"\b(?:by then|then|at that (?:time|point))\b|\bonly\b", text):
            yield _finding(clause, then_times[0][0], ANSWERED, True, False)
            return
    held: list[str] = []
    denied = False
    for name, at in times:
        strength = _strength_near(text, at)
        if strength == "unneeded" or _is_denied(text, at):
            denied = True
            continue
        if strength in ("preferred", "typical"):
            denied = True
            continue
        held.append(name)
    if held:
        order = [name for name, _ in _TIMES]
        value = min(held, key=order.index)
        yield _finding(clause, value, EXPLICIT if match else ANSWERED, needs_question, needs_lead)
        return
    if denied or match is None:
        if match is None and needs_lead and re.match(r"(?:yes|required|mandatory)\b", text):
            lead_times = _find_times(clause.lead)
            yield _finding(
                clause, lead_times[0][0] if lead_times else "application", ANSWERED if lead_times else WEAK, False, True
            )
        return
    if _IF.search(text):
        return
    strength = settle_strength(clause, start, end)
    kinds = {mark.kind for mark in find_marks(text)}
    if strength in ("preferred", "typical", "unneeded"):
        yield drop(clause, f"ecfmg: {strength}")
        return
    has_verb = re.search(
        r"\b(?:must|need|require|hold|have|valid|currently|certified|certificate|certification)\b", text
    )
    of_imgs = re.search(r"\bimgs?\b|\bforeign\b|\binternational\b", clause.topic + text)
    if strength == "required" or "required" in kinds or (of_imgs and has_verb) or (clause.lead and has_verb):
        asked_times = [
            name for name, _ in _find_times(clause.lead) if name in ("interview", "ranking", "start", "application")
        ]
        if asked_times:
            yield _finding(clause, asked_times[0], ANSWERED, False, True)
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
    times: list[tuple[str, int]] = []
    taken: list[tuple[int, int]] = []
    for day in find_days(text):
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
    left = max((cut.end() for cut in re.finditer(r"[,;]|\band\b|\bbut\b|\bor\b", text[:at])), default=0)
    cut = re.search(r"[,;]|\band\b|\bbut\b", text[at:])
    phrase = text[left : at + cut.start() if cut else len(text)]
    kinds = [mark.kind for mark in find_marks(phrase)]
    for kind in ("unneeded", "preferred", "typical", "required"):
        if kind in kinds:
            return kind
    return find_strength(text, at, at + 3)


def _is_denied(text: str, at: int) -> bool:
    """A point of time at which the certificate is not yet needed: "not needed to apply but before the start"."""
    before = re.split(r"\bbut\b|\bhowever\b|[;]", text[:at])[-1]
    if re.search(r"\b(?:pending|in progress|not yet)\b", before):
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
