"""One spider for all program sites: from each entry address to the pages that matter, within the page budget.

A site is data (a `Target`); the order of visits is the frontier's, the worth of a link `scrapers/links.py`'s.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from scrapers import archive, guard
from scrapers.frontier import Frontier, Page
from scrapers.hosts import book
from scrapers.links import LINKS_VERSION, Link, PageLinks, UnsafeSitemapError, extract_links, lane_of, read_sitemap
from scrapers.outcomes import media_type
from scrapers.spiders.fetching import Fetched, FetchingSpider, report
from warehouse.schema import RAW_LINKS

_REFRESH = re.compile(rb"http-equiv\s*=\s*[\"']?refresh", re.IGNORECASE)


class ProgramSiteSpider(FetchingSpider):
    """Visits the lanes (hosts) of a frontier, `concurrency` at once, each one page at a time."""

    name = "program_site"

    def __init__(
        self,
        frontier: Frontier,
        page_links: dict[tuple[str, str], bytes],
        bodies: archive.Bodies,
        had: dict[str, Fetched] | None = None,
        **rest: Any,
    ) -> None:
        """`had` are addresses that other shards of this crawl have rows of: linked and followed, never asked again."""
        super().__init__(**rest)
        self.frontier, self.page_links, self.bodies = frontier, page_links, bodies
        self.had = had or {}
        self._told_handovers = 0
        self._active = 0
        self._pages = self._failed_pages = 0
        self._reported = 0.0

    def first_requests(self) -> Iterable[Request]:
        yield from self._open_lanes()

    def _open_lanes(self) -> Iterator[Request]:
        while self._active < self.crawl_settings.concurrency:
            lane = self.frontier.open_lane()
            if lane is None:
                return
            self._active += 1
            yield from self._next(lane)

    def _next(self, lane: str) -> Iterator[Request]:
        """The next request of a host; a host that was given up has its entry pages settled without being asked."""
        while True:
            page = self.frontier.next_page(lane)
            self._write_links()
            if page is None:
                self._active -= 1
                book.forget(lane)
                yield from self._open_lanes()
                return
            if page.url in self.had:
                self._take_over(page, self.had[page.url])
                continue
            closed = self.frontier.closed_reason(lane)
            if closed is None:
                yield self.ask(page.url, page, page.is_local, page.is_sitemap)
                return
            kind, detail = closed
            self.write_fetch(
                page.url, failure=kind, failure_detail=f"not asked, the host was given up: {detail}", body_bytes=0
            )
            self._settled(page, f"failed:{kind}", None, (kind, detail, True))

    def _take_over(self, page: Page, result: Fetched) -> None:
        """A page that another shard has had: its row stands, its links serve the programs of this shard too."""
        is_had = result.failure is None
        self.frontier.settle(page, "skipped:other_shard", result.final_url if is_had else None)
        if is_had:
            self.frontier.add_links(page, self._links_or_none(page, result))

    def hands_over(self, key: Page, url: str) -> bool:
        return not self.frontier.owns(url)

    def handed_over(self, key: Page) -> Iterator[Request]:
        self.frontier.hand_over(key)
        yield from self._next(lane_of(key.url))

    def _links_or_none(self, page: Page, result: Fetched) -> tuple[Link, ...]:
        try:
            return self._links_of(page, result)
        except Exception as error:  # a page that breaks the reader of links must not stop its host
            self.logger.warning("links of %s could not be read: %s", page.url, type(error).__name__)
            return ()

    def fetched(self, page: Page, result: Fetched) -> Iterator[Request]:
        lane = lane_of(page.url)
        links = self._links_or_none(page, result) if result.failure is None else ()
        failure = (result.failure, result.detail or "", result.is_about_host) if result.failure else None
        outcome = f"failed:{result.failure}" if result.failure else "unchanged" if result.is_unchanged else "fetched"
        self._settled(page, outcome, result.final_url if failure is None else None, failure)
        if failure is None:
            if page.is_entry:
                parts = urlsplit(result.final_url)
                sitemaps = book.sitemaps.get(f"{parts.scheme}://{parts.netloc}", [])
                same_host = [url for url in sitemaps if lane_of(url) == lane_of(result.final_url)]
                self.frontier.add_sitemaps(same_host, page.is_local)
            self.frontier.add_links(page, links)
        yield from self._next(lane)

    def _settled(self, page: Page, outcome: str, final_url: str | None, failure: tuple[str, str, bool] | None) -> None:
        self.frontier.settle(page, outcome, final_url, failure)
        self._pages += 1
        self._failed_pages += failure is not None
        if time.monotonic() - self._reported > 0.2:
            self.report_progress()

    def report_progress(self) -> None:
        self._reported = time.monotonic()
        lanes = self.frontier.lane_count()
        done = max(0, lanes - self._active - self.frontier.lanes_waiting)
        report(event="progress", hosts_done=done, hosts=lanes, pages=self._pages, failed=self._failed_pages)

    def _write_links(self) -> None:
        for link in self.frontier.links_made:
            row = {name: getattr(link, name) for name in ("program_id", "url", "role", "score", "depth", "found_on")}
            self.spool.add_row(RAW_LINKS.name, {"crawl_id": self.crawl_id} | row)
        self.frontier.links_made.clear()
        for item in self.frontier.handovers[self._told_handovers :]:
            self.spool.add_row("handover", asdict(item))  # kept if this shard is killed
        self._told_handovers = len(self.frontier.handovers)

    # --- links of a page ---

    def redirect_in_body(self, key: Page, response: Response) -> str | None:
        """An entry page that is nothing but a meta refresh is a redirect, to another host too."""
        body = response.body
        if not key.is_entry or len(body) > 20_000 or not _REFRESH.search(body[:4096]):
            return None
        target = extract_links(body, response.url).refresh
        return target if target and target != response.url else None

    def refuse_body(self, key: Page, body: bytes) -> tuple[str, str] | None:
        if not key.is_sitemap:
            return None
        try:
            read_sitemap(_gunzip(body, self.crawl_settings.body_cap_bytes), key.url)
        except UnsafeSitemapError as error:
            return "bad_response", str(error)
        except (OSError, EOFError, zlib.error) as error:
            return "too_large" if "larger" in str(error) else "bad_response", f"sitemap: {error}"
        return None

    def _links_of(self, page: Page, result: Fetched) -> tuple[Link, ...]:
        """Links of a page: as stored for this very body, or read from it and stored."""
        assert result.body_sha256 is not None
        key = (result.body_sha256, result.final_url)
        stored = self.page_links.get(key)
        if stored is not None:
            return self._sorted_out(page, json.loads(zlib.decompress(stored)))
        body = result.body if result.body is not None else self.bodies.read(result.body_sha256)
        found = self._read_links(page, body, media_type(result.content_type), result.final_url)
        self.spool.add_row(
            archive.OUTLINKS,
            {"body_sha256": key[0], "url": key[1], "links_version": LINKS_VERSION, "links": json.dumps(found)},
        )
        return self._sorted_out(page, found)

    def _sorted_out(self, page: Page, found: dict[str, Any]) -> tuple[Link, ...]:
        self.frontier.add_sitemaps(found.get("sitemaps", []) if page.is_sitemap else [], page.is_local)
        return tuple(Link(*link) for link in found["links"])

    def _read_links(self, page: Page, body: bytes, kind: str, url: str) -> dict[str, Any]:
        if page.is_sitemap:
            pages, sitemaps = read_sitemap(_gunzip(body, self.crawl_settings.body_cap_bytes), url)
            near = [address for address in pages if lane_of(address) == lane_of(url)]
            near_maps = [address for address in sitemaps if lane_of(address) == lane_of(url)]
            return {"links": [[address] for address in near], "sitemaps": near_maps}
        if kind not in ("text/html", "application/xhtml+xml", "") or body[:5] == b"%PDF-":
            return {"links": []}
        read: PageLinks = extract_links(body, url)
        links = [[link.url, link.text, link.title, link.heading, link.is_frame] for link in read.links]
        if read.refresh and read.refresh != url:
            links.insert(0, [read.refresh, "residency program", "", ""])
        return {"links": links}


def _gunzip(body: bytes, cap: int) -> bytes:
    """A gzipped sitemap inflated up to the cap; anything else as it is."""
    if body[:2] != b"\x1f\x8b":
        return body
    with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
        inflated = file.read(cap + 1)
    if len(inflated) > cap:
        raise OSError("the inflated sitemap is larger than the body cap")
    return inflated


def admit_local(url: str) -> bool:
    """Open a local host that a local site's policy link names; the guard refuses it otherwise."""
    parts = urlsplit(url)
    return guard.rules.admit(parts.hostname or "", parts.port or {"http": 80, "https": 443}[parts.scheme])
