"""usce_required, usce_months, usce_hands_on: clinical experience in the US, and whether observing counts.

"Preferred" alone states nothing about the requirement; how recent the experience must be is not how long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop
from transforms.language import (
    NUMBER,
    UPPER,
    Clause,
    Guarded,
    find_exception,
    find_marks,
    find_strength,
    has_mark,
    parse_number,
    settle_strength,
)

STEMS = (
    "usce",
    "clinic",
    "bedside",
    "practice",
    "practise",
    "hospital",
    "patient care",
    "patient-care",
    "worked",
    " work ",
    "shadow",
    "observ",
    "experience",
    "externship",
    "observership",
    "hands-on",
    "hands on",
    "clerkship",
    "rotation",
    "internship",
    "preceptor",
    "training in",
)

_US = (
    r"(?:u\.?\s?s\.?(?:a\.?)?(?![a-z])|united states|america(?:n)?|north[- ]american|u\.s\.-based|us-based|"
    r"this country|stateside|the states)"
)
_WORK = (
    r"(?:experiences?|rotations?|exposure|clerkships?|electives?|externships?|clinicals?|clinical work|practice|"
    r"bedside|"
    r"sub-?internships?|sub-?is?|shadowing|patient[- ]care|electives|observerships?|clinical(?: time| care)?|"
    r"(?:residency |internship |"
    r"postgraduate |post-graduate |graduate )+training|internships?|(?<!to )(?<!able )work(?! author| permit)|"
    r"preceptorships?)"
)
_UNRELATED = (
    r"(?:with|from|who|whom|whose|by|graduates?|citizens?|letters?|physicians?|seniors?|schools?|faculty|attendings?|"
    r"licensed|doctors?|nationals?|residents?|students?|exams?|applicants?|addresses)"
)
_AT = (
    r"(?:hospitals?|clinics?|soil|wards?|facility|facilities|medical centers?|health ?-?care|"
    r"settings?|institutions?|units?|practices?)"
)
_LENGTH = (
    rf"(?:(?:{NUMBER}|\ban?\b|\bhalf an?\b)\+?(?: or more| or longer)?[ -]*(?:full |continuous |consecutive )"
    rf"?(?:months?|mos?\b\.?|weeks?|wks?\b\.?|years?|yrs?\b)"
    r"(?: or more| or longer|\+)?)"
)
_PAST = (
    r"(?:worked|spent|trained|practi[cs]ed|rotated|served|cared for patients|seen patients|treated patients|"
    r"work experience)"
)
_USCE = Guarded(
    r"\bu\.?\s?s|america|states|this country|experience here",
    rf"\busce\b|\b{_US}(?:[ /-](?:(?:or|and|/|/ ?or) )?(?:canad(?:a|ian)|u\.?s\.?))?[ -](?:(?!{_UNRELATED}\b)"
    rf"(?:[a-z-]+|"
    rf"\(?hands-on\)?)[ ,/-]+){{0,4}}?{_WORK}\b"
    rf"|\b{_WORK}\b(?: (?:(?!{_UNRELATED}\b)[a-z'-]+|\([^)]{{0,30}}\))){{0,5}}? (?:in|within|from|inside|at|on|under|"
    rf"to) (?:an? |"
    rf"the )?(?:[a-z]+ ){{0,2}}?{_US}"
    rf"|\b(?:clinical|hands-on|patient-care|medical) (?:[a-z-]+ ){{0,3}}?(?:in|within|inside) (?:the )?{_US}"
    rf"|\b{_US} (?:health ?-?care|medical|clinical|hospital|health) (?:system|setting|environment)s? experience\b"
    rf"|{_LENGTH}(?: (?:of|clinical|inpatient|supervised|direct|hands-on|work))* (?:in|at|on|inside|within) (?:an? |"
    rf"the )?{_US}(?:[ -]based)?(?: {_AT}\b|(?=\s*(?:$|[.,;:)]|and\b|is\b|are\b)))"
    rf"|(?:{_LENGTH} of [a-z ,-]{{0,24}}|\b(?:prior|previous|without|some|any) (?:clinical )?)\bexperience here\b"
    rf"|\b{_PAST}\b(?: (?:(?!{_UNRELATED}\b)[a-z'-]+|\([^)]{{0,30}}\)|\d+)){{0,6}}? (?:in|at|on|inside|within) (?:an? |"
    rf"the )?(?:[a-z]+ )?{_US}"
)
_ABOUT_US = re.compile(rf"\busce\b|\b{_US}")
_GENERIC = re.compile(rf"\b{_WORK}\b|\bexternships?\b")
_NOT_USCE = re.compile(r"\bresearch experience\b|\bwork experience\b")
_LETTER = re.compile(
    r"\b(?:letters?|lors?|recommendations?|references?|recommenders?)\b[^,;]{0,80}\b(?:from|by|supervis\w+|of|on|who|"
    r"whom|during|based on|reflect\w*|describ\w*)\b[^,;]*$"
)
_RECENT = re.compile(
    r"(?:\b(?:with)?in(?: the| a)?(?: (?:last|past|previous|preceding|prior|most recent))?|\b(?:last|past|previous|"
    r"preceding|prior|recent)|\bover(?: the)?(?: last| past)?|\bduring(?: the)?(?: last| past)?|\bolder than|\bsince|"
    r"\bevery)\s*$"
)
_DURATION = re.compile(
    rf"(?P<n>{NUMBER}|\ban?\b(?: full)?|\bhalf[ -]an?\b|\bseveral\b)(?:\s*(?:-|to|or)\s*(?P<m>{UPPER}))?\+?[ -]*(?:or "
    rf"(?:more|longer) |full |"
    rf"consecutive |continuous |calendar |or more )*(?P<unit>months?|mos?\b\.?|weeks?|wks?\b\.?|years?|yrs?\b)"
)
_NOT_A_DURATION = re.compile(
    r"\s*(?:or (?:less|fewer|more|longer|newer) )?(?:ago|old|of (?:residency|graduat|medical school|practice|post|"
    r"training|fellowship|"
    r"internship)(?![^.;]*\b(?:in|within) (?:the |an? )?(?:u\.?s|united states))|since|before|after|from|prior|post|"
    r"out|following (?:grad|med)|limit|to complete|curriculum|program)\b"
)
_OBSERVE = (
    r"(?:observer ?-?ships?|observing|observation(?:al)?(?: experiences?| rotations?)?|shadowing|observers?|"
    r"tele-?rotations?|virtual rotations?|watching)"
)
# What observing may or may not do, whatever the grammar around it.
_COUNTS = re.compile(
    r"\b(?:count(?:s|ed|ing)?|accept(?:s|ed|able|ing)?|consider(?:s|ed)?|qualif(?:y|ies|ied|ying)|suffic(?:e|es|ient)|"
    r"satisf(?:y|ies|ied)|"
    r"meets?|fulfill?(?:s|ed)?|includ(?:e|es|ed|ing)|recogni[sz]e[sd]?|enough|adequate|substitut\w*|replace[sd]?|"
    r"eligible|equal|"
    r"equivalent|credit(?:s|ed)?|allow(?:s|ed)?|permitted|valid|fine|okay|ok|fit|serves?|good enough|will do|does|"
    r"would do|works?|admitted|weighed|treated|taken|clinical experience|usce|us clinical|help(?:s|ful)?|regarded)\b|"
    r"(?:won't|don't|doesn't|will not|would not|does not|do not) do\b"
)
_DENIES = re.compile(
    r"\b(?:not|cannot|never|neither|nor|no longer|no|none|nothing|hardly|excluded|insufficient|inadequate|discounted|"
    r"disregarded|"
    r"ineligible|unacceptable|too little)\b|n't\b"
)
_BARRED = re.compile(
    rf"\b(?:excluding|excludes?|other than|rather than|instead of|exclusive of|besides|unlike|beyond|not|no|never|"
    rf"without|mere|more than)"
    rf"\b(?: (?:count|counting|just|merely|only|an?|be|simply|from|for|as|pure|mere|in|to|through|by|shadowing|"
    rf"research|and|or|,))* {_OBSERVE}"
    rf"|\b{_OBSERVE}[^.;]{{0,40}}\b(?:is|are|being|gets?) (?:excluded|insufficient|inadequate|discounted|disregarded|"
    rf"ineligible|unacceptable|left out|ruled out)|"
    rf"\b(?:excludes?|disregards?|discounts?|ignores?|rejects?) (?:[a-z]+ ){{0,3}}{_OBSERVE}"
)
_ALIKE = re.compile(
    rf"\b(?:including|such as|even|whether|either|as well as|be it|through|by|via)(?: [a-z'-]+,?){{0,4}} {_OBSERVE}"
    r"|\b(?:externships?|hands-on|rotations?|electives?|clerkships?|sub-?internships?|work)[^.;]{0,20}(?:,| or|,? "
    r"and/or)"
    rf" (?:an? )?(?:even )?{_OBSERVE}|{_OBSERVE}(?:,| or|,? and/or) (?:an? )?(?:externships?|hands-on|rotations?|"
    rf"electives?|clerkships?)"
)


_IS_LIST = re.compile(r"(?:[^,]*|(?:,? (?!but\b|while\b|must\b|required\b|preferred\b|hands-on\b)[a-z-]+){0,9}) ?")


def _judge_observing(text: str) -> bool | None:
    """True where observing counts, False where it does not, None where the clause leaves it open."""
    text = re.sub(r"\b(?:not?|no) (?=(?:less|fewer|more|later) than\b)", lambda match: "#" * len(match.group()), text)
    observe = re.search(_OBSERVE, text)
    if observe is None:
        return None
    # "hands-on work; observerships do not": the verb nearest to the word, and the negation around both.
    verbs = [m for m in _COUNTS.finditer(text) if not (m.start() >= observe.start() and m.end() <= observe.end())]
    after = [m for m in verbs if m.start() >= observe.end() and _IS_LIST.fullmatch(text, observe.end(), m.start())]
    before = [m for m in verbs if m.end() <= observe.start()]
    verb = after[0] if after else before[-1] if before and observe.start() - before[-1].end() < 60 else None
    if _BARRED.search(text):
        return False
    if (
        verb is not None
        and re.match(r"help|consider|regard|treat|taken|does$|works?$", verb.group())
        and not _DENIES.search(text)
    ):
        return True if re.match(r"considered|taken|does|works?", verb.group()) and after else None
    if verb is not None:
        low, high = min(verb.start(), observe.start()), max(verb.end(), observe.end())
        left = max(text.rfind(",", 0, low), text.rfind("(", 0, low), text.rfind(" while ", 0, low), -1) + 1
        # A list of refused things may stand in front: "research, shadowing and observerships do not count".
        left = 0 if re.match(r"[^,]*\b(?:neither|nor|not|no)\b", text) or low - left < 3 else left
        segment = text[left:high]
        tail = re.match(r"(?: \w+){0,2} (?:not|neither|insufficient)\b", text[high:])
        return not (_DENIES.search(segment) or tail)
    if re.match(r"[^.;]{0,40}(?: (?:is|are|do|does|may|can|will) not|n't)\s*(?:$|[.,;:)])", text[observe.end() :]):
        return False
    if _ALIKE.search(text):
        return True
    return None


_HANDS_ON = re.compile(
    r"\bhands[- ]?on\b|\bdirect(?:[ -](?:hands-on|in-person|clinical))?[ -]patient[ -](?:care|contact|"
    r"responsibilit\w+|interaction)\b|\bactual patient care\b|\bpatient care responsibilit"
)
_OFFERS = re.compile(
    rf"\b(?:we|program|hospital|department|institution|centers?)\b[^.;]{{0,30}}\b(?:offer|provide|host|support|"
    rf"arrange|have|sponsor|accommodate|run|give)s?\b[^.;]{{0,40}}{_OBSERVE}|{_OBSERVE}[^.;]{{0,30}}\b(?:offered|"
    rf"available|provided(?! that| they)|hosted|arranged|at this time|supported|possible)\b|\b(?:offer|have|provide|"
    rf"host)s? (?:no|"
    rf"any) {_OBSERVE}|\bno {_OBSERVE} (?:are|is|program)"
)
_HOW_MANY = re.compile(r"\bhow many (?:months|weeks|years)\b")
_RESEARCH_TOO = re.compile(r"\bclinical or research\b|\bresearch or clinical\b")
_ALTERNATIVE = re.compile(
    r"\bor (?:at least )?(?:one|two|three|\d+|an?) (?:full )?(?:years?|months?) (?:of|in) (?:residency|training|"
    r"practice|research|postgraduate|internship)|"
    r"\bor (?:have )?(?:an? |the )?(?:passing |passed |pass (?:in |on |of )?)?(?:usmle )?step 3|\bor (?:have )?(?:an? |"
    r"other |significant |extensive )?(?:research|ph\.?d|licensed|practi[cs]|residency|"
    r"post-?graduate training|foreign|international|home country|equivalent (?:experience )?(?:abroad|elsewhere)|"
    r"work(?:ed|ing)? as)"
)
_ASKS_USCE = re.compile(
    rf"{_USCE.pattern}|\bclinical experience\b|\bu\.?s\.? experience\b|\bhands-on\b|\bexternships?\b"
)
_REQUIRES = re.compile(
    r"\brequire|\bmandatory\b|\bnecessary\b|\bneed(?:ed)?\b|\bmust\b|\bcompulsory\b|\bhave to\b|\bprerequisite\b|"
    r"\bessential\b|\brequirement\b"
)
_PREFERS = re.compile(r"\bprefer|\brecommend|\bencourag|\bhelpful\b|\bdesir")
_SUBJECT = re.compile(
    r"\W*(?:it|this|these|such|that|they|but|preferred|strongly|highly|recommended|encouraged|desired|desirable|yes|"
    r"no|not|although|"
    r"only|we|helpful|ideal|having|at least|applicants? with|candidates? with|those with|(?:one|two|three|four|five|"
    r"six|eight|nine|ten|twelve|half)\b|\d|unnecessary|nice|welcome)"
)
_OTHER_TOPIC = re.compile(
    r"\b(?:letters?|scores?|steps?|usmle|comlex|graduat\w*|research|visas?|j-?1|h-?1b?|attempts?|exams?|ck|"
    r"publications?|years)\b"
)
_LICENSE = re.compile(
    r"\blicens|\bboard certified faculty|\bour residents|\bresidents (?:gain|rotate|receive|will|have)|"
    r"\bcurriculum\b|\bfaculty with\b|\bmedical students?\b"
)


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    yield from _read_observing(clause)
    mention = _USCE.search(text)
    if mention and (_LICENSE.search(text) or re.search(r"\b(?:before|by|prior to)\b[^.;]{0,15}\bpgy-?[2-9]", text)):
        yield drop(clause, "usce: training here, not experience before")
        return
    if mention and _LETTER.search(text[: mention.start()]):
        yield drop(clause, "usce: where letters come from")
        return
    if mention and _NOT_USCE.search(text) and not re.search(r"\bclinical\b|\busce\b|\bhands-on\b", text):
        yield drop(clause, "usce: research, not clinical work")
        return
    needs_question = needs_lead = False
    if mention:
        start, end = mention.span()
    elif _USCE.search(clause.lead):
        start, end, needs_lead = 0, 0, True
        if len(text.split()) > 14 and not _GENERIC.search(text):
            return
    elif clause.question and _ASKS_USCE.search(clause.question) and _ABOUT_US.search(clause.question):
        if not clause.is_first_reply and not re.search(
            r"\bexternship|\bexperience\b|\brotation|\bit is\b|\bmonths?\b", text
        ):
            return
        start, end, needs_question = 0, 0, True
        generic = _GENERIC.search(text) or _DURATION.search(text)
        if generic:
            start, end = generic.span()
    elif _USCE.search(clause.heading) and re.search(
        r"\bexperience\b|\bexternship|\bmonths?\b|\brequired\b|\bpreferred\b|\brotation", text
    ):
        start, end = 0, 0
        generic = _GENERIC.search(text)
        if generic:
            start, end = generic.span()
    elif (
        (
            clause.previous
            and clause.previous.sentence_start == clause.sentence_start
            and _USCE.search(clause.previous.text)
            and _find_months(text) is not None
            and not re.search(r"\bletters?\b|\bgraduat|\bsteps?\b", text)
        )
        or (
            clause.previous
            and _USCE.search(clause.previous.text)
            and clause.previous.end > clause.start - 4
            and re.match(r"(?:at least|minimum|a minimum|this|it|these|such|the experience)\b", text)
        )
        or (
            clause.previous
            and clause.previous.sentence_start == clause.sentence_start
            and _USCE.search(clause.previous.text)
            and len(text.split()) <= 14
            and any(mark.kind == "preferred" for mark in find_marks(text))
            and not _OTHER_TOPIC.search(text)
            and (
                re.search(r"\b(?:it|some|this|that|them|those|one|having|such)\b", text)
                or any(mark.kind == "preferred" and mark.start <= 12 for mark in find_marks(text))
            )
        )
    ):
        start, end = 0, 0
    else:
        return
    yield from _read_strength(clause, start, end, mention is not None, needs_question, needs_lead)


def _read_strength(
    clause: Clause, start: int, end: int, is_named: bool, needs_question: bool, needs_lead: bool
) -> Iterator[Finding | Drop]:
    text = clause.text
    confidence = EXPLICIT if is_named else ANSWERED
    rest = {"confidence": confidence, "needs_question": needs_question, "needs_lead": needs_lead or bool(clause.lead)}
    if re.search(r"not specified|---|\bunknown\b|\bnot stated\b", text):
        return
    if is_named:
        strength = settle_strength(clause, start, end)
    else:
        strength = find_strength(text, start, end)
    kinds = {mark.kind for mark in find_marks(text)}
    if not kinds - {"weak"} and clause.lead:
        kinds = {mark.kind for mark in find_marks(clause.lead)}
    asked = clause.question if needs_question else clause.lead if needs_lead else ""
    if not is_named and strength in (None, "required") and asked:
        asks_required = bool(_REQUIRES.search(asked)) or has_mark(asked, "required")
        asks_preferred = bool(_PREFERS.search(asked))
        answer = clause.answer or (
            "yes" if re.match(r"(?:yes|x|required)\b", text) else "no" if re.match(r"(?:no|none|not)\b", text) else ""
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
        if strength is None:
            if answer == "yes" and asks_required:
                strength = "required"
            elif answer == "yes" and asks_preferred:
                strength = "preferred"
            elif answer == "no" and asks_required and not (asks_preferred and "prefer" not in asked):
                strength = "unneeded"
            elif answer == "no" and not asks_preferred and len(text.split()) <= 4:
                strength = "unneeded" if needs_lead or re.search(r"\brequire|\bneed", asked) else None
            elif (_find_months(text) is not None or (_HOW_MANY.search(asked) and re.match(NUMBER, text))) and (
                asks_required or needs_lead or re.search(r"\bhow (?:much|many|long)", asked)
            ):
                strength = "preferred" if asks_preferred else "required"
    if (
        needs_question
        and strength == "preferred"
        and clause.answer == "no"
        and (_REQUIRES.search(asked) or has_mark(asked, "required"))
        and not _PREFERS.search(asked)
    ):
        yield Finding("usce_required", False, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
    if (
        not is_named
        and strength == "preferred"
        and not _GENERIC.search(text)
        and not _SUBJECT.match(text)
        and not (
            re.search(r"\b(?:it|some|this|that)\b", text)
            or any(mark.kind == "preferred" and mark.start <= 12 for mark in find_marks(text))
        )
    ):
        strength = "unneeded" if "unneeded" in kinds else None
        kinds.discard("preferred")
    if strength is None and is_named and re.search(r"\bexperience\b", clause.lead) and _find_months(text):
        strength = "required"
    if strength == "typical" and clause.answer == "no" and asked and _REQUIRES.search(asked):
        strength = "unneeded"
    if strength == "typical":
        yield drop(clause, "usce: typical, not asked for")
        return
    if strength is None:
        return
    if strength == "required" and re.search(
        r"\b(?:for|of|from|by) (?:those|graduates|applicants|candidates|anyone|imgs) (?:of |who (?:graduated|"
        r"finished|are) )?"
        r"(?:more than|over|older than|beyond)",
        text,
    ):
        yield drop(clause, "usce: required of some only")
        return
    if (
        strength == "required"
        and re.search(
            r"\bif (?!(?:you are |they are )?(?:an? )?(?:img|foreign|international|applying|applicable))", text[end:]
        )
        and not find_exception(text)
    ):
        yield drop(clause, "usce: required of some only")
        return
    if strength == "required":
        if _ALTERNATIVE.search(text[end:]) or _RESEARCH_TOO.search(text[max(0, start - 12) :]):
            yield drop(clause, "usce: one of several alternatives")
            return
        if (
            clause.answer == "no"
            and asked
            and not re.search(r"\bmust\b|\brequire|\bneed|\bminimum|\bat least|\bhave to", text)
        ):
            return
        yield Finding("usce_required", True, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        if "preferred" in kinds and re.search(r"\b(?:hands-on|more|longer|recent)\b", text):
            pass
    elif strength == "unneeded":
        yield Finding("usce_required", False, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        if "preferred" in kinds and _preference_is_here(text, start, end):
            yield Finding("usce_required", True, "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
            strength = "preferred"
    else:
        yield Finding("usce_required", True, "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        if "unneeded" in kinds:
            yield Finding("usce_required", False, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
    duration = _find_months(text, (start, end))
    counted = re.search(r"\bhow many (?P<unit>month|week|year)", asked)
    bare = re.match(rf"(?:at least |a minimum of |about )?(?P<n>{NUMBER})\b(?!\s*(?:-|to|months?|weeks?|years?))", text)
    if duration is None and counted and bare and strength in ("required", "preferred"):
        months = parse_number(bare.group("n")) * {"month": 1.0, "week": 0.25, "year": 12.0}[counted.group("unit")]
        duration = (int(months) if months == int(months) else months, bare.start())
    if duration is None and asked and strength in ("required", "preferred"):
        # "Is a year of US work required? Preferred.": the length stands in the question.
        asked_for = _USCE.search(asked)
        length = _find_months(asked, asked_for.span()) if asked_for else None
        if length is not None:
            yield Finding("usce_months", length[0], strength, clause.start, clause.end, **rest)  # type: ignore[arg-type]
    if duration is not None and strength in ("required", "preferred"):
        months, at = duration
        own = find_strength(text, at, at + 1)
        if own in ("required", "preferred") and not (own == "required" and strength == "preferred"):
            strength = own
        yield Finding("usce_months", months, strength, clause.start, clause.end, **rest)  # type: ignore[arg-type]


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


def _find_months(text: str, near: tuple[int, int] | None = None) -> tuple[float | int, int] | None:
    """Months of the length (no window of time) nearest to `near`, else of the first one, with its offset."""
    found: list[tuple[int, float | int, int]] = []
    for match in _DURATION.finditer(text):
        if _RECENT.search(text[: match.start()]) or _NOT_A_DURATION.match(text, match.end()):
            continue
        word = match.group("n")
        if word == "several" or re.search(r"\b(?:closer to|graduated|interviews?)\s*$", text[: match.start()]):
            continue
        number: float
        if word.startswith("half"):
            number = 0.5
        elif word in ("a", "an", "a full", "an full"):
            number = 1
        else:
            number = parse_number(word)
        unit = match.group("unit")
        months = number / 4 if unit[0] == "w" else number * 12 if unit[0] == "y" else number
        if unit[0] in "w" and number <= 2 and re.search(r"\bper\b", text[match.end() : match.end() + 8]):
            continue
        if 0 < months <= 60:
            far = 0
            if near is not None and near != (0, 0):
                far = max(near[0] - match.end(), match.start() - near[1], 0)
            found.append((far, int(months) if months == int(months) else months, match.start()))
    if not found:
        return None
    _, months, at = min(found, key=lambda each: each[0])
    return months, at


def _read_observing(clause: Clause) -> Iterator[Finding | Drop]:
    """Whether the required experience must be hands-on."""
    text = clause.text
    has_observing = re.search(_OBSERVE, text)
    asked = clause.question if clause.is_first_reply else ""
    if not has_observing:
        if (
            asked
            and re.search(_OBSERVE, asked)
            and clause.answer
            and re.search(
                r"\bcount|\baccept|\bconsider|\bqualif|\bsatisf|\bsuffi|\bmeet|\benough|\bfulfil|\bok\b|\bokay\b", asked
            )
        ):
            value = clause.answer == "no"
            if re.search(r"\baccept\w* (?:observers|applications)|\boffer", asked):
                return
            yield Finding(
                "usce_hands_on", value, "required", clause.start, clause.end, confidence=ANSWERED, needs_question=True
            )
            return
        if _HANDS_ON.search(clause.lead) and _USCE.search(clause.lead) and not re.search(r"prefer|not |no\b", text):
            yield Finding("usce_hands_on", True, "required", clause.start, clause.end, needs_lead=True)
            return
        match = _HANDS_ON.search(text)
        if match and (_USCE.search(text) or _GENERIC.search(text) or _USCE.search(clause.topic)):
            strength = settle_strength(clause, match.start(), match.end())
            if strength == "required" and not re.search(r"\bif (?:the|your|a) ", text) and not _LICENSE.search(text):
                yield Finding("usce_hands_on", True, "required", clause.start, clause.end)
        return
    if _OFFERS.search(text):
        yield drop(clause, "usce: observerships offered or not, no requirement")
        return
    judged = _judge_observing(text)
    if judged is None:
        return
    if not judged:
        if re.search(r"\bobserver(?:ships?)? (?:is|are) (?:helpful|useful)", text):
            return
        yield Finding("usce_hands_on", True, "required", clause.start, clause.end)
    elif not re.search(r"\bless\b(?! than)|\bprefer|\bstudents?\b", text):
        yield Finding("usce_hands_on", False, "required", clause.start, clause.end)
