"""Scores, clause by clause; see the package for what is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms import hinted_re as re
from transforms.clauses import declare_question
from transforms.facts.exams import ExamMention, find_scored_exams, mask_asides
from transforms.facts.finding import ADVISES_OWNER, ANSWERED, EXPLICIT, OF_OLD, OF_SOME, Drop, Finding, drop, unquote
from transforms.facts.scope import asks_to_visit, is_of_the_past
from transforms.facts.scores.cutoff_denials import read_denial
from transforms.facts.scores.cutoff_replies import read_reply
from transforms.facts.scores.cutoffs import CUTOFF_WORD, asks_cutoff, is_cutoff_ended, read_no_cutoff
from transforms.facts.scores.joined import find_head, joined_last, merge, merge_steps
from transforms.facts.scores.named import (
    choose_exam,
    name_exams,
    names_no_step,
    pair_up,
    single_step,
    told_pair,
    write_digits,
)
from transforms.facts.scores.wishes import OR_EXAM, is_bound_apart
from transforms.facts.scores.words import CONNECT_AFTER, MIN_AND_WISH, NUMBER, TIGHT, VERB
from transforms.hinted_re import Branched
from transforms.language import Clause
from transforms.marks import find_marks, has_mark
from transforms.refusals import has_refusing_head, is_set_back, is_turned_away
from transforms.strength import settle_strength
from transforms.wish_heads import is_of_those_seen, is_under_wishes

STEMS = (
    "attempt",
    "usmle",
    "step",
    "clinical knowledge",
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
    "threshold",
    "lowest",
    "board result",
    "exam result",
    "s1 ",
    "s2 ",
    "parts 1",
    "parts i ",
    "part 1 ",
    "part i ",
)
# Too common to open a passage, but enough within one that is open.
CLAUSE_STEMS = (
    "s1",
    "s2",
    "cutoff",
    "cut-off",
    " min",
    " ck",
    "ck ",
    "or higher",
    "or above",
    "or better",
    "exam",
    "floor",
    "threshold",
    "screen",
    "numeric",
    "comlex criteria",
    "by number",
    "prefer",
    "and up",
    "under 2",
    "below 2",
    "strict",
    "rigid",
    "above 2",
    "first try",
    "first attempt",
    "first sitting",
    "one try",
    "single try",
    "over 2",
    "above 4",
    "above 5",
    "over 4",
    "over 5",
)
_NOT_A_SCORE = re.compile(
    r"\+?(?: or (?:more|higher|above))?(?:[ -](?:or so|plus|new|total|different|our|licensed|staffed|acute|adult|"
    r"in-?patient|of our))*[ -](?:bed|applica|resident|interns\b|candidate|hospital|patient|hour|word|character|day|"
    r"student|interview|physician|"
    r"facult|deliver|mile|doctor|alumni|school|countr|cases|visits?|procedures|medical|people|employees|positions|"
    r"places|spots|"
    r"st\b|street|ave|avenue|road|rd\b|blvd|dollars|percent|years|staff|pages|minutes|clinic)"
)
_BEFORE_NOT = re.compile(
    r"(?:\bfax|\bphone|\btel|\bext\.?|\bbox|\bcall|\bover|\bmore than|\bapproximately|\babout|\broom|\bsuite)[ :(]*$"
)
# "No Step may be under 210", "neither of them falls below 215": what is denied is the exam.
_NO_EXAM_UNDER = re.compile(
    r"\b(?:no|neither|none|not (?:one|any|a single))(?: (?:of|the|your|single|usmle|board|both|two))* (?:steps?|"
    r"scores?|"
    r"exams?|parts?|results?|numbers?|them|ck)(?: (?:[12]|i{1,2}|ck|scores?|results?|n?or|step|part))*(?: of "
    r"yours)?(?: (?:must|may|should|can|to|shall|ought))* (?:is|are|be|being|fall|lie|go|drop|dip|sink|stay)s? "
    r"(?:below|under|less than|lower than|"
    r"beneath)\s*(?:a |an |the )?$"
)
# "not below", "no lower than", "must not fall under": a minimum said by its negation.
_NOT_LOWER = re.compile(
    r"\b(?:not?|never|nothing|nor|cannot|rather than)(?: (?:be|fall|drop|go|lie|dip|have|scored?))* (?:of )?(?:below|"
    r"under|less than|lower than|fewer than|"
    r"beneath|short of)\s*(?:a |an |the )?(?:score of |of )?$"
    r"|\b(?:must|may|should|can|could|shall|do|does)(?:not| not) (?:be|fall|drop|go|lie|dip|sink|score)"
    r"\b[^.;]*\b(?:below|under|less than|lower than|beneath)\s*(?:a |an |the )?$"
)
_ROUGHLY = re.compile(
    r"\b(?:around|about|roughly|approximately|near|close to|averag\w+|avg\.?|circa|some|such as|for example,?|"
    r"for instance,?|e\.g\.,?)\s*(?:a |an |the )?$"
)
_NUMBERED = re.compile(r"\b(?:ext(?:ension)?\.?|phone|fax|tel\.?|room|suite|box|dial|pager)[ :#(]*$")
_PAST = re.compile(
    r"\b(?:in the past|until (?:(?:19|20)\d\d|(?:the|last|recently|then|it)\b)|before (?:19|20)\d\d|previously|"
    r"formerly|in (?:previous|earlier|past) "
    r"(?:years|cycles|seasons))\b[^.;]*\b(?:required|was|were|"
    r"asked|used|had|needed)\b|\bused to (?:require|ask|be|have|demand)\b"
)
_GONE_BY = re.compile(
    r"\b(?:was|were) (?:then )?(?:needed|required|asked|demanded|expected|the (?:bar|cut-?off|minimum|rule|line|floor|"
    r"threshold))\b|(?<!is )(?<!are )(?<!be )\bused to\b"
)
_FORMER = re.compile(
    r"\((?:was|were|previously|formerly|up from|down from|before|old|prior|last year)[ :]*$|"
    r"\b(?:previously|formerly|until (?:last year|20\d\d|recently)|earlier|old|older|"
    r"former|previous) (?:(?:at|set at|was|were|our|the|numbers?|scores?|figures?|values?|\(|asked|required|listed|a|"
    r"an|cut-?off|minimum|of|it|stood at|"
    r"page|"
    r"version|:) ?)*$"
)
_SET_BY_BOARD = re.compile(
    r"\bpass(?:ing)? (?:score|mark|standard|line|level|threshold)\b[^.;]*\b(?:nbme|nbome|fsmb|set by|national|by the "
    r"(?:usmle|exam\w*|testing|board of))\b"
)
_AS_IS = re.compile(
    r"\bas (?:is|are|would be|were)(?: an?| the)?(?: [a-z0-9 ]{1,30})?\s*$"
)  # "525 is preferred, as is 230"
_LOW_SIDE = re.compile(
    r"\b(?:below|under|less than|lower than|fewer than|beneath|short of|not reach)\s*(?:a |an |the )?(?:score of |of )"
    r"?$|<\s*$"
)
_NOBODY = (
    r"(?:nobody|no one|none(?: of (?:those|them|the [a-z]+))?|no (?:[a-z]+ )?(?:applicant|candidate|file|application|"
    r"img|person|graduate|interview|invitation|review|score|result)s?)"
)
_READ = (
    r"(?:consider\w*|review\w*|accept\w*|eligible|interview\w*|invit\w*|process\w*|screen\w*|rank\w*|read|look\w*|"
    r"offer\w*|grant\w*|giv\w+|entertain\w*|pursu\w*|open\w*|forward\w*|download\w*|touch\w*|evaluat\w*|examin\w*|"
    r"see[ns]?|show\w*|display\w*|hear\w*|admit\w*|appl\w+)"
)
# What befalls those on the wrong side of a number, besides what all limits share.
_REJECTED = re.compile(
    rf"\b(?:not|never|no longer|cannot|unable to|nor) (?:be |been |being |even |further |"
    rf"generally |typically |usually |normally |currently |get |gets |able to )*{_READ}\b|"
    r"(?<!not )(?<!nor )\b(?:discards?|drops?|rejects?|weeds?|filters? out|screens? out|throws? out|excludes?|"
    r"eliminates?|ignores?|declines?|skips?|removes?|hides?|blocks?|turns? (?:down|away)|pass(?:es)? (?:over|on)|"
    r"sinks?|"
    r"ends?|closes?|kills?|disqualif\w+)\b(?! (?:date|on|in))|"
    r"\b(?:rejected|rejection|ineligible|filtered|screened out|excluded|declined|discarded|unread|unopened|unreviewed|"
    r"hidden|blocked|closed|shut|barred|weeded|skipped|withdrawn|regrets?|set aside|put aside|returned|passed over|"
    r"dismissed|"
    r"denied|"
    r"in vain|wast\w+|deal-?breakers?|hard stop|knock-?out|automatic no|too low|the end|not for (?:us|you))\b|"
    r"\b(?:not|never|in)[ -]?(?:sufficient|acceptable|enough|adequate|competitive enough|suffice)\b|"
    rf"\b{_NOBODY}\b[^.;]{{0,60}}\b(?:is|are|will be|gets?|has been|have been) (?:[a-z]+ )?{_READ}|"
    r"\bno (?:further )?(?:review|interview|consideration|invitation)s? (?:takes? place|follows?|is|are|will)\b|"
    rf"\b{_NOBODY} (?:under|below|with (?:less|lower|fewer|anything)|lower than|short of|beneath|scoring|who scored|"
    rf"whose|"
    r"for anyone|gets?|passes|advances|proceeds|will|may|can)\b|"
    rf"\bno\b[^.;,]{{0,40}}\b(?:gets?|is|are|will be) (?:[a-z]+ )?{_READ}\b|"
    rf"\b{_NOBODY}\b[^.;]{{0,60}}\b(?:may|can|should|could|need) apply\b|"
    r"\bneed not (?:apply|bother|write|send|contact)\b|\bshould (?:not apply|apply elsewhere|look elsewhere|"
    r"reconsider)\b|\belsewhere\b|"
    r"\b(?:do not|should not) (?:bother |waste |send |submit |apply)|\bnot to (?:apply|submit|bother)\b|"
    r"\bsave (?:yourself|your|the)\b|\b(?:(?:does|do|will|did|can) not|cannot|fails? to|never) (?:make|get|pass|"
    r"survive|reach|"
    r"clear|"
    r"advance|proceed|qualify|meet|satisfy|cross|progress|move)\b|\b(?:out|rejected|dropped|removed|cut)\b(?! of|[ "
    r"-]?off)"
)
# "Nobody below 220 has been invited since 2020": what came to pass, and no rule.
_HISTORY = re.compile(
    r"\b(?:has|have) (?:[a-z]+ )?(?:been )?(?:invited|interviewed|ranked|accepted|matched|taken|admitted)\b|\b(?:was|"
    r"were) "
    r"(?:[a-z]+ )?(?:invited|interviewed|ranked|accepted|matched|admitted)\b|\bmatched\b"
)


def _is_not_lower(before: str) -> bool:
    return bool(_NOT_LOWER.search(before) or _NO_EXAM_UNDER.search(before))


def _refuses(text: str) -> bool:
    return bool(_REJECTED.search(text)) or is_turned_away(text)


_SOFT_REJECTED = re.compile(
    r"\b(?:rarely|unlikely|seldom|generally|usually|typically|normally|less likely|discouraged|hard(?:er)?|few)\b"
)
_RELATED = re.compile(
    r"\bscores?\b|\busmle\b|\bcom[pb]?lex\b|\bsteps?\b|\bboards?\b|\bck\b|\bexams?\b|\blevels?\b|\bpoints?\b"
)
# "A 240 is competitive" tells how a score is seen, and asks for none.
_EVALUATES = re.compile(
    r"\b(?:is|are|it's|would be|considered|seen as|regarded as) (?:a |an )?(?:very |more |highly |quite |fairly |"
    r"generally )"
    r"?(?:competitive|good|strong|excellent|"
    r"solid|outstanding|improbable|probable|likely|unlikely|unusual|uncommon|rare|low|high|respectable|typical|"
    r"realistic|safe|fine|common|usual|average|reasonable|useful|rough|decent|solid|sensible)\b|"
    r"\bopens? (?:more |many |some |a few )?doors\b|\bas (?:very |highly |quite )?competitive\b|\bdraws? attention\b|"
    r"\b(?:often|commonly|sometimes|widely) (?:thought of|quoted|cited|mentioned|seen|regarded|taken)\b|"
    r"\b(?:safe|good|decent|solid|realistic|great|excellent) (?:usmle |board )?(?:scores?|steps?|ck|usmle|comlex)\b"
)
_COMPARED = re.compile(
    r"\bif\b[^,]*(?<!\bno )(?<!\bnot )\b(?:under|below|less|lower)\b|\bincrease (?:of|by|from)\b|\brise\b|"
    r"\bimprove(?:ment|d|s)? (?:of|by|"
    r"from|over|on)\b"
)
_MAY_APPLY = re.compile(r"\b(?:may|can) (?:only )?apply\b|\b(?:is|are) eligible to apply\b")
_VISA_LABEL = re.compile(r"\b[jh] ?-? ?1 ?-? ?b?(?: visas?)?\W*$")


def read(clause: Clause) -> Iterator[Finding | Drop]:
    if asks_to_visit(clause.question) or OF_OLD.fullmatch(clause.lead) or OF_SOME.match(clause.text):
        return
    if _VISA_LABEL.search(clause.lead):
        return  # "H1B: yes, limited to candidates with 240+"
    clause = _answer_refused(unquote(clause))
    masked = write_digits(mask_asides(clause.text)).replace(", respectively,", "  respectively ")
    if masked != clause.text:
        clause = replace(clause, text=masked)
    if (named := name_exams(clause)) != clause.text:
        clause = replace(clause, text=named)
    yield from _read_numbers(clause)
    yield from list(read_no_cutoff(clause)) or list(read_denial(clause)) or read_reply(clause)
    asked = declare_question(clause)
    if asked is not None:
        yield from _read_numbers(asked)


_IS_MEAN = re.compile(r"\b(?:averag\w*|mean|median|range[ds]?)\b")
_UNDER_ASKED = re.compile(r"\b(?:below|under|less than|lower than)\b[^?]{0,20}(?<!\d)[2-7]\d\d(?!\d)|<\s?[2-7]\d\d")


def _answer_refused(clause: Clause) -> Clause:
    """ "CK below 222? - Filtered out.": question and answer as the sentence that they make."""
    question = clause.question
    if (
        not clause.is_first_reply
        or clause.question_start < 0
        or len(clause.text) > 60
        or not _UNDER_ASKED.search(question)
        or not _refuses(clause.text)
    ):
        return clause
    text = f"{question.replace('?', ' ')} {clause.text}"
    return replace(clause, text=text, sentence=text, start=clause.question_start, question="", is_first_reply=False)


# "Internal medicine asks for 230; we screen at 225"
_OF_OTHER_FIELD = re.compile(
    r"\b(?:internal medicine|im|pediatrics|surgery|family medicine|psychiatry|neurology|radiology|anesthesia|"
    r"anesthesiology|"
    r"pathology|em|fm|ob/?gyn|dermatology) (?:asks? for|wants?|demands?|uses?|screens? at|looks for)\b"
)
_TRACK = re.compile(r"\b(?:prelim\w*|categorical)\b")
_PREFERRED_WITH = re.compile(
    r"\b(?:(?:preferred|desired|favou?red|recommended),? with|(?:(?:better|best|good|real|higher) (?:chances?|odds|"
    r"prospects)|chances? (?:is|are) (?:best|better|good|higher)|(?:advise|recommend|suggest|encourage)s? (?:it|this|"
    r"that))\b[^.;]{0,40}? with|(?:come|comes|go|goes|"
    r"read|"
    r"reads) first,? with) (?:an? )?(?:scores? )?(?:of |over |above |at least |more than )*$"
)
# "225 CK", "220+ (Step 2)", "215 or higher Step 1"
_RIGHT_BEFORE = re.compile(r"\s*\+?\s*(?:(?:or|and) (?:higher|above|more|better|up|over|greater) ?)?\(?(?:usmle )?\s*")
MAX_SCORES = 12  # in one clause


def _read_numbers(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    if not any(char.isdigit() for char in text):
        return
    matches = [match for match in NUMBER.finditer(text) if not _NOT_A_SCORE.match(text, match.end())]
    if not matches:
        return
    if len(matches) > MAX_SCORES:
        yield drop(clause, "score: more numbers than a rule has")
        return
    exams = find_scored_exams(text)
    both = pair_up(clause, matches, exams)
    for index, match in enumerate(matches):
        previous_end = matches[index - 1].end() if index else 0
        next_start = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        if index in both:
            pairs = both[index]
        elif match.group("first") and len(single_step(clause, exams, match.start())) == 1:
            # "Step 1: 220 / 235" are no scores of two Steps.
            for field in (f"step{step}_min" for step in single_step(clause, exams, match.start())):
                before = clause.previous
                told = [clause.lead, clause.heading.rsplit("|", 1)[-1], before.text if before else ""]
                if any(map(MIN_AND_WISH.search, told)) or (before and before.lead and told_pair(before)):
                    yield Finding(
                        field, int(match.group("first")), "required", clause.start, clause.end, needs_lead=True
                    )
                    yield Finding(
                        field, int(match.group("second")), "preferred", clause.start, clause.end, needs_lead=True
                    )
                else:
                    yield drop(clause, "score: two numbers of one Step")
            continue
        elif match.group("first"):
            pairs = [({"1"}, int(match.group("first"))), ({"2"}, int(match.group("second")))]
        elif match.group("usmle"):
            pairs = [(set(), int(match.group("usmle"))), (set(), int(match.group("comlex")))]
        elif match.group("level"):
            pairs = [(set(), int(match.group("level")))]  # "COMLEX 500/500"
        else:
            is_raised = match.group("high") and _RAISED.search(text, 0, match.start())
            number = int(match.group("n") or match.group("high" if is_raised else "low"))
            pairs = [(set(), number)]
        for steps, number in pairs:
            yield from _read_number(clause, exams, match, previous_end, next_start, steps, number)


_RAISED = re.compile(
    r"\b(?:raised|increased|lifted|bumped|changed|moved|lowered|reduced|dropped|went|gone|goes|up|down|rises|"
    r"rose)\b[^.;]"
    r"{0,16}\bfrom\s*$"
)


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
    if _NUMBERED.search(text[:start]) or (
        not exams
        and _BEFORE_NOT.search(text[:start])
        and not _RELATED.search(f"{clause.sentence} {clause.lead} {clause.question}")
    ):
        return
    mention = find_head(clause, start) or choose_exam(text, exams, start, end, previous_end, next_start, is_comlex)
    pointed = _THE_LATTER.search(text, 0, start)
    if pointed and not is_comlex and len(merge_steps(exams, pointed.start())) == 2:
        mention = ExamMention(0, 0, frozenset("2" if pointed.group("which") in ("latter", "second") else "1"))
    which_of_two = _OF_TWO.match(text, end)
    if which_of_two and len(steps_before := merge_steps(exams, start)) == 2:
        mention = ExamMention(0, 0, frozenset(("2" if which_of_two.group("which") in ("latter", "second") else "1",)))
        del steps_before
    needs_question = needs_lead = False
    opens = clause.lead and not re.search(
        r"[a-z]{3}", re.sub(r"minimum|at least|min|score|of|above|over", "", text[:start])
    )
    if opens and mention and mention.exams & {"1", "2", "comlex"} and TIGHT.fullmatch(text, mention.end, start):
        opens = False  # "Step 1: 215, CK: 225"
    if opens and mention is not None and mention.exams & {"1", "2"} and mention.start >= end:
        # "USMLE applicants: 220 or better on CK", "USMLE: 225 CK"
        between, is_unnumbered = text[end : mention.start], names_no_step(clause.lead)
        opens = not (CONNECT_AFTER.match(between) or (is_unnumbered and _RIGHT_BEFORE.fullmatch(between)))
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
                mention = fitting[-1] if len(fitting) == 1 else merge(fitting)
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
                mention = merge(joined_last(previous.text, named))
            elif named and mention is not None:
                mention = named[-1] if "score" not in named[-1].exams else mention
            elif named and mention is None and find_marks(text) and NUMBER.search(previous.text):
                # "The cutoff for Step 2 is 220. We would rather see 230."
                is_same = previous.sentence_start == clause.sentence_start
                unnamed = ExamMention(0, 0, frozenset(("usmle",))) if is_same else None
                mention = named[-1] if "score" not in named[-1].exams else unnamed
            elif named and previous.sentence_start == clause.sentence_start:
                mention = named[-1] if "score" not in named[-1].exams else ExamMention(0, 0, frozenset(("usmle",)))
        if mention is None and previous and previous.end > clause.start - 8:
            # A row of a table in plain text: "| Step 1 | 225 |".
            named = [m for m in find_scored_exams(previous.text) if m.start == 0 and "score" not in m.exams]
            if named and _NAME_ALONE.fullmatch(previous.text, named[-1].end):
                mention = merge(named)
        if mention is None:
            for around, which in ((clause.lead, "lead"), (clause.question, "question"), (clause.heading, "heading")):
                if re.search(r"\bscores?\b|\busmle\b|\bboards?\b|\bcut-?off\b", around) and not is_comlex:
                    mention = ExamMention(0, 0, frozenset(("usmle",)))
                    needs_lead, needs_question = which == "lead", which == "question"
                    break
        if mention is None or (mention.exams == frozenset(("score",)) and not is_comlex):
            is_marked = bool(find_marks(text) or _refuses(text) or _LABEL_OF_STRENGTH.fullmatch(clause.lead))
            told = _find_told(clause, is_comlex, is_marked)
            mention = told or mention
        if (
            mention is None
            and not is_comlex
            and previous
            and previous.sentence_start == clause.sentence_start
            and (
                re.search(r"\bscores?\b|\busmle\b|\bboards?\b|\b(?:exam|step) cut-?offs?\b", previous.lead)
                or (find_marks(text) and re.search(r"\bcut-? ?offs?\b|\bscores?\b|\busmle\b", previous.text))
            )
        ):
            mention = ExamMention(0, 0, frozenset(("usmle",)))  # "Exam cut-offs: none; 230s are preferred"
        if (
            mention is None
            and not is_comlex
            and re.search(
                r"\bor (?:more|higher|above|better|greater|up)\b|\b(?:above|at least|minimum)\b|\bfirst attempt\b|\+",
                text,
            )
            and (
                re.search(r"\battempt|\btry\b|\bpass|\bexams?\b", text)
                or (
                    190 <= number <= 280
                    and re.search(
                        r"\b(?:candidates?|applicants?|nobody|no one) (?:with|who|have|should|must|need|below|under|"
                        r"above|over|"
                        r"scoring)",
                        text,
                    )
                )
            )
        ):
            mention = ExamMention(0, 0, frozenset(("usmle",)))
        if mention is None and not is_comlex and _NO_EXAM_UNDER.search(text[:start]):
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
    if (
        _PAST.search(before)
        or _SET_BY_BOARD.search(text)
        or _is_gone_by(text, start, end)
        or is_of_the_past(clause.text)
    ):
        yield drop(clause, "score: of the past, or the exam's own passing mark")
        return
    if _ROUGHLY.search(before) and settle_strength(clause, start, end, None) != "preferred":
        yield drop(clause, "score: typical, not asked for")
        return
    if re.search(r"\bused to (?:say|read|list|state|be)\b", clause.lead) or (
        "we" in clause.sentence.split() and _OF_OTHER_FIELD.search(before)
    ):
        yield drop(clause, "score: of the past, or of another program")
        return
    tracks = _TRACK.findall(before) if "prelim" in text and "categorical" in text else []
    if tracks and tracks[-1].startswith("prelim"):
        yield drop(clause, "score: of preliminary places")
        return
    if before.endswith("in the ") and text.startswith("s ", end) and _refuses(text):
        yield drop(clause, "score: a number that nobody must reach")  # "scores in the 190s need not apply"
        return
    if _LOW_SIDE.search(before) and not _is_not_lower(before):
        if _HISTORY.search(text):
            yield drop(clause, "score: typical, not asked for")
            return
        around = text if _refuses(text) else clause.sentence
        if clause.is_first_reply and not _refuses(around):
            around = clause.question  # "A score below which you will not look? - Anything under 215."
        if has_refusing_head(clause):
            strength: str | None = "required"
        elif not _refuses(around) or (is_set_back(text) and not _refuses(text)):
            yield drop(clause, "score: a number that nobody must reach")
            return
        elif _SOFT_REJECTED.search(around):
            yield drop(clause, "score: those below it are seldom taken")
            return
        else:
            strength = "required"
    else:
        if _COMPARED.search(text[max(0, start - 50) : end + 30]):
            yield drop(clause, "score: compared, not asked for")
            return
        if ADVISES_OWNER.search(text):
            yield drop(clause, "score: advice to somebody who has it")
            return
        if _is_of_exception(clause, start) or _AFTER_FAILURE.search(before) or _DENIED_CUTOFF.search(before):
            yield drop(clause, "score: asked of a visa, or of those who failed")
            return
        strength = settle_strength(clause, start, end, None)
        bracketed = _BRACKETED.match(text, end)
        kinds_within = {mark.kind for mark in find_marks(bracketed.group("mark"))} - {"weak"} if bracketed else set()
        if _SOFT.match(text, end):
            strength = "preferred"
        elif strength in ("preferred", "unneeded") and _is_of_another(clause, start, end):
            strength = "required"
        elif len(kinds_within) == 1:
            (strength,) = kinds_within
        elif (_LIKEWISE.search(text) or _SO_DO.match(text)) and clause.previous and not _own_marks(text):
            likewise = {"preferred"} if _GO_FIRST.search(clause.previous.text) else _own_marks(clause.previous.text)
            strength = likewise.pop() if len(likewise) == 1 else strength
        if strength is None and (beside := OR_EXAM.search(before)):
            beside_strength = settle_strength(clause, beside.start("n"), beside.end("n"), None)
            strength = "preferred" if beside_strength == "preferred" else None
        elif strength == "preferred" and is_bound_apart(before, text[end:]):
            strength = "required"
        if _AS_IS.search(before):
            earlier = [mark.kind for mark in find_marks(before) if mark.kind != "weak"]
            strength = earlier[-1] if earlier else strength
        if strength is None and _own_marks(text) == {"preferred"} and _PREFERRED_WITH.search(before):
            strength = "preferred"  # "First-attempt passes are preferred, with 235 on Step 2 CK"
        is_description = _is_description(clause, start, end) and not _MAY_APPLY.search(text)
        if (strength in (None, "required") and is_description) or (
            strength == "preferred" and _is_report(text) and not _is_wish(clause)
        ):
            strength = "typical"
    if strength in (None, "required", "unneeded"):
        # What the head of a list makes of all that it governs: wish_heads.py.
        if _WISHED_AFTER.match(text, end) or _WISHED_BEFORE.search(text[:start]):
            strength = "preferred"
        elif _HEADS_REPORT.search(clause.lead):
            strength = "typical"
    if strength == "typical" and (is_under_wishes(clause) or (is_of_those_seen(text) and not _IS_MEAN.search(text))):
        strength = "preferred"
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


# "A failed step may be followed by 230", "we do not have a cutoff of 230", "the former requirement of 220".
_AFTER_FAILURE = re.compile(r"\b(?:fail\w*|attempt)\b[^.;]{0,30}\b(?:followed by|made up for by|offset by)\b")
_DENIED_CUTOFF = re.compile(
    r"\b(?:not|never) (?:have|use|set|apply|enforce) (?:an? |any )(?:[a-z0-9-]+ ){0,4}?of $|"
    r"\b(?:former|old|previous|earlier) (?:requirement|minimum|cut-?off|rule|line|limit)\b[^.;,]{0,24}$"
)
# A head that makes a description of all that it governs.
_HEADS_REPORT = re.compile(
    r"\bin common\b|\b(?:candidates|applicants|those) (?:we )?(?:invited|interviewed|matched|ranked)\b(?! must)|"
    r"\bof (?:those|our) (?:invited|matched|residents)\b"
)
_WISHED_BEFORE = re.compile(
    r"\b(?:preferred if|suitable candidate if|(?:we|it|program|committee|faculty|"
    r"director) likes?)\b(?![^.;]*\b(?:must|required|needs?|only)\b)[^.;]*$"
)
_WISHED_AFTER = re.compile(
    r"[^,;.()\d]{0,24}(?:ck |step 2 )?(?:\((?:desired|preferred|ideal\w*|hoped for|soft)\)|"
    r"(?<!and)(?<!but), ideally(?=[,;.]|\W*$))"
)
_PEOPLE = (
    r"(?:residents?|interns?|trainees?|class(?:es)?|cohorts?|interviewees?|alumni|pgy-?1s?|house ?staff|group|intake|"
    r"those (?:who |we |that )?(?:have )?(?:matched|invited|interviewed|ranked|accepted)|(?:matched|invited|"
    r"interviewed|"
    r"accepted|successful|ranked|admitted|enrolled|selected) (?:[a-z]+ )?(?:applicants?|candidates?|people|imgs?|ones))"
)
# Sentences that tell what came to pass: of people here, in a year, in parts of a hundred, or over the whole country.
_REPORTS = Branched(
    r"\baverag(?:e|es|ed)\b|\bmeans(?= (?:were|are|of))|\b(?:virtually |nearly |almost )?(?:every(?:one|body)|all) "
    r"(?:who (?:is|was|were|are) )?(?:offered (?:an )?interviews?|invited|interviewed|matched)\b|"
    r"\b(?:mean|medians?|avg|percentiles?|quartiles?|distribution|standard deviations?|"
    r"on average|statistics|typical score|typical scores)\b|\bscores? (?:range|ranged|spanned|fell|vary|varied|lay|"
    r"(?:were|was)(?! (?:raised|lowered|set|increased|changed|reduced|fixed|established)))\b|\branged (?:from|"
    r"between|widely)\b|"
    rf"\b{_PEOPLE}(?: (?!must|should|need|who|with|will|shall|to|may|can|expected|required|are|is|unless)[a-z0-9'-]+)"
    r"{0,4}? (?:had|have|has|scored|scores|averag\w+|came|got|earned|posted|achieved|reported|presented|shows?|"
    r"showed|lies?|lay|"
    r"matched|held|entered|fell|falls?|spann?\w*|sits?|sat)\b|"
    r"\bscores? (?:run|runs|ran|go|goes|went|span|spans|stretch\w*|extend\w*|lie|lies) (?:from|between)\b|"
    r"\b(?:those|applicants|candidates|people|ones) (?:who are |who were |we )?(?:selected|chosen|picked|invited|"
    r"interviewed)"
    r"(?: for (?:an )?interviews?)? (?:normally|usually|typically|generally|often|mostly) (?:have|had|show|score)\b|"
    r"\b(?:\d+ ?%|per ?cent|half|thirds?|quarters?|majority|most|nearly all|almost all|few|one|some|many|several|all|"
    r"\d+ (?:out )?of (?:the |our )?\d+|three|two|four|five) of (?:the |our |those |all |these |last )*(?:[a-z0-9'-]+ )"
    rf"{{0,2}}?(?:{_PEOPLE}|applicants?|candidates?|invitations?|invitees?)\b|"
    rf"\b(?:among|amongst|of|by|for|across) (?:the |our |last |these |this |those |all |"
    rf"year's )+(?:[a-z0-9'-]+ ){{0,3}}?"
    rf"{_PEOPLE}\b|\bscores? (?:of|for|among|from) (?:the |our )?(?:[a-z]+ )?{_PEOPLE}\b|\b(?:resident|intern|"
    rf"match(?:ed"
    r")?|class|cohort) (?:statistics|profiles?|data|scores?|averages?|numbers)\b|"
    r"\b(?:applicants?|candidates?|those|people|imgs?) (?:who|that|we) (?:have )?(?:matched|interviewed|invited|ranked|"
    r"accepted|got in|joined|were (?:matched|invited|interviewed|ranked|accepted|successful))\b|"
    r"\b(?:most|half|two[- ]thirds|three[- ]quarters|many|nearly all|almost all|virtually all|the majority of|"
    r"several|some|few) (?:of )?(?:the |our |those |"
    r"these )*(?:[a-z]+ )?(?:applicants?|candidates?|residents?|interns?|imgs?|people|applications?|files|those|"
    r"them)\b|"
    r"\ball of (?:those|these|them) (?:are|were|had|have)\b|"
    r"\bwho (?:are|were|get|got) (?:[a-z]+ )?(?:interviewed|invited|ranked|matched|accepted)\b|"
    r"\b(?:matched|got in|got an interview|were invited|did (?:well|best|better)|do(?:es)? (?:well|best|"
    r"better) (?:with|"
    r"here)|tend(?:s|ed)? to do|fared|succeeded)\b|"
    r"\b(?:an?|one|our (?:chief|best)|two|three|some|several) (?:[a-z]+ )?(?:residents?|interns?|graduates?|alumn\w+) "
    r"(?:with|who|had|has|scored)\b|"
    r"(?<!be )(?<!get )(?<!being )\b(?:took|accepted|matched|invited|interviewed|ranked|had) (?:somebody|someone|a "
    r"resident|an applicant|one|an "
    r"img|"
    r"a candidate|people)\b|"
    r"\b(?:among|of|by) (?:our|the program's|recent) (?:[a-z]+ )?graduates\b|\bcorresponds? to\b|\btend(?:s|"
    r"ed)? to\b|\bequals\b|"
    r"\bconcordance\b|\bconver(?:t|ts|ted|sion)\b|\bnational(?:ly)?\b|"
    r"\bpoints?: |\bpoints? (?:for|if|when|each|are|is)\b|\b(?:grid|rubric|"
    r"point system)\b"
)
# The mark that the exam's own makers set; where the program speaks of its own, it says so.
_PASS_MARK = re.compile(
    r"\b(?:pass(?:ing)? (?:scores?|marks?|standards?|thresholds?|lines?|levels?|minimum)|minimum pass(?:ing)?|(?:score|"
    r"mark|minimum) (?:needed |required |necessary )?to pass|passing (?:is|was)|pass mark)\b"
)
_OWN_MARK = re.compile(
    r"\b(?:our|we|program|department|hospital|require[sd]?|must|mandatory|needed for interview|at least|"
    r"requirements?|minimum(?: of)? \d+)\b"
)
_PASS_MARKS = frozenset((192, 194, 196, 203, 209, 214, 218, 350, 400))  # of USMLE and COMLEX, over the years
# "Most applicants show 225 or more, but nobody is left out."
_MOST_SHOW = re.compile(
    r"\b(?:most|half|two[- ]thirds|three[- ]quarters|many|nearly all|almost all|virtually all|the majority|several|"
    r"some|few)\b(?: (?:of|the|our|those|all)"
    r")*(?: [a-z]+){0,2}? (?:applicants|candidates|residents|interns|imgs|files|applications|people|interviewees|whom|"
    r"of them|graduates|who|with|show|have|had|score|scored|are|come|present|we)\b"
)
# The praise of those who got in is no wish for those who have not.
_PRAISE = re.compile(r"\b(?:successful|strong|strongest|best|competitive) (?:candidates?|applicants?)\b")
# "My CK is 231", "I scored 231": somebody who asks.
_OF_ONESELF = re.compile(
    r"\b(?:my|mine|(?<!step )(?<!part )(?<!level )(?<!steps )i (?:have|had|got|scored|made|received|only|am|was|"
    r"failed|passed)|i'm|i've|i'd) "
    r"(?:[a-z0-9'-]+ ){0,6}?$"
)
_MIN_BEFORE = re.compile(
    r"\b(?:min(?:imum)?\b\.?|cut-?off|floor|threshold)(?: (?:scores?|of|is|for|step [12]|ck|usmle|comlex))*[:=]? ?$"
)
_HAS_MEANT = re.compile(
    r"(?<!should )(?<!must )\bha(?:s|ve) (?:[a-z]+ )?(?:(?:meant|tended|ranged|averaged)\b[^,;]{0,30}|"
    r"been(?: (?:about|around|at|"
    r"above|over|between|near))?\s*)$"
)
_WHETHER = re.compile(
    r"\b(?:ask|asks|asking|asked|tell|wonder|wondering|know|say|comment|inquire|e-?mail|predict|guess|"
    r"worry)\b[^.;]{0,20}\b"
    r"(?:whether|if|about)\b[^.;]*$|\b(?:claim|claims|rumou?r\w*|allege\w*|suspect)\b[^.;]*$"
)
# Said of an examination whose score is asked, besides the marks of strength that all facts share.
_DEMANDS = re.compile(
    r"\b(?:it takes|takes? an?|you'll need|gets? you|to get|ask|asks|asked|least|lowest|filter\w*|negotiable|"
    r"in force|bars?|line|stops?|(?:starts?|begins?) (?:reading |to read |looking )?(?:at|with|from)|(?:only|just|"
    r"reserved|meant|solely) (?:for|to|those|if|when|from|who|with|applicants|"
    r"candidates)|where (?:we|the program|our [a-z]+) (?:start|begin|draw)s?|set at|set to|sits? at|stands? at|stays? "
    r"at|without which|no lower|applies|holds?|insist\w*|"
    r"accept\w*|"
    r"consider\w*|review\w*|eligib\w*|qualif\w*|as low as|draw\w*|cut\w*|score requirements?|below|under|beneath|"
    r"lower than|less than|if "
    r"your|if you|provided|or else|or we|look at|reads?|screen\w*|want|wants|expect\w*|demand\w*|has to|have to)\b"
)
_ELLIPTIC = re.compile(r"\b(?:is|are|does|do)\s*[.;]?$")  # "CS is not needed; a Step 2 CK of 220 is."
_STARTS_IF = re.compile(
    r"^\W*(?:\([a-z]+\) )?(?:if|unless|when|provided|your (?:[a-z0-9]+ ){0,5}(?:is|are)|an? score)\b"
)


def _is_gone_by(text: str, start: int, end: int) -> bool:
    """ "Previously 215, our minimum is now 224", "under which 220 was needed", "we dropped the cutoff of 210"."""
    for match in _GONE_BY.finditer(text):
        between = text[min(end, match.end()) : max(start, match.start())]
        if not re.search(r"(?<!\d)[2-7]\d\d(?!\d)", between):
            return True
    if _FORMER.search(text[:start]):
        return True
    return is_cutoff_ended(text)


# "230 or above (desired)".
_BRACKETED = re.compile(
    r"\+?(?: (?:or|and) (?:more|higher|above|better|greater|over|up))?\s*\(\s*(?P<mark>(?!should|if|when|"
    r"unless)[a-z-]+(?: [a-z-]+){0,3})\)"
)
_SOFT = re.compile(r"\+?[ \W]{1,3}soft\b")
_SO_DO = re.compile(r"\W*(?:and )?(?:so|as) (?:do|does|are|is|will|would)\b")  # "So do scores over 225."
_GO_FIRST = re.compile(r"\b(?:goe?s?|comes?|(?:are|is) (?:read|seen|ranked|invited|reviewed)) (?:first|ahead)\b")
_LIKEWISE = re.compile(r"\b(?:likewise|too|as well|similarly|also|ditto)\W*$")
_VISA = re.compile(r"\b(?:h-?1-?b?|j-?1|visas?|sponsor\w*)\b")
_EXEMPTS = re.compile(
    r"\b(?:fail\w*|repeat\w*|second (?:attempt|try)|attempts?|retak\w*|retook|older|gaps?|not pass\w*)\b[^;]*\b(?:if|"
    r"when|with|where|provided|unless|so long as|as long as)\b[^;]*$"
)


def _is_of_another(clause: Clause, start: int, end: int) -> bool:
    """ "Our minimums: 210 on each Step, two tries with one preferred": the wish stands behind another comma."""
    left, right = max(clause.text.rfind(mark, 0, start) for mark in ",;("), clause.text.find(",", end)
    if (
        right >= 0
        and re.match(
            r" (?:and )?(?:usmle )?(?:step (?:3|iii)|three letters|letters|graduat|attempts)\b",
            clause.text[right + 1 :],
        )
        and {mark.kind for mark in find_marks(clause.text[left + 1 : right])} == {"weak"}
    ):
        return True  # "Step 2 minimum 210, Step 3 a plus"
    kinds = {mark.kind for mark in find_marks(clause.lead)}
    if not kinds or "preferred" in kinds or not kinds & {"weak", "required"}:
        return False
    near = re.split(r"[,;]", clause.text[end:])[0]
    return not any(mark.kind == "preferred" for mark in (*find_marks(clause.text[:start]), *find_marks(near)))


def _own_marks(text: str) -> set[str]:
    return {mark.kind for mark in find_marks(text)} - {"weak"}


def _is_of_exception(clause: Clause, start: int) -> bool:
    """ "An H-1B is for the highly qualified: above 250"; "a failed Step 1 is considered if CK was 240 or better"."""
    before = clause.text[:start]
    visa = _VISA.search(before)
    if visa and _IF_HIGH.search(before, visa.end()):
        return True
    if visa and re.search(
        r"\b(?:meaning|only for|considered (?:for|if|when)|if|provided|reserved|exceptional\w*|limited to|with)\b",
        before[visa.end() :],
    ):
        return not re.search(r"\b(?:and|but)\b[^,;]*\b(?:requires?|must|need)", before[visa.end() :])
    failed = _WHO_FAILED.search(before)
    if failed and not re.search(r"\b(?:not|no|never|without)\b", failed.group()) and not is_turned_away(before):
        return True
    exempts = _EXEMPTS.search(before)
    return bool(
        exempts
        and re.search(
            r"\b(?:considered|accepted|excused|overlooked|tolerated|forgiven|acceptable|reviewed|possible|ok)\b", before
        )
        and not _NO_EXCEPTION.search(before)
    )


# "... an H-1B for highly qualified applicants (Step 2 CK above 250)": the bracket says who they are.
_IF_HIGH = re.compile(
    r"\b(?:qualified|strong|outstanding|exceptional|excellent|competitive|stellar|top|superior|select) "
    r"(?:[a-z]+ )?\([^()]*$"
)
# "Candidates with a failed attempt must have at least 225 on the next": asked of some.
_WHO_FAILED = re.compile(
    r"\b(?:if|those|candidates|applicants|anyone|imgs|people|graduates|students|whoever)\b[^,;]{0,30}\b(?:fail\w*|"
    r"repeat(?:ed|ers?|ing)?|more than one attempt|second attempt|multiple attempts|retook|retaken|retaking)\b[^;]*$"
)
_NO_EXCEPTION = re.compile(r"\b(?:must|not|no|never|only)\b")


def _is_wish(clause: Clause) -> bool:
    return has_mark(_PRAISE.sub("#", clause.text), "preferred") or has_mark(clause.lead, "preferred")


# "The screen used to be 215. It is 225 now."
_IT_IS = re.compile(
    r"(?:but |now |today |currently,? )*(?:(?:for|on) [a-z0-9 ]{1,20},? )?(?:it|that|this)(?:'s| is| stands| sits| "
    r"has risen| rose|"
    r" went)\b"
)
_CUTOFF_NAMED = re.compile(rf"\b(?:{CUTOFF_WORD}|screen)\b")


def _is_report(text: str) -> bool:
    return bool(_REPORTS.search(text))


def _is_description(clause: Clause, start: int, end: int) -> bool:
    """Whether a number without a word of wish around it only tells how things are or were."""
    text = clause.text
    before = text[:start]
    if _HAS_MEANT.search(before) or _OF_ONESELF.search(before) or _WHETHER.search(before):
        return True
    is_pass_mark = text[start:end].isdigit() and int(text[start:end]) in _PASS_MARKS
    if _PASS_MARK.search(text) and (is_pass_mark or (not _OWN_MARK.search(text) and VERB.search(text))):
        return True
    segment = text[max(text.rfind(mark, 0, start) for mark in (",", ";", " but ")) + 1 : start]
    shown = _MOST_SHOW.search(segment)
    if shown and not _own_marks(segment[shown.end() :]) - {"typical"} and not _refuses(segment):
        return True
    if _MIN_BEFORE.search(segment) and not _is_report(segment):
        return False  # "min 210, avg 232"
    if _EVALUATES.search(re.split(r"[,;]", text[end : end + 40])[0]) and not _refuses(before):
        return True
    if any(mark.kind == "required" for mark in find_marks(text)) or _refuses(text) or _is_not_lower(before):
        return False
    if _is_report(text) or _EVALUATES.search(text):
        return True
    if re.match(r"\+?\s*=\s*\d\b", text[end:]):
        return True  # points of a grid
    if clause.lead and (clause.lead in ("should", "points", "points awarded", "scoring") or _is_report(clause.lead)):
        return True
    if re.search(r"\bbetween\s*$", before) and re.match(r"[12]\d\d\b.{1,5}[12]\d\d", text[start:end]):
        return True
    if settle_strength(clause, start, end, None) == "required" or _ELLIPTIC.search(text):
        return False
    if clause.answer == "no":
        return True
    if re.match(r"s\b", text[end:]) and not before.endswith("the "):
        return True
    if re.search(r"\brange[sd]?\b|\b(?:was|were|had been)\s*(?:a |an |the )?$", before) and not re.search(
        r"\b(?:if|unless|provided)\b", before
    ):
        return True
    if clause.lead or _STARTS_IF.match(text):
        return False
    if asks_cutoff(clause) or (_HAS_ALONE.match(text) and not _is_report(clause.sentence)):
        return False  # "Lowest scores? On Step 1 it is 205.", "... who trained here; have 240 on Step 2 CK"
    if _IT_IS.match(text) and clause.previous and _CUTOFF_NAMED.search(clause.previous.text):
        return False
    return bool(VERB.search(text)) and not _DEMANDS.search(text)


# A verb whose subject stands before in a list: "applicants who hold a degree; show 240 or more on Step 2 CK".
_HAS_ALONE = re.compile(
    r"(?:and |or |also )?(?:have|has|hold|show|score|scored|reach|bring|got|earned)s? [^.;,]{0,30}[2-7]\d\d"
)
_LABEL_OF_STRENGTH = re.compile(r"(?:preferred|required|recommended|desired|minimum|ideal)(?: (?:score|minimum))?")
MAX_TOLD = 3  # clauses before, in which the exam may have been named


def _find_told(clause: Clause, is_comlex: bool, is_marked: bool) -> ExamMention | None:
    """The exam of an earlier clause: of the same sentence, or where a cutoff is named right after it."""
    previous = clause.previous
    for _ in range(MAX_TOLD):
        if previous is None or not (
            previous.sentence_start == clause.sentence_start or (is_marked and clause.start - previous.end < 60)
        ):
            return None
        for around in (previous.text, previous.lead):
            named = [
                m
                for m in find_scored_exams(around)
                if "score" not in m.exams and (("comlex" in m.exams) if is_comlex else m.steps)
            ]
            if named:
                return merge(joined_last(around, named))
        previous = previous.previous
    return None


# "Steps 1 and 2 passed, the latter with 215"
_THE_LATTER = re.compile(r"\bthe (?P<which>latter|former|second)\b(?! attempt| try| sitting)[^,;]{0,30}$")
# "... on the latter": of two Steps named before.
_OF_TWO = re.compile(r"[^.;,]{0,24}?\b(?:on|for|in|of) the (?P<which>latter|former)\b")
_NAME_ALONE = re.compile(r"(?: scores?| results?| minimum| min\.?)*[\s.:|-]*")
