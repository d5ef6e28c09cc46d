"""Which specialty a passage limits itself to: "Surgery residents train on J-1 only" on an institution's page."""

from __future__ import annotations

from functools import cache, lru_cache

from reference.tables import specialties
from transforms import hinted_re as re


@cache
def _names() -> tuple[re.Pattern, dict[str, str]]:
    """The pattern of all names and long aliases, and the specialty that each means."""
    meaning: dict[str, str] = {}
    for name, row in specialties().items():
        for spelling in (name, *row.get("aliases", "").split("|")):
            if len(spelling) >= 5:
                meaning.setdefault(spelling.lower(), name)
    longest_first = sorted(meaning, key=len, reverse=True)
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})\b")
    return pattern, meaning


_OWNER = re.compile(r"(?:\s+\w+)?\s*(?:residency|residents?|program|department|house staff|positions)\b")


@lru_cache(maxsize=4096)
def find_specialty(sentence: str, heading: str) -> str | None:
    """The one specialty whose program, department or residents are named; a heading counts without such a word."""
    pattern, meaning = _names()
    named = {meaning[match.group(1)] for match in pattern.finditer(sentence) if _OWNER.match(sentence, match.end())}
    if len(named) == 1:
        return named.pop()
    if named:
        return None
    headed = {meaning[match.group(1)] for match in pattern.finditer(heading)}
    return headed.pop() if len(headed) == 1 else None
