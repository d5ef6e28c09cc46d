"""Alerts: what is told to operators when a run failed, a release was refused or the catalog grew stale, and sending it.

Each alert is a record under `state/alerts/`, written before anything is sent: what could not be delivered is seen
there and tried again. No alert ever fails its caller; none names a person or quotes text from the web.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from orchestration.refusals import Refusal
from orchestration.settings import Settings
from warehouse.releases import Release, current
from warehouse.storage import locked, write_file

RUN_FAILED, RELEASE_REFUSED, CATALOG_STALE, TRIAL = "run_failed", "release_refused", "catalog_stale", "trial"
_KEPT = 300  # records; the oldest go first
_POST_TRIES, _POST_TIMEOUT_S = 3, 10.0
_POST_PAUSE_S = 1.0
_CHANNEL_DEADLINE_S = 75.0  # whatever a server does, the caller goes on
_RETRY_AFTER = timedelta(minutes=5)  # doubled with each failed try
_TRIES = 8  # then a person has to look; over about ten hours
_SHOWN_FAILURES, _SHOWN_EXAMPLES = 10, 3
_MAIL = re.compile(r"[^\s@<>'\"(),;:]+@[^\s@<>'\"(),;:]+")
_PHONE = re.compile(r"(?<![\w.])\+?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\w)")


@dataclass(frozen=True, slots=True)
class Alert:
    """`key` says what it is about: the same kind and key is the same alert, told again only after some hours."""

    kind: str
    key: str
    title: str
    lines: tuple[str, ...]
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return hashlib.sha256(f"{self.kind}\n{self.key}".encode()).hexdigest()[:16]

    @property
    def text(self) -> str:
        return _impersonal("\n".join(self.lines))


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of an alert on one channel (`mail`, `webhook`); `error` is empty once it arrived."""

    channel: str
    tries: int
    at: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class AlertRecord:
    """An alert as kept: how often it was raised since it was last told, and what became of it on each channel."""

    id: str
    kind: str
    title: str
    text: str
    data: dict[str, Any]
    first_at: str
    told_at: str
    times: int
    deliveries: tuple[Delivery, ...] = ()

    @property
    def undelivered(self) -> list[Delivery]:
        return [each for each in self.deliveries if each.error]


def channels_of(settings: Settings) -> list[str]:
    """The channels that are set up."""
    mail = ["mail"] if settings.mail is not None and settings.alert_mail_to else []
    return mail + (["webhook"] if settings.alert_webhook else [])


# What is said


def refusal_alert(refusal: Refusal) -> Alert:
    """A night that did not pass the gate."""
    night = refusal.night
    lines = [f"Residency Atlas: the release of {night.date} was refused.", ""]
    if refusal.failed:
        lines.append(f"{_counted(len(refusal.failed), 'check')} failed:")
    for each in refusal.failed[:_SHOWN_FAILURES]:
        lines += [f"- {each.label}: {each.check.what}", f"  Found: {_short(each.count)}"]
        examples = [_example(row) for row in each.examples[:_SHOWN_EXAMPLES]]
        lines += [f"  For example: {'; '.join(told)}"] if (told := [text for text in examples if text]) else []
        lines.append(f"  What to do: {each.check.todo}")
    if len(refusal.failed) > _SHOWN_FAILURES:
        lines.append(f"- and {len(refusal.failed) - _SHOWN_FAILURES} more")
    if refusal.other:
        lines += ["Kept from being released by:", *(f"- {_short(reason)}" for reason in refusal.other[:5])]
        if len(refusal.other) > 5:
            lines.append(f"- and {len(refusal.other) - 5} more")
    lines += [
        "",
        _standing(refusal.served, refusal.served_at),
        f"The whole report: state/refusals/{refusal.report.name} in the home folder, and the checks in the UI.",
        "Correct the cause and refresh again; what may be accepted with a reason, and how, stands in the report.",
    ]
    data = {
        "night": night.crawl_id,
        "served": refusal.served,
        "failed": [
            {"check": each.label, "failing": each.failing, "evaluated": each.evaluated} for each in refusal.failed
        ],
        "other_reasons": len(refusal.other),
    }
    key = f"{night.crawl_id} {refusal.content_hash} {refusal.labels} {len(refusal.other)}"
    return Alert(RELEASE_REFUSED, key, f"Residency Atlas: release of {night.date} refused", tuple(lines), data)


def failure_alert(
    job: str, run_id: str, errors: Iterable[str], served: Release | None, root_run_id: str | None = None
) -> Alert:
    """A run that failed and is not tried again by itself."""
    told = [_short(error) for error in errors] or ["the run ended without telling why (killed, or out of memory)"]
    lines = [
        f"Residency Atlas: the run {job} failed.",
        "",
        f"{_counted(len(told), 'step')} failed:",
        *(f"- {error}" for error in told[:_SHOWN_FAILURES]),
        "",
        _standing(served.id if served else None, served.created_at if served else None),
        f"The log: run {run_id[:8]} in the UI. Mend the cause and run the refresh again; nothing is lost, pages and",
        "bodies had already are not fetched or read again.",
    ]
    data = {"job": job, "run_id": run_id, "served": served.id if served else None, "steps_failed": len(told)}
    return Alert(RUN_FAILED, root_run_id or run_id, f"Residency Atlas: {job} failed", tuple(lines), data)


