"""Counts whose noun or verb stands in the clause before: "the state allows three attempts; ours is two", "two are not".

What a clause with its own noun allows is read in `limits.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms import hinted_re as re
from transforms.exceptions import mask_exceptions
from transforms.facts.attempts import words
from transforms.facts.attempts.limits import find_counts, find_limits, state_limit
from transforms.facts.exams import find_exams
from transforms.facts.finding import Drop, Finding
from transforms.language import Clause
from transforms.marks import find_marks
from transforms.numerals import NUMBER, ORDINALS, parse_number
from transforms.refusals import is_harmless, is_set_back, is_turned_away

MAX_LEANING = 100  # letters
_OF_EXAM = (
    r"(?:on|for|at|per|in|of|with) (?:each|any|either|every|both|one|an?|the same|the|that)?(?: (?:one|single|usmle|"
    r"same|licensing|individual))* ?(?:steps?|exams?|examinations?|tests?|parts?|ck|usmle)\b"
)
# A number with nothing counted behind it.
_BARE = re.compile(
    rf"(?<!steps )(?<!step )(?<!level )(?<!part )(?<!second )(?<!third )(?<!other )"
    rf"(?<!every )(?<!each )(?<!this )(?<!that )(?<!any )(?<!no )"
    rf"(?<![a-z0-9])(?P<n>{NUMBER}|\b(?:none|zero)\b)(?=\s*(?:$|[.,;:)]|(?:is|are|was|were|"
    rf"will|would|does|do|did|may|can|could|cannot|has|have|end|ends|rule|rules|mean|means|exclude|excludes|"
    rf"disqualif|exceed|only|tops|or (?:fewer|less|more)|at (?:the )?most|max|and no more|apiece|each(?= *(?:$|[.,;]))|"
    rf"here|without|before|{_OF_EXAM})))"
)
_OWN = re.compile(
    r"\b(?:ours|our|we|here|(?:th(?:e|is)|its|at) (?:[a-z]+ ){0,2}?(?:program|hospital|department|residency|committee|"
    r"institution|university|gme office|school|clinic|health system|faculty|sponsor|center)(?:'s)?)\b|"
    r"^(?:the )?(?:program|department|residency|hospital)\b"
)
_OPENING = re.compile(
    r"(?:\W|but|and|while|though|although|yet|if|only|just|at most|up to|more than|over|no|not|within|the|with|a "
    r"maximum of)*"
)
_OTHER_COUNT = re.compile(
    r"\b(?:letters?|years?|months?|weeks?|positions?|places|residents|interns|visas?|applicants|candidates|hours|"
    r"interview|class|rotations?|electives?|score|signals?|january|february|march|june|july|"
    r"august|september|october|november|december|[2-9]\d\d)\b"
)
# "two are not", "more than one does", "one won't": the verb is that of the clause before.
_AUXILIARY = re.compile(
    rf"(?:,? {_OF_EXAM})?,? ?(?:it |that |they |this |those )?(?:is|are|does|do|did|will|would|can|could|may|has|"
    r"have)(?: not)?\W*$"
)
_BARE_REPLY = re.compile(r"(?:(?:it|that|this|they|one|no|yes),? )+(?:does|do|will|would|is|are) not\b")
_FAILING_NOUN = re.compile(r"\b(?:fail|unsuccess|repeat|retak|re-?sit|flunk)\w*")
_ATTEMPTS = re.compile(r"(?<!failed )(?<!unsuccessful )\b(?:attempts?|tries|try|sittings?|times|attempted|chances)\b")


def read_elided(clause: Clause) -> Iterator[Finding | Drop]:
    """What a clause allows by the noun, and where it has none the verb, of what stands before it."""
    text = mask_exceptions(clause.text)
    if len(text) > 140 or words.TOGETHER.search(text):
        return
    label = clause.lead.rsplit("|", 1)[-1]
    if label and not (_OWN.search(label) or words.IS_EXAM.fullmatch(label.strip())):
        return  # a label of its own counts something else
    before = _find_antecedent(clause)
    if before is None or (words.TOGETHER.search(before) and not words.EACH.search(before)):
        return
    nth = words.ORDINAL.search(text)
    if nth and _AUXILIARY.fullmatch(text, nth.end()):
        total = ORDINALS[nth.group("o2") or nth.group("o")]
        yield from _contrast(clause, before, text, nth.start(), nth.end(), total, False, _judge(clause, before))
        return
    counts = [count for count in find_counts(text) if count.number]
    if counts:
        if _AUXILIARY.fullmatch(text, counts[0].end):
            verdict = _judge(clause, before)
            total = (counts[0].number or 0) + counts[0].fails
            is_over = bool(words.OVER_LEFT.search(text[: counts[0].at]))
            yield from _contrast(clause, before, text, counts[0].start, counts[0].end, total, is_over, verdict)
        return
    exams = find_exams(text)
    bare = next((m for m in _BARE.finditer(text) if not any(e.start <= m.start() < e.end for e in exams)), None)
    if (
        bare is None
        or _OTHER_COUNT.search(text)
        or words.OF_ATTEMPTS.search(text)
        or words.ORDINAL.search(text)
        or words.FAILURE.search(text)
        or any(mark.kind == "preferred" for mark in find_marks(text))
    ):
        return
    fails = _counts_failures(before)
    number = 0 if bare.group("n") in ("none", "zero") else parse_number(bare.group("n"))
    if number > 6:
        return
    start, end = bare.span("n")
    is_over = bool(words.OVER_LEFT.search(text[:start]))
    if _AUXILIARY.fullmatch(text, end):
        yield from _contrast(clause, before, text, start, end, number + fails, is_over, _judge(clause, before))
        return
    is_own = bool(_OWN.search(text[:start]) or _OWN.search(label))
    if before == clause.question or not (is_own or (number and _OPENING.fullmatch(text[:start]))):
        return
    named = f"{text[:end]} {'failures' if fails else 'attempts'}{text[end:]}"
    shown = replace(clause, text=named)
    limits = [limit for limit in find_limits(shown, named) if limit[2] > 0]
    if not limits and is_own and not words.REJECTED.search(text) and not is_over:
        limits = [(start, end, max(number + fails, 1))]
    for begin, stop, total in limits[:1]:
        yield from _keep_steps(before, text, state_limit(shown, named, begin, stop, total))


def leans_on(clause: Clause, previous: Clause) -> bool:
    """Whether a clause without a word of attempts may count those of the clause before: "Ours is two." """
    return (
        len(clause.text) < MAX_LEANING
        and bool(_OWN.search(clause.text) or _OWN.search(clause.lead))
        and bool(words.OF_ATTEMPTS.search(previous.text) or words.COUNTED_VERB.search(previous.text))
        and bool(_BARE.search(clause.text))
    )


def _find_antecedent(clause: Clause) -> str | None:
    """The words before that name attempts or failures: of the clause before, the one before it, or the question."""
    before = clause.previous
    for _ in range(2):
        if before is None or before.end < clause.start - 160 or before.question != clause.question:
            break
        said = f"{before.lead} {before.text}"
        if (
            words.OF_ATTEMPTS.search(said)
            or _FAILING_NOUN.search(said)
            or (_ATTEMPTS.search(said) and find_exams(said))
        ):
            return said
        if not _BARE_REPLY.match(before.text) and re.search(NUMBER, before.text):
            break
        before = before.previous
    if clause.is_first_reply or (clause.previous and clause.previous.question == clause.question):
        asked = clause.question
        if asked and (words.OF_ATTEMPTS.search(asked) or _FAILING_NOUN.search(asked)):
            return asked
    return None


def _counts_failures(before: str) -> bool:
    counts = list(find_counts(before))
    if counts:
        return counts[-1].fails
    return bool(_FAILING_NOUN.search(before)) and not _ATTEMPTS.search(before)


def _judge(clause: Clause, before: str) -> str:
    """Whether what was said before allows or refuses: "allowed", "refused" or ""."""
    previous = clause.previous
    if previous is not None and _BARE_REPLY.match(previous.text) and words.WOULD_HARM.search(before):
        return "allowed"
    if is_harmless(before) or words.HARMLESS.search(before) or words.FORGIVEN.search(before):
        return "allowed"
    if words.NOT_TOLERATED.search(before) or is_turned_away(before) or words.HARMS.search(before):
        return "refused"
    if is_set_back(before) or words.DISLIKES.search(before):
        return ""
    is_open = words.ALLOWS.search(before) or re.search(r"\b(?:fine|okay|no problem|acceptable|overlook|excus)", before)
    return "allowed" if is_open else ""


def _contrast(
    clause: Clause, before: str, text: str, start: int, end: int, total: int, is_over: bool, verdict: str
) -> Iterator[Finding | Drop]:
    """A bare auxiliary says the contrary of what was said before: "one is tolerated; two are not"."""
    is_denied = re.search(r"\bnot\b", text[end:])
    was_denied = re.search(r"\bnot\b|\bno\b|\bnever\b", before) or (
        clause.previous and re.search(r"\bnot\b|\bno\b", clause.previous.text)
    )
    if not verdict or bool(is_denied) == bool(was_denied):
        return
    limit = (total if is_over else total - 1) if verdict == "allowed" else total
    if verdict == "refused" and is_over:
        return
    exam = next((text[one.start : one.end] for one in find_exams(text) if one.steps), "")
    said = f"at most {limit} attempts"
    shown = replace(clause, text=f"{said} on {exam}" if exam else said)
    if limit > 0:
        yield from _keep_steps(before, text, state_limit(shown, shown.text, 0, len(said), limit))


def _keep_steps(before: str, text: str, stated: Iterator[Finding | Drop]) -> Iterator[Finding | Drop]:
    """Of the findings those on the Steps that the clause before names, where the clause itself names none."""
    named = frozenset().union(*(mention.steps for mention in find_exams(before)))
    is_named = bool(named) and not find_exams(text)
    for one in stated:
        if not is_named or isinstance(one, Drop) or one.field[-1] in named:
            yield one
