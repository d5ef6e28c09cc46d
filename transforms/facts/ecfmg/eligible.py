"""Being eligible: for the certificate, which is not holding it, or to apply, for those who hold it.

A certificate that may still be pending is due when it no longer may: "may be pending until June 15".
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.ecfmg.pronouns import resolve
from transforms.facts.ecfmg.refusals import find_refused
from transforms.facts.ecfmg.times import find_times
from transforms.facts.ecfmg.words import ECFMG, blank
from transforms.language import Clause

# ---------------------------------------------------------------- those who hold it may apply

# "International graduates with ECFMG certification are eligible."
ARE_ELIGIBLE = re.compile(
    rf"\b(?:with|holding|who (?:have|hold|are)|possessing) (?:an? |the |their |full |valid |"
    rf"fully |currently |current )*{ECFMG}[- ]certif\w*(?: and (?:an? )?[a-z0-9-]+(?: [a-z]+)?)?,? (?:are|is|will "
    rf"be) (?:also )?(?:eligible|welcome|accepted|considered|invited to apply|encouraged to apply)\b(?! (?:for|"
    rf"to) (?:an? )?(?:interview|"
    rf"rank|start|begin))"
)
# "Graduates certified by ECFMG may apply": those who are not may not.
_APPLY_IF = re.compile(
    rf"\b(?:may|can|eligible to|welcome to|able to|allowed to) (?:also |only )?apply(?: to [a-z ]{{3,30}})?,? "
    rf"(?:only )?(?:if|"
    rf"provided|when|once|as long as|so long as)\b[^.;,]{{0,40}}?(?:certif|{ECFMG})"
)
MAY_APPLY = re.compile(
    r"[^.;,]{0,40}\b(?:may|can|are (?:welcome|invited|encouraged|eligible|free) to|will be able to) apply\b"
)


def may_apply_with_it(text: str) -> bool:
    """Those who are not certified may not."""
    apply_if = _APPLY_IF.search(text)
    if apply_if is None:
        return False
    told = re.split(r"\band\b|[,;]", text[apply_if.end() :])[0]
    return {name for name, _ in find_times(told)} <= {"application"}


# ---------------------------------------------------------------- eligible for it, or expecting it

_ELIGIBLE = re.compile(
    r"\b(?:(?:eligible|eligibility)(?!(?:, [^,;]{3,40},)? (?:for|to) (?:[a-z-]+ ){0,4}?(?:sponsor|j-?1|visa|exchange|"
    r"employ|work|licen|"
    r"permit))(?! with (?:an? |"
    r"the |valid |"
    r"current )*e[cf]+mg)|candidates? for (?:(?:the|full|an?) )?(?:e[cf]+mg|certif)|on track|pursuing|on (?:the|"
    r"their|your|his or her) way to|"
    r"in (?:the )?process|working toward|able to obtain|"
    r"certifiable|pending|in progress|able to be|(?<!is )(?<!are )expect\w* (?:to be (?:[a-z-]+ )?certif|certif\w*|"
    r"to be so\b|to (?:have|hold|obtain|receive|get|complete|possess)\b|it\b)|"
    r"when (?:you|they) (?:still )?(?:expect|anticipate|hope|await)|"
    r"who (?:still )?(?:expects?|awaits?|anticipates?|(?:are|is) (?:still )?(?:expecting|awaiting|waiting for)))\b"
)
# Eligible for a visa, for a place, or if ...: the people, and not for the certificate.
_OF_OTHER_THING = re.compile(
    # "Eligible are those who already hold the certificate"
    r"^\W*(?:only |also )?eligible (?:to apply |here |for us )?are\b|"
    r"\b(?:j-?1|visa|citizen\w*|sponsorship|employment|work)s?[- ](?:eligib\w+|eligible)|"
    r"(?<!ecfmg )(?<!ecfmg's )\beligibility (?:rules|requirements|criteria|standards|policy|policies|guidelines)\b|"
    r"\beligibility (?:of|for) (?:all |the )?(?:[a-z]+ ){0,2}(?:graduates|applicants|candidates|imgs|fmgs|"
    r"physicians)\b|"
    r"\bto be eligible(?=[\s\".)]*$)|\b(?:able|ability) to obtain (?:an? |the )?(?:[a-z0-9-]+ ){0,2}?(?:j-?1|"
    r"visas?|h-?1b?|"
    r"licen[sc]e|permit)\b|"
    r"\beligibility for (?:the )?ecfmg's j-?1|"
    r"\beligib(?:le|ility) (?:for|to) (?!(?:it|this|that|one|such)\b|(?:[a-z-]+ ){0,4}?(?:certif|"
    r"e[cf]+mg(?!(?:'s)?[- ]*(?:sponsor|j-?1|visa))|(?:receive|"
    r"obtain|get|hold|have|be|become) "
    r"(?:it|so|one)\b))|"
    r"^(?:in order )?to be (?:considered )?eligible,?(?= (?:an? |all |the |any )?(?:[a-z-]+ )?(?:applicants?|"
    r"candidates?|"
    r"graduates?|imgs?|fmgs?|you|physicians?)\b)|"
    r"\beligible (?:only )?(?=(?:if|when|once|provided|as long as|so long as|with)\b)|"
    r"(?<=certification )on (?:applying|application) (?:are|is) (?:[a-z]+ )?eligible"
)
NOT_MERELY = re.compile(
    r"\b(?:not|rather than|and not|instead of) (?:just |merely |only |simply |the )*(?:eligib|pending|in progress)|"
    r"\bif (?:it is )?(?:still )?(?:pending|in progress)\b[^.;]*\b(?:must|should|has to|needs?|is to|before|by)\b"
)
_ELIGIBLE_FOR = re.compile(
    rf"\b(?:eligible|eligibility|in (?:the )?process|working|qualif(?:y|ied)) (?:for|of|toward|to (?:obtain|receive|"
    rf"get|be))"
    rf" (?:[a-z]+ ){{0,4}}?(?:{ECFMG}|certif)"
)


_OR_ELIGIBLE = re.compile(  # "certified or eligible to be so"
    r"\bor,? (?:(?:at least|else|be|are|otherwise|currently) )*(?:eligible|eligibility)"
    r"(?: (?:to (?:be|become|get|obtain|have) (?:so|it|certified|one)|for (?:it|this|that|one|certification|the "
    r"certificate))\b)?(?=\W*$|[,;])"
)


def find_eligible(text: str, start: int, end: int) -> re.Match[str] | None:
    """Being eligible for the certificate that stands there; None where people are eligible for a place."""
    if (either := _OR_ELIGIBLE.search(text)) and either.start() >= end:
        return either
    masked = _OF_OTHER_THING.sub(blank, text)
    eligible = _ELIGIBLE.search(masked, max(0, start - 60), end + 45)
    if eligible is not None and not _ELIGIBLE.match(masked, eligible.start()):
        eligible = None  # "eligible, ..., for the J-1": what it is for stands further on
    if eligible is None or ARE_ELIGIBLE.search(text) or NOT_MERELY.search(text):
        return None
    if not _ELIGIBLE_FOR.search(text) and re.search(
        r"\bto be eligible (?:for (?:an? |the |our )?(?:interview|residency|rank|position|program|review|"
        r"appointment|"
        r"consideration)|to)\b(?![^.;]*\beligible (?:for|to))|\beligible (?:only )?(?:if|when|once|provided)\b|"
        r"\beligible (?:to|for) (?:apply|start|rank|interview|be|an interview|consideration)"
        r"|\bbut\b.*\b(?:must|has to|have to|needs?|required)\b",
        text,
    ):
        return None
    return eligible


_EXPECTS = re.compile(r"expect|await|anticipat|on track|able to obtain|will be|waiting")


_GOES_ON = re.compile(r" but |, (?:for|since|because|as) (?=(?:you|they|he|she|we|nobody|no|imgs|applicants)\b)")


def find_later(text: str, eligible: re.Match[str]) -> str | None:
    """When the certificate itself is due in a clause that first speaks of being eligible for it, or of expecting it."""
    # "may be ranked while it is pending, but may not begin work before it is issued"
    rest = text[goes_on.start() :] if (goes_on := _GOES_ON.search(text)) else ""
    later = find_refused(re.sub(r"\b(?:it|this)\b", "ecfmg certificate", rest)) if rest else None
    if later:
        return later
    if _EXPECTS.search(eligible.group()) and not re.search(r"\bor (?:[a-z]+ )?$", text[: eligible.start()]):
        # "who expect to hold it by the start of training"
        for name, at in find_times(text):
            if (
                name in ("ranking", "start")
                and at > eligible.end()
                and not re.search(r"[;]|\bor\b", text[eligible.end() : at])
            ):
                return name
    for cut in re.finditer(r"\b(?:and|but|then|though|although|however|yet)\b|[;,]", text[eligible.end() :]):
        # "eligible at application and certified by the start"
        rest = text[eligible.end() + cut.end() :]
        if re.match(
            r"[^,;]{0,40}?\b(?:certified\b|certificate\b|certification\b|it |complet|hold|obtain|must)", rest
        ) and not (_ELIGIBLE.search(rest[:60]) or re.match(r"[^,;]{0,30}\b(?:not|no)\b(?! later)", rest)):
            times = find_times(rest)
            if times:
                return times[0][0]
    return None


# ---------------------------------------------------------------- pending until then

# "can be pending until", "may follow as late as": the certificate is due then.
_PUT_OFF = re.compile(
    r"\b(?:pending|outstanding|in (?:progress|process)|missing)\b[^.;]{0,40}\bbut not (?=(?:on|at|by|for|to|when|"
    r"after|past|"
    r"beyond|later)\b)|"
    r"\b(?:pending|outstanding|in (?:progress|process)|incomplete|under ?way|on its way|wait|follow|come|arrive|"
    r"missing|"
    r"(?:obtained|completed|received|sent|submitted|supplied|provided)|not (?:yet )?(?:be )?(?:complete|in hand|"
    r"finished|"
    r"required|needed|necessary|due)) (?:up )?(?:until|till|as late as|up to)\b"
)


def find_put_off(text: str) -> str | None:
    """ "Can be pending until June 15": needed by then."""
    put_off = _PUT_OFF.search(text)
    return next((name for name, at in find_times(text) if at >= put_off.end()), None) if put_off else None


_STILL_PENDING = re.compile(
    r"\b(?:pending|outstanding|missing|in (?:progress|process)|incomplete|under ?way|not yet (?:issued|complete))\b"
)
_NOT_PENDING = re.compile(
    r"\b(?:may|can|must|should|will)(?: ?not|not) (?:still |then |longer )*(?:be )?(?:pending|outstanding|"
    r"missing|in progress|"
    r"incomplete)\b"
)


def find_after_pending(clause: Clause, text: str) -> str | None:
    """ "It may be pending at interview | but not on July 1" asks for it then."""
    previous = clause.previous
    denied = _NOT_PENDING.search(text)
    if denied and re.search(rf"{ECFMG}|certif", text):
        return next((name for name, at in find_times(text) if at > denied.end()), None)
    if (
        previous is None
        or previous.sentence_start != clause.sentence_start
        or not (_STILL_PENDING.search(previous.text) and re.search(rf"{ECFMG}|certif|\bit\b", resolve(previous)))
    ):
        return None
    later = re.match(r"(?:but |and )?not (?=(?:on|at|by|for|to|when|after|past|beyond|later|once|as of)\b)", text)
    return next((name for name, at in find_times(text)), None) if later else None
