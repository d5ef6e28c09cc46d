"""What the Dagster UI shows of a table: its columns with descriptions, from the schema registry."""

from __future__ import annotations

from typing import Any

import dagster as dg

from warehouse.schema import TABLES, Column


def _constraints(column: Column) -> dg.TableColumnConstraints:
    said = []
    if column.domain:
        said.append("one of " + ", ".join(column.domain))
    if column.minimum is not None:
        said.append(f">= {column.minimum:g}")
    if column.maximum is not None:
        said.append(f"<= {column.maximum:g}")
    if column.pattern:
        said.append(f"matches {column.pattern}")
    return dg.TableColumnConstraints(nullable=column.is_nullable, other=said)


def describe_table(name: str) -> dict[str, Any]:
    """Definition metadata of a table's asset: its column schema."""
    columns = [
        dg.TableColumn(column.name, column.type, column.description, _constraints(column))
        for column in TABLES[name].columns
    ]
    return {"dagster/column_schema": dg.TableSchema(columns=columns)}


def table_spec(name: str, deps: list[str], group: str | None = None) -> dg.AssetSpec:
    """The asset of a table, in the group of its layer."""
    table = TABLES[name]
    return dg.AssetSpec(
        name, deps=deps, group_name=group or table.layer, description=table.description, metadata=describe_table(name)
    )
