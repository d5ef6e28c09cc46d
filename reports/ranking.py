"""Score, interval and tier of every program for one applicant, by documented parts in [0, 1].

Weights and their reasons stand in `data/weights.csv`; the rules of the tiers in `TIER_RULES`. Nothing here is a
probability of matching: no public data supports one. Verdicts come from `eligibility`, words from `reasons`.

Each part answers for a program with (low, middle, high): low and high are what the part would be if everything
unstated turned out badly or well, the middle is a cautious guess below the value of a favourable statement.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from reports.applicants import Applicant
from reports.catalog import Catalog, Codes, Flags, Floats, category_code
from reports.eligibility import (
    FAILS,
    FIXABLE,
    JUDGES,
    MEETS,
    MISSING,
    Facts,
    Moment,
    Verdicts,
    months_needed,
    months_of_experience,
    years_since_graduation,
)
from warehouse.schema import TIERS

WEIGHTS_FILE = Path(__file__).parent / "data" / "weights.csv"
REACH, TARGET, SAFETY = (TIERS.index(each) for each in ("reach", "target", "safety"))

TIER_RULES: tuple[tuple[str, str], ...] = (
    (
        "reach",
        "any of: a visa is needed and its sponsorship is not stated or conditional; a rule is still to be fixed; a "
        "stated preference (score, attempts, years, experience) is missed; a limit depends on how the program counts; "
        "no score bar is stated and Step 2 CK lies below the median of unmatched non-US IMGs in the specialty; fewer "
        "than 10 % IMGs on a counted roster; a specialty that rarely takes IMGs",
    ),
    ("target", "no reason for reach, and not all reasons for safety"),
    (
        "safety",
        "all of: visa sponsored or not needed; 10 points or more above the stated bar (or no cutoff, and at the median "
        "of matched non-US IMGs); within the stated years, or graduated at most 5 years ago; US experience as asked, "
        "or 3 hands-on months; first attempts; a counted IMG share whose interval starts at 25 % or more",
    ),
)
# Bits of a combination of facts
FAIL, REACH_BIT, UNSAFE = 1, 2, 4

# Bars and priors, each with its reason.
MARGIN_SPAN = 50.0  # points from no value to full value around a bar: about three standard deviations of Step 2 CK
BAR_ABOVE_MINIMUM = 10.0  # a required minimum is a floor; those invited usually lie above it
REFERENCE_STEP2 = 240.0  # where no median of a specialty is known: the middle of what guides call average
REFERENCE_STEP1 = 220.0  # three-digit Step 1 scores are of before 2022; near the national mean of that time minus 10
PRIOR_SHARE = 0.2  # of residents, where no roster was counted: below the national share, so that silence never helps
PRIOR_POSITIONS = 8.0  # places a year, where not stated: a small program
MOST_POSITIONS = 60.0  # places a year of the largest programs: the upper end where not stated
HALF_SEATS = 4.0  # IMG seats a year at which the part reaches one half
FULL_MONTHS = 4.0  # months of hands-on experience beyond which more adds nothing
OBSERVING_WORTH = 0.3  # of a month of observing in months of hands-on experience
LAST_YEAR = 12.0  # years since graduation at which the part reaches zero
SPECIALTY_STEPS = (1.0, 0.6, 0.35, 0.2)  # first choice, second, third, any further

_SPONSORS, _CONDITIONAL, _NO = (category_code("visa_j1", each) for each in ("sponsors", "conditional", "no"))


@dataclass(frozen=True, slots=True)
class Weight:
    part: str
    weight: float
    reason: str


class WeightsError(ValueError):
    """weights.csv does not name each part once with a weight, or the weights do not add up to 1."""


@cache
def weights() -> dict[str, Weight]:
    """Part -> weight and reason. They add up to 1, so that the score stays in [0, 1]."""
    return read_weights(WEIGHTS_FILE)


def read_weights(path: Path) -> dict[str, Weight]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [Weight(row["part"], float(row["weight"]), row["reason"]) for row in csv.DictReader(file)]
    found = {row.part: row for row in rows}
    if set(found) != set(PARTS) or len(rows) != len(PARTS):
        raise WeightsError(f"{path.name} must name each of these parts once: {', '.join(PARTS)}")
    if any(row.weight < 0 or not row.reason for row in rows) or abs(sum(row.weight for row in rows) - 1) > 1e-9:
        raise WeightsError(f"{path.name}: weights must be 0 or more, each with a reason, and add up to 1")
    return found


@dataclass(frozen=True, slots=True)
class Part:
    """One part over combinations of facts, with what it says about the tier."""

    low: Floats
    middle: Floats
    high: Floats
    is_reach: Flags
    is_unsafe: Flags


def _ramp(value: Floats | float, bar: Floats | float, span: float = MARGIN_SPAN) -> Floats:
    return np.clip(0.5 + (np.asarray(value) - bar) / span, 0.0, 1.0)


def visa_part(facts: Facts, applicant: Applicant, judged: Mapping[str, Verdicts], now: Moment) -> Part:
    """Sponsored 1, conditional 0.6, not stated 0 to 1 with 0.35; an H-1B without Step 3 counts 0.6 of that."""
    size = len(facts["visa_j1"])
    visa, step3 = judged["visa"], judged["step3"]
    if applicant.needs_visa:
        ends = [np.zeros(size), np.zeros(size), np.zeros(size)]
        for each in applicant.visas:
            code = facts[f"visa_{each}"]
            damp = 0.6 if each == "h1b" and not applicant.has_step3 else 1.0
            for k, (sponsored, conditional, silent) in enumerate(((1, 0.6, 0), (1, 0.6, 0.35), (1, 1, 1))):
                value = np.select(
                    [code == _SPONSORS, code == _CONDITIONAL, code == _NO], [sponsored, conditional, 0.0], silent
                )
                ends[k] = np.maximum(ends[k], value * damp)
        low, middle, high = ends
    else:
        low = middle = high = np.ones(size)
    is_reach = (visa == MISSING) | (step3 == FIXABLE)
    return Part(low, middle, high, is_reach, is_reach)


def score_part(facts: Facts, applicant: Applicant, judged: Mapping[str, Verdicts], now: Moment) -> Part:
    """Margin over the program's own bar: the preferred score, else 10 above the minimum. Step 2 CK weighs 0.8."""
    size = len(facts["step2_min"])
    low2, wished2 = facts["step2_min"], facts["step2_min_preferred"]
    bar2 = np.fmax(wished2, low2 + BAR_ABOVE_MINIMUM)
    matched = np.where(np.isnan(facts["median_matched"]), REFERENCE_STEP2, facts["median_matched"])
    is_free = (facts["no_score_cutoff"] == 1) & np.isnan(bar2)
    is_silent = np.isnan(bar2) & ~is_free
    score = applicant.step2_ck
    if score is None:
        second = (np.zeros(size), np.full(size, 0.25), np.ones(size))
        is_reach, is_unsafe = np.ones(size, dtype=np.bool_), np.ones(size, dtype=np.bool_)
    else:
        by_median = _ramp(score, matched)
        known = np.where(is_free, np.maximum(0.5, by_median), _ramp(score, bar2))
        fails = judged["step2"] == FAILS
        known = np.where(fails, 0.0, known)
        second = (
            np.where(is_silent, 0.0, known),
            np.where(is_silent, 0.8 * by_median, known),
            np.where(is_silent, 1.0, known),
        )
        is_below = is_silent & (score < np.nan_to_num(facts["median_unmatched"], nan=0.0))
        is_reach = is_below | (score < wished2)
        is_unsafe = np.where(np.isnan(bar2), score < matched, score < bar2) | is_silent
    first, is_missed = _step1_part(facts, applicant, judged)
    is_rare = facts["is_rare"] == 1
    is_reach = is_reach | is_missed | is_rare
    mixed = [0.8 * b + 0.2 * a for a, b in zip(first, second, strict=True)]
    return Part(mixed[0], mixed[1], mixed[2], is_reach, is_unsafe | is_reach)


