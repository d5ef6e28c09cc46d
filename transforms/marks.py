"""Marks: the words of strength in one clause, and which of them governs a place in it.

`find_marks` finds them, each with the side it speaks of; `find_strength` lets the nearest one in reach win. What stands
around the clause (label, question, heading) is asked in `strength.py`.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from functools import lru_cache

from transforms import hinted_re as re
from transforms.hinted_re import Hinted
from transforms.numerals import NUMBER
from transforms.strength_words import (
    PREFER_BOTH,
    PREFER_NEXT,
    PREFER_PRIOR,
    REQUIRE_NEXT,
    REQUIRE_PRIOR,
    TYPICAL,
    UNNEEDED,
    WEAK,
)

# ---------------------------------------------------------------- finding them


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that sets strength. `side`: what it governs, "next" (what follows) or "prior" (what precedes)."""

    start: int
    end: int
    kind: str  # "required" | "weak" | "preferred" | "typical" | "unneeded"
    side: str


_DENIED = re.compile(r"\b(?:no|not|without|never|any)(?: (?!only|less|later)[a-z]+){0,4} $")
_IMPERSONAL = re.compile(
    r"\b(?:it is|it's|it (?:would|will|may|can) be|it remains|we consider it|is it)(?: "
    r"[a-z]+){0,2}[ ,]*$"
)
# "It is recommended, not required, to have ...": what follows is what the word is about.
_EXTRAPOSED = re.compile(
    r"(?:\s*,?\s*(?:but |though |although |and |yet )?(?:it is )?(?:not|never|by no means|rather than|as opposed to|or)"
    r"\b[^.;,]{0,30},?)?\s*,?\s*"
    r"(?:for [a-z ]{0,30})?(?:that|to (?:have|be|hold|show|complete|gain|possess|bring|do|obtain|pass|submit|include|"
    r"get))\b"
)
# "..., which we require", "something we recommend": the verb closes its clause and speaks of what stands before.
_RELATIVE = Hinted(
    r"\b(?:we|the (?:program|committee|department) )\s?(?:do |also |strongly |always |generally |usually |all |would )*"
    r"(?P<verb>requires?|demands?|insist (?:up)?on|asks?(?: for)?|expects?|needs?|wants?|prefers?|recommends?|"
    r"encourages?|"
    r"advises?|suggests?|"
    r"favou?rs?|likes?|like to see|look for|rather (?:see|have)|desires?)(?=\s*(?:$|[.,;)]|and which\b|(?:of|from) "
    r"(?:all|every|any|each|applicants|candidates|imgs|you|anyone|"
    r"everyone)\b))"
)
_REFUSED = re.compile(r"\b(?:not|never|nothing|none)\b[^,.;]{0,28}$")
_COPULA = re.compile(
    r"\b(?:is|are|be|been|being|was|were|strongly|highly|greatly|also|much|generally|usually|very|not)\s*$"
)
_TAIL = re.compile(
    r"\s*(?:$|[.,;:)!]|\bby\b|\bfor\b|\bbut\b|\bover\b|\balthough\b|\bin\b|\bif\b|\bwhen\b|\bas\b|\bthan\b|\bamong|"
    r"\band\b|\bor\b|\bnot\b|"
    r"\bbefore\b|\bto be\b|\bto apply\b|\bto interview\b|\bat\b|\bwithin\b|\bof (?:all|any|applicants|candidates|"
    r"imgs)|\bprior\b|"
    r"\brather\b|\bfrom\b|\(|-)"
)
# "X and Y must be passed": in the passive, the modal verb is about what stands before it.
_PASSIVE = re.compile(
    r" (?:to )?(?:both |all |each |also |already )*(?:be|have been) (?:[a-z]+ly |over and )?(?:done|passed|complete\w*|"
    r"taken|met|obtained|behind|out|held|shown|documented|prov(?:en|ed|able)|demonstrated|provided|verif(?:ied|iable)|"
    r"included|submitted|evidenced|gained|acquired|earned|undertaken|listed|attested|certified|supported|in "
    r"hand|on file)\b"
)
# "Interviewees typically have ...": whom a program chooses to see tells what it likes; whom it has, does not.
_INTERVIEWED = re.compile(
    r"\b(?:interviewees|(?:selected|invited|interviewed|competitive|chosen) (?:applicants|candidates|graduates|imgs|"
    r"people|persons)|(?:those|people|applicants|candidates|persons) (?:whom? |that )?(?:we )?(?:invited?|"
    r"interviewed?))(?: have| will)?,? (?:typically|usually|generally|normally|ordinarily|mostly|tend to)\b|"
    r"\btypical (?:of|for) (?:those|people|applicants|candidates) (?:whom? |that )?(?:we )?(?:invited?|interviewed?)\b"
)
# "..., and we prefer that too": the object of the verb was named before it.
_POINTS_BACK = re.compile(
    r"\s+(?:for |to (?:have|see) )?(?:it|that|this|them|those|these|any|one|either)(?: too| also| as well| all| both|"
    r" very much)?\s*(?:$|[.,;)])"
)
# "Neither required nor preferred": what is denied is no wish.
_UNWISHED = re.compile(
    r"(?:\bnot|\bnor|\bneither|\bnever|(?<!if )\bno)(?: (?:a|an|the|any|be|especially|particularly))* $"
)
_AGAINST_MEAN = re.compile(
    r"\b(?:above|below|at|over|exceed\w*|near|than|meet\w*) (?:or (?:above|near|over) )?(?:the |its )?(?:national |"
    r"us |u\.s\. "
    r")?$"
)
_TO_MEAN = re.compile(r"\b(?:we|they|you|i|not|to|does|do|will|would|may|might|can|should|must) $")


