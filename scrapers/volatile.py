"""What of a page differs on every visit though nobody changed it: tokens, session ids, clocks; and the hash without it.

Pure functions over bytes. Words that a reader sees stay, dates and numbers among them; where a rule is in doubt it
leaves the part in, which costs one needless reading. What a page says does not belong here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

# Linear by construction: each pattern begins at a literal or a boundary, its repetitions are bounded or stop at the
# next `<`, `>` or quote, and a pattern is only run where one of its words stands in the body.
_Match = re.Match[bytes]

_DAY = rb"(?:19|20)[0-9]{2}[-/][0-9]{2}[-/][0-9]{2}"
_MONTH = rb"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_ZONE = rb"(?:[ ]?(?:Z\b|UTC\b|GMT\b|[+-][0-9]{2}:?[0-9]{2}))?"
_ISO = _DAY + rb"(?:T|[ ]{1,2}|%20)[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?" + _ZONE
# Sun, 22 Nov 2026 02:46:17 GMT and Sun Nov 22 02:46:17 2026
_RFC = (
    rb"(?:(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?[ ])?(?:[0-9]{1,2}[ -]" + _MONTH + rb"[ -][0-9]{4}"
    rb"|" + _MONTH + rb"[ ]{1,2}[0-9]{1,2}(?:,?[ ][0-9]{4},?)?)(?:[ ]at)?[ ][0-9]{1,2}:[0-9]{2}:[0-9]{2}"
    rb"(?:[ ]?[AaPp]\.?[Mm]\.?)?" + _ZONE + rb"(?:[ ][0-9]{4}\b)?"
)
_MOMENT = rb"(?:" + _ISO + rb"|" + _RFC + rb")"
_FRACTION = (
    rb"(?:[0-9]{1,4}[.,][0-9]{1,9}[ ]?s(?:ec(?:ond)?s?)?"
    rb"|[0-9]{1,6}(?:[.,][0-9]{1,9})?[ ]?m(?:illi)?s(?:ec(?:ond)?s?)?)\b"
)
_MADE = rb"(?i:generated|rendered|served|cached|executed|loaded|compiled)"

_SECRET = (
    rb"(?i:csrf|xsrf|nonce|authenticity|verificationtoken|viewstate|eventvalidation|form_build_id|sess(?:ion)?_?id)"
)
_SECRET_NAME = re.compile(
    rb"\b(?:name|id|property|http-equiv)[ ]{0,2}=[ ]{0,2}[\"']?[^\"'<>\s=]{0,80}"
    rb"(?:" + _SECRET + rb"|(?i:[_-]token|request-id|captcha)\b)",
    re.IGNORECASE,
)
_MOMENT_NAME = re.compile(
    rb"\b(?:name|id|property|http-equiv)[ ]{0,2}=[ ]{0,2}[\"']?[^\"'<>\s=]{0,40}"
    rb"(?i:modified|updated|generated|rendered|timestamp|server-?time)",
    re.IGNORECASE,
)
_VALUE = re.compile(rb"\b(value|content)([ ]{0,2}=[ ]{0,2})(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+)", re.IGNORECASE)
_BUTTON = re.compile(rb"\btype[ ]{0,2}=[ ]{0,2}[\"']?(?:submit|button|reset)\b", re.IGNORECASE)
_ANY_MOMENT = re.compile(_MOMENT)
_ABOUT_MAKING = re.compile(
    _MADE + rb"|(?i:\bcache|quer(?:y|ies)\b|timestamp|request|\bnonce|token|uuid|\bhost\b|server|memory)"
)


def _blank_value(match: _Match) -> bytes:
    """An input or meta tag without the value of a token, or without the moment of a clock."""
    tag = match[0]
    if _BUTTON.search(tag):
        return tag
    if _SECRET_NAME.search(tag) or (_MOMENT_NAME.search(tag) and _ANY_MOMENT.search(tag)):
        return _VALUE.sub(rb"\1\2", tag)
    return tag


def _quiet_comment(match: _Match) -> bytes:
    """A comment on how the page was made goes; of another one only moments go."""
    return b"" if _ABOUT_MAKING.search(match[0]) else _ANY_MOMENT.sub(b"", match[0])


def _clock(match: _Match) -> bytes:
    """People write times to the minute; odd seconds were written by a clock. Deadlines end in :00 or :59 and stay."""
    return match[0] if match[1] in (b"00", b"59") and not (match[2] or b"").strip(b".,0") else b""


def _plain_address(match: _Match) -> bytes:
    """The address that Cloudflare hides behind a key of its own on every visit: a new address is a change."""
    hidden = bytes.fromhex(match[2].decode())
    return match[1] + bytes(byte ^ hidden[0] for byte in hidden[1:])


_SECONDS = re.compile(rb":[0-9]{2}:[0-9]{2}")
_CLOCK = re.compile(
    rb"\b(?:"
    + _DAY
    + rb"(?:T|[ ])|[0-9]{1,2}[ ]"
    + _MONTH
    + rb"[ ][0-9]{4}[ ])[0-9]{2}:[0-9]{2}:([0-9]{2})([.,][0-9]{1,9})?"
    + _ZONE
)


def _words(text: bytes) -> tuple[bytes, ...]:
    return tuple(text.split())


_Rule = tuple[tuple[bytes, ...], "re.Pattern[bytes]", "bytes | Callable[[_Match], bytes]"]
_RULES: tuple[_Rule, ...] = (
    ((b"<!--",), re.compile(rb"<!--[^<>]{0,4000}-->"), _quiet_comment),
    (
        _words(
            rb"csrf xsrf nonce token viewstate eventvalidation form_build_id sess captcha request-id "
            rb"modified updated generated rendered timestamp time"
        ),
        re.compile(rb"<(?i:input|meta)\b[^<>]{1,400000}>"),
        _blank_value,
    ),
    ((b"nonce=",), re.compile(rb"(?i:nonce)=(?:\"[^\"<>]{1,200}\"|'[^'<>]{1,200}'|[\w+/=-]{6,200})"), b"nonce="),
    (
        (b"sid=", b"sessid=", b"sessionid=", b"session_id=", b"cfid=", b"cftoken="),
        re.compile(
            rb"([?&;](?i:jsessionid|phpsessid|aspsessionid\w{0,20}|session_?id|sessid|cfid|cftoken)=)[\w.!~%-]{6,200}"
            rb"|([?&;](?i:sid)=)(?=[\w-]{0,60}[0-9])(?=[\w-]{0,60}[a-zA-Z])[\w-]{8,200}"
        ),
        rb"\1\2",
    ),
    ((b"/(s(",), re.compile(rb"/\((?i:S)\([a-z0-9]{24}\)\)/"), b"/"),
    (
        _words(rb"ver= v= _= t= ts= cb= rnd= rand= random= cache= buster= time= timestamp= version= nonce="),
        re.compile(
            rb"([?&;](?i:ver|v|_|t|ts|cb|rnd|rand|random|nocache|cache_?buster|time|timestamp|_wpnonce|version)=)"
            rb"(?:[0-9]{9,17}(?:\.[0-9]{1,8})?|0\.[0-9]{6,20})(?![\w.-])"
        ),
        rb"\1",
    ),
    (
        _words(
            rb"csrf xsrf nonce authenticity token verificationtoken sessionid session_id sessid sess_id "
            rb"request_id requestid trace_id traceid view_dom_id"
        ),
        re.compile(
            rb"((?:" + _SECRET + rb"|(?i:token|request_?id|trace_?id|view_dom_id))\w{0,30}\\?[\"']?"
            rb"\s{0,4}[:=]\s{0,4}\\?[\"'])(?=[^\"'\s<>]{0,60}[0-9])[\w+/=.:%-]{6,4000}(?=\\?[\"'])"
        ),
        rb"\1",
    ),
    ((b"view-dom-id-",), re.compile(rb"view-dom-id-[0-9a-f]{32,64}"), b"view-dom-id-"),
    ((b"__cf$cv$params",), re.compile(rb"__CF\$cv\$params=\{[^{}<>]{0,300}\}"), b""),
    ((b"data-cfemail",), re.compile(rb"(data-cfemail=[\"'])((?:[0-9a-fA-F]{2}){2,200})(?=[\"'])"), _plain_address),
    (
        (b"/cdn-cgi/l/email-protection#",),
        re.compile(rb"(/cdn-cgi/l/email-protection#)((?:[0-9a-fA-F]{2}){2,200})(?![0-9a-fA-F])"),
        _plain_address,
    ),
    (
        _words(
            rb'generated" rendered" time" _at" edat" date" ed_on" timestamp" fetched" cached" modified" '
            rb'updated" "ts" "now"'
        ),
        re.compile(
            rb"([\"'](?i:\w{0,20}(?:generated|rendered|cached|fetched)_?(?:at|on|time)?|\w{0,20}timestamp|ts|now"
            rb"|(?:server|current|request|render|build|load)_?(?:time|date)|date_?modified|last_?(?:modified|updated)"
            rb"|(?:modified|updated)_?at)\\?[\"']\s{0,4}:\s{0,4})"
            rb"(?:\\?[\"']" + _MOMENT + rb"\\?[\"']|[0-9]{9,17}(?:\.[0-9]{1,9})?(?![\w.]))"
        ),
        rb"\1",
    ),
    (
        (b"data-time", b"data-now", b"data-generated", b"data-rendered", b"data-server-time", b"data-request-id"),
        re.compile(
            rb"(\bdata-(?i:time|timestamp|now|generated|rendered|server-time|request-id)=[\"'])[^\"'<>]{0,100}(?=[\"'])"
        ),
        rb"\1",
    ),
    (
        (b"generated ", b"rendered ", b"served ", b"cached ", b"executed ", b"loaded ", b"created "),
        re.compile(
            rb"(\b(?i:page|document|content|site|file|response|screen|was|is)[ ]" + _MADE + rb"[ ](?i:on|at)[ ]"
            rb"|\b(?i:generated|rendered|executed|loaded|served|created)[ ](?i:in)[ ])"
            rb"(?:" + _MOMENT + rb"|" + _FRACTION + rb")",
        ),
        rb"\1",
    ),
)


def remove_volatile(body: bytes) -> bytes:
    """The body without its volatile parts. Not a page any more: only good for comparing two bodies."""
    lowered = body.lower()
    for words, pattern, replacement in _RULES:
        if any(word in lowered for word in words):
            body = pattern.sub(replacement, body)
    return _CLOCK.sub(_clock, body) if _SECONDS.search(body) else body


def settle_body(body: bytes) -> str:
    """SHA-256 of a body without its volatile parts. A PDF has none: its own hash."""
    return hashlib.sha256(body if body[:5] == b"%PDF-" else remove_volatile(body)).hexdigest()
