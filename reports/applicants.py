"""Reads the registry of applicants (CSV or XLSX): valid rows become `Applicant`s, the others problems for quarantine.

A `Problem` speaks in two forms: `message()` names file, row, column and what to do and holds nothing personal, so it
may reach logs; the offending cell is only written by `write_quarantine`. What follows from a profile stands elsewhere.
"""

from __future__ import annotations

import codecs
import csv
import difflib
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar
from zipfile import BadZipFile

from reference.tables import specialties, states

VISAS = ("j1", "h1b")
APPETITES = ("cautious", "balanced", "bold")
CITIZENSHIPS = ("us", "permanent_resident", "other")
OLDEST_GRADUATION = 1950
SCORE_LOW, SCORE_HIGH = 100, 300
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RegistryColumn:
    """One column of the registry: its head, whether each row needs it, and what a person should type."""

    name: str
    is_required: bool
    explanation: str


COLUMNS: tuple[RegistryColumn, ...] = (
    RegistryColumn("applicant_id", True, "Id without personal data: letters, digits, - and _; it names the file"),
    RegistryColumn("advisor", True, "Folder of the advisor: letters, digits, - and _"),
    RegistryColumn("cycle", True, "Match year, such as 2027"),
    RegistryColumn("name", False, "Name to print in the workbook; stays in the registry and the workbook"),
    RegistryColumn("specialties", True, "Specialties in order of preference, separated by ;"),
    RegistryColumn("citizenship", True, "us, permanent_resident or other"),
    RegistryColumn("visas", False, "Acceptable visas, j1 and h1b separated by ;: needed where citizenship is other"),
    RegistryColumn("step1", False, "pass, or the three-digit score; empty = not taken"),
    RegistryColumn("step1_attempts", False, "Attempts at Step 1, 1 = passed at the first; empty = not told"),
    RegistryColumn("step2_ck", False, "Three-digit score; empty = not taken"),
    RegistryColumn("step2_ck_attempts", False, "Attempts at Step 2 CK; empty = not told"),
    RegistryColumn("step3", False, "passed, or the planned date as YYYY-MM-DD; empty = not taken"),
    RegistryColumn("ecfmg_certified", True, "yes or no"),
    RegistryColumn("ecfmg_expected", False, "Expected date of the certificate, YYYY-MM-DD, where it is not held yet"),
    RegistryColumn("graduation_date", True, "YYYY-MM-DD, YYYY-MM or YYYY"),
    RegistryColumn("school", False, "Medical school"),
    RegistryColumn("school_country", False, "Country of the school"),
    RegistryColumn("usce_hands_on_months", False, "Months of hands-on US clinical experience; empty = not told"),
    RegistryColumn("usce_observing_months", False, "Months of observerships in the US; empty = not told"),
    RegistryColumn("us_letters", False, "Letters of recommendation from US physicians; empty = not told"),
    RegistryColumn("research", False, "Research and publications, in words"),
    RegistryColumn("languages", False, "Languages spoken, separated by ;"),
    RegistryColumn("states_preferred", False, "States, separated by ;"),
    RegistryColumn("states_excluded", False, "States that the applicant will not go to, separated by ;"),
    RegistryColumn("budget_usd", False, "Most to spend on applications, US dollars; this or max_programs"),
    RegistryColumn("max_programs", False, "Most programs to apply to; this or budget_usd"),
    RegistryColumn("appetite", False, "Appetite for risk: cautious, balanced or bold; empty = balanced"),
    RegistryColumn("ties", False, "program_ids with a tie (rotation, family, contact), separated by ;"),
)
COLUMN_NAMES = tuple(column.name for column in COLUMNS)
REQUIRED = tuple(column.name for column in COLUMNS if column.is_required)


