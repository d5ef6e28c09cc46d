"""A wish within a limit, told in one value: "Attempts: first preferred, maximum two", "ten years (five preferred)"."""

from __future__ import annotations

from functools import lru_cache

from transforms import hinted_re as re
from transforms.numerals import NUMBER, ORDINALS, parse_number

# What stands between two numbers.
_CUT = re.compile(r"[,;()]|\.(?=\s|$)|\b(?:and|but|yet|though|while|whereas|with)\b")
_TIER_NUMBER = re.compile(rf"(?<![\d.])(?:{NUMBER}|\b(?:first|second|third|single)\b)(?![\d.]\d)")
_IN_YEARS = re.compile(r"\s*-?(?:years?|yrs?)\b")
_OTHER_UNIT = re.compile(
    r"\b(?:letters?|lors?|months?|weeks?|days|positions?|residents|interns|spots|points|percent|scores?|"
    r"visas?|rotations?|electives?|experience|usce|clinical|research|practice)\b|[%/]|\d{3}"
)
_TIER_WISH = re.compile(
    r"\b(?:pref\w*|ideal(?:ly)?|favou?r\w*|priority|best|better|desir\w+|recommend\w*|"
    r"rather|like)\b"
)
_TIER_BOUND = re.compile(
    r"\b(?:max(?:imum)?|at (?:the )?(?:most|outside)|never|(?:no|not) (?:over|more|beyond|older|longer|above|"
    r"past)|limit|"
    r"ceiling|cap|up to|tops|go (?:up to|as far as|back|to)|cut-?off|accept\w*|consider\w*|allowed|permitted|"
    r"tolera\w*|eligible|within|last)\b"
)
_UNBOUND = re.compile(
    r"\bno (?:max\w*|limit|cap|cut-?off)\b|\bnot (?:accept|consider|eligible|allow)\w*|\bat "
    r"least\b|\bmin"
)
MAX_TIERED = 200  # letters


@lru_cache(maxsize=512)
def find_tiers(text: str, in_years: bool) -> tuple[int, int] | None:
    """(wished, allowed) where one part of a text names a wish and another the wider limit around it, else None."""
    if len(text) > MAX_TIERED or not _TIER_WISH.search(text) or not _TIER_BOUND.search(text):
        return None
    wished: list[int] = []
    allowed: list[int] = []
    for part in _CUT.split(text):
        numbers = [] if _OTHER_UNIT.search(part) else list(_TIER_NUMBER.finditer(_EXAM_NUMBER.sub(" ", part)))
        if len(numbers) != 1:
            if numbers:
                return None
            continue
        word, at = numbers[0].group(), numbers[0].end()
        is_years = bool(_IN_YEARS.match(_EXAM_NUMBER.sub(" ", part), at))
        number = 1 if word == "single" else ORDINALS.get(word) or parse_number(word)
        if is_years > in_years or (in_years and (word in ORDINALS or _OF_EXAMS.search(part))):
            continue
        if _UNBOUND.search(part):
            return None
        if _TIER_WISH.search(part):
            wished.append(number)
        elif _TIER_BOUND.search(part):
            allowed.append(number)
    if len(wished) != 1 or len(allowed) != 1 or not 0 < wished[0] < allowed[0] <= 20:
        return None
    return wished[0], allowed[0]


_OF_EXAMS = re.compile(r"\b(?:attempts?|tries|fail\w*|repeats?|retak\w*|sittings?)\b")
_EXAM_NUMBER = re.compile(r"\b(?:steps?|levels?|parts?) ?(?:[123]|i{1,3})(?:(?:,| and| or|/|&) ?[123])*(?: ck)?\b")
