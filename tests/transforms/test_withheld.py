"""What a page as a whole takes back is told with its reason, by `explain_whole` and by `extract --explain`."""

from __future__ import annotations

import pytest

from transforms import second_reader
from transforms.facts import usce, visa
from transforms.pages import read_html, read_text
from transforms.statements import MAX_READ, Traced, explain_page, explain_whole, extract_statements


def taken_back(text: str, is_checked: bool = False) -> list[Traced]:
    page = read_text(text)
    return list(explain_whole(page, is_checked))[len(list(explain_page(page, is_checked))) :]


@pytest.mark.parametrize(
    ("text", "field", "value", "reason"),
    [
        (
            "We cannot sponsor visas of any kind. The H-1B is discussed at the end of the tour of our ward.",
            "visa_h1b",
            "no",
            visa.NAMED_ELSEWHERE,
        ),
        (
            "We take residents on J-1 visas. Visas are considered on a case-by-case basis.",
            "visa_h1b",
            "conditional",
            visa.ONLY_AT_LARGE,
        ),
        (
            "The university hospital sponsors H-1B and J-1 without favoring either; an H-1B petition cannot be lodged, "
            "however, until Step 3 has been passed.",
            "visa_h1b",
            "sponsors",
            visa.DENIED_ELSEWHERE,
        ),
        ("Two months of USCE as a must; four as our wish.", "usce_required", True, usce.WISHED_ELSEWHERE),
        (
            "Three letters are required. An elective in pathology is valuable, or an observership, though none is "
            "mandated. Research and shadowing are not counted as experience.",
            "usce_hands_on",
            True,
            usce.NOT_OF_REQUIRED,
        ),
    ],
)
def test_a_statement_withheld_says_why(text: str, field: str, value: object, reason: str) -> None:
    told = {(one.withheld.field, one.withheld.value, one.reason) for one in taken_back(text) if one.withheld}
    assert (field, value, reason) in told
    statements, dropped = extract_statements(read_text(text), is_checked=False)
    assert dropped[reason] >= 1
    kept = {(one.field, one.start, one.end, one.strength) for one in statements}
    assert all((w.field, w.start, w.end, w.strength) not in kept for one in taken_back(text) if (w := one.withheld))


def test_what_becomes_a_preference_is_told_with_what_it_was() -> None:
    was, now = taken_back("USMLE Step 2 CK of 230. All of the above are preferences.")
    assert was.withheld and was.withheld.strength == "required" and was.reason and was.reason.startswith("page: ")
    assert now.statement and (now.statement.field, now.statement.strength) == ("step2_min", "preferred")


def test_a_page_that_stands_is_explained_by_its_candidates_alone() -> None:
    assert taken_back("We sponsor J-1 visas. Three letters are required.") == []


def test_a_tie_within_one_stretch_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_reader, "_judge", lambda topic, told: {"sponsors": 0.6, "no": 0.4})
    torn = taken_back("No visas this year. We sponsor J-1 visas through ECFMG.", is_checked=True)
    assert {(one.withheld.field, one.withheld.value) for one in torn if one.withheld} == {
        ("visa_j1", "sponsors"),
        ("visa_j1", "no"),
    }
    assert {one.reason for one in torn} == {
        "second reader: granted and refused in one stretch, and the wording leaves it open"
    }


def test_what_the_second_reader_may_not_settle_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    chances = {"visa_h1b": {"no": 0.99, "": 0.01}}
    monkeypatch.setattr(second_reader, "_judge", lambda topic, told: chances.get(topic, {}))
    page = read_text("Of H-1B papers our clinic has no information.")
    told = [one for one in explain_whole(page) if one.module == visa.SETTLER]
    assert [(one.statement, one.reason) for one in told] == [
        (None, "second reader: visa_h1b worded as 'no', which the words themselves do not bear out")
    ]
    assert page.text[told[0].start : told[0].end] == page.text


def test_wordings_that_differ_settle_nothing_and_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def judge(topic: str, told: tuple[str, ...]) -> dict[str, float]:
        value = "no" if any("colleagues" in part for part in told) else "sponsors"
        return {value: 0.99, "": 0.01} if topic == "visa_h1b" else {}

    monkeypatch.setattr(second_reader, "_judge", judge)
    filler = "Our interns meet every week to speak of what went well. " * 14
    page = read_html(
        f"<h2>Policy</h2><p>H-1B papers are not how our colleagues come. {filler}</p>"
        "<h2>Visas</h2><p>H-1B papers are how our clinic goes.</p>",
        "",
    )
    assert "second reader: visa_h1b not worded in one way throughout" in {one.reason for one in explain_whole(page)}
    assert "visa_h1b" not in {one.field for one in extract_statements(page)[0]}


TOO_MUCH = "page: too much text on requirements, the rest is not read"


def _find_end(sentence: str, times: int) -> int | None:
    """Where the reading of a page of one sentence again and again ends early; None where it does not."""
    page = read_text("\n\n".join([sentence] * times))
    return next((one.start for one in explain_page(page, is_checked=False) if one.reason == TOO_MUCH), None)


def test_a_page_is_read_up_to_a_bound_and_says_so() -> None:
    sentence = "Our residency requires three letters of recommendation."
    assert _find_end(sentence, 100) is None
    end = _find_end(sentence, 1000)
    assert end is not None and 0.2 * MAX_READ < end < MAX_READ
    _, dropped = extract_statements(read_text("\n\n".join([sentence] * 1000)), is_checked=False)
    assert dropped[TOO_MUCH] == 1


def test_a_long_clause_takes_more_of_the_bound_than_its_letters() -> None:
    short = "Our residency requires three letters of recommendation from people who know the applicant well."
    long = short.replace(" from", f" from {'teachers and colleagues and ' * 14}")
    ends = [_find_end(sentence, 1000) for sentence in (short, long)]
    assert ends[0] is not None and ends[1] is not None and ends[1] < 0.9 * ends[0]
