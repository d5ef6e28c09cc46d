"""Pages -> statements -> folded facts. Joins the modules of `transforms/facts/`; each knows one family of facts.

Where a statement's quote begins and ends, its track, season and specialty are decided here, once for all facts.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import compress
from operator import itemgetter

from transforms import hinted_re as re
from transforms.clauses import build_clauses
from transforms.facts import attempts, settling, usce, visa
from transforms.facts.doubts import find_doubt, tell_softness
from transforms.facts.finding import IMPLIED, Drop, Finding
from transforms.facts.scope import (
    carry_scope,
    find_guide,
    find_others,
    find_out_of_scope,
    find_past,
    find_retort,
    find_unsaid,
)
from transforms.facts.specialties import find_specialty
from transforms.facts.subjects import find_section, find_subject, name_subject
from transforms.facts.topics import find_topic, name_asked, turns_to_residents
from transforms.facts.tracks import find_track
from transforms.facts.usce.settled import read_settled
from transforms.facts.visa.denials import UNSURE
from transforms.facts.visa.off_topic import AT_LARGE
from transforms.facts.visa.pronouns import leans_on
from transforms.folding import PREFERABLE, fold_facts, fold_field, prefer_track
from transforms.hinted_re import has_any
from transforms.language import Clause
from transforms.model import Page, Passage, Statement
from transforms.normal_form import normalize
from transforms.opening import (
    ATTEMPTS_BIT,
    COUNTED,
    COUNTED_BITS,
    OPENERS,
    OTHER_TRADE,
    READERS,
    READING,
    VISA_BIT,
    choose_passages,
    find_missing,
    may_answer,
)
from transforms.pages import read_html, read_text
from transforms.refusals import stands_under_denial
from transforms.second_reader import SecondReader
from transforms.spelling import Origins, even_page
from transforms.wish_heads import is_under_wishes

EXTRACTOR_VERSION = "14"
MAX_QUOTE = 600  # letters
DOUBTS = "doubts"  # the module that took a value back
# Letters of opened passages, as `_weigh` counts them; of 326 pages of hospitals the fullest held 10,300.
MAX_READ = 18_000


@dataclass(frozen=True, slots=True)
class Traced:
    """One candidate: where on the page, the module that saw it, and its statement or the reason against it."""

    start: int
    end: int
    module: str  # of transforms/facts/, or "page" where the whole page or section is passed over
    statement: Statement | None = None
    reason: str | None = None
    withheld: Statement | None = None  # what was read well, and is not stated for that reason


_normalize_page = lru_cache(maxsize=1)(normalize)


def extract_statements(page: Page, is_checked: bool = True) -> tuple[list[Statement], dict[str, int]]:
    """All statements of a page in reading order, and how many candidates were dropped for which reason.

    Without `is_checked` the grammar has the last word: no second reader is asked.
    """
    statements, withheld, dropped = _count(explain_page(page, is_checked))
    for reason, kept in _review(page, statements, withheld, dropped, is_checked):
        dropped[reason] += len(statements) - len(kept)
        statements = kept
    return statements, {reason: count for reason, count in dropped.items() if count}


def explain_whole(page: Page, is_checked: bool = True) -> Iterator[Traced]:
    """Each candidate as `explain_page` has it, then what the page as a whole withholds or makes a preference of."""
    candidates = list(explain_page(page, is_checked))
    yield from candidates
    statements, withheld, dropped = _count(candidates)
    for reason, kept in _review(page, statements, withheld, dropped, is_checked):
        for one in statements:
            if one not in kept:
                yield Traced(one.start, one.end, one.extractor, reason=reason, withheld=one)
        yield from (Traced(one.start, one.end, one.extractor, one) for one in kept if one not in statements)
        statements = kept


def _count(candidates: Iterable[Traced]) -> tuple[list[Statement], list[Statement], Counter[str]]:
    """What is stated, what is withheld, and how often anything was dropped for which reason."""
    statements: list[Statement] = []
    withheld: list[Statement] = []
    dropped: Counter[str] = Counter()
    for traced in candidates:
        if traced.statement is not None:
            statements.append(traced.statement)
        if traced.withheld is not None:
            withheld.append(traced.withheld)
        if traced.reason is not None:
            dropped[traced.reason] += 1
    return statements, withheld, dropped


def _review(
    page: Page,
    statements: list[Statement],
    withheld: Sequence[Statement],
    dropped: Collection[str],
    is_checked: bool,
) -> Iterator[tuple[str, list[Statement]]]:
    """The statements after each look at the whole page, with what it may have held against some of them."""
    statements = _soften(statements, page)
    yield _SOFTENED, statements
    statements = visa.withhold_rules(statements, dropped)
    yield visa.NAMED_ELSEWHERE, statements
    statements = visa.withhold_weak(statements)
    yield visa.ONLY_AT_LARGE, statements
    statements = visa.withhold_grants(statements, dropped)
    yield visa.DENIED_ELSEWHERE, statements
    statements = usce.settle_wish(statements)
    yield usce.WISHED_ELSEWHERE, statements
    if usce.is_only_wished(statements):
        statements = [statement for statement in statements if statement.field != "usce_hands_on"]
        yield usce.NOT_OF_REQUIRED, statements
    if is_checked:
        yield _TORN, _break_ties(page, statements, withheld)


MIN_TIE = 0.7  # less likely, and a value does not stand against its opposite in the same stretch
_TORN = "second reader: granted and refused in one stretch, and the wording leaves it open"


def _break_ties(page: Page, statements: list[Statement], withheld: Sequence[Statement]) -> list[Statement]:
    """The statements without those on a visa that one stretch both grants and refuses, unless the wording decides.

    A program that contradicts itself does so on two pages; within a paragraph, one of the two was misread.
    """
    for name in visa.NAMES:
        mine = [one for one in statements if one.field == name and one.strength == "required"]
        value = fold_field(name, prefer_track(mine))
        against = [one for one in withheld if one.field == name and one.strength == "required"]
        if value is None or OPPOSITE.get(str(value)) not in {one.value for one in (*mine, *against)}:
            continue
        is_rule = all(one.confidence <= IMPLIED for one in mine)
        is_named = any(one.value == "sponsors" and one.confidence > IMPLIED for one in against)
        if name == "visa_j1" and value == "no" and is_rule and is_named:
            # "None sponsored, although those of the ECFMG are accepted": a rule for all, and the visa by its name.
            statements = [one for one in statements if one not in mine]
            continue
        passages, norm, origins = even_page(page.passages, _normalize_page(page.text))
        starts = [origins.find(one.start) if origins else one.start for one in (*mine, *against)]
        chance = SecondReader(passages, norm).find_chance(name, value, starts)
        if chance is not None and chance < MIN_TIE:
            statements = [one for one in statements if one not in mine]
    return statements


# "... All of the above are preferences.": said of what stands before, in the same stretch of the page.
_ALL_WISHED = re.compile(
    (
        r"\b(?:all|each|none|everything)(?: of)?(?: the)? (?:above|these(?: points| items)?|this|listed above)\b(?: "
        r"criteria| points| items)? (?:is|are) "
        r"(?:only |merely |just |simply |all )?(?:what we (?:favou?r|prefer|like|look for)|preferences?|preferred|"
        r"wishes|recommendations|recommended|guidelines|"
        r"desirable|"
        r"(?:not )?(?:a |an )?(?:strict |absolute |hard |firm )?(?:requirements?|required|mandatory))\b|"
        r"\b(?:these|those|both)(?: (?:numbers|scores|figures))? are (?:only |merely |just |simply |all |rather |"
        r"mere )*(?:goals|"
        r"targets|preferences|guidelines|wishes|aspirations|suggestions|recommendations|ideals)\b"
    ).replace(" ", " +")  # plain text may hold more blanks than one
)
_SOFTENED = "page: said to be a preference by a sentence behind it"
MAX_LOOK_BACK = 800  # letters


def _soften(statements: list[Statement], page: Page) -> list[Statement]:
    """The statements, with those before a sentence that calls them all preferences as preferences."""
    if not statements:
        return statements
    begin, end = min(s.start for s in statements), max(s.end for s in statements) + 2 * MAX_LOOK_BACK
    norm = _normalize_page(page.text)
    if not has_any(("above", "these", "those", "both", "of this", "of  this"), norm[begin:end]):
        return statements
    for match in _ALL_WISHED.finditer(norm, begin, end):
        is_denied = bool(re.search(r"^none|\bnot\b", match.group()))
        if is_denied != bool(re.search(r"requirement|required|mandatory", match.group())):
            continue
        statements = [
            replace(statement, strength="preferred")
            if statement.field in PREFERABLE
            and statement.strength == "required"
            and match.start() - MAX_LOOK_BACK < statement.end <= match.start()
            else statement
            for statement in statements
        ]
    return statements


def explain_page(page: Page, is_checked: bool = True) -> Iterator[Traced]:
    """Each candidate in reading order; passages of a page or section that is not the residency's are one candidate."""
    passages, norm, origins = even_page(page.passages, _normalize_page(page.text))
    if find_guide(norm):
        if has_any(OPENERS, norm):
            yield Traced(0, len(page.text), "page", reason="scope: a guide, not a program")
        return
    heading = _find_main_heading(page)
    opening = _find_opening(passages, norm)
    subject = find_subject(
        page.url, normalize(page.title), heading, norm[passages[opening].start :] if opening else norm
    )
    wanted = choose_passages(passages, norm)
    for index in list(compress(range(len(passages)), wanted)):
        passage = passages[index]
        whose = _find_owner(passage, heading, subject)
        if whose is not None:
            wanted[index] = False
            yield Traced(passage.start, passage.end, "page", reason=f"scope: {whose}")
    seen: set[tuple[object, ...]] = set()
    second = SecondReader(passages, norm) if is_checked else None
    read: list[tuple[Clause, str | None]] = []  # and whom each was carried to speak of
    stated: list[Statement] = []
    doubted: list[Statement] = []
    dropped: set[tuple[str, str]] = set()  # modules and reasons
    budget = MAX_READ
    topic = None
    if page.passages and not _is_named_residency(page, heading):
        first = page.passages[opening]
        topic = find_topic(page.text[first.start :], first.end - first.start)
    carried = topic  # whom the sentences before spoke of, where not of residents
    carried_under, sentence_start = ("", ""), -1
    for clauses in build_clauses(passages, norm, wanted):
        for clause in clauses:
            budget -= _weigh(clause)
            if budget < 0:
                reason = "page: too much text on requirements, the rest is not read"
                yield Traced(clause.start, len(norm), "page", reason=reason)
                return
            if (clause.heading, clause.question) != carried_under:
                carried_under = (clause.heading, clause.question)
                if topic and turns_to_residents(clause.heading, topic):
                    topic = None
                carried = (name_asked(clause.question) if clause.question else None) or topic
            if clause.sentence_start != sentence_start:
                if topic and turns_to_residents(clause.sentence, topic):
                    topic = carried = None
                carried, sentence_start = carry_scope(carried, clause.sentence) or topic, clause.sentence_start
            for traced in _read_clause(page, clause, origins, carried):
                statement = traced.statement
                if statement is not None:
                    doubt = second and second.find_doubt(
                        statement.field, statement.value, statement.strength, clause.start, clause.sentence
                    )
                    if doubt and not settling.is_plainly_listed(clause.text, statement.value, doubt):
                        doubted.append(statement)
                        yield replace(traced, statement=None, reason=doubt, withheld=statement)
                        continue
                    key = (statement.field, statement.value, statement.strength, statement.start, statement.end)
                    if key in seen:
                        continue
                    seen.add(key)
                    stated.append(statement)
                elif traced.reason is not None:
                    dropped.add((traced.module, traced.reason))
                yield traced
            read.append((clause, carried))
    if second:
        yield from _settle(page, second, read, stated, doubted, dropped, origins)


