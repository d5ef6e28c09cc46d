from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from warehouse.conform import conform, empty_table
from warehouse.schema import Column, SchemaError, Table, arrow_schema

TABLE = Table(
    "out_things",
    "One row per thing.",
    (
        Column("id", "string", "Id", is_nullable=False),
        Column("places", "integer", "Places"),
        Column("share", "number", "Share"),
        Column("is_open", "boolean", "Open"),
        Column("as_of", "date", "Day"),
        Column("seen_at", "timestamp", "Time"),
        Column("reasons", "strings", "Reasons"),
        Column("body", "binary", "Body"),
    ),
    ("id",),
)
ROW: dict[str, Any] = {
    "id": "a",
    "places": 12,
    "share": 0.5,
    "is_open": True,
    "as_of": date(2026, 11, 22),
    "seen_at": datetime(2026, 11, 22, 2, 30, tzinfo=UTC),
    "reasons": ["near", "small"],
    "body": b"\x00",
}
NULLS = dict.fromkeys(ROW) | {"id": "b"}


def test_rows_become_a_table_of_exactly_the_schema() -> None:
    shuffled = dict(reversed(ROW.items()))
    table = conform([shuffled, NULLS], TABLE)
    assert table.schema.equals(arrow_schema(TABLE), check_metadata=True)
    assert table.to_pylist() == [ROW, NULLS]


def test_no_rows_are_a_table_without_rows() -> None:
    assert conform([], TABLE).equals(empty_table(TABLE))


def test_a_dataframe_keeps_its_values_and_its_gaps() -> None:
    frame = pd.DataFrame([ROW, NULLS])
    assert frame["places"].dtype == "float64"  # how pandas holds an integer with a gap
    assert conform(frame, TABLE).to_pylist() == [ROW, NULLS]


def test_an_arrow_table_with_narrower_types_is_widened() -> None:
    table = conform([ROW, NULLS], TABLE)
    narrow = pa.table(
        {
            name: table.column(name).cast(kind)
            for name, kind in {
                "id": pa.large_string(),
                "places": pa.int16(),
                "share": pa.float32(),
                "is_open": pa.bool_(),
                "as_of": pa.date32(),
                "seen_at": pa.timestamp("ms", tz="UTC"),
                "reasons": pa.large_list(pa.string()),
                "body": pa.large_binary(),
            }.items()
        }
    )
    narrow = narrow.set_column(0, "id", narrow.column("id").cast(pa.string()).dictionary_encode())
    assert conform(narrow, TABLE).equals(table)


def test_a_column_of_nulls_takes_the_type_of_the_schema() -> None:
    table = conform([NULLS], TABLE)
    untyped = table.set_column(1, "places", pa.nulls(1))
    assert conform(untyped, TABLE).equals(table)


@pytest.mark.parametrize(
    ("column", "value", "found"),
    [
        ("id", 7, "int"),
        ("id", "nan", "a missing value written as text"),
        ("places", 12.0, "float"),
        ("places", 12.5, "float"),
        ("places", True, "bool"),
        ("places", "12", "str"),
        ("places", 2**70, "a int that does not fit"),
        ("share", float("nan"), "NaN or infinity"),
        ("share", float("inf"), "NaN or infinity"),
        ("share", True, "bool"),
        ("share", "0.5", "str"),
        ("is_open", 1, "int"),
        ("is_open", "yes", "str"),
        ("as_of", datetime(2026, 11, 22, 1), "datetime"),
        ("as_of", "2026-11-22", "str"),
        ("seen_at", datetime(2026, 11, 22, 1), "a time without time zone"),
        ("seen_at", date(2026, 11, 22), "date"),
        ("reasons", "near", "str"),
        ("reasons", [1], "a list holding int"),
        ("body", "text", "str"),
    ],
)
def test_a_value_of_another_kind_is_refused_with_its_place(column: str, value: Any, found: str) -> None:
    with pytest.raises(SchemaError) as caught:
        conform([ROW, ROW | {column: value}], TABLE)
    message = str(caught.value)
    assert message.startswith(f"table out_things, column {column}, row 2: found {found}, expected ")
    assert "give" in message


