"""The bars on the labelled texts, as they stand and wrapped into HTML. Skipped where that file is not present."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.transforms.wrapping import WRAPPERS
from transforms.folding import fold_facts
from transforms.model import Page
from transforms.pages import read_html, read_text
from transforms.statements import extract_statements

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "dev.jsonl"
pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="the labelled texts (../shared/gold/dev.jsonl) are not here")


def read_gold() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def flatten(facts: dict[str, Any]) -> dict[str, Any]:
    flat = {name: value for name, value in facts.items() if name != "preferred"}
    return flat | {f"preferred.{name}": value for name, value in (facts.get("preferred") or {}).items()}


def same(field: str, truth: Any, said: Any) -> bool:
    if field == "application_deadline":
        return str(truth)[-5:] == str(said)[-5:] and (len(str(said)) == 5 or len(str(truth)) == 5 or truth == said)
    return bool(truth == said)


def score(pages: list[tuple[dict[str, Any], Page]]) -> tuple[float, float, float, float, list[str]]:
    """Precision and recall of facts, then of preferences, and the visa polarity errors."""
    counts: Counter[tuple[str, str]] = Counter()
    polarity: list[str] = []
    for gold, page in pages:
        statements, _ = extract_statements(page)
        assert all(statement.quote == page.text[statement.start : statement.end] for statement in statements)
        said, truth = flatten(fold_facts(statements)), flatten(gold["facts"])
        for field in (said.keys() | truth.keys()) - set(gold.get("optional", [])):
            kind = "preferred" if field.startswith("preferred.") else "fact"
            value, expected = said.get(field), truth.get(field)
            if field == "img_accepted" and (value is None or expected is None):
                continue
            if value is not None and expected is not None and same(field, expected, value):
                counts[kind, "right"] += 1
                continue
            counts[kind, "wrong"] += value is not None
            counts[kind, "missed"] += expected is not None
            if field.startswith("visa") and {value, expected} == {"sponsors", "no"}:
                polarity.append(gold["id"])

    def rate(kind: str, other: str) -> float:
        right = counts[kind, "right"]
        return right / (right + counts[kind, other])

    return (
        rate("fact", "wrong"), rate("fact", "missed"),
        rate("preferred", "wrong"), rate("preferred", "missed"), polarity,
    )  # fmt: skip


def test_plain_texts_reach_the_bars() -> None:
    precision, recall, soft_precision, soft_recall, polarity = score([(g, read_text(g["text"])) for g in read_gold()])
    assert not polarity
    assert precision >= 0.98
    assert recall >= 0.97
    assert soft_precision >= 0.97
    assert soft_recall >= 0.95


@pytest.mark.parametrize("name", WRAPPERS)
def test_wrapping_into_html_loses_at_most_a_point(name: str) -> None:
    gold = read_gold()
    plain = score([(g, read_text(g["text"])) for g in gold])
    wrapped = score([(g, read_html(WRAPPERS[name](g["text"]), "")) for g in gold])
    assert not wrapped[4]
    for before, after in zip(plain[:4], wrapped[:4], strict=True):
        assert after >= before - 0.0125, name
