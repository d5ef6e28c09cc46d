"""Whether so many places, positions or seats are the yearly intake, where no word of the year says so."""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.positions.counts import Counts
from transforms.facts.positions.words import ALONE, OTHER_TRACK
from transforms.numerals import NUMBER, parse_number

MAX_PLACES = 40  # that nothing says to be of one year
_APPROVED = re.compile(r"\b(?:approved|accredited|authorized|total|similar)\b")
# "28 accredited positions, of which seven are first-year positions": those of one year are counted apart.
_YEARLY_BEHIND = re.compile(
    rf"[,;(-](?: [a-z]+){{0,4}}? {NUMBER}(?: (?:or|to) {NUMBER})? (?:[a-z]+ )?(?:first[- ]year|pgy-?1|interns?|"
    r"(?:open )?(?:each|every) (?:year|july|summer)|per year|a year|annually|per class|at each level|per level)\b|"
    rf"[,;(-] ?(?:but |and |only |of which |though )*{NUMBER} (?:of (?:them|which|these) )?(?:are )?(?:now |currently "
    r")?(?:funded|filled)\b"
)
# "29 positions, usually six per year"
_A_YEAR_BEHIND = re.compile(
    rf"(?: in (?:all|total))?[,;(-]? ?\(?(?:or |with |that is |i\.e\.,? |about |usually |typically |currently |now |"
    rf"as a rule |normally |mostly |so |on average )*"
    rf"(?P<n>{NUMBER})(?: (?:new|residents|positions|places))* (?:each year|per year|a year|every year|annually|"
    rf"per class|"
    r"at each level|per level|in each (?:year|class)|(?:in|at) each level)\b"
)
_OTHER_USE = re.compile(
    r"\b(?:fellowships?|faculty|committees?|councils?|chiefs?|leadership|jobs?|alumni|graduates (?:hold|have|took|"
    r"found)|courses?|tuition|parking|camps?|lab|laboratory|research positions?|electives?|rotations?|transfers?|"
    r"off-cycle|"
    r"vacanc(?:y|ies)|unfilled|observer\w*|students?|scholarships?|conferences?|retreats?|daycare|programs|"
    r"residencies|hospitals|moonlighting|specialties|reserved?|left|in (?:all )?(?:three|four|five|the three) years)\b"
)
_JOBS = re.compile(r"\b(?:positions?|slots?|posts?|openings?)$")
# A track named before, not only a word that may name one: "who wish to serve rural communities".
_TRACK_TOLD = re.compile(
    r"\b(?:prelim\w*|advanced|transitional|alternat\w*|osteopathic|pgy-?[2-9]|(?:research|rural|primary care|alt|adv)"
    r"(?:\W*$| (?:tracks?|positions?|places|spots|slots|program|residents?|residency|pathway|training|year)))\b"
)
# "Seats" and "spots" are of a room or a clinic too: they need who offers them, and nothing that says where they are.
_OFFERED = re.compile(
    r"(?:^|[,;:/(\u2022]|\b(?:match|nrmp) (?:has|holds|lists|offers|shows|knows)|\b(?:program|residency|department|"
    r"internship|track|training|we|it)(?:'ve|(?:'ll| will) (?:have|offer|fill)|(?: [a-z]+ly)? "
    r"(?:has|have|holds?|offers?))|\bthere (?:is|are|will be)|\b(?:we|program) (?:expects?|hopes?|plans?) to (?:have|"
    r"offer|fill)|"
    r"\band (?:have|offer|hold)|\b(?:for|of) (?:our|its|the)|\b(?:our|its|the|"
    r"this year'?s?|match list "
    r"shows|with|for|one of(?: our| the)?|lists?))[ \"]*$"
)
_AS_OFFERED = re.compile(
    r"\s*(?:$|[,.;:()/+\u2022\"-]|(?:are|go|waits?|awaits?|of (?:ours|our own)|for (?:which|whom)|we (?:interview|see|"
    r"invite|receive|get|review|"
    r"hold|meet|conduct|talk|read)|"
    r"in (?:a|the|our) (?:[a-z-]+ )?(?:program|residency|match)|of which|each|"
    r"for (?:applicants|candidates|people|those|graduates|physicians|[a-z]+ists)|open|available|and|with|through|at)\b)"
)


def judge_places(counts: Counts, at: int, taken: bool, yearly: bool, first: bool, track: str | None) -> str | None:
    """None where so many places are a yearly intake, else why not."""
    text, start, end = counts.text, counts.numbers[at].start(), counts.ends[at]
    if not (yearly or first) and _APPROVED.search(text[start:end]):
        rest = text[end:] + counts.clause.sentence.partition(counts.clause.text)[2]
        if _YEARLY_BEHIND.search(rest):
            return "a total"
    apiece = None if yearly or first else _A_YEAR_BEHIND.match(text, end)
    if apiece and parse_number(apiece.group("n")) < parse_number(counts.numbers[at].group()):
        return "a total"
    if taken or yearly or first or counts.asked_by or ALONE.fullmatch(text):
        return None
    # Places are what an applicant may get this year, unless they are somebody else's, all years' or another track's.
    clause = counts.clause
    said = f"{clause.lead} {text}"
    if parse_number(counts.numbers[at].group()) > MAX_PLACES or _APPROVED.search(text[start:end]):
        return "a total"
    if _OTHER_USE.search(said) or text[:start].endswith("+"):
        return "not places"
    if not _JOBS.search(text, start, end) and not (_OFFERED.search(text[:start]) and _AS_OFFERED.match(text, end)):
        return "not places"
    if track is not None:
        return None
    is_told = OTHER_TRACK.search(f"{clause.lead} {text[:end]}") or _TRACK_TOLD.search(
        clause.sentence.partition(text)[0]
    )
    return "of another track" if is_told else None
