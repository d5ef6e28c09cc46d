"""What must hold of every score, whatever the pages state: better profiles never lose, silence never excludes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.applicants import Applicant
from reports.catalog import build_catalog
from reports.eligibility import RULES, moment
from reports.explained import explain_one
from reports.ranking import PARTS, Scorer, WeightsError, read_weights, weights
from reports.shortlists import build_shortlists, shortlist_rows
from tests.reports.worlds import CYCLE, STATES, TODAY, applicant, applicants, program, programs
from warehouse.schema import FACT_BY_NAME, OUT_SHORTLISTS, arrow_schema

DAYS = st.dates(date(2026, 6, 1), date(2027, 6, 30))
many = settings(max_examples=200, deadline=None)


def scorer_of(rows: list[dict[str, Any]], today: date = TODAY) -> Scorer:
    return Scorer(build_catalog(rows, CYCLE), moment(CYCLE, today))


def never_lower(rows: list[dict[str, Any]], before: Applicant, after: Applicant, today: date) -> None:
    """No program of `before` is excluded, scored lower or put into a lower tier for `after`."""
    scorer = scorer_of(rows, today)
    old, new = scorer.score(before), scorer.score(after)
    assert not (new.is_excluded & ~old.is_excluded).any()
    assert (new.score >= old.score - 1e-12).all()
    assert (new.low >= old.low - 1e-12).all()
    open_ = ~old.is_excluded
    assert (new.tier[open_] >= old.tier[open_]).all()


@many
@given(programs(), applicants(), st.integers(1, 40), DAYS)
def test_a_higher_step2_score_never_lowers_a_program(rows, who, more, today):
    who = replace(who, step2_ck=who.step2_ck or 220)
    never_lower(rows, who, replace(who, step2_ck=who.step2_ck + more), today)


@many
@given(programs(), applicants(), st.integers(1, 40), DAYS)
def test_a_higher_step1_score_never_lowers_a_program(rows, who, more, today):
    who = replace(who, step1=who.step1 or 205, has_step1_pass=True)
    never_lower(rows, who, replace(who, step1=who.step1 + more), today)


@many
@given(programs(), applicants(), st.sampled_from(("j1", "h1b")), DAYS)
def test_one_more_accepted_visa_never_lowers_a_program(rows, who, visa, today):
    who = replace(who, needs_visa=True, visas=who.visas or frozenset({"j1"}))
    never_lower(rows, who, replace(who, visas=who.visas | {visa}), today)


@many
@given(programs(), applicants(), st.sampled_from((0.25, 1.0, 3.0)), st.booleans(), DAYS)
def test_more_experience_never_lowers_a_program(rows, who, months, is_hands_on, today):
    name = "usce_hands_on_months" if is_hands_on else "usce_observing_months"
    who = replace(who, **{name: getattr(who, name) or 0.0})
    never_lower(rows, who, replace(who, **{name: getattr(who, name) + months}), today)


@many
@given(programs(), applicants(), st.integers(1, 60), DAYS)
def test_a_later_graduation_never_lowers_a_program(rows, who, months, today):
    first = who.graduation_year * 12 + (who.graduation_month or 1) - 1
    who = replace(who, graduation_month=first % 12 + 1)
    last = min(first + months, CYCLE * 12 + 5)
    never_lower(rows, who, replace(who, graduation_year=last // 12, graduation_month=last % 12 + 1), today)


@many
@given(programs(), applicants(), DAYS)
def test_step3_fewer_attempts_and_the_certificate_never_lower_a_program(rows, who, today):
    never_lower(rows, replace(who, has_step3=False), replace(who, has_step3=True), today)
    attempts = who.step1_attempts or 2
    never_lower(rows, replace(who, step1_attempts=attempts + 1), replace(who, step1_attempts=attempts), today)
    never_lower(rows, replace(who, has_ecfmg=False), replace(who, has_ecfmg=True, ecfmg_expected=None), today)


@many
@given(programs(), applicants(), DAYS)
def test_an_excluded_program_has_a_failing_required_rule_with_a_quote(rows, who, today):
    for row in shortlist_rows(scorer_of(rows, today), who):
        verdicts = json.loads(row["verdicts"])
        failing = [each for each in verdicts.values() if each["verdict"] == "fails"]
        assert row["is_excluded"] == bool(failing)
        assert all(each["quote"] for each in failing)
        assert set(verdicts) == set(RULES)


@many
@given(programs(), applicants(), st.sampled_from(sorted(FACT_BY_NAME)), DAYS)
def test_taking_a_fact_away_never_excludes_a_program(rows, who, fact, today):
    silent = [{**row, fact: None} for row in rows]
    if fact == "usce_required":  # months alone still state a requirement, unless the page says that none is needed
        silent = [{**row, "usce_months": None} for row in silent]
    if fact == "usce_months":
        silent = [{**row, "usce_required": None} for row in silent]
    assert not (scorer_of(silent, today).score(who).is_excluded & ~scorer_of(rows, today).score(who).is_excluded).any()


@many
@given(applicants(), DAYS)
def test_a_program_that_states_nothing_is_never_excluded(who, today):
    scores = scorer_of([program(specialty=who.specialties[0])], today).score(who)
    assert not scores.is_excluded.any()


@many
@given(programs(), applicants(), DAYS, st.randoms(use_true_random=False))
def test_the_order_is_total_stable_and_does_not_hang_on_the_order_of_the_table(rows, who, today, random):
    scorer = scorer_of(rows, today)
    scores = scorer.score(who)
    first = [rows[each]["program_id"] for each in scorer.order(scores)]
    shuffled = rows[:]
    random.shuffle(shuffled)
    other = scorer_of(shuffled, today)
    again = [shuffled[each]["program_id"] for each in other.order(other.score(who))]
    assert first == again
    assert len(first) == int((scores.is_candidate & ~scores.is_excluded).sum())


@many
@given(programs(), applicants(), DAYS)
def test_scores_lie_inside_their_interval_and_are_the_sum_of_their_parts(rows, who, today):
    scorer = scorer_of(rows, today)
    scores = scorer.score(who)
    assert (scores.low >= -1e-12).all()
    assert (scores.high <= 1 + 1e-12).all()
    assert (scores.low <= scores.score + 1e-12).all()
    assert (scores.score <= scores.high + 1e-12).all()
    for row in shortlist_rows(scorer, who):
        parts = json.loads(row["parts"])
        assert set(parts) == set(PARTS)
        total = sum(each["value"] * each["weight"] for each in parts.values())
        assert total == pytest.approx(row["score"], abs=1e-5)
        assert all(0 <= each["low"] <= each["value"] <= each["high"] <= 1 for each in parts.values())


def test_scoring_many_programs_at_once_equals_scoring_each_alone():
    rows = [
        program(f"P{k}", state=STATES[k % 5], step2_min=200 + 5 * k, visa_j1=("sponsors", "no", None)[k % 3])
        for k in range(20)
    ]
    who = applicant()
    together = scorer_of(rows).score(who)
    alone = [scorer_of([row]).score(who) for row in rows]
    assert np.allclose(together.score, [each.score[0] for each in alone])
    assert together.bits.tolist() == [int(each.bits[0]) for each in alone]


def test_shortlists_have_the_schema_of_the_table_and_only_the_cycle():
    rows = [program("P1"), program("P2", specialty="Surgery")]
    table = build_shortlists(rows, [applicant(), applicant("A2", cycle=2026)], CYCLE, TODAY)
    assert table.schema.equals(arrow_schema(OUT_SHORTLISTS))
    assert table.column("applicant_id").to_pylist() == ["A1"]
    assert build_shortlists(rows, [], CYCLE, TODAY).num_rows == 0


def test_states_refused_and_programs_gone_are_no_candidates():
    rows = [program("P1", state="CA"), program("P2"), program("P3", gone_since=date(2026, 5, 1))]
    table = build_shortlists(rows, [applicant(states_excluded=frozenset({"CA"}))], CYCLE, TODAY)
    assert table.column("program_id").to_pylist() == ["P2"]


def test_a_catalog_with_a_program_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        build_catalog([program("P1"), program("P1")], CYCLE)


def test_frames_tables_and_dicts_give_the_same_shortlist():
    import pandas as pd
    import pyarrow as pa

    from warehouse.schema import OUT_PROGRAMS

    rows = [program("P1", step2_min=220, visa_j1="sponsors"), program("P2", no_score_cutoff=True)]
    table = pa.Table.from_pylist(rows, schema=arrow_schema(OUT_PROGRAMS))
    expected = build_shortlists(rows, [applicant()], CYCLE, TODAY)
    assert build_shortlists(table, [applicant()], CYCLE, TODAY).equals(expected)
    frame = table.to_pandas(types_mapper=pd.ArrowDtype)
    assert build_shortlists(frame, [applicant()], CYCLE, TODAY).equals(expected)
    assert build_shortlists(table.to_pandas(), [applicant()], CYCLE, TODAY).equals(expected)


def test_weights_add_up_to_one_and_each_has_a_reason():
    assert sum(each.weight for each in weights().values()) == pytest.approx(1)
    assert all(len(each.reason) > 20 for each in weights().values())


@pytest.mark.parametrize(
    "text",
    [
        "part,weight,reason\nvisa,1,only one\n",
        "part,weight,reason\n" + "".join(f"{part},0.2,because of it\n" for part in PARTS),
        "part,weight,reason\n" + "".join(f"{part},{1 / len(PARTS)},\n" for part in PARTS),
    ],
    ids=["a part is missing", "the sum is not 1", "no reason"],
)
def test_weights_that_do_not_fit_are_refused(tmp_path, text):
    path = tmp_path / "weights.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WeightsError, match=r"weights\.csv"):
        read_weights(path)


def test_explain_tells_verdicts_parts_and_quotes():
    scorer = scorer_of([program("P1", step2_min=250), program("P2", visa_j1="sponsors"), program("P3", state="CA")])
    who = applicant(states_excluded=frozenset({"CA"}))
    refused = "\n".join(explain_one(scorer, who, "P1"))
    assert "excluded" in refused
    assert "fails    Step 2 CK: 250 required (you: 238)" in refused
    assert "words on step2_min" in refused
    assert "score 0." in "\n".join(explain_one(scorer, who, "P2"))
    assert "not a candidate" in "\n".join(explain_one(scorer, who, "P3"))
    assert list(explain_one(scorer, who, "nowhere")) == ["no program nowhere in this release"]


@pytest.mark.parametrize(
    ("values", "tier"),
    [
        (
            {
                "visa_j1": "sponsors",
                "step2_min": 220,
                "max_years_since_graduation": 5,
                "img_share": 0.6,
                "usce_months": 1,
            },
            "safety",
        ),
        ({"visa_j1": "sponsors", "step2_min": 235, "img_share": 0.6}, "target"),
        ({"visa_j1": "sponsors", "step2_min": 220, "img_share": None}, "target"),
        ({"visa_j1": None, "step2_min": 220, "img_share": 0.6}, "reach"),
        ({"visa_j1": "conditional", "step2_min": 220, "img_share": 0.6}, "reach"),
        ({"visa_j1": "sponsors", "step2_min_preferred": 250}, "reach"),
        ({"visa_j1": "sponsors", "step2_min": 220, "img_share": 0.05}, "reach"),
        ({"visa_j1": "sponsors"}, "reach"),  # no bar stated, and below the median of the unmatched
    ],
)
def test_tiers_follow_their_stated_rules(values, tier):
    share = values.get("img_share")
    if share is not None:
        values = {**values, "img_share_low": share * 0.8, "img_share_high": share * 1.2}
    [row] = shortlist_rows(scorer_of([program(**values)]), applicant())
    assert row["tier"] == tier
