"""One visa and no other: "H-1B is the only visa we sponsor", "of visas we take just one, the J-1", "H-1B, none else".

Whatever is said so of the H-1B refuses the J-1, and the other way round; what is said of the visa itself is read
elsewhere. "Only" of a condition ("H-1B only if ...", "the only visa that needs Step 3") belongs to `predicates.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, IMPLIED, Drop, Finding
from transforms.facts.visa.words import H1B, J1, MENTION, NO_LIMIT
from transforms.hinted_re import Hinted
from transforms.language import Clause

_KIND = r"(?:visas?|types?|kinds?|sorts?|categor(?:y|ies)|class(?:es)?|classifications?|status(?:es)?|options?|routes?)"
_VISA = rf"(?:{_KIND}|ones?|sponsorships?|visa (?:{_KIND}|sponsorships?)|{_KIND} of (?:visas?|sponsorships?))"
_PLACE = (
    r"(?:hospital|program|institution|university|department|residency|system|center|centre|college|clinic|school|"
    r"gme|office)"
)
_WE = rf"(?:we|i|they|it|which|who|(?:our|the|this|your) (?:[a-z]+ ){{0,2}}?{_PLACE}s?)"
_DEAL = (
    r"(?:sponsor|accept|support|offer|take|provide|consider|handle|process|recogni[sz]e|allow|permit|give|honou?r|"
    r"do|grant|file|arrange|back|use|host|petition for|stand(?:s)? behind|deal with|work with)(?:e?s)?"
)
_DEALT = (
    r"(?:sponsored|accepted|supported|offered|taken|provided|considered|handled|processed|recogni[sz]ed|allowed|"
    r"backed|used|allowable|permissible|"
    r"permitted|given|honou?red|granted|available|possible|open|eligible|acceptable)"
)
_AUX = (
    r"(?:can|could|will|do|does|may|is|are|be|to be|able to|currently|now|presently|usually|at present|at this time|"
    r"for now|here)"
)
# What may stand between "the only visa" and the visa: who deals in it and how, and no demand that it alone makes.
_DEALINGS = (
    rf"(?: (?:that|which|{_WE}|{_AUX}|{_DEAL}|{_DEALT}|on offer|in use|for (?:our )?(?:residents|residency|"
    rf"trainees|interns)|for))*"
)
_ALONE = (
    r"(?:(?:just|only|solely) (?:those|these|that|this|it)|(?:those|these|that) (?:only|alone)|only|alone|exclusively|"
    r"solely|full stop|(?:and |but )?(?:on |with )?(?:nothing|none|no one) (?:else|other|"
    r"besides|beyond)|"
    r"(?:and |but )?no others?(?: (?:visas?|types?|kinds?))?|(?:and|or) (?:nothing|none)|or not at all)"
)
# "... and no others", "... and for that alone": "only" by itself may also be of what the visa demands.
_NO_OTHERS = (
    r"(?:(?:and |but |or )?(?:(?:on|with|for|under|to) )?(?:no others?(?: (?:visas?|types?|kinds?|status))?|nothing|"
    r"none|no "
    r"one|nothing (?:else|other|more))(?: else)?|and (?:only (?:for |on |with |to )?(?:that|it|this|those)(?: (?:one|"
    r"visa))?|"
    r"(?:for |on |with |to )?(?:that|it|this|those)(?: (?:one|visa))? (?:alone|only)))"
)
_RECEIVES = (
    r"(?:gets?|receives?|has|have|enjoys?|finds?|(?:is|are) (?:given|granted)|comes? with|qualif(?:y|"
    r"ies) for) (?:(?:our|the|"
    r"any|a|its|[a-z]+'s?) )*(?:visa )?(?:sponsorship|support|backing|approval|help|signature|petition)"
)
_TAKEN_UP = (
    r"\b(?:sponsored|accept|tak(?:e|es|en)|admit|consider|welcome|come|comes|train|enter|join|invite|employ|hire|"
    r"appoint|"
    r"consider(?:ed)?|accepted|hired|appointed)(?:s|ed)?\b"
)
# "None save J-1 holders, green card holders and citizens"
_STATUSES = (
    r"(?:(?:holders? of (?:an? )?)?(?:(?:lawful |legal |u\.?s\.? |american )*(?:citizens?|permanent residents?|"
    r"green[- ]cards?|"
    r"nationals)(?: holders?)?)(?:, (?:and |or )?| and | or | ?/ ?))*"
)
_NOBODY = (
    r"(?:none|nobody|no one|no (?:foreign |international |other )?(?:applicants?|candidates?|graduates?|person|imgs?|"
    r"one else))"
)
_SAVE = r"(?:but|save(?: for)?|except(?:ing)?(?: for)?|other than|besides|apart from|aside from)"


_JUST = (
    r"(?:only|just|solely|exclusively|strictly|nothing but|none but|nothing other than|no visas? (?:but|other than))"
)
_END = r"(?= *(?:$|[,;.:!)(]|(?:and (?:no|nobody|we|in|nothing|there)|is|are|can|will|may)\b))"


def _make_forms(visa: str) -> tuple[Hinted, Hinted, Hinted]:
    """How one visa is said to be the only one: beyond doubt, unless a condition follows, and as a bare reply."""
    name = rf"(?:the |an? |our )?(?:{visa})(?: (?:{_KIND}|sponsorships?|petitions?|holders?))*"
    sure = (
        # "The only visas that we take are H-1Bs", "the sole sponsorship possible here: H-1B"
        rf"\b(?:only|sole|single|one)(?: and only)? (?:[a-z-]+ )?{_VISA}{_DEALINGS}(?: (?:is|are|being|remains?)|"
        rf":) {name}",
        # "H-1B remains the one type the hospital supports"
        rf"{name} (?:is|are|remains?|being|as) (?:also |currently |now |at present )*(?:the|our|its|your) "
        rf"(?:only|sole|single|one)(?: and only)? (?:[a-z-]+ )?{_VISA}{_DEALINGS}(?= *(?:$|[,;.!()]|and\b|so\b|as\b))",
        # "No visas but the H-1B", "nothing other than an H-1B"
        rf"\b(?:no (?:other )?{_VISA}|nothing)(?: (?:is|are))?(?: {_DEALT})? (?:but|other than|except(?: for)?|"
        rf"besides|apart "
        rf"from|aside from|save) {name}{_END}",
        # "Visas other than the H-1B are not possible"
        rf"\b(?:other )?visas?(?: types?)? (?:but|other than|except(?: for)?|besides|apart from|aside from|"
        rf"save) {name} (?:(?:is|"
        rf"are|will be|can be|do|does|can|will) )?(?:not|never|cannot(?: be)?|no longer|un|im)(?: [a-z]+ly)?(?: be)? ?"
        rf"(?:{_DEALT}|{_DEAL}|supported|available|acceptable|possible|an option)",
        # "None may train here save holders of a J-1", "nobody except citizens and J-1 holders"
        rf"\b{_NOBODY}\b[^.;,]{{0,50}}? {_SAVE} (?:for |those |people |holders |of |on |with |an? |"
        rf"the )*{_STATUSES}(?:the |an? |"
        rf"(?:holders|those|people) (?:of|on|with) (?:an? |the )?)?{name}(?= *(?:$|[,;.)]|(?:and|or|under|from|via|"
        rf"through|may|can|"
        rf"is|are|will)\b))",
        # "The J-1 is as far as we go"
        rf"{name} (?:is|are) (?:as far as {_WE} (?:can |will )?goe?s?|where {_WE} (?:stops?|draws? the line)|"
        rf"the limit(?: here| for us)?)(?: with visas)?(?= *"
        rf"(?:$|[,;.)]))",
        # "Apart from the H-1B no visas are sponsored"
        rf"\b(?:apart from|except(?:ing)?(?: for)?|besides|aside from|with the exception of|other than|beyond|"
        rf"outside(?: of)?|save(?: "
        rf"for)?) {name},? (?:{_WE} (?:{_AUX} )*{_DEAL} )?(?:no|none|nothing)\b(?: other)?(?: {_VISA})?(?= *(?:$|"
        rf"[,;.)]|(?:is|are|can|will|"
        rf"may|at|for|here|of|gets?|has|have)\b))",
        # "The H-1B is the one visa on which residents train here"
        rf"{name} (?:is|are|remains?) (?:the|our) (?:only|sole|single|one) {_VISA} (?:(?:on|under|with|"
        rf"through) which (?:you|we|they|our|"
        rf"imgs?|residents|interns|trainees|graduates|people|foreign|international|non)|open to|available to|"
        rf"there is)\b",
        # "We sponsor just one visa, the H-1B"
        rf"\b(?:just|only|exactly|but) (?:one|a single one|a single)(?: {_VISA})?{_DEALINGS}(?:,|:|"
        rf" -{{1,2}}) (?:namely |that is )?"
        rf"(?:the |an? )?(?:{visa})",
        # "All that we offer is the H-1B", "the H-1B is all we sponsor"
        rf"\ball (?:that )?{_WE} (?:{_AUX} )*{_DEAL} (?:is|are) {name}{_END}",
        rf"{name} (?:is|are) all (?:that )?{_WE} (?:{_AUX} )*{_DEAL}(?= *(?:$|[,;.)]))",
        # "Every visa except the H-1B is turned down"
        rf"\b(?:any|every|all) (?:other )?{_VISA} (?:but|other than|except(?: for)?|besides|apart from) {name} (?:is|"
        rf"are|will be) "
        rf"(?:refused|rejected|declined|excluded|turned (?:down|away)|not {_DEALT})\b",
    )
    unless_bound = (
        # "Our hospital supports only H-1B visas"
        rf"\b{_WE} (?:{_AUX} )*{_DEAL} {_JUST} {name}{_END}",
        rf"\b{_WE} (?:{_AUX} )*(?:only|just|exclusively|solely) {_DEAL} {name}{_END}",
        # "Residents come on the H-1B and on nothing else"
        rf"\b(?:graduates|residents|interns|imgs|non-citizens|they|you) (?:come|train|enter|join|work)(?: here|"
        rf" us)? (?:on|with|under) "
        rf"{name},? {_ALONE}{_END}",
        # "We take the H-1B alone", "it sponsors H-1Bs and nothing else"
        rf"\b{_WE} (?:{_AUX} )*(?:{_JUST} )?{_DEAL} {name},? {_ALONE}{_END}",
        # "Only H-1B visas are sponsored", "the H-1B alone is accepted", "sponsorship is limited to the H-1B"
        rf"^\W*(?:for now |currently |at present |as of now |we are sorry: |of (?:all |the )?(?:visas?|statuses|"
        rf"types),? )?(?:only|just|"
        rf"solely) {name} (?:is|are|"
        rf"can be|will be|"
        rf"may be)(?: [a-z]+ly)? {_DEALT}",
        rf"^\W*{name},? (?:alone|only) (?:is|are|can be|will be)(?: [a-z]+ly)? {_DEALT}",
        rf"\bsponsorships? (?:here )?(?:is|are|being) (?:limited|restricted|confined) to {name}{_END}",
        rf"\bsponsorships? (?:is|are) for {name},? {_ALONE}{_END}",
        # "Only H-1B visas get sponsorship from us"
        rf"^\W*(?:for now |currently |at present )?(?:only|just|solely) {name} {_RECEIVES}",
        # "We restrict sponsorship to the H-1B"
        rf"\b(?:limit|restrict|confine)(?:s|ed)? (?:(?:visas?|our|its|the|all|any) )*(?:sponsorships?|visas?|"
        rf"support) to {name}{_END}",
        # "We take them, on H-1B visas and no others", "sponsored for the H-1B, and for that alone"
        rf"{_TAKEN_UP}[^.;]{{0,60}}? (?:on|with|for|under|in) {name},? {_NO_OTHERS}{_END}",
        # "Only H-1B holders, permanent residents or citizens can be taken"
        rf"\bonly {name}(?:, | or | and )(?:permanent residents?|(?:us |u\.s\. )?citizens?|green[- ]card holders?)\b",
    )
    bare = (rf"^\W*{_JUST} (?:for |with |on )?{name}{_END}", rf"^\W*(?:for |with |on )?{name},? {_ALONE}{_END}")
    return Hinted("|".join(sure)), Hinted("|".join(unless_bound)), Hinted("|".join(bare))


_FORMS = {"h1b": _make_forms(H1B), "j1": _make_forms(J1)}
_HINT = re.compile(
    r"\b(?:only|sole|solely|single|one|just|alone|exclusively|strictly|limited|restricted|confined|nothing|none|no|"
    r"all|any|every|full stop|nobody|restricts?|limits?|confines?|other|as far as|the limit|the line)\b"
)
_BOUND = re.compile(
    r"\b(?:if|when(?! it comes)|where|unless|until|with(?! *#)|who|whose|once|after|before|provided|case|cases|"
    r"transfers?|"
    r"transferring|already|"
    r"exception(?:s|al)?|except|for (?!now|visas?|residents|our|any|reasons?|selection|consideration|appointment|"
    r"training|"
    r"positions?|an? h|an? j|the h|the j|h-?1|j-?1|that\b|it\b|employment|the (?:time being|present|moment|future)|\d|"
    r"(?:the|this) (?:\d|(?:coming|current|"
    r"next|present) |cycle|season|year|match))|through|via|by(?! (?:us|our|the (?:hospital|program|university))\b)|"
    r"in (?:case|order|certain|"
    r"some|special|rare)|during|as long as|to (?:those|applicants|candidates|people))\b"
)
# Others than this program's residents, other times, and what takes the word "only" back.
_ONE_BY_ONE = re.compile(r"\b(case|person|one|program|applicant|candidate)[- ](?:by|to)[- ]\1\b")
_NOT_HERE = re.compile(
    r"\b(?:fellow(?:s|ships?)?|faculty|attendings?|staff|nurses?|students?|observers?|scholars?|researchers?|(?:some|"
    r"other|"
    r"many|most|several|few|certain) (?:programs|hospitals|residencies|departments|institutions)|used to|formerly|"
    r"previously|in the past|no longer|never|not (?:the |our )?(?:only|just|solely|merely|simply|limited|restricted|"
    r"confined)|premium|transfers?|extensions?|waivers?)\b"
)
_ASKS_OF_VISAS = re.compile(rf"\bvisas?\b|\bsponsor|\bimmigration\b|(?:{J1})[^?]*(?:{H1B})|(?:{H1B})[^?]*(?:{J1})")
# "Which visa needs Step 3?", "which takes longer?", "which do you refuse?": the visa named is not the only one here.
_ASKS_ELSE = re.compile(
    r"\b(?:steps?|usmle|s3|exams?|licens\w*|fees?|pay|costs?|longer|faster|petitions?|transfer\w*|requires?|not|"
    r"refuse\w*|"
    r"exclud\w*|waive\w*|moonlight\w*|extra|prefer\w*|advantage|better|common\w*)\b"
)

# "The J-1 alone; nothing else is considered", whatever was asked.
_NOTHING_ELSE = re.compile(
    rf"[;,] (?:and )?{_WE} (?:(?:can|could|will|do|does|look at|consider|take|accept|sponsor|support|"
    rf"file)s? )*(?:no others?(?: "
    rf"{_KIND})?|nothing else|not (?:look at|consider|take|accept|sponsor|support|file for) (?:any |"
    rf"an)?(?:other(?: {_KIND})?|thing "
    rf"else))\W*(?:$|[;,.])|"
    rf"; (?:and )?(?:nothing else|no others?|none other|no other {_KIND}) (?:is|are|will be|"
    rf"can be) {_DEALT}\b(?! (?:if|unless|except))"
)


def _names_alone(clause: Clause, kind: str) -> bool:
    """Whether the clause, which names no other visa, says that this one is the only one."""
    text = NO_LIMIT.sub(lambda match: "#" * len(match.group()), clause.text)
    sure, unless_bound, bare = _FORMS[kind]
    if sure.search(text):
        return True
    for form in (unless_bound, bare):
        found = form.search(text)
        if found is None or _BOUND.search(_ONE_BY_ONE.sub("#", text)):
            continue
        asked = f"{clause.lead} {clause.question if clause.is_first_reply else ''}"
        if form is unless_bound or _NOTHING_ELSE.search(clause.sentence):
            return True
        if _ASKS_OF_VISAS.search(f"{asked} {found.group()}") and not _ASKS_ELSE.search(f"{asked} {text}"):
            return True
    return False


def close_others(clause: Clause, results: Sequence[Finding | Drop]) -> Iterator[Finding]:
    """The other visa refused, where one is said to be the only one; that one itself, where nothing else reads it."""
    if not _HINT.search(clause.text) or _NOT_HERE.search(clause.text) or clause.answer == "no":
        return
    kinds = {match.lastgroup or "" for match in MENTION.finditer(clause.sentence)} & {"j1", "h1b"}
    told = {one.field: one.value for one in results if isinstance(one, Finding)}
    if len(kinds) != 1:
        return
    (kind,) = kinds
    other = "visa_j1" if kind == "h1b" else "visa_h1b"
    value = told.get(f"visa_{kind}")
    if value == "no" or told.get(other, "no") != "no" or not _names_alone(clause, kind):
        return
    span = (clause.start, clause.end)
    if value is None and not _BOUND.search(clause.text):
        yield Finding(f"visa_{kind}", "sponsors", "required", *span, ANSWERED)
    if other not in told:
        # A rule by implication: whatever the page says of the other visa by its name beats it.
        yield Finding(other, "no", "required", *span, IMPLIED)
