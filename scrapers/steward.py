"""What stewards tell the crawl: the file `stop`, and the lists of hosts that are blocked, woken or left unverified.

Read here, honoured by the frontier (addresses skipped), the spiders and the address guard (redirects). What a site
itself forbids is robots.txt's matter, in `scrapers/middlewares.py`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapers.settings import CrawlSettings
from warehouse.registry import Problem, Row, read_blocked_hosts, read_unverified_hosts, read_woken_hosts

STOP_FILE = "stop"
BLOCKED_HOSTS_FILE = "blocked_hosts.csv"
WOKEN_HOSTS_FILE = "woken_hosts.csv"
UNVERIFIED_HOSTS_FILE = "unverified_hosts.csv"
STOPPED = "stopped_by_steward"
BLOCKED = "blocked_by_steward"
_LOOK_EVERY_S = 0.5


def heed_steward(settings: CrawlSettings, registry_dir: Path) -> tuple[CrawlSettings, list[Problem]]:
    """Settings with what the registry tells, and what is wrong with its lists. None of the files need exist.

    A list of blocked hosts that cannot be read whole is a Problem that is no note: the hosts of its bad rows would be
    visited. Bad rows of the other lists only leave a host at rest, or its certificates verified: they are notes.
    """
    folder = Path(registry_dir)
    rows, problems = _read_list(folder / BLOCKED_HOSTS_FILE, read_blocked_hosts)
    woken, faults = _read_list(folder / WOKEN_HOSTS_FILE, read_woken_hosts)
    unverified, more = _read_list(folder / UNVERIFIED_HOSTS_FILE, read_unverified_hosts)
    heeded = replace(
        settings,
        stop_file=str((folder / STOP_FILE).absolute()),
        blocked_hosts={row["host"]: row["reason"] for row in rows},
        woken_hosts={row["host"]: row["date"].isoformat() for row in woken},
        unverified_hosts={row["host"]: row["reason"] for row in unverified},
    )
    return heeded, problems + [replace(problem, is_note=True) for problem in faults + more]


def _read_list(path: Path, read: Callable[[Path], tuple[list[Row], list[Problem]]]) -> tuple[list[Row], list[Problem]]:
    return read(path) if path.exists() else ([], [])


def blocked_host(url: str, blocked: Mapping[str, Any]) -> str | None:
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
    unverified: Mapping[str, str] = field(default_factory=dict)
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
