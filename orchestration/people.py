"""Shortlists as files: private tables per cycle in the home, and one pair explained. Ranking itself is `reports/`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from orchestration.cycles import current_cycle, today
from orchestration.settings import Settings
from warehouse.conform import conform
from warehouse.releases import open_release
from warehouse.schema import OUT_SHORTLISTS, arrow_schema
from warehouse.storage import Home, open_home, replacing


class NotFoundError(LookupError):
    """An applicant or program that was asked for does not exist; the message says where to look."""


def _folder(home: Home) -> Path:
    return home.root / "shortlists"


def _file(home: Home, cycle: int) -> Path:
    return _folder(home) / str(cycle) / "out_shortlists.parquet"


def write_shortlists(home: Home, cycle: int, shortlists: Iterable[pa.Table]) -> int:
    """Keep the shortlists of a cycle, one table per applicant, readable by the owner only. Gives the number of rows.

    Each applicant's rows are a row group of their own, so that they are written and read without the others'.
    """
    path = _file(home, cycle)
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in (_folder(home), path.parent):
        folder.chmod(0o700)
    rows = 0
    with (
        replacing(path, 0o600) as file,
        pq.ParquetWriter(file, arrow_schema(OUT_SHORTLISTS), compression="zstd") as writer,
    ):
        for table in shortlists:
            writer.write_table(conform(table, OUT_SHORTLISTS), row_group_size=max(1, table.num_rows))
            rows += table.num_rows
    return rows


def open_shortlists(home: Home, cycle: int) -> Callable[[str], list[dict[str, Any]]]:
    """Look-up of an applicant's rows in the shortlists of a cycle as last written; only those rows are read."""
    path = _file(home, cycle)
    file = pq.ParquetFile(path)
    groups: dict[str, list[int]] = {}
    for number in range(file.num_row_groups):
        for applicant_id in set(file.read_row_group(number, columns=["applicant_id"])["applicant_id"].to_pylist()):
            groups.setdefault(applicant_id, []).append(number)

    def rows_of(applicant_id: str) -> list[dict[str, Any]]:
        if applicant_id not in groups:
            return []
        table = file.read_row_groups(groups[applicant_id])
        return list(table.filter(pc.equal(table["applicant_id"], applicant_id)).to_pylist())

    return rows_of


def read_shortlists(
    home: Home, cycle: int, columns: list[str] | None = None, filters: list[tuple[str, str, Any]] | None = None
) -> pa.Table:
    """The shortlists of a cycle as last written, or some columns and rows of them."""
    return pq.read_table(_file(home, cycle), columns=columns, filters=filters)


def iter_shortlists(home: Home, cycle: int) -> Iterator[pa.Table]:
    """The same, part by part; no part before any was written."""
    if (path := _file(home, cycle)).exists():
        file = pq.ParquetFile(path)
        for number in range(file.num_row_groups):
            yield file.read_row_group(number)


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


def load_applicants(home: Home) -> tuple[list[Any], list[Any]]:
    """Applicants of the registry and problems; rows that cannot be used are set aside in the quarantine."""
    from orchestration.pages import read_aliases
    from reports.applicants import read_applicants, write_quarantine

    for name in ("applicants.csv", "applicants.xlsx"):
        path = home.registry / name
        if path.exists():
            applicants, problems = read_applicants(path)
            write_quarantine(problems, home.quarantine / f"{name}.rejected.csv")
            aliases = read_aliases(home)
            return [place_school(applicant, aliases) for applicant in applicants], problems
    return [], []


def place_school(applicant: Any, aliases: dict[str, dict[str, str | None]]) -> Any:
    """The applicant with school and country as rosters are counted by; both stay empty where the school is not known.

    The country that the registry tells is evidence for the school. Alone it still makes the country known.
    """
    from reports.applicants import with_changes
    from transforms.schools import classify_school

    told = applicant.school_country
    verdict = classify_school(", ".join(part for part in (applicant.school, told) if part), aliases)
    if verdict.canonical is None and told:
        verdict = classify_school(applicant.school, aliases)
    country = country_code(told) or verdict.country or ""
    if verdict.canonical is None or verdict.country is None or (country and verdict.country != country):
        return with_changes(applicant, school_country_code=country)
    return with_changes(applicant, school_canonical=verdict.canonical, school_country_code=verdict.country)


def country_code(told: str) -> str:
    """ISO 3166 code of a country by its name, code or another name; empty where it is not known."""
    from reference.tables import read_rows

    wanted = told.strip().casefold()
    for row in read_rows("countries") if wanted else ():
        names = (row["code"], row["name"], *row["aliases"].split("|"))
        if wanted in (name.casefold() for name in names if name):
            return row["code"]
    return ""


def explain_pair(settings: Settings, applicant_id: str, program_id: str, cycle: int | None = None) -> str:
    """Verdicts, parts of the score and evidence for one applicant and one program of the release served.

    Of an applicant with several cycles, `cycle` or else the current one is told, or the newest where that is none.
    """
    from reports.catalog import build_catalog
    from reports.eligibility import moment
    from reports.explained import explain_one
    from reports.ranking import Scorer

    home = open_home(settings.home)
    release = open_release(home)
    day = date.fromisoformat(release.manifest["created_at"][:10])
    applicants, _ = load_applicants(home)
    chosen = [applicant for applicant in applicants if applicant.applicant_id == applicant_id]
    if not chosen:
        raise NotFoundError(f"no applicant {applicant_id!r} in the registry; see applicants.csv")
    by_cycle = {each.cycle: each for each in chosen}
    if cycle is None:
        current = current_cycle(settings, today())
        cycle = current if current in by_cycle else max(by_cycle)
    if cycle not in by_cycle:
        told = ", ".join(str(each) for each in sorted(by_cycle))
        raise NotFoundError(f"applicant {applicant_id!r} has no row for cycle {cycle} in the registry; it has {told}")
    scorer = Scorer(
        build_catalog(release.read_table("out_programs"), cycle, release.read_table("core_rosters")), moment(cycle, day)
    )
    if program_id not in scorer.catalog.index:
        raise NotFoundError(f"no program {program_id!r} in release {release.id}; ids are those of out_programs")
    return "\n".join(explain_one(scorer, by_cycle[cycle], program_id))
