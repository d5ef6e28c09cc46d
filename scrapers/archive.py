"""The page archive: Parquet parts of raw_fetches, raw_bodies, raw_links, raw_listing_rows, one per crawl and shard.

A shard writes a spool that survives a kill at any instruction; sealing turns a spool into parts (temporary name, fsync,
rename). `scrapers/history.py` keeps what of all nights still counts. What a page says does not belong here, nor which
pages to visit.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse.schema import (
    RAW_BODIES,
    RAW_COUNTERS,
    RAW_FETCHES,
    RAW_LINKS,
    RAW_LISTING_ROWS,
    RAW_READINGS,
    RAW_TEXTS,
    TABLES,
    arrow_schema,
)

ROW_GROUP_BYTES = 4_000_000  # of bodies and links: what reading one costs at most, a larger one aside
# Links of archived pages, so that an unchanged page is followed without being parsed again. Private to the archive.
OUTLINKS = "page_links"
OUTLINKS_SCHEMA = pa.schema(
    [
        pa.field("body_sha256", pa.string(), nullable=False),
        pa.field("url", pa.string(), nullable=False),
        pa.field("links_version", pa.string(), nullable=False),
        pa.field("links", pa.string(), nullable=False),
    ]
)
# Fetches last: a fetch row that can be seen has its body and links in place.
_PARTS = (RAW_BODIES.name, OUTLINKS, RAW_LINKS.name, RAW_LISTING_ROWS.name, RAW_FETCHES.name)
# What was made of bodies lies beside them in the archive; it is written elsewhere and goes when its body goes.
_DERIVED = (RAW_TEXTS.name, RAW_READINGS.name)
_SCHEMAS = {OUTLINKS: OUTLINKS_SCHEMA} | {
    table.name: arrow_schema(table) for table in (RAW_FETCHES, RAW_BODIES, RAW_LINKS, RAW_LISTING_ROWS, RAW_COUNTERS)
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SPOOLS = ".spool"
FOLDED = "folded"  # what of all nights still counts, made by `history.py` from the parts
_REPEATED = re.compile(r"\dr(\d+)$")  # shards of a crawl that was repeated under its id, with the attempt


# --- reading ---------------------------------------------------------------------------------------------------------


def parts_of(archive_dir: Path, table: str, crawl_id: str | None = None, but: Collection[str] = ()) -> list[Path]:
    """Finished parts of a table: crawls in the order of their names, in each its attempts in the order they were made.

    Parts named in `but` are left out unopened. Temporary files never match.
    """
    folder = Path(archive_dir) / table
    if not folder.is_dir():
        return []
    parts = [path for path in folder.iterdir() if path.suffix == ".parquet" and not path.name.startswith(".")]
    parts = [path for path in parts if path.name not in but]
    parts.sort(key=lambda path: (path.stem.rsplit("-", 1)[0], attempt_of(path.stem), path.name))
    if crawl_id is not None:
        parts = [path for path in parts if path.name.rsplit("-", 1)[0] == crawl_id]
    for path in parts:
        _check_whole(path)
    return parts


def read_file(path: Path, schema: pa.Schema, columns: Collection[str] | None = None) -> pa.Table:
    """Some columns of a Parquet file as a schema names them; those that the file is too old to have are empty.

    In one thread and without pyarrow's datasets: a shard would pay 50 MB for them.
    """
    wanted = pa.schema([schema.field(name) for name in columns]) if columns is not None else schema
    with pq.ParquetFile(path) as file:
        names = set(file.schema_arrow.names)
        rows = file.read([field.name for field in wanted if field.name in names], use_threads=False)
    found = [
        rows[field.name].cast(field.type) if field.name in names else pa.nulls(rows.num_rows, field.type)
        for field in wanted
    ]
    return pa.table(found, schema=wanted)


def rows_of(table: pa.Table, at_once: int = 2000) -> Iterator[dict[str, Any]]:
    """Rows as Python knows them, so many at a time. pyarrow would import pandas for the first timestamp."""
    times = [field.name for field in table.schema if pa.types.is_timestamp(field.type)]
    for name in times:
        index = table.schema.get_field_index(name)
        table = table.set_column(index, name, table[name].cast(pa.int64()))
    for batch in table.to_batches(max_chunksize=at_once):
        for row in batch.to_pylist():
            for name in times:
                if row[name] is not None:
                    row[name] = _EPOCH + timedelta(microseconds=row[name])
            yield row


class DamagedArchiveError(RuntimeError):
    """A part of the archive is no whole Parquet file; the message says which and what to do."""


def _check_whole(path: Path) -> None:
    """Parts are written whole or not at all: one without its end was damaged on the disk."""
    with path.open("rb") as file:
        file.seek(-min(4, path.stat().st_size), os.SEEK_END)
        if file.read() != b"PAR1":
            raise DamagedArchiveError(
                f"{path} is damaged (no whole Parquet file): put it back from a backup, or move it out of the archive; "
                f"what it held is then asked for again"
            )


def read_raw(archive_dir: Path, table: str, crawl_id: str | None = None) -> pa.Table:
    """All rows of an archive table, or those of one crawl. Bodies are better streamed with `iter_bodies`."""
    schema = _SCHEMAS[table]
    parts = parts_of(archive_dir, table, crawl_id)
    rows = pa.concat_tables(read_file(path, schema) for path in parts) if parts else pa.Table.from_batches([], schema)
    crawls = [path.stem.rsplit("-", 1)[0] for path in parts]
    if table in TABLES and len(set(crawls)) < len(crawls):
        rows = _last_of_each(rows, TABLES[table].key)
    return rows


def iter_rows(
    archive_dir: Path, table: str, columns: list[str], batch_rows: int, last_crawls: int | None = None
) -> Iterator[pa.RecordBatch]:
    """Some columns of all rows of an archive table, or of its last crawls, streamed; rows of attempts that were
    overruled are among them.
    """
    parts = parts_of(archive_dir, table)
    crawls = list(dict.fromkeys(crawl_of(part) for part in parts))
    kept = set(crawls if last_crawls is None else crawls[-last_crawls:])
    for part in parts:
        if crawl_of(part) in kept:
            yield from read_file(part, _SCHEMAS[table], columns).to_batches(max_chunksize=batch_rows)


def shards_of(archive_dir: Path, crawl_id: str, kinds: tuple[str, ...]) -> set[str]:
    """Shards of these kinds (`programs` of `programs0`) that have parts of a crawl."""
    names = {path.stem.rsplit("-", 1)[1] for table in _PARTS for path in parts_of(archive_dir, table, crawl_id)}
    return {name for name in names if name.startswith(kinds)}


def crawl_of(part: Path) -> str:
    """The crawl that wrote a part."""
    return part.stem.rsplit("-", 1)[0]


def attempt_of(shard: str) -> int:
    """How often a crawl was begun before it wrote this shard: 2 of `programs0r2`."""
    found = _REPEATED.search(shard)
    return int(found[1]) if found else 0


def _last_of_each(rows: pa.Table, key: tuple[str, ...]) -> pa.Table:
    """Of rows with one key the last: a crawl that was repeated under its id overrules what it had before."""
    if rows.group_by(list(key)).aggregate([]).num_rows == rows.num_rows:
        return rows
    keys = zip(*(rows[column].to_pylist() for column in key), strict=True)
    last = {identity: number for number, identity in enumerate(keys)}
    return rows if len(last) == rows.num_rows else rows.take(sorted(last.values()))


def read_part(archive_dir: Path, table: str, crawl_id: str, shard: str) -> pa.Table:
    """Rows that one shard of a crawl wrote."""
    path = Path(archive_dir) / table / f"{crawl_id}-{shard}.parquet"
    return read_file(path, _SCHEMAS[table]) if path.exists() else pa.Table.from_batches([], _SCHEMAS[table])


def count_part(archive_dir: Path, table: str, crawl_id: str, shard: str) -> int:
    path = Path(archive_dir) / table / f"{crawl_id}-{shard}.parquet"
    return pq.read_metadata(path).num_rows if path.exists() else 0


def known_bodies(archive_dir: Path) -> set[str]:
    """Hashes of all archived bodies."""
    known: set[str] = set()
    for part in parts_of(archive_dir, RAW_BODIES.name):
        known.update(read_file(part, _SCHEMAS[RAW_BODIES.name], ["body_sha256"]).column(0).to_pylist())
    return known


def iter_bodies(
    archive_dir: Path, sha256s: Collection[str] | None = None, batch_rows: int = 64
) -> Iterator[pa.RecordBatch]:
    """Stream raw_bodies in batches, each body once. Memory is bounded by a row group (about 4 MB, or one large body).

    Row groups that hold none of the wanted hashes are not read.
    """
    wanted = None if sha256s is None else set(sha256s)
    seen: set[str] = set()
    for part in parts_of(archive_dir, RAW_BODIES.name):
        with pq.ParquetFile(part) as file:
            for group in range(file.num_row_groups):
                hashes = file.read_row_group(group, columns=["body_sha256"], use_threads=False).column(0).to_pylist()
                keep = [(wanted is None or sha in wanted) and sha not in seen for sha in hashes]
                if not any(keep):
                    continue
                seen.update(sha for sha, kept in zip(hashes, keep, strict=True) if kept)
                rows = (
                    file.read_row_group(group, use_threads=False).filter(pa.array(keep)).cast(_SCHEMAS[RAW_BODIES.name])
                )
                yield from rows.to_batches(max_chunksize=batch_rows)
    if wanted is not None and wanted - seen:
        missing = sorted(wanted - seen)
        raise KeyError(f"{len(missing)} bodies are not in the archive, first {missing[0]}")


class Bodies:
    """Random access to archived bodies by hash; holds the places of all and the last few row groups read."""

    def __init__(self, archive_dir: Path) -> None:
        self._archive_dir = archive_dir
        self._groups: OrderedDict[tuple[Path, int], pa.ChunkedArray] = OrderedDict()

    @cached_property
    def _places(self) -> dict[str, tuple[Path, int, int]]:
        places: dict[str, tuple[Path, int, int]] = {}
        for part in parts_of(self._archive_dir, RAW_BODIES.name):
            with pq.ParquetFile(part) as file:
                for group in range(file.num_row_groups):
                    for row, sha in enumerate(
                        file.read_row_group(group, columns=["body_sha256"], use_threads=False).column(0).to_pylist()
                    ):
                        places.setdefault(sha, (part, group, row))
        return places

    def __contains__(self, sha256: str) -> bool:
        return sha256 in self._places

    def read(self, sha256: str) -> bytes:
        """The body; KeyError where the archive does not hold it."""
        part, group, row = self._places[sha256]
        if (part, group) not in self._groups:
            with pq.ParquetFile(part) as file:
                self._groups[part, group] = file.read_row_group(group, columns=["body"], use_threads=False).column(0)
            while len(self._groups) > 3:
                self._groups.popitem(last=False)
        return self._groups[part, group][row].as_py()


# --- writing ---------------------------------------------------------------------------------------------------------


class Spool:
    """What a shard has done so far, appended row by row: `rows.jsonl`, `bodies.bin`. A torn tail is cut on reading.

    A body is on file before the row of its fetch, so that no row ever names a body that is lost.
    """

    def __init__(self, archive_dir: Path, crawl_id: str, shard: str, known: Collection[str] = ()) -> None:
        self.folder = spool_folder(archive_dir, crawl_id, shard)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._known = known if isinstance(known, set) else set(known)  # grows with what is stored; never a copy
        self._bodies = (self.folder / "bodies.bin").open("ab", buffering=0)
        self._rows = (self.folder / "rows.jsonl").open("ab", buffering=0)
        self.bodies_stored = 0

    def add_body(
        self, body: bytes, content_type: str | None, crawl_id: str, sha256: str | None = None
    ) -> tuple[str, bool]:
        """Store a body unless the archive has it. Returns its hash (`sha256` if known) and whether it was new."""
        sha256 = sha256 or hashlib.sha256(body).hexdigest()
        if sha256 in self._known:
            return sha256, False
        head = json.dumps({"sha256": sha256, "bytes": len(body), "content_type": content_type, "crawl_id": crawl_id})
        self._bodies.write(head.encode() + b"\n" + body + b"\n")
        self._known.add(sha256)
        self.bodies_stored += 1
        return sha256, True

    def add_row(self, table: str, row: dict[str, Any]) -> None:
        line = json.dumps([table, row], default=_as_text, ensure_ascii=True)
        self._rows.write(line.encode() + b"\n")

    def close(self) -> None:
        self._bodies.close()
        self._rows.close()


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot stand in an archive row")


def spool_folder(archive_dir: Path, crawl_id: str, shard: str) -> Path:
    return Path(archive_dir) / _SPOOLS / f"{crawl_id}-{shard}"


def spool_rows(folder: Path, table: str | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """(table, row) of a spool in the order written, of one table or all; stops at a torn line."""
    head = b"" if table is None else f'["{table}",'.encode()
    path = folder / "rows.jsonl"
    if not path.exists():
        return
    with path.open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                return
            if not line.startswith(head):
                continue
            try:
                row_table, row = json.loads(line)
            except ValueError:
                return
            yield row_table, row


def mend(archive_dir: Path, crawl_id: str, shard: str) -> Path:
    """Cut the torn ends of an ended shard's files, so that more can be added. Returns the spool's folder."""
    folder = spool_folder(archive_dir, crawl_id, shard)
    folder.mkdir(parents=True, exist_ok=True)
    _mend_bodies(folder / "bodies.bin")
    path = folder / "rows.jsonl"
    if path.exists():
        with path.open("rb+") as file:
            end = size = file.seek(0, os.SEEK_END)
            while end:
                start = max(0, end - 65536)
                file.seek(start)
                newline = file.read(end - start).rfind(b"\n")
                if newline >= 0:
                    end = start + newline + 1
                    break
                end = start
            if end < size:
                file.truncate(end)
    return folder


def _mend_bodies(path: Path) -> None:
    if not path.exists():
        return
    end = 0
    with path.open("rb+") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        while line := file.readline():
            try:
                after = file.tell() + json.loads(line)["bytes"] + 1
            except ValueError:
                break
            if after > size:
                break
            end = file.seek(after)
        if end < size:
            file.truncate(end)


def spool_bodies(folder: Path, wanted: Collection[str] | None = None) -> Iterator[tuple[str, bytes]]:
    """(hash, body) of what a shard has stored so far; all, or those wanted."""
    for row in _spool_bodies(folder):
        if wanted is None or row["body_sha256"] in wanted:
            yield row["body_sha256"], row["body"]


def _spool_bodies(folder: Path) -> Iterator[dict[str, Any]]:
    path = folder / "bodies.bin"
    if not path.exists():
        return
    with path.open("rb") as file:
        while line := file.readline():
            try:
                head = json.loads(line)
            except ValueError:
                return
            body = file.read(head["bytes"])
            if len(body) < head["bytes"] or hashlib.sha256(body).hexdigest() != head["sha256"]:
                return
            file.read(1)
            yield {
                "body_sha256": head["sha256"],
                "body": body,
                "body_bytes": head["bytes"],
                "content_type": head["content_type"],
                "crawl_id": head["crawl_id"],
            }


def seal(archive_dir: Path, crawl_id: str, shard: str) -> dict[str, int]:
    """Turn the spool of a shard into parts and remove it; repeating it after a crash gives the same parts.

    Returns rows per table. Fetch rows whose body was lost with the tail are left out: they will be asked for again.
    """
    folder = spool_folder(archive_dir, crawl_id, shard)
    if not folder.is_dir():
        return {}
    name = f"{crawl_id}-{shard}.parquet"
    # Bodies that this very part already holds (a crash after its rename) are written again, not taken for known.
    known = set()
    for part in parts_of(archive_dir, RAW_BODIES.name):
        if part.name != name:
            known.update(read_file(part, _SCHEMAS[RAW_BODIES.name], ["body_sha256"]).column(0).to_pylist())
    counts: dict[str, int] = {}
    fresh: set[str] = set()

    def fresh_bodies() -> Iterator[dict[str, Any]]:
        for row in _spool_bodies(folder):
            if row["body_sha256"] not in known and row["body_sha256"] not in fresh:
                fresh.add(row["body_sha256"])
                yield row

    counts[RAW_BODIES.name] = _write_part(archive_dir, RAW_BODIES.name, name, fresh_bodies())
    held = known | fresh

    def rows_of(table: str) -> Iterator[dict[str, Any]]:
        key = TABLES[table].key if table in TABLES else ("body_sha256", "url")
        seen = set()
        for _, row in spool_rows(folder, table):
            if row.get("body_sha256") and row["body_sha256"] not in held:
                continue
            identity = tuple(row[column] for column in key)
            if identity not in seen:
                seen.add(identity)
                yield row

    for table in _PARTS[1:]:
        counts[table] = _write_part(archive_dir, table, name, rows_of(table))
    shutil.rmtree(folder)
    return counts


def write_counters(archive_dir: Path, crawl_id: str, spider: str, counts: dict[tuple[str, str | None], int]) -> None:
    """What a spider counted, (counter, reason) -> number, in place of what it counted before under this crawl."""
    rows = [
        {"crawl_id": crawl_id, "spider": spider, "counter": counter, "reason": reason, "count": number}
        for (counter, reason), number in counts.items()
    ]
    _write_part(archive_dir, RAW_COUNTERS.name, f"{crawl_id}-{spider}.parquet", rows)


def _write_part(archive_dir: Path, table: str, name: str, rows: Iterable[dict[str, Any]]) -> int:
    """Write one part, streaming; no file where there is no row. Returns the rows written."""
    schema = _SCHEMAS[table]
    folder = Path(archive_dir) / table
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f".{name}.{os.getpid()}.tmp"
    writer: pq.ParquetWriter | None = None
    count = size = 0
    pending: list[dict[str, Any]] = []
    try:
        for row in rows:
            pending.append(_typed(row, schema))
            count += 1
            size += len(row.get("body") or b"") + len(row.get("links") or "") + 200
            if size >= ROW_GROUP_BYTES:
                writer = writer or _writer(temporary, schema)
                writer.write_table(pa.Table.from_pylist(pending, schema=schema))
                pending, size = [], 0
        if pending:
            writer = writer or _writer(temporary, schema)
            writer.write_table(pa.Table.from_pylist(pending, schema=schema))
        if writer is None:
            return 0
        writer.close()
        put_in_place(temporary, folder / name)
    finally:
        temporary.unlink(missing_ok=True)
    return count


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    # Hashes and bodies do not repeat within a part: a dictionary of them only costs.
    return pq.ParquetWriter(
        path, schema, compression="zstd", use_dictionary=[n for n in schema.names if n not in ("body", "body_sha256")]
    )


def _typed(row: dict[str, Any], schema: pa.Schema) -> dict[str, Any]:
    unknown = set(row) - set(schema.names)
    if unknown:
        raise KeyError(f"archive row has columns that the schema does not know: {', '.join(sorted(unknown))}")
    return {
        name: datetime.fromisoformat(value)
        if isinstance(value, str) and schema.field(name).type == pa.timestamp("us", "UTC")
        else value
        for name, value in row.items()
    }


def put_in_place(temporary: Path, target: Path) -> None:
    """Give a finished temporary file its name, so that it survives a power cut."""
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    temporary.replace(target)
    _sync_folder(target.parent)


def schema_of(table: str) -> pa.Schema:
    """Columns of the archive's parts of a table."""
    return _SCHEMAS[table]


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def recover(archive_dir: Path) -> list[str]:
    """Seal spools that an interrupted crawl left, and remove temporary files. Returns the names of what was sealed.

    Call it while no crawl is running: the spool of a running shard is not a leftover.
    """
    sealed = []
    spools = Path(archive_dir) / _SPOOLS
    for folder in sorted(spools.iterdir()) if spools.is_dir() else []:
        crawl_id, _, shard = folder.name.rpartition("-")
        seal(archive_dir, crawl_id, shard)
        sealed.append(folder.name)
    for table in (*_PARTS, *_DERIVED, RAW_COUNTERS.name, FOLDED):
        for leftover in (Path(archive_dir) / table).glob(".*.tmp"):
            with contextlib.suppress(FileNotFoundError):
                leftover.unlink()
    return sealed


