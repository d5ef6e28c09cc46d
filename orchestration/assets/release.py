"""The gate in the Dagster UI: one asset check per expectation, and the release that they guard."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import dagster as dg

from expectations.checks import FATAL, CheckResult
from expectations.runner import list_checks, run_all_checks
from orchestration.gate import publish_night, write_refusal
from orchestration.night import Night, current_night
from orchestration.pages import load_aliases
from orchestration.progress import report
from orchestration.readings import load_texts
from orchestration.settings import read_settings
from warehouse.releases import RefusedRelease, current, open_release
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
            metadata={"severity": check.severity},
        )
        for check in list_checks()
    ],
)
def quality_checks(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
    """Run every suite on the staged tables and record what each expectation found."""
    night = current_night(read_settings().home)
    report("quality checks", "loading Great Expectations")
    results = run_all_checks(
        night.staged,
        tonight=night.date,
        archive=load_texts(night.home.archive, _cited_bodies(night), load_aliases(night)),
        last=open_release(night.home) if current(night.home) else None,
    )
    failed = [result for result in results if not result.passed]
    fatal = [result for result in failed if result.check.severity == FATAL]
    report(
        "quality checks", f"{len(results) - len(failed)} passed, {len(fatal)} failed, {len(failed) - len(fatal)} warn"
    )
    if fatal:
        # The run ends here: the publish step, which would write the report, is not reached.
        write_refusal(night, [_sentence(result) for result in fatal])
    for result in results:
        yield _as_asset_check(result)


def _cited_bodies(night: Night) -> set[str]:
    return {sha for sha in night.staged.read("core_statements", ["body_sha256"])["body_sha256"].to_pylist() if sha}


def _sentence(result: CheckResult) -> str:
    found = "; ".join(result.details) or f"{result.failing} of {result.evaluated}"
    return f"{result.check.table}/{result.check.name}: {result.check.what} Found: {found}. {result.check.todo}"


def _as_asset_check(result: CheckResult) -> dg.AssetCheckResult:
    is_fatal = result.check.severity == FATAL
    metadata: dict[str, Any] = {
        "rows_evaluated": result.evaluated,
        "rows_failing": result.failing,
        "failing_pct": result.share_pct,
        "content_hash": result.content_hash,
        "files_hash": result.files_hash,
        **result.measures,
    }
    if result.details:
        metadata["found"] = dg.MetadataValue.text("\n".join(result.details))
    if result.samples:
        metadata["offending_rows"] = _as_table(result.samples)
    return dg.AssetCheckResult(
        asset_key=result.check.table,
        check_name=result.check.name,
        passed=result.passed,
        severity=dg.AssetCheckSeverity.ERROR if is_fatal else dg.AssetCheckSeverity.WARN,
        description=result.check.description,
        metadata=metadata,
    )


def _as_table(rows: tuple[dict[str, Any], ...]) -> dg.TableMetadataValue:
    names = list(dict.fromkeys(name for row in rows for name in row))
    return dg.MetadataValue.table(
        [dg.TableRecord({name: _cell(row.get(name)) for name in names}) for row in rows],
        schema=dg.TableSchema(columns=[dg.TableColumn(name, "string") for name in names]),
    )


def _cell(value: Any) -> str:
    """Text from the web stays text: one line, of bounded length."""
    text = value if isinstance(value, str) else json.dumps(value)
    return " ".join(text.split())[:500]


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
    except RefusedRelease as refusal:
        raise dg.Failure(str(refusal), metadata={"reasons": dg.MetadataValue.json(refusal.reasons)}) from refusal
    report("release", f"{published.id}{'' if published.is_new else ' (nothing changed, kept)'}")
    return dg.MaterializeResult(
        metadata={
            "release_id": published.id,
            "is_new": published.is_new,
            "warnings": dg.MetadataValue.json(published.warnings),
            **{f"rows_{name}": count for name, count in published.rows.items()},
        }
    )
