"""Whether a number without a noun is the yearly intake: "we take 12", "12 a year", "program size 15 (5 per year)"."""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.positions.counts import Counts
from transforms.facts.positions.tracks import APPOSED
from transforms.facts.positions.words import APPLIES, BESIDE, ENDS_ITEM, PLACES, TO_FIRST_YEAR, WE_STRONG, YEARLY
from transforms.facts.specialties import find_specialty
from transforms.numerals import NUMBER, parse_number

# ---------------------------------------------------------------- what stands before it

# What a number without a noun may count where its noun stands before it: "retreats, two per class".
_OTHER_COUNTS = re.compile(
    r"\b(?:exams?|days?|retreats?|conferences?|didactics|electives?|evaluations?|fellows?|fellowships?|graduates?|"
    r"alumni|"
    r"interview\w*|reviews?|meetings?|lectures?|rounds|shifts?|calls?|nights?|weekends?|blocks?|weeks?|months?|papers?|"
    r"posters?|publications?|projects?|students?|observers?|faculty|chiefs?|awards?|trips?|events?|workshops?|"
    r"sessions?|"
    r"simulations?|visits?|grants?|applications?|applicants?|vacation|holidays?|letters?|attempts?|steps?|scores?|"
    r"rotations?|clinics?|procedures?|deliveries|cases|journal clubs?|observerships?|externships?|hours|salary)\W*$"
)
_ASKS_OF_SOME = re.compile(r"\b(?:imgs?|fmgs?|foreign|international|visas?|interview\w*|apply|applications?)\b")
_ANSWERS = re.compile(
    r"(?:^(?:\W*a )?|\b(?:about|approximately|currently|up to|around|yes,|we (?:take|have|offer|accept|match|recruit|"
    r"enroll|are|"
    r"admit|"
    r"fill|expect|select|appoint|"
    r"anticipate|plan (?:on|for)|seek|will have|hope for)|there are|usually|it is|it's|"
    r"typically|roughly|only|just|that would be))\W*$"
)
_ENDS_ANSWER = re.compile(
    r"\s*(?:$|[.,;(+/]|(?:a|per|each|every|in|and|plus|categorical|for|this|all|of|from|out|with|at|through|next)\b)"
)
_BARE_AFTER = re.compile(  # all that may stand right before such a number
    r"(?:^|[,(:;\"/=-]|\b(?:is|are|was|were|be|of|at|has|have|had|having|with|to|about|around|approximately|only|"
    r"just|and|plus|as a rule|in general|normally|mostly|ordinarily|on average|at present|making|makes|meaning|"
    r"for|exactly|typically|currently|usually|now|or|means?|numbers?|totals?|number|roughly|some|nearly|almost|us|"
    r"size|that|"
    r"most|least|intake|quota|gives?|says?|lists?|counts?|program|residency|track|residents|class|complement|year|"
    r"summer|"
    r"july|a|positions|spots|categorical|interns|then|these|those|where|while|hence|thus|so|hold|holds)|'s)\W*$"
)
_RULE_LABEL = re.compile(r"(?:rule|item|point|number|row|no\.?|#|question) ?\d{1,2}")
_WHOLE_BEFORE = re.compile(
    rf"(?P<n>{NUMBER})(?: (?:residents|positions|trainees|house officers|places|slots))?(?: in all| total)? ?\($"
)
_THAT_IS = re.compile(
    rf"(?P<n>{NUMBER})(?: residents| positions| trainees)?(?: in all| total| overall)?(?:,|;| -) (?:i\.e\.|that is|"
    r"which means|or|so|hence|meaning),? $"
)
_PROGRAM_TAKES = re.compile(
    r"\b(?:program|residency|department|track)\b(?:, which\b)?[^.;,]{0,60}?\b(?:takes?|accepts?|admits?|match(?:es)?|"
    r"recruits?|enrolls?|"
    r"appoints?|"
    r"selects?)(?: about| up to| only| just)? $"
)
_OF_PAPERS = re.compile(
    r"\bletters?\b|\blors?\b|\battempts?\b|\bsteps?\b|\bscores?\b|\bmonths?\b|\breferences?\b|\bfail"
)
_APPOSED_PROGRAM = re.compile(
    r"^(?:(?!\b(?:is|are|was|were|has|have|had|can|must|letters?|interviews?|applications?)\b)[^.;,])*\b(?:program|"
    r"residency)\b(?:(?!\b(?:is|are|has|have|letters?|interviews?)\b)[^.;,])*, $"
)
_PERIOD_LEFT = re.compile(rf"\W*(?:{YEARLY.pattern})[ ,:]{{0,2}}")
_PLACE_WORD = re.compile(rf"\b{PLACES}\b")

