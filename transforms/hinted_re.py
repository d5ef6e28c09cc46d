"""`re` for texts of people, written `from transforms import hinted_re as re`: the same results, a few times as fast.

A pattern is tried only where one of the words stands that each of its matches must hold; most clauses hold none. The
words are read off the pattern itself. Nothing here knows what the patterns are about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from re import Match as Match
from re import escape as escape
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation

from transforms.pattern_cache import PLACE, PatternCache, assemble, disassemble

# The parser of `re` itself; it has no public name any more, and its types none at all.
_parser, _codes = (import_module(f"re.{name}") for name in ("_parser", "_constants"))
_LITERAL, _SUBPATTERN, _BRANCH = _codes.LITERAL, _codes.SUBPATTERN, _codes.BRANCH
_REPEATS = (_codes.MAX_REPEAT, _codes.MIN_REPEAT)

_kept = PatternCache(PLACE, Path(__file__))
_all: list[Hinted] = []  # of a module each, and so never more than the source holds


class Hinted:
    """A compiled pattern with the words of which each of its matches holds at least one, and at times more such words.

    `stems` are the words that show best whether the pattern is worth a try; of `partners`, too, each match holds one.
    All is made when first asked for: there are a thousand patterns, and most processes read no page.
    """

    __slots__ = ("full", "fullmatch", "match", "partners", "pattern", "stems")

    full: re.Pattern[str]
    stems: tuple[str, ...]
    partners: tuple[str, ...]
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        _all.append(self)

    def __getattr__(self, name: str) -> Any:
        if name not in Hinted.__slots__ or name == "pattern":
            raise AttributeError(name)
        known = _kept.recall(("whole", self.pattern))
        if known is None:
            parsed = _parser.parse(self.pattern)
            needed = [] if parsed.state.flags & re.IGNORECASE else _find_needed(parsed)
            stems = _choose_stems(needed)
            known = (stems, _choose_partners(needed, stems), disassemble(parsed))
            _kept.keep(("whole", self.pattern), known)
        self.stems, self.partners, made = known
        self.full = assemble(self.pattern, made)
        # Bound to one place, and so fast by themselves.
        self.match, self.fullmatch = self.full.match, self.full.fullmatch
        return getattr(self, name)

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        if span:  # of a page, which is long beside it
            return self.full.search(text, *span)
        for stem in self.stems:
            if stem in text:
                for partner in self.partners:
                    if partner in text:
                        return self.full.search(text)
                return None
        return None

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        return self.full.finditer(text, *span) if span or has_any(self.stems, text) else iter(())

    def findall(self, text: str, *span: int) -> list[Any]:
        return self.full.findall(text, *span) if span or has_any(self.stems, text) else []

    def split(self, text: str, maxsplit: int = 0) -> list[str | Any]:
        return self.full.split(text, maxsplit) if has_any(self.stems, text) else [text]

    def sub(self, put: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        return self.full.sub(put, text, count) if has_any(self.stems, text) else text


class Remembered(Hinted):
    """A slow pattern that many readers ask about the same few texts; what it found in the last of them is kept."""

    __slots__ = ("_known",)

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self._known = lru_cache(maxsize=256)(lambda text: tuple(self.full.finditer(text)))

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        return super().search(text, *span) if span else next(iter(self._known(text)), None)

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        return super().finditer(text, *span) if span else iter(self._known(text))


class Branched(Hinted):
    """A long list of alternatives, of which only those are tried whose own words stand in the text.

    Of the matches at one place the first alternative's counts, as in `re`. For patterns without groups that match no
    empty text; others are tried whole.
    """

    __slots__ = ("_alone", "_compiled", "_count", "_find", "_free", "_owners")

    _alone: list[Any]  # the alternatives, parsed
    _compiled: dict[int, re.Pattern[str]]  # when first needed: most never are
    _count: int  # of alternatives; 0 where the pattern cannot be cut
    _find: Callable[..., list[tuple[int, int, int]]]
    _free: set[int]  # alternatives without a word of their own
    _owners: tuple[set[int], ...]

    def __getattr__(self, name: str) -> Any:
        if name not in Branched.__slots__:
            return super().__getattr__(name)
        if name == "_alone":
            self._alone = _split_branches(_parser.parse(self.pattern))
            return self._alone
        known = _kept.recall(("cut", self.pattern))
        if known is None:
            known = (len(self._alone), *_find_owners(self._alone))
            _kept.keep(("cut", self.pattern), known)
        self._count, free, owners = known
        self._compiled = {}
        self._free = set(free)
        self._owners = tuple(set(numbers) for _, numbers in owners)
        self._find = find_all(word for word, _ in owners)
        return getattr(self, name)

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        if span or not self._count:
            return super().search(text, *span)
        alive = self._find_alive(text)
        if len(alive) > 1:
            return self.full.search(text) if len(alive) > MAX_ALIVE else next(self._merge(alive, text), None)
        return self._compile(alive.pop()).search(text) if alive else None

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        if span or not self._count:
            return super().finditer(text, *span)
        alive = self._find_alive(text)
        if len(alive) > 1:
            return self.full.finditer(text) if len(alive) > MAX_ALIVE else self._merge(alive, text)
        return self._compile(alive.pop()).finditer(text) if alive else iter(())

    def findall(self, text: str, *span: int) -> list[Any]:
        return [] if self._count and not self._find_alive(text) else super().findall(text, *span)

    def split(self, text: str, maxsplit: int = 0) -> list[str | Any]:
        return [text] if self._count and not self._find_alive(text) else super().split(text, maxsplit)

    def sub(self, put: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        if not self._count:
            return super().sub(put, text, count)
        alive = self._find_alive(text)
        if len(alive) > 1:
            return self.full.sub(put, text, count)
        return self._compile(alive.pop()).sub(put, text, count) if alive else text

    def _find_alive(self, text: str) -> set[int]:
        alive = set(self._free)
        for word, _, _ in self._find(text, overlapping=True):
            alive |= self._owners[word]
        return alive

    def _compile(self, at: int) -> re.Pattern[str]:
        found = self._compiled.get(at)
        if found is None:
            key = ("branch", self.pattern, at)
            known = _kept.recall(key)
            if known is None:
                known = disassemble(self._alone[at])
                _kept.keep(key, known)
            found = self._compiled[at] = assemble(self.pattern, known)
        return found

    def _merge(self, alive: set[int], text: str) -> Iterator[re.Match[str]]:
        return _merge([self._compile(at) for at in sorted(alive)], text)


MAX_ALIVE = 8  # alternatives: trying more of them one by one takes longer than the whole pattern


def _merge(patterns: list[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """What one pattern of all these alternatives would find, one after the other."""
    found = [(pattern, match) for pattern in patterns if (match := pattern.search(text))]
    while found:
        first = min((match for _, match in found), key=re.Match.start)
        yield first
        end = first.end()
        found = [
            (pattern, following)
            for pattern, match in found
            if (following := match if match.start() >= end else pattern.search(text, end))
        ]


def _find_owners(branches: list[Any]) -> tuple[tuple[int, ...], tuple[tuple[str, tuple[int, ...]], ...]]:
    """Alternatives without a word of their own, and for each word the alternatives that it opens, by number."""
    free: list[int] = []
    owners: dict[str, list[int]] = {}
    for at, branch in enumerate(branches):
        words = _find_words(branch, begins=False)
        if words is None:
            free.append(at)
        for word in words or ():
            owners.setdefault(word, []).append(at)
    return tuple(free), tuple((word, tuple(numbers)) for word, numbers in owners.items())


def _split_branches(parsed: Any) -> list[Any]:
    """The alternatives of a parsed pattern as parsed patterns; none where they cannot stand alone."""
    at = next((at for at, (code, _) in enumerate(parsed) if code is not _codes.AT), len(parsed))
    if at == len(parsed) or parsed.state.flags & re.IGNORECASE or parsed.state.groups > 1 or parsed.getwidth()[0] == 0:
        return []
    code, value = parsed[at]
    if code is _SUBPATTERN and value[0] is None and not (value[1] or value[2]) and len(value[3]) == 1:
        code, value = value[3][0]
    if code is not _BRANCH:
        return []
    before, after = list(parsed[:at]), list(parsed[at + 1 :])
    alone = [_parser.SubPattern(parsed.state, [*before, *branch, *after]) for branch in value[1]]
    return [part for branch in alone for part in _split_branches(branch) or [branch]]


class Guarded:
    """A slow pattern behind a quick one without which it cannot match; asked again and again about the same texts."""

    __slots__ = ("match", "pattern", "search")

    def __init__(self, hint: str, pattern: str) -> None:
        self.pattern = pattern
        guard, full = compile(hint), compile(pattern)

        def search(text: str) -> re.Match[str] | None:
            return full.search(text) if guard.search(text) else None

        def match(text: str) -> re.Match[str] | None:
            return full.match(text)  # not bound here, which would make the slow pattern at once

        self.search = lru_cache(maxsize=512)(search)
        self.match = match


def compile_all() -> int:
    """Make every pattern of the modules loaded, which the next process then takes from the cache; their number."""
    for pattern in _all:
        pattern.match  # noqa: B018 - asked for, and so made
        if isinstance(pattern, Branched):
            pattern._count  # noqa: B018
    return len(_all)


# What a function that is given a pattern asks for.
Pattern = Hinted | re.Pattern[str]


# `re` forgets patterns beyond its 512th and compiles them again; ours are more. Those written where they are used are
# asked too seldom to be worth their hints.
compile = lru_cache(maxsize=4096)(Hinted)


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    known = _kept.recall(("plain", pattern))
    if known is None:
        known = disassemble(_parser.parse(pattern))
        _kept.keep(("plain", pattern), known)
    return assemble(pattern, known)


def search(pattern: str, text: str) -> re.Match[str] | None:
    return _compiled(pattern).search(text)


def match(pattern: str, text: str) -> re.Match[str] | None:
    return _compiled(pattern).match(text)


def fullmatch(pattern: str, text: str) -> re.Match[str] | None:
    return _compiled(pattern).fullmatch(text)


def finditer(pattern: str, text: str) -> Iterator[re.Match[str]]:
    return _compiled(pattern).finditer(text)


def findall(pattern: str, text: str) -> list[Any]:
    return _compiled(pattern).findall(text)


def split(pattern: str, text: str, maxsplit: int = 0) -> list[str | Any]:
    return _compiled(pattern).split(text, maxsplit)


def sub(pattern: str, put: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
    return _compiled(pattern).sub(put, text, count)


# ---------------------------------------------------------------- words of a pattern

MIN_STEM = 2  # letters


def find_stems(pattern: str) -> tuple[str, ...]:
    """Words of which each match of `pattern` holds at least one; ("",) where it has no such words."""
    return Hinted(pattern).stems


def _choose_stems(needed: list[set[str]]) -> tuple[str, ...]:
    if not needed:
        return ("",)
    best = max(needed, key=_weigh)
    return _shorten(best)


MAX_PARTNERS = 16  # more would cost what they save
MIN_PARTNER = 3  # letters


def _choose_partners(needed: list[set[str]], stems: tuple[str, ...]) -> tuple[str, ...]:
    """The next best set of words of which each match holds one; ("",) where there is none worth looking for."""
    worth = [
        words
        for words in map(_shorten, needed)
        if len(words) <= MAX_PARTNERS and min(map(len, words)) >= MIN_PARTNER and set(words) != set(stems)
    ]
    return max(worth, key=_weigh) if worth else ("",)


def _shorten(words: Iterable[str]) -> tuple[str, ...]:
    short = sorted(words, key=len)
    return tuple(word for at, word in enumerate(short) if not any(other in word for other in short[:at]))


def _weigh(words: Collection[str]) -> tuple[int, int]:
    """Long words tell best, and few of them are soon looked up."""
    return min(map(len, words)), -len(words)


MAX_MARKS = 4


def _is_mark(text: str) -> bool:
    """Whether a single letter is one that most clauses lack."""
    return len(text) == 1 and text != " " and not text.isalnum()


def _find_needed(parsed: Any) -> list[set[str]]:
    """Sets of words, of each of which one must stand in what a parsed pattern matches."""
    options: list[set[str]] = []
    run = ""
    for code, value in [*parsed, (None, None)]:
        if code is _LITERAL:
            run += chr(value)
            continue
        repeated = ""
        if code in _REPEATS and value[0] > 0 and len(value[2]) == 1 and value[2][0][0] is _LITERAL:
            repeated = chr(value[2][0][1]) * value[0]
        if len(run + repeated) >= MIN_STEM or _is_mark(run + repeated):
            options.append({run + repeated})
        run = repeated
        if code is _SUBPATTERN:
            options += [] if value[1] else _find_needed(value[3])  # value[1]: flags such as "(?i:"
        elif code in _REPEATS and value[0] > 0:
            options += _find_needed(value[2])
        elif code is _codes.IN and len(value) <= MAX_MARKS and all(kind is _LITERAL for kind, _ in value):
            marks = {chr(letter) for _, letter in value}
            options += [marks] if all(map(_is_mark, marks)) else []
        elif code is _BRANCH:
            parts = [max(needed, key=_weigh) if (needed := _find_needed(part)) else None for part in value[1]]
            if None not in parts:
                options.append(set().union(*(part for part in parts if part)))
    return options


def find_words(pattern: str) -> dict[str, bool]:
    """Words of which each match of `pattern` holds at least one, also single letters and digits.

    The value tells whether the word only counts where it begins one. Raises ValueError where there are no such words.
    """
    words = _find_words(_parser.parse(pattern), begins=False)
    if words is None:
        raise ValueError(f"each alternative needs a letter or digit of its own: {pattern}")
    return words


def _find_words(parsed: Any, begins: bool) -> dict[str, bool] | None:
    options: list[dict[str, bool]] = []
    run, run_begins = "", False
    for code, value in [*parsed, (None, None)]:
        if code is _LITERAL:
            run_begins = run_begins if run else begins
            run, begins = run + chr(value), False
            continue
        if run:
            options.append({run: run_begins})
        run = ""
        inner: dict[str, bool] | None = None
        if code is _SUBPATTERN:
            inner = None if value[1] else _find_words(value[3], begins)
        elif code in _REPEATS and value[0] > 0:
            inner = _find_words(value[2], begins)
        elif code is _codes.IN and value == [(_codes.CATEGORY, _codes.CATEGORY_DIGIT)]:
            inner = dict.fromkeys("0123456789", False)
        elif code is _BRANCH:
            parts = [_find_words(part, begins) for part in value[1]]
            if None not in parts:
                inner = {}
                for word, must in ((word, must) for part in parts if part for word, must in part.items()):
                    # A word that must begin one in this alternative only is free.
                    inner[word] = must and inner.get(word, True)
        begins = code is _codes.AT and value is _codes.AT_BOUNDARY
        if inner:
            options.append(inner)
    return max(options, key=lambda words: (min(map(len, words)), -len(words)), default=None)


def has_any(stems: Iterable[str], text: str) -> bool:
    """Whether one of `stems` stands in `text`; a plain loop, since this runs most often of all."""
    for stem in stems:  # noqa: SIM110 - any() takes twice as long
        if stem in text:
            return True
    return False


# ---------------------------------------------------------------- many words at once


class StemIndex:
    """Which groups of stems stand in a text, in one pass over it.

    The answer is a number with a bit for each group, in the order given; the same as `has_any` of each group.
    """

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        bits_of: dict[str, int] = {}
        for number, stems in enumerate(groups):
            for stem in stems:
                bits_of[stem] = bits_of.get(stem, 0) | 1 << number
        self._bits = tuple(bits_of.values())
        self._find = find_all(bits_of)

    def find(self, text: str) -> int:
        found = 0
        for word, _, _ in self._find(text, overlapping=True):
            found |= self._bits[word]
        return found


def find_all(words: Iterable[str]) -> Callable[..., list[tuple[int, int, int]]]:
    """A function that tells (number of the word, start, end) of each place in a text where one of `words` stands."""
    find: Callable[..., list[tuple[int, int, int]]]
    find = AhoCorasick(list(words), implementation=Implementation.DFA).find_matches_as_indexes
    return find
