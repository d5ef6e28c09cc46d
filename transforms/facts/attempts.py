"""max_attempts_step1, max_attempts_step2: attempts allowed in total, counted over failures too ("one failure" = 2).

A limit over both exams together sets neither; how graduates of this residency fare at their boards is no rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from transforms import hinted_re as re
from transforms.facts.exams import ExamMention, find_exams, find_scored_exams, mask_asides
from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop
from transforms.facts.pairs import (
    Pair,
    find_pair,
    find_wished_number,
    is_plain,
    read_amounts,
    tell_label_strength,
    tell_strength,
)
from transforms.language import (
    NUMBER,
    ORDINALS,
    Clause,
    declare_question,
    find_marks,
    has_refusing_head,
    is_harmless,
    is_turned_away,
    mask_exceptions,
    parse_number,
    settle_strength,
)

STEMS = (
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
    "twice",
    "times",
    "second time",
    "resat",
    "re-sat",
)

MAX_LIMITS = 6  # in one clause
_TRY = r"(?:attempts?|try|tries|times?|sittings?|takes?|administrations?|go)"
_ORDINAL = re.compile(
    r"\b(?P<o>first|1st|second|2nd|third|3rd|fourth|4th|initial)(?: or (?P<o2>second|2nd|third|"
    r"3rd))?[- ](?:or (?:second|2nd)[- ])?(?P<t>attempts?|try|time|sitting|go|administration|pass)\b(?! (?:appl|"
    r"through|over|of (?:the )?(?:file|appl|review)|review|screen|"
    r"residents?|in (?:the )?(?:history|years)|ever|match|home))"
)
_NTH_FAILURE = re.compile(
    r"\b(?:a |the |any )?(?P<o>first|1st|second|2nd|third|3rd|fourth|4th) (?:failure|fail(?:ed (?:attempt|try|"
    r"exam))?)\b"
)
_NONE_BEYOND = re.compile(
    r"\bno (?:attempts?|tries|sittings?) (?:beyond|after|past|other than) the (?P<o>second|third|fourth)\b"
)
_NUMBERED_TRY = re.compile(rf"\b(?:attempt|try|sitting|take) (?:number|no\.?|#|nr\.?) ?(?P<n>{NUMBER})")
_ADJECTIVE = (
    r"(?:total|separate|usmle|exam(?:ination)?|board|step|different|allowed|prior|previous|earlier|past|documented|"
    r"licensing|recorded|unsuccessful|failed|failing|missed|non-?passing|further|additional|repeat|extra|such)"
)
# A counted noun: "two attempts", "a single prior failure", "3 (three) tries".
_COUNTED = re.compile(
    rf"(?P<n>{NUMBER}|\b(?:an?|any|multiple|several|repeated|many)\b)(?P<plus>\+)?(?: (?:single|sole|lone))?(?: "
    rf"or (?P<more>more|"
    rf"fewer|less))?"
    rf"(?:\s*\([^)]{{1,8}}\))?(?: (?P<adjectives>(?:{_ADJECTIVE} )*))?\s*"
    r"(?P<t>attempts?|try|tries|times?|sittings?|takes?|administrations?|go|failures?|fails?|scores?|retakes?|repeats?|"
    r"repetitions?|re-?sits?|(?:repeat(?:ed)?|retaken|failed) (?:exam(?:ination)?s?|steps?|tests?)(?! \d))\b"
)
# A counted verb: "retaken once", "failed it twice", "sat for each exam three times".
_COUNTED_VERB = re.compile(
    rf"\b(?P<v>tak(?:e|en|ing)|took|sat|sit(?:ting)?|attempt(?:ed|ing)?|tried|try|written|fail(?:ed|ing|s|ure)?|"
    rf"re-?(?:tak(?:e|en|ing)|took|sat|sit)|repeat(?:ed|ing|s)?)\b(?P<gap>[^.;]{{0,45}}?)\b(?P<adverb>once|twice|"
    rf"thrice|"
    rf"(?:a |the )?(?:second|third|fourth) time|(?:a )?single time|(?P<n>{NUMBER}) (?:times?|occasions?))\b"
)
_ADVERBS = {"once": 1, "twice": 2, "thrice": 3, "second time": 2, "third time": 3, "fourth time": 4, "single time": 1}
_FAILING = re.compile(r"fail|unsuccess|missed|non-?pass|re-?t|re-?s|repe|extra|additional|further|took again")
# What stands between a count and its verb: "two attempts (failures included) on each of Steps 1 and 2 are allowed".
_OF_EXAMS = (
    r"(?:\s*\([^)]{0,40}\))?(?: (?:at|on|per|in|for|of|with|to|passing|pass|take|the|a|any|one|each|either|every|"
    r"both|all|single|usmle|steps?|exams?|examinations?|tests?|parts?|levels?|them|[123i]+|ck|and|or|&|as|well|comlex|"
    r"clinical|knowledge|same|licensing|boards?|score|required|given))*"
)
_UPPER_LEFT = re.compile(
    r"(?:\b(?:no|not|never) (?:be |have |had |taken? |require[ds]? |need(?:ed)? |use[ds]? )*(?:more|greater|over|above|"
    r"exceeding) (?:than )?|\bno greater than|"
    r"\b(?:not|nor|n't|never|cannot) (?:to )?exceed(?:ing)?|\bmax(?:imum|\.)?(?: number)?(?: (?:of|is|are|at))?:?|\bup "
    r"to|"
    r"\bat (?:the )?most|\bwithin|\bin|\b(?:limit|cap|ceiling|restrict)(?:s|ed|ped|ing|ted)?\b(?: (?:is|of|to|at|it|"
    r"them|usmle|each|step|"
    r"every|exams?|applicants|candidates|us|our|the|number|attempts|[123]|and|per|set))*:?|<=|\u2264|\bonly|\bby|"
    r"\bafter|"
    r"\bdraw the line at|\bstop(?:s)? (?:at|after))\s*(?:the |a |an |a total of |the same |just |only )*$"
)
_FEWER_LEFT = re.compile(r"(?:\b(?:less|fewer) than|\bunder|\bbelow|<)\s*$")
_OVER_LEFT = re.compile(
    r"(?:\b(?:more|greater) than|\bin excess of|\bover|\bexceed(?:s|ing|ed)?|\babove|\bbeyond|>)\s*(?:a |an |the )?$"
)
_UPPER_RIGHT = re.compile(
    rf"{_OF_EXAMS}[\s,-]*(?:\(?max(?:imum)?\)?\b|or (?:less|fewer)\b|at (?:the )?most\b|at (?:the )?(?:maximum|outside)"
    rf"\b|"
    r"tops\b|limit\b|and no(?:t)? more\b|(?:but |and )?(?:no|not) (?:a |one |any )?(?:single )?(?:more|further|again)"
    r"\b|only\b|"
    r"(?:is|are) (?:the|our) (?:limit|max\w*|most|ceiling|cap)\b)"
)
_EACH_RIGHT = re.compile(r"\s*(?:per (?:step|exam|test)|(?:on|for|at) (?:each|any|either|every)|each)\b")
_TOLERATES = re.compile(
    r"(?<!not )(?<!n't )(?<!never )\b(?:accept|allow|permit|tolerat|forgiv|overlook|excus|grant|disregard|pardon|"
    r"consider|take)(?:s|es|e|ing|ed)?"
    r"(?: (?:you|them|applicants|candidates|imgs|everyone|us|people|files|only|just|at most|up to|with|even|still|each|"
    r"no "
    r"more than))*\s*(?:a |an |the )?(?:total of )?$"
)
_TOLERATED_RIGHT = re.compile(
    rf"{_OF_EXAMS}[\s,]*(?:(?:and )?(?:no|not) more,? )?(?:(?:is|are|will|may|can|would|could|still|also|generally|be) "
    rf")*(?:allowed|permitted|accepted|acceptable|"
    r"tolerated|okay|ok|fine|considered|allowable|forgiven|overlooked|excused|disregarded|pardoned|no (?:problem|"
    r"obstacle|bar)|the rule)\b"
)
_MODAL_LEFT = re.compile(
    r"\b(?:lets?|allows?|permits?|entitles?)(?: [a-z]+){0,3}? (?:to )?$|(?<!not )\b(?:may|can|could|might)(?: (?:each|"
    r"both|only|still|also|have|has|be|been|you|it))* ?$"
)
_ONLY_NUMBER = re.compile(
    rf"\b(?:(?:accepts?|allows?|permits?|takes?|considers?|tolerates?|want)(?: only| up to| at most| no more than)?|"
    rf"only (?:accepts?|allows?|permits?|takes?|considers?)) (?P<n>{NUMBER})(?: (?:on|per|for|at) (?:each|any|either|"
    rf"every)?[^.;]{{0,20}}| per (?:step|exam|test))?\s*(?:$|[.,;)])"
)
_ELLIPSIS = re.compile(
    rf"(?:,|;|\band\b|\bbut\b|/)\s*(?:only |just |at most |no more than |up to )*(?P<n>{NUMBER}|none)(?: only)"
    rf"?\s+(?:on|for|at|in|of)\s+"
    r"(?=(?:usmle |the )*(?:steps?|ck|level|part)\b)"
)
_CLEAN = re.compile(
    r"\b(?:clean|unblemished|spotless) (?:exam(?:ination)? |test |usmle |testing |academic )?(?:record|transcript|"
    r"history)\b|\bon the first(?=\s*(?:$|[.,;]))"
)
_PASS_FAIL = re.compile(r"\bpass(?:ed)?\s?(?:/|-|or)\s?fail\b")
_ELLIPSIS_AFTER = re.compile(
    rf"(?<=[12ki] )(?:in|within|after) (?:at most |no more than |up to |only )?(?P<n>{NUMBER})(?: or (?:fewer|less))"
    rf"?(?=\s*(?:$|[.,;)]))"
)
_RULE = re.compile(
    r"\b(?:limit|max\w*|allow\w*|permit\w*|tight\w*|strict\w*|caps?|rules?|policy|attempts|failures|ours)\b"
)
_CAPPED = re.compile(
    rf"\b(?P<t>attempts?|try|tries|sittings|failures?|failed attempts?)\b[^.;]{{0,40}}?\b(?:capped|limited|"
    rf"restricted|kept|ceiling|limit|cap|"
    rf"held|max\w*|up|no more|not exceed\w*|at)"
    rf"\s*(?:at|to|is|of|than|most)?:?\s*(?P<n>{NUMBER})(?=\s*(?:$|[.,;)(]|per\b|for\b|on\b|at\b|each\b|in\b|by\b|"
    rf"under\b))"
)
_REFUSES = re.compile(
    r"\b(?:out of (?:the running|consideration|contention)|elsewhere|ineligible|closed|closes|ends|removes?|"
    r"eliminates?|withheld|refuse[sd]?|den(?:y|ies|ied)|turned (?:away|down)|rejects?|rejected|rejection|disqualif\w*|"
    r"exclud\w*|screened out|filtered(?: out)?|rules? (?:you |them |an? "
    r"\w+ )?out|bars?|(?:not|never|n't|no longer|cannot)(?: be)? (?:[a-z]+ly )?(?:consider\w*|accept\w*|eligible|"
    r"review\w*|"
    r"interview\w*|invite\w*|rank\w*|read|process\w*|look\w*|offered|appoint\w*|taken?|admit\w*|hired?|enroll\w*)|"
    r"(?:you|they) are out\b|"
    r"disqualifies|"
    r"(?:should|need) not apply|(?:nobody|no one|no (?:applicants?|candidates?)))\b"
)
# "Who needed a second sitting will not be appointed": that many are too many.
_NEEDED = re.compile(r"\b(?:need\w*|requir\w+|tak(?:e|en|ing)|took|made|had)\b[^.;,]{0,12}$")
_SIGNED = re.compile(
    rf"\battempts?\s*(?:per step |on each step )?(?:<=|\u2264|:|=|max\.?|maximum|limit)\s*(?P<n>{NUMBER})(?!\s*(?:%|"
    rf"years?))"
)
_PER_EXAM = re.compile(
    rf"\b(?:no more than|not more than|at most|up to|a maximum of|maximum of|max)\s*(?P<n>{NUMBER})\s*(?:on|per|for|"
    rf"at|in) (?:either|each|any|every|any one|any single)\b"
)
_WITHOUT = re.compile(r"\b(?:without|free (?:of|from)|lacking|with no|never had) $")
_NO_FAILURE = re.compile(
    r"(?:\b(?:not|never|cannot)|n't) (?:accept|allow|consider|take|tolerate|permit|forgive|look at)(?: (?:any|"
    r"usmle|step|exam|"
    r"prior|failed))* (?:attempts?|failures?|retakes?|repeats?)\b(?! (?:of the|at resid))|"
    r"\b(?:retakes?|repeats?|retaking|repeating|re-?sits?) (?:of|on|at)?\b[^.;]{0,50}\b(?:(?:are|is|will|can|"
    r"may) (?:not|"
    r"never)|cannot)\b|"
    r"\b(?:no|without|zero|not (?:have|had)|never|nor|n't (?:have|had)|free (?:of|from)|with no|not)(?: (?:see|"
    r"want|find|any|a|"
    r"an|prior|"
    r"previous|history of|more|usmle|exam|board|step|steps|single|past|recorded|have|had|of|examination|test|score|1|"
    r"2|i|ii|or|and|ck|comlex|usmle/comlex|licensing|single|known|these))*[ -]?(?P<t>fail(?:ure|ed|s|ing|"
    r"ures)?\b(?: (?:attempts?|scores?|exams?|steps?|grades?))?|repeats?\b|retakes?\b|repeat attempts?|"
    r"repeated attempts?)"
    r"|(?:\b(?:not|never|without|nor)|n't)(?: (?:had|have|having|needed?|needing|to|any|ever|be|"
    r"being))* (?:re-?tak(?:e|en|ing)|repeat(?:ed|ing)?|"
    r"re-?s(?:i|a)t(?:ting)?|fail(?:ed|ing)?)\b(?! (?:more|twice|over|a second|any course))"
    r"|\b(?:fail(?:ure|ures|ed attempts?|ed|ing)?)\b[^.;]{0,50}\b(?:not(?! necessarily| automatically| (?:the |an? )"
    r"?(?:end|problem|barrier|bar|obstacle|issue|reason)\b| (?:be )?(?:held|disqualif|exclud|rul|preclud|prevent|by "
    r"itself|in itself|hurt|harm))|never|n't|"
    r"cannot|ineligible|disqualif\w+|excluded?|rejected|rejection)\b"
    r"|\b(?:not|never|n't|cannot)\b[^.;]{0,50}\b(?:who (?:have |has )?(?:ever )?failed|with (?:a |any )?(?:prior |"
    r"previous |usmle |exam |step )*(?:failures?|failed attempts?|failing))"
    r"|\b(?:neither|none|no)\b[^.;]{0,40}?\b(?:steps?|exams?|usmle|ck|tests?|them|which)\b[^.;]{0,30}?\b(?:failed|"
    r"repeated|retaken|"
    r"re-?sat)\b"
    r"|\b(?:without|no|never|not (?:have|had|with))(?: (?:any|a|having))* (?:repeated|retaken|failed) (?:[a-z]+ )"
    r"?(?:steps?|exams?|"
    r"examinations?|tests?|usmle)\b"
    r"|\b(?:repeating|retaking|failing)\b[^.;]{0,40}\b(?:rules?\b[^.;]{0,20}\bout|excludes?|bars|disqualif\w+|ends|"
    r"closes)\b"
    r"|\b(?:with|having|who have|who had|reporting|listing) (?:any |prior |a |past )*(?:fail(?:ures?|ed [a-z]+)?|"
    r"repeats?)\b[^.;]{0,140}\b(?:will not|are not|cannot|is not|can't|"
    r"won't|aren't) (?:be )?(?:considered|reviewed|accepted|interviewed|invited|eligible|ranked)"
    r"|\bno (?:attempts?|tries|sittings?) (?:beyond|after|past|other than) the first\b"
    r"|\bnone of (?:them|these|which|the steps|the exams) (?:twice|more than once|a second time)\b"
    r"|\b(?:not|never|cannot|n't) (?:apply|be considered|be eligible) (?:with|if)\b[^.;]{0,30}\bfail(?:ed|ures?|ing)\b"
    r"|\bany (?:[a-z]+ )?fail(?:ures?|ed [a-z]+)\b[^.;]{0,60}\bout of (?:the running|consideration|contention)"
    r"|\brepeat(?:ers?|(?:[- ](?:test|exam))?[- ]takers?)\b[^.;]{0,40}\b(?:not|never|n't)\b"
    r"|\bfail(?:ing|ed|ures?)?\b[^.;]{0,40}\b(?:rules?\b[^.;]{0,20}\bout|excludes?|bars|disqualif\w+|(?:is|are|"
    r"will be) (?:rejected|excluded|disqualifying))\b"
    r"|\bpass(?:ed)? (?:without|with no) (?:any )?(?:failures?|repeat)"
)
_HURTS = re.compile(
    r"\b(?:fail\w*|multiple attempts|more than one (?:attempt|try|sitting|take)|repeat attempts?|repeated attempts?|"
    r"second attempts?)\b[^.;]{0,50}?\b(?:lowers?|hurts?|reduces?|weakens?|disadvantage\w*|counts? against|"
    r"negative(?:ly)?|unfavou?rabl[ey]|harms?|less (?:competitive|attractive|likely)|at a disadvantage|decreases?)\b"
)
_RARELY = re.compile(
    r"\b(?:rarely|seldom|unlikely to|hardly ever) (?:interview|consider|invite|take|accept|rank|"
    r"review)\w*[^.;]{0,40}\bfail\w*"
    r"|\b(?:fail\w*|repeat(?:ers?|[- ](?:test[- ])?takers?)|multiple attempts)\b[^.;]{0,40}\b(?:rarely|seldom|unlikely)"
    r"\b"
)
_COURSES = re.compile(
    r"\bfail\w*(?: or [a-z]+)? (?:courses?|clerkships?|class(?:es)?|rotations?|grades?|medical school)|"
    r"\bcourses?\b[^.;]*\bfail|\bcourse failures?|\bclerkship failures?|\bfail(?:ed|ure) to (?:submit|meet|complete|"
    r"provide|attend|comply|match|do|respond|report|obtain|have)"
)
_RESIDENCY_BOARDS = re.compile(
    r"\b(?:abim|abfm|abp|abs\b|aobim|board certification|certifying exam|specialty boards?|pass rate|boards? pass|"
    r"in-?training|our (?:graduates|residents|alumni)|residents? (?:have )?pass(?:ed)?|(?:was|were) (?:taken|passed)"
    r"\b[^.;]{0,20}\bby|"
    r"graduates (?:have )?pass(?:ed)?)\b"
)
_TOGETHER = re.compile(
    r"\b(?:failures?|failed attempts?|fails) (?:in total|altogether|overall|in all)\b|\b(?:combined|together|"
    r"cumulative(?:ly)?|aggregate|both exams together|over (?:both|the two|all)|"
    r"across (?:both|all|the|step|usmle)|altogether|between (?:the two|both)|on step 1 and (?:step )?2 combined|"
    r"in total (?:over|across|for both|on both)|total (?:of )?(?:over|across|for both|on both))"
)
_EACH = re.compile(r"\b(?:each|either|per|every|any one|any single|both on)\b")
_PASSING = re.compile(
    r"\bpass|\bexam|\busmle|\bsteps?\b|\bboards?\b|\bcom[pb]?lex|\battempt|\btry\b|\btest|\bck\b|\bscores?\b|"
    r"\blevels?\b|\bfail(?:ures?|ed|s)\b"
)
_REJECTED = re.compile(
    r"\b(?:out of (?:the running|consideration|contention)|elsewhere|closed|closes|ends|removes?|eliminates?|withheld|"
    r"refuse[sd]?|den(?:y|ies|ied)|turned (?:away|down)|not|never|no longer|cannot|ineligible|reject\w*|disqualif\w*|"
    r"exclud\w*|screened out|filtered|bars?|rules? out|"
    r"you are out|they are out|discouraged|unlikely|rarely|nobody|no one|none|neither|no (?:applicants?|"
    r"candidates?|exams?|steps?|tests?|part|file))\b|n't\b"
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
    text = mask_exceptions(clause.text)
    text = mask_asides(_PASS_FAIL.sub(lambda match: "#" * len(match.group()), text))
    spans: list[tuple[int, int]] = []
    is_limited = False
    for start, end, attempts in _find_limits(clause, text):
        if any(start < b and a < end for a, b in spans):
            continue
        if len(spans) >= MAX_LIMITS:
            break
        spans.append((start, end))
        is_limited = is_limited or attempts > 0
        stated = list(_state_limit(clause, text, start, end, attempts))
        wished = find_wished_number(text, end) if len(spans) == 1 else None
        if wished is not None and wished < attempts and not re.search(r"\b(?:years?|months?|letters?)\b", text[end:]):
            # "Maximum two attempts, preferably one."
            both = [one for one in stated if isinstance(one, Finding)]
            yield from (replace(one, strength="required") for one in both)
            yield from (replace(one, value=wished, strength="preferred") for one in both)
            continue
        yield from stated
    if (
        not is_limited
        and (match := _HURTS.search(text) or _RARELY.search(text))
        and not _COURSES.search(text)
        and not _RESIDENCY_BOARDS.search(clause.sentence)
    ):
        steps = _choose_steps(clause, text, match.start(), match.end())
        for step in sorted(steps or ()):
            yield Finding(f"max_attempts_step{step}", 1, "preferred", clause.start, clause.end)
        return
    if not spans:
        found = list(_read_reply(clause, text))
        yield from found
        asked = None if found else declare_question(clause)
        if asked is not None:
            for start, end, attempts in _find_limits(asked, asked.text):
                yield from _state_limit(asked, asked.text, start, end, attempts)
                break


@dataclass(frozen=True, slots=True)
class _Count:
    """Attempts or failures counted at [start, end); `fails` where each adds one to the first attempt."""

    start: int
    at: int  # of the number
    end: int
    number: int | None  # None: "multiple", "any"
    fails: bool
    is_verb: bool
    more: str  # "more", "fewer" or ""


def _find_counts(text: str) -> Iterator[_Count]:
    verbs = [match.span() for match in _COUNTED_VERB.finditer(text)]
    for match in _COUNTED.finditer(text):
        if match.group("t").startswith("time") and any(a <= match.start() < b for a, b in verbs):
            continue
        word, noun, adjectives = match.group("n"), match.group("t"), match.group("adjectives") or ""
        fails = bool(_FAILING.match(noun) or _FAILING.search(adjectives))
        if (noun.startswith("score") and not fails) or re.search(
            r"\b(?:steps?|levels?|parts?|usmle)\s*$", text[: match.start()]
        ):
            continue
        if noun.startswith(("time", "go", "take")) and not _PASSING.search(text):
            continue
        if word in ("a", "an", "any") and _WITHOUT.search(text, 0, match.start()):
            continue
        if word in ("a", "an", "any", "multiple", "several", "repeated", "many"):
            if not fails and word != "multiple":
                continue
            number = 1 if word in ("a", "an") else None
        else:
            number = parse_number(word)
        if noun in ("take", "takes", "go") and number != 1 and noun != "takes":
            continue
        more = "more" if match.group("plus") else (match.group("more") or "").replace("less", "fewer")
        yield _Count(match.start(), match.start(), match.end(), number, fails, False, more)
    for match in _COUNTED_VERB.finditer(text):
        verb, adverb = match.group("v"), re.sub(r"^(?:a|the) ", "", match.group("adverb"))
        number = parse_number(match.group("n")) if match.group("n") else _ADVERBS[adverb]
        fails = bool(_FAILING.match(verb))
        if adverb.endswith(("second time", "third time", "fourth time")):
            # "retaken a third time": the ordinal counts the sittings themselves.
            fails = verb.startswith("fail")
        yield _Count(match.start(), match.start("adverb"), match.end(), number, fails, True, "")


def _limit_of(text: str, count: _Count) -> int | None:
    """Attempts in total that a count allows; None where it describes, 0 where it must not be read otherwise."""
    before, after = text[: count.at], text[count.end :]
    if count.number is None:
        # "multiple failures": how many is not said, and no other form may read it.
        if not re.match(r"(?:multiple|several|repeated|many)\b", text[count.start :]):
            is_barred = (is_turned_away(text) and not is_harmless(text)) or _NOBODY.search(text[: count.start])
            return 1 if is_barred and count.fails else None
        return 0 if count.fails else 1 if is_turned_away(text) and not is_harmless(text) else None
    total = count.number + 1 if count.fails else count.number
    verdict = _judge_count(text, count)
    is_refused = (bool(_REJECTED.search(text)) or is_turned_away(text)) and not is_harmless(text)
    is_inclusive = count.more == "more" or bool(re.match(rf"{_OF_EXAMS},? or more\b", after))
    if _UPPER_LEFT.search(before):
        return total
    if _OVER_LEFT.search(before):
        return total if is_refused else 0
    if _FEWER_LEFT.search(before):
        return total - 1
    if is_inclusive:
        return total - 1 if is_refused else 0
    if _NOBODY.search(text[: count.start]) and (count.fails or count.is_verb or count.number > 1):
        return total - 1
    if verdict == "allowed":
        return total
    if verdict == "refused" and (count.fails or count.is_verb or count.number > 1):
        return total - 1
    if count.more == "fewer" or _UPPER_RIGHT.match(after):
        return total
    if _TOLERATES.search(before) or (_TOLERATED_RIGHT.match(after) and not re.match(r"[^.;]{0,60}\bnot\b", after)):
        return total
    if count.is_verb and _MODAL_LEFT.search(text[: count.start]):
        return total
    if (
        is_refused
        and (count.fails or count.is_verb or count.number > 1)
        and (_REFUSES.search(text) or is_turned_away(text))
    ):
        return total - 1
    if not count.is_verb and not is_refused and _EACH_RIGHT.match(after) and not _HURTS.search(text):
        return total
    return None


_HARM = (
    r"(?:means? (?:your|the|an?) [a-z]+ is not|sinks?|end(?:s|ed)?(?= (?:it|your|the|an?|any|all|our|"
    r"consideration|an? )|\s*[.;,]|$)|kills?|closes?|bars?|"
    r"barred|"
    r"excludes?|excluded|disqualif\w+|rule[sd]?(?: \w+){0,3} out|ruling out|hurts?|harms?|shuts?|knocks?(?: \w+)? out|"
    r"eliminates?|removes?|precludes?|debars?|fatal|(?:a |the )?deal[- ]?breakers?|(?:one )?too many|unacceptable|"
    r"disqualifying|ineligible|the end|finishe[sd]|held against|count against|stands? in (?:the|your) way|an? (?:bar|"
    r"barrier|"
    r"obstacle|hindrance|problem|knock-?out))"
)
_HARMS = re.compile(rf"\b{_HARM}")
_HARMLESS = re.compile(
    rf"(?:n't|\bnot|\bnever|\bno|\bhardly|\bneither)(?: (?:by itself|in itself|by themselves|alone|necessarily|"
    rf"automatically|"
    rf"be|being|considered|an?|your|the|mean|count as|immediately|itself)){{0,3}} {_HARM}|\bno (?:{_HARM})"
)
_FORGIVEN = re.compile(
    r"\b(?:(?:may|can|could|might|will|would|are|is|do) still\b|still (?:be |get |gets )?(?:considered|read|reviewed|"
    r"apply|"
    r"eligible|welcome)|remains? (?:eligible|in|welcome|considered)|(?:is|are) (?:fine|ok|okay|alright|no "
    r"problem|forgivable|survivable|welcome)|may apply|"
    r"can be overcome|we (?:can|will) (?:live with|overlook|forgive))"
)
_REFUSED_HERE = re.compile(
    r"\b(?:(?:is|are|may|can|will|do|does)(?: not|n't)|cannot|won't|never)\s*(?:$|[.,;)])|(?:\bmay|\bcan|"
    r"\bcould) not\b|\bcannot\b"
)


def _judge_count(text: str, count: _Count) -> str:
    """ "allowed", "refused" or "": what the words behind a count say of it, up to the next count or turn."""
    after = text[count.end :]
    turn = re.search(rf"\bbut\b|[;.]|,? (?:and )?(?<![12] )(?<!step ){_NEXT_COUNT}", after)
    segment = after[: turn.start()] if turn else after
    if re.search(r"\b(?:necessarily|automatically)\b", segment):
        return ""
    if _HARMLESS.search(segment) or _FORGIVEN.search(segment):
        return "allowed"
    if (
        _TOLERATED_RIGHT.match(segment)
        and not re.search(r"\bnot\b|n't\b", segment)
        and not _NOBODY.search(text, 0, count.start)
    ):
        return "allowed"
    if _HARMS.search(segment) or _REFUSED_HERE.search(segment):
        return "refused"
    return ""


_NOBODY = re.compile(
    r"\b(?:nobody|no one|none|no (?:applicants?|candidates?|files?)) (?:[a-z]+ )?(?:who|that|with|having|has|"
    r"have)\b[^.;]*$"
)
_NEXT_COUNT = r"\b(?:two|three|four|five|more than|an?other|a second|a third)\b(?! (?:steps?|exams?))"
_ABOUT_ATTEMPTS = re.compile(
    r"\bexams?\b|\bscores?\b|\battempts?\b|\btries\b|\brepeat|\bfail|\bretak|\bsteps?\b|\busmle\b"
)


def _look_back(clause: Clause, clauses: int) -> str:
    """The sentence, its question, and so many clauses before it."""
    parts = [clause.sentence, clause.question]
    before = clause.previous
    while before is not None and clauses:
        parts.append(before.text)
        before, clauses = before.previous, clauses - 1
    return " | ".join(parts)


def _tell_total(word: str, fails: bool) -> int:
    number = 0 if word == "none" else parse_number(word)
    return number + 1 if fails else number


def _rules(clause: Clause, after: str) -> bool:
    """A bare "two attempts" is a rule where its label says so, or names an exam and nothing else is said."""
    label = clause.lead.rsplit("|", 1)[-1]
    if _RULE.search(label):
        return True
    return bool(label) and len(label) < 40 and bool(find_exams(label)) and not re.search(r"[a-z]{4}", after)


_EXAM_WORD = (
    r"(?:the )?(?:usmle )?(?:steps? ?(?:1|2|i{1,2}|one|two)(?: ?ck)?|s[12]|ck|the (?:first|second)(?: step)?)\b"
)
_SHARED_OUT = re.compile(
    rf"(?P<n>{NUMBER})(?: (?:attempts?|tries|failures?|time|times))? (?:for|on|at|in|per|with) (?P<exam>{_EXAM_WORD})"
    rf"|\b(?:for|on|at|in)? ?(?P<exam2>{_EXAM_WORD})\s*(?:[:=,-]|is|at most|up to|only|allows?|in|to|a maximum of|"
    rf"max)?\s*(?P<n2>{NUMBER})"
    r"(?!\s*(?:or|-|to)\s*\d)(?= (?:attempts?|tries|failures?|times?)\b|\s*(?:$|[.,;)]|and\b|or\b))"
)
_OF_ATTEMPTS = re.compile(r"\b(?:attempts?|tries|failures?|sittings?|fails)\b")
_BOUNDS = re.compile(
    r"\b(?:limit\w*|max\w*|cap\w*|restrict\w*|number of|no more than|up to|at most|allow\w*|permit\w*|tolerate\w*|"
    r"accept\w*)\b"
)


def _find_shared_out(clause: Clause, text: str) -> Iterator[tuple[int, int, int]]:
    """ "Attempts shall be limited to one for Step 1 and two for Step 2", "for Step 1 two, for Step 2 one"."""
    noun = _OF_ATTEMPTS.search(text)
    if noun is None or not _BOUNDS.search(text):
        return
    fails = text.startswith("fail", noun.start()) or text.endswith("failed ", 0, noun.start())
    pairs = [
        match for match in _SHARED_OUT.finditer(text) if 0 < parse_number(match.group("n") or match.group("n2")) < 9
    ]
    if len(pairs) < 2:
        return
    for match in pairs:
        yield match.start(), match.end(), _tell_total(match.group("n") or match.group("n2"), fails)


def _find_limits(clause: Clause, text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, attempts allowed in total), the surest forms first."""
    if has_refusing_head(clause):
        for count in _find_counts(text):
            if count.number is None:
                yield count.start, count.end, 1  # "grounds for rejection: multiple attempts"
            if count.number:
                total = count.number + (1 if count.fails else 0)
                yield count.start, count.end, total - (0 if _OVER_LEFT.search(text[: count.at]) else 1)
    shared = list(_find_shared_out(clause, text))
    if shared:
        yield from shared
        return
    kind: _Count | None = None
    for count in _find_counts(text):
        limit = _limit_of(text, count)
        if limit is None and count.at < 4 and count.number and not count.is_verb and _rules(clause, text[count.end :]):
            limit = count.number + 1 if count.fails else count.number
        if limit is not None:
            kind = count
            yield count.start, count.end, limit
    # "two attempts on Step 1, one on Step 2": the noun is not said again.
    if kind is not None:
        for match in _ELLIPSIS_AFTER.finditer(text, kind.end):
            yield match.start(), match.end(), _tell_total(match.group("n"), kind.fails)
        for match in _ELLIPSIS.finditer(text, kind.end):
            yield match.start("n"), match.end("n"), _tell_total(match.group("n"), kind.fails)
    elif clause.previous and clause.previous.sentence_start == clause.sentence_start and clause.previous is not clause:
        before = clause.previous.text
        counts = [count for count in _find_counts(before) if _limit_of(before, count)]
        rest = _ELLIPSIS.match("," + text) if counts else None
        if rest:
            yield max(rest.start("n") - 1, 0), rest.end("n") - 1, _tell_total(rest.group("n"), counts[-1].fails)
    for match in _SIGNED.finditer(text):
        yield match.start(), match.end(), parse_number(match.group("n"))
    for match in _CAPPED.finditer(text):
        yield match.start(), match.end(), _tell_total(match.group("n"), match.group("t").startswith("fail"))
    if "attempt" in clause.sentence and clause.previous and "attempt" in clause.previous.text:
        for match in _ONLY_NUMBER.finditer(text):
            yield match.start(), match.end(), parse_number(match.group("n"))
    if "attempt" in clause.sentence:
        for match in _PER_EXAM.finditer(text):
            yield match.start(), match.end(), parse_number(match.group("n"))
    for match in re.finditer(r"\b(?:single|one)[- ](?:attempt|try|sitting)\b", text):
        yield match.start(), match.end(), 1
    for match in _ORDINAL.finditer(text):
        if match.group("t") == "time" and not re.search(
            r"\bpass|\bexam|\busmle|\bsteps?\b|\bck\b|\bboards?\b|\btakers\b", clause.sentence + clause.topic
        ):
            continue
        attempts = ORDINALS[match.group("o2") or match.group("o")]
        tail = text[match.end() :].split(",")[0]
        if (
            attempts > 1
            and (_REFUSES.search(tail) or _HARMS.search(tail))
            and (
                _NEEDED.search(text, 0, match.start())
                or re.search(r"(?:^|\ba |\bany |\beven a )$", text[: match.start()])
            )
            and not _HARMLESS.search(tail)
        ):
            attempts -= 1
        yield match.start(), match.end(), attempts
    for match in _NTH_FAILURE.finditer(text):
        if (_HARMS.search(text, match.end()) or _REFUSES.search(text)) and not _HARMLESS.search(text, match.start()):
            yield match.start(), match.end(), ORDINALS[match.group("o")]
    for match in _NONE_BEYOND.finditer(text):
        yield match.start(), match.end(), ORDINALS[match.group("o")]
    for match in _NUMBERED_TRY.finditer(text):
        yield match.start(), match.end(), parse_number(match.group("n"))
    if _CLEAN.search(text) and _ABOUT_ATTEMPTS.search(_look_back(clause, 3)):
        for match in _CLEAN.finditer(text):
            yield match.start(), match.end(), 1
    if not _TOLERATED.search(text) and not is_harmless(text):
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
    is_of_exams = bool(_PASSING.search(around) or _PASSING.search(clause.topic))
    if not is_of_exams and not (_CLEAN.search(text) and _PASSING.search(_look_back(clause, 3))):
        return
    steps = _choose_steps(clause, text, start, end)
    if steps is None:
        yield drop(clause, "attempts: of another exam")
        return
    kinds = {mark.kind for mark in find_marks(text)}
    governing = {
        mark.kind
        for mark in find_marks(text)
        if (mark.end <= start or mark.side != "next") and not text.startswith("welcome", mark.start)
    }
    strength = settle_strength(clause, start, end, "preferred" if governing == {"preferred"} else "required")
    if strength == "unneeded":
        if "preferred" in kinds:
            strength = "preferred"
        else:
            yield drop(clause, "attempts: said not to be required")
            return
    if strength == "typical":
        yield drop(clause, "attempts: typical, not asked for")
        return
    if strength == "preferred" and _is_bounded_alone(text, start, end):
        strength = "required"
    if _SOFT.search(text) and re.search(r"\b(?:more than|over|or more|multiple)\b", text):
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
    shared = _SHARED_OUT.match(text, start)
    if shared and shared.end() == end:
        return (
            frozenset().union(*(m.steps for m in find_exams((shared.group("exam") or shared.group("exam2")).strip())))
            or None
        )
    exams = list(find_exams(text))
    if all(mention.exams == frozenset(("score",)) for mention in exams) and _GOES_ON.match(clause.text):
        exams = []
    if re.search(r"\bpass\w* everything\b", text):
        return both
    if exams:
        numbers = [m.start() for m in _ORDINAL.finditer(text)] + [count.at for count in _find_counts(text)]
        within = [m for m in exams if m.start >= start and m.end <= end and m.steps]
        if within:
            return frozenset().union(*(m.steps for m in within))
        following = [
            m
            for m in exams
            if m.start >= end
            and re.match(
                r"^[\s(]*(?:only |at most )?(?:on|for|of|in|at|to|per)\b[\s a-z]*$|^\s*\($", text[end : m.start]
            )
        ]
        preceding = [m for m in exams if m.end <= start]
        if following and not any(end <= n < following[0].start for n in numbers):
            chosen = _with_coordinated(text, exams, following[0])
        elif preceding:
            floor = max((n for n in numbers if n < start), default=-1)
            chosen = [m for m in preceding if m.start > floor] or [preceding[-1]]
            if (
                not _ORDINAL.match(text, start)
                and _APART.search(text[chosen[-1].end : start])
                and _SCORED.search(text, max(0, chosen[0].start - 24), start)
            ):
                return both  # "Step 2 of 235 or above with no failed attempts": the score's exam is not the limit's
            scored = [m.end() for m in _SCORED.finditer(text, 0, start)]
            later = [m for m in chosen if scored and m.start > scored[-1]]
            chosen = [m for m in later if not _OF_SCORE.search(text, 0, m.start)] or chosen
            pointer = re.search(r"\bthe (former|latter)\b", text[:start])
            if pointer:
                chosen = preceding[-1:] if pointer.group(1) == "latter" else preceding[:1]
        else:
            inside = [m for m in exams if m.start >= start and not (m.start >= end and "," in text[end : m.start])]
            if not inside and not clause.lead:
                return both
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
        mentions = [m for m in find_scored_exams(around) if m.steps and "score" not in m.exams]
        if mentions:
            return mentions[-1].steps
    if clause.previous and clause.previous.end > clause.start - 4 and _GOES_ON.match(clause.text):
        mentions = [m for m in find_scored_exams(clause.previous.text) if m.exams & {"1", "2"}]
        if mentions:
            return mentions[-1].steps
    if clause.previous and clause.previous.sentence_start == clause.sentence_start and not clause.lead:
        mentions = [m for m in find_exams(clause.previous.text) if m.steps]
        if mentions:
            return mentions[-1].steps
    return both


