"""Holds a release against the demo world's truth: right, wrong and missed values per field."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from warehouse.releases import open_release
from warehouse.schema import FACTS


@dataclass(slots=True)
class Score:
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    polarity: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def precision(self, fields: tuple[str, ...] | None = None) -> float:
        right, wrong = (sum(count[f] for f in fields or count) for count in (self.right, self.wrong))
        return right / (right + wrong) if right + wrong else 1.0

    def recall(self, fields: tuple[str, ...] | None = None) -> float:
        right, missed = (sum(count[f] for f in fields or count) for count in (self.right, self.missed))
        return right / (right + missed) if right + missed else 1.0


def read_truth(home: Path) -> dict[str, Any]:
    return json.loads((home / "demo" / "truth.json").read_text(encoding="utf-8"))


def _is_same(truth: Any, said: Any) -> bool:
    if isinstance(truth, str) and isinstance(said, str) and truth[-5:-3].isdecimal() and truth[-3] == "-":
        return truth[-5:] == said[-5:]
    return truth == said and isinstance(truth, bool) == isinstance(said, bool)


def score_release(home: Path, release_id: str | None = None) -> Score:
    """Every fact and preference of the release's programs against the truth; a wrong value is also a missed one."""
    score = Score()
    rows = {row["program_id"]: row for row in open_release(home, release_id).read_table("out_programs").to_pylist()}
    for program_id, truth in read_truth(home)["programs"].items():
        row = rows.get(program_id)
        if row is None:
            score.errors.append(f"{program_id}: not in the release")
            continue
        optional = set(truth["optional"])
        preferred = truth["facts"].get("preferred", {})
        pairs = [(fact.name, truth["facts"].get(fact.name), row[fact.name]) for fact in FACTS]
        pairs += [
            (f"preferred.{fact.name}", preferred.get(fact.name), row[f"{fact.name}_preferred"])
            for fact in FACTS
            if fact.has_preference
        ]
        for name, true, said in pairs:
            if name in optional or (true is None and said is None):
                continue
            if _is_same(true, said):
                score.right[name] += 1
                continue
            score.errors.append(f"{program_id} {truth['kind_of_site']} {name}: truth {true!r}, said {said!r}")
            if said is not None:
                score.wrong[name] += 1
            if true is not None:
                score.missed[name] += 1
            if name.startswith("visa_") and {true, said} == {"sponsors", "no"}:
                score.polarity.append(f"{program_id} {name}")
        _score_roster(score, program_id, truth["roster"], row)
    return score


def _score_roster(score: Score, program_id: str, roster: dict[str, Any] | None, row: dict[str, Any]) -> None:
    true = roster["img_share"] if roster else None
    said = row["img_share"]
    if true is None and said is None:
        return
    if true is not None and said is not None and abs(true - said) <= 0.0015:
        score.right["img_share"] += 1
        return
    score.errors.append(f"{program_id} img_share: truth {true!r}, said {said!r}")
    if said is not None:
        score.wrong["img_share"] += 1
    if true is not None:
        score.missed["img_share"] += 1
