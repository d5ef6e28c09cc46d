"""Rebuilds without a crawl: an override and an applicant's changed row take effect, and nothing else is touched."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from orchestration.definitions import build_definitions
from orchestration.instance import open_instance
from orchestration.night import claim_home, release_home
from orchestration.sensors import OVERRIDES_JOB, SHORTLISTS_JOB, look_at_registry, registry_sensor
from tests.orchestration.conftest import refresh, settings_for
from tests.ports import free_port
from tests.warehouse.tables import publish_tables, tables
from warehouse.releases import current, open_release

OVERRIDES = "program_id,field,value,reason,author,date,review_by,expects\n"
APPLICANTS = Path(__file__).parents[2] / "reports" / "data" / "demo_applicants.csv"


def _look(cursor: str | None) -> tuple[list[str], str, str]:
    """(jobs asked for, what is said where none is, the cursor to go on from)."""
    result = look_at_registry(cursor)
    jobs = [str(request.job_name) for request in result.run_requests or []]
    return jobs, str(result.skip_reason.skip_message if result.skip_reason else ""), result.cursor or ""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a release, its staged night and a registry; no page was ever fetched."""
    monkeypatch.setattr("os.fsync", lambda _: None)
    monkeypatch.setenv("ATLAS_HOME", str(tmp_path))
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry" / "applicants.csv").write_bytes(APPLICANTS.read_bytes())
    return tmp_path


def _release_something(home: Path) -> None:
    release = publish_tables(home, tables(3), datetime.now(UTC))
    (home / "state").mkdir(exist_ok=True)
    night = {"crawl_id": release.manifest["stage_id"], "started_at": datetime.now(UTC).isoformat()}
    (home / "state" / "night.json").write_text(json.dumps(night), encoding="utf-8")
    (home / "staging" / night["crawl_id"] / "unknown_schools.json").write_text("{}", encoding="utf-8")


def _edit_applicant(home: Path, number: int, column: str, value: str) -> None:
    file = home / "registry" / "applicants.csv"
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert column in rows[number]
    rows[number][column] = value
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _write_overrides(home: Path, *lines: str) -> None:
    (home / "registry" / "overrides.csv").write_text(OVERRIDES + "".join(lines), encoding="utf-8")


def test_the_first_look_takes_note_and_later_ones_ask_for_what_changed(home: Path) -> None:
    assert _look(None)[1].startswith("nothing has been released yet")
    _release_something(home)
    jobs, told, cursor = _look(None)
    assert jobs == [] and told == "watching 12 applicants, 0 overrides from now on"
    assert _look(cursor)[:2] == ([], "no row changed")
    _edit_applicant(home, 2, "name", "Another Name")
    jobs, _, after = _look(cursor)
    assert jobs == [SHORTLISTS_JOB]
    assert _look(after)[0] == []
    _write_overrides(home, "p1,visa_h1b,no,by phone,mk,2026-11-20,,\n")
    jobs, _, after = _look(after)
    assert jobs == [OVERRIDES_JOB]
    _write_overrides(home)
    _edit_applicant(home, 2, "name", "Once More")
    assert _look(after)[0] == [OVERRIDES_JOB, SHORTLISTS_JOB]


def test_the_order_of_rows_is_no_change_and_the_cursor_names_nobody(home: Path) -> None:
    _release_something(home)
    cursor = _look(None)[2]
    file = home / "registry" / "applicants.csv"
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    assert _look(cursor)[:2] == ([], "no row changed")
    for row in csv.DictReader([head, *rows]):
        assert row["applicant_id"] not in cursor and row["name"] not in cursor


def test_a_broken_file_says_why_and_does_not_loop(home: Path) -> None:
    _release_something(home)
    _write_overrides(home, "p1,visa_h1b,no,by phone,mk,2026-11-20,,\n")
    cursor = _look(None)[2]
    _write_overrides(home, "p1,visa_h1b,perhaps,by phone,mk,2026-11-20,,\n")
    for _ in range(2):
        jobs, told, cursor = _look(cursor)
        assert jobs == [] and "overrides.csv, row 2, column value" in told
    (home / "registry" / "overrides.csv").write_bytes(b"\x00\x01")
    jobs, told, cursor = _look(cursor)
    assert jobs == [] and "the file is no text" in told
    _edit_applicant(home, 0, "graduation_date", "soon")
    jobs, told, cursor = _look(cursor)
    assert (
        jobs == [] and "applicants.csv: 1 faults; see: residency-atlas applicants check" in told and "soon" not in told
    )
    # Mended: the row as it was asks for nothing, another row does.
    _write_overrides(home, "p1,visa_h1b,no,by phone,mk,2026-11-20,,\n")
    assert _look(cursor)[0] == []
    _write_overrides(home, "p1,visa_h1b,sponsors,by phone,mk,2026-11-20,,\n")
    assert _look(cursor)[0] == [OVERRIDES_JOB]


