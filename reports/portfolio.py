"""Which programs to apply to within a budget or a number, and where the signals go.

The picks form one sequence that does not hang on the budget: a budget only says how far along it one gets. So raising
the budget never drops a program. Scores come from `ranking`, prices from the fee table of `reference.seasons`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reference.seasons import FeeBill, application_fee_usd, fee_bill, is_priced, signals_of
from reports.applicants import Applicant
from reports.catalog import UNKNOWN, Flags
from reports.ranking import REACH, SAFETY, TARGET, Scorer, Scores
from warehouse.schema import TIERS

# Shares of the tiers (reach, target, safety) by appetite; where a tier runs out, the others take its place.
TIER_MIX: dict[str, tuple[float, float, float]] = {
    "cautious": (0.20, 0.45, 0.35),
    "balanced": (0.30, 0.45, 0.25),
    "bold": (0.50, 0.35, 0.15),
}
SPECIALTY_SHARES = (1.0, 0.5, 0.25)  # first choice, second, third and further, before they are scaled to 1
STATE_STEP = 0.01  # score that each earlier pick in a state takes from the next there: spreads without overruling merit
SIGNAL_RULE = (
    "Signals go to programs of the portfolio: first those with a tie, then target, then reach, then safety programs, "
    "each by score; gold before silver. A signal reaches the institution's program in a specialty, so one per "
    "institution and specialty. None is spent on a program whose pages state no deciding fact, or, where a visa is "
    "needed, nothing of a visa that is accepted, unless there is a tie: what is left is kept until more is known."
)


@dataclass(frozen=True, slots=True)
class Pick:
    """One application: position in the catalog, what it adds to the bill (None where the fee is not known)."""

    position: int
    order: int  # 1 = first
    specialty: str
    tier: str
    added_usd: int | None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The picks in order, their bill, the signals (position -> gold, silver or signal) and what to know about them."""

    picks: tuple[Pick, ...]
    bill: FeeBill
    signals: dict[int, str]
    notes: tuple[str, ...]
    next_usd: int | None  # what one more application would add; None where there is none or its fee is not known


def pick_portfolio(scorer: Scorer, applicant: Applicant, scores: Scores) -> Portfolio:
    """The longest start of the sequence of picks that the budget and the maximum allow."""
    cycle = scorer.now.cycle
    notes = []
    unpriced = [each for each in applicant.specialties if not is_priced(each, cycle)]
    wanted = [each for each in applicant.specialties if applicant.budget_usd is None or each not in unpriced]
    for each in unpriced:
        if applicant.budget_usd is not None:
            notes.append(f"{each}: its application fees are not known, so no budget can be planned; left out")
        else:
            notes.append(f"{each}: its application fees are not known and not in the cost")
    counts: Counter[str] = Counter()
    picks: list[Pick] = []
    total, next_usd = 0, None
    for position, specialty, tier in _sequence(scorer, applicant, scores, wanted):
        added = _added_usd(counts, specialty, cycle)
        is_over = applicant.budget_usd is not None and total + (added or 0) > applicant.budget_usd
        is_full = applicant.max_programs is not None and len(picks) >= applicant.max_programs
        if is_over or is_full:
            next_usd = added
            if is_over:
                notes.append(f"the budget ends here: the next application would add ${added}")
            break
        counts[specialty] += 1
        total += added or 0
        picks.append(Pick(position, len(picks) + 1, specialty, TIERS[tier], added))
    bill = fee_bill({each: counts[each] for each in applicant.specialties}, cycle)
    older = sorted({line.season for line in bill.lines if line.season != cycle})
    if older:
        names = ", ".join(str(each) for each in older)
        notes.append(f"fees of {cycle} are not known: those of season {names} are used")
    return Portfolio(tuple(picks), bill, _allot_signals(scorer, applicant, scores, picks), tuple(notes), next_usd)


def _added_usd(counts: Counter[str], specialty: str, cycle: int) -> int | None:
    if not is_priced(specialty, cycle):
        return None
    have = counts[specialty]
    added = application_fee_usd(specialty, have + 1, cycle) - application_fee_usd(specialty, have, cycle)
    if have == 0:  # the first of a service brings its fixed fees
        before = fee_bill(counts, cycle).total_usd
        after = fee_bill({**counts, specialty: 1}, cycle).total_usd
        added = after - before
    return added


