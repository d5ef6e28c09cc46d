"""What the archive holds of a night's tables, streamed for the checks: texts, readings, links, newest answers.

Rows only; what they prove is the business of `expectations/`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from orchestration.night import Night
from orchestration.pages import load_aliases
from orchestration.readings import reader_key
from scrapers.archive import read_raw
from warehouse.registry import read_overrides
from warehouse.schema import RAW_READINGS, RAW_TEXTS, Table

_BODIES_AT_ONCE = 500


def load_evidence(night: Night) -> dict[str, Any]:
    """Arguments `archive`, `readings`, `links`, `fetches` and `withdrawn` of a run of the checks on this night."""
    staged = night.staged
    cited = {
        body
        for table in ("core_statements", "core_rosters")
        for body in staged.read(table, ["body_sha256"])["body_sha256"].to_pylist()
        if body
    }
    version = reader_key(load_aliases(night))
    return {
        "archive": _parts(night, RAW_TEXTS, "text_version", version, cited),
        "readings": _Again(night, RAW_READINGS, "reader_version", version, cited),
        "links": _links(night),
        "fetches": _answers(night),
        "withdrawn": _withdrawn(night),
    }


class _Again:
    """Parts that can be gone through more than once without being held in memory."""

    def __init__(self, *arguments: Any) -> None:
        self.arguments = arguments

    def __iter__(self) -> Iterator[pa.Table]:
        return _parts(*self.arguments)


def _parts(
    night: Night, table: Table, version_column: str, version: str, wanted: Collection[str]
) -> Iterator[pa.Table]:
    names = pa.array(sorted(wanted), pa.string())
    for path in sorted((night.home.archive / table.name).glob("*.parquet")):
        for batch in pq.ParquetFile(path).iter_batches(batch_size=_BODIES_AT_ONCE):
            is_wanted = pc.and_(
                pc.equal(batch.column(version_column), version), pc.is_in(batch.column("body_sha256"), value_set=names)
            )
            yield pa.Table.from_batches([batch.filter(is_wanted)])


def _links(night: Night) -> pa.Table:
    """program_id, url, role of every link that a crawl up to tonight's found, each once."""
    rows = read_raw(night.home.archive, "raw_links").select(["crawl_id", "program_id", "url", "role"])
    rows = rows.filter(pc.less_equal(rows["crawl_id"], night.crawl_id))
    return rows.drop_columns(["crawl_id"]).group_by(["program_id", "url", "role"]).aggregate([])


def _answers(night: Night) -> pa.Table:
    """url, body_sha256, fetched_at of every answer with a body up to tonight's crawl."""
    rows = read_raw(night.home.archive, "raw_fetches").select(
        ["crawl_id", "url", "fetched_at", "failure", "body_sha256"]
    )
    is_had = pc.and_(pc.is_null(rows["failure"]), pc.is_valid(rows["body_sha256"]))
    rows = rows.filter(pc.and_(is_had, pc.less_equal(rows["crawl_id"], night.crawl_id)))
    return rows.drop_columns(["crawl_id", "failure"])


def _withdrawn(night: Night) -> frozenset[tuple[str, str]]:
    """(program, fact) that a steward's override with a blank value takes out of the catalog."""
    path = night.home.registry / "overrides.csv"
    if not path.exists():
        return frozenset()
    rows, _ = read_overrides(path)
    return frozenset((row["program_id"], row["field"]) for row in rows if not str(row["value"] or "").strip())
