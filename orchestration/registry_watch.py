"""Which rows of people's files changed since the last look, by a hash per row: what a rebuild without a crawl is for.

Only hashes leave here: neither an applicant's id nor anything of a row. What is rebuilt stands in `sensors.py`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

APPLICANTS, OVERRIDES = "applicants", "overrides"


@dataclass(frozen=True, slots=True)
class RowHashes:
    """Row -> hash of what it says. `fault` says what is wrong in the file, to a person, naming no applicant."""

    rows: Mapping[str, str]
    fault: str = ""


def read_row_hashes(registry: Path) -> dict[str, RowHashes]:
    """The rows of applicants and of overrides as they stand now; a file that is not there has none."""
    return {APPLICANTS: _applicants(registry), OVERRIDES: _overrides(registry)}


def changed_rows(before: Mapping[str, str], now: RowHashes) -> tuple[int, dict[str, str]]:
    """(rows added, changed or removed; the hashes to keep).

    While the file has a fault, a row that is missing may be the faulty one: it counts as it was until it is mended,
    so that a file being edited takes nobody's shortlist away.
    """
    kept = dict(now.rows)
    if now.fault:
        kept = {**before, **kept}
    return sum(before.get(key) != kept.get(key) for key in {*before, *kept}), kept


def _applicants(registry: Path) -> RowHashes:
    from reports.applicants import read_applicants

    for name in ("applicants.csv", "applicants.xlsx"):
        if (registry / name).exists():
            applicants, problems = read_applicants(registry / name)
            faults = sum(not problem.is_warning for problem in problems)
            fault = f"{name}: {faults} faults; see: residency-atlas applicants check" if faults else ""
            rows: dict[str, str] = {}
            for each in applicants:
                # One person may stand in the file once per cycle.
                rows[_hash([each.applicant_id, each.cycle])] = _hash(asdict(each))
            return RowHashes(rows, fault)
    return RowHashes({})


def _overrides(registry: Path) -> RowHashes:
    from warehouse.registry import read_overrides

    path = registry / "overrides.csv"
    if not path.exists():
        return RowHashes({})
    rows, problems = read_overrides(path)
    faults = [str(problem) for problem in problems if not problem.is_note]
    told = "; ".join(faults[:3]) + (f"; and {len(faults) - 3} more" if len(faults) > 3 else "")
    hashes = {
        _hash([row["program_id"], row["field"]]): _hash({name: row[name] for name in row if name != "row"})
        for row in rows
    }
    return RowHashes(hashes, told)


def _hash(value: Any) -> str:
    text = json.dumps(
        value, sort_keys=True, default=lambda each: sorted(each) if isinstance(each, frozenset) else str(each)
    )
    return hashlib.sha256(text.encode()).hexdigest()[:16]
