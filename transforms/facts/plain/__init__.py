"""Plain readings: what a page says of a fact that the grammar did not understand, by a noun and its number alone.

The grammar of `facts/` knows sentences; people write more of them than it ever will. Where all of a page left a fact
unsaid, and its module saw nothing in a clause (neither a statement nor a reason against one), a plain reading takes the
clause at its words: "letters from faculty, three" asks for three. It asks for the fact's own noun, for one number that
can belong to nothing else, and for none of the words that turn such a clause into something else. What it finds is
judged like all else (scope, wishes, doubts, the second reader), and is stated with less confidence, and only where all
that it finds on the page is one value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from transforms.facts.finding import Finding
from transforms.facts.plain import (
    certificate,
    deadline,
    experience,
    graduation,
    letters,
    places,
    score_words,
    third_step,
    tries,
)
from transforms.language import Clause


class PlainReader(NamedTuple):
    """A plain reading of a fact: the module of the grammar that had the first word, and the fields that it may tell."""

    module: str
    fields: frozenset[str]
    read: Callable[[Clause], Iterator[Finding]]


PLAIN_READERS: tuple[PlainReader, ...] = (
    PlainReader("letters", letters.FIELDS, letters.read),
    PlainReader("deadline", deadline.FIELDS, deadline.read),
    PlainReader("graduation", graduation.FIELDS, graduation.read),
    PlainReader("positions", places.FIELDS, places.read),
    PlainReader("attempts", tries.FIELDS, tries.read),
    PlainReader("scores", score_words.FIELDS, score_words.read),
    PlainReader("ecfmg", certificate.FIELDS, certificate.read),
    PlainReader("step3", third_step.FIELDS, third_step.read),
    PlainReader("usce", experience.FIELDS, experience.read),
)

__all__ = ["PLAIN_READERS", "PlainReader"]
