"""The registry of applicants: good rows go on, bad rows are named by row and column and never by content."""

from __future__ import annotations

import csv
import io
import stat
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reports
from reports.applicants import COLUMN_NAMES, REQUIRED, read_applicants, with_changes, write_quarantine

DEMO = Path(reports.__file__).parent / "data" / "demo_applicants.csv"
GOOD = {
    "applicant_id": "A1",
    "advisor": "north",
    "cycle": "2027",
    "specialties": "Internal Medicine",
    "citizenship": "other",
    "visas": "j1",
    "step1": "pass",
    "step2_ck": "240",
    "ecfmg_certified": "yes",
    "graduation_date": "2022-06",
    "max_programs": "40",
}


def write_csv(path: Path, *rows: dict[str, str], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    text = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(text, names, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def test_the_demo_holds_twelve_valid_applicants_of_several_advisors():
    applicants, problems = read_applicants(DEMO)
    assert problems == []
    assert len(applicants) == 12
    assert 3 <= len({each.advisor for each in applicants}) <= 4
    worked = applicants[0]
    assert (worked.graduation_year, worked.step1, worked.step2_ck) == (2020, 211, 228)
    assert worked.needs_visa
    assert worked.usce_hands_on_months == 0


def test_a_full_row_is_read_field_by_field(tmp_path):
    row = {
        **GOOD,
        "step1": "211",
        "step1_attempts": "2",
        "step3": "2027-01-20",
        "specialties": "IM; family practice",
        "visas": "J-1; H1B",
        "states_preferred": "NY;new jersey",
        "states_excluded": "CA",
        "usce_hands_on_months": "1.5",
        "budget_usd": "900",
        "appetite": "Bold",
        "ties": "p1|p2",
        "ecfmg_certified": "no",
        "ecfmg_expected": "2026-10-01",
        "languages": "Spanish;English",
    }
    [who], problems = read_applicants(write_csv(tmp_path / "a.csv", row))
    assert problems == []
    assert who.specialties == ("Internal Medicine", "Family Medicine")
    assert who.visas == {"j1", "h1b"}
    assert (who.step1, who.step1_attempts, who.has_step3) == (211, 2, False)
    assert str(who.step3_planned) == "2027-01-20"
    assert who.states_preferred == {"NY", "NJ"}
    assert who.usce_hands_on_months == 1.5
    assert who.usce_observing_months is None
    assert (who.graduation_year, who.graduation_month) == (2022, 6)
    assert who.ties == {"p1", "p2"}
    assert who.appetite == "bold"


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("step2_ck", "400", "outside 100 to 300"),
        ("step2_ck", "2x0", "not a whole number"),
        ("step1", "99", "outside"),
        ("graduation_date", "2022-02-30", "no such day"),
        ("graduation_date", "2022-13", "no such month"),
        ("graduation_date", "30/06/2022", "YYYY-MM-DD"),
        ("graduation_date", "1900", "before 1950"),
        ("graduation_date", "2028-01", "after the start of training"),
        ("ecfmg_expected", "2027-02-31", "no such day"),
        ("ecfmg_expected", "2026-10-01", "held already"),
        ("specialties", "Internal Medicne", "Did you mean Internal Medicine"),
        ("specialties", "xyzzy", "specialties.csv"),
        ("states_preferred", "Texs", "Did you mean Texas"),
        ("states_excluded", "Q", "two-letter codes"),
        ("visas", "o1", "other than j1 and h1b"),
        ("visas", "", "no acceptable visa"),
        ("citizenship", "us", "needs no visa"),
        ("citizenship", "martian", "not one of the allowed words"),
        ("ecfmg_certified", "perhaps", "neither yes nor no"),
        ("applicant_id", "../../etc", "plain id"),
        ("applicant_id", "con", "plain id"),
        ("applicant_id", "jane@example.org", "plain id"),
        ("advisor", "a/b", "plain id"),
        ("cycle", "1999", "outside 2020 to 2100"),
        ("cycle", "", "the cell is empty"),
        ("max_programs", "", "neither budget_usd nor max_programs"),
        ("max_programs", "0", "outside"),
        ("usce_hands_on_months", "two", "number of months"),
        ("usce_hands_on_months", "999", "outside 0 to 240"),
        ("appetite", "huge", "not one of"),
        ("step3", "soon", "YYYY-MM-DD"),
    ],
)
def test_a_bad_cell_stops_its_row_only_and_is_named_by_row_and_column(tmp_path, column, cell, words):
    bad = {**GOOD, "applicant_id": "B1", column: cell}
    good = {**GOOD, "applicant_id": "A9"}
    applicants, problems = read_applicants(write_csv(tmp_path / "people.csv", bad, good))
    assert [each.applicant_id for each in applicants] == ["A9"]
    messages = [each.message() for each in problems]
    assert any("people.csv, row 2, column " in each and words in each for each in messages), messages
    if len(cell) > 2 and column not in ("citizenship", "cycle"):
        assert not any(cell in each for each in messages)


