"""What changed from release to release, told to people: a table for the Dagster UI, and the page of `releases diff`.

What counts as a change stands in `transforms/changes.py`; here it is only shown.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.releases import Release, open_release, show_release
from warehouse.storage import Home

if TYPE_CHECKING:
    import dagster as dg

WIDTH = 100  # columns of a terminal; only an address that is longer goes beyond, so that it can be copied
_TABLE_ROWS = 100  # a table in the UI, not the file
_CELL = 300
_COLUMNS = ("program", "change", "field", "old_value", "new_value", "old_quote", "new_quote", "url")
_KINDS = ("program_added", "program_gone", "fact_changed", "fact_lost", "fact_added")


def count_changes(changes: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Kind of change -> how many, each kind named, so that Dagster plots them."""
    counts = Counter(row["change"] for row in changes)
    return {f"{kind}_count": counts[kind] for kind in _KINDS}


def changes_table(changes: Iterable[Mapping[str, Any]]) -> dg.TableMetadataValue:
    """The first rows of out_changes as a table: whole programs, then lost and changed facts, then new ones."""
    import dagster as dg

    ordered = sorted(changes, key=lambda row: (_KINDS.index(row["change"]), row["field"], row["program_id"]))
    records = [
        dg.TableRecord({name: _cell(row["program_id"] if name == "program" else row[name]) for name in _COLUMNS})
        for row in ordered[:_TABLE_ROWS]
    ]
    return dg.MetadataValue.table(
        records, schema=dg.TableSchema(columns=[dg.TableColumn(name, "string") for name in _COLUMNS])
    )


def _cell(value: Any) -> str:
    line = _one_line("" if value is None else str(value))
    return line if len(line) <= _CELL else line[: _CELL - 1] + "…"


def _one_line(text: str) -> str:
    """Text from the web stays text: one line, without what could hide it, turn it or steer a terminal."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """What differs from release `old` to release `new`: rows as out_changes has them, and the programs' names."""

    old: Release
    new: Release
    changes: list[dict[str, Any]]
    names: dict[str, str]

    def of_kind(self, *kinds: str) -> list[dict[str, Any]]:
        return [row for row in self.changes if row["change"] in kinds]


def compare_releases(home: Path | Home, old: str, new: str | None = None) -> ChangeReport:
    """The changes between any two releases, `new` being by default the one served. ReleaseError for unknown ids."""
    from transforms.changes import list_changes

    first, second = show_release(home, old), show_release(home, new)
    before, after = (open_release(home, each.id).read_table("out_programs").to_pylist() for each in (first, second))
    names = {row["program_id"]: row["name"] for row in (*before, *after)}
    return ChangeReport(first, second, list_changes(before, after), names)


def as_json_object(report: ChangeReport) -> dict[str, Any]:
    """The report as plain data: releases, counts by kind, programs and facts."""

    def release(each: Release) -> dict[str, str]:
        return {"release_id": each.id, "created_at": each.created_at.isoformat()}

    def program(row: Mapping[str, Any]) -> dict[str, Any]:
        name = report.names[row["program_id"]]
        return {"program_id": row["program_id"], "name": name, "url": row["url"]}

    return {
        "old": release(report.old),
        "new": release(report.new),
        "counts": count_changes(report.changes),
        "added": [program(row) for row in report.of_kind("program_added")],
        "gone": [program(row) for row in report.of_kind("program_gone")],
        "facts": [
            {"name": report.names[row["program_id"]], **row}
            for row in report.of_kind("fact_changed", "fact_lost", "fact_added")
        ],
    }


def render_report(report: ChangeReport) -> Iterator[str]:
    """Lines for a terminal of WIDTH columns: a summary, programs added and gone, then facts by program."""
    for word, each in (("From", report.old), ("to", report.new)):
        yield f"{word:<5}{each.id}  {each.created_at:%Y-%m-%d %H:%M} UTC"
    if not report.changes:
        yield "no difference in programs or facts"
        return
    added, gone = report.of_kind("program_added"), report.of_kind("program_gone")
    facts = report.of_kind("fact_changed", "fact_lost", "fact_added")
    kinds = Counter(row["change"] for row in facts)
    programs = len({row["program_id"] for row in facts})
    yield (
        f"{len(added)} programs added, {len(gone)} gone; {kinds['fact_changed']} facts changed, {kinds['fact_lost']} "
        f"lost, {kinds['fact_added']} new, in {programs} programs"
    )
    if facts:
        by_fact = Counter(row["field"] for row in facts).most_common()
        yield from _wrap("By fact: " + ", ".join(f"{name} {count}" for name, count in by_fact), "", "  ")
    for title, sign, rows in (("Programs added", "+", added), ("Programs gone", "-", gone)):
        if rows:
            yield from ("", f"{title} ({len(rows)})")
            for row in rows:
                yield from _wrap(f"{row['program_id']}  {report.names[row['program_id']]}", f"  {sign} ", "      ")
    if facts:
        yield from ("", f"Facts ({len(facts)})")
    for program_id, rows in groupby(sorted(facts, key=lambda row: (row["program_id"], row["field"])), _program):
        yield from _wrap(f"{program_id}  {report.names[program_id]}", "  ~ ", "      ")
        for row in rows:
            yield from _fact_lines(row)


def _program(row: Mapping[str, Any]) -> str:
    return str(row["program_id"])


def _fact_lines(row: Mapping[str, Any]) -> Iterator[str]:
    old, new = (row[name] if row[name] is not None else "unknown" for name in ("old_value", "new_value"))
    told = f"{new}, under another condition" if old == new else f"{old} -> {new}"
    yield from _wrap(f"{row['field']}: {told}", "      ", "        ")
    for word, quote in (("was", row["old_quote"]), ("now", row["new_quote"])):
        if quote:
            yield from _wrap(f'{word}: "{_one_line(quote)}"', "        ", "             ")
    if row["url"]:
        yield f"        see: {_one_line(row['url'])}"


def _wrap(text: str, first: str, other: str) -> list[str]:
    return textwrap.wrap(_one_line(text), WIDTH, initial_indent=first, subsequent_indent=other, break_on_hyphens=False)
