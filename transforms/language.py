"""The one grammar that all facts share: normal form, sentences, clauses, strength, negation, numbers, dates.

Nothing here knows a fact of the guide; that belongs in `transforms/facts/`. Every function works on the normal form of
a text, which has the same length as the text, so that each offset found here is an offset in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.model import Passage

# ---------------------------------------------------------------- normal form

_FOLD: dict[int, str] = {}
for _chars, _plain in (
    ("\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d", "-"),
    ("\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4", "'"),
    ("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    ("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r\v\f", " "),
    ("\u200b\u200c\u200d\u2060\ufeff", " "),
    ("\u2044\u2215\uff0f", "/"),
    ("\uff1a\ufe55", ":"),
    ("\uff1b", ";"),
    ("\uff0c", ","),
    ("\uff1f", "?"),
    ("\uff08[{", "("),
    ("\uff09]}", ")"),
    ("\u2022\u2023\u25cf\u25aa\u25e6\u25cb\u25a0\u00b7", "\u2022"),
    ("\u2713\u2714\u2705\u2611", "\u2713"),
    ("\u2717\u2718\u00d7\u274c\u274e\u2716", "\u2717"),
):
    for _char in _chars:
        _FOLD[ord(_char)] = _plain


def normalize(text: str) -> str:
    """Lower case, plain hyphens, quotes and blanks; exactly as long as `text`."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    if lower.isascii():
        return lower.translate(_FOLD)
    # The table is slow on text beyond ASCII, of which little needs folding.
    return _FOLDED.sub(_fold, lower)


_FOLDED = re.compile("[" + re.escape("".join(map(chr, _FOLD))) + "]")


def _fold(match: re.Match[str]) -> str:
    return _FOLD[ord(match.group())]


# ---------------------------------------------------------------- speed


class Guarded:
    """A slow pattern behind a quick one without which it cannot match; asked again and again about the same texts."""

    __slots__ = ("pattern", "search")

    def __init__(self, hint: str, pattern: str) -> None:
        self.pattern = pattern
        guard, full = re.compile(hint), re.compile(pattern)

        def search(text: str) -> re.Match[str] | None:
            return full.search(text) if guard.search(text) else None

        self.search = lru_cache(maxsize=512)(search)


def has_any(stems: Iterable[str], text: str) -> bool:
    """Whether one of `stems` stands in `text`; a plain loop, since this runs most often of all."""
    for stem in stems:  # noqa: SIM110 - any() takes twice as long
        if stem in text:
            return True
    return False


# ---------------------------------------------------------------- numbers

_WORDS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_NUMBER_WORD = (
    rf"(?:(?:{_TENS})[- ](?:{_ONES})|{_TENS}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    rf"nineteen|{_ONES})"
)
# "six (6)", "6 (six)", "six", "6"; never part of a longer number, a date, a phone or a percentage.
NUMBER = (
    rf"(?:(?:{_NUMBER_WORD})\s*\(\s*\d{{1,3}}\s*\)|\b{_NUMBER_WORD}\b(?!-year)|"
    r"(?<![\d.,/#$-])\d{1,3}(?![\d%])(?![.,/]\d)(?:\s*\(\s*" + _NUMBER_WORD + r"\s*\))?)"
)
UPPER = rf"(?:{_NUMBER_WORD}|\d{{1,3}})\b"  # the upper end of a range, after its hyphen


def parse_number(text: str) -> int:
    """The value of what `NUMBER` matched."""
    digits = re.search(r"\d+", text)
    if digits:
        return int(digits.group())
    return sum(_WORDS[word] for word in re.split(r"[-\s]+", text.strip()) if word)


ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "initial": 1}


# ---------------------------------------------------------------- dates

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
_DAY_WORDS = {
    word: value
    for value, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
}
_DAY_WORDS |= {f"twenty-{word}": 20 + value for word, value in list(_DAY_WORDS.items())[:9]}
_DAY_WORDS |= {"thirtieth": 30, "thirty-first": 31}
_DAY_WORD = "|".join(sorted(_DAY_WORDS, key=len, reverse=True))
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DATE = re.compile(
    rf"(?P<m1>\b{MONTH})\s*(?:the )?(?P<d1>\d{{1,2}}|\b(?:{_DAY_WORD})\b)(?!\d)(?:st|nd|rd|th)?\b(?:\s*,?\s*"
    rf"(?P<y1>(?:19|20)\d\d))?"
    rf"|\b(?P<d2>\d{{1,2}}|(?:{_DAY_WORD})(?= (?:day )?of\b)|last day)(?:st|nd|rd|th)?(?: day)?(?: of|-)?\s+"
    rf"(?P<m2>{MONTH})(?:\s*,?\s*(?P<y2>(?:19|20)\d\d))?"
    r"|(?<![\d/])(?P<m3>\d{1,2})/(?P<d3>\d{1,2})(?:/(?P<y3>(?:20)?\d\d))?(?![\d/])"
    r"|(?<![\d-])(?P<y4>20\d\d)-(?P<m4>\d\d)-(?P<d4>\d\d)(?![\d-])"
)


