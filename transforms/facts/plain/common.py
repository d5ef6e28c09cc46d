"""What all plain readings share: the words of a clause with its label, and the words that make it speak of others.

A plain reading knows no grammar, and is safe only where a clause says little else. What a fact's own noun and number
look like belongs in the module of that fact.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.language import Clause

# "if", "unless": what is said so holds for some only.
CONDITION = re.compile(
    r"\b(?:if|unless|whether|depend(?:s|ing)?|provided|subject to|case[- ]by[- ]case|contingent|suppos\w+)\b"
)
# What people and papers do that no rule of selection and no count of places is told by.
DEED = re.compile(
    r"\b(?:rotat\w+|present(?:s|ed)?|publish\w*|attend(?:s|ed)?|visit(?:s|ed)?|travel\w*|volunteer\w*|teach(?:es)?|"
    r"supervis\w+|precept\w*|lead(?:s)?|led|meet(?:s)?|met|won|receiv(?:e|es|ed)|earn(?:s)?|spen[dt]s?|work(?:s|ed)?|"
    r"cover(?:s|ed)?|serv(?:e|es|ed|ing)|deliver\w*|perform(?:s|ed)?|see(?:s)?|saw|treat(?:s|ed)?|help(?:s|ed)?|"
    r"went|go on|goes on|stay(?:s|ed)? on|pass(?:es|ed)?|fail(?:s|ed)?|scor(?:es|ed)|wr[io]tes?|writt?en|sen[dt]s?|"
    r"mail(?:s|ed)?|award(?:s|ed)?|share(?:s|d)?|live(?:s|d)?|play(?:s|ed)?|moonlight\w*|practi[cs]e[sd]?|"
    r"graduated from|left|leave(?:s)?|transfer\w*|resign\w*|elect(?:s|ed)?|vot(?:e|es|ed)|gave|gives?|found|return\w*)"
    r"\b"
)


_ASIDE = re.compile(r"^\([^()]*\)\s*(?=[a-z])")  # "(From a list) Places: ..."


def find_label(clause: Clause) -> str:
    """The label of the clause itself, the innermost of those in force, without an aside in front of it."""
    return _ASIDE.sub("", clause.lead.rpartition("|")[2].strip())


def say_whole(clause: Clause) -> tuple[str, bool, bool]:
    """The clause behind its label or its question; whether it has the question, and whether it has the label.

    "Residents per class: 14", "Offered this year? 7": a short answer says nothing without them.
    """
    label = find_label(clause)
    if clause.is_first_reply and clause.question:
        asked = clause.question.rstrip("? ").rpartition("? ")[2]
        return f"{asked}: {clause.text}", True, False
    return (f"{label}: {clause.text}", False, True) if label else (clause.text, False, False)


# Where one piece of a clause ends and another begins: "takes 5, interviews 60", "we match 9 and require three letters".
_CUTS = re.compile(
    r"[;|()]|, | / | - | and (?=(?:we )?(?:require|ask|need|want|interview|rank|look|expect|sponsor|prefer|get|"
    r"receive)s?\b)"
)


def cut_piece(text: str, start: int, end: int) -> str:
    """The piece between commas and brackets that holds what stands at [start, end)."""
    before = max((cut.end() for cut in _CUTS.finditer(text, 0, start + 1) if cut.end() <= start), default=0)
    after = _CUTS.search(text, end)
    return text[before : after.start() if after else len(text)]


def cut_pieces(text: str, start: int, end: int) -> str:
    """The same, with the piece before it: "recency, five years"."""
    before = [cut.start() for cut in _CUTS.finditer(text, 0, start + 1) if cut.start() < start]
    return text[before[-2] if len(before) > 1 else 0 : start] + cut_piece(text, start, end)


def count_strangers(text: str, known: re.Pattern) -> int:
    """How many words of a text are not among those known."""
    return sum(1 for word in _WORD.findall(text) if not known.fullmatch(word))


_WORD = re.compile(r"[a-z][a-z'&-]*")
