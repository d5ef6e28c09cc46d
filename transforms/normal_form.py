"""The normal form of a text: lower case, plain hyphens, quotes and blanks, and exactly as long as the text.

All of the grammar works on it, so that each offset found there is an offset in the page.
"""

from __future__ import annotations

from transforms import hinted_re as re

_FOLD: dict[int, str] = {}
for _chars, _plain in (
    ("\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d", "-"),
    ("\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4", "'"),
    ("\u201c\u201d\u201e\u201f\u2033\u00ab", '"'),
    ("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r\v\f", " "),
    ("\u200b\u200c\u200d\u2060\ufeff", " "),
    ("\u2044\u2215\uff0f", "/"),
    ("\uff1a\ufe55", ":"),
    ("\uff1b", ";"),
    ("\uff0c", ","),
    ("\uff1f", "?"),
    ("\uff08[{", "("),
    ("\uff09]}", ")"),
    ("*", " "),  # emphasis of plain text
    ("\u2022\u2023\u25cf\u25aa\u25e6\u25cb\u25a0\u00b7\u00bb", "\u2022"),
    ("\u2713\u2714\u2705\u2611", "\u2713"),
    ("\u2717\u2718\u00d7\u274c\u274e\u2716", "\u2717"),
):
    for _char in _chars:
        _FOLD[ord(_char)] = _plain
_FOLDS = tuple((chr(code), plain) for code, plain in _FOLD.items() if chr(code) != plain)
_ASCII_FOLDS = tuple((char, plain) for char, plain in _FOLDS if char.isascii())
_LEADERS = re.compile(r" ?\.{4,}(?= *\S)")  # "USCE ....... 3 months": dots that lead to a value


def normalize(text: str) -> str:
    """Lower case, plain hyphens, quotes and blanks; exactly as long as `text`."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    if "...." in lower:
        # "Attempts ........ two": the dots of a table of contents stand for a colon.
        lower = _LEADERS.sub(lambda dots: ":".ljust(len(dots.group())), lower)
    # A table is slower: little of a text needs folding.
    for char, plain in _ASCII_FOLDS if lower.isascii() else _FOLDS:
        if char in lower:
            lower = lower.replace(char, plain)
    return lower
