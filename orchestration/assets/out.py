"""Out assets: programs with their resolved facts, the review queue, and what changed. Staged for the gate."""

import json
from collections.abc import Iterator
from typing import Any

import dagster as dg

from orchestration.change_report import changes_table, count_changes
from orchestration.identities import load_catalog, previous_programs
from orchestration.night import Night, claim_home, current_night
from orchestration.progress import report
from orchestration.settings import read_settings
from orchestration.table_metadata import table_spec

_CORE = ["core_statements", "core_pages", "core_rosters", "core_filings"]


@dg.multi_asset(
    name="resolve_programs",
    specs=[table_spec(name, _CORE) for name in ("out_programs", "out_review_queue", "out_changes")],
)
def resolve_programs(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[Any]]:
    """One value per fact by the order of trust; what disagrees goes to the review queue."""
    from reference.seasons import cycle_of
    from transforms.changes import list_changes
    from transforms.programs import build_programs, site_failures
    from transforms.resolution import recent_filings, resolve_facts
    from transforms.review import build_review_queue, find_sites, find_stated_shares, find_unknown_schools
    from warehouse.schema import FACTS

    settings = read_settings()
    claim_home(settings.home)
    night = current_night(settings.home)
    report("programs")
    catalog = load_catalog(night, settings.allow_local)
    staged = night.staged
    page_rows = staged.read("core_pages").to_pylist()
    statements = [row for row in staged.read("core_statements").to_pylist() if row["source_kind"] != "steward"]
    resolution = resolve_facts(
        statements,
        catalog.programs,
        night.date,
        settings.cycle,
        _overrides(context, night),
        recent_filings(staged.read("core_filings").to_pylist(), night.date),
    )
    statements += resolution.steward_rows
    staged.write("core_statements", statements)
    previous = previous_programs(night.home)
    programs = build_programs(
        catalog.programs,
        resolution.facts,
        page_rows,
        staged.read("core_rosters").to_pylist(),
        statements,
        failures=site_failures(catalog.programs, *_crawl_rows(night)),
        previous_programs=previous or [],
    )
    unknown = json.loads((staged.folder / "unknown_schools.json").read_bytes())
    findings = [
        *resolution.findings,
        *find_sites(programs),
        *find_unknown_schools(unknown),
        *find_stated_shares(programs, statements, settings.cycle or cycle_of(night.date)),
    ]
    queue = build_review_queue(findings, _shortlisted(night))
    changes = list_changes(previous, programs)
    facts = sum(row[fact.name] is not None for row in programs for fact in FACTS)
    facts += sum(row["img_share"] is not None for row in programs)
    counts = {
        "out_programs": staged.write("out_programs", programs)["rows"],
        "out_review_queue": staged.write("out_review_queue", queue)["rows"],
        "out_changes": staged.write("out_changes", changes)["rows"],
    }
    tables = {"out_changes": {"first_changes": changes_table(changes), **count_changes(changes)}}
    report("programs", f"{counts['out_programs']} programs, {facts} facts, {counts['out_review_queue']} to review")
    for name, count in counts.items():
        extra: dict[str, Any] = {"facts": facts} if name == "out_programs" else tables.get(name, {})
        if name == "out_programs":
            extra |= {
                f"fill_{fact.name}_pct": round(
                    100 * sum(row[fact.name] is not None for row in programs) / max(len(programs), 1), 1
                )
                for fact in FACTS
            }
        yield dg.MaterializeResult(asset_key=name, metadata={"dagster/row_count": count, **extra})


def _overrides(context: dg.AssetExecutionContext, night: Night) -> list[dict[str, Any]]:
    from warehouse.registry import read_overrides, write_quarantine

    path = night.home.registry / "overrides.csv"
    if not path.exists():
        return []
    rows, problems = read_overrides(path)
    write_quarantine(night.home.quarantine, problems, night.date)
    for problem in problems:
        context.log.warning(str(problem))
    if faults := [str(problem) for problem in problems if problem.record is None and not problem.is_note]:
        # Without the file every correction in it would be undone in silence.
        raise dg.Failure("no release until the stewards' overrides can be read: " + "; ".join(faults))
    return list(rows)


def _crawl_rows(night: Night) -> tuple[list[dict[str, Any]], str, list[dict[str, Any]]]:
    from scrapers.archive import read_raw

    fetches = read_raw(night.home.archive, "raw_fetches", night.crawl_id).to_pylist()
    return fetches, night.crawl_id, read_raw(night.home.archive, "raw_links", night.crawl_id).to_pylist()


def _shortlisted(night: Night) -> dict[str, int]:
    """Program -> shortlists of the last cycle written that recommend it. Counts only: no applicant leaves here."""
    from orchestration.people import count_shortlisted

    return count_shortlisted(night.home)
