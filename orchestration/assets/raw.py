"""Raw assets: listings and program sites as fetched, and what was read from each body. Files are the archive's."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import dagster as dg

from orchestration.identities import load_catalog, load_sources
from orchestration.night import begin_night, claim_home, current_night
from orchestration.progress import report
from orchestration.readings import read_new_bodies
from orchestration.settings import read_settings
from orchestration.table_metadata import describe_table, table_spec
from scrapers.crawl import CrawlSettings, ListingSource, Target, crawl_listings, crawl_programs
from scrapers.settings import is_local_address
from warehouse.schema import RAW_LISTING_ROWS


@dg.asset(group_name="raw", description=RAW_LISTING_ROWS.description, metadata=describe_table("raw_listing_rows"))
def raw_listing_rows(context: dg.AssetExecutionContext) -> dg.MaterializeResult[Any]:
    """Begin a night, and fetch the listings that the registry names."""
    settings = read_settings()
    report("listings")
    claim_home(settings.home)
    night = begin_night(settings.home, datetime.now(UTC))
    sources = [ListingSource(row["name"], row["url"], row["kind"], row["is_local"]) for row in load_sources(night)]
    if not sources:
        return dg.MaterializeResult(metadata={"sources": 0, "rows": 0})
    crawl = _crawl_settings([source.url for source in sources])
    listing = crawl_listings(sources, night.home.archive, night.crawl_id, crawl)
    report("listings", f"{listing.rows} rows from {len(sources)} sources")
    for problem in listing.problems:
        context.log.warning(problem)
    return dg.MaterializeResult(
        metadata={"sources": len(sources), "rows": listing.rows, "problems": dg.MetadataValue.json(listing.problems)}
    )


def _crawl_settings(urls: list[str]) -> CrawlSettings:
    """Quick settings where every address is on this machine (the demo, a trial); polite ones otherwise."""
    settings = read_settings()
    if settings.allow_local and all(is_local_address(url) for url in urls):
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
        _crawl_settings([target.url for target in targets]),
        lambda now: report("program sites", f"{now.hosts_done} of {now.hosts} hosts, {now.pages} pages"),
    )
    for problem in crawl.check_sums():
        context.log.warning(f"counters do not add up: {problem}")
    counts = {
        "programs": len(catalog.programs),
        "programs_refused": catalog.refused,
        "discovered": crawl.discovered,
        "fetched": crawl.fetched,
        "unchanged": crawl.unchanged,
        "downloaded_bytes": crawl.bytes_downloaded,
        "failed": sum(crawl.failed.values()),
    }
    report("program sites", f"{counts['fetched']} pages, {counts['unchanged']} unchanged, {counts['failed']} failures")
    yield dg.MaterializeResult(
        asset_key="raw_fetches",
        metadata=counts
        | {
            "failures": dg.MetadataValue.json(dict(crawl.failed)),
            "skipped": dg.MetadataValue.json(dict(crawl.skipped)),
            "shards_killed": dg.MetadataValue.json(crawl.killed_shards),
            "stale_listings": dg.MetadataValue.json(catalog.stale_sources),
            "problems": dg.MetadataValue.json(catalog.problems[:50]),
        },
    )
    yield dg.MaterializeResult(asset_key="raw_bodies", metadata={"new_bodies": crawl.bodies_stored})
    yield dg.MaterializeResult(asset_key="raw_links", metadata={"links": crawl.rows.get("raw_links", 0)})


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
