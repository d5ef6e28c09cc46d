"""A last look at what a module read in a clause: words beside it that take the value back, or make it a mere wish.

Guards only: they withhold or weaken, and read nothing anew. What a fact needs to be read at all belongs in its module.
"""

from __future__ import annotations

from collections.abc import Callable

from transforms import hinted_re as re
from transforms.dates import find_days
from transforms.facts.deadline.withheld import find_no_last_day
from transforms.facts.ecfmg.words import APPOINTED_ON
from transforms.facts.finding import Finding
from transforms.facts.of_some import find_only_of_some
from transforms.facts.positions.withheld import find_other_count
from transforms.facts.records import RECORDED, find_record
from transforms.facts.step3.forms import OURS_EXEMPT
from transforms.facts.visa.terms import doubt_visa
from transforms.language import Clause
from transforms.numerals import NUMBER, parse_number

# ---------------------------------------------------------------- whom a bar is set for

_WISHABLE = frozenset(
    ("step1_min", "step2_min", "comlex_min", "max_attempts_step1", "max_attempts_step2", "max_years_since_graduation")
)
_PEOPLE = (
    r"(?:people|those|persons|applicants|candidates|graduates|files|somebody|someone|whoever|anyone|everybody|"
    r"everyone|the ones)"
)
_SEEN = (
    r"(?:whom? |that )?(?:we |the committee |our committee )(?:(?:typically|usually|mostly|generally|do|have) )?"
    r"(?:see|saw|meet|met|invited?|interview(?:ed)?|call(?:ed)?|ask(?:ed)?)"
)
# "Whoever passed both the first time is ahead", "those under four years go first", "to compete you should reach 210".
_WISHED = re.compile(
    rf"\b{_PEOPLE}\b(?:(?!{_PEOPLE}\b|(?<!who )(?:is|are) |must |may |can |"
    rf"will )[^;]){{0,110}}? (?:(?:is|are) (?:well |clearly |always |far )?(?:ahead|preferred|favou?red)|"
    r"(?:come|comes|go|goes) (?:first|ahead))\b(?! of (?:time|schedule))|"
    r"\b(?:we|they|readers|reviewers|faculty|committee|director) (?:would |do |really |much )*"
    r"(?:rather (?:take|invite|rank|interview)|favou?r|like (?:an? |those|people|applicants|candidates|someone))\b"
)
# Of all that stands in their clause, where they name no number of their own: "Under 4, to compete."
_WISHED_WHOLE = re.compile(
    # who does well, and what is liked: "passes over 215 fare best", "raises your odds", "warms to", "catches the eye"
    r"\b(?:competes?|competed|fares?|does|do|stands?|ranks?|places?) (?:the |much |far |most |more |especially |"
    r"very |quite |our )*(?:best|better|well|strongly|highest|successfully)\b|"
    r"\b(?:stands?|ha(?:ve|s)|gives? (?:you|them|an applicant|applicants)|with) (?:an? |the |by far |much )*(?:good|"
    r"best|better|fair|real|"
    r"greater|greatest|higher|highest|decent|realistic|serious) (?:chances?|odds|shot|prospects?)\b|"
    r"\b(?:increas|improv|rais|boost|lift|better|enhanc|help)(?:es?|s|ed|ing)? (?:the |your |an applicant's |"
    r"their |one's |his or her )?(?:odds|chances?|prospects?|application|candidacy|file|case)\b|"
    r"\b(?:catch(?:es)?|draws?|attracts?) (?:our|the|the committee's) (?:eyes?|attention|notice|interest)\b|"
    r"\b(?:impress(?:es)?|warms? to|tempts? us|pleases us|shines?|an edge)\b|"
    r"\bmakes? (?:an? |your |the |for an? )?(?:application|file|candidate|applicant|candidacy) (?:[a-z]+ )?(?:shine|"
    r"strong(?:er)?|more competitive|better|attractive)\b|"
    r"\bto compete\b(?! (?:in|for) (?:the )?(?:match|sports))|^(?:so |but |still |yet |even so )*compete with\b|"
    r"\byou(?: are|'re) (?:most|more|better|best) (?:competitive|placed)\b|"
    r"^(?:most|more) competitive are\b|\bin the best position\b|\bthe only preference\b|^at best\b|"
    r"^(?:the )?(?:better|best|good|higher|greater) "
    r"(?:chances?|odds|prospects)\b|^(?:the )?best placed\b|^(?:more |most |very )?competitive$|^(?:our )?targets?$|"
    r"\bis (?:what|all that) we (?:recommend|advise|suggest)\b|\b(?:our|my) advice\b|\bif you want to compete\b"
)
_USUAL_WHOLE = re.compile(
    r"^on (?:our|the) list\b[^;]{0,20}\b(?:mostly|typically|usually|generally|often)\b|"
    r"^where (?:it|things) (?:has |have )?worked out\b"
)
_ASKS_WISH = re.compile(
    r"\b(?:do|would|does) (?:you|we|they|the program|the committee) (?:like|prefer|love|favou?r|recommend|advise)\b|"
    r"\bto compete\b"
)
# "Typically somebody with:", "Those we ask for an interview have, typically:"
_USUAL_HEAD = re.compile(
    rf"\b(?:typically|usually|mostly|generally|as a rule),? {_PEOPLE} {_SEEN} (?:have|show|are)\W*$|"
    rf"(?:{_PEOPLE} {_SEEN}|\bwhom? (?:do )?we (?:invite|interview|ask|call|look for))\b[^:;?]{{0,60}}"
    rf"(?:[?:.] ?)?\b(?:typically|usually|mostly|generally|as a rule)\b|"
    rf"(?:^|[.?:] )(?:typically|usually|generally|as a rule),? (?:{_PEOPLE}|an? (?:applicant|"
    rf"candidate|person)) with\W*$"
)
# "The people we see mostly needed one try", "most who came had passed at once": told of others, asked of nobody.
_USUAL = re.compile(
    rf"(?<!the )\b(?:most|practically all|almost all|nearly all|virtually all|the majority|"
    rf"almost every(?:one|body))(?: of)?"
    rf"(?: the| those| our)?(?: {_PEOPLE})? (?:who|whom|that|we|come|came|of those|exceeds?|are over|are above)\b|"
    r"\bthe majority (?:exceeds?|ha[sd]|have|are|is|were)\b|"
    rf"\b{_PEOPLE} (?:who|whom|that|we) (?:have )?(?:got in|get in|came|come|matched|made it|see|saw|meet|met|"
    r"invited?|interview(?:ed)?|"
    r"rank(?:ed)?)\b[^;]{0,40}\b(?:mostly|typically|usually|often|generally|as a rule|had)\b"
)
_RULED = re.compile(
    r"\b(?:must|shall|required?|requires|mandatory|minimum|cut-?offs?|need to|have to|has to|cannot|will not|"
    r"not (?:be )?(?:considered|accepted|eligible)|limit|cuts? off)\b"
)
_NUMBERS = re.compile(NUMBER)
_EXAM_NUMBER = re.compile(
    r"\b(?:steps?|parts?|levels?) ?(?:1|2|3|i{1,3}|one|"
    r"two)\b(?: ?(?:and|&|/|,) ?(?:2|3|ii|two)\b)?"
)
_PHRASE_END = re.compile(r"[,;]")
_MUST = re.compile(r"\b(?:must|shall|required|requires?|mandatory|cannot|will not be|not eligible|only)\b")


