"""Which of a program's statements is taken for its fact, how sure it is, and what a steward must look at.

Statements in, one winner per (fact, required or preferred) out; nothing is averaged and no value is made up. Reading
statements belongs to `statements.py`, the harm of a finding to `review.py`.

The order (the first difference decides)
1. Track: what is said of the categorical track or of no track; then other tracks; then the preliminary track.
2. Source: steward > program's page > institution's page > listing. Filings never win.
3. Season: one that the text names and that is not over > none named > a past one, the newer the better.
4. Among statements equal in all of these that disagree: `conditional` refines `sponsors`; else the value on more
   distinct pages; else the stricter one (STRICTNESS).
5. A wording with its condition, the surer reading, then address and id. Never the night of confirmation: a quiet
   night must change nothing.

A required minimum score beats "no cutoff" of the same source and season; otherwise the better placed of the two stays.
`required` and `preferred` are resolved apart and neither is ever made from the other; `typical` decides nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reference.seasons import cycle_of
from transforms.values import IMG_SHARE, ValueRefusedError, read_value, short_hash, value_number, write_value
from warehouse.schema import FACT_BY_NAME, FACTS, SOURCE_KINDS

Row = Mapping[str, Any]

# What makes a value the stricter one: larger, smaller, or its place in the list (first = strictest).
_STRICTER: dict[str, str | tuple[str, ...]] = {
    "integer": "larger",
    "number": "larger",
    "deadline": "earlier",
    "boolean": ("false", "true"),
}
STRICTNESS: dict[str, str | tuple[str, ...]] = {
    # A fact without a line of its own: by its kind, and of a category the last of its domain.
    fact.name: _STRICTER.get(fact.kind) or tuple(reversed(fact.domain or ()))
    for fact in FACTS
} | {
    "visa_j1": ("no", "conditional", "sponsors"),
    "visa_h1b": ("no", "conditional", "sponsors"),
    "step1_min": "larger",
    "step2_min": "larger",
    "comlex_min": "larger",
    "no_score_cutoff": ("false", "true"),
    "max_attempts_step1": "smaller",
    "max_attempts_step2": "smaller",
    "step3_required": ("always", "h1b", "no"),
    "max_years_since_graduation": "smaller",
    "usce_required": ("true", "false"),
    "usce_months": "larger",
    "usce_hands_on": ("true", "false"),
    "ecfmg_by": ("application", "interview", "ranking", "start"),
    "letters_min": "larger",
    "application_deadline": "earlier",
    "positions_per_year": "smaller",
    "img_accepted": ("false", "true"),
}
CUTOFFS = ("step1_min", "step2_min")

PAGE_KINDS = ("program_page", "institution_page", "listing")  # overrides come as orders, filings decide nothing
KIND_FACTOR = {"steward": 1.0, "program_page": 1.0, "institution_page": 0.9, "listing": 0.85}
TRACK_FACTOR = (1.0, 0.9, 0.7)  # by rank: categorical or untracked, other, preliminary
SEASONS_OVER_FACTOR = (1.0, 0.75, 0.5)  # by how many seasons ago: none, one, more
AGE_FACTOR = ((30, 1.0), (90, 0.9), (365, 0.75))  # up to so many days since the page was confirmed
AGE_FACTOR_BEYOND = 0.5
DISAGREEMENT_FACTOR = {"none": 1.0, "refined": 0.9, "other source": 0.8, "same source": 0.6}
FILING_FACTOR = 0.9
SUPPORT_GAIN, SUPPORT_LIMIT = 0.4, 2
STALE_DAYS = 60
AMBIGUOUS_BELOW = 0.5
FILING_YEARS, FILING_APPROVALS = 5, 10  # published late: the newest file may be years old
STEWARD_URL = "registry/overrides.csv"


@dataclass(frozen=True, slots=True)
class ResolvedFact:
    """The value taken for a fact, with the row of core_statements behind it."""

    program_id: str
    field: str
    strength: str
    value: str
    condition: str | None
    confidence: float
    as_of: dt.date
    url: str
    quote: str
    statement_id: str
    source_kind: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something for the review queue. `kind` is one of the queue's kinds; `other_*` the side that disagrees."""

    kind: str
    program_id: str | None
    field: str | None
    detail: str
    kept_value: str | None = None
    kept_quote: str | None = None
    kept_url: str | None = None
    other_value: str | None = None
    other_quote: str | None = None
    other_url: str | None = None
    strength: str = "required"
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Filings:
    """H-1B petitions (initial and continuing) approved for one institution in one fiscal year."""

    institution: str
    approvals: int
    fiscal_year: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """`facts`: (program_id, field, strength) -> winner. `steward_rows` are the overrides as core_statements rows."""

    facts: dict[tuple[str, str, str], ResolvedFact]
    findings: list[Finding]
    steward_rows: list[dict[str, Any]]


