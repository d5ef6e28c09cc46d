"""Rows of out_programs: facts in their columns, the share of the best roster, programs that are gone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.transforms.rows import NIGHT, conforms, fetch, link, program, sha, share, statement
from transforms.programs import build_programs, keep_gone, site_failures, total_rosters
from transforms.resolution import resolve_facts
from transforms.statement_rows import NOT_TOLD, share_of_roster
from warehouse.schema import FACTS, OUT_PROGRAMS

ID = "1400500001"
URL = "https://one.test/residents"


def counted(residents: int, school_class: str = "IMG", school: str = "King Edward", url: str = URL) -> dict[str, Any]:
    return {
        "program_id": ID,
        "url": url,
        "body_sha256": sha("b"),
        "school": school,
        "school_class": school_class,
        "residents": residents,
        "as_of": NIGHT,
    }


def build(*statements: dict[str, Any], rosters: Any = (), pages: Any = (), **rest: Any) -> dict[str, Any]:
    facts = resolve_facts(statements, [program()], NIGHT).facts
    (row,) = build_programs([program()], facts, pages, rosters, statements, share, **rest)
    conforms(OUT_PROGRAMS, [row])
    return row


def test_a_program_without_statements_has_no_facts() -> None:
    row = build()
    assert row["pages_read"] == 0
    assert all(row[each.name] is None for each in FACTS)


def test_a_fact_stands_with_its_evidence() -> None:
    row = build(statement("visa_h1b", "conditional", condition="after Step 3", quote="H-1B after Step 3"))
    assert row["visa_h1b"] == "conditional"
    assert row["visa_h1b_condition"] == "after Step 3"
    assert row["visa_h1b_quote"] == "H-1B after Step 3"
    assert row["visa_h1b_url"] == "https://one.test/"
    assert row["visa_h1b_as_of"] == NIGHT
    assert row["visa_h1b_confidence"] == 0.9
    assert len(row["visa_h1b_statement_id"]) == 16


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("step2_min", 230),
        ("usce_months", 2.5),
        ("max_years_since_graduation", 5.0),
        ("usce_required", False),
        ("application_deadline", "12-01"),
    ],
)
def test_values_are_typed_as_their_column(field: str, value: Any) -> None:
    made = build(statement(field, value))[field]
    assert (made, type(made)) == (value, type(value))


def test_preferences_have_their_own_columns() -> None:
    row = build(statement("step2_min", 240, strength="preferred"))
    assert (row["step2_min"], row["step2_min_preferred"]) == (None, 240)
    assert row["step2_min_preferred_statement_id"]


def test_pages_are_counted_without_those_gone() -> None:
    pages = [{"program_id": ID, "gone_since": None}, {"program_id": ID, "gone_since": NIGHT}]
    assert build(pages=pages)["pages_read"] == 1


# --- rosters ---


def test_the_share_comes_from_the_roster_with_its_heading_as_quote() -> None:
    told = statement("img_share", 0.75, quote="Our residents", url=URL, strength="typical", confidence=0.667)
    rosters = [counted(3), counted(1, "US-MD", "Ohio"), counted(1, "unknown", "KEMX"), counted(1, "unknown", NOT_TOLD)]
    row = build(told, rosters=rosters)
    assert (row["img_share"], row["img_share_low"], row["img_share_high"]) == (0.75, 0.2, 0.8765)
    assert (row["img_residents"], row["roster_residents"], row["roster_entries"]) == (3, 4, 6)
    assert (row["img_share_quote"], row["img_share_url"], row["img_share_confidence"]) == ("Our residents", URL, 0.667)
    assert row["img_share_statement_id"] == told["statement_id"]


def test_a_steward_s_share_stands_without_interval_beside_the_counts() -> None:
    told = statement("img_share", 0.75, quote="Our residents", url=URL, strength="typical")
    decided = {"program_id": ID, "field": "img_share", "value": "0.9", "reason": "They wrote.", "date": "2026-10-01"}
    facts = resolve_facts([told], [program()], NIGHT, overrides=[{**decided, "expects": "0.75"}]).facts
    (row,) = build_programs([program()], facts, [], [counted(3), counted(1, "US-MD", "Ohio")], [told], share)
    conforms(OUT_PROGRAMS, [row])
    assert (row["img_share"], row["img_share_low"], row["img_residents"]) == (0.9, None, 3)
    assert row["img_share_quote"] == "They wrote."


def test_several_roster_pages_are_never_added_up() -> None:
    other = "https://one.test/all"
    best = total_rosters([counted(3), counted(4, url=other), counted(9, "unknown", url=URL)])[ID]
    assert (best.url, best.entries) == (other, 4)
    level = total_rosters([counted(4), counted(4, url=other)])[ID]
    assert level.url == min(URL, other)


def test_a_roster_that_hides_schools_shows_counts_and_no_share() -> None:
    told = statement("img_share", 1.0, url=URL, strength="typical")
    row = build(told, rosters=[counted(1), counted(9, "unknown", NOT_TOLD)])
    assert (row["img_share"], row["img_share_quote"], row["roster_entries"]) == (None, None, 10)


def test_a_roster_without_its_statement_is_not_used() -> None:
    row = build(rosters=[counted(3)])
    assert (row["img_share"], row["roster_entries"]) == (None, None)


# --- gone and failing ---


def test_a_program_its_listing_no_longer_names_is_gone_since_tonight() -> None:
    before = {**program("2"), "gone_since": None}
    kept = keep_gone([program("1")], [before], NIGHT, ["listing"])
    assert [(row["program_id"], row["gone_since"]) for row in kept] == [("1", None), ("2", NIGHT)]


def test_gone_keeps_its_first_date_and_ends_when_the_program_is_back() -> None:
    before = {**program("2"), "gone_since": dt.date(2026, 1, 1)}
    assert keep_gone([], [before], NIGHT, ["listing"])[0]["gone_since"] == dt.date(2026, 1, 1)
    assert keep_gone([program("2")], [before], NIGHT, ["listing"])[0]["gone_since"] is None


def test_nothing_is_gone_where_its_listing_could_not_be_read() -> None:
    before = {**program("2"), "gone_since": None}
    assert keep_gone([], [before], NIGHT, [])[0]["gone_since"] is None


def test_a_program_known_by_its_code_under_a_new_id_is_not_gone() -> None:
    before = {**program("1400500001"), "gone_since": None}
    assert len(keep_gone([program("my-own", acgme_code="1400500001")], [before], NIGHT, ["listing"])) == 1


def test_a_gone_program_keeps_its_row() -> None:
    before = build(statement("visa_j1", "sponsors"))
    (row,) = build_programs(
        keep_gone([], [before], NIGHT, ["listing"]), {}, [], [], [], share, previous_programs=[before]
    )
    assert row == {**before, "gone_since": NIGHT}


def test_the_share_and_its_interval_are_those_of_the_rosters_package() -> None:
    rosters_share = pytest.importorskip("transforms.rosters.share")
    assert share_of_roster(3, 4, 5) == (0.75, *rosters_share.interval(3, 4))
    assert share_of_roster(1, 1, 9) is None


def failures(*fetches: dict[str, Any], links: Any = ()) -> dict[str, str]:
    return site_failures([program()], fetches, "c1", links)


def test_a_failed_entry_page_names_why() -> None:
    assert failures(fetch("https://one.test/", failure="dns")) == {ID: "dns"}
    assert failures(fetch("https://one.test/", body="b"), fetch(URL, failure="timeout")) == {}
    assert build(failures={ID: "dns"})["site_failure"] == "dns"


def test_other_crawls_say_nothing_of_tonight() -> None:
    assert failures(fetch("https://one.test/", failure="dns", crawl="c0")) == {}


def test_without_an_entry_page_all_pages_must_have_failed() -> None:
    links = [link(ID, URL), link(ID, "https://one.test/b")]
    one = fetch(URL, failure="timeout")
    assert failures(one, links=links) == {ID: "timeout"}
    assert failures(one, fetch("https://one.test/b", body="b"), links=links) == {}
