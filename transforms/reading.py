"""One body read whole: page, statements and rosters together, so that a reading is cached by (body hash, version).

Joins the readers of the floor and contains their failures; how a page, a fact or a roster is read belongs to
`pages.py`, `statements.py` and `rosters/`. Which program a page serves belongs to `statement_rows.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import TypeVar

from transforms import pages, rosters, statements
from transforms.model import Page, Reading

T = TypeVar("T")

# Raise JOIN_VERSION when this module changes what a reading holds.
JOIN_VERSION = "1"
READER_VERSION = "+".join(
    (
        f"join-{JOIN_VERSION}",
        *(
            f"{part}-{version}"
            for part, module, attribute in (
                ("pages", pages, "TEXT_VERSION"),
                ("statements", statements, "EXTRACTOR_VERSION"),
                ("rosters", rosters, "ROSTER_VERSION"),
            )
            if (version := getattr(module, attribute, None)) is not None
        ),
    )
)


def read_everything(
    body: bytes, content_type: str | None, url: str, aliases: Mapping[str, str] | None = None
) -> Reading:
    """Read a body. Never raises: what failed is named in `problems` and counted in `dropped` as `failed: <part>`.

    A problem names part, kind of error, place in the code and body hash, never the content, which may hold names.
    """
    problems: list[str] = []
    sha256 = hashlib.sha256(body).hexdigest()
    page = _attempt("page", lambda: pages.read_body(body, content_type, url), sha256, problems)
    if page is None:
        page = Page(url, "", "", "")
        return Reading(page, dropped={"failed: page": 1}, problems=tuple(problems))
    return read_page(page, body, aliases, sha256, problems)


def read_page(
    page: Page,
    body: bytes,
    aliases: Mapping[str, str] | None = None,
    body_sha256: str | None = None,
    problems: list[str] | None = None,
) -> Reading:
    """Read statements and rosters of a page whose text is there already; otherwise as `read_everything`."""
    problems = [] if problems is None else problems
    sha256 = body_sha256 or hashlib.sha256(body).hexdigest()
    dropped: dict[str, int] = {}
    stated = _attempt("statements", lambda: statements.extract_statements(page), sha256, problems)
    if stated is None:
        dropped["failed: statements"] = 1
    else:
        dropped.update(stated[1])
    counted = _attempt("rosters", lambda: rosters.parse_rosters(page, body, aliases), sha256, problems)
    if counted is None:
        dropped["failed: rosters"] = 1
    return Reading(page, tuple(stated[0]) if stated else (), tuple(counted or ()), dropped, tuple(problems))


def _attempt(part: str, read: Callable[[], T], sha256: str, problems: list[str]) -> T | None:
    try:
        return read()
    except Exception as error:  # one page must never stop a night
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{PurePath(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
        problems.append(f"{part}: {type(error).__name__} at {where} on body {sha256}")
        return None
