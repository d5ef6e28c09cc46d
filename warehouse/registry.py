"""The files that people own: CSVs of programs, sources, overrides and school aliases, read row by row.

A wrong row becomes a Problem that names file, row, column and what to do, and can be put into quarantine; the other
rows go on. What the pipeline does with the rows, and the applicants' own columns, stand elsewhere.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from reference.tables import specialties, states
from warehouse.schema import FACT_BY_NAME, FACTS, SCHOOL_CLASSES, Fact
from warehouse.storage import write_file

Row = dict[str, Any]
Reader = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file. `row` counts as a spreadsheet does, the header being row 1; 0 means the whole file.

    `is_note` marks what was read all the same. `record` holds the rejected row for the quarantine and is never shown.
    """

    file: str
    row: int
    column: str
    message: str
    advice: str
    is_note: bool = False
    record: tuple[tuple[str, str], ...] | None = field(default=None, repr=False, compare=False)

    def __str__(self) -> str:
        where = (
            self.file + (f", row {self.row}" if self.row else "") + (f", column {self.column}" if self.column else "")
        )
        return f"{where}: {self.message}; {self.advice}"


class RegistryError(ValueError):
    """A file of people's cannot be used at all; the message says what is wrong and that nothing was changed."""


class CellError(ValueError):
    """A cell cannot be read. The message says what is wrong, `advice` what to do."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


@dataclass(frozen=True, slots=True)
class CsvColumn:
    """One column of a file. `read` turns a non-empty cell into a value or raises CellError; empty cells are None.

    `is_private` keeps the cell's text out of messages: an applicant's name, e-mail or score.
    """

    name: str
    read: Reader = str
    is_required: bool = True
    is_unique: bool = False
    is_private: bool = False


# Readers of cells


def read_text(cell: str) -> str:
    return " ".join(cell.split())


def read_id(cell: str) -> str:
    """An id that can stand in addresses and file names."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}", cell):
        raise CellError(f"{cell!r} is no id", "use letters, digits, dot, hyphen and underscore, at most 80, no spaces")
    return cell


def read_date(cell: str) -> date:
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell):
            raise ValueError
        return date.fromisoformat(cell)
    except ValueError:
        raise CellError(f"{cell!r} is no date", "write an existing day as YYYY-MM-DD, such as 2026-09-30") from None


def read_boolean(cell: str) -> bool:
    if cell.lower() not in ("true", "false", "yes", "no"):
        raise CellError(f"{cell!r} is neither yes nor no", "write true or false")
    return cell.lower() in ("true", "yes")


def read_integer(minimum: int, maximum: int) -> Reader:
    """A reader of whole numbers within bounds, both included."""

    def read(cell: str) -> int:
        if not re.fullmatch(r"[+-]?\d{1,12}(\.0+)?", cell):
            raise CellError(f"{cell!r} is no whole number", f"write a whole number from {minimum} to {maximum}")
        number = int(cell.split(".")[0])
        if not minimum <= number <= maximum:
            raise CellError(f"{number} is out of range", f"write a whole number from {minimum} to {maximum}")
        return number

    return read


def read_choice(choices: Sequence[str]) -> Reader:
    """A reader of one of `choices`, whatever its case."""

    def read(cell: str) -> str:
        found = {choice.lower(): choice for choice in choices}.get(cell.lower())
        if found is None:
            raise CellError(
                f"{cell!r} is not known", _suggestion(cell, choices) or f"write one of {', '.join(choices)}"
            )
        return found

    return read


def read_url(cell: str) -> str:
    advice = "write the whole address, beginning with https:// or http://"
    try:
        parts = urlsplit(cell)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise CellError(f"{cell!r} is no web address", advice) from None
    if parts.scheme not in ("http", "https"):
        hint = f"write https://{cell} if that is its address" if re.match(r"[\w-]+(\.[\w-]+)+(/|$)", cell) else advice
        raise CellError(f"{cell!r} is no web address (http or https)", hint)
    if re.search(r"\s\S*://", cell):
        raise CellError("the cell holds more than one address", "give one address; write a row per program")
    if (start := re.match(r"https?://[^/?#\s]+(?=[/?#])", cell)) is not None:
        # Old content systems have blanks in their paths; within the host they stay a fault.
        cell = start[0] + cell[start.end() :].replace(" ", "%20")
    if not host or re.search(r"[\s\x00-\x1f<>\"]", cell):
        raise CellError(f"{cell!r} is no web address", advice)
    if parts.username or parts.password:
        raise CellError("the address holds a user name or password", "give an address that needs no login")
    return cell


