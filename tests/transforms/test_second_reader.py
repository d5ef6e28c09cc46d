"""The second reader: withholds what is worded like something else, settles a visa that was only seen."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from reference import tables
from reference.tables import read_weights
from transforms import second_reader
from transforms.facts import settling
from transforms.facts.visa.denials import UNSURE
from transforms.folding import fold_facts
from transforms.normal_form import normalize
from transforms.pages import read_html, read_text
from transforms.second_reader import (
    FEATURES_VERSION,
    OUTSIDE,
    SCOPE,
    STATED,
    TOPICS,
    find_chances,
    find_features,
    split_tokens,
)
from transforms.spelling import even_text
from transforms.statements import EXTRACTOR_VERSION, explain_page, extract_statements

CASES = Path(__file__).parent / "cases"
SHARED = Path(__file__).parents[2].parent / "shared" / "gold" / "dev.jsonl"
LABELLED = Path(__file__).parents[2] / "benchmarks" / "labelled"
LEARNED = ("14", "0c754f3877c552f5")  # version of the extractor, and the weights that belong to it
SEEN_ONLY = "J-1 papers are how our clinic colleagues come."


def tell(monkeypatch: pytest.MonkeyPatch, **chances: dict[str, float]) -> None:
    """Let the second reader hold these chances; of other topics it thinks nothing."""
    monkeypatch.setattr(second_reader, "_judge", lambda topic, stretch: chances.get(topic, {}))


def chances_of(topic: str, text: str) -> dict[str, float]:
    return find_chances(topic, split_tokens(even_text(normalize(passage.text)) for passage in read_text(text).passages))


def test_a_statement_worded_like_its_opposite_is_withheld_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    page = read_text("We sponsor J-1 visas.")
    tell(monkeypatch, visa_j1={"": 0.02, "no": 0.93, "conditional": 0.03, "sponsors": 0.02})
    statements, dropped = extract_statements(page)
    assert statements == []
    assert dropped == {"second reader: worded as 'no'": 1}
    [traced] = explain_page(page)
    assert (traced.statement, traced.reason) == (None, "second reader: worded as 'no'")
    assert fold_facts(extract_statements(page, is_checked=False)[0]) == {"visa_j1": "sponsors"}


def test_a_doubt_that_is_not_strong_withholds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, visa_j1={"": 0.0, "no": 0.9, "conditional": 0.0, "sponsors": 0.1})
    assert fold_facts(extract_statements(read_text("We sponsor J-1 visas."))[0]) == {"visa_j1": "sponsors"}


@pytest.mark.parametrize(("alone", "said"), [(0.6, {"letters_min": 2}), (0.4, {})])
def test_a_plain_sentence_is_believed_amid_doubtful_ones(
    monkeypatch: pytest.MonkeyPatch, alone: float, said: dict[str, object]
) -> None:
    text = "Everybody reads the letters with care. A minimum of two letters of recommendation is required."

    def judge(topic: str, stretch: tuple[str, ...]) -> dict[str, float]:
        if topic != "letters_min":
            return {}
        return {"2": 0.001, "3": 0.999} if "everybody" in stretch[0] else {"2": alone, "3": 1 - alone}

    monkeypatch.setattr(second_reader, "_judge", judge)
    assert fold_facts(extract_statements(read_text(text))[0]) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A minimum of four letters of recommendation is required.", 4),
        ("A minimum of three letters of recommendation is required.", 3),
        ("Four letters of recommendation are required; none may come from the Dean.", None),
        ("Two letters of recommendation are required.", None),
        ("Three letters of recommendation, one of them from the Dean, are required.", 2),
    ],
)
def test_a_rare_or_usual_value_is_doubted_only_beside_words_that_mislead(
    monkeypatch: pytest.MonkeyPatch, text: str, said: int | None
) -> None:
    tell(monkeypatch, letters_min={"": 0.997, "2": 0.001, "3": 0.001, "4": 0.001})
    assert fold_facts(extract_statements(read_text(text))[0]).get("letters_min") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Visas are considered case by case.", {"visa_j1": "conditional", "visa_h1b": "conditional"}),
        ("J-1 visas are considered case by case.", {}),
    ],
)
def test_a_condition_on_visas_of_any_kind_is_not_doubted_by_the_words_around_one(
    monkeypatch: pytest.MonkeyPatch, text: str, said: dict[str, object]
) -> None:
    tell(monkeypatch, visa_j1={"": 0.999, "conditional": 0.001})
    assert fold_facts(extract_statements(read_text(text))[0]) == said


@pytest.mark.parametrize(
    ("stretch", "sentence", "is_stated"), [(0.09, 0.09, False), (0.09, 0.11, True), (0.11, 0.09, True)]
)
def test_a_costly_mistake_is_doubted_sooner_where_stretch_and_sentence_agree(
    monkeypatch: pytest.MonkeyPatch, stretch: float, sentence: float, is_stated: bool
) -> None:
    """Who believes that the H-1B is sponsored pays for an application in vain."""
    text = "Our hospital has four hundred beds. We sponsor H-1B visas."

    def judge(topic: str, told: tuple[str, ...]) -> dict[str, float]:
        chance = stretch if "beds" in told[0] else sentence
        return {"sponsors": chance, "": 1 - chance} if topic == "visa_h1b" else {}

    monkeypatch.setattr(second_reader, "_judge", judge)
    assert ("visa_h1b" in fold_facts(extract_statements(read_text(text))[0])) == is_stated


def test_what_the_grammar_reads_as_sponsored_is_never_settled_as_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    page = read_text("We sponsor H-1B visas. H-1B papers are not how our colleagues come.")
    tell(monkeypatch, visa_h1b={"": 0.0, "no": 0.99, "conditional": 0.0, "sponsors": 0.01})
    assert "visa_h1b" not in fold_facts(extract_statements(page)[0])
    [traced] = [traced for traced in explain_page(page) if traced.withheld]
    assert (traced.withheld.field, traced.withheld.value) == ("visa_h1b", "sponsors")


def test_what_the_grammar_refuses_by_its_name_is_never_settled_as_sponsored(monkeypatch: pytest.MonkeyPatch) -> None:
    page = read_text("J-1 sponsorship ended. J-1 papers are how our clinic colleagues come.")
    tell(monkeypatch, visa_j1={"": 0.0, "no": 0.01, "conditional": 0.0, "sponsors": 0.99})
    assert "visa_j1" not in fold_facts(extract_statements(page)[0])
    [traced] = [traced for traced in explain_page(page) if traced.withheld]
    assert (traced.withheld.field, traced.withheld.value) == ("visa_j1", "no")


@pytest.mark.parametrize(
    ("beside", "said"),
    [("The beds are new;", "sponsors"), ("No bed is old;", None), ("No bed is old; ECFMG", "sponsors")],
)
def test_a_visa_that_a_rule_for_all_refuses_is_not_settled_beside_a_denial(
    monkeypatch: pytest.MonkeyPatch, beside: str, said: str | None
) -> None:
    tell(monkeypatch, visa_j1={"": 0.0, "no": 0.01, "conditional": 0.0, "sponsors": 0.99})
    page = read_text(f"No visas are sponsored. {beside} J-1 papers are how our clinic colleagues come.")
    assert fold_facts(extract_statements(page)[0]).get("visa_j1") == said


TORN = "No visas this year. We sponsor J-1 visas through ECFMG."


@pytest.mark.parametrize(("chance", "said"), [(0.75, "sponsors"), (0.65, None)])
def test_a_visa_granted_and_refused_in_one_stretch_stands_only_where_the_wording_decides(
    monkeypatch: pytest.MonkeyPatch, chance: float, said: str | None
) -> None:
    page = read_text(TORN)
    assert fold_facts(extract_statements(page, is_checked=False)[0])["visa_j1"] == "sponsors"
    tell(monkeypatch, visa_j1={"sponsors": chance, "no": 1 - chance})
    statements, dropped = extract_statements(page)
    assert fold_facts(statements).get("visa_j1") == said
    assert ("second reader: granted and refused in one stretch, and the wording leaves it open" in dropped) == (
        said is None
    )


def test_a_contradiction_between_sections_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, visa_j1={"sponsors": 0.5, "no": 0.5})
    filler = "Our interns meet every week to speak of what went well. " * 14
    page = read_html(
        f"<h2>Policy</h2><p>We do not sponsor J-1 visas. {filler}</p><h2>Visas</h2><p>We sponsor J-1 visas.</p>", ""
    )
    values = {one.value for one in extract_statements(page)[0] if one.field == "visa_j1"}
    assert values == {"sponsors", "no"}


@pytest.mark.parametrize(
    "text",
    [
        "H-1B papers are not what our clinic goes by, save for those who hold one.",
        "The H-1B was not mentioned by our clinic.",
        "Of H-1B papers our clinic has no information.",
        "Do not write to our clinic that you prefer H-1B papers.",
        "Who has neither citizenship nor residence: our clinic goes by H-1B papers.",
    ],
)
def test_a_denial_that_is_open_again_or_of_something_else_refuses_no_visa(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    tell(monkeypatch, visa_h1b={"no": 0.99, "": 0.01})
    page = read_text(text)
    assert "visa_h1b" not in fold_facts(extract_statements(page, is_checked=False)[0])
    assert "visa_h1b" not in fold_facts(extract_statements(page)[0])


def test_a_plain_denial_that_was_read_past_is_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    page = read_text("H-1B papers are not how our clinic colleagues come.")
    assert "visa_h1b" not in fold_facts(extract_statements(page, is_checked=False)[0])
    tell(monkeypatch, visa_h1b={"no": 0.99, "": 0.01})
    assert fold_facts(extract_statements(page)[0])["visa_h1b"] == "no"


def test_a_denial_whose_object_is_not_sure_may_be_of_the_visa(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, visa_j1={"": 0.01, "sponsors": 0.99})
    page = read_text("The corporation does not stand as sponsor of any exchange visitor (H-1B, O-1, J-1).")
    assert "visa_j1" not in fold_facts(extract_statements(page)[0])
    assert UNSURE in extract_statements(page)[1]


def test_where_citizens_alone_are_taken_no_visa_is_settled_as_sponsored(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, visa_j1={"": 0.01, "sponsors": 0.99})
    page = read_text("Green card or citizen only, our clinic said; the J-1 may be back next year.")
    assert fold_facts(extract_statements(page)[0]).get("visa_j1") != "sponsors"


def test_silence_on_the_h1b_is_never_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, visa_h1b={"no": 0.99, "": 0.01})
    assert "visa_h1b" not in fold_facts(extract_statements(read_text(SEEN_ONLY))[0])


def test_a_refusal_of_one_visa_settles_nothing_of_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, visa_j1={"no": 0.99, "": 0.01})
    assert "visa_j1" not in fold_facts(extract_statements(read_text("We do not sponsor H-1B visas."))[0])


def test_a_condition_that_the_wording_takes_for_another_s_does_not_bind_the_visa(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both readers must agree that the condition is not the J-1's: the grammar read it as one, and was doubted."""
    page = read_text("Our hospital will sponsor residents for a J-1 or, in exceptional cases, an H-1B.")
    assert fold_facts(extract_statements(page, is_checked=False)[0])["visa_j1"] == "conditional"
    tell(monkeypatch, visa_j1={"sponsors": 0.99, "conditional": 0.01})
    assert fold_facts(extract_statements(page)[0])["visa_j1"] == "sponsors"
    tell(monkeypatch, visa_j1={"sponsors": 0.9, "conditional": 0.1})
    assert fold_facts(extract_statements(page)[0])["visa_j1"] == "conditional"


