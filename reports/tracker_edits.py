"""Reads what advisors wrote into a tracker, and keeps it in the registry with its history.

A tracker holds, on a hidden sheet, what its advisor's cells held when it was written; an edit is a cell that differs
from that. So an old copy that comes back brings only its own edits. A missing row or column is never an edit: cells are
cleared by emptying them, rows go by the decision "Remove row". Writing trackers stands in `workbooks`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from reports.tracker_layout import (
    ADDED,
    ADVISOR_COLUMNS,
    BY_HAND,
    CHANGES_SHEET,
    DERIVED_COLUMNS,
    KEY_COLUMN,
    MOST_SHEET_CELLS,
    OWN_SHEET,
    PAST_COLUMN,
    PAST_SHEET,
    SHEETS,
    SHORTLIST_COLUMNS,
    SHORTLIST_SHEET,
    STATE_SHEET,
)

_HISTORY_COLUMNS = ("recorded_on", "program_id", "program", "institution", "column", "kind", "old", "new")


class UnreadableTrackerError(Exception):
    """A tracker that is there but cannot be read whole; the message says why, without naming content."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The value of a cell as text with its kind: text, number, date, datetime, bool, formula; blank has kind ''."""

    kind: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.kind)


BLANK = Cell()
Cells = dict[str, dict[str, Cell]]  # row key -> column -> cell


@dataclass(slots=True)
class TrackerFile:
    """What a tracker on disk holds. `has_state` is False where its hidden sheet is gone."""

    cells: Cells = field(default_factory=dict)
    baseline: Cells = field(default_factory=dict)
    labels: dict[str, tuple[str, str]] = field(default_factory=dict)  # key -> (program, institution)
    fingerprint: str = ""
    data_fingerprint: str = ""
    snapshot: dict[str, str] = field(default_factory=dict)  # program_id -> JSON of what the list said of it
    columns: list[str] = field(default_factory=list)  # heads of the shortlist as they were written
    changes: list[list[str]] = field(default_factory=list)  # rows of the sheet What changed
    has_state: bool = False


