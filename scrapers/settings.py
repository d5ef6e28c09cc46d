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
    number of hosts visited at once by a shard (never more than one request at a time per host). The crawl winds up when
    `stop_file` exists; `blocked_hosts` (host -> reason) are left alone: both come from `scrapers/steward.py`.
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
    retry_times: int = 1
    retry_delay_s: float = 5.0
    stop_file: str | None = None
    blocked_hosts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("request_timeout_s", "host_time_cap_s", "shard_time_cap_s"):
            if getattr(self, name) <= 0:
                raise SettingsError(f"{name} must be above 0, not {getattr(self, name)}")
        for name in ("body_cap_bytes", "page_budget", "concurrency", "shards"):
            if getattr(self, name) < 1:
                raise SettingsError(f"{name} must be at least 1, not {getattr(self, name)}")
        for name in ("delay_s", "retry_times", "retry_delay_s", "redirect_max", "depth_max"):
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
