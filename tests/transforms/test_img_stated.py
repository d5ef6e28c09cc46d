"""Stated IMG shares: which wordings state one, what states none, and when the roster contradicts it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.transforms.rows import program, statement
from transforms.folding import fold_facts
from transforms.pages import read_html, read_text
from transforms.review import build_review_queue, find_stated_shares
from transforms.statements import extract_statements
from warehouse.schema import CORE_STATEMENTS, OUT_PROGRAMS


def stated(text: str, is_html: bool = False) -> list[tuple[Any, str | None]]:
    page = read_html(text, "") if is_html else read_text(text)
    statements, _ = extract_statements(page, is_checked=False)
    assert all(each.quote == page.text[each.start : each.end] for each in statements)
    return [(each.value, each.condition) for each in statements if each.field == "img_share_stated"]


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("80 % of our residents are IMGs.", 0.8, None),
        ("Currently, 80% of our residents are international medical graduates.", 0.8, None),
        ("About a third of our residents graduated abroad.", 0.3333, None),
        ("Half of our current residents are international medical graduates.", 0.5, None),
        ("Half our residents are foreign medical graduates.", 0.5, None),
        ("Roughly two-thirds of our internal medicine residents are IMGs.", 0.6667, None),
        ("Eighty-five percent of our house staff are graduates of foreign medical schools.", 0.85, None),
        ("More than half of our residents are IMGs.", 0.5, "More than"),
        ("At least 40% of our residents trained outside the United States.", 0.4, "At least"),
        ("Less than 10 percent of our residents are FMGs.", 0.1, "Less than"),
        ("12 of our 30 residents are IMGs.", 0.4, None),
        ("One in three of our residents is an IMG.", 0.3333, None),
        ("All of our residents are international medical graduates.", 1.0, None),
        ("None of our residents are IMGs.", 0.0, None),
        ("IMGs make up 62.5% of our residents.", 0.625, None),
        ("International medical graduates account for about a quarter of our resident body.", 0.25, None),
        ("Our program is approximately 50% IMGs.", 0.5, None),
        ("Our residents are 60% AMGs and 40% IMGs.", 0.4, None),
        ("We train 24 residents, half of whom are international medical graduates.", 0.5, None),
        ("What percentage of your residents are IMGs? About 45%.", 0.45, None),
        ("Percentage of IMGs among current residents: 70%", 0.7, None),
        ("About 30% of residents in our program attended medical school abroad.", 0.3, None),
        ("Our current residents: 60% IMG, 30% DO, 10% MD.", 0.6, None),
        ("Our residents: 40% AMG, 60% IMG.", 0.6, None),
        ("Percentage of IMGs in our program: 55%", 0.55, None),
        ("Among our residents, 45% are IMGs.", 0.45, None),
        ("60% of our residents come from international medical schools.", 0.6, None),
    ],
)
def test_a_share_of_the_current_residents_is_stated(text: str, value: float, bound: str | None) -> None:
    assert stated(text) == [(value, bound)]


@pytest.mark.parametrize(
    "text",
    [
        "80% of our applicants are IMGs.",
        "Half of our graduates who are IMGs entered fellowships.",
        "90% of our alumni are international medical graduates.",
        "Most of our residents are IMGs.",
        "The majority of our residents graduated abroad.",
        "25% of residents in the United States are international medical graduates.",
        "In the United States 25% of current residents are IMGs.",
        "Applicants: 60% IMG, 40% AMG.",
        "60% of our fellows and residents are IMGs.",
        "International medical graduates comprise 25% of the US physician workforce.",
        "Nationally, 25% of residents are IMGs.",
        "One in four physicians in the US is an international medical graduate.",
        "80% of our IMG residents passed Step 3 in their first year.",
        "80% of our residents who are IMGs enter fellowships.",
        "90% of our residents are not IMGs.",
        "Half of our interns are IMGs.",
        "40% of our first-year residents are IMGs.",
        "In 2015 half of our residents were IMGs.",
        "Over the past five years, 40% of our residents have been IMGs.",
        "Our goal is that 30% of our residents are IMGs.",
        "40 to 50% of our residents are IMGs.",
        "40-50% of our residents are IMGs.",
        "20% of our residents are non-US IMGs.",
        "60% of our patients were born abroad.",
        "60% of our residents were born abroad.",
        "75% of our faculty are international medical graduates.",
        "Half of our fellows are IMGs.",
        "100% of our residents go on international rotations.",
        "80% of our residents, including IMGs, pass the boards at the first attempt.",
        "180% of our residents are IMGs.",
        "IMGs: 80%",
        "We interview 50% IMGs every year.",
        "Half of our residents do research abroad.",
        "All of our residents are welcomed, and IMGs may apply.",
    ],
)
def test_other_shares_state_none(text: str) -> None:
    assert stated(text) == []


def test_a_label_under_the_residents_heading_states_it() -> None:
    table = "<h2>Our residents</h2><table><tr><th>IMGs</th><td>45%</td></tr><tr><th>Women</th><td>50%</td></tr></table>"
    assert stated(table, is_html=True) == [(0.45, None)]
    assert stated(table.replace("Our residents", "Applicants last season"), is_html=True) == []


def test_a_question_keeps_its_place_in_the_quote() -> None:
    page = read_text("What percentage of your residents are IMGs? About 45%.")
    [found] = [each for each in extract_statements(page, is_checked=False)[0] if each.field == "img_share_stated"]
    assert found.quote.startswith("What percentage") and found.quote.endswith("45%.")
    assert (found.strength, found.extractor) == ("typical", "img_stated")


def test_the_guide_s_facts_hold_no_stated_share() -> None:
    statements, _ = extract_statements(read_text("80% of our residents are IMGs."))
    assert set(fold_facts(statements)) <= {"img_accepted"}
    assert "img_share_stated" in CORE_STATEMENTS.column("field").domain  # type: ignore[operator]


def counted(low: float = 0.3, share: float = 0.4, high: float = 0.5, **cells: Any) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(OUT_PROGRAMS.column_names)
    row |= program() | {"img_share_low": low, "img_share": share, "img_share_high": high}
    return row | {"img_residents": 12, "roster_residents": 30, "img_share_quote": "Residents", **cells}


@pytest.mark.parametrize(
    ("value", "bound", "is_conflict"),
    [
        (0.8, None, True),
        (0.1, None, True),
        (0.45, None, False),
        (0.2, "More than", False),
        (0.6, "more than", True),
        (0.9, "up to", False),
        (0.2, "less than", True),
        (0.2, "well over", False),
    ],
)
def test_a_stated_share_outside_the_counted_interval_is_a_conflict(
    value: float, bound: str | None, is_conflict: bool
) -> None:
    told = statement("img_share_stated", value, "as the page says", strength="typical", condition=bound)
    found = find_stated_shares([counted()], [told], 2027)
    assert bool(found) is is_conflict
    for row in build_review_queue(found):
        assert (row["kind"], row["field"], row["kept_value"]) == ("conflict", "img_share", "0.4")
        assert (row["other_value"], row["other_quote"]) == (str(value), "as the page says")


def test_nothing_is_compared_with_no_interval_a_past_season_or_a_program_that_is_gone() -> None:
    told = statement("img_share_stated", 0.9, strength="typical")
    assert find_stated_shares([counted(low=None, high=None)], [told], 2027) == []  # type: ignore[arg-type]
    assert find_stated_shares([counted(gone_since=told["last_seen"])], [told], 2027) == []
    assert find_stated_shares([counted()], [{**told, "season": 2020}], 2027) == []
    assert find_stated_shares([counted()], [{**told, "season": 2027}], 2027) != []
