"""What a line of a roster says: a class year, a section to skip, a resident's name, a labelled field, a school.

Belongs here: the wording of rosters. Markup belongs to `transforms/rosters/lines.py`; names read here are only used to
tell residents apart while counting, and never leave `transforms/rosters/parse.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from reference.tables import specialties
from transforms.schools import classify_school, is_listed_name, is_place, is_town

_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "sixth": 6, "6th": 6, "seventh": 7, "7th": 7, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6,
}  # fmt: skip
_PGY = re.compile(
    r"\b(?:PGY|P\.G\.Y\.|post[- ]?graduate year|pg)[\s\-–—#:]*(?P<pgy>[1-7]|one|two|three|four|five|six|I{1,3}|"
    r"IV|VI?)s?\b",
    re.IGNORECASE,
)
_R = re.compile(r"\bR[- ]?(?P<r>[1-6])s?\b")
_CA = re.compile(r"\bCA[- ]?(?P<ca>[1-3])s?\b")
_YEAR_WORD = re.compile(
    r"\b(?P<word>first|second|third|fourth|fifth|sixth|seventh|1st|2nd|3rd|4th|5th|6th|7th)[\s\-]+years?\b"
    r"|\byear\s+(?P<year>[1-7]|one|two|three|four|five|six)\b",
    re.IGNORECASE,
)
_CLASS_OF = re.compile(
    r"\b(?:class|graduating(?: class)?|graduates?|graduation|expected|cohort)\s*(?:of|in|:|"
    r"year)?\s*:?\s*(?P<class>20[0-4]\d)\b"
    r"|\b(?P<class2>20[0-4]\d)\s+(?:graduating\s+)?class\b",
    re.IGNORECASE,
)
_SPAN = re.compile(r"^\W*(?:residents\s*)?(?P<since>20[0-4]\d)\s*[-–—/]\s*(?P<span>20[0-4]\d)\W*$", re.IGNORECASE)
_INTERNS = re.compile(r"\binterns?\b(?!al)", re.IGNORECASE)
_CHIEF = re.compile(r"\bchiefs?\b", re.IGNORECASE)
_SENIOR = re.compile(
    r"^\W*(?:our |the |meet |current |rising )*(?P<rank>senior|junior)(?:s| residents?| class)\W*$", re.IGNORECASE
)
_CLASS_FILLER = re.compile(
    r"residents?|residency|interns?|class(?:es)?|of|the|our|year|level|categorical|prelim\w*|primary|care|"
    r"advanced|track|"
    r"current|meet|chiefs?|s\b|program|20\d\d|graduating|incoming|rising|new|house|staff|housestaff|physicians?|"
    r"trainees?|"
    r"rural|research|integrated|transitional|medicine|internal|family|pediatrics?|psychiatry|surgery|surgical|"
    r"neurology|"
    r"pathology|anesthesi\w+|emergency|radiology|academic|expected|graduation|and|roster|team|traditional|"
    r"community|combined|"
    r"med-?peds|cohort|juniors?|seniors?|upper|administrative|obstetrics|gynecology|orthop\w+|urology|"
    r"dermatology|[1-7](?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|post-?graduate|in|for|at|to|"
    r"list|doctors",
    re.IGNORECASE,
)
_SKIPPED_SECTION = re.compile(
    r"\b(?:alumn[ia]\w*|alums?|graduates|past residents?|former (?:residents?|chiefs?|housestaff)|recent grads?|"
    r"previous residents?|graduated residents?|emerit\w+|where are they now|"
    r"faculty(?! of\b)|attendings?|core educators?|leadership|administration|directors?|"
    r"(?<!house )(?<!house)(?<!house-)staff(?! residents)|"
    r"coordinators?|"
    r"fellows?|fellowship (?:match\w*|placements?|program)|"
    r"medical students?|sub-?interns?|externs?|observers?|in memoriam|preceptors?|"
    r"advanced practice providers?|nurse practitioners?|mentors?|job placements?|career placements?|match results|"
    r"graduate (?:placements?|outcomes)|chairs?(?:man|person)?)\b",
    re.IGNORECASE,
)
_MIXED_SECTION = re.compile(  # "Residents and Alumni": the parts below have headings of their own
    r"(?<!former )(?<!past )\bresidents\s*(?:and|&|/|,|\+)\s*\w+|\w+\s*(?:and|&|/|,|\+)\s*(?:current )?residents\b",
    re.IGNORECASE,
)
_RESIDENT_SECTION = re.compile(
    r"\b(?:residents?|interns?|house ?staff|house ?officers?|trainees|chief residents?|pgy)\b(?! (?:life|"
    r"wellness|benefits|handbook|research|"
    r"application|education|alumni|graduates|clinic|selection))",
    re.IGNORECASE,
)
_TRACK = re.compile(
    r"\b(categorical|preliminary|prelim|primary care|advanced|transitional(?: year)?|rural|physician[- ]scientist|"
    r"global health|med-?peds|integrated|community health|hospitalist|research|academic|"
    r"traditional)\b(?:\s+track)?",
    re.IGNORECASE,
)
_NAMED_TRACK = re.compile(r"^(?:the\s+)?((?:[A-Z][\w'’-]+\s+){1,3}(?:Track|Campus|Site|Pathway))\b")
_TRACK_NAMES = {
    "prelim": "Preliminary",
    "transitional": "Transitional Year",
    "med-peds": "Med-Peds",
    "medpeds": "Med-Peds",
}

_DEGREE = (
    r"(?:M\.?\s?D\.?|D\.?\s?O\.?|M\.?B\.?\s?B\.?S\.?|M\.?B\.?,?\s?B\.?Ch\.?(?:\s?B\.?A\.?O\.?)?|MBChB|BMBS|"
    r"M\.?P\.?H\.?|Ph\.?\s?D\.?|"
    r"M\.?S\.?c?\.?|M\.?B\.?A\.?|M\.?H\.?A\.?|M\.?Ed\.?|PharmD|DDS|DMD|M\.?A\.?|R\.?N\.?|B\.?S\.?N\.?|MHS|MSCR|"
    r"MPhil|J\.?D\.?|"
    r"FACP|Jr\.?|Sr\.?|II|III|IV|MSPH|MMS|MRCP|DrPH|B\.?S\.?|B\.?A\.?|MSW|RD|PA-C|Lt\.?|Capt\.?)"
)
_DEGREE_TAIL = re.compile(rf"(?:\s*[,/]?\s*(?:\(\s*)?\b{_DEGREE}(?![A-Za-z])\)?)+\s*$")
_DEGREE_RUN = re.compile(rf"(?:\s*,?\s*\b{_DEGREE}(?![A-Za-z]))+")
_TRUE_DEGREE = re.compile(
    r"(?:^|[\s,/(])(?:M\.?\s?D\.?|D\.?\s?O\.?|M\.?B\.?\s?B\.?S\.?|MBChB|MBBCh|MB,? ?BCh)(?![A-Za-z])"
)
_TITLE = re.compile(r"^\W*(?:Dr\.?|Doctor|Mr\.?|Ms\.?|Mrs\.?)\s+")
_WORD = r"(?:(?:[Aa]l|[Ee]l|[Dd]e|[Dd])[-'’])?[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’`.\-À-ÿĀ-ž]*"
_PARTICLE = (
    r"(?:de|del|della|da|dos|di|van|von|der|den|la|le|el|al|bin|bint|ibn|ul|ur|y|e|abu|abd|ben|mac|st\.?|ter|ten|"
    r"du)"
)
_NAME = re.compile(
    rf"^{_WORD}(?:\s+(?:{_WORD}|{_PARTICLE}|[\"“(‘'][\w\s'’.-]+[\"”)’'])){{1,5}}$",
)
_REVERSED = re.compile(rf"^({_WORD}(?:[\s-]{_WORD}){{0,2}}),\s+({_WORD}(?:\s+{_WORD}){{0,2}})$")
_SMALL_WORD = re.compile(
    r"\b(?:and|with|to|in|on|at|for|of|or|is|was|are|you|your|we|us|i|my)\b"
)  # `In Soo Kim` is a name
_PRONOUNS = re.compile(r"\s*[(\[]\s*(?:he|she|they|him|her|them|his|hers|theirs|ze|any|[/,\s])+\s*[)\]]", re.IGNORECASE)
_LAST_PARENTHESES = re.compile(r"\(([^()]*)\)\s*$")
_DIGIT = re.compile(r"\d")
_ACRONYM_FIRST = re.compile(r"^[A-Z]{3,}\s+(?=\w*[a-z])")  # `SUNY Downstate`, `LECOM Bradenton`
_NOT_NAME = re.compile(
    r"\b(?:residents?|residency|program|directors?|contact|our|the|medicine|medical|school|university|college|"
    r"apply|class|"
    r"interns?|chiefs?|pgy|years?|hospital|center|centre|clinic|clinical|health|institute|education|curriculum|"
    r"benefits|faculty|alumni|"
    r"fellows?|fellowship|department|division|office|home|about|news|events|research|team|meet|view|read|more|"
    r"learn|profile|"
    r"bio|biography|hometown|undergraduate|interests?|hobbies|email|phone|fax|address|street|avenue|suite|"
    r"copyright|rights|reserved|privacy|policy|"
    r"surgery|pediatrics|psychiatry|neurology|cardiology|oncology|pathology|radiology|anesthesiology|emergency|"
    r"family|internal|"
    r"state|national|american|association|society|community|service|services|care|life|wellness|hiking|cooking|"
    r"travel\w*|reading|"
    r"languages?|spoken|website|login|search|menu|follow|facebook|twitter|instagram|youtube|linkedin|academy|"
    r"welcome|overview|how|why|"
    r"what|where|when|who|frequently|asked|questions|current|former|past|primary|track|categorical|preliminary|"
    r"coordinator|administrator|manager|chair|chairman|associate|assistant|professor|attending|physician|"
    r"nephrology|gastroenterology|"
    r"hematology|endocrinology|rheumatology|pulmonary|infectious|geriatrics|sports|critical|hospitalist|"
    r"undecided|photo|"
    r"fun|fact|favorite|degree|graduate|graduates|grads?|placements?|graduated|from|born|raised|my|i|and|with|to|in|on|at|for|of|&|basketball|"
    r"soccer|tennis|"
    r"football|running|music|movies|yoga|swimming|painting|photography|gardening|baking|dancing|outdoors|camping|"
    r"skiing|"
    r"facult\w+|universi\w+|escuela|instituto|universit\w+|collège|klinik|leadership|staff|campus|county|city|"
    r"memorial|regional|"
    r"veterans|affairs|bio|cv|pdf|click|here|back|top|next|previous|schedule|salary|osteopathic|orthopa?edic\w*|"
    r"dermatology|urology|"
    r"ophthalmology|obstetrics|physicians|doctors|house|providers|trainees|seniors|juniors|officers|gynecology|"
    r"dr|sch|univ|coll)\b",
    re.IGNORECASE,
)
_SCHOOL_WORD = re.compile(
    r"\b(?:univ\w*|college|coll|school|sch|institute|instituto|inst|academy|medical|medicine|medicina|médecine|"
    r"facul\w+|"
    r"med|escuela|szkola|uniwersytet|osteopathic|[A-Z]{2,6}COM|hochschule|SOM|COM)\b",
    re.IGNORECASE,
)
_HOSPITAL = re.compile(r"\bhospital|\bmedical cent|\bclinic\b|\bhealth (?:system|network)", re.IGNORECASE)
_NOT_SCHOOL = re.compile(
    r"\b(?:program|residency|fellowship|department|my|our|we|i|loves?|enjoys?|director|interest\w*|hobbies|"
    r"research|"
    r"education)\b",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"universi|\bcolleges?\b|\bschool of\b|\binstitut|hospital|medical (?:school|cent)", re.IGNORECASE
)
_LABELLED = re.compile(
    r"(?P<label>medical\s+(?:school|education|college|degree|training|university)|med(?:ical|"
    r"\.)?\s*school(?:\s+attended)?|medical school attended|"
    r"school of medicine|graduate of|graduated from|graduated|alma mater|doctor of medicine|"
    r"undergrad\w*(?:\s+(?:school|education|degree|college|institution|studies|university))?|"
    r"college(?:\s*/\s*university)?|bachelor\S*|pre-?med|"
    r"hometown|home\s?town|home country|country of origin|home|born in|from|birthplace|place of birth|hails from|"
    r"origin|"
    r"hobbies(?:\s*(?:and|&)\s*interests)?|(?:career|professional|clinical|research|personal|academic|fellowship|"
    r"outside|special)?\s*interests?(?:\s*(?:and|&)\s*hobbies)?|"
    r"fun facts?|favou?rite\s[\w ]{2,30}|languages?(?:\s+spoken)?|e-?mail|phone|pager|why\s[\w ,'’-]{2,50}\??|"
    r"pgy(?:[- ]?level|[- ]?year)?|year(?:\s+(?:in|of)\s+(?:program|training|residency))?|class(?:\s+year)?|"
    r"training\s+(?:year|level)|level|"
    r"graduate\s+(?:school|degree|education|studies)|masters?(?:\s+degree)?|other\s+degrees?|internship|"
    r"prelim\w*(?:\s+year)?|residency|previous training|"
    r"future plans?|plans?(?: after residency)?|career (?:goals?|plans?)|next steps?|education|school|degree|"
    r"credentials|track|bio|about(?: me)?|name|resident(?: name)?|"
    r"research(?:\s+areas?)?|spare time|free time|quote|advice|pets?|instagram|twitter|pronouns|position|role|"
    r"title|fellowship|UG|MS|med)"
    r"(?:\s*[/&(]\s*(?:year|grad|major|degree|location|country)[\w ]{0,20}\)?)?\s*[:：]\s*",
    re.IGNORECASE,
)
_LABEL_ONLY = re.compile(
    r"^\W*(?P<label>medical\s+(?:school|education|college|degree|training)|med(?:ical|"
    r"\.)?\s*school(?:\s+attended)?|school of medicine|alma mater|"
    r"undergrad\w*(?:\s+(?:school|education|degree|college|institution|studies))?|college|hometown|home\s?town|"
    r"birthplace|"
    r"hobbies(?:\s*(?:and|&)\s*interests)?|(?:career|professional|clinical|research|personal|"
    r"fellowship)?\s*interests?(?:\s*(?:and|&)\s*hobbies)?|"
    r"fun facts?|languages?(?:\s+spoken)?|education|school|degree|graduate\s+(?:school|degree)|name|"
    r"pgy(?: ?level| ?year)?|year|class|"
    r"e-?mail|about(?: me)?|bio|why [\w ,'’-]{2,50}\??|future plans|career plans|favou?rite [\w ]{2,30}|"
    r"graduated from|graduate of|from|internship|"
    r"medical school attended|undergraduate education|home country|country of origin|previous training|"
    r"outside interests|track)\W*$",
    re.IGNORECASE,
)
_LABEL_SUFFIX = re.compile(  # `Medical School / Year`, `Undergraduate Institution (Major)`
    r"\s*(?:/|&|,|\(|\band\b)\s*(?:year|grad|major|degree|location|class|country|state|town|city|date)[\w ]{0,20}"
    r"\)?\W*$",
    re.IGNORECASE,
)
_BIO = re.compile(
    r"\b(?:graduat\w+(?:\s+[\w-]+){0,5}?\s+(?:from|at)|(?:graduate|alum\w*) of|attend(?:ed|ing|s)?|"
    r"(?:receiv|earn|obtain|complet|pursu|finish|hold|did|acquir|got)\w*\s+(?:[\w.,'’()-]+\s+){0,9}?(?:from|at)|"
    r"medical\s+(?:school|degree|training|education|studies)\s*(?:was|is|were)?\s*(?:at|from|in|:)|went to|"
    r"(?:M\.?D\.?|D\.?O\.?|MBBS|M\.B\.B\.S\.?|MBBCh|MBChB)\s+(?:degree\s+)?(?:from|at)|"
    r"(?:studied|studying|trained)\s+(?:medicine\s+)?(?:at|in))\s+(?:the\s+)?(?=(?P<school>[A-ZÀ-Ž][^;!?]{3,160}))"
)
_BIO_END = re.compile(
    r"\s+(?:in\s+(?:\w+\s+)?(?:19|20)\d\d|and\s+(?=[a-z]|I\b|She\b|He\b|They\b|Dr)|where\b|before\b|after\b|"
    r"with\b|prior\b|followed\b|"
    r"which\b|who\b|while\b|then\b|as\b|for\b|on\b|to\b|because\b|but\b|located\b|during\b|through\b|I\b)"
    r"|,\s*(?=[a-z(]|I\b)|(?<!\bSt)(?<!\bDr)(?<!\b[A-Z])\.\s+(?=[A-Z])|\.$|\s*[()]"
)
_MEDICAL = re.compile(
    r"\bmedic(?:al|ine)\b|\bM\.?D\b|MBBS|M\.B|MBCh|MBBCh|\bD\.?O\b|osteopath|doctor of", re.IGNORECASE
)
_COLLEGE = re.compile(
    r"undergrad|bachelor|\bB\.?S\.?c?\b|\bB\.?A\.?\b|major|master|\bM\.?P\.?H|biolog|chemist|psycholog|engineer|"
    r"neurosci|\bPh\.?D|"
    r"high school|nursing|residency|internship|fellowship|college degree|for college",
    re.IGNORECASE,
)
_UNDERGRAD = re.compile(r"\b(?:B\.?S\.?c?|B\.?A\.?|Bachelor\S*|undergrad\w*|pre-?med\w*|major\w*)\b")


_MAY_NAME_CLASS = re.compile(
    r"p\.?g|post|R[- ]?[1-6]|CA[- ]?[1-3]|year|intern|20[0-4]\d|chief|senior|junior", re.IGNORECASE
)


def class_year(text: str) -> str | None:
    """`PGY-1`, `Class of 2028` or `Chief` where the text names a class of residents."""
    if not _MAY_NAME_CLASS.search(text):
        return None  # most lines, told by one search instead of eight
    if match := _PGY.search(text):
        value = match["pgy"].lower()
        return f"PGY-{_ORDINALS.get(value) or value}"
    if match := _CA.search(text):
        return f"PGY-{int(match['ca']) + 1}"
    if match := _R.search(text):
        return f"PGY-{match['r']}"
    if match := _YEAR_WORD.search(text):
        value = (match["word"] or match["year"]).lower()
        return f"PGY-{_ORDINALS.get(value) or value}"
    if _INTERNS.search(text):
        return "PGY-1"
    if match := _CLASS_OF.search(text):
        return f"Class of {match['class'] or match['class2']}"
    if (match := _SPAN.match(text)) and int(match["span"]) - int(match["since"]) >= 2:
        return f"Class of {match['span']}"
    if _CHIEF.search(text):
        return "Chief"
    if match := _SENIOR.match(text):
        return match["rank"].title()
    return None


@lru_cache(maxsize=4096)
def is_class_line(text: str) -> bool:
    """Whether a line is about a class of residents and nothing else."""
    if len(text) > 90 or class_year(text) is None:
        return False
    for pattern in (_PGY, _CA, _R, _YEAR_WORD, _CLASS_OF, _SPAN):
        text = pattern.sub(" ", text)
    return not re.sub(r"[\W_]+", "", _CLASS_FILLER.sub(" ", text))


_ROLE_OF_OTHERS = re.compile(
    r"(?:(?:core|associate|assistant|interim|clinical|program|residency|fellowship|clerkship|site|medical|deputy|vice|teaching|"
    r"adjunct|academic|administrative|senior|lead|executive|chief)\s+)*"
    r"(?:program director|director|faculty(?: member| physician)?|attending(?: physician)?|"
    r"nurse practitioner|physician assistant|"
    r"advanced practice provider|NP|PA-C|APRN|coordinators?|administrator|manager|"
    r"(?:full |associate |assistant |clinical )*professor"
    r"|chair(?:man|person|woman)?|fellow|(?:clinical )?(?:pharmacist|psychologist)|"
    r"social worker|dean|preceptor|hospitalist|"
    r"administrative assistant|designated institutional official|PGY-?[4-8] fellow|alumn(?:us|a)|graduate)"
    r"(?:\s*[,\-–—/&]\s*.{0,60}|\s+of\s.{0,60})?",
    re.IGNORECASE,
)


_GONE = re.compile(
    r"(?:our\s+)?(?:(?:former|past|previous|graduated)\s+(?:chief\s+)?(?:residents?|interns?|trainees?)"
    r"|alum(?:n(?:us|a|i|ae))?|graduated?(?:\s+(?:in|of))?\s*20\d\d)"
    r"(?:\s*[,|(\-–—/&•·]?\s*(?:class of\s+)?(?:19|20)\d\d\)?)?",
    re.IGNORECASE,
)


def is_role_of_others(text: str) -> bool:
    """Whether the line below a name says that its bearer is no resident: `Core Faculty`, `Nurse Practitioner`."""
    if _GONE.fullmatch(text.strip(" .,;*")):
        return True
    return (
        len(text) < 90
        and bool(_ROLE_OF_OTHERS.fullmatch(text.strip(" .,;*")))
        and not re.search(r"\bresident\b", text, re.IGNORECASE)
    )


def is_skipped_section(text: str) -> bool:
    """Alumni, faculty, fellows, students: people who are not current residents."""
    if not _SKIPPED_SECTION.search(text):
        return False
    if _MIXED_SECTION.search(text):
        return False
    if re.search(
        r"\b(?:mentors?|faculty|preceptors?|directors?)\s+(?:for|of|to)\s+(?:our |the )?residents\b",
        text,
        re.IGNORECASE,
    ):
        return True
    rest = _SKIPPED_SECTION.sub(" ", text)
    has_residents = re.search(r"\b(?:residents|interns|house ?staff)\b", rest, re.IGNORECASE)
    return not (has_residents and not re.search(r"alum|former|past|fellow|graduat", text, re.IGNORECASE))


def is_resident_section(text: str) -> bool:
    return bool(_RESIDENT_SECTION.search(text)) and len(text) < 90 and not is_skipped_section(text)


@lru_cache(maxsize=4096)
def is_section(text: str) -> bool:
    """Whether a tab, a bold line or a short line opens a section of its own."""
    if is_class_line(text):
        return True
    if (
        len(text) > 60
        or text.count(" ") > 4
        or ":" in text.rstrip(": ")
        or _DEGREE_TAIL.search(text)
        or _INSTITUTION.search(text)
    ):
        return False
    return (
        is_skipped_section(text)
        or bool(
            re.fullmatch(
                r"\W*(?:(?:our|current|meet|the|chief|all|new|\d{4}(?:[-–]\d{2,4})?|"
                r"[A-Za-z-]+)\s+){0,4}(?:residents?|house ?staff)\W*",
                text,
                re.IGNORECASE,
            )
        )
    ) and person(text) is None


def is_fellowship(text: str) -> bool:
    """Whether a page's title or heading is that of a fellowship: its PGY-4 to PGY-7 are no residents."""
    head = re.split(r"\s[|–—-]\s", text)[0]
    return bool(re.search(r"\bfellow(?:ship)?s?\b", head, re.IGNORECASE)) and not re.search(
        r"resident|residenc|intern\b|interns|house ?staff|trainee", head, re.IGNORECASE
    )