@dataclass(frozen=True, slots=True, repr=False)
class Applicant:
    """One applicant in one cycle. None means not told (or, for an exam, not taken); it is never read as a 'no'.

    `step1` is a score, or None with `has_step1_pass` for a bare pass. Months may be fractions.
    """

    applicant_id: str
    advisor: str
    cycle: int
    specialties: tuple[str, ...]
    needs_visa: bool
    visas: frozenset[str]
    graduation_year: int
    has_ecfmg: bool
    graduation_month: int | None = None
    name: str = ""
    citizenship: str = "other"
    step1: int | None = None
    has_step1_pass: bool = False
    step1_attempts: int | None = None
    step2_ck: int | None = None
    step2_ck_attempts: int | None = None
    has_step3: bool = False
    step3_planned: date | None = None
    ecfmg_expected: date | None = None
    school: str = ""
    school_country: str = ""
    usce_hands_on_months: float | None = None
    usce_observing_months: float | None = None
    us_letters: int | None = None
    research: str = ""
    languages: tuple[str, ...] = ()
    states_preferred: frozenset[str] = frozenset()
    states_excluded: frozenset[str] = frozenset()
    budget_usd: int | None = None
    max_programs: int | None = None
    appetite: str = "balanced"
    ties: frozenset[str] = frozenset()
    # Not in the registry: the school by its name in the gazetteer, and its country (ISO 3166), as read from `school`.
    school_canonical: str = ""
    school_country_code: str = ""

    def __repr__(self) -> str:  # a profile in a log or a traceback would be a leak
        return f"Applicant({self.applicant_id!r}, cycle={self.cycle})"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file of people. `message()` is safe for logs; `cell` is for the quarantine file alone."""

    file: str
    row: int | None
    column: str | None
    what: str
    fix: str
    cell: str = field(default="", repr=False)
    is_warning: bool = False  # the row went on all the same

    def message(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column:
            place += f", column {self.column}"
        return f"{place}: {self.what}. {self.fix}."


class _CellError(ValueError):
    """A cell that cannot be read: what is wrong in general terms, and what to do."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.what, self.fix = what, fix


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: dict[str, str]
    broken: dict[str, tuple[str, str]]  # column -> (what, fix): the cell could not even be read as text
    surplus: bool = False


def read_applicants(path: Path) -> tuple[list[Applicant], list[Problem]]:
    """All valid applicants of a CSV or XLSX file in file order, and the problems with the rest; no content raises."""
    name = path.name
    try:
        body = path.read_bytes()
    except OSError as error:
        return [], [
            Problem(name, None, None, f"the file cannot be read ({type(error).__name__})", "Check that it exists")
        ]
    if not body.removeprefix(codecs.BOM_UTF8).strip():
        fix = f"Fill it: the first row names the columns {', '.join(REQUIRED)}"
        return [], [Problem(name, 1, None, "the file is empty", fix)]
    if body[:4] == b"PK\x03\x04" or path.suffix.lower() in (".xlsx", ".xlsm"):
        head, rows, problems = _read_xlsx(body, name)
    else:
        head, rows, problems = _read_csv(body, name)
    if head is None:
        return [], problems
    columns, head_problems, is_usable = _match_columns(head, name)
    problems += head_problems
    if not is_usable:
        return [], problems
    if not rows:
        problems.append(Problem(name, 2, None, "the file holds no applicant", "Add a row for each applicant"))
    return _read_rows(rows, columns, name, problems)


def write_quarantine(problems: Iterable[Problem], path: Path) -> int:
    """Writes the problems with their offending cells (private, mode 0600); returns how many. Replaces the file."""
    rows = list(problems)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["file", "row", "column", "is_warning", "what", "fix", "cell"])
    for problem in rows:
        cell = problem.cell if not problem.cell.startswith(("=", "+", "-", "@", "\t", "\r")) else "'" + problem.cell
        row = "" if problem.row is None else problem.row
        writer.writerow([problem.file, row, problem.column or "", problem.is_warning, problem.what, problem.fix, cell])
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(text.getvalue(), encoding="utf-8")
    return len(rows)


def with_changes(applicant: Applicant, **changes: object) -> Applicant:
    """The same applicant with some fields changed."""
    return replace(applicant, **changes)  # type: ignore[arg-type]


# --- files -----------------------------------------------------------------------------------------------------------


def _read_csv(body: bytes, name: str) -> tuple[list[str] | None, list[_Row], list[Problem]]:
    save_as = "Save the file again as 'CSV UTF-8'"
    if body.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in body:
        return (
            None,
            [],
            [Problem(name, 1, None, "the file is not UTF-8 text (it looks like UTF-16 or binary)", save_as)],
        )
    text = body.decode("utf-8-sig", errors="surrogateescape")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        records = []
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        line = 0
        for record in reader:
            records.append((line + 1, record))
            line = reader.line_num
    except csv.Error:
        what = "the rows cannot be told apart from here on (an unclosed quote, or a cell beyond 128 KB)"
        return None, [], [Problem(name, line + 1, None, what, "Mend this row and save the file again")]
    head = [cell.strip() for cell in records[0][1]]
    if any(_is_broken(cell) for cell in head):
        return None, [], [Problem(name, 1, None, "the heads of the columns are not UTF-8", save_as)]
    rows = []
    for number, record in records[1:]:
        if not any(cell.strip() for cell in record):
            continue
        cells = dict(zip(head, (cell.strip() for cell in record), strict=False))
        broken = {column: ("the text is not UTF-8", save_as) for column, cell in cells.items() if _is_broken(cell)}
        surplus = any(cell.strip() for cell in record[len(head) :])
        rows.append(_Row(number, cells, broken, surplus))
    return head, rows, []


