"""Why a night is refused, told to people: the failed checks with counts and examples, and what changed since.

The verdict itself is made in `gate.py` and `warehouse/releases.py`; sending it is the business of `alerts.py`.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import dagster as dg

from expectations.acceptance import is_about_names, why_never_accepted
from expectations.checks import Check, CheckResult
from orchestration.night import Night
from warehouse.releases import ReleaseError, content_hash, current, open_release
from warehouse.storage import write_file

EXAMPLES = 5
_CHANGES = 10
_CELL = 160  # characters


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A fatal check that failed. `examples` are its first offending rows, as the UI shows them."""

    check: Check
    failing: int
    evaluated: int
    found: tuple[str, ...]
    examples: tuple[dict[str, Any], ...]

    @property
    def label(self) -> str:
        return f"{self.check.table}/{self.check.name}"

    @property
    def count(self) -> str:
        return "; ".join(self.found) or f"{self.failing} of {self.evaluated}"

    @property
    def why_never_accepted(self) -> str | None:
        return why_never_accepted(self.check.name)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One night refused. `other` holds reasons that are no failed check: files changed, checks not run."""

    night: Night
    failed: tuple[FailedCheck, ...]
    other: tuple[str, ...]
    served: str | None
    served_at: datetime | None
    content_hash: str | None
    report: Path

    @property
    def labels(self) -> list[str]:
        return sorted(each.label for each in self.failed)


def failed_of_result(result: CheckResult) -> FailedCheck:
    """From what a check found just now."""
    return FailedCheck(result.check, result.failing, result.evaluated, result.details, result.samples[:EXAMPLES])


def withhold_names(results: list[CheckResult]) -> list[CheckResult]:
    """The results, without offending rows wherever a person may be named: that stays in the page archive.

    Once a check for names has failed, any other check may show the same rows.
    """
    if all(result.passed for result in results if is_about_names(result.check.name)):
        return results
    return [replace(result, samples=()) for result in results]


def failed_of_record(check: Check, metadata: dict[str, Any]) -> FailedCheck:
    """From the metadata of a recorded evaluation, as `assets/release.py` writes it."""
    rows = metadata.get("offending_rows")
    records = [dict(record.data) for record in rows[:EXAMPLES]] if isinstance(rows, list) else []
    found = str(metadata.get("found") or "")
    return FailedCheck(
        check,
        int(metadata.get("rows_failing", 0)),
        int(metadata.get("rows_evaluated", 0)),
        tuple(line for line in found.split("\n") if line),
        tuple(records),
    )


def table_records(value: dg.MetadataValue[Any]) -> Any:
    """The plain value of recorded metadata; a table gives its records."""
    return list(value.records) if isinstance(value, dg.TableMetadataValue) else value.value


def write_refusal(night: Night, failed: list[FailedCheck], other: list[str]) -> Refusal:
    """Write `state/refusals/<night>.md`: what failed, how many, examples, what changed since, what stays served."""
    served = current(night.home)
    try:
        content: str | None = content_hash(night.staged)
    except ReleaseError:
        content = None  # a table is missing; that is among the reasons
    refusal = Refusal(
        night,
        tuple(failed),
        tuple(other),
        served.id if served else None,
        served.created_at if served else None,
        content,
        night.home.root / "state" / "refusals" / f"{night.crawl_id}.md",
    )
    write_file(refusal.report, _render(refusal).encode())
    return refusal


def _render(refusal: Refusal) -> str:
    night = refusal.night
    still = f"{refusal.served} of {refusal.served_at:%Y-%m-%d %H:%M} UTC" if refusal.served_at else "nothing yet"
    lines = [
        f"# Release of {night.date} refused",
        "",
        f"Still served: {still}. Staged tables: staging/{night.crawl_id}.",
    ]
    if refusal.content_hash:
        lines.append(f"Content hash of the staged tables: {refusal.content_hash}")
    if refusal.failed:
        lines += ["", f"## What failed ({len(refusal.failed)})"]
    for each in refusal.failed:
        lines += [
            "",
            f"### {each.label}",
            "",
            each.check.what,
            f"Found: {each.count}.",
            f"Why it matters: {each.check.why}",
            f"What to do: {each.check.todo}",
        ]
        if each.examples:
            lines += ["", "Examples:", "", *(f"- {describe_row(row)}" for row in each.examples)]
            if each.failing > len(each.examples):
                lines.append(f"- ... {each.failing} in all; the first 20 stand in the UI at the check")
    if refusal.other:
        lines += ["", "## What else keeps it from being released", "", *(f"- {reason}" for reason in refusal.other)]
    lines += ["", "## What changed since the release still served", "", *_changes(night)]
    lines += ["", "## What to do", "", *_advice(refusal), ""]
    return "\n".join(lines)


def describe_row(row: dict[str, Any], without: tuple[str, ...] = ()) -> str:
    """One line of an offending row: `program fp-1, field visa_j1, value no`."""
    cells = []
    for name, value in row.items():
        if value in (None, "", "null") or name in without:
            continue
        text = " ".join((value if isinstance(value, str) else json.dumps(value)).split())
        # In a Markdown report, text from the web must stay text.
        text = text.replace("`", "'")
        cells.append(f"{name} `{text[: _CELL - 1] + '…' if len(text) > _CELL else text}`")
    return ", ".join(cells)


def _changes(night: Night) -> list[str]:
    """What the staged programs say otherwise than those served: counts by kind and field, and the first changes."""
    from transforms.changes import list_changes

    if not night.staged.path("out_programs").exists():
        return ["The programs of this night were not staged."]
    if current(night.home) is None:
        return ["Nothing has been released yet."]
    served = open_release(night.home).read_table("out_programs").to_pylist()
    rows = list_changes(served, night.staged.read("out_programs").to_pylist())
    if not rows:
        return ["Neither programs nor the values of facts."]
    kinds = Counter(row["change"] for row in rows)
    fields = Counter(row["field"] for row in rows if row["field"])
    lines = [", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in sorted(kinds.items())) + "."]
    if fields:
        lines.append("By fact: " + ", ".join(f"{name} {count}" for name, count in fields.most_common()) + ".")
    lines += [""]
    # The widest change first: a fact that changed in many programs is the likelier cause.
    rows.sort(key=lambda row: (-fields[row["field"]], row["field"], row["program_id"]))
    for row in rows[:_CHANGES]:
        lines.append("- " + describe_row(row, without=("url",)))
    if len(rows) > _CHANGES:
        lines.append(f"- ... {len(rows)} in all")
    return lines


def _advice(refusal: Refusal) -> list[str]:
    lines = ["Correct the cause and run the refresh again, or materialize from the corrected step on."]
    acceptable = [each for each in refusal.failed if each.why_never_accepted is None]
    if acceptable and not refusal.other:
        lines += ["If the data is right all the same, accept each failure for this one release with a reason:", ""]
        lines += [
            f'    residency-atlas releases accept {each.label} --reason "..." --author YOU' for each in acceptable
        ]
        lines += ["    residency-atlas releases publish"]
    never = [each for each in refusal.failed if each.why_never_accepted is not None]
    if never:
        lines += ["", "These can never be accepted, the data must be corrected:", ""]
        lines += [f"- {each.label}: {each.why_never_accepted}" for each in never]
    return lines
