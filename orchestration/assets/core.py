"""Core assets: statements, pages and rosters tied to programs, and government filings. Staged, not yet released."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from orchestration.identities import load_catalog
from orchestration.night import Night, current_night
from orchestration.pages import load_aliases, load_links, load_pages
from orchestration.progress import report
from orchestration.readings import load_readings, reader_key
from orchestration.settings import read_settings
from orchestration.table_metadata import describe_table, table_spec
from warehouse.schema import CORE_FILINGS
from warehouse.storage import write_file

_READ = ["raw_readings", "raw_texts", "raw_links", "raw_listing_rows"]


@dg.multi_asset(
    name="tie_pages_to_programs",
    specs=[table_spec(name, _READ) for name in ("core_statements", "core_pages", "core_rosters")],
)
def tie_pages_to_programs(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[Any]]:
    """What each page says, for each program that it serves."""
    from transforms.statement_rows import build_rows

    settings = read_settings()
    night = current_night(settings.home)
    report("statements")
    catalog = load_catalog(night, settings.allow_local)
    pages, aliases = load_pages(night), load_aliases(night)
    rows = build_rows(
        load_readings(night.home.archive, {page.body_sha256 for page in pages.values()}, aliases),
        load_links(night),
        pages,
        catalog.programs,
        night.date,
        reader_key(aliases),
        _previous_statements(night),
        catalog.statements,
    )
    _keep_unknown_schools(night, rows.unknown_schools)
    staged = night.staged
    for reason, count in sorted(rows.dropped.items()):
        context.log.info(f"dropped: {reason}: {count}")
    counts = {
        "core_statements": staged.write("core_statements", rows.statements)["rows"],
        "core_pages": staged.write("core_pages", rows.pages)["rows"],
        "core_rosters": staged.write("core_rosters", rows.rosters)["rows"],
    }
    report("statements", f"{counts['core_statements']} from {counts['core_pages']} pages")
    for name, count in counts.items():
        extra = {"dropped": dg.MetadataValue.json(rows.dropped)} if name == "core_statements" else {}
        yield dg.MaterializeResult(asset_key=name, metadata={"dagster/row_count": count, **extra})


def _previous_statements(night: Night) -> list[dict[str, Any]]:
    from warehouse.releases import current, open_release

    return [] if current(night.home) is None else open_release(night.home).read_table("core_statements").to_pylist()


def _keep_unknown_schools(night: Night, unknown: dict[str, int]) -> None:
    import json

    write_file(night.staged.folder / "unknown_schools.json", json.dumps(unknown, sort_keys=True).encode())


@dg.asset(
    group_name="core",
    deps=["raw_listing_rows"],
    description=CORE_FILINGS.description,
    metadata=describe_table("core_filings"),
)
def core_filings(context: dg.AssetExecutionContext) -> dg.MaterializeResult[Any]:
    """Import the registry's yearly files of H-1B petitions and match employers to institutions."""
    from transforms.filings import FilingsFileError, read_h1b_employers
    from transforms.identity import institutions_of, match_filings

    settings = read_settings()
    night = current_night(settings.home)
    report("filings")
    rows: list[dict[str, Any]] = []
    skipped: dict[str, int] = {}
    total = 0
    years: set[int] = set()
    refused: list[str] = []
    for path in sorted((night.home.registry / "filings").glob("*.csv")):
        try:
            try:
                content = path.read_bytes()
            except OSError as error:
                raise FilingsFileError(f"{path.name}: cannot be read ({error.strerror}); mend or remove it") from error
            found = read_h1b_employers(content, path.name)
        except FilingsFileError as error:
            refused.append(str(error))
            context.log.warning(str(error))
            continue
        if years & (seen := {row["fiscal_year"] for row in found.rows}):
            refused.append(f"{path.name}: fiscal year {min(years & seen)} stands in another file already; keep one")
            context.log.warning(refused[-1])
            continue
        years |= seen
        rows += found.rows
        total += found.total
        for reason, count in found.skipped.items():
            skipped[reason] = skipped.get(reason, 0) + count
    programs = load_catalog(night, settings.allow_local).programs
    rows, matches = match_filings(rows, institutions_of(programs))
    stamp = night.staged.write("core_filings", rows)
    report("filings", f"{stamp['rows']} of {total} rows")
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": stamp["rows"],
            "rows_in_files": total,
            "skipped": dg.MetadataValue.json(skipped),
            "matches": dg.MetadataValue.json(matches),
            "files_refused": dg.MetadataValue.json(refused),
        }
    )
