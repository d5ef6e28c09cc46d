"""Fictional residents: who trains where, and how a roster page shows them, with the true counts.

School strings, their class and country stand in `data/schools.csv`. Requirements of programs belong elsewhere.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
LAYOUTS = (
    "cards",
    "table",
    "list",
    "captions",
    "paragraphs",
    "definitions",
    "accordion",
    "labels",
    "commas",
    "table_without_head",
)
SCHOOL_CLASSES = ("US-MD", "US-DO", "CA", "IMG")
TRAINING_YEARS = {"Internal Medicine": 3, "Family Medicine": 3, "Pediatrics": 3, "Emergency Medicine": 3, "Surgery": 5}
COLLEGES = ("Brookmere College", "Aldenport State", "Tallow Ridge University", "Whitcombe College")
HOBBIES = ("hiking and baking", "cricket", "watercolors", "long-distance running", "chess", "pottery", "birding")
HOMETOWNS = ("Cedar Falls", "Lagos", "Lahore", "Bucaramanga", "Athens", "Georgetown", "Cairo, Illinois", "Windsor")


@dataclass(frozen=True, slots=True)
class School:
    written: str
    school_class: str
    country: str


@dataclass(frozen=True, slots=True)
class Resident:
    name: str
    school: School
    hometown: str
    college: str
    hobby: str


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """Who is on a roster page and how it is laid out. `classes`: (heading, canonical class year, residents)."""

    layout: str
    classes: tuple[tuple[str, str, tuple[Resident, ...]], ...]
    chiefs: tuple[Resident, ...]  # listed again among the seniors
    alumni: tuple[Resident, ...]
    faculty: tuple[Resident, ...]
    hides_schools: bool

    @property
    def names(self) -> list[str]:
        """Residents and alumni, as written."""
        return [person.name for _, _, group in self.classes for person in group] + [p.name for p in self.alumni]

    def truth(self, url: str) -> dict[str, object]:
        """Counts without names: each resident once, chiefs not twice; alumni and faculty not at all."""
        by_year: dict[str, dict[str, int]] = {}
        total: Counter[str] = Counter()
        countries: Counter[str] = Counter()
        entries = 0
        for _, year, group in self.classes:
            entries += len(group)
            if self.hides_schools:
                continue
            counted = Counter(person.school.school_class for person in group)
            earlier = by_year.get(year, {})  # two tracks may share a class year
            by_year[year] = {name: counted[name] + earlier.get(name, 0) for name in SCHOOL_CLASSES}
            total += counted
            countries += Counter(person.school.country for person in group)
        with_school = sum(total.values())
        return {
            "url": url,
            "layout": self.layout,
            "entries": entries,
            "with_school": with_school,
            "counts": {name: total[name] for name in SCHOOL_CLASSES},
            "by_class_year": by_year,
            "countries": dict(sorted(countries.items())),
            "img_share": round(total["IMG"] / with_school, 6) if with_school else None,
        }


@cache
def schools() -> dict[str, list[School]]:
    """Schools by class, as pages write them."""
    by_class: dict[str, list[School]] = {name: [] for name in SCHOOL_CLASSES}
    with (DATA / "schools.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_class[row["class"]].append(School(row["written"], row["class"], row["country"]))
    return by_class


@cache
def _names(kind: str) -> list[str]:
    return (DATA / f"{kind}_names.txt").read_text(encoding="utf-8").split()


def draw_person(rng: Random, img_share: float, taken: set[str]) -> Resident:
    """One fictional person whose name is not yet taken on this site."""
    while True:
        name = f"{rng.choice(_names('given'))} {rng.choice(_names('family'))}"
        if name not in taken:
            break
    taken.add(name)
    if rng.random() < img_share:
        group = "IMG"
    else:
        group = rng.choices(("US-MD", "US-DO", "CA"), (64, 34, 2))[0]
    return Resident(
        name,
        rng.choice(schools()[group]),
        rng.choice(HOMETOWNS),
        rng.choice(COLLEGES),
        rng.choice(HOBBIES),
    )


def plan_roster(
    rng: Random,
    index: int,
    years: int,
    places: int,
    has_preliminary: bool,
    accepts_img: bool,
    taken: set[str],
    first_match_year: int,
) -> RosterPlan:
    """A roster for one program. `first_match_year`: calendar year in which the present interns began.

    With `has_preliminary`, interns of a one-year track stand under a heading of their own.
    """
    share = rng.choice((0.05, 0.3, 0.6, 0.9)) if accepts_img else 0.0
    style = rng.choice(("pgy", "pgy_words", "class_of", "year_words"))
    words = ("First", "Second", "Third", "Fourth", "Fifth")
    classes = []
    for year in range(1, years + 1):
        heading, canonical = {
            "pgy": (f"PGY-{year}", f"PGY-{year}"),
            "pgy_words": (f"PGY{year} Residents" if year > 1 else "Interns (PGY-1)", f"PGY-{year}"),
            "class_of": (f"Class of {first_match_year + years + 1 - year}",) * 2,
            "year_words": (f"{words[year - 1]}-Year Residents", f"PGY-{year}"),
        }[style]
        size = max(1, places - (1 if rng.random() < 0.25 else 0))
        classes.append((heading, canonical, tuple(draw_person(rng, share, taken) for _ in range(size))))
    seniors = classes[-1][2]
    if has_preliminary and style != "class_of":
        interns = tuple(draw_person(rng, share, taken) for _ in range(3))
        classes.insert(1, ("Preliminary Interns (PGY-1)", "PGY-1", interns))
    chiefs = seniors[:2] if index % 4 == 2 and len(seniors) > 2 else ()
    alumni = tuple(draw_person(rng, share, taken) for _ in range(4)) if index % 3 == 0 else ()
    faculty = tuple(draw_person(rng, 0.3, taken) for _ in range(3)) if index % 5 == 1 else ()
    hides_schools = index % 11 == 10
    return RosterPlan(LAYOUTS[index % len(LAYOUTS)], tuple(classes), chiefs, alumni, faculty, hides_schools)


def _person(person: Resident, layout: str, hides: bool) -> str:
    """One resident in one layout. Every layout names the person once."""
    name, school = escape(person.name), escape(person.school.written)
    if layout == "cards":
        line = "" if hides else f'<p class="school">{school}</p>'
        return (
            f'<div class="card"><img src="/img/portrait.png" alt=""><h4>{name}, MD</h4>{line}'
            f'<p class="home">Hometown: {escape(person.hometown)}</p></div>'
        )
    if layout == "table":
        return f"<tr><td>{name}</td><td>{'' if hides else school}</td><td>{escape(person.college)}</td></tr>"
    if layout == "list":
        return f"<li>{name}</li>" if hides else f"<li>{name} - {school}</li>"
    if layout == "table_without_head":
        return f"<tr><td><b>{name}</b></td><td>{'' if hides else school}</td></tr>"
    if layout == "commas":
        return f"<li>{name}, MD</li>" if hides else f"<li>{name}, MD, {school}</li>"
    if layout == "captions":
        line = "" if hides else f"<br>{school}"
        return (
            f'<figure><img src="/img/portrait.png" alt="Portrait"><figcaption>{name}, M.D.{line}</figcaption></figure>'
        )
    if layout == "paragraphs":
        line = "" if hides else f"<br>{school}"
        return f"<p><strong>{name}</strong>{line}<br>Enjoys {escape(person.hobby)}</p>"
    if layout == "definitions":
        return f"<dt>{name}</dt><dd>{escape(person.hometown) if hides else school}</dd>"
    line = "" if hides else f"<p>Medical School: {school}</p>"
    return f"<h5>{name}</h5>{line}<p>Undergraduate: {escape(person.college)}</p><p>Hobbies: {escape(person.hobby)}</p>"


def _group(people: tuple[Resident, ...], layout: str, hides: bool) -> str:
    inner = "\n".join(_person(person, layout, hides) for person in people)
    if layout == "cards":
        return f'<div class="grid">{inner}</div>'
    if layout == "table":
        head = "<tr><th>Name</th><th>Medical School</th><th>Undergraduate</th></tr>"
        return f'<table class="residents">{head}{inner}</table>'
    if layout == "table_without_head":
        return f"<table>{inner}</table>"
    if layout in ("list", "commas"):
        return f"<ul>{inner}</ul>"
    if layout == "captions":
        return f'<div class="gallery">{inner}</div>'
    if layout == "definitions":
        return f"<dl>{inner}</dl>"
    return f'<div class="people">{inner}</div>'


def render_roster(plan: RosterPlan) -> str:
    """The roster's HTML: classes, then chiefs again, alumni and faculty where the plan has them."""
    sections = []
    for heading, _, people in plan.classes:
        group = _group(people, plan.layout, plan.hides_schools)
        if plan.layout == "accordion":
            sections.append(f"<details><summary>{escape(heading)}</summary>{group}</details>")
        else:
            sections.append(f"<h3>{escape(heading)}</h3>\n{group}")
    if plan.chiefs:
        chiefs = _group(plan.chiefs, plan.layout, plan.hides_schools)
        sections.insert(0, f"<h3>Chief Residents</h3>\n{chiefs}")
    if plan.alumni:
        sections.append(f"<h2>Recent Graduates (Alumni)</h2>\n{_group(plan.alumni, plan.layout, False)}")
    if plan.faculty:
        sections.append(f"<h2>Core Faculty</h2>\n{_group(plan.faculty, plan.layout, False)}")
    return "\n".join(sections)
