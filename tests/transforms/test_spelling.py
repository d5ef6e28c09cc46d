"""One spelling for blanks, visas and denials; every letter keeps the offset that it had in the page."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.folding import fold_facts
from transforms.model import Passage
from transforms.normal_form import normalize
from transforms.pages import read_html, read_text
from transforms.spelling import MAX_TERSE, even_page, even_text
from transforms.statements import extract_statements

words = st.lists(
    st.sampled_from(["isn't", "can't", "won't", "j - 1", "a", "visas", "h -1 b", "", "-", ".", "n't", "donot", "isnt"])
)


def evened(text: str) -> str:
    return even_page([], text)[1]


@pytest.mark.parametrize(
    ("written", "even"),
    [
        ("we  do   not", "we do not"),
        ("a j - 1 visa, an h - 1b", "a j-1 visa, an h-1b"),
        ("it isn't, we can't, they won't, you shan't", "it is not, we cannot, they will not, you shall not"),
        ("an ant's want, cannot", "an ant's want, cannot"),
        ("we dont, they donot, it doesnt, they arent", "we do not, they do not, it does not, they are not"),
        ("as is our wont, donations are apparent", "as is our wont, donations are apparent"),
    ],
)
def test_what_is_written_in_several_ways_is_read_in_one(written: str, even: str) -> None:
    assert evened(written) == even


FOLDER = Path(extract_statements.__code__.co_filename).parent
READ_UNEVEN = {"spelling.py", "topics.py"}  # topics.py reads a page's first lines


@pytest.mark.parametrize(
    "path", sorted({*FOLDER.glob("*.py"), *FOLDER.glob("facts/**/*.py")}), ids=lambda path: path.stem
)
def test_no_pattern_waits_for_a_denial_that_is_spelled_out(path: Path) -> None:
    tree = ast.parse(path.read_text())
    remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in remarks]
    assert path.name in READ_UNEVEN or [node.value for node in strings if "n't" in str(node.value)] == []


def test_an_even_text_is_left_alone() -> None:
    passages = [Passage("we do not.", 0, 10, "paragraph")]
    assert even_page(passages, "we do not.") == (passages, "we do not.", None)


@given(words)
def test_every_letter_keeps_its_offset(parts: list[str]) -> None:
    text = " ".join(parts)
    _, even, origins = even_page([], text)
    if origins is None:
        assert even == text
        return
    assert len(origins) == len(even)
    found = [origins[at] for at in range(len(even))]
    assert found == sorted(found)
    for at, letter in enumerate(even):
        assert text[found[at]] == letter or any(
            denial in text[max(0, found[at] - 5) : found[at] + 6] for denial in ("n't", "donot", "isnt")
        )
        assert origins.find(found[at]) <= at
    assert origins.find(len(text)) == len(even)
    assert "  " not in even
    assert "isn't" not in even


@given(words, words)
def test_passages_move_along(first: list[str], second: list[str]) -> None:
    texts = ["x" + " ".join(parts) + "x" for parts in (first, second)]
    whole = " ".join(texts)
    passages = [
        Passage(texts[0], 0, len(texts[0]), "paragraph"),
        Passage(texts[1], len(texts[0]) + 1, len(whole), "paragraph"),
    ]
    moved, even, _ = even_page(passages, whole)
    assert [even[passage.start : passage.end] for passage in moved] == [evened(text) for text in texts]


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Residents who aren't citizens must hold a J-1.", "Residents who are not citizens must hold a J-1."),
        ("We can't sponsor the J-1.", "We cannot sponsor the J-1."),
        ("Do you sponsor visas? We won't.", "Do you sponsor visas? We will not."),
        ("US clinical experience isn’t required.", "US clinical experience is not required."),
    ],
)
def test_a_contraction_changes_no_fact_and_is_quoted_as_written(short: str, full: str) -> None:
    for read in (read_text, lambda text: read_html(f"<p>{text}</p>", "")):
        page = read(short)
        statements = extract_statements(page)[0]
        assert fold_facts(statements) == fold_facts(extract_statements(read(full))[0]) != {}
        for one in statements:
            assert one.quote == page.text[one.start : one.end]


def test_a_question_in_short_form_is_asked_in_full() -> None:
    assert even_text(normalize("Don’t you take the J-1?")) == "do not you take the j-1?"


# Sigma alone is lowered by its neighbours, whom a letter by itself has not.
letters = st.text(st.characters(exclude_characters="\u03a3."), max_size=40)


@given(letters)
def test_a_normal_form_is_that_of_its_letters(text: str) -> None:
    norm = normalize(text)
    assert len(norm) == len(text)
    assert norm == "".join(map(normalize, text))


@pytest.mark.parametrize(
    ("text", "norm"),
    [
        ("Step\u00a02\u2014\u201cPass\u201d", 'step 2-"pass"'),
        ("\u2022 S\u00c3O Paulo\u2019s [IMGs]", "\u2022 s\u00e3o paulo's (imgs)"),
        ("\u0130zmir \x80", "\u0130zmir \x80"),  # two letters in lower case, and the mark for letters beyond ASCII
        ("USCE ....... 3 months", "usce:        3 months"),
    ],
)
def test_a_normal_form_folds_what_looks_alike(text: str, norm: str) -> None:
    assert normalize(text) == norm


def evened_whole(text: str) -> str:
    page = read_text(text)
    return even_page(page.passages, normalize(page.text))[1]


@pytest.mark.parametrize("blank", [" ", "  ", " \u00a0 "])
@pytest.mark.parametrize("dash", ["-", "\u2011", "\u2013"])
def test_items_behind_hyphens_are_parted(blank: str, dash: str) -> None:
    text = f"We ask for{blank}{dash}two letters{blank}{dash}a CV.{blank}{dash}J-1 eligibility"
    assert evened_whole(text) == "we ask for; two letters; a cv. j-1 eligibility"


@pytest.mark.parametrize(
    "text", ["seven -day weeks, nine -hour days", "steps 1 -2 -3 -4", "letters - two - or - three"]
)
def test_hyphens_that_open_no_items_stand(text: str) -> None:
    assert evened_whole(text) == text


@pytest.mark.parametrize(
    ("text", "even"),
    [
        (
            "before a visit: (1) a cv (2) no failures (4) three letters",
            "before a visit: a cv; no failures; three letters",
        ),
        ("(1) a cv, (2) no failures, and (3) three letters", "(1) a cv, (2) no failures, and (3) three letters"),
        (
            "one (1) cv with two (2) letters and three (3) stamps",
            "one (1) cv with two (2) letters and three (3) stamps",
        ),
        ("a cv (1) and notes (2)", "a cv (1) and notes (2)"),
        ("refused: 1. o-1. 2. m-1, 3. f-1. we ask for more.", "refused: o-1; m-1; f-1. we ask for more."),
        ("1. a cv 2. no failures on step 1 3. three letters", "1. a cv; no failures on step 1; three letters"),
        ("1) a cv? yes 2) a photo? no 3) letters? three", "1) a cv? yes. 2) a photo? no. 3) letters? three"),
        (
            "those invited have 1. a cv 2. a photo 3. three letters",
            "those invited have 1. a cv 2. a photo 3. three letters",
        ),
        ("letters: 1. the dean 2. a surgeon 3. anybody", "letters: 1. the dean 2. a surgeon 3. anybody"),
        ("years: under 2. 3. letters: at least 4. 5. photo", "years: under 2. 3. letters: at least 4. 5. photo"),
        ("refused: 1. o-1 2. -m 3. -f 4. -h 5. x", "refused: o-1; -m; -f; -h; x"),
    ],
)
def test_numbered_items_that_nothing_else_parts_are_parted(text: str, even: str) -> None:
    assert evened_whole(text) == even
    assert evened_whole(text.replace(" ", "  ")) == even


def test_badges_strung_on_commas_are_parted_and_long_sentences_are_left() -> None:
    badges = "7/yr, yog 4, ck 226, no visa, 3 lors"
    assert evened_whole(badges) == badges.replace(", ", "; ")
    assert evened_whole("she has ck 226, 3 letters, no visa, 2 attempts") == (
        "she has ck 226, 3 letters, no visa, 2 attempts"
    )
    row = ", ".join([badges] * (MAX_TERSE // len(badges) + 1))
    assert evened_whole(row) == row
