"""Listing rows become programs; every row ends as a program, a duplicate or a refusal."""

from __future__ import annotations

import json
from typing import Any

import pytest

from transforms.listings import (
    IDENTITY,
    ListingReading,
    alias_ids,
    merge_programs,
    read_listing,
    read_records,
    read_registry_programs,
    specialty_named,
    state_coded,
)

GOOD = {
    "Code": "1400500001",
    "Specialty": "Internal Medicine",
    "Name": "Lakeside Program",
    "Institution": "Lakeside Hospital",
    "City": "Toledo",
    "State": "OH",
    "Website": "https://lakeside.test/im",
}


def one(**cells: Any) -> ListingReading:
    return read_records([{**GOOD, **cells}], "demo")


def raw(record: Any, number: int = 1) -> dict[str, Any]:
    text = record if isinstance(record, str) else json.dumps(record)
    return {"crawl_id": "c", "source": "demo", "row_number": number, "url": "https://list.test/1", "record": text}


def accounted(reading: ListingReading) -> bool:
    return reading.rows == len(reading.programs) + reading.duplicates + reading.refused


def test_a_listing_row_is_a_program() -> None:
    reading = one()
    assert reading.problems == []
    assert reading.programs == [
        {
            "program_id": "1400500001",
            "acgme_code": "1400500001",
            "name": "Lakeside Program",
            "institution": "Lakeside Hospital",
            "specialty": "Internal Medicine",
            "city": "Toledo",
            "state": "OH",
            "url": "https://lakeside.test/im",
            "setting": None,
            "source": "demo",
        }
    ]
    assert tuple(reading.programs[0]) == IDENTITY


@pytest.mark.parametrize(
    "heads",
    [
        ("Program ID", "specialty", "Program Name", "Sponsoring Institution", "City", "State", "Web"),
        ("ACGME Code", "SPECIALTY", "program_name", "Sponsor", "city", "State/Territory", "URL"),
        ("Accreditation ID", "Specialty Name", "Title", "Hospital", "Program City", "Program State", "Homepage"),
    ],
)
def test_drifting_heads_are_known(heads: tuple[str, ...]) -> None:
    reading = read_records([dict(zip(heads, GOOD.values(), strict=True))], "demo")
    assert reading.programs == one().programs
    assert reading.unknown_columns == {}


