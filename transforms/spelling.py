"""One spelling where people use several: single blanks, "J-1" for "J - 1", "is not" for "isn't".

The normal form keeps each letter's place; here letters come and go, and `Origins` remembers where each stood. Clauses,
their labels, questions and headings are even: a pattern that waits for "n't" waits in vain. Only topics.py looks at the
first lines of a page before they are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from transforms import hinted_re as re
from transforms.hinted_re import has_any
from transforms.model import Passage
from transforms.numerals import NUMBER_WORD

_TORN_VISA = re.compile(r"\b[jh] +- +[1il]\b(?: *- *b\b|b\b)?|\bh-?1 +- +b\b|\b[jh] +- +1b\b")
_BLANKS = re.compile(r"  +")
# "dont", "donot" and their like are misspelled often; "cant" and "wont" are words of their own.
_DENIALS = re.compile(
    r"\b(?:ca|wo|sha)n't\b|(?<=[a-z])n't\b|(?<=\bdo)n(?:o)?t\b|"
    r"(?<=\bdoes)n(?:o)?t\b|(?<=\bdid)nt\b|(?<=\bis)nt\b|(?<=\bare)nt\b"
)
_FULL = {"can't": "cannot", "won't": "will not", "shan't": "shall not"}
_WITNESSES = ("n't", "dont", "donot", "doesnt", "doesnot", "didnt", "isnt", "arent")  # of a denial to be spelled out


def _spell_out(match: re.Match[str]) -> str:
    return _FULL.get(match.group(), " not")


# A page is searched once, in bytes, for what may need an edit: a search for each takes six times as long.
_HINTS = [b"  ", b"j -", b"h -", b"1 -", *(f" -{letter}".encode() for letter in ascii_lowercase)]
_VISAS = {1, 2, 3}  # of these hints
_HINTS.append(b" (2) ")
_ITEMS = set(range(4, len(_HINTS)))
_HINTS += [word.encode() for word in _WITNESSES]
_find_hints = BytesAhoCorasick(_HINTS, matchkind=MatchKind.LeftmostFirst).find_matches_as_indexes

_Edit = tuple[int, int, str]  # what stood between two offsets, and what stands there now


class Origins:
    """For each letter of an evened text its offset in the page, and back; made of stretches that moved as a whole."""

    __slots__ = ("_lasts", "_length", "_sources", "_starts")

    def __init__(self, edits: Sequence[_Edit], length: int) -> None:
        self._starts: list[int] = []  # of the stretches, in the evened text
        self._sources: list[int] = []  # the same in the page
        self._lasts: list[int] = []  # last letters of the stretches, in the page
        at = done = 0
        for start, end, put in (*edits, (length, length, "")):
            for source, last, count in ((done, start - 1, start - done), (start, end - 1, len(put))):
                if count:
                    self._starts.append(at)
                    self._sources.append(source)
                    self._lasts.append(last)
                    at += count
            done = end
        self._length = at

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, offset: int) -> int:
        stretch = bisect_right(self._starts, offset) - 1
        return min(self._sources[stretch] + offset - self._starts[stretch], self._lasts[stretch])

    def find(self, offset: int) -> int:
        """Where the first letter stands that stood at an offset of the page, or after it; the length where none did."""
        stretch = bisect_right(self._sources, offset) - 1
        if stretch < 0 or offset > self._lasts[stretch]:
            stretch += 1
            return self._starts[stretch] if stretch < len(self._starts) else self._length
        return self._starts[stretch] + offset - self._sources[stretch]


def even_text(norm: str) -> str:
    """A text in normal form with one spelling for each denial, where offsets do not matter."""
    return _DENIALS.sub(_spell_out, norm) if has_any(_WITNESSES, norm) else norm


MIN_ITEMS = 3
# "-three letters -no cutoff -J-1 only": each item ends where the next begins.
_ITEM = re.compile(r"(?:(?P<stop>(?<=[.?!:;,]))|(?<=[^ .?!:;,])) +-(?=[a-z])")


# "(1) a CV (2) no failures (3) three letters", but not "one (1) CV and two (2) letters"
_NUMBER = re.compile(r"(?P<before>\S*) +\((?P<number>[1-9])\) +(?=\S)")
_COUNTS = re.compile(rf"\W*(?:{NUMBER_WORD})\W*|and|or|steps?|parts?|levels?")


def _part_numbered(passage: Passage, norm: str) -> list[_Edit]:
    """Semicolons for the numbers of items within a line that nothing else parts."""
    last, count = 0, 0
    edits: list[_Edit] = []
    for match in _NUMBER.finditer(norm, passage.start, passage.end):
        number = int(match.group("number"))
        if not last < number <= last + 2 or _COUNTS.fullmatch(match.group("before")):
            continue
        last, count = number, count + 1
        if number > 1 and match.group("before")[-1:] not in ".?!:;,":
            edits.append((match.end("before"), match.end(), "; "))
    return edits if count >= MIN_ITEMS else []


def _part_items(passages: Sequence[Passage], norm: str) -> Iterator[_Edit]:
    """Semicolons for the hyphens that stand right before the items of a list within a line, or for their numbers."""
    for passage in passages:
        if norm.find(" (2) ", passage.start, passage.end) >= 0:
            yield from _part_numbered(passage, norm)
        if norm.find(" -", passage.start, passage.end) >= 0:
            items = list(_ITEM.finditer(norm, passage.start, passage.end))
            if len(items) >= MIN_ITEMS:
                yield from ((*item.span(), "; " if item.group("stop") is None else " ") for item in items)


def even_page(passages: Sequence[Passage], norm: str) -> tuple[Sequence[Passage], str, Origins | None]:
    """A page's normal form evened, its passages moved along, and the origins; None where nothing was to be done.

    HTML comes with single blanks, so that mostly plain text pays for this.
    """
    hints = {number for number, _, _ in _find_hints(norm.encode("ascii", "replace"))}
    edits: list[_Edit] = []
    if 0 in hints or not _ITEMS.isdisjoint(hints):  # of two hints that overlap only the first is found
        edits += _part_items(passages, norm)
    if 0 in hints:
        parted = {at for start, end, _ in edits for at in range(start, end)}
        edits += [
            (blanks.start() + 1, blanks.end(), "") for blanks in _BLANKS.finditer(norm) if blanks.start() not in parted
        ]
    if not _VISAS.isdisjoint(hints):
        for match in _TORN_VISA.finditer(norm):
            edits += [(at, at + 1, "") for at in range(*match.span()) if norm[at] == " " and norm[at - 1] != " "]
    if max(hints, default=0) > max(_ITEMS):
        edits += [(*match.span(), _spell_out(match)) for match in _DENIALS.finditer(norm)]
    if not edits:
        return passages, norm, None
    edits.sort()
    pieces: list[str] = []
    done = 0
    for start, end, put in edits:
        pieces += (norm[done:start], put)
        done = end
    pieces.append(norm[done:])
    origins = Origins(edits, len(norm))
    moved = [passage._replace(start=origins.find(passage.start), end=origins.find(passage.end)) for passage in passages]
    return moved, "".join(pieces), origins
