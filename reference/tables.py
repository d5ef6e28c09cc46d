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


def read_weights(path: Path, version: str) -> tuple[list[str], dict[str, tuple[float, ...]]]:
    """The values that a CSV has columns for, and words -> their weight for each; the words "" hold where each starts.

    Raises ValueError where the file was learned for another `version` of the features.
    """
    with path.open(encoding="utf-8", newline="") as file:
        (head, *values), *rows = csv.reader(file)
    if head != f"words of version {version}":
        raise ValueError(f"{path.name} is not of version {version}: learn it again")
    return values, {words: tuple([float(weight or 0) for weight in weights]) for words, *weights in rows}