@lru_cache(maxsize=512)
def find_marks(text: str) -> tuple[Mark, ...]:
    """All strength words of a clause, in order; a span counts once, the more specific reading first."""
    marks: list[Mark] = []
    taken: list[tuple[int, int]] = []

    def add(match: re.Match[str], kind: str, side: str) -> None:
        start, end = match.span()
        if kind == "preferred" and _UNWISHED.search(text, 0, start):
            kind = "typical"  # neither a wish nor a rule
        if start == end or any(start < b and a < end for a, b in taken):
            return
        taken.append((start, end))
        marks.append(Mark(start, end, kind, side))

    for match in UNNEEDED.finditer(text):
        verb = re.search(r"(?:do|does|did|will|would|never|need)", match.group())
        side = (
            "next"
            if (verb or match.group().startswith(("neither", "what")))
            and re.search(r"(?:require|need|have to|insist|mandate|ask for|demand|expect|on|not|no)s?$", match.group())
            else "prior"
        )
        if match.group().endswith((" neither", " for", " about", " regarding", " concerning")):
            side = "next"  # "There is no requirement for a score or experience"
        elif match.group().startswith("no "):
            side = "both"
        elif _POINTS_BACK.match(text, match.end()):
            side = "prior"  # "..., we do not insist on it"
        add(match, "unneeded", side)
    for match in _RELATIVE.finditer(text):
        asks = bool(re.match(r"requir|demand|insist|ask|expect|need|want", match.group("verb")))
        if _REFUSED.search(text, 0, match.start()):
            if asks:
                add(match, "unneeded", "prior")
            continue
        add(match, "required" if asks else "preferred", "prior" if match.start() > 4 else "next")
    for match in _INTERVIEWED.finditer(text):
        add(match, "preferred", "next")
    for match in TYPICAL.finditer(text):
        if match.group() in ("mean", "average", "median") and _AGAINST_MEAN.search(text, 0, match.start()):
            continue  # "at or above the national mean" is a measure
        if match.group() == "mean" and _TO_MEAN.search(text, 0, match.start()):
            continue  # "by that we do not mean research"
        add(match, "typical", "both")
    for match in PREFER_PRIOR.finditer(text):
        # "It is a plus to have ..." speaks of what follows.
        is_next = (
            text.endswith(("it ", "it's "), 0, match.start()) or _IMPERSONAL.search(text, 0, match.start())
        ) and _EXTRAPOSED.match(text, match.end())
        is_aim = match.start() == 0 and text.startswith("to be competitive, ")
        add(match, "preferred", "next" if is_next or is_aim else "prior")
    for match in PREFER_NEXT.finditer(text):
        add(match, "preferred", "prior" if _POINTS_BACK.match(text, match.end()) else "next")
    for match in PREFER_BOTH.finditer(text):
        if _IMPERSONAL.search(text, 0, match.start()) and _EXTRAPOSED.match(text, match.end()):
            add(match, "preferred", "next")
            continue
        is_prior = bool(_COPULA.search(text, 0, match.start())) or (
            not text.startswith(". ", match.end())
            and bool(_TAIL.match(text, match.end()))
            and text[match.end() : match.end() + 1] != ":"
            and match.start() > 0
        )
        add(match, "preferred", "prior" if is_prior else "next")
    for match in REQUIRE_NEXT.finditer(text):
        if match.group() == "you want" and text.endswith("if ", 0, match.start()):
            continue
        side = (
            "prior"
            if _POINTS_BACK.match(text, match.end())
            else "both"
            if _PASSIVE.match(text, match.end())
            else "next"
        )
        add(match, "required", side)
    for match in REQUIRE_PRIOR.finditer(text):
        if _IMPERSONAL.search(text, 0, match.start()) and _EXTRAPOSED.match(text, match.end()):
            add(match, "required", "next")
            continue
        is_prior = bool(_COPULA.search(text, 0, match.start())) or bool(_TAIL.match(text, match.end()))
        if match.start() == 0 and text[match.end() : match.end() + 1] in (":", " "):
            is_prior = text[match.end() : match.end() + 1] != ":" and is_prior
        add(match, "required", "prior" if is_prior else "next")
    for match in WEAK.finditer(text):
        if _DENIED.search(text, 0, match.start()):
            continue
        add(match, "weak", "both")
    marks.sort(key=lambda mark: mark.start)
    return tuple(_yield_to_wish(text, _yield_to_ideal(text, marks)))


