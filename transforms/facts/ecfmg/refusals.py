"""What those without the certificate are refused, or allowed: "we cannot rank a graduate who is not certified".

It must be held by the time of what is refused. Those who are only allowed something without it state nothing.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.ecfmg.pronouns import spell
from transforms.facts.ecfmg.times import find_event, find_times
from transforms.facts.ecfmg.words import CERTIFICATE, ECFMG, LACKS, LACKS_IT, NO_BUT, REFUSED
from transforms.language import Clause
from transforms.refusals import has_refusing_head

# ---------------------------------------------------------------- in the clause

# "the certificate, without which you will not be interviewed"
_WITHOUT_WHICH = re.compile(r"\bcertif\w*,? without which\b(?P<event>[^,;.]{2,60}?\b(?:not|no|cannot)\b[^,;.]{2,40})")
_OTHERWISE = re.compile(r"\botherwise\b")
_PARTS = re.compile(r"[,;]|\bbut\b")


def find_refused(text: str) -> str | None:
    """What those without the certificate are refused."""
    bare = NO_BUT.search(text) or _WITHOUT_WHICH.search(text)
    if bare:
        return find_event(bare.group("event"), 0)
    lacks = LACKS.search(text) or (_OTHERWISE.search(text) if CERTIFICATE.search(text) else None)
    if lacks is None:
        return None
    outside = text[: lacks.start()] + " " * (lacks.end() - lacks.start()) + text[lacks.end() :]
    refused = REFUSED.search(outside)
    if refused is None:
        return None
    if lacks.end() < refused.start():
        # "those who will not have it by mid-February need not apply"
        own = re.match(
            r"(?:(?!\b(?:can|may|will|are|is|but|need|must|cannot|should|do|get)\b)[^,;])*",
            text[lacks.end() : refused.start()],
        )
        due = [name for name, _ in find_times(own.group())] if own else []
        if due:
            return due[0]
    # What is refused stands in the same part of the sentence: "may apply, but don't expect an interview until ..."
    left = max((cut.end() for cut in _PARTS.finditer(outside, 0, refused.start())), default=0)
    cut = _PARTS.search(outside, refused.end())
    right = cut.start() if cut else len(outside)
    event = find_event(outside[left:right], refused.start() - left) or find_event(outside, refused.start())
    return event or ("application" if refused.group() in ("incomplete", "not complete") else None)  # of a file


# "IMGs without it may be ranked, since we only need the certificate when training begins"
_WE_NEED_IT = re.compile(
    r"\b(?:need|require|ask for|want|check)s? (?:for )?(?:the |your |their )?(?:certificate|certification|"
    r"it)\b(?= (?:only )?(?:when|by|"
    r"before|at|until|for|on)\b)"
)


def find_needed_later(text: str) -> str | None:
    """When it is needed, where those without it are taken until then."""
    needed = _WE_NEED_IT.search(text)
    if needed is None or not LACKS_IT.search(text[: needed.start()]):
        return None
    return next((name for name, at in find_times(text) if at >= needed.end()), None)


_MAY = re.compile(
    r"\b(?:are|is) (?:also |still )?(?:eligible|welcome|free|able|allowed|permitted|encouraged|invited) to\b|"
    r"\b(?:may|can|could|might|are|is|will|do) (?:also |still )?(?:be )?(?:apply|interview|invite|consider|welcome|"
    r"rank)"
)
_BOUND_TO = re.compile(r"\b(?:not|never|cannot|no|nobody|must|needs?|needed|required|only|until|unless|before)\b")


def is_allowed_without(text: str) -> bool:
    """ "Graduates who do not have it yet may apply": it is not needed at that time."""
    return bool(LACKS_IT.search(text) and _MAY.search(text) and not _BOUND_TO.search(text))


# ---------------------------------------------------------------- in its label, its question or the clause before

_NO_CERTIFICATE = re.compile(
    rf"(?:\W*\w?\)? ?)(?:no|missing|lacking|lack of|without|absence of|not (?:having|holding)|failure to (?:hold|"
    rf"obtain|"
    rf"have)) (?:(?:an?|the|valid|current|yet) )*(?:{ECFMG}|certif)"
)
_ASKS_WHAT_BARS = re.compile(
    r"\b(?:disqualif|reject|exclude|rule[sd]? (?:me |us |you )?out|not apply|screen\w* (?:me |us )?out|filter)"
)


def find_listed_refusal(clause: Clause, text: str) -> str | None:
    """ "Not considered: no ECFMG certificate"."""
    if _NO_CERTIFICATE.match(text) and (has_refusing_head(clause) or _ASKS_WHAT_BARS.search(clause.question)):
        return next((name for name, _ in find_times(text)), "application")
    return None


def find_refused_by_label(clause: Clause, text: str) -> str | None:
    """ "No one is ranked who (i) ...; (ii) lacks ..."."""
    if (
        clause.lead
        and REFUSED.search(clause.lead)
        and (LACKS.search(text) or re.search(r"\b(?:unless|until|without|if not|before)$", clause.lead))
    ):
        head = clause.lead.rsplit("|", 1)[-1]
        barred = REFUSED.search(head)
        return find_event(head, barred.start()) if barred else None
    return None


_THEN_NOT = re.compile(
    r"(?:but |and |yet |though )?(?:(?:they|you|these|such (?:applicants|candidates)|we|it|he or she|files|imgs) )?"
    r"(?:(?:will|can|may|are|is|do|must|would|could|should|simply|certainly) ?)*(?:not|cannot|never)\b"
)


# "..., yet nobody enters our match list until both are there"
_NOBODY_UNTIL = re.compile(
    r"(?:but |and |yet |though |still,? )?(?:nobody|no one|none of (?:them|these)|none)\b[^;]*\b(?:until|unless|"
    r"without|before)\b[^;]{0,12}"
    r"\b(?:it|both|these|they|one|that|this)\b"
)

# "without Step 2 or the certificate"
_WITHOUT_BOTH = re.compile(
    rf"\b(?:without|lacking)\b[^.;]{{0,30}}\b(?:or|and) (?:an? |the )?(?:valid )?(?:{ECFMG}|certif)"
)


def find_refused_after(clause: Clause, text: str) -> str | None:
    """ "IMGs without it may be interviewed | but not ranked": what is refused to those of the clause before."""
    previous, steps = clause.previous, 0
    denied = _THEN_NOT.match(text) or _NOBODY_UNTIL.match(text)
    if denied is None or re.search(r"certif|ecfmg", text[: denied.end()]):
        return None
    while previous is not None and steps < 3 and previous.sentence_start == clause.sentence_start:
        said = spell(previous.text)
        if (
            LACKS_IT.search(said)
            and (LACKS.search(said) or _WITHOUT_BOTH.search(said))
            and re.search(rf"{ECFMG}|certif", said)
        ):
            times = [] if _THEN_NOT.match(text) else find_times(text)
            return times[0][0] if times else find_event(text, denied.end())
        previous, steps = previous.previous, steps + 1
    return None
