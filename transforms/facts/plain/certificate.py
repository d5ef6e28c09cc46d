"""When the ECFMG certificate is due, by its name and one point of time, or by its place among what is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.ecfmg.off_topic import PURPOSE
from transforms.facts.ecfmg.times import find_times
from transforms.facts.ecfmg.words import ECFMG, OTHER
from transforms.facts.finding import PLAIN, Finding
from transforms.facts.plain.asking import (
    count_strangers,
    gather,
    is_denied,
    is_left_open,
    is_usual,
    is_wished_for,
    join_lead,
    join_question,
    simplify,
    tells_of_else,
)
from transforms.language import Clause
from transforms.marks import has_mark

FIELDS = frozenset(("ecfmg_by",))
MAX_STRANGERS = 2

# The certificate, or its issuer where nothing but the certificate can be meant.
_NAME = re.compile(
    rf"(?:{ECFMG}|\becf\b)(?!'?s? ?-?(?:sponsor|status|number|no\b|id\b|token|eligib|website|office|fees?|account|"
    rf"j-?1|"
    r"pathways?|forms?|portal|oasis|coordinator|liaison|requires|rules|requirements|reports?|recogni|approv|accredit|"
    r"evsp|visa|exam|english|toefl|epic|faimer))"
)
_CERTIFICATE = re.compile(r"\bcert(?:ified|ification|ificates?|'?d)?\b\.?")
_NAMES_MORE = re.compile(
    rf"{ECFMG}|\becf\b|{_CERTIFICATE.pattern}|\b(?:before|prior|not|if|rank\w*|interview\w*|appl\w+|start|contract|"
    rf"match|june|july|day|required|mandatory|prefer\w*|"
    rf"recommended|imgs?)\b"
)
_OF_FOREIGNERS = re.compile(r"\b(?:imgs?|fmgs?|foreign|international|abroad|overseas|non-us)\b")
# What makes another thing of it: who may get it, what it is for, where it is asked about.
_TURNED = re.compile(
    r"\b(?:eligib\w+ for|eligible to|status reports?|pending|in progress|process|under way|underway|on (?:its|"
    r"the) way|"
    r"licens\w+|permits?|boards?|moonlight\w*|sponsor\w*|ds-?2019|fees?|website|page|sticker|revalid\w*|expir\w*|"
    r"verification|number|eventually|can follow|follow|later on|as soon as|waiting|await\w*|anticipated|expected to|"
    r"letters? (?:from|of) (?:the )?ecfmg|statement|if applicable|where applicable|if (?:any|held|available|issued|"
    r"you have)|"
    r"eligib\w+|for (?:that|this|it)|by then|within|after|since|caribbean only|attempts?|takes|weeks?|months?|"
    r"years?|hours?)\b"
)
# "ECFMG certificate if an IMG": for whom else would it be?
_IF_FOREIGN = re.compile(r"\bif (?:an? img|you are an? img|foreign|an? fmg|international)\b|\bto be eligible\b(?! for)")
_BY_ISSUER = re.compile(rf"\b(?:by|at|upon|with) (?:the )?{ECFMG}")
# A time that is none of those known: "by the fourth meeting".
_SOME_TIME = re.compile(r"\b(?:by|before|until|till|prior|when|upon|once|at|during|then)\b")
# Papers of an application: among them the certificate is one of what is asked for.
_PAPERS = re.compile(
    r"\b(?:transcripts?|diploma|letters?|lors?|mspe|dean'?s|cv|c\.v\.|curriculum vitae|resume|personal statement|"
    r"photo\w*|"
    r"scores?|usmle|steps?|ck|comlex|passport|eras)\b"
)
_ASKS = re.compile(
    r"\b(?:must|need(?:s|ed)?|requir\w+|mandatory|obligatory|compulsory|essential|please|provide|submit|include|"
    r"bring|send|"
    r"upload|show|checklist|documents?|what we (?:ask|need|require)|to apply|application|file|asked|demand\w*|"
    r"expect\w*|"
    r"prerequisites?|condition|only)\b"
)
# "By IV", "at int": the abbreviations of lists.
_IV = re.compile(r"\b(?P<by>by|before|at|prior to|b4|for) (?:the )?(?:ivs?|int)\b")
# "Interview: ECFMG certificate": the label is the time.
_STAGE = re.compile(
    r"(?:an? |the |your )?(?:interviews?|invitations?|rank(?:ing)?(?: list| day)?|contract|appointment|application|"
    r"hire|start)"
)
_J1 = re.compile(r"\bj-?1\b")
_OR_ELSE = re.compile(r"^\W*(?:or|possibly|unless|if)\b")
_CUT = re.compile(r"(?:[,;|/\u2022]|//)\s*(?![^()]*\))")
_OWN_WORDS = gather(
    """ecfmg ecf certified certification certificate certificates cert certs certd issued held passed commission
    educational original copy copies photocopy unexpired indefinitely standard proof evidence diploma papers
    transcript transcripts mspe cv photo visa citizen citizens card green permanent resident residents u.s us usa
    canada canadian citizenship offered extended given appointed hired employed employment agreement july june
    january february march september october november may eras deadline day-one visit season school's step steps iv
    int match-day lists rol graduate's if ours us citizens"""
)