def recent_filings(filings: Iterable[Row], today: dt.date) -> dict[tuple[str, str | None], Filings]:
    """Approvals by matched institution and state, of the newest fiscal year on file if at most FILING_YEARS old.

    Rows filed without a state join the institution's only state; where it has none or several they stand under None.
    """
    fiscal_year = today.year + 1 if today.month >= 10 else today.year
    rows = [
        row
        for row in filings
        if row["institution"] is not None and fiscal_year - FILING_YEARS <= row["fiscal_year"] <= fiscal_year
    ]
    states: dict[str, set[str]] = {}
    for row in rows:
        if row["state"] is not None:
            states.setdefault(row["institution"], set()).add(row["state"])
    approvals: dict[tuple[str, str | None], dict[int, int]] = {}
    for row in rows:
        name, state = row["institution"], row["state"]
        if state is None and len(states.get(name, ())) == 1:
            (state,) = states[name]
        years = approvals.setdefault((name, state), {})
        approved = row["initial_approvals"] + row["continuing_approvals"]
        years[row["fiscal_year"]] = years.get(row["fiscal_year"], 0) + approved
    return {key: Filings(key[0], years[max(years)], max(years)) for key, years in approvals.items()}


def resolve_facts(
    statements: Iterable[Row],
    programs: Iterable[Row],
    today: dt.date,
    cycle: int | None = None,
    overrides: Iterable[Row] = (),
    filings: Mapping[tuple[str, str | None], Filings] | None = None,
) -> Resolution:
    """Resolve all programs. `programs` rows hold program_id, institution, state; `cycle` defaults to that of today.
    One with gone_since is left out, since nothing about it is news. `statements` are rows of core_statements,
    `filings` as from `recent_filings`.

    Override rows hold program_id, field, value, reason, author, date, review_by, expects as text or dates, and their
    row in the file, if it is not their place. A blank value takes the fact out of the catalog; `<fact>_preferred` as
    field overrides the preference, `img_share` the counted share.
    """
    cycle = cycle or cycle_of(today)
    filings = filings or {}
    by_id = {program["program_id"]: program for program in programs}
    findings: list[Finding] = []
    orders = _read_overrides(overrides, by_id, findings)
    orders_of: dict[str, list[_Order]] = {}
    for order in orders.values():
        orders_of.setdefault(order.program_id, []).append(order)
    shares: dict[str, list[Row]] = {}
    grouped: dict[str, list[Row]] = {id: [] for id, program in by_id.items() if program.get("gone_since") is None}
    for row in statements:
        if row["program_id"] in grouped and row["field"] in FACT_BY_NAME and row["source_kind"] in PAGE_KINDS:
            grouped[row["program_id"]].append(row)
        elif row["field"] == IMG_SHARE.name and row["source_kind"] in PAGE_KINDS:
            shares.setdefault(row["program_id"], []).append(row)
    facts: dict[tuple[str, str, str], ResolvedFact] = {}
    for program_id, rows in grouped.items():
        won, found = resolve_program(program_id, rows, today, cycle)
        for order in orders_of.get(program_id, ()):
            key = (order.field, order.strength)
            # What the steward decided is no longer in question.
            found = [item for item in found if (item.field, item.strength) != key]
            page = won.get(key) if order.field in FACT_BY_NAME else _counted(shares.get(program_id, ()), order)
            found.extend(_check_override(order, page, today))
            if order.row is None:
                won.pop(key, None)
            else:
                won[key] = _as_fact(order.row, 1.0)
                for opposite in _opposites(order):
                    won.pop(opposite, None)
        institution, state = by_id[program_id]["institution"], by_id[program_id]["state"]
        evidence = filings.get((institution, state)) or filings.get((institution, None))
        found.extend(_check_filings(won, evidence))
        facts.update({(program_id, name, strength): fact for (name, strength), fact in won.items()})
        findings.extend(found)
    return Resolution(facts, findings, [order.row for order in orders.values() if order.row is not None])