def _says(text: str, value: object) -> bool:
    return any(parse_number(match.group()) == value for match in _NUMBERS.finditer(text))


def _reaches(match: re.Match[str] | None, text: str, value: object, is_whole: bool = False) -> bool:
    """Whether such a stretch, to the end of its phrase, is about the value: no other stretch names it alone."""
    if match is None:
        return False
    text = _EXAM_NUMBER.sub(lambda name: "#" * len(name.group()), text)
    ends = _PHRASE_END.search(text, match.end())
    begin, end = match.start(), ends.start() if ends else len(text)
    if is_whole:
        begin = max(text.rfind(",", 0, begin), text.rfind(";", 0, begin)) + 1  # "within 5 years, 3 to compete"
    inside = text[begin:end]
    if is_whole and not _NUMBERS.search(inside):
        return True
    return _says(inside, value) or not _says(f"{text[:begin]} # {text[end:]}", value)


def tell_softness(clause: Clause, finding: Finding) -> str | None:
    """What a rule is by whom it speaks of: "preferred" of those who do better, "typical" of those who came; or None."""
    if finding.field not in _WISHABLE or finding.strength != "required":
        return None
    text = clause.text
    if _RULED.search(text):
        return None
    asked = clause.question if clause.is_first_reply else ""
    value = finding.value
    if _reaches(_USUAL.search(text), text, value) or _reaches(_USUAL_WHOLE.search(text), text, value, True):
        return "typical"
    if _reaches(_WISHED.search(text), text, value) or _reaches(_WISHED_WHOLE.search(text), text, value, True):
        return "preferred"
    if (asked and _ASKS_WISH.search(asked)) or _WISHED_WHOLE.search(clause.lead):
        return "preferred"
    head = clause.sentence[: max(0, clause.start - clause.sentence_start)]
    if head.rstrip(" -").endswith(":") or ":" in head:
        head = head.rsplit(":", 1)[0]
    if _USUAL_HEAD.search(f"{asked} {head}") and not _MUST.search(head):
        return "preferred"
    return None


# ---------------------------------------------------------------- what is no rule of this residency

# "Here and there ...", "one program ..., another ...", "a few famous departments do want 245".
_OF_MANY = re.compile(
    r"\bhere and there\b|\bone (?:program|hospital|place|state)\b(?! of ours?\b)[^.;]{0,60}\banother\b|"
    r"\b(?:an? few|some|several|certain) (?:famous |top |big |well-known |elite |large |prestigious )"
    r"(?:departments|programs|places|hospitals) "
    r"(?:(?:do|may|will|still) )?(?:want|ask|require|expect|look|insist|prefer)|"
    r"^programs in [a-z ]{3,30} (?:mostly|usually|often|generally|typically|commonly) |"
    r"\bwhere (?:an? |the )?(?:h-?1-?b?|j-?1)(?: visa)? is on offer\b|\bwhere they (?:sponsor|offer|give|file) |"
    r"\b(?:researchers|investigators|the authors) (?:looked|found|searched|reviewed|surveyed|counted|compared)\b|"
    r"^an? (?:resident|intern|graduate|applicant)(?: of [a-z ]{3,30})? (?:writes|reports|says|posts|recalls|advises)\b|"
    r"\b(?:has|have|needs?|ought) to know (?:who|what|how|which)\b"
)
_OURS = re.compile(r"\b(?:we|our|us here|this (?:program|residency|hospital))\b")
# "We take fellows by the Match", "to enter our rheumatology fellowship use ERAS": whose letters these are.
_OF_FELLOWS = re.compile(
    r"^to (?:become|be) an? (?!(?:[a-z-]+ ){0,3}residents?\b)(?:[a-z-]+ ){0,4}?fellow\b|"
    r"^we take (?:[a-z]+ )?fellows\b(?! and\b)|"
    r"^to enter (?:our|the|this|an?) (?:[a-z-]+ ){0,4}?fellowship\b|^a fellow (?:has|must|needs|is)\b|"
    r"^(?:our|the|this) (?:[a-z-]+ ){0,3}?fellowship gives\b"
)


_OF_RESIDENTS = re.compile(
    r"^residents?\b|\bresidents? (?:must|need|apply)|\bresidency (?:applicants?|positions?|candidates?)"
)


def _is_of_fellows(clause: Clause) -> bool:
    """Whether fellows are who this sentence, or one of the two before it, speaks of."""
    before: Clause | None = clause
    for _ in range(3):
        if before is None or _OF_RESIDENTS.search(before.sentence):
            return False
        if _OF_FELLOWS.search(before.sentence):
            return True
        before = before.previous
    return False


# ---------------------------------------------------------------- fact by fact

