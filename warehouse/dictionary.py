"""The data dictionary of `docs/`, written from the schema: tables, columns, facts. No words here that say more than it.

Write it again after a change of the schema with `python -m warehouse.dictionary docs/data-dictionary.md`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from warehouse.schema import FACTS, RELEASED, SCHEMA_VERSION, TABLES, Column, Fact, Table
from warehouse.storage import write_file

_OPENING = """# Data dictionary

Written from `warehouse/schema.py` (version {version}) by `warehouse/dictionary.py`; a test holds the two together. Do
not edit this file.

An empty cell of a fact means that no page states it, never "no". Volatile columns may differ between two nights without
making a new release. Times are UTC.
"""


def render_dictionary() -> str:
    """The whole document as Markdown."""
    parts = [_OPENING.format(version=SCHEMA_VERSION), "## Facts\n", _render_facts(), "## Tables\n", _render_contents()]
    parts += [_render_table(table) for table in TABLES.values()]
    return "\n".join(parts)


def _render_facts() -> str:
    lines = ["| fact | kind | values | unit | also as preference | meaning |", "|---|---|---|---|---|---|"]
    for fact in FACTS:
        cells = (f"`{fact.name}`", fact.kind, _values(fact), fact.unit or "", "yes" if fact.has_preference else "")
        lines.append(_line(*cells, fact.description))
    return "\n".join(lines) + "\n"


def _render_contents() -> str:
    lines = ["| table | layer | released | key | rows are |", "|---|---|---|---|---|"]
    for table in TABLES.values():
        key = ", ".join(f"`{name}`" for name in table.key)
        is_released = "yes" if table.name in RELEASED else "no"
        lines.append(_line(f"[`{table.name}`](#{table.name})", table.layer, is_released, key, table.description))
    return "\n".join(lines) + "\n"


def _render_table(table: Table) -> str:
    lines = [f"### {table.name}", "", table.description, ""]
    lines += ["| column | type | empty? | values | unit | meaning |", "|---|---|---|---|---|---|"]
    for column in table.columns:
        notes = [column.description]
        if column.fill_floor is not None:
            notes.append(f"filled in at least {column.fill_floor:.0%} of rows")
        if column.is_volatile:
            notes.append("volatile")
        empty = "may be" if column.is_nullable else "never"
        lines.append(
            _line(f"`{column.name}`", column.type, empty, _values(column), column.unit or "", "; ".join(notes))
        )
    return "\n".join(lines) + "\n"


def _values(about: Column | Fact) -> str:
    if about.domain:
        return ", ".join(f"`{value}`" for value in about.domain)
    if isinstance(about, Column) and about.pattern:
        return f"`{about.pattern}`"
    low, high = about.minimum, about.maximum
    if low is not None and high is not None:
        return f"{low:g} to {high:g}"
    if low is not None:
        return f"at least {low:g}"
    return f"at most {high:g}" if high is not None else ""


def _line(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    write_file(Path(sys.argv[1]), render_dictionary().encode())
