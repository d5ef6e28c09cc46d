"""Letters of recommendation by their noun and one number: "letters from faculty, three", "recommendations: 3-4"."""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import PLAIN, Finding
from transforms.language import Clause
from transforms.numerals import NUMBER, UPPER, parse_number

FIELDS = frozenset(("letters_min",))
MAX_LETTERS = 5

_NOUN = re.compile(
    r"\b(?:letters?|lors?)\b(?! (?:of (?:interest|intent|good standing|agreement|offer|acceptance|completion|status|"
    r"verification|invitation|support from)|grades?)\b)|\b(?:recommendations|references|referees)\b"
)
# A number of the letters: not of time, of copies or of other papers, no name of an exam.
_COUNT = re.compile(
    rf"(?<!step )(?<!level )(?<!part )(?<!pgy )(?<!pgy-)(?P<count>{NUMBER})(?P<upper> ?(?:-|to|or) ?{UPPER})?"
    r"(?!(?: ?\(\w+\))?[- ]?(?:months?|mo\b|years?|yrs?|weeks?|wks?|days?|hours?|am\b|pm\b|pages?|cop(?:y|ies)|st\b|"
    r"nd\b|rd\b|th\b|photos?|attempts?|tries|steps?|scores?|positions?|places|residents?|interns?|programs?|"
    r"rotations?|"
    r"usmle|comlex|percent|of (?:the )?(?:steps?|exams?|years?|months?)))"
)
# What makes another thing of such a clause: a most, a surplus, the Dean's letter among them.
_TURNED = re.compile(
    r"\b(?:max(?:imum)?|at (?:the )?most|up to|no more than|not more than|limit\w*|only (?:the first|read)|"
    r"additional|"
    r"extra|further|another|more letters?|optional|instead|not (?:be )?(?:required|needed|necessary|asked|accepted)|"
    r"no "
    r"letters?|waived?|per cent|too many|suffic\w*|if (?:you|the applicant)|either|chair(?:man|'s)? letter only)\b"
)
_DEAN = re.compile(r"\b(?:dean|mspe|performance (?:evaluation|letter))\b")
_DEAN_APART = re.compile(
    r"\b(?:besides?|in addition to|plus|apart from|not (?:counting|including|counted|among)|other than|"
    r"over and above|"
    r"on top of|excluding|exclusive of|aside from|along with|as well as) (?:the |your |an? )*"
    r"(?:medical school |school's )*(?:dean|mspe|performance)|"
    r"\b(?:dean'?s?|mspe)[^,;.]{0,24}(?:\bnot (?:counted|included|among)|\bapart\b|\bextra\b)"
)


def read(clause: Clause) -> Iterator[Finding]:
    """Each clause's one number of letters; "three, two of these by surgeons" are three."""
    lead = clause.lead.rpartition("|")[2]
    is_labelled = _NOUN.search(lead) is not None
    text = f"{lead}: {clause.text}" if is_labelled else clause.text
    if not (is_labelled or _NOUN.search(text)) or _TURNED.search(text):
        return
    if _DEAN.search(text) and not _DEAN_APART.search(text):
        return
    counts = [parse_number(match.group("count")) for match in _COUNT.finditer(text)]
    if counts and 1 <= counts[0] <= MAX_LETTERS and all(count < counts[0] for count in counts[1:]):
        yield Finding("letters_min", counts[0], "required", clause.start, clause.end, PLAIN, needs_lead=is_labelled)