def read_host(cell: str) -> str:
    """A host name or address as it stands in web addresses, without port."""
    host = cell.lower().rstrip(".")
    if not re.fullmatch(r"[a-z0-9]([a-z0-9._-]{0,250}[a-z0-9])?|\[[0-9a-f:.]+\]", host):
        advice = "write the host alone, such as www.example.org: no https://, no path, no port"
        raise CellError(f"{cell!r} is no host", advice)
    return host


def read_state(cell: str) -> str:
    code = cell.upper()
    if code in states():
        return code
    by_name = {name.lower(): known for known, name in states().items()}
    if cell.lower() in by_name:
        raise CellError(f"{cell!r} is no state code", f"write {by_name[cell.lower()]}")
    names = _suggestion(cell, list(states().values()))
    raise CellError(f"{cell!r} is no state code", names or "write the two-letter code of the state or territory")


def read_specialty(cell: str) -> str:
    """The specialty by its name in reference/specialties; aliases are understood."""
    known: dict[str, str] = {}
    for name, row in specialties().items():
        for alias in (*filter(None, row.get("aliases", "").split("|")), name):
            known[alias.strip().lower()] = name
    text = read_text(cell).lower()
    if text in known:
        return known[text]
    near = difflib.get_close_matches(text, known, n=1, cutoff=0.6)
    advice = f"did you mean {known[near[0]]!r}?" if near else "write a name of reference/data/specialties.csv"
    raise CellError(f"specialty {cell!r} is not known", advice)


def read_acgme_code(cell: str) -> str:
    if re.fullmatch(r"\d{10}|M\d{9}", cell):
        return cell
    if re.fullmatch(r"\d{9}", cell):
        raise CellError(
            f"{cell!r} has nine digits", f"a leading zero was lost: write 0{cell} and format the column as text"
        )
    if re.fullmatch(r"\d+(\.\d+)?[eE]\+?\d+", cell):
        advice = "the spreadsheet took the code for a number and lost digits: format the column as text, write it again"
        raise CellError(f"{cell!r} is no ACGME program code", advice)
    raise CellError(f"{cell!r} is no ACGME program code", "write ten digits, or M and nine digits")


def read_check_name(cell: str) -> str:
    if not re.fullmatch(r"[a-z0-9_]{1,60}/[a-z0-9_]{1,80}", cell):
        raise CellError(f"{cell!r} is no check", "write table/check as the refusal names it")
    return cell


def read_content_hash(cell: str) -> str:
    """The hash of a staged content, or at least its first 12 digits."""
    if not re.fullmatch(r"[0-9a-f]{12,64}", cell.lower()):
        raise CellError(f"{cell!r} is no hash of a staged content", "copy it from the refusal's report")
    return cell.lower()


def read_fact_name(cell: str) -> str:
    """A fact, the roster's img_share, or `<fact>_preferred` for what a page merely prefers."""
    preferences = (f"{fact.name}_preferred" for fact in FACTS if fact.has_preference)
    return str(read_choice((*FACT_BY_NAME, "img_share", *preferences))(cell))


