"""usce_required: how strongly a clause asks for the experience it speaks of, and for how many months.

`find_strength` of the shared grammar comes first; then what a question adds to its answer, then constructions that the
grammar does not know ("not looked at", "no US experience", "as are three months of it"), then for whom it holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms import hinted_re as re
from transforms.exceptions import find_exception
from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop, is_taken_with
from transforms.facts.usce.absence import IS_PROBLEM, WITHOUT, judge_absence
from transforms.facts.usce.context import asks_already
from transforms.facts.usce.lengths import DURATION, find_months
from transforms.facts.usce.lists import judge_listed
from transforms.facts.usce.words import (
    AS_RULE,
    DENIES,
    DO_NOT_APPLY,
    GENERIC,
    LENGTH,
    NOBODY,
    OBSERVE,
    OFFERS,
    OTHER_TOPIC,
    PAST_WORK,
    PREFERS,
    REQUIRES,
    SAYS_MORE,
    THIS_COUNTRY,
    USCE,
    WORK,
)
from transforms.language import Clause
from transforms.marks import find_marks, find_strength, has_mark
from transforms.numerals import NUMBER, parse_number
from transforms.refusals import is_harmless, is_turned_away
from transforms.strength import settle_strength
from transforms.wish_heads import is_of_invited

# ---------------------------------------------------------------- remarks beside it

# "..., outpatient preferred": of its kind, and not whether it is asked for.
KIND_WISHED = re.compile(
    r"[,;(] ?(?:with |and |but )?(?:an? |the |more |longer |recent |recency )*(?:outpatient|inpatient|hands-on|recent|"
    r"ambulatory|longer|more|primary care|family medicine|academic|hospital|direct|paid|university)"
    r"(?: (?:experience|work|rotations?|settings?|care|sites?|based|ones?))*(?: is| are)? (?:strongly |highly |much )?"
    r"(?:preferred|prefered|pref\b|desirable|desired|better|ideal|a plus|recommended|encouraged|favou?red|preferable)"
)
_ITS_PLACE = r"(?: (?:hospitals?|clinics?|settings?|wards?|institutions?|systems?))?"
_RIGHT_BEHIND = re.compile(
    rf"{_ITS_PLACE} \((?P<said>(?:(?:is|are|an?|not|no|very|[a-z]+ly) ){{0,3}}(?!we\b)[a-z'-]+)\)"
)
_IN_BRACKETS = re.compile(
    r" \((?P<said>(?:(?:but|yet|is|an?|not|no|very|much|[a-z]+ly) ){0,3}(?!we\b)[a-z'-]+(?:,? (?:but )?not "
    r"(?:an? )?[a-z]+)?)\)[\W]*$"
)
_NOTHING_SAID = re.compile(
    r"---|\bnot (?:specified|stated(?! as)|listed|given|published|mentioned|disclosed|provided|addressed|"
    r"indicated|known|"
    r"reported|recorded|found|clear|applicable)\b|\bunknown\b|\bunspecified\b|\bunclear\b|\bundisclosed\b|\bn/a\b|"
    r"\bno (?:data|info(?:rmation)?|answer|mention|details?|entry|record)\b|\bnothing (?:is )?(?:said|stated|mentioned|"
    r"listed|published)\b"
)
_LEANING = re.compile(r"(?:ideally|preferably|we (?:prefer|favou?r|recommend|encourage|like|suggest))\b")
_IDEALLY = re.compile(r"\b(?:ideally|preferably) (?:(?!must\b)[a-z]+ ){0,6}$")
_WISHED_ASIDE = re.compile(
    rf"{_ITS_PLACE} \((?:but |and )?(?:we (?:[a-z]+ )?(?:prefer|like|recommend|suggest|favou?r)|(?:strongly |"
    rf"highly )?(?:preferred|"
    r"recommended|ideally|preferably):?) [^()]{3,50}\)"
)
# "As to experience in American hospitals, we recommend inpatient work, of at least a month."
_TOPIC = re.compile(r"(?:as (?:to|for)|regarding|concerning|with (?:regard|respect) to|in terms of)\b")


def _said_of_topic(text: str, end: int) -> str | None:
    """The one strength of what is said of an experience that only opens the sentence as its topic."""
    cut = text.find(", ", end)
    if not _TOPIC.match(text) or not 0 <= cut - end < 40:
        return None
    kinds = {mark.kind for mark in find_marks(text[cut + 2 :])} - {"weak"}
    return kinds.pop() if len(kinds) == 1 else None


_AS_ARE = re.compile(r"\b(?:as|so) (?:is|are|would be|will be|do|does)\b(?: [a-z0-9-]+){0,6} ?$")
_IS_CONSIDERED = re.compile(
    r"(?:^|[,;] )(?:it|this|that) (?:is|will be) (?:also |always |certainly "
    r")?(?:considered|reviewed|read)\b"
)

# ---------------------------------------------------------------- questions

_ASKS_TO_GET = re.compile(
    r"\b(?:where|how) (?:can|do|could|should|may|would|might) (?:i|we|one|you|applicants|imgs|"
    r"someone)\b[^?]*\b(?:get|gain|obtain|find|"
    r"arrange|acquire|document|list|prove|show|count|record|enter|report|submit|verify)\b|\b(?:did|do) (?:you|they|"
    r"your residents|"
    r"residents|most|people)(?: [a-z]+)? (?:have|do|get|complete|had)\b"
)
_NOT_SO_LONG = re.compile(rf"not (?:quite |as much as )?{LENGTH}\W*$")  # "Is a year needed? No, not a year; ..."
_VERY_MUCH = re.compile(
    r"(?:it (?:does|will|would|can|may|certainly|definitely|surely)|a (?:great deal|lot)|very much|greatly|"
    r"considerably|"
    r"enormously|immensely|definitely|indeed|somewhat|certainly|to some (?:extent|degree))\b(?! not\b)"
)
_ASKS_WHICH = re.compile(
    r"\W*(?:q[.:] )?(?:(?:what|which) (?!if\b|is the difference|does|are the benefits)|how (?:recent|much|long|many|"
    r"old)\b)"
)
_HOW_RECENT = re.compile(r"\bhow (?:far back|recent(?:ly)?|old|long ago)\b")
_HOW_MUCH = re.compile(r"\bhow (?:much|many|long)\b(?! ago)")
_HOW_MANY = re.compile(r"\bhow many (?:months|weeks|years)\b")

# ---------------------------------------------------------------- denied or ignored

_NO_BEFORE = re.compile(r"\bno (?:prior |previous |specific |formal |particular |minimum )?$")
_ASKING = re.compile(
    r"\b(?:requires?|needs?|asks? for|demands?|expects?|insists? on|mandates?|sets?|imposes?|"
    r"wants?)\b"
)
# "We do not look at US experience", "US experience is not looked at"
_NOT_LOOKED_AT = re.compile(
    r"\b(?:not|never|no longer) (?:[a-z]+ly )?(?:look (?:at|for)|looks (?:at|for)|consider|weigh|review|"
    r"screen(?: for| on)?|count|"
    r"evaluate|ask about|check(?: for)?|care (?:about|for)|score|track|expect)(?: (?:any|your|prior|previous|recent|"
    r"the|an?))* $"
)
_IGNORED = re.compile(
    r" (?:(?:is|are|was|were|has|have|been|will|be|plays?) )*(?:not|never|no longer)(?: (?:be|been))? (?:looked "
    r"(?:at|for)|"
    r"weighed|checked|evaluated|scored|tracked|asked (?:about|for)|taken into (?:account|consideration)|something we|"
    r"(?:an? )?(?:factor|"
    r"part of)|considered(?! (?:sufficient|enough|adequate|as|an?|equivalent|complete|recent|valid)))|"
    r" (?:is|are|has been|have been) (?:now |currently )?waived(?: for (?:all|every)|\W*$)"
)
_OF_PEOPLE = re.compile(
    r"\b(?:without|lack\w*|with|who|whose|applicants?|candidates?|imgs?|graduates?|files?|applications?|those|not)\b"
)
_BARE_UNNEEDED = re.compile(
    r"\W*(?:the following |these |this |it )?(?:(?:is|are) )?(?:not|never|by no means) (?:strictly |absolutely |"
    r"a |an )?"
    r"(?:required|requirements?|mandatory|necessary|needed|essential|demanded|obligatory|compulsory|"
    r"prerequisites?|must)\W*"
)
_ELLIPSIS = re.compile(r" (?:is|are|does|do)(?P<denied> not)?\W*$")
# "We recommend it, not more."
_NO_MORE = re.compile(
    r"[,;] (?:but |and |though )?(?:no|not|nothing|never) more(?: than (?:that|this|a wish))?\W*$|"
    r"\b(?:and|but) (?:it is |that is |is )?(?:no|nothing) more(?: than (?:that|this|a wish))?\W*$"
)
_BUT_NOT = re.compile(r"\b(?:but|yet|though|and) not? (?:any |prior |previous |also )*$")


def _complete_ellipsis(clause: Clause, start: int, end: int) -> str | None:
    """ "Step 3 is required; US experience is not", "While research is not needed, it is", "a pass but not ..."."""
    text = clause.text
    elided = _ELLIPSIS.match(text, end)
    if elided is None and not _BUT_NOT.search(text, 0, start):
        return None
    kinds = {mark.kind for mark in find_marks(text[:start])} - {"weak"}
    if not kinds and clause.previous and clause.previous.sentence_start == clause.sentence_start:
        kinds = {mark.kind for mark in find_marks(clause.previous.text)} - {"weak"}
    if len(kinds) != 1:
        return None
    said = kinds.pop()
    if elided is None or elided.group("denied"):
        return "unneeded" if said == "required" else None
    return {"unneeded": "required", "required": "required", "preferred": "preferred"}.get(said)


# "Nor is US experience something we ask of IMGs", "it cannot be called a requirement"
_DENIED_OF_IT = re.compile(
    r"\bn(?:or|either) (?:is|are|do|does|must|need|have|has)\b|\bno such\b|\b(?:cannot|can hardly|never|not)"
    r" be (?:called|"
    r"considered|said to be|termed|made|regarded as) (?:an? |our )?(?:[a-z]+ )?(?:requirement|prerequisite|must|"
    r"condition|necessity|rule)\b|\b(?:is|are|as|of) no (?:requirement|prerequisite|condition|must|necessity)\b|"
    r"\b(?:that|it|this)(?:'s| is) (?:not|no) (?:an? )?(?:requirement|prerequisite|condition|must|rule)\b"
)
_DENYING_HEAD = re.compile(
    r"\b(?:what|things|rules|requirements) (?:we|you|applicants|imgs) (?:will not|do not|never) (?:have|see|find|set|"
    r"impose|keep|use)\b"
)

# ---------------------------------------------------------------- asked for, or only wished for

_SUBJECT = re.compile(
    r"\W*(?:it|this|these|such|that|they|but|preferred|strongly|highly|recommended|encouraged|desired|desirable|yes|"
    r"no|not|although|"
    r"only|we|helpful|ideal|having|at least|applicants? with|candidates? with|those with|(?:one|two|three|four|five|"
    r"six|eight|nine|ten|twelve|half)\b|\d|unnecessary|nice|welcome)"
)
_LACKING = re.compile(r"\b(?:without|lack(?:s|ing)?|unless|until|fewer|less) ")
_COMPETITIVE = re.compile(
    r"\b(?:to (?:be|stay|become|appear|look)|for) (?:an? )?(?:more |truly |really "
    r")?(?:competitive|attractive)\b"
)
_TOO_SHORT = re.compile(
    rf"\b(?:less|fewer|shorter) than {LENGTH}[^.;]{{0,40}}\b(?:not (?:be )?(?:sufficient|enough|acceptable|accepted|"
    rf"considered|adequate)|"
    r"insufficient|too (?:little|short))\b"
)
_FARES = re.compile(
    r"\b(?:those|applicants|candidates|people|residents|imgs|graduates|doctors|colleagues) (?:who|"
    r"with)\b.*\b(?:tend|feel|do "
    r"(?:well|better|best)|find|adapt|adjust|start|settle|seem|learn|fare|perform|are (?:happier|better|quicker))\b"
)
_SOFTENED = re.compile(
    r"\W*(?:but |though |although |while |and )?(?:this|it|that)(?:'s| is| would be) (?:not an? (?:[a-z]+ "
    r")?(?:requirement|condition|must)|not "
    r"(?:[a-z]+ )?(?:required|mandatory)|(?:[a-z]+ly )?(?:recommended|preferred|encouraged|desirable|advised|"
    r"suggested|a preference|"
    r"a recommendation))"
)
_SUFFICES = re.compile(
    r"\b(?:will do|suffic\w+|(?:is|are|will be) (?:enough|sufficient|adequate|the (?:minimum|least|floor))|(?:is|"
    r"are) what we ask)\b"
)
_TAKEN_LEAD = re.compile(
    r"(?:^|\| )(?:(?:also )?(?:eligible|considered|invited|reviewed)|(?!.*\b(?:not|no|never)\b)[^|]*\b(?:the "
    r"following (?:applies|"
    r"apply|holds?|is needed|are needed)|consider applications|considered are|to be considered)|"
    r"(?:we |the (?:committee|program) )?(?:only )?(?:consider|interview|invite)s?(?: only)?(?: for (?:an? "
    r")?(?:interviews?|"
    r"review|residency|places?|a place))?(?: (?:applicants|candidates|those|people|imgs|graduates)(?: only)?)?)$"
)
_WE_CONSIDER = re.compile(
    r"\b(?:we|program|committee|department) (?:will |do |only |also )?(?:consider|review|interview|invite|accept|"
    r"take)s? "
    r"(?:[a-z]+ ){0,3}(?:graduates|applicants|candidates|imgs|applications|files)(?: from (?:imgs?|graduates|"
    r"applicants|"
    r"candidates|those|physicians))? (?:with (?!or\b|out\b)|(?:who|that|which) (?:have |has )?(?!not\b|no\b|lack|"
    r"never)(?:had |"
    r"completed |done |obtained |show |document |include |hold |can show |possess |contain )?)[^.;]{0,60}$"
)
_HOLDERS = re.compile(
    r"\b(?:imgs?|fmgs?|applicants|candidates|graduates|physicians|those) (?:with|who have|having|who can "
    r"show)(?: (?!or\b|no\b)[a-z0-9()-]+){0,6} ?$"
)
_MAY_APPLY = re.compile(
    r"(?: [a-z]+){0,4} (?:(?:may|can) (?:apply|be considered|be reviewed|be interviewed|enter)|(?:are|will be) "
    r"(?:eligible|considered|"
    r"reviewed|invited))\b"
)
_ASKS_SOFTLY = re.compile(r"\b(?:ask|look|hope|wish)(?:s|ing)? for,? (?:but|though|although|yet)\b")


def _preference_is_here(text: str, start: int, end: int) -> bool:
    """A preference in the clause that speaks of the experience, not of something listed beside it."""
    return (
        any(
            mark.kind == "preferred"
            and ","
            not in text[min(mark.end, start) : max(mark.start, end)]
            .replace(", but", "")
            .replace(", not", "")
            .replace(", though", "")
            for mark in find_marks(text)
        )
        or text.count(",") <= 2
    )


# ---------------------------------------------------------------- for whom it holds

_OF_STATE = re.compile(
    r"(?:while |although |though )?(?:the |our |this |your )?(?:[a-z]+ )?(?:state|medical board|licensing board|"
    r"board|law|ecfmg|"
    r"acgme)\b(?: of [a-z]+)?(?: itself)? (?:do|does|has|asks?|requires?|needs?|sets?|will)\b"
)
# "Applicants more than five years out of school must have it", "If you failed a Step, ...": a rule for some.
_OF_SOME = re.compile(
    rf"(?:more|longer|greater|further|older|later|earlier) than (?:an? |the )?(?:{NUMBER}|few)\b|"
    rf"\b(?:over|beyond|past|exceed\w*) (?:the )?{NUMBER}|[>\u2265] ?\d|\bgaps?\b|\b(?:out|away) (?:of|from) "
    rf"(?:practice|training|clinical|"
    rf"medicine|school|patient)|\b(?:not|never) (?:currently |recently |been |in |actively )*(?:practi[cs]|active|"
    rf"working|"
    rf"clinic|seeing)|\bolder\b|\b(?:before|prior to) (?:19|20)\d\d|\bfail(?:ed|ures?|s)?\b|\b(?:below|under|less than|"
    rf"lower than) 2\d\d|\b{NUMBER} (?:or more years?|years? or (?:more|longer)) (?:out|past|ago|since|after|from)\b|"
    rf"\b(?:19|20)\d\d(?:'s)? (?:graduates|grads|graduation)|\b(?:graduates|grads|graduated|graduation|"
    r"finished|degrees?) (?:of|from|in|between) (?:19|20)\d\d|\brepeat|\bretak|\bmultiple attempts|\bstep 3\b|"
    r"\bresearch\b|\bfellows?(?:hip)?\b"
)
_SPEAKS_OF = re.compile(
    r"(?:for|if|when|where|should|those|anyone|all|any|an?|the|our|and|but)?\s*(?:(?:19|20)\d\d|you|your|it|more|"
    r"applicants?|candidates?|"
    r"imgs?|fmgs?|"
    r"graduates?|graduation|graduated|graduating|older|those|anyone|anybody|someone|physicians?|doctors|people|the|an?|"
    r"international|foreign|who|whose|time|there|over|with|medical)\b"
)


# "..., and if that was in 2019-2021, work in the US since": what those who left school earlier are asked for
_IF_LONG_AGO = re.compile(
    r"\b(?:if|when|where)(?: (?:it|that|this|the (?:degree|diploma|school)|they|you|school)(?: (?:is|was|were|are|"
    r"lies?|have|"
    r"finished|graduated|ended|been))*)?(?: (?:out|of|in|from|back|between|more|any|even|further|much))* (?:(?:19|"
    r"20)\d\d|"
    r"longer|older|earlier|before|farther|longer ago)\b[^,;()]{0,40},(?: then| there should be| we (?:want|need|ask "
    r"for))? "
    r"[^,;()]{0,60}$"
)


def _is_of_some(text: str, start: int) -> bool:
    """Whether the demand that governs what stands at `start` names first for whom it is: some of the applicants."""
    if _IF_LONG_AGO.search(text, 0, start):
        return True
    demands = [mark for mark in find_marks(text) if mark.kind == "required"]
    head = text[: min([start, *(mark.start for mark in demands)])]
    if demands and is_turned_away(text[demands[0].start : demands[0].end]):
        return False
    some = _OF_SOME.search(head)
    if some and head.count(",", some.end()) > 1:
        return False  # one item of a list
    return bool(some and _SPEAKS_OF.match(head.lstrip(" (\"'")) and not NOBODY.search(head[: some.start()]))


_ADVISES = re.compile(
    r"\b(?:try|tries|aim|strive|plan|hope|attempt) to\b|\bconsider (?:getting|doing|completing|obtaining|gaining)\b"
)
_ALTERNATIVE = re.compile(
    r"\bor else (?:have )?(?:an? |some )?(?:(?:clinical|other|hands-on|medical|any) )*(?:work|experience|training|"
    r"practice)"
    r"\b|\bor (?:(?:clinical|hands-on|medical|patient|any|other) )*(?:work|experience|training|practice) (?:anywhere|"
    r"elsewhere|abroad|at home|in any)\b|"
    r"\bor (?:have )?(?:an? )?(?:completed |finished |full |prior |accredited )(?:residency|internship|fellowship|"
    r"training)\b|"
    r"\bor (?:at least )?(?:one|two|three|\d+|an?) (?:full )?(?:years?|months?) (?:of|in) (?:residency|training|"
    r"practice|research|postgraduate|internship)|"
    r"\bor (?:have )?(?:an? |the )?(?:passing |passed |pass (?:in |on |of )?)?(?:usmle )?step 3|\bor (?:have )?(?:an? |"
    r"other |significant |extensive )?(?:research|ph\.?d|licensed|practi[cs]|residency|"
    r"post-?graduate training|foreign|international|home country|equivalent (?:experience )?(?:abroad|elsewhere)|"
    r"work(?:ed|ing)? as)"
)
# Asides, and lists of what the experience may be.
_KINDS_OF_IT = re.compile(
    r"\([^)]*\)|\b(?:such as|may be|can be|could be|either|including|for example|e\.g\.|be it|"
    r"whether|not (?:as|merely|just|only|counting|including)|as (?:an? )?(?!minimum\b)[a-z-]+(?:,[^.;]*)? or)\b.*"
)
_KINDS_ALONE = re.compile(
    rf"\W*(?:(?:{WORK}|{OBSERVE}|an?|the|or|and|any|one|two|hands-on|clinical|hospital|other|paid|unpaid|inpatient|"
    r"outpatient|preferably|such as|like|for example|of)\b\W*){1,12}"
)
_RESEARCH_TOO = re.compile(r"\bclinical or research\b|\bresearch or clinical\b")

# "You worked on wards of this country", "While at school, you spent two months in ...": what an applicant has done.
_YOU_DID = re.compile(
    r"(?:\W*(?:(?:while|during|before|after|since|at|in|by|either|when)\b[^,]{2,40}, )?|"
    r".*[,;] (?:and )?)(?:you(?: have|'ve)?|(?:whoever|anyone who|who) "
    r"(?:applies|comes|enters|joins|trained|studied|finished)\b[^,;]{0,50}? has)"
    r"(?: also| already| actually| personally)*"
    r"(?P<verb> (?:spent|did|completed|gained|had|brings?|put in|worked(?: for)?)"
    rf"(?: (?:at least|no less than|a total of|a|{LENGTH}(?: of)?))*)? "
)
_IF_YOU = re.compile(r"\b(?:if|whether|unless|once|in case|should|tell|say|because|since|as)\b")
_DID = re.compile(rf"{PAST_WORK}\b|{LENGTH}")
_DONE = re.compile(rf"{WORK}\b")


def _is_declared(clause: Clause, start: int) -> bool:
    """Whether a clause tells "you" of work done: who did none is not the one it speaks to."""
    text = clause.text
    told = _YOU_DID.fullmatch(text, 0, start)
    return (
        told is not None
        and not clause.question
        and not text.endswith("?")
        and bool(_DID.match(text, start) or (told.group("verb") and _DONE.match(text, start)))
        and not _IF_YOU.search(f"{text[:start]} {clause.lead}")
        and not find_marks(text)
    )


# ---------------------------------------------------------------- reading


def read_strength(
    clause: Clause, start: int, end: int, is_named: bool, needs_question: bool, needs_lead: bool
) -> Iterator[Finding | Drop]:
    """What a clause demands of the experience that stands at `start:end`, or that it answers or goes on about."""
    text = clause.text
    confidence = EXPLICIT if is_named else ANSWERED
    rest = {"confidence": confidence, "needs_question": needs_question, "needs_lead": needs_lead or bool(clause.lead)}
    aside = re.search(rf"\([^()]*{OBSERVE}[^()]*\)", text[end:]) if is_named else None
    if aside and has_mark(aside.group(), "unneeded"):
        # "(whether as an observer or an extern makes no difference)" says nothing of the rest
        masked = text[:end] + text[end:].replace(aside.group(), "#" * len(aside.group()))
        clause, text = replace(clause, text=masked), masked
    unsaid = _NOTHING_SAID.search(text)
    if unsaid and not find_marks(text[: unsaid.start()]):
        return
    if KIND_WISHED.search(text, end):
        masked = KIND_WISHED.sub(lambda wish: "#" * len(wish.group()), text)
        clause, text = replace(clause, text=masked), masked
    if is_named:
        strength = settle_strength(clause, start, end)
    else:
        strength = find_strength(text, start, end)
    kinds = {mark.kind for mark in find_marks(text)}
    if not kinds - {"weak"} and clause.lead:
        kinds = {mark.kind for mark in find_marks(clause.lead)}
    asked = clause.question if needs_question else clause.lead if needs_lead else ""
    aside = (_RIGHT_BEHIND.match(text, end) or _IN_BRACKETS.search(text, end)) if is_named else None
    if aside and aside.start() - end < 40 and not OTHER_TOPIC.search(text, end, aside.end()):
        # "... a minimum of six months of it (preferred)"
        told_aside = {mark.kind for mark in find_marks(aside.group("said"))} - {"weak"}
        told_aside -= {"unneeded"} if "preferred" in told_aside else set()  # "(a wish, not a condition)"
        strength = told_aside.pop() if len(told_aside) == 1 else strength
        if strength == "unneeded" and re.search(r"\b(?:wish|hope|preference)\b", aside.group("said")):
            kinds.add("preferred")
    if (
        strength == "required"
        and is_named
        and "preferred" in kinds
        and (("required" not in kinds and _LEANING.match(text)) or _IDEALLY.search(text, 0, start))
        and len(DURATION.findall(text)) <= 1
    ):
        strength = "preferred"  # "Ideally, they have experience of a minimum of three months"
    if needs_question and (_ASKS_TO_GET.search(asked) or _NOT_SO_LONG.match(text)):
        return
    if is_named and strength in (None, "required") and (rest_of := _said_of_topic(text, end)):
        strength = rest_of
    if is_named and (liked := _WISHED_ASIDE.match(text, end)) and not kinds & {"required"}:
        # "US experience (we prefer two months or more)"
        yield Finding("usce_required", True, "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        length = find_months(liked.group())
        if length:
            yield Finding("usce_months", length[0], "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        return
    says_itself = strength is not None
    if alike := _AS_ARE.search(text, 0, start):
        # "Scores over 220 are preferred, as are three months of it."
        shared = {mark.kind for mark in find_marks(text) if mark.end <= alike.start()} - {"weak"}
        strength = shared.pop() if len(shared) == 1 else strength
    if strength == "required" and _IS_CONSIDERED.search(text) and not REQUIRES.search(text):
        strength = "preferred" if "preferred" in kinds else None  # it is, with everything else
    if (
        strength == "typical"
        and "unneeded" in kinds
        and re.search(
            r"\b(?:it|this|that) (?:is|was|will be) (?:[a-z]+ )?(?:not?|never|by no means)\b",
            text,
        )
    ):
        strength = "unneeded"
    if (not is_named or strength is None) and strength in (None, "required") and asked:
        strength, done = _read_answer(clause, strength, asked, needs_question, needs_lead, rest)
        if done is not None:
            yield from done
            return
    if (
        needs_question
        and strength == "preferred"
        and clause.answer == "yes"
        and clause.is_first_reply
        and REQUIRES.search(asked)
        and not PREFERS.search(asked)
        and not has_mark(text, "unneeded")
        and (find_months(text) or re.match(r"and\b|plus\b|with\b", text))
    ):
        # "Is it required? It is, and we prefer two months."
        yield Finding("usce_required", True, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        wished = find_months(text)
        if wished:
            yield Finding("usce_months", wished[0], "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        return
    if (
        needs_question
        and strength == "preferred"
        and clause.answer == "no"
        and (REQUIRES.search(asked) or has_mark(asked, "required"))
        and not PREFERS.search(asked)
    ):
        yield Finding("usce_required", False, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
    if (
        not is_named
        and says_itself
        and strength == "preferred"
        and not GENERIC.search(text)
        and not _SUBJECT.match(text)
        and not (
            re.search(r"\b(?:it|some|this|that)\b", text)
            or any(mark.kind == "preferred" and mark.start <= 12 for mark in find_marks(text))
        )
    ):
        strength = "unneeded" if "unneeded" in kinds else None
        kinds.discard("preferred")
    if (
        strength == "required"
        and clause.is_first_reply
        and not kinds - {"weak"}
        and (PREFERS.search(clause.question) or has_mark(clause.question, "preferred"))
        and not REQUIRES.search(clause.question)
    ):
        strength = "preferred"  # "What strengthens a file? At least a month of it."
    asks_shortly = clause.is_first_reply and clause.answer == "yes" and len(clause.question.split()) <= 4
    if (
        strength is None
        and is_named
        and find_months(text)
        and (re.search(r"\bexperience\b", clause.lead) or (asks_shortly and GENERIC.search(clause.question)))
    ):
        strength = "required"  # "Hands-on experience? Yes, three months in the US."
    if strength == "typical" and is_of_invited(clause):
        strength = "preferred"
    if strength == "typical" and clause.answer == "no" and asked and REQUIRES.search(asked):
        strength = "unneeded"
    if strength == "typical":
        yield drop(clause, "usce: typical, not asked for")
        return
    if (
        is_named
        and strength in (None, "required")
        and _NO_BEFORE.search(text, 0, start)
        and _ASKING.search(text, 0, start)
    ):
        strength = "unneeded"  # "We require no minimum score and no American experience"
    if strength == "required" and (_COMPETITIVE.search(text)):
        strength = "preferred"  # "You need three months of it to be competitive"
    if is_named and (told_so := _complete_ellipsis(clause, start, end)):
        strength = told_so
        kinds -= {"preferred"}
    if (
        is_named
        and (
            _NOT_LOOKED_AT.search(text, 0, start)
            or (_IGNORED.match(text, end) and not _OF_PEOPLE.search(text, 0, start))
        )
        and (strength != "preferred")
    ):
        strength = "unneeded"
    if is_named and (without := judge_absence(clause, start, end)):
        strength = without
        if strength == "typical":
            return
        if re.search(r"\bwelcome", text):
            kinds.discard("preferred")  # those who lack it are
    denied = _DENIED_OF_IT.search(text) if strength == "required" else None
    if denied and (denied.group() == "no such" or not _LACKING.search(text)):
        strength = "unneeded"
    if strength in (None, "unneeded") and _TOO_SHORT.search(text):
        strength = "required"
    if strength == "required" and is_named and _FARES.search(text) and not kinds - {"weak"}:
        strength = None  # "Those who have done at least one rotation here feel at home sooner."
    rest_of_sentence = clause.sentence[clause.end - clause.sentence_start :][:90]
    if strength == "required" and is_named and re.search(r"\bshould\b", text) and _SOFTENED.match(rest_of_sentence):
        strength = "preferred"  # "IMGs should have a year of it; this is recommended but not a condition."
    if strength is None and not is_named and _SUFFICES.search(text) and asks_already(clause.previous):
        strength = "required"  # "It is a condition; three months will do"
    if strength is None and is_named and (is_taken_with(clause, start) or _TAKEN_LEAD.search(clause.lead)):
        strength = "required"  # "are eligible if they ..., and can document sixteen weeks of it"
    if strength is None and is_named and _WE_CONSIDER.search(text, 0, start):
        strength = "required"  # "We consider graduates with a certificate and US experience"
    if strength is None and is_named and _HOLDERS.search(text, 0, start) and _MAY_APPLY.match(text, end):
        strength = "required"  # "IMGs with a year of it may apply"
    if strength is None and is_named:
        if ruled := AS_RULE.match(text, end):
            denied = re.search(r"\b(?:no|not|never|without)\b", f"{text[max(0, start - 30) : start]} {clause.lead}")
            strength = None if find_exception(text[ruled.end() :]) else "unneeded" if denied else "required"
        else:
            strength = judge_listed(clause, start, end) or ("required" if _is_declared(clause, start) else None)
            if strength == "typical":
                yield drop(clause, "usce: typical, not asked for")
                return
    label = clause.lead.rsplit("|", 1)[-1].strip()
    if strength is None and needs_lead and (named := USCE.search(label)) and _KINDS_ALONE.fullmatch(text):
        of_kinds = find_strength(label, *named.span())
        strength = of_kinds if of_kinds in ("preferred", "required") else None  # "US work we like: a rotation or two"
    of_label = find_months(label) if needs_lead and strength is None and len(label.split()) < 10 else None
    if of_label and re.search(OBSERVE, text) and not OFFERS.search(text):
        # "Three months US experience - observerships acceptable": the demand stands before the dash.
        yield Finding("usce_required", True, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        yield Finding("usce_months", of_label[0], "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        return
    if strength is None:
        return
    if is_named and AS_RULE.match(text, end) and _DENYING_HEAD.search(clause.lead):
        strength = "unneeded"  # "What we do not have: a US-experience rule"
    if strength == "unneeded" and _ASKS_SOFTLY.search(text):
        kinds.add("preferred")  # "We ask for, but do not insist on, three months of it"
    if strength == "required" and clause.lead.endswith(" competitive"):
        strength = "preferred"
    if not_all := _why_not_of_all(text, strength, start, end, is_named):
        yield drop(clause, not_all)
        return
    if strength == "required":
        if (
            clause.answer == "no"
            and clause.is_first_reply
            and asked
            and not is_named
            and re.match(r"(?:but|however|though)\b", text)
            and (REQUIRES.search(asked) or has_mark(asked, "required"))
            and not re.search(rf"\b(?:it|this|that|such)\b|\bmonths?\b|\bweeks?\b|{THIS_COUNTRY}", text)
        ):
            # "Must I have US experience? No, but you must have seen patients somewhere."
            yield Finding("usce_required", False, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
            return
        if (
            clause.answer == "no"
            and asked
            and not re.search(r"\bmust\b|\brequire|\bneed|\bminimum|\bat least|\bhave to", text)
        ):
            return
        yield Finding("usce_required", True, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
    elif strength == "unneeded":
        yield Finding("usce_required", False, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        if needs_question and clause.answer == "yes" and PREFERS.search(asked) and not REQUIRES.search(asked):
            # "Does it help? Yes, but we do not require it."
            yield Finding("usce_required", True, "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        if "preferred" in kinds and _preference_is_here(text, start, end):
            yield Finding("usce_required", True, "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
            strength = "preferred"
    else:
        adds = not is_named and find_months(text) is not None and clause.previous is not None
        if adds and asks_already(clause.previous):
            months, _ = find_months(text) or (0, 0)
            yield Finding("usce_months", months, "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
            return
        yield Finding("usce_required", True, "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        before = clause.previous
        is_denied = (
            before is not None
            and before.sentence_start == clause.sentence_start
            and bool(_BARE_UNNEEDED.fullmatch(before.text))
        )
        denies = [
            mark
            for mark in find_marks(text)
            if mark.kind == "unneeded"
            # "... experience in the US, does not ask for Step 3": that is denied of something else
            and not (
                mark.side == "next" and 0 < end <= mark.start and OTHER_TOPIC.search(text[mark.end : mark.end + 30])
            )
        ]
        of_lead = ("unneeded" in kinds and not has_mark(text, "unneeded")) or bool(
            has_mark(clause.lead, "required") and re.match(r"(?:none|no|nothing)\s*[,;.:(-]", text)
        )  # "Required experience: none, though a rotation is advised."
        if is_denied or denies or of_lead or _NO_MORE.search(text):
            yield Finding("usce_required", False, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
    yield from _read_length(clause, start, end, strength, is_named, asked, rest)


_COME_ANYWAY = re.compile(
    r"(?:(?:please|do|you may|you can|then|still|by all means),? )*(?:apply|come|send [a-z ]{3,20})(?: (?:anyway|"
    r"anyhow|all "
    r"the same|nonetheless|still|regardless))\W*"
)


# "How much? As much as possible."
_THE_MORE = re.compile(
    r"\W*(?:as (?:much|many|long) as|the (?:more|longer),? the|(?:the )?more is|whatever you (?:can|have)|plenty|"
    r"lots)\b"
)
# "We don't, and nobody else does.", "They do."
_SAYS_SO = re.compile(
    r"\W*(?:we|they|you|it|one|imgs) (?:do|does|will|would|can|must|should|have to|has to)(?P<denied> not|"
    r"not)?(?=\W*$|[,;])"
)
# "To apply, no.", "They may come without it.", "Nothing of the kind is asked."
_NONE_ASKED = re.compile(
    r"\W*(?:no,? )?(?:to (?:apply|be considered|get in),? (?:no|not)\b(?! (?:[a-z]+ )?(?:interview|review))|"
    r"(?:(?:you|they|one|imgs|applicants|candidates|everyone|anyone|people|foreign graduates|graduates) )?"
    r"(?:may|can|could)(?: (?:still|also|well|certainly|gladly|just as well|always))* (?:apply|come|enter|match|get in|"
    r"start|be (?:considered|interviewed|ranked|accepted|invited))(?: (?:here|to us|with us|too|all the same|in))? "
    r"(?:without|lacking)(?: (?:it|one|any|that|this|such))?(?=\W*$|[,;])|"
    r"nothing(?: (?:in particular|of (?:the|that) (?:kind|sort)|special|specific|like (?:it|that)|formal))? "
    r"(?:is|has been|will be) (?:asked|required|needed|demanded|expected|prescribed)\b|"
    r"(?:we|nobody here|the program) (?:asks?|requires?|insists?|demands?|needs?|wants?)(?: for)? (?:nothing|none)\b|"
    r"(?:neither|nowhere)\b[^.;]{0,50}\b(?:required|asked|needed|necessary|demanded|expected)\b)"
)


def _find_named(asked: str) -> int:
    named = USCE.search(asked)
    return named.start() if named else 0


def _read_answer(
    clause: Clause, strength: str | None, asked: str, needs_question: bool, needs_lead: bool, rest: dict[str, float]
) -> tuple[str | None, list[Finding] | None]:
    """The strength that a question or label lends to what answers it; findings where these are all there is to say."""
    text = clause.text
    last = asked.rstrip("? ").rsplit("?", 1)[-1] if needs_question else asked
    last = last if find_marks(last) else asked  # "Is it needed? ... Is it valued?": the last one is answered
    asks_required = bool(REQUIRES.search(last)) or has_mark(last, "required")
    asks_preferred = bool(PREFERS.search(last)) or (has_mark(last, "preferred") and not asks_required)
    of_asked = USCE.search(asked)
    if needs_question and of_asked and not asks_required and not asks_preferred:
        # "US experience? Yes."
        asks_required = not SAYS_MORE.search(asked) and not OFFERS.search(asked) and len(asked.split()) <= 12
    said = _SAYS_SO.match(text) if needs_question else None
    if said and of_asked and WITHOUT.search(last, 0, _find_named(last)) and not find_exception(text):
        strength = None  # "Do you take those without it? We do not, and ..."
    answer = clause.answer or (
        ("no" if said.group("denied") else "yes")
        if said
        else "yes"
        if re.match(r"(?:yes|x|required)\b|\u2713", text) or (asks_preferred and _VERY_MUCH.match(text))
        else "no"
        if re.match(r"(?:no|none|not|zero|nil|0)\b|\u2717", text)
        else ""
    )
    if (
        strength is None
        and re.match(r"(?:\W|q:)*(?:no|without|lacking|lack of|what if i (?:have no|lack))\b", asked)
        and re.match(
            r"(?:(?:that is |that's |it is )?(?:no (?:problem|obstacle|worry|worries|barrier)|not a problem|fine|"
            r"ok)|(?:please |do |you may |you can )?(?:still )?apply)\b",
            text,
        )
    ):
        strength = "unneeded"
    if strength is None and of_asked and not answer and WITHOUT.search(last, 0, _find_named(last)):
        # "What if I lack US experience? Then we cannot take you."
        strength = (
            "unneeded"
            if is_harmless(text) or _COME_ANYWAY.match(text)
            else "required"
            if is_turned_away(text) or DO_NOT_APPLY.search(text)
            else None
        )
    if (
        strength is None
        and of_asked
        and re.match(r"if (?:not|no|none|you have not)\b", text)
        and (is_turned_away(text) or DO_NOT_APPLY.search(text))
    ):
        strength = "required"  # "Have you had US experience? If not, please do not apply."
    if needs_question and asks_required and strength in (None, "required") and _NONE_ASKED.match(text):
        return "unneeded", None  # "Must I have it? You may apply without."
    if strength is None and of_asked and answer and re.search(r"\bwaive|\bexempt|\bskip\b|\bexceptions?\b", asked):
        if answer != "no":
            return strength, []
        # "Can it be waived? No."
        return strength, [Finding("usce_required", True, "required", clause.start, clause.end, **rest)]  # type: ignore[arg-type]
    if (
        strength is None
        and needs_question
        and of_asked
        and not answer
        and _ASKS_WHICH.match(last)
        and not {mark.kind for mark in find_marks(last)} & {"unneeded", "typical"}
        and not DENIES.search(text[:30])
        and not re.search(r"\bany(?: |$)|\bdepends\b|\bvar(?:y|ies)\b|\bsee\b", text[:20])
    ):
        # "What kind of US experience do you require? Inpatient work."
        if _THE_MORE.match(text):
            return "preferred", None
        if asks_required or re.search(r"\bmust\b", last):
            strength = "required"
        elif asks_preferred:
            strength = "preferred"
    if strength is None and of_asked and answer and WITHOUT.search(asked, 0, of_asked.start()):
        # "Can I apply without it? No."
        value = (answer != "yes") != bool(IS_PROBLEM.search(asked))
        told = [Finding("usce_required", value, "required", clause.start, clause.end, **rest)]  # type: ignore[arg-type]
        length = find_months(asked, of_asked.span())
        if value and length:
            told.append(Finding("usce_months", length[0], "required", clause.start, clause.end, **rest))  # type: ignore[arg-type]
        return strength, told
    if strength is None:
        if answer == "yes" and asks_required:
            strength = "required"
        elif answer == "yes" and asks_preferred:
            strength = "preferred"
        elif answer == "no" and asks_required and not (asks_preferred and "prefer" not in asked):
            strength = "unneeded"
        elif answer == "no" and not asks_preferred and len(text.split()) <= 4:
            strength = "unneeded" if needs_lead or re.search(r"\brequire|\bneed", asked) else None
        elif (find_months(text) is not None or (_HOW_MANY.search(asked) and re.match(NUMBER, text))) and (
            asks_required or needs_lead or re.search(r"\bhow (?:much|many|long)|\bminimum\b", asked)
        ):
            strength = "preferred" if asks_preferred else "required"
    return strength, None


def _why_not_of_all(text: str, strength: str | None, start: int, end: int, is_named: bool) -> str | None:
    """Why a demand holds for some only, is not ours, or leaves a choice; None where it holds for all applicants."""
    if strength == "unneeded" and _OF_STATE.match(text):
        return "usce: what others do not ask for"
    if strength == "required" and is_named and _is_of_some(text, start):
        return "usce: required of some only"
    if strength == "required" and (
        _ADVISES.search(text, 0, start)
        or re.search(r"\b(?:for|to enter|by|of) (?:our |the |an? |any )?[a-z-]* ?fellowships?\b", text[end:])
    ):
        return "usce: advice, or of a fellowship"
    if strength == "required" and re.search(
        r"\b(?:for|of|from|by) (?:those|graduates|applicants|candidates|anyone|imgs) (?:of |who (?:graduated|"
        r"finished|are) )?"
        r"(?:more than|over|older than|beyond)",
        text,
    ):
        return "usce: required of some only"
    if (
        strength == "required"
        and re.search(
            r"^[^,;]*,? ?(?<!and )\bif (?!possible\b|at all possible\b|(?:you are |they are )?(?:an? )?(?:img|"
            r"foreign|international|applying|"
            r"applicable)|"
            r"[^.;,]{0,40}\b(?:abroad|"
            r"overseas|foreign|outside|international|imgs?|elsewhere)\b)",
            text[end:],
        )
        and not find_exception(text)
    ):
        return "usce: required of some only"
    if strength == "required" and (
        _ALTERNATIVE.search(_KINDS_OF_IT.sub(" ", text[end:])) or _RESEARCH_TOO.search(text[max(0, start - 12) :])
    ):
        return "usce: one of several alternatives"
    return None


def _read_length(
    clause: Clause, start: int, end: int, strength: str | None, is_named: bool, asked: str, rest: dict[str, float]
) -> Iterator[Finding]:
    """The months of an experience whose strength is known: in the clause, its question or the clause before."""
    text = clause.text
    if asked and _HOW_RECENT.search(asked.rstrip("? ").rsplit("?", 1)[-1]) and not _HOW_MUCH.search(asked):
        return  # "How far back may my US experience go? Two years."
    duration = find_months(text, (start, end))
    counted = re.search(r"\bhow many (?P<unit>month|week|year)", asked)
    bare = re.match(rf"(?:at least |a minimum of |about )?(?P<n>{NUMBER})\b(?!\s*(?:-|to|months?|weeks?|years?))", text)
    if duration is None and counted and bare and strength in ("required", "preferred"):
        months = parse_number(bare.group("n")) * {"month": 1.0, "week": 0.25, "year": 12.0}[counted.group("unit")]
        duration = (int(months) if months == int(months) else months, bare.start())
    if duration is None and asked and strength in ("required", "preferred"):
        # "Is a year of US work required? Preferred.": the length stands in the question.
        asked_for = USCE.search(asked)
        length = find_months(asked, asked_for.span()) if asked_for else None
        if length is not None:
            yield Finding("usce_months", length[0], strength, clause.start, clause.end, **rest)  # type: ignore[arg-type]
    if duration is None and strength == "preferred" and not is_named and not asked and clause.previous:
        # "A month of it is not required. It is, however, preferred."
        of_before = USCE.search(clause.previous.text)
        length = find_months(clause.previous.text, of_before.span()) if of_before else None
        if length is not None and has_mark(clause.previous.text, "unneeded"):
            yield Finding("usce_months", length[0], "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
    if duration is not None and strength in ("required", "preferred"):
        months, at = duration
        own = find_strength(text, at, at + 1)
        if own in ("required", "preferred") and not (own == "required" and strength == "preferred"):
            strength = own
        yield Finding("usce_months", months, strength, clause.start, clause.end, **rest)  # type: ignore[arg-type]