@pytest.mark.parametrize(
    ("text", "is_closed"),
    [
        ("The J-1 is the exclusive visa of our trainees.", True),
        ("Those in need of a visa come on the J-1 and no other.", True),
        ("Our clinic has one visa to give, the J-1.", True),
        ("Our clinic has J-1 papers only when a place is free.", False),
        ("The J-1 is what our clinic colleagues hold.", False),
    ],
)
def test_the_h1b_is_closed_unnamed_only_where_the_j1_is_the_only_one(
    monkeypatch: pytest.MonkeyPatch, text: str, is_closed: bool
) -> None:
    tell(monkeypatch, visa_h1b={"no": 0.95, "": 0.05})
    statements = extract_statements(read_text(text))[0]
    assert [one.value for one in statements if one.field == "visa_h1b"] == ["no"] * is_closed


def test_a_condition_is_never_settled_as_sponsored(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, visa_j1={"sponsors": 0.99, "": 0.01})
    page = read_text("J-1 papers are how some of our clinic colleagues come, case by case.")
    assert fold_facts(extract_statements(page)[0]).get("visa_j1") != "sponsors"


def test_a_certificate_that_was_read_past_is_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    page = read_text("The paper from ECFMG is what our rank list waits for.")
    assert "ecfmg_by" not in fold_facts(extract_statements(page, is_checked=False)[0])
    tell(monkeypatch, ecfmg_by={"ranking": 0.97, "": 0.03})
    [settled] = [statement for statement in extract_statements(page)[0] if statement.field == "ecfmg_by"]
    assert (settled.value, settled.quote) == ("ranking", page.text)