def read_fact_value(field_name: str, cell: str) -> str:
    """Canonical text of a fact's value: `sponsors`, `220`, `true`. CellError where it is none of the fact's."""
    fact = FACT_BY_NAME.get(field_name.removesuffix("_preferred")) or Fact("img_share", "number", "", None, 0, 1)
    if fact.kind == "category":
        return str(read_choice(fact.domain or ())(cell))
    if fact.kind == "boolean":
        return "true" if read_boolean(cell) else "false"
    if fact.kind == "deadline":
        match = re.fullmatch(r"(?:(\d{4})-)?(\d{2}-\d{2})", cell)
        if match is None:
            raise CellError(f"{cell!r} is no deadline", "write MM-DD or YYYY-MM-DD")
        read_date(f"{match[1] or '2024'}-{match[2]}")  # 2024 is a leap year: 02-29 may stand without a year
        return cell
    number = float(cell) if re.fullmatch(r"\d+(\.\d+)?", cell) else float("nan")
    low, high = fact.minimum or 0, fact.maximum or 0
    if not low <= number <= high or (fact.kind == "integer" and not number.is_integer()):
        whole = "whole number" if fact.kind == "integer" else "number"
        raise CellError(f"{cell!r} is no value of {field_name}", f"write a {whole} from {low:g} to {high:g}")
    return str(int(number)) if number.is_integer() else repr(round(number, 4))


def _suggestion(cell: str, choices: Sequence[str]) -> str | None:
    lowered = {choice.lower(): choice for choice in choices}
    near = difflib.get_close_matches(cell.lower(), lowered, n=1, cutoff=0.6)
    return f"did you mean {lowered[near[0]]!r}?" if near else None


# Files


def read_registry_csv(
    path: Path, columns: Sequence[CsvColumn], check_row: Callable[[Row], Iterable[tuple[str, str, str]]] | None = None
) -> tuple[list[Row], list[Problem]]:
    """Rows of a people's CSV and all that is wrong with it. A file that cannot be read gives no rows and one problem.

    Each row has every column's value (None for an empty cell) and `row`, its number in the file. `check_row` looks at
    a row as a whole and gives (column, message, advice) per fault; a row with a fault is left out. UTF-8 with or
    without byte-order mark and UTF-16 with one are read; comma, semicolon and tab separate.
    """
    file = path.name
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return [], [Problem(file, 0, "", "the file does not exist", f"create it with the columns {_names(columns)}")]
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return [], [Problem(file, 0, "", f"the file cannot be read ({reason})", "mend its access rights and run again")]
    text, problem = _decode(file, content)
    if problem is not None:
        return [], [problem]
    if not text.strip():
        return [], [
            Problem(file, 0, "", "the file is empty", f"write a header with {_names(columns)}, and rows under it")
        ]
    first_line = text.lstrip("\r\n").splitlines()[0]
    delimiter = max(",;\t", key=first_line.count) if "," not in first_line else ","
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        return [], [Problem(file, 0, "", f"the file is no CSV ({error})", "export it again as CSV UTF-8")]
    start = next(number for number, cells in enumerate(records) if any(cell.strip() for cell in cells))
    header = [cell.strip().lower() for cell in records[start]]
    while header and not header[-1]:
        header.pop()
    problems = _check_header(file, start + 1, header, columns)
    if any(not each.is_note for each in problems):
        return [], problems
    rows: list[Row] = []
    seen: dict[tuple[str, Any], int] = {}
    for number, cells in enumerate(records[start + 1 :], start + 2):
        if not any(cell.strip() for cell in cells):
            continue
        row, faults = _read_row(file, number, header, cells, columns, check_row)
        if not faults:
            faults = _find_doubles(file, number, header, cells, columns, row, seen)
        problems += faults
        if not faults:
            rows.append(row)
    if len(records) == start + 1:
        problems.append(Problem(file, 0, "", "the file has a header and no rows", "add rows, or leave it so", True))
    return rows, problems


def _names(columns: Sequence[CsvColumn]) -> str:
    return ",".join(column.name for column in columns)


