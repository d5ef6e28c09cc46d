"""max_attempts_step1, max_attempts_step2: attempts allowed in total, counted over failures too ("one failure" = 2).

A limit over both exams together sets neither; how graduates of this residency fare at their boards is no rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.facts.exams import find_exams
from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop
from transforms.language import EXCEPTION, NUMBER, ORDINALS, Clause, find_marks, parse_number, settle_strength

STEMS = (
    "twice",
    "attempt",
    " try",
    "tries",
    "first-time",
    "first time",
    "fail",
    "sitting",
    "retak",
    "repeat",
    "first go",
    "once",
    "second time",
)

MAX_LIMITS = 6  # in one clause
_TRY = r"(?:attempts?|try|tries|times?|sittings?|takes?|administrations?|go)"
_ORDINAL = re.compile(
    r"\b(?P<o>first|1st|second|2nd|third|3rd|fourth|4th|initial)(?: or (?P<o2>second|2nd|third|"
    r"3rd))?[- ](?:or (?:second|2nd)[- ])?(?P<t>attempts?|try|time|sitting|go|administration)\b(?! (?:appl|"
    r"residents?|in (?:the )?(?:history|years)|ever|match|home))"
)
_LIMIT = re.compile(
    rf"\b(?P<how>allows?|permits?|tolerates?|no more than|not more than|not to exceed|not exceed(?:ing)?|"
    rf"(?:a )?maximum(?: number)?(?: of)?:?|"
    rf"max\.?(?: of)?|up to|at most|within|in|limit(?:s|ed)?(?: is| of| to|[^.;,]{0, 25}? to)?|no greater than|<=|"
    rf"\u2264|only|by|(?:less|fewer) than|<|after)\s*(?:the |a |an |a total of |"
    rf"the same )?(?P<n>{NUMBER})\s*(?:\([^)]{{1,8}}\) ?)?(?:total |or (?:less|fewer) |separate |usmle |exam |"
    rf"different |allowed )?(?P<t>{_TRY}|failures?|failed attempts?|fails|retakes?|repeats?|repetitions?)\b"
)
_ALLOWED = re.compile(
    rf"(?P<n>{NUMBER})\s+(?:total |usmle |exam |step )?(?P<t>failed attempts?|{_TRY}|failures?|fails?|"
    rf"failing scores?|retakes?)(?: (?:on|at|per|in|for|of) (?:each |any |either |a |both |the |one )?(?:usmle |"
    rf"step |exam|of )*(?:steps?|exams?|tests?|usmle|each|them|[123i]+|ck|and| )*)?\s*(?:\(?max(?:imum)?\)?|"
    rf"or (?:less|fewer)|(?:is|are|will be|may be|can be)? ?(?:allowed|permitted|accepted|acceptable|tolerated|okay|"
    rf"ok|considered|allowable)|at most|limit|per (?:step|exam|test)|(?:on|for) (?:each|any|either)|each)\b"
)
_ONE_TOLERATED = re.compile(
    r"\b(?:a single|only one|a|one|1) (?:previous |prior |usmle |step |exam )?(?:failure|failed attempt|fail|repeat|"
    r"retake|failed (?:step|exam))\b(?:(?!\bnot\b)[^.;]){0,25}?\b(?:is|may be|can be|are|will be)? ?"
    r"(?:tolerated|accepted|acceptable|allowed|permitted|forgiven|overlooked|considered acceptable)\b"
    r"|\b(?:tolerates?|accepts?|allows?|permits?|forgives?) (?:only |just |up to )?(?:one|a single|a|1) (?:previous |"
    r"usmle |step )?(?:failure|failed attempt|fail|repeat|retake)\b"
)
_TWICE = re.compile(
    r"\b(?:tak\w+|took|sat|sit|attempt\w*)\b[^.;]{0,30}\b(?:(?:no more than|at most|only|not more than) (?P<n>once|"
    r"twice)|(?P<m>once|twice) at (?:the )?most)"
)
_SIGNED = re.compile(
    rf"\battempts?\s*(?:per step |on each step )?(?:<=|\u2264|:|=|max\.?|maximum|limit)\s*(?P<n>{NUMBER})(?!\s*(?:%|"
    rf"years?))"
)
_ONLY_NUMBER = re.compile(
    rf"\b(?:(?:accepts?|allows?|permits?|takes?|considers?|want)(?: only| up to| at most| no more than)?|"
    rf"only (?:accepts?|allows?|permits?|takes?|considers?)) (?P<n>{NUMBER})\s*(?:$|[.,;)])"
)
_MORE_THAN_ONCE = re.compile(
    r"\bfail\w*[^.;]{0,40}?\bmore than (?P<n>once|one time|twice|two times)\b|"
    r"\bmore than (?P<m>once)\b(?=[^.;]{0,20}\bfail)"
)
_DISQUALIFY = re.compile(
    rf"(?P<n>{NUMBER}) (?:or more )?(?:failures?|failed attempts?|fails?)\b[^.;]{{0,40}}\b(?:disqualif\w+|exclud\w+|"
    rf"not (?:be )?(?:considered|accepted|eligible)|ineligible|rule out)"
)
_PER_EXAM = re.compile(
    rf"\b(?:no more than|not more than|at most|up to|a maximum of|maximum of|max)\s*(?P<n>{NUMBER})\s*(?:on|per|for|"
    rf"at|in) (?:either|each|any|every|any one|any single)\b"
)
_OVER = re.compile(
    rf"\b(?:(?:more|greater) than|over|exceed(?:s|ing|ed)?|above|>)\s*(?P<n>{NUMBER})\s*(?:total |failed |usmle |"
    rf"exam )?(?P<t>{_TRY}|failures?|failed attempts?|fails?)\b|(?P<n2>{NUMBER}) or more (?:total |failed |usmle |"
    rf"exam )?(?P<t2>{_TRY}|failures?|failed attempts?|fails?)\b|\b(?P<multi>multiple) (?P<t3>failures?|"
    rf"failed attempts?|attempts?)\b"
)
_NO_FAILURE = re.compile(
    r"\bneither\b[^.;]{0,50}\bfailed\b|\bnot have been failed\b|"
    r"\b(?:no|without|zero|not (?:have|had)|never|nor|n't (?:have|had)|free of|with no|not)(?: (?:any|a|an|prior|"
    r"previous|history of|more|usmle|exam|board|step|steps|single|past|recorded|have|had|of|examination|test|score|1|"
    r"2|i|ii|or|and|ck|comlex|usmle/comlex|licensing|single|known|these))*[ -]?(?P<t>fail(?:ure|ed|s|ing|"
    r"ures)?\b(?: (?:attempts?|scores?|exams?|steps?|grades?))?|repeats?\b|retakes?\b|repeat attempts?|"
    r"repeated attempts?)"
    r"|\b(?:fail(?:ure|ures|ed attempts?|ed|ing)?)\b[^.;]{0,50}\b(?:not(?! necessarily| automatically)|never|n't|"
    r"cannot|ineligible|disqualif\w+|excluded?|rejected|rejection)\b"
    r"|\b(?:not|never|n't|cannot)\b[^.;]{0,50}\b(?:who (?:have |has )?(?:ever )?failed|with (?:a |any )?(?:prior |"
    r"previous |usmle |exam |step )*(?:failures?|failed attempts?|failing))"
    r"|\brepeat(?:ers?|[- ]takers?)\b[^.;]{0,40}\b(?:not|never|n't)\b"
    r"|\bfail(?:ing|ed|ures?)?\b[^.;]{0,40}\b(?:rules?\b[^.;]{0,20}\bout|excludes?|bars|disqualif\w+|(?:is|are|"
    r"will be) (?:rejected|excluded|disqualifying))\b"
    r"|\bpass(?:ed)? (?:without|with no) (?:any )?(?:failures?|repeat)"
)
_HURTS = re.compile(
    r"\b(?:fail\w*|multiple attempts|more than one attempt|repeat attempts?|repeated attempts?|"
    r"second attempts?)\b[^.;]{0,50}?\b(?:lowers?|hurts?|reduces?|weakens?|disadvantage\w*|counts? against|"
    r"negative(?:ly)?|unfavou?rabl[ey]|harms?|less (?:competitive|attractive|likely)|at a disadvantage|decreases?)\b"
)
_RARELY = re.compile(
    r"\b(?:rarely|seldom|unlikely to|hardly ever) (?:interview|consider|invite|take|accept|rank|"
    r"review)\w*[^.;]{0,40}\bfail\w*"
    r"|\bfail\w*[^.;]{0,40}\b(?:rarely|seldom|unlikely)\b"
)
_COURSES = re.compile(
    r"\bfail\w*(?: or [a-z]+)? (?:courses?|clerkships?|class(?:es)?|rotations?|grades?|medical school)|"
    r"\bcourses?\b[^.;]*\bfail|\bcourse failures?|\bclerkship failures?|\bfail(?:ed|ure) to (?:submit|meet|complete|"
    r"provide|attend|comply|match|do|respond|report|obtain|have)"
)
_RESIDENCY_BOARDS = re.compile(
    r"\b(?:abim|abfm|abp|abs\b|aobim|board certification|certifying exam|specialty boards?|pass rate|boards? pass|"
    r"in-?training|our (?:graduates|residents|alumni)|residents? (?:have )?pass(?:ed)?|"
    r"graduates (?:have )?pass(?:ed)?)\b"
)
_TOGETHER = re.compile(
    r"\b(?:combined|together|cumulative(?:ly)?|aggregate|both exams together|over (?:both|the two|all)|"
    r"across (?:both|all|the|step|usmle)|altogether|between (?:the two|both)|on step 1 and (?:step )?2 combined|"
    r"in total (?:over|across|for both|on both)|total (?:of )?(?:over|across|for both|on both))"
)
_EACH = re.compile(r"\b(?:each|either|per|every|any one|any single|both on)\b")
_PASSING = re.compile(
    r"\bpass|\bexam|\busmle|\bsteps?\b|\bboards?\b|\bcom[pb]?lex|\battempt|\btry\b|\btest|\bck\b|\bscores?\b|"
    r"\blevels?\b|\bfail(?:ures?|ed|s)\b"
)
_REJECTED = re.compile(
    r"\b(?:not|never|n't|no longer|cannot|ineligible|reject\w*|disqualif\w*|exclud\w*|screened out|filtered|"
    r"discouraged|unlikely|rarely)\b"
)
_SOFT = re.compile(
    r"\brarely\b|\bunlikely\b|\bdiscouraged\b|\bless likely\b|\bgenerally not\b|\busually not\b|\bnot (?:usually|"
    r"generally|typically)\b"
)
_TOLERATED = re.compile(
    r"\b(?:fail\w*|attempts?)\b[^.;]{0,40}\b(?:may (?:still )?(?:be )?(?:appl|consider)|(?:is|are|will be|"
    r"still) (?:be )?considered\b|will not (?:disqualify|exclude|be held)|not (?:an )?automatic|"
    r"does not (?:disqualify|exclude|rule)|case[- ]by[- ]case|reviewed individually)"
)


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = EXCEPTION.sub(lambda match: "#" * len(match.group()), clause.text)
    spans: list[tuple[int, int]] = []
    for start, end, attempts in _find_limits(clause, text):
        if any(start < b and a < end for a, b in spans):
            continue
        if len(spans) >= MAX_LIMITS:
            break
        spans.append((start, end))
        yield from _state_limit(clause, text, start, end, attempts)
    if (
        not spans
        and (match := _HURTS.search(text) or _RARELY.search(text))
        and not _COURSES.search(text)
        and not _RESIDENCY_BOARDS.search(clause.sentence)
    ):
        steps = _choose_steps(clause, text, match.start(), match.end())
        for step in sorted(steps or ()):
            yield Finding(f"max_attempts_step{step}", 1, "preferred", clause.start, clause.end)
        return
    if not spans:
        yield from _read_reply(clause, text)


def _count(kind: str, number: int) -> int:
    return number + 1 if kind.startswith(("fail", "retake", "repe")) else number


def _find_limits(clause: Clause, text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, attempts allowed in total), the surest forms first."""
    for match in _OVER.finditer(text):
        if match.group("multi") or re.search(r"\b(?:no|not|nor) $", text[: match.start()]):
            continue
        if not _REJECTED.search(text):
            # Not "more than two" without a refusal: a description. Still taken, so that no other form reads it.
            yield match.start(), match.end(), 0
            continue
        if match.group("n"):
            yield match.start(), match.end(), _count(match.group("t"), parse_number(match.group("n")))
        else:
            yield match.start(), match.end(), _count(match.group("t2"), parse_number(match.group("n2"))) - 1
    for match in _LIMIT.finditer(text):
        how, kind = match.group("how"), match.group("t")
        number = parse_number(match.group("n"))
        if how in ("in", "within", "by", "only", "after") and kind in ("time", "go", "takes", "take") and number != 1:
            continue
        if "times" in kind and not _PASSING.search(text):
            continue
        if how in ("less than", "fewer than", "<"):
            number -= 1
        yield match.start(), match.end(), _count(kind, number)
    if "attempt" in clause.sentence and clause.previous and "attempt" in clause.previous.text:
        for match in _ONLY_NUMBER.finditer(text):
            yield match.start(), match.end(), parse_number(match.group("n"))
    for match in _MORE_THAN_ONCE.finditer(text):
        if _REJECTED.search(text):
            yield match.start(), match.end(), 2 if match.group("n") in ("once", "one time") else 3
    for match in _DISQUALIFY.finditer(text):
        yield match.start(), match.end(), parse_number(match.group("n"))
    if "attempt" in clause.sentence:
        for match in _PER_EXAM.finditer(text):
            yield match.start(), match.end(), parse_number(match.group("n"))
    for match in _TWICE.finditer(text):
        yield match.start(), match.end(), {"once": 1, "twice": 2}[match.group("n") or match.group("m")]
    for match in _SIGNED.finditer(text):
        yield match.start(), match.end(), parse_number(match.group("n"))
    for match in _ALLOWED.finditer(text):
        if match.group("t") in ("time", "times", "go") and not re.search(r"\btak|\bpass|\bfail", text):
            continue
        yield match.start(), match.end(), _count(match.group("t"), parse_number(match.group("n")))
    for match in _ONE_TOLERATED.finditer(text):
        yield match.start(), match.end(), 2
    for match in re.finditer(r"\b(?:single|one)[- ](?:attempt|try|sitting)\b", text):
        yield match.start(), match.end(), 1
    for match in _ORDINAL.finditer(text):
        if match.group("t") == "time" and not re.search(
            r"\bpass|\bexam|\busmle|\bsteps?\b|\bck\b|\bboards?\b|\btakers\b", clause.sentence + clause.topic
        ):
            continue
        yield match.start(), match.end(), ORDINALS[match.group("o2") or match.group("o")]
    if not _TOLERATED.search(text):
        for match in _NO_FAILURE.finditer(text):
            if _COURSES.search(text):
                continue
            yield match.start(), match.end(), 1


