from __future__ import annotations

import json

import pytest

from scrapers import archive, history


def fetch_row(crawl_id, url, sha=None, failure=None, **rest):
    row = {"crawl_id": crawl_id, "url": url, "host": "h", "fetched_at": archive.now(), "is_unchanged": False}
    return row | {"body_sha256": sha, "failure": failure} | rest


def write(folder, crawl_id, bodies, shard="s0", is_sealed=True):
    spool = archive.Spool(folder, crawl_id, shard, archive.known_bodies(folder))
    hashes = []
    for url, body in bodies.items():
        sha, _ = spool.add_body(body, "text/html", crawl_id)
        spool.add_row("raw_fetches", fetch_row(crawl_id, url, sha, etag='"e"', final_url=url))
        hashes.append(sha)
    spool.close()
    if is_sealed:
        archive.seal(folder, crawl_id, shard)
    return hashes


def test_rows_come_back_as_the_schema_types_them(tmp_path):
    write(tmp_path, "c1", {"http://h/a": b"<p>a"})
    (row,) = archive.read_raw(tmp_path, "raw_fetches").to_pylist()
    assert row["url"] == "http://h/a" and row["fetched_at"].tzinfo is not None and row["status"] is None
    assert archive.read_raw(tmp_path, "raw_fetches", "other").num_rows == 0
    assert archive.read_raw(tmp_path, "raw_listing_rows").num_rows == 0


def test_a_body_is_stored_once_over_all_crawls(tmp_path):
    first = write(tmp_path, "c1", {"http://h/a": b"same", "http://h/b": b"same", "http://h/c": b"other"})
    write(tmp_path, "c2", {"http://h/a": b"same", "http://h/c": b"new"})
    stored = archive.read_raw(tmp_path, "raw_bodies").to_pylist()
    assert len(stored) == 3 and first[0] == first[1]
    assert archive.known_bodies(tmp_path) == {row["body_sha256"] for row in stored}


def test_the_newest_success_of_an_address_wins_over_later_failures(tmp_path):
    write(tmp_path, "c1", {"http://h/a": b"old"})
    (new,) = write(tmp_path, "c2", {"http://h/a": b"new"})
    spool = archive.Spool(tmp_path, "c3", "s0")
    spool.add_row("raw_fetches", fetch_row("c3", "http://h/a", failure="timeout"))
    spool.close()
    archive.seal(tmp_path, "c3", "s0")
    assert history.latest_fetches(tmp_path)["http://h/a"].body_sha256 == new
    assert history.latest_fetches(tmp_path, lambda url: False) == {}


def test_bodies_stream_in_batches_and_by_hash(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "ROW_GROUP_BYTES", 3000)
    hashes = write(tmp_path, "c1", {f"http://h/{n}": b"%d" % n * 500 for n in range(40)})
    batches = list(archive.iter_bodies(tmp_path, batch_rows=4))
    assert sum(batch.num_rows for batch in batches) == 40 and max(batch.num_rows for batch in batches) <= 4
    wanted = archive.iter_bodies(tmp_path, hashes[5:7])
    assert [sha for batch in wanted for sha in batch["body_sha256"].to_pylist()] == hashes[5:7]
    bodies = archive.Bodies(tmp_path)
    assert bodies.read(hashes[30]) == b"30" * 500 and hashes[3] in bodies


def test_a_missing_body_is_an_error_and_not_skipped(tmp_path):
    write(tmp_path, "c1", {"http://h/a": b"a"})
    with pytest.raises(KeyError, match="not in the archive"):
        list(archive.iter_bodies(tmp_path, ["0" * 64]))


def test_a_corrupt_temporary_file_breaks_no_reader_and_is_removed(tmp_path):
    write(tmp_path, "c1", {"http://h/a": b"a"})
    for table in ("raw_fetches", "raw_bodies"):
        (tmp_path / table / ".c2-s0.parquet.77.tmp").write_bytes(b"PAR1 torn")
    assert archive.read_raw(tmp_path, "raw_fetches").num_rows == 1
    assert archive.known_bodies(tmp_path) and history.latest_fetches(tmp_path)
    assert archive.recover(tmp_path) == []
    assert list((tmp_path / "raw_fetches").glob(".*")) == []


