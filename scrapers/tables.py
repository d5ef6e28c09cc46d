"""Tables out of downloaded files: CSV in any usual encoding, XLSX without running or trusting anything in it.

Rows of cells become records by the heads of the header row, wherever it stands. What a column means belongs in
`transforms/listings.py`; which columns a source should have stands in its declaration.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

HEADER_WITHIN = 40  # rows from the top among which the header is looked for
_CELLS_MAX = 4_000_000
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TRANSITIONAL = re.compile(rb"http://purl\.oclc\.org/ooxml/spreadsheetml/main")


class UnreadableTableError(ValueError):
    """A file holds no table that could be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class ReadTable:
    """Records by head. `left` are lines that are no rows (titles, totals, notes), as (number, their text)."""

    records: tuple[tuple[int, dict[str, str]], ...]
    heads: tuple[str, ...]
    left: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Drift:
    """How heads differ from the declared columns. `unknown` and `missing` in words of the file and the declaration."""

    names: Mapping[str, str]  # head as it stands -> declared column
    unknown: tuple[str, ...]
    missing: tuple[str, ...]

    def told(self) -> list[str]:
        """What to do about it, one line per column."""
        lines = []
        for column in self.missing:
            near = difflib.get_close_matches(_key(column), [_key(head) for head in self.unknown], n=1, cutoff=0.5)
            head = next((head for head in self.unknown if near and _key(head) == near[0]), None)
            hint = f"; perhaps it is {head!r} now: add that to its names in the declaration" if head else ""
            lines.append(f"column {column!r} is missing{hint}")
        lines += [
            f"column {head!r} is not known: name it in the declaration, under columns or ignored"
            for head in self.unknown
        ]
        return lines


def _key(head: str) -> str:
    return re.sub(r"[^a-z0-9]", "", head.lower())


def match_heads(heads: Sequence[str], columns: Mapping[str, Sequence[str]], ignored: Sequence[str] = ()) -> Drift:
    """Heads of a table against declared columns (name -> other names). Case, blanks and punctuation do not count."""
    by_key = {_key(name): column for column, names in columns.items() for name in (*names, column)}
    passed = {_key(name) for name in ignored}
    names: dict[str, str] = {}
    unknown = []
    for head in heads:
        column = by_key.get(_key(head))
        if column is not None and column not in names.values():
            names[head] = column
        elif head and _key(head) not in passed and not re.fullmatch(r"column \d+", head):
            unknown.append(head)
    missing = [column for column in columns if column not in names.values()]
    return Drift(names, tuple(unknown), tuple(missing))


