"""Which known pages are due tonight: the oftener a page changed, the sooner it is asked, within a night's capacity.

Pure arithmetic over what `history.py` keeps; no network. What a page links to, and pages never asked, are the
frontier's matter. The rule and its reasons: docs/decisions/revisits.md.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from scrapers.archive import rows_of
from scrapers.frontier import Target
from scrapers.history import read_addresses, read_program_links
from scrapers.links import lane_of
from scrapers.settings import CrawlSettings

# These pass by themselves: asked again the next night. The others are answers, and are asked again like a page.
PASSING_FAILURES = ("dns", "refused", "reset", "timeout", "server_error", "blocked")
JITTER = 0.25  # of an interval, by host: sites first seen in one night come due on several, their pages together
WATCHED = 0.5  # of the interval of a page that feeds statements
DAY_S = 86400.0
_SLACK_DAYS = 0.5  # nights are not exactly a day apart
_MUST, _DUE, _SPARE, _DEAR = range(4)  # ranks of visits, the last those that would download a whole page for nothing
_COST_OF_SITE = 2  # robots.txt and the entry page are asked with the first page of a site


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What all nights together say of an address. Times are of the last answer, the first body, the current body.

    `failure`: the last answer's, None where the page was had; `changes`: how often another body came;
    `has_validator`: the host can answer that nothing changed, without a body.
    """

    url: str
    asked: datetime
    failure: str | None
    first_had: datetime | None = None
    since: datetime | None = None
    changes: int = 0
    has_validator: bool = False


@dataclass(frozen=True, slots=True)
class Visits:
    """What a crawl is to ask. `programs` are visited: from the entry page, which is asked, along links known and new.

    `why`: address -> reason (`new`, `failed`, `limit`, `due`, `spare`); `not_due`: address -> its last failure or None,
    not asked unless its site turns out to have changed. `rest`: addresses of programs that are not visited.
    """

    programs: frozenset[str]
    why: Mapping[str, str] = field(default_factory=dict)
    not_due: Mapping[str, str | None] = field(default_factory=dict)
    rest: frozenset[str] = frozenset()


def interval_days(page: KnownPage, settings: CrawlSettings, is_watched: bool = False) -> float:
    """Days between two visits: as long as its body has stood there, never slower than half the mean time between the
    changes seen, within the bounds of the settings. An address without a page waits as long as it has been without.
    """
    if page.failure in PASSING_FAILURES:
        return 0.0
    start = page.since if page.failure is None else None
    age = (page.asked - start).total_seconds() / DAY_S if start else 0.0
    days = max(settings.revisit_first_days, age)
    if page.changes and page.first_had is not None:
        observed = (page.asked - page.first_had).total_seconds() / DAY_S
        days = min(days, observed / (page.changes + 1) / 2)
    if page.failure is not None:
        days = max(settings.revisit_first_days, settings.revisit_max_days / 4)
    elif is_watched:
        days *= WATCHED
    days = min(settings.revisit_max_days, max(settings.revisit_min_days, days))
    return max(settings.revisit_min_days, days * (1 - JITTER * _share_of(lane_of(page.url))))


