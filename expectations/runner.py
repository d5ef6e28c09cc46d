"""Lists the checks, and runs those of a table on a staged night with Great Expectations.

`list_checks` needs no Great Expectations, so that orchestration can name its asset checks when it is imported. A check
that cannot be evaluated has failed. What happens after a failure is the business of `warehouse/releases.py`.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from expectations import archive_rules, history_rules, rules  # noqa: F401 -- they register their rules
from expectations.acceptance import is_about_names
from expectations.baseline import ROWS_FRAME, SCHEMA_FRAME, baseline
from expectations.checks import SAMPLE_ROWS, Check, CheckResult, Expected
from expectations.declaring import RULES, Measured
from expectations.inputs import FACT_NAMES, Bounds, Inputs
from warehouse.releases import OpenRelease, Staged, content_hash, files_hash
from warehouse.schema import RELEASED, TABLES, SchemaError

if TYPE_CHECKING:
    import pandas as pd


@cache
def list_checks(table_name: str | None = None) -> tuple[Check, ...]:
    """All checks of the released tables, or of one of them, in the order in which they are shown."""
    names = RELEASED if table_name is None else (table_name,)
    return tuple(
        check
        for name in names
        for check in (
            *(check for check, _, _ in baseline(TABLES[name])),
            *(rule.check for rule in RULES if rule.check.table == name),
        )
    )


def required_checks() -> list[tuple[str, str]]:
    """(table, check) of every check: what `warehouse.releases.publish` must see recorded."""
    return [(check.table, check.name) for check in list_checks()]


def run_checks(
    staged: Staged,
    table_name: str,
    *,
    tonight: date,
    archive: Iterable[pa.Table] | pa.Table | None = None,
    last: OpenRelease | None = None,
    bounds: Bounds | None = None,
    names: Collection[str] | None = None,
    **evidence: Any,
) -> list[CheckResult]:
    """Runs the checks of one staged table, all or those in `names`; results in the order of `list_checks`.

    All released tables must be staged. `archive`: the raw_texts, as one table or in parts; `evidence`: readings, links,
    fetches and withdrawn facts as `inputs.Inputs` takes them. A check whose evidence is not given fails. `last`: the
    release to compare with, none before the first. RuntimeError where a staged file changes while it is being checked.
    """
    inputs = Inputs(staged, tonight, archive, last, bounds or Bounds(), **evidence)
    return _run(inputs, [table_name], names)


def run_all_checks(
    staged: Staged,
    *,
    tonight: date,
    archive: Iterable[pa.Table] | pa.Table | None = None,
    last: OpenRelease | None = None,
    bounds: Bounds | None = None,
    outcomes: dict[str, list[Any]] | None = None,
    **evidence: Any,
) -> list[CheckResult]:
    """As `run_checks`, for all released tables; frames are built once. `outcomes` takes, by table, what Great
    Expectations itself said of each suite, for its Data Docs."""
    return _run(Inputs(staged, tonight, archive, last, bounds or Bounds(), **evidence), RELEASED, None, outcomes)


@dataclass(slots=True)
class _Batch:
    """A frame and the expectations on it; `owners` says which check each expectation belongs to."""

    frame: pd.DataFrame
    expected: list[Expected] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)

    def expect(self, check: str, expected: Iterable[Expected]) -> None:
        for each in expected:
            self.expected.append(each)
            self.owners.append(check)


@dataclass(slots=True)
class _Finding:
    """What is known of a check while its expectations are judged one by one."""

    evaluated: int = 0
    failing: int = 0
    is_broken: bool = False
    samples: list[dict[str, Any]] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    explained: pd.DataFrame | None = None
    measures: dict[str, float] = field(default_factory=dict)


def _run(
    inputs: Inputs,
    table_names: Sequence[str],
    names: Collection[str] | None = None,
    outcomes: dict[str, list[Any]] | None = None,
) -> list[CheckResult]:
    content, files = _read_content(inputs.staged), files_hash(inputs.staged)
    definition = _open_batches()
    results = []
    for name in table_names:
        checks = [check for check in list_checks(name) if names is None or check.name in names]
        kept: list[Any] = []
        findings = _check_table(definition, inputs, name, checks, kept)
        if outcomes is not None:
            outcomes[name] = kept
        results += [_result(check, findings[check.name], content, files) for check in checks]
    if files_hash(inputs.staged) != files:
        raise RuntimeError(f"stage {inputs.staged.stage_id} changed while it was being checked; run the checks again")
    return results


def _read_content(staged: Staged) -> str:
    """The content hash; a word that no publication accepts where a file does not fit its schema, which is told by the
    checks of its columns."""
    try:
        return content_hash(staged)
    except SchemaError:
        return "unreadable"


_WITHOUT_NAMES = ("program", "url")


def judge_rows(check: Check, rows: Sequence[dict[str, Any]], verdicts: Sequence[bool]) -> CheckResult:
    """A check of rows that are no staged table: each holds or not."""
    import pandas as pd

    column = f"holds: {check.name}"
    batch = _Batch(pd.DataFrame(rows).assign(**{column: list(verdicts)}))
    batch.expect(check.name, [Expected("ExpectColumnValuesToBeInSet", {"column": column, "value_set": [True]})])
    findings = {check.name: _Finding()}
    _judge_batch(_open_batches(), check.table, batch, findings, check.table)
    return _result(check, findings[check.name], "", "")


def _result(check: Check, finding: _Finding, content: str, files: str) -> CheckResult:
    samples = finding.samples
    if is_about_names(check.name):  # where a name was found is told; the name is not repeated
        samples = [{name: row[name] for name in _WITHOUT_NAMES if name in row} for row in samples]
    return CheckResult(
        check,
        not finding.is_broken,
        finding.evaluated,
        finding.failing,
        content,
        files,
        tuple(samples[:SAMPLE_ROWS]),
        tuple(finding.details),
        finding.measures,
    )


def _check_table(
    definition: Any, inputs: Inputs, table_name: str, checks: Sequence[Check], kept: list[Any]
) -> dict[str, _Finding]:
    findings = {check.name: _Finding() for check in checks}
    # Copies: rules add a column per verdict, and frames are shared between tables.
    rows = _Batch(_plain_columns(inputs.table(table_name), table_name))
    batches = {ROWS_FRAME: rows, SCHEMA_FRAME: _Batch(inputs.schema(table_name))}
    for check, frame, expected in baseline(TABLES[table_name]):
        if check.name in findings:
            batches[frame].expect(check.name, expected)
    for rule in RULES:
        if rule.check not in checks:
            continue
        name = rule.check.name
        try:
            verdict = rule.judge(inputs)
            if isinstance(verdict, Measured):
                batch = batches.setdefault(name, _Batch(verdict.frame.reset_index(drop=True)))
                batch.expect(name, [verdict.expected])
                findings[name].explained, findings[name].measures = verdict.samples, verdict.measures or {}
                continue
            assert rule.frame is not None
            if rule.frame not in batches:
                batches[rule.frame] = _Batch(getattr(inputs, rule.frame)().copy())
            column = f"holds: {name}"
            # A null would be skipped by the expectation: what is not known to hold does not hold.
            batches[rule.frame].frame[column] = verdict.fillna(False).astype(bool).to_numpy()
            batches[rule.frame].expect(
                name, [Expected("ExpectColumnValuesToBeInSet", {"column": column, "value_set": [True]})]
            )
        except Exception as error:
            findings[name].is_broken = True
            findings[name].details.append(f"could not be evaluated: {type(error).__name__}: {error}")
    for batch_name, batch in batches.items():
        kept += _judge_batch(definition, f"{table_name} {batch_name}", batch, findings, table_name)
    return findings


def judge_flags(name: str, holds: pd.Series) -> tuple[int, int]:
    """(failing, evaluated) of one flag per row, judged as the rules of the released tables are."""
    import pandas as pd

    batch = _Batch(pd.DataFrame({"holds": holds.fillna(False).astype(bool).to_numpy()}))
    batch.expect(name, [Expected("ExpectColumnValuesToBeInSet", {"column": "holds", "value_set": [True]})])
    findings = {name: _Finding()}
    _judge_batch(_open_batches(), name, batch, findings, "out_shortlists")
    if findings[name].is_broken and not findings[name].failing:
        raise RuntimeError(f"check {name} could not be evaluated: {'; '.join(findings[name].details)}")
    return findings[name].failing, len(holds)


def _plain_columns(frame: pd.DataFrame, table_name: str) -> pd.DataFrame:
    """Lists cannot be hashed by expectations; nothing is expected of them beyond their type."""
    lists = [column.name for column in TABLES[table_name].columns if column.type == "strings"]
    return frame.drop(columns=[name for name in lists if name in frame]).copy()


def warm_up() -> None:
    """Import Great Expectations, which takes seconds: a caller with time to spare can do so in a thread."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations  # noqa: F401


