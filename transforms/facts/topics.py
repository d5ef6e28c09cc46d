"""Whom a text is about by the way it opens: fellows, observers, students, staff, programs in general, news.

Only an opening sentence or line is read here; sentences further down are `scope.py`'s. What opens with others speaks
of them until it turns to residents.
"""

from __future__ import annotations

from functools import lru_cache

from transforms import hinted_re as re
from transforms.facts.short_pages import FIELDS, OF_FELLOWS, OF_JOBS, OF_VISITORS, name_short_page
from transforms.normal_form import normalize

MAX_OPENING = 300  # letters
MAX_LABEL = 60  # letters
MAX_CALL = 14  # letters

_WORD = r"[a-z0-9/&,'.+-]+"
_HEAD = r"(?:the |our |this |an? |all |every |any |each |its |these |prospective |incoming |new |current |interested )*"
# What makes a name the topic: something is offered, described, applied for or sought.
_PRESENTS = (
    r"(?:offer(?:s|ing)?|has|have|runs?|hosts?|sponsors?|provides?|operates?|maintains?|trains?|admits?|enrolls?|"
    r"accepts?|takes?|invit(?:es?|ing)|welcom(?:es?|ing)|recruit(?:s|ing)?|seek(?:s|ing)?|hir(?:es?|ing)|"
    r"look(?:s|ing) for|search(?:es|ing)? for|in need of|announces?|welcome to|interest(?:ed)? in|"
    r"appl(?:y|ies|ying|ications?|icants?) (?:for|to)|candidates? (?:for|to)|information (?:for|on|about)|"
    r"requirements? (?:for|of)|questions about|about|open to|openings? for|available for|guide to|opportunit(?:y|ies) "
    r"(?:for|as|in)|(?:wish|want|like|hope)(?:es|s|ing)? to(?: do| be| become| join| apply for| apply to| enter|"
    r" start)?|"
    r"to (?:be|become|do|attend|join|enter)|who (?:is|are)|serv(?:e|es|ing) as|through|for)"
)
_NOT_OFFERED = re.compile(
    r"\b(?:no|not|never|cannot|neither|nor|none|without|unable|unlike|besides|rather than|instead of)\b|n't\b"
)
_NOT_THERE = re.compile(
    r"[^.;,]{0,30}?\b(?:(?:is|are|was|were|will be|can be|be)(?: currently| at present)?(?: not|n't| no longer)|"
    r"cannot be|(?:does|do)(?: not|"
    r"n't) (?:exist|offer|have|take place))(?: (?:currently|being|be))? ?(?:offered|available|open|hosted|arranged|"
    r"provided|possible|"
    r"required|needed|necessary|a)?\b"
)
# "Hospitalists supervise the teams.": they teach those whom the page is about.
_TEACH = re.compile(r" (?:[a-z]+ly )?(?:supervises?|teach(?:es)?|leads?|oversees?|precepts?)\b")
_VERB = re.compile(
    r"\b(?:is|are|was|were|may|must|can|cannot|could|should|will|would|shall|has|have|had|do|does|need|apply|"
    r"offers?|requires?|accepts?|admits?|takes?|trains?|runs?|lasts?|reviews?|selects?|recruits?|welcomes?|sponsors?|"
    r"seeks?|begins?|starts?|consists?|provides?|invites?|matches|wishing|interested|join|rotate)\b"
)
# The residency's own words about such people or posts: whether they count, what its graduates go on to.
_WEIGHED = re.compile(
    r"\busce\b|\b(?:count|suffic|accept(?:ed|able)|consider|satisf|fulfil|qualif|prefer|recommend|helpful|desir|valued|"
    r"enough|equivalent|substitut|as (?:us |u\.s\. )?(?:clinical )?experience|a plus|an advantage|graduates (?:of|"
    r"from|have|go|enter|pursue)|graduating|"
    r"\bu\.s\b|\b(?:the|in) us\b|\bus (?:hospitals?|rotation|clinical|schools?|electives?)|united states|american?\b|"
    r"mandatory|obligatory|"
    r"alumni|go on|matched into|pursue|placements?|years? of experience|experience)"
)
_RESIDENCY = re.compile(
    r"(?<!dental )(?<!pharmacy )(?<!nursing )(?<!nurse )(?<!assistant )(?<!psychology )(?<!podiatric )(?<!podiatry )"
    r"(?<!pharmd )(?<!chaplaincy )(?<!completed )(?<!completing )(?<!after )(?<!rn )"
    r"(?<!permanent )(?<!legal )(?<!lawful )(?<!pre-)"
    r"\bresiden(?:cy|cies|ts?)\b(?! director)|\bcategorical\b|\bpgy-?1\b|\binterns\b|\bpreliminary\b|\bhouse "
    r"?(?:staff|officers?)\b|\bpre-?match\b"
)
# A residency that was finished before: "after an internal medicine residency", "residency graduates".
_FINISHED = re.compile(
    r"\b(?:after|following|completed?|completing|completion of|finished|finishing|beyond) (?:an?|the|their|your|any|"
    r"one)? ?"
    r"(?:(?!our)[a-z-]+ ){0,4}?residenc(?:y|ies)\b|\bresidency[- ](?:graduates|trained)|\bgraduates? of (?:an? |"
    r"accredited |"
    r"any )*(?:[a-z-]+ ){0,2}residenc(?:y|ies)|\bresiden(?:ce|cy) halls?"
)
# Posts of other professions, whatever they are called: 'Physician assistant "residency"', "general practice residency".
_TRADES = re.compile(
    r"(?:the |our |an? |all |welcome to (?:the |our )?)*(?:physician (?:assistants?|associates?)|pa|"
    r"nurse practitioner|np|app|nursing|"
    r"nurse|pharmacy|"
    r"pharmd|dental|dentistry|oral (?:and maxillofacial )?surgery|general practice residency|podiatr\w+|psychology|"
    r"optometry|"
    r"veterinary|chaplain\w*|physical therapy|dietetic|clinical pastoral|social work|"
    r"medical physics)\b[^.;]{0,60}\b(?:residen\w+|"
    r"intern(?:s|ship)?|fellow\w*|program|trainees?|students?|pgy-?[12])\b|podiatric medicine\b|"
    r"(?:our |foreign |international |u\.s\. )*(?:dental|podiatry|podiatric|pharmacy|veterinary|nursing) (?:school )?"
    r"(?:graduates|applicants|candidates)\b|(?:dentists|pharmacists|podiatrists|nurses|veterinarians|optometrists)\b"
)
# What comes after residency is named by its field: "Nephrology at our center: two-year training after residency".
_SUBSPECIALTIES = re.compile(
    r"(?:the |our |a |an )?(?:[a-z]+ )?(?:(?:cardiac )?electrophysiology|nephrology|cardi\w+|"
    r"gastroenterology|pulmonary|critical care|endocrinology|"
    r"rheumatology|"
    r"infectious diseases?|h(?:a)?ematology|oncology|geriatrics?|palliative|hospice|sports medicine|pain medicine|"
    r"addiction|"
    r"neonatology|maternal-fetal|sleep medicine|transplant\w*|child (?:and adolescent )?psychiatry|interventional|"
    r"vascular "
    r"neurology|advanced|subspecialty)\b"
)
_OBSERVERS_FIRST = re.compile(r"(?:our |the |clinical )*(?:observerships?|externships?|shadowing)\b")
# What only fellows train in, as the title of a page: "Adult nephrology, how to apply".
_SUBSPECIALTY_TITLE = re.compile(
    rf"(?:the |our )?{FIELDS}(?:[ ,:-]+(?:application|training|program|information|requirements|eligibility|how to "
    r"apply|applicants|candidates|apply|for|and|the|to|medicine))+\W*"
)
_AFTERWARDS = re.compile(
    r"\b(?:after|following|beyond|upon|from) (?:your |the |a )?(?:pgy[ -]?[2-5]|(?:second|third|fourth) (?:residency |"
    r"training )?year(?: of residency)?)\b|"
    r"\b(?:after|following|beyond|have (?:finished|completed)|completion of|completed) (?:an? |the |their |"
    r"your )?(?:accredited )?"
    r"(?:[a-z-]+ ){0,3}?residency\b|\bmsmp\b|\bspecialt(?:y|ies) match\b|\bresidents finishing\b"
)