def _decode(file: str, content: bytes) -> tuple[str, Problem | None]:
    """Text of the file. Bytes that are not UTF-8 become surrogates, so that only their rows are refused."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16"), None
        except UnicodeDecodeError:
            return "", Problem(file, 0, "", "the file is broken UTF-16", "export it again as CSV UTF-8")
    if b"\x00" in content:
        return "", Problem(file, 0, "", "the file is no text (it holds zero bytes)", "export it as CSV UTF-8")
    return content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape"), None


def _check_header(file: str, row: int, header: list[str], columns: Sequence[CsvColumn]) -> list[Problem]:
    known = [column.name for column in columns]
    problems = []
    unknown = [name for name in header if name not in known]
    for name in known:
        if name not in header:
            near = difflib.get_close_matches(name, unknown, n=1, cutoff=0.6)
            advice = f"rename the column {near[0]!r} to {name!r}" if near else f"the header must hold {','.join(known)}"
            problems.append(Problem(file, row, name, "the column is missing", advice))
        elif header.count(name) > 1:
            problems.append(Problem(file, row, name, "the column stands there twice", "keep one of them"))
    if not problems:
        for name in unknown:
            advice = f"it was ignored; the columns are {','.join(known)}"
            problems.append(Problem(file, row, _shown(name), "the column is not known", advice, True))
    return problems


def _shown(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _read_row(
    file: str,
    number: int,
    header: list[str],
    cells: list[str],
    columns: Sequence[CsvColumn],
    check_row: Callable[[Row], Iterable[tuple[str, str, str]]] | None,
) -> tuple[Row, list[Problem]]:
    record = _record(header, cells)
    extra = [cell for cell in cells[len(header) :] if cell.strip()]
    if extra or len(cells) < len(header):
        message = f"the row has {len(cells)} cells, the header {len(header)}"
        advice = "put double quotes around texts that hold commas, and give every column a cell"
        if any("\n" in cell for cell in cells):
            advice = "a double quote is not closed here, so that the rows below were taken into one cell: close it"
        return {}, [Problem(file, number, "", message, advice, record=record)]
    row: Row = {"row": number}
    problems = []
    for column in columns:
        cell = cells[header.index(column.name)].strip()
        fault: tuple[str, str] | None = None
        if any("\udc80" <= char <= "\udcff" for char in cell):
            fault = ("the cell is not UTF-8", "save the file as CSV UTF-8 and check its accented letters")
        elif not cell:
            row[column.name] = None
            if column.is_required:
                fault = ("the cell is empty", "write a value")
        else:
            try:
                row[column.name] = column.read(cell)
            except CellError as error:
                fault = (str(error), error.advice)
                if column.is_private:
                    fault = ("the value cannot be read", "correct the cell" if cell in error.advice else error.advice)
        if fault:
            problems.append(Problem(file, number, column.name, *fault, record=record))
    if not problems and check_row is not None:
        problems = [Problem(file, number, *fault, record=record) for fault in check_row(row)]
    return row, problems


def _find_doubles(
    file: str,
    number: int,
    header: list[str],
    cells: list[str],
    columns: Sequence[CsvColumn],
    row: Row,
    seen: dict[tuple[str, Any], int],
) -> list[Problem]:
    keys = [(column, (column.name, row[column.name])) for column in columns if column.is_unique and row[column.name]]
    problems = []
    for column, key in keys:
        if key in seen:
            value = "the value" if column.is_private else repr(row[column.name])
            message = f"{value} stands already in row {seen[key]}"
            advice = "give each row its own, or remove one of the rows"
            problems.append(Problem(file, number, column.name, message, advice, record=_record(header, cells)))
    if not problems:
        seen.update((key, number) for _, key in keys)
    return problems


def _record(header: list[str], cells: list[str]) -> tuple[tuple[str, str], ...]:
    names = [*header, *(f"cell {number}" for number in range(len(header) + 1, len(cells) + 1))]
    return tuple(zip(names, cells, strict=False))


PROGRAM_COLUMNS = (
    CsvColumn("program_id", read_id, is_unique=True),
    CsvColumn("acgme_code", read_acgme_code, is_required=False, is_unique=True),
    CsvColumn("name", read_text),
    CsvColumn("institution", read_text),
    CsvColumn("specialty", read_specialty),
    CsvColumn("city", read_text, is_required=False),
    CsvColumn("state", read_state),
    CsvColumn("url", read_url),
)
OVERRIDE_COLUMNS = (
    CsvColumn("program_id", read_id),
    CsvColumn("field", read_fact_name),
    CsvColumn("value", read_text, is_required=False),
    CsvColumn("reason", read_text),
    CsvColumn("author", read_text),
    CsvColumn("date", read_date),
    CsvColumn("review_by", read_date, is_required=False),
    CsvColumn("expects", read_text, is_required=False),
)
SOURCE_COLUMNS = (
    CsvColumn("name", read_id, is_unique=True),
    CsvColumn("kind", read_choice(("html_table", "file", "saved_pages"))),
    CsvColumn("url", read_url, is_unique=True),
    CsvColumn("is_local", read_boolean),
)
BLOCKED_HOST_COLUMNS = (
    CsvColumn("host", read_host, is_unique=True),
    CsvColumn("reason", read_text),
    CsvColumn("author", read_text),
    CsvColumn("date", read_date),
)
WOKEN_HOST_COLUMNS = UNVERIFIED_HOST_COLUMNS = BLOCKED_HOST_COLUMNS
ACCEPTED_LISTING_COLUMNS = (
    CsvColumn("source", read_id, is_unique=True),
    CsvColumn("rows", read_integer(1, 1_000_000)),
    CsvColumn("reason", read_text),
    CsvColumn("author", read_text),
    CsvColumn("date", read_date),
)
SCHOOL_ALIAS_COLUMNS = (
    CsvColumn("alias", read_text, is_unique=True),
    CsvColumn("school", read_text),
    CsvColumn("school_class", read_choice(SCHOOL_CLASSES)),
    CsvColumn("country", str.upper, is_required=False),
)


ACCEPTED_FAILURE_COLUMNS = (
    CsvColumn("check", read_check_name),
    CsvColumn("content_hash", read_content_hash),
    CsvColumn("until", read_date, is_required=False),
    CsvColumn("reason", read_text),
    CsvColumn("author", read_text),
    CsvColumn("date", read_date),
)


def read_programs(path: Path) -> tuple[list[Row], list[Problem]]:
    """programs.csv: a user's own programs to crawl. A code whose first digits are of another specialty is noted."""
    rows, problems = read_registry_csv(path, PROGRAM_COLUMNS)
    for row in rows:
        code, prefix = row["acgme_code"], specialties()[row["specialty"]].get("acgme_prefix", "")
        if code and prefix and not code.startswith("M") and not code.startswith(prefix):
            message = f"the code begins with {code[:3]}, those of {row['specialty']} with {prefix}"
            advice = "it was kept; check code and specialty"
            problems.append(Problem(path.name, row["row"], "acgme_code", message, advice, True))
    return rows, problems


