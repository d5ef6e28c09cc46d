"""The code location: all assets, checks, the nightly job and its schedule. `workspace.yaml` names this module."""

from __future__ import annotations

import dagster as dg

from orchestration.assets import core, out, people, raw, release
from orchestration.settings import Settings, read_settings

NIGHTLY_JOB = "nightly_refresh"


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
    nightly = dg.define_asset_job(
        NIGHTLY_JOB,
        selection=dg.AssetSelection.all(),
        description="Crawl, read, check, release, shortlists, trackers: the whole night as one line of assets.",
        tags={"atlas/exclusive": "refresh"},
    )
    schedule = dg.ScheduleDefinition(
        name="nightly",
        job=nightly,
        cron_schedule=settings.cron,
        execution_timezone=settings.timezone,
        description=f"Every night at {settings.nightly_at} {settings.timezone} (ATLAS_NIGHTLY_AT, ATLAS_TIMEZONE).",
    )
    return dg.Definitions(
        assets=dg.load_assets_from_modules([raw, core, out, release, people]),
        asset_checks=[release.quality_checks],
        jobs=[nightly],
        schedules=[schedule],
        executor=_executor(settings),
    )


defs = build_definitions(read_settings())