def _step1_part(
    facts: Facts, applicant: Applicant, judged: Mapping[str, Verdicts]
) -> tuple[tuple[Floats, Floats, Floats], Flags]:
    size = len(facts["step1_min"])
    low, wished = facts["step1_min"], facts["step1_min_preferred"]
    bar = np.fmax(wished, low + BAR_ABOVE_MINIMUM)
    if applicant.step1 is None:
        has_bar = ~np.isnan(bar)
        if not applicant.has_step1_pass:
            return (np.zeros(size), np.full(size, 0.25), np.ones(size)), np.ones(size, dtype=np.bool_)
        return (np.where(has_bar, 0.0, 0.6), np.where(has_bar, 0.4, 0.6), np.where(has_bar, 1.0, 0.6)), ~np.isnan(low)
    value = np.where(np.isnan(bar), _ramp(applicant.step1, REFERENCE_STEP1, 60.0), _ramp(applicant.step1, bar))
    value = np.where(judged["step1"] == FAILS, 0.0, value)
    return (value, value, value), applicant.step1 < wished


def attempt_part(facts: Facts, applicant: Applicant, judged: Mapping[str, Verdicts], now: Moment) -> Part:
    """First attempts 1; more 0.7 within a stated limit, 0 to 1 with 0.4 where none is stated; missed preference 0.3."""
    size = len(facts["state_attempts"])
    low, middle, high = np.zeros(size), np.zeros(size), np.zeros(size)
    is_reach, is_unsafe = np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.bool_)
    for exam, attempts in (("step1", applicant.step1_attempts), ("step2", applicant.step2_ck_attempts)):
        limit, wished = facts[f"max_attempts_{exam}"], facts[f"max_attempts_{exam}_preferred"]
        if attempts is None:
            ends = (np.zeros(size), np.full(size, 0.4), np.ones(size))
            is_unsafe |= True
        elif attempts == 1:
            ends = (np.ones(size), np.ones(size), np.ones(size))
        else:
            # within one kind of statement, each further attempt costs a little more
            drop = 1.0 - 0.1 * min(attempts - 2, 5)
            is_missed = attempts > wished
            known = np.where(attempts > limit, 0.0, np.where(is_missed, 0.3, 0.7)) * drop
            is_silent = np.isnan(limit)
            ends = (
                np.where(is_silent, 0.0, known),
                np.where(is_silent & ~is_missed, 0.4 * drop, known),
                np.where(is_silent & ~is_missed, drop, known),
            )
            is_reach |= attempts > wished
            is_unsafe |= True
        low, middle, high = low + ends[0] / 2, middle + ends[1] / 2, high + ends[2] / 2
    taken = [each for each in (applicant.step1_attempts, applicant.step2_ck_attempts) if each is not None]
    is_reach |= max(taken, default=0) > facts["state_attempts"]
    return Part(low, middle, high, is_reach, is_unsafe | is_reach)


