"""What of many nights still counts is the same as the nights themselves say, and costs what the pages cost."""

from __future__ import annotations

import hashlib
import os
import random
from datetime import UTC, datetime, timedelta

import pyarrow.parquet as pq
import pytest

from scrapers import archive, history
from transforms.statement_rows import current_links, latest_pages

FIRST = datetime(2026, 3, 1, 3, tzinfo=UTC)


def write_night(folder, number, pages, links=(), shard="programs0"):
    """One crawl: address -> body, or a failure kind after `!`; links as (program, address, role)."""
    crawl_id = f"night{number:04d}"
    spool = archive.Spool(folder, crawl_id, shard, archive.known_bodies(folder))
    for order, (url, told) in enumerate(pages.items()):
        at = FIRST + timedelta(days=number, seconds=order)
        row = {"crawl_id": crawl_id, "url": url, "host": "h", "fetched_at": at, "is_unchanged": False}
        if told.startswith("!"):
            row["failure"] = told[1:]
        else:
            row["body_sha256"], is_new = spool.add_body(told.encode(), "text/html", crawl_id)
            row |= {"etag": f'"{told}"', "final_url": url}
            if is_new:
                links_of_page = {"body_sha256": row["body_sha256"], "url": url, "links_version": "1", "links": told}
                spool.add_row(archive.OUTLINKS, links_of_page)
        spool.add_row("raw_fetches", row)
    for program_id, url, role in links:
        row = {"crawl_id": crawl_id, "program_id": program_id, "url": url, "role": role, "score": 1.0, "depth": 0}
        spool.add_row("raw_links", row)
    spool.close()
    archive.seal(folder, crawl_id, shard)


def rows(table):
    return table.to_pylist()


def states(folder):
    return latest_pages(rows(history.read_addresses(folder)))


def held_links(folder, night):
    day = (FIRST + timedelta(days=night)).date()
    found = current_links(rows(history.read_program_links(folder)), rows(history.read_addresses(folder)), day)
    return {(link["program_id"], link["url"]) for link in found}


@pytest.mark.parametrize("seed", range(6))
def test_what_is_folded_says_the_same_as_all_nights_together(tmp_path, seed):
    """Pages that change, fail, go and come back, on nights of which some are folded and some are not."""
    chance = random.Random(seed)
    urls = [f"http://h{n % 3}/{n}" for n in range(7)]
    for number in range(14):
        asked = {url: chance.choice(["a", "a", "b", "c", "!gone", "!timeout"]) for url in chance.sample(urls, 5)}
        links = [(f"p{n % 3}", url, "entry" if n < 3 else "program_page") for n, url in enumerate(asked)]
        write_night(tmp_path, number, asked, links)
        if chance.random() < 0.5:
            history.fold(tmp_path)
        everything = rows(archive.read_raw(tmp_path, "raw_fetches"))
        assert states(tmp_path) == latest_pages(everything)
        day = (FIRST + timedelta(days=number)).date()
        all_links = current_links(rows(archive.read_raw(tmp_path, "raw_links")), everything, day)
        assert held_links(tmp_path, number) == {(link["program_id"], link["url"]) for link in all_links}
        had = [row for row in everything if row["failure"] is None]
        newest = {row["url"]: row for row in sorted(had, key=lambda row: row["fetched_at"])}
        latest = history.latest_fetches(tmp_path)
        assert {url: fetch.body_sha256 for url, fetch in latest.items()} == {
            url: row["body_sha256"] for url, row in newest.items()
        }


def test_changes_and_the_first_time_are_kept_through_folding(tmp_path):
    for number, told in enumerate(["a", "a", "b", "!timeout", "b", "c"]):
        write_night(tmp_path, number, {"http://h/": told})
        history.fold(tmp_path)
    (last,) = [row for row in rows(history.read_addresses(tmp_path)) if row["crawl_id"] == "night0005"]
    assert (last["changes"], last["first_had"]) == (2, FIRST)