OPPOSITE = {"sponsors": "no", "no": "sponsors"}
CERTAIN = 0.98
SETTLED_CONFIDENCE = 0.7  # of what only the second reader understands


def _settle(
    page: Page,
    second: SecondReader,
    read: Sequence[tuple[Clause, str | None]],
    statements: list[Statement],
    doubted: Collection[Statement],
    dropped: Collection[tuple[str, str]],
    origins: Origins | None,
) -> Iterator[Traced]:
    """What the page names and the grammar did not state, by its wording; a statement of any strength has settled it.

    What the grammar read as sponsored is never settled as refused, nor what it read as refused by its name as
    sponsored: neither reader is believed. What a rule for all visas refuses is not settled beside any word that denies.
    """
    stated = {one.field for one in visa.withhold(statements, {reason for _, reason in dropped})}
    set_aside = settling.LAST_WORD.intersection(module for module, _ in dropped)
    for field, (module, pattern) in settling.NAMED.items():
        if field in stated or module in set_aside:
            continue
        named = [(clause, carried) for clause, carried in read if pattern.search(clause.text)]
        told = [second.find_sure(field, clause.start) for clause, _ in named]
        if not any(told):
            continue
        ours = [
            (clause, value)
            for (clause, carried), value in zip(named, told, strict=True)
            if _find_unsaid(page, clause, module, carried, False, origins) is None
        ]
        values = {value for _, value in ours}
        if len(values) != 1 or (value := values.pop()) is None:
            if ours:
                reason = f"second reader: {field} not worded in one way throughout"
                yield _drop(ours[0][0], visa.SETTLER, reason, origins)
            continue
        against = {one.value for one in doubted if one.field == field}
        is_named = any((one.field, one.value) == (field, "no") and one.confidence > IMPLIED for one in doubted)
        if value == "no" and "sponsors" in against:
            continue
        if value == "sponsors" and (module, UNSURE) in dropped:
            continue  # the denial may well be of this visa
        if value == "sponsors" and is_named:
            continue  # refused by its name: neither reader is believed
        if (module, AT_LARGE) in dropped and len(ours) == 1:
            continue  # all that names it is of other programs
        clauses = [clause for clause, _ in ours]
        # Both readers agree that what binds or refuses here is about something else.
        is_unbound = "conditional" in against
        is_denied = "no" in against
        is_certain = not is_denied and all(second.find_sure(field, clause.start, CERTAIN) for clause in clauses)
        bearer = settling.find_bearer(field, value, clauses, is_unbound=is_unbound, is_certain=is_certain)
        if bearer is not None and is_denied and value == "sponsors" and settling.denies(bearer):
            bearer = None
        if bearer is None:
            reason = f"second reader: {field} worded as {value!r}, which the words themselves do not bear out"
            yield _drop(clauses[0], visa.SETTLER, reason, origins)
            continue
        told_of = Finding(field, settling.VALUES.get(value, value), "required", bearer.start, bearer.end)
        if (doubt := find_doubt(bearer, told_of)) is not None:
            yield _drop(bearer, DOUBTS, doubt, origins)
            continue
        typed = settling.VALUES.get(value, value)
        strength = "preferred" if field in PREFERABLE and typed is True and is_under_wishes(bearer) else "required"
        finding = Finding(field, typed, strength, bearer.start, bearer.end, SETTLED_CONFIDENCE)
        more = read_settled(bearer) if field == "usce_required" and typed is True else ()
        for each in (finding, *(one for one in more if one.field not in stated and strength == "required")):
            statement = _state(page, bearer, each, visa.SETTLER, origins)
            yield Traced(statement.start, statement.end, visa.SETTLER, statement)


