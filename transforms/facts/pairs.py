"""Short values beside a label or after a question: "YOG: 10 max, 5 pref.", "Years out? Ten, no more.", "USCE: Y".

Only values whose every word is known are read here; whatever says more is a sentence, and left to its fact's grammar.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from transforms import hinted_re as re
from transforms.language import Clause
from transforms.marks import find_marks
from transforms.numerals import NUMBER, UPPER, parse_number
from transforms.strength import find_telling

MAX_VALUE = 110  # letters
_CUT = re.compile(r"[,;|+]|\((?!\d{1,3}\))|(?<!\(\d)(?<!\(\d\d)\)|(?<!\d)/|/(?!\s?\d)|\s-{1,2}\s|\b(?:and|but|while)\b")
_AMOUNT = re.compile(
    rf"(?P<n>{NUMBER}|\b(?:an?|half an?)\b(?= (?:month|year|week)))(?:\s*(?:-|to|or)\s*(?P<m>{UPPER}))?\+?\s*-?"
    r"(?P<unit>months?|mos?\b\.?|weeks?|wks?\b\.?|years?|yrs?\b\.?|y\b)?"
)
_VALUE_WORD = re.compile(
    r"(?:max(?:imum)?|min(?:imum)?|at|most|least|no|not|more|less|fewer|than|up|to|or|within|past|last|the|an?|of|our|"
    r"is|"
    r"are|only|just|under|below|over|above|beyond|exceeding|about|pref|prefers?|preferred|preferably|ideally|ideal|"
    r"better|best|req|req'd|reqd|"
    r"required|requires?|needed|must|mandatory|firm|strict|hard|limit|cap|cutoff|total|in|each|every|per|any|either|on|"
    r"for|both|all|allowed|accepted|permitted|tolerated|ok|okay|fine|please|yes|y|we|want|like|ask|allow|accept|take|"
    r"recommended|encouraged|desired|helpful|nice|though|longer|older|earlier|full|hmm|well|usually|currently|still|"
    r"absolute|absolutely|floor|ceiling|would|we'd|i'd|they'd|be|good|great|have|with|from)"
)
_DENIED = re.compile(
    r"\b(?:not|never)\b(?! (?:more|over|above|exceed\w*|older|longer|beyond|later|less|fewer|past|a day))"
)
_TOKEN = re.compile(r"[a-z][a-z']*(?:-[a-z]+)*|\d+")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a value: both ends of its range, its unit's first letter ("m", "w", "y" or "") and its strength."""

    low: float
    high: float
    unit: str
    strength: str  # "required" | "preferred" | "typical" | "unneeded" | ""
    text: str  # of its segment


@dataclass(frozen=True, slots=True)
class Pair:
    """A label or question and the short value that goes with it."""

    label: str
    value: str
    is_question: bool


def find_pair(clause: Clause, about: re.Pattern) -> Pair | None:
    """The nearest label or question that is `about` a fact, with the clause as its value; None where it has none."""
    if len(clause.text) > MAX_VALUE:
        return None
    if clause.lead:
        near = clause.lead.rsplit("|", 1)[-1].strip()
        if len(near) <= 60 and about.search(near):
            return Pair(near, clause.text, False)
        if len(clause.lead) <= 80 and about.search(clause.lead):
            return Pair(clause.lead, clause.text, False)
        return None
    if clause.is_first_reply and len(clause.question) <= 160 and about.search(clause.question):
        return Pair(clause.question, clause.text, True)
    return None


def take_cell_label(clause: Clause, about: re.Pattern) -> Clause:
    """The clause with the cell before it as its label: "Years since graduation | 5 | Visa | J-1" on one line."""
    previous = clause.previous
    if (
        previous is None
        or clause.lead
        or clause.start - previous.end != len(" | ")
        or len(previous.text) > 50
        or not about.search(previous.text)
        or not _IS_LABEL.fullmatch(previous.text)
    ):
        return clause
    return replace(clause, lead=previous.text, lead_start=previous.start)


_IS_LABEL = re.compile(
    r"(?!.*\b(?:is|are|must|should|will|may|can|has|have|required|preferred)\b)[a-z][a-z ()/'-]+[a-z)]"
)


def is_plain(text: str, more: re.Pattern | None = None) -> bool:
    """Whether a value holds nothing but numbers, units, words of degree and what `more` knows."""
    rest = _AMOUNT.sub(" ", text)
    return all(
        _VALUE_WORD.fullmatch(word) or (more is not None and more.fullmatch(word)) or word.isdigit()
        for word in _TOKEN.findall(rest)
    )


