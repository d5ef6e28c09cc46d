"""School strings of real life and traps; the bars of the classifier are held here."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from reference.tables import read_rows, states
from transforms.model import SchoolVerdict
from transforms.schools import UNKNOWN, classify_school, is_place, normalize, school_line
from warehouse.schema import SCHOOL_CLASSES

CASES = Path(__file__).parent / "cases" / "schools.csv"


def read_cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_bars_on_strings_of_real_life() -> None:
    cases = read_cases()
    verdicts = [(case, classify_school(case["school"])) for case in cases]
    answered = [(case, verdict) for case, verdict in verdicts if verdict.school_class != "unknown"]
    wrong = [case["school"] for case, verdict in answered if verdict.school_class != case["class"]]
    meant = [(case, verdict) for case, verdict in verdicts if case["class"] != "unknown"]
    unanswered = [case["school"] for case, verdict in meant if verdict.school_class == "unknown"]
    elsewhere = [case["school"] for case, verdict in answered if case["country"] and verdict.country != case["country"]]
    assert len(cases) >= 300
    assert len({case["country"] for case in cases}) > 60
    assert len(wrong) <= 0.01 * len(answered), wrong
    assert len(unanswered) <= 0.03 * len(meant), unanswered
    assert len(elsewhere) <= 0.03 * len(answered), elsewhere


def test_no_us_school_is_called_img_and_no_img_school_us() -> None:
    swapped = []
    for case in read_cases():
        verdict = classify_school(case["school"])
        if {case["class"][:2], verdict.school_class[:2]} == {"US", "IM"}:
            swapped.append(case["school"])
    assert swapped == []


@pytest.mark.parametrize(
    "text",
    [
        "Trinity",
        "St. George's",
        "Georgia",
        "Windsor",
        "Xavier",
        "Newcastle",
        "Cambridge",
        "York",
        "Birmingham",
        "Columbia",
        "Miami",
        "Rochester",
        "Western University",
        "Michigan State University",
        "University of Georgia",
    ],
)
def test_ambiguous_names_stay_unknown(text: str) -> None:
    assert classify_school(text) == UNKNOWN


@pytest.mark.parametrize(
    ("text", "school_class", "country"),
    [
        ("Trinity, Dublin, Ireland", "IMG", "IE"),
        ("Trinity School of Medicine, Kingstown", "IMG", "VC"),
        ("Western University, London, Ontario", "CA", "CA"),
        ("University of Georgia, Tbilisi, Georgia", "IMG", "GE"),
        ("Michigan State University, DO", "US-DO", "US"),
        ("Michigan State University, MD", "US-MD", "US"),
        ("University of Birmingham, United Kingdom", "IMG", "GB"),
        ("University of Alabama at Birmingham", "US-MD", "US"),
        ("Saint Louis University, Baguio, Philippines", "IMG", "PH"),
        ("Saint Louis University, St. Louis, Missouri", "US-MD", "US"),
        ("Weill Cornell Medicine - Qatar", "IMG", "QA"),
        ("Weill Cornell Medicine, New York", "US-MD", "US"),
        ("Duke-NUS Medical School", "IMG", "SG"),
        ("PCOM Georgia", "US-DO", "US"),
        ("WesternU COMP Northwest, Lebanon, OR", "US-DO", "US"),
        ("UNM, New Mexico", "US-MD", "US"),
    ],
)
def test_context_resolves_what_the_name_leaves_open(text: str, school_class: str, country: str) -> None:
    verdict = classify_school(text)
    assert (verdict.school_class, verdict.country) == (school_class, country)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "N/A",
        "B.S., University of Florida",
        "BA in Biology, Harvard University",
        "Hiking and chess",
        "Houston, TX",
        "University of California, Berkeley",
        "Emory & Henry College",
        "x" * 400,
        "!!!",
        "Undergraduate: Duke University",
    ],
)
def test_what_is_no_medical_school_stays_unknown(text: str) -> None:
    assert classify_school(text).school_class == "unknown"


def test_an_unlisted_school_with_a_foreign_country_is_img_of_that_country() -> None:
    verdict = classify_school("Medical University of Nowhere, Ukraine")
    assert verdict == SchoolVerdict("IMG", "UA", None, 0.6)


def test_an_unlisted_school_without_a_country_stays_unknown() -> None:
    assert classify_school("Medical University of Nowhere").school_class == "unknown"


def test_an_unlisted_us_school_is_never_guessed() -> None:
    assert classify_school("Plains School of Medicine, Texas").school_class == "unknown"


def test_aliases_of_the_steward_win_and_need_no_code() -> None:
    text = "Westbrook Lakes Med"
    assert classify_school(text).school_class == "unknown"
    assert classify_school(text, {"westbrook lakes MED.": "Harvard Medical School"}).school_class == "US-MD"
    given = {"school_class": "IMG", "country": "AL", "canonical": "Westbrook Lakes"}
    assert classify_school(text, {text: given}) == SchoolVerdict("IMG", "AL", "Westbrook Lakes", 1.0)
    assert classify_school(text, {text: SchoolVerdict("CA", "CA", None, 0.7)}).school_class == "CA"
    assert classify_school("KEMU", {text: given}).country == "PK"


def test_normalization_joins_spellings() -> None:
    assert normalize("Univ. of São Paulo, Sch. of Med.") == normalize("University of Sao Paulo School of Medicine")
    assert normalize("K.S. Hegde") == normalize("K S Hegde") == normalize("KS Hegde")
    assert normalize("Texas A&M") == normalize("Texas A and M")
    assert normalize("Wayne St. University") == normalize("Wayne State University")


def test_places_are_told_from_schools() -> None:
    assert is_place("Lahore, Pakistan")
    assert is_place("San Antonio, TX") or is_place("Houston, TX")
    assert not is_place("Dow University")


def test_the_gazetteer_knows_its_own_names() -> None:
    """Each canonical name is classified as its file says, so that no alias shadows another school's name."""
    wrong = []
    for file, school_class in (("us_md", "US-MD"), ("us_do", "US-DO"), ("ca", "CA"), ("world", "IMG")):
        for row in read_rows(f"schools_{file}"):
            verdict = classify_school(row["canonical"])
            if (verdict.school_class, verdict.country) != (school_class, row.get("country") or school_class[:2]):
                wrong.append((row["canonical"], verdict))
    assert wrong == []


