"""Clauses that name the experience and do not ask for it: letters from it, help to find it, training here later."""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.usce.words import LENGTH, LICENSE
from transforms.language import Clause
from transforms.numerals import NUMBER


def _part_of(text: str, mention: re.Match[str]) -> str:
    """The part between commas in which the experience stands, where more than one is long enough to say something."""
    if mention.start() > (left := text.rfind(", ", 0, mention.start()) + 1) > 24:
        return text[left:]
    right = text.find(", ", mention.end())
    return text[:right] if right > 0 and len(text) - right > 24 else text


# "the US experience section of your CV"
_AFTER_NOUN = re.compile(
    r"'? (?:section|entries|entry|field|column|tab|form|dates|supervisors?|letters?|certificates?)\b"
)
_NOT_YET = re.compile(
    r"\b(?:may|might|could) (?:soon |later |eventually |one day |well )?(?:be|become) (?:[a-z]+ )?(?:required|"
    r"mandatory|needed|a requirement)"
)
_WAS_SOFT = re.compile(
    r"\b(?:was|were|used to be|had been) (?:only |still |merely |just )?(?:optional|preferred|recommended|encouraged|"
    r"not (?:required|"
    r"needed|mandatory)) (?:until|before|through|up to)\b"
)
_ANYWHERE = re.compile(
    r"(?: (?:hospitals?|clinics?|wards?|settings?|institutions?|health ?care|medicine))?,?(?: or(?: else)?| and/or)"
    r"(?: (?:in|at|with|of|an?|the|other|else|comparable|equivalent|similar|like|any|"
    r"hands-on|"
    r"direct|clinical|experience|work|practice|training|rotations?|exposure|care|patient|same|kind|done|gained))* "
    r"(?:abroad|elsewhere|overseas|anywhere|at home|any country|another country|other countries|(?:your|their) "
    r"(?:own |home )?country)\b(?!,? (?:is|are|does|do|will|can|may) not\b)"
)
_LISTS_ANY = re.compile(
    r"\b(?:list|describe|mention|report|explain|enter|tell|summari[sz]e)\b(?: [a-z]+){0,5}? (?:any|your|all) "
    r"(?:[a-z-]+ )*$|"
    r"\beach (?:program|department|residency|specialty) (?:[a-z]+ )?(?:states?|sets?|decides?|has|defines?|"
    r"determines?)\b"
)
# "a preliminary year in an accredited US program" is the first year of training itself; to practise is no experience.
_BASE_YEAR = re.compile(
    r"\b(?:preliminary|transitional|internship|pgy-?1|clinical base)\W{1,3}(?:[a-z]+\W{1,2})?(?:year|training)\b"
    r"[^;]{0,60}"
    r"\b(?:accredited|acgme)\b"
)
# "before beginning residency training in the US", "the path to practicing in America": what one applies for.
_TRAINS = re.compile(
    r"(?!.*(?:experience|rotation|extern|elective|observ|clerkship|hands-on|usce)).*\b(?:train|practi[cs]|residenc)"
)
_AIMED_AT = re.compile(
    r"\b(?:(?:begin|start|enter|join|seek|pursu|commenc|undertak|appl|enroll)[a-z]*(?: (?:for|to|in))?|"
    r"(?:applicants?|candidates?|eligib\w+|required|needed|necessary|mandatory|standards?|requirements?|positions?|"
    r"prepar\w+|visas?) for|(?:path|pathway|route|road|way|wish\w*|want\w*|hop(?:e|es|ing)|plan\w*|intend\w*|aspir\w+|"
    r"able|eligible|order|licensed?|licensure|allowed|authorized|permitted|required|needed|necessary|mandatory) to|"
    r"helps? [a-z]+)(?: (?:(?:their|the|your|an?|any|medical|clinical|graduate|postgraduate|further|other|or|and|"
    r"residenc(?:y|ies)) )*)?\s*$"
)
_COUNTRY_TO = re.compile(r"(?:us|u\.s\.|usa|u\.s\.a\.|united states|america|this country) to\b")
_ASKS_WHETHER = re.compile(
    r"\b(?:asks?|asked|asking|wonders?|questions?|know) (?:[a-z]+ ){0,2}?(?:if|whether)\b[^.;]*$"
)
_IT_IS = re.compile(r"\b(?:it|they|that) (?:is|are)\b(?! ?not)|\byes\b")
_FINDS = re.compile(
    r"\bhelp(?:s|ing)? (?:(?:you|applicants|candidates|imgs|them|anyone|people|with|in) )*(?:to )?(?:find|get|obtain|"
    r"arrange|secur|"
    r"gain|finding|organi[sz])\w* (?:[a-z]+ )?$"
)
LETTER = re.compile(
    r"\b(?:letters?|lors?|recommendations?|references?|recommenders?)\b"
    r"(?:[^,;]{0,60}, (?:at least )?(?:one|two|three|\d|some|all|both|each|any) of (?:which|whom|them)\b)?"
    r"[^,;]{0,80}\b(?:from|by|supervis\w+|of|on|who|whom|during|based on|reflect\w*|describ\w*)\b[^,;]*$"
)
# "letters of recommendation and rotations in the US"
BESIDE_LETTERS = re.compile(
    r"\b(?:recommendation|reference|support|physicians|doctors|attendings|faculty|supervisors|preceptors|clinicians|"
    r"recommenders|lors?|letters) (?:and|or|plus|as well as|together with|but|along with|nor) "
    rf"(?:(?:at least|a minimum of|some|prior|of|hands-on|{LENGTH}|{NUMBER}) ?)*$"
)
OF_LETTERS_LEAD = re.compile(r"(?:[a-z.]+ ){0,4}(?:letters?|lors?|recommendations|references)(?: of [a-z]+)?")
OF_LETTERS = re.compile(r"\bletters? of rec|\bletters from\b|\blors?\b")
NOT_USCE = re.compile(
    r"\bresearch experience\b|\bwork experience\b(?! (?:in|at|within) (?:an? |the )?(?:american|u\.?s\.?) "
    r"(?:hospitals?|"
    r"clinics?|health|medical|wards?))|"
    r"\bgraduate medical education in the (?:united states|u\.?s\b)"
)
COUNTED_AS = re.compile(
    r"\b(?:(?:is|are|be|being|will|do|does|can|cannot|not|never|neither|nor|no longer) )*"
    r"(?:count(?:s|ed|ing)?|considered|regarded|accept(?:ed|able)?|qualif(?:y|ies|ied)|treated|recogni[sz]ed|viewed|"
    r"seen|"
    r"constitutes?|equals?|equivalent)(?: (?:as|to|be|part of))* (?:(?:true|real|valid|actual|a|an|full|genuine|"
    r"proper) )*$"
)
NEW_ITEM = re.compile(
    rf",\s*(?:and\s+)?(?:(?:at least|a minimum of|some|prior|of|hands-on|clinical|{LENGTH}|{NUMBER})\s*)*$"
)
OF_RESIDENTS_HAD = re.compile(
    r"\b(?:average|avg|mean|median|typical|usual(?! (?:pieces|papers|documents?|documentation|materials?|items|file|"
    r"application|things|list|requirements?|ones)\b))\b|\bof (?:our|the|current|matched|recent|all)\b[^|"
    r"]{0,20}\b(?:interns|residents|class|"
    r"matched|applicants|candidates|interviewees)\b"
)
OF_RESIDENTS = re.compile(
    r"\bresearch\b|\babroad\b|\bany country\b|\bhome country\b|\bresidents\b|\binterns\b|\bcurriculum\b|\badvis\w+|"
    r"\bfellow|\bstudents\b"
)


