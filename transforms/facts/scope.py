"""Whose rule a sentence states. Fellows, students, observers, guides in general: no fact of this program."""

from __future__ import annotations

from functools import cache, lru_cache

from transforms import hinted_re as re
from transforms.language import Hinted

_STUDENTS = Hinted(
    r"\b(?:visiting|rotating|elective|international medical|prospective visiting|fourth[- ]year|third[- ]year|"
    r"4th year) (?:medical )?students?\b(?! may apply)|\bmedical students? (?:who|must|may|can|should|from|need|"
    r"interested|wishing|rotat)|\bstudent (?:electives?|rotations?|clerkships?|housing)\b|\baway rotations?\b|"
    r"^for (?:our |the )?medical school\b|\bmedical school (?:applicants|admissions?)\b|"
    r"\bstudents?\b[^.;]{0,60}\b(?:to rotate|rotat\w+ with us|to do an? (?:elective|rotation))\b|\bvslo\b|\bvsas\b|"
    r"\bsub-?internship (?:application|deadline)"
)
_FELLOWS = re.compile(r"\bfellowships?\b|\bfellows?\b")
_RESIDENTS = re.compile(
    r"\bresiden(?:ts?|cy|cies)\b|\binterns?(?:hip)?\b|\bhouse ?(?:staff|officers?)\b|\bgme\b|\btrainees?\b|\bpgy\b"
)
_OBSERVERS = Hinted(
    r"\b(?:observership (?:applicants?|program|fee|deadline|candidates?|participants?|requires?|applications?)|"
    r"observers? (?:must|need|are|may|will|pay)|(?<!even )(?<!or )(?<!albeit )(?:for|as|each) (?:(?:an|the|our) "
    r")?observers?(?:hips?)?\b|"
    r"observership applications|to (?:do|apply for|be considered for) an observership|externship (?:applicants?|"
    r"program|fee))\b"
)
_GENERAL = Hinted(
    r"\b(?:most|many|some|several|few|other|various) (?:[a-z-]+ )?(?:hospitals|institutions|departments|places) "
    r"(?:[a-z]+ly )?"
    r"(?:ask|require|want|need|insist|expect|demand|prefer|sponsor|accept|set|take|offer|do not|don't|will not|"
    r"won't)\b|"
    r"\b(?:most|many|some|other|several|all|few|various|certain|different|a number of|competitive|community|"
    r"university|often,?) (?:[a-z-]+ ){0,2}?(?:programs|residencies)\b(?! of (?:ours|this))|\bprograms (?:usually|"
    r"typically|often|"
    r"may|might|tend|vary|differ|generally|will|that|which|across|sometimes|can|in general|require|prefer|sponsor|"
    r"accept|set|use|ask|want|have)\b|\ba program (?:that|may|might|can|which)\b|\bexample of a program\b|"
    r"\beach (?:[a-z]+ )?(?:institution|program|hospital|university) (?:has|sets|decides|may|can|uses)\b|\b(?:guide|"
    r"list|blog|article|forum|handbook|book|survey) (?:says|explains|lists|notes|states|tells|warns|"
    r"advises)\b|\bmost that (?:sponsor|require|accept)|\beach program(?:'s)? (?:sets|has its|own|decides|may)\b|"
    r"\blegend\b|\bglossary\b|\bapplicants in general\b|\btips? for\b|\bcheck (?:with )?(?:each|the) program|"
    r"\b(?:in|at|for) most (?:hospitals|programs|residencies|places|states)\b|\bnationwide\b|\bnationally\b|\bacross "
    r"the country\b"
)
# "... please look at other programs" speaks to this program's own applicants.
_SENDS_AWAY = re.compile(
    r"\b(?:unlike|like|in contrast (?:to|with)|as (?:in|at|with)) (?:many|most|some|several)?(?: ?other)? ?(?:programs|"
    r"residencies|hospitals)\b|"
    r"\b(?:look|apply|turn|go|try|consider|search|seek|explore|pursue)(?:ing)? (?:(?:at|to|for|among|into|in) "
    r")?(?:the |an )?other "
    r"(?:[a-z]+ )?(?:programs|residencies|hospitals)\b"
)
# An institution that speaks for all its own programs: "sponsors J-1 visas for all residency programs".
_FOR_ALL_ITS_OWN = re.compile(
    r"\b(?:our|this|the) program\b|\b(?:for|to|in|by|across|throughout|within) all (?:of )?(?:its |our |the )?"
    r"(?:[a-z-]+ ){0,2}?programs\b(?! in (?:the|this) (?:state|country|region|u))"
)
_TUITION = Hinted(
    r"\btuition\b|\bstudents on (?:a |an )?[a-z]-\d\b|\bin-state residency\b|\bstate residency\b|\bresidency "
    r"(?:status|classification|for tuition)\b|"
    r"\bdomicile\b"
)
_WAIVER = Hinted(
    r"\b(?:j-?1|conrad|visa) (?:visa )?waivers?\b|\bconrad\b|\bwaiver (?:jobs?|positions?|program|service)\b|"
    r"\bunderserved area after\b|\b(?:shortage|underserved) areas?\b|\bafter (?:residency|training)\b[^.]{0,40}\bwaiver"
)
_NEWS = Hinted(
    r"^(?:[a-z]+ ){0,3}news\b ?(?::|-|$)|\b(?:two|three|four|five|six|seven|eight|nine|ten|several|\d+) programs "
    r"(?:in|across|of|around|announced|"
    r"said|have|had|stopped|raised)\b|"
    r"\bpress release\b|\bsurvey of programs\b|\bthe (?:nrmp|acgme|aamc) (?:announced|reported|reports)\b|"
    r"\bamong (?:the )?(?:\d+|[a-z]+) programs\b|\bsurveyed\b|\brespondents\b|\bspokes(?:man|woman|person|people)\b|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+) (?:[a-z]+ )?programs (?:in the|across|announced|"
    r"reported|have "
    r"announced)\b"
)
_GRADUATES_OF = re.compile(
    r"\b(?:our|the program's|recent|program) (?:graduates|alumni)\b|\bgraduates of (?:the|our|this) (?:program|"
    r"residency)\b|\balumni\b"
)
_FACULTY = Hinted(
    r"^employees\b|\bfaculty (?:positions?|openings?|jobs?|applicants|candidates)\b|\battending physicians? "
    r"(?:position|job)s?\b|\bjob "
    r"(?:opening|"
    r"posting)\b"
)
_STORY = Hinted(
    r"\bdr\.? [a-z]+ (?:matched|came|joined|started|graduated|completed|began|received|obtained|earned|passed|took|got|"
    r"applied|finished|held|sat|trained|moved|arrived)\b|^(?:all (?:of )?)?our (?:[a-z]+ )?(?:alumni|"
    r"graduates) (?:[a-z]+ly )?(?:[a-z]{3,}ed|took|got|held|sat|came|went|began|had)\b|\balum(?:na|nus|ni|nae) "
    r"(?:corner|"
    r"profiles?|story|stories|spotlight|voices?)\b|\b(?:she|he|his|her|a former resident|former residents?|one of "
    r"our (?:residents|graduates|alumni))\b"
)
_DEFINITION = Hinted(
    r"\bis (?:one|someone|a person|a physician|anyone|any [a-z]+) who\b|\bis defined as\b|\brefers to\b"
)
_ANYONE = re.compile(
    r"\b(?:an?|any|every|each|no) (?:[a-z]+ )?(?:applicant|candidate|graduate|physician)\b(?! "
    r"who (?:matched|came))"
)
_OTHER = re.compile(
    r"(?:our|the) (?:sister|affiliated|former|other) (?:program|residency)\b|\bother (?:residency|"
    r"training) programs?\b"
)


