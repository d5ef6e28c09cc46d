"""Visas that a clause means without naming them anew: pronouns, "the former", "we no longer do", "the same holds for".

What they stand for is looked up in the clause or question before. `name_pronoun` and `name_former` put the name in the
pronoun's place and leave the reading to `visa.py`; the others read what is said of the visa themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms import hinted_re as re
from transforms.facts.finding import EXPLICIT, IMPLIED, Drop, Finding, drop
from transforms.facts.visa.off_topic import OF_PAST
from transforms.facts.visa.status import CITIZENS
from transforms.facts.visa.words import ACTS, COND, DEAL, MENTION, NAMED, OTHER_FACT, REFUSES, is_negative
from transforms.hinted_re import Hinted
from transforms.language import Clause

# ---------------------------------------------------------------- does a clause point back at all?

POINTS_BACK = re.compile(
    r"\b(?:it|they|them|these|those|this|that|either|neither|both|others?|else|same|so|false|longer)\b"
)


def leans_on(clause: Clause, before: Clause) -> bool:
    """Whether a sentence without a visa may speak of one that the sentence before it named."""
    return (
        len(clause.text) < 160
        and before.end + 8 >= clause.start
        and bool(NAMED.search(before.text) or ("status" in clause.text and CITIZENS.search(before.text)))
        and bool(POINTS_BACK.search(clause.text))
    )


# ---------------------------------------------------------------- names in the pronoun's place

_PRONOUN = (
    r"(?:it|them|either|neither|both|those|these|any|one|ones|this|that|(?:this|that|such an?|such) (?:visas?|types?))"
)
# "... but choose not to sponsor it", "we cannot support either", "they are no longer accepted".
_SAID_OF_IT = Hinted(
    rf"(?:\b(?:not|never|cannot|no longer|unable to|neither)\b|\b{REFUSES})(?: (?!because|but|and|if|unless)[a-z]+)"
    rf"{{0,4}}? {DEAL}(?:e|es|s|ed|d|ing|ies|y)?(?: (?:for|with|of|on))? (?P<object>{_PRONOUN})(?! (?:other|"
    rf"else|more|new|additional|[a-z]+ (?:visas?|sponsorship)|visas?|"
    rf"sponsorship|application|letter|exam|score|step|cost|fee|document))\b|"
    rf"\b{REFUSES} (?P<direct>it|them|this|that|those)\b(?! [a-z])|"
    rf"(?<!if )(?<!whether )(?<!when )(?<!that )(?<!which )\b(?P<subject>it|"
    rf"they|these|those|"
    rf"both|either|neither|such visas)(?: of (?:them|these|which))?(?: visas?)?(?:'re|'s| (?:is|are|was|were|has been|"
    rf"have been|can|may|will|cannot|could))(?: [a-z]+ly)?(?: (?:currently|presently|now|also|both|all|still|"
    rf"unfortunately))?(?: not| no longer| never)?(?: (?:[a-z]+ly|be|been|currently|now))*"
    rf" (?:(?:sponsored|accepted|supported|offered|considered|processed|available|permitted|allowed|an option|possible|"
    r"honou?red|granted|eligible|decided|weighed|judged|handled|looked (?:at|into)|settled|suspended|discontinued|"
    rf"fine|welcome)\b|{REFUSES})"
)
_ONE_OF_THEM = re.compile(r"\b(?:first|second|one|former|latter|last) of (?:these|them|those|the two|which)\b")


def name_pronoun(clause: Clause) -> Clause:
    """ "We do not sponsor it" with the visa that was named just before in the pronoun's place."""
    before = clause.previous
    if any(one.lastgroup != "any" for one in MENTION.finditer(clause.text)):
        return clause
    if _ONE_OF_THEM.search(clause.text):
        return clause  # which of the two is not read
    said = _SAID_OF_IT.search(clause.text)
    if said is None or OTHER_FACT.search(clause.text) or re.search(r"\bvisas?\b|\bsponsorships?\b", clause.text):
        return clause
    part = next(name for name in ("object", "direct", "subject") if said.group(name))
    kinds: list[str] = []
    told = clause.lead
    if clause.is_first_reply and MENTION.search(clause.question):
        told = clause.question
    elif before is not None and before.end + 4 >= clause.sentence_start and not NAMED.search(clause.lead):
        told = f"{before.lead} | {before.text}"
    kinds = list(dict.fromkeys(one.lastgroup or "" for one in MENTION.finditer(told)))
    kinds = [kind for kind in kinds if kind != "any"] or kinds[:1]
    pronoun = said.group(part)
    if not kinds:
        return clause
    if len(kinds) == 2 and pronoun in ("it", "this", "that", "one", "this visa", "that visa"):
        kinds = kinds[-1:]
    if len(kinds) == 1 and pronoun in ("both", "either", "neither"):
        return clause
    names = " or ".join({"j1": "j-1 visas", "h1b": "h-1b visas", "any": "visas"}[kind] for kind in kinds)
    if pronoun == "neither" and len(kinds) == 2:
        names = "neither j-1 visas nor h-1b visas"
    elif part == "subject":
        names = names.replace(" or ", " and ")
    text = clause.text[: said.start(part)] + names + clause.text[said.end(part) :]
    return replace(clause, text=text, sentence=text)


