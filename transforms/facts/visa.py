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
KEYWORDS = r"visas?\b|sponsor|j\s?-?\s?[1il]\b|h\s?-?\s?[1il]\s?-?\s?b?\b|exchange visitor|citizen|permanent resident|green card"

_NEG = re.compile(
    r"\b(?:not|no|none|never|neither|nor|cannot|can't|unable|ineligible|without|nothing|refuse[sd]?|declines?|exclud(?:es?|ed|ing)|"
    r"unacceptable|unavailable|unsupported|non-acceptable|discontinued|stopped|ceased|isn't|aren't|rejected|prohibit(?:s|ed)?|"
    r"rather than|instead of|other than|apart from|except(?:ing)?|but not|impossible|barred|rule[sd]? out|out of the question)\b|n't\b"
)
_NOT_A_NEGATION = re.compile(
    r"\bnot only\b|\bno (?:problem|difference|preference|restriction|limit|later|more than|longer than)s?\b|\bnot (?:just|limited to|a problem)\b|"
    r"\bnon-?us\b|\bnot (?:us |u\.s\. )?(?:citizens?|permanent)|\bwho (?:are|is) not\b|\bnot a (?:us|u\.s\.)\b|\bnon-? ?citizens?\b|"
    r"\bif (?:you are |they are )?not\b|\bneither (?:us )?citizens\b"
)
_POS = re.compile(
    r"\b(?:accept|sponsor|support|offer|provid|consider|welcom|allow|process|issu|honou?r|permit|tak(?:e|es|en|ing)\b|eligib|"
    r"qualif|obtain|hold|secur|right route|acceptab|availab|possib|giv|grant|recogni|participat|use[sd]?\b|train|works? with|"
    r"arrang|facilitat|through the ecfmg|preferred|route|hire|assist|help|seek|keep|come on|enter|file|petition|yes|option|need|must have|require|ok\b|okay|fine\b|can be|through ecfmg|via ecfmg|open to|only)"
)
_COND = re.compile(
    r"case[- ]by[- ]case|case-?wise|individual(?:ized)? (?:basis|review|case)|\bindividually\b|(?:very )?limited (?:number|basis|cases?|circumstances|availability|extent)|"
    r"\b(?:a )?few\b|\brare(?:ly)?\b|\bexception(?:s|al|ally)?\b|\boutstanding\b|\b(?:highly|exceptionally|extremely|very|most|best|uniquely|well)[- ]qualified\b|"
    r"\bhighest[- ]qualified\b|\bexceptionally strong\b|\bextraordinary\b|\bunusual\b|\b(?:special|certain|specific|some|particular|rare) (?:circumstances?|cases?|situations?|conditions?|"
    r"departments?|programs?|candidates?|applicants?)\b|\bper (?:each )?(?:program|department)|\bprogram(?:'s|s'|s)? (?:own )?(?:policy|policies|discretion|rules?)\b|"
    r"\bdepartment(?:'s|al)? (?:approval|policy|policies|discretion|chair|funds)|\bdiscretion\b|\b(?:with|after|upon|requires?|needs?|pending|prior) (?:[a-z' -]{0,30} )?"
    r"(?:approval|permission|consent|authorization from)\b|\bsubject to\b|\bdepend(?:s|ing|ent)?\b|\bcontingent\b|\boccasional(?:ly)?\b|\bselective(?:ly)?\b|\bselected\b|"
    r"\bnot (?:be )?guaranteed?\b|\bno guarantee\b|\bmay (?:also )?(?:be )?(?:able|considered|consider|sponsor(?:ed)?|possible|available|offered|offer|supported|support|granted|accepted)\b|\bmight\b|\bsometimes\b|"
    r"\byear[- ](?:to|by)[- ]year\b|\beach year\b|\bvaries\b|\bfunding\b|\bbudget\b|\bon condition\b|\bconditional\b|\bup to (?:one|two|three|\d)\b|\bin advance\b|\bwill be reviewed\b|\bon merit\b|\bat most\b|\bonly (?:one|two|three|in|when|if|after|under|for (?!the j|j|a j)|with)\b"
)
_COND_H1B = re.compile(
    r"\bsteps? (?:3|iii|three)\b|\bstep(?:s)? (?:[12i]+,? )+(?:and )?(?:3|iii)\b|\bif\b|\bprovided\b|\bproviding\b|\bas long as\b|\balready (?:on|hold|holding|have|in|has)\b|\bcurrently (?:on|hold|holding|in)\b|\btransfer|"
    r"\bwho (?:have|has|hold|are already|already|pass)|\bmust (?:have|pass|take|be|complete|show|pay|hold)\b|\bonly for\b|\bonly (?:those|applicants|candidates) (?:who|with|already)\b|\bafter\b|\bonce\b|"
    r"\bwhen (?:they|the|all|you)\b|\blicens|\bbefore (?:rank|july|april|march|february|january|the|may|june)|\bby (?:rank|july|april|march|february|january|the (?:time|rank|match))|\bqualified\b|\brequires?\b|\bprior to\b|\bin need of\b"
)
_ONLY_LEFT = re.compile(
    rf"\b(?:only|solely|exclusively|limited to|restricted to|nothing but|no visas? (?:other than|except|besides|apart from|but)|other than|apart from|aside from|exception of|sole|except(?: for)?|besides)\b[^.;]{{0,60}}?(?:{J1}|\bexchange[- ]visitor)"
)
_ONLY_RIGHT = re.compile(
    rf"(?:{J1}|\bexchange[- ]visitor)[^.;,(]{{0,60}}?\b(?:only|exclusively|solely|alone)\b(?! (?:through|via|by|for|if|when|after|in|upon|on|under|with|those|to|from|as|once|at|applicants))"
)
_ONLY_IS = re.compile(
    rf"(?:{J1}|\bexchange[- ]visitor)[^.;]{{0,80}}\b(?:is|are|being)\b[^.;,]{{0,30}}\b(?:only|sole) (?:type |kind |category |class )?(?:of )?(?:[a-z-]+ )?(?:visas?|sponsorship|one|option|status|type)\b"
    rf"|\b(?:the|our) (?:only|sole) (?:type |kind |category )?(?:of )?(?:[a-z-]+ )?(?:visas?|sponsorship|status)[^.;]{{0,90}}(?:{J1})"
    r"|\bit is the only visa\b"
)
_NO_OTHER = re.compile(
    r"\bno (?:other|additional) (?:type of |types of |kinds? of )?(?:[a-z-]+ )?(?:visas?|types?|categor|sponsorship|status|class)|\bother (?:types of |kinds of )?(?:[a-z-]+ )?(?:visas?|types|categories)(?: [a-z]+){0,3} (?:are|is|will|can)(?: be)? ?not\b|"
    r"\bnot [a-z ]{0,20}(?:any )?other (?:type of |types of |kinds? of )?(?:[a-z-]+ )?visas?\b|\bother visas?[^.;,]{0,30}\bnot\b|\bnone other\b|\bno others?\b|\bany other (?:type of )?visas?\b"
)
_CITIZEN = r"(?:u\.?\s?s\.?a?\.? |united states |american )?(?:citizens?(?:hip)?|nationals?)"
_RESIDENT = (
    r"(?:lawful |legal |u\.?s\.? |us |naturali[sz]ed |the )*(?:permanent (?:u\.?s\.? |us |legal )?residen(?:ts?|cy|ce)|green[- ]?cards?(?: holders?)?)"
)
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
    r"\bwaivers?\b|\bj-?2\b|\bds-?2019\b|\btwo-year home|\bhome residency\b|\brenew(?:al|ed)?\b(?! ead)|\bspouse|\bdependents?\b|\bfee(?:s)?\b|\btravel|\bconsulate|\bpassport"
)
_BARE_OK = re.compile(r"\bvisas?\b|\bsponsor|\bimmigration\b|\bcitizenship\b|\bimgs?\b|\binternational\b|\bforeign\b|\bwork authori|\bstatus\b|\baccept")
_PIECE = re.compile(r"[()]|,\s*(?:and |or )?|\s+and\s+|\s+-+\s+|\s+nor\s+|\s+or\s+|\s+while\s+|\.\s+|\bfor (?=h-?1)")
_VERBAL = re.compile(
    r"\b(?:is|are|will|can|may|do|does|be|has|have|must|we|they|it|accepts?|sponsors?|offers?|considers?|supports?|provides?|requires?|needs?|allows?|not|no|cannot|only|n't)\b|n't\b"
)


