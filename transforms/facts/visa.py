"""visa_j1 and visa_h1b: may an applicant train here on this visa. Who sponsors (program or ECFMG) does not matter.

Named visas beat rules for all visas ("no visas"), and those beat the citizenship rule; the order lies in confidence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, EXPLICIT, IMPLIED, Drop, Finding, drop
from transforms.facts.polarity import DENIAL, Unit, find_denied, find_split, find_units, is_double
from transforms.facts.scope import LIKE_OTHERS
from transforms.facts.tracks import find_track
from transforms.facts.visa_assent import is_plainly_denied, is_surely_accepted
from transforms.facts.visa_status import CITIZENS, denies_all, is_refused, read_status_rules
from transforms.facts.visa_words import (
    COND,
    COND_H1B,
    H1B,
    HINDRANCE_DENIED,
    J1,
    MENTION,
    NEG,
    NO_HINDRANCE,
    NO_LIMIT,
    NOT_A_NEGATION,
    NOT_REFUSED,
    OTHER_DEED,
    POS,
    REFUSES,
    hide_nouns,
    hide_others,
    is_negative,
)
from transforms.hinted_re import Branched
from transforms.language import Clause, Hinted
from transforms.model import Statement

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
    "exchange-visitor",
    "specialty occ",
    "specialty-occ",
    "temporary work",
    " j ",
    " h ",
    "citizen",
    "permanent resid",
    "green card",
    "the former",
    "the latter",
    "authoriz",
    "authoris",
    "immigra",
    "to work in",
    "right to work",
    "work eligib",
    "work permi",
    "employment elig",
    "lpr",
    "ds-2019",
    "ds2019",
)

_MAY = re.compile(r"\bmay (?:also )?be\b")
_ONLY_LEFT = Hinted(
    rf"^\W*just(?: the| an?)? (?:{J1})(?: visas?)?\W*$|"
    rf"\b(?:only|solely|exclusively|strictly|limited to|restricted to|confined to|(?:restrict|limit|confin)(?:s|es|"
    rf"ed|ing)? "
    rf"[^.;,]{{0,40}}? to|nothing but|none but|no visas? (?:other than|except|besides|"
    rf"apart from|but)|other than|apart from|aside from|exception of|sole|except(?: for)?|"
    rf"besides)\b[^.;]{{0,60}}?(?:{J1}|\bexchange[- ]visitor)"
)
_ONLY_RIGHT = Hinted(
    rf"(?:{J1})[^.;,]{{0,36}}\W* (?:(?:and )?that(?:'s| is) (?:all|it)|nothing (?:else|more)|full stop|period|"
    rf"and no others?|"
    rf"only|exclusively|alone)\W*$|"
    rf"(?:{J1})[ -]only\b|(?:{J1}|\bexchange[- ]visitor)[^.;,(]{{0,60}}?\b(?:only|exclusively|solely|alone)\b(?! "
    rf"(?:through|via|by|for|"
    rf"if|when|after|in|upon|on|under|with|those|to|from|as|once|at|applicants))"
)
_ONLY_IS = Hinted(
    rf"(?:{J1}|\bexchange[- ]visitor)[^.;]{{0,80}}\b(?:is|are|being)\b[^.;,]{{0,30}}\b(?:only|sole|the one) (?:type |"
    rf"kind |category |class )?(?:of )?(?:[a-z-]+ )?(?:visas?|sponsorship|ones?|option|status|type|route|way|"
    rf"path(?:way)?|avenue|choice)\b"
    rf"|\b(?:the|our) (?:only|sole|one) (?:type |kind |category )?(?:of )?(?:[a-z-]+ )?(?:visas?|sponsorship|"
    rf"status)[^.;]{{0,90}}(?:{J1})"
    rf"|\bit is the only visa\b|(?:{J1})[^.;]{{0,60}}\b(?:and|as) (?:its|the|our|their) (?:only|sole) (?:[a-z]+ "
    rf")?(?:one|"
    rf"visa|type|option)\b|(?:{J1})(?: visas?)?(?: [a-z]+){{0,3}} ?\((?:which is |being )?(?:the|our) (?:only|"
    rf"sole|one)\b|(?:{J1})(?: visas?)?, (?:the|our) (?:one|only|sole) |(?:{J1})[^.;,]{{0,10}} or "
    rf"(?:none|nothing)\b|(?:{J1})[^.;]{{0,30}}\b(?:is|are) (?:the )?"
    rf"(?:one|only|sole) (?:visa|status|type|kind)\b|(?:{J1})[^.;,]{{0,20}} (?:left|remaining|that remains)\b"
)
# "The single approved classification is J-1", "J-1, and nothing but that".
_SOLE = Hinted(
    rf"\b(?:just|only|solely|merely) (?:the |an? )?(?:{J1})(?: visas?)? (?:is|are)\b|"
    rf"\bthe (?:only )?one (?:that |which )?(?:we|our [a-z]+|the [a-z]+) (?:can |do |will )?[a-z]+ is (?:the |"
    rf"an? )?(?:{J1})|"
    rf"\b(?:sole|only|single)(?: [a-z-]+){{0,2}} (?:classification|category|class|visa|type|kind|status|route|pathway|"
    rf"option|sponsorship|exception)\b[^.;]{{0,60}}?(?:,? namely,?|\bis|:) (?:the |an? )?(?:{J1})|"
    r"\b(?:sole|only|single|one)(?: [a-z-]+){0,2} (?:classification|category|class|visa|type|kind|status|route|"
    r"pathway|path|way|"
    rf"option|sponsorship|arrangement|vehicle|avenue)\b[^.;,]{{0,40}}?(?:\b(?:is|are|being|be|remains?)\b|"
    rf":)[^.;,]{{0,24}}(?:{J1}|"
    rf"\bexchange[- ]visitors?\b)|(?:{J1}|\bexchange[- ]visitors?)[^.;,]{{0,20}}\b(?:be|is|are|remains?|"
    rf"as)\b (?:the |our )?(?:sole|"
    r"only|single|one)(?: [a-z-]+){0,2} (?:classification|category|class|visa|type|kind|status|route|path|way|"
    r"option)\b|"
    rf"(?:{J1})(?: visas?)?,? (?:and|or) (?:nothing|none|no others?|no one|naught)\b|"
    rf"\b(?:these|those|this) (?:alone|only)\b[^.;]*(?:{J1})|\bone (?:[a-z]+ ){{0,2}}(?:type|kind|visa|category|"
    rf"status)(?: [a-z]+){{0,2}} "
    rf"(?:alone|only),? (?:the )?(?:{J1})"
)
_ONLY_LEAD = Hinted(
    r"^(?:the |our )?(?:one and only|only (?:visas?|ones?|types?|options?|status\w*|sponsorship)|"
    r"sole(?:ly)?(?: [a-z]+)?|only|exclusively)\W*$"
)
_NO_OTHER = Hinted(
    r"\bno (?:other|additional|further) (?:type of |types of |kinds? of )?(?:[a-z-]+ )?(?:visas?|types?|categor|"
    r"sponsorship|"
    r"status|class|petition)|\bother (?:types of |kinds of )?(?:[a-z-]+ )?(?:visas?|types|"
    r"categories)(?: [a-z]+){0,3} (?:are|"
    r"is|will|can)(?: be)? ?not\b|"
    r"\b(?:and )?(?:nobody|no one|none|nothing|nothing|no others?) else\b|"
    r"(?:\bnot|\bnever|\bno|n't)\b[^.;,]{0,40} (?:anything|anyone) else\b|\bno [a-z]+ for anything else\b|"
    r"\bnot [a-z ]{0,20}(?:any )?other (?:type of |types of |kinds? of )?(?:[a-z-]+ )?visas?\b|"
    r"\bother visas?[^.;,]{0,30}\bnot\b|\bnone other\b|\bno others?\b|\bany other (?:type of )?visas?\b"
)
_ACTS = re.compile(
    r"\b(?:availab|possib|sponsor|accept|support|appoint|handl|host|eligible|petition|fil(?:e|es|ed|ing)\b|offer|"
    r"honou?r|welcom|consider|permit|"
    r"allow|engag)"
)
_ABOUT = re.compile(
    r"\bwaivers?\b(?! from)|\bj-?2\b|\bds-?2019\b|\btwo-year home|\bhome residency\b|\brenew(?:al|ed)?\b(?! ead)|"
    r"\btax(?:es|ation)?\b|\bspouse|\bdependents?\b|\bfees?\b(?=[^.;]*\b(?:paid|pay|charged?|borne|reimburs))|"
    r"\b(?:pays?|paid|charge|covers?|reimburs)\w*[^.;]{0,20}\bfees?\b|\btravel|\bconsulate|\bpassport"
)
_CHARGED = re.compile(r",? \(?(?:for which|with|at|whose|the|and)(?: [a-z]+){0,3} (?:fees?|costs?)\b[^.;,]*$")
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
_PREDICATE = Branched(rf"{POS.pattern}|{NEG.pattern}|{COND.pattern}|{_ONLY.pattern}|\b(?:is|are|will|may|can|must)\b")
_OTHERS = re.compile(
    r"\W*(?:all |any |the )?(?:others?\b(?! (?:with|who|from|that|on|in)\b)|other (?:visas?|types?|categories|"
    r"statuses)|no (?:other|additional)|"
    r"none other)"
)
_OPENS_WITH_VERB = Hinted(
    r"\W*(?:also |however |unfortunately |usually |generally |please )?(?:look|is|are|was|were|will|can|cannot|could|"
    r"do|does|"
    r"have|has|not|"
    r"never|no longer|may|must|would|should)\b|\W*(?:it|they|this|these|that|those|which|such [a-z]+) (?:is|are|will|"
    r"can|"
    r"cannot|could|do|does|have|has|may|must|would|should)\b|\W*(?:the|our|this|a|each|its) [a-z]+ (?:can|may|"
    r"will|could|"
    r"might|is able)\b"
)
_INSTEAD = Hinted(
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


# "A neighboring hospital accepts the H-1B; we do not", "in 2019 we sponsored it, but we no longer do".
def _says_no_sponsorship(clause: Clause) -> bool:
    """ "Citizen, green card or EAD; no sponsorship is provided": it can only be of visas."""
    before = clause.previous
    return (
        before is not None
        and before.sentence_start == clause.sentence_start
        and bool(_STATUS_NAMED.search(before.text))
    )


_STATUS_NAMED = re.compile(
    r"\bcitizens?|\bgreen[- ]card|\bpermanent resid|\bead\b|\bwork (?:authori|permit)|\bauthori[sz]ed to work"
)
_LEANS = re.compile(r"\b(?:it|they|them|these|those|this|that|either|neither|both|others?|else|same|so|false|longer)\b")


def leans_on(clause: Clause, before: Clause) -> bool:
    """Whether a sentence without a visa may speak of one that the sentence before it named."""
    return (
        len(clause.text) < 160
        and before.end + 8 >= clause.start
        and bool(_NAMED.search(before.text) or ("status" in clause.text and CITIZENS.search(before.text)))
        and bool(_LEANS.search(clause.text))
    )


_WE_DONT = re.compile(
    r"\W*(?:(?:at present|at this time|currently|right now|unfortunately|regrettably|sadly|for now|now|as of "
    r"now),? )?(?:we|it|the (?:program|hospital|residency)|this (?:program|hospital)|ours?)\W+(?:no longer (?:do|does)|"
    r"(?:do|does|can|will|are|is)(?: not|n't|not)(?: able to)?|cannot|can't|won't|are unable to|is unable to|"
    r"never (?:do|will)|stopped)(?: so| do so| it| any ?more| any longer| now| today)*\W*|"
    r"\W*(?:(?:we|it|but|and|they) )*(?:do|does)(?: not| n't|n't)? (?:so|it|this|that) (?:no (?:more|longer)|"
    r"any ?more|any longer|now)\W*|"
    r"\W*(?:but )?(?:have |has )?(?:stopped|ceased|ended)(?: (?:this|that|it|doing so|so doing|doing this))?(?: "
    r"in (?:19|20)\d\d| years ago| recently|"
    r" since(?: then)?)?\W*|"
    r"\W*(?:it|they) (?:is|are) no more\W*|\W*(?:this|that|it|these|they|both|all that|the practice)(?: has| "
    r"have)? (?:ended|stopped|"
    r"ceased|was discontinued|were discontinued|(?:is|are) no (?:more|longer (?:so|true|the case|possible|done|"
    r"offered|available)))"
    r"\b[^,;]{0,40}"
)
_ENDED = re.compile(
    r"\W*(?:this|that|these|both|all that|the practice)(?: has| have)? (?:ended|stopped|ceased|was discontinued|"
    r"were discontinued|(?:is|are) "
    r"no (?:more|longer (?:so|true|the case|possible|done|offered|available)))\b[^,;]{0,40}"
)


def _read_ellipsis(clause: Clause) -> Iterator[Finding]:
    if len(clause.text) > 120:
        return
    before = clause.previous
    if (
        _NAMED.search(clause.text)
        or before is None
        or before.end + 8 < clause.start
        or not _WE_DONT.fullmatch(clause.text)
    ):
        return
    if before.sentence_start != clause.sentence_start and not (
        _ENDED.fullmatch(clause.text) or _PAST.search(before.text)
    ):
        return
    if is_negative(before.text) and not _PAST.search(before.text):
        return
    named = {match.lastgroup or "" for match in MENTION.finditer(before.text)}
    if named == {"any"} and re.search(r"\bvisas?\b", before.text) and not before.question:
        for field in ("visa_h1b", "visa_j1"):
            yield Finding(field, "no", "required", clause.start, clause.end, IMPLIED)
    for kind in sorted(named - {"any"}):
        yield Finding(f"visa_{kind}", "no", "required", clause.start, clause.end, EXPLICIT)


_SAME = Hinted(
    r"\W*(?:and |but )?(?:this|that|the same|these|those|which|it|they|the (?:rule|policy|restriction|exclusion|"
    r"ban)|our policy|"
    r"this (?:rule|policy|restriction|exclusion))(?: (?:rule|policy|restriction|answer))?(?: (?:also|equally|"
    r"likewise|rule|too))* "
    r"(?:appl(?:y|ies)|holds?|go(?:es)?|is (?:also )?true|are true|extends?|includes?|covers?|concerns?|"
    r"counts?)\b[^.;]*|"
    r"\W*(?:and |but )?(?:so (?:is|are|does|do|too)|likewise|ditto|same)\b[^.;]*"
)


_FALSE = re.compile(
    r"\W*(?:that is |this is |that's |it's |it is )?(?:no longer (?:correct|accurate|valid|right|current)|outdated|"
    r"out of date|false|not true|untrue|wrong|incorrect|a myth|myth|a "
    r"rumou?r|not so)\b"
)


def _read_false(clause: Clause) -> Iterator[Finding]:
    """ "'J-1s are refused.' False": the opposite, which leaves nothing of both."""
    before = clause.previous
    if before is None or not _FALSE.match(clause.text):
        return
    for kind in sorted({match.lastgroup or "" for match in MENTION.finditer(before.text)} - {"any"}):
        value = "sponsors" if is_negative(before.text) else "no"
        yield Finding(f"visa_{kind}", value, "required", clause.start, clause.end, EXPLICIT)


def _read_same(clause: Clause) -> Iterator[Finding | Drop]:
    """ "The hospital sponsors no visas. This applies to J-1 as well": the polarity of what was said before."""
    named = {match.lastgroup or "" for match in MENTION.finditer(clause.text)} - {"any"}
    if not named or not _SAME.fullmatch(clause.text.rstrip(" .;,")):
        return
    if COND.search(clause.text):
        return
    before = clause.previous
    said = before.text if before is not None and before.end + 4 >= clause.sentence_start else ""
    is_denied = is_negative(said)
    if not MENTION.search(f"{before.lead if before else ''} {said}") or is_negative(clause.text) or COND.search(said):
        yield drop(clause, "visa: the same as something that is not understood")
        return
    if not is_denied and not _ACTS.search(said):
        yield drop(clause, "visa: the same as something that is not understood")
        return
    for kind in sorted(named):
        yield Finding(f"visa_{kind}", "no" if is_denied else "sponsors", "required", clause.start, clause.end, EXPLICIT)


_NAMED = re.compile(rf"{J1}|{H1B}")
_PRONOUN = (
    r"(?:it|them|either|neither|both|those|these|any|one|ones|this|that|(?:this|that|such an?|such) (?:visas?|types?))"
)
_DEAL = (
    r"(?:sponsor|accept|support|offer|provid|consider|fil|petition|process|tak|handl|host|honou?r|issu|facilitat|"
    r"arrang|deal|help|assist|permit|allow|grant|entertain|work)"
)
# "... but choose not to sponsor it", "we cannot support either", "they are no longer accepted".
_SAID_OF_IT = Hinted(
    rf"(?:\b(?:not|never|cannot|no longer|unable to|neither)\b|n't\b|\b{REFUSES})(?: (?!because|but|and|if|"
    rf"unless)[a-z]+)"
    rf"{{0,4}}? {_DEAL}(?:e|es|s|ed|d|ing|ies|y)?(?: (?:for|with|of|on))? (?P<object>{_PRONOUN})(?! (?:other|"
    rf"else|more|new|additional|[a-z]+ (?:visas?|sponsorship)|visas?|"
    rf"sponsorship|application|letter|exam|score|step|cost|fee|document))\b|"
    rf"\b{REFUSES} (?P<direct>it|them|this|that|those)\b(?! [a-z])|"
    rf"(?<!if )(?<!whether )(?<!when )(?<!that )(?<!which )\b(?P<subject>it|"
    rf"they|these|those|"
    rf"both|either|neither|such visas)(?: of (?:them|these|which))?(?: visas?)?(?:'re|'s| (?:is|are|was|were|has been|"
    rf"have been|can|may|will|cannot|could))(?: [a-z]+ly)?(?: (?:currently|presently|now|also|both|all|still|"
    rf"unfortunately))?"
    rf"(?:n't| not| no longer| never)?(?: (?:[a-z]+ly|be|been|currently|now))*"
    rf" (?:(?:sponsored|accepted|supported|offered|considered|processed|available|permitted|allowed|an option|possible|"
    rf"honou?red|granted|eligible|suspended|discontinued|fine|welcome)\b|{REFUSES})"
)


_ONE_OF_THEM = re.compile(r"\b(?:first|second|one|former|latter|last) of (?:these|them|those|the two|which)\b")


def _name_pronoun(clause: Clause) -> Clause:
    """ "We do not sponsor it" with the visa that was named just before in the pronoun's place."""
    before = clause.previous
    if any(one.lastgroup != "any" for one in MENTION.finditer(clause.text)):
        return clause
    if _ONE_OF_THEM.search(clause.text):
        return clause  # which of the two is not read
    said = _SAID_OF_IT.search(clause.text)
    if said is None or _OTHER_FACT.search(clause.text) or re.search(r"\bvisas?\b|\bsponsorships?\b", clause.text):
        return clause
    part = next(name for name in ("object", "direct", "subject") if said.group(name))
    kinds: list[str] = []
    told = clause.lead
    if clause.is_first_reply and MENTION.search(clause.question):
        told = clause.question
    elif before is not None and before.end + 4 >= clause.sentence_start and not _NAMED.search(clause.lead):
        told = f"{before.lead} | {before.text}"
    kinds = list(dict.fromkeys(one.lastgroup or "" for one in MENTION.finditer(told)))
    kinds = [kind for kind in kinds if kind != "any"] or kinds[:1]
    pronoun = said.group(part)
    if not kinds:
        return clause
    if len(kinds) == 2 and pronoun in ("it", "this", "that", "one", "this visa", "that visa"):
        kinds = kinds[-1:]
    if len(kinds) == 1 and pronoun in ("both", "either", "neither"):
        return clause
    names = " or ".join({"j1": "j-1 visas", "h1b": "h-1b visas", "any": "visas"}[kind] for kind in kinds)
    if pronoun == "neither" and len(kinds) == 2:
        names = "neither j-1 visas nor h-1b visas"
    elif part == "subject":
        names = names.replace(" or ", " and ")
    text = clause.text[: said.start(part)] + names + clause.text[said.end(part) :]
    return replace(clause, text=text, sentence=text)