def _weigh(clause: Clause) -> int:
    """What a clause takes of the budget: a letter of 500 that stand unbroken costs twice what one of 50 does."""
    letters = len(clause.text)
    return 40 + letters + letters * letters // 400


# Without one of these words nobody is spoken of who could be the topic of a page.
_OF_SOMEBODY = re.compile(
    r"residen|fellow|observ|shadow|extern|student|clerk|elective|intern|train|program|appl|candidate|physician|doctor|"
    r"hospitalist|attending|faculty|nurs|dent|pharm|visa|waiver|j-?1|usmle|ecfmg|match|img|graduat|guide|advi[cs]e|"
    r"scholar|research|professor|letters|scores?\b|attempts|deadline|usce|\bh-?1|ms-?4|\bstep|licen|exam|eligib|"
    r"requir|survey|director|senat|congress|uscis|news|workshop|conference|post\b|job|position|"
    r"opening|rotation|visit"
)
MAX_SKIPPED = 20  # passages


def _find_opening(passages: Sequence[Passage], norm: str) -> int:
    """The first passage that speaks of anybody: a greeting or a view of the city may precede it; 0 if there is none."""
    for index, passage in enumerate(passages[:MAX_SKIPPED]):
        if _OF_SOMEBODY.search(norm[passage.start : passage.end]):
            return index
    return 0