_GOES_ON = re.compile(r"(?:the|that|this|your) (?:score|exam|one)\b|it\b|this\b")


def _is_bounded_alone(text: str, start: int, end: int) -> bool:
    """Whether the limit is a bound of its own in a list of wishes: "first attempt preferred, maximum two attempts"."""
    left = text.rfind(",", 0, start) + 1
    right = text.find(",", end)
    phrase = text[left : right if right >= 0 else len(text)]
    return (
        (left > 0 or right >= 0)
        and bool(
            re.search(r"\b(?:max(?:imum)?|allowed|accepted|permitted|tolerated|at most|no more than|limit)\b", phrase)
        )
        and not any(mark.kind == "preferred" for mark in find_marks(phrase))
        and bool(find_marks(text[:left]) if left else True)
        and any(mark.side == "prior" for mark in find_marks(text) if mark.kind == "preferred")
    )


_SCORED = re.compile(r"(?<!\d)[2-7]\d\d(?!\d)")
_OF_SCORE = re.compile(
    r"[2-7]\d\d(?:\+| or (?:more|higher|above|better|greater)| and (?:up|above))? (?:on|for|in|at) (?:the |usmle "
    r"|both )*$"
)
_APART = re.compile(
    r"(?:,|\band|\bwith|;)(?: [a-z']+){0,4} (?:$|(?:no|zero|not|without) $)|\b(?:with|and)\b[^,;]{0,20}$"
)
_BESIDE = re.compile(
    r"\s*(?:,|,? ?and|,? ?or|&|/|nor|as well as|and/or)\s*(?:on |of |for |in |at )?(?:the |either |usmle )*\s*"
)


