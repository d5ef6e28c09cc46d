"""Data Docs are static pages that load nothing and run nothing, whatever stands in the data."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from expectations.data_docs import write_data_docs
from expectations.runner import run_all_checks
from tests.expectations.conftest import Night
from tests.warehouse.tables import stage_tables

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def test_data_docs_tell_every_expectation_and_load_nothing(night: Night, tmp_path: Path) -> None:
    for row in night.programs[:3]:
        row["state"], row["city"] = HOSTILE, HOSTILE
        row["acgme_code"] = HOSTILE
    staged = stage_tables(night.home, night.rows)
    outcomes: dict[str, list[Any]] = {}
    results = run_all_checks(staged, tonight=night.tonight, last=night.last, outcomes=outcomes, **night.evidence)
    index = write_data_docs(tmp_path / "docs", "Night <b>1</b>", outcomes, results)
    pages = {path.name: path.read_text(encoding="utf-8") for path in index.parent.glob("*.html")}
    assert set(pages) == {"index.html", *(f"{table}.html" for table in outcomes)}
    assert all(result.check.name in pages["index.html"] for result in results)
    assert "texts_match_pattern" in pages["index.html"] and "Night &lt;b&gt;1" in pages["index.html"]
    assert "acgme_code" in pages["out_programs.html"] and "Unsuccessful Expectations" in pages["out_programs.html"]
    for name, page in pages.items():
        assert not re.search(r"<(script|img|link|iframe|base)\b", page, re.IGNORECASE), name
        assert "default-src 'none'" in page
