"""no_score_cutoff by a reply: "How low may Step 2 be? We shut nobody out", "Lowest USMLE? A pass is all."

Only what is asked, or labelled, tells that it is of scores; what denies a cutoff in its own words is read in
`cutoffs.py` and `cutoff_denials.py`. Called by `reader.py` where those found nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, Finding
from transforms.facts.scores.cutoffs import (
    ASKS_FOR_EXAM,
    CUTOFF_WORD,
    OTHER_TOPIC,
    STEP_1_ONLY,
    STEP_2_TOO,
    is_of_comlex,
    leave_out_grades,
)
from transforms.language import Clause

_EXAM = (
    r"(?:usmle|steps?|boards?|(?:board|exam|test|usmle) (?:scores?|results?)|scores?|scoring|ck|exams?|results?|"
    r"numbers?|"
    r"tests?)"
)
# "How low may Step 2 go?", "Least USMLE?", "Where do you draw the line on scores?", "At what score do you cut?"
_ASKS_LEAST = re.compile(
    rf"\bhow (?:low|high)\b(?! (?:are|is|were|do you (?:rate|rank|value)))[^?]{{0,40}}?\b{_EXAM}\b|"
    rf"\b(?:{CUTOFF_WORD}|least|bottom|smallest)\b[^?]{{0,40}}?\b{_EXAM}\b|"
    rf"\b{_EXAM}\b[^?]{{0,40}}?\b(?:{CUTOFF_WORD}|at (?:the )?(?:very )?least|least|bottom)\b|"
    rf"\bwhere (?:do|does|would) (?:you|they|the program) (?:draw|set|put) the (?:line|bar)\b[^?]{{0,20}}\b{_EXAM}\b|"
    rf"\bwhat (?:{_EXAM} )+(?:do|does) (?:you|they|the program) (?:cut|stop|screen|filter|begin|start)\b|"
    rf"\bdo(?:es)? (?:my |the |your )?{_EXAM} matter\b"
)
_SCORE_ALONE = re.compile(r"\W*(?:(?:the|your|my|usmle|board|steps?|exam|test|required|1|2|and) )*scores?\W*")
_OTHER_EXAM = re.compile(r"\b(?:toefl|ielts|oet|steps? (?:3|iii)|csa?|gre|mcat|casper)\b")
_ENDS = r"(?=\W*$|[,;.]| (?:but|though|although|yet|as|since|because|for|here|of them|of those|provided|if)\b)"
# "A pass is all", "just passing", "to have passed is enough": no number beside it
_PASS_WILL_DO = re.compile(
    r"\W*(?:(?:we|you) (?:only |just )?(?:need|ask for|want|require|look for) )?(?:(?:an?|any|having|to have|to|that "
    r"you) )*"
    r"pass(?:es|ed|ing)?(?: (?:(?:is|on|in|of|at|the|them|it|both|two|each|either|all|steps?|levels?|parts?|usmle|"
    r"exams?|"
    r"scores?|marks?|result|grade|[12]|ck|and) ?)+)??,? (?:(?:is|are|that is|that's) )?(?:all\b|enough|sufficient|"
    r"fine|good "
    r"enough|what (?:counts|matters)|(?:will |would )?(?:do|suffice)s?\b|it\b(?=\W*$)|that is it\b|that's it\b|no "
    r"more\b|"
    r"nothing (?:more|else)\b|(?:is )?the only (?:thing|condition|must|requirement))|"
    r"\W*it is (?:enough|sufficient|all right) (?:to have|that you(?: have)?|to) pass(?:ed)?\b|"
    r"\W*(?:we (?:ask|look) for )?(?:just|only|merely|simply|nothing but|no more than)(?: (?:an?|to|that you))* "
    r"pass(?:ed|ing)?"
    rf"(?: (?:score|mark|result|grade|them|both)s?)?{_ENDS}"
)
# "We cut nobody off", "no one is shut out"
_CUTS_NOBODY = re.compile(
    r"\W*(?:we|they|the (?:program|committee)) (?:[a-z]+ly )?(?:shut|cut|turn|keep|leave|rule|screen|sort|weed|send|"
    r"drop|"
    r"lock|filter|throw)s? (?:nobody|no one|no applicants?|none)(?: (?:out|off|away|down))?\b|"
    r"\W*(?:nobody|no one|no applicant) (?:is|gets?|will be) (?:shut|cut|turned|kept|left|ruled|screened|sorted|"
    r"weeded|sent|"
    r"dropped|locked|filtered|thrown) (?:out|off|away|down)\b"
)
_LEVEL = r"(?:bottom|floor|limits?|lower limit|line|number|figure|lowest|least|level|value|mark|score|threshold|bar)"
_NONE_NAMED = re.compile(
    rf"\W*(?:at |on )?(?:none|nowhere|nothing)(?: (?:in particular|whatsoever|at all|we (?:set|know|use)|"
    rf"special))?(?: (?:(?:is|are|has been|was)(?: (?:[a-z]+ly|ever))* )?(?:set|fixed|named|laid down|specified|"
    rf"defined|prescribed|"
    rf"required|asked(?: for)?|demanded|given)(?: (?:beforehand|in advance|ahead|up front|by us))?)?{_ENDS}|"
    rf"\W*(?:there(?:'s| is| are)|we have|we know of) none\b|"
    rf"\W*(?:there(?:'s| is| are)|we (?:have|know(?: of)?|set|use|name|see|put|draw|fix)|it has) no (?:[a-z]+ ){{0,2}}?"
    rf"{_LEVEL}(?! (?:below|under|that|which|to (?:give|quote|tell|publish))\b)|"
    rf"\W*no (?:[a-z]+ ){{0,2}}?{_LEVEL}(?: (?:is|has been|was|exists?)(?: (?:ever|[a-z]+ly))*(?: (?:set|fixed|named|"
    rf"laid down|"
    rf"defined|prescribed|given|required|asked for))?)?{_ENDS}|"
    rf"\W*(?:any|whatever|whichever)(?: (?:score|number|one|result|you (?:have|got)|that passes))?(?: (?:will do|does|"
    rf"goes|is "
    rf"(?:fine|ok(?:ay)?|enough|accepted|welcome|all right)|works))\b"
)
# "Not for applying": a score may still be asked later, where the sentence names one
_NOT_TO_APPLY = re.compile(
    r"\W*(?:no,? |none,? )?(?:not|none) (?:for|to|in order to|when|as you)(?: (?:an?|be|being|get|the|your))* "
    r"(?:appl\w+|"
    r"considered|consideration|read|reviewed?|interview\w*|invit\w+)\b"
)
_SCORE = re.compile(r"(?<![\d.,/$-])[2-6]\d\d(?![\d%-])")
_UNTOLD = re.compile(r"\b(?:publish|disclose|share|told|quote|reveal|announce|var(?:y|ies)|changes?|depends?|moves?)\b")


def read_reply(clause: Clause) -> Iterator[Finding]:
    """A reply that names no least score, to a question or label that asks for one."""
    label = clause.lead.rsplit("|", 1)[-1].strip()
    question = clause.question.rsplit("? ", 1)[-1] if clause.is_first_reply and not label else ""
    asked = label or question
    if not asked or not _asks_least(asked) or _UNTOLD.search(clause.text) or OTHER_TOPIC.search(clause.text):
        return
    text = clause.text
    is_free = _PASS_WILL_DO.match(text) or _CUTS_NOBODY.match(text) or _NONE_NAMED.match(text)
    if is_free or (_NOT_TO_APPLY.match(text) and not _SCORE.search(clause.sentence)):
        yield Finding(
            "no_score_cutoff",
            True,
            "required",
            clause.start,
            clause.end,
            confidence=ANSWERED,
            needs_question=not label,
            needs_lead=bool(label),
        )


def _asks_least(asked: str) -> bool:
    """Whether the least score is asked for: of Step 2 or of both Steps, and of no other thing that has a least."""
    asked = leave_out_grades(asked)
    if not (_SCORE_ALONE.fullmatch(asked) or (_ASKS_LEAST.search(asked) and not ASKS_FOR_EXAM.search(asked))):
        return False
    is_of_step_1 = STEP_1_ONLY.search(asked) and not STEP_2_TOO.search(asked)
    is_of_other = OTHER_TOPIC.search(asked.replace("at least", "")) or _OTHER_EXAM.search(asked)
    return not (is_of_step_1 or is_of_other or is_of_comlex(asked))
