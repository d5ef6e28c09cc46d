"""Bodies become pages: charset, structure, embedded data, PDF; and each passage stands in the text at its offsets."""

from __future__ import annotations

import json
import re

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from transforms import markup as markup_rules
from transforms import pages
from transforms.folding import fold_facts
from transforms.markup import drop_surrounding
from transforms.model import Page
from transforms.pages import decode, read_body, read_html, read_text
from transforms.statements import extract_statements


def passage(page: Page, text: str) -> object:
    return next(p for p in page.passages if p.text == text)


def check_offsets(page: Page) -> None:
    assert all(p.text == page.text[p.start : p.end] for p in page.passages)


def test_headings_make_a_trail() -> None:
    page = read_html("<h1>Apply</h1><h2>Visas</h2><p>J-1 only.</p><h2>Letters</h2><p>Three.</p>", "")
    assert [p.headings for p in page.passages if p.text == "Three."] == [("Apply", "Letters")]
    assert [p.headings for p in page.passages if p.text == "J-1 only."] == [("Apply", "Visas")]
    check_offsets(page)


def test_table_cells_know_their_row_and_column() -> None:
    page = read_html("<table><tr><th>Rule</th><th>Value</th></tr><tr><td>Letters</td><td>3</td></tr></table>", "")
    cell = next(p for p in page.passages if p.text == "3")
    assert (cell.row_head, cell.column_head) == ("Letters", "Value")
    assert next(p for p in page.passages if p.text == "Letters").kind == "term"


@pytest.mark.parametrize(
    "markup",
    [
        "<details><summary>Do you sponsor J-1 visas?</summary><p>Yes.</p></details>",
        "<h3>Do you sponsor J-1 visas?</h3><p>Yes.</p>",
        "<p><strong>Do you sponsor J-1 visas?</strong></p><p>Yes.</p>",
        "<dl><dt>Do you sponsor J-1 visas?</dt><dd>Yes.</dd></dl>",
        "<div><button>Do you sponsor J-1 visas?</button><div style='display:none'>Yes.</div></div>",
        "<table><tr><td>Do you sponsor J-1 visas?</td><td>Yes.</td></tr></table>",
        "<p>Do you sponsor J-1 visas?</p><p>Yes.</p>",
    ],
)
def test_answers_keep_their_question(markup: str) -> None:
    page = read_html(markup, "")
    answer = next(p for p in page.passages if p.text == "Yes.")
    assert answer.question == "Do you sponsor J-1 visas?"


def test_definition_keeps_its_term() -> None:
    page = read_html("<dl><dt>Letters</dt><dd>Three</dd><dt>Visas</dt><dd>J-1</dd></dl>", "")
    assert [(p.row_head, p.text) for p in page.passages if p.kind == "definition"] == [
        ("Letters", "Three"),
        ("Visas", "J-1"),
    ]


def test_menus_footers_scripts_and_styles_are_left_out() -> None:
    page = read_html(
        "<header><a>Menu visa</a></header><nav>Visa nav</nav><div class='sidebar-left'>Side</div>"
        "<main><p>Body</p></main>"
        "<script>var visa=1</script><style>.visa{}</style><footer>Foot</footer>",
        "",
    )
    assert page.text == "Body"


def test_hidden_accordion_content_is_kept() -> None:
    assert "Three letters" in read_html("<div hidden><p>Three letters</p></div>", "").text


def test_title_is_read_and_invisible_characters_vanish() -> None:
    page = read_html("<title> Our  program </title><p>resi\u00addency\u200b&nbsp;visa</p>", "")
    assert page.title == "Our program"
    assert page.text == "residency visa"


def test_text_is_kept_letter_for_letter() -> None:
    text = "  Three   letters.\r\n\r\n\u2022 J\u20111 only\n"
    page = read_text(text)
    assert page.text == text
    assert [p.text for p in page.passages] == ["Three   letters.", "\u2022 J\u20111 only"]
    check_offsets(page)


@pytest.mark.parametrize(
    ("body", "declared"),
    [
        ("Ren\u00e9 \u2013 J\u20111".encode(), "text/html; charset=iso-8859-1"),
        ("\ufeffRen\u00e9 \u2013 J\u20111".encode(), "text/html"),
        ("\ufeffRen\u00e9 \u2013 J\u20111".encode("utf-16"), "text/html"),
        ("Ren\u00e9 \u2013 J\u20111".encode(), ""),
    ],
)
def test_wrong_or_missing_charset_is_overruled(body: bytes, declared: str) -> None:
    assert "Ren\u00e9 \u2013 J\u20111" in decode(body, declared)


