from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from scrapers import archive, health
from scrapers.health import HostHealth, host_health
from tests.scrapers.test_history import write_night

FIRST = datetime(2026, 10, 1, 3, tzinfo=UTC)


def write_nights(folder, nights):
    """Per night: host -> failures of its addresses, None for a page that was had."""
    for number, hosts in enumerate(nights):
        crawl_id = f"night{number}"
        spool = archive.Spool(folder, crawl_id, "programs0")
        for host, failures in hosts.items():
            for page, failure in enumerate(failures):
                row = {"crawl_id": crawl_id, "url": f"http://{host}/{page}", "host": host, "is_unchanged": False}
                kind, _, detail = (failure or "").partition(":")
                row |= {"fetched_at": FIRST + timedelta(days=number), "failure": kind or None}
                spool.add_row("raw_fetches", row | {"failure_detail": detail or None})
        spool.close()
        archive.seal(folder, crawl_id, "programs0")


def test_a_host_that_fails_for_nights_is_named_with_its_last_good_date(tmp_path):
    write_nights(tmp_path, [{"a": [None]}, {"a": ["timeout"]}, {"a": ["dns", "dns", "timeout"]}, {"a": ["dns"]}])
    assert host_health(tmp_path, 3) == [
        HostHealth("a", "dns", 3, date(2026, 10, 2), date(2026, 10, 4), date(2026, 10, 1))
    ]
    assert host_health(tmp_path, 4) == []


def test_a_host_that_answers_again_is_healthy(tmp_path):
    write_nights(tmp_path, [{"a": ["dns"]}, {"a": ["dns"]}, {"a": [None]}])
    assert host_health(tmp_path, 1) == []


def test_one_page_that_is_had_makes_a_night_good(tmp_path):
    write_nights(tmp_path, [{"a": ["gone", None, "gone"]}])
    assert host_health(tmp_path, 1) == []


def test_a_host_that_never_answered_has_no_last_good_date(tmp_path):
    write_nights(tmp_path, [{"a": ["blocked"]}, {"a": ["blocked"], "b": ["refused"]}])
    rows = host_health(tmp_path, 1)
    assert [(row.host, row.kind, row.nights_failing, row.last_good) for row in rows] == [
        ("a", "blocked", 2, None),
        ("b", "refused", 1, None),
    ]


def test_nights_on_which_a_host_was_not_asked_count_neither_way(tmp_path):
    write_nights(tmp_path, [{"a": ["dns"]}, {"b": [None]}, {"a": ["dns"]}])
    (row,) = host_health(tmp_path, 2)
    assert (row.host, row.nights_failing, row.failing_since) == ("a", 2, date(2026, 10, 1))


def test_a_killed_shard_is_not_held_against_its_hosts(tmp_path):
    write_nights(tmp_path, [{"a": [None]}, {"a": ["timeout:the shard was killed after its cap of 4 s; unanswered"]}])
    assert host_health(tmp_path, 1) == []


def test_a_night_that_was_begun_twice_counts_once(tmp_path):
    write_nights(tmp_path, [{"a": ["dns"]}])
    spool = archive.Spool(tmp_path, "night0", "programs0r1")
    row = {"crawl_id": "night0", "url": "http://a/0", "host": "a", "is_unchanged": False, "failure": "dns"}
    spool.add_row("raw_fetches", row | {"fetched_at": FIRST})
    spool.close()
    archive.seal(tmp_path, "night0", "programs0r1")
    assert [row.nights_failing for row in host_health(tmp_path, 1)] == [1]


def test_no_night_is_no_question(tmp_path):
    assert host_health(tmp_path, 1) == []
    with pytest.raises(ValueError, match="nights"):
        host_health(tmp_path, 0)


def test_of_many_nights_the_last_are_looked_at_and_the_last_good_date_is_known_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(health, "NIGHTS_LOOKED_AT", 4)
    for number in range(10):
        write_night(tmp_path, number, {"http://h/": "!dns" if number else "a page"})
    (row,) = host_health(tmp_path, 3)
    assert (row.nights_failing, row.failing_since, row.last_good) == (4, date(2026, 3, 7), date(2026, 3, 1))