def _is_named_residency(page: Page, heading: str) -> bool:
    return any(name and name_subject(name) == "residency" for name in (normalize(page.title), heading))


_NO_PASSAGE = Passage("", 0, 0, "paragraph")


def _find_main_heading(page: Page) -> str:
    """The outermost heading under which more than half of the text stands, in normal form; else ""."""
    letters: dict[str, int] = {}
    trail: tuple[str, ...] = ()
    begin = last = 0
    for _, start, end, _, headings, _, _, _ in (*page.passages, _NO_PASSAGE):
        if headings is not trail:  # a trail is one object below one heading
            if trail:
                letters[trail[0]] = letters.get(trail[0], 0) + last - begin
            trail, begin = headings, start
        last = end
    if not letters:
        return ""
    heading, count = max(letters.items(), key=itemgetter(1))
    return normalize(heading) if 2 * count > len(page.text) else ""


@lru_cache(maxsize=4096)
def _normalize_trail(headings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(normalize, headings))


def _find_owner(passage: Passage, main_heading: str, subject: str | None) -> str | None:
    """Whose the section around a passage is, where it is not the residency's."""
    headings = _normalize_trail(passage.headings)
    if headings and headings[0] == main_heading:
        headings = headings[1:]
    return find_section(headings, subject)


# What was read in a clause, with offsets from its start. Programs of one institution repeat its wording, and so do a
# program's own pages; a clause is read anew wherever anything that a reader may look at differs.
_Read = tuple[tuple[str, "Finding | Drop"], ...]
_MEMORY: dict[tuple[object, ...], _Read] = {}
MAX_MEMORY = 20_000  # clauses
MAX_TOLD = 4  # clauses before, which "it" and "the former" may mean


