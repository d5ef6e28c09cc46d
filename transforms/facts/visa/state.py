"""What a clause says of a visa, before it is a finding: sponsors, no or conditional, and how surely."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.facts.finding import Finding
from transforms.facts.tracks import find_track
from transforms.language import Clause


@dataclass(frozen=True, slots=True)
class State:
    """`condition` is the span on the page of the words that bind a conditional visa."""

    value: str
    confidence: float
    condition: tuple[int, int] | None = None


NOTHING = State("", 0)  # a visa is seen, and nothing is said of it: an empty box


def find_states(clause: Clause, states: dict[str, State]) -> Iterator[Finding]:
    """The states of a clause's visas as findings of the whole clause."""
    for field, state in states.items():
        yield Finding(
            field,
            state.value,
            "required",
            clause.start,
            clause.end,
            state.confidence,
            condition=state.condition,
            track=find_track(clause.text),
        )