def _with_coordinated(text: str, exams: list[ExamMention], first: ExamMention) -> list[ExamMention]:
    """An exam with those joined to it: "of Step 1 or of Step 2"."""
    chosen = [first]
    for mention in exams:
        if mention.start >= chosen[-1].end and _BESIDE.fullmatch(text, chosen[-1].end, mention.start):
            chosen.append(mention)
    return chosen


def _read_first_time(clause: Clause, text: str, asked: str, attempts: int, is_label: bool) -> Iterator[Finding | Drop]:
    """ "Must exams be passed at the first try? Preferred.": the number is asked, its strength replied."""
    kinds = {mark.kind for mark in find_marks(text)}
    asks = {mark.kind for mark in find_marks(asked)} | (
        {"required"} if re.search(r"\bhave to\b|\bneed\b", asked) else set()
    )
    strength = None
    if "preferred" in kinds and len(text.split()) < 16:
        strength = "preferred"
    elif clause.answer == "no" or "unneeded" in kinds or re.match(r"(?:no|not)\b", text):
        strength = None
    elif (
        clause.answer == "yes"
        or re.match(r"(?:yes|required|mandatory|a must)\b", text)
        or (kinds == {"required"} and len(text.split()) < 10)
    ):
        strength = "preferred" if "preferred" in asks else "required" if "required" in asks or is_label else None
    if strength is None:
        return
    steps = _choose_steps(clause, text, 0, 0)
    for step in sorted(steps or ()):
        yield Finding(
            f"max_attempts_step{step}",
            attempts,
            strength,
            clause.start,
            clause.end,
            confidence=ANSWERED,
            needs_question=not is_label,
            needs_lead=is_label,
        )


