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
from scrapers.rest import AT_REST
from scrapers.scripted import needs_browser
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
        done: dict[str, tuple[Fetched, list[str]]] | None = None,
        not_due: dict[str, str | None] | None = None,
        **rest: Any,
    ) -> None:
        """`had` are addresses that other shards of this crawl have rows of: linked and followed, never asked again.
        `done` are those that this shard had before it was killed, with the sitemaps that their hosts name. `not_due`
        (address -> its last failure or None) are those that tonight are taken as the archive has them.
        """
        super().__init__(**rest)
        self.frontier, self.page_links, self.bodies = frontier, page_links, bodies
        self.had, self.done, self.not_due = had or {}, done or {}, not_due or {}
        frontier.recall = self._recall
        self.left_not_due: list[str] = []
        self.changed_pages = 0
        self._changed_lanes: set[str] = set()
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
            if page.url in self.done:
                self._take_in(page, *self.done.pop(page.url))
                continue
            if self._leaves(page, lane):
                continue
            closed = self.frontier.closed_reason(lane)
            if closed is None:
                yield self.ask(page.url, page, page.is_local, page.is_sitemap)
                return
            kind, detail = closed
            why = detail if detail.startswith(AT_REST) else f"the host was given up: {detail}"
            self.write_fetch(page.url, failure=kind, failure_detail=f"not asked, {why}", body_bytes=0)
            self._settled(page, f"failed:{kind}", None, (kind, detail, True))

    def _take_over(self, page: Page, result: Fetched) -> None:
        """A page that another shard has had: its row stands, its links serve the programs of this shard too."""
        is_had = result.failure is None
        self.frontier.settle(page, "skipped:other_shard", result.final_url if is_had else None)
        if is_had:
            self.frontier.add_links(page, self._links_or_none(page, result))

    def _leaves(self, page: Page, lane: str) -> bool:
        """Whether a page is left as the archive has it: it is not due, and tonight nothing of its site has changed.

        Entry pages and sitemaps are always asked: they lead to what is new.
        """
        if page.url not in self.not_due or page.is_entry or page.is_sitemap or lane in self._changed_lanes:
            return False
        failure, known = self.not_due[page.url], self.latest.get(page.url)
        if failure is None and known is None:
            return False
        if self.hands_over(page, known.final_url if failure is None and known is not None else page.url):
            return False
        self.spool.add_row("not_due", {"url": page.url})  # counted also if this shard is killed
        self.left_not_due.append(page.url)
        if failure is not None or known is None:
            self.frontier.settle(page, "skipped:not_due", None)
            return True
        self.frontier.settle(page, "skipped:not_due", known.final_url)
        self.frontier.add_links(page, self._recall(page))
        return True

    def _recall(self, page: Page) -> tuple[Link, ...]:
        known = self.latest.get(page.url)
        if known is None or known.is_gone:
            return ()
        result = Fetched(page.url, known.final_url, body_sha256=known.body_sha256, content_type=known.content_type)
        return self._links_or_none(page, result)

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
        self._take_in(page, result, self._sitemaps(page, result))
        yield from self._next(lane_of(page.url))

    def note(self, page: Page, result: Fetched) -> None:
        noted: dict[str, Any] = {}
        if result.is_about_host:
            noted["is_about_host"] = True
        if sitemaps := self._sitemaps(page, result):
            noted["sitemaps"] = sitemaps
        if noted:
            self.spool.add_row("noted", {"url": page.url} | noted)

    def _sitemaps(self, page: Page, result: Fetched) -> list[str]:
        """Sitemaps that the robots.txt of an entry page's host names."""
        if not page.is_entry or result.failure not in (None, "needs_browser"):
            return []
        parts = urlsplit(result.final_url)
        named = book.sitemaps.get(f"{parts.scheme}://{parts.netloc}", [])
        return [url for url in named if lane_of(url) == lane_of(result.final_url)]

    def _take_in(self, page: Page, result: Fetched, sitemaps: list[str]) -> None:
        """What came of a page, into the frontier."""
        links = self._links_or_none(page, result) if result.failure is None else ()
        failure = (result.failure, result.detail or "", result.is_about_host) if result.failure else None
        outcome = f"failed:{result.failure}" if result.failure else "unchanged" if result.is_unchanged else "fetched"
        known = self.latest.get(page.url)
        if known is not None and (outcome == "fetched" or (outcome == "failed:gone" and not known.is_gone)):
            self.changed_pages += outcome == "fetched"
            self._changed_lanes.add(lane_of(page.url))
        self._settled(page, outcome, result.final_url if failure is None else None, failure)
        self.frontier.add_sitemaps(sitemaps, page.is_local)
        if failure is None:
            self.frontier.add_links(page, links)

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
            reason = needs_browser(body)
            return ("needs_browser", f"the page is empty without scripts: {reason}") if reason else None
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
        if found.get("cut") and page.url not in self.had:
            self.frontier.links_cut[page.url] = found["cut"]
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
        return {"links": links} | ({"cut": read.cut} if read.cut else {})


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
