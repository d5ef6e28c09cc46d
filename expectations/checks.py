"""What a check is and what it found: plain data, known without importing Great Expectations.

Which checks there are stands in `baseline.py` (from the schema) and `rules.py` (by hand); running them in `runner.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from warehouse.releases import CheckRecord

FATAL = "fatal"
WARNING = "warning"
SAMPLE_ROWS = 20


@dataclass(frozen=True, slots=True)
class Expected:
    """One expectation of Great Expectations, by the name of its class and its arguments."""

    kind: str
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one table. `fatal` refuses the release, `warning` shows and lets it pass."""

    table: str
    name: str
    severity: str
    what: str
    why: str
    todo: str

    @property
    def description(self) -> str:
        return f"{self.what} Why: {self.why} What to do: {self.todo}"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found on one staged content.

    `evaluated` and `failing` count rows (or measures); `share_pct` is failing / evaluated * 100. `samples` holds the
    first 20 failing rows (program, field, value, quote, url and what else explains it). `details` says, per broken
    expectation, what was observed; `measures` are numbers worth plotting.
    """

    check: Check
    passed: bool
    evaluated: int
    failing: int
    content_hash: str
    files_hash: str
    samples: tuple[dict[str, Any], ...] = ()
    details: tuple[str, ...] = ()
    measures: dict[str, float] = field(default_factory=dict)

    @property
    def share_pct(self) -> float:
        return round(100 * self.failing / self.evaluated, 4) if self.evaluated else 0.0

    def record(self) -> CheckRecord:
        """The part that publication relies on."""
        check = self.check
        return CheckRecord(check.table, check.name, check.severity, self.passed, self.content_hash, self.files_hash)