def _share_of(name: str) -> float:
    """A number from 0 to 1 that is the same for a host on every night."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) / 2**32


def plan_visits(
    archive_dir: Path, targets: Iterable[Target], settings: CrawlSettings, now: datetime, watched: Collection[str] = ()
) -> Visits:
    """The visits of a night at `now`, from the archive. `watched` are addresses that feed statements.

    Asked are pages never had, those whose last failure may have passed, those at the limit of the settings; then those
    due, the most overdue first, as far as the capacity goes; and where even the floor is not reached, others.
    """
    targets = list(targets)
    if settings.is_full_visit:
        return Visits(frozenset(target.program_id for target in targets))
    known = known_pages(archive_dir)
    pages_of, entries, serving = _links_by_program(archive_dir, {target.program_id for target in targets})
    visited = {t.program_id for t in targets if entries.get(t.program_id) != t.url}
    linked = {url for program_id, urls in pages_of.items() if program_id not in visited for url in urls}
    chosen = _choose({url: known.get(url) for url in linked}, settings, now, set(watched))
    for url in chosen:
        visited |= set(serving[url].home) or set(serving[url].policy[:1])
    not_visited = {target.program_id for target in targets} - visited
    reached = {url for program_id in visited for url in pages_of.get(program_id, ())}
    not_due = {url: known[url].failure for url in reached if url not in chosen and url in known}
    not_due = {url: failure for url, failure in not_due.items() if failure not in PASSING_FAILURES}
    rest = {url for program_id in not_visited for url in pages_of[program_id]} - chosen.keys() - not_due.keys()
    return Visits(frozenset(visited), chosen, not_due, frozenset(rest))


def _choose(
    pages: Mapping[str, KnownPage | None], settings: CrawlSettings, now: datetime, watched: Collection[str]
) -> dict[str, str]:
    """Address -> why it is asked, out of addresses with what is known of them."""
    changed = _changed_sites(page for page in pages.values() if page is not None)
    ranked = sorted((*_rank(page, changed, settings, now, watched), url) for url, page in pages.items())
    capacity = max(settings.revisit_floor, math.ceil(settings.revisit_share * len(pages)))
    chosen: dict[str, str] = {}
    sites: set[str] = set()
    cost = 0
    for rank, _, why, url in ranked:
        if cost >= {_MUST: math.inf, _DUE: capacity}.get(rank, settings.revisit_floor):
            break
        lane = lane_of(url)
        cost += 1 if lane in sites else 1 + _COST_OF_SITE
        sites.add(lane)
        chosen[url] = why
    return chosen


def _rank(
    page: KnownPage | None,
    changed: Mapping[str, datetime],
    settings: CrawlSettings,
    now: datetime,
    watched: Collection[str],
) -> tuple[int, float, str]:
    """How soon an address is to be asked (smaller is sooner) and why."""
    if page is None:
        return _MUST, 0.0, "new"
    interval = interval_days(page, settings, page.url in watched)
    if not interval:
        return _MUST, 0.0, "failed"
    elapsed = (now - page.asked).total_seconds() / DAY_S
    if elapsed >= settings.revisit_max_days - 1:
        return _MUST, 0.0, "limit"
    if page.asked < changed.get(lane_of(page.url), page.asked):
        interval = settings.revisit_min_days
    if elapsed >= interval - _SLACK_DAYS:
        return _DUE, -elapsed / interval, "due"
    return _SPARE if page.has_validator else _DEAR, -elapsed / interval, "spare"


def _changed_sites(pages: Iterable[KnownPage]) -> dict[str, datetime]:
    """Host -> when a change was last seen there: its other pages are asked soon, for sites change all at once."""
    changed: dict[str, datetime] = {}
    for page in pages:
        if page.changes and page.since is not None:
            lane = lane_of(page.url)
            changed[lane] = max(page.since, changed.get(lane, page.since))
    return changed


def known_pages(archive_dir: Path) -> dict[str, KnownPage]:
    """Address -> what all nights together say of it."""
    columns = ["url", "fetched_at", "failure", "body_sha256", "first_had", "changes", "etag", "last_modified"]
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(read_addresses(archive_dir, columns)):
        rows.setdefault(row["url"], []).append(row)
    return {url: _known_page(url, history) for url, history in rows.items()}


def _known_page(url: str, rows: list[dict[str, Any]]) -> KnownPage:
    last = max(rows, key=lambda row: row["fetched_at"])
    had = [row for row in rows if row["failure"] is None and row["body_sha256"] is not None]
    since = None
    if had:
        body = max(had, key=lambda row: row["fetched_at"])["body_sha256"]
        since = min(row["fetched_at"] for row in had if row["body_sha256"] == body)
    is_tagged = bool(last["etag"] or last["last_modified"])
    return KnownPage(
        url, last["fetched_at"], last["failure"], last["first_had"], since, last["changes"] or 0, is_tagged
    )


@dataclass(slots=True)
class _Serving:
    """Programs that an address serves: at home there, or as a policy page of another host."""

    home: list[str] = field(default_factory=list)
    policy: list[str] = field(default_factory=list)


def _links_by_program(
    archive_dir: Path, programs: Collection[str]
) -> tuple[dict[str, set[str]], dict[str, str], dict[str, _Serving]]:
    """Program -> addresses, program -> entry address, address -> programs; of each program's newest crawl."""
    rows = read_program_links(archive_dir)
    newest: dict[str, tuple[int, str]] = {}
    names = ("program_id", "crawl_id", "crawled_at", "url", "role")
    columns = [(rows[n].cast("int64") if n == "crawled_at" else rows[n]).to_pylist() for n in names]
    for program_id, crawl_id, at, _, _ in zip(*columns, strict=True):
        newest[program_id] = max(newest.get(program_id, (at, crawl_id)), (at, crawl_id))
    pages_of: dict[str, set[str]] = {}
    entries: dict[str, str] = {}
    serving: dict[str, _Serving] = {}
    for program_id, crawl_id, _, url, role in zip(*columns, strict=True):
        if program_id not in programs or newest[program_id][1] != crawl_id:
            continue
        pages_of.setdefault(program_id, set()).add(url)
        served = serving.setdefault(url, _Serving())
        (served.policy if role == "institution_page" else served.home).append(program_id)
        if role == "entry":
            entries[program_id] = url
    return pages_of, entries, serving
