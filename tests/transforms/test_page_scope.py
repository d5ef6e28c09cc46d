"""Whose page and whose section: what is said of observers, students and others is no rule of the residency."""

from __future__ import annotations

import pytest

from transforms.facts.subjects import find_subject, name_subject
from transforms.model import Statement
from transforms.pages import read_body, read_html, read_text
from transforms.statements import explain_page, extract_statements

RULES = (
    "<p>J-1 visas are not sponsored.</p><p>Two letters of recommendation are required.</p>"
    "<p>Apply by March 1, 2027.</p><p>A Step 2 CK score of at least 231 is required.</p>"
)


def _state(title: str, body: str, url: str = "") -> list[Statement]:
    page = read_html(f"<html><head><title>{title}</title></head><body><main>{body}</main></body></html>", url)
    return extract_statements(page)[0]


@pytest.mark.parametrize(
    "name",
    [
        "Visitor Observership Program",
        "Clinical Observers | Lakeside Hospital",
        "Shadowing at Lakeside",
        "Visiting Medical Students | Lakeside School of Medicine",
        "Away Rotations and Clerkships",
        "VSLO Electives - Lakeside",
        "International Visiting Scholars",
        "Externships",
        "Volunteer Services | Lakeside Hospital",
        "Cardiology Fellowship | Lakeside",
        "Office of Postdoctoral Affairs",
        "Internal Medicine Residency Visiting Observer Program",
    ],
)
def test_a_page_named_for_others_states_nothing(name: str) -> None:
    assert _state(name, f"<h1>{name.split(' | ')[0]}</h1>{RULES}") == []


@pytest.mark.parametrize(
    "name",
    [
        "Internal Medicine Residency | Lakeside Hospital",
        "Residency and Fellowship Programs",
        "How to Apply",
        "Graduate Medical Education",
        "Information for International Medical Graduates",
        "Frequently asked questions",
    ],
)
def test_a_page_of_the_residency_states_its_rules(name: str) -> None:
    fields = {one.field for one in _state(name, f"<h1>{name.split(' | ')[0]}</h1>{RULES}")}
    assert {"visa_j1", "letters_min", "application_deadline", "step2_min"} <= fields


def test_a_section_of_others_states_nothing_and_the_residency_goes_on_after_it() -> None:
    body = (
        f"<h1>Surgery</h1><h2>Observerships</h2>{RULES}<h2>Residency application</h2><p>Three letters are required.</p>"
    )
    assert [(one.field, one.value) for one in _state("Surgery", body)] == [("letters_min", 3)]


def test_a_page_of_others_may_return_to_the_residency() -> None:
    body = f"<h1>Medical students</h1>{RULES}<h2>Applying to our residency</h2><p>Four letters are required.</p>"
    assert [(one.field, one.value) for one in _state("Medical students", body)] == [("letters_min", 4)]


def test_a_question_about_observerships_opens_no_section_of_observers() -> None:
    body = (
        "<h1>Questions</h1><h3>Do observerships count as US experience?</h3><p>No.</p><p>J-1 visas are sponsored.</p>"
    )
    assert "visa_j1" in {one.field for one in _state("Residency questions", body)}


def test_the_address_tells_where_title_and_heading_do_not() -> None:
    assert _state("Lakeside", RULES, "https://lakeside.example/education/visiting-students") == []
    assert _state("Lakeside", RULES, "https://lakeside.example/education/residency/apply") != []


def test_a_long_page_that_never_speaks_of_residents_states_nothing() -> None:
    prose = "<p>The garden is open to all who visit the hospital, and music is played there at noon.</p>" * 20
    assert _state("Lakeside", f"{prose}<p>We offer 12 places a year.</p>{RULES.replace('Step 2 CK', 'entry')}") == []


