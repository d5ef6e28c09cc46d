"""What a page says of visas in other places: the statements that it does not carry are withheld."""

from __future__ import annotations

from collections.abc import Collection

from transforms import hinted_re as re
from transforms.facts.finding import IMPLIED, WEAK
from transforms.facts.visa.words import H1B, J1
from transforms.model import Statement

# A visa is named, and what is said of it is not understood: a rule for all visas may not hold for it.
UNREAD_KINDS = {"visa_j1": "visa: J-1 named, not understood", "visa_h1b": "visa: H-1B named, not understood"}
# ... and words of denial stand around it: nobody may say that it is sponsored, whatever is said elsewhere.
UNREAD_DENIALS = {
    "visa_j1": "visa: J-1 beside a denial that is not understood",
    "visa_h1b": "visa: H-1B beside a denial that is not understood",
}
SETTLER = "second_reader"  # the extractor of what the wording settles
NAMES = {"visa_j1": re.compile(J1), "visa_h1b": re.compile(H1B)}


NAMED_ELSEWHERE = "visa: by a rule for all visas, where the visa is named and not understood"
ONLY_AT_LARGE = "visa: said of visas at large, where the J-1 is named and the H-1B is not"
DENIED_ELSEWHERE = "visa: sponsored, where a denial beside the visa is not understood"


def withhold(statements: list[Statement], dropped: Collection[str]) -> list[Statement]:
    """The statements without those that what was dropped speaks against."""
    return withhold_grants(withhold_weak(withhold_rules(statements, dropped)), dropped)


def withhold_rules(statements: list[Statement], dropped: Collection[str]) -> list[Statement]:
    """The statements without those that rest on a rule for all visas, where the visa was named and not understood."""
    unread = {field for field, reason in UNREAD_KINDS.items() if reason in dropped}
    for field in sorted(unread):
        mine = [one for one in statements if one.field == field and one.extractor != SETTLER]
        if mine and all(one.confidence <= IMPLIED for one in mine):
            statements = [one for one in statements if one not in mine]
    return statements


def withhold_weak(statements: list[Statement]) -> list[Statement]:
    """ "We take J-1s. Visas are considered one by one": of the H-1B nothing is said."""
    if any(one.field == "visa_j1" and one.confidence > WEAK for one in statements):
        return [one for one in statements if one.field != "visa_h1b" or one.confidence > WEAK]
    return statements


def withhold_grants(statements: list[Statement], dropped: Collection[str]) -> list[Statement]:
    """The statements without visas sponsored where words of denial around the visa were not understood."""
    denied = {field for field, reason in UNREAD_DENIALS.items() if reason in dropped}
    if denied:
        statements = [
            one for one in statements if one.field not in denied or one.value != "sponsors" or one.extractor == SETTLER
        ]
    return statements