def _read_pronoun(clause: Clause) -> Iterator[Finding | Drop]:
    """What is said of a visa through a pronoun; the spans are the clause's, since the text is not."""
    named = _name_pronoun(clause)
    if named is clause:
        return
    for one in _read_guarded(named):
        if isinstance(one, Finding):
            condition = (clause.start, clause.end) if one.condition else None
            confidence = min(one.confidence, EXPLICIT)
            yield replace(one, start=clause.start, end=clause.end, condition=condition, confidence=confidence)


_OTHERS_DENIED = Hinted(
    r"\b(?:another|a different|a second) (?:visa|status|type|category|kind)\b|\b(?:any ?thing|nothing|no one|"
    r"none) (?:else|other|more)\b|\b(?:any|no|none|all|the|these|every|for)? "
    r"?others?(?: (?:[a-z-]+ )?"
    r"(?:visas?|categor\w+|types?|class\w*|status\w*|routes?|options?|petitions?|kinds?|sponsorships?|"
    r"arrangements?))?\b|\bno "
    r"(?:additional|further) (?:visas?|types?|categor\w+)\b"
)
_DEALT = Hinted(
    rf"\b{_DEAL}\w*|\b(?:avail\w+|possib\w+|eligib\w+|option|us(?:e|ed|able)|will do|deal\w*|visas?|immigra\w+|"
    rf"recogni[sz]\w+|"
    rf"acceptable|approv\w+|appl(?:y|ies)|given|open)\b"
)
_THAT_IS_ALL = re.compile(
    r"\W*(?:and )?(?:that|this|those|these|it)(?:'s| is| are) (?:all|the only (?:ones?|visas?|option|type|"
    r"status)|its only one|it\W*$|"
    r"our only)\b"
)
_OF_OTHER_PEOPLE = re.compile(
    r"\bother (?!(?:[a-z-]+ )?(?:visas?|categor|types?|class|status|routes?|options?|petitions?|kinds?|sponsor|"
    r"arrange))|\bothers? "
    r"(?:who|applicants|candidates|programs)\b"
)


def _read_others(clause: Clause) -> Iterator[Finding]:
    """ "... and do not file for anything else": the visas that were not named a moment ago."""
    text = clause.text
    closes = _THAT_IS_ALL.match(text)
    if not (closes or _OTHERS_DENIED.search(text)) or _OF_OTHER_PEOPLE.search(text) or _OTHER_FACT.search(text):
        return
    if closes:
        pass
    elif not (NEG.search(text) or re.match(r"\W*(?:no|none|nothing)\b", text)) or not (
        _DEALT.search(text) or len(text.split()) <= 6
    ):
        return
    if COND.search(text) or re.search(r"\b(?:unless|until|if|exception\w*|say|said|mention\w*|state[sd]?)\b", text):
        return
    before, steps = clause.previous, 0
    is_of_status = bool(re.search(r"\b(?:visas?|status|immigra\w+|categor\w+)\b", text))
    if (
        is_of_status
        and before is not None
        and before.end + 4 >= clause.sentence_start
        and not MENTION.search(before.text)
        and CITIZENS.search(before.text)
        and not re.search(r"\bead\b|\bwork (?:authori|permit)|\bfor example\b", before.text)
    ):
        for field in ("visa_h1b", "visa_j1"):
            yield Finding(field, "no", "required", clause.start, clause.end, IMPLIED)
        return
    while before is not None and steps < 2:
        if before.end + 4 < clause.sentence_start and before.sentence_start != clause.sentence_start and steps:
            return
        named = {one.lastgroup for one in MENTION.finditer(f"{before.lead} {before.text}")} - {"any"}
        if named:
            if named == {"j1"} and not is_negative(before.text):
                yield Finding("visa_h1b", "no", "required", clause.start, clause.end, ANSWERED)
            return
        before, steps = before.previous, steps + 1


def _read_unguarded(clause: Clause) -> Iterator[Finding | Drop]:
    yield from _read_ellipsis(clause)
    if clause.is_first_reply and len(clause.text) < 60 and _ONE_OF_TWO.search(clause.text):
        clause = replace(
            clause, text=_ONE_OF_TWO.sub(lambda match: f"the {_PLACES[match.group('place')]}", clause.text)
        )
    if _FORMER.search(clause.text):
        clause = _name_former(clause)
    text = clause.text
    yield from read_status_rules(clause)
    mentions = list(MENTION.finditer(text))
    named = [match for match in mentions if match.lastgroup != "any"]
    if not mentions:
        yield from _read_bound(clause)
        others = list(_read_others(clause))
        yield from others or _read_reply(clause)
        return
    if (
        not named
        and not re.search(r"\bvisas?\b|immigra", text)
        and not re.search(r"\bvisas?\b|immigra", clause.topic)
        and not (_says_no_sponsorship(clause))
    ):
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
    if _ABOUT.search(_CHARGED.sub("#", text)) and not (_ACTS.search(text) or CITIZENS.search(text)):
        if named:
            yield drop(clause, "visa: about the visa, not its acceptance")
        return
    if named and _UNASKED.search(text):
        for match in named:
            yield Finding(f"visa_{match.lastgroup}", "no", "required", clause.start, clause.end)
        return
    if _LABEL_OF_PAST.search(clause.lead):
        yield drop(clause, "visa: of the past")
        return
    if _OF_FELLOWS.match(text):
        yield drop(clause, "visa: of fellows")
        return
    if _ASKS_WHETHER.search(text):
        yield drop(clause, "visa: only asked about")
        return
    if _OF_SELF.match(text):
        yield drop(clause, "visa: an applicant speaks")
        return
    if _OF_STAFF.search(text) and not is_negative(text) and not _FOR_STAFF.search(text):
        yield drop(clause, "visa: of staff")
        return
    if clause.is_first_reply and _ASKS_MEANING.match(clause.question):
        yield drop(clause, "visa: of its meaning")
        return
    if _DEFINES.search(text) and not re.search(r"\b(?:we|our|program|hospital|residents?)\b", text):
        yield drop(clause, "visa: of its meaning")
        return
    if _CURRENT_HOLDERS.search(text) and not is_negative(text):
        yield drop(clause, "visa: of those who hold it already")
        return
    if _REFERS.search(text):
        yield drop(clause, "visa: only referred to elsewhere")
        return
    if _FOR_VISIT.search(text):
        yield drop(clause, "visa: of visitors")
        return
    if _BY_EMPLOYER.search(text) and not is_negative(text) and not re.search(r"\b(?:we|our|us|residents?)\b", text):
        yield drop(clause, "visa: of other programs")
        return
    if _OTHER_HOUSE.search(text) and not is_negative(text) and not re.search(r"\b(?:like|as with|as in)\b", text):
        yield drop(clause, "visa: of other programs")
        return
    if _NATIONWIDE.search(text) and not re.search(r"\b(?:we|our|us|here|this|must|should|accept|welcome)\b", text):
        yield drop(clause, "visa: of other programs")
        return
    if clause.previous is not None and _EVEN.search(clause.previous.text) and "if" not in text:
        yield drop(clause, "visa: of what is only conceded")
        return
    if _ELSEWHERE.match(text) and not re.search(r"\b(?:we|our|us|here|this)\b", text):
        yield drop(clause, "visa: of other programs")
        return
    text = _PERHAPS.sub(lambda match: "might".ljust(len(match.group())), text)
    text = _UNLIKE.sub(lambda match: "#" * len(match.group()), text)
    text = _PAST_ASIDE.sub(lambda match: "#" * len(match.group()), text)
    if _PAST.search(text) and not is_negative(text) and not re.search(r"\bcontinu\w+|\bstill\b", text):
        yield drop(clause, "visa: of the past")
        return
    if "used not to" in text or "did not use to" in text:
        yield drop(clause, "visa: of the past")
        return
    shut_out = bool(
        _SHUT_OUT.search(clause.lead)
        or _SHUT_OUT_HERE.match(clause.sentence)
        or _SHUT_OUT.search(clause.sentence.partition(":")[0] if ":" in clause.sentence[:60] else "")
    )
    text = _BARRED.sub(lambda match: "#" * len(match.group()), text)
    text = _NO_DEMAND.sub(lambda match: "#" * len(match.group()), text)
    if "without" not in text and "unless" not in text and "until" not in text:
        text = _EXAM_UNNEEDED.sub(lambda match: "#" * len(match.group()), text)
    states: dict[str, _State] = {}
    for field, state, (start, end) in _read_marks(clause, text):
        if state is not _NOTHING:
            states[field] = state
        text = text[:start] + "#" * (end - start) + text[end:]
    if states and not MENTION.search(text):
        yield from _find_states(clause, states)
        return
    for field, state, (start, end) in _read_excepted(clause, text):
        states[field] = state
        text = text[:start] + "#" * (end - start) + text[end:]
    if states and not any(match.lastgroup != "any" for match in MENTION.finditer(text)):
        yield from _find_states(clause, states)
        return
    text = _NEITHER_CITIZENS.sub(lambda match: "#" * len(match.group()), text)
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
    shared = _SHARED.search(text)
    if (
        shared
        and states.get("visa_h1b", _NOTHING).value == "conditional"
        and states.get("visa_j1", _NOTHING).value == "sponsors"
        and COND.search(re.split(r"[;,]|\bbut\b|\band\b", text[shared.end() :])[0])
    ):
        states["visa_j1"] = replace(states["visa_h1b"])
    if (
        clause.is_first_reply
        and clause.answer != "no"
        and _ASKS_WHICH_NOT.search(clause.question)
        and not (re.match(r"\W*(?:we|our|the|it|all|both)\b", text) and POS.search(text))
    ):
        shut_out = shut_out or not is_negative(text)
    if clause.question and not clause.is_first_reply and _ASKS_WHAT_BARS.search(clause.question):
        states = {
            f: state for f, state in states.items() if state.value == "no" or POS.search(_NEEDS_IT.sub("#", text))
        }
    if clause.is_first_reply and _ASKS_WHAT_BARS.search(clause.question):
        shut_out = not is_negative(text)
    if shut_out:
        # "Nobody is invited who needs an H-1B": a list of those who stay outside.
        if _WHO_CANNOT.search(text):
            yield drop(clause, "visa: a refusal is itself denied")
            return
        is_open = "unless" in text or _ONLY_LEFT.search(text) or _EXCEPTED_J1.search(text)
        states = {field: state if is_open else _State("no", EXPLICIT) for field, state in states.items()}
    if text != clause.text and states.get("visa_h1b", _NOTHING).value == "sponsors" and _BARRED.search(clause.text):
        states["visa_h1b"] = _State("conditional", EXPLICIT, (clause.start, clause.end))
    asked_kinds = {match.lastgroup or "" for match in MENTION.finditer(clause.question)} - {"any"}
    if (
        clause.is_first_reply
        and asked_kinds == {"j1", "h1b"}
        and re.search(r"\bwhich\b", clause.question)
        and {match.lastgroup for match in named} == {"j1"}
        and states.get("visa_j1", _NOTHING).value != "no"
    ):
        states.setdefault("visa_h1b", _State("no", ANSWERED))
    if (
        clause.is_first_reply
        and asked_kinds == {"h1b"}
        and re.search(r"\b(?:instead|rather)\b", text)
        and states.get("visa_j1", _NOTHING).value == "sponsors"
    ):
        states.setdefault("visa_h1b", _State("no", ANSWERED))
    if "visa_h1b" in states and _CHANGES_TO_J1.search(clause.sentence):
        states["visa_h1b"] = _State("no", ANSWERED)
        states.setdefault("visa_j1", _State("sponsors", ANSWERED))
    if "visa_j1" in states and "visa_h1b" not in states and _CLOSED_LIST.search(clause.sentence):
        states["visa_h1b"] = _State("no", ANSWERED)
    if clause.is_first_reply and clause.answer and named:
        # "Do you sponsor H-1B? No; residents come on J-1." answers for the visa that the reply does not name again.
        asked = {match.lastgroup or "" for match in MENTION.finditer(clause.question)} - {"any"}
        for kind in asked - {match.lastgroup or "" for match in named}:
            if f"visa_{kind}" not in states and not _ONLY.search(clause.question):
                value = "sponsors" if clause.answer == "yes" else "no"
                yield Finding(
                    f"visa_{kind}", value, "required", clause.start, clause.end, ANSWERED, needs_question=True
                )
    yield from _find_states(clause, states)


def _find_states(clause: Clause, states: dict[str, _State]) -> Iterator[Finding]:
    for field, state in states.items():
        yield Finding(
            field,
            state.value,
            "required",
            clause.start,
            clause.end,
            state.confidence,
            condition=state.condition,
            track=find_track(clause.text),
        )


_PLACES = {"first": "former", "second": "latter"}
_ONE_OF_TWO = re.compile(r"\bthe (?P<place>first|second)(?: one)?(?=\W*$|,| but| not)")


# "The former owner" is no visa.
_FORMER = re.compile(
    r"\bthe (?:former|latter)(?=\W*$|[,;:.)]| (?:is|are|was|will|can|may|must|has|have|does|only|alone|but|and|or|not|"
    r"on|in|for|with|by|to|requires?|needs?|if|when|as|we|visas?|type|one|two|because|since|through|subject|at)\b)"
)


