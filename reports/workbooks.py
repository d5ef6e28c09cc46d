"""Writes or leaves one Excel tracker and one HTML summary per applicant, after what advisors wrote in the tracker was
read into the registry.

The order is: read the file that is there, keep its edits, gather the new content, compare, replace. What the cells say
stands in `tracker_content`, how they look in `tracker_sheets`, how edits are read in `tracker_edits`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from reports.applicants import Applicant
from reports.catalog import build_catalog
from reports.eligibility import moment
from reports.past_cycles import read_past_cycles
from reports.ranking import Scorer
from reports.shortlists import RowsOf
from reports.summary import render_summary
from reports.tracker_content import Source, content_fingerprint, full_fingerprint, gather_content, list_changes
from reports.tracker_edits import (
    BLANK,
    TrackerFile,
    UnreadableTrackerError,
    edits_of,
    history_path,
    read_history,
    read_tracker,
    record_edits,
    replace_file,
)
from reports.tracker_sheets import render
from warehouse.schema import FACTS


@dataclass(slots=True)
class TrackerReport:
    """What became of the trackers, by applicant id; `problems` are sentences without personal data."""

    written: list[str] = field(default_factory=list)
    untouched: list[str] = field(default_factory=list)
    kept_beside: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    edits_read: int = 0
    pages_written: int = 0  # summaries to read on a phone
    by_applicant: dict[str, tuple[int, list[str]]] = field(default_factory=dict)  # edits read, problems


def write_trackers(
    shortlists: RowsOf,
    programs: Any,
    statements: Any,
    applicants: Iterable[Applicant],
    outbox: Path,
    registry_dir: Path,
    cycle: int,
    today: date,
    rosters: Any = (),
) -> TrackerReport:
    """Writes or leaves `outbox/<cycle>/<advisor>/<applicant_id>.xlsx` for each applicant of the cycle.

    `shortlists` gives an applicant's rows of the cycle: they are looked up one applicant at a time, so that memory does
    not grow with their number.

    Edits are read from the file that is there and kept in `registry_dir/tracker_edits/` before anything is replaced. A
    file that cannot be read is left alone: the new one is put beside it as `<applicant_id>.new.xlsx`.
    """
    report = TrackerReport()
    scorer = Scorer(build_catalog(programs, cycle, rosters), moment(cycle, today))
    catalog = {each: scorer.catalog.record(position) for each, position in scorer.catalog.index.items()}
    source = Source(
        catalog=catalog,
        quotes=_statement_quotes(statements, catalog),
        scorer=scorer,
        next_scorer=Scorer(build_catalog(catalog.values(), cycle + 1, rosters), moment(cycle + 1, today)),
        today=today,
    )
    for applicant in applicants:
        if applicant.cycle != cycle:
            continue
        rows = shortlists(applicant.applicant_id)
        edits, problems = report.edits_read, len(report.problems)
        try:
            _write_one(applicant, rows, source, outbox, registry_dir, report)
        except UnreadableTrackerError as why:
            report.problems.append(f"{applicant.applicant_id}: nothing was written: {why}")
        except OSError as error:
            report.problems.append(
                f"{applicant.applicant_id}: the tracker could not be written ({type(error).__name__}); the old one "
                "stands"
            )
        report.by_applicant[applicant.applicant_id] = (report.edits_read - edits, report.problems[problems:])
    return report


def _write_one(
    applicant: Applicant,
    rows: list[dict[str, Any]],
    source: Source,
    outbox: Path,
    registry_dir: Path,
    report: TrackerReport,
) -> None:
    season_folder = outbox / str(applicant.cycle)
    folder = season_folder / applicant.advisor
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for each in (outbox, season_folder, folder):
        each.chmod(0o700)
    history = history_path(registry_dir, applicant.cycle, applicant.applicant_id)
    tracked = read_history(history)
    main, beside = folder / f"{applicant.applicant_id}.xlsx", folder / f"{applicant.applicant_id}.new.xlsx"
    target, present, edits = main, None, 0
    elsewhere = sorted(path for path in season_folder.glob(f"*/{applicant.applicant_id}.xlsx") if path.parent != folder)
    for path in (*elsewhere, main, beside):
        if not path.exists():
            continue
        try:
            found = read_tracker(path)
        except UnreadableTrackerError as why:
            name = f"{path.parent.name}/{path.name}"
            if path == main:
                target = beside
                report.problems.append(f"{name} was left alone: {why}. The new one lies beside it as {beside.name}")
            elif path == beside and target == beside:
                report.problems.append(f"{name} was left alone as well: {why}. Nothing was written for this applicant")
                return
            else:
                report.problems.append(f"{name} was left alone: {why}")
            continue
        changed = edits_of(found, tracked, is_side_file=path != target)
        edits += record_edits(history, tracked, changed, found.labels, source.today)
        if path == target:
            present = found
            has_new = bool(changed) or _differs(found)
        if path in elsewhere:
            report.problems.append(
                f"{path.parent.name}/{path.name} is of a former advisor: its edits were read; remove it when it is not "
                "needed"
            )
    report.edits_read += edits
    past, problems = read_past_cycles(registry_dir, outbox, applicant.applicant_id, applicant.cycle, source.today)
    report.problems += problems
    content = gather_content(applicant, rows, source, tracked, past)
    data = content_fingerprint(content)
    full = full_fingerprint(data, tracked)
    if target == beside:
        report.kept_beside.append(applicant.applicant_id)
    report.pages_written += _write_if_changed(
        folder / f"{applicant.applicant_id}.html", render_summary(content, tracked)
    )
    if present is not None and present.has_state and not has_new and present.fingerprint == full:
        report.untouched.append(applicant.applicant_id)
        return
    changes = list_changes(present, content, data, source)
    replace_file(target, render(content, tracked, changes, data, full))
    report.written.append(applicant.applicant_id)


def _write_if_changed(path: Path, body: bytes) -> bool:
    """Whether a private file was written; one that holds these very bytes is not touched."""
    if path.exists() and path.read_bytes() == body:
        return False
    replace_file(path, body)
    return True


def _differs(found: TrackerFile) -> bool:
    """Whether a cell of the advisor differs from what was written, also where the registry knows of it already."""
    for key, row in found.cells.items():
        before = found.baseline.get(key, {})
        if any(row.get(column, BLANK) != before.get(column, BLANK) for column in {*row, *before} if column in row):
            return True
    return False


def _statement_quotes(statements: Any, catalog: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """statement_id -> its row, of the statements that carry a preference; None gives none (no quote is shown then)."""
    if statements is None:
        return {}
    names = [f"{fact.name}_preferred_statement_id" for fact in FACTS if fact.has_preference]
    wanted = {str(row[name]) for row in catalog.values() for name in names if row.get(name)}
    if isinstance(statements, pa.Table):
        statements = statements.filter(pc.is_in(statements["statement_id"], pa.array(sorted(wanted), pa.string())))
        return {row["statement_id"]: row for row in statements.to_pylist()}
    return {str(row["statement_id"]): dict(row) for row in statements if str(row["statement_id"]) in wanted}
