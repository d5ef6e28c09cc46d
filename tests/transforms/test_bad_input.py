"""Whatever comes in, rows add up and nothing breaks: listings, filings and resolution under random input."""

from __future__ import annotations

import datetime as dt
from typing import Any

import hypothesis.strategies as st
from hypothesis import given, settings

from tests.transforms.rows import NIGHT, conforms, program, statement
from transforms.filings import FilingsFileError, read_h1b_employers
from transforms.identity import Institution, Matcher
from transforms.listings import HEADS, read_listing, read_records
from transforms.resolution import PAGE_KINDS, resolve_facts
from transforms.review import build_review_queue
from warehouse.schema import OUT_REVIEW_QUEUE

heads = st.sampled_from(["Code", "Name", "Specialty", "State", "Institution", "City", "Website", "Mascot", *HEADS])
cells = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.integers(),
    st.floats(),
    st.lists(st.text(max_size=3), max_size=2),
    st.sampled_from(["1400500001", "Internal Medicine", "OH", "Lakeside", "https://a.test/"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(heads, cells, max_size=8), max_size=5))
def test_listing_rows_always_add_up(records: list[dict[str, Any]]) -> None:
    reading = read_records(records, "demo")
    assert reading.rows == len(records) == len(reading.programs) + reading.duplicates + reading.refused
    assert sum(problem.outcome == "refused" for problem in reading.problems) == reading.refused
    ids = [row["program_id"] for row in reading.programs]
    assert len(ids) == len(set(ids))
    assert all(row["name"] and row["institution"] and row["specialty"] and row["state"] for row in reading.programs)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_broken_records_are_refused(record: str) -> None:
    raw = {"crawl_id": "c", "source": "demo", "row_number": 1, "url": "u", "record": record}
    reading = read_listing([raw])
    assert reading.rows == 1 == len(reading.programs) + reading.duplicates + reading.refused


HEAD = (
    b"Fiscal Year,Employer,Initial Approvals,Initial Denials,Continuing Approvals,Continuing Denials,NAICS,Tax ID,"
    b"State,City,ZIP\n"
)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.binary(max_size=200), st.text(alphabet='2023,A\n"1 \t', max_size=120).map(str.encode)), st.booleans()
)
def test_filings_are_accounted_for_or_refused_as_a_whole(data: bytes, has_head: bool) -> None:
    try:
        found = read_h1b_employers((HEAD if has_head else b"") + data, "f")
    except FilingsFileError as error:
        assert str(error).startswith("f")
        return
    assert len(found.rows) + sum(found.skipped.values()) == found.total


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.one_of(st.none(), st.text(max_size=10)))
def test_any_employer_can_be_asked_for(employer: str, city: str | None) -> None:
    matcher = Matcher([Institution("Lakeside Hospital", "Toledo", "OH")])
    match = matcher.match(employer, city, "OH")
    assert (match.institution is None) == (match.score is None)


rows = st.builds(
    statement,
    field=st.just("visa_h1b"),
    value=st.sampled_from(["sponsors", "conditional", "no"]),
    source_kind=st.sampled_from(PAGE_KINDS),
    strength=st.sampled_from(["required", "preferred", "typical"]),
    track=st.sampled_from([None, "categorical", "preliminary", "research"]),
    season=st.sampled_from([None, 2020, 2026, 2027, 2028]),
    url=st.sampled_from(["https://a.test/", "https://b.test/", "https://c.test/"]),
    confidence=st.floats(0, 1),
    last_seen=st.dates(dt.date(2024, 1, 1), NIGHT),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(rows, max_size=8))
def test_a_winner_was_said_by_the_best_source_there_is(statements: list[dict[str, Any]]) -> None:
    resolution = resolve_facts(statements, [program()], NIGHT)
    required = [row for row in statements if row["strength"] == "required"]
    fact = resolution.facts.get(("1400500001", "visa_h1b", "required"))
    assert (fact is None) == (not required)
    assert set(resolution.facts) <= {("1400500001", "visa_h1b", "required")}
    conforms(OUT_REVIEW_QUEUE, build_review_queue(resolution.findings))
    if fact is None:
        return
    assert any(row["quote"] == fact.quote and row["value"] == fact.value for row in required)
    assert 0.05 <= fact.confidence <= 0.99
    main = [row for row in required if row["track"] in (None, "categorical")]
    if main:
        best = min(PAGE_KINDS.index(row["source_kind"]) for row in main)
        assert fact.source_kind == PAGE_KINDS[best]