def year_part(facts: Facts, applicant: Applicant, judged: Mapping[str, Verdicts], now: Moment) -> Part:
    """From 1 for a fresh graduate to 0 after 12 years; a stated limit that is kept lifts it, a missed one drops it."""
    _, most = years_since_graduation(applicant, now.cycle)
    limit, wished = facts["max_years_since_graduation"], facts["max_years_since_graduation_preferred"]
    base = np.clip(1.0 - most / LAST_YEAR, 0.0, 1.0)
    verdict = judged["graduation_years"]
    is_silent = np.isnan(limit)
    is_open = ~is_silent & (verdict == MISSING)  # depends on how the program counts
    kept = np.where(verdict == FAILS, 0.0, np.maximum(base, np.clip(0.5 + (limit - most) / 10.0, 0.0, 1.0)))
    low = np.where(is_silent | is_open, 0.0, kept)
    middle = np.where(is_silent, 0.8 * base, np.where(is_open, 0.3 * base, kept))
    high = np.where(is_silent, 1.0, np.where(is_open, base, kept))
    is_missed = most > wished
    cap, top = np.where(is_missed, 0.3 * base, 1.0), np.where(is_missed, 0.3, 1.0)
    is_reach = is_missed | is_open
    is_unsafe = is_reach | (is_silent & (most > 5))
    return Part(np.minimum(low, cap), np.minimum(middle, cap), np.minimum(high, top), is_reach, is_unsafe)