# Who a whole passage is about: what follows such a sentence speaks of the same people until residents are named.
_SUBJECTS: tuple[tuple[str, Hinted], ...] = (
    (
        "scope: fellowship",
        Hinted(
            r"^(?:the |our |this |a |an )?(?:[a-z/&-]+ ){0,5}?fellowships?\b(?: program| training)?[ ,]+(?:in [a-z ]+ "
            r")?"
            r"(?:(?:also|currently|now|typically) )?(?:is|are|was|has|have|accepts?|admits?|takes?|offers?|"
            r"requires?|sponsors?|lasts?|trains?|seeks?|matches|recruits?|runs?|welcomes?|applicants?|candidates?|"
            r"applications?)\b|^(?:all |our )?fellows (?:are|may|must|need)\b|^(?:the )?(?:[a-z/&-]+ "
            r"){0,5}?fellowships?(?: "
            r"program)?(?: faqs?| information| applicants?| "
            r"applications?| requirements?)?\s*(?:$|[.:(-])"
        ),
    ),
    (
        "scope: students",
        Hinted(
            r"^(?:for )?(?:[a-z]+[- ]year |visiting |medical |rotating |senior |college |exchange |high[- ]school |"
            r"undergraduate |"
            r"pre-?med(?:ical)? |and )+students\b(?! and (?:graduates|residents))"
            r"(?! may apply)"
        ),
    ),
    (
        "scope: observers",
        Hinted(
            r"^(?:the |our |an? )?(?:clinical )?observership(?: program)?\b(?!s? (?:are|is|do|does|"
            r"will|may|can) (?:not |also )?(?:accept|count|suffic|considered|satisf|be))|^observers\b"
        ),
    ),
    ("scope: tuition residency", _TUITION),
    (
        "scope: waiver jobs",
        Hinted(
            r"^after (?:residency|training)\b|^waivers? (?:employment|jobs?|program)\b|^(?:the )?(?:conrad|j-?1 "
            r"waiver)\b"
        ),
    ),
    (
        "scope: another post",
        Hinted(
            r"^(?:physician|faculty|provider|nurse|staff|hospitalist|attending|job|career)s? (?:recruitment|"
            r"recruiting|jobs?|openings?|opportunit(?:y|"
            r"ies)|vacanc(?:y|ies))\b|\bhir(?:es|ing) (?:hospitalists|attendings|faculty|physicians for)\b|"
            r"^(?:the |our )?(?:post-?doc\w*|research (?:fellows?|associates?|scholars?|assistants?)|faculty "
            r"(?:members|"
            r"applicants|candidates)|nurses?|attending physicians?)\b"
        ),
    ),
    (
        "scope: news of several programs",
        Hinted(
            r"^(?:[a-z]+ ){0,3}news\b ?(?::|-)|\b(?:a spokes(?:person|man|woman)|(?:hospitals|programs|schools) "
            r"(?:announced|reported)|"
            r"(?:programs?|directors?) surveyed|survey of|(?:national|recent|annual) survey|according to (?:an?|the) "
            r"(?:[a-z]+ ){0,3}(?:survey|report|study|article)|press release|commentary|newsletter)\b|"
            r"\bannounced (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
        ),
    ),
)
_RETURNS = re.compile(
    r"\b(?:our|the|this|each|to|for) (?:[a-z]+ )?(?:residency|residents|interns|house ?staff)\b(?! training\b| "
    r"(?:program )?director\b)|\bresidency (?:program(?! director)|applicants|applications|positions|candidates)\b|"
    r"\b(?:^|all )residents\b|"
    r"\bpgy-?1\b|\bcategorical\b|\binternational medical graduates\b|\bimgs\b"
)


