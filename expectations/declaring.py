"""How a rule is declared, and the parts that rules share. The rules themselves stand in `rules.py` (the night by
itself), `archive_rules.py` (against what the crawl brought) and `history_rules.py` (against the last release).

A rule about rows gives a boolean per row of its frame; a rule about the night as a whole gives measures with their
bound.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from expectations.checks import Check, Expected
from expectations.inputs import Inputs

if TYPE_CHECKING:
    import pandas as pd

PAGE_KINDS = ("program_page", "institution_page")


@dataclass(frozen=True, slots=True)
class Measured:
    """Measures of the night, one row each, and the expectation on them. `samples` explains a violation by rows."""

    frame: pd.DataFrame
    expected: Expected
    samples: pd.DataFrame | None = None
    measures: dict[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """`frame` names the rows that `judge` speaks of: rows (the table itself), facts, preferences; None for Measured."""

    check: Check
    frame: str | None
    judge: Callable[[Inputs], Any]


RULES: list[Rule] = []


def rule(
    table: str, name: str, severity: str, what: str, why: str, todo: str, frame: str | None = "rows"
) -> Callable[[Callable[[Inputs], Any]], Callable[[Inputs], Any]]:
    def register(judge: Callable[[Inputs], Any]) -> Callable[[Inputs], Any]:
        RULES.append(Rule(Check(table, name, severity, what, why, todo), frame, judge))
        return judge

    return register


def between(column: str, low: float | None = None, high: float | None = None, is_strict: bool = False) -> Expected:
    arguments = {"column": column, "min_value": low, "max_value": high, "strict_max": is_strict}
    return Expected("ExpectColumnValuesToBeBetween", arguments)


def all_true(column: str) -> Expected:
    return Expected("ExpectColumnValuesToBeInSet", {"column": column, "value_set": [True]})


def statements_of(inputs: Inputs, frame: pd.DataFrame) -> pd.DataFrame:
    """The statement behind each row of `frame`, in its order; empty rows where there is none."""
    statements = inputs.table("core_statements").drop_duplicates("statement_id").set_index("statement_id", drop=False)
    return statements.reindex(frame["statement_id"]).set_axis(frame.index)


def as_days(dates: pd.Series) -> pd.Series:
    import pandas as pd

    return pd.to_datetime(dates)


def as_day(day: date) -> pd.Timestamp:
    import pandas as pd

    return pd.Timestamp(day)


def percent(flags: pd.Series) -> float:
    return round(100 * float(flags.mean()), 4) if len(flags) else 0.0


def identify(programs: pd.DataFrame) -> pd.DataFrame:
    return programs[["program_id", "name", "url"]].rename(columns={"name": "value"}).reset_index(drop=True)


def running(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of programs that are not gone; of pages too, where the table tells."""
    return frame[frame["gone_since"].isna()] if "gone_since" in frame else frame


def gone_programs(inputs: Inputs) -> set[str]:
    programs = inputs.table("out_programs")
    return set(programs.loc[programs["gone_since"].notna(), "program_id"])
