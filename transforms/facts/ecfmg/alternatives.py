"""What may stand in the place of a certificate in hand: a later day, being close to it, an exam that is passed.

"When you apply, or else by February 1" is due by the later day; "or be close to it" asks for no certificate at all.
What is asked for only if it exists already ("if available; if not, by June 1") is due by the day told for the others.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.ecfmg.pronouns import resolve
from transforms.facts.ecfmg.times import TIMES, find_times
from transforms.facts.ecfmg.words import CERTIFICATE, ECFMG
from transforms.language import Clause

# ---------------------------------------------------------------- a later day, or close to it

# "or far enough along ...", "or be well on your way", "or close to finishing"
_OR_NEARLY = re.compile(
    r"\bor,? (?:(?:be|are|is|been|to|have|has|else|otherwise|at least|so|sufficiently|well|very|quite|already|fairly|"
    r"enough|"
    r"the process|it) )*"
    r"(?:far (?:enough )?(?:along|advanced|on|ahead)|along far enough|far enough|advanced\b|close\b|near\b|nearly\b|"
    r"nearing\b|almost\b|about to\b|"
    r"on (?:(?:the|its|your|their|his or her) )?(?:way|course|track|schedule)\b|under ?way\b|"
    r"applied for (?:it|one|the|an?|certif|ecfmg)|within reach\b|at a stage\b|in a position\b)"
)
# Of the certificate, and not of the people: "that it arrives by", "to be certified by"
_COMES = re.compile(
    rf"{ECFMG}|\b(?:certif\w*|it|one|so|this|arriv\w*|complet\w*|issued|finish\w*|in hand|there|done|received|needed|"
    rf"required)\b|\bto (?:be|get|go|enter|take part|participate|compete) (?:in|into)\b"
)
# "or else by", "or, at the latest, before", "failing that no later than", "or at least by"
_OR_LATER = re.compile(
    r"(?:\bor\b|\bfailing (?:that|which|this)\b|\botherwise\b|\belse\b|\bif not(?: yet)?\b)"
    r"(?:[ ,]+(?:or|else|otherwise|failing that|if not|then|at (?:the )?(?:very )?(?:least|latest)|certainly|"
    r"in any case|"
    r"(?:you |they )?(?:must |should |will )?(?:obtain|get|receive|have|be|produce|show|submit|furnish|present|supply|"
    r"complete)(?: (?:it|one|so|this|certified|the certificate|that certificate))?|"
    r"\([^()]{0,40}\)))*[ ,]+(?=(?:by|before|prior to|no later than|not later than|ahead of|in time for|until|"
    r"in advance of)\b)"
)
_ORDER = [name for name, _ in TIMES]


def _find_later_day(text: str) -> str | None:
    """The later of two days, where either will do: "when you apply, or at least by the rank list"."""
    either = _OR_LATER.search(text)
    if either is None or not find_times(text[: either.start()]):
        return None
    told = [name for name, at in find_times(text) if at < either.start()]
    later = find_times(text[either.end() :])
    if told and later and _ORDER.index(later[0][0]) > _ORDER.index(told[0]):
        return later[0][0]
    return None


def _find_nearly(text: str, is_named: bool) -> tuple[bool, str | None]:
    """Whether being close to it will do as well, and the day by which it must then be there, if one is told."""
    nearly = _OR_NEARLY.search(text)
    if nearly is None or not (is_named or re.search(rf"{ECFMG}|certif", text[: nearly.start()])):
        return False, None
    rest = text[nearly.end() :]
    due = next((name for name, _ in find_times(rest) if name != "application"), None)
    return True, due if _COMES.search(rest) else None


def find_other_day(text: str, is_named: bool = False) -> tuple[str | None, bool]:
    """The day by which it will do as well, if one is told; and whether being close to it will do."""
    if " or " not in text and " or," not in text and not _ELSE.search(text):
        return None, False
    is_nearly, due = _find_nearly(text, is_named)
    return due or (None if is_nearly else _find_later_day(text)), is_nearly


_ELSE = re.compile(r"\b(?:failing|otherwise|else|if not)\b")

# ---------------------------------------------------------------- asked for only if it exists

_IF_THERE = re.compile(
    r"\b(?:if|when|where) (?:(?:it|they|you|this|is|are|has|have|been|already|now|still|currently) )*"
    r"(?:available|issued|obtained|"
    r"have (?:it|one)|hold (?:it|one)|have|in hand|received|certified|complete[d]?|already|there|possible)\b"
)
_IF_NOT = re.compile(
    r"(?:and |but |or )?(?:if (?:it is |you are |they are )?not(?: yet)?(?: (?:available|issued|certified|there|"
    r"in hand|complete))?|(?:or )?otherwise|(?:or )?else|failing that|failing which)\b"
    r"(?:\s*\([^()]{0,40}\))?"
)


def find_if_not(clause: Clause, text: str) -> str | None:
    """ "The certificate, if available | if not, by June 1": the day for those who have none yet."""
    here = _IF_THERE.search(text) if CERTIFICATE.search(text) else None
    if here is not None and (other := _IF_NOT.search(text[here.end() :])):
        return _first_day(text[here.end() + other.end() :])
    previous = clause.previous
    if previous is None or previous.end + 6 < clause.start:
        return None
    other = _IF_NOT.match(text)
    if other is None or not (
        CERTIFICATE.search(previous.text) and (_IF_THERE.search(previous.text) or find_times(previous.text))
    ):
        return None
    return _first_day(text[other.end() :])


def _first_day(text: str) -> str | None:
    return next((name for name, _ in find_times(text)), None)


# ---------------------------------------------------------------- while it is pending

# More than any sentence that asks for it without the exception.
LAST_SAID = 0.97

_MAY_PEND = re.compile(
    r"\b(?:may|can|could|might|fine|acceptable|enough|suffices?|allowed|okay|possible)\b[^.;]*\b(?:pending|"
    r"outstanding|in progress|missing|under ?way|on its way|not yet)\b|"
    r"\b(?:pending|outstanding|in progress|missing)\b[^.;]*\b(?:may|can|fine|acceptable|enough|suffices?|allowed|"
    r"okay|possible)\b"
)
_GOES_ON = re.compile(r"\b(?:but|yet|though|although|however|whereas|while)\b|;|,(?= not (?:at|for|to|by|when)\b)")
_DEMANDS = re.compile(
    rf"\b(?:need\w*|must|requir\w*|only|until|unless|without|not|hang|hinges?|depends?|has to|have to|once)\b|{ECFMG}|"
    rf"\bcertif"
)
_ALLOWS_TOO = re.compile(r"\b(?:still|also) (?:be )?(?:fine|acceptable|allowed|rank|pending)|\bprefer")


def find_while_pending(clause: Clause, text: str) -> str | None:
    """ "May be interviewed while it is pending, but to be ranked you need it": due when pending no longer does."""
    pend = _MAY_PEND.search(text)
    if pend is not None:
        goes_on = _GOES_ON.search(text, pend.end())
        return _find_demanded(text[goes_on.end() :]) if goes_on and _is_on_it(clause, text) else None
    previous = clause.previous
    if previous is None or previous.sentence_start != clause.sentence_start or not _MAY_PEND.search(previous.text):
        return None
    return _find_demanded(text) if _is_on_it(previous, resolve(previous)) else None


_NAMES_IT = re.compile(rf"{ECFMG}|certif")


def _is_on_it(clause: Clause, text: str) -> bool:
    """Whether the clause names the certificate, or the one just before it does."""
    previous = clause.previous
    near = previous.text if previous is not None and previous.end + 6 >= clause.start else ""
    return bool(_NAMES_IT.search(text) or _NAMES_IT.search(near))


def _find_demanded(text: str) -> str | None:
    due = _first_day(text) if _DEMANDS.search(text) and not _ALLOWS_TOO.search(text) else None
    return due if due != "application" else None


# ---------------------------------------------------------------- denied for one time, affirmed for another

_THEN_YOU_DO = re.compile(
    r"(?:but |though |yet |and )?(?:only )?(?:by|before|prior to|at|on|upon|when|for|to|once|until)\b[^,;]{3,50}?,? "
    r"(?:we|you|they|it|one|imgs) (?:do|does|is|are|must|will)(?: be| have to)?\W*"
)
_DENIES = re.compile(r"\b(?:not|no|neither|never|none|nobody)\b")


def find_affirmed_then(clause: Clause, text: str) -> str | None:
    """ "We do not ask for the certificate when you apply; on entry we do"."""
    previous = clause.previous
    if previous is None or previous.end + 6 < clause.start or not _THEN_YOU_DO.fullmatch(text):
        return None
    return _first_day(text) if _DENIES.search(previous.text) and CERTIFICATE.search(previous.text) else None


# ---------------------------------------------------------------- an exam instead

_EXAM = r"(?:usmle\b|step ?[123i]+\b|clinical skills\b|csa?\b|ck\b|toefl\b|passing scores?\b)"
_EXAM_INSTEAD = re.compile(
    rf"(?:certif\w*|{ECFMG})(?: (?!by\b|before\b|incl)[a-z]+){{0,2}},? or (?:(?:an?|the|else|at least|have|has|having|"
    rf"be|with|pass|"
    rf"passed|passing|completed|taken|results? (?:of|in|for)|(?:pass )?in|on|both) )*{_EXAM}|"
    rf"\b{_EXAM}(?: (?:pass|passed|complete[d]?|taken|done|scores?|results?|exam|at the first "
    rf"(?:try|attempt)))?,?(?: -)? or (?:(?:an?|the|else|be|have|"
    rf"full|"
    rf"valid|hold) )*{ECFMG}[- ]certif"
)


def may_be_an_exam(text: str) -> bool:
    """ "The certificate or Clinical Skills": not necessarily the certificate."""
    return bool(_EXAM_INSTEAD.search(text))
