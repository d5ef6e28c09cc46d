"""What watches the catalog from outside the gate, as checks of the release: its age, and whether alerts arrive.

They refuse nothing. The nightly run records them, and so does the sensor `watch_catalog` when a verdict changes.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import dagster as dg

from orchestration.freshness import Watch, look
from orchestration.settings import read_settings

_RELEASE = dg.AssetKey("release")
_RECENT, _ALERTS = "catalog_is_recent", "alerts_reach_someone"


@dg.multi_asset_check(
    name="watch_checks",
    specs=[
        dg.AssetCheckSpec(
            _RECENT,
            asset="release",
            description="A night passed the gate within the hours of ATLAS_STALE_AFTER_HOURS. Why: advisors work with "
            "facts that nobody has confirmed since. What to do: see whether the scheduler runs and why the last nights "
            "failed or were refused; run the refresh again.",
        ),
        dg.AssetCheckSpec(
            _ALERTS,
            asset="release",
            description="Alerts of failed runs, refused releases and a stale catalog reach someone: e-mail or a "
            "webhook is set up, and no alert of the last seven days is undelivered. Why: a bad night would go "
            "unnoticed. What to do: set ATLAS_ALERT_MAIL_TO or ATLAS_ALERT_WEBHOOK (docs/operators.md), then "
            "residency-atlas alerts test.",
        ),
    ],
)
def watch_checks(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
    """Record the age of the catalog and whether alerts arrive."""
    for evaluation in evaluate(look(read_settings(), datetime.now(UTC))):
        yield dg.AssetCheckResult(
            asset_key=evaluation.asset_key,
            check_name=evaluation.check_name,
            passed=evaluation.passed,
            severity=evaluation.severity,
            description=evaluation.description,
            metadata=evaluation.metadata,
        )


def evaluate(watch: Watch) -> list[dg.AssetCheckEvaluation]:
    """Both verdicts of a look at the catalog; only that on alerts before the first release."""
    told: list[dg.AssetCheckEvaluation] = []
    if (fresh := watch.freshness) is not None:
        metadata: dict[str, Any] = {
            "age_hours": fresh.age_hours,
            "limit_hours": fresh.limit_hours,
            "release_id": fresh.served.id,
            "confirmed_at": dg.MetadataValue.timestamp(fresh.confirmed_at),
        }
        text = f"Last confirmed {fresh.age_hours:g} hours ago; the limit is {fresh.limit_hours} hours."
        told.append(_evaluation(_RECENT, not fresh.is_stale, text, metadata))
    channels = ", ".join(watch.channels) or "none"
    text = f"Channels set up: {channels}. Undelivered alerts of the last seven days: {len(watch.undelivered)}."
    metadata = {"channels": channels, "undelivered": len(watch.undelivered)}
    if watch.undelivered:
        lines = [
            f"{record.told_at[:16]} {record.title}: {each.channel}: {each.error} ({each.tries} tries)"
            for record in watch.undelivered[:20]
            for each in record.undelivered
        ]
        metadata["errors"] = dg.MetadataValue.text("\n".join(lines))
    told.append(_evaluation(_ALERTS, watch.reaches_someone, text, metadata))
    return told


def _evaluation(name: str, passed: bool, text: str, metadata: dict[str, Any]) -> dg.AssetCheckEvaluation:
    return dg.AssetCheckEvaluation(
        asset_key=_RELEASE,
        check_name=name,
        passed=passed,
        severity=dg.AssetCheckSeverity.WARN,
        description=text,
        metadata={
            key: dg.MetadataValue.text(value) if isinstance(value, str) else value for key, value in metadata.items()
        },
    )
