"""The demo's wordings: how pages state each fact, and what each wording states by the semantics of the facts guide.

A wording's truth must follow from its own text. Which program says what belongs in `programs.py`, layout in
`pages.py`. All sentences are fictional and written for the demo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

TOPICS = (
    "img",
    "visas",
    "scores",
    "attempts",
    "step3",
    "graduation",
    "experience",
    "ecfmg",
    "letters",
    "deadline",
    "positions",
)
# Heading and neutral question under which a layout may put a topic; neither may state anything.
TOPIC_HEADINGS = {
    "img": ("International graduates", "What should international graduates know?"),
    "visas": ("Visas", "What about visas?"),
    "scores": ("Examination scores", "How are USMLE and COMLEX scores used?"),
    "attempts": ("Examination attempts", "How do you look at attempts?"),
    "step3": ("USMLE Step 3", "What about USMLE Step 3?"),
    "graduation": ("Time since graduation", "How does my year of graduation matter?"),
    "experience": ("Clinical experience", "What about U.S. clinical experience?"),
    "ecfmg": ("ECFMG certification", "What about ECFMG certification?"),
    "letters": ("Letters of recommendation", "What about letters of recommendation?"),
    "deadline": ("Deadlines", "What are the dates?"),
    "positions": ("Positions", "What should I know about the size of the program?"),
}

# fmt: off
NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say something. Facts hold values, or `$name` for a number of the program; `maybe` names facts on
    which careful readers may differ, which no test may score."""

    id: str
    topic: str
    form: str  # "prose" | "question" | "label"
    text: str
    question: str = ""
    facts: tuple[tuple[str, object], ...] = ()
    preferred: tuple[tuple[str, object], ...] = ()
    maybe: tuple[str, ...] = ()

    @property
    def fields(self) -> set[str]:
        """Every field that this wording touches, stated, preferred or open."""
        return {name for name, _ in (*self.facts, *self.preferred)} | set(self.maybe)


@dataclass(frozen=True, slots=True)
class Said:
    """A wording with a program's numbers in it: what the page says and what that states."""

    wording: str
    topic: str
    form: str
    text: str
    question: str
    facts: dict[str, object]
    preferred: dict[str, object]
    maybe: tuple[str, ...]


WORDINGS: dict[str, list[Wording]] = {topic: [] for topic in TOPICS}
ASIDES: list[Wording] = []  # sentences near requirements that state nothing


def fill(wording: Wording, numbers: Mapping[str, object]) -> Said:
    """Put a program's numbers into a wording and into its truth."""

    def value(raw: object) -> object:
        return numbers[raw[1:]] if isinstance(raw, str) and raw.startswith("$") else raw

    return Said(
        wording.id,
        wording.topic,
        wording.form,
        wording.text.format_map(numbers),
        wording.question.format_map(numbers),
        {name: value(raw) for name, raw in wording.facts},
        {name: value(raw) for name, raw in wording.preferred},
        wording.maybe,
    )


def _add(topic: str, form: str, text: str, question: str, facts: dict[str, object]) -> None:
    preferred = facts.pop("prefer", {})
    maybe = facts.pop("maybe", ())
    assert isinstance(preferred, dict) and isinstance(maybe, tuple)
    home = ASIDES if topic == "aside" else WORDINGS[topic]
    home.append(
        Wording(
            f"{topic}-{len(home) + 1:02d}",
            topic,
            form,
            text,
            question,
            tuple(facts.items()),
            tuple(preferred.items()),
            maybe,
        )
    )


def say(topic: str, text: str, **facts: object) -> None:
    """A sentence or two of prose."""
    _add(topic, "prose", text, "", facts)


def ask(topic: str, question: str, answer: str, **facts: object) -> None:
    """A question with its answer, which may mean nothing without the question."""
    _add(topic, "question", answer, question, facts)


def label(topic: str, term: str, value: str, **facts: object) -> None:
    """A short term with its value, as in a table of requirements."""
    _add(topic, "label", value, term, facts)
