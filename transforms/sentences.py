"""Where sentences end in text of the web: abbreviations, units, cells and ticks; case plays no part."""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.dates import MONTH
from transforms.numerals import NUMBER_WORD

MAX_SENTENCE = 600  # letters; what is longer is a list without stops, and the time to read it grows faster than it
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
        "resp",
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
        "exper",
        "clin",
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
    r"at least|if(?! (?:at all )?possible\b)|you|only|"
    r"observerships?|preference|must(?! have been\b| not (?:depend|rest|rely|hinge)\b| be (?:documented|shown|verif|"
    r"proven|demonstrated|completed|"
    r"obtained|included|"
    r"listed|"
    r"recent|current|in |at |hands))|please|positions?|three|two|q|application|applications|however|minimum)\b"
)
_ASKS = re.compile(r"(?:is|are|do|does|can|may|should|have|has|who|which|where|why)\b")  # after "5 p.m."
# After "req." or "max." these go on, and open nothing.
_NEW_LABEL = re.compile(r"(?:u\.s\. )?(?:[a-z0-9]+[ /-]){0,6}[a-z0-9]+:")
_CARRIES_ON = re.compile(
    rf"(?:{NUMBER_WORD}|for|unless|if|of|in|on|per|to|by|and|or|but|with|at|from|before|both|each|except|not|scores?|"
    r"usmle|steps?|comlex|attempts?|requirements?)\b"
)
_STOP = re.compile(r"[.?!]+[\"')]*(?=\s|$)|(?<=\s)\|(?=\s)")
_AFTER_YEARS = re.compile(
    r"\W*(?:of|for|since|from|after|past|post|before|prior|ago|old|out|or|and|max|min|pref|req|limit|cut|gap|in|at|"
    r"with|to|by|"
    r"experience|usce|u\.?s\.? (?:clin|exp|hosp|hands)|american (?:clin|exp|hosp)|clinical|hands|is|are|preferred|"
    r"required|program|residency|research|postgrad|training)"
)
_SECOND_ITEM = re.compile(r"1\. [^.?!:]{2,80} 2\. ")
# "Step 1. Step 2.", "by May 1.": no items.
_BEFORE_COUNT = re.compile(rf"\b(?:steps?|parts?|levels?|pgy|and|or|to|of|by|{MONTH}\.?) $")
_ROMAN_ONE = re.compile(r"\b(?:step|part|level)s? i$")  # "one on Step I. Spanish helps."
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
            if word.isdigit() and _is_marker(text, begin, match.start() - len(word), int(word)):
                continue
            following = text[stop : min(end, stop + 60)].lstrip()[:48]
            if word not in ("e.g", "i.e") and _DOTTED.search(before):
                if before.endswith(("m.d", "d.o", "ph.d")) and following.startswith("must"):
                    continue
                is_hour = before.endswith(("p.m", "a.m"))
                if not _STARTERS.match(following) and not (is_hour and _ASKS.match(following)):
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
            elif len(word) == 1 and word.isalpha() and word not in "qayn" and not _ROMAN_ONE.search(before):
                continue
        _append_trimmed(spans, text, begin, stop)
        begin = stop
    _append_trimmed(spans, text, begin, end)
    return spans


def _is_marker(text: str, begin: int, at: int, number: int) -> bool:
    """Whether a number numbers an item within a sentence: "three - 1. the Dean, 2. a surgeon"."""
    if number > 9 or _BEFORE_COUNT.search(text[max(begin, at - 12) : at]):
        return False
    if number == 1:
        return _SECOND_ITEM.match(text, at) is not None
    return f" {number - 1}. " in text[begin:at]


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
