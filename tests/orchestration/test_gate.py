"""The gate cannot be gone around: damaged data is refused, and so is data that its checks have not seen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow.parquet as pq
import pytest

from expectations import runner
from expectations.runner import required_checks
from orchestration.acceptance import accept_failure, acceptances_for, read_acceptances
from orchestration.alerts import list_alerts
from orchestration.assets.release import quality_checks, release
from orchestration.definitions import build_definitions
from orchestration.gate import RefusedNight, failed_checks, publish_night, recorded_checks
from orchestration.instance import open_instance
from orchestration.night import (
    REFUSED_TAG,
    Night,
    RefreshRunningError,
    begin_night,
    current_night,
    is_claimed,
    release_home,
)
from orchestration.refresh import NIGHTLY_JOB, PUBLISH_JOB, run_publication
from orchestration.settings import read_settings
from tests.orchestration.conftest import refresh, settings_for
from tests.ports import free_port
from warehouse.registry import RegistryError
from warehouse.releases import content_hash, current, rollback
from warehouse.schema import RELEASED

pytestmark = pytest.mark.slow
Rows = list[dict[str, Any]]


@dataclass
class Gate:
    home: Path
    instance: dg.DagsterInstance

    def stage(self, damage: Callable[[dict[str, Rows]], None]) -> Night:
        """Stage the last good night again, damaged."""
        good = {name: self.good.staged.read(name).to_pylist() for name in RELEASED}
        damage(good)
        night = begin_night(self.home, datetime.now(UTC))
        for name, rows in good.items():
            night.staged.write(name, rows)
        return night

    good: Night = None  # type: ignore[assignment]

    def accept(self, label: str, reason: str = "Two tracks share one code this year") -> None:
        """As `residency-atlas releases accept` does."""
        failed = [record for _, record in failed_checks(current_night(self.home), self.instance)]
        accept_failure(self.home, label, failed, reason, "mk", datetime.now(UTC).date(), None)

    def evaluation(self, table: str, name: str) -> dg.AssetCheckEvaluation:
        """The newest recorded result of a check, as the UI shows it."""
        key = dg.AssetCheckKey(dg.AssetKey(table), name)
        (newest,) = self.instance.event_log_storage.get_asset_check_execution_history(key, limit=1)
        assert newest.event is not None and newest.event.dagster_event is not None
        evaluation = newest.event.dagster_event.event_specific_data
        assert isinstance(evaluation, dg.AssetCheckEvaluation)
        return evaluation

    def run(self, *names: str) -> dg.ExecuteInProcessResult:
        """Run the named part of the night's end, as a steward would from the UI."""
        checks = dg.AssetSelection.checks(quality_checks)
        selection = {"checks": checks, "release": dg.AssetSelection.assets(release).without_checks()}
        chosen = selection[names[0]]
        for name in names[1:]:
            chosen = chosen | selection[name]
        definitions = build_definitions(settings_for(self.home))
        job = dg.define_asset_job("part", selection=chosen)
        bound = dg.Definitions.merge(definitions, dg.Definitions(jobs=[job])).resolve_job_def("part")
        quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        return bound.execute_in_process(instance=self.instance, run_config=quiet, raise_on_error=False)


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gate]:
    home = tmp_path_factory.mktemp("gate") / "home"
    outcome = refresh(home, demo_programs=10, demo_port=free_port(), demo_misbehaving=0.0)
    assert outcome.is_success, outcome.summary()
    os.environ["ATLAS_HOME"] = str(home)
    one_context, open_batches = runner._open_batches(), runner._open_batches
    # To open a context takes as long as to judge a dozen rules.
    runner._open_batches = lambda: one_context
    try:
        with open_instance(home) as instance:
            yield Gate(home, instance, current_night(home))
    finally:
        runner._open_batches = open_batches
        os.environ.pop("ATLAS_HOME")
        release_home(home)


def _flip_visas(tables: dict[str, Rows]) -> None:
    for row in tables["out_programs"]:
        if row["visa_j1"] is not None:
            row["visa_j1"] = "no" if row["visa_j1"] == "sponsors" else "sponsors"


def _empty(tables: dict[str, Rows]) -> None:
    for rows in tables.values():
        rows.clear()


def _invent_quotes(tables: dict[str, Rows]) -> None:
    for row in tables["core_statements"]:
        row["quote"] = "We sponsor every visa there is."


def _share_a_code(tables: dict[str, Rows]) -> None:
    first, second = tables["out_programs"][:2]
    second["acgme_code"] = first["acgme_code"]


def _nothing(tables: dict[str, Rows]) -> None:
    pass


@pytest.mark.parametrize("damage", [_flip_visas, _empty, _invent_quotes])
def test_damaged_data_is_refused_and_the_last_release_stays(gate: Gate, damage: Callable[..., None]) -> None:
    served = current(gate.home)
    night = gate.stage(damage)
    result = gate.run("checks", "release")
    assert not result.success
    assert served is not None and current(gate.home).id == served.id  # type: ignore[union-attr]
    report = gate.home / "state" / "refusals" / f"{night.crawl_id}.md"
    assert "Still served" in report.read_text() and served.id in report.read_text()


