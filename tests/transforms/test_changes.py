"""What counts as a change from one release to the next, and what does not."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.transforms.rows import NIGHT, conforms, program
from transforms.changes import list_changes
from warehouse.schema import OUT_CHANGES, OUT_PROGRAMS


def row(program_id: str = "1", **cells: Any) -> dict[str, Any]:
    return {**dict.fromkeys(OUT_PROGRAMS.column_names), **program(program_id), **cells}


def changes(old: list[dict[str, Any]] | None, new: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = list_changes(old, new)
    conforms(OUT_CHANGES, found)
    return found


J1 = {"visa_j1": "sponsors", "visa_j1_quote": "We take J-1.", "visa_j1_url": "https://a.test/"}
NO_J1 = {"visa_j1": "no", "visa_j1_quote": "No visas.", "visa_j1_url": "https://b.test/"}


def test_the_first_release_changes_nothing() -> None:
    assert changes(None, [row()]) == []


def test_added_and_gone_programs_are_one_row_each() -> None:
    found = changes([row("1", **J1)], [row("2", **J1)])
    assert [(each["program_id"], each["change"], each["field"]) for each in found] == [
        ("1", "program_gone", ""),
        ("2", "program_added", ""),
    ]
    assert found[1]["new_value"] == "Lakeside Program"


def test_a_program_marked_gone_is_gone_once_and_added_when_back() -> None:
    here, gone = row(), row(gone_since=NIGHT)
    assert [each["change"] for each in changes([here], [gone])] == ["program_gone"]
    assert changes([gone], [gone]) == []
    assert [each["change"] for each in changes([gone], [here])] == ["program_added"]
    assert changes([gone], []) == []
    assert changes([], [gone]) == []


def test_facts_are_added_changed_and_lost_with_both_quotes() -> None:
    (added,) = changes([row()], [row(**J1)])
    assert (added["change"], added["new_value"], added["new_quote"]) == ("fact_added", "sponsors", "We take J-1.")
    (changed,) = changes([row(**J1)], [row(**NO_J1)])
    assert (changed["change"], changed["old_value"], changed["new_value"]) == ("fact_changed", "sponsors", "no")
    assert (changed["old_quote"], changed["new_quote"], changed["url"]) == (
        "We take J-1.",
        "No visas.",
        "https://b.test/",
    )
    (lost,) = changes([row(**NO_J1)], [row()])
    assert (lost["change"], lost["old_value"], lost["url"]) == ("fact_lost", "no", "https://b.test/")


def test_a_new_condition_is_a_change_and_a_new_address_or_date_is_none() -> None:
    new = {**J1, "visa_j1_condition": "case by case"}
    assert [each["change"] for each in changes([row(**J1)], [row(**new)])] == ["fact_changed"]
    moved = {**J1, "visa_j1_url": "https://c.test/", "visa_j1_as_of": dt.date(2026, 1, 1), "visa_j1_confidence": 0.1}
    assert changes([row(**J1)], [row(**moved)]) == []


def test_preferences_and_shares_are_compared_in_canonical_form() -> None:
    old = row(step2_min_preferred=240, usce_months=2.0, img_share=0.5)
    assert changes([old], [row(step2_min_preferred=240, usce_months=2, img_share=0.5)]) == []
    found = changes([old], [row(step2_min_preferred=250, usce_months=2.5, img_share=0.625)])
    assert [(each["field"], each["old_value"], each["new_value"]) for each in found] == [
        ("img_share", "0.5", "0.625"),
        ("step2_min_preferred", "240", "250"),
        ("usce_months", "2", "2.5"),
    ]
