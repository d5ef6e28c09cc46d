"""The canonical written form of values, there and back, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from transforms.values import ValueRefusedError, fact_named, read_value, short_hash, value_number, write_value
from warehouse.schema import FACTS


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("usce_required", True, "true"),
        ("usce_required", False, "false"),
        ("step2_min", 230, "230"),
        ("step2_min", 230.0, "230"),
        ("max_years_since_graduation", 5.0, "5"),
        ("usce_months", 2.5, "2.5"),
        ("usce_months", 0.25, "0.25"),
        ("visa_j1", "sponsors", "sponsors"),
        ("application_deadline", "12-01", "12-01"),
        ("application_deadline", "02-29", "02-29"),
        ("application_deadline", "2026-12-01", "2026-12-01"),
        ("img_share", 0.375, "0.375"),
    ],
)
def test_values_have_one_written_form_and_come_back(name: str, value: Any, text: str) -> None:
    assert write_value(name, value) == text
    assert read_value(name, text) == value
    assert write_value(name, read_value(name, text)) == text


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("usce_required", "true", "true or false"),
        ("usce_required", 1, "true or false"),
        ("step2_min", True, "a number"),
        ("step2_min", "230", "a number"),
        ("step2_min", 230.5, "whole number"),
        ("step2_min", 400, "between 180 and 300"),
        ("usce_months", float("nan"), "whole number"),
        ("visa_j1", "yes", "sponsors, conditional, no"),
        ("visa_j1", True, "a word"),
        ("application_deadline", "13-01", "MM-DD"),
        ("application_deadline", "December 1", "MM-DD"),
        ("application_deadline", "2025-02-29", "MM-DD"),
        ("shoe_size", 9, "no fact 'shoe_size'"),
    ],
)
def test_values_outside_their_fact_are_refused_in_words(name: str, value: Any, words: str) -> None:
    with pytest.raises(ValueRefusedError, match=words):
        write_value(name, value)


@pytest.mark.parametrize(("name", "text"), [("usce_required", "maybe"), ("step2_min", "high"), ("visa_j1", "perhaps")])
def test_texts_that_are_no_value_are_refused(name: str, text: str) -> None:
    with pytest.raises(ValueRefusedError):
        read_value(name, text)


def test_people_may_write_values_loosely() -> None:
    assert read_value("usce_required", " TRUE ") is True
    assert read_value("step2_min", "230.0") == 230
    assert read_value("visa_h1b", "Sponsors") == "sponsors"


def test_numbers_stand_beside_their_text_only_for_numbers() -> None:
    assert value_number("usce_months", "2.5") == 2.5
    assert value_number("visa_j1", "no") is None
    assert value_number("usce_required", "true") is None


def test_each_fact_is_found_by_name() -> None:
    assert all(fact_named(fact.name) is fact for fact in FACTS)


def test_hashes_tell_parts_apart() -> None:
    assert short_hash("ab", "c") != short_hash("a", "bc")
    assert short_hash("a", None) != short_hash("a", "None")
    assert len(short_hash("\ud800")) == 16
