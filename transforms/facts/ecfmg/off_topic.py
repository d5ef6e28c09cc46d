"""Clauses that name the certificate and ask nobody for it: what it asks for itself, what the sponsor of a visa wants,
what those have who are here already.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.ecfmg.words import ECFMG
from transforms.language import Clause

# What the certificate itself asks for: "to be certified by ECFMG, graduates must pass Steps 1 and 2".
PURPOSE = re.compile(
    rf"^(?:in order )?to (?:be|become|get|obtain|receive|earn|gain|qualify for) "
    rf"(?:(?!ranked|considered|interviewed|invited|reviewed|eligible|appointed|hired|accepted|matched)[a-z-]+ )?"
    rf"(?:{ECFMG}[- ]|certif)|"
    rf"\b(?:required|needed|requires?|requirements|necessary|qualify|exams?|examinations?|steps? [12]"
    rf"(?: ck)?) (?:(?:by|of) (?:the )?{ECFMG} )?(?:for|toward|to (?:obtain|get|receive|earn)) (?:the |an? |your |"
    rf"their )?"
    rf"(?:{ECFMG} )?certif|"
    rf"\b{ECFMG} certif\w+ (?:requires|involves|includes|consists|means|demands|entails|confirms|assures|"
    rf"provides|attests|verifies|is (?:a (?:process|requirement for licen)|based|issued (?:once|after|when)|granted|"
    rf"awarded))\b(?! (?:of|"
    rf"from) (?:all|imgs|applicants))|"
    rf"\b(?:contact|visit|see|write to|call|consult|refer to|check with|ask|directed to|"
    rf"questions to) (?:the )?{ECFMG}(?!'|[ -]*(?:cert|standard|valid|status|current))|"
    rf"\b(?:their|your|whose|his or her|its)(?: [a-z]+)? schools? (?:must|has to|have to|should|needs? to|is|are)(?: "
    rf"be)? (?:among those |one (?:of those )?)?(?:that |"
    rf"which )?(?:the )?(?:{ECFMG} (?:certifies|recogni[sz]es|approves|accepts)|(?:certified|recogni[sz]ed|approved|"
    rf"accepted) by (?:the )?{ECFMG})\b|"
    rf"\b{ECFMG} (?:requires|requirements|verifies|asks|will (?:verify|issue|notify)|website|fees?|office|phone|token|"
    rf"number|id)\b|\b(?:waived|exempt\w*|excused) (?:for|from) [^.;]{{0,30}}?(?:holders|certif|{ECFMG})"
)

# "... IMGs sit Step 2 to become certified": what others do it for
FOR_IT = re.compile(
    rf"(?:the |all )?(?:others?|rest|imgs|foreign graduates) (?:in order )?to (?:get|become|obtain|earn|gain) "
    rf"(?:an? |the |their )?(?:{ECFMG}|certif)[^,;]*$|"
    rf"\b(?:steps?|exams?|usmle|csa?|ck)\b[^,;]{{0,30}}\b(?:needed|required|passed?|taken?|asked)\b[^,;]{{0,20}}\bto "
    rf"(?:get|become|obtain|be|earn) (?:an? |the |their )?{ECFMG}[- ]certif"
)

# ---------------------------------------------------------------- the sponsor of a visa

_OF_J1 = (
    rf"(?:{ECFMG}(?:'s)?[- ]sponsor\w*|j-?1(?: visas?)? (?:sponsorship|application|request|petition|paperwork|"
    rf"ds-?2019)|(?:ds-?2019|j-?1)(?: visas?)?(?! (?:visas?|applicants?|holders?|candidates?|physicians?|"
    rf"residents?)\b))"
)
# "To obtain ECFMG sponsorship, one must: ...", "for the J-1 application: ...": what the sponsor of the visa asks for.
_OF_SPONSOR = re.compile(
    rf"(?:[^|]*\| ?)?(?:in order |documents? |papers? |needed |required |requirements? |items |eligibility )*"
    rf"(?:to (?:get|obtain|receive|secure|qualify for|be eligible for|apply for|request|be sponsored for|hold)|for|of) "
    rf"(?:(?:an?|the|your|their|this) )?{_OF_J1}"
)
_SPONSORED_BY = re.compile(
    r"(?:the |an? )?(?:ds-?2019|j-?1)(?: visas?)? (?:papers?|documents?|paperwork|packet)\b|the sponsor of (?:the |"
    r"an? )?j-?1\b|"
    rf"(?:in order )?to be sponsored (?:by|through) (?:the )?{ECFMG}|"
    rf"(?:an? |the )?j-?1(?: visas?)?(?: sponsorship(?: by [a-z]+)?)? (?:requires|needs|calls for|presupposes|"
    rf"demands)\b|"
    rf"(?:an? |the |all )?j-?1[^:]{{0,40}}\bto (?:evsp|the evsp|{ECFMG})\b"
)
_DUE_AT = re.compile(r"\b(?:before|by|prior to|at|when|until|upon|no later than)\b")
# "For this you send ...", after a sentence on the J-1
_FOR_THIS = re.compile(
    r"(?:for (?:this|that|it|sponsorship|the visa)|to (?:do so|this end)|this requires|needed for this)\b"
)
_SPONSORS_J1 = re.compile(rf"\bj-?1\b[^.]*\b(?:sponsor|{ECFMG})|\bsponsor\w*\b[^.]*\bj-?1\b")


def is_of_sponsor(clause: Clause) -> bool:
    """Whether the certificate is a paper for the sponsor of the J-1."""
    if not re.search(r"j-?1|sponsor|\bvisa|\bfor (?:this|that|it)\b|\bthis\b|\bds-", f"{clause.lead} {clause.text}"):
        return False
    if _OF_SPONSOR.match(clause.lead) or _SPONSORED_BY.match(clause.lead):
        return True
    if (_OF_SPONSOR.match(clause.text) or _SPONSORED_BY.match(clause.text)) and not _DUE_AT.search(clause.text):
        return True
    if not (_FOR_THIS.match(clause.lead) or _FOR_THIS.match(clause.text)):
        return False
    previous = clause.previous
    while previous is not None and previous.sentence_start == clause.sentence_start:
        previous = previous.previous
    return previous is not None and bool(_SPONSORS_J1.search(previous.text))


# ---------------------------------------------------------------- those who are here

_HOLDS = (
    rf"(?:(?:are|is|was|were|being|already|fully|with|having|holding|hold|holds|had|has|have|an?|the|their|valid|"
    rf"duly) )*(?:{ECFMG}|certified\b)"
)
# "Each of them has the certificate"
_OF_OURS = re.compile(
    r"(?:all|each|every one|most|many|several|both) of (?:them|these|those|our [a-z]+|the residents) (?:hold|has|have|"
    r"had|held|is|are|was|were|came|got)s?\b(?! to\b| required\b| expected\b)|"
    r"(?:they |these |who )?(?:all|each|both|most)(?: [a-z]+)? (?:had|held|came)\b"
)
# "several have finished here, all of them certified"; "six, each with the certificate"
_ALL_OF_THEM = re.compile(
    rf"[,;:(-] ?(?:and |with )?(?:all|each|every|each one|every (?:last |single )?one|both|most|many|nearly all)"
    rf"(?: of (?:them|these|those|whom))? {_HOLDS}"
)
_ARE_HERE = re.compile(
    r"\bresidents\b|\bresidency class\b|\b(?:graduated|trained|matched|finished|joined|completed|began|come|came|been)"
    r"\b|\balumni\b|\b(?:in|of|from) (?:the|our) (?:program|class|residency)\b|"
    r"^(?:yes\W+)?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|a few|about [a-z]+)\b"
)
# "most whom we interview have ...": usual, no rule
_MOST = re.compile(
    r"\b(?:most|(?:in general|generally|as a rule|typically|usually),? (?:those|the [a-z]+|people|imgs|candidates|"
    r"applicants)) "
    r"(?:of )?(?:[a-z-]+ ){0,4}?(?:whom?|that|we|who)\b[^;]{0,40}\b(?:have|hold|are|show|bring)\b[^;]*$|"
    r"\bthe (?:typical|average) [a-z]+\b[^;]*$"
)
# "those who matched were certified"
_WERE = re.compile(
    rf"\b(?:matched|trained|graduated|finished|joined|residents|imgs)\b[^,;]{{0,25}}\b(?:were|had|held|came)\b"
    rf"[^,;]{{0,15}}(?:{ECFMG}|certif)"
)


def is_of_ours(clause: Clause, text: str, end: int) -> bool:
    """Whether it is told of residents, or of most applicants, that they have it."""
    if _OF_OURS.match(text) or _WERE.search(text):
        return True
    if re.search(r"\b(?:must|required?|need|needs|should|has to|have to)\b", text):
        return False
    if _MOST.search(text[:end]):
        return True
    told = _ALL_OF_THEM.search(text)
    return told is not None and bool(_ARE_HERE.search(f"{text[: told.start()]}") or _ARE_HERE.search(clause.lead))
