"""Places a year by their noun and one number: "class of 6", "eleven interns, one year", "2 at each level".

Four wordings, each loose about order and verbs: the size of a class, a number beside a word of the year, a number of
those who are new, a number of places. No other number may stand in the clause but the total of several such years, a
smaller track or the length of training; and nothing that makes a total, a part, an interview or a plan of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from transforms import hinted_re as re
from transforms.facts.finding import PLAIN, Finding
from transforms.facts.plain.common import CONDITION, DEED, count_strangers, cut_piece, say_whole
from transforms.facts.positions.counts import find_numbers, mask_days
from transforms.facts.positions.tracks import state_places
from transforms.facts.positions.words import ADJECTIVES, PEOPLE, PLACES, TAKE, TRAINEES, YEARLY
from transforms.facts.tracks import find_track
from transforms.language import Clause
from transforms.numerals import NUMBER, parse_number

FIELDS = frozenset(("positions_per_year",))
MAX_PLACES = 60
MAX_STRANGERS = 3  # words that a plain reading does not know

# ---------------------------------------------------------------- what is counted

_ENTRANTS = (
    r"(?:interns?|(?:first|1st)[- ]years?|pgy?[ -]?(?:1|i|one)'?s?|categoricals?|cat|newcomers?|new (?:residents?|"
    r"trainees?|faces|doctors|physicians|colleagues|house ?officers)|(?:incoming|matched) (?:residents?|interns?)|"
    r"entrants|tys?|ca-?1'?s?|"
    r"(?:transitional(?: year)?|ty)(?: residents?| interns?)|freshm[ae]n|(?:one|1)-year residents?)"
)
_SEATS = r"(?:positions?|(?<!take )(?<!the first )places?|spots?|slots?|seats?|openings?|posts?|pos)"
_COUNTED = rf"(?:[ -]{ADJECTIVES}(?:{PLACES}|{TRAINEES}|{PEOPLE}|ones|scholars)\b)?"
_YEAR = (
    r"(?:(?:per|each|every|a|an|any|to (?:a|each|every|the)|in (?:a|each|every|the)|at (?:a|each|every)|for (?:a|each|"
    r"every)|on (?:each|every)|into each|/) ?(?:(?:new|academic|pgy|training|entering|incoming|intern|resident|single|"
    r"given|postgraduate|match) )*(?:year(?! ?-?[2-9])|yr|class|july|june|march|summer|level|cohort|intake|annum|"
    r"match|cycle|"
    r"pgy(?! ?-?[2-9]))|annually|yearly|annual|p\.a)\b"
)
# Between a noun and its number.
_LINK = (
    r"(?:[ ,:=()\"-]+(?:of|is|are|at|for|to|with|being|be|numbers?|number|stands?|stays?|remains?|kept|total|about|"
    r"around|only|just|exactly|currently|usually|now|that|which|we|our|the|has|have|holds?|size|from|limited|capped|"
    r"set|fixed|runs|averages?|approximately|roughly|some|up|new|taken|accepted|offered|available|matched|open|filled|"
    r"it's|its|in|a|an|all|this|next|there|are|year|nrmp|eras|main|by|joining|starting|entering|arriving|july|june|"
    r"want|take|accept|match|offer|hope|"
    r"look))*?[ ,:=()\"-]+"
)
_ENDS = (
    r"(?=\s*(?:$|[.,;:()/|+\"&?]|-(?= )|(?:per|a|an|each|every|in|to|for|from|at|on|by|and|plus|with|annually|yearly|"
    r"all|both|categorical|that|so|x|cat|this|next|through|via|are|is|start\w*|begin\w*|join\w*|enter\w*|match\w*|"
    r"taken|accepted|chosen|appointed|make|form|since|now|only|no|it|here|as|but|or|strong|available|offered)\b))"
)

_SIZE = re.compile(  # "class of 6", "intake stays at 16 categoricals"
    rf"\b(?:class(?:es)?|cohorts?|intake|quota|year group)(?: size)?{_LINK}(?P<n>{NUMBER}){_COUNTED}{_ENDS}"
)
_BESIDE_YEAR = re.compile(  # "2 at each level", "four categoricals each July"
    rf"(?P<n>{NUMBER})(?! (?:or|to|and) {NUMBER}){_COUNTED}(?: of (?:us|them))?,? ?(?:\(?(?:are |is |being )?(?:taken|"
    r"accepted|matched|appointed|offered|funded|approved|available|starting|beginning|new|categorical|fixed)\)? )?"
    rf"{_YEAR}"
)
_FIRST = re.compile(rf"\b{_ENTRANTS}\b")
_BEHIND_YEAR = re.compile(  # "each July brings five", "trainees accepted yearly: three"
    rf"\b{_YEAR}(?:[ ,:=(\"-]+(?!prelim)[a-z'-]+){{0,5}}?[ ,:=(\"-]+(?P<n>{NUMBER}){_COUNTED}{_ENDS}"
)
_NEW = re.compile(  # "eleven interns", "interns: eight", "12 cat"
    rf"(?P<n>{NUMBER})[ -]{ADJECTIVES}{_ENTRANTS}\b(?! (?:on|per|for each|team|wards?|and (?:one|two|{NUMBER}) "
    rf"(?:student|senior|resident)))|\b{_ENTRANTS}{_LINK}(?P<m>{NUMBER}){_ENDS}"
)
_PLACES = re.compile(  # "8 spots", "positions, nine in number"
    rf"(?P<n>{NUMBER})[ -]{ADJECTIVES}{_SEATS}\b|\b{_SEATS}{_LINK}(?P<m>{NUMBER})(?: (?:traditional|integrated|adult|"
    rf"transitional))?{_ENDS}"
)
_CATEGORICAL = re.compile(  # "the categorical class (24) and ...", "categorical: 13"
    rf"\bcategorical\)?(?: (?:class|tracks?|positions?|places|spots|slots|interns?|residents?|program|[a-z]+ "
    rf"(?:surgery|medicine)))?[ :=,(-]+(?P<n>{NUMBER})(?=\W*$|[),;/|]| ?(?:and|plus|\+) )"
)
_TAKEN = re.compile(  # "matched: 3", "number who begin this year: 4", "number we hope to match: 15"
    r"(?:^\W*(?=[a-z]+ed\b|taken)|\bnumber (?:[a-z]+ ){0,4}?|\b(?:residents?|trainees?) (?=[a-z]+ed\b|"
    r"taken))(?:matched|matriculated|accepted|offered|appointed|"
    r"filled|taken|admitted|hired|match|begin|start|enter|join|take|accept|beginning|starting|entering)"
    r"(?: (?:in|through|via|by|this|the|each|every|nrmp|eras|main|match|year|season|cycle|july))*[ :=(-]+"
    rf"(?P<n>{NUMBER})(?=\W*$|[,;])"
)
_ROW = re.compile(  # "6/6/6"
    r"(?<![\d/.-])(?P<n>\d{1,2})(?: ?[/+] ?(?P=n)){2,6}(?![\d/])"
)
_WHO = re.compile(
    rf"\b(?:{TRAINEES}|{PLACES}|{TAKE}|new|class|program|size|residency|join|start|begin|enter|train|brings?|everyone|"
    r"approved|funded|complement|categorical|pgy|levels?|x \d y(?:ea)?rs|medicine|surgery|pediatrics|psychiatry|"
    r"neurology|pathology|radiology|"
    r"urology|dermatology|anesthesi\w+|\w+surgery|\w+ology|\w+iatr\w+|ent|ophthalmology|orthop\w+|peds|med-peds|pm&r|"
    r"ap/cp|dr|fm|im|em|family|track)\b"
)

# ---------------------------------------------------------------- what turns it into something else

_TURNED = re.compile(
    r"\b(?:interview\w*|applicants?|applications?|applied|apply|invit\w*|candidates?|files?|ranked|fellow\w*|students?|"
    r"clerks?|faculty|attendings?|chiefs?|alumni|alumnus|graduates?|graduating|graduation|nurses?|"
    r"weeks?|days?|hours?|months?|nights?|shifts?|calls?|rotations?|wards?|beds?|teams?|clinics?|patients?|committees?|"
    r"boards|percent|per cent|most|half|third|quarter|alternat\w*|every other|other years?|odd|even|at least|"
    r"more than|fewer than|less than|between|averag\w*|median|mean|plann?(?:s|ed|ing)?|expan[ds]\w*|grow\w*|grew|"
    r"increas\w*|propos\w*|pending|formerly|previous\w*|used to|last|past|once|vacan\w*|unfilled|off-?cycle|transfers?|"
    r"pgy?-? ?(?:[2-7]|ii|iii|iv)|second|2nd|senior|research\w*|letters?|attempts?|scores?|steps?|signals?|programs|"
    r"hospitals|schools?|countries|states|committee|conferences?|electives?|vacation|retreats?|lectures?|papers?|"
    r"posters?|projects?|lounge|wom[ae]n|men|couples?|reserve\w*|remaining|another|nearby|elsewhere|neighbou?ring|"
    r"additional|extra|more|"
    r"ratio|cardiology|section|subspecial\w*|supervis\w*|salary|usd|dollars|soap|left over|visas?|h-?1-?b?s?|j-?1s?|"
    r"years? (?:ago|of age|old)|"
    r"advanced|out of|deaths?|dropp?ed|survey\w*|ranges?|vary|varies|minimum|maximum|rank(?:s|ing)?)\b|%"
)
_ASIDE_FROM = re.compile(
    r"\b(?:alternat\w*|every other|odd|other years|range[sd]?|var(?:y|ies)|one year we|(?<!each )(?<!all )of (?:whom|"
    r"which|"
    r"these|those|them)(?! one\b))\b|\bthe next year\b"
)
# Without a word of the year or of the new, such places are those of all years.
_IN_TOTAL = re.compile(
    r"\b(?:total\w*|altogether|in all|overall|combined|all told|complement|at present|whole|roster|approved|accredited|"
    r"authorized)\b"
)
_FOREIGN = re.compile(r"\b(?:imgs?|fmgs?|international\w*|foreign\w*|d\.?o\.?s|caribbean)\b")
_DENIED = re.compile(r"\b(?:not|never|none|neither|nor|nobody|without|cannot|unable|no)\b(?! (?:more|prelim\w*)\b)")
_PART = re.compile(rf"\b(?:of|among|one of|some of) (?:our|the|these|its|those) $|{NUMBER} ?(?:or|to|-) ?$|\b\d+ of $")
_RANGE = re.compile(rf" ?(?:-|to|or) ?{NUMBER}\b")
_OWN_PRELIMINARY = re.compile(r"\b(?:this|our undesignated) (?:[a-z-]+ )?prelim\w* (?:program|year)\b")
# Another number that counts nothing of the year: a total, the years of training, a smaller track.
_OF_TRAINING = re.compile(r"[ -](?:years?|yrs?|classes|levels)\b")
_OF_OTHER_TRACK = re.compile(
    r"[ -](?:[a-z-]+ )?(?:prelim\w*|primary care|rural|r positions?|child neurology|med-peds|p\b)"
)

# ---------------------------------------------------------------- the words that a count of places is told with

_KNOWN = re.compile(
    rf"(?:{PLACES}|{TRAINEES}|{PEOPLE}|{TAKE}|{NUMBER}|a|an|the|our|its|this|that|these|those|we|it|you|they|us|them|"
    rf"of|"
    r"in|on|at|to|for|from|by|with|into|and|or|as|so|per|each|every|all|both|any|only|just|about|around|exactly|"
    r"approximately|roughly|currently|usually|typically|now|always|here|there|then|since|next|year|years|yr|yrs|"
    r"annually|yearly|annual|annum|july|june|summer|class|classes|cohort|cohorts|intake|quota|size|level|levels|match|"
    r"nrmp|eras|main|cycle|season|number|numbers|is|are|be|being|will|can|has|have|hold|holds|stay|stays|remain|"
    r"remains|stand|stands|start|starts|begin|begins|join|joins|enter|enters|who|which|new|incoming|entering|"
    r"first-year|first|categorical|cat|prelim|prelims|preliminary|transitional|undesignated|pgy|program|residency|"
    r"track|pathway|department|hospital|one|ones|training|trained|train|trains|approved|acgme|funded|accredited|"
    r"academic|resident|intern|available|open|up|no|more|not|small|medium|large|medicine|surgery|family|internal|"
    r"general|pediatrics|psychiatry|neurology|pathology|radiology|integrated|diagnostic|interventional|adult|child|"
    r"ir|dr|fm|im|em|ent|unopposed|community|university|limited|set|kept|fixed|keep|want|hope|look|looking|"
    r"total|dozen|each|apiece|strong|makes?|form|brings?|means?)"
)


def read(clause: Clause) -> Iterator[Finding]:
    """The one number of places a year that a clause can mean."""
    said, needs_question, needs_lead = say_whole(clause)
    text = _spell(mask_days(said))
    label = text.partition(": ")[0] if needs_question or needs_lead else ""
    if _ASIDE_FROM.search(text) or CONDITION.search(text) or _TURNED.search(label):
        return
    counts = list(_find_counts(text))
    if _IN_TOTAL.search(label) and not any(count.is_yearly or _FIRST.search(text) for count in counts):
        return
    categorical = {count for count in counts if count.track == "categorical"}
    counts = [count for count in counts if not _is_turned(count.piece)]
    counts = [count for count in counts if count in categorical] or counts
    if len({(count.number, count.start) for count in counts}) != 1:
        return
    count = counts[0]
    if not 1 <= count.number <= MAX_PLACES or not _is_only(text, count):
        return
    track = count.track if count.track in ("categorical", "preliminary") else None
    if track == "preliminary":
        if not _OWN_PRELIMINARY.search(text) or "categorical" in text:
            return
        track = None
    yield state_places(clause, count.number, track, PLAIN, needs_question, needs_lead)


def _spell(text: str) -> str:
    text = text.replace('"', " ")
    return _HALF_DOZEN.sub("six", _TWO_DOZEN.sub("twenty-four", _DOZEN.sub("twelve", text)))


_HALF_DOZEN = re.compile(r"\b(?:half a twelve|a half twelve|half twelve)\b")
_TWO_DOZEN = re.compile(r"\btwo twelve\b")
_DOZEN = re.compile(r"\b(?:a |one )?dozen\b")


class _Count(NamedTuple):
    """A number that stands as places a year do; `piece` is all between the commas around it and its noun."""

    number: int
    start: int
    end: int
    piece: str
    is_yearly: bool
    track: str | None


def _find_counts(text: str) -> Iterator[_Count]:
    is_program = _WHO.search(text) is not None
    starts = {number.start() for number in find_numbers(text) if not text.startswith("(1)", number.start() - 1)}
    for pattern in (_SIZE, _BESIDE_YEAR, _BEHIND_YEAR, _NEW, _PLACES, _CATEGORICAL, _TAKEN, _ROW):
        is_yearly = pattern in (_SIZE, _BESIDE_YEAR, _BEHIND_YEAR)
        if pattern in (_BESIDE_YEAR, _BEHIND_YEAR) and not is_program:
            continue
        for match in pattern.finditer(text):
            group = "m" if "m" in pattern.full.groupindex and match.group("m") else "n"
            if match.start(group) not in starts and pattern is not _ROW:
                continue
            start, end = match.span(group)
            if (not is_yearly and match.group(group) == "one") or (pattern is _PLACES and "limited" in match.group()):
                continue  # "one of our interns", "places are limited to 20": of a course
            piece = cut_piece(text, match.start(), match.end())
            track = "categorical" if pattern is _CATEGORICAL else find_track(piece)
            yield _Count(parse_number(match.group(group)), start, end, piece, is_yearly, track)


def _is_only(text: str, count: _Count) -> bool:
    """Whether the other numbers of the piece are a total of such years, the length of training or another track's."""
    if _PART.search(text[: count.start]) or _RANGE.match(text, count.end):
        return False
    offset = text.find(count.piece)
    for other in find_numbers(count.piece):
        if offset + other.start() < count.end and offset + other.end() > count.start:
            continue
        value, rest = parse_number(other.group()), count.piece[other.end() :]
        if value == count.number or _OF_TRAINING.match(rest) or _OF_OTHER_TRACK.match(rest) or other.group() == "one":
            continue
        if value % count.number == 0 and 2 <= value // count.number <= 7 and not _is_year(count.piece, other.end()):
            continue
        return False
    return True


def _is_year(text: str, end: int) -> bool:
    return bool(YEARLY.match(text[end:].lstrip(" ,")))


def _is_turned(piece: str) -> bool:
    """Whether anything makes another thing of a number than places a year."""
    if _TURNED.search(piece) or DEED.search(piece) or _FOREIGN.search(piece) or _DENIED.search(piece):
        return True
    return count_strangers(piece, _KNOWN) > MAX_STRANGERS


__all__ = ["FIELDS", "read"]
