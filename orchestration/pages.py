"""Which archived pages count tonight: addresses, their newest bodies, and the programs that they serve."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from orchestration.night import Night
from scrapers.history import read_addresses, read_program_links
from transforms.statement_rows import PageState, current_links, latest_pages
from warehouse.registry import read_school_aliases
from warehouse.storage import Home


def _fetches(night: Night) -> list[dict[str, Any]]:
    columns = ["crawl_id", "url", "final_url", "fetched_at", "failure", "body_sha256"]
    rows = read_addresses(night.home.archive, columns).to_pylist()
    return [row for row in rows if row["crawl_id"] <= night.crawl_id]


def load_pages(night: Night) -> dict[str, PageState]:
    """Address -> its newest body and since when it is gone, over all crawls up to tonight's."""
    return latest_pages(_fetches(night))


def load_links(night: Night) -> list[Mapping[str, Any]]:
    """The links that hold tonight, one for each (program, address)."""
    links = [row for row in read_program_links(night.home.archive).to_pylist() if row["crawl_id"] <= night.crawl_id]
    return current_links(links, _fetches(night), night.date)


def current_addresses(night: Night) -> dict[str, str]:
    """Body hash -> one address that shows it, for pages that serve a program."""
    pages, linked = load_pages(night), {link["url"] for link in load_links(night)}
    return {page.body_sha256: url for url, page in sorted(pages.items()) if url in linked}


def load_aliases(night: Night) -> dict[str, dict[str, str | None]]:
    """The stewards' school aliases: school as written -> its class, country and canonical name."""
    return read_aliases(night.home)


def read_aliases(home: Home) -> dict[str, dict[str, str | None]]:
    """The same, of a home."""
    path = home.registry / "school_aliases.csv"
    if not path.exists():
        return {}
    rows, _ = read_school_aliases(path)
    return {
        row["alias"]: {"school_class": row["school_class"], "country": row["country"], "canonical": row["school"]}
        for row in rows
    }
