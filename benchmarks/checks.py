"""All checks of the gate on 6,000 programs and 150,000 statements, against a last release, in a process of its own.

Bars: 30 s and 1 GB, the import of Great Expectations included. The tables are invented and without fault, so every
check must pass.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from expectations.runner import required_checks
from tests.warehouse.tables import CREATED_AT, TONIGHT, body_hash, name_it, page_text, tables
from warehouse.conform import conform
from warehouse.releases import CheckRecord, content_hash, files_hash, open_release, publish, stage
from warehouse.schema import TABLES

PROGRAMS, STATEMENTS = 6_000, 150_000
_PART = 1_000


def main(quick: bool) -> None:
    """Print how long the checks take and how much memory their process needs at most."""
    programs = 300 if quick else PROGRAMS
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        statements = _write(home, programs, STATEMENTS * programs // PROGRAMS)
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.checks", str(home)], capture_output=True, text=True, check=False
        )
        seconds = time.monotonic() - started
        if done.returncode:
            raise SystemExit(f"the checks did not run: {done.stderr[-2000:]}")
        told = json.loads(done.stdout.splitlines()[-1])
        print(
            f"   {programs:,} programs, {statements:,} statements, {told['checks']} checks: {told['seconds']:.1f} s, "
            f"with the start of the process {seconds:.1f} s (bar 30 s), {told['cpu_seconds']:.1f} s of processor time; "
            f"at most {told['megabytes']:,.0f} MB (bar 1,000 MB); {told['failed'] or 'none'} failed"
        )


def _write(home: Path, programs: int, statements: int) -> int:
    """Stage a night, release the same as the night before, and lay down what the archive holds of it."""
    rows = tables(programs)
    _add_statements(rows, programs, statements)
    conformed = {name: conform(data, TABLES[name]) for name, data in rows.items()}
    for night in ("night-0", "night-1"):
        staged = stage(home, night)
        for name, data in conformed.items():
            staged.write(name, data)
        if night == "night-0":
            hashes = content_hash(staged), files_hash(staged)
            records = [CheckRecord(table, name, "fatal", True, *hashes) for table, name in required_checks()]
            publish(home, staged, records, required=required_checks(), created_at=CREATED_AT)
    _write_archive(home, rows, programs)
    return len(rows["core_statements"])


def _add_statements(rows: dict[str, list[dict[str, Any]]], programs: int, wanted: int) -> None:
    """More of what pages say, of a strength that decides nothing, each with a name of its own."""
    several = wanted // programs - len(rows["core_statements"]) // programs
    pages = {row["url"]: row for row in rows["core_pages"]}
    said = [row for row in rows["core_statements"] if row["field"] == "visa_j1"]
    for row in said:
        for number in range(several):
            rows["core_statements"].append(name_it(row | {"strength": "typical", "track": f"track {number}"}))
        pages[row["url"]]["statements"] += several


def _write_archive(home: Path, rows: dict[str, list[dict[str, Any]]], programs: int) -> None:
    said: dict[str, list[dict[str, Any]]] = {}
    for row in rows["core_statements"]:
        if row["extractor"] != "rosters":
            value = int(row["value"]) if row["value"].isdecimal() else row["value"]
            kept = {name: row[name] for name in ("field", "strength", "condition", "track", "season", "confidence")}
            kept |= {"value": value, "start": row["quote_start"], "end": row["quote_end"], "quote": row["quote"]}
            said.setdefault(row["body_sha256"], []).append(kept)
    counts: dict[str, list[dict[str, Any]]] = {}
    for row in rows["core_rosters"]:
        kept = {name: row[name] for name in ("class_year", "track", "school", "school_class", "country", "residents")}
        counts.setdefault(row["body_sha256"], []).append(kept)
    for first in range(0, programs, _PART):
        bodies = [(body_hash(number), page_text(number)) for number in range(first, min(first + _PART, programs))]
        readings = [
            {"body_sha256": body, "statements": json.dumps(said[body])}
            | {"rosters": json.dumps([{"entries": 32, "counts": counts[body]}])}
            for body, _ in bodies
        ]
        pq.write_table(pa.Table.from_pylist(readings), home / f"readings-{first}.parquet")
        texts = [{"body_sha256": body, "text": text} for body, text in bodies]
        pq.write_table(pa.Table.from_pylist(texts), home / f"texts-{first}.parquet")
    at = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    links = [{name: row[name] for name in ("program_id", "url", "role")} for row in rows["core_pages"]]
    fetches = [{"url": row["url"], "body_sha256": row["body_sha256"], "fetched_at": at} for row in rows["core_pages"]]
    pq.write_table(pa.Table.from_pylist(links), home / "links.parquet")
    pq.write_table(pa.Table.from_pylist(fetches), home / "fetches.parquet")


class _Parts:
    def __init__(self, home: Path, name: str) -> None:
        self.paths = sorted(home.glob(f"{name}-*.parquet"))

    def __iter__(self) -> Any:
        return (pq.read_table(path) for path in self.paths)


def _check(home: Path) -> None:
    from expectations.runner import run_all_checks

    started = time.monotonic()
    results = run_all_checks(
        stage(home, "night-1"),
        tonight=TONIGHT,
        last=open_release(home),
        archive=_Parts(home, "texts"),
        readings=_Parts(home, "readings"),
        links=pq.read_table(home / "links.parquet"),
        fetches=pq.read_table(home / "fetches.parquet"),
    )
    failed = [f"{result.check.table}/{result.check.name}" for result in results if not result.passed]
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"seconds": time.monotonic() - started, "cpu_seconds": time.process_time(), "checks": len(results)}
    print(json.dumps(told | {"megabytes": used, "failed": failed}))


if __name__ == "__main__":
    _check(Path(sys.argv[1]))