@pytest.mark.parametrize("name", ["rows.jsonl", "bodies.bin"])
def test_a_torn_spool_is_sealed_up_to_any_byte(tmp_path, name):
    """Cut the spool at every byte, as a kill would: what is left is sealed, and no row names a body that is lost."""
    write(tmp_path / "whole", "c1", {f"http://h/{n}": b"body %d\n" % n for n in range(3)}, is_sealed=False)
    whole = archive.spool_folder(tmp_path / "whole", "c1", "s0")
    data = (whole / name).read_bytes()
    counts = set()
    for cut in range(0, len(data), 7):
        folder = tmp_path / str(cut)
        spool = archive.spool_folder(folder, "c1", "s0")
        spool.mkdir(parents=True)
        for other in whole.iterdir():
            (spool / other.name).write_bytes(other.read_bytes()[: cut if other.name == name else None])
        assert archive.recover(folder) == ["c1-s0"]
        rows = archive.read_raw(folder, "raw_fetches").to_pylist()
        assert {row["body_sha256"] for row in rows} <= archive.known_bodies(folder)
        counts.add(len(rows))
    assert counts == {0, 1, 2} or counts == {0, 1, 2, 3}


def test_sealing_again_after_a_crash_gives_the_same_parts(tmp_path):
    write(tmp_path, "c1", {"http://h/a": b"a", "http://h/b": b"b"}, is_sealed=False)
    spool = archive.spool_folder(tmp_path, "c1", "s0")
    kept = {path.name: path.read_bytes() for path in spool.iterdir()}
    archive.seal(tmp_path, "c1", "s0")
    before = {table: archive.read_raw(tmp_path, table).to_pylist() for table in ("raw_fetches", "raw_bodies")}
    spool.mkdir()
    for name, data in kept.items():
        (spool / name).write_bytes(data)
    archive.recover(tmp_path)
    assert {table: archive.read_raw(tmp_path, table).to_pylist() for table in before} == before
    assert not spool.exists()


def test_rows_added_after_a_torn_line_are_not_lost(tmp_path):
    write(tmp_path, "c1", {"http://h/a": b"a"}, is_sealed=False)
    rows = archive.spool_folder(tmp_path, "c1", "s0") / "rows.jsonl"
    rows.write_bytes(rows.read_bytes() + b'["raw_fetches", {"url": "http://h/to')
    archive.mend(tmp_path, "c1", "s0")
    spool = archive.Spool(tmp_path, "c1", "s0")
    spool.add_row("raw_fetches", fetch_row("c1", "http://h/b", failure="timeout"))
    spool.close()
    archive.seal(tmp_path, "c1", "s0")
    assert set(archive.read_raw(tmp_path, "raw_fetches")["url"].to_pylist()) == {"http://h/a", "http://h/b"}


def test_a_column_that_the_schema_does_not_know_is_an_error(tmp_path):
    spool = archive.Spool(tmp_path, "c1", "s0")
    spool.add_row("raw_fetches", fetch_row("c1", "http://h/a", surprise=1))
    spool.close()
    with pytest.raises(KeyError, match="surprise"):
        archive.seal(tmp_path, "c1", "s0")


def test_links_of_a_page_come_back_for_the_same_reader_only(tmp_path):
    spool = archive.Spool(tmp_path, "c1", "s0")
    links = json.dumps({"links": []})
    spool.add_row(archive.OUTLINKS, {"body_sha256": "a" * 64, "url": "http://h/", "links_version": "1", "links": links})
    spool.add_body(b"x", None, "c1")
    spool.close()
    folder = archive.spool_folder(tmp_path, "c1", "s0")
    rows = (folder / "rows.jsonl").read_text()
    (folder / "rows.jsonl").write_text(rows.replace("a" * 64, archive.hashlib.sha256(b"x").hexdigest()))
    archive.seal(tmp_path, "c1", "s0")
    key = (archive.hashlib.sha256(b"x").hexdigest(), "http://h/")
    assert history.read_page_links(tmp_path, "1", {key}) == {key: history.zlib.compress(links.encode(), 1)}
    assert history.read_page_links(tmp_path, "2", {key}) == {}


# --- retention ---


def night(day):
    return archive.datetime(2026, 11, day, 3, tzinfo=archive.UTC)


def write_night(folder, day, bodies):
    """One crawl on a day of November: address -> body."""
    spool = archive.Spool(folder, f"c{day:02d}", "s0", archive.known_bodies(folder))
    hashes = {}
    for url, body in bodies.items():
        sha, is_new = spool.add_body(body, "text/html", f"c{day:02d}")
        spool.add_row("raw_fetches", fetch_row(f"c{day:02d}", url, sha) | {"fetched_at": night(day)})
        if is_new:
            outlinks = {"body_sha256": sha, "url": url, "links_version": "1", "links": "[]"}
            spool.add_row(archive.OUTLINKS, outlinks)
        hashes[url] = sha
    spool.close()
    archive.seal(folder, f"c{day:02d}", "s0")
    texts = [
        {"body_sha256": sha, "text_version": "1", "content_kind": "html", "title": None, "text": sha}
        for sha in hashes.values()
    ]
    (folder / "raw_texts").mkdir(exist_ok=True)
    archive.pq.write_table(
        archive.pa.Table.from_pylist(texts, schema=archive.arrow_schema(archive.RAW_TEXTS)),
        folder / "raw_texts" / f"c{day:02d}-0.parquet",
    )
    return hashes


