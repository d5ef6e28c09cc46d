"""Dated facts of the application season: calendar, fees, signals, state exam limits, context by specialty.

Loaders and the arithmetic of the fee table only. Each row keeps its source and date; `is_third_party` marks what was
read second-hand. What an applicant should do with them stands in `reports/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from reference.tables import read_rows


@dataclass(frozen=True, slots=True)
class Season:
    """The calendar of one cycle (Match year). A date that is not known is None, never a guess."""

    cycle: int
    eras_opens: date | None
    applicants_submit: date | None
    programs_review: date | None
    eras_closes: date | None
    match_week_start: date | None
    match_week_end: date | None
    training_start: date
    is_third_party: bool
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class SignalRule:
    """Signals of one specialty: gold + silver, or `single` where there is one kind. `season` is the row's own."""

    specialty: str
    season: int
    gold: int
    silver: int
    single: int
    is_third_party: bool
    source: str


@dataclass(frozen=True, slots=True)
class ExamLimit:
    """A state's limit on attempts per USMLE Step for a license; None where the state sets none."""

    state: str
    attempts_per_step: int | None
    is_confirmed: bool
    source: str


@dataclass(frozen=True, slots=True)
class SpecialtyContext:
    """How non-US IMGs fared in one specialty. For showing, with its source; no personal odds follow from it."""

    specialty: str
    match_year: int
    positions: int | None
    matched: int | None
    tried: int | None
    step2_median_matched: int | None
    step2_median_unmatched: int | None
    openness: str  # "open" | "rare" | ""
    source: str


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line of a bill, in whole US dollars. `season` is that of the fee row, which may be older than the cycle."""

    label: str
    usd: int
    season: int
    source: str


@dataclass(frozen=True, slots=True)
class FeeBill:
    """What a set of applications costs. `unpriced` names specialties whose fees are not known: not in the total."""

    lines: tuple[FeeLine, ...]
    unpriced: tuple[str, ...]

    @property
    def total_usd(self) -> int:
        return sum(line.usd for line in self.lines)

    def seasons_used(self) -> tuple[int, ...]:
        return tuple(sorted({line.season for line in self.lines}))


class UnknownFeeError(LookupError):
    """No fee is known for a specialty; the message names it and the file to correct."""


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _integer(text: str) -> int | None:
    return int(text) if text else None


@cache
def seasons() -> dict[int, Season]:
    """Cycle -> its calendar, of the cycles that `seasons.csv` holds."""
    found = {}
    for row in read_rows("seasons"):
        start = _date(row["training_start"])
        if start is None:
            raise ValueError(f"reference/data/seasons.csv: cycle {row['cycle']} has no training_start")
        found[int(row["cycle"])] = Season(
            cycle=int(row["cycle"]),
            eras_opens=_date(row["eras_opens"]),
            applicants_submit=_date(row["applicants_submit"]),
            programs_review=_date(row["programs_review"]),
            eras_closes=_date(row["eras_closes"]),
            match_week_start=_date(row["match_week_start"]),
            match_week_end=_date(row["match_week_end"]),
            training_start=start,
            is_third_party=row["is_third_party"] == "true",
            source=row["source"],
            as_of=row["as_of"],
        )
    return found


def season_of(cycle: int) -> Season:
    """The calendar of a cycle; where the table has no row, only the start of training is known (July 1)."""
    known = seasons().get(cycle)
    if known is not None:
        return known
    return Season(cycle, None, None, None, None, None, None, date(cycle, 7, 1), False, "not in seasons.csv", "")


def opening_of(cycle: int) -> date:
    """The day from which a cycle is the current one: ERAS opens for it; where that is not known, June 1 before it."""
    return season_of(cycle).eras_opens or date(cycle - 1, 6, 1)


def cycle_of(day: date) -> int:
    """The cycle (Match year) that applicants and pages speak to on a day: the last one that has opened."""
    return day.year + 1 if day >= opening_of(day.year + 1) else day.year


@dataclass(frozen=True, slots=True)
class _FeeRow:
    season: int
    kind: str
    service: str
    specialty: str
    first: int | None
    last: int | None
    usd_each: int | None
    usd_flat: int | None
    source: str


@cache
def _fee_rows() -> tuple[_FeeRow, ...]:
    return tuple(
        _FeeRow(
            int(row["season"]),
            row["kind"],
            row["service"],
            row["specialty"],
            _integer(row["from_program"]),
            _integer(row["to_program"]),
            _integer(row["usd_each"]),
            _integer(row["usd_flat"]),
            row["source"],
        )
        for row in read_rows("fees")
    )


def _latest(rows: Iterable[_FeeRow], cycle: int) -> tuple[_FeeRow, ...]:
    """The rows of the latest season that is not after the cycle; before the first season, of the first."""
    rows = tuple(rows)
    past = [row.season for row in rows if row.season <= cycle]
    season = max(past) if past else min((row.season for row in rows), default=0)
    return tuple(row for row in rows if row.season == season)


@cache
def _application_rows(specialty: str, cycle: int) -> tuple[_FeeRow, ...]:
    own = [row for row in _fee_rows() if row.kind == "application" and row.specialty == specialty]
    general = [row for row in _fee_rows() if row.kind == "application" and row.specialty == ""]
    return _latest(own or general, cycle)


def is_priced(specialty: str, cycle: int) -> bool:
    """Whether the fee table knows what applying in this specialty costs."""
    rows = _application_rows(specialty, cycle)
    return bool(rows) and all(row.usd_each is not None or row.usd_flat is not None for row in rows)


def application_fee_usd(specialty: str, programs: int, cycle: int) -> int:
    """Application fees for `programs` programs of one specialty; 0 for none. Raises UnknownFeeError."""
    if programs < 0:
        raise ValueError("the number of programs cannot be negative")
    if not is_priced(specialty, cycle):
        raise UnknownFeeError(f"no application fee is known for {specialty}: add it to reference/data/fees.csv")
    total = 0
    for row in _application_rows(specialty, cycle):
        if row.first is None:
            raise ValueError("reference/data/fees.csv: an application fee needs from_program")
        last = programs if row.last is None else min(programs, row.last)
        counted = last - row.first + 1
        if counted <= 0:
            continue
        total += row.usd_flat if row.usd_flat is not None else counted * (row.usd_each or 0)
    return total


def service_of(specialty: str, cycle: int) -> str:
    """ERAS or ResidencyCAS."""
    return _application_rows(specialty, cycle)[0].service


def fee_bill(programs_by_specialty: Mapping[str, int], cycle: int, with_fixed: bool = True) -> FeeBill:
    """The bill of a season: application fees per specialty, and once each the transcript and the ECFMG token."""
    lines: list[FeeLine] = []
    unpriced: list[str] = []
    services: set[str] = set()
    for specialty, programs in programs_by_specialty.items():
        if programs == 0:
            continue
        services.add(service_of(specialty, cycle))
        if not is_priced(specialty, cycle):
            unpriced.append(specialty)
            continue
        row = _application_rows(specialty, cycle)[0]
        usd = application_fee_usd(specialty, programs, cycle)
        word = "program" if programs == 1 else "programs"
        lines.append(FeeLine(f"{row.service}: {programs} {word}, {specialty}", usd, row.season, row.source))
    if with_fixed:
        for kind, label in (("transcript", "USMLE transcript"), ("token", "ECFMG token for ERAS")):
            for row in _latest((row for row in _fee_rows() if row.kind == kind), cycle):
                if row.service in services and row.usd_flat is not None:
                    lines.append(FeeLine(label, row.usd_flat, row.season, row.source))
    return FeeBill(tuple(lines), tuple(unpriced))


@cache
def signals_of(specialty: str, cycle: int) -> SignalRule | None:
    """The signals of a specialty by the latest season up to the cycle; None where the table names none."""
    rows = [row for row in read_rows("signals") if row["specialty"] == specialty and int(row["season"]) <= cycle]
    if not rows:
        return None
    row = max(rows, key=lambda row: int(row["season"]))
    return SignalRule(
        specialty,
        int(row["season"]),
        _integer(row["gold"]) or 0,
        _integer(row["silver"]) or 0,
        _integer(row["single"]) or 0,
        row["is_third_party"] == "true",
        row["source"],
    )


@cache
def state_exam_limits() -> dict[str, ExamLimit]:
    """State -> its limit on attempts, for the states that the table names."""
    return {
        row["state"]: ExamLimit(
            row["state"], _integer(row["attempts_per_step"]), row["is_confirmed"] == "true", row["source"]
        )
        for row in read_rows("state_exam_limits")
    }


@cache
def specialty_context() -> dict[str, SpecialtyContext]:
    """Specialty -> context, for the specialties that the table names."""
    return {
        row["specialty"]: SpecialtyContext(
            row["specialty"],
            int(row["match_year"]),
            _integer(row["positions"]),
            _integer(row["matched"]),
            _integer(row["tried"]),
            _integer(row["step2_median_matched"]),
            _integer(row["step2_median_unmatched"]),
            row["openness"],
            row["source"],
        )
        for row in read_rows("specialty_context")
    }
