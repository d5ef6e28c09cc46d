"""Shards: work split by host, hard kill, a parent that goes away, two crawls of one archive."""

from __future__ import annotations

import fcntl
import time

import pytest

from scrapers import archive
from scrapers.crawl import ArchiveBusyError, CrawlSettings, Target, crawl_programs
from scrapers.shard import owner_of, scrapy_settings
from tests.scrapers.sites import World, html


@pytest.fixture(scope="module")
def world():
    sites = {"policy": {"/policies/visa": html(text="J-1")}}
    sites |= {f"site{n}": {} for n in range(6)}
    sites["stuck"] = {"/": lambda handler: time.sleep(30)}
    world = World(sites, "127.32.0.")
    for n in range(6):
        world[f"site{n}"].pages |= {
            "/": html(("/apply", "How to apply"), (world["policy"].url("/policies/visa"), "GME visa policy")),
            "/apply": html(text=str(n)),
        }
    yield world
    world.close()


def targets_of(world, *names):
    return [Target(name, world[name].url(), specialty="Pediatrics") for name in names]


def test_a_policy_on_a_host_of_another_shard_is_fetched_once_in_a_second_round(world, tmp_path):
    world.forget_requests()
    targets = targets_of(world, *(f"site{n}" for n in range(6)))
    report = crawl_programs(targets, tmp_path, "c1", CrawlSettings.demo(shards=2))
    assert len({owner_of(site.address, 2) for site in world.sites.values()}) == 2
    assert report.check_sums() == [] and report.fetched == 13 and report.failed == {}
    assert world["policy"].asked.count("/policies/visa") == 1
    policy = world["policy"].url("/policies/visa")
    links = archive.read_raw(tmp_path, "raw_links").to_pylist()
    assert sorted(link["program_id"] for link in links if link["url"] == policy) == [f"site{n}" for n in range(6)]


def test_a_shard_is_killed_at_its_cap_and_what_it_had_is_kept(world, tmp_path):
    targets = targets_of(world, "site0", "site1", "stuck")
    settings = CrawlSettings.demo(request_timeout_s=30, host_time_cap_s=30, shard_time_cap_s=4)
    started = time.monotonic()
    report = crawl_programs(targets, tmp_path, "c1", settings)
    assert time.monotonic() - started < 15
    assert "killed after its cap" in report.killed_shards["programs0"]
    assert report.check_sums() == [] and report.failed == {"timeout": 1} and report.fetched == 5
    rows = {row["url"]: row for row in archive.read_raw(tmp_path, "raw_fetches").to_pylist()}
    assert "killed" in rows[world["stuck"].url()]["failure_detail"]
    # The next crawl, under the same id, goes on with what is known.
    again = crawl_programs(targets_of(world, "site0"), tmp_path, "c1", CrawlSettings.demo())
    assert again.check_sums() == [] and again.unchanged == 3


def test_two_crawls_of_one_archive_are_refused(tmp_path):
    with (tmp_path / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(ArchiveBusyError):
            crawl_programs([Target("p", "http://127.0.0.1:1/")], tmp_path, "c1", CrawlSettings.demo())


def test_what_an_interrupted_crawl_left_is_sealed_by_the_next(world, tmp_path):
    spool = archive.Spool(tmp_path, "c0", "programs0")
    sha, _ = spool.add_body(b"<p>left", "text/html", "c0")
    row = {"crawl_id": "c0", "url": "http://h/", "host": "h", "fetched_at": archive.now(), "is_unchanged": False}
    spool.add_row("raw_fetches", row | {"body_sha256": sha})
    spool.close()
    crawl_programs(targets_of(world, "site0"), tmp_path, "c1", CrawlSettings.demo())
    assert archive.read_raw(tmp_path, "raw_fetches", "c0").num_rows == 1 and sha in archive.known_bodies(tmp_path)


def test_scrapy_runs_without_cookies_console_proxies_or_referer():
    settings = scrapy_settings(CrawlSettings(contact="crawl@example.org"))
    assert not settings["COOKIES_ENABLED"] and not settings["TELNETCONSOLE_ENABLED"]
    parts = [
        *settings["DOWNLOADER_MIDDLEWARES_BASE"],
        *settings["SPIDER_MIDDLEWARES_BASE"],
        *settings["EXTENSIONS_BASE"],
    ]
    assert not any(word in part.lower() for part in parts for word in ("cookie", "referer", "proxy", "telnet"))
    assert set(settings["DOWNLOAD_HANDLERS_BASE"]) == {"http", "https"}
    assert settings["CONCURRENT_REQUESTS_PER_DOMAIN"] == 1