_PLACES = {"first": "former", "second": "latter"}
_ONE_OF_TWO = re.compile(r"\bthe (?P<place>first|second)(?: one)?(?=\W*$|,| but| not)")
# "The former owner" is no visa.
_FORMER = re.compile(
    r"\bthe (?:former|latter)(?=\W*$|[,;:.)]| (?:is|are|was|will|can|may|must|has|have|does|only|alone|but|and|or|not|"
    r"on|in|for|with|by|to|requires?|needs?|if|when|as|we|visas?|type|one|two|because|since|through|subject|at)\b)"
)


def name_former(clause: Clause) -> Clause:
    """The clause with the visas named before in the place of "the former", "the latter" or, in a reply, "the first"."""
    if clause.is_first_reply and len(clause.text) < 60 and _ONE_OF_TWO.search(clause.text):
        clause = replace(
            clause, text=_ONE_OF_TWO.sub(lambda match: f"the {_PLACES[match.group('place')]}", clause.text)
        )
    return _name_former(clause) if _FORMER.search(clause.text) else clause


def _name_former(clause: Clause) -> Clause:
    """ "We sponsor the former but not the latter" with the visas named before in their places."""
    antecedents = [clause.question]
    before = clause.previous
    while before is not None and len(antecedents) < 4:
        antecedents.append(before.text)
        before = before.previous
    for antecedent in antecedents:
        kinds = [match.lastgroup for match in MENTION.finditer(antecedent) if match.lastgroup != "any"]
        if len(kinds) == 2 and set(kinds) == {"j1", "h1b"}:
            # Ten letters each, so that offsets hold.
            spelled = {"j1": " the j-1  ", "h1b": " the h-1b "}
            first, second = (spelled[str(kind)] for kind in kinds)
            return replace(clause, text=clause.text.replace("the former", first).replace("the latter", second))
    return clause


# ---------------------------------------------------------------- ellipsis: "... but we no longer do"

# "A neighboring hospital accepts the H-1B; we do not", "in 2019 we sponsored it, but we no longer do".
_WE_DONT = re.compile(
    r"\W*(?:(?:at present|at this time|currently|right now|unfortunately|regrettably|sadly|for now|now|as of "
    r"now),? )?(?:we|it|the (?:program|hospital|residency)|this (?:program|hospital)|ours?)\W+(?:no longer (?:do|does)|"
    r"(?:do|does|can|will|are|is)(?: not|not)(?: able to)?|cannot|are unable to|is unable to|"
    r"never (?:do|will)|stopped)(?: so| do so| it| any ?more| any longer| now| today)*\W*|"
    r"\W*(?:(?:we|it|but|and|they) )*(?:do|does)(?: not)? (?:so|it|this|that) (?:no (?:more|longer)|"
    r"any ?more|any longer|now)\W*|"
    r"\W*(?:but )?(?:have |has )?(?:stopped|ceased|ended)(?: (?:this|that|it|doing so|so doing|doing this))?(?: "
    r"in (?:19|20)\d\d| years ago| recently|"
    r" since(?: then)?)?\W*|"
    r"\W*(?:it|they) (?:is|are) no more\W*|\W*(?:this|that|it|these|they|both|all that|the practice)(?: has| "
    r"have)? (?:ended|stopped|"
    r"ceased|was discontinued|were discontinued|(?:is|are) no (?:more|longer (?:so|true|the case|possible|done|"
    r"offered|available)))"
    r"\b[^,;]{0,40}"
)
_ENDED = re.compile(
    r"\W*(?:this|that|these|both|all that|the practice)(?: has| have)? (?:ended|stopped|ceased|was discontinued|"
    r"were discontinued|(?:is|are) "
    r"no (?:more|longer (?:so|true|the case|possible|done|offered|available)))\b[^,;]{0,40}"
)


