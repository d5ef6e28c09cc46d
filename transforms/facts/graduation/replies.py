"""Limits told by a bare number or a few words, in an answer or beside their question."""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, Drop, Finding, drop
from transforms.facts.graduation.words import (
    ABOUT_YEARS,
    CALENDAR,
    GRAD_RE,
    I_FINISHED,
    OTHER_LIMIT,
    RATHER,
    RIVAL,
    under_rules,
)
from transforms.language import Clause
from transforms.numerals import NUMBER, parse_number
from transforms.strength import settle_strength

_BARE_NUMBER = re.compile(
    rf"(?:\W*(?:yes|we|you|it|they|those|people|graduates|files|applicants|candidates|should|must|need|to|be|is|are|"
    rf"our|the|limit|cut-?off|"
    rf"maximum|max|stands|remains|caps?|stop|hold|keep|it|"
    rf"draw|a|line|at|accept|take|consider|prefer|like|preferably|ideally|recent graduates|recommend|suggest|want|"
    rf"ask|for|competitive|expect|require)\b[ ,:]*){{0,8}}?"
    rf"(?P<bound>max(?:imum)?[ :]*|up to |within |under |less than |fewer than |not? (?:more|greater|older|"
    rf"longer|over) than |at most "
    rf"|<=? ?|"
    rf"\u2264 ?)?(?P<n>{NUMBER})"
    rf"\s*(?:(?:max(?:imum)?|or less|or fewer|at (?:the )?(?:very )?(?:most|outside)|is the (?:limit|number|maximum|"
    rf"cut-?off)|since|by|"
    rf"from|of|post|"
    rf"before|after|at the time|when|are|is|and|but|preferred|favou?red|desirable|desired|ideal|recommended|best|"
    rf"better|"
    rf"strongly|will|may|can|would|years?)\b|$|[.;,(])"
)
_IN_ANSWER = re.compile(
    rf"(?P<bound>\b(?:max(?:imum)?(?: of)?|up to|within|under|less than|fewer than|no more than|not more than|"
    rf"at most|over|"
    rf"beyond) )(?P<n>{NUMBER})(?=\s*(?:$|[.;,(]|years?\b|or\b))|(?P<k>{NUMBER}) (?:or (?:less|fewer|under)|"
    rf"is (?:the|our) "
    rf"(?:limit|max\w*|cut-?off|cap|ceiling|number))\b"
)
_AND_MORE = re.compile(r"(?:, (?:and|plus|as well as|with|because|since)|;) .*$")


def _find_in_answer(text: str) -> re.Match[str] | None:
    """The one bounded number of a short answer: "for a competitive file we recommend fewer than 5"."""
    if len(text) > 90 or RIVAL.search(text):
        return None
    found = list(_IN_ANSWER.finditer(text))
    if len(found) != 1 or re.match(r"over|beyond", found[0].group("bound") or ""):
        return None
    before = text[: found[0].start()]
    return None if re.search(r"\b(?:not|no|none|never|except|unless)\b", before) else found[0]


def read_bare(clause: Clause, text: str) -> Iterator[Finding | Drop]:
    """A bare number under a label or question that counts years: "Years since graduation: 5", "Years? Within five."."""
    for asked, is_label in ((clause.lead, True), (clause.question if clause.is_first_reply else "", False)):
        near = asked.rsplit("|", 1)[-1].strip()
        if not (
            ABOUT_YEARS.fullmatch(near) or (re.search(r"\byears?\b", asked) and GRAD_RE.search(asked))
        ) or RIVAL.search(asked):
            continue
        match = _BARE_NUMBER.match(text) or _find_in_answer(_AND_MORE.sub("", text))
        if (
            not match
            or CALENDAR.search(text[: match.end("n") + 6])
            or re.search(r"\b(?:months?|weeks?|steps?|attempts?|letters?)\b", text)
        ):
            continue
        group = "n" if match.group("n") else "k"
        value = parse_number(match.group(group))
        if 0 < value <= 30:
            strength = settle_strength(clause, *match.span(group)) or "required"
            if RATHER.search(text):
                strength = "preferred"
            if strength in ("unneeded", "typical"):
                yield drop(clause, f"graduation: {strength}")
                return
            yield Finding(
                "max_years_since_graduation",
                value,
                strength,
                clause.start,
                clause.end,
                confidence=ANSWERED,
                needs_question=not is_label,
                needs_lead=is_label,
            )
            return


