"""The gate cannot be gone around: damaged data is refused, and so is data that its checks have not seen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from orchestration.assets.release import quality_checks, release
from orchestration.definitions import build_definitions
from orchestration.gate import publish_night, recorded_checks
from orchestration.instance import open_instance
from orchestration.night import Night, begin_night, current_night
from tests.orchestration.conftest import refresh, settings_for
from tests.ports import free_port
from warehouse.releases import RefusedRelease, current
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
    try:
        with open_instance(home) as instance:
            yield Gate(home, instance, current_night(home))
    finally:
        os.environ.pop("ATLAS_HOME")


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
    with pytest.raises(RefusedRelease):
        publish_night(night, gate.instance, datetime.now(UTC))


def test_undamaged_data_that_was_checked_is_published_also_when_publishing_alone(gate: Gate) -> None:
    def change_one(tables: dict[str, Rows]) -> None:
        tables["out_programs"][0]["setting"] = "university"

    served = current(gate.home)
    gate.stage(change_one)
    assert gate.run("checks").success
    assert gate.run("release").success
    assert current(gate.home).id != served.id  # type: ignore[union-attr]


def test_a_night_that_grew_old_is_published_again_so_that_its_dates_stay_true(gate: Gate) -> None:
    night = gate.stage(_nothing)
    assert gate.run("checks").success
    same = publish_night(night, gate.instance, datetime.now(UTC))
    again = publish_night(night, gate.instance, datetime.now(UTC), is_due=True)
    assert not same.is_new or again.id != same.id
    assert again.is_new


def test_each_check_that_is_required_has_been_recorded(gate: Gate) -> None:
    from expectations.runner import required_checks

    recorded = {(record.table, record.name) for record in recorded_checks(gate.instance)}
    assert recorded == set(required_checks())