def test_both_states_preferred_and_excluded_is_a_problem(tmp_path):
    row = {**GOOD, "states_preferred": "NY", "states_excluded": "NY"}
    applicants, [problem] = read_applicants(write_csv(tmp_path / "a.csv", row))
    assert applicants == []
    assert "both preferred and excluded" in problem.message()


def test_a_second_row_of_an_applicant_is_refused_but_another_cycle_is_not(tmp_path):
    path = write_csv(tmp_path / "a.csv", GOOD, {**GOOD, "applicant_id": "a1"}, {**GOOD, "cycle": "2026"})
    applicants, [problem] = read_applicants(path)
    assert [each.cycle for each in applicants] == [2027, 2026]
    assert problem.row == 3
    assert "row 2 too" in problem.message()


def test_an_empty_file_says_what_to_fill_in(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"  \n")
    applicants, [problem] = read_applicants(path)
    assert applicants == []
    assert "the file is empty" in problem.message()
    assert all(column in problem.message() for column in REQUIRED)


def test_a_head_without_rows_and_a_missing_file_are_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(",".join(COLUMN_NAMES) + "\n", encoding="utf-8")
    assert "no applicant" in read_applicants(path)[1][0].message()
    assert "cannot be read" in read_applicants(tmp_path / "none.csv")[1][0].message()


def test_a_row_that_is_not_utf8_is_refused_and_the_others_go_on(tmp_path):
    path = write_csv(
        tmp_path / "a.csv", {**GOOD, "school": "México"}, {**GOOD, "applicant_id": "A2"}, encoding="latin-1"
    )
    applicants, [problem] = read_applicants(path)
    assert [each.applicant_id for each in applicants] == ["A2"]
    assert (problem.row, problem.column) == (2, "school")
    assert "UTF-8" in problem.message()


@pytest.mark.parametrize("body", ["applicant_id".encode("utf-16"), b"a,\xff\n1,2\n", b"\x00\x01"])
def test_a_file_that_is_not_utf8_at_all_is_refused_with_advice(tmp_path, body):
    path = tmp_path / "a.csv"
    path.write_bytes(body)
    applicants, [problem] = read_applicants(path)
    assert applicants == []
    assert problem.row == 1
    assert "CSV UTF-8" in problem.message()


def test_a_missing_required_column_refuses_the_file(tmp_path):
    row = {key: value for key, value in GOOD.items() if key != "graduation_date"}
    applicants, problems = read_applicants(write_csv(tmp_path / "a.csv", row))
    assert applicants == []
    assert "row 1, column graduation_date: the column is missing" in problems[0].message()


def test_a_misspelt_column_quarantines_the_rows_that_use_it(tmp_path):
    row = {key: value for key, value in GOOD.items() if key != "step2_ck"}
    path = write_csv(tmp_path / "a.csv", {**row, "step2_score_ck": "240"}, {**row, "applicant_id": "A2"})
    applicants, problems = read_applicants(path)
    assert [each.applicant_id for each in applicants] == ["A2"]
    assert "may be meant for step2_ck" in problems[0].message()
    assert problems[1].row == 2


def test_unknown_columns_are_warned_of_and_spelling_of_heads_is_free(tmp_path):
    row = {key.replace("_", " ").upper(): value for key, value in GOOD.items()}
    applicants, [problem] = read_applicants(write_csv(tmp_path / "a.csv", {**row, "favourite color": "red"}))
    assert len(applicants) == 1
    assert problem.is_warning
    assert "unknown column" in problem.message()


