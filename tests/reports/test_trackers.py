"""Trackers: what they hold, that hostile text stays text, that edits survive and unchanged files are not touched."""

from __future__ import annotations

import io
import os
import random
import re
import shutil
import stat
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest

from reports.applicants import Applicant
from reports.markup import is_safe_link
from reports.shortlists import build_shortlists, lookup
from reports.tracker_edits import Cell, UnreadableTrackerError, as_cell, history_path, read_history, read_tracker
from reports.tracker_layout import (
    ADVISOR_COLUMNS,
    DATE_COLUMNS,
    KEPT,
    KEY_COLUMN,
    REMOVE_ROW,
    SHORTLIST_COLUMNS,
    STATE_SHEET,
)
from reports.tracker_sheets import safe_text
from reports.workbooks import TrackerReport, write_trackers
from tests.reports.worlds import CYCLE, TODAY, applicant, program


class Desk:
    """One home with an outbox and a registry, on which refreshes are run and trackers are edited."""

    def __init__(self, home: Path) -> None:
        self.outbox, self.registry = home / "outbox", home / "registry"
        self.rows = [
            program("P1", visa_j1="sponsors", step2_min=220, img_share=0.5, img_share_low=0.3, img_share_high=0.7),
            program("P2", visa_j1="sponsors", step2_min=215, application_deadline="12-01", positions_per_year=10),
            program("P3", visa_j1="conditional", visa_j1_condition="limited number", step2_min_preferred=245),
            program("P4", visa_j1="no"),
            program("P5", max_years_since_graduation=1),
        ]
        self.people = [applicant()]

    def refresh(self, today: date = TODAY, statements: Any = None) -> TrackerReport:
        table = build_shortlists(self.rows, self.people, CYCLE, today)
        rows = lookup(table)
        return write_trackers(rows, self.rows, statements, self.people, self.outbox, self.registry, CYCLE, today)

    def path(self, name: str = "A1.xlsx", advisor: str = "north") -> Path:
        return self.outbox / str(CYCLE) / advisor / name

    def edit(self, changes: dict[tuple[str, str], Any], path: Path | None = None) -> None:
        """Sets cells of the shortlist by (program id, column), as an advisor would."""
        path = path or self.path()
        book = openpyxl.load_workbook(path)
        sheet = book["Shortlist"]
        heads = {cell.value: cell.column for cell in sheet[1]}
        keys = {sheet.cell(row, heads[KEY_COLUMN]).value: row for row in range(2, sheet.max_row + 1)}
        for (key, column), value in changes.items():
            cell = sheet.cell(keys[key], heads[column])
            cell.value = value
            if isinstance(value, int):  # or a number typed over a date would be a date, in Excel as well
                cell.number_format = "General"
        book.save(path)

    def shown(self, path: Path | None = None) -> dict[str, dict[str, Any]]:
        """The shortlist as program id -> column -> value; LibreOffice saves booleans as formulas."""
        booleans = {"=TRUE()": True, "=FALSE()": False}
        book = openpyxl.load_workbook(path or self.path(), read_only=True)
        heads, *rows = book["Shortlist"].iter_rows(values_only=True)
        book.close()
        found = {}
        for row in rows:
            values = (booleans.get(value, value) if isinstance(value, str) else value for value in row)
            cells = dict(zip(heads, values, strict=True))
            if cells[KEY_COLUMN]:
                found[cells[KEY_COLUMN]] = cells
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_tracker_has_its_sheets_and_private_folders(desk):
    report = desk.refresh()
    assert (report.written, report.problems) == (["A1"], [])
    book = openpyxl.load_workbook(desk.path())
    assert book.sheetnames == [
        "Start here",
        "Shortlist",
        "Not recommended",
        "What would open doors",
        "What changed",
        "Evidence",
        STATE_SHEET,
    ]
    assert book[STATE_SHEET].sheet_state == "veryHidden"
    for folder in (desk.outbox, desk.outbox / "2027", desk.outbox / "2027" / "north"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(desk.path().stat().st_mode) == 0o600


def test_the_shortlist_shows_facts_with_their_strength_and_has_drop_downs(desk):
    desk.refresh()
    shown = desk.shown()
    assert set(shown) == {"P1", "P2", "P3"}
    assert shown["P1"]["Scores"] == "Step 2 CK: 220 required"
    assert shown["P3"]["Scores"] == "Step 2 CK: 245 preferred"
    assert shown["P1"]["IMG share"] == "50%\n(30% to 70%)"
    assert shown["P2"]["Deadline"] == "2026-12-01"
    assert "condition: limited number" in shown["P3"]["Watch out"]
    sheet = openpyxl.load_workbook(desk.path())["Shortlist"]
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref
    choices = [each.formula1 for each in sheet.data_validations.dataValidation]
    assert any("Apply" in each for each in choices)
    assert any("Interviewed" in each for each in choices)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"


def test_programs_not_recommended_name_rule_and_quote(desk):
    desk.refresh()
    rows = list(openpyxl.load_workbook(desk.path())["Not recommended"].iter_rows(min_row=2, values_only=True))
    by_id = {row[-1]: row for row in rows}
    assert by_id["P4"][4] == "Visa"
    assert "words on visa_j1 no" in by_id["P4"][6]
    assert by_id["P5"][4] == "Years since graduation"


@pytest.mark.parametrize("is_table", [True, False])
def test_evidence_shows_quotes_also_of_preferences(desk, is_table):
    desk.rows[2]["step2_min_preferred_statement_id"] = "ab" * 8
    said = {"statement_id": "ab" * 8, "quote": "we like 245", "url": "https://x.example", "confidence": 0.8}
    statements = [{**said, "condition": None, "last_seen": date(2026, 7, 1)}, {**said, "statement_id": "cd" * 8}]
    desk.refresh(statements=pa.Table.from_pylist(statements) if is_table else statements)
    rows = list(openpyxl.load_workbook(desk.path())["Evidence"].iter_rows(min_row=2, values_only=True))
    assert any(row[5] == "we like 245" and row[3] == "preferred" for row in rows)
    assert any(row[5] == "words on step2_min 220" and row[3] == "required" for row in rows)


def test_facts_not_confirmed_for_long_get_a_warning(desk):
    desk.refresh(today=date(2026, 8, 1))
    assert desk.shown()["P1"]["Age warning"] is None
    report = desk.refresh(today=date(2026, 10, 1))
    assert report.written == ["A1"]
    assert desk.shown()["P1"]["Age warning"] == "older than 60 days"


def test_an_unchanged_tracker_is_not_touched_byte_for_byte_nor_in_time(desk):
    desk.refresh()
    before, when = desk.path().read_bytes(), desk.path().stat().st_mtime_ns
    for row in desk.rows:  # the nightly confirmation alone is no change
        row.update(
            {name: value + timedelta(days=1) for name, value in row.items() if name.endswith("_as_of") and value}
        )
    report = desk.refresh(today=TODAY + timedelta(days=1))
    assert (report.untouched, report.written) == (["A1"], [])
    assert desk.path().read_bytes() == before
    assert desk.path().stat().st_mtime_ns == when


def test_equal_content_gives_equal_bytes(tmp_path):
    first, second = Desk(tmp_path / "a"), Desk(tmp_path / "b")
    first.refresh()
    second.refresh()
    assert first.path().read_bytes() == second.path().read_bytes()


def test_only_applicants_of_the_cycle_get_a_tracker(desk):
    desk.people.append(applicant("A2", cycle=2026))
    assert desk.refresh().written == ["A1"]
    assert not (desk.outbox / "2026").exists()


def test_what_changed_is_told_and_kept_when_only_edits_follow(desk):
    desk.refresh()
    desk.rows[0]["step2_min"] = 235
    desk.rows.append(program("P9", visa_j1="sponsors"))
    del desk.rows[1]
    desk.refresh(today=date(2026, 8, 2))

    def changes() -> set[tuple[Any, ...]]:
        return set(openpyxl.load_workbook(desk.path())["What changed"].iter_rows(min_row=2, values_only=True))

    told = changes()
    assert ("2026-08-02", "Program P1", "Scores", "Step 2 CK: 220 required", "Step 2 CK: 235 required") in told
    assert ("2026-08-02", "Program P9", "in the list", None, "recommended") in told
    assert any(row[4] == "left the list" for row in told)
    desk.edit({("P1", "Notes"): "call them"})
    desk.refresh(today=date(2026, 8, 3))
    assert changes() == told


# --- hostile text ----------------------------------------------------------------------------------------------------

HOSTILE = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example","x")',
    "{=1+1}",
    "http://evil.example/auto",
    "file:///etc/passwd",
    "internal:Sheet1!A1",
    "external:c:\\x.xlsx",
    "mailto:a@b.example",
    "bad \x00\x0b\x1f control",
    '_x0041_ <b>&amp;</b> ]]> "quotes"',
    "7/15",
    "0401100209",
    "1e5",
    "x" * 40_000,
    "line\r\nbreak\rand\nmore",
)


