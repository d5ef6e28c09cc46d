"""Scores by an exam and its number, and their absence: "Steps 1 and 2, 210 each", "a cutoff on Step scores? Not one."

A clause is read only where each of its words is one that such a rule, wish or denial is made of; averages, people who
were matched and any other verb are not among them.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.exams import find_scored_exams
from transforms.facts.finding import PLAIN, Finding
from transforms.facts.plain.common import count_strangers, find_label
from transforms.facts.scores.cutoffs import (
    ASKS_FOR_EXAM,
    CUTOFF_WORD,
    OTHER_TOPIC,
    STEP_1_ONLY,
    STEP_2_TOO,
    asks_cutoff,
    is_of_comlex,
)
from transforms.language import Clause
from transforms.marks import has_mark

FIELDS = frozenset(("step1_min", "step2_min", "comlex_min", "no_score_cutoff"))
USMLE_SCORES = range(180, 271)
COMLEX_SCORES = range(400, 701)
MAX_LENGTH = 140  # letters

_EXAMS = (
    r"usmle|com[pb]?lex|comlex-usa|steps?|levels?|parts?|ck|ce|i|ii|exams?|examinations?|boards?|tests?|scores?|"
    r"scored|scoring|results?|both|each|every|either|all|any|one|two"
)
_SMALL = (
    r"a|an|the|is|are|be|being|been|and|of|on|in|at|for|with|by|to|as|we|you|your|our|their|its|it|that|they|them|"
    r"there|have|has|having|do|does|yes|please|note|those|who|this|here|also|when|us"
)
_PEOPLE = (
    r"applicants?|candidates?|imgs?|fmgs?|img's|graduates|foreign|international|do|dos|osteopaths?|osteopathic|"
    r"applications?|applying|apply|files?|interviews?|interview|invitations?|review|considered|consider|consideration|"
    r"eligible|eligibility|program|committee"
)
_RULE = (
    r"must|shall|should|need|needs|needed|require[ds]?|requirements?|mandatory|expect|expected|minimum|minimums|min|"
    r"minimal|cut-?offs?|cut|off|floor|threshold|bar|lowest|least|criteria|criterion|accept|accepts|accepted|"
    r"acceptable|ask|asks|asked|obtain|obtained|achieve|achieved|attain|attained|earn|pass|passes|passed|passing|"
    r"three|digit|three-digit|points?|above|over|higher|more|better|greater|up|upwards?|beyond|than|equal|exceed|exceeding|go|goes|"
    r"attempts?|first|try|time|first-time|first-attempt"
)
_WISH = (
    r"pref|prefer|prefers|preferred|preferably|preference|ideal|ideally|desired|desirable|recommended|recommend|encouraged|"
    r"favou?red|favou?rs?|favou?rable|suggested|suggest|best|ahead|compete|competes|competitive|priority|prioriti[sz]ed|"
    r"fare|fares|plus|bonus|advantage|advantageous|asset|strongly|highly|likes?|helps|stronger|strongest|wish|wished|"
    r"hope|welcome|welcomed|placed|odds|chances?|advisable|advised"
)
_KNOWN = re.compile(rf"(?:{_EXAMS}|{_SMALL}|{_PEOPLE}|{_RULE}|{_WISH})")
_IS_WISHED = re.compile(rf"\b(?:{_WISH})\b|\bbetter (?:chances?|odds|placed)\b")
_IS_RULE = re.compile(
    r"\b(?:must|shall|required?|requires|mandatory|need(?:s|ed)?|minimums?|min|cut-?offs?|floor|threshold|bar|lowest)\b"
)
_NUMBER = re.compile(r"(?<![\d.,/$#:-])(?P<n>[1-7]\d\d)(?![\d%]|[.,/]\d|-\d|s\b)")
_DIGITS = re.compile(r"\d{2,}")
_PAIR = re.compile(
    r"(?<![\d.,/$#:-])(?P<one>[12]\d\d) ?(?:/|,|and|&|, and) ?(?P<two>[12]\d\d)(?![\d%]|[.,/]\d|-\d|s\b)(?! on\b)"
)
# "Step I / Step II: 200 / 210", "Steps 1 and 2? 212 and 222"
_TWO_STEPS = re.compile(r"\b(?:steps?|usmle|parts?)\b[^:?]*\b(?:1|i)\b[^:?]*\b(?:2|ii|ck)\b")
_OPEN = re.compile(r"\bor (?!higher|above|more|better|greater|over|up)|\bif\b|\d ?- ?\d\d|\d to \d|<|\?")


def read(clause: Clause) -> Iterator[Finding]:
    """A least score of the exams that the clause or its label names, or that none is asked for."""
    if len(clause.text) > MAX_LENGTH:
        return
    if _DIGITS.search(clause.text):
        yield from _read_least(clause)
    else:
        yield from _read_none(clause)


def _read_least(clause: Clause) -> Iterator[Finding]:
    label = find_label(clause)
    asked = clause.question.rstrip("? ").rpartition("? ")[2] if clause.is_first_reply and not label else ""
    text = f"{label or asked}: {clause.text}" if label or asked else clause.text
    text = _name_exam(clause, text, label)
    if _OPEN.search(text) or count_strangers(text, _KNOWN):
        return
    is_wished = bool(_IS_WISHED.search(text)) or has_mark(text, "preferred")
    if is_wished and _IS_RULE.search(f"{label}: {clause.text}"):
        return  # a rule and a wish, one number; a question after a cutoff may well be answered with a wish
    for field, value in _tell_scores(text):
        yield Finding(
            field,
            value,
            "preferred" if is_wished else "required",
            clause.start,
            clause.end,
            PLAIN,
            needs_lead=bool(label),
            needs_question=bool(asked),
        )


_BOTH = re.compile(r"\b(?:both|each|either)\b")
# "Min Step 2: none stated. Pref: 225+": the exam of the label before
_STRENGTH_LABEL = re.compile(r"(?:pref(?:erred)?|ideal(?:ly)?|desired|recommended|min(?:imum)?|required|target)")


def _name_exam(clause: Clause, text: str, label: str) -> str:
    """The text with the exam of the label before, where its own says no more than how strongly it is meant."""
    before = clause.previous
    if before is None or not _STRENGTH_LABEL.fullmatch(label) or find_scored_exams(text):
        return text
    told = [exam for exam in find_scored_exams(before.lead.rpartition("|")[2]) if exam.exams != {"score"}]
    if len(told) != 1 or before.end < clause.start - 20:
        return text
    return f"{before.lead.rpartition('|')[2][told[0].start : told[0].end]} {text}"


def _tell_scores(text: str) -> Iterator[tuple[str, int]]:
    """Each exam's least score in a text of known words that has one number, or one for each Step."""
    exams = find_scored_exams(text)
    names = {name for exam in exams for name in exam.exams} - {"score"}
    if names & {"3", "cs"}:
        return
    steps = sorted({step for exam in exams for step in exam.steps if exam.exams != {"score"}})
    pair = _PAIR.search(text)
    if pair and _TWO_STEPS.search(text[: pair.start()]) and len(_DIGITS.findall(text)) == 2:
        scores = [int(pair.group("one")), int(pair.group("two"))]
        if all(score in USMLE_SCORES for score in scores) and "comlex" not in names:
            yield from zip(("step1_min", "step2_min"), scores, strict=True)
        return
    if not names and _BOTH.search(text) and _IS_RULE.search(text):
        steps = ["1", "2"]  # "Min 225 both"
    numbers = [int(match.group("n")) for match in _NUMBER.finditer(text)]
    if len(numbers) != 1 or len(_DIGITS.findall(text)) != 1:
        return
    if numbers[0] in USMLE_SCORES and steps and "comlex" not in names:
        yield from ((f"step{step}_min", numbers[0]) for step in steps)
    elif numbers[0] in COMLEX_SCORES and names == {"comlex"}:
        yield "comlex_min", numbers[0]


