"""What is only wished for by the head that it stands under: "Our preferences, none binding: ...", "Strong files have".

Words that wish in the clause itself are marks (`transforms/marks.py`); other parts of a text: `transforms/wishes.py`.
"""

from __future__ import annotations

from functools import lru_cache

from transforms import hinted_re as re
from transforms.language import Clause
from transforms.marks import FINITE, find_marks

MAX_HEAD = 130  # letters
_FILE = (
    r"(?:candidates?|candidacy|applicants?|applications?|files?|profiles?|records?|attributes?|qualities|features|"
    r"points|invitees?|interviewees?|physicians?|imgs?)"
)
_TAKES = (
    r"(?:interview(?:ed|s)?|invit(?:ed?|es)|rank(?:ed)?|call(?:ed)?|look(?:ed)? (?:mainly |mostly |first )?"
    r"(?:at|for))"
)
_WISH_HEAD = re.compile(
    r"\b(?:preferences?|wish(?:es| list)|as (?:a )?guidelines?|guidelines?,? (?:not|rather than)|(?:our|these|"
    r"the|following|three|two|four|some|program) "
    r"recommendations|recommendations (?:for|to)|^(?:strongly )?recommend(?:ed|ations)\b|taken into account|"
    r"nice[- ]to[- ]have|(?:count|works?|speaks?|tells?)s? in (?:your|an applicant's|their) favou?r|"
    r"(?:first|top) tier|tier (?:one|1)|most of (?:these|the following))\b|"
    rf"\b(?:successful|suitable|strong(?:er|est)?|competitive|ideal|favou?rable|attractive|promising|desirable|typical|"
    rf"preferred) (?:[a-z]+ )?{_FILE}\b|"
    rf"\b(?:typically|usually|mainly|mostly|likely to|tend to|like to|hope to|first to be|likely to be) {_TAKES}\b|"
    r"\b(?:typically|usually|generally|normally),? (?:the |our )?(?:applicants|candidates|those|people)(?: who (?:are|"
    r"get))? (?:invited|interviewed)\b|"
    r"\b(?:typically|usually|generally|normally),? (?:invited|interviewed) (?:applicants|candidates|people)\b|"
    r"\b(?:those|applicants|candidates|people)(?: who (?:are|get)| (?:that |whom )?we)? (?:invited?|interviewed|"
    r"interview)(?: (?:to|for) (?:an )?interviews?)? (?:typically|usually|generally|normally|mostly|tend to)\b|"
    r"^(?:the )?most (?:competitive|attractive|desirable)\W*$|"
    r"\bsuggested (?:[a-z]+ )?(?:criteria|qualifications|minimums?|credentials|thresholds?|guidelines?)\b|"
    rf"\b{_FILE} (?:is|are|will be|looks?|becomes?) (?:[a-z]+ )?(?:strong(?:er|est)?|competitive|attractive)\b"
)
_RULE_HEAD = re.compile(
    r"\b(?:must|required|require[sd]?|requirements?|minimums?|mandatory|need(?:s|ed)?|eligib\w+|rules?|conditions?)\b|"
    r"\b(?:no|not?|without|never|any) (?:[a-z]+ )?preferences?\b"
)
_NO_RULES = re.compile(
    r"\((?:these are )?not [^()]*\)|,? (?:and |but )?(?:not|never|rather than|instead of|no|none (?:of (?:which|"
    r"them|these))?)"
    r" [^,;:.]*"
)
# "As a rule the graduates whom we interview have ...", "those invited usually show ..."
_HEDGE = (
    r"(?:as a rule|in general|generally|typically|usually|normally|mostly|commonly|for the most part|by and large|on "
    r"the whole)"
)
_WE_CALL = (
    r"(?:(?:who|whom|that) )?(?:(?:we|our program|the program) (?:invite|interview|rank|see|call|select)s?|(?:are|get) "
    r"(?:invited|interviewed|called|selected|chosen))(?: (?:for|to) (?:an? )?interviews?)?"
)
_CALLED = (
    rf"(?:{_HEDGE},? (?:the |those )?(?:[a-z]+ ){{0,3}}{_WE_CALL}\b|"
    rf"(?:the |those )?(?:[a-z]+ ){{1,3}}{_WE_CALL},? {_HEDGE}\b)"
)
# Said of a whole sentence from its beginning: "It will be stronger if ...", "We look mainly at files with ...".
_OPENS = re.compile(
    rf"{_CALLED}|"
    rf"(?:[^,.;:]{{0,60}}(?:, | (?=we )))?(?:(?:we|the [a-z]+(?: [a-z]+)?) (?:mainly|mostly|chiefly|primarily|"
    rf"first|tend to|"
    rf"typically) {_TAKES}\b|"
    r"(?:we|the [a-z]+(?: [a-z]+)?) looks? (?:mainly|mostly|chiefly|primarily|first|most closely) (?:at|for)\b|"
    r"(?:it|an application|your (?:application|file|chances?)|a file|files|applications)(?:'ll| will| would)?"
    r"(?: be| is| are| become| becomes)? (?:made )?(?:the )?(?:strong(?:er|est)?|more competitive|improved|better)\b)"
)
# What is said to help within the clause that names it: "... are better placed", "..., as is graduation within three".
_HELPS = re.compile(
    r"\b(?:better placed|(?:invited|interviewed|ranked|chosen|called) (?:more (?:often|readily|eagerly)|sooner|"
    r"first|higher)|"
    r"more likely to be (?:invited|interviewed|ranked|chosen|called)|(?:sorted|moved|go|rise) to the top|in "
    r"first place|"
    r"counts? in (?:your|their|an applicant's) favou?r|would be of (?:use|help|value)|go(?:es)? (?:far|a long way)|at "
    r"an advantage|more (?:eagerly|gladly) when|"
    r"(?:we|they)(?:'d| would) (?:like|want|love|hope) to see)\b|"
    r"\b(?:recommend|prefer|desir|encourag)[a-z]*\b[^;.]*,? as (?:is|are)\b[^,;]*$"
)
_AS_FOLLOWS = re.compile(r"\b(?:as follows|the following|follow|below|are stated here)\b[^.]{0,20}\.?$")
_BRACKETS = re.compile(r"\([^()]*\)")
_OWN_RULE = re.compile(
    r"\b(?:must|required?|requires|mandatory|needs?|needed|max(?:imum)?|limit|never|not (?:accept|consider)\w*|"
    r"firm|strict(?:ly)?|minimum|disqualif\w*|reject\w*)\b"
)