_LABEL = re.compile(
    r"\b(?:att|atts|attempts?|tries|fails?|failures?|failed attempts?|sittings?|retakes?|repeats?|failing)\b"
)
_VALUE_WORDS = re.compile(
    r"steps?|usmle|s|ck|comlex|exams?|examinations?|tests?|i{1,3}|tr(?:y|ies)|attempts?|failures?|fails?|sittings?|"
    r"level|"
    r"single|combined|apiece|one|clear|cap|capped|limited|prior|previous|ever"
)
_IS_EXAM = re.compile(r"(?:usmle )?(?:steps?|levels?|comlex)? ?(?:[12]|i{1,2})(?: ?ck)?")
_NONE = re.compile(r"(?:none|zero|0|no (?:fail(?:ures?|s)?|failed attempts?|repeats?)|never)\b")
_SPLIT_VALUES = re.compile(r"^(?P<one>[1-5])\s*/\s*(?P<two>[1-5])$")
_ONLY_FIRST = re.compile(
    r"(?:the )?(?:first|1st|initial) (?:only|pass(?:es)?|attempt|try|time|go|sitting)\b|(?:only )?(?:the )?(?:first|"
    r"1st)\s*$"
)


def _read_pair(clause: Clause) -> Iterator[Finding | Drop]:
    """ "Att: max 2 per Step", "Fails S1: 1 allowed", "Attempts? Preferably one per exam.", "Attempts: 2/3"."""
    pair = find_pair(clause, _LABEL)
    before = clause.previous
    label = clause.lead.rsplit("|", 1)[-1].strip()
    if (
        pair is None
        and before
        and before.end > clause.start - 24
        and _IS_EXAM.fullmatch(label)
        and _IS_EXAM.fullmatch(before.lead)
    ):
        # "Step 1: up to two tries. Step 2: one only.": the noun of the row above.
        counts = list(_find_counts(before.text))
        if counts and len(clause.text) < 30:
            pair = Pair(f"{label} {'failures' if counts[-1].fails else 'attempts'}", clause.text, False)
    if pair is None or (_TOGETHER.search(f"{pair.label} {pair.value}") and not _EACH.search(pair.value)):
        return
    if _COURSES.search(pair.label) or re.search(
        r"\bspecified|\bunlimited|\bno (?:limit|max|cap)|\bletters?\b", pair.value
    ):
        return
    value = pair.value.strip(" .")
    fails = bool(re.search(r"\bfail", pair.label)) and not re.search(r"(?<!failed )\battempts?\b|\btries\b", pair.label)
    fails = fails or bool(re.search(r"\bfailed attempts?\b|\bretakes?\b|\brepeats?\b", pair.label))
    of_label = tell_label_strength(pair, clause)
    named = [mention for mention in find_exams(pair.label) if "score" not in mention.exams]
    steps = frozenset().union(*(mention.steps for mention in named)) if named else frozenset(("1", "2"))
    if named and not steps:
        return
    limits: list[tuple[frozenset[str], int, str]] = []
    split = _SPLIT_VALUES.match(value)
    if split and len(steps) == 2:
        limits = [(frozenset(key), int(split.group(name)) + fails, "") for key, name in (("1", "one"), ("2", "two"))]
    elif is_plain(value, _VALUE_WORDS):
        none = _NONE.search(value)
        is_none = none and (fails or none.group().startswith("no ")) and not re.search(r"[1-9]", value)
        is_first = _ONLY_FIRST.match(re.sub(r"^(?:pref\w*|ideally|only|on|at|the|required)[,:]? ", "", value))
        if is_first or is_none:
            limits = [(steps, 1, tell_strength(value))]
        else:
            bare = _mask_exams(value)
            limits = [
                (
                    _named_steps(amount.text, value) or steps,
                    int(amount.high) + (fails or "fail" in amount.text),
                    amount.strength,
                )
                for amount in read_amounts(bare)
                if not amount.unit and not re.search(r"\bleast\b|\bmin", amount.text)
            ]
    for chosen, attempts, own in limits:
        strength = own or of_label or "required"
        if strength not in ("required", "preferred") or not 1 <= attempts <= 8:
            continue
        for step in sorted(chosen):
            yield Finding(
                f"max_attempts_step{step}",
                attempts,
                strength,
                clause.start,
                clause.end,
                confidence=ANSWERED,
                needs_question=pair.is_question,
                needs_lead=not pair.is_question,
            )


