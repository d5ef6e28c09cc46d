"""Clinical experience in the US by its name and one length, or one word of asking, wishing or denying."""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import PLAIN, Finding
from transforms.facts.plain.asking import (
    count_strangers,
    cut_pieces,
    gather,
    is_denied,
    is_left_open,
    is_usual,
    is_wished_for,
    join_lead,
    simplify,
    tells_of_else,
)
from transforms.facts.usce.lengths import DURATION, find_months
from transforms.facts.usce.words import HANDS_ON, OBSERVE, THIS_COUNTRY, USCE
from transforms.language import Clause

FIELDS = frozenset(("usce_required", "usce_months", "usce_hands_on"))
MAX_STRANGERS = 2

_US = re.compile(rf"\b{THIS_COUNTRY}|\busce\b")
# "An elective with us", "schools outside the United States": not where the experience was.
_NOT_THERE = re.compile(
    r"\b(?:with|to|for|by|from|join|joining|on|let|show|tell|give|send|contact|beside|among) us\b(?! (?:clinical|"
    r"hospitals?|"
    rf"experience|clinics?|patients?|rotations?|electives?|medical))|\boutside (?:of )?(?:the )?{THIS_COUNTRY}"
)
_WORK = re.compile(
    r"\b(?:experiences?|rotations?|exposure|clerkships?|electives?|externships?|clinical|clinics?|hospitals?|wards?|"
    r"bedside|sub-?internships?|hands-on|patients?|shadowing|observerships?|exp|preceptorships?|usce)\b"
)
# What makes another thing of it: letters from it, research, who trained here, what this house offers.
_TURNED = re.compile(
    r"\b(?:letters?|lors?|recommendations?|references?|recommenders?|research\w*|residenc(?:y|ies) training|board|"
    r"licens\w+|permits?|visas?|citizens?\w*|green card|graduates? of (?:us|u\.s\.?|american)|(?:us|u\.s\.?|"
    r"american) "
    r"(?:graduates?|seniors?|schools?|medical schools?|citizens?|mds?|students?|applicants?)|work author\w*|"
    r"authoriz\w+|residents?|interns\b|pgy\w*|fee|cost|\$|tuition|years? (?:since|out|from|of grad\w*)|since grad\w*|"
    r"graduat(?:ed|ion|ing)|gap|practice at home|home country|own country|abroad|elsewhere|anywhere|any country|"
    r"teaching|acgme|gme|internship|preliminary|transitional|degree|usmle|steps?|comlex|score|scores|english|"
    r"curriculum|per week|each week|block|blocks|a week|per day|hours?|if|long|average|section|count(?:s|ed)? from|"
    r"counted|each|(?:19|20)\d\d|defined?|means|listed?|describe|call (?:nights|days)|up to|at most|no more than|"
    r"maximum|max|only|that you|you have|training includes)\b"
)
# A window of time in which the experience lies, which is no length of it.
_TELLS_MORE = re.compile(
    rf"\b(?:{THIS_COUNTRY}|usce|obs|{OBSERVE}|months?|mos?|weeks?|wks?|hands-on|min|prefer\w*|required|recommended|"
    rf"not)"
)
# "Ten weeks, outpatient preferred": the wish is for a kind of it.
_KIND_WISHED = re.compile(
    r"\b(?:inpatient|outpatient|hands-on|recent|specialty|field|in [a-z]+|[a-z]*iatr(?:y|ics)|surgery|medicine|"
    r"neurology)"
    r"(?: \w+)?,? (?:is |are |strongly |highly )*(?:prefer|recommend|ideal|desir|favou?r)|"
    r"\b(?:prefer\w*|ideally|recommended)[ ,]+(?:in|within|at|from|with|recent|hands-on|inpatient|outpatient|"
    r"of)\b(?! (?:an? "
    r"|the )?(?:us\b|u\.s|america|united|hospital|clinic))"
)
# "Hands-on or observing": either will do.
_EITHER = re.compile(rf"\bhands-on(?: \w+)? (?:or|and|/) (?:an? )?{OBSERVE}|{OBSERVE} (?:or|and|/) hands-on")
_WINDOW = re.compile(
    r",? ?\(?\b(?:with)?in (?:the |your )?(?:last|past|previous|most recent) (?:[a-z0-9-]+ )?(?:years?|months?|"
    r"yrs?)\)?|"
    r"\bwithin (?:[a-z0-9-]+ )?(?:years?|yrs?)(?: of (?:application|applying))?|\b(?:last|"
    r"past) (?:[a-z0-9-]+ )?(?:years|"
    r"yrs)"
)
_NEED = re.compile(
    r"\b(?:must|need(?:s|ed)?|requir\w+|req|req'd|mandatory|obligatory|compulsory|essential|necessary|prerequisites?|"
    r"demand\w*|insist|condition|please|(?:proof|evidence|documentation) of)\b"
)
_COUNTED = rf"(?:{OBSERVE}|obs\b\.?)"
_OBS_OK = re.compile(
    rf"{_COUNTED} ?[:=-]? ?(?:is |are |will |would |may |also |do |does |be )*(?:ok|okay|fine|accepted|acceptable|"
    r"count(?:s|ed)?|enough|suffic\w+|included|qualif\w+|allowed|welcome|yes|y|do|incl)\b|"
    rf"\b(?:including|incl\.?|counting|even|or) (?:an? )?{_COUNTED}"
)
_OBS_OUT = re.compile(
    rf"\b(?:no|not|without|excl\.?|excluding|exclusive of|minus|other than|rather than|never|instead of) (?:(?:an?|"
    rf"mere|"
    rf"merely|just|only|as|simply|virtual|counting) )*{_COUNTED}|{_COUNTED} ?[:=-]? ?(?:is |are |do |does |"
    rf"will )?(?:not|"
    r"no|n|excluded|out|insufficient)\b"
)
_BARE = re.compile(rf"\W*{DURATION.pattern} (?:of )?(?:usce|{THIS_COUNTRY} (?:clinical )?experience)\W*")
_SOFT = re.compile(r"\b(?:negotiable|flexible)\b")
_SAYS_SO = re.compile(
    rf"{DURATION.pattern}|{_NEED.pattern}|\b(?:yes|y|prefer\w*|pref|recommend\w*|desir\w*|plus|ideal\w*|encourag\w*|"
    r"asset|helpful|useful|advantag\w*|favou?r\w*)\b"
)
_BOTTOM = re.compile(r"\b(?:min|minimum|the least)\b")
_LEAST = re.compile(
    r"\b(?:at (?:the )?(?:very )?least|minimum|min|the least|or (?:more|longer)|required|needed|must|rule|we (?:need|"
    r"require|ask for|expect|want|insist on|demand)|no less than|not less than|a must|mandatory)\b|\+"
)
_OWN_WORDS = gather(
    """usce us u.s u.s.a usa america american united states stateside clinical clinically experience experiences "
    "rotation
    rotations exposure clerkship clerkships elective electives externship externships clinic clinics hospital hospitals
    ward wards bedside hands-on patient patients care work working time month months mo mos week weeks wk wks year years
    yr yrs half one two three four five six seven eight nine ten twelve couple single inpatient outpatient setting
    settings system direct supervised supervision verified verifiable documented recent prior previous continuous
    consecutive full-time paid unpaid real actual practical professional or longer canada canadian facility facilities
    institution institutions center centers obs observership observerships observer shadowing observing observation
    counting counts count qualify qualifies accepted ok okay fine enough excluded out not no without mere merely
    psychiatry pediatrics paediatrics surgery medicine neurology family internal pathology radiology anesthesia
    anesthesiology obstetrics ob gyn dermatology emergency primary specialty field our own this country least last past
    preferred preferably prefer preference recommended recommend encouraged encourage strongly highly desired desirable
    ideal ideally plus asset advantage advantageous helpful useful nice favored favoured favor valued value better
    best liked like good bonus welcome req pref been done gained obtained exp min. worth some any during within
    health healthcare sub-internship"""
)


