"""One refresh from the command line: sets up the home, runs the nightly job through Dagster, tells what came of it."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dagster as dg

from expectations.runner import warm_up
from orchestration.demo_home import DEMO_PORT, has_registry, is_demo_home, seed_demo_home, serving_demo
from orchestration.instance import open_instance
from orchestration.night import claim_home, release_home
from orchestration.progress import ConsoleProgress, listening
from orchestration.settings import Settings
from warehouse.registry import RegistryError, check_registry, read_programs
from warehouse.releases import current_id
from warehouse.storage import make_home, write_file

_PROBLEMS_SHOWN = 5


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
        if release:
            lines.append(
                f"release    {release['release_id']}"
                + ("" if release["is_new"] else " (nothing changed: no new release)")
            )
        else:
            lines.append(f"release    refused or not reached; still served: {self.served or 'nothing yet'}")
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
        lines += [f"error      {error}" for error in self.errors]
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
    """Run the nightly job once on the home of `settings`. A second refresh at the same time is refused."""
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
        outcome = _run_job(settings, instance)
    outcome.problems = [str(problem) for problem in check_registry(settings.home / "registry")]
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


def _run_job(settings: Settings, instance: dg.DagsterInstance) -> Outcome:
    from orchestration.definitions import NIGHTLY_JOB, build_definitions

    # The progress display speaks on the console; Dagster's own log of the run is kept in its event log, for the UI.
    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    # While the crawl waits for hosts, the checks' library can be loaded.
    threading.Thread(target=warm_up, daemon=True).start()
    job = build_definitions(settings).resolve_job_def(NIGHTLY_JOB)
    result = job.execute_in_process(instance=instance, run_config=quiet, raise_on_error=False)
    outcome = Outcome(result.success, settings.home, current_id(settings.home))
    for event in result.all_events:
        if event.event_type == dg.DagsterEventType.ASSET_MATERIALIZATION:
            materialization = event.step_materialization_data.materialization
            outcome.metadata[materialization.asset_key.to_user_string()] = {
                name: value.value for name, value in materialization.metadata.items()
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
    return outcome


def _count_check(outcome: Outcome, evaluation: dg.AssetCheckEvaluation) -> None:
    name = f"{evaluation.asset_key.to_user_string()}/{evaluation.check_name}"
    if evaluation.passed:
        outcome.passed += 1
    elif evaluation.severity == dg.AssetCheckSeverity.WARN:
        outcome.warned.append(name)
    else:
        outcome.failed.append(name)
