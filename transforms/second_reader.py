"""A second opinion on what the grammar read, from the wording alone: which words stand together around a fact.

The grammar of `facts/` understands sentences, and where it misunderstands one it is sure of it. This reader understands
nothing; it has seen some thousand labelled texts and knows how each value is usually worded. What it holds to be very
unlikely is not stated: two readers that err for different reasons seldom err together. It adds nothing of its own, but
settles a visa that the grammar saw and did not understand.
Its weights stand in `reference/data/second_reader.csv`; `benchmarks/second_reader.py` learns and measures them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, repeat
from math import exp
from operator import itemgetter

from reference.tables import read_weights
from transforms.model import Passage

FEATURES_VERSION = "1"  # of `find_features`; weights learned with others are refused
SCOPE = "scope"  # the topic of whole stretches: are they about a residency at all?
OUTSIDE = "outside"
STATED = "stated"  # the only value of topics whose numbers do not matter
MIN_CHANCE = 0.04  # a value less likely is withheld; of these, more than two in three were wrong
MIN_SURE = 0.96  # a value as likely settles what the grammar saw and did not understand
MAX_OUTSIDE = 0.7
MAX_STRETCH = 700  # letters that are judged together, about a paragraph or two

_J1 = re.compile(r"\bj ?-? ?[1i]s?\b")
_H1B = re.compile(r"\bh ?-? ?[1i](?: ?-? ?b)?s?\b|\bh visas?\b")
_STEP3 = re.compile(r"\b(?:step|part) (?:3|iii|three)\b|\bs3\b")
_OF_VISAS = re.compile(
    r"\b(?:visas?|citizens?|citizenship|(?:non)?-?immigrants?|immigration|sponsor(?:s|ed|ing|ship)?|green card|"
    r"permanent resid\w+|ead|status|statuses)\b|jvisa|hvisa"
)
_OF_SCORES = re.compile(
    r"\bscores?|cut-? ?offs?|minimums?|threshold|\busmle|\bsteps?\b|stepthree|\bck\b|\bs[12]\b|\b2\d\d\b"
)
_OF_LETTERS = re.compile(r"letters?|\blors?\b|recommend\w*|referenc\w*|sloes?")


@dataclass(frozen=True, slots=True)
class _Topic:
    """Where to look. `mine`: the word that the fact is about; `other`: its rival; `about`: sentences that count."""

    mine: str = ""
    other: str = ""
    about: re.Pattern[str] | None = None
    by_value: bool = True


TOPICS: Mapping[str, _Topic] = {
    "visa_j1": _Topic("jvisa", "hvisa", _OF_VISAS),
    "visa_h1b": _Topic("hvisa", "jvisa", _OF_VISAS),
    "letters_min": _Topic(about=_OF_LETTERS),
    "step1_min": _Topic(about=_OF_SCORES, by_value=False),
    "step2_min": _Topic(about=_OF_SCORES, by_value=False),
    SCOPE: _Topic(),
}

_SENTENCE_END = re.compile(r"(?<=[.;?!])\s")
_MAY_NAME = frozenset(("j", "ji", "h", "hi", "step", "steps", "part", "s"))  # parts of what has one spelling
_TOKEN = re.compile(r"[a-z']+|\d+|[.;:,?!()|/&+%-]")


Sentence = tuple[str, ...]
Feature = tuple[str, ...]  # words that stand together, in this order


def split_tokens(passages: Iterable[str]) -> tuple[Sentence, ...]:
    """The sentences of some passages (normal form) as words and marks; visas in one spelling, numbers in few sizes."""
    sentences = []
    for passage in passages:
        for sentence in _SENTENCE_END.split(passage):
            tokens = _TOKEN.findall(sentence)
            if not _MAY_NAME.isdisjoint(tokens):
                named = _STEP3.sub(" stepthree ", _H1B.sub(" hvisa ", _J1.sub(" jvisa ", sentence)))
                tokens = _TOKEN.findall(named)
            if tokens:
                sentences.append(tuple([_size(token) if token.isdigit() else token for token in tokens]))
    return tuple(sentences)


def _size(token: str) -> str:
    """A small number as it is; of a larger one only what it may be: a day or share, a score, a year."""
    number = int(token[:9])
    if number <= 12:
        return token
    return "<year>" if number > 999 else "<high>" if number > 300 else "<score>" if number >= 180 else "<number>"


def find_features(topic: str, sentences: Sequence[Sentence]) -> set[Feature]:
    """Words, pairs and triples of the sentences that count for a topic, and those left and right of its own word."""
    if topic == SCOPE:
        words = [word for sentence in sentences for word in sentence]
        return {*zip(words, strict=True), *pairwise(words)}
    settings = TOPICS[topic]
    found: set[Feature] = set()
    for sentence in sentences:
        if settings.mine and settings.mine in sentence:
            words = _name_words(settings, sentence)
            found.update(_find_beside(words))
        elif not _is_about(settings, sentence):
            continue
        elif settings.mine:
            words = _name_words(settings, sentence)
            found.update(zip(repeat("aside:"), words))
            found.update(zip(repeat("aside:"), words, words[1:]))
            continue
        else:
            words = list(sentence)
        found.update(zip(words, strict=True), pairwise(words), zip(words, words[1:], words[2:], strict=False))
        found.update(zip(words, repeat(".."), words[2:]))
    return found


def _name_words(settings: _Topic, sentence: Sentence) -> list[str]:
    return ["<it>" if word == settings.mine else "<other>" if word == settings.other else word for word in sentence]


@lru_cache(maxsize=1024)
def _is_about(settings: _Topic, sentence: Sentence) -> bool:
    return settings.about is not None and settings.about.search(" ".join(sentence)) is not None


def _find_beside(words: Sequence[str]) -> Iterator[Feature]:
    """What stands left and right of the topic's own word, near or far; of its first two places."""
    for at in [at for at, word in enumerate(words) if word == "<it>"][:2]:
        for side, part in (("left:", words[max(0, at - 10) : at][::-1]), ("right:", words[at + 1 : at + 11])):
            yield from zip(repeat(side), part[:3])
            yield from zip(repeat("far"), repeat(side), part[3:])
            yield from zip(repeat(side), part[:6], part[1:6])