def resolve_program(
    program_id: str, statements: Sequence[Row], today: dt.date, cycle: int
) -> tuple[dict[tuple[str, str], ResolvedFact], list[Finding]]:
    """Winners of one program by (field, strength), from what pages and listings say, and the findings about them."""
    winners: dict[tuple[str, str], ResolvedFact] = {}
    findings: list[Finding] = []
    rows: dict[tuple[str, str], Row] = {}
    for fact in FACTS:
        for strength in ("required", "preferred") if fact.has_preference else ("required",):
            rivals = [row for row in statements if row["field"] == fact.name and row["strength"] == strength]
            if rivals:
                row, resolved, found = _resolve_one(rivals, today, cycle)
                rows[fact.name, strength], winners[fact.name, strength] = row, resolved
                findings.extend(found)
    _settle_cutoffs(winners, rows, findings, cycle)
    return winners, findings


def _track_rank(track: str | None) -> int:
    if not track or "categorical" in track.lower():
        return 0
    return 2 if "prelim" in track.lower() else 1


def _season_rank(season: int | None, cycle: int) -> tuple[int, int]:
    if season is None:
        return (1, 0)
    return (0, -season) if season >= cycle else (2, -season)


def _place(row: Row, cycle: int) -> tuple[int, int, tuple[int, int]]:
    """Where a statement stands in the order of trust; smaller wins."""
    return (_track_rank(row["track"]), SOURCE_KINDS.index(row["source_kind"]), _season_rank(row["season"], cycle))


def _strictness(name: str, value: str) -> float:
    """Smaller is stricter."""
    rule = STRICTNESS.get(name, ())
    if isinstance(rule, tuple):
        return float(rule.index(value)) if value in rule else float(len(rule))
    if rule == "earlier":
        month, day = int(value[-5:-3]), int(value[-2:])
        return float((month - 7) % 12 * 100 + day)  # an application season runs from July to June
    number = value_number(name, value) or 0.0
    return -number if rule == "larger" else number


def _resolve_one(rivals: Sequence[Row], today: dt.date, cycle: int) -> tuple[Row, ResolvedFact, list[Finding]]:
    best = min(_place(row, cycle) for row in rivals)
    front = [row for row in rivals if _place(row, cycle) == best]
    pages: dict[str, set[str]] = {}
    for row in front:
        pages.setdefault(row["value"], set()).add(row["url"])
    name = front[0]["field"]
    is_refined = name.startswith("visa_") and set(pages) == {"sponsors", "conditional"}
    if is_refined:
        value = "conditional"
    else:
        value = min(pages, key=lambda value: (-len(pages[value]), _strictness(name, value), value))
    winner = min((row for row in front if row["value"] == value), key=_evidence_order)
    findings: list[Finding] = []
    season = winner["season"]
    if season is not None and season < cycle:
        findings.append(_finding("stale", winner, f"the newest text on it speaks of the Match of {season}"))
    age = (today - winner["last_seen"]).days
    if age > STALE_DAYS:
        findings.append(_finding("stale", winner, f"its page was last confirmed on {winner['last_seen']}"))
    if winner["confidence"] < AMBIGUOUS_BELOW:
        findings.append(_finding("ambiguous", winner, "the wording was read with little certainty"))
    disagreement = "none"
    for row in _disagreeing(rivals, winner, best, cycle):
        is_soft = is_refined and row["value"] == "sponsors"
        kind = "refined" if is_soft else _disagreement(winner, row)
        if DISAGREEMENT_FACTOR[kind] < DISAGREEMENT_FACTOR[disagreement]:
            disagreement = kind
        detail = (
            f"a {_words(row['source_kind'])} says {row['value']}, "
            f"the {_words(winner['source_kind'])} that is kept says {value}"
        )
        findings.append(_finding("ambiguous" if is_soft else "conflict", winner, detail, row))
    supporting = {row["url"] for row in rivals if row["value"] == value and _track_rank(row["track"]) == best[0]}
    confidence = judge_confidence(
        winner["confidence"],
        source_kind=winner["source_kind"],
        track_rank=best[0],
        seasons_over=0 if season is None else max(0, cycle - season),
        age_days=age,
        supporting_pages=len(supporting),
        disagreement=disagreement,
    )
    return winner, _as_fact(winner, confidence), findings


