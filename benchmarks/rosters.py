"""Rosters and schools in time of one core: a page of 120 residents from bytes to counts, 100,000 school strings.

Every string is met for the first time, so that no cache of verdicts flatters the figures; no two residents of a page
share a school string. On pages one string in 20 is mistyped, among the strings by themselves more than half. Bars:
50 ms, 60 s.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice
from random import Random
from statistics import median

from reference.tables import read_rows
from transforms.pages import read_body
from transforms.rosters.parse import parse_rosters
from transforms.rosters.report import roster_json
from transforms.schools import classify_school

RESIDENTS = 120
_FILES = ("schools_us_md", "schools_us_do", "schools_ca", "schools_world")
_FIRST = ("Ada", "Bruno", "Chen", "Dalia", "Emeka", "Farah", "Goran", "Hana", "Ivan", "Jaya", "Kofi", "Lena")
_LAST = ("Abbott", "Basu", "Castro", "Diaz", "Eze", "Farouk", "Gill", "Hussain", "Ito", "Jonas")


def main(quick: bool) -> None:
    """Print the median time of a roster page in each layout, and the time of distinct school strings."""
    strings = _school_strings(Random(11), 0.05)
    classify_school("Yale School of Medicine")  # the gazetteer is loaded once a process
    for layout in (_as_list, _as_cards, _as_table):
        pages = [layout(list(islice(strings, RESIDENTS))) for _ in range(5 if quick else 25)]
        seconds, counted = [], []
        for page in pages:
            started = time.process_time()
            read = roster_json(parse_rosters(read_body(page, "text/html", "https://one.example/residents"), page))
            seconds.append(time.process_time() - started)
            counted.append(read["with_school"])
        name = layout.__name__.removeprefix("_as_")
        print(
            f"   {name} of {RESIDENTS} residents: median {1000 * median(seconds):.1f} ms "
            f"(bar 50 ms), longest {1000 * max(seconds):.0f} ms, {min(counted)} to {max(counted)} with a school"
        )
    wanted = list(islice(_school_strings(Random(12), 0.6), 5_000 if quick else 100_000))
    started = time.process_time()
    known = sum(classify_school(text).school_class != "unknown" for text in wanted)
    spent = time.process_time() - started
    print(
        f"   {len(wanted):,} distinct school strings: {spent:.1f} s, {1e6 * spent / len(wanted):.0f} us each "
        f"(bar 60 s for 100,000: 600 us), {known / len(wanted):.0%} known"
    )


def _school_strings(rng: Random, mistyped: float) -> Iterator[str]:
    """School strings without end, none twice: names and aliases of the gazetteer as rosters write them.

    `mistyped` (0 to 1) of them have one or two letters left out or exchanged.
    """
    names: list[tuple[str, str]] = []
    for file in _FILES:
        for row in read_rows(file):
            city = row.get("city", "")
            names += [(name, city) for name in (row["canonical"], *row["aliases"].split("|")) if name]
    seen: set[str] = set()
    while True:
        name, city = rng.choice(names)
        text = rng.choice(("{}", "{}, {c}", "{} ({c})", "The {}", "{} - {c}", "MD, {}", "{}, Class of {y}", "{} {c}"))
        text = text.format(name, c=city, y=rng.randint(2015, 2026))
        for _ in range(rng.choice((1, 2)) if rng.random() < mistyped else 0):
            text = _mistype(text, rng)
        if text not in seen:
            seen.add(text)
            yield text


def _mistype(text: str, rng: Random) -> str:
    at = rng.randrange(1, max(2, len(text) - 1))
    if rng.random() < 0.5:
        return text[:at] + text[at + 1 :]
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def _people(schools: list[str]) -> Iterator[tuple[int, str, str]]:
    """(PGY, name, school) of each resident, in classes of equal size."""
    for number, school in enumerate(schools):
        first, last = _FIRST[number % len(_FIRST)], _LAST[number // len(_FIRST) % len(_LAST)]
        yield 1 + 3 * number // len(schools), f"{first} {last}, MD", school


def _page(inner: str) -> bytes:
    text = "<p>Our residents care for patients on the wards and in the clinic, and learn from each other.</p>" * 20
    return (
        "<!doctype html><html><head><title>Current Residents</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<main><h1>Current Residents</h1>{text}{inner}</main><footer>Alder Hospital</footer></body></html>"
    ).encode()


def _by_class(schools: list[str], open_: str, close: str, each: str) -> bytes:
    parts, current = [], 0
    for year, name, school in _people(schools):
        if year != current:
            parts.append(f"{close if current else ''}<h2>PGY-{year}</h2>{open_}")
            current = year
        parts.append(each.format(name=name, school=school))
    return _page("".join(parts) + close)


def _as_list(schools: list[str]) -> bytes:
    return _by_class(schools, "<ul>", "</ul>", "<li>{name} - {school}</li>")


def _as_cards(schools: list[str]) -> bytes:
    card = (
        "<div class='card'><img src='p.jpg' alt='{name}'><h3>{name}</h3><p>Medical School: {school}</p>"
        "<p>Hometown: Springfield</p><p>Interests: hiking, cooking</p></div>"
    )
    return _by_class(schools, "<div class='grid'>", "</div>", card)


def _as_table(schools: list[str]) -> bytes:
    head = "<table><tr><th>Name</th><th>Medical School</th><th>Undergraduate</th></tr>"
    return _by_class(schools, head, "</table>", "<tr><td>{name}</td><td>{school}</td><td>Springfield College</td></tr>")
