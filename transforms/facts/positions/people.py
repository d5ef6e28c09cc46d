"""Whether so many residents, interns or people are the yearly intake, or only some who do something.

"We take eight residents a year" against "eight residents went to Kenya"; applicants and graduates count only where they
are taken.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.positions.counts import Counts
from transforms.facts.positions.places import MAX_PLACES
from transforms.facts.positions.words import (
    ADJECTIVES,
    ALONE,
    APPLIES,
    ENDS_ITEM,
    NEW,
    PEOPLE,
    TAKEN_RIGHT,
    TO_FIRST_YEAR,
    TRAINEES,
    WE_STRONG,
    YEARLY,
    joins,
)
from transforms.numerals import NUMBER, parse_number

# ---------------------------------------------------------------- what they do

# What may follow residents that are only counted; any other word is something that these residents do.
_NO_DEED = re.compile(
    r"\s*(?:$|[^a-z\s]|(?:per|a|each|every|in|with|for|and|or|plus|of|from|to|at|on|by|as|who|which|that|all|both|"
    r"including|annually|yearly|total|overall|altogether|this|next|last|now|through|via|while|but|after|so|only|into|"
    r"across|over|under|split|divided|spread|make|makes|form|forms|constitute|compose|complete|fill|train|study|learn|"
    r"work|since|among|we|our|the|beginning|starting|entering|joining|before|during|when|up|strong|apiece|because|"
    r"distributed|grouped|out|more|comprise|comprises|finish|graduate|means?|comes? from|hail|replace|x\b)\b)"
)
_IS = re.compile(
    r"\s*(?:are|is|will be|were|was|get|can be)(?: (?:[a-z]+ly|all|being|to be|to|then))* (?P<next>[a-z-]+)"
)
_DID = re.compile(  # "12 interns took the boards"
    r" (?:took|passed|went|travel\w*|presented|published|gave|attended|won|received|received|got|left|moved|delivered|"
    r"volunteer\w*|played|ran|visited|completed|rotated?|present|attend|serve[ds]?|lead|led|spend|spent|help(?:ed)?|"
    r"see|saw|"
    r"write|wrote|scored|failed|chose|elect(?:ed)?|select(?:ed)?)\b"
)
_TEAM_TAKES = re.compile(
    r"\b(?:teams?|services?|attendings?|wards?|clinics?|firms?|rotations?|sites?|practices?|preceptors?|hospitalists?) "
    r"(?:[a-z]+ly )?(?:takes?|has|have|accepts?|gets?|includes?|consists? of|hosts?|supervises?|receives?|trains?) "
    r"(?:about |up to |at "
    r"most |only |just )?$"
)

# ---------------------------------------------------------------- whom we take

_APPOINTED = re.compile(
    rf"\W*{NUMBER}[ -]{ADJECTIVES}(?:{TRAINEES}|{PEOPLE}) (?:(?:are|will be) (?:[a-z]+ly )?(?:appointed|taken|"
    rf"matched|"
    rf"admitted|recruited)|will match)(?: (?:to|into|for|in|through|via) [^.;]{{3,60}})?\W*"
)
_THIS_YEAR_MATCH = re.compile(
    rf"\W*(?:(?:this|each|every) (?:year|cycle|season),? ){NUMBER}[ -]{ADJECTIVES}(?:{TRAINEES}|{PEOPLE})"
    r" (?:will (?:be )?|are |shall (?:be )?)?(?:match|matched|appointed|taken|admitted|accepted)\b"
    r"(?: (?:to|into|in|through|via|by)\b[^.;]{3,40})?\W*"
)
_APPROVED = re.compile(r"approved|accredited|authorized|funded")
_WE_TAKE_PEOPLE = re.compile(
    rf"\W*(?:we|the program|our program|the residency|the department) (?:match|admit|recruit|enroll|appoint)(?:s|es)? "
    rf"(?:about |up to |only |just )?{NUMBER} (?:people|persons|physicians|applicants|candidates|doctors)\W*"
)
_SOME_ONLY = re.compile(r"\b(?:imgs?|fmgs?|foreign|international|visas?|chief|from|of (?:our|the|them))\b")
_IN_CLASS = re.compile(
    r"\s*in each(?: of (?:them|these))?(?=\W*$)|\s*(?:(?:in|at|per|for) (?:each|every) |per |in each of the |each |"
    r"every )(?:of the \w+ )?(?:(?:pgy|training|"
    r"postgraduate|"
    r"entering|intern|resident) )*(?:class|level|cohort|years?|three|four|pgy)\b"
)
_ARE_APPROVED = re.compile(r" (?:are|is|get|have been|has been) (?:now )?(?:approved|accredited|funded|authorized)\b")
_APPROVED_FOR = re.compile(
    r"\b(?:(?:approved|accredited|funded|authorized) for|acgme (?:allows|approves|grants|permits)(?: us| the program)?)"
    r"(?: (?:exactly|only|just|a total of))? $"
)
_TO_PGY1 = re.compile(
    r" (?:to|into|for|at|in) (?:(?:the|our) )?(?:pgy-?1|first year|intern year|internship)\b(?! (?:visa|spot))"
)
_HOPE_FOR = re.compile(r"\b(?:hope|want|wish|plan|aim|expect)s? to (?:add|get|find|have|see|gain|win|greet|meet) $")
_AS_INTERNS = re.compile(
    r" (?:as|to be|to become) (?:(?:the|our|its) )?(?:(?:next|new|future) )*(?:interns|pgy-?1'?s|first-years)\b"
)
# "How many? Five residents, academic year 2027": the season for which they are sought.
_OF_A_SEASON = re.compile(
    r",? \(?(?:for |in )?(?:the )?(?:academic year|a\.?y\.?|match|cycle|season|class of|entry|start)(?: in| of)? "
    r"?20\d\d"
)
_INTERNS = re.compile(r"transitional|\bnew\b|intern|pgy|first|r-?1|categorical")


# "Each year ten categorical people", "ten categorical people plus four preliminary ones"
_CATEGORICAL_PEOPLE = re.compile(r"\bcategorical (?:people|persons|physicians|doctors|members|individuals)$")
_AND_PRELIMINARY = re.compile(rf",? (?:and|plus|with|besides|beside) (?:also |up to )?{NUMBER} prelim")
_AIM = re.compile(r"\b(?:our|the) (?:aim|goal|plan|quota|target|intake|class) (?:is|are|has)(?: (?:at|for))? $")


def judge_people(
    counts: Counts, at: int, taken: bool, taken_left: bool, yearly: bool, first: bool, is_person: bool
) -> str | None:
    """None where so many residents or people are a yearly intake, else why not."""
    text, start, end = counts.text, counts.numbers[at].start(), counts.ends[at]
    before, after = text[:start], text[end:]
    if counts.asked_by:
        if _OF_A_SEASON.match(after) and not is_person:
            return None
        asks = re.search(
            r"position|place|spot|slot|class|take|accept|match|appoint|intake|hire|recruit", counts.asked_by
        )
        return None if yearly or first or taken or asks or YEARLY.search(counts.asked_by) else ""
    period = YEARLY.match(after.lstrip(" ,"))
    rest = after.lstrip(" ,")[period.end() :] if period else after
    aside = re.match(r",[^,;.]{3,70},", rest)
    if aside and joins(rest[aside.end() :]):
        rest = rest[aside.end() :]  # "eight candidates, chosen from many, join us"
    done = _IS.match(rest)
    if not yearly and _TEAM_TAKES.search(before):
        return "a team, not an intake"
    if first and not taken_left and not taken and yearly and _DID.match(rest) and not joins(rest):
        return "what some residents do"
    if is_person and not _SOME_ONLY.search(text) and (_THIS_YEAR_MATCH.fullmatch(text) or _APPOINTED.fullmatch(text)):
        return None
    if not taken_left and not taken and not first:
        if yearly and done and _APPROVED.fullmatch(done.group("next")):
            return None  # "two residents at each level are approved"
        if done and re.search(r"(?:ed|sent|chosen|able|given)$", done.group("next")) and not TAKEN_RIGHT.match(rest):
            return "what some residents do"
        if not done and not _NO_DEED.match(rest) and not joins(rest) and not TAKEN_RIGHT.match(rest):
            return "what some residents do"
    taken = taken or joins(rest) or bool(TAKEN_RIGHT.match(rest))
    if is_person and (_APPOINTED.fullmatch(text) or _WE_TAKE_PEOPLE.fullmatch(text)):
        return None
    if is_person and _CATEGORICAL_PEOPLE.search(text[start:end]):
        is_told = yearly or taken or _AND_PRELIMINARY.match(after) or _AIM.search(before)
        return None if is_told else "people, not an intake"
    if is_person and taken and TO_FIRST_YEAR.match(after) and not _SOME_ONLY.search(text):
        return None  # "eight people can start as PGY-1"
    if is_person:
        strong = taken_left and WE_STRONG.search(before[-60:]) and APPLIES.search(before)
        if taken_left and re.match(r" (?:to|into|for|in) (?:our|the|its) categorical\b", after):
            return None
        if re.match(r" (?:join|enter|come into|start in|begin in) (?:our|the|its) categorical\b", after):
            return None
        if (taken_left or _HOPE_FOR.search(before)) and (_AS_INTERNS.match(after) or _TO_PGY1.match(after)):
            return None
        in_class = yearly and _IN_CLASS.match(after) and _NO_DEED.match(rest)
        return None if (taken and (yearly or strong)) or in_class else "people, not an intake"
    if yearly and (taken or not re.match(r"\s*(?:who|that|which)\b", rest)):
        return None
    if re.search(r"\b(?:transitional(?: year)?|one-year|1-year)\b", before) and not is_person:
        return None  # all its residents are of the first year
    if "categorical" in text[start:end] and parse_number(text[start : counts.numbers[at].end()]) > MAX_PLACES:
        return "a total"
    if first:
        phrase = text[start:end]
        owned = re.search(
            r"\b(?:our|the|its|all|we have|there (?:are|will be|are to be)|(?:program|residency|department) "
            r"has|(?:we|program|"
            r"residency|department) (?:[a-z]+ ){0,2}?(?:foresees?|anticipates?|expects?|plans?(?: for| on)?|projects?|"
            r"intends?)|(?:program|residency),? with(?: only| just)?|(?:we|program) (?:hopes?|looks?|wish(?:es)?|want|"
            r"wants|counts?|needs?)(?: (?:for|on))?) "
            r"(?:new )?$",
            before,
        )
        if phrase.rstrip().endswith("internship") or re.search(
            r"\b(?:team|service|attending|ward|shift|clinic|supervis\w+|leads?)\b", text
        ):
            return "interns, not an intake"  # or "one internship", which somebody must have done
        if taken or ALONE.fullmatch(text) or TO_FIRST_YEAR.match(after):
            return None
        if owned and re.search(r"intern|pgy|first|incoming|entering", phrase):
            return None
        if re.fullmatch(r"\W*", text[:start]) and ENDS_ITEM.match(text, end) and _INTERNS.search(phrase):
            return None  # an item of a summary
        if re.match(r" (?:are|is|all) (?:all )?categorical", after):
            return None
        if _ARE_APPROVED.match(after) or _APPROVED_FOR.search(before):
            return None  # of one year, since they are interns
        if "categorical" in phrase and re.search(r"\bintern (?:year|class)\b", text):
            return None
        if "categorical" in phrase and ("intern" in phrase or NEW.search(phrase) or ENDS_ITEM.match(after)):
            return None
        return "interns, not an intake"
    if not taken_left and not _SOME_ONLY.search(text) and _APPOINTED.fullmatch(text):
        return None  # "Eight residents are appointed."
    if (
        taken_left
        and WE_STRONG.search(before[-60:])
        and re.match(r"\s*(?:$|[.,;()]|in\b|into|for|through|and\b|but)", after)
    ):
        return None
    return "residents, not a yearly intake"
