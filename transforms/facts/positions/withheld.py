"""Numbers of places that are not this year's intake: of other programs, of years gone by, a part of the places.

Guards only, asked by `transforms/facts/doubts.py` of what the readers of this folder found.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.language import Clause
from transforms.numerals import NUMBER, parse_number

_PLACES = r"(?:positions?|places?|spots?|slots?|seats?|residents?|interns?|trainees?|openings?)"
# "The smallest programs take two", "there are 79 programs now", "a neighbor hospital has ten".
_OF_OTHERS = re.compile(
    r"(?<!one of )(?<!among )(?<!amongst )(?<!are )(?<!is )(?<!being )\b(?:the )(?:largest|smallest|biggest|larger|"
    r"smaller|average|"
    r"typical)(?: [a-z-]+)?(?: (?:programs?|residenc(?:y|ies)|departments?|ones))?(?: in (?:the|this|our) "
    r"(?:field|country|state|nation|specialty|region))? (?:has|have|taking|takes?|with|having|trains?|training|offers?|"
    r"admits?|admitting|accepts?|accepting|fills?|filling)\b|"
    r"\b(?:an?|another|the) (?:neighbou?r(?:ing)?|nearby|sister|different|rival|second) "
    r"(?:hospital|program|residency|institution|department|campus)\b|"
    r"\bthere (?:are|were|exist) (?:now |about |some |over |nearly |currently |only )*(?:\d+|[a-z-]+) "
    r"(?:such |accredited |[a-z-]+ )?programs\b"
)
_WE = re.compile(r"\b(?:we|our|ours|us|this program|this residency)\b")
# "Up from the 9 of the past", "it was 5", "7 instead of 6", "for what were 6 positions".
_BEFORE = re.compile(
    rf"\b(?:up|down|increased?|grown|grew|raised|expanded|changed|reduced)(?: [a-z]+)? from"
    rf"(?: the| only| just| our)*"
    rf" (?P<a>{NUMBER})\b|"
    rf"\b(?:it|there|we|what|which) (?:was|were|had been|had|used to (?:be|have|take))(?: only| just)* "
    rf"(?P<b>{NUMBER})\b(?! (?:fill|match))|"
    rf"\b(?P<c>{NUMBER}) (?:[a-z0-9-]+ ){{0,2}}?(?:(?:of|in) the past|(?:until|up to|before) "
    rf"(?:the )?(?:19|20)\d\d|before (?:that|then|now)|formerly|"
    rf"previously|earlier|in (?:former|earlier|past|previous) (?:years|times))(?! match| nrmp| main| season)\b"
)
# "Two of the positions are for citizens", "four of them tied to neurology"; but "ten of the first, five of the second",
# "all ten of our places", "22 of them categorical", "six of them start every June" are the intake.
_PART = re.compile(
    rf"(?<!all )(?<!has )(?<!have )(?<!take )(?<!fill )(?<!are )\b(?P<a>{NUMBER}) of "
    rf"(?:the (?!first|former|latter|second|other|one)|our |these|those|them|which|whom|its )\b"
    r"(?![^.;]{0,40}\b(?:categorical|first|start|begin|enter|join|interns?|pgy|year|annual|each|every|years))|"
    rf"\bof (?:these|those|them|which|whom),? (?P<b>{NUMBER})\b"
    r"(?![^.;]{0,40}\b(?:categorical|first|start|begin|enter|join|interns?|pgy|year|annual|each|every|years))"
)
# "Two residents a year may choose the rural track", "four interns go abroad".
_SOME = re.compile(
    rf"\b(?:up to |about )?(?P<n>{NUMBER}) (?:of our |senior )?(?:residents?|interns?|trainees?)"
    rf"(?: (?:per|a|each|every) year| yearly| annually)? (?:(?:may|might|can|could) (?!start|begin|be |"
    rf"enter (?:our|the|"
    r"each|every)|join (?:us|our)|come)|(?:go|goes|spends?|travels?|rotates?|serves?|moonlights?|are sent|is sent|"
    r"is elected|are elected|is chosen as|are chosen as|becomes? chief)\b)"
)
# "20 places (12 + 8, categorical and preliminary)": the sum of two tracks.
_SUM = re.compile(
    rf"\b(?P<n>{NUMBER}) (?:[a-z0-9-]+ ){{0,3}}?{_PLACES}(?: (?:per|a|each|every) year| in (?:all|total))?"
    rf"[ ,:;=-]*\(? ?(?P<a>{NUMBER})(?: [a-z-]+){{0,3}}? ?(?:\+|&|and|plus|,) ?(?P<b>{NUMBER})\b"
)
_TRACKS = re.compile(r"\bcategorical\b.*\bprelim|\bprelim.*\bcategorical\b|\bcategorical\b.*\badvanced\b|\btracks?\b")
_ADDED = re.compile(
    rf"\b(?P<n>{NUMBER}) (?:[a-z0-9-]+ ){{0,2}}?{_PLACES} (?:was|were|will be|have been|has been|are being) "
    r"(?:added|cut|removed|lost|left open|unfilled|filled outside)\b|"
    rf"\b(?P<m>{NUMBER}) {_PLACES} (?:is|are) (?:being )?(?:held|kept|set aside|saved|withheld|frozen|unfilled|"
    rf"deferred)\b"
)
_OF_EACH = re.compile(rf"\b(?P<n>{NUMBER}) of each\b")
_NAMED = re.compile(rf"\b{_PLACES}\b|\bpgy|\bclass\b|\bcategorical")


# "Ten PGY-1s, of whom four are preliminary", "16 interns, five of them preliminary", "14 places (6 prelim)"
_WITH_PRELIMS = re.compile(
    rf"\b(?P<n>{NUMBER}) (?:(?!categorical|prelim)[a-z0-9-]+ ){{0,3}}?(?:{_PLACES}|pgy-?1s?|first-years?)"
    rf"(?: (?:start|begin|join|enter|a year|per year|each year|annually|are offered|in all))*"
    rf"[ ,]*\(?(?:of (?:whom|which|these|them)|including|with|among them|{NUMBER} of (?:them|whom|these|which))?,? ?"
    rf"(?:{NUMBER} )?(?:are |is |being )?(?:prelim\w*)"
)
# "12, but for 2026 only 11": which of the two holds cannot be told.
_BUT_ONLY = re.compile(
    rf"\b(?P<a>{NUMBER})\b[^.;]{{0,30}}?,? \b(?:but|though|although|yet|except|save)(?: that)?,? (?:(?:for|"
    rf"in) (?:20\d\d|"
    rf"this year|next year|the coming (?:year|season)),? (?:we (?:take|have|offer) )?(?:only |just )?(?P<b>{NUMBER})|"
    rf"(?:only |just )(?P<c>{NUMBER}) (?:in|for) (?:20\d\d|this|next|the coming))\b"
)


def _names(pattern: re.Hinted, text: str, value: object) -> bool:
    """Whether the pattern's number, in any of its forms, is this value."""
    return any(parse_number(said) == value for match in pattern.finditer(text) for said in match.groups() if said)