def experience_part(facts: Facts, applicant: Applicant, judged: Mapping[str, Verdicts], now: Moment) -> Part:
    """Months gained, measured by what the page requires or prefers; 4 hands-on months are full value anywhere."""
    needed, wished = months_needed(facts), facts["usce_months_preferred"]
    is_wished = (facts["usce_required_preferred"] == 1) | ~np.isnan(wished)
    low_hands, high_hands, _, _ = months_of_experience(applicant)
    watching = applicant.usce_observing_months
    ends = []
    for hands, observed in (
        (low_hands, watching or 0.0),
        (0.0 if high_hands == np.inf else high_hands, watching or 0.0),
        (min(high_hands, 24.0), 24.0 if watching is None else watching),
    ):
        worth = hands + OBSERVING_WORTH * observed
        base = np.full(len(needed), min(1.0, worth / FULL_MONTHS))
        # a preference is met in proportion to its months
        preferred = np.minimum(1.0, worth / np.where(np.isnan(wished), 1.0, np.maximum(wished, 0.25)))
        ends.append(np.where(is_wished, 0.5 * base + 0.5 * preferred, base))
    verdict = judged["us_experience"]
    is_silent = np.isnan(needed) & ~is_wished
    is_met, fails = verdict == MEETS, verdict == FAILS
    lift = np.where(is_met & (needed == 0) & ~is_wished, 0.6, np.where(is_met & (needed > 0), 0.7, 0.0))
    low = np.where(fails, 0.0, np.where(is_silent, 0.4 * ends[0], np.maximum(lift, ends[0])))
    middle = np.where(fails, 0.0, np.where(is_silent, 0.25 + 0.75 * ends[1], np.maximum(lift, ends[1])))
    high = np.where(fails, 0.0, np.where(is_silent | (verdict == MISSING), 1.0, np.maximum(lift, ends[2])))
    has_wish = low_hands + (watching or 0.0) >= np.where(np.isnan(wished), 0.25, wished)
    is_reach = (verdict == FIXABLE) | ((verdict == MISSING) & (needed > 0)) | (is_wished & ~has_wish)
    is_unsafe = is_reach | ~(is_met | (low_hands >= 3))
    return Part(low, np.maximum(low, middle), np.maximum(np.maximum(low, middle), high), is_reach, is_unsafe)


def seat_part(facts: Facts) -> Part:
    """IMG seats a year, s / (s + 4): positions times the counted share; what is not known takes cautious priors."""
    positions, share = facts["positions_per_year"], facts["img_share"]
    share_low = np.where(np.isnan(facts["img_share_low"]), share, facts["img_share_low"])
    share_high = np.where(np.isnan(facts["img_share_high"]), share, facts["img_share_high"])

    def value(places: Floats, part: Floats) -> Floats:
        seats = places * part
        return np.asarray(seats / (seats + HALF_SEATS))

    low = value(np.nan_to_num(positions, nan=1.0), np.nan_to_num(share_low, nan=0.0))
    middle = value(np.nan_to_num(positions, nan=PRIOR_POSITIONS), np.nan_to_num(share, nan=PRIOR_SHARE))
    high = value(np.nan_to_num(positions, nan=MOST_POSITIONS), np.nan_to_num(share_high, nan=1.0))
    is_reach = share_high < 0.10
    return Part(low, np.clip(middle, low, high), high, is_reach, is_reach | ~(share_low >= 0.25))


def _plain(value: Floats) -> Part:
    none = np.zeros(len(value), dtype=np.bool_)
    return Part(value, value, value, none, none)


