"""step3_required: before coming (`always`), for H-1B only (`h1b`), or not needed or due only later (`no`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.facts.exams import find_exams
from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop
from transforms.facts.visa import H1B
from transforms.language import Clause, find_strength, has_mark, settle_strength

STEMS = ("step", "part iii", "usmle", "s3")

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
_TELLS = re.compile(r"\b(?:is|are|was|were|has|have|had|can|may|will|helps?|gives?|given|take|takes|offers?)\b")

MAX_BACK = 3  # clauses between a visa and "the petition"
# "Applicants without Step 3 need not apply"; "no contract without Step 3".
_NOT_WITHOUT = re.compile(
    r"\b(?:no|not|cannot|never|nobody|none)\b[^.;]*\b(?:without|lack\w*|until|unless)\b[^.;]{0,40}#|n't "
    r"[^.;]*\bwithout\b"
    r"[^.;]{0,40}#|\b(?:without|lacking|who lack|who have not (?:yet )?passed|until|"
    r"unless)\b[^.;]{0,40}#[^.;]{0,60}?(?:\b(?:not|"
    r"never|cannot|no)\b|n't\b)"
)
_PLAYS_NO_PART = re.compile(
    r"^neither\b[^.;]*#|^neither #|\bneither\b[^.;]{0,30}#[^.;]*\bnor\b|#[^.;]{0,40}?(?:\bno (?:part|role|bearing|"
    r"rule|need|"
    r"obligation)|(?:\bnot|n't) (?:among|part of|one of|on (?:the|our) list|a factor|count|matter|held to|bound|"
    r"expected|"
    r"looked for|ask))|(?:\bnot|n't) (?:held to|ask(?:ed)? for|bound by|look for|expect) [^.;]{0,25}#"
)
_PUT_OFF = re.compile(
    r"\b(?:leave|left|wait|waits|later|defer\w*|postpone\w*|due|taken|sat|take|sit|complete\w*|pass(?:ed)?|expected|by|"
    r"before|during|prior|after|follow|come|comes|scheduled|finish\w*|depends?|hinges?)\b"
)
_WHEN_HERE = re.compile(
    r"\b(?:wait|leave it|left|deferred?|postponed?|put off) (?:[a-z]+ ){0,2}?(?:until|till|for|to) (?:[a-z]+ ){0,2}?"
    r"(?:you (?:are|have)|your|the|after|second|third|intern|pgy|residency|training|later|start\w*)|\btake it later\b|"
    r"\b(?:once|after) you (?:are (?:here|an? (?:resident|intern)|in training|with us)|have (?:started|begun|joined)|"
    r"start|join)\b|\bfor later\b"
)
_THREE_STEPS = re.compile(
    r"\b(?:all )?three (?:usmle )?(?:steps|parts|exams|examinations)\b|\bsteps? (?:1|i|one) ?(?:-|to|through) ?(?:3|"
    r"iii|three)\b"
)
# A petition, "the latter", "in each instance": the sentence before named the H-1B.
_OF_PETITION = re.compile(
    r"\bpetition|\bfil(?:ed|ing)\b|\bthe latter\b|\bin (?:each|every|that|such|this|either) (?:instance|case)|\bmust "
    r"then\b|"
    r"\bsuch (?:visas?|sponsorship|applicants|candidates)\b|\bthat visa\b|\bfor (?:this|it|them)\b|\b(?:this|that|"
    r"whose) "
    r"(?:status|sponsorship|category)\b"
)
_EITHER_VISA = re.compile(rf"\bj-?[1i](?: visas?)? ?(?:,|and|or|/|as well as)(?: the| an?)? ?(?:{H1B})")
_NOT_EVEN = re.compile(r"\bnot even\b|\beven (?:if|when|for|to|those|with)\b|\bregardless of\b|\bwhether or not\b")
_SPACING = re.compile(r"\bwithin (?:[a-z0-9()-]+ ){1,3}(?:years?|months?) of (?:one another|each other|the first|step)")


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    mention = next(((m.start, m.end) for m in find_exams(text) if "3" in m.exams), None)
    three = _THREE_STEPS.search(text)
    if mention is None and three:
        mention = three.span()
    before = clause.previous.text if clause.previous else ""
    goes_on = clause.previous is not None and clause.previous.sentence_start == clause.sentence_start
    if mention is None and goes_on and any("3" in m.exams for m in find_exams(before)):
        passed = re.search(r"\b(?:a pass|passed|it|passing (?:score|result))\b", text)
        if passed and re.search(H1B, text) and find_strength(text, *passed.span()) == "required":
            yield _finding(clause, "h1b", ANSWERED, False, False)
            return
    needs_question = needs_lead = False
    if mention is None:
        own_label = clause.lead.rsplit("|", 1)[-1]
        if any("3" in m.exams for m in find_exams(own_label)) or re.search(r"\bs3\b", own_label):
            needs_lead = True
            bare = re.fullmatch(
                r"(?P<no>no?|not needed|none|never|not req'?d?)|(?P<yes>y|yes|req'?d|required)", text.strip(" .;,")
            )
            if bare and not re.search(H1B, own_label) and not re.search(r"\bif\b|\btaken\b|\bpassed\b", own_label):
                yield _finding(clause, "no" if bare.group("no") else "always", ANSWERED, False, True)
                return
        elif clause.is_first_reply and any("3" in m.exams for m in find_exams(clause.question)):
            needs_question = True
        else:
            return
    if _SPACING.search(text):
        yield drop(clause, "step3: a spacing of the exams")
        return
    is_h1b = _is_for_h1b(clause, text)
    value = _decide(clause, text, mention, is_h1b, needs_question, needs_lead)
    if value is None:
        return
    if value == "drop":
        yield drop(clause, "step3: typical, or only where taken")
        return
    confidence = EXPLICIT if mention else ANSWERED
    yield _finding(clause, value, confidence, needs_question, needs_lead or bool(clause.lead))


def _is_for_h1b(clause: Clause, text: str) -> bool:
    if re.search(H1B, text):
        return (
            not _EITHER_VISA.search(text)
            or "the latter" in text
            or bool(re.search(rf"\b(?:only|for an?|if|seek\w*) (?:[a-z]+ )?(?:{H1B})", text))
        )
    if re.search(H1B, clause.lead) or (clause.is_first_reply and re.search(H1B, clause.question)):
        return True
    if not _OF_PETITION.search(text):
        return False
    before = clause.previous
    for _ in range(MAX_BACK):
        if before is None:
            return False
        if re.search(H1B, before.text):
            return True
        before = before.previous
    return False


def _decide(
    clause: Clause, text: str, mention: tuple[int, int] | None, is_h1b: bool, needs_question: bool, needs_lead: bool
) -> str | None:
    """always, h1b, no; "drop" for what is seen and states nothing; None for what is not understood."""
    start, end = mention or (0, 0)
    marked = f"{text[:start]}#{text[end:]}" if mention else f"#{text}"
    around = clause.question if needs_question else clause.lead if needs_lead else ""
    own = find_strength(text, start, end) if mention else find_strength(text, 0, 1)
    if own is None and mention is not None and (has_mark(text, "required") or not _TELLS.search(text)):
        own = settle_strength(clause, start, end)
    if own == "preferred" and has_mark(text, "unneeded"):
        own = "unneeded"
    due = re.search(r"\b(?:required|mandatory|must)\b", text[end:])
    if own == "preferred" and due and _LATER.search(text, end + due.end()):
        return "no"
    if (
        re.match(
            r"(?:necessary|needed|required|mandatory)\b", re.sub(r"^[ (,]*(?:passed|taken|pass)?[ (,]*", "", text[end:])
        )
        and own is None
    ):
        own = "required"
    asks_required = bool(re.search(r"\brequire|\bneed|\bmust\b|\bmandatory|\bnecessary|\bhave to\b", around))
    own = _answer_strength(clause, text, own, around, is_h1b, asks_required, needs_lead)
    if mention and _NOT_WITHOUT.search(marked) and own != "preferred":
        return "h1b" if is_h1b else "always"
    if _PLAYS_NO_PART.search(marked) and not is_h1b:
        return "no"
    if own == "typical":
        return "no" if needs_question and clause.answer == "no" and asks_required else "drop"
    if is_h1b and _NOT_EVEN.search(text) and re.search(r"\b(?:not|no|never)\b", text):
        return None
    if is_h1b and own == "preferred":
        needed = re.search(r"\bfor (?:which|whom) (?:it|this|step 3|they|a pass) (?:is|are|must|needs?)\b", text)
        return "h1b" if needed else None
    if is_h1b and (own in ("required", "unneeded") or mention is not None):
        return _decide_h1b(text, own)
    if own == "unneeded":
        return "no"
    is_later = bool(_WHEN_HERE.search(text)) or bool(
        _LATER.search(text) and not re.search(r"\b(?:incoming|entering)\b", text) and not _IF_TAKEN.search(text)
    )
    if is_later and own != "preferred":
        return _decide_later(text, own)
    if own == "required":
        if _IF_TAKEN.search(text) and not re.search(r"\bmust (?:have )?(?:pass|be pass|complete)", text):
            return "drop"
        if re.search(r"\blicens", text) and not _SOONER.search(text):
            return None
        return "always"
    is_value = (
        clause.answer != "no"
        and len(text.split()) <= 8
        and not re.match(r"no\b|not\b", text)
        and not _TELLS.search(text)
    )
    is_before = own is None and _SOONER.search(text) and (is_value or re.search(r"\bpass|\bcomplet", text))
    return "always" if is_before and not _IF_TAKEN.search(text) else None


def _answer_strength(
    clause: Clause, text: str, own: str | None, around: str, is_h1b: bool, asks_required: bool, needs_lead: bool
) -> str | None:
    """Strength of a value or an answer, which its label or question may set."""
    if not around:
        return own
    if clause.answer == "no" and asks_required and own == "preferred":
        return "unneeded"
    if own is None:
        if clause.answer == "yes" and asks_required:
            return "required"
        if clause.answer == "no" and (asks_required or needs_lead):
            return "unneeded"
        if (
            is_h1b
            and clause.answer != "no"
            and (clause.answer == "yes" or re.match(r"(?:only|just)\b", text) or asks_required or needs_lead)
        ):
            return "required"
        if needs_lead and re.match(r"(?:required|yes)\b", text):
            return "required"
    if (
        clause.answer == "no"
        and own == "required"
        and not is_h1b
        and not re.search(r"\bmust\b|\brequired\b|\bneed", text)
    ):
        return "unneeded"
    return own


def _decide_h1b(text: str, own: str | None) -> str | None:
    is_exempt = re.search(rf"\b(?:except|unless|only|but|other than|apart from)\b[^.;]{{0,60}}(?:{H1B})", text)
    is_denied = re.search(
        rf"\b(?:even|also|including)\b[^.;]*(?:{H1B})|(?:{H1B})[^.;]{{0,40}}\bnot (?:require|need)", text
    )
    if own == "unneeded" and not is_exempt and is_denied:
        return "no"
    if own == "unneeded" and re.search(r"\bwhatever (?:your |the )?(?:visa|status|citizenship)|\bany visa\b", text):
        return "no"
    if re.search(rf"\bregardless\b|\beveryone\b|\ball (?:applicants|candidates|imgs)\b(?!.*{H1B})", text):
        return None
    return "h1b"


def _decide_later(text: str, own: str | None) -> str | None:
    """Due only in the course of training, unless an earlier time is named as well."""
    start_of = r"(?:the )?(?:start|beginning|begin\w*|start\w*|entering|entry) (?:of |to |into )?(?:the |their )?#"
    sooner = _SOONER.search(re.sub(start_of, "#", _LATER.sub("#", text)))
    is_sooner = bool(sooner and re.search(r"\bstart\b|\brank|\bappl", sooner.group()))
    if own == "required":
        return None if is_sooner and not _WHEN_HERE.search(text) else "no"
    return "no" if _PUT_OFF.search(text) else None


def _finding(clause: Clause, value: str, confidence: float, needs_question: bool, needs_lead: bool) -> Finding:
    return Finding(
        "step3_required",
        value,
        "required",
        clause.start,
        clause.end,
        confidence=confidence,
        needs_question=needs_question,
        needs_lead=needs_lead,
    )