def read_table(body: bytes, columns: Mapping[str, Sequence[str]], ignored: Sequence[str] = ()) -> ReadTable:
    """The table of a CSV or XLSX file. The header is the row in which most declared columns are found; what stands
    above it, and lines of one cell below, are left and told. UnreadableTableError where there is none.
    """
    if body[:4] == b"PK\x03\x04":
        rows = _xlsx_rows(body)
    elif re.match(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body)", body[:400], re.IGNORECASE):
        raise UnreadableTableError("the file is a web page, not a table: the address may ask for a login now")
    elif body[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UnreadableTableError("the file is an old .xls or locked workbook: ask for CSV or XLSX without a password")
    else:
        rows = _csv_rows(body)
    best, header = 0, -1
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        # Of rows that match alike the lower one is the header: the upper one may be merged over it.
        found = len(match_heads([_clean(cell) for cell in row], columns, ignored).names)
        if found >= max(best, 1):
            best, header = found, number
    if best * 2 < len(columns):
        raise UnreadableTableError(
            f"no header in the first {HEADER_WITHIN} lines: at most {best} of the {len(columns)} declared columns "
            "stand in one line; compare the file with the columns of the declaration"
        )
    heads = _unique([_clean(cell) for cell in rows[header]])
    left = [(number + 1, text) for number, row in enumerate(rows[:header]) if (text := _joined(row))]
    records = []
    for number, row in enumerate(rows[header + 1 :], header + 2):
        cells = [_clean(cell) for cell in row]
        filled = [cell for cell in cells if cell]
        if not filled:
            continue
        if len(set(filled)) == 1 and len(heads) > 2:  # a title or total, perhaps merged over the row
            left.append((number, _joined(row)))
            continue
        names = [*heads, *(f"column {place + 1}" for place in range(len(heads), len(cells)))]
        records.append((number, {name: cell for name, cell in zip(names, cells, strict=False) if name or cell}))
    return ReadTable(tuple(records), tuple(heads), tuple(left))


def _unique(heads: list[str]) -> list[str]:
    """Heads with none empty and none twice: a blank one is `column N`, a repeated one gets its place."""
    found: list[str] = []
    while heads and not heads[-1]:
        heads = heads[:-1]
    for place, head in enumerate(heads, 1):
        name = head or f"column {place}"
        found.append(f"{name} ({place})" if name in found else name)
    return found


def _clean(cell: str) -> str:
    return " ".join(cell.split())


def _joined(row: Sequence[str]) -> str:
    return " | ".join(dict.fromkeys(cell for cell in map(_clean, row) if cell))[:160]


def _csv_rows(body: bytes) -> list[list[str]]:
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = body.decode("utf-16", "replace")
    else:
        try:
            text = body.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = body.decode("cp1252", "replace")
    if "\x00" in text:
        raise UnreadableTableError("the file is no text: ask for CSV or XLSX")
    sample = "\n".join(text.splitlines()[:HEADER_WITHIN])
    delimiter = max(",;\t|", key=sample.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableTableError(f"the file is no CSV ({error})") from error


def _xlsx_rows(body: bytes, cap: int = 100_000_000) -> list[list[str]]:
    """Cells of the first sheet that holds any, merged cells filled. Formulas give the value last computed."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as file:
            if sum(item.file_size for item in file.infolist()) > cap:
                raise UnreadableTableError(f"the workbook inflates to more than {cap:,} bytes")
            strings = _shared_strings(file)
            sheets = [name for name in file.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
            for name in sorted(sheets, key=lambda name: int(re.sub(r"\D", "", name))):
                if rows := _sheet_rows(_xml(file, name), strings):
                    return rows
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, NotImplementedError) as error:
        if isinstance(error, UnreadableTableError):
            raise
        raise UnreadableTableError(f"the workbook is damaged ({type(error).__name__})") from error
    raise UnreadableTableError("the workbook holds no cell")


def _xml(file: zipfile.ZipFile, name: str) -> etree._Element:
    text = _TRANSITIONAL.sub(_SHEET[1:-1].encode(), file.read(name))
    if b"<!DOCTYPE" in text[:4096]:
        raise UnreadableTableError("the workbook declares a document type; it was not read")
    return etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _shared_strings(file: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in file.namelist():
        return []
    return [_text_of(item) for item in _xml(file, "xl/sharedStrings.xml").iter(f"{_SHEET}si")]


def _text_of(item: etree._Element) -> str:
    # Phonetic readings (rPh) are no part of the text.
    parts = [node.text or "" for node in item.iter(f"{_SHEET}t") if node.getparent().tag != f"{_SHEET}rPh"]
    return "".join(parts)


def _sheet_rows(sheet: etree._Element, strings: list[str]) -> list[list[str]]:
    cells: dict[tuple[int, int], str] = {}
    row_number = 0
    for row in sheet.iter(f"{_SHEET}row"):
        row_number = int(row.get("r") or row_number + 1)
        place = 0
        for cell in row.iter(f"{_SHEET}c"):
            place = _place(cell.get("r"))[1] if cell.get("r") else place + 1
            if text := _cell_text(cell, strings):
                cells[row_number, place] = text
    if not cells:
        return []
    for merged in sheet.iter(f"{_SHEET}mergeCell"):
        first, _, last = (merged.get("ref") or "").partition(":")
        (top, left), (bottom, right) = _place(first), _place(last or first)
        value = cells.get((top, left), "")
        if value and (bottom - top + 1) * (right - left + 1) <= 100_000:
            cells |= {(r, c): value for r in range(top, bottom + 1) for c in range(left, right + 1)}
        if len(cells) > _CELLS_MAX:
            raise UnreadableTableError(f"the sheet holds more than {_CELLS_MAX:,} cells")
    height, width = max(row for row, _ in cells), max(place for _, place in cells)
    if height * width > _CELLS_MAX:
        raise UnreadableTableError(f"the sheet spans {height:,} x {width:,} cells")
    return [[cells.get((row, place), "") for place in range(1, width + 1)] for row in range(1, height + 1)]


def _cell_text(cell: etree._Element, strings: list[str]) -> str:
    kind = cell.get("t")
    if kind == "inlineStr":
        return _text_of(cell)
    value = cell.findtext(f"{_SHEET}v") or ""
    if kind == "s":
        return strings[int(value)] if value else ""
    if kind in (None, "n") and re.fullmatch(r"-?\d+\.0+|-?\d+(?:\.\d+)?[eE][+-]?\d+", value):
        number = float(value)
        return str(int(number)) if number.is_integer() else value
    return "" if kind == "e" else value


def _place(reference: str | None) -> tuple[int, int]:
    """(row, column) of `C12`, both from 1."""
    match = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d{1,7})", reference or "")
    if match is None:
        raise ValueError(f"cell {reference!r}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column
