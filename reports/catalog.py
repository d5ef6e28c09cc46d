"""The programs as arrays: each fact encoded once, equal combinations of facts folded, ready for scoring by look-up.

Facts that one rule reads together form a group; a group holds each distinct combination once and, per program, the
index of its combination. A rule is then computed for a few dozen combinations instead of thousands of programs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from reference.seasons import specialty_context, state_exam_limits
from reference.tables import specialties
from warehouse.schema import FACT_BY_NAME, FACTS, OUT_PROGRAMS, TYPES

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

UNKNOWN = -1  # code of an unstated category
_GROUPS: dict[str, tuple[str, ...]] = {
    "visa": ("visa_j1", "visa_h1b", "step3_required"),
    "scores": (
        "step1_min",
        "step1_min_preferred",
        "step2_min",
        "step2_min_preferred",
        "no_score_cutoff",
        "median_matched",
        "median_unmatched",
        "is_rare",
    ),
    "attempts": (
        "max_attempts_step1",
        "max_attempts_step1_preferred",
        "max_attempts_step2",
        "max_attempts_step2_preferred",
        "state_attempts",
        "is_state_limit_confirmed",
    ),
    "years": ("max_years_since_graduation", "max_years_since_graduation_preferred"),
    "experience": (
        "usce_required",
        "usce_required_preferred",
        "usce_months",
        "usce_months_preferred",
        "usce_hands_on",
    ),
    "ecfmg": ("ecfmg_by",),
    "letters": ("letters_min",),
    "deadline": ("deadline",),
    "seats": ("positions_per_year", "img_share", "img_share_low", "img_share_high", "img_residents", "img_accepted"),
    "place": ("state",),
    "specialty": ("specialty",),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Distinct combinations of some facts: `facts[name][k]` is the value in combination k, nan or -1 = not stated."""

    codes: Codes  # program -> combination
    facts: dict[str, Floats]

    @property
    def size(self) -> int:
        return len(next(iter(self.facts.values())))


@dataclass(frozen=True, slots=True)
class Catalog:
    """All programs of one release for one cycle. `records[i]` is the row of out_programs as a dict."""

    cycle: int
    program_ids: npt.NDArray[np.str_]
    id_order: Codes  # rank of each program_id in the order of ids: breaks ties for good
    groups: dict[str, Group]
    evidence: Floats  # in [0, 1]
    states: tuple[str, ...]  # code of the place group -> state
    specialties: tuple[str, ...]
    is_open: Flags  # still named by its listing
    columns: dict[str, list[Any]]
    index: dict[str, int]

    def __len__(self) -> int:
        return len(self.program_ids)

    def record(self, position: int) -> dict[str, Any]:
        """One program as a dict of its columns."""
        return {name: values[position] for name, values in self.columns.items()}


def deadline_in_cycle(text: str | None, cycle: int) -> date | None:
    """The day that a stated deadline means in a cycle (July to June); None where it names another season or no day."""
    if not text:
        return None
    try:
        if len(text) == 5:
            month, day = int(text[:2]), int(text[3:])
            return date(cycle - 1 if month >= 7 else cycle, month, day)
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if date(cycle - 1, 7, 1) <= found <= date(cycle, 6, 30) else None


def build_catalog(programs: pa.Table | Any, cycle: int) -> Catalog:
    """Encodes out_programs (pyarrow table, pandas frame or list of dicts) for one cycle.

    Columns that are missing are read as not stated, so that a catalog with fewer facts works too.
    """
    columns = program_columns(programs)
    ids = [str(each) for each in columns["program_id"]]
    if len(set(ids)) != len(ids):
        raise ValueError("out_programs holds a program_id twice: stage it again through its suite of checks")
    count = len(ids)
    state_names = tuple(sorted({str(each) for each in columns.get("state", [])}))
    specialty_names = tuple(sorted(set(specialties()) | {str(each) for each in columns["specialty"]}))
    encoded = _encode(columns, count, cycle, state_names, specialty_names)
    order = np.empty(count, dtype=np.intp)
    order[np.argsort(np.array(ids, dtype=object), kind="stable")] = np.arange(count)
    return Catalog(
        cycle=cycle,
        program_ids=np.array(ids, dtype=np.str_),
        id_order=order,
        groups={name: _fold([encoded[fact] for fact in facts], facts) for name, facts in _GROUPS.items()},
        evidence=_evidence(columns, count),
        states=state_names,
        specialties=specialty_names,
        is_open=np.array([each is None for each in columns.get("gone_since", [None] * count)], dtype=np.bool_),
        columns=columns,
        index={each: position for position, each in enumerate(ids)},
    )


