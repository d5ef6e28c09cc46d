"""The numbers of a clause: the noun that each counts, and to which of them its words of the year belong.

"15 categorical and 3 preliminary residents a year" holds two numbers with one period for both. What a number then means
is judged by its noun: places.py, people.py, and bare.py where it has none.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.dates import find_days
from transforms.facts.positions.words import ADJECTIVE, ADJECTIVES, PEOPLE, PLACES, TRAINEES, YEARLY
from transforms.facts.tracks import find_track
from transforms.language import Clause
from transforms.numerals import NUMBER

# ---------------------------------------------------------------- nouns and periods

# "first-year residents", "intern positions": such a noun may only describe the one behind it.
_DESCRIBES = (
    r"(?:interns?|categoricals?|prelims?|first[- ]years?|pgy?[ -]?(?:1|i|one)'?s?|r-?1'?s?|internship|resident|trainee)"
)
_COUNTED = re.compile(
    rf"[ -](?P<adj>{ADJECTIVES})(?!{_DESCRIBES} {ADJECTIVE}{{0,2}}?(?:{PLACES}|{TRAINEES}|{PEOPLE})\b)"
    rf"(?P<place>{PLACES}|{TRAINEES}|{PEOPLE})(?:-in-training)?\b(?!['-])"
)
# A noun that makes an adjective of the one before it: "12 resident rooms", "3 position papers".
_COMPOUND = re.compile(
    r" (?:rooms?|papers?|clinics?|lounges?|retreats?|rotations?|research|projects?|lectures?|conferences?|selection|"
    r"alumni|graduates\b|representatives?|wellness|salar\w+|months?|weeks?|hours?|teams?|director|meetings?|"
    r"interviews?|applications?|days?|blocks?|shifts?|calls?|pool|spouses|awards?|leaders?|council|committee|faculty)\b"
)
_JOINED = re.compile(r"\s*(?:,|;|and|plus|&|\+|/|, and|, plus|as well as|along with|with)\s*(?:an? |another |up to )?")


# "Each class has six positions, for a total of 18": over all years.
_SUMS_UP = re.compile(r"\b(?:for|giving|making|with|to) (?:us |the program )?a (?:grand )?total of $|\btotall?ing $")


class Counts:
    """A clause's numbers, what each counts, and to which of them its words of the year belong."""

    __slots__ = ("asked_by", "clause", "ends", "nouns", "numbers", "text", "yearly")

    def __init__(self, clause: Clause, text: str, asked_by: str, numbers: list[re.Match[str]]) -> None:
        self.clause, self.text, self.asked_by, self.numbers = clause, text, asked_by, numbers
        self.nouns = [_match_noun(text, number.end()) for number in numbers]
        self.ends = [noun.end() if noun else number.end() for number, noun in zip(numbers, self.nouns, strict=True)]
        self.yearly = self._own_periods()

    def sides(self, at: int) -> tuple[str, str]:
        """The letters before and behind a number and its noun, as many as matter."""
        start, end = self.numbers[at].start(), self.ends[at]
        return self.text[max(0, start - 140) : start], self.text[end : end + 140]

    def _own_periods(self) -> list[bool]:
        own = [False] * len(self.numbers)
        for period in YEARLY.finditer(self.text):
            start = period.start()
            left = max((at for at, number in enumerate(self.numbers) if number.start() < start), default=-1)
            if left < 0:
                own = [
                    not (at and _SUMS_UP.search(self.text[: number.start()])) for at, number in enumerate(self.numbers)
                ]
                continue
            behind = self.text[self.ends[left] : start]
            ahead = self.text[period.end() : self.numbers[left + 1].start()] if left + 1 < len(own) else None
            if ahead is not None and re.search(r"[,(;:]|\band\b|\bwith\b", behind) and not re.search(r"[,;)]", ahead):
                own[left + 1] = True
            else:
                own[left] = True
        for at in range(len(own) - 1, 0, -1):
            # "15 categorical and 3 preliminary residents a year": one period for both.
            if own[at] and _JOINED.fullmatch(self.text[self.ends[at - 1] : self.numbers[at].start()]):
                own[at - 1] = (
                    own[at - 1]
                    or (self._tells_track(at - 1) and self.nouns[at] is not None)
                    or self._tells_track(at)
                    or self._is_alike(at)
                )
        return own

    def _is_alike(self, at: int) -> bool:
        one, other = self.nouns[at - 1], self.nouns[at]
        return bool(one and other and one.group("place")[:6] == other.group("place")[:6])

    def _tells_track(self, at: int) -> bool:
        return find_track(self.text[self.numbers[at].start() : self.ends[at] + 20]) is not None


def _match_noun(text: str, end: int) -> re.Match[str] | None:
    """The places, residents or people that the number ending at `end` counts; None for other things and for no noun."""
    noun = _COUNTED.match(text, end)
    return None if noun is not None and _COMPOUND.match(text, noun.end()) else noun


# ---------------------------------------------------------------- numbers

NUMBERS = re.compile(NUMBER)
_NUMBERED = re.compile(r"\b(?:steps?|levels?|parts?|pgy|room|suite|unit|grade|phase) ?-?$")


YEAR_ONE = re.compile(r"^\W*(?:post-?graduate )?(?:year|yr) ?-?1\W+(?=\d{1,2}\b(?! ?[-/]))")  # "Year 1 14 | Year 2 18"


_EACH_MONTH = re.compile(r"\b(?:each|every) $")


def mask_days(text: str) -> str:
    """ "Openings: by March 25" holds no number of places."""
    for day in find_days(text):
        if _EACH_MONTH.search(text[: day.start]) and _match_noun(text, day.end):
            continue  # "every July 9 residents begin"
        if re.search(r"[a-z]", text[day.start : day.end]):
            text = f"{text[: day.start]}{'#' * (day.end - day.start)}{text[day.end :]}"
    return text


def find_numbers(text: str) -> list[re.Match[str]]:
    """All numbers but those that name a Step, a room or a grade."""
    return [
        match
        for match in NUMBERS.finditer(text)
        if not _NUMBERED.search(text[: match.start()])
        and not (match.group() == "1" and YEAR_ONE.match(text))
        and not text[: match.start()][-1:].isalpha()
    ]
