"""The demo world, a third of its hosts misbehaving in every way at once: what is found, what is left, what adds up."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from demo.programs import MISBEHAVIOURS
from demo.world import build_world
from scrapers import archive
from scrapers.crawl import CrawlSettings, Target, crawl_programs
from tests.ports import free_port

PROGRAMS, SEED = 60, 23  # not the seed of the embedded world


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    build_world(folder, programs=PROGRAMS, seed=SEED, port=free_port(), misbehaving=0.3)
    server = subprocess.Popen(
        [sys.executable, "-m", "demo", "serve", "--dir", str(folder)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout.readline().startswith("ready")
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["programs"]
    targets = [
        Target(program_id, told["url"], told["name"], told["institution"], told["specialty"])
        for program_id, told in truth.items()
    ]
    # Long caps: on a busy machine a healthy host must not look slow.
    settings = CrawlSettings.demo(page_budget=15, shards=2, request_timeout_s=8, host_time_cap_s=60)
    try:
        report = crawl_programs(targets, folder / "archive", "c1", settings)
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()
    fetches = {row["url"]: row for row in archive.read_raw(folder / "archive", "raw_fetches").to_pylist()}
    links = archive.read_raw(folder / "archive", "raw_links").to_pylist()
    return report, truth, fetches, links


def test_relevant_pages_are_found_within_fifteen_pages_a_program(night):
    _, truth, fetches, links = night
    had = {(link["program_id"], link["url"]) for link in links if fetches[link["url"]]["failure"] is None}
    wanted = {
        (code, url) for code, told in truth.items() if not told["expected_failure"] for url in told["relevant_urls"]
    }
    missed = sorted(wanted - had)
    assert len(wanted) > 150 and len(missed) <= 0.02 * len(wanted), missed
    assert max(night[0].pages_by_program.values()) <= 15


def test_pages_of_fellowships_students_and_siblings_are_hardly_ever_fetched(night):
    _, truth, fetches, links = night
    others = {url for told in truth.values() for url in told["distractor_urls"]}
    had = [url for url, row in fetches.items() if row["failure"] is None]
    wrong = [url for url in had if url in others]
    assert others and len(wrong) < 0.05 * len(had), wrong
    # What is not linked to a program gives it no statement.
    assert not [link for link in links if link["url"] in others and fetches[link["url"]]["failure"] is None]


def test_healthy_hosts_complete_beside_every_kind_of_misbehaviour_and_the_counters_add_up(night):
    report, truth, fetches, _ = night
    kinds = {told["misbehaves"] for told in truth.values() if told["misbehaves"]}
    assert kinds == set(MISBEHAVIOURS) and report.check_sums() == [] and report.killed_shards == {}
    for code, told in truth.items():
        assert fetches[told["url"]]["failure"] == told["expected_failure"], (code, told["misbehaves"])
        if not told["expected_failure"]:
            assert not {url for url in told["relevant_urls"] if url not in fetches}, code
