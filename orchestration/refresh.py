"""One refresh from the command line: sets up the home, runs the nightly job through Dagster, tells what came of it."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg

from expectations.runner import warm_up
from orchestration.alerts import failure_alert, list_alerts, raise_alert, retry_undelivered, served_or_none
from orchestration.cycles import open_cycles, read_opened, run_target, today
from orchestration.demo_home import DEMO_PORT, has_registry, is_demo_home, seed_demo_home, serving_demo
from orchestration.instance import open_instance
from orchestration.night import REFUSED_TAG, RefreshRunningError, claim_home, current_night, release_home
from orchestration.progress import ConsoleProgress, listening
from orchestration.settings import Settings
from warehouse.registry import RegistryError, check_registry, read_programs
from warehouse.releases import current_id
from warehouse.storage import make_home, write_file

_PROBLEMS_SHOWN = 5
NIGHTLY_JOB = "nightly_refresh"
PUBLISH_JOB = "publish_night"


@dataclass(slots=True)
class Outcome:
    """What a refresh did, asset by asset: `facts_of` holds the metadata of each materialization of this run."""

    is_success: bool
    home: Path
    served: str | None
    metadata: dict[str, dict[str, Any]] = field(default_factory=dict)
    passed: int = 0
    failed: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)  # of the registry's files
    alerts: list[str] = field(default_factory=list)  # raised meanwhile, and what became of them
    report: Path | None = None  # of the refusal, where the gate refused

    def summary(self) -> str:
        """Lines for the operator: programs, facts, checks, release, workbooks, and where they are."""
        fetches, texts = self.metadata.get("raw_fetches", {}), self.metadata.get("raw_readings", {})
        programs, trackers = self.metadata.get("out_programs", {}), self.metadata.get("trackers", {})
        release, people = self.metadata.get("release", {}), self.metadata.get("out_shortlists", {})
        lines = []
        if fetches:
            lines.append(
                f"pages      {fetches['fetched']} fetched, {fetches['unchanged']} unchanged, "
                f"{fetches['failed']} failed by name, {fetches['downloaded_bytes']:,} bytes downloaded"
                + (f", {fetches['not_due']} not due tonight" if fetches["not_due"] else "")
            )
        if texts:
            lines.append(f"read       {texts['read']} new bodies, {texts['kept']} read on an earlier night")
        if programs:
            lines.append(f"programs   {programs['dagster/row_count']}")
            lines.append(f"facts      {programs['facts']}")
        if refused := fetches.get("programs_refused"):
            lines.append(f"refused    {refused} rows of programs; see {self.home / 'quarantine'}")
        lines += [f"registry   {problem}" for problem in self.problems[:_PROBLEMS_SHOWN]]
        if len(self.problems) > _PROBLEMS_SHOWN:
            lines.append(f"registry   and {len(self.problems) - _PROBLEMS_SHOWN} more; see {self.home / 'quarantine'}")
        if files := self.metadata.get("core_filings", {}).get("files_refused"):
            lines += [f"filings    {file}" for file in files[:_PROBLEMS_SHOWN]]
        checks = f"checks     {self.passed} passed, {len(self.failed)} failed, {len(self.warned)} warnings"
        lines.append(checks + (f": {', '.join(self.warned)}" if self.warned else ""))
        lines += [f"  failed: {name}" for name in self.failed]
        for row in release.get("accepted_failures", ()):
            lines.append(f"accepted   {row['table']}/{row['check']} by {row['author']}: {row['reason']}")
        if release:
            lines.append(
                f"release    {release['release_id']}"
                + ("" if release["is_new"] else " (nothing changed: no new release)")
            )
        else:
            lines.append(f"release    refused or not reached; still served: {self.served or 'nothing yet'}")
        if self.report is not None:
            lines.append(f"refused    what failed, examples and what to do: {self.report}")
        if people.get("applicants_refused"):
            lines.append(
                f"refused    {people['applicants_refused']} faults in applicants; see {self.home / 'quarantine'}"
            )
        if trackers:
            lines.append(
                f"workbooks  {trackers['written']} written, {trackers['untouched']} untouched"
                + (f", {trackers['kept_beside']} put beside" if trackers["kept_beside"] else "")
                + f"; in {self.home / trackers['folder']}"
            )
        if digests := self.metadata.get("digests"):
            told = [f"{digests['written']} written", f"{digests['nothing_to_say']} with nothing to say"]
            lines.append(
                "digests    " + ", ".join(told + ([f"{digests['mailed']} mailed"] if digests["mailed"] else []))
            )
            lines += [f"  digest: {problem}" for problem in digests["problems"]]
        lines += [f"error      {error}" for error in self.errors]
        lines += [f"alert      {told}" for told in self.alerts]
        return "\n".join(lines)


def run_refresh(
    settings: Settings,
    programs_file: Path | None = None,
    demo_programs: int = 48,
    demo_seed: int = 7,
    demo_port: int = DEMO_PORT,
    demo_misbehaving: float | None = None,
    instance: dg.DagsterInstance | None = None,
) -> Outcome:
    """Run the nightly job once on the home of `settings`. A second refresh at the same time is refused.

    A run that fails is told to operators, and so is what keeps it from starting.
    """
    started = datetime.now(UTC)
    try:
        outcome = _refresh(settings, programs_file, demo_programs, demo_seed, demo_port, demo_misbehaving, instance)
    except (RefreshRunningError, RegistryError):
        raise  # the one is no failure, the other is told to whoever named the file
    except Exception as error:
        # The same fault every night is one alert until it is mended.
        told = f"{type(error).__name__}: {error}"
        raise_alert(settings, failure_alert("refresh", "none", [told], served_or_none(settings.home), told[:200]))
        raise
    return _tell(settings, outcome, started)


def run_publication(settings: Settings, instance: dg.DagsterInstance | None = None) -> Outcome:
    """Check the staged night again and publish it, without a crawl; shortlists and trackers follow."""
    started = datetime.now(UTC)
    current_night(settings.home)  # NoNightError before anything is begun
    progress = ConsoleProgress()
    with ExitStack() as stack:
        claim_home(settings.home)
        stack.callback(release_home, settings.home)
        stack.enter_context(listening(progress))
        if instance is None:
            instance = stack.enter_context(open_instance(settings.home))
        stack.callback(progress.finish)
        outcome = _run_job(settings, instance, PUBLISH_JOB)
    return _tell(settings, outcome, started)


def _tell(settings: Settings, outcome: Outcome, started: datetime) -> Outcome:
    """Try again what earlier alerts could not deliver, and say in the outcome what was told since the start."""
    retry_undelivered(settings)
    for record in list_alerts(settings.home):
        if record.told_at >= started.isoformat():
            became = [f"{each.channel} {each.error or 'sent'}" for each in record.deliveries] or ["nobody is set up"]
            outcome.alerts.append(f"{record.title}: {', '.join(became)}")
    return outcome


def _refresh(
    settings: Settings,
    programs_file: Path | None,
    demo_programs: int,
    demo_seed: int,
    demo_port: int,
    demo_misbehaving: float | None,
    instance: dg.DagsterInstance | None,
) -> Outcome:
    make_home(settings.home)
    progress = ConsoleProgress()
    with ExitStack() as stack:
        claim_home(settings.home)
        stack.callback(release_home, settings.home)
        stack.enter_context(listening(progress))
        if programs_file is not None:
            _adopt_programs(programs_file, settings.home)
        elif not has_registry(settings.home):
            progress("demo world", f"{demo_programs} programs")
            seed_demo_home(settings.home, demo_programs, demo_seed, demo_port, demo_misbehaving)
        if is_demo_home(settings.home):
            stack.enter_context(serving_demo(settings.home))
        if instance is None:
            instance = stack.enter_context(open_instance(settings.home))
        stack.callback(progress.finish)
        outcome = _run_job(settings, instance, NIGHTLY_JOB)
    outcome.problems = [str(problem) for problem in check_registry(settings.home / "registry")]
    outcome.problems += [str(problem) for problem in read_opened(settings.home)[1] if not problem.is_note]
    return outcome


def _adopt_programs(file: Path, home: Path) -> None:
    """Make a user's file the registry's programs.csv; what stood there is kept beside it.

    RegistryError, and nothing changed, where no row of the file can be used.
    """
    rows, problems = read_programs(file)
    if not rows:
        told = "; ".join(str(problem) for problem in problems[:_PROBLEMS_SHOWN])
        raise RegistryError(f"no program can be used, the programs of {home} stay as they were: {told}")
    target = home / "registry" / "programs.csv"
    content = file.read_bytes()
    if target.exists() and target.read_bytes() != content:
        write_file(target.with_name("programs.previous.csv"), target.read_bytes())
    write_file(target, content)


def _run_job(settings: Settings, instance: dg.DagsterInstance, name: str) -> Outcome:
    from orchestration.definitions import build_definitions

    # The progress display speaks on the console; Dagster's own log of the run is kept in its event log, for the UI.
    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    # While the crawl waits for hosts, the checks' library can be loaded.
    threading.Thread(target=warm_up, daemon=True).start()
    job = build_definitions(settings).resolve_job_def(name)
    # Whoever runs this command sees it fail; a scheduler beside it must not take the run up again.
    tags = {"dagster/max_retries": "0", **run_target(open_cycles(settings, today()))}
    result = job.execute_in_process(instance=instance, run_config=quiet, raise_on_error=False, tags=tags)
    outcome = Outcome(result.success, settings.home, current_id(settings.home))
    for event in result.all_events:
        if event.event_type == dg.DagsterEventType.ASSET_MATERIALIZATION:
            materialization = event.step_materialization_data.materialization
            outcome.metadata[materialization.asset_key.to_user_string()] = {
                name: _plain(value) for name, value in materialization.metadata.items()
            }
        elif event.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION:
            _count_check(outcome, event.asset_check_evaluation_data)
        elif event.event_type == dg.DagsterEventType.STEP_FAILURE:
            error = event.step_failure_data.error
            cause = error.cause if error is not None and error.cause is not None else error
            message = cause.message.strip() if cause is not None else "failed"
            if "DagsterExecutionInterruptedError" in message:
                message = "interrupted; nothing is lost, run the refresh again"
            outcome.errors.append(f"{event.step_key}: {message[:600]}")
    run = instance.get_run_by_id(result.run_id)
    if run is not None and REFUSED_TAG in run.tags:
        outcome.report = settings.home / "state" / "refusals" / f"{run.tags[REFUSED_TAG]}.md"
    elif not result.success:
        served = served_or_none(settings.home)
        raise_alert(settings, failure_alert(name, result.run_id, outcome.errors, served))
    return outcome


def _plain(value: dg.MetadataValue[Any]) -> Any:
    return [dict(record.data) for record in value.records] if isinstance(value, dg.TableMetadataValue) else value.value


def _count_check(outcome: Outcome, evaluation: dg.AssetCheckEvaluation) -> None:
    name = f"{evaluation.asset_key.to_user_string()}/{evaluation.check_name}"
    if evaluation.passed:
        outcome.passed += 1
    elif evaluation.severity == dg.AssetCheckSeverity.WARN:
        outcome.warned.append(name)
    else:
        outcome.failed.append(name)