# --- retention -------------------------------------------------------------------------------------------------------


def drop_superseded(
    archive_dir: Path, roster_bodies: Collection[str], before: datetime, kept: Collection[str] = ()
) -> dict[str, int]:
    """Drop bodies of roster pages that a newer body has superseded and that no fetch since `before` confirmed.

    A roster page is an address that ever showed one of `roster_bodies`; all its old bodies go, with their texts,
    readings and links. Never dropped: the newest body of any address, and those in `kept` (cited by a release).
    Returns rows dropped per table. Parts are replaced one by one, bodies last: repeating it after a crash ends it.
    """
    newest: dict[str, tuple[datetime, str]] = {}
    confirmed: dict[str, datetime] = {}
    shown: dict[str, set[str]] = {}
    for part in parts_of(archive_dir, RAW_FETCHES.name):
        rows = read_file(part, _SCHEMAS[RAW_FETCHES.name], ["url", "fetched_at", "failure", "body_sha256"])
        rows = rows.filter(pc.and_(pc.is_null(rows["failure"]), pc.is_valid(rows["body_sha256"])))
        columns = (rows[name].to_pylist() for name in ("url", "fetched_at", "body_sha256"))
        for url, at, sha in zip(*columns, strict=True):
            shown.setdefault(url, set()).add(sha)
            confirmed[sha] = max(at, confirmed.get(sha, at))
            if url not in newest or newest[url][0] <= at:
                newest[url] = (at, sha)
    rosters = set(roster_bodies)
    old = {sha for shas in shown.values() if shas & rosters for sha in shas if confirmed[sha] < before}
    old -= {sha for _, sha in newest.values()}
    old -= set(kept)
    dropped = {}
    if old:  # made from parts that are about to change; it is made again
        (Path(archive_dir) / FOLDED / f"{OUTLINKS}.parquet").unlink(missing_ok=True)
    for table in (*_DERIVED, OUTLINKS, RAW_BODIES.name):
        dropped[table] = sum(_drop_rows(part, table, old) for part in parts_of(archive_dir, table)) if old else 0
    return dropped


def _drop_rows(part: Path, table: str, hashes: set[str]) -> int:
    """Write a part again without the rows of these bodies, under the same name; remove it where none is left."""
    with pq.ParquetFile(part) as file:
        count = sum(sha in hashes for sha in file.read(columns=["body_sha256"]).column(0).to_pylist())
        if not count:
            return 0
        if count == file.metadata.num_rows:
            part.unlink()
            _sync_folder(part.parent)
            return count
        temporary = part.parent / f".{part.name}.{os.getpid()}.tmp"
        try:
            with _writer(temporary, file.schema_arrow) as writer:
                for group in range(file.num_row_groups):
                    rows = file.read_row_group(group)
                    rows = rows.filter(pa.array([sha not in hashes for sha in rows["body_sha256"].to_pylist()]))
                    if rows.num_rows:
                        writer.write_table(rows)
            put_in_place(temporary, part)
        finally:
            temporary.unlink(missing_ok=True)
    return count


def now() -> datetime:
    return datetime.now(UTC)