_DENIED = re.compile(r"\b(?:no|not|none|never|nil|zero|without|nothing|neither|nor|cannot|n/a|avoid|refrain)\b")
_DENIAL_WORDS = (
    r"no|not|none|never|nil|zero|without|nothing|n|avoid|set|sets|use[ds]?|using|apply|applie[sd]|impose[ds]?|enforced?|"
    r"exists?|keep|keeps|know|specific|particular|certain|fixed|strict|hard|absolute|rigid|firm|official|formal|"
    r"arbitrary|numeric|numerical|number|numbers|minima|filters?|screens?|screening|limits?|lower|limit|automatic|"
    r"holistic|holistically|whole|entire|individually|individual|generally|whatsoever|such|but|so|only|just|though|"
    r"however|enough|sufficient|at|practice|process|because|since|thresholds?|floors?|bars|cutoffs|general|"
    r"actually|really|figures?|magic|given|defined|prescribed|whatever|lines?|currently|present|one|ones|anything"
)
_KNOWN_DENIAL = re.compile(rf"(?:{_EXAMS}|{_SMALL}|{_PEOPLE}|{_RULE}|{_DENIAL_WORDS})")
_CUTOFF = re.compile(
    rf"\b{CUTOFF_WORD}\b|\bcut-? ?offs?\b|\bfilters?\b|\bthresholds?\b|\bfloors?\b|\bminim(?:um|a)s?\b"
)
# "No number is set", "any particular figure": what is fixed, or not, is a score
_FIXED = re.compile(
    r"\b(?:particular|certain|specific|given|magic|fixed|set|lowest|least) (?:usmle |step |board )*(?:scores?|numbers?|"
    r"figures?|results?)\b|\b(?:scores?|numbers?|figures?|results?)\b[^.]{0,20}\b(?:set|fixed|defined|prescribed)\b"
)
_OF_SCORES = re.compile(r"\b(?:scores?|usmle|steps?|boards?|ck)\b")
_OTHER_WAY = re.compile(
    r"\b(?:below|under|less|lower|longer|more|unless|except\w*|if|or|meet|only (?:one|a|an|the))\b|"
    r"\bnot (?:just|only|the only|all|enough|sufficient|to|for)\b"
)


def _read_none(clause: Clause) -> Iterator[Finding]:
    """One denial beside a cutoff, or in the reply to a question that asks for one."""
    text, label = clause.text, find_label(clause)
    if _OTHER_WAY.search(text) or len(_DENIED.findall(text)) != 1 or count_strangers(text, _KNOWN_DENIAL):
        return
    told = f"{label}: {text}" if label else text
    is_asked = asks_cutoff(clause) and not ASKS_FOR_EXAM.search(clause.question)
    is_told = bool((_CUTOFF.search(told) or _FIXED.search(told)) and _OF_SCORES.search(told)) and not count_strangers(
        label, _KNOWN_DENIAL
    )
    around = f"{told} {clause.question if is_asked else ''}"
    if not (is_asked or is_told) or OTHER_TOPIC.search(around) or is_of_comlex(around) or _DIGITS.search(around):
        return
    if any(STEP_1_ONLY.search(said) and not STEP_2_TOO.search(said) for said in (text.replace(" -", ":"), around)):
        return
    yield Finding(
        "no_score_cutoff",
        True,
        "required",
        clause.start,
        clause.end,
        PLAIN,
        needs_lead=bool(label),
        needs_question=is_asked and not label,
    )