def _open_batches() -> Any:
    """What takes a frame at a time, of a context that lives in memory only, sends nothing and prints nothing."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    import great_expectations
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    asset = context.data_sources.add_pandas("stage").add_dataframe_asset("frame")
    return asset.add_batch_definition_whole_dataframe("whole")


def _judge_batch(
    definition: Any, name: str, batch: _Batch, findings: dict[str, _Finding], table_name: str
) -> list[Any]:
    """One suite over one frame, each result given to the check that it belongs to; gives what the library said."""
    if not batch.expected:
        return []
    import great_expectations.expectations as gxe
    from great_expectations import ExpectationSuite

    suite = ExpectationSuite(
        name=name,
        expectations=[
            getattr(gxe, each.kind)(**each.arguments, meta={"number": number})
            for number, each in enumerate(batch.expected)
        ],
    )
    outcome = definition.get_batch({"dataframe": batch.frame}).validate(
        suite, result_format={"result_format": "COMPLETE", "return_unexpected_index_query": False}
    )
    seen = set()
    for each in outcome.results:
        number = each.expectation_config.meta["number"]
        seen.add(number)
        _add(findings[batch.owners[number]], batch, batch.expected[number], each, table_name)
    for number in set(range(len(batch.expected))) - seen:
        finding = findings[batch.owners[number]]
        finding.is_broken = True
        finding.details.append(f"{batch.expected[number].kind} gave no result")
    return [outcome]


def _add(finding: _Finding, batch: _Batch, expected: Expected, outcome: Any, table_name: str) -> None:
    result = outcome.result
    finding.evaluated = max(finding.evaluated, int(result.get("element_count", len(batch.frame))))
    if outcome.success:
        return
    finding.is_broken = True
    column = str(expected.arguments.get("column", ""))
    failed = outcome.exception_info
    message = _exception(failed)
    if message:
        finding.details.append(f"could not be evaluated: {message}")
        return
    indexes = list(result.get("unexpected_index_list") or [])
    finding.failing += int(result.get("unexpected_count", 1))
    finding.details.append(_explain(expected, result, len(batch.frame)))
    if finding.explained is not None:
        shown = finding.explained.head(SAMPLE_ROWS)
        finding.samples += [_row(row, "", table_name) for row in shown.to_dict("records")]
        return
    rows = batch.frame.iloc[indexes[: SAMPLE_ROWS - len(finding.samples)]]
    hidden = [name for name in rows.columns if name.startswith("holds: ")]
    rows = rows.drop(columns=hidden)
    finding.samples += [_row(row, column, table_name) for row in rows.to_dict("records")]


def _exception(info: dict[str, Any]) -> str:
    """Great Expectations gives one record, or one per metric that raised."""
    records = [info] if "raised_exception" in info else list(info.values())
    for record in records:
        if record.get("raised_exception"):
            return str(record.get("exception_message") or "an error inside Great Expectations")
    return ""


def _explain(expected: Expected, result: dict[str, Any], rows: int) -> str:
    column = expected.arguments.get("column") or ", ".join(expected.arguments.get("column_list", ()))
    if "unexpected_count" in result:
        of = f"{result['unexpected_count']} of {result.get('element_count', rows)}"
        return f"{column.removeprefix('holds: ')}: {of} do not hold"
    return f"{expected.kind}: observed {result.get('observed_value')}"


def _row(row: dict[str, Any], column: str, table_name: str) -> dict[str, Any]:
    """A failing row for people: program, field, value, quote, url; small frames are shown whole."""
    is_whole = table_name == "out_programs" and "acgme_code" in row
    if is_whole:
        fact = max((name for name in FACT_NAMES if column.startswith(name)), key=len, default="")
        shown = {
            "program": row["program_id"],
            "field": column.removeprefix("holds: ") if column in row or not column.startswith("holds: ") else "",
            "value": row.get(column) if column in row else row["name"],
            "quote": row.get(f"{fact}_quote") if fact else None,
            "url": (row.get(f"{fact}_url") if fact else None) or row["url"],
        }
        return {key: _plain(value) for key, value in shown.items()}
    shown = {"program" if key == "program_id" else key: value for key, value in row.items()}
    if column in TABLES[table_name].column_names and "value" not in row:
        shown |= {"field": column, "value": row[column]}
    return {key: _plain(value) for key, value in shown.items()}


def _plain(value: Any) -> Any:
    """A value that JSON can hold."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()[:10] if value == value else None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return None if value != value else value
    return value if isinstance(value, int) else str(value)
