"""What a fact module hands back: a finding in one clause. Statements are made in `transforms/statements.py`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from transforms import hinted_re as re
from transforms.language import Clause

# Confidence is the product of what the reading rests on; see docs/facts.md.
EXPLICIT = 0.95  # the clause names the fact and its value
ANSWERED = 0.9  # the value stands in an answer or beside a label, the fact in its question
IMPLIED = 0.8  # follows from a rule named for something else (no visas at all -> no H-1B)
WEAK = 0.6  # a default reading (a certificate named without a time)


@dataclass(frozen=True, slots=True)
class Finding:
    """One candidate statement. Offsets are the page's; `condition` is a span of the page or None.

    `needs_question` stretches the quote over the question, `needs_lead` over the label in front of the clause.
    """

    field: str
    value: str | int | float | bool
    strength: str
    start: int
    end: int
    confidence: float = EXPLICIT
    condition: tuple[int, int] | None = None
    track: str | None = None
    needs_question: bool = False
    needs_lead: bool = False


@dataclass(frozen=True, slots=True)
class Drop:
    """A candidate that was seen and not stated, with the reason for `--explain` and the counts."""

    reason: str
    start: int
    end: int


def found(
    clause: Clause, field: str, value: str | int | float | bool, strength: str = "required", **rest: object
) -> Finding:
    """A finding whose quote is the whole clause."""
    return Finding(field, value, strength, clause.start, clause.end, **rest)  # type: ignore[arg-type]


def drop(clause: Clause, reason: str) -> Drop:
    return Drop(reason, clause.start, clause.end)


OF_OLD = re.compile(r"(?:the )?(?:old|former|formerly|previously|previous|past)(?: (?:rule|policy|version))?")
# "A few ask for Step 3": other programs.
OF_SOME = re.compile(
    r"\W*(?:a few|some|many|most|others|several|few)(?: (?:programs|hospitals|residencies|places|of them))? (?:ask|"
    r"require|"
    r"want|need|demand|expect|use|accept|look)\b"
)
# "A candidate with 210 should explain it": advice to whoever has such a record
ADVISES_OWNER = re.compile(
    r"\b(?:someone|somebody|anyone|anybody|a person|people|those|whoever|(?:an? |the )?(?:applicants?|candidates?|"
    r"students?|"
    r"imgs?)) (?:with|who (?:has|have|had|got|scored|earned|failed|needed))\b[^.;,]{0,60}\bshould (?:not )?(?:own|"
    r"explain|"
    r"address|discuss|acknowledge|blame|worry|despair|panic|hide|mention|emphasi[sz]e|highlight|focus|compensate|"
    r"be (?:ready|prepared|able|honest)|expect|talk|admit)\b"
)


def unquote(clause: Clause) -> Clause:
    """The clause without quotation marks: what a summary quotes of a program's page is said of the program."""
    if '"' not in clause.text and '"' not in clause.lead:
        return clause
    text, lead = (" ".join(said.replace('"', " ").split()) for said in (clause.text, clause.lead))
    return replace(clause, text=text, lead=lead)


# Who is taken, and on what: "are eligible if they hold ...", "interviews are offered to persons who ...".
_TAKEN_WITH = re.compile(
    r"\b(?:eligible|consider(?:ed|s)?|invit(?:ed?|es|ations?)|interview(?:ed|s)?|offered|extended|reviewed|ranked|"
    r"accept(?:ed|s)?|welcomed?|selected|chosen|entertained?|may apply|can apply|"
    r"applications?)\b(?P<between>[^.;?]{0,60}?)"
    r"(?:,|:)? ?\b(?:if|once|provided|holding|having|upon|who(?:'ve| have| hold| are)?|with)\b(?P<after>[^;?]*)$"
)
_NOT_SIMPLY = re.compile(
    r"\b(?:not?|never|nor|without|lack\w*|rarely|seldom|even|prefer\w*|priority|favou?r\w*|more|better|strong\w*|"
    r"especially|particularly|ideally|most|usually|typically|often|advantage|whether|or|j-?1s?|visas?|unless|only)\b"
)
_BOUNDS = re.compile(
    r"\b(?:no|not) (?:more|less|fewer|later|longer|older|over|earlier) than\b|\bor (?:later|more|above|canada|"
    r"afterwards?)\b"
)


def is_taken_with(clause: Clause, start: int) -> bool:
    """Whether what stands at `start` is held by those whom the clause, or its label, takes: they must have it."""
    before = f"{clause.lead}: {clause.text[:start]}" if clause.lead else clause.text[:start]
    taken = _TAKEN_WITH.search(_BOUNDS.sub("#", before))
    return bool(taken and not _NOT_SIMPLY.search(f"{taken.group('between')} {taken.group('after')}"))
