"""Tracks of a residency that pages tell apart: categorical, preliminary, primary care and the like."""

from __future__ import annotations

from functools import lru_cache

from transforms import hinted_re as re

_TRACKS = (
    ("categorical", re.compile(r"\bcategoric\w*|\bcats?\b")),
    ("preliminary", re.compile(r"\bprelim(?:inary|s)?\b")),
    (
        "transitional",
        re.compile(
            r"\btransitional(?: year)?\b|\bty (?=interns?|residents?|positions?|program|year|spots|slots|places)"
        ),
    ),
    ("advanced", re.compile(r"\badvanced (?:positions?|track|program|places)\b")),
    ("primary care", re.compile(r"\bprimary[- ]care (?:track|positions?|residents?|interns?|places|spots|program)?")),
    ("rural", re.compile(r"\brural (?:track|positions?|training track)")),
    (
        "research",
        re.compile(r"\b(?:research|physician[- ]scientist) (?:track|positions?|pathway|residents?|spots|places)"),
    ),
    (
        "combined",
        re.compile(
            r"\b(?:med(?:icine)?[-/ ]peds|medicine-pediatrics|combined) (?:track|positions?|residents?|program|"
            r"interns?)"
        ),
    ),
)


@lru_cache(maxsize=4096)
def find_track(text: str, nearest_to_end: bool = False) -> str | None:
    """The one track that `text` names (the last one, on demand); None where it names none or several."""
    named: list[tuple[int, str]] = []
    for name, pattern in _TRACKS:
        for match in pattern.finditer(text):
            named.append((match.start(), name))
    if not named:
        return None
    if nearest_to_end:
        return max(named)[1]
    names = {name for _, name in named}
    return names.pop() if len(names) == 1 else None
