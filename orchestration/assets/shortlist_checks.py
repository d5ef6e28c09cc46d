"""The checks of the shortlists in the Dagster UI. They block the trackers; only counts and programs are told."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import dagster as dg

from expectations.checks import SAMPLE_ROWS, CheckResult
from expectations.shortlist_rules import CHECKS, check_shortlists
from orchestration.check_display import describe_result, past_runs, tell_verdict
from orchestration.cycles import open_cycles, today
from orchestration.people import iter_shortlists, load_applicants
from orchestration.settings import Settings, read_settings
from warehouse.releases import open_release
from warehouse.storage import open_home


@dg.multi_asset_check(
    name="shortlist_checks",
    specs=[
        dg.AssetCheckSpec(check.name, asset=check.table, description=check.description, blocking=True)
        for check in CHECKS
    ],
)
def shortlist_checks(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
    """Every applicant has a shortlist, and no excluded program is on it."""
    settings = read_settings()
    home = open_home(settings.home)
    programs = open_release(home).read_table("out_programs")
    applicants, _ = load_applicants(home)
    found: dict[str, CheckResult] = {}
    for cycle in _cycles(context.run.tags, settings):
        wishes = {
            each.applicant_id: (each.specialties, each.states_excluded) for each in applicants if each.cycle == cycle
        }
        for result in check_shortlists(iter_shortlists(home, cycle), programs, wishes):
            name = result.check.name
            found[name] = result if name not in found else _together(found[name], result)
    for result in found.values():
        metadata = describe_result(result, past_runs(context.instance, result.check), None)
        yield dg.AssetCheckResult(
            asset_key=result.check.table,
            check_name=result.check.name,
            passed=result.passed,
            severity=dg.AssetCheckSeverity.ERROR,
            description=tell_verdict(result),
            metadata={name: value for name, value in metadata.items() if not name.endswith("_hash")},
        )


def _cycles(tags: Mapping[str, str], settings: Settings) -> list[int]:
    """The cycles whose shortlists this run wrote; all that are open where it names none."""
    if one := tags.get("dagster/partition"):
        return [int(one)]
    first, last = (tags.get(f"dagster/asset_partition_range_{end}") for end in ("start", "end"))
    return list(range(int(first), int(last) + 1)) if first and last else open_cycles(settings, today())


def _together(first: CheckResult, second: CheckResult) -> CheckResult:
    return replace(
        first,
        passed=first.passed and second.passed,
        evaluated=first.evaluated + second.evaluated,
        failing=first.failing + second.failing,
        samples=(*first.samples, *second.samples)[:SAMPLE_ROWS],
        details=(*first.details, *second.details),
    )
