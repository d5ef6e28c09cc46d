"""Short texts that are of no residency, known by words that may stand anywhere in them, also in the last sentence.

Fellowships named by their field alone, stays of visitors, posts of finished physicians, and advice by those who speak
for no program. A text with a word of a residency's own first year is left alone; openings are `topics.py`'s.
"""

from __future__ import annotations

from transforms import hinted_re as re

MAX_SHORT = 1500  # letters
OF_FELLOWS = "scope: a page for fellows"
OF_VISITORS = "scope: a page for visitors"
OF_JOBS = "scope: a page on jobs"
OF_MANY = "scope: programs in general"

_FIRST_YEAR = re.compile(
    r"\bpgy[- ]?[12i]\b|\bcategorical\b|\binterns?(?:hip)?s?\b|\bpreliminary\b|\btransitional\b|\bprelims?\b|"
    r"\b(?:our|these|all|each|of) residen(?:ts?|cy)\b|\bfirst[- ]year (?:residen|position|place)|"
    r"\bresiden(?:cy|t)s? (?:(?:program )?applica|positions?|candidate|class|program (?:has|takes|offers|is))|"
    r"\bintegrated\b|\bindependent\b|\bcombined\b|\btransfer"
)
# What is trained in only once a residency is finished.
_FIELD = (
    r"(?:(?:adult |clinical |advanced |academic |cardiovascular |complex |general )*(?:"
    r"adolescent medicine|addiction (?:medicine|psychiatry)|adult congenital heart disease|endoscopy|"
    r"allergy(?:(?: and |/| ?& ?)immunology)?|bariatric surgery|body imaging|breast (?:surgery|imaging|oncology)|"
    r"burn surgery|(?:interventional |pediatric )?cardiology|cardiovascular (?:diseases?|medicine)|"
    r"(?:cardiac|cardiothoracic|pediatric|obstetric(?:al)?|regional) an(?:a)?esthesi(?:a|ology)|"
    r"child (?:and|&) adolescent psychiatry|(?:cardiac )?electrophysiology|clinical informatics|"
    r"colo(?:n and )?rectal surgery|consultation-liaison psychiatry|(?:surgical |pediatric |medical )?critical care"
    r"(?: medicine)?|cytopathology|dermatopathology|endocrinology|epilepsy|"
    r"(?:complex )?family planning|urogynecology|forensic (?:psychiatry|pathology)|"
    r"(?:pediatric )?(?:gastroenterology|nephrology|hematology|rheumatology|endocrinology|pulmonology|urology)|"
    r"geriatrics?(?: medicine| psychiatry)?|gynecologic oncology|(?:minimally invasive|foot and ankle|head and neck|"
    r"hand|spine|trauma|pediatric|endocrine|transplant|fetal|robotic) (?:[a-z]+ )?surgery|headache medicine|"
    r"hematopathology|(?:transplant )?hepatology|hospice|infectious diseases?|interventional (?:pain|pulmonology|"
    r"neuroradiology)|maternal-fetal medicine|mohs|movement disorders|musculoskeletal (?:imaging|radiology)|"
    r"neonatal-perinatal medicine|neonatology|neurocritical care|neuro-?oncology|neuromuscular medicine|"
    r"neuropathology|neuroradiology|(?:hematology(?: and |/| ?& ?|-))?(?:medical |surgical )?oncology|"
    r"orthop(?:a)?edic trauma|"
    r"pain medicine|palliative (?:care|medicine)|pediatric (?:emergency medicine|hospital medicine|radiology|"
    r"infectious diseases?|hematology[- /]oncology)|psychosomatic medicine|pulmonary(?: diseases?| medicine)?|"
    r"reproductive endocrinology|sleep medicine|sports medicine|stroke|transplant [a-z]+|ultrasound|"
    r"vascular neurology|women's imaging|hem(?:e)?[ /-]onc|gi|cards|pccm|pulm[ /-](?:crit|ccm)\w*|mfm|peds em))"
)
FIELDS = rf"{_FIELD}(?:(?:,? and |, |/| ?& ?){_FIELD})*"
_SPECIALTY = (
    r"(?:internal medicine|medicine|pediatrics|family medicine|general surgery|surgery|psychiatry|neurology|"
    r"an(?:a)?esthesiology|radiology|pathology|emergency medicine|ob(?:stetrics)?[ /-]?(?:and |& )?gyn\w*|"
    r"dermatology|orthop(?:a)?edics|urology|ophthalmology|physiatry|pm&r)"
)
_SOME = r"(?:an?|one|two|three|four|five|six|\d{1,2})"
# "Geriatrics, twelve months ...", "Neuroradiology. PGY-6": a field, and how long or when it is trained in.
_NAMED_FIELD = re.compile(
    rf"(?:(?:the |our |advanced |subspecialty )*(?:training|program|track) in )?(?:the |our )?{FIELDS}"
    rf"(?: (?:training|program|track|subspecialty))?\s?(?:[,.:;(-](?!,? ?(?:and )?{_FIELD})|\b(?:is|takes|offers|has|"
    rf"lasts|accepts|trains)\b)"
)
# "Our nephrology section trains three a year.": nobody else is trained there.
_FIELD_TRAINS = re.compile(
    rf"(?:the |our )?{FIELDS} (?:applicants|candidates|trainees)\b|(?:the |our )?{FIELDS} (?:section|division|"
    rf"service)"
    rf" (?:trains|accepts|takes|recruits|selects|appoints|seeks)\b|(?:the |our )?{FIELDS} (?:year|training|program) "
    rf"(?:begins|starts|is|lasts|runs|opens|takes|offers|accepts)\b|for {FIELDS},? we (?:accept|take|train|have|"
    rf"offer)\b|"
    rf"(?:the |our |an? )?(?:one|two|three|[123])-year {FIELDS}\b|subspecialty (?:year|training|program)\b"
)
_LENGTH = re.compile(
    r"\b(?:one|two|three|1|2|3|twelve|eighteen|twenty-four|12|18|24|36)[- ](?:academic |full |clinical )?"
    r"(?:years?|yrs?|months?)\b(?! (?:since|of|after graduat|from graduat|ago))|\bpgy[- ]?[4-9]\b"
)
_LATER = re.compile(
    rf"\b(?:after|following|beyond|upon|once|on top of|past) (?:an? |the |your |their )?(?:completed )?"
    rf"(?:(?:pgy[- ]?[3-6]|{_SPECIALTY})(?:\W|$)|(?:[a-z-]+ ){{0,3}}?residency\b)|"
    r"\b(?:from |by )?(?:your|the|their) (?:current |own |present )?(?:residency|training) (?:program )?director|"
    rf"\b(?:residency|im|{_SPECIALTY}) (?:program director|pd|director)\b|"
    r"\bboard[- ](?:eligib|certif)|\bfellows\b"
)
_PRACTITIONER = (
    r"(?:internist|psychiatrist|p(?:a)?ediatrician|physiatrist|neurologist|cardiologist|nephrologist|oncologist|"
    r"rheumatologist|endocrinologist|gastroenterologist|pulmonologist|intensivist|hospitalist|nocturnist|"
    r"an(?:a)?esthesiologist|pathologist|radiologist|obstetrician|gynecologist|urologist|dermatologist|"
    r"geriatrician|family (?:physician|doctor|practitioner)|(?:general |orthop(?:a)?edic )?surgeon|neonatologist|"
    r"emergency physician|laborist)"
)
_HAVE_DONE = r"(?:complet(?:ed|ion of|e)|finish(?:ed)?)"
_LATE_YEARS = re.compile(
    rf"^[^.;]{{0,90}}?\b(?:after|following|beyond|past|once|upon) (?:the |your |their )?pgy[- ]?[3-6]\b|"
    rf"\b(?:this|it|ours|the program|the position|the post|the year) is (?:an? |the )?(?:pgy[- ]?[4-9]\b|"
    rf"(?:[a-z]+-year "
    rf")?(?:program|training|track|subspecialty) in {_FIELD}\b)|"
    rf"\b(?:{_SOME}|each|every) (?:positions?|places?|spots?|slots?)(?: (?:each|every|a|per) year)? (?:in|for) "
    rf"{_FIELD}\b"
    rf"(?! and )|^[^.;]{{0,60}}\b(?:{_SOME}|twelve|further|more|additional) (?:more |further |extra )?(?:years?|months)"
    rf"(?: of [a-z ]{{3,30}}?)? (?:after|following|beyond|on top of|past) (?:an? |the |your )?{_SPECIALTY}\b|"
    rf"\bboard[- ]eligible {_PRACTITIONER}s? (?:only|may|can|apply|are)\b|\bpost-?residency (?:training|program|year|"
    rf"positions?)\b|\b(?:be|are|being) in (?:the|your|their) (?:last|final|third|fourth|fifth|chief) year of (?:an?|"
    rf"the|"
    rf"your|their) (?:[a-z-]+ ){{0,4}}?residency\b|"
    # "Prerequisite: completed training in pediatrics", "must have finished four years of surgery"
    rf"\bprerequisites?\b[^.;]{{0,30}}\b{_HAVE_DONE} [^.;]{{0,20}}\b{_SPECIALTY} (?:training|residency)\b|"
    rf"\b(?:prior|previous|completed|finished|full) (?:training|residency) in {_SPECIALTY}\b[^.;]{{0,30}}\b"
    rf"(?:prerequisite|required|needed|a must|mandatory|condition)\b|"
    rf"\b(?:must|should|will|need to|have to) have {_HAVE_DONE} (?:(?:two|three|four|five|[2-6]) years of |(?:an? |"
    rf"the |"
    rf"your |their )?residency (?:training )?in ){_SPECIALTY}\b(?![^.;]{{0,20}}\b(?:abroad|overseas|or|outside|home)\b)"
)