# "graduation within five years, or current practice in the US", "five years (seven with USCE)"
_FOR_OLDER = re.compile(
    r"\b(?:graduat(?:ed|ion|ing|es? (?:of|from|in|within|since))|years? (?:since|out|from))\b[^;]{0,60}\bor (?!more|"
    r"less|longer|fewer|later)(?:[a-z]+ ){0,4}$|"
    rf"\({NUMBER}(?: years?| yrs?)? (?:with|if|for) [^()]*$"
)


TRAINING_HERE = "usce: training here, not experience before"
# "good English, for example through electives in an American hospital": one way of showing something else
_FOR_EXAMPLE = re.compile(
    r"\b(?:e\.g\.,?|for (?:example|instance),?|such as|say,?|be it|among other ways,?) (?:through|by|with|via|from|in|"
    r"during|on|having) [^.;,]{0,60}$"
)
_NAMES_WORK = re.compile(r"\b(?:experience|work|exposure|rotations?|usce|practice|training)\b")
# "three months are what most of our residents brought"
RESIDENTS_BROUGHT = re.compile(
    r"\b(?:is|are|was|were) what (?:most|many|all|nearly all|the majority)(?: of)? (?:our|the|these)? ?(?:[a-z]+ )?"
    r"(?:imgs?|residents|interns|trainees|people)\b"
)


def is_aimed_at(text: str, mention: re.Match[str]) -> bool:
    """Whether the training or practice named is what somebody applies for, and no experience that they have."""
    named, start = mention.group(), mention.start()
    if _COUNTRY_TO.match(named) or (named.startswith("residency") and text.endswith("to complete ", 0, start)):
        return True
    return bool(_TRAINS.match(named) and _AIMED_AT.search(text, 0, start))