def parts_of(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {
            name: archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith((".xml", ".rels"))
        }


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_from_pages_never_becomes_a_formula_or_a_link(desk, text):
    from lxml import etree

    for row in desk.rows:
        row.update(name=text, institution=text, city=text, url=text, specialty="Internal Medicine")
        for name in list(row):
            if name.endswith(("_quote", "_condition", "_url")):
                row[name] = text
    assert desk.refresh().written == ["A1"]
    parts = parts_of(desk.path())
    for name, xml in parts.items():
        etree.fromstring(xml.encode("utf-8"))
        if name.startswith("xl/worksheets/sheet"):
            assert "<f>" not in xml, name
            assert not re.search(r"<f[ >]", xml), name
        if name.endswith(".rels"):
            links = re.findall(r'Target="([^"]+)" TargetMode="External"', xml)
            assert all(each == "http://evil.example/auto" for each in links), name
    assert not [name for name in parts if "externalLink" in name]
    shown = desk.shown()
    assert shown["P1"]["Program"][:100] == safe_text(text)[:100]
    sheet = openpyxl.load_workbook(desk.path())["Shortlist"]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2, max_col=6) for cell in row} <= {"s", "n"}
    assert desk.refresh().untouched == ["A1"]


def test_text_is_cut_at_the_limit_of_a_cell_with_a_sign():
    assert safe_text("x" * 40_000).endswith("(cut)")
    assert safe_text("a\x00\ud800b") == "a\ufffd\ufffdb"


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("https://a.example/x?y=1#z", True),
        ("http://a.example", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("//a.example", False),
        ("https://", False),
        ("https://a.example/a b", False),
        ('https://a.example/"x', False),
        ("http://[broken", False),
        ("https://a.example/" + "x" * 3000, False),
        ("HTTPS://A.example", True),
        ("\\\\server\\share", False),
    ],
)
def test_only_plain_web_addresses_become_links(url, is_safe):
    assert is_safe_link(url) == is_safe


