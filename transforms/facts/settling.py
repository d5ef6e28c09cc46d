"""Which clause carries what only the second reader understands; none where its own words forbid the value."""

from __future__ import annotations

from collections.abc import Sequence

from transforms import hinted_re as re
from transforms.facts import visa
from transforms.facts.visa.heads import lists_alike
from transforms.facts.visa.off_topic import is_of_stay, mask_stay
from transforms.facts.visa.terms import is_at_large, is_of_terms
from transforms.facts.visa.words import COND, NEG
from transforms.language import Clause
from transforms.marks import has_mark

_VISA_WORDS = re.compile(
    r"\bvisas?\b|\bcitizens?\b|\bcitizenship\b|\bsponsor|\bpermanent residen|\bgreen card|\bimmigra|\bj ?-? ?[1i]\b|"
    r"\bh ?-? ?[1i]"
)
# Of each fact that may be settled: the module that reads it, and how a clause names it.
NAMED: dict[str, tuple[str, re.Pattern]] = {
    "visa_j1": ("visa", _VISA_WORDS),
    "visa_h1b": ("visa", _VISA_WORDS),
    "ecfmg_by": (
        "ecfmg",
        re.compile(
            r"\bproof of (?:your |their )?ecfmg\b|\becfmg\b(?! eligib\w+ for |(?:'s)? status\b)|\befmg\b|\becmfg\b|"
            r"\bcertif"
        ),
    ),
    "usce_required": (
        "usce",
        re.compile(
            r"\busce\b|experience|rotation|\bobserv|\bextern|elective|hands.on|"
            r"clinical(?!ly| skills| knowledge| science)"
        ),
    ),
}
# Modules whose reasons are believed: of a certificate that one is eligible for, nothing more is to be said.
LAST_WORD = frozenset(("ecfmg",))
VALUES: dict[str, str | bool] = {"True": True, "False": False}  # those that are no text

_CLOSED = re.compile(
    r"\bonly\b|\bsole(?:ly)?\b|\balone\b|\bexclusive|\blimited to\b|\brestricted\b|\bmust\b|\b(?:have|has|need) to\b|"
    r"\brequired\b|\bunable\b|\bexcept\b"
)
# Denials of something else than the visa: "who are not citizens", "J-1 or no visa", "J-1 holders need not".
_OF_OTHERS = re.compile(
    r"\b(?:not|non|without|no|neither)\b[- ](?:\w+[- ]){0,4}?(?:citizens?|citizenship|permanent residen\w+|"
    r"green cards?|nationals?|immigrants?)\b|"
    r"\bnor (?:permanent |us )?residen(?:ce|cy|ts?)\b|"
    r"\b(?:or|and) (?:with )?(?:no|without(?: a)?) visas?\b|"
    r"\bnot (?:only|just|merely|this hospital|our hospital|the hospital|the program|us|we|directly|by us)\b|"
    r"\bneed(?:s|ed)? (?:not|none)\b|\b(?:no|not) (?:the )?sponsors? (?:itself|themselves)\b|"
    r"\b(?:not|never) (?:ruled out|excluded|barred|mentioned|listed|stated|addressed|specified)\b|"
    r"\bno (?:information|answer|comment|word|news)\b|"
    r"\bno (?:problem|obstacle|difficulty|objection|issue|trouble|limit)s?\b"
)
_CITIZENS_ONLY = re.compile(
    r"\bonly [^.;]{0,30}(?:citizen|green card)|(?:citizens?|residents?|green cards?)\b[^.;,]{0,12} only\b"
)
_J = r"j ?-? ?[1i]s?\b"
# "J-1 only", "the sole visa is the J-1", "J-1 and no other": what closes the list of visas without naming the H-1B.
_ONLY_J1 = re.compile(
    rf"\b{_J}[^.;]{{0,40}}?\b(?:only|alone|exclusively|solely)\b(?! (?:when|where|if|for|in|on|after|upon|with|by|as|"
    r"at|to|under|once|those|a|one|two|three|\d+)\b)|"
    rf"\b(?:only|solely|exclusively|just) (?:the |an? |ecfmg[- ])*(?:sponsored )?{_J}(?! (?:non|research))|"
    rf"\b(?:exclusive|sole|only|single|one)(?: [a-z-]+){{0,2}} (?:visas?|status|type|category|classification|option|"
    rf"means|route)\b[^.;]{{0,60}}\b{_J}|"
    rf"\b{_J}[^.;]{{0,30}}\b(?:sole|exclusive|only|single) (?:visas?|status|one|type|category|classification|option|"
    r"means|route)\b|"
    rf"\b{_J}[^.;]{{0,40}}\b(?:(?:no|not any|any) (?:other|others|alternatives?|further|exceptions?)|"
    r"nothing (?:else|more|other)|(?:nobody|none|no one) (?:else|other)|exclusion of)\b|"
    rf"\bno (?:other )?visas?\b[^.;]{{0,30}}\b(?:besides|than|but|except|apart from|beyond)\b[^.;]{{0,12}}\b{_J}|"
    rf"\b(?:limited|restricted|narrowed|confined) to (?:the )?{_J}"
)
# The year of training before an advanced place is no experience before residency.
_FIRST_YEAR = re.compile(
    r"\b(?:clinical|preliminary|prelim|transitional|intern|internship|base)\W(?:\(?[a-z]+\)? )?year\b"
)
# What follows may be the very case that one is in: "not used, save for ...", "citizens are preferred".
_REOPENED = re.compile(r"\bsave (?:for|in|where|when|by)\b|\bexcept\b|\bunless\b|\bapart from\b|\bprefer")

