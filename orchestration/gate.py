"""The gate between staged tables and a release: recorded check results in, a release or a refusal out.

What is checked stands in `expectations/`, how a release is written in `warehouse/releases.py`. Here stands only that
nothing but results recorded by Dagster for exactly the staged files counts, and failures that a steward accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import dagster as dg

from expectations.checks import FATAL, Check
from expectations.runner import list_checks, required_checks
from orchestration.acceptance import acceptances_for
from orchestration.night import Night
from orchestration.refusals import FailedCheck, Refusal, failed_of_record, table_records, write_refusal
from warehouse.releases import CheckRecord, RefusedRelease, Release, ReleaseError, content_hash, current, publish

_LOOK_BACK = 10


class RefusedNight(RuntimeError):  # noqa: N818 -- an outcome, as RefusedRelease
    """Publication of a night was refused; `refusal` holds what its report says."""

    def __init__(self, message: str, reasons: list[str], refusal: Refusal) -> None:
        super().__init__(message)
        self.reasons, self.refusal = reasons, refusal


def recorded_checks(instance: dg.DagsterInstance) -> list[CheckRecord]:
    """The newest recorded result of each check of the suites; checks never run have none."""
    return [record for _, record, _ in _recorded(instance)]


def _recorded(instance: dg.DagsterInstance) -> Iterator[tuple[Check, CheckRecord, dict[str, Any]]]:
    for check in list_checks():
        key = dg.AssetCheckKey(dg.AssetKey(check.table), check.name)
        # A run that ended before its checks leaves entries without a result; older results still hold for their files.
        for execution in instance.event_log_storage.get_asset_check_execution_history(key, limit=_LOOK_BACK):
            evaluation = _evaluation(execution)
            if evaluation is None:
                continue
            metadata = {name: table_records(value) for name, value in evaluation.metadata.items()}
            if {"content_hash", "files_hash"} <= metadata.keys():
                hashes = str(metadata["content_hash"]), str(metadata["files_hash"])
                yield check, CheckRecord(check.table, check.name, check.severity, evaluation.passed, *hashes), metadata
            break


def _evaluation(execution: Any) -> dg.AssetCheckEvaluation | None:
    event = execution.event
    if event is None or event.dagster_event is None:
        return None
    data = event.dagster_event.event_specific_data
    return data if isinstance(data, dg.AssetCheckEvaluation) else None


def _staged_content(night: Night) -> str:
    """Hash of the staged content; empty where a table is missing, of which `publish` tells."""
    try:
        return content_hash(night.staged)
    except ReleaseError:
        return ""


def failed_checks(night: Night, instance: dg.DagsterInstance) -> list[tuple[FailedCheck, CheckRecord]]:
    """Fatal checks whose newest result for exactly the staged content of this night is a failure."""
    content = _staged_content(night)
    return [
        (failed_of_record(check, metadata), record)
        for check, record, metadata in _recorded(instance)
        if not record.passed and record.severity == FATAL and record.content_hash == content
    ]


def publish_night(night: Night, instance: dg.DagsterInstance, now: datetime, is_due: bool = False) -> Release:
    """Publish the staged tables of a night. RefusedNight, with a report written, where any check is not passed.

    A failure that a steward accepted for this very content counts as passed once, and is kept in the manifest.
    """
    # A release made only because the last one grew old is a new one: what was accepted for that is used up.
    served = None if is_due else current(night.home)
    content = _staged_content(night)
    accepted = acceptances_for(night, content, now.date(), served) if content else []
    try:
        return publish(
            night.home,
            night.staged,
            recorded_checks(instance),
            required=required_checks(),
            created_at=now,
            acknowledgements=[each.acknowledgement for each in accepted],
            even_unchanged=is_due,
        )
    except RefusedRelease as refused:
        labels = {f"{record.table}/{record.name}" for record in refused.failed}
        failed = [each for each, _ in failed_checks(night, instance) if each.label in labels]
        told = {each.label for each in failed}
        other = [reason for reason in refused.reasons if not any(f"check {label} failed" in reason for label in told)]
        raise RefusedNight(str(refused), refused.reasons, write_refusal(night, failed, other)) from refused