# --- edits -----------------------------------------------------------------------------------------------------------


def test_edits_of_every_kind_survive_refreshes_and_the_next_night_is_quiet(desk):
    desk.refresh()
    edits = {
        ("P1", "Decision"): "Apply",
        ("P1", "Applied on"): datetime(2026, 9, 25),
        ("P1", "Notes"): "7/15 =not a formula\nsecond line _x0041_",
        ("P2", "Contact"): 5551234,
        ("P2", "Status"): True,
        ("P3", "Interview on"): datetime(2026, 11, 2, 14, 30),
        ("P3", "Notes"): "=1+1",
    }
    desk.edit(edits)
    report = desk.refresh()
    assert (report.written, report.edits_read) == (["A1"], 7)
    shown = desk.shown()
    for (key, column), value in edits.items():
        assert shown[key][column] == value, (key, column)
    assert desk.refresh().untouched == ["A1"]
    history = history_path(desk.registry, CYCLE, "A1")
    assert stat.S_IMODE(history.stat().st_mode) == 0o600
    assert len(history.read_text(encoding="utf-8").strip().splitlines()) >= 8


def test_history_only_grows_and_keeps_the_value_before(desk):
    desk.refresh()
    desk.edit({("P1", "Status"): "Applied"})
    desk.refresh()
    first = history_path(desk.registry, CYCLE, "A1").read_bytes()
    desk.edit({("P1", "Status"): "Ranked"})
    desk.refresh()
    second = history_path(desk.registry, CYCLE, "A1").read_bytes()
    assert second.startswith(first)
    assert b",text,Applied,Ranked" in second
    desk.edit({("P1", "Status"): None})
    desk.refresh()
    assert desk.shown()["P1"]["Status"] is None
    assert not read_history(history_path(desk.registry, CYCLE, "A1")).cells["P1"]["Status"]


def test_a_value_that_is_changed_back_is_read_too(desk):
    desk.refresh()
    for status in ("Applied", "Ranked", "Applied"):
        desk.edit({("P1", "Status"): status})
        desk.refresh()
        assert desk.shown()["P1"]["Status"] == status


def test_a_tracked_program_stays_when_it_leaves_the_list_or_the_catalog(desk):
    desk.refresh()
    desk.edit({("P1", "Notes"): "rotation in May", ("P2", "Decision"): "Apply"})
    desk.refresh()
    desk.rows[0]["visa_j1"] = "no"
    del desk.rows[1]
    desk.refresh()
    shown = desk.shown()
    assert shown["P1"]["Listing"] == KEPT
    assert shown["P1"]["Tier"] == "excluded"
    assert "Visa: J-1 not sponsored" in shown["P1"]["Watch out"]
    assert shown["P1"]["Notes"] == "rotation in May"
    assert (shown["P2"]["Listing"], shown["P2"]["Program"]) == (KEPT, "Program P2")
    assert shown["P2"]["Watch out"] == f"{KEPT}\nno longer in the catalog"
    assert desk.refresh().untouched == ["A1"]


