"""How a crawl behaves: its politeness, its caps, its identity. Plain data with a JSON round trip for the shards.

What a crawl asked for and got belongs in `scrapers/archive.py`; Scrapy's own settings are made in `scrapers/shard.py`.
"""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any
from urllib.parse import urlsplit

PRODUCT = "residency-atlas"
PRODUCT_VERSION = "0.1"
_CONTACT = re.compile(r"[^\s@()]+@[^\s@()]+\.[^\s@()]+|https?://[^\s()]+")


class ContactMissingError(ValueError):
    """A crawl of public hosts was asked for without a contact that their operators could reach."""


class SettingsError(ValueError):
    """A setting has a value that a crawl cannot work with; the message names the setting."""


@dataclass(frozen=True)
class CrawlSettings:
    """Settings of one crawl. Times are seconds, sizes bytes. The defaults are polite for the public web.

    `host_time_cap_s` counts from the first request to a host, all programs on it together; `body_cap_bytes` holds for
    the body as sent and as inflated; `page_budget` is pages per program, entry page included; `concurrency` is the
    number of hosts visited at once by a shard (never more than one request at a time per host). A page is asked again
    after `revisit_first_days` when new, later within `revisit_min_days` and `revisit_max_days`, by how often it
    changed; of those due at most `revisit_share` of all known pages a night, and due or not up to `revisit_floor` pages
    (see `scrapers/revisits.py`); `is_full_visit` asks for everything. A shard that is killed from outside goes on where
    it was, until `shard_restarts` starts in a row brought no page. The crawl winds up when `stop_file` exists;
    `blocked_hosts` (host -> reason) are left alone; certificates of `unverified_hosts` (host -> reason) are not
    verified; `woken_hosts` (host -> day, ISO) are asked although they turned the crawl away up to that day: all four
    come from `scrapers/steward.py`. `browser` is the path of a Chromium that renders pages which are empty without
    scripts (extra `browser`), at most `browser_pages_max` a night.
    """

    contact: str | None = None
    allow_local: bool = False
    delay_s: float = 2.0
    autothrottle: bool = True
    request_timeout_s: float = 30.0
    host_time_cap_s: float = 1800.0
    body_cap_bytes: int = 10_000_000
    redirect_max: int = 5
    page_budget: int = 15
    depth_max: int = 4
    concurrency: int = 64
    shards: int = 1
    shard_time_cap_s: float = 6 * 3600.0
    shard_restarts: int = 3
    retry_times: int = 1
    retry_delay_s: float = 5.0
    revisit_first_days: float = 3.0
    revisit_min_days: float = 1.0
    revisit_max_days: float = 30.0
    revisit_share: float = 0.05
    revisit_floor: int = 600
    is_full_visit: bool = False
    stop_file: str | None = None
    blocked_hosts: dict[str, str] = field(default_factory=dict)
    browser: str | None = None
    browser_page_cap_s: float = 20.0
    browser_pages_max: int = 300
    unverified_hosts: dict[str, str] = field(default_factory=dict)
    woken_hosts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("request_timeout_s", "host_time_cap_s", "shard_time_cap_s", "revisit_min_days"):
            if getattr(self, name) <= 0:
                raise SettingsError(f"{name} must be above 0, not {getattr(self, name)}")
        if not self.revisit_min_days <= self.revisit_first_days <= self.revisit_max_days:
            raise SettingsError("revisit_min_days, revisit_first_days and revisit_max_days must stand in this order")
        if not 0 < self.revisit_share <= 1:
            raise SettingsError(f"revisit_share must be above 0 and at most 1, not {self.revisit_share}")
        for name in ("body_cap_bytes", "page_budget", "concurrency", "shards"):
            if getattr(self, name) < 1:
                raise SettingsError(f"{name} must be at least 1, not {getattr(self, name)}")
        counts = ("retry_times", "redirect_max", "depth_max", "shard_restarts", "revisit_floor")
        for name in ("delay_s", "retry_delay_s", *counts):
            if getattr(self, name) < 0:
                raise SettingsError(f"{name} must not be negative, not {getattr(self, name)}")
        if self.contact is not None and not _CONTACT.fullmatch(self.contact.strip()):
            raise SettingsError(
                f"contact must be an e-mail address or a web address that site operators can use, not {self.contact!r}"
            )

    @classmethod
    def demo(cls, **changes: Any) -> CrawlSettings:
        """Settings for the demo world on loopback: no delays, short caps. robots.txt is obeyed all the same."""
        return replace(
            cls(
                allow_local=True,
                delay_s=0.0,
                autothrottle=False,
                request_timeout_s=3.0,
                host_time_cap_s=6.0,
                body_cap_bytes=5_000_000,
                concurrency=32,
                shard_time_cap_s=900.0,
                retry_delay_s=0.1,
            ),
            **changes,
        )

    @property
    def user_agent(self) -> str:
        """Product and contact; a crawl of local sites only may go without a contact."""
        return f"{PRODUCT}/{PRODUCT_VERSION} (+{self.contact.strip() if self.contact else 'local sites only'})"

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> CrawlSettings:
        """Raises SettingsError for a name that this version does not know: a misspelt cap must not be ignored."""
        values = json.loads(text)
        unknown = sorted(set(values) - {known.name for known in fields(cls)})
        if unknown:
            raise SettingsError(f"unknown crawl settings: {', '.join(unknown)}")
        return cls(**values)


def is_local_address(url: str) -> bool:
    """Whether an address names this machine as it stands: a loopback literal or `localhost`."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return False
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def require_contact(urls: Iterable[str], settings: CrawlSettings) -> None:
    """Raise ContactMissingError unless there is a contact, or every address is local and local sites are allowed."""
    if settings.contact:
        return
    public = [url for url in urls if not (settings.allow_local and is_local_address(url))]
    if public:
        hint = "" if settings.allow_local else " (local sites need allow_local, --allow-local)"
        raise ContactMissingError(
            f"{len(public)} addresses to crawl are not local sites, first {public[0]!r}, and no contact is set{hint}. "
            "Set contact to an e-mail or web address: it is sent in the user agent, for the operators of the sites."
        )
