"""Recent graduates: asked for, taken or wished, with the years that "recent" means where the page tells them."""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, Finding, found
from transforms.facts.graduation.words import GRAD_RE, RIVAL, YEARS
from transforms.facts.pairs import find_wished_number
from transforms.language import Clause
from transforms.numerals import NUMBER, parse_number

_PAST_YEARS = (
    r"(?:within )?(?:the )?(?:past|last) (?:{number} ?(?:-|to|or) ?)?(?P<@>{number})(?: \(\d+\))? years?"
).replace("{number}", NUMBER)
# "(No cut-off year, but) we prefer the past three years", "the last 5 years are preferred", "fewer than 5 preferred".
_RECENT_WISHED = re.compile(
    r"(?:^|[,;(] ?)(?:(?:but|though|although|and|yet|however|only),? )*(?:"
    r"(?:we |the program |they )?(?:[a-z]+ly )?(?:prefer|favou?r)s?(?: to (?:interview|see|take|invite))?"
    r"(?: (?:those|imgs?|graduates|applicants|candidates|people))?(?: (?:of|from))? "
    + _PAST_YEARS.replace("@", "a")
    + r"|"
    + _PAST_YEARS.replace("@", "b")
    + r",? (?:(?:is|are) )?(?:strongly |generally |much )?preferred|"
    rf"(?:an? )?cut-? ?off of (?P<e>{NUMBER}) years?(?: or (?:less|fewer))? (?:is )?(?:strongly )?preferred|"
    rf"(?:fewer|less) than (?P<c>{NUMBER})(?: years?)? (?:(?:is|are) )?(?:strongly |generally )?preferred|"
    r"(?:preference|priority) (?:(?:is )?given )?(?:to|for) (?:(?:those|graduates|imgs?|applicants) (?:of|from) )?"
    + _PAST_YEARS.replace("@", "d")
    + r")(?! of (?:clinical|experience|practice|training))"
)
# "IMGs of the past 5 years are considered", "only those of the last five years"
_RECENT_TAKEN = re.compile(
    r"(?:^|[,;(] ?|(?P<we>\b(?:we|they|the (?:program|committee|department)) (?:will |do |also |only |can )*"
    r"(?:consider|accept|take|review|interview|invite|admit|look at|welcome)s? )|\b(?:we|but|and) (?:[a-z]+ )?)"
    r"(?P<only>only )?(?:applications (?:of|from) )?(?:foreign |international |medical )*"
    r"(?:imgs?|fmgs?|graduates|those)(?: only)? (?:of|from|in) "
    + _PAST_YEARS.replace("@", "n")
    + r"(?: only\b|(?= (?:are|will be|may be) (?:considered|accepted|eligible|reviewed|invited|taken)\b|"
    r" (?:may|can) apply\b)|"
    r"(?(only)\W*$|(?(we)\W*$|(?!))))"
)
# "Foreign graduates: past five years", "Cutoff of years? You should be within five of graduation."
_RECENT_ALONE = re.compile(r"\W*(?:only )?" + _PAST_YEARS.replace("@", "n") + r"(?: only)?\W*")
_LABEL_OF_GRADUATES = re.compile(
    r"(?:.*\| )?(?:for )?(?:all )?(?:imgs?|fmgs?|(?:foreign|international)(?: medical)? graduates)\s*"
)
_ELIDED = re.compile(rf"\bwithin (?P<n>{NUMBER}) of (?:graduat(?:ion|ing)|finishing|medical school)\b")
# "How old may a degree be? Of any age, and we would rather have the last 4."
_LAST_FEW_WISHED = re.compile(
    rf"\b(?:prefer|like|love|favou?r|want|rather (?:have|see|take)|prefer(?:ence|red) (?:is|are|being|goes (?:to|for)|"
    rf"(?:is )?"
    rf"(?:given )?(?:for|to)))(?: (?:those|graduates|degrees|diplomas|people))?"
    rf"(?: (?:of|from|within))? the (?:last|past) (?P<n>{NUMBER})(?: (?:most|best))?(?=\s*(?:$|[.,;)]))"
)
# "Nobody is cut off, though we strongly encourage four at most": the years stand in the question
_FEW_WISHED = re.compile(
    rf"\b(?:prefer|like|love|favou?r|encourage|recommend|advise|suggest|want|aim for|rather (?:have|see|take))(?: to "
    rf"(?:see|"
    rf"have))? (?:(?:no more than|at most|under|fewer than|less than|up to|within) (?P<n>{NUMBER})|(?P<k>{NUMBER})(?: "
    rf"years?)? "
    rf"(?:at (?:the )?most|or (?:less|fewer|under)|max(?:imum)?))(?=\s*(?:$|[.,;)]))"
)
_ANY_YEAR = re.compile(r"\b(?:any|whatever|every|all) (?:graduation )?years?\b|\bgraduation years?\b")
_OF_AGE = re.compile(
    r"(?:^|\| )\W*since (?:graduation|school|graduating|leaving school)\b|"
    r"\bhow old\b[^?]*\b(?:degree|diploma)|\b(?:years?|long|far|time) (?:since|out|from|after)\b|"
    r"\b(?:year|years) (?:of graduation|limit|cut-?off)|\bgraduation years?\b"
)
_OF_GRADUATES = re.compile(
    r"graduat|\bcut-? ?off|\byears? (?:out|since)\b|\bout of (?:medical )?school\b|\bhow (?:long|old|many years)\b|"
    r"\bgrads?\b|"
    r"\bimgs?\b|\bfmgs?\b|\becfmg\b|\byog\b|\b(?:interview|invite) (?:those|people)\b"
)


