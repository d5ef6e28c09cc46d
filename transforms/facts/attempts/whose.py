"""Whose failures a limit counts, and over which exams: of US graduates alone, or over more than one exam together."""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.attempts import words
from transforms.language import Clause

# "One fail at most on USMLE/COMLEX", "a failure in the USMLE series": counted over its Steps
_SERIES = r"(?:usmle|com[pb]?lex)"
_OF_SERIES = re.compile(
    r"(?:,? (?:is|are|at (?:the )?most|at maximum|max(?:imum)?|only|or (?:less|fewer)|allowed|accepted|tolerated))*"
    r",? (?:on|in|of|at|for|during|across) (?:(?:the|your|their|any of the) )?"
    rf"(?:{_SERIES}(?: ?/ ?|,? (?:or|and|and/or) (?:the )?){_SERIES}(?: (?:exams|series|sequence|boards))?|"
    rf"{_SERIES} (?:series|sequence))(?! ?(?:steps?|levels?|parts?|[123]\b|i{{1,3}}\b|ck\b))"
)
# "One failed course or Step", "a failure in school or on the boards": of either
_SCHOOL = r"(?:courses?|class(?:es)?|clerkships?|rotations?|subjects?|(?:medical )?school|medical studies)"
_SCHOOL_OR_EXAM = re.compile(
    rf"\b{_SCHOOL}(?:,| or| and|/| and/or)+ (?:(?:on|in|of|at|an?|any|the|your|portion|part|usmle|single|one|"
    rf"licensing) )*"
    r"(?:usmle|steps?|exams?|examinations?|boards?|com[pb]?lex|parts?|portions?)\b|"
    rf"\b(?:usmle|steps?|exams?|examinations?|boards?|com[pb]?lex)(?:,| or| and|/| and/or)+ (?:(?:on|in|of|at|an?|any|"
    rf"the|your|"
    rf"single|one|medical) )*{_SCHOOL}\b"
)
_ON_ANY = re.compile(r" (?:on|in|of) any\b")
# "Whoever failed more than once": of what is not said
_FAILED_OFTEN = re.compile(
    r"(?:fail|flunk)(?:ed|s|ing)? (?:(?:more than|over) once|(?:more than |over |at least )?(?:twice|(?:two|three|"
    r"[23]) times))"
)
_SITS = re.compile(r"\b(?:usmle|steps?|levels?|parts?|exams?|examinations?|tests?|boards?|ck|it|one)\b")
# "US graduates: one failure": asked of those who need no certificate, and of no foreign graduate
_US_GRADUATES = (
    r"(?:(?:u\.?s\.?|american|domestic|lcme)(?: and canadian| or canadian|/canadian|-trained)? (?:medical )?(?:school "
    r")?"
    r"(?:m\.?d\.?s? |d\.?o\.?s? |allopathic |osteopathic )*(?:grads?|graduates?|seniors?|students?|applicants?|"
    r"candidates?|mds?)|"
    r"amgs?|usmgs?|graduates of (?:us|u\.s\.|american|lcme)(?: (?!and|or|as)[a-z-]+){0,2} schools?)"
)
_OF_US_LABEL = re.compile(rf"(?:.*\| )?(?:for |of |our |all )?{_US_GRADUATES}(?: only)?\W*")
_OF_US_GRADUATES = re.compile(
    rf"\W*(?:for |of |from )?{_US_GRADUATES}(?: only)?(?:,| (?=must|may|can|should|need|have|are|with|who|shall|"
    rf"passing|is))"
    rf"(?! (?:and|or|as well as) (?:img|international|foreign))"
)


def is_of_us_graduates(clause: Clause) -> bool:
    return bool(_OF_US_LABEL.fullmatch(clause.lead) or _OF_US_GRADUATES.match(clause.text))


def is_of_series(clause: Clause, text: str, start: int, end: int) -> bool:
    """Whether failures are counted over the whole USMLE, or over school and exams: "one failure in your USMLE"."""
    said = text[start:end]
    if not words.FAILING.search(said) or words.EACH.search(text):
        return False
    if _OF_SERIES.match(text, end):
        return True
    if _SCHOOL_OR_EXAM.search(text) and not _ON_ANY.match(text, end):
        return True
    named = f"{text} {clause.lead} {clause.question}"
    is_unnamed = not _SITS.search(named) and not words.LABEL.search(f"{clause.lead} {clause.question}")
    return is_unnamed and bool(_FAILED_OFTEN.fullmatch(said))
