"""Pairs of a label and its value: "USCE mo: 12", "Months of USCE? Twelve, hands-on."."""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, Drop, Finding, drop
from transforms.facts.pairs import Pair, find_pair, is_plain, read_amounts, tell_label_strength, tell_yes_no
from transforms.facts.usce.context import asks_already
from transforms.facts.usce.lengths import MONTHS_EACH
from transforms.facts.usce.words import HANDS_ON, OBSERVE, THIS_COUNTRY
from transforms.language import Clause
from transforms.marks import find_marks, has_mark

_LABEL = re.compile(
    rf"\busce\b|\b{THIS_COUNTRY}(?: clinical| hands-on)? (?:experience|exp|time|clinicals?|rotations?|months|weeks)\b|"
    rf"\bhands-on {THIS_COUNTRY}|"
    rf"\bexperience here\b|"
    rf"\bclinical (?:months|weeks|time) (?:in|at) (?:the |an? )?{THIS_COUNTRY}"
)
_LABEL_UNIT = re.compile(r"\b(?P<unit>mo(?:s|nths?)?|w(?:ks?|eeks?)|y(?:rs?|ears?))\b")
_VALUE_WORDS = re.compile(
    r"hands|hands-on|ho|direct|patient|pt|contact|care|clinical|clinic|inpatient|outpatient|experience|usce|obs|"
    r"observ\w+|shadowing|research|externships?|electives?|counts?|counted|excluded?|incl|included?|n|own|continuous|"
    r"recent|u|s|us|do|does|it|equivalent|exp"
)


def read_pair(clause: Clause) -> Iterator[Finding | Drop]:
    """ "USCE mo: 12", "USCE: 1 mo min., 3 mo pref.", "Months of USCE? Twelve, hands-on."."""
    pair = find_pair(clause, _LABEL)
    if (
        pair is None
        and len(clause.text) < 70
        and (named := re.search(r"\busce\b|\bu\.?s\.? clinical experience\b", clause.text))
    ):
        # "USCE 3 mo HO" is a pair without its colon.
        pair = Pair(
            f"{clause.lead} {named.group()}", clause.text[: named.start()] + "," + clause.text[named.end() :], False
        )
        if not read_amounts(pair.value) or {mark.kind for mark in find_marks(pair.value)} - {"weak"}:
            return
        if named.start() > 3 and not re.search(r"\bmin\b", clause.text):
            return  # "Three months USCE." asks for nothing
    if pair is None or not is_plain(pair.value, _VALUE_WORDS):
        return
    rest = {"confidence": ANSWERED, "needs_question": pair.is_question, "needs_lead": not pair.is_question}
    label_unit = _LABEL_UNIT.search(pair.label)
    of_label = tell_label_strength(pair, clause)
    if not of_label and not pair.is_question:
        of_label = _tell_head(clause)
        if of_label == "typical":
            yield drop(clause, "usce: typical, not asked for")
            return
    asks_length = label_unit or re.search(r"\bhow (?:much|long)\b", pair.label)
    is_recency = re.search(r"\b(?:recent|recency|within|old|last|past|far back)\b", f"{pair.label} {pair.value}")
    stated: set[str] = set()
    unit_named = ""
    amounts = [] if is_recency else read_amounts(pair.value)
    if amounts and not pair.is_question and has_mark(pair.value, "unneeded") and has_mark(pair.value, "preferred"):
        yield Finding("usce_required", False, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
    for amount in amounts:
        if amount.low == 0 and (amount.unit or label_unit):
            yield Finding("usce_required", False, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
            return
        unit = unit_named = amount.unit or (label_unit.group("unit")[0] if label_unit else "") or unit_named
        if not unit or amount.strength in ("typical", "unneeded"):
            continue
        months = amount.low * MONTHS_EACH[unit]
        strength = amount.strength or of_label or "required"
        if not 0 < months <= 60 or strength not in ("required", "preferred"):
            continue
        adds = strength == "preferred" and (
            "required" in stated or asks_already(clause.previous)
        )  # "two months minimum, four ideal"
        for field, value in (
            *((("usce_required", True),) if not adds else ()),
            ("usce_months", int(months) if months == int(months) else months),
        ):
            yield Finding(field, value, strength, clause.start, clause.end, **rest)  # type: ignore[arg-type]
        stated.add(strength)
    if not stated and not amounts and not asks_length:
        said = tell_yes_no(pair.value, "" if pair.is_question else clause.answer)
        if said == "yes" and not pair.is_question and of_label in ("", "required", "preferred"):
            strength = of_label or "required"
            yield Finding("usce_required", True, strength, clause.start, clause.end, **rest)  # type: ignore[arg-type]
            stated.add(strength)
    if "required" in stated and HANDS_ON.search(pair.value) and not re.search(rf"\bpref|{OBSERVE}", pair.value):
        yield Finding("usce_hands_on", True, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]


def _tell_head(clause: Clause) -> str:
    """The strength that a head of one to three words gives the pairs after it: "Preferences. USCE: 3 mo."."""
    before = clause.previous
    for _ in range(6):
        if before is None:
            return ""
        if not before.lead:
            if len(before.text.split()) > 3 or before.question:
                return ""
            kinds = {mark.kind for mark in find_marks(before.text.rstrip(" ."))} - {"weak", "required"}
            return kinds.pop() if len(kinds) == 1 else ""
        before = before.previous
    return ""
