"""Pairs of a label or track and its number: "Positions: 6 cat + 3 prelim", "PGY1: 20/yr cat", "prelim 8, cat 4"."""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, Drop, Finding, drop
from transforms.facts.pairs import is_plain, read_amounts
from transforms.facts.positions.counts import YEAR_ONE
from transforms.facts.positions.labels import LABEL, OF_TOTAL, asks_other, simplify_label
from transforms.facts.positions.tracks import state_places
from transforms.facts.positions.words import OTHER_TRACK, YEARLY
from transforms.facts.tracks import find_track
from transforms.language import Clause
from transforms.numerals import NUMBER, parse_number

_VALUE = re.compile(
    r"cat|categoric\w*|prelim\w*|adv\w*|tot|total|overall|yr|year|yearly|annually|class|pgy|positions?|spots?|slots|"
    r"residents?|interns?|"
    r"seats|transitional|primary|care|track|rural|research|first|new|all|we|take|offer|plus|of|them|these|are|alt|"
    r"advanced"
)


def read_pair(clause: Clause) -> Iterator[Finding | Drop]:
    """ "Positions: 6 cat + 3 prelim", "PGY1: 20/yr cat", "Categorical seats/yr: 17 (prelim 5)", "Cat: 16"."""
    label = simplify_label(clause.lead.rsplit("|", 1)[-1])
    if not label or not LABEL.fullmatch(label) or not is_plain(clause.text, _VALUE):
        return
    yearly = re.search(
        r"\b(?:yr|year|class|annual|yearly|cat\w*|pgy|first|intern|intake|quota|pos|positions?|spots?|slots|seats|"
        r"places|openings|new)",
        label,
    )
    if OF_TOTAL.search(label) or not (yearly or YEARLY.search(clause.text)):
        return
    amounts = [
        amount
        for amount in read_amounts(re.sub(r"/ ?(?:yr|year|class)", " per yr", YEAR_ONE.sub("", clause.text)))
        if amount.unit in ("", "y")
    ]
    own = [amount for amount in amounts if not OF_TOTAL.search(amount.text) and not OTHER_TRACK.search(amount.text)]
    told = [amount for amount in own if re.search(r"\bcat", amount.text)]
    chosen = told or own
    if any(amount.low != amount.high for amount in chosen or amounts):
        yield drop(clause, "positions: a range")
        return
    if len({amount.low for amount in chosen}) != 1 or not 1 <= chosen[0].low <= 120:
        return
    track = find_track(label) or ("categorical" if told or label.startswith("cat") else None)
    if track not in (None, "categorical") or (re.search(r"\bres", label) and len(amounts) > 1 and not yearly):
        return
    yield state_places(clause, int(chosen[0].low), track, ANSWERED, False, True)


_TRACK_WORD = (
    r"(?:categoricals?|categoric|cat\.?|prelim(?:inary|s)?\.?|advanced|adv\.?|transitional(?: year)?|primary care|"
    r"rural|"
    r"research|med-peds|combined)"
)
_TRACK_PAIR = re.compile(
    rf"(?:^|[,;/|(+&\"']|\band|\bplus|:)\s*(?:pgy-?1 )?(?P<track>(?:non-designated |designated )?{_TRACK_WORD})(?: "
    rf"(?:track|"
    rf"program|"
    rf"positions|interns|residents|slots|spots|places|"
    rf"pgy-?1))?(?: ?\([a-z]{{1,3}}\))?\s*[:=/-]{{0,2}}\s*\(?(?P<n>{NUMBER})(?: (?:places|positions|spots|slots)\))?"
    rf"(?=\s*(?:$|[.,;/|)+&]|and\b|plus\b|(?:per|a|each|every) year|/yr))"
)


def read_track_list(clause: Clause) -> Iterator[Finding | Drop]:
    """ "prelim 8, categorical 4", "cat 5 / prelim 12 / intvw 70": each number behind its track."""
    if len(clause.text) > 250 or "cat" not in clause.text:
        return
    pairs = list(_TRACK_PAIR.finditer(clause.text))
    if not pairs or (clause.is_first_reply and asks_other(clause.question)):
        return
    told = {parse_number(pair.group("n")) for pair in pairs if pair.group("track").startswith("cat")}
    label = clause.lead.rsplit("|", 1)[-1]
    if len(told) == 1 and 1 <= min(told) <= 120 and not re.search(r"\binterview|\btotal|\bapplic|\bscore", label):
        yield state_places(clause, told.pop(), "categorical", ANSWERED, False, bool(clause.lead))


_BOTH_TRACKS = re.compile(
    r"\b(?P<a>categorical|prelim\w*)(?: (?:places|positions|spots|slots|interns))? ?(?:and|or|plus|/|\+|&|,) ?(?:also "
    r")?"
    r"(?P<b>categorical|prelim\w*)\b"
)
_OF_OTHER_COUNTS = re.compile(r"\bletters?\b|\binterview|\bappl|\bvisas?\b|\bscores?\b|\bmonths?\b|\battempts?\b|\bfee")
_FORMER = r"(?: (?:of|in|for|are|being) (?:the )?(?:former|first|latter|second|other)(?: (?:kind|sort|track|ones?))?)?"
_TWO_NUMBERS = re.compile(
    rf"\W*(?:(?:right|both|yes|yes, both|we (?:do|have|take)|there are|of course)[:,]? )*(?P<n>{NUMBER}){_FORMER}"
    rf"(?:,|;| and|, and| plus) (?P<m>{NUMBER}){_FORMER}(?:,? "
    r"(?:respectively|in this order|a year|each year|per year|places|positions|spots|slots))*\W*"
)


def read_in_order(clause: Clause) -> Finding | None:
    """ "Both categorical and preliminary? Ten and five.": numbers in the order in which the tracks were named."""
    asked = clause.question if clause.is_first_reply else clause.lead.rsplit("|", 1)[-1]
    tracks = _BOTH_TRACKS.search(asked) if "categorical" in asked and not _OF_OTHER_COUNTS.search(asked) else None
    told = _TWO_NUMBERS.fullmatch(clause.text) if tracks else None
    if tracks is None or told is None or tracks["a"][:3] == tracks["b"][:3]:
        return None
    number = parse_number(told.group("n" if tracks["a"].startswith("cat") else "m"))
    return state_places(clause, number, "categorical", ANSWERED, clause.is_first_reply, not clause.is_first_reply)