def test_experience_that_is_liked_is_never_settled_as_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, usce_required={"True": 0.99, "": 0.01})
    liked = read_text("Time in the clinics of this country is what our readers prefer above all clinical experience.")
    plain = read_text("Time in the clinics of this country is clinical experience that our readers look at.")
    assert "usce_required" not in fold_facts(extract_statements(plain, is_checked=False)[0])
    assert fold_facts(extract_statements(plain)[0])["usce_required"] is True
    assert fold_facts(extract_statements(liked)[0]).get("usce_required") is not True


@pytest.mark.parametrize("bullet", ["", "\u2022 ", "1. "])
def test_two_words_are_too_few_to_doubt(monkeypatch: pytest.MonkeyPatch, bullet: str) -> None:
    tell(monkeypatch, visa_j1={"": 1.0}, visa_h1b={"": 1.0})
    page = read_html(f"<h3>Visas</h3><p>{bullet}None</p>", "")
    assert fold_facts(extract_statements(page)[0]) == {"visa_j1": "no", "visa_h1b": "no"}


def test_every_fact_that_may_be_settled_says_how_it_is_named() -> None:
    assert {topic for topic, settings in TOPICS.items() if settings.sure is not None} == set(settling.NAMED)


@pytest.mark.parametrize(
    ("words", "outside", "is_stated"), [(6, 0.5, True), (6, 0.8, False), (60, 0.5, False), (60, 0.3, True)]
)
def test_a_long_paragraph_needs_less_to_be_of_others(
    monkeypatch: pytest.MonkeyPatch, words: int, outside: float, is_stated: bool
) -> None:
    tell(monkeypatch, **{SCOPE: {OUTSIDE: outside, "": 1 - outside}})
    text = "We sponsor J-1 visas." + " Our wards look out on gardens and a quiet river." * (words // 10)
    assert bool(extract_statements(read_text(text))[0]) == is_stated


def test_what_is_worded_as_of_others_states_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, scope={OUTSIDE: 0.9, "": 0.1})
    statements, dropped = extract_statements(read_text("Three letters of recommendation are required."))
    assert statements == []
    assert dropped == {"second reader: worded as what is not of a residency": 1}


