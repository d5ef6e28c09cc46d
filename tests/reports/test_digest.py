"""The advisors' digest: what it tells, to whom, when it has nothing to say; and where it is mailed to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from reports.advisors import read_advisors
from reports.digest import Digest, Refusal, Standing, Told, build_digest, remember, render_html, render_text
from warehouse.releases import FactChange, ReleaseDiff

DAY = date(2026, 11, 20)
PROGRAMS: dict[str, dict[str, Any]] = {
    key: {
        "program_id": key,
        "name": f"Program {key}",
        "specialty": "Internal Medicine",
        "city": "Troy",
        "state": "NY",
        "url": f"https://{key.lower()}.example/",
        "application_deadline": None,
    }
    for key in ("P1", "P2", "P3", "P4")
}
NOTHING = ReleaseDiff("r1", "r1")


def told_of(standings: dict[str, Standing], **rest: Any) -> Told:
    """What was told where these lists stood as they are."""
    known = {applicant_id: list(each.recommended) for applicant_id, each in standings.items()}
    return replace(Told("r1", known), **rest)


def lists() -> dict[str, Standing]:
    return {
        "A1": Standing(recommended={"P1": "target", "P2": "reach"}, waiting={"P3": "safety"}),
        "A2": Standing(recommended={"P2": "safety"}),
    }


def digest(
    standings: dict[str, Standing],
    diff: ReleaseDiff = NOTHING,
    told: Told | None = None,
    day: date = DAY,
    programs: dict[str, dict[str, Any]] = PROGRAMS,
    **rest: Any,
) -> Digest:
    return build_digest("north", 2027, day, standings, programs, diff, told or told_of(standings), **rest)


def change(program_id: str = "P1", **values: Any) -> FactChange:
    told = {"field": "step2_min", "old_value": "220", "new_value": "235", "url": "https://p1.example/apply"}
    quotes = {"old_quote": "Step 2 CK of 220 or more", "new_quote": "Step 2 CK of 235 or more"}
    return FactChange(program_id, **{**told, **quotes, **values})


def test_a_night_without_news_gives_nothing_to_say():
    assert digest(lists()).news == []


def test_a_changed_fact_is_told_with_both_quotes_and_for_whom():
    found = digest(lists(), ReleaseDiff("r1", "r2", changed=[change(), change("P9")]))
    assert found.news == ["1 changed fact"]
    text = render_text(found)
    assert "Program P1 (Internal Medicine, Troy, NY)" in text and "P9" not in text
    for part in ("For A1 (recommended, target)", "Step 2 CK minimum: 220 → 235", "was: “Step 2 CK of 220 or more”"):
        assert part in text
    assert "now: “Step 2 CK of 235 or more”" in text and "https://p1.example/apply" in text


def test_a_fact_that_now_excludes_still_concerns_those_to_whom_it_was_recommended():
    before = told_of(lists())
    after = lists()
    del after["A1"].recommended["P1"]
    after["A1"].refused["P1"] = "Step 2 CK: 235 required (you: 228)"
    found = digest(after, ReleaseDiff("r1", "r2", changed=[change()]), before)
    text = render_text(found)
    assert "For A1 (was recommended, now excluded)" in text
    assert "A1: 0 in, 1 out" in text
    assert "out: Program P1 (Internal Medicine, Troy, NY): Step 2 CK: 235 required (you: 228)" in text
    assert found.news == ["1 changed fact", "1 list moved"]


def test_new_and_gone_programs_are_told_to_those_whom_they_concern():
    standings = lists()
    standings["A2"].further["P4"] = "reach"
    found = digest(standings, ReleaseDiff("r1", "r2", added=["P3", "P4", "P9"], gone=["P2"]), told_of(standings))
    text = render_text(found)
    assert found.news == ["2 new programs", "1 program gone"]
    assert "For A1 (next in line, safety)" in text and "For A2 (further down the order, reach)" in text
    assert "P9" not in text
    assert "GONE FROM THE CATALOG" in text and "For A1 (recommended, reach); A2 (recommended, safety)" in text


def test_the_first_digest_announces_the_lists():
    found = digest(lists(), told=Told())
    assert found.news == ["2 first lists"]
    assert "A1: the first list is ready, 2 programs recommended" in render_text(found)


@pytest.mark.parametrize(("days", "is_ahead"), [(-1, False), (0, True), (3, True), (14, True), (15, False)])
def test_deadlines_within_two_weeks_are_told(days: int, is_ahead: bool):
    due = (DAY + timedelta(days=days)).isoformat()
    programs = {**PROGRAMS, "P1": {**PROGRAMS["P1"], "application_deadline": due}}
    found = digest(lists(), programs=programs)
    assert ("1 deadline ahead" in found.news) == is_ahead
    assert (due in render_text(found)) == is_ahead


def test_a_deadline_is_news_twice_and_not_every_night():
    programs = {**PROGRAMS, "P1": {**PROGRAMS["P1"], "application_deadline": "12-01"}}
    told, sent = told_of(lists()), []
    for night in range(20):
        day = DAY + timedelta(days=night)
        found = digest(lists(), told=told, day=day, programs=programs)
        told = remember(found, lists(), programs, "r1", told, [], [])
        sent += [day] if found.news else []
    assert sent == [DAY, date(2026, 11, 28)]


@pytest.mark.parametrize(
    ("decision", "status", "is_told"),
    [
        ("", "", True),
        ("Apply", "In progress", True),
        ("Apply", "Applied", False),
        ("Will not apply", "", False),
        ("Remove row", "", False),
    ],
)
def test_deadlines_of_what_is_done_or_dropped_are_not_told(decision: str, status: str, is_told: bool):
    programs = {**PROGRAMS, "P1": {**PROGRAMS["P1"], "application_deadline": "12-01"}}
    standings = lists()
    standings["A1"].tracked["P1"] = (decision, status)
    assert ("2026-12-01" in render_text(digest(standings, programs=programs))) == is_told


def test_dates_of_the_season_are_told():
    found = digest(lists(), day=date(2026, 9, 1))
    assert "2026-09-02, in 1 day: Applicants may submit" in render_text(found)


def test_files_and_checks_are_news_once_and_then_only_repeated():
    standings = lists()
    standings["A1"].problems = ["north/A1.xlsx was left alone: it is open in another program"]
    first = digest(standings, checks=["Fill rates (out_programs/fill)"])
    assert first.news == ["1 file to look at", "1 check with a warning"]
    told = remember(first, standings, PROGRAMS, "r1", told_of(standings), ["Fill rates (out_programs/fill)"], [])
    second = digest(standings, told=told, checks=["Fill rates (out_programs/fill)"])
    assert second.news == [] and "was left alone" in render_text(second)
    mended = remember(digest(lists(), told=told), lists(), PROGRAMS, "r1", told, [], [])
    assert digest(standings, told=mended).news == ["1 file to look at"]


def test_a_refused_night_is_told_once():
    refusals = [Refusal("20261120T060000.000000Z", ("out_programs/rows: too few. Found: 3. Look at the listing.",))]
    found = digest(lists(), refusals=refusals)
    assert found.news == ["1 refused night"]
    assert "The catalog of 2026-11-20 was refused" in render_text(found) and "too few" in render_text(found)
    told = remember(found, lists(), PROGRAMS, "r1", told_of(lists()), [], refusals)
    assert digest(lists(), told=told, refusals=refusals).news == []


def test_entries_read_add_up_until_a_digest_tells_them():
    standings = lists()
    standings["A1"].edits = 3
    told = remember(digest(standings), standings, PROGRAMS, "r1", told_of(standings), [], [])
    assert told.edits == 3
    found = digest(standings, ReleaseDiff("r1", "r2", changed=[change()]), told)
    assert "6 entries read from your workbooks" in render_text(found)
    assert remember(found, standings, PROGRAMS, "r2", told, [], []).edits == 0


def test_long_sections_are_cut_with_a_sign():
    standings = {"A1": Standing(recommended={f"P{n}": "reach" for n in range(100)})}
    changes = [change(f"P{n}") for n in range(100)]
    text = render_text(digest(standings, ReleaseDiff("r1", "r2", changed=changes)))
    assert "And 60 more" in text


def test_hostile_quotes_stay_text_and_the_subject_is_one_line():
    text = "<script>alert(1)</script>\r\nBcc: x@example.org\x00"
    programs = {**PROGRAMS, "P1": {**PROGRAMS["P1"], "name": text}}
    told = change(new_quote=text, url="javascript:alert(1)", new_value=text, old_quote=None)
    found = digest(lists(), ReleaseDiff("r1", "r2", changed=[told]), programs=programs)
    html = render_html(found)
    page = BeautifulSoup(html, "lxml")
    assert not page.find_all("script") and not page.find_all("a") and "<script" not in html.split("<body>")[1]
    assert "\n" not in found.subject and "\x00" not in html
    assert not any(line.startswith("Bcc:") for line in render_text(found).splitlines())


# --- where it is mailed to -------------------------------------------------------------------------------------------


def test_advisors_are_read_and_bad_rows_named_without_their_address(tmp_path: Path):
    (tmp_path / "advisors.csv").write_text(
        "advisor,email,digest_by_mail\nnorth,north@example.org,\nsouth,south@example.org,no\neast,,\n"
        "west,someone at example,yes\n",
        encoding="utf-8",
    )
    found, problems = read_advisors(tmp_path)
    assert {key: each.email for key, each in found.items()} == {"north": "north@example.org", "south": "", "east": ""}
    assert [str(each) for each in problems] == [
        "advisors.csv, row 5, column email: the value cannot be read; write one address, such as advising@example.org"
    ]
    assert "north@example.org" not in repr(found)


def test_without_a_file_nobody_is_mailed(tmp_path: Path):
    assert read_advisors(tmp_path) == ({}, [])
