"""What of all nights still counts, folded into one file per table: reading costs what the pages cost, not the nights.

The nightly parts of `archive.py` stay the record; a folded file names the parts it holds and can be made again from
them. How often a page is visited is decided in `scrapers/revisits.py`.
"""

from __future__ import annotations

import json
import logging
import os
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from scrapers import archive
from scrapers.archive import FOLDED, OUTLINKS, OUTLINKS_SCHEMA, parts_of, rows_of
from scrapers.links import lane_of
from warehouse.schema import RAW_FETCHES, RAW_LINKS, arrow_schema

log = logging.getLogger(__name__)
LINKS_KEPT_DAYS = 30  # before the newest crawl of a program: what a troubled crawl may have missed
PARTS_UNFOLDED = 8  # parts of links of pages that are read beside the folded file before it is written again
GROUP_ROWS = 500  # of folded files: what is read at once
_AT_ONCE = 2000
_MADE_FROM = b"made_from"
_ADDRESSES = pa.schema(
    [*arrow_schema(RAW_FETCHES), pa.field("first_had", pa.timestamp("us", "UTC")), pa.field("changes", pa.int64())]
)
_LINKS = pa.schema([*arrow_schema(RAW_LINKS), pa.field("crawled_at", pa.timestamp("us", "UTC"))])
_SCHEMAS = {RAW_FETCHES.name: _ADDRESSES, RAW_LINKS.name: _LINKS, OUTLINKS: OUTLINKS_SCHEMA}


@dataclass(frozen=True, slots=True)
class LatestFetch:
    """The newest answer of an address: what a conditional request needs, and where its body lies."""

    url: str
    final_url: str
    etag: str | None
    last_modified: str | None
    body_sha256: str
    content_type: str | None
    fetched_at: datetime
    settled_sha256: str | None = None  # None in parts older than the column
    is_gone: bool = False  # since then the host said that there is no such page


# --- reading ---------------------------------------------------------------------------------------------------------


def read_addresses(archive_dir: Path, columns: list[str] | None = None) -> pa.Table:
    """The rows of raw_fetches that still count, one to four per address: its last one, the last that had the page, the
    first of those with the same body, the first that found it gone after. `first_had` and `changes` (how often another
    body came) are of the address.
    """
    table = _with_new_parts(archive_dir, RAW_FETCHES.name, columns)
    return table if columns is None else table.select(columns)


def read_program_links(archive_dir: Path) -> pa.Table:
    """The rows of raw_links that still count, with `crawled_at`: of each program those of its newest crawl, and of the
    30 days before it the newest of each other address.
    """
    return _with_new_parts(archive_dir, RAW_LINKS.name)


def latest_fetches(archive_dir: Path, lanes: Callable[[str], bool] | None = None) -> dict[str, LatestFetch]:
    """Newest successful fetch per address. `lanes` (of a host) keeps only those that a shard will ask for."""
    columns = [name for name in LatestFetch.__slots__ if name not in ("url", "final_url", "is_gone")]
    rows = read_addresses(archive_dir, ["url", "final_url", "failure", *columns])
    wanted: dict[str, bool] = {}
    latest: dict[str, LatestFetch] = {}
    gone: dict[str, datetime] = {}
    for row in rows_of(rows):
        url, failure = row["url"], row["failure"]
        if lanes is not None:
            lane = lane_of(url)
            if lane not in wanted:
                wanted[lane] = lanes(lane)
            if not wanted[lane]:
                continue
        if failure == "gone":
            gone[url] = max(row["fetched_at"], gone.get(url, row["fetched_at"]))
        if failure is not None or row["body_sha256"] is None:
            continue
        known = latest.get(url)
        if known is None or known.fetched_at <= row["fetched_at"]:
            latest[url] = LatestFetch(url, row["final_url"] or url, **{name: row[name] for name in columns})
    for url in gone.keys() & latest.keys():
        if gone[url] > latest[url].fetched_at:
            latest[url] = replace(latest[url], is_gone=True)
    return latest


