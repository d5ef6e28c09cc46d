"""Ties that a program's roster gives an applicant: current residents from the same school, and from the same country.

Counts from core_rosters, taken by canonical school and country code; whoever reads the registry gives both for the
applicant (`Applicant.school_canonical`, `school_country_code`). Ties that the applicant names stand in the registry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from reference.tables import read_rows
from reports.applicants import Applicant

# Worth of a tie in [0, 1]. One named by the applicant (a rotation, a contact) is full; many from the same school come
# near SCHOOL_MOST, many from the same country near COUNTRY_MOST. Each resident more adds a little and never takes away.
SCHOOL_MOST, SCHOOL_HALF = 0.7, 1.0
COUNTRY_MOST, COUNTRY_HALF = 0.3, 4.0
HOME = "US"  # a school of the country is no tie there: nearly all programs have residents from US schools


@dataclass(frozen=True, slots=True)
class Tie:
    """Current residents of one program from the applicant's school, and from all schools of its country."""

    school: int = 0
    country: int = 0


@dataclass(frozen=True, slots=True)
class RosterTies:
    """(canonical school, country) -> program_id -> residents, and country -> program_id -> residents."""

    by_school: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    by_country: dict[str, dict[str, int]] = field(default_factory=dict)

    def of(self, applicant: Applicant) -> dict[str, Tie]:
        """Program -> tie, for the programs where the applicant has one."""
        country = applicant.school_country_code
        if not country or country == HOME:
            return {}
        schools = self.by_school.get((applicant.school_canonical, country), {}) if applicant.school_canonical else {}
        countries = self.by_country.get(country, {})
        return {program_id: Tie(schools.get(program_id, 0), count) for program_id, count in countries.items()}


def count_ties(rosters: Any, programs: Iterable[Mapping[str, Any]]) -> RosterTies:
    """Residents by school and by country, from rows of core_rosters (pyarrow table or dicts) and of out_programs.

    Roster pages of a program repeat each other and are never added up: the page behind its share counts, else the one
    with most residents of a known school.
    """
    rows = rosters.to_pylist() if hasattr(rosters, "to_pylist") else list(rosters)
    rows = [row for row in rows if row["country"] is not None]
    pages: dict[str, dict[str, int]] = {}
    for row in rows:
        page = pages.setdefault(row["program_id"], {})
        page[row["url"]] = page.get(row["url"], 0) + row["residents"]
    chosen = {program_id: min(page, key=lambda url: (-page[url], url)) for program_id, page in pages.items()}
    for program in programs:
        url = program.get("img_share_url")
        if url in pages.get(program["program_id"], {}):
            chosen[program["program_id"]] = url
    ties = RosterTies()
    for row in rows:
        program_id, country = row["program_id"], row["country"]
        if row["url"] != chosen[program_id]:
            continue
        school = ties.by_school.setdefault((row["school"], country), {})
        school[program_id] = school.get(program_id, 0) + row["residents"]
        home = ties.by_country.setdefault(country, {})
        home[program_id] = home.get(program_id, 0) + row["residents"]
    return ties


def worth_of(tie: Tie) -> float:
    """Worth of a roster's tie in [0, 1): grows with each resident, of the same school more than of the country."""
    school = SCHOOL_MOST * tie.school / (tie.school + SCHOOL_HALF)
    country = COUNTRY_MOST * tie.country / (tie.country + COUNTRY_HALF)
    return 1 - (1 - school) * (1 - country)


def words_for(tie: Tie, country_code: str) -> str | None:
    """ "3 residents from your school; 5 from schools in Pakistan", or None without a tie."""
    parts = []
    if tie.school:
        parts.append(f"{_residents(tie.school)} from your school")
    if tie.country > tie.school:
        count = str(tie.country) if parts else _residents(tie.country)
        parts.append(f"{count} from schools in {country_name(country_code)}")
    return "; ".join(parts) or None


def country_name(code: str) -> str:
    """Name of a country as reference/countries has it; the code itself where it does not."""
    return _country_names().get(code, code)


@cache
def _country_names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in read_rows("countries")}


def _residents(count: int) -> str:
    return f"{count} resident{'' if count == 1 else 's'}"
