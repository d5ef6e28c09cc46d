"""Which cycle is current, which are partitions, and opening the next one early."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from orchestration.cli import main
from orchestration.cycles import (
    current_cycle,
    cycle_partitions,
    list_cycles,
    open_cycles,
    open_early,
    read_opened,
    run_target,
)
from orchestration.settings import Settings, read_settings
from warehouse.registry import RegistryError

DAY = date(2026, 11, 22)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(read_settings({}), home=tmp_path)


@pytest.mark.parametrize(
    ("day", "cycle"),
    [(date(2026, 6, 2), 2026), (date(2026, 6, 3), 2027), (date(2027, 5, 31), 2027), (date(2027, 6, 1), 2028)],
)
def test_a_cycle_turns_on_the_day_on_which_eras_opens(settings: Settings, day: date, cycle: int) -> None:
    assert current_cycle(settings, day) == cycle
    assert current_cycle(replace(settings, cycle=2030), day) == 2030


def test_partitions_are_the_cycles_of_the_seasons_table_and_two_years_on(settings: Settings) -> None:
    assert cycle_partitions(settings, DAY).get_partition_keys() == ["2026", "2027", "2028", "2029"]
    assert cycle_partitions(replace(settings, cycle=2035), DAY).get_partition_keys()[-1] == "2037"


def test_a_run_names_one_partition_or_the_range_of_both() -> None:
    assert run_target([2027]) == {"dagster/partition": "2027"}
    assert run_target([2027, 2028]) == {
        "dagster/asset_partition_range_start": "2027",
        "dagster/asset_partition_range_end": "2028",
    }


def test_what_was_opened_early_is_current_one_day_and_needs_no_clearing(settings: Settings) -> None:
    open_early(settings, 2028, DAY)
    assert open_cycles(settings, DAY) == [2027, 2028]
    assert open_cycles(settings, date(2027, 6, 1)) == [2028]
    open_early(settings, 2029, date(2027, 6, 1))
    assert (settings.home / "registry" / "cycles.csv").read_text().splitlines() == [
        "cycle,opened_on",
        "2028,2026-11-22",
        "2029,2027-06-01",
    ]


def test_a_file_that_cannot_be_read_opens_nothing_and_is_not_overwritten(settings: Settings) -> None:
    path = settings.home / "registry" / "cycles.csv"
    path.parent.mkdir()
    path.write_text("cycle,opened_on\nnext year,2026-11-22\n")
    opened, problems = read_opened(settings.home)
    assert opened == [] and "cycles.csv, row 2, column cycle" in str(problems[0])
    assert open_cycles(settings, DAY) == [2027]
    with pytest.raises(RegistryError, match="row 2, column cycle"):
        open_early(settings, 2028, DAY)
    assert "next year" in path.read_text()


def test_the_list_says_what_is_past_current_and_to_come(settings: Settings) -> None:
    (settings.home / "shortlists" / "2026").mkdir(parents=True)
    assert list_cycles(settings, DAY) == [
        (2026, "past: readable, never written again"),
        (2027, "current: refreshed every night"),
        (2028, "opens on 2027-06-01"),
    ]


def test_the_command_opens_the_next_cycle_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_CYCLE", "2027")
    monkeypatch.setenv("ATLAS_HOME", str(tmp_path))
    said = CliRunner().invoke(main, ["cycles", "open", "2029", "--home", str(tmp_path)])
    assert said.exit_code != 0 and "only 2028 can" in said.output and "Traceback" not in said.output
    assert CliRunner().invoke(main, ["cycles", "open", "2028", "--home", str(tmp_path)]).exit_code == 0
    listed = CliRunner().invoke(main, ["cycles", "list", "--home", str(tmp_path)]).output
    assert "2028  opened early: refreshed every night" in listed
