"""Whether a clause holds nothing but known words: the safeguard of readings that ask for no order and for no verb.

A plain reading says which words may stand in its clauses: those of asking, of the file, of its writers. Whatever else
stands there may turn the clause into something else ("three letters came back"), and so keeps the reader silent. Which
words are known is a matter of each fact.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.dates import MONTH, find_days

_WORD = re.compile(r"[a-z][a-z'’-]*")
# "within the last 18 months", "a year old", "for 2 years": how long or how old, and nothing counted.
_SPAN = re.compile(
    r"\b(?:(?:with)?in |for |from |over |during |of |at least |no (?:more|less|older) than |under |up to )*(?:the |"
    r"your |an? )?(?:(?:last|past|previous|most recent|recent|final) )?(?:(?:\d{1,3}|an?|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|twelve|eighteen|twenty-four|few|half) ?)?(?:\(\d{1,3}\) ?)?(?:calendar |academic )?[- "
    r"]?(?:years?|yrs?|months?|mos?|weeks?|days|hours)\b(?:[ -](?:old|ago))?"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:-\d{2,4})?\b")
# What exams are called carries numbers of its own.
_EXAM = re.compile(
    r"\b(?:usmle|comlex)?(?:[ -]?(?:steps?|levels?|parts?) ?(?:\d|one|two|three|i{1,3})\b(?:(?:,| and|/|&| &| or|, "
    r"and) ?(?:(?:steps?|levels?|parts?) ?)?(?:\d|two|three|i{2,3})\b)*)(?: ?ck\b| ?ce\b)?|\b(?:usmle|comlex)\b(?: "
    r"(?:1|2|1 ?(?:and|&|/) ?2)\b(?! letters?))?"
)
_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?|\b\d\d?:\d\d\b|\b(?:midnight|noon)\b")


def blank(pattern: re.Pattern, text: str) -> str:
    """The text with blanks in the place of what the pattern finds, so that all offsets stay."""
    return pattern.sub(lambda match: " " * len(match.group()), text)


def blank_days(text: str) -> str:
    """The text without its calendar days and hours."""
    for day in find_days(text):
        text = text[: day.start] + " " * (day.end - day.start) + text[day.end :]
    return blank(_CLOCK, text)


def blank_spans(text: str) -> str:
    """The text without spans of time, years and the names of exams: no number that is left belongs to those."""
    return blank(_EXAM, blank(_YEAR, blank(_SPAN, text)))


_MONTH = re.compile(rf"\b(?:{MONTH}|may)\b")


def find_unknown(text: str, known: frozenset[str], kinds: re.Pattern) -> list[re.Match[str]]:
    """The words of a text that are neither among the known ones nor of a known kind ("cardiologists")."""
    return [
        word
        for word in _WORD.finditer(text)
        if word.group().strip("'-") not in known
        and word.group().removesuffix("'s") not in known
        and not kinds.fullmatch(word.group())
        and not _MONTH.fullmatch(word.group())
    ]


def list_words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


# Words that open, join or point, and mean nothing by themselves.
SMALL = list_words(
    "a an the and & plus with to of from by in on at for as is are be been being will would shall that this these "
    "those it its them they their there which who whom whose where when all each any every both also too here then "
    "so please we our us you your yours i my me one's own other others another more less fewer than least minimum "
    "min exactly total altogether overall sum number numbers numbering usual usually standard well such very via "
    "through into within about regarding concerning out up under apart"
)
# Verbs of asking, of being, and of what applicants do with papers.
ASKING = list_words(
    "need needs needed require requires required requiring requirement requirements must mandatory obligatory "
    "necessary ask asks asked asking want wants wanted expect expects expected call calls called have has having had "
    "contain contains hold holds include includes including included submit submits submitted submitting send sends "
    "sent upload uploads uploaded supply supplies provide provides provided add attach attached enclose enclosed "
    "obtain get got gather collect arrange assign assigned bring accept accepts accepted take takes request requests "
    "requested insist insists like look looks see wish wishes read reads due should suffice suffices enough "
    "sufficient do does fine ok okay comes come go goes written write writes signed sign list listed name complete "
    "completed completes make makes apply applies applying consider considered know knows knew known taught teach "
    "supervised supervise worked work works can may"
)