def track(text: str) -> str | None:
    """The track that a heading names, as one spelling."""
    if match := _TRACK.search(text):
        name = match[1].lower()
        return _TRACK_NAMES.get(name, name.title())
    if match := _NAMED_TRACK.match(text.strip()):
        return match[1]
    return None


@lru_cache(maxsize=4096)
def specialty(text: str) -> str | None:
    """The specialty that a heading names by its full name."""
    lowered = text.lower()
    found = [name for name, plain, pattern in _specialty_patterns() if plain in lowered and pattern.search(lowered)]
    return max(found, key=len) if found else None


@lru_cache(maxsize=1)
def _specialty_patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((name, name.lower(), re.compile(rf"\b{re.escape(name.lower())}\b")) for name in specialties())


@lru_cache(maxsize=4096)
def person(text: str, may_be_listed: bool = False) -> str | None:
    """A key that tells one resident from another, where the text is a person's name and nothing else.

    A name that a school bears too (`Kwame Nkrumah`) is a person's only with `may_be_listed`.
    """
    text = _PRONOUNS.sub(" ", _TITLE.sub("", text)).strip(" ,;:-–—*†|")
    if (match := _LAST_PARENTHESES.search(text)) and is_class_line(match[1]):
        text = text[: match.start()].strip(" ,;:-–—")  # `Ada Quill, MD (Chief Resident)`
    has_degree = False
    if match := _DEGREE_TAIL.search(text):
        has_degree = bool(_TRUE_DEGREE.search(match[0]))
        text = text[: match.start()].strip(" ,;:-–—")
    if len(text) > 60 or _DIGIT.search(text) or text.endswith(")"):
        return None
    if _NOT_NAME.search(text) or _SMALL_WORD.search(text):
        return None
    if match := _REVERSED.match(text):
        if is_place(text) or re.match(rf"{_DEGREE}(?![A-Za-z])", match[2]):
            return None
        return _key(f"{match[2]} {match[1]}") if has_degree or not is_place(match[2]) else None
    if not _NAME.match(text):
        return _key(text) if has_degree and re.fullmatch(rf"{_WORD}(?:\s+{_WORD})*", text) else None
    if not has_degree and (
        is_place(text) or _ACRONYM_FIRST.match(text) or (not may_be_listed and is_listed_name(text))
    ):
        return None
    return _key(text)


