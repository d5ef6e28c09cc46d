"""Listing sources as declarations: where a public listing lies and how its table reads.

Another source of the same kind is one more `ListingSource`; another kind is one more spider in `scrapers/spiders/`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

KINDS = ("html_table",)


@dataclass(frozen=True)
class ListingSource:
    """A listing to read. The selectors are CSS; `total` is a pattern with one group, the number the listing states.

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

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"listing source {self.name!r}: kind {self.kind!r} is not known, use {' or '.join(KINDS)}")

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)