def _sequence(
    scorer: Scorer, applicant: Applicant, scores: Scores, wanted: list[str]
) -> Iterator[tuple[int, str, int]]:
    """(position, specialty, tier), best next application first; each step looks only at the steps before it."""
    catalog = scorer.catalog
    order = scorer.order(scores)
    specialty_names, institutions = catalog.columns["specialty"], catalog.columns.get("institution")
    tiers = scores.tier
    pools: dict[tuple[str, int], list[int]] = {}
    for position in order.tolist():
        pools.setdefault((specialty_names[position], int(tiers[position])), []).append(position)
    arrays = {key: np.array(pool, dtype=np.intp) for key, pool in pools.items()}
    worth = {key: np.round(scores.score[pool], 9) for key, pool in arrays.items()}
    states = catalog.groups["place"].codes
    state_picks = np.zeros(len(catalog.groups["place"].facts["state"]))
    left = {key: len(pool) for key, pool in arrays.items()}
    shares = [SPECIALTY_SHARES[min(k, len(SPECIALTY_SHARES) - 1)] for k in range(len(wanted))]
    share = {each: value / sum(shares) for each, value in zip(wanted, shares, strict=True)}
    mix = TIER_MIX[applicant.appetite]
    taken: Counter[str] = Counter()
    taken_tier: Counter[tuple[str, int]] = Counter()
    seen: set[tuple[str, str]] = set()
    step = 0
    while True:
        open_ = [each for each in wanted if any(left.get((each, tier), 0) for tier in (REACH, TARGET, SAFETY))]
        if not open_:
            return
        # the specialty, then the tier, that lags most behind its share
        specialty = max(open_, key=lambda each: (share[each] * (step + 1) - taken[each], -wanted.index(each)))
        tiers_open = [tier for tier in (TARGET, SAFETY, REACH) if left.get((specialty, tier), 0)]
        count = taken[specialty] + 1
        behind = {tier: mix[tier] * count - taken_tier[specialty, tier] for tier in tiers_open}
        tier = max(tiers_open, key=lambda each: (behind[each], -tiers_open.index(each)))
        key = (specialty, tier)
        pool = arrays[key]
        best = int(np.argmax(worth[key] - STATE_STEP * state_picks[states[pool]]))
        position = int(pool[best])
        worth[key][best] = -np.inf
        left[key] -= 1
        house = str(institutions[position]) if institutions else str(catalog.program_ids[position])
        if (house, specialty) in seen:
            continue
        seen.add((house, specialty))
        state_picks[states[position]] += 1
        taken[specialty] += 1
        taken_tier[key] += 1
        step += 1
        yield position, specialty, tier


def _allot_signals(scorer: Scorer, applicant: Applicant, scores: Scores, picks: list[Pick]) -> dict[int, str]:
    given: dict[int, str] = {}
    urgency = {"target": 0, "reach": 1, "safety": 2}
    is_known = _is_known(scorer, applicant)
    for specialty in applicant.specialties:
        rule = signals_of(specialty, scorer.now.cycle)
        if rule is None:
            continue
        mine = []
        for pick in picks:
            has_tie = str(scorer.catalog.program_ids[pick.position]) in applicant.ties
            if pick.specialty == specialty and (has_tie or is_known[pick.position]):
                worth = -round(float(scores.score[pick.position]), 9)
                mine.append(
                    ((not has_tie, urgency[pick.tier], worth, int(scorer.catalog.id_order[pick.position])), pick)
                )
        mine.sort(key=lambda ranked: ranked[0])
        kinds = ["gold"] * rule.gold + ["silver"] * rule.silver + ["signal"] * rule.single
        given.update({pick.position: kind for (_, pick), kind in zip(mine, kinds, strict=False)})
    return given


def _is_known(scorer: Scorer, applicant: Applicant) -> Flags:
    """Per program: a deciding fact is stated and, for one who needs a visa, something of a visa that is accepted."""
    is_known = np.asarray(scorer.catalog.evidence > 0)
    if not applicant.needs_visa:
        return is_known
    group = scorer.catalog.groups["visa"]
    is_told = np.any([group.facts[f"visa_{each}"] != UNKNOWN for each in sorted(applicant.visas)], axis=0)
    return np.asarray(is_known & is_told[group.codes])