def test_an_applicant_taken_out_is_a_change(home: Path) -> None:
    _release_something(home)
    cursor = _look(None)[2]
    file = home / "registry" / "applicants.csv"
    file.write_text("\n".join(file.read_text(encoding="utf-8").splitlines()[:-1]) + "\n", encoding="utf-8")
    assert _look(cursor)[0] == [SHORTLISTS_JOB]


def test_while_a_refresh_runs_changes_wait_and_are_not_forgotten(home: Path) -> None:
    _release_something(home)
    cursor = _look(None)[2]
    _edit_applicant(home, 1, "name", "Another Name")
    claim_home(home)
    try:
        result = look_at_registry(cursor)
        assert result.cursor is None and "a refresh is running" in str(result.skip_reason)
    finally:
        release_home(home)
    assert _look(cursor)[0] == [SHORTLISTS_JOB]


def test_without_a_staged_night_an_override_waits_for_the_next_refresh(home: Path) -> None:
    publish_tables(home, tables(3), datetime.now(UTC))
    cursor = _look(None)[2]
    _write_overrides(home, "p1,visa_h1b,no,by phone,mk,2026-11-20,,\n")
    jobs, told, _ = _look(cursor)
    assert jobs == [] and "overrides take effect with the next refresh" in told


# The whole way, on a demo home


@dataclass
class Rebuilt:
    home: Path
    instance: dg.DagsterInstance
    cursor: str = ""

    def tick(self) -> list[str]:
        """One look of the sensor, and the runs that it asks for."""
        definitions = build_definitions(settings_for(self.home))
        jobs = [definitions.resolve_job_def(name) for name in (OVERRIDES_JOB, SHORTLISTS_JOB)]
        context = dg.build_sensor_context(instance=self.instance, cursor=self.cursor or None)
        result = registry_sensor(jobs)(context)
        assert isinstance(result, dg.SensorResult)
        self.cursor = result.cursor or self.cursor
        requests = result.run_requests or []
        quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        for request in requests:
            job = definitions.resolve_job_def(str(request.job_name))
            assert job.execute_in_process(instance=self.instance, run_config=quiet, tags=dict(request.tags)).success
        release_home(self.home)
        return [str(request.job_name) for request in requests]

    def workbooks(self) -> dict[str, int]:
        return {str(path): path.stat().st_mtime_ns for path in sorted((self.home / "outbox").rglob("*.xlsx"))}


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rebuilt]:
    home = tmp_path_factory.mktemp("rebuilds") / "home"
    outcome = refresh(home, demo_programs=10, demo_port=free_port(), demo_misbehaving=0.0)
    assert outcome.is_success, outcome.summary()
    os.environ["ATLAS_HOME"] = str(home)
    try:
        with open_instance(home) as instance:
            found = Rebuilt(home, instance)
            assert found.tick() == []
            yield found
    finally:
        os.environ.pop("ATLAS_HOME")


@pytest.mark.slow
def test_only_the_changed_applicants_workbook_is_rewritten(rebuilt: Rebuilt) -> None:
    before, served, asked = rebuilt.workbooks(), current(rebuilt.home), _requests(rebuilt.home)
    assert len(before) == 12
    _edit_applicant(rebuilt.home, 3, "graduation_date", "2009-07")
    assert rebuilt.tick() == [SHORTLISTS_JOB]
    after = rebuilt.workbooks()
    assert sum(before[path] != after[path] for path in before) == 1 and before.keys() == after.keys()
    assert current(rebuilt.home).id == served.id  # type: ignore[union-attr]
    assert rebuilt.tick() == [] and _requests(rebuilt.home) == asked


@pytest.mark.slow
def test_an_override_is_released_without_a_crawl(rebuilt: Rebuilt) -> None:
    served, asked = open_release(rebuilt.home), _requests(rebuilt.home)
    program = next(row for row in served.read_table("out_programs").to_pylist() if row["visa_j1"] == "sponsors")
    _write_overrides(rebuilt.home, f"{program['program_id']},visa_j1,no,by phone,mk,2026-11-20,,\n")
    assert rebuilt.tick() == [OVERRIDES_JOB]
    now = open_release(rebuilt.home)
    rows = {row["program_id"]: row for row in now.read_table("out_programs").to_pylist()}
    assert now.id != served.id and rows[program["program_id"]]["visa_j1"] == "no"
    changes = now.read_table("out_changes").to_pylist()
    assert [(row["program_id"], row["field"]) for row in changes] == [(program["program_id"], "visa_j1")]
    assert _requests(rebuilt.home) == asked


def _requests(home: Path) -> int:
    """Requests that the demo's sites have answered."""
    return len((home / "demo" / "access.log").read_text(encoding="utf-8").splitlines())
