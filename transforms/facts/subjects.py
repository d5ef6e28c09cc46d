"""Whose page it is: by its address, its titles and how it begins."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter

from transforms import hinted_re as re
from transforms.facts.guides import OWN_DEEDS
from transforms.hinted_re import Branched, Hinted, find_all

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
            r"(?<!exchange )\bvisitors?\b(?! exchange)|\bscholars\b|\binternational training programs?\b",
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
            r"\bmd admissions\b|\bundergraduate medical education\b|\bpremed\w*|\bmd degree programs?\b|"
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
    name = name.replace("student performance", "school performance")  # the evaluation is no student's page
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
# A plain text that opens with another post than a residency's: a fellowship, a job, another trade, a house to live in.
_PLAIN_TOPICS: tuple[tuple[str, re.Pattern, re.Pattern], ...] = (
    (
        "fellowship",
        re.compile(
            r"\W*(?:the |our |this |a |an )?(?:(?!residen|after|who|from|before|for\b|or\b|no\b|with|"
            r"if\b)[a-z/&,-]+ ){1,8}?"
            r"fellowship(?: program| training)?,?(?: (?:in|at|of|within) [a-z ,]{3,40})? (?:(?:also|currently|"
            r"now) )?(?:is|was|has|"
            r"have|accepts?|admits?|takes?|enrol+s?|offers?|requires?|appoints?|lasts?|trains?|seeks?|matches|"
            r"recruits?|"
            r"welcomes?|selects?|fills?|sponsors?)\b|"
            r"[^.:;]{0,60}\b(?:cardiovascular|cardiology|nephrology|gastroenterology|hematology|oncology|endocrinology|"
            r"rheumatology|pulmonary|critical care|infectious diseases?|geriatrics?|sports medicine|palliative|"
            r"neonatology)\b"
            r"[^.;]{0,80}\bafter (?:[a-z-]+ ){0,4}?residency\b|"
            r"\W*(?:(?:(?:advanced )?heart failure|(?:clinical cardiac )?electrophysiology|surgical critical care|"
            r"vascular neurology|epilepsy|stroke|neuro-?oncology|neuromuscular|movement disorders|neuroradiology|"
            r"maternal-fetal|gynecologic oncology|reproductive endocrinology|transplant hepatology|hepatology|"
            r"colorectal surgery|hand surgery|spine surgery|retina|cornea|glaucoma|oculoplastics|"
            r"pulmonary|critical care|cardiology|nephrology|gastroenterology|hematology|oncology|"
            r"endocrinology|"
            r"rheumatology|infectious diseases?|geriatrics?|geriatric medicine|sports medicine|palliative(?: care| "
            r"medicine)?|"
            r"hospice|sleep medicine|pain medicine|addiction (?:psychiatry|medicine)|neonatology|interventional "
            r"cardiology|"
            r"transplant [a-z]+|cytopathology|dermatopathology|hematopathology|forensic (?:psychiatry|pathology)|"
            r"toxicology|"
            r"ultrasound)(?:,| and| &|/)* ?)+(?: medicine| training| program)?:|"
            r"[^.;]{0,40}\bpre-?residency\b|[^.;]{0,60}\bfellows (?:a year|per year|each year|enter|are (?:taken|"
            r"accepted|appointed))\b"
        ),
        re.compile(
            r"\b(?:our|the|this) (?:[a-z]+ )?residency (?:program )?(?:takes|accepts|offers|has|is|sponsors|"
            r"requires)\b|"
            r"\b(?:our|for|all) (?:[a-z]+ )?residents\b|\bcategorical\b|\bpgy-?1\b|\bresidency (?:applicants|"
            r"positions)\b|"
            r"\binterns\b"
        ),
    ),
    (
        "another profession",
        re.compile(
            r"[^.;]{0,90}\b(?:nurse|nursing|dental|dentistry|pharmacy|pharm\.?d|podiatr\w+|psychology|chaplain\w*|"
            r"optometry|"
            r"veterinary|physician assistant|physical therapy) (?:[a-z-]+ ){0,3}?[\"']?(?:residen\w+|"
            r"intern(?:ship)?s?)\b|"
            r"[^.:;]{0,60}\bresidency,? \(?(?:in )?(?:veterinary|dentistry|nursing|pharmacy|podiatry|psychology)\b"
        ),
        re.compile(
            r"\bmedical residen|\busmle\b|\bacgme\b|\becfmg\b|\bphysician residen|\bpgy-?1 medical|\bm\.?d\. |"
            r"\bcomlex\b"
        ),
    ),
    (
        "jobs",
        re.compile(
            r"\W*(?:[a-z/-]+ ){0,3}?(?:research coordinators?|house physicians?|house doctors?|medical officers?|"
            r"physician jobs?)\b[ ,(:.]|"
            r"\W*(?:[a-z/-]+ ){0,4}?(?:workshops?|symposium|boot ?camp|summit|course) (?:for|on|at|in)\b|"
            r"\W*(?:[a-z/-]+ ){0,4}?(?:hospitalist|nocturnist|attending|locum(?: tenens)?|faculty|research "
            r"(?:coordinator|"
            r"assistant|associate|fellow|scholar)|post-?doc\w*|scribe|medical assistant|laborist|intensivist) "
            r"(?:physician )?"
            r"(?:opportunit(?:y|ies)|openings?|jobs?|positions?|posts?|vacanc(?:y|ies)|wanted|needed|sought)\b"
        ),
        re.compile(
            r"\b(?:our|the|this) (?:[a-z]+ )?residency (?:program )?(?:takes|accepts|offers|has|is)\b|\bcategorical\b"
        ),
    ),
    (
        "housing",
        re.compile(r"\W*(?:student |graduate |campus )?housing\b|[^.]{0,60}\bresiden(?:ce|cy) halls?\b"),
        re.compile(r"\busmle\b|\bpgy|\bcategorical\b"),
    ),
    (
        "students",
        re.compile(
            r"\W*(?:the |our )?(?:university's |college's )?(?:medical school|school of medicine|college of medicine|"
            r"md program|medical college) (?:admits|enrol+s)\b"
        ),
        re.compile(
            r"(?<!permanent )\bresiden(?:ts?|cy|cies)\b(?! (?:of|for fee|for tuition))|\becfmg\b|\busmle\b|\bgme\b|"
            r"\binterns?\b"
        ),
    ),
    (
        "guides",
        re.compile(
            r"\W*(?:[a-z]+ ){0,4}?(?:blog|column|podcast|webinar|magazine|newsletter) ?:|\W*so,? you(?:'d| would)? "
            r"(?:want|like|"
            r"wish|hope) to (?:match|apply|become|train)\b[^.?]*[.?][^.?]{0,60}\bprograms\b"
        ),
        re.compile(
            r"\b(?:our|this) (?:[a-z]+ )?(?:program|residency)\b|\bwe (?:take|accept|require|sponsor|offer|prefer)\b"
        ),
    ),
)
# What only a fellowship's page says: how many fellows, to apply for the fellowship, a residency that comes before.
_SAID_OF_FELLOWS = Branched(
    r"\b(?:for|to) (?:the|our) (?:[a-z/&-]+ ){0,5}?fellowship(?: program)?,? (?:please )?(?:apply|send|submit|use|"
    r"register|one applies|applicants|candidates)\b|\bapply(?:ing)? (?:to|for) (?:the|our|this) (?:[a-z/&-]+ ){0,5}?"
    r"fellowship\b|\bhow many fellows\b|\bnumber of fellows\b|\bfellows (?:yearly|annually|(?:a|per|each|every) "
    r"year)\b|\bfellows (?:must |have to |need to |should )?(?:first )?(?:finish|complete|have (?:finished|completed))"
    r" (?:an? |their )?(?:[a-z-]+ ){0,4}?residency\b|\b(?:since|when) (?:the|our) fellowship (?:began|started|opened)|"
    r"\b(?:two|three|four|five|[2-5]) years of (?:an? )?(?:acgme[- ])?(?:accredited |approved )?[a-z "
    r"/&-]{3,40}residency "
    r"(?:training )?(?:(?:must |has to |have to )?come|(?:is|are) (?:required|needed|asked|a must)|(?:must|has to|have "
    r"to) (?:precede|be (?:completed|finished)))(?:s? first)?\b|\b(?:prerequisites?|requirements?): (?:the "
    r"completion of "
    r")?(?:(?:two|three|four|five|[2-5]) years of )?(?:an? )?(?:acgme[- ])?(?:accredited|approved|completed) "
    r"[a-z /&-]{3,40}residency\b|\b(?:applicants|candidates|you)(?: to [^.;]{3,60})? (?:must|should|need to|have to|"
    r"are "
    r"to) (?:be board[- ](?:eligible|certified)|have (?:completed|finished) (?:an? |the |their )?(?:acgme[- ])?"
    r"(?:accredited )?(?:(?!internship|preliminary|previous|prior|foreign)[a-z/&-]+ ){1,5}?residency)\b(?! abroad|"
    r"(?: [a-z]+){0,3} or\b)|\b(?<!if )(?:applicants|candidates|you) are board[- ](?:eligible|certified)\b|"
    r"(?:^|[.!] )(?:are you |if you are )?interested in (?:our|the) (?:[a-z/&-]+ ){0,5}?fellowship\b"
)


def _speaks_of_fellows(text: str) -> bool:
    """Whether a text without title or heading is a fellowship's, and nothing in it a residency's own."""
    return bool(_SAID_OF_FELLOWS.search(text)) and not (
        _PLAIN_TOPICS[0][2].search(text[:4000]) or _OF_LATER_YEARS.search(text)
    )


# A residency that is entered after another year or by transfer asks for training as well.
_OF_LATER_YEARS = re.compile(r"\badvanced\b|\bpgy-?2\b|\bindependent\b|\btransfer|\bour residency\b|\bintegrated\b")


def _find_plain_topic(text: str) -> str | None:
    """What a text without title or heading is about by its first words, where nothing behind them is a residency's."""
    for name, opens, returns in _PLAIN_TOPICS:
        if opens.match(text) and not returns.search(text[:4000]):
            return name
    return "fellowship" if _speaks_of_fellows(text[:4000]) else None


