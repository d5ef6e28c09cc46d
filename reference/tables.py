"""Loaders of the dated facts in `reference/data/`. Each file is plain CSV that a user may correct."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


def read_rows(name: str) -> list[dict[str, str]]:
    """All rows of `reference/data/<name>.csv`, cells stripped."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(file)]


@cache
def states() -> dict[str, str]:
    """Two-letter code -> name, of the states, the district and the territories."""
    return {row["code"]: row["name"] for row in read_rows("states")}


@cache
def specialties() -> dict[str, dict[str, str]]:
    """Specialty name -> its row (acgme_prefix, aliases separated by |)."""
    return {row["name"]: row for row in read_rows("specialties")}


def read_weights(name: str, version: str) -> dict[str, dict[str, dict[str, float]]]:
    """Topic -> words -> value -> weight, of `reference/data/<name>.csv`; the words "" hold what each value starts from.

    Raises ValueError where the file was learned for another `version` of the features.
    """
    weights: dict[str, dict[str, dict[str, float]]] = {}
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        head = next(rows)
        if head != ["topic", "words", "value", "weight", f"version {version}"]:
            raise ValueError(f"reference/data/{name}.csv is not of version {version}: learn it again")
        for topic, words, value, weight in rows:
            weights.setdefault(topic, {}).setdefault(words, {})[value] = float(weight)
    return weights
