"""Rows of out_review_queue: findings in the order of the harm that a wrong value would do.

The findings themselves are made where facts are resolved (`resolution.py`); sites and unknown schools are added here.

harm = weight of the kind x weight of the fact x weight of the finding x (1 + shortlists that hold the program)
- kind: conflict 10, filing_conflict 8, override 7, stale 5, ambiguous 4, site 2, unknown_school 1.
- fact: a visa 10 (a wrong one costs an applicant the place or the year), what excludes people (img_accepted, scores,
  attempts, graduation, US experience, Step 3) 6, when it must be had (ecfmg_by, deadline) 4, the rest 2, a preference
  half of its fact, no fact 1.
- finding: 1, but for unknown schools the residents concerned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from transforms.resolution import Finding
from transforms.values import short_hash

KIND_WEIGHT = {
    "conflict": 10.0,
    "filing_conflict": 8.0,
    "override": 7.0,
    "stale": 5.0,
    "ambiguous": 4.0,
    "site": 2.0,
    "unknown_school": 1.0,
}
FACT_WEIGHT = {
    "visa_j1": 10.0,
    "visa_h1b": 10.0,
    "img_accepted": 6.0,
    "step1_min": 6.0,
    "step2_min": 6.0,
    "comlex_min": 6.0,
    "no_score_cutoff": 6.0,
    "max_attempts_step1": 6.0,
    "max_attempts_step2": 6.0,
    "step3_required": 6.0,
    "max_years_since_graduation": 6.0,
    "usce_required": 6.0,
    "usce_months": 6.0,
    "usce_hands_on": 6.0,
    "ecfmg_by": 4.0,
    "application_deadline": 4.0,
}
OTHER_FACT_WEIGHT, PREFERENCE_FACTOR = 2.0, 0.5


def find_sites(programs: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """A finding for each present program of out_programs without any page read: no site, or one that failed."""
    found = []
    for row in programs:
        if row["gone_since"] is not None or row["pages_read"]:
            continue
        if row["url"] is None:
            detail = "the catalog has no address of its site; add one to registry/programs.csv"
        elif row["site_failure"] is not None:
            detail = f"no page of its site was ever read; last night it failed: {row['site_failure']}"
        else:
            detail = "no page of its site was read and no failure is recorded; check its address"
        found.append(Finding("site", row["program_id"], None, detail, other_url=row["url"]))
    return found


def find_unknown_schools(unknown_schools: Mapping[str, int]) -> list[Finding]:
    """A finding for each school as written that no alias knows, weighted by the residents that name it."""
    return [
        Finding(
            "unknown_school",
            None,
            None,
            f"no school is known as {school!r} ({residents} residents); add an alias to registry/school_aliases.csv",
            other_value=school,
            weight=float(residents),
        )
        for school, residents in sorted(unknown_schools.items())
    ]


def weigh_harm(finding: Finding, shortlists: int = 0) -> float:
    """Harm of a finding, as the head of this module says; `shortlists` counts those that hold its program."""
    fact = 1.0
    if finding.field is not None:
        fact = FACT_WEIGHT.get(finding.field, OTHER_FACT_WEIGHT)
        if finding.strength == "preferred":
            fact *= PREFERENCE_FACTOR
    return KIND_WEIGHT[finding.kind] * fact * finding.weight * (1 + shortlists)


def build_review_queue(
    findings: Iterable[Finding], shortlists: Mapping[str, int] | None = None
) -> list[dict[str, Any]]:
    """Rows of out_review_queue, most harmful first. `shortlists`: program_id -> shortlists that hold it.

    The id hashes what the finding says, so that it stays the same from night to night; equal findings are one row.
    """
    rows: dict[str, dict[str, Any]] = {}
    for finding in findings:
        said = (finding.kind, finding.program_id, finding.field, finding.detail)
        kept = (finding.kept_value, finding.kept_quote, finding.kept_url)
        other = (finding.other_value, finding.other_quote, finding.other_url)
        item_id = short_hash(*said, *kept, *other)
        rows[item_id] = {
            "item_id": item_id,
            "harm": weigh_harm(finding, (shortlists or {}).get(finding.program_id or "", 0)),
            "kind": finding.kind,
            "program_id": finding.program_id,
            "field": finding.field,
            "detail": finding.detail,
            "kept_value": finding.kept_value,
            "kept_quote": finding.kept_quote,
            "kept_url": finding.kept_url,
            "other_value": finding.other_value,
            "other_quote": finding.other_quote,
            "other_url": finding.other_url,
        }
    return sorted(rows.values(), key=lambda row: (-row["harm"], row["program_id"] or "", row["kind"], row["item_id"]))