def read_page_links(
    archive_dir: Path, links_version: str, wanted: Collection[tuple[str, str]]
) -> dict[tuple[str, str], bytes]:
    """(body hash, address) -> links as JSON (zlib), as stored by the same version of the link reader."""
    found: dict[tuple[str, str], bytes] = {}
    wanted = set(wanted)
    folded, new = _state(archive_dir, OUTLINKS)
    for path in [*([folded] if folded else []), *new]:
        with pq.ParquetFile(path) as file:
            for group in range(file.num_row_groups):
                keys = file.read_row_group(group, columns=["body_sha256", "url", "links_version"], use_threads=False)
                rows = enumerate(zip(*(column.to_pylist() for column in keys.columns), strict=True))
                held = [
                    (row, (sha, url)) for row, (sha, url, by) in rows if by == links_version and (sha, url) in wanted
                ]
                if held:  # as text the links of a night take more than all else
                    links = file.read_row_group(group, columns=["links"], use_threads=False).column(0)
                    found |= {key: zlib.compress(links[row].as_py().encode(), 1) for row, key in held}
    return found


def _state(archive_dir: Path, table: str) -> tuple[Path | None, list[Path]]:
    """The folded file of a table, and the finished parts that it does not hold."""
    path = Path(archive_dir) / FOLDED / f"{table}.parquet"
    made_from = _made_from(path)
    return (path if made_from else None), parts_of(archive_dir, table, but=made_from)


def _made_from(path: Path) -> set[str]:
    """Names of the parts that a folded file holds; none where it cannot be read: it is made again from the parts."""
    try:
        metadata = pq.read_schema(path).metadata or {}
        return set(json.loads(metadata[_MADE_FROM]))
    except FileNotFoundError:
        return set()
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
        log.warning("%s is made again from the nightly parts: it cannot be read (%s)", path.name, type(error).__name__)
        return set()


def _with_new_parts(archive_dir: Path, table: str, columns: list[str] | None = None) -> pa.Table:
    """All columns where parts are new, at least those asked for otherwise."""
    folded, new = _state(archive_dir, table)
    try:
        held = pa.Table.from_batches([], _SCHEMAS[table])
        if folded is not None:
            held = archive.read_file(folded, _SCHEMAS[table], None if new else columns)
    except (OSError, pa.ArrowException) as error:
        log.warning("%s is made again from the nightly parts: it cannot be read (%s)", table, type(error).__name__)
        held, new = pa.Table.from_batches([], _SCHEMAS[table]), parts_of(archive_dir, table)
    if not new:
        return held
    if table == RAW_LINKS.name:
        return _fold_links(held, _read(new, table), _crawl_times(archive_dir, new))
    return _fold_addresses(held, _read(new, table))


def _read(parts: list[Path], table: str) -> pa.Table:
    schema = archive.schema_of(table)
    return pa.concat_tables(archive.read_file(part, schema) for part in parts)


# --- folding ---------------------------------------------------------------------------------------------------------


def fold(archive_dir: Path) -> None:
    """Take the parts that are not yet folded into the folded files, each replaced at once. Only while no crawl runs.

    A crash leaves the old files, whose lists say what they hold.
    """
    for table in (RAW_FETCHES.name, RAW_LINKS.name):
        folded, new = _state(archive_dir, table)
        if new:
            _write(archive_dir, table, _with_new_parts(archive_dir, table), folded, new)
    folded, new = _state(archive_dir, OUTLINKS)
    if len(new) >= PARTS_UNFOLDED:
        _fold_page_links(archive_dir, folded, new)


def _write(archive_dir: Path, table: str, rows: pa.Table, folded: Path | None, new: list[Path]) -> None:
    made_from = sorted((_made_from(folded) if folded else set()) | {part.name for part in new})
    target = Path(archive_dir) / FOLDED / f"{table}.parquet"
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        metadata = {_MADE_FROM: json.dumps(made_from).encode()}
        pq.write_table(rows.replace_schema_metadata(metadata), temporary, compression="zstd", row_group_size=GROUP_ROWS)
        archive.put_in_place(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def _fold_addresses(held: pa.Table, new: pa.Table) -> pa.Table:
    """Rows of addresses that the new parts do not name are kept as they are, the others gone through one by one."""
    touched = new["url"].unique()
    tables = [held.filter(pc.invert(pc.is_in(held["url"], touched)))]
    for urls in _slices(touched):
        histories: dict[str, list[dict[str, Any]]] = {}
        for table in (held, new):
            for row in rows_of(table.filter(pc.is_in(table["url"], urls))):
                histories.setdefault(row["url"], []).append(row)
        kept = [row for history in histories.values() for row in _still_counting(history)]
        tables.append(pa.Table.from_pylist(kept, schema=_ADDRESSES))
    return pa.concat_tables(tables).combine_chunks()


def _slices(values: pa.Array) -> Iterator[pa.Array]:
    """So many values at a time that rows of theirs fit into memory as Python knows them."""
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]