# What only applicants of another profession send, and what only physicians do.
_TRADES = Hinted(
    r"\b(?:phorcas|ashp|acpe|apta|caspa|nmsnc|apa-accredited|naplex|appic|caspr|virmp|navle|nclex|adea|"
    r"doctor of pharmacy|pharm\.?d\.? degree|(?:graduat\w+|accredited|degree|"
    r"transcripts?)[^.;]{0,40}?\b(?:(?:college|school)s? of (?:pharmacy|dentistry)|(?:pharmacy|dental) (?:school|"
    r"college)s?)|(?:pharmacy|dental) (?:school|college) transcripts?|(?:pharmacy|dental|nurse|nursing|podiatr\w+|"
    r"psychology|veterinary|chaplain\w*) residenc(?:y|ies))\b"
)
_PHYSICIANS = Hinted(
    r"\b(?:usmle|comlex|ecfmg|acgme|eras|nrmp|medical (?:school|students?|graduates?|residents?|residenc(?:y|ies))|"
    r"categorical|preliminary|imgs?|steps? (?:[123]|i)|mds?|dos?)\b"
)
# The rules of a state or a board on who may sit an exam or be licensed.
_LICENCE = Hinted(
    r"\bqualifications? for (?:an? )?(?:medical )?licens|\battempts at licensing examination|"
    r"\bstep 3 (?:exam )?eligibility|\beligib\w+ for step 3|\badmission to step 3|\b(?:post-?graduate|"
    r"pgt) training required|\blicens(?:e|ure|ing) requirements (?:by|in each) state|"
    r"\bapplicants? for (?:an? )?(?:initial |full )?(?:medical )?licens"
)