def test_a_tracked_program_outside_the_specialties_is_told_so(desk):
    desk.refresh()
    desk.edit({("P1", "Notes"): "x"})
    desk.rows[0]["specialty"] = "Surgery"
    desk.refresh()
    assert desk.shown()["P1"]["Watch out"] == f"{KEPT}\noutside the applicant's present specialties or states"


def test_a_tracked_program_whose_deadline_has_passed_is_closed_not_excluded(desk):
    desk.refresh()
    desk.edit({("P2", "Status"): "Applied"})
    desk.refresh(today=date(2026, 12, 2))
    shown = desk.shown()["P2"]
    assert (shown["Tier"], shown["Status"]) == ("closed", "Applied")
    assert "Deadline: 2026-12-01 has passed" in shown["Watch out"]


def test_a_renamed_program_keeps_its_edits(desk):
    desk.refresh()
    desk.edit({("P1", "Notes"): "kept"})
    desk.rows[0]["name"] = "A new name"
    desk.refresh()
    assert (desk.shown()["P1"]["Program"], desk.shown()["P1"]["Notes"]) == ("A new name", "kept")


def test_rows_added_by_hand_survive_and_leave_by_decision(desk):
    desk.refresh()
    book = openpyxl.load_workbook(desk.path())
    sheet = book["Shortlist"]
    heads = [cell.value for cell in sheet[1]]
    for program_name in ("My own find", "My own find"):
        sheet.append([{"Program": program_name, "State": "WY", "Notes": "=hand made"}.get(head) for head in heads])
    sheet.append([{KEY_COLUMN: "X77", "Program": "Typed id", "City": "Laramie"}.get(head) for head in heads])
    book.save(desk.path())
    desk.refresh()
    shown = desk.shown()
    mine = {key: row for key, row in shown.items() if key.startswith("added-")}
    assert len(mine) == 2
    assert {(row["Program"], row["State"], row["Notes"]) for row in mine.values()} == {
        ("My own find", "WY", "=hand made")
    }
    assert (shown["X77"]["Program"], shown["X77"]["City"]) == ("Typed id", "Laramie")
    assert desk.refresh().untouched == ["A1"]
    key = sorted(mine)[0]
    assert shown["X77"]["Listing"] == "added by you"
    desk.edit({(key, "Decision"): REMOVE_ROW, (sorted(mine)[1], "Notes"): "changed", ("X77", "City"): "Cheyenne"})
    desk.refresh()
    assert desk.shown()["X77"]["City"] == "Cheyenne"
    desk.edit({("X77", "Program"): None, ("X77", "City"): None})
    desk.refresh()
    assert "X77" not in desk.shown()  # an emptied row is gone
    assert key not in desk.shown()
    assert desk.shown()[sorted(mine)[1]]["Notes"] == "changed"


def test_reordered_renamed_and_added_columns_and_rows_lose_nothing(desk):
    desk.refresh()
    desk.edit({("P1", "Notes"): "note", ("P1", "Contact"): "Dr. X", ("P2", "Status"): "Applied"})
    book = openpyxl.load_workbook(desk.path())
    old = book["Shortlist"]
    table = [list(row) for row in old.iter_rows(values_only=True)]
    heads = table[0]
    order = list(range(len(heads)))
    random.Random(5).shuffle(order)
    place = book.index(old)
    book.remove(old)
    sheet = book.create_sheet("Shortlist", place)
    sheet.append(["a title typed above the table"])
    sheet.append([])
    renamed = {"Contact": "Who to call", "Notes": "  notes "}
    sheet.append([renamed.get(heads[k], heads[k]) for k in order] + ["My priority"])
    for row in table[1:]:
        sheet.append([row[k] for k in order] + (["high"] if row[heads.index(KEY_COLUMN)] == "P1" else [None]))
        sheet.append([])
    book.save(desk.path())
    desk.refresh()
    shown = desk.shown()
    assert shown["P1"]["Notes"] == "note"
    assert "Dr. X" in (shown["P1"]["Who to call"], shown["P1"]["Contact"])
    assert shown["P1"]["My priority"] == "high"
    assert shown["P2"]["Status"] == "Applied"
    assert desk.refresh().untouched == ["A1"]


