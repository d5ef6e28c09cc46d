"""Pages that are empty without scripts, rendered in a Chromium that has no network of its own."""

from __future__ import annotations

import importlib.util
import shutil

import pytest

from scrapers import archive
from scrapers.browser import Fetcher, RefusedRequestError
from scrapers.crawl import CrawlSettings, Target, crawl_programs
from tests.scrapers.sites import World

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SHELL = '<!doctype html><title>P</title><body><div id="root"></div><script src="/a.js"></script></body>'
SCRIPT = """
const text = async (url) => { try { return await (await fetch(url)).text() } catch { return "none" } };
(async () => {
  const visa = await text("/api/visa"), secret = await text("/private/x"), inner = await text("http://127.0.0.1:PORT/");
  document.getElementById("root").innerHTML =
    `<h1>Visas</h1><p>${visa}</p><p>secret ${secret}</p><p>inner ${inner}</p><p>metadata ${await text("http://169.254.169.254/")}</p>`;
})();
"""


@pytest.fixture
def world():
    sites = {
        "shell": {},
        "stuck": {"/": SHELL, "/a.js": lambda h: h.send(b"while (true) {}", content_type="text/javascript")},
    }
    world = World(sites, "127.45.0.")
    script = SCRIPT.replace("PORT", str(world.port))
    world["shell"].pages |= {
        "/robots.txt": lambda h: h.send(b"User-agent: *\nDisallow: /private\n", content_type="text/plain"),
        "/": SHELL,
        "/a.js": lambda h: h.send(script.encode(), content_type="text/javascript"),
        "/api/visa": lambda h: h.send(b"We sponsor J-1 visas only.", content_type="text/plain"),
        "/private/x": "SECRET",
    }
    yield world
    world.close()


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed on this machine")
@pytest.mark.skipif(importlib.util.find_spec("playwright") is None, reason="the extra `browser` is not installed")
def test_a_page_is_rendered_under_the_rules_of_the_crawl_and_marked(world, tmp_path):
    targets = [Target(name, site.url()) for name, site in world.sites.items()]
    settings = CrawlSettings.demo(browser=CHROMIUM, browser_page_cap_s=15.0)
    reports = [crawl_programs(targets, tmp_path, "c1", settings), crawl_programs(targets[:1], tmp_path, "c2", settings)]
    assert [report.check_sums() for report in reports] == [[], []]
    assert (reports[0].fetched, reports[0].failed, reports[0].needs_browser) == (1, {"needs_browser": 1}, {"stuck": 1})
    assert reports[1].unchanged == 1
    rows = {row["url"]: row for row in archive.read_raw(tmp_path, "raw_fetches", "c1").to_pylist()}
    row = rows[world["shell"].url()]
    assert row["failure"] is None and "rendered" in row["content_type"]
    body = archive.Bodies(tmp_path).read(row["body_sha256"]).decode()
    assert "We sponsor J-1 visas only." in body
    assert "SECRET" not in body and "metadata none" in body and "inner none" in body
    assert "/private/x" not in world["shell"].asked


def test_its_requests_obey_robots_guard_blocks_and_cap(world):
    settings = CrawlSettings.demo(body_cap_bytes=1000, blocked_hosts={"shut.example": "why"})
    fetcher = Fetcher(settings, [(world["shell"].address, world.port)], {"walled.example": "at rest until 2026-12-01"})
    fetcher.left = 10.0
    assert fetcher.fetch(world["shell"].url("/api/visa"), True)[2] == b"We sponsor J-1 visas only."
    world["shell"].pages["/big"] = "x" * 2000
    for url, words in (
        (world["shell"].url("/private/x"), "robots"),
        (world["shell"].url("/big"), "cap"),
        (world["stuck"].url(), "local"),
        ("http://169.254.169.254/", "contact"),
        ("file:///etc/passwd", "scheme"),
        ("http://shut.example/", "blocked"),
        ("http://walled.example/", "rest"),
    ):
        with pytest.raises(RefusedRequestError, match=words):
            fetcher.fetch(url, True)