def read_overrides(path: Path) -> tuple[list[Row], list[Problem]]:
    """overrides.csv: stewards' corrections. `value` and `expects` are in the canonical text of their fact.

    A blank value takes the fact out of the catalog; `<fact>_preferred` as field overrides the preference.
    A later row for the same program and field is refused: which of two corrections holds must be said by people.
    """
    seen: dict[tuple[str, str], int] = {}

    def check(row: Row) -> Iterable[tuple[str, str, str]]:
        faults = []
        for column in ("value", "expects"):
            if row[column] is not None:
                try:
                    row[column] = read_fact_value(row["field"], row[column])
                except CellError as error:
                    faults.append((column, str(error), error.advice))
        if row["review_by"] is not None and row["review_by"] < row["date"]:
            faults.append(("review_by", "the review is due before the override was made", "write a later day"))
        key = (row["program_id"], row["field"])
        if not faults and key in seen:
            message = f"{key[1]} of {key[0]} is overridden already in row {seen[key]}"
            faults.append(("field", message, "keep one of the rows"))
        if not faults:
            seen[key] = row["row"]
        return faults

    return read_registry_csv(path, OVERRIDE_COLUMNS, check)


def read_sources(path: Path) -> tuple[list[Row], list[Problem]]:
    """sources.csv: the listings to crawl; `is_local` permits loopback and private addresses for this source."""
    return read_registry_csv(path, SOURCE_COLUMNS)


def read_blocked_hosts(path: Path) -> tuple[list[Row], list[Problem]]:
    """blocked_hosts.csv: hosts that a steward wants left alone, subdomains included."""
    return read_registry_csv(path, BLOCKED_HOST_COLUMNS)


