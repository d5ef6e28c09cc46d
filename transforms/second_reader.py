"""A second opinion on what the grammar read, from the wording alone: which words stand together around a fact.

The grammar of `facts/` understands sentences, and where it misunderstands one it is sure of it. This reader understands
nothing; it has seen some thousand labelled texts and knows how each value is usually worded. What it holds to be very
unlikely is not stated: two readers that err for different reasons seldom err together. Of some facts it settles what
the grammar read past, where a clause of the residency's names the fact and the wording leaves little doubt.
Its weights stand in `reference/data/second_reader/`; `benchmarks/second_reader.py` learns and measures them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise, repeat
from math import exp
from operator import itemgetter
from sys import intern

from reference import tables
from transforms.model import Passage
from transforms.opening import opens_itself

FEATURES_VERSION = "4"  # of `find_features`; weights learned with others are refused
SCOPE = "scope"  # the topic of whole stretches: are they about a residency at all?
OUTSIDE = "outside"
STATED = "stated"  # the only value of topics whose numbers do not matter
MAX_OUTSIDE = 0.7  # more, and a paragraph states nothing of the residency
MAX_OUTSIDE_TOLD = 0.35  # the same for one long enough to tell
MIN_TOLD = 30  # words
MAX_OUTSIDE_SETTLED = 0.3  # more, and nothing that the grammar read past is settled there
MIN_ALONE = 0.5
MIN_WORDS = 3  # of fewer ("Visas" "None") the wording tells nothing
MAX_STRETCH = 700  # letters that are judged together, about a paragraph or two

_J1 = re.compile(r"\bj ?-? ?[1i]s?\b|\becfmg[- ]sponsored(?= (?:visas?|status)\b)")
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
_OF_CERTIFICATES = re.compile(r"ecfmg|certif\w+")
_OF_STEP3 = re.compile(r"stepthree|steps?")
_OF_EXPERIENCE = re.compile(
    r"\busce?\b|\bu \. s\b|\bunited states|\bamerican?\b|experience|observ\w+|extern\w+|hands-on|clinical|rotations?"
)


@dataclass(frozen=True, slots=True, eq=False)  # told apart by place: a hash of what they hold takes a microsecond
class _Topic:
    """Where to look. `mine`: the word that the fact is about; `other`: its rival; `about`: sentences that count."""

    mine: str = ""
    other: str = ""
    about: re.Pattern[str] | None = None
    by_value: bool = True
    doubt: float = 0.04  # a value less likely is withheld
    leery: Mapping[str, float] = field(default_factory=dict)  # so is one less likely in stretch and sentence alike
    trusted: frozenset[str] = frozenset()  # values that are left to the grammar, which knows them better
    sure: float | None = None  # one as likely settles what the grammar read past


TOPICS: Mapping[str, _Topic] = {
    "visa_j1": _Topic("jvisa", "hvisa", _OF_VISAS, sure=0.85),
    "visa_h1b": _Topic(
        "hvisa",
        "jvisa",
        _OF_VISAS,
        doubt=0.08,
        leery={"sponsors": 0.1},
        trusted=frozenset(("conditional",)),
        sure=0.85,
    ),
    "letters_min": _Topic(about=_OF_LETTERS, doubt=0.05, trusted=frozenset(("3",))),
    "ecfmg_by": _Topic(
        about=_OF_CERTIFICATES, doubt=0.07, trusted=frozenset(("interview", "ranking", "start")), sure=0.95
    ),
    "usce_required": _Topic(about=_OF_EXPERIENCE, doubt=0.0, sure=0.9),
    "step3_required": _Topic(about=_OF_STEP3, trusted=frozenset(("h1b", "no"))),
    "step1_min": _Topic(about=_OF_SCORES, by_value=False),
    "step2_min": _Topic(about=_OF_SCORES, by_value=False),
    SCOPE: _Topic(),
}

# Values so seldom asked for that their rarity alone would speak against them: doubted only beside words that mislead.
MISLEADING = {("letters_min", "4"): re.compile(r"\bdean|\bmspe\b|\bup to\b|\bmost\b|\bmaximum\b|\bmore than\b|\blimit")}

# Sums that the grammar makes on purpose and people seldom write: "three, one of them from the Dean" are two.
RECKONED = {("letters_min", "2"): re.compile(r"\bdean|\bmspe\b|performance evaluation")}

# "Visas are decided case by case": where none is named, what is worded around J-1 elsewhere says nothing against it.
_ANY_VISA = re.compile(r"(?!.*(?:\b[jh]\b|\b[jh]-?[1i])).*\bvisas?\b")

_SENTENCE_END = re.compile(r"(?<=[.;?!])\s")
_MAY_NAME = frozenset(
    ("j", "ji", "h", "hi", "step", "steps", "part", "s", "sponsored")
)  # parts of what has one spelling
_WORD = re.compile(r"[a-z]\S*")  # neither a bullet nor the number of an item
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
                sentences.append(tuple([intern(_size(token) if token.isdigit() else token) for token in tokens]))
    return tuple(sentences)


def _size(token: str) -> str:
    """A small number as it is; of a larger one only what it may be: a day or share, a score, a year."""
    number = int(token[:9])
    if number <= 12:
        return token
    return "<year>" if number > 999 else "<high>" if number > 300 else "<score>" if number >= 180 else "<number>"


_ENDINGS = (
    *("ations", "ation", "ments", "ment", "ingly", "ship", "ships", "ing", "ies", "ied", "ers", "er", "ed", "es", "ly"),
    *("al", "s", "e", "y"),
)
MIN_ROOT, MAX_ROOT = 4, 7  # letters


@lru_cache(maxsize=1 << 15)
def find_root(word: str) -> str:
    """What forms of a word have in common: "sponsor" of sponsors, sponsored, sponsorship."""
    if len(word) <= MIN_ROOT or not word.isalpha():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= MIN_ROOT:
            return intern(word[: -len(ending)][:MAX_ROOT])
    return intern(word[:MAX_ROOT])


def find_features(topic: str, sentences: Sequence[Sentence]) -> set[Feature]:
    """Roots, pairs and triples of them in the sentences that count for a topic; beside and around its own word."""
    if topic == SCOPE:
        words = [word for sentence in sentences for word in sentence]
        return {*zip(words, strict=True), *pairwise(words)}
    settings = TOPICS[topic]
    found: set[Feature] = set()
    for sentence in sentences:
        is_named = bool(settings.mine) and settings.mine in sentence
        if not is_named and not _is_about(settings, sentence):
            continue
        words = _name_words(settings, sentence)
        if settings.mine and not is_named:
            found.update(zip(repeat("aside:"), words))
            found.update(zip(repeat("aside:"), words, words[1:]))
            continue
        if is_named:
            found.update(_find_beside(words))
        found.update(zip(words, strict=True), pairwise(words), zip(words, words[1:], words[2:], strict=False))
        found.update(zip(words, repeat(".."), words[2:]))
        found.update(_find_together(settings, sentence, words))
    return found


def _name_words(settings: _Topic, sentence: Sentence) -> list[str]:
    names = {settings.mine: "<it>", settings.other: "<other>"}
    return [names.get(word) or find_root(word) for word in sentence]


@lru_cache(maxsize=4096)
def _is_about(settings: _Topic, sentence: Sentence) -> bool:
    return settings.about is not None and settings.about.search(" ".join(sentence)) is not None


@lru_cache(maxsize=1 << 15)
def _is_word_about(settings: _Topic, word: str) -> bool:
    return settings.about is not None and settings.about.search(word) is not None


def _find_beside(words: Sequence[str]) -> Iterator[Feature]:
    """What stands left and right of the topic's own word, near or far; of its first two places."""
    for at in [at for at, word in enumerate(words) if word == "<it>"][:2]:
        for side, part in (("left:", words[max(0, at - 10) : at][::-1]), ("right:", words[at + 1 : at + 11])):
            yield from zip(repeat(side), part[:3])
            yield from zip(repeat("far"), repeat(side), part[3:])
            yield from zip(repeat(side), part[:6], part[1:6])


