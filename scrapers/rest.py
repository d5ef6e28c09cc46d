"""Hosts that turn the crawl away (403, 429, challenge pages) rest for a growing number of days; they are never evaded.

Read from the archive alone. A steward wakes a host by a line in the registry's `woken_hosts.csv`. Which hosts people
block for good stands in `scrapers/steward.py`, which hosts are dead in `scrapers/health.py`.
"""

from __future__ import annotations

import email.utils
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from scrapers import archive
from scrapers.history import read_addresses
from scrapers.links import lane_of
from scrapers.settings import CrawlSettings
from scrapers.steward import blocked_host
from warehouse.schema import RAW_FETCHES

PAUSES_DAYS = (1, 2, 4, 8, 16, 30)  # after the first, second ... night in a row on which a host turned us away
AT_REST = "at rest until "
NOT_ASKED = f"not asked, {AT_REST}"
_COME_BACK = "asks to come back after "
_LONGEST = timedelta(days=PAUSES_DAYS[-1])
_BATCH_ROWS = 10_000
_NIGHTS_LOOKED_AT = 120  # pauses of 30 days at most: what came before changes no pause
_NOT_ASKED = (NOT_ASKED, "a steward has blocked", "the shard was ")  # rows that tell nothing of the host


@dataclass(frozen=True, slots=True)
class Rest:
    """A host that is not asked before `until`. `nights`: visits in a row on which it turned the crawl away."""

    host: str
    until: date
    nights: int
    since: date
    last_good: date | None
    why: str

    def __str__(self) -> str:
        nights = f"{self.nights} nights" if self.nights > 1 else "one night"
        good = f"last good {self.last_good}" if self.last_good else "never good"
        return f"{AT_REST}{self.until} after {nights} of being turned away ({self.why}; {good})"


@dataclass(slots=True)
class _Night:
    asked: datetime
    is_good: bool = False
    is_refused: bool = False
    why: str = ""
    come_back: datetime | None = None


def read_retry_after(value: bytes | None, now: datetime) -> datetime | None:
    """The moment that a Retry-After header names, at most 30 days ahead; None where it names none."""
    text = (value or b"").decode("latin-1").strip()
    if re.fullmatch(r"\d{1,9}", text):
        moment = now + timedelta(seconds=min(int(text), int(_LONGEST.total_seconds())))
    else:
        try:
            moment = email.utils.parsedate_to_datetime(text)
        except (TypeError, ValueError):
            return None
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return min(moment, now + _LONGEST) if moment > now else None


def tell_retry_after(detail: str, value: bytes | None) -> str:
    """A failure's detail, with the moment that the answer's Retry-After names."""
    moment = read_retry_after(value, archive.now())
    return f"{detail}; {_COME_BACK}{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else detail


def woken_days(settings: CrawlSettings) -> dict[str, date]:
    """Hosts that a steward has woken, with the day."""
    return {host: date.fromisoformat(day) for host, day in settings.woken_hosts.items()}


def resting_hosts(archive_dir: Path, now: datetime, woken: Mapping[str, date] | None = None) -> dict[str, Rest]:
    """Hosts (without port) that are at rest at `now`. `woken` (host or domain -> day): what came up to that day is
    forgotten.
    """
    newest = read_addresses(archive_dir, ["failure", "failure_detail"])
    if not any(
        failure == "blocked" or _COME_BACK in (detail or "")
        for failure, detail in zip(newest["failure"].to_pylist(), newest["failure_detail"].to_pylist(), strict=True)
    ):
        return {}  # most nights: only where someone turned us away must all of them be read
    hosts: dict[str, dict[str, _Night]] = {}
    columns = ["crawl_id", "url", "final_url", "fetched_at", "failure", "failure_detail"]
    for batch in archive.iter_rows(archive_dir, RAW_FETCHES.name, columns, _BATCH_ROWS, _NIGHTS_LOOKED_AT):
        for crawl_id, url, final_url, asked, failure, detail in zip(
            *(batch[name].to_pylist() for name in columns), strict=True
        ):
            if failure not in (None, "blocked", "server_error") or any(words in (detail or "") for words in _NOT_ASKED):
                continue
            night = hosts.setdefault(lane_of(final_url or url), {}).setdefault(crawl_id, _Night(asked))
            night.asked = max(night.asked, asked)
            if failure is None:
                night.is_good = True
                continue
            if failure == "blocked":
                night.is_refused = True
                night.why = night.why or (detail or "blocked").split(";", 1)[0].removeprefix("not asked, ")
            if _COME_BACK in (detail or ""):
                moment = datetime.strptime(detail.rsplit(_COME_BACK, 1)[1][:20], "%Y-%m-%dT%H:%M:%SZ")
                night.come_back = max(night.come_back or moment.replace(tzinfo=UTC), moment.replace(tzinfo=UTC))
                night.why = night.why or (detail or "").split(";", 1)[0]
    found: dict[str, Rest] = {}
    for host, nights in hosts.items():
        entry = blocked_host(f"http://{host}/", woken or {})
        rest = _rest(host, list(nights.values()), now, (woken or {})[entry] if entry is not None else None)
        if rest is not None:
            found[host] = rest
    return found


def _rest(host: str, nights: list[_Night], now: datetime, woken: date | None) -> Rest | None:
    nights.sort(key=lambda night: night.asked, reverse=True)
    last_good = next((night.asked.date() for night in nights if night.is_good), None)
    nights = [night for night in nights if woken is None or night.asked.date() > woken]
    refused: list[_Night] = []
    for night in nights:
        if night.is_good or not night.is_refused:
            break
        refused.append(night)
    until: list[date] = []
    if refused:
        until.append(refused[0].asked.date() + timedelta(days=PAUSES_DAYS[min(len(refused), len(PAUSES_DAYS)) - 1]))
    is_asked_to_wait = bool(nights) and nights[0].come_back is not None and now < nights[0].come_back
    if is_asked_to_wait and nights[0].come_back is not None:
        until.append(nights[0].come_back.date())
    if not until or not (is_asked_to_wait or now.date() < max(until)):
        return None
    turned = refused or nights[:1]
    return Rest(host, max(until), len(turned), turned[-1].asked.date(), last_good, turned[0].why)


@dataclass(slots=True)
class Resting:
    """Hosts at rest in this shard: host -> the words of its rest."""

    hosts: Mapping[str, str] = field(default_factory=dict)


resting = Resting()  # of this shard: one process, one crawl