_STAYS = (
    r"(?:rotations?|experiences?|stays?|visits?|placements?|attachments?|preceptorships?|immersions?|traineeships?|"
    r"observation|months?|blocks?|sessions?)"
)
# "The six-week rotation lets ...", "Clinical experience for foreign graduates: ..."
_STAY_FIRST = re.compile(
    r"(?:the |our |an? )?(?:(?:[a-z0-9]+[- ](?:weeks?|months?)(?:-long)?|clinical|hospital|hospital-based|inpatient|"
    r"outpatient|accelerated|short|summer|"
    rf"us|u\.s\.|international|structured|paid|optional) ){{0,4}}{_STAYS}(?: program)?"
    r"(?:(?: (?:for|open to) (?:[a-z]+ ){0,3}?(?:graduates|imgs|fmgs|physicians|doctors)|"
    r" (?:lets?|gives?|offers?|allows?|shows?|introduces?|lasts?|runs?|costs?|is (?:for|open to|offered))\b)|[,.:;-])|"
    r"an? (?:month|week|day) (?:in|with|at)\b|guests? (?:in|at|of|from)\b|observing\b|"
    r"spend (?:[a-z0-9-]+ ){1,3}?(?:weeks?|months?|days?)\b|"
    r"[^.;]{0,40}\bwelcomes? (?:[a-z]+ ){0,2}?(?:guests|visitors|physicians|doctors)\b|"
    r"[^.;]{0,30}\b(?:imgs|fmgs|(?:medical )?graduates|physicians|doctors)(?: from abroad)? (?:may|can|are (?:welcome|"
    r"invited) to|come to) "
    r"(?:[a-z]+ )?(?:spend|join|come|visit|stay|follow|accompany|attend|watch)\b"
)
# What only one who watches is told; what is paid for by the week.
_ONLY_WATCHES = re.compile(
    r"\b(?:participants?|visitors?|observers?|rotators?|attendees|guests|you|they|trainees|it|this is)\b"
    r"[^.;]{0,12}\b(?:(?:not|never|cannot) (?:[a-z]+ ){0,2}?(?:touch|examine|treat|have (?:any )?(?:patient )?contact|"
    r"write orders)|(?:only|merely|just) "
    r"(?:watch|observe|look on))|\b(?:no|without|not include|excludes?) (?:any |direct )?(?:patient contact|touching|"
    r"contact with patients)|\bno patient may be touched|\bwatch(?:ing)? only\b|\bobserve only\b|\b(?:purely|"
    r"strictly) observational\b|"
    r"\bhands-off only\b|\bstrictly hands-off\b|"
    r"\b(?:no|not an?|does not) (?:offer|promise|guarantee|give|lead)\w*\b[^.;]{0,40}\b(?:interview|residency|place)\b"
)
_PAID_FOR = re.compile(
    r"\b(?:fees?|tuition|costs?|charges?|price)\b[^.;]{0,24}\$ ?\d|\$ ?\d[\d,]*[^.;]{0,16}\b(?:per|an?|each|for|"
    r"every) (?:[a-z0-9]+ |the )?-?(?:weeks?|months?|blocks?|rotation|session)\b|\$ ?\d[\d,]* (?:fee|tuition)\b|"
    r"\b(?:weeks?|months?),? (?:for |at |cost )?\(?\$ ?\d"
)
_STAYING = re.compile(
    r"\b(?:observers (?:pay|come|stay)|stays?|visits?|visitors?|sessions?|attachments?|usce program)\b"
)
# "Clinical observation, four weeks.": a title of its own
_OBSERVATION_FIRST = re.compile(
    r"(?:the |our )?(?:clinical |hospital |in-person )?(?:observation|shadowing)(?: program(?:me)?| visits?| weeks?)?"
    r"\s?[,.:;(-]"
)
_CHOOSES = re.compile(r"\binterviews?\b|\brank(?:ed|ing)?\b|\bnrmp\b|\beras\b")
_EARNS = re.compile(
    r"\bsalar|\bstipend\b|\bcompensation\b|\bbenefits\b|\bper diem\b|\bvacation\b|\bbooks?\b|\bparking\b|"
    r"\bhousing\b|\brent\b|\bmeals?\b"
)