# "Six more in two partner hospitals, three each"
_EACH_ONE = re.compile(r",? each\W*$")
_SEVERAL_HOUSES = re.compile(
    rf"\b(?:{NUMBER}|both|several) (?:[a-z'-]+ ){{0,3}}?(?:hospitals|programs|sites|tracks|departments|campuses|teams|"
    rf"services|clinics|hospitals')(?![a-z])"
)
# "Sixteen are expected.", "Eleven approved.": an answer of few words, all of which only say that they are there.
_SHORT_REST = re.compile(
    r"(?:,? (?:are|is|have been|will be|being|now|currently|at present|at the moment|this year|expected|anticipated|"
    r"planned|available|open|offered|filled|budgeted|allotted|usually|typically|normally|generally|altogether))+\W*$"
)
_SHORT_APPROVED = re.compile(r" (?:are |is )?(?:approved|accredited|funded|authorized)\W*$")
_ASKS_INTERNS = re.compile(
    r"\binterns?\b|\bpgy|\bfirst[- ]year|\b(?:each|per|a|every) (?:year|class)|\byearly|\bannual"
)


def ends_short(text: str, end: int, asked_by: str) -> bool:
    """Whether so short an answer to how many ends with the number, in whatever words."""
    if not asked_by:
        return False
    is_approved = _SHORT_APPROVED.match(text, end) is not None and _ASKS_INTERNS.search(asked_by) is not None
    return is_approved or _SHORT_REST.match(text, end) is not None


# ---------------------------------------------------------------- what stands behind it, and the whole clause

# "27 residents, of whom nine are interns"
_OF_WHOM = re.compile(
    r"\b(?:residents|trainees|house ?staff|people|in all|total)\b[^;.]{0,12}\b(?:of|among) (?:whom|them|these|which)"
    r",? $"
)
_ARE_INTERNS = re.compile(
    r" (?:are|is) (?:interns|first-years|pgy-?1'?s?|in (?:the|their) (?:first|intern) year|new\b)"
)
# "900 apply, 90 are seen, nine match"
_GET_IN = re.compile(
    r" (?:get in|match|begin|start|join|enter|(?:are|get) (?:taken|chosen|picked|accepted|matched|selected|"
    r"appointed))(?: us| "
    r"here| with us| each year| in the end)*\W*$"
)
_MANY_APPLY = re.compile(
    r"\b(?:\d{3,4}|\d,\d{3}|hundreds|thousands)\b[^;.]{0,40}\b(?:apply|applied|applicants|applications|files|"
    r"candidates)\b|"
    r"\b(?:apply|applicants|applications|files)\b[^;.]{0,40}\b(?:interview\w*|seen|met)\b"
)
_ARE_FIRST = re.compile(
    r",? of (?:them|these|those|whom|which)(?: are| being)? (?:new\b|interns|first[- ]years?|pgy-?1'?s?|in (?:the|"
    r"their) first)"
)
_TOLD_TOTAL = re.compile(r"\b(?:altogether|in all|in total|total|overall|all told)\b")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|must|should|may)\b")
_WE_TAKE = re.compile(
    rf"\W*(?:[a-z0-9]\) ?)?(?:each year,? |every year,? )?(?:it (?!takes)|they |we |the program |our program |this "
    rf"program |(?:the|"
    rf"our|this) "
    rf"(?:residency|department) )(?:[a-z]+ly )?(?:match|take|"
    rf"accept|recruit|"
    rf"enroll|admit|select|appoint)(?:s|es)? (?:about |up to |only |no more than )?{NUMBER}(?: each year| per year| "
    rf"a year)?(?:,? (?:and|after) (?:interview|see|"
    rf"meet|rank|have|always|neither|both)(?:ing|s)?\b[^;]*)?\W*"
)
_OF_PEOPLE = r"\b(?:match|recruit|enroll|admit|appoint)"  # nobody admits letters