_PAST = re.compile(
    r"(?:back )?(?:in|during|for) (?:the )?20\d\d(?:[-/ ]\d+)?(?: (?:season|cycle|match|year))?,? (?:we|the program|"
    r"our program|there|the residency) "
    r"(?:(?:still|also) )?(?:asked|required|wanted|demanded|insisted|sponsored|accepted|had|used|set|applied|"
    r"listed|kept|"
    r"was|were|offered)\b|historically\b[^,]{0,20}, (?:we|the [a-z]+|our [a-z]+) [a-z]+ed\b|(?:formerly|previously|"
    r"until (?:last year|recently|(?:the )?(?:19|20)\d\d)|in "
    r"(?:the past|former|earlier|past) ?(?:years|cycles|seasons|days)?|years ago)\b"
)
_STILL = re.compile(
    r"\b(?:now|today|still|since(?! (?:graduat|medical|the (?:m\.?d|degree|diploma)))|no longer|currently|but|"
    r"any ?more)\b|\bhave (?:been|had|never|always)\b"
)

_YEAR_GONE = re.compile(r"\b(?:in|for|during|until|through) (?:the )?(?:19|20)\d\d(?:[-/]\d+)?\b")
_WAS = re.compile(
    r"\b(?:was|were|used to|(?:we|the program|the committee|our program) (?:then |still )?(?:asked|required|wanted|"
    r"needed|demanded|"
    r"insisted|took))\b"
)
_HOLDS_NOW = re.compile(
    r"\b(?:is|are|must|now|requires?|needs?|will|shall|should|asks?|has|have|please|can|may|do|does)\b"
)
_IN_PAST_YEARS = re.compile(
    r"\b(?:in (?:past|former|earlier|previous|prior) (?:years|cycles|seasons)|(?:last|the previous) (?:year|cycle|"
    r"season))\b"
)


