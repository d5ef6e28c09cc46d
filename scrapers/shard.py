"""One shard of a crawl as a process of its own: `python -m scrapers.shard SPEC.json`.

The Twisted reactor cannot restart, and a process can be killed: hence a subprocess. It writes a spool and prints
events as lines of JSON; starting, killing and sealing belong in `scrapers/crawl.py`.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sys
import threading
import zlib
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import AsyncCrawlerProcess

from scrapers import archive, guard
from scrapers.frontier import Frontier, Handover, PageLink, Target
from scrapers.history import latest_fetches, read_page_links
from scrapers.hosts import book
from scrapers.links import LINKS_VERSION, lane_of, owner_of
from scrapers.rest import resting
from scrapers.settings import CrawlSettings, is_local_address
from scrapers.sources import ListingSource
from scrapers.spiders.fetching import Fetched, report
from scrapers.spiders.listing import ListingSpider
from scrapers.spiders.program_site import ProgramSiteSpider, admit_local
from scrapers.steward import steward
from warehouse.schema import RAW_FETCHES

_HANDLER = "scrapers.middlewares.ShortLivedConnections"


def scrapy_settings(settings: CrawlSettings) -> dict[str, Any]:
    """Scrapy's settings. Only what is named here runs: no cookies, referer, proxies, telnet console or statistics."""
    return {
        "USER_AGENT": settings.user_agent,
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "CONCURRENT_REQUESTS": settings.concurrency * 2,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_ITEMS": 1,  # Scrapy starts that many tasks for each callback; here none yields items
        "DOWNLOAD_DELAY": settings.delay_s,
        "DOWNLOAD_DELAY_JITTER": 0.0,  # never below the delay
        "DOWNLOAD_TIMEOUT": settings.request_timeout_s,
        "DOWNLOAD_MAXSIZE": settings.body_cap_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,  # but for hosts that a steward excepts, see ShortLivedConnections
        "AUTOTHROTTLE_ENABLED": settings.autothrottle,
        "AUTOTHROTTLE_START_DELAY": settings.delay_s,
        "RETRY_TIMES": settings.retry_times,
        "RETRY_DELAY": settings.retry_delay_s,
        "RETRY_HTTP_CODES": [500, 502, 503, 504, 522, 524],
        "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
        "RETRY_EXCEPTIONS": [
            "scrapy.exceptions.DownloadFailedError",
            "scrapy.exceptions.ResponseDataLossError",
            "twisted.internet.error.ConnectionDone",
            "twisted.internet.error.ConnectionLost",
        ],
        "TWISTED_DNS_RESOLVER": "scrapers.guard.GuardedResolver",
        "REACTOR_THREADPOOL_MAXSIZE": 20,
        "DOWNLOAD_HANDLERS_BASE": {"http": _HANDLER, "https": _HANDLER},
        "DOWNLOADER_MIDDLEWARES_BASE": {
            "scrapers.middlewares.AddressGuard": 40,
            "scrapers.middlewares.RobotsObeyed": 100,
            "scrapers.middlewares.TimeCaps": 120,
            "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
            "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
            "scrapers.middlewares.PatientRetry": 550,
            "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
        },
        "SPIDER_MIDDLEWARES_BASE": {},
        "EXTENSIONS_BASE": {"scrapers.middlewares.PoliteThrottle": 0, "scrapers.middlewares.ContentTypeGate": 0},
        "WARN_ON_GENERATOR_RETURN_VALUE": False,
        "LOG_LEVEL": "ERROR",
        "STATS_DUMP": False,
    }


def _local_hosts(urls: list[str]) -> list[tuple[str, int]]:
    parts = [urlsplit(url) for url in urls if is_local_address(url)]
    return [
        ((part.hostname or "").lower(), part.port or {"http": 80, "https": 443}.get(part.scheme, 0)) for part in parts
    ]


