"""What must hold for any page: no keyword, no fact; spelling, blanks and nesting change nothing; quotes are exact."""

from __future__ import annotations

import json
import random
import re
import sys
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms import statements as statements_module
from transforms.folding import fold_facts
from transforms.hinted_re import Branched, Hinted, Remembered, StemIndex, find_stems, find_words, has_any
from transforms.model import Statement
from transforms.normal_form import normalize
from transforms.opening import find_candidates, opens_itself
from transforms.pages import read_html, read_text
from transforms.statements import extract_statements, read_lines

CASES = [
    json.loads(line)
    for path in sorted((Path(__file__).parent / "cases").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
STATING = [case for case in CASES if case["facts"]]
WORDS = [
    "lake",
    "trail",
    "music",
    "sunny",
    "garden",
    "kitchen",
    "river",
    "dog",
    "bicycle",
    "friendly",
    "mountain",
    "museum",
    "theatre",
    "winter",
    "coffee",
    "bread",
    "team",
    "wellness",
    "lounge",
    "gym",
    "parking",
    "view",
    "retreat",
    "picnic",
]
UNRELATED = (
    "The city has a lively music scene.",
    "Lunch is served every noon in the garden room.",
    "Parking is free for everyone who works here.",
    "Our wards were rebuilt after the storm.",
)

case = st.sampled_from(STATING)


def facts_of(text: str) -> dict[str, Any]:
    return fold_facts(extract_statements(read_text(text))[0])


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*WORDS, "must", "not", "at least", "three", "220", "is", "required", "preferred", "no", "only", "?", "."]
        ),
        max_size=40,
    )
)
def test_text_without_a_keyword_states_nothing(words: list[str]) -> None:
    assert facts_of(" ".join(words)) == {}


@settings(max_examples=120, deadline=None)
@given(case)
def test_case_changes_nothing(one: dict[str, Any]) -> None:
    plain = facts_of(one["text"])
    assert facts_of(one["text"].lower()) == plain
    assert facts_of(one["text"].upper()) == plain


@settings(max_examples=120, deadline=None)
@given(case, st.sampled_from(["  ", "\t", "\u00a0", " \u2009", "\n"]))
def test_blanks_change_nothing(one: dict[str, Any], blank: str) -> None:
    if blank == "\n" and any(mark in one["text"] for mark in (" - ", " | ", "\n")):
        return  # a hyphen that opens a line is a bullet, a rule parts the cells of one line, and lines may be rows
    assert facts_of(one["text"].replace(" ", blank)) == facts_of(one["text"])


@settings(max_examples=120, deadline=None)
@given(case, st.sampled_from(["\u2010", "\u2011", "\u2013"]), st.sampled_from(["\u2019", "'"]))
def test_hyphens_and_quotes_change_nothing(one: dict[str, Any], hyphen: str, quote: str) -> None:
    assert facts_of(one["text"].replace("-", hyphen).replace("'", quote)) == facts_of(one["text"])


SHORT = {"will not": "won't", "cannot": "can't"}


@settings(max_examples=200, deadline=None)
@given(case)
def test_contractions_change_nothing(one: dict[str, Any]) -> None:
    short = re.sub(
        r"\b(?:(is|are|do|does|did|has|have|was|were|should|could|would) not|will not|cannot)\b",
        lambda match: f"{match[1]}n't" if match[1] else SHORT[match[0]],
        one["text"],
    )
    assert facts_of(short) == facts_of(one["text"])


@pytest.mark.parametrize("spelling", ["J-1", "J1", "J - 1", "J\u20131", "J 1", "j-1", "J-I"])
def test_spellings_of_the_exchange_visa(spelling: str) -> None:
    assert facts_of(f"Residents may train on {spelling} visas.") == {"visa_j1": "sponsors"}


@pytest.mark.parametrize("spelling", ["H-1B", "H1B", "H1-B", "H - 1B", "H\u20111B", "HI-B", "h1b", "H-1b", "H 1B"])
def test_spellings_of_the_worker_visa(spelling: str) -> None:
    assert facts_of(f"We do not sponsor {spelling} visas.") == {"visa_h1b": "no"}


