"""Rows out of listings as they stand: pages of an HTML table, detail pages of pairs, files, pages saved by hand.

Pure functions over bytes and a `ListingSource`; asking for pages is `scrapers/spiders/listing.py`'s matter, what a
column means `transforms/listings.py`'s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scrapers.links import is_same_site, normalize_url
from scrapers.sources import ListingSource
from scrapers.tables import UnreadableTableError, match_heads, read_table

_SAVED = (".html", ".htm", ".mhtml", ".csv", ".xlsx")


@dataclass(frozen=True, slots=True)
class ListingRow:
    """A row of the table: its cells by column head, and the address of its detail page."""

    record: dict[str, str]
    detail_url: str | None


@dataclass(frozen=True, slots=True)
class ListingPage:
    rows: tuple[ListingRow, ...]
    next_url: str | None
    total: int | None
    heads: tuple[str, ...] = ()


def read_listing_page(body: bytes, url: str, source: ListingSource) -> ListingPage:
    """Rows of one page of a listing. A cell without a head is kept under `column N`, so that nothing is lost."""
    tree = LexborHTMLParser(body)
    heads = [_text(node) for node in tree.css(source.head)]
    rows = []
    for node in tree.css(source.row):
        cells = node.css(source.cell)
        if not cells:
            continue
        record: dict[str, str] = {}
        for number, cell in enumerate(cells):
            head = heads[number] if number < len(heads) and heads[number] else f"column {number + 1}"
            record[head] = (_website(cell, url) if _is(head, source.website_term) else None) or _text(cell)
        rows.append(ListingRow(record, _detail_url(node, url, source)))
    following = tree.css_first(source.next_link)
    next_url = normalize_url(following.attributes.get("href") or "", url) if following is not None else None
    total = re.search(source.total, " ".join(tree.body.text(separator=" ").split()) if tree.body else "")
    return ListingPage(tuple(rows), next_url, int(total.group(1).replace(",", "")) if total else None, tuple(heads))


def read_detail_page(body: bytes, url: str, source: ListingSource) -> dict[str, str]:
    """Pairs of dt and dd; several dd of one dt are joined by `; `. The website is its absolute address."""
    tree = LexborHTMLParser(body)
    pairs: dict[str, list[str]] = {}
    for term in tree.css(source.pair_term):
        name = _text(term).rstrip(":").strip()
        node = term.next
        while node is not None and node.tag != term.tag:
            if node.tag == "dd":
                is_website = _is(name, source.website_term)
                value = (_website(node, url) if is_website else None) or _text(node)
                pairs.setdefault(name, []).append(value)
            node = node.next
    return {name: "; ".join(value for value in values if value) for name, values in pairs.items() if name}


def merge_detail(record: dict[str, str], detail: dict[str, str]) -> dict[str, str]:
    """A row with its detail pairs; a pair that contradicts a column of the same name is kept beside it."""
    merged = dict(record)
    for name, value in detail.items():
        if merged.get(name) in (None, "", value):
            merged[name] = value
        else:
            merged[f"{name} (detail)"] = value
    return merged


def _is(name: str, term: str) -> bool:
    return name.casefold() == term.casefold()


def _website(node: LexborNode, url: str) -> str | None:
    """The absolute address of the first link in a cell."""
    link = node.css_first("a[href]")
    return normalize_url(link.attributes.get("href") or "", url) if link is not None else None


def _detail_url(row: LexborNode, url: str, source: ListingSource) -> str | None:
    """The first link of a row that stays on the listing's site: a row links to the program's own site as well."""
    for link in row.css(source.detail_link) if source.detail_link else ():
        target = normalize_url(link.attributes.get("href") or "", url)
        if target is not None and is_same_site(target, url):
            return target
    return None


def _text(node: LexborNode) -> str:
    return " ".join(node.text(deep=True, separator=" ").split())


@dataclass(slots=True)
class Signals:
    """What a steward should know of a reading, in words. `is_whole`: it may stand for the listing as it is now.
    `notes` are of use only to whoever writes the declaration.
    """

    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_whole: bool = True

    def add(self, text: str, is_whole: bool = True) -> None:
        if text not in self.problems:
            self.problems.append(text)
        self.is_whole = self.is_whole and is_whole


def rename_heads(page: ListingPage, source: ListingSource, signals: Signals) -> ListingPage:
    """Rows under the declared names of their columns; columns that are new or gone become signals."""
    if not source.columns:
        return page
    drift = match_heads(page.heads or _heads_of(page.rows), source.columns, source.ignored)
    details = bool(source.detail_link) and source.kind == "html_table"
    for text in drift.told():
        # Columns that are missing from the table may stand on the detail pages.
        if not (details and text.endswith("is missing")):
            signals.add(text, is_whole=not drift.missing or details)
    rows = tuple(
        replace(row, record={drift.names.get(head, head): cell for head, cell in row.record.items()})
        for row in page.rows
    )
    return replace(page, rows=rows)


def _heads_of(rows: tuple[ListingRow, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(head for row in rows for head in row.record))


def read_file(body: bytes, source: ListingSource, signals: Signals) -> list[dict[str, str]]:
    """Rows of a CSV or XLSX file; what was left of it, and how its columns drifted, become signals."""
    try:
        table = read_table(body, source.columns, source.ignored)
    except UnreadableTableError as error:
        signals.add(str(error), is_whole=False)
        return []
    for number, text in table.left:
        signals.notes.append(f"line {number} is no row of the table and was left: {text!r}")
    page = ListingPage(tuple(ListingRow(record, None) for _, record in table.records), None, None, table.heads)
    return [row.record for row in rename_heads(page, source, signals).rows]


def read_saved_pages(folder: Path, source: ListingSource, signals: Signals) -> list[tuple[str, dict[str, str]]]:
    """(file name, record) of pages that a steward has saved by hand, in the order of their names."""
    files = sorted(path for path in folder.glob("*") if path.suffix.lower() in _SAVED)
    if not files:
        signals.add(f"no page is saved in {folder}: save the listing's pages there as HTML", is_whole=False)
    found: list[tuple[str, dict[str, str]]] = []
    total: int | None = None
    for path in files:
        body = path.read_bytes()
        if path.suffix.lower() == ".mhtml":
            signals.add(f"{path.name} is a web archive: save the page as HTML", is_whole=False)
            continue
        if path.suffix.lower() in (".csv", ".xlsx"):
            found += [(path.name, record) for record in read_file(body, source, signals)]
            continue
        if source.page_is == "program":
            record = read_detail_page(body, source.url, source)
            page = ListingPage((ListingRow(record, None),) if record else (), None, None, tuple(record))
        else:
            page = read_listing_page(body, source.url, source)
        total = page.total if page.total is not None else total
        if not page.rows:
            signals.add(f"{path.name} holds no rows that `{source.row}` finds: is it saved whole?", is_whole=False)
        found += [(path.name, row.record) for row in rename_heads(page, source, signals).rows]
    if total is not None and total != len(found):
        signals.add(f"the listing states {total} programs, {len(found)} rows were found", len(found) >= total * 0.8)
    return found