def test_renamed_heads_are_understood_where_their_neighbours_stand(desk):
    desk.refresh()
    desk.edit({("P1", "Contact"): "Dr. X"})
    book = openpyxl.load_workbook(desk.path())
    sheet = book["Shortlist"]
    renamed = {"Contact": "Who to call", "Program": "Programme", "#": "No."}
    for cell in sheet[1]:
        cell.value = renamed.get(cell.value, cell.value)
    sheet.insert_cols(4)
    sheet.cell(1, 4).value = "My priority"
    sheet.cell(2, 4).value = "high"
    book.save(desk.path())
    report = desk.refresh()
    assert report.edits_read == 2  # the contact and the priority: our own columns are no edits
    shown = desk.shown()
    assert shown["P1"]["Contact"] == "Dr. X"
    assert "Who to call" not in shown["P1"]
    assert [row["My priority"] for row in shown.values()].count("high") == 1
    assert desk.refresh().untouched == ["A1"]


def test_a_deleted_row_or_sheet_loses_no_edit_and_own_sheets_stay(desk):
    desk.refresh()
    desk.edit({("P1", "Notes"): "note"})
    desk.refresh()
    book = openpyxl.load_workbook(desk.path())
    del book["Shortlist"]
    del book["Evidence"]
    own = book.create_sheet("My budget")
    own["A1"], own["B2"], own["C3"] = "flights", 450, "=B2*2"
    book.save(desk.path())
    desk.refresh()
    assert desk.shown()["P1"]["Notes"] == "note"
    book = openpyxl.load_workbook(desk.path())
    assert "Evidence" in book.sheetnames
    assert [book["My budget"][place].value for place in ("A1", "B2", "C3")] == ["flights", 450, "=B2*2"]
    assert desk.refresh().untouched == ["A1"]
    book = openpyxl.load_workbook(desk.path())
    book["My budget"]["A1"] = None
    book["Shortlist"].delete_rows(2)
    book.save(desk.path())
    desk.refresh()
    book = openpyxl.load_workbook(desk.path())
    assert book["My budget"]["A1"].value is None
    assert desk.shown()["P1"]["Notes"] == "note"


def test_without_the_hidden_sheet_filled_cells_still_count(desk):
    desk.refresh()
    desk.edit({("P1", "Notes"): "note", ("P2", "Notes"): "two"})
    desk.refresh()
    book = openpyxl.load_workbook(desk.path())
    del book[STATE_SHEET]
    heads = {cell.value: cell.column for cell in book["Shortlist"][1]}
    for row in range(2, 5):
        cell = book["Shortlist"].cell(row, heads["Notes"])
        cell.value = "changed" if cell.value == "note" else None
    book.save(desk.path())
    desk.refresh()
    assert desk.shown()["P1"]["Notes"] == "changed"
    assert desk.shown()["P2"]["Notes"] == "two"  # an empty cell of a file without its memory clears nothing


def test_an_old_copy_brings_only_its_own_edits(desk, tmp_path):
    desk.refresh()
    old = tmp_path / "old.xlsx"
    shutil.copy(desk.path(), old)
    desk.edit({("P1", "Notes"): "newer", ("P2", "Status"): "Applied"})
    desk.refresh()
    desk.edit({("P3", "Contact"): "from the old copy"}, old)
    shutil.copy(old, desk.path())
    desk.refresh()
    shown = desk.shown()
    assert (shown["P1"]["Notes"], shown["P2"]["Status"], shown["P3"]["Contact"]) == (
        "newer",
        "Applied",
        "from the old copy",
    )


def damage_truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3000])


def damage_password(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)


def damage_text(path: Path) -> None:
    path.write_bytes(b"this is no workbook")


def damage_empty(path: Path) -> None:
    path.write_bytes(b"")


def damage_lock(path: Path) -> None:
    (path.parent / f".~lock.{path.name}#").write_text("someone", encoding="utf-8")


