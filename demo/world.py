"""The demo world: builds its folder, answers what each address serves on each night, and writes the truth.

Pages are rendered on request from the seed; the folder holds only `world.json`, `night`, `truth.json` and
`sources.csv`. Sockets and misbehaviour on the wire belong in `server.py`.
"""

from __future__ import annotations

import csv
import datetime
import email.utils
import hashlib
import json
import secrets
import socket
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from demo.pages import HTML, Site, build_site, institution_pages, render_page, render_sitemap
from demo.programs import (
    MISBEHAVIOURS,
    Institution,
    Program,
    list_institutions,
    list_programs,
    plan_content,
    state_truth,
)

WORLD_VERSION = 1
ROWS_PER_PAGE = 20
VOLATILE = (6, 22)  # programs whose pages carry a token that changes with every request
LOST_INDEX = 7  # leaves the listing on night 2
ADDRESSINGS = ("address_per_site", "port_per_site")
_FIRST_NIGHT = datetime.datetime(2026, 9, 24, 3, 0, tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one address serves: status, type, body, and its validators (none on volatile pages)."""

    status: int
    body: bytes = b""
    content_type: str = HTML
    etag: str | None = None
    last_modified: datetime.datetime | None = None
    location: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A socket address of the world and what stands there."""

    host: str
    port: int
    kind: str  # "listing" | "program" | "institution"
    index: int


class WorldError(ValueError):
    """The folder holds no world, or one that this version cannot serve; the message says what to do."""


def can_bind_second_loopback() -> bool:
    """Whether 127.0.0.2 can be bound: so on Linux, not on macOS without set-up."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.2", 0))
        except OSError:
            return False
    return True


class World:
    """A world of fictional sites, known by its numbers alone."""

    def __init__(
        self,
        directory: Path,
        programs: int,
        seed: int,
        port: int,
        misbehaving: float | None = None,
        addressing: str = "address_per_site",
    ) -> None:
        if programs < 1 or programs > 50_000:
            raise WorldError(f"--programs {programs}: give a number from 1 to 50000")
        if misbehaving is not None and not 0 <= misbehaving <= 1:
            raise WorldError(f"--misbehaving {misbehaving}: give a share from 0 to 1")
        if addressing not in ADDRESSINGS:
            raise WorldError(f"addressing {addressing!r}: one of {', '.join(ADDRESSINGS)}")
        self.directory = directory
        self.seed, self.port, self.addressing, self.misbehaving = seed, port, addressing, misbehaving
        self.healthy_programs = programs
        kinds = list(MISBEHAVIOURS)
        if misbehaving is None:  # one more program of each kind, behind the healthy ones
            pairs = [(programs + place, kind) for place, kind in enumerate(kinds)]
            total = programs + len(kinds)
        else:
            wanted = round(programs * misbehaving)
            pairs = [(int(place * programs / wanted), kinds[place % len(kinds)]) for place in range(wanted)]
            total = programs
        self.added_index = total  # one more program, which the listing names from night 2 on
        self.lost_index = LOST_INDEX if programs > LOST_INDEX else None
        self.programs: tuple[Program, ...] = list_programs(seed, total + 1, tuple(pairs))
        self.institutions: tuple[Institution, ...] = list_institutions(seed, total + 1)
        self._by_id = {program.program_id: program for program in self.programs}
        self.changed = frozenset(
            program.index for program in self.programs[:programs] if not program.misbehaves and program.index % 16 == 3
        )
        self.vanishing = self._find_vanishing()
        self._site = lru_cache(maxsize=512)(self._build_site)
        self._listing = lru_cache(maxsize=4)(self._order_listing)

    # --- Addresses ----------------------------------------------------------------------------------------------
    def place(self, kind: str, index: int = 0) -> Place:
        ordinal = {"listing": 0, "program": 1 + index, "institution": 1 + len(self.programs) + index}[kind]
        if self.addressing == "port_per_site":
            return Place("127.0.0.1", self.port + ordinal, kind, index)
        host = f"127.{1 + ordinal // 62500}.{ordinal // 250 % 250 + 1}.{ordinal % 250 + 1}"
        return Place(host, self.port, kind, index)

    def base(self, kind: str, index: int = 0) -> str:
        place = self.place(kind, index)
        return f"http://{place.host}:{place.port}"

    def places(self) -> list[Place]:
        """Every address that listens. A program that misbehaves as `refused` does not."""
        found = [self.place("listing")]
        found += [self.place("program", p.index) for p in self.programs if p.misbehaves != "refused"]
        found += [self.place("institution", i.index) for i in self.institutions if i.policy is not None]
        return found

    @property
    def listing_url(self) -> str:
        return f"{self.base('listing')}/programs"

    # --- Nights -------------------------------------------------------------------------------------------------
    def night(self) -> int:
        """The night that the world is in; the server asks at every request."""
        return int((self.directory / "night").read_text(encoding="ascii"))

    def set_night(self, night: int) -> None:
        if night < 1:
            raise WorldError(f"night {night}: nights count from 1")
        temporary = self.directory / "night.new"
        temporary.write_text(f"{night}\n", encoding="ascii")
        temporary.replace(self.directory / "night")

    def _find_vanishing(self) -> tuple[int, str] | None:
        """(program, page key) of the page that is gone on night 2: a visa page of its own, on a site split in three."""
        for program in self.programs[: self.healthy_programs]:
            plain = program.index % 8 not in (1, 5) and program.index not in self.changed and not program.misbehaves
            if program.kind == "split" and plain and program.index != self.lost_index:
                said = plan_content(self.seed, program).said.get("visas", [])
                if any(one.facts for one in said):
                    return program.index, "visas"
        return None

    # --- Sites --------------------------------------------------------------------------------------------------
    def policy_url(self, program: Program) -> str | None:
        if program.institution.policy is None:
            return None
        return f"{self.base('institution', program.institution.index)}/gme/policies/appointment-and-visas/"

    def _siblings(self, institution: Institution) -> list[Program]:
        first = institution.first_program
        return [p for p in self.programs[first : first + institution.size] if p.index != self.added_index]

    def _build_site(self, index: int, is_changed: bool) -> Site:
        program = self.programs[index]
        content = plan_content(self.seed, program, is_changed)
        siblings = [
            (f"{other.specialty} Residency", f"{self.base('program', other.index)}/")
            for other in self._siblings(program.institution)
            if other.index != index
        ]
        site = build_site(program, content, self.base("program", index), self.policy_url(program), siblings)
        site.is_volatile = index in VOLATILE and not program.misbehaves
        return site

    def site(self, index: int, night: int) -> Site:
        """The site of a program on a night (its pages; a vanished one is still among them)."""
        return self._site(index, night >= 2 and index in self.changed)

    def answer(self, place: Place, target: str, night: int) -> Answer:
        """What `target` (path and query) serves at a place on a night, misbehaviour on the wire aside."""
        path, _, query = target.partition("?")
        if place.kind == "listing":
            return self._answer_listing(path, query, night)
        if place.kind == "institution":
            return self._answer_institution(self.institutions[place.index], path)
        return self._answer_program(place.index, path, night)

    def _page(self, body: bytes, content_type: str, key: str, is_new: bool = False) -> Answer:
        digest = hashlib.sha256(body).hexdigest()
        days = int(hashlib.sha256(key.encode()).hexdigest()[:4], 16) % 200
        modified = (
            _FIRST_NIGHT + datetime.timedelta(days=1) if is_new else _FIRST_NIGHT - datetime.timedelta(days=1 + days)
        )
        return Answer(200, body, content_type, f'"{digest[:24]}"', modified)

    def _answer_program(self, index: int, path: str, night: int) -> Answer:
        program = self.programs[index]
        site = self.site(index, night)
        if path == "/robots.txt":
            if program.misbehaves == "robots_disallow":
                return self._page(b"User-agent: *\nDisallow: /\n", "text/plain; charset=utf-8", f"{index}{path}")
            if site.robots is None:
                return Answer(404, b"not found", "text/plain; charset=utf-8")
            return self._page(site.robots.encode(), "text/plain; charset=utf-8", f"{index}{path}")
        if path == "/sitemap.xml" and site.has_sitemap:
            return self._page(render_sitemap(site).encode(), "application/xml", f"{index}{path}")
        page = site.pages.get(path)
        if page is None or (night >= 2 and self.vanishing == (index, page.key)):
            return Answer(
                404, b"<!DOCTYPE html><html><head><title>Not found</title></head><body><h1>Not found</h1></body></html>"
            )
        if page.document is not None:
            body = page.document()
        else:
            token = secrets.token_hex(16) if site.is_volatile else ""
            moment = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ") if site.is_volatile else ""
            body = render_page(site, page, token, moment).encode()
        if site.is_volatile and page.document is None:
            return Answer(200, body, page.content_type)
        is_new = False
        if night >= 2 and index in self.changed:
            before = self.site(index, 1)
            old = before.pages.get(path)
            is_new = old is None or (old.document() if old.document else render_page(before, old).encode()) != body
        return self._page(body, page.content_type, f"{index}{path}", is_new)

    def _answer_institution(self, institution: Institution, path: str) -> Answer:
        programs = [
            (f"{p.specialty} Residency", f"{self.base('program', p.index)}/") for p in self._siblings(institution)
        ]
        if path == "/robots.txt":
            return self._page(b"User-agent: *\nDisallow: /private/\n", "text/plain; charset=utf-8", institution.name)
        page = institution_pages(institution, programs).get(path)
        if page is None:
            return Answer(404, b"<html><body><h1>Not found</h1></body></html>")
        title, main = page
        body = (
            f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>'
            f'<header><nav><ul><li><a href="/">Home</a></li><li><a href="/gme/">GME</a></li></ul></nav></header>'
            f"<main><h1>{escape(title)}</h1>\n{main}</main><footer><p>{escape(institution.name)}</p></footer></body></html>\n"
        )
        return self._page(body.encode(), HTML, institution.name + path)

    # --- Listing ------------------------------------------------------------------------------------------------
    def is_listed(self, index: int, night: int) -> bool:
        """Whether the listing names a program on a night."""
        return index != (self.lost_index if night >= 2 else self.added_index)

    def _order_listing(self, night: int) -> tuple[Program, ...]:
        rows = [program for program in self.programs if self.is_listed(program.index, night)]
        return tuple(sorted(rows, key=lambda program: (program.institution.state, program.program_id)))

    def listing(self, night: int) -> tuple[Program, ...]:
        """Programs that the listing names on a night, in its order."""
        return self._listing(min(night, 2))

    def _answer_listing(self, path: str, query: str, night: int) -> Answer:
        rows = self.listing(night)
        pages = -(-len(rows) // ROWS_PER_PAGE)
        if path == "/robots.txt":
            return self._page(b"User-agent: *\nDisallow: /login\n", "text/plain; charset=utf-8", "listing-robots")
        if path == "/":
            return Answer(302, location="/programs")
        if path == "/programs":
            number = query.removeprefix("page=") or "1"
            if not number.isdigit() or not 1 <= int(number) <= pages:
                return Answer(404, b"<html><body><h1>No such page</h1></body></html>")
            body = self._render_listing(rows, int(number), pages)
            is_new = night >= 2 and body != self._render_listing(self.listing(1), int(number), pages)
            return self._page(body.encode(), HTML, f"listing{number}", is_new)
        program = self._by_id.get(path.removeprefix("/programs/"))
        if program is None or not self.is_listed(program.index, night):
            return Answer(404, b"<html><body><h1>No such program</h1></body></html>")
        return self._page(self._render_detail(program).encode(), HTML, path)

    def _render_listing(self, rows: tuple[Program, ...], number: int, pages: int) -> str:
        cells = []
        for program in rows[(number - 1) * ROWS_PER_PAGE : number * ROWS_PER_PAGE]:
            site = f"{self.base('program', program.index)}/"
            cells.append(
                f"<tr><td>{program.program_id}</td><td>{escape(program.specialty)}</td><td>{escape(program.name)}</td>"
                f"<td>{escape(program.institution.name)}</td><td>{escape(program.institution.city)}</td>"
                f'<td>{program.institution.state}</td><td><a href="{site}">{site}</a></td>'
                f'<td><a href="/programs/{program.program_id}">Details</a></td></tr>'
            )
        heads = ("Code", "Specialty", "Name", "Institution", "City", "State", "Website", "Details")
        head = "".join(f"<th>{text}</th>" for text in heads)
        following = f'<a rel="next" class="next" href="/programs?page={number + 1}">next</a>' if number < pages else ""
        before = f'<a rel="prev" href="/programs?page={number - 1}">previous</a>' if number > 1 else ""
        return (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Residency Programs</title>'
            f"</head><body><h1>Directory of Residency Programs</h1><p>Page {number} of {pages}</p>"
            f'<table id="programs-list"><thead><tr>{head}</tr></thead><tbody>\n'
            + "\n".join(cells)
            + "\n</tbody></table>"
            f'<nav class="pager">{before} {following}</nav><footer><p>{len(rows)} Programs</p></footer></body></html>\n'
        )

    def _render_detail(self, program: Program) -> str:
        site = f"{self.base('program', program.index)}/"
        pairs = (
            ("Program Code", program.program_id),
            ("Specialty", program.specialty),
            ("Sponsoring Institution", f"[{program.institution.code}] {program.institution.name}"),
            ("City", program.institution.city),
            ("State", program.institution.state),
            ("Setting", program.setting),
            ("Program Length", f"{program.years} years"),
            ("Total Approved Resident Positions", str(program.places * program.years)),
            ("Total Filled Resident Positions", str(program.places * program.years - program.index % 3)),
            ("Accreditation Status", "Continued Accreditation"),
        )
        terms = "".join(f"<dt>{escape(term)}</dt><dd>{escape(value)}</dd>" for term, value in pairs)
        return (
            f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{program.program_id}</title></head>'
            f"<body><h1>{escape(program.name)}</h1><dl>{terms}<dt>Website</dt>"
            f'<dd><a href="{site}">{site}</a></dd></dl><p><a href="/programs">All programs</a></p></body></html>\n'
        )

    # --- Truth --------------------------------------------------------------------------------------------------
    def truth_of(self, program: Program, night: int = 1) -> dict[str, Any]:
        """Everything true of one program on a night, as tests and benchmarks read it."""
        site = self.site(program.index, night)
        content = site.content
        assert content is not None
        address_of = {page.key: site.base + path for path, page in site.pages.items()}
        absent = {self.vanishing[1]} if night >= 2 and self.vanishing and self.vanishing[0] == program.index else set()
        failure = MISBEHAVIOURS[program.misbehaves] if program.misbehaves else None
        relevant = sorted(
            address_of[p.key] for p in site.pages.values() if p.role == "relevant" and p.key not in absent
        )
        if site.policy_url:
            relevant.append(site.policy_url)
        entry: dict[str, Any] = {
            "name": program.name,
            "specialty": program.specialty,
            "institution": program.institution.name,
            "city": program.institution.city,
            "state": program.institution.state,
            "url": f"{site.base}/",
            "kind_of_site": program.kind,
            "misbehaves": program.misbehaves,
            "expected_failure": failure,
            "is_volatile": site.is_volatile,
            "has_sitemap": site.has_sitemap,
        }
        entry |= state_truth(program, content, address_of, site.policy_url, absent)
        entry["roster"] = content.roster.truth(address_of["roster"]) if content.roster else None
        entry["relevant_urls"] = relevant
        entry["distractor_urls"] = sorted(address_of[p.key] for p in site.pages.values() if p.role == "distractor")
        entry["forbidden_urls"] = [f"{site.base}/intranet/"] if "/intranet/" in site.pages else []
        if failure:  # nothing of it can be read
            for name in ("facts", "sources", "source_kinds", "quotes", "wordings", "contradictions"):
                entry[name] = {}
            entry["roster"], entry["relevant_urls"], entry["distractor_urls"] = None, [], []
        return entry

    def truth(self) -> dict[str, Any]:
        """The whole truth: night 1 in full, and what differs on night 2."""
        programs: dict[str, Any] = {}
        names: set[str] = set()
        for program in self.programs:
            entry = self.truth_of(program)
            if not entry["expected_failure"]:
                names.update(self.site(program.index, 1).names)
            if self.is_listed(program.index, 1):
                programs[program.program_id] = entry
        touched = set(self.changed) | ({self.vanishing[0]} if self.vanishing else set())
        later: dict[str, Any] = {}
        changes: list[dict[str, Any]] = []
        for index in sorted(touched):
            program = self.programs[index]
            old, new = programs[program.program_id], self.truth_of(program, 2)
            later[program.program_id] = new
            for name in sorted(set(old["facts"]) | set(new["facts"])):
                if old["facts"].get(name) != new["facts"].get(name):
                    changes.append(
                        {
                            "program_id": program.program_id,
                            "field": name,
                            "old": old["facts"].get(name),
                            "new": new["facts"].get(name),
                            "url": new["sources"].get(name) or old["sources"].get(name),
                        }
                    )
        added = self.programs[self.added_index]
        lost = [p.program_id for p in self.listing(1) if p not in set(self.listing(2))]
        vanished = []
        if self.vanishing:
            index, key = self.vanishing
            site = self.site(index, 2)
            vanished = [{"program_id": self.programs[index].program_id, "url": site.base + site.path_of(key)}]
        return {
            "world": self.describe(),
            "programs": programs,
            "listing": {"url": self.listing_url, "rows": len(self.listing(1)), "page_rows": ROWS_PER_PAGE},
            "resident_names": sorted(names),
            "nights": {
                "2": {
                    "changed": changes,
                    "programs": later | {added.program_id: self.truth_of(added, 2)},
                    "vanished": vanished,
                    "listing": {"rows": len(self.listing(2)), "added": [added.program_id], "lost": lost},
                }
            },
        }

    def describe(self) -> dict[str, Any]:
        return {
            "version": WORLD_VERSION,
            "programs": self.healthy_programs,
            "seed": self.seed,
            "port": self.port,
            "misbehaving": self.misbehaving,
            "addressing": self.addressing,
        }


def build_world(
    directory: str | Path,
    programs: int = 48,
    seed: int = 7,
    port: int = 8765,
    misbehaving: float | None = None,
    addressing: str | None = None,
) -> World:
    """Write a world's folder: world.json, night (1), truth.json, sources.csv. The same arguments, the same bytes.

    `misbehaving`: share of the programs that misbehave; by default one program of each kind is put behind them.
    `addressing`: by default an address per site, or a port per site where only one loopback address can be bound.
    """
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    addressing = addressing or (ADDRESSINGS[0] if can_bind_second_loopback() else ADDRESSINGS[1])
    world = World(directory, programs, seed, port, misbehaving, addressing)
    (directory / "world.json").write_text(json.dumps(world.describe(), indent=1) + "\n", encoding="utf-8")
    world.set_night(1)
    text = json.dumps(world.truth(), indent=None if programs > 500 else 1, ensure_ascii=False)
    (directory / "truth.json").write_text(text + "\n", encoding="utf-8")
    with (directory / "sources.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "kind", "url", "is_local"))
        writer.writerow(("demo_listing", "html_table", world.listing_url, "true"))
    return world


def load_world(directory: str | Path) -> World:
    """The world of a folder that `build_world` wrote."""
    directory = Path(directory)
    file = directory / "world.json"
    if not file.exists():
        raise WorldError(f"{directory} holds no demo world; run: python -m demo build --dir {directory}")
    told = json.loads(file.read_text(encoding="utf-8"))
    if told.get("version") != WORLD_VERSION:
        raise WorldError(f"{file} is of version {told.get('version')}, not {WORLD_VERSION}; build the world again")
    return World(directory, told["programs"], told["seed"], told["port"], told["misbehaving"], told["addressing"])


def http_date(moment: datetime.datetime) -> str:
    return email.utils.format_datetime(moment, usegmt=True)