_FELLOWS = (
    r"(?:fellowships?(?!-| placements?\b| match\b| matches\b| trained\b| outcomes?\b| training after\b)|"
    r"(?<!research )(?<!o' )fellows)\b"
)
_OBSERVERS = (
    r"(?:observerships?|observers?(?: programs?)?|externships?(?: programs?)?|externs|shadowing|(?:clinical )?"
    r"observation programs?|observe|shadow|(?:visiting|guest) (?:[a-z]+ ){0,2}?(?:physicians?|scholars?|observers?|"
    r"doctors|"
    r"clinicians|professors?|scientists?)(?: programs?)?|observation visits?)\b"
)
_STUDENTS = (
    r"(?:(?:medical|visiting|rotating|college|pre-?med(?:ical)?|undergraduate|[a-z]+[- ]year|4th[- ]year|3rd[- ]year|"
    r"high[- ]school|elective|guest|exchange|nursing|pa|ms-?4|m4) (?:medical )?students?(?! performance)|"
    r"student (?:electives?|"
    r"rotations?|clerkships?|programs?)|electives?|clerkships?|sub-?internships?|acting internships?|away rotations?|"
    r"visiting rotations?|m(?:s-?)?[34]s|vslo|summer (?:[a-z]+ )?(?:programs?|internships?|institutes?)|medical "
    r"school (?:admissions?|"
    r"admits|enrolls)|(?:admission|applicants|apply|applying|applications) to (?:our |the |this )?medical school)\b"
)
_STAFF = (
    r"(?:hospitalists?|nocturnists?|attending(?: [a-z]+){0,2} physicians?|attendings|(?:board[- ](?:certified|"
    r"eligible)|"
    r"bc ?/ ?be|be ?/ ?bc|full-?time|part-?time)(?: [a-z/]+){0,3}|"
    r"(?:primary care |staff |employed |family |emergency |locum |er |ed )physicians?|faculty (?:positions?|"
    r"physicians?|openings?|appointments?|jobs?)|(?:assistant|associate) professors?|jobs?|job postings?|"
    r"house physicians?|associate physicians?|assistant physicians?|non-training posts?|locums?|nurse practitioners?|"
    r"registered nurses|rns|physician (?:opportunit(?:y|ies)|jobs?|openings?|recruitment|"
    r"positions?|careers?)|post-?doc\w*(?: [a-z]+){0,2}|research (?:scholars?|fellows?|assistants?|associates?|"
    r"coordinators?|positions?)(?: positions?)?|(?:physician assistant|pa|nursing|nurse|pharmacy|pharmd|dental|rn|"
    r"podiatr\w+|psychology|chaplain\w*|optometry|veterinary) (?:[a-z0-9]+ )?(?:residen\w+|intern(?:s|ship)?|"
    r"programs?))\b"
)
_THINGS: tuple[tuple[str, str], ...] = (
    ("scope: fellowship", _FELLOWS),
    ("scope: observers", _OBSERVERS),
    ("scope: students", _STUDENTS),
    ("scope: another post", _STAFF),
)


