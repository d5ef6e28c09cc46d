"""What one group of visas under a predicate says of each: sponsors, no, conditional, or nothing that can be read.

`_read_group` first asks whether the predicate denies, accepts or binds, then goes by the visas named: both, the J-1
alone (where "only the J-1" closes the H-1B), the H-1B alone, or visas at large.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, EXPLICIT, IMPLIED
from transforms.facts.visa.all import read_all_visas
from transforms.facts.visa.exceptions import EXCEPTED_J1, MUST_BE_ABLE, NEED_REFUSED
from transforms.facts.visa.groups import OPENS_WITH_OTHERS, OPENS_WITH_VERB, Group, cut_segments, group_segments
from transforms.facts.visa.heads import LEFT_OUT
from transforms.facts.visa.masks import NO_DEMAND
from transforms.facts.visa.off_topic import FOR_STAFF
from transforms.facts.visa.state import State
from transforms.facts.visa.words import (
    ACTS,
    BARE_OK,
    COND,
    COND_H1B,
    H1B,
    HINDRANCE_DENIED,
    J1,
    MENTION,
    NO_LIMIT,
    NOT_REFUSED,
    ONLY,
    OTHER_DEED,
    OTHER_FACT,
    POS,
    hide_nouns,
    hide_others,
    is_negative,
)
from transforms.hinted_re import Hinted
from transforms.language import Clause

# ---------------------------------------------------------------- only the J-1

ONLY_LEFT = Hinted(
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
    rf"(?:{J1})(?: visas?)?,? (?:is|remains|being) (?:the|our) (?:sole|only|single|one) (?:[a-z]+ )?(?:road|door|gate|"
    r"entry|ticket|"
    r"means|entrance|bridge|track|access)\b|"
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
    r"(?:\bnot|\bnever|\bno)\b[^.;,]{0,40} (?:anything|anyone) else\b|\bno [a-z]+ for anything else\b|"
    r"\bnot [a-z ]{0,20}(?:any )?other (?:type of |types of |kinds? of )?(?:[a-z-]+ )?visas?\b|"
    r"\bother visas?[^.;,]{0,30}\bnot\b|\bnone other\b|\bno others?\b|\bany other (?:type of )?visas?\b"
)
_NOT_ALONE = re.compile(
    r"\b(?:not|never|hardly) (?:(?:the|our|its|your|sponsor|accept|support|offer|take|limited to|restricted to|"
    r"confined to) )?"
    r"(?:only|sole|solely|just|exclusively|merely|limited|restricted|confined)\b"
)
_INSTEAD = Hinted(
    rf"(?:{J1}).{{0,30}}?\b(?:rather than|instead of|in place of|but not|not)\b(?: (?:an?|the|on|for))*\s*(?:{H1B})"
)
_INCLUDED = Hinted(
    rf"(?:{J1})s? (?:is |are )?(?:included|too|as well)\b|\binclud(?:ing|es?) (?:the |an? )?(?:{J1})|\beven (?:the |"
    rf"an? "
    rf")?(?:{J1})"
)

# ---------------------------------------------------------------- conditions, and what only looks like one

# "Candidates who qualify for an H-1B": whoever may hold the visa at all.
FIT_FOR_IT = Hinted(
    r"\b(?:(?:who|that|which|if (?:they|you|he or she)|can|may|would) )*(?:(?:is|are|be|being) )?(?:qualif(?:y|ies|"
    r"ied|ying)|"
    rf"eligible) for(?: (?:an?|the|either|both|any|of|these|those|two|visas?|kind|type))* (?:either|both|it|one|them|"
    rf"(?=(?:{J1})|(?:{H1B})))"
)
_MAY = re.compile(r"\bmay (?:also )?be\b")
_LIMITED = re.compile(r"\W*(?:limited|restricted|rare|selected|few)\b(?! to (?:residents|trainees|physicians)\b)")
_NOTHING_BEYOND = re.compile(r"\bnothing (?:beyond|more than|but|other than|except)\b")
_ONLY_FOR_ALL = re.compile(
    rf"(?:{J1})(?: visas?)? only for(?= (?:our |all |its |the )?(?:[a-z]+ )?(?:trainees|residents|house|interns|gme|"
    rf"graduate|residency))"
)
_FALLS_BACK = re.compile(
    rf"\b(?:otherwise|failing (?:that|which)|or else|if not|instead|in (?:all )?other cases)\b[^;]*(?:{J1})"
)
# "We do not sponsor the J-1 except in exceptional circumstances", "the J-1 is not generally supported".
_J1_OPENED = Hinted(
    r"\bnot (?:a |the )?(?:routine|common|usual|standard|automatic|norm|rule|customary)\b|"
    r"\b(?:except|save|other than|unless) (?:in|under|for|by|on|when|where|if|with)\b|\bexceptional|\brare(?:ly)?\b|"
    r"(?:\bnot|\bcannot)(?: [a-z]+){0,2}? (?:generally|usually|typically|normally|routinely|ordinarily|always|"
    r"regularly|"
    r"as a rule)\b|\b(?:generally|usually|typically|normally|ordinarily|as a rule),? (?:we )?(?:do|does|is|are|will)"
    r" not\b"
)
_FOR_NOW = re.compile(r"\buntil (?:further notice|then|now)\b")

# ---------------------------------------------------------------- acceptance and denial

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
_DENIED_AFTER = re.compile(r"(?:no (?:chance|way|luck|go)|we (?:cannot|do not))$")
_NO_ITEM = re.compile(
    r"\W*(?:and |or )?no "
    r"(?!longer|visas?|sponsor|others?|one|such|additional|type|kind|form|work)[a-z-]+"
)
_JOINED = re.compile(r"\W*(?:if|when|where|with|without|after|once|upon|for|unless|until|provided|who|only)\b")

# ---------------------------------------------------------------- what cannot be read

# Words of reluctance whose outcome cannot be read: such a clause states nothing.
UNREADABLE = Hinted(
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
    r"another (?:story|matter)|in theory|on paper|not so much|a different (?:story|matter|question)|"
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
            NO_DEMAND.search(clause.previous.text)
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


def _has_unknown_verb(text: str) -> bool:
    """Whether a verb stands beside the visa that no list here knows: its polarity cannot be read."""
    if OTHER_DEED.search(text) and not ACTS.search(hide_others(text)):
        return True
    if ONLY.search(text) or _ONLY_IS.search(text) or COND_H1B.search(text):
        return False
    if _THROUGH_ECFMG.search(text) or _HAS_SOME.search(text):
        return False
    rest = _NOUNS.sub("#", text)
    return not POS.search(rest) and bool(_FINITE.search(rest))


# ---------------------------------------------------------------- groups


def read_groups(clause: Clause, text: str, states: dict[str, State]) -> None:
    """Add what the groups of a text say to `states`: the surer reading counts, and of equals the one that binds."""
    groups = group_segments(cut_segments(text))
    for index, group in enumerate(groups):
        for field, state in _read_group(clause, group, groups[:index]).items():
            old = states.get(field)
            if (
                old is None
                or state.confidence > old.confidence
                or (state.confidence == old.confidence and (state.value == "conditional" or old.value == "sponsors"))
            ):
                states[field] = state


def _read_group(clause: Clause, group: Group, earlier: list[Group]) -> dict[str, State]:
    first = group.segments[0].start
    group.modifiers = [
        one
        for one in group.modifiers
        if one.start > first
        or not (OTHER_FACT.search(one.text) or _NO_ITEM.match(one.text))
        or ACTS.search(one.text)
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
    is_bracketed = all(one.depth and ACTS.search(one.text) for one in group.segments)
    negative = any(is_negative(segment.text) or "nor" in segment.link for segment in group.segments) or any(
        is_negative(modifier.text)
        and not (is_bracketed and not modifier.depth)
        and (OPENS_WITH_VERB.match(modifier.text) or modifier.start < group.segments[0].start)
        for modifier in group.modifiers
    )
    verdicts = [one.text.strip(" .") for one in group.modifiers if one.depth or not is_bracketed]
    negative = negative or any(_DENIED_AFTER.match(verdict) for verdict in verdicts)
    negative = negative or any(verdict in ("no", "none", "not", "never", "not at all") for verdict in verdicts)
    if bool(re.search(r"\bnot\b|\bno\b", clause.lead)) and MENTION.search(clause.lead) and not POS.search(text):
        negative = True
    own_label = clause.lead.rsplit(" | ", 1)[-1]
    if LEFT_OUT.search(own_label) and not POS.search(hide_nouns(text)):
        negative = True
    words = len(whole.split())
    bare = any(len(segment.text.split()) <= 3 for segment in group.segments)
    positive = (
        bool(POS.search(text))
        or bool(BARE_OK.search(context))
        or words <= 5
        or bare
        or (bool(re.search(r"\bvisas?\b", text)) and words <= 8)
        or bool(_HAS_SOME.search(text) or _HAS_TO_BE.search(text))
        or bool(HINDRANCE_DENIED.search(text))
        or bool(NOT_REFUSED.search(text))
        or (clause.is_first_reply and kinds <= {one.lastgroup for one in MENTION.finditer(clause.question)})
    )
    conditional = bool(COND.search(_ONLY_FOR_ALL.sub("#", NO_LIMIT.sub("#", text))))
    if has_j1 and not has_h1b and _FALLS_BACK.search(clause.text[:end]):
        conditional = False
    if (
        not negative
        and not conditional
        and (UNREADABLE.search(text) or _has_unknown_verb(whole) or _answers_demand(clause))
        and not HINDRANCE_DENIED.search(text)
        and not (_ONLY_RIGHT.search(whole) and not UNREADABLE.search(whole))
    ):
        return {}

    def plain(kind: str) -> State:
        """The state of a visa that is not refused: sponsors, or conditional with the words that say so."""
        aside = " ".join(
            remark.text
            for remark, front in group.asides
            if kind in front.kinds[-1:] or re.match(r"\W*(?:both|each|either|all)\b", remark.text)
        )
        if _NOTHING_BEYOND.search(text):
            return State("sponsors", EXPLICIT)
        is_hard = conditional or bool(COND.search(aside) or _LIMITED.match(aside))
        if kind == "h1b":
            # Step 3 and "if" bind the H-1B; for a J-1 they are the ECFMG's own rules.
            # "May be supported on a J-1 or an H-1B" permits both; of the H-1B alone, "may" hedges.
            said = FIT_FOR_IT.sub("#", _MAY.sub("#", text) if has_j1 else text)
            is_hard = is_hard or bool(COND_H1B.search(said)) or bool(COND_H1B.search(aside))
        return State("conditional", EXPLICIT, span) if is_hard else State("sponsors", EXPLICIT)

    if OPENS_WITH_OTHERS.match(group.segments[0].text) and not has_h1b and earlier:
        named = {kind for one in earlier for kind in one.kinds}
        if (
            (negative or re.match(r"\W*no(?:ne)?\b", group.segments[0].text))
            and "j1" in named
            and "h1b" not in named
            and not has_j1
        ):
            return {"visa_h1b": State("no", ANSWERED)}
        if not has_j1:
            return {}

    if negative and "any" in kinds | {kind for one in earlier for kind in one.kinds} and _INCLUDED.search(clause.text):
        return {"visa_j1": State("no", EXPLICIT), "visa_h1b": State("no", IMPLIED)}
    excepted = bool(EXCEPTED_J1.search(whole))
    exclusive = (
        has_j1
        and not has_h1b
        and not _NOT_ALONE.search(clause.text)
        and bool(
            ONLY_LEFT.search(whole)
            or _ONLY_RIGHT.search(whole)
            or _ONLY_IS.search(whole)
            or _ONLY_IS.search(clause.sentence)
            or _SOLE.search(clause.sentence)
            or _ONLY_LEAD.search(own_label)
        )
    )
    if has_j1 and has_h1b:
        if _INSTEAD.search(whole):
            return {"visa_j1": plain("j1"), "visa_h1b": State("no", EXPLICIT)}
        if negative:
            if excepted:
                return {"visa_j1": State("sponsors", EXPLICIT), "visa_h1b": State("no", EXPLICIT)}
            return {"visa_j1": State("no", EXPLICIT), "visa_h1b": State("no", EXPLICIT)}
        return {"visa_j1": plain("j1"), "visa_h1b": plain("h1b")} if positive else {}
    if has_j1:
        if exclusive:
            if negative and not excepted and not ONLY.search(whole):
                return {"visa_j1": State("no", EXPLICIT)}
            return {"visa_j1": plain("j1"), "visa_h1b": State("no", ANSWERED)}
        if excepted and negative:
            return {"visa_j1": State("sponsors", EXPLICIT), "visa_h1b": State("no", ANSWERED)}
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
            return {"visa_j1": State("conditional", EXPLICIT, span)}
        if negative and MUST_BE_ABLE.search(whole):
            return {"visa_j1": State("sponsors", ANSWERED)}
        if negative and re.search(rf"\bif\b[^;]*(?:{J1})", whole):
            return {}
        if negative:
            both = "any" in kinds and re.search(
                r"\bvisas?\b,? n?or\b|\bn?or (?:any )?others?\b|\bn?or (?:[a-z-]+ )*visas?\b", whole
            )
            return {"visa_j1": State("no", EXPLICIT)} | ({"visa_h1b": State("no", IMPLIED)} if both else {})
        states = {"visa_j1": plain("j1")} if positive or conditional else {}
        if _NO_OTHER.search(whole) or _NO_OTHER.search(clause.sentence):
            states["visa_h1b"] = State("no", ANSWERED)
        return states
    if has_h1b:
        if FOR_STAFF.search(whole) and not negative:
            return {"visa_h1b": State("no", ANSWERED)}
        opened = re.search(
            r"\bnot (?:a |the )?(?:routine|common|usual|standard|automatic|norm|rule|customary)\b|"
            r"\b(?:unless|until|except|without)\b|(?<!no )(?<!without )\bexceptions?\b(?! of the| (?:are|is|"
            r"will be) (?:not|never))|\bexception "
            r"of\b|\b(?:before|prior to) (?:steps?|all|passing|you|they|the usmle|we "
            r"(?:see|have|get|receive)|it (?:is|has))\b|"
            r"\bexceptional|\brare|\bhardly ever\b|\balmost never\b|\b(?:generally|usually|typically|normally|"
            r"routinely|ordinarily|"
            r"currently guarantee)\b|\b(?:not|cannot)\b(?: [a-z]+){0,2} always\b|\bif\b[^,]*\b(?:not|impossible|"
            r"unable)\b|\bif the lack\b",
            NO_LIMIT.sub("#", _FOR_NOW.sub("", whole)),
        )
        if NEED_REFUSED.match(HINDRANCE_DENIED.sub("#", whole)) or (negative and not opened):
            return {"visa_h1b": State("no", EXPLICIT)}
        if negative or plain("h1b").value == "conditional":
            return {"visa_h1b": State("conditional", EXPLICIT, span)}
        return {"visa_h1b": plain("h1b")} if positive else {}
    return read_all_visas(clause, text, context)
