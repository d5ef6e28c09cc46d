"""The whole nightly job on the demo world: first night, a night without change, and a night with changes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from demo.world import load_world
from orchestration.night import current_night
from orchestration.refresh import Outcome
from scrapers.archive import read_raw
from tests.orchestration.conftest import refresh
from tests.orchestration.truth import read_truth, score_release
from tests.ports import free_port
from warehouse.releases import current, open_release, verify_release

pytestmark = pytest.mark.slow

FIRST_FACTS = ("visa_j1", "visa_h1b", "step2_min", "max_years_since_graduation", "usce_required", "img_share")


@dataclass
class Nights:
    home: Path
    first: Outcome
    first_release: str
    second: Outcome
    second_log: list[dict[str, object]]
    third: Outcome
    workbooks: dict[str, tuple[bytes, int]]
    workbooks_after: dict[str, tuple[bytes, int]]
    pages: dict[str, tuple[bytes, int]]  # summaries and digests
    pages_after: dict[str, tuple[bytes, int]]


def _workbooks(home: Path, pattern: str = "*.xlsx") -> dict[str, tuple[bytes, int]]:
    files = sorted((home / "outbox").rglob(pattern))
    return {str(file.relative_to(home)): (file.read_bytes(), file.stat().st_mtime_ns) for file in files}


def _access_log(home: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (home / "demo" / "access.log").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    home = tmp_path_factory.mktemp("nights") / "home"
    first = refresh(home, demo_port=free_port())
    release = current(home)
    assert release is not None, first.summary()
    workbooks, pages, seen = _workbooks(home), _workbooks(home, "*.html"), len(_access_log(home))
    second = refresh(home)
    log, after, pages_after = _access_log(home)[seen:], _workbooks(home), _workbooks(home, "*.html")
    load_world(home / "demo").set_night(2)
    third = refresh(home)
    return Nights(home, first, release.id, second, log, third, workbooks, after, pages, pages_after)


def test_the_first_night_ends_well_and_says_what_it_did(nights: Nights) -> None:
    assert nights.first.is_success, nights.first.summary()
    summary = nights.first.summary()
    assert nights.first_release in summary
    for word in ("programs   62", "facts", "checks", "0 failed", "workbooks  12 written", str(nights.home / "outbox")):
        assert word in summary


def test_facts_agree_with_the_truth(nights: Nights) -> None:
    score = score_release(nights.home, nights.first_release)
    errors = "\n".join(score.errors)
    assert score.polarity == [], errors
    assert score.precision(FIRST_FACTS) >= 0.97, errors
    assert score.recall(FIRST_FACTS) >= 0.90, errors


def test_every_quote_stands_in_the_archived_text_at_its_offsets(nights: Nights) -> None:
    texts = {row["body_sha256"]: row["text"] for row in read_raw_texts(nights.home)}
    statements = open_release(nights.home, nights.first_release).read_table("core_statements").to_pylist()
    read_from_pages = [row for row in statements if row["source_kind"] in ("program_page", "institution_page")]
    assert len(read_from_pages) > 300
    for row in read_from_pages:
        assert texts[row["body_sha256"]][row["quote_start"] : row["quote_end"]] == row["quote"], row


def read_raw_texts(home: Path) -> list[dict[str, object]]:
    import pyarrow.parquet as pq

    return [
        row for part in (home / "archive" / "raw_texts").glob("*.parquet") for row in pq.read_table(part).to_pylist()
    ]


def test_a_night_without_change_reads_nothing_releases_nothing_touches_nothing(nights: Nights) -> None:
    assert nights.second.is_success, nights.second.summary()
    assert nights.second.metadata["raw_readings"]["read"] == 0
    assert nights.second.metadata["raw_bodies"]["new_bodies"] == 0
    assert nights.second.served == nights.first_release
    assert nights.workbooks_after == nights.workbooks
    summary = nights.second.summary()
    assert "no new release" in summary and "0 written, 12 untouched" in summary and "0 new bodies" in summary


def test_the_second_night_asks_conditionally(nights: Nights) -> None:
    answered = [line for line in nights.second_log if line["status"] == 304]
    assert len(answered) > 200
    assert all(line["conditional"] for line in answered)


def test_a_night_with_changes_makes_a_release_that_names_them(nights: Nights) -> None:
    assert nights.third.is_success, nights.third.summary()
    truth = read_truth(nights.home)["nights"]["2"]
    changes = open_release(nights.home).read_table("out_changes").to_pylist()
    assert nights.third.served != nights.first_release
    assert {row["program_id"] for row in changes if row["change"] == "program_added"} == set(truth["listing"]["added"])
    assert {row["program_id"] for row in changes if row["change"] == "program_gone"} == set(truth["listing"]["lost"])
    changed = {(row["program_id"], row["field"]) for row in changes}
    assert {(each["program_id"], each["field"]) for each in truth["changed"]} <= changed


def test_each_misbehaving_host_ends_in_its_own_kind(nights: Nights) -> None:
    night = current_night(nights.home)
    rows = read_raw(night.home.archive, "raw_fetches", night.crawl_id).to_pylist()
    failures = {row["url"]: row["failure"] for row in rows}
    expected = {
        truth["url"]: truth["expected_failure"]
        for truth in read_truth(nights.home)["programs"].values()
        if truth["misbehaves"] and truth["expected_failure"]
    }
    assert len(expected) >= 10
    assert {url: failures.get(url) for url in expected} == expected


def test_every_release_still_holds_its_hashes(nights: Nights) -> None:
    assert verify_release(nights.home, nights.first_release) == []
    assert nights.third.served is not None and verify_release(nights.home, nights.third.served) == []


def test_duckdb_and_polars_read_the_release_as_it_stands(nights: Nights) -> None:
    duckdb, polars = pytest.importorskip("duckdb"), pytest.importorskip("polars")
    release = open_release(nights.home)
    path, _ = release.source("out_programs")
    rows = release.read_table("out_programs").num_rows
    assert duckdb.sql(f"select count(*), count(visa_j1) from read_parquet('{path}')").fetchall()[0][0] == rows
    frame = polars.read_parquet(path)
    assert frame.height == rows and frame["acgme_code"].dtype == polars.String
    folder = Path(path).parent
    joined = duckdb.sql(
        f"select count(*) from read_parquet('{folder}/core_statements.parquet') s "
        f"join read_parquet('{path}') p using (program_id)"
    ).fetchall()
    assert joined[0][0] > 300


def test_no_resident_is_named_outside_the_page_archive(nights: Nights) -> None:
    import io
    import zipfile

    import pyarrow.parquet as pq

    names = set(read_truth(nights.home)["resident_names"])
    assert len(names) > 300
    archive = {"raw_bodies", "raw_texts", "raw_outlinks"}
    searched = 0
    for file in sorted(nights.home.rglob("*")):
        place = file.relative_to(nights.home).parts
        if not file.is_file() or place[0] == "demo" or (place[0] == "archive" and place[1] in archive):
            continue
        if file.suffix == ".parquet":
            text = json.dumps(pq.read_table(file).to_pylist(), default=str)
        elif file.suffix == ".xlsx":
            book = zipfile.ZipFile(io.BytesIO(file.read_bytes()))
            text = "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
        else:
            text = file.read_bytes().decode("utf-8", "replace")
        searched += 1
        found = [name for name in names if name in text]
        assert not found, f"{len(found)} names in {'/'.join(place)}"
    assert searched > 40


def test_trackers_lie_in_one_folder_per_advisor(nights: Nights) -> None:
    folders = {Path(name).parent for name in nights.workbooks}
    assert len(nights.workbooks) == 12 and len(folders) >= 3
    for name in nights.workbooks:
        assert (nights.home / Path(name).parent).stat().st_mode & 0o077 == 0


def test_pages_stand_beside_workbooks_and_a_quiet_night_writes_none(nights: Nights) -> None:
    summaries = {name.removesuffix(".html") for name in nights.pages if "digest-" not in name}
    assert summaries == {name.removesuffix(".xlsx") for name in nights.workbooks}
    assert len(nights.pages) - len(summaries) == 4  # the first digest of each advisor
    assert nights.pages_after == nights.pages
    assert nights.second.metadata["digests"]["nothing_to_say"] == 4


def test_digests_after_changes_tell_them_with_their_words_to_whom_they_concern(nights: Nights) -> None:
    from warehouse.releases import diff_releases

    written = {name for name in _workbooks(nights.home, "digest-*.html") if name not in nights.pages}
    assert nights.third.served and len(written) == nights.third.metadata["digests"]["written"] >= 1
    texts = "\n".join((nights.home / name).read_text(encoding="utf-8") for name in sorted(written))
    diff = diff_releases(nights.home, nights.first_release, nights.third.served)
    told = [each for each in diff.changed if each.old_quote and html_escape(each.old_quote) in " ".join(texts.split())]
    assert told
    for name in written:
        advisor = Path(name).parent.name
        others = {Path(each).stem for each in nights.workbooks if Path(each).parent.name != advisor}
        text = (nights.home / name).read_text(encoding="utf-8")
        assert not [each for each in others if each in text] and "Fictional Applicant" not in text


def html_escape(quote: str) -> str:
    import html

    return html.escape(" ".join(quote.split()))


def test_the_worked_example_of_the_guides_on_the_crawled_demo(nights: Nights) -> None:
    """A001: non-US citizen IMG, 2020, Step 1 211, Step 2 CK 228, no US experience, a visa needed, internal medicine."""
    import openpyxl

    name = next(name for name in nights.workbooks if name.endswith("A001.xlsx"))
    book = openpyxl.load_workbook(nights.home / name)
    heads, *rows = book["Shortlist"].iter_rows(values_only=True)
    truth = read_truth(nights.home)["programs"]
    listed = [dict(zip(heads, row, strict=True)) for row in rows if row[0] is not None]
    assert len(listed) >= 3
    for row in listed:
        facts = truth[row["Program ID"]]["facts"]
        assert "J-1: sponsors" in row["Visa"] or ("not stated" in row["Visa"] and "ask" in row["Watch out"])
        stated = [int(number) for number in re.findall(r"(\d+) required", str(row["Scores"]))]
        assert all(number <= 228 for number in stated)
        if row["Scores"] != "not stated":
            assert facts.get("step2_min", 0) <= 228 and facts.get("step1_min", 0) <= 211
        if row["Years"] != "not stated":
            assert facts.get("max_years_since_graduation", 99) >= 6
    start = " ".join(str(cell) for row in book["Start here"].iter_rows(values_only=True) for cell in row if cell)
    for risk in ("Graduated 2020", "Step 2 CK 228", "Step 1 211", "No hands-on US clinical", "Needs a visa"):
        assert risk in start
    doors = {row[0] for row in book["What would open doors"].iter_rows(min_row=2, values_only=True)}
    assert {"Pass Step 3", "2 months more of hands-on US experience"} <= doors