def test_a_visa_that_was_seen_and_not_understood_is_settled_with_less_confidence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = read_text(SEEN_ONLY)
    assert "visa_j1" not in fold_facts(extract_statements(page, is_checked=False)[0])
    tell(monkeypatch, visa_j1={"": 0.02, "sponsors": 0.98})
    [settled] = [statement for statement in extract_statements(page)[0] if statement.field == "visa_j1"]
    assert (settled.value, settled.extractor, settled.confidence) == ("sponsors", "second_reader", 0.7)
    assert settled.quote == page.text[settled.start : settled.end]
    assert "J-1" in settled.quote


@pytest.mark.parametrize("chances", [{"": 0.95, "no": 0.05}, {"sponsors": 0.8, "": 0.2}])
def test_a_visa_that_nobody_is_sure_of_stays_unknown(
    monkeypatch: pytest.MonkeyPatch, chances: dict[str, float]
) -> None:
    tell(monkeypatch, visa_j1=chances)
    assert "visa_j1" not in fold_facts(extract_statements(read_text(SEEN_ONLY))[0])


def test_a_visa_beside_a_denial_is_never_settled_as_sponsored(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, visa_j1={"": 0.02, "sponsors": 0.98})
    page = read_text("J-1 papers are not how our clinic colleagues come.")
    assert "visa_j1" not in fold_facts(extract_statements(page)[0])


