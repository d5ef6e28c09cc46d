"""A listing that breaks or shrinks sharply is held back and told; its last good reading stands."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta

import pytest

from orchestration.identities import load_catalog
from orchestration.listing_gate import judge_listings
from orchestration.night import Night
from scrapers import archive
from scrapers.crawl import ListingReport, SourceReport
from warehouse.storage import make_home

START = datetime(2026, 10, 1, 3, tzinfo=UTC)


class Nights:
    def __init__(self, root):
        self.home = make_home(root)
        (self.home.registry).mkdir(parents=True, exist_ok=True)
        (self.home.registry / "sources.csv").write_text("name,kind,url,is_local\nd,file,https://d.example/f,false\n")

    def read(self, number, rows, is_whole=True, problems=()):
        """Programs of the catalog after a night on which the listing gave so many rows, and what was decided."""
        moment = START + timedelta(days=number)
        night = Night(self.home, moment.strftime("%Y%m%dT%H%M%S.%fZ"), moment)
        spool = archive.Spool(self.home.archive, night.crawl_id, "listings0")
        for place in range(rows):
            code = f"14036{place:05}"
            record = {"Code": code, "Name": f"P {place}", "Specialty": "Internal Medicine", "State": "NY"}
            row = {"crawl_id": night.crawl_id, "source": "d", "row_number": place + 1, "url": "https://d.example/f"}
            spool.add_row("raw_listing_rows", row | {"record": json.dumps(record | {"Colour": "red"})})
        spool.close()
        archive.seal(self.home.archive, night.crawl_id, "listings0")
        report = SourceReport("d", rows, None, 1, 1, 0, {}, list(problems), is_whole)
        (judged,) = judge_listings(night, ListingReport(night.crawl_id, (report,), {}, 1.0))
        return load_catalog(night), judged

    def signals(self, number):
        path = self.home.quarantine / f"listings-{(START + timedelta(days=number)).date()}.csv"
        return list(csv.DictReader(path.read_text().splitlines())) if path.exists() else []


@pytest.fixture
def nights(tmp_path):
    return Nights(tmp_path)


def test_a_sharply_smaller_reading_is_held_back_until_a_steward_accepts_it(nights):
    assert len(nights.read(0, 100)[0].programs) == 100
    catalog, judged = nights.read(1, 60)
    assert judged.held == "it has 60 rows, 100 the last time" and catalog.stale_sources == ["d"]
    assert len(catalog.programs) == 100 and "HELD BACK" in nights.signals(1)[0]["signal"]
    catalog, judged = nights.read(2, 61)  # measured by the last reading that was taken
    assert judged.held == "it has 61 rows, 100 the last time" and len(catalog.programs) == 100
    accepted = "source,rows,reason,author,date\nd,60,they closed,R. Steward,2026-10-04\n"
    (nights.home.registry / "accepted_listings.csv").write_text(accepted)
    catalog, judged = nights.read(3, 61)
    assert judged.held is None and len([p for p in catalog.programs if not p.get("gone_since")]) == 61


def test_a_reading_that_is_not_whole_is_held_back_and_the_first_one_is_taken(nights):
    catalog, judged = nights.read(0, 50, is_whole=False, problems=["page 3 could not be had: timeout"])
    assert judged.held is None and len(catalog.programs) == 50
    catalog, judged = nights.read(1, 49, is_whole=False, problems=["page 3 could not be had: timeout"])
    assert judged.held and len(catalog.programs) == 50
    assert {row["reading"] for row in nights.signals(1)} == {"held back"}


def test_a_small_change_is_taken_and_told_and_none_is_silent(nights):
    nights.read(0, 100)
    judged = nights.read(1, 97)[1]
    assert judged.held is None and judged.signals == ("97 rows, 100 the last time",)
    assert nights.signals(1)[0] == {"source": "d", "reading": "taken", "signal": "97 rows, 100 the last time"}
    assert nights.read(2, 97)[1].signals == () and nights.signals(2) == []
    assert "twice" in nights.read(3, 300)[1].signals[-1]


def test_a_column_that_nobody_knows_is_told(nights):
    assert any("'Colour'" in problem and "100 rows" in problem for problem in nights.read(0, 100)[0].problems)