def has_degree(text: str) -> bool:
    match = _DEGREE_TAIL.search(text.strip())
    return bool(match and _TRUE_DEGREE.search(match[0]))


def _key(name: str) -> str:
    name = re.sub(r"[\"“(‘][^\"”)’]*[\"”)’]", " ", name.lower())
    words = [word for word in re.sub(r"[^\w\s'’-]", " ", name).split() if len(word) > 1]
    return " ".join(words) or name.strip()


_COMBO = re.compile(r";\s+|\s+[-–—|•·:]+\s+|\s*[–—|•·]\s*|\s*\(\s*|\s*:\s+|,\s+|\s{2,}")


_DEGREE_BETWEEN = re.compile(rf"^(?P<name>[^,;|(–—]{{4,45}}?),?\s+(?:{_DEGREE}[,\s]+)+(?P<school>[A-Z].{{2,140}})$")


def names_somebody(text: str, keys: Iterable[str]) -> bool:
    """Whether a school string holds a resident's name or a degree that only people carry: it must not be kept."""
    if _TITLE.match(text) or person(text) is not None:
        return True
    if (match := _TRUE_DEGREE.search(text)) and person(text[: match.start()]) is not None:
        return True
    words = set(re.sub(r"[^\w\s'’-]", " ", text.lower()).split())
    return any(len(parts := key.split()) > 1 and words.issuperset(parts) for key in keys)


