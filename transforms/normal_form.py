"""The normal form of a text: lower case, plain hyphens, quotes and blanks, and exactly as long as the text.

All of the grammar works on it, so that each offset found there is an offset in the page.
"""

from __future__ import annotations

import codecs
from functools import lru_cache

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
_STARS = re.compile(r"(?<=[^\S\n])\*(?=[^\S\n])")
_LEADERS = re.compile(r" ?\.{4,}(?= *\S)")  # "USCE ....... 3 months": dots that lead to a value
# ASCII, lower case and folded; other letters stand for themselves, so that _FOREIGN marks a place.
_TABLE = bytes(
    ord(_FOLD.get(code, chr(code).lower())) if code < 128 else code  # each fold of an ASCII letter is ASCII
    for code in range(256)
)
_FOREIGN = b"\x80"


def normalize(text: str) -> str:
    """Lower case, plain hyphens, quotes and blanks; exactly as long as `text`."""
    if "...." in text:
        # "Attempts ........ two": the dots of a table of contents stand for a colon.
        text = _LEADERS.sub(lambda dots: ":".ljust(len(dots.group())), text)
    if text.count("*") > 1 and len(_STARS.findall(text)) > 1:
        text = _STARS.sub("|", text)  # bullets within a line, and no emphasis
    if text.isascii():
        return text.encode().translate(_TABLE).decode()
    # A page has few letters beyond ASCII, most of them quotes and dashes that fold into it: those are put in while the
    # rest is encoded, three times as fast as to replace one kind after the other.
    letters = text.encode("ascii", _FOLDING).translate(_TABLE)
    plain = letters.decode("latin-1")
    start = letters.find(_FOREIGN)
    if start < 0:
        return plain
    pieces: list[str] = []
    done = 0
    while start >= 0:
        end = start + 1
        while letters[end : end + 1] == _FOREIGN:
            end += 1
        pieces += (plain[done:start], _fold(text[start:end]))
        done, start = end, letters.find(_FOREIGN, end)
    pieces.append(plain[done:])
    return "".join(pieces)


@lru_cache(maxsize=4096)
def _fold(run: str) -> str:
    """The normal form of letters beyond ASCII."""
    lower = run.lower()
    if len(lower) != len(run):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in run)
    for char, plain in _FOLDS:
        if char in lower:
            lower = lower.replace(char, plain)
    return lower


def _put_fold(error: UnicodeError) -> tuple[str | bytes, int]:
    """What stands for a run of letters that ASCII lacks: its fold, or marks where that is not ASCII either."""
    assert isinstance(error, UnicodeEncodeError)
    run = _fold(error.object[error.start : error.end])
    return (run if run.isascii() else _FOREIGN * len(run)), error.end


_FOLDING = "residency-atlas-fold"
codecs.register_error(_FOLDING, _put_fold)
