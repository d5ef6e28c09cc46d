"""Checks of the shortlists, which are private and made after a release: before any tracker is written from them.

Results hold counts, programs and cycles; who an applicant is, and what they scored, never leaves here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from expectations.checks import FATAL, Check, CheckResult
from warehouse.conform import empty_table
from warehouse.schema import OUT_SHORTLISTS

if TYPE_CHECKING:
    import pandas as pd

TABLE = "out_shortlists"
Wish = tuple[Collection[str], Collection[str]]
CHECKS = (
    Check(
        TABLE,
        "every_applicant_has_a_shortlist",
        FATAL,
        "Each applicant has on the shortlist every running program of the specialties and states asked for, each once.",
        "an applicant without a shortlist would find an empty tracker, or last year's.",
        "see the log of out_shortlists for rows of applicants that could not be used; materialize it again.",
    ),
    Check(
        TABLE,
        "no_excluded_program_is_listed",
        FATAL,
        "A program that a required rule excludes has no rank, tier, signal or place in the portfolio.",
        "an applicant would pay for an application that cannot succeed.",
        "see reports/ranking and reports/portfolio for the programs below.",
    ),
    Check(
        TABLE,
        "exclusions_follow_their_verdicts",
        FATAL,
        "A program is excluded exactly where one of its verdicts is `fails`.",
        "an exclusion without a reason hides a program; a failed rule without exclusion admits one.",
        "see reports/eligibility for the programs below.",
    ),
    Check(
        TABLE,
        "ranks_are_whole",
        FATAL,
        "The ranks of an applicant run from 1 without gap or double, the score within its interval and never rising.",
        "advisors read the list from the top.",
        "see reports/ranking; materialize out_shortlists again.",
    ),
    Check(
        TABLE,
        "programs_exist",
        FATAL,
        "Each program of a shortlist stands in the release and is not gone.",
        "an applicant would apply to a program that is not there.",
        "materialize out_shortlists again: it was made from another release.",
    ),
)


_LIGHT = ("applicant_id", "program_id", "is_excluded", "is_recommended", "rank", "tier", "signal", "portfolio_order")
_SCORES = ("score", "score_low", "score_high")


def check_shortlists(
    shortlists: Iterable[pa.Table], programs: pa.Table, applicants: Mapping[str, Wish]
) -> list[CheckResult]:
    """What each of CHECKS found in the shortlists of one cycle, given in parts.

    `programs`: out_programs of the release they are of; `applicants`: who must have one -> the specialties that they
    apply in, and the states that
    they refuse.
    """
    parts = [_without_words(part) for part in (empty_table(OUT_SHORTLISTS), *shortlists)]
    rows = pa.concat_tables(parts).to_pandas()
    frame = programs.select(["program_id", "specialty", "state", "gone_since"]).to_pandas()
    frame = frame[frame["gone_since"].isna()]
    running = set(frame["program_id"])
    verdicts = {
        "every_applicant_has_a_shortlist": _have_shortlists(rows, frame, applicants),
        "no_excluded_program_is_listed": _excluded_are_unlisted(rows),
        "exclusions_follow_their_verdicts": _exclusions_are_explained(rows),
        "ranks_are_whole": _ranks_are_whole(rows),
        "programs_exist": rows["program_id"].isin(running),
    }
    return [_judge(check, rows, verdicts[check.name]) for check in CHECKS]


def _without_words(part: pa.Table) -> pa.Table:
    """The columns that rules look at; of the verdicts, which are long, only whether one fails."""
    import pyarrow.compute as pc

    fails = pc.match_substring_regex(part["verdicts"], r'"verdict":\s*"fails"')
    return part.select([*_LIGHT, *_SCORES]).append_column("has_failure", fails)


def _judge(check: Check, rows: pd.DataFrame, holds: pd.Series) -> CheckResult:
    from expectations.runner import judge_flags

    failing, evaluated = judge_flags(check.name, holds)
    named = rows.reindex(holds.index[~holds])["program_id"].dropna().unique() if failing else []
    samples: tuple[dict[str, Any], ...] = tuple({"program": str(program)} for program in list(named)[:20])
    details = (f"{check.name}: {failing} of {evaluated} do not hold",) if failing else ()
    return CheckResult(check, not failing, evaluated, failing, "", "", samples, details)


def _have_shortlists(rows: pd.DataFrame, programs: pd.DataFrame, applicants: Mapping[str, Wish]) -> pd.Series:
    """One flag per applicant, in no order that tells who."""
    import pandas as pd

    listed = rows.groupby("applicant_id")["program_id"].agg(list).to_dict()
    flags = []
    for applicant, (specialties, refused) in applicants.items():
        found = listed.pop(applicant, [])
        is_wanted = programs["specialty"].isin(list(specialties)) & ~programs["state"].isin(list(refused))
        wanted = set(programs.loc[is_wanted, "program_id"])
        flags.append(wanted <= set(found) and len(set(found)) == len(found))
    flags = sorted(flags) + [False] * len(listed)
    return pd.Series(flags, index=[-1 - number for number in range(len(flags))], dtype=bool)


def _excluded_are_unlisted(rows: pd.DataFrame) -> pd.Series:
    is_listed = rows["is_recommended"].astype(bool)
    for column in ("rank", "tier", "signal", "portfolio_order"):
        is_listed |= rows[column].notna()
    return ~(rows["is_excluded"].astype(bool) & is_listed)


def _exclusions_are_explained(rows: pd.DataFrame) -> pd.Series:
    return rows["has_failure"].astype(bool) == rows["is_excluded"].astype(bool)


def _ranks_are_whole(rows: pd.DataFrame) -> pd.Series:
    ranked = rows[rows["rank"].notna()].sort_values(["applicant_id", "rank"], kind="stable")
    is_next = ranked["rank"].astype("int64") == ranked.groupby("applicant_id").cumcount() + 1
    is_inside = (ranked["score_low"] <= ranked["score"] + 1e-9) & (ranked["score"] <= ranked["score_high"] + 1e-9)
    holds = (is_next & is_inside).reindex(rows.index, fill_value=True)
    return holds & (rows["rank"].notna() | rows["is_excluded"].astype(bool))