def person_and_school(text: str) -> tuple[str, str] | None:
    """(key, school string) of a line that holds a resident's name and a school."""
    if len(text) > 220:
        return None
    if match := _DEGREE_BETWEEN.match(text):
        key = person(match["name"])
        if key is not None and reads_as_school(match["school"]):
            return key, match["school"]
    for match in _COMBO.finditer(text):
        left, right = text[: match.start()], text[match.end() :].strip()
        if not right:
            continue
        if right.count(")") > right.count("("):
            right = right.replace(")", " ").strip()
        # degrees that follow the name belong to it
        if run := _DEGREE_RUN.match(right):
            if run.end() >= len(right):
                continue
            if right[run.end() :].lstrip()[:1] in ",;-–—|:(•·":
                left, right = f"{left}, {run[0]}", right[run.end() :].lstrip(" ,;-–—|:(•·").rstrip(" )")
                if right.count(")") > right.count("("):
                    right = right.replace(")", " ")
        key = person(left, may_be_listed=True)
        if key is None:
            continue
        if fields := labelled(right):
            school = next((value for label, value in fields if label == "school" and value), None)
            if school:
                return key, school
            continue
        right = without_town(strip_class(right))
        if right and reads_as_school(right):
            return key, right
    return None


_DASH = re.compile(r"\s+[-–—]\s+|\s*[–—]\s*|;\s+")