def _compile(thing: str) -> tuple[re.Pattern, re.Pattern, re.Pattern]:
    return (
        re.compile(thing),
        # the subject: "The division's cardiology fellowship ...", "Fellows in ..."
        re.compile(
            rf"{_HEAD}(?:(?!(?:with|after|who|whose|for|from|before|during|in|and|or|completion|graduates|alumni|"
            rf"letters?|years?|applicants?|candidates?|graduates?|imgs?|your|previous|prior|past|us|u\.s\.|some|many|"
            rf"most|besides|unlike|(?<!information )(?<!details )(?:on|about|regarding|concerning)) ){_WORD} "
            rf"){{0,7}}?{thing}"
        ),
        re.compile(rf"\b{_PRESENTS} (?:(?!(?:or|who|after|from) ){_WORD} ){{0,7}}?{thing}"),
    )


_READ = tuple((reason, *_compile(thing)) for reason, thing in _THINGS)

# What holds of programs in general, of a law or of a survey.
_MANY_PROGRAMS = re.compile(
    r"\b(?:u\.?s\.?|american|most|many|some|several|different|various|competitive|img-friendly) "
    r"(?:(?!and|or|with|of|from|on|to|in|at|for)[a-z-]+ ){0,2}?"
    r"(?:residenc(?:ies|y programs)|programs)\b|\b(?:most|many|some|several|other|different) hospitals\b|"
    r"\bresidency programs (?:in the (?:u|country)|across|nationwide|look|want|use|set|have|"
    r"may|require|ask|expect|differ|vary|often|usually|receive)|\bresidency (?:requirements|"
    r"applications?) (?:explained|"
    r"in general|in a nutshell|in the u)|\bprogram directors (?:across|in the|look|want|use|often|usually|say|rank|"
    r"surveyed|rate|screen|nationwide)|\b(?:applying|apply|application|matching|match|route|path|road|way) (?:to|"
    r"into|for) (?:a |the )?(?:u\.?s\.?|american) (?:medical )?(?:residenc(?:y|ies))\b"
)
_GUIDES = re.compile(
    r"\b(?:guide|primer|explainer|tips?|advice|glossary|legend|checklist|handbook|tutorial|webinar|podcast|blog|"
    r"basics|overview|faq|introduction|myths?|article|column|lesson|workshop)\b(?: [a-z]+)? (?:for|to|of|on|from|by|"
    r"about) (?:an? |the |our |all )?(?:[a-z]+ )?(?:imgs?|fmgs?|international|foreign|applicants|match|residency|"
    r"matching|future|aspiring|advisors?|deans?|usmle|eras|how|getting|u\.?s)|\bhow to (?:match|get|choose|pick|find|"
    r"become|secure|apply to (?:u\.?s|residency|residencies))\b|\bwhat (?:the|these|those|common) (?:[a-z]+ )?(?:terms|"
    r"words|abbreviations|columns|symbols) mean\b|\bunderstanding (?:the )?(?:residency|match|visas?|usmle|"
    r"requirements)"
)
MAX_GUIDE = 1500  # letters
# A short text that names no program of its own and tells what programs do.
_SPEAKS_OF_MANY = re.compile(
    r"\b(?:some|many|most|several|other|different|fewer|few|which) (?:[a-z-]+ ){0,2}?(?:programs|hospitals|"
    r"residencies|directors)"
    r"\b(?! of\b)|\beach program's\b|\b(?:which|what|how many) [a-z]+ each (?:[a-z]+ )?program\b|\b(?:decided|set|"
    r"made) by (?:each|every) (?:residency )?program\b|"
    r"\bprograms (?:generally|"
    r"usually|often|differ|vary|one by one)\b|\bwhen a program\b|\ba program (?:that|might)\b|"
    r"\bwhatever the (?:hospital|"
    r"program)|\b(?:compare|research|choose|pick) programs\b"
)
_UNLIKE = re.compile(
    r"(?<!decided )(?<!set )(?<!made )\b(?:unlike|like|as (?:in|at|with)|than(?: at| in)?|among|for|by|to|across|at|"
    r"in|of) (?:the )?(?:some|many|most|several|other|"
    r"different|all|each|every) (?:of (?:the|its) )?(?:[a-z-]+ ){0,2}?(?:programs?|hospitals|residencies|directors)\b"
)
_ANY_PROGRAM = re.compile(
    r"\bthe (?:page of the )?program (?:that )?you\b|\bwhatever the (?:hospital|program)|\bby the hospital\b|"
    r"\bthe program's (?:own )?(?:website|page|site)\b"
)
_WE = re.compile(r"\b(?:our|ours|we|this program|this residency)\b")
_OWN_PAGE = re.compile(
    r"\b(?:this|the|its|site's|here|at) (?:[a-z/&-]+ ){0,3}?(?:programs?(?! of study)|residency|department|hospital|"
    r"institution|consortium|system|center|university|college|website|page|listing|entry|profile)\b|\b(?:pgy-?1|"
    r"categorical|positions|"
    r"consortium|gmec?|dio|section|committee|policy|match day|interns|yog|lors?|slots|spots|seats|deadline|"
    r"third-party|summary|aggregator|listing|its|they|she|he|pd)\b|\bvisas?:|\bj-?1:"
)
# Whom an institution appoints, school by school; the programs spoken of beside it are its own.
_ELIGIBLE_KINDS = re.compile(
    r"\b(?:must be|eligible)\b[^?]{0,120}?\blcme\b[^?]{0,240}?\b(?:ecfmg|fifth pathway)\b|"
    r"\b(?:need|must have|must hold)\b[^?;]{0,60}?\becfmg\b[^?;]{0,160}?\bfifth pathway\b"
)
_ADVISES = re.compile(r"\b(?:you|your|guide|article|advice|lawyers?|attorneys?|advisors?|advisers?)\b")
_EXPLAINS = re.compile(
    r"(?:an? |the )(?:[a-z]+ ){0,2}(?:law firm|lawyers?|attorneys?|advisors?|advisers?|consultants?|blogger|author|"
    r"columnist|"
    r"experts?|recruiter|firm|deans?)(?: [a-z]+)? (?:explains?|tells|describes|reports|writes|says|advises?|warns?|"
    r"notes?|answers?)"
    r"\b|what (?:an? |the )[a-z-]+ (?:does|means|is|are)\b|(?:reading list|bibliography|chapter \d(?!\d*\.? "
    r"(?:eligib|select|recruit|appoint|visa|resident))|contents of)\b|"
    r"explainer\b|(?:advice|tips|hints|notes|counsel|"
    r"suggestions|guidance) (?:to|"
    r"for) (?:graduates|imgs|fmgs|physicians|doctors|applicants|candidates|students|international|"
    r"foreign)\b(?! (?:of our|applying (?:here|to "
    r"(?:our|us))))"
)
_NEWS = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|many|some|\d+) (?:[a-z-]+ ){0,3}?(?:hospitals|programs|"
    r"residencies|institutions)\b[^.]{0,60}\b(?:announc|report|said|stop|chang|join|merg|clos(?!e (?:by|to|"
    r"at)\b)|plan|drop|rais)\w*|"
    r"\b(?:state|u\.?s\.?|federal|new)? ?(?:senate|senators?|congress\w*|lawmakers|legislat\w+|governor|house of "
    r"representatives|supreme court|judge|department of (?:state|labor|homeland security)|uscis|immigration service)\b|"
    r"\b(?:acgme|aamc|nrmp|nbme|fsmb|intealth|ecfmg) (?:has |have |today |recently )*(?:report|announc|publish|releas|"
    r"chang|said|says|will (?:no longer|begin|start|change|introduce))\w*|\b(?:an?|the|this|recent|new) "
    r"(?:[a-z]+ )?(?:survey|study|analysis|poll|report|census) "
    r"(?:of(?! (?:your|up to|about|interests?))|by|from|among|in)\b|\b(?:according to|"
    r"data from) (?:the |an? )?(?:nrmp|aamc|acgme|survey|study|"
    r"report|recent|annual)"
)
_EVENTS = re.compile(
    r"(?:the |our |an? |annual )*(?:[a-z-]+ ){0,4}?(?:workshop|symposium|boot ?camp|re-?entry (?:course|program)|"
    r"simulation course|review course|"
    r"conference|retreat)s?\b(?:$| (?:for|on|in|of|is|takes|will)\b)"
)
# "Directory of programs. Mercy: J-1.", "The exchange visitor program was set up in 1961", "In Canada one needs ..."
_AT_LARGE = re.compile(
    r"(?:an? |the |our |short |full |complete )*(?:directory|list|table|comparison|roundup|ranking|map|spreadsheet) of "
    r"(?:the |all |[a-z0-9-]+ ){0,3}?(?:programs|residencies|hospitals)\b|"
    r"(?:the )?(?:exchange visitor|j-?1(?: visa)?|h-?1b(?: visa)?|conrad|eras|nrmp) (?:program|system) "
    r"(?:was|has been|is (?:an?|meant|intended|designed))\b|(?:the |an? )?(?:j-?1|h-?1b) visa (?:was|is an?)\b|"
    r"in (?:canada|the u\.?k|britain|england|ireland|australia|new zealand|germany|india|israel|france|the caribbean)\b"
)
# "One research year for a medical student"
_FOR_STUDENTS = re.compile(
    r"\b(?:positions?|places?|spots?|years?|posts?)\b[^.;]{0,30}\bfor (?:an? |the |current |two |three |four )*"
    r"(?:medical |third-year |rising )*students?\b"
)
_VISITORS = re.compile(r"(?:the |our |for )*visiting residents?\b")
# "Advice to our own students on urology", "Tips for seniors who go into surgery"
_ADVISED = re.compile(
    r"(?:some |career |residency )*(?:advi[cs]e|tips|guidance|hints|pointers|suggestions|advising) (?:for|"
    r"to) (?:our |the |"
    r"my |your |all )?(?:own )?(?:[a-z0-9-]+ ){0,2}?(?:students?|seniors|advisees)\b"
)
_WAIVERS = re.compile(
    r"\b(?:j-?1|conrad|two-year|2-year|home[- ][a-z]+) (?:visa |physician |requirement |30 |state )*waivers?\b|"
    r"\bwaivers? "
    r"(?:[a-z]+ )?(?:jobs?|positions?|programs?|employ\w+)\b|\bwaivers? (?:of|for|from) (?:the |a |an |your |their )?"
    r"(?:j-?1|two-year|2-year|home|foreign|underserved)|\bconrad\b"
)
_APPLICANTS = re.compile(r"\b(?:applicants?|candidates?|sponsor\w*)\b")
_OURS = re.compile(
    r"\b(?:this|the) (?:[a-z/&-]+ ){0,4}?(?:program|residency|department|hospital|institution|"
    r"consortium|health system|medical center|gme office|center|university|college)\b|\b(?:our|ours|we)\b|"
    r"\bprograms? (?:at|of|within|sponsored by)\b|\bapplying here\b"
)
_ITSELF = re.compile(
    r"\b(?:our|this) (?:training )?program\b|\b(?:our|the) (?:full-time |teaching |clinical )?faculty\b(?! pos)"
)
_ASIDES = re.compile(
    r"^\W*(?:(?:third-party summary|summary|faqs?|frequently asked questions|overview|note|about us|from the website)"
    r"[\s.:)]+)+"
)
_DENIED = re.compile(r"\s*(?:none|no|not|never|n/a|sorry|unfortunately|do not|don't|unavailable)\b")
_END = re.compile(r"(?<=[a-z)0-9]{2})[.?!:](?=\s|$)")


