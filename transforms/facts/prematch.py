"""prematch_offered: are places given outside the Match, by a contract before it. The guide does not hold this fact.

"All in" and "all positions through the NRMP" deny it. Letters or interviews before the Match, and the SOAP after it,
are not it.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop
from transforms.hinted_re import Hinted
from transforms.language import NEGATION, Clause

STEMS = ("pre-match", "prematch", "pre match", "the match", "nrmp", "national resident", "all-in", "all in ")
FIELD = "prematch_offered"

_MATCH = r"(?:nrmp|(?:nrmp |national |main )*(?:residency )?match(?:ing program)?)\b"
_PLACES = r"(?:positions?|places|contracts?|slots?|spots|offers?|openings|agreements?|seats|residents?|interns?)"
_OFFERED = Hinted(
    rf"\bpre-? ?match(?:es|ing)?(?= (?:{_PLACES}|candidates|applicants)\b|\W*$| (?:is|are|may|will|for|to|with|a few|"
    rf"some)\b|[,;])|"
    rf"\b{_PLACES}\b[^.;]{{0,40}}?\b(?:outside|before|ahead of|prior to)(?: of)? the {_MATCH}|"
    rf"\bmatch\b[^.;]{{0,60}}?\b{_PLACES} outside (?:of )?it\b|"
    rf"\b(?:offer|hire|sign|accept|fill|contract|take)\w*\b[^.;]{{0,30}}?\boutside(?: of)? the {_MATCH}"
)
# Everything through the Match: nothing outside it.
_ALL_IN = Hinted(
    rf"\ball[- ]in\b(?=[^.;]{{0,30}}\b(?:policy|program|rule|{_MATCH}|participa))|\b(?:policy|"
    rf"{_MATCH})[^.;]{{0,20}}\ball[- ]in\b|"
    rf"\b(?:all|(?:every|each)(?! (?:year|july|june|summer|season|class))|only|exclusively|solely|"
    rf"entirely)\b[^.;]{{0,60}}?\b(?:through|via|within|by)(?: means of)? the {_MATCH}|"
    rf"\b(?:through|via|in|within)(?: means of)? the {_MATCH}[^.;,]{{0,20}}?\b(?:only|exclusively|alone|solely)\b"
)
_FILLS = re.compile(rf"\b{_PLACES}\b|\b(?:fill|offer|recruit|hire|appoint|select|contract)\w*\b|\bpolicy\b")
_PAST = re.compile(r"\b(?:came|were|was|last year|in the past|matched)\b")
_ASKS = Hinted(rf"\bpre-? ?match|\boutside(?: of)? the {_MATCH}")
_LEFT_OUT = re.compile(r"\b(?:not|never|no|cannot)\b")


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    asked = clause.question if clause.is_first_reply else ""
    all_in = _ALL_IN.search(text)
    if all_in and not _PAST.search(text) and (_FILLS.search(text) or text.startswith("all")):
        is_denied = NEGATION.search(text[: all_in.start()] + all_in.group())
        yield drop(clause, "prematch: not all through the Match") if is_denied else _find(clause, False, EXPLICIT)
        return
    offered = _OFFERED.search(text)
    if offered:
        yield _find(
            clause, not (NEGATION.search(text) or _LEFT_OUT.search(clause.lead) or clause.answer == "no"), EXPLICIT
        )
    elif _ASKS.search(asked) and clause.answer:
        yield _find(clause, clause.answer == "yes", ANSWERED, question=True)
    elif _ASKS.search(clause.lead) and (
        said := re.match(r"(?P<no>no\b|none|not\b|never|n\W*$)|yes\b|offered|available|y\W*$", text)
    ):
        yield _find(clause, not said.group("no"), ANSWERED)


def _find(clause: Clause, is_offered: bool, confidence: float, question: bool = False) -> Finding:
    return Finding(
        FIELD,
        is_offered,
        "required",
        clause.start,
        clause.end,
        confidence,
        needs_question=question,
        needs_lead=bool(clause.lead),
    )