def test_two_hundred_nights_cost_no_more_to_read_than_one(tmp_path, monkeypatch):
    """Each night asks for half of the pages, one of them changed: rows read stay those of the pages."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    urls = [f"http://h{n}/" for n in range(40)]
    sizes = []
    for number in range(200):
        asked = dict.fromkeys(urls[number % 2 :: 2], "same") | {urls[number % 40]: f"body {number // 40}"}
        write_night(tmp_path, number, asked, [(url, url, "entry") for url in asked])
        history.fold(tmp_path)
        if number in (40, 199):
            sizes.append((history.read_addresses(tmp_path).num_rows, history.read_program_links(tmp_path).num_rows))
    assert max(count for row in sizes for count in row) <= 4 * len(urls)
    assert sizes[1][0] <= sizes[0][0] + len(urls)
    opened = []
    original = archive.read_file

    def counting(path, *rest):
        opened.append(path.name)
        return original(path, *rest)

    monkeypatch.setattr(archive, "read_file", counting)
    assert len(history.latest_fetches(tmp_path)) == len(urls)
    assert len(history.read_program_links(tmp_path)) == len(urls)
    assert opened == ["raw_fetches.parquet", "raw_links.parquet"]
    assert len(archive.parts_of(tmp_path, "raw_fetches")) == 200


def test_links_of_pages_are_folded_once_enough_parts_are_new_and_old_bodies_are_left_out(tmp_path):
    for number in range(history.PARTS_UNFOLDED + 2):
        write_night(tmp_path, number, {"http://h/": f"body {number}", "http://h/stays": "same"})
        history.fold(tmp_path)
    folded = pq.read_table(tmp_path / archive.FOLDED / f"{archive.OUTLINKS}.parquet")
    assert folded.num_rows == 2
    key = (hashlib.sha256(f"body {number}".encode()).hexdigest(), "http://h/")
    same = (hashlib.sha256(b"same").hexdigest(), "http://h/stays")
    found = history.read_page_links(tmp_path, "1", {key, same})
    assert {sha: history.zlib.decompress(links).decode() for sha, links in found.items()} == {
        key: f"body {number}",
        same: "same",
    }


@pytest.mark.parametrize("content", [b"", b"PAR1 torn", b"PAR1" + b"x" * 200 + b"PAR1"])
def test_a_damaged_folded_file_is_made_again_from_the_parts(tmp_path, content):
    for number in range(3):
        write_night(tmp_path, number, {"http://h/": f"body {number}"}, [("p", "http://h/", "entry")])
    history.fold(tmp_path)
    before = states(tmp_path)
    for name in ("raw_fetches", "raw_links"):
        (tmp_path / archive.FOLDED / f"{name}.parquet").write_bytes(content)
    assert states(tmp_path) == before and held_links(tmp_path, 3) == {("p", "http://h/")}
    history.fold(tmp_path)
    assert pq.read_table(tmp_path / archive.FOLDED / "raw_fetches.parquet").num_rows == 1


def test_a_crash_while_folding_loses_nothing(tmp_path, monkeypatch):
    write_night(tmp_path, 0, {"http://h/": "a"}, [("p", "http://h/", "entry")])
    history.fold(tmp_path)
    write_night(tmp_path, 1, {"http://h/": "b"}, [("p", "http://h/", "entry")])
    expected = states(tmp_path)

    def crash(temporary, target):
        raise OSError("the power went")

    monkeypatch.setattr(archive, "put_in_place", crash)
    with pytest.raises(OSError, match="power"):
        history.fold(tmp_path)
    monkeypatch.undo()
    assert states(tmp_path) == expected
    archive.recover(tmp_path)
    history.fold(tmp_path)
    assert states(tmp_path) == expected and not list(tmp_path.rglob("*.tmp"))


def test_a_page_that_is_gone_says_so_until_it_is_back(tmp_path):
    for number, told in enumerate(["a", "!gone", "!timeout"]):
        write_night(tmp_path, number, {"http://h/": told})
        history.fold(tmp_path)
    assert history.latest_fetches(tmp_path)["http://h/"].is_gone
    assert states(tmp_path)["http://h/"].gone_since == (FIRST + timedelta(days=1)).date()
    write_night(tmp_path, 3, {"http://h/": "a"})
    assert not history.latest_fetches(tmp_path)["http://h/"].is_gone


def test_what_retention_drops_does_not_stay_in_the_folded_links(tmp_path):
    for number in range(history.PARTS_UNFOLDED):
        write_night(tmp_path, number, {"http://h/": "old" if number < 7 else "new"})
        history.fold(tmp_path)
    for number in range(20, 20 + history.PARTS_UNFOLDED):
        write_night(tmp_path, number, {"http://h/": "newest", f"http://h/{number}": str(number)})
    history.fold(tmp_path)
    old = hashlib.sha256(b"new").hexdigest()
    assert (tmp_path / archive.FOLDED / f"{archive.OUTLINKS}.parquet").exists()
    archive.drop_superseded(tmp_path, {old}, FIRST + timedelta(days=15))
    for path in tmp_path.rglob("page_links*/*.parquet"):
        assert old not in pq.read_table(path)["body_sha256"].to_pylist()
    assert not (tmp_path / archive.FOLDED / f"{archive.OUTLINKS}.parquet").exists()
