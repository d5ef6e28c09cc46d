"""The stop file and the block list of the registry."""

from __future__ import annotations

import time

import pytest

from scrapers import archive
from scrapers.crawl import CrawlSettings, ListingSource, Target, crawl_listings, crawl_programs
from scrapers.steward import Steward, blocked_host, heed_steward
from tests.scrapers.sites import World, html

HEAD = "host,reason,author,date\n"


@pytest.fixture
def world():
    world = World({name: {} for name in ("open", "shut", "policy", "leads_in", "slow")}, "127.37.0.")
    policy = world["policy"].url("/visa")
    for name in ("open", "shut"):
        world[name].pages |= {"/": html(("/apply", "How to apply"), (policy, "GME visa policy")), "/apply": html()}
    world["policy"].pages["/visa"] = html()
    world["leads_in"].pages["/"] = lambda handler: handler.redirect(world["shut"].url())
    yield world
    world.close()


def targets_of(world, *names):
    return [Target(name, world[name].url(), specialty="Pediatrics") for name in names]


def heeded(folder, text=None, **changes):
    folder.mkdir(exist_ok=True)
    if text is not None:
        (folder / "blocked_hosts.csv").write_text(HEAD + text, encoding="utf-8")
    return heed_steward(CrawlSettings.demo(**changes), folder)


@pytest.mark.parametrize("shards", [1, 2])
def test_a_blocked_host_is_never_asked_and_named_in_the_report(world, tmp_path, shards):
    rows = f"{world['shut'].address},asked to be left alone,R. Steward,2026-11-01\n"
    rows += f"{world['policy'].address},too slow,R. Steward,2026-11-02\n"
    settings, problems = heeded(tmp_path / "registry", rows, shards=shards)
    report = crawl_programs(targets_of(world, "open", "shut", "leads_in"), tmp_path / "archive", "c1", settings)
    assert problems == [] and report.check_sums() == []
    assert world["shut"].asked == [] and world["policy"].asked == []
    assert report.skipped_programs == {"shut": "blocked_by_steward"}
    assert report.blocked_hosts == {world["shut"].address: "asked to be left alone"}
    assert report.skipped["blocked_by_steward"] == 2 and report.fetched == 2 and not report.is_stopped
    fetches = {row["url"]: row for row in archive.read_raw(tmp_path / "archive", "raw_fetches").to_pylist()}
    assert world["shut"].url() not in fetches
    row = fetches[world["leads_in"].url()]
    assert row["failure"] == "blocked" and "steward" in row["failure_detail"]


def test_a_stop_file_that_is_there_lets_nothing_be_asked(world, tmp_path):
    settings, _ = heeded(tmp_path / "registry")
    (tmp_path / "registry" / "stop").touch()
    report = crawl_programs(targets_of(world, "open", "shut"), tmp_path / "archive", "c1", settings)
    assert report.is_stopped and report.check_sums() == [] and report.pages == 0
    assert report.skipped == {"stopped_by_steward": 2}
    assert report.skipped_programs == {"open": "stopped_by_steward", "shut": "stopped_by_steward"}
    assert world["open"].asked == world["shut"].asked == []
    source = ListingSource("demo", world["open"].url(), is_local=True)
    listing = crawl_listings([source], tmp_path / "archive", "c1", settings)
    assert listing.problems == ["demo: a steward stopped the crawl"] and world["open"].asked == []


def test_a_stop_file_put_there_while_it_runs_winds_the_crawl_up(world, tmp_path):
    pages = {
        f"/residency/visa-{n}": lambda handler: (time.sleep(0.3), handler.send(html().encode())) for n in range(14)
    }
    world["slow"].pages |= pages | {"/": html(*((path, "Visa") for path in pages))}
    settings, _ = heeded(tmp_path / "registry", host_time_cap_s=30)

    def stop_soon(progress):
        if progress.pages >= 2:
            (tmp_path / "registry" / "stop").touch()

    report = crawl_programs(targets_of(world, "slow"), tmp_path / "archive", "c1", settings, stop_soon)
    assert report.is_stopped and report.check_sums() == [] and report.failed == {} and report.killed_shards == {}
    assert 2 <= report.fetched < 14 and report.skipped["stopped_by_steward"] == 15 - report.fetched
    assert len(archive.read_raw(tmp_path / "archive", "raw_fetches")) == report.fetched  # what was had is kept
    (tmp_path / "registry" / "stop").unlink()
    again = crawl_programs(targets_of(world, "slow"), tmp_path / "archive", "c2", settings)
    assert not again.is_stopped and again.pages == 15


def test_without_the_files_nothing_is_forbidden(tmp_path):
    settings, problems = heeded(tmp_path / "registry")
    assert problems == [] and settings.blocked_hosts == {} and not Steward(settings.stop_file).is_stopped
    assert CrawlSettings.from_json(settings.to_json()) == settings


def test_a_row_that_cannot_be_read_is_told_and_the_others_hold(tmp_path):
    text = "https://a.example/gme,why,R. Steward,2026-11-01\nB.Example,why,R. Steward,2026-11-01\nc.example,,R,soon\n"
    settings, problems = heeded(tmp_path / "registry", text)
    assert settings.blocked_hosts == {"b.example": "why"}
    assert {(problem.row, problem.column) for problem in problems} == {(2, "host"), (4, "reason"), (4, "date")}
    assert "no https://" in str(next(problem for problem in problems if problem.column == "host"))


@pytest.mark.parametrize(
    "url, host",
    [
        ("https://hospital.example/gme", "hospital.example"),
        ("https://GME.Hospital.example:8443/x", "hospital.example"),
        ("https://otherhospital.example/", None),
        ("https://example/", None),
        ("http://10.0.0.1/", "10.0.0.1"),
        ("http://1.10.0.0.1/", None),
        ("http://[::1]/", "[::1]"),
        ("http://[::1", None),
    ],
)
def test_a_block_holds_for_the_host_and_what_lies_under_it(url, host):
    assert blocked_host(url, {"hospital.example": "", "10.0.0.1": "", "[::1]": ""}) == host


def test_a_listing_that_is_stopped_says_so_and_writes_no_half_rows(world, tmp_path):
    settings, _ = heeded(tmp_path / "registry")
    table = (
        "<table><thead><tr><th>Name</th></tr></thead><tbody>"
        + "".join(f'<tr><td><a href="/program/{n}">Program {n}</a></td></tr>' for n in range(3))
        + '</tbody></table><a rel="next" href="/?page=2">next</a>'
    )

    def stop_and_answer(handler):
        (tmp_path / "registry" / "stop").touch()
        handler.send(table.encode())

    world["open"].pages["/"] = stop_and_answer
    source = ListingSource("demo", world["open"].url(), is_local=True)
    (read,) = crawl_listings([source], tmp_path / "archive", "c1", settings).sources
    assert read.rows == 0 and archive.read_raw(tmp_path / "archive", "raw_listing_rows").num_rows == 0
    assert any("steward stopped" in problem for problem in read.problems)
    assert "3 rows were found and not written" in read.problems
    assert world["open"].asked == ["/robots.txt", "/"]