# "Five years is the limit.", "5 years max" in a list of rules: years of nothing else.
_YEARS_ALONE = re.compile(
    rf"(?:(?:sorry|no|yes|regrettably|sadly|unfortunately),? )?(?:max(?:imum)? |(?:no|not) (?:more|over|older) "
    rf"(?:than )?|at most |up to )?(?P<n>{NUMBER}) (?:years?|"
    rf"yrs?) (?:(?:is|are) (?:the|our) (?:limit|cut-?off|maximum|max)|"
    rf"(?:max(?:imum)?|limit|cut-?off))\W*"
)
# "Yes, if school lies abroad: 5 years back, no more", "no, 4 years and not one more": nothing else lies years back
_YEARS_BACK = re.compile(
    rf"\W*(?:(?:sorry|no|yes|imgs?|fmgs?|foreign graduates),? )*(?P<n>{NUMBER}) years?(?: (?:back|ago))?,? "
    rf"(?:(?<=back )(?:at (?:the )?"
    rf"(?:very )?most|(?:and )?(?:no|not) (?:more|further|longer|one more))|(?<=back, )(?:and )?(?:no|not) (?:more|"
    rf"further|"
    rf"longer|one more)|and not (?:one|a) (?:day |year )?more)(?:,? \(?(?:without exceptions?|nobody is exempt(?:ed)?|"
    rf"no "
    rf"exceptions?)\)?)?\W*"
)
# "Our criteria: five years, two attempts, J-1": a bare item among an applicant's other criteria.
_YEARS_ITEM = re.compile(rf"(?:^|[,:] |\band )(?P<n>{NUMBER}) years?(?: max)?(?=\s*(?:$|[.,;]))")
_OF_CRITERIA = re.compile(
    r"\bcertif|\battempts?\b|\bfail(?:ed|ures?)\b|\btries\b|\b2\d\d\b|\b[jh]-?1|\bh-?visas?\b|\busce\b|\bcriteria\b|"
    r"\brules?\b"
)
_LENGTH = re.compile(
    r"\bprogram\b|\bcurriculum\b|\btraining\b|\blength\b|\bduration\b|\bresidency\b|\bexperience\b|\bpractice\b"
)
_ASKED_CAP = re.compile(r"\b(?:limit|cut-?off|cap|ceiling|maximum)\b")
# "No, the last 3 years only (no exceptions)", "no, we take only those of the last five"
_LAST_ONLY = re.compile(
    rf"\W*(?:(?:no|yes|sorry|unfortunately)\W+)*(?:we (?:[a-z]+ )?(?:take|accept|consider|review|invite|read) )?"
    rf"(?P<only>only )?(?:(?:those|people|graduates|imgs?|applicants|candidates) )?(?:(?:of|from|in|within) )?the "
    rf"(?:last|past) (?P<n>{NUMBER})(?P<unit> years?)?(?: (?P<only2>only))?(?: (?:are|will be|is) [a-z]+)?(?: "
    rf"\([^()]*\))?\W*"
)
# "Graduates of US schools: not more than five years before commencing", "IMGs: 5 years before entry at most"
_BEFORE_START = re.compile(
    rf"\W*(?P<bound>(?:no|not) (?:more|longer|over|older)(?: than)? |at most |up to |within |max(?:imum)? )?"
    rf"(?P<n>{NUMBER}) years? (?:before|prior to) (?:the |their |your )?"
    r"(?:commenc\w+|start\w*|entry|entering|residency|appl\w+|matriculat\w+|appointment)\b[a-z ]{0,25}?"
    r"(?(bound)|,? (?:at (?:the )?(?:very )?most|or (?:less|fewer|sooner)|max(?:imum)?|at (?:the )?(?:latest|outside)))"
    r"\W*"
)
_GRADUATES_WITHIN = re.compile(
    rf"\W*(?:(?:foreign|international|medical|us|recent|only) )*(?:imgs?|fmgs?|graduates) (?:within|of|from) "
    rf"(?:the (?:last|past) )?(?P<n>{NUMBER}) years?(?: only)?\W*"
)
_OF_SCHOOLS = re.compile(
    r"(?:.*\| )?(?:for |all |the )*(?:(?:us|u\.s\.|american|canadian|foreign|international|medical|and|or|both|img|"
    r"allopathic|osteopathic) )*(?:imgs?|fmgs?|graduates(?: (?:of|from) [a-z. ]{2,40})?)\s*"
)
_SCHOOLS_ABROAD = re.compile(
    r"(?:.*\| )?(?:(?:yes|no)\W+)?(?:graduates (?:of|from) )?(?:foreign |international |medical )?schools(?: "
    r"(?:outside|"
    r"abroad)(?: of)?(?: (?:the )?[a-z. ]{2,30})?)?\W*"
)
_ASKS_CUTOFF = re.compile(
    r"\W*(?:is there |do you have )?(?:an? |the |any |your )*(?:time |year )?(?:cut-?off|limit)(?: date)?\W*"
)
_WITHIN_PAST = re.compile(
    rf"\W*(?:yes\W+)?(?:(?:graduated )?(?:with)?in |only )?(?:the )?(?:last|past|previous) (?P<n>{NUMBER}) years?(?: "
    r"only)?(?: (?:to|for) (?:an? |"
    rf"be |get "
    rf"(?:an? )?)?(?:interview(?:ed|s)?|invit\w+|review(?:ed)?|considered|consideration))?\W*"
)
_LONG_OUT = re.compile(rf"\b{NUMBER}\+? years (?:out|ago|past|back|since)\b|\byears out\b")


