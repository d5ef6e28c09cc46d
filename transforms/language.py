"""The clause that every reader of facts is given; and a map of the one grammar that all facts share.

Nothing of this grammar knows a fact of the guide; that belongs in `transforms/facts/`. In the order in which it works:

- `normal_form.py`: lower case and plain signs, each offset kept; `spelling.py`: one spelling for blanks and denials
- `sentences.py`: where sentences end
- `clauses.py`: what a sentence says piece by piece, each piece a `Clause` linked to its label, question and heading
- `marks.py`: the words of strength in a clause (listed in `strength_words.py`), and which of them governs a place in it
- `strength.py`: strength by what stands around the clause; `wishes.py`: wishes by another part of the text;
  `wish_heads.py`: wishes by the head that they stand under
- `refusals.py`: who is turned away; `exceptions.py`: for whom a rule does not hold
- `numerals.py`, `dates.py`: numbers and days
"""

from __future__ import annotations

from dataclasses import dataclass

from transforms import hinted_re as re

_LEANS = re.compile(
    r"\b(?:need|have|has|hold|require|obtain|get|complete|pass|take|send|want|accept|sponsor)s? (?:it|this)\b|"
    r"^\W*(?:it|this) (?:does (?:have|need) to|becomes|must|has to|needs to|should|shall|is (?:due|required|needed|"
    r"not))\b(?! (?:that|to|for)\b)"
)


@dataclass(slots=True)
class Clause:
    """A stretch of a page that says one thing, with all that governs it.

    `text` is the normal form, `text == norm[start:end]`. `lead` is the label or list head in force, `question` what it
    answers, `answer` the bare "yes" or "no" that opened the reply, `heading` the heading trail (normal form).
    """

    text: str
    start: int
    end: int
    lead: str = ""
    lead_start: int = -1
    question: str = ""
    question_start: int = -1
    is_first_reply: bool = False
    answer: str = ""
    heading: str = ""
    sentence: str = ""
    sentence_start: int = 0
    previous: Clause | None = None
    is_wished: bool = False  # what it asks for is a wish by what stands elsewhere, see `wishes.py`

    @property
    def nearby(self) -> str:
        """The topic and the clause before it: of the same sentence, or what "it" of this one stands for."""
        previous = self.previous
        leans = previous is not None and (
            previous.sentence_start == self.sentence_start
            or (previous.end + 4 >= self.start and bool(_LEANS.search(self.text)))
        )
        before = f"{previous.lead} | {previous.text}" if previous is not None and leans else ""
        return f"{self.topic} | {before}"

    @property
    def topic(self) -> str:
        """Everything said around the clause, nearest last: heading, question, lead."""
        return f"{self.heading} | {self.question} | {self.lead}"


NEGATION = re.compile(r"\b(?:not|no|none|never|neither|nor|cannot|unable|without|refuse[sd]?|declines?|nothing)\b")
