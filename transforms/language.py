"""The one grammar that all facts share: normal form, sentences, clauses, strength, negation, numbers, dates.

Nothing here knows a fact of the guide; that belongs in `transforms/facts/`. Every function works on the normal form of
a text, which has the same length as the text, so that each offset found here is an offset in the page.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from transforms import hinted_re as re
from transforms.hinted_re import Branched
from transforms.hinted_re import Hinted as Hinted
from transforms.hinted_re import has_any as has_any
from transforms.model import Passage

# ---------------------------------------------------------------- normal form

_FOLD: dict[int, str] = {}
for _chars, _plain in (
    ("\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d", "-"),
    ("\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4", "'"),
    ("\u201c\u201d\u201e\u201f\u2033\u00ab", '"'),
    ("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r\v\f", " "),
    ("\u200b\u200c\u200d\u2060\ufeff", " "),
    ("\u2044\u2215\uff0f", "/"),
    ("\uff1a\ufe55", ":"),
    ("\uff1b", ";"),
    ("\uff0c", ","),
    ("\uff1f", "?"),
    ("\uff08[{", "("),
    ("\uff09]}", ")"),
    ("*", " "),  # emphasis of plain text
    ("\u2022\u2023\u25cf\u25aa\u25e6\u25cb\u25a0\u00b7\u00bb", "\u2022"),
    ("\u2713\u2714\u2705\u2611", "\u2713"),
    ("\u2717\u2718\u00d7\u274c\u274e\u2716", "\u2717"),
):
    for _char in _chars:
        _FOLD[ord(_char)] = _plain


_LEADERS = re.compile(r" ?\.{4,}(?= *\S)")  # "USCE ....... 3 months": dots that lead to a value


def normalize(text: str) -> str:
    """Lower case, plain hyphens, quotes and blanks; exactly as long as `text`."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    if "...." in lower:
        # "Attempts ........ two": the dots of a table of contents stand for a colon.
        lower = _LEADERS.sub(lambda dots: ":".ljust(len(dots.group())), lower)
    # A table is slower: little of a text needs folding.
    for char, plain in _ASCII_FOLDS if lower.isascii() else _FOLDS:
        if char in lower:
            lower = lower.replace(char, plain)
    return lower


_FOLDS = tuple((chr(code), plain) for code, plain in _FOLD.items() if chr(code) != plain)
_ASCII_FOLDS = tuple((char, plain) for char, plain in _FOLDS if char.isascii())


# ---------------------------------------------------------------- speed


class Guarded:
    """A slow pattern behind a quick one without which it cannot match; asked again and again about the same texts."""

    __slots__ = ("match", "pattern", "search")

    def __init__(self, hint: str, pattern: str) -> None:
        self.pattern = pattern
        guard, full = re.compile(hint), re.compile(pattern)

        def search(text: str) -> re.Match[str] | None:
            return full.search(text) if guard.search(text) else None

        self.search = lru_cache(maxsize=512)(search)
        self.match = full.match


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
    # The look ahead changes nothing; it spares most places the three alternatives.
    rf"(?:(?=[\dotfsen])(?:(?:{_NUMBER_WORD})\s*\(\s*\d{{1,3}}\s*\)|\b{_NUMBER_WORD}\b(?!-year)|"
    r"(?<![\d.,/#$-])\d{1,3}(?![\d%])(?![.,/]\d)(?:\s*\(\s*" + _NUMBER_WORD + r"\s*\))?))"
)
UPPER = rf"(?:{_NUMBER_WORD}|\d{{1,3}})\b"  # the upper end of a range, after its hyphen


