"""Which institution of the catalog an employer's filing belongs to. Precision first: a doubtful pair is no pair.

Names in, name and score out. Reading the files is `filings.py`; what a match means for a visa is `resolution.py`.

A pair is taken when all of these hold:
- State: the same. An employer without a state matches only a name that is equal, not common, and in one state alone.
- Form: "University of X", "X University" and names of neither form never match each other.
- Distinctive words (all but the GENERIC ones: hospital, center, health, ...) are equal, or one long word of them
  differs by a typing error in the same city.
- Generic words are equal. They may differ in the same city, unless the name is common, says no more than the city's
  own name, or one is a university and the other its hospital, which are employers of their own.
- A common name, of generic words alone ("University Hospital") or of words that hospitals of one state often share and
  at most one more ("St Mary's Hospital"), needs the same city also where it is equal.
- Of several institutions that pass, the best must lead by LEAD, else the pair is ambiguous and not taken.

| score | when |
|---|---|
| 1.00 | equal names, same city |
| 0.96 | equal names, same state, other or no city |
| 0.94 | equal distinctive words, other generic words, same city |
| 0.92 | a long word differs by a typing error, same city |
| 0.90 | equal names, employer without a state, name in one state only |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz

EQUAL_SAME_CITY, EQUAL_SAME_STATE, GENERIC_DIFFER, TYPING_ERROR, EQUAL_NO_STATE = 1.0, 0.96, 0.94, 0.92, 0.9
LEAD = 0.02
TYPING_RATIO, TYPING_LENGTH = 88.0, 6

GENERIC_SCHOOL = frozenset({"university", "college", "school"})
GENERIC_CARE = frozenset({"clinic", "clinics", "health", "healthcare", "hospital", "hospitals", "medical"})
GENERIC_WEAK = frozenset({"foundation", "system", "systems"})  # no other house is meant by them
GENERIC = (
    GENERIC_SCHOOL
    | GENERIC_CARE
    | {
        "center",
        "centre",
        "education",
        "foundation",
        "institute",
        "medicine",
        "program",
        "regional",
        "sciences",
        "services",
        "system",
        "systems",
        "consortium",
        "graduate",
        "care",
    }
)
_DROPPED = frozenset(
    {"the", "of", "at", "for", "and", "in", "inc", "incorporated", "llc", "llp", "lp", "ltd", "corp", "corporation"}
    | {"co", "company", "pc", "pllc", "pa", "trustees", "regents", "board", "president", "fellows"}
)
# Words that many hospitals of one state share: names made of them and little else need the city as well.
_COMMON = frozenset(
    {"saint", "mercy", "holy", "sacred", "trinity", "good", "memorial", "general", "community", "county", "methodist"}
    | {"baptist", "adventist", "providence", "samaritan", "lady", "children", "veterans", "mount", "central", "valley"}
)
_SPELLED = {
    "univ": "university",
    "hosp": "hospital",
    "hosps": "hospitals",
    "med": "medical",
    "ctr": "center",
    "cntr": "center",
    "cent": "center",
    "hlth": "health",
    "hlthcare": "healthcare",
    "sch": "school",
    "coll": "college",
    "inst": "institute",
    "reg": "regional",
    "svcs": "services",
    "sys": "system",
    "st": "saint",
    "ste": "saint",
    "mt": "mount",
    "ft": "fort",
    "mem": "memorial",
    "meml": "memorial",
    "fdn": "foundation",
    "grp": "group",
    "natl": "national",
    "cnty": "county",
    "ped": "pediatric",
    "childrens": "children",
}
_DBA = re.compile(r"\s+(?:d\s*/?\s*b\s*/?\s*a|a\s*/?\s*k\s*/?\s*a|doing business as)\b[\s.:]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: all its words in order, the distinctive ones sorted, generic ones, and its form."""

    words: tuple[str, ...]
    distinctive: tuple[str, ...]
    generic: frozenset[str]
    form: str  # "of" (University of X), "before" (X University), "" (neither)


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution of the catalog in one place."""

    institution: str
    city: str | None
    state: str


@dataclass(frozen=True, slots=True)
class Match:
    """`institution` is None where no pair was taken; `reason` says which rule decided."""

    institution: str | None
    score: float | None
    reason: str


def institutions_of(programs: Iterable[Mapping[str, Any]]) -> list[Institution]:
    """The distinct institutions (name, city, state) of program rows, sorted."""
    found = {(row["institution"], row["city"], row["state"]) for row in programs}
    return [Institution(*key) for key in sorted(found, key=lambda key: tuple(part or "" for part in key))]


@lru_cache(maxsize=100_000)
def take_apart(text: str) -> Name:
    """Normalize a name: case, punctuation, abbreviations (UNIV, HOSP, MED CTR, ST), legal forms, governing boards."""
    text = re.sub(r"(?<=\w)['’`]\s?s\b", "s", text.lower())  # mary's
    text = re.sub(r"\b([a-z]{3,}) s\b", r"\1s", text.replace("&", " and "))  # the files write MARY S
    words = tuple(_SPELLED.get(word, word) for word in re.findall(r"[^\W_]+", text))
    form = ""
    if re.search(r"\b(university|college) (of|at)\b", " ".join(words)):
        form = "of"
    elif "university" in words or "college" in words:
        form = "before"
    words = tuple(word for word in words if word not in _DROPPED)
    # "saint marys" and "saint mary" are one name
    words = tuple(w[:-1] if i and words[i - 1] == "saint" and w.endswith("s") else w for i, w in enumerate(words))
    distinctive = tuple(sorted(word for word in words if word not in GENERIC))
    return Name(words, distinctive, frozenset(word for word in words if word in GENERIC), form)


def names_of(employer: str) -> list[str]:
    """The names that an employer's cell holds: `A DBA B` is A and B."""
    return [part for part in _DBA.split(employer) if part.strip()]


