"""Reads archived bodies once per version of the reader, and keeps what was read beside them in the archive.

The reading itself is `transforms.reading`; here stands only which bodies are new, and the files they are kept in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from scrapers.archive import iter_bodies
from transforms.model import Page, Reading, Roster, RosterCount, Statement
from transforms.reading import READER_VERSION, read_everything
from warehouse.schema import RAW_READINGS, RAW_TEXTS, Table, arrow_schema
from warehouse.storage import write_file

BODIES_PER_PART = 1000


@dataclass(slots=True)
class ReadingReport:
    """`read` bodies read tonight, `kept` read on an earlier night; `problems` names bodies that could not be read."""

    read: int = 0
    kept: int = 0
    problems: dict[str, str] = field(default_factory=dict)  # body hash -> what went wrong, without the content


def reader_key(aliases: Mapping[str, Any]) -> str:
    """Version of a reading: the reader's, and a hash of the stewards' school aliases, which change what is counted."""
    if not aliases:
        return READER_VERSION
    digest = hashlib.sha256(json.dumps(sorted((k, str(v)) for k, v in aliases.items())).encode()).hexdigest()
    return f"{READER_VERSION}+{digest[:8]}"


def _parts(archive: Path, table: Table) -> list[Path]:
    folder = archive / table.name
    return sorted(folder.glob("*.parquet")) if folder.is_dir() else []


def _write_part(archive: Path, table: Table, name: str, rows: list[dict[str, Any]]) -> None:
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, schema=arrow_schema(table)), sink, compression="zstd")
    write_file(archive / table.name / f"{name}.parquet", sink.getvalue().to_pybytes())


def _hashes(archive: Path, table: Table, version_column: str, version: str) -> set[str]:
    found: set[str] = set()
    for part in _parts(archive, table):
        rows = pq.read_table(part, columns=["body_sha256", version_column], filters=[(version_column, "=", version)])
        found.update(rows["body_sha256"].to_pylist())
    return found


def read_new_bodies(
    archive: Path,
    addresses: Mapping[str, str],
    part_name: str,
    aliases: Mapping[str, Any],
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> ReadingReport:
    """Read the bodies named in `addresses` (hash -> address) that this version of the reader has not read yet.

    Writes the archive's parts `<part_name>-<n>.parquet` of raw_texts and raw_readings, at most 1,000 bodies each.
    """
    version = reader_key(aliases)
    known = _hashes(archive, RAW_READINGS, "reader_version", version) & _hashes(
        archive, RAW_TEXTS, "text_version", version
    )
    wanted = {sha for sha in addresses if sha not in known}
    report = ReadingReport(kept=len(addresses) - len(wanted))
    texts: list[dict[str, Any]] = []
    readings: list[dict[str, Any]] = []
    part = 0

    def flush() -> None:
        nonlocal part
        if readings:
            # Texts first: a reading without its text would leave quotes that nothing can check.
            _write_part(archive, RAW_TEXTS, f"{part_name}-{part}", texts)
            _write_part(archive, RAW_READINGS, f"{part_name}-{part}", readings)
            part += 1
            texts.clear()
            readings.clear()

    for body in _each(iter_bodies(archive, wanted)):
        sha = body["body_sha256"]
        reading = read_everything(body["body"], body["content_type"], addresses[sha], aliases)
        texts.append(
            {
                "body_sha256": sha,
                "text_version": version,
                "content_kind": reading.page.content_kind,
                "title": reading.page.title,
                "text": reading.page.text,
            }
        )
        readings.append(
            {
                "body_sha256": sha,
                "reader_version": version,
                "statements": json.dumps([asdict(statement) for statement in reading.statements]),
                "rosters": json.dumps([asdict(roster) for roster in reading.rosters]),
                "dropped": json.dumps(reading.dropped),
                "problem": "; ".join(reading.problems) or None,
            }
        )
        report.read += 1
        if reading.problems:
            report.problems[sha] = "; ".join(reading.problems)
        if len(readings) >= BODIES_PER_PART:
            flush()
        on_progress(report.read, len(wanted))
    flush()
    return report


def _each(batches: Iterable[pa.RecordBatch]) -> Iterator[dict[str, Any]]:
    for batch in batches:
        yield from batch.to_pylist()


def _roster(row: dict[str, Any]) -> Roster:
    counts = tuple(RosterCount(**count) for count in row.pop("counts"))
    return Roster(counts=counts, unknown_schools=tuple(row.pop("unknown_schools")), **row)


def load_readings(archive: Path, hashes: Iterable[str], aliases: Mapping[str, Any]) -> dict[str, Reading]:
    """Readings of the bodies, by hash. Their pages hold text and title but no passages."""
    version, wanted = reader_key(aliases), set(hashes)
    texts = {row["body_sha256"]: row for row in _rows(archive, RAW_TEXTS, "text_version", version, wanted)}
    readings: dict[str, Reading] = {}
    for row in _rows(archive, RAW_READINGS, "reader_version", version, wanted):
        text = texts.get(row["body_sha256"])
        if text is None:
            continue
        readings[row["body_sha256"]] = Reading(
            page=Page(url="", title=text["title"] or "", content_kind=text["content_kind"], text=text["text"]),
            statements=tuple(Statement(**statement) for statement in json.loads(row["statements"])),
            rosters=tuple(_roster(roster) for roster in json.loads(row["rosters"])),
            dropped=json.loads(row["dropped"]),
        )
    return readings


def load_texts(archive: Path, hashes: Iterable[str], aliases: Mapping[str, Any]) -> pa.Table:
    """raw_texts rows of the bodies, for checking quotes against them."""
    rows = list(_rows(archive, RAW_TEXTS, "text_version", reader_key(aliases), set(hashes)))
    return pa.Table.from_pylist(rows, schema=arrow_schema(RAW_TEXTS))


def _rows(archive: Path, table: Table, version_column: str, version: str, wanted: set[str]) -> Iterator[dict[str, Any]]:
    """Rows of the bodies wanted; those of older bodies and versions are passed over without being made into objects."""
    left = set(wanted)
    hashes = pa.array(sorted(wanted), pa.string())
    for part in _parts(archive, table):
        if not left:
            return
        for batch in pq.ParquetFile(part).iter_batches(batch_size=BODIES_PER_PART):
            is_wanted = pc.and_(pc.is_in(batch["body_sha256"], hashes), pc.equal(batch[version_column], version))
            for row in batch.filter(is_wanted).to_pylist():
                if row["body_sha256"] in left:
                    left.remove(row["body_sha256"])
                    yield row
