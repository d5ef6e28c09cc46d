"""Places told in a form of their own: "900 files for our eight places", "the eight we take a year", "Probably eight."

A number beside its noun and its word of the year is read in reader.py.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop
from transforms.facts.positions.tracks import state_places
from transforms.facts.positions.words import PLACES, YEARLY
from transforms.facts.tracks import find_track
from transforms.language import Clause
from transforms.numerals import NUMBER, parse_number

_MAX_PLACES = 60
_KIND = r"(?:(?:residency|resident|first-year|categorical|pgy-?1|intern|training|open|available|yearly|annual) )*"
_ANY_KIND = r"(?:(?!of |in |at |for |to |and |a |per )[a-z0-9-]+ ){0,3}?"
_SUCH_PLACES = (
    rf"(?P<n>{NUMBER}) (?P<kind>{_ANY_KIND}){PLACES}\b(?! (?:in|on|of|at|for) (?:the |our )?(?:lab|fellow|pgy-?[2-9]))"
)
# Hundreds who apply: what they compete for is the yearly intake.
_CROWD = (
    r"(?:(?:\d{3,4}|\d,\d{3}|(?:a |several |many |some )?(?:hundreds?|thousands?)(?: of)?)"
    r"(?: (?:or (?:so|more)|and more))?)"
)
_THEY_APPLY = (
    r"(?: (?:[a-z]+ ){0,3}?(?:applications?|applicants|apply|applied|files?|candidates|people (?:apply|applied|send|"
    r"want|compete|write)|doctors (?:apply|send|want|compete)|send|compete|vie|hopefuls))"
)
_FOR_PLACES = re.compile(
    # "for eight places there are some 1200 files"
    rf"\b(?:for|on|to) (?:(?:our|the|these|its|just|only|about|those) )*{_SUCH_PLACES}[^.;]{{0,40}}?\b{_CROWD}"
    rf"{_THEY_APPLY}\b"
)
_CROWD_FOR = re.compile(
    # "1200 or so for our eight places", "hundreds apply for eight places", "eight places draw 900 files"
    rf"\b{_CROWD}(?:{_THEY_APPLY})?(?: (?:come|arrive|each year|a year|every year|in|to us|apply|usually))*,? "
    rf"(?:for|on|compete for|vie for) (?:(?:our|the|these|its|just|only|about|those) )*{_SUCH_PLACES}"
)
_PLACES_DRAW = re.compile(
    rf"\b(?:(?:our|the|these|its|last season|each year|every year),? )*{_SUCH_PLACES} (?:draw|drew|attract|attracted|"
    rf"get|bring"
    rf"|brought|meet|face|faced)s? (?:us )?(?:(?:about|some|over|up to|more than|around|nearly|almost) )*{_CROWD}"
    rf"{_THEY_APPLY}\b"
)
_TRACKS = re.compile(r"\bcategorical|\bprelim|\btracks?\b")  # which of them is meant, the counts tell
_OTHERS = re.compile(
    r"\bfellow|\bobserv|\bstudents?\b|\belectives?\b|\bextern|\brotation|\bresearch|\bprelim\w*|\bprograms\b|\bchief|"
    r"\bpgy-?[2-7]\b|\btransitional|\bvacan|\boff-?cycle"
)
# "None of the eight we take a year", "for the eight places we fill every match"
_WE_TAKE = re.compile(
    rf"\bthe (?P<n>{NUMBER})(?: (?P<kind>{_KIND}){PLACES})?(?: that| which)? we (?:have|take|fill|match|offer|give out|"
    r"get|admit|appoint|recruit) (?:(?:in|through|by|for) )?(?:a|an|each|per|every|this) (?:year|match|season|cycle|"
    r"july|summer)\b"
)
# "Each year we make room for eight"
_ROOM = re.compile(
    rf"\b(?:make|have|find|keep) (?:room|space) for (?:about |up to |only )?(?P<n>{NUMBER})(?: (?:interns|residents|"
    r"new residents|people))?(?=\W*$|[,;])"
)
# "Per class there are eight of us", "each class holds eight"
_PER_CLASS = re.compile(
    rf"\W*(?:(?:per|in each|in every) (?:class|year),? (?:there are|we are|we have|we take)|(?:each|every) class "
    rf"(?:has|holds|is|takes|counts)) (?:about |only )?(?P<n>{NUMBER})(?: (?:of us|of you|residents|interns|"
    r"people))?\W*"
)
# "Up to six in the four-year categorical."
_IN_CATEGORICAL = re.compile(
    rf"\W*(?:(?:up to|about|currently|only|we take|it is) )*(?P<n>{NUMBER})(?: (?:people|residents|interns|of you|of "
    rf"them))? (?:in|into|for|to|enter|join|go into) (?:the|our|its) (?:(?:three|four|five|six|seven|[3-7])-year )?"
    r"categorical(?: (?:program|track|residency|class|year))?(?:,? (?:a|per|each|every) year)?\W*"
)
# "The 2023 Match gave us 8 interns, 2024 gave 10, and in the 2025 Match we have 12 places": the last year holds.
_IN_YEAR = re.compile(
    r"\b20(?P<y>[12]\d)(?: (?:nrmp |main |residency )?(?:match|season|cycle|class))?,?(?: (?!and\b|with\b|from\b|"
    rf"out\b)[a-z]+){{0,4}}? (?P<n>{NUMBER})\b(?! ?(?:-|%|percent|of|or|to|applic|files|interview|letters|"
    r"years|months))"
)
_OF_CLASSES = re.compile(rf"\b(?:interns?|residents|categoricals?|first-years?|pgy-?1'?s?|{PLACES})\b")
_MIN_YEARS = 2


def read_told(clause: Clause, text: str) -> Finding | Drop | None:
    """The yearly places of a clause that tells them in one of these forms."""
    crowd = _FOR_PLACES.search(text) or _CROWD_FOR.search(text) or _PLACES_DRAW.search(text)
    if crowd and not _TRACKS.search(text):
        if "interview" in crowd.group("kind") or _OTHERS.search(f"{clause.lead} {text}"):
            return drop(clause, "positions: other places, and those who apply")
        return _state(clause, crowd, EXPLICIT)
    room = _ROOM.search(text) if YEARLY.search(text) else None
    told = room or _WE_TAKE.search(text) or _PER_CLASS.fullmatch(text) or _IN_CATEGORICAL.fullmatch(text)
    if told and not _OTHERS.search(text):
        return _state(clause, told, EXPLICIT)
    return None


def _state(clause: Clause, told: re.Match[str], confidence: float) -> Finding | None:
    number = parse_number(told.group("n"))
    if not 1 < number <= _MAX_PLACES:
        return None
    return state_places(clause, number, find_track(told.group()), confidence, False, False)


def read_years(clause: Clause, text: str) -> Finding | None:
    """Of the intakes of several years, each told behind its year, the last."""
    if text.count("20") < _MIN_YEARS or not _OF_CLASSES.search(text) or _OTHERS.search(text):
        return None
    years = {told.group("y"): told for told in _IN_YEAR.finditer(text)}
    if len(years) < _MIN_YEARS or len({told.group("n") for told in years.values()}) < _MIN_YEARS:
        return None
    return _state(clause, years[max(years)], EXPLICIT)


# Words that may stand beside the number of an answer without changing what it counts.
_ANSWER_WORDS = re.compile(
    r"(?:we|i|they|you|it|there|that|this|is|are|be|have|has|had|will|should|would|can|may|am|us|our|the|an?|of|for|on|"
    r"in|at|by|to|as|so|count|counting|counted|expect\w*|approval|approved|permission|leave|probabl[ey]|likely|most|"
    r"presumably|perhaps|surely|about|around|roughly|approximately|some|exactly|just|only|again|always|usually|"
    r"currently|now|present|moment|time|think|believe|guess|suppose|hope|plan|planned|planning|exist|exists|places?|"
    r"positions?|spots?|slots?|seats?|openings|interns?|residents|people|acgme|nrmp|match|grants?|granted|gives?|"
    r"permits?|allows?|allowed|funding|money|funded|room|year|each|every|per|july|fill|take|taking|open|likes?|"
    r"normally|typically|ordinarily|new|them|far|know|offer|offering|looking|seeking|aiming|aim|quota|number|says?|"
    r"stands|remains|categoricals?|first-years?|pgy-?1'?s?|yes|well|all|hoping|budget\w*|wanted|sought)"
)
_ASKS_ONE_CLASS = re.compile(
    r"\binterns?\b|\bpgy-?1|\bfirst[- ]year|\bplaces?\b|\bspots?\b|\bslots?\b|\bseats?\b|\bopenings?\b|\bpositions?\b|"
    r"\bclass\b|\bcategorical|\bintake\b|\bquota\b|\bthis year|\bnext year|\b(?:a|each|every|per) year"
)
_ANSWER_NUMBER = re.compile(rf"(?<![\w.-])(?P<n>{NUMBER})(?![\w-])(?!\.\d)")
_MAX_WORDS = 10


def read_short_answer(clause: Clause, text: str, asked_by: str) -> Finding | None:
    """ "How many interns? We are counting on eight.": an answer that holds nothing beside its number."""
    if not clause.is_first_reply or not asked_by or not _ASKS_ONE_CLASS.search(asked_by) or _OTHERS.search(asked_by):
        return None
    numbers = list(_ANSWER_NUMBER.finditer(text))
    if len(numbers) != 1 or len(text.split()) > _MAX_WORDS:
        return None
    rest = re.findall(r"[a-z][a-z0-9'-]*", f"{text[: numbers[0].start()]} {text[numbers[0].end() :]}")
    if not all(_ANSWER_WORDS.fullmatch(word) for word in rest) or _TOTAL.search(text):
        return None
    if _ALLOWED.search(text) and not _ASKS_INTERNS.search(asked_by):
        return None  # "Positions? 24 approved.": all years together
    number = parse_number(numbers[0].group("n"))
    if not 1 <= number <= _MAX_PLACES:
        return None
    return state_places(clause, number, find_track(text) or find_track(asked_by), ANSWERED, True, False)


_ALLOWED = re.compile(r"\bapprov|\bacgme\b|\bgrant|\bpermi|\ballow|\bfund|\bbudget|\bquota\b")
_ASKS_INTERNS = re.compile(
    r"\binterns?\b|\bpgy-?1|\bfirst[- ]year|\bclass\b|\bintake\b|\b(?:a|each|every|per) year|\btake\b"
)
_TOTAL = re.compile(r"\b(?:in all|all (?:of )?(?:us|our|the|years)|residents (?:now|here|at present)|each other)\b")
