"""What an applicant who applies again brings along: decisions, statuses, contacts and notes of earlier cycles.

Read from the registry's history, and from what was typed into a past workbook since its last refresh. Files of a past
cycle are only read; such late entries go into that cycle's history, so that they are in the registry as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reports.tracker_edits import (
    BLANK,
    Cell,
    Tracked,
    UnreadableTrackerError,
    edits_of,
    history_path,
    read_history,
    read_tracker,
    record_edits,
)
from reports.tracker_layout import ADVISOR_COLUMNS, REMOVE_ROW, SHORTLIST_COLUMNS

_TOLD = {"Applied on": "applied", "Interview on": "interview", "Contact": "contact"}


@dataclass(frozen=True, slots=True)
class PastEntry:
    """What an advisor kept on one program in one earlier cycle. `key` is the program's id, or that of a row by hand."""

    cycle: int
    key: str
    program: str
    institution: str
    cells: dict[str, Cell]

    def text(self, column: str) -> str:
        return self.cells.get(column, BLANK).text

    def other(self) -> str:
        """Entries in columns that the advisor had added."""
        known = {*ADVISOR_COLUMNS, *SHORTLIST_COLUMNS}
        return "; ".join(f"{name}: {cell.text}" for name, cell in self.cells.items() if cell and name not in known)

    def in_short(self) -> str:
        """One line: `2026: Apply, Interviewed; applied 2025-09-20; notes`."""
        first = ", ".join(text for text in (self.text("Decision"), self.text("Status")) if text)
        rest = [f"{word} {self.text(name)}" for name, word in _TOLD.items() if self.text(name)]
        parts = [first, *rest, self.text("Notes"), self.other()]
        return f"{self.cycle}: " + "; ".join(" ".join(part.split()) for part in parts if part)


def read_past_cycles(
    registry_dir: Path, outbox: Path, applicant_id: str, cycle: int, today: date
) -> tuple[list[PastEntry], list[str]]:
    """Entries of the cycles before `cycle`, the newest first, and sentences on files that could not be read."""
    entries: list[PastEntry] = []
    problems: list[str] = []
    for past in sorted(_cycles_before(registry_dir, outbox, applicant_id, cycle), reverse=True):
        try:
            tracked = read_history(history_path(registry_dir, past, applicant_id))
        except UnreadableTrackerError as why:
            problems.append(f"{applicant_id}: nothing of cycle {past} was carried over: {why}")
            continue
        for path in sorted((outbox / str(past)).glob(f"*/{applicant_id}.xlsx")):
            try:
                found = read_tracker(path)
            except UnreadableTrackerError as why:
                name = f"{past}/{path.parent.name}/{path.name}"
                problems.append(f"{name}: what was typed into it last is not carried over: {why}")
                continue
            late = edits_of(found, tracked, is_side_file=True)
            record_edits(history_path(registry_dir, past, applicant_id), tracked, late, found.labels, today)
        entries += _entries(tracked, past)
    return entries, problems


def _cycles_before(registry_dir: Path, outbox: Path, applicant_id: str, cycle: int) -> set[int]:
    kept = (path.parent.name for path in (registry_dir / "tracker_edits").glob(f"*/{applicant_id}.csv"))
    lying = (path.parent.parent.name for path in outbox.glob(f"*/*/{applicant_id}.xlsx"))
    return {int(name) for name in (*kept, *lying) if name.isdigit() and int(name) < cycle}


def _entries(tracked: Tracked, cycle: int) -> list[PastEntry]:
    found = []
    for key in tracked.keys():  # noqa: SIM118 - Tracked is no mapping
        cells = {name: cell for name, cell in tracked.cells[key].items() if cell}
        if cells.get("Decision", BLANK).text == REMOVE_ROW:
            continue
        program, institution = tracked.labels.get(key, ("", ""))
        program = cells.get("Program", BLANK).text or program
        institution = cells.get("Institution", BLANK).text or institution
        found.append(PastEntry(cycle, key, program, institution, cells))
    return found
