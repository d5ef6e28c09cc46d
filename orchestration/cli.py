"""The `residency-atlas` command: parses arguments, calls the floors below, prints. No rule of the product stands here.

Imports of heavy packages stay inside the commands, so that `extract` or `--help` answers at once.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import click

from orchestration.settings import SettingError, Settings, read_settings


class _Group(click.Group):
    """Turns the errors that a user can mend into one clear line and exit status 2, instead of a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.Abort, click.ClickException):
            raise
        except Exception as error:
            if _is_users_error(error):
                raise click.ClickException(str(error)) from error
            if isinstance(error, OSError) and error.filename is not None and error.errno in _FILE_ERRORS:
                reason = f"{os.fsdecode(error.filename)}: {error.strerror}"
                advice = "mend the path, its access rights or the space on its disk, and run again"
                raise click.ClickException(f"{reason}; {advice}") from error
            raise


# What a path, its rights or its disk can cause; any other failure of the system is shown whole.
_FILE_ERRORS = frozenset(
    (
        errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOSPC, errno.EDQUOT,
        errno.EROFS, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL,
    )
)  # fmt: skip


def _is_users_error(error: Exception) -> bool:
    from demo.world import WorldError
    from orchestration.demo_home import DemoError
    from orchestration.night import NoNightError, RefreshRunningError
    from orchestration.people import NotFoundError
    from scrapers.sources import SourceError
    from warehouse.registry import RegistryError
    from warehouse.releases import RefusedRelease, ReleaseError

    of_orchestration = (SettingError, DemoError, NotFoundError, NoNightError, RefreshRunningError)
    return isinstance(error, (*of_orchestration, ReleaseError, RefusedRelease, RegistryError, SourceError, WorldError))


def _settings(home: str | None) -> Settings:
    """Settings of the environment, `--home` before `ATLAS_HOME`; child processes see the same."""
    if home:
        os.environ["ATLAS_HOME"] = str(Path(home).expanduser().resolve())
    return read_settings()


_home = click.option("--home", type=click.Path(file_okay=False), help="Home folder (default: ATLAS_HOME, or var/).")


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="residency-atlas")
def main() -> None:
    """Residency programs for international graduates: facts with quotes, ranked shortlists, trackers."""


@main.command()
@_home
@click.option("--programs", type=click.Path(exists=True, dir_okay=False), help="CSV of your own programs to crawl.")
@click.option("--allow-local", is_flag=True, help="Let programs live at loopback addresses (for trying things out).")
@click.option("--contact", help="E-mail or web address for site operators; mandatory for public hosts.")
@click.option("--full", "is_full", is_flag=True, help="Ask for every page tonight, due or not.")
@click.option(
    "--demo-programs",
    default=48,
    show_default=True,
    type=click.IntRange(1, 50_000),
    help="Size of the demo world when a new home is made.",
)
@click.option("--demo-seed", default=7, show_default=True, help="Seed of the demo world.")
@click.option(
    "--demo-port",
    default=8765,
    show_default=True,
    type=click.IntRange(1024, 65535),
    help="Port of the demo world.",
)
@click.option("--dry-run", "is_dry", is_flag=True, help="Only tell what would be visited and why; no network.")
def refresh(
    home: str | None,
    programs: str | None,
    allow_local: bool,
    contact: str | None,
    is_full: bool,
    demo_programs: int,
    demo_seed: int,
    demo_port: int,
    is_dry: bool,
) -> None:
    """Run the nightly job once: crawl, read, check, release, shortlists, trackers.

    Without a registry of programs in the home folder it runs on the embedded demo world.
    """
    if contact:
        os.environ["ATLAS_CONTACT"] = contact
    if allow_local:
        os.environ["ATLAS_ALLOW_LOCAL"] = "1"
    if is_full:
        os.environ["ATLAS_FULL_VISIT"] = "1"
    settings = _settings(home)
    if is_dry:
        from orchestration.dry_run import tell_dry_run

        for line in tell_dry_run(settings, Path(programs) if programs else None):
            click.echo(line)
        return
    from orchestration.refresh import run_refresh

    outcome = run_refresh(
        settings,
        programs_file=Path(programs) if programs else None,
        demo_programs=demo_programs,
        demo_seed=demo_seed,
        demo_port=demo_port,
    )
    click.echo(outcome.summary())
    sys.exit(0 if outcome.is_success else 1)


