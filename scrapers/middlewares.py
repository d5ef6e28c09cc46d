"""Between spider and network: address guard, robots.txt with crawl-delay, time caps, retries, throttle, content types.

Each refusal is a `CrawlRefusal` with its failure kind. What is asked for, and in which order, belongs to the spiders.
"""

from __future__ import annotations

import asyncio
import copy
import time
from typing import Any
from urllib.parse import urljoin, urlsplit

from protego import Protego
from scrapy import Request, signals
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import StopDownload
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from twisted.python.failure import Failure
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer

from scrapers import guard
from scrapers.hosts import book
from scrapers.links import lane_of
from scrapers.outcomes import (
    READABLE_TYPES,
    SITEMAP_TYPES,
    UNNAMED_TYPES,
    CrawlRefusal,
    RefusedAnswer,
    classify_exception,
    is_challenge,
    media_type,
)
from scrapers.rest import resting, tell_retry_after
from scrapers.settings import PRODUCT
from scrapers.steward import blocked_host, steward

ROBOTS_CAP_BYTES = 512_000  # RFC 9309: at least 500 KiB must be read; the rest may be left
HEAD_CAP_BYTES = 256_000  # of an answer's headers; Twisted itself takes any number of them
ENCODINGS_MAX = 2  # a body packed more often than that is meant to cost time
_HOST_KINDS = ("dns", "tls", "refused", "reset", "timeout", "unsafe_address", "server_error", "blocked", "too_large")


class AddressGuard:
    """Refuses schemes and literal addresses before anything is sent; names are checked by the resolver."""

    def process_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise CrawlRefusal("unsafe_address", f"scheme {parts.scheme!r} is not asked for")
        if blocked_host(request.url, steward.blocked) is not None:  # reached by a redirect
            raise CrawlRefusal("blocked", "a steward has blocked this host")
        at_rest = resting.hosts.get(lane_of(request.url))
        if at_rest is not None:
            raise CrawlRefusal("blocked", f"not asked, {at_rest}")
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
        reason = guard.rules.check_literal(parts.hostname, port, bool(request.meta.get("is_local")))
        if reason:
            raise CrawlRefusal("unsafe_address", reason)


class _Robots:
    """robots.txt of one origin: the rules, or why the origin is not to be visited now."""

    def __init__(self, rules: Protego | None = None, failure: tuple[str, str] | None = None) -> None:
        self.rules, self.failure = rules, failure


class RobotsObeyed:
    """RFC 9309: rules obeyed; 4xx means no rules; an unreachable robots.txt means that the host is not visited.

    Redirects of robots.txt are followed (five at most). Crawl-delay becomes the delay of the host's slot.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsObeyed:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("is_robots"):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        origins = book.robots.setdefault(lane_of(request.url), {})
        if origin not in origins:
            coming = origins[origin] = asyncio.get_running_loop().create_future()
            try:
                robots = await self._read(origin, bool(request.meta.get("is_local")))
            except Exception as error:
                robots = _Robots(failure=("bad_response", f"robots.txt: {type(error).__name__}"))
            coming.set_result(robots)
        robots = await origins[origin]
        if robots.failure:
            raise CrawlRefusal(*robots.failure, is_about_host=True)
        if robots.rules is not None and not robots.rules.can_fetch(request.url, PRODUCT):
            raise CrawlRefusal("robots", "robots.txt disallows this address")

    async def _read(self, origin: str, is_local: bool) -> _Robots:
        url = f"{origin}/robots.txt"
        for _ in range(6):
            request = Request(
                url, callback=NO_CALLBACK, meta={"is_robots": True, "is_local": is_local}, dont_filter=True
            )
            try:
                response = await self._crawler.engine.download_async(request)
            except Exception as error:
                kind, detail = classify_exception(error, guard.rules.refused.get(lane_of(url)))
                if kind in _HOST_KINDS:
                    return _Robots(failure=(kind, f"robots.txt: {detail}"))
                return _Robots()
            location = response.headers.get("Location")
            if response.status in (301, 302, 303, 307, 308) and location:
                url = urljoin(url, location.decode("latin-1"))
                continue
            if response.status == 429 or is_challenge(response.status, response.headers, response.body):
                return _Robots(failure=("blocked", _told(response)))
            if response.status >= 500:
                return _Robots(failure=("server_error", _told(response)))
            if response.status != 200:
                return _Robots()
            return self._parse(origin, response)
        return _Robots()

    def _parse(self, origin: str, response: Response) -> _Robots:
        body = response.body
        if len(body) > ROBOTS_CAP_BYTES or "download_stopped" in response.flags:
            body = body[: body.rfind(b"\n", 0, ROBOTS_CAP_BYTES) + 1]  # half a line would forbid too much
        rules = Protego.parse(body.decode("utf-8", "replace"))
        book.sitemaps[origin] = [urljoin(origin, url) for url in list(rules.sitemaps)[:5]]
        delay = rules.crawl_delay(PRODUCT)
        if delay:
            self._slow_down(lane_of(origin), float(delay))
        return _Robots(rules)

    def _slow_down(self, lane: str, delay: float) -> None:
        delay = max(delay, book.crawl_delays.get(lane, 0.0))
        book.crawl_delays[lane] = delay
        downloader = self._crawler.engine.downloader
        # For the slot that exists, and for the one that is made after idle slots were cleared away.
        downloader.per_slot_settings[lane] = {"delay": max(delay, downloader._delay), "concurrency": 1, "jitter": 0.0}
        slot = downloader.slots.get(lane)
        if slot is not None:
            slot.delay, slot.jitter = max(slot.delay, delay), 0.0


def _told(response: Response) -> str:
    return tell_retry_after(f"robots.txt: status {response.status}", response.headers.get("Retry-After"))


class TimeCaps:
    """No request outlives its own cap or its host's; one that would have to wait past the host's cap is not queued."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._request_timeout = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> TimeCaps:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        lane = lane_of(request.url)
        left = book.time_left(lane)
        slot = self._crawler.engine.downloader.slots.get(lane)
        wait = max(0.0, slot.delay + slot.lastseen - time.monotonic()) if slot is not None else 0.0
        if left - wait <= 0.05:
            why = (
                f"; the host asks for {book.crawl_delays[lane]:g} s between requests"
                if lane in book.crawl_delays
                else ""
            )
            raise CrawlRefusal("timeout", f"the host's time cap of {book.time_cap_s:g} s is used up{why}", True)
        request.meta["download_timeout"] = min(self._request_timeout, left - wait)
        request.meta.setdefault("sent_at", time.monotonic() + wait)


