"""The gate between staged tables and a release: recorded check results in, a release or a refusal out.

What is checked stands in `expectations/`, how a release is written in `warehouse/releases.py`. Here stands only that
nothing but results recorded by Dagster for exactly the staged files counts.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import dagster as dg

from expectations.runner import list_checks, required_checks
from orchestration.night import Night
from warehouse.releases import CheckRecord, RefusedRelease, Release, current_id, publish
from warehouse.storage import write_file


def recorded_checks(instance: dg.DagsterInstance) -> list[CheckRecord]:
    """The newest recorded result of each check of the suites; checks never run have none."""
    records = []
    for check in list_checks():
        key = dg.AssetCheckKey(dg.AssetKey(check.table), check.name)
        for execution in instance.event_log_storage.get_asset_check_execution_history(key, limit=1):
            evaluation = _evaluation(execution)
            if evaluation is None:
                continue
            metadata = {name: value.value for name, value in evaluation.metadata.items()}
            if not {"content_hash", "files_hash"} <= metadata.keys():
                continue
            records.append(
                CheckRecord(
                    check.table,
                    check.name,
                    check.severity,
                    evaluation.passed,
                    str(metadata["content_hash"]),
                    str(metadata["files_hash"]),
                )
            )
    return records


def _evaluation(execution: Any) -> dg.AssetCheckEvaluation | None:
    event = execution.event
    if event is None or event.dagster_event is None:
        return None
    data = event.dagster_event.event_specific_data
    return data if isinstance(data, dg.AssetCheckEvaluation) else None


def publish_night(night: Night, instance: dg.DagsterInstance, now: datetime, is_due: bool = False) -> Release:
    """Publish the staged tables of a night. RefusedRelease, with a report written, where any check is not passed."""
    try:
        return publish(
            night.home,
            night.staged,
            recorded_checks(instance),
            required=required_checks(),
            created_at=now,
            even_unchanged=is_due,
        )
    except RefusedRelease as refusal:
        write_refusal(night, refusal.reasons)
        raise


def write_refusal(night: Night, reasons: list[str]) -> str:
    """Write `state/refusals/<night>.md`: what failed and what is still served. Gives its path."""
    path = night.home.root / "state" / "refusals" / f"{night.crawl_id}.md"
    served = current_id(night.home)
    lines = [
        f"# Release of {night.date} refused",
        "",
        f"Still served: {served or 'nothing yet'}. Staged tables: staging/{night.crawl_id}.",
        "",
        *(f"- {reason}" for reason in reasons),
        "",
    ]
    write_file(path, "\n".join(lines).encode())
    return str(path)
