"""What the Dagster UI shows of a check's result: counts, the trend, the offending rows, and where to look.

Text from the web is shown as text: in cells of tables, which the UI never reads as markup, and nowhere in Markdown.
Links are made here, of percent-encoded web addresses only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit

import dagster as dg

from expectations.checks import FATAL, Check, CheckResult
from orchestration.viewer import page_path

RUNS_SHOWN = 5
_CELL_CHARS = 500
_FIRST = ("program", "field", "value", "old_value", "quote", "old_quote", "url")
_LEFT_OUT = ("statement_id", "is_gone", "confidence", "condition", "body_sha256", "extractor", "extractor_version")
# Control and direction characters that would turn what stands beside them around.
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_WORD = re.compile(r"[^A-Za-z0-9 _-]")


def as_table(rows: Sequence[dict[str, Any]]) -> dg.TableMetadataValue:
    """Rows as a table of text cells."""
    names = [name for name in _FIRST if any(row.get(name) is not None for row in rows)]
    names += [name for name in dict.fromkeys(name for row in rows for name in row) if name not in (*_FIRST, *_LEFT_OUT)]
    return dg.MetadataValue.table(
        [dg.TableRecord({name: cell(row.get(name)) for name in names}) for row in rows],
        schema=dg.TableSchema(columns=[dg.TableColumn(name, "string") for name in names]),
    )


def cell(value: Any) -> str:
    """Text from the web stays text: one line, of bounded length, without characters that hide or turn others."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value)
    return _INVISIBLE.sub("", " ".join(text.split()))[:_CELL_CHARS]


def web_address(url: Any) -> str | None:
    """The address, encoded so that it can stand in a Markdown link; None where it is no http address with a host."""
    if not isinstance(url, str):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or "\\" in url:
        return None
    return quote(_INVISIBLE.sub("", url), safe=":/?&=#%+,;@~-.")


def links_of(rows: Sequence[dict[str, Any]], viewer: str | None) -> str:
    """A Markdown list: for each offending row with an address, links to the page and to its archived copy."""
    lines = []
    for number, row in enumerate(rows, 1):
        address = web_address(row.get("url"))
        if address is None:
            continue
        label = _WORD.sub("", " ".join(str(row.get(name) or "") for name in ("program", "field"))).strip()[:80]
        line = f"{number}. {label or 'row'}: [page]({address})"
        if viewer is not None:
            said = row.get("quote") if isinstance(row.get("quote"), str) else None
            line += f" · [archived copy]({viewer}{page_path(str(row['url']), said)})"
        lines.append(line)
    return "\n".join(lines)


def past_runs(instance: dg.DagsterInstance, check: Check, runs: int = RUNS_SHOWN) -> list[dict[str, Any]]:
    """The last results of a check before this one, newest first: when, verdict, rows failing, rows evaluated."""
    key = dg.AssetCheckKey(dg.AssetKey(check.table), check.name)
    found = []
    for record in instance.event_log_storage.get_asset_check_execution_history(key, limit=runs + 1):
        event = record.event.dagster_event if record.event is not None else None
        evaluation = event.event_specific_data if event is not None else None
        if not isinstance(evaluation, dg.AssetCheckEvaluation) or len(found) == runs:
            continue
        numbers = {name: value.value for name, value in evaluation.metadata.items()}
        when = datetime.fromtimestamp(record.create_timestamp, UTC)
        found.append(
            {
                "run": f"{when:%Y-%m-%d %H:%M} UTC",
                "verdict": "passed" if evaluation.passed else "failed",
                "rows_failing": numbers.get("rows_failing"),
                "rows_evaluated": numbers.get("rows_evaluated"),
            }
        )
    return found


def tell_verdict(result: CheckResult) -> str:
    """One sentence: what came of the check, and what that means for the release."""
    if result.passed:
        return f"Holds for all {result.evaluated} rows or measures."
    found = f"{result.failing} of {result.evaluated} rows or measures do not hold."
    if result.check.severity == FATAL:
        told = "Fatal: this night is not released, the last release stays served."
        return f"{found} {told} What to do: {result.check.todo}"
    return f"{found} A warning: the night may be released all the same. What to do: {result.check.todo}"


def describe_result(result: CheckResult, past: Sequence[dict[str, Any]], viewer: str | None) -> dict[str, Any]:
    """Metadata of a result. Numbers are numbers, so that Dagster plots them."""
    metadata: dict[str, Any] = {
        "rows_evaluated": result.evaluated,
        "rows_failing": result.failing,
        "failing_pct": result.share_pct,
        "content_hash": result.content_hash,
        "files_hash": result.files_hash,
        **result.measures,
    }
    if past:
        before = past[0]["rows_failing"]
        if isinstance(before, int):
            metadata["rows_failing_more_than_last_run"] = result.failing - before
        now = {"run": "this run", "verdict": "passed" if result.passed else "failed"}
        now |= {"rows_failing": result.failing, "rows_evaluated": result.evaluated}
        metadata["last_runs"] = as_table([now, *past])
    if result.details:
        metadata["found"] = dg.MetadataValue.text("\n".join(result.details))
    if result.samples:
        metadata["offending_rows"] = as_table(result.samples)
        if links := links_of(result.samples, viewer):
            metadata["look_at"] = dg.MetadataValue.md(links)
    return metadata