@dataclass(slots=True)
class _Piece:
    text: str
    start: int
    end: int
    kinds: set[str]


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
    if _ABOUT.search(text) and not re.search(r"\b(?:sponsor|accept)", text):
        if named:
            yield drop(clause, "visa: about the visa, not its acceptance")
        return
    states = _read_pieces(clause, text, 0)
    if not states and clause.lead and not re.search(r"\b(?:j-?1|h-?1b?)\b", clause.lead):
        states = {}
    yield from _emit(clause, states)


@dataclass(frozen=True, slots=True)
class _State:
    value: str
    confidence: float
    condition: tuple[int, int] | None = None


def _emit(clause: Clause, states: dict[str, _State], needs_question: bool = False, needs_lead: bool = False) -> Iterator[Finding]:
    for field, state in states.items():
        yield Finding(
            field,
            state.value,
            "required",
            clause.start,
            clause.end,
            confidence=state.confidence,
            condition=state.condition,
            needs_question=needs_question,
            needs_lead=needs_lead,
        )


def _cut(text: str) -> list[_Piece]:
    """Coordinated parts that have a visa and a predicate of their own."""
    cuts = [0]
    ends: list[int] = []
    for match in _PIECE.finditer(text):
        left, right = text[cuts[-1] : match.start()], text[match.end() :]
        token = match.group().strip()
        if token in "()":
            ends.append(match.start())
            cuts.append(match.end())
            continue
        nearest = re.split(r"[,();]|\band\b|\bor\b|\bnor\b", right, maxsplit=1)[0]
        left_has = _MENTION.search(left)
        # "J-1 and H-1B are accepted" is one predicate; "J-1 is accepted and H-1B is not" is two.
        right_mention = _MENTION.search(nearest)
        if token.startswith("-"):
            if not right_mention:
                continue
        elif not (left_has and right_mention and _VERBAL.search(nearest)):
            continue
        if not _VERBAL.search(left) and not nearest.lstrip().startswith(("not ", "no ")) and not token.startswith("-"):
            continue
        ends.append(match.start())
        cuts.append(match.end())
    ends.append(len(text))
    pieces = []
    for start, end in zip(cuts, ends, strict=True):
        part = text[start:end]
        kinds = {match.lastgroup or "" for match in _MENTION.finditer(part)}
        if part.strip():
            pieces.append(_Piece(part, start, end, kinds))
    return pieces