def is_of_the_past(sentence: str) -> bool:
    """ "For the 2019 cycle, three letters were required": what was asked in a year gone by, and nothing of today."""
    return bool(
        (_YEAR_GONE.search(sentence) or _IN_PAST_YEARS.search(sentence))
        and _WAS.search(sentence)
        and not _HOLDS_NOW.search(sentence)
    )


def carry_scope(carried: str | None, sentence: str) -> str | None:
    """The subject after `sentence`: a new one that it names, none where it turns to residents, else the old."""
    for reason, pattern in _SUBJECTS:
        found = pattern.search(sentence)
        if found and not (reason == "scope: fellowship" and _RESIDENTS.search(found.group())):
            return reason
    if carried is None or (carried != _SUBJECTS[-1][0] and _RETURNS.search(sentence)):
        return None
    return carried


@lru_cache(maxsize=4096)
def find_out_of_scope(sentence: str, heading: str) -> str | None:
    """The reason why a sentence states nothing of this residency, or None."""
    if _WAIVER.search(sentence):
        return "scope: waiver jobs"
    if _TUITION.search(sentence):
        return "scope: tuition residency"
    if (
        _FELLOWS.search(sentence)
        and not _RESIDENTS.search(sentence)
        and not re.search(
            r"\bin (?:a )?(?:residency|fellowship) since|\bor (?:a )?fellowship\b|\b(?:unless|"
            r"except)\b[^.]*\bfellowship",
            sentence,
        )
    ):
        return "scope: fellowship"
    if _STUDENTS.search(sentence):
        return "scope: students"
    if _OBSERVERS.search(sentence):
        return "scope: observers"
    if _GENERAL.search(_SENDS_AWAY.sub("elsewhere", sentence)) and not _FOR_ALL_ITS_OWN.search(sentence):
        return "scope: programs in general"
    if _NEWS.search(sentence):
        return "scope: news of several programs"
    if _STORY.search(sentence) and not _ANYONE.search(sentence):
        return "scope: a story of one person"
    if _PAST.match(sentence) and not _STILL.search(sentence):
        return "scope: what held in the past"
    if _DEFINITION.search(sentence):
        return "scope: a definition"
    if _OTHER.match(sentence):
        return "scope: another program"
    if _FACULTY.search(sentence):
        return "scope: jobs"
    if heading:
        inner = heading.rsplit("|", 1)[-1]
        if _FELLOWS.search(inner) and not _RESIDENTS.search(inner):
            return "scope: fellowship"
        if re.search(
            r"\b(?:visiting |medical |elective )?students?\b|\belectives?\b|\bclerkships?\b", inner
        ) and not re.search(r"\bresiden|\bapplican|\bgraduate|\bimg", inner):
            return "scope: students"
        if re.search(r"\bobservers?(?:hips?)?\b|\bexternship program", inner) and not inner.rstrip().endswith("?"):
            return "scope: observers"
        if re.search(r"\bwaivers?\b", inner):
            return "scope: waiver jobs"
    return None


