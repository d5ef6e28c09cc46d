"""Whose rule a sentence states. Fellows, students, observers, guides in general: no fact of this program."""

from __future__ import annotations

from functools import lru_cache

from transforms import hinted_re as re
from transforms.facts.guides import speaks_of_many
from transforms.hinted_re import Branched, Hinted
from transforms.normal_form import normalize
from transforms.spelling import Origins, even_text

_STUDENTS = Hinted(
    r"(?<!letter for )\b(?:visiting|rotating|elective|international medical|prospective visiting|fourth[- ]year|"
    r"third[- ]year|"
    r"4th year) (?:medical )?students?\b(?! may apply| (?:are|will be|may be|can be) (?:also |only |all |rarely )?"
    r"(?:considered|eligible to apply|invited to apply|encouraged to apply|welcome to apply)"
    r"(?! (?:for|as|into) (?:an? |our |the )?(?:[a-z-]+ )?(?:electives?|rotations?|observ|visit|clerk|away|"
    r"sub-)))|\bmedical students? (?:who|must|may|can|should|from|need|"
    r"interested|wishing|rotat)|\bstudent (?:electives?|rotations?|clerkships?|housing)\b|\baway rotations?\b|"
    r"^for (?:our |the )?medical school\b|\bmedical school (?:applicants|admissions?)\b|"
    r"\bstudents?\b[^.;]{0,60}\b(?:to rotate|rotat\w+ with us|to do an? (?:elective|rotation))\b|\bvslo\b|\bvsas\b|"
    r"\bsub-?internship (?:application|deadline)"
)
# "... or an F-1 held by a medical student who needs an H-1B": one status of a list.
_F1_STUDENT = re.compile(
    r"\bf-?1(?: visas?| status)?,? (?:as|held by|of|for|\()? ?(?:an? |the )?(?:u\.?s\.? |american |current )?medical "
    r"students?\b"
)
_FELLOWS = re.compile(r"\bfellowships?\b|\bfellows?\b")
# A fellowship that an applicant held or that counts as experience, or one that graduates go on to.
_PAST_FELLOW = re.compile(
    r"\b(?:such as|including|e\.g\.,?|externships?|observerships?|clerkships?|electives?|jobs?|work|did|done|"
    r"completed|held|"
    r"after|during|research|practice|employment)(?:,| or| and| in)? (?:(?:an?|or|and|the|clinical|research) "
    r"){0,3}fellowships?\b|"
    r"\bfellowships?(?:,| or| and)+ (?:an? |or |and )?(?:externships?|observerships?|jobs?|practice|work|employment|"
    r"electives?|research|clinical)\b|\bresearch fellow(?:ship)?s? (?:who|have|has|in the)\b|"
    r"\b(?:match(?:ed)?|go(?:es)? on|placed|advance|placements?|enter|pursue|interest\w*|going|careers?) "
    r"(?:[a-z]+ )?(?:in|"
    r"into|to|for|an?|on) (?:[a-z]+ ){0,3}?fellowships?\b"
)
_RESIDENTS = re.compile(
    r"\bresiden(?:ts?|cy|cies)\b|\binterns?(?:hip)?\b|\bhouse ?(?:staff|officers?)\b|\bgme\b|\btrainees?\b|\bpgy\b"
)
_OBSERVERS = Hinted(
    r"\b(?:observership (?:applicants?|program|fee|deadline|candidates?|participants?|requires?|applications?)|"
    r"observers? (?:must|need|are|may|will|pay)|(?<!be )(?<!of it )(?<!of them )(?<!of which )"
    r"(?<!even )(?<!or )(?<!albeit )(?<!not )(?<!than )(?<!merely "
    r")(?<!just )(?<!only )(?:for|as|each) (?:(?:an|the|our) "
    r")?observers?(?:hips?)?\b(?! or otherwise| if |(?:,? (?:or |and )?(?:as )?(?:an? )?(?:extern|researcher|scribe|"
    r"assistant|volunteer|student|onlooker)s?)*,? (?:(?:it|that|this|which|time|work|months?|weeks?) )*(?:is|are|"
    r"does|do|would|will|was|cannot)\b[^.;]{0,12}\b(?:not|no|never|too|counts?|enough|left|excluded|"
    r"discounted|ignored|nothing))|"
    r"observership applications|to (?:do|apply for|be considered for) an observership|externship (?:applicants?|"
    r"program|fee))\b"
)
# "Unlike many programs in the region, we ...": what follows is said of this one.
LIKE_OTHERS = Hinted(
    r"\b(?:un)?like (?:most|many|other|some|several|all)(?: other)? (?:programs|hospitals|residencies|institutions)"
    r"(?: (?:in|of|around|across) (?:the|our|this) [a-z]+)?,?|"
    r"\bas (?:at|in|with) (?:most|many|other)(?: other)? (?:programs|hospitals|residencies|institutions),?|"
    r"\b(?:which|that|as|than) (?:most|many|some|other)(?: other)? (?:programs|hospitals|residencies) (?:do|"
    r"does|did)\b|"
    r"\b(?:leaving|transferring from|coming from) (?:an)?other (?:[a-z.]+ )?(?:programs?|residenc(?:y|ies))\b"
)
_GENERAL = Branched(
    r"(?<!our )(?<!its )(?<!these )(?<!both )(?<!partner )(?<!affiliated )(?<!the )\b(?:hospitals|institutions|"
    r"employers|sponsors) (?:usually|often|typically|generally|normally|sometimes|tend|vary|differ|may or may not)\b|"
    r"\b(?:most|many|some|several|few|other|various) (?:[a-z-]+ )?(?:hospitals|institutions|departments|"
    r"places) (?:(?:in|of|across|around) (?:the|this|our) [a-z]+ )?"
    r"(?:[a-z]+ly )?(?:ask|require|want|need|insist|expect|demand|prefer|sponsor|accept|set|take|offer|do not|will not"
    r")\b|\b(?:most|many|some|other|several|all|few|various|certain|different|a number of|competitive|community|"
    r"university|often,?) (?:[a-z-]+ ){0,2}?(?:programs|residencies)\b(?! of (?:ours|this))|\bprograms (?:usually|"
    r"typically|often|were|"
    r"may|might|tend|vary|differ|generally|will|(?:that|which)(?! (?:last|run|extend|take|are (?:at least|longer|two|"
    r"three|\d)))|across|sometimes|can|in general|require|prefer|sponsor|"
    r"accept|set|use|ask|want|have)\b|"
    r"(?<!year in )(?<!years in )(?<!training in )(?<!residency in )(?<!internship in )\ba program (?:that|"
    r"may(?! not)|might|can|which)\b|\bexample of a program\b|"
    r"\beach (?:[a-z]+ )?(?:institution|program|hospital|university) (?:has|sets|decides|may|can|uses)\b|"
    r"\b(?:guide|(?:association|academy|society) (?=explain)|"
    r"list|blog|article|forum|handbook|book|survey) (?:says|explains|lists|notes|states|tells|warns|"
    r"advises)\b|\bmost that (?:sponsor|require|accept)|\beach program(?:'s)? (?:sets|has its|own|decides|may)\b|"
    r"\blegend\b|\bglossary\b|\bapplicants in general\b|\btips? for\b(?! our\b)|\bcheck (?:with )?(?:each|the) program|"
    r"\b(?:common|usual|typical|normal|standard) for (?:[a-z-]+ ){0,2}?programs\b|\bprograms (?:such as|like) (?:those|"
    r"the ones)\b|\b(?:programs|hospitals|residencies) (?:elsewhere|in (?:canada|europe|britain|australia|other "
    r"(?:states|cities|places|countries)))\b|^elsewhere,? (?!we\b|our\b|the program\b|this\b)|^(?:in general|"
    r"generally),? (?:[a-z]+ ){0,2}programs\b|"
    r"\bother (?:hospitals|institutions|departments) (?:in|across|of|near|nearby|around)\b|\byour (?:home |own |"
    r"medical |home medical |dental |state |current )+(?:institution|school|hospital|dean|program|university)(?:'s "
    r"[a-z]+)? (?:may|might|can|could|will|also|probably)\b|"
    r"\b(?:advisors?|deans|advisers?|mentors) (?:often |usually |sometimes |may |will )*(?:tell|advise|say|warn)\b|"
    # "Most IMGs come to America on a J-1"
    r"\b(?:most|many|some|the majority of) (?:imgs|fmgs|(?:international|foreign) (?:medical )?graduates|"
    r"foreign (?:doctors|physicians))"
    r"\b[^.;]{0,30}\b(?:to|in|into) (?:the (?:u\.?s\b|united states|country)|america)|"
    r"\bin (?:some|many|certain|several|other) states\b|\b(?:in|at|for) most (?:hospitals|programs|residencies|places|"
    r"states)\b|\bnationwide\b|\bnationally\b|(?<!from )(?<!applicants )(?<!candidates )(?<!students )"
    r"\bacross the country\b"
)
# "... please look at other programs" speaks to this program's own applicants.
_SENDS_AWAY = re.compile(
    r"\b(?:one|each|any|some|all) of (?:the|our) (?:[a-z]+ ){0,2}programs (?:that|which)\b|\b(?:unlike|like|"
    r"in contrast (?:to|with)|as (?:in|at|with)) (?:many|most|some|several)?(?: ?other)? ?(?:programs|"
    r"residencies|hospitals)\b|"
    r"\b(?:look|apply|turn|go|try|consider|search|seek|explore|pursue)(?:ing)? (?:(?:at|to|for|among|into|in) "
    r")?(?:the |an )?other "
    r"(?:[a-z]+ )?(?:programs|residencies|hospitals)\b"
)
# An institution that speaks for all its own programs: "sponsors J-1 visas for all residency programs".
_FOR_ALL_ITS_OWN = re.compile(
    r"\bprograms (?:approved|accredited|overseen|run|sponsored) by (?:the |our )?gmec?\b|\bapproval (?:by|of|from) "
    r"(?:the "
    r"|our )?gmec?\b|\bin programs (?:that last|of|lasting) (?:at least )?(?:two|three|\d)\b|"
    r"\bthere is (?:also )?(?:an? )?(?:h-?1-?b|j-?1|visa) sponsorship\b|"
    r"\b(?:the|our|this) (?:[a-z]+ ){0,2}(?:system|hospital|university|institution|center|network|consortium|school|"
    r"department)'s (?:[a-z]+ ){0,2}?(?:programs|residencies)\b|"
    r"\bthere is (?:also )?(?:[a-z0-9-]+ ){0,2}sponsorship\b|\bwe (?:do |can |will |also )*(?:sponsor|support|offer|"
    r"accept|provide)\b"
    r"[^.]*\beach program\b|"
    r"\b(?:our|this|the) program\b|\b(?:the )?gme (?:office|committee)\b|\bconsortium\b|\b(?:institutional|system|"
    r"hospital)(?:-wide)? (?:minim\w+|requirements?|polic(?:y|ies)|rules?|standards?)\b|\b(?:for|to|in|by|across|"
    r"throughout|within) all (?:of )?(?:its |our |the )?"
    r"(?:[a-z-]+ ){0,2}?programs\b(?! in (?:the|this) (?:state|country|region|u))|"
    r"\b(?:programs|residencies) (?:at|of|in|within|sponsored by|offered by|across) (?:our|this|the) (?:[a-z]+ ){0,2}?"
    r"(?:institution|hospital|health system|medical center|medical school|college|university|system|center)\b|"
    r"\b(?:residents|trainees|house ?staff) (?:in|of) (?:all |the )?(?:approved|accredited|sponsored) programs\b|"
    r"\b(?:all|each) (?:of )?(?:our|its) (?:[a-z]+ ){0,2}?programs\b|"
    r"(?<!of )\b(?:the|our|these|its) (?:(?!other\b|more\b|most\b|best\b)[a-z-]+ ){0,2}?programs (?:(?:will|do|does|"
    r"can|may|currently|only|not|also|no longer) )*(?:accept|sponsor|support|require|consider|take|offer)\b|"
    r"^[\W\d]*(?:an? |the )?(?:residency |training |gme )?programs? (?:may|must|shall|should|can) (?:not |only "
    r")*(?:rank|"
    r"interview|consider|appoint|invite|select|offer)\b|"
    r"\bprograms may (?:raise|tighten|exceed|add|set (?:higher|stricter|additional|more)|impose|have (?:higher|"
    r"stricter|additional))"
)
_TUITION = Hinted(
    r"\btuition\b|\bresiden(?:ce|cy) halls?\b|\bdormitor\w+|\bstudent housing\b|\bstudents on (?:a |an )?[a-z]-\d\b|"
    r"\bin-state residency\b|\bresidency for (?:fees?|fee purposes|tuition)\b|\bstate residency\b|\bresidency "
    r"(?:status|classification|for tuition)\b|"
    r"\bdomicile\b"
)
_WAIVER = Hinted(
    r"\b(?:j-?1|conrad|visa) (?:visa )?waivers?\b|\bconrad\b|\bwaiver (?:jobs?|positions?|program|service|slots?)\b|"
    r"\bunderserved area after\b|\b(?:shortage|underserved) areas?\b|\bafter (?:residency|training)\b[^.]{0,40}\bwaiver"
)
_NEWS = Hinted(
    r"^(?:the |a )?(?:[a-z]+ )?(?:medical board(?: of (?:a|the|this) state)?|board of medicine) (?:has |have )?"
    r"(?:recently )?(?:amended|changed|revised|adopted|proposed|announced|voted)\b|"
    r"^an? (?:[a-z]+ ){0,2}(?:bulletin|newsletter|article|chart|editorial|web guide|online guide|blog|magazine|column) "
    r"(?:lists?|compares?|sorts?|summari[sz]es|shows|reports?|explains?|describes?|tells?|says|advises|on|about)\b|"
    r"\b(?:limits|rules|requirements|regulations) by state\b|"
    r"^(?:[a-z]+ ){0,3}news\b ?(?::|-|$)|\b(?:two|three|four|five|six|seven|eight|nine|ten|several|\d+) programs "
    r"(?:in|across|of|around|announced|"
    r"said|have|had|stopped|raised)\b|"
    r"\bpress release\b|\bsurvey of programs\b|\bthe (?:nrmp|acgme|aamc) (?:announced|reported|reports)\b|"
    r"\b(?:a|the|our|this) (?:[a-z]+ )?(?:comparison|analysis|review|study|count|sample|look) (?:of|at|across) "
    r"(?:[a-z0-9,]+ ){1,5}?(?:hospitals|programs|"
    r"residencies|websites)\b|\bamong (?:the )?(?:\d+|[a-z]+) programs\b|\bsurveyed\b|\brespondents\b|"
    r"\bspokes(?:man|woman|person|people)\b|"
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
# "Dr. Patel wants to see the certificate before he signs": what holds for every applicant is no story.
_RULES = re.compile(
    r"\b(?:wants?|requires?|needs?|expects?|insists?|asks?|prefers?|must|has to|will (?:not )?(?:consider|read|"
    r"review|accept|interview|rank|sponsor)|does not|accepts?|sponsors?|reads?|takes?)\b"
)
# "She did say three tries are the ceiling": a speaker of the program tells its rule.
_RELATES = re.compile(
    r"\b(?:pd|director|coordinator|chair(?:man|woman)?|dean)\b[^.;]{0,20}\b(?:says?|said|writes?|wrote|told|tells|"
    r"notes?)\b|"
    r"\bs?he (?:did |also |then |just |only )*(?:says?|said|tells?|told|wrote|mention(?:s|ed)|explain(?:s|ed)|"
    r"confirm(?:s|ed)|add(?:s|ed)|repl(?:ies|ied)|answer(?:s|ed)|not(?:es|ed)|stat(?:es|ed))\b"
)
_DEFINITION = Hinted(
    r"[\"'] (?:[a-z]+ ){0,3}?(?:means(?!:| are| were| of)|stands? for|denotes?)\b|\bis (?:one|someone|a person|a "
    r"physician|anyone|"
    r"any [a-z]+) who\b|\bis defined as\b|\brefers to\b"
)
_EITHER = re.compile(
    r"\b(?:he or she|she or he|his or her|her or his|him or her)\b|\bs?he/s?he\b|\bhis/her\b|"
    r"\(s\)he\b"
)
_YOU = re.compile(r"\b(?:you|your|applicants?|candidates?|imgs?|graduates|anyone|files?|applications?)\b")
_ANYONE = re.compile(
    r"\b(?:an?|any|every|each|no) (?:[a-z]+ )?(?:applicant|candidate|graduate|physician)\b(?! "
    r"who (?:matched|came))|\bwho(?:ever)? (?:wants?|needs?|requires?|seeks?|applies|asks)\b|"
    r"\b(?:everyone|everybody|anyone|anybody)\b[^.;]{0,30} (?:his|her) (?:own|merits?)\b"
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
            r"^(?:[a-z/&-]+ ){0,5}?fellowship, (?=[a-z0-9]+ (?:places?|positions?|spots?|slots?|fellows?|years?)\b)|"
            r"^(?:the |our )?[a-z,& -]{3,60} program is an? (?:[a-z0-9-]+ ){0,3}fellowship\b|^(?:the |our |this |a |"
            r"an )?(?:(?!with|after|who|for|from|before|during|in |of )[a-z/&-]+ "
            r"){0,5}?fellowships?\b(?: program| training)?[ ,]+(?:in [a-z ]+ "
            r")?"
            r"(?:(?:also|currently|now|typically) )?(?:is|are|was|has|have|accepts?|admits?|takes?|offers?|"
            r"requires?|sponsors?|lasts?|trains?|seeks?|matches|recruits?|runs?|welcomes?|applicants?|candidates?|"
            r"applications?)\b|^[^.;:]{0,80}\b(?:program|it|this) is an? (?:[a-z0-9-]+ ){0,4}?fellowship\b(?! and)|"
            r"^(?:the |this |our )?[a-z /&,-]{3,60}\bis an? (?:[a-z0-9-]+ ){0,4}?fellowships?\b(?! and)|"
            r"^(?:pulmonary|critical care|cardiology|gastroenterology|nephrology|hematology|oncology|endocrinology|"
            r"rheumatology|infectious diseases?|geriatrics?|sports medicine|palliative)[a-z/& ]{0,40} (?:applicants|"
            r"candidates)\W*$|"
            r"^(?:all |our )?fellows (?:are|may|must|need)\b|^(?:policy [a-z0-9., -]{1,16}[,:] ?)?fellows?(?:hip)? "
            r"(?:visas?|"
            r"eligibility|requirements|appointments?|selection|polic(?:y|ies))\W*$|^(?:the )?(?:[a-z/&-]+ "
            r"){0,5}?fellowships?(?: "
            r"program)?(?: for [a-z ]{3,40})?(?: faqs?| information| applicants?| "
            r"applications?| requirements?)?\s*(?:$|[.,:(-])"
        ),
    ),
    (
        "scope: students",
        Hinted(
            # "Advice to our own students on urology", "career advising", "tips for seniors"
            r"^(?:some |career |residency )*(?:advi[cs]e|tips|guidance|hints|pointers|counsel|suggestions|advising) "
            r"(?:for|to) (?:our |the |my |your |all )?(?:own )?(?:[a-z0-9-]+ ){0,2}?(?:students?|seniors|advisees|"
            r"ms-?[34]s?|"
            r"class of)\b|"
            r"^(?:career|specialty|student) (?:advising|counsel+ing|guidance|mentoring|development)\b|"
            r"^(?:guidance|advice|tips|notes) (?:from|of|by) (?:the |our )?(?:dean|office of student|student affairs|"
            r"career|advis)|"
            r"\b(?:admits?|accepts?|invites?|open to|for) (?:[a-z-]+ )?(?:college|high[- ]school|undergraduate|"
            r"pre-?med\w*) students\b|"
            r"^(?:for )?(?:[a-z]+[- ]year |visiting |medical |rotating |senior |summer |research |doctoral |phd |"
            r"graduate |college |exchange |high[- ]school |"
            r"undergraduate |"
            r"pre-?med(?:ical)? |and )+students\b(?! and (?:graduates|residents))"
            r"(?! may apply| may get a letter| (?:have been|are|were|get|have) (?:[a-z]+ )?(?:ranked|preferred|given|"
            r"interview|"
            r"favou?red|matched|considered(?=,| (?:with|if|when|once|only)\b|\W*$)|selected (?:only |"
            r"exclusively )?(?:through|via|by) [^.;]{0,16}(?:nrmp|match|eras)))"
        ),
    ),
    (
        "scope: observers",
        Hinted(
            r"^(?:the |our |an? )?(?:clinical )?observership(?: program)?\b(?! or (?:elective|extern|rotation|"
            r"hands|clinical)| is an? (?:great|good|nice|fine|fair|"
            r"decent|valid))(?!s?(?: in [a-z]+)?(?: experience| rotation)?s?:? (?:(?:are|is|do|does|"
            r"will|may|can|cannot) )?(?:not |also |never |be |deemed |of |just )*(?:accept|"
            r"insuffic|inadequa|adequa|fine|allow|permit|credit|recogni|substitut|good|welcome|disregard|reject|no "
            r"use|do\b|"
            r"count|suffic|consider|satisf|be|fulfil|meet|qualif|enough|ok|"
            r"valid|includ|exclud|required|needed|necessary|recommend|prefer|encourag|help|desir)|s?(?: in [a-z "
            r"]{2,20})?\s*(?:[:?]|-\s))|"
            r"^observers\b(?! (?:are |is )?(?:not|never)\b)|"
            r"\bto have you as an? (?:clinical )?observer\b|\bapply (?:for|to) (?:an? |our )?(?:clinical "
            r")?observership|"
            r"^(?:(?:the|our|summer|research|student|clinical|international) )*externships?(?: program)?\s*(?::|-|$|"
            r"(?:is|are) open)|"
            r"^(?:the |our |a )?summer (?:program|internship|institute)s?\b|^volunteer(?:s|ing)?(?: hours| program|"
            r" service)?\b"
        ),
    ),
    ("scope: tuition residency", _TUITION),
    (
        "scope: waiver jobs",
        Hinted(
            r"\bconrad\b[^.]{0,60}\b(?:board-(?:eligible|certified)|hospitalists?|(?:finishing|completing) "
            r"residency)\b|"
            r"^after (?:residency|training)\b(?!,? (?:our|most|many|all)\b)|^waivers? (?:employment|jobs?|program)\b|"
            r"^(?:the )?(?:conrad|j-?1 "
            r"waiver)\b"
        ),
    ),
    (
        "scope: another post",
        Hinted(
            # "The scholarship is for citizens only"
            r"^(?:the |our |this |these )?(?:[a-z-]+ ){0,2}?(?:scholarship|bursary|bursarie|travel grant|"
            r"research grant|prize)s? "
            r"(?:(?:program|award|fund|applicant|recipient|winner)s? )*(?:(?:is|are) (?:(?:only|limited|restricted|"
            r"open|reserved) )*(?:for|"
            r"to)|goes?|must|requires?|for)\b|"
            r"^(?:the |our )?(?:summer|research) (?:[a-z]+ )?(?:externships?|internships?|electives?)\b|"
            r"^(?:hospitalist|nocturnist|attending|faculty|locum)s? (?:physician )?(?:positions?|jobs?)\b|"
            r"^(?:physician|faculty|provider|nurse|staff|hospitalist|attending|job|career)s? (?:recruitment|"
            r"recruiting|jobs?|positions?|openings?|opportunit(?:y|"
            r"ies)|vacanc(?:y|ies))\b|\bhir(?:es|ing) (?:hospitalists|attendings|faculty|physicians for)\b|"
            r"^(?:the |our )?(?:post-?doc\w*|research (?:fellows?(?:hips?)?|associates?|scholars?|assistants?)|faculty "
            r"(?:members|"
            r"applicants|candidates)|nurses?|attending physicians?)\b"
        ),
    ),
    (
        "scope: another profession",
        Hinted(
            r"^(?!.*\bmedical (?:residents?|interns?|positions?|graduates?)\b)(?:the |our |all )?(?:pharmacy|"
            r"pharm\.?d\.?|"
            r"dental|dentistry|nursing|nurse|podiatr\w+|psychology|chaplain\w*|optometry|veterinary|"
            r"physician assistant|physical therapy|social work|administrative) (?:[a-z0-9-]+ "
            r"){0,2}?(?:residen\w+|intern(?:s|ship)?|"
            r"applicants?|programs?|students?|fellow\w*)\b"
        ),
    ),
    (
        "scope: news of several programs",
        Hinted(
            r"^(?:from (?:an?|the) )?(?:webinar|advice column|podcast|forum)\b|^(?:[a-z]+ ){0,3}news\b ?(?::|-)|"
            r"\b(?:a spokes(?:person|man|woman)|(?:hospitals|programs|schools) "
            r"(?:announced|reported)|"
            r"(?:programs?|directors?) surveyed|survey of (?:[a-z0-9,]+ ){0,4}?(?:"
            r"programs|directors|hospitals|residencies|departments|applicants|chairs|graduates|imgs)|"
            r"(?:national|recent|annual) survey|according to (?:an?|the) "
            r"(?:[a-z]+ ){0,3}(?:survey|report|study|article)|press release|commentary|newsletter)\b|"
            r"\bthe governor\b|\blawmakers\b|\blegislat(?:ors|ure)\b|\bbill (?:that|which|would|lets|allows)\b|"
            r"\bannounced (?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|this week|last "
            r"(?:week|month))\b"
        ),
    ),
)
_ASKED_OF_RESIDENTS = re.compile(  # "Observership in path: a must", "Externship or work here highly desirable"
    r"\ba must\b|\b(?:is|are) required\b|\bcounts?\b|"
    r"^\W*(?:us |u\.s\. )?(?:observerships?|externships?)\b,?[^;:]{0,90}\b(?:(?:strongly|highly|much|is|are) "
    r")+(?:preferred|"
    r"desirable|desired|recommended|a plus|an advantage|helpful|welcome)\W*(?:$|[;.])"
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
    r"was|were|offered)\b|historically\b[^,]{0,20}, (?:we|the [a-z]+|our [a-z]+) [a-z]+ed\b|"
    # "Before 2010 foreign graduates were not taken"
    r"(?:before|prior to|up to) (?:the )?(?:19|20)\d\d,? [^;]{0,60}?\b(?:was|were|did|had|took|used to)\b|"
    r"historically,? (?:we|the|our|this)\b[^,;]{0,30}\b(?:did|was|were|had|used)\b|(?:formerly|previously|"
    r"until (?:last year|recently|(?:the )?(?:19|20)\d\d)|in "
    r"(?:the past(?! (?:\d|one|two|three|four|five|six|seven|eight|nine|ten|twelve|few))|former|earlier|"
    r"past) ?(?:years|cycles|seasons|days)?|years ago)\b"
)
_STILL = re.compile(
    r"\b(?:now|today|still(?! [a-z]+ed\b)|since(?! (?:graduat|medical|the (?:m\.?d|degree|diploma)))|no longer|"
    r"currently|but|"
    r"any ?more)\b|\bhave (?:been|had|never|always)\b"
)
_HOUSE = (
    r"(?:we|it|there|(?:the|our|this) (?:[a-z-]+ )?(?:program|hospital|department|residency|institution|university|"
    r"center|clinic|office|sponsor)|(?:the|our) (?:[a-z0-9-]+ ){0,3}?(?:cutoff|cut-off|minimum|limit|threshold|rule|"
    r"requirement|deadline|bar|filter)(?: (?:for|on|of|in)(?: [a-z0-9-]+){1,4}?)?)"
)
_DID = (
    r"(?:asked|required|wanted|demanded|insisted|sponsored|accepted|had|used|set|applied|listed|kept|was|were|stood|"
    r"offered|supported|filed|granted|took|expected|needed|screened|did)\b"
)
_YEAR = r"(?:the )?(?:(?:19|20)\d\d(?:[-/]\d+)?|last (?:year|season|cycle|match))"
_SPAN = (
    rf"(?:(?:from|between) {_YEAR} (?:to|and|until|till|through|-) {_YEAR}|in the years (?:from )?{_YEAR}[^,.;]"
    r"{0,14}|"
    rf"(?:until|till|through|up (?:to|until)|prior to|before) (?:{_YEAR}|(?:a few|some|[a-z]+|\d) "
    rf"(?:years?|cycles?|seasons?) ago|recently)|for (?:a long time|(?:many|some|several|[a-z]+) (?:years|decades)))"
)
_UNDONE = r"(?:dropped|removed|abolished|lifted|ended|abandoned|withdrawn|scrapped|given up|done away with)\b"
# "From 2020 to 2024 we offered both", "Until two years ago the cutoff was 200", "We had H-1B residents till 2013".
_PAST_SPAN = re.compile(
    rf"^\W*(?:and |but )?{_SPAN}(?: (?:season|cycle|match))?,? {_HOUSE} (?:[a-z]+ly )?{_DID}|"
    rf"\b{_HOUSE} {_DID}[^.;:]{{0,60}}? (?:until|till|through|up (?:to|until)) {_YEAR}\W*$|"
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!been )\bused (?:not )?to (?:be (?:accepted|sponsored|required|"
    r"asked|"
    r"possible|offered|an? )|sponsor|accept|require|ask|offer|file|want|set|screen|list|show|say|state|limit|demand|"
    r"exclude|reject|refuse|prefer|apply|hold|stop|count)\b|"
    # "Ten years ago we took five", "a few seasons ago the limit was 7"
    rf"^\W*(?:and |but |about |some |just )*(?:an?|a few|a couple of|several|many|some|[a-z]+|\d+) (?:years?|decades?|"
    rf"seasons?|cycles?) ago,? (?:{_HOUSE} (?:[a-z]+ly )?{_DID}|(?:[a-z0-9'-]+ ){{1,7}}?(?:was|were|had to)\b)|"
    # "Before, we asked for five", "Once a limit of three years stood here", "the former limit was five years"
    rf"^\W*(?:before|formerly|previously|earlier|in the past), {_HOUSE} (?:[a-z]+ly )?{_DID}|"
    rf"^\W*once,? (?:an? |the |there |we )[^,;]{{0,60}}?\b{_DID}|"
    r"\bthe (?:past|former|old|earlier|previous) (?:[a-z]+ ){0,2}?(?:requirement|limit|rule|policy|cut-?off|minimum)\b"
)
_YEAR_GONE = re.compile(r"\b(?:in|for|during|until|through) (?:the )?(?:19|20)\d\d(?:[-/]\d+)?\b")
_WAS = re.compile(
    r"\b(?:was|were|used to|had to|needed to|(?:we|the program|the committee|our program) (?:then |still "
    r")?(?:asked|required|wanted|"
    r"needed|demanded|"
    r"insisted|took))\b"
)
_HOLDS_NOW = re.compile(
    r"\b(?:is|are|must|now|requires?|needs?|will|shall|should|asks?|has|have|please|can|may|do|does)\b"
)
_IN_PAST_YEARS = re.compile(
    r"\b(?:in (?:past|former|earlier|previous|prior) (?:years|cycles|seasons)|(?:last|the previous) (?:year|cycle|"
    r"season)|back then|in those days|at that time)\b"
)


def is_of_the_past(sentence: str) -> bool:
    """ "For the 2019 cycle, three letters were required": what was asked in a year gone by, and nothing of today."""
    return bool(
        (_YEAR_GONE.search(sentence) or _IN_PAST_YEARS.search(sentence))
        and _WAS.search(sentence)
        and not _HOLDS_NOW.search(sentence)
    )


_VISITS = re.compile(
    r"\b(?:can|may|could) (?:i|one|we) (?:do|come|rotate|observe|shadow|arrange|apply for|join)\b[^?]*\b(?:observer|"
    r"extern|elective|rotat|shadow)|\b(?:offer|have|host|provide|arrange|run)s? (?:any |an? |clinical |hands-on |"
    r"your own )*(?:observerships?|externships?|electives?|observers?|rotators?)\b"
)


def asks_to_visit(question: str) -> bool:
    """ "Can I do an observership with you?": what its answer asks for is asked of visitors."""
    return bool(question and _VISITS.search(question))


_GO_ON_TO = re.compile(
    r"\b(?:graduates|alumni|seniors|most|many|half|third)\b[^.;]{0,40}\b(?:enter|pursue|match|go|join|obtain|secure|"
    r"get|"
    r"take|choose|find|land|start|begin|complete)"
)


def carry_scope(carried: str | None, sentence: str) -> str | None:
    """The subject after `sentence`: a new one that it names, none where it turns to residents, else the old."""
    for reason, pattern in _SUBJECTS:
        found = pattern.search(sentence)
        if found and not (
            reason == "scope: fellowship" and (_RESIDENTS.search(found.group()) or _GO_ON_TO.search(found.group()))
        ):
            if reason == "scope: observers" and _ASKED_OF_RESIDENTS.search(sentence):
                continue
            return reason
    if _ABOUT_OTHERS.match(sentence) and not _OWN_PEOPLE.search(_NOT_OUR_RESIDENCY.sub(" ", sentence)):
        return _OTHERS
    if carried == _OTHERS:
        return carried if _ON_THEM.match(sentence) else None
    if carried is None or (carried != _SUBJECTS[-1][0] and _RETURNS.search(sentence)):
        return None
    return carried


# "..., Dean's letter (4th year students), three letters": one paper among many, and not whom the sentence is about
_ITEM_OF_STUDENTS = re.compile(r"(?<=, )(?P<item>[^,;:()]{2,40}) \([^()]{0,30}\bstudents\)(?=[,;])")


@lru_cache(maxsize=4096)
def find_out_of_scope(sentence: str, heading: str) -> str | None:
    """The reason why a sentence states nothing of this residency, or None."""
    if _WAIVER.search(sentence):
        return "scope: waiver jobs"
    if _TUITION.search(sentence):
        return "scope: tuition residency"
    if (
        _FELLOWS.search(_PAST_FELLOW.sub(" ", sentence))
        and not _RESIDENTS.search(sentence)
        and not re.search(
            r"\b(?:externships?|observerships?|rotations?|internships?|jobs?|experience)\b[^.;]{0,24}\bfellowships?\b|"
            r"\bfellowships?(?:,| or| and)+ (?:jobs?|externship|observership|rotation|internship|employment)|"
            r"\b(?:such as|including|e\.g\.|like|externships?,|observerships?,|research,)[^.;]{0,60}\bfellowships?\b|"
            r"\bin (?:a )?(?:residency|fellowship) since|\bor (?:a )?fellowship\b|"
            r"\bfellowships? (?:excepted|excluded|not counted)|"
            r"\b(?:excluding|not counting) (?:a |any |the )?(?:[a-z]+ )?fellowship|"
            r"\b(?:unless|"
            r"except)\b[^.]*\bfellowship",
            sentence,
        )
    ):
        return "scope: fellowship"
    told = _ITEM_OF_STUDENTS.sub(" ", sentence) if "students)" in sentence else sentence
    if _STUDENTS.search(_F1_STUDENT.sub("#", told) if "f-1" in told or "f1" in told else told):
        return "scope: students"
    if _OBSERVERS.search(sentence):
        return "scope: observers"
    own = _SENDS_AWAY.sub("elsewhere", LIKE_OTHERS.sub("", sentence))
    if _GENERAL.search(own) and not (_FOR_ALL_ITS_OWN.search(sentence) or _OF_THE_HOUSE.search(sentence)):
        return "scope: programs in general"
    if _NEWS.search(sentence):
        return "scope: news of several programs"
    story = _STORY.search(sentence)
    if (
        story
        and not _ANYONE.search(sentence)
        and not (
            story.group() in ("he", "she", "his", "her")
            and (
                (_RULES.search(sentence) and _YOU.search(sentence))
                or _EITHER.search(sentence)
                or _RELATES.search(sentence)
            )
        )
    ):
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
    """The reason why a clause that tells of years gone by states nothing, whatever the rest of its sentence says."""
    is_past = _PAST.match(clause) or _PAST_SPAN.search(clause)
    return "scope: what held in the past" if is_past and not _STILL.search(clause) else None


_ASKS_OF_ALL = (
    r"(?:requires?|demands?|insists? on|asks? for|wants?|needs?|expects?|sponsors?|accepts?|prefers?|looks? for|takes?)"
)
_ASKED_ONCE = (
    r"(?:required|demanded|insisted|asked|wanted|needed|expected|sponsored|accepted|preferred|had to|used to|"
    r"did not (?:require|sponsor|accept|ask))"
)
# What a clause supposes, asks itself, reports of others or takes back: neither a rule nor its absence.
_SUPPOSED = Branched(
    rf"\b(?:if|had|were) (?:we|the program|our program|the committee) (?:ever |really )?(?:{_ASKED_ONCE}|to (?:"
    rf"require|ask|sponsor|demand|insist))\b[^;]*\b(?:would|could|might)\b|"
    rf"\bif (?:a|another|some|any other) (?:residency )?program (?:{_ASKS_OF_ALL})\b|"
    rf"^(?:suppose|imagine|assume|let's say|say)(?: that)? (?:an?|another|some|the|we|your|our)\b|"
    r"\b(?:may|might|could) (?:well |perhaps )?(?:one day|some ?day|eventually|at some point)\b|"
    r"\b(?:may|might|could)\b[^;]*\bin (?:the future|(?:future|later|coming) (?:years|cycles|seasons))\b|"
    r"\b(?:consider|discuss|debat|decid|review|ponder|wonder|weigh|study|inquir|enquir|look)(?:e|es|ed|s|ing)?"
    r"(?: into)? whether\b(?! (?:you|an? (?:applicant|candidate|file)|the applicant|to (?:invite|interview|rank)))|"
    r"\b(?:unclear|undecided|unsure|uncertain|(?:people|applicants|candidates|many|often|are|been|you) "
    r"(?:[a-z]+ )?(?:asked|ask|wonder)(?: us)?|"
    r"not (?:yet )?(?:known|decided|clear|sure)|an open question) (?:yet )?(?:whether|if)\b|"
    r"\b(?:ask|check with) (?:the|each|your|that) [^;,.]{3,50} whether\b|"
    r"\b(?:has|have|had|did) not (?:yet )?(?:answer|repl(?:y|ied)|respond)\w*\b[^;.]*\b(?:visas?|j-?1|h-?1|question)|"
    r"\bcould not be (?:filled|verified|confirmed|found)|\b(?:those|users|readers|anyone|people) who know (?:whether|"
    r"if)\b|"
    r"\b(?:review|visit|consult|see|read|check|go to|refer to) (?:the )?[^;.]{2,40}(?:website|web site|"
    r"pages?) (?:for|about) (?:general|"
    r"more|further|current|detailed)? ?(?:information|details|guidance)\b|"
    r"^(?:please )?(?:ask|check with|contact|call|e-?mail|write to|see|consult|verify with) [^;,]{3,60} (?:whether|if|"
    r"to (?:see|ask|learn|find out) (?:whether|if))\b|"
    r"\b(?:myths?|rumou?rs?|misconceptions?|misunderstandings?|fallac(?:y|ies)|gossip) (?:is |has it )?that\b|"
    r"\b(?:wrongly|falsely|incorrectly|mistakenly|erroneously) (?:say|state|claim|report|list|believe|assume|think)s?"
    r"\b|\b(?:forums?|blogs?|websites?|rumou?rs|some|people|others|somebody|someone) (?:[a-z]+ )?(?:claims?|says?|"
    r"believes?|thinks?|assumes?) that (?:we|our|the program)\b|"
    r"\b(?:it is|it's) (?:not true|untrue|false|wrong|incorrect|not the case|a mistake to (?:think|believe|"
    r"assume)) that\b|\b(?:nobody|no one) (?:should|must|need) (?:think|believe|assume|conclude)\b|"
    r"\b(?:applicants|people|candidates|imgs|students|many|some|graduates|advisors) (?:who |often |still |sometimes |"
    r"may |might |wrongly |to )*(?:think|believe|assume|suppose|fear|imagine)\b|"
    r"^some (?:people )?say\b"
)
# A denial too far from the verb for the fact's own reader. Visas have their own grammar of denial.
_DENIED_AFAR = re.compile(
    r"\bno (?:rule|policy|law) that\b|\b(?:have|has) never (?:required|asked for|demanded|insisted on|needed)\b|"
    r"\b(?:see|find|have|know|there is|there's) no (?:good |valid )?(?:reasons?|need|grounds|point|cause) (?:to|for|in|"
    r"why)\b|\bnot once (?:has|have|did)\b|\bnowhere (?:do|does|did|is|will) (?:we|it|the)\b|"
    r"\b(?:do|does|did) not (?:really |truly )?(?:believe|think|feel|recall|remember|find it)\b(?! "
    r"(?:you|an? applicant))|\bneither (?:our|the|we|this) [^;]{2,40} nor (?:our |the |its )?[^;]{2,40} "
    rf"{_ASKS_OF_ALL}\b|"
    r"\b(?:although|though|while|even if) [^;]{3,120} (?:elsewhere|in other (?:places|programs)|at other programs), "
    r"[^;]{0,40}\bnot\b|"
    r"\b(?:not having|lack of|lacking|the absence of|without) [^;]{3,120} (?:(?:is|are) (?:not a|no) (?:problem|"
    r"hindrance|obstacle|barrier|drawback|issue)|(?:will|does|do|would) not (?:hurt|harm|matter|count against|"
    r"hinder|affect))\b|\b(?:do|need) not (?:worry|be (?:worried|concerned)|be afraid) (?:if|that|when|about)\b|"
    r"\b(?:applicants|candidates|graduates|imgs|physicians|those|you)\b[^;]{0,30} without [^;]{3,120} (?:are|is|will|"
    r"may|can|should) (?:(?:still|also|very|much|be|feel free to|nevertheless|gladly) )*(?:welcome|considered|apply|"
    r"invited|reviewed|encouraged to apply)\b|\b(?:may|can|should) (?:still )?apply (?:even )?without\b|"
    r"\b(?:removed|dropped|abolished|lifted) (?:the|our|its) (?:requirement|rule|condition)s? (?:of|for|that)\b|"
    r"\b(?:requirement|rule|condition)s? (?:of|for|that) [^;]{3,120} (?:has|have|was|were) (?:been )?(?:dropped|"
    r"removed|abolished|lifted)\b|"
    r"\bto (?:moonlight|become an? (?:[a-z]+ )?(?:hospitalist|attending|faculty member|fellow)|be(?:come)? promoted)\b|"
    r"\bfor promotion\b|\bmoonlighting (?:residents|physicians|requires)\b"
)
# What the program asked once, with no word of today.
_ONCE = re.compile(
    rf"^(?:at one time|back then|in those days|long ago|last (?:cycle|year|season)|(?:many|some|several|two|three|four|"
    rf"five|ten|\d+) years ago|before (?:19|20)\d\d|(?:for|in) (?:the )?(?:19|20)\d\d(?: (?:season|cycle|match))?),? "
    rf"(?:(?!(?:is|are|must|now|has|have|requires?|if|when)\b)[^,;]){{2,160}}\b(?:{_ASKED_ONCE}|mandatory)\b|"
    rf"\b(?:we|the program|our program) once {_ASKED_ONCE}\b|\b(?:we|the program|our program|it) used to (?:require|"
    rf"ask|demand|insist|want|need|expect)\b|\b(?:former|previous|earlier|last) (?:program )?(?:director|chair\w*|pd|"
    rf"leadership) {_ASKED_ONCE}\b|^before (?:19|20)\d\d,? (?:we|the program|our program) {_ASKED_ONCE}\b"
)
_COUNTED_ONCE = ("positions", "img", "img_stated", "deadline")  # last year's intake tells of this year's
_SAID_ONCE = re.compile(r"(?:^|\| )(?:old|formerly|previously|until (?:now|recently|(?:19|20)\d\d)|in the past)$")
_SAID_BY_OTHERS = re.compile(
    r"^(?:some|others|people|many|rumou?rs?|(?:some |many |other )?(?:forums?|websites?|blogs?|applicants))(?: "
    r"[a-z]+)? "
    r"(?:say|claim|write|think|believe|tell you)s?$"
)
# How long a paper takes, what a visa allows its holder, which score the maker of an exam calls a pass.
_OF_THE_PAPER: dict[str, re.Pattern] = {
    "visa": re.compile(
        r"^(?:the |an? |all )?(?:j-?1|h-?1-?b?)(?: visas?)?(?: holders?| physicians?| residents?| petitions?| "
        r"applications?| processing| status)* (?:(?:can|may|usually|often|typically|generally) )?(?:takes? "
        r"(?:[a-z0-9]+ "
        r"){1,4}?(?:days|weeks|months)|(?:must|have to|has to) (?:return|go) (?:home|to)|(?:is|are) limited to "
        r"(?:[a-z0-9]+ "
        r")years|(?:may|can|cannot|may not|do not|are not allowed to) (?:moonlight|open|work|travel|drive|buy))\b|"
        # "The J-1 is the most common": of visas at large, unless residents or the house are named.
        r"^(?![^;]*\b(?:we|our|us|here|this|residents?|house ?staff|sponsors?|accepts?|offers?|should|must)\b)[^;]*"
        r"(?:\b(?:j-?1|h-?1-?b?)\b[^.;]{0,60}\b(?:is|are|being)\b[^.;,]{0,24}\b(?:most|more) (?:[a-z]+ly |often "
        r")?(?:used|"
        r"common|popular|frequent|usual|prevalent|obtained|sought)\b|\b(?:most|more) (?:[a-z]+ly |often )?(?:used|"
        r"common|"
        r"popular|frequent|obtained|sought)\b[^.;]{0,40}\b(?:j-?1|h-?1-?b?)\b)|"
        r"\bmoonlight|\bbank accounts?\b|\b(?:congress|legislation|lawmakers|consulates?)\b|"
        r"^(?:please )?(?:contact|ask|call|e-?mail|write to|see) [a-z ]{2,40} (?:about|regarding|concerning) "
        r"(?:[a-z0-9/-]+ ){0,4}?(?:visas?|sponsorship)\W*$"
    ),
    "ecfmg": re.compile(
        r"^(?:the |an? )?ecfmg (?:certificates?|certification)(?: process)? (?:(?:can|may|usually|often|typically|"
        r"generally) )?takes? (?:[a-z0-9]+ ){1,4}?(?:days|weeks|months)\b"
    ),
    "step3": re.compile(
        r"\b(?:passing|pass) (?:score|mark)s? (?:for|of|on|in|set by)\b[^;]{0,40}\b(?:is|was) (?:[a-z]+ )?\d"
    ),
    "graduation": re.compile(
        r"\b(?:duration|length|participation|validity)\b[^.;]{0,90}\b(?:limited|capped|restricted) to\b|"
        r"\b(?:j-?1|h-?1-?b?|visas?)(?: status| sponsorship| physicians)? (?:is|are) (?:valid|limited|issued|"
        r"renewable)\b"
    ),
    "letters": re.compile(r"^(?:our |the )?faculty(?: members)? (?:write|wrote|have written)\b"),
}


def _denies_afar(clause: str) -> bool:
    """ "Applicants without it may apply, but expect no interview until it is there" is a rule all the same."""
    return bool(_DENIED_AFAR.search(clause)) and not re.search(
        r"\b(?:until|unless)\b|, (?:though |yet |just |only )?not (?:be )?(?:match|rank|start|begin|interview|train|"
        r"work|appoint|enter|join)|\bbut (?:(?:will|can|may|are|is|do|must) ?not|cannot|not)\b|"
        r"\b(?:no ?one|nobody|none|no [a-z]+(?: from [a-z]+)?) (?:may|can|should) (?:even |still )?apply\b",
        clause,
    )


MAX_UNANSWERED = 60  # letters
# "H-1B visa? Not stated.", "(answers not shown)": silence, whatever was asked.
_UNANSWERED = re.compile(
    r"\W*(?:(?:the|this|that|it|page|website|answers?|information|info|details?|data|policy|response|number|is|are|was|"
    r"were|does|do|yet|publicly|clearly) )*"
    r"(?:not (?:currently |yet |publicly |clearly )?(?:specif(?:y|ied)|stated?|shown?|say|listed|mention(?:ed)?|"
    r"indicated?|answer(?:ed)?|reported?|disclosed?|published?|addressed|known|found|recorded)|"
    r"answers? (?:is |are )?not (?:given|provided|available|included)|unknown|unspecified|undisclosed|"
    r"no (?:answer|information|info|data|details?|mention)(?: (?:is |was )?(?:given|provided|available|found|listed))?|"
    r"no (?:(?:[a-z0-9-]+|,) (?:or |and )?){1,5}?(?:data|information|info|details?|policy|policies|criteria|"
    r"requirements?) (?:(?:is|are|was|were) )?(?:given|provided|available|found|listed|shown|stated|posted|published)|"
    r"(?:[a-z0-9-]+ ){0,3}(?:data|information|info|details?|policy): (?:none|nothing)(?: (?:is |was )?(?:given|listed|"
    r"shown|stated|posted|found))?|(?:none|nothing) (?:given|listed|stated|shown|posted))"
    r"(?: (?:here|online|on (?:the|their|its|this) (?:page|website|site)))?\W*"
)


@lru_cache(maxsize=1024)
def find_unsaid(clause: str, lead: str, module: str, is_denial: bool) -> str | None:
    """The reason why a clause that was read by `module` states nothing by its own words, or None.

    `is_denial`: what was read says that something is not asked, so that a denial around it is understood.
    """
    if _SAID_ONCE.search(lead):
        return "scope: what held in the past"
    if len(clause) < MAX_UNANSWERED and _UNANSWERED.fullmatch(clause):
        return "scope: no answer is given"
    if _SUPPOSED.search(clause) or _SAID_BY_OTHERS.search(lead):
        return "scope: supposed, asked or denied, not stated"
    if module in _OF_THE_PAPER and _OF_THE_PAPER[module].search(clause):
        return "scope: of the paper itself, not of the program"
    if not is_denial and module not in ("visa", "positions", "deadline") and _denies_afar(clause):
        return "scope: said not to be asked for"
    if not is_denial and module not in _COUNTED_ONCE and _ONCE.search(clause) and not _STILL.search(clause):
        return "scope: what held in the past"
    return None


_RETORT = re.compile(
    r"[\s\"'.!:)-]*(?:false|untrue|not true|wrong|incorrect|a myth|myth|nonsense|no longer true)\b(?! or )|"
    # "Four years ago we set a limit of five years. We've now dropped it."
    rf"[\s\"'.!)-]*(?:and |but )?(?:(?:we|it|this|that)(?:'ve|'s| have| has| was| is)? (?:since |now |later |then |"
    rf"been )+"
    rf"{_UNDONE}|(?:it|this|that)(?:'s| is| does)? (?:now )?no longer (?:appl(?:y|ies)|holds?|so|true|the case|in "
    rf"force|"
    r"valid)\b)"
)
MAX_RETORT = 60  # letters


def find_retort(text: str, end: int, origins: Origins | None) -> str | None:
    """The reason where the page itself calls the sentence that ends at `end` false: "'We take no IMGs.' False."."""
    if origins is not None:
        end = origins[min(end, len(origins) - 1)]
    told = " ".join(even_text(normalize(text[end : end + 2 * MAX_RETORT])).split())[:MAX_RETORT]
    return "scope: supposed, asked or denied, not stated" if _RETORT.match(told) else None


# Those who are no applicants of a residency, and the posts that are none, wherever a clause asks something of them.
_OTHER_PEOPLE = (
    r"(?:observers\b|sub-?interns\b|(?:clinical |research |summer )?externs\b|(?:high[- ]school |"
    r"hospital )?volunteers\b|"
    r"(?:transfer|graduate|medical|visiting|nursing|pharmacy|dental|college|undergraduate|elective|guest) students?\b"
    r"(?! (?:performance|evaluation|records?|transcripts?|graduating|and (?:recent )?graduates|or "
    r"(?:recent )?graduates|expecting))|"
    r"(?:international )?visiting (?:scholars|fellows|scientists|professors|observers|physicians|residents)\b|"
    r"(?:fellowship|observership|faculty|hospitalist|externship|clerkship|elective) (?:applicants?|candidates?|"
    r"positions?|posts?|members?)\b|(?:new |all |our |clinical |teaching )?faculty(?: members)?\b(?! (?:letters|"
    r"in |at |who |recommend))|attending physicians?\b|attendings\b|(?:locum(?: tenens)?|moonlighting|staff|"
    r"employed) (?:physicians|doctors|providers)\b|locums\b|moonlighters\b|hospitalists\b|nocturnists\b|"
    r"nurse practitioners\b|(?:registered )?nurses\b|physician assistants?\b|pharmacists\b|dentists\b|"
    r"post-?doc(?:toral)?s? (?:researchers|fellows|candidates|applicants|associates|scholars)\b|post-?docs\b|"
    r"research (?:assistants|associates|coordinators|fellows|scholars)\b|"
    r"(?:cme|(?:[a-z]+ )?course|conference|workshop|symposium|camp) (?:attendees|participants|guests|visitors|"
    r"counsel+ors|delegates)\b|"
    r"(?:cardiology |sports medicine |clinical |geriatrics? |incoming )?fellows\b|employees\b|"
    r"(?:applicants?|candidates?|physicians|those|doctors|people) (?:applying )?(?:to|for) (?:a |an |the |our )?"
    r"(?:[a-z0-9-]+ ){0,2}?(?:fellowships?|medical school|hospitalist|faculty|observerships?|attending|externships?|"
    r"nursing|pharmacy|psychology|dental|podiatr\w+|pa|waiver|moonlighting|clerkships?|sub-?internships?|"
    r"nurse|locum|research) ?(?:residency|program|positions?|jobs?|internship|posts?|school|year)?\b(?! (?:as|"
    r"interests?|experience))|"
    r"(?:applicants?|candidates?) (?:to|for|of) [^;,.]{0,40}\b(?:another|other|a different|a neighbou?ring) "
    r"(?:hospital|"
    r"program|institution|residency)s?\b)"
)
_OTHERS = "scope: other people"
_ON_THEM = re.compile(r"(?:they|these|such|all of (?:them|these)|each of (?:them|these)|their)\b")
_ABOUT_OTHERS = re.compile(rf"(?:all |our |the |new |prospective )*{_OTHER_PEOPLE} (?:must|need|have to|should)\b")
_OF_OTHERS = Branched(
    rf"^(?:for |all |our |the |new |every |each |any |prospective |most )*{_OTHER_PEOPLE}(?:\W*$|[^;]{{0,60}}?(?::|"
    rf"\b(?:"
    rf"must|needs?|ha(?:ve|s) to|should|shall|may|can|cannot|are|is|require|apply|submit|send|write|sponsored)\b))|"
    rf"\b(?:required|asked|expected|demanded|needed|mandatory|obligatory|necessary|sponsored|accepted|available|"
    rf"offered|"
    rf"reserved) (?:of|from|for|to) (?:all |our |the |new |every |each |any |prospective |only )*{_OTHER_PEOPLE}|"
    r"\b(?:sponsor|hire|petition|file)\w* (?:for )?(?:our |the |some |many )*(?:nurses|therapists|"
    r"nurses and therapists|faculty|attendings|"
    r"attending physicians|employees|researchers|scientists|hospitalists|staff)\b(?! only| alone|[^;.]*\bnot\b)|"
    rf"\b(?:visas?|h-?1-?b|j-?1|sponsorship|letters|scores?)(?: visas?)?(?: [a-z]+){{0,2}} for (?:our |the |all |new )*"
    rf"(?:faculty|attending|students\b|fellows\b|observers\b|employees\b|staff physicians)"
)
_OWN_PEOPLE = re.compile(
    r"\bresiden(?:ts?|cy|cies)\b|\binterns?\b|\btrainees?\b|\bhouse ?(?:staff|officers?)\b|\bapplicants to our "
    r"program\b|"
    r"\bimgs?\b|\bgme\b|\bphysicians in training\b"
)
_NOT_OUR_RESIDENCY = re.compile(
    r"\b(?:psychology|pharmacy|nursing|nurse|dental|pa|podiatr\w+|physician assistant|chaplain\w*|chief|visiting|"
    r"transfer) "
    r"(?:residen\w+|interns?(?:hip)?)\b|\bsub-?interns?\w*|\bmoonlighting residents\b"
)
# Another house or office that does the asking: "The program across town requires ...".
_OTHER_HOUSE = re.compile(
    r"^(?:the |an?(?:other)? |our )?(?:(?:(?:another|neighbou?ring|nearby|rival|competing|sister|affiliated|old|"
    r"previous|"
    r"former|other|second|merged|closed) (?:[a-z]+ )?(?:program|residency|hospital|institution|house)(?!s? (?:director|"
    r"coordinator|year|applicant|training|experience))|"
    # "St. Mary's, ten miles away, sponsors ..."
    r"[^,;:]{3,40}, [^,;:]{1,16} (?:miles|minutes|blocks|hours) (?:away|from here|north|south|east|west)[^,;:]{0,16},|"
    r"(?:program|residency|hospital) (?:across (?:town|the (?:street|river|road|city))|next door|down the (?:road|"
    r"street)|"
    r"at (?:the |a |an )?(?:county|neighbou?ring|nearby|other|another|rival|va|children's) [a-z]+|in the next)|"
    r"another|hospitalist (?:group|service|team)|(?:affiliated|walk-in|travel|free) (?:clinic|office)|"
    r"(?:previous|former) (?:program )?director's program|canadian match|nrmp|graduate school|"
    r"(?:university's )?undergraduate (?:college|school|program)|pharmd (?:program|residency)|"
    r"(?:department of research|research (?:department|institute|office|center))|medical school))\b"
    r"(?:(?!\b(?:must|should|shall|needs to|graduat\w*|letters?|performance|dean\w*)\b)[^;:]){0,60}?\b(?:requires?|"
    r"sponsors?|accepts?|takes?|has|have|asks?|wants?|needs?|allows?|(?:does|do|will|can) "
    r"not|offers?|insists?|demands?|expects?|cannot)\b"
)
_NEIGHBOUR = re.compile(r"^(?:(?:one|some|many|most|all|two) of )?(?:our|the) (?:neighbou?rs?|rivals?|competitors?)\b")
# "At the neighboring hospital the only visa is the H-1B"
_AT_ANOTHER = re.compile(
    r"^(?:at|in) (?:another|(?:the|a|our) (?:neighbou?ring|nearby|sister|rival|competing)) (?:[a-z]+ )?(?:hospital|"
    r"program|residency|"
    r"institution)s?\b(?![^.;]*\b(?:we|residents?|applicants?)\b)"
)


@lru_cache(maxsize=1024)
def find_others(clause: str, lead: str, sentence: str) -> str | None:
    """The reason why a clause asks something of other people, or is another house's rule, or None."""
    for text in (clause, lead):
        if text and _OF_OTHERS.search(text) and not _OWN_PEOPLE.search(_NOT_OUR_RESIDENCY.sub(" ", sentence)):
            return _OTHERS
    house = _OTHER_HOUSE.search(sentence)
    if house and not _FOR_ALL_ITS_OWN.search(sentence):
        own = _WE if _FAR.search(house.group()) else _OF_ALL
        told = sentence.removeprefix("our ") if "sister" in house.group() else sentence  # "our sister hospital"
        if not own.search(_OUR_TOWN.sub(" ", told)):
            return "scope: another program"
    return "scope: another program" if _NEIGHBOUR.search(sentence) or _AT_ANOTHER.search(sentence) else None


_FAR = re.compile(
    r"\b(?:another|sister|neighbou?ring|nearby|rival|competing|across|(?:miles|minutes|blocks|hours) (?:away|from|"
    r"north|south|east|west)|next|down the|at (?:the|an?|another) [a-z]+ [a-z]+)\b"
)
_WE = re.compile(r"\b(?:our|we|ours)\b")
_OF_ALL = re.compile(
    r"\b(?:residents?|interns?|trainees?|house ?(?:staff|officers?)|gme|medical graduates|imgs?|our|we)\b"
)
_OUR_TOWN = re.compile(r"\bour (?:city|town|state|county|region|area|neighbou?rhood|country|street|part)\b")
_GUIDE = re.compile(
    r"\blegend\b|\bglossary\b|\blicens(?:ing|ure) guide\b|(?<!able )(?<!rough )(?<!useful )(?<!good )(?<!as a "
    r")\bguide(?:s|d)? (?:for|to|of)\b"
    r"(?! (?:this|our|any (?:applicant|candidate)|each (?:applicant|candidate)|every (?:applicant|candidate))\b)|"
    r"\bhow to (?:match|apply to residency|choose|pick)|"
    r"\b(?:page|guide|article|post|list|table|handbook|chart|section|association|society|board|commission|council) "
    r"(?:[a-z]+ ){0,2}explains?\b|"
    r"\b(?:an?|this|our|the) (?:[a-z]+ )?(?:explainer|primer|overview (?:for|of how)|introduction to (?:the "
    r")?(?:match|residency|visas?))\b|"
    r"\bwhat (?:do|does|is) [^?]{3,60} mean\b|\badvice column\b|\b(?:from|in|at) an? (?:webinar|podcast|workshop|panel|"
    r"forum post)\b|\bterms used\b|\babbreviations\b|\bthis (?:article|guide|post|blog)\b"
)
# A short text that tells its readers to ask each program speaks of none.
_VARIES = re.compile(
    r"\bprograms (?:vary|differ)\b|\b(?:check|ask|see|contact|consult|look at) (?:with )?(?:each|every) (?:program|"
    r"website|residency|hospital)|"
    r"\bvar(?:y|ies) (?:from|by|between|among|across) programs?\b"
)
_OWN = re.compile(r"\b(?:our|we|us|this program|this residency|the program|the residency|the hospital)\b")
_OF_PROGRAMS = re.compile(
    r"\W*(?:(?:in general|generally|usually|overall|typically),? )?(?:most|many|some|several|few|different|various|"
    r"other|competitive|"
    r"community|university|all|a number of)? ?(?:of the )?(?:(?!(?:the|our|its|my)\b)[a-z-]+ ){0,2}?(?:programs|"
    r"residencies) (?:that|which|"
    r"vary|differ|usually|"
    r"typically|often|may|might|tend|generally|across|nationwide|in the (?:us|u\.s|country|united)|require|ask|want|"
    r"sponsor|"
    r"accept|prefer|have|will|expect|use|set)\b"
)
_SPEAKS_FOR_ITSELF = re.compile(
    r"\b(?:our|this) (?:[a-z]+ ){0,2}?(?:program|residency|department|hospital|institution)\b|\bunlike\b|"
    r"\b(?:we|ours) (?:[a-z]+ly |only |do |also |still |never |just |do not )*(?:do|needs?|requires?|"
    r"accepts?|sponsors?|prefers?|takes?|offers?|considers?|asks?|expects?|wants?|interviews?|ranks?|have|has|sets?|"
    r"will|cannot|are|is|does|also)\b"
)
# A program or the institution behind it speaks of what it does.
_SPEAKS_AS_ONE = re.compile(
    r"\b(?:our|this) (?:[a-z]+ )?(?:program|residency)\b|\bwe (?:accept|require|sponsor|offer|prefer)\b|"
    r"\b(?:the|our|this) (?:university|hospital|institution|medical center|health system|consortium)"
    r"(?: [a-z]+ly)? (?:will|does|do|has|is|sponsors?|accepts?|files?|reserves|requires?|permits?|offers?|petitions?|"
    r"supports?|allows?|can|cannot)\b"
)
# "Programs may ask for more; the GME committee's floor is ...": the house's own programs
_OF_THE_HOUSE = re.compile(
    r"\bgm(?:e|ec|eac)(?:'s)? (?:office|committee|policy|polic)|\bgm(?:ec|eac)\b|\bgraduate medical education "
    r"(?:office|committee|policy)\b|\boffice of graduate medical education\b|"
    r"\b(?:hospital|institution|system)[- ]?wide\b"
)


def find_guide(text: str) -> bool:
    """True for a page that explains usual rules and speaks of no program of its own."""
    if "  " in text[:6000]:
        text = " ".join(text[:6000].split())
    head = text[:300]
    if len(text) < 2000 and _OF_THE_HOUSE.search(text):
        return False
    if speaks_of_many(text):
        return True
    if len(text) < 700 and _OF_PROGRAMS.match(text) and not _SPEAKS_FOR_ITSELF.search(text):
        return True
    if not _GUIDE.search(head):
        return (
            len(text) < 2000 and bool(_VARIES.search(text)) and not (_OWN.search(text) or _SPEAKS_AS_ONE.search(text))
        )
    return not _SPEAKS_AS_ONE.search(text[:5000])