def judge_confidence(
    reading: float,
    *,
    source_kind: str,
    track_rank: int = 0,
    seasons_over: int = 0,
    age_days: int = 0,
    supporting_pages: int = 1,
    disagreement: str = "none",
) -> float:
    """Confidence in a resolved fact, 0.05 to 0.99 (a steward's is 1). `reading` is how sure the extractor was.

    Support first: each further page that says the same takes 40 % of the doubt away, for two further pages at most.
    Then one factor for each of:

    | what | factor |
    |---|---|
    | source | program's page 1, institution's page 0.9, listing 0.85 |
    | track | categorical or none 1, another 0.9, preliminary only 0.7 |
    | season the text names | current or none 1, one over 0.75, more 0.5 |
    | days since its page was confirmed | to 30: 1, to 90: 0.9, to 365: 0.75, more 0.5 |
    | disagreement (the worst counts once) | none 1, a condition that refines 0.9, other source 0.8, same source 0.6 |

    A text that names no season is another source to one that names the coming one.

    Two more are multiplied on where they apply: a minimum against "no cutoff" counts as a disagreement of its source,
    and `visa_h1b` = no beside many H-1B filings has 0.9.
    """
    if source_kind == "steward":
        return 1.0
    confidence = float(reading)
    for _ in range(min(supporting_pages - 1, SUPPORT_LIMIT)):
        confidence += (1 - confidence) * SUPPORT_GAIN
    confidence *= KIND_FACTOR[source_kind] * TRACK_FACTOR[track_rank]
    confidence *= SEASONS_OVER_FACTOR[min(seasons_over, 2)]
    confidence *= next((factor for days, factor in AGE_FACTOR if age_days <= days), AGE_FACTOR_BEYOND)
    return _bounded(confidence * DISAGREEMENT_FACTOR[disagreement])


def _evidence_order(row: Row) -> tuple[Any, ...]:
    # A condition is never lost to a bare wording of the same value.
    return (row["condition"] is None, -row["confidence"], row["url"], row["statement_id"])


def _disagreeing(rivals: Sequence[Row], winner: Row, best: tuple[int, int, tuple[int, int]], cycle: int) -> list[Row]:
    """One row per other value and source; texts of a season that the winner's has replaced disagree with nothing."""
    found: dict[tuple[str, str], Row] = {}
    for row in sorted(rivals, key=lambda row: (_place(row, cycle), _evidence_order(row))):
        if row["value"] == winner["value"] or _track_rank(row["track"]) != best[0]:
            continue
        if _is_replaced(row, winner, cycle):
            continue
        found.setdefault((row["value"], row["source_kind"]), row)
    return list(found.values())


def _is_replaced(row: Row, winner: Row, cycle: int) -> bool:
    """Whether a row speaks of a season that is over and that the winner's text has left behind."""
    newest = winner["season"] if winner["season"] is not None else cycle
    return row["season"] is not None and row["season"] < min(newest, cycle)


def _disagreement(winner: Row, row: Row) -> str:
    is_same = row["source_kind"] == winner["source_kind"] and (row["season"] is None) == (winner["season"] is None)
    return "same source" if is_same else "other source"


