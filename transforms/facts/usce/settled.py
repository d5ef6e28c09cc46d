"""What a clause adds where only the second reader understood that it asks for experience: how long, and hands-on.

The strength is settled by then; a length that is a window of time, or only wished for, states nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, Finding
from transforms.facts.usce.lengths import find_months
from transforms.facts.usce.words import DENIES, HANDS_ON, OBSERVE, THIS_COUNTRY
from transforms.language import Clause
from transforms.marks import find_marks

_OBSERVES = re.compile(OBSERVE)
# Work with patients, or in this country: an elective alone may be one anywhere.
_WORK = re.compile(
    rf"\b{THIS_COUNTRY}|\busce\b|\bclinical (?:experience|work|rotations?|training|practice|externships?|exposure)\b|"
    rf"\bpatients?\b|\b(?:externships?|hands-on|bedside)\b"
)
_ITEM = re.compile(r"[;.] |, (?=(?:and )?(?:graduat|within|steps?\b|usmle|comlex|(?:[a-z]+ )?letters?\b))")
_INSTEAD = re.compile(r"\b(?:in place of|in lieu of|instead of|unless|may (?:be accepted|replace|make up))\b")
MAX_FAR = 60  # letters between the length and the work


def read_settled(clause: Clause) -> Iterator[Finding]:
    """The months of the experience, and whether it must be hands-on, of a clause settled as asking for it."""
    text = clause.text
    found: list[tuple[int, float | int]] = []
    is_hands_on = False
    left = 0
    for cut in [*(cut.end() for cut in _ITEM.finditer(text)), len(text)]:
        item, left = text[left:cut], cut
        if {mark.kind for mark in find_marks(item)} & {"preferred", "unneeded", "typical"} or _INSTEAD.search(item):
            continue
        for work in _WORK.finditer(item):
            length = find_months(item, work.span())
            if length is not None:
                far = max(work.start() - length[1], length[1] - work.end())
                found.append((far, length[0]))
        hands_on = HANDS_ON.search(item)
        if hands_on and not _OBSERVES.search(text) and not DENIES.search(item, 0, hands_on.start()):
            is_hands_on = True
    if found and min(found)[0] <= MAX_FAR:
        yield Finding("usce_months", min(found)[1], "required", clause.start, clause.end, confidence=ANSWERED)
    if is_hands_on:
        yield Finding("usce_hands_on", True, "required", clause.start, clause.end, confidence=ANSWERED)