_RECORD = re.compile(
    r"\b(?:no|none|not one|never an?)(?: of (?:our|the))?(?: (?:current|recent|single|one))? "
    r"(?:residents?|graduates?|interns?|trainees?|alumn[a-z]+)(?: of ours)? (?:(?:has|have|had|ever|yet) )*failed\b"
)
_FAILING_WHICH = re.compile(r"\bfailing (?:which|that|this|these)\b")
_ADDED_UP = re.compile(
    r"\b(?:taken|counted|added|lumped|put|reckoned) (?:up )?(?:as one|together|jointly)\b|"
    r"\bover (?:usmle|steps?|comlex|levels?|parts?|both|the two|all|the three)(?: (?:steps?|parts?|levels?))? ?"
    r"(?:1|2|i|one|exams?|steps?)?(?: ?(?:and|&|,|/) ?(?:2|ii|two|3))+\b"
)
# "Failures, USMLE and/or COMLEX: one", "one failure in the whole sequence": a limit on all failures, none on each exam
_ALL_FAILURES = re.compile(
    r"\bfail(?:ure|ed (?:attempt|exam|try))s\b[^.;:]{0,12}\b(?:usmle (?:and/or|and|or|/) ?comlex|(?:steps?|"
    r"parts?) (?:1|i) "
    r"(?:and|&|or) (?:2|ii)|(?:all|both)(?: [a-z]+)? exams)\b(?!\W+(?:none|no\b|not|zero|0))|"
    r"\b(?:in|on|across|throughout|during|over|of) (?:the|your) (?:whole|entire|complete|full) (?:path|way|road|"
    r"usmle|comlex|"
    r"(?:exam|licensing|usmle|test|step)[a-z-]* (?:sequence|series|history|record|transcript)|sequence|series)\b"
)
# "We grow hesitant after one failure": a worry, no limit
_WORRIED = re.compile(
    r"\b(?:hesita\w+|reluctan\w+|wary|cautious|skeptical|sceptical|concerned|think twice|eyebrows?|gives? us pause|"
    r"uneasy|worr(?:y|ies|ied))\b"
)
_OF_EACH = re.compile(
    r"\b(?:each|any|every|either|per|apiece|one step|single step|no|none|not|without|zero|first|never)\b"
)
_COURSES = re.compile(
    r"\b(?:clerkships?|courses?|basic sciences?|curriculum|pre-?clinical)\b[^.;]{0,40}\b(?:pass|fail|repeat)"
)
_EXAM = re.compile(r"\b(?:steps?|usmle|comlex|ck|exams?|boards?|levels?|tests?|licens)")
_CLOSES = re.compile(
    r"\b(?:close[sd]?|closing|deadline|due)\b[^.;]{0,30}\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)


def _doubt_attempts(clause: Clause, finding: Finding) -> str | None:
    text = clause.text
    if _RECORD.search(text):
        return "attempts: a record of its residents"
    if _FAILING_WHICH.search(text) and len(re.findall(r"\bfail", text)) == 1:
        return "attempts: failing something else"
    if _ADDED_UP.search(f"{clause.lead} | {text}"):
        return "attempts: over all exams together"
    if finding.value != 1 and _ALL_FAILURES.search(told := f"{clause.lead}: {text}") and not _OF_EACH.search(told):
        return "attempts: over all exams together"
    if _WORRIED.search(text) and not _RULED.search(text):
        return "attempts: a worry, no limit"
    if _CLOSES.search(text):
        return "attempts: a day"
    if _COURSES.search(text) and not _EXAM.search(f"{clause.lead} {clause.question} {text}"):
        return "attempts: of courses"
    return None


_STAY = re.compile(r"(?:the )?(?:h-?1-?b?|j-?1)(?: visas?)?")  # "H-1B: ...; six years is the limit"
_FRESHER = re.compile(
    r"\b(?:fresh(?:er|est)?|newer|recent|more recent)(?: ones| graduates| degrees| diplomas)? (?:are |is )?"
    r"(?:preferred|favou?red|liked)\b"
)
_AT_MOST = re.compile(r"\bat most\b|\b(?:no|not) (?:more|older|over|longer)\b|\bmaximum\b|\bup to\b")
_EXAMS_WITHIN = re.compile(
    r"\b(?:steps?|usmle|comlex|exams?|attempts?|tries|sequence)\b[^.;]{0,20},? (?:and |all |both )*"
    rf"(?:finished|completed|done|passed) (?:within|inside|in|over) (?:a span of )?{NUMBER} years\b"
    r"(?! (?:of|after|from|since))"
)
_WORKED_WITHIN = re.compile(
    rf"\bmonths? (?:in|of) [^.;]{{0,80}}\b(?:during|in|within|over) the (?:past|last) {NUMBER} years\b"
)

# "... a valid certificate and a J-1. Seven years is the limit": nothing speaks of a graduation
_BARE_LIMIT = re.compile(
    rf"^\W*(?:the (?:limit|maximum) (?:is|of)|{NUMBER} years\W*(?:is|are|at)?(?: the)?(?: most| limit| maximum))"
)
_OF_A_STAY = re.compile(r"\bj-?1\b|\bh-?1-?b\b|\bvisas?\b|\becfmg\b|\bsteps?\b|\busmle\b|\bexams?\b")
_OF_GRADUATION = re.compile(r"\bgraduat|\bschool|\bdegree|\bdiploma|\byog\b|\bm\.?d\b|\brecen|\byears? (?:since|out)")


def _doubt_graduation(clause: Clause, finding: Finding) -> str | None:
    text = clause.text
    if finding.strength == "preferred" and _FRESHER.search(text) and _AT_MOST.search(text):
        return "graduation: only fresher ones are a wish"
    if _STAY.fullmatch(clause.lead.rsplit("|", 1)[-1].strip()):
        return "graduation: years of a stay"
    before = clause.previous
    around = f"{clause.heading} {clause.lead} {clause.question} {text} {before.text if before else ''}"
    if before and _BARE_LIMIT.search(text) and _OF_A_STAY.search(before.text) and not _OF_GRADUATION.search(around):
        return "graduation: years of a stay or of exams"
    if _EXAMS_WITHIN.search(text):
        return "graduation: years for the exams"
    if _WORKED_WITHIN.search(text) and not re.search(r"\bgraduat|\bdegree|\bdiploma|\bschool|\bm\.?d\b", text):
        return "graduation: when the experience was"
    return None


_OWN_SCORES = {
    "step1_min": re.compile(
        r"\b(?:step|part|usmle) ?(?:1|i|one)(?![a-z0-9])[^\d,;.&]{0,28}?(?<!\d)(?P<n>[12]\d\d)(?!\d)"
    ),
    "step2_min": re.compile(
        r"\b(?:(?:step|part|usmle) ?(?:2|ii|two)(?: ?ck)?(?![a-z0-9])|ck\b)[^\d,;.&]{0,28}?(?<!\d)(?P<n>[12]\d\d)(?!\d)"
    ),
}
_STEP_1_ALONE = re.compile(r"\b(?:step|part) (?:1|i|one) of (?:the )?usmle\b")
_STEP_2 = re.compile(r"\b(?:2|ii|two|ck|both|each|all|every|either|steps|parts)\b|2ck")
_FOR_A_VISA = re.compile(r"\bif\b[^.;]{0,80}?\b[12]\d\d\b[^.;]{0,80}?\b(?:h-?1-?b?|visas?)\b")
_JOINED = re.compile(r"\band\b|\bor\b")


_NO_OF_RULES = re.compile(
    r"\bno (?:(?:step|level|exam|test)s?\b[^.;]{0,40}?\b(?:more than|over|failed)|(?:lower|less|fewer|"
    r"worse) than (?:the )?\d)"
)
_NO_WORD = re.compile(
    r"\b(?:no|not|none|never|without|neither|nor|nothing|cannot|absence|lack|any|zero|free|holistic\w*|regardless)\b"
)


# "Numeric Step 1 results: no longer reported"
_NOT_REPORTED = re.compile(r"^(?:(?:are|is) )?(?:no longer|not) (?:being )?reported\b")
# "Class of 2027: Step 2 CK 241"
_OF_CLASS = re.compile(
    r"\bclass of (?:19|20)\d\d\W*$|\b(?:our|current|present|last year's) (?:residents|interns|class)\W*$"
)


def _find_scores(field: str, text: str) -> set[int]:
    """Numbers that stand right behind an exam's own name."""
    return {int(match.group("n")) for match in _OWN_SCORES[field].finditer(text) if not _JOINED.search(match.group())}


# "Over 210 apply", "250 beds", "the 230 who sent a file": what may stand behind a number that is no score.
_THINGS = re.compile(
    r"(?<!\d)(?P<n>[1-9]\d\d)(?!\d)(?: (?!(?:points?|or|and|on|in|for|to|is|are|from|with|of|by|at|may|can|will|must|"
    r"should|who|applicants|candidates)\b)[a-z-]+){0,2}? (?:appl(?:y|ied|ying|ications?|icants? (?:a|per|each|"
    r"every|for|"
    r"apply|last|this))|files (?:a|per|each|every|come|came|reach|arrive)|people|persons|graduates|doctors|physicians|"
    r"beds?|hospitals|centers|programs|hours|days|weeks|miles|patients|interviews|residents|fellows|faculty|students|"
    r"visits|deliveries|cases|dollars|countries|schools)\b"
)


def _counts_things(text: str, value: int) -> bool:
    """Whether the number stands in the text as a number of people or things, and nowhere as a score."""
    things = [match for match in _THINGS.finditer(text) if int(match.group("n")) == value]
    return bool(things) and len(things) == len([n for n in _NUMBERS.finditer(text) if parse_number(n.group()) == value])


# "No cutoff is used, but 210 is read sooner": the number beside a denial is none, unless a word makes it a rule
_NO_CUTOFF = re.compile(
    r"\b(?:no|without an?|do not (?:have|use|set) (?:an?|any)|not (?:an?|any)) (?:(?:absolute|formal|strict|hard|fixed|"
    r"set|specific|official|firm|rigid|minimum|score|numeric(?:al)?|general) )*(?:cut-?offs?|minimums?|floors?|"
    r"thresholds?)\b(?! of)[^.;,]{0,40}"
)
_NAMES_OTHER = {
    "step1_min": re.compile(r"\b(?:2|ii|two|ck|comlex|level|year)"),
    "step2_min": re.compile(r"\b(?:step|part) (?:1|i|one)\b|\b(?:comlex|level|year)"),
    "comlex_min": re.compile(r"\b(?:usmle|step|year)"),
}


def _stands_behind(text: str, value: object) -> bool:
    """Whether a denial of a cutoff comes before the number."""
    denied = _NO_CUTOFF.search(text)
    return denied is not None and _says(text[denied.end() :], value)


def _doubt_score(clause: Clause, finding: Finding) -> str | None:
    text = clause.text
    if finding.field == "no_score_cutoff":
        if _NOT_REPORTED.search(text):
            return "scores: no number is reported"
        left = _NO_OF_RULES.sub(" ", text)
        is_denied = _NO_WORD.search(f"{left} | {clause.lead} | {clause.answer}") or not _NO_OF_RULES.search(text)
        return None if is_denied else "scores: another rule's no"
    if _OF_CLASS.search(clause.lead):
        return "scores: of a class of residents"
    if finding.field in _OWN_SCORES:
        own = _find_scores(finding.field, text)
        if own and finding.value not in own:
            other = "step1_min" if finding.field == "step2_min" else "step2_min"
            if finding.value in _find_scores(other, text):
                return "scores: the number of another exam"
    if finding.field == "step2_min" and _STEP_1_ALONE.search(text) and not _STEP_2.search(text):
        return "scores: of Step 1 alone"
    if _FOR_A_VISA.search(text):
        return "scores: asked for a visa"
    if finding.field in _NAMES_OTHER and finding.strength == "required" and not _RULED.search(text):
        before = clause.sentence[: max(0, clause.start - clause.sentence_start)]
        denied = _NO_CUTOFF.search(before) or (_NO_CUTOFF.search(text) if _stands_behind(text, finding.value) else None)
        if denied and not _NAMES_OTHER[finding.field].search(denied.group()):
            return "scores: no cutoff, and a number beside that"
    if isinstance(finding.value, int) and _counts_things(text, finding.value):
        return "scores: a number of people or things"
    return None


_ALIVE = re.compile(r"\b(?:years?|months?) (?:or (?:longer|more) )?(?:spent |of )?(?:living|residing|residence) in\b")
_WORK_VISA = re.compile(r"\bvisas? (?:is needed )?(?:for|to) work\b")
_OR_CERTIFICATE = re.compile(r"\byear(?:'s)?(?: of)? training\b[^.;]{0,60},? or (?:else )?(?:the |an? |valid )*ecfmg")
_NOT_NEEDED = re.compile(
    r"\bneeds? none\b|\b(?:neither|nowhere|nothing(?! (?:else|more|less|short)))\b[^.;]{0,40}"
    r"\b(?:required|asked|needed|necessary|demanded|expected)\b|"
    r"^(?:to [a-z]+|at first|for that|for an interview), no\W*$"
)
_SAVE_WHERE = re.compile(r"\bsave (?:where|if|when|for those|that)\b")
_EXPERIENCED = re.compile(r"\bexperience|\bclinic|\brotation|\bextern|\bobserv|\belective|\bhands.on|\busce\b")
_GRADUATED = re.compile(
    r"\byears? (?:or less |or fewer )?(?:before|since|after|out|from)\b|\bgraduat|\bleft medical school\b"
)
_NO_GUESTS = re.compile(r"^\W*no (?:externs?|observers?)\b(?!hip)")
_NEEDED_THEN_WISHED = re.compile(
    rf"\b(?:required?|needed|a must|mandatory)\b(?: that| it| this)?[,;:. -]+(?:ideally|"
    rf"if possible|preferably|we prefer)"
    rf"[, ]+(?:at least |for )?{NUMBER} (?:months|weeks)"
)


# "Graduated within three years (or, if earlier, hands-on work in US wards since)": asked of some only
_IN_CASE = re.compile(r"\((?:and|but|or)?,? ?(?:if|when|where|unless|for (?:those|older))\b[^()]*\)")
_OF_WORK = re.compile(r"\b(?:experience|usce|rotations?|clinical|extern\w*|observ\w*|hands-on|work|patients?)\b")


def _doubt_usce(clause: Clause, finding: Finding) -> str | None:
    text = clause.text
    if "(" in text and not _OF_WORK.search(rest := _IN_CASE.sub(" ", text)) and rest != text:
        return "usce: asked of some only"
    if finding.field == "usce_hands_on":
        return "usce: whom they host" if _NO_GUESTS.search(text) else None
    if finding.value is False:
        return None
    if finding.strength == "preferred":
        is_months = finding.field == "usce_required" and _NEEDED_THEN_WISHED.search(text)
        return "usce: only its length is a wish" if is_months else None
    if _ALIVE.search(text) and not _EXPERIENCED.search(text):
        return "usce: years lived here"
    if _WORK_VISA.search(text) and not _EXPERIENCED.search(text):
        return "usce: leave to work"
    if _OR_CERTIFICATE.search(text):
        return "usce: or the certificate"
    if _NOT_NEEDED.search(text):
        return "usce: said not to be required"
    saved = _SAVE_WHERE.search(text)
    if saved and _GRADUATED.search(text[: saved.start()]) and not _EXPERIENCED.search(text[: saved.start()]):
        return "usce: an exception to another rule"
    return None


_OF_SCHOOLS = re.compile(
    r"\becfmg (?:certifies|recogni[sz]es|accepts|approves|certification of)\b[^.;]{0,30}\bschools?\b"
)
_IF_HELD = re.compile(
    r"\bcertifica\w+[^.;,]{0,30},? (?:if|where|when|once|as soon as) (?:you|they|he|"
    r"she)(?: already)? (?:hold|have|has|got) "
    r"(?:it|one)\b|"
    r"\b(?:if|where|when|once|as soon as) (?:you|they) (?:already )?(?:hold|have|got) (?:it|one),? (?:the|your|an?) "
    r"(?:ecfmg )?certificate\b"
)
_NEITHER = re.compile(r"\bneeds? neither\b[^.;]*\bnor\b[^.;]*\becfmg\b")
_ON_ITS_WAY = re.compile(
    r"\bcertificat[a-z]+[^.;]{0,20}\bor (?:else )?(?:evidence|proof|confirmation|documentation|a letter)\b[^.;]{0,30}"
    r"\b(?:on (?:its|the) way|pending|under ?way|in progress|expected|coming|soon)\b"
)
# "Possibly after the interview", "or later, if it is not there yet": it may come when it comes
_OR_LATER = re.compile(
    r"\b(?:possibly|perhaps|maybe|if need be|if necessary) (?:only |even |also )?(?:later|after|afterwards|at a later|"
    r"pending)\b|"
    r"\b(?:or|may|can|might) (?:be (?:sent|handed in|provided|added|supplied) |follow |come )?(?:somewhat |a bit |"
    r"a little )?later\b[^.;]{0,10}\b(?:if|when|where|should|in case)\b"
)
# "Before a pager is handed out", "valid through July", "the Commission sends us": no time by which one must hold it
_BEFORE_WHAT = re.compile(r"\bcertif[a-z]*\b[^.;]{0,50}\b(?:before|prior to|by the time(?: of)?)\b(?P<what>[^.;]*)")
_KNOWN_TIME = re.compile(
    r"\b(?:appl|submi|send|visit|come|admit|admission|eligib|join|interview|consider|review|screen|select|evaluat|"
    r"invit|rank|match|eras\b|deadline|process|"
    r"(?:you|your|the|their) (?:file|form|document)|be(?:ing)? read|rotat|start|begin|appoint|contract|hire|employ|"
    r"orient|residency|training|program|july|june|jan|feb|mar|apr|may\b|aug|sep|oct|nov|dec|we (?:look|read|can|will|"
    r"may|see|meet)|\d)"
)
_OF_ECFMG = re.compile(
    r"^(?:the )?(?:ecfmg|commission|educational commission)\b(?: \([^)]*\))?(?: (?:itself|then|must|will|has to|"
    r"may))* (?:sends?|mails?|issues?|forwards?|transmits?)\b"
)
_VALID_UNTIL = re.compile(r"\bvalid (?:until|through|till|up to|to)\b")
# "No prerequisite of an interview", "nothing you need to apply", "we rank people whose certificate is still to come"
_NOT_THEN = re.compile(
    r"\b(?:no|not an?|never an?|hardly an?) (?:prerequisite|precondition|condition|requirement|bar|obstacle|hurdle|"
    r"matter)\b|"
    r"\bnothing (?:that )?(?:you|one|applicants|candidates|imgs|we) (?:need|must|have to|ask|require|want|expect)\b|"
    r"\bwithout (?:waiting|asking|looking|insisting|demanding)\b|"
    r"\bcertifica\w+ (?:is|are|may be|can be) still (?:to come|pending|missing|on its way|outstanding|open|"
    r"under way)\b|"
    r"\b(?:will|does|do|would|should|need) not (?:keep|bar|prevent|stop|exclude|disqualify|hinder|rule|hold) (?:you|"
    r"anyone|anybody|applicants|an applicant|candidates|imgs|them|one|out)\b|"
    r"\b(?:nobody|no one|no applicant|none) (?:is|will be) (?:ever )?(?:asked|required|expected)\b"
)
_TIMES = {
    "application": re.compile(r"\bappl(?!icant)|\bconsider|\bfiles?\b|\beras\b|\breview"),
    "interview": re.compile(r"\binterview"),
    "ranking": re.compile(r"\brank|\bmatch|\blists?\b"),
    "start": re.compile(r"\bstart|\bbegin|\bcontract|\bappoint|\bjuly\b|\bhir(?:e|ing)|\bemploy|\btraining\b"),
}
_ONCE_MATCHED = re.compile(r"\b(?:once|after) (?:you (?:are |have )?)?matched\b")
_AT_TIME = re.compile(
    r"\b(?:before|until|prior to|ahead of|on the day of|by|when) (?:(?:we|you|"
    r"they) (?:appoint|are appointed|start|begin)|"
    r"(?:the )?(?:day of the )?nrmp match|match day|(?:the )?day one|residency (?:begins|starts)|"
    r"the (?:nrmp )?match (?:comes|is held))"
)
_NOW = re.compile(r"\bvalid (?:now|today|at present|at this time)\b")
_TIMED = re.compile(r"\b(?:start|begin|interview|rank|match|appoint|contract|july|before|prior|until|by the time)")
_FOR_THE_J1 = re.compile(r"\bso that (?:the|your|their) j-?1\b|\bsatisfy the ecfmg\b")
_WHEN_APPLYING = re.compile(r"\b(?:on the day|at the time|when|by the time) (?:that )?(?:you|they|applicants) apply\b")
_SEND_BY = re.compile(r"\b(?:send|submit|mail|upload|forward)\b")
_RANKS = re.compile(r"\brank|\bmatch|\brol\b|\blists?\b")


def _doubt_certificate(clause: Clause, finding: Finding) -> str | None:
    text, value = clause.text, finding.value
    if _OF_SCHOOLS.search(text):
        return "ecfmg: of schools"
    if value != "start" and _IF_HELD.search(text):
        return "ecfmg: if one has it"
    if value != "start" and _ON_ITS_WAY.search(text):
        return "ecfmg: or on its way"
    if _OR_LATER.search(text):
        return "ecfmg: or later"
    if _NOT_THEN.search(text) and all(not _TIMES[time].search(text) for time in _TIMES if time != value):
        return "ecfmg: said not to be needed then"
    if _OF_ECFMG.search(text):
        return "ecfmg: what the commission does"
    if value == "start" and _VALID_UNTIL.search(text) and not re.search(r"\bstart|\bbegin|\bappoint|\bcontract", text):
        return "ecfmg: how long it is valid"
    if value == "application":
        if (timed := _BEFORE_WHAT.search(text)) and not _KNOWN_TIME.search(timed.group("what")):
            return "ecfmg: by a time that is not understood"
        if _NEITHER.search(text):
            return "ecfmg: not needed"
        if _AT_TIME.search(text) and not re.search(r"\bappl(?:y|ying|ication)", text):
            return "ecfmg: of a later time"
        head = clause.sentence[: max(0, clause.start - clause.sentence_start)]
        if (APPOINTED_ON.search(head) or _ONCE_MATCHED.search(head)) and not re.search(
            r"\bappl(?:y|ying|ication)", text
        ):
            return "ecfmg: of appointment"
    elif _NOW.search(text) and not _TIMED.search(text):
        return "ecfmg: valid now"
    if value == "start" and _FOR_THE_J1.search(text) and re.search(r"\bj-?1\b", text):
        return "ecfmg: for the J-1"
    if value == "interview" and _WHEN_APPLYING.search(f"{clause.question} {text}"):
        return "ecfmg: asked when one applies"
    if value == "ranking" and _SEND_BY.search(text) and not _RANKS.search(f"{text} {clause.lead} {clause.question}"):
        return "ecfmg: a day to send it by"
    return None


_DO_WITHOUT = re.compile(
    r"\b(?:do|go|apply|manage|get by) without (?:the )?(?:usmle )?(?:step|part|usmle) ?(?:3|iii)\b"
)
_CANNOT = re.compile(r"\b(?:not|cannot|never|nobody|no one|none)\b[^.;]{0,24}\bwithout\b")
_BY_YEAR = re.compile(
    r"\b(?:by|before|until|during) (?:the )?(?:close|end|finish|middle) of (?:their |the |his |her |your )?"
    r"(?:year (?:one|two|three|1|2|3)|(?:first|second|third|1st|2nd|3rd|intern) year|pgy)"
)
_BECOMES_J1 = re.compile(r"\b(?:becomes|turns into|switch\w* to|changes? to) an? j-?1\b")


def _doubt_step3(clause: Clause, finding: Finding) -> str | None:
    text = clause.text
    if finding.value == "always":
        if _DO_WITHOUT.search(text) and not _CANNOT.search(text):
            return "step3: not needed"
        if _BY_YEAR.search(text):
            return "step3: due in training"
        if _BECOMES_J1.search(text):
            return "step3: for the H-1B"
    if finding.value == "no":
        aside = OURS_EXEMPT.search(text)
        if aside and not re.search(r"\bnot?\b|\bwithout\b", text[: aside.start()]):
            return "step3: not needed of some"
    return None


_YEARLY = r"(?:(?:a|per|each|every) year|yearly|annually)"
_OF_A_TOTAL = re.compile(
    rf"\b(?:of|our|all|the) (?:the |our |"
    rf"its )?(?P<total>\d{{1,3}}) (?:[a-z-]+ ){{0,2}}?(?:slots|positions|places|residents|"
    rf"spots)\b(?:(?!categorical|prelim)[^.;]){{0,40}}?, (?:as a rule |about |some |roughly |around |with )?"
    rf"(?P<part>\d{{1,2}}) (?:[a-z]+ ){{0,3}}?{_YEARLY}"
)
_IN_PARTS = re.compile(
    rf"\b(?P<n>{NUMBER}) (?:people |residents |positions |interns )?(?:together|in all|altogether|in total|total)[,:]? "
    rf"(?P<a>{NUMBER}) (?:are )?(?:in|for|of) [^.;]{{3,40}}?\band (?:the (?:other|remaining) )?(?P<b>{NUMBER})\b"
)
_ALTERNATES = re.compile(
    rf"\b(?:one|this) year\b[^.;]{{0,60}}\bthe (?:next|other|following)(?: year)?,? (?:it is )?{NUMBER}\b"
)
_GRADED = re.compile(r"\b(?:interns|residents|class) (?:scored|averaged)\b")
_ELSEWHERE = re.compile(
    rf"\b(?P<n>{NUMBER}) (?:[a-z-]+ ){{0,2}}?(?:seats|positions|places|spots|slots) (?:are )?(?:at|with|in) "
    r"(?:another|an affiliated|an? nearby|a neighbou?ring|a different|a) (?:hospital|institution|program|campus)\b"
)


def _doubt_places(clause: Clause, finding: Finding) -> str | None:
    text, value = clause.text, finding.value
    whole = _OF_A_TOTAL.search(text)
    if whole and int(whole.group("total")) == value and int(whole.group("part")) < int(whole.group("total")):
        return "positions: a total"
    for told in _IN_PARTS.finditer(text):
        total, *parts = (parse_number(told.group(name)) for name in ("n", "a", "b"))
        if total == value == sum(parts):
            return "positions: a total of two tracks"
    if _ALTERNATES.search(text):
        return "positions: from year to year"
    if _GRADED.search(text):
        return "positions: a class and its scores"
    if any(parse_number(match.group("n")) == value for match in _ELSEWHERE.finditer(text)):
        return "positions: of another house"
    return find_other_count(clause, value)


_NOT_ASKED = re.compile(
    rf"\b(?P<n>{NUMBER}) (?:is|are) (?:all |just |simply )?what (?:we (?:like|prefer|love)|"
    rf"(?:the|that) (?:service|system)|"
    r"eras (?:takes|lets|holds|allows))"
)
_NOT_AMONG = re.compile(
    rf"(?P<n>{NUMBER})(?: letters)?[,(; ]+(?:the |your )?(?:mspe|dean's letter)? ?not (?:among|one of|part of)"
)
_DEAN_AMONG = re.compile(
    rf"\b(?P<n>{NUMBER})(?: (?:letters|references|"
    rf"recommendations)(?: of recommendation)?)?,? (?:that is|namely|i\.e\.,?)"
    r"[, ]+(?:one (?:by|from|of) )?(?:the |your )?(?:school's )?dean\b"
)
_DEAN_WRITES = re.compile(r"\bdean\b(?! of (?:students|faculty))[^.;]{0,20}\b(?:author|writer|writing|sender)\b")
# "Four letters in all: your chair, two surgeons, and the dean's", "three (dean, chair, one other)"
_COUNTED_OUT = re.compile(
    rf"(?P<n>{NUMBER})(?: (?:letters|references|recommendations)(?: of (?:recommendation|reference|support))?)?"
    r"(?: in (?:all|total|sum)| altogether| total)? ?(?:[:(]|- |, (?:namely|that is|i\.e\.,?)) ?"
    r"(?P<list>[^.;()]{0,120}?\b(?:dean|mspe)\b[^.;()]{0,40})"
)
_BESIDE = re.compile(
    r"\b(?:not|plus|beside|besides|beyond|in addition|additional|as well as|along with|apart|except|excluding|"
    r"without|separate|counted|on top|also|required|must|may|can|later|waited|too|dean of)\b|\+"
)
_IN_ALL = re.compile(r"\b(?:in (?:all|total|sum)|altogether|total)\b|\($|\(")
_MORE = re.compile(rf"^\W*{NUMBER} (?:more|other|further|additional) (?:letters|references|recommendations)\W*$")
_FROM_CHAIR = re.compile(
    r"\b(?:reference|letter|recommendation)s? (?:from|by|of) (?:the |your |"
    r"an? )?(?:[a-z]+ )?(?:chair\w*|program director|"
    r"head)\b"
)
_NUMBER = re.compile(NUMBER)
_ON_TOP = re.compile(rf"\b(?P<n>{NUMBER})(?: or more)? others? (?:come |are |go )?on top\b")

# "1. Dean's letter 2. Three (3) letters": beside the three, and not one of them
_DEAN_ITEM = re.compile(r"\b\d[.)] ?(?:the |your )?(?:dean's letter|mspe)[^.;\d]{0,20}\b\d[.)]")

# "The dean's letter and three other hospitals": a number of something else
_OF_ELSE = re.compile(
    rf"\b(?P<n>{NUMBER}) (?:other |more |further |nearby |affiliated |different )*(?:hospitals|programs|residents|"
    r"positions|places|years|months|weeks|days|attempts|interviews|pages|campuses|sites|tracks|clinics|beds|exams|tries)\b"
)


def _doubt_letters(clause: Clause, finding: Finding) -> str | None:
    text, value = clause.text, finding.value
    if any(parse_number(match.group("n")) == value for match in _NOT_ASKED.finditer(text)):
        return "letters: liked, or all that the service takes"
    if any(parse_number(match.group("n")) != value for match in _NOT_AMONG.finditer(text)):
        return "letters: the Dean's is not counted"
    mentions = [match for match in _NUMBER.finditer(text) if parse_number(match.group()) == value]
    if mentions and len(mentions) == sum(parse_number(match.group("n")) == value for match in _OF_ELSE.finditer(text)):
        return "letters: a number of something else"
    item = _DEAN_ITEM.search(text)
    said = item and _NUMBER.search(text, item.end())
    if said and parse_number(said.group()) - 1 == value:
        return "letters: the Dean's is an item of its own"
    is_lessened = any(parse_number(match.group()) - 1 == value for match in _NUMBER.finditer(text))
    if any(parse_number(match.group("n")) == value for match in _DEAN_AMONG.finditer(text)) or (
        _DEAN_WRITES.search(text) and not is_lessened
    ):
        return "letters: the Dean's is counted"
    if any(parse_number(match.group("n")) == value for match in _ON_TOP.finditer(text)):
        return "letters: beside others"
    if any(
        parse_number(match.group("n")) == value
        for match in _COUNTED_OUT.finditer(f"{clause.lead}: {text}")
        if _IN_ALL.search(match.group()) and not _BESIDE.search(match.group("list"))
    ):
        return "letters: the Dean's is counted"
    is_summed = not any(parse_number(match.group()) == value for match in _NUMBER.finditer(text))
    if not is_summed and _MORE.search(text) and clause.previous and _FROM_CHAIR.search(clause.previous.text):
        return "letters: beside the chair's"
    return None


_NOT_BEFORE = re.compile(r"\b(?:(?:no|not) (?:earlier|sooner) than|not before) (?:[a-z]+day,? )?(?:the )?$")
_SINCE = re.compile(r"\bsince (?:the )?$")
_FIRST_IN_LINE = re.compile(r"\bfirst in line\b|\bget(?:s)? (?:first )?priority\b")


def _doubt_deadline(clause: Clause, finding: Finding) -> str | None:
    text = clause.text
    for day in find_days(text):
        if str(day) == finding.value and _NOT_BEFORE.search(text[: day.start]):
            return "deadline: the day from which on"
        if str(day) == finding.value and day.year and _SINCE.search(text[: day.start]):
            return "deadline: since when"
    if _FIRST_IN_LINE.search(text):
        return "deadline: who is read first"
    return find_no_last_day(clause)


_HAD_BEFORE = re.compile(
    r"\b(?:have|had) (?:had )?(?:several|some|many|a few|one|two)\b[^.;]{0,20}\bnot (?:at (?:the|this) moment|now)\b"
)


_ASKS_J1 = re.compile(r"\b(?:want|need|require|ask for|have|hold)\b[^.;]{0,20}\bj-?1\b")


# "FAQ for FMGs: No, a J-1 is needed": whatever was asked, it stands elsewhere.
_OF_QUESTIONS = re.compile(r"\b(?:faqs?|questions?|q ?& ?a|answers?|asked)\b")
_ANSWERS_NO = re.compile(r"^\W*(?:no|nope|not at all)\b")
# "Foreign graduates: no, twelve months are needed": a no that goes on with what is asked of them.
_GOES_ON_ASKING = re.compile(
    r"^\W*(?:no|nope)\b[,;:. -]+(?:[^.;]{0,60}\b(?:must|needs?|needed|required?|requires|minimum|at least|"
    r"ha(?:s|ve) to)\b)"
    r"(?![^.;]*\b(?:lcme|citizen|u\.?s\.? (?:graduates|schools?)|american (?:graduates|schools?)|"
    r"graduates? of (?:an? )?"
    r"(?:u\.?s|american|accredited)))"
)


def _doubt_img(clause: Clause, finding: Finding) -> str | None:
    is_no = finding.value is False and _ANSWERS_NO.search(clause.text)
    if is_no and (_OF_QUESTIONS.search(clause.lead) or _GOES_ON_ASKING.search(clause.text)):
        return "img: an answer to another question"
    if finding.value is False and _ASKS_J1.search(clause.text):
        return "img: those with a J-1 are taken"
    if finding.value is False and _HAD_BEFORE.search(clause.sentence):
        return "img: none at the moment"
    return None


_DOUBTS: dict[str, Callable[[Clause, Finding], str | None]] = {
    "max_attempts_step1": _doubt_attempts,
    "max_attempts_step2": _doubt_attempts,
    "max_years_since_graduation": _doubt_graduation,
    "step1_min": _doubt_score,
    "step2_min": _doubt_score,
    "comlex_min": _doubt_score,
    "usce_required": _doubt_usce,
    "usce_months": _doubt_usce,
    "usce_hands_on": _doubt_usce,
    "ecfmg_by": _doubt_certificate,
    "step3_required": _doubt_step3,
    "positions_per_year": _doubt_places,
    "letters_min": _doubt_letters,
    "application_deadline": _doubt_deadline,
    "img_accepted": _doubt_img,
    "no_score_cutoff": _doubt_score,
    "visa_j1": doubt_visa,
    "visa_h1b": doubt_visa,
}
_NUMBERED = frozenset(("positions_per_year", "letters_min"))
MAX_BACK = 12  # clauses


def _is_item_number(clause: Clause, value: object) -> bool:
    """ "5 For categorical seats we look for 230": the number of a line, as the line before it has the one before."""
    if not isinstance(value, int) or value < 2 or not re.match(rf"{value}[.)]? [a-z]", clause.sentence):
        return False
    before, wanted = clause.previous, value - 1
    for _ in range(MAX_BACK):
        if before is None or wanted == 0:
            break
        if re.match(rf"{wanted}[.)]? [a-z]", before.sentence):
            wanted -= 1
        before = before.previous
    return wanted == 0


# "Nobody makes it mandatory", "useful rather than required": no need, whatever else the clause names
_NO_NEED = re.compile(
    r"\b(?:nobody|no one|none of us)\b(?!(?: [a-z]+){0,6} without\b)[^.;]{0,25}\b(?:mandatory|required|obligatory|"
    r"compulsory|a must|a condition|a requirement|insists? on)\b|"
    r"\b(?:desir(?:ed|able)|preferred|useful|helpful|a plus|an asset|recommended|welcome|optional|encouraged|wish|"
    r"advantage|valued) (?:rather|more|instead of) (?:than )?(?:an? |strictly |truly )?(?:obligat\w+|mandatory|"
    r"required?|"
    r"compulsory|must|requirement|condition|rule|needed|necess\w+)\b"
)
_NEEDS = frozenset(("usce_required", "usce_months", "step3_required", "ecfmg_by", "letters_min"))


def find_doubt(clause: Clause, finding: Finding) -> str | None:
    """Why a value, read well by its module, is not stated; None where nothing stands against it."""
    if finding.field not in _DOUBTS:
        return None
    if (
        finding.field in _NEEDS
        and finding.strength == "required"
        and finding.value not in (False, "no")
        and _NO_NEED.search(clause.text)
    ):
        return f"{finding.field}: no need"
    if _OF_MANY.search(clause.sentence) and not _OURS.search(clause.sentence):
        return "scope: programs in general"
    if _is_of_fellows(clause):
        return "scope: fellowship"
    if some := find_only_of_some(clause, finding):
        return some
    if finding.field in RECORDED and finding.value is not False and (record := find_record(clause)):
        return record
    if finding.field in _NUMBERED and clause.start == clause.sentence_start and _is_item_number(clause, finding.value):
        return f"{finding.field}: the number of a line"
    return _DOUBTS[finding.field](clause, finding)