def _read_wished(clause: Clause) -> Iterator[Finding | Drop]:
    """ "Three attempts at most; we'd much rather see one.": the noun stands in the clause before."""
    before = clause.previous
    if before is None or before.end < clause.start - 12 or len(clause.text) > 90:
        return
    if not any(_limit_of(before.text, count) for count in _find_counts(before.text)) and not _SIGNED.search(
        before.text
    ):
        return
    number = find_wished_number(clause.text)
    if (
        number is None
        or not 1 <= number <= 3
        or re.search(r"\bletters?\b|\byears?\b|\bmonths?\b", f"{clause.lead} {clause.text}")
    ):
        return
    for step in sorted(_choose_steps(clause, clause.text, 0, 0) or ()):
        yield Finding(f"max_attempts_step{step}", number, "preferred", clause.start, clause.end, confidence=ANSWERED)


def _mask_exams(text: str) -> str:
    """The text with the exams' own numbers as letters, so that only counts are numbers."""
    for mention in reversed(find_exams(text)):
        if mention.exams & {"1", "2", "3"}:
            name = "".join(sorted(mention.exams & {"1", "2"})).replace("1", "i").replace("2", "ii")
            text = text[: mention.start] + f"step{'' if not name else ' ' + name}" + text[mention.end :]
    return text