def _find_trade(text: str) -> str | None:
    """Another profession's page, or one of licences, by what it asks of those who apply."""
    if not _PHYSICIANS.search(text) and _TRADES.search(text):
        return "another profession"
    if _LICENCE.search(text[:400]) and not (OWN_DEEDS.search(text) or re.search(r"\bresiden(?:cy|ts?)\b", text[:400])):
        return "licences"
    return None


_FOR_FELLOWS = re.compile(
    r"\bthis (?:policy|page|section|document) (?:only )?(?:applies|pertains|is limited|is restricted)(?: only)? to "
    r"(?:(?!residen|intern|trainee|house)[a-z-]+ ){0,7}?fellow(?!s? and residen)"
)


def find_subject(url: str, title: str, heading: str, text: str) -> str | None:
    """Whose page this is: None for the residency's own (or an open) one, else "observers", "students" and so on.

    The first name that settles it wins: the title's own part and `heading` (under which most of the text stands), the
    address from its end, the title's other parts, and last of whom the text speaks. All but `url` in normal form.
    """
    if not title and not heading and (topic := _find_plain_topic(text.lstrip())):
        return topic
    if _FOR_FELLOWS.search(text[:3000]):
        return "fellowship"
    if trade := _find_trade(text[:5000]):
        return trade
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
        if (
            named in _TOPICS
            and not _NO_TOPIC.match(topic)
            and not _RETURN.search(text)
            and not _ANSWERED_TOPIC.match(text.lstrip(" \u2022-"), len(topic))
        ):
            return named
    if len(text) >= _LONG and not _ADMITS.search(text):
        return "no residents"
    return _weigh(text, least=_MANY)