def without_town(text: str) -> str:
    """The part of `School – Lahore, Pakistan` that is the school, where the gazetteer knows it without the town."""
    parts = [part for part in _DASH.split(text) if part]
    if len(parts) < 2:
        return text
    kept = [part for part in parts if "," not in part or not is_town(part)]
    if len(kept) != 1 or len(kept) == len(parts) or classify_school(text).canonical is not None:
        return text  # `Weill Cornell Medicine - Doha, Qatar` is a school of its own
    return kept[0] if classify_school(kept[0]).school_class != "unknown" else text


def inline_class(text: str) -> str | None:
    """The class year that stands among the parts of a resident's line: `Ada Quill, MD (PGY-2), Yale`."""
    for part in re.split(r"[(),|;•·]|\s[-–—]\s", text):
        if is_class_line(part) and (year := class_year(part)) and year != "Chief":
            return part.strip()
    return None


_LIST_OF_PEOPLE = re.compile(r"(?<=\))\s*(?:[,;]|and\b)\s*(?=[A-Z])|\s*;\s+(?=[A-Z])")


def split_people(text: str) -> list[str]:
    """The residents of a line that lists several: `A B, MD (KEMU), C D, DO (LECOM)`; the line itself otherwise."""
    parts = [part for part in _LIST_OF_PEOPLE.split(text) if part]
    if len(parts) < 2 or not all(len(part) < 160 and person_and_school(part) for part in parts):
        return [text]
    return parts