# part -> the group of facts it reads; '' = not read by look-up
PARTS: dict[str, str] = {
    "visa": "visa",
    "seats": "seats",
    "scores": "scores",
    "years": "years",
    "experience": "experience",
    "attempts": "attempts",
    "place": "place",
    "specialty": "specialty",
    "ties": "",
    "evidence": "",
}
_PART_FUNCTIONS: dict[str, Callable[[Facts, Applicant, Mapping[str, Verdicts], Moment], Part]] = {
    "visa": visa_part,
    "scores": score_part,
    "years": year_part,
    "experience": experience_part,
    "attempts": attempt_part,
}
_DYNAMIC = ("visa", "scores", "attempts", "years", "experience", "ecfmg", "letters")


@dataclass(frozen=True, slots=True)
class Scores:
    """One applicant against all programs of a catalog; arrays in its order. `bits`: FAIL, REACH_BIT, UNSAFE."""

    score: Floats
    low: Floats
    high: Floats
    bits: npt.NDArray[np.uint8]
    is_candidate: Flags  # in a specialty asked for, not in a state refused, still listed

    @property
    def is_excluded(self) -> Flags:
        return (self.bits & FAIL) > 0

    @property
    def tier(self) -> npt.NDArray[np.int8]:
        """Index into TIERS."""
        is_reach, is_unsafe = (self.bits & REACH_BIT) > 0, (self.bits & UNSAFE) > 0
        return np.where(is_reach, REACH, np.where(is_unsafe, TARGET, SAFETY)).astype(np.int8)