def test_publishing_alone_is_refused_when_these_files_were_never_checked(gate: Gate) -> None:
    def drop_one(tables: dict[str, Rows]) -> None:
        tables["out_review_queue"].clear()

    served = current(gate.home)
    gate.stage(drop_one)
    result = gate.run("release")
    assert not result.success
    assert current(gate.home).id == served.id  # type: ignore[union-attr]


def test_a_staged_file_changed_after_its_checks_is_refused(gate: Gate) -> None:
    night = gate.stage(_nothing)
    assert gate.run("checks").success
    rows = night.staged.read("out_programs").to_pylist()
    _flip_visas({"out_programs": rows})
    night.staged.write("out_programs", rows)
    with pytest.raises(RefusedNight):
        publish_night(night, gate.instance, datetime.now(UTC))


def test_undamaged_data_that_was_checked_is_published_also_when_publishing_alone(gate: Gate) -> None:
    def change_one(tables: dict[str, Rows]) -> None:
        tables["out_programs"][0]["setting"] = "university"

    served = current(gate.home)
    gate.stage(change_one)
    assert gate.run("checks").success
    assert gate.run("release").success
    assert current(gate.home).id != served.id  # type: ignore[union-attr]


def test_a_refusal_says_what_failed_with_examples_and_a_failure_is_accepted_for_one_release(gate: Gate) -> None:
    label = "out_programs/acgme_codes_unique"
    served = current(gate.home)
    assert served is not None
    night = gate.stage(_share_a_code)
    result = gate.run("checks", "release")
    assert not result.success and current(gate.home).id == served.id  # type: ignore[union-attr]
    run = gate.instance.get_run_by_id(result.run_id)
    # A refusal is a verdict: the scheduler does not try the same data again, nor is the run told as failed.
    assert run is not None and run.tags["dagster/retry_on_asset_or_op_failure"] == "false"
    assert run.tags[REFUSED_TAG] == night.crawl_id
    report = (gate.home / "state" / "refusals" / f"{night.crawl_id}.md").read_text()
    rows = night.staged.read("out_programs").to_pylist()
    for part in (label, "2 of", rows[0]["program_id"], "Still served", "changed since", f"accept {label} --reason"):
        assert part in report, part
    (alert,) = [each for each in list_alerts(gate.home) if each.data.get("night") == night.crawl_id]
    assert label in alert.text and served.id in alert.text and alert.deliveries == ()

    with pytest.raises(RegistryError, match="did not fail on the staged tables"):
        gate.accept("out_programs/visa_changes_not_massive")
    with pytest.raises(RegistryError, match="reason is blank"):
        gate.accept(label, reason=" ")
    gate.accept(label)
    with pytest.raises(RegistryError, match="accepted for this content already"):
        gate.accept(label)
    assert gate.run("checks", "release").success
    made = current(gate.home)
    assert made is not None and made.id != served.id
    (kept,) = made.accepted
    assert (f"{kept.table}/{kept.check}", kept.author, kept.reason) == (
        label,
        "mk",
        "Two tracks share one code this year",
    )
    shown = gate.evaluation("out_programs", "acgme_codes_unique")
    assert not shown.passed and shown.severity == dg.AssetCheckSeverity.WARN
    assert "by mk" in str(shown.metadata["accepted"].value) and kept.reason in str(shown.metadata["accepted"].value)
    # The same stage again is no second release; another content with the same failure is refused again.
    assert not publish_night(night, gate.instance, datetime.now(UTC)).is_new

    def share_and_change(tables: dict[str, Rows]) -> None:
        _share_a_code(tables)
        tables["out_programs"][2]["setting"] = "community"

    gate.stage(share_and_change)
    assert not gate.run("checks", "release").success
    assert current(gate.home).id == made.id  # type: ignore[union-attr]
    (acceptance,), problems = read_acceptances(gate.home)
    assert acceptance.state(datetime.now(UTC).date()) == f"used for release {made.id}" and problems == []


def test_an_acceptance_is_used_up_once_another_release_is_served(gate: Gate) -> None:
    made = current(gate.home)
    assert made is not None and made.accepted
    staged = Night(gate.good.home, made.manifest["stage_id"], gate.good.started_at)
    today = datetime.now(UTC).date()
    assert acceptances_for(staged, made.content_hash, today, made) != []
    rollback(gate.home)
    assert acceptances_for(staged, made.content_hash, today, current(gate.home)) == []


