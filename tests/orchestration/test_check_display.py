"""Text from the web in a check's result stays text: no markup, no link, no turned direction."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import pytest

from expectations.checks import FATAL, Check, CheckResult
from orchestration.check_display import as_table, cell, describe_result, links_of, web_address
from orchestration.readings import _write_part
from orchestration.viewer import ArchivedPage, docs_path, page_path, render_page, serving_pages
from tests.ports import free_port
from warehouse.schema import RAW_FETCHES, RAW_TEXTS

HOSTILE = (
    "<script>document.title='pwned'</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![i](http://evil.example/i.png)",
    "a | b | c",
    "`code` ``` fence",
    "http://evil.example/autolink www.evil.example x@evil.example",
    "one\n| --- |\ntwo",
    "\u202egnp.exe\u202c \u2066x\u2069 \u200bzero\ufeff",
    "</table><h1>x</h1>",
    "[x]: javascript:alert(1)",
    "\x00\x1b[31mred",
)
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "http:\\\\evil.example",
    "//evil.example",
    "http://",
    "http://[evil",
    None,
    5,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_is_one_line_of_visible_text(text: str) -> None:
    shown = cell(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", shown)
    table = as_table([{"program": "p1", "quote": text}])
    assert table.records[0].data["quote"] == shown
    assert all(column.type == "string" for column in table.schema.columns)


@pytest.mark.parametrize("text", HOSTILE)
def test_links_hold_nothing_of_a_quote_but_its_encoded_letters(text: str) -> None:
    row = {"program": text, "field": "visa_j1", "value": text, "quote": text, "url": "http://site.example/a"}
    line = links_of([row], "http://127.0.0.1:3001")
    assert "\n" not in line
    label, rest = line.split(": [page](", 1)
    assert re.fullmatch(r"1\. [A-Za-z0-9 _-]+", label)
    assert re.fullmatch(
        r"http://site\.example/a\) · \[archived copy\]\(http://127\.0\.0\.1:3001/page\?url=[\w%.~-]+&quote=[\w%.~-]+#quote\)",
        rest,
    )


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_web_addresses_become_links(address: object) -> None:
    assert web_address(address) is None
    assert links_of([{"program": "p1", "url": address}], None) == ""


def test_an_address_cannot_end_its_link() -> None:
    for url in (
        "http://a.example/x)[y](javascript:alert(1))",
        'http://a.example/"><script>',
        "http://a.example/a b\nc",
    ):
        address = web_address(url)
        assert address is not None
        assert not set(address) & set('()<>[]" \n|`\\')


def test_a_result_shows_counts_as_numbers_the_trend_and_where_to_look() -> None:
    check = Check("out_programs", "x", FATAL, "What.", "why.", "do.")
    sample = {"program": "p1", "field": "visa_j1", "value": "no", "quote": "We sponsor.", "url": "http://a.example/v"}
    result = CheckResult(check, False, 60, 3, "c", "f", (sample,), ("visa_j1: 3 of 60",), {"changed": 3.0})
    past = [{"run": "2026-11-21 02:30 UTC", "verdict": "passed", "rows_failing": 1, "rows_evaluated": 58}]
    shown = describe_result(result, past, "http://127.0.0.1:3001")
    assert (shown["rows_failing"], shown["rows_evaluated"], shown["failing_pct"]) == (3, 60, 5.0)
    assert (shown["changed"], shown["rows_failing_more_than_last_run"]) == (3.0, 2)
    assert [record.data["rows_failing"] for record in shown["last_runs"].records] == ["3", "1"]
    assert shown["offending_rows"].records[0].data["quote"] == "We sponsor."
    assert "/page?url=http%3A%2F%2Fa.example%2Fv&quote=We%20sponsor.#quote" in shown["look_at"].md_str


# The viewer


def _home(tmp_path: Path) -> Path:
    fetched = {"crawl_id": "c1", "url": "http://a.example/v", "host": "a.example", "is_unchanged": False}
    row = dict.fromkeys(RAW_FETCHES.column_names) | fetched | {"body_sha256": "a" * 64}
    _write_part(tmp_path / "archive", RAW_FETCHES, "c1-0", [row | {"fetched_at": datetime(2026, 11, 22, tzinfo=UTC)}])
    text = {"body_sha256": "a" * 64, "text_version": "1", "content_kind": "html", "title": "<b>Visas</b>"}
    _write_part(tmp_path / "archive", RAW_TEXTS, "c1-0", [text | {"text": f"Before. We sponsor J-1. {HOSTILE[0]}"}])
    (tmp_path / "data_docs" / "20261122T0230Z-00000000").mkdir(parents=True)
    (tmp_path / "data_docs" / "20261122T0230Z-00000000" / "index.html").write_text("<h1>Docs</h1>")
    (tmp_path / "secret.html").write_text("secret")
    return tmp_path


def _get(url: str, host: str | None = None) -> tuple[int, str, dict[str, str]]:
    request = urllib.request.Request(url, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), dict(error.headers)


def test_the_viewer_shows_archived_text_with_its_quote_and_runs_nothing(tmp_path: Path) -> None:
    with serving_pages(_home(tmp_path), free_port()) as address:
        status, text, headers = _get(address + page_path("http://a.example/v", "We sponsor J-1."))
        assert status == 200
        assert '<mark id="quote">We sponsor J-1.</mark>' in text
        assert "&lt;script&gt;" in text and "<script" not in text and "<b>Visas" not in text
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "does not stand" in _get(address + page_path("http://a.example/v", "We sponsor all."))[1]
        assert _get(address + page_path("http://a.example/<script>"))[0] == 404
        assert "<script" not in _get(address + page_path("http://a.example/<script>"))[1]


def test_the_viewer_serves_data_docs_and_no_other_file(tmp_path: Path) -> None:
    with serving_pages(_home(tmp_path), free_port()) as address:
        assert _get(address + docs_path("20261122T0230Z-00000000"))[:2] == (200, "<h1>Docs</h1>")
        for path in ("/docs/../secret.html", "/docs/..%2f/secret.html", "/secret.html", "/docs/x/index.html", "/"):
            assert _get(address + path)[0] == 404
        assert _get(address + "/", host="evil.example")[0] == 403


def test_a_quote_that_looks_like_markup_is_marked_as_text() -> None:
    page = ArchivedPage("http://a.example", "2026-11-22", "a" * 64, "T", "x <i>y</i> z")
    assert '<mark id="quote">&lt;i&gt;y&lt;/i&gt;</mark>' in render_page(page, "<i>y</i>")
