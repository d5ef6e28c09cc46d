"""From fetches and readings to rows for people: the parts fit together and conform to the schema."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from tests.transforms.rows import conforms, fetch, link, program, reading, roster, said, share
from transforms.changes import list_changes
from transforms.programs import build_programs, keep_gone, site_failures
from transforms.resolution import resolve_facts
from transforms.review import build_review_queue, find_sites, find_unknown_schools
from transforms.statement_rows import build_rows, current_links, latest_pages
from warehouse.schema import CORE_PAGES, CORE_ROSTERS, CORE_STATEMENTS, OUT_CHANGES, OUT_PROGRAMS, OUT_REVIEW_QUEUE

NIGHT = dt.date(2026, 11, 21)


def test_pages_become_programs_changes_and_a_queue() -> None:
    sites = {
        "https://one.test/": reading(
            "We sponsor J-1 visas. Step 2 CK of 230 required.",
            said("visa_j1", "sponsors", "We sponsor J-1 visas."),
            said("step2_min", 230, "Step 2 CK of 230 required."),
        ),
        "https://one.test/faq": reading(
            "Do you sponsor? J-1 no. Our residents",
            said("visa_j1", "no", "J-1 no."),
            rosters=[roster("Our residents", "Do you sponsor? J-1 no. Our residents", img=3, us=5, hidden=1)],
        ),
    }
    fetches = [fetch(url, body=url) for url in sites]
    pages = latest_pages(fetches)
    links = current_links([link("1400500001", url) for url in sites], fetches, NIGHT)
    programs = keep_gone([program("1400500001", url="https://one.test/")], [], NIGHT, {"listing"})
    readings = {pages[url].body_sha256: found for url, found in sites.items()}
    rows = build_rows(readings, links, pages, programs, NIGHT, "v1", share=share)
    resolution = resolve_facts(rows.statements, programs, NIGHT)
    out = build_programs(
        programs,
        resolution.facts,
        rows.pages,
        rows.rosters,
        rows.statements,
        share,
        site_failures(programs, fetches, "c1"),
    )
    queue = build_review_queue(
        [*resolution.findings, *find_sites(out), *find_unknown_schools(rows.unknown_schools)], {"1400500001": 3}
    )
    changes = list_changes([], out)
    for table, made in (
        (CORE_STATEMENTS, rows.statements),
        (CORE_PAGES, rows.pages),
        (CORE_ROSTERS, rows.rosters),
        (OUT_PROGRAMS, out),
        (OUT_REVIEW_QUEUE, queue),
        (OUT_CHANGES, changes),
    ):
        assert isinstance(conforms(table, made), pa.Table)
    (row,) = out
    assert row["visa_j1"] == "no"  # one page each: the stricter stays, both go to review
    assert row["step2_min"] == 230
    assert row["img_share"] == 0.375
    assert row["roster_entries"] == 9
    assert row["roster_residents"] == 8
    assert [item["kind"] for item in queue] == ["conflict"]
    assert queue[0]["other_quote"] == "We sponsor J-1 visas."
    assert changes[0]["change"] == "program_added"
