"""Advisors' digests as files and mail: gathers what is new since the last one, writes it, sends it, remembers it.

What a digest says stands in `reports/digest.py`. Nothing here fails a night: a digest that the mail server does not
take stays in the outbox, is told of, and is tried again the next nights.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from orchestration.mail import MailError, MailSettings, send_mail
from orchestration.people import load_applicants, read_shortlists
from orchestration.settings import Settings
from warehouse.releases import OpenRelease, ReleaseDiff, ReleaseError, current, diff_releases, open_release
from warehouse.storage import Home, open_home, write_file

if TYPE_CHECKING:
    from reports.advisors import Advisor
    from reports.digest import Digest, Refusal, Standing, Told

MOST_UNSENT = 7  # digests of one advisor that are tried again; older ones stay files
MOST_FAILURES = 2  # in a row; a server that is down would hold the night up once for each advisor


@dataclass(slots=True)
class DigestReport:
    """How many digests were written, mailed and not called for. `problems` are sentences without personal data."""

    written: int = 0
    mailed: int = 0
    quiet: int = 0
    problems: list[str] = field(default_factory=list)
    failures: int = 0  # to send, in a row


def keep_tracker_report(home: Home, cycle: int, by_applicant: dict[str, tuple[int, list[str]]]) -> None:
    """Note what was read from each tracker, for the digests that follow."""
    content = {key: {"edits": edits, "problems": problems} for key, (edits, problems) in by_applicant.items()}
    path = _tracker_report(home, cycle)
    write_file(path, json.dumps(content, sort_keys=True).encode())
    path.chmod(0o600)


def write_digests(settings: Settings, cycle: int, day: date, is_refused: bool = False) -> DigestReport:
    """Write, and mail where a server and an address are known, the digests of a cycle that have something to say.

    `is_refused`: the night ended early, so that the trackers were not read; a digest is due for a refusal alone.
    """
    from reports.advisors import read_advisors
    from reports.digest import build_digest, remember, render_html, render_text

    report = DigestReport()
    home = open_home(settings.home)
    if current(home) is None or not _has_shortlists(home, cycle):
        return report
    release = open_release(home)
    programs = {row["program_id"]: row for row in release.read_table("out_programs", _COLUMNS).to_pylist()}
    applicants, _ = load_applicants(home)
    advisors, problems = read_advisors(home.registry)
    report.problems += [str(problem) for problem in problems]
    by_advisor: dict[str, list[str]] = {}
    for applicant in applicants:
        if applicant.cycle == cycle:
            by_advisor.setdefault(applicant.advisor, []).append(applicant.applicant_id)
    memory = {advisor: _read_told(home, cycle, advisor) for advisor in by_advisor}
    diffs = {told.release: _diff(home, told.release, release) for told in memory.values()}
    checks = _checks(release)
    refusals = _refusals(home, release)
    noted = {} if is_refused else _read_tracker_report(home, cycle)
    for advisor, ids in sorted(by_advisor.items()):
        told = memory[advisor]
        if is_refused and not any(each.night > told.refusal for each in refusals):
            continue
        diff, before = diffs[told.release]
        standings = _standings(home, cycle, ids, told, diff, noted)
        known = {**before, **programs}
        digest = build_digest(advisor, cycle, day, standings, known, diff, told, checks, refusals)
        after = remember(digest, standings, known, release.id, told, checks, refusals)
        unsent = _send_again(home, settings.mail, advisors.get(advisor), advisor, cycle, told, report)
        if digest.news:
            name = _write(home, digest, render_html(digest).encode("utf-8"))
            report.written += 1
            entry = {"file": name, "subject": digest.subject, "text": render_text(digest)}
            if not _send(home, settings.mail, advisors.get(advisor), advisor, cycle, entry, report):
                unsent.append(entry)
        else:
            report.quiet += 1
        after.unsent = unsent[-MOST_UNSENT:]
        _keep_told(home, cycle, advisor, after)
    return report


_COLUMNS = ("program_id", "name", "specialty", "city", "state", "url", "application_deadline")


def _diff(home: Home, before: str | None, release: OpenRelease) -> tuple[ReleaseDiff, dict[str, dict[str, Any]]]:
    """What differs from a release to the one served, and the programs of the former; nothing where it is gone."""
    if before is None or before == release.id:
        return ReleaseDiff(release.id, release.id), {}
    try:
        old = open_release(home, before).read_table("out_programs", _COLUMNS).to_pylist()
        return diff_releases(home, before, release.id), {row["program_id"]: row for row in old}
    except ReleaseError:  # cleaned away meanwhile
        return ReleaseDiff(release.id, release.id), {}


def _standings(
    home: Home,
    cycle: int,
    ids: list[str],
    told: Told,
    diff: ReleaseDiff,
    noted: dict[str, dict[str, Any]],
) -> dict[str, Standing]:
    from reports.digest import Standing
    from reports.eligibility import RULE_TITLES
    from reports.tracker_edits import BLANK, UnreadableTrackerError, history_path, read_history
    from reports.tracker_layout import NEXT_IN_LINE

    added = set(diff.added)
    columns = ["applicant_id", "program_id", "is_excluded", "is_recommended", "rank", "tier", "portfolio_order"]
    table = read_shortlists(home, cycle, columns, [("applicant_id", "in", ids)])
    standings = {}
    for applicant_id in ids:
        mine = table.filter(pc.equal(table["applicant_id"], applicant_id))
        open_rows = mine.filter(pc.invert(mine["is_excluded"])).to_pylist()
        standing = Standing()
        picked = [row for row in open_rows if row["is_recommended"]]
        for row in sorted(picked, key=lambda row: row["portfolio_order"]):
            standing.recommended[row["program_id"]] = row["tier"]
        for row in sorted((row for row in open_rows if not row["is_recommended"]), key=lambda row: row["rank"]):
            if len(standing.waiting) < NEXT_IN_LINE:
                standing.waiting[row["program_id"]] = row["tier"]
            elif row["program_id"] in added or row["program_id"] in told.recommended.get(applicant_id, ()):
                standing.further[row["program_id"]] = row["tier"]
        went = [each for each in told.recommended.get(applicant_id, ()) if each not in standing.recommended]
        filters = [("applicant_id", "=", applicant_id), ("program_id", "in", went), ("is_excluded", "=", True)]
        refused = read_shortlists(home, cycle, ["program_id", "verdicts"], filters).to_pylist() if went else []
        for row in refused:
            verdicts = json.loads(row["verdicts"]).items()
            failing = [
                f"{RULE_TITLES[rule]}: {each['detail']}" for rule, each in verdicts if each["verdict"] == "fails"
            ]
            standing.refused[row["program_id"]] = "; ".join(failing)
        try:
            tracked = read_history(history_path(home.registry, cycle, applicant_id))
        except UnreadableTrackerError:  # told by the tracker's own problem
            tracked = None
        for key in tracked.keys() if tracked is not None else ():
            row = tracked.cells[key]
            standing.tracked[key] = (row.get("Decision", BLANK).text, row.get("Status", BLANK).text)
        note = noted.get(applicant_id, {})
        standing.problems, standing.edits = list(note.get("problems", ())), int(note.get("edits", 0))
        standings[applicant_id] = standing
    return standings


def _checks(release: OpenRelease) -> list[str]:
    """Checks that warned when the release was published, in words."""
    from expectations.runner import list_checks

    words = {f"{check.table}/{check.name}": check.what for check in list_checks()}
    return [f"{words.get(name, '')} ({name})".strip() for name in release.manifest["checks"]["warned"]]


def _refusals(home: Home, release: OpenRelease) -> list[Refusal]:
    """Refused nights since the release that is served, the oldest first."""
    from reports.digest import Refusal

    since = str(release.manifest["created_at"]).replace("-", "").replace(":", "")[:15]
    found = []
    for path in sorted((home.root / "state" / "refusals").glob("*.md")):
        if path.stem[:15] > since:
            found.append(Refusal(path.stem, tuple(_reasons(path.read_text(encoding="utf-8").splitlines()))))
    return found


def _reasons(lines: list[str]) -> list[str]:
    """What failed, from the report of a refused night: each check in words with what it found, then other reasons."""
    found = []
    for number, line in enumerate(lines):
        if line.startswith("### "):
            told = [each for each in lines[number + 1 : number + 4] if each]
            found.append(f"{' '.join(told[:2])} ({line[4:]})")
    if "## What else keeps it from being released" in lines:
        for line in lines[lines.index("## What else keeps it from being released") + 1 :]:
            if line.startswith("## "):
                break
            found += [line[2:]] if line.startswith("- ") else []
    return found


# --- files -----------------------------------------------------------------------------------------------------------


def _has_shortlists(home: Home, cycle: int) -> bool:
    return (home.root / "shortlists" / str(cycle) / "out_shortlists.parquet").exists()


def _tracker_report(home: Home, cycle: int) -> Path:
    return home.root / "shortlists" / str(cycle) / "tracker_report.json"


def _read_tracker_report(home: Home, cycle: int) -> dict[str, dict[str, Any]]:
    try:
        found: dict[str, dict[str, Any]] = json.loads(_tracker_report(home, cycle).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return found


def _told_file(home: Home, cycle: int, advisor: str) -> Path:
    return home.root / "shortlists" / str(cycle) / "digests" / f"{advisor}.json"


def _read_told(home: Home, cycle: int, advisor: str) -> Told:
    """What was told before; nothing where the note is missing or cannot be read: then all is told as at first."""
    from reports.digest import Told

    try:
        return Told(**json.loads(_told_file(home, cycle, advisor).read_bytes()))
    except (FileNotFoundError, ValueError, TypeError):
        return Told()


def _keep_told(home: Home, cycle: int, advisor: str, told: Told) -> None:
    path = _told_file(home, cycle, advisor)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_file(path, json.dumps(asdict(told), sort_keys=True).encode())
    path.chmod(0o600)


def _write(home: Home, digest: Digest, body: bytes) -> str:
    """Puts a digest into the advisor's folder under a name of its own. Gives the name."""
    from reports.tracker_edits import replace_file

    folder = home.outbox / str(digest.cycle) / digest.advisor
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name, number = f"digest-{digest.day.isoformat()}.html", 2
    while (folder / name).exists():
        name, number = f"digest-{digest.day.isoformat()}-{number}.html", number + 1
    replace_file(folder / name, body)
    return name