def _still_counting(history: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of all rows of one address those that say what it shows, since when, and what came last."""
    history.sort(key=lambda row: row["fetched_at"])
    first_had = next((row["first_had"] for row in history if row.get("first_had")), None)
    changes = max(row.get("changes") or 0 for row in history)
    kept: list[dict[str, Any]] = []
    first = had = gone = None
    for row in history:
        is_new = row.get("changes") is None
        if row["failure"] is None and row["body_sha256"] is not None:
            first_had = first_had or row["fetched_at"]
            if had is None or had["body_sha256"] != row["body_sha256"]:
                changes += had is not None and is_new
                first = row
            had, gone = row, None
        elif row["failure"] == "gone" and gone is None and had is not None:
            gone = row
    for row in (first, had, gone, history[-1]):
        if row is not None and not any(row is other for other in kept):
            kept.append(row)
    for row in kept:
        row["first_had"], row["changes"] = first_had, changes
    return kept


def _crawl_times(archive_dir: Path, parts: Iterable[Path]) -> dict[str, datetime]:
    """Crawl -> when its last answer came, of the crawls that these parts are of."""
    times: dict[str, datetime] = {}
    for crawl_id in sorted({part.stem.rsplit("-", 1)[0] for part in parts}):
        for part in parts_of(archive_dir, RAW_FETCHES.name, crawl_id):
            last = pc.max(archive.read_file(part, _ADDRESSES, ["fetched_at"])["fetched_at"]).as_py()
            if last is not None:
                times[crawl_id] = max(last, times.get(crawl_id, last))
    return times


def _fold_links(held: pa.Table, new: pa.Table, times: dict[str, datetime]) -> pa.Table:
    """Links of crawls without any answer are left out."""
    touched = new["program_id"].unique()
    tables = [held.filter(pc.invert(pc.is_in(held["program_id"], touched)))]
    for programs in _slices(touched):
        crawls: dict[str, dict[str, dict[str, dict[str, Any]]]] = {}  # program -> crawl -> address -> link
        for table in (held, new):
            for row in rows_of(table.filter(pc.is_in(table["program_id"], programs))):
                row["crawled_at"] = times.get(row["crawl_id"]) or row.get("crawled_at")
                if row["crawled_at"] is not None:
                    crawls.setdefault(row["program_id"], {}).setdefault(row["crawl_id"], {})[row["url"]] = row
        tables.append(pa.Table.from_pylist(_newest_links(crawls), schema=_LINKS))
    return pa.concat_tables(tables).combine_chunks()


def _newest_links(crawls: dict[str, dict[str, dict[str, dict[str, Any]]]]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for by_crawl in crawls.values():
        times_of = {crawl_id: max(row["crawled_at"] for row in rows.values()) for crawl_id, rows in by_crawl.items()}
        order = sorted(by_crawl, key=lambda crawl_id: (times_of[crawl_id], crawl_id))
        oldest = times_of[order[-1]] - timedelta(days=LINKS_KEPT_DAYS)
        newest = {
            url: row for crawl_id in order if times_of[crawl_id] >= oldest for url, row in by_crawl[crawl_id].items()
        }
        kept.extend(newest.values())
    return kept


def _fold_page_links(archive_dir: Path, folded: Path | None, new: list[Path]) -> None:
    """Links of the bodies that addresses show now, site by site; those of older bodies are left to their parts."""
    rows = read_addresses(archive_dir, ["failure", "body_sha256"])
    current = pc.unique(rows.filter(pc.is_null(rows["failure"]))["body_sha256"])
    tables = []
    for path in [*([folded] if folded else []), *new]:
        found = archive.read_file(path, OUTLINKS_SCHEMA)
        tables.append(found.filter(pc.is_in(found["body_sha256"], current)))
    links = pa.concat_tables(tables)
    keys = zip(links["body_sha256"].to_pylist(), links["url"].to_pylist(), strict=True)
    last = sorted({key: number for number, key in enumerate(keys)}.values())
    _write(archive_dir, OUTLINKS, links.take(pa.array(last, pa.int64())).sort_by("url"), folded, new)
