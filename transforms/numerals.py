"""Numbers in digits and words, as pieces for patterns and as values."""

from __future__ import annotations

from transforms import hinted_re as re

_WORDS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
NUMBER_WORD = (
    rf"(?:(?:{_TENS})[- ](?:{_ONES})|{_TENS}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    rf"nineteen|{_ONES})"
)
# "six (6)", "6 (six)", "six", "6"; never part of a longer number, a date, a phone or a percentage.
NUMBER = (
    # The look ahead changes nothing; it spares most places the three alternatives.
    rf"(?:(?=[\dotfsen])(?:(?:{NUMBER_WORD})\s*\(\s*\d{{1,3}}\s*\)|\b{NUMBER_WORD}\b(?!-year)|"
    r"(?<![\d.,/#$-])\d{1,3}(?![\d%])(?![.,/]\d)(?:\s*\(\s*" + NUMBER_WORD + r"\s*\))?))"
)
UPPER = rf"(?:{NUMBER_WORD}|\d{{1,3}})\b"  # the upper end of a range, after its hyphen


def parse_number(text: str) -> int:
    """The value of what `NUMBER` matched."""
    digits = re.search(r"\d+", text)
    if digits:
        return int(digits.group())
    return sum(_WORDS[word] for word in re.split(r"[-\s]+", text.strip()) if word)


ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "initial": 1,
    "opening": 1,
}
