"""Shards: work split by host, hard kill, a parent that goes away, two crawls of one archive."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import time
from pathlib import Path

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


def test_delays_and_throttle_are_kept_between_requests_to_a_host(world, tmp_path):
    settings = CrawlSettings.demo(delay_s=0.4, autothrottle=True)
    report = crawl_programs(targets_of(world, "site0", "site1"), tmp_path, "c1", settings)
    assert report.failed == {} and report.fetched == 5
    rows = {row["url"]: row["fetched_at"] for row in archive.read_raw(tmp_path, "raw_fetches").to_pylist()}
    for name in ("site0", "site1"):
        assert (rows[world[name].url("/apply")] - rows[world[name].url()]).total_seconds() >= 0.35


def test_a_shard_ends_with_the_process_that_started_it(world, tmp_path):
    """Its parent killed at once, a shard must not go on alone; the next crawl seals what it had."""
    targets = [(name, world[name].url()) for name in ("site0", "stuck")]
    program = (
        "from scrapers.crawl import *; from pathlib import Path; "
        f"crawl_programs([Target(*t) for t in {targets!r}], Path({str(tmp_path)!r}), 'c1', "
        "CrawlSettings.demo(request_timeout_s=60, host_time_cap_s=60))"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=Path(__file__).parents[2])
    spool = archive.spool_folder(tmp_path, "c1", "programs0") / "rows.jsonl"
    until = time.monotonic() + 20
    while time.monotonic() < until and not (spool.exists() and spool.read_text().count('["raw_fetches"') >= 3):
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    while time.monotonic() < until and _processes_with(spool):
        time.sleep(0.05)
    assert not _processes_with(spool)
    report = crawl_programs([Target("site0", world["site0"].url())], tmp_path, "c2", CrawlSettings.demo())
    assert report.fetched == 0 and report.unchanged == 3


def _processes_with(file):
    """Processes that hold the spool open."""
    found = []
    for process in Path("/proc").glob("[0-9]*/fd"):
        try:
            found += [process for handle in process.iterdir() if handle.readlink() == file]
        except OSError:
            continue
    return found


def test_without_a_contact_no_public_host_is_asked_even_where_a_local_site_leads_there(world, tmp_path):
    world["site5"].pages["/"] = html(("http://gme.example/visa", "GME visa policy"))
    world["site4"].pages["/"] = lambda handler: handler.redirect("http://hospital.example/")
    report = crawl_programs(targets_of(world, "site4", "site5"), tmp_path, "c1", CrawlSettings.demo())
    rows = {row["url"]: row for row in archive.read_raw(tmp_path, "raw_fetches").to_pylist()}
    for url in ("http://gme.example/visa", world["site4"].url()):
        assert rows[url]["failure"] == "unsafe_address" and "contact" in rows[url]["failure_detail"]
    assert report.check_sums() == []


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