def _state_limit(clause: Clause, text: str, start: int, end: int, attempts: int) -> Iterator[Finding | Drop]:
    if attempts < 1 or attempts > 8:
        return
    if _RESIDENCY_BOARDS.search(clause.sentence):
        yield drop(clause, "attempts: boards after residency")
        return
    around = text + " " + clause.sentence
    if _TOGETHER.search(text) and not _EACH.search(text):
        yield drop(clause, "attempts: over both exams together")
        return
    if re.search(r"\b(?:six|total|in all|altogether)\b", text[max(0, start - 12) : end + 14]) and re.search(
        r"no more than|per (?:step|exam)|either|each", text[end:]
    ):
        return
    if not _PASSING.search(around) and not _PASSING.search(clause.topic):
        return
    steps = _choose_steps(clause, text, start, end)
    if steps is None:
        yield drop(clause, "attempts: of another exam")
        return
    strength = settle_strength(clause, start, end, "required")
    marks = find_marks(text)
    kinds = {mark.kind for mark in marks}
    if strength == "unneeded":
        if "preferred" in kinds:
            strength = "preferred"
        else:
            yield drop(clause, "attempts: said not to be required")
            return
    if strength == "typical":
        yield drop(clause, "attempts: typical, not asked for")
        return
    if _SOFT.search(text) and _OVER.search(text):
        strength = "preferred"
    for step in sorted(steps):
        yield Finding(
            f"max_attempts_step{step}",
            attempts,
            strength or "required",
            clause.start,
            clause.end,
            confidence=EXPLICIT,
            needs_lead=bool(clause.lead),
        )


