"""Wordings: enough of them, for every fact, with truth in the guide's domains."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

import pytest

from demo.programs import draw_numbers, list_programs
from demo.sentences import ASIDES, WORDINGS
from demo.wordings import TOPIC_HEADINGS, TOPICS, fill

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "dev.jsonl"
ALL = [wording for topic in TOPICS for wording in WORDINGS[topic]]
FIELDS = {
    "visa_j1": ("sponsors", "conditional", "no"),
    "visa_h1b": ("sponsors", "conditional", "no"),
    "step1_min": int,
    "step2_min": int,
    "comlex_min": int,
    "no_score_cutoff": (True,),
    "max_attempts_step1": int,
    "max_attempts_step2": int,
    "step3_required": ("always", "h1b", "no"),
    "max_years_since_graduation": int,
    "usce_required": (True, False),
    "usce_months": int,
    "usce_hands_on": (True, False),
    "ecfmg_by": ("application", "interview", "ranking", "start"),
    "letters_min": int,
    "application_deadline": str,
    "positions_per_year": int,
    "img_accepted": (True, False),
}
PREFERRED = {
    "step1_min",
    "step2_min",
    "comlex_min",
    "max_attempts_step1",
    "max_attempts_step2",
    "max_years_since_graduation",
    "usce_required",
    "usce_months",
}
NUMBERS = draw_numbers(Random(1), list_programs(7, 1, ())[0])


def test_there_are_at_least_250_distinct_wordings():
    assert len({(wording.question, wording.text) for wording in ALL}) == len(ALL) >= 250


def test_every_field_is_stated_by_several_wordings():
    for name in FIELDS:
        assert sum(name in dict(wording.facts) for wording in ALL) >= 4, name


def test_every_preference_is_worded():
    assert {name for wording in ALL for name, _ in wording.preferred} == PREFERRED


@pytest.mark.parametrize("name", [name for name, domain in FIELDS.items() if isinstance(domain, tuple)])
def test_every_value_of_a_closed_field_is_worded(name):
    assert {dict(wording.facts)[name] for wording in ALL if name in dict(wording.facts)} == set(FIELDS[name])


def test_every_topic_has_silence_beside_statements():
    for topic in TOPICS:
        silent = [w for w in WORDINGS[topic] if not w.fields]
        assert len(silent) >= 1 and len(WORDINGS[topic]) - len(silent) >= 10, topic


def test_every_topic_is_worded_as_prose_question_and_label():
    for topic in TOPICS:
        assert {wording.form for wording in WORDINGS[topic]} == {"prose", "question", "label"}, topic


def test_answers_that_need_their_question_exist():
    bare = [w for w in ALL if w.form == "question" and w.text in ("Yes.", "No.")]
    assert len(bare) >= 8


def test_filled_values_have_the_type_of_their_field():
    for wording in ALL:
        said = fill(wording, NUMBERS)
        for name, value in {**said.facts, **said.preferred}.items():
            domain = FIELDS[name]
            assert value in domain if isinstance(domain, tuple) else isinstance(value, domain), (wording.id, name)
        assert "{" not in said.text + said.question


def test_numbers_of_a_fact_stand_in_its_sentence():
    for wording in ALL:
        said = fill(wording, NUMBERS)
        for name, value in {**said.facts, **said.preferred}.items():
            raw = dict((*wording.facts, *wording.preferred))[name]
            if isinstance(raw, str) and raw.startswith("$") and isinstance(value, int) and raw != "$months":
                word = NUMBERS.get(f"{raw[1:]}_w", "")
                text = said.text.lower()
                assert str(value) in text or (word and str(word) in text), (wording.id, name)


def test_asides_and_headings_state_nothing():
    assert len(ASIDES) >= 10 and all(not aside.fields for aside in ASIDES)
    assert set(TOPIC_HEADINGS) == set(TOPICS)


def test_second_numbers_differ_from_the_first_in_every_fact():
    program = list_programs(7, 1, ())[0]
    for seed in range(50):
        one, two = draw_numbers(Random(seed), program), draw_numbers(Random(seed), program, shift=1)
        for name in ("s1", "s2", "both", "cx", "years", "tries", "months", "letters", "places", "dl"):
            assert one[name] != two[name], (seed, name)


@pytest.mark.skipif(not GOLD.exists(), reason="the labelled texts (../shared/gold) are not beside this checkout")
def test_no_wording_is_taken_from_the_labelled_texts():
    gold = " ".join(json.loads(line)["text"] for line in GOLD.read_text(encoding="utf-8").splitlines()).lower()
    gold = re.sub(r"\W+", " ", gold)
    for wording in ALL:
        text = re.sub(r"\W+", " ", fill(wording, NUMBERS).text.lower()).strip()
        assert len(text.split()) < 6 or text not in gold, wording.id