def damage_key_column(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Shortlist"]
    sheet.delete_cols([cell.value for cell in sheet[1]].index(KEY_COLUMN) + 1)
    book.save(path)


def damage_heads(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book["Shortlist"].delete_rows(1)
    book.save(path)


@pytest.mark.parametrize(
    "damage",
    [damage_truncate, damage_password, damage_text, damage_empty, damage_lock, damage_key_column, damage_heads],
)
def test_a_file_that_cannot_be_read_is_left_alone_and_the_new_one_lies_beside(desk, damage):
    desk.refresh()
    desk.edit({("P1", "Notes"): "note"})
    desk.refresh()
    whole = desk.path().read_bytes()
    damage(desk.path())
    before = desk.path().read_bytes()
    report = desk.refresh()
    assert desk.path().read_bytes() == before
    assert report.kept_beside == ["A1"]
    assert any("north/A1.xlsx was left alone" in each for each in report.problems)
    beside = desk.path("A1.new.xlsx")
    assert desk.shown(beside)["P1"]["Notes"] == "note"
    # edits made in the file beside survive as well, and it is read once the first can be read again
    desk.edit({("P2", "Notes"): "beside"}, beside)
    assert desk.refresh().written == ["A1"]
    assert desk.shown(beside)["P2"]["Notes"] == "beside"
    assert desk.refresh().untouched == ["A1"]
    for lock in desk.path().parent.glob(".~lock*"):
        lock.unlink()
    desk.path().write_bytes(whole)
    assert desk.refresh().written == ["A1"]
    assert desk.shown()["P2"]["Notes"] == "beside"


def test_when_neither_file_can_be_read_nothing_is_written(desk):
    desk.refresh()
    damage_truncate(desk.path())
    desk.refresh()
    damage_text(desk.path("A1.new.xlsx"))
    report = desk.refresh()
    assert (report.written, report.untouched) == ([], [])
    assert any("Nothing was written" in each for each in report.problems)
    assert desk.path("A1.new.xlsx").read_bytes() == b"this is no workbook"


def test_a_folder_that_cannot_be_written_stops_that_applicant_only(desk):
    desk.people.append(applicant("A2", advisor="south"))
    (desk.outbox / "2027").mkdir(parents=True)
    (desk.outbox / "2027" / "north").write_text("a file in the way", encoding="utf-8")
    report = desk.refresh()
    assert report.written == ["A2"]
    assert any(each.startswith("A1: the tracker could not be written") for each in report.problems)


def test_edits_follow_an_applicant_to_another_advisor(desk):
    desk.refresh()
    desk.edit({("P1", "Notes"): "note"})
    desk.people = [applicant(advisor="south")]
    report = desk.refresh()
    assert desk.shown(desk.path(advisor="south"))["P1"]["Notes"] == "note"
    assert any("former advisor" in each for each in report.problems)


def test_a_side_file_never_undoes_what_was_entered_since(desk):
    desk.refresh()
    desk.edit({("P1", "Status"): "Applied"})
    desk.people = [applicant(advisor="south")]
    desk.refresh()
    new = desk.path(advisor="south")
    assert desk.shown(new)["P1"]["Status"] == "Applied"
    desk.edit({("P1", "Status"): "Ranked"}, new)
    desk.refresh()
    desk.refresh()
    assert desk.shown(new)["P1"]["Status"] == "Ranked"
    desk.edit({("P2", "Notes"): "late entry in the old file"})
    desk.refresh()
    assert desk.shown(new)["P2"]["Notes"] == "late entry in the old file"


@pytest.mark.parametrize("damage", [b"\xff\xfe", b"recorded_on,x\n1,2\n", b'"unclosed'])
def test_a_damaged_history_stops_that_applicant_and_touches_nothing(desk, damage):
    desk.people.append(applicant("A2"))
    desk.refresh()
    history = history_path(desk.registry, CYCLE, "A1")
    history.parent.mkdir(parents=True, exist_ok=True)
    history.write_bytes(damage + b'\n"')
    before = desk.path().read_bytes()
    desk.rows[0]["step2_min"] = 230
    report = desk.refresh()
    assert report.written == ["A2"]
    assert any("A1: nothing was written" in each and "tracker_edits/2027/A1.csv" in each for each in report.problems)
    assert desk.path().read_bytes() == before


def test_an_own_sheet_named_like_one_of_ours_is_kept_beside_it(desk):
    desk.refresh()
    book = openpyxl.load_workbook(desk.path())
    del book["Evidence"]
    book.create_sheet("evidence")["A1"] = "mine"
    book.save(desk.path())
    desk.refresh()
    book = openpyxl.load_workbook(desk.path())
    assert "Evidence" in book.sheetnames
    assert book["evidence (yours)"]["A1"].value == "mine"
    assert desk.refresh().untouched == ["A1"]


def test_problems_and_file_names_hold_nothing_personal(desk):
    desk.people = [applicant(name="Jane Roe", step2_ck=238)]
    desk.refresh()
    damage_truncate(desk.path())
    report = desk.refresh()
    text = " ".join(report.problems)
    assert "Jane" not in text
    assert "238" not in text
    assert not any("Jane" in str(path) for path in desk.outbox.rglob("*"))


def test_a_crash_between_registry_and_file_loses_nothing(desk, monkeypatch):
    from reports import workbooks

    desk.refresh()
    desk.edit({("P1", "Notes"): "note"})

    def crash(*_: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(workbooks, "replace_file", crash)
        with pytest.raises(RuntimeError):
            desk.refresh()
    report = desk.refresh()
    assert report.edits_read == 0  # the registry holds it already
    assert desk.shown()["P1"]["Notes"] == "note"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, Cell()),
        ("  ", Cell()),
        (" a\r\nb", Cell("text", " a\nb")),
        (5.0, Cell("number", "5")),
        (0.1, Cell("number", "0.1")),
        (True, Cell("bool", "true")),
        (datetime(2026, 1, 2), Cell("date", "2026-01-02")),
        (date(2026, 1, 2), Cell("date", "2026-01-02")),
        (datetime(2026, 1, 2, 3, 4), Cell("datetime", "2026-01-02T03:04:00")),
        (timedelta(hours=3), Cell("text", "3:00:00")),
    ],
)
def test_cells_are_kept_with_their_kind(value, cell):
    assert as_cell(value) == cell