_OTHER_WORDS = r"(?:(?!from|by|of|letters?|with|for|and|or|to)[a-z/-]+ ){0,2}?"
# "Internist, outpatient only.", "Two psychiatrists for a rural clinic"
_JOB_FIRST = re.compile(
    rf"(?:an? |the )?{_OTHER_WORDS}{_PRACTITIONER}(?: (?:position|job|opening|post|wanted|needed|sought|vacancy)s?)?"
    rf"(?:\s?[,.:(;-]| (?:for|to join|with|in|at)\b)|"
    rf"(?:{_SOME} )?{_OTHER_WORDS}{_PRACTITIONER}s (?:wanted|needed|sought)\b|"
    rf"{_SOME} {_OTHER_WORDS}{_PRACTITIONER}s (?:for|to join) |(?:staff )?physician(?: wanted| needed)?,"
)
_CHIEFS_FIRST = re.compile(r"chief (?:medical )?residen(?:t|cy) (?:year|positions?|program)\b")
_JOIN_US = re.compile(r"join (?:our|the|a) (?:[a-z]+ ){0,3}?(?:group|practice|team|clinic)\b")
# "Research year for foreign graduates, unpaid.", "The laboratory of ... looks for ..."
_RESEARCH_FIRST = re.compile(
    r"(?:an? |the |our )?(?:unpaid |paid |clinical |full-time |one-year |two-year |volunteer |international )*research "
    r"(?:year|volunteers?|internships?|posts?|traineeships?|openings?|scholars?)\b(?: program)?(?:\s?[,.:;(-]| (?:for|"
    r"with|in|at|of|lasts|open)\b)|(?:the |our )?(?:[a-z]+ )?lab(?:oratory)?\b[^;]{0,40}\b(?:seeks|has|wants|offers|"
    r"is (?:looking|seeking|hiring))\b"
)
_HIRES = re.compile(
    r"\bsign[- ]?(?:on|ing) bonus|\bb[ce] ?/ ?b[ce]\b|\b(?:7|seven) on\b|\bw?rvus?\b|\bpartnership track\b|"
    r"\$ ?[2-9]\d\d(?:,\d{3}|k)\b|\bmalpractice tail\b|\bgreen card (?:sponsor\w* )?(?:after|within|"
    r"in|from)\b|\boutpatients? only\b|\b(?:two|three|3|2|five|5)-year commitment\b|\bnon-training\b|\bh-?1-?b cap\b"
)
_TRAINS = re.compile(
    r"\b(?:residents|residency|residencies|interns?|nrmp|eras|match|pgy[- ]?\d|categorical|trainees|house ?staff)\b"
)
_DONE_TRAINING = re.compile(
    r"\b(?:complet\w+|finish\w+|after|accredited|graduat\w+ of|residents (?:finishing|completing|graduating))\b"
    r"[^.;,]{0,40}\bresiden(?:cy|ts)\b|\b(?:us|u\.s\.|american) residency (?:is )?(?:required|needed|completed)\b|"
    r"\bresidents (?:finishing|completing|graduating)\b|\bresidency[- ]trained\b"
)

