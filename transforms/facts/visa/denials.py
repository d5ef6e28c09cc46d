"""The last check: each reading of a visa held against every word of denial that stands around it.

A clause is cut into units; each denial that a rule accounts for is masked; what is left must bear out the reading, or
the visa is dropped as not understood. Which denial governs which visa is told by `polarity.py`, what assent and refusal
look like word by word by `assent.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from transforms import hinted_re as re
from transforms.facts.finding import EXPLICIT, IMPLIED, Drop, Finding, drop
from transforms.facts.polarity import DENIAL, Unit, find_denied, find_units, is_double
from transforms.facts.visa.assent import is_plainly_denied, is_surely_accepted
from transforms.facts.visa.exceptions import (
    ALL_BUT,
    CHANGES_TO_J1,
    J1_EXCEPTED_ALONE,
    MUST_BE_ABLE,
    NEED_REFUSED,
    UNASKED,
    WITHOUT,
)
from transforms.facts.visa.heads import LEFT_OUT, SHUT_OUT_HERE, is_shut_out
from transforms.facts.visa.marks import BOX, MARK, PLUS_MARK
from transforms.facts.visa.masks import BARRED_FROM_IT, EXAM_UNNEEDED, NO_DEMAND, PAST_ASIDE, UNLIKE, mask_asides
from transforms.facts.visa.off_topic import FOR_STAFF
from transforms.facts.visa.status import CITIZENS
from transforms.facts.visa.words import (
    COND,
    DEAL,
    H1B,
    HINDRANCE_DENIED,
    J1,
    MENTION,
    NEG,
    NO_LIMIT,
    NOT_A_NEGATION,
    NOT_REFUSED,
    ONLY,
    OTHER_DEED,
    OTHER_FACT,
    POS,
    PREDICATE,
    REFUSES,
)
from transforms.hinted_re import Hinted
from transforms.language import Clause

# ---------------------------------------------------------------- denials that a rule accounts for

ANY_DENIAL = re.compile(rf"{DENIAL.pattern}|{NEG.pattern}")
# "No visa other than the J-1", "all but the H-1B": the denial and its exception make one statement.
_EXCEPTION_MADE = Hinted(
    r"\b(?:not|never|cannot)\b(?: (?!because|but|if\b)[a-z]+){1,4}? (?:any )?other (?:visas?|types|kinds|categories|"
    r"status\w*|sponsorship)[^.;]*|"
    rf"(?:{NEG.pattern})[^.;]{{0,60}}?\b(?:other(?: [a-z]+)? than|"
    r"except(?:ing)?|besides|but|beyond|apart from|aside from|save|different from|outside)\b|"
    r"\b(?:no|not|never|cannot|neither)\b[^.;,]{0,50}?\b(?:ourselves|itself|themselves|directly|in-house|of (?:our|"
    r"its|their) own|on (?:our|its|their) (?:own|part))\b|"
    r"\b(?:neither|not?|without|lacks?|lacking)\b[^.;,]{0,30}?\b(?:citizens?(?:hip)?|green[- ]cards?|permanent)\b"
    r"(?:[^.;,]{0,24}? (?:n?or|and) [^.;,]{0,30}?\b(?:citizens?(?:hip)?|green[- ]cards?|permanent|nationals)\b)?|"
    r"\b(?:no|none|any|the|all|every|of) others?\b[^.;]*|(?<!and )(?<!or )(?<!& )\bothers\b[^.;]*|\bother "
    r"(?:visas?|types|categories|status\w*|sponsorship)"
    r"[^.;]*|\bnothing else\b|\bor none\b|\bor nothing\b|\bnot (?:an? )?(?:u\.?s\.? )?citizens?\b"
)
_ACCOUNTED = (
    _EXCEPTION_MADE,
    NOT_A_NEGATION,
    OTHER_DEED,
    UNLIKE,
    BARRED_FROM_IT,
    NO_DEMAND,
    EXAM_UNNEEDED,
    PAST_ASIDE,
    NO_LIMIT,
)


def mask_accounted(text: str) -> str:
    for pattern in _ACCOUNTED:
        text = pattern.sub(lambda match: "#" * len(match.group()), text)
    return text


def find_clause_units(text: str) -> list[Unit]:
    """The units of a clause, with each denial that a rule accounts for out of sight."""
    for pattern in (HINDRANCE_DENIED, NOT_REFUSED):
        text = pattern.sub(lambda match: " ok".ljust(len(match.group()), "#"), text)
    return find_units(mask_accounted(text), MENTION, PREDICATE, ANY_DENIAL)


# ---------------------------------------------------------------- denials that are of something else

# "We sponsor no visas ourselves": the ECFMG may, for a J-1; an H-1B has no other petitioner.
_OURSELVES = re.compile(r"\b(?:ourselves|itself|themselves|of (?:our|its|their) own|on (?:our|its|their) own)\b")
_NOT_BY_US = Hinted(
    r"(?:\bnot|\bnever) (?:[a-z]+ )?(?:sponsored|issued|provided|handled|granted|given) by (?:us\b|our\b|"
    r"the (?:hospital|"
    r"program|institution|university|residency|department|medical))"
)
# "The program does not process visas; the GME office does.": an office that does the work denies nothing.
_BY_ANOTHER = Hinted(
    r"\b(?:not|never|cannot) [^.;]{0,12}?(?:process|handle|arrange|manage|administer|issue|decide|oversee|coordinate|"
    r"prepare|deal|take care)[^.;]{0,40}?[;,.] ?(?:but |that )?(?:this |it |which )?(?:is (?:done|handled) by |"
    r"rather,? )?"
    r"(?:the|our|its) (?:[a-z'-]+ ){0,4}?(?:office|department|university|hospital|system|institution|sponsor|counsel|"
    r"gme|hr|resources|services|college|school)\b(?: [a-z]+ly)? ?(?:does|do|is|will|handles|manages|processes|takes|"
    r"arranges|decides|[.;]|$)"
)
# "We do not sponsor the J-1; the ECFMG does."
_BY_ECFMG = re.compile(
    r"[;,:(] ?(?:but |rather,? |instead,? |that |this |it )?(?:is (?:done |handled |left )?(?:by|to|up to) )?(?:the "
    r")?(?:ecfmg|"
    r"intealth)(?: (?:itself|alone))? (?:does|do|will|is (?:the|their|your|its) sponsor|(?:sponsors|issues|handles|"
    r"provides) "
    r"(?:it|them|those|these|that))\b(?=\W|$)(?! not\b)|"
    r"\b(?:sponsored|issued|handled|done|sponsorship (?:is|comes|rests)|left|up|it is|they are)(?: [a-z]+)? (?:by|to|"
    r"with|from) "
    r"(?:the )?(?:ecfmg|intealth)\b"
)
_SIGNS = re.compile(r"\b(?:sponsor|issu|petition|process|provid|handl|arrang)")
_TAKES = re.compile(r"\b(?:accept|tak(?:e|en|ing)|consider|welcom|train|host|appoint|hir|allow)")
UNSURE = "visa: a denial whose object is not sure"
_SOFTENED = re.compile(
    r"\b(?:unless|until|except\w*|without|before|prior to|rare\w*|always|usual\w*|generally|typically|normally|"
    r"routine\w*|"
    r"ordinarily|guarantee\w*|promised?|assured?|if|only|regular\w*)\b"
)
_CLOSES = re.compile(
    rf"{ONLY.pattern}|\b(?:others?|unlike|except|besides|one|nothing|none|left|remain\w*|rather|instead|former|"
    rf"latter|all|it|period|full stop)\b"
)
_NO_MARK = re.compile(r"(?<![\w-])[n0](?![\w-])|[:=] *-")


def _may_bind(text: str) -> bool:
    return bool(_SOFTENED.search(text) or COND.search(text))


# ---------------------------------------------------------------- does a denial reach the visa beyond doubt?

_ACCEPTING = (
    rf"(?:{POS.pattern[2:]}|\b{DEAL}|\b(?:foresee|pursu|tried|done|in (?:the )?@|back|have\b|hold|use|cards|"
    rf"chance|way|place|"
    rf"part|plan|intention|mechanism|support|ability|budget|funds|money|"
    rf"resources|means|staff|capacity|rank|review|interview|read|screen|extend|transfer|initiat|sponser|happen|"
    rf"something|originat|launch|begin|do\b|"
    rf"does\b|had\b|be\b(?=[ .,]*$)))\w*"
)
# Words between the denial and the visa; a word that opens another clause stops the reach.
_STEP = (
    r"(?: (?:(?:which|that) (?:we|our|the)|(?:who|that|if (?:you|they)) (?:would |will )?(?:need|require|seek|"
    r"hold|want|have|are)|"
    r"(?!(?:unless|because|if|when|until|"
    r"since|so|but|though|although|while|whereas|where|which|who|whom|as|that)\b)[a-z0-9'#@~/&:-]+))"
)
_DENIED_PRIOR = r"(?:not|never|no longer|nor|cannot|neither|no|unable|nobody|none|without|nothing|no one|hardly)"
# In a unit with the visa as "@": the denial reaches the visa over a verb that accepts, or stands right beside it.
_SURELY_DENIED = re.compile(
    rf"\b{_DENIED_PRIOR}(?: (?:exceptions? for|in|with|under|using|through|as|more|longer|further|an?|"
    rf"any|the|new|ecfmg|"
    rf"ecfmg-sponsored|sponsored|for|"
    rf"either|to|or|and|~|visas?|of|on|"
    rf"sponsorship|petitions?|first-time))* @|"
    rf"\b{_DENIED_PRIOR}\b{_STEP}{{0,7}}? (?!need|requir|seek){_ACCEPTING}{_STEP}{{0,9}}? @|"
    rf"@\S*{_STEP}{{0,9}}? {_DENIED_PRIOR}\b{_STEP}{{0,6}}? {_ACCEPTING}|"
    rf"@\S*{_STEP}{{0,6}}? (?:not|never|cannot(?: be)?|none|no|nope|negative)(?: (?:at this time|at "
    rf"present|now|currently|"
    rf"any ?more|any longer|here|yet|today|so|since \w+|either|really|for [a-z]+))*(?: as\b.*)?$|"
    rf"\b{REFUSES}(?!\w){_STEP}{{0,9}}? @|@\S*{_STEP}{{0,9}}? {REFUSES}(?!\w)|"
    rf"@\S*{_STEP}{{0,6}}?(?: as)? (?:inappropriate|un[a-z]+(?:ed|able|ible)|ineligible|impossible|inadmissible|"
    rf"prohibitive|beyond|"
    rf"outside|off|out of|"
    rf"need not apply|no more|elsewhere|zero|nil|nada|unwelcome|negative)\b|"
    rf"@\S*{_STEP}{{0,3}}? by (?:nobody|no one)\b|@\S*{_STEP}{{0,3}}? (?:is|are)(?: not| no longer)(?: "
    rf"[a-z]+ly)? (?:an?|the|among|part|one|on|in|"
    rf"within|for) (?!problem|"
    rf"obstacle|issue|barrier|requirement|must|condition|disadvantage|reason|guarantee|concern|hindrance)[a-z]+|"
    rf"\bclosed (?:its |the |our |off )*@|@\S* (?:is|are) an? no-go\b|"
    rf"\b(?:unable|ineligible|impossible)\b{_STEP}{{0,6}}? @|[\u2717\u2718\u00d7]|"
    rf"\b(?:rather than|instead of|other than|apart from|but not|except(?:ing)?)(?: (?:an?|the|on|for))* @|"
    rf"\b(?:including|even|whether|be they|be it)(?: (?:an?|the))? @|@\S* (?:is |are )?included\b"
)
_ASIDES = re.compile(
    r"\s*,\s*(?:says|said|writes|notes|adds|confirms) (?:the|our) [a-z]+\s*,|, (?:at (?:the|this) (?:moment|time)|"
    r"at present|i(?:'m| am) [a-z]+ to [a-z]+|alas|however|which [^,]*|[a-z]+ly),"
)
# "We sponsor J-1 visas and will not rank an applicant before the certificate is there."
_BEFORE_DEED = re.compile(
    r"\b(?:will|do|does|can|may|shall) not [a-z]+ (?:an?|any|the|your|our) (?:applicants?|candidates?|offers?|"
    r"contracts?|files?|applications?|interviews?)\b"
)
_ENUMERATOR = re.compile(r"^\W*(?:[a-g]|[ivx]{1,4}|\d{1,2})[).] ")
_NAMES_JOINED = re.compile(
    r"[@~]s?(?:(?:\s*(?:/|,|\bor\b|\band\b|&|\bnor\b))+\s*(?:(?:an?|the|for|on|to|of|either|any) )*[@~]s?)+"
)


def _mark_visas(text: str, kind: str) -> str:
    """The text of a unit with its visa as "@", the other as "~", and names that stand together as one."""
    text = _ENUMERATOR.sub("", text.replace("visa-", "visa "))
    for pattern, name in (
        (rf"{J1}|\bexchange[- ]visitors?\b|(?<=neither )j\b|(?<=with )j\b", "j1"),
        (
            rf"{H1B}|\btemporary[- ]workers?\b|\bspecialty[- ]occupations?\b|(?<=not )h\b|(?<=not the )h\b|"
            rf"(?<=nor )h\b|(?<=with )h\b|(?<=do )h\b",
            "h1b",
        ),
    ):
        text = re.sub(pattern, "@" if name == kind else "~", text)
    text = _NAMES_JOINED.sub(lambda match: "@" if "@" in match.group() else "~", _ASIDES.sub(" ", text))
    text = re.sub(r"[()\"\u2019?!;.]|,(?= [@~])|\bs\b", " ", text)
    return " ".join(text.replace(",", " ").split())


def _is_denial_sure(text: str, kind: str) -> bool:
    """Whether a denial in the unit reaches the visa beyond doubt; else nothing is said of it."""
    marked = _mark_visas(text, kind)
    if ("~" in marked or _BEFORE_DEED.search(marked)) and is_surely_accepted(marked) and not is_plainly_denied(marked):
        return False  # the denial may be of the other visa, or of something else
    return bool(_SURELY_DENIED.search(marked)) or is_plainly_denied(marked)


def _is_acceptance_sure(clause: Clause, units: Sequence[Unit], kind: str) -> bool:
    """Whether the grammar of assent covers what is said of a visa; True where its letter does not stand."""
    marked = [one for one in (_mark_visas(unit.text, kind) for unit in units if kind in unit.kinds) if "@" in one]
    marked = marked or [one for one in (_mark_visas(clause.text, kind),) if "@" in one]
    return not marked or (
        any(is_surely_accepted(one) for one in marked) and not any(is_plainly_denied(one) for one in marked)
    )


# ---------------------------------------------------------------- constructions that a rule reads as a whole


def _find_constructed(text: str, sentence: str, value: object) -> set[str]:
    """The visas that a mark, or an exception from a denial, decides."""
    kinds = {
        "j1" if match.group("j1") else "h1b"
        for pattern in (MARK, BOX, ALL_BUT, WITHOUT)
        for match in pattern.finditer(text)
        if pattern is not MARK or match.group("mark") != "-" or PLUS_MARK.search(text)
    }
    first = MENTION.match(text)
    if first and BOX.search(text):
        kinds.add(first.lastgroup or "")
    if value == "no" and CHANGES_TO_J1.search(sentence):
        kinds.add("h1b")
    if value == "sponsors" and (J1_EXCEPTED_ALONE.search(text) or MUST_BE_ABLE.search(text)):
        kinds.add("j1")
    if value == "no" and (UNASKED.search(text) or NEED_REFUSED.match(HINDRANCE_DENIED.sub("#", text))):
        kinds.add("h1b")
    return kinds


# What speaks of one visa through the other: such a clause is read as a whole.
CROSSES = re.compile(
    r"\b(?:only|sole|solely|exclusively|alone|other|others|unlike|rather|instead|both|either|former|latter|otherwise|"
    r"if|unless|it|"
    r"that|this|same|too|also|likewise|so)\b"
)

# ---------------------------------------------------------------- what follows takes it back

_BUT = re.compile(r"\W*(?:but|however|yet|although|though|nevertheless|still)\b")
_ECFMG_DOES = re.compile(r"\b(?:ecfmg|intealth) (?:[a-z]+ )?(?:sponsors?|issues?|offers?|handles?|provides?|does|is)\b")


def _is_taken_back(clause: Clause) -> bool:
    """ "The ECFMG sponsors J-1 visas, but our program is too small to take part"."""
    rest = clause.sentence[max(0, clause.end - clause.sentence_start) :]
    return bool(_ECFMG_DOES.search(clause.text) and _BUT.match(rest)) and not (
        re.search(H1B, rest) or COND.search(rest)
    )


# "This is no longer correct", "The hospital files such petitions for attending physicians alone."
_TAKES_BACK = Hinted(
    r"^\W*(?:however,? |but |yet |in fact,? |unfortunately,? )?(?:this|that|these|those|such)\b|"
    r"\bsuch (?:visas?|petitions?|requests?|sponsorships?|applications?|candidates|applicants|ones?)\b"
)
_FOR_OTHERS_ALONE = Hinted(
    r"\b(?:faculty|attendings?|attending physicians|fellows|nurses|staff|researchers|scientists|employees)\b[^.;]{0,20}"
    r"\b(?:alone|only|exclusively|solely)\b|\b(?:only|solely|exclusively|alone|just) (?:for|to)(?: our|"
    r" the)? (?:faculty|"
    r"attendings?|fellows|nurses|researchers|scientists|employees)\b"
)


def find_taken_back(clause: Clause) -> set[str]:
    """The visas of the sentence before that an unread denial through "this" or "such petitions" may be about."""
    text = clause.text
    if len(text) > 240 or not _TAKES_BACK.search(text) or OTHER_FACT.search(text) or CITIZENS.search(text):
        return set()
    if not DENIAL.search(mask_accounted(text)) and not _FOR_OTHERS_ALONE.search(text):
        return set()
    before = clause.previous
    if before is None or before.end + 8 < clause.start:
        return set()
    return {one.lastgroup or "" for one in MENTION.finditer(before.text)} - {"any"}


def leaves_denial(clause: Clause, kind: str) -> bool:
    """Whether a denial that no rule accounts for stands in the stretch that names the visa."""
    if clause.is_first_reply and not MENTION.search(clause.question):
        return False  # "Moonlighting?" "Not on a J-1."
    return any(unit.is_denied and kind in unit.kinds for unit in find_clause_units(mask_asides(clause).text))


# ---------------------------------------------------------------- the check


def verify(clause: Clause, readings: Iterable[Finding | Drop], units: list[Unit] | None) -> Iterator[Finding | Drop]:
    """The readings of a clause, with a drop in the place of each that a denial, or the lack of one, makes doubtful."""
    denied: set[str] = set()
    free: set[str] = set()
    for found in readings:
        if isinstance(found, Drop) or found.confidence < IMPLIED:
            yield found
            continue
        if units is None or not (denied or free):
            units = units or find_clause_units(clause.text)
            denied, free = find_denied(units)
        kind = found.field[5:]
        if kind in _find_constructed(clause.text, clause.sentence, found.value):
            yield found
            continue
        if found.value == "no":
            doubt = _doubt_refusal(clause, found, kind, [one for one in units if kind in one.kinds], denied, free)
        else:
            doubt = _doubt_acceptance(clause, found, kind, units, denied)
        yield drop(clause, doubt) if doubt else found


def _is_left_to_ecfmg(clause: Clause) -> bool:
    if "ecfmg" not in clause.sentence and "intealth" not in clause.sentence:
        return False
    told = clause.sentence[max(0, clause.start - clause.sentence_start) :]
    return bool(_SIGNS.search(clause.text) and not _TAKES.search(clause.text) and _BY_ECFMG.search(told))


def _doubt_refusal(
    clause: Clause, found: Finding, kind: str, units: Sequence[Unit], denied: set[str], free: set[str]
) -> str | None:
    """Why a "no" is not to be believed; `units` are those that name the visa."""
    head = clause.sentence.partition(":")[0] if ":" in clause.sentence else ""
    around = f"{head} {clause.lead} {clause.question if clause.is_first_reply else ''} {clause.text}"
    if (
        kind in free - denied
        and clause.answer != "no"
        and not ANY_DENIAL.search(f"{clause.lead} {clause.question}")
        and not _NO_MARK.search(clause.text)
        and not SHUT_OUT_HERE.match(clause.sentence)
        and not (":" in clause.sentence and ANY_DENIAL.search(clause.sentence.partition(":")[0]))
        and not ALL_BUT.search(clause.text)
        and not FOR_STAFF.search(clause.text)
    ):
        return "visa: no denial governs this visa"
    other = {"j1", "h1b"} - {kind} <= denied | free and kind not in denied | free  # closed by naming the other
    is_by_others = _NOT_BY_US.search(clause.text) and (
        found.confidence > IMPLIED or "ecfmg" in clause.sentence or not MENTION.search(clause.text)
    )
    if kind == "j1" and (is_by_others or _is_left_to_ecfmg(clause)):
        return "visa: a denial of who sponsors, not of the visa"
    if found.confidence == IMPLIED and _BY_ANOTHER.search(clause.sentence):
        return "visa: a denial of who sponsors, not of the visa"
    if kind == "j1" and found.confidence == IMPLIED and _OURSELVES.search(clause.text):
        return "visa: a denial of who sponsors, not of the visa"
    if not (
        other
        or clause.answer
        or any(one.search(around) for one in (ANY_DENIAL, _CLOSES, CITIZENS, _NO_MARK, FOR_STAFF))
    ):
        return "visa: a no without a denial"
    if any(is_double(one) for one in units):
        return "visa: a refusal is itself denied"
    if (
        found.confidence == EXPLICIT
        and clause.answer != "no"
        and units
        and not any(_is_denial_sure(one.text, kind) for one in units)
        and not is_shut_out(clause)
        and not LEFT_OUT.search(clause.lead)
        and not ANY_DENIAL.search(clause.question)
    ):
        return UNSURE
    return None


def _doubt_acceptance(clause: Clause, found: Finding, kind: str, units: Sequence[Unit], denied: set[str]) -> str | None:
    """Why "sponsors" or "conditional" is not to be believed."""
    is_open = found.value == "sponsors"
    if is_open and found.confidence == EXPLICIT and not _is_acceptance_sure(clause, units, kind):
        return "visa: what is said of it is not understood"
    if is_open and kind == "j1" and _is_taken_back(clause):
        return "visa: what follows takes it back, or may"
    if kind in denied and (is_open or not any(kind in one.kinds and _may_bind(one.text) for one in units)):
        return "visa: a denial beside it is not understood"
    return None