def program_columns(programs: Any) -> dict[str, list[Any]]:
    """Column -> values with None for what is not stated, typed as in out_programs where the input was a frame."""
    if isinstance(programs, pa.Table):
        return {name: programs.column(name).to_pylist() for name in programs.column_names}
    if hasattr(programs, "to_dict") and hasattr(programs, "columns"):
        table = pa.Table.from_pandas(programs, preserve_index=False)
        known = {column.name: TYPES[column.type] for column in OUT_PROGRAMS.columns}
        # a frame holds integers with gaps as floats, and dates as timestamps
        casts = [
            table.column(name).cast(known[name]) if name in known else table.column(name) for name in table.column_names
        ]
        return program_columns(pa.table(dict(zip(table.column_names, casts, strict=True))))
    rows: Sequence[Mapping[str, Any]] = list(programs)
    names = list(dict.fromkeys(name for row in rows for name in row)) or ["program_id", "specialty", "state"]
    return {name: [row.get(name) for row in rows] for name in names}


def _encode(
    columns: Mapping[str, list[Any]],
    count: int,
    cycle: int,
    state_names: Sequence[str],
    specialty_names: Sequence[str],
) -> dict[str, list[float]]:
    absent: list[Any] = [None] * count
    encoded: dict[str, list[float]] = {}
    for fact in FACTS:
        names = (fact.name, f"{fact.name}_preferred") if fact.has_preference else (fact.name,)
        for name in names:
            values = columns.get(name, absent)
            if fact.domain is not None:
                encoded[name] = [fact.domain.index(each) if each is not None else UNKNOWN for each in values]
            elif fact.kind != "deadline":
                encoded[name] = [float(each) if each is not None else np.nan for each in values]
    for name in ("img_share", "img_share_low", "img_share_high", "img_residents"):
        encoded[name] = [float(each) if each is not None else np.nan for each in columns.get(name, absent)]
    stated = columns.get("application_deadline", absent)
    days = [deadline_in_cycle(each, cycle) for each in stated]
    # nan: not stated; -1: stated for another season
    encoded["deadline"] = [
        float(day.toordinal()) if day else (np.nan if text is None else -1.0)
        for day, text in zip(days, stated, strict=True)
    ]
    limits, contexts = state_exam_limits(), specialty_context()
    states = [str(each) for each in columns.get("state", absent)]
    chosen = [str(each) for each in columns["specialty"]]
    known = [limits.get(state) for state in states]
    encoded["state_attempts"] = [
        float(each.attempts_per_step) if each and each.attempts_per_step else np.nan for each in known
    ]
    encoded["is_state_limit_confirmed"] = [float(bool(each and each.is_confirmed)) for each in known]
    context = [contexts.get(each) for each in chosen]
    encoded["median_matched"] = [
        float(c.step2_median_matched) if c and c.step2_median_matched else np.nan for c in context
    ]
    encoded["median_unmatched"] = [
        float(c.step2_median_unmatched) if c and c.step2_median_unmatched else np.nan for c in context
    ]
    encoded["is_rare"] = [float(bool(c and c.openness == "rare")) for c in context]
    place = {name: position for position, name in enumerate(state_names)}
    field = {name: position for position, name in enumerate(specialty_names)}
    encoded["state"] = [float(place.get(each, UNKNOWN)) for each in states]
    encoded["specialty"] = [float(field[each]) for each in chosen]
    return encoded


def _fold(values: Sequence[list[float]], names: Sequence[str]) -> Group:
    # nan differs from itself, so that it is folded as None
    keys = zip(*([None if each != each else each for each in column] for column in values), strict=True)
    seen: dict[tuple[float | None, ...], int] = {}
    codes = np.array([seen.setdefault(key, len(seen)) for key in keys], dtype=np.intp)
    table = [[np.nan if each is None else each for each in key] for key in seen]
    matrix = np.array(table, dtype=np.float64).reshape(len(seen), len(names))
    return Group(codes, {name: np.ascontiguousarray(matrix[:, k]) for k, name in enumerate(names)})


_EVIDENCE_FACTS = (
    "visa_j1",
    "visa_h1b",
    "step2_min",
    "max_years_since_graduation",
    "usce_required",
    "positions_per_year",
    "img_share",
)


def _evidence(columns: Mapping[str, list[Any]], count: int) -> Floats:
    """Sum of the confidences of the deciding facts over their number: 1 = all stated and certain."""
    total = np.zeros(count)
    for name in _EVIDENCE_FACTS:
        stated = columns.get(name, [None] * count)
        sure = columns.get(f"{name}_confidence", [None] * count)
        alternative = columns.get("no_score_cutoff", [None] * count) if name == "step2_min" else [None] * count
        total += np.array(
            [
                0.0 if value is None and not other else (0.5 if confidence is None else float(confidence))
                for value, confidence, other in zip(stated, sure, alternative, strict=True)
            ],
            dtype=np.float64,
        )
    return np.clip(total / len(_EVIDENCE_FACTS), 0.0, 1.0)


def category_code(fact: str, value: str) -> int:
    """The code under which a category's value is stored in a group."""
    domain = FACT_BY_NAME[fact].domain
    if domain is None:
        raise ValueError(f"{fact} is no category")
    return domain.index(value)