def test_latin_bytes_declared_as_utf8_are_read_as_windows_text() -> None:
    assert (
        decode("Ren\u00e9 \u2013 caf\u00e9".encode("cp1252"), "text/html; charset=utf-8")
        == "Ren\u00e9 \u2013 caf\u00e9"
    )


def test_charset_of_a_meta_tag_counts() -> None:
    assert "\u041c\u0438\u0440" in decode(
        '<meta charset="windows-1251"><p>\u041c\u0438\u0440</p>'.encode("cp1251"), "text/html"
    )


def test_json_ld_is_read_where_the_page_is_empty() -> None:
    data = {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": "Do you sponsor visas?",
                "acceptedAnswer": {"@type": "Answer", "text": "<p>J-1 only.</p>"},
            }
        ],
    }
    page = read_html(f'<div id="root"></div><script type="application/ld+json">{json.dumps(data)}</script>', "")
    assert [(p.text, p.question) for p in page.passages] == [
        ("Do you sponsor visas?", None),
        ("J-1 only.", "Do you sponsor visas?"),
    ]
    check_offsets(page)


def test_data_attributes_and_state_scripts_are_read_where_the_page_is_empty() -> None:
    page = read_html("<div data-content='We sponsor J-1 visas for all residents.'></div>", "")
    assert "We sponsor J-1 visas for all residents." in page.text
    page = read_html('<script>window.__STATE__ = {"faq": {"visaPolicy": "We take J-1 visas only."}};</script>', "")
    assert next(p for p in page.passages).row_head == "visa Policy"


def test_embedded_data_is_left_alone_on_a_page_with_text() -> None:
    page = read_html(
        f"<p>{'Residents learn much here. ' * 20}</p><div data-content='We sponsor no visas at all here.'></div>", ""
    )
    assert "sponsor" not in page.text


def test_json_body_is_read_with_keys_as_heads() -> None:
    page = read_body(b'{"letters": 3, "visa": "J-1 only", "h1b": false}', "application/json", "")
    assert page.content_kind == "json"
    assert [(p.row_head, p.text) for p in page.passages] == [("letters", "3"), ("visa", "J-1 only"), ("h1b", "No")]


def test_pdf_is_read() -> None:
    document = FPDF()
    document.add_page()
    document.set_font("helvetica", size=12)
    document.multi_cell(
        0, 8, "Eligibility\nThree letters of recommendation are required.\nOnly J-1 visas are sponsored."
    )
    page = read_body(bytes(document.output()), "application/pdf", "")
    assert page.content_kind == "pdf"
    assert "Three letters of recommendation are required." in page.text
    check_offsets(page)


@pytest.mark.parametrize("body", [b"%PDF-1.4 broken", b"%PDF-", b""])
def test_unreadable_pdf_gives_an_empty_page(body: bytes) -> None:
    page = read_body(body, "application/pdf", "")
    assert page.content_kind == "pdf"
    assert page.text == ""


def test_scanned_pdf_gives_an_empty_page() -> None:
    document = FPDF()
    document.add_page()
    assert read_body(bytes(document.output()), "application/pdf", "").text == ""


def test_plain_text_body_is_text() -> None:
    assert read_body(b"Three letters.", "text/plain", "").content_kind == "text"


@pytest.mark.parametrize("depth", [1000, 50_000])
def test_deep_nesting_is_read(depth: int) -> None:
    page = read_html("<div>" * depth + "J-1 only" + "</div>" * depth, "")
    assert "J-1 only" in page.text


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(("<div>", "</div>", "<p>", "<br>", "x" * 5000)), st.integers(1, 900)), max_size=8
    )
)
def test_a_count_rules_out_no_depth_that_is_there(runs: list[tuple[str, int]]) -> None:
    markup = "".join(piece * (times if len(piece) < 10 else 1) for piece, times in runs)
    opened = lowest = deepest = 0
    for tag in re.findall(r"</?div>", markup):
        opened += 1 if tag == "<div>" else -1
        lowest = min(lowest, opened)
        deepest = max(deepest, opened - lowest)
    assert deepest <= pages.MAX_DEPTH or pages._may_be_deep(markup.encode())
    assert not pages._may_be_deep(b"<p>one</p><div>two</div>" * 20_000)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("<>/=\"' abpdtr&;!-?\n[]{}:")), max_size=300))
