"""Shortlists are checked before trackers are written, and no result names an applicant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from expectations import runner
from expectations.checks import CheckResult
from expectations.shortlist_rules import check_shortlists
from tests.warehouse.tables import tables
from warehouse.conform import conform
from warehouse.schema import TABLES

Rows = list[dict[str, Any]]
APPLICANTS = {"secret-ann": (("Internal Medicine",), ()), "secret-ben": (("Internal Medicine",), ("TX",))}


def shortlists() -> Rows:
    rows = []
    for applicant in APPLICANTS:
        for number in range(4):
            is_excluded = number == 3
            row = dict.fromkeys(TABLES["out_shortlists"].column_names) | {
                "applicant_id": applicant,
                "cycle": 2027,
                "program_id": f"p{number:05d}",
                "is_excluded": is_excluded,
                "is_recommended": not is_excluded,
                "rank": None if is_excluded else number + 1,
                "tier": None if is_excluded else "target",
                "score": 0.5,
                "score_low": 0.4,
                "score_high": 0.6,
                "verdicts": '{"visa":{"verdict":"%s"}}' % ("fails" if is_excluded else "meets"),
                "parts": "{}",
            }
            rows.append(row)
    return rows


def _without_ben(rows: Rows) -> None:
    rows[:] = [row for row in rows if row["applicant_id"] != "secret-ben"]


DAMAGES: list[tuple[set[str], Callable[[Rows], Any]]] = [
    (set(), lambda rows: None),
    ({"every_applicant_has_a_shortlist"}, _without_ben),
    ({"every_applicant_has_a_shortlist", "ranks_are_whole"}, lambda rows: rows.pop(0)),
    ({"every_applicant_has_a_shortlist"}, lambda rows: rows.append(rows[3] | {"applicant_id": "stranger"})),
    ({"no_excluded_program_is_listed"}, lambda rows: rows[3].update(is_recommended=True)),
    ({"no_excluded_program_is_listed"}, lambda rows: rows[3].update(signal="gold")),
    (
        {"no_excluded_program_is_listed", "exclusions_follow_their_verdicts"},
        lambda rows: rows[0].update(is_excluded=True),
    ),
    ({"exclusions_follow_their_verdicts"}, lambda rows: rows[3].update(verdicts='{"visa":{"verdict":"meets"}}')),
    ({"ranks_are_whole"}, lambda rows: rows[1].update(rank=1)),
    ({"ranks_are_whole"}, lambda rows: rows[1].update(score=0.9)),
    ({"programs_exist"}, lambda rows: rows.append(rows[3] | {"program_id": "p09999"})),
]


@pytest.fixture(scope="module")
def context() -> Any:
    return runner._open_batches()


@pytest.mark.parametrize(("expected", "damage"), DAMAGES, ids=[str(number) for number in range(len(DAMAGES))])
def test_damaged_shortlists_fail(
    expected: set[str], damage: Callable[[Rows], Any], context: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "_open_batches", lambda: context)
    rows = shortlists()
    damage(rows)
    results = _check(rows)
    assert {result.check.name for result in results if not result.passed} == expected
    assert "secret" not in repr(results) and "stranger" not in repr(results)


def _check(rows: Rows) -> list[CheckResult]:
    programs: pa.Table = conform(tables(4)["out_programs"], TABLES["out_programs"])
    return check_shortlists([conform(rows, TABLES["out_shortlists"])], programs, APPLICANTS)
