"""The counted share, its interval and what a small roster borrows from its peers."""

from __future__ import annotations

from random import Random

import pytest

from transforms.model import Roster, RosterCount
from transforms.rosters.share import (
    JEFFREYS,
    Prior,
    beta_cumulative,
    beta_quantile,
    fit_prior,
    img_share,
    interval,
    is_readable,
    leave_one_out_priors,
    share_by_class_year,
    shrink,
)


def roster(entries: int, *counts: tuple[str, str, str, str | None, int]) -> Roster:
    rows = tuple(
        RosterCount(year, None, school, kind, country, residents) for year, school, kind, country, residents in counts
    )
    return Roster(entries, sum(row.residents for row in rows), rows)


MIXED = roster(
    12,
    ("PGY-1", "King Edward Medical University", "IMG", "PK", 3),
    ("PGY-1", "Yale School of Medicine", "US-MD", "US", 2),
    ("PGY-2", "St. George's University School of Medicine", "IMG", "GD", 2),
    ("PGY-2", "Lake Erie College of Osteopathic Medicine", "US-DO", "US", 3),
    ("PGY-2", "Westbrook Lakes", "unknown", None, 1),
)


def test_the_share_counts_known_schools_and_tells_schools_of_us_students_apart() -> None:
    share = img_share([MIXED])
    assert share is not None
    assert (share.img, share.known, share.entries, share.from_us_student_schools) == (5, 10, 12, 2)
    assert share.share == 0.5
    assert share.low < 0.5 < share.high


def test_several_rosters_of_a_program_are_one_count() -> None:
    share = img_share([MIXED, MIXED])
    assert share is not None
    assert (share.img, share.known) == (10, 20)


def test_a_roster_that_hides_schools_gives_no_share() -> None:
    assert img_share([roster(30, ("PGY-1", "Yale School of Medicine", "US-MD", "US", 10))]) is None
    assert img_share([roster(2, ("PGY-1", "Yale School of Medicine", "US-MD", "US", 2))]) is None
    assert img_share([]) is None
    assert is_readable(5, 3) and not is_readable(6, 3) and not is_readable(2, 2)


def test_trend_over_class_years() -> None:
    assert share_by_class_year([MIXED]) == {"PGY-1": (3, 5), "PGY-2": (2, 5)}


@pytest.mark.parametrize(
    ("probability", "alpha", "beta", "value"),
    [
        (0.5, 1, 1, 0.5),
        (0.025, 1, 1, 0.025),
        (0.5, 2, 3, 0.38572757),
        (0.975, 0.5, 0.5, 0.99845867),
        (0.5, 75.5, 75.5, 0.5),
    ],
)
def test_the_beta_quantile_agrees_with_known_values(
    probability: float, alpha: float, beta: float, value: float
) -> None:
    assert beta_quantile(probability, alpha, beta) == pytest.approx(value, abs=1e-7)


def test_the_cumulative_is_the_binomial_sum_for_whole_parameters() -> None:
    from math import comb

    for value in (0.1, 0.37, 0.8):
        summed = sum(comb(9, k) * value**k * (1 - value) ** (9 - k) for k in range(4, 10))
        assert beta_cumulative(value, 4, 6) == pytest.approx(summed, abs=1e-12)
    assert beta_cumulative(0, 2, 2) == 0 and beta_cumulative(1, 2, 2) == 1


def test_impossible_counts_are_refused() -> None:
    for img, known in ((3, 2), (-1, 4), (0, 0)):
        with pytest.raises(ValueError, match="is no count"):
            interval(img, known)


@pytest.mark.parametrize("shape", [(1.0, 1.0), (0.8, 1.6), (2.0, 2.0)])
def test_the_interval_covers_the_true_share_in_93_to_97_of_100(shape: tuple[float, float]) -> None:
    rng = Random(20)
    covered = programs = 0
    by_size: dict[int, list[bool]] = {}
    for _ in range(12000):
        size = rng.choice((3, 5, 8, 12, 18, 24, 36, 60, 100, 150))
        truth = rng.betavariate(*shape)
        img = sum(rng.random() < truth for _ in range(size))
        low, high = interval(img, size)
        programs += 1
        covered += low <= truth <= high
        by_size.setdefault(size, []).append(low <= truth <= high)
    assert 0.93 <= covered / programs <= 0.97
    for size, hits in by_size.items():
        assert 0.925 <= sum(hits) / len(hits) <= 0.98, size


def test_small_rosters_borrow_much_and_large_ones_little() -> None:
    prior = Prior(2, 8)
    small, _, _ = shrink(3, 3, prior)
    large, low, high = shrink(120, 120, prior)
    assert small < 0.5
    assert large > 0.92
    assert low < large < high
    assert prior.mean == 0.2


def test_the_prior_follows_the_catalog() -> None:
    rng = Random(3)
    rows = []
    for _ in range(800):
        truth = rng.betavariate(3, 7)
        rows.append((sum(rng.random() < truth for _ in range(24)), 24))
    prior = fit_prior(rows)
    assert prior.mean == pytest.approx(0.3, abs=0.03)
    assert prior.alpha + prior.beta == pytest.approx(10, rel=0.35)
    assert fit_prior(rows[:4]) == JEFFREYS
    assert fit_prior([(6, 24)] * 10).alpha + fit_prior([(6, 24)] * 10).beta == pytest.approx(50)


def test_a_program_is_no_part_of_its_own_prior() -> None:
    catalog = {f"p{number}": ("psychiatry", 1, 20) for number in range(8)} | {"odd": ("psychiatry", 20, 20)}
    priors = leave_one_out_priors(catalog)
    assert priors["odd"].mean == pytest.approx(0.05)
    assert priors["p0"].mean > 0.1
    assert priors["odd"].programs == 8


def test_a_thin_group_falls_back_to_the_catalog_and_then_to_jeffreys() -> None:
    catalog = {f"p{number}": ("psychiatry", 10, 20) for number in range(8)} | {"lone": ("urology", 0, 20)}
    assert leave_one_out_priors(catalog)["lone"].mean == pytest.approx(0.5)
    assert leave_one_out_priors({"only": ("urology", 1, 9)})["only"] == JEFFREYS
    assert leave_one_out_priors({"thin": ("urology", 1, 1)})["thin"] == JEFFREYS
