"""Alerts against a real SMTP server and a real HTTP server: what is told, once, and what happens when it cannot be."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from click.testing import CliRunner

from expectations.runner import list_checks
from orchestration import alerts
from orchestration.alerts import (
    CATALOG_STALE,
    RELEASE_REFUSED,
    failure_alert,
    list_alerts,
    raise_alert,
    refusal_alert,
    retry_undelivered,
    sign,
)
from orchestration.assets.watch import evaluate
from orchestration.cli import main
from orchestration.freshness import confirm, look, read_freshness, watch_catalog
from orchestration.night import REFUSED_TAG, Night, RefreshRunningError
from orchestration.refresh import run_publication, run_refresh
from orchestration.refusals import FailedCheck, Refusal
from orchestration.sensors import alert_on_failed_runs, watch_catalog_sensor
from orchestration.settings import SettingError, Settings, read_settings
from tests.mail_server import mail_server
from tests.ports import free_port
from tests.warehouse.tables import CREATED_AT, publish_tables, tables
from warehouse.releases import rollback
from warehouse.storage import open_home

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
SECRET = "hook-secret-of-nobody"


@dataclass
class Hook:
    """A webhook on loopback: answers with the statuses in turn, the last one for good, and keeps what it was sent."""

    port: int
    statuses: list[int]
    delay_s: float = 0.0
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.received]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks/T0KEN"


@contextmanager
def webhook(*statuses: int, delay_s: float = 0.0) -> Iterator[Hook]:
    hook = Hook(free_port(), list(statuses) or [200], delay_s)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.received.append((dict(self.headers.items()), body))
            time.sleep(hook.delay_s)
            self.send_response(hook.statuses.pop(0) if len(hook.statuses) > 1 else hook.statuses[0])
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()

        do_GET = do_POST  # noqa: N815 -- a redirect that was followed would come as GET

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", hook.port), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield hook
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alerts, "_POST_PAUSE_S", 0.01)
    monkeypatch.setattr("os.fsync", lambda _: None)  # a test cannot cut the power
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(read_settings({}), home=tmp_path)


def _refusal(home: Path, served: bool = True) -> Refusal:
    check = next(check for check in list_checks() if check.name == "visa_changes_not_massive")
    rows = tuple(
        {"program": f"p{n}", "field": "visa_j1", "value": "no", "quote": "Write to jane.doe@example.org, 212-555-0143"}
        for n in range(5)
    )
    failed = FailedCheck(check, 9, 48, ("9 of 48 changed, ask jane.doe@example.org or 212-555-0143",), rows)
    night = Night(open_home(home), "20261122T023000.000000Z", NOW)
    report = home / "state" / "refusals" / "20261122T023000.000000Z.md"
    return Refusal(night, (failed,), (), "R1" if served else None, NOW if served else None, "abc", report)


def test_a_refusal_is_told_by_mail_and_webhook_with_counts_examples_and_what_stands(settings: Settings) -> None:
    with mail_server() as box, webhook() as hook:
        told = replace(
            settings,
            mail=box.settings,
            alert_mail_to=("ops@example.org", "steward@example.org"),
            alert_webhook=hook.url,
            alert_webhook_secret=SECRET,
        )
        record = raise_alert(told, refusal_alert(_refusal(settings.home)), NOW)
    assert record is not None and record.undelivered == [] and len(record.deliveries) == 2
    assert box.recipients == [["ops@example.org", "steward@example.org"]]
    text = box.messages[0].get_content()
    for part in (
        "the release of 2026-11-22 was refused",
        "1 check failed",
        "out_programs/visa_changes_not_massive",
        "9 of 48",
        "p0 visa_j1 no; p1 visa_j1 no; p2 visa_j1 no",
        "What to do: read the quotes below",
        "Still served: release R1 of 2026-11-22 03:00 UTC",
        "state/refusals/20261122T023000.000000Z.md",
    ):
        assert part in text, part
    ((headers, body),) = hook.received
    sent = json.loads(body)
    assert (sent["kind"], sent["text"].split()) == (RELEASE_REFUSED, text.split())
    assert sent["data"]["failed"] == [{"check": "out_programs/visa_changes_not_massive", "failing": 9, "evaluated": 48}]
    expected = hmac.new(SECRET.encode(), headers["X-Atlas-Timestamp"].encode() + b"." + body, hashlib.sha256)
    assert headers["X-Atlas-Signature"] == "sha256=" + expected.hexdigest()
    assert headers["X-Atlas-Signature"] == sign(SECRET, headers["X-Atlas-Timestamp"], body)
    # Quotes are text from the web; addresses and numbers of people stay where they were found.
    everything = text + body.decode() + json.dumps([str(each) for each in list_alerts(settings.home)])
    assert "jane.doe" not in everything and "555-0143" not in everything and SECRET not in everything


def test_the_same_alert_is_told_once_and_again_only_after_the_hours_set(settings: Settings) -> None:
    with webhook() as hook:
        told = replace(settings, alert_webhook=hook.url)
        for minutes in (0, 1, 30, 23 * 60):
            raise_alert(told, refusal_alert(_refusal(settings.home)), NOW + timedelta(minutes=minutes))
        assert len(hook.received) == 1
        (record,) = list_alerts(settings.home)
        assert record.times == 4
        raise_alert(told, refusal_alert(_refusal(settings.home)), NOW + timedelta(hours=24))
        assert len(hook.received) == 2
        raise_alert(told, failure_alert("nightly_refresh", "run-2", ["crawl: no space left"], None), NOW)
        assert len(hook.received) == 3 and "Nothing has been released yet" in hook.bodies[-1]["text"]


def test_a_webhook_that_stumbles_is_tried_again_a_few_times(settings: Settings) -> None:
    with webhook(503, 500, 204) as hook:
        record = raise_alert(replace(settings, alert_webhook=hook.url), refusal_alert(_refusal(settings.home)), NOW)
    assert record is not None and record.undelivered == [] and len(hook.received) == 3


@pytest.mark.parametrize(("status", "posts"), [(500, 3), (404, 1), (302, 1)])
def test_a_webhook_that_refuses_is_recorded_without_its_secret_address(
    settings: Settings, status: int, posts: int
) -> None:
    with webhook(status) as hook:
        record = raise_alert(replace(settings, alert_webhook=hook.url), refusal_alert(_refusal(settings.home)), NOW)
    assert record is not None and len(hook.received) == posts
    ((failed),) = record.undelivered
    assert f"answered {status}" in failed.error and "T0KEN" not in failed.error


def test_servers_that_are_not_there_or_hang_never_fail_the_caller(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alerts, "_CHANNEL_DEADLINE_S", 0.3)
    with webhook(delay_s=1.0) as hook, mail_server() as box:
        gone = replace(box.settings, port=free_port(), timeout_s=1)
        told = replace(settings, alert_webhook=hook.url, mail=gone, alert_mail_to=("ops@example.org",))
        record = raise_alert(told, refusal_alert(_refusal(settings.home)), NOW)
    assert record is not None
    errors = {each.channel: each.error for each in record.undelivered}
    assert "cannot be reached" in errors["mail"] and errors["webhook"] == "no answer in time"


def test_what_could_not_be_delivered_is_visible_and_tried_again_later_but_not_for_ever(settings: Settings) -> None:
    with webhook(404, 404, 200) as hook:
        told = replace(settings, alert_webhook=hook.url)
        raise_alert(told, refusal_alert(_refusal(settings.home)), NOW)
        assert retry_undelivered(told, NOW + timedelta(minutes=2)) == []
        assert len(retry_undelivered(told, NOW + timedelta(minutes=11))) == 1
        watch = look(told, NOW + timedelta(minutes=12))
        assert len(watch.undelivered) == 1 and not watch.reaches_someone
        (check,) = (each for each in evaluate(watch) if each.check_name == "alerts_reach_someone")
        assert not check.passed and check.severity == dg.AssetCheckSeverity.WARN
        assert "answered 404" in str(check.metadata["errors"].value)
        (done,) = retry_undelivered(told, NOW + timedelta(minutes=40))
        assert done.undelivered == [] and look(told, NOW + timedelta(hours=1)).reaches_someone
        assert retry_undelivered(told, NOW + timedelta(days=1)) == []
    with webhook(404) as hook:
        told = replace(settings, alert_webhook=hook.url)
        raise_alert(told, failure_alert("nightly_refresh", "run-9", [], None), NOW)
        for hours in range(1, 400):
            retry_undelivered(told, NOW + timedelta(hours=hours))
        assert len(hook.received) == 8


def test_no_channel_is_a_visible_warning_and_no_error(settings: Settings) -> None:
    record = raise_alert(settings, refusal_alert(_refusal(settings.home)), NOW)
    assert record is not None and record.deliveries == ()
    (check,) = evaluate(look(settings, NOW))
    assert (check.check_name, check.passed, check.severity) == (
        "alerts_reach_someone",
        False,
        dg.AssetCheckSeverity.WARN,
    )
    assert "Channels set up: none" in str(check.description)


def test_an_alert_that_cannot_even_be_recorded_does_not_fail_its_caller(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    (settings.home / "state").write_text("a file where the folder should be", encoding="utf-8")
    alert = refusal_alert(_refusal(settings.home))
    assert raise_alert(settings, alert, NOW) is None
    assert capsys.readouterr().err == ""  # nobody was to be told
    assert raise_alert(replace(settings, alert_webhook="http://127.0.0.1:9/hook"), alert, NOW) is None
    assert "alert not recorded" in capsys.readouterr().err


def test_a_stale_catalog_is_told_and_an_unchanged_night_keeps_it_fresh(settings: Settings) -> None:
    first = publish_tables(settings.home, tables(3), CREATED_AT)
    assert read_freshness(settings, CREATED_AT + timedelta(hours=54)).is_stale is False  # type: ignore[union-attr]
    with webhook() as hook:
        told = replace(settings, alert_webhook=hook.url)
        later = CREATED_AT + timedelta(hours=55)
        watch = watch_catalog(told, later)
        assert watch.freshness is not None and watch.freshness.is_stale
        watch_catalog(told, later + timedelta(minutes=5))
        assert [body["kind"] for body in hook.bodies] == [CATALOG_STALE]
        text = hook.bodies[0]["text"]
        assert "No night has passed the gate for 55 hours" in text and first.id in text
        (recent, _) = evaluate(watch)
        assert (recent.check_name, recent.passed) == ("catalog_is_recent", False)
        confirm(Night(open_home(settings.home), "night-2", later), first, later)
        assert watch_catalog(told, later + timedelta(hours=1)).freshness.is_stale is False  # type: ignore[union-attr]
        assert len(hook.received) == 1
        # After a rollback the age is that of what is served.
        rows = tables(3)
        rows["out_programs"][0]["name"] = "Another name"
        second = publish_tables(settings.home, rows, CREATED_AT + timedelta(hours=60))
        confirm(Night(open_home(settings.home), "night-3", later), second, CREATED_AT + timedelta(hours=60))
        rollback(settings.home)
        assert read_freshness(settings, CREATED_AT + timedelta(hours=61)).is_stale  # type: ignore[union-attr]


def test_the_watch_sensor_records_a_verdict_when_it_changes(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_HOME", str(settings.home))
    publish_tables(settings.home, tables(3), datetime.now(UTC))
    first = watch_catalog_sensor(dg.build_sensor_context())
    assert isinstance(first, dg.SensorResult)
    assert {event.check_name for event in first.asset_events} == {"catalog_is_recent", "alerts_reach_someone"}  # type: ignore[union-attr]
    again = watch_catalog_sensor(dg.build_sensor_context(cursor=first.cursor))
    assert isinstance(again, dg.SensorResult) and again.asset_events == []
    assert "Channels set up: none" in str(again.skip_reason)


@dg.op
def _break() -> None:
    raise OSError("no space left on device")


@dg.job
def broken_job() -> None:
    _break()


@pytest.mark.parametrize(
    ("tags", "told"), [({}, 1), ({"dagster/will_retry": "true"}, 0), ({REFUSED_TAG: "20261122T023000.000000Z"}, 0)]
)
def test_a_failed_run_is_told_once_by_the_sensor_unless_it_is_retried_or_was_a_refusal(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tags: dict[str, str], told: int
) -> None:
    monkeypatch.setenv("ATLAS_HOME", str(settings.home))
    with webhook() as hook, dg.DagsterInstance.ephemeral() as instance:
        monkeypatch.setenv("ATLAS_ALERT_WEBHOOK", hook.url)
        result = broken_job.execute_in_process(instance=instance, raise_on_error=False, tags=tags)
        run = instance.get_run_by_id(result.run_id)
        event = next(event for event in result.all_events if event.event_type == dg.DagsterEventType.RUN_FAILURE)
        assert run is not None
        for _ in range(2):
            context = dg.build_run_status_sensor_context(
                sensor_name="alert_on_failed_runs", dagster_event=event, dagster_instance=instance, dagster_run=run
            )
            alert_on_failed_runs(context.for_run_failure())
    assert len(hook.received) == told
    if told:
        text = hook.bodies[0]["text"]
        assert "the run broken_job failed" in text and "_break: OSError: no space left on device" in text


def test_the_alerts_command_tries_the_channels_and_lists_what_was_told(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = ["--home", str(settings.home)]
    monkeypatch.setenv("ATLAS_HOME", str(settings.home))
    runner = CliRunner()
    none = runner.invoke(main, ["alerts", "test", *home])
    assert none.exit_code == 1 and "no channel is set up" in none.output
    with webhook() as hook:
        monkeypatch.setenv("ATLAS_ALERT_WEBHOOK", hook.url)
        sent = runner.invoke(main, ["alerts", "test", *home])
        assert sent.exit_code == 0 and sent.output == "webhook: sent\n"
        assert hook.bodies[0]["kind"] == "trial"
    failed = runner.invoke(main, ["alerts", "test", *home])
    assert failed.exit_code == 1 and "cannot be reached" in failed.output and "T0KEN" not in failed.output
    listed = runner.invoke(main, ["alerts", "list", *home]).output
    assert listed.count("trial alert") == 3 and "webhook: sent, 1 tries" in listed and "told nobody" in listed
    watched = runner.invoke(main, ["alerts", "watch", *home])
    assert watched.exit_code == 1 and "nothing has been released yet" in watched.output


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"ATLAS_ALERT_MAIL_TO": "ops@example.org"}, "without ATLAS_SMTP_HOST"),
        (
            {
                "ATLAS_ALERT_MAIL_TO": "ops@example.org, Ops <ops@example.org>",
                "ATLAS_SMTP_HOST": "mail.example.org",
                "ATLAS_SMTP_FROM": "atlas@example.org",
            },
            "ATLAS_ALERT_MAIL_TO: no. 2",
        ),
        ({"ATLAS_ALERT_WEBHOOK": "example.org/T0KEN"}, "ATLAS_ALERT_WEBHOOK: write one address"),
        ({"ATLAS_ALERT_WEBHOOK": "file:///etc/T0KEN"}, "ATLAS_ALERT_WEBHOOK: write one address"),
        ({"ATLAS_ALERT_WEBHOOK_SECRET": SECRET}, "without ATLAS_ALERT_WEBHOOK"),
        ({"ATLAS_STALE_AFTER_HOURS": "0"}, "from 2 to 8760"),
    ],
)
def test_wrong_alert_settings_say_what_to_write_and_hide_secrets(environment: dict[str, str], message: str) -> None:
    with pytest.raises(SettingError, match=message) as raised:
        read_settings(environment)
    assert SECRET not in str(raised.value) and "T0KEN" not in str(raised.value)
    good = read_settings({"ATLAS_ALERT_WEBHOOK": "https://example.org/T0KEN", "ATLAS_ALERT_WEBHOOK_SECRET": SECRET})
    assert SECRET not in repr(good) and "T0KEN" not in repr(good)


@pytest.mark.parametrize(
    ("error", "told"),
    [(OSError("no space left on device"), 1), (RefreshRunningError("another refresh works on it"), 0)],
)
def test_a_refresh_that_cannot_even_start_is_told_once_by_the_command_line(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, error: Exception, told: int
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("orchestration.refresh._refresh", fail)
    with webhook() as hook:
        for _ in range(2):
            with pytest.raises(type(error)):
                run_refresh(replace(settings, alert_webhook=hook.url))
    assert len(hook.received) == told
    if told:
        assert "no space left on device" in hook.bodies[0]["text"]


def test_a_job_that_fails_on_the_command_line_is_told_with_its_step(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_HOME", str(settings.home))
    monkeypatch.setattr("orchestration.refresh.warm_up", lambda: None)
    publish_tables(settings.home, tables(3), CREATED_AT)  # and the staged night is gone
    (settings.home / "state").mkdir(exist_ok=True)
    night = {"crawl_id": "gone", "started_at": CREATED_AT.isoformat()}
    (settings.home / "state" / "night.json").write_text(json.dumps(night), encoding="utf-8")
    with webhook() as hook, dg.DagsterInstance.ephemeral() as instance:
        outcome = run_publication(replace(settings, alert_webhook=hook.url), instance)
    assert not outcome.is_success and outcome.report is None
    (body,) = hook.bodies
    assert body["kind"] == "run_failed" and "publish_night" in body["title"] and "quality_checks:" in body["text"]
    assert outcome.alerts == ["Residency Atlas: publish_night failed: webhook sent"]
