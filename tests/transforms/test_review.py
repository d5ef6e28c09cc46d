"""The review queue: the most harmful first, the same item with the same id every night."""

from __future__ import annotations

from typing import Any

import pytest

from tests.transforms.rows import NIGHT, conforms
from transforms.resolution import Finding
from transforms.review import (
    KIND_WEIGHT,
    build_review_queue,
    find_sites,
    find_unknown_schools,
    weigh_harm,
)
from warehouse.schema import OUT_REVIEW_QUEUE


def finding(kind: str = "conflict", field: str | None = "visa_h1b", program_id: str = "1", **rest: Any) -> Finding:
    return Finding(kind, program_id, field, f"{field} differs", **rest)


def test_each_kind_of_the_queue_has_a_weight() -> None:
    assert set(KIND_WEIGHT) == set(OUT_REVIEW_QUEUE.column("kind").domain or ())


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        (finding(), finding(field="step2_min")),
        (finding(field="step2_min"), finding(field="ecfmg_by")),
        (finding(field="ecfmg_by"), finding(field="letters_min")),
        (finding(), finding("filing_conflict")),
        (finding("filing_conflict"), finding("stale")),
        (finding("stale"), finding("ambiguous")),
        (finding(field="step2_min"), finding(field="step2_min", strength="preferred")),
        (finding(field="letters_min"), finding("site", None)),
        (finding("unknown_school", None, weight=9.0), finding("unknown_school", None)),
    ],
)
def test_harm_is_ordered(worse: Finding, better: Finding) -> None:
    assert weigh_harm(worse) > weigh_harm(better)


def test_a_visa_conflict_on_many_shortlists_comes_first() -> None:
    findings = [finding(program_id="1"), finding(program_id="2"), finding(field="step2_min", program_id="3")]
    queue = build_review_queue(findings, {"2": 12, "3": 1})
    conforms(OUT_REVIEW_QUEUE, queue)
    assert [row["program_id"] for row in queue] == ["2", "3", "1"]
    assert queue[0]["harm"] == 10 * 10 * 13
    assert [row["program_id"] for row in build_review_queue(findings)] == ["1", "2", "3"]


def test_items_keep_their_id_and_equal_ones_are_one() -> None:
    first = build_review_queue([finding(), finding()])
    again = build_review_queue([finding()], {"1": 5})
    assert [row["item_id"] for row in first] == [row["item_id"] for row in again]
    other = build_review_queue([finding(other_value="no")])
    assert other[0]["item_id"] != first[0]["item_id"]


def test_sites_without_a_page_are_named_with_their_reason() -> None:
    row = {"program_id": "1", "gone_since": None, "pages_read": 0, "url": "https://a.test/", "site_failure": "dns"}
    rows = [
        row,
        {**row, "program_id": "2", "url": None},
        {**row, "program_id": "3", "site_failure": None},
        {**row, "program_id": "4", "pages_read": 1},
        {**row, "program_id": "5", "gone_since": NIGHT},
    ]
    found = find_sites(rows)
    assert [each.program_id for each in found] == ["1", "2", "3"]
    assert found[0].detail.endswith("it failed: dns")
    assert "no address" in found[1].detail
    assert "check its address" in found[2].detail


def test_unknown_schools_come_by_the_residents_who_name_them() -> None:
    queue = build_review_queue(find_unknown_schools({"A School": 2, "B School": 40}))
    conforms(OUT_REVIEW_QUEUE, queue)
    assert [row["other_value"] for row in queue] == ["B School", "A School"]
    assert "school_aliases.csv" in queue[0]["detail"]