@pytest.mark.parametrize(
    ("cells", "column", "value"),
    [
        ({"Institution": "[340030] Lakeside Hospital"}, "institution", "Lakeside Hospital"),
        ({"Name": "Lakeside   Program New Program!"}, "name", "Lakeside Program"),
        ({"Code": "140-05-00001"}, "acgme_code", "1400500001"),
        ({"Code": "m123456789"}, "acgme_code", "M123456789"),
        ({"Code": "0401100209", "Specialty": "Anesthesia"}, "acgme_code", "0401100209"),
        ({"Specialty": "family practice", "Code": ""}, "specialty", "Family Medicine"),
        ({"Specialty": "Obstetrics & Gynecology", "Code": ""}, "specialty", "Obstetrics and Gynecology"),
        ({"Specialty": "Orthopaedic surgery", "Code": ""}, "specialty", "Orthopaedic Surgery"),
        ({"Specialty": "Internal medicine (core)"}, "specialty", "Internal Medicine"),
        ({"State": "Ohio"}, "state", "OH"),
        ({"State": "oh"}, "state", "OH"),
        ({"State": "", "City": "", "Location": "Toledo, OH 43604"}, "city", "Toledo"),
        ({"State": "", "City": "", "Location": "Toledo, Ohio"}, "state", "OH"),
        ({"Website": "www.lakeside.test/im"}, "url", "https://www.lakeside.test/im"),
        ({"Website": "http://127.0.0.1:8080/a?b=1"}, "url", "http://127.0.0.1:8080/a?b=1"),
        ({"Setting": "University-based"}, "setting", "University-based"),
    ],
)
def test_dirty_cells_are_cleaned(cells: dict[str, str], column: str, value: str) -> None:
    assert one(**cells).programs[0][column] == value


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"Code": "401100209"}, "Code", "lost its leading zero"),
        ({"Code": "14005"}, "Code", "ten digits"),
        ({"Name": ""}, "name", "no program is named"),
        ({"Specialty": "Cardiovascular disease"}, "Specialty", "reference/data/specialties.csv"),
        ({"Specialty": "", "Code": ""}, "specialty", "no specialty"),
        ({"State": ""}, "state", "no state"),
        ({"State": "Ontario"}, "State", "no US state"),
        ({"State": "", "Location": "Paris, France"}, "Location", "no US state"),
        ({None: ["more", "cells"]}, "all", "more cells"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_place_and_advice(
    cells: dict[Any, Any], column: str, words: str
) -> None:
    reading = read_records([{**GOOD, **cells}, {**GOOD, "Code": "1400500002"}], "demo")
    assert [program["program_id"] for program in reading.programs] == ["1400500002"]
    assert (reading.refused, accounted(reading)) == (1, True)
    (problem,) = reading.problems
    assert problem.outcome == "refused"
    assert str(problem).startswith(f"demo, row 1, column {column}: ")
    assert words in str(problem)


def test_trailing_commas_are_no_cells() -> None:
    assert len(read_records([{**GOOD, None: ["", ""]}], "demo").programs) == 1


def test_blank_rows_are_refused_too() -> None:
    reading = read_records([dict.fromkeys(GOOD, " "), GOOD], "demo")
    assert (reading.rows, reading.refused, len(reading.programs)) == (2, 1, 1)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "mailto:a@b.test", "see below", "https://user@host.test/"])
def test_a_bad_address_costs_the_address_and_not_the_row(address: str) -> None:
    reading = one(Website=address)
    assert reading.programs[0]["url"] is None
    assert reading.problems[0].outcome == "blanked"


def test_what_is_concluded_is_noted() -> None:
    by_code = one(Specialty="")
    assert by_code.programs[0]["specialty"] == "Internal Medicine"
    assert by_code.problems[0].outcome == "noted"
    clash = one(Specialty="Pediatrics")
    assert clash.programs[0]["specialty"] == "Pediatrics"
    assert "belongs to Internal Medicine" in clash.problems[0].message
    nameless = one(Institution="")
    assert nameless.programs[0]["institution"] == "Lakeside"
    assert "no institution is named" in nameless.problems[0].message


def test_a_program_without_a_code_has_an_id_that_stays() -> None:
    first, again = one(Code=""), one(Code="", Website="https://new.test/")
    assert first.programs[0]["program_id"] == again.programs[0]["program_id"]
    assert first.programs[0]["program_id"].startswith("x")
    assert one(Code="", City="Akron").programs[0]["program_id"] != first.programs[0]["program_id"]


def test_duplicates_are_counted_and_told_apart() -> None:
    reading = read_records([GOOD, GOOD, {**GOOD, "City": "Akron"}], "demo")
    assert (len(reading.programs), reading.duplicates, accounted(reading)) == (1, 2, True)
    assert reading.problems[0].message.endswith("this one says the same")
    assert reading.problems[1].message.endswith("this one differs in city")


def test_unknown_columns_are_counted_and_expected_ones_are_not() -> None:
    rows = [{**GOOD, "Mascot": "Bear", "Phone": "1"}, {**GOOD, "Code": "1400500002", "Mascot": ""}]
    assert read_records(rows, "demo").unknown_columns == {"Mascot": 1}


def test_two_heads_for_one_column_must_agree() -> None:
    reading = read_records([{**GOOD, "Sponsoring Institution": "[340030] Lakeside Hospital"}], "demo")
    assert reading.problems == []
    reading = read_records([{**GOOD, "Sponsoring Institution": "Hill Hospital"}], "demo")
    assert reading.programs[0]["institution"] == "Lakeside Hospital"
    assert "'Institution' gave this already" in reading.problems[0].message


