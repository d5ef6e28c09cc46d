"""The clause's text as it is read: abbreviations spelled out, and the certificate put in the place of its pronoun.

"You can't be ranked without it", "we ask for it at the interview": `resolve` looks at the clause or question before.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.ecfmg.words import CERTIFICATE, ECFMG, REFUSED
from transforms.hinted_re import has_any
from transforms.language import Clause

# ---------------------------------------------------------------- spelling

# Whose own list is certified; "until the rank list is certified" speaks of no certificate.
_CERTIFIES_LIST = re.compile(
    r"\bcertif(?:y|ies|ied|ying|ication of)(?= (?:(?:our|the|its|their|a|your) )?(?:final )?(?:nrmp )?(?:rank|match|"
    r"rol\b|lists?\b|nrmp))"
)
_LIST_CERTIFIED = re.compile(
    r"(?<=rank )certification\b|(?<=match )certification\b|(?<=rol )certification\b|(?<=list )(?:certification\b|"
    r"(?:(?:is|are|must be|gets|has been|have been) )?certified\b)|"
    r"(?<=lists )(?:(?:are|must be|have been) )?certified\b"
)
_ABBREVIATED = re.compile(
    r"\b(?:b/f|bf|b4)(?= )|\bint\b\.?(?=\W|$)|\bw/o(?= )|\bappl?\b\.?(?=\W|$)|\bcertn?\b\.(?= [a-z])|"
    r"\bcert\b(?= (?:by|before|at|needed|"
    r"required|req|prior|in hand|when|upon|to)\b)"
)
_SPELLED = {
    "b/f": "before",
    "bf": "before",
    "b4": "before",
    "int": "interview",
    "w/o": "without",
    "app": "application",
    "appl": "application",
    "cert": "certificate",
    "certn": "certificate",
}


def spell(text: str) -> str:
    if "certif" in text and has_any(("list", "rol", "rank"), text):
        text = _LIST_CERTIFIED.sub("due", _CERTIFIES_LIST.sub("submit", text))
    return _ABBREVIATED.sub(lambda match: _SPELLED[match.group().rstrip(".")], text)


# ---------------------------------------------------------------- pronouns

# "You can't be ranked without it", "we ask for it at the interview", "it must be complete by ...": the certificate,
# where the clause or sentence before spoke of it and of nothing else that "it" could be.
_POINTS = re.compile(
    r"(?P<before>\b(?:without|with|have|has|having|hold|holds|holding|need|needs|require|requires|want|wants|ask for|"
    r"asks "
    r"for|see|seen|receive|"
    r"received|get|got|gets|obtain|obtained|show|send|submit|expect|check|verify|finish|complete|possess|unless|"
    r"until|before|once|if|when|only) )?"
    r"\b(?P<it>it's|it|one|this|that|the (?:process|paperwork|certification process)|the document)\b(?P<after> "
    r"(?:must|has to|needs to|need not|should|shall|will|can|may|is|becomes?|gets|does|comes)\b)?"
)
_OWN_NAMED = re.compile(r"\b(?:prior to|before|without|pending|the|your) certification\b(?! (?:of|in)\b)")
OWN_ASKED = re.compile(
    r"\b(?:must|need|needs|have to|has to|should|do|does)\b[^?]{3,50}\b(?:be|become|get|hold|have) (?:[a-z]+ )?"
    r"certifi(?:ed\b|cat)|\b(?:must|should|can|may|does|is|has) (?:the |my |your )?certification\b|^(?:the |my |"
    r"your |a )?certificat(?:e|ion)\b|^certified\b|\b(?:must|need|have to|should|do) (?:i|we|imgs|"
    r"applicants|they|"
    r"you)\b[^?]{0,20}\bcertified\b|^is (?:the |my |your )?(?:certificate|certification)\b|\b(?:my|the|your|a) "
    r"certificat(?:e|ion)\b"
)


# "Neither the certificate nor Step 2 is needed to apply; both must be complete to be ranked."
_BOTH = re.compile(
    r"\W*(?:but |and )?(?:(?:to|for|before|by|at|when|until)\b[^,;]{2,40}?,? )?"
    r"(?P<it>both|each) (?=(?:must|are|is|need|needs|have to|has to|should)\b)"
)
_TWO = re.compile(
    r"\b(?:nor|and|or|&)\b[^,;.]{0,20}\b(?:steps?|usmle|csa?|ck|exams?|comlex|scores?)\b|\b(?:steps?|usmle|csa?|ck|"
    r"exams?|"
    r"comlex|scores?)\b[^,;.]{0,12} (?:nor|and|or|&)\b"
)


def _resolve_both(text: str, previous: Clause | None, start: int) -> str:
    """ "Both" as the certificate where the clause before paired it with an exam."""
    both = _BOTH.match(text)
    if both is None or previous is None or previous.end + 6 < start:
        return text
    if not (CERTIFICATE.search(previous.text) and _TWO.search(previous.text)):
        return text
    return f"{text[: both.start('it')]}ecfmg certificate{text[both.end('it') :]}"


def resolve(clause: Clause) -> str:
    """The clause's text, abbreviations spelled out, with a pronoun that stands for the certificate replaced by it."""
    text, previous = spell(clause.text), clause.previous
    text = _resolve_both(text, previous, clause.start)
    if re.search(rf"{ECFMG}|certif", text) or not re.search(
        r"\b(?:it|it's|one|this|that|uncertified|otherwise|the (?:process|paperwork|document))\b", text
    ):
        return text
    near = clause.question if clause.is_first_reply else ""
    if previous and previous.end + 6 >= clause.start:
        near = f"{near} {previous.text} {previous.lead if previous.sentence_start == clause.sentence_start else ''}"
    if not (
        CERTIFICATE.search(near)
        or (previous and previous.sentence_start == clause.sentence_start and _OWN_NAMED.search(previous.text))
        or (clause.is_first_reply and OWN_ASKED.search(clause.question))
    ):
        return text
    uncertified = text.find("uncertified ")
    if uncertified >= 0:
        return f"{text[:uncertified]}lacking ecfmg certificate {text[uncertified + 12 :]}"
    if re.search(r"\botherwise\b", text) and REFUSED.search(text):
        return text.replace("otherwise", "without ecfmg certificate", 1)
    for match in _POINTS.finditer(text):
        if match.group("before") or match.group("after"):
            start, end = match.span("it")
            rest = " is" if match.group("it") == "it's" else ""
            return f"{text[:start]}ecfmg certificate{rest}{text[end:]}"
    return text


# ---------------------------------------------------------------- people

# "Applicants who did not study in the U.S. must hold it": the denial is about the people.
NOT_OF_US = re.compile(
    r"\bj-?1(?: visas?)? (?:of|by|from|through|under|via) (?:the )?ecfmg\b(?!'|[ -]*cert)|"
    r"\b(?:who|that|which|whose(?: (?!ecfmg|certif)[a-z]+){1,3}?|if (?:you|they|he or she)|"
    r"applicants|candidates|graduates|physicians|those|anyone|persons)(?: [a-z]+)?? ?(?:(?:did|do|have|has|had|are|"
    r"is|was|were|does) not|not) (?:(?!certif|ecfmg|yet|efmg|having|holding)(?:u\.s\.|[^,;.])){1,60}?,?(?= (?:must|"
    r"need|needs?|should|"
    r"shall|has to|have to|are required|is required|will|are asked|are expected)\b)"
)
