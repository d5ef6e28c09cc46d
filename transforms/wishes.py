"""Wishes by another part of the text: a question of what is liked, the opening of a list, "these are preferences".

`spread_wishes` marks the clauses they govern, once all clauses of a passage are made.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache

from transforms import hinted_re as re
from transforms.hinted_re import has_any
from transforms.language import Clause
from transforms.marks import find_marks
from transforms.refusals import is_turned_away

# "What are you looking for? Someone kind. Also: ...", "What makes me competitive?": every part of the reply is a wish.
_ASKS_WISHES = re.compile(
    r"(?:and |but |so )?(?:what|whom?|which)\b(?! (?:do |does |did |will |would )?(?:residents?|graduates|i|interns|"
    r"people|they) )[^?]{0,40}?\b(?:look(?:s|ing)? for|prefer(?:s|red)?|like(?:s| to see)?|hop(?:e|es|ing) for|"
    r"favou?rs?|values?|appreciates?|impress(?:es)?|wish(?:es)?(?: for)?|wants? (?:in|from|of|to see)|ideal|"
    r"desire[sd]?|recommend(?:s|ed)?)\b(?! about)[^?]{0,60}\?$|"
    r"(?:and |but |so )?(?:what|how)\b[^?]{0,40}?\b(?:makes?|helps?|strengthens?|improves?|raises?|increases?|boosts?|"
    r"be|become|stand|look|get)\b[^?]{0,50}?\b(?:competitive|stronger|strong|attractive|stand out|noticed|desirable|"
    r"better|chances?|odds|ideal|file|application|candidacy|me)\?$|"
    r"(?:(?:is|are) there (?:an?|any) |(?:what(?:'s| is| are) )?(?:your |the |any |our )?)"
    r"(?:preferred|preference|recommended|desired|desirable|ideal|suggested)\b"
    r"(?! (?:or|and|versus|vs) required)[^?]{0,80}\?$"
)


@lru_cache(maxsize=512)
def asks_wishes(question: str) -> bool:
    """Whether a question asks what is liked, and not what is asked for."""
    return bool(_ASKS_WISHES.match(question))


# A wish taken up after what it is about: "These are wishes.", "... (a wish, not a condition)".
_WISHES = (
    r"(?:wish(?:es)?|preferences?|hopes?|goals?|targets?|ideals?|aspirations?|suggestions?|recommendations?|"
    r"guidelines?|desires?|soft (?:figures?|numbers?|criteria|targets?))"
)
_RULES = (
    r"(?:rules?|conditions?|requirements?|must-haves?|musts?|demands?|cut-?offs?|prerequisites?|obligations?|limits?|"
    r"required|mandatory|demanded|obligatory|compulsory|needed|necessary|criteria)"
)
_TAKEN_UP = re.compile(
    r"\W*(?:(?:but|and|though|although|yet|however|note that|please note that),? )*(?:(?:(?:all|both|each|most)(?: "
    r"of)? )?(?:these|those|this|that|it|they|both|all)(?: (?:figures|numbers|scores|points|items|last|latter|two|"
    rf"three|four))* (?:is|are)(?: (?:only|merely|just|simply|all|rather|mere|our|the|an?|strong|general))* {_WISHES}"
    r"(?=\s*(?:$|[.,;:)!]|(?:and|but|not|rather)\b))|"
    r"(?:this|that|it|these|those|they) (?:is|are) what we (?:(?:would |'d )?(?:like|prefer|favou?r)|(?:wish|hope|look|"
    r"aim) for)\b|"
    rf"(?:none|nothing) of (?:these|this|those|them|it|that|the above)(?: points| items)? (?:is|are) (?:[a-z]+ly )?"
    rf"(?:an? )?{_RULES}\b|"
    r"(?:we|the [a-z]+) (?:do|does) not (?:[a-z]+ly )?(?:demand|require|insist (?:up)?on|mandate|"
    r"ask for) (?:any|all|either|each|one) of (?:these|those|this|them|it|that)\b)"
)
_NO_RULE = re.compile(
    rf"\b{_WISHES}(?:,|;| -{{1,2}}|,? and|,? but)? ?(?:not|rather than|never|no|instead of)(?: an?| our| the)?"
    rf"(?: [a-z]+)? {_RULES}\b"
)
_WISH_HINTS = ("wish", "preference", "hope", "goal", "target", "ideal", "aspiration", "suggestion", "recommendation",
    "guideline", "desire", "soft ", "what we ", "of the", "of this", "of it", "of that")  # fmt: skip
# What a list of wishes runs on with: parts of a sentence, and no statement of their own.
_STATES = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|may|might|do|does|did|must|shall|should|we|our|you|they|it|there|"
    r"cannot|visas?|j-?1s?|h-?1b?s?|citizens?|ecfmg|deadline|positions?)\b"
)
_OF_WHOM = re.compile(r"[^.;:]{0,60}?\b(?:who|that|whose|with|if|when|having|:)(?!\w)")
SO_TOO = re.compile(
    r"(?:and )?(?:so (?:is|are|does|do|will|would)\b|(?:the )?same (?:goes|holds|applies|is true|for)\b|"
    r"likewise\b|similarly\b|ditto\b)"
)
WISH = "preferred"  # the label of what a wish governs from elsewhere


# "B. Preferred for an interview: a 240. Degree of the last two years.": the head of a section, not of one item
_SECTION_OF_WISHES = re.compile(
    r"(?:[a-h1-9][.)] )?(?:our |the )?(?:strongly |highly )?(?:(?:preferred|desired|desirable|recommended)"
    r"(?:,? (?:but )?not required| for [a-z ]{4,20}| (?:criteria|qualifications|credentials|characteristics|attributes|"
    r"qualities|items|points))|preferences|wish list)\s*"
)
_OF_LETTERS = re.compile(r"\bletters?\b|\blors?\b|\breferences?\b")


def _spread_down(sentences: Sequence[Sequence[Clause]]) -> None:
    """Marks the bare sentences that go on with the list that a section's head opened in the first of them."""
    is_open = False
    for clauses in sentences:
        first = clauses[0]
        if len(clauses) == 1 and first.lead and not first.question:
            is_open = _is_part(first) and bool(_SECTION_OF_WISHES.fullmatch(first.lead))
            continue
        is_open = (
            is_open
            and not any(clause.lead or clause.question or _OF_LETTERS.search(clause.text) for clause in clauses)
            and all(_is_part(clause) for clause in clauses)
        )
        for clause in clauses if is_open else ():
            _mark_wished(clause)


