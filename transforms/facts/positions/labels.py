"""Labels and questions: those that ask how many, those that ask for something else, and labels without their colon.

A question or label that asks makes the number behind it the yearly intake (`find_asking`); a class, an intake or a
quota does the same for the number beside it (`is_of_class`: "a class of 12", "Seats 12", "our yearly quota is six").
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.positions.counts import Counts
from transforms.facts.positions.tracks import BARE_TRACK
from transforms.facts.positions.words import ENDS_ITEM, PLACES
from transforms.language import Clause

# ---------------------------------------------------------------- asked by a question or label

_ASKS = re.compile(
    r"\bhow many (?:can |do |will |of us |of you |people |are )*(?:get in|come in|be taken|(?:in|to) (?:a|each|every|"
    r"one|the) "
    r"(?:intern )?(?:class|year)|per class)\b|\bhow many new (?:residents|interns|people|doctors)\b|"
    r"\bsize of an? (?:[a-z]+ )?class\b|"
    r"\bhow many\b[^?]*\b(?:positions?|places?|spots?|slots?|openings?|interns?|pgy|pgy-?1s?|categoricals?|seats?|"
    r"first[- ]years?)\b|\bhow many\b[^?]*\b(?:residents|people|trainees)\b[^?]*\b(?:year|take|accept|match|class|"
    r"recruit|each|annually|admit|enter|enroll)|\b(?:positions?|places|openings|spots|class size|intake|slots|quota|"
    r"seats|posts)\b(?: (?:per|a|each) year)?(?: (?:available|offered|open|for|in|this|next|the|coming|upcoming|nrmp|"
    r"match|your|this year's|the year's|main|"
    r"july|cycle|season|at|pgy[ -]?(?:1|i)|each year|per year))*\s*(?:,? ?\(?[a-z /-]{0,25}\)?)?\??$|"
    r"^(?:number of |annual |yearly )*"
    r"(?:appointments|interns|intake)(?: (?:per|a|each) year)?\??$|\b(?:first-year|intern|incoming|entering|pgy-?1|"
    r"yearly|"
    r"annual|resident) (?:class|cohort|intake|group)(?: size)?\??$|"
    r"(?:^|\| ?)(?:number of )?(?:categorical )?(?:pgy[- ]?1|first[- ]year|intern|categorical)s?(?: (?:residents|"
    r"positions|class|slots|spots|year|places|interns))?\s*$|"
    r"^match(?:es)? per year$|(?:^|\| ?)(?:approved|accredited|funded|offered|filled) (?:per|each|every|a) year$|"
    r"(?:^|\| ?)(?:places |positions |spots )?to (?:be )?fill(?:ed)?$|^entry class(?: size)?$|"
    r"^categorical (?:ones|positions|places|spots|slots|interns|residents|seats)\b(?!.*\btotal)|"
    r"^number (?:open|taken|accepted|matched|admitted|recruited|of (?:new )?(?:residents|interns) (?:open|taken|"
    r"accepted|"
    r"matched|admitted|recruited))\b|\bhow many (?:of us )?(?:will )?match\b|"
    r"\bhow many (?:[a-z0-9-]+ ){0,3}?(?:do|will|does|can|are) (?:you |the program |we )?(?:usually |"
    r"typically |going to )?(?:match|take|accept|admit|hire|recruit|enroll|appoint|select|bring|welcome|fill|expect|"
    r"choose)\b|"
    r"^\W*(?:(?:places|positions|spots|slots) )?(?:offered|available|open|filled|taken|on offer|to fill) (?:in|"
    r"for|through|by|"
    r"via) (?:(?:this|the|next|each|every|your|this year's|coming|current|upcoming|nrmp|main) )+(?:match|year|"
    r"cycle|season|"
    r"class)\W*$|"
    r"\bhow many (?:[a-z]+ )?(?:are |get )?(?:matched|accepted|taken|hired|admitted|recruited)\b|^(?:number (?:of )?"
    r")?(?:new )?(?:residents?|"
    r"positions?|interns?|"
    r"new residents?)? ?(?:per|each|a) (?:year|class)\s*:?$|\bsize of (?:the |each |your )?(?:intern |"
    r"incoming )?class\b|\bhow (?:big|large)\b[^?]*\bclass|^(?:the |your )?class(?: size)?\s*\??$|^\W*how many\W*$|"
    r"\bhow many (?:[a-z]+ )?are you (?:looking for|seeking|recruiting|hiring|taking)\b|"
    r"\b(?:this year's|next year's|new|first-year|incoming|yearly|annual|categorical) (?:[a-z]+ )?(?:residents|people|"
    r"places|positions|spots|seats|slots)?,? ?how many\b|\b(?:interns|categoricals|positions|places|spots|slots|seats|"
    r"openings|first-years|pgy-?1'?s),? how many\b|\bnumber of (?:[a-z0-9-]+ )?(?:interns|first-years|pgy-?1'?s|"
    r"categoricals|places|positions|spots|seats|slots|openings)(?: (?:you|we|a|each|per|every)\b[^?]*)?\W*$|"
    r"^\W*(?:and )?how many (?:people |of you |of us |of them |doctors |usually |will )*(?:(?:are|get|"
    r"is) (?:you )?(?:chosen|"
    r"picked|appointed|selected|recruited|brought in)|(?:do you |will you |you )?(?:take|match|choose|appoint)|join|"
    r"start|"
    r"begin|enter|(?:are there )?(?:each|every|per|a) (?:year|class|july))\b|^(?:categoricals|interns)\W*$"
)
_ASKS_TOTAL = re.compile(
    r"\btotal\b|\b(?:approved|accredited|authorized)\b(?![^|]*(?:year|pgy-?1|first|intern|class|annual))|\bhow many "
    r"residents (?:are|do you have|"
    r"does the program have|in (?:the|your) program)|\binterview|"
    r"\bapplic(?!ation (?:cycle|season|year))|\bhow many (?:[a-z]+ ){0,2}?(?:years|months|weeks|letters|"
    r"attempts|times|tries|fail\w*|hours|days|exams|lors|visas|steps|references)\b|\bfellow|\bstudent|\bobserver|"
    r"\bprelim|\bfaculty|\br positions?\b|\bbeds?\b|\bparking|\brooms?\b|\belective|"
    r"\bvisas?\b|\bimgs?\b|\bforeign|\bvisitors?\b|\bvisiting\b"
)


def asks_other(asked: str) -> bool:
    return bool(_ASKS_TOTAL.search(asked)) and not (
        re.search(r"\bcategorical\b", asked) and not re.search(r"\btotal|\binterview|\bapplic(?!ation cycle)", asked)
    )


LABEL = re.compile(
    r"(?:(?:our|the|your|each|small|#|program|training|size of|categorical|first[- ]year|first-yr|intern|residency|"
    r"resident|"
    r"pgy-?1|number of|"
    r"no\. of|# of|open|annual|"
    r"yearly|nrmp|match|new|available|total) )*"
    r"(?:pos|positions?|spots?|slots|seats|places|spaces|openings|(?:accepted|taken|matched)(?= (?:per|each|a|every|"
    r"in)\b)|intake|class size|residents|interns|categoricals?|cat|"
    r"pgy[- ]?1'?s?|quota|size|class(?:es)?|"
    r"first[- ]years?)(?: ?(?:/|per|a|(?:in )?each|every) ?(?:yr|year|class|annum)| (?:next|this) (?:year|july|"
    r"match)| offered|"
    r" available| annually| yearly| taken|"
    r" accepted| matched| open| filled)*\s*"
)
_YEARLY_LABEL = re.compile(
    r"year|yr|class|annual|annum|place|position|slot|spot|seat|opening|intern|pgy|first|\bcat|new|quota|intake|next|"
    r"match"
)


def simplify_label(label: str) -> str:
    """ "Positions (PGY-1)", "Categorical places 2024" without their asides."""
    label = re.sub(r"\((?!\s*prelim|\s*total)[^()]{0,24}\)|\b20\d\d(?:[-/]\d+)?\b|[\"_]", " ", label)
    return " ".join(label.split())


def find_asking(clause: Clause, label: str) -> tuple[str, bool, bool]:
    """The question or label that asks how many; whether it is the question; whether it is the label."""
    if clause.is_first_reply and _ASKS.search(clause.question) and not asks_other(clause.question):
        return clause.question, True, False
    if clause.is_first_reply and not asks_other(clause.question):
        asked = simplify_label(clause.question.rsplit("? ", 1)[-1].rstrip("? "))  # "Interns? Eleven."
        if LABEL.fullmatch(asked) and _YEARLY_LABEL.search(asked):
            return clause.question, True, False
    if (
        label
        and (
            _ASKS.search(simple := simplify_label(label)) or (LABEL.fullmatch(simple) and _YEARLY_LABEL.search(simple))
        )
        and not asks_other(clause.lead)
    ):
        return clause.lead, False, True
    return "", False, False


_OF_OTHERS = re.compile(
    r"\b(?:interview\w*|fellow\w*|applications?|students?|faculty|beds?|chief residents?|chiefs)\b(?! (?:of|"
    r"for) residen)"
)
_VACANT_LABEL = re.compile(
    r"\b(?:open|vacant|unfilled|available now|immediate)\b[^|]*\bpgy?[ -]?(?:[2-7]|ii|iii|iv)\b|"
    r"\bpgy?[ -]?(?:[2-7]|ii|iii|iv)\b[^|]*\b(?:vacanc(?:y|ies)|openings?)\b"
)
OF_TOTAL = re.compile(
    r"\b(?:approved|accredited|total|tot|overall|all|interview\w*|applic\w*|whole|complement|fellows?)\b"
)


def is_of_others(clause: Clause, label: str, text: str) -> bool:
    """Whether the label counts interviews, fellows, students or beds."""
    if _VACANT_LABEL.search(label):
        return True
    if re.search(r"\binterview", label) and not re.search(r"\bfor\b|\bmatch", f"{label} {text}"):
        return True
    return bool(_OF_OTHERS.search(label)) and not re.search(r"\bcategorical\b|\bfor\b", f"{clause.lead} {text}")


# ---------------------------------------------------------------- beside a class, an intake, a label without its colon

# "a class of", "our yearly quota is", "each PGY level has": what stands right behind is a yearly number.
_CLASS_LEFT = re.compile(
    r"\b(?:(?:(?:this|next|last) year's|20\d\d|interns?|incoming|entering|residents?|residency|each|every|pgy-?1|"
    r"yearly|annual|small|our|first[- ]year|"
    r"match|nrmp|new|an?|categorical|starting|typical|current|usual|average|its|postgraduate|training|pgy|"
    r"the (?:intern|"
    r"incoming|entering|resident|residency|pgy-?1|yearly|annual|first-year|categorical|match|nrmp|new|typical|usual|"
    r"average)|per|the(?= (?:class|intake|cohort))) )+(?:classe?s?|cohorts?|intakes?|groups?|quotas?|class sizes?|"
    r"class size|(?<=each )(?:year of "
    r"(?:training|residency)|level|pgy level|pgy|year(?= [a-z:=]))|(?<=every )(?:year of (?:training|residency)|level|"
    r"year(?= [a-z:=]))|"
    r"(?<=(?:training|.....pgy) )(?:year|level))(?: sizes?)?"
    r"(?: (?:of|is|are|has|have|numbers?|holds?|counts?|at|consists? of|compris(?:es?|ing)|contains?|includes?|totals?|"
    r"(?:is |are )?made up of|composed of|formed by|home to|stands at|set at|limited to|capped at|fixed at|runs to|"
    r"will|"
    r"be|have|include|consist of|usually|normally|typically|currently|always|now|approximately|about|around|only|just|"
    r"up to|at most|a maximum of|exactly|a total of|made up|kept (?:at|to)|averages?|size|roughly)\b| ?[:=]| -)*\s*$|"
    r"\bsize of (?:the|each|our|an?|every) (?:(?:intern|entering|incoming|resident|yearly|first-year) )?(?:class|"
    r"cohort|intake)"
    r"(?: (?:is|at|of|was|remains|now|will be|about))*[ :=]*$|"
    r"\b(?:the|our|each|its|an?|this|every|resident|integrated) (?:(?!graduat|senior|fellow|student|alumni|chief|"
    r"prelim|"
    r"exercise|yoga)[a-z0-9/&+-]+ ){0,3}?(?:class|cohort|intake)(?: of 20\d\d)? (?:will )?(?:has|have|is|consists? of|"
    r"compris(?:es?|ed of)|includes?|contains?|numbers?|counts?|holds?)(?: (?:about|only|just|usually|now|at))* $|"
    r"\bclass of 20\d\d (?:will )?(?:has|have|compris\w+|consists? of|numbers?|includes?) $|"
    # "The number of positions to be offered for July is three"
    r"\b(?:number of (?:[a-z-]+ ){0,3}?(?:positions?|places|spots|slots|posts|openings|seats|interns|categoricals|"
    r"pgy-?1'?s|residents (?:we |to be )?(?:take|taken|match|matched|accept|accepted|appointed|recruited|admitted|"
    r"per|each|a)|new residents|first-years)|(?:quota|(?<=class )size|positions|slots|spots|places))(?:(?! (?:filled|"
    r"held|"
    r"imgs?|foreign|international|visas?|j-?1|for which|interview\w*|total|until|unfilled|graduates|"
    r"fellows?)\b) [a-z0-9#-]+)"
    r"{0,6}? (?:is|are|has been|have been|has stayed|have stayed|remains?|stands?|stays?|numbers?|has grown|has risen)"
    r"(?: (?:still|now|at|again|set|currently|always|about|to|only|just|kept))* $|"
    r"\b(?:class|cohort|intake|quota|group) size(?: (?:of|is|at|to|was|remains|stands at|limited to|now|will be|has "
    r"been|about|approximately))*[ :=]*$|^\W*(?:(?:new|small|intern|annual|yearly) )*(?:classes|intakes?|quotas?|"
    r"cohorts?|"
    r"interns|categoricals|first-years)(?: (?:of|are|is|has|have|number|at|limited to|capped at|about))* $|"
    r"^\W*(?:a )?(?:small )?(?:class|cohort|intake) of (?:about |up to |just |only )?$|"
    r"\b(?:class|cohort|classes|cohorts) of (?:about |up to |just |only |exactly )?$|"
    r"\b(?:limit|keep|cap|hold|restrict)(?:s|ed|ing)? (?:each|our|the|every) (?:intern |entering |"
    r"resident )?(?:class|cohort|intake)"
    r"(?: size)? (?:to|at)(?: about| just| only| roughly| around)* $|"
    r"\bnumber (?:of (?:people|residents|interns) )?(?:that )?we (?:take|accept|match|admit|start)(?: (?:each|every|a|"
    r"per) "
    r"(?:year|july))? (?:is|remains|stays)(?: at)? $|"
    r"\b(?:intake|quota)s?(?: (?:is|are|of|at|stands at|remains|was|has been|will be|being|now|about|currently|only|"
    r"just|"
    r"usually)| ?[:=,-])*\s*$"
)
_CLASS_RIGHT = re.compile(  # "ten residents are in the PGY-1 class, and as many ...", "ten each in our three years"
    r"(?: (?:are|sit|train|work|learn|belong))? (?:in|to) (?:the|our|each|every|any) (?:(?:pgy[ -]?(?:1|i|one)|intern|"
    r"first[- ]year|entering) (?:class|year|level|cohort)|(?:resident |pgy |training |residency )?(?:class|cohort))"
    r"(?=\W*$|[,;] (?:and|as|with|the same)\b)|"
    r" each in (?:the|all|our|all our|all the|each of the) (?:three|four|five|six|seven|[3-7]) (?:[a-z]+ )?(?:years|"
    r"classes|"
    r"levels)\b| each in pgy[ -]?(?:1|i)\b|"
    r" is (?:our|the|its) (?:(?:yearly|annual|usual|current|normal|intern) )*(?:intake|class size|quota|(?:number|"
    r"count) "
    r"(?:of (?:interns|places|people) )?(?:that )?we (?:take|match|accept|admit|start))\b| is how many we (?:take|"
    r"match|accept|"
    r"admit|start)\b|"
    r" as (?:its|our|the|their) (?:(?:annual|yearly|intern|entering|usual|current) )*(?:intake|class(?: size)?|"
    r"cohort)\b"
)
# "New interns each year 12", "residents per class - 8": a label without its colon.
_LABEL_LEFT = re.compile(
    r"\b(?:(?:residents|interns|positions|places|spots|slots|trainees|intake|posts|openings|categoricals|seats) ?"
    r"(?:(?:taken|accepted|offered|matched|recruited|admitted|available|filled) )?(?:per|each|a|every|/) ?(?:year|"
    r"class|july|june|yr|annum)|(?:new|incoming|entering|first-year|pgy-?1|categorical|annual|yearly|number of|no\. of|"
    r"# of|available) (?:residents|interns|trainees|positions|places|spots|slots|openings|seats)(?: (?:offered|"
    r"available|"
    r"per year|each year|a year|annually))?|(?:yearly|annual|pgy-?1|categorical) (?:complement|number|quota|intake)) ?"
    r"(?:\((?:pgy-?1|per year|annual|categorical|first year)\))?(?: ?(?:of|is|are|:|=|-|\.{2,}|,|numbers?|totals?|at|"
    r"about|"
    r"just|only|exactly|remains?|stands at))* ?$"
)
# "Seats 12", "Year-1 positions 10", "PGY1=8", "Interns next year 12" at the beginning of an item.
_ITEM_LABEL = re.compile(
    rf"\W*(?:(?:number of|no\. of|#|open|categorical|first[- ]year|year[- ](?:1|one)|pgy?[ -]?(?:1|i)|intern|residency|"
    rf"residents?|nrmp|match|annual|yearly|available|new|interns|program|training|entering|incoming|total first-year|"
    rf"class|"
    rf"cat) )*"
    rf"(?:{PLACES}|interns|categoricals?|pgy?-?1'?s?|class(?: size)?|intake|quota|new residents|first-years|size)"
    rf"(?: ?(?:/|per|a|each|every|next|this|in the|for the|for) ?(?:year|yr|class|match|july|20\d\d(?: match)?)|"
    rf" offered|"
    rf" available| taken| open| accepted| 20\d\d)*\s*[,:=-]?\s*"
)
IN_ONE_CLASS = re.compile(
    r"-categorical\b|-(?:resident|intern|person)s?-(?:a|per)-(?:year|class)\b|-(?:resident|person|member|intern)s? "
    r"(?:class(?:es)?|cohort|intake|group)\b|-(?:a|per)-(?:year|"
    r"class)\b"
)


def is_of_class(counts: Counts, at: int) -> bool:
    """Whether the words beside a number make it the size of a class."""
    text, start, end, noun = counts.text, counts.numbers[at].start(), counts.ends[at], counts.nouns[at]
    before, after = counts.sides(at)
    is_labelled = (
        (noun is None or BARE_TRACK.fullmatch(noun.group("place")))
        and _ITEM_LABEL.fullmatch(text, 0, start)
        and ENDS_ITEM.match(text, end)
    )
    return bool(
        is_labelled
        or IN_ONE_CLASS.match(text, counts.numbers[at].end())
        or _CLASS_LEFT.search(before)
        or _LABEL_LEFT.search(before)
        or _CLASS_RIGHT.match(after)
    )