# ---------------------------------------------------------------- judging


@dataclass(frozen=True, slots=True)
class _Model:
    values: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[Feature, tuple[float, ...]]  # one weight for each value


@cache
def _load() -> Mapping[str, _Model]:
    models = {}
    for topic, rows in read_weights("second_reader", FEATURES_VERSION).items():
        values, bias = zip(*rows.pop("").items(), strict=True)
        weights = {
            tuple(words.split(" ")): tuple(told.get(value, 0.0) for value in values) for words, told in rows.items()
        }
        models[topic] = _Model(values, bias, weights)
    return models


def find_chances(topic: str, sentences: Sequence[Sentence]) -> dict[str, float]:
    """How likely each value of a topic is, by the wording of some sentences; "" is silence. They add up to 1."""
    model = _load()[topic]
    scores = list(model.bias)
    for feature in find_features(topic, sentences) & model.weights.keys():
        for at, weight in enumerate(model.weights[feature]):
            scores[at] += weight
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    return {value: power / sum(powers) for value, power in zip(model.values, powers, strict=True)}


class SecondReader:
    """The second opinion on the statements of one page, which is judged in stretches of a paragraph or two."""

    def __init__(self, passages: Sequence[Passage], norm: str) -> None:
        self._passages, self._norm = passages, norm
        self._ends: list[int] = []  # of the stretches, by offset
        self._spans: list[tuple[int, int]] = []  # of their passages

    def find_doubt(self, field: str, value: object, strength: str, start: int) -> str | None:
        """Why a statement read at `start` is not to be believed; None where nothing speaks against it."""
        if self._weigh_outside(start) > MAX_OUTSIDE:
            return "second reader: worded as what is not of a residency"
        topic = TOPICS.get(field)
        if topic is None or strength != "required":
            return None
        chances = _judge(field, self._find_stretch(start))
        if chances.get(str(value) if topic.by_value else STATED, 1.0) >= MIN_CHANCE:
            return None
        likely = max(chances, key=chances.__getitem__)
        return f"second reader: worded as {likely!r}" if likely else "second reader: worded as what states nothing"

    def find_sure(self, field: str, start: int) -> str | None:
        """The value of a visa named at `start`, where the wording leaves little doubt; else None."""
        if self._weigh_outside(start) > 1 - MAX_OUTSIDE:
            return None
        value, chance = max(_judge(field, self._find_stretch(start)).items(), key=itemgetter(1))
        return value if value and chance >= MIN_SURE else None

    def _weigh_outside(self, start: int) -> float:
        # Titles name fellowships beside the residency; whose page it is, the grammar tells.
        return _judge(SCOPE, self._find_stretch(start, without=("heading",))).get(OUTSIDE, 0.0)

    def _find_stretch(self, start: int, without: Collection[str] = ()) -> tuple[str, ...]:
        if not self._spans:
            self._cut()
        span = slice(*self._spans[bisect_right(self._ends, start)])
        return tuple([self._norm[p.start : p.end] for p in self._passages[span] if p.kind not in without])

    def _cut(self) -> None:
        """A new stretch begins at a heading, or where the one before would grow too long."""
        first = 0
        for index, passage in enumerate(self._passages):
            length = passage.end - self._passages[first].start
            if index > first and (length > MAX_STRETCH or (passage.kind == "heading" and 2 * length > MAX_STRETCH)):
                self._spans.append((first, index))
                self._ends.append(passage.start)
                first = index
        self._spans.append((first, len(self._passages)))
        self._ends.append(len(self._norm) + 1)


_split = lru_cache(maxsize=256)(split_tokens)


@lru_cache(maxsize=4096)
def _judge(topic: str, stretch: tuple[str, ...]) -> dict[str, float]:
    return find_chances(topic, _split(stretch))
