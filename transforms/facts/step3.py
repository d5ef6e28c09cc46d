"""step3_required: before coming (`always`), for H-1B only (`h1b`), or not needed or due only later (`no`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.facts.exams import find_exams
from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop
from transforms.facts.visa import H1B
from transforms.language import Clause, find_marks, find_strength, settle_strength

STEMS = ("step", "part iii", "usmle")

_LATER = re.compile(
    r"\b(?:pgy|pg|postgraduate year)[ -]?(?:2|3|ii|iii|two|three)\b|\b(?:second|third|2nd|3rd|final|last|"
    r"senior)(?:[ -]year| post-?graduate| pgy)|\b(?:end|completion|close|finish|conclusion|during|in|"
    r"middle)\b(?: of)?(?: (?:the|their|your|this))? (?:intern(?:ship)?|first|pgy-?1|pgy1|1st)(?: (?:post-?graduate|"
    r"training|pgy))?(?: ?year)?\b|"
    r"\bpromot|\badvanc(?:e|ing|ement)|\bduring (?:the |their |your )?(?:residency|training|program|internship|"
    r"intern year|pgy)|\bgraduat(?:e|ing|ion) from (?:the |this |our )?(?:program|residency)|\b(?:12|18|24|twelve|"
    r"eighteen|six|6) months (?:of|into|after)|\bafter (?:starting|beginning|matriculat|the start)|\bwhile (?:in|"
    r"a) (?:training|residen)|\bbefore (?:finishing|completing|the end of|graduating)|\bby the end of\b|"
    r"\bcomplet(?:e|ion of) (?:the )?(?:residency|program|training)\b|\bin training\b|\bwithin (?:the )?(?:first|"
    r"\w+ months)|\bas (?:an? )?(?:intern|resident)s?\b"
)
_SOONER = re.compile(
    r"\b(?:before|prior to|to|by|at|for|when|upon|on)\b[^,;.]{0,30}?\b(?:appl(?:y|ying|ication)|interview|rank\w*|"
    r"match|contract|start\w*|begin\w*|appointment|matriculat\w*|july|june|hire|employment|considered|orientation|"
    r"entering|entry|enter|commenc\w*|joining|eligible)\b"
)
_IF_TAKEN = re.compile(
    r"\bif (?:taken|available|applicable|completed|they|it applies|you have|already|passed|any)|\bwhen available|"
    r"\bwhere available|\btranscripts?\b|\bscore reports?\b|\bresults? (?:if|when)"
)
_ONLY_H1B = re.compile(
    rf"(?:\b(?:for|unless|except|only|if|seek\w*|request\w*|want\w*|need\w*|require\w*|on|to (?:get|obtain|qualify|"
    rf"be|receive|apply)|applicants?|candidates?|holders?|sponsor\w*)\b[^.;]{{0,50}}?(?:{H1B}))|(?:{H1B})"
)


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    mention = next((m for m in find_exams(text) if "3" in m.exams), None)
    needs_question = needs_lead = False
    if mention is not None:
        start, end = mention.start, mention.end
    else:
        asked = next((m for m in find_exams(clause.lead) if "3" in m.exams), None)
        if asked is not None:
            needs_lead = True
        elif clause.is_first_reply and any("3" in m.exams for m in find_exams(clause.question)):
            needs_question = True
        else:
            return
        start = end = 0
    around = clause.question if needs_question else clause.lead if needs_lead else ""
    own = find_strength(text, start, end) if mention else find_strength(text, 0, 1)
    if own is None and mention is not None:
        own = settle_strength(clause, start, end)
    is_h1b = bool(re.search(H1B, text)) or (
        bool(re.search(H1B, clause.lead)) or (bool(re.search(H1B, clause.question)) and clause.is_first_reply)
    )
    if mention and re.search(r"\b(?:no|not|cannot|never)\b[^.;]*\bwithout\b", text[:start]) and not is_h1b:
        own = "required"
    value: str | None = None
    asks_required = bool(re.search(r"\brequire|\bneed|\bmust\b|\bmandatory|\bnecessary|\bhave to\b", around))
    if around and clause.answer == "no" and asks_required and own == "preferred":
        own = "unneeded"
    if around and own is None:
        if clause.answer == "yes" and asks_required:
            own = "required"
        elif clause.answer == "no" and (asks_required or needs_lead):
            own = "unneeded"
        elif (
            (re.match(r"(?:only|just)\b", text) and is_h1b)
            or (needs_lead and re.match(r"(?:required|yes)\b", text))
            or ((asks_required or needs_lead) and is_h1b)
        ):
            own = "required"
    if (
        clause.answer == "no"
        and around
        and own == "required"
        and not is_h1b
        and not re.search(r"\bmust\b|\brequired\b|\bneed", text)
    ):
        own = "unneeded"
    kinds = {mark.kind for mark in find_marks(text)}
    if own == "preferred" and mention and ("unneeded" in kinds or ("required" in kinds and _LATER.search(text))):
        yield Finding("step3_required", "no", "required", clause.start, clause.end, needs_lead=bool(clause.lead))
        return
    if own == "typical":
        yield drop(clause, "step3: typical, not asked for")
        return
    if is_h1b and (own in ("required", "unneeded") or mention is not None):
        if own == "preferred":
            return
        if (
            own == "unneeded"
            and not re.search(rf"\b(?:except|unless|only|but|other than|apart from)\b[^.;]{{0,60}}(?:{H1B})", text)
            and re.search(r"\bnot\b|\bno\b", text)
            and re.search(
                rf"\b(?:even|also|including)\b[^.;]*(?:{H1B})|(?:{H1B})[^.;]{{0,40}}\bnot (?:require|need)", text
            )
        ):
            value = "no"
        else:
            value = "h1b"
        if re.search(rf"\bregardless\b|\beveryone\b|\ball (?:applicants|candidates|imgs)\b(?!.*{H1B})", text):
            value = None
    elif own == "unneeded":
        value = "no"
    elif (
        _LATER.search(text)
        and not re.search(r"\b(?:incoming|entering)\b", text)
        and not _IF_TAKEN.search(text)
        and own != "preferred"
    ):
        sooner = _SOONER.search(
            re.sub(
                r"(?:the )?(?:start|beginning|begin\w*|start\w*|entering|entry) (?:of |to |into )?(?:the |their )?#",
                "#",
                _LATER.sub("#", text),
            )
        )
        value = (
            "no"
            if own == "required" and not (sooner and re.search(r"\bstart\b|\brank|\bappl", sooner.group()))
            else None
        )
        if (
            value is None
            and own is None
            and re.search(r"\btake|\bcomplete|\bpass|\bexpected|\b(?:by|before|during|prior)\b", text)
        ):
            value = "no"
    elif own == "required":
        if _IF_TAKEN.search(text) and not re.search(r"\bmust (?:have )?(?:pass|be pass|complete)", text):
            yield drop(clause, "step3: only where taken")
            return
        if re.search(r"\blicens", text) and not _SOONER.search(text):
            return
        value = "always"
    elif (
        own is None
        and mention is not None
        and _SOONER.search(text)
        and re.search(r"\bpass|\bcomplet", text)
        and not _IF_TAKEN.search(text)
    ):
        value = "always"
    if value is None:
        return
    yield Finding(
        "step3_required",
        value,
        "required",
        clause.start,
        clause.end,
        confidence=EXPLICIT if mention else ANSWERED,
        needs_question=needs_question,
        needs_lead=needs_lead or bool(clause.lead),
    )
