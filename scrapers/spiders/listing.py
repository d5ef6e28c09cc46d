"""Listings of every kind, read into raw_listing_rows as they stand: HTML tables with detail pages, files, saved pages.

What a column means belongs in `transforms/listings.py`; how a source differs stands in its `ListingSource`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from scrapy import Request

from scrapers import archive
from scrapers.listing_rows import (
    ListingPage,
    ListingRow,
    Signals,
    merge_detail,
    read_detail_page,
    read_file,
    read_listing_page,
    rename_heads,
)
from scrapers.outcomes import TABLE_TYPES
from scrapers.sources import ListingSource
from scrapers.spiders.fetching import Fetched, FetchingSpider, report
from scrapers.steward import steward
from warehouse.schema import RAW_LISTING_ROWS


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
    signals: Signals = field(default_factory=Signals)


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
            accepts = TABLE_TYPES if progress.source.kind == "file" else ()
            yield self.ask(progress.source.url, _Key(progress), self._is_local(progress.source), accepts=accepts)

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
            progress.signals.add(f"page {result.url} could not be had: {result.failure}, {result.detail}", False)
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
        if source.kind == "file":
            records = read_file(body, source, progress.signals)
            page = ListingPage(tuple(ListingRow(record, None) for record in records), None, None)
        else:
            page = rename_heads(read_listing_page(body, result.final_url, source), source, progress.signals)
        if page.total is not None:
            if progress.total not in (None, page.total):
                progress.signals.add(f"pages state different totals: {progress.total} and {page.total} programs")
            progress.total = page.total
        if not page.rows and source.kind != "file":
            progress.signals.add(f"page {result.url} holds no rows that `{source.row}` finds", False)
        if steward.is_stopped:
            progress.signals.add("a steward stopped the crawl: details and further pages were not asked for", False)
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
            progress.signals.add(
                f"pagination stopped at {page.next_url}: seen before, or more than {source.pages_max} pages", False
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
            signals = progress.signals
            if progress.total is not None and progress.total != progress.rows:
                told = f"the listing states {progress.total} programs, {progress.rows} rows were found"
                signals.add(told, progress.rows >= progress.total * 0.8)
            if progress.written != progress.rows:
                signals.add(f"{progress.rows - progress.written} rows were found and not written", False)
            found.append(
                {
                    "source": progress.source.name,
                    "rows": progress.written,
                    "stated_total": progress.total,
                    "pages": len(progress.pages),
                    "fetched": progress.fetched,
                    "unchanged": progress.unchanged,
                    "failed": dict(progress.failed),
                    "problems": signals.problems,
                    "is_whole": signals.is_whole,
                }
            )
        return found
