"""What may differ between two visits without a change of the page, and what may not."""

from __future__ import annotations

import itertools
import re
import shutil

import pyarrow.parquet as pq
import pytest

from scrapers import archive, history
from scrapers.crawl import CrawlSettings, Target, crawl_programs
from scrapers.volatile import remove_volatile, settle_body
from tests.scrapers.sites import World, html

# Two visits to a page that nobody changed.
SAME = {
    "hidden form token": (
        '<input type="hidden" name="csrf_token" value="9f8a77">',
        '<input type="hidden" name="csrf_token" value="01bc00">',
    ),
    "token before its name": (
        '<INPUT value="a/9+x==" NAME="authenticity_token" type=hidden>',
        '<INPUT value="b/1+y==" NAME="authenticity_token" type=hidden>',
    ),
    "meta token": ('<meta name="csrf-token" content="aB3">', '<meta name="csrf-token" content="zY9">'),
    "asp.net state": (
        '<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUKLTk2' + "A" * 9000 + '" />',
        '<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUKLTk3' + "B" * 9000 + '" />',
    ),
    "drupal form": (
        '<input type="hidden" name="form_build_id" value="form-Ab1" />',
        '<input type="hidden" name="form_build_id" value="form-Zz9" />',
    ),
    "script nonce": ('<script nonce="r4nd0m">a()</script>', '<script nonce="0th3r1">a()</script>'),
    "bare script nonce": ("<style nonce=r4nd0m+/=>p{}</style>", "<style nonce=0th3r1+/=>p{}</style>"),
    "jsessionid": ('<a href="/visa;jsessionid=0A1B2C3D.n1?a=1">', '<a href="/visa;jsessionid=9F8E7D6C.n2?a=1">'),
    "phpsessid": ('<a href="/visa?PHPSESSID=abc123def456">', '<a href="/visa?PHPSESSID=fff999eee888">'),
    "sid after an entity": ('<a href="/v?a=1&amp;sid=abc123def456">', '<a href="/v?a=1&amp;sid=fff999eee888">'),
    "cookieless asp.net": (
        '<a href="/(S(abcdefghijklmnopqrstuvwx))/visa">',
        '<a href="/(S(xwvutsrqponmlkjihgfedcba))/visa">',
    ),
    "cache buster": (
        '<link href="/s.css?ver=1712345678"><script src="/a.js?_=1712345678123">',
        '<link href="/s.css?ver=1712349999"><script src="/a.js?_=1712345999999">',
    ),
    "wordpress nonce in a link": ('<a href="/?_wpnonce=1234567890">', '<a href="/?_wpnonce=9876543210">'),
    "wordpress nonces in scripts": (
        '<script>var x = {"ajax_url":"/a","nonce":"3f2a9c81d0","rest_nonce":"aa11bb22cc"};</script>',
        '<script>var x = {"ajax_url":"/a","nonce":"91d0c2a83f","rest_nonce":"cc22bb11aa"};</script>',
    ),
    "nonce in camel case": (
        '<script>{"ajaxNonce":"3f2a9c81d0"}</script>',
        '<script>{"ajaxNonce":"91d0c2a83f"}</script>',
    ),
    "token in a script": ("<script>csrfToken = 'a8b7c6d5';</script>", "<script>csrfToken = 'd5c6b7a8';</script>"),
    "comment on rendering": (
        "<!-- Page generated at 2026-11-22T02:46:17.123Z -->",
        "<!-- Page generated at 2026-11-23T02:51:09.004Z -->",
    ),
    "comment of a cache": (
        "<!-- Dynamic page generated in 0.123 seconds. 41 queries -->\n<!-- served by web-3 -->",
        "<!-- Dynamic page generated in 1.9 seconds. 44 queries -->\n<!-- served by web-1 -->",
    ),
    "any comment's moment": ("<!-- 2026-11-22 02:46 -->", "<!-- 2026-11-23 02:51 -->"),
    "seconds to render": ("<p>Page rendered in 0.123 s</p>", "<p>Page rendered in 0.98 s</p>"),
    "milliseconds to render": ("<p>generated in 87 ms</p>", "<p>generated in 112 ms</p>"),
    "moment of rendering": (
        "<p>This page was generated on 2026-11-22 02:46</p>",
        "<p>This page was generated on 2026-11-23 02:51</p>",
    ),
    "clock in ISO": ("<p>2026-11-22T02:46:17+00:00</p>", "<p>2026-11-23T05:00:00.031+00:00</p>"),
    "clock by RFC": ("<p>Sun, 22 Nov 2026 02:46:17 GMT</p>", "<p>Sun, 22 Nov 2026 03:11:41 GMT</p>"),
    "moment in meta": (
        '<meta property="og:updated_time" content="2026-11-22T02:00:00+00:00">',
        '<meta property="og:updated_time" content="2026-11-23T04:00:00+00:00">',
    ),
    "hidden e-mail address": (
        '<a data-cfemail="10795075">x</a><a href="/cdn-cgi/l/email-protection#10795075">',
        '<a data-cfemail="234a6346">x</a><a href="/cdn-cgi/l/email-protection#234a6346">',
    ),
    "cloudflare parameters": (
        "<script>window.__CF$cv$params={r:'8e6f',t:'MTcz'};</script>",
        "<script>window.__CF$cv$params={r:'91aa',t:'MTc4'};</script>",
    ),
    "drupal view": (
        '<div class="view js-view-dom-id-' + "a1" * 32 + '">',
        '<div class="view js-view-dom-id-' + "b2" * 32 + '">',
    ),
    "json answer": (
        '{"generated_at": "2026-11-22T02:00:00Z", "timestamp": 1795315577, "csrfToken": "ab12cd34", "visa": "J-1"}',
        '{"generated_at": "2026-11-23T04:00:00Z", "timestamp": 1795399999, "csrfToken": "ef56ab78", "visa": "J-1"}',
    ),
    "json in an attribute's script": (
        r'<script>x = "{\"nonce\":\"3f2a9c81d0\"}"</script>',
        r'<script>x = "{\"nonce\":\"91d0c2a83f\"}"</script>',
    ),
}
# Two states of a page that somebody changed.
CHANGED = {
    "a score": ("<p>Step 2 CK of at least 220</p>", "<p>Step 2 CK of at least 230</p>"),
    "a deadline in prose": ("<p>Apply by December 1, 2026</p>", "<p>Apply by December 15, 2026</p>"),
    "a deadline in digits": ("<p>Deadline: 2026-12-01</p>", "<p>Deadline: 2026-12-15</p>"),
    "a deadline with an hour": ("<p>Deadline: 2026-12-01 17:00</p>", "<p>Deadline: 2026-12-01 23:00</p>"),
    "a deadline to the second": ("<p>2026-12-01T23:59:59Z</p>", "<p>2026-12-15T23:59:59Z</p>"),
    "a deadline with seconds": ("<p>by 1 Dec 2026 17:00:00 EST</p>", "<p>by 8 Dec 2026 17:00:00 EST</p>"),
    "a deadline of a job posting": (
        '<script type="application/ld+json">{"validThrough":"2026-12-01T23:59:00-05:00"}</script>',
        '<script type="application/ld+json">{"validThrough":"2026-12-15T23:59:00-05:00"}</script>',
    ),
    "a year": ("<p>Graduated in 2021 or later</p>", "<p>Graduated in 2022 or later</p>"),
    "years in brackets": ("<p>(2020)</p>", "<p>(2021)</p>"),
    "a visa word": ("<p>We sponsor J-1 visas</p>", "<p>We sponsor H-1B visas</p>"),
    "a word on tokens": ("<p>An ECFMG token: required</p>", "<p>An ECFMG token: waived</p>"),
    "the price of a token": ("<p>token: 'USD 165'</p>", "<p>token: 'USD 175'</p>"),
    "months": ("<p>served in 3 months</p>", "<p>served in 6 months</p>"),
    "an hour of an interview": ("<p>Interviews at 08:30</p>", "<p>Interviews at 09:30</p>"),
    "a session": ("<p>session_id 4 of the fair</p>", "<p>session_id 5 of the fair</p>"),
    "text after an open comment": ("<!-- <p>J-1</p> -->", "<!-- <p>H-1B</p> -->"),
    "text between comments": ("<!-- generated <p>J-1</p> cache -->", "<!-- generated <p>H-1B</p> cache -->"),
    "a link's page": ('<a href="/visa?page=1">', '<a href="/visa?page=2">'),
    "a link's article": ('<a href="/?id=123456789">', '<a href="/?id=123456780">'),
    "a description": (
        '<meta name="description" content="J-1 only, updated 2026-11-22 02:46">',
        '<meta name="description" content="H-1B too, updated 2026-11-22 02:46">',
    ),
    "a hidden e-mail address": ('<a data-cfemail="10795075">', '<a data-cfemail="10795076">'),
    "a json value": ('{"nonce": "3f2a9c81d0", "step2_min": 220}', '{"nonce": "3f2a9c81d0", "step2_min": 230}'),
    "a button that names a token": (
        '<input type="submit" id="get_token" value="Token 2026">',
        '<input type="submit" id="get_token" value="Token 2027">',
    ),
    "a button": ('<input type="submit" value="Apply 2026">', '<input type="submit" value="Apply 2027">'),
}