def _name_former(clause: Clause) -> Clause:
    """ "We sponsor the former but not the latter" with the visas named before in their places."""
    antecedents = [clause.question]
    before = clause.previous
    while before is not None and len(antecedents) < 4:
        antecedents.append(before.text)
        before = before.previous
    for antecedent in antecedents:
        kinds = [match.lastgroup for match in MENTION.finditer(antecedent) if match.lastgroup != "any"]
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
_LIMITED = re.compile(r"\W*(?:limited|restricted|rare|selected|few)\b(?! to (?:residents|trainees|physicians)\b)")
_NOTHING_BEYOND = re.compile(r"\bnothing (?:beyond|more than|but|other than|except)\b")
# "... now supports both, where formerly it supported J-1 alone": the past stands in an aside.
_PAST_ASIDE = re.compile(
    r",? (?:where|whereas|while|which|whom|as it|though|although) (?:we |it |they )?(?:had )?(?:formerly|previously|"
    r"used to|in the past)\b[^,;.]*"
)
_PAST = re.compile(
    r"\bfrom (?:19|20)\d\d (?:to|until|till|through) (?:19|20)\d\d\b|\b(?:till|until) (?:19|20)\d\d\W*$|"
    r"\b(?:older|earlier|previous|former|old|outdated|past) (?:versions?|pages?|brochures?|policy|policies|editions?|"
    r"rules?|websites?|documents?)\b|"
    r"\b(?:past|former|previous) residents\b|\balumni\b|"
    r"\b(?:in|before|through|until|up to|till) (?:19|20)\d\d\b[^.;]*\b(?:we|program|hospital|it) (?:had |still |"
    r"had been |"
    r"also |did )*(?:sponsor(?:ed|ing)?|accept(?:ed|ing)|support(?:ed|ing)|offer(?:ed|ing)|fil(?:ed|ing)|took|"
    r"taking)\b|"
    r"\b(?:at one time|there was a time|(?:we|it|they|program|hospital|residency) once)\b|"
    r"\b(?:formerly|until (?:19|20)\d\d|used to|in the past|in (?:earlier|previous|former|past|prior) (?:years|"
    r"times|cycles|seasons)|last (?:year|season|cycle)'s|"
    r"previously|years ago|no longer the case|(?<!have )(?<!has )historically)\b"
)
# Labels and openings of lists of people who are turned away.
_SHUT_OUT = Hinted(
    r"\b(?:look|apply|search|go) elsewhere(?: if)?\W*$|"
    r"(?:^|[|(] ?)(?:automatic(?:ally)? |immediate(?:ly)? )?(?:declined?|rejected|rejections?|refused|disqualif\w+|"
    r"exclusions?(?: criteria)?|deal-?breakers?|knock-?outs?|out|no-gos?)\W*$|\b(?:who (?:may|can|should|need)(?: ?not|"
    r"n't)(?: apply)?|not eligible|ineligible|excluded|we (?:cannot|do not|"
    r"don't|will "
    r"not) (?:consider|accept|take|interview|invite)|not (?:considered|accepted|open to)|do not apply if)\b"
)
_SHUT_OUT_HERE = Hinted(
    r"\W*(?:(?:nobody|no one|no applicants?|no candidates?|none) (?:is|are|will be|may be|can be|gets?) [a-z]+ "
    r"(?:who|if|that)\b|"
    r"(?:we |the program )?(?:cannot|do not|don't|will not|does not) (?:consider|accept|take|interview|invite|rank) "
    r"(?:anyone|"
    r"anybody|those|applicants|candidates|physicians) (?:who|that)\b)"
)
# The visa that somebody cannot have is the occasion of the rule and not its subject.
_BARRED = Hinted(
    rf"\b(?:should|if|were) (?:an? |the )?(?:{J1})[^,;]{{0,20}}\b(?:not|fails?|be (?:refused|denied|delayed))\b[^,;]*|"
    rf"\b(?:why|reasons?|reason that|show that|explains?|justif\w+) (?:an? |the )?(?:{J1})(?: visa)? (?:does|will|"
    rf"would|can|is|"
    rf"do)(?: not|n't|not)\b[^,;]{{0,24}}|\bnot being (?:eligible|able|qualified) (?:for|to [a-z]+)(?: an?|"
    rf" the)? (?:{J1})|"
    rf"\b(?:persons?|those|candidates?|applicants?|residents?|physicians?|anyone|people|where|if|when|in case|"
    rf"should)\b[^,;]"
    rf"{{0,50}}?\b(?:barred from|ineligible for|unable to (?:obtain|get|secure|use)|cannot (?:obtain|get|secure|use|"
    rf"hold)|not "
    rf"(?:be )?(?:eligible for|available|possible|an option)|excluded from|unavailable|impossible|who (?:have "
    rf")?exhausted)\b"
    rf"[^,;]{{0,24}}?(?:{J1})(?! (?:visas? )?(?:cannot|are not|will not|is not|shall not|need not apply|may not))(?: "
    rf"status| visas?)?|"
    rf"\b(?:where|if|when|unless) (?:the )?(?:ecfmg|intealth) (?:cannot|can't|will not|won't|does not|is unable)[^,;]*|"
    rf"\b(?:unless|if|when|where|should) (?:they|he|she|you|one|the applicant|a candidate)(?:'re|'s| is| are| "
    rf"be)? (?:[a-z]+ )?(?:ineligible|"
    rf"not eligible|cannot|unable|barred|not (?:able|qualified))\b[^,;]{{0,24}}(?=, [^;]*(?:{H1B}))|"
    rf"\b(?:where|if|when|in case|should|for whom|(?:who|must|to|can|and) (?:can )?(?:show|prove|demonstrate)(?: "
    rf"that)?)\b[^,;]{{0,12}}(?:{J1})"
    rf"[^,;]{{0,24}}\b(?:unavailable|impossible|not "
    rf"(?:available|"
    rf"possible|an option|be (?:had|obtained|used))|cannot (?:be )?(?:obtain\w*|get|used?|had))(?: to the candidate)?"
)
_ASKS_WHAT_BARS = Hinted(
    r"\b(?:what|who)\b[^?]{0,30}\b(?:disqualif\w+|exclud\w+|rules? (?:me |you |one |people )?out|bars?|not eligible|"
    r"cannot apply|(?:should|need|may|can)(?: not|n't|not) apply|rejected|turned (?:away|down)|filtered)\b[^?]*\?"
)
_NEEDS_IT = re.compile(r"\b(?:need|requir|seek|want)\w*\b")
_WHO_CANNOT = re.compile(
    r"\bwho (?:cannot|can't|can not|do not|don't|are not|aren't|will not|won't|lack|have no|are unable)\b"
)
_EVEN = re.compile(r"\beven\W*$")
_EXCUSE = re.compile(
    r"\W*(?:(?:we are |we're |i'm |i am )?(?:very )?(?:sorry|afraid)|(?:we|i) regret|unfortunately|regrettably|"
    r"alas|sadly),? "
    r"(?:but |that )?"
)
_ONLY_HAS = re.compile(r"\bonly (?=(?:has|have|needs?) to\b)")
_PERHAPS = re.compile(r"\b(?:may or may not|may, or may not,|may \(or may not\))")
# "Unlike the H-1B, the J-1 is sponsored": what it is compared with stays unsaid.
_UNLIKE = Hinted(
    rf"\b(?:unlike|in contrast (?:to|with)|as opposed to)(?: with| for| the| an?)* "
    rf"(?:(?:{H1B})|(?:{J1}))(?: visas?)?"
)
_LABEL_OF_PAST = re.compile(
    r"(?:^|[|] )\W*(?:previous(?:ly)?|former(?:ly)?|past|before|until (?:19|20)\d\d|old(?: policy)?|earlier|then)\W*$"
)
_OF_FELLOWS = re.compile(
    r"\W*(?:our |the |while |whereas |but |and )*(?:fellows|fellowships|faculty|attendings?|nurses|researchers|"
    r"fellowship programs?|postdocs)\b(?! and (?:our )?residents| programs and)(?!.*\bresidents?\b)"
)
# "Should you hold an H-1B, be prepared to change to a J-1."
_CHANGES_TO_J1 = Hinted(
    rf"(?:{H1B})[^.;]{{0,120}}?\b(?:must|need to|have to|has to|needs to|required to|prepared to|willing to|asked to|"
    rf"expected to|"
    rf"agree to|ready to)(?: [a-z]+ly)? (?:change|switch|convert|move|transition|transfer|"
    rf"come)(?: over)?(?: their status)? "
    rf"(?:to|into|on|onto) (?:an? |the )?(?:{J1})"
)
_ASKS_WHETHER = re.compile(
    r"\b(?:consider|discuss|debat|weigh|study|explor)\w* whether\b|\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|"
    r"inquir\w+) (?:us |me )?(?:whether|if|about)\b"
)
# "Please do not write to us about an H-1B", "inquiries about the H-1B go unanswered".
_UNASKED = Hinted(
    r"(?:\b(?:not|never)|n't) (?:ask|inquire|write|call|contact|e-?mail|request)\b[^.;]*\b(?:about|regarding|"
    r"concerning|for|"
    rf"on)\b[^.;]{{0,24}}(?:{H1B}|{J1})|\b(?:inquir\w+|questions?|requests?|e-?mails?|letters?)\b(?! other than|"
    rf" except)[^.;]{{0,24}}"
    rf"(?:{H1B}|{J1})[^.;]*\b(?:unanswered|ignored|discarded|deleted|(?:not|never) (?:be )?(?:answered|read|"
    rf"entertained))\b"
)
# "Please do not apply if you need an H-1B", "candidates in need of a J-1 are not ranked".
_NAMED_NEED = Hinted(
    rf"\b(?:need(?:s|ed|ing)?|requir(?:e|es|ing)|must (?:have|obtain|get)|in need of|dependent (?:up)?on|"
    rf"depend(?:s|ing)? (?:up)?on|rel(?:y|ies|ying) (?:up)?on|seek(?:s|"
    rf"ing)?|want(?:s|ing)?|"
    rf"request(?:s|ing)?|insist(?:s|ing)? "
    rf"on)(?: (?:an?|the|sponsorship|for|of|on|to|obtain|our|visa|visas|hospital|employer|new|either))* (?:{J1}|{H1B})"
    rf"(?: ?(?:or|and|/) ?(?:an? )?(?:{J1}|{H1B}))?(?: (?:visas?|sponsorship|status|petitions?))*"
)


_INCLUDING = re.compile(
    rf"[(,] ?(?:including|incl\.?|even|be it|be they|whether|such as|e\.g\.?,?|like)(?: the| an?)? "
    rf"(?P<names>(?:{J1}|{H1B})(?: visas?)?(?:,? ?(?:or|and|/|,|nor|&)"
    rf" ?(?:an? |the )?(?:{J1}|{H1B}|o-?1|tn|f-?1|others?|any other|anything else)(?: visas?)?)*)[),]?"
)


def _read_included(clause: Clause) -> Iterator[Finding]:
    """ "Visa sponsorship (including the J-1) isn't possible"."""
    aside = _INCLUDING.search(clause.text)
    if aside is None:
        return
    rest = clause.text[: aside.start()] + " " + clause.text[aside.end() :]
    if MENTION.search(rest) and not _NAMED.search(rest) and denies_all(rest, clause.topic):
        kinds = {one.lastgroup or "" for one in MENTION.finditer(aside.group("names"))} - {"any"}
        for kind in ("h1b", "j1"):
            confidence = EXPLICIT if kind in kinds else IMPLIED
            yield Finding(f"visa_{kind}", "no", "required", clause.start, clause.end, confidence)


def _read_named_need(clause: Clause) -> Iterator[Finding]:
    text = clause.text
    needed = _NAMED_NEED.search(text)
    if needed is None or _DENIED_NEED.search(text, 0, needed.start() + 1) or _OPENED.search(text.replace("if", "")):
        return
    outcome = text[: needed.start()] + "#" + text[needed.end() :]
    if not is_refused(HINDRANCE_DENIED.sub("#", outcome)) or MENTION.search(outcome.replace("sponsorship", "#")):
        return
    for match in MENTION.finditer(needed.group()):
        if match.lastgroup != "any":
            yield Finding(f"visa_{match.lastgroup}", "no", "required", clause.start, clause.end)


_DENIED_NEED = re.compile(r"(?:\b(?:not|never|no longer)|n't)(?: [a-z]+ly)? $|\bno $")
_OF_SELF = re.compile(
    r"\W*(?:and |but |what if |so )?i(?:'m| am| need| require| want| have| hold| would| will| do| "
    r"only)\b(?![^.;]*\byour file\b)"
)
_OF_STAFF = Hinted(
    rf"(?:{H1B})(?: [a-z]+)? (?:for|to) (?:our |its |the )?(?:fellows|faculty|attendings?)\b(?![^.;]*\bresidents?\b)|"
    rf"(?:{H1B}|{J1})(?: [a-z]+){{0,2}} (?:for|to|on behalf of)(?: (?:our|the|its|some|certain|many|attending|staff|"
    rf"other|"
    rf"hospital|research|clinical|nurses|nurse|and|or|therapists|full-time|senior))* (?:nurses?|attendings?|attending "
    rf"physicians|faculty|therapists|scientists|pharmacists|researchers?|postdocs|hospitalists|employees|professors|"
    rf"technologists)\b(?![^.;]*\b(?:residents?|trainees|house ?staff)\b)|"
    rf"\b(?:nurses|attendings?|attending physicians|faculty|therapists|scientists|pharmacists|hospitalists|researchers)"
    rf"(?:,? (?:and|or) [a-z]+)? (?:for|on|with|under) (?:an? )?(?:{H1B}|{J1})|"
    r"\bhospital employees?\b|\b(?:recruit|hire|employ)(?:s|ing)? (?:[a-z]+ )?(?:faculty|attendings?|nurses|"
    r"hospitalists|scientists)\b|"
    r"\b(?:used|held|filed|available|kept|reserved|sponsored|offered|employed|given|open)(?: (?:only|mainly|"
    r"mostly))? (?:by|for|to|among|on "
    r"behalf of) (?:our |the |its )?(?:attendings?|attending|faculty|employed physicians|staff physicians|"
    r"research\w*|postdoc\w*|nurses?|hospitalists|scientists|therapists|pharmacists)"
    r"\b(?![^.;]*\bresidents?\b)"
)
_ASKS_MEANING = re.compile(
    rf"\W*(?:what(?: exactly)? (?:is|are|does|do)|how (?:does|do)|what's) (?:an? |the )?(?:{J1}|{H1B})(?: "
    rf"visas?| waivers?| program)?(?: (?:mean|work|differ\w*"
    rf"|for|cost)[^?]*)?\W*$"
)
_DEFINES = Hinted(
    rf"(?:{J1}|{H1B})(?: visas?)? (?:is|are) (?:an? )?(?:non-?immigrant|exchange|temporary|type|kind|work|"
    rf"employment|speciali?ty|visa (?:for|"
    rf"that|type|category|issued|intended))\b"
)
# "Trainees now on an H-1B may complete their programs."
_CURRENT_HOLDERS = Hinted(
    r"\b(?:residents|trainees|fellows|interns|those|physicians|holders|anyone)\b[^.;,]{0,24}\b(?:now|currently|already|"
    r"presently|previously|still|came|entered|started|began|joined|arrived)\b[^.;,]{0,24}\b(?:on|hold\w*|in|"
    r"with)\b[^.;]*\b(?:may|can|will|are) (?:be )?(?:able to |"
    r"allowed to )?(?:complete|finish|continue|stay|remain|keep|graduate)|\bgrandfathered\b"
)
_REFERS = Hinted(
    rf"\b(?:see|visit|consult|refer to|read|check|browse)\b[^.;]{{0,60}}?\b(?:web ?sites?|pages?|sites?|information|"
    rf"guides?|links?|faqs?)\b[^.;]{{0,60}}?(?:{J1}|{H1B})"
)
_FOR_VISIT = Hinted(
    r"\bb-?[12] (?:visas?|visitors?)\b|\b(?:tourist|(?<!exchange )(?<!exchange-)visitor'?s?) visas?\b|"
    r"\b(?:rotators?|observers|shadowers?)\b|"
    r"\b(?:visas?|sponsor\w*|sponsorship)\b[^.;,]{0,24} for (?:an? |the |our |any )?(?:shadow\w*|observ\w+|visit\w*|"
    r"rotat\w+|electives?|"
    r"externs?\w*|away rotation\w*|research\w*|fellowships?)\b"
)
# "... even though the institution may sponsor them in other departments."
_OTHER_HOUSE = Hinted(
    r"\b(?:in|by|at|for|to|of) (?:some |many |certain |several |a few |our |the |its |most |all )*other "
    r"(?:departments?|programs?|specialt(?:y|ies)|residenc(?:y|ies)|hospitals?|divisions?|institutions?|fields?|sites?|"
    r"campus(?:es)?|services)\b|\b(?:other|some|certain|several|many|most|fewer|few|a few) (?:of (?:the|our) |other )?"
    r"(?:departments|programs|specialties|residencies|hospitals|divisions|institutions|employers) (?:do|may|can|will|"
    r"sponsor|accept|offer|file|support|take|still|also|in)\b"
)
# "Roughly nine in ten residents in the country are on a J-1": of all, and not of this house.
_NATIONWIDE = Hinted(
    r"\b(?:residents|physicians|programs|trainees|graduates|imgs|hospitals)\b[^.;,]{0,16} (?:in|across|throughout|"
    r"around) (?:the )?(?:country|united states|usa|nation)\b|\b(?:nationwide|nationally)\b"
)
_BY_EMPLOYER = Hinted(r"\bby (?:an?|the|your|their|each|any) (?:new |future |next |later |individual )?employers?\b")
_ELSEWHERE = Hinted(
    r"\W*(?:(?:many|most|other|several|neighbou?ring|nearby|competing|[a-z]+)(?: of the| other| [a-z]+)? (?:employers|"
    r"other programs)|"
    r"(?:many|most|other|several|neighbou?ring|nearby)(?: of the| other)? (?:programs|hospitals|institutions|"
    r"residencies)|"
    r"(?:an?|the|our|another) (?:neighbou?ring|nearby|sister|affiliated|competing|different) (?:hospital|program|"
    r"institution|residency)|[a-z ]{0,30}(?:down the (?:road|street)|across town|next door)|another (?:hospital|"
    r"program)|programs (?:nearby|elsewhere|around|in (?:the|our) (?:area|state|region)))\b(?! (?:at|of|in) (?:the |"
    r"this )?(?:hospital|university|"
    r"institution|center|system))|\W*(?:many|most|several|another)(?: of them)? (?:do|does|sponsor|accept|offer|will|"
    r"began|"
    r"started|now)\w*\b"
)
# "The J-1 requires no such approval": a demand denied is no refusal, and the approval is no condition.
_NO_DEMAND = Hinted(
    r"\b(?:requirements?|rules?|conditions?|limits?|fees?|restrictions?|deadlines?) (?:does|do|is|are)(?: not|n't) "
    r"(?:apply|extend|hold|meant|imposed|asked|required|needed)\b(?: (?:to|for|of|on))?|"
    r"\b(?:(?:requires?|needs?|demands?|calls? for|asks? for|involves?|takes?|(?:is|are) (?:subject|tied|bound) to|"
    r"depends? (?:up)?on) no|(?:(?:do|does|is|are|will|shall)(?: not|n't)|never) (?:require[sd]?|needs?|demands?|"
    r"call for|ask "
    r"for|involve|take|subject to|tied to|bound by|bound to|depend(?:ent|s)? (?:up)?on))"
    r" (?:[a-z]+ ){0,3}?"
    r"(?:approvals?|permissions?|consent|conditions?|reviews?|limits?|limitations?|caps?|quotas?|restrictions?|"
    r"pass(?:age)?|steps? (?:3|iii|three)|exam\w*|requests?|"
    r"waivers?|forms?|petitions?|fees?|such thing|more|requirements?|authorization|thing)\b"
)
# "Step 3 is not required for J-1 holders", "you need not have passed Step 3 for the J-1": the exam is denied.
_EXAM_UNNEEDED = Hinted(
    r"\b(?:usmle )?steps? (?:3|iii|three)\b(?: [a-z]+){0,3}? (?:(?:is|are|was|be) (?:not|never|no)|(?:is|are)n't|"
    r"(?:does|do|need) not|(?:does|do|need)n't)"
    r" (?:[a-z]+ ){0,2}?(?:required|needed|necessary|mandatory|asked|requirement|must|condition|matter|apply|count)\b|"
    r"\b(?:(?:do|does|will|would|need)(?: not|n't)|never) (?:(?:have|need|be required|require|ask|expect|insist) "
    r"(?:to |for |on )?)?(?:[a-z]+ ){0,3}?"
    r"(?:usmle )?steps? (?:3|iii|three)\b|\bno (?:usmle )?steps? (?:3|iii|three)\b"
)
# "Anything but an H-1B is fine", "all visas save the H-1B are supported".
_ALL_BUT = re.compile(
    r"\b(?:anything|everything|anyone|everyone|(?:any|all|every)(?: (?:other )?[a-z]+){0,3}?)(?: [a-z]+){0,2}? "
    r"(?:but|except(?:ing)?(?: for)?|save(?: for)?|other than|apart from|barring|aside from|excluding|with the "
    r"exception of|"
    rf"minus|besides|bar|not on|without|beyond)(?: (?:an?|the|those|holders|of|on|with|from|who|need|needing|require|"
    rf"requiring|seek|seeking|people|applicants|candidates))* "
    rf"(?:(?P<j1>{J1})|(?P<h1b>{H1B}))(?: visas?| status| holders?)?"
    r"(?!\W*(?:only|if|with|where|when|case|require|need|depend|is|are) (?!fine|ok|accept|welcome|possible|support|"
    r"sponsor|"
    r"consider|honou?red|eligible|taken|good))"
)
# "Applicants without a J-1 are not considered": the J-1 is the way in.
_WITHOUT = re.compile(
    r"\b(?:without|lacking|who (?:lack|have no|hold no|(?:do|can)(?: not|n't|not) (?:have|hold|get|obtain|qualify "
    r"for|use|"
    r"secure))|not (?:eligible|able|qualified) (?:for|to (?:get|hold|obtain))|ineligible for|unless (?:they|you|he "
    r"or she) "
    r"(?:hold|have|are on|qualify for|can (?:get|obtain)))(?: (?:an?|the|own|valid|ecfmg|ecfmg-sponsored|either))* "
    rf"(?:(?P<j1>{J1})|(?P<h1b>{H1B}))(?: visas?| status| eligibility| sponsorship)?"
)
_TURNED_AWAY = Hinted(
    r"\b(?:nobody|no one|no (?:applicants?|candidates?|foreign|non|international)|none|not|never|cannot|need not|"
    r"should not|"
    r"ineligible|excluded|refused|rejected|turned away|disqualified)\b|n't\b"
)