def _named_steps(segment: str, value: str) -> frozenset[str]:
    """Steps named within one segment of a value that names any: "one for Step 1, two for Step 2"."""
    named = [mention for mention in find_exams(segment) if mention.exams & {"1", "2"}]
    return frozenset().union(*(mention.exams & {"1", "2"} for mention in named)) if named else frozenset()


def _read_elliptic_reply(clause: Clause) -> Iterator[Finding | Drop]:
    """ "Failures? More than one on any Step and you are out.": the noun counted stands in the question or label."""
    pair = find_pair(clause, _LABEL)
    if pair is None or _COURSES.search(pair.label):
        return
    noun = (
        " failures"
        if re.search(r"\bfail", pair.label) and not re.search(r"(?<!failed )\battempt", pair.label)
        else " attempts"
    )
    text = re.sub(
        rf"(?<!step )(?<!steps )(?<!level )({NUMBER})(?! ?(?:attempt|fail|tr(?:y|ies)|time|sitting|exam|step|year|"
        rf"month|week|"
        r"letter|or (?:more|fewer)|point|single|of our))",
        lambda match: match.group() + noun,
        mask_exceptions(clause.text),
        count=3,
    )
    for start, end, attempts in _find_limits(clause, text):
        yield from _state_limit(clause, text, start, end, attempts)


