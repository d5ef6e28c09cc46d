"""Calendar days in a text, in any of their spellings; what falls due on them is a matter of the facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transforms import hinted_re as re

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
_DAY_WORDS = {
    word: value
    for value, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
}
_DAY_WORDS |= {f"twenty-{word}": 20 + value for word, value in list(_DAY_WORDS.items())[:9]}
_DAY_WORDS |= {"thirtieth": 30, "thirty-first": 31}
_DAY_WORD = "|".join(sorted(_DAY_WORDS, key=len, reverse=True))
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DATE = re.compile(
    rf"(?P<m1>\b{MONTH})(?:\s*|-)(?:the )?(?P<d1>\d{{1,2}}|\b(?:{_DAY_WORD})\b)(?!\d)(?:st|nd|rd|th)?\b(?:(?:-|"
    rf"\s*,?\s*)"
    rf"(?P<y1>(?:19|20)\d\d))?"
    rf"|\b(?P<d2>\d{{1,2}}|(?:{_DAY_WORD})(?= (?:day )?of\b)|(?:last day|end)(?= of\b)(?! of {MONTH} "
    rf"\d{{1,2}}(?!\d)))(?:st|nd|rd|th)?(?: "
    rf"day)?(?:(?: of|"
    rf"-)?\s+|-)"
    rf"(?P<m2>{MONTH})(?:(?:-|\s*,?\s*)(?P<y2>(?:19|20)\d\d))?"
    r"|(?<![\d/])(?P<m3>\d{1,2})/(?P<d3>\d{1,2})(?:/(?P<y3>(?:20)?\d\d))?(?![\d/])"
    r"|(?<![\d.-])(?P<m5>\d{1,2})[.-](?P<d5>\d{1,2})[.-](?P<y5>(?:19|20)\d\d)(?![\d-])"
    r"|(?<![\d-])(?P<y4>20\d\d)-(?P<m4>\d\d)-(?P<d4>\d\d)(?![\d-])"
)
# What no day goes without: a digit, or a month with its day in words.
_DAY_HINT = re.compile(rf"\d|{MONTH}")


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day; `year` is None where the text names none."""

    month: int
    day: int
    year: int | None
    start: int
    end: int

    def __str__(self) -> str:
        short = f"{self.month:02}-{self.day:02}"
        return f"{self.year}-{short}" if self.year else short


def find_days(text: str) -> Iterator[Day]:
    """Days in reading order; impossible ones (13/40) are skipped."""
    if not _DAY_HINT.search(text):
        return
    for match in DATE.finditer(text):
        groups = match.groupdict()
        for index in "12345":
            if groups["m" + index]:
                month_text = groups["m" + index].rstrip(".")
                month = _MONTHS.get(month_text) or (int(month_text) if month_text.isdigit() else 0)
                day, year_text = _read_day_number(groups["d" + index], month), groups["y" + index]
                year = int(year_text) + (2000 if len(year_text) == 2 else 0) if year_text else None
                if 1 <= month <= 12 and 1 <= day <= 31:
                    yield Day(month, day, year, match.start(), match.end())


def _read_day_number(text: str, month: int) -> int:
    """The day of "15", "fifteenth" or "last day"."""
    if text.isdigit():
        return int(text)
    if text in _DAY_WORDS:
        return _DAY_WORDS[text]
    return _MONTH_LENGTHS[month - 1] if 1 <= month <= 12 else 0
