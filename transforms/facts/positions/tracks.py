"""The track that a number of places belongs to, where tracks are told apart: categorical, preliminary, rural, ...

`find_own_track` looks in the number's own words, its bracket's head, its label and its question. `judge_track` reads
numbers that have a track in place of a noun: "sixteen categorical and six preliminary".
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.finding import Finding
from transforms.facts.positions.counts import Counts
from transforms.facts.positions.words import FIRST, IS_PLACE, TAKE, YEARLY
from transforms.facts.tracks import find_track
from transforms.language import Clause
from transforms.numerals import NUMBER

_OWN = re.compile(r"\b(?:our|the|this|its) combined program\b")
_THIS_PRELIMINARY = re.compile(
    r"\bthis (?:one-year )?preliminary (?:[a-z]+ )?(?:program|residency|internship)\b|\bour "
    r"(?:undesignated|non-?designated) preliminary (?:program|residency|internship|year)\b"
)


def state_places(
    clause: Clause, number: int, track: str | None, confidence: float, needs_question: bool, needs_lead: bool
) -> Finding:
    if track == "combined" and _OWN.search(clause.text):
        track = None
    if (
        track == "preliminary"
        and _THIS_PRELIMINARY.search(f"{clause.lead} {clause.text}")
        and "categorical" not in clause.sentence
    ):
        track = None  # the page's own program has no other places
    return Finding(
        "positions_per_year",
        number,
        "required",
        clause.start,
        clause.end,
        confidence=confidence,
        track=track,
        needs_question=needs_question,
        needs_lead=needs_lead,
    )


# ---------------------------------------------------------------- which track

# A program that begins in the second year: its PGY-2 places are its intake, unless one is only vacant.
SECOND = re.compile(r"\bpgy?[ -]?(?:2|ii)\b")
APPOSED = re.compile(
    r"\b(?:program|track|pathway), $|"
    r"^\W*(?:categorical|preliminary|primary care)(?: [a-z]+){0,3}?(?: ?\([^()]{2,20}\))?(?:, | ?- |: )$"
)
CALLED = re.compile(
    r"(?:,? of (?:them|these|those|which|whom|(?:our|the|these) (?:interns|positions|places|slots|spots|"
    r"first-years)))?,? (?:are |is |as |being |will be |(?:are |being )?(?:typically |usually |normally "
    r"|generally |always )|(?:come|enter|join|start|begin)s? (?:in )?as |(?:are |will "
    r"be )?(?:all |in |"
    r"for )(?:the )?)?(?:(?:general|all|in) )?(?:(?!prelim|cat|the\b|our\b)[a-z]{4,}s )?"
    r"(?P<track>categorical|cat\b|prelim|c\b(?= *(?:[,.;/+)]|$))|p\b(?= *(?:[,.;/+)]|$)))"
)
BARE_TRACK = re.compile(r"categoricals?|prelims?|cat")
_TRACK_LABEL = re.compile(  # "preliminary intake 10, categorical intake 6"
    r"\b(?P<track>categorical|prelim[a-z]*) (?:intake|quota|class(?: size)?)(?: is| of| size)?[ :=]*$"
)
_NO_PRELIM = re.compile(r"\b(?:no|none|not|without|nobody|neither)\b[^,;.]{0,20}\bprelim")
# "Categorical internal medicine (code), quota 21"
_TRACK_OPENS = re.compile(
    r"\W*(?P<track>categorical|prelim[a-z]*|primary care|rural track|research track) [a-z ]{3,40}(?:\([^()]*\))?, "
    r"(?:quota|intake|positions|places|spots|slots)\W*$"
)
# "The preliminary program takes six", "our rural track has two": the program that speaks of its places.
_TRACK_SUBJECT = re.compile(
    r"\b(?<!this )(?P<track>(?:categorical|prelim[a-z]*|transitional(?: year)?|rural|primary care|research|"
    r"physician[- ]scientist) (?:[a-z]+ )?(?:program|track|pathway|year|residency|service|"
    r"positions? (?=accepting|taking|filled (?:by|with))))"
    r"\b(?! (?:director|"
    r"coordinator|who|graduates))(?:(?!\b(?:we|the|our|and)\b)[^,;:.])*$"
)
_TURNS_AWAY = re.compile(r"\b(?:as|like|than|joined|along|together|who|whom|besides|unlike)\b")


_OWN_CATEGORICAL = re.compile(rf"{NUMBER} categorical\b")


def find_own_track(counts: Counts, at: int, left: int, right: int, needs_lead: bool) -> str | None:
    """The track that the number's own words name, its bracket's head, or the label or question in force."""
    text, start, end = counts.text, counts.numbers[at].start(), counts.ends[at]
    phrase = text[start:end]
    if "one-year " in phrase and _OWN_CATEGORICAL.search(text, end):
        return "preliminary"  # "9 one-year places next to the 5 categorical ones"
    track = find_track(phrase) or find_track(_TURNS_AWAY.split(text[end : max(end, right)])[0])
    if track is None and re.match(r" \((?:all )?(?:categorical|prelim\w*)\b", text[end:]):
        track = find_track(text[end : end + 20])
    if track is None:
        head = text[:left].rstrip()
        if head.endswith("(") or (APPOSED.search(text[:left]) and text[end:].lstrip().startswith(",")):
            track = find_track(head, nearest_to_end=True)
        elif not text.startswith("advanced") and (APPOSED.search(text[:left]) or APPOSED.search(text[:start])):
            track = find_track(text[:start])  # "Categorical, 36 positions"
    called = CALLED.match(text, counts.numbers[at].end())
    if track is None and called and re.search(r"\b(?:of|are|as)\b", called.group()):
        track = find_track(called.group("track"))
    if track is None and (own := _TRACK_LABEL.search(text[:start])):
        track = find_track(own.group("track"))
    if track == "preliminary" and _NO_PRELIM.search(text[end:]):
        track = None
    lead = counts.clause.lead
    if track is None and counts.clause.is_first_reply and re.search(r"\bprelim(?!.*\bcat)", counts.clause.question):
        track = "preliminary"
    if (
        track is None
        and ("prelim" in lead) != ("categorical" in lead)
        and counts.clause.sentence.startswith(f"{lead}: {counts.clause.text}")
    ):
        track = find_track(lead)
    if track is None and SECOND.search(phrase):
        track = "advanced"
    if track is None and (subject := _TRACK_SUBJECT.search(text[left:start]) or _TRACK_OPENS.match(text[:start])):
        track = find_track(subject.group("track"))
    clause = counts.clause
    return track or (find_track(clause.lead) if needs_lead else None) or find_track(counts.asked_by)


# ---------------------------------------------------------------- a track in place of a noun


def tells_own_track(counts: Counts, at: int) -> bool:
    """ "Sixteen categorical and six preliminary", "of which 20 are categorical": a track in place of a noun."""
    noun = counts.nouns[at]
    if noun is not None:
        return bool(BARE_TRACK.fullmatch(noun.group("place")))
    return bool(CALLED.match(counts.text, counts.numbers[at].end()))


_AND_COUNT = re.compile(rf" ?(?:,|\+|&|/|and|plus) ?{NUMBER}")
_OF_PLACES = re.compile(
    r"\b(?:positions|places|spots|slots|openings|interns|seats|chairs|nrmp|match|intake|quota|class size)\b"
)
_TAKING = re.compile(rf"\b{TAKE}\b")


def judge_track(counts: Counts, at: int) -> str | None:
    text, clause = counts.text, counts.clause
    if (
        any(counts.yearly)
        or counts.asked_by
        or _TAKING.search(text)
        or any(noun and FIRST.search(noun.group()) for noun in counts.nouns if noun is not counts.nouns[at])
        or any(noun and IS_PLACE.fullmatch(noun.group("place")) for noun in counts.nouns)
        or YEARLY.search(f"{clause.lead} {clause.sentence}")
        or _OF_PLACES.search(f"{clause.lead} {clause.question} {clause.sentence}")
    ):
        return None
    if re.match(rf"\W*of (?:these|those|them)\b(?: {NUMBER})?[^,;]{{0,20}}, $", text[: counts.numbers[at].start()]):
        return None
    opened = text.rfind("(", 0, counts.numbers[at].start())
    if opened >= 0 and ")" not in text[opened : counts.numbers[at].start()]:
        inner = text[opened + 1 :].partition(")")[0]
        if re.fullmatch(rf"{NUMBER} cat[a-z]*,? ?(?:and |plus |\+ ?)?{NUMBER} prelim[a-z]*\W*", inner):
            return None  # "candidates for PGY-1 (26 categorical, 8 preliminary)"
    text = text[: counts.ends[at]].rsplit(" / ", 1)[-1] + text[counts.ends[at] :].split(" / ")[0]
    if re.fullmatch(r"\W*", text[: counts.numbers[at].start()]) and _AND_COUNT.match(text, counts.ends[at]):
        return None
    alone = re.sub(
        rf"{NUMBER}|categoricals?|pgy-?1|first-year|\bno prelim[a-z]*|\bcats?\b|\b[cp]\b|prelim[a-z]*|advanced|"
        rf"positions|and|plus|[^a-z0-9]",
        "",
        text,
    )
    return None if not alone else "neither yearly nor first-year"
