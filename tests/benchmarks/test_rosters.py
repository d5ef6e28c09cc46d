"""The benchmark of rosters measures what it says: distinct strings, and pages whose residents are all counted."""

from __future__ import annotations

from itertools import islice
from random import Random

import pytest

from benchmarks.rosters import RESIDENTS, _as_cards, _as_list, _as_table, _school_strings
from transforms.pages import read_body
from transforms.rosters import parse_rosters


def test_no_school_string_comes_twice():
    strings = list(islice(_school_strings(Random(1), 0.6), 3000))
    assert len(set(strings)) == 3000


@pytest.mark.parametrize("layout", [_as_list, _as_cards, _as_table])
def test_each_layout_holds_all_residents(layout):
    page = layout(["Yale School of Medicine"] * RESIDENTS)
    [roster] = parse_rosters(read_body(page, "text/html", ""), page)
    assert (roster.entries, roster.with_school) == (RESIDENTS, RESIDENTS)
    assert {count.class_year for count in roster.counts} == {"PGY-1", "PGY-2", "PGY-3"}
