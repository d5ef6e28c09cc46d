"""Readings of pages, tied to the programs that the pages serve: rows of core_pages, core_statements, core_rosters.

Decides what source a page is to a program, and which statements are not for it. What a page says is read elsewhere;
which of several statements wins is `resolution.py`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from transforms.listings import ListingStatement, specialty_named
from transforms.model import Reading, Roster, Statement
from transforms.values import ValueRefusedError, short_hash, value_number, write_value

LINK_GRACE_DAYS = 30  # a page that a troubled crawl did not reach keeps speaking as long as a full visit may take
# On a page that serves several specialties these speak of one program only, so they count only where it is named.
FACTS_OF_ONE_PROGRAM = frozenset({"positions_per_year", "img_share", "img_share_stated"})
NOT_TOLD = "(not told)"
# (IMGs, residents with a classed school, entries) -> share, low, high; None where the roster gives no share.
ShareFunction = Callable[[int, int, int], tuple[float, float, float] | None]
ROSTER_EXTRACTOR = "rosters"
LISTING_EXTRACTOR = "listings"


@dataclass(frozen=True, slots=True)
class PageState:
    """What the archive knows of one address: the last body had, since when, when last confirmed, gone since when."""

    url: str
    body_sha256: str
    body_since: dt.date
    confirmed: dt.date
    gone_since: dt.date | None = None


@dataclass(frozen=True, slots=True)
class StatementRows:
    """Rows that conform to the three core tables, and what was left out: reason -> count."""

    statements: list[dict[str, Any]]
    pages: list[dict[str, Any]]
    rosters: list[dict[str, Any]]
    dropped: dict[str, int] = field(default_factory=dict)
    unknown_schools: dict[str, int] = field(default_factory=dict)


def latest_pages(fetches: Iterable[Mapping[str, Any]]) -> dict[str, PageState]:
    """State of each address that was ever had, out of rows of raw_fetches of any number of crawls.

    A body stands there since it last took the place of another one. Only a failure `gone` after the last success marks
    a page gone; any other failure leaves it as it was.
    """
    histories: dict[str, list[Mapping[str, Any]]] = {}
    for fetch in fetches:
        histories.setdefault(fetch["url"], []).append(fetch)
    found: dict[str, PageState] = {}
    for url, history in histories.items():
        history.sort(key=lambda fetch: fetch["fetched_at"])
        had = [fetch for fetch in history if fetch["failure"] is None and fetch["body_sha256"] is not None]
        if not had:
            continue
        last = had[-1]
        gone = [f for f in history if f["fetched_at"] > last["fetched_at"] and f["failure"] == "gone"]
        others = [f["fetched_at"] for f in had if f["body_sha256"] != last["body_sha256"]]
        since = min(f["fetched_at"] for f in had if not others or f["fetched_at"] > max(others))
        found[url] = PageState(
            url,
            last["body_sha256"],
            since.date(),
            last["fetched_at"].date(),
            gone[0]["fetched_at"].date() if gone else None,
        )
    return found


def current_links(
    links: Iterable[Mapping[str, Any]], fetches: Iterable[Mapping[str, Any]], night: dt.date
) -> list[Mapping[str, Any]]:
    """The links that hold on `night`, one per (program, address), out of raw_links and raw_fetches of many crawls.

    Where each page linked to a program in its newest crawl answered when it was last asked (`gone` is an answer, but
    not from the entry page), the links of that crawl hold, however long ago it was, and a page that nothing links to
    any more is out. Otherwise what lay behind may have been missed, so that the links of all its crawls of the
    LINK_GRACE_DAYS before hold, the newest of each address. A link may tell itself when its crawl was (`crawled_at`).
    """
    nights: dict[str, dt.datetime] = {}
    answers: dict[str, tuple[dt.datetime, str | None]] = {}
    for fetch in fetches:
        crawl_id, at = fetch["crawl_id"], fetch["fetched_at"]
        nights[crawl_id] = max(at, nights.get(crawl_id, at))
        known = answers.get(fetch["url"])
        if known is None or known[0] <= at:
            answers[fetch["url"]] = (at, fetch["failure"])
    crawls: dict[str, dict[str, dict[str, Mapping[str, Any]]]] = {}  # program -> crawl -> address -> link
    for link in links:
        crawled_at: dt.datetime | None = link.get("crawled_at") or nights.get(link["crawl_id"])
        if crawled_at is not None and crawled_at.date() <= night:
            nights[link["crawl_id"]] = max(crawled_at, nights.get(link["crawl_id"], crawled_at))
            crawls.setdefault(link["program_id"], {}).setdefault(link["crawl_id"], {})[link["url"]] = link
    held: list[Mapping[str, Any]] = []
    for _, by_crawl in sorted(crawls.items()):
        order = sorted(by_crawl, key=lambda crawl_id: nights[crawl_id])
        newest = by_crawl[order[-1]]
        if not all(_answered(answers[url][1] if url in answers else "not asked", link) for url, link in newest.items()):
            oldest = nights[order[-1]] - dt.timedelta(days=LINK_GRACE_DAYS)
            order = [crawl_id for crawl_id in order if nights[crawl_id] >= oldest]
            newest = {url: link for crawl_id in order for url, link in by_crawl[crawl_id].items()}
        held.extend(link for _, link in sorted(newest.items()))
    return held


def _answered(failure: str | None, link: Mapping[str, Any]) -> bool:
    return failure is None or (failure == "gone" and link["role"] != "entry")


def share_of_roster(imgs: int, classed: int, entries: int) -> tuple[float, float, float] | None:
    """Share with its 95 % interval by the rule of `rosters/share.py`; None where too few schools could be read."""
    from transforms.rosters.share import interval, is_readable

    if not is_readable(entries, classed):
        return None
    return (imgs / classed, *interval(imgs, classed))


def build_rows(
    readings: Mapping[str, Reading],
    links: Iterable[Mapping[str, Any]],
    pages: Mapping[str, PageState],
    programs: Iterable[Mapping[str, Any]],
    night: dt.date,
    extractor_version: str,
    previous_statements: Iterable[Mapping[str, Any]] = (),
    listing_statements: Iterable[ListingStatement] = (),
    share: ShareFunction = share_of_roster,
) -> StatementRows:
    """Tie readings (by body hash) to programs.

    `links` as from `current_links`, `pages` as from `latest_pages`, `programs` as from `programs.keep_gone` (with
    program_id, specialty, gone_since). A page that is gone keeps its row of core_pages and states nothing.
    `first_seen` comes from `previous_statements`, else from the first night of the body. A program that its listing
    no longer names keeps the statements of the previous release as they were.
    """
    by_id = {program["program_id"]: program for program in programs}
    previous = {row["statement_id"]: row for row in previous_statements}
    gone = {program_id for program_id, program in by_id.items() if program.get("gone_since") is not None}
    links = [link for link in links if link["program_id"] not in gone]
    shared = _addresses_of_several_specialties(links, by_id)
    out = _Builder(night, extractor_version, previous, share)
    for link in links:
        program = by_id.get(link["program_id"])
        if program is None:
            out.dropped["link of a program that is not in the catalog"] += 1
            continue
        page = pages.get(link["url"])
        if page is None:
            continue  # never had: raw_fetches says why
        reading = readings.get(page.body_sha256)
        if reading is None:
            out.dropped["body without a reading"] += 1
            continue
        is_shared = link["url"] in shared or link["role"] == "institution_page"
        out.add_page(program, link, page, reading, is_shared)
    for stated in listing_statements:
        if stated.program_id in by_id:
            out.add_listing_statement(stated)
        else:
            out.dropped["listing statement of a program that is not in the catalog"] += 1
    for row in previous.values():
        if row["program_id"] in gone and row["source_kind"] != "steward":
            out.statements.setdefault(row["statement_id"], dict(row))
    return out.finish()


def _addresses_of_several_specialties(
    links: Iterable[Mapping[str, Any]], programs: Mapping[str, Mapping[str, Any]]
) -> set[str]:
    serving: dict[str, set[str]] = {}
    for link in links:
        if link["program_id"] in programs:
            serving.setdefault(link["url"], set()).add(programs[link["program_id"]]["specialty"])
    return {url for url, specialties in serving.items() if len(specialties) > 1}


def is_for(scope_specialty: str | None, specialty: str) -> bool:
    """Whether a passage limited to `scope_specialty` (any spelling) speaks of a program in `specialty`."""
    if scope_specialty is None:
        return True
    return (specialty_named(scope_specialty) or scope_specialty).lower() == specialty.lower()


class _Builder:
    def __init__(
        self,
        night: dt.date,
        extractor_version: str,
        previous: Mapping[str, Mapping[str, Any]],
        share: ShareFunction,
    ) -> None:
        self.share = share
        self.night, self.extractor_version, self.previous = night, extractor_version, previous
        self.statements: dict[str, dict[str, Any]] = {}
        self.pages: list[dict[str, Any]] = []
        self.rosters: dict[tuple[Any, ...], dict[str, Any]] = {}
        self.dropped: Counter[str] = Counter()
        self.unknown_schools: Counter[str] = Counter()
        self.counted_rosters: set[tuple[str, int]] = set()

    def add_page(
        self, program: Mapping[str, Any], link: Mapping[str, Any], page: PageState, reading: Reading, is_shared: bool
    ) -> None:
        before = len(self.statements)
        if page.gone_since is None:
            for statement in reading.statements:
                self._add_statement(program, page, reading, statement, is_shared)
            for roster in reading.rosters:
                self._add_roster(program, page, reading, roster, is_shared)
        elif reading.statements:
            self.dropped["statement on a page that is gone"] += len(reading.statements)
        self.pages.append(
            {
                "program_id": program["program_id"],
                "url": page.url,
                "role": link["role"],
                "body_sha256": page.body_sha256,
                "content_kind": reading.page.content_kind or None,
                "title": reading.page.title or None,
                "text_chars": len(reading.page.text),
                "statements": len(self.statements) - before,
                "as_of": page.confirmed,
                "gone_since": page.gone_since,
            }
        )

    def _add_statement(
        self, program: Mapping[str, Any], page: PageState, reading: Reading, statement: Statement, is_shared: bool
    ) -> None:
        if not is_for(statement.scope_specialty, program["specialty"]):
            self.dropped["statement about another specialty"] += 1
            return
        if is_shared and statement.scope_specialty is None and statement.field in FACTS_OF_ONE_PROGRAM:
            self.dropped["statement about one program on a page of several"] += 1
            return
        if not statement.quote or reading.page.text[statement.start : statement.end] != statement.quote:
            self.dropped["quote that does not stand in the text"] += 1
            return
        try:
            value = write_value(statement.field, statement.value)
        except ValueRefusedError:
            self.dropped[f"value outside the domain of {statement.field}"] += 1
            return
        self._keep(
            program_id=program["program_id"],
            field=statement.field,
            value=value,
            strength=statement.strength,
            condition=statement.condition,
            track=statement.track,
            source_kind="institution_page" if is_shared else "program_page",
            url=page.url,
            body_sha256=page.body_sha256,
            quote=statement.quote,
            quote_start=statement.start,
            quote_end=statement.end,
            extractor=statement.extractor or "statements",
            season=statement.season,
            confidence=statement.confidence,
            since=page.body_since,
            last_seen=page.confirmed,
        )

    def _add_roster(
        self, program: Mapping[str, Any], page: PageState, reading: Reading, roster: Roster, is_shared: bool
    ) -> None:
        if not is_for(roster.scope_specialty, program["specialty"]):
            self.dropped["roster of another specialty"] += 1
            return
        if is_shared and roster.scope_specialty is None:
            self.dropped["roster on a page of several programs"] += 1
            return
        if not roster.quote or reading.page.text[roster.start : roster.end] != roster.quote:
            self.dropped["roster without a heading to quote"] += 1
            return
        if (page.body_sha256, roster.start) not in self.counted_rosters:
            self.counted_rosters.add((page.body_sha256, roster.start))
            self.unknown_schools.update(roster.unknown_schools)
        told = 0
        for count in roster.counts:
            told += count.residents
            self._count(program, page, count.class_year, count.track, count.school, count.school_class, count.country)[
                "residents"
            ] += count.residents
        if roster.entries > told:
            # Kept as a row, so that core_rosters alone says how much of a roster was readable.
            row = self._count(program, page, "all", None, NOT_TOLD, "unknown", None)
            row["residents"] += roster.entries - told
        classed = sum(count.residents for count in roster.counts if count.school_class != "unknown")
        imgs = sum(count.residents for count in roster.counts if count.school_class == "IMG")
        found = self.share(imgs, classed, roster.entries)
        if found is None:
            self.dropped["roster with too few readable schools"] += 1
            return
        self._keep(
            program_id=program["program_id"],
            field="img_share",
            value=write_value("img_share", round(found[0], 4)),
            strength="typical",
            condition=None,
            track=None,
            source_kind="institution_page" if is_shared else "program_page",
            url=page.url,
            body_sha256=page.body_sha256,
            quote=roster.quote,
            quote_start=roster.start,
            quote_end=roster.end,
            extractor=ROSTER_EXTRACTOR,
            season=None,
            confidence=round(min(classed / roster.entries, 1.0), 3),
            since=page.body_since,
            last_seen=page.confirmed,
        )

    def _count(
        self,
        program: Mapping[str, Any],
        page: PageState,
        class_year: str,
        track: str | None,
        school: str,
        school_class: str,
        country: str | None,
    ) -> dict[str, Any]:
        key = (program["program_id"], page.url, class_year, track, school, school_class, country)
        return self.rosters.setdefault(
            key,
            {
                "program_id": program["program_id"],
                "url": page.url,
                "body_sha256": page.body_sha256,
                "class_year": class_year,
                "track": track,
                "school": school,
                "school_class": school_class,
                "country": country,
                "residents": 0,
                "as_of": page.confirmed,
            },
        )

    def add_listing_statement(self, stated: ListingStatement) -> None:
        self._keep(
            program_id=stated.program_id,
            field=stated.field,
            value=write_value(stated.field, stated.value),
            strength="required",
            condition=None,
            track=None,
            source_kind="listing",
            url=stated.url,
            body_sha256=None,
            quote=stated.quote,
            quote_start=stated.start,
            quote_end=stated.end,
            extractor=LISTING_EXTRACTOR,
            season=None,
            confidence=0.9,
            since=self.night,
            last_seen=self.night,
        )

    def _keep(self, *, since: dt.date, **row: Any) -> None:
        id = short_hash(
            row["program_id"], row["field"], row["value"], row["strength"], row["track"], row["url"], row["quote"]
        )
        kept = self.statements.get(id)
        if kept is not None:
            self.dropped["statement repeated on its page"] += 1
            if kept["confidence"] >= row["confidence"]:
                return
        before = self.previous.get(id)
        self.statements[id] = {
            "statement_id": id,
            **{key: row[key] for key in ("program_id", "field", "value")},
            "value_number": value_number(row["field"], row["value"]),
            **{key: row[key] for key in ("strength", "condition", "track", "source_kind", "url", "body_sha256")},
            **{key: row[key] for key in ("quote", "quote_start", "quote_end", "extractor")},
            "extractor_version": self.extractor_version,
            "season": row["season"],
            "confidence": float(row["confidence"]),
            "first_seen": before["first_seen"] if before else since,
            "last_seen": row["last_seen"],
        }

    def finish(self) -> StatementRows:
        return StatementRows(
            sorted(self.statements.values(), key=lambda row: (row["program_id"], row["field"], row["statement_id"])),
            sorted(self.pages, key=lambda row: (row["program_id"], row["url"])),
            sorted(self.rosters.values(), key=_roster_order),
            dict(self.dropped),
            dict(self.unknown_schools),
        )


def _roster_order(row: Mapping[str, Any]) -> tuple[str, ...]:
    keys = ("program_id", "url", "class_year", "track", "school", "school_class", "country")
    return tuple(row[key] or "" for key in keys)