def test_a_huge_sheet_of_the_advisor_is_never_dropped(desk, monkeypatch):
    from reports import tracker_edits

    monkeypatch.setattr(tracker_edits, "MOST_SHEET_CELLS", 5)
    desk.refresh()
    book = openpyxl.load_workbook(desk.path())
    for number in range(9):
        book.create_sheet("Mine").append([number]) if number == 0 else book["Mine"].append([number])
    book.save(desk.path())
    with pytest.raises(UnreadableTrackerError, match="more than 5 cells"):
        read_tracker(desk.path())
    assert desk.refresh().kept_beside == ["A1"]


# --- round trip ------------------------------------------------------------------------------------------------------

WORDS = (
    "Apply",
    "call Monday",
    "7/15",
    "=A1",
    "-",
    "émigré ✓",
    "two\nlines",
    " padded ",
    "0012",
    "_x000D_",
    "&lt;",
    "TRUE",
)


def random_value(dice: random.Random, column: str, words: tuple[str, ...] = WORDS) -> Any:
    if column in DATE_COLUMNS:  # Excel itself turns a number typed there into a date
        return dice.choice((datetime(2026, dice.randint(1, 12), dice.randint(1, 28)), "after 9/23", None))
    return dice.choice(
        (
            dice.choice(words),
            dice.choice(words),
            dice.randint(0, 99),
            dice.choice((True, False)),
            datetime(2026, dice.randint(1, 12), dice.randint(1, 28)),
            None,
        )
    )


# `make soak` runs 1,000 sequences, 50 of them through LibreOffice
SEQUENCES = int(os.environ.get("ATLAS_SOAK_SEQUENCES") or 24)


class Season:
    """Refreshes, changes of the catalog and edits in any order; after each refresh no edit may be missing."""

    def __init__(self, desk: Desk, dice: random.Random, words: tuple[str, ...] = WORDS) -> None:
        self.desk, self.dice, self.words = desk, dice, words
        self.expected: dict[tuple[str, str], Any] = {}
        desk.refresh()

    def edit(self) -> None:
        """What an advisor types into the file."""
        dice, shown = self.dice, sorted(self.desk.shown())
        places = [(dice.choice(shown), dice.choice(ADVISOR_COLUMNS)) for _ in range(dice.randint(0, 3)) if shown]
        edits = {place: random_value(dice, place[1], self.words) for place in places}
        if edits:
            self.desk.edit(edits)
            self.expected.update(edits)

    def refresh(self) -> None:
        """A night: the catalog changes or not, the file is written anew, all that was typed must be in it."""
        desk, dice = self.desk, self.dice
        move = dice.randrange(5)
        if move == 0 and len(desk.rows) > 1:
            desk.rows.pop(dice.randrange(len(desk.rows)))
        elif move == 1:
            desk.rows.append(program(f"N{dice.randrange(10**6)}", visa_j1=dice.choice(("sponsors", "no", None))))
        elif move == 2 and desk.rows:
            dice.choice(desk.rows).update(visa_j1=dice.choice(("sponsors", "no", None)), visa_j1_quote="said")
        desk.refresh()
        shown_rows = desk.shown()
        for (key, column), value in self.expected.items():
            if value is not None:
                assert shown_rows[key][column] == value, (key, column)
            elif key in shown_rows:
                assert shown_rows[key][column] is None


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_random_sequences_lose_no_edit(tmp_path, seed):
    season = Season(Desk(tmp_path), random.Random(seed))
    for _ in range(3):
        season.edit()
        season.refresh()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
