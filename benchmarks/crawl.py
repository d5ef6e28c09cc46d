"""The crawl against a bare Scrapy spider that fetches the same addresses and stores nothing, on the demo world.

Delays are off and no host misbehaves, so that the figures are of work and not of waiting. Both sides are processes of
their own, their start included, and each finds a server just started. ATLAS_BENCH_PROGRAMS sets the size of the world.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
# Nights after the first, by the days that their pages were not asked: the next one, one on which all pages have come
# due at once, and one that was told to ask for everything.
NIGHTS = {"next": 1.0, "busiest": 5.0, "full": float("inf")}
_MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024


def main(quick: bool) -> None:
    """Print the figures. `quick` takes a tenth of the programs; a small world says little about ratios of nights."""
    programs = int(os.environ.get("ATLAS_BENCH_PROGRAMS") or (150 if quick else 1500))
    with tempfile.TemporaryDirectory(prefix="atlas-bench-") as folder:
        directory = Path(folder)
        world = directory / "world"
        size = ("--programs", str(programs), "--misbehaving", "0")
        _run("demo", "build", "--dir", str(world), "--port", str(free_port()), *size)
        with _served(world):
            first = _measure("night", directory, "night1")
        with _served(world):
            bare = _measure("bare", directory, "night1")
        print("\n".join(describe(programs, first, bare)), flush=True)
        for name, days in NIGHTS.items():
            with _served(world):
                night = _measure("night", directory, name, str(days))
            print("\n".join(describe_night(name, night, first)), flush=True)


def describe(programs: int, first: dict[str, Any], bare: dict[str, Any]) -> list[str]:
    """The first night against the bare spider in words, and whatever makes them not comparable."""
    pages = first["pages"]
    rate, bare_rate = pages / first["wall_s"], bare["pages"] / bare["wall_s"]
    lines = [
        f"crawl: {programs} programs, {pages} addresses, {first['fetched']} fetched",
        f"crawl: {rate:.0f} pages/s, a bare spider {bare_rate:.0f} pages/s: ratio {rate / bare_rate:.2f} (bar 0.7)",
        f"crawl: {_cpu_ms(first):.2f} ms of processor a page, a bare spider {_cpu_ms(bare):.2f} ms",
        f"crawl: first night, peak memory of the shard {first['child_rss_mb']:.0f} MB (bar 600 MB), of the process "
        f"that started it {first['own_rss_mb']:.0f} MB",
    ]
    if bare["failed"]:
        lines.append(f"crawl: the bare spider failed on {bare['failed']} of its addresses: the ratio is too kind")
    return lines + _off(first)


def describe_night(name: str, night: dict[str, Any], first: dict[str, Any]) -> list[str]:
    """A later night on which nothing changed, against the first."""
    bar = "" if name == "full" else " (bar 10 %)"
    return [
        f"crawl: {name} night, nothing changed: {night['cpu_s'] / first['cpu_s']:.1%} of the first night's processor "
        f"time{bar}, {night['wall_s']:.1f} s, peak memory of the shard {night['child_rss_mb']:.0f} MB",
        f"crawl: {name} night asks for {night['pages']} addresses ({night['unchanged']} unchanged), leaves "
        f"{night['not_due']}, downloads {night['bytes_downloaded']} bytes, stores {night['bodies_stored']} bodies",
        *_off(night),
    ]


def _off(night: dict[str, Any]) -> list[str]:
    return [f"crawl: counters do not add up: {problem}" for problem in night["problems"]]


def _cpu_ms(run: dict[str, Any]) -> float:
    return 1000 * run["cpu_s"] / max(1, run["pages"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _command(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]


def _run(module: str, *arguments: str) -> None:
    subprocess.run(_command(module, *arguments), cwd=_ROOT, check=True, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def _served(world: Path) -> Iterator[None]:
    server = subprocess.Popen(
        _command("demo", "serve", "--dir", str(world)), cwd=_ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        if not line.startswith("ready"):
            raise RuntimeError("the demo server did not start; its message stands above")
        yield
    finally:
        server.terminate()
        server.wait()


def _measure(what: str, directory: Path, crawl_id: str, *rest: str) -> dict[str, Any]:
    """Run one side as a process; its figures, with wall-clock and processor seconds of it and its children."""
    started = time.monotonic()
    done = subprocess.run(
        _command("benchmarks.crawl", what, str(directory), crawl_id, *rest),
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1]) | {"wall_s": time.monotonic() - started}


# --- the two sides, each in a process of its own ---------------------------------------------------------------------


def _night(directory: Path, crawl_id: str, days: str = "1") -> dict[str, Any]:
    """A night so many days after the pages were asked last; `inf`: one that asks for everything."""
    from scrapers.crawl import CrawlSettings, Target, crawl_programs

    truth = json.loads((directory / "world" / "truth.json").read_text(encoding="utf-8"))
    targets = [
        Target(program_id, told["url"], told["name"], told["institution"], told["specialty"])
        for program_id, told in truth["programs"].items()
    ]
    settings = CrawlSettings.demo(is_full_visit=days == "inf")
    now = datetime.now(UTC) + timedelta(days=0 if days == "inf" else float(days))
    report = crawl_programs(targets, directory / "archive", crawl_id, settings, now=now)
    return {
        "pages": report.pages,
        "fetched": report.fetched,
        "unchanged": report.unchanged,
        "not_due": report.skipped.get("not_due", 0),
        "bodies_stored": report.bodies_stored,
        "bytes_downloaded": report.bytes_downloaded,
        "problems": report.check_sums() + [f"shard {shard}: {why}" for shard, why in report.killed_shards.items()],
    }


def _bare(directory: Path, crawl_id: str) -> dict[str, Any]:
    """The addresses of a crawl, as many hosts at once and one request at a time for each, nothing kept."""
    import scrapy
    from scrapy.crawler import AsyncCrawlerProcess

    from scrapers.archive import read_raw
    from scrapers.crawl import CrawlSettings

    by_host: dict[str, list[str]] = {}
    for url in read_raw(directory / "archive", "raw_fetches", crawl_id)["url"].to_pylist():
        by_host.setdefault(url.split("/")[2], []).append(url)
    # Host after host in turn: a queue full of one host's pages would leave the others waiting.
    urls = [url for row in itertools.zip_longest(*by_host.values()) for url in row if url is not None]
    counts = {"pages": 0, "failed": 0}

    class BareSpider(scrapy.Spider):
        name = "bare"

        async def start(self):  # type: ignore[no-untyped-def]
            for url in urls:
                yield scrapy.Request(url, callback=self.parse, errback=self.failed, dont_filter=True)

        def parse(self, response):  # type: ignore[no-untyped-def]
            counts["pages"] += 1

        def failed(self, failure):  # type: ignore[no-untyped-def]
            counts["pages"] += 1
            counts["failed"] += 1

    settings = {
        "CONCURRENT_REQUESTS": CrawlSettings.demo().concurrency * 2,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": 0,
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "ROBOTSTXT_OBEY": False,
        "RETRY_ENABLED": False,
        "HTTPERROR_ALLOW_ALL": True,
        "LOG_LEVEL": "ERROR",
    }
    process = AsyncCrawlerProcess(settings)
    process.crawl(BareSpider)
    process.start()
    return counts


def _side(what: str, directory: str, *rest: str) -> None:
    figures = {"night": _night, "bare": _bare}[what](Path(directory), *rest)
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    figures["cpu_s"] = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    figures["child_rss_mb"] = children.ru_maxrss * _MAXRSS_BYTES / 1e6
    figures["own_rss_mb"] = own.ru_maxrss * _MAXRSS_BYTES / 1e6
    print(json.dumps(figures))


if __name__ == "__main__":
    _side(*sys.argv[1:])