def find_past(clause: str) -> str | None:
    """The reason why a clause that opens with a past year states nothing, whatever the rest of its sentence says."""
    return "scope: what held in the past" if _PAST.match(clause) and not _STILL.search(clause) else None


_GUIDE = re.compile(
    r"\blegend\b|\bglossary\b|\bguide(?:s|d)? (?:for|to|of)\b|\bhow to (?:match|apply to residency|choose|pick)|"
    r"\b(?:page|guide|article|post|list|table|handbook|chart|section) (?:[a-z]+ ){0,2}explains?\b|"
    r"\b(?:an?|this|our|the) (?:[a-z]+ )?(?:explainer|primer|overview (?:for|of how)|introduction to (?:the "
    r")?(?:match|residency|visas?))\b|"
    r"\bterms used\b|\babbreviations\b|\bthis (?:article|guide|post|blog)\b"
)


# A short text that tells its readers to ask each program speaks of none.
_VARIES = re.compile(
    r"\bprograms (?:vary|differ)\b|\b(?:check|ask|see|contact|consult|look at) (?:with )?(?:each|every) (?:program|"
    r"website|residency|hospital)|"
    r"\bvar(?:y|ies) (?:from|by|between|among|across) programs?\b"
)
_OWN = re.compile(r"\b(?:our|we|us|this program|this residency|the program|the residency|the hospital)\b")


def find_guide(text: str) -> bool:
    """True for a page that explains usual rules and speaks of no program of its own."""
    head = text[:300]
    if not _GUIDE.search(head):
        return len(text) < 2000 and bool(_VARIES.search(text)) and not _OWN.search(text)
    return not re.search(
        r"\b(?:our|this) (?:program|residency)\b|\bwe (?:accept|require|sponsor|offer|prefer)\b", text[:5000]
    )


# ---------------------------------------------------------------- whose page, whose section

# Words that name the people or the thing that a page is for; the first reading of a name that fits wins.
_NAMES: tuple[tuple[str, re.Pattern], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "observers",
            r"\bobserv(?:er|ership)s?\b|\bobservation (?:visits?|stays?)\b|\bobservational (?:experience|program|"
            r"rotation)s?\b|\bshadow(?:ing|ers?)\b|"
            r"\bpreceptorships?\b|\b(?<!exchange )visit(?:ing|or) (?:[a-z/&-]+ ){0,3}?(?:scholars?|observers?|"
            r"physicians?|"
            r"clinicians?|professionals?|professors?|scientists?|trainees?|residents?|fellows?|program|learners?)\b|"
            r"(?<!exchange )\bvisitors?\b|\bscholars\b|\binternational training programs?\b",
        ),
        (
            "externs",
            r"\bexternships?\b|\bexterns?\b|\bclinical rotations (?:in (?!th(?:e|is) (?:u|country)|u\.?s|americ)|"
            r"for)\b",
        ),
        (
            "students",
            r"\b(?:medical|visiting|guest|international|incoming|prospective|md|do|dental|nursing|pharmacy|pa|current|"
            r"undergraduate|high school|college|pre-?med(?:ical)?|away|elective|summer) (?:[a-z&-]+ )?"
            r"(?:students?|learners?)\b|\bstudents\b|\bstudent (?!loan|visa)[a-z]+\b|\belectives?\b|"
            r"\bclerkships?\b(?! (?:director|coordinator|letter))|\bsub-?internships?\b|\baway rotations?\b|\bvslo\b|"
            r"\bvsas\b|\bmd program\b|"
            r"\bmd admissions\b|\bundergraduate medical education\b|\bpremed\w*|\bmd degree\b|"
            r"\bmedical school admissions\b|\bm[34] rotations?\b|\bms[34]\b",
        ),
        ("scholarships", r"\bscholarships?\b|\bstipend program\b|\bdiversity awards?\b"),
        ("volunteers", r"\bvolunteer(?:s|ing)?\b"),
        (
            "research",
            r"\bpost-?doc(?:s|toral|torate)?\b|\bph\.?d\b|\bresearch (?:internships?|assistants?|trainees?)\b",
        ),
        ("fellowship", r"\bfellowships?\b|\bfellows?\b"),
        (
            "jobs",
            r"\bcareers?\b|\bemployment\b|\bjobs?\b|\bfaculty (?:recruitment|openings?|positions?)\b|"
            r"\bhuman resources\b",
        ),
        (
            "patients",
            r"\bpatients?(?: (?:and|&) (?:visitors|families))?\b|\bfind a doctor\b|\bbilling\b|"
            r"\bdonat(?:e|ions?)\b|\bmedical records\b",
        ),
        ("continuing education", r"\bcontinuing (?:medical |professional )?education\b|\bcme\b|\bconferences?\b"),
    )
)
_RESIDENCY = re.compile(
    r"\bresiden(?:cy|cies|ts?)\b|\bgraduate medical education\b|\bgme\b|\binternship(?: year| program)\b|"
    r"\bhouse ?(?:staff|officers?)\b|\bpgy\b|\btransitional year\b|\beras\b|\bnrmp\b|\bcategorical\b|\bpreliminary\b"
)
# "Residents and fellows", "Residency & observerships": one name for two, which settles nothing.
_JOINED = re.compile(r"\band\b|&|,|/|\bor\b|\+|\bvs\b")
_VISITING = re.compile(r"\b(?:visiting|rotating|observ\w+|external|international (?:medical )?students?)\b")
_VISITING_RESIDENTS = re.compile(r"\b(?:visiting|rotating|external|outside) residents?\b")


