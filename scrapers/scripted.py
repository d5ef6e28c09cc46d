"""Pages that are empty without their scripts: recognized by what is missing, and only where it is plain.

Pure functions over bytes. In doubt a page is taken as it is; rendering those found here is `scrapers/browser.py`'s job.
"""

from __future__ import annotations

import re

LETTERS_MAX = 40  # that a reader sees; a page with more says something itself
LINKS_MAX = 4
BYTES_MAX = 400_000  # such pages are small
_OPENS = re.compile(rb"<(script|style|noscript|template|svg|head)\b|<!--", re.IGNORECASE)
_TAG = re.compile(rb"<[^>]*>")
_ROOT = re.compile(
    rb"<(?:div|main|section|body)\b[^<>]*\bid\s*=\s*[\"']?"
    rb"(?:root|app|app-?root|react-?root|main-app|__next|__nuxt|___gatsby|svelte|q-app|ember-app|application|spa)[\"'\s>]"
    rb"|<(?:app|[a-z0-9]+-(?:app|root)|app-[a-z0-9]+)\b[^<>]*>"
    rb"|\bng-app\b|\bdata-reactroot\b|<body\b[^<>]*\bng-version\b",
    re.IGNORECASE,
)
_ASKS_FOR_SCRIPTS = re.compile(
    rb"(?:enable|turn on|activate|requires?|needs?|without)\s+(?:\w+\s+){0,3}java\s?script"
    rb"|java\s?script\s+(?:\w+\s+){0,4}(?:enabled|required|disabled|turned|activated)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(rb"<(?:iframe|frame|frameset|object|embed)\b", re.IGNORECASE)
_REFRESH = re.compile(rb"http-equiv\s{0,3}=\s{0,3}[\"']?refresh", re.IGNORECASE)
_PROSE = re.compile(rb"(?:[A-Za-z]{2,30}[ ,.;:]{1,2}){6}")
_ENTITY = re.compile(rb"&[#\w]+;")


def needs_browser(body: bytes) -> str | None:
    """Why a page has nothing to read until its scripts have run; None for a page that can be read, or where in doubt.

    State that is sent as JSON counts as text: the reader of pages finds it.
    """
    if len(body) > BYTES_MAX or b"<script" not in body.lower():
        return None
    root, asks = _ROOT.search(body), _ASKS_FOR_SCRIPTS.search(body)
    if (root is None and asks is None) or _REFRESH.search(body):
        return None
    seen, unseen = _split(body)
    letters = len(re.findall(rb"[A-Za-z\x80-\xff]", _ENTITY.sub(b" ", _TAG.sub(b" ", seen))))
    if letters > LETTERS_MAX or len(re.findall(rb"<a\s[^<>]{0,2000}\bhref", seen, re.IGNORECASE)) > LINKS_MAX:
        return None
    if _ELSEWHERE.search(seen):
        return None
    if any(_PROSE.search(text) for script in unseen.get(b"script", ()) for text in script.split(b'"')[1:]):
        return None
    told = b" ".join(unseen.get(b"noscript", ()))
    if len(re.findall(rb"[A-Za-z]", _TAG.sub(b" ", told))) > 400:  # a whole page for those without scripts
        return None
    if asks is not None:
        return "it asks for JavaScript and shows nothing else"
    return "its element for scripts is empty, and it shows nothing else"


def _split(body: bytes) -> tuple[bytes, dict[bytes, list[bytes]]]:
    """What a reader may see, and the contents of elements that nobody sees, by tag. One pass, whatever is left open."""
    lowered = body.lower()
    seen: list[bytes] = []
    unseen: dict[bytes, list[bytes]] = {}
    at = 0
    while (opened := _OPENS.search(lowered, at)) is not None:
        seen.append(body[at : opened.start()])
        tag = opened[1]
        start = opened.end() if tag is None else lowered.find(b">", opened.end()) + 1
        if tag is not None and start == 0:
            return b" ".join(seen), unseen
        end = lowered.find(b"-->" if tag is None else b"</" + tag, start)
        inside = body[start : end if end >= 0 else None]
        if tag is not None:
            unseen.setdefault(tag, []).append(inside)
            if tag == b"head":  # the scripts in it count as scripts
                unseen.setdefault(b"script", []).append(inside)
        if end < 0:
            return b" ".join(seen), unseen
        close = lowered.find(b">", end)
        at = close + 1 if close >= 0 else len(body)
    seen.append(body[at:])
    return b" ".join(seen), unseen