def read_woken_hosts(path: Path) -> tuple[list[Row], list[Problem]]:
    """woken_hosts.csv: hosts at rest that a steward wants asked again; what came up to the row's date is forgotten."""
    return read_registry_csv(path, WOKEN_HOST_COLUMNS)


def read_unverified_hosts(path: Path) -> tuple[list[Row], list[Problem]]:
    """unverified_hosts.csv: hosts whose certificates a steward lets pass unverified, subdomains included."""
    return read_registry_csv(path, UNVERIFIED_HOST_COLUMNS)


def read_accepted_listings(path: Path) -> tuple[list[Row], list[Problem]]:
    """accepted_listings.csv: listings that did shrink; a reading with at least `rows` rows is taken."""
    return read_registry_csv(path, ACCEPTED_LISTING_COLUMNS)


def read_school_aliases(path: Path) -> tuple[list[Row], list[Problem]]:
    """school_aliases.csv: how rosters write a school -> the school, its class and country (ISO 3166 alpha-2)."""

    def check(row: Row) -> Iterable[tuple[str, str, str]]:
        if row["country"] is not None and not re.fullmatch("[A-Z]{2}", row["country"]):
            yield "country", f"{row['country']!r} is no country code", "write two letters, such as IN"

    return read_registry_csv(path, SCHOOL_ALIAS_COLUMNS, check)


def read_accepted_failures(path: Path) -> tuple[list[Row], list[Problem]]:
    """accepted_failures.csv: failed checks that a steward accepts for one staged content, each with a reason.

    Which checks exist and may be accepted is not known here: see `orchestration/acceptance.py`.
    """
    seen: dict[tuple[str, str], int] = {}

    def check(row: Row) -> Iterable[tuple[str, str, str]]:
        faults = []
        if row["until"] is not None and row["until"] < row["date"]:
            faults.append(("until", "the acceptance ends before it was made", "write a later day, or leave it empty"))
        key = (row["check"], row["content_hash"])
        if not faults and key in seen:
            faults.append(("check", f"this failure is accepted already in row {seen[key]}", "keep one of the rows"))
        if not faults:
            seen[key] = row["row"]
        return faults

    return read_registry_csv(path, ACCEPTED_FAILURE_COLUMNS, check)


def check_registry(folder: Path) -> list[Problem]:
    """Faults of the files in a registry, those of applicants aside (they are private). Missing files have none."""
    readers = {
        "programs.csv": read_programs,
        "sources.csv": read_sources,
        "overrides.csv": read_overrides,
        "school_aliases.csv": read_school_aliases,
        "blocked_hosts.csv": read_blocked_hosts,
        "woken_hosts.csv": read_woken_hosts,
        "unverified_hosts.csv": read_unverified_hosts,
        "accepted_listings.csv": read_accepted_listings,
        "accepted_failures.csv": read_accepted_failures,
    }
    found = [reader(folder / name)[1] for name, reader in readers.items() if (folder / name).exists()]
    return [problem for problems in found for problem in problems if not problem.is_note]


def write_quarantine(folder: Path, problems: Iterable[Problem], on_date: date) -> list[Path]:
    """Writes rejected rows with what is wrong to `<folder>/<file>-<date>.csv`, one file per source file.

    Each file is rewritten whole, so that a second run of a day does not double its rows. Gives the paths written.
    """
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.record is not None:
            by_file.setdefault(problem.file, []).append(problem)
    written = []
    for file, found in sorted(by_file.items()):
        names = list(dict.fromkeys(name for problem in found for name, _ in problem.record or ()))
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(["row", "column", "message", "advice", *names])
        for problem in found:
            cells: Mapping[str, str] = dict(problem.record or ())
            writer.writerow(
                [problem.row, problem.column, problem.message, problem.advice, *(cells.get(name, "") for name in names)]
            )
        path = folder / f"{Path(file).stem}-{on_date.isoformat()}.csv"
        write_file(path, text.getvalue().encode("utf-8", "surrogateescape"))
        written.append(path)
    return written
