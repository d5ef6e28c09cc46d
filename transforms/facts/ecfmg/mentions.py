"""Where a clause speaks of the certificate: by its name, as a certificate that can only be the ECFMG's, or not itself.

`find_certificate` looks in the clause, then in the one before, then in the label, then in the question.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.ecfmg.pronouns import OWN_ASKED
from transforms.facts.ecfmg.times import find_times
from transforms.facts.ecfmg.words import BARE, CERTIFICATE, ECFMG, NO_BUT, OTHER
from transforms.language import Clause

# ---------------------------------------------------------------- a certificate without its issuer

_SIGNED = re.compile(
    r"\b(?:applications?|files?|forms?|statements?)\b[^.;]{0,30}\bcertified\b|\bcertified and submitted\b"
)
_LISTS = re.compile(
    r"\b(?:rank|match)[a-z -]* lists? (?:is|are|be|must be|has been|have been) (?:certified|submitted|due)"
)
# A certificate named without its issuer that can only be the ECFMG's.
_OWN = re.compile(
    r"^(?:the |a |valid |full )*certificat(?:ion|e)\b|(?<=, )(?:the |an? |valid )?certificat(?:e|ion) (?:is |to "
    r"be )?(?:demanded|"
    r"required|needed|expected|due|obtained|held|in hand|by|before|at|prior|for)\b|^(?:yes\W+)?certified (?:by|at|"
    r"before|when|prior|upon|no later)\b|\b(?:become|be|been|are|is|get) (?:fully )?certified\b|"
    r"\bcertification (?:is|must|has|should|needs|before|by|prior|no later)\b|\b(?:and|have|obtain|hold|need|require|"
    r"with|awaiting|await|complete|completed|finish|without|lacking|pending|incomplete|img|imgs'|imgs) "
    r"(?:the |full |valid |their |your )?certification\b|\b(?:see|want|wants|receive|wait for|await|get|"
    r"check) (?:your|their|"
    r"his or her|the) certificate\b|^certificates are\b|\b(?:and|have|hold|need|show|with) (?:their|your) "
    r"certificate\b"
)
# "Every IMG certified at application", "must be fully certified", "the certificate on application".
_NAMELESS = re.compile(
    r"(?:^|[,;:(] ?|\b(?:be|is|are|been|img|imgs|if|fully|only|already|and|must be) )certified\b(?! (?:in|copy|"
    r"copies|mail|true|by "
    r"(?!the time|interview|application|ranking|the (?:rank|match|start|interview)|[a-z]+ \d)))|"
    r"(?:^|[,;:(] ?|\b(?:the|hold|have|a|valid|their|your|with|is the) )certificat(?:e|ion)\b(?=\s*(?:$|[,;.(]|"
    r"issued|in hand|on|at|by|"
    r"before|prior|when|upon|for|in time|until|till|unless|uploaded|required|needed|must|is|complete))"
)


def _of_foreigners(text: str) -> bool:
    """ "Foreign graduates are asked for the certificate by July 1": there is no other that they could mean."""
    return bool(
        re.search(r"\bcertificat(?:e|ion)\b", text)
        and re.search(r"\bimgs?\b|\bfmgs?\b|\b(?:foreign|international)\b|\babroad\b|\boverseas\b", text)
    )


_FOREIGNERS = re.compile(
    r"\bimgs?\b|\bfmgs?\b|\b(?:foreign|international|overseas|ecfmg)\b|\bnon-u\.?s|\babroad\b|\boutside the u|"
    r"\bother countries\b|"
    r"\bcaribbean\b"
)


def _near_foreigners(clause: Clause) -> bool:
    """Whether graduates of foreign schools are spoken of here or just before."""
    said = f"{clause.topic} {clause.sentence}"
    previous = clause.previous
    for _ in range(4):
        if previous is None:
            break
        said = f"{said} {previous.text} {previous.lead}"
        previous = previous.previous
    return bool(_FOREIGNERS.search(said))


# ---------------------------------------------------------------- where it stands

_PAPERS = re.compile(rf"{ECFMG} (?:papers|paperwork|documents?|credentials?)\b")
# "ECFMG with TOEFL by rank day"
_WITH_EXAM = re.compile(
    rf"{ECFMG},? \(?(?:incl\.?|including|with|w/|plus|and|\+|&) ?(?:the |its |all |both )?(?:csa?|steps?|ck|toefl|"
    rf"exams?|examinations?|clinical skills|english test|usmle)\b(?: ?[12i]+\b| ck\b| exam\b)?\)?"
    rf"(?=,? (?:by|before|prior|at|on|when|no later|in time|required|needed|upon|complete|done|passed)\b)"
)
_NEEDS_IT = re.compile(
    r"\b(?:need|needs|have|has|must have|hold|require|obtain|get|complete|want|expect) (?:it|this|that)\b|\b(?:it|"
    r"this) (?:must|has to|needs to|"
    r"is|should|shall|will)\b"
)
_BARE_ITEM = re.compile(rf"(?:^|, |and ){ECFMG}(?=(?: (?:if|for) [^,;]*)?\W*(?:$|[,;]))")
_DEMANDING_LEAD = re.compile(
    r"\b(?:mandatory|required?|requirements?|must(?: have)?|needed|essentials?|prerequisites?)\W*$"
)
_LABEL = re.compile(
    r"(?:.*\| ?)?"
    r"(?:the |our |valid |imgs? |fmgs? |and |one |as |for |on |a word |a rule )*certificat(?:e|ion)(?: (?:rule|"
    r"policy|requirement|deadline))?\s*\??\s*"
)


def find_certificate(clause: Clause, text: str) -> tuple[re.Match[str] | None, bool, bool]:
    """Where the clause names the certificate; else whether its label or its question does."""
    match = CERTIFICATE.search(text) or _PAPERS.search(text) or NO_BUT.search(text) or _WITH_EXAM.search(text)
    if match is not None:
        return match, False, False
    previous = clause.previous
    before = previous.text if previous and previous.sentence_start == clause.sentence_start else ""
    if (
        BARE.search(_LISTS.sub("", text))
        and not OTHER.search(text)
        and not _SIGNED.search(text)
        and (
            re.search(ECFMG, f"{text} {clause.topic} {before}")
            or (re.search(r"\bsteps?\b", text) and re.search(r"\brank", text))
            or ((_OWN.search(text) or _of_foreigners(text)) and find_times(text))
            or (_NAMELESS.search(text) and _near_foreigners(clause))
        )
    ):
        return BARE.search(text), False, False
    if not before and previous and previous.end + 4 >= clause.start and re.search(r"\b(?:it|this|that)\b", text):
        # "The certificate is not needed to interview. You do need it in time for the rank list."
        before = previous.text if find_times(text) and _NEEDS_IT.search(text) else ""
    if before and (CERTIFICATE.search(before) or _OWN.search(before) or re.search(r"\bno certificate\b", before)):
        match = re.search(
            r"\b(?:it|this|(?<!than )one)\b|"
            r"\b(?:you|they|imgs|candidates|applicants|graduates) (?:do|must|need|will)\b",
            text,
        )
        if match is not None:
            return match, False, False
    if (
        previous
        and previous.sentence_start == clause.sentence_start
        and re.search(ECFMG, previous.lead if len(text.split()) > 6 else f"{previous.lead} {previous.text}")
        and not clause.lead
        and re.match(
            r"(?:only )?(?:needed|required|a must|essential|mandatory|obligatory|compulsory|indispensable|"
            r"expected|must|"
            r"has to|due|by|before|at|when|for|until|no later|not (?:after|later)|"
            r"yes|mandatory)\b",
            text,
        )
    ):
        return None, True, False  # "certification: not needed to apply, but needed when we meet you"
    item = _BARE_ITEM.search(text)
    if item and _DEMANDING_LEAD.search(clause.lead):
        return item, False, False  # "Mandatory: MSPE, three letters, ECFMG if you are an IMG"
    if CERTIFICATE.search(clause.lead) or (
        re.search(ECFMG, clause.lead)
        and len(text) < 120
        and not re.search(r"\bj-?1\b|\bvisas?\b|sponsor|\bh-?1", clause.lead)
    ):
        return None, True, False
    if _LABEL.fullmatch(clause.lead) and find_times(text):
        return None, True, False
    if (
        previous
        and not clause.lead
        and previous.end + 4 >= clause.start
        and _LABEL.fullmatch(previous.text.rstrip(". "))
        and find_times(text)
    ):
        return None, True, False  # "Certification. By the rank list."
    asks = clause.is_first_reply and (
        re.search(ECFMG, clause.question)
        or _LABEL.fullmatch(clause.question)
        or (find_times(text) and OWN_ASKED.search(clause.question) and not OTHER.search(clause.question))
    )
    is_of_certificate = bool(re.search(r"certif|\bcomplete|\bhave\b|\bneed\b|\brequire|\?$", clause.question))
    is_of_visas = "sponsor" in clause.question and "certif" not in clause.question
    return None, False, bool(asks) and is_of_certificate and not is_of_visas
