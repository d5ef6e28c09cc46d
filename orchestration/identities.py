"""Which programs there are tonight: the registry's own and the listings', merged, with what was wrong in each row.

Reads files and calls `transforms.listings` and `warehouse.registry`; how a row is read belongs to them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from orchestration.listing_gate import read_held
from orchestration.night import Night
from scrapers.archive import read_raw
from transforms.listings import (
    REGISTRY,
    ListingReading,
    ListingStatement,
    merge_programs,
    read_listing,
    read_registry_programs,
)
from transforms.programs import keep_gone
from warehouse.registry import Problem, read_programs, read_sources, write_quarantine
from warehouse.releases import current, open_release
from warehouse.storage import Home


@dataclass(slots=True)
class Catalog:
    """`programs`: identity rows, gone ones with `gone_since`; `local_ids`: programs that a local source named."""

    programs: list[dict[str, Any]]
    statements: list[ListingStatement]
    problems: list[str]
    refused: int
    local_ids: set[str] = field(default_factory=set)
    stale_sources: list[str] = field(default_factory=list)


def load_catalog(night: Night, allow_local: bool = False) -> Catalog:
    """The programs of tonight. A listing that gave no row tonight is taken from the last night on which it did."""
    readings: list[ListingReading] = []
    problems: list[str] = []
    refused = 0
    registry_file = night.home.registry / "programs.csv"
    if registry_file.exists():
        rows, found = read_programs(registry_file)
        _set_aside(night, found)
        problems += [str(problem) for problem in found]
        refused += len({problem.row for problem in found if not problem.is_note})
        readings.append(read_registry_programs(rows))
    sources = load_sources(night)
    listing_rows = _rows_by_source(night, [source["name"] for source in sources])
    stale = [name for name, (rows, is_stale) in listing_rows.items() if is_stale and rows]
    readings += [read_listing(rows) for rows, _ in listing_rows.values() if rows]
    programs, merge_problems = merge_programs(*readings)
    for reading in readings:
        problems += [str(problem) for problem in reading.problems]
        problems += [
            f"column {head!r} of a listing or registry file is not known; {count} rows fill it. If it matters, add its "
            "head to HEADS in transforms/listings.py"
            for head, count in sorted(reading.unknown_columns.items())
        ]
        refused += reading.refused
    problems += [str(problem) for problem in merge_problems]
    local_sources = {source["name"] for source in sources if source["is_local"]}
    local_ids = {
        program["program_id"]
        for program in programs
        if program["source"] in local_sources or (allow_local and program["source"] not in listing_rows)
    }
    sources_read = [name for name, (rows, is_stale) in listing_rows.items() if rows and not is_stale]
    if registry_file.exists():
        sources_read.append(REGISTRY)
    programs = keep_gone(programs, previous_programs(night.home) or (), night.date, sources_read)
    statements = [statement for reading in readings for statement in reading.statements]
    return Catalog(programs, statements, problems, refused, local_ids, stale)


def load_sources(night: Night) -> list[dict[str, Any]]:
    """Rows of the registry's sources.csv; none where there is no such file."""
    path = night.home.registry / "sources.csv"
    if not path.exists():
        return []
    rows, problems = read_sources(path)
    _set_aside(night, problems)
    return list(rows)


def _set_aside(night: Night, problems: Iterable[Problem]) -> None:
    write_quarantine(night.home.quarantine, problems, night.date)


def _rows_by_source(night: Night, names: list[str]) -> dict[str, tuple[list[dict[str, Any]], bool]]:
    """Source -> (its newest rows that were not held back, whether they are of an earlier night)."""
    if not names:
        return {}
    held = read_held(night.home)
    newest: dict[str, str] = {}
    table = read_raw(night.home.archive, "raw_listing_rows")
    for crawl_id, source in zip(table["crawl_id"].to_pylist(), table["source"].to_pylist(), strict=True):
        if source in names and crawl_id <= night.crawl_id and source not in held.get(crawl_id, {}):
            newest[source] = max(newest.get(source, ""), crawl_id)
    found: dict[str, tuple[list[dict[str, Any]], bool]] = {name: ([], True) for name in names}
    for row in table.to_pylist():
        if newest.get(row["source"]) == row["crawl_id"]:
            found[row["source"]][0].append(row)
    return {name: (rows, newest.get(name) != night.crawl_id) for name, (rows, _) in found.items()}


def previous_programs(home: Home) -> list[dict[str, Any]] | None:
    """Rows of out_programs of the release served; None before the first."""
    return None if current(home) is None else open_release(home).read_table("out_programs").to_pylist()