# "Our webinar for graduates: ...": whose "our" is no program's
_SELLS_ADVICE = re.compile(
    r"(?:our|this|my|free) (?:[a-z]+ )?(?:webinar|podcast|course|coaching|blog|channel|e-?book)\b"
)
# Somebody who speaks for no program: one who has left it, a coach, one who has matched.
_SPEAKER = (
    r"(?:(?:former|retired|ex-|past|veteran|onetime)(?: ?[a-z]+){0,4}? ?(?:directors?|administrators?|coordinators?|"
    r"chairs?|chairman|chairwoman|deans?|applicants?|interviewers?|recruiters?|faculty)|"
    r"(?:career |match |residency |application )?(?:coach(?:es)?|consultants?|mentors?|advis[eo]rs?|bloggers?|tutors?))"
)
_ADVISER_FIRST = re.compile(
    rf"(?:(?!letter)[^.?!]){{0,50}}?\b(?:by|of|from|with|as|ask) (?:an?|one|two|my) {_SPEAKER}\b|(?:an? |the |one |"
    rf"my )?"
    rf"{_SPEAKER}"
    r"(?:'s?)?[^.?!:]{0,40}?(?::|\b(?:answers?|says?|tells?|writes?|explains?|advises?|remembers?|recalls?|checklist|"
    r"tips)\b)"
)
_MY_MATCH = re.compile(
    r"\b(?:from|about|after|how|in) (?:my|i) (?:own )?(?:match(?:ed)?|journey|road|path|story|season|interviews?|"
    r"experience)\b|"
    r"^my (?:match|journey|road|path|story|season|way)\b|"
    r"^dear fellow\b|\bwhat (?:you|one|imgs|fmgs) needs? (?:for|in|to match)\b|"
    r"(?<!if )\bi (?:finally |had |have )?(?:matched|interviewed at|scored)\b|\bmy (?:own )?(?:advice|tips?)\b|"
    r"\b(?:imgs|fmgs|programs|applicants) everywhere\b|"
    # "Tip for graduates: ...", "Common cutoffs: ...", "The Match in numbers"
    r"^(?:an? |the )?(?:[a-z]+ )?(?:tips?|hints?) (?:of the|for)\b|^(?:[a-z]+ )?checklist (?:before|for) (?:eras|the "
    r"match|imgs?|fmgs?|match|matching|your)\b|^(?:common|usual|typical) (?:cut-?offs?|requirements|filters|screens)\b|"
    r"^(?:the )?match in (?:numbers|figures)\b|^(?:quick |key )?facts (?:on|about) (?:the match|matching)\b|"
    r"\bso (?:say|said) (?:the )?\d+ |"
    r"\b(?:mayor|governor|spokes[a-z]+|ceo|officials?|president) (?:said|says|announced|told)\b|"
    r"^ask (?:dr\.?|doctor|the expert)\b|^(?:matching|getting) (?:in|into)\b|^before (?:a |your )?residency\b|"
    r"^requirements (?:of|for|at|in) (?:us|u\.s\.|american|most) (?:programs|residencies)\b|\b\d{3} (?:in|at|for) "
    r"(?:community|university|most|competitive|academic) (?:programs|hospitals)\b|"
    r"^(?:an? |the )(?:[a-z]+ )?(?:resident|intern|graduate|img|fmg)'s (?:diary|story|journey|path|notes|view|tale|"
    r"blog)\b|"
    r"^meet (?:dr\.? )?[a-z]+[:,]|\b(?:newspaper|gazette|herald|tribune|radio) (?:reports?|says?|writes?|wrote)\b|"
    r"\bhas opened an? (?:new )?(?:[a-z]+ ){0,2}residency\b|\bhospitals (?:merge|are merging)\b|"
    r"\b(?:college|university|hospital|system|county) (?:has )?announced (?:that|on|plans)\b|"
    r"\bgood luck (?:with|in|on|for) (?:your|the|this|all)\b|\b(?:is|are) the (?:common|usual|typical) (?:limit|"
    r"cut-?off|minimum|number)\b|"
    r"\b(?:accepted|sponsored|taken|asked|wanted|required) (?:nearly|almost|practically|virtually) everywhere\b"
)
_SPEAKS_AS_PROGRAM = re.compile(
    r"\b(?:our|ours|we|this (?:program|residency|department|hospital)|the (?:program|residency|department|"
    r"committee)|here(?! is\b| are\b|'s))\b"
)