_CLAUSE_ENDS = frozenset(
    (";", ":", ",", "(", ")", "but", "while", "whereas", "however", "though", "although", "because", "which")
) | {"unless", "if"}


def _find_together(settings: _Topic, sentence: Sentence, words: Sequence[str]) -> Iterator[Feature]:
    """What stands in one clause with a word that names the topic."""
    start = 0
    for end in [*(at for at, word in enumerate(sentence) if word in _CLAUSE_ENDS), len(sentence)]:
        named = {
            word
            for raw, word in zip(sentence[start:end], words[start:end], strict=True)
            if (word in _NAMES if settings.mine else _is_word_about(settings, raw))
        }
        for name in named:
            yield from zip(repeat("with:"), repeat(name), words[start:end])
        start = end


_NAMES = ("<it>", "<other>")


# ---------------------------------------------------------------- judging


@dataclass(frozen=True, slots=True)
class _Model:
    values: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[Feature, tuple[float, ...]]  # one weight for each value


@cache
def _load(topic: str) -> _Model:
    values, rows = tables.read_weights(tables.DATA / "second_reader" / f"{topic}.csv", FEATURES_VERSION)
    bias = rows.pop("")
    # One object for each word: looks among so many cost what they touch.
    features = {tuple(map(intern, words.split(" "))): weights for words, weights in rows.items()}
    return _Model(tuple(values), bias, features)


