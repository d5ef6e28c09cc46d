"""What an operator sets for repeated visits, and what the calendar does to it."""

from __future__ import annotations

import datetime as dt

import pytest

from orchestration.assets.raw import is_application_season
from orchestration.settings import SettingError, read_settings


@pytest.mark.parametrize(
    "day, is_season",
    [("2026-06-02", False), ("2026-06-03", True), ("2026-09-22", True), ("2026-09-23", False), ("2026-11-22", False)],
)
def test_the_season_lasts_from_the_opening_of_eras_until_programs_review(day, is_season):
    assert is_application_season(dt.date.fromisoformat(day)) is is_season


def test_a_full_visit_and_the_share_of_a_night_are_settings():
    assert (read_settings({}).is_full_visit, read_settings({}).revisit_share_pct) == (False, 5)
    told = read_settings({"ATLAS_FULL_VISIT": "1", "ATLAS_REVISIT_SHARE_PCT": "20"})
    assert (told.is_full_visit, told.revisit_share_pct) == (True, 20)
    with pytest.raises(SettingError, match="from 1 to 100"):
        read_settings({"ATLAS_REVISIT_SHARE_PCT": "0"})
