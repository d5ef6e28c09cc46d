"""A number asked of some applicants only: of those who failed, of transfers, of those beside whom others are exempt.

It is no rule for everybody: "if you sat Step 1 twice, a 240 on CK is needed" sets no minimum, and an applicant without
a failure would wrongly be turned away by it. Who is refused outright ("those who failed are not considered") is a rule.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.finding import Finding
from transforms.language import Clause
from transforms.numerals import NUMBER, parse_number

_NUMBER = re.compile(NUMBER)
_SCORES = frozenset(("step1_min", "step2_min", "comlex_min"))
_WHO = (
    r"(?:and |but |however,? |only |also )*(?:if|for|with|of|from|when|where|unless)?\b ?(?:an? |any |the |all |those |"
    r"you |"
    r"anyone |anybody |applicants? |candidates? |people |persons? |whoever |graduates? |imgs? |everyone |someone |"
    r"files? |"
    r"who |that |with |have |has |had |previously |once |already |needed |should |did |does |do )*"
)
# Who they are: "if you sat Step 1 twice", "with a failed attempt", "those who failed a Step", "anyone over five years".
_FLAWED = re.compile(
    rf"^{_WHO}(?:fail(?:ed|ing|ures?|s)?\b|repeat(?:ed|ers?|ing|s)?\b|retook\b|retakes?\b|retaken\b|"
    rf"multiple attempts\b|"
    rf"more than one (?:attempt|try)|several attempts\b|second attempts?\b|sat [^,;.]{{0,20}} (?:twice|"
    rf"more than once)\b|"
    rf"(?:took|taken|passed|tried) [^,;.]{{0,20}} (?:twice|more than once|on (?:a|the) (?:second|third|later)|"
    rf"at (?:a|the) (?:second|third|later))|(?:[a-z0-9]+ ){{1,2}}took (?:you|them|him|her|more|two|"
    rf"three) [^,;.]{{0,12}}"
    rf"(?:attempts|tries|sittings|times)\b|(?:over|more than|beyond|older than) {NUMBER} years\b|"
    r"(?:need|require|want|seek|ask for|wish|hope for)(?:s|ing)? (?:an? |the )?h-?1-?b\b)"
)
# "Only if Step 2 is missing must Step 1 be 230": asked in place of something.
_INSTEAD = re.compile(
    r"^(?:and |but )?(?:only )?(?:if|when|where|as long as|until) (?:[a-z0-9.'/-]+ ){1,6}?(?:is|are|was|has|have)? ?"
    r"(?:not (?:yet )?(?:available|taken|there|in|passed|known|been|have)|lacking|missing|absent|pending|outstanding)\b"
)
_REFUSED = re.compile(
    r"\b(?:not|never|no longer|cannot|ineligible|reject\w*|refuse\w*|excluded?|disqualif\w*|screened out|turned "
    r"(?:away|down)|without|or(?! (?:higher|above|more|better|over|greater|beyond|up)))\b"
)
_TRANSFERS = re.compile(
    r"^(?:for |from |of |all )*(?:re-?applicants?|those (?:reapplying|transferring)|transfers?|transferring|"
    r"transfer (?:residents?|applicants?|candidates?)|pgy-?[2-5] (?:applicants?|candidates?|transfers?))\b"
)
# "Graduates within the last 24 months are exempt from the experience rule": years of an exemption.
_EXEMPT = re.compile(
    rf"\b{NUMBER} (?:years|months)\b[^.;]{{0,40}}\b(?:exempt(?:ed)?|excused|freed|released|spared|dispensed) from "
    r"(?!it\b|this\b|that\b|these\b)"
)
# "220 for US seniors, 235 for all others": neither number is everybody's.
_BY_GROUP = re.compile(
    r"\bfor (?:all |the )?(?:u\.?s\.?|american|lcme|domestic|amgs?)(?: [a-z]+){0,3},? (?:and |"
    r"but )?[a-z0-9/ ]{1,20} for "
    r"(?:all |the |any )?(?:others?|imgs?|fmgs?|international|foreign|everyone else|everybody else|graduates of "
    r"(?:foreign|international))\b"
)
_GROUPED = _SCORES | {"application_deadline", "max_years_since_graduation"}
MAX_CONDITION = 60  # letters before the clause that may say for whom it holds


def _stands_behind(text: str, end: int, value: object) -> bool:
    """Whether the value is named behind the people of whom the sentence speaks, and not before."""
    return any(parse_number(number.group()) == value for number in _NUMBER.finditer(text, end))


def find_only_of_some(clause: Clause, finding: Finding) -> str | None:
    """Why a number is not asked of everybody; None where nothing says so."""
    before = clause.sentence[: max(0, clause.start - clause.sentence_start)]
    text = before + clause.text if len(before) < MAX_CONDITION else clause.text
    if finding.field in _SCORES:
        for pattern in (_FLAWED, _INSTEAD):
            who = pattern.search(text)
            if who and _stands_behind(text, who.end(), finding.value) and not _REFUSED.search(text, who.end()):
                return f"{finding.field}: asked of some only"
    if finding.field in _GROUPED and _BY_GROUP.search(text):
        return f"{finding.field}: another for another group"
    if finding.field == "letters_min" and (
        _TRANSFERS.search(text) or (clause.lead and len(clause.lead) < 40 and _TRANSFERS.search(clause.lead))
    ):
        return "letters: of transfers"
    if finding.field == "max_years_since_graduation" and _EXEMPT.search(text):
        return "graduation: an exemption from another rule"
    return None
