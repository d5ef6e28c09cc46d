"""The only way into a table: rows of any shape become a pyarrow table of exactly the registered columns and types.

Nothing is coerced silently: a float in an integer column, "nan" as text or a date with a time is a SchemaError that
names table, column, first bad row and what to do. Domains and ranges are judged by `expectations/`, not here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.schema import TYPES, Column, SchemaError, Table, arrow_schema

# What pandas prints for a missing value; as text in a table it is always a lost null.
NULLS_AS_TEXT = frozenset({"nan", "NaN", "<NA>", "NaT"})
_ADVICE = {
    "string": "give text, or null where there is none",
    "strings": "give a list of texts, or null",
    "integer": "give a whole number typed as an integer, or null; round or drop fractions where the value is made",
    "number": "give a finite number, or null for a missing one",
    "boolean": "give true, false or null; never 0/1 or text",
    "date": "give a date without time of day, or null",
    "timestamp": "give a time with time zone UTC, or null",
    "binary": "give bytes, or null",
}


def conform(data: Any, table: Table) -> pa.Table:
    """`data` as a pyarrow table with the columns of `table`, in order and typed.

    `data` is a pyarrow table, a pandas DataFrame or a sequence of dicts that all hold every column. Rows keep their
    order. SchemaError counts rows from 1.
    """
    schema = arrow_schema(table)
    if isinstance(data, pa.Table):
        _same_columns(table, data.column_names)
        arrays = [_from_arrow(table, column, data.column(column.name)) for column in table.columns]
    elif isinstance(data, Sequence):
        arrays = _from_rows(table, data)
    elif type(data).__module__.startswith("pandas") and hasattr(data, "columns"):
        _same_columns(table, [str(name) for name in data.columns])
        arrays = [_from_series(table, column, data[column.name]) for column in table.columns]
    else:
        raise SchemaError(
            f"table {table.name}: {type(data).__name__} is no table; "
            "give a pyarrow table, a DataFrame or a list of rows"
        )
    for column, array in zip(table.columns, arrays, strict=True):
        if not column.is_nullable and array.null_count:
            row = pc.index(pc.is_null(array), True).as_py() + 1
            raise _error(table, column, row, "null", "this column must always hold a value; fill it where it is made")
    return pa.Table.from_arrays(arrays, schema=schema)


def empty_table(table: Table) -> pa.Table:
    """A table without rows: what a stage that found nothing writes, so that emptiness is judged by the checks."""
    schema: pa.Schema = arrow_schema(table)
    return schema.empty_table()


def _error(table: Table, column: Column, row: int, found: str, advice: str | None = None) -> SchemaError:
    return SchemaError(
        f"table {table.name}, column {column.name}, row {row}: found {found}, expected {column.type}; "
        f"{advice or _ADVICE[column.type]}"
    )


def _same_columns(table: Table, names: Sequence[str], row: int | None = None) -> None:
    where = f"table {table.name}" + (f", row {row}" if row else "")
    missing = [name for name in table.column_names if name not in set(names)]
    unknown = [name for name in names if name not in set(table.column_names)]
    if missing or unknown:
        raise SchemaError(
            f"{where}: "
            + "; ".join(
                part
                for part in (
                    f"missing columns {', '.join(missing)}" if missing else "",
                    f"unknown columns {', '.join(unknown)}" if unknown else "",
                    "give exactly the columns that warehouse/schema.py registers, or register them there",
                )
                if part
            )
        )
    if len(names) != len(set(names)):
        twice = sorted({name for name in names if list(names).count(name) > 1})
        raise SchemaError(f"{where}: columns given twice: {', '.join(twice)}; keep one of each")


def _from_rows(table: Table, rows: Sequence[Any]) -> list[pa.Array]:
    names = table.column_names
    known = set(names)
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise SchemaError(f"table {table.name}, row {number}: found {type(row).__name__}, expected a dict per row")
        if row.keys() != known:
            _same_columns(table, list(row), number)
    return [_from_values(table, column, [row[column.name] for row in rows]) for column in table.columns]


def _from_values(table: Table, column: Column, values: Sequence[Any]) -> pa.Array:
    for number, value in enumerate(values, 1):
        if value is not None and (found := _misfit(column.type, value)):
            raise _error(table, column, number, found)
    try:
        return pa.array(values, TYPES[column.type])
    except (pa.ArrowException, OverflowError, UnicodeError) as error:
        for number, value in enumerate(values, 1):
            try:
                pa.array([value], TYPES[column.type])
            except (pa.ArrowException, OverflowError, UnicodeError):
                raise _error(table, column, number, f"a {type(value).__name__} that does not fit") from error
        raise


def _misfit(kind: str, value: Any) -> str | None:
    """What is wrong with a Python value, in words; None when it fits. The value itself is never shown."""
    name = type(value).__name__
    if kind == "string":
        if not isinstance(value, str):
            return name
        return "a missing value written as text" if value in NULLS_AS_TEXT else None
    if kind == "strings":
        if isinstance(value, str | bytes) or not isinstance(value, Sequence):
            return name
        return next((f"a list holding {type(item).__name__}" for item in value if not isinstance(item, str)), None)
    if kind == "boolean":
        return None if isinstance(value, bool) or name in ("bool_", "bool") else name
    if kind == "integer":
        is_integer = isinstance(value, int) or name.startswith(("int", "uint"))
        return name if isinstance(value, bool) or not is_integer else None
    if kind == "number":
        if isinstance(value, bool) or not (isinstance(value, int | float) or name.startswith(("int", "uint", "float"))):
            return name
        return None if math.isfinite(value) else "NaN or infinity"
    if kind == "date":
        return name if isinstance(value, datetime) or not isinstance(value, date) else None
    if kind == "timestamp":
        if not isinstance(value, datetime):
            return name
        return "a time without time zone" if value.tzinfo is None else None
    return None if isinstance(value, bytes) else name


def _from_series(table: Table, column: Column, series: Any) -> pa.Array:
    """A DataFrame's column. pandas holds missing integers and booleans as floats or objects: whole floats are taken."""
    if str(series.dtype) == "object":
        values = [None if _is_missing(value) else value for value in series.tolist()]
        return _from_values(table, column, values)
    array = pa.Array.from_pandas(series)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    if column.type == "integer" and pa.types.is_floating(array.type):
        whole = pc.fill_null(pc.equal(array, pc.round(array)), True)
        row = pc.index(whole, False).as_py()
        if row >= 0:
            raise _error(table, column, row + 1, "a number with a fraction, NaN or infinity")
        return array.cast(pa.int64())
    return _from_arrow(table, column, array)


