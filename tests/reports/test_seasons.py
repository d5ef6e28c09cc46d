"""The dated facts of the season: fees exact to the published examples, sources kept, nothing guessed."""

from __future__ import annotations

from datetime import date

import pytest

from reference.seasons import (
    UnknownFeeError,
    application_fee_usd,
    fee_bill,
    is_priced,
    season_of,
    seasons,
    signals_of,
    specialty_context,
    state_exam_limits,
)
from reference.tables import read_rows, specialties, states


@pytest.mark.parametrize(
    ("programs", "usd"),
    [
        ({"Internal Medicine": 30}, 330),
        ({"Internal Medicine": 43, "Diagnostic Radiology": 7}, 797),
        ({"Internal Medicine": 32, "Pediatrics": 32}, 780),
    ],
)
def test_fees_equal_the_published_examples(programs, usd):
    assert fee_bill(programs, 2026, with_fixed=False).total_usd == usd
    assert sum(application_fee_usd(each, count, 2026) for each, count in programs.items()) == usd


@pytest.mark.parametrize(("programs", "usd"), [(0, 0), (1, 99), (18, 99), (19, 117), (30, 315), (31, 338)])
def test_emergency_medicine_has_its_own_fees(programs, usd):
    assert application_fee_usd("Emergency Medicine", programs, 2026) == usd


def test_a_bill_names_transcript_and_token_once_and_its_seasons():
    bill = fee_bill({"Internal Medicine": 2, "Pediatrics": 1, "Neurology": 0}, 2027)
    assert bill.total_usd == 33 + 80 + 165
    assert bill.seasons_used() == (2024, 2026)
    assert [line.label for line in bill.lines][-2:] == ["USMLE transcript", "ECFMG token for ERAS"]


def test_no_eras_fees_are_charged_without_an_eras_application():
    assert fee_bill({"Emergency Medicine": 5}, 2026).total_usd == 99
    assert fee_bill({}, 2026).total_usd == 0


def test_an_unknown_fee_is_refused_and_named_never_zero():
    assert not is_priced("Obstetrics and Gynecology", 2027)
    with pytest.raises(UnknownFeeError, match=r"Obstetrics and Gynecology.*fees\.csv"):
        application_fee_usd("Obstetrics and Gynecology", 3, 2027)
    assert fee_bill({"Obstetrics and Gynecology": 3}, 2027).unpriced == ("Obstetrics and Gynecology",)


def test_a_negative_number_of_programs_is_refused():
    with pytest.raises(ValueError, match="negative"):
        application_fee_usd("Internal Medicine", -1, 2027)


def test_the_calendar_keeps_unknown_days_unknown():
    assert season_of(2026).match_week_start == date(2026, 3, 16)
    assert season_of(2027).match_week_start is None
    assert season_of(2027).is_third_party
    unlisted = season_of(2031)
    assert unlisted.programs_review is None
    assert unlisted.training_start == date(2031, 7, 1)
    assert set(seasons()) == {2026, 2027}


def test_signals_follow_the_latest_season_up_to_the_cycle():
    medicine, radiology = signals_of("Internal Medicine", 2027), signals_of("Diagnostic Radiology", 2027)
    assert medicine is not None
    assert (medicine.gold, medicine.silver, medicine.season) == (3, 12, 2025)
    assert radiology is not None
    assert (radiology.gold, radiology.silver, radiology.is_third_party) == (6, 9, True)
    before = signals_of("Diagnostic Radiology", 2026)
    assert before is not None
    assert before.silver == 6
    assert signals_of("Urology", 2026) is None


def test_every_row_has_its_source_and_date_and_known_names():
    for name in ("seasons", "fees", "signals", "state_exam_limits", "specialty_context"):
        for row in read_rows(name):
            assert row["source"], name
            assert row["as_of"], name
            assert row.get("specialty", "") in {"", *specialties()}
            assert row.get("state", "OH") in states()


def test_state_limits_are_unconfirmed_until_someone_confirms_them():
    limits = state_exam_limits()
    assert limits["AK"].attempts_per_step == 2
    assert limits["NY"].attempts_per_step is None
    assert not any(each.is_confirmed for each in limits.values())


def test_context_holds_medians_and_what_rarely_takes_imgs():
    assert specialty_context()["Internal Medicine"].step2_median_matched == 251
    assert specialty_context()["Dermatology"].openness == "rare"
