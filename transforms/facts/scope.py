"""Whose rule a sentence states. Fellows, students, observers, guides in general: no fact of this program."""

from __future__ import annotations

import re
from functools import lru_cache

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
    r"\btuition\b|\bin-state residency\b|\bstate residency\b|\bresidency (?:status|classification|for tuition)\b|"
    r"\bdomicile\b"
)
_WAIVER = re.compile(
    r"\b(?:j-?1|conrad|visa) (?:visa )?waivers?\b|\bconrad\b|\bwaiver (?:jobs?|positions?|program|service)\b|"
    r"\bunderserved area after\b|\bafter (?:residency|training)\b[^.]{0,40}\bwaiver"
)
_NEWS = re.compile(
    r"^news:|\b(?:two|three|four|five|six|seven|eight|nine|ten|several|\d+) programs (?:in|across|of|around|announced|"
    r"said|have|had|stopped|raised)\b|"
    r"\bpress release\b|\bsurvey of programs\b|\bthe (?:nrmp|acgme|aamc) (?:announced|reported|reports)\b|"
    r"\bamong (?:the )?(?:\d+|[a-z]+) programs\b"
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
            r"^after (?:residency|training)\b|^waivers? (?:employment|jobs?|program)\b|^(?:the )?(?:conrad|j-?1 waiver)\b"
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
    """The subject in force after `sentence`: a new one that it names, none where it turns to residents, else the old."""
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
    r"\bexplains\b|\bterms used\b|\babbreviations\b|\bthis (?:article|guide|post|blog)\b"
)


def find_guide(text: str) -> bool:
    """True for a page that explains usual rules and speaks of no program of its own."""
    head = text[:300]
    if not _GUIDE.search(head):
        return False
    return not re.search(
        r"\b(?:our|this) (?:program|residency)\b|\bwe (?:accept|require|sponsor|offer|prefer)\b", text[:5000]
    )