# A specialty's profile by an adviser; a school asks its faculty of several questions "in your specialty".
_PROFILE = re.compile(r"\bcompetitiveness: (?:very )?(?:low|medium|moderate|average|high)\b")
_SURVEY = re.compile(  # what many directors look for
    r"\bnrmp (?:[a-z]+ ){1,3}surveys?\b|\badvice (?:from|of|by) (?!our\b)(?:[a-z]+ ){0,3}?program directors\b"
)
# Who applies for a fellowship has finished a residency, or is in one.
_TOLD_RESIDENCY = (
    r"\b(?:complet(?:ed|ion of|ing)|enrolled in|participating in|graduates? of|finished)\b"
    r"(?:(?!\b(?:school|years? ago|if|who|unless)\b)[^.;]){0,90}?"
    r"\bresidency(?: training)?(?: program)?\b"
)
_AFTER_RESIDENCY = re.compile(
    rf"\b(?:applicants?|candidates?|fellows?)\b[^.;]{{0,40}}\b(?:must|should|shall|need to|be)\b[^;]{{0,400}}?"
    rf"{_TOLD_RESIDENCY}|"
    # "Fellows cannot start until a residency is finished"
    r"\bfellows (?:cannot|may not|can not|do not|will not) (?:begin|start|join|enter|come)\b[^.;]{0,20}\b(?:until|"
    r"before|without)\b[^.;]{0,40}\bresidency\b|"
    rf"{_TOLD_RESIDENCY}[^.;]{{0,40}}\b(?:prior to|before|to (?:begin|start|enter))\b[^.;]{{0,30}}\bfellowship\b"
)
_OF_FELLOWS = re.compile(r"(?<!residency or )(?<!residency and )(?<!residency/)\bfellow(?:s|ships?)\b")
_FIRST_YEAR = re.compile(
    r"\bpgy-?1\b|\bcategorical\b|\binterns(?:hip)?\b|\bpreliminary\b|\btransitional\b|\bour residen|"
    r"\bfirst[- ]year (?:residen|position)|\bresiden(?:cy|t) (?:applica|position|candidate|selection)(?!tion service)"
)