def _recall(clause: Clause) -> _Read:
    """What the readers find in a clause, remembered."""
    told: list[object] = []
    previous, start = clause.previous, clause.start
    while previous is not None and len(told) < 5 * MAX_TOLD:
        told += (previous.text, previous.lead, previous.question, start - previous.end, start - previous.sentence_start)
        previous = previous.previous
    key = (
        clause.text,
        clause.lead,
        clause.question,
        clause.is_first_reply,
        clause.answer,
        clause.heading,
        clause.sentence,
        start - clause.sentence_start,
        *told,
    )
    known = _MEMORY.get(key)
    if known is None:
        if len(_MEMORY) >= MAX_MEMORY:
            _MEMORY.clear()
        known = _MEMORY[key] = tuple((name, _shift(result, -start)) for name, result in _drop_repeats(clause))
    return known


def _drop_repeats(clause: Clause) -> Iterator[tuple[str, Finding | Drop]]:
    """What is read in a clause; what it states again and again, once."""
    stated: set[Finding] = set()
    for name, result in _read_anew(clause):
        if isinstance(result, Finding):
            if result in stated:
                continue
            stated.add(result)
        yield name, result


def _shift(result: Finding | Drop, by: int) -> Finding | Drop:
    if isinstance(result, Drop):
        return Drop(result.reason, result.start + by, result.end + by)
    condition = result.condition and (result.condition[0] + by, result.condition[1] + by)
    return replace(result, start=result.start + by, end=result.end + by, condition=condition)


