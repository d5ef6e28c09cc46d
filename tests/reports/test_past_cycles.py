"""Applicants who apply again: last cycle's entries come along, and last cycle's files are only read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from reports.shortlists import build_shortlists, lookup
from reports.tracker_edits import history_path, read_history
from reports.tracker_layout import KEY_COLUMN, PAST_COLUMN, PAST_SHEET
from reports.workbooks import TrackerReport, write_trackers
from tests.reports.test_trackers import Desk
from tests.reports.worlds import CYCLE, TODAY, program

NEXT_DAY = date(TODAY.year + 1, 8, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk on which the applicant of cycle 2027 was refreshed, edited and refreshed again."""
    found = Desk(tmp_path)
    found.refresh()
    found.edit(
        {
            ("P1", "Decision"): "Apply",
            ("P1", "Status"): "Interviewed",
            ("P1", "Applied on"): date(2026, 9, 20),
            ("P1", "Contact"): "Coordinator, by mail",
            ("P2", "Decision"): "Apply",
            ("P3", "Notes"): "=asked for a letter",
            ("P3", "Decision"): "Remove row",
        }
    )
    found.refresh()
    return found


def refresh_next(desk: Desk, today: date = NEXT_DAY) -> TrackerReport:
    """A refresh of the cycle after, in which the same applicant stands again, now of another advisor."""
    people = [*desk.people, *(replace(each, cycle=CYCLE + 1, advisor="south") for each in desk.people)]
    table = build_shortlists(desk.rows, people, CYCLE + 1, today)
    return write_trackers(lookup(table), desk.rows, None, people, desk.outbox, desk.registry, CYCLE + 1, today)


def next_path(desk: Desk) -> Path:
    return desk.outbox / str(CYCLE + 1) / "south" / "A1.xlsx"


def files_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows_of(path: Path, sheet: str) -> list[dict[str, object]]:
    heads, *rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_last_cycles_entries_stand_beside_the_program_and_on_a_sheet_of_their_own(desk: Desk) -> None:
    refresh_next(desk)
    shown = desk.shown(next_path(desk))
    words = f"{CYCLE}: Apply, Interviewed; applied 2026-09-20; contact Coordinator, by mail"
    assert shown["P1"][PAST_COLUMN] == words
    assert shown["P2"][PAST_COLUMN] == f"{CYCLE}: Apply"
    assert shown["P1"]["Decision"] is None and shown["P1"]["Status"] is None  # a new season begins empty
    sheet = {row[KEY_COLUMN]: row for row in rows_of(next_path(desk), PAST_SHEET)}
    assert set(sheet) == {"P1", "P2"}  # a row that was taken out stays out
    assert (sheet["P1"]["Cycle"], sheet["P1"]["Status"], sheet["P1"]["Contact"]) == (
        str(CYCLE),
        "Interviewed",
        "Coordinator, by mail",
    )
    assert str(sheet["P1"]["Now"]).startswith("recommended")
    assert words in next_path(desk).with_suffix(".html").read_text()


def test_the_files_of_a_past_cycle_are_never_written_again(desk: Desk) -> None:
    before = files_of(desk.outbox / str(CYCLE))
    refresh_next(desk)
    refresh_next(desk, date(NEXT_DAY.year, 9, 1))
    assert files_of(desk.outbox / str(CYCLE)) == before
    assert len(before) == 2


def test_what_was_typed_after_the_last_refresh_of_a_cycle_comes_along_and_into_its_history(desk: Desk) -> None:
    desk.edit({("P2", "Status"): "Rejected", ("P2", "Notes"): "no visa after all"})
    before = files_of(desk.outbox / str(CYCLE))
    refresh_next(desk)
    assert desk.shown(next_path(desk))["P2"][PAST_COLUMN] == f"{CYCLE}: Apply, Rejected; no visa after all"
    kept = read_history(history_path(desk.registry, CYCLE, "A1")).cells["P2"]
    assert kept["Notes"].text == "no visa after all"
    assert files_of(desk.outbox / str(CYCLE)) == before
    history = history_path(desk.registry, CYCLE, "A1").read_bytes()
    assert refresh_next(desk).untouched == ["A1"]
    assert history_path(desk.registry, CYCLE, "A1").read_bytes() == history  # counted once


def test_programs_that_left_are_told_on_the_sheet(desk: Desk) -> None:
    desk.rows = [row for row in desk.rows if row["program_id"] != "P1"] + [program("P9", visa_j1="sponsors")]
    desk.rows[0] = {**desk.rows[0], "visa_j1": "no", "visa_j1_quote": "no visas"}
    refresh_next(desk)
    sheet = {row[KEY_COLUMN]: row["Now"] for row in rows_of(next_path(desk), PAST_SHEET)}
    assert sheet["P1"] == "no longer in the catalog"
    assert str(sheet["P2"]).startswith("excluded: Visa")
    assert "P1" not in desk.shown(next_path(desk))


def test_without_an_earlier_cycle_there_is_neither_column_nor_sheet(desk: Desk) -> None:
    book = openpyxl.load_workbook(desk.path())
    assert PAST_SHEET not in book.sheetnames
    assert PAST_COLUMN not in [cell.value for cell in book["Shortlist"][1]]


def test_an_own_sheet_of_that_name_is_kept(desk: Desk) -> None:
    for path, refresh in ((desk.path(), desk.refresh), (desk.path(), lambda: refresh_next(desk))):
        book = openpyxl.load_workbook(path)
        if PAST_SHEET not in book.sheetnames:
            book.create_sheet(PAST_SHEET)["B2"] = "mine"
            book.save(path)
        refresh()
    assert openpyxl.load_workbook(desk.path())[f"{PAST_SHEET} (yours)"]["B2"].value == "mine"


def test_a_past_workbook_that_cannot_be_read_is_told_and_the_history_still_comes(desk: Desk) -> None:
    desk.path().write_bytes(desk.path().read_bytes()[:2000])
    report = refresh_next(desk)
    assert report.problems == [
        f"{CYCLE}/north/A1.xlsx: what was typed into it last is not carried over: it is truncated or damaged "
        "(BadZipFile)"
    ]
    assert desk.shown(next_path(desk))["P2"][PAST_COLUMN] == f"{CYCLE}: Apply"


def test_edits_in_the_new_cycle_stay_beside_those_of_the_last(desk: Desk) -> None:
    refresh_next(desk)
    desk.edit({("P1", "Decision"): "Maybe"}, next_path(desk))
    refresh_next(desk)
    row = desk.shown(next_path(desk))["P1"]
    assert row["Decision"] == "Maybe" and str(row[PAST_COLUMN]).startswith(f"{CYCLE}: Apply, Interviewed")
    assert read_history(history_path(desk.registry, CYCLE, "A1")).cells["P1"]["Decision"].text == "Apply"


def test_what_looks_like_a_formula_comes_along_as_text(desk: Desk) -> None:
    text = '=HYPERLINK("https://evil.example","look")'
    desk.edit({("P2", "Notes"): text, ("P2", "Contact"): "+1-555-0100"})
    refresh_next(desk)
    book = openpyxl.load_workbook(next_path(desk))
    for sheet in (book["Shortlist"], book[PAST_SHEET]):
        cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
        assert any(text in cell.value for cell in cells)
        assert all(cell.data_type == "s" and cell.hyperlink is None for cell in cells if "evil" in cell.value)
    page = next_path(desk).with_suffix(".html").read_text()
    assert "evil.example" in page and 'href="https://evil' not in page
