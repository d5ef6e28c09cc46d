"""Jobs, schedule, retries, freshness and the instance's own settings, as the scheduler finds them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import dagster as dg
import yaml

from orchestration.definitions import build_definitions
from orchestration.instance import open_instance, prepare_dagster_home
from orchestration.refresh import NIGHTLY_JOB, PUBLISH_JOB
from orchestration.sensors import OVERRIDES_JOB, SHORTLISTS_JOB
from orchestration.settings import read_settings


def _steps(definitions: dg.Definitions, name: str) -> set[str]:
    return {node.name for node in definitions.resolve_job_def(name).nodes}


def test_every_job_that_writes_shares_the_one_place_in_the_queue_and_is_taken_up_again() -> None:
    definitions = build_definitions(read_settings({}))
    for name in (NIGHTLY_JOB, PUBLISH_JOB, OVERRIDES_JOB, SHORTLISTS_JOB):
        tags = definitions.resolve_job_def(name).tags
        assert tags["atlas/exclusive"] == "refresh"
        assert (tags["dagster/max_retries"], tags["dagster/retry_strategy"]) == ("2", "FROM_FAILURE")


def test_the_queue_lets_one_refresh_run_at_a_time_and_crashed_runs_are_retried(tmp_path: Path) -> None:
    with open_instance(tmp_path) as instance:
        assert instance.run_retries_enabled and instance.run_retries_max_retries == 2
        assert not instance.run_retries_retry_on_asset_or_op_failure
        limits = instance.get_concurrency_config().run_queue_config
        assert limits is not None
        assert {"key": "atlas/exclusive", "limit": 1} in list(limits.tag_concurrency_limits)


def test_a_generated_dagster_yaml_is_brought_up_to_date_and_an_operators_own_is_kept(tmp_path: Path) -> None:
    folder = prepare_dagster_home(tmp_path)
    file = folder / "dagster.yaml"
    new = file.read_text(encoding="utf-8")
    assert yaml.safe_load(new)["freshness"] == {"enabled": True}
    file.write_text(new.replace("freshness:\n  enabled: true\n", ""), encoding="utf-8")  # as it was made before
    prepare_dagster_home(tmp_path)
    assert file.read_text(encoding="utf-8") == new
    file.write_text("telemetry:\n  enabled: false\n", encoding="utf-8")
    prepare_dagster_home(tmp_path)
    assert file.read_text(encoding="utf-8") == "telemetry:\n  enabled: false\n"


def test_nothing_crawls_but_the_nightly_job() -> None:
    definitions = build_definitions(read_settings({}))
    assert {"raw_listing_rows", "crawl_program_sites", "quality_checks", "release"} <= _steps(definitions, NIGHTLY_JOB)
    for name in (PUBLISH_JOB, OVERRIDES_JOB, SHORTLISTS_JOB):
        steps = _steps(definitions, name)
        assert not steps & {"raw_listing_rows", "crawl_program_sites", "read_bodies", "tie_pages_to_programs"}
    assert {"resolve_programs", "quality_checks", "release", "trackers"} <= _steps(definitions, OVERRIDES_JOB)
    assert {"quality_checks", "release", "trackers"} <= _steps(definitions, PUBLISH_JOB)
    assert "release" not in _steps(definitions, SHORTLISTS_JOB)


def test_the_release_has_a_freshness_policy_of_the_hours_set() -> None:
    definitions = build_definitions(read_settings({"ATLAS_STALE_AFTER_HOURS": "36"}))
    spec = definitions.resolve_asset_graph().get(dg.AssetKey("release"))
    policy = spec.freshness_policy
    assert policy == dg.FreshnessPolicy.time_window(timedelta(hours=36), timedelta(hours=20))


def test_the_schedule_runs_the_nightly_job_at_the_hour_set() -> None:
    definitions = build_definitions(read_settings({"ATLAS_NIGHTLY_AT": "04:05", "ATLAS_TIMEZONE": "Europe/Berlin"}))
    schedule = definitions.resolve_schedule_def("nightly")
    assert (schedule.cron_schedule, schedule.execution_timezone, schedule.job_name) == (
        "5 4 * * *",
        "Europe/Berlin",
        NIGHTLY_JOB,
    )