# "If you need a visa, Step 3 has to be passed": a demand on those who may have one.
_IN_NEED = re.compile(r"\b(?:if|whoever) (?:[a-z]+ )?(?:needs?|requires?) (?:an? |any )?visas?\b")
# "... appropriate visa status, fluent English": what an applicant brings.
_TO_BE_BROUGHT = re.compile(r"\b(?:appropriate|valid|proper|suitable|legal|current|eligible) (?:visa|immigration)\b")
# "J-1 and H-1B are evaluated case by case": one verb and one condition for both.
_BOUND_TOGETHER = re.compile(
    rf"\b(?:{_J}|h ?-? ?[1i] ?-? ?b?)(?: visas?)? ?(?:and|or|&|/|,|and/or) ?(?:{_J}|h ?-? ?[1i] ?-? ?b?)(?: visas?| "
    r"sponsorships?| applications?| status| holders| requests?)* (?:is|are|will be|can be|may be)\b(?! [^.;]*[,;:])"
)
# "Sponsorship, J-1 as well as H-1B, has been ended", but not "J-1 yes and H-1B no".
_COORDINATED = re.compile(
    rf"(?:{_J}|\bh ?-? ?[1i] ?-? ?b?)(?: visas?)?,? ?(?:as well as|together with|nor|no more than|and/or) "
    rf"(?:the |an? |for )*(?:{_J}|h ?-? ?[1i] ?-? ?b?)|"
    rf"\b(?:without|no|neither|not (?:accept|sponsor|support|offer|take))(?: [a-z-]+){{0,2}} "
    rf"(?:{_J}|h ?-? ?[1i] ?-? ?b?\b)(?: visas?)?(?: ?[,/] ?| or | nor | and )"
    rf"(?:an? |the )?(?:{_J}|h ?-? ?[1i] ?-? ?b?\b)"
)
# "We do not sponsor visas other than the H-1B."
_ALL_BUT = re.compile(
    rf"\bvisas? (?:other than|but|except(?: for)?|besides|apart from) (?:an? |the )?(?:{_J}|h ?-? ?[1i] ?-? ?b?\b)"
)
# "The J-1, the H-1B, any visa at all: at present we sponsor none."
_TAKES_NONE = re.compile(r"\b(?:sponsor|accept|support|offer|provide|host|take)s? (?:none|neither|no visas?)\b")
# "Not sponsored: J-1, H-1B"
_NOT_TAKEN = re.compile(
    r"\b(?:not|cannot|never|no longer|unable to) (?:be )?(?:currently )?(?:sponsor|accept|support|offer|honou?r|take)"
    r"(?:s|n|ed|ing)?\W*$"
)
# "... legally able to work or eligible to obtain authorization", "a visa permit if not a citizen": a door left open.
_BY_OTHER_LEAVE = re.compile(
    r"\b(?:able|eligible|allowed|entitled) to (?:legally )?(?:work|be employed|get|obtain|secure|receive|hold)\b|"
    r"\b(?:suitable|appropriate|valid|proper|legal|current|eligible) (?:visa|immigration)\b|\bvisa permits?\b|"
    r"\bor (?:an? |the |other |valid )*(?:work|employment|training) (?:permits?|authori[sz]ations?|visas?)\b"
)