def test_the_gazetteer_is_wide_enough_and_its_cells_are_valid() -> None:
    world, countries = read_rows("schools_world"), {row["code"] for row in read_rows("countries")}
    assert len(world) >= 900
    assert len({row["country"] for row in world}) >= 100
    assert {row["country"] for row in world} <= countries
    assert {row["is_mostly_us_students"] for row in world} == {"", "yes"}
    assert len(read_rows("schools_us_md")) >= 155
    assert len(read_rows("schools_us_do")) >= 55
    assert {row["state"] for row in read_rows("schools_us_md")} <= set(states())


def test_candidates_of_ambiguous_names_stand_in_the_gazetteer() -> None:
    canonical = {row["canonical"] for file in ("us_md", "us_do", "ca", "world") for row in read_rows(f"schools_{file}")}
    for row in read_rows("schools_ambiguous"):
        assert set(filter(None, row["candidates"].split("|"))) <= canonical, row["name"]


def test_a_jsonl_line_carries_class_country_canonical_and_confidence() -> None:
    line = school_line({"id": 7, "school": "KEMU, Lahore"})
    assert line["id"] == 7
    assert (line["class"], line["country"], line["canonical"]) == ("IMG", "PK", "King Edward Medical University")
    assert 0 < line["confidence"] <= 1
    assert line["class"] in SCHOOL_CLASSES


@pytest.mark.parametrize(
    ("row", "message"), [({"school": "x"}, '"id"'), ({"id": 1}, '"school"'), ({"id": 1, "school": 3}, "1")]
)
def test_a_jsonl_line_that_lacks_something_says_what(row: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        school_line(row)
