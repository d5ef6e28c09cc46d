"""Small valid tables for the tests of warehouse and expectations; every value is invented."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from warehouse.conform import conform
from warehouse.releases import CheckRecord, Staged, content_hash, files_hash, publish, stage
from warehouse.schema import FACT_BY_NAME, RELEASED, TABLES

TONIGHT = date(2026, 11, 22)
CREATED_AT = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
REQUIRED = [("out_programs", "keys_unique"), ("core_statements", "keys_unique")]


def blank(table_name: str) -> dict[str, Any]:
    return dict.fromkeys(TABLES[table_name].column_names)


def statement_id(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]


def name_it(row: dict[str, Any]) -> dict[str, Any]:
    """The statement, named as the product names statements; changed in place."""
    parts = [row[name] for name in ("program_id", "field", "value", "strength", "track", "url", "quote")]
    row["statement_id"] = hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:16]
    return row


def page_text(program: int) -> str:
    return f"Program {program}.\nWe sponsor J-1 visas only.\nMinimum Step 2 CK score of {220 + program % 30} required."


def body_hash(program: int) -> str:
    return hashlib.sha256(page_text(program).encode()).hexdigest()


def statement(program: int, field: str, value: str, quote: str, **rest: Any) -> dict[str, Any]:
    start = page_text(program).index(quote)
    row = blank("core_statements") | {
        "statement_id": statement_id(program, field, value, quote),
        "program_id": f"p{program:05d}",
        "field": field,
        "value": value,
        "value_number": float(value) if FACT_BY_NAME[field].kind in ("integer", "number") else None,
        "strength": "required",
        "source_kind": "program_page",
        "url": f"https://program{program}.example/visa",
        "body_sha256": body_hash(program),
        "quote": quote,
        "quote_start": start,
        "quote_end": start + len(quote),
        "extractor": field,
        "extractor_version": "1",
        "confidence": 0.9,
        "first_seen": date(2026, 11, 1),
        "last_seen": TONIGHT,
    }
    return row | rest


def tables(programs: int = 6) -> dict[str, list[dict[str, Any]]]:
    """Rows of every released table for a small catalog without any fault."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in RELEASED}
    for number in range(programs):
        visa = "We sponsor J-1 visas only."
        found = [
            statement(number, "visa_j1", "sponsors", visa),
            statement(number, "visa_h1b", "no", visa),
            statement(
                number,
                "step2_min",
                str(220 + number % 30),
                f"Minimum Step 2 CK score of {220 + number % 30} required.",
            ),
        ]
        rows["core_statements"] += found
        program = blank("out_programs") | {
            "program_id": f"p{number:05d}",
            "acgme_code": f"140{number:07d}",
            "name": f"Program {number}",
            "institution": f"Hospital {number}",
            "specialty": "Internal Medicine",
            "city": "Springfield",
            "state": "IL",
            "url": f"https://program{number}.example/",
            "source": "listing",
            "pages_read": 2,
            "img_share": 0.4,
            "img_share_low": 0.3,
            "img_share_high": 0.5,
            "img_residents": 12,
            "roster_residents": 30,
            "roster_entries": 32,
            "img_share_confidence": 0.8,
            "img_share_as_of": TONIGHT,
            "img_share_url": f"https://program{number}.example/residents",
            "img_share_quote": "Our residents",
            "img_share_statement_id": statement_id(number, "img_share"),
        }
        for each in found:
            name = each["field"]
            program |= {
                name: int(each["value"]) if name == "step2_min" else each["value"],
                f"{name}_confidence": 0.9,
                f"{name}_as_of": TONIGHT,
                f"{name}_url": each["url"],
                f"{name}_quote": each["quote"],
                f"{name}_statement_id": each["statement_id"],
            }
        rows["out_programs"].append(program)
        share = statement(number, "visa_j1", "0.4", visa) | {
            "statement_id": statement_id(number, "img_share"),
            "field": "img_share",
            "strength": "typical",
            "extractor": "rosters",
            "value_number": 0.4,
            "quote": f"Program {number}.",
            "quote_start": 0,
            "quote_end": len(f"Program {number}."),
            "url": f"https://program{number}.example/residents",
        }
        rows["core_statements"].append(share)
        program["img_share_quote"] = share["quote"]
        rows["core_rosters"] += [
            blank("core_rosters")
            | {"program_id": f"p{number:05d}", "url": share["url"], "body_sha256": body_hash(number), "as_of": TONIGHT}
            | {"class_year": "PGY-1", "school": school, "school_class": school_class, "residents": residents}
            for school, school_class, residents in (("Osei School", "IMG", 12), ("State University", "US-MD", 18))
        ]
        rows["core_pages"] += [
            blank("core_pages")
            | {
                "program_id": f"p{number:05d}",
                "url": f"https://program{number}.example/{name}",
                "role": "program_page",
                "body_sha256": body_hash(number),
                "statements": statements,
                "as_of": TONIGHT,
            }
            for name, statements in (("visa", 3), ("residents", 1))
        ]
        ids = {row["statement_id"]: name_it(row)["statement_id"] for row in (*found, share)}
        for name in ("visa_j1", "visa_h1b", "step2_min", "img_share"):
            program[f"{name}_statement_id"] = ids[program[f"{name}_statement_id"]]
    return rows


