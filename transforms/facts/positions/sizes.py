"""Sizes told in a form of their own, not counted noun by noun: "8-8-8", "PGY-1: 8, PGY-2: 8", "track (14 places)".

Nor are these: "Seven positions: six residents finish in five years ...", "one of our four posts", "all positions (5)".
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, EXPLICIT, Finding
from transforms.facts.positions.counts import NUMBERS
from transforms.facts.positions.tracks import state_places
from transforms.facts.positions.words import ADJECTIVES, PLACES, TRAINEES, YEARLY
from transforms.facts.tracks import find_track
from transforms.language import Clause
from transforms.numerals import NUMBER, parse_number

# ---------------------------------------------------------------- in the clause

_TRIPLE = re.compile(
    r"(?<![\d/-])(?P<n>\d{1,2})(?:\s*[-/]\s*(?P=n)(?:\s*[-/]\s*(?P=n))+|, (?P=n)(?:, (?P=n))?,? (?:and|&) "
    r"(?P=n))(?![\d/-])|(?<![\d/-] )(?<![\d/-])(?P<k>\d{1,2}) (?P=k) (?P=k)(?: (?P=k))*(?! ?[\d/-])"
)
_OF_SIZE = re.compile(
    r"\bresiden|\bposition|\bclass|\bcategorical|\bcomplement|\bprogram\b|\bsize\b|\bnumbers?\b|\bslots\b|\btrack\b|"
    r"\bformat\b|\bunopposed\b|\btotal\b|\bapproved\b"
)
_PGY_ROW = re.compile(  # "PGY-1: 8, PGY-2: 8, PGY-3: 8", "8 PGY-1, 8 PGY-2 and 8 PGY-3 residents"
    rf"(?P<m>{NUMBER}) pgy[ -]?1(?:'?s)?,? (?:and )?{NUMBER} pgy[ -]?2\b|"
    rf"\bpgy[ -]?(?:1|i)\b(?:'?s| ?[:=-])?\s?(?P<n>{NUMBER})(?=\s?[,;)/|])[^.]{{0,20}}\bpgy[ -]?(?:2|ii)\b"
)


def read_size(clause: Clause, text: str, asked_by: str, needs_question: bool, needs_lead: bool) -> Finding | None:
    """ "An unopposed program (8-8-8)", "PGY-1: 8, PGY-2: 8, PGY-3: 8"."""
    triple = _TRIPLE.search(text)
    if triple and (_OF_SIZE.search(f"{clause.lead} {text}") or asked_by or _TRIPLE.fullmatch(text.strip(" ."))):
        track = "categorical" if "categorical" in text else None
        return state_places(
            clause, int(triple.group("n") or triple.group("k")), track, EXPLICIT, needs_question, needs_lead
        )
    row = _PGY_ROW.search(text)
    if row:
        number = parse_number(row.group("n") or row.group("m"))
        return state_places(clause, number, find_track(text), EXPLICIT, needs_question, bool(clause.lead))
    return None


_PLACES_COUNTED = re.compile(  # "all positions (5) are categorical"
    rf"\b(?:all|categorical|preliminary|pgy-?1|first-year|intern)(?: [a-z]+)? (?:positions|places|slots|spots) "
    rf"\((?P<n>{NUMBER})\)|\b(?:each|every|our|per|all|one) (?:[a-z]+ )?(?:positions?|places?|slots?|"
    rf"spots?) \(n ?= ?(?P<m>\d{{1,2}})\)"
)


def read_bracketed(clause: Clause, text: str) -> Iterator[Finding]:
    """ "All positions (5) are categorical"."""
    for counted in _PLACES_COUNTED.finditer(text):
        track = find_track(counted.group()) or find_track(text[counted.end() :].split(",")[0])
        number = parse_number(counted.group("n") or counted.group("m"))
        yield state_places(clause, number, track, EXPLICIT, False, False)


# ---------------------------------------------------------------- in its label or question

# "Seven positions: six residents finish in five years and one adds a year of research"
_LEAD_COUNT = re.compile(
    rf"\W*(?:we have |there are )?(?P<n>{NUMBER}) (?:residency |first-year |training |pgy-?1 )?(?:{PLACES})\W*"
)


def find_head_count(clause: Clause, text: str) -> int | None:
    """The places that a label counts, where the clause only says what becomes of them."""
    headed = _LEAD_COUNT.fullmatch(clause.lead) if clause.lead_start >= 0 else None
    if headed is None or not NUMBERS.search(text) or re.search(r"\bcat|prelim|\btrack|\badvanced\b", text):
        return None
    return None if YEARLY.search(text) else parse_number(headed.group("n"))


# "Places outside the Match? No, all eight of ours are in it."
_ALL_MATCHED = re.compile(
    rf"\ball (?P<n>{NUMBER}) (?:of (?:ours|our (?:own )?(?:{ADJECTIVES})(?:{PLACES}))|(?:are|go|is)(?= )) ?(?:are "
    rf"|go |come |"
    r"is )?(?:all )?(?:(?:filled|offered|listed|taken|given) )?(?:in|into|through|via|by|inside|within)(?: it| "
    r"the (?:main |"
    r"nrmp )?match| the nrmp| nrmp)\b"
)
_ASKS_OUTSIDE = re.compile(
    rf"\b(?:{PLACES})\b[^?]*\b(?:outside|without|other than|except|besides|beyond|not in)\b[^?]*\b(?:match|nrmp)\b"
)


def read_all_matched(clause: Clause, text: str) -> Finding | None:
    """The places of an answer that says of all of them that they are filled in the Match."""
    told = _ALL_MATCHED.search(text) if clause.is_first_reply and _ASKS_OUTSIDE.search(clause.question) else None
    if told is None or parse_number(told.group("n")) < 2:
        return None
    return state_places(clause, parse_number(told.group("n")), find_track(text), ANSWERED, True, False)


_ONE_OF = re.compile(rf"\bone of (?:our|the|its|these) (?:next )?(?P<n>{NUMBER})[ -]{ADJECTIVES}{PLACES}\b(?! left)")


def read_one_of(clause: Clause) -> Iterator[Finding]:
    """ "To be considered for one of our four posts, you need: ..."."""
    for said, is_asked in ((clause.lead, False), (clause.question if clause.is_first_reply else "", True)):
        for offered in _ONE_OF.finditer(said):
            number, track = parse_number(offered.group("n")), find_track(offered.group())
            yield state_places(clause, number, track, ANSWERED, is_asked, not is_asked)


_IN_LABEL = re.compile(
    rf"\((?P<n>{NUMBER}) (?P<kind>(?:(?:entering|new|incoming|first-year|categorical|"
    rf"pgy-?1) )*)(?:{PLACES}|{TRAINEES})"
    r"(?P<period> (?:a|per|each|every) (?:year|class))?\)"
)  # "Categorical track (14 places): ..."


def read_label_size(clause: Clause, text: str) -> Iterator[Finding]:
    """ "Residency (8-8-8): ...", "Categorical track (14 places): ..."."""
    headed = _TRIPLE.search(clause.lead)
    if headed and _OF_SIZE.search(f"{clause.lead} {text}"):
        yield state_places(clause, int(headed.group("n") or headed.group("k")), None, ANSWERED, False, True)
    is_own = clause.lead_start >= 0 or clause.sentence.startswith(f"{clause.lead}: {clause.text}")
    for bracketed in _IN_LABEL.finditer(clause.lead) if is_own else ():
        track = find_track(clause.lead[: bracketed.start()], nearest_to_end=True)
        if track or bracketed.group("kind") or bracketed.group("period"):
            yield state_places(clause, parse_number(bracketed.group("n")), track, ANSWERED, False, True)
