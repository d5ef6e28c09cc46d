"""What decides how long superseded roster pages stay: the setting, what was read as a roster, what a release cites."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.night import begin_night
from orchestration.retention import apply_retention, cited_bodies, roster_bodies
from orchestration.settings import SettingError, read_settings
from warehouse.schema import RAW_READINGS, arrow_schema
from warehouse.storage import make_home

NIGHT = datetime(2026, 11, 22, 3, tzinfo=UTC)


def test_roster_pages_are_kept_unless_days_are_set() -> None:
    assert read_settings({}).roster_retention_days is None
    assert read_settings({"ATLAS_ROSTER_RETENTION_DAYS": "90"}).roster_retention_days == 90
    assert read_settings({"ATLAS_ROSTER_RETENTION_DAYS": "0"}).roster_retention_days == 0
    with pytest.raises(SettingError, match="ATLAS_ROSTER_RETENTION_DAYS='soon': write a whole number"):
        read_settings({"ATLAS_ROSTER_RETENTION_DAYS": "soon"})


def test_nothing_is_dropped_without_a_setting_and_an_empty_archive_is_no_error(tmp_path: Path) -> None:
    night = begin_night(tmp_path, NIGHT)
    assert apply_retention(night, None) == {}
    assert set(apply_retention(night, 30).values()) == {0}


def test_roster_pages_are_those_in_which_any_reader_found_a_roster(tmp_path: Path) -> None:
    def reading(sha: str, version: str, rosters: str) -> dict[str, str | None]:
        empty = {"statements": "[]", "dropped": "{}", "problem": None}
        return {"body_sha256": sha * 64, "reader_version": version, "rosters": rosters, **empty}

    rows = [reading("a", "1", "[]"), reading("a", "2", '[{"entries": 3}]'), reading("b", "2", "[]")]
    (tmp_path / "raw_readings").mkdir()
    table = pa.Table.from_pylist(rows, schema=arrow_schema(RAW_READINGS))
    pq.write_table(table, tmp_path / "raw_readings" / "n-0.parquet")
    assert roster_bodies(tmp_path) == {"a" * 64}


def test_before_the_first_release_nothing_is_cited(tmp_path: Path) -> None:
    assert cited_bodies(make_home(tmp_path)) == set()
