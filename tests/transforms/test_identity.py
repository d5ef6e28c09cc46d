"""Employers and institutions: what is one, and above all what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.transforms.rows import program
from transforms.filings import read_h1b_employers
from transforms.identity import Institution, Matcher, institutions_of, match_filings, names_of, take_apart

REAL_FILE = Path(__file__).parents[2].parent / "shared" / "data" / "uscis_h1b_fy2023.csv"
CATALOG = [
    Institution("University of Miami", "Miami", "FL"),
    Institution("Miami University", "Oxford", "OH"),
    Institution("St. Mary's Hospital", "Waterbury", "CT"),
    Institution("St Mary's Hospital", "Passaic", "NJ"),
    Institution("Cleveland Clinic Foundation", "Cleveland", "OH"),
    Institution("Cleveland Clinic Florida", "Weston", "FL"),
    Institution("Montefiore Medical Center", "Bronx", "NY"),
    Institution("University of Iowa Hospitals and Clinics", "Iowa City", "IA"),
    Institution("University Hospital", "Newark", "NJ"),
    Institution("Mercy Hospital", "Toledo", "OH"),
    Institution("Toledo Hospital", "Toledo", "OH"),
    Institution("Brookdale University Hospital", "Brooklyn", "NY"),
    Institution("Wayne Hospital", "Detroit", "MI"),
    Institution("Wayne Medical Center", "Detroit", "MI"),
]
MATCHER = Matcher(CATALOG)


@pytest.mark.parametrize(
    ("employer", "city", "state", "institution", "score"),
    [
        ("UNIVERSITY OF MIAMI", "MIAMI", "FL", "University of Miami", 1.0),
        ("UNIV OF MIAMI", "CORAL GABLES", "FL", "University of Miami", 0.96),
        ("UNIVERSITY OF MIAMI", None, None, "University of Miami", 0.9),
        ("MIAMI UNIVERSITY", "OXFORD", "OH", "Miami University", 1.0),
        ("SAINT MARY S HOSP INC", "WATERBURY", "CT", "St. Mary's Hospital", 1.0),
        ("CLEVELAND CLINIC", "CLEVELAND", "OH", "Cleveland Clinic Foundation", 0.94),
        ("MONTEFIORE MED CTR", "BRONX", "NY", "Montefiore Medical Center", 1.0),
        ("MONTIFIORE MEDICAL CENTER", "BRONX", "NY", "Montefiore Medical Center", 0.92),
        ("MMC HOLDINGS LLC D/B/A MONTEFIORE MEDICAL CENTER", "BRONX", "NY", "Montefiore Medical Center", 1.0),
        ("UNIVERSITY OF IOWA HOSP", "IOWA CITY", "IA", "University of Iowa Hospitals and Clinics", 0.94),
        ("UNIVERSITY HOSPITAL", "NEWARK", "NJ", "University Hospital", 1.0),
    ],
)
def test_one_institution_under_its_spellings(
    employer: str, city: str | None, state: str | None, institution: str, score: float
) -> None:
    match = MATCHER.match(employer, city, state)
    assert (match.institution, match.score) == (institution, score)


@pytest.mark.parametrize(
    ("employer", "city", "state"),
    [
        ("MIAMI UNIVERSITY", "MIAMI", "FL"),  # not the University of Miami
        ("UNIVERSITY OF MIAMI", "OXFORD", "OH"),  # not Miami University
        ("ST MARY'S HOSPITAL", "HUNTINGTON", "WV"),  # the name stands in two other states
        ("ST MARY'S HOSPITAL", None, None),  # which of the two?
        ("ST MARYS HOSPITAL", "TRENTON", "NJ"),  # same state, other city: a saint has many hospitals
        ("MERCY HOSPITAL", "CLEVELAND", "OH"),
        ("MERCY HOSPITAL", None, None),
        ("CLEVELAND CLINIC", "WESTON", "FL"),  # not its Florida hospital's name
        ("CLEVELAND CLIFFS STEEL LLC", "CLEVELAND", "OH"),
        ("MONTEFIORE MOUNT VERNON HOSPITAL", "BRONX", "NY"),
        ("UNIVERSITY HOSPITAL", "PATERSON", "NJ"),
        ("UNIVERSITY HOSPITAL", None, None),
        ("BROOKDALE HOSPITAL", "BROOKLYN", "NY"),  # a word of schools in one of them only
        ("WAYNE HEALTH", "DETROIT", "MI"),  # two hospitals fit alike
        ("INC", "DETROIT", "MI"),
        ("UNIVERSITY OF IOWA COLLEGE HOSP", "IOWA CITY", "IA"),
        ("THE UNIVERSITY OF IOWA", "IOWA CITY", "IA"),  # a university and its hospitals are two employers
        ("TOLEDO CLINIC", "TOLEDO", "OH"),  # no more than the city's name in common
        ("MERCY HEALTH", "TOLEDO", "OH"),
        ("", "TOLEDO", "OH"),
    ],
)
def test_doubtful_pairs_are_no_pairs(employer: str, city: str | None, state: str | None) -> None:
    match = MATCHER.match(employer, city, state)
    assert match.institution is None
    assert match.score is None


def test_names_that_say_too_little_are_no_pair_even_in_their_city() -> None:
    matcher = Matcher([Institution("Hurley Medical Center", "Flint", "MI"), Institution("!!!", "Flint", "MI")])
    assert matcher.match("HURLEY HEALTH EAST", "FLINT", "MI").institution is None
    assert matcher.match("D/B/A", "FLINT", "MI").institution is None
    assert matcher.match("!?", "FLINT", "MI").institution is None


def test_ambiguity_is_said() -> None:
    assert MATCHER.match("WAYNE HEALTH", "DETROIT", "MI").reason == (
        "ambiguous between Wayne Hospital and Wayne Medical Center"
    )


def test_short_words_and_numbers_are_never_typing_errors() -> None:
    matcher = Matcher(
        [Institution("Lourdes Hospital 12", "Toledo", "OH"), Institution("Hurley Hospital", "Flint", "MI")]
    )
    assert matcher.match("LOURDES HOSPITAL 13", "TOLEDO", "OH").institution is None
    assert matcher.match("HURON HOSPITAL", "FLINT", "MI").institution is None


def test_names_are_taken_apart() -> None:
    assert take_apart("The Univ. of X Med Ctr, Inc.").words == ("university", "x", "medical", "center")
    assert take_apart("St. Mary’s Hospital") == take_apart("SAINT MARYS HOSP")
    assert take_apart("Children's Hospital") == take_apart("CHILDREN S HOSPITAL")
    assert names_of("A INC D/B/A B HOSPITAL") == ["A INC", "B HOSPITAL"]


def test_institutions_are_distinct_places_of_programs() -> None:
    rows = [program("1"), program("2"), program("3", city=None), program("4", state="MI")]
    assert [(place.city, place.state) for place in institutions_of(rows)] == [
        (None, "OH"),
        ("Toledo", "MI"),
        ("Toledo", "OH"),
    ]


@pytest.mark.skipif(not REAL_FILE.is_file(), reason="the real USCIS file is not beside the repository")
def test_the_real_file_gives_no_false_pair_on_a_catalog_of_traps() -> None:
    rows, outcomes = match_filings(read_h1b_employers(REAL_FILE.read_bytes(), "f").rows, CATALOG)
    assert sum(outcomes.values()) == len(rows) == 33_331
    pairs = {(row["employer"], row["institution"]) for row in rows if row["institution"]}
    assert pairs == {
        ("UNIVERSITY OF MIAMI", "University of Miami"),
        ("MIAMI UNIVERSITY", "Miami University"),
        ("CLEVELAND CLINIC", "Cleveland Clinic Foundation"),
        ("CLEVELAND CLINIC FLORIDA", "Cleveland Clinic Florida"),
        ("MONTEFIORE MEDICAL CENTER", "Montefiore Medical Center"),
    }


def test_outcomes_are_counted() -> None:
    filing = {"employer": "WAYNE HEALTH", "city": "DETROIT", "state": "MI"}
    other = {"employer": "NOBODY", "city": None, "state": None}
    rows, outcomes = match_filings([filing, other], CATALOG)
    assert outcomes == {"matched": 0, "ambiguous": 1, "unmatched": 1}
    assert rows[1]["match_score"] is None