@lru_cache(maxsize=512)
def is_wish_head(head: str) -> bool:
    """Whether a head opens a list of what is liked, and not of what is asked for."""
    if len(head) > MAX_HEAD or not _WISH_HEAD.search(head):
        return False
    if _RULE_HEAD.search(_NO_RULES.sub(" ", head)):
        return False
    # "Typically, invited applicants show": of people who were chosen "show" and "have" demand nothing.
    return bool(_OF_INVITED.search(head)) or "required" not in {m.kind for m in find_marks(head)}


def is_under_wishes(clause: Clause) -> bool:
    """Whether what a clause names is liked by the head of its list or sentence, and no rule by its own words."""
    if _OWN_RULE.search(_BRACKETS.sub(" ", clause.text)):
        return False
    if (clause.lead and is_wish_head(clause.lead)) or _HELPS.search(clause.text):
        return True
    told = clause.sentence[: max(clause.start - clause.sentence_start, 0)]
    if ":" in told and is_wish_head(told[: told.index(":")]):
        return True
    if _OPENS.match(clause.sentence) and not _RULE_HEAD.search(clause.sentence.replace("as a rule", "")):
        return True
    if not clause.lead and _goes_on_from_wish(clause):
        return True
    return bool(clause.lead) and not _RULE_HEAD.search(clause.lead) and _follows_wish_head(clause)


# "Preferred for interview: Step 1 of 215. Step 2 CK of 225.": exams in a row, each without a verb
_EXAM_ITEM = re.compile(r"\W*(?:an? )?(?:usmle |comlex )?(?:steps?|levels?|parts?|ck|cs|comlex)\b")


def _goes_on_from_wish(clause: Clause) -> bool:
    """Whether an exam without a verb goes on with the row of exams that a wish has opened."""
    item, before = clause, clause.previous
    for _ in range(4):
        if item.question or not _EXAM_ITEM.match(item.text) or FINITE.search(item.text):
            return False
        if item is not clause and item.lead:
            return {mark.kind for mark in find_marks(item.lead)} == {"preferred"}
        if {mark.kind for mark in find_marks(item.text)} - {"weak"}:
            return False
        if before is None or before.end < item.start - 3:
            return False
        item, before = before, before.previous
    return False


def _follows_wish_head(clause: Clause) -> bool:
    """ "Our preferences are as follows. Attempts: first. Year of graduation: ...": a row of labels under a sentence."""
    before = clause.previous
    for _ in range(6):
        if before is None or before.question != clause.question:
            return False
        if not before.lead:
            return bool(_AS_FOLLOWS.search(before.text)) and (
                is_wish_head(before.text) or {mark.kind for mark in find_marks(before.text)} == {"preferred"}
            )
        if _OWN_RULE.search(before.text):
            return False
        before = before.previous
    return False


# "Typical invitees passed ...", "our interviewees usually have ...": whom a program typically interviews.
_OF_INVITED = re.compile(
    r"\b(?:typically|usually|generally|normally),? (?:(?:the |our )?(?:applicants|candidates|those|people)(?: who "
    r"(?:are|get))? (?:invited|interviewed)|(?:invited|interviewed) (?:applicants|candidates|people))\b|"
    r"\b(?:typical|usual|average) (?:[a-z]+ ){0,2}?(?:invitees?|interviewees?|(?:candidates?|applicants?) (?:who (?:is|"
    r"are) |we )?(?:interview|invit|call)\w*)|"
    r"\b(?:those|candidates|applicants|people) (?:who (?:are|get) |we )?(?:typically|usually|generally|normally) "
    r"(?:interview|invit)\w*|\b(?:invitees|interviewees|(?:candidates|applicants|those) (?:we )?(?:interview|"
    r"invit)\w*) "
    r"(?:typically|usually|generally|normally|mostly|tend to)\b|"
    r"\b(?:we|the [a-z]+) (?:typically|usually|generally|normally|tend to) (?:interview|invite)\b"
)


def is_of_invited(clause: Clause) -> bool:
    """Whether a clause tells of those who are typically interviewed, which is a wish; of residents it is none."""
    return bool(_OF_INVITED.search(f"{clause.lead} | {clause.text}"))


_AS_A_RULE = (
    r"(?:as a rule|typically|usually|generally|normally|ordinarily|mostly|for the most part|most often|tend to)"
)
_WHOM_WE_SEE = (
    r"(?:those|people|applicants|candidates|the ones)(?: whom?| that)? we (?:interview|invite|see|meet|call)(?! (?:as|"
    r"most|fit)\b)"
)
# "As a rule those we see have 215", "applicants we invite mostly show 220"
_THOSE_SEEN = re.compile(rf"\b{_AS_A_RULE},? {_WHOM_WE_SEE}\b|\b{_WHOM_WE_SEE}(?: in| here)?,? {_AS_A_RULE}\b")


def is_of_those_seen(text: str) -> bool:
    """Whether it tells of those who are interviewed by habit, in so many words."""
    return bool(_THOSE_SEEN.search(text))
