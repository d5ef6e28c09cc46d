from pathlib import Path
from typing import Any

import pytest

from expectations import runner
from expectations.checks import CheckResult
from expectations.inputs import Bounds, Inputs
from expectations.runner import required_checks, run_all_checks, run_checks
from tests.warehouse.tables import CREATED_AT, TONIGHT, evidence, stage_tables, tables
from warehouse.releases import OpenRelease, open_release, publish, stage

PROGRAMS = 40


@pytest.fixture(scope="session")
def one_context() -> Any:
    """One context for all nights of the tests: to open one takes as long as to judge a dozen rules."""
    return runner._open_batches()


@pytest.fixture(scope="session")
def archive() -> Any:
    return evidence(PROGRAMS)


@pytest.fixture(scope="session")
def good_results(tmp_path_factory: pytest.TempPathFactory, archive: Any) -> tuple[Path, list[CheckResult]]:
    home = tmp_path_factory.mktemp("home")
    staged = stage_tables(home, tables(PROGRAMS))
    results = run_all_checks(staged, tonight=TONIGHT, **archive)
    checks = [result.record() for result in results]
    publish(home, staged, checks, required=required_checks(), created_at=CREATED_AT)
    return home, results


@pytest.fixture(scope="session")
def last(good_results: tuple[Path, list[CheckResult]]) -> OpenRelease:
    return open_release(good_results[0])


class Night:
    """Rows of a night that differ from the last release in what a test does to them."""

    def __init__(self, home: Path, archive: Any, last: OpenRelease) -> None:
        self.home, self.last = home, last
        self.evidence = dict(archive)
        self.rows = tables(PROGRAMS)
        self.bounds = Bounds()
        self.tonight = TONIGHT

    @property
    def programs(self) -> list[dict[str, Any]]:
        return self.rows["out_programs"]

    @property
    def statements(self) -> list[dict[str, Any]]:
        return self.rows["core_statements"]

    def check(self, table: str, last: bool = True, names: set[str] | None = None) -> dict[str, CheckResult]:
        staged = stage_tables(self.home, self.rows)
        results = run_checks(
            staged,
            table,
            tonight=self.tonight,
            last=self.last if last else None,
            bounds=self.bounds,
            names=names,
            **self.evidence,
        )
        return {result.check.name: result for result in results}

    def inputs(self) -> Inputs:
        """Of what was checked last."""
        return Inputs(stage(self.home, "night-1"), self.tonight, last=self.last, bounds=self.bounds, **self.evidence)

    def failed(self, table: str, names: set[str] | None = None) -> set[str]:
        return {name for name, result in self.check(table, names=names).items() if not result.passed}


@pytest.fixture
def night(tmp_path: Path, archive: Any, last: OpenRelease, one_context: Any, monkeypatch: pytest.MonkeyPatch) -> Night:
    monkeypatch.setattr(runner, "_open_batches", lambda: one_context)
    monkeypatch.setattr("os.fsync", lambda _: None)  # a test cannot cut the power
    return Night(tmp_path, archive, last)
