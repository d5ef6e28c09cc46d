"""The portfolio: inside the budget, exact to the fee table, nested in the budget, spread, with signals by the rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from reference.seasons import fee_bill
from reports.applicants import Applicant
from reports.catalog import build_catalog
from reports.eligibility import moment
from reports.portfolio import Portfolio, pick_portfolio
from reports.ranking import Scorer
from reports.shortlists import portfolio_of
from tests.reports.worlds import CYCLE, STATES, TODAY, applicant, applicants, program, programs

many = settings(max_examples=200, deadline=None)


def portfolio(rows: list, who: Applicant) -> tuple[Scorer, Portfolio]:
    scorer = Scorer(build_catalog(rows, CYCLE), moment(CYCLE, TODAY))
    return scorer, pick_portfolio(scorer, who, scorer.score(who))


def ids(found: tuple[Scorer, Portfolio]) -> list[str]:
    scorer, plan = found
    return [str(scorer.catalog.program_ids[pick.position]) for pick in plan.picks]


def wide(count: int = 60, **values) -> list:
    """Good programs of three tiers over five states."""
    many_imgs = {"img_share": 0.7, "img_share_low": 0.5, "img_share_high": 0.9}
    kinds = (
        {"visa_j1": "sponsors", "step2_min": 210, "usce_required": False, **many_imgs},
        {"visa_j1": "sponsors", "step2_min": 225},
        {},
    )
    return [program(f"P{k:03d}", state=STATES[k % 5], **{**kinds[k % 3], **values}) for k in range(count)]


@many
@given(programs(most=12), applicants(), st.integers(0, 1500), st.integers(0, 500))
def test_raising_the_budget_never_drops_a_program(rows, who, budget, more):
    who = replace(who, budget_usd=budget)
    first = ids(portfolio(rows, who))
    second = ids(portfolio(rows, replace(who, budget_usd=budget + more)))
    assert second[: len(first)] == first


@many
@given(programs(most=12), applicants())
def test_the_cost_equals_the_fee_table_and_stays_within_the_limits(rows, who):
    _, plan = portfolio(rows, who)
    counts = Counter(pick.specialty for pick in plan.picks)
    assert plan.bill.total_usd == fee_bill({each: counts[each] for each in who.specialties}, CYCLE).total_usd
    assert sum(pick.added_usd or 0 for pick in plan.picks) == plan.bill.total_usd
    assert who.budget_usd is None or plan.bill.total_usd <= who.budget_usd
    assert who.max_programs is None or len(plan.picks) <= who.max_programs


@many
@given(programs(most=12), applicants())
def test_no_excluded_program_and_no_institution_twice_in_a_specialty(rows, who):
    for row in rows:
        row["institution"] = f"House {int(row['program_id'][1:]) // 2}"
    scorer, plan = portfolio(rows, who)
    scores = scorer.score(who)
    houses = [(rows[pick.position]["institution"], pick.specialty) for pick in plan.picks]
    assert len(set(houses)) == len(houses)
    assert not any(scores.is_excluded[pick.position] for pick in plan.picks)


def test_the_budget_counts_transcript_and_token():
    assert ids(portfolio(wide(), applicant(max_programs=None, budget_usd=255))) == []
    assert len(ids(portfolio(wide(), applicant(max_programs=None, budget_usd=256)))) == 1
    scorer, plan = portfolio(wide(), applicant(max_programs=None, budget_usd=245 + 330))
    assert len(plan.picks) == 30
    assert plan.next_usd == 30
    assert any("the next application would add $30" in each for each in plan.notes)
    assert any("fees of 2027 are not known" in each for each in plan.notes)
    assert portfolio_of(scorer, applicant(max_programs=3)).bill.total_usd == 245 + 33


def test_tiers_are_mixed_by_appetite():
    def mix(appetite: str) -> Counter[str]:
        return Counter(pick.tier for pick in portfolio(wide(), applicant(max_programs=20, appetite=appetite))[1].picks)

    assert mix("cautious") == {"reach": 4, "target": 9, "safety": 7}
    assert mix("balanced") == {"reach": 6, "target": 9, "safety": 5}
    assert mix("bold") == {"reach": 10, "target": 7, "safety": 3}


def test_states_are_spread():
    rows = wide(60)
    picks = portfolio(rows, applicant(max_programs=20))[1].picks
    per_state = Counter(rows[pick.position]["state"] for pick in picks)
    assert max(per_state.values()) <= 5


def test_the_first_specialty_gets_the_larger_part():
    rows = [program(f"P{k:03d}", specialty=("Internal Medicine", "Pediatrics")[k % 2]) for k in range(60)]
    who = applicant(specialties=("Pediatrics", "Internal Medicine"), max_programs=30)
    assert Counter(pick.specialty for pick in portfolio(rows, who)[1].picks) == {
        "Pediatrics": 20,
        "Internal Medicine": 10,
    }


def test_signals_follow_the_rule_ties_first_then_target():
    rows = wide(60)
    tied = "P050"
    scorer, plan = portfolio(rows, applicant(max_programs=40, ties=frozenset({tied})))
    kinds = Counter(plan.signals.values())
    assert kinds == {"gold": 3, "silver": 12}
    tier = {pick.position: pick.tier for pick in plan.picks}
    golden = [position for position, kind in plan.signals.items() if kind == "gold"]
    assert scorer.catalog.index[tied] in golden
    assert {tier[each] for each in golden if each != scorer.catalog.index[tied]} == {"target"}
    assert set(plan.signals) <= set(tier)


def test_a_specialty_of_one_kind_of_signal_gets_that_kind():
    rows = [program(f"P{k}", specialty="Family Medicine", visa_j1="conditional") for k in range(9)]
    plan = portfolio(rows, applicant(specialties=("Family Medicine",), max_programs=9))[1]
    assert Counter(plan.signals.values()) == {"signal": 5}


def test_no_signal_is_spent_on_a_program_of_which_nothing_that_decides_is_known():
    rows = [
        program("P1", visa_j1="sponsors"),
        program("P2"),
        program("P3", step2_min=210),  # nothing of a visa
        program("P4", visa_h1b="sponsors"),  # nothing of the visa that is accepted
        program("P5"),  # nothing, but a tie
    ]

    def signalled(**profile) -> set[str]:
        scorer, plan = portfolio(rows, applicant(max_programs=5, **profile))
        assert len(plan.picks) == 5
        return {str(scorer.catalog.program_ids[position]) for position in plan.signals}

    assert signalled(ties=frozenset({"P5"})) == {"P1", "P5"}
    assert signalled(visas=frozenset({"j1", "h1b"})) == {"P1", "P4"}
    assert signalled(needs_visa=False, visas=frozenset()) == {"P1", "P3", "P4"}


def test_a_specialty_whose_fees_are_unknown_is_never_planned_into_a_budget():
    rows = [program(f"P{k}", specialty="Obstetrics and Gynecology") for k in range(3)]
    who = applicant(specialties=("Obstetrics and Gynecology",), max_programs=2)
    _, plan = portfolio(rows, who)
    assert len(plan.picks) == 2
    assert plan.bill.unpriced == ("Obstetrics and Gynecology",)
    assert any("not in the cost" in each for each in plan.notes)
    _, plan = portfolio(rows, replace(who, budget_usd=900))
    assert plan.picks == ()
    assert any("no budget can be planned" in each for each in plan.notes)


def test_a_specialty_without_known_signals_gets_none():
    rows = [program("P1", specialty="Emergency Medicine")]
    assert portfolio(rows, applicant(specialties=("Emergency Medicine",)))[1].signals == {}
