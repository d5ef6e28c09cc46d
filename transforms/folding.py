"""What a page's statements add up to: one value a fact, in the form of the guide."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.model import Statement
from warehouse.schema import FACTS

_ORDER = [fact.name for fact in FACTS]
_WHOLE_PROGRAMS = {"transitional", "combined", "advanced", "rural"}
PREFERABLE = {fact.name for fact in FACTS if fact.has_preference}


def fold_facts(statements: Sequence[Statement]) -> dict[str, object]:
    """One value per fact, in the form of the guide; what a page contradicts without saying which holds is left out."""
    facts: dict[str, object] = {}
    preferred: dict[str, object] = {}
    for field in _ORDER:
        mine = [s for s in statements if s.field == field]
        required = prefer_track([s for s in mine if s.strength == "required"])
        if field == "positions_per_year":
            # A program that is a transitional year, a combined or an advanced one has no other places.
            own = {s.track for s in required}
            required = [
                s for s in required if s.track in (None, "categorical") or (len(own) == 1 and own <= _WHOLE_PROGRAMS)
            ]
        value = fold_field(field, required)
        if value is not None:
            facts[field] = value
        if field in PREFERABLE:
            wished = [s for s in mine if s.strength == "preferred"]
            soft = fold_field(field, prefer_track(wished))
            if soft is not None:
                preferred[field] = soft
    if preferred:
        facts["preferred"] = preferred
    return facts


def prefer_track(statements: list[Statement]) -> list[Statement]:
    """The categorical track's statements where it is told apart, else those of no track, else all."""
    for track in ("categorical", None):
        chosen = [s for s in statements if s.track == track]
        if chosen:
            return chosen
    return statements


def _newest(statements: list[Statement]) -> list[Statement]:
    seasons = [s.season for s in statements if s.season]
    if not seasons:
        return statements
    newest = max(seasons)
    return [s for s in statements if s.season in (None, newest)]


def fold_field(field: str, statements: list[Statement]) -> object | None:
    """The value of a fact by statements of one strength and track, of the newest season; None where they disagree."""
    statements = _newest(statements)
    if not statements:
        return None
    best = max(s.confidence for s in statements)
    if field in ("visa_j1", "visa_h1b"):
        # A visa named beats a rule for all visas; among equals a condition beats a plain yes or no.
        values = [s.value for s in statements if s.confidence >= min(best, 0.9)]
        for value in ("conditional",):
            if value in values:
                return value
        return values[0] if len(set(values)) == 1 else None
    values = (
        [s.value for s in statements if s.confidence == best] if field == "ecfmg_by" else [s.value for s in statements]
    )
    if field == "ecfmg_by":
        order = ("application", "interview", "ranking", "start")
        return min((str(v) for v in values), key=order.index)
    if field == "step3_required":
        return "h1b" if "h1b" in values else values[0] if len(set(values)) == 1 else None
    if field in ("max_attempts_step1", "max_attempts_step2"):
        return min(int(v) for v in values)
    if field == "letters_min":
        return max(int(v) for v in values)
    if len(set(map(str, values))) == 1:
        return values[0]
    return next(s.value for s in statements if s.confidence == best)