def read(clause: Clause) -> Iterator[Finding]:
    """What is asked for or liked, its length, and whether observing counts; a length alone goes on from what it
    follows.
    """
    if is_usual(clause.sentence) or _SOFT.search(clause.sentence):
        return
    joined, is_labelled = join_lead(clause)
    said = _NOT_THERE.sub(" ", _WINDOW.sub(" ", simplify(joined, _TELLS_MORE)))
    is_due = _asks_length(clause)
    for text in cut_pieces(said):
        is_named = _names(text)
        if not (is_named or (text is said and (is_due or _follows(clause)))) or _is_of_else(text):
            continue
        found = list(_tell(text, is_named, is_due))
        if clause.previous is None and text == joined and found and _BARE.fullmatch(text):
            return  # "Three months USCE." and no more: who would know what of it?
        if is_labelled and found and not (_names(clause.text) or _SAYS_SO.search(clause.text)):
            return  # "Preferred: work in the U.S. Required: three letters"
        for field, value, strength in found:
            yield Finding(field, value, strength, clause.start, clause.end, PLAIN, needs_lead=is_labelled)
        if found:
            return


def _names(text: str) -> bool:
    return bool(USCE.search(text) or (_US.search(text) and _WORK.search(text)))


# "How long?"
_ASKS_LENGTH = re.compile(
    r"(?:and |for )?(?:how (?:long|much|many (?:months|weeks))|length|duration|minimum)\b(?![^?]*\b(?:visa|program|"
    r"residency|"
    r"year|degree|graduat|interview|leave|vacation|resident))[^?]{0,30}\??"
)


