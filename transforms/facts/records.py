"""What is told of those who came, and asked of nobody: "Last year's class: nobody more than four years out".

A class, its averages and its best scores describe the past; a number in such a sentence is no rule and no wish. Which
visas residents hold, how many there are and where they studied is read elsewhere, since there the record is the fact.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.language import Clause
from transforms.numerals import NUMBER

RECORDED = frozenset(
    (
        "step1_min",
        "step2_min",
        "comlex_min",
        "max_attempts_step1",
        "max_attempts_step2",
        "max_years_since_graduation",
        "usce_required",
        "usce_months",
        "usce_hands_on",
        "ecfmg_by",
        "letters_min",
    )
)
_COHORT = (
    r"(?:class|cohort|house ?staff|interns?|residents?|trainees?|graduates|group|crop|pgy-?1s?|matches|team|roster)"
)
_ONCE = r"(?:last|this|past|previous|current|present|newest|latest|recent|incoming|entering|existing)"
# "Last year's interns", "the present house staff", "those who matched in March", "the six we took", "class profile".
_OF_THOSE = re.compile(
    rf"\b(?:{_ONCE}|(?:19|20)\d\d)(?: (?:year|season|cycle|match|spring|march)(?:'s)?)? (?:(?!applic|candid)[a-z-]+ )?"
    rf"(?<!recent ){_COHORT}\b(?! (?:must|need|have to|are (?:required|expected|asked)|profile for))|"
    rf"\b(?:those|everyone|everybody|people|persons|applicants|candidates|graduates|imgs|(?:the|all) (?:[a-z]+|\d+)) "
    rf"(?:who (?:have |were |was )?(?:just |recently |last )?(?:matched|joined|came|started|got in|entered|"
    rf"graduated (?:here|from (?:here|our|the|this) (?:program|residency)))|(?:that |whom )?we (?:have )?(?:just |"
    rf"last )?"
    rf"(?:matched|took|accepted|admitted|selected|ranked|invited|interviewed|welcomed|chose|hired))\b|"
    rf"\b(?:{_ONCE}) (?:season|year|cycle|match|spring|march)'s (?:matched )?(?:applicants|candidates|invitees|"
    rf"interviewees)\b|"
    rf"\b{_COHORT} (?:profile|at a glance|in (?:brief|numbers|figures)|by the numbers|statistics|snapshot|data|"
    rf"facts)\b|"
    rf"^(?:matched|interviewed|invited|accepted) (?:in|for) (?:19|20)\d\d\b|"
    rf"\bwho (?:matches|trains|matched|works|is) (?:here|with us|in the program|at our program)\b(?! if)|"
    rf"\b(?:has|have) (?:graduated|trained|finished|matched|completed (?:training|residency)) (?:here|with us|"
    rf"from here)\b"
)
# "Our interns all passed at once", "all of our IMGs came certified": of residents, in the past tense only.
_OF_OURS = re.compile(
    rf"^(?:all |each |every one |none |most )?(?:of )?(?:our|the) (?:own )?(?:[a-z-]+ )?(?:{_COHORT}|imgs|"
    rf"foreign graduates)"
    r"\W{0,2}(?: ?(?:(?:have )?all |each |none (?:has |have )?|nobody |no one |every one (?:has )?|had |were |"
    r"came |passed |"
    r"scored |held |have (?:all |each )?(?:passed|had|been|scored|finished|graduated) ))"
)
# Words of a rule, beside which it is not a record alone.
_RULED = re.compile(
    r"\b(?:must|shall|should|requir\w+|need(?:s|ed)? (?:to|an?|at|[a-z]+ (?:months|letters))|ha(?:ve|s) to|mandatory|"
    r"minimum|cut-?offs?|cannot|will (?:not |only )?be|will not|not (?:be )?(?:considered|accepted|eligible)|limit|"
    r"expect\w*|ask(?:ed)? (?:for|of)|prefer\w*|recommend\w*|eligib\w+|only if|may apply|encourag\w+|"
    r"we (?:ask|want|look|like|take|accept|invite|interview|rank)|you|your)\b"
)
_FIGURE = re.compile(
    rf"\d{{3}}|{NUMBER} (?:years?|months?|weeks?|letters?|attempts?|tries|times)\b|\b(?:first|certifi\w+|once|hands)\b"
)
MAX_HEAD = 70  # letters of a label or question that names a record


def _stands_first(start: int, text: str) -> bool:
    """Whether nothing was stated before: "a 205 is needed (our present class averages 229)" opens with the rule."""
    figure = _FIGURE.search(text)
    return figure is None or start <= figure.start()


def find_record(clause: Clause) -> str | None:
    """Why a number of the clause binds nobody: it tells of people who came; None where it may be a rule."""
    before = clause.sentence[: max(0, clause.start - clause.sentence_start)]
    text = clause.text
    if _RULED.search(text):
        return None
    heads = [head for head in (clause.lead, clause.question) if head and len(head) <= MAX_HEAD]
    if any(_RULED.search(head) for head in (*heads, before)):
        return None
    told = _OF_THOSE.search(text)
    if (told and _stands_first(told.start(), text)) or any(_OF_THOSE.search(head) for head in (before, *heads)):
        return "record: of those who came"
    if any(_OF_OURS.search(f"{head} ") for head in (text, f"{clause.lead}: {text}" if clause.lead else "")):
        return "record: of residents"
    return None
