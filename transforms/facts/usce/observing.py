"""usce_hands_on: whether observing counts as the experience asked for.

`_judge_observing` reads a statement on it ("observerships do not qualify"); `read_observing` finds where one stands: in
the clause, in its label, or as the answer to a question. A question that only asks what counts is left to
`read_what_counts`.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, Drop, Finding, drop
from transforms.facts.pairs import tell_yes_no
from transforms.facts.usce.context import asks_already
from transforms.facts.usce.lengths import find_months
from transforms.facts.usce.lists import judge_listed
from transforms.facts.usce.words import AS_RULE, DENIES, EXPERIENCE_RULE, HANDS_ON, LICENSE, OBSERVE, OFFERS, USCE, WORK
from transforms.language import Clause
from transforms.marks import has_mark
from transforms.refusals import has_refusing_head
from transforms.strength import settle_strength

# ---------------------------------------------------------------- statements

# What observing may or may not do, whatever the grammar around it.
_COUNTS = re.compile(
    r"\b(?:(?:as|just as|equally) good|mak(?:es?|ing) up for|"
    r"count(?:s|ed|ing)?|accept(?:s|ed|able|ing)?|consider(?:s|ed)?|qualif(?:y|ies|ied|ying)|suffic(?:e|es|ient)|"
    r"satisf(?:y|ies|ied)|incl|"
    r"meets?|fulfill?(?:s|ed)?|includ(?:e|es|ed|ing)|recogni[sz]e[sd]?|enough|adequate|substitut\w*|replace[sd]?|"
    r"eligible|equal|"
    r"equivalent|credit(?:s|ed)?|allow(?:s|ed)?|permitted|valid|fine|okay|ok|fit|serves?|good enough|will do|does|"
    r"would do|used|for this purpose|stands? in|cut it|make the cut|measure up|works?|admitted|weighed|treated|taken|"
    r"clinical "
    r"experience|"
    r"usce|us clinical|help(?:s|ful)?|regarded|part of)\b|(?:will not|would not|does not|do not) do\b"
)
# "leave observerships out", "setting shadowing and the like aside"
_SETS_ASIDE = (
    rf"\b(?:leav(?:e|es|ing)|rul(?:e|es|ing)|set(?:s|ting)?|put(?:s|ting)?|keep(?:s|ing)?|tak(?:e|es|ing)|"
    rf"throw(?:s|ing)?|cut(?:s|ting)?) (?:[a-z]+ ){{0,2}}{OBSERVE}(?: (?:and|or) [a-z]+| and the like)? "
    r"(?:out|aside|apart|off)\b"
)
_OBSERVING_BARRED = re.compile(
    rf"\bneither (?:research|laborator(?:y|ies)|lab(?:oratory)? work|volunteering) nor (?:pure |"
    rf"mere )?(?:an? )?{OBSERVE}|"
    rf"{OBSERVE}[^.;]{{0,40}}\bbut (?:they |it )?(?:do|does|will|can|cannot) not (?:satisf|count|"
    rf"qualif|suffic|fulfil|meet)|"
    rf"\bnone (?:of (?:it|them|this|that|which) )?(?:may be |as )?(?:an? )?{OBSERVE}|"
    rf"\b(?:cannot|can not|must not|may not|should not|shall not) be (?:an? |in the form of |met (?:by|"
    rf"through|with) )*{OBSERVE}|"
    rf"\b(?:excluding|excludes?|other than|rather than|instead of|exclusive of|besides|unlike|beyond|not|no|never|"
    rf"without|mere|more than)"
    rf"\b(?: (?:count|counting|just|merely|only|an?|be|simply|from|for|as|pure|mere|in|to|through|by|shadowing|"
    rf"research|and|or|,))* {OBSERVE}"
    rf"|\b{OBSERVE}[^.;]{{0,40}}\b(?:(?:is|are|being|gets?) )?(?:excluded|(?<!now )refused|rejected|declined|"
    rf"insufficient|"
    rf"inadequate|discounted|no good|worthless|pointless|too little|not (?:it|enough)|will not do|of no (?:help|"
    rf"value|interest)|disregarded|of no use|useless|no substitute|"
    rf"ineligible|unacceptable|left out|ruled out)|"
    rf"\b(?:exclud(?:es?|ing)|disregard(?:s|ing)?|discount(?:s|ing)?|ignor(?:es?|ing)|reject(?:s|ing)?|"
    rf"(?:leav(?:es?|ing)|rul(?:es?|ing)|cut(?:s|ting)?|throw(?:s|ing)?) out|bar(?:s|ring)?|omit(?:s|ting)?) "
    rf"(?:[a-z-]+,? (?:and |or )?){{0,4}}{OBSERVE}|{_SETS_ASIDE}|"
    rf"\b(?:not|never) (?:look at|care for|go by|give credit for) (?:[a-z-]+ ){{0,2}}{OBSERVE}|"
    rf"{OBSERVE}[^.;,]{{0,30}}\b(?:do|does|will|would|can) not (?:make up|make good|come near|amount to|take the "
    f"place)|"
    rf"{OBSERVE}[^.;,]{{0,24}}\bcannot (?:make up|make good|take the place|stand in)|"
    rf"{OBSERVE}[^.;,]{{0,24}}\b(?:worth nothing|something else|another (?:thing|matter)|beside the point)\b|"
    rf"(?<![-\w]){OBSERVE}:? ?-? (?:n|no)\b(?! (?:more|less|later))"
)
_ALIKE = re.compile(
    rf"\bso (?:do|does|are|is|can|will|would) (?:an? |the )?(?:[a-z]+ )?{OBSERVE}|"
    rf"{OBSERVE}(?: [a-z]+){{0,2}}? (?:do|does|are|is|can|will|would) (?:so )?(?:too|as well|also|likewise)\b|"
    rf"\bas (?:an? )?(?:{OBSERVE}(?:,| or)|[a-z-]+(?:,| or)[^.;]{{0,40}}?(?:,|\bor) (?:an? )?{OBSERVE}|[a-z-]+ or "
    rf"(?:as )?(?:an? )?{OBSERVE})|"
    rf"{OBSERVE} or (?:more|better|above)\b|\bof (?:the|an?) {OBSERVE} (?:type|kind|sort)\b|"
    r"\b(?:may|can|could) have (?:only |just |merely )?observed\b|"
    rf"\btakes? the form of (?:an? )?{OBSERVE}|"
    rf"\b(?:can|may|might|could) (?:also |well )?be (?:an? |in the form of |met (?:by|through|with) |satisfied "
    rf"(?:by|through|with) |"
    rf"gained (?:by|through|in) )*{OBSERVE}|"
    rf"\b(?:including|inclusive of|such as|even|whether|either|as well as|be it|through|by|via)(?: "
    rf"[a-z'-]+,?){{0,4}} {OBSERVE}"
    r"|\b(?:externships?|hands-on|rotations?|electives?|clerkships?|sub-?internships?|work)[^.;]{0,20}(?:(?:,| or|,? "
    rf"and/or) |/)(?:an? )?(?:even )?{OBSERVE}|{OBSERVE}(?:(?:,| or|,? and/or) |/)(?:an? )?(?:externships?|"
    rf"hands-on|rotations?|"
    rf"electives?|clerkships?|doing|working|active|direct|actual|real|otherwise|not\b)"
)
_IS_LIST = re.compile(r"(?:[^,]*|(?:,? (?!but\b|while\b|must\b|required\b|preferred\b|hands-on\b)[a-z-]+){0,9}) ?")
_DO_NOT = re.compile(r" (?:do|does|is|are|can|will|would|wo|ca)(?: not|not)\s*(?:$|[.;:)])")
_DO_TOO = re.compile(r" (?:do|does|is|are|can|will|would)\s*(?:$|[.,;:)])")
_ONLY_BEHIND = re.compile(r"works?|does|treated|taken|helpful|helps?|regarded")


def _judge_observing(text: str) -> bool | None:
    """True where observing counts, False where it does not, None where the clause leaves it open."""
    text = re.sub(
        r": (?=(?:do|does|will|would|can|cannot|are|is|not|never|no)\b)", " ", text
    )  # "Shadowing: is not enough"
    text = re.sub(r"\b(?:not?|no) (?=(?:less|fewer|more|later) than\b)", lambda match: "#" * len(match.group()), text)
    observe = re.search(OBSERVE, text)
    if observe is None:
        return None
    # "hands-on work; observerships do not": the verb nearest to the word, and the negation around both.
    verbs = [m for m in _COUNTS.finditer(text) if not (m.start() >= observe.start() and m.end() <= observe.end())]
    after = [m for m in verbs if m.start() >= observe.end() and _IS_LIST.fullmatch(text, observe.end(), m.start())]
    before = [m for m in verbs if m.end() <= observe.start() and not _ONLY_BEHIND.fullmatch(m.group())]
    if _DO_NOT.match(text, observe.end()):
        return False  # "externships qualify, observerships don't"
    if _DO_TOO.match(text, observe.end()) and DENIES.search(text, 0, observe.start()):
        return True  # "telehealth does not count, shadowing does"
    verb = after[0] if after else before[-1] if before and observe.start() - before[-1].end() < 60 else None
    if _OBSERVING_BARRED.search(text):
        return False
    if (
        verb is not None
        and re.match(r"help|consider|regard|treat|taken|does$|works?$", verb.group())
        and not DENIES.search(text)
    ):
        return True if re.match(r"considered|taken|does|works?", verb.group()) and after else None
    if re.search(r"\bimpress|\b(?:improves?|odds|chances)\b|\bour own\b|\bwithout (?:us|american)\b", text):
        return None
    if verb is not None:
        low, high = min(verb.start(), observe.start()), max(verb.end(), observe.end())
        left = max(text.rfind(",", 0, low), text.rfind("(", 0, low), text.rfind(" while ", 0, low), -1) + 1
        # A list of refused things may stand in front: "research, shadowing and observerships do not count".
        left = 0 if re.match(r"[^,]*\b(?:neither|nor|not|no)\b", text) or low - left < 3 else left
        segment = text[left:high]
        tail = re.match(r"(?: \w+){0,2} (?:not|neither|nothing|insufficient)\b", text[high:])
        return not (DENIES.search(segment) or tail)
    if re.match(
        r"[^.;]{0,40} (?:is|are|do|does|may|can|will) not(?: it| that| what we mean)?\s*(?:$|[.,;:)])",
        text[observe.end() :],
    ):
        return False
    if _ALIKE.search(text):
        return True
    return None


# ---------------------------------------------------------------- questions and labels

ASKS_WHAT_COUNTS = re.compile(
    rf"{OBSERVE}[^?]{{0,60}}\b(?:count|qualif|satisf|suffi|enough|accept|meet|fulfil|consider)[^?]*\?|"
    rf"\b(?:count|accept|consider|recogni[sz]e)\b[^?]{{0,30}}{OBSERVE}[^?]*\?"
)
_IS_IT_ENOUGH = re.compile(
    r"(?:and |so |but )?(?:is|are|will|would|do|does|can) (?:that|it|this|they|these|those)\b[^?]{0,20}\b(?:enough|"
    r"count|suffic|ok|okay|"
    r"accept|do|qualif|meet|satisf|fine|work)"
)
_IS_THAT = re.compile(rf"\W*(?:is|are|would) (?:an? |the )?{OBSERVE} (?:be )?(?:that|such|this|one|it)\W*")
_ASKS_HANDS_ON = re.compile(
    r"(?:[^?]*\? )?(?:and |but )?(?:must|should|does|has|need|needs) (?:it|this|that|they|these|the (?:us |u\.s\. |"
    r"clinical )*experience|"
    r"us experience|usce)(?: (?:all|have|need))* (?:to )?(?:be|involve|include|mean) (?:all )?(?:hands-on|direct|with "
    r"patients|patients|patient (?:care|contact))[a-z -]*\W*"
)
_ELLIPTIC = re.compile(
    rf"(?:and |or |but )?(?:(?:is|are|do|does|would|will|can|what about|how about) )?(?:an? |the |hospital |virtual |"
    rf"clinical )*"
    rf"{OBSERVE}\W*"
)
_ASKS_COUNTING = re.compile(
    r"\b(?:count|accept|qualif|satisf|suffic|meets?|fulfil|consider\w* (?:as |to be )?(?:us |u\.s\. )?(?:clinical|"
    r"experience|usce)|recogni[sz])"
)
_LABEL_COUNTS = re.compile(
    rf"(?:are |is |do |does )?{OBSERVE}(?: experience)? (?:count(?:s|ed)?|accepted|acceptable|allowed|ok|okay|"
    rf"qualif(?:y|ies)|considered|"
    rf"suffices?|included|permitted)(?: (?:as|toward|towards|for) [a-z. ]+)?|(?:count|accept|allow|include|"
    rf"consider)s? {OBSERVE}"
)
_IT_COUNTS = re.compile(
    r"\b(?:it|they|these|this|those) (?P<rest>(?:[a-z']+ ){0,3}(?:(?:count|qualif|satisf|accept|suffic|"
    r"consider|recogni[sz]|credit|allow)[a-z]*|(?:are|is|be) (?:fine|okay|ok|enough)|(?:will|would) do)\b[^.;]*)"
)

# ---------------------------------------------------------------- clauses

_DO_NOT_COUNT = re.compile(
    r"(?:they |these |it |this )?(?:(?:do|does|will|can|is|are|would) not|cannot) (?:be )?(?:count|satisf|suffic|meet|"
    r"qualif|accept|fulfil|replace|substitut|consider|enough)"
)
_NOT_COUNTED = re.compile(
    r"\b(?:not|never|no longer) (?:be )?(?:count\w*|accept\w*|qualif\w*|consider\w*|includ\w*|recogni\w*|"
    r"allow\w*|suffic\w*)"
    r"(?: (?:as|toward|towards) [a-z. ]+)?\W*$|\bexclud\w+\W*$"
)
# "Observerships, externships, and research." lists kinds of work, and asks for none.
_BARE_LIST = re.compile(
    rf"\W*(?:(?:{OBSERVE}|{WORK}|research|hands-on|clinical|and|or|even|such as|including|the|volunteering)\b[\W]*)+"
)
_NONE_HERE = re.compile(
    rf"\W*(?:sorry,? )?(?:no|none|neither)\b(?:\W*\b(?:{OBSERVE}|{WORK}|research|and|or|nor|please|medical|"
    rf"student|positions?|available)"
    rf"\b)+\W*"
)
# "those who have only watched do not qualify"
_ONLY_WATCHED = re.compile(
    r"\b(?:only|just|merely|no more than) (?:watched|observed|shadowed|looked on)\b[^.;]{0,40}\b(?:not|cannot|no|"
    r"nothing|insufficient)\b"
)
_ONLY_HANDS_ON = re.compile(
    r"\bonly (?:hands[- ]on|direct)[^;]{0,60}\b(?:counts?|counted|considered|accepted|qualif\w+|recogni[sz]ed)\b|"
    r"\b(?:counts?|accepts?|"
    r"considers?|recogni[sz]es?) only (?:hands[- ]on|direct)\b"
)


# "Can it be an observership? It can't."
_SHORT_REPLY = re.compile(
    r"\W*(?:it|that|this|they|these|those|one|you|we) (?:can|may|might|could|do|does|will|would|is|are|must)"
    r"(?P<denied>not| not)?\W*"
)


def _reply_shortly(text: str) -> str:
    told = _SHORT_REPLY.fullmatch(text)
    return "" if told is None else "no" if told.group("denied") else "yes"


def read_observing(clause: Clause) -> Iterator[Finding | Drop]:
    """Whether the required experience must be hands-on."""
    text = clause.text
    has_observing = re.search(OBSERVE, text)
    asked = clause.question if clause.is_first_reply else ""
    if not has_observing:
        reply = clause.answer or _reply_shortly(text)
        if (
            asked
            and re.search(OBSERVE, asked)
            and reply
            and re.search(
                r"\bcount|\baccept|\bconsider|\bqualif|\bsatisf|\bsuffi|\bmeet|\benough|\bfulfil|\bok\b|\buse\b|"
                r"\ballow|"
                r"\bpermit|\brecogni|\bcredit|\bsubstitut|"
                r"\bokay\b|\b(?:do|work|serve)\W*$|\b(?:may|can|could|might) (?:it|this|that|they|these|the [a-z]+) "
                r"(?:also |well )?be\b|"
                r"\bwhether (?:it|this|that|they|the [a-z]+) (?:may|can|could) be\b",
                asked,
            )
        ):
            value = reply == "no"
            if re.search(r"\baccept\w* (?:observers|applications)|\boffer", asked):
                return
            yield Finding(
                "usce_hands_on", value, "required", clause.start, clause.end, confidence=ANSWERED, needs_question=True
            )
            return
        if clause.answer and _IS_THAT.fullmatch(asked):
            # "US experience? Three months. Is an observership that? No."
            yield Finding(
                "usce_hands_on", clause.answer == "no", "required", clause.start, clause.end, needs_question=True
            )
            return
        if (
            clause.answer
            and _ELLIPTIC.fullmatch(asked)
            and clause.previous
            and _ASKS_COUNTING.search(clause.previous.question)
            and not OFFERS.search(clause.previous.question)
        ):
            # "Is research counted as USCE? No. Are observerships? Yes."
            yield Finding(
                "usce_hands_on", clause.answer == "no", "required", clause.start, clause.end, needs_question=True
            )
            return
        if (
            clause.answer
            and _ASKS_HANDS_ON.match(asked)
            and (before := clause.previous)
            and USCE.search(f"{asked} | {before.lead} | {before.question} | {before.text}")
        ):
            # "US experience is required. Must it be hands-on? Yes."
            yield Finding(
                "usce_hands_on", clause.answer == "yes", "required", clause.start, clause.end, needs_question=True
            )
            return
        if asked and re.search(OBSERVE, asked) and _IT_COUNTS.search(text):
            # "Do you offer observerships? Yes, but they do not count."
            judged = _judge_observing(_IT_COUNTS.sub(lambda it: f"observerships {it.group('rest')}", text, count=1))
            if judged is not None:
                yield Finding("usce_hands_on", not judged, "required", clause.start, clause.end, needs_question=True)
                return
        label = clause.lead.rsplit("|", 1)[-1].strip() if clause.lead else asked.rstrip("? ")
        if len(label) < 30 and re.fullmatch(rf"(?:an? )?{OBSERVE}(?: rotations?| experiences?)?", label):
            # "Obs: counts as USCE", "Observerships? They do not count."
            judged = None if clause.answer else _judge_observing(f"observerships {text}")
            if judged is not None:
                yield Finding(
                    "usce_hands_on",
                    not judged,
                    "required",
                    clause.start,
                    clause.end,
                    confidence=ANSWERED,
                    needs_question=not clause.lead,
                    needs_lead=bool(clause.lead),
                )
                return
        told = clause.answer or tell_yes_no(text) or ("no" if re.fullmatch(r"n\W*", text) else "")
        if (
            clause.answer
            and _IS_IT_ENOUGH.match(asked)
            and clause.previous
            and re.search(OBSERVE, clause.previous.text)
            and not OFFERS.search(clause.previous.text)
        ):
            # "I only have observerships. Is that enough? No."
            yield Finding(
                "usce_hands_on", clause.answer == "no", "required", clause.start, clause.end, needs_question=True
            )
            return
        if (
            told
            and re.fullmatch(rf"(?:an? )?{OBSERVE}", label)
            and clause.lead
            and (asks_already(clause.previous) or (clause.previous and USCE.search(clause.previous.lead)))
        ):
            # "USCE: required. Observerships: no."
            yield Finding("usce_hands_on", told == "no", "required", clause.start, clause.end, needs_lead=True)
            return
        if clause.lead and told and len(label) < 60 and _LABEL_COUNTS.fullmatch(label):
            # "Observership counts: yes"
            yield Finding("usce_hands_on", told == "no", "required", clause.start, clause.end, needs_lead=True)
            return
        if HANDS_ON.search(clause.lead) and USCE.search(clause.lead) and not re.search(r"prefer|not |no\b", text):
            yield Finding("usce_hands_on", True, "required", clause.start, clause.end, needs_lead=True)
            return
        if (
            clause.previous
            and clause.previous.sentence_start == clause.sentence_start
            and re.search(OBSERVE, clause.previous.text)
            and _DO_NOT_COUNT.match(text)
        ):
            # "Observerships are looked at | but do not satisfy this"
            yield Finding("usce_hands_on", True, "required", clause.start, clause.end)
            return
        if _ONLY_HANDS_ON.search(text) or _ONLY_WATCHED.search(text):
            yield Finding("usce_hands_on", True, "required", clause.start, clause.end)
            return
        match = HANDS_ON.search(text)
        before = clause.previous
        points_back = (
            match is not None
            and before is not None
            and before.end > clause.start - 4
            and bool(
                re.match(r"(?:this|it|these|the experience|such experience|all of it|which)\b", text)
                or re.fullmatch(r"\W*(?:must be |only )?hands-on(?: experience| work)?(?: only| required)?\W*", text)
            )
            and bool(USCE.search(before.text) or USCE.search(before.lead))
        )
        if match and (points_back or USCE.search(text) or USCE.search(clause.topic) or len(text.split()) <= 8):
            strength = settle_strength(clause, match.start(), match.end())
            named = USCE.search(text)
            if strength is None and named:
                strength = judge_listed(clause, *named.span())
            if strength is None and points_back and len(text) < 40:
                strength = "required"
            if strength == "required" and not re.search(r"\bif (?:the|your|a) ", text) and not LICENSE.search(text):
                yield Finding("usce_hands_on", True, "required", clause.start, clause.end)
        return
    if OFFERS.search(text) or re.search(r"\b(?:offer|give|provide|host|arrange|accommodate)\b", clause.lead):
        yield drop(clause, "usce: observerships offered or not, no requirement")
        return
    if _NONE_WITH_US.search(text):
        yield drop(clause, "usce: observerships offered or not, no requirement")
        return
    before = clause.previous
    if _NONE_HERE.fullmatch(text) and not (
        USCE.search(clause.lead) or (before and before.end > clause.start - 4 and USCE.search(before.text))
    ):
        return  # "No observerships or externships.": none are offered
    judged = _judge_observing(text)
    if (has_refusing_head(clause) or _NOT_COUNTED.search(clause.lead)) and not DENIES.search(text):
        judged = False  # "What we do not accept: ...; observerships"
    if judged is None or (_BARE_LIST.fullmatch(text) and not _NOT_COUNTED.search(clause.lead)):
        return
    if not judged:
        if re.search(r"\bobserver(?:ships?)? (?:is|are) (?:helpful|useful)", text):
            return
        yield Finding("usce_hands_on", True, "required", clause.start, clause.end)
    elif not re.search(
        r"\bless\b(?! than)|(?<!hands-on )(?<!hands-on experience )(?<!hands-on is )\bprefer|\bstudents?\b(?!,? "
        r"(?:or|and|extern))",
        text,
    ):
        yield Finding("usce_hands_on", False, "required", clause.start, clause.end)


# "No observerships in our department."
_NONE_WITH_US = re.compile(
    r"\bno (?:clinical |clerkships?,? |externships?,? |rotations?,? |and |or )*observer ?-?ships?"
    r"(?:,? (?:and|or) (?:externships?|rotations?|clerkships?))? (?:(?:are|is) )?(?:(?:offered|available|possible|"
    r"given|"
    r"sponsored)\b|(?:in|at|with|within) (?:our|this|the|us|dep(?:artmen)?t|hospital|"
    r"house|program)\b|here\b)|"
    r"\bno (?:externships?|rotations?|clerkships?),? (?:and|or|nor) observer ?-?ships? (?:here|at|in|with|are)\b|"
    r"\b(?:department|program|hospital|clinic|division|residency|institution|center|we) (?:itself |currently |"
    r"ourselves )?(?:has|have|runs?|hosts?) no (?:[a-z]+ )?observer ?-?ships?\b"
)


def read_what_counts(clause: Clause) -> Iterator[Finding]:
    """What a question such as "Do observerships satisfy your requirement?" says of the requirement itself."""
    text = clause.text
    asked_of = USCE.search(clause.question) or EXPERIENCE_RULE.search(clause.question)
    if asked_of and (
        re.search(r"\b(?:which|that) you (?:do )?(?:require|ask|demand|insist|need|expect)", clause.question)
        or EXPERIENCE_RULE.fullmatch(asked_of.group())
        or AS_RULE.match(clause.question, asked_of.end())
        or re.search(
            r"\b(?:required|mandatory|obligatory|requirement of|"
            r"your)\b[^?]{0,16}$",
            clause.question[: asked_of.start()],
        )
    ):
        # "Would an observership satisfy your US experience requirement?" says that there is one.
        yield Finding(
            "usce_required", True, "required", clause.start, clause.end, confidence=ANSWERED, needs_question=True
        )
    length = find_months(text)
    if length is not None and has_mark(text, "required") and (asked_of or "observer" in clause.question):
        # "Do observerships count? No, you must have two months of hands-on experience."
        for field, value in (("usce_required", True), ("usce_months", length[0])):
            yield Finding(field, value, "required", clause.start, clause.end, confidence=ANSWERED, needs_question=True)