# What no day goes without: a digit, or a month with its day in words.
_DAY_HINT = re.compile(rf"\d|{MONTH}")


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day; `year` is None where the text names none."""

    month: int
    day: int
    year: int | None
    start: int
    end: int

    def __str__(self) -> str:
        short = f"{self.month:02}-{self.day:02}"
        return f"{self.year}-{short}" if self.year else short


def find_days(text: str) -> Iterator[Day]:
    """Days in reading order; impossible ones (13/40) are skipped."""
    if not _DAY_HINT.search(text):
        return
    for match in DATE.finditer(text):
        groups = match.groupdict()
        for index in "1234":
            if groups["m" + index]:
                month_text = groups["m" + index].rstrip(".")
                month = _MONTHS.get(month_text) or (int(month_text) if month_text.isdigit() else 0)
                day, year_text = _read_day_number(groups["d" + index], month), groups["y" + index]
                year = int(year_text) + (2000 if len(year_text) == 2 else 0) if year_text else None
                if 1 <= month <= 12 and 1 <= day <= 31:
                    yield Day(month, day, year, match.start(), match.end())


def _read_day_number(text: str, month: int) -> int:
    """The day of "15", "fifteenth" or "last day"."""
    if text.isdigit():
        return int(text)
    if text in _DAY_WORDS:
        return _DAY_WORDS[text]
    return _MONTH_LENGTHS[month - 1] if 1 <= month <= 12 else 0


# ---------------------------------------------------------------- sentences

MAX_SENTENCE = 1200  # letters
MAX_TERM = 60  # letters of a label that states nothing without its value

_ABBREVIATIONS = frozenset(
    [
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "vs",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "approx",
        "dept",
        "min",
        "max",
        "incl",
        "req",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "ca",
        "cf",
        "nr",
    ]
)
_UNITS = frozenset(
    ("mo", "mos", "wk", "wks", "yr", "yrs", "poss", "cand", "avail", "exp", "obs", "cert", "exc", "pop", "grad", "appl")
)
# What may follow "the U.S." within the same sentence is open; what starts a new one is a short list.
_STARTERS = re.compile(
    r"(?:the|we|our|steps?|no|not|yes|all|applicants?|candidates?|usmle|comlex|letters?|visas?|j-?1|h-?1b?|deadline|"
    r"each|"
    r"graduation|graduates?|graduated|ecfmg|imgs?|international|foreign|there|this|these|it|a|an|at least|if|you|only|"
    r"observerships?|preference|must|please|positions?|three|two|q|application|applications|however|minimum)\b"
)
_STOP = re.compile(r"[.?!]+[\"')]*(?=\s|$)|(?<=\s)\|(?=\s)")
_DOTTED = re.compile(r"(?:^|[^a-z])((?:[a-z]\.)+[a-z])$")


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the sentences of normal form `text[start:end]`, blanks trimmed. Case plays no part."""
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _STOP.finditer(text, start, end):
        stop = match.end()
        if match.group()[0] == "." and stop < end:
            before = text[max(begin, match.start() - 12) : match.start()]
            word = before.rsplit(" ", 1)[-1].lstrip("(\"'")
            following = text[stop:end].lstrip()[:24]
            if _DOTTED.search(before):
                if before.endswith(("m.d", "d.o", "ph.d")) and following.startswith("must"):
                    continue
                if not _STARTERS.match(following):
                    continue
            elif word in _UNITS and not _STARTERS.match(following):
                continue
            elif word in _ABBREVIATIONS:
                if word in ("min", "max", "req", "mar", "st") and not following[:1].isdigit() and word != "st":
                    pass
                else:
                    continue
            elif len(word) == 1 and word.isalpha() and word not in "qa":
                continue
        _append_trimmed(spans, text, begin, stop)
        begin = stop
    _append_trimmed(spans, text, begin, end)
    return spans


