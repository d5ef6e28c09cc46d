"""Which statement wins, how sure it is, and what goes to a steward."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from reference.seasons import cycle_of
from tests.transforms.rows import NIGHT, conforms, program, statement
from transforms.resolution import (
    STRICTNESS,
    Filings,
    Finding,
    Resolution,
    ResolvedFact,
    judge_confidence,
    recent_filings,
    resolve_facts,
)
from warehouse.schema import CORE_STATEMENTS, FACTS, OUT_REVIEW_QUEUE

PAGE, POLICY, LISTING = "program_page", "institution_page", "listing"
DAY = dt.timedelta(days=1)


def resolve(*rows: dict[str, Any], **rest: Any) -> Resolution:
    return resolve_facts(rows, [program()], NIGHT, **rest)


def fact(resolution: Resolution, field: str, strength: str = "required") -> ResolvedFact | None:
    return resolution.facts.get(("1400500001", field, strength))


def value(resolution: Resolution, field: str, strength: str = "required") -> str | None:
    found = fact(resolution, field, strength)
    return found.value if found else None


def kinds(resolution: Resolution) -> list[str]:
    return [finding.kind for finding in resolution.findings]


# --- order of trust ---


@pytest.mark.parametrize(("trusted", "other"), [(PAGE, POLICY), (PAGE, LISTING), (POLICY, LISTING)])
def test_the_more_trusted_source_wins_and_the_conflict_is_shown(trusted: str, other: str) -> None:
    found = resolve(
        statement("visa_h1b", "no", source_kind=other, url="https://b.test/"),
        statement("visa_h1b", "sponsors", source_kind=trusted),
    )
    assert value(found, "visa_h1b") == "sponsors"
    (finding,) = found.findings
    assert (finding.kind, finding.kept_value, finding.other_value) == ("conflict", "sponsors", "no")
    assert finding.other_quote == "visa_h1b is no."
    agreed = resolve(statement("visa_h1b", "sponsors", source_kind=trusted))
    assert fact(found, "visa_h1b").confidence < fact(agreed, "visa_h1b").confidence  # type: ignore[union-attr]


def test_filings_and_unknown_programs_decide_nothing() -> None:
    found = resolve(
        statement("visa_h1b", "sponsors", source_kind="filing"), statement("visa_h1b", "no", program_id="nobody")
    )
    assert found.facts == {}


def test_a_steward_row_in_the_statements_is_no_order() -> None:
    assert resolve(statement("visa_h1b", "no", source_kind="steward")).facts == {}


def test_silence_stays_silence() -> None:
    assert resolve().facts == {}


def test_required_is_never_made_from_preferred() -> None:
    found = resolve(
        statement("step2_min", 240, strength="preferred"), statement("usce_required", True, strength="typical")
    )
    assert value(found, "step2_min") is None
    assert value(found, "step2_min", "preferred") == "240"
    assert value(found, "usce_required") is None


def test_a_preference_beside_a_requirement_is_no_conflict() -> None:
    found = resolve(statement("step2_min", 240, strength="preferred"), statement("step2_min", 220))
    assert (value(found, "step2_min"), value(found, "step2_min", "preferred")) == ("220", "240")
    assert found.findings == []


# --- tracks ---


@pytest.mark.parametrize("first", [None, "categorical"])
def test_the_preliminary_track_never_speaks_for_the_categorical_one(first: str | None) -> None:
    found = resolve(
        statement("step2_min", 210, track="preliminary", url="https://b.test/"),
        statement("step2_min", 230, track=first, source_kind=POLICY),
    )
    assert value(found, "step2_min") == "230"
    assert found.findings == []


def test_a_preliminary_statement_alone_is_used_with_less_confidence() -> None:
    alone = fact(resolve(statement("step2_min", 210, track="preliminary")), "step2_min")
    whole = fact(resolve(statement("step2_min", 210)), "step2_min")
    assert alone and whole
    assert alone.confidence < whole.confidence


# --- seasons ---


def test_the_cycle_turns_when_the_application_service_opens() -> None:
    assert cycle_of(dt.date(2026, 6, 2)) == 2026
    assert cycle_of(dt.date(2026, 6, 3)) == 2027
    assert cycle_of(dt.date(2031, 5, 31)) == 2031  # no such season in the table: June 1
    assert cycle_of(dt.date(2031, 6, 1)) == 2032


def test_a_newer_season_wins_without_a_conflict() -> None:
    found = resolve(
        statement("visa_j1", "no", season=2025, url="https://b.test/"), statement("visa_j1", "sponsors", season=2027)
    )
    assert value(found, "visa_j1") == "sponsors"
    assert found.findings == []


def test_no_season_wins_over_a_past_one_and_loses_to_the_coming_one() -> None:
    plain, past, coming = (
        statement("step2_min", score, season=season, url=f"https://{season}.test/")
        for score, season in ((220, None), (200, 2024), (230, 2027))
    )
    assert value(resolve(plain, past), "step2_min") == "220"
    assert value(resolve(plain, past, coming), "step2_min") == "230"


def test_an_unnamed_season_against_the_coming_one_is_a_milder_conflict() -> None:
    plain = statement("step2_min", 220, url="https://b.test/")
    mild = resolve(plain, statement("step2_min", 230, season=2027))
    hard = resolve(plain, statement("step2_min", 230))
    assert kinds(mild) == kinds(hard) == ["conflict"]
    assert fact(mild, "step2_min").confidence > fact(hard, "step2_min").confidence  # type: ignore[union-attr]


def test_a_past_season_alone_is_used_with_less_confidence_and_reviewed() -> None:
    last, older, now = (fact(resolve(statement("visa_j1", "no", season=s)), "visa_j1") for s in (2026, 2020, 2027))
    assert last and older and now
    assert older.confidence < last.confidence < now.confidence
    assert kinds(resolve(statement("visa_j1", "no", season=2026))) == ["stale"]


def test_two_past_seasons_the_newer_wins() -> None:
    found = resolve(
        statement("visa_j1", "no", season=2024), statement("visa_j1", "sponsors", season=2025, url="https://b.test/")
    )
    assert value(found, "visa_j1") == "sponsors"
    assert kinds(found) == ["stale"]


# --- one source against itself ---


@pytest.mark.parametrize(
    ("field", "lax", "strict"),
    [
        ("visa_h1b", "sponsors", "no"),
        ("visa_h1b", "conditional", "no"),
        ("step2_min", 210, 230),
        ("max_attempts_step1", 3, 1),
        ("max_years_since_graduation", 10, 5),
        ("usce_required", False, True),
        ("usce_months", 1, 3),
        ("ecfmg_by", "start", "application"),
        ("step3_required", "no", "always"),
        ("application_deadline", "01-15", "2026-10-31"),
        ("positions_per_year", 12, 10),
        ("img_accepted", True, False),
    ],
)
def test_two_pages_that_disagree_leave_the_stricter_and_a_conflict(field: str, lax: Any, strict: Any) -> None:
    rows = [statement(field, lax, url="https://a.test/"), statement(field, strict, url="https://b.test/")]
    for order in (rows, rows[::-1]):
        found = resolve(*order)
        (finding,) = found.findings
        assert finding.kind == "conflict"
        assert {finding.kept_url, finding.other_url} == {"https://a.test/", "https://b.test/"}
        assert value(found, field) == statement(field, strict)["value"]
        assert fact(found, field).confidence < 0.6  # type: ignore[union-attr]


def test_more_pages_outweigh_the_stricter_value() -> None:
    rows = [statement("step2_min", 210, url=f"https://{n}.test/") for n in range(2)]
    found = resolve(*rows, statement("step2_min", 230))
    assert value(found, "step2_min") == "210"


def test_a_sentence_repeated_on_one_page_has_one_voice() -> None:
    rows = [statement("step2_min", 210, quote=f"{n}: 210", url="https://a.test/") for n in range(3)]
    assert value(resolve(*rows, statement("step2_min", 230)), "step2_min") == "230"


def test_a_condition_refines_a_bare_yes() -> None:
    found = resolve(
        statement("visa_h1b", "sponsors", url="https://a.test/"),
        statement("visa_h1b", "sponsors", url="https://b.test/"),
        statement("visa_h1b", "conditional", condition="Step 3 by January", url="https://c.test/"),
    )
    assert value(found, "visa_h1b") == "conditional"
    assert fact(found, "visa_h1b").condition == "Step 3 by January"  # type: ignore[union-attr]
    assert kinds(found) == ["ambiguous"]


def test_the_wording_with_its_condition_is_the_evidence() -> None:
    found = resolve(
        statement("visa_h1b", "conditional", confidence=0.95),
        statement("visa_h1b", "conditional", condition="after Step 3", quote="H-1B after Step 3", confidence=0.8),
    )
    assert fact(found, "visa_h1b").condition == "after Step 3"  # type: ignore[union-attr]


def test_each_fact_has_a_rule_of_strictness() -> None:
    assert set(STRICTNESS) == {each.name for each in FACTS}
    for each in FACTS:
        rule = STRICTNESS[each.name]
        if each.domain:
            assert set(rule) == set(each.domain)


# --- cutoffs ---


def test_a_required_minimum_beats_no_cutoff_of_the_same_source() -> None:
    found = resolve(statement("no_score_cutoff", True, url="https://b.test/"), statement("step2_min", 220))
    assert (value(found, "step2_min"), value(found, "no_score_cutoff")) == ("220", None)
    (finding,) = found.findings
    assert (finding.kind, finding.kept_value, finding.other_value) == ("conflict", "220", "true")
    assert fact(found, "step2_min").confidence < 0.6  # type: ignore[union-attr]


def test_no_cutoff_of_the_better_source_beats_minima() -> None:
    found = resolve(
        statement("no_score_cutoff", True),
        statement("step1_min", 200, source_kind=POLICY),
        statement("step2_min", 220, source_kind=POLICY),
    )
    assert value(found, "no_score_cutoff") == "true"
    assert value(found, "step1_min") is None
    assert value(found, "step2_min") is None
    assert kinds(found) == ["conflict", "conflict"]


def test_two_minima_against_no_cutoff_lower_it_once() -> None:
    minima = [statement(name, 220, source_kind=POLICY) for name in ("step1_min", "step2_min")]
    one, two = (fact(resolve(statement("no_score_cutoff", True), *minima[:n]), "no_score_cutoff") for n in (1, 2))
    assert one and two
    assert one.confidence == two.confidence


def test_no_cutoff_of_a_season_that_is_over_goes_in_silence() -> None:
    found = resolve(statement("no_score_cutoff", True, season=2024), statement("step2_min", 220))
    assert (value(found, "step2_min"), value(found, "no_score_cutoff"), found.findings) == ("220", None, [])


def test_a_preferred_score_stands_beside_no_cutoff() -> None:
    found = resolve(statement("no_score_cutoff", True), statement("step2_min", 240, strength="preferred"))
    assert (value(found, "no_score_cutoff"), found.findings) == ("true", [])


# --- confidence ---


def test_confidence_is_the_documented_product() -> None:
    assert judge_confidence(0.9, source_kind=PAGE) == 0.9
    assert judge_confidence(0.9, source_kind=POLICY) == 0.81
    assert judge_confidence(0.9, source_kind=PAGE, supporting_pages=2) == 0.94
    assert judge_confidence(0.9, source_kind=PAGE, supporting_pages=9) == 0.964
    assert judge_confidence(0.9, source_kind=PAGE, disagreement="same source") == 0.54
    assert judge_confidence(0.9, source_kind=PAGE, seasons_over=4, age_days=400, track_rank=2) == 0.158
    assert judge_confidence(0.0, source_kind=LISTING) == 0.05
    assert judge_confidence(1.0, source_kind=PAGE) == 0.99
    assert judge_confidence(0.3, source_kind="steward") == 1.0


@pytest.mark.parametrize(("days", "kind"), [(0, []), (60, []), (61, ["stale"]), (400, ["stale"])])
def test_a_page_long_unconfirmed_is_reviewed(days: int, kind: list[str]) -> None:
    assert kinds(resolve(statement("visa_j1", "no", last_seen=NIGHT - days * DAY))) == kind


def test_age_lowers_confidence_in_steps() -> None:
    levels = [
        fact(resolve(statement("visa_j1", "no", last_seen=NIGHT - days * DAY)), "visa_j1").confidence  # type: ignore[union-attr]
        for days in (30, 90, 365, 366)
    ]
    assert levels == sorted(levels, reverse=True)
    assert len(set(levels)) == 4


def test_a_doubtful_reading_is_reviewed() -> None:
    assert kinds(resolve(statement("visa_j1", "no", confidence=0.4))) == ["ambiguous"]


def test_a_quiet_night_changes_neither_winner_nor_confidence() -> None:
    rows = [statement("visa_j1", "sponsors", url=f"https://{n}.test/") for n in range(3)]
    before = fact(resolve(*rows), "visa_j1")
    rows[0]["last_seen"] = NIGHT - DAY  # one page was not reached tonight
    after = fact(resolve(*rows), "visa_j1")
    assert before and after
    assert (before.statement_id, before.confidence) == (after.statement_id, after.confidence)


def test_the_order_of_rows_decides_nothing() -> None:
    shuffle = random.Random(7)
    rows = [
        statement(field, value, source_kind=kind, season=season, track=track, url=f"https://{n}.test/")
        for n, (field, value, kind, season, track) in enumerate(
            (field, value, kind, season, track)
            for field, values in (
                ("visa_h1b", ("no", "sponsors")),
                ("step2_min", (210, 220)),
                ("no_score_cutoff", (True,)),
            )
            for value in values
            for kind in (PAGE, POLICY)
            for season in (None, 2025)
            for track in (None, "preliminary")
        )
    ]
    first = resolve(*rows)
    for _ in range(5):
        shuffle.shuffle(rows)
        again = resolve(*rows)
        assert again.facts == first.facts
        assert sorted(map(repr, again.findings)) == sorted(map(repr, first.findings))


# --- overrides ---


def override(**cells: Any) -> dict[str, Any]:
    return {
        "program_id": "1400500001",
        "field": "visa_h1b",
        "value": "no",
        "reason": "The coordinator wrote that H-1B ended.",
        "author": "steward",
        "date": "2026-10-01",
        "review_by": "2027-03-01",
        "expects": "sponsors",
        **cells,
    }


def test_an_override_wins_with_its_reason_as_quote() -> None:
    found = resolve(statement("visa_h1b", "sponsors"), overrides=[override()])
    won = fact(found, "visa_h1b")
    assert won
    assert (won.value, won.quote, won.confidence) == ("no", "The coordinator wrote that H-1B ended.", 1.0)
    assert won.as_of == dt.date(2026, 10, 1)
    assert found.findings == []
    conforms(CORE_STATEMENTS, found.steward_rows)
    assert found.steward_rows[0]["statement_id"] == won.statement_id


def test_an_override_settles_the_conflict_it_was_made_for_and_no_other() -> None:
    rows = [
        statement("visa_h1b", "sponsors"),
        statement("visa_h1b", "no", source_kind=POLICY),
        statement("visa_j1", "sponsors"),
        statement("visa_j1", "no", source_kind=POLICY),
    ]
    found = resolve(*rows, overrides=[override()])
    assert [(item.kind, item.field) for item in found.findings] == [("conflict", "visa_j1")]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"expects": "conditional"}, "obsolete: it was to replace conditional, the page now says sponsors"),
        ({"expects": ""}, "obsolete: it was to replace silence, the page now says sponsors"),
        ({"value": "sponsors"}, "the page now says sponsors itself"),
        ({"review_by": "2026-11-20"}, "to be reviewed by 2026-11-20"),
        ({"review_by": dt.date(2026, 11, 20)}, "to be reviewed by 2026-11-20"),
    ],
)
def test_an_override_says_when_it_has_outlived_its_reason(cells: dict[str, Any], words: str) -> None:
    found = resolve(statement("visa_h1b", "sponsors"), overrides=[override(**cells)])
    (finding,) = found.findings
    assert finding.kind == "override"
    assert words in finding.detail
    assert value(found, "visa_h1b") == cells.get("value", "no")  # it stays in force


def test_an_override_of_a_silent_page_waits_in_silence() -> None:
    assert resolve(overrides=[override(expects="")]).findings == []
    (finding,) = resolve(overrides=[override(expects="sponsors")]).findings
    assert "the page now says nothing" in finding.detail


def test_a_blank_value_takes_a_misread_fact_out() -> None:
    found = resolve(statement("visa_h1b", "sponsors"), overrides=[override(value="")])
    assert value(found, "visa_h1b") is None
    assert found.steward_rows == []


def test_a_preference_is_overridden_by_its_own_name() -> None:
    rows = [statement("step2_min", 220), statement("step2_min", 240, strength="preferred")]
    found = resolve(*rows, overrides=[override(field="step2_min_preferred", value="250.0", expects="240")])
    assert (value(found, "step2_min"), value(found, "step2_min", "preferred")) == ("220", "250")


def test_a_steward_s_cutoff_and_no_cutoff_exclude_each_other() -> None:
    none = resolve(statement("step2_min", 220), overrides=[override(field="no_score_cutoff", value="true", expects="")])
    assert (value(none, "no_score_cutoff"), value(none, "step2_min")) == ("true", None)
    some = resolve(statement("no_score_cutoff", True), overrides=[override(field="step2_min", value="220", expects="")])
    assert (value(some, "no_score_cutoff"), value(some, "step2_min")) == (None, "220")


def test_the_counted_share_can_be_overridden_too() -> None:
    rosters = [
        statement("img_share", 0.5, strength="typical", confidence=1.0),
        statement("img_share", 0.25, strength="typical", url="https://b.test/"),
    ]
    told = override(field="img_share", value="0.9", expects="0.25")
    found = resolve(*rosters, overrides=[told])
    assert value(found, "img_share", "typical") == "0.9"
    assert found.findings == []
    changed = resolve(rosters[0], overrides=[told])
    assert "the page now says 0.5" in changed.findings[0].detail
    assert "the page now says nothing" in resolve(overrides=[told]).findings[0].detail


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"program_id": "nobody"}, "not in the catalog"),
        ({"field": "shoe_size"}, "no fact of the catalog"),
        ({"field": "visa_j1_preferred"}, "no fact of the catalog"),
        ({"value": "yes"}, "sponsors, conditional, no"),
        ({"reason": " "}, "gives no reason"),
        ({"date": ""}, "has no date"),
        ({"date": "last week"}, "is no day"),
        ({"review_by": "soon"}, "is no day"),
    ],
)
def test_an_unusable_override_is_reported_and_not_in_force(cells: dict[str, Any], words: str) -> None:
    found = resolve(statement("visa_h1b", "sponsors"), overrides=[override(**cells)])
    assert value(found, "visa_h1b") == "sponsors"
    (finding,) = found.findings
    assert finding.detail.startswith("registry/overrides.csv, row 2 is not in force")
    assert words in finding.detail


def test_of_two_overrides_the_later_is_in_force() -> None:
    later = override(value="conditional", date="2026-11-01", reason="They answered again.")
    for order in ([override(), later], [later, override()]):
        found = resolve(statement("visa_h1b", "sponsors"), overrides=order)
        assert value(found, "visa_h1b") == "conditional"
        assert "two overrides" in found.findings[0].detail
        assert len(found.steward_rows) == 1


# --- filings ---


def filing(year: int = 2025, approvals: int = 12, state: str | None = "OH", **cells: Any) -> dict[str, Any]:
    return {
        "institution": "Lakeside Hospital",
        "state": state,
        "fiscal_year": year,
        "initial_approvals": approvals - 1,
        "continuing_approvals": 1,
        **cells,
    }


def test_filings_raise_a_conflict_and_never_flip_a_visa() -> None:
    evidence = recent_filings([filing()], NIGHT)
    found = resolve(statement("visa_h1b", "no"), filings=evidence)
    won = fact(found, "visa_h1b")
    assert won
    assert (won.value, won.confidence) == ("no", 0.81)
    (finding,) = found.findings
    assert finding.kind == "filing_conflict"
    assert "12 H-1B petitions approved in fiscal 2025" in finding.detail


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        ("sponsors", [filing()]),
        ("conditional", [filing()]),
        ("no", [filing(approvals=9)]),
        ("no", [filing(year=2020)]),
        ("no", [filing(state="MI")]),
        ("no", [filing(institution=None)]),
        ("no", []),
    ],
)
def test_filings_are_silent_otherwise(said: str, evidence: list[dict[str, Any]]) -> None:
    assert resolve(statement("visa_h1b", said), filings=recent_filings(evidence, NIGHT)).findings == []


def test_a_steward_s_no_is_told_of_filings_and_stays_sure() -> None:
    found = resolve(filings=recent_filings([filing()], NIGHT), overrides=[override(expects="")])
    assert fact(found, "visa_h1b").confidence == 1.0  # type: ignore[union-attr]
    assert kinds(found) == ["filing_conflict"]


def test_the_newest_year_counts_and_rows_without_a_state_join_the_only_one() -> None:
    rows = [filing(2025, 5), filing(2025, 6), filing(2025, 2, state=None), filing(2023, 90)]
    assert recent_filings(rows, NIGHT) == {
        ("Lakeside Hospital", "OH"): Filings("Lakeside Hospital", 13, 2025),
    }
    assert recent_filings([filing(state=None)], NIGHT) == {
        ("Lakeside Hospital", None): Filings("Lakeside Hospital", 12, 2025)
    }
    found = resolve(statement("visa_h1b", "no"), filings=recent_filings([filing(state=None)], NIGHT))
    assert kinds(found) == ["filing_conflict"]


def test_programs_gone_from_their_listing_are_not_news() -> None:
    found = resolve_facts([statement("visa_j1", "no", season=2020)], [program(gone_since=NIGHT)], NIGHT)
    assert found == Resolution({}, [], [])


def test_findings_have_kinds_of_the_queue() -> None:
    domain = OUT_REVIEW_QUEUE.column("kind").domain
    assert domain
    made = resolve(
        statement("visa_h1b", "no", season=2020, confidence=0.3, last_seen=NIGHT - 100 * DAY),
        statement("visa_h1b", "sponsors", season=2020, url="https://b.test/"),
        overrides=[override(field="x")],
        filings=recent_filings([filing()], NIGHT),
    )
    assert set(kinds(made)) <= set(domain)
    assert isinstance(made.findings[0], Finding)
