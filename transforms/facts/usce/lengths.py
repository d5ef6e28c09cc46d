"""How long: the months of a stretch, and the length that a page only wishes for.

"Two rotations of four weeks each" are two months; "in the last three years" and "two months before the start" are no
length. A length said in the sentence after the demand is read in `context.py`.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, Finding
from transforms.facts.pairs import find_wished_number
from transforms.facts.usce.words import THIS_COUNTRY, USCE
from transforms.language import Clause
from transforms.numerals import NUMBER, UPPER, parse_number

# ---------------------------------------------------------------- months of a stretch

DURATION = re.compile(
    rf"(?P<n>{NUMBER}|\b(?:the )?single\b|\b(?:a )?couple(?: of)?\b|\ba quarter of an?\b|\b(?:a )?half(?:[ -]an?)?\b|"
    rf"\ban?\b(?: full)?|\bseveral\b)(?:\s*(?:-|to|"
    rf"or)\s*(?P<m>{UPPER}))?(?: ?\+)?[ -]*(?:or "
    rf"(?:more|longer) |full(?:[- ]time)? |whole |entire |clinical |separate |hands-on |good |solid |{THIS_COUNTRY} |"
    rf"consecutive |continuous |calendar |uninterrupted |or more |of (?=week|month|year))*"
    rf"(?P<unit>months?|mos?\b\.?|weeks?|wks?\b\.?|years?|yrs?\b|days?\b)"
)
_BETWEEN = re.compile(rf"\bbetween {NUMBER} and (?={UPPER})")
# "... experience of two months before applying"
_LASTING = re.compile(
    r"\b(?:experience|usce|rotations?|work|training|exposure|practice|care) (?:of|for|lasting)(?: (?:at least|about|no "
    r"less than|not less than|a minimum of|a total of))? ?$"
)
# "Three four-week rotations", "two rotations of one month each".
_BLOCKS = re.compile(
    rf"(?P<n>{NUMBER})(?: (?!or\b|to\b)[a-z.-]+){{0,3}}?,? (?:(?P<each>{NUMBER})-(?P<unit>week|month)(?:-long)? "
    rf"(?:[a-z-]+ )"
    rf"{{0,3}}(?:rotation|elective|externship|clerkship|block|placement)s?\b|"
    rf"(?:(?:rotation|elective|externship|clerkship|block|placement)s?\b(?: in [a-z ]{{2,20}})?,? |(?=each))"
    rf"\(?(?:of|each|lasting|at least|(?<=\())(?: ?(?:of|at least|lasting))* ?(?P<each2>{NUMBER}|\ban?\b) "
    rf"(?P<unit2>week|month)s?(?: each)?)"
)
_RECENT = re.compile(
    r"(?<!must )(?<!should )(?<!shall )(?<!will )(?<!to )(?<!have )(?<!and )"
    r"(?:\b(?<!put )(?<!putting )(?:with)?in(?: the| a)?(?: (?:last|past|previous|preceding|prior|most "
    r"recent))?|\b(?:last|past|previous|"
    r"preceding|prior|recent)|\bover(?: the)?(?: last| past)?|\bduring(?: the)?(?: last| past)?|\bolder than|\bsince|"
    r"\bout of (?:medical |med )?school(?: (?:for|less|fewer|more|no|not|than|under|up|to|maximum|of))*|"
    r"\bevery|\bat most|\b(?:not?) more than|\bgraduation of|\bgraduation:?|\bschool of)\s*$"
)
_NOT_A_DURATION = re.compile(
    r"\s*(?:or (?:less|fewer|more|longer|newer) )?(?:ago|old|between|beyond|of graduat|of (?:residency|medical "
    r"school|practice|post|"
    r"training|fellowship|"
    r"internship)(?![^.;]*\b(?:in|within) (?:the |an? )?(?:u\.?s|united states))|since|before|after|from|"
    r"prior(?! [(\"']?(?:hands|clinical|direct|us\b|u\.s|american|experience|work|patient|training|inpatient|medical|"
    r"hospital|rotation))|post|"
    r"out(?! of (?:the |your )?(?:last|past|previous|preceding|most recent)\b)|following (?:grad|med)|limit|to "
    r"complete|"
    r"curriculum|program)\b"
)
_LESS_THAN = re.compile(
    r"(?<!no )(?<!not )\b(?:less|fewer) than $|\b(?:no|not) more than $|\b(?:under|up to|within|below) $"
)
MONTHS_EACH = {"m": 1.0, "w": 0.25, "y": 12.0, "d": 1 / 30}


def find_months(text: str, near: tuple[int, int] | None = None) -> tuple[float | int, int] | None:
    """Months of the length (no window of time) nearest to `near`, else of the first one, with its offset."""
    found: list[tuple[int, float | int, int]] = []
    text = _BETWEEN.sub(lambda match: match.group().replace(" and ", " to  "), text)
    repeated = _BLOCKS.search(text)
    if repeated:
        each = repeated.group("each") or repeated.group("each2")
        times = parse_number(repeated.group("n")) * (1 if each in ("a", "an") else parse_number(each))
        total = times / 4 if (repeated.group("unit") or repeated.group("unit2")) == "week" else times
        if 0 < total <= 24:
            return int(total) if total == int(total) else total, repeated.start()
    for match in DURATION.finditer(text):
        if _RECENT.search(text[: match.start()]) or (
            _NOT_A_DURATION.match(text, match.end()) and not _LASTING.search(text, 0, match.start())
        ):
            continue
        if match.group("unit")[0] == "y" and _LESS_THAN.search(text, 0, match.start()):
            continue  # "less than five years, with US experience": since graduation
        word = match.group("n")
        if word == "several" or re.search(r"\b(?:closer to|graduated|interviews?)\s*$", text[: match.start()]):
            continue
        number: float
        if "quarter" in word:
            number = 0.25
        elif "half" in word:
            number = 0.5
        elif "couple" in word:
            number = 2
        elif word in ("a", "an", "a full", "an full", "single", "the single"):
            number = 1
        else:
            number = parse_number(word)
        unit = match.group("unit")
        if unit[0] == "d" and (number < 14 or (number % 30 and number % 7)):
            continue
        months = (
            number / (30 if number % 30 == 0 else 28)
            if unit[0] == "d"
            else number / 4
            if unit[0] == "w"
            else number * 12
            if unit[0] == "y"
            else number
        )
        if (
            unit[0] == "y"
            and number > 2
            and not re.match(
                r" ?(?:of )?(?:(?!and\b|or\b)[a-z.'-]+ ){0,4}(?:clinic|experience|usce)", text[match.end() :]
            )
        ):
            continue  # years out of school, rather
        if unit[0] in "w" and number <= 2 and re.search(r"\bper\b", text[match.end() : match.end() + 8]):
            continue
        if 0 < months <= 60:
            far = 0
            if near is not None and near != (0, 0):
                far = max(near[0] - match.end(), match.start() - near[1], 0)
            found.append((far, int(months) if months == int(months) else months, match.start()))
    if not found:
        return None
    _, months, at = min(found, key=lambda each: each[0])
    return months, at


# ---------------------------------------------------------------- months wished for

_WISHED = re.compile(
    r"(?: or more| or longer)?(?: of (?:it|this|experience))? ?(?:is |are |being |would be )?(?:[a-z]+ly "
    r")?(?:pref|ideal|better|desirable|"
    r"desired|recommended|best|encouraged|favou?red)"
)
_YEARS_OUT = re.compile(r"\byears?\b[^.;]{0,40}\b(?:graduat|degree|school|diploma|limit)")


def read_wished_months(clause: Clause) -> Finding | None:
    """ "Two months of USCE are needed, though four is preferred.", "... in US care. Six is preferred."."""
    text, before = clause.text, clause.previous
    mention = USCE.search(text)
    own = find_months(text, mention.span()) if mention else None
    if own is not None:
        start = own[1]
    elif before and before.end > clause.start - 12 and USCE.search(before.text) and find_months(before.text):
        start = 0
    elif USCE.search(clause.lead.rsplit("|", 1)[-1]) or (clause.is_first_reply and USCE.search(clause.question)):
        length = DURATION.search(text)  # "How much US experience? Three months at least, six being our preference."
        if length is None:
            return None
        start = length.end()
    else:
        return None
    for wish in DURATION.finditer(text, start):
        if _WISHED.match(text, wish.end()) and (own is None or wish.start() > own[1]):
            wished = find_months(text[wish.start() : wish.end()])
            if wished:
                return Finding("usce_months", wished[0], "preferred", clause.start, clause.end, confidence=ANSWERED)
    number = find_wished_number(text, start)
    if number is None or not 0 < number <= 24 or _YEARS_OUT.search(text, start):
        return None
    length = DURATION.search(text, start) or (DURATION.search(before.text) if before else None)
    months = number * MONTHS_EACH[length.group("unit")[0]] if length else number
    return Finding(
        "usce_months",
        int(months) if months == int(months) else months,
        "preferred",
        clause.start,
        clause.end,
        confidence=ANSWERED,
    )
