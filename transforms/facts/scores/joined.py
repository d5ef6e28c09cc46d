"""Scores of several clauses that are one statement."""

from __future__ import annotations

from transforms.facts.exams import ExamMention, find_scored_exams
from transforms.facts.scores.words import JOINED, VERB
from transforms.language import Clause


def merge_steps(exams: tuple[ExamMention, ...], start: int) -> set[str]:
    return {
        step for mention in exams if mention.end <= start and "score" not in mention.exams for step in mention.steps
    }


def find_head(clause: Clause, start: int) -> ExamMention | None:
    """The exam that closes the clause before, where a dash parts it from its number: "STEP 1 - 220 / CK - 230"."""
    previous = clause.previous
    if start > 2 or previous is None or previous.sentence_start != clause.sentence_start or clause.lead:
        return None
    named = find_scored_exams(previous.text)
    if not named or "score" in named[-1].exams or clause.start - previous.end > 4:
        return None
    between = clause.sentence[previous.end - clause.sentence_start : clause.start - clause.sentence_start]
    is_head = "-" in between and not previous.text[named[-1].end :].strip() and not VERB.search(previous.text)
    return named[-1] if is_head else None


def joined_last(text: str, named: list[ExamMention]) -> list[ExamMention]:
    """The last exam named with those joined to it: "your Step 1 (if scored) and Step 2 CK"."""
    joined = named[-1:]
    for mention in reversed(named[:-1]):
        if not JOINED.fullmatch(text, mention.end, joined[0].start):
            break
        joined.insert(0, mention)
    return joined


def join_on(text: str, named: list[ExamMention]) -> list[ExamMention]:
    """The first exam named with those joined to it behind."""
    joined = named[:1]
    for mention in named[1:]:
        if not JOINED.fullmatch(text, joined[-1].end, mention.start):
            break
        joined.append(mention)
    return joined


def merge(mentions: list[ExamMention]) -> ExamMention:
    exams: frozenset[str] = frozenset()
    for mention in mentions:
        exams |= mention.exams
    if exams & {"1", "2", "3"}:
        exams -= {"usmle", "score"}
    return ExamMention(mentions[0].start, mentions[-1].end, exams)
