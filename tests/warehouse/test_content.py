from datetime import date
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.warehouse.tables import tables
from tests.warehouse.test_conform import NULLS, ROW, TABLE
from warehouse.conform import conform
from warehouse.content import hash_table, hash_tables
from warehouse.schema import CORE_STATEMENTS, RELEASED, TABLES

ROWS = [ROW, NULLS, ROW | {"id": "c", "reasons": []}, ROW | {"id": "d", "reasons": None, "share": 0.0}]


def hash_rows(rows: list[dict[str, Any]]) -> str:
    return hash_table(conform(rows, TABLE), TABLE)


def test_the_order_of_rows_does_not_matter() -> None:
    assert hash_rows(ROWS) == hash_rows(ROWS[::-1]) == hash_rows([ROWS[2], ROWS[0], ROWS[3], ROWS[1]])


def test_the_order_of_rows_does_not_matter_even_where_the_key_is_doubled() -> None:
    rows = [ROW, ROW | {"places": 3}, ROW | {"places": None}]
    assert hash_rows(rows) == hash_rows(rows[::-1])


@pytest.mark.parametrize("options", [{"compression": "none"}, {"use_dictionary": False, "row_group_size": 2}])
def test_the_encoding_of_the_file_does_not_matter(options: dict[str, Any]) -> None:
    table, buffer = conform(ROWS, TABLE), BytesIO()
    pq.write_table(table, buffer, **options)
    assert hash_table(conform(pq.read_table(buffer), TABLE), TABLE) == hash_table(table, TABLE)


def test_slices_and_chunks_do_not_matter() -> None:
    table = conform(ROWS, TABLE)
    pieces = pa.concat_tables([table.slice(0, 1), table.slice(1)])
    assert hash_table(pieces, TABLE) == hash_table(table, TABLE)


def test_minus_zero_is_zero() -> None:
    assert hash_rows([ROW | {"share": -0.0}]) == hash_rows([ROW | {"share": 0.0}])


@pytest.mark.parametrize("column", [name for name in ROW if name != "id"])
def test_a_null_is_not_the_empty_value(column: str) -> None:
    empty = {
        "places": 0,
        "share": 0.0,
        "is_open": False,
        "as_of": date(1970, 1, 1),
        "seen_at": ROW["seen_at"].fromtimestamp(0, ROW["seen_at"].tzinfo),
        "reasons": [],
        "body": b"",
    }[column]
    assert hash_rows([ROW | {column: empty}]) != hash_rows([ROW | {column: None}])


def test_text_moved_from_one_row_to_the_next_is_a_change() -> None:
    first = [ROW | {"reasons": ["ab"]}, ROW | {"id": "b", "reasons": ["c"]}]
    second = [ROW | {"reasons": ["a"]}, ROW | {"id": "b", "reasons": ["bc"]}]
    assert hash_rows(first) != hash_rows(second)


def test_volatile_columns_do_not_count_and_others_do() -> None:
    rows = tables(2)["core_statements"]

    def changed(**change: Any) -> str:
        return hash_table(conform([rows[0] | change, *rows[1:]], CORE_STATEMENTS), CORE_STATEMENTS)

    assert changed(last_seen=date(2030, 1, 1)) == changed()
    assert (
        len({changed(), changed(first_seen=date(2020, 1, 1)), changed(value="no"), changed(track="preliminary")}) == 4
    )


def test_every_released_table_can_be_hashed() -> None:
    hashes = {name: hash_table(conform(rows, TABLES[name]), TABLES[name]) for name, rows in tables(3).items()}
    assert set(hashes) == set(RELEASED)
    assert hash_tables(hashes) == hash_tables(dict(reversed(hashes.items())))
