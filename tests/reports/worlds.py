"""Synthetic programs and applicants for the tests of reports, and hypothesis strategies that vary them."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from reports.applicants import Applicant
from warehouse.schema import FACT_BY_NAME, OUT_PROGRAMS

CYCLE = 2027
TODAY = date(2026, 8, 1)  # before programs review applications of cycle 2027
SPECIALTIES = ("Internal Medicine", "Family Medicine", "Surgery", "Emergency Medicine")
STATES = ("NY", "TX", "OH", "AK", "CA")


def program(program_id: str = "P1", **values: Any) -> dict[str, Any]:
    """A row of out_programs; each stated fact gets its quote, page, date and confidence."""
    row: dict[str, Any] = dict.fromkeys(OUT_PROGRAMS.column_names)
    row.update(
        program_id=program_id,
        name=f"Program {program_id}",
        institution=f"Institution {program_id}",
        specialty="Internal Medicine",
        city="Springfield",
        state="OH",
        url=f"https://{program_id.lower()}.example/residency",
        source="test",
        pages_read=1,
    )
    row.update(values)
    for fact in FACT_BY_NAME:
        if row[fact] is not None and row[f"{fact}_quote"] is None:
            row[f"{fact}_quote"] = f"words on {fact} {row[fact]}"
            row[f"{fact}_url"] = row["url"]
            row[f"{fact}_as_of"] = date(2026, 7, 20)
            row[f"{fact}_confidence"] = 0.9
            row[f"{fact}_statement_id"] = "0" * 16
    return row


def applicant(applicant_id: str = "A1", **values: Any) -> Applicant:
    """An applicant with a middling profile; pass what matters to the test."""
    profile: dict[str, Any] = {
        "advisor": "north",
        "cycle": CYCLE,
        "specialties": ("Internal Medicine",),
        "needs_visa": True,
        "visas": frozenset({"j1"}),
        "graduation_year": 2023,
        "has_ecfmg": True,
        "step1": 225,
        "has_step1_pass": True,
        "step1_attempts": 1,
        "step2_ck": 238,
        "step2_ck_attempts": 1,
        "usce_hands_on_months": 2.0,
        "usce_observing_months": 1.0,
        "us_letters": 3,
        "max_programs": 30,
    }
    return Applicant(applicant_id, **{**profile, **values})


def worked_example(**values: Any) -> Applicant:
    """The example of the published guides: non-US citizen IMG, 2020, Step 1 211, Step 2 CK 228, no US experience."""
    profile: dict[str, Any] = {
        "graduation_year": 2020,
        "step1": 211,
        "step2_ck": 228,
        "usce_hands_on_months": 0.0,
        "usce_observing_months": 0.0,
        "us_letters": 0,
    }
    return applicant("W1", **{**profile, **values})


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


_visa = st.sampled_from(("sponsors", "conditional", "no"))
FACT_STRATEGIES: dict[str, st.SearchStrategy[Any]] = {
    "visa_j1": _visa,
    "visa_h1b": _visa,
    "step1_min": st.integers(190, 250),
    "step1_min_preferred": st.integers(190, 250),
    "step2_min": st.integers(190, 260),
    "step2_min_preferred": st.integers(190, 270),
    "no_score_cutoff": st.just(True),
    "max_attempts_step1": st.integers(1, 4),
    "max_attempts_step2": st.integers(1, 4),
    "max_attempts_step1_preferred": st.integers(1, 3),
    "max_attempts_step2_preferred": st.integers(1, 3),
    "step3_required": st.sampled_from(("always", "h1b", "no")),
    "max_years_since_graduation": st.sampled_from((1, 2, 3, 5, 5.5, 7, 10)),
    "max_years_since_graduation_preferred": st.sampled_from((1, 2, 3, 5, 7)),
    "usce_required": st.booleans(),
    "usce_required_preferred": st.booleans(),
    "usce_months": st.sampled_from((0.5, 1, 2, 3, 6, 12)),
    "usce_months_preferred": st.sampled_from((1, 2, 3, 6)),
    "usce_hands_on": st.booleans(),
    "ecfmg_by": st.sampled_from(("application", "interview", "ranking", "start")),
    "letters_min": st.integers(1, 4),
    "application_deadline": st.sampled_from(("12-15", "07-20", "2022-10-01", "2026-11-30")),
    "positions_per_year": st.integers(1, 60),
    "img_accepted": st.booleans(),
}


@st.composite
def programs(draw: st.DrawFn, least: int = 1, most: int = 3) -> list[dict[str, Any]]:
    """Rows of out_programs with any mixture of stated and unstated facts."""
    rows = []
    for number in range(draw(st.integers(least, most))):
        stated = draw(st.lists(st.sampled_from(sorted(FACT_STRATEGIES)), unique=True, max_size=7))
        facts = {name: draw(FACT_STRATEGIES[name]) for name in stated}
        if draw(st.booleans()):
            share = draw(st.floats(0, 1))
            facts.update(img_share=share, img_share_low=share * 0.7, img_share_high=share + (1 - share) * 0.3)
            facts.update(img_residents=round(20 * share), roster_residents=20)
        facts["specialty"] = draw(st.sampled_from(SPECIALTIES))
        facts["state"] = draw(st.sampled_from(STATES))
        rows.append(program(f"P{number:03d}", **facts))
    return rows


@st.composite
def applicants(draw: st.DrawFn) -> Applicant:
    """Any profile that the registry can hold."""
    needs_visa = draw(st.booleans())
    step1 = draw(maybe(st.integers(180, 270)))
    has_ecfmg = draw(st.booleans())
    expected = st.dates(date(2026, 7, 1), date(2027, 8, 1))
    return applicant(
        specialties=tuple(draw(st.permutations(SPECIALTIES))[: draw(st.integers(1, 3))]),
        needs_visa=needs_visa,
        visas=frozenset(draw(st.sampled_from((("j1",), ("h1b",), ("j1", "h1b"))))) if needs_visa else frozenset(),
        graduation_year=draw(st.integers(2008, 2026)),
        graduation_month=draw(maybe(st.integers(1, 12))),
        has_ecfmg=has_ecfmg,
        ecfmg_expected=None if has_ecfmg else draw(maybe(expected)),
        step1=step1,
        has_step1_pass=step1 is not None or draw(st.booleans()),
        step1_attempts=draw(maybe(st.integers(1, 5))),
        step2_ck=draw(maybe(st.integers(180, 280))),
        step2_ck_attempts=draw(maybe(st.integers(1, 5))),
        has_step3=draw(st.booleans()),
        usce_hands_on_months=draw(maybe(st.sampled_from((0.0, 0.5, 1.0, 2.0, 3.0, 6.0)))),
        usce_observing_months=draw(maybe(st.sampled_from((0.0, 1.0, 2.0, 4.0)))),
        us_letters=draw(maybe(st.integers(0, 4))),
        states_preferred=draw(st.frozensets(st.sampled_from(("NY", "TX")), max_size=2)),
        states_excluded=draw(st.frozensets(st.sampled_from(("CA",)), max_size=1)),
        appetite=draw(st.sampled_from(("cautious", "balanced", "bold"))),
        budget_usd=draw(maybe(st.integers(0, 2000))),
        max_programs=draw(maybe(st.integers(1, 12))),
        ties=draw(st.frozensets(st.sampled_from(("P000", "P003")), max_size=1)),
    )
