"""img_accepted: are graduates of foreign schools accepted, considered, or among the residents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.facts.finding import ANSWERED, EXPLICIT, IMPLIED, Drop, Finding, drop
from transforms.language import Clause

STEMS = ("img", "fmg", "international", "foreign", "lcme", "school", "graduates", "overseas", "abroad", "outside")

_PEOPLE = (
    r"(?:graduates?|grads?|applicants?|candidates?|trained|doctors?|physicians?|residents?|trainees?|students and "
    r"graduates|"
    r"colleagues)"
)
_ABROAD = (
    r"(?:abroad|overseas|outside (?:of )?(?:the )?(?:u\.?s\.?|united states|usa|america|north america|country)|"
    r"elsewhere in the world|in (?:other|foreign) countries|from other countries)"
)
_FOREIGN = r"(?:international|foreign|overseas|non-?u\.?s\.?|caribbean|non-american|offshore)"
_IMG = re.compile(
    rf"\b(?:imgs?|fmgs?|(?<!commission for ){_FOREIGN}[ -](?:medical[ -])?(?:school[ -])?{_PEOPLE}|"
    rf"{_PEOPLE} (?:of|from|with|who (?:attended|finished)) (?:an? |the )?(?:[a-z]+,? (?:[a-z]+ )?(?:and|or) "
    rf")?{_FOREIGN}|"
    rf"{_PEOPLE} (?:(?:of|from|with) (?:[a-z]+ ){{0,3}})?{_ABROAD}|{_FOREIGN}(?:ly)?[ -](?:educated|trained)|"
    rf"(?:medical )?(?:schools?|degrees?|diplomas?|education|studies) (?:[a-z]+ ){{0,2}}?{_ABROAD}|{_FOREIGN} "
    rf"(?:medical )?"
    rf"(?:schools?|degrees?|diplomas?|universit(?:y|ies))|(?:graduated|trained|studied|educated|qualified|degrees?) "
    rf"(?:[a-z]+ ){{0,4}}?{_ABROAD})(?!\w)"
)
_US_ONLY = (
    r"(?:u\.?s\.?a?|american|united states|lcme|coca|aoa|canadian)(?:[ ,/&-]+(?:and|or|accredited|u\.?s\.?|american|"
    r"lcme|coca|"
    r"aoa|canadian|allopathic|osteopathic|medical|the|united|states|canada|in))*[ -]*"
)
_ONLY_US = re.compile(
    rf"\bonly (?:accept |consider |interview |take |to )?(?:applica\w+ (?:from|of) )?(?:graduates? (?:of|from) "
    rf")?{_US_ONLY}"
    rf"[^;.]{{0,40}}?\b(?:school|graduate|student|senior)|\b{_US_ONLY}(?:schools?|graduates?|"
    rf"seniors?)[^.;]{{0,20}}\bonly\b|"
    r"\bmust (?:be|have)[^.;]{0,30}graduat\w*[^.;]{0,30}\b(?:lcme|u\.?s\.? medical school)(?![^.;]*\b(?:or|ecfmg)\b)|"
    r"\b(?:restricted|limited|confined|open only) to [^.;]{0,60}\b(?:lcme|coca|aoa|u\.?s\.? (?:medical )?(?:schools?|"
    r"graduates|seniors))"
)
_TAKE = (
    r"(?:accept|consider|interview|review|tak(?:e|ing)|rank|admit|process|recruit|hire|train|match|invit(?:e|ing)|"
    r"entertain|"
    r"appoint|enroll|screen)"
)
# The program refuses them, or they are refused.
_REFUSES = re.compile(
    rf"\b(?:(?:not|never|cannot|no longer|unable to|not able to|declines? to|refuses? to)|[a-z]+n't) "
    rf"(?:(?:currently|presently|yet|now|be able to|able to|in a position to|usually|generally|at present|at this "
    rf"time) )*"
    rf"{_TAKE}\w*\b(?: (?!but\b|only\b|unless\b|without\b|and\b|from those\b)[a-z'-]+,?){{0,6}}? ?$"
)
_ARE_REFUSED = re.compile(
    r"[^.;]{0,40}?(?:\b(?:are|is|be|were|will|shall|can|could|may|do|does) ?(?:not|never|no longer)\b|\bcannot\b|n't\b)"
    r"(?: (?:be|currently|now|presently|at this time|yet))* ?(?:accept|consider|eligib|review|interview|invited|taken|"
    r"admitted|apply|processed|ranked|qualify|possible|appointed)|"
    rf"[^.;]{{0,30}}?\b(?:whom |which |that |, )?we (?:are (?:not|unable)|aren't|cannot|can't|do not|don't|will not|"
    rf"won't|never)"
    rf"(?: [a-z]+ly| to| yet| able)* (?:{_TAKE}|(?:set up|equipped|prepared|ready) (?:for|to {_TAKE})\b)|"
    rf"[^.;]{0, 30}?\b(?:ineligible|excluded|not accepted|"
    r"not eligible|not considered|need not apply|should not apply)\b"
)
_CONDITION = re.compile(
    r"\bunless\b|\bwithout\b|\buntil\b|\bexcept\b(?!ion for)|\bif (?:they|you|the|not)\b|\bonly (?:if|when|after|"
    r"with)\b|\bwho "
    r"(?:is|are|has|have|do|does|lack|need|require|cannot)\b|\bdifferen|\bdistin|\bdiscriminat|\bmore than\b|\bless "
    r"than\b|"
    r"\bwith (?:less|fewer|more)\b|\bolder\b|\bwhose\b|\bbeyond\b"
)
_POS = re.compile(
    r"\b(?:accept|consider|welcom|encourag|eligib|take[ns]?\b|may apply|can apply|apply|invit|interview|among|includ|"
    r"have|has|had|must|need|require|should|are|yes|qualif|now in|review|rank|submit|hold|match|make up|made up|"
    r"account|"
    r"fill|train|compete|expect|come|okay|ok\b|friendly|present|scored|trained|studied|represented|half|third)"
)
_SAYS_YES = re.compile(
    r"(?:are |is |also |of course |gladly |fully |very )*(?:accepted|considered|welcome|eligible|yes\b|y\s*(?:$|[.,;|"
    r"])|ok\b|okay|friendly|"
    r"may apply|can apply|allowed|encouraged|they (?:can|may|do|are|always)\b|we (?:do|take|consider|accept|welcome)\b|"
    r"absolutely|certainly|by all means|of course|gladly|invited|sure\b)"
)
_SAYS_NO = re.compile(
    r"(?:are |is )?(?:no?\s*(?:$|[.,;|])|not (?:accepted|considered|eligible|at|currently|able|taken|possible)|"
    r"never\b|ineligible|"
    r"they (?:can(?:not|'t)|may not|are not)|we (?:do not|don't|cannot|can't) (?:accept|consider|take))"
)
_OTHERS = re.compile(r"\bresearch\b|\bstudents?\b(?! and graduates)|\brotat|\bobserv|\bfellows?\b")


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    match = _IMG.search(text)
    if match is None and _ONLY_US.search(text):
        yield _finding(clause, False, IMPLIED)
        return
    if match is not None:
        yield from _read_named(clause, match)
        return
    if _IMG.search(clause.lead):
        if _SAYS_NO.match(text) and not _CONDITION.search(text):
            yield _finding(clause, False, ANSWERED, lead=True)
        elif _SAYS_YES.match(text) or (
            re.search(r"\b(?:must|need|require|certif|ecfmg|considered|accepted|welcome)", text)
            and not re.search(r"\b(?:not|no|never)\b", text)
        ):
            yield _finding(clause, True, IMPLIED, lead=True)
        return
    if clause.is_first_reply and _IMG.search(clause.question) and not _CONDITION.search(clause.question):
        asks = re.search(
            r"\baccept|\bconsider|\beligib|\bapply|\bwelcome|\binterview|\btake|\bfriendly", clause.question
        )
        is_short = len(clause.question.split()) <= 4
        if not asks and not is_short:
            return
        if clause.answer == "yes" or (clause.answer != "no" and _SAYS_YES.match(text)):
            yield _finding(clause, True, ANSWERED, question=True)
        elif (clause.answer == "no" or _SAYS_NO.match(text)) and not _CONDITION.search(text):
            yield _finding(clause, False, ANSWERED, question=True)


def _read_named(clause: Clause, match: re.Match[str]) -> Iterator[Finding | Drop]:
    """A clause that names graduates of foreign schools: a refusal of them, or anything that supposes them."""
    text = clause.text
    following = text[match.end() :]
    is_refused = bool(_REFUSES.search(text[: match.start()])) or bool(_ARE_REFUSED.match(following))
    rest = re.split(r"[;]|, and\b|, nor\b", following)[0]
    if is_refused:
        if _CONDITION.search(rest):
            yield drop(clause, "img: refused on a condition only")
        else:
            yield _finding(clause, False, EXPLICIT)
        return
    bare = re.match(r"[\s:,-]*(?:is|are)?\s*(?P<no>no\b|not\b)", following)
    if bare:
        if re.match(r"[\s:,-]*(?:no|not accepted|not considered|not eligible)\s*(?:$|[.,;|])", following):
            yield _finding(clause, False, EXPLICIT)
        return
    near = text[max(0, match.start() - 60) : match.end() + 60]
    if re.search(r"\bno\s*$", text[: match.start()]):
        # "No IMG may begin without ..." refuses nobody; "No IMGs." does.
        if re.match(r"\s*(?:$|[.,;])", following):
            yield _finding(clause, False, EXPLICIT)
        return
    if _POS.search(text) and not _OTHERS.search(near):
        yield _finding(clause, True, EXPLICIT if re.search(r"accept|consider|welcom|eligib", text) else IMPLIED)


def _finding(clause: Clause, value: bool, confidence: float, question: bool = False, lead: bool = False) -> Finding:
    return Finding(
        "img_accepted",
        value,
        "required",
        clause.start,
        clause.end,
        confidence=confidence,
        needs_question=question,
        needs_lead=lead,
    )