_FELLOWSHIP = OF_FELLOWS
_TITLE = re.compile(r"(?:[a-z&/,-]+ ){0,6}fellowships?(?: (?:training )?program)?\W*")


def _name_page(whole: str) -> str | None:
    """Whom a page is for by what its applicants come from and where they apply, whatever it opens with."""
    is_profile = _PROFILE.search(whole[:300]) and not _OWN_PAGE.search(whole)
    if is_profile or whole.count(" your specialty") > 1:
        return "scope: programs in general"
    if _SURVEY.search(whole):
        return "scope: programs in general"
    if _OF_FELLOWS.search(whole) and not _FIRST_YEAR.search(whole) and _AFTER_RESIDENCY.search(whole):
        return _FELLOWSHIP
    return name_short_page(_ASIDES.sub("", whole).lstrip(" -*\u2022#=(\"'"))


_SERVICES = re.compile(
    r"\belectronic residency application (?:service|system)\b|\bnational residency matching program\b"
)


@lru_cache(maxsize=512)
def find_topic(text: str, end_of_first: int) -> str | None:
    """Whom a page's text (as archived) speaks of by its first passage or sentence, if not the residency; else None."""
    whole = " ".join(normalize(text[:3000]).split())
    if named := _name_page(whole):
        return named
    title, _, below = text[:400].lstrip().partition("\n")
    is_broken = below and not below[0].isspace() and " " not in below.partition("\n")[0]  # a word a line is no title
    if not is_broken and _TITLE.fullmatch(normalize(title[:200])):
        return _FELLOWSHIP
    line = text[: min(2 * MAX_OPENING, end_of_first)].lstrip()
    line = " ".join(_ASIDES.sub("", normalize(line)).lstrip(" -*\u2022#=(\"'").split())
    end = _END.search(line, 8)
    if end and end.group() == "?" and end.start() < MAX_CALL and not _APPLICANTS.search(line[: end.start()]):
        line = line[end.end() :].lstrip()  # "Unmatched? Our one-year post ..."
        end = _END.search(line, 8)
    if end and end.group() == "?":
        is_general = _ASKED_OF_MANY.match(line) or _is_of_many(whole)
        return "scope: programs in general" if is_general else None
    if end and end.group() == ":" and _DENIED.match(line, end.end()):
        return None
    opening = line[: min(end.start() if end else len(line), MAX_OPENING)]
    if end and end.group() == ":" and end.start() < MAX_LABEL and not _APPLICANTS.search(opening):
        # "State health department: waiver of the home requirement."
        stop = _END.search(line, end.end())
        if _WAIVERS.search(line[: min(stop.start() if stop else len(line), MAX_OPENING)]):
            return "scope: waiver jobs"
    return _name_topic(opening, whole)


