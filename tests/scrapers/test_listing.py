from __future__ import annotations

import json

import pytest

from scrapers import archive
from scrapers.crawl import ContactMissingError, CrawlSettings, ListingSource, crawl_listings
from scrapers.spiders.listing import merge_detail, read_detail_page, read_listing_page
from tests.scrapers.sites import World

SOURCE = ListingSource("directory", "https://d.example/programs", detail_link="a")


def listing(rows, following="", total=3):
    cells = "".join(
        f'<tr><td>{code}</td><td>{name}</td><td><a href="http://site{code}.example">site</a></td>'
        f'<td><a href="/programs/{code}">Details</a></td></tr>'
        for code, name in rows
    )
    after = f'<a rel="next" href="{following}">next</a>' if following else ""
    return (
        "<table><thead><tr><th>Code</th><th>Name</th><th>Website</th><th></th></tr></thead>"
        f"<tbody>{cells}</tbody></table>{after}<footer>{total:,} Programs</footer>"
    )


DETAIL = (
    '<dl><dt>City:</dt><dd>Scranton</dd><dt>Website</dt><dd><a href="/to?x=1">here</a></dd>'
    "<dt>Tracks</dt><dd>A</dd><dd>B</dd><dt>Name</dt><dd>Other</dd></dl>"
)


def test_rows_are_read_by_the_heads_of_their_columns():
    page = read_listing_page(listing([("01", "One & Co")], "?page=2").encode(), SOURCE.url, SOURCE)
    assert page.rows[0].record == {
        "Code": "01",
        "Name": "One & Co",
        "Website": "http://site01.example/",
        "column 4": "Details",
    }
    assert page.rows[0].detail_url == "https://d.example/programs/01"
    assert (page.next_url, page.total) == ("https://d.example/programs?page=2", 3)


def test_a_detail_page_gives_pairs_and_an_absolute_website():
    detail = read_detail_page(DETAIL.encode(), "https://d.example/programs/01", SOURCE)
    assert detail == {"City": "Scranton", "Website": "https://d.example/to?x=1", "Tracks": "A; B", "Name": "Other"}


def test_a_pair_that_contradicts_a_column_is_kept_beside_it():
    assert merge_detail({"Name": "One", "City": ""}, {"Name": "Other", "City": "X"}) == {
        "Name": "One",
        "City": "X",
        "Name (detail)": "Other",
    }


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    world = World(
        {
            "right": {
                "/programs": listing([("01", "One"), ("02", "Two")], "/programs?page=2"),
                "/programs?page=2": listing([("03", "Three")]),
                "/programs/01": DETAIL,
                "/programs/02": DETAIL,
                "/programs/03": lambda handler: handler.send(b"", status=500),
            },
            "short": {"/programs": listing([("01", "One")], "/programs", total=6000), "/programs/01": DETAIL},
            "closed": {
                "/robots.txt": lambda handler: handler.send(b"User-agent: *\nDisallow: /", content_type="text/plain")
            },
        },
        "127.31.0.",
    )
    sources = [ListingSource(name, site.url("/programs"), is_local=True) for name, site in world.sites.items()]
    reports = []
    for crawl_id in ("n1", "n2"):
        world.forget_requests()
        reports.append(crawl_listings(sources, folder, crawl_id, CrawlSettings.demo()))
    world.close()
    return folder, {report.crawl_id: {source.source: source for source in report.sources} for report in reports}, world


def test_all_pages_and_details_of_a_listing_are_read(read):
    folder, reports, _ = read
    rows = [row for row in archive.read_raw(folder, "raw_listing_rows", "n1").to_pylist() if row["source"] == "right"]
    assert [row["row_number"] for row in sorted(rows, key=lambda row: row["row_number"])] == [1, 2, 3]
    records = {row["row_number"]: json.loads(row["record"]) for row in rows}
    assert records[1]["City"] == "Scranton" and records[1]["Name (detail)"] == "Other"
    assert records[3]["Name"] == "Three" and "City" not in records[3]
    assert reports["n1"]["right"].failed == {"server_error": 1}
    assert reports["n1"]["right"].problems == []


def test_a_stated_total_that_differs_from_the_rows_is_reported(read):
    problems = read[1]["n1"]["short"].problems
    assert any("states 6000 programs, 1 rows" in problem for problem in problems)
    assert any("pagination stopped" in problem for problem in problems)


def test_a_listing_closed_to_robots_is_reported_and_not_read(read):
    report = read[1]["n1"]["closed"]
    assert (report.rows, report.failed) == (0, {"robots": 1}) and "robots" in report.problems[0]


def test_a_listing_without_change_gives_the_same_rows_again(read):
    folder, reports, _ = read
    first, second = (
        {
            (row["source"], row["row_number"]): row["record"]
            for row in archive.read_raw(folder, "raw_listing_rows", name).to_pylist()
        }
        for name in ("n1", "n2")
    )
    assert first == second
    assert reports["n2"]["right"].unchanged == 4 and reports["n2"]["right"].fetched == 0


def test_a_kind_that_nobody_reads_is_named():
    with pytest.raises(ValueError, match="'d': kind 'rss'"):
        ListingSource("d", "https://d.example/", kind="rss")


def test_a_local_listing_must_be_marked_local(tmp_path):
    with pytest.raises(ContactMissingError):
        crawl_listings([ListingSource("d", "http://127.0.0.1:9/programs")], tmp_path, "c", CrawlSettings.demo())