def _address_rules(settings: CrawlSettings, local_urls: list[str]) -> guard.AddressRules:
    local_hosts = _local_hosts(local_urls) if settings.allow_local else []
    return guard.AddressRules(local_hosts, is_public_allowed=bool(settings.contact))


def run(spec: dict[str, Any]) -> None:
    """Do what a spec says; ends with an event `done` that holds the counters."""
    settings = CrawlSettings.from_json(json.dumps(spec["settings"]))
    archive_dir = Path(spec["archive_dir"])
    steward.stop_file, steward.blocked = settings.stop_file, settings.blocked_hosts
    steward.unverified, resting.hosts = settings.unverified_hosts, spec.get("resting", {})
    known = archive.known_bodies(archive_dir)
    latest = {
        url: fetch
        for url, fetch in latest_fetches(archive_dir, _wants(spec)).items()
        if fetch.body_sha256 in known  # no condition without the body that "unchanged" would stand for
    }
    folder = archive.mend(archive_dir, spec["crawl_id"], spec["shard"])
    known.update(sha256 for sha256, _ in archive.spool_bodies(folder))  # of this shard before it was killed
    spool = archive.Spool(archive_dir, spec["crawl_id"], spec["shard"], known)
    process = AsyncCrawlerProcess(scrapy_settings(settings))
    shared = {"crawl_id": spec["crawl_id"], "crawl_settings": settings, "spool": spool}
    bodies = archive.Bodies(archive_dir)
    if spec["kind"] == "listings":
        sources = [ListingSource(**source) for source in spec["sources"]]
        book.time_cap_s = settings.shard_time_cap_s  # a long listing is not a host that misbehaves
        guard.rules = _address_rules(settings, [source.url for source in sources if source.is_local])
        crawler = process.create_crawler(ListingSpider)
        process.crawl(crawler, sources=sources, bodies=bodies, latest=latest, **shared)
        process.start()
        done: dict[str, Any] = {"summaries": crawler.spider.summaries()}  # type: ignore[union-attr]
    else:
        targets = [Target(**target) for target in spec["targets"]]
        handed = [_handover(item) for item in spec["handovers"]]
        book.time_cap_s = settings.host_time_cap_s
        guard.rules = _address_rules(settings, spec["local_urls"])
        index, count = spec["index"], spec["count"]
        skipped: list[tuple[str, str]] = []
        frontier = Frontier(
            targets,
            settings,
            lambda lane: owner_of(lane, count) == index,
            admit_local,
            note_skipped=(lambda *told: skipped.append(told)) if spec["tells_skipped"] else (lambda *_: None),
            refuses=steward.refuses,
            resting=resting.hosts,
        )
        for item in handed:
            if item.is_local:
                admit_local(item.link.url)
            frontier.add_handover(item)
        had = _had(archive_dir, spec)
        wanted = {(fetch.body_sha256, fetch.final_url) for fetch in latest.values()}
        wanted |= {(fetch.body_sha256 or "", fetch.final_url) for fetch in had.values()}
        before = _before_kill(folder, known)
        wanted |= {(fetch.body_sha256 or "", fetch.final_url) for fetch, _ in before.values()}
        page_links = read_page_links(archive_dir, LINKS_VERSION, wanted) if wanted else {}
        if before:
            _add_own_links(folder, page_links, before)
        crawler = process.create_crawler(ProgramSiteSpider)
        process.crawl(
            crawler,
            frontier=frontier,
            page_links=page_links,
            bodies=bodies,
            latest=latest,
            had=had,
            done=before,
            not_due=spec["not_due"],
            **shared,
        )
        process.start()
        crawler.spider.report_progress()  # type: ignore[union-attr]
        done = {"counts": dict(frontier.counts()), "handovers": [asdict(item) for item in frontier.handovers]}
        done["not_due"] = crawler.spider.left_not_due  # type: ignore[union-attr]
        done["changed"] = crawler.spider.changed_pages  # type: ignore[union-attr]
        done["skipped_programs"] = frontier.skipped_programs
        if spec["tells_skipped"]:
            frontier.note_rest()
            done["skipped"] = skipped
    spool.close()
    report(event="done", **done)