def _settle_cutoffs(
    winners: dict[tuple[str, str], ResolvedFact], rows: dict[tuple[str, str], Row], findings: list[Finding], cycle: int
) -> None:
    """A program cannot both have a required minimum and none: one side stays, both quotes go to review."""
    none = ("no_score_cutoff", "required")
    minima = [(name, "required") for name in CUTOFFS if (name, "required") in winners]
    if none not in winners or not minima:
        return
    place = _place(rows[none], cycle)
    minimum_wins = any(_place(rows[minimum], cycle) <= place for minimum in minima)
    factors: dict[tuple[str, str], float] = {}
    for minimum in minima:
        kept, lost = (minimum, none) if minimum_wins else (none, minimum)
        if _is_replaced(rows[lost], rows[kept], cycle):
            continue
        factor = DISAGREEMENT_FACTOR[_disagreement(rows[kept], rows[lost])]
        factors[kept] = min(factor, factors.get(kept, 1.0))
        detail = f"one text asks for {minimum[0]} {rows[minimum]['value']}, another says that there is no cutoff"
        findings.append(_finding("conflict", rows[kept], detail, rows[lost]))
    for kept, factor in factors.items():
        winners[kept] = replace(winners[kept], confidence=_bounded(winners[kept].confidence * factor))
    for lost in [none] if minimum_wins else minima:
        del winners[lost]
        findings[:] = [item for item in findings if (item.field, item.strength) != lost]


def _opposites(order: _Order) -> list[tuple[str, str]]:
    """What a steward's word on cutoffs takes away: a required minimum and "no cutoff" never stand together."""
    if order.field in CUTOFFS and order.strength == "required":
        return [("no_score_cutoff", "required")]
    if order.field == "no_score_cutoff" and order.value == "true":
        return [(name, "required") for name in CUTOFFS]
    return []


def _bounded(confidence: float) -> float:
    return round(min(max(confidence, 0.05), 0.99), 3)


def _as_fact(row: Row, confidence: float) -> ResolvedFact:
    return ResolvedFact(
        row["program_id"],
        row["field"],
        row["strength"],
        row["value"],
        row["condition"],
        1.0 if row["source_kind"] == "steward" else _bounded(confidence),
        row["last_seen"],
        row["url"],
        row["quote"],
        row["statement_id"],
        row["source_kind"],
    )


def _words(source_kind: str) -> str:
    return {"program_page": "program's page", "institution_page": "institution's page"}.get(source_kind, source_kind)


def _finding(kind: str, kept: Row, detail: str, other: Row | None = None) -> Finding:
    return Finding(
        kind,
        kept["program_id"],
        kept["field"],
        f"{kept['field']}{' (preferred)' if kept['strength'] == 'preferred' else ''}: {detail}",
        kept["value"],
        kept["quote"],
        kept["url"],
        other["value"] if other else None,
        other["quote"] if other else None,
        other["url"] if other else None,
        kept["strength"],
    )


@dataclass(frozen=True, slots=True)
class _Order:
    """An override, read. `row` is its row of core_statements; None where it takes the fact out."""

    program_id: str
    field: str
    strength: str
    value: str | None
    reason: str
    expects: str | None
    review_by: dt.date | None
    row: dict[str, Any] | None


def _read_overrides(
    overrides: Iterable[Row], programs: Mapping[str, Any], findings: list[Finding]
) -> dict[tuple[str, str, str], _Order]:
    """Orders by (program, field, strength). The later date wins over the earlier; unusable ones become findings."""
    orders: dict[tuple[str, str, str], tuple[dt.date, _Order]] = {}
    for place, override in enumerate(overrides, start=2):
        number = override.get("row", place)
        program_id = str(override.get("program_id") or "").strip()
        name = str(override.get("field") or "").strip()
        try:
            if program_id not in programs:
                raise ValueRefusedError(f"program {program_id!r} is not in the catalog; correct or delete it")
            date, order = _read_override(override, program_id, name)
        except ValueRefusedError as error:
            in_catalog = program_id if program_id in programs else None
            findings.append(
                Finding("override", in_catalog, name or None, f"{STEWARD_URL}, row {number} is not in force: {error}")
            )
            continue
        key = (program_id, order.field, order.strength)
        if key in orders:
            text = "two overrides stand for it; the one with the later date is in force, delete the other"
            findings.append(Finding("override", program_id, name, text))
        if key not in orders or date >= orders[key][0]:
            orders[key] = (date, order)
    return {key: order for key, (_, order) in orders.items()}