def test_any_markup_gives_a_page_whose_passages_stand_in_its_text(markup: str) -> None:
    check_offsets(read_html(markup, ""))


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from(["text/html", "application/json", "application/pdf", "text/plain", "", "x/y; charset=zz"]),
)
def test_any_bytes_give_a_page(body: bytes, content_type: str) -> None:
    check_offsets(read_body(body, content_type, ""))


def test_a_short_value_below_a_heading_or_a_panel_button_carries_it_as_row_head() -> None:
    page = read_html("<h3>Letters</h3><p>3</p>", "")
    assert page.passages[-1].row_head == "Letters"
    page = read_html('<div><button aria-expanded="false">Letters</button></div><div><p>3</p></div>', "")
    assert page.passages[-1].row_head == "Letters"
    page = read_html("<h3>Letters</h3><p>Note: 3</p>", "")
    assert page.passages[-1].row_head is None


def test_sections_of_embedded_data_pair_their_heading_with_their_body() -> None:
    data = (
        '{"sections": [{"heading": "Letters", "body": "<p>3</p>"}, {"heading": "How many?", "body": "<p>Nine.</p>"}]}'
    )
    page = read_html(f"<body><div data-page='{data}'></div></body>", "")
    assert [
        (p.text, p.row_head, p.question) for p in page.passages if p.kind in ("definition", "answer", "paragraph")
    ] == [
        ("3", "Letters", None),
        ("Nine.", None, "How many?"),
    ]


def facts_of_html(markup: str) -> dict[str, object]:
    return fold_facts(extract_statements(read_html(markup, ""))[0])


@pytest.mark.parametrize(
    ("markup", "facts"),
    [
        ('<p>Hello <img src="a.png" alt="We sponsor J-1 visas"> there</p>', {"visa_j1": "sponsors"}),
        ('<img src="b.png" alt="No H-1B visas are sponsored by this hospital">', {"visa_h1b": "no"}),
        ('<img src="c.png" alt="Three letters of recommendation are required">', {"letters_min": 3}),
        ('<img src="d.png" alt="visa"><p>Welcome.</p>', {}),
        ('<img src="e.png" alt="Residents in front of the hospital"><p>Welcome.</p>', {}),
    ],
)
def test_a_picture_says_what_its_alternative_text_says(markup: str, facts: dict[str, object]) -> None:
    assert facts_of_html(f"<main>{markup}</main>") == facts


def test_a_mark_under_a_head_of_its_own_is_a_value_and_labels_nothing() -> None:
    rows = "<tr><th>J-1</th><th>H-1B</th></tr><tr><td>{}</td><td>{}</td></tr>"
    for yes, no in (("Yes", "No"), ("\u2713", "\u2717"), ("Accepted", "Not accepted")):
        markup = f"<table>{rows.format(yes, no)}</table>"
        assert facts_of_html(markup) == {"visa_j1": "sponsors", "visa_h1b": "no"}


def test_a_link_that_names_a_section_accepts_nobody() -> None:
    markup = (
        '<ul><li><a href="/img">Requirements for international graduates</a></li><li><a href="/faq">FAQ</a></li></ul>'
    )
    assert facts_of_html(markup) == {}
    assert facts_of_html("<p>We welcome international graduates.</p>") == {"img_accepted": True}


def test_lines_of_labels_are_rows_and_lines_of_prose_are_not() -> None:
    rows = read_text("Our essentials\nVisa: J-1\nLOR - 3\nUSCE | required\n[ ] ECFMG certificate")
    assert [passage.text for passage in rows.passages][1:3] == ["Visa: J-1", "LOR - 3"]
    assert all(passage.text == rows.text[passage.start : passage.end] for passage in rows.passages)
    assert len(read_text("We sponsor J-1 visas for those\nwho need one, and we ask for\nthree letters.").passages) == 1


def test_ruled_lines_are_cells_under_their_heads() -> None:
    page = read_text("Item | US grads | IMGs\nLetters | 3 | 4\nVisa | n/a | J-1 only")
    heads = [
        (passage.row_head, passage.column_head, passage.text) for passage in page.passages if passage.kind == "cell"
    ]
    assert heads == [
        ("Letters", "US grads", "3"),
        ("Letters", "IMGs", "4"),
        ("Visa", "US grads", "n/a"),
        ("Visa", "IMGs", "J-1 only"),
    ]