def _weigh(text: str, least: int) -> str | None:
    """The people of whom a text speaks three times as often as of residents, where it does so `least` times."""
    spoken = Counter(map(_SPOKEN_OF.__getitem__, map(itemgetter(0), _find_people(text[:60_000], overlapping=True))))
    residents = spoken.pop("residents", 0)
    count, subject = max(((count, name) for name, count in spoken.items()), default=(0, ""))
    return subject if count >= least and count > 3 * residents else None


_SPOKEN_OF = [name for name, stems in (*_PEOPLE.items(), ("residents", _RESIDENTS_STEMS)) for _ in stems]
_find_people = find_all([*chain(*_PEOPLE.values()), *_RESIDENTS_STEMS])
_TOPICS = frozenset(("observers", "externs", "students", "research", "fellowship", "volunteers"))
_VERB = re.compile(
    r"[:;?!]|\. |\b(?:is|are|was|were|may|must|can|cannot|could|should|will|would|shall|has|have|had|do|does|who|"
    r"which|that|"
    r"want|need|apply|offers?|requires?|accepts?)\b"
)
_NO_TOPIC = re.compile(
    r"students\b[^.;:]{0,30}?\b(?:graduating\b|(?:and|or) (?:recent )?(?:physicians|graduates|doctors)\b)|"
    r"(?:our |the )?(?:program )?director\b|(?:our |recent |most |half |of )*(?:graduates|alumni|"
    r"seniors)\b[^.;:]{0,40}?\b(?:fellowship|hospitalist)|"
    r"(?:[a-z]+ )?fellowship (?:placements?|matches|match|outcomes?|results?|positions (?:of|for) our)\b|"
    r"students(?: (?:who are )?in (?:their|the) (?:final|last|fourth|4th|senior)(?: year)?)?\W*$|"
    r"(?:osteopathic|allopathic|d\.?o\.?|m\.?d\.?|comlex|no|some|neither|besides|apart|unlike)\b"
)
# "Observerships: none." and "Observerships? Not offered." are a residency's answers.
_ANSWERED_TOPIC = re.compile(
    r"\s*\?|\s*:\s*(?:none|no|not|never|we|n/a|sorry|unfortunately|do|does|available|offered|yes|ok|okay|count|"
    r"accepted|"
    r"preferred|required|optional|helpful|welcome|\d+ (?:months?|weeks?))\b"
)
_RETURN = re.compile(
    r"[.;?!:] (?:for |the |our |all |categorical |as for |applicants? (?:to|for) |candidates? (?:to|for) )*(?:[a-z]+ )?"
    r"residen(?:ts?|cy|cies)\b"
)
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