def spread_wishes(made: Sequence[Clause]) -> None:
    """Marks what is a wish by another part of the text: a question, the opening of its list, or what follows it."""
    last: list[Clause] = []
    for _, group in itertools.groupby(made, key=lambda clause: clause.sentence_start):
        clauses = list(group)
        for at, clause in enumerate(clauses):
            if not has_any(_WISH_HINTS, clause.text):
                continue
            if _TAKEN_UP.match(clause.text):
                for wished in clauses[:at] or last:
                    _mark_wished(wished)
            elif _NO_RULE.search(clause.text):
                _mark_wished(clause)
        first = clauses[0]
        if first.question and asks_wishes(first.question):
            if first.answer != "no":
                for clause in clauses:
                    if _is_part(clause):
                        _mark_wished(clause)
        elif len(clauses) > 1 and _opens_wishes(clauses):
            for clause in clauses[1:]:
                if not _is_part(clause):
                    break
                _mark_wished(clause)
        for clause in clauses:
            if SO_TOO.match(clause.text) and clause.previous and not clause.is_wished:
                kinds = {mark.kind for mark in find_marks(clause.previous.text)} - {"weak"}
                if "preferred" in kinds <= {"preferred", "unneeded"}:
                    _mark_wished(clause)
        last = clauses
    if any("prefer" in clause.lead or "desir" in clause.lead or "recommend" in clause.lead for clause in made):
        _spread_down([list(group) for _, group in itertools.groupby(made, key=lambda clause: clause.sentence_start)])


def _mark_wished(clause: Clause) -> None:
    if not clause.is_wished:
        clause.is_wished = True
        clause.lead = f"{WISH} | {clause.lead}" if clause.lead else WISH


def _is_part(clause: Clause) -> bool:
    """Whether a clause only names something, without saying how strongly it is meant."""
    text = clause.text
    return not (
        _STATES.search(text)
        or is_turned_away(text)
        or {mark.kind for mark in find_marks(text)} - {"weak", "preferred"}
        or {mark.kind for mark in find_marks(clause.lead)} & {"required", "unneeded"}
    )


def _opens_wishes(clauses: Sequence[Clause]) -> bool:
    """Whether the first part of a sentence opens a list of wishes: "We look for those who ...; ...; and ..."."""
    text = clauses[0].text
    marks = [mark for mark in find_marks(text) if mark.kind != "weak"]
    if not marks or {mark.kind for mark in marks} != {"preferred"} or marks[0].side == "prior":
        return False
    return bool(_OF_WHOM.match(text, marks[0].end)) or clauses[-1].text.startswith("and ")
