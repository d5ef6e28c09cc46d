"""img_share_stated: the share of current residents from foreign schools, as a page puts it in prose or beside a label.

A statement of its own beside the counted share, never in its place. Shares of applicants, graduates, one class or part
of the residents, of past years or of residents in general state nothing; a range names no share.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop
from transforms.hinted_re import Hinted
from transforms.language import Clause
from transforms.numerals import parse_number

STEMS = ("img", "fmg", "international", "foreign", "overseas", "abroad", "outside")
FIELD = "img_share_stated"

_WORD = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven"
    r"|eight|nine))?"
    r"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|one|two|three|four|five"
    r"|six|seven"
    r"|eight|nine)"
)
_COUNT = rf"(?:\d{{1,3}}|{_WORD})"
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
_PERCENT = rf"(?:(?<![\d.,/-])\d{{1,3}}(?:\.\d+)?|\b{_WORD}) ?(?:%|percent\b|per cent\b)"
_FRACTION = (
    r"\b(?:(?:one[- ]|a )?half|(?:a|one|two|three|four)[- ](?:third|quarter|fourth|fifth|tenth)s?)\b(?![- ]years?)"
)
_RATIO = (
    rf"(?<![\d.,/%-])\b{_COUNT} (?:out of|of|in)(?: every)?(?: our| the| its"
    rf"| these)?(?: current)? {_COUNT}\b(?![%.,]\d|%| per)"
)
_SHARE = rf"(?:{_PERCENT}|{_FRACTION}|{_RATIO})"
_ABOUT = (
    r"(?:about|approximately|approx\.?|around|roughly|some|nearly|almost|close to|an estimated|more than|over|at least|"
    r"greater than|upwards of|up to|less than|fewer than|under|at most|no more than|well over|just over"
    r"|just under|fully|"
    r"currently|now|presently|~)"
)
_LEADING = rf"(?:{_ABOUT} ?)*"

# A part of the residents says nothing of the whole.
_PART = (
    r"first|second|third|fourth|fifth|1st|2nd|3rd|4th|pgy|interns?|incoming|entering|new|newest|chief"
    r"|graduating|senior|"
    r"junior|former|past|previous|recent|female|male|women|men|minority|prelim\w*|transitional|imgs?|fmgs?"
    r"|international\w*|"
    r"foreign\w*|visa|matched|night|rotating|visiting"
)
_RESIDENTS = (
    r"(?:residents|house ?staff|house ?officers|trainees|resident (?:physicians|doctors|body|complement|group|team))"
)
_OF_PROGRAM = (
    r"(?:our|the program's|the residency's|this program's|this residency's|its|the current|current|the present|these)"
)
_WHOSE = rf"(?:all (?:of )?)?{_OF_PROGRAM} (?:(?:\d{{1,3}}|(?!(?:{_PART})\b)[a-z][a-z/-]*) ){{0,4}}?{_RESIDENTS}"
_HERE = (
    rf"(?:the )?{_RESIDENTS} (?:here|in (?:our|this|the) (?:program|residency)|at (?:our|this) (?:program"
    rf"|hospital|residency))"
)
_BODY = rf"(?:{_WHOSE}(?: (?:here|in (?:our|this|the) (?:program|residency)))?|{_HERE})"
_PROGRAM = r"(?:our|this|the) (?:[a-z][a-z-]* ){0,3}?(?:program|residency)"

_ABROAD = (
    r"(?:abroad|overseas|outside (?:of )?(?:the )?(?:u\.?s\.?a?\b|united states|north america)|in (?:other"
    r"|foreign) countries)"
)
_IMGS = (
    r"(?:\bimgs?\b|\bfmgs?\b|\b(?:international|foreign)(?:ly)?[ -](?:medical[ -])?(?:school[ -])?"
    r"(?:graduates?|grads?|trained|educated)\b(?: (?:physicians|doctors))?"
    r"|\bgraduates (?:of|from) (?:(?:foreign|international|overseas|non-u\.?s\.?) (?:medical )?schools"
    rf"|medical schools {_ABROAD}))"
)
_SCHOOLED = (
    rf"(?:{_IMGS}|(?:foreign|international|overseas|non-u\.?s\.?) medical schools?"
    r"|(?:graduated|trained|educated|studied|(?:attended|completed|received|earned|obtained|went to"
    r"|graduated from|finished)"
    rf" (?:their |a )?medical (?:school|schools|education|training|degrees?))(?: (?:in|from|medical"
    rf"|school))* ?{_ABROAD})"
)
_LINK = (
    r"(?:,? (?:are|is|were|was|have|has|been|come|came|hail|from|graduated|graduates|of|at|attended|currently"
    r"|presently|"
    r"proudly|themselves|an?|being|trained|educated))*? "
)
_MAKE = (
    r"(?: (?:currently|now|presently|together|who|are|is|have|has|been))* ?(?:make up|makes up|making up"
    r"|comprise|comprises|comprising|account for|accounting for|constitute|constituting|represent|representing"
    r"|form|are|is)"
)
_HOLDS = (
    r"(?:,? (?:is|are|was|were|consists?|of|comprised|comprises|composed|made|up|includes?|has|have|by"
    r"|currently|now|presently|a|with))*(?: ?[:,-])? "
)

_PATTERNS = (
    # 80 % of our residents are IMGs
    re.compile(rf"(?P<q>{_SHARE}|\b(?:all|none)\b)\)? (?:of )?(?:all )?{_BODY}{_LINK}(?P<p>{_SCHOOLED})"),
    # 12 of our 30 residents are IMGs
    re.compile(rf"(?P<q>{_RATIO}) (?:current )?{_RESIDENTS}(?: here)?{_LINK}(?P<p>{_SCHOOLED})"),
    # 30 residents, half of whom graduated abroad
    re.compile(
        rf"{_RESIDENTS},? (?:and |with )?{_LEADING}(?P<q>{_SHARE}) of (?:whom|them|these){_LINK}(?P<p>{_SCHOOLED})"
    ),
    # our residents are 60 % AMGs and 40 % IMGs
    re.compile(
        rf"(?:{_BODY}|{_PROGRAM}){_HOLDS}(?:{_LEADING}{_PERCENT} [a-z. /-]{{2,40}}?(?:,|;| and|/) ?(?:and )?){{0,2}}"
        rf"{_LEADING}(?P<q>{_PERCENT}|{_FRACTION}) (?:are |of )?(?P<p>{_IMGS})(?! (?:applica|candidat|interview))"
    ),
    # IMGs make up 80 % of our residents
    re.compile(rf"(?P<p>{_IMGS}){_MAKE} {_LEADING}(?P<q>{_SHARE}) (?:of )?(?:all )?(?:{_BODY}|{_PROGRAM})"),
)
_ASKED = Hinted(
    rf"(?:percent|share|proportion|fraction|%|how many)[^?|]{{0,60}}(?:{_RESIDENTS}|{_IMGS})|{_IMGS}[^?"
    rf"|]{{0,40}}(?:percent|share|%)"
)
_REPLY = re.compile(
    rf"(?:(?:it is|we are|we have|they are|currently|at present|now|yes)[ ,]*)*{_LEADING}(?P<q>{_SHARE})"
)
_WHOSE_SHARE = re.compile(rf"{_RESIDENTS}|\bin (?:our|the|this) (?:program|residency)")
# "Our current residents: 40 % AMG, 60 % IMG"
_WHO = re.compile(rf"(?:{_BODY}|current {_RESIDENTS}|resident (?:demographics|profile|composition|make-?up))")
_MIX = Hinted(
    rf"(?:{_LEADING}{_PERCENT} [a-z. /-]{{2,40}}?(?:,|;| and"
    rf"|/) ?(?:and )?){{0,3}}{_LEADING}(?P<q>{_PERCENT}) (?P<p>{_IMGS})"
)
_ROSTER_HEADING = re.compile(rf"\b(?:{_RESIDENTS}|resident (?:demographics|profile|composition|make-?up))\b")

_PAST = Hinted(
    r"\b(?:were|was|had|used to|historically|formerly|until|since|in the past|in (?:19|20)\d\d"
    r"|(?:past|last|previous|recent|prior) (?:[a-z0-9]+ )?(?:years?|decades?|classes|cycles?|seasons?))\b"
)
_WISHED = re.compile(r"\b(?:will|would|could|should|may|might|goal|aim|hopes?|target|expect\w*|if|plan)\b")
_IN_GENERAL = re.compile(
    r"\bin the (?:u\.?s\.?a?\b|united states|country|nation)|\bnation\w*|\bacross the\b|\bprograms\b"
    r"|\bamerican residents\b"
)
_OURS = re.compile(rf"\b(?:our|its|program's|residency's) [a-z ]*{_RESIDENTS}")
_OTHERS = re.compile(
    r"\b(?:applica\w+|candidates?|interview\w*|alumni|faculty|attendings?|patients?|fellows?|match(?:ed)?|pass\w*|"
    r"our graduates|first[- ]year|interns?|incoming|pgy-?\d)\b"
)
_A_PART_OF_IMGS = re.compile(r"(?:\bnon[- ])?\bu\.?s\.?(?:[- ]citizens?)?[ -]$|\bcaribbean $")
_BOUND = re.compile(
    r"\b(?:(?:well |slightly |just )?(?:over|under)|more than|greater than|at least|upwards of|up to|less than"
    r"|fewer than|"
    r"at most|no more than)(?: an?)? ?$"
)
_RANGE = re.compile(r"\d ?%? ?(?:-|to|and|or) ?$")
_NEAR = re.compile(rf"\b{_ABOUT} ?$|~ ?$")
LOWER_BOUNDS = ("over", "more than", "greater than", "at least", "upwards of")
UPPER_BOUNDS = ("under", "up to", "less than", "fewer than", "at most", "no more than")


def read(clause: Clause) -> Iterator[Finding | Drop]:
    for pattern in _PATTERNS:
        match = pattern.search(clause.text)
        if match:
            yield _judge(clause, match, clause.text)
            return
    yield from _read_reply(clause)


def _read_reply(clause: Clause) -> Iterator[Finding | Drop]:
    """A bare share in the answer to "What percentage of your residents are IMGs?", or beside such a label."""
    if _WHO.fullmatch(clause.lead.strip()) and (match := _MIX.match(clause.text)):
        yield _judge(clause, match, f"{clause.lead} | {clause.text}", lead=True)
        return
    match = _REPLY.match(clause.text)
    if not match:
        return
    question = clause.question if clause.is_first_reply else ""
    is_labelled = bool(clause.lead and re.search(_IMGS, clause.lead)) and bool(
        (_ASKED.search(clause.lead) and _WHOSE_SHARE.search(f"{clause.lead} {clause.heading}"))
        or (_ROSTER_HEADING.search(clause.heading) and re.fullmatch(_IMGS, clause.lead.strip()))
    )
    is_asked = bool(
        question
        and _ASKED.search(question)
        and re.search(_IMGS, question)
        and re.search(rf"{_RESIDENTS}|your (?:program|residency)", question)
    )
    if is_labelled or is_asked:
        asked = clause.lead if is_labelled else question
        yield _judge(clause, match, f"{asked} | {clause.text}", question=is_asked and not is_labelled, lead=is_labelled)


def _judge(
    clause: Clause, match: re.Match[str], said: str, question: bool = False, lead: bool = False
) -> Finding | Drop:
    before = clause.text[: match.start("q")]
    if _RANGE.search(before):
        return drop(clause, "img_stated: a range of shares")
    if _PAST.search(said):
        return drop(clause, "img_stated: not of the current residents")
    if _WISHED.search(said) or re.search(r"\bnot\b|\bnever\b", match.group()):
        return drop(clause, "img_stated: not said to be so")
    if _IN_GENERAL.search(said) and not _OURS.search(said):
        return drop(clause, "img_stated: of residents in general")
    if _OTHERS.search(said):
        return drop(clause, "img_stated: of others than the residents")
    if "p" in match.groupdict() and _A_PART_OF_IMGS.search(clause.text[: match.start("p")]):
        return drop(clause, "img_stated: of a part of the graduates of foreign schools")
    text = match.group("q")
    bound, is_near = _BOUND.search(before), bool(_NEAR.search(before))
    share = parse_share(text)
    if share is None or share > 1 or (text in ("all", "none") and is_near):
        return drop(clause, "img_stated: no share between none and all")
    start = clause.start
    return Finding(
        FIELD,
        round(share, 4),
        "typical",
        start,
        clause.end,
        confidence=ANSWERED if question or lead or is_near or re.search(_FRACTION, text) else EXPLICIT,
        condition=None if bound is None else (start + bound.start(), start + len(before[: bound.end()].rstrip())),
        needs_question=question,
        needs_lead=lead,
    )


def parse_share(text: str) -> float | None:
    """The value of a share in words or figures, 0 to 1 (above 1 for what no share can be); None where there is none."""
    if text in ("all", "none"):
        return 1.0 if text == "all" else 0.0
    if re.search(r"%|per ?cent", text):
        figures = re.search(r"\d+(?:\.\d+)?", text)
        return (float(figures.group()) if figures else parse_number(re.sub(r" ?per ?cent", "", text))) / 100
    for part, of in _PARTS.items():
        if part in text:
            told = re.match(r"(two|three|four)\b", text)
            return (parse_number(told.group(1)) if told else 1) / of
    numbers = [parse_number(found) for found in re.findall(rf"\b{_COUNT}\b", text)]
    return numbers[0] / numbers[1] if len(numbers) == 2 and numbers[1] else None