@pytest.mark.parametrize(
    "text",
    [
        "J-1 as well as H-1B sponsorship was ended by our hospital.",
        "The J-1, the H-1B, any visa at all: at present we sponsor none.",
        "A survey found that 73% offer J-1 visas.",
    ],
)
def test_what_is_denied_together_or_of_programs_at_large_is_never_settled_as_sponsored(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    tell(monkeypatch, visa_j1={"": 0.02, "sponsors": 0.98})
    assert fold_facts(extract_statements(read_text(text))[0]).get("visa_j1") != "sponsors"


def test_a_demand_on_those_who_need_a_visa_refuses_none(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, visa_j1={"": 0.01, "no": 0.99})
    page = read_text("If you need a visa of any sort, Step 3 has to be passed when you apply.")
    assert "visa_j1" not in fold_facts(extract_statements(page)[0])


def test_nothing_is_added_where_the_grammar_saw_no_visa(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, visa_j1={"sponsors": 1.0}, visa_h1b={"sponsors": 1.0})
    assert fold_facts(extract_statements(read_text("Three letters of recommendation are required."))[0]) == {
        "letters_min": 3
    }


@pytest.mark.parametrize(
    ("topic", "value", "text"),
    [
        ("visa_j1", "sponsors", "We sponsor J-1 visas through ECFMG for our residents."),
        ("visa_j1", "no", "We do not sponsor visas of any kind. Applicants must be citizens or permanent residents."),
        ("visa_h1b", "no", "J-1 visas are accepted. We do not sponsor H-1B visas."),
        ("visa_h1b", "conditional", "H-1B visas are considered in exceptional cases, with Step 3 passed by February."),
        ("letters_min", "3", "Three letters of recommendation are required."),
        ("step2_min", STATED, "A minimum score of 225 on USMLE Step 2 CK is required."),
    ],
)
def test_the_usual_wording_of_a_value_makes_it_the_likeliest(topic: str, value: str, text: str) -> None:
    chances = chances_of(topic, text)
    assert max(chances, key=chances.__getitem__) == value
    assert sum(chances.values()) == pytest.approx(1.0)


def test_a_fellowship_is_told_from_a_residency_by_its_wording() -> None:
    fellowship = "The fellowship in cardiology takes three fellows a year, who have finished a residency in medicine."
    residency = "The residency takes twelve categorical interns a year. Three letters of recommendation are required."
    assert chances_of(SCOPE, fellowship)[OUTSIDE] > 0.5 > chances_of(SCOPE, residency)[OUTSIDE]


@pytest.mark.parametrize("spelling", ["J1", "J-1", "J - 1", "j–1", "J 1", "J-I"])
def test_spelling_of_a_visa_changes_no_feature(spelling: str) -> None:
    def features(name: str) -> set[tuple[str, ...]]:
        return find_features("visa_j1", split_tokens([normalize(f"We sponsor {name} visas, never the H-1B.")]))

    assert features(spelling) == features("J-1")


def test_the_cases_of_the_grammar_are_seldom_doubted() -> None:
    said = doubted = 0
    for file in sorted(CASES.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines()[::3]:
            _, dropped = extract_statements(page := read_text(json.loads(line)["text"]))
            said += len(extract_statements(page, is_checked=False)[0])
            doubted += sum(count for reason, count in dropped.items() if reason.startswith("second reader"))
    assert doubted <= 0.02 * said


def test_new_weights_come_with_a_new_version_of_the_extractor() -> None:
    """Readings are archived by version: without a new one, nights would go on with what the old weights withheld."""
    assert (EXTRACTOR_VERSION, digest_weights(tables.DATA)) == LEARNED, (
        "learned again: raise EXTRACTOR_VERSION and renew LEARNED"
    )


def digest_weights(data: Path) -> str:
    files = sorted((data / "second_reader").glob("*.csv"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def test_one_changed_weight_changes_the_digest(tmp_path: Path) -> None:
    shutil.copytree(tables.DATA / "second_reader", tmp_path / "second_reader")
    assert digest_weights(tmp_path) == digest_weights(tables.DATA)
    file = tmp_path / "second_reader" / "visa_j1.csv"
    file.write_text(file.read_text(encoding="utf-8") + "sponsors,,0.01,\n", encoding="utf-8")
    assert digest_weights(tmp_path) != digest_weights(tables.DATA)


def test_weights_of_another_version_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "scope.csv"
    file.write_text("words of version 0,outside\n,1\n")
    with pytest.raises(ValueError, match=r"scope\.csv is not of version .*learn it again"):
        read_weights(file, FEATURES_VERSION)


def test_nothing_was_learned_from_the_texts_that_measure_the_reading() -> None:
    if not SHARED.exists():
        pytest.skip("the labelled texts that measure the extractor are not beside the project")
    measured = {json.loads(line)["text"] for line in SHARED.read_text(encoding="utf-8").splitlines()}
    learned = {
        json.loads(line)["text"]
        for file in LABELLED.glob("*.jsonl")
        for line in file.read_text(encoding="utf-8").splitlines()
    }
    assert learned
    assert not measured & learned
