"""Readings tied to programs: what a page is to a program, and what on it is not for the program."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.transforms.rows import NIGHT, conforms, fetch, link, program, reading, roster, said, sha, share
from transforms.listings import ListingStatement
from transforms.model import Reading, Statement
from transforms.statement_rows import (
    NOT_TOLD,
    PageState,
    StatementRows,
    build_rows,
    current_links,
    is_for,
    latest_pages,
)
from warehouse.schema import CORE_PAGES, CORE_ROSTERS, CORE_STATEMENTS

URL = "https://one.test/"
DAY = dt.timedelta(days=1)
VISA = reading("We sponsor J-1 visas.", said("visa_j1", "sponsors", "We sponsor J-1 visas."))


def rows(
    read: Reading,
    links: list[dict[str, Any]] | None = None,
    programs: list[dict[str, Any]] | None = None,
    page: PageState | None = None,
    **rest: Any,
) -> StatementRows:
    page = page or PageState(URL, sha("b"), NIGHT - 3 * DAY, NIGHT)
    found = build_rows(
        {sha("b"): read},
        links or [link("1400500001", URL)],
        {URL: page},
        programs or [program()],
        NIGHT,
        "v1",
        share=share,
        **rest,
    )
    conforms(CORE_STATEMENTS, found.statements)
    conforms(CORE_PAGES, found.pages)
    conforms(CORE_ROSTERS, found.rosters)
    return found


# --- what the archive knows ---


def test_the_last_body_had_stays_through_failures() -> None:
    fetches = [
        fetch(URL, NIGHT - 4 * DAY, "old", crawl="c0"),
        fetch(URL, NIGHT - 3 * DAY, "new", crawl="c1"),
        fetch(URL, NIGHT - 2 * DAY, "new", crawl="c2"),
        fetch(URL, NIGHT, failure="timeout", crawl="c3"),
    ]
    assert latest_pages(reversed(fetches)) == {
        URL: PageState(URL, sha("new"), NIGHT - 3 * DAY, NIGHT - 2 * DAY, gone_since=None)
    }


def test_a_page_is_gone_since_the_first_such_answer_and_back_when_had_again() -> None:
    fetches = [
        fetch(URL, NIGHT - 3 * DAY, "b", crawl="c0"),
        fetch(URL, NIGHT - 2 * DAY, failure="gone", crawl="c1"),
        fetch(URL, NIGHT - DAY, failure="gone", crawl="c2"),
    ]
    assert latest_pages(fetches)[URL].gone_since == NIGHT - 2 * DAY
    assert latest_pages([*fetches, fetch(URL, NIGHT, "b", crawl="c3")])[URL].gone_since is None


def test_an_address_never_had_has_no_state() -> None:
    assert latest_pages([fetch(URL, failure="dns")]) == {}


def held(*pairs: tuple[list[dict[str, Any]], list[dict[str, Any]]]) -> list[str]:
    links = [each for some, _ in pairs for each in some]
    fetches = [each for _, some in pairs for each in some]
    return [each["url"] for each in current_links(links, fetches, NIGHT)]


YESTERDAY = (
    [link("p", "entry", "entry", crawl="c1"), link("p", "faq", crawl="c1")],
    [fetch("entry", NIGHT - DAY, "e", crawl="c1"), fetch("faq", NIGHT - DAY, "f", crawl="c1")],
)


def test_a_page_that_a_whole_crawl_no_longer_links_is_out() -> None:
    tonight = ([link("p", "entry", "entry", crawl="c2")], [fetch("entry", NIGHT, "e2", crawl="c2")])
    assert held(YESTERDAY, tonight) == ["entry"]


@pytest.mark.parametrize("failure", ["timeout", "dns", "gone"])
def test_a_failed_entry_page_takes_no_page_away(failure: str) -> None:
    tonight = ([link("p", "entry", "entry", crawl="c2")], [fetch("entry", NIGHT, failure=failure, crawl="c2")])
    assert sorted(held(YESTERDAY, tonight)) == ["entry", "faq"]


def test_a_page_that_is_gone_is_an_answer() -> None:
    tonight = (
        [link("p", "entry", "entry", crawl="c2"), link("p", "apply", crawl="c2")],
        [fetch("entry", NIGHT, "e2", crawl="c2"), fetch("apply", NIGHT, failure="gone", crawl="c2")],
    )
    assert held(YESTERDAY, tonight) == ["apply", "entry"]


def test_a_page_linked_and_never_asked_is_no_answer() -> None:
    tonight = (
        [link("p", "entry", "entry", crawl="c2"), link("p", "apply", crawl="c2")],
        [fetch("entry", NIGHT, "e2", crawl="c2")],
    )
    assert sorted(held(YESTERDAY, tonight)) == ["apply", "entry", "faq"]


def test_links_older_than_a_full_visit_before_a_troubled_crawl_are_out() -> None:
    old = ([link("p", "faq", crawl="c0")], [fetch("faq", NIGHT - 31 * DAY, "f", crawl="c0")])
    tonight = ([link("p", "entry", "entry", crawl="c2")], [fetch("entry", NIGHT, failure="dns", crawl="c2")])
    assert held(old, tonight) == ["entry"]


def test_links_of_a_program_that_is_not_due_hold_however_old() -> None:
    old = ([link("p", "faq", crawl="c0")], [fetch("faq", NIGHT - 300 * DAY, "f", crawl="c0")])
    assert held(old) == ["faq"]


def test_a_page_linked_tonight_and_asked_on_an_earlier_night_has_answered() -> None:
    tonight = (
        [link("p", "entry", "entry", crawl="c2"), link("p", "faq", crawl="c2")],
        [fetch("entry", NIGHT, "e2", crawl="c2")],
    )
    before = ([*YESTERDAY[0], link("p", "dropped", crawl="c1")], [*YESTERDAY[1], fetch("dropped", NIGHT - DAY, "d")])
    assert held(before, tonight) == ["entry", "faq"]


def test_links_of_crawls_without_fetches_or_of_the_future_are_out() -> None:
    future = ([link("p", "faq", crawl="c9")], [fetch("faq", NIGHT + DAY, "f", crawl="c9")])
    assert held(([link("p", "x", crawl="c8")], []), future) == []


# --- statements ---


def test_a_statement_carries_its_quote_address_and_dates() -> None:
    (row,) = rows(VISA).statements
    assert row["quote"] == "We sponsor J-1 visas."
    assert (row["quote_start"], row["quote_end"]) == (0, 21)
    assert (row["value"], row["value_number"], row["source_kind"]) == ("sponsors", None, "program_page")
    assert (row["first_seen"], row["last_seen"]) == (NIGHT - 3 * DAY, NIGHT)
    assert row["extractor_version"] == "v1"


def test_first_seen_carries_over_and_the_id_names_what_is_said_and_where() -> None:
    (row,) = rows(VISA).statements
    before = {**row, "first_seen": dt.date(2025, 1, 1)}
    (again,) = rows(VISA, previous_statements=[before]).statements
    assert again == {**row, "first_seen": dt.date(2025, 1, 1)}
    other = reading("So: We sponsor J-1 visas!", said("visa_j1", "sponsors", "We sponsor J-1 visas!"))
    assert rows(other).statements[0]["statement_id"] != row["statement_id"]


@pytest.mark.parametrize(("role", "kind"), [("entry", "program_page"), ("institution_page", "institution_page")])
def test_the_role_of_a_page_decides_its_kind(role: str, kind: str) -> None:
    assert rows(VISA, [link("1400500001", URL, role)]).statements[0]["source_kind"] == kind


SIBLINGS = [program(), program("4400500001", specialty="Surgery")]
BOTH = [link("1400500001", URL, "entry"), link("4400500001", URL, "entry")]


def test_a_page_that_serves_several_specialties_is_an_institution_page() -> None:
    found = rows(VISA, BOTH, SIBLINGS)
    assert [row["source_kind"] for row in found.statements] == ["institution_page"] * 2


def test_a_statement_about_another_specialty_is_dropped_and_counted() -> None:
    read = reading(
        "General surgery: no visas.",
        said("visa_j1", "no", "General surgery: no visas.", scope_specialty="general surgery"),
    )
    found = rows(read, BOTH, SIBLINGS)
    assert [row["program_id"] for row in found.statements] == ["4400500001"]
    assert found.dropped == {"statement about another specialty": 1}


def test_places_on_a_page_of_several_programs_count_only_where_the_program_is_named() -> None:
    read = reading(
        "We have 30 places. Surgery has 6.",
        said("positions_per_year", 30, "We have 30 places."),
        said("positions_per_year", 6, "Surgery has 6.", scope_specialty="Surgery"),
    )
    found = rows(read, BOTH, SIBLINGS)
    assert [(row["program_id"], row["value"]) for row in found.statements] == [("4400500001", "6")]
    assert found.dropped["statement about one program on a page of several"] == 2


def test_scope_is_known_in_any_spelling() -> None:
    assert is_for(None, "Surgery")
    assert is_for("IM", "Internal Medicine")
    assert not is_for("Astrology", "Internal Medicine")


def test_a_quote_that_does_not_stand_in_the_text_is_dropped_and_counted() -> None:
    read = Reading(VISA.page, (Statement("visa_j1", "sponsors", "required", "We sponsor", 3, 13),))
    found = rows(read)
    assert found.statements == []
    assert found.dropped == {"quote that does not stand in the text": 1}


def test_a_value_outside_its_domain_is_dropped_and_counted() -> None:
    found = rows(reading("Score 85.", said("step2_min", 85, "Score 85.")))
    assert found.statements == []
    assert found.dropped == {"value outside the domain of step2_min": 1}


def test_a_sentence_that_stands_twice_is_one_statement_the_surer_one() -> None:
    text = "J-1 yes. J-1 yes."
    first = Statement("visa_j1", "sponsors", "required", "J-1 yes.", 0, 8, confidence=0.5)
    again = Statement("visa_j1", "sponsors", "required", "J-1 yes.", 9, 17, confidence=0.9)
    for order in ((first, again), (again, first)):
        found = rows(Reading(reading(text).page, order))
        assert [row["quote_start"] for row in found.statements] == [9]
        assert found.dropped == {"statement repeated on its page": 1}


def test_a_gone_page_keeps_its_row_and_states_nothing() -> None:
    found = rows(VISA, page=PageState(URL, sha("b"), NIGHT - DAY, NIGHT - DAY, gone_since=NIGHT))
    assert found.statements == []
    assert found.pages[0]["gone_since"] == NIGHT
    assert found.dropped == {"statement on a page that is gone": 1}


def test_pages_never_had_unread_bodies_and_unknown_programs_are_told_apart() -> None:
    links = [link("1400500001", "https://never.test/"), link("nobody", URL), link("1400500001", URL)]
    page = PageState(URL, sha("other"), NIGHT, NIGHT)
    found = rows(VISA, links, page=page)
    assert found.pages == []
    assert found.dropped == {"link of a program that is not in the catalog": 1, "body without a reading": 1}


def test_a_page_row_counts_what_was_read_for_its_program() -> None:
    (row,) = rows(VISA).pages
    assert (row["statements"], row["text_chars"], row["as_of"], row["title"]) == (1, 21, NIGHT, "title")


def test_listing_statements_have_their_own_kind() -> None:
    stated = ListingStatement(
        "1400500001", "positions_per_year", 12, '"Places": "12"', 4, 18, "https://list.test/", "l"
    )
    other = ListingStatement("nobody", "positions_per_year", 12, '"Places": "12"', 4, 18, "https://list.test/", "l")
    found = rows(reading("nothing"), listing_statements=[stated, other])
    (row,) = found.statements
    assert (row["source_kind"], row["value_number"], row["body_sha256"]) == ("listing", 12.0, None)
    assert found.dropped == {"listing statement of a program that is not in the catalog": 1}


def test_a_program_gone_from_its_listing_keeps_its_statements_as_they_were() -> None:
    (before,) = rows(VISA).statements
    steward = {**before, "statement_id": "0" * 16, "source_kind": "steward"}
    gone = [program(gone_since=NIGHT)]
    found = rows(reading("changed"), programs=gone, previous_statements=[before, steward])
    assert found.statements == [before]
    assert found.pages == []


# --- rosters ---

TEXT = "Our residents"


def test_a_roster_is_counted_with_what_it_hides() -> None:
    found = rows(reading(TEXT, rosters=[roster(TEXT, TEXT, img=3, us=1, hidden=2)]))
    assert {row["school"]: row["residents"] for row in found.rosters} == {
        "King Edward Medical University": 3,
        "Ohio State University": 1,
        NOT_TOLD: 2,
    }
    (row,) = found.statements
    assert (row["field"], row["value"], row["strength"], row["quote"]) == ("img_share", "0.75", "typical", TEXT)
    assert row["confidence"] == 0.667


def test_a_roster_on_a_page_of_several_programs_needs_a_name() -> None:
    plain, named = roster(TEXT, TEXT, 1, 1), roster(TEXT, TEXT, 3, 1, scope_specialty="Surgery")
    found = rows(reading(TEXT, rosters=[plain, named]), BOTH, SIBLINGS)
    assert {row["program_id"] for row in found.rosters} == {"4400500001"}
    assert found.dropped == {"roster on a page of several programs": 2, "roster of another specialty": 1}


def test_a_roster_without_heading_or_schools_gives_no_share() -> None:
    bare = rows(reading(TEXT, rosters=[roster("", TEXT, 3, 1)]))
    assert (bare.statements, bare.rosters, bare.dropped) == ([], [], {"roster without a heading to quote": 1})
    hidden = rows(reading(TEXT, rosters=[roster(TEXT, TEXT, 0, 0, hidden=9)]))
    assert hidden.statements == []
    assert [(row["school"], row["residents"]) for row in hidden.rosters] == [(NOT_TOLD, 9)]
    assert hidden.dropped == {"roster with too few readable schools": 1}


def test_unknown_schools_of_a_shared_page_are_counted_once() -> None:
    read = reading(TEXT, rosters=[roster(TEXT, TEXT, 1, 1, unknown_schools=("KEMX", "KEMX"))])
    twins = [program(), program("1400500002")]
    found = rows(read, [link("1400500001", URL), link("1400500002", URL)], twins)
    assert found.unknown_schools == {"KEMX": 2}
    assert len(found.statements) == 2