def parse_number(text: str) -> int:
    """The value of what `NUMBER` matched."""
    digits = re.search(r"\d+", text)
    if digits:
        return int(digits.group())
    return sum(_WORDS[word] for word in re.split(r"[-\s]+", text.strip()) if word)


ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "initial": 1,
    "opening": 1,
}


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
    rf"(?P<m1>\b{MONTH})(?:\s*|-)(?:the )?(?P<d1>\d{{1,2}}|\b(?:{_DAY_WORD})\b)(?!\d)(?:st|nd|rd|th)?\b(?:(?:-|"
    rf"\s*,?\s*)"
    rf"(?P<y1>(?:19|20)\d\d))?"
    rf"|\b(?P<d2>\d{{1,2}}|(?:{_DAY_WORD})(?= (?:day )?of\b)|last day(?= of\b))(?:st|nd|rd|th)?(?: day)?(?:(?: of|"
    rf"-)?\s+|-)"
    rf"(?P<m2>{MONTH})(?:(?:-|\s*,?\s*)(?P<y2>(?:19|20)\d\d))?"
    r"|(?<![\d/])(?P<m3>\d{1,2})/(?P<d3>\d{1,2})(?:/(?P<y3>(?:20)?\d\d))?(?![\d/])"
    r"|(?<![\d.-])(?P<m5>\d{1,2})[.-](?P<d5>\d{1,2})[.-](?P<y5>(?:19|20)\d\d)(?![\d-])"
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
        for index in "12345":
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
        "alt",
        "avg",
        "dept",
        "min",
        "max",
        "incl",
        "req",
        "pref",
        "rec",
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
    (
        "mo",
        "mos",
        "wk",
        "wks",
        "yr",
        "yrs",
        "poss",
        "cand",
        "avail",
        "exp",
        "obs",
        "cert",
        "exc",
        "pop",
        "grad",
        "appl",
        "med",
    )
)
# What may follow "the U.S." within the same sentence is open; what starts a new one is a short list.
_STARTERS = re.compile(
    r"(?:the|we|our|steps?|no|not(?! (?:an? |be |strictly |absolutely )?(?:required|requirement|needed|mandatory|"
    r"necessary|"
    r"essential|prerequisite|obligatory|compulsory|expected|considered|accepted|counted))|yes|all|applicants?|"
    r"candidates?|"
    r"usmle|comlex|letters?|visas?|j-?1|h-?1b?|deadline|"
    r"each|"
    r"about|how|what|when|graduation|graduates?|graduated|ecfmg|imgs?|international|foreign|there|this|these|it|"
    r"an?(?! (?:[a-z]+ )?(?:requirement|pre-?requisite|must|plus|condition|necessity|bonus|benefit|advantage|"
    r"criterion|asset|factor|obligation)\b)|"
    r"at least|if|you|only|"
    r"observerships?|preference|must(?! have been\b| be (?:documented|shown|verif|proven|demonstrated|completed|"
    r"obtained|included|"
    r"listed|"
    r"recent|current|in |at |hands))|please|positions?|three|two|q|application|applications|however|minimum)\b"
)
# After "req." or "max." these go on, and open nothing.
_NEW_LABEL = re.compile(r"(?:u\.s\. )?(?:[a-z0-9]+[ /-]){0,6}[a-z0-9]+:")
_CARRIES_ON = re.compile(
    rf"(?:{_NUMBER_WORD}|for|unless|if|of|in|on|per|to|by|and|or|but|with|at|from|before|both|each|except|not|scores?|"
    r"usmle|steps?|comlex|attempts?|requirements?)\b"
)
_STOP = re.compile(r"[.?!]+[\"')]*(?=\s|$)|(?<=\s)\|(?=\s)")
_AFTER_YEARS = re.compile(
    r"\W*(?:of|for|since|from|after|past|post|before|prior|ago|old|out|or|and|max|min|pref|req|limit|cut|gap|in|at|"
    r"with|to|by|"
    r"experience|usce|clinical|hands|is|are|preferred|required|program|residency|research|postgrad|training)"
)
_DOTTED = re.compile(r"(?:^|[^a-z])((?:[a-z]\.)+[a-z])$")


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the sentences of normal form `text[start:end]`, blanks trimmed. Case plays no part."""
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _STOP.finditer(text, start, end):
        stop = match.end()
        if match.group()[0] == "." and stop < end and "?" not in match.group():
            before = text[max(begin, match.start() - 12) : match.start()]
            word = before.rsplit(" ", 1)[-1].lstrip("(\"'")
            following = text[stop : min(end, stop + 60)].lstrip()[:48]
            if _DOTTED.search(before):
                if before.endswith(("m.d", "d.o", "ph.d")) and following.startswith("must"):
                    continue
                if not _STARTERS.match(following):
                    continue
            elif word in _UNITS and not (
                _STARTERS.match(following)
                or _NEW_LABEL.match(following)
                or (word in ("yr", "yrs") and not _AFTER_YEARS.match(following))
            ):
                continue
            elif word in _ABBREVIATIONS:
                if word in ("min", "max", "req", "pref", "rec", "mar") and (
                    not (following[:1].isdigit() or _CARRIES_ON.match(following))
                    or (_NEW_LABEL.match(following) and ":" in text[begin : match.start()])
                ):
                    pass  # a value ends there: "USCE: pref. Attempts: any."
                else:
                    continue
            elif len(word) == 1 and word.isalpha() and word not in "qayn":
                continue
        _append_trimmed(spans, text, begin, stop)
        begin = stop
    _append_trimmed(spans, text, begin, end)
    return spans


def _append_trimmed(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    if text[start:end].strip() in ("\u2713", "\u2717"):
        # A tick alone is a value; before words it is a bullet.
        spans.append((start, end))
        return
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


_LEANS = re.compile(
    r"\b(?:need|have|has|hold|require|obtain|get|complete|pass|take|send|want|accept|sponsor)s? (?:it|this)\b|"
    r"^\W*(?:it|this) (?:does (?:have|need) to|becomes|must|has to|needs to|should|shall|is (?:due|required|needed|"
    r"not)|isn't)\b(?! (?:that|to|for)\b)"
)


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
    is_wished: bool = False  # what it asks for is a wish by what stands elsewhere, see `_spread_wishes`

    @property
    def nearby(self) -> str:
        """The topic and the clause before it: of the same sentence, or what "it" of this one stands for."""
        previous = self.previous
        leans = previous is not None and (
            previous.sentence_start == self.sentence_start
            or (previous.end + 4 >= self.start and bool(_LEANS.search(self.text)))
        )
        before = f"{previous.lead} | {previous.text}" if previous is not None and leans else ""
        return f"{self.topic} | {before}"

    @property
    def topic(self) -> str:
        """Everything said around the clause, nearest last: heading, question, lead."""
        return f"{self.heading} | {self.question} | {self.lead}"


_BARE = (
    r"(?:(?:is|are|was|were|it|they|that|this|still|also|strictly|absolutely|currently|be|shall|should|will|may|can) )*"
)
_MODAL_TAIL = (
    rf"{_BARE}(?:not|never|no longer|no)\b(?: (?:strictly|absolutely|a|an|be|necessarily|mandatory or|deemed|"
    rf"considered|held|made))* ?"
    r"(?:required|mandatory|necessary|needed|requirement|essential|compulsory|obligatory|prerequisite|limit|considered|"
    r"accepted|demanded|insisted|imposed|asked|a must|precondition|condition|obligation|criterion|hurdle)|"
    r"(?:it is |they are )?an? (?:[a-z]+ )?(?:advantage|plus|asset|bonus|benefit|strength|recommendation|wish)\b|"
    r"we (?:do not|don't|won't|will not) (?:insist|require|demand|mandate)(?: on)?(?: it| this| that)?(?=\s*(?:$|"
    r"[.,;)]))|"
    r"(?:stop(?:s|ping)? short of|without|(?:we )?(?:do not|don't)|never) (?:strictly )?(?:requir|demand|insist|"
    r"mandat)\w*"
    r"(?: on)?(?: it| them)?,|"
    rf"{_BARE}(?:strongly |highly |much |entirely |purely )?(?:optional|unnecessary|preferred|recommended|encouraged|"
    rf"desired|desirable|favou?red|required|"
    r"mandatory|advantageous|beneficial|helpful|welcome|suggested|advisable|advised|valued|appreciated|preferable|"
    r"ideal|an? (?:asset|plus|advantage|bonus|strength)|(?:viewed|looked|regarded|considered|seen) (?:up)?(?:on )?"
    r"(?:favou?rably|positively|kindly|with favou?r))\b"
)
# "but it must be obtained before ranking" cannot stand without what it speaks of.
_ANAPHORA = (
    r"(?:it|they|this|these|must|has to|have to|needs?|only|by|before|should|will|preferably|is|are|at least|"
    r"(?:neither|none|both|each)(?: of (?:them|these|which))? (?:is|are)|the latter|can|may|(?:obligatory|required|"
    r"mandatory|needed|necessary|essential) (?:it|this|that) is not|"
    r"does not have to|do not have to|do not require|does not require|don't require|(?:is|are|was|need|does|do|has|"
    r"have)n't|(?:do|does)(?: not|n't) (?:insist|"
    r"demand|expect|mandate)|counts?|helps?|"
    r"adds|limited to|limited in|restricted to|subject to|contingent|dependent|strongly|highly|with|for|if|when|"
    r"in|no more than|not more than|no later)\b(?! (?:we|our|the|program|"
    r"applicants|candidates)\b)"
)
_SPLIT = re.compile(
    r"\s*;\s*|\s+//\s+|\s+\u2022\s+|\s*,?\s*(?:\b(?:and|or)\s+)?(?<!step )(?<!part )\((?:[a-h]|i{1,3}|"
    r"iv)\)\s+(?!class|status|visa|categor|type|holder)(?=\S)"
    r"| / (?=[a-z0-9][a-z0-9 -]{0,24}: )"
    r"|(?:(?<=: y)|(?<=: n)|(?<=: yes)|(?<=: no)|(?<=: \u2713)|(?<=: \u2717)) +(?=[a-z0-9][a-z0-9 -]{0,24}: )"
    r"|\s*,?\s+(?:(?<!anything )(?<!everything )(?<!nothing )(?<!none )(?<!\ball )(?<!any visa )(?<!every visa )but|"
    r"(?<!not )(?<!n't )(?<!are )(?<!is )(?<!as )yet(?! to\b)|(?:although|though)(?!\s*[,.;!]|"
    r"\s+(?:[a-z]+ ){0,2}[a-z]+, (?:is|"
    r"are|was|will|must|should|has|have|can|may|does|do)\b)|whereas|while)\b"
    rf"(?!\s*,?\s*(?:{_MODAL_TAIL}|{_ANAPHORA}))[ ,]*"
    rf"|\s+-{{1,2}}\s+(?!{_MODAL_TAIL})(?=(?:but|however|we|no|not|only|there|all|it|this|you)\b)"
)
_SPLITTERS = (
    " // ",
    " / ",
    "(a) ",
    "(i) ",
    ": y ",
    ": n ",
    ": yes ",
    ": no ",
    ": \u2713",
    ": \u2717",
    ";",
    "\u2022",
    "|",
    " but",
    " yet",
    "though",
    "whereas",
    " while",
    " - ",
    " -- ",
)
# Heads that govern a whole list of items; "Deadline:" governs only what stands beside it.
_GENERAL_HEAD = re.compile(
    r"\b(?:removes?|rejects?|excludes?|discards?|grounds|rejection|refusal|screened|filter(?:ed|s)?|disqualif\w*|"
    r"not considered|ineligible|attempts?|"
    r"failures?|hard stops?|"
    r"deal-?breakers?|exclusions?|filters?|rejected|criteria|requirements?|"
    r"required|needed|minim\w*|checklist|essentials?|conditions|what we|demand\w*|"
    r"eligib\w*|imgs?|foreign|international|applicants?|"
    r"candidates?|graduates|"
    r"usmle|scores?|visas?|submit|send|documents?|include|must|preferred|preferences?|desired|recommended|"
    r"qualifications?)\b"
)
_LABEL_STATES = re.compile(
    r"\b(?:must|is|are|need|needs|will|accepts?|sponsors?|requires?|prefers?|takes?|have|has|should|yes|no|come|comes|"
    r"looks?|values?|expects?|recommends?|encourages?|favou?rs?|"
    r"start|starts|"
    r"join|joins|enter|enters|match(?:es)?|offers?|trains?|recruits?|begins?)\b"
)
_LABEL = re.compile(r"(?P<label>[^:;?!]{2,90}?)\s*:(?=\s|$)")
# "We will open your application if (i) ...; (ii) ...": what stands before the first of them governs them all.
_ENUMERATOR = re.compile(r"\((?:a|i)\)")
_ANSWER = re.compile(
    r"(?:a|answer)?\s*[:.)]?\s*(?:(?:for|of|from) (?:imgs?|fmgs?|(?:international|foreign)[a-z ]{0,20} "
    r"(?:graduates|applicants))[,:]? )?"
    r"(?P<word>yes|indeed|yeah|yep|yup|no|nope|[yn](?=\s*(?:[.,;]|$))|very much so|not (?:strictly|formally|officially|"
    r"absolutely|exactly|quite)|there (?:is|are) none|"
    r"nah|certainly|absolutely|of course|sure|correct|never|"
    r"not at this time|"
    r"not currently|unfortunately,? no|unfortunately not|unfortunately|not really|not necessarily|not now|"
    r"not any ?more|(?:i'm |we are |i am |we're )?(?:sorry|afraid),? (?:but )?(?:no|not)|not at (?:present|all|"
    r"this (?:point|"
    r"stage))|"
    r"(?:it|this|that|they|these|there|you) (?:is|are|does|do)(?: not|n't)(?= *(?:[,.;]|$|but))|we (?:do not|don't|"
    r"cannot)(?= *(?:[,.;]|$|but))|"
    r"(?:absolutely|certainly|definitely|of course|surely|usually|generally|normally|typically) not|"
    r"(?:it|this|that|they|you|we) (?:may|can|must|need|will|would) not|(?:it|this|that)(?:'s not| isn't| "
    r"doesn't)(?= *(?:[,.;]|$|but))|(?:they|you|we) cannot|"
    r"(?:it is|they are|we do|it does|there is|there are|you do|you must|they do|they must|"
    r"(?:you|they|it|that|we) (?:may|can|could|will|would))"
    r"(?= *(?:[,.;:]|$)))(?!\w)(?=\s*(?:[,.;:!-]|$|we\b|they\b|"
    r"it\b|but\b|you\b))"
    r"[ ,.;:!-]*"
)
_DASHED_ANSWER = re.compile(
    r"(?:do|does|is|are|can|could|may|will|must|should|am|have|what|which|how|when)\b[^.?;:]{8,110}? -{1,2} (?=(?:yes|"
    r"no|also|"
    r"none|not|never|only|up to|at least|at most|\d+|three|two|one|four|five|six)\b)(?:also )?(?P<reply>)"
)
# "'I finished in 2012.' Five years is our limit.": what a reader says in quotes is answered like a question.
_QUOTED_WORRY = re.compile(r"\"(?:but )?(?:i|i'm|i've|my|what if|i'd)\b[^\"]{2,110}\.\"$")
_Q_PREFIX = re.compile(r"(?:q|question|a|answer)\s*\d*\s*[:.)]\s*")
_OF_SELF = re.compile(
    r"(?:but |what if )?(?:i|we) (?:(?:have |had |only |will |would |do )*(?:failed|took|needed|repeated|graduated|"
    r"finished|passed|need|require|want|hold|am on|am not)|lack|(?:do not|don't|won't|will not) have|have (?:no|not|"
    r"never|only|"
    r"done|had))\b"
)
_ASKS_OF_SELF = re.compile(
    r"(?:and |so )?(?:can|could|may|should|am|will|do|is|does|would)\b[^?]{0,30}\b(?:i|me|my|that|it|this)\b"
)
_GOES_ON = re.compile(r"(?:and )?(?:if (?:so|yes|it is|they are|you do)|how (?:long|many|much|recent)\W*\?)")
# "Is it required?", "How many?", "Preferred?", "Step 2?" ask on about what the question before them named.
_ASKS_ON = re.compile(
    r"(?:and |but |so |then )*(?:(?:is|are|was|does|do|must|should|will|can|may|could|would) (?:it|that|this|they|"
    r"these|"
    r"those)\b[^?]{0,60}|(?:and )?(?:how (?:much|long|many|recent|old)(?: (?:is|are) (?:needed|required|"
    r"necessary|enough)| (?:must|should) (?:it|they|that|this) be| do (?:i|you|we) "
    r"(?:need|require|want|ask))?|what (?:kind|sort|type)|since when|(?:minimum |for how )(?:length|duration|amount|"
    r"time|long)|length|duration|required|"
    r"mandatory|needed|preferred|recommended|minimum|maximum|min|max|is there an? (?:minimum|maximum|preference|limit)|"
    r"(?:what |which |and |the )?(?:scores?|number)|any (?:minimum|maximum|preference|limit|"
    r"exceptions))(?: (?:of (?:it|them)|is (?:it|that)|though|then|each))?"
    r"|(?:and |what about |how about )*(?:for |on )?(?P<exam>(?:usmle )?(?:steps?|levels?|parts?) (?:[12]|i{1,2}|one|"
    r"two)(?: ?ck)?))\s*\?"
)
_EXAM_NAMED = re.compile(
    r"(?:\b(?:on|for|in|of|at) (?:the )?)?\b(?:usmle )?(?:steps?|levels?|parts?) (?:[12]|i{1,2}|one|two)(?: ?ck)?\b"
)
_OF_A_SCORE = re.compile(r"(?:and |what |which |the )*(?:scores?)\b")
_EXAMS_NAMED = re.compile(r"\b(?:steps?|usmle|com[pb]?lex|exams?|boards?|ck|tests?|levels?)\b")
_OF_EXAMS_ASKED = re.compile(r"\b(?:attempts?|fail\w*|tries|sittings?|minimum|cut-? ?off|scores?)\b")
_IS_OUR_TOPIC = re.compile(
    r"\b(?:experience|usce|clinical|rotations?|externships?|observ\w+|hands-on|scores?|minimum|cut-?off|steps?|usmle|"
    r"comlex|attempts?|fail\w*|tries|graduat\w*|school|years out|letters?|certificate|ecfmg)\b"
)


def _complete_question(text: str, before: str) -> str:
    """A question that leans on the one before it, with that in front of it; any other as it stands."""
    asked_on = _ASKS_ON.fullmatch(text) if before else None
    if asked_on is None or not _IS_OUR_TOPIC.search(before):
        return text
    if _OF_A_SCORE.match(text) and not _EXAMS_NAMED.search(before):
        return text  # "Do I need US experience? Yes. Score? 220."
    if asked_on.group("exam"):
        if not _OF_EXAMS_ASKED.search(before) or not _EXAM_NAMED.search(before):
            return text
        before = _EXAM_NAMED.sub("", before)
    return f"{before} {text}"


_AFFIRMS = re.compile(
    r"it is|they are|we do|it does|there is|there are|you do|you must|they do|they must|(?:you|they|it|that|we) "
    r"(?:may|can|could|will|would)"
)
_YES = frozenset(
    (
        "yes",
        "y",
        "indeed",
        "very much so",
        "yeah",
        "yep",
        "yup",
        "certainly",
        "absolutely",
        "of course",
        "sure",
        "correct",
    )
)
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
    last_asked, last_asked_start = "", -1
    list_lead, list_lead_start = "", -1
    previous: Clause | None = None
    for index, passage in enumerate(passages):
        if not wanted[index]:
            question = ""
            if passage.kind != "item":
                list_lead = ""
            continue
        if passage.question is not None:
            asked, asked_start = normalize(passage.question), _find_before(norm, passage)
            whole = last_asked if last_asked.endswith(asked) else _complete_question(asked, last_asked)
            if whole != asked:
                asked, asked_start = whole, last_asked_start
            last_asked, last_asked_start = asked, asked_start
            is_later = index > 0 and passages[index - 1].question == passage.question
            if is_later and _LABEL.match(norm, passage.start, passage.end):
                # "Is Step 3 required? - Not to apply. - Graduation cutoff: none": the answer has ended.
                asked, asked_start = "", -1
        else:
            asked, asked_start = question, question_start
        if passage.kind not in ("item", "cell", "definition"):
            list_lead_here, list_lead_here_start = "", -1
            if passage.kind in ("paragraph", "answer") and list_lead and len(passage.text) < 300:
                list_lead_here, list_lead_here_start = list_lead, list_lead_start
        else:
            list_lead_here, list_lead_here_start = list_lead, list_lead_start
        heads = [" ".join(normalize(head).split()) for head in (passage.row_head, passage.column_head) if head]
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
            lead = " ".join(normalize(passage.headings[-1]).split())
        made, question, question_start = _passage_clauses(
            passage, norm, asked, asked_start, lead or list_lead_here, -1 if lead else list_lead_here_start, previous
        )
        if made:
            previous = made[-1]
        tail = norm[passage.start : passage.end].rstrip()
        if tail.endswith(":") or heads_list(passages, index):
            list_lead, list_lead_start = tail[-200:].rstrip(": "), passage.start
        elif passage.kind not in ("item",):
            list_lead, list_lead_start = "", -1
        yield made


def heads_list(passages: Sequence[Passage], index: int) -> bool:
    """Whether a short line without an end, such as "Preferred qualifications", stands right above a list."""
    passage = passages[index]
    return (
        passage.kind in ("paragraph", "definition")
        and index + 1 < len(passages)
        and passages[index + 1].kind == "item"
        and passage.end - passage.start <= 60
        and passage.text[-1:] not in ".!?;,"
        and _tells_strength(passage.text)
    )


@lru_cache(maxsize=1024)
def _tells_strength(head: str) -> bool:
    head = normalize(head)
    return bool(find_marks(head)) or bool(re.search(r"\b(?:criteria|prerequisites?|must|conditions)\b", head))


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
    heading = " ".join(normalize(" | ".join(passage.headings[-3:])).split())
    replies = 0
    answer = ruled = ""
    open_question, open_start = "", -1
    asks_next = False
    told, told_start = "", -1  # "I failed Step 1 once." before "Can I apply?"
    for start, end in split_sentences(norm, passage.start, passage.end):
        prefix = _Q_PREFIX.match(norm, start, end) if norm[start] in "qa" else None
        dashed = _DASHED_ANSWER.match(norm, start, end) if not prefix and norm.find(" -", start, end) >= 0 else None
        if dashed:
            # "Do I need US experience - No.": the dash stands for the question mark.
            question, question_start, replies, answer = norm[start : dashed.start("reply")], start, 0, ""
            start = dashed.start("reply")
        is_asked = asks_next or (
            prefix is not None and norm[start] == "q"
        )  # "Q. I failed Step 1 once. A. Then do not apply."
        asks_next = False
        if prefix and prefix.end() < end:
            start = prefix.end()
        text = norm[start:end]
        if text in ("q.", "q)", "q:"):
            asks_next = True
            continue
        if end - start < 3 and (
            re.fullmatch(r"[qa][.:)]?", text)
            or not (any(char.isalnum() for char in text) or text.strip() in ("\u2713", "\u2717"))
        ):
            continue
        is_asked = is_asked or bool(
            norm[start] == '"'
            and _QUOTED_WORRY.match(norm, start, end)
            and end < passage.end
            and '"' not in norm[end : end + 4]
        )
        while start < end and norm[start] == '"':
            start += 1
        text = norm[start:end]
        if (
            text.rstrip("\"')").endswith("?")
            or (is_asked and end < passage.end and end - start < 120)
            or (passage.kind in ("question", "heading", "term") and _ASKS.match(text))
            or (_ASKED_ABOUT.match(text) and ":" not in text and end < passage.end)
        ):
            text = text.rstrip("\"'")
            asked_of_self = bool(is_asked and _OF_SELF.match(text))
            # "Visa? J-1?" keeps the latest question; a label may stand before it ("Visas: which ones?").
            if told and _ASKS_OF_SELF.match(text):
                text, start = f"{told} {text}", told_start
            if question and replies == 0 and _GOES_ON.match(text):
                # "Is it required? If so, how long?" is one question.
                text = f"{question} {text}"
            else:
                text = _complete_question(text, question)
            question, question_start, replies, answer = text, start, 0, ""
            open_question, open_start = text, start
            told, told_start = (text, start) if asked_of_self else ("", -1)
            continue
        open_question, open_start = "", -1
        told, told_start = (text, start) if _OF_SELF.match(text) else ("", -1)
        reply = _ANSWER.match(text) if question and replies == 0 else None
        if reply:
            answer = "yes" if reply.group("word") in _YES or _AFFIRMS.fullmatch(reply.group("word")) else "no"
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
        # "Requirements for IMGs: certificate | three letters | by 9/30": the head governs the cells behind it.
        if ruled and norm[start - 3 : start].strip() != "|":
            ruled = ""
        for piece_start, piece_end, label, label_start in _split_clause(norm, start, end):
            if not label and made and made[-1].lead and _WORTH_ALONE.fullmatch(norm, piece_start, piece_end):
                label, label_start = made[-1].lead.rsplit("|", 1)[-1].strip(), made[-1].lead_start
            if ruled and not label:
                label, label_start = ruled, -1
            elif not ruled and label and norm.startswith(" |", piece_end):
                ruled = label if _GENERAL_HEAD.search(label) and not _OF_ONE_FACT.search(label) else ""
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
    _spread_wishes(made)
    if passage.kind in ("heading", "term") and not open_question:
        return made, "", -1
    return made, open_question, open_start


_EXCEEDS = re.compile(r"\b(?:anything |any(?:one|body) with )?(?:more|less|fewer|older|longer) than\b")
_SCORED = re.compile(r"(?<![\d.,$#-])[2-9]\d\d(?![\d%-])")
# "Graduation within five years: required."
_COUNTED_LABEL = re.compile(
    rf"{NUMBER}\+?[ -](?:or more )?(?:years?|months?|weeks?|attempts?|tries|failures?|failed)\b|\b(?:first|one|single) "
    rf"(?:attempt|try)\b"
)
_STRENGTH_ALONE = re.compile(
    r"(?:yes,? )?(?:strictly |strongly |highly |absolutely )?(?:a )?(?:required|mandatory|must|needed|necessary|"
    r"essential|"
    r"preferred|recommended|desirable|desired|obligatory|compulsory|(?:(?:is|are|will be) )?(?:not (?:be "
    r")?(?:considered|"
    r"accepted|eligible|reviewed|invited|interviewed)|rejected|ineligible|declined|excluded|disqualif\w+))\W*"
)
# "Experience here: not mandatory. Nice to have.": the label still holds.
_WORTH_ALONE = re.compile(
    r"\W*(?:but |though |and )?(?:strictly |strongly |highly |much |very )?(?:not )?(?:an? |the )?(?:nice to "
    r"have|plus|bonus|asset|"
    r"advantage|required|mandatory|must|needed|necessary|essential|preferred|recommended|encouraged|desirable|desired|"
    r"optional|helpful|welcome|appreciated)\W*"
)
_DASH = re.compile(r" -{1,3} ")
_DASH_LABEL = re.compile(r"(?:\([a-z0-9]{1,3}\) )?(?P<label>[a-z0-9][a-z0-9./&' -]{1,38}?) -{1,2} (?=\S)")


# After an aside the sentence goes on with a word that opens none: "three months - 90 days - of patient care".
_RESUMES = re.compile(
    r"(?:of|in|at|on|for|with|from|to|by|and|or|is|are|was|were|must|shall|will|should|can|may|has|have|since|within|"
    r"that|which|who)\b"
)


def _split_dashes(norm: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Badges strung on dashes ("IMG yes - J-1 only - 3 letters") are pieces; fewer than two dashes are punctuation."""
    cuts = list(_DASH.finditer(norm, start, end))
    is_aside = len(cuts) == 2 and (
        (re.match(r"[a-z]+ ", norm[cuts[1].end() : end]) and end - cuts[1].end() > 60)
        or _RESUMES.match(norm, cuts[1].end(), end)
    )
    if len(cuts) < 2 or is_aside:
        yield start, end
        return
    turns = [_DASHED_TURN.match(norm, cut.end(), after.start()) for cut, after in itertools.pairwise(cuts)]
    if all(turns):
        # "Step 1 - 210, Step 2 CK - 215": labels with their values, and the comma parts them.
        for turn in turns:
            if turn is not None:
                yield start, turn.end("value")
                start = turn.start("label")
        yield start, end
        return
    for cut in cuts:
        if cut.start() > start:
            yield start, cut.start()
        start = cut.end()
    if start < end:
        yield start, end


