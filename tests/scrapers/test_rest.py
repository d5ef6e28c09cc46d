"""Hosts that turn the crawl away rest longer each time; stewards see them and can wake them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from scrapers import archive
from scrapers.crawl import CrawlSettings, Target, crawl_programs
from scrapers.health import host_health
from scrapers.rest import read_retry_after, resting_hosts
from scrapers.steward import heed_steward
from tests.scrapers.sites import World, html
from tests.scrapers.test_health import FIRST, write_nights

CHALLENGE = b"<html><head><title>Just a moment...</title></head><body>cf-challenge</body></html>"


def night(number, hours=0):
    return FIRST + timedelta(days=number, hours=hours)


def rest_of(folder, number):
    return resting_hosts(folder, night(number))


def test_each_night_of_being_turned_away_makes_the_pause_longer(tmp_path):
    asked, number, folder_nights = [], 0, []
    while number < 100:
        while len(folder_nights) < number:
            folder_nights.append({})
        folder_nights.append({"a": ["blocked:status 403"]})
        asked.append(number)
        folder = tmp_path / str(number)
        write_nights(folder, folder_nights)
        number = (rest_of(folder, number)["a"].until - FIRST.date()).days
    assert asked == [0, 1, 3, 7, 15, 31, 61, 91]


def test_a_good_night_ends_the_row_of_refusals(tmp_path):
    nights = [{"a": ["blocked:status 403"]}] * 3 + [{"a": [None]}, {"a": ["blocked:status 403", "gone:status 404"]}]
    write_nights(tmp_path, nights)
    rest = rest_of(tmp_path, 4)["a"]
    assert (rest.nights, rest.until, rest.last_good) == (1, night(5).date(), night(3).date())
    assert rest_of(tmp_path, 5) == {}


def test_a_host_that_gave_some_pages_or_failed_otherwise_does_not_rest(tmp_path):
    nights = [{"a": ["blocked:status 403", None], "b": ["timeout"], "c": ["server_error:status 500"], "d": ["robots"]}]
    write_nights(tmp_path, nights)
    assert rest_of(tmp_path, 0) == {}


def test_nights_of_rest_are_no_nights_of_being_turned_away(tmp_path):
    nights = [{"a": ["blocked:status 403"]}] * 2 + [{"a": ["blocked:not asked, at rest until 2026-10-04 after 2"]}]
    write_nights(tmp_path, nights)
    assert rest_of(tmp_path, 2)["a"].nights == 2
    assert [row.nights_failing for row in host_health(tmp_path, 1)] == [2]


def test_retry_after_is_respected_beyond_the_pause_and_within_a_month(tmp_path):
    after = "asks to come back after 2026-10-05T12:00:00Z"
    write_nights(tmp_path, [{"a": [f"blocked:status 429; {after}"], "b": [f"server_error:status 503; {after}"]}])
    for number in (1, 3):
        assert {host: rest.until for host, rest in rest_of(tmp_path, number).items()} == {
            "a": date(2026, 10, 5),
            "b": date(2026, 10, 5),
        }
    assert rest_of(tmp_path, 5) == {}
    now = datetime(2026, 10, 1, tzinfo=UTC)
    assert read_retry_after(b"3600", now) == now + timedelta(hours=1)
    assert read_retry_after(b"Fri, 02 Oct 2026 00:00:00 GMT", now) == now + timedelta(days=1)
    assert read_retry_after(b"999999999", now) == now + timedelta(days=30)
    for value in (None, b"", b"soon", b"-5", b"Thu, 01 Jan 1970 00:00:00 GMT", b"9" * 400):
        assert read_retry_after(value, now) is None


def test_a_steward_wakes_a_host_until_it_turns_us_away_again(tmp_path):
    write_nights(tmp_path, [{"www.a.example": ["blocked:status 403"]}] * 4)
    assert list(rest_of(tmp_path, 4)) == ["www.a.example"]
    assert resting_hosts(tmp_path, night(4), {"a.example": night(3).date()}) == {}
    write_nights(tmp_path, [{"www.a.example": ["blocked:status 403"]}] * 5)
    assert resting_hosts(tmp_path, night(4), {"a.example": night(3).date()})["www.a.example"].nights == 1


@pytest.fixture(scope="module")
def world():
    world = World({"wall": {}, "asks": {}, "open": {}, "leads": {}}, "127.41.0.")
    world["open"].pages["/"] = html((world["wall"].url("/visa-policy"), "GME visa policy"))
    world["wall"].pages["/"] = lambda handler: handler.send(CHALLENGE, status=503, cf_mitigated="challenge")
    world["asks"].pages["/"] = lambda handler: handler.send(b"slow", status=503, Retry_After="864000")
    world["leads"].pages["/"] = lambda handler: handler.redirect(world["wall"].url())
    yield world
    world.close()


def test_a_resting_host_is_not_asked_at_all_and_named_until_a_steward_wakes_it(world, tmp_path):
    targets = [Target(name, world[name].url()) for name in ("wall", "asks", "open", "leads")]
    today = archive.now()
    first = crawl_programs(targets, tmp_path / "archive", "c1", CrawlSettings.demo(), now=today)
    assert first.resting_hosts == {} and first.check_sums() == []
    world.forget_requests()
    second = crawl_programs(targets, tmp_path / "archive", "c2", CrawlSettings.demo(), now=today)
    assert world["wall"].asked == world["asks"].asked == [] and second.check_sums() == []
    assert set(second.resting_hosts) == {world["wall"].address, world["asks"].address}
    rows = {row["url"]: row for row in archive.read_raw(tmp_path / "archive", "raw_fetches", "c2").to_pylist()}
    for name in ("wall", "asks", "leads"):
        row = rows[world[name].url()]
        assert row["failure"] == "blocked" and "at rest until" in row["failure_detail"]
    assert second.skipped["resting"] == 1  # the policy page there

    registry = tmp_path / "registry"
    registry.mkdir()
    line = f"{world['wall'].address},they told us by mail,R. Steward,{today.date()}\n"
    (registry / "woken_hosts.csv").write_text("host,reason,author,date\n" + line)
    settings, problems = heed_steward(CrawlSettings.demo(), registry)
    third = crawl_programs(targets, tmp_path / "archive", "c3", settings, now=today)
    assert problems == [] and world["wall"].asked and list(third.resting_hosts) == [world["asks"].address]
