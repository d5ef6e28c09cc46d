"""How many attempts a clause allows, on which Steps, and how strongly it says so.

Replies to questions and short values beside labels are read in `attempts.py`, which joins the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from transforms import hinted_re as re
from transforms.facts.attempts import words
from transforms.facts.attempts.whose import is_of_series
from transforms.facts.exams import ExamMention, find_exams, find_scored_exams
from transforms.facts.finding import EXPLICIT, Drop, Finding, drop
from transforms.language import Clause
from transforms.marks import find_marks
from transforms.numerals import NUMBER, ORDINALS, parse_number
from transforms.refusals import has_refusing_head, is_harmless, is_set_back, is_turned_away
from transforms.strength import settle_strength
from transforms.wish_heads import is_of_invited


def find_barred(text: str, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """A failure that is denied ("no failures") or turned away ("who failed will not be ranked")."""
    is_wish = any(mark.kind == "preferred" for mark in find_marks(text))
    if words.COURSES.search(text) or (not is_wish and (is_harmless(text) or words.HARMLESS.search(text))):
        return
    is_tolerated = not is_wish and bool(words.TOLERATED.search(text))
    if find_disliked(text) and not is_turned_away(text):
        return
    for match in words.FAILURE.finditer(text):
        start, end = match.span()
        if any(start < b and a < end for a, b in taken):
            continue
        before, after = text[:start], text[end:]
        if re.match(r" (?:more than|twice|thrice|over|again and again|(?:two|three|several|multiple) times)\b", after):
            continue
        is_of_one = re.search(
            r"\b(?:steps?|levels?|parts?) ?[12] $|\b(?:one|1|single) (?:usmle |board |licensing )?(?:steps?|exams?|"
            r"tests?) $",
            before,
        )
        if words.COUNT_BEFORE.search(before) and not is_of_one:
            continue
        denial = words.DENIAL.search(before)
        if (
            is_tolerated
            and not words.NOBODY.search(before)
            and not (denial and re.match(r"no\b|without|zero|never|free|lacking", denial.group()))
        ):
            continue
        if denial and not words.NOT_A_LIMIT.search(denial.group()):
            yield denial.start(), end, 1
            return
        ends = words.HARMS.search(after) and not re.match(r"[^.;]{0,20}\b(?:may|might|can|could)\b", after)
        if (
            is_turned_away(text)
            or words.NOT_TO_APPLY.search(text)
            or ends
            or words.NOBODY.search(before)
            or (words.NOT_AFTER.match(after) and not words.NOT_OF_IT.search(after) and words.ALLOWS.search(after))
        ):
            yield start, end, 1
            return


def find_disliked(text: str, lead: str = "") -> re.Match[str] | None:
    """A failure or repetition that is said to lessen a chance, and not to end it."""
    match = words.DISLIKED.search(text)
    if match is None or not (is_set_back(text) or words.DISLIKES.search(text) or words.DISLIKES.search(lead)):
        return None
    if re.search(r"\b(?:not|never|neither|nor|no|without)\b[^.;,]{0,20}$", text[: match.start()]) or (
        match.group().startswith("fail") and re.search(r"\b(?:multiple|several|repeated|many) $", text[: match.start()])
    ):
        return None
    if match.group().startswith("fail") and re.search(r"\b(?:two|three|2|3)(?: or more)? $", text[: match.start()]):
        return None
    denied = re.search(r"\b(?:not|never|no|neither|nor)(?: [a-z]+){0,3}? (?:" + words.DISLIKES.pattern + ")", text)
    return None if denied else match


_FAILED = ("fail", "repe", "reta")  # how the nouns begin of which each adds one to the first attempt
MAX_ISOLATED = 400  # letters; in longer clauses no statement is told from its neighbours


@dataclass(frozen=True, slots=True)
class Count:
    """Attempts or failures counted at [start, end); `fails` where each adds one to the first attempt."""

    start: int
    at: int  # of the number
    end: int
    number: int | None  # None: "multiple", "any"
    fails: bool
    is_verb: bool
    more: str  # "more", "fewer" or ""


def find_counts(text: str) -> Iterator[Count]:
    verbs = [match.span() for match in words.COUNTED_VERB.finditer(text)]
    for match in words.COUNTED.finditer(text):
        if match.group("t").startswith("time") and any(a <= match.start() < b for a, b in verbs):
            continue
        word, noun, adjectives = match.group("n"), match.group("t"), match.group("adjectives") or ""
        fails = bool(words.FAILING.match(noun) or words.FAILING.search(adjectives))
        if (noun.startswith(("score", "result", "grade", "mark")) and not fails) or re.search(
            r"\b(?:steps?|levels?|parts?|usmle)\s*$", text[: match.start()]
        ):
            continue
        if noun.startswith(("time", "go", "take")) and not words.PASSING.search(text):
            continue
        if word in ("a", "an", "any") and words.WITHOUT.search(text, 0, match.start()):
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
        yield Count(match.start(), match.start(), match.end(), number, fails, False, more)
    for match in words.COUNTED_VERB.finditer(text):
        verb, adverb = match.group("v"), re.sub(r"^(?:a|the) ", "", match.group("adverb"))
        number = parse_number(match.group("n")) if match.group("n") else words.ADVERBS[adverb]
        fails = bool(words.FAILING.match(verb) or re.search(r"\b(?:fail|flunk)(?:ed|s|ing)?\b", match.group("gap")))
        if adverb.endswith(("second time", "third time", "fourth time")):
            # "retaken a third time": the ordinal counts the sittings themselves.
            fails = verb.startswith("fail")
        yield Count(match.start(), match.start("adverb"), match.end(), number, fails, True, "")


def limit_of(text: str, count: Count) -> int | None:
    """Attempts in total that a count allows; None where it describes, 0 where it must not be read otherwise."""
    before, after = text[: count.at], text[count.end :]
    if (
        count.number
        and words.EXAMS_COUNTED.search(text[count.start : count.end])
        and not words.EACH.search(text)
        and "the same" not in text
        and not re.match(rf"{words.EXAM_WORD}", after.lstrip())
    ):
        return 0  # "no more than one repeated exam" counts over all exams
    if count.number is None:
        # "multiple failures": how many is not said, and no other form may read it.
        if not re.match(r"(?:multiple|several|repeated|many)\b", text[count.start :]):
            is_barred = (is_turned_away(text) and not is_harmless(text)) or words.NOBODY.search(text[: count.start])
            return 1 if is_barred and count.fails else None
        return 0 if count.fails else 1 if is_turned_away(text) and not is_harmless(text) else None
    total = count.number + 1 if count.fails else count.number
    verdict = judge_count(text, count)
    turn = words.NEXT_SENTENCE.search(after)
    said = text[: count.end] + after[: turn.start()] if turn else text
    is_refused = verdict == "refused" or (
        (bool(words.REJECTED.search(said)) or is_turned_away(said)) and not is_harmless(said)
    )
    if count.fails and not count.is_verb and count.number == 1 and words.MAY_NOT_SHOW.search(text[: count.start]):
        return 1
    if count.fails and not count.is_verb and count.number == 1 and words.NOT_EVEN_ONE.search(before):
        return 1
    if count.is_verb and words.NO_EXAM.search(text, 0, count.start) and not words.OVER_LEFT.search(before):
        return total - 1
    is_refused = is_refused or bool(words.NO_MORE_LICENSE.search(text))
    is_refused = is_refused or bool(words.NOT_TO_APPLY.search(said)) or bool(words.NOBODY.search(text[: count.start]))
    is_inclusive = count.more == "more" or bool(re.match(rf"{words.OF_EXAMS},? or more\b", after))
    if count.fails and not count.is_verb and words.AFTER_FAILING.search(before) and is_refused:
        return count.number  # "after three failed attempts there is no license"
    if words.UPPER_LEFT.search(before) and not re.search(r"\bafter an? $", text[: count.start + 2]):
        return total
    if verdict == "open":
        return 0
    if words.OVER_LEFT.search(before):
        return total if is_refused else 0
    if words.FEWER_LEFT.search(before):
        return total - 1
    if is_inclusive:
        return total - 1 if is_refused else 0
    if words.NOBODY.search(text[: count.start]) and (count.fails or count.is_verb or count.number > 1):
        return total - 1
    if verdict == "allowed":
        return total
    if verdict == "refused" and (count.fails or count.is_verb or count.number > 1):
        return total - 1
    if count.more == "fewer" or words.UPPER_RIGHT.match(after):
        return total
    if is_refused and words.SAT_MORE.search(before):
        return total
    if (
        not is_refused
        and count.fails
        and re.match(r"an? (?!single|sole|lone)", text[count.start :])
        and re.search(r"\bconsider|\bwelcome|\breview", before)
    ):
        return 0  # "we do consider candidates with a failure"
    if (words.TOLERATES.search(before) and not is_turned_away(said)) or (
        words.TOLERATED_RIGHT.match(after) and not re.match(r"[^.;]{0,60}\bnot\b", after)
    ):
        return total
    is_each = re.search(r"\b(?:each|every|both|either)\b", text[count.start : count.end])
    if count.is_verb and not count.fails and count.number == 1 and is_each and not is_refused:
        return 1  # "those who took each Step once"
    if count.is_verb and words.MODAL_LEFT.search(text[: count.start]):
        return total
    if not count.is_verb and not is_refused and words.MAY_HAVE.search(text[: count.start]):
        return total  # "an applicant may have one failure on Step 1 and one failure on Step 2 CK"
    if not count.is_verb and words.GET_SO_MANY.search(text, 0, count.start) and words.EACH.search(text):
        return total
    is_wish = not is_refused and {mark.kind for mark in find_marks(text)} - {"weak"} == {"preferred"}
    if is_wish and not count.fails and (count.number == 1 or not count.is_verb) and not find_disliked(text):
        return total  # "candidates with one attempt preferred"
    if (
        is_refused
        and (count.fails or count.is_verb or count.number > 1)
        and (words.REFUSES.search(text) or is_turned_away(text))
    ):
        return total - 1
    if not count.is_verb and not is_refused and words.EACH_RIGHT.match(after) and not find_disliked(text):
        return total
    return None


def judge_count(text: str, count: Count) -> str:
    """ "allowed", "refused", "open" or "": what the words behind a count say of it, up to the next count or turn."""
    after = text[count.end :]
    turn = re.search(
        rf"\bbut\b|[;.]|,? and (?:we|they|it|our|the)\b|,? and (?:may|must|can|could) (?:not|never)\b|,? (?:and "
        rf")?(?<![12] )(?<!step ){words.NEXT_COUNT}",
        after,
    )
    if words.AND_OUT.match(after) and (count.more == "more" or words.OVER_LEFT.search(text[: count.at])):
        return "refused"  # "more than two tries and we will not be able to interview you"
    segment = after[: turn.start()] if turn else after
    if words.NEUTRAL.search(segment) and not is_turned_away(segment):
        return "open"
    if words.HARMLESS.search(segment) or words.FORGIVEN.search(segment):
        return "open" if re.match(r"(?:an?|any)\b(?! (?:single|sole|lone))", text[count.start :]) else "allowed"
    if (
        words.TOLERATED_RIGHT.match(segment)
        and not re.search(r"\bnot\b", segment)
        and not words.NOBODY.search(text, 0, count.start)
    ):
        return "allowed"
    if (
        words.NOT_TOLERATED.search(segment)
        or words.HARMS.search(segment)
        or words.REFUSED_HERE.search(segment)
        or (is_turned_away(segment) and not is_harmless(segment))
    ):
        return "refused"
    return ""


def look_back(clause: Clause, clauses: int) -> str:
    """The sentence, its question, and so many clauses before it."""
    parts = [clause.sentence, clause.question]
    before = clause.previous
    while before is not None and clauses:
        parts.append(before.text)
        before, clauses = before.previous, clauses - 1
    return " | ".join(parts)


def tell_total(word: str, fails: bool) -> int:
    number = 0 if word == "none" else parse_number(word)
    return number + 1 if fails else number


def rules(clause: Clause, after: str) -> bool:
    """A bare "two attempts" is a rule where its label says so, or names an exam and nothing else is said."""
    label = clause.lead.rsplit("|", 1)[-1]
    if (
        words.RULE.search(label)
        or words.LEAST.search(label)
        or (words.CRITERIA.search(label) and re.match(r"\s*(?:per [a-z]+|each)?\s*(?:$|[.,;)])", after))
    ):
        return True
    after = re.sub(r"\b(?:pref\w*|required|ideally|each|max\w*)\b", "", after)
    return bool(label) and len(label) < 40 and bool(find_exams(label)) and not re.search(r"[a-z]{4}", after)


def find_shared_out(clause: Clause, text: str) -> Iterator[tuple[int, int, int]]:
    """ "Attempts shall be limited to one for Step 1 and two for Step 2", "for Step 1 two, for Step 2 one"."""
    told = text if words.OF_ATTEMPTS.search(text) else f"{clause.lead} {text}"
    noun = words.OF_ATTEMPTS.search(told)
    is_label = "(" in text and words.LABEL.search(clause.lead)  # "Exam attempts: Step 1 (1), Step 2 CK (2)"
    if noun is None or not (is_label or words.BOUNDS.search(told)):
        return
    fails = told.startswith("fail", noun.start()) or told.endswith("failed ", 0, noun.start())
    pairs = [
        match
        for match in words.SHARED_OUT.finditer(text)
        if 0 < parse_number(match.group("n") or match.group("n2")) < 9
    ]
    if len(pairs) < 2:
        return
    for match in pairs:
        yield match.start(), match.end(), tell_total(match.group("n") or match.group("n2"), fails)


def find_limits(clause: Clause, text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, attempts allowed in total), the surest forms first."""
    if words.FILTER_HEAD.search(clause.lead):
        for count in find_counts(text):
            if count.number and (words.OVER_LEFT.search(text[: count.at]) or count.more == "more"):
                yield count.start, count.end, count.number + count.fails - (count.more == "more")
        over = [match.span() for match in words.NOUN_OVER.finditer(text)]
        for match in words.NOUN_OVER.finditer(text):
            yield match.start(), match.end(), tell_total(match.group("n"), bool(words.FAILING.match(match.group("t"))))
        for match in words.FAILURE.finditer(text):
            if any(a <= match.start() < b for a, b in over):
                continue
            if re.search(r"(?:^|\b(?:any|all|every|with|no) (?:step |usmle |exam |board )*)$", text[: match.start()]):
                yield match.start(), match.end(), 1
    if has_refusing_head(clause) or (
        words.REFUSED_LIST.match(clause.lead) and is_turned_away(clause.lead) and not is_harmless(clause.lead)
    ):
        for count in find_counts(text):
            if count.number is None:
                yield count.start, count.end, 1  # "grounds for rejection: multiple attempts"
            if count.number:
                if count.number == 1 and not count.fails and words.EACH_RIGHT.match(text, count.end):
                    yield count.start, count.end, 1  # "Filters: one attempt per exam"
                    continue
                total = count.number + (1 if count.fails else 0)
                is_last = words.OVER_LEFT.search(text[: count.at]) or words.NOT_PASSED.search(text[: count.at])
                yield count.start, count.end, total - (0 if is_last else 1)
        counted = [(count.start, count.end) for count in find_counts(text)]
        for match in words.FAILURE.finditer(text):
            if not words.COURSES.search(text) and not any(match.start() < b and a < match.end() for a, b in counted):
                yield match.start(), match.end(), 1
    shared = list(find_shared_out(clause, text))
    if shared:
        yield from shared
        return
    kind: Count | None = None
    for count in find_counts(text):
        limit = limit_of(text, count)
        is_first = count.at < 4 or text.endswith(", ", 0, count.at)
        if limit is None and is_first and count.number and not count.is_verb and rules(clause, text[count.end :]):
            limit = count.number + 1 if count.fails else count.number
        if limit is not None:
            kind = count
            yield count.start, count.end, limit
    # "two attempts on Step 1, one on Step 2": the noun is not said again.
    single = re.search(r"\b(?:single|one)[- ](?:attempt|try|sitting)\b", text) if kind is None else None
    if single:
        for match in words.ELLIPSIS.finditer(text, single.end()):
            yield match.start("n"), match.end("n"), tell_total(match.group("n"), False)
    if kind is None and words.ORDINAL.search(text):
        for match in words.ELLIPSIS_AFTER.finditer(text):
            yield match.start(), match.end(), parse_number(match.group("n"))
    if kind is not None:
        for match in words.ELLIPSIS_AFTER.finditer(text, kind.end):
            yield match.start(), match.end(), tell_total(match.group("n"), kind.fails)
        for match in words.ELLIPSIS.finditer(text, kind.end):
            yield match.start("n"), match.end("n"), tell_total(match.group("n"), kind.fails)
    elif clause.previous and clause.previous.sentence_start == clause.sentence_start and clause.previous is not clause:
        before = clause.previous.text
        counts = [count for count in find_counts(before) if limit_of(before, count)]
        barred = not counts and any(find_barred(before, []))
        rest = words.ELLIPSIS.search(f",{text[:60]}") if counts or barred else None
        if rest:
            fails = bool(barred) or counts[-1].fails  # "No failures on Step 2; at most one on Step 1"
            yield max(rest.start("n") - 1, 0), rest.end("n") - 1, tell_total(rest.group("n"), fails)
    if kind is not None and (kind.fails or kind.is_verb):
        for match in words.NOT_AT_ALL.finditer(text, kind.end):
            yield match.start(), match.end(), 1
    for match in words.SIGNED.finditer(text):
        yield match.start(), match.end(), parse_number(match.group("n") or match.group("m") or match.group("k"))
    for match in words.IS_THE_MOST.finditer(text):
        of_what = words.OF_ATTEMPTS.search(text, 0, match.start())
        if of_what:
            yield match.start(), match.end(), tell_total(match.group("n"), of_what.group().startswith("fail"))
    for match in words.CAPPED.finditer(text):
        if words.OF_YEARS.search(match.group()):
            continue  # "no attempts allowed, YOG limit 5"
        if "prefer" in match.group():
            yield match.start("n") - 1, match.end(), tell_total(match.group("n"), False)
            continue  # "first attempt preferred, max two"
        fails = bool(
            words.FAILING.match(match.group("t"))
            or re.search(r"\b(?:repeat|failed|extra|additional|further) $", text[: match.start()])
        )
        yield match.start(), match.end(), tell_total(match.group("n"), fails)
    for match in words.CAP_NUMBER.finditer(text):
        noun = match.group("t") or match.group("t2")
        fails = bool(words.FAILING.match(noun)) or text.endswith("failed ", 0, match.start("t"))
        yield match.start(), match.end(), tell_total(match.group("n") or match.group("n2"), fails)
    asked = clause.question if clause.is_first_reply else clause.lead
    told = f"{clause.previous.text if clause.previous else ''} {asked}"
    if (words.OF_ATTEMPTS.search(told) or "how many times" in told) and not words.OF_ATTEMPTS.search(text):
        nouns = [noun.group() for noun in words.OF_ATTEMPTS.finditer(asked)] or [
            noun.group() for noun in words.OF_ATTEMPTS.finditer(told)
        ]
        fails = bool(nouns) and (nouns[-1].startswith("fail") or "failed attempt" in told)
        for match in words.ONLY_NUMBER.finditer(text):
            yield match.start(), match.end(), tell_total(match.group("n"), fails)
    if "attempt" in clause.sentence:
        for match in words.PER_EXAM.finditer(text):
            yield match.start(), match.end(), parse_number(match.group("n"))
    for match in words.BOUND_NOUN.finditer(text):
        yield match.start(), match.end(), tell_total(match.group("n"), match.group("t").startswith("fail"))
    for match in words.OF_WHICH.finditer(text):
        if words.EACH.search(text, match.end()) or match.group("n") == "none":
            yield match.start(), match.end(), max(tell_total(match.group("n"), match.group("t")[:4] in _FAILED), 1)
    for match in words.NO_MORE_THAN.finditer(text):
        yield match.start(), match.end(), tell_total(match.group("n"), bool(words.FAILING.match(match.group("t"))))
    for match in words.AMONG_FIRST.finditer(text):
        yield (
            match.start(),
            match.end(),
            ORDINALS[match.group("o")] if match.group("o") else parse_number(match.group("n")),
        )
    for match in words.NOUN_OVER.finditer(text):
        if (
            is_shut_out(text, match.start())
            or words.HARMS.search(text, match.end())
            or words.NOT_TOLERATED.search(text)
        ):
            yield match.start(), match.end(), tell_total(match.group("n"), bool(words.FAILING.match(match.group("t"))))
    if "(" in text and words.BOUNDS.search(text):
        for match in words.IN_BRACKETS.finditer(text):
            of_what = words.OF_ATTEMPTS.search(text, 0, match.start())
            if of_what:
                yield match.start(), match.end(), tell_total(match.group("n"), of_what.group().startswith("fail"))
    for match in words.NOT_BEYOND.finditer(text):
        yield match.start(), match.end(), tell_total(match.group("n"), match.group("t").startswith("fail"))
    for match in words.CAP_BEHIND.finditer(text):
        yield match.start(), match.end(), parse_number(match.group("n"))
    for match in words.STATED_CAP.finditer(text):
        if match.group("n") or words.OF_ATTEMPTS.search(look_back(clause, 1)):
            yield match.start(), match.end(), parse_number(match.group("n") or match.group("m"))
    for match in re.finditer(r"\b(?:single|one)[- ](?:pass(?:ing)?[- ])?(?:attempt|try|sitting)s?\b", text):
        yield match.start(), match.end(), 1
    for match in words.ORDINAL.finditer(text):
        if match.group("t") == "time" and not re.search(
            r"\bpass|\bexam|\busmle|\bsteps?\b|\bck\b|\bboards?\b|\btakers\b", clause.sentence + clause.topic
        ):
            continue
        attempts = ORDINALS[match.group("o2") or match.group("o")]
        if words.NOT_PASSED.search(text, 0, match.start()):
            # "Who did not pass the first time will not be ranked"; otherwise nothing is asked.
            attempts = attempts if is_shut_out(text, match.start()) else 0
        elif attempts > 1:
            attempts = judge_ordinal(clause, text, match, attempts)
        yield match.start(), match.end(), attempts
    if words.OF_ATTEMPTS.search(f"{look_back(clause, 2)} {clause.lead}") or "retake" in clause.question:
        for match in words.BARE_NTH.finditer(text):
            earlier = list(find_counts(text[: match.start()])) or list(
                find_counts(clause.previous.text if clause.previous else "")
            )
            attempts = ORDINALS[match.group("o")] + bool(earlier and earlier[-1].fails)
            tail = re.split(r"[,;]| but ", text[match.end() :])[0]
            is_out = words.NOT_TOLERATED.search(tail) or words.HARMS.search(tail) or words.REFUSED_HERE.search(tail)
            if is_out or is_turned_away(tail) or re.search(r"\bnot\W*$", tail):
                yield match.start(), match.end(), attempts - 1
            elif words.TOLERATED_RIGHT.match(tail) or words.FORGIVEN.search(tail):
                yield match.start(), match.end(), attempts
    for match in words.AT_ONCE.finditer(text):
        yield match.start(), match.end(), 1
    for match in words.AT_FIRST.finditer(text):
        if re.search(r"\bpass|\bclear|\bsuccess|\bcomplet", text):
            yield match.start(), match.end(), 1
    for match in words.NTH_FAILURE.finditer(text):
        tail = text[match.end() :]
        is_open = (
            words.HARMLESS.search(text, match.start())
            or is_harmless(tail)
            or (words.NEUTRAL.search(tail) and not is_turned_away(tail))
        )
        if not is_open and (
            words.HARMS.search(tail)
            or words.REFUSES.search(text)
            or words.NOT_TOLERATED.search(tail)
            or is_turned_away(text)
        ):
            yield match.start(), match.end(), ORDINALS[match.group("o")]
    for match in words.BEYOND_NTH.finditer(text):
        tail = text[match.end() :]
        if words.HARMS.search(tail) or words.NOT_TOLERATED.search(tail) or is_shut_out(text, match.start()):
            yield match.start(), match.end(), ORDINALS[match.group("o")]
    if re.search(r"\battempts?\b|\btr(?:y|ies)\b", look_back(clause, 1)):
        for match in words.PASS_BY_NTH.finditer(text):
            yield match.start(), match.end(), ORDINALS[match.group("o2") or match.group("o")]
    for match in words.RULE_IS.finditer(text):
        fails = match.group("t").startswith("fail")
        yield match.start(), match.end(), tell_total(match.group("n"), fails)
    for match in words.NONE_BEYOND.finditer(text):
        yield match.start(), match.end(), ORDINALS[match.group("o") or match.group("o2")]
    for match in words.NUMBERED_TRY.finditer(text):
        yield match.start(), match.end(), parse_number(match.group("n") or match.group("m"))
    if words.CLEAN.search(text) and words.ABOUT_ATTEMPTS.search(look_back(clause, 3)):
        for match in words.CLEAN.finditer(text):
            yield match.start(), match.end(), 1
    for match in words.NONE_UNSUCCESSFUL.finditer(text):
        yield match.start(), match.end(), 1
    for match in words.NO_ATTEMPTS.finditer(text):
        yield match.start(), match.end(), 1
    for pattern in (words.ONCE_EACH, words.TAKEN_ONCE):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), 1
    for match in words.FAILED_EXAM.finditer(text):
        is_bounded = words.UPPER_LEFT.search(text, 0, match.start()) or words.UPPER_RIGHT.match(text, match.end())
        if is_bounded or words.SPARED.match(text, match.end()) or words.TOLERATED_RIGHT.match(text, match.end()):
            yield match.start(), match.end("exam"), 2
    if words.FAILED_ONE.search(text) and words.ORDINAL.search(text):
        for match in words.FAILED_ONE.finditer(text):
            yield match.start(), match.end("exam"), 2
    counted = [(count.start, count.end) for count in find_counts(text) if count.number is not None]
    yield from find_barred(text, counted)