def _is_broken(text: str) -> bool:
    return any("\udc80" <= character <= "\udcff" for character in text)


def _read_xlsx(body: bytes, name: str) -> tuple[list[str] | None, list[_Row], list[Problem]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(io.BytesIO(body))
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError, TypeError, EOFError):
        what = "the workbook cannot be opened (truncated, password-protected or not an Excel file)"
        return None, [], [Problem(name, None, None, what, "Save it again as .xlsx without a password")]
    sheets = {sheet.title.strip().lower(): sheet for sheet in reversed(book.worksheets)}
    sheet = sheets.get("applicants") or book.worksheets[0]
    head: list[str] | None = None
    rows: list[_Row] = []
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        if not any(value is not None and str(value).strip() for value in values):
            continue
        if head is None:
            head = [str(value or "").strip() for value in values]
            continue
        cells: dict[str, str] = {}
        broken: dict[str, tuple[str, str]] = {}
        for column, value in zip(head, values, strict=False):
            if not column:
                continue
            cells[column] = _cell_text(value)
            if isinstance(value, str) and value.startswith("="):
                broken[column] = ("the cell holds a formula", "Paste its value instead")
        rows.append(_Row(number, cells, broken))
    if head is None:
        return None, [], [Problem(name, 1, None, "the sheet is empty", "The first row names the columns")]
    return head, rows, []


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


# --- columns ---------------------------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _match_columns(head: list[str], name: str) -> tuple[dict[str, str], list[Problem], bool]:
    """Head as written -> column of the registry ('' = ignored, '?name' = probably meant), problems, is it usable."""
    by_plain = {_plain(column): column for column in COLUMN_NAMES}
    columns: dict[str, str] = {}
    problems: list[Problem] = []
    is_usable = True
    for written in head:
        column = by_plain.get(_plain(written), "")
        if written in columns or (column and column in columns.values()):
            problems.append(Problem(name, 1, written, "the column stands here twice", "Delete one of them"))
            is_usable = False
        columns[written] = column
    missing = [column for column in COLUMN_NAMES if column not in columns.values()]
    for written, column in list(columns.items()):
        if column or not written:
            continue
        near = difflib.get_close_matches(_plain(written), [_plain(name) for name in missing], n=1, cutoff=0.68)
        if near:
            meant = by_plain[near[0]]
            columns[written] = f"?{meant}"
            fix = f"Rename it to {meant}, or delete it"
            problems.append(Problem(name, 1, written, f"no such column; it may be meant for {meant}", fix))
        else:
            fix = "Nothing is read from it; delete it or use one of the known columns"
            problems.append(Problem(name, 1, written, "unknown column", fix, is_warning=True))
    for column in missing:
        if column in REQUIRED:
            is_usable = False
            problems.append(Problem(name, 1, column, "the column is missing", f"Add a column with the head {column}"))
    return columns, problems, is_usable


# --- rows ------------------------------------------------------------------------------------------------------------


def _read_rows(
    rows: list[_Row], columns: Mapping[str, str], name: str, problems: list[Problem]
) -> tuple[list[Applicant], list[Problem]]:
    applicants: list[Applicant] = []
    seen: dict[tuple[str, int], int] = {}
    for row in rows:
        found: list[Problem] = []
        cells = dict.fromkeys(COLUMN_NAMES, "")
        for written, text in row.cells.items():
            column = columns.get(written, "")
            if written in row.broken and column:
                what, fix = row.broken[written]
                found.append(Problem(name, row.number, column.lstrip("?"), what, fix, _printable(text)))
            elif column.startswith("?") and text:
                what = f"the value stands in the unknown column {written}"
                found.append(Problem(name, row.number, written, what, f"Rename the column to {column[1:]}", text))
            elif column and not column.startswith("?"):
                cells[column] = text
        if row.surplus:
            what = "the row has more cells than the head"
            found.append(Problem(name, row.number, None, what, "Put quotes around cells that hold a separator"))
        applicant = _read_row(cells, name, row.number, found) if not found else None
        if applicant is not None:
            key = (applicant.applicant_id.lower(), applicant.cycle)
            if key in seen:
                what = f"this applicant_id stands in row {seen[key]} too, for the same cycle; that row is used"
                fix = "Give each applicant an id of its own, or delete one of the rows"
                found.append(Problem(name, row.number, "applicant_id", what, fix, applicant.applicant_id))
            else:
                seen[key] = row.number
                applicants.append(applicant)
        problems += found
    return applicants, problems


