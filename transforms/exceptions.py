"""Exceptions from rules ("unless in residency since"): found, or masked so that they are not read as the rule.

No classes of errors; these stand where they are raised.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.numerals import NUMBER_WORD
from transforms.refusals import is_turned_away

EXCEPTION = re.compile(
    r"\b(?:unless|except(?:ions?)?(?: (?:for|if|when|that))?|(?<!please )(?<=[a-z)] )(?:shall|do|does|will|is|"
    r"are|may) not (?:apply|applicable|"
    r"binding|enforced) (?:to|for|on|where|when|if)|otherwise|may be waived|can be waived|waived|waivers?|"
    r"excluding|"
    r"with the exception of|or else|some exceptions|exceptions?)\b.*"
)
_REFUSAL = re.compile(r"\b(?:not?|never|cannot|nobody|no one|none|nor)\b")
_ANY_NUMBER = re.compile(rf"\d|\b{NUMBER_WORD}\b")
_NO_EXCEPTION = re.compile(
    r"(?:\bnot|\bnever|\bno) (?:be )?(?:ask for|asking for|mak(?:e|ing)|grant(?:ing|ed)?|request|expect|"
    r"allow(?:ing|ed)?|"
    r"giv(?:e|en|ing))(?: any| for| us for)? $"
)
_OPENS_SENTENCE = re.compile(
    r"(?:unless|except|with the exception)\b[^,]{6,120}(?=, (?:we|you|they|our|the|all|any|every|each|no|both|an?|at|"
    r"it|applicants?|candidates?|imgs?|international|graduates?|usmle|comlex|steps?|applications?|graduation|only|"
    r"must|two|three|one|first|up|not|there|"
    r"passing|scores?|residents?)\b)"
)


def mask_exceptions(text: str) -> str:
    """The text with its exceptions as "#"; "not unless you graduated within three years" is a rule and stays."""

    def mask(match: re.Match[str]) -> str:
        before = text[: match.start()]
        opened = _OPENS_SENTENCE.match(match.group()) if not before.strip(" ,;:-(\"'") else None
        if opened:  # "Unless there was an illness, two attempts are accepted."
            return "#" * opened.end() + mask_exceptions(match.group()[opened.end() :])
        if (
            before.endswith(("no ", "without ", "no such ", "please "))
            or _NO_EXCEPTION.search(before)
            or (match.group().startswith("do not apply") and not before.strip(" ,;:-"))
        ):
            return match.group()
        is_refused = _REFUSAL.search(before) or is_turned_away(before)
        is_rule = match.group().startswith("unless") and is_refused and not _ANY_NUMBER.search(before)
        return match.group() if is_rule else "#" * len(match.group())

    return EXCEPTION.sub(mask, text)


def find_exception(text: str) -> str | None:
    """The exception in the clause's words ("unless in residency since"), or None."""
    match = EXCEPTION.search(text)
    return match.group().strip(" .,;)") if match else None
