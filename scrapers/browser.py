"""Renders pages that are empty without scripts, in a Chromium that has no network of its own.

`python -m scrapers.browser SPEC.json` (extra `browser`). Every request of a page comes here and is asked under the
crawl's rules: robots.txt, delay per host, guarded addresses, cap. Which pages, and what is archived: `crawl.py`.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import ssl
import sys
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from protego import Protego

from scrapers import guard
from scrapers.links import lane_of
from scrapers.settings import PRODUCT, CrawlSettings, is_local_address
from scrapers.steward import blocked_host

REQUESTS_PER_PAGE = 60
GRACE_S = 3.0  # beyond a page's cap, until the process is given up
SETTLE_MS = 4000  # without a request for half a second, or this long: then the page is taken as it stands
ROBOTS_CAP_BYTES = 512_000
_ASKED_TYPES = {"document", "script", "stylesheet", "xhr", "fetch"}


class RefusedRequestError(Exception):
    """A request of a page that is not asked; the message says why."""


class Fetcher:
    """Requests under the rules of a crawl, one at a time; connections go to the very address that was checked."""

    def __init__(self, settings: CrawlSettings, local_hosts: list[tuple[str, int]], resting: dict[str, str]) -> None:
        self.settings, self.resting = settings, resting
        self.rules = guard.AddressRules(local_hosts, is_public_allowed=bool(settings.contact))
        self._robots: dict[str, Protego | None] = {}
        self._last: dict[str, float] = {}
        self.asked: list[str] = []
        self.left = 0.0

    def fetch(self, url: str, is_local: bool) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (lower case) and body. RefusedRequestError or OSError."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise RefusedRequestError(f"scheme {parts.scheme!r} is not asked for")
        if blocked_host(url, self.settings.blocked_hosts) is not None:
            raise RefusedRequestError("a steward has blocked this host")
        if lane_of(url) in self.resting:
            raise RefusedRequestError(self.resting[lane_of(url)])
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin, is_local)
        rules = self._robots[origin]
        if rules is not None and not rules.can_fetch(url, PRODUCT):
            raise RefusedRequestError("robots.txt disallows this address")
        delay = max(self.settings.delay_s, float((rules.crawl_delay(PRODUCT) if rules else 0) or 0))
        wait = self._last.get(lane_of(url), -1e9) + delay - time.monotonic()
        if wait > self.left:
            raise RefusedRequestError("the time for this page is used up")
        time.sleep(max(0.0, wait))
        try:
            return self._ask(url, is_local)
        finally:
            self._last[lane_of(url)] = time.monotonic()

    def _read_robots(self, origin: str, is_local: bool) -> Protego | None:
        url = f"{origin}/robots.txt"
        for _ in range(6):
            status, headers, body = self._ask(url, is_local, ROBOTS_CAP_BYTES, is_cut=True)
            if status in (301, 302, 303, 307, 308) and "location" in headers:
                url = urljoin(url, headers["location"])
                continue
            if status == 429 or status >= 500:
                raise RefusedRequestError(f"robots.txt: status {status}")
            return Protego.parse(body.decode("utf-8", "replace")) if status == 200 else None
        return None

    def _ask(
        self, url: str, is_local: bool, cap: int | None = None, is_cut: bool = False
    ) -> tuple[int, dict[str, str], bytes]:
        cap = cap or self.settings.body_cap_bytes
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
        reason = self.rules.check_literal(host, port, is_local)
        if reason:
            raise RefusedRequestError(reason)
        addresses = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        is_allowed = is_local and self.rules.is_local_allowed(host, port)
        refused = [guard.unsafe_reason(str(address), is_allowed) for address in addresses]
        safe = [str(address) for address, why in zip(addresses, refused, strict=True) if why is None]
        if not safe:
            raise RefusedRequestError(next((why for why in refused if why), "the host's name does not resolve"))
        self.asked.append(url)
        until = time.monotonic() + min(self.settings.request_timeout_s, max(0.1, self.left))
        raw = socket.create_connection((safe[0], port), timeout=min(self.settings.request_timeout_s, 10))
        try:
            if parts.scheme == "https":
                context = ssl.create_default_context()
                if blocked_host(url, self.settings.unverified_hosts) is not None:
                    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
                raw = context.wrap_socket(raw, server_hostname=host)
            connection = http.client.HTTPConnection(host, port)
            connection.sock = raw
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {"User-Agent": self.settings.user_agent, "Accept-Encoding": "identity", "Connection": "close"}
            connection.request("GET", path, headers=headers | {"Host": parts.netloc})
            response = connection.getresponse()
            body = bytearray()
            while chunk := response.read(65536):
                body += chunk
                if len(body) > cap:
                    if is_cut:
                        break
                    raise RefusedRequestError("the body is larger than the cap")
                if time.monotonic() > until:
                    raise RefusedRequestError("the answer took too long")
            return response.status, {name.lower(): value for name, value in response.getheaders()}, bytes(body)
        except http.client.HTTPException as error:
            raise RefusedRequestError(f"the answer is not HTTP ({type(error).__name__})") from error
        finally:
            raw.close()


def render(page: Any, fetcher: Fetcher, url: str, is_local: bool, cap_s: float) -> str:
    """The DOM of a page as HTML once its scripts have run. RefusedRequestError where it cannot be had."""
    deadline = time.monotonic() + cap_s
    count = 0
    failed: list[str] = []

    def answer(route: Any) -> None:
        nonlocal count
        count += 1
        request = route.request
        fetcher.left = deadline - time.monotonic()
        if (
            request.method != "GET"
            or request.resource_type not in _ASKED_TYPES
            or count > REQUESTS_PER_PAGE
            or fetcher.left <= 0
        ):
            route.abort()
            return
        try:
            status, headers, body = fetcher.fetch(request.url, is_local)
        except (RefusedRequestError, OSError, ValueError) as error:
            if request.is_navigation_request():
                failed.append(str(error))
            route.abort()
            return
        kept = {name: headers[name] for name in ("content-type", "location") if name in headers}
        # A page from elsewhere may be asked by its script; there are no cookies that it could misuse.
        route.fulfill(status=status, headers=kept | {"access-control-allow-origin": "*"}, body=body)

    page.route("**/*", answer)
    try:
        page.goto(url, wait_until="domcontentloaded", timeout=cap_s * 1000)
        page.wait_for_load_state("networkidle", timeout=min(SETTLE_MS, max(500, (deadline - time.monotonic()) * 1000)))
    except Exception as error:
        if failed or "Timeout" not in type(error).__name__:
            raise RefusedRequestError(failed[0] if failed else f"{type(error).__name__}") from error
    content = str(page.content())
    if len(content.encode()) > fetcher.settings.body_cap_bytes:
        raise RefusedRequestError("the rendered page is larger than the cap")
    return content


def main() -> None:
    spec = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    settings = CrawlSettings(**spec["settings"])
    local = [urlsplit(url) for url in spec["local_urls"] if settings.allow_local and is_local_address(url)]
    hosts = [((part.hostname or "").lower(), part.port or {"http": 80, "https": 443}[part.scheme]) for part in local]
    fetcher = Fetcher(settings, hosts, spec.get("resting", {}))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--disable-gpu", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND"]
        flags.append("--force-webrtc-ip-handling-policy=disable_non_proxied_udp")
        browser = playwright.chromium.launch(
            executable_path=spec["chromium"],
            chromium_sandbox=os.geteuid() != 0,  # Chromium refuses its sandbox to root
            # A proxy that nobody serves: it has no way out but the requests that are answered here.
            proxy={"server": "http://127.0.0.1:9", "bypass": "<-loopback>"},
            args=flags,
        )
        for url in spec["urls"]:
            context = browser.new_context(
                user_agent=settings.user_agent,
                accept_downloads=False,
                service_workers="block",
                java_script_enabled=True,
            )
            told: dict[str, Any] = {"url": url}
            # A script that never ends holds the page for good: the process ends, and is begun anew for the other pages.
            watchdog = threading.Timer(spec["page_cap_s"] + GRACE_S, os._exit, (4,))
            watchdog.daemon = True
            watchdog.start()
            try:
                is_local = settings.allow_local and is_local_address(url)
                told["html"] = render(context.new_page(), fetcher, url, is_local, spec["page_cap_s"])
            except Exception as error:
                told["failed"] = str(error)[:200] or type(error).__name__
            finally:
                context.close()
                watchdog.cancel()
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()
        browser.close()


if __name__ == "__main__":
    main()
