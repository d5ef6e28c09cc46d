"""Saved roster pages with their exact counts: adding a case is adding x.html and x.json under `rosters/`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from transforms.model import Page
from transforms.pages import read_body
from transforms.rosters import parse_rosters
from transforms.rosters.report import roster_json
from transforms.rosters.wording import (
    class_year,
    is_class_line,
    is_role_of_others,
    is_skipped_section,
    labelled,
    person,
    school_in_prose,
)

FIXTURES = sorted((Path(__file__).parent / "rosters").glob("*.html"))


def read_page(body: bytes, url: str = "https://example.org/people") -> Page:
    return read_body(body, "text/html; charset=utf-8", url)


def read_expected(path: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return expected


def parse(html: str) -> dict[str, Any]:
    body = html.encode()
    return roster_json(parse_rosters(read_page(body), body))


def test_there_are_enough_fixtures() -> None:
    assert len(FIXTURES) >= 25


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_counts_are_exact(path: Path) -> None:
    body = path.read_bytes()
    found, expected = roster_json(parse_rosters(read_page(body), body)), read_expected(path)
    for key in ("entries", "with_school", "counts", "by_class"):
        assert found[key] == expected[key], key
    assert sorted(found["unknown"]) == sorted(expected["unknown"])


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_each_program_of_a_page_has_its_roster(path: Path) -> None:
    body, expected = path.read_bytes(), read_expected(path)
    rosters = parse_rosters(read_page(body), body)
    assert len(rosters) == expected["rosters"]
    if expected["scopes"]:
        assert sorted(roster.scope_specialty or "" for roster in rosters) == expected["scopes"]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_no_name_leaves(path: Path) -> None:
    body, expected = path.read_bytes(), read_expected(path)
    assert expected["names"]
    rosters = parse_rosters(read_page(body), body)
    told = (repr(rosters) + json.dumps(roster_json(rosters))).lower()
    assert [name for name in expected["names"] if name.lower() in told] == []


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_the_quote_is_a_heading_that_stands_in_the_page(path: Path) -> None:
    body = path.read_bytes()
    page = read_page(body)
    for roster in parse_rosters(page, body):
        assert roster.quote
        assert page.text[roster.start : roster.end] == roster.quote
        assert person(roster.quote) is None


def test_a_page_without_residents_is_no_roster() -> None:
    assert (
        parse("<h1>Curriculum</h1><p>Our residents learn at the bedside. The university runs the school.</p>")[
            "entries"
        ]
        == 0
    )


def test_an_empty_or_broken_body_is_no_roster() -> None:
    for body in (
        b"",
        b"\x00\xff",
        b"<html><body><table><tr><td>residents university",
        b"<h2>PGY-1</h2>" * 50 + b"school",
    ):
        assert parse_rosters(Page("u", "", "html", ""), body) == []


@pytest.mark.parametrize("path", FIXTURES[::3], ids=lambda path: path.stem)
def test_a_page_cut_short_raises_nothing_and_tells_no_name(path: Path) -> None:
    body, names = path.read_bytes(), read_expected(path)["names"]
    for share in (0.35, 0.6, 0.8, 0.95):
        cut = body[: int(len(body) * share)]
        told = repr(parse_rosters(read_page(cut), cut)).lower()
        assert [name for name in names if name.lower() in told] == []


def test_text_pages_are_read_line_by_line() -> None:
    text = (
        "Current Residents\nPGY-1\nAda Quill, MD - King Edward Medical University\n"
        "Bo Reed, DO - LECOM\nPGY-2\nCy Stone, MD - Yale\n"
    )
    rosters = parse_rosters(Page("u", "Residents", "text", text), text.encode())
    assert roster_json(rosters)["by_class"]["PGY-1"] == {"US-MD": 0, "US-DO": 1, "CA": 0, "IMG": 1}


def test_wide_gaps_of_a_pdf_part_its_columns() -> None:
    text = (
        "House Staff 2026-2027\nPGY-1\nAda Quill, MD      Dow University of Health Sciences\nBo Reed, DO      LECOM\n"
    )
    rosters = parse_rosters(Page("u", "House Staff", "pdf", text), b"%PDF")
    assert roster_json(rosters)["by_class"] == {"PGY-1": {"US-MD": 0, "US-DO": 1, "CA": 0, "IMG": 1}}
    assert rosters[0].quote == "PGY-1"


def test_a_page_drawn_by_its_scripts_is_read_from_its_text() -> None:
    people = "".join(
        f"Ada {name}, MD - Ross University School of Medicine\n" for name in ("Quill", "Reed", "Stone", "Tran")
    )
    text = f"Current Residents\nClass of 2028\n{people}" + "We train at the university hospital and in clinics. " * 3
    body = b"<html><script>var residents = 'university school'</script><body><div id=app></div></body></html>"
    (roster,) = parse_rosters(Page("u", "Current Residents", "html", text), body)
    assert (roster.entries, roster.with_school) == (4, 4)


def test_aliases_reach_the_classifier() -> None:
    body = (
        b"<title>Residents</title><h1>Our Residents</h1><ul><li>Ada Quill, MD - Westbrook Lakes Medical College</li>"
        b"<li>Bo Reed, MD - Westbrook Lakes Medical College</li></ul>"
    )
    alias = {
        "Westbrook Lakes Medical College": {"school_class": "IMG", "country": "AL", "canonical": "Westbrook Lakes"}
    }
    assert parse_rosters(read_page(body), body)[0].unknown_schools == ("Westbrook Lakes Medical College",) * 2
    assert parse_rosters(read_page(body), body, alias)[0].counts[0].country == "AL"


def test_a_school_string_that_holds_a_name_is_not_kept() -> None:
    body = (
        b"<title>Residents</title><h1>Our Residents</h1><h3>Ada Quill, MD</h3><p>Prize of Ada Quill College</p>"
        b"<h3>Bo Reed, MD</h3><p>Medical School: Dr. Bo Reed, MD, Westbrook Lakes</p><h3>Cy Stone, MD</h3><p>Yale</p>"
    )
    (roster,) = parse_rosters(read_page(body), body)
    assert (roster.entries, roster.with_school, roster.unknown_schools) == (3, 1, ())
    assert "quill" not in repr(roster).lower() and "reed" not in repr(roster).lower()


def test_a_degree_alone_may_part_name_and_school() -> None:
    html = "<title>Residents</title><h1>Our Residents</h1><ul><li>Ada Quill MD King Edward Medical University</li>"
    found = parse(html + "<li>Bo Reed, DO LECOM</li></ul>")
    assert (found["entries"], found["counts"]["IMG"], found["counts"]["US-DO"]) == (2, 1, 1)


def test_a_resident_may_bear_the_name_of_a_school() -> None:
    people = ("Kwame Nkrumah", "Bo Reed", "Cy Stone")
    cards = "".join(f"<h4>{name}</h4><p>Medical School: Ross University</p>" for name in people)
    found = parse(f"<title>Residents</title><h1>Our Residents</h1>{cards}")
    assert (found["entries"], found["counts"]["IMG"]) == (3, 3)


def test_where_most_hide_their_school_a_lone_hometown_is_none() -> None:
    people = ["Ada Quill", "Bo Reed", "Cy Stone", "Di Tran", "Ed Underhill"]
    towns = ["Lahore", "Georgetown", "Athens", "Cedar Falls", "Windsor"]
    html = "<title>Residents</title><h1>Our Residents</h1><h2>PGY-1</h2><dl>" + "".join(
        f"<dt>{name}</dt><dd>{town}</dd>" for name, town in zip(people, towns, strict=True)
    )
    found = parse(html + "</dl><p>University hospital</p>")
    assert (found["entries"], found["with_school"], found["share"]) == (5, 0, None)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("PGY-1", "PGY-1"),
        ("PGY 2 Residents", "PGY-2"),
        ("PGYIII", "PGY-3"),
        ("Interns", "PGY-1"),
        ("First-Year Residents", "PGY-1"),
        ("CA-2", "PGY-3"),
        ("R3s", "PGY-3"),
        ("Class of 2028", "Class of 2028"),
        ("2025-2028", "Class of 2028"),
        ("Chief Residents", "Chief"),
        ("Our Residents", None),
        ("Call us at R-wing", None),
    ],
)
def test_class_years(text: str, year: str | None) -> None:
    assert class_year(text) == year


def test_a_class_line_holds_nothing_else() -> None:
    assert is_class_line("Categorical Interns (PGY-1)")
    assert not is_class_line("Ada Quill, PGY-1")
    assert not is_class_line("Residents")


@pytest.mark.parametrize(
    "text", ["Alumni", "Core Faculty", "Current Fellows", "Past Residents", "Program Leadership", "Medical Students"]
)
def test_sections_of_others_are_skipped(text: str) -> None:
    assert is_skipped_section(text)


@pytest.mark.parametrize(
    "text", ["Residents", "Residents and Alumni", "Kabul University Faculty of Medicine", "Chief Residents"]
)
def test_sections_of_residents_are_not_skipped(text: str) -> None:
    assert not is_skipped_section(text)


def test_one_person_has_one_key_however_written() -> None:
    assert (
        person("Ada B. Quill, MD")
        == person("Dr. Ada Quill")
        == person("Quill, Ada, MD, MPH")
        == person("ADA QUILL, D.O.")
    )


@pytest.mark.parametrize(
    "text",
    [
        "Lahore, Pakistan",
        "Program Director",
        "Yale University",
        "SUNY Downstate",
        "Internal Medicine",
        "Read More",
        "Hiking and Cooking",
    ],
)
def test_what_is_no_person(text: str) -> None:
    assert person(text) is None


@pytest.mark.parametrize(
    ("text", "school"),
    [
        ("Born in Lagos, she studied medicine at the University of Ibadan and moved here.", "University of Ibadan"),
        (
            "He received a BS in Biology from Ohio State University and his MD degree from St. George's University.",
            "St. George's University",
        ),
        ("She attended UC Berkeley for undergraduate studies before earning her MD at Drexel.", "Drexel"),
        ("He completed residency at Baylor College of Medicine.", None),
        ("I love hiking.", None),
    ],
)
def test_biographies_tell_the_medical_school(text: str, school: str | None) -> None:
    assert school_in_prose(text) == school


def test_a_style_that_keeps_lines_counts_only_where_the_text_breaks_them() -> None:
    styled = "<p style='white-space:pre-wrap'><strong>{}</strong><br>Yale School of Medicine</p>"
    broken = "<div style='white-space: pre-line'>{}\nYale School of Medicine\n</div>"
    for layout in (styled, broken):
        people = "".join(map(layout.format, ("Ada Quill, MD", "Bo Reed, DO", "Cy Stone, MD")))
        found = parse(f"<h1>Residents</h1><h2>PGY-1</h2>{people}")
        assert found["by_class"] == {"PGY-1": {"US-MD": 3, "US-DO": 0, "CA": 0, "IMG": 0}}


def test_asides_of_a_site_are_no_part_of_a_roster() -> None:
    people = "".join(f"<h3>{name}</h3><p>Medical School: Yale</p>" for name in ("Ada Quill, MD", "Bo Reed, MD"))
    asides = "".join(f"<aside class='widget'><h3>Cy Stone{mark}, MD</h3><p>LECOM</p></aside>" for mark in "abc")
    assert parse(f"<h1>Residents</h1>{people}{asides}")["entries"] == 2


@pytest.mark.parametrize(
    "noise",
    [
        "<!-- <h3>Cy Stone, MD</h3><p>Yale</p> --><!-->",
        "<script>document.write('<h3>Cy Stone, MD</h3><p>Yale</p>')</script>",
        "<nav><nav><a href='/x'>One</a></nav></nav>",
        "<footer><p>Cy Stone, MD</p></footer>",
        "<SVG><title>Cy Stone, MD</title></SVG>",
        "<select><option>Cy Stone, MD</option></select>",
    ],
)
def test_what_is_cut_before_parsing_takes_no_resident_with_it(noise: str) -> None:
    people = f"<h3>Ada Quill, MD</h3><p>Yale School of Medicine</p>{noise}<h3>Bo Reed, DO</h3><p>LECOM</p>"
    found = parse(f"<h1>Residents</h1><h2>PGY-1</h2>{people}{noise}")
    assert (found["entries"], found["with_school"]) == (2, 2)


def test_an_element_never_closed_is_left_to_the_parser() -> None:
    body = "<h1>Residents</h1><h3>Ada Quill, MD</h3><p>Yale School of Medicine</p><h3>Bo Reed, DO</h3><p>LECOM</p>"
    assert parse(body + "<footer><svg><!-- ")["entries"] == 2


def test_a_menu_that_opens_panels_names_their_classes() -> None:
    tabs = "<nav><a href='#one'>PGY-1</a> <a href='#two'>Alumni</a></nav>"
    one = "<h3>Ada Quill, MD</h3><p>Yale School of Medicine</p><h3>Bo Reed, DO</h3><p>LECOM</p>"
    two = "<h3>Cy Stone, MD</h3><p>Dow University of Health Sciences</p>"
    found = parse(f"<h1>Residents</h1>{tabs}<div id='one'>{one}</div><div id='two'>{two}</div>")
    assert found["by_class"] == {"PGY-1": {"US-MD": 1, "US-DO": 1, "CA": 0, "IMG": 0}}


def test_a_label_within_a_sentence_needs_a_sentence_before_it() -> None:
    told = "Ada grew up in Lahore. Medical school: St. George's University. She likes tea."
    assert labelled(told) == [("school", "St. George's University")]
    assert labelled("Ada often wonders which school: Yale or Rush") == []


def test_the_year_of_training_stands_before_the_year_of_graduation_below_it() -> None:
    people = "<p>Ada Quill, MD<br>Yale School of Medicine</p><p>Bo Reed, DO<br>LECOM</p>"
    assert set(parse(f"<h1>Residents</h1><h2>PGY-1</h2><p>Class of 2029</p>{people}")["by_class"]) == {"PGY-1"}
    apart = f"<h2>PGY-1</h2><p>New this year.</p><h2>Class of 2028</h2>{people}"
    assert set(parse(f"<h1>Residents</h1>{apart}")["by_class"]) == {"Class of 2028"}


@pytest.mark.parametrize(
    "text", ["Alumni, Class of 2026", "Former Resident", "Graduated 2025", "Alumna", "Fellow, PGY-4"]
)
def test_those_who_left_are_no_residents(text: str) -> None:
    assert is_role_of_others(text)
    assert not is_role_of_others("Chief Resident") and not is_role_of_others("Class of 2028")
