"""Tries and failures in the rarer ways of saying them, put into the plain ones that `limits.py` and `reader.py` know.

"By the second go at the latest", "no part taken more than thrice", "only first sittings count": a text is given back
with "within two attempts", "no more than 3 attempts", "first attempt" in their place. Whether one is a rule, a wish or
neither is not read here.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.numerals import NUMBER, ORDINALS

_TRY = r"(?:attempts?|tries|try|sittings?|go|goes|times?|takes?|shots?)"
_NTH = r"(?:second|third|fourth|2nd|3rd|4th)"
_AT_MOST = r"(?:at (?:the )?(?:very )?(?:most|latest|outside|maximum)|or (?:sooner|earlier|before))"
_EXAM = (
    r"(?:(?:usmle |comlex |the |each |either |any |every |single )*(?:steps?|levels?|parts?|exams?|examinations?|"
    r"tests?|boards?|usmle|"
    r"comlex)(?:[ /](?:or |and |/)?(?:steps?|comlex|usmle|levels?|parts?|exams?|[12]|i{1,2}|ck))*)"
)
_NUMBERED = r"(?:(?:usmle )?(?:steps?|parts?|levels?) ?(?:1|2|i{1,2}|one|two)(?: ?ck)?|ck)"
# "Step 1 at the second go at most, Step 2 at the first": the noun is said once
_BY_NTH = re.compile(
    rf"\b(?:at|on|by|in|with|after) (?:the|a|your|their) (?P<nth>{_NTH}) (?:usmle )?{_TRY},? {_AT_MOST}|"
    rf"\b(?:not |no )(?:later|further|more) than (?:at |on |by )?(?:the|a) (?P<nth2>{_NTH}) {_TRY}\b"
)
_AT_FIRST = re.compile(
    rf"(?P<exam>\b{_NUMBERED}) (?:at|on|by|in|with) the first(?=\s*(?:$|[.,;)]| (?:and|with|only)\b))"
)
# "No part taken more than four times", "none of the Steps may be sat over twice"
_NONE_TAKEN = re.compile(
    rf"\b(?:no|none of (?:the|your|these)|neither(?: of the)?|not (?:one|any|a single)) (?P<exam>{_EXAM})(?: (?:is|"
    rf"was|being|"
    r"may|can|must|should|to|be|have|has|been|ever))* (?:taken|sat(?: for)?|attempted|tried|written|sat through) "
    r"(?:more than|"
    rf"over|above) (?:(?P<n>{NUMBER}) times|(?P<adverb>once|twice|thrice))\b"
)
_ADVERBS = {"once": 1, "twice": 2, "thrice": 3}
# "(only first sittings count)", "repeats are not counted"
_FIRST_COUNT = re.compile(
    r"\b(?:only|just|solely) (?:the |your )?(?:first|initial)(?:[- ]time)? (?:attempts?|tries|try|sittings?|passes|"
    r"results?|"
    r"scores?|takes?|ones) (?:will |do |does |are |is )?(?:counts?|counted|considered|looked at|taken)\b|"
    r"(?:^|[(,;] ?|\b(?:and|but|as|though) )(?:any |the )?(?:repeats|repetitions|re-?takes|re-?sits|repeated "
    r"(?:attempts|tries|"
    r"sittings|exams|tests)|second (?:attempts|tries|sittings)|later (?:attempts|tries|sittings)) (?:(?:do|does|will|"
    r"would) not "
    r"(?:count|be counted|be considered)|(?:are|is) (?:not|never) (?:counted|considered|looked at|taken))\b"
)
_IS_OF_EXAM = re.compile(r"\busmle\b|\bsteps?\b|\bcom[pb]?lex\b|\bexams?\b|\bboards?\b|\bck\b|\btests?\b")
# "no failure on Step 2 and at most one on Step 1": one failure
_ONE_ON = re.compile(
    r"(?P<said>\b(?:no|without(?: an?| any)?|zero|not an?) (?:failures?|fails|failed (?:attempts?|try|"
    r"tries))\b[^.;]{0,60}?(?:,|\band|"
    r"\bbut)(?: and| but| with)*) (?P<bound>at most|no more than|up to|only|just|with(?: at most)?|a)? ?(?P<n>a "
    r"single one|a single|"
    r"single one|one|two|a single \(1\) one)(?P<after>(?: (?:at (?:the )?most|tolerated|allowed|accepted|forgiven|"
    r"only))?) "
    rf"(?=(?:on|for|in|at) {_NUMBERED})"
)
# "Step 2 without failure and Step 1 with a single one at most"
_WITH_ONE = re.compile(
    rf"(?P<said>\b{_NUMBERED} (?:without|with no|with zero)(?: an?| any)? (?:failures?|fails?|failed "
    rf"attempts?)\b[^.;]{{0,40}}?"
    rf"\b{_NUMBERED} with) (?:at most |no more than |up to |only |just )?(?:an? )?(?P<n>single|one|two|lone)(?: "
    rf"\(\d\))?(?: one)?"
    r"(?:,? at (?:the )?most| only| allowed| tolerated)?(?=\s*(?:$|[.,;)]| and\b))"
)
# "within three attempts for Step 1 and for 2CK"
_AND_FOR_CK = re.compile(
    r"(?P<one>\bsteps? (?:1|i|one)),? (?:and|as|as well as|&|or) (?:(?:for|on|in|at) )?(?:the )?(?:step )?2 ?ck\b"
)
_STEP_AS_STEP = re.compile(r"(?P<one>\bsteps? (?:1|i)\b) (?:just )?as (?:on|in|at|for) (?=(?:the )?step (?:2|ii)\b)")
# "Failures: none on Step 2, one forgiven on Step 1"
_NONE_THEN_ONE = re.compile(
    rf"\b(?:none|zero) (?P<on>(?:on|for|in) {_NUMBERED}),? (?:and |but )*(?:at most |only |up to )?(?P<n>one|two)(?: "
    rf"(?:forgiven|"
    rf"allowed|tolerated|accepted|at (?:the )?most|max))? (?=(?:on|for|in) {_NUMBERED})"
)
_STEP_OR_LEVEL = re.compile(r"\b(?:step/level|level/step)s?(?= (?:1|2|i))")
_MOST_EACH = re.compile(r"\bat (?:the )?most (?P<each>each|apiece)\b")
_NOT_ONE_FAILED = re.compile(
    rf"\bnot (?:one|a single|any) (?P<exam>{_EXAM}) (?:failed|repeated|retaken|failure)\b(?! (?:to|once|twice|more))"
)
# "Unless both are passed at the first sitting you aren't considered": what must be so
_UNLESS_FIRST = re.compile(
    r"\bunless (?P<said>(?:[^,;.]|\.\d){0,70}?\b(?:first|second|third)[- ](?:attempt|try|sitting|go|time)),? (?:you|"
    r"they|we|the|"
    r"your|an?|there|no|nobody) (?:[^.;]{0,40}?\b(?:not|never|neither|no|cannot)\b)?[^.;]{0,40}?\b(?:consider|"
    r"interview|invit|"
    r"review|rank|accept|eligible|read)[a-z]*"
)


def name_tries(text: str, around: str) -> str:
    """The text with its tries and failures in plain words; `around` tells whether repeats are those of an exam."""
    if "unless" in text:
        text = _UNLESS_FIRST.sub(lambda match: f"we require {match.group('said')}", text)
    if by_nth := _BY_NTH.search(text):
        text = _AT_FIRST.sub(r"\g<exam> on the first attempt", text)
        number = ORDINALS[by_nth.group("nth") or by_nth.group("nth2")]
        text = text.replace(by_nth.group(), f"within {number} attempts")
    if "count" in text or "not" in text or "only" in text:
        if (first := _FIRST_COUNT.search(text)) and _IS_OF_EXAM.search(f"{around} {text[: first.start()]}"):
            opening = "(" if first.group().startswith("(") else " "
            text = f"{text[: first.start()]}{opening}on the first attempt only{text[first.end() :]}"
        text = _NOT_ONE_FAILED.sub(r"no failures on \g<exam>", text)
    text = _NONE_TAKEN.sub(_say_no_more, text)
    if "fail" in around and "on" in text:
        text = _NONE_THEN_ONE.sub(lambda match: f"no failures {match.group('on')}, at most {_count(match)} ", text)
    if "step/level" in text or "level/step" in text:
        text = _STEP_OR_LEVEL.sub("step", text)
    if "fail" in text:
        text = _ONE_ON.sub(lambda match: f"{match.group('said')} at most {_count(match)} ", text)
        text = _WITH_ONE.sub(lambda match: f"{match.group('said')} at most {_count(match)}", text)
    text = _AND_FOR_CK.sub(r"\g<one> and step 2 ck", text)
    text = _STEP_AS_STEP.sub(r"\g<one> and ", text)
    return _MOST_EACH.sub(r"\g<each> at most", text)


def _say_no_more(said: re.Match[str]) -> str:
    number = said.group("n") or _ADVERBS[said.group("adverb")]
    return f"no more than {number} attempts on each {said.group('exam')}"


def _count(said: re.Match[str]) -> str:
    return "two failures" if said.group("n") == "two" else "one failure"
