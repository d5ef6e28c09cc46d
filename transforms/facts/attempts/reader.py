"""Attempts allowed, clause by clause: what the patterns of words.py and limits.py add up to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms import hinted_re as re
from transforms.clauses import declare_question
from transforms.exceptions import mask_exceptions
from transforms.facts.attempts import words
from transforms.facts.attempts.elisions import leans_on as leans_on
from transforms.facts.attempts.elisions import read_elided
from transforms.facts.attempts.limits import (
    choose_steps,
    find_counts,
    find_disliked,
    find_limits,
    limit_of,
    state_limit,
)
from transforms.facts.attempts.plain_words import name_tries
from transforms.facts.attempts.whose import is_of_us_graduates
from transforms.facts.exams import find_exams, mask_asides
from transforms.facts.finding import ADVISES_OWNER, ANSWERED, OF_OLD, OF_SOME, Drop, Finding, drop, unquote
from transforms.facts.pairs import (
    Pair,
    find_pair,
    find_wished_number,
    is_plain,
    read_amounts,
    tell_label_strength,
    tell_strength,
)
from transforms.facts.scope import asks_to_visit
from transforms.facts.tiers import find_tiers
from transforms.language import Clause
from transforms.marks import find_marks
from transforms.numerals import NUMBER, ORDINALS, parse_number
from transforms.refusals import is_harmless, is_turned_away
from transforms.strength import settle_strength

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
    "second go",
    "third go",
    "1st go",
    "once",
    "twice",
    "times",
    "second time",
    "repetition",
    "resat",
    "re-sat",
    "resit",
    "re-sit",
    "re-tak",
    "-try",
    "first pass",
    "first-pass",
    "flunk",
    "first sit",
    "clean record",
    "clean transcript",
    "clean usmle",
    "clean exam",
    "clean board",
    "unblemished",
    "spotless",
    "first occasion",
    "first admin",
    "1st att",
    "1st time",
    "1st-time",
    " att.",
    "first opp",
    "first chance",
    "first exam",
    "slipped",
    "one go",
    "single go",
    "administration",
    "do-over",
    "stumbl",
    "mishap",
    "slip-up",
)
# Too common to open a passage, but enough within one that is open.
CLAUSE_STEMS = (
    "clean ",
    " att ",
    "att ",
    "took step",
    "multiple",
    "occasions",
    "chances",
    "shots",
    "never ha",
    "never be",
)


MAX_LIMITS = 6  # in one clause
MAX_REFUSAL = 40  # letters of an answer that says no more than "no"
MAX_WISH = 110  # letters between a limit and the lower number that is wished for


_EVEN_IF = re.compile(r"\beven if\b[^;.]*")


# "both Steps passed, no minimum score required, not more than two attempts": what is not needed is a score
_NO_SCORE = re.compile(
    r"(?<=, )no (?:(?:minimum|minimal|specific|particular|set) )?(?:(?:usmle|step|board) )?scores?(?: (?:is|are))? "
    r"(?:required|needed|necessary|set)(?=,)"
)
# "at or over last year's national mean for matched applicants, and": a measure that the wish before it names
_MEASURE = re.compile(
    r"(?:(?<=prefer )|(?<=like ))[^.;,]{0,20}\b(?:at|over|above|exceed\w*|at least)\b[^.;,]{0,30}\b(?:mean|average|"
    r"median)\b[^.;,]{0,50}"
    r"(?=,? and )|(?<=look for )at least (?:the |an )?average, that is [^.;,]{0,50}(?=, and )"
)


_PREFERENCE_FOR = re.compile(r"\bour (?:[a-z]+ )?preference (?:is|goes) (?:for|to) ")
# "Step 2 in both parts on the first try"
_BOTH_PARTS = re.compile(r"(?<=\bstep 2),? \(?(?:in )?both (?:parts|components|halves)\)?,?(?= )")


def _mask_scores(text: str) -> str:
    """The text without what it says of scores beside the attempts."""
    text = _BOTH_PARTS.sub("", text) if " both " in text else text
    text = _PREFERENCE_FOR.sub("we prefer ", text) if "preference" in text else text
    for pattern in (_NO_SCORE, _MEASURE):
        text = pattern.sub(lambda match: "#" * len(match.group()), text)
    return text


_OF_THESE = re.compile(r"\bfail\w* (?:to meet )?(?:one|any|either|some|all) of (?:these|those|them|the above)\b")
_ONE_BY_ONE = re.compile(r"\b(?:individually|case[- ]by[- ]case|on (?:its|their|his or her) own merits?|one by one)\b")
_ASKS_OF_ONE = re.compile(r"\W*(?:one|a|my|an?)? ?(?:single )?(?:failed|failure)\b[^?]*\?")


def read(clause: Clause) -> Iterator[Finding | Drop]:
    if is_of_us_graduates(clause):
        yield drop(clause, "attempts: of US graduates only")
        return
    if ADVISES_OWNER.search(clause.text):
        yield drop(clause, "attempts: advice to somebody who has them")
        return
    if words.NOT_FIRST.search(clause.text):
        yield drop(clause, "attempts: set back, not refused")
        return
    if _OF_THESE.search(clause.text) and not find_exams(clause.text):
        yield drop(clause, "attempts: of requirements that are not met")
        return
    if clause.is_first_reply and _ASKS_OF_ONE.match(clause.question) and _ONE_BY_ONE.search(clause.sentence):
        yield drop(clause, "attempts: looked at one by one")
        return
    if clause.is_first_reply and words.ASKS_OF_SKILLS.search(clause.question) and not find_exams(clause.text):
        return
    if (named := name_tries(clause.text, f"{clause.sentence} {clause.topic}")) != clause.text:
        clause = replace(clause, text=named)
    if (
        "first" in clause.lead
        and "|" not in clause.lead
        and words.ORDINAL.search(clause.lead)
        and words.EXAMS_ALONE.fullmatch(clause.text)
    ):  # "Only passes from the first attempt: Step 1, Step 2 CK"
        clause = replace(clause, text=f"{clause.lead} on {clause.text}", lead="")
    if told := _read_set_back(clause):
        yield from told
        return
    if clause.lead_start >= 0 and words.IS_THE_LIMIT.fullmatch(clause.text) and "|" not in clause.lead:
        clause = replace(clause, text=f"at most {clause.lead}", lead="")
    if (
        clause.lead_start >= 0
        and "|" not in clause.lead
        and words.OVER_IN_LABEL.search(clause.lead)
        and words.BARE_REFUSAL.fullmatch(mask_exceptions(clause.text))
    ):  # "Exam attempts over two: not accepted."
        clause = replace(clause, start=clause.lead_start, text=f"{clause.lead} are not accepted", lead="")
    if own := words.DASH_LABEL.match(clause.text):  # after a row with a label of its own
        clause = replace(clause, lead=own.group("label"), lead_start=clause.start, text=clause.text[own.end() :])
    if "the first" in clause.text or "the initial" in clause.text:
        clause = replace(clause, text=words.BEYOND_FIRST.sub(_name_repeat, clause.text))
    if (label := words.COMMA_LABEL.match(clause.text)) and not clause.lead:
        # "Attempts, two per exam." is "Attempts: two per exam."
        clause = replace(
            clause,
            lead=label.group("label") or label.group("label2"),
            lead_start=clause.start,
            text=clause.text[label.end() :].lstrip(),
        )
    elif (
        (before := clause.previous)
        and not clause.lead
        and (label := words.PERIOD_LABEL.fullmatch(before.text))
        and before.end > clause.start - 4
    ):
        clause = replace(clause, lead=label.group("label"), lead_start=before.start)
    if asks_to_visit(clause.question) or OF_OLD.fullmatch(clause.lead) or OF_SOME.match(clause.text):
        return
    clause = unquote(clause)
    if "(" in clause.text:  # "one (1) failure"
        clause = replace(clause, text=words.TOLD_TWICE.sub(r"\g<word>", clause.text))
    if "even if" in clause.text:  # "on the first attempt, even if the second brought a better score"
        clause = replace(clause, text=_EVEN_IF.sub(lambda aside: " " * len(aside.group()), clause.text))
    if " one" in clause.text:
        clause = replace(clause, text=words.PRONOUN.sub(lambda one: "#" * len(one.group()), clause.text))
    if ", please," in clause.text:
        clause = replace(clause, text=clause.text.replace(", please,", ""))
    if clause.previous and words.LIKEWISE.search(clause.text) and is_turned_away(clause.previous.text):
        clause = replace(clause, text=words.LIKEWISE.sub(" is rejected.", clause.text))
    if words.WOULD_HARM.search(clause.question) and words.HARMLESS_REPLY.search(clause.text):
        return  # "Do failed Steps end it? One doesn't."
    if (words.STEP_WITHIN.fullmatch(clause.text) or words.STEP_NEVER.fullmatch(clause.text)) and (
        told := _find_told_limit(clause)
    ):
        yield from told
        return
    if told := _read_never_been(clause) or _read_more_refused(clause):
        yield from told
        return
    if words.USED_TO.search(clause.text):
        yield drop(clause, "attempts: what was once")
        return
    if "(" in clause.text and (bracket := words.NOUN_IN_FRONT.search(clause.text)):
        inside = replace(
            clause, lead=clause.text[: bracket.end("t")], lead_start=clause.start, text=bracket.group("inside")
        )
        if told := [one for one in _read_reply(inside, inside.text) if isinstance(one, Finding)]:
            yield from (replace(one, needs_lead=False) for one in told)
            return
    if clause.lead and words.LIMIT_LABEL.fullmatch(clause.lead) and re.search(r"\b[2-6]\d\d\b", clause.text):
        shown = replace(clause, text=clause.lead.rsplit("| ", 1)[-1], lead="")
        for start, end, attempts in find_limits(shown, shown.text):
            told_by = state_limit(shown, shown.text, start, end, attempts)
            yield from (replace(one, needs_lead=True) if isinstance(one, Finding) else one for one in told_by)
        return
    if refused := words.NO_LICENSE.search(clause.text):
        allowed = parse_number(refused.group("n"))
        if not refused.group("what").startswith("step "):
            for step in "12":
                yield Finding(f"max_attempts_step{step}", allowed, "required", clause.start, clause.end)
            return
    if told := [*_read_tiers(clause)] or [*read_elided(clause)]:
        yield from told
        return
    if clause.lead and words.LABEL.search(clause.lead) and len(words.OF_NTH.findall(clause.text)) > 1:
        found = list(_read_pair(clause))  # "Attempts: Step 2 on the first, Step 1 on the first or second"
        if found:
            yield from found
            return
    if (masked := _mask_scores(clause.text)) != clause.text:
        clause = replace(clause, text=masked)
    text = mask_exceptions(clause.text)
    text = mask_asides(words.PASS_FAIL.sub(lambda match: "#" * len(match.group()), text))
    spans: list[tuple[int, int]] = []
    is_limited = False
    for start, end, attempts in find_limits(clause, text):
        if any(start < b and a < end for a, b in spans):
            continue
        if len(spans) >= MAX_LIMITS:
            break
        spans.append((start, end))
        is_limited = is_limited or attempts > 0
        stated = list(state_limit(clause, text, start, end, attempts))
        near = text[: end + MAX_WISH]
        if wish := words.WISH.search(near, end):
            near = near[: wish.end()]
        wished = find_wished_number(near, end) if len(spans) == 1 else None
        if wished is None and len(spans) == 1 and words.ONCE_WISHED.search(near, end):
            wished = 1
        if wished is not None and wished < attempts and not words.OTHER_UNIT.search(near, end):
            # "Maximum two attempts, preferably one."
            both = [one for one in stated if isinstance(one, Finding)]
            yield from (replace(one, strength="required") for one in both)
            yield from (replace(one, value=wished, strength="preferred") for one in both)
            continue
        yield from stated
        if len(spans) == 1:
            yield from _read_other_exam(clause, text, end, attempts)
            if attempts > 0:
                yield from _read_next_exam(clause, text, end)
    if spans and clause.lead and "," in text and spans[0][0] > text.index(",") and words.LABEL.search(clause.lead):
        # "An attempt limit exists: two per Step, with those who passed on the first ranked ahead."
        yield from _read_pair(replace(clause, text=text[: text.index(",")]))
    if (
        not is_limited
        and not is_turned_away(text)
        and re.search(r"prefer|priorit|\bfavou?r", text)  # that a failure hurts wishes for nothing
        and (match := find_disliked(text, f"{clause.lead} {clause.question if clause.is_first_reply else ''}"))
        and not words.COURSES.search(text)
        and not words.RESIDENCY_BOARDS.search(clause.sentence)
    ):
        steps = choose_steps(clause, text, match.start(), match.end())
        for step in sorted(steps or ()):
            yield Finding(f"max_attempts_step{step}", 1, "preferred", clause.start, clause.end)
        return
    if not spans:
        found = list(_read_reply(clause, text)) or list(_read_same(clause, text))
        yield from found
        asked = None if found else declare_question(clause)
        if asked is not None:
            for start, end, attempts in find_limits(asked, asked.text):
                yield from state_limit(asked, asked.text, start, end, attempts)
                break


def _read_set_back(clause: Clause) -> list[Finding | Drop]:
    """ "I failed one? Such files are no priority.": set back and not refused, which wishes for none."""
    if not (clause.is_first_reply and words.ASKS_OF_MY_FAILURE.fullmatch(clause.question.rsplit("? ", 1)[-1])):
        return []
    if not words.DISLIKES.search(clause.text) or re.search(NUMBER, clause.text) or is_turned_away(clause.text):
        return []
    named = frozenset().union(*(mention.exams & {"1", "2"} for mention in find_exams(clause.question)))
    return [
        Finding(
            f"max_attempts_step{step}",
            1,
            "preferred",
            clause.start,
            clause.end,
            confidence=ANSWERED,
            needs_question=True,
        )
        for step in sorted(named or {"1", "2"})
    ]


def _read_tiers(clause: Clause) -> Iterator[Finding | Drop]:
    """ "First attempt preferred, not over two.": the wish and the limit around it."""
    around = f"{clause.lead} | {clause.question if clause.is_first_reply else ''} | {clause.text}"
    if not words.OF_ATTEMPTS.search(around) or words.TOGETHER.search(clause.text):
        return
    tiers = find_tiers(clause.text, False)
    steps = choose_steps(clause, clause.text, 0, len(clause.text)) if tiers else None
    if tiers is None or steps is None or tiers[1] > 8 or words.FAILING.search(around):
        return
    for step in sorted(steps):
        field = f"max_attempts_step{step}"
        yield Finding(field, tiers[0], "preferred", clause.start, clause.end, ANSWERED, needs_lead=bool(clause.lead))
        yield Finding(field, tiers[1], "required", clause.start, clause.end, ANSWERED, needs_lead=bool(clause.lead))


def _name_repeat(match: re.Match[str]) -> str:
    """ "One attempt beyond the first" is one repeat."""
    return f"{match.group('n')} repeat".ljust(len(match.group()))


def _find_told_limit(clause: Clause) -> list[Finding | Drop]:
    """ "Step 1 must be passed at the first attempt; Step 2 CK within two.": the noun and verb stand before."""
    never = words.STEP_NEVER.fullmatch(clause.text)
    before, match = clause.previous, never or words.STEP_WITHIN.fullmatch(clause.text)
    if match is None or before is None or before.sentence_start != clause.sentence_start:
        return []
    if not any(limit > 0 for _, _, limit in find_limits(before, mask_exceptions(before.text))):
        return []
    word = "one" if never else match.group("n")
    attempts = ORDINALS.get(word) or parse_number(word)
    strength = settle_strength(before, 0, len(before.text), "required")
    if strength not in ("required", "preferred") or not 1 <= attempts <= 8:
        return []
    steps = frozenset().union(*(mention.steps for mention in find_exams(match.group("exam"))))
    return [
        Finding(f"max_attempts_step{step}", attempts, strength, clause.start, clause.end, confidence=ANSWERED)
        for step in sorted(steps)
    ]


def _read_never_been(clause: Clause) -> list[Finding | Drop]:
    """ "Step 1 may have been failed once. Step 2 CK may never have been.": the failing stands in the clause before."""
    match, before = words.NEVER_BEEN.fullmatch(clause.text), clause.previous
    if match is None or before is None or before.end < clause.start - 40 or not re.search(r"\bfail", before.text):
        return []
    steps = frozenset().union(*(mention.steps for mention in find_exams(match.group("exam"))))
    return [
        Finding(f"max_attempts_step{step}", 1, "required", clause.start, clause.end, confidence=ANSWERED)
        for step in sorted(steps)
    ]


def _read_more_refused(clause: Clause) -> list[Finding | Drop]:
    """ "More than two tries? No.", "Several sittings: none of that": a bare refusal of more than so many."""
    asked = clause.question if clause.is_first_reply else clause.lead.rsplit("|", 1)[-1]
    match = words.ASKS_MORE.fullmatch(asked) if asked else None
    if match is None or not (
        words.BARE_REFUSAL.fullmatch(clause.text) or (clause.answer == "no" and len(clause.text) < MAX_REFUSAL)
    ):
        return []
    if re.search(NUMBER, clause.text) or words.NEUTRAL.search(clause.text):
        return []
    number = match.group("n")
    allowed = ORDINALS[match.group("o")] - 1 if match.group("o") else 1
    if number and number != "a single":
        allowed = parse_number(number)
    named = frozenset().union(*(mention.exams & {"1", "2"} for mention in find_exams(asked)))
    return [
        Finding(
            f"max_attempts_step{step}",
            allowed,
            "required",
            clause.start,
            clause.end,
            confidence=ANSWERED,
            needs_question=clause.is_first_reply,
            needs_lead=not clause.is_first_reply,
        )
        for step in sorted(named or {"1", "2"})
        if 1 <= allowed <= 8
    ]


def _read_first_time(clause: Clause, text: str, asked: str, attempts: int, is_label: bool) -> Iterator[Finding | Drop]:
    """ "Must exams be passed at the first try? Preferred.": the number is asked, its strength replied."""
    pieces = [piece for piece in re.split(r"[,;]| and | but ", text) if _named_steps(piece, text)]
    if len(pieces) > 1:  # "First-time pass: required for CK, preferred for Step 1"
        for piece in pieces:
            told = sorted({mark.kind for mark in find_marks(piece)} & {"required", "preferred"})
            for step in sorted(_named_steps(piece, text)) if len(told) == 1 else ():
                field = f"max_attempts_step{step}"
                yield Finding(field, attempts, told[0], clause.start, clause.end, ANSWERED, needs_lead=is_label)
        return
    kinds = {mark.kind for mark in find_marks(text)}
    asks = {mark.kind for mark in find_marks(asked)} | (
        {"required"} if re.search(r"\bhave to\b|\bneed\b|\bto be (?:pass|clear|done|complet)", asked) else set()
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
    steps = choose_steps(clause, text, 0, 0)
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


def _read_pair(clause: Clause) -> Iterator[Finding | Drop]:
    """ "Att: max 2 per Step", "Fails S1: 1 allowed", "Attempts? Preferably one per exam.", "Attempts: 2/3"."""
    pair = find_pair(clause, words.LABEL)
    before = clause.previous
    label = clause.lead.rsplit("|", 1)[-1].strip()
    if (
        pair is None
        and before
        and before.end > clause.start - 24
        and words.IS_EXAM.fullmatch(label)
        and words.IS_EXAM.fullmatch(before.lead)
    ):
        # "Step 1: up to two tries. Step 2: one only.": the noun of the row above.
        counts = list(find_counts(before.text))
        if counts and len(clause.text) < 30:
            pair = Pair(f"{label} {'failures' if counts[-1].fails else 'attempts'}", clause.text, False)
    if (
        pair is None
        and before
        and not clause.lead
        and len(before.text) < 30
        and before.end > clause.start - 5
        and words.LABEL.search(before.text)
        and not re.search(r"[.;?!]|\b(?:is|are|must|may|with|no|any)\b", before.text)
    ):
        if find_marks(before.text) and words.BOUND_FIRST.match(clause.text):  # "One attempt preferred; max. 2."
            pair = Pair("attempts", clause.text, False)
        else:
            pair = Pair(before.text, clause.text, False)  # "| Tries | 2 per examination |"
    if (
        pair is None
        and before
        and words.IS_EXAM.fullmatch(label)
        and words.LABEL.search(before.lead)
        and before.end > clause.start - 24
        and find_exams(before.text)
        and len(clause.text) < 30
    ):
        pair = Pair(f"{label} {before.lead}", clause.text, False)  # "Attempts: Step 1 - two; Step 2 - one."
    if (
        pair is None
        and before
        and not clause.lead
        and before.sentence_start == clause.sentence_start
        and len(clause.text) < 40
        and len(before.lead) < 40
        and words.LABEL.search(before.lead)
    ):
        pair = Pair(before.lead, clause.text, False)  # "Fails: up to one on Step 1; none on Step 2."
    if pair is None or (words.TOGETHER.search(f"{pair.label} {pair.value}") and not words.EACH.search(pair.value)):
        return
    if words.COURSES.search(pair.label) or re.search(
        r"\bspecified|\bunlimited|\bno (?:limit|max|cap)|\bletters?\b", pair.value
    ):
        return
    value = pair.value.strip(" .")
    if turned := words.EXAM_DASH.match(value):
        pair = Pair(f"{pair.label} {turned.group('exam')}", value[turned.end() :], pair.is_question)
        value = pair.value
    fails = bool(re.search(r"\bfail", pair.label)) and not re.search(r"(?<!failed )\battempts?\b|\btries\b", pair.label)
    fails = fails or bool(
        re.search(
            r"\b(?:failed|unsuccessful|failing|missed|repeat(?:ed)?) (?:[a-z]+ )?(?:attempts?|tries)\b|\bre-?takes?\b|"
            r"\brepeats?\b",
            pair.label,
        )
    )
    of_label = tell_label_strength(pair, clause)
    named = [mention for mention in find_exams(pair.label) if "score" not in mention.exams]
    steps = frozenset().union(*(mention.steps for mention in named)) if named else frozenset(("1", "2"))
    if named and not steps:
        return
    if words.BOTH_LABELLED.search(pair.label):
        steps = frozenset(("1", "2"))
    limits: list[tuple[frozenset[str], int, str]] = []
    split = words.SPLIT_VALUES.match(value)
    if (wished := words.FIRST_WISHED.fullmatch(value)) and parse_number(wished.group("n")) > 1:
        limits = [(steps, parse_number(wished.group("n")) + fails, "required"), (steps, 1, "preferred")]
    if limits:
        pass
    elif split and len(steps) == 2:
        limits = [(frozenset(key), int(split.group(name)) + fails, "") for key, name in (("1", "one"), ("2", "two"))]
    elif is_first := words.ONLY_FIRST.fullmatch(
        re.sub(r"^(?:(?:pref\w*|ideally|only|on|at|the|required|passe[ds])[,:]? )+", "", value)
    ):
        limits = [(steps, 1, tell_strength(value))]
    elif (fails or words.BARE_ATTEMPTS.fullmatch(pair.label.rstrip("?"))) and words.NONE_WISHED.match(value):
        limits = [(steps, 1, "preferred")]  # "Failed attempts? We would rather see none."
    elif nth := [
        (_named_steps(piece, value), ORDINALS[found.group("o2") or found.group("o")], "")
        for piece in re.split(r"[,;]| and (?!step)", value)
        if _named_steps(piece, value) and (found := words.OF_NTH.search(piece))
    ]:
        limits = nth  # "Attempts: Step 2 on the first, Step 1 on the first or second"
    elif is_plain(value, words.VALUE_WORDS) and not (pair.is_question and value in ("no", "yes")):
        none = words.NONE.search(value)
        is_bare = words.BARE_ATTEMPTS.fullmatch(pair.label)
        is_none = (
            none
            and (fails or is_bare or none.group().startswith("no "))
            and not re.search(r"[1-9]", _mask_exams(value))
            and not any(amount.high > 1 for amount in read_amounts(_mask_exams(value)))
        )
        is_first = words.ONLY_FIRST.match(
            re.sub(r"^(?:(?:pref\w*|ideally|only|on|at|the|required|passe[ds])[,:]? )+", "", value)
        )
        pieces = [piece for piece in re.split(r"[,;]| and | but ", value) if _named_steps(piece, value)]
        if none and len(pieces) > 1:
            for piece in pieces:
                amount = next(iter(read_amounts(_mask_exams(piece))), None)
                if words.NONE.search(piece):
                    limits.append((_named_steps(piece, value), 1, tell_strength(piece)))
                elif amount and not amount.unit:
                    limits.append((_named_steps(piece, value), int(amount.high) + fails, tell_strength(piece)))
        elif is_first or is_none:
            limits = [(_named_steps(value, value) or steps, 1, tell_strength(value))]
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
    if not any(limit_of(before.text, count) for count in find_counts(before.text)) and not words.SIGNED.search(
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
    for step in sorted(choose_steps(clause, clause.text, 0, 0) or ()):
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
    pair = find_pair(clause, words.LABEL)
    if pair is None or words.COURSES.search(pair.label):
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
    if words.WOULD_HARM.search(pair.label) and re.search(r"\b(?:will|does|do|would)\W*$", text):
        for count in find_counts(text):  # "Will a failure keep me out? Two on the same Step will."
            if count.number:
                yield from state_limit(clause, text, count.start, count.end, count.number + count.fails - 1)
        return
    for start, end, attempts in find_limits(clause, text):
        yield from state_limit(clause, text, start, end, attempts)


def _read_other_exam(clause: Clause, text: str, end: int, attempts: int) -> Iterator[Finding]:
    """ "A first attempt is a must on Step 1, on Step 2 CK a plus": the same limit, of other strength."""
    for match in words.OTHER_EXAM.finditer(text, end):
        strength = "preferred" if match.group("wish") else "required"
        for step in sorted(
            frozenset().union(*(mention.steps for mention in find_exams(match.group("exam") or match.group("exam2"))))
        ):
            yield Finding(f"max_attempts_step{step}", attempts, strength, clause.start, clause.end)


def _read_next_exam(clause: Clause, text: str, end: int) -> Iterator[Finding]:
    """ "Step 1 by your second attempt, Step 2 on your first": the noun stands with the exam before."""
    match = (
        words.NEXT_EXAM.match(text, end)
        or words.NEXT_EXAM.search(text, end, end + 80)
        or words.NEXT_NTH.search(text, end, end + 80)
    )
    if match is None or (match.start() > end and re.search(r"[;.]", text[end : match.start()])):
        return
    strength = settle_strength(clause, match.start(), match.end(), "required")
    if strength not in ("required", "preferred"):
        return
    attempts = ORDINALS[match.group("o")] if match.group("o") else 1
    for step in sorted(frozenset().union(*(mention.steps for mention in find_exams(match.group("exam"))))):
        field = f"max_attempts_step{step}"
        yield Finding(field, attempts, strength, clause.start, clause.end, confidence=ANSWERED)


def _read_same(clause: Clause, text: str) -> Iterator[Finding | Drop]:
    """ "Up to two sittings for Step 1, likewise for Step 2", "for Step 2 this is desirable": the limit before."""
    before = clause.previous
    asked = clause.lead.rsplit("|", 1)[-1].strip() or (clause.question.rstrip("? ") if clause.is_first_reply else "")
    if words.IS_EXAM.fullmatch(asked) and words.SAME_REPLY.match(text):
        text, gap = f"{asked} {text}", 4 + len(asked) + 4  # "CK? Passed at first sitting. Step 1? Same."
    else:
        gap = 4 if words.SAME.search(text) else -1
    exams = frozenset().union(*(mention.exams & {"1", "2", "usmle"} for mention in find_exams(text)))
    if not exams or before is None or gap < 0 or before.end < clause.start - gap or len(text) > 80:
        return
    limits = {limit for _, _, limit in find_limits(before, mask_exceptions(before.text)) if limit > 0}
    if len(limits) != 1:
        return
    strength = settle_strength(clause, 0, 1) or settle_strength(before, 0, len(before.text), "required")
    if strength not in ("required", "preferred"):
        return
    (limit,) = limits
    for step in ("1", "2") if "usmle" in exams else sorted(exams):
        yield Finding(f"max_attempts_step{step}", limit, strength, clause.start, clause.end, confidence=ANSWERED)


def _read_reported_failure(clause: Clause) -> Iterator[Finding | Drop]:
    """ "I failed Step 1 once. - Then do not apply.", "Failed twice? Sorry, no.": the reply on the count asked of."""
    asked, text = clause.question, clause.text
    if not clause.is_first_reply or words.COURSES.search(asked) or words.ASKS_NUMBER.search(asked):
        return
    counts = [
        count
        for count in find_counts(asked)
        if count.number
        and (count.fails or count.is_verb)
        and not re.match(r"an? (?!single|sole|lone)", asked[count.start :])
    ]
    of_self = bool(re.search(r"\bi\b|\bmy\b", asked))
    if not counts and not (words.FAILURE.search(asked) and not re.search(r"\bmore than\b", asked)):
        return
    if re.match(r"(?:it|that) (?:matters|does|would|may|might|depends)\b", text):
        return
    if not counts and re.search(NUMBER, text):
        return  # "What if I failed? Two attempts are fine, with three you're out."
    refuses = bool(words.REFUSES_YOU.match(text)) or (is_turned_away(text) and not is_harmless(text))
    accepts = bool(words.ACCEPTS_YOU.match(text)) and not refuses
    if (
        clause.answer == "yes"
        and re.match(r"(?:once|twice|one time|if (?:it was |it is |that was )?(?:only|just) once)\b", text)
        and words.ASKS_LEAVE.search(asked)
    ):
        accepts = True
    if (
        not refuses
        and not accepts
        and (of_self or counts)
        and (not words.NEUTRAL.search(text) or clause.answer == "yes")
    ):
        asks_harm = words.WOULD_HARM.search(asked)
        if asks_harm or of_self or words.ASKS_LEAVE.search(asked):
            refuses = clause.answer == ("yes" if asks_harm else "no")
            accepts = clause.answer == ("no" if asks_harm else "yes")
    if refuses == accepts:
        return
    if counts:
        number = counts[0].number or 1
        if words.OVER_LEFT.search(asked[: counts[0].at]):
            if accepts:
                return
            number += 1
        total = number + counts[0].fails - refuses
    elif accepts and (times := re.match(r"(?:if [a-z ]{0,12}(?:only|just) )?(?P<n>once|twice|one time)\b", text)):
        total = 3 if times.group("n") == "twice" else 2
    elif accepts and not re.search(r"\bfailed\b[^?]*\bonce\b|\bone (?:fail|attempt|exam|step)", asked):
        return
    else:
        total = 1 if refuses else 2
    steps = frozenset().union(*(m.steps for m in find_exams(asked))) or frozenset(("1", "2"))
    if total < 1 or not re.search(r"\w", text):
        return
    for step in sorted(steps):
        yield Finding(
            f"max_attempts_step{step}",
            total,
            "required",
            clause.start,
            clause.end,
            confidence=ANSWERED,
            needs_question=True,
        )


def _read_refusal(clause: Clause, text: str) -> Iterator[Finding]:
    """ "Step failures: not considered", "Are attempts accepted? No.", "May a Step be repeated? Once only."."""
    asked = clause.lead.rsplit("|", 1)[-1].strip() or (clause.question if clause.is_first_reply else "")
    if not asked or len(asked) > 90 or words.COURSES.search(asked) or words.TOGETHER.search(asked):
        return
    if not words.FAILED_NOUN.search(asked) or words.NOT_A_FAILURE.search(asked) or words.WOULD_HARM.search(asked):
        return
    if not (words.PASSING.search(asked) and not words.OTHER_EXAMS.search(asked)) or asks_to_visit(asked):
        return
    often = words.ONLY_SO_OFTEN.fullmatch(text)
    attempts = 0
    if often and (words.ASKS_LEAVE.search(asked) or words.ASKS_MAY.search(asked)):
        attempts = 1 + (2 if often.group("n").startswith("tw") else 1)
    elif words.BARE_REFUSAL.fullmatch(text) or (clause.answer == "no" and not re.search(r"\w{4}", text)):
        is_asked = words.ASKS_LEAVE.search(asked) or words.ASKS_MAY.search(asked)
        is_named = clause.lead or words.BARE_NOUN.fullmatch(asked.rstrip("?"))
        attempts = 1 if is_asked or is_named else 0
    for step in sorted(choose_steps(clause, text, 0, 0) or ()) if attempts else ():
        field = f"max_attempts_step{step}"
        is_label = bool(clause.lead)
        yield Finding(
            field,
            attempts,
            "required",
            clause.start,
            clause.end,
            ANSWERED,
            needs_question=not is_label,
            needs_lead=is_label,
        )


def _read_reply(clause: Clause, text: str) -> Iterator[Finding | Drop]:
    """ "Attempts? Two at most." and "Maximum attempts per Step: 3"."""
    if words.TOGETHER.search(text) and not words.EACH.search(text):
        return
    for reading in (
        _read_refusal(clause, text),
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
            r"\battempts?\b|\bfail|\b(?:first|1st|initial|second|2nd)[- ](?:time|try|go|sitting|pass)\b|\bhow (?:many "
            r"times|often)\b[^?]*\b(?:steps?|exams?|ck|"
            r"usmle)\b",
            asked,
        ) or re.search(r"not specified|---|unlimited|no limit", text):
            continue
        if words.TOGETHER.search(asked):
            return
        attempts = 0
        adverb = re.match(r"(?:only |at most |up to |no more than )*(once|twice|thrice)\b", text)
        if adverb and re.search(r"\bhow (?:many times|often)\b", asked):
            attempts = words.ADVERBS[adverb.group(1)] + bool(re.search(r"\bfail|\brepeat|\bretak", asked))
        ordinal = words.ORDINAL.search(asked)
        if ordinal and words.PASSING.search(asked):
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
        if match and words.NEUTRAL.search(text):
            continue  # "One is read in context"
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
                and words.ASKS_LEAVE.search(asked)
                and not words.WOULD_HARM.search(asked)
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
        own = [m for m in find_exams(re.split(r"[,;]| but ", text)[0]) if m.exams & {"1", "2"}]
        if own and not any(m.exams & {"1", "2"} for m in mentions):
            steps = frozenset().union(*(m.steps for m in own))  # "Failures: none allowed on CK, ..."
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