def test_a_row_that_lost_its_table_is_a_label_with_its_value() -> None:
    page = read_html("<p>Letters | at least 3</p><p>Home | About us | Contact and directions to our hospital</p>", "")
    assert [(passage.text, passage.row_head) for passage in page.passages] == [
        ("Letters", None),
        ("at least 3", "Letters"),
        ("Home | About us | Contact and directions to our hospital", None),
    ]


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<p>One<?php echo ?> two</p>", ["One two"]),
        ("<p>One<!-- <p>no</p> --> two</p>", ["One two"]),
        ("<p>a<script>if (a<b) document.write('<p>no</p>')</script>b</p>", ["ab"]),
        ("<div><script><!-- <script>no</script> <p>no</p> --></script>b</div>", ["b"]),
        ("<style>p > a { content: '<p>no</p>' }</style><p>b</p>", ["b"]),
        ("<textarea><p>no</p></textarea><iframe><p>no</p></iframe><template><p>no</p></template>b", ["b"]),
        ("<noscript><p>no</p></noscript><svg><title>no</title><style><p></style></svg>", ["no"]),
        ("<xmp><p>as it stands</p></xmp>", ["<p>as it stands</p>"]),
        ("""<p title="a > b <p>no</p>" data-x='"<br>"'>b</p>""", ["b"]),
        ('<p a"b=1 <c>b</p><a<p>c</a<p>', ["b", "c"]),
        ("<p>AT&amp;T &amp;nbsp; 3&nbsp;&lt;&nbsp;4 &eacute;</p>", ["AT&T &nbsp; 3 < 4 \u00e9"]),
        ("<b>Visas</b>&nbsp;<p>J-1 visas are sponsored by the hospital, as are others of other kinds.</p>", None),
        ("<ul><li>one<li>two<p>three</ul><table><tr><td>four<td>five", ["one", "two", "three", "four", "five"]),
        ("<b>a</b> <i>b</i>\n<a>c</a>", ["a b c"]),
        ("<pre>\n\none\ttwo\x0bthree</pre>", ["one two three"]),
        ("<span>" * 900 + "deep" + "</span>" * 900, ["deep"]),
    ],
)
def test_markup_is_told_from_text(markup: str, texts: list[str] | None) -> None:
    page = read_html(markup, "")
    check_offsets(page)
    if texts is None:
        assert (page.passages[0].text, page.passages[0].kind) == ("Visas", "heading")
    else:
        assert [p.text for p in page.passages] == texts


_NAMES = st.sampled_from(
    ("navbar", "site-navbar", "x-sidebar", "site-nav", "search", "banner", "my-search", "x", "skip")
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("div", "a", "p", "header", "ul")),
            st.sampled_from(("class=", 'class = "', "id=", "id='", "role=\n", 'role="', "title=", "")),
            _NAMES,
        ),
        max_size=6,
    )
)
def test_what_surrounds_a_page_is_found_as_by_asking_every_element(elements: list[tuple[str, str, str]]) -> None:
    markup = ""
    for tag, attribute, name in elements:
        quote = attribute[-1:] if attribute[-1:] in "\"'" else ""
        markup += f"<{tag} {attribute}{name}{quote}>text {name}</{tag}>"
    expected, found = LexborHTMLParser(markup), LexborHTMLParser(markup)
    for node in [node for node in expected.css("body *") if markup_rules._surrounds(node)]:
        node.decompose()
    drop_surrounding(found, markup.encode())
    assert found.html == expected.html


_BLANK_AND_INVISIBLE = "a. \t\n\r\x0b\x1c\x1f\x85\xa0\u00e9\u2028\u200b\u00ad\u3000"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(st.sampled_from(_BLANK_AND_INVISIBLE)), min_size=1))
def test_blanks_are_squeezed_as_by_splitting(pieces: list[str]) -> None:
    assert pages._squeeze(pieces) == " ".join(pages._INVISIBLE.sub("", "".join(pieces)).split())


def test_the_parser_numbers_each_name_as_its_nodes() -> None:
    tree = LexborHTMLParser("<p>text</p><table><tr><th>1</th></tr></table><nav></nav><foo-bar></foo-bar>")
    assert tree.body is not None
    parts = {node.tag: markup_rules.PART_OF.get(node.tag_id) for node in tree.body.traverse(include_text=True)}
    assert parts == {
        "body": markup_rules.BREAK,
        "p": markup_rules.BREAK,
        "-text": markup_rules.TEXT,
        "table": markup_rules.TABLE,
        "tbody": markup_rules.BREAK,
        "tr": markup_rules.ROW,
        "th": markup_rules.CELL,
        "nav": markup_rules.SKIP,
        "foo-bar": None,
    }
