"""Raw assets: listings and program sites as fetched, and what was read from each body. Files are the archive's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import dagster as dg

from expectations.crawl import CRAWL_CHECKS, check_counters
from orchestration.dry_run import crawl_settings_for
from orchestration.identities import load_catalog, load_sources
from orchestration.listing_gate import judge_listings
from orchestration.night import Night, begin_night, claim_home, current_night
from orchestration.progress import report
from orchestration.readings import read_new_bodies
from orchestration.settings import read_settings
from orchestration.table_metadata import describe_table, table_spec
from reference.seasons import seasons
from scrapers.archive import read_raw
from scrapers.crawl import CrawlSettings, Target, crawl_listings, crawl_programs
from scrapers.health import HostHealth, host_health
from scrapers.sources import sources_of
from warehouse.schema import RAW_LISTING_ROWS

NIGHTS_UNTIL_DEAD = 3  # one bad night is weather
# Facts that decide whether an applicant may apply at all: the pages that state them are visited oftener.
WATCHED_FACTS = ("visa_j1", "visa_h1b", "step1_min", "step2_min", "comlex_min", "application_deadline")
SEASON_MAX_DAYS = 14.0  # from the opening of ERAS until programs review: sites are written anew then


@dg.asset(group_name="raw", description=RAW_LISTING_ROWS.description, metadata=describe_table("raw_listing_rows"))
def raw_listing_rows(context: dg.AssetExecutionContext) -> dg.MaterializeResult[Any]:
    """Begin a night, and fetch the listings that the registry names."""
    settings = read_settings()
    report("listings")
    claim_home(settings.home)
    night = begin_night(settings.home, datetime.now(UTC))
    sources = sources_of(load_sources(night), night.home.registry)
    if not sources:
        return dg.MaterializeResult(metadata={"sources": 0, "rows": 0})
    crawl = _crawl_settings(context, [source.url for source in sources])
    listing = crawl_listings(sources, night.home.archive, night.crawl_id, crawl)
    judged = judge_listings(night, listing)
    report("listings", f"{listing.rows} rows from {len(sources)} sources")
    problems = [f"{each.source}: {signal}" for each in judged for signal in each.signals]
    for problem in problems:
        context.log.warning(problem)
    return dg.MaterializeResult(
        metadata={
            "sources": len(sources),
            "rows": listing.rows,
            "held_back": dg.MetadataValue.json({each.source: each.held for each in judged if each.held}),
            "problems": dg.MetadataValue.json(problems),
        }
    )


def _revisits(crawl: CrawlSettings, night: Night) -> CrawlSettings:
    """Settings with the operator's wishes for repeated visits, tighter during the application season."""
    settings = read_settings()
    share = settings.revisit_share_pct / 100
    crawl = replace(crawl, is_full_visit=settings.is_full_visit, revisit_share=share)
    if is_application_season(night.date):
        crawl = replace(crawl, revisit_max_days=SEASON_MAX_DAYS, revisit_share=min(1.0, 2 * share))
    return crawl


def is_application_season(day: date) -> bool:
    """Whether ERAS is open to a cycle whose programs do not review yet; False where the calendar is not known."""
    known = ((season.eras_opens, season.programs_review) for season in seasons().values())
    return any(opens is not None and review is not None and opens <= day < review for opens, review in known)


def _watched(night: Night) -> set[str]:
    """Addresses of pages that feed the facts watched, in the release served."""
    from warehouse.releases import current, open_release

    if current(night.home) is None:
        return set()
    rows = open_release(night.home).read_table("core_statements")
    pairs = zip(rows["field"].to_pylist(), rows["url"].to_pylist(), strict=True)
    return {url for field, url in pairs if field in WATCHED_FACTS}


def _crawl_settings(context: dg.AssetExecutionContext, urls: list[str]) -> CrawlSettings:
    """How to crawl. Raises dg.Failure where the block list cannot be read whole: its hosts would be visited."""
    crawl, problems = crawl_settings_for(read_settings(), urls)
    for problem in problems:
        context.log.warning(str(problem))
    faults = [str(problem) for problem in problems if not problem.is_note]
    if faults:
        raise dg.Failure("no crawl until the stewards' list of blocked hosts is mended: " + "; ".join(faults))
    return crawl