_DASHED_TURN = re.compile(r"(?P<value>[^,;]{1,40}), (?:and )?(?P<label>[a-z][^,;]{1,38})(?= -|$)")


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
_OF_ONE_FACT = re.compile(
    r"\b(?:comlex|usmle|s[123]|steps?|level|ck|yog|usce|attempts?|fails?|letters?|lors?|ecfmg|visas?|j-?1|h-?1b?|"
    r"deadline|ddl|positions?|spots|slots|"
    r"scores?|img)\b"
)
_OF_A_FACT = re.compile(
    r"\b(?:comlex|usmle|s[123]|steps?|level|ck|yog|usce|attempts?|fails?|letters?|lors?|ecfmg|visas?|j-?1|h-?1b?|imgs?|"
    r"deadline|ddl|positions?|spots|slots|experience|graduation|rules|requirements|requires)\b"
)
# "We are often asked whether Step 3 is needed. It is not."
_ASKED_ABOUT = re.compile(
    r"(?:(?:i am|i'm|(?:we|i)(?: have|'ve)(?: often| also)? been|we are|we're|people|applicants|candidates|many|"
    r"international graduates|imgs)(?: [a-z]+ly| often|"
    r" always|"
    r" also| sometimes)? (?:ask(?:ed)?|wonder)|you may "
    r"(?:ask|wonder)) (?:us |me )?(?:whether|if|about)\b"
)


# A value that says only how much, and goes with the label before it.
_ONLY_DEGREE = re.compile(
    rf"\W*(?:(?:an?|the|our|absolute(?:ly)?|hard|firm|strict|soft|preferably|preferred|pref|ideal(?:ly)?|min(?:imum)?|"
    rf"max(?:imum)?|floor|ceiling|cap|limit|at|most|least|no|not|more|less|fewer|than|required|up|to|under|over|above|"
    rf"below|within|is|or|{NUMBER}|\d{{3}}|months?|mos?|weeks?|years?|yrs?|better|higher|longer|"
    rf"never)\b[\s.,+()\u2264\u2265<>=-]*)"
    r"{1,8}"
)


