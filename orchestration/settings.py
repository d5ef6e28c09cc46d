"""Settings of one installation, read once from environment variables named `ATLAS_*`.

What an operator may set belongs here, with its default and meaning. What people own (programs, sources, applicants,
overrides) stands in the registry instead.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

EXECUTORS = ("in_process", "multiprocess", "dask", "k8s")
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


class SettingError(ValueError):
    """A setting cannot be used; the message names the variable, its value and what would do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`nightly_at` is a wall-clock time HH:MM in `timezone`; `max_release_age_days` is when an unchanged night makes a
    new release all the same, so that dates of confirmation do not grow old in what readers see."""

    home: Path
    contact: str | None = None
    allow_local: bool = False
    nightly_at: str = "02:30"
    timezone: str = "America/New_York"
    executor: str = "in_process"
    ui_port: int = 3000
    max_release_age_days: int = 7
    cycle: int | None = None
    roster_retention_days: int | None = None  # None: superseded roster pages are kept

    @property
    def cron(self) -> str:
        hour, minute = self.nightly_at.split(":")
        return f"{int(minute)} {int(hour)} * * *"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment. Raises SettingError, which says what to write instead."""
    env = os.environ if environment is None else environment

    def flag(name: str) -> bool:
        value = env.get(name, "").strip().lower()
        if value not in _TRUE | _FALSE:
            raise SettingError(f"{name}={value!r}: write 1 or 0")
        return value in _TRUE

    def number(name: str, default: int | None, low: int, high: int) -> int | None:
        value = env.get(name, "").strip()
        if not value:
            return default
        if not re.fullmatch("[0-9]{1,6}", value) or not low <= int(value) <= high:
            raise SettingError(f"{name}={value!r}: write a whole number from {low} to {high}")
        return int(value)

    nightly_at = env.get("ATLAS_NIGHTLY_AT", "").strip() or "02:30"
    if not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", nightly_at):
        raise SettingError(f"ATLAS_NIGHTLY_AT={nightly_at!r}: write a time of day as HH:MM, for example 02:30")
    timezone = env.get("ATLAS_TIMEZONE", "").strip() or "America/New_York"
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # OSError: a folder of zones, such as America
        raise SettingError(f"ATLAS_TIMEZONE={timezone!r}: write a name such as America/New_York or UTC") from error
    executor = env.get("ATLAS_EXECUTOR", "").strip() or "in_process"
    if executor not in EXECUTORS:
        raise SettingError(f"ATLAS_EXECUTOR={executor!r}: one of {', '.join(EXECUTORS)}")
    return Settings(
        home=Path(env.get("ATLAS_HOME", "").strip() or "var").expanduser().resolve(),
        contact=env.get("ATLAS_CONTACT", "").strip() or None,
        allow_local=flag("ATLAS_ALLOW_LOCAL"),
        nightly_at=nightly_at,
        timezone=timezone,
        executor=executor,
        ui_port=number("ATLAS_UI_PORT", 3000, 1, 65535) or 3000,
        max_release_age_days=number("ATLAS_MAX_RELEASE_AGE_DAYS", 7, 1, 3650) or 7,
        cycle=number("ATLAS_CYCLE", None, 2020, 2100),
        roster_retention_days=number("ATLAS_ROSTER_RETENTION_DAYS", None, 0, 36500),
    )
