"""What is said of those who lack the experience: turned away (required), set back (preferred), taken (unneeded)."""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.usce.off_topic import is_example
from transforms.facts.usce.words import DO_NOT_APPLY, NOBODY, USCE
from transforms.language import Clause
from transforms.marks import find_marks, find_strength
from transforms.refusals import has_refusing_head, is_harmless, is_set_back, is_turned_away

# ---------------------------------------------------------------- words

# "If you lack US experience, we still read your file"; "IMGs without it are at a disadvantage".
WITHOUT = re.compile(
    r"\b(?:lack(?:s|ing)?|lack of|absence of|want of|(?:with (?:or|and) )?without|(?:have|has|having|with) no(?! "
    r"(?:less|fewer|"
    r"more|later)\b)|not having(?: had| done)?|for want of|"
    r"never having|zero|(?:i|you|they|who|we) (?:have |had |has )?never(?: yet)?|devoid of|missing|(?:do not|"
    r"does not|did not) (?:have|possess|hold|show|document)|shows? no|(?:with|for) nothing of|cannot "
    r"(?:show|document|prove)|(?:have|has|had) (?:not|never)(?: yet)?(?! (?:less|fewer|more)\b)|"
    r"^unless (?:you|they|an? (?:applicant|candidate)|applicants|candidates|imgs) (?:have|has|can (?:show|"
    r"document|prove)|"
    r"possess(?:es)?)|^unless|no(?! (?:less|fewer|more|later)\b)|(?<!no )(?<!not )(?<!nothing )(?:less than|"
    r"fewer than|short of|under|below))"
    r"(?: (?!(?:and|but|or(?! (?:more|longer)\b)|who|that|which|whether|requirements?|rules?|preferences?|policy|"
    r"minimum of (?:score|"
    r"step)|must|needs?|"
    r"requires?|is|are|was|were|will|can|may|should|for|in|on|from|to|visas?|scores?|limits?|"
    r"cut-?offs?)(?![a-z-]))[a-z0-9+>=()'\u2265-]+)"
    r"{0,6} ?\W?$"
)
_FEWER = re.compile(r"(?<!no )(?<!not )\b(?:fewer|less|shorter) than\b")
_EITHER_WAY = re.compile(r"(?: (?:clinical|experience|work))* or (?:not|no|none|without)\b(?! (?:more|less))")
_REGARDLESS = re.compile(
    r"\bwhether or not\b[^.;,]{0,30}$|\b(?:regardless|irrespective|independent(?:ly)?) of (?:any |your |their |prior |"
    r"previous )*$"
)
_ADMITS = re.compile(
    r"\b(?:(?:will|may|can|are|do|is|be)(?: also| still)* (?:consider\w*|review\w*|read|eligible|welcome\w*|accept\w*|"
    r"interview\w*|invited|apply|come|join|train|match\w*|ranked|looked at)|(?:consider|review|read|accept|welcome|"
    r"interview|"
    r"invite|look at|"
    r"take)s?(?: also| still)*(?: (?:applications|files|applicants|candidates|imgs|graduates|those|people|"
    r"anyone|everyone|"
    r"from|of|the|all|international|foreign|who|are|medical))*(?=\W*$)|(?:can|may|could|do|will) (?:enter|get in|"
    r"come in)|still (?:be )?(?:apply|read|considered|reviewed|"
    r"eligible|welcome)|(?:please |do )?(?:still )?apply\b|fine\b|"
    r"no (?:problem|obstacle|barrier|bar|hindrance|reason|matter)|not (?:an? )?(?:problem|obstacle|barrier|bar|"
    r"hindrance|matter)|"
    r"welcome|encouraged to apply|equal(?:ly)?)\b"
)
_HARMLESS = re.compile(
    r"\b(?:(?:do not|never|no need to|not to) worry|(?:that|this|it)(?:'s| is) (?:fine|ok|okay|all right|alright))\b|"
    r"\b(?:excludes?|disqualif(?:y|ies)|bars?|rules? out|hurts?) (?:nobody|no one|none)\b|"
    r"\b(?:not|never|nor|nobody|no one|none)\b[^.;,]{0,30}\b(?:disqualif\w+|exclu\w+|reject\w*|turned (?:away|down)|"
    r"screened out|filtered out|ruled out|bar|bars|barred|held against|(?:count|be used) against|hurt|harm|prevent|"
    r"preclude\w*|keep|penali[sz]\w+|hinder|affect|a (?:bar|deal-?breaker|problem|obstacle|barrier|hindrance|"
    r"disadvantage))\b"
)
_ASKS_REFUSED = re.compile(
    r"\b(?:disqualif|exclud|reject|screen\w* out|filter\w* out|rul\w* (?:me |you |an? [a-z]+ )?out|turn\w* (?:me |"
    r"you )?"
    r"(?:down|away)|need not apply|should not apply|deal-?breaker|not (?:considered|eligible|reviewed|accepted))"
)
IS_PROBLEM = re.compile(
    r"\b(?:problem|matters?|disqualif\w*|reject\w*|hurts?|harms?|bars?|obstacle|against|issue|concern|deal-?breaker|"
    r"exclu\w+|fatal|lose|barrier|filtered|screened|keep|prevent|stop|hinder|cost|ruin|sink)\b"
)
_THEREFORE = re.compile(r"(?:,|;|-) (?:so|hence|therefore|and so|thus)\b")

