"""What else than yearly places a number counts: those of several programs, a part, a total, visas, interviews.

`why_off_topic` gives the reason. What is none of these is judged by the number's noun, see `positions.py`.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.positions.counts import Counts
from transforms.facts.positions.tracks import CALLED, SECOND
from transforms.facts.positions.words import (
    ADJECTIVES,
    BESIDE,
    DEGREE,
    ENDS_ITEM,
    FIRST,
    PLACES,
    TAKEN_LEFT,
    TRAINEES,
    VISA,
)
from transforms.language import Clause
from transforms.numerals import NUMBER, parse_number

# ---------------------------------------------------------------- other kinds of places, other programs

_OTHER_KIND = re.compile(
    r"\bpgy?[ -]?(?:[2-7]|ii|iii|iv|two|three)\b|\b(?:second|third|fourth|fifth|2nd|3rd|4th)[- ]year|\bsenior|"
    r"\bchief(?!-track)|"
    r"\bupper|\bvisiting|\brotating|\bformer|\bimgs?\b|\bfmgs?\b|\binternational|\bforeign|\bobserver|\bextern|"
    r"\bmedical students?|\bdental|\bpodiatr|\bpharmacy|\bstudent|\bfellow|\bresearch (?:positions?|posts?|spots)|"
    r"\bfaculty|\btransfer|\boff-?cycle|\bcore\b|\boutstanding\b|\bgraduating\b|\bvolunteer|\bosteopathic recognition|"
    r"\bleadership|\bboard\b|"
    r"\bcommittee|\binterview|\bmoonlight|\battending|\bunfilled|\bvacant|\bremaining\b"
)
_NOT_ENTRY = re.compile(
    r"\b(?:vacan\w*|vacated|open|unfilled|off-?cycle|transfers?|immediate\w*|unexpected\w*|pgy?[ -]?(?:1|i|3|iii)|left|"
    r"interns?|first-year|teams?|each of)\b"
)


def _is_entry(text: str) -> bool:
    return bool(SECOND.search(text)) and not _NOT_ENTRY.search(text)


# "214 residents train across 19 programs. All 71 first-year positions were filled."
_OF_MANY = re.compile(
    rf"\b(?:across|in|among|of|over|between|spread over|all) (?:the |our |its )?(?:{NUMBER}|several|many|various) "
    rf"(?:[a-z-]+ ){{0,3}}?"
    r"(?:programs|residencies|specialties|departments)\b"
)
_SPEAKS_OF_ITSELF = re.compile(r"\b(?:our|this) (?:[a-z]+ ){0,3}?(?:program|residency|class)\b|\bwe\b|\bcategorical")

# ---------------------------------------------------------------- a part of the whole

_PART_OF = re.compile(
    rf"\b(?:most|half|some|all|many|any|none|third|quarter|majority|share|percent|number|each|one|{NUMBER}) of "
    rf"(?:its|our|"
    r"the|"
    r"these|"
    r"those)? ?$"
)
# "International graduates fill five of our places"
_HELD_BY_SOME = re.compile(
    r"\b(?:imgs?|fmgs?|women|men|graduates|physicians|internationals?|foreigners|d\.?o\.?s|m\.?d\.?s|osteopaths?|"
    r"alumni|students|these|who)(?: (?:of|from|with) [a-z ]{2,30}?)? (?:[a-z]+ly |now |today |have |"
    r"had )*(?:fill(?:ed)?|hold|held|occup(?:y|ied)|took|"
    r"won|got|make up|account for|earned|claimed) (?:about |nearly |almost |up to |only |just )?$"
)
_TO_BE_ONE = re.compile(
    r"\b(?:be|become|becoming|being|as|are) one of (?:our |the |its )?$"
)  # "to be one of our ten interns"
_OF_A_COUNT = re.compile(rf" of (?:our|its|these|those|the) {NUMBER}[ -]{ADJECTIVES}(?:{PLACES}|{TRAINEES})\b")
_SHARE_OF_ALL = re.compile(rf"{NUMBER} of (?:our |the |its |this year's )?$")  # "two of seven interns this year"
_SHARE_OF_PLACES = re.compile(rf"{NUMBER} of (?:our|its|the) $")  # "two of our eight positions each year"
_ALL_FILLED = re.compile(rf"(?P<n>{NUMBER}) of (?:our |the |its )?(?P=n)$")  # "filled 9 of 9 positions"
_OPENED_WITH = re.compile(
    r"\b(?:opened|started|began|founded|launched|created)(?: in (?:19|20)\d\d)? with (?:only |just )?$"
)
_HAD_ONCE = re.compile(
    r"\blast (?:year|season|cycle),? (?:we|there|the program|it) (?:had|were|took|offered|matched)(?: only)? $"
)
_NOW_OTHER = re.compile(r"\b(?:this (?:year|season|cycle)|now|currently)\b")
_SOME_STAY = re.compile(  # "thirty-one, of whom twenty-two stay for all three years and nine leave"
    rf",? (?:of|among) (?:whom|which|these|them),? {NUMBER} (?:[a-z]+ly |will |of them )?(?:stay|leave|go on|"
    rf"continue|remain|are here "
    r"for|for (?:one|three)|move on)\b"
)

# ---------------------------------------------------------------- visas, interviews, totals

_OWN_PART = re.compile(
    r" and (?=(?:both|all|they|some|do|does|cannot|can|will|are|we|neither) )|, (?!(?:per|each|a|every|all|plus|and|"
    r"with|who|including)\b)"
)
_OWN_SUBJECT = re.compile(r"(?:and |but )?(?:there (?:are|is)|we (?:take|have|match|accept|admit|train))\b")


def _own_lead(clause: Clause) -> str:
    """The label of the clause itself, not one that goes on from the items before it."""
    return clause.lead if clause.lead_start >= 0 else ""


_SEES = (
    r"(?:interview(?:s|ed|ing)?|invit(?:es?|ed|ing)|sees?|screen(?:s|ed|ing)?|review(?:s|ed|ing)?|receiv(?:es?|ed|ing)|"
    r"meets?|process(?:es|ed)?|reads?|conducts?|sift through|get|gets|consider(?:s|ed)?|rank(?:s|ed)?)"
)
_SEEN_LEFT = re.compile(rf"\b{_SEES}(?! for\b){DEGREE}\s*$")
_SEEN_RIGHT = re.compile(
    r"(?:,? (?:who|that|which|whom))?(?: (?:are|is|were|was|will be|get|gets|can be|each|every|year|season|cycle|a|per|"
    r"we|usually|typically|[a-z]+ly))* (?:interview\w*|invit\w*|seen|screened|met|reviewed|see|meet|screen|apply|"
    r"applied|"
    r"ranked)\b"
)
_FOR_LEFT = re.compile(
    r"\b(?:for|to fill)(?: (?:each of|our|the|these|those|its|about|only|just|some|a total of|roughly|"
    r"approximately))* $"
)
_TOTAL_LEFT = re.compile(
    r"(?:\btotal(?:s|l?ing)?|\bcomplement|\baltogether|\bwhole|\bcombined|(?<!class )(?<!cohort )(?<!intake )\bsize|"
    r"\broster)(?: (?:of|is|are|to|at|"
    r"number|"
    r"currently|about|approximately|resident|residents|program|will be|stands|being|=))*[ :=]*$|\b(?:approved|"
    r"accredited|"
    r"authorized|certified|capped) (?:by the acgme )?(?:for|at)(?: (?:a total of|up to|a complement of))* $"
)
_TOTAL_RIGHT = re.compile(
    r"[ ,(-]*(?:in )?(?:\b(?:total(?! (?:of |is |: ?|= ?)?\d)|in all\b|overall|altogether|all told|combined|at "
    r"(?:any|one) (?:given )?time|"
    r"at a time|across (?:all|the|our|three|four|five)|over (?:the |all )?(?:three|four|five)|currently in|in the "
    r"(?:program|residency|department)|in training|on staff|strong)\b)"
)


_ASKED_YEARLY = re.compile(r"\b(?:per|each|every|a) (?:year|class|july)\b|\byearly\b|\bannual")
_EACH_YEAR_IN_BRACKETS = re.compile(
    rf"(?: in number| in all| in total| altogether| overall| strong| total)?"
    rf"\s*\((?:[a-z]+ ){{0,2}}?(?P<n>{NUMBER}) (?:[a-z]+ )?(?:per|each|every|a|in (?:each|every)|to a|to each) (?:pgy "
    rf")?(?:year|class|level)\b"
)


_VISAS = re.compile(r"\bvisas?\b|\b[hj]-?1-?b?s?\b")
_ARE_SOME = re.compile(
    r" (?:of them )?(?:are|is|were|come|came|being) (?:usually |typically |often )?(?:imgs?|fmgs?|foreign|"
    r"international|"
    r"non-?u\.?s|graduates of|women|from (?:abroad|other|foreign))\b"
)
_PARTLY = re.compile(  # "34 interns, about half preliminary"
    r",? \(?(?:about |roughly |nearly |some )?(?:half|some|part|partly|a third|most|mostly)(?: of (?:them|whom|these))?"
    r"(?: (?:are|being|in))?(?: the)? (?:prelim|transitional)"
)
# "Two residents start in 2027 and one in 2028"
_BY_YEARS = re.compile(
    rf"\b(?P<n>{NUMBER}) [^.;]{{0,50}}?\bin 20(?P<y>\d\d),? (?:and|but|then) (?!(?P=n)\b)(?:{NUMBER}) "
    r"(?:[a-z]+ ){0,3}?in 20(?!(?P=y))\d\d\b"
)
# "10 interns in the 2024 Match, 12 in 2025": the last of them tells of today.
_IN_YEAR = re.compile(rf"\b(?P<n>{NUMBER})(?: (?!in\b|and\b)[a-z-]+){{0,3}} (?:in|for) (?:the )?20(?P<y>\d\d)\b")
_THROUGH_ERAS = re.compile(r" (?:of them )?(?:through|in|by|via|from|on) (?:my ?)?eras\b")
_OF_LETTERS = re.compile(r"\bletters?\b|\blors?\b|\breferences\b")


def why_off_topic(
    counts: Counts, at: int, window: str, phrase: str, is_place: bool, is_person: bool, first: bool
) -> str | None:
    """What else than yearly places the number counts: a reason, "" where it is not worth a word, or None."""
    text, start, end, yearly = counts.text, counts.numbers[at].start(), counts.ends[at], counts.yearly[at]
    before, after = text[max(0, start - 140) : start], text[end : end + 140]
    told = counts.clause.previous
    if told and _OF_MANY.search(told.text) and not _SPEAKS_OF_ITSELF.search(counts.clause.sentence):
        return "of several programs"
    kind = SECOND.sub("", phrase) if (is_place or yearly) and _is_entry(text) else phrase
    if _OTHER_KIND.search(kind) or "osteopathic recognition" in f"{counts.clause.lead} {text[:start]}":
        return "not places"
    if is_place and (VISA.search(phrase) or (" such " in phrase and _VISAS.search(counts.clause.sentence))):
        return "visas"
    if _ARE_SOME.match(after) or _PARTLY.match(after):
        return "a part of the whole"
    by_year = {told.group("y"): told for told in _IN_YEAR.finditer(text)}
    if len(by_year) > 2 and len({told.group("n") for told in by_year.values()}) > 1:
        if start != by_year[max(by_year)].start("n"):
            return "told apart by their years"
    elif _BY_YEARS.search(text):
        return "told apart by their years"
    if not is_place and not first and _THROUGH_ERAS.match(after) and told and _OF_LETTERS.search(told.text):
        return "letters"
    if re.search(r"\b(?:more|additional|extra|another)\b", phrase) and parse_number(counts.numbers[at].group()) <= 3:
        return "places added"
    called = CALLED.match(text, counts.numbers[at].end())
    if called and " of " in called.group():
        return None
    if not is_place and re.match(r"\W*of (?:our|the|its|these|those)\b", text[counts.numbers[at].end() : end]):
        return "a part of the whole"
    if _OF_A_COUNT.match(text, counts.numbers[at].end()) or (is_place and _HELD_BY_SOME.search(before)):
        return "a part of the whole"
    if _SOME_STAY.match(after):
        return "told apart by their years"
    if re.search(r"\bamong (?:the|our|these) $", before):
        return "a total"
    if re.search(rf"{NUMBER} (?!prelim|cat|adv)[a-z]+ and $", before) and is_place:
        return "two kinds of places"
    if _OPENED_WITH.search(before) or (_HAD_ONCE.search(before) and _NOW_OTHER.search(counts.clause.sentence)):
        return "what held once"
    if (
        is_place
        and not re.search(r"\b(?:yearly|annual)\b", phrase)
        and re.search(r"^\W*of (?:the|our|its|these) $", before)
        and at + 1 < len(counts.numbers)
    ):
        return "a total"  # "of the 29 positions six are filled each year"
    if (
        _PART_OF.search(before)
        and not re.search(r"\b(?:yearly|annual)\b", phrase)
        and not (
            is_place
            and re.search(r"categorical|pgy-?1", phrase)
            and re.search(r"\b(?:any|each|one|all) of (?:our|the)? ?$", before)
        )
        and not (first and yearly and _SHARE_OF_ALL.search(before))
        and not (first and _TO_BE_ONE.search(before))
        and not (
            is_place
            and (
                re.search(r"\bone of (?:our|the|these|its)? ?$", before) or (yearly and _SHARE_OF_PLACES.search(before))
            )
        )
        and not (is_place and re.search(r"(?: for each|\ball) of (?:our|the) $", before))
        and not (is_place and _ALL_FILLED.search(text[:start] + text[start : counts.numbers[at].end()]))
    ) or re.match(r" of (?:our|the|its) (?:\w+ )?(?:current )?(?:residents|graduates|alumni)\b", after):
        return "a part of the whole"
    if re.match(r"[^.;,]{0,12}(?:\bpercent|%)", after):
        return "a share"
    if (
        not is_place
        and not first
        and (
            VISA.search(_OWN_PART.split(window)[0] if yearly else window)
            or (not yearly and re.search(r"\bsponsor\w*|\bpetition", window))
        )
    ):
        return "visas"
    said = text[:start].rsplit(", ", 1)[-1]
    is_apart = (yearly or ENDS_ITEM.match(text, end)) if is_place else _OWN_SUBJECT.match(said)
    if not is_apart:
        said = text[:start]
    if "cat" not in phrase and VISA.search(f"{_own_lead(counts.clause)} | {said}"):
        return "visas"
    if (
        not is_place
        and not first
        and VISA.search(text)
        and not re.search(r"\bresiden|\bposition|\bintern", text)
        and not (
            yearly
            and TAKEN_LEFT.search(before)
            and _OWN_PART.search(text, end)
            and not VISA.search(_OWN_PART.split(text[end:])[0] + before)
        )
    ):
        return "visas"
    if (_SEEN_LEFT.search(before) and not (first and yearly) and not _FOR_LEFT.search(before)) or (
        not is_place and _SEEN_RIGHT.match(after)
    ):
        return "interviewed or applying"
    count = parse_number(counts.numbers[at].group())
    first_year = first and bool(FIRST.search(re.sub(r"\bcategorical\b", "", phrase)))
    is_yearly = yearly or bool(_ASKED_YEARLY.search(counts.asked_by))
    if (_TOTAL_LEFT.search(before) or _TOTAL_RIGHT.match(after)) and not is_yearly and not first_year:
        return "a total"
    told_apart = _EACH_YEAR_IN_BRACKETS.match(after)
    if told_apart and not yearly and count > parse_number(told_apart.group("n")):
        return "a total"  # "29 positions (usually 6 per year)"
    is_bare = counts.nouns[at] is None
    is_plain_trainee = bool(re.search(r"\b(?:residents?|trainees?)$", phrase))
    if (
        not yearly
        and not first_year
        and (is_bare or re.search(r"\b(?:residents?|trainees?|categoricals?|positions|people|physicians)$", phrase))
        and any(
            own
            and (is_plain_trainee or BESIDE.match(text, counts.ends[other_at]))
            and 2 * (each := parse_number(other.group())) <= count <= 7 * each
            and count % each == 0
            for other_at, (other, own) in enumerate(zip(counts.numbers, counts.yearly, strict=True))
        )
    ):
        return "a total"  # "90 categorical residents, thus 30 a class"
    return None