def go_on(clause: Clause, text: str, end: int) -> str:
    """What stands behind `end` to the end of the sentence: "the third try or later - no"."""
    return text[end:] + clause.sentence[clause.start - clause.sentence_start + len(text) :]


def is_shut_out(text: str, start: int) -> bool:
    """Whether those spoken of before `start` are refused: "... are declined", "nobody who ... is ranked"."""
    return bool(words.NOBODY.search(text, 0, start)) or (is_turned_away(text) and not is_harmless(text))


def judge_ordinal(clause: Clause, text: str, match: re.Match[str], attempts: int) -> int:
    """Attempts in total where a second or later one is spoken of: the last allowed, or the first too many; 0: open."""
    before, tail = text[: match.start()], re.split(r"[,;]| but ", text[match.end() :])[0]
    if re.search(r"\b(?:than|up to|most|beyond|after|past) (?:an? |the )?$", before):
        return attempts
    if (
        words.UNLESS_NTH.search(before)
        or has_refusing_head(clause)
        or re.match(r" or (?:later|beyond|further|after|subsequent)\b", text[match.end() :])
    ):
        return attempts - 1
    if re.match(
        r"[^.;]{0,30}(?:\bor (?:later|beyond|more|further)\b[^.;]{0,30}\b(?:no|not|never)\b|[-:,] no\W*$)",
        go_on(clause, text, match.end()),
    ):
        return attempts - 1
    if words.NO_GRUDGE.search(before):
        return attempts
    if words.NEUTRAL.search(tail) and (words.HARMLESS.search(tail) or is_harmless(tail) or "considered" in tail):
        return 0
    is_allowed = words.TOLERATED_RIGHT.match(text[match.end() :]) and not words.NOT_TOLERATED.search(tail)
    if is_allowed or words.HARMLESS.search(tail) or is_harmless(tail) or words.FORGIVEN.search(tail):
        return attempts
    if words.NEUTRAL.search(tail) and not is_turned_away(tail):
        return 0
    is_out = words.IF_SO.match(before) and is_turned_away(text) and not is_harmless(text)
    if words.NEEDED.search(before) and (is_out or words.NO_MORE_LICENSE.search(text)):
        return attempts - 1  # "If you needed a third try, do not apply"
    by_then = re.search(r"\b(?:pass\w*|clear\w*|complet\w*|success\w*|done)\b[^.;,]{0,40}$", before)
    if (
        words.NOT_TOLERATED.search(tail)
        or words.HARMS.search(tail)
        or words.REFUSED_HERE.search(tail)
        or (is_turned_away(before + tail) and not is_harmless(before + tail))
    ):
        # "those who passed on the second attempt are not accepted", "not passed by the second: out"
        return attempts if by_then and words.STILL_ALLOWED.search(before) else attempts - 1
    if words.NOBODY.search(before):
        return attempts if by_then and words.STILL_ALLOWED.search(before) else attempts - 1
    if words.TOLERATES.search(before) or words.TO_THE_NTH.search(before):
        return attempts
    if words.IS_PROVIDED.search(before) and re.search(r"\b(?:pass|clear|succe)", before[-60:] + tail):
        return attempts  # "a failed Step is accepted, provided it was passed the second time"
    return 0