def _printable(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _read_row(cells: Mapping[str, str], name: str, number: int, found: list[Problem]) -> Applicant | None:
    """One applicant, or None with the problems appended to `found`."""

    def read(column: str, parse: Callable[[str], T], empty: T) -> T:
        text = cells[column]
        if not text:
            if column in REQUIRED:
                found.append(Problem(name, number, column, "the cell is empty", _explanation(column)))
            return empty
        try:
            return parse(text)
        except _CellError as bad:
            found.append(Problem(name, number, column, bad.what, bad.fix, text))
            return empty

    def refuse(column: str, what: str, fix: str) -> None:
        found.append(Problem(name, number, column, what, fix, cells[column]))

    step1 = read("step1", _step1, None)
    step3 = read("step3", _step3, None)
    graduated = read("graduation_date", _graduation, None)
    cycle = read("cycle", lambda text: _integer(text, 2020, 2100), None)
    citizenship = read("citizenship", lambda text: _choice(text, CITIZENSHIPS), "other")
    nothing: frozenset[str] = frozenset()
    none_named: tuple[str, ...] = ()
    visas = read("visas", _visas, nothing)
    certified = read("ecfmg_certified", _yes_no, None)
    budget = read("budget_usd", lambda text: _integer(text, 0, 1_000_000), None)
    most = read("max_programs", lambda text: _integer(text, 1, 2000), None)
    preferred = read("states_preferred", _states, nothing)
    excluded = read("states_excluded", _states, nothing)
    applicant_id = read("applicant_id", _id, "")
    advisor = read("advisor", _id, "")
    chosen = read("specialties", _specialties, none_named)
    expected = read("ecfmg_expected", _day, None)
    rest = {
        "step1_attempts": read("step1_attempts", lambda text: _integer(text, 1, 20), None),
        "step2_ck": read("step2_ck", _score, None),
        "step2_ck_attempts": read("step2_ck_attempts", lambda text: _integer(text, 1, 20), None),
        "usce_hands_on_months": read("usce_hands_on_months", _months, None),
        "usce_observing_months": read("usce_observing_months", _months, None),
        "us_letters": read("us_letters", lambda text: _integer(text, 0, 20), None),
        "appetite": read("appetite", lambda text: _choice(text, APPETITES), "balanced"),
    }
    if citizenship == "other" and not visas and not cells["visas"]:
        refuse("visas", "citizenship is other, but no acceptable visa is named", "Write j1, h1b or j1;h1b")
    if citizenship != "other" and visas:
        refuse("visas", "a citizen or permanent resident needs no visa", "Empty this cell or set citizenship to other")
    if not cells["budget_usd"] and not cells["max_programs"]:
        refuse("budget_usd", "neither budget_usd nor max_programs is given", "Fill at least one of them")
    if preferred & excluded:
        refuse("states_excluded", "a state is both preferred and excluded", "Name it in one of the columns")
    if graduated is not None and cycle is not None and graduated > (cycle, 6):
        fix = f"Graduation must come before training starts on July 1, {cycle}"
        refuse("graduation_date", "the graduation date lies after the start of training", fix)
    if certified and expected is not None:
        refuse("ecfmg_expected", "the certificate is held already", "Empty this cell or set ecfmg_certified to no")
    if found or graduated is None or cycle is None or certified is None:
        return None
    return Applicant(
        applicant_id=applicant_id,
        advisor=advisor,
        cycle=cycle,
        specialties=chosen,
        needs_visa=citizenship == "other",
        visas=visas,
        graduation_year=graduated[0],
        graduation_month=graduated[1] or None,
        has_ecfmg=certified,
        name=cells["name"],
        citizenship=citizenship,
        step1=step1 if isinstance(step1, int) else None,
        has_step1_pass=step1 is not None,
        has_step3=step3 == "passed",
        step3_planned=step3 if isinstance(step3, date) else None,
        ecfmg_expected=expected,
        school=cells["school"],
        school_country=cells["school_country"],
        research=cells["research"],
        languages=_list(cells["languages"]),
        states_preferred=preferred,
        states_excluded=excluded,
        budget_usd=budget,
        max_programs=most,
        ties=frozenset(_list(cells["ties"])),
        **rest,  # type: ignore[arg-type]
    )


def _explanation(column: str) -> str:
    return next(each.explanation for each in COLUMNS if each.name == column)


# --- cells -----------------------------------------------------------------------------------------------------------


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;|]", text) if part.strip())


