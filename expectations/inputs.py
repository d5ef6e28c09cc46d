"""What checks look at: the staged tables as frames, the last release, the archive's texts and the bounds.

Frames are built once and shared by all checks of a run. No verdicts here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from warehouse.releases import OpenRelease, Staged
from warehouse.schema import FACTS, TABLES, TYPES

if TYPE_CHECKING:
    import pandas as pd

FACT_NAMES = (*(fact.name for fact in FACTS), "img_share")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a night may lie from the one before. A violated bound is explained, not refitted.

    The counts beside percentages keep a catalog of a few programs from being refused for one honest change.
    """

    rows_minimum_pct: float = 80  # of the last release; below it the crawl was truncated
    rows_maximum_pct: float = 130
    fill_drop_points: float = 10
    fill_drop_programs: int = 3
    visa_changes_warn_pct: float = 2
    visa_changes_warn_programs: int = 2
    visa_changes_pct: float = 5
    visa_changes_programs: int = 3
    fact_changes_warn_pct: float = 5
    fact_changes_warn_programs: int = 3
    fact_changes_pct: float = 20
    fact_changes_programs: int = 5
    identity_changes_pct: float = 5
    identity_changes_programs: int = 3
    fill_gain_programs: int = 5
    fill_drop_rows: int = 10
    rows_compared: int = 10  # fewer rows than these are compared in no percentage
    shift_warn_points: float = 10
    shift_points: float = 25
    shift_values: int = 10
    kinds_rows: int = 30
    queue_items: int = 6
    newly_gone_pct: float = 5
    newly_gone_programs: int = 3
    stale_days: int = 60
    fresh_days: int = 14
    fresh_share_pct: float = 50
    filing_years: int = 5
    filing_approvals: int = 10


@dataclass(slots=True)
class Inputs:
    """What the rules look at. Of the archive, each part may be left out; the rules that need it then fail.

    `archive`: tables with the columns of raw_texts, in any number of parts; it is read once, part by part. `readings`:
    the same of raw_readings, gone through more than once. `links`: program_id, url, role of all links of the crawls.
    `fetches`: url, body_sha256, fetched_at of all answers. `withdrawn`: (program, field) that a steward's override
    takes out of the catalog.
    """

    staged: Staged
    tonight: date
    archive: Iterable[pa.Table] | pa.Table | None = None
    last: OpenRelease | None = None
    bounds: Bounds = field(default_factory=Bounds)
    readings: Iterable[pa.Table] | pa.Table | None = None
    links: pa.Table | None = None
    fetches: pa.Table | None = None
    withdrawn: frozenset[tuple[str, str]] = frozenset()
    _frames: dict[str, Any] = field(default_factory=dict)

    def arrow(self, table_name: str) -> pa.Table:
        return self._once(f"arrow {table_name}", lambda: self.staged.read(table_name))

    def table(self, table_name: str) -> pd.DataFrame:
        """A staged table, dates as timestamps, rows numbered from 0."""
        return self._once(table_name, lambda: self.arrow(table_name).to_pandas(date_as_object=False))

    def last_table(self, table_name: str) -> pd.DataFrame:
        """A table of the last release with today's columns; empty before the first release."""

        def read() -> pd.DataFrame:
            names = TABLES[table_name].column_names
            if self.last is None:
                schema = pa.schema([(column.name, TYPES[column.type]) for column in TABLES[table_name].columns])
                return schema.empty_table().to_pandas(date_as_object=False)
            return self.last.read_table(table_name).to_pandas(date_as_object=False).reindex(columns=names)

        return self._once(f"last {table_name}", read)

    def schema(self, table_name: str) -> pd.DataFrame:
        """One row per column of the table or of its registration, by position: column, expected, found."""
        import pandas as pd

        wanted = [f"{column.name}: {TYPES[column.type]}" for column in TABLES[table_name].columns]
        found = [f"{entry.name}: {entry.type}" for entry in self.arrow(table_name).schema]
        length = max(len(wanted), len(found))
        rows = zip(
            wanted + ["nothing"] * (length - len(wanted)), found + ["nothing"] * (length - len(found)), strict=True
        )
        frame = pd.DataFrame(rows, columns=["expected", "found"])
        frame["is_as_registered"] = frame["expected"] == frame["found"]
        return frame

    def facts(self) -> pd.DataFrame:
        """One row per program and fact with a value: program_id, field, value, quote, url, as_of, confidence, ..."""
        return self._once("facts", lambda: melt_facts(self.table("out_programs")))

    def last_facts(self) -> pd.DataFrame:
        """The same of the last release; empty before the first."""
        return self._once("last facts", lambda: melt_facts(self.last_table("out_programs")))

    def preferences(self) -> pd.DataFrame:
        """One row per program and preference with a value: program_id, field, value, statement_id."""
        return self._once("preferences", lambda: _melt_preferences(self.table("out_programs")))

    def _once(self, name: str, make: Any) -> Any:
        if name not in self._frames:
            self._frames[name] = make()
        return self._frames[name]


def melt_facts(programs: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    parts = []
    for name in FACT_NAMES:
        parts_of_fact = [f"{name}_{part}" for part in ("quote", "url", "as_of", "confidence", "statement_id")]
        has_condition = f"{name}_condition" in programs
        parts_of_fact += [f"{name}_condition"] if has_condition else []
        rows = programs.loc[programs[name].notna(), ["program_id", "gone_since", name, *parts_of_fact]]
        parts.append(
            pd.DataFrame(
                {
                    "program_id": rows["program_id"],
                    "field": name,
                    "value": [write_canonical(value) for value in rows[name]],
                    "quote": rows[f"{name}_quote"],
                    "url": rows[f"{name}_url"],
                    "as_of": pd.to_datetime(rows[f"{name}_as_of"]),
                    "confidence": rows[f"{name}_confidence"],
                    "condition": rows[f"{name}_condition"] if has_condition else None,
                    "statement_id": rows[f"{name}_statement_id"],
                    "is_gone": rows["gone_since"].notna(),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _melt_preferences(programs: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    parts = []
    for fact in FACTS:
        if fact.has_preference:
            name, id_name = f"{fact.name}_preferred", f"{fact.name}_preferred_statement_id"
            rows = programs.loc[programs[name].notna(), ["program_id", name, id_name]]
            values, ids = [write_canonical(value) for value in rows[name]], rows[id_name]
            parts.append(
                pd.DataFrame(
                    {"program_id": rows["program_id"], "field": fact.name, "value": values, "statement_id": ids}
                )
            )
    return pd.concat(parts, ignore_index=True)


def write_canonical(value: Any) -> str:
    """A fact's value as core_statements writes it: sponsors, 220, true, 2.5."""
    if isinstance(value, str):
        return value
    if value is True or value is False or type(value).__name__ in ("bool", "bool_"):
        return "true" if value else "false"
    return str(int(value)) if float(value).is_integer() else repr(round(float(value), 4))