def test_an_unwritable_text_is_refused_with_its_place() -> None:
    with pytest.raises(SchemaError, match="column id, row 2: found a str that does not fit"):
        conform([ROW, ROW | {"id": "\udcff"}], TABLE)


def test_a_null_where_a_value_must_stand_is_refused() -> None:
    with pytest.raises(SchemaError, match="column id, row 2: found null, expected string; this column must always"):
        conform([ROW, ROW | {"id": None}], TABLE)


def test_a_fraction_in_an_integer_column_of_a_frame_is_refused() -> None:
    frame = pd.DataFrame([ROW, NULLS, ROW | {"places": 2.5}])
    with pytest.raises(SchemaError, match="column places, row 3: found a number with a fraction"):
        conform(frame, TABLE)


def test_text_among_numbers_of_a_frame_is_refused() -> None:
    frame = pd.DataFrame([ROW, ROW | {"share": "half"}])
    with pytest.raises(SchemaError, match="column share, row 2: found str"):
        conform(frame, TABLE)


@pytest.mark.parametrize(
    ("column", "array", "message"),
    [
        ("places", pa.array([1.0]), "row 1: found a column of double"),
        ("id", pa.array([1]), "row 1: found a column of int64"),
        ("id", pa.array(["NaN"]), "row 1: found a missing value written as text"),
        ("share", pa.array([float("inf")]), "row 1: found NaN or infinity"),
        ("seen_at", pa.array([0], pa.timestamp("us")), "row 1: found a column of timestamp"),
        ("seen_at", pa.array([1], pa.timestamp("ns", tz="UTC")), "with a value that does not fit"),
        ("reasons", pa.array([[1]]), "row 1: found a column of list"),
        ("as_of", pa.array([0], pa.date64()), "row 1: found a column of date64"),
        ("is_open", pa.array([1]), "row 1: found a column of int64"),
    ],
)
def test_an_arrow_column_of_another_type_is_refused(column: str, array: pa.Array, message: str) -> None:
    table = conform([ROW], TABLE)
    wrong = table.set_column(table.column_names.index(column), column, array)
    with pytest.raises(SchemaError, match=message):
        conform(wrong, TABLE)


def test_missing_and_unknown_columns_are_named() -> None:
    row = {name: value for name, value in ROW.items() if name != "share"} | {"shares": 1.0}
    with pytest.raises(
        SchemaError, match=r"table out_things, row 2: missing columns share; unknown columns shares; give"
    ):
        conform([ROW, row], TABLE)
    with pytest.raises(SchemaError, match="table out_things: missing columns share"):
        conform(pd.DataFrame([row]), TABLE)


def test_a_column_given_twice_is_refused() -> None:
    table = conform([ROW], TABLE)
    with pytest.raises(SchemaError, match="columns given twice: share"):
        conform(table.append_column("share", table.column("share")), TABLE)


@pytest.mark.parametrize("data", [None, 3, {"id": ["a"]}])
def test_what_is_no_table_is_refused(data: Any) -> None:
    with pytest.raises(SchemaError, match="is no table"):
        conform(data, TABLE)


def test_rows_that_are_no_dicts_are_refused() -> None:
    with pytest.raises(SchemaError, match="row 1: found tuple, expected a dict per row"):
        conform([("a",)], TABLE)


def test_the_message_never_shows_the_value() -> None:
    with pytest.raises(SchemaError) as caught:
        conform([ROW | {"places": "Jane Roe"}], TABLE)
    assert "Jane" not in str(caught.value)


def test_numpy_values_are_values() -> None:
    row = ROW | {"places": np.int64(3), "share": np.float64(0.25), "is_open": np.bool_(False)}
    assert conform([row], TABLE).to_pylist() == [ROW | {"places": 3, "share": 0.25, "is_open": False}]
