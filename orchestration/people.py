"""Shortlists as files: private tables per cycle in the home, and one pair explained. Ranking itself is `reports/`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.settings import Settings
from warehouse.conform import conform
from warehouse.releases import open_release
from warehouse.schema import OUT_SHORTLISTS
from warehouse.storage import Home, open_home, write_file


class NotFoundError(LookupError):
    """An applicant or program that was asked for does not exist; the message says where to look."""


def _folder(home: Home) -> Path:
    return home.root / "shortlists"


def _file(home: Home, cycle: int) -> Path:
    return _folder(home) / str(cycle) / "out_shortlists.parquet"


def write_shortlists(home: Home, cycle: int, shortlists: pa.Table) -> int:
    """Keep the shortlists of a cycle, readable by the owner only. Gives the number of rows."""
    table = conform(shortlists, OUT_SHORTLISTS)
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    path = _file(home, cycle)
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in (_folder(home), path.parent):
        folder.chmod(0o700)
    write_file(path, sink.getvalue().to_pybytes())
    path.chmod(0o600)
    return int(table.num_rows)


def read_shortlists(home: Home, cycle: int) -> pa.Table:
    """The shortlists of a cycle as last written."""
    return pq.read_table(_file(home, cycle))


def count_shortlisted(home: Home) -> dict[str, int]:
    """Program -> shortlists of the newest cycle that recommend it."""
    cycles = sorted(_folder(home).glob("*/out_shortlists.parquet"))
    if not cycles:
        return {}
    table = pq.read_table(cycles[-1], columns=["program_id"], filters=[("is_recommended", "=", True)])
    counts: dict[str, int] = {}
    for program_id in table["program_id"].to_pylist():
        counts[program_id] = counts.get(program_id, 0) + 1
    return counts


def cycle_on(day: date, setting: int | None) -> int:
    """The Match year to work for: as set, else that of the day."""
    from transforms.resolution import cycle_of

    return setting or cycle_of(day)


def load_applicants(home: Home) -> tuple[list[Any], list[Any]]:
    """Applicants of the registry and problems; rows that cannot be used are set aside in the quarantine."""
    from reports.applicants import read_applicants, write_quarantine

    for name in ("applicants.csv", "applicants.xlsx"):
        path = home.registry / name
        if path.exists():
            applicants, problems = read_applicants(path)
            write_quarantine(problems, home.quarantine / f"{name}.rejected.csv")
            return applicants, problems
    return [], []


def explain_pair(settings: Settings, applicant_id: str, program_id: str) -> str:
    """Verdicts, parts of the score and evidence for one applicant and one program of the release served."""
    from reports.catalog import build_catalog
    from reports.eligibility import moment
    from reports.ranking import Scorer
    from reports.shortlists import explain_one

    home = open_home(settings.home)
    release = open_release(home)
    day = date.fromisoformat(release.manifest["created_at"][:10])
    applicants, _ = load_applicants(home)
    chosen = [applicant for applicant in applicants if applicant.applicant_id == applicant_id]
    if not chosen:
        raise NotFoundError(f"no applicant {applicant_id!r} in the registry; see applicants.csv")
    cycle = cycle_on(day, settings.cycle)
    scorer = Scorer(build_catalog(release.read_table("out_programs"), cycle), moment(cycle, day))
    if program_id not in scorer.catalog.index:
        raise NotFoundError(f"no program {program_id!r} in release {release.id}; ids are those of out_programs")
    return "\n".join(" ".join(line.split()) for line in explain_one(scorer, chosen[0], program_id))