_RELATIVE = re.compile(r"^,? (?:which|whom|that) [^,;:]*")


def _read_excepted(clause: Clause, text: str) -> Iterator[tuple[str, _State, tuple[int, int]]]:
    """Visas told by what holds for all others: "all but the H-1B", "nobody without a J-1"."""
    for match in _ALL_BUT.finditer(text):
        kind = "j1" if match.group("j1") else "h1b"
        after = _RELATIVE.sub("", text[match.end() :])
        rest = text[: match.start()] + "#" * (match.end() - match.start()) + after
        if is_negative(rest.partition(";")[0]):
            yield f"visa_{kind}", _State("sponsors", ANSWERED), match.span()
            if kind == "j1" and not re.search(H1B, rest):
                yield "visa_h1b", _State("no", ANSWERED), match.span()
        elif POS.search(rest) or POS.search(match.group()):
            yield f"visa_{kind}", _State("no", EXPLICIT), match.span()
    for match in _WITHOUT.finditer(text):
        rest = text[: match.start()] + "#" + text[match.end() :]
        if match.group("j1") and not MENTION.search(rest) and _TURNED_AWAY.search(rest):
            yield "visa_j1", _State("sponsors", ANSWERED), match.span()


# "J1 y / H1 n", "J-1: yes (ECFMG), H-1B: no": each visa with its own mark.
_MARK = re.compile(
    rf"(?:(?P<j1>{J1})|(?P<h1b>{H1B}))(?: visas?)?\s*(?:[:=?]|-+(?=\s*[a-z(\u2713\u2717+]))?\s*\(?(?P<mark>(?:yes|no|"
    rf"yep|"
    rf"yup|nope|nada|none|zero|never|y|n)\b|[\u2713\u2717\u2610+]|(?<=\()[x ]?(?=\))|-(?=\W*$|\s*[,;/|)]|\s+(?:{J1}|"
    rf"{H1B})))\)?(?:"
    rf"(?=\W*$|\s*[,;/|&.]|\s+(?:and|but|while)\b|\s+(?:{J1}|{H1B}))|(?=\s*\())\s*(?P<aside>\([^()]*\))?"
)


_IN_PLACE_OF = re.compile(
    rf"\b(?:in place of|instead of|rather than|in lieu of|and not|not)(?: (?:an?|the|my|your|their|on))* (?:{J1}|{H1B})"
)
_PLUS_MARK = re.compile(rf"(?:{J1}|{H1B})(?: visas?)?\s*[:=]?\s*\(?\+")
# "\u2611 J-1 \u2610 H-1B", "[x] J-1 [ ] H-1B": boxes in front; an empty one says nothing.
_BOX = re.compile(
    rf"(?P<box>\u2713|\u2610|\u2717|\((?P<in>[x \u2713]?)\))\s*(?:(?P<j1>{J1})|(?P<h1b>{H1B}))(?: visas?)?(?=\W*$|"
    rf"\s*[,;|/(]|\s+"
    rf"(?:\u2713|\u2610|\u2717|\())"
)


_N_FOR_AND = re.compile(
    rf"(?<=[1b] )n(?= (?:{J1}|{H1B})(?: visas?)?,? (?:both|ok|okay|accepted|sponsored|welcome|fine|yes|too)\b)"
)


def _read_marks(clause: Clause, text: str) -> Iterator[tuple[str, _State, tuple[int, int]]]:
    """Visas that a mark follows at once; a bracket behind the mark may bind it. Boxes may stand in front of each."""
    text = _N_FOR_AND.sub("&", text)
    boxes = list(_BOX.finditer(text))
    if boxes and re.search(rf"(?:{J1}|{H1B})(?: visas?)?[ .,;]*$", text):
        first = MENTION.match(text)  # its own tick is trimmed away as a bullet
        if first and first.lastgroup != "any" and boxes[0].group("box") != "\u2713":
            yield f"visa_{first.lastgroup}", _State("sponsors", EXPLICIT), first.span()
        for match in boxes:
            kind = "j1" if match.group("j1") else "h1b"
            if match.group("box") == "\u2713" or (match.group("in") or " ") in "x\u2713":
                yield f"visa_{kind}", _State("sponsors", EXPLICIT), match.span()
            elif match.group("box") == "\u2717":
                yield f"visa_{kind}", _State("no", EXPLICIT), match.span()
            else:
                yield f"visa_{kind}", _NOTHING, match.span()
        return
    for match in _MARK.finditer(text):
        if text.count("(", *match.span()) > text.count(")", *match.span()):
            continue  # "J-1 (no H-1B)"
        if match.group("mark") in ("", " ", "\u2610"):
            yield f"visa_{'j1' if match.group('j1') else 'h1b'}", _NOTHING, match.span()
            continue
        if match.group("mark") == "-" and not _PLUS_MARK.search(text):
            continue  # a hyphen is a mark only beside a plus
        kind = "j1" if match.group("j1") else "h1b"
        aside = match.group("aside") or ""
        span = match.span()
        if match.group("mark") in ("n", "no", "nope", "nada", "none", "zero", "never", "\u2717", "-"):
            if COND.search(aside) or _OPENED.search(aside):
                yield (
                    f"visa_{kind}",
                    _State("conditional", EXPLICIT, (clause.start + span[0], clause.start + span[1])),
                    span,
                )
            else:
                yield f"visa_{kind}", _State("no", EXPLICIT), span
        elif COND.search(aside) or (kind == "h1b" and COND_H1B.search(aside)):
            yield (
                f"visa_{kind}",
                _State("conditional", EXPLICIT, (clause.start + span[0], clause.start + span[1])),
                span,
            )
        elif not is_negative(aside):
            yield f"visa_{kind}", _State("sponsors", EXPLICIT), span


_OPENED = re.compile(r"\b(?:unless|until|except|exceptional|rare|if)\b")
_CLOSED_LIST = Hinted(
    r"\b(?:status(?:es)?|visas?|categories|classifications?|types)\b[^:.;]{0,20}\bonly\b[^:;]{0,12}:|\bonly (?:the "
    r"following|these) "
    r"(?:[a-z]+ )?(?:status(?:es)?|visas?|categories|classifications?|types)\b|\bone of the following (?:only|and no "
    r"other)\b"
)


_BOUND_BOTH = re.compile(r"\W*(?:both|either|each|these|they|all)(?: (?:of )?(?:them|these|two|visas?|are|is))*\b")


def _read_bound(clause: Clause) -> Iterator[Finding]:
    """ "H-1B may be available. J-1 may be available. Both depend upon the budget": a condition said afterwards."""
    if not _BOUND_BOTH.match(clause.text) or not COND.search(clause.text) or _OTHER_FACT.search(clause.text):
        return
    if is_negative(clause.text):
        return
    kinds: set[str] = set()
    before, steps = clause.previous, 0
    while before is not None and steps < 2 and len(kinds) < 2:
        named = {match.lastgroup or "" for match in MENTION.finditer(before.text)} - {"any"}
        if not named or is_negative(before.text):
            return
        kinds |= named
        before, steps = before.previous, steps + 1
    if len(kinds) == 2:
        for kind in sorted(kinds):
            yield Finding(
                f"visa_{kind}",
                "conditional",
                "required",
                clause.start,
                clause.end,
                EXPLICIT,
                (clause.start, clause.end),
            )


_BARE_VISA = re.compile(
    rf"\W*(?:(?:for|on|to|with|of|an?|the|either|both|also|as well) )*(?:{J1}|{H1B})(?: (?:visas?|holders?|status|"
    rf"applicants?|candidates?|petitions?|"
    r"residents|physicians|trainees))*\W*"
)


_PERSON_OF_STATUS = (
    r"(?:u\.?s\.? |american |united states |lawful |legal )*(?:citizens?|nationals?|permanent residents?|"
    r"green[- ]?card holders?|"
    r"immigrants?(?: with permanent status)?|canadians?|residents?(?= (?:you|must|they|will|need|should)\b))"
)
# "Those who are neither citizens nor permanent residents": no denial of a visa.
_NEITHER_CITIZENS = Hinted(
    rf"\bneither (?:an? )?(?:{_PERSON_OF_STATUS})(?: n?or (?:an? )?(?:{_PERSON_OF_STATUS}))*|\bnot (?:an? "
    rf")?(?:{_PERSON_OF_STATUS})"
    rf"(?: (?:n?or|and) (?:an? )?(?:{_PERSON_OF_STATUS}))*"
)
_OTHER_NAME = re.compile(r"\W*(?:(?:an?|the|any|other) )?(?:o-?1s?|tns?|e-?3s?|f-?1s?|opt|cpt|j-?2s?)\b")