def strip_class(text: str) -> str:
    """A school string without the class year, track or hometown that stands beside it."""
    parts = [part for part in re.split(r"\s*[|•·]\s*", text) if part]
    if len(parts) > 1:
        schools = [part for part in parts if reads_as_school(part)]
        return schools[0] if schools else " | ".join(part for part in parts if not is_class_line(part))
    parts = re.split(r"\s+[-–—]\s+", text)
    if len(parts) > 1:
        return " - ".join(part for part in parts if not is_class_line(part))
    return re.sub(r"[,\s]*\(?\bPGY[- ]?\d\)?\s*$", "", text, flags=re.IGNORECASE).strip()


@lru_cache(maxsize=16384)
def reads_as_school(text: str) -> bool:
    """Whether a text without a label is a school: its words say so, or the gazetteer knows it."""
    text = text.strip()
    if not 2 <= len(text) <= 140 or text.endswith(("!", "?")):
        return False
    if _UNDERGRAD.search(text) and not re.search(r"\bM\.?D\b|\bmedic|\bosteop|MBBS|\bD\.?O\b", text, re.IGNORECASE):
        return False
    if is_town(text):
        return False
    if _HOSPITAL.search(text):
        return classify_school(text).school_class != "unknown"
    if _SCHOOL_WORD.search(text) and len(text.split()) <= 18:
        if _NOT_SCHOOL.search(text):  # `Medical College and Research Institute` is one all the same
            return len(text.split()) <= 12 and classify_school(text).school_class != "unknown"
        return len(text.split()) > 1 or classify_school(text).school_class != "unknown"
    if len(text.split()) <= 6 and text[0].isupper():
        return classify_school(text).school_class != "unknown"
    return False