_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")


def _id(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", text) or _RESERVED.match(text):
        raise _CellError(
            "not a plain id, and it becomes the name of a file or folder",
            "Use up to 40 letters, digits, - and _, without names or e-mail addresses",
        )
    return text


def _integer(text: str, low: int, high: int) -> int:
    if not re.fullmatch(r"\d{1,9}(\.0+)?", text):
        raise _CellError("not a whole number", f"Write a number from {low} to {high} in digits, without unit or comma")
    value = int(float(text))
    if not low <= value <= high:
        raise _CellError(f"the number is outside {low} to {high}", "Correct it")
    return value


def _months(text: str) -> float:
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", text):
        raise _CellError("not a number of months", "Write months as a number, such as 2 or 1.5")
    if float(text) > 240:
        raise _CellError("the number of months is outside 0 to 240", "Correct it")
    return float(text)


def _score(text: str) -> int:
    try:
        return _integer(text, SCORE_LOW, SCORE_HIGH)
    except _CellError as bad:
        fix = f"USMLE scores have three digits, {SCORE_LOW} to {SCORE_HIGH}; leave the cell empty if not taken"
        raise _CellError(bad.what.replace("the number", "the score"), fix) from None


def _step1(text: str) -> int | str:
    if text.lower() in ("pass", "passed", "p"):
        return "pass"
    return _score(text)


def _step3(text: str) -> date | str | None:
    if text.lower() in ("passed", "pass", "yes"):
        return "passed"
    if text.lower() in ("no", "not taken", "none"):
        return None
    return _day(text)


def _day(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise _CellError("not a date of the form YYYY-MM-DD", "Write for example 2026-09-30")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _CellError("there is no such day in the calendar", "Correct the date") from None


def _graduation(text: str) -> tuple[int, int]:
    """(year, month), month 0 where only the year is told."""
    if re.fullmatch(r"\d{4}", text):
        year, month = int(text), 0
    elif re.fullmatch(r"\d{4}-\d{2}", text):
        year, month = int(text[:4]), int(text[5:])
        if not 1 <= month <= 12:
            raise _CellError("there is no such month", "Correct the date")
    else:
        day = _day(text)
        year, month = day.year, day.month
    if year < OLDEST_GRADUATION:
        raise _CellError(f"the year is before {OLDEST_GRADUATION}", "Correct the date")
    return year, month


def _choice(text: str, allowed: tuple[str, ...]) -> str:
    value = text.lower().replace(" ", "_")
    if value not in allowed:
        raise _CellError("not one of the allowed words", f"Write {', '.join(allowed[:-1])} or {allowed[-1]}")
    return value


def _yes_no(text: str) -> bool:
    value = text.lower()
    if value in ("yes", "y", "true", "1"):
        return True
    if value in ("no", "n", "false", "0"):
        return False
    raise _CellError("neither yes nor no", "Write yes or no")


def _visas(text: str) -> frozenset[str]:
    found = set()
    for part in re.split(r"[;|,\s]+", text.lower()):
        plain = part.replace("-", "")
        if not plain:
            continue
        if plain not in VISAS:
            raise _CellError("a visa other than j1 and h1b", "Write j1, h1b or j1;h1b")
        found.add(plain)
    return frozenset(found)


def _states(text: str) -> frozenset[str]:
    by_name = {name.lower(): code for code, name in states().items()}
    found = set()
    for part in re.split(r"[;|,]", text):
        part = part.strip()
        if not part:
            continue
        code = part.upper() if part.upper() in states() else by_name.get(part.lower())
        if code is None:
            near = difflib.get_close_matches(part.lower(), by_name, n=1)
            hint = f"Did you mean {states()[by_name[near[0]]]}?" if near else "Use two-letter codes such as NY"
            raise _CellError("unknown state", hint.rstrip("?") + (" (write its code)" if near else ""))
        found.add(code)
    return frozenset(found)


def _specialties(text: str) -> tuple[str, ...]:
    by_name: dict[str, str] = {}
    for specialty, row in specialties().items():
        for alias in (specialty, *row["aliases"].split("|")):
            if alias:
                by_name[alias.lower()] = specialty
    found: list[str] = []
    for part in _list(text):
        known = by_name.get(part.lower())
        if known is None:
            near = difflib.get_close_matches(part.lower(), by_name, n=1, cutoff=0.6)
            hint = f"Did you mean {by_name[near[0]]}" if near else "Use the names of reference/data/specialties.csv"
            raise _CellError("unknown specialty", hint)
        if known not in found:
            found.append(known)
    return tuple(found)