def _read_reported_failure(clause: Clause) -> Iterator[Finding | Drop]:
    """ "I failed Step 1 once. - Then do not apply.": what the reply says of the count in the question."""
    asked = clause.question
    counts = [count for count in _find_counts(asked) if count.number and (count.fails or count.is_verb)]
    once = re.search(r"\bi (?:have )?failed\b", asked)
    if not clause.is_first_reply or not re.search(r"\bi\b|\bmy\b", asked) or not (counts or once):
        return
    total = (counts[0].number or 1) + 1 if counts and counts[0].fails else counts[0].number if counts else 2
    refuses = clause.answer == "no" or bool(
        re.match(
            r"(?:then |sorry,? |please |unfortunately,? )*(?:(?:do not|don't|you (?:cannot|can't|should not)) (?:apply|"
            r"bother)|"
            r"(?:you are|that is|it is|you're) (?:not eligible|ineligible|out\b|disqualif)|we (?:cannot|do not|don't|"
            r"will not|won't) )",
            clause.text,
        )
    )
    accepts = clause.answer == "yes" or bool(
        re.match(
            r"(?:then |please |still |do |you (?:may|can) (?:still )?)*apply\b|(?:that is |that's |it is |you are |"
            r"you're )?(?:fine|"
            r"ok|okay|still eligible|no problem|all right|alright)\b",
            clause.text,
        )
    )
    if re.search(
        r"\b(?:worry|worried|hurt|harm|disqualif\w+|exclude|rule me|matter|end my|sink|a problem|too many)\b", asked
    ):
        refuses, accepts = clause.answer == "yes", clause.answer == "no"
    if not total or not re.search(r"\w", clause.text) or bool(refuses) == bool(accepts):
        return
    steps = frozenset().union(*(m.steps for m in find_exams(asked))) or frozenset(("1", "2"))
    if refuses and total < 2:
        return
    for step in sorted(steps):
        yield Finding(
            f"max_attempts_step{step}",
            total - 1 if refuses else total,
            "required",
            clause.start,
            clause.end,
            confidence=ANSWERED,
            needs_question=True,
        )


