"""Years since medical school by their noun and one number: "YOG 5", "diploma at most eight years old", "degree, < 5 y".

The end of school and a number of years must stand in one piece of the clause, or the years behind a label that asks for
them, with a word that makes a most of them. An age ("older than five years") is left to the grammar, which knows who
is turned away; so is every piece that speaks of exams, letters, practice or the program's own graduates.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.exceptions import mask_exceptions
from transforms.facts.finding import PLAIN, Finding
from transforms.facts.graduation.school_ends import name_asked
from transforms.facts.plain.common import CONDITION, DEED, cut_pieces, say_whole
from transforms.language import Clause
from transforms.marks import has_mark
from transforms.numerals import NUMBER, UPPER, parse_number

FIELDS = frozenset(("max_years_since_graduation",))
MAX_YEARS = 20

# The end of medical school.
_END = re.compile(
    r"\b(?:graduat(?:ion|ed|ing|es?|ions?)|grads?|yog|y\.o\.g|(?:medical|med|m\.?d\.?) (?:school|college|studies|"
    r"education|degree|diploma)|out of school|(?:since|from|after|past|leaving|finish\w+|complet\w+) (?:of )?(?:the )?"
    r"school|school (?:[a-z]+ )?behind|degrees?|diplomas?|(?:since|from|after) (?:the |an? |your )?m\.?d|"
    r"m\.?d\.? date)\b"
)
# A label or question of nothing but years: a bare number behind it is a most.
_ASKS_YEARS = re.compile(
    r"\W*(?:(?:max(?:imum)?|limit|cut-?off|number|no|of|in|on|the|for|allowed|time|years?|yrs?|elapsed|passed|gap|"
    r"recency|since|out|from|after|past|medical|med|school|graduation|graduated|graduating|graduates?|grads?|yog|"
    r"y\.o\.g|degree|diploma|md|within|window|year|desired|preferred|preferably|required|is|there|a|do|you|have|"
    r"consider|how|many|long|ago|old|may|can|i|be|img|imgs|age|must|should|have|passed|your|my)\W*)+"
)
_SPAN = re.compile(
    rf"(?P<n>{NUMBER})(?: ?(?:-|to|or) ?(?P<m>{UPPER}))?(?: or (?:less|fewer))?\+?[ -]*(?:(?:full|calendar|academic) )?"
    r"(?P<unit>years?|yrs?\b|y\b|months?)(?! ?-?(?:old )?(?:program|track|curriculum|of (?:age|school|training|study)))"
)
_BARE = re.compile(
    rf"(?:(?:within|under|below|up to|at most|no more than|not more than|less than|fewer than|max(?:imum)?|ideally|"
    r"preferably|prefer|preferred|the|last|past|we|would|like|about|around|only|just|<=?|is|of|to|recommend|"
    rf"recommended|than|less|we'd|usually|generally)[ :]*)*(?P<n>{NUMBER})"
    r"(?=\s*(?:$|[.,;()/|]|(?:or (?:less|fewer|under|below)|at most|max\w*|prefer\w*|recommended|desired|ideally|"
    r"is|tops|and (?:no|under|below)|please)\b))"
)
_MOST = re.compile(
    r"\bwithin\b|\b(?:last|past|preceding|previous|most recent)\b|\b(?:no|not|never|nor) (?:[a-z]+ )?(?:more|longer|"
    r"older|"
    r"later|further|farther|over|beyond|greater|exceed\w*|earlier|before)\b|\b(?:less|fewer|newer|younger|shorter|"
    r"sooner) than\b|\bunder\b|\bbelow\b|\bat (?:the )?(?:very )?(?:most|outside|latest)\b|\bup to\b|\bmax(?:imum)?\b|"
    r"\blimit(?:ed|s)?\b|\bcut-? ?offs?\b|\bwindow\b|\bcap(?:ped)?\b|\bceiling\b|\bor (?:less|fewer|newer|younger|"
    r"under|"
    r"sooner|more recent)\b|<|\u2264|\brecent(?:ly)?\b|\bfresh\b|\bfilter\b|\bthreshold\b|\brule\b|\btops\b|"
    r"\b(?:exceeding|inside)\b"
)
_AGE = re.compile(
    r"(?<!no )(?<!not )(?<!not be )(?<!never )(?<!nor )(?<!cannot be )(?<!not have been )\b(?:more|longer|older|"
    r"further|"
    r"farther|greater|earlier|larger|bigger|higher) than\b|>|\b(?:beyond|exceeds?|over|before|at least|minimum|"
    r"past the|"
    r"or more|or longer|plus)\b(?<!not exceed)(?<!not over)(?<!not before)(?<!no longer before)"
)
_RIVAL = re.compile(
    r"\b(?:experience|clinical(?:ly)?|usce|rotations?|letters?|lors?|exams?|examinations?|steps?|usmle|comlex|"
    r"scores?|attempts?|practi[cs]\w*|work(?:ed|ing)?|licens\w+|employ\w+|research|observ\w+|extern\w+|fellowships?|"
    r"board|boards|certif\w+|ecfmg|residents?|residenc\w+|alumni|alumnus|our (?:own )?(?:recent )?(?:graduates|grads)|"
    r"train(?:ing|ed)?|curricul\w+|program|patients?|internships?|gme|postgraduate|post-graduate|master'?s?|phd|"
    r"bachelor'?s?|mba|mph|college|high school|transcripts?|students?|visas?|j-?1|h-?1b?|interviews|accredit\w*|"
    r"jobs?|staff|faculty|points?|shortened|raised|changed|lowered|extended|takes?|at (?!the|least|most|"
    r"present)[a-z]+|cautious|survey\w*|loan|debt|percent|match rate|gaps?(?= in| of| exam)|service|valid\w*|"
    r"requirements "
    r"for graduation|verif\w*|deadline|average\w*|mean|median|most of|lasts?(?! (?:year|\d|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|few))|listed|track|copy|copies|contract|years? of|year of)\b|%"
)
# What the years are counted to, or of, is no rival: "of the start of training", "year of graduation".
_COUNTED_TO = re.compile(
    r"\byears? of (?=(?:medical school )?(?:graduation|the degree|md\b))|\b(?:of|to|before|by|from|prior to|"
    r"at) (?:the |your )?"
    r"(?:start|begin\w*|entry|entering|date|time|day) (?:of |in |to |into )?(?:the |your |our )?(?:training|"
    r"residency|program|"
    r"internship|applications?)\b"
)
# "Years? Ideally below five.", "gap: up to four": what such pages mean by it, if the answer sets a most or a wish.
_YEARS_ALONE = re.compile(
    r"(?=.*\b(?:gaps?|years?|yrs?|recency)\b)\W*(?:(?:and|the|max(?:imum)?|number|no|of|allowed|limit|on|in|recency|"
    r"gaps?|years?|yrs?|time|out) ?)+\W*"
)
# "Graduation 6 years", "YOG = 8 years preferred": a label without its colon.
_BESIDE = re.compile(
    rf"\W*(?:graduation|grads?|yog|degree|diploma) ?(?:date|year|age|gap|window)? ?[=:(<-]* ?{NUMBER} ?y"
)
_OPEN = re.compile(
    r"\b(?:no|any|without|not|never) (?:[a-z]+ ){0,2}?(?:limit|cut-?off|cap|maximum|minimum|restriction|rule|window|"
    r"filter|requirement|ceiling)\b|\bany year\b|\bnone\b|\bno(?:t)? (?:matter|counted|considered|required)\b|"
    r"\bregardless\b|\bunlimited\b"
)
_SOFT = re.compile(
    r"\b(?:soft|ideal(?:ly)?|prefer\w*|pref'?d|recommend\w*|favou?r\w*|better|best|desir\w*|usually interview|"
    r"typically "
    r"interview|inclined|lean|encourag\w*|priorit\w*|competitive|compete|like|advantage|stronger|chance|guideline|"
    r"rather|would love|edge|plus|hope|look for|goal|target|flexible|valu\w*|cautious|points?)\b"
)


# "Is there a cut-off? Within six years": no score and no day is told in years.
_ASKS_CUTOFF = re.compile(r"(?:[a-z]+ ){0,6}(?:cut-? ?offs?|limits?)\W*$")
_WITHIN = re.compile(rf"\W*within (?:the )?(?:past |last |previous |preceding )?(?P<n>{NUMBER}) years?\W*$")


def read(clause: Clause) -> Iterator[Finding]:
    """The one most of years since school that a clause can mean."""
    within = _WITHIN.match(clause.text) if clause.is_first_reply and not clause.lead else None
    if within and _ASKS_CUTOFF.match(clause.question) and not _RIVAL.search(clause.question):
        value = parse_number(within["n"])
        yield Finding(
            "max_years_since_graduation", value, "required", clause.start, clause.end, PLAIN, needs_question=True
        )
        return
    said, needs_question, needs_lead = say_whole(clause)
    label, text = said[: -len(clause.text)].rstrip(": "), clause.text
    if label and not _NUMBER.search(text) and _find_span(label):
        label, text = "", said  # "Six years since graduation: limit, waived for residents"
    label, text = name_asked(label), _COUNTED_TO.sub(" ", mask_exceptions(text.replace('"', " ")))
    asks = _ASKS_YEARS.fullmatch(label) is not None and _END.search(label) is not None
    told = _find_span(text) or _find_beside(text)
    told = told or (_find_bare(text) if asks or _YEARS_ALONE.fullmatch(label) else None)
    if told is None or CONDITION.search(text) or not 1 <= told[0] <= MAX_YEARS:
        return
    value, start, end = told
    item = _ITEM.search(text)
    piece = _OWN_ITEM.split(text[item.start() :].lstrip(",;/| "))[0] if item else cut_pieces(text, start, end)
    around = f"{label} {piece}"
    is_soft = _SOFT.search(around) is not None or has_mark(around, "preferred")
    is_most = _MOST.search(around) is not None
    is_named = _END.search(around) is not None or (_YEARS_ALONE.fullmatch(label) and (is_most or is_soft))
    if not is_named or (not asks and _RIVAL.search(_LONE_GAP.sub("", label))) or _RIVAL.search(piece):
        return
    if not (is_most or asks or item or _BESIDE.match(piece)) or _AGE.search(around) or DEED.search(piece):
        return
    if has_mark(text, "typical") or has_mark(piece, "unneeded") or (_OPEN.search(text) and not is_soft):
        return
    yield Finding(
        "max_years_since_graduation",
        value,
        "preferred" if is_soft else "required",
        clause.start,
        clause.end,
        PLAIN,
        needs_question=needs_question,
        needs_lead=needs_lead,
    )


def _find_span(text: str) -> tuple[int, int, int] | None:
    """The one length of time in a clause, in years: its value and place."""
    spans = list(_SPAN.finditer(text))
    if len(spans) != 1:
        return None
    span = spans[0]
    number = parse_number(span.group("m") or span.group("n"))
    if span.group("unit").startswith("mo"):
        if number % 12:
            return None
        number //= 12
    return number, span.start(), span.end()


# "MD / YOG 6 (soft) / 3 letters": a row of items without colons
_ITEM = re.compile(
    rf"(?:^|[,;/|] ?)(?:yog|y\.o\.g\.?|years since grad(?:uation)?) ?[=<-]* ?(?:up to |within |"
    rf"max(?:imum)? )?(?P<n>{NUMBER})"
    r"(?= ?(?:$|[,;/|(]|max\b|pref))"
)
_OWN_ITEM = re.compile(r"[,;/|]")


def _find_beside(text: str) -> tuple[int, int, int] | None:
    """The number right behind "YOG" in a row of items."""
    item = _ITEM.search(text)
    return (parse_number(item.group("n")), item.start("n"), item.end("n")) if item else None


_LONE_GAP = re.compile(r"\bgaps?\b")
_NUMBER = re.compile(NUMBER)
_PIECES = re.compile(r"(?:^|[,;(] ?)(?:but |though |with a preference for )?")


def _find_bare(text: str) -> tuple[int, int, int] | None:
    """The number behind a label that asks for years: "YOG: 5", "years since graduation: no cap, the last six liked"."""
    for begin in _PIECES.finditer(text):
        if bare := _BARE.match(text, begin.end()):
            return parse_number(bare.group("n")), bare.start("n"), bare.end("n")
    return None
