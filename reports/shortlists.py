"""The rows of out_shortlists: for each applicant and program verdicts, score, tier, rank, portfolio, reasons.

Private data: the table never enters a release. Scoring runs over arrays; words and JSON are made only for the programs
in the specialties (and states) that the applicant asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from reports.applicants import Applicant
from reports.catalog import Catalog, build_catalog
from reports.eligibility import RULE_GROUPS, Explanation, explain, moment
from reports.portfolio import Portfolio, pick_portfolio
from reports.ranking import Scorer
from reports.reasons import cautions_for, reasons_for
from warehouse.schema import OUT_SHORTLISTS, TIERS, arrow_schema

RowsOf = Callable[[str], list[dict[str, Any]]]  # applicant id -> rows of out_shortlists, in one cycle


def build_shortlists(
    programs: Any, applicants: Iterable[Applicant], cycle: int, today: date, rosters: Any = ()
) -> pa.Table:
    """All rows of `iter_shortlists` as one table: for few applicants, since memory grows with their number."""
    batches = list(iter_shortlists(programs, applicants, cycle, today, rosters))
    return pa.concat_tables(batches) if batches else arrow_schema(OUT_SHORTLISTS).empty_table()


def iter_shortlists(
    programs: Any, applicants: Iterable[Applicant], cycle: int, today: date, rosters: Any = ()
) -> Iterator[pa.Table]:
    """One table per applicant of the cycle who has any candidate, in the schema of out_shortlists.

    `programs` is out_programs (pyarrow table, pandas frame or list of dicts). Applicants of other cycles are left out:
    past cycles are never rewritten. `rosters` is core_rosters of the same release. Rows stand by rank, then excluded
    programs by score.
    """
    scorer = Scorer(build_catalog(programs, cycle, rosters), moment(cycle, today))
    schema = arrow_schema(OUT_SHORTLISTS)
    for applicant in applicants:
        if applicant.cycle == cycle and (rows := shortlist_rows(scorer, applicant)):
            yield pa.Table.from_pylist(rows, schema=schema)


def lookup(table: pa.Table) -> RowsOf:
    """Look-up of an applicant's rows in a table of one cycle."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_pylist():
        found.setdefault(row["applicant_id"], []).append(row)
    return lambda applicant_id: found.get(applicant_id, [])


def shortlist_rows(scorer: Scorer, applicant: Applicant) -> list[dict[str, Any]]:
    """One applicant's rows as dicts."""
    catalog = scorer.catalog
    scores = scorer.score(applicant)
    order = scorer.order(scores).tolist()
    portfolio = pick_portfolio(scorer, applicant, scores)
    picked = {pick.position: pick for pick in portfolio.picks}
    is_out = scores.is_excluded
    excluded = np.flatnonzero(scores.is_candidate & is_out).tolist()
    excluded.sort(key=lambda position: (-round(float(scores.score[position]), 9), int(catalog.id_order[position])))
    tiers = scores.tier
    details = _Details(scorer, applicant)
    ties = catalog.ties.of(applicant)
    rows = []
    for rank, position in enumerate([*order, *excluded], start=1):
        is_excluded = bool(is_out[position])
        program = catalog.record(position)
        explained, parts = details.of(position, program)
        pick = picked.get(position)
        rows.append(
            {
                "applicant_id": applicant.applicant_id,
                "cycle": applicant.cycle,
                "program_id": program["program_id"],
                "is_excluded": is_excluded,
                "is_recommended": pick is not None,
                "rank": None if is_excluded else rank,
                "tier": None if is_excluded else TIERS[int(tiers[position])],
                "score": _rounded(scores.score[position]),
                "score_low": _rounded(scores.low[position]),
                "score_high": _rounded(scores.high[position]),
                "portfolio_order": pick.order if pick else None,
                "signal": portfolio.signals.get(position),
                "added_usd": pick.added_usd if pick else None,
                "verdicts": _json({rule: each.as_json() for rule, each in explained.items()}),
                "parts": _json(parts),
                "reasons": reasons_for(
                    program, applicant, applicant.cycle, explained, parts, ties.get(program["program_id"])
                ),
                "cautions": cautions_for(program, applicant, applicant.cycle, explained),
            }
        )
    return rows


def portfolio_of(scorer: Scorer, applicant: Applicant) -> Portfolio:
    """The portfolio alone, for the cost and its notes."""
    return pick_portfolio(scorer, applicant, scorer.score(applicant))


class _Details:
    """Verdicts and parts of one applicant, looked up per program."""

    def __init__(self, scorer: Scorer, applicant: Applicant) -> None:
        self._scorer, self._applicant = scorer, applicant
        self._judged = scorer.judge(applicant)
        self._parts = scorer.parts(applicant, self._judged)

    def of(self, position: int, program: dict[str, Any]) -> tuple[dict[str, Explanation], dict[str, dict[str, float]]]:
        catalog: Catalog = self._scorer.catalog
        explained = {}
        for rule, group in RULE_GROUPS.items():
            code = int(self._judged[rule][catalog.groups[group].codes[position]])
            explained[rule] = explain(rule, code, program, self._applicant, self._scorer.now)
        parts = {}
        for name, part in self._parts.items():
            codes = self._scorer.codes_of(name)
            index = position if codes is None else int(codes[position])
            parts[name] = {
                "value": _rounded(part.middle[index]),
                "weight": self._scorer.weight[name],
                "low": _rounded(part.low[index]),
                "high": _rounded(part.high[index]),
            }
        return explained, parts


def _rounded(value: Any) -> float:
    return min(1.0, max(0.0, round(float(value), 6)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