def _split_clause(norm: str, start: int, end: int) -> Iterator[tuple[int, int, str, int]]:
    """Pieces between semicolons and adversative words, each with the label in force."""
    list_label, list_label_start, first_label = "", -1, ""
    pieces: list[tuple[int, int]] = []
    begin = start
    is_badges = len(_DASH.findall(norm, start, end)) >= 2  # left to _split_dashes
    for match in _SPLIT.finditer(norm, start, end) if has_any(_SPLITTERS, norm[start:end]) else ():
        if match.group().strip().startswith("-") and (is_badges or _match_dash_label(norm, begin, end)):
            continue
        if match.start() > begin:
            if not pieces and _ENUMERATOR.search(match.group()) and match.start() - begin < 240:
                stem = norm[begin : match.start()].strip(" ,:")
                if ":" not in stem:
                    list_label, list_label_start = stem, begin
            pieces.append((begin, match.start()))
            begin = match.end()
    if begin < end:
        pieces.append((begin, end))
    pieces = [part for piece in pieces for part in _split_dashes(norm, *piece)]
    for number, (piece_start, piece_end) in enumerate(pieces):
        label, label_start = "", -1
        found = _LABEL.match(norm, piece_start, piece_end) or _match_dash_label(norm, piece_start, piece_end)
        if found and found.group("label").count("(") > found.group("label").count(")"):
            found = None  # "over 5 years from graduation (exception: in a residency)"
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
                or _REFUSING_HEAD.search(label)
            )
        ):
            list_label, list_label_start = labels[0], label_start
        if len(labels) == 1 and (
            _SCORED.search(label)
            or _EXCEEDS.search(label)
            or (_COUNTED_LABEL.search(label) and _STRENGTH_ALONE.fullmatch(norm, body, piece_end))
        ):
            # "COMLEX 470: required": a label with its own number is half of a statement.
            yield piece_start, piece_end, list_label if number else "", -1
            continue
        if len(labels) == 1 and len(label.split()) >= 5 and (_LABEL_STATES.search(label) or label.startswith("we ")):
            # "All papers must be in by November 12: ..." is a statement and not a label.
            yield piece_start, piece_start + len(label), list_label if number else "", -1
        if body >= piece_end:
            continue
        if not label and number and first_label and not list_label and _ONLY_DEGREE.fullmatch(norm, body, piece_end):
            label = first_label  # "Years since graduation: preferably 3; absolute ceiling 10"
        if not number:
            first_label = label
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
    r"(?:required|obligatory|(?:an )?obligation|(?:a )?knock-?out criterion|the price of admission|enforced|a "
    r"firm rule|non-?negotiable|mandatory|necessary|needed|"
    r"necessity|requirements?|sine qua non|"
    r"compulsory|pre-?requisites?|essential|obligatory|a must-have|"
    r"a must|imperative|mandated|demanded|insisted (?:up)?on|asked (?:for|of|from)|called for|imposed|stipulated|"
    r"the rule|"
    r"indispensable|req(?:'?d)?|"
    r"a precondition)"
)
_UNNEEDED = Branched(
    r"n't an? (?:condition|criterion|hurdle|barrier|precondition)\b(?! that)|"
    r"\bneither\b[^.;]{0,60}\bnor (?:an? |any )?(?:demand|requirement|need|rule|obligation)s?\b|"
    r"\bneither (?:requires?|demands?|asks? for|insists? on|mandates?|expects?|needs?)\b|"
    r"\bplays? no (?:role|part)\b|\b(?:has|have|carries) no (?:bearing|influence)\b|\bmakes? no difference\b|"
    r"\b(?:irrelevant|immaterial)\b|"
    r"\b(?:do|does|will)(?: not|n't) matter\b|\bnot?-(?:needed|required|necessary)\b|"
    r"\b(?:(?<=\()not|rather than) (?:require|demand|insist on|mandate)\b|\bnot an? (?:[a-z]+ )?factor\b|"
    r"\bnothing (?:(?:is|will be) )?(?:asked|required|demanded|expected|needed)\b|"
    # nobody needs it, there is no rule for it, it is needed no more
    rf"\b(?:nobody|no one|no (?:applicant|candidate|img|graduate|resident)s?|none of (?:our|the|these) [a-z]+) "
    rf"(?:(?:ever |here )?(?:needs?|"
    rf"requires?|has to|have to|must)|(?:is|are|will be) (?:ever )?(?:asked|required|expected|obliged|forced))\b"
    rf"(?: (?:for|to(?: (?:have|show|bring))?)\b)?|"
    r"\b(?:there(?:'s| is| are| exists?)|has|have|had|sets?|imposes?|makes?|with|knows?|is|are) (?:no|not any|n't any) "
    r"(?:such |formal |strict |hard |fixed |specific |minimum |particular )*(?:demand|rule|obligation|need|"
    r"requirement|stipulation|"
    r"mandate|expectation|insistence|condition)s? (?:that (?:[a-z0-9.-]+ ){1,5}?(?:must|need|should|have to|has "
    r"to)|(?:for|of|about|to|on|"
    r"regarding|concerning|as to|as regards))\b|"
    r"^no (?:demand|rule|obligation|need|requirement|condition)s? (?:exists? )?(?:for|of|about|to|on|regarding|"
    r"concerning|asks?)\b|"
    r"\bno (?:rule|policy|regulation)s? (?:asks?|calls?|demands?|requires?|prescribes?)(?: for)?\b|"
    rf"\b(?:there(?:'s| is| are| exists?)|has|have|sets?|imposes?|makes?|with) no (?!(?:less|lower|fewer|more|"
    rf"later|longer|exceptions?) )"
    rf"(?:(?!(?:who|that|and|but|is|are|must)\b)[a-z0-9.'/()-]+ ){{1,9}}?{_NEEDED}\b|"
    rf"\bno (?!(?:less|lower|fewer|more|later|longer|greater|older|earlier than|one|applicants?|candidates?|"
    rf"graduates?|exceptions?) )"
    rf"(?:(?!(?:who|without|that|unless|if|until|is|are|but|and|with)\b)[a-z0-9.'()-]+ ){{1,9}}?(?:is|are|will "
    rf"be) (?:[a-z]+ly )?"
    rf"expected\b|"
    r"\bno must\b|\bvoluntary\b|\b(?:can|could|will|may) do without\b|"
    r"\b(?:fine|ok|okay|acceptable|all right|no problem|possible) not to have\b|"
    rf"\b(?:hardly|scarcely|barely|by no means|in no way|far from) (?:(?:a|an|the|strictly|ever|always) "
    rf")*(?:{_NEEDED}|condition|criterion|hurdle|obligation)\b|"
    rf"\b(?:has|have) ceased to be {_NEEDED}\b|\b(?:was|were) (?:[a-z]+ly )?{_NEEDED} (?:until|through|up to|before)\b|"
    r"\b(?:stopped|ceased|quit|ended|discontinued|gave up) (?:requiring|demanding|asking for|insisting on|"
    r"mandating|needing)\b|"
    r"\b(?:do|does|did|will|would)(?: not|n't) (?:[a-z]+ly )?(?:expect(?! to\b| any)|screen (?:for|on)|look for|"
    r"presuppose)\b|"
    r"\b(?:will|would)(?: not|n't) (?:need|be (?:asked|required|expected))\b|\bwon't (?:need|have to|be "
    r"(?:asked|required|expected))\b|"
    r"\b(?:requirements?|rules?|conditions?)(?: (?:for|of) (?:[a-z0-9.'/()-]+ ){1,9}?)? ?(?:no longer|does not|"
    r"do not|doesn't|don't) "
    r"(?:appl(?:y|ies)|exists?|holds?)\b|"
    rf"\bneither\b[^.;]{{0,90}}?\b(?:is|are) (?:[a-z]+ly )?{_NEEDED}\b|"
    r"\bneither (?:requires?|demands?|asks? for|insists? on|mandates?|expects?) n?or (?:requires?|demands?|asks? for|"
    r"insists? on|"
    r"mandates?|expects?)\b|\b(?:(?:is|are) |be )?(?:not|never|no)(?: (?:been|a|an|the))* (?:condition|criterion|"
    r"hurdle|"
    r"barrier|precondition)\b(?! that)|"
    r"\bwhat we (?:do not|don't) (?:have|use|set|impose|apply|look at)(?=:|$| \|)|"
    r"\bwhat (?:we|you|applicants|imgs|they) (?:(?:do not|don't) (?:demand|require|need|have to have|ask(?: for)?|"
    r"insist on|expect|want|look for)|needn't have|need not have)(?: (?:from|of) (?:you|applicants|candidates|anyone))?"
    r"(?=:|$| \|)|"
    rf"\bnot-(?:needed|required|mandatory|necessary)\b|\b{_NEEDED}[,:]? no\b(?=\s*(?:$|[.,;]))|"
    r"\b(?:do|does|did)(?: not|n't) (?:have|set|impose|make) (?:an?|any) (?:[a-z]+ )?(?:requirement|rule|condition|"
    r"demand)s?"
    r"(?: (?:for|on|of|about|regarding|concerning)\b)?|"
    r"\b(?:requires?|needs?|demands?|asks? for|insists? on|expects?|mandates?) neither\b|\bnot on (?:our|the) list\b|"
    rf"\bonce {_NEEDED},? (?:but )?(?:it )?(?:is )?no longer(?: is)?\b|"
    r"\bnothing in (?:our|the) [a-z]+ (?:asks for|requires|demands|calls for)\b|"
    r"\bno (?:floor|minimum|rule|requirement|limit|condition)s? (?:applies|apply|exists?|is set)(?: (?:to|for|on))?\b|"
    rf"\bnor (?:is|are) (?:[a-z0-9'/-]+ ){{1,5}}?{_NEEDED}\b|\bnor (?:do|does|will) (?:we|it|they|the (?:program|"
    rf"committee|hospital)) "
    r"(?:require|need|ask for|insist on|demand|expect)\b|"
    r"\b(?:dropped|waived|removed|lifted|abolished|suspended|eliminated|discontinued|relaxed|abandoned|scrapped|ended|"
    r"retired|withdrew|cancell?ed) (?:the|our|its|any|this) "
    r"(?:[a-z0-9.-]+ ){0,3}?(?:requirement|rule|condition|demand)s?(?: (?:for|of|that|on|about|regarding|"
    r"concerning)\b)?|"
    r"\brequirements? (?:for|of) (?:[a-z0-9.'/()-]+ ){1,9}?(?:is|are|was|were|has been|have been) (?:[a-z]+ly "
    r")?(?:waived|"
    r"suspended|lifted|dropped|abolished|removed|eliminated|no longer)\b|"
    rf"\bneither (?:[a-z0-9.'/()-]+ ){{1,9}}?nor (?:[a-z0-9.'/()-]+ ){{1,9}}?(?:is|are) (?:[a-z]+ly )?(?:an? "
    rf")?{_NEEDED}\b|"
    r"\b(?:do|does|did|will|would)(?: not|n't) call for\b|"
    rf"\bthere (?:is|are|exists?) no (?!(?:less|lower|fewer|more|later|longer) )(?:[a-z0-9.'/()-]+ "
    rf"){{1,9}}?{_NEEDED}\b|"
    rf"^no (?!(?:less|lower|fewer|more|later|longer|one) )(?:[a-z0-9.'/()-]+ ){{1,9}}?{_NEEDED}\W*$|"
    r"\b(?:not|never|n't|nor)(?: (?:be|a|among|one of|part of|included in|listed in|listed among))* (?:our|the|"
    r"its|any) "
    r"(?:[a-z]+ )?(?:criteria|conditions|requirements|must-haves)\b|"
    r"(?:\bnot|\bnever|n't|\bno longer|\bneither|\bnor|\bcannot be|\bwithout being)(?: (?:be|being|a|an|any|strictly|"
    r"absolutely|currently|among|one of|our|part of|yet|formally|necessarily|generally|usually|always|considered|"
    r"deemed|regarded as|"
    r"absolute|specified|listed|as|"
    r"specifically|is|are|hard|strict|mandatory or|required or|firm|fixed))*"
    rf" (?:{_NEEDED}|limit|cut-?off|expected)\b"
    rf"|\bno (?!(?:less|lower|fewer|more|later|longer|greater|older|earlier than|exceptions?) )(?:[a-z0-9.-]+ "
    rf"){{0,4}}?(?:{_NEEDED}|"
    rf"need)\b"
    r"|(?:\b(?:do|does|did|will|would)(?: not|n't)|\bdon't|\bdoesn't|\bnever) (?:[a-z]+ly )?"
    r"(?:require|need|have to|insist (?:up)?on|mandate|ask for|demand)\b"
    r"|\bno longer (?:requires?|needs?|asks? for|insists? on|demands?|mandates?)\b"
    r"|(?:\b(?:do|does|did|will|would)(?: not|n't)|\bwon't) insist(?=\s*(?:$|[.,;)]))"
    r"|\b(?:needs?|requires?|demands?|insists? on) no(?= [a-z0-9])(?! (?:less|fewer|more|later)\b)|"
    r"\bneed(?:s)? not\b(?! (?:apply|less|fewer|more|lower)\b)|\bneedn't\b|\boptional\b|\bunnecessary\b|"
    r"\bnon-?mandatory\b|\bnot? (?:strict |hard "
    r")?rule\b(?! (?:you|them|an?|out|any))"
    r"|\brather than (?:required|a requirement)\b|\bstop(?:s|ping)? short of (?:requir|demand|insist|mandat)ing\b|"
    r"\bwithout (?:requiring|demanding|insisting on|mandating)\b"
    rf"|\bno (?!(?:less|lower|fewer|more|later|longer|greater|older|earlier than|one|applicants?|candidates?|"
    rf"graduates?) )"
    rf"(?:(?!(?:who|without|that|unless|if|until|is|are|but|and|with)\b)[a-z0-9.'-]+ ){{1,9}}?(?:is|are|will be) "
    rf"(?:[a-z]+ly )?{_NEEDED}\b"
    rf"|(?:\bnot|\bnever|n't) make (?:[a-z0-9.'-]+ ){{1,9}}?an? (?:[a-z]+ )?(?:condition|{_NEEDED})\b"
    rf"|\bnone\b(?: [a-z]+){{0,3}} (?:{_NEEDED}|prescribed|(?<=none is )expected)"
    r"|\bnone(?: of (?:them|these|those|our [a-z]+|the [a-z]+))? (?:demand|require|insist|need|ask for|mandate)s?\b"
    rf"|\b{_NEEDED} (?:for |by |in )?(?:neither|nobody|no one|only later)\b|\b{_NEEDED} (?:it|this|that|they|these) "
    r"(?:is|are) not\b"
    r"|\brequirements? (?:(?:is|are|was|were|has been|have been) )?(?:[a-z]+ly )?(?:waived|suspended|lifted|dropped|"
    r"abolished|removed)\b"
    r"|\b(?:impose|have|set|make|know)s? no such (?:conditions?|requirements?|rules?|demands?)\b"
    r"|\b(?:oblige|requir|demand|insist|expect|ask)\w*(?: (?:it|this|that|them))?(?: up?on| of| from)? (?:no one|"
    r"nobody|"
    r"no (?:applicants?|candidates?))\b"
)
_PREFER_NEXT = Branched(
    r"\bwhat makes an? (?:strong|good|great|competitive|attractive) [a-z ]{2,20}|\bwhat makes? (?:it|me|you|them|"
    r"(?:an?|your|such an?) [a-z]+)(?: [a-z]+)? (?:competitive|strong\w*|attractive|stand out|better)\b|"
    r"\b(?:hopes|favou?rable (?:features|attributes|factors|points|traits|qualities))(?= are\b|\s*(?:$|[:|(]))|"
    r"\b(?:will|would|may|can|is|are) (?:be )?(?:much |far |more |most |very |highly )?(?:stronger|better|competitive) "
    r"(?:here |with us |for us )?(?:with|if|when)\b|\b(?:our|program's|department's) preferences are\b|"
    r"\binterest is in (?=applicants|candidates|those|people)|(?:'d|\bwould) like(?=\s*$)|"
    r"\b(?:our|the) (?:custom|habit) to (?:choose|interview|invite|select|rank|favou?r|take)\b|"
    r"\b(?:reviewed|read|looked at|"
    r"considered) first"
    r"(?=\s*(?::|$|\|))|\bcompetitive (?:imgs|graduates|files|applications)\b|\bwe rather\b|"
    r"\bpreferences?[\"']? (?:tab|column|section|box|list|field|heading)\b|"
    r"^(?:we )?likes?(?=\s*$)|^(?:nice|lovely|wonderful|"
    r"great|excellent|very good)(?=[\s.]*$)|\bweight is (?:placed|put|laid|set) "
    r"(?:up)?on\b|\bsoft (?:criteria|factors|requirements)\b|\b(?:is|are) urged to\b|"
    r"^(?:where|if|whenever) (?:at all )?possible\b|"
    r"\bbe (?:wise|well advised|smart|prudent) to\b|"
    r"(?:^|\| )(?:soft criteria|tie-?breakers?|strengths?)(?=\s*$)|\bimpressed by\b|"
    r"\b(?:special|particular|extra|close) attention (?:is (?:given|paid) )?to\b|"
    r"^(?:also |really |clearly )?(?:likes|loves|wants ideally)\b|\b(?:advice|tips?|suggestions?)(?=\s*$)|"
    r"\bwould be (?:glad|happy|pleased|delighted) (?:about|with|of)\b|"
    r"\b(?:we|they|program|committee|department|director|faculty)(?:'d)? (?:also |would |really |especially |"
    r"particularly |greatly |very much |"
    r"do |always )*(?:appreciate|prize|reward|cherish|treasure|credit|advocate|urge)s?\b|"
    r"\b(?:we|they|program|committee|department|director|faculty) (?:also |would |really |especially |"
    r"particularly |do |always )*"
    r"welcomes?(?! (?:imgs?|international|foreign|all|application|your|you|every|both|any|graduates|question|"
    r"inquir|new|diverse|each))\b|"
    r"\b(?:more|most|very) (?:likely|inclined|apt|eager|willing) to (?:interview|invite|consider|rank|select|offer)\b|"
    r"\b(?:most|very|mainly|chiefly|more) interested in\b|\bthinks? (?:highly|well|much) of\b|\bdo(?:es)? well "
    r"to (?:have|show|bring)\b|"
    r"\bit (?:is|would be|will be|looks?) (?:very |always |also )?(?:good|wise|best|useful|worthwhile|ideal|"
    r"nice|great|advisable|smart) to\b|"
    r"\bit (?:pays|looks good|is a good idea) to\b|"
    r"^(?:to stand out|for an? (?:stronger|better|more competitive) [a-z]+|to (?:strengthen|improve|boost|raise|"
    r"increase|enhance) "
    r"(?:your|their|an?|the) [a-z]+)\b|"
    r"\bfavou?rable consideration(?: (?:is|are|will be))?(?: given)? (?:to|for)\b|"
    r"\b(?:our|the) (?:own )?(?:wish|hope|preference|ideal|desire) is\b|"
    r"^(?:we )?(?:do )?(?:like|love|prefer|welcome|appreciate|value|favou?r) (?:it|them|this|that)\b|"
    r"\bgives? (?:extra |some |bonus )?credit (?:for|to)\b|^(?:an? )?(?:plus|asset|bonus|extras?|advantages?|"
    r"good to have|useful|great to have|prized|valued|helpful|welcome)(?=[\s.]*$)|"
    r"\b(?:but|though|still|really) (?:we )?(?:do )?(?:like|prefer|value|appreciate|welcome|favou?r|love) (?:it|"
    r"them|this|that)\b|"
    r"^(?:usually|typically|generally|normally)\b(?=,? (?:about |at least |above |over )?\d)|"
    r"\b(?:bonus(?: points?)?|extra (?:credit|points?)|brownie points|kudos|preferential treatment|a closer look|"
    r"preferred status) (?:(?:is|are|(?:will|may) be|goes|go) )?(?:given |awarded |granted |extended )?(?:for|to)\b|"
    r"\bbonus(?: points?)?(?=\s*$)|^nice(?=\s*$)|\| nice(?=\s*$)|\bsmiles? (?:up)?on\b|\bpreferential "
    r"(?:consideration|treatment)(?=\s*(?::|$))|\blean(?:s|ing)? (?:more "
    r")?(?:toward|to)s?\b|\b(?:nicer?|better|best|happier|happiest) (?:when|if|where)\b|"
    r"\b(?:wish(?:es)?|pluses|desiderata|preference lists?|lists? of preferences|bonuses|preferences|assets)(?= of\b|"
    r" for\b| in\b|\s*(?:$|[:?(|]))|"
    r"\bwhat (?:tends to (?:do|work|fare)|does|works|fares) well\b|"
    r"\bprefer(?:s|ring)?\b|\bprefer+ab(?:ly|ely)\b|\bideally\b|\bfavou?rs?\b|\brecommends?\b|\bencourages?\b|"
    r"\bdesires?\b|"
    r"\badvises?\b"
    r"|\bsuggests?\b"
    r"|\b(?:(?:preference|priority|precedence)(?: consideration| treatment| status)?|special consideration|"
    r"preferential (?:consideration|treatment|status)|first consideration|strong consideration|"
    r"most consideration|extra (?:weight|consideration|credit)|advantage|"
    r"greater weight|more weight|weight)"
    r"(?: (?:is|are|(?:will|may|shall|would) be|goes|go|being|be|exists))?(?: (?:also|often|usually|generally|"
    r"typically))?(?: "
    r"(?:given|"
    r"shown|accorded|extended|granted|assigned|attached|paid|mostly|mainly|first|only|always)){0,2}"
    r"(?: (?:to|for|toward|towards))\b"
    r"|\b(?:looks?|looking|looked|smiles?) (?:also |especially |particularly |mainly |chiefly |only )?(?:more |most |"
    r"very )?(?:for|(?:favou?rably|kindly|positively|approvingly|with favou?r) (?:on|at|upon|toward)s?)\b"
    r"|\b(?:typically|usually|generally|normally|ordinarily|mostly|commonly|tend to|tends to|"
    r"primarily|mainly|as a rule),? "
    r"(?:(?:we|the program|the committee|our (?:program|committee)) )?(?:interviews?|invites?|looks?|"
    r"seeks?|selects?|chooses?|"
    r"ranks?|considers?|extends?|offers? interviews)\b"
    r"|\b(?:interviews?|invites?) (?:typically|usually|generally|mostly)\b"
    r"|\bshould (?:like|prefer|love|welcome)\b|\b(?:would|do|we)? ?like to see\b|\bwould (?:like|love|favou?r|prefer|"
    r"be (?:pleased|glad|happy|delighted) to "
    r"(?:see|find|have)(?! you\b))\b|"
    r"\b(?:would|'d) (?:much |far )?rather (?:see|have|find)\b|(?:\b(?:is|are)|'re) (?:drawn|partial) to\b|"
    r"(?:\bwould|'d) (?:really |truly |also )?love\b|\b(?:gets?|grows?) (?:most |more |very |really |"
    r"especially )?(?:excited|"
    r"enthusiastic) (?:about|by|over)\b|\b(?:partiality|fondness|weakness|soft spot|liking) (?:is )?(?:for|to|"
    r"toward)\b|"
    r"\b(?:is|are) "
    r"(?:most |very |especially )?(?:fond|fondest|happy|happiest|keen|keenest|pleased) (?:of|with|on|about)\b|"
    r"\b(?:gives?|attach(?:es)?|"
    r"lends?|puts?) (?:some |great |extra |more |much |additional )?(?:weight|value|importance) (?:to|on)\b|\bappeals? "
    r"to us\b|"
    r"\b(?:places?|sets?) (?:a |some |great |extra |more |much |particular |high |considerable )*(?:value|"
    r"weight|emphasis|"
    r"importance|premium|store) (?:up)?(?:on|by)\b|\b(?:stronger|strong|better|competitive|strongest|best|good) "
    r"(?:files?|"
    r"applications?|dossiers?) (?:will |would |usually )?(?:shows?|has|have|includes?|contains?)\b|"
    r"\b(?:hopes?|hoping) (?:for|to (?:see|find))\b|\bpreferences? (?:is|are)(?= for|:)|\b(?:most|more) (?:of (?:our|"
    r"the) )?"
    r"(?:invitations|interviews|offers|invites) (?:go|are (?:given|extended)) to\b|\b(?:we|they|committee|program|"
    r"director|pd|department|chair|faculty) "
    r"(?:do |really |certainly |definitely )*(?:like|"
    r"likes|value|values|seek|seeks|hope|hopes|want to see|wants to see)\b"
    r"|\b(?:we|they|program|committee|pd|director|faculty) (?:really |just |simply |all )?(?:loves?|adores?|"
    r"enjoys? seeing)\b|\bprioriti[sz]es?\b|\b(?:particularly|especially) interested in\b|\b(?:a |our |the "
    r")?(?:soft |preferred |"
    r"optimal |ideal |"
    r"desired |target |recommended |suggested |desirable )"
    r"(?=minimum|score|usmle|step|ck\b|comlex|level [12i]|range|level|target|number|candidates?|applicants?|time|"
    r"graduat|qualif|max|cut)"
    r"|\b(?:ideal|preferred|strong|strongest|best|desirable|successful|competitive) (?:candidates?|applicants?)\b|"
    r"\baim(?:s|ing)? for\b|\bwish(?:es)? (?:for|to see)\b"
    r"|\bpoints (?:are |is )?(?:given|awarded|granted) for\b|'d (?:really |ideally )?like (?=\d|none\b|no\b|one\b|at "
    r"least)"
    r"|\btargets?(?=(?: is| of|:)? ?[2-7]\d\d\b)|(?<!or )\bbetter(?=(?: still| yet)?,? (?:is )?[2-7]\d\d\b)"
    r"|\bpreferences? (?=(?:above|over|at|from|of|>|\u2265) ?\d)|\bpreferences?(?=\s*[:?-])|^(?:extra|bonus|brownie) "
    r"(?:credit|points?)(?=\s*$)|\ball else (?:being )?equal\b|"
    r"\bgo for (?=the |those |an? |applicants|"
    r"candidates)|\b(?:criteria|factors|things|points|what) that (?:weighs?|counts?|helps?)(?=\s*$)|"
    r"\bin general,? we (?:interview|invite|rank|"
    r"consider)\b|\bwhat makes an? (?:strong|good|competitive|great|attractive) (?:[a-z]+ )?(?:application|candidate|"
    r"applicant|file)|"
    r"\bwhat (?:moves|lifts|pushes|brings) (?:an?|your|the) (?:file|application)s? (?:up|forward|ahead)|"
    r"\bwhat makes an? (?:[a-z]+ )?(?:application|candidate|applicant|file) (?:strong\w*|competitive|"
    r"attractive|stand out|"
    r"better|appealing)|^(?:high |top |first |highest )?priorit(?:y|ies)(?=\s*$)|\bnice to haves?\b|"
    r"\bgo(?:es)? (?:mostly|mainly|first|usually|generally|"
    r"typically) to\b|"
    r"\bthose (?:we )?(?:invited?|interview(?:ed)?|called) (?:[a-z]+ )?(?:tend|usually|typically|generally|normally|"
    r"mostly)\b|"
    r"\bpreferences (?:is|are) (?:as follows|these|the following|listed)\b|\bwish ?list\b|\b(?:what|here's what|"
    r"things) we (?:simply )?"
    r"(?:like|prefer|love|favou?r|hope for|look for)\b(?! is)|\bour tastes?\b|\btastes are\b|"
    r"\bit (?:helps|(?:would|will|does|may|can) (?:[a-z]+ )?help)(?: your \w+)? (?:if|to)\b|"
    r"\b(?:mostly|mainly|usually|generally|typically|normally|commonly|frequently|most often) "
    r"go(?:es)? to\b|\bhoped for\b|(?:\bwould|'d) (?:much |far )?(?:rather|sooner) (?:not|you|they|that|applicants|"
    r"candidates)\b|\bwe (?:also )?(?:really |"
    r"truly )?(?:wish|smile (?:up)?on|lean toward|warm to)\b|(?:\bwould|'d) be (?:nice|great|lovely|good|ideal)(?= to| "
    r"if)|\bsteers? toward\b|\bchances (?:are|is|look) (?:best|better|good|highest|higher|greatest)\b|"
    r"\b(?:usually|typically|generally|normally|mostly|largely) (?:limited|restricted|reserved|given|offered|extended|"
    r"granted) (?:to|for)\b|"
    r"\bwants? (?:best|most)\b|\bpreferences? (?:is )?that\b|\b(?:preferences?|priority)(?=\s*(?::|$|\|))|\bmost often "
    r"(?:interviews?|invites?|selects?|ranks?)\b|\b(?:stronger|better) (?:applicant|candidate|"
    r"application)s?(?= (?:with|if|"
    r"when|who)\b)|\brise to the top\b|\bsay yes\b|\b(?:is|are|'re|feels?|be) (?:[a-z]+ ){0,2}?(?:comfortable|at "
    r"ease) (?:with|above|at|from)\b|"
    r"\bpreference list\b|\bwhat makes (?:for )?an? (?:[a-z]+ )?(?:strong|good|competitive|attractive|great|"
    r"successful)\b|\bpreference is (?=an?\b|at\b|\d|scores?\b|candidates\b|"
    r"applicants\b|>|\u2265)|\bthose (?:we )?(?:invited?|interviewed?) tend to\b|'d (?:really |"
    r"very much |also )?like (?=[^.;]{1,40}\bto (?:have|see|be|show|bring|score))|"
    r"\b(?:(?:score|usmle|step 2|ck|our) targets?|targets|goals|aspirations)(?=\s*(?:$|:|\(|for\b|are\b|is\b|\|))|"
    r"\b(?:sweet spot|comfort zone|soft target|wish list)\b|\bnice[- ]to[- ]haves?\b|\btarget (?=s[12]\b|part\b|"
    r"both\b|each\b)"
)
_PREFER_BOTH = Branched(
    r"\b(?:consider|see|regard|count|view|deem|rate|rank|value|find|treat)s?\b[^;,]{3,90}?\b(?:(?:as )?an? "
    r"(?:[a-z]+ )?(?:plus|asset|"
    r"advantage|bonus|strength|benefit|merit)|favou?rably|positively|highly|higher|helpful|beneficial|desirable|"
    r"advantageous|valuable)\b|"
    r"\b(?:advisable|liked|pref(?:'d)?|rec(?:'d|ommend)?(?=\.|\s*(?:$|[,;:)]))|prefer?red|preffer+ed|reccom+ended|"
    r"recommended|encouraged|desired|desirable|favou?red|"
    r"(?<!be )(?<!are )advised|(?<=are )advised(?! that\b| of\b)|"
    r"suggested|optimal|ideal|"
    r"prioriti[sz]ed)\b"
)
_PREFER_PRIOR = Branched(
    r"\b(?:is|are) (?:the |our )?(?:most|very|highly) competitive\b(?! (?:here |with us |for us )?(?:with|when|if)\b)|"
    r"\b(?:looks?|views?|regards?|sees?|considers?|rates?|ranks?|finds?|counts?) (?:up)?(?:on )?(?:it|them|this|that|"
    r"those) (?:very |quite |rather )?(?:as )?(?:an? )?(?:favou?rabl[ey]|kindly|positively|higher|highly|useful|"
    r"helpful|valuable|beneficial|plus|asset|advantage|bonus)\b|"
    r"\bthe (?:ones|people|applicants|candidates) (?:that |whom? )?we (?:[a-z]+ly |most often |mostly )?(?:interview|"
    r"invite|rank|call|want|like|look for)\b|\btends? to (?:secure|get|earn|receive|win) (?:an? )?(?:interview|invit)|"
    r"\bto be competitive\b|"
    r"\bearns? (?:you )?(?:extra |bonus |more )?points\b|"
    r"\bis (?:much |far )?better than (?:on |at |in )?(?:the|a) (?:second|third|later)\b|"
    r"\b(?:gives?|brings?|means?|offers?) (?:you |them |applicants |candidates )?(?:an? |the )?(?:much )?better "
    r"(?:chances?|odds|prospects)\b|\badds? to (?:your |an? |the )?(?:competitiveness|"
    r"chances|profile)\b|\bmakes? (?:a |all the )(?:big |real |"
    r"positive )?difference\b|"
    r"\b(?:usually|mostly|typically|generally) get (?:the |an? )?(?:interviews?|invitations?)\b|"
    r"\btend to be (?:invited|interviewed|ranked|preferred|favou?red)\b|\bha(?:ve|s) the best (?:chances?|odds)\b|"
    r"\bmore likely to (?:be (?:invited|interviewed|ranked|considered|selected)|get|receive|earn)\b|"
    r"\b(?:read|reviewed|considered|looked at|invited|interviewed|ranked|seen|taken) first\b|\bour first choices?\b|"
    r"\b(?:is|are) (?:always |very |also )?(?:good|nice|great|useful) to have\b|"
    r"(?<!one )(?<!two )(?<!three )(?<!four )(?<=\S )(?:if|where|whenever) (?:at all )?possible\b|\b(?:go|goes|move|"
    r"moves|"
    r"rise|rises) to the top\b|"
    r"\b(?:floats?|rises?|moves?|shoots?|gets?) (?:up )?to the (?:top|front|head)\b|\bmakes? us (?:look|take|"
    r"sit|want|curious|listen)\b|"
    r"\+ ?\d+ points?\b|"
    r"\bcounts? for (?:a lot|much|something|a great deal|extra)\b|\bspeaks? (?:for|in favou?r of|well (?:for|"
    r"of)) (?:an? )?[a-z]+\b|"
    r"\btips? the (?:scales?|balance)\b|\b(?:is|are) worth (?:a lot|much|a great deal|extra|bonus)\b|"
    r"\btaken into (?:account|consideration) (?:favou?rably|positively|as an? [a-z]+)\b|"
    r"\bgives? (?:you|them|an? [a-z]+|applicants|candidates|imgs) (?:a |an |some |the )?(?:[a-z]+ "
    r")?(?:advantage|edge|boost|leg up|"
    r"head start|priority|preference|bonus|lift)\b|"
    r"\b(?:increas|rais|improv|enhanc|better|lift|boost)(?:e|es|s)? (?:your|the|their|an? (?:[a-z']+)|one's) "
    r"(?:[a-z]+ )?(?:chances?|odds|"
    r"prospects|likelihood|standing|candidacy|application|file)\b|\bchances? (?:improve|increase|rise|are "
    r"better|are best)\b|"
    r"\bbenefits? (?:applicants|you|candidates|an applicant|your)\b|\bto your (?:advantage|benefit|credit)\b|"
    r"\b(?:fares?|do|does|ranks?|scores?|rated?) (?:better|best|higher)\b(?! than \d)|\bgo(?:es)? to the (?:top|"
    r"front|head)\b|"
    r"\b(?:receives?|gets?|given|earns?|merits?) (?:more |extra |special )?favou?rable consideration\b|"
    r"\bon (?:our|the) list of (?:wishes|pluses|preferences)\b|"
    r"\bwhich (?:we|the program|they) (?:[a-z]+ )?(?:recommend|prefer|encourage|like|favou?r|suggest|value|"
    r"appreciate|welcome)s?\b|"
    r"\b(?:is|are|be|considered|deemed|regarded as|remains?) (?:very |quite |also |really |particularly |especially )?"
    r"(?:important|favou?rable)\b|(?<=it)'s worth (?:a lot|much|a great deal|extra|bonus)\b|\bwished for\b|"
    r"\b(?:is|are|would be) (?:only |just |merely |rather )?an? (?:mere )?wish\b|\bas (?:our|a) wish\b|"
    r"\b(?:though|but|yet|however|still|albeit|only|just),? (?:it is |they are )?an? (?:[a-z]+ )?(?:plus|"
    r"advantage|asset|bonus|"
    r"benefit|strength|recommendation|preference|wish)\b|\bmakes? (?:[a-z]+ ){1,4}?(?:likelier|more likely|"
    r"easier|stronger|better)\b|"
    r"\b(?:get|gets|give|gives|bring|brings|earns?|given|receive|receives|have|has|take|takes|carry|carries|shown|"
    r"our (?:first )?|are our |is our )"
    r"(?: (?:strong|first|clear|some|extra|special|more|added|a|an|great|greater|competitive|distinct|slight))* ?"
    r"(?:preference|priority|precedence|weight|consideration|advantage|edge|head start)\b(?! to| for| (?:is )?that|"
    r" is (?:an?|at|\d)\b| (?:is|"
    r"goes|are) (?:to|for))"
    r"|\b(?:preference|our preference|our first preference|a preference)(?=\s*(?:[.,;)]|$))"
    r"|\b(?:is|are|be|as|seen as|considered|would be)(?:,? (?:however|though|nevertheless|of course|certainly),?)? "
    r"(?:[a-z]+ ){0,3}?(?:plus(?:es)?|advantage|asset|bonus(?:es)?|benefit|strength|positive|merit|(?:positive|"
    r"favou?rable|"
    r"differentiating|distinguishing|helpful|weighty) (?:factor|point|feature|criterion|sign|attribute))s?\b"
    r"|\b(?:viewed|regarded|seen|received|considered|treated|reviewed|read|rated|judged|weighed|looked (?:up)?on|"
    r"looked at) "
    r"(?:more |most |very |especially |particularly |quite |rather |somewhat )*(?:favou?rably|positively|kindly|"
    r"generously|approvingly|sympathetically|with favou?r|in a (?:positive|favou?rable) light)\b"
    r"|\bwanted(?=,? (?:but |though |albeit )?(?:it is )?not\b)|\brewarded\b|\b(?:gets?|is|are|be) noticed\b|"
    r"\b(?:stands?|standing|makes? [a-z ]{1,20} stand) out\b|"
    r"\bputs? (?:you|them|an? [a-z]+|applicants|candidates|your [a-z]+) (?:well |far )?(?:above|ahead|on top|at "
    r"the (?:top|front|head)|in front)\b|\bcatch(?:es)? (?:our|my|their|the [a-z]+'s?|the) (?:eyes?|attention)\b|"
    r"\bthe (?:more|longer)\b[^.;]{2,60}\bthe better\b|\bsets? "
    r"(?:you|them|an? [a-z]+|applicants?|"
    r"candidates?|your [a-z]+) apart\b|\bmakes? (?:us|our [a-z]+) (?:[a-z]+ )?(?:smile|happy|happier|glad|nod|cheer|"
    r"take note)\b|\bmoves? (?:you |them |applicants? |candidates? |your [a-z]+ )?(?:up (?:our|the|in|on|your)\b|"
    r"ahead\b|(?:to|toward|"
    r"near) the "
    r"(?:top|front|head))|\b(?:gets?|earns?|receives?|wins?|given|deserves?|merits?|brings?|gives?|adds?|collects?) "
    r"(?:you |them |an applicant |applicants |candidates )?(?:a |an |some |the |our )?(?:[a-z]+ )?(?:(?:closer|"
    r"second|first|"
    r"longer|warmer|stronger) look|(?:extra|bonus|additional|more) (?:credit|points?|notice)|bonus|nod|leg up|"
    r"preferential treatment|credit|boost)\b|"
    r"(?<!must )\badds? (?:(?:real|great|much|some) )?(?:strength|weight|value|to (?:your|an?|"
    r"the) (?:file|application|candidacy|"
    r"strength))\b"
    r"|\b(?:advantageous|beneficial|helpful|valued|prized|appreciated|viewed favou?rably|favou?rably (?:viewed|"
    r"regarded|looked|considered|received|seen)|looked (?:up)?on favou?rably)\b"
    r"|\b(?:would |will |can |may |to )?(?:strengthens?|enhances?|improves?|boosts?|helps?(?! us| if\b| to\b|"
    r" (?:you|applicants|candidates|them|imgs|people) (?:decide|judge|see|know|understand|choose|plan|prepare|find|"
    r"with)\b))\b"
    r"|\bfinds? (?:more |much |greater |most )?(?:sympathy|favou?r)\b|\b(?:is|are|would be) (?:our|a|the) wish\b|"
    r"\bwould be (?:very |really )?(?:good|nice|great|lovely|welcome|excellent)\b|\b(?:gladdens?|delights?|"
    r"pleases?) (?:us|me)\b"
    r"|\bmore (?:attractive|competitive)\b|\b(?:highly|well) (?:regarded|valued|thought of)\b|\bpreferable\b|"
    r"\ba plus\b|\b(?:makes?|made) (?:you|for|them|applicants?|candidates?) (?:an? )?(?:very |more )?(?:strong|good|"
    r"great|ideal|attractive|competitive)\b"
    r"(?: [a-z]+)?|\bmakes? (?:you|an? [a-z]+|them|applicants?|candidates?) (?:more |very )?(?:competitive|"
    r"attractive)\b|(?<!we )(?<!we would )(?<!we especially )(?<!we also )(?<!we particularly )(?<!program "
    r")\bwelcomed?\b(?!,? (?:here |to apply |to join us |only |in (?:[a-z]+ ){1,4})?(?:if|when|"
    r"provided|as long|so long))|"
    r"\bsought\b|\bof (?:great |particular "
    r")?(?:interest|value|advantage|benefit)\b"
    r"|\bstand a better chance\b|\bgoes a long way\b|\bweighs? in\b|\bviewed (?:more )?positively\b|\b(?:looked|"
    r"looks) (?:up)?on (?:well|kindly|favou?rably|positively)\b|\bcounts? (?:strongly|heavily|"
    r"a lot|in (?:your|their) favou?r|positively|favou?rably|for much|much)\b|\bin (?:your|their) favou?r\b|"
    r"\bbut (?:it )?(?:counts|helps)\b|\b(?:taken|ranked|considered|read|placed|invited|reviewed) (?:before|ahead of|"
    r"above)(?= (?:those|others|applicants|"
    r"candidates|anyone|people)\b)|\b(?:ranked|rated|scored|placed|valued|ranks|come|comes|listed) (?:higher|"
    r"more highly|ahead|first)\b|\bahead of (?:the )?(?:others|rest|those|"
    r"anyone)\b|\ban edge\b|"
    r"\b(?:is|are|would be|certainly|definitely|of course)(?: [a-z]+)? (?:an? )?"
    r"(?:plus|ideal|best|nice|optimal|perfect|a bonus)\b(?=\s*(?:$|[.,;:)]|but\b|for\b|to have\b))|\benjoys? (?:a |"
    r"some )?"
    r"(?:preference|priority|advantage)\b|\bwould please\b|\b(?:is|are|as) (?:warmly |most )?(?:appreciated|sought "
    r"after)\b|"
    r"\b(?:would|will) be (?:good|nice|great|ideal|lovely|welcome|better|best)(?=\s*(?:$|[.,;:)]))|\b(?:is|are|be) our "
    r"(?:wish|preference|hope|ideal|target)\b(?! that)|\b(?:make|makes) (?:a|an|your|the|any) [a-z]+ (?:stronger|"
    r"better|"
    r"more \w+)\b|\b(?:is|are) what we(?: are|'re)? (?:prefer|like|look for|want to see|hope for|hoping for)\b|"
    r"\b(?:all|both|each|none)(?: of (?:the above|these|them|this|which))? (?:is|are) (?:[a-z]+ly )?(?:preferences|"
    r"preferred|wishes)\b|"
    r"\b(?:gets?|catch(?:es)?|draws?|attracts?|grabs?|wins?|earns?) our (?:[a-z]+ )?(?:attention|interest|eyes?|"
    r"notice)\b|"
    r"\b(?:increase|raise|better|improve)s? (?:your|the|their|an? [a-z]+'s) (?:chances?|odds|prospects?|likelihood)\b|"
    r"\bpreferentially\b|\bso much the better\b|\bmakes? (?:life|things|it) easier\b|\bgets? (?:you|them|"
    r"your [a-z]+) noticed\b|\bbut (?:[a-z]+ )?an? (?:asset|plus|advantage|bonus|"
    r"strength|benefit)\b|\bmore likely to be (?:[a-z]+ )?(?:invited|interviewed|considered|ranked|offered|reviewed|"
    r"selected)\b|"
    r"\branks? (?:you )?higher\b|\b(?:all|even) the better\b|\bturns? (?:our |some |a few )?heads\b|"
    r"\bfeather in\b|\b(?:puts?|places?|moves?|pushes?|lifts?|bumps?|vaults?) (?:you|them|your [a-z]+|applicants?|"
    r"candidates?|an? [a-z]+) (?:[a-z]+ )?(?:ahead|up|higher|near the|toward|to the|at the|in a (?:good|strong|"
    r"better))\b|"
    r"\bmoves? to the (?:front|top|head)\b|\b(?:rises?|goes?|float|floats) to the (?:front|top|head)\b|"
    r"\b(?:carr(?:y|ies)|hold|holds) (?:[a-z]+ )?weight\b|\bgo(?:es)? far\b|\b(?:read|reviewed|considered|looked at|"
    r"screened|"
    r"invited|interviewed|opened|seen|examined|processed) first\b(?!,? come)|\b(?:have|has|fares?|stands?|does|"
    r"do) (?:an? |the )?(?:better(?: chances?| odds)?|edge|"
    r"upper hand)\b|"
    r"\bimpress(?:es|ive)?\b|\b(?:gets?|receives?|draws?|attracts?) (?:the )?(?:most|more|special|particular) "
    r"(?:attention|weight|interest|notice)\b|"
    r"\ban? (?:strong|firm|clear) (?:recommendation|preference|suggestion)(?=\s*(?:$|[.,;]))|\bfeel (?:most )"
    r"?comfortable\b|\bweigh(?:s|ed)? (?:very )?(?:heavily|strongly|a lot|much|in (?:your|"
    r"their) favou?r)\b|\bthe norm we like\b"
)
_TYPICAL = Branched(
    r"\b(?:applicants|candidates|interviewees|residents) (?:normally|usually|typically|generally|mostly|often) (?:have|"
    r"had|pass|score|show|come)\b|"
    r"\b(?:two[- ]thirds|three[- ]quarters|three[- ]fourths|half|a third|a quarter|\d+ ?%|\d+ per ?cent|\w+ out of \w+)"
    r"(?: of (?:[a-z]+ ){1,3})? ?(?:had|have|did|were|came|completed|scored|passed|graduated)\b|"
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
    r"candidates|residents) (?:have(?! to\b)|had|scored)\b"
    r"|(?<!should )(?<!must )\b(?:have|has) (?:been|done|fared) (?:most |more |very )?(?:successful|best|well|"
    r"better)\b|\bdid (?:best|"
    r"better)\b"
    r"|\bscores? (?:of [a-z]+ [a-z]+ )?(?:lie|lies|range|ranges|ranged|run|runs|fall|falls|fell) (?:mostly |usually |"
    r"largely |mainly )?(?:between|from)\b"
    r"|\b(?:typical|usual) (?:scores?|range|applicant|resident)\b|\bscores? (?:usually|typically|generally|often) "
    r"(?:range|fall|are)\b|\bhave come from\b|\blast year's\b"
)
_REQUIRE_NEXT = Branched(
    r"(?:^|^if (?:you are )?an? [a-z ]{3,30}, )(?:please )?(?:show|provide|demonstrate|document|present|bring|prove)\b|"
    r"\b(?:review|read|consider|look at|open|evaluate|accept|interview|invite)s? (?:[a-z]+ "
    r"){0,3}?(?:applications?|files?|applicants|"
    r"candidates|imgs|those) (?:that|who|which) (?:can )?(?:show|document|include|contain|hold)s?\b|"
    r"\bwelcome (?:here |to apply )?,?(?:only )?(?:if|provided|when)\b|\bpolicy (?:of [a-z ]{3,40} )?(?:is "
    r")?that\b|\bit is (?:our|the) "
    r"(?:policy|rule|practice)\b|\b(?:may|can|could) (?:still |also |only )?apply,? (?:only )?(?:when|once)\b|"
    r"\beligible (?:for (?:an? |our )?[a-z]+ )?(?:are|is)\b|"
    r"^who (?:may|can|should) apply\b|^who (?:is eligible|qualifies)\b|\bdraws? the line at\b|^given (?=an?\b|"
    r"some\b|\d)|"
    r"\bqualif(?:y|ies) (?:for (?:an? )?[a-z]+ )?(?:only )?(?:once|when|if|after)\b|\blooked at (?:only "
    r")?(?:once|when|if|after)\b|"
    r"\b(?:contingent|conditional|dependent|conditioned|depends?|hinges?|rests?) (?:up)?on\b(?! (?:the|each|"
    r"individual|funding|many|"
    r"several|availab|how|whether|your|a number))|\beligible (?:only )?with\b|\bqualif(?:y|ies) (?:for [a-z]+ "
    r")?(?:only )?with\b|"
    r"\binsists? that\b|\b(?:we|program|committee|office) (?:filter|screen)s? (?:for|on)\b|\bnothing (?:less|short) "
    r"(?:than|of)\b|"
    r"\bfailure to (?:show|have|document|provide|present)\b|^have (?=[^;]{3,80} before (?:you )?(?:apply|send|"
    r"submit))|"
    r"\b(?:not|nobody|no one|never|cannot)\b[^.;,]{0,30}? unless\b|\b(?:make sure|be sure|ensure)\b|\beligible "
    r"(?:imgs?|fmgs?|applicants?|candidates?|graduates?)\b|\bscreen(?:ed|s)? for\b|"
    r"\bcalls? for\b|\bonly (?:to|from|by|among) (?:those|applicants|candidates|graduates|imgs|people|physicians)\b|"
    r"\b(?:limited|restricted|confined|reserved) (?:strictly |only )?(?:to|for) (?:those|applicants|candidates|"
    r"graduates|physicians|imgs|files|people)\b|\b(?:nobody|no one|no (?:[a-z]+ )?(?:applications?|files?|applicants?|"
    r"candidates?)) (?:is|are|will be|gets?) [a-z]+ (?:who|without|unless)\b|\bpossess(?:es)?\b|"
    r"\bplease (?:do )?(?:have|bring|hold|possess|be sure|make sure)\b|"
    r"\b(?:imgs?|fmgs?|applicants?|candidates?|(?:international|foreign|medical) graduates|graduates of [a-z]+ "
    r"schools) (?:will |also )?"
    r"(?:sends?|shows?|submits?|provides?|brings?|presents?|suppl(?:y|ies)|furnish(?:es)?|uploads?|encloses?|"
    r"documents?)\b|"
    r"\b(?:may|can) (?:only )?(?:send|submit|file|make) (?:in |us )?(?:an? |their |your )?(?:applications?|"
    r"files?) (?:only )?"
    r"(?:if|when|once|after)\b|"
    r"^(?:please |but |so |then )*(?:bring|present|demonstrate|document)\b|\bpresuppos\w+\b|\b(?:has|have) to (?:show|"
    r"have|present)\b|"
    r"\bno (?:interview|invitation|review|consideration|position|application|ranking|offer)s? "
    r"(?:[a-z]+ ){0,4}?without\b|"
    r"\b(?:consider|review|interview|invite|rank|accept|take)s? (?:you|applicants|candidates|imgs|them|(?:your|an?) "
    r"[a-z]+) "
    r"(?:only )?(?:if|provided|when|once) (?:you|they|it)\b|"
    r"^to (?:apply|qualify|enter|match|be ready|get|receive|earn|secure|obtain)\b|\bto (?:qualify|get an? inter|"
    r"receive an? in)|"
    r"\b(?:page|site|entry|listing|table|tab|profile|website|policy|document|standards?|rules?|track|campus|chair) "
    r"(?:also |further |now )?(?:asks? for|wants|expects|needs)\b|"
    r"\bmust\b|\bshall\b|\bshould\b|\bneeds?\b(?! not\b| for\b)|\b(?:has|have|had) to\b|\brequires?\b|\brequiring\b|"
    r"\binsists? (?:up)?on\b|\bdemands?\b"
    r"|\b(?:we|applicants|candidates|you|imgs?|they|program|hospital|institution|department|committee|gme office|state|"
    r"medical board|director|graduates?|who|and) (?:will |also |do |"
    r"currently )*(?:need|needs|ask "
    r"for|asks for|ask that|want|wants(?! to)|expect|expects|only consider|only accept|only interview|only review|"
    r"consider only|"
    r"accept only|interview "
    r"only|mandate|mandates)\b|\bonly (?:if|when|once|after|with|where)\b|\blooks? only at\b|\bonly looks? at\b|"
    r"\breads? only\b|"
    r"\bonly reads?\b"
    r"|\b(?:limits|caps|restricts)\b(?! (?:of|on|to)\b)|\b(?:will|do|does|can|shall|would)(?: not|not|n't) (?:read|"
    r"consider|review|accept|look at|interview|invite|"
    r"process|rank)\b"
    r"|\b(?:nobody|no one|no (?:applicants?|candidates?|imgs?)) (?:without|lacking|short of|with (?:less|fewer) than)\b"
    r"|\basks? (?:of|from) (?:all|every|each|applicants|candidates|you|imgs?|fmgs?|graduates|(?:international|foreign) "
    r"[a-z]+)\b|\basks? (?:imgs?|fmgs?|all|every|each|applicants|candidates|everyone|(?:international|"
    r"foreign) [a-z]+)(?: [a-z]+){0,3}? (?:for|to)\b"
    r"|\bonly (?:those|imgs|fmgs|(?:international|foreign) [a-z]+|physicians|doctors|people|persons|applicants|"
    r"candidates|"
    r"graduates|applications|files|scores|imgs?|physicians|people|doctors|persons)\b|\b(?:accepts?|considers?|"
    r"interviews?|invites?|reviews?|"
    r"takes?|ranks?) only\b|\bonly (?:accepts?|considers?|interviews?|invites?|reviews?|takes?|ranks?)\b|"
    r"\b(?:(?<!is )(?<!are )(?<!be )(?<!been )provided(?: that)?|(?:so|as) long as|on (?:the )?condition)\b(?! by)"
    r"|\b(?:eligible|considered|accepted|reviewed|invited|possible|interviewed|ranked) (?:only )?(?:after|if|"
    r"once|when|only with)\b|\b(?:may|"
    r"can|could)"
    r" (?:still |also |only )?(?:apply|be considered|be eligible|join us|enter)[^.;]{0,20}?,? (?:only )?if\b|"
    r"\b(?:our|the) (?:rule|line|bar) is (?!that\b)|\b(?:are|is|be) (?:required|expected|obliged|asked|"
    r"obligated) to\b|\bto be (?:considered|eligible|interviewed|invited|ranked|reviewed|screened)\b|\bin order to\b"
    r"|\brequirements?(?=\s*(?:[:-]|is\b|are\b|include|for\b|of\b))|\brequired(?=\s*(?::|minimum|score|to have|of ))|"
    r"\bneeded(?=\s*:)"
)
_REQUIRE_PRIOR = Branched(
    r"\bon (?:our|the) list of (?:musts|must-haves|requirements|conditions|essentials)\b|"
    r"\b(?:figures?|ranks?|counts?|is|are|belongs?|numbers?) (?:also )?(?:among|to|part of|one of) (?:the|our) "
    r"(?:[a-z]+ )?(?:conditions|"
    r"requirements|criteria|prerequisites|minimums?|essentials)\b|"
    r"\b(?:cannot|can't|can not|will not|won't|never|not) (?:be )?waived?\b(?! (?:by|without))|\bno waivers? (?:is|"
    r"are|of this)\b|"
    r"\bthe (?:least|minimum|lowest) (?:that )?(?:we|the program) (?:will )?(?:accepts?|takes?|considers?|asks?|"
    r"requires?|needs?)\b|"
    r"\b(?:is|are|remains?|counts? as|ranks? among) (?:one|some|part|among) ?(?:of )?(?:the|our) (?:[a-z]+ "
    r")?(?:conditions|criteria|"
    r"must-haves|essentials)\b|"
    rf"\b{_NEEDED}\b|\bexpected\b|\b(?:is|are) (?:the|our) (?:line|floor|border|bar|limit|cut-?off|rule|least|"
    rf"minimum|lowest|bottom line)\b|\b(?:firm|obliged|prescribed)\b(?! by)|\b(?:is|are|remains?) (?:where we "
    rf"draw the line|as (?:far|low|old) as we go)\b|\b(?:are|is) (?:also )?asked(?: as well)?(?=\s*(?:$|[.,;]))|"
    rf"\ba condition\b|"
    rf"(?:\b(?:not|never|cannot)|n't) (?:be )?(?:considered|reviewed|accepted|"
    r"eligible|interviewed|invited|processed|screened)\b|\bineligible\b"
    r"|\b(?:are|is|to be|will be) considered\b|\bin order to be considered\b|\bconsidered for interviews?\b"
)
_WEAK = Hinted(
    r"\b(?:minimums?|minima|minimal|min\.|min(?= ?\d| (?:of|score)\b|\s*(?:$|[,;)]))|at least|no less than|"
    r"not less than|no fewer than|cut-? ?offs?|thresholds?|"
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
_IMPERSONAL = re.compile(
    r"\b(?:it is|it's|it (?:would|will|may|can) be|it remains|we consider it|is it)(?: "
    r"[a-z]+){0,2}[ ,]*$"
)
# "..., which we require", "something we recommend": the verb closes its clause and speaks of what stands before.
_RELATIVE = Hinted(
    r"\b(?:we|the (?:program|committee|department) )\s?(?:do |also |strongly |always |generally |usually |all |would )*"
    r"(?P<verb>requires?|demands?|insist (?:up)?on|asks?(?: for)?|expects?|needs?|wants?|prefers?|recommends?|"
    r"encourages?|"
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


# "X and Y must be passed": in the passive, the modal verb is about what stands before it.
_PASSIVE = re.compile(
    r" (?:to )?(?:both |all |each |also |already )*(?:be|have been) (?:[a-z]+ly |over and )?(?:done|passed|complete\w*|"
    r"taken|met|obtained|behind|out|held|shown|documented|prov(?:en|ed|able)|demonstrated|provided|verif(?:ied|iable)|"
    r"included|submitted|evidenced|gained|acquired|earned|undertaken|listed|attested|certified|supported|in "
    r"hand|on file)\b"
)
# "Interviewees typically have ...": whom a program chooses to see tells what it likes; whom it has, does not.
_INTERVIEWED = re.compile(
    r"\b(?:interviewees|(?:selected|invited|interviewed|competitive|chosen) (?:applicants|candidates|graduates|imgs|"
    r"people|persons)|(?:those|people|applicants|candidates|persons) (?:whom? |that )?(?:we )?(?:invited?|"
    r"interviewed?))(?: have| will)?,? (?:typically|usually|generally|normally|ordinarily|mostly|tend to)\b|"
    r"\btypical (?:of|for) (?:those|people|applicants|candidates) (?:whom? |that )?(?:we )?(?:invited?|interviewed?)\b"
)
# "..., and we prefer that too": the object of the verb was named before it.
_POINTS_BACK = re.compile(
    r"\s+(?:for |to (?:have|see) )?(?:it|that|this|them|those|these|any|one|either)(?: too| also| as well| all| both|"
    r" very much)?\s*(?:$|[.,;)])"
)


# "Neither required nor preferred": what is denied is no wish.
_UNWISHED = re.compile(
    r"(?:\bnot|\bnor|\bneither|\bnever|(?<!if )\bno)(?: (?:a|an|the|any|be|especially|particularly))* $"
)


_AGAINST_MEAN = re.compile(
    r"\b(?:above|below|at|over|exceed\w*|near|than|meet\w*) (?:or (?:above|near|over) )?(?:the |its )?(?:national |"
    r"us |u\.s\. "
    r")?$"
)


@lru_cache(maxsize=512)
def find_marks(text: str) -> tuple[Mark, ...]:
    """All strength words of a clause, in order; a span counts once, the more specific reading first."""
    marks: list[Mark] = []
    taken: list[tuple[int, int]] = []

    def add(match: re.Match[str], kind: str, side: str) -> None:
        start, end = match.span()
        if kind == "preferred" and _UNWISHED.search(text, 0, start):
            kind = "typical"  # neither a wish nor a rule
        if start == end or any(start < b and a < end for a, b in taken):
            return
        taken.append((start, end))
        marks.append(Mark(start, end, kind, side))

    for match in _UNNEEDED.finditer(text):
        verb = re.search(r"(?:do|does|did|will|would|don't|doesn't|never|need)", match.group())
        side = (
            "next"
            if (verb or match.group().startswith(("neither", "what")))
            and re.search(r"(?:require|need|have to|insist|mandate|ask for|demand|expect|on|not|no)s?$", match.group())
            else "prior"
        )
        if match.group().endswith((" neither", " for", " about", " regarding", " concerning")):
            side = "next"  # "There is no requirement for a score or experience"
        elif match.group().startswith("no "):
            side = "both"
        elif _POINTS_BACK.match(text, match.end()):
            side = "prior"  # "..., we do not insist on it"
        add(match, "unneeded", side)
    for match in _RELATIVE.finditer(text):
        asks = bool(re.match(r"requir|demand|insist|ask|expect|need|want", match.group("verb")))
        if _REFUSED.search(text, 0, match.start()):
            if asks:
                add(match, "unneeded", "prior")
            continue
        add(match, "required" if asks else "preferred", "prior" if match.start() > 4 else "next")
    for match in _INTERVIEWED.finditer(text):
        add(match, "preferred", "next")
    for match in _TYPICAL.finditer(text):
        if match.group() in ("mean", "average", "median") and _AGAINST_MEAN.search(text, 0, match.start()):
            continue  # "at or above the national mean" is a measure
        add(match, "typical", "both")
    for match in _PREFER_PRIOR.finditer(text):
        # "It is a plus to have ..." speaks of what follows.
        is_next = (
            text.endswith(("it ", "it's "), 0, match.start()) or _IMPERSONAL.search(text, 0, match.start())
        ) and _EXTRAPOSED.match(text, match.end())
        add(match, "preferred", "next" if is_next else "prior")
    for match in _PREFER_NEXT.finditer(text):
        add(match, "preferred", "prior" if _POINTS_BACK.match(text, match.end()) else "next")
    for match in _PREFER_BOTH.finditer(text):
        if _IMPERSONAL.search(text, 0, match.start()) and _EXTRAPOSED.match(text, match.end()):
            add(match, "preferred", "next")
            continue
        is_prior = bool(_COPULA.search(text, 0, match.start())) or (
            not text.startswith(". ", match.end())
            and bool(_TAIL.match(text, match.end()))
            and text[match.end() : match.end() + 1] != ":"
            and match.start() > 0
        )
        add(match, "preferred", "prior" if is_prior else "next")
    for match in _REQUIRE_NEXT.finditer(text):
        if match.group() == "you want" and text.endswith("if ", 0, match.start()):
            continue
        side = (
            "prior"
            if _POINTS_BACK.match(text, match.end())
            else "both"
            if _PASSIVE.match(text, match.end())
            else "next"
        )
        add(match, "required", side)
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
    return tuple(_yield_to_ideal(text, marks))


# "Ideally, applicants should have ...", "... should be within five years, ideally": the adverb outranks the modal.
_IDEALLY = re.compile(r"\b(?:ideally|preferably)\b")
_SOFT_MODAL = re.compile(r"(?:.* )?(?:should|wants?|expects?|needs?|has to|have to|looks? for)")


def _yield_to_ideal(text: str, marks: list[Mark]) -> list[Mark]:
    ideal = next((mark for mark in marks if _IDEALLY.fullmatch(text, mark.start, mark.end)), None)
    if ideal is None:
        return marks
    is_last = not text[ideal.end :].strip(" .)!")
    if len(marks) == 1:
        return [replace(ideal, side="both")] if is_last else marks  # "Step 2 CK 235, ideally."
    begins = is_last or not text[: ideal.start].strip(" ,(") or text[: ideal.start].rstrip().endswith((",", ":"))
    if not begins:
        return marks

    def is_ruled(mark: Mark) -> bool:
        if mark.kind != "required" or not _SOFT_MODAL.fullmatch(text, mark.start, mark.end):
            return False
        gap = text[mark.end : ideal.start] if is_last else text[ideal.end : mark.start]
        return (mark.end <= ideal.start) == is_last and len(gap) < 60 and not re.search(r"[;.]|\bbut\b", gap)

    kept = [mark for mark in marks if not is_ruled(mark)]
    return [
        replace(mark, side="both") if is_last and mark is ideal and len(kept) < len(marks) else mark for mark in kept
    ]


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
        if boundaries and mark.kind == "preferred" and text.startswith("welcome", mark.start):
            continue  # "two tries each, J-1 welcome": it speaks of its own phrase alone
        if mark.kind == "preferred" and gap.count("(") != gap.count(")"):
            # "(preferably first time)" says nothing of what stands outside; "X (preferred)" does.
            alone = re.match(r"[\s]*\((?:[a-z]+ly )?$", gap) or (
                side == "prior"
                and gap.count("(") == 1
                and re.search(r"\((?:[a-z]+ly )?$", gap)
                and re.fullmatch(r"\)?[\s.;]*", text[mark.end :])
                and not _FINITE.search(text)
            )
            if not alone and side == "next" and gap.count(")") > gap.count("("):
                continue
            if not alone and side == "prior" and "(" in gap:
                continue
        is_weak = mark.kind == "weak"
        if is_weak and (
            _COMPARES.match(text, mark.start)
            or (mark.end <= start and "preferred" in kinds <= {"preferred", "unneeded"} and _is_wished(text, mark, end))
            or (mark.start >= end and kinds == {"preferred"} and len(_RIVAL_NUMBER.findall(text)) == 1)
        ):
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


_MEASURE = re.compile(
    rf"(?<![\w.])(?P<n>{NUMBER})[ +-]*(?P<unit>months?|mos?\b|weeks?|wks?\b|years?|yrs?\b|attempts?|tries)?"
)


def _is_wished(text: str, weak: Mark, end: int) -> bool:
    """Whether "a minimum of" only bounds a wish: "ideally, a minimum of a year", "a minimum of 225 is preferred".

    Not where the wish has another number of the same measure: "235 preferred, minimum 220".
    """
    for mark in find_marks(text):
        if mark.kind != "preferred":
            continue
        if mark.start <= weak.start < mark.end:
            return True  # "We consider a minimum of six months an asset"
        if mark.side == "next" and mark.end <= weak.start:
            span = mark.end, weak.start
        elif (
            mark.side == "prior"
            and mark.start >= end
            and text.count("(", end, mark.start) <= text.count(")", end, mark.start)
        ):
            span = end, mark.start
        else:
            continue
        own = _MEASURE.search(text, weak.start)
        rivals = list(_MEASURE.finditer(text, *span))
        if own is None or not any(_is_same_measure(own, rival) for rival in rivals):
            return True
    return False


def _is_same_measure(one: re.Match[str], other: re.Match[str]) -> bool:
    is_score = [len(match.group("n")) == 3 and match.group("n").isdigit() for match in (one, other)]
    if is_score[0] or is_score[1]:
        return is_score[0] == is_score[1]
    units = [(match.group("unit") or "")[:1] for match in (one, other)]
    return units[0] == units[1] or "" in units


def has_mark(text: str, kind: str) -> bool:
    return any(mark.kind == kind for mark in find_marks(text))


# A head under which stands what is refused: "Hard stops: Step 2 under 210; more than 5 years out".
_REFUSING_HEAD = re.compile(
    r"(?:^|\| )not (?:considered|accepted|reviewed|eligible|interviewed|invited)\b|"
    r"\b(?:who (?:should not|may not|cannot|need not|can't|shouldn't) apply|(?<=\()declined(?=\))|"
    r"(?:turn (?:down|away)|reject|decline|refuse|screen out) (?:applications|applicants|files|candidates)|"
    r"hard stops?|deal-?breakers?|knock-?outs?|exclusions?|excluded|declination|grounds for|(?:removes?|rejects?|"
    r"excludes?|discards?|drops?|declines?)(?=\s*$)|lead(?:s|"
    r"ing)? to (?:[a-z]+ )?(?:rejection|exclusion)|auto(?:matic(?:ally)?)?[- ](?:reject\w*|declin\w*|"
    r"exclu\w*|filter\w*|"
    r"screen\w*)|disqualif\w+|rejected|screened out|filtered out|red flags we do not pass|(?:we|will|do|are|is|"
    r"can)(?: not|n't|not) "
    r"(?:be )?(?:consider|accept|tak|review|interview|invit|read|rank|process|eligible|allow|permit|tolerat|"
    r"forgiv)\w*|who (?:need|should|must) not apply|"
    r"not eligible|ineligible|"
    r"(?:please )?do not apply (?:if|with)|(?<!soft )(?:hard )?filters|knock-?out criteria)\b|"
    r"\b(?:removes?|filters? out|screens? out|drops?|excludes?|rejects?|discards?|weeds? out|turns? away|sorts? out)$"
)


_REFUSING_QUESTION = re.compile(
    r"(?:what|which (?:things|facts)|who) (?:(?:will|would|can|could|does|is|are|gets?|automatically|me|you|us|"
    r"files?|an application) )*(?:disqualif|"
    r"exclud|"
    r"reject|eliminat|filter|screened|rules? (?:me |you |us |an applicant )?out|(?:should|need|must|can)(?: ?not|"
    r"n't) apply)"
)


def has_refusing_head(clause: Clause) -> bool:
    """Whether what stands in the clause is refused by its label, its list's head or its heading."""
    return bool(
        _REFUSING_HEAD.search(clause.lead)
        or _REFUSING_HEAD.search(clause.heading.rsplit("|", 1)[-1])
        or (clause.question.startswith(("what ", "which ", "who ")) and _REFUSING_HEAD.search(clause.question))
        or (" - " in clause.text[:40] and _REFUSING_HEAD.search(clause.text.split(" - ", 1)[0]))
        or (clause.question and _REFUSING_QUESTION.match(clause.question))
    )


# What happens to an applicant who does not meet a rule, in any of its words; shared by all limits.
_TURNED_AWAY = re.compile(
    r"(?:\b(?:not|never|nor|cannot|nobody|no one)|n't) (?:be |will |to )?(?:get|gets|receive|receives|obtain|"
    r"granted|given) (?:an? |any )?"
    r"(?:interviews?|invit[a-z]+|review|place|position|offer)\b|"
    r"(?:\b(?:not|never|nor|no longer|cannot|unable to|nobody|no one)|n't)(?: (?:be|is|are|get|gets|will be|able to|"
    r"generally|usually|typically|currently|further|even))* "
    r"(?:consider\w*|review\w*|accept\w*|eligible|interview\w*|invit\w*|process\w*|screen\w*|read|look\w*|rank\w*|"
    r"offer\w*|grant\w*|advanc\w*|take|taken|taking|admit\w*|appoint\w*|hir(?:e|ed|ing)|enroll?\w*|qualif\w*|"
    r"forward\w*|(?:receiv|get|obtain|earn)\w* (?:an? |any )?(?:interview|invit|review|consideration)\w*|"
    r"meet\w* (?:our|the|these)|(?:an? )?(?:good )?(?:fit|match) for|"
    r"open(?:ed)?|evaluat\w*|entertain\w*|welcom\w*|move (?:on|forward)|proceed|progress|go (?:on|forward|further)|"
    r"apply)\b"
    r"|\b(?:reject\w*|declin\w*|turned (?:away|down|back)|turn (?:away|down)|disqualif\w*|ineligible|exclud\w*|"
    r"impossible (?:for us )?to (?:invite|consider|interview|accept|rank|review|offer)|void|invalid|invalidates?|"
    r"exclusionary|preclud\w*|"
    r"exclusion|filtered|filters? (?:out|remove)|screened out|weed\w* out|discard\w*|eliminat\w*|"
    r"remov(?:e|es|ed)\b(?! from (?:medical|med |school|graduat|the(?:ir)? (?:graduat|medical|degree|md)))|"
    r"(?:rule|cut|knock|throw|sort|screen)(?:s|ed|ing|n)?(?: [a-z]+){0,3} out|out of (?:luck|the running|"
    r"consideration|contention)|pass(?:ed|es)? over|(?:gets?|receives?|is|are) (?:given |offered |granted )?no "
    r"(?:interviews?|invitations?|consideration|further)|(?:auto-?)?(?:declination|rejection)|contraindication|"
    r"(?:file|application)s? (?:is|are|will be|gets?) (?:closed|not opened|deleted|archived|thrown)|"
    r"not the right (?:place|program|fit)|(?:will|must|would|'ll|have to) pass on (?:your|such|them|it)\b|"
    r"(?:not|n't|never) (?:be )?(?:compatible|acceptable)|incompatible|the answer "
    r"is no|(?:file|application|door|case|matter|review|folder)s? (?:(?:is|are|gets?|will be|stays?|remains?|has been) "
    r")?(?:closed|shut|over)|results? in (?:a )?(?:rejection|removal|denial)|(?:shall|may|will) not be (?:appointed|"
    r"reappointed)|"
    r"(?:fall|falls|lie|lies|are|is) outside|elsewhere|unread|need not apply|do not "
    r"apply|(?:is|are|be|'re) out(?=\s*(?:$|[.,;:!]))|"
    r"should not apply|refus(?:e|es|ed)|den(?:y|ies|ied)|barred|debar\w*|set aside|returned|asked to withdraw|"
    r"clos(?:es|ed) the door|stop(?:s|ped)? (?:reading|there)|auto-?reject\w*)\b"
)
_NOT_TURNED_AWAY = re.compile(
    r"(?:\b(?:not|never|nobody|no one|hardly|nor|no (?:applicant|candidate|file)s?)|n't)(?: (?:be|is|are|gets?|by "
    r"itself|in itself|alone|necessarily|automatic(?:ally)?|immediate(?:ly)?|itself|an?|will|mean|lead to|result in|"
    r"will be))* "
    r"(?:reject\w*|declin\w*|turn(?:ed|s|ing)? (?:away|down|back)|disqualif\w*|ineligible|preclud\w*|exclu\w*|"
    r"filter\w*|screen\w*|"
    r"discard\w*|eliminat\w*|remov\w*|rul\w*(?: [a-z]+){0,3} out|refus\w*|den(?:y|ied)|bar(?:red)?)\b"
)
_SET_BACK = re.compile(
    r"\bat an? (?:[a-z]+ )?disadvantage\b|\bless (?:competitive|likely|attractive|favou?r\w*)\b|\b(?:rarely|seldom|"
    r"hardly ever|unlikely|discouraged|difficult|penali[sz]ed|frowned)\b|\b(?:lowers?|hurts?|reduces?|weakens?|"
    r"diminish\w*|"
    r"slims?) (?:your|the|their|an?)\b|\b(?:slim|little|small(?:er)?|poor|lower|reduced) (?:chances?|priority|odds)\b|"
    r"\bchances? (?:are|is|will be|would be|become) (?:much |very |far )?(?:lower|slim\w*|reduced|small\w*|poor\w*|"
    r"less)\b|"
    r"\branked lower\b|\bnot (?:competitive|favou?red|preferred)\b"
)


@lru_cache(maxsize=512)
def is_turned_away(text: str) -> bool:
    """Whether a clause refuses somebody; "does not disqualify", "nobody is rejected" refuse nobody."""
    return bool(_TURNED_AWAY.search(_NOT_TURNED_AWAY.sub("#", text)))


@lru_cache(maxsize=512)
def is_harmless(text: str) -> bool:
    """Whether a clause says that something excludes nobody."""
    return bool(_NOT_TURNED_AWAY.search(text))


@lru_cache(maxsize=512)
def is_set_back(text: str) -> bool:
    """Whether a clause says that something lessens a chance without ending it."""
    return bool(_SET_BACK.search(text))


_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should|we|you|"
    r"they|"
    r"accepts?|takes?|offers?|considers?)\b"
)
_SO_TOO = re.compile(
    r"(?:and )?(?:so (?:is|are|does|do|will|would)\b|(?:the )?same (?:goes|holds|applies|is true|for)\b|"
    r"likewise\b|similarly\b|ditto\b)"
)
_GREETS = re.compile(
    r"\b(?:imgs?|fmgs?|graduates|applicants|candidates|physicians|doctors)\b(?: [a-z]+){0,5}? (?:are|is|very|most|"
    r"also|welcome) ?[a-z ]{0,30}"
    r"\b(?:if|when|once|provided|with|on condition|under)\b"
)
_GOES_ON_ABOUT = re.compile(r"(?:they|these|such|those) (?:also|too|candidates|applicants|have|should)\b")


_NUMBERING = re.compile(r"\W*(?:\d{1,2}|[a-h]|i{1,3}|iv|v)?\W*")
_LIST_NOUN = re.compile(
    r"\b(?:criteria|requirements?|prerequisites?|conditions?|checklist|essentials?|must-haves?|rules|what we "
    r"(?:ask|need|"
    r"require|expect)|dossier|eligibility)\b"
)
_SAYS = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|may|might|do|does|did|we|our|you|they|offers?|provides?|has|have)\b"
)
_ASIDE = re.compile(r"\([^)]*\)?|\b(?:unless|except|who|that|which|whose|if|where)\b.*")
_OPEN_TAIL = re.compile(
    r"\W*(?:(?:the|following|these|to|have|possess|show|with|applicants?|candidates?|who|those|graduates|imgs|all|of|"
    r"for|"
    r"met|meet|be|having|as|follows|that|a|an)\b\W*){0,8}"
)
_ON_CONDITION = re.compile(
    r"\b(?:only )?(?:if|when|once|provided(?: that)?) (?:you|they|he or she|the applicant|an? [a-z]+|applicants|"
    r"candidates|imgs)"
    r"(?: (?:have|has|can show|are|is))?\W*$"
)
MAX_ITEMS = 14