def _handover(item: dict[str, Any]) -> Handover:
    target = Target(**item["target"]) if item["target"] else None
    return Handover(PageLink(**item["link"]), item["is_local"], target, item["is_linked"])


def _had(archive_dir: Path, spec: dict[str, Any]) -> dict[str, Fetched]:
    """What other shards of this crawl have rows of."""
    had: dict[str, Fetched] = {}
    for shard in spec["sealed"]:
        rows = archive.read_part(archive_dir, RAW_FETCHES.name, spec["crawl_id"], shard)
        columns = ("url", "final_url", "failure", "body_sha256", "content_type")
        for url, final_url, failure, sha256, content_type in zip(*(rows[c].to_pylist() for c in columns), strict=True):
            had[url] = Fetched(url, final_url or url, failure, body_sha256=sha256, content_type=content_type)
    return had


def _before_kill(folder: Path, held: set[str]) -> dict[str, tuple[Fetched, list[str]]]:
    """What this shard had before it was killed, from its spool: the answer of each address, its host's sitemaps."""
    noted: dict[str, dict[str, Any]] = {}
    had: dict[str, tuple[Fetched, list[str]]] = {}
    for table, row in archive.spool_rows(folder):
        if table == "noted":
            noted[row["url"]] = row
        elif table == RAW_FETCHES.name and (not row.get("body_sha256") or row["body_sha256"] in held):
            url, more = row["url"], noted.get(row["url"], {})
            fetch = Fetched(
                url,
                row.get("final_url") or url,
                row.get("failure"),
                row.get("failure_detail"),
                more.get("is_about_host", False),
                row["is_unchanged"],
                row.get("body_sha256"),
                content_type=row.get("content_type"),
            )
            had.setdefault(url, (fetch, more.get("sitemaps", [])))
    return had


def _add_own_links(
    folder: Path, page_links: dict[tuple[str, str], bytes], had: dict[str, tuple[Fetched, list[str]]]
) -> None:
    """Links that this shard had read before it was killed; where it had the page only, its body, to read them again."""
    for _, row in archive.spool_rows(folder, archive.OUTLINKS):
        if row["links_version"] == LINKS_VERSION:
            page_links[row["body_sha256"], row["url"]] = zlib.compress(row["links"].encode(), 1)
    unread: dict[str, list[Fetched]] = {}
    for fetch, _ in had.values():
        if fetch.failure is None and (fetch.body_sha256, fetch.final_url) not in page_links:
            unread.setdefault(fetch.body_sha256 or "", []).append(fetch)
    for sha256, body in archive.spool_bodies(folder, unread) if unread else ():
        for fetch in unread[sha256]:
            fetch.body = body


def _wants(spec: dict[str, Any]) -> Any:
    """Which hosts this shard may ask; None for any."""
    if spec["kind"] == "listings":
        lanes = {lane_of(source["url"]) for source in spec["sources"]}
        return lambda lane: lane in lanes
    own = {lane_of(url) for url in spec["reached"]} if spec["reached"] is not None else None
    if spec["count"] == 1:
        return None if own is None else lambda lane: lane in own
    own = own or {lane_of(target["url"]) for target in spec["targets"]}
    return lambda lane: lane in own or owner_of(lane, spec["count"]) == spec["index"]


def _end_with_parent() -> None:
    """A shard whose parent is gone has nobody to stop it at its cap: it ends."""
    sys.stdin.buffer.read()
    os._exit(3)


def main() -> None:
    spec = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _, most_files = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(OSError, ValueError):  # where the system refuses, the usual limit must do
        resource.setrlimit(resource.RLIMIT_NOFILE, (most_files, most_files))
    run(spec)
    sys.stdout.flush()
    os._exit(0)  # threads that still wait for a name server must not hold the shard


if __name__ == "__main__":
    main()