def _asks_length(clause: Clause) -> bool:
    """Whether the clause answers how long the experience must be."""
    before = clause.previous
    if before is None or not clause.is_first_reply or not _ASKS_LENGTH.fullmatch(clause.question):
        return False
    return bool(USCE.search(f"{clause.question} | {before.question} | {before.text}"))


def _follows(clause: Clause) -> bool:
    """Whether the clause right before speaks of the experience, and this one may go on about its length."""
    before = clause.previous
    if before is None or clause.lead or before.end < clause.start - 4:
        return False
    told = f"{before.lead} | {before.question} | {before.text}"
    return not is_wished_for(told) and bool(USCE.search(told) and DURATION.search(clause.text))


def _is_of_else(text: str) -> bool:
    rest = _EITHER.sub(" ", _OBS_OK.sub(" ", _OBS_OUT.sub(" ", text)))
    return (
        bool(_TURNED.search(rest))
        or tells_of_else(rest)
        or is_left_open(rest)
        or count_strangers(text, _OWN_WORDS) > MAX_STRANGERS
    )


def _tell(text: str, is_named: bool, is_due: bool) -> Iterator[tuple[str, bool | int | float, str]]:
    core = _OBS_OUT.sub(" ", text)
    lengths = list(DURATION.finditer(core))
    if len(lengths) > 1 or is_denied(core):
        return
    length = find_months(core) if lengths else None
    if lengths and length is None:
        return
    if is_wished_for(core):
        if is_named and not (_NEED.search(core) or _BOTTOM.search(core) or _KIND_WISHED.search(core)):
            yield "usce_required", True, "preferred"
            if length is not None:
                yield "usce_months", length[0], "preferred"
        return
    if length is None and not _NEED.search(core):
        return
    if not is_named and (length is None or not (is_due or _LEAST.search(core))):
        return
    yield "usce_required", True, "required"
    if length is not None:
        yield "usce_months", length[0], "required"
    if _EITHER.search(text):
        yield "usce_hands_on", False, "required"
    elif _OBS_OUT.search(text) or HANDS_ON.search(core):
        yield "usce_hands_on", True, "required"
    elif _OBS_OK.search(text):
        yield "usce_hands_on", False, "required"
