"""positions_per_year: first-year places a year; the categorical ones where tracks are told apart.

Never the total of residents nor the number interviewed; alternating or ranged numbers give none.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop
from transforms.facts.pairs import is_plain, read_amounts
from transforms.facts.tracks import find_track
from transforms.language import NUMBER, UPPER, Clause, find_days, parse_number

STEMS = (
    "position",
    "place",
    "resident",
    "spot",
    "slot",
    "intern",
    "opening",
    "seat",
    "pgy",
    "first-year",
    "first year",
    "year",
    "annual",
    "categorical",
    "class",
    "appointment",
    "trainee",
    "match",
    "quota",
    "how many",
    "new doctors",
    "new physicians",
    "intake",
    "new faces",
    *(f"{size}-{size}" for size in range(2, 31)),  # "an unopposed program (8-8-8)"
)

_PLACE = (
    r"(?:positions?|places?|residents?|spots?|slots?|posts?|faces|interns?(?! (?:spots?|positions?|places?|slots?|"
    r"posts?|seats?|class))|openings?|appointments?|trainees|seats?|"
    r"categoricals|pgy[ -]?(?:1|i|one)'?s?|first[- ]years?|residency positions|physicians|new residents|doctors|"
    r"people|per year|individuals|learners|house officers|newcomers|matriculants|recruits|colleagues)"
)
_ADJECTIVE = (
    r"(?:(?!(?:during|before|after|until|by|to|on|at|is|are|was|be|the|your|their|must|will|may|can|who|that|as|than|"
    r"when|"
    r"if|we|you|it|not)\b|and\b|or\b|of\b|in\b|with\b|per\b|from\b|for\b|applic|candidat|interview|beds?\b|faculty|"
    r"fellow|hospital|"
    r"months?|weeks?|years?\b|letters?|attempt|week|half|hours|days?|steps?|states|countr|school|"
    r"medical school)[a-z0-9&/'-]+ )"
)
_COUNT = re.compile(
    rf"(?P<n>{NUMBER})(?P<adj>[ -](?:of (?:our|the|these|its) )?{_ADJECTIVE}{{0,5}}?| )(?P<place>{_PLACE})\b"
)
_ARE_TAKEN = re.compile(  # "four are routinely open each year"
    rf"(?P<n>{NUMBER})(?P<adj> (?:(?:of us|of them|people|more|candidates|applicants|physicians|"
    rf"doctors)(?:, [^.;,]{{0,40}},)? )?(?:are|is|will be|can "
    rf"be|get|enter|start|begin|join|come|arrive)s?(?: us| aboard| together| here| to us|"
    rf" with us)?(?: [a-z]+ly)?(?: (?:open|matched|"
    rf"hired|taken|"
    rf"accepted|recruited|admitted|filled|offered|appointed|chosen|selected|available|us|training|together|here))? |"
    rf" of (?:us|you|them) (?:[a-z]+ ){{0,2}}?(?:start|begin|join|enter|arrive)(?: together| here| residency| "
    rf"training)? |,? (?:residents |places |positions |of them )?)"
    rf"(?P<place>(?:per|a|each|every|in each|in every) (?:year|class|july|june|summer|fall|cycle|season)|in (?:june|"
    rf"july)|annually|yearly|"
    rf"(?:at|in|for|on|per) (?:each|every) (?:pgy |training |post-?graduate |resident )?(?:level|year|class))\b"
)
_CLASSES_OF = re.compile(rf"(?P<n>{NUMBER})-(?P<adj>)(?P<place>(?:resident|person|member|intern)) class(?:es)?\b")
_CHOSEN = re.compile(
    rf"(?P<n>{NUMBER})(?P<adj> (?:new )?)(?P<place>(?:applicants|candidates|physicians|graduates|doctors) (?:are|"
    rf"will be|get) (?:[a-z]+ )?"
    r"(?:chosen|selected|taken|matched|accepted|admitted|appointed|hired)\b(?! (?:for|to) (?:an? )?(?:interview|meet|"
    r"visit)))"
)
_BARE_TRACK = re.compile(
    rf"(?P<n>{NUMBER})(?P<adj> (?:of (?:them|these|which|whom|those) (?:are |being )?|are )?)(?P<place>categoricals?|"
    rf"prelim(?:inary|s)?(?: ones)?)\b(?! [a-z-]*(?:positions|residents|interns|places|spots|slots|openings|"
    rf"appointments|seats))"
)
_PER_YEAR = re.compile(
    rf"(?P<n>{NUMBER})(?P<adj>(?: of (?:them|these|those|whom|which))?(?:[ -]{_ADJECTIVE}{{0,4}}?| "
    rf"))(?P<place>(?:(?:residents|interns|positions|people|"
    rf"physicians)\s)?(?:per|a|each|every|in each(?: of the(?: \w+)?)?|in every|/)\s?(?:years?|yrs?|class|"
    rf"pgy(?:[ -](?:level|year))?|academic year)|annually|yearly)\b"
)
_YEARLY = re.compile(
    r"\b(?:per|each|every|a|this|next|coming|upcoming|the|last|current|per academic|each academic)[ /](?:academic |"
    r"incoming |training |post-?graduate |residency )?(?:year|class|cycle|season|july)\b|\bannual(?:ly)?\b|"
    r"\byearly\b|/ ?(?:year|yr)\b|\b(?:each|every|per) (?:summer|spring|fall|march|june|cohort|intake)\b|\bper yr\b|"
    r"\bin the (?:20\d\d |nrmp |main |current |upcoming |next |"
    r"national )*match\b|\b(?:each|every|in|next|this|last|come) (?:june|july)\b|\b(?:20\d\d|nrmp|through the|main) "
    r"match\b|\bthrough (?:the )?(?:nrmp|match)\b|\b(?:intern|"
    r"incoming|entering|first-year|pgy-?1|each|every|per) class\b|\bnew (?:residents|interns|pgy|categorical|first)|"
    r"\bfor (?:july|the 20\d\d|20\d\d)|\bincoming\b|\bin each\b|\bentering\b|\beach (?:july|spring|pgy)|\bquota\b"
)
_FIRST = re.compile(
    r"\bpgy[ -]?(?:1|i|one)'?s?\b|\bfirst[- ]years?\b|\binterns?\b|\bcategoricals?\b|\bpg-?1\b|\b1st[- ]year\b|"
    r"\bpgy1\b|\bgy1\b|\bentry[- ]level\b"
)
_TAKES = re.compile(
    r"\b(?:picks?|matriculat\w+|enrolled|take|takes|taking|accepts?|accepting|match(?:es)?|offers?|offering|"
    r"recruits?|enrolls?|enrols?|admits?|"
    r"fills?|selects?|appoints?|has|have|welcomes?|hires?|open(?:ing)?|available|approved for|expects?|there are|"
    r"there will be|for|seeks?|will enter|enter|enters|join|joins|start|starts|begin|begins|arrives?|hired|taken|"
    r"accepted|matched|filled|offered|recruited|admitted|appointed|chosen|selected|train|trains|welcomed|come|comes)\b"
)
_TOTAL = re.compile(
    r"\b(?:total|altogether|in all|overall|all told|complement|combined|all (?:three|four|five|pgy|years)|across|"
    r"across all|over (?:the )?(?:three|four|five) years|at any time|at one time|current(?:ly)?|serves|on staff|"
    r"strong|full complement|whole)\b"
)
_VISA = re.compile(r"\bvisas?\b|\bh-?1-?b?\b|\bj-?1\b|\bpetition")
_PART_OF = re.compile(
    r"\b(?:most|half|some|all|many|any|none|third|quarter|majority|share|percent|number|each|one) of (?:its|our|the|"
    r"these|"
    r"those)? ?$"
)
_COMPETES_FOR = re.compile(
    r"\b(?:interview|meet|see|compete|apply|receive|applications?|files?|applied|candidates|people|"
    r"applicants)\b[^.;]*\bfor "
    r"(?:our |the |these |its |their )?$"
)
_NUMBERED = re.compile(r"\b(?:steps?|levels?|parts?|pgy|room|suite|unit|grade|phase) ?-?$")
_PER_OTHER = re.compile(
    r"\s*(?:per|a|each|every|/|on each|on every)\s*(?:day|team|shift|month|week|block|half-day|half day|rotation|"
    r"attending|night|"
    r"ward|session|service|clinic|patient|room)\b"
)
# "Three residents a year attend a congress": not whom the program takes, but what some of its residents do.
_ATTENDS = re.compile(
    rf"{NUMBER} (?:of (?:our|the) )?(?:[a-z-]+ ){{0,3}}?(?:residents?|interns?|trainees?|physicians?|people) "
    rf"(?:per|a|each|every) (?:year|class) (?!(?:are|is|will|start|begin|enter|join|match|come|train|arrive|in|for|"
    rf"with|to|of|form|forms|constitute|compose|fill|study|learn|work|"
    rf"and|or|through|via|across|who|from|plus|as|at|on|by|but|into|among|after|since|over|under|while|each|make|"
    rf"makes)\b)"
    rf"[a-z]+|{NUMBER} (?:residents|interns) (?:per|a|each|every) (?:year|class) (?:are|will be|is) (?:chosen|"
    rf"selected|elected|"
    rf"sent|funded|allowed|able|invited to (?:attend|present))"
)
_COME_FROM = re.compile(r"\bcomes? from\b")
_PHRASE_END = re.compile(
    r"[;()\u2022|]|,(?! per\b| each\b| a\b)|\band\b(?= \w+ (?:prelim|categ|adv))|\band (?=\d|one |two |three |four |"
    r"five |"
    r"six )|"
    r"\bfor a total\b|\bwith a total\b"
)
_A_YEAR = re.compile(r"\s*(?:per|a|each|every|in each|in every|/|annually|yearly)\b|\s*/ ?(?:year|yr)")
_FILLS = re.compile(r"\b(?:take|takes|fills?|filled|recruit(?:s|ed)?(?: for| into)?|match(?:es|ed)?)\b")
_TAKE_IN = re.compile(
    r"\b(?:picks?|picked|matriculat\w+|take[ns]?|taking|accept(?:s|ed|ing)?|recruiting|matching|admitting|"
    r"match(?:es|ed)?|recruit(?:s|ed)?|"
    r"admit(?:s|ted)?|enroll?(?:s|ed)?|fill(?:s|ed)?|"
    r"offer(?:s|ed)?|appoint(?:s|ed)?|hire[ds]?)\b"
)
_JOIN = re.compile(r"[a-z ]{0,12}\b(?:start|begin|join|enter|arrive)")
_TO_FIRST_YEAR = re.compile(
    r"\s*(?:(?:are|is|will be|get|can be) )?(?:appointed|admitted|taken|accepted|recruited|hired|matched|added|start|"
    r"begin|"
    r"enter|join)\w*\b[^.;,]{0,25}\b(?:first[- ]year|pgy-?1|internship|as interns|intern year)\b"
)
_NOT = re.compile(
    r"\binterview\w*|\bapplicants?\b|\bapplications?\b|\bcandidates?\b|\bfaculty\b|\bbeds?\b|\bgraduates\b|"
    r"\balumni\b|\bvisas?\b|\bh-?1b?\b|\bj-?1\b|\bfellows?(?:hips?)?\b|\bstudents?\b|\bpercent|\bof our\b(?! "
    r"(?:[a-z0-9-]+ )?(?:positions|places|"
    r"spots|slots|openings|seats))|\bcome from\b|\bcomes? from\b|\bimgs?\b|\bpgy[ -]?(?:2|3|4|ii|iii)\b|"
    r"\bsecond[- ]year|\bthird[- ]year|\bsenior|\bchief"
)
_RANGE = re.compile(rf"(?P<a>{NUMBER})\s*(?:-|to|or|and)\s*(?P<b>{UPPER})[ -]")
# "went up from six to seven": the new number holds; what is only planned does not.
_GREW = re.compile(
    rf"\b(?:went up|rose|risen|increased|grew|grown|expanded|raised|enlarged|moved|gone)\b[^.;]{{0,40}}?\bfrom "
    rf"{NUMBER}(?: [a-z0-9-]+){{0,4}}? to (?P<n>{NUMBER})"
)
_GREW_TO = re.compile(
    rf"\b(?:increased|expanded|enlarged|grown?|grew|raised)\b[^.;]{{0,20}}\b(?:class|intake|cohort|size|quota|"
    rf"complement)\b[^.;]{{0,15}}? to "
    rf"(?P<n>{NUMBER})(?! (?:year|month|percent))"
)
_PLANNED = re.compile(
    r"\b(?:will|plans?|planned|planning|hopes?|hoping|intends?|expects?|projected|eventually|"
    r"scheduled|due|set) (?:to )?(?:be |an? )?(?:grow|increase|expand|rise|growth|expansion|reach|go up)|"
    r"\b(?:growing|expanding|rising|increasing) (?:to|from)\b|\b(?:was|were|had been|used to|formerly|previously|"
    r"until)\b"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ALTERNATES = re.compile(
    r"\b(?:odd|even|alternat\w+|every other year|varies|vary|some years|other years|depending|rotat(?:es|"
    r"ing) between|fluctuat\w*|or so)\b|\byear to year\b"
)
_SIZE = re.compile(
    r"\b(?:class(?:es)?|intake|cohorts?|positions|places|spots|slots|posts|interns|residents (?:per|a|each) (?:year|"
    r"class)|pgy-?1)\b"
)
# "Eight categorical residents.", "Seven adult neurology positions, all categorical."
_FRAGMENT = re.compile(
    rf"\W*(?:we (?:have|take|offer|are) |(?:a )?total of )?{NUMBER}(?: (?!of\b|in\b|our\b|current\b|total\b|years?\b|"
    rf"months?\b|fellows\b)[a-z0-9&/'-]+){{0,4}}"
    rf" {_PLACE}(?:,? (?:all |each |every one )?(?:of them )?(?:categorical|a year|per year|yearly))?(?:,? (?:and|"
    rf"plus) {NUMBER} prelim[a-z]*[^.;,]{{0,20}})?\W*"
)
MAX_COUNTS = 8  # in one clause; a longer row of numbers is a table, not a statement
_INTAKE = re.compile(
    rf"\b(?:categorical |yearly |annual |pgy-?1 |intern |first-year )+(?:intake|quota|class(?: size)?|complement|"
    rf"number|positions|places|residents)\s*"
    rf"(?:is|are|:|of|=|numbers?|total)?\s*(?P<n>{NUMBER})(?P<adj>)(?P<place>)"
)
# "New interns each year 12", "an intern class of 12", "residents per class: 8": the number comes last.
_TRAILING = re.compile(
    rf"\b(?:(?:residents|interns|positions|places|spots|slots|trainees|intake|posts|openings|categoricals) ?"
    rf"(?:(?:taken|accepted|offered|matched|recruited|admitted|available|filled) )?(?:per|each|a|every|/) ?(?:year|"
    rf"class|july|june)|(?:new|incoming|entering|first-year|pgy-?1|categorical) (?:residents|interns|trainees|"
    rf"positions|places|spots)|(?:intern|incoming|entering|resident|residency|each|every|pgy-?1|yearly|annual|small|"
    rf"our|class) (?:classe?s?|cohorts?|intakes?|groups?|sizes?)(?: size)?|classes|cohorts|class size|quotas?|interns|"
    rf"categoricals|first-years)\s*"
    rf"(?:of|is|are|:|=|-|has|have|numbers?|holds?|counts?|at|consists? of|comprises?)*\s*(?:about |just |only |"
    rf"always |exactly |capped at |set at |limited to )?(?P<n>{NUMBER})(?P<adj>)(?P<place>)(?![- ]?(?:years?|months?|"
    rf"weeks?|hours?|%|percent))"
)
_TRIPLE = re.compile(r"(?<![\d/-])(?P<n>\d{1,2})\s*[-/]\s*(?P=n)(?:\s*[-/]\s*(?P=n))+(?![\d/-])")
_ASKS = re.compile(
    r"\bhow many\b[^?]*\b(?:positions?|places?|spots?|slots?|openings?|interns?|pgy|categorical|seats?|"
    r"first[- ]years?)\b|\bhow many\b[^?]*\b(?:residents|people|trainees)\b[^?]*\b(?:year|take|accept|match|class|"
    r"recruit|each|annually|admit|enter|enroll)|\b(?:positions?|places|openings|spots|class size|intake|slots|quota|"
    r"seats|posts)\b(?: (?:per|a|each) year)?\s*(?:,? ?\(?[a-z /-]{0,25}\)?)?\??$|^(?:number of |annual |yearly )*"
    r"(?:appointments|interns|intake)(?: (?:per|a|each) year)?\??$|\b(?:first-year|intern|incoming|entering|pgy-?1|"
    r"yearly|"
    r"annual|resident) (?:class|cohort|intake|group)(?: size)?\??$|"
    r"(?:^|\| ?)(?:number of )?(?:categorical )?(?:pgy[- ]?1|first[- ]year|intern|categorical)s?(?: (?:residents|"
    r"positions|class|slots|spots|year|places|interns))?\s*$|"
    r"\bhow many (?:people |residents |interns |of us )?(?:do|will|does|can|are) (?:you |the program |we )?(?:usually |"
    r"typically |going to )?(?:match|take|accept|admit|hire|recruit|enroll|appoint)\b|"
    r"\bhow many (?:[a-z]+ )?(?:are |get )?(?:matched|accepted|taken|hired|admitted|recruited)\b|^(?:number of "
    r")?(?:new )?(?:residents?|"
    r"positions?|interns?|"
    r"new residents?)? ?(?:per|each|a) (?:year|class)\s*:?$|\bsize of (?:the |each |your )?(?:intern |"
    r"incoming )?class\b|\bhow (?:big|large)\b[^?]*\bclass"
)
_ASKS_TOTAL = re.compile(
    r"\btotal\b|\bhow many residents (?:are|do you have|does the program have|in (?:the|your) program)|\binterview|"
    r"\bapplic|\bfellow|\bstudent|\bobserver|\bprelim|\bfaculty|\bbeds?\b|\bparking|\brooms?\b|\belective"
)


_LABEL = re.compile(
    r"(?:(?:categorical|first[- ]year|first-yr|intern|residency|resident|pgy-?1|number of|no\. of|# of|open|annual|"
    r"yearly|nrmp|match|new|available|total) )*"
    r"(?:pos|positions?|spots?|slots|seats|places|openings|intake|class size|residents|interns|categoricals?|cat|"
    r"pgy[- ]?1'?s?|quota|size|"
    r"first[- ]years?)(?: ?(?:/|per|a|each|every) ?(?:yr|year|class|annum)| offered| available| annually| yearly)?\s*"
)
_OF_OTHERS = re.compile(r"\b(?:interview\w*|fellow\w*|applications?|students?|faculty|beds?)\b(?! (?:of|for) residen)")
_OF_TOTAL = re.compile(r"\b(?:total|tot|overall|all|interview\w*|applic\w*|whole|complement|fellows?)\b")
_OTHER_TRACK = re.compile(
    r"\b(?:prelim\w*|adv\w*|transitional|research|rural|primary care|alt|alternat\w*|osteopathic|pgy-?[2-9])\b"
)
_VALUE = re.compile(
    r"cat|categoric\w*|prelim\w*|adv\w*|tot|total|overall|yr|year|yearly|annually|class|pgy|positions?|spots?|slots|"
    r"residents?|interns?|"
    r"seats|transitional|primary|care|track|rural|research|first|new|all|we|take|offer|plus|of|them|these|are|alt|"
    r"advanced"
)


def _read_pair(clause: Clause) -> Iterator[Finding | Drop]:
    """ "Positions: 6 cat + 3 prelim", "PGY1: 20/yr cat", "Categorical seats/yr: 17 (prelim 5)", "Cat: 16"."""
    label = clause.lead.rsplit("|", 1)[-1].strip()
    if not label or not _LABEL.fullmatch(label) or not is_plain(clause.text, _VALUE):
        return
    yearly = re.search(
        r"\b(?:yr|year|class|annual|yearly|cat\w*|pgy|first|intern|intake|quota|pos|positions?|spots?|slots|seats|"
        r"places|openings|new)",
        label,
    )
    if _OF_TOTAL.search(label) or not (yearly or _YEARLY.search(clause.text)):
        return
    amounts = [
        amount
        for amount in read_amounts(re.sub(r"/ ?(?:yr|year|class)", " per yr", clause.text))
        if amount.unit in ("", "y")
    ]
    if any(amount.low != amount.high for amount in amounts):
        yield drop(clause, "positions: a range")
        return
    own = [amount for amount in amounts if not _OF_TOTAL.search(amount.text) and not _OTHER_TRACK.search(amount.text)]
    told = [amount for amount in own if re.search(r"\bcat", amount.text)]
    chosen = told or own
    if len({amount.low for amount in chosen}) != 1 or not 1 <= chosen[0].low <= 120:
        return
    track = find_track(label) or ("categorical" if told or label.startswith("cat") else None)
    if track not in (None, "categorical") or (re.search(r"\bres", label) and len(amounts) > 1 and not yearly):
        return
    yield _finding(clause, int(chosen[0].low), track, ANSWERED, False, True)


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    paired = list(_read_pair(clause))
    if paired:
        yield from paired
        return
    if _OF_OTHERS.search(clause.lead.rsplit("|", 1)[-1]) and "categorical" not in f"{clause.lead} {text}":
        return
    asked_by, needs_question, needs_lead = "", False, False
    if clause.is_first_reply and _ASKS.search(clause.question) and not _asks_other(clause.question):
        asked_by, needs_question = clause.question, True
    elif clause.lead and _ASKS.search(clause.lead.rsplit("|", 1)[-1].strip()) and not _asks_other(clause.lead):
        asked_by, needs_lead = clause.lead, True
    triple = _TRIPLE.search(text)
    if triple and (re.search(r"\bresiden|\bposition|\bclass|\bcategorical|\bcomplement|\bprogram\b", text) or asked_by):
        yield _finding(
            clause,
            int(triple.group("n")),
            "categorical" if "categorical" in text else None,
            EXPLICIT,
            needs_question,
            needs_lead,
        )
        return
    grown = _GREW_TO.search(text)
    if grown and not _PLANNED.search(text[: grown.end()]) and not re.search(r"\btotal\b", text):
        yield _finding(clause, parse_number(grown.group("n")), find_track(text), EXPLICIT, needs_question, needs_lead)
        return
    headed = _TRIPLE.search(clause.lead)
    if headed and re.search(r"\bresident|\bprogram\b", clause.lead):
        yield _finding(clause, int(headed.group("n")), None, ANSWERED, False, True)
    for day in find_days(text):
        if re.search(r"[a-z]", text[day.start : day.end]):
            text = f"{text[: day.start]}{' ' * (day.end - day.start)}{text[day.end :]}"  # "openings: by March 25"
    matches = _find_counts(text, bool(asked_by))
    if not matches:
        return
    if _ALTERNATES.search(text):
        yield drop(clause, "positions: alternating")
        return
    grew = _GREW.search(text)
    if grew and not _PLANNED.search(text[: grew.end()]) and (_SIZE.search(text) or asked_by):
        if not _NOT.search(text[: grew.end()]) and not re.search(r"\btotal\b|\bcomplement\b", text[: grew.start("n")]):
            yield _finding(
                clause, parse_number(grew.group("n")), find_track(text), EXPLICIT, needs_question, needs_lead
            )
        return
    for match in matches[:MAX_COUNTS]:
        result = _read_count(clause, text, match, asked_by, needs_question, needs_lead)
        if result is not None:
            yield result


def _asks_other(asked: str) -> bool:
    return bool(_ASKS_TOTAL.search(asked)) and not (
        re.search(r"\bcategorical\b", asked) and not re.search(r"\btotal|\binterview|\bapplic", asked)
    )


def _find_counts(text: str, is_asked: bool) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    taken: set[int] = set()
    patterns = [_CLASSES_OF, _INTAKE, _TRAILING, _COUNT, _PER_YEAR, _ARE_TAKEN, _CHOSEN, _BARE_TRACK]
    if is_asked:
        patterns.append(
            re.compile(
                rf"(?:^|\b(?:about|approximately|currently|up to|yes,|we (?:take|have|offer|accept|match|recruit)|"
                rf"there are)\s*)\s*(?P<n>{NUMBER})(?P<adj>)(?P<place>)(?=\s*(?:$|[.;,(+/]|a\b|per\b|each\b|every|"
                rf"in\b|and\b|categorical|for\b|total))"
            )
        )
        if len(text.split()) <= 9 and not re.search(r"\byears?\b|\bmonths?\b|\btotal\b|\binterview", text):
            patterns.append(re.compile(rf"(?P<n>{NUMBER})(?P<adj>)(?P<place>)(?=\s*(?:$|[.;,(+]))"))
    for pattern in patterns:
        for match in pattern.finditer(text):
            if match.start("n") not in taken:
                taken.add(match.start("n"))
                found.append(match)
    # "15 categorical and 3 preliminary residents": the noun stands once, at the end.
    shared = re.compile(rf"(?P<n>{NUMBER})(?P<adj> {_ADJECTIVE}{{1,3}}?)(?P<place>)(?=,|and {NUMBER}|and an? |plus )")
    if found:
        for match in shared.finditer(text):
            if match.start("n") not in taken and find_track(match.group("adj")):
                taken.add(match.start("n"))
                found.append(match)
    return sorted(found, key=lambda match: match.start("n"))


def _read_count(
    clause: Clause, text: str, match: re.Match[str], asked_by: str, needs_question: bool, needs_lead: bool
) -> Finding | Drop | None:
    number = parse_number(match.group("n"))
    if not 1 <= number <= 120:
        return None
    start, end = match.span()
    if re.match(r"\W*(?:million|billion|thousand|percent|dollars|k\b)", text[match.end("n") :]):
        return None
    if _NUMBERED.search(text[: match.start("n")]) or _PER_OTHER.match(text, end):
        return None
    attends = _ATTENDS.match(text, match.start("n"))
    if attends and not _TAKE_IN.search(text[: match.start("n")]):
        return drop(clause, "positions: what some residents do")
    ranged = [r for r in _RANGE.finditer(text) if r.start("b") == match.start("n") or r.start("a") == match.start("n")]
    ranged = [r for r in ranged if not re.match(rf"(?:{_TENS})-[a-z]", r.group())]  # twenty-two is no range
    if ranged and not re.search(r"categorical|prelim", ranged[0].group()):
        return drop(clause, "positions: a range")
    left = max((cut.end() for cut in re.finditer(r"[,;(\u2022|]\s?|\band\b|\bout of\b", text[:start])), default=0)
    right_match = _PHRASE_END.search(text, end)
    right = right_match.start() if right_match else len(text)
    window = text[left:right]
    place = match.group("place")
    phrase = match.group("adj") + place
    per_year_here = bool(_A_YEAR.match(text, end)) or bool(
        re.search(
            r"\b(?:per|each|a|every) (?:year|class|yr|level|pgy|(?:pgy|training|post-?graduate|resident) (?:level|"
            r"year))\b|/ ?(?:year|yr)\b|\bannually|\byearly",
            phrase,
        )
    )
    other = _find_other(text, match.start("n"), end, left, right, phrase, per_year_here)
    if other:
        return drop(clause, f"positions: {other}")
    # "The categorical track (nine places)": the track stands before the bracket.
    headed = text[:left].rstrip() if text[:left].rstrip().endswith("(") else ""
    if not headed and _APPOSED.search(text[:left]) and text[right - 1 : right + 1].strip().startswith(","):
        headed = text[:left]
    track = find_track(phrase) or find_track(text[end:right])
    if track is None and headed:
        track = find_track(headed, nearest_to_end=True)
    if track is None:
        track = (find_track(clause.lead) if needs_lead else None) or (find_track(asked_by) if asked_by else None)
    planned = _PLANNED.search(text, max(0, match.start("n") - 60), match.start("n"))
    if planned and planned.group() not in ("was", "were", "had been"):  # "160 were interviewed and 20 matched"
        return drop(clause, "positions: planned")
    if match.re not in (_INTAKE.full, _TRAILING.full, _CLASSES_OF.full) and not per_year_here:
        reason = _judge_intake(clause, match, asked_by, track, window, phrase, right)
        if reason is not None:
            return drop(clause, f"positions: {reason}") if reason else None
    return _finding(clause, number, track, ANSWERED if needs_question else EXPLICIT, needs_question, needs_lead)


def _find_other(text: str, start: int, end: int, left: int, right: int, phrase: str, per_year_here: bool) -> str | None:
    """What else than yearly places the number counts, or None."""
    window = text[left:right]
    is_first_year = bool(re.search(r"\bnew\b|\bpgy-?1\b|\bfirst[- ]year|\binterns?\b|\bcategorical", phrase))
    if _VISA.search(text) and not is_first_year and not re.search(r"position|place\b|places|opening|posts", phrase):
        return "visas"
    if _PART_OF.search(text[:start]):
        return "a part of the whole"
    is_goal = re.search(r"\b(?:for|to fill) (?:our |the |these |its |their )?$", text[:start])
    takes_candidates = (
        re.search(r"\bcandidates?\b|\bapplicants?\b", window)
        and _YEARLY.search(window)
        and re.search(r"\btake|\baccept|\bmatch|\bchosen|\bselected|\bpicked|\badmitted|\bhired|\bappointed", window)
    )
    is_own = per_year_here and re.search(r"resident|intern|position", phrase)
    if per_year_here and re.search(r"resident|position", phrase):
        window = re.sub(r"\bat (?:the )?pgy-?[ 2]+(?: level)?\b|\(?\bpgy-?2(?:/r1)?\b\)?", "", window)
    if _NOT.search(window) and not is_goal and not takes_candidates and not (is_own and _COME_FROM.search(window)):
        return "not places"
    if re.search(r"\bpercent|%", text[end : end + 10]):
        return "a share"
    total_here = _TOTAL.search(text[max(left, start - 30) : min(right, end + 30)])
    if total_here and not per_year_here and not is_first_year:
        return "a total"
    return None


def _judge_intake(
    clause: Clause, match: re.Match[str], asked_by: str, track: str | None, window: str, phrase: str, right: int
) -> str | None:
    """None where the number is a yearly intake, else the reason why it is not ("": not worth a word)."""
    text, place = clause.text, match.group("place")
    start, end = match.span()
    yearly = bool(_YEARLY.search(window)) or bool(_YEARLY.search(f"{text} {clause.lead}"))
    first = bool(_FIRST.search(phrase)) or bool(_TO_FIRST_YEAR.match(text, end))
    takes = bool(_TAKES.search(text[:start])) or bool(_TAKES.search(text[end : end + 30]))
    is_residents = place.startswith(
        ("resident", "trainee", "physician", "doctor", "people", "individual", "house", "learner", "colleague")
    )
    if place.startswith("intern"):
        if _FRAGMENT.fullmatch(text):
            return None
        owned = re.search(r"\b(?:our|the|its|all) $", text[:start])
        if not (
            _COMPETES_FOR.search(text[:start])
            or yearly
            or _TAKE_IN.search(text)
            or asked_by
            or owned
            or _JOIN.match(text, end)
            or re.search(r"\bnew\b|categorical", phrase)
        ):
            return "interns, not an intake"
        return None
    if _FRAGMENT.fullmatch(text) and (track == "categorical" or first or "categorical" in text):
        return None
    if asked_by:
        asks_places = re.search(r"position|place|spot|slot|class|take|accept|match|appoint|intake", asked_by)
        if is_residents and not (yearly or first or "new" in phrase or _YEARLY.search(asked_by) or asks_places):
            return ""
        return None
    if is_residents:
        is_intake = (
            (_YEARLY.search(window) and takes)
            or re.search(r"\bnew (?:[a-z0-9-]+ )?(?:residents|physicians|colleagues|doctors)", phrase)
            or _TO_FIRST_YEAR.match(text, end)
        )
        if re.fullmatch(r"categorical (?:[a-z-]+ ){0,3}?residents", phrase.strip()) and re.fullmatch(
            r"\W*", text[:start] + text[end:]
        ):
            return None  # an item of a summary
        is_first_year = re.search(r"\bcategorical|\bfirst[- ]year|\bpgy-?1", phrase) and _TAKE_IN.search(text[:start])
        return None if is_intake or is_first_year else "residents, not a yearly intake"
    is_fragment = not re.search(r"\b(?:have|has|had|with|are|were|total|currently|train|trains)\b", text[:start])
    if (
        track == "categorical"
        and is_fragment
        and re.fullmatch(r"\W*(?:[a-z]+ ){0,2}", text[:start])
        and not re.search(r"[a-z]", text[right:][:3])
    ):
        return None
    if yearly or first or _FIRST.search(window) or re.search(r"\bmatch\b", window):
        return None if place or track else ""
    if re.fullmatch(rf"{NUMBER} (?:positions|spots|slots|places|posts|openings)\W*", text):
        return None  # an item of a summary, not of a sentence
    if _COMPETES_FOR.search(f"{clause.question} {text[:start]}"):
        return None
    is_place = re.search(r"position|place|spot|slot|opening|seat|post", place)
    if is_place and (_FILLS.search(text[:start]) or (track == "categorical" and _TAKE_IN.search(text))):
        return None
    return "neither yearly nor first-year"


_APPOSED = re.compile(r"\b(?:program|track|pathway), $")  # "the categorical program, 22 positions, ..."
_OWN = re.compile(r"\b(?:our|the|this|its) combined program\b")


def _finding(
    clause: Clause, number: int, track: str | None, confidence: float, needs_question: bool, needs_lead: bool
) -> Finding:
    if track == "combined" and _OWN.search(clause.text):
        track = None
    return Finding(
        "positions_per_year",
        number,
        "required",
        clause.start,
        clause.end,
        confidence=confidence,
        track=track,
        needs_question=needs_question,
        needs_lead=needs_lead,
    )
