from pathlib import Path

from warehouse.dictionary import render_dictionary
from warehouse.schema import TABLES

DOCUMENT = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_committed_dictionary_is_that_of_the_schema() -> None:
    hint = "run: python -m warehouse.dictionary docs/data-dictionary.md"
    assert DOCUMENT.read_text(encoding="utf-8") == render_dictionary(), hint


def test_every_column_of_every_table_is_described() -> None:
    lines = render_dictionary().splitlines()
    for table in TABLES.values():
        start = lines.index(f"### {table.name}")
        section = lines[start + 6 : start + 6 + len(table.columns)]
        assert [line.split("`")[1] for line in section] == table.column_names