def name_short_page(text: str) -> str | None:
    """What a short text (normal form) is about by words anywhere in it, where it is no residency's; else None."""
    if len(text) > MAX_SHORT or _FIRST_YEAR.search(text):
        return None
    if _is_of_fellows(text):
        return OF_FELLOWS
    if _is_of_visitors(text):
        return OF_VISITORS
    if _is_job(text):
        return OF_JOBS
    if _SELLS_ADVICE.match(text):
        return OF_MANY
    if not _SPEAKS_AS_PROGRAM.search(text) and (_ADVISER_FIRST.match(text) or _MY_MATCH.search(text)):
        return OF_MANY
    return None


def _is_of_fellows(text: str) -> bool:
    if _LATE_YEARS.search(text) or _FIELD_TRAINS.match(text):
        return True
    named = _NAMED_FIELD.match(text)
    if not named:
        return False
    return bool(_LENGTH.search(text[: named.end() + 80]) or _LATER.search(text))


def _is_of_visitors(text: str) -> bool:
    watches, pays = _ONLY_WATCHES.search(text), _PAID_FOR.search(text) and not _EARNS.search(text)
    if (watches and pays) or _OBSERVATION_FIRST.match(text):
        return True
    if (watches or pays) and _STAY_FIRST.match(text):
        return True
    return bool(pays and _STAYING.search(text) and not _CHOOSES.search(text))


def _is_job(text: str) -> bool:
    hires = len(_HIRES.findall(text)) + bool(_JOIN_US.match(text))
    is_named = _JOB_FIRST.match(text) or _RESEARCH_FIRST.match(text)
    if _CHIEFS_FIRST.match(text):
        return True
    return bool((is_named or hires > 1) and not _TRAINS.search(_DONE_TRAINING.sub(" ", text)))