def _read_anew(clause: Clause) -> Iterator[tuple[str, Finding | Drop]]:
    nearby = clause.nearby
    previous = clause.previous
    if previous and (
        (len(clause.text) < 70 and _WISHES_ON.search(clause.text))
        or (len(clause.text) < 25 and len(clause.lead) < 20 and clause.lead and previous.lead)
        or (len(previous.text) < 16 and previous.text.endswith(".") and not clause.lead)  # "Attempts. Two per Step."
        or (clause.is_first_reply and len(clause.question) < 30 and previous.question)  # "... No. When, then?"
    ):
        nearby += f" {previous.lead} {previous.question} {previous.text}"  # "Six is preferred.": of what was counted
        if previous.previous and len(previous.text) < 60:
            nearby += f" {previous.previous.text}"  # "It is not required. It helps."
    found = READING.find(clause.text)
    if may_answer(clause.text):
        found |= READING.find(nearby)
    if previous is not None and leans_on(clause, previous):
        found |= VISA_BIT
    if previous is not None and attempts.leans_on(clause, previous):
        found |= ATTEMPTS_BIT
    if not found:
        return
    if stands_under_denial(clause):
        found &= VISA_BIT  # the one fact whose opposite is told by a denial
    told = f"{clause.lead} | {clause.question} | {previous.text if previous else ''}"
    found &= ~find_missing(f" {clause.text} | {told}", f" {clause.text} | {nearby} | {told}")
    if found & COUNTED_BITS and not (
        COUNTED.search(f"{clause.text} {clause.lead}") or (clause.is_first_reply and COUNTED.search(clause.question))
    ):
        found &= ~COUNTED_BITS
    readers = [(name, read) for at, (name, read, _) in enumerate(READERS) if found >> at & 1]
    if not readers:
        return
    if OTHER_TRADE.search(clause.text) and not re.search(
        r"\bmedical (?:residents?|positions?|graduates?)\b", clause.text
    ):
        yield readers[0][0], Drop("scope: another profession", clause.start, clause.end)
        return
    for name, read in readers:
        for result in read(clause):
            yield name, result


_READ_RETORTS = ("visa", "ecfmg")  # these understand the "False." that follows by themselves


def _read_clause(page: Page, clause: Clause, origins: Origins | None, carried: str | None) -> Iterator[Traced]:
    for name, remembered in _recall(clause):
        result = _shift(remembered, clause.start)
        if isinstance(result, Drop):
            yield _drop(result, name, result.reason, origins)
        else:
            yield _judge(page, clause, result, name, carried, origins)


def _judge(
    page: Page, clause: Clause, result: Finding, name: str, carried: str | None, origins: Origins | None
) -> Traced:
    """A finding by all that stands around it: its strength, and whether it states anything of this residency."""
    is_denial = result.field not in visa.NAMES and result.value in (False, "no")
    if (
        result.strength == "required"
        and result.field in PREFERABLE
        and not is_denial
        and (clause.is_wished or is_under_wishes(clause))
    ):
        result = replace(result, strength="preferred")
    if softness := tell_softness(clause, result):
        result = replace(result, strength=softness)
    unsaid = _find_unsaid(page, clause, name, carried, is_denial or result.field == "no_score_cutoff", origins)
    if unsaid is not None:
        return _drop(result, name, unsaid, origins)
    if (doubt := find_doubt(clause, result)) is not None:
        return _drop(result, DOUBTS, doubt, origins)
    if result.strength == "unneeded":
        return _drop(result, name, f"{name}: said not to be required", origins)
    statement = _state(page, clause, result, name, origins)
    return Traced(statement.start, statement.end, name, statement)


def _find_unsaid(
    page: Page, clause: Clause, name: str, carried: str | None, is_denial: bool, origins: Origins | None
) -> str | None:
    """Why a clause, read well, states nothing of this residency today; None where it does."""
    return (
        _find_scope(clause.sentence, clause.heading)
        or find_past(clause.text)
        or carried
        or find_others(clause.text, clause.lead, clause.sentence)
        or find_unsaid(clause.text, clause.lead, name, is_denial)
        or (
            None
            if name in _READ_RETORTS
            else find_retort(page.text, clause.sentence_start + len(clause.sentence), origins)
        )
    )


_find_scope = lru_cache(maxsize=64)(find_out_of_scope)


def _drop(span: Clause | Drop | Finding, module: str, reason: str, origins: Origins | None) -> Traced:
    start, end = span.start, span.end
    if origins is not None:
        start, end = origins[start], origins[end - 1] + 1
    return Traced(start, end, module, reason=reason)