def has_school_word(text: str) -> bool:
    return bool(_SCHOOL_WORD.search(text))


_DASHED = re.compile(
    r"^\W*(?:(?P<label>[Mm]ed(?:ical|\.)?\s*[Ss]chool|[Mm]edical [Dd]egree|"
    r"[Uu]ndergrad\w*(?:\s+(?:[Ss]chool|[Ee]ducation|[Dd]egree))?|[Hh]ome\s?[Tt]own|[Ii]nterests|[Hh]obbies|"
    r"M\.?D\.?|D\.?O\.?|MBBS|B\.?S\.?|B\.?A\.?)\s*(?:\s[-–—]\s+|[:：]\s*(?!.*[:：]))|"
    r"(?P<plain>Medical School|Med School|Undergraduate(?: School)?|Hometown)\s+(?!for\b|of\b|at\b)(?=[A-Z]))"
    r"(?P<value>.{2,160})$"
)


_QUESTION = re.compile(
    r"^\W*(?P<question>(?:where|what|which|who|why|how|when|do|did|are|is|if|tell)\b[^?:]{3,90})\?+\s*(?P<answer>.*)$",
    re.IGNORECASE,
)
_ASKS_SCHOOL = re.compile(
    r"\bmed(?:ical)?\s*(?:school|college|degree|education|training)|\bstud(?:y|ied) medicine|\b(?:M\.?D|D\.?O)\b",
    re.IGNORECASE,
)
_ASKS_COLLEGE = re.compile(r"under-?grad|\bcollege\b(?! of)|bachelor|high school", re.IGNORECASE)


def question_kind(question: str) -> str:
    """What the answer to an interview's question tells."""
    if _ASKS_COLLEGE.search(question) and not re.search(r"medical college", question, re.IGNORECASE):
        return "undergraduate"
    if _ASKS_SCHOOL.search(question) and re.match(r"\W*(?:where|what (?:is|was|med)|which)\b", question, re.IGNORECASE):
        return "school"
    if re.search(r"\bwhere\b.*\b(?:graduate|go to school|train)\b", question, re.IGNORECASE):
        return "education"
    return "other"


_COLUMN = re.compile(r"[^a-z/&. ]+")


def column_kind(head: str) -> str:
    """name, first, last, school, education, university, college, class, track or other."""
    head = " ".join(_COLUMN.sub(" ", head.lower()).split()).strip(" .")
    if "first name" in head or head in ("first", "given name"):
        return "first"
    if "last name" in head or head in ("last", "surname", "family name"):
        return "last"
    if head.startswith("resident") or re.fullmatch(r"(?:full |resident )?names?(?: .*)?|physician|doctor|intern", head):
        return "name"
    if "undergrad" in head or "bachelor" in head or "pre med" in head or "premed" in head:
        return "other" if not re.search(r"\bmed(?:ical)? (?:school|college)", head) else "education"
    if re.search(
        r"\bmed\w*\.? ?(?:school|college|education|degree|training|univ\w*)|\bm\.?d\.?(?:/| or )d\.?o\.?|school of med",
        head,
    ):
        return "school"
    if re.fullmatch(
        r"(?:medical )?school(?: attended| name| of graduation)?|graduated? (?:from|of)|alma mater|med(?:ical)?", head
    ):
        return "school"
    if head in ("education", "institution", "degree", "training", "background"):
        return "education"
    if head in ("university", "college/university", "university/college", "college / university"):
        return "university"
    if head == "college":
        return "college"
    if "pgy" in head or "year" in head or head in ("class", "level", "training level", "class of", "status", "r"):
        return "class"
    if head in ("track", "program"):
        return "track"
    return "other"