def find_chances(topic: str, sentences: Sequence[Sentence]) -> dict[str, float]:
    """How likely each value of a topic is, by the wording of some sentences; "" is silence. They add up to 1."""
    model = _load(topic)
    weigh = model.weights.get
    told = [weights for feature in find_features(topic, sentences) if (weights := weigh(feature))]
    scores = [sum(column) for column in zip(model.bias, *told, strict=True)]
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    return {value: power / sum(powers) for value, power in zip(model.values, powers, strict=True)}


Judge = Callable[[str, tuple[str, ...]], Mapping[str, float]]  # topic and texts -> how likely each value is


@lru_cache(maxsize=64)
def _count_words(stretch: tuple[str, ...]) -> int:
    # Unrelated paragraphs around a line of two words make it no longer.
    return sum(len(_WORD.findall(text)) for text in stretch if len(stretch) == 1 or opens_itself(text))


def find_unlikely(field: str, value: object, stretch: tuple[str, ...], sentence: str, judge: Judge) -> str | None:
    """Why a value read in a sentence of a stretch is not to be believed; None where nothing speaks against it."""
    topic, name = TOPICS[field], str(value)
    if name in topic.trusted or _count_words(stretch) < MIN_WORDS:
        return None
    if (field, name) == ("visa_j1", "conditional") and _ANY_VISA.match(sentence):
        return None
    misleads = MISLEADING.get((field, name))
    if misleads and not any(map(misleads.search, stretch)):
        return None
    reckoned = RECKONED.get((field, name))
    if reckoned and any(map(reckoned.search, stretch)):
        return None
    name = name if topic.by_value else STATED
    chances = judge(field, stretch)
    chance, leery = chances.get(name, 1.0), topic.leery.get(name, 0.0)
    if chance >= topic.doubt and (chance >= leery or judge(field, (sentence,)).get(name, 0.0) >= leery):
        return None
    # A plain sentence of its own is believed, whatever its neighbours speak of; of a visa they may take it back.
    if not topic.mine and judge(field, (sentence,)).get(name, 0.0) >= MIN_ALONE:
        return None
    likely = max(chances, key=chances.__getitem__)
    return f"second reader: worded as {likely!r}" if likely else "second reader: worded as what states nothing"


