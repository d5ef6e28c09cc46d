"""The page to read on a phone: the workbook's content, escaped, loading nothing, untouched where nothing changed."""

from __future__ import annotations

import re
import stat
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from reports.markup import STYLE, escape, frame, link
from tests.reports.test_trackers import Desk
from tests.reports.worlds import TODAY, program

VOID = {"meta", "br"}
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "'; background:url(https://evil.example)",
    "</style><b>bold</b>",
    "&lt;script&gt;",
    "\x00\x08\x1b[31m\u202eevil",
    '=HYPERLINK("https://evil.example")',
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def page_of(desk: Desk) -> BeautifulSoup:
    return BeautifulSoup(desk.path("A1.html").read_bytes(), "lxml")


class Strict(HTMLParser):
    """Raises where tags are not closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, tag


def test_the_page_lies_beside_the_workbook_private_and_says_what_it_says(desk: Desk) -> None:
    desk.refresh()
    path = desk.path("A1.html")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = page_of(desk).get_text(" ", strip=True)
    for row in desk.shown().values():
        assert str(row["Program"]) in text
        for line in f"{row['Why'] or ''}\n{row['Watch out'] or ''}".splitlines():
            assert line.removeprefix("• ") in text
    assert "words on visa_j1 sponsors" in text  # the quote of what decides
    assert "P4" in text and "Not recommended" in text  # excluded: no J-1


def test_a_page_without_a_program_to_apply_to_says_why(desk: Desk) -> None:
    desk.rows[:] = [program("P7", visa_j1="no", visa_h1b="no")]  # the applicant needs the J-1
    desk.refresh()
    text = page_of(desk).get_text(" ", strip=True)
    assert "Each program fails a required rule" in text
    assert "budget" not in text.split("Nothing to apply to yet")[1][:120]
    desk.rows[:] = [program("P7", specialty="Urology")]
    desk.refresh()
    assert "No program of these specialties is known" in page_of(desk).get_text(" ", strip=True)


def test_an_unchanged_page_is_not_touched_and_a_changed_status_shows(desk: Desk) -> None:
    desk.refresh()
    path = desk.path("A1.html")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    for row in desk.rows:  # the nightly confirmation of facts moves within the month
        for name in row:
            if name.endswith("_as_of") and row[name] is not None:
                row[name] += timedelta(days=1)
    assert desk.refresh(TODAY + timedelta(days=1)).pages_written == 0
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    desk.edit({("P1", "Status"): "Interview offered", ("P1", "Notes"): "a secret", ("P1", "Contact"): "Dr Private"})
    assert desk.refresh().pages_written == 1
    text = page_of(desk).get_text(" ", strip=True)
    assert "Status: Interview offered" in text
    assert "a secret" not in text and "Dr Private" not in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(desk: Desk, text: str) -> None:
    desk.rows.append(
        program(
            "P9",
            name=text,
            institution=text,
            city=text,
            url=f"javascript:alert('{text}')",
            visa_j1="conditional",
            visa_j1_condition=text,
            visa_j1_quote=text,
            visa_j1_url=f"https://x.example/{text}",
            step2_min_preferred=260,
        )
    )
    desk.refresh()
    body = desk.path("A1.html").read_text(encoding="utf-8")
    strict = Strict()
    strict.feed(body)
    assert strict.open == []
    assert {tag for tag, _ in strict.tags} <= {
        *("html", "head", "meta", "title", "style", "body", "main", "header", "section", "footer", "h1", "h2", "h3"),
        *("p", "br", "strong", "b", "span", "div", "ul", "ol", "li", "dl", "dt", "dd", "a", "q", "details", "summary"),
        *("table", "caption", "tr", "th", "td"),
    }
    for tag, attributes in strict.tags:
        assert not any(name.startswith("on") or name in ("style", "src") for name in attributes)
        if tag == "a":
            assert re.match(r"https?://[a-z0-9]", attributes["href"] or "")
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e]", body)
    assert body.count("<style>") == 1


def test_a_page_loads_nothing_and_fits_a_phone() -> None:
    page = frame("title", "<p>body</p>")
    assert 'name="viewport" content="width=device-width, initial-scale=1"' in page
    assert "default-src 'none'" in page and '<html lang="en">' in page
    assert not re.search(r"url\(|@import|<script|<link|<img", page)
    assert "@media print" in page


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("javascript:alert(1)", "page: javascript:alert(1)"),
        ("file:///etc/passwd", "page: file:///etc/passwd"),
        ("", "page"),
    ],
)
def test_an_unsafe_address_is_shown_as_text(url: str, shown: str) -> None:
    assert link(url, "page") == shown


def test_marks_that_turn_the_reading_order_are_replaced() -> None:
    assert escape("a\u202eb<\x07") == "a\ufffdb&lt;\ufffd"


def _luminance(color: str) -> float:
    whole = color[1:] if len(color) == 7 else "".join(each * 2 for each in color[1:])
    channels = [int(whole[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    linear = [each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_text_color_can_be_read_on_every_ground() -> None:
    colors = set(re.findall(r"(?<![-\w])color: (#[0-9a-f]{3,6})", STYLE))
    grounds = set(re.findall(r"background: (#[0-9a-f]{3,6})", STYLE))
    badges = {ground for ground in grounds if ground not in ("#fff", "#f6f8fb", "#fdf1f1")}
    assert len(colors) >= 4 and len(badges) >= 4
    pairs = [(color, ground) for color in colors for ground in grounds - badges]
    pairs += [("#1b2430", ground) for ground in badges]
    for color, ground in pairs:
        light, dark = sorted((_luminance(color), _luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (color, ground)


def test_dates_of_confirmation_are_told_by_month(desk: Desk) -> None:
    desk.rows[0]["visa_j1_as_of"] = date(2026, 7, 3)
    desk.refresh()
    body = desk.path("A1.html").read_text(encoding="utf-8")
    assert "Jul 2026" in body and "2026-07-03" not in body
