"""Attempts by their noun and one number: "number of tries at each Step, two", "one failure (CK) gets looked at".

Order is free, the words are not: a clause is read only where each of its words is one that such a rule is made of.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.exams import find_exams
from transforms.facts.finding import PLAIN, Finding
from transforms.facts.plain.common import count_strangers, find_label
from transforms.language import Clause
from transforms.marks import has_mark
from transforms.numerals import NUMBER, ORDINALS, parse_number

FIELDS = frozenset(("max_attempts_step1", "max_attempts_step2"))
MAX_ATTEMPTS = 6
MAX_LENGTH = 140  # letters

_FAILURE = re.compile(
    r"\b(?:(?:failed|unsuccessful|repeated) (?:attempts?|tries|try|sittings?|takes?)|failures?|failed|fails?|"
    r"unsuccessful|re-?takes?|re-?sits?|repeats?)\b"
)
_NOUN = re.compile(
    r"\b(?:attempts?|tries|try|sittings?|attempted|takes|times?|failures?|failed|fails?|unsuccessful|re-?takes?|re-?sits?|"
    r"repeats?|repeated|first-time|go|first[- ]pass(?:es)?)\b"
)
_FIRST = re.compile(r"\b(?:first|1st)\b")
_AMONG_FIRST = re.compile(rf"\bfirst (?P<n>{NUMBER}) (?:attempts|tries|sittings)\b")
_DENIALS = re.compile(r"\b(?:no|none|nil|zero|without|never|nothing)\b")
_TRY = re.compile(r"\b(?:attempts?|tries|try|sittings?|attempted|takes|times)\b")
_NTH_TRY = re.compile(
    r"\b(?P<nth>first|1st|second|2nd|third|3rd|initial)[- ](?:usmle |exam |board |step )*(?:attempts?|tries|try|"
    r"sittings?|time|go|pass(?:es|ed|ing)?|takes?)\b|(?:\battempt|\btry) ?(?:#|no\.?|number) ?(?P<n>1)\b|"
    r"\bin (?:one|a single) (?P<go>go)\b"
)
_COUNT = re.compile(rf"(?P<n>{NUMBER}|\bnone\b|\bnil\b|\ba single\b|\bsingle\b)(?! ?(?:years?|months?|times as))")
_SCORE = re.compile(r"(?<!\d)[1-7]\d\d(?!\d)")
_NONE = ("none", "nil")
_DENIED = re.compile(r"\b(?:no|not|none|never|nil|zero|without|nor|neither|cannot|any)\b")
# "a most of two": what bounds a number from above
_MOST = r"max|maximum|maximal|most|limit|limited|limits|cap|capped|allowed|allow|allows|permitted|up|within|only|just"
_NEUTRAL = (
    r"usmle|comlex|steps?|levels?|ck|cs|i|ii|exams?|examinations?|parts?|boards?|both|each|every|either|all|per|any|"
    r"one|two|three|four|five|six|single|none|nil|no|zero|first|second|third|initial|1st|2nd|3rd|st|nd|rd|"
    r"attempts?|tries|try|sittings?|attempted|taken?|takes|times?|go|fails?|failed|failures?|unsuccessful|re-?takes?|"
    r"re-?sits?|repeats?|repeated|first-time|first-attempt|first-try|number|pass|passes|passed|passing|scores?|"
    r"a|an|the|is|are|be|being|been|and|of|on|in|at|for|with|by|to|as|we|you|your|our|their|must|shall|should|need|needs|"
    r"needed|require[ds]?|requirements?|mandatory|expect|expected|have|has|having|accept|accepts|accepted|"
    r"acceptable|consider|considers|considered|tolerated?|tolerate|ok|okay|fine|taken|gets?|still|looked|look|"
    r"reviewed|forgiven|policy|criteria|criterion|eligible|eligibility|applicants?|candidates?|imgs?|fmgs?|"
    r"img's|graduates|foreign|international|those|who|please|note|yes|usmles|record|clean|licensing|medical|total|"
    r"minimum|here|same|way|application|applications|applying|apply|completed?|successfully|successful|strictly|strict|"
    r"firm|then|next|exam|below|applicable|prior|previous|history|transcript|exception|exceptions|above|higher|cut-?offs?"
)
_WISH = (
    r"pref|prefer|prefers|preferred|preferably|preference|ideal|ideally|desired|desirable|recommended|recommend|encouraged|"
    r"favou?red|favou?rs?|favou?rable|suggested|suggest|best|better|ahead|compete|competes|competitive|priority|"
    r"prioriti[sz]ed|fare|fares|plus|bonus|advantage|advantageous|asset|strongly|highly|like|likes|helps|stronger|"
    r"strongest|wish|wished|hope|welcome|welcomed|placed|odds|chances?|good|looked-for|advisable|advised"
)
_KNOWN = re.compile(rf"(?:{_NEUTRAL}|{_MOST}|{_WISH})")
_IS_WISHED = re.compile(rf"\b(?:{_WISH})\b")
_IS_RULE = re.compile(
    r"\b(?:must|shall|required?|requires|mandatory|need(?:s|ed)?|only|max|maximum|limit|strict(?:ly)?|at most)\b"
)
# "Two or three", "2-3", "more than one", "over two": no single bound.
_OPEN = re.compile(
    r"\bor\b|\bif\b|\bmore than\b|\bover\b|\bbeyond\b|\d ?- ?\d|\d ?to ?\d|\?|\btotal\b|\bin all\b|\baltogether\b|"
    r"\b(?:i|my)(?= (?:have|had|failed|passed|fails?|failure|attempts?|usmle|step|need)\b)"
)
_OR_EXAM = re.compile(
    r"(?P<one>\b(?:usmle|steps?(?: [12i]+)?|1|i|ck)(?: ?ck)?) or (?=(?:com[pb]?lex|levels?|steps?|2|ii|cs)\b)"
)
_OR_FEWER = re.compile(r" or (?:fewer|less)\b")
# "CK, none", "but not Step 2", "two for Step 2": an exam and a number, whose noun stands in the clause before
_NAME = r"[a-z0-9 ]{2,24}"
_ELIDED = re.compile(
    rf"(?:and|but|though|then|yet|,| )*(?:(?:not|never|none|no|zero)(?: (?:for|on|in|at))? (?:the )?(?P<exam>{_NAME}?)"
    rf"(?: at all)?|(?P<exam2>{_NAME}?)[,:]? (?:none|not|never|not at all|zero)|"
    rf"(?:only |just |at most |within )*(?P<n>{NUMBER}) (?:for|on|in|at) (?:the )?(?P<exam3>{_NAME}))"
    r"(?: ?\([^()]*\))?\W*"
)
_ALLOWS = re.compile(
    r"\b(?:may|can|one|once|single|two|twice|three|accept\w*|allow\w*|ok|okay|tolerat\w*|fine|forgiv\w*|at most|max\w*|"
    r"within|up to|limit\w*)\b"
)
# "Is a failed attempt disqualifying? Yes."
_ASKS_HARM = re.compile(
    r"(?!.*\b(?:two|three|more than|multiple|several|over|step 3|comlex|unless|hurt|chances?|again|else|or)\b).*"
    r"\b(?:fail\w*|repeat\w*|re-?take\w*|re-?sit\w*)\b.*\b(?:disqualif\w+|exclud\w+|reject\w*|a bar|bars|"
    r"end (?:it|my)|rules? (?:me |one |you )?out|"
    r"screen(?:ed|s)? out|filter(?:ed|s)? out|automatic\w*|knock(?:s|ed)? (?:me |you )?out|deal-?breaker)\b.*"
)
_YES = re.compile(r"\W*yes\b[ ,]*(?:it (?:is|does)|they (?:are|do)|always|unfortunately|sorry|for us|here)?\W*")
MAX_BACK = 3  # clauses


def read(clause: Clause) -> Iterator[Finding]:
    """One bound of tries or failures for the Steps that the clause, its label or its question names."""
    if len(clause.text) > MAX_LENGTH:
        return
    label = find_label(clause)
    asked = clause.question.rstrip("? ").rpartition("? ")[2] if clause.is_first_reply and not label else ""
    text = f"{label or asked}: {clause.text}" if label or asked else clause.text
    text = _OR_FEWER.sub(" at most", _OR_EXAM.sub(r"\g<one> and ", text)).replace("<=", " at most ")
    steps: set[str] | None
    total: int | None
    if asked and _ASKS_HARM.fullmatch(asked) and _YES.fullmatch(clause.text):
        steps, total = _find_steps(asked), 1
        is_of_all = True
    elif _OPEN.search(text) or count_strangers(text, _KNOWN):
        return
    elif _NOUN.search(text):
        steps, total = _find_steps(text), _count(_mask_exams(text))
        is_of_all = _is_of_steps(clause)
    else:
        steps, total = _read_elided(clause, label)
        is_of_all = False
    if steps is None:
        return
    if not steps and is_of_all:
        steps = {"1", "2"}
    is_wished = bool(_IS_WISHED.search(text)) or has_mark(text, "preferred")
    if _SCORE.search(clause.text) and not is_wished:
        return  # "220 on your first attempt": the score that counts
    if total is None or (is_wished and _IS_RULE.search(f"{label}: {clause.text}")):
        return
    for step in sorted(steps):
        yield Finding(
            f"max_attempts_step{step}",
            total,
            "preferred" if is_wished else "required",
            clause.start,
            clause.end,
            PLAIN,
            needs_lead=bool(label),
            needs_question=bool(asked),
        )


def _find_steps(text: str) -> set[str] | None:
    """The Steps that a text names; empty where it names no exam, None where it names others."""
    exams = [exam for exam in find_exams(text) if exam.exams != {"score"}]
    named = {name for exam in exams for name in exam.exams}
    if "3" in named or (named and not named - {"comlex", "cs"}):
        return None
    return {step for exam in exams for step in exam.steps}


def _mask_exams(text: str) -> str:
    for exam in reversed(find_exams(text)):
        text = f"{text[: exam.start]}{'#' * (exam.end - exam.start)}{text[exam.end :]}"
    return _SCORE.sub("#", text)


def _is_of_steps(clause: Clause) -> bool:
    """Whether what was said last names the USMLE: "USMLE above 220, attempts: one"."""
    before, told = (
        clause.previous,
        f"{clause.heading} {clause.sentence[: max(clause.start - clause.sentence_start, 0)]}",
    )
    for _ in range(MAX_BACK):
        if before is None:
            break
        told, before = f"{told} {before.lead} {before.text}", before.previous
    named = {name for exam in find_exams(told) for name in exam.exams}
    return bool(named & {"1", "2", "usmle", "all"}) and "3" not in named


def _read_elided(clause: Clause, label: str) -> tuple[set[str] | None, int | None]:
    """Steps and attempts of a clause whose noun stands in the one before; None where it is no such clause.

    "Two tries for Step 1, two for Step 2", "one failure on Step 1; CK, none".
    """
    before = clause.previous
    is_shared = before is None or label == find_label(before)  # "Minimum: Step 1, one failure; CK, none"
    text = f"{label}: {clause.text}" if label and not is_shared else clause.text
    if before is None or before.sentence_start != clause.sentence_start or not (said := _ELIDED.fullmatch(text)):
        return None, None
    told = f"{before.lead}: {before.text}"
    steps = _find_steps(said.group("exam") or said.group("exam2") or said.group("exam3"))
    is_failure = bool(_FAILURE.search(told))
    if not steps or not (is_failure or _TRY.search(told)) or not _ALLOWS.search(told) or _REFUSED.search(told):
        return None, None
    if said.group("n"):
        return steps, parse_number(said.group("n")) + is_failure
    return steps, 1 if is_failure else None


_REFUSED = re.compile(r"\b(?:not|never|no|cannot|if|unless|rejected|excluded|disqualif\w+|more than|average|most of)\b")
_LIMITED = re.compile(
    r"\b(?:limit\w*|cut-?offs?|max\w*|only|just|requirements?|required|minimum|policy|exceptions?|record|need\w*|clean|not|"
    r"cannot|consider\w*|cap)\b"
)


def _count(bare: str) -> int | None:
    """The attempts allowed by a clause whose exams are masked; None where it has no number, or several."""
    if among := _AMONG_FIRST.search(bare):
        rest = f"{bare[: among.start()]}#{bare[among.end() :]}"
        return parse_number(among.group("n")) if not _COUNT.search(rest) and not _DENIED.search(rest) else None
    ordinal = _NTH_TRY.findall(bare)
    counts = [match.group("n") for match in _COUNT.finditer(_NTH_TRY.sub("#", bare))]
    if len(ordinal) == 1 and not counts:
        nth = ordinal[0][0]
        return None if _DENIED.search(bare) else ORDINALS[nth] if nth else 1
    if not ordinal and not counts and _FAILURE.search(bare):
        return 1 if len(_DENIALS.findall(bare)) == 1 and not _LIMITED.search(bare) else None
    if not ordinal and not counts and _TRY.search(bare) and len(_FIRST.findall(bare)) == 1:
        return None if _DENIED.search(bare) else 1
    if ordinal or len(counts) != 1:
        return None
    if counts[0] in _NONE or counts[0].startswith("zero") or counts[0] == "0":
        return 1 if _FAILURE.search(bare) else None
    if _DENIED.search(bare):
        return None
    number = 1 if "single" in counts[0] else parse_number(counts[0])
    if _FAILURE.search(bare):
        number += 1
    elif not _TRY.search(bare):
        return None
    return number if 1 <= number <= MAX_ATTEMPTS else None
