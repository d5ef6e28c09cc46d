"""The values that pages turn into: passages, statements, rosters. Plain frozen data, picklable; no reading here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Passage(NamedTuple):
    """A stretch of a page's text that reads as one unit, with the structure around it.

    `text == page.text[start:end]`. `headings` is the trail from the outermost to the innermost heading; `question` is
    the question that this passage answers; `row_head` and `column_head` are set for cells of a table. A
    tuple, since a page has hundreds and frozen dataclasses take five times as long to make.
    """

    text: str
    start: int
    end: int
    kind: str  # "heading" | "paragraph" | "item" | "cell" | "term" | "definition" | "question" | "answer"
    headings: tuple[str, ...] = ()
    question: str | None = None
    row_head: str | None = None
    column_head: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The readable text of one body and its passages in reading order. `content_kind`: html, pdf, json, text."""

    url: str
    title: str
    content_kind: str
    text: str
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What one passage states. `value` is typed as its fact: str, int, float or bool.

    `quote == page.text[start:end]`. `scope_specialty` is set where the passage limits itself to one specialty (an
    institution's page naming its surgery program), so that it is not given to a sibling program.
    """

    field: str
    value: str | int | float | bool
    strength: str  # "required" | "preferred" | "typical"
    quote: str
    start: int
    end: int
    condition: str | None = None
    track: str | None = None
    season: int | None = None
    confidence: float = 0.9
    extractor: str = ""
    scope_specialty: str | None = None


@dataclass(frozen=True, slots=True)
class SchoolVerdict:
    """What a school string turned out to be. `school_class` is one of warehouse.schema.SCHOOL_CLASSES."""

    school_class: str
    country: str | None
    canonical: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class RosterCount:
    """Residents of one class year (and track) from one school. Never a name."""

    class_year: str
    track: str | None
    school: str
    school_class: str
    country: str | None
    residents: int


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster page, counted. `entries` residents seen, `with_school` of them with a readable school.

    `quote == page.text[start:end]` is the roster's heading: evidence without names.
    """

    entries: int
    with_school: int
    counts: tuple[RosterCount, ...]
    unknown_schools: tuple[str, ...] = ()
    quote: str = ""
    start: int = 0
    end: int = 0
    scope_specialty: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one body; program-independent, so that it is cached by (body hash, extractor version)."""

    page: Page
    statements: tuple[Statement, ...] = ()
    rosters: tuple[Roster, ...] = ()
    dropped: dict[str, int] = field(default_factory=dict)  # reason -> candidates dropped
    problems: tuple[str, ...] = ()  # parts that failed: kind of error, place in the code, body hash; never content
