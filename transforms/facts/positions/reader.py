"""Places a year, clause by clause; see the package for the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop
from transforms.facts.positions.bare import ends_short, judge_bare
from transforms.facts.positions.counts import Counts, find_numbers, mask_days
from transforms.facts.positions.growth import find_growth, read_grown_to, read_growth, why_unsteady
from transforms.facts.positions.labels import IN_ONE_CLASS, OF_TOTAL, find_asking, is_of_class, is_of_others
from transforms.facts.positions.off_topic import why_off_topic
from transforms.facts.positions.pairs import read_in_order, read_pair, read_track_list
from transforms.facts.positions.people import judge_people
from transforms.facts.positions.places import judge_places
from transforms.facts.positions.sizes import (
    find_head_count,
    read_all_matched,
    read_bracketed,
    read_label_size,
    read_one_of,
    read_size,
)
from transforms.facts.positions.told import read_short_answer, read_told, read_years
from transforms.facts.positions.tracks import find_own_track, judge_track, state_places, tells_own_track
from transforms.facts.positions.words import (
    FIRST,
    IS_PERSON,
    IS_PLACE,
    IS_WHAT_WE_TAKE,
    NEW,
    TAKEN_LEFT,
    TAKEN_RIGHT,
    TO_FIRST_YEAR,
    VISA,
    joins,
)
from transforms.language import Clause
from transforms.numerals import NUMBER, UPPER, parse_number

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
    "quota",
    "how many",
    "new doctors",
    "new physicians",
    "intake",
    "prelim",
    "each summer",
    "every summer",
    "each june",
    "each july",
    "every july",
    "every june",
    "new faces",
    "house officer",
    "complement",
    "program size",
    "annum",
    "/yr",
    *(f"{size}-{size}" for size in range(2, 31)),  # "an unopposed program (8-8-8)"
)
# Too common to open a passage, but enough within one that is open.
CLAUSE_STEMS = (
    "faces",
    "of us ",
    "july",
    "june",
    "recruit",
    " cat ",
    "cat ",
    "pos ",
    "people",
    "applicants",
    "candidates",
    "physicians",
    "doctors",
    "individuals",
    "cycle",
    "cohort",
    "per level",
    "each level",
    "per annum",
    "approved for",
    "accredited for",
    "/yr",
    " yr",
    "enroll",
    "years = ",
    "interviewed",
    "size",
    "-1",
    "interviews",
    "we take",
    "we accept",
    "we admit",
    "we offer",
    "it accepts",
    "takes",
    "admits",
    " posts",
)
MAX_COUNTS = 8  # in one clause; a longer row of numbers is a table, not a statement


# ---------------------------------------------------------------- a clause


def read(clause: Clause) -> Iterator[Finding | Drop]:
    """What the numbers count; of a whole that its sentence cuts into tracks, the categorical part."""
    results = list(_read_whole(clause))
    if "categorical" in clause.sentence and any(isinstance(one, Finding) for one in results):
        results = _cut_whole(clause, results)
    yield from results


def _read_whole(clause: Clause) -> Iterator[Finding | Drop]:
    text = _spell_counts(clause.text)
    head_count = find_head_count(clause, text)
    if head_count is not None:
        if not OF_TOTAL.search(text):
            yield state_places(clause, head_count, None, ANSWERED, False, True)
        return
    if "(" in text:
        text = _FORMERLY.sub("", text)
    in_order = read_in_order(clause) or read_all_matched(clause, text) or read_told(clause, text)
    in_order = in_order or read_years(clause, text)
    if in_order is not None:
        yield in_order
        return
    paired = list(read_pair(clause)) or list(read_track_list(clause))
    if paired:
        yield from paired
        return
    label = clause.lead.rsplit("|", 1)[-1].strip()
    if is_of_others(clause, label, text):
        return
    asked_by, needs_question, needs_lead = find_asking(clause, label)
    yield from read_one_of(clause)
    told = read_size(clause, text, asked_by, needs_question, needs_lead)
    told = told or read_grown_to(clause, text, needs_question, needs_lead)
    if told is not None:
        yield told
        return
    yield from read_label_size(clause, text)
    yield from read_bracketed(clause, text)
    text = mask_days(text)
    if needs_question and (answered := read_short_answer(clause, text, asked_by)):
        yield answered
        return
    numbers = find_numbers(text)
    if not numbers:
        return
    grew = find_growth(text, asked_by)
    if grew:
        grown = read_growth(clause, text, grew, needs_question, needs_lead)
        if grown is not None:
            yield grown
        return
    counts = Counts(clause, text, asked_by, numbers)
    for at in range(min(len(numbers), MAX_COUNTS)):
        result = _read_count(counts, at, needs_question, needs_lead)
        if result is not None:
            yield result


_FORMERLY = re.compile(r" ?\((?:formerly|previously|up from|was|were|instead of|not|until now|before) [^()]{1,20}\)")
_SINGLE = re.compile(
    r"\b(?:(?:an?|its|our) )?single (?=[a-z0-9+ -]{0,40}\b(?:position|place|spot|slot|resident|intern|pgy-?1)\b)"
)
_DOZEN = re.compile(r"\b(?P<half>half a|a half|half)?[ -]?(?P<two>two|a)?[ -]?dozen\b")


def _count_dozens(match: re.Match[str]) -> str:
    return " six" if match.group("half") else " twenty-four" if match.group("two") == "two" else " twelve"


def _spell_counts(text: str) -> str:
    if text.endswith(" q."):
        text = text.removesuffix(" q.")  # "A. 5 Q. How many ...": the sign of the next question
    if "dozen" in text:
        text = _DOZEN.sub(_count_dozens, text)
    return _SINGLE.sub("one ", text) if "single" in text else text


# ---------------------------------------------------------------- one of its numbers

# A number that counts no noun of its own: "take 12 in July", "12 a year", "12, all categorical".
_NOUNLESS = re.compile(
    r"\s*(?:$|[.,;:()/|+&\u2022]|-(?= )|(?:per|a|each|every|in|with|for|and|or|plus|of|from|to|at|on|by|as|who|which|"
    r"all|"
    r"both|including|annually|yearly|total|overall|altogether|this|next|last|now|through|via|while|but|after|are|is|"
    r"cannot|will|so|out|only|were|approved|get|can|may|starts?|begins?|joins?|enters?|comes?|arrives?|"
    r"matriculates?|enrolls?|"
    r"match(?:ed)?|enrolled|"
    r"taken|accepted|admitted|recruited|hired|chosen|selected|appointed|went|joined|started|actually|then|among|"
    r"beginning|starting|entering|joining|arriving|included?s?|had|brought|new|there|no|not|they|you|it|must|should|"
    r"usually|typically|more|"
    r"strong|across|into|us|we|that|became|"
    r"becomes?|comes?|open|gets? in|began|came|have|was|since|cat|c|p|categorical|"
    r"categoric)\b)"
)
_ALL_OF = re.compile(  # "nine of the 90 people we interview join us"
    r"(?:,? of| from|,? out of)(?: (?:the|these|some|over|nearly|about|around|roughly|more than|approximately))* [\d,]+"
    r"(?: (?:people|applicants|candidates|interviewees|persons|those))?(?: (?:whom |that |who )?(?:we|"
    r"the program) (?:interview|see|meet|"
    r"invite)(?:ed|s)?| interviewed| seen| invited)?"
)
_OF_LETTERS = re.compile(r"\bletters?\b|\blors?\b")
_ASKS_HOW_MANY_ARE = re.compile(
    r"\bhow many residents (?:are (?:there )?(?:in|at)|do you have|does the program have)\b|"
    r"^\W*(?:and )?how many residents(?: (?:in all|altogether|total|in total|now|currently|are there|at present|"
    r"overall))?\W*$"
)
_ASKS_SIZE = re.compile(
    r"\b(?:what size|how (?:big|large|small)) (?:are you|is (?:the|your|this) (?:program|residency|department|group|"
    r"staff))\b"
)
_PER_OTHER = re.compile(
    r"\s*(?:per|a|each|every|/|on each|on every)\s*(?:day|team|shift|month|week|block|half-day|half day|rotation|"
    r"attending|night|"
    r"ward|session|service|clinic|patient|room)\b"
)
_ON_A_BODY = re.compile(  # "three positions on the wellness committee"
    r"\s*(?:on|in) (?:the |our |an? |each |its |various )?(?:[a-z]+ ){0,3}?(?:committees?|boards?|councils?|panels?|"
    r"task force|senate|teams?)\b"
)
_OF_STUDENTS = re.compile(r"(?: [a-z.'-]+){0,2} (?:students|undergraduates|postdocs|pupils)\b")
_OFF_CYCLE = re.compile(rf"(?:(?! (?:and|plus) {NUMBER})[^;,.]){{0,60}}\boff[- ]cycle\b")
_LIMIT_LEFT = re.compile(
    r"\b(?:at most|up to|limit\w*(?: to)?|ourselves to|maximum(?: of)?|no more than|restricted to|cap of) $"
)
_SEGMENT = re.compile(
    r"[;()|\u2022]|\bplus\b|,(?! (?:per|each|a|every) (?:academic )?(?:year|yr|class|july|cycle)\b)|"
    r"\band\b(?= (?:\w+ )?(?:prelim|categ|adv|\d|one |two |three |four |five |six |seven |eight |nine |ten |eleven |"
    r"twelve |fifteen |twenty ))|\bout of\b"
)
_RANGE = re.compile(rf"(?P<a>{NUMBER})\s*(?:-|to|or|and)\s*(?P<b>{UPPER})(?=[ .,;)-]|$)")
_AT_LEAST = re.compile(r"\b(?:at least|no (?:less|fewer) than|a minimum of|(?<!no )(?<!not )more than|over) $")
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"


def _is_range(found: re.Match[str]) -> bool:
    return not re.match(rf"(?:{_TENS})-[a-z]", found.group()) and not re.search(r"categorical|prelim", found.group())


def _read_count(counts: Counts, at: int, needs_question: bool, needs_lead: bool) -> Finding | Drop | None:
    """One number of a clause as the yearly intake, or why it is not; None where it counts something else."""
    clause, text, match, noun = counts.clause, counts.text, counts.numbers[at], counts.nouns[at]
    number, start, end = parse_number(match.group()), match.start(), counts.ends[at]
    if not 1 <= number <= 120 or re.match(
        r"\W*(?:million|billion|thousand|percent|dollars|k\b|%)", text[match.end() :]
    ):
        return None
    if _LIMIT_LEFT.search(text[:start]) and VISA.search(
        f"{clause.lead} {clause.sentence.partition(text)[0]} {text[:start]}"
    ):
        return drop(clause, "positions: visas")
    if match.group() == "one" and (
        (noun is None and not needs_question) or re.search(r"\b(?:every|each|any|no|this|that|which) $", text[:start])
    ):
        return None  # "one added four slots"
    if noun is None and not (
        IN_ONE_CLASS.match(text, match.end())
        or _NOUNLESS.match(text, match.end())
        or ends_short(text, match.end(), counts.asked_by)
    ):
        return None
    if noun is None and text[:start].endswith("up to ") and _OF_LETTERS.search(clause.sentence):
        return None  # "a minimum of two letters, up to four are accepted"
    if (
        clause.is_first_reply
        and _ASKS_HOW_MANY_ARE.search(clause.question)
        and not any(counts.yearly)
        and not FIRST.search(text)
        and not joins(text[end : end + 140])
    ):
        return drop(clause, "positions: a total")
    if clause.is_first_reply and _ASKS_SIZE.search(clause.question) and not any(counts.yearly):
        return drop(clause, "positions: a total")
    if _PER_OTHER.match(text, end) or _ON_A_BODY.match(text, end):
        return None
    if _OF_STUDENTS.match(text, end):
        return drop(clause, "positions: students, not an intake")
    if _OFF_CYCLE.match(text, end):
        return drop(clause, "positions: places kept for those off cycle")
    if any(start in (found.start("a"), found.start("b")) for found in _RANGE.finditer(text) if _is_range(found)):
        return drop(clause, "positions: a range")
    if _AT_LEAST.search(text, 0, start):
        return drop(clause, "positions: a bound")
    left = max((cut.end() for cut in _SEGMENT.finditer(text, 0, start)), default=0)
    right_cut = _SEGMENT.search(text, end)
    right = right_cut.start() if right_cut else len(text)
    yearly, (before, after) = counts.yearly[at], counts.sides(at)
    phrase = text[start:end]
    place = noun.group("place") if noun else ""
    is_place = bool(noun and IS_PLACE.fullmatch(place))
    is_person = bool(noun and IS_PERSON.fullmatch(place))
    first = bool(noun and (FIRST.search(phrase) or NEW.search(phrase))) or bool(TO_FIRST_YEAR.match(after))
    other = why_off_topic(counts, at, text[left:right], phrase, is_place, is_person, first)
    if other is not None:
        return drop(clause, f"positions: {other}") if other else None
    unsteady = why_unsteady(clause, text, start, end, is_place)
    if unsteady is not None:
        return drop(clause, f"positions: {unsteady}")
    track = find_own_track(counts, at, left, right, needs_lead)
    taken_left = bool(TAKEN_LEFT.search(before))
    taken = taken_left or bool(TAKEN_RIGHT.match(after) or IS_WHAT_WE_TAKE.match(after)) or joins(after)
    if not noun and not taken and (counted := _ALL_OF.match(after)):
        taken = joins(after[counted.end() :]) or bool(TAKEN_RIGHT.match(after[counted.end() :]))
    reason = None
    if is_of_class(counts, at):
        pass
    elif tells_own_track(counts, at):
        reason = judge_track(counts, at)
    elif not noun:
        reason = judge_bare(counts, at, taken, taken_left, yearly)
    elif is_place:
        reason = judge_places(counts, at, taken, yearly, first or track == "categorical", track)
    else:
        reason = judge_people(counts, at, taken, taken_left, yearly, first, is_person)
    if reason is not None:
        return drop(clause, f"positions: {reason}") if reason else None
    return state_places(clause, number, track, ANSWERED if needs_question else EXPLICIT, needs_question, needs_lead)


# ---------------------------------------------------------------- a whole cut into tracks

# The other part shows that a whole is cut: "38 physicians: 26 categorical, 8 preliminary".
_OTHER_PART = re.compile(
    r"\b(?:prelim\w*|advanced|primary[- ]care|transitional|rural|research|combined|med-peds|undesignated|physician "
    r"scientist|other)\b"
)
_CATEGORICAL_PART = re.compile(
    rf"(?P<n>{NUMBER})(?: (?:of (?:them|these|which|whom)|are|is|as|in|for|by|through|via|enter|match|on|the|our))*"
    rf" categorical\b(?! (?:and|or|plus|/|&))|\bcategorical(?: (?:track|match|program|residency|positions|places|spots|"
    rf"slots))?:? (?P<m>{NUMBER})\b(?! ?(?:prelim|advanced|primary|transitional|rural|research|other|in all|total|"
    rf"residents))"
)


def _cut_whole(clause: Clause, results: list[Finding | Drop]) -> list[Finding | Drop]:
    found = [one for one in results if isinstance(one, Finding)]
    part = _CATEGORICAL_PART.search(clause.sentence)
    if part is None or not _OTHER_PART.search(clause.sentence):
        return results
    number = parse_number(part.group("n") or part.group("m"))
    whole = max(one.value for one in found if isinstance(one.value, int))
    if not number < whole <= 3 * number or number in (one.value for one in found if one.track is None):
        return results
    end = max(clause.end, clause.sentence_start + part.end())
    kept = [one for one in results if not isinstance(one, Finding) or one.value != whole]
    return [*kept, state_places(replace(clause, end=end), number, "categorical", EXPLICIT, False, False)]
