"""What a page says of US experience in other places: required here, wished for there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.marks import has_mark
from transforms.model import Statement
from transforms.normal_form import normalize
from transforms.spelling import even_text

WISHED_ELSEWHERE = "usce: required here and wished for there, of which one has a word for its strength"
NOT_OF_REQUIRED = "usce: whether observing counts, where none is required"


def settle_wish(statements: list[Statement]) -> list[Statement]:
    """The statements, with experience either required or wished for: by the one that has a word for its strength."""
    mine = [statement for statement in statements if statement.field == "usce_required" and statement.value is True]
    if len({statement.strength for statement in mine} & {"required", "preferred"}) < 2:
        return statements
    lengths: dict[str, set[object]] = {"required": set(), "preferred": set()}
    for one in statements:
        if one.field == "usce_months":
            lengths.setdefault(one.strength, set()).add(one.value)
    if lengths["required"] and lengths["preferred"] and lengths["required"].isdisjoint(lengths["preferred"]):
        return statements  # "at least three months; preferred: twelve"
    if any(
        s.strength == "required" and has_mark(even_text(normalize(s.quote.rsplit("?", 1)[-1])), "required")
        for s in mine
    ):
        # "Six weeks are required, inpatient preferred": a wish for its kind.
        return [s for s in statements if (s.field, s.strength) != ("usce_required", "preferred")]
    return [
        replace(s, strength="preferred") if s.field in ("usce_required", "usce_months") and s.value is not False else s
        for s in statements
    ]


def is_only_wished(statements: Sequence[Statement]) -> bool:
    """Whether a page states its rules and asks for no experience: what counts as such is then no requirement."""
    return any(statement.field != "usce_hands_on" for statement in statements) and not any(
        statement.field == "usce_required" and statement.value is True and statement.strength == "required"
        for statement in statements
    )
