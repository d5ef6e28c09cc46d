"""How long superseded roster pages, which name residents, stay in the archive: decided here, dropped by the archive."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq

from orchestration.night import Night
from scrapers.archive import drop_superseded
from warehouse.releases import current, open_release
from warehouse.schema import RAW_READINGS
from warehouse.storage import Home

# Tables of a release that point into the archive.
_CITING = ("core_statements", "core_pages", "core_rosters")


def apply_retention(night: Night, days: int | None) -> dict[str, int]:
    """Drop superseded roster pages that were last confirmed more than `days` before the night; none where it is None.

    Returns rows dropped per archive table. What the release served cites stays, so that its quotes can be checked.
    """
    if days is None:
        return {}
    before = night.started_at - timedelta(days=days)
    return drop_superseded(night.home.archive, roster_bodies(night.home.archive), before, cited_bodies(night.home))


def roster_bodies(archive: Path) -> set[str]:
    """Hashes of the bodies in which any version of the reader found a roster."""
    found: set[str] = set()
    folder = archive / RAW_READINGS.name
    for part in sorted(folder.glob("*.parquet")) if folder.is_dir() else ():
        for batch in pq.ParquetFile(part).iter_batches(columns=["body_sha256", "rosters"]):
            found.update(row["body_sha256"] for row in batch.to_pylist() if json.loads(row["rosters"]))
    return found


def cited_bodies(home: Home) -> set[str]:
    """Hashes of the bodies that the release served points to."""
    if current(home) is None:
        return set()
    release = open_release(home)
    hashes = (release.read_table(name).column("body_sha256").to_pylist() for name in _CITING)
    return {sha for column in hashes for sha in column if sha is not None}
