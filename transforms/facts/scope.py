"""Whose rule a sentence states. Fellows, students, observers, guides in general: no fact of this program."""

from __future__ import annotations

import re
from functools import cache, lru_cache

_STUDENTS = re.compile(
    r"\b(?:visiting|rotating|elective|international medical|prospective visiting|fourth[- ]year|third[- ]year|"
    r"4th year) (?:medical )?students?\b(?! may apply)|\bmedical students? (?:who|must|may|can|should|from|need|"
    r"interested|wishing|rotat)|\bstudent (?:electives?|rotations?|clerkships?|housing)\b|\baway rotations?\b|"
    r"\bvslo\b|\bvsas\b|\bsub-?internship (?:application|deadline)"
)
_FELLOWS = re.compile(r"\bfellowships?\b|\bfellows?\b")
_RESIDENTS = re.compile(
    r"\bresiden(?:ts?|cy|cies)\b|\binterns?(?:hip)?\b|\bhouse ?(?:staff|officers?)\b|\bgme\b|\btrainees?\b|\bpgy\b"
)
_OBSERVERS = re.compile(
    r"\b(?:observership (?:applicants?|program|fee|deadline|candidates?|participants?|requires?|applications?)|"
    r"observers? (?:must|need|are|may|will|pay)|(?<!even )(?<!or )(?<!albeit )(?:for|as|each) (?:an "
    r")?observers?(?:hips?)?\b|"
    r"observership applications|to (?:do|apply for|be considered for) an observership|externship (?:applicants?|"
    r"program|fee))\b"
)
_GENERAL = re.compile(
    r"\b(?:most|many|some|other|several|all|few|various|certain|different|a number of|competitive|community|"
    r"university|often,?) (?:[a-z-]+ ){0,2}?programs\b(?! of (?:ours|this))|\bprograms (?:usually|typically|often|"
    r"may|might|tend|vary|differ|generally|will|that|which|across|sometimes|can|in general|require|prefer|sponsor|"
    r"accept|set|use|ask|want|have)\b|\ba program (?:that|may|might|can|which)\b|\bexample of a program\b|"
    r"\beach (?:[a-z]+ )?(?:institution|program|hospital|university) (?:has|sets|decides|may|can|uses)\b|\b(?:guide|"
    r"list|blog|article|forum|handbook|book|survey|website) (?:says|explains|lists|notes|states|tells|warns|"
    r"advises)\b|\bmost that (?:sponsor|require|accept)|\beach program(?:'s)? (?:sets|has its|own|decides|may)\b|"
    r"\blegend\b|\bglossary\b|\bapplicants in general\b|\btips? for\b|\bcheck (?:with )?(?:each|the) program|"
    r"\bnationwide\b|\bnationally\b|\bacross the country\b"
)
_TUITION = re.compile(
    r"\btuition\b|\bstudents on (?:a |an )?[a-z]-\d\b|\bin-state residency\b|\bstate residency\b|\bresidency "
    r"(?:status|classification|for tuition)\b|"
    r"\bdomicile\b"
)
_WAIVER = re.compile(
    r"\b(?:j-?1|conrad|visa) (?:visa )?waivers?\b|\bconrad\b|\bwaiver (?:jobs?|positions?|program|service)\b|"
    r"\bunderserved area after\b|\b(?:shortage|underserved) areas?\b|\bafter (?:residency|training)\b[^.]{0,40}\bwaiver"
)
_NEWS = re.compile(
    r"^news:|\b(?:two|three|four|five|six|seven|eight|nine|ten|several|\d+) programs (?:in|across|of|around|announced|"
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
_FACULTY = re.compile(
    r"\bfaculty (?:position|applicants|candidates)\b|\battending physicians? (?:position|job)s?\b|\bjob (?:opening|"
    r"posting)\b"
)
_STORY = re.compile(
    r"\b(?:she|he|his|her|a former resident|former residents?|one of our (?:residents|graduates|alumni))\b"
)
_DEFINITION = re.compile(
    r"\bis (?:one|someone|a person|a physician|anyone|any [a-z]+) who\b|\bis defined as\b|\brefers to\b"
)
_OTHER = re.compile(
    r"\b(?:our|the) (?:sister|affiliated|former|other) (?:program|residency)\b|\bother (?:residency|"
    r"training) programs?\b"
)


# Who a whole passage is about: what follows such a sentence speaks of the same people until residents are named.
_SUBJECTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "scope: fellowship",
        re.compile(
            r"^(?:the |our |this |a |an )?(?:[a-z/&-]+ ){0,5}?fellowships?\b(?: program| training)?[ ,]+(?:in [a-z ]+ "
            r")?"
            r"(?:(?:also|currently|now|typically) )?(?:is|are|was|has|have|accepts?|admits?|takes?|offers?|"
            r"requires?|sponsors?|lasts?|trains?|seeks?|matches|recruits?|runs?|welcomes?|applicants?|candidates?|"
            r"applications?)\b|^(?:all |our )?fellows (?:are|may|must|need)\b|^(?:the )?(?:[a-z]+ )?fellowship(?: "
            r"program)?(?: faqs?| information| applicants?| "
            r"applications?| requirements?)?\s*(?:$|[.:(-])"
        ),
    ),
    (
        "scope: students",
        re.compile(
            r"^(?:for )?(?:[a-z]+[- ]year |visiting |medical |rotating |senior |college |exchange |high[- ]school |"
            r"undergraduate |"
            r"pre-?med(?:ical)? |and )+students\b(?! and (?:graduates|residents))"
            r"(?! may apply)"
        ),
    ),
    (
        "scope: observers",
        re.compile(
            r"^(?:the |our |an? )?(?:clinical )?observership(?: program)?\b(?!s? (?:are|is|do|does|"
            r"will|may|can) (?:not |also )?(?:accept|count|suffic|considered|satisf|be))|^observers\b"
        ),
    ),
    ("scope: tuition residency", _TUITION),
    (
        "scope: waiver jobs",
        re.compile(
            r"^after (?:residency|training)\b|^waivers? (?:employment|jobs?|program)\b|^(?:the )?(?:conrad|j-?1 "
            r"waiver)\b"
        ),
    ),
    (
        "scope: another post",
        re.compile(
            r"^(?:the |our )?(?:post-?doc\w*|research (?:fellows?|associates?|scholars?|assistants?)|faculty "
            r"(?:members|"
            r"applicants|candidates)|nurses?|attending physicians?)\b"
        ),
    ),
    (
        "scope: news of several programs",
        re.compile(
            r"\b(?:a spokes(?:person|man|woman)|(?:hospitals|programs|schools) (?:announced|reported)|"
            r"(?:programs?|directors?) surveyed|survey of|press release|commentary|newsletter)\b|"
            r"\bannounced (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
        ),
    ),
)
_RETURNS = re.compile(
    r"\b(?:our|the|this|each|to|for) (?:[a-z]+ )?(?:residency|residents|interns|house ?staff)\b(?! training\b| "
    r"director\b)|\bresidency (?:program|applicants|applications|positions|candidates)\b|\b(?:^|all )residents\b|"
    r"\bpgy-?1\b|\bcategorical\b|\binternational medical graduates\b|\bimgs\b"
)