def judge_bare(counts: Counts, at: int, taken: bool, taken_left: bool, yearly: bool) -> str | None:
    """None where a number without a noun is a yearly intake, else why not."""
    clause, text, start, end = counts.clause, counts.text, counts.numbers[at].start(), counts.ends[at]
    if _EACH_ONE.match(text, end) and _SEVERAL_HOUSES.search(text, 0, start):
        return "of several programs"
    if counts.asked_by and (taken_left or _ANSWERS.search(text[:start])) and _ENDS_ANSWER.match(text, end):
        return None
    if _ANSWERS.search(text[:start]) and ends_short(text, end, counts.asked_by):
        return None
    if not counts.asked_by and _OTHER_COUNTS.search(f"{clause.lead}: {text[:start]}"):
        return "not places"
    if _OF_WHOM.search(text[:start]) and _ARE_INTERNS.match(text, end):
        return None
    if (
        _GET_IN.match(text, end)
        and _MANY_APPLY.search(text[:start])
        and re.search(r"(?:,|,? and| apply|,? then) $", text[:start])
    ):
        return None
    if _ARE_FIRST.match(text, end) and re.search(r"\b(?:residents|trainees|house ?staff|in all|total)\b", text[:start]):
        return None
    asked = clause.question if clause.is_first_reply else ""
    if asked and _ASKS_OF_SOME.search(asked):
        return ""
    if (
        asked
        and not taken
        and not counts.asked_by
        and not re.search(r"\bresiden|\bprogram\b|\bposition|\bintern|\bclass\b|\b(?:of|are) (?:you|us)\b", asked)
    ):
        return ""
    said = f"{clause.lead} {asked} {clause.sentence}"
    if (
        clause.lead
        and not counts.asked_by
        and not re.search(
            r"residen|position|categorical|intern|class|complement|places|slots|spots|intake|program|total|integrated|"
            r"track|match",
            said,
        )
        and not (yearly and (_RULE_LABEL.fullmatch(clause.lead) or find_specialty("", clause.lead)))
    ):
        return ""
    beside = BESIDE.match(text, end)
    if beside and yearly and (whole := _WHOLE_BEFORE.search(text[:start])):
        count, total = parse_number(counts.numbers[at].group()), parse_number(whole.group("n"))
        if 2 * count <= total <= 7 * count and total % count == 0:
            return None  # "program size 15 (5 per year)"
    if beside and yearly and (whole := _THAT_IS.search(text[:start])):
        count, total = parse_number(counts.numbers[at].group()), parse_number(whole.group("n"))
        if 2 * count <= total <= 7 * count and total % count == 0:
            return None  # "Residents: 24, i.e. 6 a year"
    if beside and yearly and text[:start].endswith("(") and find_specialty("", text[max(0, start - 40) : start]):
        return None
    if (
        beside
        and yearly
        and re.search(r"\b(?:this|our|the) (?:[a-z-]+ ){0,3}?program of (?:about |just |only )?$", text[:start])
    ):
        return None
    if _PLACE_WORD.search(clause.sentence) and APPOSED.search(text[:start]) and ENDS_ITEM.match(text, end):
        return None  # "the categorical program, 36; primary care, 8"
    if (
        _PROGRAM_TAKES.search(text[:start])
        and re.fullmatch(r"\W*", text[end:])
        and not _OF_PAPERS.search(clause.sentence)
    ):
        return None
    if beside and re.search(r"\b(?:an?|another|other|its|their) (?:[a-z]+ ){1,3}program of $", text[:start]):
        return "another program"
    if beside and not taken and not _BARE_AFTER.search(text[:start]):
        return ""
    if beside and (yearly or counts.asked_by):
        alone = re.fullmatch(
            r"\W*(?:(?:we|it|they) (?:take|have|match|accept|admit|recruit|enroll)s? |there are |(?:it|that) is |"
            r"it's |about |up to |only |just |roughly |approximately )*",
            text[:start],
        )
        if (
            taken
            or alone
            or re.search(
                r"\bresiden|\bposition|\bintern|\bcategorical|\bplaces\b|\bspots\b|\bslots\b|\bclass\b|\bcomplement\b",
                said,
            )
        ):
            return None
    if beside and yearly and _APPOSED_PROGRAM.search(text[:start]):
        return None  # "a university program with two sites, sixteen a year"
    if yearly and not beside and _PERIOD_LEFT.fullmatch(text[:start]) and ENDS_ITEM.match(text, end):
        return None  # "each summer six"
    if beside and yearly and _TOLD_TOTAL.search(text, end) and not _FINITE.search(text):
        return None  # "AP/CP, four a year, sixteen altogether"
    if (
        taken
        and not taken_left
        and (yearly or APPLIES.search(said) or re.search(r"\bresiden|\bcandidates|\bpositions", said))
    ):
        return None
    if taken_left and TO_FIRST_YEAR.match(text[end:]):
        return None
    if _WE_TAKE.fullmatch(text) and not (
        clause.previous and not re.search(_OF_PEOPLE, text) and _OF_PAPERS.search(clause.previous.text)
    ):
        return None
    if re.match(
        r" (?:that |whom )?we (?:[a-z]+ly )?(?:match|take|accept|recruit|enroll|admit|appoint|hire|select)\b",
        text[end:],
    ):
        return None  # "the 14 we match"
    if taken_left and WE_STRONG.search(text[max(0, start - 60) : start]) and (yearly or APPLIES.search(text[:start])):
        return None
    return ""
