"""What every spider here shares: one address asked for, its answer archived and named, exactly one row per address.

Conditional requests, redirects and failure kinds are handled here; which address comes next belongs to the spiders.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

import scrapy
from scrapy import Request
from scrapy.exceptions import StopDownload
from scrapy.http import Response

from scrapers import archive, guard
from scrapers.links import host_of, lane_of
from scrapers.outcomes import CrawlRefusal, RefusedAnswer, classify_answer, classify_exception
from scrapers.rest import tell_retry_after
from scrapers.settings import CrawlSettings
from scrapers.volatile import settle_body
from warehouse.schema import RAW_FETCHES


@dataclass(slots=True)
class Fetched:
    """What came of an address. `body` is None on failure, after a 304, and where only volatile parts differ from the
    earlier body (then the archive has that one under the hash)."""

    url: str
    final_url: str
    failure: str | None = None
    detail: str | None = None
    is_about_host: bool = False
    is_unchanged: bool = False
    body_sha256: str | None = None
    settled_sha256: str | None = None
    body: bytes | None = None
    content_type: str | None = None


@dataclass(slots=True)
class _Ask:
    """The state of one address while it is asked for, through its redirects."""

    url: str
    key: Any
    is_local: bool
    is_sitemap: bool
    started: float
    hops: tuple[str, ...] = ()
    accepts: tuple[str, ...] = ()


class FetchingSpider(scrapy.Spider):
    """Subclasses give `first_requests` and `fetched`, both yielding what `ask` returns."""

    def __init__(
        self,
        crawl_id: str,
        crawl_settings: CrawlSettings,
        spool: archive.Spool,
        latest: dict[str, archive.LatestFetch],
        **rest: Any,
    ) -> None:
        super().__init__(**rest)
        self.crawl_id, self.crawl_settings, self.spool, self.latest = crawl_id, crawl_settings, spool, latest

    def first_requests(self) -> Iterable[Request]:
        raise NotImplementedError

    def fetched(self, key: Any, result: Fetched) -> Iterable[Request]:
        raise NotImplementedError

    def refuse_body(self, key: Any, body: bytes) -> tuple[str, str] | None:
        """(failure kind, detail) of a body that must not be archived or read; None for one that may."""
        return None

    def redirect_in_body(self, key: Any, response: Response) -> str | None:
        """Where a page sends its readers on (a meta refresh), if it is to be followed like a redirect."""
        return None

    def hands_over(self, key: Any, url: str) -> bool:
        """Whether a redirect to this address is left to another shard, which will write the row of the fetch."""
        return False

    def note(self, key: Any, result: Fetched) -> None:
        """Called before the row of a fetch is written: what a shard that goes on after a kill has to know beside it."""

    def handed_over(self, key: Any) -> Iterable[Request]:
        """What comes next after an address was left to another shard."""
        return ()

    async def start(self) -> AsyncIterator[Request]:
        for request in self.first_requests():
            yield request

    # --- asking ---

    def ask(
        self, url: str, key: Any, is_local: bool = False, is_sitemap: bool = False, accepts: tuple[str, ...] = ()
    ) -> Request:
        """A request for an address; `fetched(key, ...)` is called once, whatever comes of it. `accepts` are content
        types that are welcome beside those of pages.
        """
        self.spool.add_row("asked", {"url": url})
        return self._request(url, _Ask(url, key, is_local, is_sitemap, time.monotonic(), accepts=accepts))

    def _request(self, url: str, ask: _Ask) -> Request:
        request = Request(
            url,
            callback=self._answered,
            errback=self._failed,
            dont_filter=True,
            priority=len(ask.hops),
            meta={"ask": ask, "is_local": ask.is_local, "is_sitemap": ask.is_sitemap, "accepts": ask.accepts},
        )
        known = self.latest.get(ask.url)
        # Only at the address that answered last time: another one may use the same tag for another page.
        if known is not None and known.final_url == request.url:
            if known.etag:
                request.headers["If-None-Match"] = known.etag
            if known.last_modified:
                request.headers["If-Modified-Since"] = known.last_modified
        return request

    def _answered(self, response: Response) -> Iterator[Request]:
        ask: _Ask = response.meta["ask"]
        ask.started = response.meta.get("sent_at", ask.started) if not ask.hops else ask.started
        location = response.headers.get("Location")
        if response.status in (301, 302, 303, 307, 308) and location:
            yield from self._redirected(response, ask, location.decode("latin-1"))
            return
        refresh = self.redirect_in_body(ask.key, response) if response.status == 200 else None
        if refresh is not None:
            yield from self._redirected(response, ask, refresh)
            return
        content_type = _header(response, "Content-Type")
        known = self.latest.get(ask.url)
        if (
            response.status == 304
            and known is not None
            and response.request.headers.keys() & {b"If-None-Match", b"If-Modified-Since"}
        ):
            result = Fetched(
                ask.url,
                response.url,
                is_unchanged=True,
                body_sha256=known.body_sha256,
                settled_sha256=known.settled_sha256,
                content_type=known.content_type,
            )
            self._write(ask, result, response)
            yield from self.fetched(ask.key, result)
            return
        answer = (response.status, response.headers, response.body, content_type)
        problem = classify_answer(*answer, ask.is_sitemap, ask.accepts)
        problem = problem or self.refuse_body(ask.key, response.body)
        result = Fetched(ask.url, response.url, content_type=content_type)
        if problem:
            result.failure, result.detail = problem
            if result.failure in ("blocked", "server_error"):
                result.detail = tell_retry_after(problem[1], response.headers.get("Retry-After"))
            result.is_about_host = result.failure == "blocked" and response.status != 403 and response.status != 401
        else:
            self._keep_body(result, response.body, known)
        self._write(ask, result, response)
        yield from self.fetched(ask.key, result)

    def _keep_body(self, result: Fetched, body: bytes, known: archive.LatestFetch | None) -> None:
        """Archive a body, unless it says what the newest earlier one of its address said."""
        sha256 = hashlib.sha256(body).hexdigest()
        is_same = known is not None and known.body_sha256 == sha256
        result.settled_sha256 = known.settled_sha256 if is_same and known else None
        result.settled_sha256 = result.settled_sha256 or settle_body(body)
        if known is not None and not is_same and known.settled_sha256 == result.settled_sha256:
            result.body_sha256, result.is_unchanged = known.body_sha256, True
            return
        result.body, result.is_unchanged = body, is_same
        result.body_sha256, _ = self.spool.add_body(body, result.content_type, self.crawl_id, sha256)

    def _redirected(self, response: Response, ask: _Ask, location: str) -> Iterator[Request]:
        try:
            target = urljoin(response.url, location.strip()).split("#", 1)[0]
            scheme = urlsplit(target).scheme
        except ValueError:
            target, scheme = location, ""
        hops = (*ask.hops, response.url)
        problem: tuple[str, str] | None = None
        if scheme not in ("http", "https"):
            problem = ("unsafe_address", f"redirect to scheme {scheme!r}")
        elif target in hops:
            problem = ("redirect_loop", f"redirect back to an address of the same chain after {len(hops)} redirects")
        elif len(hops) > self.crawl_settings.redirect_max:
            problem = ("redirect_loop", f"more than {self.crawl_settings.redirect_max} redirects")
        elif len(target) > 2000:
            problem = ("bad_response", "redirect to an address of more than 2000 characters")
        elif self.hands_over(ask.key, target):
            yield from self.handed_over(ask.key)
            return
        if problem is None:
            try:
                request = self._request(target, replace(ask, hops=hops))
            except ValueError as error:
                problem = ("bad_response", f"redirect to what is no address ({type(error).__name__})")
            else:
                yield request
                return
        result = Fetched(ask.url, response.url, *problem)
        self._write(ask, result, response)
        yield from self.fetched(ask.key, result)

    def _failed(self, failure: Any) -> Iterator[Request]:
        ask: _Ask = failure.request.meta["ask"]
        ask.started = failure.request.meta.get("sent_at", ask.started) if not ask.hops else ask.started
        error = failure.value
        result = Fetched(ask.url, failure.request.url)
        response = error.response if isinstance(error, StopDownload) else None
        named = None
        if response is not None and response.status != 200 and not isinstance(error, RefusedAnswer):
            named = classify_answer(response.status, response.headers, b" ", _header(response, "Content-Type"))
        result.failure, result.detail = named or classify_exception(
            error, guard.rules.refused.get(lane_of(failure.request.url))
        )
        if ask.hops:
            result.detail = f"after {len(ask.hops)} redirects, at {failure.request.url[:200]}: {result.detail}"
        is_own_host = lane_of(failure.request.url) == lane_of(ask.url)
        result.is_about_host = isinstance(error, CrawlRefusal) and error.is_about_host and is_own_host
        self._write(ask, result, response)
        yield from self.fetched(ask.key, result)

    def _write(self, ask: _Ask, result: Fetched, response: Response | None) -> None:
        downloaded = len(response.body) if response is not None and response.status != 304 else 0
        known = self.latest.get(ask.url)
        is_304 = response is not None and response.status == 304 and result.failure is None
        self.note(ask.key, result)
        self.write_fetch(
            ask.url,
            final_url=result.final_url if result.failure is None or ask.hops else None,
            status=response.status if response is not None and 100 <= response.status <= 599 else None,
            failure=result.failure,
            failure_detail=result.detail,
            is_unchanged=result.is_unchanged,
            etag=(_header(response, "ETag") or (known.etag if is_304 and known else None))
            if response is not None
            else None,
            last_modified=(_header(response, "Last-Modified") or (known.last_modified if is_304 and known else None))
            if response is not None
            else None,
            body_sha256=result.body_sha256,
            settled_sha256=result.settled_sha256,
            content_type=result.content_type,
            body_bytes=downloaded,
            elapsed_ms=round((time.monotonic() - ask.started) * 1000, 1),
            redirects=len(ask.hops),
        )

    def write_fetch(self, url: str, **columns: Any) -> None:
        """One row of raw_fetches; what is not given stays empty."""
        row = {
            "crawl_id": self.crawl_id,
            "url": url,
            "host": host_of(url),
            "fetched_at": archive.now(),
            "is_unchanged": False,
        }
        self.spool.add_row(RAW_FETCHES.name, row | columns)


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1")[:500] if value else None


def report(**event: Any) -> None:
    """One event for the crawl that started this shard: a line of JSON on standard output."""
    sys.stdout.write(json.dumps(event) + "\n")
    sys.stdout.flush()