def find_list_head(clause: Clause) -> str | None:
    """Strength of the run of items that a clause without a verb stands in: "You need (a) ...; (b) ...".

    The first clause before it that is no bare item tells: by the mark that opens the list, or as a head such as
    "Selection criteria". None where a plain statement stands there.
    """
    at, before, sentence = clause.start, clause.previous, clause.sentence_start
    for _ in range(MAX_ITEMS):
        if before is None or before.end < at - 8:
            return None
        text, is_same = before.text, before.sentence_start == sentence
        marks = [mark for mark in find_marks(text) if mark.kind != "weak"]
        opening = [mark for mark in marks if mark.side in ("next", "both")]
        if is_same and _ON_CONDITION.search(text):
            return "required"  # "We would be happy to see you if you (i) ...; (ii) ..."
        is_first = is_same and (before.previous is None or before.previous.sentence_start != sentence)
        if is_first and len({mark.kind for mark in opening}) > 1:
            return "typical"  # too much is said to tell what the items are
        if opening and opening[-1].kind != "typical" and (is_first or _OPEN_TAIL.fullmatch(text, opening[-1].end)):
            return opening[-1].kind
        if marks and not is_same and re.match(r"(?:the following|these|all of the following)\b", text):
            return marks[-1].kind
        if not marks and len(text) < 80 and _LIST_NOUN.search(text) and not _SAYS.search(text):
            return "required"
        if not _NUMBERING.fullmatch(text) and (
            (marks and not is_same) or (not is_same and _SAYS.search(_ASIDE.sub(" ", text)))
        ):
            return None
        at, before = before.start, before.previous
    return None