def has_mark(text: str, kind: str) -> bool:
    return any(mark.kind == kind for mark in find_marks(text))


# "Ideally, applicants should have ...", "... should be within five years, ideally": the adverb outranks the modal.
_IDEALLY = re.compile(r"\b(?:ideally|preferably)\b")
_OPENED = re.compile(r"(?:[,:]|\b(?:and|but))\s*$")
_SOFT_MODAL = re.compile(r"(?:.* )?(?:should|wants?|expects?|needs?|has to|have to|looks? for)")


def _yield_to_ideal(text: str, marks: list[Mark]) -> list[Mark]:
    ideal = next((mark for mark in marks if _IDEALLY.fullmatch(text, mark.start, mark.end)), None)
    if ideal is None:
        return marks
    is_last = not text[ideal.end :].strip(" .)!")
    if len(marks) == 1:
        return [replace(ideal, side="both")] if is_last else marks  # "Step 2 CK 235, ideally."
    begins = is_last or not text[: ideal.start].strip(" ,(") or _OPENED.search(text, 0, ideal.start)
    if not begins:
        return marks

    def is_ruled(mark: Mark) -> bool:
        if mark.kind != "required" or not _SOFT_MODAL.fullmatch(text, mark.start, mark.end):
            return False
        gap = text[mark.end : ideal.start] if is_last else text[ideal.end : mark.start]
        return (mark.end <= ideal.start) == is_last and len(gap) < 60 and not re.search(r"[;.]|\bbut\b", gap)

    kept = [mark for mark in marks if not is_ruled(mark)]
    return [
        replace(mark, side="both") if is_last and mark is ideal and len(kept) < len(marks) else mark for mark in kept
    ]


# "The department prefers that applicants show ...": what is wished for has a verb, and is no demand.
_WISHES_THAT = re.compile(r"(?:prefer|recommend|suggest|encourage|advise|desire|favou?r|urge)s?")
_DEMANDS = re.compile(r".*\b(?:must|shall|requir\w+|mandat\w+|need\w*|insist\w*|demand\w*|cannot|not|only)\b.*")


