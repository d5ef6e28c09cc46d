"""Texts wrapped into HTML in five ways, as program sites do it: whole, and cut at sentences, questions and labels."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

_CUT = re.compile(r"(?<=[.?!)])\s+(?=[A-Z0-9(\"'])")
_LABEL = re.compile(r"([A-Z][^:.;?]{2,40}):\s+(.+)", re.DOTALL)


def cut_sentences(text: str) -> list[str]:
    """Sentences; a cut after "U.S." or "M.D." is mended."""
    parts: list[str] = []
    for part in _CUT.split(text):
        if parts and re.search(r"\b(?:[A-Z]\.)+$|\b(?:Dr|St|vs|No)\.$|\b[QA][.:]$", parts[-1]):
            parts[-1] += " " + part
        else:
            parts.append(part)
    return parts


def pair_sentences(text: str) -> list[tuple[str, str]]:
    """(question or label or "", what follows it)."""
    pairs: list[tuple[str, str]] = []
    for sentence in cut_sentences(text):
        label = _LABEL.fullmatch(sentence)
        if sentence.endswith("?"):
            pairs.append((sentence, ""))
        elif pairs and pairs[-1][0].endswith("?") and not pairs[-1][1]:
            pairs[-1] = (pairs[-1][0], sentence)
        elif label and ";" not in sentence and ":" not in label.group(2):
            pairs.append((label.group(1), label.group(2)))
        else:
            pairs.append(("", sentence))
    return pairs


def _page(inner: str) -> str:
    return (
        "<!doctype html><html><head><title>Applicants</title><style>p{margin:0}</style></head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/visa'>Visa sponsorship</a></li></ul></nav>"
        f"<main><h1>How to apply</h1>{inner}</main>"
        "<footer>Three letters to the editor. Call 555-0100.</footer></body></html>"
    )


def as_paragraphs(text: str) -> str:
    return _page("".join(f"<p>{escape(sentence)}</p>\n" for sentence in cut_sentences(text)))


def as_list(text: str) -> str:
    return _page("<ul>" + "".join(f"<li>{escape(sentence)}</li>" for sentence in cut_sentences(text)) + "</ul>")


def as_table(text: str) -> str:
    rows = []
    for head, body in pair_sentences(text):
        cells = f"<td>{escape(head)}</td><td>{escape(body)}</td>" if head else f'<td colspan="2">{escape(body)}</td>'
        rows.append(f"<tr>{cells}</tr>")
    return _page("<table><tbody>" + "\n".join(rows) + "</tbody></table>")


def as_accordion(text: str) -> str:
    items = []
    for head, body in pair_sentences(text):
        items.append(
            f"<details><summary><span>{escape(head)}</span></summary><div><p>{escape(body)}</p></div></details>"
            if head
            else f"<div><p>{escape(body)}</p></div>"
        )
    return _page("\n".join(items))


def as_definitions(text: str) -> str:
    items = []
    for head, body in pair_sentences(text):
        items.append(f"<dt>{escape(head or 'Note')}</dt><dd>{escape(body)}</dd>")
    return _page("<dl>" + "".join(items) + "</dl>")


WRAPPERS: dict[str, Callable[[str], str]] = {
    "paragraphs": as_paragraphs,
    "list": as_list,
    "table": as_table,
    "accordion": as_accordion,
    "definitions": as_definitions,
    "whole paragraph": lambda text: _page(f"<p>{escape(text)}</p>"),
    "whole item": lambda text: _page(f"<ul><li>{escape(text)}</li></ul>"),
    "whole cell": lambda text: _page(f"<table><tr><th>Requirements</th><td>{escape(text)}</td></tr></table>"),
    "whole accordion": lambda text: _page(
        f'<div class="accordion"><button>What are the requirements?</button><div hidden>{escape(text)}</div></div>'
    ),
    "whole definition": lambda text: _page(f"<dl><dt>Eligibility</dt><dd>{escape(text)}</dd></dl>"),
}
