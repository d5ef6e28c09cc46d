"""visa_j1 and visa_h1b: may an applicant train here on this visa. Who sponsors (program or ECFMG) does not matter.

Named visas beat rules for all visas ("no visas"), and those beat the citizenship rule; the order lies in confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from transforms.facts.finding import ANSWERED, EXPLICIT, IMPLIED, Drop, Finding, drop
from transforms.language import Clause

J1 = r"(?:(?<![a-z0-9-])j\s?-?\s?[1il](?:'?s)?(?![a-z0-9'])|(?<![a-z0-9-])j(?= visas?\b))"
H1B = (
    r"(?<![a-z0-9-])h\s?-?\s?[1il]\s?-?\s?b?(?:'?s)?(?![a-z0-9'])|(?<![a-z0-9-])h\s?-?\s?b1?(?= (?:visas?|sponsor))|"
    r"(?<![a-z0-9-])h(?= visas?\b)"
)
_MENTION = re.compile(
    rf"(?P<j1>{J1}|\bexchange[- ]visitor(?: visa)?\b)|(?P<h1b>{H1B}|\btemporary worker visas?\b|"
    rf"\bspecialty occupation visas?\b)|(?P<any>\bvisas?\b|\bsponsorships?\b)"
)
STEMS = (
    "visa",
    "sponsor",
    "j-1",
    "j1",
    "j 1",
    "j - 1",
    "j-i",
    "ji ",
    "h-1",
    "h1",
    "h 1",
    "h - 1",
    "hi-b",
    "h-i",
    "exchange visitor",
    "citizen",
    "permanent resid",
    "green card",
    "the former",
    "the latter",
)

# Verbs that refuse what they govern; "we never decline" is no refusal.
_REFUSES = (
    r"(?:refus(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|reject(?:s|ed|ing)?|den(?:y|ies|ied)|forbid(?:s|den)?|prohibit(?:s|"
    r"ed)?|"
    r"disallow(?:s|ed)?|abolish(?:es|ed)?|abandon(?:s|ed)?|discontinued?|suspend(?:s|ed)?|paused|halted|stopped|"
    r"ceased?|"
    r"end(?:ed)? (?:all )?(?:our |its )?(?:sponsorship|support)|terminated|withdr(?:aws|awn|ew)|dropped|eliminated|"
    r"(?:freeze|moratorium|embargo|ban) on\b(?![^.;]*\b(?:lifted|ended|over|expired)\b)|"
    r"forgo(?:es|ne)?|forego(?:es|ne)?|retired|(?:g[ai]ve[ns]?|giving) up|clos(?:e[sd]?|ing) the door|closed door|"
    r"exceeds?|"
    r"lack(?:s|ing)? (?:the |an? |any )?(?:[a-z]+ )?(?:means|funds|capacity|resources|ability|authority|exemption)|"
    r"(?:leaves?|left) to (?:other|others)|unaffordable|exclud(?:es?|ed|ing)|bar(?:s|red)|rul(?:es?|"
    r"ed) (?:[a-z]+ )?out|turn(?:s|ed)? (?:away|down)|shut out|disqualif\w+|"
    r"will be returned|returned un\w+|off the table|on hold|(?:look|apply|go|turn|train|try|seek [a-z]+) elsewhere)"
)
_NEG = re.compile(
    rf"\b(?:not|no|none|nobody|never|neither|nor|cannot|can't|unable|ineligible|without|nothing|{_REFUSES}|"
    r"unacceptable|unavailable|unsupported|non-acceptable|isn't|aren't|refrains?|steers? clear|"
    r"nope|nah|negative|prohibitive|off[- ]limits|(?:lies?|is|are|falls?|goes|stands?|remains?) (?:well |far |quite )?"
    r"(?:beyond|outside|out of (?:our )?(?:reach|scope|bounds))|"
    r"rather than|instead of|other than|apart from|except(?:ing)?|but not|impossible|out of the question)\b|n't\b|"
    r"[\u2717\u2718\u00d7]"
)
# What stands in nobody's way: "no obstacle", "without distinction", "no less welcome".
_NO_HINDRANCE = (
    r"\b(?:no|not (?:an?|any|the)|without(?: any| an?)?|never an?|nor (?:is|are) (?:there )?an?|isn't an?|aren't an?|"
    r"free of)"
    r" (?:[a-z]+ ){0,2}?(?:problems?|differences?|preference|restrictions?|limit(?:s|ations?)?|obstacles?|"
    r"hindrances?|barriers?|"
    r"bar|difficult(?:y|ies)|conditions?|objections?|distinctions?|exceptions?|disadvantages?|impediments?|drawbacks?|"
    r"issues?|concerns?|rules?|caps?|quotas?|later|more than|longer than|less (?:welcome|eligible)|worse|reason|"
    r"trouble|"
    r"hesitation|strings|discrimination|penalty)\b(?: to (?:deny|refuse|reject|decline|exclude)\b)?|"
    r"\bnothing (?:speaks|stands|argues|prevents?|is wrong|wrong|in the way|to fear)\b(?: against)?"
)
_NOT_REFUSED = re.compile(rf"\b(?:not|never|n't|cannot|nobody|no one)(?: [a-z]+){{0,2}} {_REFUSES}")
_HINDRANCE_DENIED = re.compile(_NO_HINDRANCE)
_NO_LIMIT = re.compile(
    r"\b(?:no|without(?: any| an?)?|not (?:an?|any)) (?:[a-z]+ ){0,2}?"
    r"(?:quotas?|caps?|limits?|conditions?|exceptions?|restrictions?)\b"
)
_NOT_A_NEGATION = re.compile(
    rf"{_NO_HINDRANCE}|\b(?:not|never|n't|cannot|nobody|no one)(?: [a-z]+){{0,2}} {_REFUSES}|"
    r"\b(?:did|had|have|has|was|were) not\b(?! (?:been )?(?:sponsor|support|accept|offer|fil))|"
    r"\bwithout (?:an? |any )?(?:visa|status|green|permanent|citizen)|"
    rf"\bno (?:[a-z0-9-]+ ){{0,3}}(?:is|are|was|were|has|have|will)(?: [a-z]+){{0,2}} {_REFUSES}|"
    rf"{_REFUSES} (?:to|for) (?:nobody|no one|none)\b|\bno (?:usmle )?steps? (?:3|iii)\b|"
    r"\b(?:may|can|could|might),? (?:but|though|yet|and|or) (?:[a-z]+ ){0,2}(?:need|must|may|might|will) not\b|"
    r"^\W*(?:need|must) not\W*$|"
    r"\bnot only\b|\bnothing (?:beyond|more|further|but|special|other than|except)\b|\b(?:never|not|no|none) (?:more|"
    r"fewer|later|longer) than\b|\bnot (?:just|limited to|by (?:us|the (?:hospital|"
    r"program|university|institution))|ours|the (?:hospital|program|institution))\b|"
    r"\bnon-?us\b|\bnot (?:us |u\.s\. )?(?:citizens?|permanent)|\bwho (?:are|is) not\b|\bnot a (?:us|u\.s\.)\b|"
    r"\bnon-? ?(?:u\.?s\.? )?citizens?\b|\bnon-? ?residents?\b|\bnon-?immigrants?\b|"
    r"\b(?:who|that) (?:are|is|do|does|have|has|hold|lack)\b[^,;]{0,12}\b(?:not|neither|no|"
    r"n't)\b[^,;]{0,50}?(?:(?:citizens?|"
    r"green-?card(?: holders?)?|residen(?:ts?|cy|ce)|cards?|citizenship)\b(?: (?:n?or) (?:permanent residents?|"
    r"green-?card "
    r"holders?|residen\w+))?)+|"
    r"\bif (?:you are |they are )?not\b|\bneither (?:us )?citizens\b|"
    r"\bcannot (?:be )?(?:promised?|guaranteed?|assured?)|\bnot be (?:promised|guaranteed|assured)"
)
_POS = re.compile(
    r"\b(?:accept|sponsor|support|offer|provid|consider|welcom|allow|process|issu|honou?r|permit|tak(?:e|es|en|"
    r"ing)\b|eligib|"
    r"qualif|obtain|hold|secur|right route|acceptab|availab|possib|giv|grant|recogni|participat|use[sd]?\b|train|"
    r"works? with|"
    r"arrang|facilitat|through the ecfmg|prefer|route|hire|assist|help|seek|keep|come on|enter|file|petition|handl|"
    r"yes|option|need|must have|require|ok\b|okay|on an? |are on\b|come(?:s)? on\b|\bgets? |continu|regard|usual|"
    r"fine\b|"
    r"can be|through ecfmg|via ecfmg|open to|host|appoint|engag|employ|enrol|admit|make up\b|makes up\b|among|apply\b|"
    r"will do\b|is the one|routine|always|approv|let\b|lets\b|invit|select|match|gladly|good|suffic|extend|bring|"
    r"unaffected|unchanged|untouched|only|\u2713)"
)
_COND = re.compile(
    r"\b(?:each|every)(?: (?:single|individual|separate))? (?:case|person|request|petition)\b|\bsingly\b|"
    r"\bone by one\b|"
    r"\blimited #|\bslots are (?:few|limited)|"
    r"case[- ]by[- ]case|case-?wise|^\W*(?:possibly|perhaps|maybe|potentially)\b|one at a time|on (?:its|"
    r"their) (?:own )?merits|according to need|\bquotas?\b|"
    r"\b(?:small|restricted|fixed) (?:number|quota)\b|\bslots?\b[^.;]{0,40}\blimited\b|\b(?:if|where|when|as|while|"
    r"so long as|"
    r"provided(?: that)?|until|subject to)\b[^.;,]{0,30}\b(?:number|numbers|space|places?|slots?|quota|funds?|funding|"
    r"budget|class|"
    r"caps?)\b[^.;]{0,40}\b(?:allow|permit|remain|last|exhaust|reach|full|left|open|suffic)|\bso (?:elects?|chooses?|"
    r"wish|decides?|"
    r"requests?)|\bcannot (?:be )?(?:promised?|guaranteed?|assured?)|\bnot be (?:promised|assured)|"
    r"(?:review|decid|determin|assess|evaluat|consider|weigh)\w*[^.;]{0,20} (?:each year|yearly|annually|every year|"
    r"anew)|"
    r"\bno(?:t)? more than (?:one|two|three|four|\d\b)|\bnever more than\b|\bin the rarest\b|\blast resort\b|\bjustif|"
    r"individual(?:ized)? (?:basis|review|case)|\bindividually\b|"
    r"(?:very )?limited (?:number|basis|cases?|circumstances|availability|extent)|"
    r"\b(?:a )?few\b|\brare(?:ly)?\b|\bexception(?:s|al|ally)?\b(?! of)|\bhandful\b|\boutstanding\b|\b(?:highly|"
    r"exceptionally|extremely|very|most|best|uniquely|well)[- ]qualified\b|"
    r"\bhighest[- ]qualified\b|\bexceptionally strong\b|\bextraordinary\b|\bunusual\b|\b(?:special|certain|specific|"
    r"some|particular|rare) (?:circumstances?|cases?|situations?|conditions?|"
    r"departments?|programs?|candidates?|applicants?)\b|\bper (?:each )?(?:program|department)|\bprogram(?:'s|s'|"
    r"s)? (?:own )?(?:policy|policies|discretion|rules?)\b|"
    r"\bdepartment(?:'s|al)? (?:approval|policy|policies|discretion|chair|funds)|\bdiscretion\b|\b(?:with|after|upon|"
    r"requires?|needs?|pending|prior) (?:[a-z' -]{0,30} )?"
    r"(?:approval|permission|consent|authorization from)\b|\bsubject to\b|\bdepend(?:s|ing|ent)?\b|\bcontingent\b|"
    r"\boccasional(?:ly)?\b|\bselective(?:ly)?\b|\bselected\b|"
    r"\bnot (?:be )?guaranteed?\b|\bno guarantee\b|\bmight\b|\bsometimes\b|"
    r"\byear[- ](?:to|by)[- ]year\b|\bvaries\b|\bfunding\b|\bbudget\b|\bon condition\b|\bconditional\b|"
    r"\bup to (?:one|two|three|\d)\b|\bin advance\b|\bwill be reviewed\b|\bon merit\b|\b(?:track|year|program|"
    r"department)s? only\b|\bwaiver from\b|\bat most\b|(?<!the )\bonly (?:one|two|three|in|when|if|after|under|where|"
    r"upon|once|rarely|exceptionally|for (?!the j|j|"
    r"a j)|with)\b"
)
_COND_H1B = re.compile(
    r"\bs-?3\b|\bsteps? (?:3|iii|three)\b|\b(?:only )?transfers?\b|\b(?:only )?in case of\b|\bwhere\b|"
    r"\ball three (?:usmle )?steps\b|\bin h-?1b status\b|\bstep(?:s)? (?:[12i]+,? )+(?:and )?(?:3|iii)\b|\bif\b|"
    r"\bprovided\b|\bproviding\b|"
    r"\bas long as\b|\balready (?:on|hold|holding|have|in|has)\b|\bcurrently (?:on|hold|holding|in)\b|\btransfer|"
    r"\bwho (?:have|has|hold|are already|already|pass)|\bmust (?:have|pass|take|be|complete|show|pay|hold)\b|"
    r"\bonly for\b|\bonly (?:those|applicants|candidates) (?:who|with|already)\b|\bafter\b|\bonce\b|"
    r"\bwhen (?:they|the|all|you)\b|\blicens|\bbefore (?:rank|july|april|march|february|january|the|may|june)|"
    r"\bby (?:rank|july|april|march|february|january|the (?:time|rank|match))|\bqualified\b|\brequires?\b|"
    r"\bprior to\b|\bin need of\b|\bmeet(?:s|ing)? (?:the|its|our|all|certain|these|their|institutional|"
    r"eligibility)\b|\bhope\b|\bmay (?:also )?(?:be )?(?:able|considered|consider|sponsor(?:ed)?|possible|available|"
    r"offered|offer|supported|support|granted|accepted)\b|\bwho (?:meet|qualify)"
)
_ONLY_LEFT = re.compile(
    rf"\b(?:only|solely|exclusively|strictly|limited to|restricted to|confined to|(?:restrict|limit|confin)(?:s|es|"
    rf"ed|ing)? "
    rf"[^.;,]{{0,40}}? to|nothing but|none but|no visas? (?:other than|except|besides|"
    rf"apart from|but)|other than|apart from|aside from|exception of|sole|except(?: for)?|"
    rf"besides)\b[^.;]{{0,60}}?(?:{J1}|\bexchange[- ]visitor)"
)
_ONLY_RIGHT = re.compile(
    rf"(?:{J1})[ -]only\b|(?:{J1}|\bexchange[- ]visitor)[^.;,(]{{0,60}}?\b(?:only|exclusively|solely|alone)\b(?! "
    rf"(?:through|via|by|for|"
    rf"if|when|after|in|upon|on|under|with|those|to|from|as|once|at|applicants))"
)
_ONLY_IS = re.compile(
    rf"(?:{J1}|\bexchange[- ]visitor)[^.;]{{0,80}}\b(?:is|are|being)\b[^.;,]{{0,30}}\b(?:only|sole|the one) (?:type |"
    rf"kind |category |class )?(?:of )?(?:[a-z-]+ )?(?:visas?|sponsorship|ones?|option|status|type)\b"
    rf"|\b(?:the|our) (?:only|sole|one) (?:type |kind |category )?(?:of )?(?:[a-z-]+ )?(?:visas?|sponsorship|"
    rf"status)[^.;]{{0,90}}(?:{J1})"
    rf"|\bit is the only visa\b|(?:{J1})(?: visas?)?, (?:the|our) (?:one|only|sole) |(?:{J1})[^.;,]{{0,10}} or "
    rf"(?:none|nothing)\b|(?:{J1})[^.;]{{0,30}}\b(?:is|are) (?:the )?"
    rf"(?:one|only|sole) (?:visa|status|type|kind)\b|(?:{J1})[^.;,]{{0,20}} (?:left|remaining|that remains)\b"
)
_NO_OTHER = re.compile(
    r"\bno (?:other|additional) (?:type of |types of |kinds? of )?(?:[a-z-]+ )?(?:visas?|types?|categor|sponsorship|"
    r"status|class)|\bother (?:types of |kinds of )?(?:[a-z-]+ )?(?:visas?|types|categories)(?: [a-z]+){0,3} (?:are|"
    r"is|will|can)(?: be)? ?not\b|"
    r"\bnot [a-z ]{0,20}(?:any )?other (?:type of |types of |kinds? of )?(?:[a-z-]+ )?visas?\b|"
    r"\bother visas?[^.;,]{0,30}\bnot\b|\bnone other\b|\bno others?\b|\bany other (?:type of )?visas?\b"
)
_CITIZEN = r"(?:u\.?\s?s\.?a?\.? |united states |american )?(?:citizens?(?:hip)?|nationals?)"
_RESIDENT = (
    r"(?:lawful |legal |u\.?s\.? |us |naturali[sz]ed |the )*(?:permanent (?:u\.?s\.? |us |legal )?residen(?:ts?|cy|"
    r"ce)|green[- ]?cards?(?: holders?)?|(?:prs?|gcs?)\b)"
)
_CITIZENS = re.compile(
    rf"{_CITIZEN}\b[^.;]{{0,40}}?(?:,|/|\bor\b|\band\b)[^.;]{{0,20}}?{_RESIDENT}|{_RESIDENT}[^.;]{{0,20}}?(?:,|/|"
    rf"\bor\b|\band\b)[^.;]{{0,12}}?{_CITIZEN}\b|\b(?:must|has to|have to|shall) (?:each )?(?:be|hold) (?:an? "
    rf")?(?:u\.?s\.? |american |united states )?"
    rf"(?:citizens?(?:hip)?)\b|\bu\.?s\.?a?\.? citizens? only\b|\bonly u\.?s\.? citizens\b|"
    rf"\b(?:u\.?s\.? |united states )citizenship is (?:required|mandatory)"
)
_CITIZEN_RULE = re.compile(
    r"\bonly\b|\bmust\b|\brequire[sd]?\b|\brequirement|\blimited to\b|\brestricted to\b|\bhas to\b|\bhave to\b|"
    r"\bexclusively\b|\bneeds? to\b|\bneeded\b|\bminimum\b|\bto be (?:considered|eligible)\b|\beligib|\bsolely\b|"
    r"\bcriteria\b|\bmandatory\b"
)
_OTHER_STATUS = re.compile(
    rf"{J1}|{H1B}|\bvisas?\b|\bwork (?:authori[sz]ation|permit)|\bauthori[sz]ed to work\b|\bead\b|"
    rf"\beligible to work\b|\bemployment authori[sz]ation|\basyl|\brefugee|\bor (?:be )?eligible\b|\bopt\b|"
    rf"\blegal(?:ly)? (?:able|status|right)|\bpermission to work|\bproof\b|\bpreferred\b|\bpreference|"
    rf"\bcanadian citizens? (?:also|too)|\bgraduates? of\b|\bcopy\b"
)
_ACTS = re.compile(
    r"\b(?:sponsor|accept|support|appoint|handl|host|eligible|petition for|offer|honou?r|welcom|consider|permit|"
    r"allow|engag)"
)
_ABOUT = re.compile(
    r"\bwaivers?\b(?! from)|\bj-?2\b|\bds-?2019\b|\btwo-year home|\bhome residency\b|\brenew(?:al|ed)?\b(?! ead)|"
    r"\bspouse|\bdependents?\b|\bfee(?:s)?\b|\btravel|\bconsulate|\bpassport"
)
_BARE_OK = re.compile(
    r"\bvisas?\b|\bsponsor|\bimmigration\b|\bcitizenship\b|\bimgs?\b|\binternational\b|\bforeign\b|\bwork authori|"
    r"\bstatus\b|\baccept"
)
_BOUND = re.compile(
    r"[()]|,|\s-+\s|[:;]|\.\s|\b(?:and|or|nor|but|while|whereas|as well as|plus|yet|although|though)\b|/(?=\s|[jh])"
)
_ONLY = re.compile(
    r"\b(?:only|solely|exclusively|strictly|sole|alone|confined|restrict\w*|limited to|or (?:none|nothing))\b"
)
_PREDICATE = re.compile(
    rf"{_POS.pattern}|{_NEG.pattern}|{_COND.pattern}|{_ONLY.pattern}|\b(?:is|are|will|may|can|must)\b"
)
_OTHERS = re.compile(
    r"\W*(?:all |any |the )?(?:others?\b|other (?:visas?|types?|categories|statuses)|no (?:other|additional)|"
    r"none other)"
)
_OPENS_WITH_VERB = re.compile(
    r"\W*(?:also |however |unfortunately |usually |generally |please )?(?:look|is|are|was|were|will|can|cannot|could|"
    r"do|does|"
    r"have|has|not|"
    r"never|no longer|may|must|would|should)\b|\W*(?:it|they|this|these|that|those|which|such [a-z]+) (?:is|are|will|"
    r"can|"
    r"cannot|could|do|does|have|has|may|must|would|should)\b"
)
_INSTEAD = re.compile(
    rf"(?:{J1}).{{0,30}}?\b(?:rather than|instead of|in place of|but not|not)\b(?: (?:an?|the|on|for))*\s*(?:{H1B})"
)


@dataclass(slots=True)
class _Segment:
    """A stretch between two commas, brackets or conjunctions."""

    text: str
    start: int
    end: int
    link: str  # what stood in front: ",", "and", "(" ...
    depth: int
    kinds: tuple[str, ...]
    has_predicate: bool


@dataclass(slots=True)
class _Group:
    """Visas under one predicate, with the modifiers around it."""

    segments: list[_Segment]
    modifiers: list[_Segment]
    asides: list[tuple[_Segment, _Segment]]  # (bracketed remark, the segment in front of it)

    @property
    def kinds(self) -> set[str]:
        return {kind for segment in self.segments for kind in segment.kinds}

    @property
    def text(self) -> str:
        parts = sorted([*self.segments, *self.modifiers], key=lambda segment: segment.start)
        return " , ".join(
            f"{segment.link if segment.link in ('nor', 'or', 'and') else ''} {segment.text}" for segment in parts
        )

    @property
    def has_predicate(self) -> bool:
        return any(segment.has_predicate for segment in [*self.segments, *self.modifiers])

    def span(self) -> tuple[int, int]:
        parts = [*self.segments, *self.modifiers, *(aside for aside, _ in self.asides)]
        return min(part.start for part in parts), max(part.end for part in parts)


def read(clause: Clause) -> Iterator[Finding | Drop]:
    if "the former" in clause.text or "the latter" in clause.text:
        clause = _name_former(clause)
    text = clause.text
    yield from _read_citizens(clause)
    mentions = list(_MENTION.finditer(text))
    named = [match for match in mentions if match.lastgroup != "any"]
    if not mentions:
        yield from _read_reply(clause)
        return
    if not named and not re.search(r"\bvisas?\b", text) and not re.search(r"\bvisas?\b|immigra", clause.topic):
        return
    if re.search(r"\bsteps? (?:3|iii)\b", clause.question) and not re.search(
        r"visa|sponsor|h-?1|j-?1", clause.question + clause.lead
    ):
        if any(match.lastgroup == "h1b" for match in named):
            yield Finding(
                "visa_h1b",
                "conditional",
                "required",
                clause.start,
                clause.end,
                ANSWERED,
                (clause.start, clause.end),
                needs_question=True,
            )
        return
    if _ABOUT.search(text) and not _ACTS.search(text):
        if named:
            yield drop(clause, "visa: about the visa, not its acceptance")
        return
    if _ASKS_WHETHER.search(text):
        yield drop(clause, "visa: only asked about")
        return
    if _FOR_VISIT.search(text):
        yield drop(clause, "visa: of visitors")
        return
    if _ELSEWHERE.match(text) and not re.search(r"\b(?:we|our|us|here|this)\b", text):
        yield drop(clause, "visa: of other programs")
        return
    text = _UNLIKE.sub(lambda match: "#" * len(match.group()), text)
    text = _PAST_ASIDE.sub(lambda match: "#" * len(match.group()), text)
    if _PAST.search(text) and not _is_negative(text):
        yield drop(clause, "visa: of the past")
        return
    shut_out = bool(
        _SHUT_OUT.search(clause.lead)
        or _SHUT_OUT_HERE.match(clause.sentence)
        or _SHUT_OUT.search(clause.sentence.partition(":")[0] if ":" in clause.sentence[:60] else "")
    )
    text = _BARRED.sub(lambda match: "#" * len(match.group()), text)
    text = _NO_DEMAND.sub(lambda match: "#" * len(match.group()), text)
    states: dict[str, _State] = {}
    for field, state, (start, end) in _read_marks(clause, text):
        states[field] = state
        text = text[:start] + "#" * (end - start) + text[end:]
    if states and not _MENTION.search(text):
        for field, state in states.items():
            yield Finding(
                field, state.value, "required", clause.start, clause.end, state.confidence, condition=state.condition
            )
        return
    groups = _group(_segment(text))
    for index, group in enumerate(groups):
        for field, state in _read_group(clause, group, groups[:index]).items():
            old = states.get(field)
            if (
                old is None
                or state.confidence > old.confidence
                or (state.confidence == old.confidence and (state.value == "conditional" or old.value == "sponsors"))
            ):
                states[field] = state
    if not states and not named:
        yield from _read_reply(clause)
        return
    for match in named:
        implied = states.get(f"visa_{match.lastgroup}")
        if (
            implied
            and implied.confidence <= IMPLIED
            and match.lastgroup == "j1"
            and _ADVERSATIVE.search(text, 0, match.start())
        ):
            del states["visa_j1"]
    if shut_out:
        # "Nobody is invited who needs an H-1B": a list of those who stay outside.
        states = {field: state if "unless" in text else _State("no", EXPLICIT) for field, state in states.items()}
    if text != clause.text and states.get("visa_h1b", _NOTHING).value == "sponsors" and _BARRED.search(clause.text):
        states["visa_h1b"] = _State("conditional", EXPLICIT, (clause.start, clause.end))
    asked_kinds = {match.lastgroup or "" for match in _MENTION.finditer(clause.question)} - {"any"}
    if (
        clause.is_first_reply
        and asked_kinds == {"j1", "h1b"}
        and re.search(r"\bwhich\b", clause.question)
        and {match.lastgroup for match in named} == {"j1"}
        and states.get("visa_j1", _NOTHING).value != "no"
    ):
        states.setdefault("visa_h1b", _State("no", ANSWERED))
    if "visa_j1" in states and "visa_h1b" not in states and _CLOSED_LIST.search(clause.sentence):
        states["visa_h1b"] = _State("no", ANSWERED)
    if clause.is_first_reply and clause.answer and named:
        # "Do you sponsor H-1B? No; residents come on J-1." answers for the visa that the reply does not name again.
        asked = {match.lastgroup or "" for match in _MENTION.finditer(clause.question)} - {"any"}
        for kind in asked - {match.lastgroup or "" for match in named}:
            if f"visa_{kind}" not in states and not _ONLY.search(clause.question):
                value = "sponsors" if clause.answer == "yes" else "no"
                yield Finding(
                    f"visa_{kind}", value, "required", clause.start, clause.end, ANSWERED, needs_question=True
                )
    for field, state in states.items():
        yield Finding(
            field,
            state.value,
            "required",
            clause.start,
            clause.end,
            confidence=state.confidence,
            condition=state.condition,
        )


def _name_former(clause: Clause) -> Clause:
    """ "We sponsor the former but not the latter" with the visas named before in their places."""
    antecedents = [clause.question]
    before = clause.previous
    while before is not None and len(antecedents) < 4:
        antecedents.append(before.text)
        before = before.previous
    for antecedent in antecedents:
        kinds = [match.lastgroup for match in _MENTION.finditer(antecedent) if match.lastgroup != "any"]
        if len(kinds) == 2 and set(kinds) == {"j1", "h1b"}:
            # Ten letters each, so that offsets hold.
            spelled = {"j1": " the j-1  ", "h1b": " the h-1b "}
            first, second = (spelled[str(kind)] for kind in kinds)
            return replace(clause, text=clause.text.replace("the former", first).replace("the latter", second))
    return clause


@dataclass(frozen=True, slots=True)
class _State:
    value: str
    confidence: float
    condition: tuple[int, int] | None = None


_NOTHING = _State("", 0)
_NOTHING_BEYOND = re.compile(r"\bnothing (?:beyond|more than|but|other than|except)\b")
# "... now supports both, where formerly it supported J-1 alone": the past stands in an aside.
_PAST_ASIDE = re.compile(
    r",? (?:where|whereas|while|which|whom|as it|though|although) (?:we |it |they )?(?:had )?(?:formerly|previously|"
    r"used to|in the past)\b[^,;.]*"
)
_PAST = re.compile(
    r"\b(?:formerly|until (?:19|20)\d\d|used to|in the past|in (?:earlier|previous|former) (?:years|times|cycles)|"
    r"previously|years ago|no longer the case|historically)\b"
)
# Labels and openings of lists of people who are turned away.
_SHUT_OUT = re.compile(
    r"\b(?:who (?:may|can|should|need)(?: ?not|n't)(?: apply)?|not eligible|ineligible|excluded|we (?:cannot|do not|"
    r"don't|will "
    r"not) (?:consider|accept|take|interview|invite)|not (?:considered|accepted|open to)|do not apply if)\b"
)
_SHUT_OUT_HERE = re.compile(
    r"\W*(?:(?:nobody|no one|no applicants?|no candidates?|none) (?:is|are|will be|may be|can be|gets?) [a-z]+ "
    r"(?:who|if|that)\b|"
    r"(?:we |the program )?(?:cannot|do not|don't|will not|does not) (?:consider|accept|take|interview|invite|rank) "
    r"(?:anyone|"
    r"anybody|those|applicants|candidates|physicians) (?:who|that)\b)"
)
# The visa that somebody cannot have is the occasion of the rule and not its subject.
_BARRED = re.compile(
    rf"\b(?:persons?|those|candidates?|applicants?|residents?|physicians?|anyone|people|where|if|when|in case|"
    rf"should)\b[^,;]"
    rf"{{0,50}}?\b(?:barred from|ineligible for|unable to (?:obtain|get|secure|use)|cannot (?:obtain|get|secure|use|"
    rf"hold)|not "
    rf"(?:be )?(?:eligible for|available|possible|an option)|excluded from|unavailable|impossible|who (?:have "
    rf")?exhausted)\b"
    rf"[^,;]{{0,24}}?(?:{J1})(?! (?:visas? )?(?:cannot|are not|will not|is not|shall not|need not apply|may not))(?: "
    rf"status| visas?)?|"
    rf"\b(?:where|if|when|in case|should)\b[^,;]{{0,12}}(?:{J1})[^,;]{{0,24}}\b(?:unavailable|impossible|not "
    rf"(?:available|"
    rf"possible|an option|be (?:had|obtained|used))|cannot (?:be )?(?:obtain\w*|get|used?|had))(?: to the candidate)?"
)
# "Unlike the H-1B, the J-1 is sponsored": what it is compared with stays unsaid.
_UNLIKE = re.compile(
    rf"\b(?:unlike|in contrast (?:to|with)|as opposed to)(?: with| for| the| an?)* "
    rf"(?:(?:{H1B})|(?:{J1}))(?: visas?)?"
)
_ASKS_WHETHER = re.compile(r"\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|inquir\w+) (?:us |me )?(?:whether|if|about)\b")
_FOR_VISIT = re.compile(
    r"\b(?:visas?|sponsor\w*|sponsorship)\b[^.;,]{0,24} for (?:an? |the |our |any )?(?:shadow\w*|observ\w+|visit\w*|"
    r"rotat\w+|electives?|"
    r"externs?\w*|away rotation\w*|research\w*|fellowships?)\b"
)
_ELSEWHERE = re.compile(
    r"\W*(?:(?:many|most|other|several|neighbou?ring|nearby|competing|[a-z]+)(?: of the| other| [a-z]+)? (?:employers|"
    r"other programs)|"
    r"(?:many|most|other|several|neighbou?ring|nearby)(?: of the| other)? (?:programs|hospitals|institutions|"
    r"residencies)|"
    r"programs (?:nearby|elsewhere|around|in (?:the|our) (?:area|state|region)))\b(?! (?:at|of|in) (?:the |"
    r"this )?(?:hospital|university|"
    r"institution|center|system))|\W*(?:many|most|several|another)(?: of them)? (?:do|does|sponsor|accept|offer|will|"
    r"began|"
    r"started|now)\w*\b"
)
# "The J-1 requires no such approval": a demand denied is no refusal, and the approval is no condition.
_NO_DEMAND = re.compile(
    r"\b(?:(?:requires?|needs?|demands?|calls? for|asks? for|involves?|takes?|(?:is|are) (?:subject|tied|bound) to|"
    r"depends? (?:up)?on) no|(?:(?:do|does|is|are|will|shall)(?: not|n't)|never) (?:require[sd]?|needs?|demands?|"
    r"call for|ask "
    r"for|involve|take|subject to|tied to|bound by|bound to|depend(?:ent|s)? (?:up)?on))"
    r" (?:[a-z]+ ){0,3}?"
    r"(?:approvals?|permissions?|consent|conditions?|reviews?|limits?|limitations?|caps?|quotas?|restrictions?|"
    r"pass(?:age)?|steps? (?:3|iii|three)|exam\w*|requests?|"
    r"waivers?|forms?|petitions?|fees?|such thing|more|requirements?|authorization|thing)\b"
)
# "J1 y / H1 n", "J-1: yes (ECFMG), H-1B: no": each visa with its own mark.
_MARK = re.compile(
    rf"(?:(?P<j1>{J1})|(?P<h1b>{H1B}))(?: visas?)?\s*(?:[:=]|-+)?\s*\(?(?P<mark>(?:yes|no|yep|yup|nope|y|n)\b|"
    rf"[\u2713\u2717])\)?(?:"
    rf"(?=\W*$|\s*[,;/|&.]|\s+(?:and|but|while)\b|\s+(?:{J1}|{H1B}))|(?=\s*\())\s*(?P<aside>\([^()]*\))?"
)


def _read_marks(clause: Clause, text: str) -> Iterator[tuple[str, _State, tuple[int, int]]]:
    """Visas that a mark follows at once; a bracket behind the mark may bind it."""
    for match in _MARK.finditer(text):
        kind = "j1" if match.group("j1") else "h1b"
        aside = match.group("aside") or ""
        span = match.span()
        if match.group("mark") in ("n", "no", "nope", "\u2717"):
            if _COND.search(aside) or _OPENED.search(aside):
                yield (
                    f"visa_{kind}",
                    _State("conditional", EXPLICIT, (clause.start + span[0], clause.start + span[1])),
                    span,
                )
            else:
                yield f"visa_{kind}", _State("no", EXPLICIT), span
        elif _COND.search(aside) or (kind == "h1b" and _COND_H1B.search(aside)):
            yield (
                f"visa_{kind}",
                _State("conditional", EXPLICIT, (clause.start + span[0], clause.start + span[1])),
                span,
            )
        elif not _is_negative(aside):
            yield f"visa_{kind}", _State("sponsors", EXPLICIT), span


_OPENED = re.compile(r"\b(?:unless|until|except|exceptional|rare|if)\b")
_CLOSED_LIST = re.compile(
    r"\b(?:status(?:es)?|visas?|categories|classifications?|types)\b[^:.;]{0,20}\bonly\b[^:;]{0,12}:|\bonly (?:the "
    r"following|these) "
    r"(?:[a-z]+ )?(?:status(?:es)?|visas?|categories|classifications?|types)\b|\bone of the following (?:only|and no "
    r"other)\b"
)


def _segment(text: str) -> list[_Segment]:
    segments: list[_Segment] = []
    begin, link, depth = 0, "", 0

    def close(end: int) -> bool:
        part = text[begin:end]
        if not part.strip(" .,"):
            return False
        kinds = tuple(match.lastgroup or "" for match in _MENTION.finditer(part))
        segments.append(
            _Segment(part, begin, end, link, depth, kinds, bool(_PREDICATE.search(part.replace("sponsorship", "#"))))
        )
        return True

    for match in _BOUND.finditer(text):
        token = match.group().strip()
        used = close(match.start())
        link = token if used or not link else f"{link}{token}"
        if token == "(":
            depth += 1
        elif token == ")":
            depth = max(0, depth - 1)
        begin = match.end()
    close(len(text))
    return segments


def _group(segments: list[_Segment]) -> list[_Group]:
    groups: list[_Group] = []
    pending: list[_Segment] = []
    for index, segment in enumerate(segments):
        following = segments[index + 1] if index + 1 < len(segments) else None
        current = groups[-1] if groups else None
        own_predicate = segment.has_predicate or "nor" in segment.link
        if not segment.kinds and current is not None and re.match(r"\W*the (?:latter|second)\b", segment.text):
            last = next(one for one in reversed(segments[:index]) if one.kinds)
            current.asides.append((segment, last))
        elif segment.depth and not segment.kinds and current is not None:
            current.asides.append((segment, segments[index - 1]))
        elif not segment.kinds:
            forward = (
                following is not None
                and bool(following.kinds)
                and not segment.depth
                and (
                    bool(pending)
                    or "and" in segment.link
                    or (
                        following.link.startswith(",")
                        and bool(_OPENS_WITH_VERB.match(following.text))
                        and bool(_COND.search(segment.text))
                    )
                )
            )
            if segment.depth and current is None:
                continue
            forward = forward or (
                not segment.depth
                and ("and" in segment.link or "but" in segment.link)
                and bool(_ADVERBIAL.match(segment.text))
                and _verb_follows(segments[index + 1 :])
            )
            if current is None or forward:
                pending.append(segment)
            elif _OTHERS.match(segment.text):
                groups.append(_Group([segment], [], []))
            else:
                current.modifiers.append(segment)
        elif _OTHERS.match(segment.text) and current is not None:
            groups.append(_Group([segment], pending, []))
            pending = []
        elif (
            current is not None
            and not pending
            and not (current.has_predicate and (_ADVERSATIVE.search(segment.link) or _CONCLUDES.match(segment.text)))
            and not (
                _OPENS_NO.match(segment.text)
                and current.segments[-1].kinds
                and "," in segment.link
                and not any(_is_negative(one.text) for one in [*current.segments, *current.modifiers])
            )
            and (
                (not own_predicate and not segment.link.startswith(("(", ":")))
                or (not current.has_predicate and not (segment.depth and _NEG.search(segment.text)))
                or (
                    segment.depth > 0
                    and not current.has_predicate
                    and not _NEG.search(segment.text)
                    and not _COND.search(segment.text)
                )
            )
        ):
            if (
                _COND.search(segment.text)
                and not current.has_predicate
                and index
                and segments[index - 1].kinds
                and not _POS.search(segment.text)
            ):
                groups.append(_Group([segment], [], []))
            else:
                current.segments.append(segment)
        else:
            groups.append(_Group([segment], pending, []))
            pending = []
    if pending and groups:
        groups[-1].modifiers.extend(pending)
    return groups


_ADVERBIAL = re.compile(r"\W*(?:in|with|under|after|on|for|upon|subject|where|if|when|by|within|at|only|rarely)\b")


_DENIED_AFTER = re.compile(r"(?:no (?:chance|way|luck|go)|we (?:can't|cannot|don't|do not|won't))$")
_CONCLUDES = re.compile(r"\W*(?:so|hence|thus|therefore)\b")
_ADVERSATIVE = re.compile(r"\b(?:but|yet|while|whereas|although|though)\b")
_OPENS_NO = re.compile(r"\W*(?:no|not|never|without)\b")


def _verb_follows(later: list[_Segment]) -> bool:
    """Whether the next visa stands behind a verb of its own, reached over adverbials alone."""
    for segment in later:
        if segment.kinds:
            return bool(_OPENS_WITH_VERB.match(segment.text))
        if not _ADVERBIAL.match(segment.text):
            return False
    return False


def _is_negative(text: str) -> bool:
    return bool(_NEG.search(_hide_others(text)))


def _hide_others(text: str) -> str:
    text = _NOT_A_NEGATION.sub(lambda match: "#" * len(match.group()), text)
    return _OTHER_DEED.sub(lambda match: "#" * len(match.group()), text)


# "J-1 residents may not moonlight", "need not worry", "are not charged": what is denied is not the visa.
_OTHER_DEED = re.compile(
    r"\b(?:(?:may|need|can|should|must|shall|will|do|does|is|are|could)(?: not|n't)|cannot|never|not)(?: (?:be|"
    r"have to|to|need to|"
    r"[a-z]+ly))* (?:moonlight\w*|worr\w+|charged?|pays?|paid|travel\w*|fear|delay\w*|leave|return|renew\w*|"
    r"extend (?:their|your)|"
    r"count(?:ed)? (?:against|toward)|affect\w*|matter|change[sd]?|cover(?:ed|s)?|reimburs\w+|work (?:outside|"
    r"elsewhere|off)|"
    r"disadvantaged?|penali[sz]ed|discriminat\w+|held against|treated|distinguish|differentiat\w+)\b|"
    r"\b(?:moonlighting|travel|leave)\b[^.;]{0,30}\bnot (?:be )?(?:allowed|permitted|possible|available)\b"
)


def _read_group(clause: Clause, group: _Group, earlier: list[_Group]) -> dict[str, _State]:
    first = group.segments[0].start
    group.modifiers = [
        one
        for one in group.modifiers
        if one.start > first
        or not (_OTHER_FACT.search(one.text) or _NO_ITEM.match(one.text))
        or _ACTS.search(one.text)
        or _JOINED.match(one.text)
    ]
    kinds = group.kinds
    text = group.text
    start, end = group.span()
    whole = clause.text[start:end]
    has_j1, has_h1b = "j1" in kinds, "h1b" in kinds
    context = (
        f"{clause.topic} | {clause.previous.text if clause.previous and clause.previous.end > clause.start - 3 else ''}"
    )
    span = (clause.start + start, clause.start + end)
    # "None (J-1 through ECFMG accepted)": the bracket says its own.
    is_bracketed = all(one.depth and _ACTS.search(one.text) for one in group.segments)
    negative = any(_is_negative(segment.text) or "nor" in segment.link for segment in group.segments) or any(
        _is_negative(modifier.text)
        and not (is_bracketed and not modifier.depth)
        and (_OPENS_WITH_VERB.match(modifier.text) or modifier.start < group.segments[0].start)
        for modifier in group.modifiers
    )
    verdicts = [one.text.strip(" .") for one in group.modifiers if one.depth or not is_bracketed]
    negative = negative or any(_DENIED_AFTER.match(verdict) for verdict in verdicts)
    negative = negative or any(verdict in ("no", "none", "not", "never", "not at all") for verdict in verdicts)
    if bool(re.search(r"\bnot\b|\bno\b", clause.lead)) and _MENTION.search(clause.lead) and not _POS.search(text):
        negative = True
    own_label = clause.lead.rsplit(" | ", 1)[-1]
    if _LEFT_OUT.search(own_label) and not _POS.search(text):
        negative = True
    words = len(whole.split())
    bare = any(len(segment.text.split()) <= 3 for segment in group.segments)
    positive = (
        bool(_POS.search(text))
        or bool(_BARE_OK.search(context))
        or words <= 5
        or bare
        or (bool(re.search(r"\bvisas?\b", text)) and words <= 8)
        or bool(_HINDRANCE_DENIED.search(text))
        or bool(_NOT_REFUSED.search(text))
    )
    conditional = bool(_COND.search(_NO_LIMIT.sub("#", text)))
    if (
        not negative
        and not conditional
        and (_UNREAD.search(whole) or _is_unread(whole) or _answers_demand(clause))
        and not _HINDRANCE_DENIED.search(text)
    ):
        return {}

    def plain(kind: str) -> _State:
        """The state of a visa that is not refused: sponsors, or conditional with the words that say so."""
        aside = " ".join(remark.text for remark, front in group.asides if kind in front.kinds[-1:])
        if _NOTHING_BEYOND.search(text):
            return _State("sponsors", EXPLICIT)
        is_hard = conditional or bool(_COND.search(aside))
        if kind == "h1b":
            # Step 3 and "if" bind the H-1B; for a J-1 they are the ECFMG's own rules.
            is_hard = is_hard or bool(_COND_H1B.search(text)) or bool(_COND_H1B.search(aside))
        return _State("conditional", EXPLICIT, span) if is_hard else _State("sponsors", EXPLICIT)

    if _OTHERS.match(group.segments[0].text) and not has_h1b and earlier:
        named = {kind for one in earlier for kind in one.kinds}
        if (
            (negative or re.match(r"\W*no(?:ne)?\b", group.segments[0].text))
            and "j1" in named
            and "h1b" not in named
            and not has_j1
        ):
            return {"visa_h1b": _State("no", ANSWERED)}
        if not has_j1:
            return {}

    if negative and "any" in kinds | {kind for one in earlier for kind in one.kinds} and _INCLUDED.search(clause.text):
        return {"visa_j1": _State("no", EXPLICIT), "visa_h1b": _State("no", IMPLIED)}
    excepted = bool(_EXCEPTED_J1.search(whole))
    exclusive = (
        has_j1
        and not has_h1b
        and not re.search(r"\bnot only\b", whole)
        and bool(
            _ONLY_LEFT.search(whole)
            or _ONLY_RIGHT.search(whole)
            or _ONLY_IS.search(whole)
            or _ONLY_IS.search(clause.sentence)
        )
    )
    if has_j1 and has_h1b:
        if _INSTEAD.search(whole):
            return {"visa_j1": plain("j1"), "visa_h1b": _State("no", EXPLICIT)}
        if negative:
            if excepted:
                return {"visa_j1": _State("sponsors", EXPLICIT), "visa_h1b": _State("no", EXPLICIT)}
            return {"visa_j1": _State("no", EXPLICIT), "visa_h1b": _State("no", EXPLICIT)}
        return {"visa_j1": plain("j1"), "visa_h1b": plain("h1b")} if positive else {}
    if has_j1:
        if exclusive:
            if negative and not excepted and not _ONLY.search(whole):
                return {"visa_j1": _State("no", EXPLICIT)}
            return {"visa_j1": plain("j1"), "visa_h1b": _State("no", ANSWERED)}
        if excepted and negative:
            return {"visa_j1": _State("sponsors", EXPLICIT), "visa_h1b": _State("no", ANSWERED)}
        if negative and _MUST_BE_ABLE.search(whole):
            return {"visa_j1": _State("sponsors", ANSWERED)}
        if negative and re.search(rf"\bif\b[^;]*(?:{J1})", whole):
            return {}
        if negative:
            return {"visa_j1": _State("no", EXPLICIT)}
        states = {"visa_j1": plain("j1")} if positive or conditional else {}
        if _NO_OTHER.search(whole) or _NO_OTHER.search(clause.sentence):
            states["visa_h1b"] = _State("no", ANSWERED)
        return states
    if has_h1b:
        opened = re.search(
            r"\b(?:unless|until|except|without)\b|\bexceptional|\brare|\b(?:generally|usually|typically|normally|"
            r"routinely|ordinarily|"
            r"currently guarantee)\b|\b(?:not|cannot|n't)\b(?: [a-z]+){0,2} always\b|\bif\b[^,]*\b(?:not|impossible|"
            r"unable)\b|\bif the lack\b",
            whole,
        )
        if negative and not opened:
            return {"visa_h1b": _State("no", EXPLICIT)}
        if negative or plain("h1b").value == "conditional":
            return {"visa_h1b": _State("conditional", EXPLICIT, span)}
        return {"visa_h1b": plain("h1b")} if positive else {}
    return _read_all_visas(clause, text, negative, context)


# "What it doesn't: H-1B", "Not offered: H-1B".
_LEFT_OUT = re.compile(
    r"(?:\b(?:not|never|no|cannot)|n't)(?: (?:currently|presently|yet|be|able to))*(?: (?:accept|sponsor|offer|"
    r"support|provid|"
    r"consider|tak|give|gave|issu|process|do\b|have|avail|welcom|possib|an option)[a-z]*)?\W*$|\b(?:refused|excluded|"
    r"declined|unsupported|rejected)\W*$"
)
# "Both Steps in no more than two tries, J-1 welcome": what an earlier item of the list says is not the visa's.
_OTHER_FACT = re.compile(
    r"\b(?:attempts?|tries|try|fail\w*|letters?|scores?|graduat\w+|experience|comlex|mspe|lors?|observ\w+|"
    r"ecfmg cert\w*|usce)\b"
)
_NO_ITEM = re.compile(
    r"\W*(?:and |or )?no "
    r"(?!longer|visas?|sponsor|others?|one|such|additional|type|kind|form|work)[a-z-]+"
)
_JOINED = re.compile(r"\W*(?:if|when|where|with|without|after|once|upon|for|unless|until|provided|who|only)\b")
# Words of reluctance whose outcome cannot be read: such a clause states nothing.
_UNREAD = re.compile(
    r"\b(?:hardly|barely|scarcely|seldom|problem\w*|trouble\w*|headaches?|difficult\w*|costly|expensive|afford|"
    r"burden\w*|"
    r"regret\w*|sorry|unfortunately|alas|loath|reluctan\w+|hesita\w+|avoid\w*|discourag\w+|unlikely|doubtful|doubt|"
    r"wary|"
    r"frown\w*|forget|phas(?:ed|ing) out|too (?:much|many|costly|slow|late|long|complex|dear)|past (?:our|its)|"
    r"a dream|history|"
    r"future|hope to|plan to|plans to|working on)\b"
)


def _answers_demand(clause: Clause) -> bool:
    """ "The J-1 needs no approval; the H-1B does": the verb stands for a demand and not for sponsorship."""
    return (
        bool(re.search(r"\b(?:does|do|is|are)(?: not)?\W*$", clause.text))
        and len(clause.text.split()) <= 5
        and clause.previous is not None
        and bool(_NO_DEMAND.search(clause.previous.text) or _NOT_REFUSED.search(clause.previous.text))
    )


_NOUNS = re.compile(
    rf"{_MENTION.pattern}|\b(?:sponsorships?|petitions|ecfmg[a-z-]*|status(?:es)?|types?|kinds?|categor\w+|"
    rf"class(?:es)?|"
    r"holders?|applicants|candidates|visas?|applications?|stays|remains|requests)\b"
)
_FINITE = re.compile(
    r"# *(?:[a-z]+ly )?(?!does\b|plus\b|has been (?:our|the) )"
    r"(?:has|have|had|was|were|went|became|met|came|fell|lost|ran|[a-z]{3,}(?:ed|(?<!s)s))\b"
)


def _is_unread(text: str) -> bool:
    """Whether a verb stands beside the visa that no list here knows: its polarity cannot be read."""
    if _OTHER_DEED.search(text) and not _ACTS.search(_hide_others(text)):
        return True
    if _ONLY.search(text) or _ONLY_IS.search(text) or _COND_H1B.search(text):
        return False
    rest = _NOUNS.sub("#", text)
    return not _POS.search(rest) and bool(_FINITE.search(rest))


# "Those not eligible for a J-1 cannot be considered": the J-1 is the way in.
_MUST_BE_ABLE = re.compile(
    rf"\b(?:not|cannot|unable|n't)\b[^;]{{0,30}}\b(?:eligible|able|qualif\w+|hold|obtain|get|"
    rf"secure)?\b[^;]{{0,20}}(?:{J1})"
    r"[^;]{0,30}\b(?:cannot|not|n't)\b[^;]{0,20}\b(?:considered|ranked|accepted|appointed|interviewed|start|apply|"
    r"hired|join)"
)
_INCLUDED = re.compile(
    rf"(?:{J1})s? (?:is |are )?(?:included|too|as well)\b|\bincluding (?:the |an? )?(?:{J1})|\beven (?:the |an? "
    rf")?(?:{J1})"
)
_EXCEPTED_J1 = re.compile(
    rf"\b(?:other than|other [a-z]+ than|different from|except(?: for)?|besides|apart from|aside from|exception of|"
    rf"beyond|but|outside)\b[^,;]{{0,30}}(?:{J1})"
)


def _read_all_visas(clause: Clause, text: str, negative: bool, context: str) -> dict[str, _State]:
    """ "No visas": neither, unless it speaks of the visas other than the one just named."""
    if not negative:
        return {}
    if re.search(
        r"\bother (?:types? of |kinds? of )?(?:[a-z-]+ )?visas?\b|\bother\b[^.;]{0,20}\b(?:visas?|sponsorship)\b", text
    ):
        named = clause.previous.text if clause.previous else ""
        if re.search(J1, named) and not re.search(H1B, named):
            return {"visa_h1b": _State("no", ANSWERED)}
        return {}
    if re.search(
        r"\bwithout (?:[a-z]+ ){0,3}visas?\b|\buntil\b|\bbefore (?:the|an?|their|your) [a-z -]*\bvisas?\b", text
    ):
        return {}
    if re.search(r"\bdoes not (?:matter|affect)|\bno effect\b|\bstatus\b|\bexcept\b|\bother than\b", text):
        return {}
    if re.search(r"\bneed(?:ing)? (?:a )?visa", text) and not re.search(
        r"\bnot (?:be )?(?:considered?|accept|review|eligible|take|interview|invite)|\bno\b", text
    ):
        return {}
    if not re.search(
        r"\bsponsor|\baccept|\boffer|\bsupport|\bprovid|\bconsider|\bno visas?\b|\bissue|\bavailable|"
        r"\bvisas? (?:of any|for any)|\bhandle|\bnone\b|\bneed",
        text,
    ):
        return {}
    if not re.search(r"\bvisas?\b", text) and not re.search(r"\bvisas?\b", context):
        return {}
    return {"visa_j1": _State("no", IMPLIED), "visa_h1b": _State("no", IMPLIED)}


_OTHER_LABEL = re.compile(
    r"\b(?:s-?[123]|steps?|usmle|comlex|scores?|cut-?offs?|attempts?|fail\w*|tries|lors?|letters?|ecfmg|cert\w*|usce|"
    r"us exp\w*|obs\w*|"
    r"yog|grad\w*|gap|years?|positions?|spots|slots|pgy-?1|places|deadline|ddl|dates?|imgs?|remarks?|notes?|updated?|"
    r"source|"
    r"contact|fees?|interviews?|tour|salary|stipend)\b"
)
_PAIR = re.compile(
    r"\W*(yes|no|y|n|sponsored|not sponsored|[\u2713\u2717])(?: [/|&] |, )(yes|no|y|n|sponsored|not sponsored|"
    r"[\u2713\u2717])\W*"
)


def _read_reply(clause: Clause) -> Iterator[Finding | Drop]:
    """A reply that names no visa: "Yes.", "No.", "Case by case.", "Not at this time." to a question or label of it."""
    for asked, is_label in ((clause.lead, True), (clause.question if clause.is_first_reply else "", False)):
        mentions = {match.lastgroup or "" for match in _MENTION.finditer(asked)}
        if not mentions:
            continue
        text = clause.text
        own_label = clause.lead.rsplit(" | ", 1)[-1]
        if is_label:
            # "Sponsor visa: N; H-1B: N; S3: not needed": each label has its own value.
            if {match.lastgroup for match in _MENTION.finditer(own_label)} & {"j1", "h1b"}:
                asked = own_label
                mentions = {match.lastgroup or "" for match in _MENTION.finditer(asked)}
            elif _OTHER_LABEL.search(own_label) and not _MENTION.search(own_label):
                continue
        if not is_label and own_label and not _MENTION.search(own_label) and clause.sentence.startswith(own_label):
            text = f"{own_label}: {text}"  # "Rarely: the chair must approve each petition."
        words = text.split()
        bare = re.match(
            r"(?:yes|no|not?|none|never|accepted|sponsored|offered|available|considered|case|only|limited|we do|"
            r"we are|they are|it is|neither|both|unfortunately|currently|at this|x\b|n/a|rarely|in exceptional|"
            r"depends|varies|subject|per |possibly|perhaps|maybe|potentially|(?:each|every|all) (?:requests?|"
            r"petitions?|cases?)|always|routinely|usually|gladly|regularly|as a matter of (?:course|routine)|"
            r"of course|rarely|never|nothing|either|any\b|both|forbidden|"
            r"y\b|n\b|yep|yup|nope|nah|0$|zero$|"
            r"welcome|fine|ok\b|okay|sure|each year|every year|\u2713|[\u2717\u2718\u00d7])",
            text,
        )
        speaks_of_it = not is_label and re.search(
            r"\b(?:it|them|one|ones|those|this|these|sponsorship|so|requests?|petitions?)\b", text
        )
        if not bare and not clause.answer and len(words) > (14 if _COND.search(text) else 8) and not speaks_of_it:
            continue
        pair = _PAIR.fullmatch(text)
        both = [match.lastgroup for match in _MENTION.finditer(asked) if match.lastgroup != "any"]
        if pair and sorted(map(str, both)) == ["h1b", "j1"]:
            # "J-1 / H-1B: Yes / No" answers in the order of the label.
            for kind, word in zip(both, pair.groups(), strict=True):
                value = "no" if word in ("no", "n", "not sponsored", "\u2717") else "sponsors"
                yield Finding(
                    f"visa_{kind}",
                    value,
                    "required",
                    clause.start,
                    clause.end,
                    ANSWERED,
                    needs_question=not is_label,
                    needs_lead=is_label,
                )
            return
        conditional = bool(_COND.search(text)) or bool(
            re.search(
                r"\bonly if\b|\bif\b|\bprovided\b|\bs(?:tep )?-?3\b|\btransfers?\b|"
                r"\bonly (?:those|applicants|candidates)\b",
                text,
            )
        )
        negative = clause.answer == "no" or _is_negative(text) or bool(re.match(r"(?:n|0|zero)\W*$", text))
        positive = (
            clause.answer == "yes"
            or bool(speaks_of_it and _POS.search(text))
            or bool(
                re.match(
                    rf"(?:{_NO_HINDRANCE}|y$|y\W|yep|yup|yes|accepted|sponsored|offered|available|considered|both|"
                    rf"we do\b|they are|it is|x$|always|routinely|gladly|as a "
                    r"matter of|of course|regularly|usually|either|welcome|fine|ok\b|okay|sure|each year$|every year$|"
                    r"each year\W*$|every year\W*$|\u2713)",
                    text,
                )
            )
        )
        if re.search(r"\bneither\b", text):
            negative = True
        stated = "conditional" if conditional else "no" if negative else "sponsors" if positive else None
        if stated is None or re.search(r"\by(?:es)? ?/ ?no?\b|not specified|unknown|n/a|unclear|---", text):
            continue
        value = "no" if stated == "sponsors" and _is_negative(asked) else stated
        fields = [f for f, kind in (("visa_j1", "j1"), ("visa_h1b", "h1b")) if kind in mentions]
        confidence = ANSWERED
        if not fields and value == "no" and re.search(r"\bvisas?\b", asked):
            fields, confidence = ["visa_j1", "visa_h1b"], IMPLIED
        if re.search(
            r"\bneed(?:ing)?\b[^?]*\bvisa|\bneeding\b|\bdisqualif|\bhurt|\bdisadvantage|\bneed (?:an? )?(?:j|h)", asked
        ):
            yield drop(clause, "visa: not a question of acceptance")
            return
        if re.search(r"\bonly\b", asked) and value == "no":
            yield drop(clause, "visa: a no to a question with only")
            return
        for field in fields:
            # One answer for both visas ("Case by case") holds for each.
            yield Finding(
                field,
                value,
                "required",
                clause.start,
                clause.end,
                confidence=confidence,
                condition=(clause.start, clause.end) if value == "conditional" else None,
                needs_question=not is_label,
                needs_lead=is_label,
            )
        if fields:
            return


def _read_citizens(clause: Clause) -> Iterator[Finding | Drop]:
    """ "Citizens or permanent residents only": neither visa."""
    match = _CITIZENS.search(clause.text)
    if not match:
        return
    around = clause.text
    if _OTHER_STATUS.search(clause.text):
        return
    ruled = (
        _CITIZEN_RULE.search(around)
        or _CITIZEN_RULE.search(clause.lead)
        or (clause.is_first_reply and re.search(r"\bvisas?\b", clause.question))
    )
    if not ruled or re.search(r"\bnot (?:a )?(?:required|requirement|necessary|be)\b|\bpreferred\b", around):
        yield drop(clause, "visa: citizens named without a rule")
        return
    if re.search(r"\b(?:non|not)[- ](?:u\.?s\.? )?citizens?\b|\bwho are not\b", around):
        return
    for field in ("visa_j1", "visa_h1b"):
        yield Finding(field, "no", "required", clause.start, clause.end, confidence=IMPLIED - 0.05)
