"""What the plain readings share: the label of a clause, and how many of its words a reading does not know.

A plain reading knows no grammar, and is safe only where a clause says little else. What a fact's own noun and number
look like belongs in the module of that fact.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.language import Clause

_WORD = re.compile(r"[a-z][a-z'&-]*")


def find_label(clause: Clause) -> str:
    """The label of the clause itself, the innermost of those in force."""
    return clause.lead.rpartition("|")[2].strip()


def count_strangers(text: str, known: re.Pattern) -> int:
    """How many words of a text are not among those known."""
    return sum(1 for word in _WORD.findall(text) if not known.fullmatch(word))