MAX_AROUND = 300  # letters; in a longer sentence, a list, what stands far off is of something else


def _look_around(clause: Clause) -> str:
    """The sentence of a clause; of a long one what stands near."""
    at = clause.start - clause.sentence_start
    return clause.sentence[max(at - MAX_AROUND, 0) : at + len(clause.text) + MAX_AROUND]


def state_limit(clause: Clause, text: str, start: int, end: int, attempts: int) -> Iterator[Finding | Drop]:
    if attempts < 1 or attempts > 8:
        return
    if words.RESIDENCY_BOARDS.search(_look_around(clause)):
        yield drop(clause, "attempts: boards after residency")
        return
    is_other = words.OTHER_EXAMS.search(text) or words.AT_OTHER.match(text, end) or words.COURSES.search(text)
    if is_other and not any(mention.exams & {"1", "2", "usmle"} for mention in find_exams(text)):
        yield drop(clause, "attempts: at something else")
        return
    if "h-1b" in clause.lead or "h1b" in clause.lead:
        yield drop(clause, "attempts: of those on a visa only")
        return
    spares = words.SPARES.search(text) if attempts == 1 else None
    if words.OF_SEASONS.search(text) or (spares and not re.search(r"\bbut\b", text[spares.end() :])):
        yield drop(clause, "attempts: told of the past, or said not to exclude")
        return
    if words.NO_MATTER.search(text, end):
        yield drop(clause, "attempts: said not to matter")
        return
    if words.OF_OTHERS.search(clause.text) and not re.search(r"\b(?:we|our|ours)\b", clause.text):
        yield drop(clause, "attempts: of others")
        return
    if (
        re.search(r"\b(?:fail|repeat|retak)", text[start:end])
        and words.OF_LATE.match(text, end)
        and not re.search(r"\bgraduat|\bclass\b", text[end:])
    ):
        yield drop(clause, "attempts: of some years only")
        return
    told = words.DESCRIBES.search(text, 0, start)
    if told and re.match(r"(?:although|though|while|even if|whereas)\b", text) and "," in text[told.end() : start]:
        told = None  # "Although most of ours passed at once, up to two attempts are accepted."
    is_of_some = told and re.match(r"most (?:of )?(?:those |the [a-z]+ |[a-z]+ants )?(?:who|we)\b", told.group())
    if told and is_of_invited(clause):
        told = None
    if told and (is_of_some or not re.search(r"\b(?:who|that|must|should|shall|if|prefer\w*)\b", text[:end])):
        yield drop(clause, "attempts: typical, not asked for")
        return
    around = text + " " + clause.sentence
    rest = clause.sentence[clause.start - clause.sentence_start :]
    is_several = words.FAILED_SEVERAL.search(text) or words.IN_TOTAL.search(text)
    if is_several and not words.EACH.search(text):
        yield drop(clause, "attempts: over both exams together")
        return
    if any(words.TOGETHER.search(said) and not words.EACH.search(said) for said in (text, rest, clause.lead)):
        yield drop(clause, "attempts: over both exams together")
        return
    if attempts > 1 and is_of_series(clause, text, start, end):
        yield drop(clause, "attempts: over both exams together")
        return
    if re.search(r"\b(?:six|total|in all|altogether)\b", text[max(0, start - 12) : end + 14]) and re.search(
        r"no more than|per (?:step|exam)|either|each", text[end:]
    ):
        return
    is_of_exams = bool(words.PASSING.search(around) or words.PASSING.search(clause.topic))
    if not is_of_exams and not (words.CLEAN.search(text) and words.PASSING.search(look_back(clause, 3))):
        return
    steps = choose_steps(clause, text, start, end)
    if steps is None:
        yield drop(clause, "attempts: of another exam")
        return
    shares = list(words.STRENGTH_OF.finditer(text, end))
    if len(shares) > 1 and not re.search(NUMBER, words.STRENGTH_OF.sub(" ", text[end:])):
        for share in shares:  # "which we require for Step 2 and prefer for Step 1"
            if share.group("w") in ("not", "optional") or re.search(r"not $", text[: share.start()]):
                continue
            wish = re.match(r"prefer|desir|recommend|ideal|plus|encourag|like", share.group("w"))
            of = frozenset().union(*(mention.steps for mention in find_exams(share.group("exam"))))
            yield from _state(clause, of, attempts, "preferred" if wish else "required")
        return
    if (scored := words.SCORE_IN_BRACKETS.match(text, end)) is not None:
        # "at the first attempt (over 220 preferred)": the wish is for the score.
        text = f"{text[: scored.start('score')]}{' ' * len(scored.group('score'))}{text[scored.end() :]}"
        clause = replace(clause, text=text)
    if (conceded := words.CONCEDED.match(text)) is not None and conceded.end() < start:
        # "While there is no strict rule, we prefer a pass at the first attempt."
        text = " " * conceded.end() + text[conceded.end() :]
        clause = replace(clause, text=text)
    alone = _isolate(text, start, end)
    if alone != text and not find_marks(alone) and find_marks(text):
        yield from _state(clause, steps, attempts, "required")
        return
    if alone != text:
        clause, text = replace(clause, text=alone), alone
    kinds = {mark.kind for mark in find_marks(text)}
    governing = {
        mark.kind
        for mark in find_marks(text)
        if (mark.end <= start or mark.side != "next") and not text.startswith("welcome", mark.start)
    }
    strength = settle_strength(clause, start, end, "preferred" if governing == {"preferred"} else "required")
    if strength == "unneeded" and (own := re.search(r"\b(?:no|not|never|without|zero)\b", text[start:end])):
        # "No failures is required": the "no" is the failures', not the requirement's.
        at = start + own.start()
        shown = f"{text[:at]}{'x' * (own.end() - own.start())}{text[start + own.end() :]}"
        strength = settle_strength(replace(clause, text=shown), start, end, "required")
    if strength == "unneeded" and re.search(r"\bnot be (?:asked|invited) (?:to|for)\b", text[end:]):
        strength = "required"  # "those who failed twice will not be asked to interview"
    if strength == "unneeded" and words.NOBODY.search(text, 0, start):
        strength = "required"  # "No applicant who needed more than two attempts is ranked"
    if strength == "unneeded":
        if "preferred" in kinds:
            strength = "preferred"
        else:
            yield drop(clause, "attempts: said not to be required")
            return
    is_report = words.REPORTS.search(text) and not words.SETS_LIMIT.search(text)
    if strength == "required" and "required" not in kinds and is_report:
        strength = "typical"
    if strength == "typical" and is_of_invited(clause):
        strength = "preferred"
    if strength == "typical":
        yield drop(clause, "attempts: typical, not asked for")
        return
    if strength == "required" and any(
        mark.kind == "required" and start <= mark.start < end for mark in find_marks(text)
    ):
        # "Ideally no exam had to be repeated": the "had to" is the repetition's.
        outside = {mark.kind for mark in find_marks(text) if not start <= mark.start < end} - {"weak"}
        if outside == {"preferred"}:
            strength = "preferred"
    if (
        strength == "preferred"
        and "preferred" not in governing
        and (words.HARMS.search(text, end) or (is_turned_away(text) and not is_harmless(text)))
    ):
        strength = "required"  # "What makes you successful? ... (a failure ends the review)"
    if strength == "preferred" and re.search(r"\bexclusively\b", text):
        strength = "required"
    is_wished = governing - {"weak"} == {"preferred"} and "required" not in kinds
    wish_end = max((mark.end for mark in find_marks(text) if mark.kind == "preferred" and mark.end <= start), default=0)
    is_cut = words.NEXT_STATEMENT.search(text) or "," in text[wish_end:start]
    if strength == "required" and ((is_wished and not is_cut) or words.READ_AFTER.search(text, 0, start)):
        strength = "preferred"  # "We prefer those with at least 240 who sat every exam once"
    is_carried = words.GOES_ON_WITH.match(clause.text) and words.CARRIED_WISH.match(clause.sentence)
    ends = words.HARMS.search(text) or (is_turned_away(text) and not is_harmless(text))
    if strength in (None, "required") and not ends and "required" not in kinds:
        is_asked = words.WISH_ASKED.search(f"{clause.question} | {clause.lead}")
        if is_carried or is_asked or words.WISHED.search(text) or words.WEIGHED.match(text, end):
            strength = "preferred"
    is_must = words.MUST_HEAD.search(clause.lead) and not words.WISH_WORD.search(clause.lead)
    if strength == "preferred" and is_must and "preferred" not in kinds:
        strength = "required"  # "A few minimums help you decide: at most one failure per exam"
    if strength == "preferred" and words.SCORE_WISHED.match(text, end):
        strength = "required"  # "passed at the first try, 240 preferred"
    if strength == "preferred" and words.OF_RULES.search(clause.lead) and "," in text[end:]:
        near = re.split(r"[,;]", text[end:])[0]
        if not any(mark.kind == "preferred" for mark in (*find_marks(text[:end]), *find_marks(near))):
            strength = "required"  # "Eligibility: two attempts per test, ..., US exposure desired"
    if strength == "preferred" and is_bounded_alone(text, start, end):
        strength = "required"
    before = clause.previous.text if clause.previous and not clause.lead else ""
    if strength == "preferred" and words.BOUND_FIRST.match(text) and not find_marks(text) and find_marks(before):
        strength = "required"  # "One attempt preferred; max. 2."
    if strength == "required" and words.BETTER.match(text) and not ends and "required" not in kinds:
        strength = "preferred"  # "Better no failure on any Step."
    if strength == "required" and re.match(r"[^,;]{0,30},? (?:preferably|ideally|if possible)\W*$", text[end:]):
        strength = "preferred"  # "(3) a first-attempt record, preferably"
    if words.SOFT.search(text) and re.search(r"\b(?:more than|over|or more|multiple)\b", text):
        strength = "preferred"
    yield from _state(clause, steps, attempts, strength or "required")


