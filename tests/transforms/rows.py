"""Rows and readings for tests, with everything plain that a test does not name."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from transforms.model import Page, Reading, Roster, RosterCount, Statement
from transforms.values import short_hash, value_number, write_value
from warehouse.schema import Table, arrow_schema

NIGHT = dt.date(2026, 11, 21)


def share(imgs: int, classed: int, entries: int) -> tuple[float, float, float] | None:
    """A share as `rosters/share.py` gives it, with an interval that is easy to find again."""
    return (imgs / classed, 0.2, 0.8765) if classed and classed * 2 >= entries else None


def conforms(table: Table, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """The rows as a table, after checking columns, nulls, domains, bounds, patterns and the key."""
    rows = list(rows)
    keys = [tuple(row[column] for column in table.key) for row in rows]
    assert len(keys) == len(set(keys))
    for row in rows:
        assert list(row) == table.column_names
        for column in table.columns:
            value = row[column.name]
            if value is None:
                assert column.is_nullable, column.name
                continue
            assert column.domain is None or value in column.domain, (column.name, value)
            assert column.minimum is None or value >= column.minimum, (column.name, value)
            assert column.maximum is None or value <= column.maximum, (column.name, value)
            assert column.pattern is None or re.search(column.pattern, value), (column.name, value)
    return pa.Table.from_pylist(rows, schema=arrow_schema(table))


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def at(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, 3, tzinfo=dt.UTC)


def fetch(
    url: str, day: dt.date = NIGHT, body: str | None = None, failure: str | None = None, crawl: str = "c1"
) -> dict[str, Any]:
    return {
        "crawl_id": crawl,
        "url": url,
        "fetched_at": at(day),
        "failure": failure,
        "body_sha256": None if body is None else sha(body),
    }


def link(program_id: str, url: str, role: str = "program_page", crawl: str = "c1") -> dict[str, Any]:
    return {"crawl_id": crawl, "program_id": program_id, "url": url, "role": role}


def program(program_id: str = "1400500001", **cells: Any) -> dict[str, Any]:
    return {
        "program_id": program_id,
        "acgme_code": program_id if program_id.isdecimal() else None,
        "name": "Lakeside Program",
        "institution": "Lakeside Hospital",
        "specialty": "Internal Medicine",
        "city": "Toledo",
        "state": "OH",
        "url": "https://one.test/",
        "setting": None,
        "source": "listing",
        **cells,
    }


def said(field: str, value: Any, quote: str, **rest: Any) -> dict[str, Any]:
    return {"field": field, "value": value, "quote": quote, "strength": "required", **rest}


def reading(text: str, *stated: dict[str, Any], rosters: Iterable[Roster] = ()) -> Reading:
    statements = []
    for each in stated:
        start = text.index(each["quote"])
        statements.append(Statement(start=start, end=start + len(each["quote"]), **each))
    return Reading(Page("u", "title", "html", text), tuple(statements), tuple(rosters))


def roster(quote: str, text: str, img: int, us: int, hidden: int = 0, **rest: Any) -> Roster:
    start = text.index(quote)
    counts: tuple[RosterCount, ...] = (
        RosterCount("PGY-1", None, "King Edward Medical University", "IMG", "PK", img),
        RosterCount("PGY-1", None, "Ohio State University", "US-MD", "US", us),
    )
    counts = tuple(count for count in counts if count.residents)
    return Roster(img + us + hidden, img + us, counts, quote=quote, start=start, end=start + len(quote), **rest)


def statement(field: str, value: Any, quote: str | None = None, **cells: Any) -> dict[str, Any]:
    """A row of core_statements."""
    text = write_value(field, value)
    row = {
        "statement_id": "",
        "program_id": "1400500001",
        "field": field,
        "value": text,
        "value_number": value_number(field, text),
        "strength": "required",
        "condition": None,
        "track": None,
        "source_kind": "program_page",
        "url": "https://one.test/",
        "body_sha256": sha("body"),
        "quote": quote or f"{field} is {text}.",
        "quote_start": 0,
        "quote_end": 10,
        "extractor": "test",
        "extractor_version": "1",
        "season": None,
        "confidence": 0.9,
        "first_seen": NIGHT,
        "last_seen": NIGHT,
        **cells,
    }
    row["statement_id"] = short_hash(*(row[key] for key in ("field", "value", "strength", "track", "url", "quote")))
    return row