def _is_negative(text: str) -> bool:
    return bool(_NEG.search(_NOT_A_NEGATION.sub(lambda match: "#" * len(match.group()), text)))


def _read_pieces(clause: Clause, text: str, offset: int) -> dict[str, _State]:
    states: dict[str, _State] = {}
    pieces = _cut(text)
    context = clause.topic
    for index, piece in enumerate(pieces):
        if not piece.kinds:
            continue
        # A modifier without a visa of its own, before or after, belongs to its neighbour.
        span_end = piece.end
        modifiers = piece.text
        for later in pieces[index + 1 :]:
            if later.kinds:
                break
            modifiers += " | " + later.text
            span_end = later.end
        if index and not pieces[index - 1].kinds and index == 1:
            modifiers = pieces[0].text + " | " + modifiers
        for field, state in _read_piece(clause, piece, modifiers, context, span_end).items():
            old = states.get(field)
            if old is None or state.confidence > old.confidence or (state.value == "no" and old.confidence == state.confidence):
                states[field] = state
    return states


def _read_piece(clause: Clause, piece: _Piece, modifiers: str, context: str, span_end: int) -> dict[str, _State]:
    text = piece.text
    has_j1, has_h1b = "j1" in piece.kinds, "h1b" in piece.kinds
    states: dict[str, _State] = {}
    span = (clause.start + piece.start, clause.start + span_end)
    conditional = bool(_COND.search(modifiers))
    hard = conditional or bool(_COND_H1B.search(modifiers))
    lead_negative = bool(re.search(r"\bnot\b|\bno\b", clause.lead)) and bool(_MENTION.search(clause.lead))
    negative = _is_negative(text) or (lead_negative and not _POS.search(text))
    positive = bool(_POS.search(modifiers)) or (
        bool(_BARE_OK.search(context)) or len(text.split()) <= 4 or bool(re.search(r"\bvisas?\b", text) and len(text.split()) <= 8)
    )

    exclusive = has_j1 and bool(
        _ONLY_LEFT.search(text) or _ONLY_RIGHT.search(text) or _ONLY_IS.search(text) or _ONLY_RIGHT.search(modifiers)
    )
    if has_j1 and re.search(r"\bit is the only visa\b", modifiers):
        exclusive = True
    if re.search(r"\bnot only\b", text):
        exclusive = False
    no_other = bool(_NO_OTHER.search(modifiers)) or bool(_NO_OTHER.search(clause.sentence) and has_j1)

    if has_j1 and has_h1b:
        kept = re.search(rf"\b(?:other than|except(?: for)?|besides|apart from|rather than|instead of|not|no|only)\b[^,]{{0,25}}?(?:(?P<h>{H1B})|(?P<j>{J1}))", text)
        whole = negative and not re.search(r"\b(?:rather than|instead of|other than|except|but not|not h|no h|not the h|not j|not for h)\b", text)
        if whole:
            split = re.search(rf"(?:{J1}).*\b(?:not|no)\b(?! (?:sponsor|accept|offer|support|consider|provide|able))[^,]{{0,12}}(?:{H1B})", text)
            if not split:
                return {"visa_j1": _State("no", EXPLICIT, None), "visa_h1b": _State("no", EXPLICIT, None)}
        if negative and kept and kept.group("h"):
            return {"visa_j1": _State("conditional" if conditional else "sponsors", EXPLICIT), "visa_h1b": _State("no", EXPLICIT)}
        if negative:
            return {}
        if positive:
            return {
                "visa_j1": _State("conditional" if conditional else "sponsors", EXPLICIT, span if conditional else None),
                "visa_h1b": _State("conditional" if hard else "sponsors", EXPLICIT, span if hard else None),
            }
        return {}

    if has_j1:
        excepted = re.search(rf"\b(?:other than|except(?: for)?|besides|apart from|aside from|exception of|but)\b[^,;]{{0,30}}(?:{J1})", text)
        if exclusive and not (negative and not excepted and re.search(r"\bnot [a-z ]{0,20}only\b", text)):
            if negative and not excepted and not re.search(r"\bonly\b", text):
                return {"visa_j1": _State("no", EXPLICIT)}
            states["visa_j1"] = _State("conditional" if conditional else "sponsors", EXPLICIT, span if conditional else None)
            states["visa_h1b"] = _State("no", ANSWERED)
            return states
        if negative:
            states["visa_j1"] = _State("no", EXPLICIT)
            return states
        if positive:
            states["visa_j1"] = _State("conditional" if conditional else "sponsors", EXPLICIT, span if conditional else None)
        if no_other:
            states["visa_h1b"] = _State("no", ANSWERED)
        return states

    if has_h1b:
        if negative and not re.search(r"\bnot (?:sponsored |accepted |considered |eligible |available |offered )?(?:unless|until|without)\b|\bunless\b|\buntil\b|\bno h-?1b? without\b|\bexcept\b", modifiers):
            strong_cond = re.search(r"\bexceptional|\brare|\bgenerally not|\bnot (?:generally|usually|typically|normally|routinely|ordinarily|always|guarantee)|\b(?:generally|usually|typically|normally|routinely) (?:do |does |are |is )?not|\bdo(?:es)? not (?:generally|usually|typically|normally|routinely)", modifiers)
            if strong_cond:
                states["visa_h1b"] = _State("conditional", EXPLICIT, span)
            else:
                states["visa_h1b"] = _State("no", EXPLICIT)
            return states
        if hard or negative:
            states["visa_h1b"] = _State("conditional", EXPLICIT, span)
        elif positive:
            states["visa_h1b"] = _State("sponsors", EXPLICIT)
        return states

    if negative and re.search(r"\bother (?:types? of |kinds? of )?(?:[a-z-]+ )?visas?\b|\bother\b[^.;]{0,20}\b(?:visas?|sponsorship)\b", text):
        named = clause.previous.text if clause.previous else ""
        if re.search(J1, named) and not re.search(H1B, named):
            states["visa_h1b"] = _State("no", ANSWERED)
        return states
    # All visas at once.
    if negative and not re.search(r"\bother\b|\bdoes not (?:matter|affect)|\bno effect\b|\bstatus\b", text) and re.search(
        r"\bsponsor|\baccept|\boffer|\bsupport|\bprovid|\bconsider|\bno visas?\b|\bissue|\bavailable|\bvisas? (?:of any|for any)|\bhandle", text
    ):
        if re.search(r"\bexcept\b|\bother than\b|\bneed(?:ing)? (?:a )?visa", text):
            return states
        if not re.search(r"\bvisas?\b", text) and not re.search(r"\bvisas?\b", context):
            return states
        states["visa_j1"] = _State("no", IMPLIED)
        states["visa_h1b"] = _State("no", IMPLIED)
    return states