# "Can I do an observership with you?": what is answered speaks of observers.
_ASKED = tuple(
    (
        reason,
        re.compile(
            rf"(?:(?:how|where|when) )?(?:can|could|may|do|is it possible (?:for me )?to|what do i need to)(?: (?:i|"
            rf"we|one|imgs|"
            rf"students))? (?:do|apply (?:for|to)|arrange|join|attend|come (?:for|as)|be) (?:an? |the |your |any )?"
            rf"(?:(?!letter|count|us |u\.s)[a-z-]+ ){{0,2}}?(?:{thing})|(?:what do (?:i|you) need to|(?:would|do) you "
            rf"(?:like|want|wish) to|are you interested in|interested in|how (?:can|do) i) (?:do |join |arrange "
            rf")?(?:an? )?"
            rf"(?:{thing})\b"
        ),
    )
    for reason, thing in (
        ("scope: observers", r"observerships?|externships?|shadow\w*|observer|observe"),
        ("scope: students", r"electives?|sub-?internships?|clerkships?|away rotations?"),
        ("scope: fellowship", r"fellowships?"),
    )
)
_ASKED_OF_MANY = re.compile(
    r"(?:q(?:uestion)? ?\d*\W+)?(?:which|how many|do (?:all|most|some|any|many)|are there(?: any)?|can you "
    r"(?:recommend|name)) (?!of (?:your|our))(?:(?!your|our|the)[a-z-]+ ){0,2}?(?:hospitals|programs|residencies|"
    r"states)\b(?! (?:do "
    r"you|are you|at your|in your|does your))"
)


