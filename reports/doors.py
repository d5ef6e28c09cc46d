"""What would open doors: for each change that an applicant could make, the programs gained, eased and lost.

Every change is scored like the applicant as he or she is; nothing is estimated. What a year of waiting costs is told by
scoring the next cycle with an otherwise equal profile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from reference.tables import states
from reports.applicants import Applicant
from reports.catalog import Flags
from reports.eligibility import FIXABLE, RULE_GROUPS, VISA_NAMES
from reports.ranking import Scorer, Scores

MONTHS_TRIED = (2, 3)
SCORES_TRIED = (230, 240, 250)
BEST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Door:
    """One change: programs that open (were excluded or not asked for), that rise to a better tier, that close.

    `awaiting` counts those that ask for it and are open only because there is time left: without it they are lost.
    """

    change: str
    opened: int
    awaiting: int
    eased: int
    lost: int
    best: tuple[str, ...]  # program ids, best first, of those opened, then of those that await it, then of those eased
    remark: str


def find_doors(scorer: Scorer, next_scorer: Scorer, applicant: Applicant) -> list[Door]:
    """All changes that concern the applicant, those that open most first; waiting a year comes last."""
    now = scorer.score(applicant)
    fixable = _fixable(scorer, applicant)
    doors = [
        _compare(scorer, now, changed, change, remark, fixable)
        for change, changed, remark in _changes(scorer, applicant)
    ]
    doors.sort(key=lambda door: (-door.opened, -door.awaiting, -door.eased, door.change))
    waiting = replace(applicant, cycle=next_scorer.now.cycle)
    remark = f"Cycle {waiting.cycle} with the profile of today; what can be fixed by then counts as open."
    doors.append(_compare(next_scorer, now, waiting, "Wait a year", remark, {}))
    return doors


def _changes(scorer: Scorer, applicant: Applicant) -> Iterator[tuple[str, Applicant, str]]:
    if not applicant.has_step3:
        yield "Pass Step 3", replace(applicant, has_step3=True), "Opens H-1B in practice, and programs that require it."
    have = applicant.usce_hands_on_months or 0.0
    for months in MONTHS_TRIED:
        more = replace(applicant, usce_hands_on_months=have + months)
        yield f"{months} months more of hands-on US experience", more, "Counted as if it were done today."
    if not applicant.has_ecfmg:
        held = replace(applicant, has_ecfmg=True, ecfmg_expected=None)
        yield "Hold the ECFMG certificate now", held, "Instead of the expected date."
        soon = scorer.now.today + timedelta(days=30)
        if applicant.ecfmg_expected is None or applicant.ecfmg_expected > soon:
            dated = replace(applicant, ecfmg_expected=soon)
            yield f"ECFMG certificate by {soon.strftime('%Y-%m')}", dated, "Within a month."
    if applicant.needs_visa:
        for visa in ("j1", "h1b"):
            if visa not in applicant.visas:
                wider = replace(applicant, visas=applicant.visas | {visa})
                hint = "Two-year home rule applies." if visa == "j1" else "Needs Step 3 before the petition."
                yield f"Accept {VISA_NAMES[visa]}", wider, hint
    if applicant.step2_ck is None:
        for score in SCORES_TRIED:
            taken = replace(applicant, step2_ck=score, step2_ck_attempts=1)
            yield f"Step 2 CK at {score}", taken, "Not taken yet."
    for state in sorted(applicant.states_excluded):
        wider = replace(applicant, states_excluded=applicant.states_excluded - {state})
        yield f"Accept {states().get(state, state)}", wider, "A state that is excluded today."


def _open(scores: Scores) -> Flags:
    return np.asarray(scores.is_candidate & ~scores.is_excluded)


def _fixable(scorer: Scorer, applicant: Applicant) -> dict[str, Flags]:
    """Rule -> per program: it is not met yet and can still be."""
    judged, groups = scorer.judge(applicant), scorer.catalog.groups
    return {rule: (judged[rule] == FIXABLE)[groups[group].codes] for rule, group in RULE_GROUPS.items()}


def _compare(
    scorer: Scorer, now: Scores, changed: Applicant, change: str, remark: str, fixable: Mapping[str, Flags]
) -> Door:
    then = scorer.score(changed)
    opened = _open(then) & ~_open(now)
    eased = _open(then) & _open(now) & (then.tier > now.tier)
    lost = _open(now) & ~_open(then)
    still = _fixable(scorer, changed) if fixable else {}
    is_met = [flags & ~still[rule] for rule, flags in fixable.items()]
    awaiting = _open(then) & _open(now) & np.any(is_met, axis=0) if is_met else np.zeros_like(opened)
    best: list[str] = []
    for which in (opened, awaiting, eased & ~awaiting):
        best += [str(scorer.catalog.program_ids[each]) for each in scorer.order(then).tolist() if which[each]]
    return Door(
        change,
        int(opened.sum()),
        int(awaiting.sum()),
        int(eased.sum()),
        int(lost.sum()),
        tuple(best[:BEST_SHOWN]),
        remark,
    )
