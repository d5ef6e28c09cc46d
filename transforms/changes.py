"""Rows of out_changes: what a new out_programs says otherwise than the release before. Addresses and dates alone
are no change; how changes are told to people belongs to `reports/`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from transforms.values import write_value
from warehouse.schema import FACTS

Row = Mapping[str, Any]


def list_changes(previous: Iterable[Row] | None, new: Iterable[Row]) -> list[dict[str, Any]]:
    """Changes from `previous` to `new` rows of out_programs, sorted by program, kind and field.

    Without a release before (None) there is nothing to compare and the list is empty. A fact has changed when its
    value or its condition has; the facts of a program that was added or is gone are not listed one by one.
    """
    if previous is None:
        return []
    old_rows = {row["program_id"]: row for row in previous}
    new_rows = {row["program_id"]: row for row in new}
    changes: list[dict[str, Any]] = []
    for program_id in sorted({*old_rows, *new_rows}):
        old, now = old_rows.get(program_id), new_rows.get(program_id)
        was_here = old is not None and old["gone_since"] is None
        is_here = now is not None and now["gone_since"] is None
        if is_here and not was_here and now is not None:
            changes.append(_change(program_id, "program_added", new_value=now["name"], url=now["url"]))
        elif was_here and not is_here and old is not None:
            changes.append(_change(program_id, "program_gone", old_value=old["name"], url=old["url"]))
        elif old is not None and now is not None:
            changes.extend(_fact_changes(program_id, old, now))
    return sorted(changes, key=lambda change: (change["program_id"], change["change"], change["field"]))


def _fact_changes(program_id: str, old: Row, now: Row) -> Iterable[dict[str, Any]]:
    for fact in FACTS:
        yield from _compare(program_id, fact.name, fact.name, old, now)
        if fact.has_preference:
            yield from _compare(program_id, fact.name, f"{fact.name}_preferred", old, now)
    yield from _compare(program_id, "img_share", "img_share", old, now)


def _compare(program_id: str, fact: str, column: str, old: Row, now: Row) -> Iterable[dict[str, Any]]:
    before, after = _written(fact, old[column]), _written(fact, now[column])
    conditions = [row.get(f"{column}_condition") for row in (old, now)]
    if before == after and (before is None or conditions[0] == conditions[1]):
        return
    kind = "fact_added" if before is None else "fact_lost" if after is None else "fact_changed"
    yield _change(
        program_id,
        kind,
        column,
        before,
        after,
        old.get(f"{column}_quote"),
        now.get(f"{column}_quote"),
        (old if after is None else now).get(f"{column}_url"),
    )


def _written(fact: str, value: Any) -> str | None:
    return None if value is None else write_value(fact, value)


def _change(
    program_id: str,
    change: str,
    field: str = "",
    old_value: str | None = None,
    new_value: str | None = None,
    old_quote: str | None = None,
    new_quote: str | None = None,
    url: str | None = None,
) -> dict[str, Any]:
    return {
        "program_id": program_id,
        "change": change,
        "field": field,
        "old_value": old_value,
        "new_value": new_value,
        "old_quote": old_quote,
        "new_quote": new_quote,
        "url": url,
    }