@dataclass(slots=True)
class Tracked:
    """The present state of an applicant's edits, folded from the history."""

    cells: Cells = field(default_factory=dict)
    labels: dict[str, tuple[str, str]] = field(default_factory=dict)
    seen: set[tuple[str, str, Cell]] = field(default_factory=set)  # all that was ever recorded: row, column, value

    def keys(self) -> list[str]:
        """Rows with at least one filled cell, in order of first appearance."""
        return [key for key, row in self.cells.items() if any(row.values()) and not key.startswith(OWN_SHEET)]

    def extra_columns(self) -> list[str]:
        """Columns that the advisor added, in order of first appearance."""
        known = {*SHORTLIST_COLUMNS, *ADVISOR_COLUMNS, KEY_COLUMN}
        found: dict[str, None] = {}
        for key, row in self.cells.items():
            if not key.startswith(OWN_SHEET):
                found.update({column: None for column, cell in row.items() if cell and column not in known})
        return list(found)

    def own_sheets(self) -> dict[str, dict[str, Cell]]:
        return {
            key.removeprefix(OWN_SHEET): row
            for key, row in self.cells.items()
            if key.startswith(OWN_SHEET) and any(row.values())
        }


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell that an advisor changed."""

    key: str
    column: str
    old: Cell
    new: Cell


_BOOLEANS = {"=TRUE()": "true", "=FALSE()": "false"}  # how LibreOffice saves them


def as_cell(value: Any, data_type: str = "") -> Cell:
    """A value as openpyxl gives it -> Cell. Line ends are made plain; text of blanks alone counts as blank."""
    if value is None:
        return BLANK
    if isinstance(value, bool):
        return Cell("bool", "true" if value else "false")
    if isinstance(value, (int, float)):
        number = int(value) if float(value).is_integer() and abs(value) < 1e15 else float(value)
        return Cell("number", repr(number))
    if isinstance(value, datetime):
        if value.time() == time(0):
            return Cell("date", value.date().isoformat())
        return Cell("datetime", value.replace(microsecond=0).isoformat())
    if isinstance(value, date):
        return Cell("date", value.isoformat())
    if isinstance(value, (time, timedelta)):
        return Cell("text", str(value))
    text = str(getattr(value, "text", value)).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return BLANK
    if data_type == "f" and text.upper() in _BOOLEANS:
        return Cell("bool", _BOOLEANS[text.upper()])
    return Cell("formula" if data_type == "f" else "text", text)


# --- reading a tracker -----------------------------------------------------------------------------------------------


def lock_of(path: Path) -> Path | None:
    """The lock file that Excel or LibreOffice keeps beside an open workbook, if there is one."""
    for name in (f"~${path.name}", f".~lock.{path.name}#"):
        if (path.parent / name).exists():
            return path.parent / name
    return None


def read_tracker(path: Path) -> TrackerFile:
    """All that a tracker on disk holds of its advisor. Raises UnreadableTrackerError; never returns half of it."""
    if lock_of(path) is not None:
        raise UnreadableTrackerError("it is open in another program (a lock file lies beside it)")
    try:
        body = path.read_bytes()
    except OSError as error:
        raise UnreadableTrackerError(f"it cannot be opened ({type(error).__name__})") from None
    if body[:4] == b"\xd0\xcf\x11\xe0":
        raise UnreadableTrackerError("it is protected by a password, or in the old .xls format")
    import openpyxl

    try:
        # read-only: sheets that hold nothing of the advisor are never parsed
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True)
        try:
            return _read_book(book)
        finally:
            book.close()
    except UnreadableTrackerError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers raise; the kind is all that may be told
        raise UnreadableTrackerError(f"it is truncated or damaged ({type(error).__name__})") from None


def _read_book(book: Any) -> TrackerFile:
    found = TrackerFile()
    if book.chartsheets:
        raise UnreadableTrackerError("it holds a chart sheet of its own, which cannot be carried over")
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # written by many programs, and often wrong
    if STATE_SHEET in book.sheetnames:
        _read_state(book[STATE_SHEET], found)
    sheet, head_row = _find_shortlist(book)
    if sheet is not None:
        _read_shortlist(sheet, head_row, found)
    for name in book.sheetnames:
        if name == CHANGES_SHEET:
            found.changes = _read_changes(book[name])
        elif name == PAST_SHEET and found.has_state and PAST_COLUMN not in found.columns:
            _read_own_sheet(book[name], found)  # it was not written by us: the advisor chose the same name
        elif name not in SHEETS and name != STATE_SHEET and (sheet is None or name != sheet.title):
            _read_own_sheet(book[name], found)
    return found


def _read_changes(sheet: Any) -> list[list[str]]:
    """Rows of the sheet What changed, five cells each; a lone remark is none of them."""
    rows = []
    for row in sheet.iter_rows(min_row=2, values_only=True):
        cells = ["" if value is None else str(value) for value in (*row, *[None] * 5)[:5]]
        if cells[0] and cells[1]:
            rows.append(cells)
    return rows


def _read_state(sheet: Any, found: TrackerFile) -> None:
    for row in sheet.iter_rows(values_only=True):
        kind, *rest = ["" if value is None else str(value) for value in row[:5]]
        rest += [""] * (4 - len(rest))
        if kind == "fingerprint":
            found.fingerprint, found.has_state = rest[0], True
        elif kind == "data":
            found.data_fingerprint = rest[0]
        elif kind == "edit":
            key, column, cell_kind, text = rest
            found.baseline.setdefault(key, {})[column] = Cell(cell_kind, text)
        elif kind == "column":
            found.columns.append(rest[0])
        elif kind == "row":
            found.snapshot[rest[0]] = rest[1]


def _find_shortlist(book: Any) -> tuple[Any, int]:
    """The sheet with the column of program ids, and the row of its heads, wherever they were moved."""
    names = [SHORTLIST_SHEET, *(name for name in book.sheetnames if name not in SHEETS and name != STATE_SHEET)]
    for name in names:
        if name not in book.sheetnames:
            continue
        for number, row in enumerate(book[name].iter_rows(max_row=40, values_only=True), start=1):
            heads = {_head(value) for value in row}
            if KEY_COLUMN in heads:
                return book[name], number
            if len(heads & {"Program", "Institution", *ADVISOR_COLUMNS}) >= 4:
                raise UnreadableTrackerError(
                    f"its column {KEY_COLUMN!r} is missing: put it back, or delete the sheet {name!r}"
                )
        if name == SHORTLIST_SHEET:
            raise UnreadableTrackerError(f"the heads of its sheet {name!r} are missing")
    return None, 0


def _head(value: Any) -> str:
    text = " ".join(str(value).split()) if value is not None else ""
    by_lower = {each.lower(): each for each in (*ADVISOR_COLUMNS, KEY_COLUMN)}
    return by_lower.get(text.lower(), text)


def _read_shortlist(sheet: Any, head_row: int, found: TrackerFile) -> None:
    heads: list[str] = []
    first = next(sheet.iter_rows(min_row=head_row, max_row=head_row, values_only=True))
    for position, value in enumerate(first, start=1):
        head = _head(value)
        heads.append(head if head not in heads else f"{head} ({position})" if head else "")
    heads = _undo_renames(heads, found.columns)
    ours = set(SHORTLIST_COLUMNS)
    for row in sheet.iter_rows(min_row=head_row + 1):
        cells = {}
        for position, cell in enumerate(row):
            head = heads[position] if position < len(heads) else ""
            content = as_cell(cell.value, cell.data_type)
            if content.kind == "formula":  # it comes back as its text: rows move, and references with them
                content = Cell("text", content.text)
            if content and not head:
                head = f"Column {position + 1}"  # typed beside the table, under no head
            if head:
                cells[head] = content
        key = cells.pop(KEY_COLUMN, BLANK).text.strip()
        kept = {head: cell for head, cell in cells.items() if head not in ours}
        label = (cells.get("Program", BLANK).text, cells.get("Institution", BLANK).text)
        # a row that the file did not hold when it was written was added by hand: all its cells are the advisor's
        if not key or key.startswith(ADDED) or (found.has_state and _is_by_hand(key, found)):
            kept = {head: cell for head, cell in cells.items() if head not in DERIVED_COLUMNS and (cell or key)}
            if not key and not any(kept.values()):
                continue
        if not key or (key in found.cells and _says_more(kept, found.cells[key])):
            kept = {head: cell for head, cell in cells.items() if cell and head not in DERIVED_COLUMNS}
            key = _added_key(kept, found.cells)
        elif key in found.cells:
            continue
        found.cells[key] = kept
        found.labels[key] = label


def _undo_renames(heads: list[str], written: list[str]) -> list[str]:
    """Heads with those renamed by the advisor set back: an unknown head beside a neighbour of a column that is gone."""
    place = {head: position for position, head in enumerate(written)}
    found = list(heads)
    for position, head in enumerate(heads):
        if not head or head in place:
            continue
        for step in (-1, 1):
            beside = heads[position + step] if 0 <= position + step < len(heads) else ""
            if beside not in place:
                continue
            old = place[beside] - step
            if 0 <= old < len(written) and written[old] not in found:
                found[position] = written[old]
                break
    return found


def _is_by_hand(key: str, found: TrackerFile) -> bool:
    """Whether a row with an id was typed by the advisor: it was not written by us, or written as theirs."""
    told = found.snapshot.get(key)
    return told is None or json.loads(told).get("Listing") == BY_HAND


def _says_more(row: Mapping[str, Cell], first: Mapping[str, Cell]) -> bool:
    return any(cell and first.get(column, BLANK) != cell for column, cell in row.items())


def _added_key(row: Mapping[str, Cell], taken: Mapping[str, object]) -> str:
    content = "\x1f".join(f"{column}={cell.kind}:{cell.text}" for column, cell in sorted(row.items()))
    for attempt in range(1000):
        digest = hashlib.sha256(f"{attempt}|{content}".encode()).hexdigest()[:8]
        if f"{ADDED}{digest}" not in taken:
            return f"{ADDED}{digest}"
    raise UnreadableTrackerError("it holds a thousand equal rows added by hand")


def _read_own_sheet(sheet: Any, found: TrackerFile) -> None:
    cells: dict[str, Cell] = {}
    for row in sheet.iter_rows():
        for cell in row:
            content = as_cell(cell.value, cell.data_type)
            if content:
                cells[cell.coordinate] = content
                if len(cells) > MOST_SHEET_CELLS:
                    raise UnreadableTrackerError(f"a sheet added to it holds more than {MOST_SHEET_CELLS:,} cells")
    if cells:
        is_ours = sheet.title.lower() in {each.lower() for each in SHEETS}
        title = f"{sheet.title[:22]} (yours)" if is_ours else sheet.title  # Excel knows no case in names of sheets
        found.cells[f"{OWN_SHEET}{title}"] = cells


# --- the registry's history ------------------------------------------------------------------------------------------


def history_path(registry_dir: Path, cycle: int, applicant_id: str) -> Path:
    return registry_dir / "tracker_edits" / str(cycle) / f"{applicant_id}.csv"


def read_history(path: Path) -> Tracked:
    """The present state of the edits: the last entry of each cell holds. No file: nothing was edited yet.

    Raises UnreadableTrackerError where the history itself is damaged.
    """
    tracked = Tracked()
    if not path.exists():
        return tracked
    place = f"registry/tracker_edits/{path.parent.name}/{path.name}"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            rows = list(reader)
            if tuple(reader.fieldnames or ()) != _HISTORY_COLUMNS:
                raise UnreadableTrackerError(f"{place}, row 1: its heads are not {', '.join(_HISTORY_COLUMNS)}")
    except (UnicodeDecodeError, csv.Error):
        raise UnreadableTrackerError(f"{place} is damaged: restore it from a backup") from None
    for number, row in enumerate(rows, start=2):
        if set(row) != set(_HISTORY_COLUMNS) or any(value is None for value in row.values()):
            raise UnreadableTrackerError(f"{place}, row {number}: the row is damaged; mend it or restore a backup")
    for row in rows:
        key, column = row["program_id"], row["column"]
        cell = Cell(row["kind"], row["new"])
        tracked.cells.setdefault(key, {})[column] = cell
        tracked.labels[key] = (row["program"], row["institution"])
        tracked.seen.add((key, column, cell))
    return tracked


def edits_of(found: TrackerFile, tracked: Tracked, is_side_file: bool = False) -> list[Edit]:
    """The cells of a tracker that were changed since it was written and that the registry does not hold yet.

    A side file is one that will not be rewritten now, and so shows its edits every night: each of them counts once, or
    it would undo what was entered in the tracker itself since.
    """
    edits = []
    for key, row in found.cells.items():
        known, before = tracked.cells.get(key, {}), found.baseline.get(key, {})
        columns = dict.fromkeys([*row, *(before if key.startswith(OWN_SHEET) else ())])
        for column in columns:
            new, old = row.get(column, BLANK), known.get(column, BLANK)
            is_edited = new != before.get(column, BLANK) if found.has_state else bool(new)
            is_known = is_side_file and (key, column, new) in tracked.seen
            if is_edited and new != old and not is_known:
                edits.append(Edit(key, column, old, new))
    return edits


def record_edits(
    path: Path, tracked: Tracked, edits: Iterable[Edit], labels: Mapping[str, tuple[str, str]], today: date
) -> int:
    """Appends the edits to the history (private, whole or not at all) and to `tracked`; returns how many."""
    edits = list(edits)
    if not edits:
        return 0
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = io.StringIO()
    writer = csv.writer(text)
    if not path.exists():
        writer.writerow(_HISTORY_COLUMNS)
    for edit in edits:
        program, institution = labels.get(edit.key) or tracked.labels.get(edit.key) or ("", "")
        tracked.cells.setdefault(edit.key, {})[edit.column] = edit.new
        tracked.labels[edit.key] = (program, institution)
        tracked.seen.add((edit.key, edit.column, edit.new))
        writer.writerow(
            [
                today.isoformat(),
                edit.key,
                program,
                institution,
                edit.column,
                edit.new.kind,
                edit.old.text,
                edit.new.text,
            ]
        )
    before = path.read_bytes() if path.exists() else b""
    replace_file(path, before + text.getvalue().encode("utf-8"))
    return len(edits)


def replace_file(path: Path, body: bytes) -> None:
    """Puts a private file in place at once: a crash leaves the old one or the new one, never half."""
    part = path.with_name(f".{path.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
