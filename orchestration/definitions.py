"""The code location: all assets, checks, jobs, the nightly schedule, sensors. `workspace.yaml` names this module."""

from __future__ import annotations

from datetime import timedelta

import dagster as dg

from orchestration.assets import core, out, people, raw, release, shortlist_checks, watch
from orchestration.cycles import open_cycles, run_target, today
from orchestration.refresh import NIGHTLY_JOB, PUBLISH_JOB
from orchestration.sensors import (
    OVERRIDES_JOB,
    SHORTLISTS_JOB,
    alert_on_failed_runs,
    registry_sensor,
    watch_catalog_sensor,
)
from orchestration.settings import Settings, read_settings

# One run at a time may write to a home (see instance.py); one that failed is taken up where it failed. A refusal takes
# the last tag back from its run: the same data would be refused again.
_TAGS = {
    "atlas/exclusive": "refresh",
    "dagster/max_retries": "2",
    "dagster/retry_strategy": "FROM_FAILURE",
    "dagster/retry_on_asset_or_op_failure": "true",
}


def _executor(settings: Settings) -> dg.ExecutorDefinition:
    if settings.executor == "multiprocess":
        return dg.multiprocess_executor
    if settings.executor == "dask":
        from dagster_dask import dask_executor

        return dask_executor
    if settings.executor == "k8s":
        from dagster_k8s import k8s_job_executor

        return k8s_job_executor
    return dg.in_process_executor


def build_definitions(settings: Settings) -> dg.Definitions:
    """Definitions for the given settings; nothing is read from a home before a run."""
    gate = dg.AssetSelection.assets(release.release, release.roster_retention) | dg.AssetSelection.checks(
        release.quality_checks, watch.watch_checks
    )
    for_people = dg.AssetSelection.groups("people")
    nightly = dg.define_asset_job(
        NIGHTLY_JOB,
        selection=dg.AssetSelection.all(),
        description="Crawl, read, check, release, shortlists, trackers: the whole night as one line of assets.",
        tags=_TAGS,
        hooks={people.tell_advisors_of_a_refusal},
    )
    publishing = dg.define_asset_job(
        PUBLISH_JOB,
        selection=gate | for_people,
        description="Check the staged night again and publish it, without a crawl: after a failure was accepted.",
        tags=_TAGS,
        hooks={people.tell_advisors_of_a_refusal},
    )
    overriding = dg.define_asset_job(
        OVERRIDES_JOB,
        selection=dg.AssetSelection.assets(out.resolve_programs) | gate | for_people,
        description="Resolve the facts of the last night again, with the overrides as they stand, and publish.",
        tags=_TAGS,
        hooks={people.tell_advisors_of_a_refusal},
    )
    shortlisting = dg.define_asset_job(
        SHORTLISTS_JOB,
        selection=for_people,
        description="Shortlists and trackers anew from the release served; files that would not change stay untouched.",
        tags=_TAGS,
    )

    @dg.schedule(
        name="nightly",
        job=nightly,
        cron_schedule=settings.cron,
        execution_timezone=settings.timezone,
        description=f"Every night at {settings.nightly_at} {settings.timezone} (ATLAS_NIGHTLY_AT, ATLAS_TIMEZONE).",
    )
    def schedule() -> dg.RunRequest:
        settings = read_settings()  # cycles turn, and are opened, while the service runs
        return dg.RunRequest(tags=run_target(open_cycles(settings, today())))

    assets = dg.map_asset_specs(
        lambda spec: dg.apply_freshness_policy(spec, _freshness(settings)) if spec.key == _RELEASE else spec,
        dg.load_assets_from_modules([raw, core, out, release, people]),
    )
    return dg.Definitions(
        assets=assets,
        asset_checks=[
            raw.crawl_checks,
            release.quality_checks,
            shortlist_checks.shortlist_checks,
            watch.watch_checks,
        ],
        jobs=[nightly, publishing, overriding, shortlisting],
        schedules=[schedule],
        sensors=[alert_on_failed_runs, watch_catalog_sensor, registry_sensor([overriding, shortlisting])],
        executor=_executor(settings),
    )


_RELEASE = dg.AssetKey("release")


def _freshness(settings: Settings) -> dg.FreshnessPolicy:
    """A night that passes the gate materializes the release, also where nothing changed."""
    fail = timedelta(hours=settings.stale_after_hours)
    return dg.FreshnessPolicy.time_window(fail_window=fail, warn_window=fail * 5 / 9)


defs = build_definitions(read_settings())