def _find_few_wished(clause: Clause, text: str) -> re.Match[str] | None:
    """A wish for "the last four" or "six or fewer" where years since school are asked for, or any year may apply."""
    few = _LAST_FEW_WISHED.search(text)
    before = clause.previous.text if clause.previous and clause.previous.end > clause.start - 4 else ""
    if few and (_OF_AGE.search(clause.topic) or _ANY_YEAR.search(f"{before} | {text[: few.start()]}")):
        return few
    asked = clause.question or clause.lead.rsplit("|", 1)[-1]
    if not _OF_AGE.search(asked) or RIVAL.search(text) or YEARS.search(text):
        return None
    return _FEW_WISHED.search(text)


def read_recent(clause: Clause, text: str) -> Finding | None:
    """Years that are liked, or taken, without a word of the degree that they are counted from."""
    wished = _RECENT_WISHED.search(text)
    taken = None if wished else _RECENT_TAKEN.search(text)
    if (
        not wished
        and not taken
        and (bare := _RECENT_ALONE.fullmatch(text))
        and _LABEL_OF_GRADUATES.fullmatch(clause.lead)
    ):
        return found(clause, "max_years_since_graduation", parse_number(bare.group("n")), needs_lead=True)
    if not wished and not taken and (elided := _ELIDED.search(text)) and re.search(r"\byears?\b", clause.topic):
        return found(
            clause, "max_years_since_graduation", parse_number(elided.group("n")), needs_question=bool(clause.question)
        )
    if not wished and not taken and (few := _find_few_wished(clause, text)):
        number = parse_number(few.group("n") or few.groupdict().get("k") or "")
        return found(clause, "max_years_since_graduation", number, "preferred", needs_question=bool(clause.question))
    match = wished or taken
    if match is None or not _OF_GRADUATES.search(f"{clause.sentence} | {clause.topic} | {match.group()}"):
        return None
    left = max(text.rfind(mark, 0, match.start() + 1) for mark in ";(") + 1
    near = text[left : match.start()]
    if RIVAL.search(near.replace("ecfmg", " ")) and not _OF_GRADUATES.search(near.replace("ecfmg", " ")):
        return None
    number = parse_number(next(filter(None, (match.groupdict().get(name) for name in "abcden"))))
    return (
        Finding(
            "max_years_since_graduation",
            number,
            "preferred" if wished else "required",
            clause.start,
            clause.end,
            confidence=ANSWERED,
        )
        if 0 < number <= 20
        else None
    )


def read_wished(clause: Clause, text: str, best: Finding | None) -> Finding | None:
    """ "Within five years of application, though we like to see two"."""
    start = 0
    if best is not None:
        last = next((match for match in YEARS.finditer(text)), None)
        start = last.end() if last else 0
    elif not (
        clause.previous
        and clause.previous.end > clause.start - 12
        and YEARS.search(clause.previous.text)
        and GRAD_RE.search(f"{clause.previous.text} | {clause.previous.lead}")
    ):
        return None
    number = find_wished_number(text, start)
    if (
        number is None
        or not 0 < number <= 20
        or RIVAL.search(text[start:])
        or re.search(r"\bletters?\b|\bmonths?\b", text[start:])
    ):
        return None
    return Finding("max_years_since_graduation", number, "preferred", clause.start, clause.end, confidence=ANSWERED)