@settings(max_examples=80, deadline=None)
@given(case, st.sampled_from(UNRELATED), st.sampled_from(UNRELATED))
def test_unrelated_paragraphs_change_nothing(one: dict[str, Any], before: str, after: str) -> None:
    assert facts_of(f"{before}\n\n{one['text']}\n\n{after}") == facts_of(one["text"])


SILENT = [case for case in CASES if not case["facts"]]


@pytest.mark.parametrize("before", UNRELATED)
def test_what_opens_with_others_speaks_of_them_below_a_greeting_too(before: str) -> None:
    def grammar_of(text: str) -> dict[str, Any]:
        return fold_facts(extract_statements(read_text(text), is_checked=False)[0])

    others = [one["text"] for one in SILENT if len(one["text"]) > 40 and not grammar_of(one["text"])]
    assert len(others) > 500
    assert [text for text in others[::3] if grammar_of(f"{before}\n\n{text}")] == []


@settings(max_examples=80, deadline=None)
@given(
    case,
    st.sampled_from(
        [
            "<div><section><p>{}</p></section></div>",
            "<ul><li><span>{}</span></li></ul>",
            "<p><b></b>{}</p><p></p>",
            "<article><div>{}<br></div></article>",
        ]
    ),
)
def test_nesting_changes_nothing(one: dict[str, Any], shell: str) -> None:
    if "\n" in one["text"]:
        return  # HTML has no lines
    page = read_html(f"<main>{shell.format(escape(one['text']))}</main>", "")
    assert fold_facts(extract_statements(page)[0]) == facts_of(one["text"])


@settings(max_examples=60, deadline=None)
@given(case, st.sampled_from(["\u2022 ", "* ", "- ", "1. "]))
def test_bullets_change_nothing(one: dict[str, Any], bullet: str) -> None:
    if "\n" in one["text"]:
        return  # the first line is the head of the lines below it, and a bullet makes it one of them
    assert facts_of(bullet + one["text"]) == facts_of(one["text"])


