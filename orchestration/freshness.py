"""How old the catalog is: when a night last passed the gate, and whether that is too long ago.

An unchanged night makes no release, and confirms the one served all the same; so the age is not that of the release.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from orchestration.alerts import (
    AlertRecord,
    channels_of,
    raise_alert,
    retry_undelivered,
    stale_alert,
    undelivered_alerts,
)
from orchestration.night import Night
from orchestration.settings import Settings
from warehouse.releases import Release, current
from warehouse.storage import write_file


@dataclass(frozen=True, slots=True)
class Freshness:
    """`confirmed_at`: when a night last passed the gate with what is served; after a rollback, its own day."""

    served: Release
    confirmed_at: datetime
    limit_hours: int
    now: datetime

    @property
    def age_hours(self) -> float:
        return round((self.now - self.confirmed_at).total_seconds() / 3600, 1)

    @property
    def is_stale(self) -> bool:
        return self.now - self.confirmed_at > timedelta(hours=self.limit_hours)


def confirm(night: Night, release: Release, now: datetime) -> None:
    """Keep that this night passed the gate, with the release that it published or left standing."""
    content = {"release_id": release.id, "crawl_id": night.crawl_id, "at": now.astimezone(UTC).isoformat()}
    write_file(_file(night.home.root), json.dumps(content).encode())


def read_freshness(settings: Settings, now: datetime) -> Freshness | None:
    """None before the first release."""
    served = current(settings.home)
    if served is None:
        return None
    confirmed_at = served.created_at
    try:
        kept = json.loads(_file(settings.home).read_bytes())
        if kept["release_id"] == served.id:
            confirmed_at = max(confirmed_at, datetime.fromisoformat(kept["at"]))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        pass  # without the note the release's own date counts, which is older
    return Freshness(served, confirmed_at, settings.stale_after_hours, now)


def _file(home: Path) -> Path:
    return home / "state" / "confirmed.json"


@dataclass(frozen=True, slots=True)
class Watch:
    """What a look at the catalog and its alerts found. `freshness` is None before the first release."""

    freshness: Freshness | None
    channels: tuple[str, ...]
    undelivered: tuple[AlertRecord, ...]

    @property
    def reaches_someone(self) -> bool:
        return bool(self.channels) and not self.undelivered


def look(settings: Settings, now: datetime) -> Watch:
    """Only look: nothing is sent."""
    return Watch(
        read_freshness(settings, now), tuple(channels_of(settings)), tuple(undelivered_alerts(settings.home, now))
    )


def watch_catalog(settings: Settings, now: datetime) -> Watch:
    """Tell of a stale catalog, and try again to deliver what could not be."""
    freshness = read_freshness(settings, now)
    if freshness is not None and freshness.is_stale:
        raise_alert(settings, stale_alert(freshness.served, freshness.confirmed_at, now, freshness.limit_hours), now)
    retry_undelivered(settings, now)
    return look(settings, now)
