"""The change report between two releases: complete, readable in 100 columns, harmless to the terminal and the UI."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from orchestration.change_report import WIDTH, changes_table, compare_releases, count_changes
from orchestration.cli import main
from tests.warehouse.tables import CREATED_AT, publish_tables, tables
from warehouse.releases import Release

HOSTILE = "We sponsor\x1b[2J \u202eJ-1\u2028 <img src=x onerror=alert(1)> " + "and many more words " * 12


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Release, Release]:
    """Two releases: one program added, one gone, visas and quotes of two others changed."""
    monkeypatch.setattr("os.fsync", lambda _: None)
    before, after = tables(6), tables(7)
    old = publish_tables(tmp_path, before, CREATED_AT)
    rows = {row["program_id"]: row for row in after["out_programs"]}
    first, second, third = sorted(rows)[:3]
    rows[first] |= {"visa_j1": "no" if rows[first]["visa_j1"] != "no" else "sponsors", "visa_j1_quote": HOSTILE}
    rows[second] |= {"step2_min": None, "step2_min_quote": None}
    rows[third]["gone_since"] = CREATED_AT.date()
    new = publish_tables(tmp_path, after, CREATED_AT + timedelta(days=1))
    return tmp_path, old, new


def test_the_report_names_programs_and_facts_with_both_quotes(two: tuple[Path, Release, Release]) -> None:
    home, old, new = two
    report = compare_releases(home, old.id, new.id)
    counts = count_changes(report.changes)
    assert (counts["program_added_count"], counts["program_gone_count"]) == (1, 1)
    shown = CliRunner().invoke(main, ["releases", "diff", old.id, "--home", str(home)])
    assert shown.exit_code == 0, shown.output
    assert "1 programs added, 1 gone;" in shown.output and "Programs gone (1)" in shown.output
    for row in report.changes:
        assert row["program_id"] in shown.output
    assert re.search(r'visa_j1: \S+ -> \S+\n +was: ".*\n(?: .*\n)*? +now: "We sponsor', shown.output)
    assert "-> unknown" in shown.output


def test_the_report_fits_a_terminal_and_steers_none(two: tuple[Path, Release, Release]) -> None:
    home, old, new = two
    shown = CliRunner().invoke(main, ["releases", "diff", old.id, new.id, "--home", str(home)]).output
    assert max(len(line) for line in shown.splitlines() if "see: " not in line) <= WIDTH
    assert "\x1b" not in shown and "\u202e" not in shown and "\u2028" not in shown
    # Nothing of a quote is cut off.
    assert " ".join(shown.split()).count("and many more words") == 12


def test_the_report_as_json_is_whole(two: tuple[Path, Release, Release]) -> None:
    home, old, new = two
    shown = CliRunner().invoke(main, ["releases", "diff", old.id, new.id, "--json", "--home", str(home)])
    told = json.loads(shown.output)
    assert told["old"]["release_id"] == old.id and told["new"]["release_id"] == new.id
    facts = {(fact["field"], fact["change"]) for fact in told["facts"]}
    assert len(told["added"]) == 1 and len(told["gone"]) == 1
    assert ("visa_j1", "fact_changed") in facts
    assert [fact["new_quote"] for fact in told["facts"] if fact["field"] == "visa_j1"] == [HOSTILE]


def test_a_release_does_not_differ_from_itself_and_unknown_ids_are_told(two: tuple[Path, Release, Release]) -> None:
    home, old, _ = two
    same = CliRunner().invoke(main, ["releases", "diff", old.id, old.id, "--home", str(home)])
    assert "no difference in programs or facts" in same.output
    unknown = CliRunner().invoke(main, ["releases", "diff", "2020", "--home", str(home)])
    assert unknown.exit_code == 1 and "names no release" in unknown.output


def test_the_table_in_the_ui_is_plain_text_of_bounded_length(two: tuple[Path, Release, Release]) -> None:
    home, old, new = two
    table = changes_table(compare_releases(home, old.id, new.id).changes)
    cells = [str(cell) for record in table.records for cell in record.data.values()]
    assert max(map(len, cells)) <= 300 and not any("\x1b" in cell or "\n" in cell for cell in cells)
    assert table.records[0].data["change"] == "program_added"
