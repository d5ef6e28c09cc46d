"""Checks that follow from the schema: columns, types, nulls, domains, ranges, patterns, keys, rows, fill rates.

Nothing here knows a table by name; what the schema cannot say stands in `rules.py`.
"""

from __future__ import annotations

import re

from expectations.checks import FATAL, Check, Expected
from warehouse.schema import Table

# The frame that holds one row per column of the table: column, expected, found.
SCHEMA_FRAME = "schema"
ROWS_FRAME = "rows"


def _without_groups(pattern: str) -> str:
    """The same pattern without capturing groups, of which pandas warns."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


def baseline(table: Table) -> list[tuple[Check, str, list[Expected]]]:
    """(check, frame, expectations) of each check that the schema of `table` asks for."""
    parts = [
        (
            "columns_as_registered",
            SCHEMA_FRAME,
            "Columns, their order and types are those of warehouse/schema.py.",
            "readers and workbooks take columns by name and type.",
            "find the step that writes this table; mend it or register the column.",
            [
                Expected("ExpectColumnValuesToBeInSet", {"column": "is_as_registered", "value_set": [True]}),
                Expected("ExpectTableRowCountToEqual", {"value": len(table.columns)}),
            ],
        ),
        (
            "required_columns_filled",
            ROWS_FRAME,
            "Columns that must always hold a value do.",
            "a row without id, place or address cannot be traced or shown.",
            "look at the rows below; correct the source or the reader that lost the value.",
            [
                Expected("ExpectColumnValuesToNotBeNull", {"column": column.name})
                for column in table.columns
                if not column.is_nullable
            ],
        ),
        (
            "values_in_domain",
            ROWS_FRAME,
            "Values of closed lists (visa, strength, kind of source ...) are of the list.",
            "rules and rankings compare these words exactly; another word counts as unknown or worse.",
            "correct the reader that made the word, or add it to the schema with its meaning.",
            [
                Expected("ExpectColumnValuesToBeInSet", {"column": column.name, "value_set": list(column.domain)})
                for column in table.columns
                if column.domain
            ],
        ),
        (
            "numbers_in_range",
            ROWS_FRAME,
            "Numbers lie within the bounds of the schema.",
            "a score of 22 or a share of 140 % is a misreading and would exclude or admit wrongly.",
            "open the page of the rows below, compare with the quote, correct the reader or override the fact.",
            [
                Expected(
                    "ExpectColumnValuesToBeBetween",
                    {"column": column.name, "min_value": column.minimum, "max_value": column.maximum},
                )
                for column in table.columns
                if column.minimum is not None or column.maximum is not None
            ],
        ),
        (
            "texts_match_pattern",
            ROWS_FRAME,
            "Codes, hashes and deadlines are written as the schema says.",
            "identifiers join tables; a code that lost its leading zero joins nothing.",
            "correct the source file or the reader that wrote the text.",
            [
                Expected(
                    "ExpectColumnValuesToMatchRegex",
                    {"column": column.name, "regex": _without_groups(column.pattern)},
                )
                for column in table.columns
                if column.pattern
            ],
        ),
        (
            "keys_unique",
            ROWS_FRAME,
            f"No two rows share {', '.join(table.key)}.",
            "a doubled row counts a program or a statement twice and makes joins multiply.",
            "find which source or step gave the row twice; remove one.",
            [
                Expected("ExpectColumnValuesToBeUnique", {"column": table.key[0]})
                if len(table.key) == 1
                else Expected(
                    "ExpectCompoundColumnsToBeUnique", {"column_list": list(table.key), "ignore_row_if": "never"}
                )
            ],
        ),
        (
            "rows_at_least",
            ROWS_FRAME,
            f"The table holds at least {table.minimum_rows} rows.",
            "an empty or truncated crawl must never replace the catalog.",
            "see whether listing and crawl ran; run the night again.",
            [Expected("ExpectTableRowCountToBeBetween", {"min_value": table.minimum_rows})]
            if table.minimum_rows
            else [],
        ),
        (
            "fill_rates_at_least",
            ROWS_FRAME,
            "Columns with a fill-rate floor hold values in at least that share of rows.",
            "a column that empties is a broken reader or source.",
            "look at the newest change of the reader of that column and at the pages of the rows below.",
            [
                Expected("ExpectColumnValuesToNotBeNull", {"column": column.name, "mostly": column.fill_floor})
                for column in table.columns
                if column.fill_floor is not None
            ],
        ),
    ]
    return [
        (Check(table.name, name, FATAL, what, why, todo), frame, expected)
        for name, frame, what, why, todo, expected in parts
        if expected
    ]