class Scorer:
    """Scores applicants against one catalog on one day. Build it once; what does not hang on the applicant is kept."""

    def __init__(self, catalog: Catalog, now: Moment, weighted: Mapping[str, Weight] | None = None) -> None:
        self.catalog = catalog
        self.now = now
        self.weight = {part: each.weight for part, each in (weighted or weights()).items()}
        self._seats = seat_part(catalog.groups["seats"].facts)
        self._fixed = self._fixed_scores()
        self._fixed_bits = self._fixed_rule_bits()

    def _fixed_scores(self) -> tuple[Floats, Floats, Floats]:
        codes = self.catalog.groups["seats"].codes
        base = self.weight["evidence"] * self.catalog.evidence
        weight = self.weight["seats"]
        return (
            base + weight * self._seats.middle[codes],
            base + weight * self._seats.low[codes],
            base + weight * self._seats.high[codes],
        )

    def _fixed_rule_bits(self) -> npt.NDArray[np.uint8]:
        nobody = Applicant("-", "-", self.now.cycle, (), False, frozenset(), self.now.cycle, True)
        seats, deadline = self.catalog.groups["seats"], self.catalog.groups["deadline"]
        img = JUDGES["seats"](seats.facts, nobody, self.now)["img_accepted"]
        due = JUDGES["deadline"](deadline.facts, nobody, self.now)["deadline"]
        bits = np.where(img == FAILS, FAIL, 0) | np.where(self._seats.is_reach, REACH_BIT, 0)
        bits |= np.where(self._seats.is_unsafe, UNSAFE, 0)
        return (bits[seats.codes] | np.where(due == FAILS, FAIL, 0)[deadline.codes]).astype(np.uint8)

    def judge(self, applicant: Applicant) -> dict[str, Verdicts]:
        """Rule -> verdict per combination of the rule's group (index it with the group's codes)."""
        found: dict[str, Verdicts] = {}
        for group, judge in JUDGES.items():
            found.update(judge(self.catalog.groups[group].facts, applicant, self.now))
        return found

    def parts(self, applicant: Applicant, judged: Mapping[str, Verdicts]) -> dict[str, Part]:
        """Part -> values per combination of the part's group; `ties` and `evidence` per program."""
        found: dict[str, Part] = {}
        for part, function in _PART_FUNCTIONS.items():
            found[part] = function(self.catalog.groups[PARTS[part]].facts, applicant, judged, self.now)
        found["seats"] = self._seats
        found["place"] = self._place(applicant)
        found["specialty"] = self._specialty(applicant)
        found["ties"] = _plain(self._ties(applicant))
        found["evidence"] = _plain(self.catalog.evidence)
        return found

    def codes_of(self, part: str) -> Codes | None:
        """Program -> index into the part's values; None where the part is held per program."""
        group = PARTS[part]
        return self.catalog.groups[group].codes if group else None

    def _place(self, applicant: Applicant) -> Part:
        facts = self.catalog.groups["place"].facts["state"]
        if not applicant.states_preferred:
            return _plain(np.full(len(facts), 0.5))
        names = self.catalog.states
        wished = [1.0 if names[int(code)] in applicant.states_preferred else 0.3 for code in facts]
        return _plain(np.array(wished))

    def _specialty(self, applicant: Applicant) -> Part:
        facts = self.catalog.groups["specialty"].facts["specialty"]
        value = np.zeros(len(facts))
        for position, code in enumerate(facts):
            name = self.catalog.specialties[int(code)]
            if name in applicant.specialties:
                choice = applicant.specialties.index(name)
                value[position] = SPECIALTY_STEPS[min(choice, len(SPECIALTY_STEPS) - 1)]
        return _plain(value)

    def _ties(self, applicant: Applicant) -> Floats:
        value = np.zeros(len(self.catalog))
        for program_id in applicant.ties:
            position = self.catalog.index.get(program_id)
            if position is not None:
                value[position] = 1.0
        return value

    def score(self, applicant: Applicant) -> Scores:
        """All programs at once; a few look-ups per program, no matter how many rules."""
        groups, weight = self.catalog.groups, self.weight
        middle, low, high = (each.copy() for each in self._fixed)
        bits = self._fixed_bits.copy()
        for group in _DYNAMIC:
            facts, codes = groups[group].facts, groups[group].codes
            judged = JUDGES[group](facts, applicant, self.now)
            flags = np.zeros(groups[group].size, dtype=np.uint8)
            for verdict in judged.values():
                flags |= (verdict == FAILS).astype(np.uint8) * np.uint8(FAIL)
            function = _PART_FUNCTIONS.get(group)
            if function is not None:
                part = function(facts, applicant, judged, self.now)
                share = weight[group]
                middle += np.take(share * part.middle, codes)
                low += np.take(share * part.low, codes)
                high += np.take(share * part.high, codes)
                flags |= part.is_reach.astype(np.uint8) * np.uint8(REACH_BIT)
                flags |= part.is_unsafe.astype(np.uint8) * np.uint8(UNSAFE)
            elif group == "ecfmg":
                open_ = (judged["ecfmg"] != MEETS) & (facts["ecfmg_by"] >= 0)
                flags |= open_.astype(np.uint8) * np.uint8(REACH_BIT | UNSAFE)
            bits |= np.take(flags, codes)
        place = np.take(self._place(applicant).middle * weight["place"], groups["place"].codes)
        choice = self._specialty(applicant).middle
        chosen = np.take(choice, groups["specialty"].codes)
        known = place + weight["specialty"] * chosen
        for program_id in applicant.ties:
            position = self.catalog.index.get(program_id)
            if position is not None:
                known[position] += weight["ties"]
        candidate = (chosen > 0) & self.catalog.is_open
        if applicant.states_excluded:
            refused = np.array([name in applicant.states_excluded for name in self.catalog.states], dtype=np.bool_)
            states = groups["place"].facts["state"].astype(np.intp)
            candidate &= ~np.take(refused[states], groups["place"].codes)
        middle += known
        low += known
        high += known
        return Scores(middle, low, high, bits, candidate)

    def order(self, scores: Scores) -> Codes:
        """Positions of the programs that are candidates and not excluded, best first: a total and stable order."""
        positions = np.flatnonzero(scores.is_candidate & ~scores.is_excluded)
        # rounded, so that the last bits of a sum never decide
        keys = np.round(scores.score[positions], 9)
        return positions[np.lexsort((self.catalog.id_order[positions], -keys))]
