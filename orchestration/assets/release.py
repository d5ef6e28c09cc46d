"""The gate in the Dagster UI: one asset check per expectation, and the release that they guard."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import dagster as dg

from expectations.acceptance import why_never_accepted
from expectations.checks import FATAL, CheckResult
from expectations.runner import list_checks, run_all_checks
from orchestration.acceptance import Acceptance, acceptances_for
from orchestration.alerts import raise_alert, refusal_alert
from orchestration.check_display import as_table, describe_result, past_runs, tell_verdict
from orchestration.evidence import load_evidence
from orchestration.freshness import confirm
from orchestration.gate import RefusedNight, publish_night
from orchestration.night import REFUSED_TAG, Night, current_night
from orchestration.progress import report
from orchestration.refusals import Refusal, failed_of_result, withhold_names, write_refusal
from orchestration.release_docs import keep_release_docs, write_night_docs
from orchestration.settings import read_settings
from orchestration.viewer import docs_path, viewer_address
from warehouse.releases import current, open_release
from warehouse.schema import RELEASED, TABLES


@dg.multi_asset_check(
    name="quality_checks",
    specs=[
        dg.AssetCheckSpec(
            check.name,
            asset=check.table,
            description=check.description,
            # A blocking check on a core table would hold back the out tables that these same checks look at. Those
            # refuse the release in the publish step, which reads every recorded result.
            blocking=check.severity == FATAL and TABLES[check.table].layer == "out",
            metadata={"severity": check.severity, "may_be_accepted": why_never_accepted(check.name) is None},
        )
        for check in list_checks()
    ],
)
def quality_checks(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
    """Run every suite on the staged tables and record what each expectation found."""
    night = current_night(read_settings().home)
    report("quality checks", "loading Great Expectations")
    started = time.monotonic()
    outcomes: dict[str, list[Any]] = {}
    results = run_all_checks(
        night.staged,
        tonight=night.date,
        outcomes=outcomes,
        last=open_release(night.home) if current(night.home) else None,
        **load_evidence(night),
    )
    results = withhold_names(results)
    context.log.info(f"{len(results)} checks in {time.monotonic() - started:.1f} s")
    write_night_docs(night, outcomes, results)
    accepted = _accepted(night, results)
    failed = [result for result in results if not result.passed]
    fatal = [result for result in failed if result.check.severity == FATAL and _label(result) not in accepted]
    report(
        "quality checks", f"{len(results) - len(failed)} passed, {len(fatal)} failed, {len(failed) - len(fatal)} warn"
    )
    if fatal:
        # The run ends here: the publish step, which would write the report, is not reached.
        refuse(context, write_refusal(night, [failed_of_result(result) for result in fatal], []))
    for result in results:
        past = past_runs(context.instance, result.check)
        yield as_asset_check(result, accepted.get(_label(result)), past)


def _label(result: CheckResult) -> str:
    return f"{result.check.table}/{result.check.name}"


def _accepted(night: Night, results: list[CheckResult]) -> dict[str, Acceptance]:
    """Failures among the results that a steward accepted for this very content."""
    hashes = {result.content_hash for result in results}
    found = [each for content in hashes for each in acceptances_for(night, content, _today(), current(night.home))]
    return {each.label: each for each in found}


def _today() -> date:
    return datetime.now(UTC).date()


def as_asset_check(
    result: CheckResult, acceptance: Acceptance | None = None, past: Sequence[dict[str, Any]] = ()
) -> dg.AssetCheckResult:
    """A result as the UI shows it, with the rows that explain it."""
    # An accepted failure stays a failure for all to see; as a warning it blocks nothing.
    is_fatal = result.check.severity == FATAL and (result.passed or acceptance is None)
    metadata = describe_result(result, past, viewer_address(read_settings().ui_port))
    told = tell_verdict(result)
    if acceptance is not None and not result.passed:
        given = acceptance.acknowledgement
        metadata["accepted"] = f"by {given.author} on {given.date}, for this release only: {given.reason}"
        told = f"{result.failing} of {result.evaluated} rows or measures do not hold; accepted {metadata['accepted']}"
    return dg.AssetCheckResult(
        asset_key=result.check.table,
        check_name=result.check.name,
        passed=result.passed,
        severity=dg.AssetCheckSeverity.ERROR if is_fatal else dg.AssetCheckSeverity.WARN,
        description=told,
        metadata=metadata,
    )


def refuse(context: Any, refusal: Refusal) -> None:
    """Tell those who are to know. A refusal is a verdict: the same data would be refused again, so no run retries."""
    context.instance.add_run_tags(
        context.run.run_id, {REFUSED_TAG: refusal.night.crawl_id, "dagster/retry_on_asset_or_op_failure": "false"}
    )
    raise_alert(read_settings(), refusal_alert(refusal))


@dg.asset(group_name="release", deps=list(RELEASED))
def release(context: dg.AssetExecutionContext) -> dg.MaterializeResult[Any]:
    """The immutable release that readers follow CURRENT to. Refused unless every fatal check passed for these files."""
    night = current_night(read_settings().home)
    report("release")
    served = current(night.home)
    settings = read_settings()
    now = datetime.now(UTC)
    is_due = served is not None and (now - served.created_at).days >= settings.max_release_age_days
    try:
        published = publish_night(night, context.instance, now, is_due)
    except RefusedNight as refused:
        refuse(context, refused.refusal)
        metadata = {
            "reasons": dg.MetadataValue.json(refused.reasons),
            "report": f"state/refusals/{refused.refusal.report.name}",
        }
        raise dg.Failure(str(refused), metadata=metadata, allow_retries=False) from refused
    confirm(night, published, now)
    report("release", f"{published.id}{'' if published.is_new else ' (nothing changed, kept)'}")
    accepted = tuple(asdict(each) for each in published.accepted)
    docs = keep_release_docs(night, published.id)
    viewer = viewer_address(settings.ui_port)
    return dg.MaterializeResult(
        metadata={
            "release_id": published.id,
            "is_new": published.is_new,
            "checks_passed": len(published.manifest["checks"]["passed"]),
            "checks_warned": len(published.warnings),
            **({"data_docs": dg.MetadataValue.url(viewer + docs_path(published.id))} if docs else {}),
            "warnings": dg.MetadataValue.json(published.warnings),
            **({"accepted_failures": as_table(accepted)} if accepted else {}),
            **{f"rows_{name}": count for name, count in published.rows.items()},
        }
    )


@dg.asset(group_name="release", deps=["release"])
def roster_retention(context: dg.AssetExecutionContext) -> dg.MaterializeResult[Any]:
    """Drop roster pages from the archive that are superseded and older than the setting; nothing where none is set."""
    from orchestration.retention import apply_retention

    settings = read_settings()
    dropped = apply_retention(current_night(settings.home), settings.roster_retention_days)
    days = "not set: kept" if settings.roster_retention_days is None else str(settings.roster_retention_days)
    return dg.MaterializeResult(
        metadata={"days": days, **{f"dropped_{table}": rows for table, rows in dropped.items()}}
    )
