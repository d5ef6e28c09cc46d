"""Every damage of `mutations.csv` is refused or warned by the checks that its row names; undamaged data passes.

One real night of the demo world is damaged over and over. For each damage the named checks are run; for some all of
them, and the publication itself. `test_browser.py` looks at a refused night in the UI.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from expectations import runner
from expectations.checks import FATAL, CheckResult
from expectations.runner import list_checks, required_checks, run_all_checks, run_checks
from orchestration.generated_docs import write_docs
from orchestration.night import Night
from tests.expectations.mutations import DAMAGES, Stage
from tests.expectations.night_of_demo import evidence_in_memory, make_night
from tests.ports import free_port
from warehouse.releases import RefusedRelease, current_id, open_release, publish, stage
from warehouse.schema import RELEASED, SchemaError

pytestmark = pytest.mark.slow
ROWS = list(csv.DictReader((Path(__file__).parent / "mutations.csv").read_text(encoding="utf-8").splitlines()))
SEVERITY = {(check.table, check.name): check.severity for check in list_checks()}
VERDICTS = ("refused", "warned", "passes")


class Gate:
    def __init__(self, night: Night) -> None:
        self.night = night
        self.good = {name: night.staged.read(name) for name in RELEASED}
        self.evidence = evidence_in_memory(night)
        self.last = open_release(night.home)
        self.context = runner._open_batches()

    def damage(self, name: str) -> Stage:
        """A copy of the good night, damaged and staged."""
        folder = stage(self.night.home, f"damaged-{name}").folder
        shutil.rmtree(folder)
        shutil.copytree(self.night.staged.folder, folder)
        damaged = Stage(self.good, stage(self.night.home, folder.name), self.night.date)
        if name:
            DAMAGES[name](damaged)
        damaged.write()
        return damaged

    def run(self, damaged: Stage, checks: list[tuple[str, str]]) -> list[CheckResult]:
        found = []
        for table in dict.fromkeys(table for table, _ in checks):
            names = {name for of, name in checks if of == table}
            found += run_checks(
                damaged.staged, table, tonight=self.night.date, last=self.last, names=names, **self.evidence
            )
        return found

    def run_all(self, damaged: Stage) -> list[CheckResult]:
        return run_all_checks(damaged.staged, tonight=self.night.date, last=self.last, **self.evidence)

    def publish(self, damaged: Stage, results: list[CheckResult]) -> Any:
        records = [result.record() for result in results]
        now = datetime.now(UTC)
        return publish(self.night.home, damaged.staged, records, required=required_checks(), created_at=now)


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gate]:
    yield Gate(make_night(tmp_path_factory.mktemp("mutations") / "home", free_port()))


@pytest.fixture(autouse=True)
def quick(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "_open_batches", lambda: gate.context)  # to open one takes as long as many checks
    monkeypatch.setattr("os.fsync", lambda _: None)  # a test cannot cut the power


def _named(row: dict[str, str]) -> list[tuple[str, str]]:
    return [(label.split("/")[0], label.split("/")[1]) for label in row["by"].split("; ") if label]


def test_every_damage_has_its_row_and_no_row_lets_one_through() -> None:
    assert [row["damage"] for row in ROWS] == list(DAMAGES)
    assert len(ROWS) >= 40
    for row in ROWS:
        assert row["verdict"] in VERDICTS and len(row["what"]) > 10
        severities = {SEVERITY[label] for label in _named(row)}
        expected = {"refused": FATAL in severities, "warned": severities == {"warning"}, "passes": not severities}
        assert expected[row["verdict"]], row
    assert {row["damage"] for row in ROWS if row["verdict"] == "passes"} == {
        "rows_in_another_order",
        "one_honest_change",
    }


@pytest.mark.parametrize("row", [row for row in ROWS if row["by"]], ids=lambda row: row["damage"])
def test_a_damaged_night_fails_the_checks_that_its_row_names(gate: Gate, row: dict[str, str]) -> None:
    results = gate.run(gate.damage(row["damage"]), _named(row))
    assert {(result.check.table, result.check.name) for result in results if not result.passed} == set(_named(row))
    assert all(result.details for result in results)


def test_what_does_not_fit_the_schema_cannot_be_published_whatever_was_recorded(gate: Gate) -> None:
    damaged = gate.damage("column_missing")
    results = gate.run_all(damaged)
    with pytest.raises(RefusedRelease, match="changed after it was staged"):
        gate.publish(damaged, results)
    rows = gate.good["out_programs"].to_pylist()
    with pytest.raises(SchemaError):
        damaged.staged.write("out_programs", [row | {"program_id": None} for row in rows])


@pytest.mark.parametrize("name", ["visas_flipped_whole_for_5_pct", "one_hosts_data_given_to_another_whole"])
def test_a_damaged_night_is_not_published_and_the_last_release_stays(gate: Gate, name: str) -> None:
    served = current_id(gate.night.home)
    damaged = gate.damage(name)
    results = gate.run_all(damaged)
    with pytest.raises(RefusedRelease) as refused:
        gate.publish(damaged, results)
    named = {label for row in ROWS if row["damage"] == name for label in _named(row)}
    assert named <= {(record.table, record.name) for record in refused.value.failed}
    assert current_id(gate.night.home) == served


@pytest.mark.parametrize("name", ["rows_in_another_order", "one_honest_change"])
def test_a_night_without_damage_passes_every_check(gate: Gate, name: str) -> None:
    damaged = gate.damage(name)
    results = gate.run_all(damaged)
    assert [(result.check.name, result.details) for result in results if not result.passed] == []
    assert gate.publish(damaged, results).is_new == (name == "one_honest_change")


def test_the_table_in_docs_is_current() -> None:
    assert write_docs(Path(__file__).parents[2] / "docs", check=True) == []


def test_statements_are_named_as_the_product_names_them() -> None:
    from expectations.rules import name_statement
    from transforms.values import short_hash

    for parts in (
        ("p1", "visa_j1", "no", "required", None, "http://a.example", "“Ñ” \ud83d\ude00"),
        (None,),
        ("a\nb",),
    ):
        assert name_statement(*parts) == short_hash(*parts)


def test_checks_that_need_the_archive_fail_without_it(gate: Gate) -> None:
    for table, name, part in (
        ("core_statements", "statements_as_read", "readings"),
        ("core_rosters", "rosters_as_read", "readings"),
        ("core_pages", "pages_linked_to_their_program", "links"),
        ("core_pages", "pages_as_fetched", "fetches"),
    ):
        without: dict[str, Any] = gate.evidence | {part: None}
        staged = gate.night.staged
        (result,) = run_checks(staged, table, tonight=gate.night.date, last=gate.last, names={name}, **without)
        assert not result.passed and "were not given" in result.details[0]