@main.command()
@_home
def ui(home: str | None) -> None:
    """Serve the Dagster UI and its scheduler on 127.0.0.1."""
    from orchestration.ui import serve_ui

    sys.exit(serve_ui(_settings(home)))


@main.command()
@click.argument("file", default="-", type=click.Path(allow_dash=True, dir_okay=False))
@click.option("--jsonl", is_flag=True, help="Read lines {id, text or html, url?}, write lines {id, facts, statements}.")
@click.option("--url", default="", help="Address the page came from.")
@click.option("--explain", "is_explained", is_flag=True, help="Show each candidate, and why one was not stated.")
def extract(file: str, jsonl: bool, url: str, is_explained: bool) -> None:
    """Print what a page (HTML, PDF) or text states, with quotes."""
    from transforms.pages import read_body, read_text
    from transforms.statements import explain_whole, extract_statements, read_lines

    if jsonl:
        for line in read_lines(_lines(file)):
            click.echo(line)
        return
    body = _as_text_or_pdf(sys.stdin.buffer.read() if file == "-" else _read_file(file), file)
    head = body[:2000].lstrip().lower()
    is_page = head.startswith((b"%pdf", b"<")) or b"<html" in head or b"<p" in head or file.endswith((".html", ".htm"))
    page = read_body(body, None, url) if is_page else read_text(body.decode("utf-8", "replace"), url)
    if is_explained:
        for traced in explain_whole(page):
            passage = " ".join(page.text[traced.start : traced.end].split())[:300]
            said = traced.statement or traced.withheld
            verdict = f"{said.field} = {said.value} ({said.strength})" if said else ""
            if traced.reason:
                verdict = f"{verdict} not stated: {traced.reason}".lstrip()
            click.echo(f"[{traced.start}:{traced.end}] {traced.module}: {verdict}")
            click.echo(f"    {passage!r}")
        return
    statements, dropped = extract_statements(page)
    for statement in statements:
        value = str(statement.value).lower() if isinstance(statement.value, bool) else statement.value
        click.echo(f"{statement.field} = {value} ({statement.strength}, confidence {statement.confidence:.2f})")
        click.echo(f"    [{statement.start}:{statement.end}] {statement.quote!r}")
        for name in ("condition", "track", "season", "scope_specialty"):
            if (said := getattr(statement, name)) is not None:
                click.echo(f"    {name}: {said}")
    for reason, count in sorted(dropped.items()):
        click.echo(f"dropped: {count} ({reason})")
    if not statements:
        click.echo("nothing stated: unknown, never 'no'")


@main.command()
@click.argument("school", required=False)
@click.option(
    "--jsonl", is_flag=True, help="Read lines {id, school}, write {id, class, country, canonical, confidence}."
)
def school(school: str | None, jsonl: bool) -> None:
    """Tell the class and country of a medical school as written on a roster."""
    from transforms.schools import classify_school, school_line

    if jsonl:
        for number, line in enumerate(_lines("-"), start=1):
            if line.strip():
                try:
                    click.echo(json.dumps(school_line(json.loads(line)), ensure_ascii=False))
                except ValueError as error:
                    raise click.ClickException(f"line {number}: {error}") from error
        return
    if not school:
        raise click.UsageError("name a school, or give --jsonl")
    verdict = classify_school(school)
    place = f", {verdict.country}" if verdict.country else ""
    click.echo(
        f"{verdict.school_class}{place}: {verdict.canonical or 'not known'} (confidence {verdict.confidence:.2f})"
    )


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def roster(file: str, as_json: bool) -> None:
    """Count the residents of a saved roster page by class year and kind of school. Prints no names."""
    from transforms.pages import read_body
    from transforms.rosters import parse_rosters
    from transforms.rosters.report import roster_json

    body = _as_text_or_pdf(_read_file(file), file)
    rosters = parse_rosters(read_body(body, None, ""), body)
    told = roster_json(rosters)
    if as_json:
        click.echo(json.dumps(told))
        return
    click.echo(f"{told['entries']} residents, {told['with_school']} with a readable school: {_counts(told['counts'])}")
    for year, counts in told["by_class"].items():
        click.echo(f"  {year}: {_counts(counts)}")
    if share := told["share"]:
        click.echo(f"IMG share {share['share']:.0%} (95 % interval {share['low']:.0%} to {share['high']:.0%})")
    else:
        click.echo("IMG share: too few readable schools to say")
    for name in told["unknown"]:
        click.echo(f"  not known: {name}")


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())


@main.group()
def releases() -> None:
    """What has been released, and which release is served."""