def _read_override(override: Row, program_id: str, name: str) -> tuple[dt.date, _Order]:
    field, strength = name, "required"
    if name.endswith("_preferred"):
        field, strength = name.removesuffix("_preferred"), "preferred"
    if field == IMG_SHARE.name:
        strength = "typical"
    elif field not in FACT_BY_NAME or (strength == "preferred" and not FACT_BY_NAME[field].has_preference):
        raise ValueRefusedError(f"{name!r} is no fact of the catalog; write one of docs/facts.md")
    reason = str(override.get("reason") or "").strip()
    if not reason:
        raise ValueRefusedError("it gives no reason; write why in a sentence")
    date = _read_day(override.get("date"), "date")
    if date is None:
        raise ValueRefusedError("it has no date; write the day it was decided as YYYY-MM-DD")
    value, expects = (_read_cell(field, override.get(column)) for column in ("value", "expects"))
    row = None
    if value is not None:
        row = {
            "statement_id": short_hash(program_id, field, value, strength, None, STEWARD_URL, reason),
            "program_id": program_id,
            "field": field,
            "value": value,
            "value_number": value_number(field, value),
            "strength": strength,
            "condition": None,
            "track": None,
            "source_kind": "steward",
            "url": STEWARD_URL,
            "body_sha256": None,
            "quote": reason,
            "quote_start": 0,
            "quote_end": len(reason),
            "extractor": "steward",
            "extractor_version": "1",
            "season": None,
            "confidence": 1.0,
            "first_seen": date,
            "last_seen": date,
        }
    review_by = _read_day(override.get("review_by"), "review_by")
    return date, _Order(program_id, field, strength, value, reason, expects, review_by, row)


def _read_cell(field: str, cell: Any) -> str | None:
    text = "" if cell is None else str(cell).strip()
    return write_value(field, read_value(field, text)) if text else None


def _read_day(cell: Any, column: str) -> dt.date | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, dt.date):
        return cell
    try:
        return dt.date.fromisoformat(str(cell).strip())
    except ValueError:
        raise ValueRefusedError(f"{column} {str(cell)!r} is no day; write it as YYYY-MM-DD") from None


def _counted(rosters: Sequence[Row], order: _Order) -> ResolvedFact | None:
    """What rosters say against an override of the share: the page that says what it expects, else the surest."""
    best = min(rosters, key=lambda row: (row["value"] != order.expects, _evidence_order(row)), default=None)
    return _as_fact(best, best["confidence"]) if best else None


def _check_override(order: _Order, page: ResolvedFact | None, today: dt.date) -> list[Finding]:
    """An override stays in force whatever this finds; it only says when it may have outlived its reason."""
    now = page.value if page else None
    details = []
    if now is not None and now == order.value:
        details.append(f"the page now says {now} itself: the override can be deleted")
    elif now != order.expects:
        details.append(
            f"obsolete: it was to replace {order.expects or 'silence'}, the page now says {now or 'nothing'}; check it"
        )
    if order.review_by is not None and order.review_by < today:
        details.append(f"it was to be reviewed by {order.review_by}")
    return [
        Finding(
            "override",
            order.program_id,
            order.field,
            f"override of {order.field}{' (preferred)' if order.strength == 'preferred' else ''}: {detail}",
            order.value,
            order.reason,
            STEWARD_URL,
            now,
            page.quote if page else None,
            page.url if page else None,
            order.strength,
        )
        for detail in details
    ]


def _check_filings(won: dict[tuple[str, str], ResolvedFact], evidence: Filings | None) -> list[Finding]:
    """Filings never flip a value: many approvals against a `no` lower its confidence and raise a finding."""
    key = ("visa_h1b", "required")
    fact = won.get(key)
    if fact is None or fact.value != "no" or evidence is None or evidence.approvals < FILING_APPROVALS:
        return []
    if fact.source_kind != "steward":
        won[key] = replace(fact, confidence=_bounded(fact.confidence * FILING_FACTOR))
    return [
        Finding(
            "filing_conflict",
            fact.program_id,
            "visa_h1b",
            f"visa_h1b: kept as no; {evidence.institution} had {evidence.approvals} H-1B petitions approved in fiscal "
            f"{evidence.fiscal_year} (any occupation, so not proof for residents)",
            fact.value,
            fact.quote,
            fact.url,
            f"{evidence.approvals} approvals",
            None,
            None,
        )
    ]