# --- mail ------------------------------------------------------------------------------------------------------------


def _send_again(
    home: Home,
    mail: MailSettings | None,
    to: Advisor | None,
    advisor: str,
    cycle: int,
    told: Told,
    report: DigestReport,
) -> list[dict[str, str]]:
    """Tries the digests that were not taken; gives those that still are not. One failure ends the trying."""
    left = list(told.unsent)
    while left and (home.outbox / str(cycle) / advisor / left[0]["file"]).exists():
        if not _send(home, mail, to, advisor, cycle, left[0], report):
            return left
        left.pop(0)
    return []


def _send(
    home: Home,
    mail: MailSettings | None,
    to: Advisor | None,
    advisor: str,
    cycle: int,
    entry: dict[str, str],
    report: DigestReport,
) -> bool:
    """Whether nothing is left to do: the digest was mailed, or is not to be mailed at all."""
    if mail is None or to is None or not to.email:
        return True
    if report.failures >= MOST_FAILURES:
        report.problems.append(
            f"{advisor}/{entry['file']} was not mailed: the mail server failed before; it is tried again the next night"
        )
        return False
    html = (home.outbox / str(cycle) / advisor / entry["file"]).read_text(encoding="utf-8")
    try:
        send_mail(mail, [to.email], entry["subject"], entry["text"], html)
    except MailError as error:
        report.failures += 1
        report.problems.append(f"{advisor}/{entry['file']} was not mailed: {error}; it is tried again the next night")
        return False
    report.failures = 0
    report.mailed += 1
    return True
