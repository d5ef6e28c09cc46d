"""Clauses that speak of the experience without naming it: "it", "such experience", a cell of its row, a length.

Each looks at the clause before. What they say of it is then read like any other clause, in `strength.py`.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, Finding
from transforms.facts.usce.lengths import find_months
from transforms.facts.usce.words import (
    ABROAD,
    LENGTH,
    OBSERVE,
    OFFERS,
    OTHER_TOPIC,
    PREFERS,
    SAYS_MORE,
    THIS_COUNTRY,
    USCE,
)
from transforms.language import Clause
from transforms.marks import find_marks, find_strength, has_mark
from transforms.strength import settle_strength

# ---------------------------------------------------------------- does the clause before ask for it?


def asks_already(before: Clause | None) -> bool:
    """Whether the clause before asks for experience, so that what follows only wishes for more of it."""
    if before is None:
        return False
    if (
        USCE.search(before.question)
        and re.match(r"(?:yes|required|mandatory|a must|it is)\b", before.text)
        and not PREFERS.search(before.question)
    ):
        return True
    mention = USCE.search(before.text)
    return bool(mention and settle_strength(before, *mention.span()) == "required")


# ---------------------------------------------------------------- the length in the sentence after

_AT_PLACE = (
    rf"(?: (?:in|at|on|within|inside|of) (?:an? |the |some |any )?(?:[a-z'-]+ ){{0,4}}?(?:{THIS_COUNTRY}|hospitals?|"
    r"clinics?|wards?|residency|program|clinical (?:work|care|practice)|institutions?)(?: (?:hospitals?|clinics?|"
    r"wards?|"
    r"programs?|institutions?|facility|facilities|or longer|or more))?)"
)
# "US experience is required. The minimum is three months.", "... How long? Three months.", "... Three months will do."
_ITS_LENGTH = re.compile(
    rf"\W*(?:(?:the |our |a )?(?:(?:minimum|required|shortest|least)(?: required| acceptable| accepted)? ?(?:length|"
    rf"duration|amount|time|"
    rf"period|requirement)?|length|duration)(?: of it)?(?: that)?(?: we accept)?(?: (?:is|are|being|must be|should "
    rf"be)|:)?|"
    rf"(?:and )?(?:we|you|imgs|applicants|they) (?:also )?(?:ask for|require|need|want|expect|insist on|demand|must "
    rf"have|will need|"
    rf"should have|have to have)|(?:this|that|it|which) (?:means|is|must|should|has to|needs to)(?: be| last| amount "
    rf"to| total| "
    rf"have lasted| have been)?(?: for)?|namely|in total|altogether)?[\s:]*(?:at least|a minimum of|no less than|not "
    rf"less than|minimum|"
    rf"for|of)* ?{LENGTH}(?: (?:of it|or more|in (?:total|all)|altogether|at (?:the )?(?:least|minimum)))*(?: (?:is|"
    rf"are|would be|will be) "
    rf"(?:the (?:minimum|least|floor|requirement|rule)|needed|required|expected|mandatory|enough|sufficient|"
    rf"necessary|asked for)| suffic\w+|"
    rf" will do| needed| required| minimum| min)?(?: (?:of it|here|in (?:total|all))|,? hands-on|{_AT_PLACE})?\W*"
)


def read_length_after(clause: Clause) -> Finding | None:
    """The length in the sentence after the one that asks for the experience and names none."""
    before = clause.previous
    if before is not None and len(before.text.split()) <= 10 and re.search(OBSERVE, before.text):
        before = before.previous  # "Observerships count." stands between the two
    if before is None or clause.lead or not _ITS_LENGTH.fullmatch(clause.text):
        return None
    if (
        clause.question
        and clause.question != before.question
        and not (
            clause.is_first_reply
            and re.search(
                r"(?:^|[?.] )(?:and )?how (?:long|much|many (?:months|weeks))(?: of it)?(?: (?:is|are) (?:needed|"
                r"required|enough|necessary)| "
                r"(?:do|must|should) (?:i|you|we|it|they) (?:need|require|want|ask for|have|be|last))?\W*$",
                clause.question,
            )
        )
    ):
        return None
    if before.end < clause.start - 60 or not asks_already(before) or find_months(before.text) is not None:
        return None
    length = find_months(clause.text)
    if length is None:
        return None
    return Finding("usce_months", length[0], "required", clause.start, clause.end, confidence=ANSWERED)


# ---------------------------------------------------------------- pointers

_SUCH_EXPERIENCE = re.compile(
    r"\b(?:such|this|that|these|those|said|the) (?:[a-z-]+ ){0,3}?(?:experience|exposure|work|rotations?|"
    r"clinical time)\b"
)
_REQUIRED_LENGTH = re.compile(
    rf"\b(?:required|requisite|mandatory|obligatory|prescribed|necessary|needed) {LENGTH}|"
    rf"{LENGTH}[^.;,]{{0,30}}?\b(?:is|"
    r"are|we) (?:expected|the (?:least|minimum)|required|require|demanded?|prescribed|needed?|ask(?:ed)?|obliged|"
    r"mandatory|necessary)\b|"
    rf"{LENGTH} (?:required|demanded|needed|prescribed)\b"
)


def find_pointer(clause: Clause) -> tuple[int, int] | None:
    """Where a clause speaks of the experience that the one before it named, or of observing as the length required."""
    text, before = clause.text, clause.previous
    observes = re.search(OBSERVE, text) or (clause.is_first_reply and re.search(OBSERVE, clause.question))
    if observes and not OFFERS.search(text):
        required = _REQUIRED_LENGTH.search(text)
        if required:
            return required.span()
    if (
        before is not None
        and before.sentence_start == clause.sentence_start
        and re.search(OBSERVE, before.text)
        and not OFFERS.search(before.text)
        and (required := _REQUIRED_LENGTH.search(text))
        and not ABROAD.search(text)
    ):
        return required.span()
    if before is None or before.end < clause.start - 60 or ABROAD.search(text):
        return None
    if not (USCE.search(before.text) or (re.search(OBSERVE, before.text) and not OFFERS.search(before.text))):
        return None
    said = _SUCH_EXPERIENCE.search(text)
    if said is None:
        return None
    if find_months(text) is not None or find_strength(text, *said.span()) == "unneeded":
        return said.span()
    return None


_VALUE_CELL = re.compile(r"(?:yes|required|mandatory|must|y|needed)\W*")


_VALUE_OPENS = re.compile(
    r"(?:not |un|strongly |highly )?(?:required|mandatory|preferred|recommended|needed|necessary|optional|none|\d)"
)


def is_cell_of(clause: Clause) -> bool:
    """Whether a clause is the next cell of a row whose first cell is a bare name of the experience."""
    before, next_start = clause.previous, clause.start
    if before is not None and before.end + 1 == next_start and before.text.endswith("."):
        name = USCE.match(before.text)  # "USCE. Not required for pathology."
        return bool(name and name.end() >= len(before.text) - 1 and _VALUE_OPENS.match(clause.text))
    if before is not None and before.end + 3 == next_start and _VALUE_CELL.fullmatch(before.text):
        next_start, before = before.start, before.previous  # "US experience | required | three months"
    return (
        before is not None
        and before.end + 3 == next_start
        and len(before.text.split()) <= 5
        and not find_marks(before.text)
        and not SAYS_MORE.search(before.text)
        and bool(USCE.match(before.text))
        and not OTHER_TOPIC.search(clause.text)
        and (bool(find_marks(clause.text)) or find_months(clause.text) is not None)
    )


# ---------------------------------------------------------------- pronouns and ellipsis

_OF_IT = re.compile(r"\b(?:it|this|that|such|so|them)\b")
# "Idaho asks for no US experience; we require a minimum of 12 weeks, face to face with patients.": of the same.
_ELIDED = re.compile(
    r"\b(?:need|require|ask|expect|want|must have|insist|demand)s?\b(?: (?!not\b|no\b)[a-z-]+){0,7}? ?"
    rf"{LENGTH}(?![a-z])(?! (?:ago|old|since|after|before|from|of (?!it\b|this\b|that\b|them\b|such\b|hands|"
    rf"clinical|direct|us\b|patient)|in (?!the us|a us))|"
    r"'? (?:notice|residency|research|between|prior))|"
    rf"{LENGTH} (?:is|are) (?:what we|required|needed|the minimum|our minimum)"
)


def _until_told(text: str) -> str:
    """The text up to the first word of strength about what stands before it: "it is a plus | , as is research"."""
    told = [mark.end for mark in find_marks(text) if mark.side == "prior"]
    return text[: told[0]] if told else text


_GOES_ON = re.compile(r"\W*(?:but |however,? |still,? |yet |and |though )?(?:it|this|that|they|such experience)\b")
_LIKES_IT = re.compile(
    r"(?:but |however,? |still,? |yet |and |though )?(?:we|the (?:program|committee)) (?:[a-z]+ ){0,4}?(?:it|that|"
    r"this|them|one|some)\b"
)


def _goes_on(clause: Clause) -> bool:
    """ "We are asked about USCE. It is not required. It does help.": the third is still about the first."""
    before = clause.previous
    if before is None or before.end < clause.start - 4 or len(clause.text.split()) > 20 or clause.lead:
        return False
    return bool(
        (
            _GOES_ON.match(clause.text)
            or _LIKES_IT.match(clause.text)
            or re.search(r"\b(?:had|have|has) them\b", clause.text)
        )
        and _GOES_ON.match(before.text)
        and find_marks(clause.text)
        and find_marks(before.text)
        and len(before.text.split()) <= 10
        and before.previous
        and before.previous.end >= before.start - 4
        and USCE.search(before.previous.text)
        and not OTHER_TOPIC.search(f"{before.text} {clause.text}")
    )


# "We'd rather not name any", "we prefer to stay flexible": of rules, and no wish for experience
_NO_RULES_LIKED = re.compile(
    r"\b(?:rather|sooner|prefer(?:s|ring)?|like|choose) (?:to not|not to|not|never to) (?:fix|set|say|specify|name|"
    r"give|"
    r"state|publish|commit|put|draw|impose|be|go|list|tie|bind|make|narrow|exclude|limit|restrict|turn)\b|"
    r"\b(?:rather|prefer|like|choose) (?:to )?(?:stay|remain|keep|leave|be) (?:flexible|open|it|this|that|things|broad|"
    r"vague|free)\b|\b(?:rather|prefer to|like to) (?:look at|judge|decide|read|see|weigh|take) (?:each|every|the "
    r"whole|"
    r"all of|case|whole|you as)\b"
)


_BRACKETS = re.compile(r" ?\([^()]*\)")


def speaks_of_it(clause: Clause) -> bool:
    """Whether a clause goes on about the experience that the clause before it named."""
    text = _BRACKETS.sub(" ", clause.text)
    if _NO_RULES_LIKED.search(text):
        return False
    return bool(
        (
            clause.previous
            and clause.previous.sentence_start == clause.sentence_start
            and USCE.search(clause.previous.text)
            and find_months(text) is not None
            and not re.search(r"\bletters?\b|\bgraduat|\bsteps?\b|\banywhere\b", text)
        )
        or (
            clause.previous
            and USCE.search(clause.previous.text)
            and clause.previous.end > clause.start - 12
            and (
                (
                    re.match(
                        r"(?:those|applicants|candidates|imgs) (?:with|who "
                        r"have) ",
                        text,
                    )
                    and find_months(text)
                    and find_marks(text)
                )
                or (_OF_IT.search(text) and has_mark(text, "unneeded") and len(text.split()) <= 10)
                or re.match(
                    r"(?:(?:however|that said|nevertheless|nonetheless|still|but|though|yet|rather|instead|of "
                    r"course|in fact|"
                    r"please note(?: that)?|note that|for imgs?),? )?(?:at least|minimum|a minimum|this|it|they "
                    r"(?:are|aren|were|do not|don|help|will|would|may|count)|"
                    r"these|such|the "
                    r"experience)\b",
                    text,
                )
                or (re.search(r"\b(?:it|one|such experience)\b", text) and has_mark(text, "preferred"))
                or (_ELIDED.search(text) and len(text.split()) <= 24 and not ABROAD.search(text))
            )
            and not OTHER_TOPIC.search(f"{clause.lead} {_until_told(text)}")
        )
        or _goes_on(clause)
        or (
            clause.previous
            and clause.previous.sentence_start == clause.sentence_start
            and USCE.search(f"{clause.previous.lead.rsplit('|', 1)[-1]} | {clause.previous.text}")
            and len(text.split()) <= 14
            and any(mark.kind == "preferred" for mark in find_marks(text))
            and not OTHER_TOPIC.search(text)
            and (
                re.search(r"\b(?:it|some|this|that|them|those|one|having|such)\b", text)
                or any(mark.kind == "preferred" and mark.start <= 12 for mark in find_marks(text))
            )
        )
    )