def _state(clause: Clause, steps: frozenset[str], attempts: int, strength: str) -> Iterator[Finding]:
    for step in sorted(steps):
        yield Finding(
            f"max_attempts_step{step}",
            attempts,
            strength,
            clause.start,
            clause.end,
            confidence=EXPLICIT,
            needs_lead=bool(clause.lead),
        )


def _isolate(text: str, start: int, end: int) -> str:
    """The text with blanks for other statements: "nobody after three tries, and we give the nod to those with one"."""
    left, right = 0, len(text)
    if right > MAX_ISOLATED:
        return text
    for turn in words.NEXT_STATEMENT.finditer(text):
        if turn.end() <= start + 1:
            left = left if turn.group().strip()[:1] in "(-" else turn.start()
        elif turn.start() >= end and "(" in turn.group():
            close = text.find(")", turn.end()) + 1 or len(text)
            text = f"{text[: turn.start()]}{' ' * (close - turn.start())}{text[close:]}"
        elif turn.start() >= end:
            right = turn.start()
            break
    return f"{' ' * left}{text[left:right]}"


def choose_steps(clause: Clause, text: str, start: int, end: int) -> frozenset[str] | None:
    """Steps 1 and 2 as far as the limit speaks of them; None where it speaks of another exam alone."""
    both = frozenset(("1", "2"))
    shared = words.SHARED_OUT.match(text, start)
    if shared and shared.end() == end:
        return (
            frozenset().union(*(m.steps for m in find_exams((shared.group("exam") or shared.group("exam2")).strip())))
            or None
        )
    exams = list(find_exams(text))
    if all(mention.exams == frozenset(("score",)) for mention in exams) and words.GOES_ON.match(clause.text):
        exams = []
    if re.search(r"\bpass\w* everything\b", text):
        return both
    if words.STANDS_ALONE.fullmatch(text) and not any(
        mention.exams & {"1", "2"} for mention in find_exams(clause.lead)
    ):
        return both
    named = [mention for mention in exams if mention.exams & {"1", "2", "3", "cs", "comlex"}]
    if not named and words.PER_ANY.search(text):
        return both
    near = text[
        max(text.rfind(mark, 0, start) for mark in ",;(") + 1 : end + (30 if words.PASS_ON.match(text, end) else 14)
    ]
    if (
        named
        and not find_exams(near)
        and re.search(
            r"\b(?:exams|examinations|boards|steps|tests|record|transcript|history|passes|first attempts|"
            r"throughout)\b",
            near,
        )
    ):
        return both
    told = text[max(text.rfind(mark, 0, start) for mark in ",;(") + 1 : start]
    beside = find_exams(told) if named and ")" not in told else ()
    if (
        any("usmle" in mention.exams for mention in beside)
        and not any(mention.exams & {"1", "2", "3"} for mention in beside)
        and re.search(r"\bpass\w*\b", told)
    ):
        return both  # "Step 1 before you apply, and only those who passed the USMLE exams on their first attempt"
    if words.OF_ALL.match(text, end) or (
        not any(m.end <= start for m in exams) and words.EACH_BEFORE.search(text[:start])
    ):
        return both  # "failed any Step", "one attempt per examination and 227 on Step 2 CK"
    if text.startswith("fail", start) and any(
        m.exams == {"comlex"} and m.end == start - 1 and not re.search(r"(?:\bor|\band|[/,]) ?$", text[: m.start])
        for m in exams
    ):
        return None  # "a Level 2 fail"
    if exams:
        numbers = [m.start() for m in words.ORDINAL.finditer(text)] + [count.at for count in find_counts(text)]
        within = [m for m in exams if start <= m.start < end and m.steps]
        numbered = next((m for m in exams if m.start >= end and m.exams & {"1", "2"}), None)
        is_unnumbered = not any(m.exams & {"1", "2"} for m in within)
        if (
            within
            and is_unnumbered
            and numbered
            and re.fullmatch(r" (?:for|on|at|in) (?:the |usmle )*", text[end : numbered.start])
        ):
            return frozenset().union(*(m.steps for m in with_coordinated(text, exams, numbered)))
        if within:
            return frozenset().union(*(m.steps for m in within))
        following = [
            m
            for m in exams
            if (
                m.start >= end
                and re.match(
                    r"^[\s(]*(?:pass(?:es)? |passing |success |result |only |at most |max(?:imum)?\.? |each |or "
                    r"(?:fewer|"
                    r"less) |(?:is|are) |allowed |accepted |at (?:the )?most |"
                    r"permitted )*"
                    r"(?:on|for|of|in|at(?! (?:the )?most)|to|per)\b[\s a-z]*$|^\s*\($",
                    text[end : m.start],
                )
            )
            or (
                words.VERB_LAST.search(text[start:end])
                and re.fullmatch(r" (?:the |your |usmle )*", text[end : m.start])
            )
        ]
        if (
            following
            and following[0].exams == {"comlex"}
            and re.search(r"\((?:for |on |in |with )?$", text[: following[0].start])
        ):
            following = []  # "Step 1 and 2 CK on the first attempt (COMLEX likewise)"
        preceding = [m for m in exams if m.end <= start]
        if following and not any(end <= n < following[0].start for n in numbers):
            chosen = with_coordinated(text, exams, following[0])
        elif preceding and preceding[-1].exams == {"all"} and words.EXAM_THEN.search(text, preceding[-1].end, start):
            return both  # "taken Step 2 CK by now and passed both exams at the first sitting"
        elif preceding and re.search(r"\bit\b", text[start:end]):
            chosen = preceding[-1:]  # "below 225 on Step 2 CK, and those who failed it more than once"
        elif preceding and _is_own_item(text, max((m.end for m in named if m.end <= start), default=start), start):
            return both
        elif preceding and words.EACH_NAMED.search(text[:start]):
            chosen = preceding  # "Step 2 CK of 222 and a pass on Step 1, each at the first try"
        elif preceding and (later := _choose_after_turn(text, preceding, start)):
            chosen = later  # "one failure on Step 1, provided Step 2 was passed the first time"
        elif preceding:
            floor = max((n for n in numbers if n < start), default=-1)
            chosen = [m for m in preceding if m.start > floor] or [preceding[-1]]
            if (
                not words.ORDINAL.match(text, start)
                and words.APART.search(text[chosen[-1].end : start])
                and words.SCORED.search(text, max(0, chosen[0].start - 24), start)
            ):
                return both  # "Step 2 of 235 or above with no failed attempts": the score's exam is not the limit's
            scored = [m.end() for m in words.SCORED.finditer(text, 0, start)]
            later = [m for m in chosen if scored and m.start > scored[-1]]
            unscored = [m for m in later if not words.OF_SCORE.search(text, 0, m.start)]
            if unscored and len(with_coordinated(text, later, later[0])) == len(later):
                unscored = later  # "225 on Step 1 and on Step 2 CK, at the first sitting"
            chosen = unscored if any(m.steps for m in unscored) else chosen
            passed = [
                m for m in chosen if words.A_PASS_OF.search(text, 0, m.start) or words.PASSED_THEN.match(text, m.end)
            ]
            between = text[chosen[-1].end : start]
            if len(passed) == 1 < len(chosen) and words.SCORED.search(between) and not words.EACH.search(between):
                chosen = [m for m in chosen if m not in passed]  # "a passing Step 1 and a CK over 220, first attempt"
            pointer = re.search(r"\bthe (former|latter)\b", text[:start])
            if pointer:
                chosen = preceding[-1:] if pointer.group(1) == "latter" else preceding[:1]
        else:
            inside = [
                m
                for m in exams
                if m.start >= start and not (m.start >= end and re.search("[,/|]", text[end : m.start]))
            ]
            if not inside and words.OPENS_LIST.fullmatch(text, 0, start) and words.FIRST_OF_SCORES.match(text, end):
                inside = exams
            if not inside and not clause.lead:
                return both
            between = text[inside[0].end : inside[-1].start] if inside else ""
            # "First attempt with 215 on Step 1 and 220 on Step 2"
            chosen = inside if words.SCORED_LIST.fullmatch(between) else inside[:1]
        steps: frozenset[str] = frozenset()
        for mention in chosen:
            steps |= mention.steps
        if steps:
            return frozenset().union(*(m.exams & {"1", "2"} for m in chosen)) or steps
        if any(m.exams & {"3", "cs", "comlex"} for m in chosen):
            return None
        return both
    if re.search(r"\bclinical skills\b", text):
        return None
    if words.BOTH_LABELLED.search(clause.lead) and not any(mention.exams & {"1", "2"} for mention in exams):
        return both  # "Step 1 and 2 attempts: two in each"
    labelled = find_exams(clause.lead.rsplit("|", 1)[-1])
    if labelled and not any(mention.steps for mention in labelled) and not exams:
        return None  # "Step 2 CS: first attempt"
    if words.OF_EITHER.search(text):
        return both
    for around in (clause.lead, clause.question):
        mentions = [m for m in find_scored_exams(around) if m.steps and "score" not in m.exams]
        if mentions:
            return frozenset().union(*(m.steps for m in _joined_back(around, mentions)))
    if re.search(r"\b(?:either|each|both)\W*$", text):
        return both  # "not more than two attempts at either"
    if clause.previous and clause.previous.end > clause.start - 4 and words.GOES_ON.match(clause.text):
        mentions = [m for m in find_scored_exams(clause.previous.text) if m.exams & {"1", "2"}]
        if mentions:
            return mentions[-1].steps
    if clause.previous and clause.previous.sentence_start == clause.sentence_start and not clause.lead:
        told = clause.previous.text
        mentions = [] if words.EXAMS_ALL.search(text) else [m for m in find_exams(told) if m.steps]
        if mentions and _is_own_item(f"{told}; {text}", mentions[-1].end, len(told) + 2 + start):
            return both
        if mentions and (words.EACH.search(text) or words.IN_PLURAL.search(text)):
            return frozenset().union(*(m.steps for m in mentions))  # "at most two attempts each", "first attempts"
        if mentions:
            return mentions[-1].steps
    return both