class HeadTooLargeError(Exception):
    """The headers of an answer are larger than the cap."""


class _CappedHead(_LenientHTTP11ClientProtocol):
    """Scrapy's client, given up where headers do not end."""

    _head_bytes = 0

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        if self._parser is not None and self._parser.state in ("STATUS", "HEADER"):
            self._head_bytes += len(data)
            if self._head_bytes > HEAD_CAP_BYTES:
                self._giveUp(Failure(HeadTooLargeError()))
                return
        else:
            self._head_bytes = 0
        super().dataReceived(data)


class _CappedHeads(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> _CappedHead:  # noqa: N802
        return _CappedHead(self._quiescentCallback)


@implementer(IPolicyForHTTPS)
class _Certificates:
    """Scrapy's verified connections; unverified ones for hosts that a steward excepts."""

    def __init__(self, verified: Any) -> None:
        self._verified, self._unverified = verified, copy.copy(verified)
        self._unverified._verify_certificates = False

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: N802
        is_excepted = blocked_host(f"https://{hostname.decode('ascii')}/", steward.unverified) is not None
        return (self._unverified if is_excepted else self._verified).creatorForNetloc(hostname, port)


class ShortLivedConnections(HTTP11DownloadHandler):
    """Scrapy's handler, idle connections closed after seconds: thousands of hosts must not hold as many open files.
    Certificates are verified, headers have a cap.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool.cachedConnectionTimeout = 8
        self._pool._factory = _CappedHeads
        self._contextFactory = _Certificates(self._contextFactory)


class PatientRetry(RetryMiddleware):
    """Scrapy's retry, after a pause, for server errors and lost connections only; walls are never tried again."""

    async def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        if response.status >= 500 and (
            is_challenge(response.status, response.headers, response.body) or response.headers.get("Retry-After")
        ):
            return response  # it says itself when to come back
        return await self._paused(request, super().process_response(request, response))

    async def process_exception(self, request: Request, exception: Exception) -> Request | Response | None:  # type: ignore[override]
        return await self._paused(request, super().process_exception(request, exception))

    async def _paused(self, request: Request, result: Any) -> Any:
        if isinstance(result, Request):
            pause = self.crawler.settings.getfloat("RETRY_DELAY")
            await asyncio.sleep(max(0.0, min(pause, book.time_left(lane_of(request.url)))))
        return result


class PoliteThrottle(AutoThrottle):
    """AutoThrottle that never goes below the crawl-delay of a host."""

    def _adjust_delay(self, slot: Any, latency: float, response: Response) -> None:
        super()._adjust_delay(slot, latency, response)
        slot.delay = max(slot.delay, book.crawl_delays.get(lane_of(response.url), 0.0))


class ContentTypeGate:
    """Ends a download at its headers where the content type is one that nobody reads, or the body is packed over and
    over; and that of a robots.txt where enough of it is there."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ContentTypeGate:
        gate = cls()
        crawler.signals.connect(gate.headers_received, signal=signals.headers_received)
        crawler.signals.connect(gate.bytes_received, signal=signals.bytes_received)
        return gate

    def headers_received(self, headers: Any, body_length: int, request: Request, spider: Any) -> None:
        encodings = sum(len(value.split(b",")) for value in headers.getlist(b"Content-Encoding"))
        if encodings > ENCODINGS_MAX:
            raise RefusedAnswer("bad_response", f"the body is packed {encodings} times over")
        content_type = headers.get(b"Content-Type")
        kind = media_type(content_type.decode("latin-1") if content_type else "")
        wanted = READABLE_TYPES + UNNAMED_TYPES + (SITEMAP_TYPES if request.meta.get("is_sitemap") else ())
        wanted += request.meta.get("accepts", ())
        if not request.meta.get("is_robots") and kind not in wanted:
            raise StopDownload(fail=True)

    def bytes_received(self, data: bytes, request: Request, spider: Any) -> None:
        if request.meta.get("is_robots"):
            request.meta["had"] = request.meta.get("had", 0) + len(data)
            if request.meta["had"] > ROBOTS_CAP_BYTES:
                raise StopDownload(fail=False)
