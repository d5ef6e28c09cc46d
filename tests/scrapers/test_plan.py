"""A dry run tells per host what a crawl would do, and asks nobody."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import timedelta

import pytest

from scrapers import archive
from scrapers.crawl import CrawlSettings, Target
from scrapers.plan import plan_crawl

NOW = archive.now()
SETTINGS = CrawlSettings(contact="crawl@example.org", revisit_floor=4, blocked_hosts={"shut.example": "asked by mail"})


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("a dry run asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def write_crawl(folder, rows):
    """Per address: days ago, failure, detail."""
    for number, (url, days, failure, detail) in enumerate(rows):
        crawl_id = f"c{100 - days:03}"
        spool = archive.Spool(folder, crawl_id, f"programs{number}")
        host = url.split("/")[2]
        row = {"crawl_id": crawl_id, "url": url, "host": host, "fetched_at": NOW - timedelta(days=days)}
        row |= {"failure": failure, "failure_detail": detail, "is_unchanged": False}
        if failure is None:
            row["body_sha256"] = spool.add_body(url.encode(), "text/html", crawl_id)[0]
        spool.add_row("raw_fetches", row)
        link = {"crawl_id": crawl_id, "program_id": host.split(".")[0], "url": url, "score": 1.0, "depth": 0}
        spool.add_row("raw_links", link | {"role": "entry"})
        spool.close()
        archive.seal(folder, crawl_id, f"programs{number}")


def planned(folder, settings=SETTINGS, names=("fresh", "due", "early", "walled", "shut", "inner")):
    hosts = {"inner": "127.0.0.1"}
    targets = [Target(name, f"https://{hosts.get(name, f'{name}.example')}/") for name in names]
    return {plan.host: plan for plan in plan_crawl(targets, folder, settings, NOW)}


def test_each_host_has_a_verdict_and_its_reason(tmp_path, no_network):
    write_crawl(
        tmp_path,
        [
            ("https://due.example/", 6, None, None),
            ("https://early.example/", 1, None, None),
            ("https://walled.example/", 0, "blocked", "status 403"),
        ],
    )
    plans = planned(tmp_path)
    assert {host: plan.verdict for host, plan in plans.items()} == {
        "fresh.example": "visit",
        "due.example": "visit",
        "early.example": "not due",
        "walled.example": "resting",
        "shut.example": "blocked",
        "127.0.0.1": "refused",
    }
    assert "entry page" in plans["fresh.example"].why and "1 due" in plans["due.example"].why
    assert "asked by mail" in plans["shut.example"].why and "loopback" in plans["127.0.0.1"].why
    assert "after one night of being turned away" in plans["walled.example"].why
    assert all(plan.pages == 0 for plan in plans.values() if plan.verdict != "visit")


def test_a_stop_file_and_a_bad_address_are_told(tmp_path, no_network):
    (tmp_path / "stop").touch()
    stopped = replace(SETTINGS, stop_file=str(tmp_path / "stop"))
    assert planned(tmp_path, stopped, ["fresh"])["fresh.example"].verdict == "stopped"
    (plan,) = plan_crawl([Target("p", "www hospital example")], tmp_path, SETTINGS, NOW)
    assert plan.verdict == "refused" and "registry" in plan.why


def test_nothing_is_written(tmp_path, no_network):
    planned(tmp_path / "archive")
    assert not (tmp_path / "archive").exists()
