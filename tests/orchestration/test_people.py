"""Applicants are read with school and country as rosters are counted by."""

from __future__ import annotations

from typing import Any

import pytest

from orchestration.people import country_code, place_school
from tests.reports.worlds import applicant

ALIASES: dict[str, dict[str, str | None]] = {
    "Hidden Lakes MC": {"school_class": "IMG", "country": "NP", "canonical": "Hidden Lakes Medical College"}
}


@pytest.mark.parametrize(
    ("school", "country", "canonical", "code"),
    [
        ("KEMU, Lahore", "Pakistan", "King Edward Medical University", "PK"),
        ("King Edward Medical University", "", "King Edward Medical University", "PK"),
        ("Hidden Lakes MC", "", "Hidden Lakes Medical College", "NP"),
        ("Hidden Lakes MC", "Nepal", "Hidden Lakes Medical College", "NP"),
        ("Quxgarble Institute", "Pakistan", "", "PK"),
        ("Quxgarble Institute", "", "", ""),
        ("", "", "", ""),
        ("", "pk", "", "PK"),
    ],
)
def test_school_and_country_are_placed_or_left_empty(school: str, country: str, canonical: str, code: str) -> None:
    placed: Any = place_school(applicant(school=school, school_country=country), ALIASES)
    assert (placed.school_canonical, placed.school_country_code) == (canonical, code)


def test_a_school_of_another_country_than_told_gives_no_school() -> None:
    placed: Any = place_school(applicant(school="King Edward Medical University", school_country="Brazil"), {})
    assert (placed.school_canonical, placed.school_country_code) == ("", "BR")


def test_countries_are_known_by_name_code_or_another_name() -> None:
    assert (country_code("Pakistan"), country_code(" pk "), country_code("Nowhere")) == ("PK", "PK", "")
