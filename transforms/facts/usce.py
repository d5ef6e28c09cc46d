"""usce_required, usce_months, usce_hands_on: clinical experience in the US, and whether observing counts.

"Preferred" alone states nothing about the requirement; how recent the experience must be is not how long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop
from transforms.facts.pairs import (
    Pair,
    find_pair,
    find_wished_number,
    is_plain,
    read_amounts,
    tell_label_strength,
    tell_yes_no,
)
from transforms.language import (
    EXCEPTION,
    NUMBER,
    UPPER,
    Clause,
    Guarded,
    find_exception,
    find_marks,
    find_strength,
    has_mark,
    mask_exceptions,
    parse_number,
    settle_strength,
)
from transforms.model import Statement

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
    "patients",
    "us time",
    "us exp",
    "u.s. exp",
    "obs.",
    "obs ",
    "watching",
    " wards",
    "ward ",
    "exposure",
    "to look",
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
    r"preceptorships?|(?<=clinical )(?:months|weeks)|exp\b|patient[- ]contact|(?:ward|bedside) time|time(?= "
    r"(?:on|in|at) (?:the )?(?:wards?|clinics?|"
    r"hospitals?))|"
    r"(?:caring for|treating|seeing|examining|looking after|contact with|work(?:ing)? with|care of|"
    r"touching) (?:[a-z]+ )?patients?)"
)
_UNRELATED = (
    r"(?:with|from|who|whom|whose|by|graduates?|citizens?|letters?|physicians?|seniors?|schools?|faculty|attendings?|"
    r"licensed|doctors?|nationals?|residents?|students?|exams?|applicants?|addresses)"
)
_AT = (
    r"(?:hospitals?|clinics?|soil|wards?|facility|facilities|medical centers?|health ?-?care|"
    r"settings?|institutions?|units?|practices?|medicine|departments?|services?|offices?|systems?|teams?|"
    r"[a-z]+ologists?|"
    r"[a-z]+iatrists?|[a-z]+icians?|surgeons?|preceptors?)"
)
_LENGTH = (
    rf"(?:(?:{NUMBER}|\ban?\b|\bhalf an?\b)\+?(?: or more| or longer)?[ -]*(?:full |continuous |consecutive )"
    rf"?(?:months?|mos?\b\.?|weeks?|wks?\b\.?|years?|yrs?\b|days\b)"
    r"(?: or more| or longer|\+)?)"
)
_PAST = (
    r"(?:work(?:ed|ing)(?: with (?:your|their) own hands)?|spent|train(?:ed|ing)|practi[cs](?:ed|ing)|rotat(?:ed|ing)|"
    r"served|cared for patients|"
    r"(?:seen|treated|examined) patients|work experience|hands-on work)"
)
_USCE = Guarded(
    r"\bu\.?\s?s|america|states|this country|(?:experience|work|practice) here",
    rf"\busce\b|\b{_US}(?:[ /-](?:(?:or|and|/|/ ?or) )?(?:canad(?:a|ian)|u\.?s\.?))?[ -](?:(?!{_UNRELATED}\b)"
    rf"(?:[a-z-]+|"
    rf"\(?hands-on\)?)[ ,/-]+){{0,4}}?{_WORK}\b"
    rf"|\b{_WORK}\b(?: (?:(?!{_UNRELATED}\b)[a-z'-]+|\([^)]{{0,30}}\))){{0,5}}? (?:in|within|from|inside|at|on|under|"
    rf"to) (?:an? |"
    rf"the )?(?:[a-z]+ ){{0,2}}?{_US}"
    rf"|\b(?:clinical|hands-on|patient-care|medical) (?:[a-z-]+ ){{0,3}}?(?:in|within|inside) (?:the )?{_US}"
    rf"|\b{_US} (?:health ?-?care|medical|clinical|hospital|health) (?:system|setting|environment)s? experience\b"
    rf"|{_LENGTH}'?(?: (?!(?:{_UNRELATED}|residency|fellowship|training|college|degree|graduat\w*|research|in|at|on|"
    rf"since)\b)"
    rf"[a-z/&-]+){{0,4}} (?:in|at|on|inside|within|with) (?:an? |"
    rf"the )?{_US}(?:[ -]based)?(?:(?: (?!{_UNRELATED}\b)[a-z&/'-]+){{0,3}}? {_AT}\b|(?=\s*(?:$|[.,;:()]|(?:and|is|are|"
    rf"with|before|that|which|or|since|prior|as)\b)))"
    rf"|(?:{_LENGTH} of [a-z ,-]{{0,24}}|\b(?:prior|previous|without|some|any) (?:clinical )?)\bexperience here\b"
    rf"|\bclinical (?:work|experience|practice) here\b|^(?:(?:clinical|prior|previous|work|any) )?experience here\b"
    rf"|\bus (?:time|exp)\b(?! zone)|\b(?:worked?|working|experience) with (?:american|u\.?s\.?) patients\b"
    rf"|\b{_US} (?:[a-z]+ ){{0,2}}(?:department|ward|clinic|hospital) time\b"
    rf"|\b{_PAST}\b(?: (?:with patients|(?!{_UNRELATED}\b)[a-z'-]+|\([^)]{{0,30}}\)|\d+)){{0,6}}? (?:in|at|on|"
    rf"inside|within) (?:an? |"
    rf"the )?(?:[a-z]+ )?{_US}(?! (?:school|graduat))"
    rf"|\b{_PAST}\b(?: [a-z]+){{0,4}}? with (?:an? |the )?{_US} (?:[a-z]+ologist|[a-z]+iatrist|[a-z]+ician|surgeon|"
    rf"attending)",
)
_ABOUT_US = re.compile(rf"\busce\b|\b{_US}|\bexperience here\b|\b(?:clinical|patient) [a-z ]{{0,20}}\bhere\b")
_GENERIC = re.compile(rf"\b{_WORK}\b|\bexternships?\b")
_NOT_USCE = re.compile(r"\bresearch experience\b|\bwork experience\b")
_LETTER = re.compile(
    r"\b(?:letters?|lors?|recommendations?|references?|recommenders?)\b[^,;]{0,80}\b(?:from|by|supervis\w+|of|on|who|"
    r"whom|during|based on|reflect\w*|describ\w*)\b[^,;]*$"
)
_OF_LETTERS = re.compile(r"\bletters? of rec|\bletters from\b|\blors?\b")
_RECENT = re.compile(
    r"(?:\b(?:with)?in(?: the| a)?(?: (?:last|past|previous|preceding|prior|most recent))?|\b(?:last|past|previous|"
    r"preceding|prior|recent)|\bover(?: the)?(?: last| past)?|\bduring(?: the)?(?: last| past)?|\bolder than|\bsince|"
    r"\bevery|\bat most|\b(?:not?) more than|\bgraduation of|\bgraduation:?|\bschool of)\s*$"
)
_DURATION = re.compile(
    rf"(?P<n>{NUMBER}|\b(?:the )?single\b|\ban?\b(?: full)?|\bhalf[ -]an?\b|\bseveral\b)(?:\s*(?:-|to|"
    rf"or)\s*(?P<m>{UPPER}))?\+?[ -]*(?:or "
    rf"(?:more|longer) |full |"
    rf"consecutive |continuous |calendar |or more )*(?P<unit>months?|mos?\b\.?|weeks?|wks?\b\.?|years?|yrs?\b|days\b)"
)
_NOT_A_DURATION = re.compile(
    r"\s*(?:or (?:less|fewer|more|longer|newer) )?(?:ago|old|between|beyond|of graduat|of (?:residency|medical "
    r"school|practice|post|"
    r"training|fellowship|"
    r"internship)(?![^.;]*\b(?:in|within) (?:the |an? )?(?:u\.?s|united states))|since|before|after|from|prior|post|"
    r"out|following (?:grad|med)|limit|to complete|curriculum|program)\b"
)
_OBSERVE = (
    r"(?:observer ?-?ships?|observing|observation(?:al)?(?: experiences?| rotations?)?|shadowing|observers?|"
    r"tele-?rotations?|virtual rotations?|watching|looking on|(?<=to )(?:look|watch|observe)(?= only|"
    r"\b[^.;]{0,12}\b(?:is|does))|obs\b\.?)"
)
# What observing may or may not do, whatever the grammar around it.
_COUNTS = re.compile(
    r"\b(?:count(?:s|ed|ing)?|accept(?:s|ed|able|ing)?|consider(?:s|ed)?|qualif(?:y|ies|ied|ying)|suffic(?:e|es|ient)|"
    r"satisf(?:y|ies|ied)|incl|"
    r"meets?|fulfill?(?:s|ed)?|includ(?:e|es|ed|ing)|recogni[sz]e[sd]?|enough|adequate|substitut\w*|replace[sd]?|"
    r"eligible|equal|"
    r"equivalent|credit(?:s|ed)?|allow(?:s|ed)?|permitted|valid|fine|okay|ok|fit|serves?|good enough|will do|does|"
    r"would do|used|cut it|make the cut|measure up|works?|admitted|weighed|treated|taken|clinical experience|"
    r"usce|us clinical|help(?:s|ful)?|regarded)\b|"
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
    rf"|\b{_OBSERVE}[^.;]{{0,40}}\b(?:(?:is|are|being|gets?) )?(?:excluded|insufficient|inadequate|discounted|"
    rf"disregarded|"
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
    r"\bhands[- ]?on\b|\bho\b|\bown hands\b|\bdirect(?:[ -](?:pt|patient))?[ -](?:care|contact)\b|"
    r"\bdirect(?:[ -](?:hands-on|in-person|clinical))?[ -]patient[ -](?:care|contact|"
    r"responsibilit\w+|interaction)\b|\bactual patient care\b|\bpatient care responsibilit|\bpatients of (?:your|"
    r"their|one's) "
    r"own\b|\b(?:examin\w+|treat\w*|manag\w+|car(?:e|ing) for)(?: [a-z]+){0,3} patients (?:yourself|themselves|"
    r"directly|"
    r"personally|in person)\b|\b(?:not|never) (?:merely |just |only )?(?:as|an) (?:an )?observer\b"
)
# "Observerships, externships, and research." lists kinds of work, and asks for none.
_BARE_LIST = re.compile(
    rf"\W*(?:(?:{_OBSERVE}|{_WORK}|research|hands-on|clinical|and|or|even|such as|including|the|volunteering)\b[\W]*)+"
)
_ONLY_HANDS_ON = re.compile(
    r"\bonly (?:hands[- ]on|direct)[^;]{0,60}\b(?:counts?|counted|considered|accepted|qualif\w+|recogni[sz]ed)\b|"
    r"\b(?:counts?|accepts?|"
    r"considers?|recogni[sz]es?) only (?:hands[- ]on|direct)\b"
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


_LABEL = re.compile(
    rf"\busce\b|\b{_US}(?: clinical| hands-on)? (?:experience|exp|time|clinicals?|rotations?|months|weeks)\b|"
    rf"\bexperience here\b|"
    rf"\bclinical (?:months|weeks|time) (?:in|at) (?:the |an? )?{_US}"
)
_BARE_UNNEEDED = re.compile(
    r"\W*(?:the following |these |this |it )?(?:(?:is|are) )?(?:not|never|by no means) (?:strictly |absolutely |"
    r"a |an )?"
    r"(?:required|requirements?|mandatory|necessary|needed|essential|demanded|obligatory|compulsory|"
    r"prerequisites?|must)\W*"
)
_LABEL_UNIT = re.compile(r"\b(?P<unit>mo(?:s|nths?)?|w(?:ks?|eeks?)|y(?:rs?|ears?))\b")
_VALUE_WORDS = re.compile(
    r"hands|hands-on|ho|direct|patient|pt|contact|care|clinical|clinic|inpatient|outpatient|experience|usce|obs|"
    r"observ\w+|shadowing|research|externships?|electives?|counts?|counted|excluded?|incl|included?|n|own|continuous|"
    r"recent|u|s|us|do|does|don't|doesn't|won't|it|equivalent|exp"
)
_MONTHS_EACH = {"m": 1.0, "w": 0.25, "y": 12.0, "d": 1 / 30}


def _read_pair(clause: Clause) -> Iterator[Finding | Drop]:
    """ "USCE mo: 12", "USCE: 1 mo min., 3 mo pref.", "Months of USCE? Twelve, hands-on."."""
    pair = find_pair(clause, _LABEL)
    if (
        pair is None
        and len(clause.text) < 70
        and (named := re.search(r"\busce\b|\bu\.?s\.? clinical experience\b", clause.text))
    ):
        # "USCE 3 mo HO" is a pair without its colon.
        pair = Pair(
            f"{clause.lead} {named.group()}", clause.text[: named.start()] + "," + clause.text[named.end() :], False
        )
        if not read_amounts(pair.value) or named.start() > 3 or find_marks(pair.value):
            return
    if pair is None or not is_plain(pair.value, _VALUE_WORDS):
        return
    rest = {"confidence": ANSWERED, "needs_question": pair.is_question, "needs_lead": not pair.is_question}
    label_unit = _LABEL_UNIT.search(pair.label)
    of_label = tell_label_strength(pair, clause)
    asks_length = label_unit or re.search(r"\bhow (?:much|long)\b", pair.label)
    is_recency = re.search(r"\b(?:recent|recency|within|old|last|past)\b", f"{pair.label} {pair.value}")
    stated: set[str] = set()
    amounts = [] if is_recency else read_amounts(pair.value)
    for amount in amounts:
        if amount.low == 0 and amount.unit:
            yield Finding("usce_required", False, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
            return
        unit = amount.unit or (label_unit.group("unit")[0] if label_unit else "")
        if not unit or amount.strength in ("typical", "unneeded"):
            continue
        months = amount.low * _MONTHS_EACH[unit]
        strength = amount.strength or of_label or "required"
        if not 0 < months <= 60 or strength not in ("required", "preferred"):
            continue
        for field, value in (
            ("usce_required", True),
            ("usce_months", int(months) if months == int(months) else months),
        ):
            yield Finding(field, value, strength, clause.start, clause.end, **rest)  # type: ignore[arg-type]
        stated.add(strength)
    if not stated and not amounts and not asks_length:
        said = tell_yes_no(pair.value, "" if pair.is_question else clause.answer)
        if said == "yes" and not pair.is_question and of_label in ("", "required", "preferred"):
            strength = of_label or "required"
            yield Finding("usce_required", True, strength, clause.start, clause.end, **rest)  # type: ignore[arg-type]
            stated.add(strength)
    if "required" in stated and _HANDS_ON.search(pair.value) and not re.search(rf"\bpref|{_OBSERVE}", pair.value):
        yield Finding("usce_hands_on", True, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]


NOT_OF_REQUIRED = "usce: whether observing counts, where none is required"


def is_only_wished(statements: Sequence[Statement]) -> bool:
    """Whether a page asks for no experience, or only wishes for it: what counts as such is then no requirement."""
    mine = [statement for statement in statements if statement.field == "usce_required"]
    return bool(mine) and not any(statement.value is True and statement.strength == "required" for statement in mine)


def _read_wished_months(clause: Clause) -> Finding | None:
    """ "Two months of USCE are needed, though four is preferred.", "... in US care. Six is preferred."."""
    text, before = clause.text, clause.previous
    mention = _USCE.search(text)
    own = _find_months(text, mention.span()) if mention else None
    if own is not None:
        start = own[1]
    elif before and before.end > clause.start - 12 and _USCE.search(before.text) and _find_months(before.text):
        start = 0
    else:
        return None
    number = find_wished_number(text, start)
    if number is None or not 0 < number <= 24:
        return None
    length = _DURATION.search(text, start) or (_DURATION.search(before.text) if before else None)
    months = number * _MONTHS_EACH[length.group("unit")[0]] if length else number
    return Finding(
        "usce_months",
        int(months) if months == int(months) else months,
        "preferred",
        clause.start,
        clause.end,
        confidence=ANSWERED,
    )


_SAID = re.compile(
    r"\b(?:such|this|that|these|those|said|the) (?:[a-z-]+ ){0,3}?(?:experience|exposure|work|rotations?|"
    r"clinical time)\b"
)
_OF_EXPERIENCE = re.compile(
    rf"{_LENGTH}(?: of(?: [a-z-]+){{0,2}} (?:experience|exposure|work|rotations?|clinical time)\b)?|\btoward"
)


def _point_back(clause: Clause) -> tuple[int, int] | None:
    """Where a clause speaks of the experience that the one before it named, or of observing as the length required."""
    text, before = clause.text, clause.previous
    observes = re.search(_OBSERVE, text) or (clause.is_first_reply and re.search(_OBSERVE, clause.question))
    if observes and not _OFFERS.search(text):
        required = _REQUIRED_LENGTH.search(text)
        if required:
            return required.span()
    if (
        before is not None
        and before.sentence_start == clause.sentence_start
        and re.search(_OBSERVE, before.text)
        and not _OFFERS.search(before.text)
        and (required := _REQUIRED_LENGTH.search(text))
        and not _ABROAD.search(text)
    ):
        return required.span()
    if before is None or before.end < clause.start - 60 or _ABROAD.search(text):
        return None
    if not (_USCE.search(before.text) or (re.search(_OBSERVE, before.text) and not _OFFERS.search(before.text))):
        return None
    said = _SAID.search(text)
    if said is None:
        return None
    if _find_months(text) is not None or find_strength(text, *said.span()) == "unneeded":
        return said.span()
    return None


_REQUIRED_LENGTH = re.compile(
    rf"\b(?:required|requisite|mandatory|obligatory|prescribed|necessary|needed) {_LENGTH}|"
    rf"{_LENGTH}[^.;,]{{0,30}}?\b(?:is|"
    r"are|we) (?:expected|the (?:least|minimum)|required|require|demanded?|prescribed|needed?|ask(?:ed)?|obliged|"
    r"mandatory|necessary)\b|"
    rf"{_LENGTH} (?:required|demanded|needed|prescribed)\b"
)
_ABROAD = re.compile(r"\bresearch\b|\babroad\b|\bany country\b|\bhome country\b")


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    yield from _read_observing(clause)
    wished = _read_wished_months(clause)
    if wished:
        yield wished
    paired = list(_read_pair(clause))
    if paired:
        yield from paired
        return
    mention = _USCE.search(text)
    if mention and (_LICENSE.search(text) or re.search(r"\b(?:before|by|prior to)\b[^.;]{0,15}\bpgy-?[2-9]", text)):
        yield drop(clause, "usce: training here, not experience before")
        return
    if mention and _LETTER.search(text[: mention.start()]):
        yield drop(clause, "usce: where letters come from")
        return
    if mention is None and _OF_LETTERS.search(text) and not _find_months(text):
        return
    if mention and _NOT_USCE.search(text) and not re.search(r"\bclinical\b|\busce\b|\bhands-on\b", text):
        yield drop(clause, "usce: research, not clinical work")
        return
    exception = EXCEPTION.search(text) if mention else None
    if (
        mention
        and exception
        and 0 < exception.start() < mention.start()
        and mask_exceptions(text)[mention.start()] == "#"
    ):
        mention = None  # "unless they have practised in the US": an exception from another rule
    needs_question = needs_lead = False
    pointer = None if mention else _point_back(clause)
    if mention:
        start, end = mention.span()
    elif pointer:
        start, end = pointer
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
    elif (
        _USCE.search(clause.heading)
        and re.search(r"\bexperience\b|\bexternship|\bmonths?\b|\brequired\b|\bpreferred\b|\brotation", text)
        and not _OTHER_TOPIC.search(f"{text} {clause.question} {clause.lead}")
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
            and not _OTHER_TOPIC.search(text)
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
    yield from _read_strength(clause, start, end, bool(mention or pointer), needs_question, needs_lead)


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
    if strength in (None, "required") and is_named and (lacking := _WITHOUT.search(text, 0, start)):
        if _NOBODY.search(text, 0, lacking.start()):  # "No application is considered without it" refuses
            strength = "unneeded" if _DENIES_HARM.search(text) else "required"
        elif _STILL_READ.search(text, end) or _HARMLESS_BEFORE.search(text, 0, start):
            strength = "unneeded"
        elif _SET_BACK.search(text, end):
            strength = "preferred"
    if strength in (None, "unneeded") and _TOO_SHORT.search(text):
        strength = "required"
    if strength is None and is_named and _is_listed(clause, start, end):
        strength = "required"
    label = clause.lead.rsplit("|", 1)[-1].strip()
    of_label = _find_months(label) if needs_lead and strength is None and len(label.split()) < 10 else None
    if of_label and re.search(_OBSERVE, text) and not _OFFERS.search(text):
        # "Three months US experience - observerships acceptable": the demand stands before the dash.
        yield Finding("usce_required", True, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        yield Finding("usce_months", of_label[0], "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
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
        if _ALTERNATIVE.search(re.sub(r"\([^)]*\)", " ", text[end:])) or _RESEARCH_TOO.search(
            text[max(0, start - 12) :]
        ):
            yield drop(clause, "usce: one of several alternatives")
            return
        if (
            clause.answer == "no"
            and clause.is_first_reply
            and asked
            and not is_named
            and re.match(r"(?:but|however|though)\b", text)
            and (_REQUIRES.search(asked) or has_mark(asked, "required"))
            and not re.search(rf"\b(?:it|this|that|such)\b|\bmonths?\b|\bweeks?\b|{_US}", text)
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
        if "preferred" in kinds and re.search(r"\b(?:hands-on|more|longer|recent)\b", text):
            pass
    elif strength == "unneeded":
        yield Finding("usce_required", False, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        if "preferred" in kinds and _preference_is_here(text, start, end):
            yield Finding("usce_required", True, "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
            strength = "preferred"
    else:
        adds = not is_named and _find_months(text) is not None and clause.previous is not None
        if adds and _asks_already(clause.previous):
            months, _ = _find_months(text) or (0, 0)
            yield Finding("usce_months", months, "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
            return
        yield Finding("usce_required", True, "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        before = clause.previous
        is_denied = (
            before is not None
            and before.sentence_start == clause.sentence_start
            and bool(_BARE_UNNEEDED.fullmatch(before.text))
        )
        if "unneeded" in kinds or is_denied:
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


def _asks_already(before: Clause | None) -> bool:
    """Whether the clause before asks for experience, so that what follows only wishes for more of it."""
    mention = _USCE.search(before.text) if before else None
    return bool(before and mention and settle_strength(before, *mention.span()) == "required")


# "If you lack US experience, we still read your file"; "IMGs without it are at a disadvantage".
_WITHOUT = re.compile(
    r"\b(?:lack(?:s|ing)?|lack of|absence of|want of|without|(?:have|has|having|with) no|(?:do not|don't|does "
    r"not) have)\b"
    r"[^,;]{0,24}$"
)
_STILL_READ = re.compile(
    r"\b(?:(?:will|may|can|are|do) still\b|still (?:be )?(?:apply|read|considered|reviewed|eligible|welcome)|"
    r"(?:may|can) (?:also )?apply|(?:are|is|will be) (?:also )?"
    r"(?:welcome|eligible|considered)|(?:excludes?|disqualif(?:y|ies)|bars?) (?:nobody|no one|none)|(?:not|n't|"
    r"nobody|no one|never)\b[^.;,]{0,30}\b(?:disqualif\w+|exclu\w+|"
    r"reject\w*|"
    r"turned away|screened out|ruled out|bar|bars|barred)|an? (?:bar|obstacle|barrier|hindrance|problem)\b)"
)
_SET_BACK = re.compile(
    r"\b(?:at a (?:clear |real |great |slight )?disadvantage|less (?:competitive|likely|attractive)|ranked lower)\b"
)
_HARMLESS_BEFORE = re.compile(
    r"\b(?:(?:not|n't|nobody|no one|never|no (?:applicant|candidate|file)s?)\b[^.;,]{0,30}\b(?:disqualif\w+|exclu\w+|"
    r"reject\w*|turned (?:away|down)|screened out|ruled out|barred)|(?:may|can|could) (?:still |also )?(?:apply|be "
    r"considered)|(?:is|are) (?:still |also )?(?:welcome|eligible|considered))\b[^.;,]{0,30}$"
)
_NOBODY = re.compile(r"\b(?:no|not|never|nobody|none|neither|nor|cannot)\b|n't\b")
_DENIES_HARM = re.compile(r"\b(?:disqualif\w+|exclu\w+|reject\w*|turned (?:away|down)|screened out|ruled out|barred)\b")
_TOO_SHORT = re.compile(
    rf"\b(?:less|fewer|shorter) than {_LENGTH}[^.;]{{0,40}}\b(?:not (?:be )?(?:sufficient|enough|acceptable|accepted|"
    rf"considered|adequate)|"
    r"insufficient|too (?:little|short))\b"
)
_OPENING_WORDS = re.compile(
    rf"(?:\W|\(?(?:[a-e]|[ivx]+|\d)[).]|and\b|plus\b|also\b|of\b|total\b|full\b|at least\b|{_LENGTH}'?|(?:for|of) "
    r"(?:all |the |any )?(?:imgs?|fmgs?|(?:international|foreign)(?: medical)? (?:graduates?|applicants?|"
    r"candidates?))\b|"
    r"(?:hands-on|clinical|direct|prior|previous|recent|supervised|inpatient|patient|relevant|some|an?)\b)*"
)
_SAYS_MORE = re.compile(
    r"\b(?:is|are|was|were|be|have|has|had|do|does|did|will|would|can|could|may|might|we|our|you|they|offers?|"
    r"provides?|gain)\b"
)
_ASIDE_OF_LIST = re.compile(r"\([^)]*\)|\b(?:that|which) (?:is|are|was|were)\b|\bwhere you (?:have |had )?")


def _is_listed(clause: Clause, start: int, end: int) -> bool:
    """Whether a bare length of experience is an item of a list of demands ("...; three months of USCE; ...")."""
    text = _ASIDE_OF_LIST.sub(" ", clause.text)
    if _find_months(clause.text, (start, end)) is None or _SAYS_MORE.search(text):
        return False
    if not _OPENING_WORDS.fullmatch(clause.text, 0, start):
        return False
    before = clause.previous
    return bool(clause.lead) or bool(clause.heading) or bool(before and before.sentence_start == clause.sentence_start)


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
        elif word in ("a", "an", "a full", "an full", "single", "the single"):
            number = 1
        else:
            number = parse_number(word)
        unit = match.group("unit")
        if unit == "days" and (number < 14 or (number % 30 and number % 7)):
            continue
        months = (
            number / (30 if number % 30 == 0 else 28)
            if unit == "days"
            else number / 4
            if unit[0] == "w"
            else number * 12
            if unit[0] == "y"
            else number
        )
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
        label = clause.lead.rsplit("|", 1)[-1].strip() if clause.lead else asked.rstrip("? ")
        if len(label) < 30 and re.fullmatch(rf"{_OBSERVE}(?: rotations?| experiences?)?", label):
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
        if _HANDS_ON.search(clause.lead) and _USCE.search(clause.lead) and not re.search(r"prefer|not |no\b", text):
            yield Finding("usce_hands_on", True, "required", clause.start, clause.end, needs_lead=True)
            return
        if _ONLY_HANDS_ON.search(text):
            yield Finding("usce_hands_on", True, "required", clause.start, clause.end)
            return
        match = _HANDS_ON.search(text)
        before = clause.previous
        points_back = (
            match is not None
            and before is not None
            and before.end > clause.start - 4
            and bool(re.match(r"(?:this|it|these|the experience|such experience|all of it|which)\b", text))
            and bool(_USCE.search(before.text))
        )
        if match and (points_back or _USCE.search(text) or _GENERIC.search(text) or _USCE.search(clause.topic)):
            strength = settle_strength(clause, match.start(), match.end())
            named = _USCE.search(text)
            if strength is None and named and _is_listed(clause, *named.span()):
                strength = "required"
            if strength == "required" and not re.search(r"\bif (?:the|your|a) ", text) and not _LICENSE.search(text):
                yield Finding("usce_hands_on", True, "required", clause.start, clause.end)
        return
    if _OFFERS.search(text) or re.search(r"\b(?:offer|give|provide|host|arrange|accommodate)\b", clause.lead):
        yield drop(clause, "usce: observerships offered or not, no requirement")
        return
    judged = _judge_observing(text)
    if judged is None or _BARE_LIST.fullmatch(text):
        return
    if not judged:
        if re.search(r"\bobserver(?:ships?)? (?:is|are) (?:helpful|useful)", text):
            return
        yield Finding("usce_hands_on", True, "required", clause.start, clause.end)
    elif not re.search(r"\bless\b(?! than)|\bprefer|\bstudents?\b", text):
        yield Finding("usce_hands_on", False, "required", clause.start, clause.end)
