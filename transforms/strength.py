"""Strength by all around a clause: its own marks first, then label, question and heading, then the clause before.

Marks within one clause are found in `marks.py`.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.language import Clause
from transforms.marks import FINITE, find_marks, find_strength, has_mark
from transforms.wishes import SO_TOO, asks_wishes

# ---------------------------------------------------------------- the head of a list

_NUMBERING = re.compile(r"\W*(?:\d{1,2}|[a-h]|i{1,3}|iv|v)?\W*")
_LIST_NOUN = re.compile(
    r"\b(?:criteria|requirements?|prerequisites?|conditions?|checklist|essentials?|must-haves?|rules|what we "
    r"(?:ask|need|"
    r"require|expect)|dossier|eligibility)\b"
)
_SAYS = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|may|might|do|does|did|we|our|you|they|offers?|provides?|has|have)\b"
)
_ASIDE = re.compile(r"\([^)]*\)?|\b(?:unless|except|who|that|which|whose|if|where)\b.*")
_OPEN_TAIL = re.compile(
    r"\W*(?:(?:the|following|these|to|have|possess|show|with|applicants?|candidates?|who|those|graduates|imgs|all|of|"
    r"for|"
    r"met|meet|be|having|as|follows|that|a|an)\b\W*){0,8}"
)
_ON_CONDITION = re.compile(
    r"\b(?:only )?(?:if|when|once|provided(?: that)?) (?:you|they|he or she|the applicant|an? [a-z]+|applicants|"
    r"candidates|imgs)"
    r"(?: (?:have|has|can show|are|is))?\W*$"
)
MAX_ITEMS = 14


def find_list_head(clause: Clause) -> str | None:
    """Strength of the run of items that a clause without a verb stands in: "You need (a) ...; (b) ...".

    The first clause before it that is no bare item tells: by the mark that opens the list, or as a head such as
    "Selection criteria". None where a plain statement stands there.
    """
    at, before, sentence = clause.start, clause.previous, clause.sentence_start
    for _ in range(MAX_ITEMS):
        if before is None or before.end < at - 8:
            return None
        text, is_same = before.text, before.sentence_start == sentence
        marks = [
            mark for mark in find_marks(text) if mark.kind != "weak" and not text.startswith("welcome", mark.start)
        ]
        opening = [mark for mark in marks if mark.side in ("next", "both")]
        if is_same and _ON_CONDITION.search(text):
            return "required"  # "We would be happy to see you if you (i) ...; (ii) ..."
        is_first = is_same and (before.previous is None or before.previous.sentence_start != sentence)
        if is_first and len({mark.kind for mark in opening}) > 1:
            return "typical"  # too much is said to tell what the items are
        if opening and opening[-1].kind != "typical" and (is_first or _OPEN_TAIL.fullmatch(text, opening[-1].end)):
            return opening[-1].kind
        if marks and not is_same and re.match(r"(?:the following|these|all of the following)\b", text):
            return marks[-1].kind
        if not marks and len(text) < 80 and _LIST_NOUN.search(text) and not _SAYS.search(text):
            return "required"
        if not _NUMBERING.fullmatch(text) and (
            (marks and not is_same) or (not is_same and _SAYS.search(_ASIDE.sub(" ", text)))
        ):
            return None
        at, before = before.start, before.previous
    return None


def find_telling(headings: str) -> str:
    """The innermost heading of a trail that says how strongly what stands below it is meant; a question asks it."""
    told = [heading for heading in headings.split(" | ") if not heading.endswith("?") or asks_wishes(heading)]
    return next((heading for heading in reversed(told) if find_marks(heading)), " | ".join(told))


# ---------------------------------------------------------------- label, question, heading

_GREETS = re.compile(
    r"\b(?:imgs?|fmgs?|graduates|applicants|candidates|physicians|doctors)\b(?: [a-z]+){0,5}? (?:are|is|very|most|"
    r"also|welcome) ?[a-z ]{0,30}"
    r"\b(?:if|when|once|provided|with|on condition|under)\b"
)
_GREETING = re.compile(
    r"(?:.*\| )?(?:[a-z-]+ ){0,3}?(?:imgs?|fmgs?|graduates|applicants|candidates|physicians|doctors)(?: are| is)?(?: "
    r"(?:always|also|very|most|all|both))? welcome\W*"
)
_GOES_ON_ABOUT = re.compile(r"(?:they|these|such|those) (?:also|too|candidates|applicants|have|should)\b")


def settle_strength(clause: Clause, start: int, end: int, default: str | None = None) -> str | None:
    """Strength at offsets of `clause.text`: from the clause, its label, its question, its heading, else `default`."""
    own = find_strength(clause.text, start, end)
    if own in (None, "required") and clause.previous and SO_TOO.match(clause.text):
        before_kinds = {mark.kind for mark in find_marks(clause.previous.text)} - {"weak"}
        if len(before_kinds) == 1:
            return before_kinds.pop()  # "A 240 is a plus; so is graduation within three years."
    if own and (own != "required" or has_mark(clause.text, "required")):
        return own
    heading = find_telling(clause.heading)
    if own and not clause.lead:
        # "At least two months" under "Preferred qualifications" bounds a wish; any other heading leaves it a rule.
        return (
            "preferred" if {mark.kind for mark in find_marks(heading)} - {"weak", "unneeded"} == {"preferred"} else own
        )
    is_asked = clause.is_first_reply or asks_wishes(clause.question)
    for around in (clause.lead, clause.question if is_asked else "", heading):
        if around:
            marks = find_marks(around)
            kinds = [mark.kind for mark in marks]
            if (
                "required" in kinds
                or around is clause.question
                or _GREETS.search(around)
                or _GREETING.fullmatch(around)
            ):
                # "IMGs welcome, with these requirements:" greets, and wishes nothing.
                kinds = [mark.kind for mark in marks if not around.startswith("welcome", mark.start)]
            for kind in ("preferred", "typical", "unneeded", "required", "weak"):
                if kind in kinds:
                    return "required" if kind == "weak" else kind
            if re.search(
                r"\b(?:needed|eligibility|criteria|prerequisites?|must|must-haves|checklist|essentials|"
                r"conditions|rules?|"
                r"what "
                r"we (?:ask|need|want|expect|require))\b",
                around,
            ):
                return "required"
    before = clause.previous
    if own is None and before and before.sentence_start == clause.sentence_start and not clause.lead:
        # "We prefer, among osteopaths, 525; among all, a first-attempt pass": one verb for both halves.
        kinds_before = {mark.kind for mark in find_marks(before.text)} - {"weak"}
        if len(kinds_before) == 1 and clause.text.startswith(("among ", "for ", "from ", "of ", "in ", "on ", "to ")):
            (kind,) = kinds_before
            if kind in ("preferred", "required") and not FINITE.search(clause.text):
                return kind
    if own is None and clause.previous and _GOES_ON_ABOUT.match(clause.text):
        for kind in ("typical", "preferred"):
            if has_mark(clause.previous.text, kind):
                return kind
    return own or default