def _append_trimmed(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and (text[start] in " \u2022*\u2713|" or text.startswith("- ", start)):
        start += 1
    while end > start and text[end - 1] in " |":
        end -= 1
    while end - start > MAX_SENTENCE:
        # No sentence of people is this long; a cut keeps the time of each pattern bounded.
        cut = text.rfind(" ", start + 1, start + MAX_SENTENCE)
        cut = cut if cut > start else start + MAX_SENTENCE
        spans.append((start, cut))
        start = cut
        while start < end and text[start] == " ":
            start += 1
    if end > start:
        spans.append((start, end))


# ---------------------------------------------------------------- clauses


@dataclass(slots=True)
class Clause:
    """A stretch of a page that says one thing, with all that governs it.

    `text` is the normal form, `text == norm[start:end]`. `lead` is the label or list head in force, `question` what it
    answers, `answer` the bare "yes" or "no" that opened the reply, `heading` the heading trail (normal form).
    """

    text: str
    start: int
    end: int
    lead: str = ""
    lead_start: int = -1
    question: str = ""
    question_start: int = -1
    is_first_reply: bool = False
    answer: str = ""
    heading: str = ""
    sentence: str = ""
    sentence_start: int = 0
    previous: Clause | None = None

    @property
    def nearby(self) -> str:
        """The topic and the clause before it in the same sentence."""
        before = self.previous.text if self.previous and self.previous.sentence_start == self.sentence_start else ""
        return f"{self.topic} | {before}"

    @property
    def topic(self) -> str:
        """Everything said around the clause, nearest last: heading, question, lead."""
        return f"{self.heading} | {self.question} | {self.lead}"


_BARE = r"(?:(?:is|are|was|were|it|they|that|this|still|also|strictly|absolutely|currently|be) )*"
_MODAL_TAIL = (
    rf"{_BARE}(?:not|never|no longer|no)\b(?: (?:strictly|absolutely|a|an|be|necessarily|mandatory or))* ?"
    r"(?:required|mandatory|necessary|needed|requirement|essential|compulsory|obligatory|prerequisite|limit|considered|"
    r"accepted|demanded|insisted|imposed|asked|a must)|"
    rf"{_BARE}(?:strongly |highly |much )?(?:preferred|recommended|encouraged|desired|desirable|favou?red|required|"
    r"mandatory|advantageous|beneficial|helpful|welcome)\b"
)
# "but it must be obtained before ranking" cannot stand without what it speaks of.
_ANAPHORA = (
    r"(?:it|they|this|these|must|has to|have to|needs?|only|by|before|should|will|preferably|is|are|at least|"
    r"the latter|can|may|"
    r"does not have to|do not have to|do not require|does not require|don't require|do not insist|counts?|helps?|"
    r"adds|strongly|highly|with|for|if|when|in|no more than|not more than|no later)\b(?! (?:we|our|the|program|"
    r"applicants|candidates)\b)"
)
_SPLIT = re.compile(
    r"\s*;\s*|\s+\u2022\s+"
    r"|\s*,?\s+(?:but|(?<!not )(?<!n't )(?<!are )(?<!is )(?<!as )yet|although|though|whereas|while)\b"
    rf"(?!\s*,?\s*(?:{_MODAL_TAIL}|{_ANAPHORA}))[ ,]*"
    r"|\s+-{1,2}\s+(?=(?:but|however|we|no|not|only|there|all|it|this|you)\b)"
)
_SPLITTERS = (";", "\u2022", "|", " but", " yet", "though", "whereas", " while", " - ", " -- ")
# Heads that govern a whole list of items; "Deadline:" governs only what stands beside it.
_GENERAL_HEAD = re.compile(
    r"\b(?:criteria|requirements?|required|needed|minim\w*|checklist|essentials?|conditions|what we|demand\w*|"
    r"eligib\w*|imgs?|foreign|international|applicants?|"
    r"candidates?|graduates|"
    r"usmle|scores?|visas?|submit|send|documents?|include|must|preferred|preferences?|desired|recommended|"
    r"qualifications?)\b"
)
_LABEL_STATES = re.compile(
    r"\b(?:must|is|are|need|needs|will|accepts?|sponsors?|requires?|prefers?|takes?|have|has|should|yes|no)\b"
)
_LABEL = re.compile(r"(?P<label>[^:;?!]{2,90}?)\s*:(?=\s|$)")
_ANSWER = re.compile(
    r"(?:a|answer)?\s*[:.)]?\s*(?P<word>yes|yeah|yep|yup|no|nope|nah|certainly|absolutely|of course|sure|correct|never|"
    r"not at this time|"
    r"not currently|unfortunately,? no|unfortunately not|unfortunately|not really|not necessarily|not now|"
    r"not any ?more|"
    r"(?:it|this|that|they|these|there) (?:is|are|does|do)(?: not|n't)(?= *(?:[,.;]|$|but))|we (?:do not|don't|"
    r"cannot)(?= *(?:[,.;]|$|but))|"
    r"(?:it is|they are|we do|it does|there is|there are|you do|you must|they do|they must)(?= *(?:[,.;]|"
    r"$)))(?!\w)(?=\s*(?:[,.;:!-]|$|we\b|they\b|"
    r"it\b|but\b|you\b))"
    r"[ ,.;:!-]*"
)
_Q_PREFIX = re.compile(r"(?:q|question|a|answer)\s*\d*\s*[:.)]\s*")
_GOES_ON = re.compile(r"(?:and )?(?:if (?:so|yes|it is|they are|you do)|how (?:long|many|much|recent)\W*\?)")
_AFFIRMS = re.compile(r"it is|they are|we do|it does|there is|there are|you do|you must|they do|they must")
_YES = frozenset(("yes", "yeah", "yep", "yup", "certainly", "absolutely", "of course", "sure", "correct"))
# A question is also a heading that asks without a question mark.
_ASKS = re.compile(
    r"(?:do|does|did|is|are|can|could|may|will|would|what|which|how|when|who|where|must|should|am|have|has)\b"
)


_EMPTY_HEAD = re.compile(
    r"(?:the |our )?(?:details?|information|info|answers?|values?|descriptions?|data|notes?|comments?|policy|policies|"
    r"our program|program|what we say|remarks?)"
)


def build_clauses(passages: Sequence[Passage], norm: str, wanted: Sequence[bool]) -> Iterator[list[Clause]]:
    """The clauses of each passage that is `wanted`, linked to labels, list heads and questions around them."""
    question, question_start = "", -1
    list_lead, list_lead_start = "", -1
    previous: Clause | None = None
    for index, passage in enumerate(passages):
        if not wanted[index]:
            question, list_lead = "", ""
            continue
        if passage.question is not None:
            asked, asked_start = normalize(passage.question), _find_before(norm, passage)
        else:
            asked, asked_start = question, question_start
        if passage.kind not in ("item", "cell", "definition"):
            list_lead_here, list_lead_here_start = "", -1
            if passage.kind in ("paragraph", "answer") and list_lead and len(passage.text) < 300:
                list_lead_here, list_lead_here_start = list_lead, list_lead_start
        else:
            list_lead_here, list_lead_here_start = list_lead, list_lead_start
        heads = [normalize(head) for head in (passage.row_head, passage.column_head) if head]
        # "Topic | Details" heads its columns without saying anything of a row.
        lead = " | ".join(heads[:1] + [head for head in heads[1:] if not _EMPTY_HEAD.fullmatch(head)])
        heading_is_label = (
            not (lead or list_lead_here or asked)
            and bool(passage.headings)
            and passage.end - passage.start <= 60
            and ":" not in passage.text
            and index > 0
            and passages[index - 1].text == passage.headings[-1]
        )
        if heading_is_label:
            lead = normalize(passage.headings[-1])
        made, question, question_start = _passage_clauses(
            passage, norm, asked, asked_start, lead or list_lead_here, -1 if lead else list_lead_here_start, previous
        )
        if made:
            previous = made[-1]
        tail = norm[passage.start : passage.end].rstrip()
        if tail.endswith(":"):
            list_lead, list_lead_start = tail[-200:].rstrip(": "), passage.start
        elif passage.kind not in ("item",):
            list_lead, list_lead_start = "", -1
        yield made


def _find_before(norm: str, passage: Passage) -> int:
    asked = normalize(passage.question or "")
    return norm.rfind(asked, max(0, passage.start - 1200), passage.start) if asked else -1


def _passage_clauses(
    passage: Passage,
    norm: str,
    question: str,
    question_start: int,
    lead: str,
    lead_start: int,
    previous: Clause | None,
) -> tuple[list[Clause], str, int]:
    made: list[Clause] = []
    heading = normalize(" | ".join(passage.headings[-3:]))
    replies = 0
    answer = ""
    open_question, open_start = "", -1
    for start, end in split_sentences(norm, passage.start, passage.end):
        prefix = _Q_PREFIX.match(norm, start, end)
        if prefix and prefix.end() < end:
            start = prefix.end()
        text = norm[start:end]
        if end - start < 3 and (re.fullmatch(r"[qa][.:)]?", text) or not any(char.isalnum() for char in text)):
            continue
        while start < end and norm[start] == '"':
            start += 1
        text = norm[start:end]
        if (
            text.rstrip("\"')").endswith("?")
            or (passage.kind in ("question", "heading", "term") and _ASKS.match(text))
            or (_ASKED_ABOUT.match(text) and end < passage.end)
        ):
            # "Visa? J-1?" keeps the latest question; a label may stand before it ("Visas: which ones?").
            if question and replies == 0 and _GOES_ON.match(text):
                # "Is it required? If so, how long?" is one question.
                text = f"{question} {text}"
            question, question_start, replies, answer = text, start, 0, ""
            open_question, open_start = text, start
            continue
        open_question, open_start = "", -1
        reply = _ANSWER.match(text) if question and replies == 0 else None
        if reply:
            answer = "yes" if reply.group("word") in _YES or re.fullmatch(_AFFIRMS, reply.group("word")) else "no"
            if start + reply.end() < end:
                start += reply.end()
                text = norm[start:end]
        elif not question:
            bare = re.match(r"(yes|no)[,:]\s+", text)
            answer = ""
            if bare and bare.group(1) == "yes":
                start += bare.end()
                text = norm[start:end]
        elif replies:
            answer = ""
        if passage.kind == "heading" or (
            passage.kind == "term"
            and (len(passage.text) <= MAX_TERM or not (find_marks(text) or _LABEL_STATES.search(text)))
        ):
            # A label says what its value is about, and nothing itself.
            continue
        for piece_start, piece_end, label, label_start in _split_clause(norm, start, end):
            clause = Clause(
                text=norm[piece_start:piece_end],
                start=piece_start,
                end=piece_end,
                lead=" | ".join(part for part in (lead, label) if part),
                lead_start=label_start if label else lead_start,
                question=question,
                question_start=question_start,
                is_first_reply=bool(question) and replies == 0,
                answer=answer,
                heading=heading,
                sentence=norm[start:end] if " | " not in norm[start:end] else norm[piece_start:piece_end],
                sentence_start=start,
                previous=previous,
            )
            made.append(clause)
            previous = clause
        replies += 1
    if passage.kind in ("heading", "term") and not open_question:
        return made, "", -1
    return made, open_question, open_start


_EXCEEDS = re.compile(r"(?:anything |any(?:one|body) with )?(?:more|less|fewer|older|longer) than\b")
_SCORED = re.compile(r"(?<![\d.,$#-])[2-9]\d\d(?![\d%-])")
_DASH = re.compile(r" -{1,2} ")
_DASH_LABEL = re.compile(r"(?P<label>[a-z0-9][a-z0-9./&' -]{1,38}?) -{1,2} (?=\S)")


def _split_dashes(norm: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Badges strung on dashes ("IMG yes - J-1 only - 3 letters") are pieces; fewer than two dashes are punctuation."""
    cuts = list(_DASH.finditer(norm, start, end))
    is_aside = len(cuts) == 2 and re.match(r"[a-z]+ ", norm[cuts[1].end() : end]) and end - cuts[1].end() > 60
    if len(cuts) < 2 or is_aside:
        yield start, end
        return
    for cut in cuts:
        if cut.start() > start:
            yield start, cut.start()
        start = cut.end()
    if start < end:
        yield start, end


def _match_dash_label(norm: str, start: int, end: int) -> re.Match[str] | None:
    """ "USCE - not required": a few words without a verb before a single dash are a label."""
    found = _DASH_LABEL.match(norm, start, end)
    if found is None or norm.count(" - ", start, end) + norm.count(" -- ", start, end) != 1:
        return None
    label = found.group("label")
    if len(label.split()) > 4 or _LABEL_STATES.search(label) or any(mark.kind != "weak" for mark in find_marks(label)):
        return None
    return found


# Of two labels that each name a fact ("COMLEX pref: 520; Step 1 min: 205") none governs the other.
_OF_A_FACT = re.compile(
    r"\b(?:comlex|usmle|s[123]|steps?|level|ck|yog|usce|attempts?|fails?|letters?|lors?|ecfmg|visas?|j-?1|h-?1b?|imgs?|"
    r"deadline|ddl|positions?|spots|slots|rules|requirements|requires)\b"
)
# "We are often asked whether Step 3 is needed. It is not."
_ASKED_ABOUT = re.compile(
    r"(?:(?:i am|i'm|we are|we're|people|applicants|candidates|many)(?: [a-z]+ly| often| always|"
    r" sometimes)? (?:ask(?:ed)?|wonder)|you may "
    r"(?:ask|wonder)) (?:us |me )?(?:whether|if|about)\b"
)


def _split_clause(norm: str, start: int, end: int) -> Iterator[tuple[int, int, str, int]]:
    """Pieces between semicolons and adversative words, each with the label in force."""
    list_label, list_label_start = "", -1
    pieces: list[tuple[int, int]] = []
    begin = start
    is_badges = len(_DASH.findall(norm, start, end)) >= 2  # left to _split_dashes
    for match in _SPLIT.finditer(norm, start, end) if has_any(_SPLITTERS, norm[start:end]) else ():
        if match.group().strip().startswith("-") and (is_badges or _match_dash_label(norm, begin, end)):
            continue
        if match.start() > begin:
            pieces.append((begin, match.start()))
            begin = match.end()
    if begin < end:
        pieces.append((begin, end))
    pieces = [part for piece in pieces for part in _split_dashes(norm, *piece)]
    for number, (piece_start, piece_end) in enumerate(pieces):
        label, label_start = "", -1
        found = _LABEL.match(norm, piece_start, piece_end) or _match_dash_label(norm, piece_start, piece_end)
        body = piece_start
        labels: list[str] = []
        while found:
            if labels and re.search(r",|\d{2}", found.group("label")):
                break
            labels.append(found.group("label").strip())
            if label_start < 0:
                label_start = body
            body = found.end()
            while body < piece_end and norm[body] == " ":
                body += 1
            found = _LABEL.match(norm, body, piece_end)
        label = " | ".join(labels)
        if (
            label
            and not list_label
            and (
                len(labels) > 1
                or _GENERAL_HEAD.search(label)
                or has_mark(label, "required")
                or has_mark(label, "preferred")
            )
        ):
            list_label, list_label_start = labels[0], label_start
        if len(labels) == 1 and (_SCORED.search(label) or _EXCEEDS.match(label)):
            # "COMLEX 470: required": a label with its own number is half of a statement.
            yield piece_start, piece_end, list_label if number else "", -1
            continue
        if len(labels) == 1 and len(label.split()) >= 5 and _LABEL_STATES.search(label):
            # "All papers must be in by November 12: ..." is a statement and not a label.
            yield piece_start, piece_start + len(label), list_label if number else "", -1
        if body >= piece_end:
            continue
        if not label and number:
            label, label_start = list_label, -1
        elif number and list_label and label and not (_OF_A_FACT.search(list_label) and _OF_A_FACT.search(label)):
            label = f"{list_label} | {label}"
        elif number == 0:
            label_start = list_label_start
        yield body, piece_end, label, label_start


# ---------------------------------------------------------------- strength


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that sets strength. `side`: what it governs, "next" (what follows) or "prior" (what precedes)."""

    start: int
    end: int
    kind: str  # "required" | "weak" | "preferred" | "typical" | "unneeded"
    side: str


_NEEDED = (
    r"(?:required|obligatory|enforced|a firm rule|non-?negotiable|mandatory|necessary|needed|necessity|requirements?|"
    r"compulsory|pre-?requisites?|essential|obligatory|"
    r"a must|imperative|demanded|insisted (?:up)?on|asked (?:for|of|from)|called for|imposed|stipulated|the rule|"
    r"indispensable|"
    r"a precondition)"
)
_UNNEEDED = re.compile(
    rf"\bneither\b[^.;]{{0,90}}?\b(?:is|are) (?:[a-z]+ly )?{_NEEDED}\b|"
    r"\bneither (?:requires?|demands?|asks? for|insists? on|mandates?|expects?) n?or (?:requires?|demands?|asks? for|"
    r"insists? on|"
    r"mandates?|expects?)\b|\b(?:(?:is|are) |be )?(?:not|never)(?: (?:a|an|the))? (?:condition|criterion|hurdle|"
    r"barrier|precondition)\b(?! that)|"
    r"\bwhat we (?:do not|don't) (?:demand|require|need|ask(?: for)?|insist on|expect)(?=:)|"
    r"(?:\bnot|\bnever|n't|\bno longer|\bneither|\bnor|\bcannot be|\bwithout being)(?: (?:be|being|a|an|any|strictly|"
    r"absolutely|currently|among|one of|our|part of|yet|formally|necessarily|generally|usually|always|considered|"
    r"deemed|regarded as|"
    r"absolute|specified|listed|as|"
    r"specifically|is|are|hard|strict|mandatory or|required or|firm|fixed))*"
    rf" (?:{_NEEDED}|limit|cut-?off|expected)\b"
    rf"|\bno (?:[a-z.-]+ ){{0,4}}?(?:{_NEEDED}|need)\b"
    r"|(?:\b(?:do|does|did|will|would)(?: not|n't)|\bdon't|\bdoesn't|\bnever) (?:[a-z]+ly )?"
    r"(?:require|need|have to|insist (?:up)?on|mandate|ask for|demand)\b"
    r"|\bneed(?:s)? not\b(?! apply)|\bneedn't\b|\boptional\b|\bunnecessary\b|\bnon-?mandatory\b|\bnot? (?:strict |hard "
    r")?rule\b"
    r"|\brather than (?:required|a requirement)\b"
    rf"|\bnone\b(?: [a-z]+){{0,2}} {_NEEDED}"
)
_PREFER_NEXT = re.compile(
    r"^(?:usually|typically|generally|normally)\b(?=,? (?:about |at least |above |over )?\d)|"
    r"\bprefer(?:s|ring)?\b|\bpreferably\b|\bideally\b|\bfavou?rs?\b|\brecommends?\b|\bencourages?\b|\bdesires?\b|"
    r"\badvises?\b"
    r"|\bsuggests?\b"
    r"|\b(?:preference|priority|precedence|special consideration|extra (?:weight|consideration|credit)|advantage|"
    r"greater weight|more weight|weight)"
    r"(?: (?:is|are|(?:will|may|shall|would) be|goes|go|being|be|exists))?(?: (?:also|often|usually|generally|"
    r"typically))?(?: "
    r"(?:given|"
    r"shown|accorded|extended|granted|assigned|attached|paid|mostly|mainly|first))?"
    r"(?: (?:to|for|toward|towards))\b"
    r"|\blook(?:s|ing|ed)? (?:more |most )?(?:for|favou?rably (?:on|at|upon))\b"
    r"|\b(?:typically|usually|generally|normally|mostly|commonly|tend to|tends to|primarily|mainly|as a rule),? "
    r"(?:(?:we|the program|the committee|our (?:program|committee)) )?(?:interviews?|invites?|looks?|seeks?|selects?|"
    r"ranks?|considers?|extends?|offers? interviews)\b"
    r"|\b(?:interviews?|invites?) (?:typically|usually|generally|mostly)\b"
    r"|\b(?:would|do|we)? ?like to see\b|\bwould (?:like|love|favou?r|prefer|be (?:pleased|glad|happy|delighted) to "
    r"(?:see|find|have))\b|"
    r"\b(?:would|'d) (?:much |far )?rather (?:see|have|find)\b|(?:\b(?:is|are)|'re) (?:drawn|partial) to\b|"
    r"(?:\bwould|'d) (?:really |truly |also )?love\b|\b(?:gets?|grows?) (?:most |more |very |really |"
    r"especially )?(?:excited|"
    r"enthusiastic) (?:about|by|over)\b|\b(?:partiality|fondness|weakness|soft spot|liking) (?:for|to|toward)\b|"
    r"\b(?:is|are) "
    r"(?:most |very |especially )?(?:fond|fondest|happy|happiest|keen|keenest|pleased) (?:of|with|on|about)\b|"
    r"\b(?:gives?|attach(?:es)?|"
    r"lends?|puts?) (?:some |great |extra |more |much |additional )?(?:weight|value|importance) (?:to|on)\b|\bappeals? "
    r"to us\b|"
    r"\b(?:hopes?|hoping) (?:for|to (?:see|find))\b|\bpreferences? (?:is|are)(?= for|:)|\b(?:we|committee|program) "
    r"(?:like|"
    r"likes|value|values|seek|seeks|hope|hopes|want to see|wants to see)\b"
    r"|\bprioriti[sz]es?\b|\b(?:particularly|especially) interested in\b|\b(?:a |our |the )?(?:soft |preferred |"
    r"optimal |ideal |"
    r"desired |target |recommended |suggested |desirable )"
    r"(?=minimum|score|usmle|step|range|level|target|number|candidates?|applicants?|time|graduat|qualif|max|cut)"
    r"|\b(?:ideal|preferred|strong|strongest|best|desirable|successful|competitive) (?:candidates?|applicants?)\b|"
    r"\baim(?:s|ing)? for\b|\bwish(?:es)? (?:for|to see)\b"
    r"|\bpreferences?(?=\s*[:-])|\bnice to have\b|\bgo(?:es)? (?:mostly|mainly|first|usually|generally|typically) to\b|"
    r"\b(?:mostly|mainly|usually|generally|typically|normally|mostly) "
    r"go(?:es)? to\b|\bhoped for\b|"
    r"\bwants? (?:best|most)\b"
)
_PREFER_BOTH = re.compile(
    r"\b(?:advisable|pref(?:'d)?|prefer?red|preffer+ed|reccom+ended|recommended|encouraged|desired|desirable|favou?red|"
    r"advised|"
    r"suggested|optimal|ideal|"
    r"prioriti[sz]ed)\b"
)
_PREFER_PRIOR = re.compile(
    r"\b(?:get|gets|give|gives|bring|brings|earns?|given|receive|receives|have|has|take|takes|carry|carries|shown|"
    r"our (?:first )?|are our |is our )"
    r"(?: (?:strong|first|clear|some|extra|special|more|added|a|an|great|greater))* ?"
    r"(?:preference|priority|precedence|weight|consideration|advantage|edge|head start)\b(?! to| for)"
    r"|\b(?:preference|our preference|our first preference|a preference)(?=\s*(?:[.,;)]|$))"
    r"|\b(?:is|are|be|as|seen as|considered|would be) (?:[a-z]+ ){0,2}?(?:plus|advantage|asset|bonus|benefit|"
    r"strength)\b"
    r"|\b(?:advantageous|beneficial|helpful|valued|prized|appreciated|viewed favou?rably|favou?rably (?:viewed|"
    r"regarded|looked|considered|received|seen)|looked (?:up)?on favou?rably)\b"
    r"|\b(?:would |will |can |may |to )?(?:strengthens?|enhances?|improves?|boosts?|helps?(?! us))\b"
    r"|\bfinds? (?:more |much |greater |most )?(?:sympathy|favou?r)\b|\b(?:is|are|would be) (?:our|a|the) wish\b|"
    r"\bwould be (?:very |really )?(?:good|nice|great|lovely|welcome|excellent)\b|\b(?:gladdens?|delights?|"
    r"pleases?) (?:us|me)\b"
    r"|\bmore (?:attractive|competitive)\b|\b(?:highly|well) (?:regarded|valued|thought of)\b|\bpreferable\b|"
    r"\ba plus\b|\b(?:makes?|made) (?:you|for|them|applicants?|candidates?) (?:an? )?(?:very |more )?(?:strong|good|"
    r"great|ideal|attractive|competitive)\b"
    r"(?: [a-z]+)?|\bmakes? (?:you|an? [a-z]+|them|applicants?|candidates?) (?:more |very )?(?:competitive|"
    r"attractive)\b|\bwelcomed?\b|\bsought\b|\bof (?:great |particular )?(?:interest|value|advantage|benefit)\b"
    r"|\bstand a better chance\b|\bgoes a long way\b|\bweighs? in\b|\bviewed (?:more )?positively\b|\b(?:looked|"
    r"looks) (?:up)?on (?:well|kindly|favou?rably|positively)\b|\bcounts? (?:strongly|heavily|"
    r"a lot|in (?:your|their) favou?r|positively|favou?rably|for much|much)\b|\bin (?:your|their) favou?r\b|"
    r"\bbut (?:it )?(?:counts|helps)\b|\b(?:ranked|rated|scored|placed|valued) (?:higher|more highly)\b|\ban edge\b|"
    r"\b(?:is|are|would be|certainly|definitely|of course)(?: [a-z]+)? (?:an? )?"
    r"(?:plus|ideal|best|nice|optimal|perfect|a bonus)\b(?=\s*(?:$|[.,;:)]|but\b|for\b|to have\b))|\benjoys? (?:a |"
    r"some )?"
    r"(?:preference|priority|advantage)\b|\bwould please\b|\b(?:is|are|as) (?:warmly |most )?(?:appreciated|sought "
    r"after)\b|"
    r"\bimpress(?:es|ive)?\b|\b(?:gets?|receives?|draws?|attracts?) (?:the )?(?:most|more|special|particular) "
    r"(?:attention|weight|interest|notice)\b|"
    r"\ban? (?:strong|firm|clear) (?:recommendation|preference|suggestion)(?=\s*(?:$|[.,;]))|\bfeel (?:most )"
    r"?comfortable\b|\bweighs? (?:heavily|strongly|a lot|much|in (?:your|their) favou?r)\b|\bthe norm we like\b"
)
_TYPICAL = re.compile(
    r"\b(?:applicants|candidates|interviewees|residents) (?:normally|usually|typically|generally|mostly|often) (?:have|"
    r"had|pass|score|show|come)\b|"
    r"\bhistorically,? (?:our |the )?(?:[a-z]+ )?(?:applicants|candidates|residents)\b|\bavg\b\.?|\b(?:average|"
    r"averages|averaged|mean|median|historically|typical|percentile range)\b"
    r"|\b(?:in the past(?=\s*(?:[,.;:]|$|we\b|our\b|applicants|successful|candidates|the\b))|have (?:usually|"
    r"typically|generally|often|"
    r"historically)|has (?:usually|typically))\b"
    r"|\b(?:most|majority|many|nearly all|almost all|all of) (?:of )?(?:(?:our|the|those|people|applicants|we|current|"
    r"recent|successful|"
    r"matched|"
    r"interviewed|invited|accepted|of) )*(?:residents|matched|interviewed|invited|interview|invite|ranked|interviewees|"
    r"interns|successful applicants|successful "
    r"candidates|invited applicants|current residents|classes|class)\b"
    r"|\b(?:our|current|matched|incoming|entering|recent|past) (?:[a-z-]+ )?(?:residents|interns|class(?:es)?) "
    r"(?:have|had|scored|averaged?|average|typically|usually|tend|come|range)\b"
    r"|\b(?:successful|matched|competitive|interviewed|invited) (?:applicants|candidates|residents) "
    r"(?:usually|typically|generally|often|tend|averaged?|historically)\b|\b(?:matched|interviewed) (?:applicants|"
    r"candidates|residents) (?:have|had|scored)\b"
    r"|\b(?:have|has) (?:been|done|fared) (?:most |more |very )?(?:successful|best|well|better)\b|\bdid (?:best|"
    r"better)\b"
    r"|\b(?:typical|usual) (?:scores?|range|applicant|resident)\b|\bscores? (?:usually|typically|generally|often) "
    r"(?:range|fall|are)\b|\bhave come from\b|\blast year's\b"
)
_REQUIRE_NEXT = re.compile(
    r"^(?:please |but |so |then )*(?:bring|present|demonstrate|document)\b|\bpresuppos\w+\b|\b(?:has|have) to (?:show|"
    r"have|present)\b|"
    r"\bmust\b|\bshall\b|\bshould\b|\bneeds?\b(?! not\b| for\b)|\b(?:has|have|had) to\b|\brequires?\b|\brequiring\b|"
    r"\binsists? on\b|\bdemands?\b"
    r"|\b(?:we|applicants|candidates|you|imgs?|they|program|graduates?|who|and) (?:will |also |do |"
    r"currently )*(?:need|needs|ask "
    r"for|asks for|ask that|want|wants(?! to)|expect|expects|only consider|only accept|only interview|only review|"
    r"consider only|"
    r"accept only|interview "
    r"only|mandate|mandates)\b"
    r"|\b(?:will|do|does|can|shall|would)(?: not|not|n't) (?:read|consider|review|accept|look at|interview|invite|"
    r"process|rank)\b"
    r"|\bonly (?:those|applicants|candidates|graduates|applications|files|scores)\b|\b(?:accepts?|considers?|"
    r"interviews?|invites?|reviews?|"
    r"takes?|ranks?) only\b|\bonly (?:accepts?|considers?|interviews?|invites?|reviews?|takes?|ranks?)\b|"
    r"\b(?:provided(?: that)?|(?:so|as) long as|on (?:the )?condition)\b(?! by)"
    r"|\b(?:eligible|considered|accepted|reviewed|invited) (?:only )?(?:after|if|once|only with)\b|\b(?:are|"
    r"is) (?:required|expected|obliged|asked|"
    r"obligated) to\b|\bto be (?:considered|eligible|interviewed|invited|ranked|reviewed|screened)\b|\bin order to\b"
    r"|\brequirements?(?=\s*(?:[:-]|is\b|are\b|include|for\b|of\b))|\brequired(?=\s*(?::|minimum|score|to have|of ))|"
    r"\bneeded(?=\s*:)"
)
_REQUIRE_PRIOR = re.compile(
    r"\bthe (?:least|minimum|lowest) (?:that )?(?:we|the program) (?:will )?(?:accepts?|takes?|considers?|asks?|"
    r"requires?|needs?)\b|"
    rf"\b{_NEEDED}\b|\bexpected\b|\b(?:are|is) (?:also )?asked(?: as well)?(?=\s*(?:$|[.,;]))|\ba condition\b|"
    rf"(?:\b(?:not|never|cannot)|n't) (?:be )?(?:considered|reviewed|accepted|"
    r"eligible|interviewed|invited|processed|screened)\b|\bineligible\b"
    r"|\b(?:are|is|to be|will be) considered\b|\bin order to be considered\b|\bconsidered for interviews?\b"
)
_WEAK = re.compile(
    r"\b(?:minimums?|minima|minimal|min\.|at least|no less than|not less than|no fewer than|cut-? ?offs?|thresholds?|"
    r"floors?|at a minimum)\b"
)
_BOUNDARY = re.compile(
    r"[,\u2022|]|\((?!\s*\d{1,3}\s*\))|(?<!\d)\)|\s-+\s|\band\b(?! (?:step|[123]\b|ii\b|level|above|higher|up\b|over\b)"
    r")|\bor\b(?! (?:more|higher|"
    r"above|better|greater|less|fewer)\b)|\bplus\b|/(?=\s)"
)
# "It is recommended, not required, to have ...": what follows is what the word is about.
_EXTRAPOSED = re.compile(
    r"(?:\s*,?\s*(?:but |though |although |and |yet )?(?:it is )?(?:not|never|by no means|rather than|as opposed to|or)"
    r"\b[^.;,]{0,30},?)?\s*,?\s*"
    r"(?:for [a-z ]{0,30})?(?:that|to (?:have|be|hold|show|complete|gain|possess|bring|do|obtain|pass|submit|include|"
    r"get))\b"
)
_DENIED = re.compile(r"(?:\b(?:no|not|without|never|any)|n't)(?: (?!only|less|later)[a-z]+){0,4} $")
_IMPERSONAL = re.compile(r"\b(?:it is|it's|it remains|we consider it|is it)(?: [a-z]+){0,2}[ ,]*$")
# "..., which we require", "something we recommend": the verb closes its clause and speaks of what stands before.
_RELATIVE = re.compile(
    r"\b(?:we|the (?:program|committee|department) )\s?(?:do |also |strongly |always |generally |usually |all |would )*"
    r"(?P<verb>requires?|demands?|insist on|asks?(?: for)?|expects?|needs?|wants?|prefers?|recommends?|encourages?|"
    r"advises?|suggests?|"
    r"favou?rs?|likes?|like to see|look for|rather (?:see|have)|desires?)(?=\s*(?:$|[.,;)]|and which\b|(?:of|from) "
    r"(?:all|every|any|each|applicants|candidates|imgs|you|anyone|"
    r"everyone)\b))"
)
_REFUSED = re.compile(r"(?:\b(?:not|never|nothing|none)|n't)\b[^,.;]{0,28}$")
_COMPARES = re.compile(r"at least|no(?:t)? (?:less|fewer) than")
_JOINS = re.compile(r"\b(?:and|or)\b")
_RIVAL_NUMBER = re.compile(r"(?<![\d-])[1-9]\d\d(?!\d)")
_COPULA = re.compile(
    r"\b(?:is|are|be|been|being|was|were|strongly|highly|greatly|also|much|generally|usually|very|not)\s*$"
)
_TAIL = re.compile(
    r"\s*(?:$|[.,;:)!]|\bby\b|\bfor\b|\bbut\b|\bover\b|\balthough\b|\bin\b|\bif\b|\bwhen\b|\bas\b|\bthan\b|\bamong|"
    r"\band\b|\bor\b|\bnot\b|"
    r"\bbefore\b|\bto be\b|\bto apply\b|\bto interview\b|\bat\b|\bwithin\b|\bof (?:all|any|applicants|candidates|"
    r"imgs)|\bprior\b|"
    r"\brather\b|\bfrom\b|\(|-)"
)


@lru_cache(maxsize=512)
def find_marks(text: str) -> tuple[Mark, ...]:
    """All strength words of a clause, in order; a span counts once, the more specific reading first."""
    marks: list[Mark] = []
    taken: list[tuple[int, int]] = []

    def add(match: re.Match[str], kind: str, side: str) -> None:
        start, end = match.span()
        if start == end or any(start < b and a < end for a, b in taken):
            return
        taken.append((start, end))
        marks.append(Mark(start, end, kind, side))

    for match in _UNNEEDED.finditer(text):
        verb = re.search(r"(?:do|does|did|will|would|don't|doesn't|never|need)", match.group())
        side = (
            "next"
            if (verb or match.group().startswith(("neither", "what")))
            and re.search(r"(?:require|need|have to|insist|mandate|ask for|demand|expect|on|not)s?$", match.group())
            else "prior"
        )
        if match.group().startswith("no "):
            side = "both"
        add(match, "unneeded", side)
    for match in _RELATIVE.finditer(text):
        asks = bool(re.match(r"requir|demand|insist|ask|expect|need|want", match.group("verb")))
        if _REFUSED.search(text, 0, match.start()):
            if asks:
                add(match, "unneeded", "prior")
            continue
        add(match, "required" if asks else "preferred", "prior")
    for match in _TYPICAL.finditer(text):
        add(match, "typical", "both")
    for match in _PREFER_PRIOR.finditer(text):
        add(match, "preferred", "prior")
    for match in _PREFER_NEXT.finditer(text):
        add(match, "preferred", "next")
    for match in _PREFER_BOTH.finditer(text):
        if _IMPERSONAL.search(text, 0, match.start()) and _EXTRAPOSED.match(text, match.end()):
            add(match, "preferred", "next")
            continue
        is_prior = bool(_COPULA.search(text, 0, match.start())) or (
            bool(_TAIL.match(text, match.end())) and text[match.end() : match.end() + 1] != ":" and match.start() > 0
        )
        add(match, "preferred", "prior" if is_prior else "next")
    for match in _REQUIRE_NEXT.finditer(text):
        add(match, "required", "next")
    for match in _REQUIRE_PRIOR.finditer(text):
        if _IMPERSONAL.search(text, 0, match.start()) and _EXTRAPOSED.match(text, match.end()):
            add(match, "required", "next")
            continue
        is_prior = bool(_COPULA.search(text, 0, match.start())) or bool(_TAIL.match(text, match.end()))
        if match.start() == 0 and text[match.end() : match.end() + 1] in (":", " "):
            is_prior = text[match.end() : match.end() + 1] != ":" and is_prior
        add(match, "required", "prior" if is_prior else "next")
    for match in _WEAK.finditer(text):
        if _DENIED.search(text, 0, match.start()):
            continue
        add(match, "weak", "both")
    marks.sort(key=lambda mark: mark.start)
    return tuple(marks)


def find_strength(text: str, start: int, end: int) -> str | None:
    """How strongly a clause states what stands at [start, end): required, preferred, typical, unneeded, or None.

    The nearest mark wins, counted in phrase boundaries and then in letters; a mark reaches only to its own side, except
    within its own phrase. "minimum" and "at least" are weak: any real mark in reach beats them.
    """
    best: tuple[tuple[int, int, int], Mark] | None = None
    kinds = {mark.kind for mark in find_marks(text)} - {"weak"}
    for mark in find_marks(text):
        if mark.start >= end:
            gap_start, gap_end, side = end, mark.start, "prior"
        elif mark.end <= start:
            gap_start, gap_end, side = mark.end, start, "next"
        else:
            gap_start = gap_end = start
            side = mark.side
        gap = text[gap_start:gap_end]
        boundaries = len(_BOUNDARY.findall(gap))
        if mark.kind != "weak" and side == "next" and _EXTRAPOSED.match(gap):
            boundaries = 0
        if mark.side not in (side, "both"):
            if boundaries or len(gap) > 60:
                continue
            boundaries = 1
        if mark.kind == "preferred" and gap.count("(") != gap.count(")"):
            # "(preferably first time)" says nothing of what stands outside; "X (preferred)" does.
            alone = re.match(r"[\s]*\((?:[a-z]+ly )?$", gap)
            if not alone and side == "next":
                continue
            if not alone and side == "prior" and "(" in gap:
                continue
        is_weak = mark.kind == "weak"
        if is_weak and _COMPARES.match(text, mark.start):
            # "at least" only says on which side of a number to be.
            boundaries += 1
        elif not is_weak and _RIVAL_NUMBER.search(gap) and not _JOINS.search(gap):
            boundaries += 2
        elif len(kinds) == 1:
            # All that the clause says is of one strength: a list shares it.
            boundaries = min(boundaries, 1)
        rank = (2 * boundaries + is_weak, boundaries, len(gap))
        if best is None or rank < best[0]:
            best = (rank, mark)
    if best is None:
        return None
    return "required" if best[1].kind == "weak" else best[1].kind


def has_mark(text: str, kind: str) -> bool:
    return any(mark.kind == kind for mark in find_marks(text))


_GOES_ON_ABOUT = re.compile(r"(?:they|these|such|those) (?:also|too|candidates|applicants|have|should)\b")


def settle_strength(clause: Clause, start: int, end: int, default: str | None = None) -> str | None:
    """Strength at offsets of `clause.text`: from the clause, its label, its question, its heading, else `default`."""
    own = find_strength(clause.text, start, end)
    if own and (own != "required" or has_mark(clause.text, "required") or not clause.lead):
        return own
    for around in (clause.lead, clause.question if clause.is_first_reply else "", clause.heading):
        if around:
            marks = find_marks(around)
            kinds = [mark.kind for mark in marks]
            for kind in ("preferred", "typical", "unneeded", "required", "weak"):
                if kind in kinds:
                    return "required" if kind == "weak" else kind
            if re.search(
                r"\b(?:needed|eligibility|criteria|prerequisites?|must|must-haves|checklist|essentials|conditions|what "
                r"we (?:ask|need|want|expect|require))\b",
                around,
            ):
                return "required"
    if own is None and clause.previous and _GOES_ON_ABOUT.match(clause.text):
        for kind in ("typical", "preferred"):
            if has_mark(clause.previous.text, kind):
                return kind
    return own or default


# ---------------------------------------------------------------- exceptions and conditions

EXCEPTION = re.compile(
    r"\b(?:unless|except(?:ions?)?(?: (?:for|if|when|that))?|otherwise|may be waived|can be waived|waived|waivers?|"
    r"excluding|"
    r"with the exception of|or else|some exceptions|exceptions?)\b.*"
)


def find_exception(text: str) -> str | None:
    """The exception in the clause's words ("unless in residency since"), or None."""
    match = EXCEPTION.search(text)
    return match.group().strip(" .,;)") if match else None


NEGATION = re.compile(
    r"\b(?:not|no|none|never|neither|nor|cannot|can't|unable|without|refuse[sd]?|declines?|nothing)\b|n't\b"
)
