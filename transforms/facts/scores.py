"""step1_min, step2_min, comlex_min, no_score_cutoff: three-digit minima, required or preferred.

Averages and what most residents have are `typical`; two-digit scores, percentiles and passing marks give no number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms import hinted_re as re
from transforms.facts.exams import ExamMention, find_scored_exams, mask_asides
from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop
from transforms.language import (
    Clause,
    declare_question,
    find_marks,
    find_strength,
    has_mark,
    has_refusing_head,
    is_set_back,
    is_turned_away,
    settle_strength,
)

STEMS = (
    "attempt",
    "usmle",
    "step",
    "comlex",
    "complex",
    "comblex",
    "score",
    "cutoff",
    "cut-off",
    "cut off",
    "cut- off",
    "minimum",
    "level",
    "filter",
    "boards",
    "board exam",
    "magic number",
)

_NUMBER = re.compile(
    r"(?<![\d.,/$#:-])(?<!room )(?<!suite )(?P<n>(?:(?<=the )[12]\d\d(?=s\b)|[1-9]\d\d(?!s\b)|"
    r"2\d0(?=s\b)))(?!\s*/\s*[1-9]\d\d)"
    r"(?![\d%])(?![.,]\d)"
    r"(?!-\d{3,4})(?!\s*(?:-|to)\s*\d{3}\b)"
    r"|(?<![\d.,/$#:-])(?P<low>[1-9]\d\d)\s*(?:-|to|and)\s*(?P<high>[1-9]\d\d)(?![\d%-])"
    r"|(?<![\d.,/$#:-])(?P<first>[12]\d\d)\s*/\s*(?P<second>[12]\d\d)(?![\d%-])"
    r"|(?<![\d.,/$#:-])(?P<usmle>[12]\d\d)\s*/\s*(?P<comlex>[3-7]\d\d)(?![\d%-])"
)
_NOT_A_SCORE = re.compile(
    r"\+?(?: or (?:more|higher|above))?(?:[ -](?:or so|plus|new|total|different|our|licensed|staffed|acute|adult|"
    r"in-?patient|of our))*[ -](?:bed|applica|resident|candidate|hospital|patient|hour|word|character|day|student|"
    r"interview|physician|"
    r"facult|deliver|mile|doctor|alumni|school|countr|cases|visits?|procedures|medical|people|employees|positions|"
    r"places|spots|"
    r"st\b|street|ave|avenue|road|rd\b|blvd|dollars|percent|years|staff|pages|minutes|clinic)"
)
_BEFORE_NOT = re.compile(
    r"(?:\bfax|\bphone|\btel|\bext\.?|\bbox|\bcall|\bover|\bmore than|\bapproximately|\babout|\broom|\bsuite)[ :(]*$"
)
# "not below", "no lower than", "must not fall under": a minimum said by its negation.
_NOT_LOWER = re.compile(
    r"\b(?:not?|never|nothing|nor|cannot|rather than)(?: (?:be|fall|drop|go|lie|dip|have|scored?))* (?:of )?(?:below|"
    r"under|less than|lower than|fewer than|"
    r"beneath|short of)\s*(?:a |an |the )?(?:score of |of )?$"
    r"|\b(?:must|may|should|can|could|shall|do|does)(?:not| not|n't) (?:be|fall|drop|go|lie|dip|sink|score)"
    r"\b[^.;]*\b(?:below|under|less than|lower "
    r"than|beneath)\s*(?:a |an |the )?$"
)
_ROUGHLY = re.compile(
    r"\b(?:around|about|roughly|approximately|near|close to|averag\w+|avg\.?|circa|some)\s*(?:a |an |the )?$"
)
_NUMBERED = re.compile(r"\b(?:ext(?:ension)?\.?|phone|fax|tel\.?|room|suite|box|dial|pager)[ :#(]*$")
# "scores above 250 do not make up for ...": a sentence about scores that asks for none.
_REMARKS = re.compile(
    r"[^.;]{0,50}?\b(?:do|does|did|are|is|was|were|have|has|had|will|can|may|make|makes|show|shows|tell|tells|mean|"
    r"means)\b|[^.;]{0,50}?n't\b"
)
_PAST = re.compile(
    r"\b(?:in the past|until (?:19|20)\d\d|before (?:19|20)\d\d|previously|formerly|in (?:previous|earlier|past) "
    r"(?:years|cycles|seasons))\b[^.;]*\b(?:required|was|were|"
    r"asked|used|had|needed)\b|\bused to (?:require|ask|be|have|demand)\b"
)
_SET_BY_BOARD = re.compile(r"\bpassing (?:score|mark|standard)\b[^.;]*\b(?:nbme|set by|national)\b")
_AS_IS = re.compile(r"\bas (?:is|are|would be|were)(?: an?| the)?\s*$")  # "525 is preferred, as is 230"
_LOW_SIDE = re.compile(
    r"\b(?:below|under|less than|lower than|fewer than|beneath|short of|not reach)\s*(?:a |an |the )?(?:score of |of )"
    r"?$|<\s*$"
)
_REJECTED = re.compile(
    r"\b(?:not|never|no longer|cannot|won't|don't) (?:be |generally be |typically be |usually be |"
    r"normally be )?(?:considered|reviewed|accepted|eligible|interviewed|invited|processed|screened|consider|accept|"
    r"review|interview|invite|granted|offered|offer|give|look at|read|rank)\b|"
    r"(?<!not )(?<!n't )\b(?:discards?|drops|rejects?|weeds?|filters? out|screens? out|throws? out|excludes?|"
    r"eliminates?|ignores?)\b|"
    r"\b(?:rejected|rejection|ineligible|filtered out|screened out|excluded|declined|discarded|disqualif\w+)\b|"
    r"\bdo not (?:consider|review|accept|interview)\b|\b(?:nobody|no one|no (?:applicant|candidate|file|application)s?)"
    r"\b[^.;]{0,60}\b(?:is|are|will be|gets?) (?:[a-z]+ )?(?:consider\w*|review\w*|"
    r"accept\w*|interview\w*|invit\w*|rank\w*|read)|\bno\b[^.;,]{0,40}\b(?:gets?|is|are|will be) (?:reviewed|"
    r"considered|read|invited|interviewed)\b|\bneed not apply\b|\bshould not apply\b|\b(?:do not|don't|"
    r"please don't) (?:bother )?(?:to )?"
    r"apply\w*|\b(?:(?:does|do|will|did)(?: not|n't)|won't) (?:make it|get|pass|survive|reach|clear)\b|\b(?:out|"
    r"rejected|dropped|removed|"
    r"cut)\b(?! of)"
)


def _refuses(text: str) -> bool:
    return bool(_REJECTED.search(text)) or is_turned_away(text)


_SOFT_REJECTED = re.compile(
    r"\b(?:rarely|unlikely|seldom|generally|usually|typically|normally|less likely|discouraged|hard(?:er)?|few)\b"
)
_RELATED = re.compile(
    r"\bscores?\b|\busmle\b|\bcom[pb]?lex\b|\bsteps?\b|\bboards?\b|\bck\b|\bexams?\b|\blevels?\b|\bpoints?\b"
)
_CONNECT_AFTER = re.compile(
    r"^s?(?:\s*(?:\+|or (?:higher|more|above|better|greater|over)|and (?:above|higher|over|up)|points?|\(?(?:preferred|"
    r"minimum|required|desired|each)\)?|as a minimum|at (?:least )?(?:the )?first attempt|is|are|the|a|,))*"
    r"\s*(?:(?:on|for|in|at|of)\b(?: the| both| each| either| all| your| usmle)*|\(|"
    r"for the)\s*(?:usmle[ -]*)?(?:step )?$"
)
# "A 240 is competitive" tells how a score is seen, and asks for none.
_EVALUATES = re.compile(
    r"\b(?:is|are|would be|considered|seen as|regarded as) (?:a |an )?(?:very |more |highly |quite |fairly |generally )"
    r"?(?:competitive|good|strong|excellent|"
    r"solid|outstanding|unusual|uncommon|rare|low|high|respectable|typical|realistic|safe|fine|common|usual|average)\b"
)
_COMPARED = re.compile(r"\bif\b[^,]*\b(?:under|below|less|lower)\b|\bincrease\b|\brise\b|\bimprove")
_CUTOFF_WORD = (
    r"(?:lower (?:limits?|bounds?)|score bars?|magic numbers?|minim(?:um|al|a)s?|filters?|cut-? ?offs?|"
    r"thresholds?|floors?|score (?:requirements?|limits?|"
    r"criteria)|lowest)"
)
_NO = r"(?:\b(?:no|not|never|without|nor|none|neither|lacks?|zero)|n't)\b"
_NO_CUTOFF = re.compile(
    rf"{_NO}(?:,? (?:[a-z-]+|[12]|"
    rf"usmle/comlex)[ /]?){{0,7}}?,? ?(?:\b{_CUTOFF_WORD})\b|(?:don't|doesn't|isn't|do not|"
    rf"does not) (?:[a-z-]+ ){{0,6}}{_CUTOFF_WORD}\b"
    rf"|\b{_CUTOFF_WORD}\b[^.;]{{0,40}}?(?:\b(?:is|are|has been|have been|was|were|do|does))? ?(?:\b(?:not|never)|n't) "
    rf"(?:required|set|"
    rf"used|applied|specified|imposed|enforced|employed|in place|defined|established|needed|a factor|exist|apply)\b"
    rf"|\b{_CUTOFF_WORD}\b[^.;]{{0,25}}?:? (?:none|no)\b(?! (?:more|less|fewer|later|lower))"
    rf"|\b{_CUTOFF_WORD} (?:was|were|has been|have been|is|are) (?:dropped|abolished|removed|eliminated|discontinued|"
    rf"lifted|gone|scrapped)\b"
    rf"|\b(?:none|nothing) (?:for|on|as to) (?:usmle |the )?scores?\b"
    rf"|\bno scores? (?:below|under|beneath) which\b"
    rf"|{_NO} (?:[a-z-]+ ){{0,4}}?(?:requirements?|limits?|rules?|filters?|demands?) (?:as to|for|on|regarding|about|"
    rf"concerning|of)"
    rf"(?: [a-z-]+,?){{0,10}}? scores?\b"
    rf"|{_NO} (?:do|does|is|are|have|has) (?:we|the program|there|it) (?:have |set |use |one )*(?:one|any|a minimum|a "
    rf"cut-?off)? ?(?:for|on) (?:[a-z]+ )?scores?\b"
)
_NO_SCORE = re.compile(
    rf"\b(?:drop(?:ped|s)?|abolish(?:ed|es)?|remov(?:ed|es)|eliminat(?:ed|es)|discontinu(?:ed|es)|scrapp?(?:ed|s)|"
    rf"lift(?:ed|s)|retire[ds]|did away with|done away with|gave up|given up|ended|waived) (?:(?:our|the|all|any|"
    rf"its|use of|"
    rf"using|a|an|every|former|old|previous|step|usmle|score|such|numeric|numerical|minimum|hard) )*{_CUTOFF_WORD}\b|"
    rf"\b{_CUTOFF_WORD}\b[^.;]{{0,30}}\b(?:was|were|has been|have been|is|are) (?:now )?(?:dropped|abolished|removed|"
    rf"eliminated|discontinued|lifted|scrapped|retired|gone)\b|"
    r"(?:\b(?:not|nor|never)\b|n't)[^.;,]{0,12} (?:screen|sort|filter|select|rank)(?:ed|s|ing)? (?:[a-z]+ "
    r"){0,2}?(?:by|on) "
    r"(?:the )?(?:numbers?|scores?|step scores?)\b|"
    r"(?:n't|\b(?:not|never|nobody|no one|no (?:applicant|candidate|file)s?))(?: (?:is|are|be|gets?|will|ever|anyone|"
    r"anybody|you|your|file|"
    r"application))* (?:screen|rul|filter|turn|reject|exclud|eliminat|weed)\w*(?: (?:out|away|down))? (?:for|by|"
    r"because of|on|over|due to|based on)"
    r"(?: [a-z]+){0,3}? scores?\b|"
    r"\bno such (?:number|score|cut-?off|thing|line|minimum|threshold) (?:exists?|is)\b|\b(?:denies|disclaims|disavows|"
    r"has abolished|"
    r"abolished|dropped|drops) (?:having |using |any |all |its |a )+(?:[a-z]+ )?(?:cut-?offs?|minimums?|thresholds?|"
    r"filters?)\b|"
    r"\bno (?:(?:min\.?|specific|set|fixed|strict|official|formal|absolute|certain|particular|required|exact|minimum|"
    r"defined|single|one|hard|given|firm|magic|usmle|board|test|step|exam|comlex|or|and) ?)+"
    r"(?:scores?|numbers?|results?|marks?)\b(?! (?:guarantees?|ensures?|assures?|secures?|alone|by itself|can|will get|"
    r"or))|\bno (?:usmle |board |test |step )?scores? (?:is|are) (?:required|"
    r"needed|set|specified)\b"
    r"|(?:\b(?:not|nor|never)|n't) (?:require|set|have|use|specify|ask for|demand|insist on|look for|need)(?: (?:a|any|"
    r"one))*(?: (?:specific|certain|particular|set|fixed|exact|given))+(?: [a-z]+){0,2} scores?\b"
    r"|(?:\b(?:no|not|never|nor)|n't)(?: an?| any| one)?(?: [a-z]+)? (?:number|score|figure) (?:that |which )?(?:we|"
    r"the program|you|applicants) (?:require|insist|"
    r"demand|must|need|have to)"
    r"|(?:\b(?:not|never|nor)|n't)(?: [a-z]+ly)? (?:screen|filter|sort|exclude|reject|eliminate|rule out|cut|"
    r"select)\w*[^.;]{0,30}\b(?:by|on|based on|using|for|because of|according to)(?: [a-z]+){0,3} (?:scores?|usmle)\b"
)
_NOT_NO_CUTOFF = re.compile(
    r"\b(?:not|below|under|meet|less than|fall(?:s|ing)? (?:short|below))[^.;]{0,30}(?:meet|below|under|reach|satisf|"
    r"achiev)|\b(?:do|does|did|who) (?:not|n't) (?:meet|reach|have the|achieve|satisfy)|\bno (?:less|lower|"
    r"fewer) than\b|\bnot (?:lower|less) than\b|\bnot (?:be )?(?:below|under)\b|\bonly\b[^.;]{0,10}minimum"
)
_OTHER_TOPIC = re.compile(
    r"\b(?:graduat|years?\b|yog\b|experience|letters?|attempts?|observership|age\b|publications?|research|gpa\b|"
    r"grades?|hours\b|step 3|rotation|months?|lors?\b|time since)"
)
_SCORE_WORD = re.compile(r"\b(?:s[12]|scores?|usmle|com[pb]?lex|steps?|boards?|exams?|examinations?|ck)\b")
# "Without a minimum score of 215", "a cutoff of 220": the cutoff is there.
_NUMBERED_CUTOFF = re.compile(r"\s*(?:scores? )?(?:of|is|at|:|=|on [a-z0-9 ]{2,24} of) ?[2-7]\d\d\b")
_TOLD = re.compile(
    r"(?:\bnot|n't|\bnever) (?:publish|disclose|share|release|advertise|state|list|reveal|announce|say|post|discuss)\b"
    r" (?:(?:our|the|its|what|which|specific|exact) )+"
)
_BELOW_IT = re.compile(
    r"\b(?:below|under|beneath|short of|less than|lower than|meet\w*|reach\w*|without) (?:(?:our|the|this|that|a|its|"
    r"minimum|required|set|usmle|score|stated) )+(?:cut-? ?offs?|minim\w+|thresholds?|scores?|floors?|bar)\b"
)
_COMLEX_ONLY = re.compile(r"\bcom[pb]?lex\b")
_ASKS_CUTOFF = re.compile(
    rf"\b{_CUTOFF_WORD}\b|\bmin\b|\brequire[sd]?\b[^?]*\bscores?\b|\bscores?\b[^?]*\brequired\b|\bscores? (?:do i|is|"
    rf"are) (?:need|require)|\bspecific scores?\b"
)
_SCORES_AND = re.compile(r"\bscores?\b[^?]{0,20}(?:,|\band\b|\bor\b|/)")
_NONE = re.compile(
    r"(?:no|none|nope|not? (?:applied|used|applicable|in use|required|set|specific|officially|formally|strictly|"
    r"as such|official|fixed|strict)|there (?:is|are)"
    r" (?:none|no|not)|we (?:have|set|"
    r"use|do)(?: set)? (?:none|not|no)|not at (?:all|this)|we don't)\b(?! (?:publish|disclose|share|release|advertise|"
    r"state|list|reveal|"
    r"announce|say))|n(?:/?a)?\b(?!\w)|non-?existent\b|not any\b|(?:we(?:'ve| have)?|there(?:'s| has)?) never "
    r"(?:set|had|used|been|"
    r"applied)\b"
)


def read(clause: Clause) -> Iterator[Finding | Drop]:
    masked = mask_asides(clause.text)
    if masked != clause.text:
        clause = replace(clause, text=masked)
    yield from _read_numbers(clause)
    yield from _read_no_cutoff(clause)
    asked = declare_question(clause)
    if asked is not None:
        yield from _read_numbers(asked)


def _choose_exam(
    text: str, exams: tuple[ExamMention, ...], start: int, end: int, previous_end: int, next_start: int, is_comlex: bool
) -> ExamMention | None:
    """The exam that a number belongs to: "220 on Step 1" looks forward, "Step 1: 220" back, then the nearest."""

    def fits(mention: ExamMention) -> bool:
        if is_comlex:
            return bool(mention.exams & {"comlex"}) or mention.exams == frozenset(("score",))
        return "comlex" not in mention.exams

    for mention in exams:
        if mention.start >= end and mention.start < next_start and fits(mention):
            between = text[end : mention.start]
            is_led = not between.strip(" +") and not any(other.end <= start for other in exams)
            is_led = is_led or (not between.strip(" +") and bool(_NUMBER.search(text, 0, exams[0].start)))
            if (_CONNECT_AFTER.match(between) or is_led) and "score" not in mention.exams:
                beside = [
                    other
                    for other in exams
                    if mention.end <= other.start < next_start
                    and other.steps
                    and re.fullmatch(
                        r"\s*(?:,|and|&|as well as|or)(?: again| also)?(?: on| for| in)?(?: the| both)?\s*",
                        text[mention.end : other.start],
                    )
                ]
                return _merge([mention, *beside[:1]])
            break
    before = [mention for mention in exams if mention.end <= start and fits(mention)]
    named_before = [mention for mention in before if "score" not in mention.exams]
    recent = [mention for mention in named_before if mention.start >= previous_end]
    if recent:
        return recent[-1]
    after = [m for m in exams if end <= m.start < next_start and fits(m) and "score" not in m.exams]
    if after and not named_before:
        return after[0]
    if named_before:
        return named_before[-1]
    if before:
        return before[-1]
    later = [m for m in exams if m.start >= end and fits(m) and "score" not in m.exams]
    return later[0] if later else None


def _read_numbers(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    if not any(char.isdigit() for char in text):
        return
    matches = [match for match in _NUMBER.finditer(text) if not _NOT_A_SCORE.match(text, match.end())]
    if not matches:
        return
    exams = find_scored_exams(text)
    for index, match in enumerate(matches):
        previous_end = matches[index - 1].end() if index else 0
        next_start = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        if match.group("first"):
            pairs = [({"1"}, int(match.group("first"))), ({"2"}, int(match.group("second")))]
        elif match.group("usmle"):
            pairs = [(set(), int(match.group("usmle"))), (set(), int(match.group("comlex")))]
        else:
            number = int(match.group("n") or match.group("low"))
            pairs = [(set(), number)]
        for steps, number in pairs:
            yield from _read_number(clause, exams, match, previous_end, next_start, steps, number)


def _read_number(
    clause: Clause,
    exams: tuple[ExamMention, ...],
    match: re.Match[str],
    previous_end: int,
    next_start: int,
    steps: set[str],
    number: int,
) -> Iterator[Finding | Drop]:
    text = clause.text
    start, end = match.span()
    is_comlex = 300 <= number <= 999
    if not is_comlex and not 180 <= number <= 300:
        return
    if _NUMBERED.search(text[:start]) or (_BEFORE_NOT.search(text[:start]) and not _RELATED.search(text)):
        return
    mention = _choose_exam(text, exams, start, end, previous_end, next_start, is_comlex)
    needs_question = needs_lead = False
    opens = clause.lead and not re.search(
        r"[a-z]{3}", re.sub(r"minimum|at least|min|score|of|above|over", "", text[:start])
    )
    if mention is None or mention.exams == frozenset(("score",)) or opens:
        for around, which in (
            (clause.lead.rsplit("|", 1)[-1], "lead"),
            (clause.lead, "lead"),
            (clause.question, "question"),
        ):
            fitting = [
                m
                for m in find_scored_exams(around)
                if (is_comlex and "comlex" in m.exams) or (not is_comlex and m.steps and "score" not in m.exams)
            ]
            only = re.search(r"\bonly\b", around)
            if only and any(m.start > only.start() for m in fitting):
                fitting = [m for m in fitting if m.start > only.start()]
            if fitting:
                mention = fitting[-1] if len(fitting) == 1 else _merge(fitting)
                needs_lead, needs_question = which == "lead", which == "question"
                break
        previous = clause.previous
        if (
            (mention is None or (mention.exams == frozenset(("score",)) and not is_comlex))
            and previous
            and (previous.sentence_start == clause.sentence_start or (start < 24 and previous.end > clause.start - 4))
        ):
            named = [
                m
                for m in find_scored_exams(previous.text)
                if (is_comlex and "comlex" in m.exams) or (not is_comlex and m.steps)
            ]
            named = [m for m in named if "score" not in m.exams] or named
            if is_comlex and named:
                mention = named[-1]
            elif named and previous.sentence_start == clause.sentence_start and "score" not in named[-1].exams:
                mention = _merge(_joined_last(previous.text, named))
            elif named and mention is not None:
                mention = named[-1] if "score" not in named[-1].exams else mention
            elif named and mention is None and find_marks(text) and _NUMBER.search(previous.text):
                # "The cutoff for Step 2 is 220. We would rather see 230."
                mention = named[-1] if "score" not in named[-1].exams else None
            elif named and previous.sentence_start == clause.sentence_start:
                mention = named[-1] if "score" not in named[-1].exams else ExamMention(0, 0, frozenset(("usmle",)))
        if mention is None:
            for around, which in ((clause.lead, "lead"), (clause.question, "question"), (clause.heading, "heading")):
                if re.search(r"\bscores?\b|\busmle\b|\bboards?\b|\bcut-?off\b", around) and not is_comlex:
                    mention = ExamMention(0, 0, frozenset(("usmle",)))
                    needs_lead, needs_question = which == "lead", which == "question"
                    break
        if (
            mention is None
            and not is_comlex
            and re.search(
                r"\bor (?:more|higher|above|better|greater)\b|\b(?:above|at least|minimum)\b|\bfirst attempt\b|\+", text
            )
            and (
                re.search(r"\battempt|\btry\b|\bpass|\bexams?\b", text)
                or (
                    190 <= number <= 280
                    and re.search(
                        r"\b(?:candidates?|applicants?) (?:with|who|have|should|must|need|below|under|above|over|"
                        r"scoring)",
                        text,
                    )
                )
            )
        ):
            mention = ExamMention(0, 0, frozenset(("usmle",)))
        if mention is None and steps and 180 <= number <= 280 and (clause.lead or find_marks(text)):
            mention = ExamMention(0, 0, frozenset(("usmle",)))  # "220/230" are Steps 1 and 2
        if mention is None:
            return
    if is_comlex and "comlex" not in mention.exams:
        return
    fields = ["comlex_min"] if is_comlex else [f"step{n}_min" for n in sorted(steps or mention.steps)]
    if not is_comlex and "comlex" in mention.exams:
        return
    if not fields:
        yield drop(clause, "score: not of Step 1 or 2")
        return
    before = text[:start]
    if _PAST.search(before) or _SET_BY_BOARD.search(text):
        yield drop(clause, "score: of the past, or the exam's own passing mark")
        return
    if _ROUGHLY.search(before):
        yield drop(clause, "score: typical, not asked for")
        return
    if _LOW_SIDE.search(before) and not _NOT_LOWER.search(before):
        around = text if _refuses(text) else clause.sentence
        if has_refusing_head(clause):
            strength: str | None = "required"
        elif not _refuses(around) or (is_set_back(text) and not _refuses(text)):
            if not is_set_back(text) and not re.search(r"\b(?:hard|slim|little chance)\b", text):
                yield drop(clause, "score: a number that nobody must reach")
                return
            strength = "preferred"
        else:
            strength = "preferred" if _SOFT_REJECTED.search(around) else "required"
    else:
        if _COMPARED.search(text[max(0, start - 50) : end + 30]):
            yield drop(clause, "score: compared, not asked for")
            return
        strength = settle_strength(clause, start, end, None)
        if _AS_IS.search(before):
            earlier = [mark.kind for mark in find_marks(before) if mark.kind != "weak"]
            strength = earlier[-1] if earlier else strength
        if strength is None and re.match(r"s\b", text[end:]) and not before.endswith("the "):
            strength = "typical"
        if strength is None and re.search(r"\brange[sd]?\b", text):
            strength = "typical"
        if strength is None and re.search(r"\b(?:was|were|had been)\s*(?:a |an |the )?$", before):
            strength = "typical"
        if strength is None and _EVALUATES.search(text):
            strength = "typical"
        if (
            strength is None
            and not (clause.lead or clause.question)
            and _REMARKS.match(text, end)
            and not _refuses(text)
            and not _NOT_LOWER.search(before)
            and not re.search(r"\b(?:is|are|does|do)\s*[.;]?$", text)
        ):
            strength = "typical"
        if strength is None and clause.answer == "no":
            strength = "typical"
        if strength is None:
            strength = "required"
    strength = strength or "required"
    if strength == "unneeded":
        kinds = {mark.kind for mark in find_marks(text)}
        if "preferred" not in kinds:
            yield drop(clause, "score: said not to be required")
            return
        strength = "preferred"
    if strength == "typical":
        yield drop(clause, "score: typical, not asked for")
    for field in fields:
        yield Finding(
            field,
            number,
            strength,
            clause.start,
            clause.end,
            confidence=ANSWERED if needs_question else EXPLICIT,
            needs_question=needs_question,
            needs_lead=needs_lead or bool(clause.lead),
        )


_JOINED = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:,|,? ?and|&|,? ?or|/|as well as)\s*(?:again )?(?:on |for |in )?(?:the )?\s*"
)


def _joined_last(text: str, named: list[ExamMention]) -> list[ExamMention]:
    """The last exam named with those joined to it: "your Step 1 (if scored) and Step 2 CK"."""
    joined = named[-1:]
    for mention in reversed(named[:-1]):
        if not _JOINED.fullmatch(text, mention.end, joined[0].start):
            break
        joined.insert(0, mention)
    return joined


def _merge(mentions: list[ExamMention]) -> ExamMention:
    exams: frozenset[str] = frozenset()
    for mention in mentions:
        exams |= mention.exams
    if exams & {"1", "2", "3"}:
        exams -= {"usmle", "score"}
    return ExamMention(mentions[0].start, mentions[-1].end, exams)


def _asks_bare_minimum(clause: Clause, asked: str) -> bool:
    """ "... averaged 236. Is there a minimum? - We have never set one.": of the scores named just before."""
    before = clause.previous
    return bool(
        before
        and re.fullmatch(r"(?:is|are) there (?:an? )?(?:minimums?|floor|lower limit|limit|threshold)\W*", asked)
        and _SCORE_WORD.search(before.text)
        and re.search(r"(?<!\d)[2-7]\d\d(?!\d)", before.text)
    )


def _is_bare_cutoff(clause: Clause, words: str) -> bool:
    """A cutoff of nothing named is one of scores; a minimum only where the text around it speaks of scores."""
    around = f"{clause.sentence} | {clause.lead} | {clause.question}"
    if _OTHER_TOPIC.search(around) and not _SCORE_WORD.search(clause.sentence):
        return False
    before = clause.previous
    if (
        before
        and before.end > clause.start - 60
        and _OTHER_TOPIC.search(before.text)
        and not _SCORE_WORD.search(f"{before.text} {clause.sentence}")
    ):
        return False
    if re.search(r"\bhow competitive\b|\bscores?\b|\bstrong\b", clause.question) and clause.is_first_reply:
        return True
    if re.search(r"cut-? ?off|magic number", words) or re.search(
        r"\b(?:eras|score|application|usmle) filters?\b|\bscreen(?:ing)?\b[^.;]{0,30}\b(?:applica|score)|\b(?:use|set|"
        r"have|apply) (?:no|any) filters?\b",
        clause.text,
    ):
        return True
    previous = clause.previous
    return bool(
        previous
        and (previous.end > clause.start - 4 or previous.sentence_start == clause.sentence_start)
        and re.search(
            r"\bscor|\bthese numbers\b|\busmle\b|\bpass(?:ing)? marks?\b|\bcut-?off|[12]\d\d\b",
            f"{previous.text} {clause.text}",
        )
    )


def _read_no_cutoff(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    match = _NO_CUTOFF.search(text) or _NO_SCORE.search(text)
    if match and _COMLEX_ONLY.search(text) and not re.search(r"\busmle\b|\bsteps?\b|\bscores?\b|\bboards?\b", text):
        yield drop(clause, "score: no cutoff for COMLEX alone")
        return
    if match and (
        _NUMBERED_CUTOFF.match(text, match.end())
        or re.search(r"(?<!\d)[2-7]\d\d(?!\d)", match.group())
        or _TOLD.search(match.group())
        or (
            _BELOW_IT.search(text, match.start())
            and not re.search(r"\bno (?:such )?(?:cut|thresh|floor)|\bhave no\b", text)
        )
    ):
        match = None
    if match and not _NOT_NO_CUTOFF.search(text):
        window = text[match.start() : match.end() + 50]
        needs_question = needs_lead = False
        if _SCORE_WORD.search(window) or (_SCORE_WORD.search(text) and not _OTHER_TOPIC.search(window)):
            pass
        elif _OTHER_TOPIC.search(window):
            return
        elif _SCORE_WORD.search(clause.lead) and not _OTHER_TOPIC.search(clause.lead):
            needs_lead = True
        elif (
            clause.question
            and _SCORE_WORD.search(clause.question)
            and (not _OTHER_TOPIC.search(clause.question) or _SCORES_AND.search(clause.question))
        ):
            needs_question = True
        elif not (
            _SCORE_WORD.search(clause.heading) and not _OTHER_TOPIC.search(clause.heading)
        ) and not _is_bare_cutoff(clause, match.group()):
            return
        if _OTHER_TOPIC.search(text[match.start() : match.end()]) and not re.search(
            r"\bscores?\b", text[match.start() : match.end() + 12]
        ):
            return
        yield Finding(
            "no_score_cutoff",
            True,
            "required",
            clause.start,
            clause.end,
            needs_question=needs_question,
            needs_lead=needs_lead,
        )
        return
    if has_mark(clause.lead, "unneeded") and re.match(
        r"\W*(?:an?|any|some) (?:given|certain|minimum|specific|particular|set|fixed) (?:[a-z]+ )?scores?\b(?! "
        r"(?:of|above|over) )",
        text,
    ):
        yield Finding(
            "no_score_cutoff", True, "required", clause.start, clause.end, confidence=ANSWERED, needs_lead=True
        )
        return
    near = clause.lead.rsplit("|", 1)[-1].strip()
    lead = (
        near
        if _ASKS_CUTOFF.search(near) and (_SCORE_WORD.search(near) or re.search(r"\bcut-? ?off", near))
        else clause.lead
    )
    for asked, is_label in ((lead, True), (clause.question if clause.is_first_reply else "", False)):
        if (
            not asked
            or not (_ASKS_CUTOFF.search(asked) or re.search(r"\b(?:what|which) (?:[a-z]+ )?scores?\b", asked))
            or not (
                _SCORE_WORD.search(asked)
                or _asks_bare_minimum(clause, asked)
                or (re.search(r"\bcut-? ?off", asked) and not _OTHER_TOPIC.search(asked))
            )
            or (_OTHER_TOPIC.search(asked) and not _SCORES_AND.search(asked))
        ):
            continue
        refuses = (
            clause.answer == "no"
            or bool(_NONE.match(text))
            or bool(
                re.match(
                    r"no (?:specific |single |particular |given )?(?:number|score|minimum|cut-?off|threshold)\b", text
                )
            )
            or bool(re.match(r"we (?:don't|do not) (?:use|have|set|apply|employ) (?:any|one|them)\b", text))
            or bool(re.search(r"\b(?:set|have|is|use|with) none\b|\bthere (?:is|are)(?:n't| not)\b", text))
        )
        if not refuses or re.search(r"not specified|unknown|---", text):
            continue
        has_number = any(180 <= int(m.group("n") or 0) <= 300 for m in _NUMBER.finditer(text))
        if has_number and find_strength(text, 0, 1) == "required":
            continue
        if re.search(r"\bprefer", asked):
            continue
        yield Finding(
            "no_score_cutoff",
            True,
            "required",
            clause.start,
            clause.end,
            confidence=ANSWERED,
            needs_question=not is_label,
            needs_lead=is_label,
        )
        return