# "Competitive candidates should have ...", "To be competitive, you should ...": the bar of the good ones.
_PRAISES = re.compile(
    r"\b(?:competitive|strong|strongest|ideal|best|successful|desirable) (?:[a-z]+ )?(?:candidates?|applicants?)$|"
    r"\bideal $|^to be competitive$"
)
_OF_THE_PRAISED = re.compile(
    r"[ ,]*(?:(?:applicants?|candidates?|imgs?|graduates|you|they|for|to|at|in|our|this|the|program) )*"
)


# "Those who meet these criteria are encouraged to apply", "... to apply if you have these": the criteria are rules.
_MEETS_RULES = re.compile(
    r"\b(?:meet|meets|meeting|fulfil\w*|satisf\w+|with)\b[^.;]{0,30}\b(?:criteria|requirements?|minimums?|"
    r"qualifications|standards)\b"
)
_IF_RULES_MET = re.compile(
    r" to apply,? (?:only )?(?:if|provided|as long as|when) [^.;,]{0,20}\b(?:meet|fulfil\w*|satisf\w+)\b[^.;:]{0,20}\b"
    r"(?:criteria|criterion|requirements?|minimums?|qualifications|standards|conditions?)\b"
)


def _yield_to_wish(text: str, marks: list[Mark]) -> list[Mark]:
    marks = [
        mark
        for mark in marks
        if not (
            mark.kind == "preferred"
            and text.startswith(" to apply", mark.end)
            and (_MEETS_RULES.search(text, 0, mark.start) or _IF_RULES_MET.match(text, mark.end))
        )
    ]
    if any(text.startswith("to be competitive", mark.start) for mark in marks):
        # "You should score at least 200 to be competitive": the bar of the good ones.
        marks = [mark for mark in marks if not text.startswith("should", mark.start)]
    for wish, after in itertools.pairwise(marks):
        if (
            wish.kind == "preferred"
            and after.kind == "required"
            and text[after.start : after.end].startswith("should")
            and _PRAISES.search(text, wish.start, wish.end)
            and _OF_THE_PRAISED.fullmatch(text, wish.end, after.start)
        ):
            return [mark for mark in marks if mark is not after]
    for wish in marks:
        if (
            wish.kind == "preferred"
            and text.startswith(" that ", wish.end)
            and _WISHES_THAT.search(text, wish.start, wish.end)
        ):
            return [
                mark
                for mark in marks
                if mark.kind != "required"
                or mark.start < wish.end
                or _DEMANDS.fullmatch(text, mark.start, mark.end)
                or re.search(r"[;]|\b(?:but|and)\b", text[wish.end : mark.start])
            ]
    return marks


# ---------------------------------------------------------------- which one governs

_BOUNDARY = re.compile(
    r"[,\u2022|]|\((?!\s*\d{1,3}\s*\))|(?<!\d)\)|\s-+\s|\band\b(?! (?:step|[123]\b|ii\b|level|above|higher|up\b|over\b)"
    r")|\bor\b(?! (?:more|higher|"
    r"above|better|greater|less|fewer)\b)|\bplus\b|/(?=\s)"
)
_BUT_A_RULE = re.compile(r"\bbut (?:no more than|not more than|at most|a maximum of|up to)\b")
_COMPARES = re.compile(r"at least|no(?:t)? (?:less|fewer) than")
_JOINS = re.compile(r"\b(?:and|or)\b")
_RIVAL_NUMBER = re.compile(r"(?<![\d-])[1-9]\d\d(?!\d)")
FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should|we|you|"
    r"they|"
    r"accepts?|takes?|offers?|considers?)\b"
)


