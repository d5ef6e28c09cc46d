"""Listing sources as declarations: where a public listing lies and how its table reads.

A source is a folder with `source.toml`, a saved page or file, and the rows expected of it; `registry/listings/` holds
those of an installation, `scrapers/listings/` those that come along. A new kind is one more reader in
`scrapers/spiders/listing.py`. How to add a source: docs/add-a-source.md.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

KINDS = ("html_table", "file", "saved_pages")
SHIPPED = Path(__file__).parent / "listings"
_PAGES_ARE = ("listing", "program")


class SourceError(ValueError):
    """A declaration cannot be used; the message names the file and what to mend."""


@dataclass(frozen=True)
class ListingSource:
    """A listing to read. The selectors are CSS; `total` is a pattern with one group, the number the listing states.

    `columns` are the heads it should have, each with the other names it is known to go by; `ignored` are heads that may
    come and go. Of `saved_pages` each page is a `listing` or one `program` (`page_is`), and `folder` is where they lie.
    `is_local` marks a source on this machine (the demo); it is honoured only where the crawl allows local sites.
    """

    name: str
    url: str
    kind: str = "html_table"
    is_local: bool = False
    head: str = "table thead th"
    row: str = "table tbody tr"
    cell: str = "td"
    detail_link: str | None = "a[href]"
    next_link: str = 'a[rel="next"], a.next, .next a'
    pair_term: str = "dt"
    website_term: str = "Website"
    total: str = r"([\d,]+)\s+[Pp]rograms\b"
    pages_max: int = 2000
    columns: Mapping[str, list[str]] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    page_is: str = "listing"
    folder: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"listing source {self.name!r}: kind {self.kind!r} is not known, use {' or '.join(KINDS)}")
        if self.page_is not in _PAGES_ARE:
            raise ValueError(f"listing source {self.name!r}: page_is is {' or '.join(_PAGES_ARE)}")
        if self.kind == "file" and not self.columns:
            raise ValueError(f"listing source {self.name!r}: a file needs its columns declared, to find its header")

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Declared:
    """A declared source with what lies beside it: `saved` pages or files, and the rows expected of them."""

    source: ListingSource
    folder: Path
    saved: tuple[Path, ...]
    details: tuple[Path, ...]
    expected: tuple[dict[str, str], ...] | None


def declared_sources(registry: Path | None = None) -> dict[str, Declared]:
    """Sources by name; one of the registry stands before one of the same name that comes along. Raises SourceError."""
    found: dict[str, Declared] = {}
    for place in (SHIPPED, registry / "listings" if registry else None):
        for file in sorted(place.glob("*/source.toml")) if place is not None and place.is_dir() else ():
            found[file.parent.name] = read_declaration(file.parent)
    return found


def read_declaration(folder: Path) -> Declared:
    """The declaration of a folder, whose name is the source's. Raises SourceError."""
    file = folder / "source.toml"
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"{file}: {error}") from error
    known = {each.name for each in fields(ListingSource)} - {"name", "folder"}
    if unknown := sorted(set(told) - known):
        raise SourceError(f"{file}: {', '.join(unknown)} is not known; use {', '.join(sorted(known))}")
    if "columns" in told and isinstance(told["columns"], list):
        told["columns"] = {column: [] for column in told["columns"]}
    if "ignored" in told:
        told["ignored"] = tuple(told["ignored"])
    try:
        source = ListingSource(name=folder.name, folder=str(folder / "pages"), **told)
    except (TypeError, ValueError) as error:
        raise SourceError(f"{file}: {error}") from error
    expected = folder / "expected.csv"
    rows = None
    if expected.exists():
        with expected.open(encoding="utf-8-sig", newline="") as text:
            rows = tuple({k: v for k, v in row.items() if v} for row in csv.DictReader(text))
    saved = sorted(path for path in folder.glob("saved*") if path.is_file())
    return Declared(source, folder, tuple(saved), tuple(sorted(folder.glob("detail*.html"))), rows)


def sources_of(rows: list[dict[str, Any]], registry: Path) -> list[ListingSource]:
    """Sources that the registry's sources.csv turns on, each as its declaration says, or as its kind does by default.

    The row's address and `is_local` hold. Raises SourceError where a row and its declaration are of two kinds.
    """
    declared = declared_sources(registry)
    found = []
    for row in rows:
        if row["name"] not in declared:
            try:
                folder = str(registry / "listings" / row["name"] / "pages")
                source = ListingSource(row["name"], row["url"], row["kind"], row["is_local"], folder=folder)
            except ValueError as error:
                raise SourceError(f"sources.csv: {error}; add registry/listings/{row['name']}/source.toml") from error
            found.append(source)
            continue
        source = declared[row["name"]].source
        if source.kind != row["kind"]:
            raise SourceError(f"sources.csv says {row['name']} is {row['kind']}, its declaration says {source.kind}")
        pages = registry / "listings" / row["name"] / "pages"
        rest = source.to_dict() | {"url": row["url"], "is_local": row["is_local"], "folder": str(pages)}
        found.append(ListingSource(**rest))
    return found
