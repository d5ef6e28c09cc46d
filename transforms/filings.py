"""H-1B petitions by employer from the yearly files of the USCIS H-1B Employer Data Hub, in both known layouts.

Bytes in, rows of core_filings out; every row of the file is kept or counted by reason. Which institution an employer
is belongs to `identity.py`; what filings say about a visa fact to `resolution.py`.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

# Head of a column, letters and digits only -> our column. Singular and plural heads both occur.
_PLAIN = {
    "fiscalyear": "fiscal_year",
    "employer": "employer",
    "employerpetitionername": "employer",
    "naics": "naics",
    "industrynaicscode": "naics",
    "taxid": "tax_id",
    "state": "state",
    "petitionerstate": "state",
    "city": "city",
    "petitionercity": "city",
    "zip": "zip",
    "zipcode": "zip",
    "petitionerzipcode": "zip",
}
# USCIS's own glossary: a petition is initial when part 2 of Form I-129 says new employment or new concurrent
# employment, and continuing when it says anything else.
_INITIAL = ("initial", "newemployment", "newconcurrent")
_CONTINUING = ("continuing", "continuation", "changewithsameemployer", "changeofemployer", "amended")
_COUNTS = ("initial_approvals", "initial_denials", "continuing_approvals", "continuing_denials")
_REQUIRED = ("fiscal_year", "employer", *_COUNTS)
_IGNORED = ("linebyline",)
_NUMBER = re.compile(r"^\d{1,3}(,\d{3})+$|^\d+$")


class FilingsFileError(ValueError):
    """The file as a whole cannot be read as an Employer Data Hub export; the message says what to do."""


@dataclass(frozen=True, slots=True)
class FilingsImport:
    """Rows of core_filings (institution and match_score empty), rows left out by reason, rows in the file.

    `len(rows) + sum(skipped.values()) == total`. `blanked` counts cells of kept rows that could not be read and were
    left empty, by reason. `unknown_columns` are heads that no rule reads. `examples` holds up to five messages per
    reason, each naming file, row and column.
    """

    rows: list[dict[str, Any]]
    skipped: dict[str, int]
    total: int
    blanked: dict[str, int] = field(default_factory=dict)
    unknown_columns: tuple[str, ...] = ()
    examples: dict[str, list[str]] = field(default_factory=dict)


class _RowSkippedError(Exception):
    def __init__(self, reason: str, column: str, message: str) -> None:
        super().__init__(message)
        self.reason, self.column = reason, column


class _Tally(Counter[str]):
    """Counts by reason, with the first five examples of each."""

    def __init__(self, name: str, examples: dict[str, list[str]]) -> None:
        super().__init__()
        self.name, self.examples = name, examples

    def note(self, reason: str, row: int, column: str, message: str) -> None:
        self[reason] += 1
        shown = self.examples.setdefault(reason, [])
        if len(shown) < 5:
            shown.append(f"{self.name}, row {row}, column {column}: {message}")


def read_h1b_employers(data: bytes, name: str) -> FilingsImport:
    """Read one yearly file. `name` is used in messages only.

    The older export is UTF-8 (or Windows-1252) with commas and four counts; the newer one UTF-16 with tabs and six
    pairs of counts, which are summed: initial = new employment + new concurrent; continuing = continuation + change
    with same employer + change of employer + amended. Raises FilingsFileError where the header is not understood.
    """
    text = _decode(data, name)
    first_line = text.split("\n", 1)[0]
    delimiter = "\t" if "\t" in first_line else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = next(reader, [])
    columns, counted, unknown = _read_header(header, name)
    rows: list[dict[str, Any]] = []
    examples: dict[str, list[str]] = {}
    skipped, blanked = _Tally(name, examples), _Tally(name, examples)
    total = 0
    try:
        for number, cells in enumerate(reader, start=2):
            total += 1
            try:
                rows.append(_read_row(cells, len(header), columns, counted, number, blanked))
            except _RowSkippedError as error:
                skipped.note(error.reason, number, error.column, str(error))
    except csv.Error as error:
        raise FilingsFileError(f"{name}, after row {total + 1}: {error}; a quotation mark may not be closed") from None
    return FilingsImport(rows, dict(skipped), total, dict(blanked), unknown, examples)


def _decode(data: bytes, name: str) -> str:
    if not data.strip():
        raise FilingsFileError(f"{name} is empty; download the yearly file again")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    elif b"\x00" in data[:200]:
        encodings = ["utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FilingsFileError(f"{name} is neither UTF-8, Windows-1252 nor UTF-16; save it again as CSV UTF-8")


def _read_header(header: list[str], name: str) -> tuple[dict[str, int], dict[str, list[int]], tuple[str, ...]]:
    columns: dict[str, int] = {}
    counted: dict[str, list[int]] = {column: [] for column in _COUNTS}
    unknown: list[str] = []
    for index, head in enumerate(header):
        key = re.sub(r"[^a-z0-9]", "", head.lower())
        count = _count_column(key)
        if key in _PLAIN:
            if _PLAIN[key] in columns:
                raise FilingsFileError(f"{name}: column {head.strip()!r} stands twice; remove one")
            columns[_PLAIN[key]] = index
        elif count:
            counted[count].append(index)
        elif key not in _IGNORED:
            unknown.append(head.strip())
    have = {*columns, *(column for column, places in counted.items() if places)}
    missing = [column for column in _REQUIRED if column not in have]
    if missing:
        seen = ", ".join(head.strip() for head in header[:20])
        raise FilingsFileError(
            f"{name}: row 1 names no column for {', '.join(missing)} (it names: {seen}); "
            "export the yearly file of the H-1B Employer Data Hub with all its columns"
        )
    return columns, counted, tuple(unknown)


def _count_column(key: str) -> str | None:
    for outcome in ("approval", "denial"):
        for suffix in (outcome, outcome + "s"):
            stem = key.removesuffix(suffix)
            if stem != key and stem in _INITIAL:
                return f"initial_{outcome}s"
            if stem != key and stem in _CONTINUING:
                return f"continuing_{outcome}s"
    return None


def _read_row(
    cells: list[str],
    width: int,
    columns: dict[str, int],
    counted: dict[str, list[int]],
    number: int,
    blanked: _Tally,
) -> dict[str, Any]:
    if not any(cell.strip() for cell in cells):
        raise _RowSkippedError("blank row", "all", "the row is blank")
    if len(cells) != width:
        raise _RowSkippedError("wrong number of cells", "all", f"{len(cells)} cells under {width} heads")
    plain = {column: " ".join(cells[index].split()) for column, index in columns.items()}
    if not plain["employer"]:
        raise _RowSkippedError("blank employer", "employer", "no employer is named")
    year = plain["fiscal_year"]
    if not year.isdecimal() or not 2000 <= int(year) <= 2100:
        raise _RowSkippedError("unreadable fiscal year", "fiscal_year", f"{year!r} is not a year from 2000 to 2100")
    counts = {column: sum(_read_count(cells[index], column) for index in places) for column, places in counted.items()}

    def read(column: str, pattern: str) -> str | None:
        text = plain.get(column, "")
        match = re.match(pattern, text)
        if text and not match:
            blanked.note(f"unreadable {column}", number, column, f"{text!r} cannot be read; the cell is left empty")
        return match[1] if match else None

    tax_id, place = read("tax_id", r"([0-9]{1,4})$"), read("zip", r"([0-9]{1,5})(?:-[0-9]{4})?$")
    state = read("state", r"([A-Za-z]{2})$")
    return {
        "fiscal_year": int(year),
        "employer": plain["employer"],
        "tax_id": tax_id and tax_id.zfill(4),  # spreadsheets drop leading zeros
        "naics": read("naics", r"([0-9]{2})"),
        "state": state and state.upper(),
        "city": plain.get("city") or None,
        "zip": place and place.zfill(5),
        **counts,
        "institution": None,
        "match_score": None,
        "source_row": number,
    }


def _read_count(cell: str, column: str) -> int:
    text = cell.strip()
    if not _NUMBER.match(text):
        shown = repr(text) if text else "a blank cell"
        raise _RowSkippedError("unreadable number", column, f"{shown} is not a whole number")
    return int(text.replace(",", ""))