class TestLibreOffice:
    """The file opens elsewhere, and comes back from there with nothing lost."""

    @staticmethod
    def convert(path: Path, kind: str, target: Path) -> Path:
        import subprocess

        profile = f"-env:UserInstallation=file://{target / 'profile'}"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(target), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target / f"{path.stem}.{kind.split(':')[0]}"

    def test_random_sequences_through_libreoffice_lose_no_edit(self, tmp_path):
        import subprocess

        count = max(5, SEQUENCES // 20)
        # openpyxl writes this word as it stands; to other programs it is an escaped line end, as the format has it
        words = tuple(word for word in WORDS if word != "_x000D_")
        seasons = [Season(Desk(tmp_path / f"S{seed}"), random.Random(1_000 + seed), words) for seed in range(count)]
        for round_ in range(3):
            for number, season in enumerate(seasons):
                season.edit()
                shutil.copy(season.desk.path(), tmp_path / f"{number}.xlsx")
            # one start for all files: starting takes longer than converting
            files = [str(tmp_path / f"{number}.xlsx") for number in range(count)]
            profile, saved = f"-env:UserInstallation=file://{tmp_path / 'profile'}", tmp_path / f"saved{round_}"
            command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved), *files]
            subprocess.run(command, check=True, capture_output=True, timeout=120 + 5 * count)
            for number, season in enumerate(seasons):
                shutil.copy(saved / f"{number}.xlsx", season.desk.path())
                season.refresh()

    def test_it_converts_to_pdf_and_back_to_a_workbook_with_its_edits(self, desk, tmp_path):
        desk.rows[0]["name"] = '=HYPERLINK("http://evil.example")'
        desk.refresh()
        edits = {
            ("P1", "Notes"): "7/15",
            ("P1", "Applied on"): datetime(2026, 9, 25),
            ("P2", "Contact"): 42,
            ("P3", "Notes"): "two\nlines",
        }
        desk.edit(edits)
        pdf = self.convert(desk.path(), "pdf", tmp_path / "pdf")
        assert pdf.read_bytes().startswith(b"%PDF")
        saved = self.convert(desk.path(), "xlsx", tmp_path / "saved")
        shutil.copy(saved, desk.path())
        desk.refresh()
        shown = desk.shown()
        for (key, column), value in edits.items():
            assert shown[key][column] == value
        assert desk.refresh().untouched == ["A1"]
        saved = self.convert(desk.path(), "xlsx", tmp_path / "again")
        shutil.copy(saved, desk.path())
        assert desk.refresh().untouched == ["A1"]  # saving without an edit is no change


def test_the_layout_names_each_column_once():
    names = [*SHORTLIST_COLUMNS, *ADVISOR_COLUMNS, KEY_COLUMN]
    assert len(set(names)) == len(names)


def test_a_workbook_is_written_without_a_temporary_file_left(desk):
    desk.refresh()
    assert sorted(path.name for path in desk.path().parent.iterdir()) == ["A1.html", "A1.xlsx"]


def test_an_empty_shortlist_still_gives_a_readable_tracker(desk):
    desk.people = [applicant(specialties=("Dermatology",))]
    assert desk.refresh().written == ["A1"]
    assert openpyxl.load_workbook(io.BytesIO(desk.path().read_bytes()))["Shortlist"].max_row >= 1
    assert isinstance(desk.people[0], Applicant)


def test_the_first_sheet_tells_profile_risks_cost_and_calendar(desk):
    desk.people = [
        applicant(
            name="Fictional Person",
            specialties=("Internal Medicine", "Obstetrics and Gynecology"),
            step2_ck=None,
            step3_planned=date(2027, 1, 20),
            has_ecfmg=False,
            ecfmg_expected=date(2026, 9, 10),
            budget_usd=400,
            research="two papers",
            languages=("Spanish",),
        )
    ]
    desk.rows[0].update(usce_required=True, usce_months=1, usce_hands_on=True, usce_months_preferred=3)
    desk.rows[1].update(usce_required=False, usce_required_preferred=True, max_years_since_graduation_preferred=7)
    desk.rows[2].update(no_score_cutoff=True, max_years_since_graduation=9)
    desk.refresh()
    sheet = openpyxl.load_workbook(desk.path())["Start here"]
    text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)
    for words in (
        "A1, Fictional Person",
        "Internal Medicine, then Obstetrics and Gynecology",
        "planned for 2027-01-20",
        "expected 2026-09-10",
        "two papers",
        "Step 2 CK is not taken",
        "USMLE transcript",
        "One more application in Internal Medicine would add $11",
        "Obstetrics and Gynecology: application fees are not known, so that no budget can be planned",
        "budget $400 and at most 30 programs",
        "3 gold and 12 silver (season 2025)",
        "2026-09-23",
        "no probability of matching",
    ):
        assert words in text, words
    shown = desk.shown()
    assert shown["P1"]["US experience"] == "1 month hands-on required\n3 months preferred"
    assert shown["P2"]["US experience"] == "not required\npreferred"
    assert shown["P2"]["Years"] == "7 preferred"
    assert shown["P3"]["Years"] == "9 required"
    assert "no cutoff" in shown["P3"]["Scores"]