def _state(page: Page, clause: Clause, finding: Finding, name: str, origins: Origins | None) -> Statement:
    start, end = finding.start, finding.end
    if finding.needs_lead and clause.lead_start >= 0 and 0 < end - clause.lead_start <= MAX_QUOTE:
        start = min(start, clause.lead_start)
    if finding.needs_question and clause.question_start >= 0 and 0 < end - clause.question_start <= MAX_QUOTE:
        start = min(start, clause.question_start)
    condition_start, condition_end = finding.condition or (0, 0)
    if origins is not None:
        start, end = origins[start], origins[end - 1] + 1
        if finding.condition:
            condition_start, condition_end = origins[condition_start], origins[condition_end - 1] + 1
    condition = page.text[condition_start:condition_end].strip(" ,;.()") or None
    return Statement(
        field=finding.field,
        value=finding.value,
        strength=finding.strength,
        quote=page.text[start:end],
        start=start,
        end=end,
        condition=condition,
        track=finding.track or find_track(clause.heading.rsplit("|", 1)[-1]),
        season=_find_season(clause.sentence, finding) or _find_cycle(clause.heading) or _find_page_cycle(page),
        confidence=finding.confidence,
        extractor=name,
        scope_specialty=find_specialty(clause.sentence, clause.heading.rsplit("|", 1)[-1]),
    )


_WISHES_ON = re.compile(
    r"\b(?:prefer|ideal|better|best|like|desir|recommend|favou?r|rather|hope|love|advantag|plus\b|asset|help|bonus|"
    r"valu|"
    r"strength|encourag|welcom|requir|prerequis|compuls|oblig|essential|condition|necess|mandat|needed|must|optional|"
    r"without|lack|absence)|"
    r"\bnot (?:got |have |use |set )?(?:one|any)\b|\bnone\b"
)
_CYCLE = re.compile(
    r"\b(?P<a>20[0-4]\d)\s?[-/]\s?(?:20)?(?P<b>[0-4]\d)\b(?!-)|\b(?P<match>20[0-4]\d)(?: main| nrmp|"
    r" residency)? match\b"
)


def _find_season(sentence: str, finding: Finding) -> int | None:
    """Match year that the text speaks of: "2024-2025", "the 2025 Match", or a deadline's own autumn."""
    if finding.field == "application_deadline" and len(str(finding.value)) == 10:
        year, month = int(str(finding.value)[:4]), int(str(finding.value)[5:7])
        return year + 1 if month >= 7 else year
    return _find_cycle(sentence)


def _find_cycle(text: str) -> int | None:
    for cycle in _CYCLE.finditer(text):
        if cycle.group("match"):
            return int(cycle.group("match"))
        first, second = int(cycle.group("a")), 2000 + int(cycle.group("b"))
        if second == first + 1:
            return second
    return None


@lru_cache(maxsize=4096)
def _find_cycle_of(url: str, title: str) -> int | None:
    slugs = " ".join(re.split(r"[/?#]", url.lower().split("://", 1)[-1])[1:])
    said = (normalize(title), slugs, re.sub(r"[-_.+]|%20", " ", slugs))
    return next((season for text in said if (season := _find_cycle(text))), None)


def _find_page_cycle(page: Page) -> int | None:
    """Match year of a whole page, by its title or address: ".../requirements-2023-match.html"."""
    return _find_cycle_of(page.url, page.title)


# ---------------------------------------------------------------- lines in, lines out


def read_lines(lines: Iterable[str]) -> Iterator[str]:
    """JSON lines {"id", "text" or "html", "url"?} -> {"id", "facts", "statements"}; a bad line {"error", "line"}."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            if not isinstance(record, dict) or "id" not in record:
                raise ValueError('a JSON object with "id" and "text" or "html" is needed')
            source = record.get("html") if record.get("html") is not None else record.get("text")
            if not isinstance(source, str):
                raise ValueError('"text" or "html" must be a string')
        except ValueError as error:
            yield json.dumps({"line": number, "error": str(error)})
            continue
        url = str(record.get("url") or "")
        page = read_html(source, url) if record.get("html") is not None else read_text(source, url)
        statements, dropped = extract_statements(page)
        yield json.dumps(
            {
                "id": record["id"],
                "facts": fold_facts(statements),
                "statements": [
                    {
                        "field": s.field,
                        "value": s.value,
                        "strength": s.strength,
                        "quote": s.quote,
                        "start": s.start,
                        "end": s.end,
                        "condition": s.condition,
                        "track": s.track,
                        "season": s.season,
                        "confidence": s.confidence,
                    }
                    for s in statements
                ],
                "dropped": dropped,
            },
            ensure_ascii=False,
        )