def find_telling(headings: str) -> str:
    """The innermost heading of a trail that says how strongly what stands below it is meant."""
    for heading in reversed(headings.split(" | ")):
        if find_marks(heading):
            return heading
    return headings


# "What are you looking for? Someone kind. Also: ...", "What makes me competitive?": every part of the reply is a wish.
_ASKS_WISHES = re.compile(
    r"(?:and |but |so )?(?:what|whom?|which)\b(?! (?:do |does |did |will |would )?(?:residents?|graduates|i|interns|"
    r"people|they) )[^?]{0,40}?\b(?:look(?:s|ing)? for|prefer(?:s|red)?|like(?:s| to see)?|hop(?:e|es|ing) for|"
    r"favou?rs?|values?|appreciates?|impress(?:es)?|wish(?:es)?(?: for)?|wants? (?:in|from|of|to see)|ideal|"
    r"desire[sd]?|recommend(?:s|ed)?)\b(?! about)[^?]{0,60}\?$|"
    r"(?:and |but |so )?(?:what|how)\b[^?]{0,40}?\b(?:makes?|helps?|strengthens?|improves?|raises?|increases?|boosts?|"
    r"be|become|stand|look|get)\b[^?]{0,50}?\b(?:competitive|stronger|strong|attractive|stand out|noticed|desirable|"
    r"better|chances?|odds|ideal|file|application|candidacy|me)\?$|"
    r"(?:is|are) there (?:an?|any) (?:preferred|preference|recommended|desired|ideal|suggested)\b[^?]{0,80}\?$"
)
# A wish taken up after what it is about: "These are wishes.", "... (a wish, not a condition)".
_WISHES = (
    r"(?:wish(?:es)?|preferences?|hopes?|goals?|targets?|ideals?|aspirations?|suggestions?|recommendations?|"
    r"guidelines?|desires?|soft (?:figures?|numbers?|criteria|targets?))"
)
_RULES = (
    r"(?:rules?|conditions?|requirements?|must-haves?|musts?|demands?|cut-?offs?|prerequisites?|obligations?|limits?|"
    r"required|mandatory|demanded|obligatory|compulsory|needed|necessary|criteria)"
)
_TAKEN_UP = re.compile(
    r"\W*(?:(?:but|and|though|although|yet|however|note that|please note that),? )*(?:(?:(?:all|both|each|most)(?: "
    r"of)? )?(?:these|those|this|that|it|they|both|all)(?: (?:figures|numbers|scores|points|items|last|latter|two|"
    rf"three|four))* (?:is|are)(?: (?:only|merely|just|simply|all|rather|mere|our|the|an?|strong|general))* {_WISHES}"
    r"(?=\s*(?:$|[.,;:)!]|(?:and|but|not|rather)\b))|"
    r"(?:this|that|it|these|those|they) (?:is|are) what we (?:(?:would |'d )?(?:like|prefer|favou?r)|(?:wish|hope|look|"
    r"aim) for)\b|"
    rf"(?:none|nothing) of (?:these|this|those|them|it|that|the above)(?: points| items)? (?:is|are) (?:[a-z]+ly )?"
    rf"(?:an? )?{_RULES}\b|"
    r"(?:we|the [a-z]+) (?:(?:do|does) not|don't|doesn't) (?:[a-z]+ly )?(?:demand|require|insist (?:up)?on|mandate|"
    r"ask for) (?:any|all|either|each|one) of (?:these|those|this|them|it|that)\b)"
)
_NO_RULE = re.compile(
    rf"\b{_WISHES}(?:,|;| -{{1,2}}|,? and|,? but)? ?(?:not|rather than|never|no|instead of)(?: an?| our| the)?"
    rf"(?: [a-z]+)? {_RULES}\b"
)
_WISH_HINTS = ("wish", "preference", "hope", "goal", "target", "ideal", "aspiration", "suggestion", "recommendation",
    "guideline", "desire", "soft ", "what we ", "of the", "of this", "of it", "of that")  # fmt: skip
