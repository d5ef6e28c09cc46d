"""Shortlists, trackers and digests: private files. Only counts reach Dagster's log and metadata.

All are partitioned by cycle: the current one and what was opened early are refreshed, past ones never written again.
"""

from datetime import date
from typing import Any

import dagster as dg

from orchestration.cycles import cycle_partitions, cycles_of_run, open_cycles, today
from orchestration.digests import DigestReport, keep_tracker_report, write_digests
from orchestration.night import claim_home
from orchestration.people import load_applicants, open_shortlists, write_shortlists
from orchestration.progress import report
from orchestration.settings import read_settings
from orchestration.table_metadata import describe_table
from warehouse.releases import OpenRelease, open_release
from warehouse.schema import OUT_SHORTLISTS
from warehouse.storage import open_home

CYCLES = cycle_partitions(read_settings(), today())


def _release_day(release: OpenRelease) -> date:
    """Ages and calendars are told as of the release, so that an unchanged night leaves every file as it is."""
    return date.fromisoformat(release.manifest["created_at"][:10])


@dg.asset(
    group_name="people",
    deps=["release"],
    description=OUT_SHORTLISTS.description,
    metadata=describe_table("out_shortlists"),
    partitions_def=CYCLES,
)
def out_shortlists(context: dg.AssetExecutionContext) -> dg.MaterializeResult[Any]:
    """Verdicts, score, tier, rank and portfolio for each applicant of the cycle."""
    from reports.shortlists import iter_shortlists

    settings = read_settings()
    claim_home(settings.home)
    home = open_home(settings.home)
    cycles = cycles_of_run(context, settings)
    release = open_release(home)
    applicants, problems = load_applicants(home)
    report("shortlists", f"{sum(each.cycle in cycles for each in applicants)} applicants")
    for problem in problems:
        context.log.warning(problem.message())
    programs, rosters = release.read_table("out_programs"), release.read_table("core_rosters")
    rows = {}
    for cycle in cycles:
        tables = iter_shortlists(programs, applicants, cycle, _release_day(release), rosters)
        rows[cycle] = write_shortlists(home, cycle, tables)
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": sum(rows.values()),
            "cycles": dg.MetadataValue.json({str(cycle): count for cycle, count in rows.items()}),
            "applicants": sum(each.cycle in cycles for each in applicants),
            "applicants_refused": sum(not problem.is_warning for problem in problems),
            "release_id": release.id,
        }
    )


@dg.asset(group_name="people", deps=["out_shortlists"], partitions_def=CYCLES)
def trackers(context: dg.AssetExecutionContext) -> dg.MaterializeResult[Any]:
    """One Excel tracker and one page to read on a phone per applicant; the advisors' own entries survive."""
    from reports.workbooks import write_trackers

    settings = read_settings()
    home = open_home(settings.home)
    cycles = cycles_of_run(context, settings)
    release = open_release(home)
    applicants, _ = load_applicants(home)
    report("trackers")
    programs, rosters = release.read_table("out_programs"), release.read_table("core_rosters")
    statements = release.read_table("core_statements")
    counts = dict.fromkeys(("written", "untouched", "kept_beside", "problems", "edits_read", "pages_written"), 0)
    for cycle in cycles:
        written = write_trackers(
            open_shortlists(home, cycle),
            programs,
            statements,
            applicants,
            home.outbox,
            home.registry,
            cycle,
            _release_day(release),
            rosters,
        )
        keep_tracker_report(home, cycle, written.by_applicant)
        for problem in written.problems:
            context.log.warning(problem)
        for name in counts:
            found = getattr(written, name)
            counts[name] += found if isinstance(found, int) else len(found)
    report("trackers", f"{counts['written']} written, {counts['untouched']} untouched")
    return dg.MaterializeResult(metadata={**counts, "folder": f"outbox/{cycles[0]}" if len(cycles) == 1 else "outbox"})


@dg.asset(group_name="people", deps=["trackers"], partitions_def=CYCLES)
def digests(context: dg.AssetExecutionContext) -> dg.MaterializeResult[Any]:
    """What is new, for each advisor: a page in the outbox, mailed where that is set up; nothing where nothing is."""
    settings = read_settings()
    total = DigestReport()
    for cycle in cycles_of_run(context, settings):
        found = write_digests(settings, cycle, today())
        total.written += found.written
        total.mailed += found.mailed
        total.quiet += found.quiet
        total.problems += found.problems
    for problem in total.problems:
        context.log.warning(problem)
    report("digests", f"{total.written} written, {total.mailed} mailed")
    return dg.MaterializeResult(
        metadata={
            "written": total.written,
            "mailed": total.mailed,
            "nothing_to_say": total.quiet,
            "problems": dg.MetadataValue.json(total.problems),
        }
    )


@dg.failure_hook(name="tell_advisors_of_a_refusal")
def tell_advisors_of_a_refusal(context: dg.HookContext) -> None:
    """A refused night never reaches the digests: say so in digests of its own. Told once, and no failure of its own."""
    settings = read_settings()
    try:
        for cycle in open_cycles(settings, today()):
            for problem in write_digests(settings, cycle, today(), is_refused=True).problems:
                context.log.warning(problem)
    except Exception as error:  # the failure that called this hook is what must be seen
        context.log.warning(f"no digest of the failed night could be written ({type(error).__name__})")