def test_invented_quotes_and_names_of_people_can_never_be_accepted(gate: Gate) -> None:
    def invent_and_name(tables: dict[str, Rows]) -> None:
        _invent_quotes(tables)
        tables["core_rosters"][0]["school"] = "Zebulon Quackenbush, MBBS"

    served = current(gate.home)
    night = gate.stage(invent_and_name)
    labels = ("core_statements/quotes_in_archive", "core_rosters/no_personal_names")
    # Not by lines written by hand, which the gate tells of with row and column.
    path = gate.home / "registry" / "accepted_failures.csv"
    before = path.read_bytes()
    content = content_hash(night.staged)
    lines = [f"{table}/{name},{content},,because,mk,2026-11-22\n" for table, name in required_checks()]
    path.write_bytes(before + "".join(lines).encode())
    try:
        assert not gate.run("checks", "release").success
        _, problems = read_acceptances(gate.home)
    finally:
        path.write_bytes(before)
    assert current(gate.home).id == served.id  # type: ignore[union-attr]
    report = (gate.home / "state" / "refusals" / f"{night.crawl_id}.md").read_text()
    for label in labels:
        told = [problem for problem in problems if f"a failure of {label} can never" in problem.message]
        assert [problem.column for problem in told] == ["check"]
        with pytest.raises(RegistryError, match="can never be accepted"):
            gate.accept(label)
        assert f"### {label}" in report and f"accept {label}" not in report
    # Whoever is named stays in the staged file: neither report, nor alert, nor the UI repeats it.
    shown = [gate.evaluation(*each.label.split("/")).metadata for each, _ in failed_checks(night, gate.instance)]
    kept = [path.read_text() for path in (gate.home / "state").rglob("*.*") if path.is_file()]
    assert "Quackenbush" not in "".join([report, repr(shown), *kept])


def test_a_file_that_is_not_what_was_staged_is_refused_whatever_was_accepted(gate: Gate) -> None:
    served = current(gate.home)

    def share_and_rename(tables: dict[str, Rows]) -> None:
        _share_a_code(tables)
        tables["out_programs"][3]["setting"] = "military"

    night = gate.stage(share_and_rename)
    registry = gate.home / "registry" / "accepted_failures.csv"
    row = f"out_programs/acgme_codes_unique,{content_hash(night.staged)},,One code for two tracks,mk,2026-11-22\n"
    header = b"" if registry.exists() else b"check,content_hash,until,reason,author,date\n"
    registry.write_bytes((registry.read_bytes() if registry.exists() else header) + row.encode())
    assert acceptances_for(night, content_hash(night.staged), datetime.now(UTC).date()) != []
    path = night.staged.path("core_pages")
    pq.write_table(pq.read_table(path), path, compression="none")  # the same rows, other bytes
    with pytest.raises(RefusedNight, match="core_pages was changed after it was staged") as raised:
        publish_night(night, gate.instance, datetime.now(UTC))
    assert current(gate.home).id == served.id  # type: ignore[union-attr]
    assert "releases accept" not in raised.value.refusal.report.read_text()


def nightly_end() -> dg.JobDefinition:
    """The job of a staged night, as the UI finds it when it runs one again from where it failed."""
    return build_definitions(read_settings()).resolve_job_def(PUBLISH_JOB)


def test_running_again_from_failure_is_refused_too(gate: Gate) -> None:
    served = current(gate.home)
    gate.stage(_flip_visas)
    job = dg.reconstructable(nightly_end)
    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    with dg.execute_job(job, gate.instance, run_config=quiet) as first:
        assert not first.success
    again = dg.ReexecutionOptions.from_failure(first.run_id, gate.instance)
    with dg.execute_job(job, gate.instance, run_config=quiet, reexecution_options=again) as second:
        assert not second.success
        ran = {event.step_key for event in second.all_events if event.event_type == dg.DagsterEventType.STEP_START}
    assert ran == {"quality_checks"}
    assert current(gate.home).id == served.id  # type: ignore[union-attr]


def test_a_refresh_beside_another_process_writes_nothing(gate: Gate) -> None:
    served, night = current(gate.home), current_night(gate.home)
    release_home(gate.home)
    code = (
        "import sys, pathlib; from orchestration.night import claim_home\n"
        "claim_home(pathlib.Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(gate.home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        assert is_claimed(gate.home)
        with pytest.raises(RefreshRunningError, match="another refresh works on"):
            run_publication(settings_for(gate.home), gate.instance)
        # A run started from the UI meets the same lock.
        result = (
            build_definitions(settings_for(gate.home))
            .resolve_job_def(NIGHTLY_JOB)
            .execute_in_process(
                instance=gate.instance,
                run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
                raise_on_error=False,
            )
        )
        assert not result.success
        holder.communicate()
    assert not is_claimed(gate.home)
    assert current(gate.home).id == served.id  # type: ignore[union-attr]
    assert current_night(gate.home).crawl_id == night.crawl_id
    # A run that never came to its checks hides none of the results recorded before.
    assert {(record.table, record.name) for record in recorded_checks(gate.instance)} == set(required_checks())


def test_a_night_that_grew_old_is_published_again_so_that_its_dates_stay_true(gate: Gate) -> None:
    night = gate.stage(_nothing)
    assert gate.run("checks").success
    same = publish_night(night, gate.instance, datetime.now(UTC))
    again = publish_night(night, gate.instance, datetime.now(UTC), is_due=True)
    assert not same.is_new or again.id != same.id
    assert again.is_new


def test_each_check_that_is_required_has_been_recorded(gate: Gate) -> None:
    recorded = {(record.table, record.name) for record in recorded_checks(gate.instance)}
    assert recorded == set(required_checks())
