"""The share of residents from foreign schools, with its interval, and what a small roster borrows from its peers.

A roster is a finite sample of a program's habit of ranking and matching: the interval is about that habit, so it does
not shrink to nothing when every current resident was read. The raw share and the shrunk one are kept apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp, lgamma, log, log1p

from reference.tables import read_rows
from transforms.model import Roster, RosterCount

MINIMUM_RESIDENTS = 3  # fewer readable schools say nothing about a program
MINIMUM_READABLE = 0.6  # of the entries; below it the schools shown may be a choice, not the roster
LEVEL = 0.95
KNOWN_CLASSES = ("US-MD", "US-DO", "CA", "IMG")


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its interval, all 0 to 1. `img` of `known` residents; `from_us_student_schools` of the `img` come
    from offshore schools that mostly train US citizens (a roster tells schools, never citizenship)."""

    share: float
    low: float
    high: float
    img: int
    known: int
    entries: int
    from_us_student_schools: int = 0


@dataclass(frozen=True, slots=True)
class Prior:
    """A beta distribution of the share over programs; `programs` it was fitted to."""

    alpha: float
    beta: float
    programs: int = 0

    @property
    def mean(self) -> float:
        return self.alpha / (self.alpha + self.beta)


JEFFREYS = Prior(0.5, 0.5)


def img_share(rosters: Iterable[Roster]) -> Share | None:
    """The share over a program's rosters, or None where too few schools could be read to say.

    Rule: at least 3 residents whose school is known, and they are at least 0.6 of all entries seen. Residents whose
    school is hidden or unknown stand in `entries` only.
    """
    rosters = list(rosters)
    entries = sum(roster.entries for roster in rosters)
    counts = [count for roster in rosters for count in roster.counts]
    known = sum(count.residents for count in counts if count.school_class in KNOWN_CLASSES)
    if not is_readable(entries, known):
        return None
    img = sum(count.residents for count in counts if count.school_class == "IMG")
    low, high = interval(img, known)
    return Share(img / known, low, high, img, known, entries, _from_us_student_schools(counts))


def is_readable(entries: int, known: int) -> bool:
    """Whether enough of a roster's schools are known to give a share."""
    return known >= MINIMUM_RESIDENTS and known >= MINIMUM_READABLE * entries


def share_by_class_year(rosters: Iterable[Roster]) -> dict[str, tuple[int, int]]:
    """Class year -> (img, known): the trend, for class years with any known school."""
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for roster in rosters:
        for count in roster.counts:
            if count.school_class in KNOWN_CLASSES:
                totals[count.class_year][1] += count.residents
                totals[count.class_year][0] += count.residents if count.school_class == "IMG" else 0
    return {year: (img, known) for year, (img, known) in sorted(totals.items())}


@lru_cache(maxsize=1)
def us_student_schools() -> frozenset[tuple[str, str]]:
    """(canonical, country) of offshore schools that mostly train US citizens."""
    return frozenset(
        (row["canonical"], row["country"])
        for row in read_rows("schools_world")
        if row["is_mostly_us_students"] == "yes"
    )


def _from_us_student_schools(counts: Iterable[RosterCount]) -> int:
    schools = us_student_schools()
    return sum(
        count.residents
        for count in counts
        if count.school_class == "IMG" and count.country and (count.school, count.country) in schools
    )


@lru_cache(maxsize=8192)
def interval(img: int, known: int, prior: Prior = JEFFREYS, level: float = LEVEL) -> tuple[float, float]:
    """Equal-tailed interval of the posterior; (low, high). With no or all IMGs that end is 0 or 1."""
    if not 0 <= img <= known or known < 1:
        raise ValueError(f"{img} of {known} residents is no count: give 0 <= img <= known and known >= 1")
    alpha, beta = img + prior.alpha, known - img + prior.beta
    tail = (1 - level) / 2
    low = 0.0 if img == 0 else beta_quantile(tail, alpha, beta)
    high = 1.0 if img == known else beta_quantile(1 - tail, alpha, beta)
    return low, high


def shrink(img: int, known: int, prior: Prior) -> tuple[float, float, float]:
    """(share, low, high) pulled toward the prior: much for a roster of 4, hardly for one of 120."""
    alpha, beta = img + prior.alpha, known - img + prior.beta
    tail = (1 - LEVEL) / 2
    return alpha / (alpha + beta), beta_quantile(tail, alpha, beta), beta_quantile(1 - tail, alpha, beta)


