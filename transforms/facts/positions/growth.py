"""An intake that changes: "went up from six to seven" states seven; what is only planned or alternates states none."""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.finding import EXPLICIT, Finding
from transforms.facts.positions.tracks import state_places
from transforms.facts.positions.words import APPLIES
from transforms.facts.tracks import find_track
from transforms.language import Clause
from transforms.numerals import NUMBER, parse_number

# What holds from now on outweighs what another sentence tells of the last Match.
_CONFIDENCE = EXPLICIT + 0.02

MAX_CLASS = 120

_PLANNED = re.compile(
    r"\b(?:will|plans?|planned|planning|hopes?|hoping|intends?|expects?|projected|eventually|"
    r"scheduled|due|set) (?:to )?(?:be |an? )?(?:grow|increase|expand|rise|growth|expansion|reach|go (?:up|from))|"
    r"\b(?:growing|expanding|rising|increasing) (?:to|from)\b|\b(?:was|were|had been|used to|formerly|previously|"
    r"until)\b"
)


def _is_planned(text: str) -> bool:
    return any(said.group() not in ("was", "were", "had been") for said in _PLANNED.finditer(text))


_GREW_TO = re.compile(
    rf"\b(?:increased|expanded|enlarged|grown?|grew|raised)\b[^.;]{{0,20}}\b(?:class|intake|cohort|size|quota|"
    rf"complement)\b[^.;]{{0,15}}? to "
    rf"(?P<n>{NUMBER})(?! (?:year|month|percent))|"
    rf"\b(?:class|intake|cohort|quota|complement)(?: size)? (?:now )?(?:rises|grows|increases|goes up|expands|rose|"
    rf"grew|increased|"
    rf"expanded|goes|moves) to (?P<m>{NUMBER})(?= from {NUMBER}| (?:[a-z-]+ ){{0,3}}?(?:a|per|each|every|in each) "
    rf"(?:year|class)\b)"
)


def read_grown_to(clause: Clause, text: str, needs_question: bool, needs_lead: bool) -> Finding | None:
    """ "We expanded our class to 12"."""
    grown = _GREW_TO.search(text)
    if grown is None or _PLANNED.search(text[: grown.end()]) or re.search(r"\btotal\b", text):
        return None
    number = parse_number(grown.group("n") or grown.group("m"))
    if number > MAX_CLASS:
        return None
    return state_places(clause, number, find_track(text), _CONFIDENCE, needs_question, needs_lead)


# "went up from six to seven": the new number holds; what is only planned does not.
_GREW = re.compile(
    rf"\b(?:went|goes|go|going|gone|gr[eo]ws?|grown|ris(?:e|es|en)|rose|increas(?:es?|ed)|expand(?:s|ed)?|raised|"
    rf"enlarged|moved|cut|reduced|shr[aiu]nk|fell|dropped)\b[^.;]{{0,40}}?\bfrom "
    rf"{NUMBER}(?: [a-z0-9-]+){{0,4}}? to (?P<n>{NUMBER})"
)
_NOW = re.compile(
    r"\b(?:in|for|with|from|at) (?:the |this |our )?(?:coming|next|upcoming|this|20\d\d) (?:nrmp |main )?(?:match|"
    r"cycle|season|year's match)\b"
)
_SIZE = re.compile(
    r"\b(?:class(?:es)?|intake|cohorts?|positions|places|spots|slots|posts|interns|residents (?:per|a|each) (?:year|"
    r"class)|pgy-?1)\b"
)


def find_growth(text: str, asked_by: str) -> re.Match[str] | None:
    """ "From six to seven" of an intake, and not only planned."""
    grew = _GREW.search(text)
    if grew and (_SIZE.search(text) or asked_by) and (_NOW.search(text) or not _is_planned(text[: grew.end()])):
        return grew
    return None


def read_growth(
    clause: Clause, text: str, grew: re.Match[str], needs_question: bool, needs_lead: bool
) -> Finding | None:
    """The new number, unless it counts applicants or all residents."""
    if APPLIES.search(text[: grew.end()]) or re.search(r"\btotal\b|\bcomplement\b", text[: grew.start("n")]):
        return None
    number = parse_number(grew.group("n"))
    if number > MAX_CLASS:  # of a whole country
        return None
    return state_places(clause, number, find_track(text), _CONFIDENCE, needs_question, needs_lead)


_ALTERNATES = re.compile(
    r"\b(?:in one year and|(?:this|one) year and|\w+ the next(?! (?:year|match|class))|alt\.|odd|even|alternat\w+|"
    r"every other year|varies|vary|some years|most years|in some\b(?=\W*$)|other years|depending|"
    r"rotat(?:es|"
    r"ing) between|fluctuat\w*|or so)\b|\byear to year\b"
)
_SEEN_OR_SO = re.compile(  # "for six places we hold 60 interviews or so": of those who are seen
    rf"{NUMBER} (?:[a-z]+ )?(?:interviews?|applicants|candidates|people|files|applications) or so\b"
)
_BY_TURNS = re.compile(r"\W*(?:(?:per|a|each) year )?in (?:one|a given|some|odd|even) years?\b")


# "A class of nine, with one DO every second or every other year": it is not the class that alternates.
_SOME_ALTERNATE = re.compile(
    r"[,;(] ?(?:and |plus |with |of whom |among them |maybe |perhaps |usually |often )*(?:an?|"
    r"one) (?:[a-z]+ )?(?:imgs?|"
    r"fmgs?|d\.?o\.?|visa holder|international|foreign|j-?1|h-?1-?b?|fellow|chief|couple)\b[^,;.)]*"
)
# "10 interns in 2024, 12 in 2025": each year had its own.
_YEAR_BY_YEAR = re.compile(
    rf"(?P<n>{NUMBER})(?: [a-z-]+){{0,3}} (?:in|for) 20\d\d(?:,| and|;|, and) (?P<m>{NUMBER})(?: [a-z-]+){{0,3}} "
    r"(?:in|for) 20\d\d"
)


def why_unsteady(clause: Clause, text: str, start: int, end: int, is_place: bool) -> str | None:
    """Why the number between `start` and `end` does not hold for each year from now on."""
    planned = _PLANNED.search(text, max(0, start - 60), start)
    if (
        planned and planned.group() not in ("was", "were", "had been") and not (is_place and planned.group() == "until")
    ):  # "160 were interviewed and 20 matched"
        return "planned"
    if (some := _SOME_ALTERNATE.search(text)) and some.start() >= end:
        text = text[: some.start()] + text[some.end() :]
    seen = _SEEN_OR_SO.search(text) if "or so" in text else None
    if _ALTERNATES.search(text[: seen.start()] if seen and seen.start() >= end else text) or re.search(
        r"\bin (?:even|odd)(?:-numbered)? years\b", clause.sentence
    ):
        return "alternating"
    years = _YEAR_BY_YEAR.search(text)
    if years and years["n"] != years["m"] and start in (years.start("n"), years.start("m")):
        return "alternating"
    return "alternating" if _BY_TURNS.match(text[end : end + 140]) else None
