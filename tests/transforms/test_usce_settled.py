"""What a clause adds once the second reader has settled that it asks for US experience."""

from __future__ import annotations

import pytest

from transforms.facts.usce.settled import read_settled
from transforms.language import Clause


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("six months of clinical work with american patients by the time of applying.", {"usce_months": 6}),
        ("8 weeks of bedside duty with direct patient care.", {"usce_months": 2, "usce_hands_on": True}),
        ("clinical experience in the last two years.", {}),
        ("clinical experience, three months preferred.", {}),
        ("six months of clinical work may be accepted in place of recency.", {}),
        ("an elective in the specialty, four weeks.", {}),
        ("clinical work of two months; graduation within 3 years of it.", {"usce_months": 2}),
    ],
)
def test_a_settled_clause_tells_how_long_and_whether_hands_on(text: str, expected: dict[str, object]) -> None:
    clause = Clause(text, 0, len(text), sentence=text)
    assert {finding.field: finding.value for finding in read_settled(clause)} == expected
