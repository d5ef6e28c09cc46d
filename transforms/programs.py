"""Rows of out_programs: identity, resolved facts and the roster's IMG share, one row per program.

Puts together what other modules decided; which statement wins is `resolution.py`, how a share and its interval are
computed `rosters/share.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from transforms.listings import IDENTITY
from transforms.resolution import ResolvedFact
from transforms.statement_rows import NOT_TOLD, ShareFunction, share_of_roster
from transforms.values import read_value
from warehouse.schema import FACTS, OUT_PROGRAMS

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RosterTotals:
    """One roster page of a program, added up. `residents`: with a readable school; `classed`: with a known class."""

    program_id: str
    url: str
    body_sha256: str
    entries: int
    residents: int
    classed: int
    imgs: int


def keep_gone(
    programs: Iterable[Row], previous_programs: Iterable[Row], night: dt.date, sources_read: Iterable[str]
) -> list[dict[str, Any]]:
    """Identities of tonight (with gone_since) and of programs that only the previous release has.

    A program that its source no longer names is kept with `gone_since`, the night when that was first seen. Where its
    source could not be read tonight nothing is concluded: it is kept as it was. One that comes back is not gone.
    """
    kept = [{**program, "gone_since": None} for program in programs]
    here = {key for program in kept for key in (program["program_id"], program["acgme_code"]) if key}
    read = set(sources_read)
    for row in previous_programs:
        if row["program_id"] in here or row["acgme_code"] in here:
            continue
        since = row["gone_since"]
        if since is None and row["source"] in read:
            since = night
        kept.append({**{column: row[column] for column in IDENTITY}, "gone_since": since})
    return sorted(kept, key=lambda program: program["program_id"])


def total_rosters(rosters: Iterable[Row]) -> dict[str, RosterTotals]:
    """The best roster page of each program, out of rows of core_rosters.

    Pages are never added up, since they repeat each other: the one with most residents of a known school class wins,
    then the one with most entries, then the later confirmed, then by address.
    """
    pages: dict[tuple[str, str], list[Row]] = {}
    for row in rosters:
        pages.setdefault((row["program_id"], row["url"]), []).append(row)
    best: dict[str, RosterTotals] = {}
    for (program_id, url), rows in sorted(pages.items()):
        totals = RosterTotals(
            program_id,
            url,
            rows[0]["body_sha256"],
            sum(row["residents"] for row in rows),
            sum(row["residents"] for row in rows if row["school"] != NOT_TOLD),
            sum(row["residents"] for row in rows if row["school_class"] != "unknown"),
            sum(row["residents"] for row in rows if row["school_class"] == "IMG"),
        )
        if program_id not in best or _roster_rank(totals) > _roster_rank(best[program_id]):
            best[program_id] = totals
    return best


def _roster_rank(totals: RosterTotals) -> tuple[int, int]:
    return (totals.classed, totals.entries)


def site_failures(
    programs: Iterable[Row], fetches: Iterable[Row], crawl_id: str, links: Iterable[Row] = ()
) -> dict[str, str]:
    """Program -> kind of failure, where the crawl asked its entry address and got nothing.

    Where the entry address was not asked for in this crawl, its other pages speak: all of them must have failed.
    """
    outcome = {row["url"]: row["failure"] for row in fetches if row["crawl_id"] == crawl_id}
    pages: dict[str, list[str]] = {}
    for link in links:
        if link["crawl_id"] == crawl_id and link["url"] in outcome:
            pages.setdefault(link["program_id"], []).append(link["url"])
    failures: dict[str, str] = {}
    for program in programs:
        program_id, entry = program["program_id"], program["url"]
        asked = [entry] if entry in outcome else sorted(pages.get(program_id, []))
        kinds = [outcome[url] for url in asked]
        if kinds and all(kind is not None for kind in kinds):
            failures[program_id] = kinds[0]
    return failures


def build_programs(
    programs: Iterable[Row],
    facts: Mapping[tuple[str, str, str], ResolvedFact],
    pages: Iterable[Row],
    rosters: Iterable[Row],
    statements: Iterable[Row],
    share: ShareFunction = share_of_roster,
    failures: Mapping[str, str] | None = None,
    previous_programs: Iterable[Row] = (),
) -> list[dict[str, Any]]:
    """Rows of out_programs, sorted by program_id.

    `programs` as from `keep_gone`, `facts` as from `resolve_facts`, `pages`, `rosters`, `statements` rows of the core
    tables, `failures` as from `site_failures`. A share without its statement (the roster's quote) is not given.
    A program with gone_since keeps its row of `previous_programs` as it was, but for that date.
    """
    previous = {row["program_id"]: row for row in previous_programs}
    read: dict[str, int] = {}
    for page in pages:
        if page["gone_since"] is None:
            read[page["program_id"]] = read.get(page["program_id"], 0) + 1
    shares = {(row["program_id"], row["url"]): row for row in statements if row["field"] == "img_share"}
    totals = total_rosters(row for row in rosters if (row["program_id"], row["url"]) in shares)
    rows = []
    for program in sorted(programs, key=lambda program: program["program_id"]):
        program_id = program["program_id"]
        if program.get("gone_since") is not None and program_id in previous:
            rows.append({**previous[program_id], "gone_since": program["gone_since"]})
            continue
        row: dict[str, Any] = dict.fromkeys(OUT_PROGRAMS.column_names)
        row.update({column: program[column] for column in IDENTITY})
        row["gone_since"] = program.get("gone_since")
        row["pages_read"] = read.get(program_id, 0)
        row["site_failure"] = (failures or {}).get(program_id)
        for fact in FACTS:
            _put_fact(row, facts.get((program_id, fact.name, "required")))
            if fact.has_preference:
                _put_preference(row, facts.get((program_id, fact.name, "preferred")))
        if program_id in totals:
            _put_share(row, totals[program_id], shares[program_id, totals[program_id].url], share)
        if (decided := facts.get((program_id, "img_share", "typical"))) is not None:
            _put_decided_share(row, decided)
        rows.append(row)
    return rows


def _typed(fact: ResolvedFact) -> Any:
    value = read_value(fact.field, fact.value)
    column = OUT_PROGRAMS.column(fact.field)
    return float(value) if column.type == "number" else value


def _put_fact(row: dict[str, Any], fact: ResolvedFact | None) -> None:
    if fact is None:
        return
    name = fact.field
    row[name] = _typed(fact)
    row[f"{name}_condition"] = fact.condition
    row[f"{name}_confidence"] = fact.confidence
    row[f"{name}_as_of"] = fact.as_of
    row[f"{name}_url"] = fact.url
    row[f"{name}_quote"] = fact.quote
    row[f"{name}_statement_id"] = fact.statement_id


def _put_preference(row: dict[str, Any], fact: ResolvedFact | None) -> None:
    if fact is not None:
        row[f"{fact.field}_preferred"] = _typed(fact)
        row[f"{fact.field}_preferred_statement_id"] = fact.statement_id


def _put_decided_share(row: dict[str, Any], fact: ResolvedFact) -> None:
    """A steward's share takes the place of the counted one, without an interval; the roster's counts stay beside it."""
    row["img_share"], row["img_share_low"], row["img_share_high"] = float(fact.value), None, None
    row["img_share_confidence"], row["img_share_as_of"] = fact.confidence, fact.as_of
    row["img_share_url"], row["img_share_quote"] = fact.url, fact.quote
    row["img_share_statement_id"] = fact.statement_id


def _put_share(row: dict[str, Any], totals: RosterTotals, statement: Row, share: ShareFunction) -> None:
    row["img_residents"] = totals.imgs
    row["roster_residents"] = totals.classed
    row["roster_entries"] = totals.entries
    interval = share(totals.imgs, totals.classed, totals.entries)
    if interval is None:
        return
    row["img_share"], row["img_share_low"], row["img_share_high"] = (round(end, 4) for end in interval)
    row["img_share_confidence"] = float(statement["confidence"])
    row["img_share_as_of"] = statement["last_seen"]
    row["img_share_url"] = statement["url"]
    row["img_share_quote"] = statement["quote"]
    row["img_share_statement_id"] = statement["statement_id"]
