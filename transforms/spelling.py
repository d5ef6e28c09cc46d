"""One spelling where people use several: single blanks, "J-1" for "J - 1", "is not" for "isn't".

The normal form keeps each letter's place; here letters come and go, and `Origins` remembers where each stood. Clauses,
their labels, questions and headings are even: a pattern that waits for "n't" waits in vain. Only topics.py looks at the
first lines of a page before they are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from string import ascii_lowercase

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from transforms import hinted_re as re
from transforms.dates import MONTH
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
_HINTS += [b", no ", b"/yr", b" lor", b" yog", b" usce "]  # of badges strung on commas
_HINTS += [b" (2) ", b" 2. ", b" 2) ", b" b. ", b" b) "]
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


# "(1) a CV (2) no failures (3) three letters", but not "one (1) CV and two (2) letters"; "1. a CV 2. no failures"
_NUMBERS = {
    " (2) ": re.compile(r"(?P<before>\S*) +\((?P<number>[1-9]\d?)\) +(?=\S)"),
    " 2. ": re.compile(r"(?P<before>\S*) +(?P<number>[1-9]\d?)\. +(?=\S)"),
    " 2) ": re.compile(r"(?P<before>\S*) +(?P<number>[1-9]\d?)\) +(?=\S)"),
    " b. ": re.compile(r"(?P<before>\S*) +(?P<number>[a-k])\. +(?=\S)"),
    " b) ": re.compile(r"(?P<before>\S*) +(?P<number>[a-k])\) +(?=\S)"),
}
_FIRST = ("1.", "1)", "(1)", "a.", "a)")
MAX_GAP = 2  # between the numbers of items that a page tells one after the other
MAX_HEADED = 80  # letters of an item that needs its head; longer ones state something by themselves
_EXAMS = r"steps?|parts?|levels?|pgy"
_COUNTS = re.compile(
    rf"\W*(?:{NUMBER_WORD})\W*|and|or|to|of|by|in|least|most|than|over|under|within|above|below|only|past|last|is|are|"
    rf"max(?:imum)?|min(?:imum)?|(?:.*[^\w\s.?!:;,()\"'%+/-])|{MONTH}\.?|{_EXAMS}"
)
_ENDS_ITEM = re.compile(_EXAMS)  # "no failures on any step 4. J-1 only"
_OF_LETTERS = re.compile(r"letters?|lors?|recommendations?|references?")  # whose items are counted by their numbers
_STOPPED = re.compile(r"(?<!\bu\.s)[.!](?= )")


def _count_item(match: re.Match[str]) -> int:
    """The place of an item in its list: of "c." the third."""
    number = match.group("number")
    return int(number) if number.isdigit() else ascii_lowercase.index(number) + 1


def _find_runs(passage: Passage, norm: str, numbers: re.Pattern) -> Iterator[list[re.Match[str]]]:
    """The numbers of each list within a line, from 1 or 2 on."""
    run: list[re.Match[str]] = []
    last = int(norm.startswith(_FIRST, passage.start))
    for match in numbers.finditer(norm, passage.start, passage.end):
        number = _count_item(match)
        is_next = last < number <= last + MAX_GAP if last else number <= 2
        before = match.group("before")
        is_item_end = len(run) > 1 and number == last + 1 and _ENDS_ITEM.fullmatch(before)
        if is_next and (is_item_end or not _COUNTS.fullmatch(before)):
            run.append(match)
            last = number
        elif number == 1 and before.endswith(":"):
            yield run
            run, last = [match], 1
    yield run


def _part_numbered(passage: Passage, norm: str, numbers: re.Pattern) -> Iterator[_Edit]:
    """What parts the items of a list within a line that only their numbers part, or that a head before them governs."""
    starts_here = norm.startswith(_FIRST, passage.start)
    for run in _find_runs(passage, norm, numbers):
        head = run[0].group("before") if run and _count_item(run[0]) == 1 else ""
        if _OF_LETTERS.match(head):
            continue
        is_headed = head.endswith(":")
        if len(run) + starts_here < MIN_ITEMS - is_headed:
            continue
        if head[-1:].isalpha() and "(" not in run[0].group():
            continue  # "those whom we interview have 1. ... 2. ...": one sentence
        items = [norm[one.end() : other.start()] + other.group("before") for one, other in pairwise(run)]
        is_whole = not any("?" in item or _STOPPED.search(item) for item in items)
        if is_headed and is_whole and max(map(len, items)) < MAX_HEADED:
            first, *others = run
            yield first.end("before"), first.end(), " "
            for match in others:
                start = match.end("before")
                yield start - (norm[start - 1] in ".;,"), match.end(), "; "
            continue
        for match in run:
            if _count_item(match) > 1 and match.group("before")[-1:] not in ".?!:;,":
                start = match.end("before")
                yield (start, match.end(), "; ") if is_whole else (start, start, ".")


MIN_BADGES = 4
MAX_TERSE = 400  # letters of a sentence of badges; each comma looks ahead for the end of a bracket
# Of each the first that stands in a badge: "4 spots", "CK 225", "YOG <= 3", "no visa", "3 LORs".
_BADGE = re.compile(
    r"\b(?:yog|usce|ck|comlex|steps?|s[123]|att(?:empts?)?|lors?|letters?|j-?1|h-?1b?|visas?|ecfmg|spots?|slots?|"
    r"positions?|cut-?off|(?:min )?scores?|obs\w*|imgs?|deadline)\b|/yr\b"
)
_SENTENCE = re.compile(r"(?:[^.;?!]|[.?!](?! |$))+")
_COMMA = re.compile(r", (?![^()]*\))")
_NO_BADGE = re.compile(
    r"(?:and|or|but|which|who|if|with|when|as|by|for|in|on|at|to|of|then|20\d\d|\d+$)\b|.*\b(?:is|are|must|should|will|we|"
    r"our|you|your|have|has|requires?|accepts?|submit|includ\w*|may|can|please)\b"
)


def _part_badges(passage: Passage, norm: str) -> Iterator[_Edit]:
    """Semicolons for the commas between badges: "6/yr, YOG <= 3, CK 225, 3 LORs, no visa"."""
    for sentence in _SENTENCE.finditer(norm, passage.start, passage.end):
        if sentence.end() - sentence.start() > MAX_TERSE:
            continue
        commas = list(_COMMA.finditer(norm, *sentence.span()))
        if len(commas) < MIN_BADGES - 1:
            continue
        bounds = [sentence.start(), *(at for comma in commas for at in comma.span()), sentence.end()]
        parts = [norm[bounds[at] : bounds[at + 1]].strip() for at in range(0, len(bounds), 2)]
        first = parts[0].rpartition(": ")[2]
        told = {match.group() for part in (first, *parts[1:]) if (match := _BADGE.search(part))}
        is_terse = all(len(part.split()) <= 6 and not _NO_BADGE.match(part) for part in (first, *parts[1:]))
        if is_terse and len(told) >= MIN_BADGES - 1:
            yield from ((*comma.span(), "; ") for comma in commas)


def _part_items(passages: Sequence[Passage], norm: str) -> Iterator[_Edit]:
    """Semicolons for the hyphens that stand right before the items of a list within a line, or for their numbers."""
    for passage in passages:
        if norm.count(", ", passage.start, passage.end) >= MIN_BADGES - 1:
            yield from _part_badges(passage, norm)
        for second, numbers in _NUMBERS.items():
            if norm.find(second, passage.start, passage.end) >= 0:
                yield from _part_numbered(passage, norm, numbers)
        if norm.find(" -", passage.start, passage.end) >= 0:
            items = list(_ITEM.finditer(norm, passage.start, passage.end))
            if len(items) >= MIN_ITEMS:
                yield from ((*item.span(), "; " if item.group("stop") is None else " ") for item in items)


def _without_overlaps(edits: list[_Edit]) -> list[_Edit]:
    """The edits in their order; of two that want the same letters ("... 2. -b") the first."""
    kept: list[_Edit] = []
    for edit in sorted(edits):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


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
    edits = _without_overlaps(edits)
    pieces: list[str] = []
    done = 0
    for start, end, put in edits:
        pieces += (norm[done:start], put)
        done = end
    pieces.append(norm[done:])
    origins = Origins(edits, len(norm))
    moved = [passage._replace(start=origins.find(passage.start), end=origins.find(passage.end)) for passage in passages]
    return moved, "".join(pieces), origins
