"""Failures that stewards accept for one release: read from the registry, judged against checks and releases, written.

A row of `registry/accepted_failures.csv` names a check and the content that it failed on, so that it holds for that
one content and no other. How publication uses it stands in `warehouse/releases.py`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from expectations.acceptance import why_never_accepted
from expectations.checks import FATAL
from expectations.runner import list_checks
from orchestration.night import Night
from warehouse.registry import (
    ACCEPTED_FAILURE_COLUMNS,
    Problem,
    RegistryError,
    read_accepted_failures,
    read_text,
    write_quarantine,
)
from warehouse.releases import Acknowledgement, CheckRecord, Release, list_releases
from warehouse.storage import Home, locked, open_home, write_file

FILE = "accepted_failures.csv"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A usable row of the registry; `used_by` is the release that it was used for, `row` its number in the file."""

    acknowledgement: Acknowledgement
    until: date | None
    row: int
    used_by: str | None = None

    @property
    def label(self) -> str:
        return f"{self.acknowledgement.table}/{self.acknowledgement.check}"

    def state(self, today: date) -> str:
        """open, expired or used: what the row is still good for."""
        if self.used_by is not None:
            return f"used for release {self.used_by}"
        if self.until is not None and today > self.until:
            return f"expired on {self.until}"
        return "open"


def read_acceptances(home: Path | Home) -> tuple[list[Acceptance], list[Problem]]:
    """All usable rows and the problems of the file; a missing file has neither."""
    home = open_home(home)
    path = home.registry / FILE
    if not path.exists():
        return [], []
    rows, problems = read_accepted_failures(path)
    severities = {f"{check.table}/{check.name}": check.severity for check in list_checks()}
    releases = list_releases(home)
    found = []
    for row in rows:
        table, _, name = row["check"].partition("/")
        if fault := _fault(row["check"], severities):
            record = tuple((column.name, str(row[column.name] or "")) for column in ACCEPTED_FAILURE_COLUMNS)
            problems.append(Problem(FILE, row["row"], "check", *fault, record=record))
            continue
        given = Acknowledgement(table, name, row["content_hash"], row["reason"], row["author"], row["date"].isoformat())
        found.append(Acceptance(given, row["until"], row["row"], _used_by(given, releases)))
    return found, problems


def _fault(label: str, severities: dict[str, str]) -> tuple[str, str] | None:
    """(message, advice) where a failure of this check cannot be accepted."""
    if label not in severities:
        return f"there is no check {label}", "copy its name from the refusal's report or docs/checks.md"
    if severities[label] != FATAL:
        return f"{label} is a warning and refuses nothing", "remove the row"
    if why := why_never_accepted(label.partition("/")[2]):
        return f"a failure of {label} can never be accepted: {why}", "remove the row and correct the data"
    return None


def _used_by(given: Acknowledgement, releases: Iterable[Release]) -> str | None:
    """The release, the oldest, that was published with this acceptance."""
    used = [
        release.id
        for release in releases
        if release.content_hash.startswith(given.content_hash)
        and any((each.table, each.check) == (given.table, given.check) for each in release.accepted)
    ]
    return used[-1] if used else None


def acceptances_for(night: Night, content_hash: str, today: date, served: Release | None = None) -> list[Acceptance]:
    """Rows that hold for this staged content today; refused rows go to the quarantine.

    A row is good for one release. For the release served itself it still counts, so that publishing the same stage
    again finds it unchanged instead of refusing it.
    """
    found, problems = read_acceptances(night.home)
    write_quarantine(night.home.quarantine, problems, night.date)
    is_served = served is not None and served.content_hash == content_hash
    return [
        each
        for each in found
        if content_hash.startswith(each.acknowledgement.content_hash)
        and (each.state(today) == "open" or (is_served and served is not None and each.used_by == served.id))
    ]


def accept_failure(
    home: Path | Home, check: str, failed: Iterable[CheckRecord], reason: str, author: str, on: date, until: date | None
) -> Acceptance:
    """Append a row for a check out of `failed`, the newest failed records of the staged content. Gives what it says.

    RegistryError, and nothing written, where the check did not fail there, may not be accepted, or reason or author
    are blank, or the file that stands there cannot be read.
    """
    home = open_home(home)
    records = {f"{record.table}/{record.name}": record for record in failed}
    matching = [label for label in records if label == check or label.partition("/")[2] == check]
    if len(matching) != 1:
        known = ", ".join(sorted(records)) or "none"
        what = "names several failed checks; write table/check" if matching else "did not fail on the staged tables"
        raise RegistryError(f"{check!r} {what}. Failed and fatal there: {known}")
    label = matching[0]
    if fault := _fault(label, {f"{each.table}/{each.name}": each.severity for each in list_checks()}):
        raise RegistryError(f"{fault[0]}; correct the data")
    texts = {"reason": read_text(reason), "author": read_text(author)}
    for name, text in texts.items():
        if not text:
            raise RegistryError(f"the {name} is blank: say why, and who says so; nothing was written")
    if until is not None and until < on:
        raise RegistryError(f"{until} lies before today; nothing was written")
    row = {
        "check": label,
        "content_hash": records[label].content_hash[:16],
        "until": until.isoformat() if until else "",
        **texts,
        "date": on.isoformat(),
    }
    path = home.registry / FILE
    with locked(home.root / "state" / "accepted_failures.lock"):
        before = _existing(path)
        standing = [each for each in read_acceptances(home)[0] if each.label == label]
        if any(row["content_hash"].startswith(each.acknowledgement.content_hash) for each in standing):
            raise RegistryError(f"{label} is accepted for this content already, see registry/{FILE}")
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, [column.name for column in ACCEPTED_FAILURE_COLUMNS], lineterminator="\n")
        if not before:
            writer.writeheader()
        writer.writerow(row)
        write_file(path, before + text.getvalue().encode())
    return next(
        each
        for each in reversed(read_acceptances(home)[0])
        if each.label == label and each.acknowledgement.content_hash == row["content_hash"]
    )


def _existing(path: Path) -> bytes:
    """What stands in the file, ending with a line end; empty where there is none. RegistryError where it is unfit."""
    if not path.exists():
        return b""
    content = path.read_bytes()
    header = content.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace")
    names = [name.strip() for name in header.split(",")]
    if names != [column.name for column in ACCEPTED_FAILURE_COLUMNS]:
        wanted = ",".join(column.name for column in ACCEPTED_FAILURE_COLUMNS)
        raise RegistryError(f"{path.name}: the header is not {wanted}; mend it by hand, nothing was written")
    return content if content.endswith(b"\n") else content + b"\n"
