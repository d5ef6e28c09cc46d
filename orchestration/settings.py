"""Settings of one installation, read once from environment variables named `ATLAS_*`.

What an operator may set belongs here, with its default and meaning. What people own (programs, sources, applicants,
overrides) stands in the registry instead.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from orchestration.mail import DEFAULT_PORTS, SECURITIES, MailSettings, is_address

EXECUTORS = ("in_process", "multiprocess", "dask", "k8s")
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


class SettingError(ValueError):
    """A setting cannot be used; the message names the variable, its value and what would do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`nightly_at` is a wall-clock time HH:MM in `timezone`; `max_release_age_days` is when an unchanged night makes a
    new release all the same, so that dates of confirmation do not grow old in what readers see. A night asks for
    at most `revisit_share_pct` of the known pages, with `is_full_visit` for all (docs/decisions/revisits.md)."""

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
    mail: MailSettings | None = None  # None: nothing is sent by e-mail
    alert_mail_to: tuple[str, ...] = ()
    alert_webhook: str | None = field(default=None, repr=False)  # such addresses often hold a token
    alert_webhook_secret: str | None = field(default=None, repr=False)
    alert_repeat_hours: int = 24
    stale_after_hours: int = 54
    is_full_visit: bool = False
    revisit_share_pct: int = 5
    chromium: str | None = None  # a Chromium for pages that are empty without scripts (extra `browser`)

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
    chromium = env.get("ATLAS_CHROMIUM", "").strip() or None
    if chromium and not Path(chromium).is_file():
        raise SettingError(f"ATLAS_CHROMIUM={chromium!r}: there is no such file; write the path of a Chromium")
    return Settings(
        home=Path(env.get("ATLAS_HOME", "").strip() or "var").expanduser().resolve(),
        contact=env.get("ATLAS_CONTACT", "").strip() or None,
        allow_local=flag("ATLAS_ALLOW_LOCAL"),
        chromium=chromium,
        nightly_at=nightly_at,
        timezone=timezone,
        executor=executor,
        ui_port=number("ATLAS_UI_PORT", 3000, 1, 65535) or 3000,
        max_release_age_days=number("ATLAS_MAX_RELEASE_AGE_DAYS", 7, 1, 3650) or 7,
        cycle=number("ATLAS_CYCLE", None, 2020, 2100),
        roster_retention_days=number("ATLAS_ROSTER_RETENTION_DAYS", None, 0, 36500),
        mail=_read_mail(env, number),
        **_read_alerts(env),
        alert_repeat_hours=number("ATLAS_ALERT_REPEAT_HOURS", 24, 1, 720) or 24,
        stale_after_hours=number("ATLAS_STALE_AFTER_HOURS", 54, 2, 8760) or 54,
        is_full_visit=flag("ATLAS_FULL_VISIT"),
        revisit_share_pct=number("ATLAS_REVISIT_SHARE_PCT", 5, 1, 100) or 5,
    )


def _read_alerts(env: Mapping[str, str]) -> dict[str, Any]:
    """Who is to know of failures; nobody by default. Messages of errors hold neither the webhook nor its secret."""
    mail_to = tuple(text.strip() for text in env.get("ATLAS_ALERT_MAIL_TO", "").split(",") if text.strip())
    for place, address in enumerate(mail_to, 1):
        if not is_address(address):
            raise SettingError(f"ATLAS_ALERT_MAIL_TO: no. {place} is not one plain address; separate them by commas")
    if mail_to and not env.get("ATLAS_SMTP_HOST", "").strip():
        raise SettingError("ATLAS_ALERT_MAIL_TO without ATLAS_SMTP_HOST: name the mail server, or unset it")
    webhook = env.get("ATLAS_ALERT_WEBHOOK", "").strip() or None
    if webhook is not None and not re.fullmatch(r"https?://[A-Za-z0-9.\-\[\]:]+(/[^\s\x00-\x1f]*)?", webhook):
        raise SettingError("ATLAS_ALERT_WEBHOOK: write one address, beginning with https:// or http://")
    secret = env.get("ATLAS_ALERT_WEBHOOK_SECRET") or None
    if secret is not None and webhook is None:
        raise SettingError("ATLAS_ALERT_WEBHOOK_SECRET without ATLAS_ALERT_WEBHOOK: set both, or unset it")
    return {"alert_mail_to": mail_to, "alert_webhook": webhook, "alert_webhook_secret": secret}


def _read_mail(
    env: Mapping[str, str], number: Callable[[str, int | None, int, int], int | None]
) -> MailSettings | None:
    """The mail server of `ATLAS_SMTP_*`; None where no host is named. Messages of errors never hold the password."""
    host = env.get("ATLAS_SMTP_HOST", "").strip()
    if not host:
        stray = sorted(name for name in env if name.startswith("ATLAS_SMTP_") and env[name].strip())
        if stray:
            raise SettingError(f"{', '.join(stray)} without ATLAS_SMTP_HOST: name the mail server, or unset the others")
        return None
    if not re.fullmatch(r"[A-Za-z0-9._:-]+", host):
        raise SettingError(f"ATLAS_SMTP_HOST={host!r}: write a name or an address, the port as ATLAS_SMTP_PORT")
    security = env.get("ATLAS_SMTP_SECURITY", "").strip().lower() or "starttls"
    if security not in SECURITIES:
        raise SettingError(f"ATLAS_SMTP_SECURITY={security!r}: one of {', '.join(SECURITIES)}")
    sender = env.get("ATLAS_SMTP_FROM", "").strip()
    if not is_address(sender):
        raise SettingError(f"ATLAS_SMTP_FROM={sender!r}: write the sender's address, such as atlas@example.org")
    username, password = env.get("ATLAS_SMTP_USERNAME", "").strip() or None, env.get("ATLAS_SMTP_PASSWORD") or None
    if (username is None) != (password is None):
        raise SettingError("ATLAS_SMTP_USERNAME and ATLAS_SMTP_PASSWORD go together: set both or neither")
    if password is not None and security == "none" and host not in _LOOPBACK:
        raise SettingError("ATLAS_SMTP_SECURITY=none would send the password readable: write starttls or tls")
    return MailSettings(
        host=host,
        port=number("ATLAS_SMTP_PORT", None, 1, 65535) or DEFAULT_PORTS[security],
        sender=sender,
        username=username,
        password=password,
        security=security,
        timeout_s=float(number("ATLAS_SMTP_TIMEOUT_S", 20, 1, 600) or 20),
    )
