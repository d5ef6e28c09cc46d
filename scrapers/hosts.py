"""What this shard knows of each host: when its time is up, the delay its robots.txt asks for, the sitemaps it names.

One process, one crawl: the book is a module-level object that middlewares and spiders share.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class HostBook:
    """Keyed by lane (host name without port), sitemaps by origin."""

    time_cap_s: float = 1800.0
    deadlines: dict[str, float] = field(default_factory=dict)  # monotonic seconds
    crawl_delays: dict[str, float] = field(default_factory=dict)
    sitemaps: dict[str, list[str]] = field(default_factory=dict)
    robots: dict[str, dict[str, Any]] = field(default_factory=dict)  # lane -> origin -> its robots.txt, or its coming

    def forget(self, lane: str) -> None:
        """Drop the rules of a host that is done; its deadline stays."""
        for origin in self.robots.pop(lane, {}):
            self.sitemaps.pop(origin, None)

    def time_left(self, lane: str) -> float:
        """Seconds left of the host's cap; the clock starts with the first question."""
        now = time.monotonic()
        return self.deadlines.setdefault(lane, now + self.time_cap_s) - now


book = HostBook()