def _choose_steps(clause: Clause, text: str, start: int, end: int) -> frozenset[str] | None:
    """Steps 1 and 2 as far as the limit speaks of them; None where it speaks of another exam alone."""
    both = frozenset(("1", "2"))
    exams = list(find_exams(text))
    if exams:
        numbers = [m.start() for m in _ORDINAL.finditer(text)] + [m.start() for m in _LIMIT.finditer(text)]
        within = [m for m in exams if m.start >= start and m.end <= end and m.steps]
        if within:
            return frozenset().union(*(m.steps for m in within))
        following = [
            m
            for m in exams
            if m.start >= end
            and re.match(r"^[\s(]*(?:on|for|of|in|at|to|per)\b[\s a-z]*$|^\s*\($", text[end : m.start])
        ]
        preceding = [m for m in exams if m.end <= start]
        if following and not any(end <= n < following[0].start for n in numbers):
            chosen = [following[0]]
        elif preceding:
            floor = max((n for n in numbers if n < start), default=-1)
            chosen = [m for m in preceding if m.start > floor] or [preceding[-1]]
        else:
            inside = [m for m in exams if m.start >= start]
            chosen = inside[:1]
        steps: frozenset[str] = frozenset()
        for mention in chosen:
            steps |= mention.steps
        if steps:
            named = frozenset().union(*(m.exams & {"1", "2"} for m in chosen))
            return named or steps
        if any(m.exams & {"3", "cs", "comlex"} for m in chosen):
            return None
        return both
    if re.search(r"\bclinical skills\b", text):
        return None
    for around in (clause.lead, clause.question):
        mentions = [m for m in find_exams(around) if m.steps and "score" not in m.exams]
        if mentions:
            return mentions[-1].steps
    if clause.previous and clause.previous.sentence_start == clause.sentence_start:
        mentions = [m for m in find_exams(clause.previous.text) if m.steps]
        if mentions:
            return mentions[-1].steps
    return both