# What a list of wishes runs on with: parts of a sentence, and no statement of their own.
_STATES = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|may|might|do|does|did|must|shall|should|we|our|you|they|it|there|"
    r"cannot|visas?|j-?1s?|h-?1b?s?|citizens?|ecfmg|deadline|positions?)\b|n't\b"
)
_OF_WHOM = re.compile(r"[^.;:]{0,60}?\b(?:who|that|whose|with|if|when|having|:)(?!\w)")
WISH = "preferred"  # the label of what a wish governs from elsewhere


def _spread_wishes(made: Sequence[Clause]) -> None:
    """Marks what is a wish by another part of the text: a question, the opening of its list, or what follows it."""
    last: list[Clause] = []
    for _, group in itertools.groupby(made, key=lambda clause: clause.sentence_start):
        clauses = list(group)
        for at, clause in enumerate(clauses):
            if not has_any(_WISH_HINTS, clause.text):
                continue
            if _TAKEN_UP.match(clause.text):
                for wished in clauses[:at] or last:
                    _mark_wished(wished)
            elif _NO_RULE.search(clause.text):
                _mark_wished(clause)
        first = clauses[0]
        if first.question and asks_wishes(first.question):
            if first.answer != "no":
                for clause in clauses:
                    if _is_part(clause):
                        _mark_wished(clause)
        elif len(clauses) > 1 and _opens_wishes(clauses):
            for clause in clauses[1:]:
                if not _is_part(clause):
                    break
                _mark_wished(clause)
        for clause in clauses:
            if _SO_TOO.match(clause.text) and clause.previous and not clause.is_wished:
                kinds = {mark.kind for mark in find_marks(clause.previous.text)} - {"weak"}
                if "preferred" in kinds <= {"preferred", "unneeded"}:
                    _mark_wished(clause)
        last = clauses