def _segment(text: str) -> list[_Segment]:
    segments: list[_Segment] = []
    begin, link, depth = 0, "", 0

    def close(end: int) -> bool:
        part = text[begin:end]
        if not part.strip(" .,"):
            return False
        kinds = tuple(match.lastgroup or "" for match in MENTION.finditer(part))
        segments.append(
            _Segment(
                part,
                begin,
                end,
                link,
                depth,
                kinds,
                not _BARE_VISA.fullmatch(part) and bool(_PREDICATE.search(hide_nouns(part))),
            )
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
        if (
            not segment.kinds
            and current is not None
            and re.match(r"\W*(?:the )?(?:former|first)\b(?! year)", segment.text)
        ):
            current.asides.append((segment, next(one for one in segments if one.kinds)))
        elif not segment.kinds and current is not None and _OF_LATTER.search(segment.text):
            last = next(one for one in reversed(segments[:index]) if one.kinds)
            current.asides.append((segment, last))
        elif segment.depth and not segment.kinds and current is not None:
            current.asides.append((segment, segments[index - 1]))
        elif (
            not segment.kinds
            and current is not None
            and not pending
            and not segment.depth
            and _OTHER_NAME.match(segment.text)
            and (_NAME_ALONE.fullmatch(current.segments[-1].text) or _OTHER_NAME.match(current.segments[-1].text))
        ):
            current.segments.append(segment)  # "H-1Bs, O-1s and TNs are not used"
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
                        and bool(COND.search(segment.text))
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
            and segment.link in ("or", "/")
            and current.segments[-1] is segments[index - 1]
            and _ENDS_WITH_NAME.search(current.segments[-1].text)
            and _STARTS_WITH_NAME.match(segment.text)
        ):
            current.segments.append(segment)
        elif (
            current is not None
            and not pending
            and segment.link in ("or", "and", "/", "nor", "&")
            and _NAME_ALONE.fullmatch(current.segments[-1].text)
            and current.segments[-1] is segments[index - 1]
            and not _OWN_NO.match(segment.text)
        ):
            current.segments.append(segment)  # "No J-1 or H-1B sponsorship is available": one denial for both
        elif (
            current is not None
            and not pending
            and not _REASON_WHY.match(segment.text)
            and not (current.has_predicate and (_ADVERSATIVE.search(segment.link) or _CONCLUDES.match(segment.text)))
            and not (
                _OPENS_NO.match(segment.text)
                and current.segments[-1].kinds
                and segment.link.replace(" ", "") in (",", "/", "and", ",and", "-", "(")
                and not any(is_negative(one.text) for one in [*current.segments, *current.modifiers])
            )
            and (
                (
                    not own_predicate
                    and (
                        not segment.link.startswith(("(", ":"))
                        or (
                            segment.link == "("
                            and bool(_LISTS_VISAS.search(current.segments[-1].text))
                            and not current.modifiers
                        )
                    )
                )
                or (not current.has_predicate and not (segment.depth and NEG.search(segment.text)))
                or (
                    segment.depth > 0
                    and not current.has_predicate
                    and not NEG.search(segment.text)
                    and not COND.search(segment.text)
                )
            )
        ):
            if (
                COND.search(segment.text)
                and not current.has_predicate
                and index
                and segments[index - 1].kinds
                and not POS.search(segment.text)
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


_NAME_ALONE = re.compile(
    rf"\W*(?:(?:sponsorship of|sponsorship for|requests? for|applications? for|petitions? for|no|neither|both|"
    rf"either|any|the|an?|all|new|ecfmg|ecfmg-sponsored|sponsored|for|on|with|not|of) )*"
    rf"(?:{J1}|{H1B}|exchange[- ]visitors?)(?: (?:visas?|holders?|status|applicants?|candidates?|petitions?|residents|"
    rf"physicians|trainees|sponsorships?|type|category|clinical|alien|\((?:[jh][^()]*)\)))*\W*"
)
_REASON_WHY = re.compile(r"\W*(?:as|since|because|so|given that)\b(?! well)")
_ENDS_WITH_NAME = re.compile(
    rf"(?:{J1}|{H1B})(?: (?:visas?|holders?|status|applicants?|candidates?|petitions?|residents|physicians|"
    rf"trainees|sponsorships?))*\W*$"
)
_STARTS_WITH_NAME = re.compile(rf"\W*(?:(?:for|on|with) )?(?:(?:an?|the) )?(?:{J1}|{H1B})")
_OWN_NO = re.compile(r"\W*(?:no|not|never|neither|cannot|unfortunately)\b")
_OF_LATTER = re.compile(r"^\W*(?:the )?(?:latter|second)\b|\bonly (?:for|by|with|in|on) the (?:latter|second)\b")
_LISTS_VISAS = re.compile(r"\b(?:visas?|sponsorships?|status(?:es)?|types?|categories|kinds?)\W*$")
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


# "We sponsor J-1 and H-1B visas in exceptional cases": one noun, one condition for both.
_SHARED = Hinted(
    rf"(?:{J1}) ?(?:,|and|or|/|&|and/or) ?(?:{H1B}) (?:visas|sponsorships?|petitions|statuses|visa (?:sponsorship|"
    rf"applications|holders))\b(?! (?:the latter|"
    rf"if|only if))|(?:{H1B}) ?(?:,|and|or|/|&|and/or) ?(?:{J1}) (?:visas|sponsorships?|statuses|visa (?:sponsorship|"
    rf"applications|holders))\b"
)
_FALLS_BACK = re.compile(
    rf"\b(?:otherwise|failing (?:that|which)|or else|if not|instead|in (?:all )?other cases)\b[^;]*(?:{J1})"
)
_ONLY_FOR_ALL = re.compile(
    rf"(?:{J1})(?: visas?)? only for(?= (?:our |all |its |the )?(?:[a-z]+ )?(?:trainees|residents|house|interns|gme|"
    rf"graduate|residency))"
)


# "We've had J-1 residents for years."
_HAS_SOME = re.compile(
    rf"(?:\b(?:have|has|had|with|include|includes|includ\w+)|'ve|'s)(?: (?!no\b)[a-z0-9]+){{0,3}}? (?:{J1}|"
    rf"{H1B})(?: visa)? (?:residents?|"
    rf"trainees?|physicians?|interns?|doctors?|colleagues)\b|"
    rf"\bour (?:[a-z]+ )?(?:{J1}) (?:residents|physicians|trainees|interns)\b|"
    rf"\b(?:have|has|had|with) (?:[a-z]+ )?(?:residents|trainees|physicians|interns) (?:here )?(?:on|in|with) "
    rf"(?:an? )?(?:{J1})|"
    rf"\b(?:residents|trainees|house officers|interns) (?:here )?(?:in|on|with|holding) (?:an? )?(?:{J1})(?: "
    rf"visas?| status)? (?:have|are|make|do|"
    rf"come|train|work|join|enter)\b"
)


_HAS_TO_BE = re.compile(
    rf"\b(?:has|have) to be (?:an? |the )?(?:{J1})|\b(?:come|came|joined|trained|matched|are|were)\b[a-z "
    rf"]{{0,20}}\bon (?:an? )?(?:{J1})"
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
    negative = any(is_negative(segment.text) or "nor" in segment.link for segment in group.segments) or any(
        is_negative(modifier.text)
        and not (is_bracketed and not modifier.depth)
        and (_OPENS_WITH_VERB.match(modifier.text) or modifier.start < group.segments[0].start)
        for modifier in group.modifiers
    )
    verdicts = [one.text.strip(" .") for one in group.modifiers if one.depth or not is_bracketed]
    negative = negative or any(_DENIED_AFTER.match(verdict) for verdict in verdicts)
    negative = negative or any(verdict in ("no", "none", "not", "never", "not at all") for verdict in verdicts)
    if bool(re.search(r"\bnot\b|\bno\b", clause.lead)) and MENTION.search(clause.lead) and not POS.search(text):
        negative = True
    own_label = clause.lead.rsplit(" | ", 1)[-1]
    if _LEFT_OUT.search(own_label) and not POS.search(hide_nouns(text)):
        negative = True
    words = len(whole.split())
    bare = any(len(segment.text.split()) <= 3 for segment in group.segments)
    positive = (
        bool(POS.search(text))
        or bool(_BARE_OK.search(context))
        or words <= 5
        or bare
        or (bool(re.search(r"\bvisas?\b", text)) and words <= 8)
        or bool(_HAS_SOME.search(text) or _HAS_TO_BE.search(text))
        or bool(HINDRANCE_DENIED.search(text))
        or bool(NOT_REFUSED.search(text))
    )
    conditional = bool(COND.search(_ONLY_FOR_ALL.sub("#", NO_LIMIT.sub("#", text))))
    if has_j1 and not has_h1b and _FALLS_BACK.search(clause.text[:end]):
        conditional = False
    if (
        not negative
        and not conditional
        and (_UNREAD.search(text) or _is_unread(whole) or _answers_demand(clause))
        and not HINDRANCE_DENIED.search(text)
        and not (_ONLY_RIGHT.search(whole) and not _UNREAD.search(whole))
    ):
        return {}

    def plain(kind: str) -> _State:
        """The state of a visa that is not refused: sponsors, or conditional with the words that say so."""
        aside = " ".join(
            remark.text
            for remark, front in group.asides
            if kind in front.kinds[-1:] or re.match(r"\W*(?:both|each|either|all)\b", remark.text)
        )
        if _NOTHING_BEYOND.search(text):
            return _State("sponsors", EXPLICIT)
        is_hard = conditional or bool(COND.search(aside) or _LIMITED.match(aside))
        if kind == "h1b":
            # Step 3 and "if" bind the H-1B; for a J-1 they are the ECFMG's own rules.
            # "May be supported on a J-1 or an H-1B" permits both; of the H-1B alone, "may" hedges.
            said = _MAY.sub("#", text) if has_j1 else text
            is_hard = is_hard or bool(COND_H1B.search(said)) or bool(COND_H1B.search(aside))
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
            or _SOLE.search(clause.sentence)
            or _ONLY_LEAD.search(own_label)
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
        if negative and re.search(
            rf"\b(?:no|never|not)\b[^.;,]{{0,30}}(?:{J1})[^.;,]{{0,16}}\b(?:without|unless|until|before)\b", whole
        ):
            return {}
        if (
            negative
            and not exclusive
            and not excepted
            and _J1_OPENED.search(NO_LIMIT.sub("#", _FOR_NOW.sub("", whole)))
        ):
            return {"visa_j1": _State("conditional", EXPLICIT, span)}
        if negative and _MUST_BE_ABLE.search(whole):
            return {"visa_j1": _State("sponsors", ANSWERED)}
        if negative and re.search(rf"\bif\b[^;]*(?:{J1})", whole):
            return {}
        if negative:
            both = "any" in kinds and re.search(
                r"\bvisas?\b,? n?or\b|\bn?or (?:any )?others?\b|\bn?or (?:[a-z-]+ )*visas?\b", whole
            )
            return {"visa_j1": _State("no", EXPLICIT)} | ({"visa_h1b": _State("no", IMPLIED)} if both else {})
        states = {"visa_j1": plain("j1")} if positive or conditional else {}
        if _NO_OTHER.search(whole) or _NO_OTHER.search(clause.sentence):
            states["visa_h1b"] = _State("no", ANSWERED)
        return states
    if has_h1b:
        if _FOR_STAFF.search(whole) and not negative:
            return {"visa_h1b": _State("no", ANSWERED)}
        opened = re.search(
            r"(?:\bnot|n't) (?:a |the )?(?:routine|common|usual|standard|automatic|norm|rule|customary)\b|"
            r"\b(?:unless|until|except|without)\b|(?<!no )(?<!without )\bexceptions?\b(?! of the| (?:are|is|"
            r"will be) (?:not|never))|\bexception "
            r"of\b|\b(?:before|prior to) (?:steps?|all|passing|you|they|the usmle|we "
            r"(?:see|have|get|receive)|it (?:is|has))\b|"
            r"\bexceptional|\brare|\b(?:generally|usually|typically|normally|"
            r"routinely|ordinarily|"
            r"currently guarantee)\b|\b(?:not|cannot|n't)\b(?: [a-z]+){0,2} always\b|\bif\b[^,]*\b(?:not|impossible|"
            r"unable)\b|\bif the lack\b",
            NO_LIMIT.sub("#", _FOR_NOW.sub("", whole)),
        )
        if _NEED_REFUSED.match(HINDRANCE_DENIED.sub("#", whole)) or (negative and not opened):
            return {"visa_h1b": _State("no", EXPLICIT)}
        if negative or plain("h1b").value == "conditional":
            return {"visa_h1b": _State("conditional", EXPLICIT, span)}
        return {"visa_h1b": plain("h1b")} if positive else {}
    return _read_all_visas(clause, text, context)


# "We do not sponsor the J-1 except in exceptional circumstances", "the J-1 is not generally supported".
_J1_OPENED = Hinted(
    r"(?:\bnot|n't) (?:a |the )?(?:routine|common|usual|standard|automatic|norm|rule|customary)\b|"
    r"\b(?:except|save|other than|unless) (?:in|under|for|by|on|when|where|if|with)\b|\bexceptional|\brare(?:ly)?\b|"
    r"(?:\bnot|n't|\bcannot)(?: [a-z]+){0,2}? (?:generally|usually|typically|normally|routinely|ordinarily|always|"
    r"regularly|"
    r"as a rule)\b|\b(?:generally|usually|typically|normally|ordinarily|as a rule),? (?:we )?(?:do|does|is|are|will)"
    r"(?: not|n't)\b"
)
_FOR_NOW = re.compile(r"\buntil (?:further notice|then|now)\b")
# "H-1B petitions are filed only for attending faculty": residents have none.
_FOR_STAFF = Hinted(
    r"\bfor (?:our |the )?(?:faculty|attendings?|fellows|fellowships?|researchers?)(?: (?:members|physicians|"
    r"staff))? (?:only|alone|exclusively)\b|"
    r"\b(?:only|solely|exclusively|reserved|restricted|limited|confined|(?:leave|leaves|keep|keeps|left|"
    r"kept)\b[^.;,]{0,20}?)(?: (?:for|to|on behalf of|"
    r"in the case of))+\b(?: (?!residents?|"
    r"trainees?|interns?|house)[a-z-]+){0,3}? (?:faculty|attendings?|fellows|researchers?|scientists|consultants|"
    r"employed physicians)\b"
    r"(?![^.;]*\bresidents?\b)|"
    r"\b(?:set aside|earmarked|kept back) for(?: (?:our|the))? (?:faculty|attendings?|fellows|staff|researchers?)\b|"
    r"\b(?:reserv\w+|limit\w+|restrict\w+|only|confin\w+|keeps?|kept|except|exclusively|solely)\b[^.;,]{0,30}\b(?:for|"
    r"to)"
    r"(?: (?:our|the|its|any))?(?: [a-z]+(?: and)?){0,3}? (?:posts?|positions?|appointments?|hires?|roles?|jobs?|"
    r"employees)\b(?<!residency positions)(?<!resident positions)(?<!training positions)(?<!gme "
    r"positions)(?<!categorical "
    r"positions)(?<!preliminary positions)"
)
# "What it doesn't: H-1B", "Not offered: H-1B".
_LEFT_OUT = Hinted(
    r"(?:\b(?:not|never|cannot)|n't) (?:help|assist|deal|support|file|do)(?: you)?(?: with| for| on)?\W*$|(?:\b(?:not|"
    r"never|no|cannot)|n't)(?: (?:currently|presently|yet|be|able to))*(?: (?:accept|sponsor|offer|"
    r"support|provid|"
    r"consider|tak|give|gave|issu|process|do\b|have|avail|welcom|possib|an option|file|help|assist|handle|arrange|"
    r"support|deal)[a-z]*(?: with| for| on| to)?)?\W*$|\b(?:refused|excluded|"
    r"declined|unsupported|unsponsored|non-sponsored|unavailable|closed|rejected)\b(?: (?:visas?|types?|categories|"
    r"classes|status\w*))*\W*$"
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
_UNREAD = Hinted(
    r"\b(?:undecided|uncertain|unclear|no decision|open question|remains to be seen)\b|\b(?:not|"
    r"never) (?:yet )?(?:been )?"
    r"(?:decided|determined|settled)\b|\b(?:without|of no|no) (?:legal )?(?:effect|force|basis|validity)\b|\b(?:hardly|"
    r"barely|scarcely|seldom|"
    r"problem\w*|trouble\w*|headaches?|difficult\w*|costly|expensive|afford|"
    r"burden\w*|"
    r"regret\w*|sorry|unfortunately|alas|loath|reluctan\w+|hesita\w+|avoid\w*|discourag\w+|unlikely|doubtful|doubt|"
    r"wary|"
    r"frown\w*|forget|phas(?:ed|ing) out|too (?:much|many|costly|slow|late|long|complex|dear)|past (?:our|its)|"
    r"a dream|history|"
    r"another (?:story|matter)|not so much|a different (?:story|matter|question)|"
    r"(?<!or in the )future|rumou?rs?|myth|misconceptions?|hearsay|under (?:review|consideration|discussion|"
    r"study)|(?:have|has) (?:asked|requested|applied|proposed|petitioned)|reopen|would love|being (?:reviewed|"
    r"discussed|debated|studied)|hope to|plan to|plans to|working on)\b"
)


def _answers_demand(clause: Clause) -> bool:
    """ "The J-1 needs no approval; the H-1B does": the verb stands for a demand and not for sponsorship."""
    return (
        bool(
            re.search(r"\b(?:does|do|is|are)(?: not| usually| often)?\W*$|\balways (?:is|are|does|do)\W*$", clause.text)
        )
        and len(clause.text.split()) <= 5
        and clause.previous is not None
        and bool(
            _NO_DEMAND.search(clause.previous.text)
            or NOT_REFUSED.search(clause.previous.text)
            or HINDRANCE_DENIED.search(clause.previous.text)
        )
    )


_NOUNS = re.compile(
    rf"{MENTION.pattern}|\b(?:sponsorships?|petitions|ecfmg[a-z-]*|status(?:es)?|types?|kinds?|categor\w+|"
    rf"class(?:es)?|"
    r"holders?|applicants|candidates|physicians|residents|trainees|doctors|interns|fellows|visas?|applications?|"
    r"stays|remains|requests)\b"
)
_FINITE = re.compile(
    r"# *(?:[a-z]+ly )?(?!does\b|plus\b|has been (?:our|the) )"
    r"(?:has|have|had|was|were|went|became|met|came|fell|lost|ran|[a-z]{3,}(?:ed|(?<!s)s))\b"
)


_THROUGH_ECFMG = re.compile(r"\b(?:through|via|from|by|under|with) (?:the )?(?:ecfmg|intealth)\b")


def _is_unread(text: str) -> bool:
    """Whether a verb stands beside the visa that no list here knows: its polarity cannot be read."""
    if OTHER_DEED.search(text) and not _ACTS.search(hide_others(text)):
        return True
    if _ONLY.search(text) or _ONLY_IS.search(text) or COND_H1B.search(text):
        return False
    if _THROUGH_ECFMG.search(text) or _HAS_SOME.search(text):
        return False
    rest = _NOUNS.sub("#", text)
    return not POS.search(rest) and bool(_FINITE.search(rest))


# "If you need an H-1B, we are not the program for you."
_NEED_REFUSED = Hinted(
    rf"\W*(?:if|should|when|where|in case) [^,;]{{0,40}}\b(?:need|requir|want|seek|hold|insist|"
    rf"depend)\w*[^,;]{{0,24}}(?:{H1B})[^,;]{{0,20}}, "
    rf"(?![^;]*\b(?:step|unless|until|without|not (?:hesitate|worry)|feel free)\b)[^;]*?(?:\b(?:not|cannot|never|"
    rf"nothing|no)\b|n't\b|"
    rf"{REFUSES})"
)
# "Those not eligible for a J-1 cannot be considered": the J-1 is the way in.
_MUST_BE_ABLE = Hinted(
    rf"\b(?:not|cannot|unable|n't)\b[^;]{{0,30}}\b(?:eligible|able|qualif\w+|hold|obtain|get|"
    rf"secure)?\b[^;]{{0,20}}(?:{J1})"
    r"[^;]{0,30}\b(?:cannot|not|n't)\b[^;]{0,20}\b(?:considered|ranked|accepted|appointed|interviewed|start|apply|"
    r"hired|join)"
)
_INCLUDED = Hinted(
    rf"(?:{J1})s? (?:is |are )?(?:included|too|as well)\b|\binclud(?:ing|es?) (?:the |an? )?(?:{J1})|\beven (?:the |"
    rf"an? "
    rf")?(?:{J1})"
)
_EXCEPTED_J1 = Hinted(
    rf"\b(?:other than|other [a-z]+ than|different from|except(?: for)?|besides|apart from|aside from|exception of|"
    rf"beyond|but|outside)\b[^,;]{{0,30}}(?:{J1})"
)


def _read_all_visas(clause: Clause, text: str, context: str) -> dict[str, _State]:
    """ "No visas": neither, unless it speaks of the visas other than the one just named."""
    if _OF_OTHERS.search(text):
        named = clause.previous.text if clause.previous else ""
        if NEG.search(text) and CITIZENS.search(named) and not MENTION.search(named):
            return {field: _State("no", IMPLIED) for field in ("visa_j1", "visa_h1b")}
        if NEG.search(text) and re.search(J1, named) and not re.search(H1B, named):
            return {"visa_h1b": _State("no", ANSWERED)}
        return {}
    own_label = clause.lead.rsplit(" | ", 1)[-1]
    is_denied = bool(_LEFT_OUT.search(own_label)) and not MENTION.search(own_label) and not is_negative(text)
    is_denied = is_denied and not re.match(r"\W*(?:but |so |in fact )?(?:we|it|they|our [a-z]+|the [a-z]+) ", text)
    if not denies_all(text, context) and not is_denied:
        return {}
    return {"visa_j1": _State("no", IMPLIED), "visa_h1b": _State("no", IMPLIED)}


_OF_OTHERS = re.compile(
    r"\bother (?:types? of |kinds? of )?(?:[a-z-]+ )?visas?\b|\bother\b[^.;]{0,20}\b(?:visas?|sponsorship)\b"
)
_OTHER_LABEL = re.compile(
    r"\b(?:s-?[123]|steps?|usmle|comlex|scores?|cut-?offs?|attempts?|fail\w*|tries|lors?|letters?|ecfmg|cert\w*|usce|"
    r"us exp\w*|obs\w*|"
    r"yog|grad\w*|gap|years?|positions?|spots|slots|pgy-?1|places|deadline|ddl|dates?|imgs?|remarks?|notes?|updated?|"
    r"source|"
    r"contact|fees?|interviews?|tour|salary|stipend)\b"
)
_PAIR = re.compile(
    r"\W*?(yes|no|y|n|sponsored|not sponsored|[\u2713\u2717+])(?: [/|&] |, | and )(yes|no|y|n|sponsored|not sponsored|"
    r"[\u2713\u2717-])\W*"
)


_NOT_AS_A_RULE = re.compile(
    r"\bnot (?:routinely|usually|normally|typically|generally|ordinarily|always|as a rule)\b|\b(?:generally|"
    r"usually|normally|typically|"
    r"ordinarily|as a (?:general )?rule),? (?:no|not|we do not|we don't)\b"
)
_DEMANDS = re.compile(r"\b(?:needs?|requires?|calls? for|demands?|takes|costs?|must|depends)\b")
# "Needing an H-1B rules you out. Needing a J-1 does not.", "J-1s pose no difficulty. H-1Bs do, ..."
_BARE_VERB = Hinted(
    rf"(?:{J1}|{H1B})(?: (?:visas?|applicants?|candidates?|holders?|physicians|sponsorship|status))? (?:do|does|is|are|"
    rf"will|can|"
    r"has|have)(?: not|n't)?(?=\W*$|,)"
)
_FORFEITS = Hinted(
    r"\b(?:contract|offer|appointment|position|place)\b[^.;]{0,30}\b(?:void|withdrawn|cancel\w+|rescinded|terminated|"
    r"lost)\b"
    r"[^.;]*\b(?:if|unless|when|where)\b[^.;]*\b(?:not|lack\w*|fail\w*)\b"
)
_FIELD = re.compile(r"(?:^|[|] )\W*(?:field|item|topic|attribute|row|column|criterion)\W*$")
_NEEDING = re.compile(r"\W*(?:\(?[a-z0-9]{1,3}[).] )?(?:needing|needs?|need for|requiring)\b")
_YES_OR_NO = re.compile(r"^\W*(?:yes|no)\W*$|[:=-] ?(?:yes|no)\W*$")
# "Must be authorized to work without any visa, J-1 included."
_WITHOUT_ANY = Hinted(
    rf"\bwithout (?:an? |any |the need for (?:an? |any )?)?(?:visa|sponsorship)[^.;]{{0,24}}(?:{J1}|{H1B})"
)
_NEITHER_HINDERS = Hinted(
    rf"\bneither (?:an? |the )?(?:{J1}|{H1B})[^.;:]{{0,40}}? (?:is|are|poses?|presents?|makes?|creates?)(?: an?| any|"
    rf" the)?"
    r"(?: [a-z]+)? (?:problems?|obstacles?|barriers?|hindrance|issues?|concerns?|disadvantages?|impediments?|handicap|"
    r"drawbacks?|differences?|deal-?breaker)\b"
)
# "Does it matter whether I need a visa? A J-1, no."
_ASKS_OF_HARM = Hinted(
    r"\b(?:matter|affect|influence|hurt|harm|weigh against|count against|waste|disadvantage|problem|obstacle|barrier|"
    r"issue)\b"
    r"[^?.]*\?"
)
_ASKS_LIMIT = re.compile(r"\b(?:limits?|quotas?|caps?|maximum|restrictions?|disadvantages?)\b")
_ASKS_REFUSAL = re.compile(rf"\b(?:{REFUSES}|closed|barred|out of the question|impossible|off limits)(?!\w)")
# "Are there visas that you do not sponsor?" is answered with those refused.
_ASKS_WHICH_NOT = re.compile(
    r"\b(?:visas?|which|what|any)\b[^?]*(?:\b(?:not|never|cannot)|n't) (?:sponsor|accept|support|take|offer|consider)|"
    r"^\W*(?:and |but )?(?:which|what)(?: ones?| visas?| types?| kinds?)?(?: (?:is|are|do|does|will|can|you|we|the "
    r"(?:program|hospital)))*(?: not|n't)(?: (?:you|we))?\W*$"
)


_SAYS_YES = (
    r"(?:oh |well |why |yes |indeed |and |but |always |very |most |quite )*(?:happily|gladly|sure|certainly|"
    r"absolutely|definitely|"
    r"indeed|"
    r"naturally|by all means|with pleasure|routine|"
    r"(?:you|we|they|one|it|that|both|anyone|those)(?: most| very)? ?(?:sure(?:ly)?|certainly|indeed|absolutely|"
    r"definitely)?"
    r" (?:do|does|is|are|can|could|may|will|would|works?|qualify|bet)|please (?:do|apply)|apply|works?|fine|"
    r"no problem)\W*$"
)


# "Do I need a visa?" asks of something else; "I need a J-1. May I apply?", "Are those needing a J-1 eligible?" do not.
_ASKS_OF_NEED = re.compile(
    r"\bneed(?:ing)?\b[^?]*\bvisa|\bneeding\b|\bhurt|\bdisadvantage|\bneed (?:an? )?(?:j|h)|\brequir(?:e|es|ing)\b|"
    r"\bdisqualif"
)
_ASKS_OF_TAKING = re.compile(
    r"\b(?:arrange[ds]?|file[ds]?|had\b|apply|eligible|accept\w*|sponsor(?!ship)\w*|support\w*|consider\w*|welcome|"
    r"interview\w*|rank(?:ed)?|take|"
    r"join|"
    r"train|be hired|offer\w*|provide|help|invite\w*|review\w*|possible|chance|match|"
    r"(?:disqualif|exclud|bar|rul)\w*(?: [a-z]+){0,2}(?: out)?)\b|"
    r"^(?:and |but )?(?:what if (?:i|you) |(?:if )?(?:i|you) )?(?:need|require|want) (?:an? )?(?:j|h)[^?.]{0,16}\?$"
)


def _read_reply(clause: Clause) -> Iterator[Finding | Drop]:
    """A reply that names no visa: "Yes.", "No.", "Case by case.", "Not at this time." to a question or label of it."""
    for asked, is_label in ((clause.lead, True), (clause.question if clause.is_first_reply else "", False)):
        asked = _IN_PLACE_OF.sub(" ", asked)
        mentions = {match.lastgroup or "" for match in MENTION.finditer(asked)}
        if not mentions:
            continue
        text = clause.text
        is_own = False  # a label that names one visa owns what stands behind it
        own_label = clause.lead.rsplit(" | ", 1)[-1]
        if is_label:
            # "Sponsor visa: N; H-1B: N; S3: not needed": each label has its own value.
            labelled = {match.lastgroup for match in MENTION.finditer(own_label)} & {"j1", "h1b"}
            is_own = len(labelled) == 1 and not _OTHER_FACT.search(clause.text)
            if labelled:
                asked = own_label
                mentions = {match.lastgroup or "" for match in MENTION.finditer(asked)}
            elif _OTHER_LABEL.search(own_label) and not MENTION.search(own_label):
                continue
        if not is_label and own_label and not MENTION.search(own_label) and clause.sentence.startswith(own_label):
            text = f"{own_label}: {text}"  # "Rarely: the chair must approve each petition."
        words = text.split()
        bare = re.match(
            r"(?:on (?:rare |some )?occasions?|occasionally|seldom|sometimes|in principle|now and then|from time to "
            r"time|"
            r"yes|no|not?|none|never|accepted|sponsored|offered|available|considered|case|only|limited|we do|"
            r"we are|they are|it is|neither|both|unfortunately|currently|at this|x\b|n/a|rarely|in exceptional|"
            r"we (?:used to|stopped|ceased|quit|have (?:stopped|ceased|ended|discontinued|never|not|always|for|since|"
            r"done so)|"
            r"always have)\b|(?:that|this|the) (?:practice|policy|option|program|possibility)\b|no longer\b|"
            r"not any ?more\b|"
            r"depends|varies|subject|per |possibly|perhaps|maybe|potentially|(?:each|every|all) (?:requests?|"
            r"petitions?|cases?)|always|routinely|usually|gladly|regularly|as a matter of (?:course|routine)|"
            r"(?:(?:is|are) )?(?:also |usually |always |much |strongly )?(?:preferred|permitted|allowed|possible|"
            r"supported|processed|provided|issued|"
            r"honou?red|the (?:usual|standard|normal|preferred|default))\b|"
            r"(?:only )?(?:if|when)\b[^;]{0,60}\b(?:already|passed|transfer|step|extraordinary|exceptional|agrees?|"
            r"approves?)\b|"
            rf"{_SAYS_YES}|hmm|sorry|alas|not (?:as )?yet|same|we (?:can't|cannot|don't|won't)|"
            r"open\b|closed\b|un(?:supported|available)\b|rejected|declined|refused|supported|"
            r"of course|rarely|never|nothing|either|any\b|both|forbidden|"
            r"y\b|n\b|yep|yup|nope|nah|0$|zero$|"
            r"welcome|fine|ok\b|okay|sure|each year|every year|\u2713|[\u2717\u2718\u00d7]|"
            r"the (?:short |simple |honest )?answer (?:is|to (?:that|both|this|each))\b|"
            r"[^;]{0,110}\b(?:we|it|they|program|hospital|institution|university|center|department)(?: "
            r"[a-z]+ly)? (?:(?:do|does|can|could|will|"
            r"is|are)(?: not|n't)|cannot)(?: (?:at (?:this|the present) time|at present|now|currently|yet))?\W*$)",
            text,
        )
        opens_topic = is_label and re.match(r"(?:regarding|as for|as to|concerning|about|on) ", own_label)
        speaks_of_it = (not is_label or opens_topic) and re.search(
            r"\b(?:it|them|one|ones|those|this|these|sponsorship|so|requests?|petitions?)\b", text
        )
        room = 16 if is_own else 14 if COND.search(text) else 8
        if not bare and not clause.answer and len(words) > room and not speaks_of_it:
            continue
        if (
            is_label
            and is_negative(asked)
            and (not bare or re.match(r"(?:we|they|it) (?:do|does|will|can|are|is)\b", text))
        ):
            continue  # "No visas, please: the department has no funds"
        if not is_label and "?" not in asked and "whether" in asked and not _ASKS_OF_TAKING.search(asked):
            continue  # "Applicants ask whether they waste a signal on us. They do not"
        pair = _PAIR.fullmatch(text)
        both = [match.lastgroup for match in MENTION.finditer(asked) if match.lastgroup != "any"]
        if pair and sorted(map(str, both)) == ["h1b", "j1"]:
            # "J-1 / H-1B: Yes / No" answers in the order of the label.
            for kind, word in zip(both, pair.groups(), strict=True):
                value = "no" if word in ("no", "n", "not sponsored", "\u2717", "-") else "sponsors"
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
        conditional = bool(COND.search(NO_LIMIT.sub("#", text)) or _NOT_AS_A_RULE.search(text)) or bool(
            re.search(
                r"\bonly if\b|\bif\b|\bprovided (?:that|you|they|he|she|it|the|an?|all|step|funds)\b|\bs(?:tep )?-?3\b|"
                r"\btransfers?\b|"
                r"\bonly (?:those|applicants|candidates)\b",
                text,
            )
        )
        if is_own and "h1b" in mentions and COND_H1B.search(text) and not clause.answer and not is_negative(text):
            conditional = True
        negative = bool(re.search(r"\b(?:used to|ended|stopped|ceased|discontinued|suspended)\b", text))
        negative = (
            negative or clause.answer == "no" or is_negative(text) or bool(re.match(r"(?:n|0|zero|closed)\W*$", text))
        )
        positive = (
            clause.answer == "yes"
            or (
                is_label
                and is_own
                and len(words) <= 10
                and bool(POS.search(text) or HINDRANCE_DENIED.search(text))
                and not _UNREAD.search(HINDRANCE_DENIED.sub("#", text))
            )
            or bool(speaks_of_it and POS.search(text))
            or bool(
                re.match(
                    rf"{_SAYS_YES}|"
                    r"we (?:have (?:always|for|since|done so)|always have)\b(?!.*\b(?:past|before|previously|"
                    r"earlier)\b)|"
                    r"open\b|supported\b|(?:(?:is|are) )?(?:also |usually |always |much |strongly )?(?:preferred|"
                    r"permitted|allowed|"
                    r"possible|supported|processed|"
                    r"provided|issued|honou?red|the (?:usual|standard|normal|preferred|default))\b|"
                    rf"(?:{NO_HINDRANCE}|the (?:short |simple )?answer is yes|y$|y\W|yep|yup|yes|accepted|"
                    rf"sponsored|offered|available|considered|both|"
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
        if is_label and stated == "no" and _J1_EXCEPTED.search(asked):
            yield Finding("visa_h1b", "no", "required", clause.start, clause.end, ANSWERED, needs_lead=True)
            yield Finding("visa_j1", "sponsors", "required", clause.start, clause.end, ANSWERED, needs_lead=True)
            return
        if stated is None or re.search(
            r"\by(?:es)? ?/ ?no?\b|not specified|unknown|n/a|not applicable|unclear|---", text
        ):
            continue
        value = "no" if stated == "sponsors" and is_negative(asked) else stated
        if not is_label and _ASKS_REFUSAL.search(asked):
            value = {"no": "sponsors", "sponsors": "no"}.get(stated, stated)  # "Do you refuse them?" "No."
        elif not is_label and _ASKS_LIMIT.search(asked):
            value = {"no": "sponsors", "sponsors": "conditional"}.get(stated, stated)  # "Is there a limit?" "No."
        fields = [f for f, kind in (("visa_j1", "j1"), ("visa_h1b", "h1b")) if kind in mentions]
        confidence = ANSWERED
        if not fields and value in ("sponsors", "conditional") and re.match(r"both\b", text):
            fields = ["visa_j1", "visa_h1b"]
        if (
            not fields
            and value == "conditional"
            and len(words) <= 10
            and re.search(r"\bvisas?\b", asked)
            and COND.search(text)
        ):
            fields, confidence = ["visa_j1", "visa_h1b"], IMPLIED
        if not fields and value == "no" and re.search(r"\bvisas?\b", asked):
            fields, confidence = ["visa_j1", "visa_h1b"], IMPLIED
        if _ASKS_OF_NEED.search(asked) and not _ASKS_OF_TAKING.search(asked) and not (is_label and is_own):
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


# "No visa other than the J-1", "all but the H-1B": the denial and its exception make one statement.
_EXCEPTION_MADE = Hinted(
    r"(?:\b(?:not|never|cannot)\b|n't)(?: (?!because|but|if\b)[a-z]+){1,4}? (?:any )?other (?:visas?|types|kinds|"
    r"categories|"
    r"status\w*|sponsorship)[^.;]*|"
    rf"(?:{NEG.pattern})[^.;]{{0,60}}?\b(?:other(?: [a-z]+)? than|"
    r"except(?:ing)?|besides|but|beyond|apart from|aside from|save|different from|outside)\b|"
    r"(?:\b(?:no|not|never|cannot|neither)\b|n't\b)[^.;,]{0,50}?\b(?:ourselves|itself|themselves|directly|in-house|"
    r"of (?:our|"
    r"its|their) own|on (?:our|its|their) (?:own|part))\b|"
    r"\b(?:neither|not?|without|lacks?|lacking|n't)\b[^.;,]{0,30}?\b(?:citizens?(?:hip)?|green[- ]cards?|permanent)\b"
    r"(?:[^.;,]{0,24}? (?:n?or|and) [^.;,]{0,30}?\b(?:citizens?(?:hip)?|green[- ]cards?|permanent|nationals)\b)?|"
    r"\b(?:no|none|any|the|all|every|of) others?\b[^.;]*|(?<!and )(?<!or )(?<!& )\bothers\b[^.;]*|\bother "
    r"(?:visas?|types|categories|status\w*|sponsorship)"
    r"[^.;]*|\bnothing else\b|\bor none\b|\bor nothing\b|\bnot (?:an? )?(?:u\.?s\.? )?citizens?\b"
)
# "We sponsor no visas ourselves": the ECFMG may, for a J-1; an H-1B has no other petitioner.
_OURSELVES = re.compile(r"\b(?:ourselves|itself|themselves|of (?:our|its|their) own|on (?:our|its|their) own)\b")
_NOT_BY_US = Hinted(
    r"(?:\bnot|n't|\bnever) (?:[a-z]+ )?(?:sponsored|issued|provided|handled|granted|given) by (?:us\b|our\b|"
    r"the (?:hospital|"
    r"program|institution|university|residency|department|medical))"
)
_SOFTENED = re.compile(
    r"\b(?:unless|until|except\w*|without|before|prior to|rare\w*|always|usual\w*|generally|typically|normally|"
    r"routine\w*|"
    r"ordinarily|guarantee\w*|promised?|assured?|if|only|regular\w*)\b"
)
_CLOSES = re.compile(
    rf"{_ONLY.pattern}|\b(?:others?|unlike|except|besides|one|nothing|none|left|remain\w*|rather|instead|former|"
    rf"latter|all|it|period|full stop)\b"
)
_ANY_DENIAL = re.compile(rf"{DENIAL.pattern}|{NEG.pattern}")
_NO_MARK = re.compile(r"(?<![\w-])[n0](?![\w-])|[:=] *-")
_ACCOUNTED = (
    _EXCEPTION_MADE,
    NOT_A_NEGATION,
    OTHER_DEED,
    _UNLIKE,
    _BARRED,
    _NO_DEMAND,
    _EXAM_UNNEEDED,
    _PAST_ASIDE,
    NO_LIMIT,
)


MAX_CLAUSE = 3000  # letters; no clause of a policy is as long, and the time to read it grows faster than it


# A visa is named, and what is said of it is not understood: a rule for all visas may not hold for it.
_UNREAD_KINDS = {"visa_j1": "visa: J-1 named, not understood", "visa_h1b": "visa: H-1B named, not understood"}
# ... and words of denial stand around it: nobody may say that it is sponsored, whatever is said elsewhere.
_UNREAD_DENIALS = {
    "visa_j1": "visa: J-1 beside a denial that is not understood",
    "visa_h1b": "visa: H-1B beside a denial that is not understood",
}
# A visa stands there, residents are spoken of, and what is said of it is not understood.
UNSETTLED = frozenset(
    (
        *_UNREAD_KINDS.values(),
        *_UNREAD_DENIALS.values(),
        "visa: what is said of it is not understood",
        "visa: a denial beside it is not understood",
        "visa: a denial whose object is not sure",
        "visa: no denial governs this visa",
    )
)
SETTLER = "second_reader"  # the extractor of what the wording settles
NAMES = {"visa_j1": re.compile(J1), "visa_h1b": re.compile(H1B)}
_SET_ASIDE = ("visa: about the visa", "visa: of ", "visa: only asked", "visa: an applicant")


def withhold(statements: list[Statement], dropped: Collection[str]) -> list[Statement]:
    """The statements without those that rest on a rule for all visas, where the visa was named and not understood."""
    "reverse."
    unread = {field for field, reason in _UNREAD_KINDS.items() if reason in dropped}
    for field in sorted(unread):
        mine = [one for one in statements if one.field == field and one.extractor != SETTLER]
        if mine and all(one.confidence <= IMPLIED for one in mine):
            statements = [one for one in statements if one not in mine]
    denied = {field for field, reason in _UNREAD_DENIALS.items() if reason in dropped}
    if denied:
        statements = [
            one for one in statements if one.field not in denied or one.value != "sponsors" or one.extractor == SETTLER
        ]
    return statements


def read(clause: Clause) -> Iterator[Finding | Drop]:
    """What the readings find, and a mark of each visa that is named without being understood."""
    results = [_qualify(clause, one) for one in _read_guarded(clause)]
    yield from results
    if any(isinstance(one, Drop) and one.reason.startswith(_SET_ASIDE) for one in results):
        return
    named = {match.lastgroup or "" for match in MENTION.finditer(clause.text)} - {"any"}
    if not named and not any(isinstance(one, Finding) for one in results):
        for kind in sorted(_find_taken_back(clause)):
            yield drop(clause, _UNREAD_DENIALS[f"visa_{kind}"])
    for kind in sorted(named):
        field = f"visa_{kind}"
        if not any(isinstance(one, Finding) and one.field == field for one in results):
            yield drop(clause, _UNREAD_KINDS[field])
            if _leaves_denial(clause, kind):
                yield drop(clause, _UNREAD_DENIALS[field])


# What a refusal leaves open, said in another part of its sentence: "..., although the dean may approve a petition".
_MAY_YET = r"\b(?:may|can|could|might) (?!not )(?:\w+ )?"
_LEFT_OPEN = Hinted(
    r"\bwith the exception of (?:those|anyone|persons?|people|applicants|candidates|residents|physicians|graduates|"
    rf"current|transfers?|cases)\b|\b(?:al)?though\b[^.]{{0,60}}{_MAY_YET}(?:approve|petition|request|grant|allow|"
    r"consider|seek|ask|permit|make)|(?:;|\bbut\b|\bhowever\b)[^.]{0,40}\b(?:dean|chair\w*|dio|departments?|"
    rf"directors?|committee|provost|president|office|exceptions?)\b[^.;]{{0,30}}{_MAY_YET}(?:approve|petition|request|"
    r"grant|allow|consider|seek|ask|permit|make|be (?:made|granted|considered|requested|approved))"
)
_FOR_TRANSFERS = Hinted(r"\b(?:may|can|could|consider|accept|take|welcome|open)\b[^.]{0,30}\btransfer")
_OF_FIRST = Hinted(
    r"\b(?:new|initial|first-time|first) (?:h-?1-?b )?(?:h-?1-?b|petitions?|filings?|applications?|sponsorships?)\b"
)


def _qualify(clause: Clause, one: Finding | Drop) -> Finding | Drop:
    """A refusal of the H-1B that its own sentence opens again, for some or by somebody's leave, is conditional."""
    if not isinstance(one, Finding) or one.field != "visa_h1b" or one.value != "no":
        return one
    if not re.search(H1B, clause.sentence):
        return one
    if _LEFT_OPEN.search(clause.sentence):
        start = clause.sentence_start
        return replace(one, value="conditional", condition=(start, start + len(clause.sentence)))
    if _OF_FIRST.search(clause.text) and _FOR_TRANSFERS.search(clause.sentence):
        return replace(one, value="conditional", condition=(clause.start, clause.end))
    return one


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


def _find_taken_back(clause: Clause) -> set[str]:
    """The visas of the sentence before that an unread denial through "this" or "such petitions" may be about."""
    text = clause.text
    if len(text) > 240 or not _TAKES_BACK.search(text) or _OTHER_FACT.search(text) or CITIZENS.search(text):
        return set()
    if not DENIAL.search(_hide_accounted(text)) and not _FOR_OTHERS_ALONE.search(text):
        return set()
    before = clause.previous
    if before is None or before.end + 8 < clause.start:
        return set()
    return {one.lastgroup or "" for one in MENTION.finditer(before.text)} - {"any"}


def _leaves_denial(clause: Clause, kind: str) -> bool:
    """Whether a denial that no rule accounts for stands in the stretch that names the visa."""
    if clause.is_first_reply and not MENTION.search(clause.question):
        return False  # "Moonlighting?" "Not on a J-1."
    return any(unit.is_denied and kind in unit.kinds for unit in _find_clause_units(_prepare(clause).text))


def _prepare(clause: Clause) -> Clause:
    """The clause with what says nothing of its own visas out of sight; each letter keeps its place."""
    text = clause.text
    if "other hand" in text or "one hand" in text:
        text = _ON_ONE_HAND.sub(lambda match: " " * len(match.group()), text)
    text = text.replace("with or without", "with ##########")
    if "yet to" in text:
        text = _YET_TO.sub("cannot", text)
    if "(" in text:
        text = _NAMES_IN_BRACKETS.sub(lambda match: match.group().replace("(", ",").replace(")", ","), text)
        text = _BY_ECFMG.sub(lambda match: " " * len(match.group()), _NAME_IN_BRACKETS.sub(r" \g<name> ", text))
    if MENTION.search(text):
        text = _OR_ANY_OTHER.sub(lambda match: match.group("name").ljust(len(match.group())), text)
        if not clause.answer and not clause.is_first_reply and (cut_off := _ANSWERS_CUT_OFF.match(text)):
            text = "#" * cut_off.end() + text[cut_off.end() :]
        if _ONLY.search(text):
            excuse = _EXCUSE.match(text)
            if excuse:
                text = "#" * excuse.end() + text[excuse.end() :]
            text = _ONLY_HAS.sub("just ", text)
        if is_negative(text):
            text = _REPLACED.sub(lambda match: "#" * len(match.group()), text)
        text = LIKE_OTHERS.sub(lambda match: " " * len(match.group()), text)
        for pattern in (_CAP, _OF_STAFF_ASIDE, _OF_NEIGHBOURS, _SAYS_NOTHING, _J1_OF_OTHERS, _FROM_RULE):
            text = pattern.sub(lambda match: "#" * len(match.group()), text)
    return clause if text == clause.text else replace(clause, text=text)


def _read_guarded(clause: Clause) -> Iterator[Finding | Drop]:
    """What the readings find, held against every word of denial that stands around the visa."""
    if "u.s." in clause.text:
        # The dots would cut the clause; letters move, so that the spans become the clause's.
        short = replace(clause, text=clause.text.replace("u.s.a.", "usa").replace("u.s.", "us"))
        for one in _read_guarded(short):
            if isinstance(one, Finding):
                condition = (clause.start, clause.end) if one.condition else None
                yield replace(one, start=clause.start, end=clause.end, condition=condition)
            else:
                yield replace(one, start=clause.start, end=clause.end)
        return
    clause = _prepare(clause)
    is_named = bool(_NAMED.search(clause.text))
    if len(clause.text) > MAX_CLAUSE:
        if MENTION.search(clause.text):
            yield drop(clause, "visa: too long a clause")
        return
    if "..." in clause.text and len(clause.text) < 80 and (pairs := _read_pairs(_LEADERS.sub(": ", clause.text))):
        yield from _find_states(clause, _bind_pairs(clause, pairs))
        return
    if "...." in clause.text:
        if MENTION.search(clause.text):
            yield drop(clause, "visa: columns that run into one another")
        return
    if is_named and len(clause.sentence) < 160 and not clause.question:
        whole = _VISA_LABEL.sub("", clause.sentence)
        pairs = _read_pairs(_NAME_IN_BRACKETS.sub(r" \g<name> ", whole)) if clause.text != whole else []
        if pairs:
            span = clause.sentence_start, clause.sentence_start + len(clause.sentence)
            yield from _find_states(replace(clause, start=span[0], end=span[1]), _bind_pairs(clause, pairs))
            return
    if clause.is_first_reply and is_named and _ASKS_OF_HARM.search(clause.question):
        yield drop(clause, "visa: of what it would change")
        return
    if is_named and _FIELD.search(clause.lead) and _BARE_VISA.fullmatch(clause.text):
        yield drop(clause, "visa: the name of a field")
        return
    if (
        is_named
        and clause.is_first_reply
        and re.search(r"\b(?:usmle|steps?) (?:3|iii)\b", clause.question)
        and not re.search(r"visa|sponsor|h-?1|j-?1", clause.question)
        and re.search(J1, clause.text)
    ):
        yield drop(clause, "visa: of another question")  # "Do I need Step 3?" "Yes for H-1B; no for J-1."
        return
    if is_named and _FORFEITS.search(clause.text):
        yield drop(clause, "visa: of what happens without it")
        return
    if is_named and _NEEDING.match(clause.lead.rsplit(" | ", 1)[-1] or clause.text) and _YES_OR_NO.search(clause.text):
        yield drop(clause, "visa: a need that is ticked")
        return
    if is_named and _WITHOUT_ANY.search(clause.text):
        yield drop(clause, "visa: named in a rule for all visas")
        return
    if "neither" in clause.text and _NEITHER_HINDERS.search(clause.text):
        yield drop(clause, "visa: of what it would change")
        return
    if (
        is_named
        and clause.is_first_reply
        and clause.question
        and not MENTION.search(clause.question)
        and not _BARE_OK.search(clause.question)
        and "step" not in clause.question
        and len(clause.text.split()) <= 6
        and is_negative(clause.text)
        and not _ACTS.search(clause.text)
    ):
        yield drop(clause, "visa: of another question")  # "Moonlighting?" "Not on a J-1."
        return
    if is_named and clause.previous is not None and _BARE_VERB.search(clause.text):
        said = clause.previous.text
        if re.search(rf"\b{REFUSES}(?!\w)", said) or HINDRANCE_DENIED.search(said) or _DEMANDS.search(said):
            yield drop(clause, "visa: a verb whose sense stands in the sentence before")
            return
    told: list[Finding | Drop] = [*_read_false(clause)]
    if is_named:
        told = told or [*_read_same(clause)] or [*_read_named_need(clause)] or [*_read_included(clause)]
    elif "sponsor" in clause.text and (same := [*_read_same(clause)]):
        told = told or same
    elif not told and _LEANS.search(clause.text):
        told = [*_read_pronoun(clause)]
    if told:
        yield from told
        return
    if is_named and len(clause.text) < 160:
        pairs = _read_pairs(clause.text)
        if pairs:
            yield from _find_states(clause, _bind_pairs(clause, pairs))
            return
    topic = _TOPIC.match(clause.text) if is_named else None
    if topic and not {one.lastgroup for one in MENTION.finditer(clause.text, topic.end())} & {"j1", "h1b"}:
        own = replace(
            clause,
            text=clause.text[topic.end() :],
            start=clause.start + topic.end(),
            lead=f"regarding {topic.group('name')}",
            question="",
            is_first_reply=False,
            answer="",
        )
        replies = [one for one in _read_reply(own) if isinstance(one, Finding)]
        if replies:
            for one in replies:
                if one.value == "sponsors" and _ANY_DENIAL.search(_hide_accounted(own.text)):
                    yield drop(clause, "visa: a denial beside it is not understood")
                else:
                    yield replace(one, start=clause.start, needs_lead=False)
            return
        if topic.group("case") and not _NEED_REFUSED.match(HINDRANCE_DENIED.sub("#", clause.text)):
            yield drop(clause, "visa: the case is named, its outcome not understood")
            return
    units: list[Unit] | None = None
    denied: set[str] = set()
    free: set[str] = set()
    if len({match.lastgroup for match in MENTION.finditer(clause.text)} & {"j1", "h1b"}) == 2:
        units = _find_clause_units(clause.text)
        cut = find_split(clause.text, units)
        if cut is not None and not _CROSSES.search(clause.text):
            yield from _read_guarded(replace(clause, text=clause.text[:cut], end=clause.start + cut))
            yield from _read_guarded(
                replace(clause, text=clause.text[cut:], start=clause.start + cut, is_first_reply=False, answer="")
            )
            return
    for found in _read_unguarded(clause):
        if isinstance(found, Drop) or found.confidence < IMPLIED:
            yield found
            continue
        if units is None or not (denied or free):
            units = units or _find_clause_units(clause.text)
            denied, free = find_denied(units)
        kind = found.field[5:]
        if kind in _find_constructed(clause.text, clause.sentence, found.value):
            yield found
            continue
        if found.value == "no":
            head = clause.sentence.partition(":")[0] if ":" in clause.sentence else ""
            around = f"{head} {clause.lead} {clause.question if clause.is_first_reply else ''} {clause.text}"
            if (
                kind in free - denied
                and clause.answer != "no"
                and not _ANY_DENIAL.search(f"{clause.lead} {clause.question}")
                and not _NO_MARK.search(clause.text)
                and not _SHUT_OUT_HERE.match(clause.sentence)
                and not (":" in clause.sentence and _ANY_DENIAL.search(clause.sentence.partition(":")[0]))
                and not _ALL_BUT.search(clause.text)
                and not _FOR_STAFF.search(clause.text)
            ):
                yield drop(clause, "visa: no denial governs this visa")
                continue
            other = {"j1", "h1b"} - {kind} <= denied | free and kind not in denied | free  # closed by naming the other
            if kind == "j1" and _NOT_BY_US.search(clause.text):
                yield drop(clause, "visa: a denial of who sponsors, not of the visa")
                continue
            if kind == "j1" and found.confidence == IMPLIED and _OURSELVES.search(clause.text):
                yield drop(clause, "visa: a denial of who sponsors, not of the visa")
                continue
            if not (
                other
                or clause.answer
                or any(one.search(around) for one in (_ANY_DENIAL, _CLOSES, CITIZENS, _NO_MARK, _FOR_STAFF))
            ):
                yield drop(clause, "visa: a no without a denial")
                continue
            if any(kind in one.kinds and is_double(one) for one in units or ()):
                yield drop(clause, "visa: a refusal is itself denied")
                continue
            if (
                found.confidence == EXPLICIT
                and clause.answer != "no"
                and any(kind in one.kinds for one in units or ())
                and not any(kind in one.kinds and _is_surely_denied(one.text, kind) for one in units or ())
                and not _is_shut_out(clause)
                and not _LEFT_OUT.search(clause.lead)
                and not _ANY_DENIAL.search(clause.question)
            ):
                yield drop(clause, "visa: a denial whose object is not sure")
                continue
        elif (
            found.value == "sponsors"
            and found.confidence == EXPLICIT
            and not _is_surely_accepted(clause, units or (), kind)
        ):
            yield drop(clause, "visa: what is said of it is not understood")
            continue
        elif found.value == "sponsors" and kind == "j1" and _is_taken_back(clause):
            yield drop(clause, "visa: what follows takes it back, or may")
            continue
        elif kind in denied and (
            found.value == "sponsors" or not any(kind in one.kinds and _may_bind(one.text) for one in units or ())
        ):
            yield drop(clause, "visa: a denial beside it is not understood")
            continue
        yield found


_BUT = re.compile(r"\W*(?:but|however|yet|although|though|nevertheless|still)\b")
_ECFMG_DOES = re.compile(r"\b(?:ecfmg|intealth) (?:[a-z]+ )?(?:sponsors?|issues?|offers?|handles?|provides?|does|is)\b")


def _is_taken_back(clause: Clause) -> bool:
    """ "The ECFMG sponsors J-1 visas, but our program is too small to take part"."""
    rest = clause.sentence[max(0, clause.end - clause.sentence_start) :]
    return bool(_ECFMG_DOES.search(clause.text) and _BUT.match(rest)) and not (
        re.search(H1B, rest) or COND.search(rest)
    )


def _is_shut_out(clause: Clause) -> bool:
    head = clause.sentence.partition(":")[0] if ":" in clause.sentence[:60] else ""
    return bool(_SHUT_OUT.search(clause.lead) or _SHUT_OUT_HERE.match(clause.sentence) or _SHUT_OUT.search(head))


_ACCEPTING = (
    rf"(?:{POS.pattern[2:]}|\b{_DEAL}|\b(?:foresee|pursu|tried|done|in (?:the )?@|back|have\b|hold|use|cards|"
    rf"chance|way|place|"
    rf"part|plan|intention|mechanism|support|ability|budget|funds|money|"
    rf"resources|means|staff|capacity|rank|review|interview|read|screen|extend|transfer|initiat|sponser|happen|"
    rf"something|do\b|"
    rf"does\b|had\b|be\b(?=[ .,]*$)))\w*"
)
# Words between the denial and the visa; a word that opens another clause stops the reach.
_STEP = (
    r"(?: (?:(?:which|that) (?:we|our|the)|(?:who|that|if (?:you|they)) (?:would |will )?(?:need|require|seek|"
    r"hold|want|have|are)|"
    r"(?!(?:unless|because|if|when|until|"
    r"since|so|but|though|although|while|whereas|where|which|who|whom|as|that)\b)[a-z0-9'#@~/&:-]+))"
)
_DENIED_PRIOR = r"(?:not|never|no longer|nor|cannot|can't|neither|no|unable|nobody|none|without|nothing|no one|hardly)"
# In a unit with the visa as "@": the denial reaches the visa over a verb that accepts, or stands right beside it.
_SURELY_DENIED = re.compile(
    rf"(?:\b{_DENIED_PRIOR}|n't)(?: (?:exceptions? for|in|with|under|using|through|as|more|longer|further|an?|"
    rf"any|the|new|ecfmg|"
    rf"ecfmg-sponsored|sponsored|for|"
    rf"either|to|or|and|~|visas?|of|on|"
    rf"sponsorship|petitions?|first-time))* @|"
    rf"(?:\b{_DENIED_PRIOR}|n't)\b{_STEP}{{0,7}}? (?!need|requir|seek){_ACCEPTING}{_STEP}{{0,9}}? @|"
    rf"@\S*{_STEP}{{0,9}}? (?:[a-z]+n't|{_DENIED_PRIOR})\b{_STEP}{{0,6}}? {_ACCEPTING}|"
    rf"@\S*{_STEP}{{0,6}}? (?:[a-z]*n't|not|never|cannot(?: be)?|none|no|nope|negative)(?: (?:at this time|at "
    rf"present|now|currently|"
    rf"any ?more|any longer|here|yet|today|so|since \w+|either|really|for [a-z]+))*(?: as\b.*)?$|"
    rf"\b{REFUSES}(?!\w){_STEP}{{0,9}}? @|@\S*{_STEP}{{0,9}}? {REFUSES}(?!\w)|"
    rf"@\S*{_STEP}{{0,6}}? (?:un[a-z]+(?:ed|able|ible)|ineligible|impossible|inadmissible|prohibitive|beyond|"
    rf"outside|off|out of|"
    rf"need not apply|no more|elsewhere|zero|nil|nada|unwelcome|negative)\b|"
    rf"@\S*{_STEP}{{0,3}}? by (?:nobody|no one)\b|@\S*{_STEP}{{0,3}}? (?:is|are)(?:n't| not| no longer)(?: "
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
    r"\b(?:will|do|does|can|may|shall)(?: not|n't) [a-z]+ (?:an?|any|the|your|our) (?:applicants?|candidates?|offers?|"
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


def _is_surely_denied(text: str, kind: str) -> bool:
    """Whether a denial in the unit reaches the visa beyond doubt; else nothing is said of it."""
    marked = _mark_visas(text, kind)
    if ("~" in marked or _BEFORE_DEED.search(marked)) and is_surely_accepted(marked) and not is_plainly_denied(marked):
        return False  # the denial may be of the other visa, or of something else
    return bool(_SURELY_DENIED.search(marked)) or is_plainly_denied(marked)


def _is_surely_accepted(clause: Clause, units: Sequence[Unit], kind: str) -> bool:
    """Whether the grammar of assent covers what is said of a visa; True where its letter does not stand."""
    marked = [one for one in (_mark_visas(unit.text, kind) for unit in units if kind in unit.kinds) if "@" in one]
    marked = marked or [one for one in (_mark_visas(clause.text, kind),) if "@" in one]
    return not marked or (
        any(is_surely_accepted(one) for one in marked) and not any(is_plainly_denied(one) for one in marked)
    )


# Constructions that a rule reads as a whole, denial and all.
_J1_EXCEPTED = Hinted(
    rf"\b(?:other (?:visas? )?than|except(?:ing)?(?: for)?|besides|apart from|aside from|exception of)(?: (?:an?|the|"
    rf"those|on|"
    rf"for))*"
    rf" (?:{J1})"
)


def _find_constructed(text: str, sentence: str, value: object) -> set[str]:
    """The visas that a mark, or an exception from a denial, decides."""
    kinds = {
        "j1" if match.group("j1") else "h1b"
        for pattern in (_MARK, _BOX, _ALL_BUT, _WITHOUT)
        for match in pattern.finditer(text)
        if pattern is not _MARK or match.group("mark") != "-" or _PLUS_MARK.search(text)
    }
    first = MENTION.match(text)
    if first and _BOX.search(text):
        kinds.add(first.lastgroup or "")
    if value == "no" and _CHANGES_TO_J1.search(sentence):
        kinds.add("h1b")
    if value == "sponsors" and (_J1_EXCEPTED.search(text) or _MUST_BE_ABLE.search(text)):
        kinds.add("j1")
    if value == "no" and (_UNASKED.search(text) or _NEED_REFUSED.match(HINDRANCE_DENIED.sub("#", text))):
        kinds.add("h1b")
    return kinds


# What speaks of one visa through the other: such a clause is read as a whole.
_CROSSES = re.compile(
    r"\b(?:only|sole|solely|exclusively|alone|other|others|unlike|rather|instead|both|either|former|latter|otherwise|"
    r"if|unless|it|"
    r"that|this|same|too|also|likewise|so)\b"
)


def _find_clause_units(text: str) -> list[Unit]:
    """The units of a clause, with each denial that a rule accounts for out of sight."""
    for pattern in (HINDRANCE_DENIED, NOT_REFUSED):
        text = pattern.sub(lambda match: " ok".ljust(len(match.group()), "#"), text)
    return find_units(_hide_accounted(text), MENTION, _PREDICATE, _ANY_DENIAL)


def _hide_accounted(text: str) -> str:
    for pattern in _ACCOUNTED:
        text = pattern.sub(lambda match: "#" * len(match.group()), text)
    return text


# "As for the H-1B, ...", "where the J-1 is concerned, ...", "if you need an H-1B, ...": what follows speaks of it.
_TOPIC = re.compile(
    r"\W*(?:and |but |so )?(?:as for|for|as to|regarding|concerning|with regard to|with respect to|when it comes to|"
    r"in the case of|"
    r"(?P<case>where|if you (?:need|want|seek|require|are seeking)|should you (?:need|want|require)))(?: (?:the|an?))? "
    rf"(?P<name>(?:{J1}|{H1B})(?: (?:visas?|sponsorship|petitions?|status))?)(?: (?:is|are) concerned)?\s*,\s*"
)
_DONE = (
    r"(?:sponsored|accepted|available|supported|considered|offered|processed|provided|permitted|allowed|possible|"
    r"granted|"
    r"honou?red|eligible|filed|handled|issued|recogni[sz]ed|welcomed?|approved|entertained|arranged|taken)"
)
_VERDICT = (
    rf"(?:(?P<{{0}}neg>out of (?:reach|bounds)|off limits|not an option|phased out|withdrawn|dropped|"
    rf"not (?:currently |presently |yet )?{_DONE}|un(?:available|supported|sponsored|acceptable)|no|"
    rf"n|x(?=\W*$|[,;/])|nope|none|never|nada|"
    r"zero|nil|closed|suspended|refused|excluded|declined|rejected|denied|discontinued|impossible|paused|frozen|"
    r"halted|ended|"
    r"on hold|not possible|ineligible|\u2717|\u2718|\u00d7)|"
    rf"(?P<{{0}}pos>(?:yes|y|yep|yup|ok|okay|\u2713|{_DONE}|routine(?:ly)?|fine|open|sure|always|welcome))|"
    r"(?P<{0}cond>(?:on (?:a )?)?case[- ]by[- ]case(?: basis)?|limited|discretionary|conditional(?:ly)?|rare(?:ly)?|"
    r"occasional(?:ly)?|"
    r"sometimes|maybe|possibly|(?:only )?in (?:exceptional|rare|special|limited) (?:cases|circumstances|numbers)|"
    r"exceptional cases only|exceptionally|depends(?: on [a-z]+)?|depending on [a-z]+|subject to [a-z]+(?: [a-z]+)?|"
    r"at (?:the )?discretion of (?:the )?[a-z]+))"
)
_PAIR_NAME = rf"(?:an? |the )?(?:(?P<{{0}}j1>{J1})|(?P<{{0}}h1b>{H1B}))(?: (?:visas?|sponsorship|petitions?|holders))?"
_NAME_FIRST = re.compile(
    rf"\W*(?:{_PAIR_NAME.replace('{0}', '')})\s*(?:[:=?(,]|-+ )?\s*(?:{_VERDICT.replace('{0}', '')})(?![\w-])\)?"
)
_NAME_LAST = re.compile(
    rf"\W*(?:{_VERDICT.replace('{0}', '')})(?![\w-])\s*(?:[:=(,]|-+ )?\s*(?:(?:for|to|"
    rf"on) )?(?:{_PAIR_NAME.replace('{0}', '')})\)?"
)
_LEADERS = re.compile(r"\s*\.{3,}\s*")
_VISA_LABEL = re.compile(
    r"^\W*(?:(?:accepted |sponsored |types? of )?visas?(?: types?| sponsorships?| status| policy| "
    r"info(?:rmation)?| support)?(?: sponsored| accepted|"
    r" offered| supported)?|sponsorships?|immigration)\s*[:=-]\s*"
)
_PAIR_END = re.compile(r"\s*(?:[,;/|&.]\s*)?(?:(?:and|but)\b\s*)?")


def _read_pairs(text: str) -> list[tuple[str, str]]:
    """(visa, verdict) of a text that is nothing but names with their verdicts: "J-1 (yes), H-1B - suspended"."""
    text = text.replace('"', " ")
    for pattern in (_NAME_FIRST, _NAME_LAST):
        found: list[tuple[str, str]] = []
        at = 0
        while at < len(text):
            match = pattern.match(text, at)
            if match is None:
                break
            if match.group().count("(") > match.group().count(")"):
                return []  # "J-1 visa (no H-1 accepted)": the bracket opens a statement of its own
            value = "no" if match.group("neg") else "sponsors" if match.group("pos") else "conditional"
            found.append(("j1" if match.group("j1") else "h1b", value))
            ended = _PAIR_END.match(text, match.end())
            at = ended.end() if ended else match.end()
        if re.search(r"\bx\b", text) and not {value for _, value in found} - {"no"}:
            return []  # a cross alone may also be a tick
        if found and not text[at:].strip(" .,;)|/-") and len({kind for kind, _ in found}) == len(found):
            return found
    return []


def _bind_pairs(clause: Clause, pairs: list[tuple[str, str]]) -> dict[str, _State]:
    span = (clause.start, clause.end)
    return {f"visa_{kind}": _State(value, EXPLICIT, span if value == "conditional" else None) for kind, value in pairs}


def _may_bind(text: str) -> bool:
    return bool(_SOFTENED.search(text) or COND.search(text))


_ON_ONE_HAND = re.compile(r"\bon the (?:one|other) hand\b,?")
_YET_TO = re.compile(r"(?<=(?:has|ave|had) )yet to\b")
# "No, you need a J-1": an answer whose question is gone denies nothing of what follows.
_ANSWERS_CUT_OFF = re.compile(
    r"no, (?=(?:we|our|it|you|applicants|candidates|residents|all|only|everyone|but)\b|j-?1s?(?: visas?)? only)"
)
# "While some of our sister hospitals file H-1Bs, ours ..."
_OF_NEIGHBOURS = re.compile(
    r"\bunlike (?:our|the|its|an?|some|many|most|other) (?:(?! we\b| the program\b| this\b)[^,;]){0,60}(?:, (?:which|"
    r"who|whose|where) [^,;]*)?,|"
    r"\b(?:while|although|though|unlike|where|whereas) (?:some|many|most|several|a few|certain|other|the other|"
    r"(?:our|the) [a-z]+(?: [a-z]+)? (?:colleagues|neighbou?rs|counterparts|division|fellowships?)|our (?:sister|"
    r"neighbou?r\w*|"
    r"affiliated)|we (?:know|understand|reali[sz]e|recogni[sz]e|are aware)|you may|applicants may|candidates "
    r"may)\b(?: (?!we\b|our (?:program|hospital)|residents|applicants|candidates|trainees|physicians|"
    r"imgs)[a-z0-9'-]+)*,"
)
_OF_STAFF_ASIDE = re.compile(
    r"\b(?:while|although|though|whereas)\b[^,;]{0,80}\b(?:faculty|attendings?|researchers?|scientists|nurses|"
    r"fellows)\b[^,;]{0,20},"
)
# "... says nothing on H-1B", "H-1B is not mentioned": silence is no refusal.
_SILENT = (
    r"(?:no (?:data|info|information|word|mention|details?)|nothing (?:is |was )?(?:said|stated|listed|mentioned|found|"
    r"known|clear)|sa(?:ys|id|y) nothing|(?:not|"
    r"n't|no|never) (?:[a-z]+ )?"
    r"(?:mention\w*|state[sd]?|specif\w+|address\w*|list(?:ed)?|discuss\w*|say|said|clear|disclose\w*|information|"
    r"word|comment|details?)|"
    r"unclear|unknown|unspecified|silent)"
)
_SAYS_NOTHING = Hinted(
    rf"\b{_SILENT}\b(?: (?:whether|if|it|they|sponsors?|accepts?|is|of|on|about|regarding|for|as to|any|an?|"
    rf"the))*,? (?:{H1B}|{J1})(?: (?:visas?|"
    rf"sponsorship))*|(?:{H1B}|{J1})(?: (?:visas?|sponsorship|status|policy))*:? (?:(?:is|are|was|were) )?{_SILENT}\b"
)
# "Exceptions to the J-1 rule are not made": the rule stands.
_FROM_RULE = re.compile(
    rf"\bexceptions? (?:to|from) (?:the |our |this )?(?:{J1}|{H1B})(?: (?:rule|policy|requirement|visa|status))*"
)
# "J-1, H-1B or any other visas may not": the last of a list.
_OR_ANY_OTHER = re.compile(
    rf"(?P<name>(?:{J1}|{H1B})(?: visas?)?),? (?:or|nor|and any|or any|nor any)(?: any)? others?(?: "
    rf"[a-z-]+){{0,2}}?(?= (?:may|is|are|can|cannot|"
    rf"will|do|does|isn't|aren't|won't|can't|has|have)\b)"
)
# Exchange visitors of other kinds are no physicians in training.
_J1_OF_OTHERS = re.compile(
    rf"\b(?:research|scholar|student|intern)(?:,? (?:and|or) (?:research|scholar|student|intern))? (?:{J1})(?: "
    rf"visas?)?|"
    rf"(?:{J1}),? \(?(?:research|scholars?|short-term|students?|intern\b|professors?|specialists?|au "
    rf"pair)\)?(?: (?:scholars?|visas?|status))*"
)
# "We do not petition for an H-1B in lieu of the J-1": what it would replace is not denied.
_REPLACED = re.compile(
    rf"(?<!it )(?<!it, )\b(?:in lieu of|in place of|as an? (?:alternative|substitute) (?:to|for)|over)(?: (?:an?|the|"
    rf"your|their))* "
    rf"(?:(?:{J1})|(?:{H1B}))(?: visas?| status)?"
)
# The cap is a matter of the petition's timing: it says nothing of who may have one.
_CAP = re.compile(
    rf"(?:{H1B})[ -](?:visas? |petitions? )?(?:cap|quota)\b(?:[ -](?:exempt|subject))?|\bcap[ -](?:exempt|"
    rf"subject)(?: (?:{H1B}|"
    rf"employer|institution|status|organi[sz]ation))?"
)
# "... support visa applications (J-1 or H-1B)": a bracket that lists the visas spoken of.
_NAMES_IN_BRACKETS = re.compile(
    rf"(?<=[a-z] )\((?:either )?(?:{J1}|{H1B})(?: visas?)?(?: ?(?:,|/|\bor\b|\band\b|&|\bnor\b)+ ?(?:{J1}|{H1B}|"
    rf"o-?1|tn|f-?1|e-?3|others?|any other|"
    rf"etc\.?)(?: visas?)?)+\)"
)
_BY_ECFMG = re.compile(r"\((?:through |via |by |from )?(?:the )?(?:ecfmg|intealth)(?:-sponsored)?\)")
_NAME_IN_BRACKETS = re.compile(rf"\((?P<name>(?:{J1}|{H1B})(?: visas?)?)\)")
