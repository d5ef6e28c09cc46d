"""Cycles (Match years) as partitions: which exist, which one is current, which are opened early, which are past.

A cycle is current from the day on which ERAS opens for it (the seasons table) until the next one is. The nightly job
refreshes the current cycle and what was opened early; a past cycle is never written again. What stands in a shortlist
or a tracker is the business of `reports/`.
"""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path

import dagster as dg

from orchestration.settings import Settings
from reference.seasons import cycle_of, opening_of, seasons
from warehouse.registry import CsvColumn, Problem, RegistryError, read_date, read_integer, read_registry_csv
from warehouse.storage import write_file

OPENED_FILE = "cycles.csv"
_COLUMNS = (CsvColumn("cycle", read_integer(2020, 2100), is_unique=True), CsvColumn("opened_on", read_date))


def today() -> date:
    """The day by which cycles turn (UTC, as nights are dated)."""
    return datetime.now(UTC).date()


def current_cycle(settings: Settings, day: date) -> int:
    """The cycle to work for: as set by ATLAS_CYCLE, else the last one that opened by the seasons table."""
    return settings.cycle or cycle_of(day)


def cycle_partitions(settings: Settings, day: date) -> dg.StaticPartitionsDefinition:
    """One partition per cycle: those of the seasons table, and on to the one after next, so that a service that is not
    restarted for a year still knows its cycles."""
    current = current_cycle(settings, day)
    known = [*seasons(), current]
    return dg.StaticPartitionsDefinition([str(each) for each in range(min(known), max(*known, current + 2) + 1)])


def read_opened(home: Path) -> tuple[list[int], list[Problem]]:
    """Cycles that were opened early, and what is wrong in `registry/cycles.csv`; no file: none."""
    path = home / "registry" / OPENED_FILE
    if not path.exists():
        return [], []
    rows, problems = read_registry_csv(path, _COLUMNS)
    return sorted(row["cycle"] for row in rows), problems


def open_cycles(settings: Settings, day: date) -> list[int]:
    """The cycles that a night refreshes, in order: the current one, and the next one where it was opened early."""
    current = current_cycle(settings, day)
    opened, _ = read_opened(settings.home)
    return [current, *([current + 1] if current + 1 in opened else [])]


def open_early(settings: Settings, cycle: int, day: date) -> Path:
    """Note that a cycle is to be refreshed before it is the current one. RegistryError where it is not the next one."""
    current = current_cycle(settings, day)
    if cycle != current + 1:
        raise RegistryError(
            f"cycle {cycle} cannot be opened early: the current one is {current}, so that only {current + 1} can"
        )
    path = settings.home / "registry" / OPENED_FILE
    opened, problems = read_opened(settings.home)
    if faults := [str(problem) for problem in problems if not problem.is_note]:
        raise RegistryError("; ".join(faults))
    if cycle not in opened:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ",".join(each.name for each in _COLUMNS)
        row = io.StringIO()
        csv.writer(row, lineterminator="\n").writerow([cycle, day.isoformat()])
        write_file(path, f"{text.rstrip()}\n{row.getvalue()}".encode())
    return path


def list_cycles(settings: Settings, day: date) -> list[tuple[int, str]]:
    """(cycle, what is true of it), oldest first: past ones with shortlists, the current one, the next one."""
    current, opened = current_cycle(settings, day), open_cycles(settings, day)
    folders = (settings.home / "shortlists").glob("[0-9]*")
    found = {int(each.name): "past: readable, never written again" for each in folders if int(each.name) < current}
    found[current] = "current: refreshed every night"
    opens = f"opens on {opening_of(current + 1).isoformat()}"
    found[current + 1] = "opened early: refreshed every night" if current + 1 in opened else opens
    return sorted(found.items())


def run_target(cycles: list[int]) -> dict[str, str]:
    """The tags of a run by which Dagster works on these cycles, which follow one another."""
    first, last = str(cycles[0]), str(cycles[-1])
    if first == last:
        return {"dagster/partition": first}
    return {"dagster/asset_partition_range_start": first, "dagster/asset_partition_range_end": last}


def cycles_of_run(context: dg.AssetExecutionContext, settings: Settings) -> list[int]:
    """The cycles that a run is to write.

    dg.Failure, and nothing written, where one of them is past or not open yet, or the run names none.
    """
    day = today()
    current = current_cycle(settings, day)
    if not (context.has_partition_key or context.has_partition_key_range):
        raise dg.Failure(f"the run names no cycle: start it for the partition {current}", allow_retries=False)
    asked = sorted(int(key) for key in context.partition_keys)
    if past := [each for each in asked if each < current]:
        told = ", ".join(str(each) for each in past)
        raise dg.Failure(
            f"cycle {told} is past: its shortlists and trackers stay as they are. Choose {current}, the current one",
            allow_retries=False,
        )
    if early := [each for each in asked if each > current and each not in open_cycles(settings, day)]:
        told = f"cycle {early[0]} is not open yet (it opens by itself on {opening_of(early[0]).isoformat()})"
        advice = f": run residency-atlas cycles open {early[0]}" if early[0] == current + 1 else ""
        raise dg.Failure(told + advice, allow_retries=False)
    return asked
