"""The example of the published guides on demo worlds, told from what its workbook and its page hold.

A non-US citizen IMG: graduated 2020, Step 1 211, Step 2 CK 228, no US experience, a visa needed, internal medicine.
The worlds' own truth stands in for a crawl, so that whole worlds of several sizes can be tried.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup

from demo.world import build_world
from reports.applicants import Applicant
from reports.shortlists import build_shortlists, lookup
from reports.tracker_layout import KEY_COLUMN, NEXT, RECOMMENDED
from reports.workbooks import write_trackers
from tests.reports.worlds import program, worked_example
from warehouse.schema import FACT_BY_NAME

DAY = date(2026, 9, 10)  # applications may be submitted, most deadlines lie ahead
CYCLE = 2027
GRADUATED = 2020


@dataclass
class Delivered:
    """One applicant's files on one world, with the world's truth beside."""

    truth: dict[str, dict[str, Any]]
    book: Any
    page: BeautifulSoup

    def sheet(self, name: str) -> list[dict[str, Any]]:
        heads, *rows = self.book[name].iter_rows(values_only=True)
        return [dict(zip(heads, row, strict=True)) for row in rows]

    @property
    def listed(self) -> dict[str, dict[str, Any]]:
        rows = self.sheet("Shortlist")
        return {row[KEY_COLUMN]: row for row in rows if row["Listing"] in (RECOMMENDED, NEXT)}

    @property
    def refused(self) -> set[str]:
        return {row[KEY_COLUMN] for row in self.sheet("Not recommended") if row[KEY_COLUMN]}

    def facts(self, program_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.truth[program_id]["facts"]
        return found


def truth_rows(world: Path) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """The truth per program, and the rows of out_programs that a perfect crawl would give."""
    truth = json.loads((world / "truth.json").read_text(encoding="utf-8"))["programs"]
    rows = []
    for program_id, told in truth.items():
        facts = {name: value for name, value in told["facts"].items() if name in FACT_BY_NAME}
        wished = {f"{name}_preferred": value for name, value in told["facts"].get("preferred", {}).items()}
        quotes = {f"{name}_quote": told["quotes"].get(name, f"words on {name}") for name in facts}
        pages = {f"{name}_url": told["url"] for name in facts}
        place = {name: told[name] for name in ("name", "institution", "specialty", "city", "state", "url")}
        rows.append(program(program_id, **{**place, **facts, **wished, **quotes, **pages}))
        for name in facts:
            rows[-1][f"{name}_as_of"], rows[-1][f"{name}_confidence"] = date(2026, 9, 1), 0.9
    return truth, rows


def deliver(folder: Path, world: Path, who: Applicant) -> Delivered:
    truth, rows = truth_rows(world)
    table = build_shortlists(rows, [who], CYCLE, DAY)
    write_trackers(lookup(table), rows, None, [who], folder / "outbox", folder / "registry", CYCLE, DAY)
    path = folder / "outbox" / str(CYCLE) / who.advisor / f"{who.applicant_id}.xlsx"
    page = BeautifulSoup(path.with_suffix(".html").read_bytes(), "lxml")
    return Delivered(truth, openpyxl.load_workbook(path), page)


@pytest.fixture(scope="module", params=[(48, 7), (600, 3)], ids=["default demo", "larger demo"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    programs, seed = request.param
    folder = tmp_path_factory.mktemp("world")
    build_world(folder, programs=programs, seed=seed)
    return folder


@pytest.fixture(scope="module")
def example(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Delivered:
    return deliver(tmp_path_factory.mktemp("example"), world, worked_example(max_programs=120))


def test_only_programs_that_sponsor_the_visa_or_are_flagged_are_listed(example: Delivered) -> None:
    assert len(example.listed) >= 3
    for program_id, row in example.listed.items():
        stated = example.facts(program_id).get("visa_j1")
        assert stated != "no", program_id
        assert str(row["Visa"]).startswith(f"J-1: {stated or 'not stated'}")
        if stated is None:
            assert re.search(r"J-1.* not stated: ask", str(row["Watch out"])), row["Watch out"]
        if stated == "conditional":
            assert row["Tier"] == "reach"


def test_no_listed_program_has_a_minimum_above_the_scores_or_a_limit_that_excludes_2020(example: Delivered) -> None:
    for program_id, row in example.listed.items():
        facts = example.facts(program_id)
        assert facts.get("step2_min", 0) <= 228 and facts.get("step1_min", 0) <= 211, program_id
        # 2020 to July 2027 is 6 or 7 years by the way of counting; which one a program means is asked, not assumed
        assert facts.get("max_years_since_graduation", 99) >= 6, program_id
        assert facts.get("img_accepted") is not False
        if facts.get("usce_required") or facts.get("usce_months") or facts.get("step3_required") == "always":
            assert "fix: " in str(row["Watch out"]), (program_id, row["Watch out"])
        assert example.truth[program_id]["specialty"] == "Internal Medicine"


def test_silence_excludes_nobody_and_every_exclusion_names_rule_and_words(example: Delivered) -> None:
    wanted = {key for key, told in example.truth.items() if told["specialty"] == "Internal Medicine"}
    silent = {key for key in wanted if not example.facts(key)}
    assert silent <= set(example.listed)
    rows = [row for row in example.sheet("Not recommended") if row[KEY_COLUMN]]
    assert rows and set(example.listed) | example.refused == wanted
    for row in rows:
        assert row["Rule that fails"] and row["Why"] and "“" in str(row["The page's words"]), row[KEY_COLUMN]
        quotes = " ".join(str(each) for each in example.truth[row[KEY_COLUMN]]["quotes"].values())
        for quote in re.findall(r"“([^”]+)”", str(row["The page's words"])):
            assert quote.split("\n")[0] in quotes


def test_the_risks_are_named_in_plain_words(example: Delivered) -> None:
    start = " ".join(
        str(value) for row in example.book["Start here"].iter_rows(values_only=True) for value in row if value
    )
    page = example.page.get_text(" ", strip=True)
    for risk in (
        "Graduated 2020: 6 to 7 years ago",
        "Step 2 CK 228; the median of non-US IMGs was 251 matched and 243 unmatched",
        "Step 1 211 still shows as a number",
        "No hands-on US clinical experience",
        "Needs a visa (J-1)",
        "Fewer than two US letters",
    ):
        assert risk in start and risk in page


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ("2 months more of hands-on US experience", {"usce_hands_on_months": 2.0}),
        ("Pass Step 3", {"has_step3": True}),
    ],
)
def test_the_doors_open_what_the_changed_profile_really_opens(
    example: Delivered, world: Path, tmp_path: Path, change: str, changed: dict[str, Any]
) -> None:
    door = next(row for row in example.sheet("What would open doors") if row["Change"] == change)
    after = deliver(tmp_path, world, replace(worked_example(max_programs=120), **changed))
    opened = example.refused - after.refused
    assert door["Programs that open"] == len(opened) and door["That close"] == 0
    best = str(door["Best of those"] or "")
    named = {example.truth[each]["name"] for each in opened}
    assert sum(name in best for name in named) == min(len(named), 5)
    assert change in example.page.get_text(" ", strip=True)
    if len(example.truth) > 150:
        gained = door["Programs that open"] + door["Open if done in time"]
        assert gained, "a world of this size holds programs that this change opens or secures"


def test_the_cost_is_that_of_the_fee_table(example: Delivered) -> None:
    picked = [row for row in example.listed.values() if row["Listing"] == RECOMMENDED]
    fees = 11 * min(len(picked), 30) + 30 * max(0, len(picked) - 30)
    cells = list(example.book["Start here"].iter_rows(values_only=True))
    total = next(row[4] for row in cells if row[3] == "Total")
    assert total == fees + 80 + 165
    assert f"${total:,}" in example.page.get_text(" ", strip=True)


def test_page_and_workbook_name_the_same_programs_in_the_same_order(example: Delivered) -> None:
    picked = [row for row in example.listed.values() if row["Listing"] == RECOMMENDED]
    heads = [head.get_text() for head in example.page.select("h3")]
    assert heads[: len(picked)] == [f"{row['#']}. {row['Program']}" for row in picked]