def held(folder, table):
    rows = (archive.pq.read_table(path).to_pylist() for path in sorted((folder / table).glob("*.parquet")))
    return {row["body_sha256"] for part in rows for row in part}


ROSTER, VISA = "http://h/residents", "http://h/visa"


@pytest.fixture
def three_nights(tmp_path):
    first = write_night(tmp_path, 1, {ROSTER: b"class of 2026", VISA: b"J-1 only"})
    second = write_night(tmp_path, 10, {ROSTER: b"class of 2027", VISA: b"J-1 and H-1B"})
    third = write_night(tmp_path, 20, {ROSTER: b"class of 2028", VISA: b"J-1 and H-1B"})
    return tmp_path, [first, second, third]


def test_superseded_roster_pages_older_than_the_limit_leave_the_archive(three_nights):
    folder, (first, second, third) = three_nights
    dropped = archive.drop_superseded(folder, {third[ROSTER]}, night(5))
    assert dropped == {"raw_texts": 1, "raw_readings": 0, "page_links": 1, "raw_bodies": 1}
    for table in ("raw_bodies", "raw_texts", archive.OUTLINKS):
        assert held(folder, table) == {first[VISA], second[ROSTER], second[VISA], third[ROSTER]}
    assert archive.Bodies(folder).read(third[ROSTER]) == b"class of 2028"
    assert sum(archive.drop_superseded(folder, {third[ROSTER]}, night(5)).values()) == 0


def test_the_newest_body_of_an_address_stays_however_old(three_nights):
    folder, (first, second, third) = three_nights
    archive.drop_superseded(folder, {first[ROSTER], third[ROSTER]}, night(30))
    assert held(folder, "raw_bodies") == {first[VISA], second[VISA], third[ROSTER]}


def test_a_body_that_is_the_newest_of_another_address_stays(tmp_path):
    first = write_night(tmp_path, 1, {ROSTER: b"old", "http://h/copy": b"old"})
    write_night(tmp_path, 10, {ROSTER: b"new"})
    assert sum(archive.drop_superseded(tmp_path, {first[ROSTER]}, night(30)).values()) == 0


def test_an_old_body_that_was_confirmed_lately_stays(tmp_path):
    first = write_night(tmp_path, 1, {ROSTER: b"old"})
    write_night(tmp_path, 18, {ROSTER: b"old"})
    write_night(tmp_path, 20, {ROSTER: b"new"})
    assert sum(archive.drop_superseded(tmp_path, {first[ROSTER]}, night(15)).values()) == 0


def test_what_a_release_cites_stays(three_nights):
    folder, (first, second, third) = three_nights
    archive.drop_superseded(folder, {third[ROSTER]}, night(30), kept={second[ROSTER]})
    assert held(folder, "raw_texts") == {first[VISA], second[ROSTER], second[VISA], third[ROSTER]}


def test_a_crash_while_dropping_loses_nothing_and_the_next_night_ends_it(three_nights, monkeypatch):
    folder, (first, _, third) = three_nights
    everything, rename = held(folder, "raw_bodies"), archive.Path.replace

    for crash_at in range(1, 5):
        calls = iter(range(1, 100))

        def crash(self, target, calls=calls, crash_at=crash_at):
            if next(calls) == crash_at:
                raise OSError("the power went")
            return rename(self, target)

        monkeypatch.setattr(archive.Path, "replace", crash)
        try:
            archive.drop_superseded(folder, {third[ROSTER]}, night(5))
        except OSError:
            assert everything - {first[ROSTER]} <= held(folder, "raw_bodies")
        monkeypatch.undo()
    archive.drop_superseded(folder, {third[ROSTER]}, night(5))
    assert held(folder, "raw_bodies") == held(folder, "raw_texts") == everything - {first[ROSTER]}
    assert not list(folder.rglob("*.tmp"))


def test_a_damaged_part_is_named_with_what_to_do(tmp_path):
    folder = tmp_path / "raw_bodies"
    folder.mkdir()
    for content in (b"", b"PAR1 and no end"):
        (folder / "20260101T000000Z-programs0.parquet").write_bytes(content)
        with pytest.raises(archive.DamagedArchiveError, match=r"programs0\.parquet is damaged.*backup"):
            archive.read_raw(tmp_path, "raw_bodies")