@cache
def name_subject(name: str) -> str | None:
    """What a page, section or address of this name is about: "residency", one of the others, or None where it is open.

    `name` is a title, a heading or the words of a path in normal form.
    """
    is_residency = bool(_RESIDENCY.search(name))
    for subject, pattern in _NAMES:
        found = pattern.search(name)
        if not found:
            continue
        if not is_residency:
            return subject
        if subject == "fellowship":
            return "residency"
        if _VISITING_RESIDENTS.search(name):
            return subject
        is_foreign = subject in ("observers", "externs") or bool(_VISITING.search(name))
        return subject if is_foreign and not _JOINED.search(name) else None
    return "residency" if is_residency else None


_SEPARATOR = re.compile(r"\s+[|\u2022\u00bb\u203a>:-]+\s+|\s*[|\u00bb]\s*|::")
# Stems to count; "external" and "followship" are rare enough.
_PEOPLE: dict[str, tuple[str, ...]] = {
    "observers": ("observer", "visiting scholar", "visiting physician"),
    "students": ("medical student", "visiting student", "guest student", "elective", "clerkship"),
    "externs": ("externship", "externs "),
    "volunteers": ("volunteer",),
    "fellowship": ("fellow",),
    "research": ("postdoc",),
}
_RESIDENTS_STEMS = (
    "resident ",
    "residents",
    "residency",
    "residencies",
    "gme",
    "house staff",
    "pgy",
    "intern ",
    "interns ",
    "categorical",
    "preliminary",
    "nrmp",
    "eras ",
)
_MANY = 6
_LONG = 900  # letters: a page of prose that never speaks of residents is not theirs
_ADMITS = re.compile(
    r"\bresiden(?:cy|cies|ts?)\b|\bgme\b|\bgraduate medical education\b|\binterns?(?:hip)?\b|\bpgy|\bhouse ?(?:staff|"
    r"officers?)\b|\bnrmp\b|\beras\b|\bcategorical\b|\bpreliminary\b|\bmatch(?:ed|ing)?\b|\busmle\b|\becfmg\b|"
    r"\bour program\b|\btraining program\b|\bcomlex\b|\btrack\b|\bsteps? [123i]|\binterviews?\b|\bh-?1-?b\b"
)


