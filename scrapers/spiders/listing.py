"""A paginated HTML table with detail pages, read into raw_listing_rows as it stands.

What a column means belongs in `transforms/listings.py`; how a source differs stands in its `ListingSource`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from scrapy import Request
from selectolax.lexbor import LexborHTMLParser, LexborNode

from scrapers import archive
from scrapers.links import is_same_site, normalize_url
from scrapers.sources import ListingSource
from scrapers.spiders.fetching import Fetched, FetchingSpider, report
from scrapers.steward import steward
from warehouse.schema import RAW_LISTING_ROWS


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
    return ListingPage(tuple(rows), next_url, int(total.group(1).replace(",", "")) if total else None)


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
class _Progress:
    """How far a source is read."""

    source: ListingSource
    pages: set[str] = field(default_factory=set)
    rows: int = 0
    written: int = 0
    waiting: int = 0
    total: int | None = None
    unchanged: int = 0
    fetched: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Key:
    progress: _Progress
    row_number: int | None = None  # of a detail page
    page_url: str = ""
    record: dict[str, str] | None = None


class ListingSpider(FetchingSpider):
    """Reads each source page after page, and the detail page of each row."""

    name = "listing"

    def __init__(self, sources: list[ListingSource], bodies: archive.Bodies, **rest: Any) -> None:
        super().__init__(**rest)
        self.bodies = bodies
        self.read = [_Progress(source) for source in sources]

    def first_requests(self) -> Iterable[Request]:
        for progress in self.read:
            progress.pages.add(progress.source.url)
            progress.waiting += 1
            yield self.ask(progress.source.url, _Key(progress), self._is_local(progress.source))

    def _is_local(self, source: ListingSource) -> bool:
        return source.is_local and self.crawl_settings.allow_local

    def fetched(self, key: _Key, result: Fetched) -> Iterator[Request]:
        progress = key.progress
        progress.waiting -= 1
        body = b""
        if result.failure:
            progress.failed[result.failure] += 1
        else:
            progress.unchanged += result.is_unchanged
            progress.fetched += not result.is_unchanged
            body = result.body if result.body is not None else self.bodies.read(result.body_sha256 or "")
        if key.row_number is not None:
            detail = read_detail_page(body, result.final_url, progress.source) if body else {}
            self._write_row(key, merge_detail(key.record or {}, detail))
        elif result.failure:
            progress.problems.append(f"page {result.url} could not be had: {result.failure}, {result.detail}")
        else:
            yield from self._read_page(progress, body, result)
        if progress.written % 50 == 0 or progress.waiting == 0:
            report(
                event="progress",
                hosts_done=0,
                hosts=len(self.read),
                pages=progress.fetched + progress.unchanged,
                failed=sum(progress.failed.values()),
            )

    def _read_page(self, progress: _Progress, body: bytes, result: Fetched) -> Iterator[Request]:
        source = progress.source
        page = read_listing_page(body, result.final_url, source)
        if page.total is not None:
            if progress.total not in (None, page.total):
                progress.problems.append(f"pages state different totals: {progress.total} and {page.total} programs")
            progress.total = page.total
        if not page.rows:
            progress.problems.append(f"page {result.url} holds no rows that `{source.row}` finds")
        if steward.is_stopped:
            progress.problems.append("a steward stopped the crawl: details and further pages were not asked for")
        for row in page.rows:
            progress.rows += 1
            if steward.is_stopped:
                continue
            key = _Key(progress, progress.rows, result.url, row.record)
            if row.detail_url is None:
                self._write_row(key, row.record)
            else:
                progress.waiting += 1
                yield self.ask(row.detail_url, key, self._is_local(source))
        if page.next_url is None or steward.is_stopped:
            return
        if page.next_url in progress.pages or len(progress.pages) >= source.pages_max:
            progress.problems.append(
                f"pagination stopped at {page.next_url}: seen before, or more than {source.pages_max} pages"
            )
            return
        progress.pages.add(page.next_url)
        progress.waiting += 1
        yield self.ask(page.next_url, _Key(progress), self._is_local(source))

    def _write_row(self, key: _Key, record: dict[str, str]) -> None:
        key.progress.written += 1
        self.spool.add_row(
            RAW_LISTING_ROWS.name,
            {
                "crawl_id": self.crawl_id,
                "source": key.progress.source.name,
                "row_number": key.row_number,
                "url": key.page_url,
                "record": json.dumps(record, ensure_ascii=False),
            },
        )

    def summaries(self) -> list[dict[str, Any]]:
        """Per source what was read; a stated total that differs from the rows found is a problem, in words."""
        found = []
        for progress in self.read:
            problems = list(progress.problems)
            if progress.total is not None and progress.total != progress.rows:
                problems.append(f"the listing states {progress.total} programs, {progress.rows} rows were found")
            if progress.written != progress.rows:
                problems.append(f"{progress.rows - progress.written} rows were found and not written")
            found.append(
                {
                    "source": progress.source.name,
                    "rows": progress.written,
                    "stated_total": progress.total,
                    "pages": len(progress.pages),
                    "fetched": progress.fetched,
                    "unchanged": progress.unchanged,
                    "failed": dict(progress.failed),
                    "problems": problems,
                }
            )
        return found
