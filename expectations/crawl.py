"""What is expected of a crawl: that no address was lost between the spiders' counters and the archive.

It looks at raw_counters and not at staged tables, so that it refuses no release; the gate's checks stand in `rules.py`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from expectations.checks import WARNING, Check, CheckResult
from expectations.runner import judge_rows

COUNTERS_ADD_UP = Check(
    "raw_counters",
    "counters_add_up",
    WARNING,
    "Of each spider: discovered = fetched + unchanged + failed + skipped; each outcome has its rows in the archive.",
    "otherwise an address was discovered and forgotten, or a row was lost.",
    "see the log of the crawl for killed shards; run the refresh again; if it stays, it is an error in `scrapers/`.",
)
CRAWL_CHECKS = (COUNTERS_ADD_UP,)


def check_counters(counters: Iterable[Mapping[str, Any]]) -> CheckResult:
    """Judge the rows of raw_counters of one crawl. A crawl without rows has failed: it did not end."""
    rows = _compare(counters)
    verdicts = [row["counted"] == row["found"] for row in rows]
    if not rows:
        rows, verdicts = [{"spider": "", "what": "spiders that ended", "counted": 1, "found": 0}], [False]
    return judge_rows(COUNTERS_ADD_UP, rows, verdicts)


def _compare(counters: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Sums that must be the same, per spider: what was counted, and what was found beside it."""
    by_spider: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in counters:
        by_spider[row["spider"]][row["counter"], row["reason"] or ""] += row["count"]
    rows: list[dict[str, Any]] = []

    def add(spider: str, what: str, counted: int, found: int) -> None:
        rows.append({"spider": spider, "what": what, "counted": counted, "found": found})

    for spider, counts in sorted(by_spider.items()):
        asked = {name: counts[name, ""] for name in ("fetched", "unchanged")}
        asked |= {f"failed:{reason}": number for (name, reason), number in counts.items() if name == "failed"}
        skipped = sum(number for (name, _), number in counts.items() if name == "skipped")
        add(spider, "addresses with an outcome", counts["discovered", ""], sum(asked.values()) + skipped)
        add(spider, "addresses queued and never visited", 0, counts["skipped", "unvisited"])
        add(
            spider,
            "changed ones among those fetched",
            counts["changed", ""],
            min(counts["changed", ""], asked["fetched"]),
        )
        archived = {reason: number for (name, reason), number in counts.items() if name == "archived"}
        for outcome in sorted(asked.keys() | archived.keys()):
            add(spider, f"rows in the archive: {outcome}", asked.get(outcome, 0), archived.get(outcome, 0))
    return rows
