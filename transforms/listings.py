"""Rows of public listings and of the registry's programs.csv, made into program identities.

Heads drift and cells are dirty: each row ends as a program, a duplicate or a refusal with its reason, and the three
add up. What programs require is read from their own pages, not here; only first-year places may come from a listing.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reference.tables import specialties, states
from transforms.values import short_hash

REGISTRY = "registry/programs.csv"

# Head, letters and digits only -> our column. A listing is adopted by adding its heads here.
HEADS: dict[str, str] = {
    "programid": "program_id",
    "code": "acgme_code",
    "acgmecode": "acgme_code",
    "acgmeid": "acgme_code",
    "acgmeprogramcode": "acgme_code",
    "acgmeprogramid": "acgme_code",
    "accreditationid": "acgme_code",
    "programcode": "acgme_code",
    "id": "acgme_code",
    "name": "name",
    "programname": "name",
    "program": "name",
    "residencyprogram": "name",
    "title": "name",
    "institution": "institution",
    "sponsoringinstitution": "institution",
    "sponsor": "institution",
    "sponsorname": "institution",
    "institutionname": "institution",
    "hospital": "institution",
    "specialty": "specialty",
    "specialtyname": "specialty",
    "speciality": "specialty",
    "city": "city",
    "programcity": "city",
    "state": "state",
    "stateterritory": "state",
    "programstate": "state",
    "location": "location",
    "citystate": "location",
    "website": "url",
    "websiteaddress": "url",
    "programwebsite": "url",
    "web": "url",
    "url": "url",
    "homepage": "url",
    "link": "url",
    "setting": "setting",
    "programtype": "setting",
    "programsetting": "setting",
    "positionsperyear": "positions",
    "positionsyear": "positions",
    "firstyearpositions": "positions",
    "pgy1positions": "positions",
    "positionsofferedperyear": "positions",
}
# Heads that are understood and hold nothing for an identity; totals of residents are never a yearly intake.
PASSED_OVER = frozenset(
    {
        "totalapprovedresidentpositions",
        "totalfilledresidentpositions",
        "positions",
        "details",
        "programlength",
        "status",
        "accreditationstatus",
        "phone",
        "fax",
        "email",
        "address",
        "zip",
        "zipcode",
        "director",
        "programdirector",
        "coordinator",
        "programcoordinator",
        "nrmpcode",
        "nrmpprogramcode",
        "no",
        "number",
    }
)
IDENTITY = (
    "program_id",
    "acgme_code",
    "name",
    "institution",
    "specialty",
    "city",
    "state",
    "url",
    "setting",
    "source",
)
_CODE = re.compile(r"^(\d{10}|M\d{9})$")
_PROGRAM_ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")
_SPONSOR_CODE = re.compile(r"^\[\d{4,8}\]\s*")
_NEW_MARK = re.compile(r"\s*\bnew program!?\s*$|^new program!\s*", re.IGNORECASE)
_NOT_IN_HEAD = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True, slots=True)
class Problem:
    """What was wrong at one place. `outcome`: refused (the row is out), blanked (the cell is), noted (all kept)."""

    source: str
    row: int
    column: str
    outcome: str
    message: str

    def __str__(self) -> str:
        return f"{self.source}, row {self.row}, column {self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class ListingStatement:
    """A fact that a listing's row states of a program; `quote == record[start:end]` of the raw row's JSON."""

    program_id: str
    field: str
    value: int
    quote: str
    start: int
    end: int
    url: str
    source: str


@dataclass(frozen=True, slots=True)
class ListingReading:
    """Programs (dicts of IDENTITY columns) and what became of every row.

    `rows == len(programs) + duplicates + refused`. `unknown_columns`: head -> rows that filled it.
    """

    programs: list[dict[str, Any]]
    problems: list[Problem]
    unknown_columns: dict[str, int]
    rows: int
    duplicates: int
    refused: int
    statements: list[ListingStatement] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    source: str
    number: int
    cells: dict[str, str]
    heads: dict[str, str]
    problems: list[Problem]

    def note(self, column: str, outcome: str, message: str) -> None:
        self.problems.append(Problem(self.source, self.number, self.heads.get(column, column), outcome, message))


class _RefusedError(Exception):
    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


def read_listing(raw_rows: Iterable[Mapping[str, Any]]) -> ListingReading:
    """Read rows of raw_listing_rows (crawl_id, source, row_number, url, record as JSON): one crawl, any sources."""
    reading = _Reader()
    for raw in raw_rows:
        source, number = str(raw["source"]), int(raw["row_number"])
        try:
            record = json.loads(raw["record"])
        except ValueError:
            record = None
        if not isinstance(record, dict):
            reading.refuse(Problem(source, number, "record", "refused", "the row is no JSON object; fetch it again"))
            continue
        reading.add(record, source, number, url=str(raw["url"]), raw_record=str(raw["record"]))
    return reading.finish()


def read_records(records: Iterable[Mapping[Any, Any]], source: str, first_row: int = 1) -> ListingReading:
    """Read records already apart: heads to cells. `first_row` is the number of the first one in its file.

    Under the key `row` a record may bring its own number, when others before it were left out.
    """
    reading = _Reader()
    for place, record in enumerate(records, start=first_row):
        cells = dict(record)
        number = cells.pop("row", place)
        reading.add(cells, source, number if isinstance(number, int) else place)
    return reading.finish()


def read_registry_programs(records: Iterable[Mapping[Any, Any]]) -> ListingReading:
    """Read rows of the registry's programs.csv in file order; the header is row 1, so the first record is row 2."""
    return read_records(records, REGISTRY, first_row=2)


