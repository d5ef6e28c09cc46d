"""A certificate told by an order of things: "first the certificate, then ERAS", "apply without it, not match".

Also what follows in the next sentence: "... neither is needed. Without both, though, we cannot rank you."
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.ecfmg.times import find_event, find_times
from transforms.facts.ecfmg.words import CERTIFICATE, ECFMG, REFUSED
from transforms.language import Clause

_NAME = rf"(?:{ECFMG}|certif\w+)"
# "ECFMG certification comes first", "the certificate must be there beforehand"
_COMES_FIRST = re.compile(
    rf"\b{_NAME}(?: (?:certif\w+|certificate|by the \w+|of the \w+|is|are|must|has|have|to|should|needs?|come|comes|go|"
    rf"goes|be|there|held|complete[d]?|obtained|done|in hand|needed|required|due))*,? (?:first|beforehand|before "
    rf"(?:all|anything|everything) else|ahead of (?:all|anything|everything) else)(?=\W*$|[,;:]| (?:and|then|or)\b)"
)
# "First be certified by the ECFMG, then use ERAS"
_FIRST_THEN = re.compile(
    rf"\W*(?:imgs?,? |please )?first,? (?:you (?:must |need to |have to |should )?)?(?:be|become|get|have|hold|obtain|"
    rf"earn|comes?|complete|need)\b[^;.]{{0,40}}?{_NAME}[^;.]{{0,60}}?\b(?:then|afterwards|after that|only after)\b"
)
# "Do I apply with the certificate?", "we ask you to apply with the certificate in hand"
_APPLY_WITH = re.compile(
    rf"\b(?:apply|applying|applies) (?:only |already )?(?:with|holding|having|in possession of) (?:(?:an?|the|my|your|"
    rf"their|valid|current|full) )*(?:{ECFMG}[- ])?certif"
)
_SOFT = re.compile(
    r"\bprefer|\bideal|\bhelp\w*|\brecommend|\bencourag|\bbetter\b|\bnot\b|\bno\b|\bmay\b|\bcan\b|\bwithout\b|\beligib|"
    r"\bmost\b|\busually\b|\bvisas?\b|\bsponsor"
)
# "You may apply without the certificate, not match"
_APART_FROM = re.compile(
    rf"\b(?:may|can|could|might) (?:[a-z]+ ){{0,2}}?(?:apply|interview|be interviewed|be seen|be ranked|visit|come)\b"
    rf"[^,;.]{{0,20}}\b(?:without|before|lacking)\b[^,;.]{{0,30}}?{_NAME}[^,;.]{{0,20}}, (?:but |though |yet |just |"
    rf"only )?not (?P<event>[^,;.]{{2,40}})"
)
# "Without the two of them, though, we cannot rank you": what the sentence before named.
_WITHOUT_THEM = re.compile(
    r"\W*(?:but |and |yet |though |still,? |however,? )?(?:without|lacking|short of) (?:it|them|both|either|these|"
    r"those|that|this|one|both of (?:them|these)|the two(?: of (?:them|these))?|the (?:latter|document|paper))\b"
)
# "Certified at application? No. It must be there to be ranked, though."
_IT_IS_DUE = re.compile(
    r"\W*(?:but |only |then |still,? |yet |though )?(?:it|this|that|one|the certificate|certification|the paper)"
    r" (?:must|has to|needs to|should|will have to|is to|ought to|had better|is|comes) (?:only )?(?:be )?(?:there|in|"
    r"in hand|here|held|complete[d]?|issued|ready|needed|required|due|obtained|on file|with us|known|valid)?\b"
)
_MAX_ANSWER = 40
# "Be eligible for it when we meet, and hold its certificate when training begins"
_ELIGIBLE_THEN = re.compile(
    rf"\beligib\w+\b[^;.]{{0,80}}?\b(?:and|but|then|yet),? (?:(?:must|should|then|also|you|they|to|need to|have to) )*"
    rf"(?:hold|have|show|bring|possess|own|present|obtain|get|receive)(?:ing)? (?:(?:its|the|their|that|your|an?|full|"
    rf"actual) )*(?:{ECFMG}[- ])?certificat(?:e|ion)\b(?P<rest>[^;.]*)"
)
# "Hold an ECFMG certificate and ...": a demand by its verb alone
_HOLD = re.compile(
    rf"\W*(?:\d\W+)?(?:please )?(?:(?:you|they) (?:hold|possess|own)|hold|possess|be in possession of|obtain|own) "
    rf"(?:(?:an?|the|your|full|valid|current|active|unexpired),? )*{ECFMG}[- ]certificat(?:e|ion)\b"
)


def find_order(clause: Clause, text: str) -> str | None:
    """When the certificate is due by the order in which things are told, or None."""
    if "eligib" in text and (then := _ELIGIBLE_THEN.search(text)):
        return next((name for name, _ in find_times(then.group("rest"))), None)
    if apart := _APART_FROM.search(text):
        return find_event(apart.group("event"), 0)
    if not _SOFT.search(text) and {name for name, _ in find_times(text)} <= {"application"}:
        if _COMES_FIRST.search(text) or _FIRST_THEN.match(text) or _APPLY_WITH.search(text):
            return "application"
        if _HOLD.match(text) and not find_times(clause.lead) and not _is_near_visas(clause):
            return "application"
    return _find_after(clause, text)


_OF_VISAS = re.compile(r"\bvisas?\b|\bj-?1\b|\bsponsor\w*")
_NEAR = 3  # clauses before it


def _is_near_visas(clause: Clause) -> bool:
    """Whether the list in which the clause stands may be of what the sponsor of a visa asks for."""
    said, previous = f"{clause.topic} {clause.lead}", clause.previous
    for _ in range(_NEAR):
        if previous is None:
            break
        said, previous = f"{said} {previous.lead} {previous.text}", previous.previous
    return bool(_OF_VISAS.search(said))


def _find_after(clause: Clause, text: str) -> str | None:
    """When it is due by a sentence that leaves it unnamed, after one that names it."""
    previous = clause.previous
    if previous is None or previous.end + 6 < clause.start:
        return None
    if (without := _WITHOUT_THEM.match(text)) and CERTIFICATE.search(previous.text):
        refused = REFUSED.search(text, without.end())
        return find_event(text[without.end() :], refused.start() - without.end()) if refused else None
    is_answer = previous.is_first_reply and previous.answer == "no" and len(previous.text) < _MAX_ANSWER
    if is_answer and CERTIFICATE.search(previous.question) and _IT_IS_DUE.match(text):
        return next((name for name, _ in find_times(text) if name != "application"), None)
    return None


def is_asked_to_apply_with(clause: Clause) -> bool:
    """ "Do I apply with the certificate? Yes."."""
    return (
        clause.is_first_reply
        and clause.answer == "yes"
        and bool(_APPLY_WITH.search(clause.question))
        and not re.search(r"\bbut\b|\bnot\b|\bprefer|\blater\b|\bhowever\b", clause.sentence)
    )


_EXAM_BEFORE = re.compile(r"\b(?:usmle|steps?|csa?|ck|clinical skills|comlex|toefl|first attempt|passed)\b")


def is_alternative(clause: Clause, text: str) -> bool:
    """ "Clinical Skills at the first attempt | or a valid certificate": the one or the other."""
    previous = clause.previous
    return (
        text.startswith("or ")
        and previous is not None
        and previous.end + 6 >= clause.start
        and bool(_EXAM_BEFORE.search(previous.text))
    )


# "Most of the IMGs whom we interview have: ..."
_TYPICAL_HEAD = re.compile(
    r"\W*(?:in general,? |generally,? |usually,? |typically,? |as a rule,? )*(?:most|many|nearly all|almost all|the "
    r"majority)\b[^:.;?]{0,70}?\b(?:have|had|hold|held|bring|show|come with|possess|are|meet)\b"
)


def is_typical_item(clause: Clause) -> bool:
    """Whether the list in which the clause stands tells what most have."""
    head = clause.sentence[: max(0, clause.start - clause.sentence_start)]
    return bool(_TYPICAL_HEAD.match(head)) and not re.search(r"\bmust\b|\brequire", head)
