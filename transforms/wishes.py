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
from transforms.wish_heads import is_wish_head

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
_NUMBERED = re.compile(r"\W*(?:[a-h]|[1-9])[.)]{1,2}(?= |$)")
# A head that announces more than one wish: "Preferred for review:", "Preference goes to applicants with:".
_OF_SEVERAL = re.compile(
    r"\b(?:prefer(?:red|ences?)|desir(?:ed|able)|recommended|favou?r(?:ed|s)?) (?:for|to|in|is given to|goes to|"
    r"given to|"
    r"(?:applicants?|candidates?|files?|credentials|qualifications|criteria|attributes|characteristics|features|"
    r"profile)\b)|"
    r"\b(?:with|having|have|show|whose|following)$|\bpreferences\b"
)
# "Preferred qualifications.": a head that stands as a sentence of its own
_HEADLINE = re.compile(
    r"\W*(?:our |the |program |applicant )*(?:preferred|desired|desirable|recommended|ideal) (?:[a-z]+ "
    r")?(?:qualifications|"
    r"criteria|attributes|characteristics|credentials|features|points)\W*|\W*(?:our |the )?(?:wish list|preferences)\W*"
)
MAX_ITEM = 90  # letters
_LIST_HINTS = ("prefer", "wish", "desir", "recommend", "favor", "favour", "ideal", "typical", "usual", "most",
    "competitive", "successful", "in addition", "helps", "stand", "strong")  # fmt: skip


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
    if len(made) > 1 and any(has_any(_LIST_HINTS, one.lead or one.text[:MAX_ITEM]) for one in made):
        _spread_lists(made)


def _spread_lists(made: Sequence[Clause]) -> None:
    """Marks the items of a list that its head calls wishes, each a sentence: "Preferred: a. ... b. ..."."""
    head, is_next_item = "", False  # what the items must be: "numbered", or any "parts" of a sentence
    for clause in made:
        number = _NUMBERED.match(clause.text)
        is_bare = number is not None and not clause.text[number.end() :].strip()
        if clause.lead or clause.question:
            head, is_next_item = _find_kind(clause, bool(number)), is_bare
        elif _HEADLINE.fullmatch(clause.text):
            head = "parts"
        elif head and is_bare:
            is_next_item = True
        elif head:
            is_item = head == "parts" or is_next_item or bool(number)
            if not is_item or len(clause.text) > MAX_ITEM or not _is_part(clause):
                head = ""
            elif "letter" not in clause.text:
                _mark_wished(clause)
            is_next_item = False


def _find_kind(clause: Clause, is_numbered: bool) -> str:
    """Which sentences after this one its head governs: none, the "numbered" ones, or all "parts" of a sentence."""
    kinds = {mark.kind for mark in find_marks(clause.lead)} - {"weak"}
    if clause.question or clause.is_wished or not (kinds == {"preferred"} or is_wish_head(clause.lead)):
        return ""
    if is_numbered:
        return "numbered"
    return "parts" if _OF_SEVERAL.search(clause.lead) else ""


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