def _read_reply(clause: Clause, text: str) -> Iterator[Finding | Drop]:
    """ "Attempts? Two at most." and "Maximum attempts per Step: 3"."""
    for reading in (
        _read_wished(clause),
        _read_pair(clause),
        _read_elliptic_reply(clause),
        _read_reported_failure(clause),
    ):
        found = list(reading)
        if found:
            yield from found
            return
    for asked, is_label in ((clause.lead, True), (clause.question if clause.is_first_reply else "", False)):
        if not re.search(
            r"\battempts?\b|\bfail|\bfirst[- ](?:time|try|go)\b|\bhow (?:many times|often)\b[^?]*\b(?:steps?|exams?|ck|"
            r"usmle)\b",
            asked,
        ) or re.search(r"not specified|---|unlimited|no limit", text):
            continue
        if _TOGETHER.search(asked):
            return
        attempts = 0
        adverb = re.match(r"(?:only |at most |up to |no more than )*(once|twice|thrice)\b", text)
        if adverb and re.search(r"\bhow (?:many times|often)\b", asked):
            attempts = _ADVERBS[adverb.group(1)] + bool(re.search(r"\bfail|\brepeat|\bretak", asked))
        ordinal = _ORDINAL.search(asked)
        if ordinal and _PASSING.search(asked):
            yield from _read_first_time(
                clause, text, asked, ORDINALS[ordinal.group("o2") or ordinal.group("o")], is_label
            )
            return
        if re.match(
            r"(?:the )?(?:first|1st|initial|one)(?: (?:one|attempt|try))? only\b|only (?:the )?(?:first|one)\b", text
        ):
            attempts = 1
        match = re.match(
            rf"\s*(?:(?:a )?max(?:imum)?\.?(?: of)?:? |up to |at most |no more than |only |yes, |no, |<= ?|"
            rf"\u2264 ?)*(?P<n>{NUMBER})\s*(?P<t>failures?|fails?)?(?=\s*(?:$|[.;,(]|at most|max|per|on|for|each|"
            rf"in total|or less|only|attempts?|tries|allowed|(?:is|are|may be|can be|will be) (?:allowed|tolerated|"
            rf"accepted|permitted|"
            rf"forgiven|fine|ok|okay|overlooked|acceptable)))",
            text,
        )
        if match and re.search(r"\bmax|\ballow|\bhow many|\blimit|\battempts?\b|\bfail", asked):
            number = parse_number(match.group("n"))
            attempts = (
                number + 1
                if match.group("t") or (re.search(r"\bfail", asked) and not re.search(r"(?<!failed )attempt", asked))
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
