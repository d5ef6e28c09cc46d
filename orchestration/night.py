"""The night that a run works on: one crawl, one stage, one date, written down so that a run can be taken up again.

The first asset begins a night; every later one, also when run alone from the UI, goes on with the last one begun.
"""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from warehouse.releases import Staged, stage
from warehouse.storage import Home, make_home, write_file

REFUSED_TAG = "atlas/refused"  # on a run that a refusal ended: of that was told already
CLOCK_STEP = timedelta(hours=1)  # what clocks are corrected by


class ClockError(RuntimeError):
    """The clock lies before the last night; the message says by how much and what to do."""


class NoNightError(RuntimeError):
    """No night has been begun in this home; the message says what to run."""


@dataclass(frozen=True, slots=True)
class Night:
    """`crawl_id` names the crawl in the archive and, with the same letters, the stage of its tables."""

    home: Home
    crawl_id: str
    started_at: datetime

    @property
    def date(self) -> date:
        return self.started_at.date()

    @property
    def staged(self) -> Staged:
        return stage(self.home, self.crawl_id)


class RefreshRunningError(RuntimeError):
    """Another process runs a refresh of this home; two would write over each other's night."""


_claims: dict[Path, int] = {}


def claim_home(home: Path) -> None:
    """Keep other processes from refreshing this home until `release_home`, or until this process ends.

    Claiming what this process holds already changes nothing. Raises RefreshRunningError where another holds it.
    """
    if home in _claims:
        return
    path = home / "state" / "refresh.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise RefreshRunningError(f"another refresh works on {home}; wait for it, or choose another home") from error
    _claims[home] = handle


def is_claimed(home: Path) -> bool:
    """Whether a refresh works on this home right now, in this process or another."""
    if home in _claims:
        return True
    try:
        handle = os.open(home / "state" / "refresh.lock", os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def release_home(home: Path) -> None:
    """Let others refresh this home again."""
    if home in _claims:
        os.close(_claims.pop(home))


def _file(home: Home) -> Path:
    return home.root / "state" / "night.json"


def begin_night(home: Path, now: datetime) -> Night:
    """Begin a night at `now`, with its time zone. Ids hold microseconds, so that no two nights share one.

    Nights are ordered by their ids: a clock that was set back a little is made up for, and a ClockError is raised
    where it lies far behind the night before.
    """
    opened = make_home(home)
    now = now.astimezone(UTC)
    before = _last_start(opened)
    if before is not None and now <= before:
        if before - now > CLOCK_STEP:
            raise ClockError(
                f"the clock says {now:%Y-%m-%d %H:%M} UTC, but the last night of this home began at "
                f"{before:%Y-%m-%d %H:%M} UTC: set the clock right, or if it is, delete {_file(opened)}"
            )
        now = before + timedelta(microseconds=1)
    night = Night(opened, now.strftime("%Y%m%dT%H%M%S.%fZ"), now)
    content = {"crawl_id": night.crawl_id, "started_at": now.isoformat()}
    write_file(_file(opened), json.dumps(content).encode())
    return night


def _last_start(home: Home) -> datetime | None:
    """When the last night began; None where none is noted, or the note cannot be read: the next one replaces it."""
    try:
        return datetime.fromisoformat(json.loads(_file(home).read_bytes())["started_at"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def current_night(home: Path) -> Night:
    """The last night begun. NoNightError where there is none."""
    opened = make_home(home)
    try:
        content = json.loads(_file(opened).read_bytes())
    except FileNotFoundError as error:
        raise NoNightError(
            "no night has been begun in this home; run raw_listing_rows or residency-atlas refresh"
        ) from error
    return Night(opened, content["crawl_id"], datetime.fromisoformat(content["started_at"]))
