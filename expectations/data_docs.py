"""Great Expectations' Data Docs of one night: a page per table with every expectation and what it found, and an index.

Static files that load nothing from anywhere: what the renderer would fetch from the network is taken out, and a style
of a few lines stands in its place. Values in the pages come from the web and are escaped by the renderer's templates.
"""

from __future__ import annotations

import html
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from expectations.acceptance import is_about_names
from expectations.checks import CheckResult
from warehouse.storage import write_file

_SHOWN = 20  # unexpected values of an expectation
_FETCHED = re.compile(r"<script\b.*?</script\s*>|<link\b[^>]*>|<img\b[^>]*>|<base\b[^>]*>", re.IGNORECASE | re.DOTALL)
_STYLE = """<style>
body { font: 15px/1.5 system-ui, sans-serif; color: #222; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
td, th { border: 1px solid #ddd; padding: .3rem .5rem; text-align: left; vertical-align: top; }
td { overflow-wrap: break-word; }
.failed { color: #b00020; font-weight: 600; } .passed { color: #1b6e3c; }
nav, .navbar, .ge-cta-footer, #ge-cta-footer, .modal, input[type=radio], label { display: none; }
.badge { border: 1px solid #ccc; border-radius: .3rem; padding: 0 .3rem; } pre { white-space: pre-wrap; }
</style>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
"""


def write_data_docs(
    folder: Path, title: str, outcomes: Mapping[str, Sequence[Any]], results: Sequence[CheckResult]
) -> Path:
    """Write `index.html` and a page per table into `folder`; gives the index. `outcomes`: table -> its suites'
    validation results, as `runner.run_all_checks` collects them."""
    for table, found in outcomes.items():
        write_file(folder / f"{table}.html", _without_network(_render(table, found)).encode("utf-8"))
    write_file(folder / "index.html", _index(title, outcomes, results).encode("utf-8"))
    return folder / "index.html"


def _render(table: str, found: Sequence[Any]) -> str:
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    from great_expectations.core.expectation_validation_result import ExpectationSuiteValidationResult
    from great_expectations.render.renderer import ValidationResultsPageRenderer
    from great_expectations.render.view import DefaultJinjaPageView

    kept = [_shortened(each) for outcome in found for each in outcome.results]
    passed = sum(bool(each.success) for each in kept)
    whole = ExpectationSuiteValidationResult(
        success=passed == len(kept),
        results=kept,
        suite_name=table,
        statistics={
            "evaluated_expectations": len(kept),
            "successful_expectations": passed,
            "unsuccessful_expectations": len(kept) - passed,
            "success_percent": 100 * passed / len(kept) if kept else None,
        },
        meta={"run_id": {"run_name": table, "run_time": "2000-01-01T00:00:00+00:00"}, "batch_kwargs": {}},
    )
    page: str = DefaultJinjaPageView().render(ValidationResultsPageRenderer().render(whole))
    return page


def _shortened(each: Any) -> Any:
    """The result without its thousands of unexpected rows, and without values that may name people."""
    name = str(each.expectation_config.kwargs.get("column", ""))
    for key in ("unexpected_list", "unexpected_index_list", "partial_unexpected_list", "partial_unexpected_counts"):
        if isinstance(each.result.get(key), list):
            each.result[key] = [] if is_about_names(name) else each.result[key][:_SHOWN]
    each.result.pop("unexpected_index_query", None)
    return each


def _without_network(page: str) -> str:
    page = _FETCHED.sub("", page)
    return page.replace("<head>", "<head>\n" + _STYLE, 1) if "<head>" in page else _STYLE + page


def _index(title: str, outcomes: Mapping[str, Sequence[Any]], results: Sequence[CheckResult]) -> str:
    rows = []
    for result in sorted(results, key=lambda result: result.passed):  # what failed first
        check = result.check
        verdict = "passed" if result.passed else f"failed ({check.severity})"
        page = f'<a href="{check.table}.html">{check.table}</a>' if check.table in outcomes else check.table
        cells = (page, html.escape(check.name), f'<span class="{verdict.split()[0]}">{verdict}</span>')
        counts = (str(result.evaluated), str(result.failing), html.escape(check.what))
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in (*cells, *counts)) + "</tr>")
    head = "".join(f"<th>{name}</th>" for name in ("table", "check", "verdict", "evaluated", "failing", "what"))
    failed = sum(not result.passed for result in results)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>{_STYLE}</head>'
        f"<body><h1>{html.escape(title)}</h1><p>{len(results) - failed} checks passed, {failed} failed.</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></body></html>"
    )
