"""Each line of `cases/*.jsonl` is a test by itself: a short text and the facts it states, in the guide's form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from transforms.folding import fold_facts
from transforms.pages import read_text
from transforms.statements import extract_statements

CASES = [
    json.loads(line)
    for path in sorted((Path(__file__).parent / "cases").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
FREE = {"img_accepted"}  # often only implied: a reading too many is no error, a wrong one is


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_text_states_these_facts_and_no_others(case: dict[str, Any]) -> None:
    page = read_text(case["text"])
    statements, _ = extract_statements(page, is_checked=False)
    facts = fold_facts(statements)
    expected = case["facts"]
    for name in FREE:
        if name not in expected or name not in facts:
            assert facts.pop(name, True) is True
            expected = {key: value for key, value in expected.items() if key != name}
    assert facts == expected
    assert all(statement.quote == page.text[statement.start : statement.end] for statement in statements)


def test_case_ids_are_unique() -> None:
    ids = [case["id"] for case in CASES]
    assert len(ids) == len(set(ids))