_PAST = re.compile(
    r"(?:formerly|previously|in (?:the past|former|earlier|past) ?(?:years|cycles|seasons|days)?|years ago)\b"
)
_STILL = re.compile(
    r"\b(?:now|today|still|since|no longer|currently|but|any ?more)\b|\bhave (?:been|had|never|always)\b"
)


def carry_scope(carried: str | None, sentence: str) -> str | None:
    """The subject after `sentence`: a new one that it names, none where it turns to residents, else the old."""
    for reason, pattern in _SUBJECTS:
        if pattern.search(sentence):
            return reason
    if carried is None or (carried != _SUBJECTS[-1][0] and _RETURNS.search(sentence)):
        return None
    return carried


@lru_cache(maxsize=256)
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
    if _GENERAL.search(sentence) and not re.search(r"\b(?:our|this|the) program\b", sentence):
        return "scope: programs in general"
    if _NEWS.search(sentence):
        return "scope: news of several programs"
    if _STORY.search(sentence):
        return "scope: a story of one person"
    if _PAST.match(sentence) and not _STILL.search(sentence):
        return "scope: what held in the past"
    if _DEFINITION.search(sentence):
        return "scope: a definition"
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


_GUIDE = re.compile(
    r"\blegend\b|\bglossary\b|\bguide(?:s|d)? (?:for|to|of)\b|\bhow to (?:match|apply to residency|choose|pick)|"
    r"\b(?:page|guide|article|post|list|table|handbook|chart|section) (?:[a-z]+ ){0,2}explains?\b|"
    r"\bterms used\b|\babbreviations\b|\bthis (?:article|guide|post|blog)\b"
)


def find_guide(text: str) -> bool:
    """True for a page that explains usual rules and speaks of no program of its own."""
    head = text[:300]
    if not _GUIDE.search(head):
        return False
    return not re.search(
        r"\b(?:our|this) (?:program|residency)\b|\bwe (?:accept|require|sponsor|offer|prefer)\b", text[:5000]
    )


# ---------------------------------------------------------------- whose page, whose section

# Words that name the people or the thing that a page is for; the first reading of a name that fits wins.
_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "observers",
            r"\bobserv(?:er|ership)s?\b|\bobservational (?:experience|program|rotation)s?\b|\bshadow(?:ing|ers?)\b|"
            r"\bpreceptorships?\b|\b(?<!exchange )visit(?:ing|or) (?:[a-z/&-]+ ){0,3}?(?:scholars?|observers?|"
            r"physicians?|"
            r"clinicians?|professionals?|professors?|scientists?|trainees?|residents?|fellows?|program|learners?)\b|"
            r"(?<!exchange )\bvisitors?\b|\bscholars\b|\binternational training programs?\b",
        ),
        ("externs", r"\bexternships?\b|\bexterns?\b|\bclinical rotations (?:in|for)\b"),
        (
            "students",
            r"\b(?:medical|visiting|guest|international|incoming|prospective|md|do|dental|nursing|pharmacy|pa|current|"
            r"undergraduate|high school|college|pre-?med(?:ical)?|away|elective|summer) (?:[a-z&-]+ )?"
            r"(?:students?|learners?)\b|\bstudents\b|\bstudent (?!loan|visa)[a-z]+\b|\belectives?\b|"
            r"\bclerkships?\b|\bsub-?internships?\b|\baway rotations?\b|\bvslo\b|\bvsas\b|\bmd program\b|"
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
        topic = _VERB.split(text[:160], maxsplit=1)[0]
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
    r"program\b|"
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