def stale_alert(served: Release, confirmed_at: datetime, now: datetime, limit_hours: int) -> Alert:
    """A catalog that no night has confirmed for too long."""
    hours = int((now - confirmed_at).total_seconds() // 3600)
    lines = (
        "Residency Atlas: the catalog is stale.",
        "",
        f"No night has passed the gate for {hours} hours (since {confirmed_at:%Y-%m-%d %H:%M} UTC); the limit is "
        f"{limit_hours} hours.",
        _standing(served.id, served.created_at),
        "See whether the scheduler runs (residency-atlas ui, or your crontab) and whether the last nights were refused",
        "(state/refusals in the home folder), then: residency-atlas refresh",
    )
    data = {"served": served.id, "confirmed_at": confirmed_at.isoformat(), "hours": hours, "limit_hours": limit_hours}
    return Alert(CATALOG_STALE, f"{served.id} {confirmed_at.isoformat()}", lines[0].rstrip("."), lines, data)


def trial_alert(now: datetime) -> Alert:
    """What `residency-atlas alerts test` sends."""
    lines = ("Residency Atlas: a trial alert.", "", "Alerts of this installation arrive here. Nothing is wrong.")
    return Alert(TRIAL, now.isoformat(), "Residency Atlas: trial alert", lines)


def _standing(served: str | None, served_at: datetime | None) -> str:
    if served is None or served_at is None:
        return "Nothing has been released yet."
    return f"Still served: release {served} of {served_at:%Y-%m-%d %H:%M} UTC."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _example(row: dict[str, Any]) -> str:
    """Program, field and value of an offending row. Quotes stay out: they are text from the web."""
    program = row.get("program") or row.get("program_id")
    shown = [str(program)] if program else []
    for name in ("field", "value", "old_value", "new_value"):
        if row.get(name) not in (None, "", "null"):
            shown.append(str(row[name]))
    return _short(" ".join(shown), 80) if shown else ""


def _short(text: str, limit: int = 300) -> str:
    line = _impersonal(" ".join(text.split()))
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _impersonal(text: str) -> str:
    return _PHONE.sub("[phone]", _MAIL.sub("[address]", text))


# Raising, sending, trying again


def raise_alert(settings: Settings, alert: Alert, now: datetime | None = None) -> AlertRecord | None:
    """Record an alert and tell it on every channel, unless the same one was told within the hours set.

    Never raises: what goes wrong stands in the record, or on standard error where no record could be written and
    somebody was to be told.
    """
    try:
        return _raise_alert(settings, alert, (now or datetime.now(UTC)).astimezone(UTC))
    except Exception as error:
        if settings.alert_mail_to or settings.alert_webhook:
            print(f"alert not recorded ({type(error).__name__}): {alert.title}", file=sys.stderr)
        return None


def _raise_alert(settings: Settings, alert: Alert, now: datetime) -> AlertRecord:
    folder = _folder(settings.home)
    with locked(folder / ".lock"):
        before = _read(folder / f"{alert.id}.json")
        if before is not None and now - datetime.fromisoformat(before.told_at) < timedelta(
            hours=settings.alert_repeat_hours
        ):
            record = replace(before, times=before.times + 1)
            _write(folder, record)
            return record
        record = AlertRecord(
            alert.id,
            alert.kind,
            alert.title,
            alert.text,
            alert.data,
            before.first_at if before else now.isoformat(),
            now.isoformat(),
            1,
            # Recorded as failing until it is known to have arrived: a crash while sending leaves it to be tried again.
            tuple(Delivery(channel, 0, now.isoformat(), "not sent yet") for channel in channels_of(settings)),
        )
        _write(folder, record)
        _forget_oldest(folder)
    return _deliver(settings, record, now)


def retry_undelivered(settings: Settings, now: datetime | None = None) -> list[AlertRecord]:
    """Try again what could not be delivered and is due; gives the records tried. Never raises."""
    now = (now or datetime.now(UTC)).astimezone(UTC)
    tried = []
    for record in list_alerts(settings.home):
        due = [
            each
            for each in record.undelivered
            if each.tries < _TRIES and now - datetime.fromisoformat(each.at) >= _RETRY_AFTER * 2**each.tries
        ]
        if due:
            try:
                tried.append(_deliver(settings, record, now))
            except OSError as error:
                print(f"alert {record.id} not recorded ({type(error).__name__})", file=sys.stderr)
    return tried


def _deliver(settings: Settings, record: AlertRecord, now: datetime) -> AlertRecord:
    """Send on the channels that are set up and do not have it yet, and keep what became of each."""
    senders: dict[str, Callable[[], None]] = {
        "mail": lambda: _send_mail(settings, record),
        "webhook": lambda: _post(settings, record, now),
    }
    wanted = channels_of(settings)
    deliveries = []
    for each in record.deliveries:
        if each.error and each.channel in wanted:
            error = _within_deadline(senders[each.channel])
            each = Delivery(each.channel, each.tries + 1, now.isoformat(), error)
        # A channel that is not set up any more is nothing to wait for.
        if not each.error or each.channel in wanted:
            deliveries.append(each)
    record = replace(record, deliveries=tuple(deliveries))
    folder = _folder(settings.home)
    with locked(folder / ".lock"):
        latest = _read(folder / f"{record.id}.json")
        record = replace(record, times=latest.times if latest else record.times)
        _write(folder, record)
    return record


def _within_deadline(send: Callable[[], None]) -> str:
    """The error of a sender, empty where it did its work; a sender that hangs is left behind after the deadline."""
    errors: list[str] = ["no answer in time"]

    def run() -> None:
        try:
            send()
            errors[0] = ""
        except Exception as error:
            # Only our own messages are known to hold no secret.
            errors[0] = str(error) if isinstance(error, _told_errors()) else type(error).__name__

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    worker.join(_CHANNEL_DEADLINE_S)
    return errors[0][:300]


class WebhookError(RuntimeError):
    """The webhook did not take the alert; the message names its host and what it answered, never its path."""


def _told_errors() -> tuple[type[Exception], ...]:
    from orchestration.mail import MailError

    return (MailError, WebhookError)


def _send_mail(settings: Settings, record: AlertRecord) -> None:
    from orchestration.mail import send_mail

    assert settings.mail is not None
    send_mail(settings.mail, settings.alert_mail_to, record.title, record.text)


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """The value of X-Atlas-Signature: HMAC-SHA-256 over `<timestamp>.<body>`, as sha256=<hex>."""
    return "sha256=" + hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _post(settings: Settings, record: AlertRecord, now: datetime) -> None:
    """POST the record as JSON, a few tries; WebhookError when all failed. Redirects are not followed."""
    import urllib.error
    import urllib.request

    class NoRedirect(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            return None

    assert settings.alert_webhook is not None
    host = urlsplit(settings.alert_webhook).netloc
    content = {
        "id": record.id,
        "kind": record.kind,
        "title": record.title,
        "text": record.text,
        "raised_at": record.told_at,
        "data": record.data,
    }
    body = json.dumps(content, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "residency-atlas"}
    if settings.alert_webhook_secret:
        timestamp = str(int(now.timestamp()))
        headers |= {
            "X-Atlas-Timestamp": timestamp,
            "X-Atlas-Signature": sign(settings.alert_webhook_secret, timestamp, body),
        }
    opener = urllib.request.build_opener(NoRedirect)
    told = ""
    for attempt in range(_POST_TRIES):
        if attempt:
            time.sleep(_POST_PAUSE_S * 2 ** (attempt - 1))
        try:
            request = urllib.request.Request(settings.alert_webhook, body, headers, method="POST")
            with opener.open(request, timeout=_POST_TIMEOUT_S) as answer:
                answer.read(1000)
            return
        except urllib.error.HTTPError as error:
            told = f"answered {error.code}"
            error.close()
            if error.code < 500 and error.code not in (408, 429):
                break
        except OSError as error:  # URLError and timeouts are such
            reason = getattr(error, "reason", error)
            told = f"cannot be reached ({getattr(reason, 'strerror', None) or type(reason).__name__})"
        except Exception as error:  # what http.client makes of a broken answer
            told = f"gave no proper answer ({type(error).__name__})"
    raise WebhookError(f"webhook at {host} {told}: look at ATLAS_ALERT_WEBHOOK")


# Records


def list_alerts(home: Path) -> list[AlertRecord]:
    """All records, the newest first; files that cannot be read are left out."""
    found = [_read(path) for path in _folder(home).glob("*.json")]
    return sorted((each for each in found if each is not None), key=lambda each: each.told_at, reverse=True)


def undelivered_alerts(home: Path, now: datetime, days: int = 7) -> list[AlertRecord]:
    """Alerts of the last days that some channel does not have."""
    since = (now - timedelta(days=days)).isoformat()
    return [each for each in list_alerts(home) if each.undelivered and each.told_at >= since]


def served_or_none(home: Path) -> Release | None:
    """The release served, for an alert's text: none also where the pointer cannot be read."""
    try:
        return current(home)
    except (OSError, RuntimeError):
        return None


def _folder(home: Path) -> Path:
    return home / "state" / "alerts"


def _read(path: Path) -> AlertRecord | None:
    try:
        content = json.loads(path.read_bytes())
        return AlertRecord(**{**content, "deliveries": tuple(Delivery(**each) for each in content["deliveries"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(folder: Path, record: AlertRecord) -> None:
    write_file(folder / f"{record.id}.json", json.dumps(asdict(record), indent=1, ensure_ascii=False).encode())


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
    for path in files[:-_KEPT]:
        path.unlink(missing_ok=True)