def _mark_wished(clause: Clause) -> None:
    if not clause.is_wished:
        clause.is_wished = True
        clause.lead = f"{WISH} | {clause.lead}" if clause.lead else WISH


def _is_part(clause: Clause) -> bool:
    """Whether a clause only names something, without saying how strongly it is meant."""
    text = clause.text
    return not (
        _STATES.search(text)
        or is_turned_away(text)
        or {mark.kind for mark in find_marks(text)} - {"weak", "preferred"}
        or {mark.kind for mark in find_marks(clause.lead)} & {"required", "unneeded"}
    )


def _opens_wishes(clauses: Sequence[Clause]) -> bool:
    """Whether the first part of a sentence opens a list of wishes: "We look for those who ...; ...; and ..."."""
    text = clauses[0].text
    marks = [mark for mark in find_marks(text) if mark.kind != "weak"]
    if not marks or {mark.kind for mark in marks} != {"preferred"} or marks[0].side == "prior":
        return False
    return bool(_OF_WHOM.match(text, marks[0].end)) or clauses[-1].text.startswith("and ")


@lru_cache(maxsize=512)
def asks_wishes(question: str) -> bool:
    """Whether a question asks what is liked, and not what is asked for."""
    return bool(_ASKS_WISHES.match(question))


def settle_strength(clause: Clause, start: int, end: int, default: str | None = None) -> str | None:
    """Strength at offsets of `clause.text`: from the clause, its label, its question, its heading, else `default`."""
    own = find_strength(clause.text, start, end)
    if own in (None, "required") and clause.previous and _SO_TOO.match(clause.text):
        before_kinds = {mark.kind for mark in find_marks(clause.previous.text)} - {"weak"}
        if len(before_kinds) == 1:
            return before_kinds.pop()  # "A 240 is a plus; so is graduation within three years."
    if own and (own != "required" or has_mark(clause.text, "required")):
        return own
    heading = find_telling(clause.heading)
    if own and not clause.lead:
        # "At least two months" under "Preferred qualifications" bounds a wish; any other heading leaves it a rule.
        return (
            "preferred" if {mark.kind for mark in find_marks(heading)} - {"weak", "unneeded"} == {"preferred"} else own
        )
    is_asked = clause.is_first_reply or asks_wishes(clause.question)
    for around in (clause.lead, clause.question if is_asked else "", heading):
        if around:
            marks = find_marks(around)
            kinds = [mark.kind for mark in marks]
            if "required" in kinds or around is clause.question or _GREETS.search(around):
                # "IMGs welcome, with these requirements:" greets, and wishes nothing.
                kinds = [mark.kind for mark in marks if not around.startswith("welcome", mark.start)]
            for kind in ("preferred", "typical", "unneeded", "required", "weak"):
                if kind in kinds:
                    return "required" if kind == "weak" else kind
            if re.search(
                r"\b(?:needed|eligibility|criteria|prerequisites?|must|must-haves|checklist|essentials|"
                r"conditions|rules?|"
                r"what "
                r"we (?:ask|need|want|expect|require))\b",
                around,
            ):
                return "required"
    before = clause.previous
    if own is None and before and before.sentence_start == clause.sentence_start and not clause.lead:
        # "We prefer, among osteopaths, 525; among all, a first-attempt pass": one verb for both halves.
        kinds_before = {mark.kind for mark in find_marks(before.text)} - {"weak"}
        if len(kinds_before) == 1 and clause.text.startswith(("among ", "for ", "from ", "of ", "in ", "on ", "to ")):
            (kind,) = kinds_before
            if kind in ("preferred", "required") and not _FINITE.search(clause.text):
                return kind
    if own is None and clause.previous and _GOES_ON_ABOUT.match(clause.text):
        for kind in ("typical", "preferred"):
            if has_mark(clause.previous.text, kind):
                return kind
    return own or default


# ---------------------------------------------------------------- exceptions and conditions

EXCEPTION = re.compile(
    r"\b(?:unless|except(?:ions?)?(?: (?:for|if|when|that))?|(?<!please )(?<=[a-z)] )(?:shall|do|does|will|is|"
    r"are|may) not (?:apply|applicable|"
    r"binding|enforced) (?:to|for|on|where|when|if)|otherwise|may be waived|can be waived|waived|waivers?|"
    r"excluding|"
    r"with the exception of|or else|some exceptions|exceptions?)\b.*"
)


_REFUSAL = re.compile(r"\b(?:not?|never|cannot|nobody|no one|none|nor)\b|n't\b")
_ANY_NUMBER = re.compile(rf"\d|\b{_NUMBER_WORD}\b")


def declare_question(clause: Clause) -> Clause | None:
    """ "Is a pass at the first attempt required? - Yes.": the question as the statement that the answer makes it."""
    if clause.answer != "yes" or not clause.is_first_reply or clause.question_start < 0 or len(clause.text) > 60:
        return None
    asked = _ASKED_RULE.match(clause.question)
    if asked is None or not find_marks(clause.question):
        return None
    text = " " * asked.end("opener") + clause.question[asked.end("opener") :].replace("?", " ")
    return replace(
        clause,
        text=text,
        sentence=text,
        start=clause.question_start,
        question="",
        is_first_reply=False,
        answer="",
        lead="",
    )


_ASKED_RULE = re.compile(
    r"(?P<opener>(?:is|are|do i|do we|do applicants|do you|does the program|must|should) )[^?]{8,200}\?$"
)


_NO_EXCEPTION = re.compile(
    r"(?:n't|\bnot|\bnever|\bno) (?:be )?(?:ask for|asking for|mak(?:e|ing)|grant(?:ing|ed)?|request|expect|"
    r"allow(?:ing|ed)?|"
    r"giv(?:e|en|ing))(?: any| for| us for)? $"
)


_OPENS_SENTENCE = re.compile(
    r"(?:unless|except|with the exception)\b[^,]{6,120}(?=, (?:we|you|they|our|the|all|any|every|each|no|both|an?|at|"
    r"it|applicants?|candidates?|imgs?|international|graduates?|usmle|comlex|steps?|applications?|graduation|only|"
    r"must|two|three|one|first|up|not|there|"
    r"passing|scores?|residents?)\b)"
)


def mask_exceptions(text: str) -> str:
    """The text with its exceptions as "#"; "not unless you graduated within three years" is a rule and stays."""

    def mask(match: re.Match[str]) -> str:
        before = text[: match.start()]
        opened = _OPENS_SENTENCE.match(match.group()) if not before.strip(" ,;:-(\"'") else None
        if opened:  # "Unless there was an illness, two attempts are accepted."
            return "#" * opened.end() + mask_exceptions(match.group()[opened.end() :])
        if (
            before.endswith(("no ", "without ", "no such ", "please "))
            or _NO_EXCEPTION.search(before)
            or (match.group().startswith("do not apply") and not before.strip(" ,;:-"))
        ):
            return match.group()
        is_refused = _REFUSAL.search(before) or is_turned_away(before)
        is_rule = match.group().startswith("unless") and is_refused and not _ANY_NUMBER.search(before)
        return match.group() if is_rule else "#" * len(match.group())

    return EXCEPTION.sub(mask, text)


def find_exception(text: str) -> str | None:
    """The exception in the clause's words ("unless in residency since"), or None."""
    match = EXCEPTION.search(text)
    return match.group().strip(" .,;)") if match else None


NEGATION = re.compile(
    r"\b(?:not|no|none|never|neither|nor|cannot|can't|unable|without|refuse[sd]?|declines?|nothing)\b|n't\b"
)
