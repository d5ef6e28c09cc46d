"""`re` for texts of people, written `from transforms import hinted_re as re`: the same results, a few times as fast.

A pattern is tried only where one of the words stands that each of its matches must hold; most clauses hold none. The
words are read off the pattern itself. Nothing here knows what the patterns are about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from re import Match as Match
from re import escape as escape
from typing import Any

# The parser of `re` itself; it has no public name any more, and its types none at all.
_parser, _compiler, _codes = (import_module(f"re.{name}") for name in ("_parser", "_compiler", "_constants"))
_LITERAL, _SUBPATTERN, _BRANCH = _codes.LITERAL, _codes.SUBPATTERN, _codes.BRANCH
_REPEATS = (_codes.MAX_REPEAT, _codes.MIN_REPEAT)


class Hinted:
    """A compiled pattern with the words of which each of its matches holds at least one."""

    __slots__ = ("full", "fullmatch", "match", "pattern", "stems")

    def __init__(self, pattern: str) -> None:
        parsed = _parser.parse(pattern)
        self.pattern = pattern
        self.stems = _find_stems(parsed)
        self.full: re.Pattern[str] = _compiler.compile(parsed)  # parsed once: `re.compile` would do so again
        # Bound to one place, and so fast by themselves.
        self.match: Callable[..., re.Match[str] | None] = self.full.match
        self.fullmatch: Callable[..., re.Match[str] | None] = self.full.fullmatch

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        for stem in self.stems:
            if stem in text:
                return self.full.search(text, *span)
        return None

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        return self.full.finditer(text, *span) if has_any(self.stems, text) else iter(())

    def findall(self, text: str, *span: int) -> list[Any]:
        return self.full.findall(text, *span) if has_any(self.stems, text) else []

    def split(self, text: str, maxsplit: int = 0) -> list[str | Any]:
        return self.full.split(text, maxsplit) if has_any(self.stems, text) else [text]

    def sub(self, put: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        return self.full.sub(put, text, count) if has_any(self.stems, text) else text


class Branched(Hinted):
    """A long list of alternatives, of which only those are tried whose own words stand in the text.

    Of the matches at one place the first alternative's counts, as in `re`. For patterns without groups that match no
    empty text; others are tried whole.
    """

    __slots__ = ("_branches", "_hints")

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        branches = _split_branches(_parser.parse(pattern))
        self._branches: list[re.Pattern[str]] = [_compiler.compile(branch) for branch in branches]
        self._hints = [(stem, at) for at, branch in enumerate(branches) for stem in _find_stems(branch)]

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        if span or not self._branches:
            return super().search(text, *span)
        return next(self.finditer(text), None)

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        if span or not self._branches:
            return super().finditer(text, *span)
        alive = {at for stem, at in self._hints if stem in text}
        if len(alive) > 1:
            return _merge([self._branches[at] for at in sorted(alive)], text)
        return self._branches[alive.pop()].finditer(text) if alive else iter(())


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


def _split_branches(parsed: Any) -> list[Any]:
    """The alternatives of a parsed pattern as parsed patterns; none where they cannot stand alone."""
    at = next((at for at, (code, _) in enumerate(parsed) if code is not _codes.AT), len(parsed))
    if at == len(parsed) or parsed.state.groups > 1 or parsed.getwidth()[0] == 0:
        return []
    code, value = parsed[at]
    if code is _SUBPATTERN and value[0] is None and not (value[1] or value[2]) and len(value[3]) == 1:
        code, value = value[3][0]
    if code is not _BRANCH:
        return []
    before, after = list(parsed[:at]), list(parsed[at + 1 :])
    alone = [_parser.SubPattern(parsed.state, [*before, *branch, *after]) for branch in value[1]]
    return [part for branch in alone for part in _split_branches(branch) or [branch]]


# What a function that is given a pattern asks for.
Pattern = Hinted | re.Pattern[str]


# `re` forgets patterns beyond its 512th and compiles them again; ours are more. Those written where they are used are
# asked too seldom to be worth their hints.
compile = lru_cache(maxsize=4096)(Hinted)
_compiled = lru_cache(maxsize=4096)(re.compile)


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
    return _find_stems(_parser.parse(pattern))


def _find_stems(parsed: Any) -> tuple[str, ...]:
    needed = None if parsed.state.flags & re.IGNORECASE else _find_needed(parsed)
    if needed is None:
        return ("",)
    short = sorted(needed, key=len)
    return tuple(word for at, word in enumerate(short) if not any(other in word for other in short[:at]))


def _find_needed(parsed: Any) -> set[str] | None:
    """The best set of words (few, long) of which one must stand in what a parsed pattern matches."""
    options: list[set[str]] = []
    run = ""
    for code, value in [*parsed, (None, None)]:
        if code is _LITERAL:
            run += chr(value)
            continue
        if len(run) >= MIN_STEM:
            options.append({run})
        run = ""
        inner: set[str] | None = None
        if code is _SUBPATTERN:
            inner = None if value[1] else _find_needed(value[3])  # value[1]: flags such as "(?i:"
        elif code in _REPEATS and value[0] > 0:
            inner = _find_needed(value[2])
        elif code is _BRANCH:
            parts = [_find_needed(part) for part in value[1]]
            inner = None if None in parts else set().union(*(part for part in parts if part))
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

MAX_KNOWN = 100_000  # words
MAX_WORD = 40  # letters of a word that is remembered


class _Vocabulary(dict[str, int]):
    """What was learnt about each word."""

    def __init__(self, learn: Callable[[str], int]) -> None:
        self._learn = learn

    def __missing__(self, word: str) -> int:
        bits = self._learn(word)
        if len(word) <= MAX_WORD:
            if len(self) >= MAX_KNOWN:
                self.clear()
            self[word] = bits
        return bits


class StemIndex:
    """Which groups of stems stand in a text, at the price of one look-up for each of its words.

    The answer is a number with a bit for each group, in the order given; the same as `has_any` of each group.
    """

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        self._phrases: list[tuple[str, int]] = []  # stems with a blank in them, and their groups
        self._by_pair: dict[str, list[tuple[str, bool, bool, int]]] = {}
        self._by_letter: dict[str, int] = {}
        bits_of: dict[str, int] = {}
        for number, stems in enumerate(groups):
            for stem in stems:
                bits_of[stem] = bits_of.get(stem, 0) | 1 << number
        self._count = number + 1
        for stem, bits in bits_of.items():
            parts = stem.split(" ")
            at = max(range(len(parts)), key=lambda at: len(parts[at]))
            if len(parts) > 1:
                # One word of the phrase, at its own place between blanks, shows that the phrase is worth a search.
                self._phrases.append((stem, bits))
                bits = 1 << self._count + len(self._phrases) - 1
            part, begins, ends = parts[at], at > 0, at + 1 < len(parts)
            if len(part) < 2:
                self._by_letter[part] = self._by_letter.get(part, 0) | bits
            else:
                self._by_pair.setdefault(part[:2], []).append((part, begins, ends, bits))
        self._bits = _Vocabulary(self._learn).__getitem__

    def find(self, text: str) -> int:
        found = 0
        for bits in set(map(self._bits, text.split())):
            found |= bits
        maybe = found >> self._count
        if maybe:
            found &= (1 << self._count) - 1
            while maybe:
                lowest = maybe & -maybe
                stem, bits = self._phrases[lowest.bit_length() - 1]
                if stem in text:
                    found |= bits
                maybe ^= lowest
        return found

    def _learn(self, word: str) -> int:
        bits = 0
        for letter, mine in self._by_letter.items():
            if letter in word:
                bits |= mine
        for at in range(len(word) - 1):
            for part, begins, ends, mine in self._by_pair.get(word[at : at + 2], ()):
                if word.startswith(part, at) and not (begins and at) and not (ends and at + len(part) != len(word)):
                    bits |= mine
        return bits