@lru_cache(maxsize=1024)
def name_asked(question: str) -> str | None:
    """Whom the answer to a question (normal form) is about, where it is not the residency's applicants."""
    if _ASKED_OF_MANY.match(question):
        return "scope: programs in general"
    if _RESIDENCY.search(question) or re.search(
        r"\bcount|\brequire|(?<!what do i )(?<!what do you )\bneed(?:ed)?\b|\bmust\b|\benough|\binstead", question
    ):
        return None
    return next((reason for reason, pattern in _ASKED if pattern.match(question)), None)


def _is_of_many(text: str) -> bool:
    told = _UNLIKE.sub(" ", text)
    return (
        len(text) < MAX_GUIDE
        and bool(_SPEAKS_OF_MANY.search(told))
        and not _WE.search(told)
        and not (_ELIGIBLE_KINDS.search(told) and not _ADVISES.search(told))
        and not _OWN_PAGE.search(_ANY_PROGRAM.sub(" ", told))
    )


# A heading of its own: "Pulmonary and critical care fellowship."
_FELLOWSHIP_TITLE = re.compile(
    r"(?!(?:no|any) )(?:(?!residen|our\b|and a\b)[a-z/&,-]+ ){1,8}fellowship(?: program| training)?"
)


def _name_topic(opening: str, text: str) -> str | None:
    if _WAIVERS.search(opening) and not _RESIDENCY.search(opening) and not _APPLICANTS.search(opening):
        return "scope: waiver jobs"
    if not _OURS.search(text):
        if _NEWS.search(opening):
            return "scope: news of several programs"
        if _MANY_PROGRAMS.search(opening) or _GUIDES.search(opening):
            return "scope: programs in general"
    if not _WE.search(text):
        if _EXPLAINS.match(opening):
            return "scope: programs in general"
        if _is_of_many(text):
            return "scope: programs in general"
        if _AT_LARGE.match(opening):
            return "scope: programs in general"
    first = text[:MAX_OPENING].partition(". ")[0]
    if _FOR_STUDENTS.search(first) and not _RESIDENCY.search(first):
        return "scope: students"
    if _TRADES.match(opening) and "medical residen" not in opening:
        return "scope: another profession"
    if _FELLOWSHIP_TITLE.fullmatch(opening.strip(" .:")):
        return "scope: fellowship"
    if _EVENTS.match(opening):
        return "scope: another post"
    if _VISITORS.match(opening) or _ADVISED.match(opening):
        return "scope: students"
    if _SUBSPECIALTIES.match(opening) and _AFTERWARDS.search(text[: 2 * MAX_OPENING]) and "our residen" not in text:
        return "scope: fellowship"
    if _SUBSPECIALTY_TITLE.fullmatch(opening) and not _FIRST_YEAR.search(text):
        return "scope: fellowship"
    if _OBSERVERS_FIRST.match(opening):
        opening = opening.partition(";")[0]  # "Observerships run until May; June is for new interns"
    opening = _FINISHED.sub("training", _SERVICES.sub("eras", opening))
    if _RESIDENCY.search(opening) or _WEIGHED.search(opening) or _ITSELF.search(opening):
        return None
    for reason, thing, subject, presented in _READ:
        if not thing.search(opening):
            continue
        for found in (subject.match(opening), presented.search(opening)):
            if found and not (
                _NOT_OFFERED.search(found.group())
                or _NOT_THERE.match(opening, found.end())
                or _NOT_OFFERED.search(opening[: found.end()])
                or _TEACH.match(opening, found.end())
            ):
                return reason
    return None


_TURNS = re.compile(
    r"\b(?:our|the|this|each) (?:[a-z/-]+ ){0,3}?(?:residency|residents|interns|house ?staff)\b(?! training\b| "
    r"(?:program )?director\b| halls?\b)|\bresidency (?:program(?! director)|applicants|applications?|positions|"
    r"candidates|"
    r"requirements|slots|class)\b|\b(?:^|all )residents\b|\bpgy-?1\b|\bcategorical\b|\bpreliminary\b|\b(?:as )?for "
    r"(?:[a-z]+ )?residen(?:cy|ts)\b(?=[,:]| (?:we|applicants|there|the)\b)"
)
_STAYS = frozenset(
    (
        "scope: programs in general",
        "scope: news of several programs",
        "scope: another profession",
        _FELLOWSHIP,
        OF_VISITORS,
        OF_JOBS,
    )
)


def turns_to_residents(sentence: str, topic: str) -> bool:
    """Whether a sentence of a text that opened with others speaks of the residency."""
    if topic in _STAYS:
        return False
    sentence = _FINISHED.sub("training", sentence)
    return bool(_TURNS.search(sentence)) and bool(_RESIDENCY.search(sentence))