def page(part: str) -> bytes:
    body = f'<!doctype html><html><head><title>Visa</title></head><body class="x">{part}<p>Step 3 by 2026</p></body>'
    return body.encode()


@pytest.mark.parametrize("name", SAME)
def test_a_visit_without_a_change_has_the_same_hash(name):
    first, second = (page(part) for part in SAME[name])
    assert first != second
    assert settle_body(first) == settle_body(second), (remove_volatile(first), remove_volatile(second))


@pytest.mark.parametrize("name", CHANGED)
def test_a_change_changes_the_hash(name):
    first, second = (page(part) for part in CHANGED[name])
    assert settle_body(first) != settle_body(second)


@pytest.mark.parametrize("name", SAME)
def test_a_change_beside_a_volatile_part_changes_the_hash(name):
    first, second = SAME[name]
    assert settle_body(page(first)) != settle_body(page(second).replace(b"Step 3 by 2026", b"Step 3 by 2027"))
    assert settle_body(page(first + "<p>220</p>" + first)) != settle_body(page(second + "<p>230</p>" + second))


def test_a_pdf_is_compared_byte_by_byte():
    assert settle_body(b"%PDF-1.4 <!-- generated 1 -->") != settle_body(b"%PDF-1.4 <!-- generated 2 -->")