class SecondReader:
    """The second opinion on the statements of one page, which is judged in stretches of a paragraph or two."""

    def __init__(self, passages: Sequence[Passage], norm: str) -> None:
        self._passages, self._norm = passages, norm
        self._ends: list[int] = []  # of the stretches, by offset
        self._spans: list[tuple[int, int]] = []  # of their pieces
        self._pieces: list[tuple[int, int, str]] = []  # passages as offsets and kind, long ones cut
        self._stretches: dict[tuple[int, tuple[str, ...]], tuple[str, ...]] = {}

    def find_doubt(self, field: str, value: object, strength: str, start: int, sentence: str) -> str | None:
        """Why a statement read at `start` is not to be believed; None where nothing speaks against it."""
        outside = self._weigh_outside(start)
        if outside > MAX_OUTSIDE or (
            outside > MAX_OUTSIDE_TOLD and _count_words(self._find_stretch(start, without=("heading",))) >= MIN_TOLD
        ):
            return "second reader: worded as what is not of a residency"
        if field not in TOPICS or strength != "required":
            return None
        return find_unlikely(field, value, self._find_stretch(start), sentence, _judge)

    def find_sure(self, field: str, start: int, certain: float = 0.0) -> str | None:
        """The value of a fact named at `start`, where the wording leaves little doubt, or even less; else None."""
        sure = TOPICS[field].sure
        if sure is None or self._weigh_outside(start) > MAX_OUTSIDE_SETTLED:
            return None
        value, chance = max(_judge(field, self._find_stretch(start)).items(), key=itemgetter(1), default=("", 0.0))
        return value if value and chance >= max(sure, certain) else None

    def find_chance(self, field: str, value: object, starts: Sequence[int]) -> float | None:
        """How likely a value is by the stretch where all these offsets stand; None where they stand in several."""
        stretches = {self._find_stretch(start) for start in starts}
        return _judge(field, stretches.pop()).get(str(value), 0.0) if len(stretches) == 1 else None

    def _weigh_outside(self, start: int) -> float:
        # Titles name fellowships beside the residency; whose page it is, the grammar tells.
        return _judge(SCOPE, self._find_stretch(start, without=("heading",))).get(OUTSIDE, 0.0)

    def _find_stretch(self, start: int, without: tuple[str, ...] = ()) -> tuple[str, ...]:
        if not self._spans:
            self._cut()
        key = (bisect_right(self._ends, start), without)
        stretch = self._stretches.get(key)
        if stretch is None:
            pieces = self._pieces[slice(*self._spans[key[0]])]
            stretch = tuple([self._norm[begin:end] for begin, end, kind in pieces if kind not in without])
            self._stretches[key] = stretch
        return stretch

    def _cut(self) -> None:
        """A new stretch begins at a heading, or where the one before would grow too long."""
        for passage in self._passages:
            start, end = passage.start, passage.end
            while end - start > 2 * MAX_STRETCH:  # a page without paragraphs
                most = start + MAX_STRETCH
                cut = self._norm.rfind(". ", start + 1, most) + 1 or self._norm.rfind(" ", start + 1, most) + 1 or most
                self._pieces.append((start, cut, passage.kind))
                start = cut
            self._pieces.append((start, end, passage.kind))
        first = begin = 0
        for index, (start, end, kind) in enumerate(self._pieces):
            if index == first:
                begin = start
            elif end - begin > (MAX_STRETCH // 2 if kind == "heading" else MAX_STRETCH):
                self._spans.append((first, index))
                self._ends.append(start)
                first, begin = index, start
        self._spans.append((first, len(self._pieces)))
        self._ends.append(len(self._norm) + 1)


_split = lru_cache(maxsize=256)(split_tokens)


@lru_cache(maxsize=4096)
def _judge(topic: str, stretch: tuple[str, ...]) -> dict[str, float]:
    return find_chances(topic, _split(stretch))