@dg.multi_asset(
    name="crawl_program_sites",
    specs=[
        table_spec("raw_fetches", ["raw_listing_rows"]),
        table_spec("raw_bodies", ["raw_listing_rows"]),
        table_spec("raw_links", ["raw_listing_rows"]),
        table_spec("raw_counters", ["raw_listing_rows"]),
    ],
)
def crawl_program_sites(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[Any]]:
    """Visit each program's site: conditional requests, robots obeyed, every failure named."""
    settings = read_settings()
    claim_home(settings.home)  # also where the run is taken up again here
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
        _revisits(_crawl_settings(context, [target.url for target in targets]), night),
        lambda now: report("program sites", f"{now.hosts_done} of {now.hosts} hosts, {now.pages} pages"),
        _watched(night),
        night.started_at,
    )
    for problem in crawl.check_sums():
        context.log.warning(f"counters do not add up: {problem}")
    counts = {
        "programs": len(catalog.programs),
        "programs_refused": catalog.refused,
        "discovered": crawl.discovered,
        "fetched": crawl.fetched,
        "changed": crawl.changed,
        "unchanged": crawl.unchanged,
        "not_due": crawl.skipped.get("not_due", 0),
        "downloaded_bytes": crawl.bytes_downloaded,
        "failed": sum(crawl.failed.values()),
    }
    told = f"{counts['fetched']} pages, {counts['unchanged']} unchanged, {counts['failed']} failures"
    report("program sites", told + (f", {counts['not_due']} not due" if counts["not_due"] else ""))
    yield dg.MaterializeResult(
        asset_key="raw_fetches",
        metadata=counts
        | {
            "failures": dg.MetadataValue.json(dict(crawl.failed)),
            "skipped": dg.MetadataValue.json(dict(crawl.skipped)),
            "asked_because": dg.MetadataValue.json(crawl.asked_because),
            "stopped_by_steward": crawl.is_stopped,
            "blocked_hosts": dg.MetadataValue.json(crawl.blocked_hosts),
            "needs_browser": dg.MetadataValue.json(crawl.needs_browser),
            "resting_hosts": dg.MetadataValue.json(crawl.resting_hosts),
            "shards_resumed": dg.MetadataValue.json(crawl.resumed_shards),
            "failing_hosts": _as_table(host_health(night.home.archive, NIGHTS_UNTIL_DEAD)),
            "shards_killed": dg.MetadataValue.json(crawl.killed_shards),
            "stale_listings": dg.MetadataValue.json(catalog.stale_sources),
            "problems": dg.MetadataValue.json(catalog.problems[:50]),
        },
    )
    yield dg.MaterializeResult(asset_key="raw_bodies", metadata={"new_bodies": crawl.bodies_stored})
    yield dg.MaterializeResult(asset_key="raw_links", metadata={"links": crawl.rows.get("raw_links", 0)})
    yield dg.MaterializeResult(asset_key="raw_counters", metadata={"discovered": crawl.discovered})


@dg.multi_asset_check(
    name="crawl_checks",
    specs=[
        dg.AssetCheckSpec(
            check.name, asset=check.table, description=check.description, metadata={"severity": check.severity}
        )
        for check in CRAWL_CHECKS
    ],
)
def crawl_checks(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
    """Hold the counters of tonight's spiders against each other and against the archive."""
    from orchestration.assets.release import as_asset_check
    from orchestration.check_display import past_runs

    night = current_night(read_settings().home)
    result = check_counters(read_raw(night.home.archive, "raw_counters", night.crawl_id).to_pylist())
    yield as_asset_check(result, past=past_runs(context.instance, result.check))


def _as_table(hosts: list[HostHealth]) -> dg.TableMetadataValue:
    """Hosts that gave nothing for several nights, the longest first, for the steward's morning look."""
    names = ("host", "kind", "nights_failing", "failing_since", "last_good")
    rows = [dg.TableRecord({name: str(getattr(host, name) or "never") for name in names}) for host in hosts[:50]]
    return dg.MetadataValue.table(rows, schema=dg.TableSchema(columns=[dg.TableColumn(name) for name in names]))


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
