"""Raw assets: listings and program sites as fetched, and what was read from each body. Files are the archive's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg

from orchestration.identities import load_catalog, load_sources
from orchestration.night import begin_night, current_night
from orchestration.progress import report
from orchestration.readings import read_new_bodies
from orchestration.settings import read_settings
from orchestration.table_metadata import describe_table, table_spec
from warehouse.schema import RAW_LISTING_ROWS


@dg.asset(
    group_name="raw", description=RAW_LISTING_ROWS.description, metadata=describe_table("raw_listing_rows")
)
def raw_listing_rows(context: dg.AssetExecutionContext) -> dg.MaterializeResult[Any]:
    """Begin a night, and fetch the listings that the registry names."""
    from scrapers.crawl import crawl_listings

    settings = read_settings()
    report("listings")
    night = begin_night(settings.home, datetime.now(UTC))
    sources = load_sources(night)
    if not sources:
        return dg.MaterializeResult(metadata={"sources": 0, "rows": 0})
    listing = crawl_listings(sources, night.home.archive, night.crawl_id, crawl_settings(sources))
    report("listings", f"{listing.rows} rows from {len(sources)} sources")
    for problem in listing.problems:
        context.log.warning(problem)
    return dg.MaterializeResult(
        metadata={"sources": len(sources), "rows": listing.rows, "problems": dg.MetadataValue.json(listing.problems)}
    )


def crawl_settings(sources: list[dict[str, Any]]) -> Any:
    """Polite settings for public hosts; quick ones where every source is marked local (the demo)."""
    from scrapers.settings import CrawlSettings

    settings = read_settings()
    is_local = bool(sources) and all(source["is_local"] for source in sources)
    if is_local and not (settings.home / "registry" / "programs.csv").exists():
        return CrawlSettings.demo()
    return CrawlSettings(contact=settings.contact, allow_local=settings.allow_local)


@dg.multi_asset(
    name="crawl_program_sites",
    specs=[
        table_spec("raw_fetches", ["raw_listing_rows"]),
        table_spec("raw_bodies", ["raw_listing_rows"]),
        table_spec("raw_links", ["raw_listing_rows"]),
    ],
)
def crawl_program_sites(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[Any]]:
    """Visit each program's site: conditional requests, robots obeyed, every failure named."""
    from scrapers.crawl import Target, crawl_programs

    settings = read_settings()
    night = current_night(settings.home)
    report("program sites")
    catalog = load_catalog(night, settings.allow_local)
    for problem in catalog.problems:
        context.log.warning(problem)
    targets = [
        Target(program["program_id"], program["url"], program["name"], program["institution"], program["specialty"])
        for program in catalog.programs
        if program["url"] and program.get("gone_since") is None
    ]
    crawl = crawl_programs(
        targets,
        night.home.archive,
        night.crawl_id,
        crawl_settings(load_sources(night)),
        on_progress=lambda text: report("program sites", str(text)),
    )
    counts = {
        "programs": len(catalog.programs),
        "programs_refused": catalog.refused,
        "fetched": crawl.fetched,
        "unchanged": crawl.unchanged,
        "downloaded_bytes": crawl.downloaded_bytes,
        "failed": sum(crawl.failed.values()),
    }
    report("program sites", f"{counts['fetched']} pages, {counts['unchanged']} unchanged, {counts['failed']} failures")
    yield dg.MaterializeResult(
        asset_key="raw_fetches",
        metadata=counts
        | {
            "failures": dg.MetadataValue.json(dict(crawl.failed)),
            "skipped": dg.MetadataValue.json(dict(crawl.skipped)),
            "stale_listings": dg.MetadataValue.json(catalog.stale_sources),
            "problems": dg.MetadataValue.json(catalog.problems[:50]),
        },
    )
    yield dg.MaterializeResult(asset_key="raw_bodies", metadata={"new_bodies": crawl.bodies_stored})
    yield dg.MaterializeResult(asset_key="raw_links", metadata={"links": crawl.links})


@dg.multi_asset(
    name="read_bodies",
    specs=[
        table_spec("raw_texts", ["raw_bodies", "raw_fetches"]),
        table_spec("raw_readings", ["raw_bodies", "raw_fetches"]),
    ],
)
def read_bodies(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[Any]]:
    """Read each body that this version of the reader has not read yet."""
    from orchestration.pages import current_addresses, load_aliases

    night = current_night(read_settings().home)
    report("reading pages")
    result = read_new_bodies(
        night.home.archive,
        current_addresses(night),
        night.crawl_id,
        load_aliases(night),
        lambda done, total: report("reading pages", f"{done} of {total}") if done % 20 == 0 else None,
    )
    report("reading pages", f"{result.read} read, {result.kept} read before")
    for sha, problem in result.problems.items():
        context.log.warning(f"body {sha[:12]}: {problem}")
    counts = {"read": result.read, "kept": result.kept, "problems": len(result.problems)}
    yield dg.MaterializeResult(asset_key="raw_texts", metadata=counts)
    yield dg.MaterializeResult(asset_key="raw_readings", metadata=counts)