def read(clause: Clause) -> Iterator[Finding]:
    """One time beside the certificate's name; none, where it is asked for among other papers: the application."""
    joined, is_labelled = join_lead(clause)
    is_asked = False
    if not is_labelled:
        joined, is_asked = join_question(clause)
    joined = simplify(joined, _NAMES_MORE)
    joined = _IV.sub(lambda match: f"{match.group('by')} interview", joined)
    item = _find_item(joined)
    if item is None or _is_of_else(clause, joined, item):
        return
    due = _find_due(joined, item, clause)
    if due is not None:
        yield Finding(
            "ecfmg_by",
            due,
            "required",
            clause.start,
            clause.end,
            PLAIN,
            needs_lead=is_labelled,
            needs_question=is_asked,
        )


def _find_item(joined: str) -> str | None:
    """The label, and of the list behind it the item that names the certificate."""
    label, colon, rest = joined.rpartition(": ")
    items = [item for item in _CUT.split(rest) if item]
    if colon and _names(label):
        return joined if len(items) == 1 else f"{label}: {items[0]}"
    named = [item for item in items if _names(item)]
    if len(named) != 1:
        return None
    return f"{label}: {named[0]}" if colon else named[0]


def _names(text: str) -> bool:
    if _NAME.search(text):
        return True
    return bool(_CERTIFICATE.search(text) and _OF_FOREIGNERS.search(text) and not OTHER.search(text))


def _is_of_else(clause: Clause, joined: str, item: str) -> bool:
    if PURPOSE.search(joined) or (_J1.search(item) and not _CERTIFICATE.search(item)):
        return True
    behind = joined[joined.rfind(item) + len(item) :]
    return (
        bool(_TURNED.search(_IF_FOREIGN.sub(" ", item)))
        or is_wished_for(item)
        or is_denied(item)
        or is_left_open(item)
        or tells_of_else(joined)
        or _OR_ELSE.search(behind) is not None
        or is_usual(clause.sentence)
        or count_strangers(joined, _OWN_WORDS) > MAX_STRANGERS + 1 + len(_CUT.findall(joined))
        or count_strangers(item, _OWN_WORDS) > MAX_STRANGERS
    )


def _find_due(joined: str, item: str, clause: Clause) -> str | None:
    label, colon, _ = item.partition(": ")
    stage = _STAGE.fullmatch(label) if colon else None
    times = {name for name, _ in find_times(f"at {item}" if stage else item)}
    if times:
        return times.pop() if len(times) == 1 else None
    if (
        _SOME_TIME.search(_BY_ISSUER.sub(" ", item))
        or find_times(joined)
        or find_times(clause.heading)
        or not _CERTIFICATE.search(item)
    ):
        return None
    is_asked = _ASKS.search(item) or has_mark(joined, "required") or "please" in joined
    is_among_papers = len(set(_PAPERS.findall(joined))) >= 2
    return "application" if is_asked or is_among_papers else None