def merge_programs(*readings: ListingReading) -> tuple[list[dict[str, Any]], list[Problem]]:
    """One row per program out of several readings, earlier ones trusted more (put the registry first).

    Programs are the same when their program_id or their ACGME code is. The earlier row keeps its cells and its
    program_id; its empty cells are filled from the later one. Each difference that was settled so is a Problem.
    """
    merged: list[dict[str, Any]] = []
    by_key: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for reading in readings:
        for program in reading.programs:
            keys = [key for key in (program["program_id"], program["acgme_code"]) if key]
            kept = next((by_key[key] for key in keys if key in by_key), None)
            if kept is None:
                kept = dict(program)
                merged.append(kept)
            else:
                for column in IDENTITY:
                    if kept[column] is None:
                        kept[column] = program[column]
                    elif column not in ("program_id", "source") and program[column] not in (None, kept[column]):
                        text = f"{program['source']} says {program[column]!r}; {kept[column]!r} is kept"
                        problems.append(Problem(kept["source"], 0, column, "noted", f"{kept['program_id']}: {text}"))
            for key in keys:
                by_key.setdefault(key, kept)
    return merged, problems


def alias_ids(merged: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """ACGME code -> program_id, for whatever names a program by its code (listing statements, older releases)."""
    return {row["acgme_code"]: row["program_id"] for row in merged if row["acgme_code"]}


class _Reader:
    def __init__(self) -> None:
        self.programs: list[dict[str, Any]] = []
        self.problems: list[Problem] = []
        self.unknown: Counter[str] = Counter()
        self.statements: list[ListingStatement] = []
        self.rows = self.duplicates = self.refused = 0
        self.seen: dict[str, tuple[dict[str, Any], int]] = {}

    def refuse(self, problem: Problem) -> None:
        self.rows += 1
        self.refused += 1
        self.problems.append(problem)

    def add(
        self, record: Mapping[Any, Any], source: str, number: int, url: str = "", raw_record: str | None = None
    ) -> None:
        self.rows += 1
        row = _Row(source, number, {}, {}, self.problems)
        try:
            self._take_cells(record, row)
            program = _read_program(row)
        except _RefusedError as error:
            self.refused += 1
            row.note(error.column, "refused", str(error))
            return
        if self._is_duplicate(program, row):
            self.duplicates += 1
            return
        self.programs.append(program)
        self._take_positions(row, program, url, raw_record)

    def _take_cells(self, record: Mapping[Any, Any], row: _Row) -> None:
        for head, cell in record.items():
            if cell is None or (head is None and not any(cell)):
                text = ""  # trailing commas make blank cells without a head
            elif isinstance(cell, (str, int, float)):
                text = " ".join(str(cell).split())
            else:
                raise _RefusedError(str(head or "all"), "the row has more cells than the header has heads")
            key = _NOT_IN_HEAD.sub("", str(head or "").lower().removesuffix(" (detail)"))
            column = HEADS.get(key)
            if column == "program_id" and row.source != REGISTRY:
                column = "acgme_code"  # listings call the ACGME code "Program ID"
            if column is None:
                if key not in PASSED_OVER and text:
                    self.unknown[str(head)] += 1
                continue
            if not text:
                continue
            if column == "institution":
                text = _SPONSOR_CODE.sub("", text).strip()
            if column in row.cells and row.cells[column] != text:
                row.note(str(head), "noted", f"{row.heads[column]!r} gave this already; {row.cells[column]!r} is kept")
                continue
            row.cells[column], row.heads[column] = text, str(head)
        if not row.cells:
            raise _RefusedError("all", "the row is blank; delete it or fill it in")

    def _is_duplicate(self, program: dict[str, Any], row: _Row) -> bool:
        for key in (program["program_id"], program["acgme_code"]):
            if key in self.seen:
                first, number = self.seen[key]
                differing = [column for column in IDENTITY if program[column] != first[column]]
                detail = f"differs in {', '.join(differing)}" if differing else "says the same"
                where = f"{first['source']} row {number}"
                column = "program_id" if key == program["program_id"] else "acgme_code"
                row.note(column, "noted", f"{key} stands already in {where}, which is kept; this one {detail}")
                return True
        for key in (program["program_id"], program["acgme_code"]):
            if key:
                self.seen[key] = (program, row.number)
        return False

    def _take_positions(self, row: _Row, program: dict[str, Any], url: str, raw_record: str | None) -> None:
        text = row.cells.get("positions")
        if text is None:
            return
        if not re.fullmatch(r"[1-9]\d{0,2}", text) or int(text) > 250:
            row.note("positions", "blanked", f"{text!r} is not a number of first-year places from 1 to 250")
            return
        if raw_record is None:
            return
        head = re.escape(json.dumps(row.heads["positions"], ensure_ascii=False)[1:-1])
        match = re.search(rf'"{head}"\s*:\s*"?\s*{text}\s*"?(?=\s*[,}}])', raw_record)
        if match is None:
            row.note("positions", "blanked", "the cell cannot be quoted from the archived row")
            return
        self.statements.append(
            ListingStatement(
                program["program_id"],
                "positions_per_year",
                int(text),
                match[0],
                match.start(),
                match.end(),
                url,
                row.source,
            )
        )

    def finish(self) -> ListingReading:
        return ListingReading(
            self.programs,
            self.problems,
            dict(self.unknown),
            self.rows,
            self.duplicates,
            self.refused,
            self.statements,
        )


def _read_program(row: _Row) -> dict[str, Any]:
    cells = row.cells
    code = _read_code(row)
    name = _NEW_MARK.sub("", cells.get("name", "")).strip()
    institution = cells.get("institution", "")
    if not name:
        raise _RefusedError("name", "no program is named; fill in the name")
    if not institution:
        institution = re.sub(r"\s+program$", "", name, flags=re.IGNORECASE)
        row.note("institution", "noted", "no institution is named; the name of the program stands for it")
    specialty = _read_specialty(row, code)
    city, state = _read_place(row)
    program_id = cells.get("program_id", code)
    if program_id is None:
        program_id = "x" + short_hash(name.lower(), institution.lower(), specialty, state, (city or "").lower())[:11]
        row.note("acgme_code", "noted", f"no code; the program is known as {program_id}, made from its name and place")
    elif not _PROGRAM_ID.match(program_id):
        raise _RefusedError(
            "program_id", f"{program_id!r} is no id; use letters, digits, '.', '_' and '-' (at most 64)"
        )
    return {
        "program_id": program_id,
        "acgme_code": code,
        "name": name,
        "institution": institution,
        "specialty": specialty,
        "city": city,
        "state": state,
        "url": _read_url(row),
        "setting": cells.get("setting"),
        "source": row.source,
    }


def _read_code(row: _Row) -> str | None:
    text = row.cells.get("acgme_code")
    if text is None:
        return None
    code = re.sub(r"[\s\-]", "", text).upper()
    if _CODE.match(code):
        return code
    if re.fullmatch(r"\d{9}(\.0)?", code):
        raise _RefusedError("acgme_code", f"{text!r} lost its leading zero in a spreadsheet; write ten digits as text")
    raise _RefusedError("acgme_code", f"{text!r} is no ACGME code; it has ten digits, or M and nine digits")


def specialty_named(text: str) -> str | None:
    """The specialty's name in reference/specialties for any of its spellings there; None where it is not known."""
    key = _specialty_key(text)
    for name, row in specialties().items():
        aliases = [alias for alias in row["aliases"].split("|") if alias]
        if any(_specialty_key(spelling) == key for spelling in (name, *aliases)):
            return name
    return None


def _specialty_key(text: str) -> str:
    key = re.sub(r"[^a-z0-9]", "", text.lower().replace("&", "and").replace("orthopaed", "orthoped"))
    return key.replace("paediatric", "pediatric")


def _read_specialty(row: _Row, code: str | None) -> str:
    by_prefix = {entry["acgme_prefix"]: name for name, entry in specialties().items() if entry["acgme_prefix"]}
    by_code = by_prefix.get(code[:3]) if code and code[0] != "M" else None
    text = row.cells.get("specialty")
    if text is None:
        if by_code is None:
            raise _RefusedError("specialty", "no specialty is named; fill it in")
        row.note("specialty", "noted", f"no specialty is named; the code {code} says {by_code}")
        return by_code
    name = specialty_named(re.sub(r"\s*\([^()]*\)\s*$", "", text)) or specialty_named(text)
    if name is None:
        raise _RefusedError(
            "specialty", f"{text!r} is no known specialty; add it or an alias to reference/data/specialties.csv"
        )
    if by_code not in (None, name):
        row.note("specialty", "noted", f"the code {code} belongs to {by_code}; {name} is kept as the row says")
    return name


def _read_place(row: _Row) -> tuple[str | None, str]:
    city, state = row.cells.get("city"), row.cells.get("state")
    column = "state"
    match = re.match(
        r"^(?:(.*?)\s*,\s*)?([A-Za-z][A-Za-z .]+?)(?:\s+\d{5}(?:-\d{4})?)?$", row.cells.get("location", "")
    )
    if state is None and match:
        city, state, column = city or match[1], match[2], "location"
    if state is None:
        raise _RefusedError("state", "no state is named; fill in its two letters")
    code = state_coded(state)
    if code is None:
        raise _RefusedError(column, f"{state!r} is no US state or territory; write its two letters")
    return city, code


def state_coded(text: str) -> str | None:
    """Two-letter code for a code or name of a US state, district or territory."""
    text = text.strip()
    if text.upper() in states():
        return text.upper()
    return next((code for code, name in states().items() if name.lower() == text.lower()), None)


def _read_url(row: _Row) -> str | None:
    text = row.cells.get("url")
    if text is None:
        return None
    if not re.match(r"^[a-z][a-z0-9+.-]*:", text, re.IGNORECASE) and re.match(r"^[\w-]+(\.[\w-]+)+([/?#]|$)", text):
        row.note("url", "noted", "the address names no scheme; https is assumed")
        text = "https://" + text
    if not re.match(r"^https?://[^\s/?#@]+([/?#]\S*)?$", text, re.IGNORECASE):
        row.note("url", "blanked", f"{text[:80]!r} is no http address; the program has no site until it is mended")
        return None
    return text
