"""The check of the crawl's counters holds for sums that match and fails for each way in which they can be off."""

from __future__ import annotations

import pytest

from expectations.crawl import check_counters

GOOD = {
    ("discovered", None): 20,
    ("fetched", None): 5,
    ("changed", None): 2,
    ("unchanged", None): 4,
    ("failed", "dns"): 1,
    ("skipped", "not_due"): 7,
    ("skipped", "fellowship"): 3,
    ("archived", "fetched"): 5,
    ("archived", "unchanged"): 4,
    ("archived", "failed:dns"): 1,
}


def rows(counts):
    return [
        {"crawl_id": "c", "spider": "program_site", "counter": counter, "reason": reason, "count": number}
        for (counter, reason), number in counts.items()
    ]


def test_counters_that_add_up_pass():
    result = check_counters(rows(GOOD))
    assert result.passed and result.evaluated == 6


@pytest.mark.parametrize(
    "off, what",
    [
        ({("discovered", None): 21}, "addresses with an outcome"),
        ({("skipped", "unvisited"): 1, ("discovered", None): 21}, "never visited"),
        ({("changed", None): 6}, "changed"),
        ({("archived", "fetched"): 4}, "rows in the archive: fetched"),
        ({("archived", "failed:dns"): 2}, "failed:dns"),
        ({("archived", "failed:timeout"): 1}, "failed:timeout"),
        ({("failed", "reset"): 1, ("discovered", None): 21}, "failed:reset"),
    ],
)
def test_counters_that_are_off_fail_and_say_which(off, what):
    result = check_counters(rows(GOOD | off))
    assert not result.passed and any(what in sample["what"] for sample in result.samples)


def test_a_crawl_without_counters_fails():
    assert not check_counters([]).passed