def read_ellipsis(clause: Clause) -> Iterator[Finding]:
    if len(clause.text) > 120:
        return
    before = clause.previous
    if (
        NAMED.search(clause.text)
        or before is None
        or before.end + 8 < clause.start
        or not _WE_DONT.fullmatch(clause.text)
    ):
        return
    if before.sentence_start != clause.sentence_start and not (
        _ENDED.fullmatch(clause.text) or OF_PAST.search(before.text)
    ):
        return
    if is_negative(before.text) and not OF_PAST.search(before.text):
        return
    named = {match.lastgroup or "" for match in MENTION.finditer(before.text)}
    if named == {"any"} and re.search(r"\bvisas?\b", before.text) and not before.question:
        for field in ("visa_h1b", "visa_j1"):
            yield Finding(field, "no", "required", clause.start, clause.end, IMPLIED)
    for kind in sorted(named - {"any"}):
        yield Finding(f"visa_{kind}", "no", "required", clause.start, clause.end, EXPLICIT)


# ---------------------------------------------------------------- what was just said, taken back or extended

_FALSE = re.compile(
    r"\W*(?:that is |this is |that's |it's |it is )?(?:no longer (?:correct|accurate|valid|right|current)|outdated|"
    r"out of date|false|not true|untrue|wrong|incorrect|a myth|myth|a "
    r"rumou?r|not so)\b"
)


def read_false(clause: Clause) -> Iterator[Finding]:
    """ "'J-1s are refused.' False": the opposite, which leaves nothing of both."""
    before = clause.previous
    if before is None or not _FALSE.match(clause.text):
        return
    for kind in sorted({match.lastgroup or "" for match in MENTION.finditer(before.text)} - {"any"}):
        value = "sponsors" if is_negative(before.text) else "no"
        yield Finding(f"visa_{kind}", value, "required", clause.start, clause.end, EXPLICIT)


_SAME = Hinted(
    r"\W*(?:and |but )?(?:this|that|the same|these|those|which|it|they|the (?:rule|policy|restriction|exclusion|"
    r"ban)|our policy|"
    r"this (?:rule|policy|restriction|exclusion))(?: (?:rule|policy|restriction|answer))?(?: (?:also|equally|"
    r"likewise|rule|too))* "
    r"(?:appl(?:y|ies)|holds?|go(?:es)?|is (?:also )?true|are true|extends?|includes?|covers?|concerns?|"
    r"counts?)\b[^.;]*|"
    r"\W*(?:and |but )?(?:so (?:is|are|does|do|too)|likewise|ditto|same)\b[^.;]*"
)


def read_same(clause: Clause) -> Iterator[Finding | Drop]:
    """ "The hospital sponsors no visas. This applies to J-1 as well": the polarity of what was said before."""
    named = {match.lastgroup or "" for match in MENTION.finditer(clause.text)} - {"any"}
    if not named or not _SAME.fullmatch(clause.text.rstrip(" .;,")):
        return
    if COND.search(clause.text):
        return
    before = clause.previous
    said = before.text if before is not None and before.end + 4 >= clause.sentence_start else ""
    is_denied = is_negative(said)
    if not MENTION.search(f"{before.lead if before else ''} {said}") or is_negative(clause.text) or COND.search(said):
        yield drop(clause, "visa: the same as something that is not understood")
        return
    if not is_denied and not ACTS.search(said):
        yield drop(clause, "visa: the same as something that is not understood")
        return
    for kind in sorted(named):
        yield Finding(f"visa_{kind}", "no" if is_denied else "sponsors", "required", clause.start, clause.end, EXPLICIT)


_BOUND_BOTH = re.compile(r"\W*(?:both|either|each|these|they|all)(?: (?:of )?(?:them|these|two|visas?|are|is))*\b")


def read_bound(clause: Clause) -> Iterator[Finding]:
    """ "H-1B may be available. J-1 may be available. Both depend upon the budget": a condition said afterwards."""
    if not _BOUND_BOTH.match(clause.text) or not COND.search(clause.text) or OTHER_FACT.search(clause.text):
        return
    if is_negative(clause.text):
        return
    kinds: set[str] = set()
    before, steps = clause.previous, 0
    while before is not None and steps < 2 and len(kinds) < 2:
        named = {match.lastgroup or "" for match in MENTION.finditer(before.text)} - {"any"}
        if not named or is_negative(before.text):
            return
        kinds |= named
        before, steps = before.previous, steps + 1
    if len(kinds) == 2:
        for kind in sorted(kinds):
            yield Finding(
                f"visa_{kind}",
                "conditional",
                "required",
                clause.start,
                clause.end,
                EXPLICIT,
                (clause.start, clause.end),
            )
