"""The experience as an item of a list, without a verb of its own: the head of the list says how strong it is."""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.usce.lengths import find_months
from transforms.facts.usce.words import LENGTH, OBSERVE, OTHER_TOPIC, SAYS_MORE
from transforms.language import Clause
from transforms.marks import find_marks
from transforms.numerals import NUMBER
from transforms.strength import find_list_head
from transforms.wish_heads import is_of_invited

_WHEN_APPLYING = (
    r"(?:(?:when|before|once|by the (?:day|time)|on the day|by) (?:that )?(?:you|they) (?:apply|file|send|submit)"
    r"(?: (?:your|their|the|an?) [a-z]+)?,?|(?:on|when|before|by|at the time of|upon) (?:applying|application),?)\b"
)
# "within the past two years, three months of ..."
_IN_LAST_YEARS = (
    rf"(?:with)?in the (?:last|past|previous|preceding) (?:{NUMBER} )?(?:years?|months?),?(?: (?:you|they) (?:had|"
    r"have had|did|spent))?"
)
_OPENS_DEMAND = re.compile(rf"(?:{_WHEN_APPLYING}|(?:for|of) (?:all |the )?(?:imgs?|fmgs?|foreign graduates)\b)")
_OPENING_WORDS = re.compile(
    rf"(?:(?:no|yes|sorry)[,:] )?(?:{_WHEN_APPLYING} )?(?:{_IN_LAST_YEARS} )?(?:and |\(x\) )?(?:(?:you|they|i)(?:'ve|"
    f" have)(?: got| had| done|"
    rf" completed)? )?(?:\W|\(?(?:[a-e]|[ivx]+|"
    rf"\d)[).]|"
    r"(?:first|second|third|fourth|finally|lastly|next|then)\b|there(?:'s| is| are)\b|"
    rf"{_WHEN_APPLYING}|"
    r"(?:evidence|proof|documentation|records?|history|completion|verification|attestation|confirmation|copies|"
    r"certificates?) of\b|with\b|"
    rf"and\b|plus\b|also\b|of\b|total\b|full\b|at least\b|{NUMBER} or more\b|min\b|minimum\b|(?:no|not) (?:less|"
    rf"fewer) than\b|a quarter "
    rf"of\b|{LENGTH}'?|(?:for|of) "
    r"(?:all |the |any )?(?:(?:imgs?|fmgs?)(?:/(?:imgs?|fmgs?))?|(?:international|"
    r"foreign)(?: medical)? (?:graduates?|applicants?|"
    r"candidates?))\b|"
    r"(?:hands[- ]on|clinical|direct|prior|previous|recent|current|ongoing|active|verified|verifiable|documented|"
    r"significant|substantial|adequate|sufficient|supervised|inpatient|patient|relevant|some|an?)\b)*"
)
_COUNTED = re.compile(
    rf"\W*(?:at least )?{NUMBER}(?: or more)? (?:[a-z-]+ ){{0,2}}?(?:rotations?|externships?|electives?|clerkships?)\b"
)
_NEXT_REMARK = re.compile(rf" -{{1,2}} |, (?=(?:no|not|neither|none|research|(?:in|of|during) which|{OBSERVE})\b)")
_PEOPLE = re.compile(
    r"^(?:for )?(?:all |the |our )?(?:applicants|candidates|imgs?|fmgs?|(?:international|foreign)(?: "
    r"medical)?(?: school)? (?:graduates?|schools|physicians|doctors|"
    r"applicants?|candidates?))(?:,? (?:in addition|also|only|additionally|must|need|adds?|please add|(?:to|beside|"
    r"besides|"
    r"beyond|on top of) (?:the|these|all|that|this|what)(?: (?:usual|above|rest|list|standard|ordinary|pieces|papers|"
    r"documents|items|things|others|need|of it))*))*$"
)
# "If you studied abroad, show us:", "Those of foreign schools:": whom the items below are asked of
_FROM_ABROAD = re.compile(
    r"(?:.*\| )?(?:for |and )?(?:(?:if|when|where) (?:you|your|they|the applicant)\b[^|]{0,40}?\b(?:abroad|foreign|"
    r"overseas|elsewhere|international)\b[a-z ]{0,20}?|"
    r"(?:(?:those|applicants|candidates|graduates|doctors|people|physicians|anyone|whoever|all) )?(?:who )?(?:of|from|"
    r"schooled|trained|studied|graduated|educated|coming from) (?:an? )?(?:foreign (?:medical )?schools?|abroad|"
    r"overseas|"
    r"elsewhere|schools (?:abroad|elsewhere)|other countries|outside [a-z. ]{2,24}))"
    r"(?:,? (?:please )?(?:adds?(?: these)?|shows?(?: us)?|needs?|you need|brings?|sends?|must(?: have| show|"
    r" bring)?|on "
    r"top(?: of (?:it|that))?|moreover|also|in addition))*\W*"
)
_ASIDE_OF_LIST = re.compile(
    r"\([^)]*\)|\b(?:that|which|where|in which|during which) (?:(?:you|they) )?(?:had |have )?(?:[a-z]{3,}ed|saw|gave|"
    r"put|brought|let|involves?|includes?|exposes?|lasts?)\b(?: (?!(?:is|are|will|can|may|must|we)\b)[a-z'-]+){0,5}|"
    r"\b(?:that|which) (?:is|are|was|were|may be|can be|could be)\b|\bwhere you (?:have |had )?"
)


