"""Declared sources: each is tried on the page saved beside it; files drift, shrink and break, never in silence."""

from __future__ import annotations

import io
import json
import zipfile

import openpyxl
import pytest

from scrapers import archive
from scrapers.crawl import CrawlSettings, ListingSource, crawl_listings
from scrapers.source_check import check_source
from scrapers.sources import SourceError, declared_sources, read_declaration, sources_of
from scrapers.tables import UnreadableTableError, match_heads, read_table
from tests.scrapers.sites import World
from transforms.listings import read_records

SOURCES = declared_sources()
COLUMNS = {"Program Code": ["ACGME Code"], "Program Name": [], "Specialty": [], "City": [], "State": []}
HEAD = "Program Code,Program Name,Specialty,City,State\n"
ROW = "1403621123,Alder Program,Internal Medicine,Troy,NY\n"


@pytest.mark.parametrize("name", SOURCES)
def test_each_declared_source_reads_its_saved_page_as_expected(name):
    lines, is_right = check_source(SOURCES[name])
    assert is_right, "\n".join(lines)
    reading = read_records(SOURCES[name].expected, name)
    assert len(reading.programs) == len(SOURCES[name].expected) and reading.refused == 0


def test_every_kind_of_source_is_shown_by_an_example():
    assert {declared.source.kind for declared in SOURCES.values()} == {"html_table", "file", "saved_pages"}


def test_a_row_that_is_read_otherwise_is_told_by_row_and_column(tmp_path):
    folder = tmp_path / "listings" / "mine"
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text('url = "https://d.example/f.csv"\nkind = "file"\ncolumns = ["Code", "City"]\n')
    (folder / "saved.csv").write_text("Code,City\n1,Troy\n2,Macon\n")
    (folder / "expected.csv").write_text("Code,City\n1,Troia\n")
    lines, is_right = check_source(declared_sources(tmp_path)["mine"])
    assert not is_right
    assert "row 1    City: expected 'Troia', read 'Troy'" in lines
    assert any(line.startswith("row 2    not expected") for line in lines)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("url = 3 4", "source.toml"),
        ('url = "https://d.example"\ncolour = "red"', "colour is not known"),
        ('url = "https://d.example"\nkind = "rss"', "kind 'rss'"),
        ('url = "https://d.example"\nkind = "file"', "columns"),
        ('kind = "file"', "url"),
    ],
)
def test_a_declaration_that_cannot_be_used_says_why(tmp_path, text, words):
    (tmp_path / "source.toml").write_text(text)
    with pytest.raises(SourceError, match=words):
        read_declaration(tmp_path)


def test_the_registry_turns_declared_sources_on(tmp_path):
    rows = [{"name": "example_file", "kind": "file", "url": "http://127.0.0.1:1/f.csv", "is_local": True}]
    (source,) = sources_of(rows, tmp_path)
    assert source.url == rows[0]["url"] and source.is_local and "Program Code" in source.columns
    with pytest.raises(SourceError, match="html_table"):
        sources_of([rows[0] | {"kind": "html_table"}], tmp_path)


# --- drift ---


def records_of(body, columns=COLUMNS):
    table = read_table(body if isinstance(body, bytes) else body.encode(), columns)
    return [record for _, record in table.records]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + ROW,
        "A title\n\nAs of today,,,,\n" + HEAD + ROW + "Total: 1\n",
        HEAD.replace(",", ";") + ROW.replace(",", ";"),
        HEAD.replace(",", "\t").upper() + ROW.replace(",", "\t"),
        "STATE,program_code,Program-Name , City,Specialty\nNY,1403621123,Alder Program,Troy,Internal Medicine\n",
        "ACGME Code,Program Name,Specialty,City,State,,\n1403621123,Alder Program,Internal Medicine,Troy,NY,,\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_same_rows_come_of_a_file_however_it_is_laid_out(text, encoding):
    body = text.encode(encoding)
    table = read_table(body, COLUMNS)
    drift = match_heads(table.heads, COLUMNS)
    (record,) = ({drift.names.get(head, head): cell for head, cell in row.items() if cell} for _, row in table.records)
    assert record == {
        "Program Code": "1403621123",
        "Program Name": "Alder Program",
        "Specialty": "Internal Medicine",
        "City": "Troy",
        "State": "NY",
    }
    assert drift.unknown == drift.missing == ()


