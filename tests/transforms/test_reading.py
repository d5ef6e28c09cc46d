"""Reading one body: the parts are joined, and no page can stop a night."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from transforms import reading
from transforms.model import Page, Statement

PAGE = Page("u", "t", "html", "We sponsor J-1 visas.")
STATEMENT = Statement("visa_j1", "sponsors", "required", "We sponsor J-1 visas.", 0, 21)
BODY = b"<p>Dr. Secret Name</p>"
SHA = hashlib.sha256(BODY).hexdigest()


def fail(*_: Any) -> Any:
    raise ValueError("Dr. Secret Name")


@pytest.fixture(autouse=True)
def parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading.pages, "read_body", lambda body, content_type, url: PAGE)
    monkeypatch.setattr(reading.statements, "extract_statements", lambda page: ([STATEMENT], {"fellowship": 2}))
    monkeypatch.setattr(reading.rosters, "parse_rosters", lambda page, body, aliases: [])


def test_parts_are_joined() -> None:
    read = reading.read_everything(BODY, "text/html", "u")
    assert (read.page, read.statements, read.rosters) == (PAGE, (STATEMENT,), ())
    assert read.dropped == {"fellowship": 2}
    assert read.problems == ()


def test_aliases_reach_the_rosters(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    def parse(page: Page, body: bytes, aliases: Any) -> list[Any]:
        seen.append((page, body, aliases))
        return []

    monkeypatch.setattr(reading.rosters, "parse_rosters", parse)
    reading.read_everything(BODY, None, "u", {"KEMU": "King Edward Medical University"})
    assert seen == [(PAGE, BODY, {"KEMU": "King Edward Medical University"})]


@pytest.mark.parametrize(
    ("module", "function", "part"),
    [
        ("pages", "read_body", "page"),
        ("statements", "extract_statements", "statements"),
        ("rosters", "parse_rosters", "rosters"),
    ],
)
def test_a_part_that_fails_is_named_by_hash_and_never_by_content(
    monkeypatch: pytest.MonkeyPatch, module: str, function: str, part: str
) -> None:
    monkeypatch.setattr(getattr(reading, module), function, fail)
    read = reading.read_everything(BODY, "text/html", "https://one.test/")
    assert read.dropped[f"failed: {part}"] == 1
    (problem,) = read.problems
    assert problem.startswith(f"{part}: ValueError at test_reading.py:")
    assert problem.endswith(f"on body {SHA}")
    assert "Secret" not in problem
    assert read.page.url in ("u", "https://one.test/")
    assert (part == "statements") == (read.statements == () and read.page is PAGE)


def test_the_version_names_each_reader() -> None:
    assert reading.READER_VERSION.startswith(f"join-{reading.JOIN_VERSION}+")
    assert reading.statements.EXTRACTOR_VERSION in reading.READER_VERSION
