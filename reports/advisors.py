"""Reads `registry/advisors.csv`: where an advisor's digest is mailed to. Advisors that it does not name get theirs as a
file only. Addresses are personal data: they stand in no message of an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from warehouse.registry import CellError, CsvColumn, Problem, read_boolean, read_registry_csv

ADVISORS_FILE = "advisors.csv"
_ADDRESS = re.compile(r"[^\s@<>(),;:\"\\\x00-\x1f\x7f]{1,64}@[^\s@<>(),;:\"\\\x00-\x1f\x7f]{1,253}")


@dataclass(frozen=True, slots=True)
class Advisor:
    """One advisor by the id that applicants.csv names. `email` is empty where digests are not to be mailed."""

    advisor: str
    email: str = field(default="", repr=False)


def _read_address(cell: str) -> str:
    if not _ADDRESS.fullmatch(cell):
        raise CellError("not one plain e-mail address", "write one address, such as advising@example.org")
    return cell


def _read_advisor(cell: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", cell):
        raise CellError("not the id of an advisor", "write it as in the column advisor of the applicants' registry")
    return cell


_COLUMNS = (
    CsvColumn("advisor", _read_advisor, is_unique=True),
    CsvColumn("email", _read_address, is_required=False, is_private=True),
    CsvColumn("digest_by_mail", read_boolean, is_required=False),
)


def read_advisors(registry_dir: Path) -> tuple[dict[str, Advisor], list[Problem]]:
    """Advisor id -> advisor, and what is wrong with the file; no file: none."""
    path = registry_dir / ADVISORS_FILE
    if not path.exists():
        return {}, []
    rows, problems = read_registry_csv(path, _COLUMNS)
    found = {}
    for row in rows:
        is_wanted = row["digest_by_mail"] is not False
        found[row["advisor"]] = Advisor(row["advisor"], (row["email"] or "") if is_wanted else "")
    return found, [problem for problem in problems if not problem.is_note]