def find_subject(url: str, title: str, heading: str, text: str) -> str | None:
    """Whose page this is: None for the residency's own (or an open) one, else "observers", "students" and so on.

    The first name that settles it wins: the title's own part and `heading` (under which most of the text stands), the
    address from its end, the title's other parts, and last of whom the text speaks. All but `url` in normal form.
    """
    parts = [part.strip() for part in _SEPARATOR.split(title) if part and part.strip()]
    titled = name_subject(parts[0]) if parts else None
    headed = name_subject(heading) if heading else None
    if headed and titled and (headed == "residency") != (titled == "residency"):
        # One of the two is the site's name and the other the page's own: the text tells.
        return _weigh(text, least=3)
    path = re.split(r"[/?#]", url.lower().split("://", 1)[-1])[1:]
    slugs = (re.sub(r"[^a-z0-9]+", " ", part).strip() for part in reversed(path))
    for name in (titled, headed, *map(name_subject, slugs), *map(name_subject, reversed(parts[1:]))):
        if name:
            return None if name == "residency" else name
    if not title and not heading:
        text = " ".join(text.split())
    if not title and not heading and len(_RESIDENCY.findall(text)) < 2 and not _COUNTS.search(text):
        # Plain text names its subject before its first verb.
        topic = _VERB.split(text[:160].lstrip(" \u2022-"), maxsplit=1)[0]
        named = name_subject(topic)
        if named in _TOPICS and not _NO_TOPIC.match(topic) and not _RETURN.search(text):
            return named
    if len(text) >= _LONG and not _ADMITS.search(text):
        return "no residents"
    return _weigh(text, least=_MANY)


def _weigh(text: str, least: int) -> str | None:
    """The people of whom a text speaks three times as often as of residents, where it does so `least` times."""
    text = text[:60_000]
    count, subject = max((sum(map(text.count, stems)), name) for name, stems in _PEOPLE.items())
    if count < least:
        return None
    return subject if count > 3 * sum(map(text.count, _RESIDENTS_STEMS)) else None


_TOPICS = frozenset(("observers", "externs", "students", "research", "fellowship", "volunteers"))
_VERB = re.compile(
    r"[:;?!]|\. |\b(?:is|are|was|were|may|must|can|cannot|could|should|will|would|shall|has|have|had|do|does|who|"
    r"which|that|"
    r"want|need|apply|offers?|requires?|accepts?)\b"
)
_NO_TOPIC = re.compile(r"students\W*$|(?:no|some|neither|besides|apart|unlike)\b")
_RETURN = re.compile(r"[.;?!:] (?:for |the |our |all |categorical |as for )*(?:[a-z]+ )?residen(?:ts?|cy|cies)\b")
# A residency that says whether observerships and electives count, or invites students to apply to it.
_COUNTS = re.compile(
    r"\bcount(?:s|ed)?\b|\bclinical experience\b|\busce\b|\bhands-on\b|\bimgs?\b|\bfmgs?\b|\bmatch(?:ed)?\b|\bour "
    r"program\b|\bthis country\b|\bstateside\b|"
    r"\bcategorical\b|\binterns?\b|\bunited states\b|\bu\.?s\.?\b(?! healthcare)|\bamerican?\b"
)


@lru_cache(maxsize=4096)
def find_section(headings: tuple[str, ...], subject: str | None) -> str | None:
    """Whose section: as `find_subject`, by the innermost heading that settles it, else the page's own `subject`.

    A question ("Do observerships count?") opens no section of others, nor does a heading that names applicants.
    """
    for heading in reversed(headings):
        if heading.rstrip().endswith("?"):
            continue
        named = name_subject(heading)
        if named == "residency":
            return None
        if named in _SECTIONS and not _SECTIONS[named].search(heading):
            return named
    return subject


# Sections of others on a residency's page, and what makes such a heading one of the residency's own.
_NEVER = re.compile(r"(?!)")
_SECTIONS = {
    "fellowship": _NEVER,
    "volunteers": _NEVER,
    "observers": re.compile(r"\bclinical experience\b|\busce\b"),
    "externs": re.compile(r"\bclinical experience\b|\busce\b"),
    "students": re.compile(r"\bapplican|\bgraduates?\b|\bimgs?\b|\bcandidates?\b|\bexperience\b|\brequire"),
}
