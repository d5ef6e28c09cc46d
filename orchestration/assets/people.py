"""Shortlists and trackers for registered applicants: private files. Only counts reach Dagster's log and metadata."""

from datetime import date
from typing import Any

import dagster as dg

from orchestration.people import cycle_on, load_applicants, read_shortlists, write_shortlists
from orchestration.progress import report
from orchestration.settings import read_settings
from orchestration.table_metadata import describe_table
from warehouse.releases import OpenRelease, open_release
from warehouse.schema import OUT_SHORTLISTS
from warehouse.storage import open_home


def _release_day(release: OpenRelease) -> date:
    """Ages and calendars are told as of the release, so that an unchanged night leaves every file as it is."""
    return date.fromisoformat(release.manifest["created_at"][:10])


@dg.asset(
    group_name="people",
    deps=["release"],
    description=OUT_SHORTLISTS.description,
    metadata=describe_table("out_shortlists"),
)
def out_shortlists(context: dg.AssetExecutionContext) -> dg.MaterializeResult[Any]:
    """Verdicts, score, tier, rank and portfolio for each applicant of the current cycle."""
    from reports.shortlists import build_shortlists

    settings = read_settings()
    home = open_home(settings.home)
    release = open_release(home)
    day = _release_day(release)
    cycle = cycle_on(day, settings.cycle)
    applicants, problems = load_applicants(home)
    report("shortlists", f"{len(applicants)} applicants")
    for problem in problems:
        context.log.warning(problem.message())
    table = build_shortlists(release.read_table("out_programs"), applicants, cycle, day)
    rows = write_shortlists(home, cycle, table)
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": rows,
            "cycle": cycle,
            "applicants": len(applicants),
            "applicants_refused": sum(not problem.is_warning for problem in problems),
            "release_id": release.id,
        }
    )


@dg.asset(group_name="people", deps=["out_shortlists"])
def trackers(context: dg.AssetExecutionContext) -> dg.MaterializeResult[Any]:
    """One Excel tracker per applicant, in one folder per advisor; the advisors' own entries survive."""
    from reports.workbooks import write_trackers

    settings = read_settings()
    home = open_home(settings.home)
    release = open_release(home)
    day = _release_day(release)
    cycle = cycle_on(day, settings.cycle)
    applicants, _ = load_applicants(home)
    report("trackers")
    written = write_trackers(
        read_shortlists(home, cycle),
        release.read_table("out_programs"),
        release.read_table("core_statements"),
        applicants,
        home.outbox,
        home.registry,
        cycle,
        day,
    )
    for problem in written.problems:
        context.log.warning(problem)
    counts = {
        "written": len(written.written),
        "untouched": len(written.untouched),
        "kept_beside": len(written.kept_beside),
        "problems": len(written.problems),
    }
    report("trackers", f"{counts['written']} written, {counts['untouched']} untouched")
    return dg.MaterializeResult(metadata=counts | {"folder": f"outbox/{cycle}"})