_MAY = re.compile(r"\b(?:may|can)(?: (?:well|also|still|entirely|altogether))? $")

# ---------------------------------------------------------------- named in the clause


def _is_refused_above(clause: Clause) -> bool:
    """Whether the head of the sentence that a clause is an item of turns people away."""
    head, before = None, clause.previous
    while before is not None and before.sentence_start == clause.sentence_start:
        head, before = before, before.previous
    return head is not None and is_turned_away(head.text)


def judge_absence(clause: Clause, start: int, end: int) -> str | None:
    """What a clause says of those who lack the experience: required, preferred, unneeded, or None."""
    text = clause.text
    if _EITHER_WAY.match(text, end) or _REGARDLESS.search(text, 0, start):
        return "unneeded"
    lacking = WITHOUT.search(text, 0, start) or _FEWER.search(text, start, end)
    if lacking is None:
        return None
    if (
        has_refusing_head(clause)
        or (lacking.start() < 8 and _is_refused_above(clause))
        or (lacking.start() < 12 and _ASKS_REFUSED.search(clause.question))
    ):
        return "required"  # "We do not consider applicants (a) ...; (b) without ..."
    if lacking.group().startswith(("with or", "with and")):
        return "unneeded"
    after, before = text[end:], text[: min(lacking.start(), start)]
    if lacking.start() < 8 and not after.strip(" ."):
        # "Unless they have it | we cannot take them": the clause behind it tells.
        after = clause.sentence[clause.end - clause.sentence_start :][:90]
    if lacking.group().startswith("lack") and _MAY.search(before):
        return "unneeded"  # "IMGs may lack US experience."
    if going_on := _THEREFORE.search(after):
        told = find_strength(after, going_on.end(), going_on.end())
        if told in ("required", "preferred"):
            return told  # "..., so a month of it is needed"
    if lacking.group().startswith("no") and not lacking.group().startswith("not having"):
        # "No US experience is needed" is not about people; "no USCE, no interview" is.
        return (
            "required"
            if re.match(
                r"[^.;]{0,12}[,:=-]+ ?(?:then )?(?:no (?:interview|review|invit|application)|automatic rej|"
                r"reject)",
                after,
            )
            else None
        )
    if re.search(r"\b(?:rarely|seldom|hardly(?: ever)?|scarcely) $", before):
        return "typical"  # "we consider you, but rarely without it"
    if re.search(r"\b(?:nobody|no one|none|no [a-z]+(?: [a-z]+)?) (?:who )?(?:is |are )?$", before):
        return "unneeded" if is_turned_away(after) else "required"  # "Nobody without it gets an interview"
    for part in (after, before):
        if _HARMLESS.search(part) or is_harmless(part):
            return "unneeded"
        if is_set_back(part):
            return "preferred"
        if is_turned_away(part) or DO_NOT_APPLY.search(part):
            return "required"
        if part is before and NOBODY.search(part) and not re.search(r"\bno (?:minimum|cut)", part):
            return "required"  # "No application is considered without it" refuses
        if _ADMITS.search(part) and not lacking.group().startswith("unless"):
            return "unneeded"
    # "Those with less than a year of it should take the J-1": of some, and not understood
    kinds = {mark.kind for mark in find_marks(after)}
    return (
        "typical"
        if "required" in kinds and "unneeded" not in kinds and not lacking.group().startswith("unless")
        else None
    )


# ---------------------------------------------------------------- named before

# "lacking this, apply if you are sure of yourself": some of those who lack it
_ADMITS_SOME = re.compile(
    r"\b(?:apply|considered|reviewed|eligible|interviewed|welcome)\b,? (?:only |all the same |still |anyway )?(?:if|"
    r"when|"
    r"where|provided|so long as|as long as)\b"
)
_LACKS_IT = re.compile(
    r"\b(?:its|such) (?:absence|lack)\b|\b(?:lack|absence|want) of (?:it|this|such|one|them)\b|\bwithout (?:it|this|"
    r"that|such|them|one|any)\b|\bwithout(?=\W*$)|"
    r"\bnot (?:have|having|had) (?:it|one|any|this|such)\b|\black(?:s|ing)? (?:it|this|such)\b|"
    r"\bhav(?:e|ing) (?:had )?none\b|\b(?:with|of) none\b"
)


def judge_lack(clause: Clause) -> tuple[bool, str] | None:
    """Value and strength of what is said of those without "it", where the clause before named the experience."""
    before = clause.previous
    if before is None or before.end < clause.start - 12:
        return None
    if not (USCE.search(before.text) or USCE.search(before.lead) or (before.question and USCE.search(before.question))):
        return None
    lacks = _LACKS_IT.search(clause.text)
    if lacks is None or ((named := USCE.search(before.text)) and is_example(before.text, named.start())):
        return None
    if lacks.group().startswith("without") and re.match(r"without being\b", clause.text[lacks.start() :]):
        return None
    for part in (clause.text[lacks.end() :], clause.text[: lacks.start()]):
        if _HARMLESS.search(part) or is_harmless(part):
            return False, "required"
        if is_set_back(part):
            return True, "preferred"
        if is_turned_away(part) or DO_NOT_APPLY.search(part):
            return True, "required"
        if _ADMITS.search(part):
            return None if _ADMITS_SOME.search(part) else (False, "required")
    return None
