"""Each rule's verdict and words: only what is required excludes, silence is unknown, what can be fixed says by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reference import seasons as reference_seasons
from reference.seasons import ExamLimit
from reports import catalog as catalog_module
from reports import eligibility
from reports.applicants import Applicant
from reports.catalog import build_catalog, category_code, deadline_in_cycle
from reports.eligibility import RULE_GROUPS, Explanation, explain, moment, years_since_graduation
from reports.ranking import Scorer
from tests.reports.worlds import CYCLE, TODAY, applicant, program, worked_example

LATE = date(2026, 11, 22)


def verdict(rule: str, who: Applicant, today: date = TODAY, **facts: Any) -> Explanation:
    row = program(**facts)
    scorer = Scorer(build_catalog([row], CYCLE), moment(CYCLE, today))
    group = scorer.catalog.groups[RULE_GROUPS[rule]]
    return explain(rule, int(scorer.judge(who)[rule][group.codes[0]]), row, who, scorer.now)


J1, H1B, BOTH = frozenset({"j1"}), frozenset({"h1b"}), frozenset({"j1", "h1b"})


@pytest.mark.parametrize(
    ("visas", "facts", "expected", "words"),
    [
        (J1, {"visa_j1": "sponsors"}, "meets", "J-1 sponsored"),
        (J1, {"visa_j1": "no"}, "fails", "J-1 not sponsored"),
        (J1, {}, "unknown", "not stated: ask"),
        (J1, {"visa_h1b": "no"}, "unknown", "J-1 not stated: ask"),
        (J1, {"visa_j1": "conditional", "visa_j1_condition": "case by case"}, "unknown", "condition: case by case"),
        (H1B, {"visa_h1b": "no", "visa_j1": "sponsors"}, "fails", "it does sponsor J-1"),
        (BOTH, {"visa_h1b": "no", "visa_j1": "sponsors"}, "meets", "J-1 sponsored"),
        (BOTH, {"visa_h1b": "no"}, "unknown", "H-1B not sponsored, J-1 not stated"),
        (BOTH, {"visa_h1b": "no", "visa_j1": "no"}, "fails", "J-1 and H-1B not sponsored"),
    ],
)
def test_visa(visas, facts, expected, words):
    found = verdict("visa", applicant(visas=visas), **facts)
    assert (found.verdict, words in found.detail) == (expected, True), found.detail
    assert expected != "fails" or found.quote


def test_no_visa_is_asked_of_who_needs_none():
    found = verdict("visa", applicant(needs_visa=False, visas=frozenset()), visa_j1="no", visa_h1b="no")
    assert (found.verdict, found.detail) == ("meets", "no visa needed")


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ({"has_step3": True}, {"step3_required": "always"}, "meets"),
        ({}, {"step3_required": "always"}, "fixable"),
        ({}, {"step3_required": "no"}, "meets"),
        ({}, {}, "unknown"),
        ({}, {"step3_required": "h1b", "visa_j1": "sponsors"}, "meets"),
        ({"visas": H1B}, {"step3_required": "h1b", "visa_h1b": "sponsors"}, "fixable"),
        ({"visas": BOTH}, {"visa_h1b": "sponsors", "visa_j1": "no"}, "fixable"),
    ],
)
def test_step3(who, facts, expected):
    assert verdict("step3", applicant(**who), **facts).verdict == expected


def test_step3_names_the_planned_day_and_fails_once_training_has_started():
    who = applicant(step3_planned=date(2027, 1, 20))
    assert "planned for 2027-01-20" in verdict("step3", who, step3_required="always").detail
    late = verdict("step3", who, date(2027, 7, 1), step3_required="always")
    assert (late.verdict, "training has started" in late.detail) == ("fails", True)


@pytest.mark.parametrize(
    ("who", "facts", "expected", "words"),
    [
        ({"step2_ck": 228}, {"step2_min": 228}, "meets", "228 required (you: 228)"),
        ({"step2_ck": 227}, {"step2_min": 228}, "fails", "228 required (you: 227)"),
        ({"step2_ck": 228}, {"step2_min_preferred": 250}, "unknown", "prefers 250"),
        ({"step2_ck": 228}, {"no_score_cutoff": True}, "meets", "no minimum score, as the page says"),
        ({"step2_ck": 228}, {}, "unknown", "no required minimum stated (you: 228)"),
        ({"step2_ck": None}, {"step2_min": 220}, "fixable", "Step 2 CK not taken: 220 or more"),
        ({"step2_ck": None}, {}, "unknown", "no required minimum stated"),
    ],
)
def test_step2(who, facts, expected, words):
    found = verdict("step2", applicant(**who), **facts)
    assert (found.verdict, words in found.detail) == (expected, True), found.detail


@pytest.mark.parametrize(
    ("who", "facts", "expected"),
    [
        ({"step1": 211}, {"step1_min": 220}, "fails"),
        ({"step1": None}, {"step1_min": 220}, "unknown"),
        ({"step1": None}, {}, "unknown"),
        ({"step1": None, "has_step1_pass": False}, {}, "fixable"),
        ({"step1": None}, {"no_score_cutoff": True}, "meets"),
    ],
)
def test_step1(who, facts, expected):
    assert verdict("step1", applicant(**who), **facts).verdict == expected


@pytest.mark.parametrize(
    ("attempts", "limit", "expected"),
    [(1, 1, "meets"), (2, 1, "fails"), (2, None, "unknown"), (1, None, "meets"), (None, 1, "unknown"), (2, 3, "meets")],
)
def test_attempts(attempts, limit, expected):
    found = verdict("attempts_step2", applicant(step2_ck_attempts=attempts), max_attempts_step2=limit)
    assert found.verdict == expected


def test_an_unconfirmed_state_limit_flags_and_a_confirmed_one_excludes(monkeypatch):
    who = applicant(step1_attempts=3)
    found = verdict("state_attempts", who, state="AK")
    assert (found.verdict, "confirm with the board" in found.detail) == ("unknown", True)
    assert verdict("state_attempts", who, state="TX").verdict == "meets"
    assert "sets no limit" in verdict("state_attempts", applicant(), state="NY").detail
    assert "no limit of the state on record" in verdict("state_attempts", who, state="OH").detail
    confirmed = {"AK": ExamLimit("AK", 2, True, "Alaska statute")}
    for module in (reference_seasons, catalog_module, eligibility):
        monkeypatch.setattr(module, "state_exam_limits", lambda: confirmed)
    found = verdict("state_attempts", who, state="AK")
    assert (found.verdict, found.quote) == ("fails", "Alaska statute")


@pytest.mark.parametrize(
    ("year", "month", "limit", "expected"),
    [
        (2020, None, 5, "fails"),
        (2020, None, 6, "unknown"),  # 6 years at application, 7 at the start
        (2020, None, 7, "meets"),
        (2021, 11, 5, "unknown"),
        (2022, 6, 5, "meets"),
        (2020, None, None, "unknown"),
        (2026, None, 0, "unknown"),
    ],
)
def test_years_since_graduation(year, month, limit, expected):
    who = applicant(graduation_year=year, graduation_month=month)
    found = verdict("graduation_years", who, max_years_since_graduation=limit)
    assert found.verdict == expected, found.detail


def test_years_are_counted_at_application_and_at_start():
    assert years_since_graduation(worked_example(), CYCLE) == (6.0, 7.0)
    fewest, most = years_since_graduation(applicant(graduation_year=2026, graduation_month=12), CYCLE)
    assert (fewest, most) == (0.0, 1.0)


def test_an_exception_to_a_limit_is_told_with_it():
    found = verdict(
        "graduation_years",
        worked_example(),
        max_years_since_graduation=5,
        max_years_since_graduation_condition="unless in residency since",
        max_years_since_graduation_preferred=3,
    )
    assert found.verdict == "fails"
    assert "exception: unless in residency since" in found.detail
    assert "prefers at most 3 years" in found.detail


@pytest.mark.parametrize(
    ("months", "facts", "today", "expected"),
    [
        ((0, 0), {"usce_required": True}, TODAY, "fixable"),
        ((0, 0), {"usce_required": True, "usce_months": 1}, TODAY, "fixable"),
        ((0, 0), {"usce_required": True, "usce_months": 3}, TODAY, "fails"),  # 53 days are left
        ((0, 0), {"usce_required": True, "usce_months": 1}, LATE, "fails"),
        ((0, 0), {"usce_required": False}, LATE, "meets"),
        ((0, 0), {}, LATE, "unknown"),
        ((0, 0), {"usce_required_preferred": True, "usce_months_preferred": 3}, LATE, "unknown"),
        ((3, 0), {"usce_months": 3}, LATE, "meets"),
        ((1, 2), {"usce_required": True, "usce_months": 3}, LATE, "unknown"),
        ((1, 2), {"usce_required": True, "usce_months": 3, "usce_hands_on": False}, LATE, "meets"),
        ((1, 2), {"usce_required": True, "usce_months": 3, "usce_hands_on": True}, LATE, "fails"),
        ((None, None), {"usce_required": True}, LATE, "unknown"),
        ((0, None), {"usce_required": True, "usce_hands_on": True}, LATE, "fails"),
    ],
)
def test_us_experience(months, facts, today, expected):
    who = applicant(usce_hands_on_months=months[0], usce_observing_months=months[1])
    found = verdict("us_experience", who, today, **facts)
    assert found.verdict == expected, found.detail
    assert expected not in ("fails", "fixable") or found.quote


@pytest.mark.parametrize(
    ("expected_on", "stage", "today", "expected"),
    [
        (None, None, TODAY, "unknown"),
        (None, "application", TODAY, "fixable"),
        (None, "application", LATE, "fails"),
        (date(2026, 9, 1), "application", TODAY, "fixable"),
        (date(2026, 12, 1), "application", TODAY, "fails"),
        (date(2026, 9, 1), "interview", TODAY, "fixable"),
        (date(2026, 12, 1), "interview", TODAY, "unknown"),
        (date(2026, 12, 1), "ranking", TODAY, "unknown"),
        (date(2026, 12, 1), "start", TODAY, "fixable"),
        (date(2027, 8, 1), "start", TODAY, "fails"),
        (date(2026, 7, 1), "application", LATE, "fails"),  # expected in the past and still not held
    ],
)
def test_certificate(expected_on, stage, today, expected):
    who = applicant(has_ecfmg=False, ecfmg_expected=expected_on)
    found = verdict("ecfmg", who, today, ecfmg_by=stage)
    assert found.verdict == expected, found.detail
    if stage == "start":
        assert found.by == date(2027, 7, 1)


@pytest.mark.parametrize(
    ("have", "asked", "expected"), [(3, 3, "meets"), (1, 3, "fixable"), (None, 3, "unknown"), (3, None, "unknown")]
)
def test_letters_never_exclude(have, asked, expected):
    found = verdict("letters", applicant(us_letters=have), letters_min=asked)
    assert found.verdict == expected
    assert (found.by is not None) == (expected == "fixable")


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("10-31", LATE, "fails"),
        ("10-31", TODAY, "meets"),
        ("2026-12-01", LATE, "meets"),
        ("2022-10-31", LATE, "unknown"),
        (None, LATE, "unknown"),
        ("02-30", LATE, "unknown"),
    ],
)
def test_deadline(text, today, expected):
    assert verdict("deadline", applicant(), today, application_deadline=text).verdict == expected


def test_a_day_without_a_year_is_of_the_season():
    assert deadline_in_cycle("10-31", 2027) == date(2026, 10, 31)
    assert deadline_in_cycle("01-15", 2027) == date(2027, 1, 15)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"img_accepted": True}, "meets"),
        ({"img_accepted": False}, "fails"),
        ({"img_residents": 3}, "meets"),
        ({"img_residents": 0}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_foreign_graduates(facts, expected):
    assert verdict("img_accepted", applicant(), **facts).verdict == expected


def test_codes_exist_for_categories_only():
    assert category_code("visa_j1", "no") == 2
    with pytest.raises(ValueError, match="no category"):
        category_code("step2_min", "220")


def test_an_explanation_as_json_leaves_out_what_is_not_there():
    found = verdict("letters", applicant(us_letters=0), letters_min=3).as_json()
    assert set(found) == {"verdict", "detail", "by", "statement_id"}
    assert set(verdict("step2", applicant(), step2_min=260).as_json()) >= {"quote", "url", "statement_id"}
    assert set(verdict("letters", applicant()).as_json()) == {"verdict", "detail"}


class TestWorkedExample:
    """Non-US citizen IMG, graduated 2020, Step 1 211, Step 2 CK 228, no US experience, needs a visa."""

    rows = (
        program("P01", visa_j1="sponsors", step2_min=220, img_share=0.7, img_share_low=0.5, img_share_high=0.8),
        program("P02", visa_j1="sponsors", step2_min=230),
        program("P03", visa_j1="sponsors", max_years_since_graduation=5),
        program("P04", visa_j1="sponsors", max_years_since_graduation=10, usce_required=True, usce_months=2),
        program("P05", visa_j1="no"),
        program("P06"),
        program("P07", visa_j1="sponsors", step1_min=220),
        program("P08", visa_h1b="sponsors", visa_j1="no", step3_required="h1b"),
        program("P09", visa_j1="sponsors", no_score_cutoff=True, positions_per_year=12),
        program("P10", visa_j1="conditional", step2_min_preferred=240),
    )

    def scorer(self) -> Scorer:
        return Scorer(build_catalog(list(self.rows), CYCLE), moment(CYCLE, LATE))

    def listed(self, who: Applicant) -> set[str]:
        scorer = self.scorer()
        return {self.rows[each]["program_id"] for each in scorer.order(scorer.score(who))}

    def test_only_open_programs_are_listed(self):
        assert self.listed(worked_example()) == {"P01", "P06", "P09", "P10"}

    def test_programs_with_an_unknown_visa_stay_and_are_flagged(self):
        from reports.shortlists import shortlist_rows

        rows = {row["program_id"]: row for row in shortlist_rows(self.scorer(), worked_example())}
        assert any("not stated: ask" in each for each in rows["P06"]["cautions"])
        assert any("condition" in each for each in rows["P10"]["cautions"])
        assert any("prefers Step 2 CK 240" in each for each in rows["P10"]["cautions"])

    def test_two_months_of_experience_and_h1b_with_step3_open_doors(self):
        assert "P04" in self.listed(worked_example(usce_hands_on_months=2.0))
        assert "P08" in self.listed(worked_example(visas=BOTH, has_step3=True))

    def test_its_risks_are_named(self):
        from reports.reasons import risks_of

        risks = " ".join(risks_of(worked_example(visas=BOTH), CYCLE, {"Internal Medicine": (251, 243)}))
        for words in (
            "Graduated 2020",
            "Step 2 CK 228",
            "Step 1 211",
            "No hands-on",
            "Needs a visa",
            "H-1B needs Step 3",
        ):
            assert words in risks

    def test_doors_name_what_opens(self):
        from reports.doors import find_doors

        after = Scorer(build_catalog(list(self.rows), CYCLE + 1), moment(CYCLE + 1, LATE))
        doors = {door.change: door for door in find_doors(self.scorer(), after, worked_example())}
        assert doors["2 months more of hands-on US experience"].opened == 1
        assert doors["2 months more of hands-on US experience"].best[0] == "P04"
        assert doors["Accept H-1B"].best == ("P08", "P05")  # of P05 only the J-1 is refused
        assert doors["Pass Step 3"].awaiting == 0  # it asks for a J-1 only
        assert "Wait a year" in doors


def test_doors_count_what_is_open_only_while_there_is_time():
    from reports.doors import find_doors

    rows = [
        program("P1", visa_j1="sponsors", step3_required="always"),
        program("P2", visa_j1="sponsors", ecfmg_by="ranking", step3_required="always"),
        program("P3", visa_j1="sponsors"),
    ]
    now, after = (Scorer(build_catalog(rows, each), moment(each, TODAY)) for each in (CYCLE, CYCLE + 1))
    who = applicant(has_ecfmg=False, ecfmg_expected=None)
    doors = {door.change: door for door in find_doors(now, after, who)}
    assert (doors["Pass Step 3"].opened, doors["Pass Step 3"].awaiting) == (0, 2)
    assert doors["Pass Step 3"].best[:2] in (("P1", "P2"), ("P2", "P1"))
    assert doors["Hold the ECFMG certificate now"].awaiting == 1
    assert doors["Wait a year"].awaiting == 0


def test_risks_name_what_a_profile_lacks():
    from reports.reasons import risks_of

    who = applicant(
        step2_ck=None, usce_hands_on_months=None, has_ecfmg=False, ecfmg_expected=date(2027, 2, 1), step1_attempts=2
    )
    risks = " ".join(risks_of(who, CYCLE, {}))
    for words in ("Step 2 CK is not taken", "are not told", "expected 2027-02-01", "More than one attempt at Step 1"):
        assert words in risks
    safe = replace(applicant(), step2_ck=260, usce_hands_on_months=6.0, needs_visa=False, visas=frozenset())
    assert risks_of(safe, CYCLE, {}) == []


def test_doors_concern_only_what_the_applicant_has_not_done():
    from reports.doors import find_doors

    rows = [
        program("P1", visa_j1="sponsors", ecfmg_by="application", step2_min=235),
        program("P2", visa_j1="sponsors", state="CA"),
        program("P3", visa_h1b="sponsors", visa_j1="no"),
    ]

    def changes(who: Applicant) -> dict[str, int]:
        now, after = (Scorer(build_catalog(rows, cycle), moment(cycle, TODAY)) for cycle in (CYCLE, CYCLE + 1))
        return {door.change: door.opened for door in find_doors(now, after, who)}

    late = date(2026, 12, 20)
    found = changes(applicant(step2_ck=None, has_ecfmg=False, ecfmg_expected=late, states_excluded=frozenset({"CA"})))
    assert found["Hold the ECFMG certificate now"] == 1
    assert found["ECFMG certificate by 2026-08"] == 1
    assert found["Accept California"] == 1
    assert found["Accept H-1B"] == 1
    assert {"Step 2 CK at 230", "Step 2 CK at 240", "Step 2 CK at 250"} <= set(found)
    done = changes(applicant(visas=BOTH, has_step3=True))
    assert set(done) == {
        "2 months more of hands-on US experience",
        "3 months more of hands-on US experience",
        "Wait a year",
    }