def test_a_column_twice_refuses_the_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("applicant_id,Applicant ID\n1,2\n", encoding="utf-8")
    applicants, problems = read_applicants(path)
    assert applicants == []
    assert any("twice" in each.message() for each in problems)


def test_a_row_with_too_many_cells_and_an_unclosed_quote_are_told(tmp_path):
    path = write_csv(tmp_path / "a.csv", GOOD)
    path.write_text(path.read_text(encoding="utf-8").rstrip() + ",surplus\n", encoding="utf-8")
    assert "more cells than the head" in read_applicants(path)[1][0].message()
    path.write_text(path.read_text(encoding="utf-8") + '"' + "x" * 140_000, encoding="utf-8")
    assert "cannot be told apart" in read_applicants(path)[1][0].message()


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_separators_are_understood(tmp_path, delimiter):
    applicants, problems = read_applicants(write_csv(tmp_path / "a.csv", GOOD, delimiter=delimiter))
    assert (len(applicants), problems) == (1, [])


def test_a_workbook_is_read_like_a_csv(tmp_path):
    from datetime import datetime

    book = openpyxl.Workbook()
    sheet = book.create_sheet("Applicants")
    row = {**GOOD, "cycle": 2027, "step2_ck": 240.0, "graduation_date": datetime(2022, 6, 1), "ecfmg_certified": True}
    sheet.append(list(row))
    sheet.append(list(row.values()))
    sheet.append([])
    sheet.append([*["A2", *list(row.values())[1:]]])
    sheet.cell(4, 1).value = "A2"
    sheet.cell(4, list(row).index("step2_ck") + 1).value = "=1+1"
    book.save(tmp_path / "a.xlsx")
    applicants, [problem] = read_applicants(tmp_path / "a.xlsx")
    assert [each.applicant_id for each in applicants] == ["A1"]
    assert applicants[0].step2_ck == 240
    assert problem.row == 4
    assert "formula" in problem.message()


def test_a_broken_or_empty_workbook_is_told(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    assert "cannot be opened" in read_applicants(path)[1][0].message()
    book = openpyxl.Workbook()
    book.save(path)
    assert "sheet is empty" in read_applicants(path)[1][0].message()


def test_the_quarantine_file_shows_the_cell_privately_and_defused(tmp_path):
    bad = [{**GOOD, "applicant_id": "B1", "step2_ck": "400"}, {**GOOD, "applicant_id": "=cmd()"}]
    _, problems = read_applicants(write_csv(tmp_path / "a.csv", *bad))
    path = tmp_path / "quarantine" / "applicants.csv"
    assert write_quarantine(problems, path) == 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["cell"] for row in rows] == ["400", "'=cmd()"]
    assert not any("400" in f"{problem!r}" for problem in problems[:1])


def test_the_repr_of_an_applicant_tells_nothing_but_the_id():
    [first, *_], _ = read_applicants(DEMO)
    assert repr(first) == "Applicant('A001', cycle=2027)"
    assert with_changes(first, step2_ck=250).step2_ck == 250


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_no_content_raises(tmp_path_factory, body):
    path = tmp_path_factory.mktemp("any") / "a.csv"
    head = ",".join(COLUMN_NAMES).encode()
    path.write_bytes(head + b"\n" + body)
    read_applicants(path)
    path.write_bytes(body)
    read_applicants(path)


def test_a_filled_template_is_read_back_without_problems(tmp_path):
    from reports.applicant_template import write_template

    path = tmp_path / "registry" / "applicants.xlsx"
    write_template(path)
    assert "no applicant" in read_applicants(path)[1][0].message()
    book = openpyxl.load_workbook(path)
    sheet = book["Applicants"]
    assert [cell.value for cell in sheet[1]] == list(COLUMN_NAMES)
    assert sheet.data_validations.dataValidation
    for position, name in enumerate(COLUMN_NAMES, start=1):
        sheet.cell(2, position).value = GOOD.get(name)
    book.save(path)
    applicants, problems = read_applicants(path)
    assert (len(applicants), problems) == (1, [])
    with pytest.raises(FileExistsError, match="exists already"):
        write_template(path)
