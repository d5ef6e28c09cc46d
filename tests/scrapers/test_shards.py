"""Shards: work split by host, hard kill, a parent that goes away, two crawls of one archive."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from scrapers import archive
from scrapers.crawl import ArchiveBusyError, CrawlSettings, Target, crawl_programs
from scrapers.links import owner_of
from scrapers.shard import scrapy_settings
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


# --- sites that redirect to a host of another shard ---


def redirect_to(url):
    return lambda handler: handler.redirect(url)


def test_hosts_of_one_domain_have_one_shard():
    for n in range(40):
        hosts = (f"hospital{n}.example", f"www.hospital{n}.example", f"gme.medicine.hospital{n}.example")
        assert len({owner_of(host, 7) for host in hosts}) == 1
    assert {owner_of(f"hospital{n}.example", 7) for n in range(200)} == set(range(7))
    assert {owner_of(f"127.0.0.{n}", 7) for n in range(200)} == set(range(7))  # addresses have no domain


@pytest.fixture(scope="module")
def crossing():
    """Programs whose entry or pages redirect to the hosts of others, in all shards."""
    names = [f"home{n}" for n in range(8)] + [f"moved{n}" for n in range(8)]
    world = World({name: {} for name in names} | {"policy": {"/visa": html(text="J-1")}}, "127.35.0.")
    policy = world["policy"].url("/visa")
    for n in range(8):
        home, moved = world[f"home{n}"], world[f"moved{n}"]
        home.pages |= {
            "/": html(("/apply", "How to apply"), ("/students", "Medical Students"), (policy, "GME visa policy")),
            "/apply": html(("/faq", "FAQ for applicants"), text=str(n)),
            "/faq": html(text="questions"),
            "/students": html(),
        }
        other = world[f"home{(n + 1) % 8}"]
        moved.pages["/"] = redirect_to(home.url())
        home.pages["/visa"] = redirect_to(other.url("/apply"))
        home.pages["/"] = home.pages["/"].replace("</body>", '<a href="/visa">Visa sponsorship</a></body>')
    yield world
    world.close()


def everything(folder):
    """What a crawl found, without what depends on the moment or the shard."""
    fetches = [
        {name: row[name] for name in ("url", "final_url", "failure", "body_sha256", "redirects")}
        for row in archive.read_raw(folder, "raw_fetches").to_pylist()
    ]
    links = [
        {name: row[name] for name in ("program_id", "url", "role", "depth", "found_on")}
        for row in archive.read_raw(folder, "raw_links").to_pylist()
    ]
    return sorted(map(str, fetches)), sorted(map(str, links))


def test_shards_find_what_one_process_finds_and_ask_no_host_twice_at_once(crossing, tmp_path):
    targets = targets_of(crossing, *(name for name in crossing.sites if name != "policy"))
    reports = {}
    for shards in (1, 3):
        crossing.forget_requests()
        reports[shards] = crawl_programs(targets, tmp_path / str(shards), "c1", CrawlSettings.demo(shards=shards))
        assert max(site.most_open for site in crossing.sites.values()) == 1
    assert len({owner_of(site.address, 3) for site in crossing.sites.values()}) == 3
    assert reports[3].check_sums() == [] and everything(tmp_path / "3") == everything(tmp_path / "1")
    for name in (
        "discovered",
        "fetched",
        "unchanged",
        "failed",
        "skipped",
        "pages_by_program",
        "rows",
        "bodies_stored",
    ):
        assert getattr(reports[3], name) == getattr(reports[1], name), name


def test_an_address_has_one_row_a_crawl_however_many_shards_met_it(crossing, tmp_path):
    targets = targets_of(crossing, *(name for name in crossing.sites if name != "policy"))
    crawl_programs(targets, tmp_path, "c1", CrawlSettings.demo(shards=3))
    parts = [pq.read_table(path) for path in (tmp_path / "raw_fetches").glob("*.parquet")]
    urls = [url for part in parts for url in part["url"].to_pylist()]
    assert len(parts) > 3 and len(urls) == len(set(urls))
    again = crawl_programs(targets, tmp_path, "c2", CrawlSettings.demo(shards=2))
    assert again.check_sums() == [] and again.fetched == 0 and again.failed == {}


def test_a_crawl_repeated_under_its_id_with_other_shards_overrules_what_it_had(world, tmp_path):
    targets = targets_of(world, "site0", "site1", "site2")
    attempts = [crawl_programs(targets, tmp_path, "c1", CrawlSettings.demo(shards=n)) for n in (3, 1, 2)]
    assert [report.check_sums() for report in attempts] == [[], [], []]
    rows = archive.read_raw(tmp_path, "raw_fetches", "c1")
    assert len(set(rows["url"].to_pylist())) == rows.num_rows == attempts[0].pages
    assert all(rows["is_unchanged"].to_pylist())  # those of the last attempt
    shards = archive.shards_of(tmp_path, "c1", ("programs", "shared"))
    assert {archive.attempt_of(shard) for shard in shards} == {0, 1, 2}


def test_the_tenth_attempt_overrules_the_ninth(tmp_path):
    for attempt in (9, 10, 2, 0):
        spool = archive.Spool(tmp_path, "c1", f"programs0r{attempt}" if attempt else "programs3")
        row = {"crawl_id": "c1", "url": "http://h/", "host": "h", "fetched_at": archive.now(), "is_unchanged": False}
        spool.add_row("raw_fetches", row | {"failure": "gone", "failure_detail": str(attempt)})
        spool.close()
        archive.recover(tmp_path)
    (row,) = archive.read_raw(tmp_path, "raw_fetches").to_pylist()
    assert row["failure_detail"] == "10"


def test_pages_that_a_killed_shard_had_handed_over_are_had_all_the_same(crossing, tmp_path):
    """One shard hangs and is killed; the moved sites it met before are visited in the second round."""
    stuck = next(n for n in range(1, 9) if owner_of(f"127.36.0.{n}", 2) == owner_of(crossing["moved0"].address, 2))
    hanging = World({f"stuck{n}": {"/": lambda handler: time.sleep(30)} for n in range(1, 9)}, "127.36.0.")
    try:
        targets = targets_of(crossing, *(name for name in crossing.sites if name != "policy"))
        targets.append(Target("stuck", hanging[f"stuck{stuck}"].url()))
        settings = CrawlSettings.demo(shards=2, request_timeout_s=30, host_time_cap_s=30, shard_time_cap_s=8)
        report = crawl_programs(targets, tmp_path, "c1", settings)
    finally:
        hanging.close()
    assert len(report.killed_shards) == 1 and report.check_sums() == [] and report.failed == {"timeout": 1}
    assert {report.pages_by_program[f"moved{n}"] for n in range(8)} == {report.pages_by_program["home0"]} == {5}