def is_medical(text: str) -> bool:
    return bool(_MEDICAL.search(text))


def class_in_name(text: str) -> str | None:
    """The class that stands in parentheses behind a name: `Ada Quill, MD (PGY-2)`."""
    match = _LAST_PARENTHESES.search(text)
    return match[1] if match and is_class_line(match[1]) else None


def labelled(text: str) -> list[tuple[str, str]]:
    """(kind, value) of each labelled field of a line.

    Kinds: school, education, undergraduate, class, track, name, other.
    """
    if match := _DASHED.match(text):
        return [(label_kind(match["label"] or match["plain"]), match["value"].strip())]
    if (match := _QUESTION.match(text)) and match["answer"]:
        return [(question_kind(match["question"]), match["answer"].strip())]
    if ":" not in text and "：" not in text:
        return []
    matches = [
        match for match in _LABELLED.finditer(text) if match.start() == 0 or not text[match.start() - 1].isalnum()
    ]
    if not matches:
        return []
    is_sentence = matches[0].start() > 3 and person(text[: matches[0].start()]) is None
    if is_sentence:  # `X grew up in Y. Medical school: Z.`
        matches = [match for match in matches if text[: match.start()].rstrip().endswith(_ENDS_OF_SENTENCES)]
    fields = []
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        value = text[match.end() : end].strip(" ,;|•·-–—")
        fields.append((label_kind(match["label"]), _first_sentence(value) if is_sentence else value))
    return fields if not is_sentence or any(kind in ("school", "education") for kind, _ in fields) else []


_ENDS_OF_SENTENCES = (".", "!", "?", ";", "|", "•", "·", ")", "–", "—")
_NEXT_SENTENCE = re.compile(r"(?<!\bSt)(?<!\bDr)(?<!\b[A-Z])[.!]\s+(?=[A-Z])")


def _first_sentence(text: str) -> str:
    return _NEXT_SENTENCE.split(text, maxsplit=1)[0].rstrip(" .;,")


@lru_cache(maxsize=4096)
def label_only(text: str) -> str | None:
    """The kind of a label whose value stands on the next line."""
    if (asked := _QUESTION.match(text)) and not asked["answer"] and not is_skipped_section(text):
        return question_kind(asked["question"])
    match = _LABEL_ONLY.match(_LABEL_SUFFIX.sub("", text) if len(text) < 60 else text)
    return label_kind(match["label"]) if match else None


def label_kind(label: str) -> str:
    label = " ".join(label.lower().split())
    if label == "ms":
        return "education"  # of medical school, or a master's degree: its value decides
    if label.replace(".", "") in ("bs", "ba", "ug"):
        return "undergraduate"
    if label.replace(".", "") in ("md", "do", "mbbs"):
        return "school"
    if label.startswith(("undergrad", "college", "bachelor", "pre")) or label == "university":
        return "undergraduate"
    if label.startswith(("medical", "med", "doctor of")) or label in (
        "school of medicine",
        "school",
        "alma mater",
        "graduate of",
        "graduated from",
        "graduated",
    ):
        return "school"
    if label in ("education", "degree"):
        return "education"
    if label.startswith(("pgy", "year", "class", "training year", "training level", "level")):
        return "class"
    if label == "track":
        return "track"
    if label in ("name", "resident", "resident name"):
        return "name"
    return "other"


def school_in_prose(text: str) -> str | None:
    """The medical school that the sentences of a biography name; a college or a residency is none."""
    plain: str | None = None
    for match in _BIO.finditer(text):
        parts = _BIO_END.split(match["school"], maxsplit=1)
        school = parts[0].strip(" ,.:")
        tail = re.split(r"[.;!?]\s", match["school"][len(parts[0]) :])[0][:45]
        is_medical = bool(
            _MEDICAL.search(match[0]) or _MEDICAL.search(school) or re.match(r"\s+for (?:medic|his M|her M|my M)", tail)
        )
        if not is_medical and (_COLLEGE.search(match[0]) or _COLLEGE.search(tail)):
            continue
        if _COLLEGE.search(match[0]) and not re.search(r"medic|\bM\.?D|\bD\.?O\b|MBBS", match[0]):
            continue
        if not reads_as_school(school):
            continue
        if is_medical:
            return school
        if plain is None and classify_school(school).school_class != "unknown":
            plain = school
    return plain