def _is_missing(value: Any) -> bool:
    return (
        value is None
        or (isinstance(value, float) and math.isnan(value))
        or type(value).__name__ in ("NAType", "NaTType")
    )


def _from_arrow(table: Table, column: Column, array: Any) -> pa.Array:
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
        if isinstance(array, pa.ChunkedArray):  # pyarrow keeps chunks for columns of more than 2 GB
            array = pa.concat_arrays(array.chunks)
    wanted = TYPES[column.type]
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if pa.types.is_null(array.type):
        return pa.nulls(len(array), wanted)
    if not _widens(array.type, column.type):
        first = pc.index(pc.is_valid(array), True).as_py()
        if first < 0 and not len(array):
            first = 0
        raise _error(table, column, max(first, 0) + 1, f"a column of {array.type}")
    try:
        array = array.cast(wanted)
    except pa.ArrowInvalid as error:
        raise _error(table, column, 1, f"a column of {array.type} with a value that does not fit") from error
    bad, found = None, ""
    if column.type == "number":
        bad, found = pc.invert(pc.fill_null(pc.is_finite(array), True)), "NaN or infinity"
    elif column.type == "string":
        bad, found = pc.is_in(array, pa.array(sorted(NULLS_AS_TEXT))), "a missing value written as text"
    if bad is not None and (row := pc.index(bad, True).as_py()) >= 0:
        raise _error(table, column, row + 1, found)
    return array


def _widens(found: pa.DataType, kind: str) -> bool:
    """Whether every value of `found` can be held as `kind` without loss (the cast itself still checks ranges)."""
    types = pa.types
    if kind == "string":
        return bool(types.is_string(found) or types.is_large_string(found) or types.is_string_view(found))
    if kind == "strings":
        is_list = types.is_list(found) or types.is_large_list(found)
        return bool(is_list and (_widens(found.value_type, "string") or types.is_null(found.value_type)))
    if kind == "integer":
        return bool(types.is_integer(found))
    if kind == "number":
        return bool(types.is_integer(found) or types.is_floating(found))
    if kind == "boolean":
        return bool(types.is_boolean(found))
    if kind == "date":
        return bool(types.is_date32(found))
    if kind == "timestamp":
        return bool(types.is_timestamp(found) and found.tz in ("UTC", "+00:00", "Etc/UTC"))
    return bool(types.is_binary(found) or types.is_large_binary(found))
