"""visa_j1 and visa_h1b: may an applicant train here on this visa. Who sponsors (program or ECFMG) does not matter.

Named visas beat rules for all visas ("no visas"), and those beat the citizenship rule; the order lies in confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.facts.finding import ANSWERED, EXPLICIT, IMPLIED, Drop, Finding, drop
from transforms.language import Clause

J1 = r"(?<![a-z0-9-])j\s?-?\s?[1il](?:'?s)?(?![a-z0-9'])"
H1B = r"(?<![a-z0-9-])h\s?-?\s?[1il]\s?-?\s?b?(?:'?s)?(?![a-z0-9'])|(?<![a-z0-9-])h\s?-?\s?b1?(?= (?:visas?|sponsor))|(?<![a-z0-9-])h(?= visas?\b)"
_MENTION = re.compile(
    rf"(?P<j1>{J1}|\bexchange[- ]visitor(?: visa)?\b)|(?P<h1b>{H1B}|\btemporary worker visas?\b|\bspecialty occupation visas?\b)|(?P<any>\bvisas?\b|\bsponsorships?\b)"
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
)

_NEG = re.compile(
    r"\b(?:not|no|none|never|neither|nor|cannot|can't|unable|ineligible|without|nothing|refuse[sd]?|declines?|exclud(?:es?|ed|ing)|"
    r"unacceptable|unavailable|unsupported|non-acceptable|discontinued|suspended|paused|halted|on hold|stopped|ceased|isn't|aren't|rejected|prohibit(?:s|ed)?|"
    r"rather than|instead of|other than|apart from|except(?:ing)?|but not|impossible|barred|rule[sd]? out|out of the question)\b|n't\b"
)
_NOT_A_NEGATION = re.compile(
    r"\b(?:did|had|have|has|was|were) not\b|\bwithout (?:an? |any )?(?:visa|status|green|permanent|citizen)|\bnot only\b|\bno (?:problem|difference|preference|restriction|limit|later|more than|longer than)s?\b|\bnot (?:just|limited to|a problem)\b|"
    r"\bnon-?us\b|\bnot (?:us |u\.s\. )?(?:citizens?|permanent)|\bwho (?:are|is) not\b|\bnot a (?:us|u\.s\.)\b|\bnon-? ?citizens?\b|"
    r"\bif (?:you are |they are )?not\b|\bneither (?:us )?citizens\b"
)
_POS = re.compile(
    r"\b(?:accept|sponsor|support|offer|provid|consider|welcom|allow|process|issu|honou?r|permit|tak(?:e|es|en|ing)\b|eligib|"
    r"qualif|obtain|hold|secur|right route|acceptab|availab|possib|giv|grant|recogni|participat|use[sd]?\b|train|works? with|"
    r"arrang|facilitat|through the ecfmg|prefer|route|hire|assist|help|seek|keep|come on|enter|file|petition|handl|yes|option|need|must have|require|ok\b|okay|continu|regard|usual|fine\b|can be|through ecfmg|via ecfmg|open to|only)"
)
_COND = re.compile(
    r"case[- ]by[- ]case|case-?wise|individual(?:ized)? (?:basis|review|case)|\bindividually\b|(?:very )?limited (?:number|basis|cases?|circumstances|availability|extent)|"
    r"\b(?:a )?few\b|\brare(?:ly)?\b|\bexception(?:s|al|ally)?\b(?! of)|\bhandful\b|\boutstanding\b|\b(?:highly|exceptionally|extremely|very|most|best|uniquely|well)[- ]qualified\b|"
    r"\bhighest[- ]qualified\b|\bexceptionally strong\b|\bextraordinary\b|\bunusual\b|\b(?:special|certain|specific|some|particular|rare) (?:circumstances?|cases?|situations?|conditions?|"
    r"departments?|programs?|candidates?|applicants?)\b|\bper (?:each )?(?:program|department)|\bprogram(?:'s|s'|s)? (?:own )?(?:policy|policies|discretion|rules?)\b|"
    r"\bdepartment(?:'s|al)? (?:approval|policy|policies|discretion|chair|funds)|\bdiscretion\b|\b(?:with|after|upon|requires?|needs?|pending|prior) (?:[a-z' -]{0,30} )?"
    r"(?:approval|permission|consent|authorization from)\b|\bsubject to\b|\bdepend(?:s|ing|ent)?\b|\bcontingent\b|\boccasional(?:ly)?\b|\bselective(?:ly)?\b|\bselected\b|"
    r"\bnot (?:be )?guaranteed?\b|\bno guarantee\b|\bmight\b|\bsometimes\b|"
    r"\byear[- ](?:to|by)[- ]year\b|\beach year\b|\bvaries\b|\bfunding\b|\bbudget\b|\bon condition\b|\bconditional\b|\bup to (?:one|two|three|\d)\b|\bin advance\b|\bwill be reviewed\b|\bon merit\b|\b(?:track|year|program|department)s? only\b|\bwaiver from\b|\bat most\b|\bonly (?:one|two|three|in|when|if|after|under|for (?!the j|j|a j)|with)\b"
)
_COND_H1B = re.compile(
    r"\bsteps? (?:3|iii|three)\b|\bstep(?:s)? (?:[12i]+,? )+(?:and )?(?:3|iii)\b|\bif\b|\bprovided\b|\bproviding\b|\bas long as\b|\balready (?:on|hold|holding|have|in|has)\b|\bcurrently (?:on|hold|holding|in)\b|\btransfer|"
    r"\bwho (?:have|has|hold|are already|already|pass)|\bmust (?:have|pass|take|be|complete|show|pay|hold)\b|\bonly for\b|\bonly (?:those|applicants|candidates) (?:who|with|already)\b|\bafter\b|\bonce\b|"
    r"\bwhen (?:they|the|all|you)\b|\blicens|\bbefore (?:rank|july|april|march|february|january|the|may|june)|\bby (?:rank|july|april|march|february|january|the (?:time|rank|match))|\bqualified\b|\brequires?\b|\bprior to\b|\bin need of\b|\bmeet(?:s|ing)? (?:the|its|our|all|certain|these|their|institutional|eligibility)\b|\bhope\b|\bmay (?:also )?(?:be )?(?:able|considered|consider|sponsor(?:ed)?|possible|available|offered|offer|supported|support|granted|accepted)\b|\bwho (?:meet|qualify)"
)
_ONLY_LEFT = re.compile(
    rf"\b(?:only|solely|exclusively|limited to|restricted to|nothing but|no visas? (?:other than|except|besides|apart from|but)|other than|apart from|aside from|exception of|sole|except(?: for)?|besides)\b[^.;]{{0,60}}?(?:{J1}|\bexchange[- ]visitor)"
)
_ONLY_RIGHT = re.compile(
    rf"(?:{J1}|\bexchange[- ]visitor)[^.;,(]{{0,60}}?\b(?:only|exclusively|solely|alone)\b(?! (?:through|via|by|for|if|when|after|in|upon|on|under|with|those|to|from|as|once|at|applicants))"
)
_ONLY_IS = re.compile(
    rf"(?:{J1}|\bexchange[- ]visitor)[^.;]{{0,80}}\b(?:is|are|being)\b[^.;,]{{0,30}}\b(?:only|sole|the one) (?:type |kind |category |class )?(?:of )?(?:[a-z-]+ )?(?:visas?|sponsorship|ones?|option|status|type)\b"
    rf"|\b(?:the|our) (?:only|sole|one) (?:type |kind |category )?(?:of )?(?:[a-z-]+ )?(?:visas?|sponsorship|status)[^.;]{{0,90}}(?:{J1})"
    r"|\bit is the only visa\b"
)
_NO_OTHER = re.compile(
    r"\bno (?:other|additional) (?:type of |types of |kinds? of )?(?:[a-z-]+ )?(?:visas?|types?|categor|sponsorship|status|class)|\bother (?:types of |kinds of )?(?:[a-z-]+ )?(?:visas?|types|categories)(?: [a-z]+){0,3} (?:are|is|will|can)(?: be)? ?not\b|"
    r"\bnot [a-z ]{0,20}(?:any )?other (?:type of |types of |kinds? of )?(?:[a-z-]+ )?visas?\b|\bother visas?[^.;,]{0,30}\bnot\b|\bnone other\b|\bno others?\b|\bany other (?:type of )?visas?\b"
)
_CITIZEN = r"(?:u\.?\s?s\.?a?\.? |united states |american )?(?:citizens?(?:hip)?|nationals?)"
_RESIDENT = r"(?:lawful |legal |u\.?s\.? |us |naturali[sz]ed |the )*(?:permanent (?:u\.?s\.? |us |legal )?residen(?:ts?|cy|ce)|green[- ]?cards?(?: holders?)?)"
_CITIZENS = re.compile(
    rf"{_CITIZEN}\b[^.;]{{0,40}}?(?:,|/|\bor\b|\band\b)[^.;]{{0,20}}?{_RESIDENT}|{_RESIDENT}[^.;]{{0,20}}?(?:,|/|\bor\b|\band\b)[^.;]{{0,12}}?{_CITIZEN}\b|\bu\.?s\.?a?\.? citizens? only\b|\bonly u\.?s\.? citizens\b|\b(?:u\.?s\.? |united states )citizenship is (?:required|mandatory)"
)
_CITIZEN_RULE = re.compile(
    r"\bonly\b|\bmust\b|\brequire[sd]?\b|\brequirement|\blimited to\b|\brestricted to\b|\bhas to\b|\bhave to\b|\bexclusively\b|\bneeds? to\b|\bneeded\b|\bminimum\b|\bto be (?:considered|eligible)\b|\beligib|\bsolely\b|\bcriteria\b|\bmandatory\b"
)
_OTHER_STATUS = re.compile(
    rf"{J1}|{H1B}|\bvisas?\b|\bwork (?:authori[sz]ation|permit)|\bauthori[sz]ed to work\b|\bead\b|\beligible to work\b|\bemployment authori[sz]ation|\basyl|\brefugee|\bor (?:be )?eligible\b|\bopt\b|\blegal(?:ly)? (?:able|status|right)|\bpermission to work|\bproof\b|\bpreferred\b|\bpreference|\bcanadian citizens? (?:also|too)|\bgraduates? of\b|\bcopy\b"
)
_ABOUT = re.compile(
    r"\bwaivers?\b(?! from)|\bj-?2\b|\bds-?2019\b|\btwo-year home|\bhome residency\b|\brenew(?:al|ed)?\b(?! ead)|\bspouse|\bdependents?\b|\bfee(?:s)?\b|\btravel|\bconsulate|\bpassport"
)
_BARE_OK = re.compile(
    r"\bvisas?\b|\bsponsor|\bimmigration\b|\bcitizenship\b|\bimgs?\b|\binternational\b|\bforeign\b|\bwork authori|\bstatus\b|\baccept"
)
_BOUND = re.compile(
    r"[()]|,|\s-+\s|[:;]|\.\s|\b(?:and|or|nor|but|while|whereas|as well as|plus|yet|although|though)\b|/(?=\s|[jh])"
)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|sole)\b")
_PREDICATE = re.compile(
    rf"{_POS.pattern}|{_NEG.pattern}|{_COND.pattern}|{_ONLY.pattern}|\b(?:is|are|will|may|can|must)\b"
)
_OTHERS = re.compile(
    r"\W*(?:all |any |the )?(?:others?\b|other (?:visas?|types?|categories|statuses)|no (?:other|additional)|none other)"
)
_OPENS_WITH_VERB = re.compile(
    r"\W*(?:also |however |unfortunately |usually |generally )?(?:is|are|will|can|cannot|could|do|does|have|has|not|never|no longer|may|must|would|should)\b"
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
    text = clause.text
    yield from _read_citizens(clause)
    mentions = list(_MENTION.finditer(text))
    named = [match for match in mentions if match.lastgroup != "any"]
    if not mentions:
        yield from _read_reply(clause)
        return
    if not named and not re.search(r"\bvisas?\b", text) and not re.search(r"\bvisas?\b|immigra", clause.topic):
        return
    if re.search(r"\bsteps? (?:3|iii)\b", clause.question) and not re.search(r"visa|sponsor|h-?1|j-?1", clause.question):
        if any(match.lastgroup == "h1b" for match in named):
            yield Finding(
                "visa_h1b", "conditional", "required", clause.start, clause.end, ANSWERED, (clause.start, clause.end), needs_question=True
            )
        return
    if _ABOUT.search(text) and not re.search(r"\b(?:sponsor|accept)", text):
        if named:
            yield drop(clause, "visa: about the visa, not its acceptance")
        return
    states: dict[str, _State] = {}
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


@dataclass(frozen=True, slots=True)
class _State:
    value: str
    confidence: float
    condition: tuple[int, int] | None = None


def _segment(text: str) -> list[_Segment]:
    segments: list[_Segment] = []
    begin, link, depth = 0, "", 0

    def close(end: int) -> bool:
        part = text[begin:end]
        if not part.strip(" .,"):
            return False
        kinds = tuple(match.lastgroup or "" for match in _MENTION.finditer(part))
        segments.append(_Segment(part, begin, end, link, depth, kinds, bool(_PREDICATE.search(part.replace("sponsorship", "#")))))
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
        own_predicate = segment.has_predicate or segment.link.startswith("nor")
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
                    "and" in segment.link
                    or (
                        following.link.startswith(",")
                        and bool(_OPENS_WITH_VERB.match(following.text))
                        and bool(_COND.search(segment.text))
                    )
                )
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


def _is_negative(text: str) -> bool:
    return bool(_NEG.search(_NOT_A_NEGATION.sub(lambda match: "#" * len(match.group()), text)))


def _read_group(clause: Clause, group: _Group, earlier: list[_Group]) -> dict[str, _State]:
    kinds = group.kinds
    text = group.text
    start, end = group.span()
    whole = clause.text[start:end]
    has_j1, has_h1b = "j1" in kinds, "h1b" in kinds
    context = (
        f"{clause.topic} | {clause.previous.text if clause.previous and clause.previous.end > clause.start - 3 else ''}"
    )
    span = (clause.start + start, clause.start + end)
    negative = any(_is_negative(segment.text) or segment.link.startswith("nor") for segment in group.segments) or any(
        _is_negative(modifier.text)
        and (_OPENS_WITH_VERB.match(modifier.text) or modifier.start < group.segments[0].start)
        for modifier in group.modifiers
    )
    verdicts = [segment.text.strip(" .") for segment in group.modifiers]
    negative = negative or any(verdict in ("no", "none", "not", "never", "not at all") for verdict in verdicts)
    if bool(re.search(r"\bnot\b|\bno\b", clause.lead)) and _MENTION.search(clause.lead) and not _POS.search(text):
        negative = True
    words = len(whole.split())
    bare = any(len(segment.text.split()) <= 3 for segment in group.segments)
    positive = (
        bool(_POS.search(text))
        or bool(_BARE_OK.search(context))
        or words <= 5
        or bare
        or (bool(re.search(r"\bvisas?\b", text)) and words <= 8)
    )
    conditional = bool(_COND.search(text))

    def plain(kind: str) -> _State:
        """The state of a visa that is not refused: sponsors, or conditional with the words that say so."""
        aside = " ".join(remark.text for remark, front in group.asides if kind in front.kinds[-1:])
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
        if negative:
            return {"visa_j1": _State("no", EXPLICIT)}
        states = {"visa_j1": plain("j1")} if positive else {}
        if _NO_OTHER.search(whole) or _NO_OTHER.search(clause.sentence):
            states["visa_h1b"] = _State("no", ANSWERED)
        return states
    if has_h1b:
        opened = re.search(
            r"\b(?:unless|until|except|without)\b|\bexceptional|\brare|\b(?:generally|usually|typically|normally|routinely|ordinarily|"
            r"always|currently guarantee)\b|\bif\b[^,]*\b(?:not|impossible|unable)\b|\bif the lack\b",
            whole,
        )
        if negative and not opened:
            return {"visa_h1b": _State("no", EXPLICIT)}
        if negative or plain("h1b").value == "conditional":
            return {"visa_h1b": _State("conditional", EXPLICIT, span)}
        return {"visa_h1b": plain("h1b")} if positive else {}
    return _read_all_visas(clause, text, negative, context)


_EXCEPTED_J1 = re.compile(
    rf"\b(?:other than|other [a-z]+ than|different from|except(?: for)?|besides|apart from|aside from|exception of|beyond|but|outside)\b[^,;]{{0,30}}(?:{J1})"
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
    if re.search(r"\bdoes not (?:matter|affect)|\bno effect\b|\bstatus\b|\bexcept\b|\bother than\b", text):
        return {}
    if re.search(r"\bneed(?:ing)? (?:a )?visa", text) and not re.search(
        r"\bnot (?:be )?(?:considered?|accept|review|eligible|take|interview|invite)|\bno\b", text
    ):
        return {}
    if not re.search(
        r"\bsponsor|\baccept|\boffer|\bsupport|\bprovid|\bconsider|\bno visas?\b|\bissue|\bavailable|\bvisas? (?:of any|for any)|\bhandle|\bnone\b|\bneed",
        text,
    ):
        return {}
    if not re.search(r"\bvisas?\b", text) and not re.search(r"\bvisas?\b", context):
        return {}
    return {"visa_j1": _State("no", IMPLIED), "visa_h1b": _State("no", IMPLIED)}


def _read_reply(clause: Clause) -> Iterator[Finding | Drop]:
    """A reply that names no visa: "Yes.", "No.", "Case by case.", "Not at this time." to a question or label that does."""
    for asked, is_label in ((clause.lead, True), (clause.question if clause.is_first_reply else "", False)):
        mentions = {match.lastgroup or "" for match in _MENTION.finditer(asked)}
        if not mentions:
            continue
        text = clause.text
        words = text.split()
        bare = re.match(
            r"(?:yes|no|not?|none|never|accepted|sponsored|offered|available|considered|case|only|limited|we do|we are|they are|it is|neither|both|unfortunately|currently|at this|x\b|n/a|rarely|in exceptional|depends|varies|subject|per )",
            text,
        )
        speaks_of_it = not is_label and re.search(r"\b(?:it|them|one|ones|those|this|these|sponsorship|so)\b", text)
        if not bare and not clause.answer and len(words) > 8 and not speaks_of_it:
            continue
        conditional = bool(_COND.search(text)) or bool(re.search(r"\bonly if\b|\bif\b|\bprovided\b|\bstep 3\b", text))
        negative = clause.answer == "no" or _is_negative(text)
        positive = (
            clause.answer == "yes"
            or bool(speaks_of_it and _POS.search(text))
            or bool(
                re.match(
                    r"(?:yes|accepted|sponsored|offered|available|considered|both|we do\b|they are|it is|x$)", text
                )
            )
        )
        if re.search(r"\bneither\b", text):
            negative = True
        value = "conditional" if conditional else "no" if negative else "sponsors" if positive else None
        if value is None or re.search(r"\byes ?/ ?no\b|not specified|unknown|n/a|unclear|---", text):
            continue
        if value == "sponsors" and _is_negative(asked):
            value = "no"
        fields = [f for f, kind in (("visa_j1", "j1"), ("visa_h1b", "h1b")) if kind in mentions]
        confidence = ANSWERED
        if not fields and value == "no" and re.search(r"\bvisas?\b", asked):
            fields, confidence = ["visa_j1", "visa_h1b"], IMPLIED
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
