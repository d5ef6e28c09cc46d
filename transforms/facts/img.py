"""img_accepted: are graduates of foreign schools accepted, considered, or among the residents."""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, EXPLICIT, IMPLIED, Drop, Finding, drop
from transforms.hinted_re import Hinted
from transforms.language import Clause

STEMS = (
    "img",
    "fmg",
    "international",
    "foreign",
    "lcme",
    "school",
    "graduates",
    "overseas",
    "abroad",
    "outside",
    "caribbean",
)

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
_IMG = Hinted(
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
_ONLY_US = Hinted(
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
_REFUSES = Hinted(
    rf"\b(?:not|never|cannot|no longer|unable to|not able to|declines? to|refuses? to) "
    rf"(?:(?:currently|presently|yet|now|be able to|able to|in a position to|usually|generally|at present|at this "
    rf"time) )*"
    rf"{_TAKE}\w*\b(?: (?!but\b|only\b|unless\b|without\b|and\b|from those\b)[a-z'-]+,?){{0,6}}? ?$|"
    r"\b(?:not|never|no longer) (?:currently |presently )?open to (?:applications? (?:from|by) )?$|\bclosed to "
    r"(?:applications? (?:from|by) )?$|"
    r"(?<!not )(?<!never )\b(?:declines?|rejects?|refuses?|turns? (?:down|away)) (?:all |any )?(?:applications? "
    r"(?:from|of|by) )?$|"
    r"\b(?:unable to|cannot|not able to|do not|does not) offer (?:[a-z]+ ){0,2}?(?:positions?|places?|interviews?|"
    r"spots?|slots?|training|contracts?) to $"
)
_ARE_REFUSED = Hinted(
    r"[^.;]{0,40}?(?:\b(?:are|is|be|were|will|shall|can|could|may|do|does)(?: currently| presently| generally| "
    r"usually| still| normally)* ?(?:not|never|no longer)\b|\bcannot\b)"
    r"(?: (?:be|currently|now|presently|at this time|yet))* ?(?:accept|consider|eligib|review|interview|invited|taken|"
    r"admitted|apply|processed|ranked|qualify|possible|appointed)|"
    rf"[^.;]{{0,30}}?\b(?:whom |which |that |, )?we (?:are (?:not|unable)|cannot|do not|will not|never)"
    rf"(?: [a-z]+ly| to| yet| able)* (?:{_TAKE}|(?:set up|equipped|prepared|ready) (?:for|to {_TAKE})\b)|"
    r"[^.;]{0,20}?\b(?:are|will be|get|is) (?:[a-z]+ly )?(?:rejected|declined|discarded|refused|turned (?:down|"
    r"away))\b|"
    r"[^.;]{0,30}?\b(?:(?<!not )(?:ineligible|excluded|barred|ruled out|screened out)|not accepted|not eligible|not "
    r"considered|"
    r"(?:need|should|must|may|ought) not (?:to )?(?:apply|send|submit))\b|[^.;]{0,12}?[:,] ?(?:none|nobody|no "
    r"one)\b[^.;]{0,30}?\b(?:"
    rf"{_TAKE}\w*|eligible)"
)
_CONDITION = Hinted(
    r"\bunless\b|\bwithout\b|\buntil\b|\bexcept\b(?!ion for)|\bif (?:they|you|the|not)\b|\bonly (?:if|when|after|"
    r"with)\b|\b(?:who|that|which) "
    r"(?:is|are|has|have|had|did|do|does|lack|need|require|cannot)\b|\bdifferen|\bdistin|\bdiscriminat|\bmore than\b|"
    r"\bless than\b|"
    r"\bwith (?:less|fewer|more)\b|\bolder\b|\bwhose\b|\bbeyond\b"
)
_POS = Hinted(
    r"\b(?:accept|consider|welcom|encourag|eligib|take[ns]?\b|may apply|can apply|apply|invit|interview|among|includ|"
    r"have|has|had|must|need|require|should|are|yes|qualif|now in|review|rank|submit|hold|match|make up|made up|"
    r"account|"
    r"fill|train|compete|expect|come|not exclude|not at a disadvantage|no distinction|not distinguish|value|open to|"
    r"open for|look(?:s|ed|ing)? (?:at|for)|okay|ok\b|friendly|present|scored|"
    r"trained|studied|represented|half|third)"
)
_SAYS_YES = re.compile(
    r"(?!(?:[a-z]+ ){0,3}(?:not|never)\b)(?:are |is |also |of course |gladly |fully |very )*(?:accepted|"
    r"considered|welcome|eligible|yes\b|y\s*(?:$|[.,;|"
    r"])|ok\b|okay|friendly|"
    r"may apply|can apply|allowed|encouraged|they (?:can|may|do|are|always)\b|we (?:do|take|consider|accept|welcome)\b|"
    r"absolutely|certainly|by all means|of course|gladly|invited|sure\b)"
)
_SAYS_NO = re.compile(
    r"(?:are |is )?(?:no?\s*(?:$|[.,;|])|not (?:accepted|considered|eligible|at|currently|able|taken|possible)|"
    r"never\b|ineligible|none (?:can|will|are|is|may)\b|(?:sorry|unfortunately|regrettably|alas),? no\b|"
    r"they (?:cannot|may not|are not)|we (?:do not|cannot) (?:accept|consider|take))"
)
_OTHERS = re.compile(r"\bresearch\b|\bstudents?\b(?! and graduates)|\brotat|\bobserv|\bfellows?\b")


# "Requirements for international graduates": the text of a link or the name of a section, which says nothing yet.
_NAVIGATES = re.compile(
    r"\W*(?:view |see |read |learn |more |our |the |click here for |download |additional |general |application |"
    r"admissions? |eligibility |visa )*"
    r"(?:information|requirements?|eligibility|criteria|polic(?:y|ies)|faqs?|questions|guidelines|instructions|"
    r"resources|applications?|"
    r"applying|admissions?|process|notes?|details|info|overview|checklist|support|services|advice|tips|links)"
    r"(?: (?!is\b|are\b|must\b|may\b|can\b|accept|welcome|consider|need\b|will\b|have\b|should\b)[a-z&/-]+){0,3}?(?: "
    r"(?:for|of|about|from|to|on|as))"
    r"(?: (?!is\b|are\b|must\b|may\b|can\b|accept|welcome|consider|need\b|will\b|have\b|should\b)[a-z&/()-]+){1,8}\W*"
)


# "These questions are for FMGs and do not apply to graduates of US schools."
_APPLIES_TO_US = re.compile(
    r"\b(?:not|never) appl(?:y|ies) to (?:[a-z]+ ){0,2}?(?:u\.?s\.?|american|united states|domestic|lcme)\b"
)


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    if _NAVIGATES.fullmatch(text) or _APPLIES_TO_US.search(text):
        return
    match = _IMG.search(text)
    if match is None and _ONLY_US.search(text):
        yield _finding(clause, False, IMPLIED)
        return
    if match is not None:
        yield from _read_named(clause, match)
        return
    if _IMG.search(clause.lead) and not re.search(r"\b(?:asks?|asked|wonder)\W*$", clause.lead):
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


# "The H-1B is not open to graduates of foreign schools."
_OF_VISAS = re.compile(
    r"\W*(?:but |and |though )?(?:the |an? |our |new )*(?:h ?-? ?1 ?-? ?b?|j ?-? ?1|visas?|sponsorships?)s?\b(?! "
    r"holders|"
    r" applicants|-requiring| candidates)"
)


def _read_named(clause: Clause, match: re.Match[str]) -> Iterator[Finding | Drop]:
    """A clause that names graduates of foreign schools: a refusal of them, or anything that supposes them."""
    text = clause.text
    following = text[match.end() :]
    is_refused = bool(_REFUSES.search(text[: match.start()])) or bool(_ARE_REFUSED.match(following))
    rest = re.split(r"[;]|, and\b|, nor\b", following)[0]
    if is_refused and _OF_VISAS.match(text):
        yield drop(clause, "img: a visa is refused, not the graduates")
        return
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
        if re.match(
            r"\s*(?:$|[.,;]|(?:applications? )?(?:are|is|will be|can be|may be) (?:accepted|considered|taken|reviewed|"
            r"interviewed|ranked|"
            r"admitted|eligible)(?: (?:here|at this time|at present|by [a-z ]+))?\W*$)",
            following,
        ):
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
