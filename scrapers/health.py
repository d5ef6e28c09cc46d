"""Hosts that have given nothing for nights on end, from the archive alone: what stewards should look at.

What became of a single address stands in `raw_fetches`; whether a page is gone from the catalog is decided elsewhere.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from scrapers import archive
from scrapers.history import read_addresses
from scrapers.rest import NOT_ASKED
from warehouse.schema import RAW_FETCHES

_BATCH_ROWS = 10_000
NIGHTS_LOOKED_AT = 60  # a host that failed for longer is told as failing for so many
# How `scrapers/crawl.py` words the pages that a killed shard left open, and those of a host at rest.
_NOT_THE_HOST = ("the shard was ", NOT_ASKED)


@dataclass(frozen=True, slots=True)
class HostHealth:
    """A host all of whose addresses failed on each of its last `nights_failing` nights.

    `kind` is the most frequent failure of the last night; `last_good` is empty where the archive has no answer of it.
    """

    host: str
    kind: str
    nights_failing: int
    failing_since: date
    last_asked: date
    last_good: date | None


@dataclass(slots=True)
class _Night:
    asked: datetime
    is_good: bool = False
    kinds: Counter[str] = field(default_factory=Counter)


def host_health(archive_dir: Path, nights: int) -> list[HostHealth]:
    """Hosts that failed on at least `nights` nights in a row, the longest first. A night is a crawl, however often it
    was begun; nights on which a host was not asked count neither way, and of all nights the last 60 are looked at.
    Raises ValueError for `nights` below 1.
    """
    if nights < 1:
        raise ValueError(f"nights must be at least 1, not {nights}")
    hosts: dict[str, dict[str, _Night]] = {}
    columns = ["crawl_id", "host", "fetched_at", "failure", "failure_detail"]
    for batch in archive.iter_rows(archive_dir, RAW_FETCHES.name, columns, _BATCH_ROWS, NIGHTS_LOOKED_AT):
        for crawl_id, host, asked, failure, detail in zip(*(batch[name].to_pylist() for name in columns), strict=True):
            if failure and (detail or "").startswith(_NOT_THE_HOST):
                continue
            night = hosts.setdefault(host, {}).setdefault(crawl_id, _Night(asked))
            night.asked = max(night.asked, asked)
            if failure:
                night.kinds[failure] += 1
            else:
                night.is_good = True
    failing = [row for host, found in hosts.items() if (row := _row(host, found)) and row.nights_failing >= nights]
    if any(row.last_good is None for row in failing):
        good = _last_good(archive_dir)
        failing = [row if row.last_good else replace(row, last_good=good.get(row.host)) for row in failing]
    return sorted(failing, key=lambda row: (-row.nights_failing, row.host))


def _last_good(archive_dir: Path) -> dict[str, date]:
    """Host -> when it last gave a page, of all nights."""
    good: dict[str, date] = {}
    for row in archive.rows_of(read_addresses(archive_dir, ["host", "fetched_at", "failure"])):
        if row["failure"] is None:
            day = row["fetched_at"].date()
            good[row["host"]] = max(day, good.get(row["host"], day))
    return good


def _row(host: str, found: dict[str, _Night]) -> HostHealth | None:
    """None for a host that answered on the last night on which it was asked."""
    newest = sorted(found.values(), key=lambda night: night.asked, reverse=True)
    good = next((number for number, night in enumerate(newest) if night.is_good), None)
    failing = newest[:good]
    if not failing:
        return None
    kind = min(failing[0].kinds, key=lambda name: (-failing[0].kinds[name], name))
    last_good = newest[good].asked.date() if good is not None else None
    return HostHealth(host, kind, len(failing), failing[-1].asked.date(), failing[0].asked.date(), last_good)
