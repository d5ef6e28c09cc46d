"""Replies to a question on the certificate: "To be ranked, yes." "No" to whether those without it are ranked."""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.ecfmg.pronouns import spell
from transforms.facts.ecfmg.refusals import find_refused
from transforms.facts.ecfmg.times import find_event, find_times, state_due
from transforms.facts.ecfmg.words import BARE, CERTIFICATE, ECFMG, LACKS, OTHER, REFUSED
from transforms.facts.finding import ANSWERED, Drop, Finding, drop
from transforms.language import Clause

_POINT = re.compile(
    r"(?P<point>(?:to|for|at|before|by|when|until)\b[^,;:-]{2,40}?)\s*[,:-]?\s*(?P<word>yes|no)\b(?![- ](?:later|more|"
    r"one|"
    r"img|applicant))"
)
# "Yes, but it's required for us to rank you."
_BUT_NEEDED = re.compile(
    r"\b(?:but|though|although|however|only)\b[^.;]{0,20}?\b(?:required|needed|necessary|mandatory|must|due|need it|"
    r"want it|"
    r"require it)\b|^\W*(?:but |only )?(?:as long as|so long as|provided|if|until|till|up to)\b(?!.*\b(?:not|no)\b)"
)
_WHEN_THEN = re.compile(
    r"(?:and |but |so |then,? )*(?:(?P<when>(?:by |until )?when|by (?:what|which) (?:date|time|day)|at (?:what|which) "
    r"(?:point|stage|time))(?:,? (?:then|is it (?:needed|required|due)|do (?:i|you|we) need (?:it|one)))?|"
    r"(?:to|for|before|by|at)\b[^?]{3,30}(?:, then)?)\W*$"
)
# "Certificate first, application second."
_FIRST = re.compile(r"\b(?:certif\w*|ecfmg) (?:comes )?first\b")
_IF_HELD = re.compile(
    r"\W*(?:but )?(?:only )?(?:if|provided|as long as|so long as|once|on (?:the )?condition)\b[^.;]*?(?:certif|ecfmg)"
)
_ASKS_WHETHER = re.compile(r"(?:[^?]{0,60}\b)?(?:do|does|must|should|is|are|shall|need|have|has)\b")


def read_reply(clause: Clause, text: str) -> list[Finding | Drop] | None:
    """ "To be ranked, yes." under a question on the certificate; "No" to whether those without it are ranked."""
    if clause.is_first_reply and clause.answer == "yes" and _IF_HELD.match(text) and not find_times(text):
        asked_of = find_event(clause.question, 0)
        if asked_of:
            return [state_due(clause, asked_of, ANSWERED, True, False)]
    before = clause.previous.question if clause.previous else ""
    if (
        clause.is_first_reply
        and before != clause.question
        and CERTIFICATE.search(before)
        and not LACKS.search(before)
        and (asks_on := _WHEN_THEN.match(clause.question))
    ):
        # "Must I be certified to apply? No. When, then? By July 1.", "... To be ranked? Yes."
        times = find_times(clause.text if asks_on.group("when") else clause.question)
        is_due = asks_on.group("when") or clause.answer == "yes"
        return [state_due(clause, times[0][0], ANSWERED, True, False)] if is_due and times else None
    if (
        clause.is_first_reply
        and clause.answer == "no"
        and before != clause.question
        and len(clause.text) < 40
        and LACKS.search(before)
        and not re.search("certif|ecfmg", clause.question)
    ):
        # "Will you interview me before I am certified? Yes. Will you rank me? No."
        asked_of = find_event(clause.question, 0)
        return [state_due(clause, asked_of, ANSWERED, True, False)] if asked_of else None
    if not clause.question or not re.search(rf"{ECFMG}|certif", clause.question):
        return None
    point = _POINT.match(clause.text)
    if point:
        times = find_times(point.group("point"))
        is_refused = bool(LACKS.search(clause.question)) and times
        if (point.group("word") == "no") != bool(is_refused) or not times:
            return [drop(clause, "ecfmg: not needed at that time")]
        return [state_due(clause, times[0][0], ANSWERED, True, False)]
    question = spell(clause.question)
    if (
        clause.is_first_reply
        and clause.answer == "yes"
        and len(clause.text) < 70
        and not LACKS.search(question)
        and not OTHER.search(question)
        and _ASKS_WHETHER.match(question)
        and not find_times(clause.text)
        and not re.search(r"\b(?:but|however|unless|except|although|though|eligib|prefer|if)\b|\bnot\b", clause.text)
    ):
        asked = find_times(question)
        if asked and (CERTIFICATE.search(question) or BARE.search(question)):
            return [state_due(clause, asked[0][0], ANSWERED, True, False)]
    if clause.is_first_reply and clause.answer == "no" and LACKS.search(question) and _FIRST.search(text):
        return [state_due(clause, "application", ANSWERED, True, False)]
    if clause.is_first_reply and LACKS.search(question) and clause.answer:
        answered = REFUSED.search(text)
        own = find_event(text, answered.start()) if answered else None
        if own:
            return [state_due(clause, own, ANSWERED, True, False)]
        refused = find_refused(text) if text != clause.text or CERTIFICATE.search(text) else None
        if refused:
            return [state_due(clause, refused, ANSWERED, True, False)]
        event = find_event(question, 0)
        needed = _BUT_NEEDED.search(clause.text) if clause.answer == "yes" else None
        due = find_times(clause.text[needed.start() :]) if needed else []
        if due:
            return [state_due(clause, due[0][0], ANSWERED, True, False)]
        if clause.answer == "yes" or event is None:
            return [drop(clause, "ecfmg: not needed at that time")]
        return [state_due(clause, event, ANSWERED, True, False)]
    return None