def find_strength(text: str, start: int, end: int) -> str | None:
    """How strongly a clause states what stands at [start, end): required, preferred, typical, unneeded, or None.

    The nearest mark wins, counted in phrase boundaries and then in letters; a mark reaches only to its own side, except
    within its own phrase. "minimum" and "at least" are weak: any real mark in reach beats them.
    """
    best: tuple[tuple[int, int, int], Mark] | None = None
    kinds = {mark.kind for mark in find_marks(text)} - {"weak"}
    for mark in find_marks(text):
        if mark.start >= end:
            gap_start, gap_end, side = end, mark.start, "prior"
        elif mark.end <= start:
            gap_start, gap_end, side = mark.end, start, "next"
        else:
            gap_start = gap_end = start
            side = mark.side
        gap = text[gap_start:gap_end]
        if mark.kind == "unneeded" and side == "next" and _BUT_A_RULE.search(text, mark.end, end):
            continue  # "no minimum score required but no more than two attempts"
        boundaries = len(_BOUNDARY.findall(gap))
        if mark.kind != "weak" and side == "next" and _EXTRAPOSED.match(gap):
            boundaries = 0
        if mark.side not in (side, "both"):
            if boundaries or len(gap) > 60:
                continue
            boundaries = 1
        if boundaries and mark.kind == "preferred" and text.startswith("welcome", mark.start):
            continue  # "two tries each, J-1 welcome": it speaks of its own phrase alone
        if mark.kind == "preferred" and gap.count("(") != gap.count(")"):
            # "(preferably first time)" says nothing of what stands outside; "X (preferred)" does.
            alone = re.match(r"[\s]*\((?:[a-z]+ly )?$", gap) or (
                side == "prior"
                and gap.count("(") == 1
                and re.search(r"\((?:[a-z]+ly )?$", gap)
                and re.fullmatch(r"\)?[\s.;]*", text[mark.end :])
                and not FINITE.search(text)
            )
            if not alone and side == "next" and gap.count(")") > gap.count("("):
                continue
            if not alone and side == "prior" and "(" in gap:
                continue
        is_weak = mark.kind == "weak"
        if is_weak and (
            _COMPARES.match(text, mark.start)
            or (mark.end <= start and "preferred" in kinds <= {"preferred", "unneeded"} and _is_wished(text, mark, end))
            or (mark.start >= end and kinds == {"preferred"} and len(_RIVAL_NUMBER.findall(text)) == 1)
        ):
            # "at least" only says on which side of a number to be.
            boundaries += 1
        elif not is_weak and _RIVAL_NUMBER.search(gap) and not _JOINS.search(gap):
            boundaries += 2
        elif len(kinds) == 1:
            # All that the clause says is of one strength: a list shares it.
            boundaries = min(boundaries, 1)
        rank = (2 * boundaries + is_weak, boundaries, len(gap))
        if best is None or rank < best[0]:
            best = (rank, mark)
    if best is None:
        return None
    return "required" if best[1].kind == "weak" else best[1].kind


_MEASURE = re.compile(
    rf"(?<![\w.])(?P<n>{NUMBER})[ +-]*(?P<unit>months?|mos?\b|weeks?|wks?\b|years?|yrs?\b|attempts?|tries)?"
)


def _is_wished(text: str, weak: Mark, end: int) -> bool:
    """Whether "a minimum of" only bounds a wish: "ideally, a minimum of a year", "a minimum of 225 is preferred".

    Not where the wish has another number of the same measure: "235 preferred, minimum 220".
    """
    for mark in find_marks(text):
        if mark.kind != "preferred":
            continue
        if mark.start <= weak.start < mark.end:
            return True  # "We consider a minimum of six months an asset"
        if mark.side == "next" and mark.end <= weak.start:
            span = mark.end, weak.start
        elif (
            mark.side == "prior"
            and mark.start >= end
            and text.count("(", end, mark.start) <= text.count(")", end, mark.start)
        ):
            span = end, mark.start
        else:
            continue
        own = _MEASURE.search(text, weak.start)
        rivals = list(_MEASURE.finditer(text, *span))
        if own is None or not any(_is_same_measure(own, rival) for rival in rivals):
            return True
    return False


def _is_same_measure(one: re.Match[str], other: re.Match[str]) -> bool:
    is_score = [len(match.group("n")) == 3 and match.group("n").isdigit() for match in (one, other)]
    if is_score[0] or is_score[1]:
        return is_score[0] == is_score[1]
    units = [(match.group("unit") or "")[:1] for match in (one, other)]
    return units[0] == units[1] or "" in units