@settings(max_examples=60, deadline=None)
@given(st.lists(case, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_quotes_stand_in_the_page(cases: list[dict[str, Any]], shuffler: random.Random) -> None:
    parts = [one["text"] for one in cases] + list(UNRELATED)
    shuffler.shuffle(parts)
    for page in (read_text("\n".join(parts)), read_html("".join(f"<p>{escape(part)}</p>" for part in parts), "")):
        for statement in extract_statements(page)[0]:
            assert statement.quote == page.text[statement.start : statement.end]
            assert statement.quote.strip()
            assert 0 < statement.confidence <= 1


NEGATED = [
    ("visa_j1", "no", "We {} J-1 visas."),
    ("visa_h1b", "no", "The hospital {} H-1B visas for residents."),
]


@pytest.mark.parametrize(("field", "value", "sentence"), NEGATED)
@pytest.mark.parametrize(
    "denial",
    [
        "do not sponsor",
        "don't sponsor",
        "cannot sponsor",
        "never sponsor",
        "are unable to support",
        "no longer accept",
        "will not offer",
        "refuse to sponsor",
    ],
)
def test_a_negated_sentence_never_yields_the_positive_fact(field: str, value: str, sentence: str, denial: str) -> None:
    facts = facts_of(sentence.format(denial))
    assert facts.get(field) == value


@pytest.mark.parametrize(
    ("field", "forbidden", "text"),
    [
        ("usce_required", True, "US clinical experience is not required."),
        ("usce_required", True, "We do not require any US clinical experience."),
        ("usce_required", True, "US clinical experience isn't mandatory."),
        ("step3_required", "always", "Step 3 is never required."),
        ("step3_required", "always", "Applicants need not have passed Step 3."),
        ("img_accepted", True, "We do not accept international medical graduates."),
        ("step2_min", 220, "A Step 2 score of 220 is not required."),
        ("max_years_since_graduation", 5, "Graduation within 5 years is not required."),
    ],
)
def test_a_denied_requirement_is_not_stated(field: str, forbidden: object, text: str) -> None:
    assert facts_of(text).get(field) != forbidden


def test_silence_is_unknown_not_no() -> None:
    assert facts_of("Residents rotate through three hospitals and teach interns.") == {}


def statement(**changes: Any) -> Statement:
    base: dict[str, Any] = {
        "field": "letters_min",
        "value": 3,
        "strength": "required",
        "quote": "x",
        "start": 0,
        "end": 1,
    }
    return Statement(**(base | changes))


def test_newer_season_wins() -> None:
    old = statement(field="application_deadline", value="11-01", season=2023)
    new = statement(field="application_deadline", value="12-01", season=2025)
    assert fold_facts([old, new]) == {"application_deadline": "12-01"}


def test_contradictory_visas_are_left_out() -> None:
    assert fold_facts([statement(field="visa_h1b", value="no"), statement(field="visa_h1b", value="sponsors")]) == {}


def test_preferences_are_nested_and_typical_values_left_out() -> None:
    facts = fold_facts(
        [
            statement(field="step2_min", value=230, strength="preferred"),
            statement(field="step1_min", value=240, strength="typical"),
        ]
    )
    assert facts == {"preferred": {"step2_min": 230}}


def test_categorical_places_beat_the_others() -> None:
    facts = fold_facts(
        [
            statement(field="positions_per_year", value=6, track="preliminary"),
            statement(field="positions_per_year", value=12, track="categorical"),
        ]
    )
    assert facts == {"positions_per_year": 12}


def test_lines_in_lines_out() -> None:
    lines = [
        json.dumps({"id": "a", "text": "Three letters of recommendation are required."}),
        "",
        json.dumps({"id": "b", "html": "<p>We sponsor <b>J-1</b> visas only.</p>", "url": "https://example.org"}),
        "not json",
        json.dumps({"id": "c"}),
        json.dumps(["d"]),
    ]
    rows = [json.loads(line) for line in read_lines(lines)]
    assert rows[0]["facts"] == {"letters_min": 3}
    first = rows[0]["statements"][0]
    assert first["quote"] == "Three letters of recommendation are required."
    assert set(first) == {
        "field", "value", "strength", "quote", "start", "end", "condition", "track", "season", "confidence",
    }  # fmt: skip
    assert rows[1]["facts"] == {"visa_j1": "sponsors", "visa_h1b": "no"}
    assert [row.get("line") for row in rows[2:]] == [4, 5, 6]
    assert all("error" in row for row in rows[2:])


def test_drops_are_counted_by_reason() -> None:
    _, dropped = extract_statements(
        read_text("Our fellowship sponsors H-1B visas. Our residents averaged 240 on Step 2.")
    )
    assert dropped["scope: fellowship"] == 1
    assert dropped["score: typical, not asked for"] == 1


def test_a_guide_states_nothing() -> None:
    statements, dropped = extract_statements(
        read_text("This guide explains visas: J-1 only, H-1B rarely. Three letters are required.")
    )
    assert statements == []
    assert dropped == {"scope: a guide, not a program": 1}


def test_conditions_are_kept_as_text() -> None:
    statements, _ = extract_statements(read_text("H-1B visas are sponsored only if Step 3 has been passed."))
    visa = next(one for one in statements if one.field == "visa_h1b")
    assert visa.value == "conditional"
    assert visa.condition is not None
    assert "Step 3" in visa.condition


def test_the_season_that_a_text_speaks_of_is_kept() -> None:
    statements, _ = extract_statements(read_text("For 2024-2025, three letters of recommendation are required."))
    assert [one.season for one in statements] == [2025]
    statements, _ = extract_statements(
        read_text("Deadline: November 1, 2023. For the next season: deadline December 1, 2024.")
    )
    assert fold_facts(statements)["application_deadline"] == "2024-12-01"


def test_a_heading_names_the_track() -> None:
    page = read_html(
        "<h2>Preliminary program</h2><p>Deadline: January 10.</p><h2>Categorical</h2><p>Deadline: December 1.</p>", ""
    )
    statements, _ = extract_statements(page)
    assert {one.track for one in statements} == {"preliminary", "categorical"}
    assert fold_facts(statements) == {"application_deadline": "12-01"}


def test_a_passage_limited_to_one_specialty_says_so() -> None:
    page = read_html(
        "<h2>General Surgery</h2><p>J-1 visas only.</p><h2>All programs</h2>"
        "<p>Neurology residents may train on J-1 visas.</p>"
        "<p>Three letters of recommendation, one by a neurology physician.</p>",
        "",
    )
    statements, _ = extract_statements(page)
    assert {(one.field, one.scope_specialty) for one in statements} >= {("visa_j1", "Neurology"), ("letters_min", None)}


def test_a_heading_is_the_label_of_the_short_answer_below_it_and_of_nothing_labelled_otherwise() -> None:
    page = read_html("<h3>Visas</h3><p>None</p>", "")
    assert fold_facts(extract_statements(page)[0]) == {"visa_j1": "no", "visa_h1b": "no"}
    page = read_html("<h3>Visas</h3><p>Minimum USMLE score: None</p>", "")
    assert fold_facts(extract_statements(page)[0]) == {"no_score_cutoff": True}


@pytest.mark.parametrize(
    ("field", "positive", "negated"),
    [
        ("visa_j1", "sponsors", "We {} accept J-1 visas."),
        ("visa_h1b", "sponsors", "H-1B petitions are {} filed by the hospital."),
        ("img_accepted", True, "International medical graduates are {} accepted."),
        ("step3_required", "always", "Step 3 is {} required before ranking."),
        ("usce_required", True, "US clinical experience is {} required."),
        ("ecfmg_by", "application", "ECFMG certification is {} required at the time of application."),
        ("prematch_offered", True, "Positions are {} offered outside of the Match."),
    ],
)
@pytest.mark.parametrize("negation", ["not", "never", "no longer", "currently not"])
def test_a_negation_anywhere_in_the_verb_takes_the_fact_back(
    field: str, positive: object, negated: str, negation: str
) -> None:
    verb = {"not": "do not", "never": "never", "no longer": "no longer", "currently not": "currently do not"}
    word = verb[negation] if negated.startswith("We") else negation
    assert facts_of(negated.format(word)).get(field) != positive


@settings(max_examples=60, deadline=None)
@given(st.lists(case, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_what_is_remembered_of_a_clause_is_what_is_read_anew(
    cases: list[dict[str, Any]], shuffler: random.Random
) -> None:
    texts = [one["text"] for one in cases]
    pages = [read_text("\n\n".join(shuffler.sample(texts, len(texts)))) for _ in range(3)]
    remembered = [extract_statements(page) for page in pages]
    fresh = []
    for page in pages:
        statements_module._MEMORY.clear()
        fresh.append(extract_statements(page))
    assert remembered == fresh


def test_a_hinted_pattern_finds_what_the_pattern_alone_finds() -> None:
    grammar = ("clauses", "dates", "exceptions", "language", "marks", "refusals", "sentences", "strength", "wishes")
    families = (
        *grammar,
        "statements",
        "opening",
        "facts.visa",
        "facts.scope",
        "facts.img",
        "facts.letters",
        "facts.usce",
    )
    prefixes = tuple(f"transforms.{name}" for name in families)
    modules = [module for name, module in sys.modules.items() if name.startswith(prefixes)]
    hinted = {id(value): value for module in modules for value in vars(module).values() if isinstance(value, Hinted)}
    assert len(hinted) > 100
    for text in (one["text"].lower() for one in CASES[::10]):
        for pattern in hinted.values():
            assert bool(pattern.search(text)) == bool(pattern.full.search(text)), (pattern.pattern, text)


@pytest.mark.parametrize(
    ("pattern", "stems"),
    [
        (r"\bprefer(?:s|red)?\b", ("prefer",)),
        (r"\b(?:visas?|green cards?)\b", ("visa", "green card")),
        (r"(?:not|never) (?:a )?limit", ("limit",)),
        (r"\d+ ?%", ("%",)),
        (r"-{2,} ?\d|[;|]{2}", ("--", ";", "|")),
        (r"(?:a -{1,3} b)", ("a -",)),
        (r"(?:letters|\d)", ("",)),
    ],
)
def test_stems_are_words_that_no_match_goes_without(pattern: str, stems: tuple[str, ...]) -> None:
    assert set(find_stems(pattern)) == set(stems)


WORDS = (
    "visa",
    "visas,",
    "(visa)",
    "j-1",
    "att",
    " att ",
    "ck",
    "step",
    "stepped",
    "us",
    "of us",
    "a/b",
    "/",
    "\u2713",
)


@given(st.lists(st.sampled_from(WORDS), max_size=8), st.sampled_from((" ", "  ", ". ", "\x85", "\u3000")))
def test_a_stem_index_says_what_a_search_for_each_stem_says(words: list[str], blank: str) -> None:
    groups = (("visa", "j-1"), (" att ", "ck ", "took step"), ("/",), ("of us ", " us "), ("step",))
    text = blank.join(words)
    found = StemIndex(groups).find(text)
    assert [bool(found >> at & 1) for at in range(len(groups))] == [has_any(stems, text) for stems in groups]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\d|\b(?:one|two)\b", dict.fromkeys("0123456789", False) | {"one": True, "two": True}),
        (r"%|per cent|\bhalf\b", {"%": False, "per cent": False, "half": True}),
        (r"\bus\b|bus", {"us": True, "bus": False}),
    ],
)
def test_words_of_a_pattern_are_those_that_no_match_goes_without(pattern: str, words: dict[str, bool]) -> None:
    assert find_words(pattern) == words


@pytest.mark.parametrize("pattern", [r"\w+", r"visa|\s+", r"(?i:visa)"])
def test_a_pattern_without_words_of_its_own_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="letter or digit"):
        find_words(pattern)


def test_no_passage_that_opens_itself_is_passed_over() -> None:
    texts = [str(case["text"]) for case in CASES]
    page = read_text("\n\n".join(texts))
    norm = normalize(page.text)
    candidates = set(find_candidates(page.passages, norm))
    opening = {index for index, passage in enumerate(page.passages) if opens_itself(norm[passage.start : passage.end])}
    assert len(opening) > 1000
    assert opening <= candidates


def test_patterns_that_ignore_case_or_capture_are_read_as_re_reads_them() -> None:
    assert find_stems("(?i)visa") == find_stems("(?i:visa)") == ("",)
    for pattern, text in ((r"(?P<n>\d+) visas?", "we have 12 visas"), (r"visa(?!s)", "visas"), (r"a|", "b")):
        ours, plain = Hinted(pattern), re.compile(pattern)
        assert [m.span() for m in ours.finditer(text)] == [m.span() for m in plain.finditer(text)]
        assert ours.findall(text) == plain.findall(text)
        assert ours.split(text) == plain.split(text)
        assert ours.sub("#", text) == plain.sub("#", text)


def test_every_pattern_can_be_compiled_though_none_is_before_it_is_asked() -> None:
    modules = [import_module(name) for name in sys.modules if name.startswith("transforms.")]
    patterns = {id(value): value for module in modules for value in vars(module).values() if isinstance(value, Hinted)}
    assert len(patterns) > 500
    for pattern in patterns.values():
        assert isinstance(pattern.full, re.Pattern)
        assert pattern.stems
    with pytest.raises(re.error):
        Hinted("(").search("a")


def test_alternatives_tried_apart_match_as_they_do_together() -> None:
    modules = [module for name, module in sys.modules.items() if name.startswith("transforms.")]
    branched = {
        id(value): value for module in modules for value in vars(module).values() if isinstance(value, Branched)
    }
    assert len(branched) >= 7
    for pattern in [
        *branched.values(),
        Branched(r"ab|abc|bc(?=d)|\bc"),
        Branched(r"\b(?:a|ab)\b"),
        Branched("(a)|b"),
        Branched("a*|b"),
    ]:
        for text in ("abcd ab abc c a", *(one["text"].lower() for one in CASES[::5])):
            together = [match.span() for match in pattern.full.finditer(text)]
            assert [match.span() for match in pattern.finditer(text)] == together, (pattern.pattern, text)
            first = pattern.search(text)
            assert [found.span() for found in [first] if found] == together[:1]
            assert pattern.sub("#", text) == pattern.full.sub("#", text)
            assert pattern.findall(text) == pattern.full.findall(text)
            assert pattern.split(text) == pattern.full.split(text)


def test_what_is_remembered_of_a_text_is_what_is_found_in_it() -> None:
    pattern = Remembered(r"\bj-?1\b|\bvisas?\b")
    for text in ("a visa, j-1 or j1", "none", "a visa, j-1 or j1"):
        plain = [match.span() for match in pattern.full.finditer(text)]
        assert [match.span() for match in pattern.finditer(text)] == plain
        assert [found.span() for found in [pattern.search(text)] if found] == plain[:1]
        assert [match.span() for match in pattern.finditer(text, 4)] == [span for span in plain if span[0] >= 4]