def test_plain_text_names_its_subject_before_its_first_verb() -> None:
    assert extract_statements(read_text("Visiting scholars may stay on a J-1 visa. Two letters are required."))[0] == []
    assert extract_statements(read_text("The hand fellowship takes two fellows. H-1B visas are sponsored."))[0] == []
    assert extract_statements(read_text("Observerships do not count. J-1 visas are sponsored."))[0] != []


def test_names_that_say_nothing_settle_nothing() -> None:
    assert name_subject("requirements") is None
    assert name_subject("residents & observers") is None
    assert find_subject("", "welcome", "", "short") is None


def test_explain_names_span_and_module_of_each_candidate() -> None:
    page = read_html(f"<title>Observership program</title><h1>Observership program</h1>{RULES}", "")
    traced = list(explain_page(page))
    assert traced and all(one.reason == "scope: observers" and one.module == "page" for one in traced)
    assert "J-1 visas are not sponsored." in {page.text[one.start : one.end] for one in traced}
    page = read_text("We sponsor J-1 visas. Our residents averaged 240 on Step 2.")
    told = {(one.module, one.reason is None) for one in explain_page(page)}
    assert told == {("visa", True), ("scores", False)}


def test_markup_behind_blank_lines_is_markup() -> None:
    page = read_body(b"\r\n\t" * 15_000 + b"<!doctype html><title>A</title><p>We sponsor J-1 visas.</p>", None, "")
    assert (page.content_kind, page.text) == ("html", "We sponsor J-1 visas.")


def test_site_data_is_no_prose() -> None:
    trail = '{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":3,"name":"Residency"}]}'
    settings = '{"extImgClass":false,"position":4,"pluralDelimiter":"x"}'
    page = read_html(
        f'<title>Residency</title><script type="application/ld+json">{trail}</script>'
        f'<script type="application/json">{settings}</script>',
        "",
    )
    assert page.text == ""
    assert extract_statements(page)[0] == []


def test_escaped_markup_in_data_is_stripped() -> None:
    page = read_html('<script type="application/json">{"body":"&lt;p&gt;We sponsor J-1 visas.&lt;/p&gt;"}</script>', "")
    assert page.text == "We sponsor J-1 visas."
    assert all(passage.text == page.text[passage.start : passage.end] for passage in page.passages)


@pytest.mark.parametrize(
    ("title", "heading", "url", "season"),
    [
        ("Requirements, 2023 Match (archive)", "", "", 2023),
        ("Requirements", "For the 2024-2025 cycle", "", 2025),
        ("Requirements", "", "https://lakeside.test/residency/requirements-2023-match.html", 2023),
        ("Requirements", "", "https://lakeside.test/apply/2024-2025", 2025),
        ("Requirements", "", "https://lakeside.test/2023/11/how-to-apply", None),
        ("Founded 1992, renewed 2019", "", "https://lakeside.test/apply-2026", None),
    ],
)
def test_a_page_or_section_of_one_cycle_dates_what_it_states(
    title: str, heading: str, url: str, season: int | None
) -> None:
    rule = "<p>A Step 2 CK score of at least 231 is required.</p>"
    body = f"<h2>{heading or 'Scores'}</h2>{rule}<p>{'Our clinic stands beside the lake. ' * 9}</p>"
    assert [statement.season for statement in _state(title, body, url)] == [season]


def test_a_sentence_that_names_its_cycle_beats_its_page() -> None:
    body = "<p>For the 2027 Match, a Step 2 CK score of at least 231 is required.</p>"
    assert [statement.season for statement in _state("Requirements, 2023 Match", body)] == [2027]


def test_an_answer_ends_where_a_label_of_its_own_begins() -> None:
    body = (
        "<h3>Is Step 3 required?</h3><p>Not to apply; it is due by the end of the second year.</p>"
        "<p>Graduation cutoff: none</p><p>ECFMG certificate: before the interview</p>"
    )
    stated = [(statement.field, statement.value) for statement in _state("Requirements", body)]
    assert ("ecfmg_by", "interview") in stated
    assert {value for field, value in stated if field == "step3_required"} == {"no"}
