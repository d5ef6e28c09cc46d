"""What is read at all: which passages are about a fact, and which modules each clause is given to.

Nothing is asked of a passage before one pass over the page has found in it a word that opens it; within an opened one a
module is asked only where a word stands that its fact cannot do without (docs/decisions/reading-speed.md).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import compress
from operator import itemgetter
from pkgutil import iter_modules

from ahocorasick_rs import BytesAhoCorasick, Implementation

from transforms import facts
from transforms import hinted_re as re
from transforms.clauses import heads_list
from transforms.facts import attempts, deadline, graduation, img, img_stated, positions, usce
from transforms.facts.finding import Drop, Finding
from transforms.hinted_re import Branched, StemIndex, find_words
from transforms.language import Clause
from transforms.model import Passage

Reader = Callable[[Clause], Iterator[Finding | Drop]]
# Each module of the folder that reads is asked; a new fact needs no entry here.
_MODULES = tuple(
    module
    for found in sorted(iter_modules(facts.__path__), key=lambda found: found.name)
    if hasattr(module := import_module(f"{facts.__name__}.{found.name}"), "read")
)
# (name, reader, stems of which one must stand in the clause or around it)
READERS: tuple[tuple[str, Reader, tuple[str, ...]], ...] = tuple(
    (name, module.read, module.STEMS + getattr(module, "CLAUSE_STEMS", ()))
    for name, module in ((module.__name__.rsplit(".", 1)[-1], module) for module in _MODULES)
)
# A passage with one of these is read; the stems of places and days are too common to open a passage by themselves.
_WEAK = (positions, deadline, attempts, usce, graduation, img, img_stated)
_SUBJECT_STEMS = ("fellowship", "observership", "tuition", "students", "survey")  # who is spoken of, see scope.py
OPENERS = tuple(
    sorted({stem for module in _MODULES if module not in _WEAK for stem in module.STEMS} | set(_SUBJECT_STEMS))
)
COUNTED = Branched(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|"
    r"eighteen|"
    r"nineteen|twenty|thirty|forty|fifty|decade|dozen|trio|pair of|single|within the (?:last|past) year)"
)

# Weak stems open a passage only together with what their fact cannot do without.
_PARTNERS: dict[str, re.Pattern] = {
    "positions": COUNTED,
    "deadline": Branched(r"\d|st of [a-z]|d of [a-z]|th of [a-z]|last day of [a-z]|er the |ry the "),
    "graduation": COUNTED,
    "attempts": Branched(r"step|usmle|exam|pass|attempt|fail|test|\bck\b|retak|\bre-?sit"),
    "ck": re.compile(r"\bck\b[^.;]{0,40}\b2\d\d\b|\b2\d\d\b[^.;]{0,20}\bck\b"),
    "usce": Branched(
        r"\bus\b|\bu\.s\b|u\.s\.|united states|america|usce|\bstates\b|observer|externship|hands.on|this country|canad|"
        r"\bus[ace-]|\b(?:experience|work|worked|patients|practice|clinically|time|clinics|wards|"
        r"hospitals) (?:over )?here\b|\bstateside|\bthe country\b|\bdomestic|\batlantic\b|fifty states"
    ),
    "img_stated": Branched(
        r"%|percent|per cent|\bhalf\b|(?:third|quarter|fourth|fifth|tenth)s?\b|\bout of\b|\bof our\b|\ball our\b"
    ),
    "img": Branched(
        r"\bimgs?\b|\bfmgs?\b|international|foreign|lcme|overseas|abroad|outside the|caribbean|\bus\.? |\bu\.s\.? "
    ),
}
OTHER_TRADE = re.compile(r"\b(?:dental|dentistry|pharmacy|podiatr\w+|nursing|psychology|chaplain\w*)\b")
_ASIDE = Branched(
    r"usce|clinical|positions?|places|how many|class size|deadline|attempts?|fail|experience|externship|observership|"
    r"rotation|"
    r"graduat|"
    r"\bwhen\b|what date|years? since|yog|imgs?\b|international|foreign|slots|spots|(?:residents|interns|trainees|per|"
    r"each|of) "
    r"(?:per |each |a |every )?(?:year|class)\b|intake|\bclos(?:es|ing)\b|\bdue\b|apply by|last day|last date|"
    r"applying|\bdates?\b|cut-?off"
)
_WEAK_STEMS = (*((module.__name__.rsplit(".", 1)[-1], module.STEMS) for module in _WEAK), ("ck", ("ck",)))
READING = StemIndex(stems for _, _, stems in READERS)


def _find_bits(*names: str) -> int:
    return sum(1 << at for at, (name, _, _) in enumerate(READERS) if name in names)


COUNTED_BITS = _find_bits("positions", "graduation", "letters")
VISA_BIT = _find_bits("visa")
ATTEMPTS_BIT = _find_bits("attempts")
_DIGITS = tuple("0123456789")
# What a clause, or what stands right before it, must hold besides a common stem: a day has a number or a month.
_SAID_WITH = {
    "deadline": (*_DIGITS, "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
}
# The same, where a heading will do as well: "once" must be of exams, "rotates" of experience in this country.
_SPEAKS_OF = {
    "attempts": (
        "step",
        "usmle",
        "exam",
        "part i",
        "part 1",
        "part 2",
        "parts i",
        "parts 1",
        "pass",
        "attempt",
        "fail",
        "test",
        "retak",
        "resit",
        "re-sit",
        "comlex",
        " ck",
        "clean",
        " try",
        "tries",
        "sitting",
        "taker",
        "att ",
        "att:",
        "s1",
        "s2",
    ),
    "scores": (
        *_DIGITS,
        "score",
        "cut",
        "minim",
        "min",
        "thresh",
        "floor",
        "number",
        "numer",
        "screen",
        "filter",
        "hundred",
        "level",
        "bound",
        "limit",
        "result",
        "usmle",
        "criteri",
        "lowest",
        "least",
        "how low",
    ),
    "usce": (
        "us",
        "u.s",
        "states",
        "america",
        "experience",
        "observ",
        "extern",
        "hands",
        "country",
        "canad",
        "clinical",
        "domestic",
        "atlantic",
        "acgme",
        "months",
        "weeks",
        "shadow",
        "rotation",
        "elective",
        "wards here",
    ),
}
_WITH = StemIndex(_SAID_WITH.values())
_OF = StemIndex(_SPEAKS_OF.values())
_WITH_BITS = tuple(_find_bits(name) for name in _SAID_WITH)
_OF_BITS = tuple(_find_bits(name) for name in _SPEAKS_OF)


def find_missing(told: str, around: str) -> int:
    """Readers that have nothing to read, for want of a word that their facts cannot do without."""
    lacking = 0
    found = _WITH.find(told)
    for at, bit in enumerate(_WITH_BITS):
        if not found >> at & 1:
            lacking |= bit
    found = _OF.find(around)
    for at, bit in enumerate(_OF_BITS):
        if not found >> at & 1:
            lacking |= bit
    return lacking


def choose_passages(passages: Sequence[Passage], norm: str) -> list[bool]:
    """Passages worth reading: with a stem of a fact, or beside one that has (an answer, a list under its head)."""
    count = len(passages)
    hits = [False] * count
    for index in find_candidates(passages, norm):
        hits[index] = opens_itself(norm[passages[index].start : passages[index].end])
    trail: tuple[str, ...] = ()
    is_below = False
    for index, (text, start, end, _, headings, question, row_head, column_head) in enumerate(passages):
        if headings is not trail:
            trail, is_below = headings, bool(headings) and _opens(headings[-1])
        if hits[index]:
            continue
        if question or row_head or column_head:
            hits[index] = _opens(f"{question} {row_head} {column_head}") and may_answer(norm[start:end])
        elif text[-1:] == "?":
            hits[index] = end - start < 400 and _opens(text)
        elif is_below:
            hits[index] = end - start < 400 and may_answer(norm[start:end])
    wanted = list(hits)
    last_item = -1
    for index in list(compress(range(count), hits)):
        passage = passages[index]
        if passage.kind == "item":
            # "Preferred:" has no word of a fact, and all that the bullets below it say hangs on it.
            above = index - 1
            while above > last_item and passages[above].kind == "item":
                above -= 1
            if above > last_item and _heads(passages, above):
                wanted[above] = True
            last_item = index
        last = passage.text[-1:]
        if not last or last not in "?:" or index + 1 == count or hits[index + 1]:
            continue
        # A question or a list head opens what follows it.
        if len(passages[index + 1].text) < 400:
            wanted[index + 1] = True
            if last == ":":
                for later in range(index + 2, min(index + 13, count)):
                    if passages[later].kind != "item":
                        break
                    wanted[later] = True
    for index in list(compress(range(count), wanted)):
        if index and passages[index - 1].text[-1:] == "?":
            wanted[index - 1] = True
    return wanted


def _heads(passages: Sequence[Passage], index: int) -> bool:
    """Whether a line is the head of the bullets right below it."""
    text = passages[index].text
    return (text[-1:] == ":" and len(text) < 200) or heads_list(passages, index)


# One of these words, or of those a weak stem's partner cannot do without, stands in each passage that opens itself.
_WORDS = dict.fromkeys(OPENERS, False) | find_words("|".join(f"(?:{p.pattern})" for p in _PARTNERS.values()))
_BEGINS = tuple(_WORDS.values())
_find_words_in = BytesAhoCorasick(
    [word.encode("ascii") for word in _WORDS], implementation=Implementation.DFA
).find_matches_as_indexes  # in bytes, which all words are ASCII for: a page is long


def find_candidates(passages: Sequence[Passage], norm: str) -> Iterator[int]:
    """Passages that may open themselves, in one pass over the page."""
    starts = list(map(itemgetter(1), passages))
    done = -1
    for word, start, _ in _find_words_in(norm.encode("ascii", "replace"), overlapping=True):
        if start < done or (_BEGINS[word] and start and norm[start - 1].isalnum()):
            continue
        index = bisect_right(starts, start) - 1
        if index >= 0:
            done = passages[index].end
            yield index


_SAYS = Branched(
    r"\d|\b(?:no|not|none|never|neither|yes|must|shall|should|need(?:s|ed)?|only|any|both|either|two|three|"
    r"four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve|case|once|twice|cannot|unable|unless)\b|"
    r"requir|prefer|accept|consider|sponsor|eligib|encourag|recommend|expect|valu|desir|allow|offer|pass"
)


@lru_cache(maxsize=16384)
def may_answer(text: str) -> bool:
    """Whether a passage without a fact's words may complete its heading: it is short, or counts, asks or denies."""
    return len(text) <= 80 or bool(_SAYS.search(text))


_OPENING = StemIndex((OPENERS, *(stems for _, stems in _WEAK_STEMS)))


@lru_cache(maxsize=16384)
def opens_itself(text: str) -> bool:
    """Whether a passage's own words are about a fact. Remembered: sites repeat menus, addresses and slogans."""
    found = _OPENING.find(text)
    if found & 1 or not found:
        return bool(found)
    for at, (name, _) in enumerate(_WEAK_STEMS, start=1):  # noqa: SIM110 - any() takes twice as long
        if found >> at & 1 and _PARTNERS[name].search(text):
            return True
    return False


@lru_cache(maxsize=4096)
def _opens(around: str) -> bool:
    """Whether a heading, label or question is about a fact, so that a bare "Yes." below it must be read."""
    around = around.lower()
    return bool(_OPENING.find(around) & 1) or bool(_ASIDE.search(around))