PROSE = """
Applications generated on paper are not served; the file is cached at our office by December 1, 2026 at 17:00 (EST).
The timestamp of your ERAS token, session_id 12 or request, counts. Rank lists are executed on 2027-03-04 21:00.
Step 2 CK: 220 in 2 seconds, 87 minutes, 0.25 FTE. Version 2.1 of 2025/11/30; ver 6, v 7, t 8. Nonce words: csrf.
Modified 11/30/2026, updated Nov 30 2026 09:15, interviews 08:30 to 12:45 on Mon, 30 Nov 2026. J-1 and H-1B: yes.
"""


def test_every_word_of_the_prose_counts_beside_every_volatile_part():
    volatile = "".join(first for first, _ in SAME.values())
    before = settle_body(page(f"{volatile}<p>{PROSE}</p>{volatile}"))
    for word in re.finditer(r"\w+", PROSE):
        for other in ("7", "q"):
            changed = PROSE[: word.end() - 1] + other + PROSE[word.end() :]
            if changed != PROSE:
                assert settle_body(page(f"{volatile}<p>{changed}</p>{volatile}")) != before, word[0]


@pytest.mark.timeout(60)  # what one pass takes a second for would take hours if a pattern went over it again and again
@pytest.mark.parametrize(
    "part",
    [
        "<!--",
        "<input name=csrf ",
        "<input value='",
        "<meta name=csrf><!--generated",
        "nonce=",
        "token",
        "token='1",
        '"' + "a" * 30,
        "?sid=a1",
        "&t=111111111",
        "generated on ",
        "2026-11-22 ",
        "22 Nov 2026 12:12:",
        "12:12:",
        'data-cfemail="aa',
        "__CF$cv$params={",
        '\\"',
    ],
)
def test_a_body_made_to_stall_the_reader_does_not(part):
    every_word = '<input name=_csrf_ sid= time_at" timestamp" view-dom-id- data-time ver= page generated in :10:10'
    settle_body((part * (400_000 // len(part)) + every_word).encode())


# --- over two nights ---


def fresh_page(text: str):
    """A page without validators that has a new token, nonce, clock and session on every visit."""
    visits = itertools.count(1)

    def answer(handler):
        token = f"{next(visits):032x}"
        body = html(("/apply;jsessionid=" + token, "How to apply"), text=text)
        stamp = f"<!-- Page generated at 2026-11-22T02:46:{int(token, 16) % 60:02}.5Z -->"
        hidden = f'<form><input type="hidden" name="csrf_token" value="{token}"></form>'
        script = f'<script nonce="{token[:16]}">window.started = true;</script>'
        handler.send(body.replace("</body>", f"{stamp}{hidden}{script}</body>").encode())

    return answer


@pytest.fixture
def site():
    world = World({"volatile": {"/": fresh_page("J-1 only"), "/apply": fresh_page("by December 1, 2026")}}, "127.34.0.")
    yield world["volatile"]
    world.close()


def crawl(site, folder, crawl_id):
    return crawl_programs([Target("p", site.url())], folder, crawl_id, CrawlSettings.demo())


def rows_of(folder, crawl_id):
    return {row["url"]: row for row in archive.read_raw(folder, "raw_fetches", crawl_id).to_pylist()}


def test_a_night_without_a_change_stores_no_body_of_a_volatile_site(site, tmp_path):
    reports = [crawl(site, tmp_path, f"night{n}") for n in (1, 2, 3)]
    assert [report.check_sums() for report in reports] == [[], [], []]
    assert [(report.fetched, report.unchanged, report.bodies_stored) for report in reports] == [
        (2, 0, 2),
        (0, 2, 0),
        (0, 2, 0),
    ]
    first, third = rows_of(tmp_path, "night1"), rows_of(tmp_path, "night3")
    for url, row in third.items():
        assert row["is_unchanged"] and row["status"] == 200
        assert (row["body_sha256"], row["settled_sha256"]) == (first[url]["body_sha256"], first[url]["settled_sha256"])
    assert reports[2].bytes_downloaded == sum(row["body_bytes"] for row in third.values()) > 500
    assert history.latest_fetches(tmp_path)[site.url()].settled_sha256 == first[site.url()]["settled_sha256"]


def test_a_change_on_a_volatile_site_is_fetched_and_its_way_back_too(site, tmp_path):
    crawl(site, tmp_path, "night1")
    site.pages["/apply"] = fresh_page("by December 15, 2026")
    changed = crawl(site, tmp_path, "night2")
    assert (changed.fetched, changed.unchanged, changed.bodies_stored) == (1, 1, 1)
    site.pages["/apply"] = fresh_page("by December 1, 2026")
    back = crawl(site, tmp_path, "night3")
    assert (back.fetched, back.unchanged, back.check_sums()) == (1, 1, [])


def test_archive_parts_older_than_the_settled_hash_are_read(site, tmp_path):
    crawl(site, tmp_path, "night1")
    for part in (tmp_path / "raw_fetches").glob("*.parquet"):
        pq.write_table(pq.read_table(part).drop_columns(["settled_sha256"]), part)
    shutil.rmtree(tmp_path / archive.FOLDED)
    assert archive.read_raw(tmp_path, "raw_fetches")["settled_sha256"].to_pylist() == [None, None]
    assert history.latest_fetches(tmp_path)[site.url()].settled_sha256 is None
    assert crawl(site, tmp_path, "night2").fetched == 2  # nothing to compare with: had again, once
    assert crawl(site, tmp_path, "night3").unchanged == 2