def _read_reply(clause: Clause) -> Iterator[Finding | Drop]:
    """A reply that names no visa: "Yes.", "No.", "Case by case.", "Not at this time." to a question or label that does."""
    for asked, is_label in ((clause.lead, True), (clause.question if clause.is_first_reply else "", False)):
        mentions = {match.lastgroup or "" for match in _MENTION.finditer(asked)}
        if not mentions:
            continue
        text = clause.text
        words = text.split()
        bare = re.match(r"(?:yes|no|not?|none|never|accepted|sponsored|offered|available|considered|case|only|limited|we do|we are|they are|it is|neither|both|unfortunately|currently|at this|x\b|n/a|rarely|in exceptional|depends|varies|subject|per )", text)
        if not bare and not clause.answer and len(words) > 8:
            continue
        conditional = bool(_COND.search(text)) or bool(re.search(r"\bonly if\b|\bif\b|\bprovided\b|\bstep 3\b", text))
        negative = clause.answer == "no" or _is_negative(text)
        positive = clause.answer == "yes" or bool(re.match(r"(?:yes|accepted|sponsored|offered|available|considered|both|we do\b|they are|it is|x$)", text))
        if re.search(r"\bneither\b", text):
            negative = True
        value = "conditional" if conditional else "no" if negative else "sponsors" if positive else None
        if value is None or re.search(r"not specified|unknown|n/a|unclear|---", text):
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
    """"Citizens or permanent residents only": neither visa."""
    match = _CITIZENS.search(clause.text)
    if not match:
        return
    around = clause.text
    if _OTHER_STATUS.search(clause.text):
        return
    ruled = _CITIZEN_RULE.search(around) or _CITIZEN_RULE.search(clause.lead) or (
        clause.is_first_reply and re.search(r"\bvisas?\b", clause.question)
    )
    if not ruled or re.search(r"\bnot (?:a )?(?:required|requirement|necessary|be)\b|\bpreferred\b", around):
        yield drop(clause, "visa: citizens named without a rule")
        return
    if re.search(r"\b(?:non|not)[- ](?:u\.?s\.? )?citizens?\b|\bwho are not\b", around):
        return
    for field in ("visa_j1", "visa_h1b"):
        yield Finding(field, "no", "required", clause.start, clause.end, confidence=IMPLIED - 0.05)