def raw_texts(programs: int = 6) -> list[dict[str, Any]]:
    return [
        {
            "body_sha256": body_hash(number),
            "text_version": "1",
            "content_kind": "html",
            "title": None,
            "text": page_text(number),
        }
        for number in range(programs)
    ]


def evidence(programs: int = 6) -> dict[str, Any]:
    """What the archive would hold of `tables(programs)`: raw_texts, readings, links and answers."""
    rows = tables(programs)
    readings = []
    for number in range(programs):
        of_program = f"p{number:05d}"
        said = [row for row in rows["core_statements"] if row["program_id"] == of_program]
        said = [row for row in said if row["extractor"] != "rosters"]
        counts = [row for row in rows["core_rosters"] if row["program_id"] == of_program]
        readings.append(
            {
                "body_sha256": body_hash(number),
                "reader_version": "1",
                "statements": json.dumps([_as_read(row) for row in said]),
                "rosters": json.dumps([{"entries": 32, "counts": counts}], default=str),
                "dropped": "{}",
                "problem": None,
            }
        )
    pages = rows["core_pages"]
    links = [{name: row[name] for name in ("program_id", "url", "role")} for row in pages]
    fetched_at = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    fetches = [{"url": row["url"], "body_sha256": row["body_sha256"], "fetched_at": fetched_at} for row in pages]
    return {
        "archive": conform(raw_texts(programs), TABLES["raw_texts"]),
        "readings": conform(readings, TABLES["raw_readings"]),
        "links": pa.Table.from_pylist(links),
        "fetches": pa.Table.from_pylist(fetches),
    }


def _as_read(row: dict[str, Any]) -> dict[str, Any]:
    value = int(row["value"]) if row["value"].isdecimal() else row["value"]
    kept = {name: row[name] for name in ("field", "strength", "condition", "track", "season", "confidence")}
    return kept | {"value": value, "start": row["quote_start"], "end": row["quote_end"]}


@cache
def good_tables() -> dict[str, Any]:
    """`tables()`, conformed once."""
    return {name: conform(rows, TABLES[name]) for name, rows in tables().items()}


def stage_tables(home: Path, rows: dict[str, Any] | None = None, stage_id: str = "night-1") -> Staged:
    staged = stage(home, stage_id)
    for name, data in (rows or good_tables()).items():
        staged.write(name, data)
    return staged


def records(staged: Staged, **changes: Any) -> list[CheckRecord]:
    content, files = content_hash(staged), files_hash(staged)
    return [
        CheckRecord.from_dict(
            {
                "table": table,
                "name": name,
                "severity": "fatal",
                "passed": True,
                "content_hash": content,
                "files_hash": files,
            }
            | changes
        )
        for table, name in REQUIRED
    ]


def publish_tables(home: Path, rows: dict[str, Any] | None = None, created_at: datetime = CREATED_AT) -> Any:
    staged = stage_tables(home, rows, f"night-{created_at:%Y%m%dT%H%M%S%f}")
    return publish(home, staged, records(staged), required=REQUIRED, created_at=created_at)