class Matcher:
    """Institutions of the catalog, indexed by state and word, so that a year of filings is matched in seconds."""

    def __init__(self, institutions: Iterable[Institution]) -> None:
        self._by_state: dict[str, dict[str, list[tuple[Institution, Name]]]] = {}
        self._by_words: dict[tuple[str, ...], set[tuple[str, str]]] = {}
        for institution in institutions:
            name = take_apart(institution.institution)
            block = self._by_state.setdefault(institution.state, {})
            # Typing errors change later letters more often than the first two.
            for key in {word[:2] for word in name.distinctive or name.words}:
                block.setdefault(key, []).append((institution, name))
            self._by_words.setdefault(name.words, set()).add((institution.institution, institution.state))

    def match(self, employer: str, city: str | None, state: str | None) -> Match:
        """The institution that an employer is, with the score of the table in this module's head."""
        best: dict[str, float] = {}
        for text in names_of(employer):
            name = take_apart(text)
            if not name.words:
                continue
            if state is None:
                places = self._by_words.get(name.words, set())
                if len(places) == 1 and not _is_common(name):
                    only, _ = next(iter(places))
                    if take_apart(only).form == name.form:
                        best[only] = EQUAL_NO_STATE
                continue
            block = self._by_state.get(state, {})
            seen: set[Institution] = set()
            for key in {word[:2] for word in name.distinctive or name.words}:
                for institution, other in block.get(key, ()):
                    if institution not in seen:
                        seen.add(institution)
                        score = _score(name, other, city, institution.city)
                        if score is not None:
                            best[institution.institution] = max(score, best.get(institution.institution, 0.0))
        if not best:
            return Match(None, None, "no institution of that name in the state" if state else "no state is filed")
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < LEAD:
            return Match(None, None, f"ambiguous between {ranked[0][0]} and {ranked[1][0]}")
        return Match(ranked[0][0], ranked[0][1], "matched")


def _same_city(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return False
    return take_apart(one).words == take_apart(other).words


def _score(one: Name, other: Name, city: str | None, other_city: str | None) -> float | None:
    if one.form != other.form:
        return None
    is_same_city = _same_city(city, other_city)
    if one.words == other.words:
        if is_same_city:
            return EQUAL_SAME_CITY
        return None if _is_common(one) else EQUAL_SAME_STATE
    if not is_same_city or len(one.distinctive) != len(other.distinctive) or not _may_differ(one, other, city):
        return None
    if one.distinctive == other.distinctive:
        return GENERIC_DIFFER
    differing = [(a, b) for a, b in zip(one.distinctive, other.distinctive, strict=True) if a != b]
    if len(differing) == 1 and all(_is_typing_error(a, b) for a, b in differing):
        return TYPING_ERROR
    return None


def _may_differ(one: Name, other: Name, city: str | None) -> bool:
    """Whether two names may differ in more than spelling and still be one: see the rule on generic words."""
    if (one.generic & GENERIC_SCHOOL) != (other.generic & GENERIC_SCHOOL):
        return False
    if one.form and bool(one.generic & GENERIC_CARE) != bool(other.generic & GENERIC_CARE):
        return False
    if _is_common(one):
        return False
    of_city = set(take_apart(city).words) if city else set()
    is_only_city = not one.form and set(one.distinctive) <= of_city
    return not is_only_city or (one.generic ^ other.generic) <= GENERIC_WEAK


def _is_common(name: Name) -> bool:
    """Whether a name is likely to stand more than once in a state: no distinctive word, or common ones and one more."""
    if name.form:
        return not name.distinctive
    own = [word for word in name.distinctive if word not in _COMMON]
    return not own or (len(own) < len(name.distinctive) and len(own) == 1)


def _is_typing_error(one: str, other: str) -> bool:
    is_long = min(len(one), len(other)) >= TYPING_LENGTH and not any(c.isdigit() for c in one + other)
    return is_long and fuzz.ratio(one, other) >= TYPING_RATIO


def match_filings(
    filings: Iterable[Mapping[str, Any]], institutions: Iterable[Institution]
) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Rows of core_filings with institution and match_score filled where a pair was taken, and counts by outcome."""
    matcher = Matcher(institutions)
    cache: dict[tuple[str, str | None, str | None], Match] = {}
    rows, outcomes = [], {"matched": 0, "ambiguous": 0, "unmatched": 0}
    for filing in filings:
        key = (filing["employer"], filing["city"], filing["state"])
        if key not in cache:
            cache[key] = matcher.match(*key)
        match = cache[key]
        outcome = "ambiguous" if match.reason.startswith("ambiguous") else "matched" if match.score else "unmatched"
        outcomes[outcome] += 1
        rows.append({**filing, "institution": match.institution, "match_score": match.score})
    return rows, outcomes
