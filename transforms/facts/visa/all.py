"""Rules for all visas that stand in a clause about visas: "no visas", "no visa sponsorship (including the J-1)".

They beat nothing that is said of a visa by its name. Rules that name no visa at all (citizens only, a right to work)
are read in `status.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, EXPLICIT, IMPLIED, WEAK, Finding
from transforms.facts.visa.heads import LEFT_OUT
from transforms.facts.visa.state import State
from transforms.facts.visa.status import CITIZENS, denies_all
from transforms.facts.visa.words import H1B, J1, MENTION, NAMED, NEG, OTHER_VISAS, is_negative
from transforms.hinted_re import Hinted
from transforms.language import Clause

_INCLUDING = re.compile(
    rf"[(,] ?(?:including|incl\.?|even|be it|be they|whether|such as|e\.g\.?,?|like)(?: the| an?)? "
    rf"(?P<names>(?:{J1}|{H1B})(?: visas?)?(?:,? ?(?:or|and|/|,|nor|&)"
    rf" ?(?:an? |the )?(?:{J1}|{H1B}|o-?1|tn|f-?1|others?|any other|anything else)(?: visas?)?)*)[),]?"
)


def read_included(clause: Clause) -> Iterator[Finding]:
    """ "Visa sponsorship (including the J-1) isn't possible"."""
    aside = _INCLUDING.search(clause.text)
    if aside is None:
        return
    rest = clause.text[: aside.start()] + " " + clause.text[aside.end() :]
    if MENTION.search(rest) and not NAMED.search(rest) and denies_all(rest, clause.topic):
        kinds = {one.lastgroup or "" for one in MENTION.finditer(aside.group("names"))} - {"any"}
        for kind in ("h1b", "j1"):
            confidence = EXPLICIT if kind in kinds else IMPLIED
            yield Finding(f"visa_{kind}", "no", "required", clause.start, clause.end, confidence)


_STATUS_NAMED = re.compile(
    r"\bcitizens?|\bgreen[- ]card|\bpermanent resid|\bead\b|\bwork (?:authori|permit)|\bauthori[sz]ed to work"
)


def denies_after_status(clause: Clause) -> bool:
    """ "Citizen, green card or EAD; no sponsorship is provided": it can only be of visas."""
    before = clause.previous
    return (
        before is not None
        and before.sentence_start == clause.sentence_start
        and bool(_STATUS_NAMED.search(before.text))
    )


# "Visas case by case", "each need of a visa is weighed on its merits": each visa may be had, on conditions.
EACH_CASE_TOLD = (
    r"(?:(?:on )?(?:an? )?case[- ](?:by|to)[- ]case\b|from case to case\b|(?:by|for) each (?:case|applicant|candidate|"
    r"file)\b|"
    r"one (?:by one|at a time|case at a time)\b|(?:applicant|candidate|person|file)[- ]by[- ](?:applicant|candidate|"
    r"person|file)\b|"
    r"(?:on (?:an? )?)?individual(?:ly\b|i[sz]ed basis\b| basis\b| (?:cases?|merits?)\b)|on (?:its|their) (?:own "
    r")?merits?\b|"
    r"each (?:(?:case|request|applicant|one) )?by itself\b|"
    r"in (?:individual|exceptional|special|rare|certain|select(?:ed)?) (?:cases|circumstances)\b|"
    r"as (?:we|it|they|(?:the|our|each) [a-z]+(?: [a-z]+)?) (?:sees?|deems?|thinks?|finds?) (?:fit|proper|right|best|"
    r"appropriate)\b|"
    r"per (?:applicant|candidate|person|request|file)\b|(?:for each|by the) person\b|separately\b|"
    r"(?:only )?(?:exceptionally|rarely|seldom|occasionally|sparingly)\b(?! (?:asked|needed|required|requested|an? ))|"
    r"(?:only )?(?:for|with) (?:an? )?(?:very |truly |highly |exceptionally |particularly )*(?:strong|outstanding|"
    r"exceptional|"
    r"qualified|superb|stellar|excellent|extraordinary) (?:files?|applicants?|candidates?|applications?|physicians?|"
    r"people)\b|"
    r"(?:at|in|under|within) (?:our|the|its) (?:sole |own )?(?:[a-z']+ )?discretion\b|"
    r"(?:depending (?:up)?on|according to) (?:the )?(?:strength|quality|merits?) of\b|"
    r"depending (?:(?:up)?on )?how (?:strong|good|competitive)\b)"
)
EACH_CASE = Hinted(EACH_CASE_TOLD)
_VISA_NEED = (
    r"(?:(?:visas?|sponsorships?)(?: (?:sponsorships?|requests?|support|applications?|needs?|cases|candidates|"
    r"applicants|"
    r"holders|questions?))?(?: (?:of|for) (?:any|all|every) (?:type|kind|sort|visa|applicant|candidate)s?)?|"
    r"(?:needs?|requests?|demands?) (?:of|for) (?:an? |any |such )?(?:visas?|sponsorships?))"
)
_WEIGHED = (
    r"(?:considered|decided|handled|reviewed|evaluated|determined|assessed|judged|granted|offered|provided|sponsored|"
    r"available|accepted|supported|given|made|possible|taken|looked (?:at|into)|weighed|examined|settled|treated|"
    r"studied|"
    r"discussed|dealt with|approached|arranged|entertained|approved|resolved|vetted|taken up|a matter)"
)
_WEIGH = (
    r"(?:consider|decide|handle|review|evaluate|determine|assess|judge|grant|offer|provide|sponsor|accept|support|"
    r"weigh|"
    r"examine|settle|treat|study|discuss|approach|arrange|entertain|approve|look (?:at|into)|deal with|take)s?"
)
_MANNER = r"(?: (?:only|usually|generally|always|strictly|here|then|all|each|both|also|purely|solely))*"
_BY_CASE = Hinted(
    rf"\b{_VISA_NEED}[,:]?(?: (?:is|are|will be|may be|can be|being|has to be|have to be|must be|would be))?{_MANNER}"
    rf"(?: {_WEIGHED})?(?: (?:only|by us|for now|and (?:granted|given|decided)))*,? {EACH_CASE_TOLD}|"
    rf"\b(?:we|i|it|they|(?:our|the) [a-z]+(?: [a-z]+)?) (?:(?:will|can|may|do|does) )?{_MANNER.strip()} ?{_WEIGH}(?: "
    r"(?:up)?on| "
    rf"about)? (?:(?:an?|any|all|each|every|the|such|new) )*{_VISA_NEED},?{_MANNER},? {EACH_CASE_TOLD}|"
    rf"\bwhether\b[^.;,]{{0,30}}\b{_VISA_NEED}\b[^.;,]{{0,30}}? (?:is|will be|gets?) {_WEIGHED},? {EACH_CASE_TOLD}|"
    rf"\b{_VISA_NEED}, (?:every|each|any) (?:single )?(?:request|case|petition|application|one) (?:is|gets|will be) "
    rf"{_WEIGHED},? "
    rf"(?:{EACH_CASE_TOLD}|on its own\b)|"
    rf"\b(?:every|each) (?:visa|sponsorship) (?:request|case|petition|application) (?:is|gets|will be) {_WEIGHED},? "
    rf"(?:{EACH_CASE_TOLD}|on its own\b)"
)
# "(Visas, no)", "sponsorship: none": a verdict of one word on visas at large.
_VISAS_NO = Hinted(
    r"(?:^|[(;,/] ?)(?:any |work |all )?(?:visas?|sponsorships?)(?: ?(?:and|or|/|&|,) ?(?:eads?|sponsorships?|visas?|"
    r"work "
    r"permits?|opt))?\s*[,:=-]?\s*(?:no|none|never|nope)\s*(?=\W*$|[);,])"
)


# "Citizen or green card preferred (visas: case by case)"
_VISAS_BY_CASE = Hinted(rf"\((?:any |all |work )?(?:visas?|sponsorships?)\s*[,:=-]?\s*(?:{EACH_CASE_TOLD})")


def read_verdict(clause: Clause) -> Iterator[Finding]:
    """ "Citizen or green card (visas and EADs, no)"."""
    if _VISAS_BY_CASE.search(clause.text) and not NAMED.search(clause.sentence) and not clause.question:
        span = (clause.start, clause.end)
        for field in ("visa_j1", "visa_h1b"):
            yield Finding(field, "conditional", "required", *span, WEAK, span)
        return
    if not _VISAS_NO.search(clause.text) or NAMED.search(clause.text) or clause.question:
        return
    for field in ("visa_j1", "visa_h1b"):
        yield Finding(field, "no", "required", clause.start, clause.end, IMPLIED)


def read_all_visas(clause: Clause, text: str, context: str) -> dict[str, State]:
    """ "No visas": neither, unless it speaks of the visas other than the one just named."""
    if OTHER_VISAS.search(text):
        named = clause.previous.text if clause.previous else ""
        if NEG.search(text) and CITIZENS.search(named) and not MENTION.search(named):
            return {field: State("no", IMPLIED) for field in ("visa_j1", "visa_h1b")}
        if NEG.search(text) and re.search(J1, named) and not re.search(H1B, named):
            return {"visa_h1b": State("no", ANSWERED)}
        return {}
    own_label = clause.lead.rsplit(" | ", 1)[-1]
    is_denied = bool(LEFT_OUT.search(own_label)) and not MENTION.search(own_label) and not is_negative(text)
    is_denied = is_denied and not re.match(r"\W*(?:but |so |in fact )?(?:we|it|they|our [a-z]+|the [a-z]+) ", text)
    if not denies_all(text, context) and not is_denied:
        told = " ".join(text.replace(" ,", ",").split())  # a group's segments stand apart
        if _BY_CASE.search(told) and not NEG.search(text) and not NAMED.search(clause.sentence):
            span = (clause.start, clause.end)
            before = clause.previous  # "Citizens only. A visa may be granted case by case.": an exception to that rule
            is_exception = before is not None and CITIZENS.search(before.text) and before.end + 4 >= clause.start
            return {
                field: State("conditional", IMPLIED if is_exception else WEAK, span)
                for field in ("visa_j1", "visa_h1b")
            }
        return {}
    return {"visa_j1": State("no", IMPLIED), "visa_h1b": State("no", IMPLIED)}
