"""A shard killed from outside at any moment goes on where it was: the archive is that of an undisturbed crawl."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import threading
import time
from pathlib import Path

import pytest

from scrapers import archive
from scrapers.crawl import CrawlSettings, ListingSource, Target, crawl_listings, crawl_programs
from tests.scrapers.sites import World, html

KILLS = 20
TABLES = ("raw_fetches", "raw_bodies", "raw_links", "page_links", "raw_listing_rows")
OF_THE_MOMENT = {"fetched_at", "elapsed_ms"}


def slowly(body):
    def answer(handler):
        time.sleep(0.02)
        handler.page(body.encode())

    return answer


def redirect_to(url):
    return lambda handler: handler.redirect(url)


@pytest.fixture(scope="module")
def world():
    names = [f"site{n}" for n in range(16)]
    world = World({"policy": {"/policies/visa": html(text="J-1")}} | {name: {} for name in names}, "127.40.0.")
    policy = world["policy"].url("/policies/visa")
    for n, name in enumerate(names):
        site = world[name]
        paths = [f"/residency/eligibility-{page}" for page in range(30)]
        links = [(path, f"Eligibility {page}") for page, path in enumerate(paths)]
        links += [(policy, "GME visa policy"), ("/missing", "How to apply"), ("/students", "Medical students")]
        site.pages |= {path: slowly(html(text=f"{name} {path}")) for path in paths}
        site.pages["/"] = slowly(html(*links, text=name))
        other = world[names[(n + 5) % 16]]
        if n % 4 == 1:  # its entry page lies with another, perhaps of another shard
            site.pages = {"/": redirect_to(other.url())}
        if n % 4 == 2:
            rules = f"User-agent: *\nDisallow: /residency/eligibility-3\nSitemap: {site.url('/map.xml')}\n"
            site.pages["/robots.txt"] = lambda handler, text=rules: handler.send(text.encode())
            site.pages["/map.xml"] = f"<urlset><url><loc>{site.url('/residency/visa')}</loc></url></urlset>"
            site.pages["/residency/visa"] = slowly(html(text=f"visa {n}"))
        if n % 8 == 3:  # walls after its first page
            site.pages["/residency/eligibility-0"] = lambda handler: handler.send(b"slow down", status=429)
    rows = "".join(f'<tr><td>{n}</td><td><a href="/programs/{n}">more</a></td></tr>' for n in range(60))
    head = "<table><thead><tr><th>Code</th><th></th></tr></thead><tbody>"
    world["policy"].pages["/programs"] = f"{head}{rows}</tbody></table><p>60 Programs</p>"
    for n in range(60):
        world["policy"].pages[f"/programs/{n}"] = slowly(f"<dl><dt>City</dt><dd>Town {n}</dd></dl>")
    yield world
    world.close()


def contents(folder, *tables):
    """All rows of an archive but for what depends on the moment; those of one address once, whichever shard had it."""
    found = {}
    for table in tables or TABLES:
        rows = archive.read_raw(folder, table).to_pylist()
        found[table] = sorted(str({k: v for k, v in row.items() if k not in OF_THE_MOMENT}) for row in rows)
    return found


def shards_running():
    """Processes of shards that this process has started."""
    found = []
    for task in Path("/proc/self/task").iterdir():
        try:
            children = (task / "children").read_text().split()
        except OSError:  # the thread has just ended
            continue
        for pid in children:
            try:
                if b"scrapers.shard" in Path(f"/proc/{pid}/cmdline").read_bytes():
                    found.append(int(pid))
            except OSError:
                continue
    return found


class Killer(threading.Thread):
    """Kills one of the shards that run, `kills` times, at moments spread over their starts and their work."""

    def __init__(self, kills, seed):
        super().__init__(daemon=True)
        self.left, self.moments, self.is_over, self.killed = kills, random.Random(seed), threading.Event(), 0

    def run(self):
        while self.left and not self.is_over.wait(self.moments.choice((0.05, 0.4, 0.9, 1.3)) * self.moments.random()):
            running = shards_running()
            if running:
                with contextlib.suppress(ProcessLookupError):  # it ended by itself in between
                    os.kill(self.moments.choice(running), signal.SIGKILL)
                    self.left -= 1
                    self.killed += 1

    def stop(self):
        self.is_over.set()
        self.join()


def targets_of(world):
    return [Target(name, site.url(), specialty="Pediatrics") for name, site in world.sites.items() if name != "policy"]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the shards' processes by /proc, as on Linux")
def test_a_shard_killed_at_twenty_random_moments_leaves_the_archive_of_an_undisturbed_crawl(world, tmp_path):
    settings = CrawlSettings.demo(
        shards=3, page_budget=25, shard_restarts=50, host_time_cap_s=60, request_timeout_s=20, concurrency=2
    )
    calm = crawl_programs(targets_of(world), tmp_path / "calm", "c1", settings)
    killer = Killer(KILLS, seed=3)
    killer.start()
    resumed = 0
    for attempt in range(5):  # a quick machine may end a crawl before all kills are done
        folder = tmp_path / f"disturbed{attempt}"
        report = crawl_programs(targets_of(world), folder, "c1", settings)
        assert contents(folder) == contents(tmp_path / "calm")
        for name in ("discovered", "fetched", "failed", "skipped", "pages_by_program", "rows", "bodies_stored"):
            assert getattr(report, name) == getattr(calm, name), name
        assert report.check_sums() == [] and report.killed_shards == {}
        resumed += sum(report.resumed_shards.values())
        if not killer.left:
            break
    killer.stop()
    assert killer.killed == KILLS and resumed > KILLS / 2  # a kill after a shard's last word needs no resume


def test_what_cannot_be_survived_is_given_up_by_name(world, tmp_path, monkeypatch):
    """A shard that ends before it had a page, time and again, is not started for ever."""
    died = tmp_path / "died"
    died.mkdir()
    (died / "sitecustomize.py").write_text(
        "import os, sys\nif 'scrapers.shard' in ' '.join(sys.orig_argv): os.kill(os.getpid(), 9)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(died))
    report = crawl_programs(targets_of(world)[:1], tmp_path / "archive", "c1", CrawlSettings.demo(shard_restarts=2))
    assert report.failed == {"timeout": 1} and report.check_sums() == []
    assert report.resumed_shards == {"programs0": 2} and "ended early" in report.killed_shards["programs0"]


def test_a_page_that_ends_the_shard_each_time_is_named_and_the_rest_is_had(world, tmp_path):
    world["site0"].pages["/residency/eligibility-0"] = lambda handler: [
        os.kill(pid, signal.SIGKILL) for pid in shards_running()
    ]
    settings = CrawlSettings.demo(shard_restarts=1, page_budget=6)
    report = crawl_programs(targets_of(world)[:1], tmp_path, "c1", settings)
    rows = {row["url"]: row for row in archive.read_raw(tmp_path, "raw_fetches").to_pylist()}
    row = rows[world["site0"].url("/residency/eligibility-0")]
    assert row["failure"] == "bad_response" and "ended by signal 9" in row["failure_detail"]
    assert report.fetched >= 4 and report.check_sums() == [] and report.killed_shards == {}


def test_a_listing_whose_shard_was_killed_is_read_anew(world, tmp_path):
    source = ListingSource("d", world["policy"].url("/programs"), is_local=True, detail_link="a")
    crawl_listings([source], tmp_path / "calm", "c1", CrawlSettings.demo())
    killer = Killer(2, seed=1)
    killer.moments.choice = lambda of: of[-1]  # while it reads
    killer.start()
    report = crawl_listings([source], tmp_path / "disturbed", "c1", CrawlSettings.demo(shard_restarts=9))
    killer.stop()
    assert killer.killed >= 1 and report.problems == [] and report.rows == 60
    assert contents(tmp_path / "disturbed") == contents(tmp_path / "calm")