def _is_after_no(clause: Clause) -> bool:
    """Whether a clause goes on right behind a bare "No." to the same question."""
    before = clause.previous
    return bool(
        before and before.question == clause.question and before.is_first_reply and before.text.strip(" .,;-") == "no"
    )


def find_last(clause: Clause, text: str) -> re.Match[str] | None:
    """The years of a short reply or item that counts them from nothing named."""
    asked = clause.question if clause.is_first_reply or _is_after_no(clause) else ""
    if not clause.lead and (last := _LAST_ONLY.fullmatch(text)) and (last.group("only") or last.group("only2")):
        if asked:
            is_of_years = (GRAD_RE.search(asked) or _LONG_OUT.search(asked)) and "year" in asked
            return last if I_FINISHED.search(asked) or is_of_years else None
        is_reply = clause.answer in ("yes", "no") or re.match(r"\W*(?:no|yes)\b", text)
        return last if last.group("unit") and is_reply and not RIVAL.search(clause.heading) else None
    if _ASKS_CUTOFF.fullmatch(clause.lead or asked) and (past := _WITHIN_PAST.fullmatch(text)):
        return past
    if (
        (not asked or _ASKS_CUTOFF.fullmatch(asked))
        and not clause.lead
        and (within := _GRADUATES_WITHIN.fullmatch(text))
    ):
        return within
    if _SCHOOLS_ABROAD.fullmatch(clause.lead) and (past := _WITHIN_PAST.fullmatch(text)):
        return past
    if _OF_SCHOOLS.fullmatch(clause.lead) and (before := _BEFORE_START.fullmatch(text)):
        return before
    return None


def find_alone(clause: Clause, text: str) -> re.Match[str] | None:
    """ "5 years max", "five years, two attempts, J-1": years of nothing else, which can only be those since school."""
    alone = _YEARS_ALONE.fullmatch(text)
    if alone and under_rules(clause):
        return alone
    if (back := _YEARS_BACK.fullmatch(text)) and not RIVAL.search(f"{clause.question} {clause.lead} {clause.heading}"):
        return back
    around = f"{clause.lead} {clause.question if clause.is_first_reply else ''}"
    bare = _YEARS_ITEM.match(text)
    if (
        bare
        and len(text) < 22
        and _ASKED_CAP.search(around)
        and not (RIVAL.search(around) or OTHER_LIMIT.search(around))
    ):
        return bare
    item = _YEARS_ITEM.search(text)
    if (
        item
        and _OF_CRITERIA.search(f"{clause.lead} {text}")
        and not _LENGTH.search(text)
        and parse_number(item.group("n")) > 1
    ):
        return item
    return None
