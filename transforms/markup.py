"""What is known of HTML before its words are read: the part that each element plays, what surrounds a site's pages.

What a block of text is (heading, cell, answer) is decided in `transforms/pages.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from ahocorasick_rs import BytesAhoCorasick, MatchKind
from selectolax.lexbor import LexborHTMLParser

# Parts that nodes play. From BREAK on, an element ends the block of text before it, and so does its end.
TEXT, SKIP, IMAGE, BOLD, INLINE, BREAK, HEADER, MAIN, KIND, CELL, BUTTON, TABLE, ROW, LIST, DETAILS = range(15)

_KINDS = {
    **{name: name for name in ("h1", "h2", "h3", "h4", "h5", "h6", "th", "summary")},
    "li": "item",
    "td": "cell",
    "dt": "term",
    "dd": "definition",
    "button": "button",
    "label": "button",
    "table": "paragraph",
}
_BLOCKS = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "ul",
    "ol",
    "dl",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "caption",
    "blockquote",
    "pre",
    "details",
    "figure",
    "figcaption",
    "address",
    "form",
    "fieldset",
    "legend",
    "hr",
    "br",
    "center",
    "body",
    "html",
    "hgroup",
    "menu",
]
_SKIPPED = [
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "canvas",
    "iframe",
    "object",
    "video",
    "audio",
    "map",
    "nav",
    "footer",
    "aside",
    "select",
    "option",
    "datalist",
    "textarea",
    "head",
    "math",
    "dialog",
]
_PARTS = {
    **dict.fromkeys(_SKIPPED, SKIP),
    **dict.fromkeys(_BLOCKS, BREAK),
    **dict.fromkeys(_KINDS, KIND),
    "b": BOLD,
    "strong": BOLD,
    "img": IMAGE,
    "header": HEADER,
    "main": MAIN,
    "article": MAIN,
    "td": CELL,
    "th": CELL,
    "button": BUTTON,
    "label": BUTTON,
    "table": TABLE,
    "tr": ROW,
    "dl": LIST,
    "details": DETAILS,
}
_TEXT_NUMBER = 2  # the parser's own


def _number(names: Iterable[str]) -> list[int]:
    """The parser's number of each name: to ask a node for it takes a third of the time that its name takes."""
    tree = LexborHTMLParser("")
    return [tree.create_node(name).tag_id for name in names]


PART_OF = {**dict(zip(_number(_PARTS), _PARTS.values(), strict=True)), _TEXT_NUMBER: TEXT}
KIND_OF = dict(zip(_number(_KINDS), _KINDS.values(), strict=True))

# Parts of classes and ids, and roles, of what surrounds every page of a site.
_SURROUNDING = (
    "navbar",
    "site-nav",
    "main-nav",
    "nav-menu",
    "main-menu",
    "mega-menu",
    "breadcrumb",
    "site-footer",
    "page-footer",
    "site-header",
    "cookie-banner",
    "cookie-notice",
    "cookie-consent",
    "skip-link",
    "social-links",
    "social-share",
    "sidebar",
)
_SURROUNDING_ROLES = ("navigation", "banner", "contentinfo", "search")
_SURROUNDING_CLASS = re.compile("|".join(_SURROUNDING))
_DROPPABLE = frozenset(("div", "section", "ul", "header", "form", "nav", "footer", "aside", "a"))
# In bytes and with one match a place it is many times as fast. An element whose word another word hides has that one.
_find_surrounding = BytesAhoCorasick(
    [word.encode() for word in _SURROUNDING + _SURROUNDING_ROLES], matchkind=MatchKind.LeftmostFirst
).find_matches_as_indexes


def drop_surrounding(tree: Any, markup: bytes) -> None:
    """Take out of a tree what surrounds every page of a site. All is found before the first is taken out."""
    selector = _select_surrounding(markup)
    if selector:
        for node in [node for node in tree.css(selector) if _surrounds(node)]:
            node.decompose()


_BEFORE_VALUE = b" \t\n\r\f\"'"  # what may stand between "=" and a value


def _select_surrounding(markup: bytes) -> str:
    """A CSS selector of what may be such elements, in the words that stand in the markup; "" where there are none."""
    words, values = set(), set()
    for number, start, _ in _find_surrounding(markup):
        words.add(number)
        if number not in values:
            before = markup[max(0, start - 20) : start].rstrip(_BEFORE_VALUE)
            if not before or before.endswith(b"="):
                values.add(number)
    classes = [f'[class*="{word}"]' for number, word in enumerate(_SURROUNDING) if number in words]
    ids = [f'[id="{word}"]' for number, word in enumerate(_SURROUNDING) if number in values]
    roles = [
        f'[role="{role}"]' for number, role in enumerate(_SURROUNDING_ROLES, len(_SURROUNDING)) if number in values
    ]
    return ",".join(classes + ids + roles)


def _surrounds(node: Any) -> bool:
    """Whether an element holds what surrounds every page of a site, by its class, id or role."""
    if node.tag not in _DROPPABLE:
        return False
    said = node.attributes
    named = said.get("class")
    return (
        (named is not None and _is_surrounding(named))
        or said.get("id") in _SURROUNDING
        or said.get("role") in _SURROUNDING_ROLES
    )


@lru_cache(maxsize=4096)
def _is_surrounding(classes: str) -> bool:
    return _SURROUNDING_CLASS.search(classes) is not None