def _is_own_item(text: str, exam_end: int, start: int) -> bool:
    """Whether the limit at `start` is an item beside the exam that ends at `exam_end` and has a rule of its own."""
    item = words.OWN_ITEM.search(text, exam_end, start)
    if item and words.BARE_FIRST.match(text, start) and not re.search(r"\b(?:an?|any|pass[a-z]+)\b", item.group()):
        return False  # "Step 2 CK of 225, first attempt."
    return item is not None and bool(words.OWN_RULE.search(text, exam_end, item.start()))


def _choose_after_turn(text: str, preceding: list[ExamMention], start: int) -> list[ExamMention]:
    """The exams named between the last turn of a clause and the limit; none where no exam stands before the turn."""
    turns = [turn.end() for turn in words.CONDITION.finditer(text, 0, start)]
    if not turns or preceding[0].start > turns[-1]:
        return []
    return [mention for mention in preceding if mention.start > turns[-1]]


def is_bounded_alone(text: str, start: int, end: int) -> bool:
    """Whether the limit is a bound of its own in a list of wishes: "first attempt preferred, maximum two attempts"."""
    left = text.rfind(",", 0, start) + 1
    right = text.find(",", end)
    phrase = text[left : right if right >= 0 else len(text)]
    if left and words.WE_ALLOW.match(phrase):
        return True  # "we prefer one, we accept two"
    return (
        (left > 0 or right >= 0)
        and bool(
            re.search(r"\b(?:max(?:imum)?|allowed|accepted|permitted|tolerated|at most|no more than|limit)\b", phrase)
        )
        and not any(mark.kind == "preferred" for mark in find_marks(phrase))
        and bool(find_marks(text[:left]) if left else True)
        and (
            phrase.startswith(" but ")
            or any(mark.side == "prior" for mark in find_marks(text) if mark.kind == "preferred")
        )
    )


def _joined_back(text: str, exams: list[ExamMention]) -> list[ExamMention]:
    """The last exam with those joined to it in front: "what minimum on Step 1, on Step 2?"."""
    chosen = exams[-1:]
    for mention in reversed(exams[:-1]):
        if not words.BESIDE.fullmatch(text, mention.end, chosen[0].start):
            break
        chosen.insert(0, mention)
    return chosen


def with_coordinated(text: str, exams: list[ExamMention], first: ExamMention) -> list[ExamMention]:
    """An exam with those joined to it: "of Step 1 or of Step 2"."""
    chosen = [first]
    for mention in exams:
        if mention.start >= chosen[-1].end and (
            words.BESIDE.fullmatch(text, chosen[-1].end, mention.start)
            or words.BESIDE_SCORED.fullmatch(text, chosen[-1].end, mention.start)
        ):
            chosen.append(mention)
    return chosen
