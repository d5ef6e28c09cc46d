"""positions_per_year: first-year places a year; the categorical ones where tracks are told apart.

Never the total of residents nor the number interviewed; alternating or ranged numbers give none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop
from transforms.facts.tracks import find_track
from transforms.language import NUMBER, UPPER, Clause, parse_number

STEMS = (
    "position",
    "place",
    "resident",
    "spot",
    "slot",
    "intern",
    "opening",
    "seat",
    "pgy",
    "first-year",
    "first year",
    "year",
    "annual",
    "categorical",
    "class",
    "appointment",
    "trainee",
    "match",
    "8-",
    "6-",
    "quota",
)

_PLACE = r"(?:positions?|places?|residents?|spots?|slots?|interns?|openings?|appointments?|trainees|seats?|categoricals|pgy[ -]?(?:1|i|one)'?s?|first[- ]years?|residency positions|physicians|new residents|doctors|people|per year|individuals|learners|house officers)"
_ADJECTIVE = r"(?:(?!and\b|or\b|of\b|in\b|with\b|per\b|from\b|for\b|applic|candidat|interview|beds?\b|faculty|fellow|hospital|months?|weeks?|years?\b|letters?|attempt|week|half|hours|days?|steps?|states|countr|school|medical school)[a-z0-9&/'-]+ )"
_COUNT = re.compile(rf"(?P<n>{NUMBER})(?P<adj>[ -](?:of (?:our|the|these|its) )?{_ADJECTIVE}{{0,5}}?| )(?P<place>{_PLACE})\b")
_BARE_TRACK = re.compile(
    rf"(?P<n>{NUMBER})(?P<adj> (?:of (?:them|these|which|whom|those) (?:are |being )?|are )?)(?P<place>categoricals?|prelim(?:inary|s)?(?: ones)?)\b(?! [a-z-]*(?:positions|residents|interns|places|spots|slots|openings|appointments|seats))"
)
_PER_YEAR = re.compile(
    rf"(?P<n>{NUMBER})(?P<adj>[ -]{_ADJECTIVE}{{0,4}}?| )(?P<place>(?:(?:residents|interns|positions|people|physicians)\s)?(?:per|a|each|every|in each(?: of the(?: \w+)?)?|in every|/)\s?(?:years?|class|pgy(?:[ -](?:level|year))?|academic year)|annually|yearly)\b"
)
_YEARLY = re.compile(
    r"\b(?:per|each|every|a|this|next|coming|upcoming|the|last|current|per academic|each academic)[ /](?:academic |incoming |training |post-?graduate |residency )?(?:year|class|cycle|season|july)\b|\bannual(?:ly)?\b|\byearly\b|/ ?(?:year|yr)\b|\bper yr\b|\bin the (?:20\d\d |nrmp |main |current |upcoming |next |national )*match\b|\b(?:20\d\d|nrmp|through the|main) match\b|\bthrough (?:the )?(?:nrmp|match)\b|\b(?:intern|incoming|entering|first-year|pgy-?1|each|every|per) class\b|\bnew (?:residents|interns|pgy|categorical|first)|\bfor (?:july|the 20\d\d|20\d\d)|\bincoming\b|\bin each\b|\bentering\b|\beach (?:july|spring|pgy)|\bquota\b"
)
_FIRST = re.compile(
    r"\bpgy[ -]?(?:1|i|one)'?s?\b|\bfirst[- ]years?\b|\binterns?\b|\bcategoricals?\b|\bpg-?1\b|\b1st[- ]year\b|\bpgy1\b|\bgy1\b|\bentry[- ]level\b"
)
_TAKES = re.compile(
    r"\b(?:take|takes|taking|accepts?|accepting|match(?:es)?|offers?|offering|recruits?|enrolls?|enrols?|admits?|fills?|selects?|appoints?|has|have|welcomes?|hires?|open(?:ing)?|available|approved for|expects?|there are|there will be|for|seeks?|will enter|enter|enters|join|joins|start|starts|begin|begins)\b"
)
_TOTAL = re.compile(
    r"\b(?:total|altogether|in all|overall|all told|complement|combined|all (?:three|four|five|pgy|years)|across|across all|over (?:the )?(?:three|four|five) years|at any time|at one time|current(?:ly)?|serves|on staff|strong|full complement|our \d+|whole)\b"
)
_NOT = re.compile(
    r"\binterview\w*|\bapplicants?\b|\bapplications?\b|\bcandidates?\b|\bfaculty\b|\bbeds?\b|\bgraduates\b|\balumni\b|\bfellows?(?:hips?)?\b|\bstudents?\b|\bpercent|\bof our\b(?! (?:[a-z0-9-]+ )?(?:positions|places|spots|slots|openings|seats))|\bcome from\b|\bcomes? from\b|\bimgs?\b|\bpgy[ -]?(?:2|3|4|ii|iii)\b|\bsecond[- ]year|\bthird[- ]year|\bsenior|\bchief"
)
_RANGE = re.compile(rf"(?P<a>{NUMBER})\s*(?:-|to|or|and)\s*(?P<b>{UPPER})[ -]")
_ALTERNATES = re.compile(
    r"\b(?:odd|even|alternat\w+|every other year|varies|vary|some years|other years|depending|rotat(?:es|ing) between|fluctuat\w*|or so)\b|\byear to year\b"
)
_INTAKE = re.compile(
    rf"\b(?:categorical |yearly |annual |pgy-?1 |intern |first-year )+(?:intake|quota|class(?: size)?|complement|number|positions|places|residents)\s*"
    rf"(?:is|are|:|of|=|numbers?|total)?\s*(?P<n>{NUMBER})(?P<adj>)(?P<place>)"
)
_TRIPLE = re.compile(r"(?<![\d/-])(?P<n>\d{1,2})\s*[-/]\s*(?P=n)(?:\s*[-/]\s*(?P=n))+(?![\d/-])")
_ASKS = re.compile(
    r"\bhow many\b[^?]*\b(?:positions?|places?|spots?|slots?|openings?|interns?|pgy|categorical|seats?|first[- ]years?)\b|\bhow many\b[^?]*\b(?:residents|people|trainees)\b[^?]*\b(?:year|take|accept|match|class|recruit|each|annually|admit|enter|enroll)|\b(?:positions?|places|openings|spots|class size|intake|slots|quota|seats)\b(?: (?:per|a|each) year)?\s*(?:\(?[a-z /-]{0,25}\)?)?\??$|^(?:residents?|positions?|interns?|new residents?)? ?(?:per|each|a) (?:year|class)\s*:?$|\bsize of (?:the |each |your )?(?:intern |incoming )?class\b|\bhow (?:big|large)\b[^?]*\bclass"
)
_ASKS_TOTAL = re.compile(
    r"\btotal\b|\bhow many residents (?:are|do you have|does the program have|in (?:the|your) program)|\binterview|\bapplic|\bfellow|\bstudent|\bobserver|\bprelim|\bfaculty|\bbeds?\b"
)


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    asked_by, needs_question, needs_lead = "", False, False
    if clause.is_first_reply and _ASKS.search(clause.question) and not _asks_other(clause.question):
        asked_by, needs_question = clause.question, True
    elif clause.lead and _ASKS.search(clause.lead.rsplit("|", 1)[-1].strip()) and not _asks_other(clause.lead):
        asked_by, needs_lead = clause.lead, True
    triple = _TRIPLE.search(text)
    if triple and (re.search(r"\bresident|\bposition|\bclass|\bcategorical|\bcomplement", text) or asked_by):
        yield _finding(
            clause,
            int(triple.group("n")),
            "categorical" if "categorical" in text else None,
            EXPLICIT,
            needs_question,
            needs_lead,
        )
        return
    matches = _find_counts(text, bool(asked_by))
    if not matches:
        return
    if _ALTERNATES.search(text):
        yield drop(clause, "positions: alternating")
        return
    stated = False
    for match in matches:
        result = _read_count(clause, text, match, asked_by, needs_question, needs_lead)
        if result is not None:
            yield result
            stated = stated or isinstance(result, Finding)
    del stated


def _asks_other(asked: str) -> bool:
    return bool(_ASKS_TOTAL.search(asked)) and not (
        re.search(r"\bcategorical\b", asked) and not re.search(r"\btotal|\binterview|\bapplic", asked)
    )


def _find_counts(text: str, is_asked: bool) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    taken: set[int] = set()
    patterns = [_COUNT, _PER_YEAR, _BARE_TRACK]
    if is_asked:
        patterns.append(
            re.compile(
                rf"(?:^|\b(?:about|approximately|currently|up to|yes,|we (?:take|have|offer|accept|match|recruit)|there are)\s*)\s*(?P<n>{NUMBER})(?P<adj>)(?P<place>)(?=\s*(?:$|[.;,(+]|a\b|per\b|each\b|every|in\b|and\b|categorical|for\b|total))"
            )
        )
        if len(text.split()) <= 9 and not re.search(r"\byears?\b|\bmonths?\b|\btotal\b|\binterview", text):
            patterns.append(re.compile(rf"(?P<n>{NUMBER})(?P<adj>)(?P<place>)(?=\s*(?:$|[.;,(+]))"))
    patterns.append(_INTAKE)
    for pattern in patterns:
        for match in pattern.finditer(text):
            if match.start("n") not in taken:
                taken.add(match.start("n"))
                found.append(match)
    # "15 categorical and 3 preliminary residents": the noun stands once, at the end.
    shared = re.compile(rf"(?P<n>{NUMBER})(?P<adj> {_ADJECTIVE}{{1,3}}?)(?P<place>)(?=,|and {NUMBER}|and an? |plus )")
    if found:
        for match in shared.finditer(text):
            if match.start("n") not in taken and find_track(match.group("adj")):
                taken.add(match.start("n"))
                found.append(match)
    return sorted(found, key=lambda match: match.start("n"))


def _read_count(
    clause: Clause, text: str, match: re.Match[str], asked_by: str, needs_question: bool, needs_lead: bool
) -> Finding | Drop | None:
    number = parse_number(match.group("n"))
    if not 1 <= number <= 120:
        return None
    start, end = match.span()
    ranged = [r for r in _RANGE.finditer(text) if r.start("b") == match.start("n") or r.start("a") == match.start("n")]
    if ranged and not re.search(r"categorical|prelim", ranged[0].group()):
        return drop(clause, "positions: a range")
    left = max((cut.end() for cut in re.finditer(r"[,;(]\s?|\band\b|\bout of\b", text[:start])), default=0)
    right_match = re.search(
        r"[;()]|,(?! per| each| a)|\band\b(?= \w+ (?:prelim|categ|adv))|\band (?=\d|one |two |three |four |five |six )|\bfor a total\b|\bwith a total\b", text[end:]
    )
    right = end + right_match.start() if right_match else len(text)
    window = text[left:right]
    phrase = match.group("adj") + match.group("place")
    place = match.group("place")
    if _NOT.search(window) and not re.search(
        r"\bfor (?:our |the |these )?$|\bto fill (?:our |the |these )?$", text[:start]
    ):
        if not (
            re.search(r"\bcandidates?\b|\bapplicants?\b", window)
            and _YEARLY.search(window)
            and re.search(r"\btake|\baccept|\bmatch", window)
        ):
            return drop(clause, "positions: not places")
    if re.search(r"\bpercent|%", text[end : end + 10]):
        return None
    per_year_here = bool(re.match(r"\s*(?:per|a|each|every|in each|in every|/|annually|yearly)\b", text[end:])) or bool(
        re.search(r"\b(?:per|each|a|every) (?:year|class)\b|\bannually|\byearly", phrase)
    )
    total_here = _TOTAL.search(text[max(left, start - 30) : min(right, end + 30)])
    if total_here and not per_year_here and not re.search(r"\bnew\b|\bpgy-?1\b|\bfirst[- ]year", phrase):
        return drop(clause, "positions: a total")
    track = find_track(phrase) or _shared_track(text, match)
    if track is None:
        track = (
            find_track(text[end:right])
            or (find_track(clause.lead) if needs_lead else None)
            or (find_track(asked_by) if asked_by else None)
        )
    yearly = per_year_here or bool(_YEARLY.search(window)) or bool(_YEARLY.search(clause.text))
    first = bool(_FIRST.search(phrase))
    takes = bool(_TAKES.search(text[:start])) or bool(_TAKES.search(text[end : end + 30]))
    is_residents = place.startswith(("resident", "trainee", "physician", "doctor", "people", "individual", "house"))
    if match.re is _INTAKE:
        pass
    elif asked_by:
        if is_residents and not (
            yearly
            or first
            or re.search(r"\bnew\b", phrase)
            or _YEARLY.search(asked_by)
            or re.search(r"position|place|spot|slot|class|take|accept|match", asked_by)
        ):
            return None
    elif per_year_here:
        pass
    elif is_residents:
        if not (_YEARLY.search(window) and takes) and not re.search(r"\bnew (?:[a-z0-9-]+ )?residents", phrase):
            if not (
                re.search(r"\bcategorical|\bfirst[- ]year|\bpgy-?1", phrase)
                and re.search(
                    r"\b(?:take|takes|accepts?|match(?:es)?|recruits?|admits?|enrolls?|fills?|offers?)\b", text[:start]
                )
            ):
                return drop(clause, "positions: residents, not a yearly intake")
    elif not (yearly or first or re.search(r"\bmatch\b", window)):
        if re.search(r"\binterview\w*\b[^.;]*\bfor (?:our |the |these )?$", f"{clause.question} {text[:start]}"):
            pass
        elif not (
            place
            and re.search(r"position|place|spot|slot|opening|seat", place)
            and re.search(r"\b(?:take|takes|fills?|recruits? for|match(?:es)?|approved for)\b", text[:start])
        ):
            return drop(clause, "positions: neither yearly nor first-year")
    elif not place and not track and match.re is not _INTAKE:
        return None
    if place.startswith("intern") and not (yearly or takes or asked_by or re.search(r"\bnew\b|categorical", phrase)):
        return None
    return _finding(clause, number, track, ANSWERED if needs_question else EXPLICIT, needs_question, needs_lead)


def _shared_track(text: str, match: re.Match[str]) -> str | None:
    return None


def _finding(
    clause: Clause, number: int, track: str | None, confidence: float, needs_question: bool, needs_lead: bool
) -> Finding:
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
