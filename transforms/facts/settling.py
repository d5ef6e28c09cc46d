"""Which clause carries what only the second reader understands; none where its own words forbid the value."""

from __future__ import annotations

from collections.abc import Sequence

from transforms import hinted_re as re
from transforms.facts import visa
from transforms.facts.visa_words import COND, NEG
from transforms.language import Clause

_VISA_WORDS = re.compile(
    r"\bvisas?\b|\bcitizens?\b|\bcitizenship\b|\bsponsor|\bpermanent residen|\bgreen card|\bimmigra|\bj ?-? ?[1i]\b|"
    r"\bh ?-? ?[1i]"
)
# Of each fact that may be settled: the module that reads it, and how a clause names it.
NAMED: dict[str, tuple[str, re.Pattern]] = {
    "visa_j1": ("visa", _VISA_WORDS),
    "visa_h1b": ("visa", _VISA_WORDS),
    "ecfmg_by": ("ecfmg", re.compile(r"\becfmg\b|\befmg\b|\becmfg\b|\bcertif")),
    "usce_required": ("usce", re.compile(r"\busce\b|experience|rotation|\bobserv|\bextern|elective|hands.on|clinical")),
}
# Modules whose reasons are believed: of a certificate that one is eligible for, nothing more is to be said.
LAST_WORD = frozenset(("ecfmg",))
UNSURE = "visa: a denial whose object is not sure"  # it may well be of the visa that seems to be sponsored
VALUES: dict[str, str | bool] = {"True": True, "False": False}  # those that are no text

_CLOSED = re.compile(
    r"\bonly\b|\bsole(?:ly)?\b|\balone\b|\bexclusive|\blimited to\b|\brestricted\b|\bmust\b|\b(?:have|has|need) to\b|"
    r"\brequired\b|\bunable\b|\bexcept\b"
)
# Denials of something else than the visa: "who are not citizens", "J-1 or no visa", "J-1 holders need not".
_OF_OTHERS = re.compile(
    r"\b(?:not|non|without|no|neither)\b[- ](?:\w+[- ]){0,4}?(?:citizens?|citizenship|permanent residen\w+|"
    r"green cards?|nationals?|immigrants?)\b|"
    r"n't (?:\w+ ){0,3}?(?:citizens?|permanent residen\w+|green card\w*|nationals?)\b|"
    r"\b(?:or|and) (?:with )?(?:no|without(?: a)?) visas?\b|"
    r"\bnot (?:only|just|merely|this hospital|our hospital|the hospital|the program|us|we|directly|by us)\b|"
    r"\bneed(?:s|ed)? (?:not|none)\b|\b(?:no|not) (?:the )?sponsors? (?:itself|themselves)\b|"
    r"(?:\b(?:not|never)|n't) (?:ruled out|excluded|barred|mentioned|listed|stated|addressed|specified)\b|"
    r"\bno (?:information|answer|comment|word|news)\b|"
    r"\bno (?:problem|obstacle|difficulty|objection|issue|trouble|limit)s?\b"
)
_CITIZENS_ONLY = re.compile(
    r"\bonly [^.;]{0,30}(?:citizen|green card)|(?:citizens?|residents?|green cards?)\b[^.;,]{0,12} only\b"
)
# What follows may be the very case that one is in: "not used, save for ...", "citizens are preferred".
_REOPENED = re.compile(r"\bsave (?:for|in|where|when|by)\b|\bexcept\b|\bunless\b|\bapart from\b|\bprefer")


def find_bearer(field: str, value: str, named: Sequence[Clause]) -> Clause | None:
    """The first of the clauses that name a fact that may carry a settled value; None where their words forbid it.

    A refusal needs a word that refuses or closes a list; where one stands beside a visa, the visa is not settled as
    sponsored: a denial that the grammar did not understand may well be of it. Of the H-1B nothing is settled that does
    not name it: silence beside the J-1 is no refusal.
    """
    if field not in visa.NAMES:
        return named[0]
    names = visa.NAMES[field].search
    rival = visa.NAMES["visa_h1b" if field == "visa_j1" else "visa_j1"]
    own = [clause for clause in named if names(clause.text)]
    if not own and field == "visa_j1":
        own = [clause for clause in named if not rival.search(clause.text)]
    if value == "no":
        return next((clause for clause in own if _refuses(clause.sentence)), None)
    if value == "sponsors" and any(
        COND.search(clause.text) or _CITIZENS_ONLY.search(clause.sentence) for clause in own
    ):
        return None
    if any(NEG.search(_OF_OTHERS.sub(" ", part)) for clause in own for part in rival.split(clause.text) if names(part)):
        return None
    return own[0] if own else None


def _refuses(sentence: str) -> bool:
    """Whether a sentence denies something or closes a list, and opens no door again."""
    if COND.search(sentence) or _REOPENED.search(sentence):
        return False
    left = _OF_OTHERS.sub(" ", sentence)
    return bool(NEG.search(left) or _CLOSED.search(left))