def fit_prior(counts: Iterable[tuple[int, int]]) -> Prior:
    """The beta prior over programs, from (img, known) of each, by moments; Jeffreys below 5 programs.

    Its weight is held between 1 and 50 residents, so that peers never drown a roster that was read.
    """
    rows = [(img, known) for img, known in counts if known >= MINIMUM_RESIDENTS]
    if len(rows) < 5:
        return JEFFREYS
    return _prior_of(_sums(rows))


def _sums(rows: Iterable[tuple[int, int]]) -> tuple[float, float, float, float]:
    """Programs, sum of shares, sum of squared shares, sum of 1/known: all that the moments need."""
    count = shares = squares = inverse = 0.0
    for img, known in rows:
        share = img / known
        count += 1
        shares += share
        squares += share * share
        inverse += 1 / known
    return count, shares, squares, inverse


def _prior_of(sums: tuple[float, float, float, float]) -> Prior:
    count, shares, squares, inverse = sums
    mean = min(max(shares / count, 0.01), 0.99)
    variance = max((squares - shares * shares / count) / max(count - 1, 1), 0.0)
    spread = mean * (1 - mean)
    mean_inverse = inverse / count
    # Var(share) = spread * (1/n + (1 - 1/n) * rho): solved for rho, the likeness within a program.
    rho = (variance / spread - mean_inverse) / (1 - mean_inverse) if mean_inverse < 1 else 1.0
    weight = 50.0 if rho <= 0 else min(max(1 / rho - 1, 1.0), 50.0)
    return Prior(mean * weight, (1 - mean) * weight, int(count))


def leave_one_out_priors(
    catalog: Mapping[str, tuple[Hashable, int, int]],
) -> dict[str, Prior]:
    """Program -> prior from the other programs of its group; catalog: program -> (group, img, known).

    The group is (specialty, setting) or what the caller likes; a group with fewer than 5 other programs falls back to
    the whole catalog without the program, and that one to Jeffreys.
    """
    groups: dict[Hashable, list[tuple[int, int]]] = defaultdict(list)
    for group, img, known in catalog.values():
        if known >= MINIMUM_RESIDENTS:
            groups[group].append((img, known))
    by_group = {group: _sums(rows) for group, rows in groups.items()}
    total = _sums(row for rows in groups.values() for row in rows)
    priors: dict[str, Prior] = {}
    for program, (group, img, known) in catalog.items():
        own = _sums([(img, known)]) if known >= MINIMUM_RESIDENTS else (0.0, 0.0, 0.0, 0.0)
        for sums in (by_group.get(group), total):
            if sums is not None and sums[0] - own[0] >= 5:
                priors[program] = _prior_of(tuple(a - b for a, b in zip(sums, own, strict=True)))  # type: ignore[arg-type]
                break
        else:
            priors[program] = JEFFREYS
    return priors


def beta_quantile(probability: float, alpha: float, beta: float) -> float:
    """The value below which a beta distribution has the given probability; by bisection, to 1e-12."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if beta_cumulative(middle, alpha, beta) < probability:
            low = middle
        else:
            high = middle
        if high - low < 1e-12:
            break
    return (low + high) / 2


def beta_cumulative(value: float, alpha: float, beta: float) -> float:
    """The regularized incomplete beta function, by its continued fraction (Lentz)."""
    if value <= 0:
        return 0.0
    if value >= 1:
        return 1.0
    front = exp(lgamma(alpha + beta) - lgamma(alpha) - lgamma(beta) + alpha * log(value) + beta * log1p(-value))
    if value < (alpha + 1) / (alpha + beta + 2):
        return front * _continued_fraction(value, alpha, beta) / alpha
    return 1 - front * _continued_fraction(1 - value, beta, alpha) / beta


def _continued_fraction(value: float, alpha: float, beta: float) -> float:
    tiny = 1e-300
    total, step = 1.0, 1 - (alpha + beta) * value / (alpha + 1)
    step = 1 / (step if abs(step) > tiny else tiny)
    fraction = step
    for term in range(1, 400):
        double = 2 * term
        for factor in (
            term * (beta - term) * value / ((alpha + double - 1) * (alpha + double)),
            -(alpha + term) * (alpha + beta + term) * value / ((alpha + double) * (alpha + double + 1)),
        ):
            step = 1 + factor * step
            step = 1 / (step if abs(step) > tiny else tiny)
            total = 1 + factor / (total if abs(total) > tiny else tiny)
            change = step * total
            fraction *= change
        if abs(change - 1) < 1e-14:
            break
    return fraction