@releases.command("list")
@_home
def releases_list(home: str | None) -> None:
    """All releases, newest first; * marks the one served."""
    from warehouse.releases import list_releases

    found = list_releases(_settings(home).home)
    if not found:
        click.echo("no release yet; run: residency-atlas refresh")
    for release in found:
        rows = release.rows
        click.echo(
            f"{'*' if release.is_current else ' '} {release.id}  {release.created_at:%Y-%m-%d %H:%M} UTC  "
            f"{rows['out_programs']} programs, {rows['core_statements']} statements, {rows['out_changes']} changes"
            + (f", {len(release.warnings)} warnings" if release.warnings else "")
            + (f", {len(release.accepted)} failures accepted" if release.accepted else "")
        )


@releases.command("show")
@click.argument("release", required=False)
@_home
def releases_show(release: str | None, home: str | None) -> None:
    """The manifest of a release (default: the one served)."""
    from warehouse.releases import show_release

    click.echo(json.dumps(show_release(_settings(home).home, release).manifest, indent=2))


@releases.command("diff")
@click.argument("old")
@click.argument("new", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@_home
def releases_diff(old: str, new: str | None, as_json: bool, home: str | None) -> None:
    """The change report from release OLD to NEW (default: the one served): programs added and gone, facts changed
    with old and new quote. The beginning of an id is enough."""
    from orchestration.change_report import as_json_object, compare_releases, render_report

    report = compare_releases(_settings(home).home, old, new)
    if as_json:
        click.echo(json.dumps(as_json_object(report), ensure_ascii=False, indent=2))
        return
    for line in render_report(report):
        click.echo(line)


@releases.command("accept")
@click.argument("check")
@click.option("--reason", required=True, help="Why the data is right all the same; kept in the release's manifest.")
@click.option("--author", required=True, help="Who says so.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day on which it holds (default: no end).")
@_home
def releases_accept(check: str, reason: str, author: str, until: datetime | None, home: str | None) -> None:
    """Accept a failed CHECK (table/check) of the night that was refused, for that one release only.

    Writes a line of registry/accepted_failures.csv. Failures that make data untrustworthy can never be accepted.
    """
    from orchestration.acceptance import accept_failure
    from orchestration.gate import failed_checks
    from orchestration.instance import open_instance
    from orchestration.night import current_night

    settings = _settings(home)
    night = current_night(settings.home)
    with open_instance(settings.home) as instance:
        failed = [record for _, record in failed_checks(night, instance)]
    given = accept_failure(
        settings.home, check, failed, reason, author, datetime.now(UTC).date(), until.date() if until else None
    )
    click.echo(f"accepted {given.label} for the content {given.acknowledgement.content_hash} of {night.date}")
    click.echo("now publish it: residency-atlas releases publish")


@releases.command("accepted")
@_home
def releases_accepted(home: str | None) -> None:
    """Failures that stewards accepted, and what became of each: open, used for a release, expired."""
    from orchestration.acceptance import read_acceptances

    found, problems = read_acceptances(_settings(home).home)
    for each in found:
        given = each.acknowledgement
        click.echo(f"{each.label}: {each.state(datetime.now(UTC).date())}")
        click.echo(f"    {given.date} {given.author}: {given.reason} (content {given.content_hash[:16]})")
    for problem in problems:
        click.echo(f"refused: {problem}")
    if not (found or problems):
        click.echo("no failure was ever accepted here")
    sys.exit(1 if any(not problem.is_note for problem in problems) else 0)


@releases.command("publish")
@_home
def releases_publish(home: str | None) -> None:
    """Check the staged night again and publish it, without a crawl; shortlists and trackers follow."""
    from orchestration.refresh import run_publication

    outcome = run_publication(_settings(home))
    click.echo(outcome.summary())
    sys.exit(0 if outcome.is_success else 1)


@releases.command("rollback")
@click.argument("release", required=False)
@_home
def releases_rollback(release: str | None, home: str | None) -> None:
    """Serve an earlier release (default: the one before the current), after verifying its files."""
    from warehouse.releases import rollback

    served = rollback(_settings(home).home, release)
    click.echo(f"now serving {served.id}")


@main.group()
def source() -> None:
    """Listings: where programs are found."""


@source.command("list")
@_home
def source_list(home: str | None) -> None:
    """Declared sources, and which of them the registry turns on."""
    from scrapers.sources import declared_sources
    from warehouse.registry import read_sources

    registry = _settings(home).home / "registry"
    file = registry / "sources.csv"
    turned_on = {row["name"]: row for row in (read_sources(file)[0] if file.exists() else [])}
    declared = declared_sources(registry)
    for name in sorted(declared.keys() | turned_on.keys()):
        kind = declared[name].source.kind if name in declared else turned_on[name]["kind"]
        where = declared[name].folder if name in declared else "declared by its row in sources.csv alone"
        click.echo(f"{'on ' if name in turned_on else 'off'} {name}  {kind}  {where}")


@source.command("check")
@click.argument("name")
@click.option("--write", "is_written", is_flag=True, help="Write the rows as read to expected.csv, to be looked at.")
@_home
def source_check(name: str, is_written: bool, home: str | None) -> None:
    """Read the page saved beside source NAME and compare with the rows expected of it. No network."""
    from scrapers.source_check import check_source, expected_csv
    from scrapers.sources import declared_sources, read_declaration

    declared = declared_sources(_settings(home).home / "registry")
    if name not in declared:
        known = ", ".join(sorted(declared)) or "none"
        raise click.ClickException(f"no source {name!r} is declared; there are: {known}")
    chosen = declared[name]
    if is_written:
        (chosen.folder / "expected.csv").write_text(expected_csv(chosen), encoding="utf-8")
        chosen = read_declaration(chosen.folder)
    lines, is_right = check_source(chosen)
    for line in lines:
        click.echo(line)
    sys.exit(0 if is_right else 1)


@main.command()
@_home
def hosts(home: str | None) -> None:
    """Hosts that are at rest or have given nothing for three nights, with the last good date."""
    from datetime import UTC, datetime

    from orchestration.dry_run import crawl_settings_for
    from scrapers.health import host_health
    from scrapers.rest import resting_hosts, woken_days

    settings = _settings(home)
    archive = settings.home / "archive"
    crawl, _ = crawl_settings_for(settings, [])
    for host, rest in sorted(resting_hosts(archive, datetime.now(UTC), woken_days(crawl)).items()):
        click.echo(f"resting  {host}: {rest}")
    for sick in host_health(archive, 3):
        good = f"last good {sick.last_good}" if sick.last_good else "never good"
        click.echo(
            f"failing  {sick.host}: {sick.kind}, {sick.nights_failing} nights since {sick.failing_since}; {good}"
        )


@main.group()
def alerts() -> None:
    """Who is told of a failed run, a refused release, a stale catalog, and whether it arrives."""


@alerts.command("test")
@_home
def alerts_test(home: str | None) -> None:
    """Send a trial alert on every channel that is set up."""
    from orchestration.alerts import raise_alert, trial_alert

    record = raise_alert(_settings(home), trial_alert(datetime.now(UTC)))
    if record is None:
        raise click.ClickException("the alert could not be recorded; see above")
    if not record.deliveries:
        raise click.ClickException("no channel is set up: set ATLAS_ALERT_MAIL_TO or ATLAS_ALERT_WEBHOOK")
    for each in record.deliveries:
        click.echo(f"{each.channel}: {each.error or 'sent'}")
    sys.exit(1 if record.undelivered else 0)


@alerts.command("list")
@_home
def alerts_list(home: str | None) -> None:
    """The alerts raised, newest first, and what became of them."""
    from orchestration.alerts import list_alerts

    found = list_alerts(_settings(home).home)
    for record in found:
        times = f" ({record.times} times)" if record.times > 1 else ""
        click.echo(f"{record.told_at[:16].replace('T', ' ')} UTC  {record.title}{times}")
        for each in record.deliveries:
            click.echo(f"    {each.channel}: {each.error or 'sent'}, {each.tries} tries")
        if not record.deliveries:
            click.echo("    told nobody: no channel was set up")
    if not found:
        click.echo("no alert has been raised")


@alerts.command("watch")
@_home
def alerts_watch(home: str | None) -> None:
    """Look once: tell of a stale catalog, try undelivered alerts again. For a crontab where no UI runs."""
    from orchestration.freshness import watch_catalog

    watch = watch_catalog(_settings(home), datetime.now(UTC))
    fresh = watch.freshness
    if fresh is None:
        click.echo("nothing has been released yet")
    else:
        told = "stale" if fresh.is_stale else "fresh"
        click.echo(f"{told}: confirmed {fresh.age_hours:g} hours ago, the limit is {fresh.limit_hours} hours")
    click.echo(f"channels: {', '.join(watch.channels) or 'none'}; undelivered alerts: {len(watch.undelivered)}")
    sys.exit(1 if (fresh is not None and fresh.is_stale) or watch.undelivered else 0)


@main.group()
def applicants() -> None:
    """The registry of applicants."""


@applicants.command("template")
@click.argument("file", default="applicants.xlsx", type=click.Path(dir_okay=False))
def applicants_template(file: str) -> None:
    """Write an empty registry of applicants as a workbook with drop-downs and explanations."""
    from reports.applicant_template import write_template

    path = Path(file)
    if path.exists():
        raise click.ClickException(f"{file} exists already; name a new file, or move it away first")
    write_template(path)
    click.echo(f"written: {file}; fill it in and save it as registry/applicants.xlsx in the home folder")


@applicants.command("check")
@click.argument("file", required=False, type=click.Path(dir_okay=False))
@_home
def applicants_check(file: str | None, home: str | None) -> None:
    """Validate a registry of applicants and say, row by row, what to mend."""
    from reports.applicants import read_applicants

    path = Path(file) if file else _settings(home).home / "registry" / "applicants.csv"
    found, problems = read_applicants(path)
    for problem in problems:
        click.echo(problem.message())
    faults = [problem for problem in problems if not problem.is_warning]
    click.echo(f"{len(found)} applicants can be used, {len(faults)} faults, {len(problems) - len(faults)} warnings")
    sys.exit(1 if faults else 0)


@main.command()
@click.argument("applicant")
@click.argument("program")
@click.option("--cycle", type=int, help="Match year, where the applicant has several (default: the current one).")
@_home
def explain(applicant: str, program: str, cycle: int | None, home: str | None) -> None:
    """Why PROGRAM stands where it stands for APPLICANT: verdicts, parts of the score, evidence."""
    from orchestration.people import explain_pair

    click.echo(explain_pair(_settings(home), applicant, program, cycle))


@main.group()
def cycles() -> None:
    """Cycles (Match years): which is current, which are past, and opening the next one early."""


@cycles.command("list")
@_home
def cycles_list(home: str | None) -> None:
    """The cycles with shortlists, the current one, and what is opened early."""
    from orchestration.cycles import list_cycles, today

    for cycle, told in list_cycles(_settings(home), today()):
        click.echo(f"{cycle}  {told}")


@cycles.command("open")
@click.argument("cycle", type=int)
@_home
def cycles_open(cycle: int, home: str | None) -> None:
    """Refresh the next cycle every night beside the current one, before ERAS opens for it."""
    from orchestration.cycles import open_early, today

    path = open_early(_settings(home), cycle, today())
    click.echo(f"cycle {cycle} is refreshed from the next night on; noted in {path}")


@main.group()
def demo() -> None:
    """The embedded demo world."""


@demo.command("night")
@click.argument("number", type=click.IntRange(min=1))
@_home
def demo_night(number: int, home: str | None) -> None:
    """Let the demo world be as on night NUMBER: pages change, vanish, appear."""
    from demo.world import load_world

    load_world(_settings(home).home / "demo").set_night(number)
    click.echo(f"the demo world is now as on night {number}; run: residency-atlas refresh")


@main.command()
@click.option("--check", is_flag=True, help="Only say whether the generated pages are up to date.")
def docs(check: bool) -> None:
    """Write the generated pages of docs/."""
    from orchestration.generated_docs import write_docs

    stale = write_docs(Path.cwd() / "docs", check=check)
    for path in stale:
        click.echo(f"{'out of date' if check else 'written'}: {path}")
    sys.exit(1 if check and stale else 0)


def _read_file(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise click.ClickException(
            f"{file}: {error.strerror}; name a file that can be read, or - for standard input"
        ) from error


def _as_text_or_pdf(body: bytes, file: str) -> bytes:
    """The body, UTF-16 turned into UTF-8. ClickException where it is neither a page, a PDF nor text."""
    if body[:1024].lstrip().startswith(b"%PDF-"):
        return body
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return body.decode("utf-16").encode()
        except UnicodeError:
            pass
    if b"\x00" in body:
        raise click.ClickException(f"{file}: neither a page, a PDF nor text; name an HTML, PDF or text file")
    return body


def _lines(file: str) -> Iterator[str]:
    stream: IO[str]
    if file == "-":
        yield from sys.stdin
        return
    try:
        with Path(file).open(encoding="utf-8") as stream:
            yield from stream
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file}: {error}; give a UTF-8 file of JSON lines") from error


if __name__ == "__main__":
    main()