def _read_reply(clause: Clause, text: str) -> Iterator[Finding | Drop]:
    """ "Attempts? Two at most." and "Maximum attempts per Step: 3"."""
    for asked, is_label in ((clause.lead, True), (clause.question if clause.is_first_reply else "", False)):
        if not re.search(r"\battempts?\b|\bfail", asked) or re.search(r"not specified|---|unlimited|no limit", text):
            continue
        if _TOGETHER.search(asked):
            return
        attempts = 0
        match = re.match(
            rf"\s*(?:(?:a )?max(?:imum)?(?: of)?:? |up to |at most |no more than |only |yes, |no, |<= ?|"
            rf"\u2264 ?)*(?P<n>{NUMBER})\s*(?P<t>failures?|fails?)?(?=\s*(?:$|[.;,(]|at most|max|per|on|for|each|"
            rf"in total|or less|only|attempts?|tries|allowed))",
            text,
        )
        if match and re.search(r"\bmax|\ballow|\bhow many|\blimit|\battempts?\b", asked):
            number = parse_number(match.group("n"))
            attempts = (
                number + 1
                if match.group("t") or (re.search(r"\bfail", asked) and not re.search(r"attempt", asked))
                else number
            )
        elif (
            (
                clause.answer == "no"
                and re.search(r"\bfail|\bmore than (?:one|1)\b|\bmultiple\b", asked)
                and re.search(r"\baccept|\bconsider|\ballow|\bpermit", asked)
            )
            or (
                re.search(r"\bfail", asked)
                and re.match(
                    r"\s*(?:none|zero|0|not? (?:accepted|allowed|considered|permitted|acceptable)|no failures?)\b", text
                )
            )
            or (
                clause.answer == "yes"
                and re.search(r"\bfirst (?:attempt|try)\b", asked)
                and re.search(r"\brequire|\bmust\b|\bneed", asked)
            )
        ):
            attempts = 1
        if not 1 <= attempts <= 8:
            continue
        mentions = [m for m in find_exams(asked) if "score" not in m.exams]
        steps = mentions[-1].steps if mentions else frozenset(("1", "2"))
        strength = settle_strength(clause, 0, 1, "required")
        if strength in ("unneeded", "typical"):
            return
        for step in sorted(steps):
            yield Finding(
                f"max_attempts_step{step}",
                attempts,
                strength or "required",
                clause.start,
                clause.end,
                confidence=ANSWERED,
                needs_question=not is_label,
                needs_lead=is_label,
            )
        return
