"""img_accepted: are graduates of foreign schools accepted, considered, or among the residents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.facts.finding import ANSWERED, EXPLICIT, IMPLIED, Drop, Finding
from transforms.language import Clause

STEMS = ("img", "fmg", "international", "foreign", "lcme", "school", "graduates", "overseas")

_IMG = re.compile(
    r"\b(?:imgs?|fmgs?|(?:international|foreign|overseas|"
    r"non-?u\.?s\.?)[ -](?:medical[ -])?(?:school[ -])?(?:graduates?|grads?|applicants?|candidates?|trained|doctors|"
    r"physicians|residents)|graduates? (?:of|from) (?:an? )?(?:foreign|international|non-?u\.?s\.?|overseas|"
    r"medical schools? (?:outside|abroad))|"
    r"(?:foreign|international(?:ly)?)[ -](?:educated|trained)|graduated (?:from|abroad|"
    r"outside)[^.;]{0,30}(?:foreign|abroad|outside))\b"
)
_ONLY_US = re.compile(
    r"\bonly (?:accept |consider |interview |take )?(?:applica\w+ (?:from|of) )?(?:graduates? (?:of|"
    r"from) )?(?:u\.?s\.?|american|lcme|united states)[^;]{0,40}?\b(?:school|graduate|student|senior)|\b(?:u\.?s\.?|"
    r"lcme)[^.;]{0,40}(?:schools?|graduates?|seniors?)[^.;]{0,20}\bonly\b|\bmust (?:be|"
    r"have)[^.;]{0,30}graduat\w*[^.;]{0,30}\b(?:lcme|u\.?s\.? medical school)(?![^.;]*\b(?:or|ecfmg)\b)"
)
_NEG = re.compile(r"\b(?:not|no|never|cannot|unable|n't|none|ineligible|exclud\w+)\b")
_EXCEPT = re.compile(
    r"\bwho (?:is|are|has|have|do|does|lack)\b|\bcertif|\becfmg\b|"
    r"\bunless\b|\bwithout\b|\buntil\b|\bexcept\b|\bif (?:they|you|the)\b|\bonly\b|\bdifferent|\bdistin|"
    r"\bdiscriminat|\bnot (?:sponsor|offer|provide)|\bvisas?\b|\bh-?1|\bless\b|\bmore than\b|\bnot (?:required|need|"
    r"necessary|specified)|\bcutoff|\bminimum|\bquota|\bpreference"
)
_POS = re.compile(
    r"\b(?:accept|consider|welcom|encourag|eligib|take[ns]?\b|may apply|can apply|apply|invit|interview|among|includ|"
    r"have|has|must|need|require|should|are|yes|qualif|now in|review|rank|submit|hold)"
)


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    if _ONLY_US.search(text) and not _IMG.search(text):
        yield _finding(clause, False, IMPLIED)
        return
    match = _IMG.search(text)
    if match:
        near = text[max(0, match.start() - 60) : match.end() + 60]
        if _NEG.search(near) and not _EXCEPT.search(text):
            if re.search(r"\b(?:accept|consider|interview|eligib|review|tak|appl|invit|rank)", near):
                yield _finding(clause, False, EXPLICIT)
            return
        if _POS.search(text) and not re.search(r"\bresearch\b|\bstudents?\b", near):
            yield _finding(clause, True, EXPLICIT if re.search(r"accept|consider|welcom|eligib", text) else IMPLIED)
        return
    if _IMG.search(clause.lead):
        if re.match(r"(?:no\b|not )", text) and not _EXCEPT.search(text):
            yield _finding(clause, False, ANSWERED, lead=True)
        elif not _NEG.search(text):
            yield _finding(clause, True, IMPLIED, lead=True)
        return
    if clause.is_first_reply and _IMG.search(clause.question):
        asks = re.search(r"\baccept|\bconsider|\beligib|\bapply|\bwelcome|\binterview|\btake", clause.question)
        if clause.answer == "yes" or re.match(r"(?:accepted|considered|welcome|eligible|yes)", text):
            yield _finding(clause, True, ANSWERED, question=True)
        elif clause.answer == "no" and (asks or len(clause.question.split()) <= 4) and not _EXCEPT.search(text):
            yield _finding(clause, False, ANSWERED, question=True)


def _finding(clause: Clause, value: bool, confidence: float, question: bool = False, lead: bool = False) -> Finding:
    return Finding(
        "img_accepted",
        value,
        "required",
        clause.start,
        clause.end,
        confidence=confidence,
        needs_question=question,
        needs_lead=lead,
    )