# "... if they may work in the United States": leave to work here, which a visa gives.
_MAY_WORK = re.compile(
    r"\b(?:may|can|could|able|eligible|allowed|permitted|authori[sz]ed|entitled|free|right|permission|permit|"
    r"legally|lawfully|papers|documents|status)(?: (?:live|reside|stay|remain|and|or|to|legally|lawfully|freely|"
    r"only))* "
    r"(?:work|train|practi[cs]e|be employed|reside|live|stay|remain)\b"
)


# "... director's letter if you trained in the US", "after earlier U.S. residency training": who must bring it.
_WHO_TRAINED = re.compile(
    r"(?:\b(?:if|when|where|for (?:those|anyone|applicants|candidates)(?: who)?|after|following)|\()"
    r"(?: (?:you|they|applicants?|candidates?|already|have|had|has|were|any|an?|earlier|prior|previous|former|other))* "
    r"?$"
)
_TRAINED = re.compile(
    r"(?:trained|did|completed|began|started|were|in) |(?:us|u\.s\.?|american) (?:residency|training|gme|graduate)"
)
# "three letters, and we like one from your externship"
_ONE_FROM = re.compile(r"\b(?:one|some|any|another) (?:from|of) (?:an? |the |your )?(?:[a-z/-]+ ){0,4}$")


# "Applicants who worked in American clinics for years must explain gaps"
_PEOPLE_WITH = re.compile(
    r"\W*(?:those|anyone|applicants|candidates|imgs|fmgs|graduates|people|whoever|doctors|physicians)(?: (?:who|that|"
    r"with))?"
    r"(?: (?:have|had|has|already|once|some|prior|previous|any|been))* "
)
_MUST_ELSE = re.compile(
    r"(?:(?! (?:to|and|or|which|that|is|are)\b)[^.;,]){0,40}? (?:must|have to|need to|should|may be asked|will be "
    r"asked|"
    r"are asked)(?: also| still| please)? (?!have\b(?= (?:been|lasted|done|had|worked|it|at least|a minimum))|be "
    r"(?:hands|in|from|at|of|recent|at)\b|last\b|include\b|involve\b|show "
    r"(?:at|a minimum)|not\b)"
)


def is_example(text: str, start: int) -> bool:
    """Whether the experience at `start` is only one way of showing something else."""
    example = _FOR_EXAMPLE.search(text, 0, start)
    return bool(example and not _NAMES_WORK.search(text, 0, example.start()))


def why_off_topic(clause: Clause, mention: re.Match[str]) -> str | None:
    """Why a clause that names the experience does not ask for it; None where it may."""
    text = clause.text
    if _PEOPLE_WITH.fullmatch(text, 0, mention.start()) and _MUST_ELSE.match(text, mention.end()):
        return "usce: what is asked of those who have it"
    if _TRAINED.match(mention.group()) and _WHO_TRAINED.search(text, 0, mention.start()):
        return "usce: of who trained here already"
    if LICENSE.search(_part_of(text, mention)) or re.search(r"\b(?:before|by|prior to)\b[^.;]{0,15}\bpgy-?[2-9]", text):
        return TRAINING_HERE
    if _BASE_YEAR.search(text):
        return TRAINING_HERE
    if _ONE_FROM.search(text, 0, mention.start()) and re.search(r"\bletters?\b|\blors?\b", clause.sentence):
        return "usce: where letters come from"
    allowed = _MAY_WORK.search(text, 0, mention.end())
    is_other = allowed and re.search(
        r"[,;]|\band\b", text[allowed.end() : mention.start()]
    )  # "..., and two months of it"
    if allowed and not is_other and not re.search(r"experience|rotation|extern|observ", text):
        return "usce: leave to work here"
    if is_example(text, mention.start()):
        return "usce: an example of something else"
    if _FOR_OLDER.search(text, 0, mention.start()):
        return "usce: in place of a recent degree"
    if _AFTER_NOUN.match(text, mention.end()) or _NOT_YET.search(text) or _WAS_SOFT.search(text):
        return "usce: another thing, another time"
    if re.search(
        r"\b(?:preferably|ideally|not necessarily) (?:in|within|from|at|obtained|gained)",
        text[max(0, mention.start() - 30) : mention.end()],
    ) or _ANYWHERE.match(text, mention.end()):
        return "usce: anywhere, best in this country"
    if _LISTS_ANY.search(text, 0, mention.start()) or (
        _ASKS_WHETHER.search(text, 0, mention.start())
        and not _IT_IS.search(clause.sentence, clause.start - clause.sentence_start + mention.end())
    ):
        return "usce: to be told, or each program's own"
    if _FINDS.search(text, 0, mention.start()):
        return "usce: offered or found for somebody, not asked for"
    return None
