"""Ties by roster: residents from the applicant's school and country, in the score and in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.catalog import build_catalog
from reports.eligibility import moment
from reports.explained import explain_one
from reports.ranking import Scorer
from reports.shortlists import shortlist_rows
from reports.ties import Tie, count_ties, words_for, worth_of
from tests.reports.worlds import CYCLE, TODAY, applicant, program

KEMU = "King Edward Medical University"


def counted(
    residents: int,
    school: str = KEMU,
    country: str | None = "PK",
    program_id: str = "P1",
    url: str = "https://p1.example/residents",
) -> dict[str, Any]:
    return {"program_id": program_id, "url": url, "school": school, "country": country, "residents": residents}


def graduate(**values: Any) -> Any:
    return applicant(**{"school_canonical": KEMU, "school_country_code": "PK", **values})


def scorer_of(programs: list[dict[str, Any]], rosters: list[dict[str, Any]]) -> Scorer:
    return Scorer(build_catalog(programs, CYCLE, rosters), moment(CYCLE, TODAY))


def row_of(rosters: list[dict[str, Any]], who: Any, program_id: str = "P1") -> dict[str, Any]:
    scorer = scorer_of([program("P1", visa_j1="sponsors"), program("P2", visa_j1="sponsors")], rosters)
    return next(row for row in shortlist_rows(scorer, who) if row["program_id"] == program_id)


def test_residents_from_the_school_are_told_and_lift_the_program() -> None:
    rosters = [counted(3), counted(2, "Dow Medical College")]
    row = row_of(rosters, graduate())
    assert "3 residents from your school; 5 from schools in Pakistan" in row["reasons"]
    assert row["rank"] == 1 and row["score"] > row_of(rosters, graduate(), "P2")["score"]
    assert json.loads(row["parts"])["ties"]["value"] == pytest.approx(worth_of(Tie(3, 5)), abs=1e-5)


def test_residents_from_the_country_are_told_where_none_is_from_the_school() -> None:
    row = row_of([counted(5, "Dow Medical College")], graduate())
    assert "5 residents from schools in Pakistan" in row["reasons"]
    assert "1 resident from your school" in row_of([counted(1)], graduate())["reasons"]


def test_a_named_tie_and_a_counted_one_are_told_together() -> None:
    row = row_of([counted(1)], graduate(ties=frozenset({"P1"})))
    assert "a tie named by the applicant; 1 resident from your school" in row["reasons"]


@pytest.mark.parametrize(
    "who",
    [
        graduate(school_canonical="", school_country_code=""),
        graduate(school_canonical="Government Medical College", school_country_code="IN"),
        graduate(school_canonical="Yale School of Medicine", school_country_code="US"),
    ],
    ids=["school not known", "another country", "a school of the US"],
)
def test_without_a_tie_nothing_is_said(who: Any) -> None:
    row = row_of([counted(3), counted(9, "Yale School of Medicine", "US")], who)
    assert json.loads(row["parts"])["ties"]["value"] == 0
    assert not any("from" in reason and "resident" in reason for reason in row["reasons"])


def test_schools_of_one_name_in_two_countries_are_two_schools() -> None:
    rosters = [counted(3, "Government Medical College", "IN")]
    row = row_of(rosters, graduate(school_canonical="Government Medical College", school_country_code="PK"))
    assert json.loads(row["parts"])["ties"]["value"] == 0


def test_pages_of_one_program_are_never_added_up() -> None:
    pages = [counted(3), counted(3, url="https://p1.example/all"), counted(1, "Dow", url="https://p1.example/all")]
    ties = count_ties(pages, [program("P1")])
    assert ties.of(graduate())["P1"] == Tie(3, 4)
    chosen = count_ties(pages, [program("P1", img_share_url="https://p1.example/residents")])
    assert chosen.of(graduate())["P1"] == Tie(3, 3)


def test_explain_tells_the_tie_and_a_roster_of_no_program_is_no_harm() -> None:
    scorer = scorer_of([program("P1")], [counted(2), counted(4, program_id="elsewhere")])
    assert "roster: 2 residents from your school" in list(explain_one(scorer, graduate(), "P1"))
    assert scorer.score(graduate()).score.shape == (1,)


def test_a_country_without_a_name_is_told_by_its_code() -> None:
    assert words_for(Tie(0, 2), "ZZ") == "2 residents from schools in ZZ"
    assert words_for(Tie(), "PK") is None


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 10), st.integers(0, 10), st.booleans())
def test_more_ties_never_lower_a_program(school: int, others: int, more: int, more_others: int, named: bool) -> None:
    def score(same: int, rest: int) -> float:
        rosters = [counted(same)] if same else []
        rosters += [counted(rest, "Dow Medical College")] if rest else []
        who = graduate(ties=frozenset({"P1"}) if named else frozenset())
        return float(scorer_of([program("P1")], rosters).score(who).score[0])

    before, after = score(school, others), score(school + more, others + more_others)
    assert after >= before
    assert after <= 1