# "Two months on American wards await each intern": of the training itself
_IN_RESIDENCY = re.compile(
    r"\b(?:vacation|leave|awaits?|(?:each|every|our|the) (?:interns?|residents?|house ?staff)|per (?:year|resident))\b"
)


# What else is demanded in the same breath, without a verb: years since school, a score, attempts.
_DEMANDS = re.compile(
    rf"\b(?:graduat\w*|degrees?|diplomas?)\b[^.;]{{0,40}}\b(?:within|last|past|most|more than) "
    rf"[^.;]{{0,12}}\byears?\b|\bwithin (?:the (?:last|past) )?"
    rf"{NUMBER} years of graduat\w+|\b(?:steps?|usmle|ck)\b[^.;]{{0,30}}\b(?:2\d\d|first attempt)\b"
)


def _is_soft(text: str) -> bool:
    return bool({mark.kind for mark in find_marks(text)} & {"preferred", "typical", "unneeded"})


def _names_people(clause: Clause) -> bool:
    """Whether a list's head only says whom it is for: "Foreign graduates:", "If you studied abroad:"."""
    if _PEOPLE.search(clause.lead):
        return not find_marks(clause.lead)
    first: Clause = clause
    while first.previous is not None and first.previous.sentence_start == clause.sentence_start:
        first = first.previous
    for head in (clause.lead, first.lead, first.text if first is not clause else ""):
        if _FROM_ABROAD.fullmatch(head):
            return not {mark.kind for mark in find_marks(head)} - {"required"}
    return False


def judge_listed(clause: Clause, start: int, end: int) -> str | None:
    """Strength of an item without a verb: as the list's head says, else a length that is named is a demand."""
    stop = _NEXT_REMARK.search(clause.text, end)
    text = _ASIDE_OF_LIST.sub(" ", clause.text[: stop.start() if stop else None])
    text = re.sub(r"^(?:no|yes|sorry)[,:] ", "", text)
    text = re.sub(_WHEN_APPLYING, " ", text).lstrip()
    text = re.sub(r"^(?:and |\(x\) )?(?:you|they|i)(?:'ve| have)(?: got| had| done| completed)? ", "", text)
    if _PEOPLE.search(clause.lead) and text.count(",") > 1:
        text = text[max(0, text.rfind(", ", 0, start)) :]  # what its neighbours say is theirs
    if SAYS_MORE.search(text) or _IN_RESIDENCY.search(text):
        return None
    own = max(
        clause.text.rfind(", ", 0, start), clause.text.rfind(" and ", 0, start), clause.text.rfind(" plus ", 0, start)
    )  # one of several demands
    if not _OPENING_WORDS.fullmatch(clause.text, 0, start) and not (
        own >= 0 and _OPENING_WORDS.fullmatch(clause.text, own + 1, start)
    ):
        return None
    is_open = clause.text[end:].lstrip().startswith("?")  # "Step 1: 220, USCE ?, YOG 5"
    if own > 0 and not is_open and _DEMANDS.search(clause.text, max(0, own - 60), own) and not _is_soft(clause.text):
        return "required"  # "A degree of the last five years and clinical work in the US."
    head = find_list_head(clause)
    if head is not None:
        return head
    if re.fullmatch(r"(?:clinical |work |prior |us )?experience", clause.lead.rsplit("|", 1)[-1].strip()):
        return "required"  # "Experience: American hospital work, not observing."
    if _names_people(clause) and ":" not in clause.text:
        return "required"  # "International graduates: ECFMG certificate; US clinical experience."
    before = clause.previous
    if find_months(clause.text, (start, end)) is None and not _COUNTED.match(clause.text):
        # A bare name between other bare demands ("Graduation within three years. Clinical work in the US.").
        is_among = (
            before is not None
            and before.end > clause.start - 4
            and not clause.lead
            and before.sentence_start != clause.sentence_start
            and OTHER_TOPIC.search(before.text)
            and not SAYS_MORE.search(before.text)
            and not ({mark.kind for mark in find_marks(before.text)} & {"preferred", "typical", "unneeded"})
            and len(before.text.split()) <= 12
            and len(text.split()) <= 12
            and not clause.text.endswith("?")
        )
        return "required" if is_among else None
    is_item = clause.lead or clause.heading or (before and before.sentence_start == clause.sentence_start)
    if _OPENS_DEMAND.match(clause.text):
        return "required"
    if (told := _tell_of_others(clause)) is not None:
        return told
    return "required" if is_item or (before and len(text.split()) <= 16) else None


_MOST_OF = re.compile(
    r"\b(?:most|the majority|nearly all|almost all|many)(?: of)? (?:the |our |those )?(?:imgs|applicants|candidates|"
    r"people|"
    r"residents|interns|graduates|those)\b"
)


def _tell_of_others(clause: Clause) -> str | None:
    """What an item is under a head that only tells what is usual: "Most whom we interview have (1) ...; (2) ..."."""
    first: Clause = clause
    while first.previous is not None and first.previous.sentence_start == clause.sentence_start:
        first = first.previous
    if first is clause or "required" in (kinds := {mark.kind for mark in find_marks(first.text)}):
        return None
    if is_of_invited(first):
        return "preferred"
    return "typical" if "typical" in kinds or _MOST_OF.search(first.text) else None