def test_columns_that_are_renamed_new_or_gone_are_told():
    drift = match_heads(["Program Code", "Program Title", "Specialty", "City", "Phone"], COLUMNS)
    told = drift.told()
    assert "column 'Program Name' is missing; perhaps it is 'Program Title' now" in told[0]
    assert told[1] == "column 'State' is missing"
    assert "column 'Phone' is not known" in told[-1]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<!DOCTYPE html><title>Sign in</title>", "login"),
        (b"a,b\n1,2\n", "no header"),
        (b"", "no header"),
        (b"\x00\x01\x02", "no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old .xls"),
        (b"PK\x03\x04 broken", "damaged"),
    ],
)
def test_a_file_that_is_no_table_is_named(body, words):
    with pytest.raises(UnreadableTableError, match=words):
        read_table(body, COLUMNS)


def workbook(change=lambda sheet: None):
    book = openpyxl.Workbook()
    book.active.append(list(COLUMNS))
    book.active.append([1403621123, "Alder Program", "Internal Medicine", "Troy", "NY"])
    change(book.active)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_reads_as_a_file_of_text_does():
    assert records_of(workbook()) == records_of(HEAD + ROW)
    book = workbook(lambda sheet: sheet.append(["=1+1", "<script>", "=HYPERLINK(1)", None, 1.5]))
    assert records_of(book)[1] == {
        "Program Code": "",
        "Program Name": "<script>",
        "Specialty": "",
        "City": "",
        "State": "1.5",
    }


def rezipped(body, **files):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, files.get(name.rsplit("/", 1)[-1].removesuffix(".xml"), old.read(name)))
    return made.getvalue()


def test_a_hostile_workbook_is_named():
    bomb = rezipped(workbook(), sheet1=b" " * 120_000_000)
    with pytest.raises(UnreadableTableError, match="inflates"):
        read_table(bomb, COLUMNS)
    entities = b'<!DOCTYPE x [<!ENTITY a "ha">]><worksheet>&a;</worksheet>'
    with pytest.raises(UnreadableTableError, match="document type"):
        read_table(rezipped(workbook(), sheet1=entities), COLUMNS)
    far = workbook(lambda sheet: sheet.cell(1_000_000, 16_000, "x"))
    with pytest.raises(UnreadableTableError, match="spans"):
        read_table(far, COLUMNS)


# --- read by a crawl ---


def test_files_and_saved_pages_are_read_by_a_crawl(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "p1.html").write_text((SOURCES["example_saved"].saved[0]).read_text())
    served = {
        "csv": {"/f.csv": lambda h: h.send((HEAD + ROW).encode(), content_type="text/csv")},
        "xlsx": {"/f.csv": lambda h: h.send(workbook(), content_type="application/octet-stream")},
        "login": {"/f.csv": "<!DOCTYPE html><title>Sign in</title><p>Please"},
        "drifted": {
            "/f.csv": lambda h: h.send((HEAD + ROW).replace("State", "Region").encode(), content_type="text/csv")
        },
    }
    world = World(served, "127.43.0.")
    sources = [
        ListingSource(name, site.url("/f.csv"), "file", True, columns=COLUMNS) for name, site in world.sites.items()
    ]
    saved = SOURCES["example_saved"].source.to_dict() | {"name": "saved", "folder": str(pages)}
    sources += [ListingSource(**saved), ListingSource(**(saved | {"name": "empty", "folder": str(tmp_path / "none")}))]
    try:
        report = crawl_listings(sources, tmp_path / "archive", "c1", CrawlSettings.demo())
    finally:
        world.close()
    told = {source.source: source for source in report.sources}
    assert {name: source.rows for name, source in told.items()} == {
        "csv": 1,
        "xlsx": 1,
        "login": 0,
        "drifted": 1,
        "saved": 1,
        "empty": 0,
    }
    assert {name for name, source in told.items() if source.is_whole} == {"csv", "xlsx", "saved"}
    assert "login" in told["login"].problems[0] and "'State' is missing" in told["drifted"].problems[0]
    assert "save the listing's pages" in told["empty"].problems[0]
    rows = archive.read_raw(tmp_path / "archive", "raw_listing_rows").to_pylist()
    records = {row["source"]: json.loads(row["record"]) for row in rows}
    assert records["csv"] == records["xlsx"] and records["saved"]["City"] == "Macon"
