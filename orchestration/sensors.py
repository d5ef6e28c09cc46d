"""Sensors: alerts of failed runs, the watch over a stale catalog, and rebuilds when people's files change.

What is told stands in `alerts.py`, how old is too old in `freshness.py`, which rows changed in `registry_watch.py`.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg

from orchestration.alerts import failure_alert, raise_alert, served_or_none
from orchestration.assets.watch import evaluate
from orchestration.cycles import open_cycles, run_target, today
from orchestration.freshness import watch_catalog
from orchestration.night import REFUSED_TAG, NoNightError, current_night, is_claimed
from orchestration.registry_watch import APPLICANTS, OVERRIDES, changed_rows, read_row_hashes
from orchestration.settings import read_settings
from warehouse.releases import current

OVERRIDES_JOB = "apply_overrides"
SHORTLISTS_JOB = "rebuild_shortlists"
_RUNNING = dg.DefaultSensorStatus.RUNNING


@dg.run_failure_sensor(
    name="alert_on_failed_runs",
    default_status=_RUNNING,
    minimum_interval_seconds=30,
    description="Tells operators of a run that failed and is not tried again by itself. Refusals were told already.",
)
def alert_on_failed_runs(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
    run = context.dagster_run
    if REFUSED_TAG in run.tags:
        return dg.SkipReason("the release was refused; that was told by the run itself")
    if run.tags.get("dagster/will_retry") == "true":
        return dg.SkipReason("the run is tried again; only its last failure is told")
    errors = [
        f"{event.step_key}: {message_of(event.step_failure_data.error)}" for event in context.get_step_failure_events()
    ]
    settings = read_settings()
    if not errors and context.failure_event.message:
        errors = [context.failure_event.message]
    raise_alert(
        settings,
        failure_alert(run.job_name, run.run_id, errors, served_or_none(settings.home), run.root_run_id or run.run_id),
    )
    return None


def message_of(error: object) -> str:
    """The message of the error that a step ended with, that of its cause where there is one."""
    cause = getattr(error, "cause", None) or error
    return str(getattr(cause, "message", "") or "failed").strip()[:600]


@dg.sensor(
    name="watch_catalog",
    asset_selection=dg.AssetSelection.checks_for_assets("release"),
    default_status=_RUNNING,
    minimum_interval_seconds=300,
    description="Tells operators of a stale catalog, and tries again to deliver alerts that did not arrive.",
)
def watch_catalog_sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    watch = watch_catalog(read_settings(), datetime.now(UTC))
    evaluations = evaluate(watch)
    verdicts = {each.check_name: [each.passed, len(watch.undelivered)] for each in evaluations}
    before = json.loads(context.cursor) if context.cursor else {}
    changed = [each for each in evaluations if before.get(each.check_name) != verdicts[each.check_name]]
    told = " ".join(str(each.description) for each in evaluations)
    return dg.SensorResult(skip_reason=told, cursor=json.dumps(verdicts), asset_events=changed)


def registry_sensor(jobs: list[dg.ExecutableDefinition]) -> dg.SensorDefinition:
    """The sensor that starts `apply_overrides` and `rebuild_shortlists` when rows of people's files change."""

    @dg.sensor(
        name="registry_changes",
        jobs=jobs,
        default_status=_RUNNING,
        minimum_interval_seconds=60,
        description="Rebuilds, without a crawl, the facts touched by overrides and the shortlists of applicants whose "
        "rows changed.",
    )
    def registry_changes(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        return look_at_registry(context.cursor)

    return registry_changes


_NEEDED = ("core_statements.parquet", "core_pages.parquet", "core_rosters.parquet", "core_filings.parquet")


def is_night_staged(home: Path) -> bool:
    """Whether what facts are resolved from still stands: staged nights may be deleted at any time."""
    try:
        folder = current_night(home).staged.folder
    except NoNightError:
        return False
    return all((folder / name).exists() for name in (*_NEEDED, "unknown_schools.json"))


def look_at_registry(cursor: str | None) -> dg.SensorResult:
    """Runs for what changed since `cursor`, and the cursor to go on from. The first look only takes note."""
    settings = read_settings()
    if current(settings.home) is None:
        return dg.SensorResult(skip_reason="nothing has been released yet; the first refresh reads the registry itself")
    if is_claimed(settings.home):
        # What it has read of the registry already is not known: what changed is looked at again after it.
        return dg.SensorResult(skip_reason="a refresh is running; changes are looked at after it")
    found = read_row_hashes(settings.home / "registry")
    faults = [each.fault for each in found.values() if each.fault]
    if cursor is None:
        kept = {name: dict(each.rows) for name, each in found.items()}
        told = ", ".join(f"{len(each.rows)} {name}" for name, each in found.items())
        return dg.SensorResult(
            skip_reason="; ".join([f"watching {told} from now on", *faults]), cursor=json.dumps(kept)
        )
    before = json.loads(cursor)
    changes = {name: changed_rows(before.get(name, {}), each) for name, each in found.items()}
    new_cursor = json.dumps({name: kept for name, (_, kept) in changes.items()})
    requests = []
    target = run_target(open_cycles(settings, today()))
    if changes[OVERRIDES][0]:
        if not is_night_staged(settings.home):
            # Without staged tables only a refresh can bring the override in.
            faults.append("the staged tables of the last night are gone: overrides take effect with the next refresh")
        else:
            requests.append(
                dg.RunRequest(job_name=OVERRIDES_JOB, tags={"atlas/changed": str(changes[OVERRIDES][0]), **target})
            )
    if changes[APPLICANTS][0]:
        requests.append(
            dg.RunRequest(job_name=SHORTLISTS_JOB, tags={"atlas/changed": str(changes[APPLICANTS][0]), **target})
        )
    if not requests:
        return dg.SensorResult(skip_reason="; ".join(faults) or "no row changed", cursor=new_cursor)
    return dg.SensorResult(run_requests=requests, cursor=new_cursor)
