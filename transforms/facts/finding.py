"""What a fact module hands back: a finding in one clause. Statements are made in `transforms/statements.py`."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.language import Clause

# Confidence is the product of what the reading rests on; see docs/facts.md.
EXPLICIT = 0.95  # the clause names the fact and its value
ANSWERED = 0.9  # the value stands in an answer or beside a label, the fact in its question
IMPLIED = 0.8  # follows from a rule named for something else (no visas at all -> no H-1B)
WEAK = 0.6  # a default reading (a certificate named without a time)


@dataclass(frozen=True, slots=True)
class Finding:
    """One candidate statement. Offsets are the page's; `condition` is a span of the page or None.

    `needs_question` stretches the quote over the question, `needs_lead` over the label in front of the clause.
    """

    field: str
    value: str | int | float | bool
    strength: str
    start: int
    end: int
    confidence: float = EXPLICIT
    condition: tuple[int, int] | None = None
    track: str | None = None
    needs_question: bool = False
    needs_lead: bool = False


@dataclass(frozen=True, slots=True)
class Drop:
    """A candidate that was seen and not stated, with the reason for `--explain` and the counts."""

    reason: str
    start: int
    end: int


def found(
    clause: Clause, field: str, value: str | int | float | bool, strength: str = "required", **rest: object
) -> Finding:
    """A finding whose quote is the whole clause."""
    return Finding(field, value, strength, clause.start, clause.end, **rest)  # type: ignore[arg-type]


def drop(clause: Clause, reason: str) -> Drop:
    return Drop(reason, clause.start, clause.end)