def is_plainly_listed(text: str, value: object, doubt: str) -> bool:
    """Whether a visa read as sponsored stands in such a list, which the second reader takes for a condition."""
    return value == "sponsors" and doubt.endswith("'conditional'") and lists_alike(text)


def find_bearer(
    field: str, value: str, named: Sequence[Clause], *, is_unbound: bool = False, is_certain: bool = False
) -> Clause | None:
    """The first of the clauses that name a fact that may carry a settled value; None where their words forbid it.

    A refusal needs a word that refuses or closes a list; where one stands beside a visa, the visa is not settled as
    sponsored: a denial that the grammar did not understand may well be of it. Silence on the H-1B beside the J-1 is no
    refusal, unless the J-1 is said to be the only one. With `is_unbound` a condition is known to be of something else,
    with `is_certain` a denial.
    """
    if field == "usce_required" and any(has_mark(clause.text, "preferred") for clause in named):
        return None  # it is liked, and nobody may say that it is asked for
    if field == "usce_required" and any(_FIRST_YEAR.search(clause.text) for clause in named):
        return None
    if field not in visa.NAMES:
        return named[0]
    named = [clause for clause in named if not is_of_stay(clause.text)]
    if value == "sponsors":
        named = [clause for clause in named if not is_of_terms(clause) and not is_at_large(clause)]
    names = visa.NAMES[field].search
    rival = visa.NAMES["visa_h1b" if field == "visa_j1" else "visa_j1"]
    own = [clause for clause in named if names(clause.text)]
    if not own and field == "visa_j1":
        own = [clause for clause in named if not rival.search(clause.text)]
        if value == "sponsors":
            own = [clause for clause in own if not _TO_BE_BROUGHT.search(clause.text)]
    if value == "no" and not own and field == "visa_h1b":
        return next((clause for clause in named if _ONLY_J1.search(clause.sentence)), None)
    if value == "no":
        if any(_ALL_BUT.search(clause.sentence) for clause in own):
            return None
        own = [clause for clause in own if names(clause.text) or not _is_left_open(clause.sentence)]
        return next((clause for clause in own if _refuses(clause.sentence)), None)
    if value == "conditional" and any(lists_alike(clause.text) for clause in own):
        return None
    if value == "sponsors" and any(_NOT_TAKEN.search(clause.lead) for clause in own):
        return None
    if value == "sponsors" and any(
        (COND.search(clause.text) and (not is_unbound or _BOUND_TOGETHER.search(clause.text)))
        or _CITIZENS_ONLY.search(clause.sentence)
        for clause in own
    ):
        return None
    if value == "sponsors" and is_certain and field == "visa_j1":
        return own[0] if own else None
    for clause in own:
        if not names(clause.text) and _TAKES_NONE.search(clause.text):
            return None
        is_one = _COORDINATED.search(clause.text)  # one predicate for all that it names
        parts = [clause.text] if is_one else [part for part in rival.split(clause.text) if names(part)]
        if any(NEG.search(_OF_OTHERS.sub(" ", part)) for part in parts):
            return None
    return own[0] if own else None


def denies(bearer: Clause) -> bool:
    """Whether anything is denied in the sentence of a clause or by its label: "if a J-1 is needed, do not apply".

    Where the ECFMG is named, what is denied is mostly the hospital's own sponsorship.
    """
    return "ecfmg" not in bearer.text and bool(NEG.search(f"{bearer.lead} | {bearer.sentence}"))


def _is_left_open(sentence: str) -> bool:
    """Whether a rule on status names another leave to work, and nobody who sponsors none."""
    return bool(_BY_OTHER_LEAVE.search(sentence)) and "sponsor" not in sentence


def _refuses(sentence: str) -> bool:
    """Whether a sentence denies something or closes a list, and opens no door again."""
    if COND.search(sentence) or _REOPENED.search(sentence):
        return False
    left = _OF_OTHERS.sub(" ", mask_stay(sentence))
    return bool(NEG.search(left) or (_CLOSED.search(left) and not _IN_NEED.search(left)))