@lru_cache(maxsize=256)
def read_amounts(text: str) -> tuple[Amount, ...]:
    """The numbers of a value with what is said of each; "10 max, 5 pref." are two."""
    amounts: list[Amount] = []
    start, opening = 0, ""
    for end in [*(cut.start() for cut in _CUT.finditer(text)), len(text)]:
        segment = text[start:end]
        start = end + 1
        match = None if _DENIED.search(segment) else _AMOUNT.search(segment)
        if match is None:
            if amounts and (strength := tell_strength(segment)) and not amounts[-1].strength:
                # "4 weeks, required": the word behind the comma is about the number before it.
                last = amounts[-1]
                amounts[-1] = Amount(last.low, last.high, last.unit, strength, f"{last.text},{segment}")
            elif not amounts:
                opening = tell_strength(segment) or opening  # "preferred, 3 months"
            continue
        word = match.group("n")
        low: float = 0.5 if word.startswith("half") else 1 if word in ("a", "an") else parse_number(word)
        high = parse_number(match.group("m")) if match.group("m") else low
        unit = (match.group("unit") or "")[:1]
        amounts.append(Amount(low, high, unit, tell_strength(segment) or opening, segment))
        opening = ""
    return tuple(amounts)


def tell_strength(words: str) -> str:
    """The strength that a label or a segment names, "" where it names none or only a bound ("at least")."""
    kinds = {mark.kind for mark in find_marks(words)}
    for kind in ("typical", "preferred", "unneeded", "required"):
        if kind in kinds:
            return kind
    return "required" if re.search(r"\bstrict|\bhard\b", words) else ""


def tell_label_strength(pair: Pair, clause: Clause) -> str:
    """The strength that the label names, else "preferred" where the heading above speaks of wishes alone."""
    own = tell_strength(pair.label)
    return own or ("preferred" if tell_strength(find_telling(clause.heading)) == "preferred" else "")


_YES = re.compile(r"(?:y|yes|yep|\u2713|x|true|required|req|mandatory|needed|must|a must)\b|\u2713")
_NO = re.compile(r"(?:n|no|none|nope|not (?:required|req|needed|necessary|at all)|false|optional|0)\b(?!\.)|\u2717")


def tell_yes_no(value: str, answer: str = "") -> str:
    """ "yes", "no" or "" of a value, after the bare answer that was cut from it."""
    if answer:
        return answer
    return "no" if _NO.match(value) else "yes" if _YES.match(value) else ""


_WISHED_NUMBER = re.compile(
    rf"\b(?:prefer(?:ably|red|ence for|s|ring)?|like|ideally|rather|love|favou?r|hope for|best|better(?: still| "
    rf"yet)?)(?: (?:is|are|to|see|"
    rf"have|you|they|"
    rf"that|with|at|least|about|under|within|closer|a|it|just|only|candidates|applicants|those|"
    rf"people))* (?P<n>{NUMBER})(?: or (?:more|"
    rf"fewer|less|longer))?(?=\s*(?:$|[.,;)]|if\b|and\b|but\b|(?:is|are)\b))"
    rf"|\b(?:nod to|prefer\w*|favou?r|priority)\b[^,.;]{{0,40}}?(?:needed|took|needing|with|in) (?:just |"
    rf"only )?(?P<k>{NUMBER})(?=\s*(?:$|[.,;]))"
    rf"|(?<!step )(?<!steps )(?<!level )(?<!part )(?P<m>{NUMBER})(?: or (?:more|fewer|less|longer))? (?:(?:is|are|"
    rf"would be|will be|being|were) "
    rf")?(?:[a-z]+ly |much |"
    rf"always "
    r")?(?:prefer|better|best|ideal|recommended|desired|desirable|nicer|what we (?:would |'d )?(?:prefer|like)|"
    r"(?:the|our) (?:wish|ideal|preference|goal|hope|dream))"
)


def find_wished_number(text: str, start: int = 0) -> int | None:
    """The bare number of a wish that follows a rule ("two months, though four is preferred"), or None."""
    match = _WISHED_NUMBER.search(text, start)
    if match is None or re.search(r"\bnot\b", match.group()):
        return None
    return parse_number(match.group("n") or match.group("k") or match.group("m"))
