"""max_years_since_graduation: the most years since medical school. Windows of exams, letters or work are not it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop
from transforms.facts.pairs import find_pair, find_wished_number, is_plain, read_amounts, tell_strength
from transforms.language import (
    EXCEPTION,
    NUMBER,
    UPPER,
    Clause,
    declare_question,
    find_marks,
    find_strength,
    has_refusing_head,
    is_set_back,
    is_turned_away,
    mask_exceptions,
    parse_number,
    settle_strength,
)

STEMS = (
    " md ",
    "graduat",
    "medical school",
    "med school",
    "yog",
    "degree",
    "diploma",
    "m.d.",
    "years since",
    "years out",
    "long out",
    "far out",
    "of school",
    "finished",
    "finishing",
    "their studies",
    "grad ",
    "grads ",
    "year cut",
    "year limit",
    "year rule",
)

_NUMBER_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen)"
_YEARS = re.compile(
    rf"(?P<n>{NUMBER})(?:\s*(?:-|to|or)\s*(?P<m>{UPPER}))?(?P<fewer> or (?:fewer|less))?\+?[ -]*(?:calendar |full |"
    rf"academic )?(?P<unit>years?|"
    rf"yrs?\.?|y(?=[ ,;.)]|$)|months?)(?![a-z])(?P<half> and a half)?"
)
_GRAD = (
    r"(?:graduat(?:ed|ion|ing|e)\b|\bgrads?\b|\bleft (?:medical )?school\b|graduates?\b|(?:med(?:ical)?|m\.?d\.?) "
    r"(?:school|college|education|studies|degree|"
    r"training completion)|\bdegrees?\b|\bdiplomas?\b|\b(?:the|their|your|an|her|his) (?:m\.?d|d\.?o|m\.?b\.?b\.?s)\b|"
    r"\byog\b|\b(?:out of|finish(?:ed|ing)|left|completed|completing) (?:(?:medical )?school\b|(?:their |your |"
    r"his |her )?(?:medical )?"
    r"studies\b)|\bleaving (?:medical )?school\b|"
    r"\bold graduates?\b|\b(?:how (?:long|many years|far)|years) out\b"
    r"(?! of (?:residency|training|fellowship|practice)))"
)
_GRAD_RE = re.compile(_GRAD)
_AFTER_GRAD = re.compile(
    r"\s*(?:or (?:less|fewer|newer|under) )?(?:\(?max(?:imum)?\)? ?)?(?:(?:may|must|can|should|shall|will|have|has|had|"
    r"gone|passed|elapsed|by|lie|lies|"
    r"expired|at most) )*(?:since (?:you|they|he or she|the applicant|applicants) (?:obtained|received|earned|"
    r"completed|finished|left|were awarded|took|got) |"
    r"(?:of|from|since|after|past|post|following|"
    r"out of|removed from|elapsed since|out from|ago from|beyond)(?: the| your| their| date of| time of|"
    r" (?:the )?(?:conferral|award|receipt) of|"
    r" completion of| finishing| completing| a| leaving| receiving| obtaining| having| their)*|post-?)\s*"
    r"(?:[a-z]+ )?(?:graduat|grad\b|medical (?:school|college|degree|education)|med(?:ical)? school|school\b|yog\b|"
    r"degree|"
    r"m\.?d\.?\b|diploma|your medical|their medical)|\s*(?:out|removed)\b(?=\s*(?:$|[.,;)]|will\b|are\b|is\b|may\b|"
    r"can\b|cannot\b))"
)
_RIVAL = re.compile(
    r"\b(?:experience|clinical(?:ly)?|rotations?|letters?|lors?|written|exams?|examinations?|steps?|usmle|comlex|"
    r"pass(?:ed|ing)?|practi[cs]\w*|worked|work|"
    r"licens\w+|employ\w+|research|interviews?|observerships?|externships?|attempts?|gaps?|scores?|fellowship|"
    r"training in|postgraduate|references?|recommendation|ecfmg|certificate|program is|curriculum|accredit\w*|"
    r"residency training|training)\b"
)
_LIMIT_BEFORE = re.compile(
    r"(?:\b(?:with)?in(?: a| the| their)?(?: (?:period|window|span|"
    r"space) of)?(?: the)?(?: immediate(?:ly)?)?(?: (?:last|past|previous|preceding|prior|most recent|latest|"
    r"first))?|\b(?:the )?(?:last|past|previous|preceding)|"
    r"\b(?:no|not)(?: be| have been)? (?:more|longer|greater|older|later|further|over|farther)(?: back| ago| removed)"
    r"?(?: than)?|\binside(?: of)?(?: the (?:last|past))?|\bcloser to|\b(?:not|"
    r"nor) (?:to )?exceed(?:ing)?|\bless than(?: or equal to)?|\bfewer than|\bunder|\bup to|\bat most|\bmax(?:imum|"
    r"\.)?(?: (?:of|is|"
    r"time(?: since graduation)?(?: is| of)?|allowed))?:?|\blimit(?:ed)?(?: is| of| to|:)?|"
    r"\bcut-?off(?: is| of|:)?|\bno later than|\bno earlier than|\bover(?: the)? (?:last|past)|<=?|\u2264|"
    r"\bnot? earlier than|\bwindow of|\bgap (?:of|is|must be)(?: at most| no more than)?|\bduring the (?:last|past)|"
    r"\bwithin|\b(?:window|cap|ceiling) (?:is|of|at)(?: at most)?|\b(?:oldest|furthest|farthest|earliest|"
    r"longest)\b[^.;,]{0,40}"
    r"\bis|\bsince|\bnewer than|\bbelow|\bno greater than)\s*(?:a |an |the )?$"
)
_OVER_BEFORE = re.compile(
    r"(?:\b(?:more|longer|greater|older|further) than|\bover|\bexceed(?:s|ing)?|\bbeyond|>=?|\bpast)\s*(?:the )?$"
)
_LIMIT_AFTER = re.compile(
    r"^\s*(?:[^.;]{0,25}, (?:and |but )?(?:no|not) (?:further|farther|longer|older|beyond)|(?:ago|back|old) or "
    r"(?:later|less|fewer|more recent(?:ly)?|newer|under)|back at (?:the )?most|is where we "
    r"(?:draw|stop)|(?:out )?is (?:our|the) (?:limit|ceiling|cap|max\w*|cut-?off)|at (?:the )?(?:outside|maximum|"
    r"latest)|tops\b|or (?:less|fewer|newer|more recent|under)|max(?:imum)?\b|at most|\(max|limit|cut-?off|is the "
    r"(?:limit|"
    r"maximum|max|longest|most|oldest|furthest|outer)|or more recently|(?:[a-z]+ ){0,6}is (?:as (?:far|old|long|"
    r"much) as|the most|the longest|"
    r"all) (?:we|that))"
)
_REJECTED = re.compile(
    r"\b(?:nobody|no one|no (?:applicants?|candidates?|graduates?|files?|applications?))\b|\bturned (?:away|down)\b|"
    r"(?:\b(?:not|never|no longer|cannot|rarely|unlikely)|n't)(?: (?:be|generally|typically|normally|usually|"
    r"routinely|are))*(?: |\b)(?:considered|reviewed|accepted|eligible|interviewed|invited|processed|consider|accept|"
    r"review|interview|invite|take|rank|offered|look)?|"
    r"\bineligible|\belsewhere\b|\brejected|\bdisqualif|\bexcluded|\bfiltered|\bscreened out"
)


def _refuses(text: str) -> bool:
    return bool(_REJECTED.search(text)) or is_turned_away(text)


_SEGMENT = re.compile(
    r"[,()|]|\s-+\s|\band (?=(?:have|has|must|is|are|at least|a |an |us |u\.s|three|two|no |steps?|usmle))"
)


_LABEL = re.compile(
    r"\b(?:yog|y\.o\.g|grad(?:uation|uated)?(?: (?:gap|limit|window|year|date|within|recency|age|cutoff|cut-off))?|"
    r"years? (?:since|out|from|"
    r"after|past)(?: of)?(?: (?:graduation|md|m\.d|do|school|med|degree|grad))?|yrs? (?:since|out|from|after)|"
    r"gap (?:since|after)|"
    r"time (?:since|from|out)|recency of graduation|since (?:graduation|grad|md|degree|medical school)|"
    r"old graduates|older graduates|how (?:long|far|many years) out)\b"
)
_LABEL_FOREIGN = re.compile(
    r"\b(?:step|exam|usmle|scores?|usce|experience|training|residency|practice|img|imgs|foreign|international|ecfmg|"
    r"programs?|"
    r"of our|medical school graduates|recent graduates|letters?|who|reside)\b"
)
_VALUE_WORDS = re.compile(
    r"graduat\w*|grad|school|med|medical|since|out|ago|older|newer|recent|year|yr|window|nobody|anyone|none|past|"
    r"beyond|degree|md|"
    r"back|go|far|as|that's|is|it's|can|cannot|applications?|date|application|start|match"
)


_TYPICALLY = re.compile(r"(?:typically|usually|generally|mostly|normally|historically|on average)\b(?! (?:we|prefer))")


def _read_pair(clause: Clause, text: str) -> Iterator[Finding]:
    """ "YOG: 10 max, 5 pref.", "Years out? Ten, no more.", "Old graduates? Past 3 years preferred; nobody past 7."."""
    pair = find_pair(clause, _LABEL)
    if pair is None or _LABEL_FOREIGN.search(pair.label):
        return
    value = text.strip("# ,.")
    if _TYPICALLY.match(value):
        return
    if not is_plain(value, _VALUE_WORDS) or re.search(
        r"^not?\b(?! (?:more|older|longer|later|further|over|beyond|past))|\bno (?:limit|cut-?off|max)|\bminimum\b|"
        r"\bat least\b|\bnone\b",
        value,
    ):
        return
    of_label = tell_strength(pair.label)
    for amount in read_amounts(value):
        years = amount.high / 12 if amount.unit == "m" else amount.high
        if amount.unit == "w" or not 0 < years <= 30:
            continue
        strength = amount.strength or of_label or tell_strength(f"{clause.lead} | {clause.heading}") or "required"
        if strength not in ("required", "preferred"):
            continue
        yield Finding(
            "max_years_since_graduation",
            int(years) if years == int(years) else years,
            strength,
            clause.start,
            clause.end,
            confidence=ANSWERED,
            needs_question=pair.is_question,
            needs_lead=not pair.is_question,
        )


_ASKED_LIMIT = re.compile(
    rf"\bgraduat\w*\b[^?]{{0,30}}?\b(?P<how>more than|over|longer than|before|within|in the (?:last|past)|less than|"
    rf"under)(?: the (?:last|"
    rf"past))? (?P<n>{NUMBER})(?: (?:years?|yrs?))?(?: (?:ago|back|or less))?(?=\s*\?)"
)


def _read_asked_limit(clause: Clause, text: str) -> Iterator[Finding]:
    """ "Graduated more than 8 years ago? Then we cannot take you." and "Graduated within three? Preferred."."""
    asked = _ASKED_LIMIT.search(clause.question) if clause.is_first_reply else None
    if asked is None or _YEARS.search(text) or len(text) > 80:
        return
    kinds = {mark.kind for mark in find_marks(text)}
    if asked.group("how") in ("more than", "over", "longer than", "before"):
        strength = (
            "required" if clause.answer == "no" or _REJECTED.search(text) or re.search(r"\bsorry\b", text) else ""
        )
    else:
        strength = "preferred" if "preferred" in kinds else "required" if "required" in kinds else ""
    value = parse_number(asked.group("n"))
    if strength and 0 < value <= 30:
        yield Finding(
            "max_years_since_graduation",
            value,
            strength,
            clause.start,
            clause.end,
            confidence=ANSWERED,
            needs_question=True,
        )


# "The limit on years since graduation is 5.": no unit behind the number.
_UNITLESS = re.compile(
    rf"\b(?:limit|max\w*|cap|ceiling|cut-?off|most)\b[^.;,]{{0,24}}\byears (?:since|from|after|out of|past|"
    rf"post)\b[^.;,]{{0,30}}?"
    rf"(?:\b(?:is|of|at)|:) (?P<n>{NUMBER})(?=\s*(?:$|[.;,(]))"
)
_BADGE = re.compile(
    rf"\byog\s*(?:[:<=\u2264-]|within|max|up to|is)*\s*(?P<n>{NUMBER})(?!\s*(?:years?|yrs?|or later|\+))"
)


# "Unless you practised meanwhile, ...": the exception ends with its comma.
_OPENING = re.compile(r"^(?:unless|except|excepting|barring|other than|save)\b[^,]*,")
_UNLIMITED = re.compile(r"\bno (?:[a-z]+ )?(?:limit|cut-?off|restriction)\b|\bunlimited\b")
_COMPOUND = re.compile(
    rf"\b(?P<n>{_NUMBER_WORD}|\d{{1,2}})[- ]?(?:year|yr)s?[- ](?:graduation )?(?:cut-? ?off|limit|rule|window|maximum|"
    rf"cap|restriction)\b"
)
_ELLIPTIC = re.compile(
    rf"\b(?:(?P<how>within|inside(?: of)?|younger than|newer than|under|less than|fewer than|closer to|no more than|at "
    rf"most|up to)\s+(?:the (?:last|past) )?"
    rf"(?P<n>{_NUMBER_WORD}|\d{{1,2}})|(?P<m>{_NUMBER_WORD}|\d{{1,2}}) or (?:fewer|less))(?=\s*(?:$|[.,;)]|is\b|are\b|"
    rf"have\b|has\b|get\b|enjoy\b|preferred\b|would\b|will\b|being\b))"
)


def read(clause: Clause) -> Iterator[Finding | Drop]:
    badge = _BADGE.search(clause.text)
    if badge and 0 < parse_number(badge.group("n")) <= 20:
        kinds = {mark.kind for mark in find_marks(clause.text)}
        strength = "preferred" if "preferred" in kinds else "required"
        if strength == "preferred" or not _UNLIMITED.search(clause.text):
            yield Finding(
                "max_years_since_graduation", parse_number(badge.group("n")), strength, clause.start, clause.end
            )
        return
    text = _OPENING.sub(lambda match: "#" * (len(match.group()) - 1) + ",", clause.text)
    text = mask_exceptions(text)
    if clause.is_first_reply and _TYPICALLY.match(text):
        yield drop(clause, "graduation: typical, not asked for")
        return
    paired = list(_read_pair(clause, text)) or list(_read_asked_limit(clause, text))
    asked = None if paired or _YEARS.search(text) else declare_question(clause)
    if asked is not None:
        for match in _YEARS.finditer(asked.text):
            stated = _read_years(asked, asked.text, match)
            if isinstance(stated, Finding):
                yield stated
        return
    if paired:
        yield from paired
        return
    if "#" in text and not text.strip("# ,."):
        return
    best: Finding | None = None
    for match in _YEARS.finditer(text):
        finding = _read_years(clause, text, match)
        if isinstance(finding, Drop):
            yield finding
        elif finding and (best is None or finding.strength == "required" != best.strength):
            if best is not None and best.strength != finding.strength:
                yield best
            best = finding
        elif finding and best and finding.strength != best.strength:
            yield finding
    elliptic = _read_elliptic(clause, text, best)
    if elliptic and best and best.strength == elliptic.strength == "preferred" and best.value != elliptic.value:
        best = replace(best, strength="required")  # "Maximum five years since graduation, two preferred"
    if elliptic:
        yield elliptic
    if best:
        yield best
        return
    compound = _COMPOUND.search(text)
    if compound and not _RIVAL.search(text[max(0, compound.start() - 20) : compound.end() + 40]):
        value = parse_number(compound.group("n"))
        strength = settle_strength(clause, compound.start(), compound.end()) or "required"
        if (
            0 < value <= 30
            and strength in ("required", "preferred")
            and not re.search(r"\bno\s*$", text[: compound.start()])
        ):
            yield Finding("max_years_since_graduation", value, strength, clause.start, clause.end)
        return
    unitless = _UNITLESS.search(text)
    if unitless and 0 < parse_number(unitless.group("n")) <= 30:
        yield Finding(
            "max_years_since_graduation",
            parse_number(unitless.group("n")),
            settle_strength(clause, *unitless.span("n")) or "required",
            clause.start,
            clause.end,
        )
        return
    if not any(True for _ in _YEARS.finditer(text)):
        yield from _read_bare(clause, text)


def _read_elliptic(clause: Clause, text: str, best: Finding | None) -> Finding | None:
    """ "Ten years at most; preference goes to those within five": the unit stands in what was said before."""
    match = _ELLIPTIC.search(text)
    if match is None:
        return _read_wished(clause, text, best)
    if _RIVAL.search(text[max(0, match.start() - 30) :]):
        return None
    before = text[: match.start()]
    if not (best and _YEARS.search(before)):
        previous = clause.previous
        if not previous or previous.end < clause.start - 4 or not _YEARS.search(previous.text):
            return None
        if not _GRAD_RE.search(f"{previous.text} | {previous.lead} | {previous.question} | {clause.lead} | {text}"):
            return None
    strength = find_strength(text, match.start(), match.end())
    if strength not in ("preferred", "required") or (strength == "required" and best is not None):
        return None
    value = parse_number(match.group("n") or match.group("m"))
    return Finding("max_years_since_graduation", value, strength, clause.start, clause.end, confidence=ANSWERED)


def _read_wished(clause: Clause, text: str, best: Finding | None) -> Finding | None:
    """ "Within five years of application, though we like to see two"."""
    start = 0
    if best is not None:
        last = next((match for match in _YEARS.finditer(text)), None)
        start = last.end() if last else 0
    elif not (
        clause.previous
        and clause.previous.end > clause.start - 12
        and _YEARS.search(clause.previous.text)
        and _GRAD_RE.search(f"{clause.previous.text} | {clause.previous.lead}")
    ):
        return None
    number = find_wished_number(text, start)
    if (
        number is None
        or not 0 < number <= 20
        or _RIVAL.search(text[start:])
        or re.search(r"\bletters?\b|\bmonths?\b", text[start:])
    ):
        return None
    return Finding("max_years_since_graduation", number, "preferred", clause.start, clause.end, confidence=ANSWERED)


def _read_years(clause: Clause, text: str, match: re.Match[str]) -> Finding | Drop | None:
    start, end = match.span()
    cuts = list(_SEGMENT.finditer(text))
    left = max((cut.end() for cut in cuts if cut.end() <= start), default=0)
    right = min((cut.start() for cut in cuts if cut.start() >= end), default=len(text))
    before, after = text[left:start], text[end:right]
    wide_before = text[:start]
    needs_question = needs_lead = False
    followed = bool(_AFTER_GRAD.match(text, end))
    rivals = list(_RIVAL.finditer(before))
    grads = list(_GRAD_RE.finditer(before))
    if followed:
        is_rival = bool(rivals) and not re.match(r"residency training|training|program|gap", rivals[-1].group())
        if is_rival and not grads and not re.search(r"\bapplica|\bcandidate|\bapply", before[rivals[-1].end() :]):
            return Drop("graduation: a window of something else", clause.start, clause.end)
    elif (
        (finished := _last_finish(before)) >= 0
        and (not rivals or rivals[-1].start() < finished)
        and (_GRAD_RE.search(before[finished:]) or _GRAD_RE.search(clause.nearby))
    ):
        needs_question = bool(clause.question)
    elif grads:
        if rivals and rivals[-1].start() > grads[-1].start():
            return Drop("graduation: a window of something else", clause.start, clause.end)
        if (
            re.match(r"graduates?\b$", grads[-1].group())
            and not re.search(r"recent|new|old|who|graduates? (?:of|from|in|within|more|over|older)", text[left:end])
            and not _LIMIT_BEFORE.search(before)
        ):
            return None
    elif (
        re.match(
            r"[^,;]{0,40}?\b(?:graduat(?:ion|ed|es?)\b|(?:of|from) medical school|since (?:the|their|your) (?:m\.?d|"
            r"d\.?o|degree))",
            after,
        )
        and not rivals
    ):
        pass
    elif (
        _GRAD_RE.search(clause.lead)
        and not rivals
        and not re.match(r"\s*(?:of|in|')[^,;]{0,30}?" + _RIVAL.pattern, after)
    ):
        needs_lead = True
    elif _follows_years(clause, text, start):
        pass
    else:
        if rivals or re.match(r"\s*(?:of|in|')[^,;]{0,30}?" + _RIVAL.pattern, after) or _RIVAL.search(after[:40]):
            return None
        if _GRAD_RE.search(clause.lead):
            needs_lead = True
        elif (
            clause.question
            and _GRAD_RE.search(clause.question)
            and not re.search(r"\bgraduates\b(?!.*\byears?\b)", clause.question)
        ) or (
            clause.question
            and clause.is_first_reply
            and re.search(r"\bgraduates\b|\bgraduated\b", clause.question)
            and re.search(r"\byears?\b|\bold|\blong\b", clause.question)
        ):
            needs_question = True
        elif (
            (re.search(r"\b(?:finished|completed|received|earned)\b", wide_before) and _GRAD_RE.search(text))
            or (left and _GRAD_RE.search(text[:left]) and not _RIVAL.search(text[_last_grad(text[:left]) : left]))
            or (
                clause.previous
                and clause.previous.sentence_start == clause.sentence_start
                and re.search(
                    r"\bgraduat(?:ion|ed|ing)\b|\byog\b|medical school|\b(?:recent|new|old|"
                    r"older) grad",
                    clause.previous.text,
                )
                and len(text) < 60
            )
            or (
                clause.previous
                and clause.previous.end > clause.start - 4
                and re.search(r"\bgraduat(?:ed|ion)\b|\bold graduates\b", clause.previous.text)
                and re.search(r"\b(?:our|the) (?:limit|cut-?off|maximum|window)\b", text)
                and len(text) < 70
            )
            or (_GRAD_RE.search(clause.heading) and not re.search(r"\bgraduates\b", clause.heading))
        ):
            pass
        else:
            return None
    upper = parse_number(match.group("m") or match.group("n"))
    value: int | float = upper
    if match.group("unit").startswith("month"):
        value = upper / 12 if upper % 12 else upper // 12
    if match.group("half"):
        value = upper + 0.5
    if not 0 < value <= 30:
        return None
    if _RESIDENTS_DID.match(text) or re.search(r"\d ?%|\bper ?cent\b", text):
        return Drop("graduation: typical, not asked for", clause.start, clause.end)
    is_over = "+" in match.group() and _refuses(text)  # "10+ years out will not be considered"
    if (is_over or _OVER_BEFORE.search(before)) and not _LIMIT_BEFORE.search(before):
        is_soft = is_set_back(text)
        if not (is_soft or _refuses(text) or has_refusing_head(clause)) or re.search(
            r"\bnot (?:be )?(?:excluded|rejected|ruled out|barred|disqualified|turned away)", clause.sentence
        ):
            return Drop("graduation: an age, not a limit", clause.start, clause.end)
        soft = is_soft or re.search(r"\bgenerally\b", text)
        strength: str | None = (
            "preferred" if soft and not re.search(r"\bnot\b(?! competitive| favou?red)", text) else "required"
        )
    else:
        limited = (
            bool(match.group("fewer"))
            or match.group("n") == "0"
            or bool(
                clause.is_first_reply
                and _GRAD_RE.search(clause.question)
                and re.search(r"\blimit|\bcut-?off|\bmaximum|\bhow (?:old|long|many|recent)", clause.question)
            )
            or bool(_LIMIT_BEFORE.search(before))
            or bool(_LIMIT_AFTER.match(after))
            or needs_lead
            or needs_question
            or bool(re.search(r"\bmax|\blimit|\bcut-?off", f"{text} {clause.lead}"))
        )
        if not limited or re.search(
            r"\b(?:each|every|any|one|most|in) (?:year )?of (?:the|our) (?:last|past)\s*$", before
        ):
            return None
        if re.search(r"\bat least\s*$|\bminimum(?: of)?\s*$", before):
            return None
        strength = settle_strength(clause, start, end)
        if strength == "required" and find_preference_only(text, start):
            strength = "preferred"
    kinds = {mark.kind for mark in find_marks(text)}
    if strength == "unneeded" or re.search(
        r"\b(?:no|not a|without being a|not an absolute|never a) (?:strict |hard |absolute |firm )?(?:limit|cut-?off|"
        r"requirement)\b",
        text,
    ):
        if "preferred" in kinds:
            strength = "preferred"
        else:
            return Drop("graduation: said not to be required", clause.start, clause.end)
    if strength == "typical":
        return Drop("graduation: typical, not asked for", clause.start, clause.end)
    exception = EXCEPTION.search(clause.text)
    return Finding(
        "max_years_since_graduation",
        value,
        strength or "required",
        clause.start,
        clause.end,
        confidence=ANSWERED if needs_question else EXPLICIT,
        condition=(clause.start + exception.start(), clause.start + exception.end()) if exception else None,
        needs_question=needs_question,
        needs_lead=needs_lead or bool(clause.lead),
    )


_RESIDENTS_DID = re.compile(
    r"(?:[^,;]{0,20}\b)?our (?:[a-z]+ )?(?:residents|interns|alumni|graduates|faculty|"
    r"fellows)\b[^,;]{0,20}\bgraduated\b"
)


def _follows_years(clause: Clause, text: str, start: int) -> bool:
    """ "... six years ago. We prefer candidates closer to two years": wished for right after a limit."""
    previous = clause.previous
    return bool(
        previous
        and previous.end > clause.start - 4
        and _GRAD_RE.search(previous.text)
        and _YEARS.search(previous.text)
        and re.search(r"\b(?:closer to|within|under|less than|no more than|at most)\s*$", text[:start])
        and not _RIVAL.search(text[:start])
        and any(mark.kind == "preferred" for mark in find_marks(text[:start]))
    )


_BRACKETS = re.compile(r"\([^()]*\)")


def find_preference_only(text: str, start: int) -> bool:
    """All that the clause says of [start:] is a preference: "recent graduates (within 5 years) are preferred"."""
    alone = _BRACKETS.sub(lambda m: m.group() if m.start() <= start < m.end() else " " * len(m.group()), text)
    kinds = {mark.kind for mark in find_marks(alone)}
    return "preferred" in kinds and not kinds & {"required"}


def _last_finish(text: str) -> int:
    """Offset of the last "who finished", where the school need not be named again; -1 where there is none."""
    return max(
        (match.start() for match in re.finditer(r"\b(?:finished|completed|graduated|finishing)\b", text)), default=-1
    )


def _last_grad(text: str) -> int:
    last = 0
    for match in _GRAD_RE.finditer(text):
        last = match.end()
    return last


def _read_bare(clause: Clause, text: str) -> Iterator[Finding | Drop]:
    """A bare number under a label that counts years: "Years since graduation (max): 5"."""
    for asked, is_label in ((clause.lead, True), (clause.question if clause.is_first_reply else "", False)):
        if not re.search(r"\byears?\b", asked) or not _GRAD_RE.search(asked) or _RIVAL.search(asked):
            continue
        match = re.match(
            rf"\s*(?:max(?:imum)?[ :]*|up to |within |no more than |not more than |at most |<=? ?|"
            rf"\u2264 ?)?(?P<n>{NUMBER})\s*(?:max(?:imum)?\b|or less|or fewer|at (?:the )?most|$|[.;,(])",
            text,
        )
        if not match:
            continue
        value = parse_number(match.group("n"))
        if 0 < value <= 30:
            strength = settle_strength(clause, 0, 1) or "required"
            if strength in ("unneeded", "typical"):
                yield drop(clause, f"graduation: {strength}")
                return
            yield Finding(
                "max_years_since_graduation",
                value,
                strength,
                clause.start,
                clause.end,
                confidence=ANSWERED,
                needs_question=not is_label,
                needs_lead=is_label,
            )
            return
