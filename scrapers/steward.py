"""What stewards forbid the crawl: the file `stop` and the list `blocked_hosts.csv` of the registry.

Read here, honoured by the frontier (addresses skipped), the spiders and the address guard (redirects). What a site
itself forbids is robots.txt's matter, in `scrapers/middlewares.py`.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from scrapers.settings import CrawlSettings
from warehouse.registry import Problem, read_blocked_hosts

STOP_FILE = "stop"
BLOCKED_HOSTS_FILE = "blocked_hosts.csv"
STOPPED = "stopped_by_steward"
BLOCKED = "blocked_by_steward"
_LOOK_EVERY_S = 0.5


def heed_steward(settings: CrawlSettings, registry_dir: Path) -> tuple[CrawlSettings, list[Problem]]:
    """Settings with what the registry forbids, and what is wrong with its list. Neither file need exist.

    A list that cannot be read whole is a Problem that is no note: the hosts of its bad rows would be visited.
    """
    path = Path(registry_dir) / BLOCKED_HOSTS_FILE
    rows, problems = read_blocked_hosts(path) if path.exists() else ([], [])
    blocked = {row["host"]: row["reason"] for row in rows}
    stop_file = str((Path(registry_dir) / STOP_FILE).absolute())
    return replace(settings, stop_file=stop_file, blocked_hosts=blocked), problems


def blocked_host(url: str, blocked: Mapping[str, str]) -> str | None:
    """The entry of the list that an address falls under: its host, or a domain above it."""
    if not blocked:
        return None
    try:
        name = (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return None
    if name in blocked or f"[{name}]" in blocked:
        return name if name in blocked else f"[{name}]"
    if name.replace(".", "").isdigit():  # 1.2.3.4 lies under no domain
        return None
    while "." in name:
        name = name.split(".", 1)[1]
        if name in blocked:
            return name
    return None


@dataclass(slots=True)
class Steward:
    """What is forbidden now. The stop file is looked for twice a second at most; once seen, it holds for the crawl."""

    stop_file: str | None = None
    blocked: Mapping[str, str] = field(default_factory=dict)
    _is_stopped: bool = False
    _looked: float = -1e9

    @property
    def is_stopped(self) -> bool:
        now = time.monotonic()
        if not self._is_stopped and self.stop_file and now - self._looked >= _LOOK_EVERY_S:
            self._looked = now
            self._is_stopped = Path(self.stop_file).exists()
        return self._is_stopped

    def refuses(self, url: str) -> str | None:
        """Why an address is skipped; None where nothing is forbidden."""
        if blocked_host(url, self.blocked) is not None:
            return BLOCKED
        return STOPPED if self.is_stopped else None


steward = Steward()  # of this shard: one process, one crawl
