"""Days that are no last day: advice to whoever wants to do well, and days beside a denial that there is a deadline.

Guards only, asked by `transforms/facts/doubts.py` of what the readers of this folder found.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.language import Clause

# "To be competitive be complete by ...", "files in by ... get the closest look", "we advise you to apply by ...".
_ADVICE = re.compile(
    r"\bto (?:be|remain|stay|become|appear) (?:(?:more|most|truly|fully|really) )?competitive\b|"
    r"\bfor (?:the |your )?(?:best|better|good|fair|greatest|highest) (?:chances?|odds|shot|results?)\b|"
    r"\b(?:it is|would be|is) (?:wise|wiser|prudent|smart|sensible|advisable|safer|safest|better|good|helpful) to\b|"
    r"\b(?:wise|advisable|prudent|sensible)\b[^.;]{0,12}$|"
    r"\bwe (?:would |do |strongly |always |also )*(?:advise|suggest|recommend|urge|counsel|encourage)\b|"
    r"\bget(?:s)? (?:the |a )?(?:closest|closer|best|better|first|fuller|fullest|more careful) (?:look|reading|review|"
    r"chance|attention|consideration)\b|"
    r"\b(?:your|the) (?:best )?chances? (?:is|are) (?:best|better|highest|greatest)\b|"
    r"\b(?:hopefully|if (?:at all )?possible|if you can|by choice)\b|\bthe (?:sooner|"
    r"earlier)\b[^.;]{0,12}\bthe better\b|"
    # "looked at as time allows", "letters may trickle in until ..."
    r"\b(?:as|if|while) (?:[a-z]+ )?(?:time|space|room|capacity|places|spots|slots|interviews|seats)\b[^.;]{0,15}"
    r"\b(?:allows?|permits?|remains?|left|available|open)\b|"
    r"\b(?:letters?|scores?|transcripts?|documents|results|updates?|reports?)(?: [a-z]+)? (?:may|can|could|might) "
    r"(?:still |also )?(?:follow|come|arrive|trickle|drip|be (?:added|sent|uploaded)|reach|wait)\b|"
    r"(?<!so )(?<!too )\b(?:most|many|the majority)(?: [a-z]+)? (?:apply|applied|have applied|are in|are here|"
    r"arrive|come|send|"
    r"interviews|invitations|offers)\b"
)
# "No formal deadline", "a closing date does not exist", "a deadline we do not have", "deadline? none."
_NONE_SET = re.compile(
    r"\b(?:no|not (?:an?|any)|without(?: an?| any)?|never (?:an?|any)) (?:[a-z]+,? ){0,3}?(?:deadlines?|"
    r"(?:closing|cut-?off|due|fixed|end|final) (?:date|day))\b"
    r"(?! (?:extensions?|exceptions?|waivers?|is (?:extended|moved)))|"
    r"\b(?:deadline|(?:closing|cut-?off|due|fixed|final) (?:date|day))s?\b[^.;:?]{0,25}\b(?:(?:do|does) not (?:exist|"
    r"apply)|(?:we|there) (?:do not have|have none|is none|are none)|is not set|none)\b"
)
_ASKED = re.compile(r"\b(?:deadline|closing date|cut-?off date|last day|due date|by when|when)\b")
_NONE = re.compile(r"^\W*(?:none|no|there is none|we have none|not really|no such)\W*$")
# What closes the door in the same words, whatever was advised or denied before.
_CLOSED = re.compile(
    r"\b(?:not|never|no longer|no|nothing|nobody|none)\b[^.;]{0,40}\b(?:read|review|consider|accept|look|process|"
    r"evaluat|open|taken)|\bmust\b|\b(?:deadline|closing date|last day)(?: \w+){0,4} (?:is|was|are|of|:)|"
    r"\b(?:deadline|closing date|last day)\W{1,3}[a-z0-9]|\bclose[sd]?\b|"
    r"\b(?:required|due|at the latest|no later than|not later than|strict|firm|final|cut-?off|rejected|refused|"
    r"ignored)\b"
)


def find_no_last_day(clause: Clause) -> str | None:
    """Why a day of the clause is not the last one to apply; None where it may be."""
    text = clause.text
    denied = _NONE_SET.search(text)
    rest = text[: denied.start()] + " # " + text[denied.end() :] if denied else text
    if _CLOSED.search(rest):
        return None
    before = clause.sentence[: max(0, clause.start - clause.sentence_start)]
    if denied or _NONE_SET.search(before):
        return "deadline: there is none"
    if (
        clause.previous is not None
        and clause.question
        and clause.previous.question == clause.question
        and _ASKED.search(clause.question)
        and (_NONE.search(clause.previous.text) or _NONE_SET.search(clause.previous.text))
    ):
        return "deadline: there is none"
    if _ADVICE.search(text):
        return "deadline: advice, no rule"
    return None