def _is_elsewhere_too(text: str, value: object, pattern: re.Hinted) -> bool:
    """Whether the value is told once more, beside what the pattern found: "twelve (12) in 2019 and 12 today"."""
    rest = pattern.sub(" # ", text)
    return any(parse_number(match.group()) == value for match in re.compile(NUMBER).finditer(rest))


def find_other_count(clause: Clause, value: object) -> str | None:
    """Why a number of places is not the intake of this program; None where nothing speaks against it."""
    text = clause.text
    if _OF_OTHERS.search(clause.sentence) and not _WE.search(text):
        return "positions: of other programs"
    if _names(_BEFORE, text, value) and not _is_elsewhere_too(text, value, _BEFORE):
        return "positions: of earlier years"
    if _names(_PART, text, value) and not _is_elsewhere_too(text, value, _PART):
        return "positions: a part of them"
    if _names(_SOME, text, value) and not _is_elsewhere_too(text, value, _SOME):
        return "positions: what some of them do"
    if _names(_ADDED, text, value) and not _is_elsewhere_too(text, value, _ADDED):
        return "positions: added or lost"
    if _names(_OF_EACH, text, value) and not _NAMED.search(f"{clause.lead} {clause.question} {text}"):
        return "positions: of each of something else"
    if _names(_BUT_ONLY, text, value):
        return "positions: another number for a year"
    if any(parse_number(told.group("n")) == value for told in _WITH_PRELIMS.finditer(text)):
        return "positions: preliminary ones among them"
    if tracks := _TRACKS.search(text):
        for told in _SUM.finditer(text):
            total, first, second = (parse_number(told.group(name)) for name in ("n", "a", "b"))
            ours = second if tracks.group().startswith("prelim") else first
            if total == first + second and value in (total, first, second) and value != ours:
                return "positions: a total of two tracks"
    return None