def test_what_a_detail_page_says_otherwise_is_noted() -> None:
    reading = one(**{"Name (detail)": "Hillside Program"})
    assert reading.programs[0]["name"] == "Lakeside Program"
    assert "'Name' gave this already" in reading.problems[0].message
    assert reading.unknown_columns == {}


def test_records_may_bring_their_own_row_numbers() -> None:
    assert read_registry_programs([{"row": 7, "name": ""}]).problems[0].row == 7


def test_archived_rows_are_read_from_json_and_broken_ones_refused() -> None:
    reading = read_listing([raw(GOOD), raw("{", 2), raw("[1]", 3)])
    assert (len(reading.programs), reading.refused, accounted(reading)) == (1, 2, True)
    assert reading.problems[0].row == 2


def test_yearly_places_are_quoted_from_the_archived_row() -> None:
    record = json.dumps({**GOOD, "Positions per Year": "12", "Total Approved Resident Positions": "36"})
    (stated,) = read_listing([raw(record)]).statements
    assert (stated.field, stated.value) == ("positions_per_year", 12)
    assert stated.quote == record[stated.start : stated.end] == '"Positions per Year": "12"'


def test_totals_of_residents_are_never_yearly_places() -> None:
    record = {**GOOD, "Total Approved Resident Positions": "36", "Positions": "36"}
    assert read_listing([raw(record)]).statements == []


@pytest.mark.parametrize("cell", ["about 12", "0", "900"])
def test_unreadable_places_are_blanked(cell: str) -> None:
    reading = read_listing([raw({**GOOD, "Positions per Year": cell})])
    assert reading.statements == []
    assert reading.problems[0].outcome == "blanked"


def test_places_that_cannot_be_quoted_state_nothing() -> None:
    reading = read_listing([raw(json.dumps({**GOOD, "Positions per Year": "12"}).replace("12", "\\u0031\\u0032"))])
    assert reading.statements == []
    assert "cannot be quoted" in reading.problems[0].message


def test_registry_rows_keep_the_ids_that_people_gave() -> None:
    record = {
        "program_id": "my-own",
        "acgme_code": "1400500001",
        "name": "P",
        "institution": "I",
        "specialty": "IM",
        "city": "",
        "state": "OH",
        "url": "",
    }
    reading = read_registry_programs([record, {**record, "program_id": "bad id!", "acgme_code": ""}])
    (program,) = reading.programs
    assert (program["program_id"], program["source"], program["city"]) == ("my-own", "registry/programs.csv", None)
    assert str(reading.problems[0]).startswith("registry/programs.csv, row 3, column program_id: 'bad id!' is no id")


def test_plain_records_state_no_places_since_nothing_archived_can_be_quoted() -> None:
    assert read_records([{**GOOD, "Positions per Year": "12"}], "demo").statements == []


def test_the_registry_wins_and_the_listing_fills_its_gaps() -> None:
    record = {"program_id": "my-own", "acgme_code": "1400500001", "name": "Mine", "institution": "Lakeside Hospital"}
    mine = read_registry_programs([{**record, "specialty": "IM", "state": "OH"}])
    merged, problems = merge_programs(mine, one(), one(Code="1400500009"))
    assert [program["program_id"] for program in merged] == ["my-own", "1400500009"]
    assert merged[0]["name"] == "Mine"
    assert merged[0]["url"] == "https://lakeside.test/im"
    assert [problem.column for problem in problems] == ["name"]
    assert alias_ids(merged)["1400500001"] == "my-own"
    assert mine.programs[0]["url"] is None  # the reading itself is left as it was


def test_names_of_specialties_and_states() -> None:
    assert specialty_named("PM&R") == "Physical Medicine and Rehabilitation"
    assert specialty_named("Paediatrics") == "Pediatrics"
    assert specialty_named("Astrology") is None
    assert state_coded(" puerto rico ") == "PR"
    assert state_coded("Ontario") is None
