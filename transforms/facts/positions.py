"""positions_per_year: first-year places a year; the categorical ones where tracks are told apart.

Never the total of residents nor the number interviewed; alternating or ranged numbers give none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms import hinted_re as re
from transforms.dates import find_days
from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop
from transforms.facts.pairs import is_plain, read_amounts
from transforms.facts.specialties import find_specialty
from transforms.facts.tracks import find_track
from transforms.hinted_re import Branched
from transforms.language import Clause
from transforms.numerals import NUMBER, UPPER, parse_number

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
    "prelim",
    "each summer",
    "every summer",
    "each june",
    "each july",
    "every july",
    "every june",
    "new faces",
    "house officer",
    "complement",
    "annum",
    "/yr",
    *(f"{size}-{size}" for size in range(2, 31)),  # "an unopposed program (8-8-8)"
)

# ---------------------------------------------------------------- words

# Who or what is counted. Places are a yearly intake by themselves wherever they are filled; residents only with a word
# of the year or of the first year; people only where they are taken.
_PLACES = r"(?:position|place|spot|slot|post|opening|seat|appointment|vacanc(?:y|ie)|berth)s?"
_TRAINEES = (
    r"(?:residents?|interns?|trainees?|house ?officers?|housestaff|learners?|categoricals?|prelims?|newcomers?|"
    r"matriculants?|recruits?|colleagues|new faces|faces|first[- ]years?|freshm[ae]n|r-?1'?s?|internships?|cat\b|"
    r"[a-z]{2}-1'?s|entrants|appointees|(?:new |fresh )ones|joiners|starters|beginners|newbies|"
    r"pgy?[ -]?(?:1|i|one)'?s?|resident physicians|intern physicians|residencies)"
)
_PEOPLE = (
    r"(?:people|persons?|members|physicians?|doctors?|individuals?|applicants?|candidates?|graduates?|internists|"
    r"psychiatrists|"
    r"pediatricians|neurologists|surgeons|pathologists|radiologists|anesthesiologists|men and women)"
)
# What an adjective before them cannot be: a word of grammar, or of another measure.
_ADJECTIVE = (
    r"(?:(?!(?:during|before|after|until|by|to|on|at|is|are|was|were|be|the|your|their|must|will|may|can|who|that|as|"
    r"than|when|if|we|you|it|not|and|or|in|with|per|from|for|a|an|each|every|of|our|total)\b|beds?\b|faculty|fellow|"
    r"hospitals?\b|months?\b|weeks?\b|(?<!first )(?<!transitional )years?\b|letters?\b|attempt|half\b|hours?\b|days?\b|"
    r"states\b|countr|"
    r"schools?\b|"
    r"percent|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty)\b(?!-)|"
    r"matched\b|taken\b|accepted\b|recruited\b|admitted\b|filled\b|offered\b|enrolled\b|chosen\b|selected\b|"
    r"available\b|added\b|\d+ |minutes?\b|points?\b|times\b|sites?\b|more than|yrs?\b)[a-z0-9&'/+-]+ |pgy?[ -]1 )"
)
_ADJECTIVES = rf"(?:of (?:our|the|these|its|those) )?(?:(?:{_ADJECTIVE}|\([a-z0-9/ -]{{1,24}}\) )){{0,6}}?"
# "first-year residents", "intern positions": such a noun may only describe the one behind it.
_DESCRIBES = (
    r"(?:interns?|categoricals?|prelims?|first[- ]years?|pgy?[ -]?(?:1|i|one)'?s?|r-?1'?s?|internship|resident|trainee)"
)
_COUNTED = re.compile(
    rf"[ -](?P<adj>{_ADJECTIVES})(?!{_DESCRIBES} {_ADJECTIVE}{{0,2}}?(?:{_PLACES}|{_TRAINEES}|{_PEOPLE})\b)"
    rf"(?P<place>{_PLACES}|{_TRAINEES}|{_PEOPLE})(?:-in-training)?\b(?!['-])"
)
_NUMBER = re.compile(NUMBER)
# A noun that makes an adjective of the one before it: "12 resident rooms", "3 position papers".
_COMPOUND = re.compile(
    r" (?:rooms?|papers?|clinics?|lounges?|retreats?|rotations?|research|projects?|lectures?|conferences?|selection|"
    r"alumni|graduates\b|representatives?|wellness|salar\w+|months?|weeks?|hours?|teams?|director|meetings?|"
    r"interviews?|applications?|days?|blocks?|shifts?|calls?|pool|spouses|awards?|leaders?|council|committee|faculty)\b"
)
_TAKE = (
    r"(?:tak(?:e|es|en|ing)(?: on| in)?|took|accept(?:s|ed|ing)?|admit(?:s|ted|ting)?|recruit(?:s|ed|ing)?|"
    r"match(?:es|ed|ing)?|enrol(?:l?s|l|led|ling)?|appoint(?:s|ed|ing)?|hir(?:es?|ed|ing)|select(?:s|ed|ing)?|"
    r"fill(?:s|ed|ing)?|offer(?:s|ed|ing)?|bring(?:s|ing)? (?:in|on|aboard)|welcom(?:es?|ed|ing)|"
    r"matriculat(?:es?|ed|ing)|choos(?:es?|ing)|chose|pick(?:s|ed|ing)?|seek(?:s|ing)?|open(?:s|ed|ing)?|"
    r"onboard(?:s|ing)?|induct(?:s|ed|ing)?|award(?:s|ed|ing)?|absorbs?|employs?|engag(?:es?|ing)|contracts?|"
    r"sign(?:s|ed|ing)?(?: up| on)?|opens? (?:its|our|the) doors to|"
    r"advertis(?:es?|ing)|post(?:s|ing)?|list(?:s|ing)?)"
)
_TAKE_FOR = (
    r"(?:(?:look|search|recruit|match|compet\w*|hir|interview\w*)(?:s|es|ing)?|room|space|capacity|quota|openings?|"
    r"positions?|places?|slots?|spots?|seats?) for"
)
_HAVE = (
    r"(?:has|have|had|having|there are|there will be|with|expects?|gives?|starts?(?: with)?|train(?:s|ing)?|funds?|"
    r"funded for|receiv\w+|adds?|signs?(?: up| on)?|holds?|hosts?|supports?|maintains?|needs?|places|sponsors?|"
    r"reserves?|"
    r"of|graduat(?:es?|ing)|approved for|accredited for|authorized for|consists? of|compris\w+|includes?)"
)
_DEGREE = (
    r"(?: (?:up to|no more than|not more than|about|approximately|approx\.?|roughly|around|only|just|exactly|at most|"
    r"(?:a )?maximum(?: of)?|"
    r"as many as|"
    r"on average|an average of|some|a total of|an additional|another|our|the|its|these|this|in|into|all|all of|"
    r"nearly|almost|usually|typically|currently|now|normally|generally|always|annually|yearly|newly|to|with|for|them|"
    r"us|(?:an? |our |the |new |small |the next |another )*(?:(?:intern|incoming|entering|new|first-year|small|"
    r"residency|yearly|annual|categorical|resident|close-knit|diverse|single|select|talented) )*(?:class|cohort|group|"
    r"intake)(?:es|s)? of|(?:each|every|per) (?:year|july|summer|june|cycle|season|class|fall|spring)))*"
)
_TAKEN_LEFT = re.compile(rf"\b(?:{_TAKE}|{_TAKE_FOR}){_DEGREE}\s*$")
_ADVERB = (
    r"(?: (?:[a-z]+ly|normally|also|then|now|typically|all|always|usually|generally|expected to|going to be|being))?"
)
_TAKEN_RIGHT = re.compile(
    rf"(?:,? (?:who|that|which))?(?: (?:are|is|were|will be|was|get|gets|can be|to be|being|have been|has been|may be|"
    rf"shall be|become))?{_ADVERB} (?:taken|accepted|admitted|recruited|matched|enrolled|appointed|hired|selected|"
    rf"filled|offered|chosen|picked|welcomed|available|open|awarded|on offer|brought (?:in|on|aboard)|up for grabs|"
    rf"added|funded|advertised|allotted|allocated|released|posted|listed|matriculated|onboarded|engaged|contracted|"
    rf"expected|anticipated|budgeted|sought|"
    rf"inducted|employed|begun|joining|starting|entering|beginning|arriving|matriculating|our interns?|vacant)\b"
    rf"(?! (?:for|to) (?:an? )?(?:interview|meet|visit|attend|present|represent|serve|lead|be chief|participate|rotate|"
    rf"travel|go)| (?:as |to be |to serve as )?(?:the |our |a )?(?:next )?(?:chiefs?|representatives?|leaders?|"
    rf"delegates?)\b)"
)
_JOINS_RIGHT = re.compile(
    rf"(?: of (?:us|them|you|whom|which))?(?: in all| total)?(?:,? (?:who|that|which))?(?: (?:will|can|may|do|shall|"
    rf"would|actually|eventually|then))?{_ADVERB} (?:starts?|started|begins?|began|joins?|joined|arrives?|arrived|"
    rf"enters?|entered|replaces? them|comes? (?:aboard|on board|"
    rf"to us|in\b|here)|matriculated?s?|enroll?(?:s|ed)?|came (?:to us|in|here|aboard)|signs? on|reports?|commences?|"
    rf"embarks?|walk through|becomes?|became|"
    rf"matches (?:here|with us|into)|match (?:here|with us|into|each|every|annually)|steps? in|moves? in|forms?|"
    rf"makes? up|constitutes?|composes?|compose|fill the|learn|stud(?:y|ies))\b"
)
_PERIOD = (
    r"(?:(?:the |this |our |next |coming |upcoming |new |one |single |academic |training |recruitment |recruiting |"
    r"application |interview |match |residency |post-?graduate |postgrad |pgy |pg |resident |intern |entering |"
    r"incoming |"
    r"calendar |given |main |successive |graduating )*(?:years?|yrs?\b|class(?:es)?|cycles?|seasons?|july|june|summer|"
    r"fall|"
    r"autumn|spring|annum|cohorts?|intakes?|levels?|tier|match|pgy|"
    r"academic|season))"
)
_YEARLY = Branched(
    rf"(?:(?:\b(?:per|each|every)|/)[ /]?{_PERIOD}|\ban? (?:academic )?(?:year|class|cycle|season)"
    rf"|\bfor (?:a |each )?(?:new )?(?:year|class)|\bq\.(?=\s*$)|\bq\.? ?(?:july|year|yr))\b(?! (?:of|on|in|"
    rf"as) (?:call|service|"
    rf"nights?|research|vacation|"
    rf"elective))|\bp\.a\b|\bannual(?:ly)?\b|\byearly\b|\bper yr\b|\by(?:ea)?r-?ly\b|\bevery twelve months\b|"
    rf"\b(?:in|at|for|of|to|across) (?:each|every)\b(?: of (?:the|our|its) \w+)?(?: {_PERIOD}\b|(?=\s*(?:$|[.,;)])))|"
    rf"\b(?:in|at|for) each of (?:(?:the|our|its) )?(?:three|four|five|six|seven|[3-7]|pgy)\b|\bin an? (?:typical|"
    rf"usual|average|normal|"
    rf"given) (?:class|year|match|cycle)\b|\beach of (?:our|the|its) (?:\w+ )?(?:classes|"
    rf"levels|cohorts)\b|"
    rf"\b(?:this|next|last|current|coming|upcoming|the next|the coming|the upcoming|the current|the last|the past|"
    rf"come) "
    rf"{_PERIOD}\b|\b(?:in|for|through|via|by|into|during) (?:the |its |our )?(?:20\d\d |nrmp |main |current |"
    rf"upcoming |"
    rf"next |national |electronic |eras |recent |last |residency )*(?:match(?:ing)?|nrmp|eras|recruitment)\b|"
    rf"\b(?:20\d\d|"
    rf"nrmp|main|eras) match\b|\bin (?:july|june|20[2-4]\d)\b|\b(?:begin|start|join|enter|commence)(?:s|ing)? "
    rf"(?:training |"
    rf"work |us |residency |with us )*(?:on|in|by) "
    rf"(?:july|june|#)|\bfor (?:july|june|the 20\d\d|20\d\d)|\beach\s*$|"
    rf"\b(?:year in,? year out|year after year)\b|\b(?:intern|incoming|entering|first-year|pgy-?1) class\b|\bapiece\b|"
    rf"\bat (?:any|one) (?:pgy |training )?level\b|\bby class\b|\bat the pgy-?1 level\b|\bincoming\b|\bentering\b"
)
_FIRST = re.compile(
    r"\bpgy?[ -]?(?:1|i|one)(?:'?s)?\b|\bfirst[- ]years?\b|\binterns?\b|\bcategoricals?\b|\bcat\b|\b1st[- ]year\b|"
    r"\bentry[- ]level\b|\br-?1'?s?\b|\binternships?\b|\bincoming\b|\bentering\b|\bgy1\b|\bfreshm[ae]n\b|\bpg-?1\b|"
    r"\bstarting\b|\b[a-z]{2}-1'?s\b|\btransitional\b|\bty\b"
)
_NEW = re.compile(r"\bnew(?:ly)?\b|\bfresh\b|\bnewcomers\b|\bmatriculants\b")
_VISA = re.compile(r"\bvisas?\b|\bh-?1-?b?\b|\bj-?1\b|\bpetition")
_PART_OF = re.compile(
    rf"\b(?:most|half|some|all|many|any|none|third|quarter|majority|share|percent|number|each|one|{NUMBER}) of "
    rf"(?:its|our|"
    r"the|"
    r"these|"
    r"those)? ?$"
)
_NUMBERED = re.compile(r"\b(?:steps?|levels?|parts?|pgy|room|suite|unit|grade|phase) ?-?$")
_PER_OTHER = re.compile(
    r"\s*(?:per|a|each|every|/|on each|on every)\s*(?:day|team|shift|month|week|block|half-day|half day|rotation|"
    r"attending|night|"
    r"ward|session|service|clinic|patient|room)\b"
)
_PLACES_COUNTED = re.compile(  # "all positions (5) are categorical"
    rf"\b(?:all|categorical|preliminary|pgy-?1|first-year|intern)(?: [a-z]+)? (?:positions|places|slots|spots) "
    rf"\((?P<n>{NUMBER})\)"
)
_ON_A_BODY = re.compile(  # "three positions on the wellness committee"
    r"\s*(?:on|in) (?:the |our |an? |each |its |various )?(?:[a-z]+ ){0,3}?(?:committees?|boards?|councils?|panels?|"
    r"task force|senate|teams?)\b"
)
# "went up from six to seven": the new number holds; what is only planned does not.
_GREW = re.compile(
    rf"\b(?:went|goes|go|going|gone|gr[eo]ws?|grown|ris(?:e|es|en)|rose|increas(?:es?|ed)|expand(?:s|ed)?|raised|"
    rf"enlarged|moved|cut|reduced|shr[aiu]nk|fell|dropped)\b[^.;]{{0,40}}?\bfrom "
    rf"{NUMBER}(?: [a-z0-9-]+){{0,4}}? to (?P<n>{NUMBER})"
)
_NOW = re.compile(
    r"\b(?:in|for|with|from|at) (?:the |this |our )?(?:coming|next|upcoming|this|20\d\d) (?:nrmp |main )?(?:match|"
    r"cycle|season|year's match)\b"
)
_GREW_TO = re.compile(
    rf"\b(?:increased|expanded|enlarged|grown?|grew|raised)\b[^.;]{{0,20}}\b(?:class|intake|cohort|size|quota|"
    rf"complement)\b[^.;]{{0,15}}? to "
    rf"(?P<n>{NUMBER})(?! (?:year|month|percent))|"
    rf"\b(?:class|intake|cohort|quota|complement)(?: size)? (?:now )?(?:rises|grows|increases|goes up|expands|rose|"
    rf"grew|increased|"
    rf"expanded|goes|moves) to (?P<m>{NUMBER})(?= from {NUMBER}| (?:[a-z-]+ ){{0,3}}?(?:a|per|each|every|in each) "
    rf"(?:year|class)\b)"
)
_PLANNED = re.compile(
    r"\b(?:will|plans?|planned|planning|hopes?|hoping|intends?|expects?|projected|eventually|"
    r"scheduled|due|set) (?:to )?(?:be |an? )?(?:grow|increase|expand|rise|growth|expansion|reach|go (?:up|from))|"
    r"\b(?:growing|expanding|rising|increasing) (?:to|from)\b|\b(?:was|were|had been|used to|formerly|previously|"
    r"until)\b"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ALTERNATES = re.compile(
    r"\b(?:in one year and|(?:this|one) year and|\w+ the next(?! (?:year|match|class))|alt\.|odd|even|alternat\w+|"
    r"every other year|varies|vary|some years|most years|in some\b(?=\W*$)|other years|depending|"
    r"rotat(?:es|"
    r"ing) between|fluctuat\w*|or so)\b|\byear to year\b"
)
_SIZE = re.compile(
    r"\b(?:class(?:es)?|intake|cohorts?|positions|places|spots|slots|posts|interns|residents (?:per|a|each) (?:year|"
    r"class)|pgy-?1)\b"
)
_TRIPLE = re.compile(
    r"(?<![\d/-])(?P<n>\d{1,2})(?:\s*[-/]\s*(?P=n)(?:\s*[-/]\s*(?P=n))+|, (?P=n)(?:, (?P=n))?,? (?:and|&) "
    r"(?P=n))(?![\d/-])"
)
_ASKS = re.compile(
    r"\bhow many\b[^?]*\b(?:positions?|places?|spots?|slots?|openings?|interns?|pgy|pgy-?1s?|categoricals?|seats?|"
    r"first[- ]years?)\b|\bhow many\b[^?]*\b(?:residents|people|trainees)\b[^?]*\b(?:year|take|accept|match|class|"
    r"recruit|each|annually|admit|enter|enroll)|\b(?:positions?|places|openings|spots|class size|intake|slots|quota|"
    r"seats|posts)\b(?: (?:per|a|each) year)?(?: (?:available|offered|open|for|in|this|next|the|coming|upcoming|nrmp|"
    r"match|"
    r"july|cycle|season))*\s*(?:,? ?\(?[a-z /-]{0,25}\)?)?\??$|^(?:number of |annual |yearly )*"
    r"(?:appointments|interns|intake)(?: (?:per|a|each) year)?\??$|\b(?:first-year|intern|incoming|entering|pgy-?1|"
    r"yearly|"
    r"annual|resident) (?:class|cohort|intake|group)(?: size)?\??$|"
    r"(?:^|\| ?)(?:number of )?(?:categorical )?(?:pgy[- ]?1|first[- ]year|intern|categorical)s?(?: (?:residents|"
    r"positions|class|slots|spots|year|places|interns))?\s*$|"
    r"^match(?:es)? per year$|^entry class(?: size)?$|"
    r"^categorical (?:ones|positions|places|spots|slots|interns|residents|seats)\b(?!.*\btotal)|"
    r"^number (?:open|taken|accepted|matched|admitted|recruited|of (?:new )?(?:residents|interns) (?:open|taken|"
    r"accepted|"
    r"matched|admitted|recruited))\b|\bhow many (?:of us )?(?:will )?match\b|"
    r"\bhow many (?:[a-z0-9-]+ ){0,3}?(?:do|will|does|can|are) (?:you |the program |we )?(?:usually |"
    r"typically |going to )?(?:match|take|accept|admit|hire|recruit|enroll|appoint|select|bring|welcome|fill|expect|"
    r"choose)\b|"
    r"\bhow many (?:[a-z]+ )?(?:are |get )?(?:matched|accepted|taken|hired|admitted|recruited)\b|^(?:number (?:of )?"
    r")?(?:new )?(?:residents?|"
    r"positions?|interns?|"
    r"new residents?)? ?(?:per|each|a) (?:year|class)\s*:?$|\bsize of (?:the |each |your )?(?:intern |"
    r"incoming )?class\b|\bhow (?:big|large)\b[^?]*\bclass|^(?:the |your )?class(?: size)?\s*\??$|^\W*how many\W*$|"
    r"\bhow many (?:[a-z]+ )?are you (?:looking for|seeking|recruiting|hiring|taking)\b|"
    r"^\W*(?:and )?how many (?:people |of you |of us |of them |doctors |usually |will )*(?:(?:are|get|"
    r"is) (?:you )?(?:chosen|"
    r"picked|appointed|selected|recruited|brought in)|(?:do you |will you |you )?(?:take|match|choose|appoint)|join|"
    r"start|"
    r"begin|enter|(?:are there )?(?:each|every|per|a) (?:year|class|july))\b|^(?:categoricals|interns)\W*$"
)
_ASKS_TOTAL = re.compile(
    r"\btotal\b|\b(?:approved|accredited|authorized)\b(?![^|]*(?:year|pgy-?1|first|intern|class|annual))|\bhow many "
    r"residents (?:are|do you have|"
    r"does the program have|in (?:the|your) program)|\binterview|"
    r"\bapplic(?!ation (?:cycle|season|year))|\bhow many (?:[a-z]+ ){0,2}?(?:years|months|weeks|letters|"
    r"attempts|times|tries|fail\w*|hours|days|exams|lors|visas|steps|references)\b|\bfellow|\bstudent|\bobserver|"
    r"\bprelim|\bfaculty|\br positions?\b|\bbeds?\b|\bparking|\brooms?\b|\belective|"
    r"\bvisas?\b|\bimgs?\b|\bforeign"
)
_ASKS_OF_SOME = re.compile(r"\b(?:imgs?|fmgs?|foreign|international|visas?|interview\w*|apply|applications?)\b")
_LABEL = re.compile(
    r"(?:(?:our|the|your|each|program|training|size of|categorical|first[- ]year|first-yr|intern|residency|resident|"
    r"pgy-?1|number of|"
    r"no\. of|# of|open|annual|"
    r"yearly|nrmp|match|new|available|total) )*"
    r"(?:pos|positions?|spots?|slots|seats|places|openings|intake|class size|residents|interns|categoricals?|cat|"
    r"pgy[- ]?1'?s?|quota|size|class|"
    r"first[- ]years?)(?: ?(?:/|per|a|(?:in )?each|every) ?(?:yr|year|class|annum)| (?:next|this) (?:year|july|"
    r"match)| offered|"
    r" available| annually| yearly| taken|"
    r" accepted| matched| open| filled)*\s*"
)
_OF_OTHERS = re.compile(r"\b(?:interview\w*|fellow\w*|applications?|students?|faculty|beds?)\b(?! (?:of|for) residen)")
_OF_TOTAL = re.compile(
    r"\b(?:approved|accredited|total|tot|overall|all|interview\w*|applic\w*|whole|complement|fellows?)\b"
)
_OTHER_TRACK = re.compile(
    r"\b(?:prelim\w*|adv\w*|transitional|research|rural|primary care|alt|alternat\w*|osteopathic|pgy-?[2-9])\b"
)
_VALUE = re.compile(
    r"cat|categoric\w*|prelim\w*|adv\w*|tot|total|overall|yr|year|yearly|annually|class|pgy|positions?|spots?|slots|"
    r"residents?|interns?|"
    r"seats|transitional|primary|care|track|rural|research|first|new|all|we|take|offer|plus|of|them|these|are|alt|"
    r"advanced"
)
_RANGE = re.compile(rf"(?P<a>{NUMBER})\s*(?:-|to|or|and)\s*(?P<b>{UPPER})(?=[ .,;)-]|$)")

# "a class of", "our yearly quota is", "each PGY level has": what stands right behind is a yearly number.
_CLASS_LEFT = re.compile(
    r"\b(?:(?:(?:this|next|last) year's|20\d\d|interns?|incoming|entering|residents?|residency|each|every|pgy-?1|"
    r"yearly|annual|small|our|first[- ]year|"
    r"match|nrmp|new|an?|categorical|starting|typical|current|usual|average|its|postgraduate|training|pgy|"
    r"the (?:intern|"
    r"incoming|entering|resident|residency|pgy-?1|yearly|annual|first-year|categorical|match|nrmp|new|typical|usual|"
    r"average)|per|the(?= (?:class|intake|cohort))) )+(?:classe?s?|cohorts?|intakes?|groups?|quotas?|class sizes?|"
    r"class size|(?<=each )(?:year of "
    r"(?:training|residency)|level|pgy level|pgy|year(?= [a-z:=]))|(?<=every )(?:year of (?:training|residency)|level|"
    r"year(?= [a-z:=]))|"
    r"(?<=(?:training|.....pgy) )(?:year|level))(?: sizes?)?"
    r"(?: (?:of|is|are|has|have|numbers?|holds?|counts?|at|consists? of|compris(?:es?|ing)|contains?|includes?|totals?|"
    r"(?:is |are )?made up of|composed of|formed by|home to|stands at|set at|limited to|capped at|fixed at|runs to|"
    r"will|"
    r"be|have|include|consist of|usually|normally|typically|currently|always|now|approximately|about|around|only|just|"
    r"up to|at most|a maximum of|exactly|a total of|made up|kept (?:at|to)|averages?|size|roughly)\b| ?[:=]| -)*\s*$|"
    r"\bsize of (?:the|each|our|an?|every) (?:(?:intern|entering|incoming|resident|yearly|first-year) )?(?:class|"
    r"cohort|intake)"
    r"(?: (?:is|at|of|was|remains|now|will be|about))*[ :=]*$|"
    r"\b(?:the|our|each|its|an?|this|every|resident|integrated) (?:(?!graduat|senior|fellow|student|alumni|chief|"
    r"prelim|"
    r"exercise|yoga)[a-z0-9/&+-]+ ){0,3}?(?:class|cohort|intake)(?: of 20\d\d)? (?:will )?(?:has|have|is|consists? of|"
    r"compris(?:es?|ed of)|includes?|contains?|numbers?|counts?|holds?)(?: (?:about|only|just|usually|now|at))* $|"
    r"\bclass of 20\d\d (?:will )?(?:has|have|compris\w+|consists? of|numbers?|includes?) $|"
    # "The number of positions to be offered for July is three"
    r"\b(?:number of (?:[a-z-]+ ){0,3}?(?:positions?|places|spots|slots|posts|openings|seats|interns|categoricals|"
    r"pgy-?1'?s|residents (?:we |to be )?(?:take|taken|match|matched|accept|accepted|appointed|recruited|admitted|"
    r"per|each|a)|new residents|first-years)|(?:quota|(?<=class )size|positions|slots|spots|places))(?:(?! (?:filled|"
    r"held|"
    r"imgs?|foreign|international|visas?|j-?1|for which|interview\w*|total|until|unfilled|graduates|"
    r"fellows?)\b) [a-z0-9#-]+)"
    r"{0,6}? (?:is|are|has been|have been|has stayed|have stayed|remains?|stands?|stays?|numbers?|has grown|has risen)"
    r"(?: (?:still|now|at|again|set|currently|always|about|to|only|just|kept))* $|"
    r"\b(?:class|cohort|intake|quota|group) size(?: (?:of|is|at|to|was|remains|stands at|limited to|now|will be|has "
    r"been|about|approximately))*[ :=]*$|^\W*(?:(?:new|small|intern|annual|yearly) )*(?:classes|intakes?|quotas?|"
    r"cohorts?|"
    r"interns|categoricals|first-years)(?: (?:of|are|is|has|have|number|at|limited to|capped at|about))* $|"
    r"^\W*(?:a )?(?:small )?(?:class|cohort|intake) of (?:about |up to |just |only )?$|"
    r"\b(?:class|cohort|classes|cohorts) of (?:about |up to |just |only |exactly )?$|"
    r"\b(?:limit|keep|cap|hold|restrict)(?:s|ed|ing)? (?:each|our|the|every) (?:intern |entering |"
    r"resident )?(?:class|cohort|intake)"
    r"(?: size)? (?:to|at)(?: about| just| only| roughly| around)* $|"
    r"\b(?:intake|quota)s?(?: (?:is|are|of|at|stands at|remains|was|has been|will be|being|now|about|currently|only|"
    r"just|"
    r"usually)| ?[:=,-])*\s*$"
)
_CLASS_RIGHT = re.compile(
    r" as (?:its|our|the|their) (?:(?:annual|yearly|intern|entering|usual|current) )*(?:intake|class(?: size)?|"
    r"cohort)\b"
)
# "New interns each year 12", "residents per class - 8": a label without its colon.
_LABEL_LEFT = re.compile(
    r"\b(?:(?:residents|interns|positions|places|spots|slots|trainees|intake|posts|openings|categoricals|seats) ?"
    r"(?:(?:taken|accepted|offered|matched|recruited|admitted|available|filled) )?(?:per|each|a|every|/) ?(?:year|"
    r"class|july|june|yr|annum)|(?:new|incoming|entering|first-year|pgy-?1|categorical|annual|yearly|number of|no\. of|"
    r"# of|available) (?:residents|interns|trainees|positions|places|spots|slots|openings|seats)(?: (?:offered|"
    r"available|"
    r"per year|each year|a year|annually))?|(?:yearly|annual|pgy-?1|categorical) (?:complement|number|quota|intake)) ?"
    r"(?:\((?:pgy-?1|per year|annual|categorical|first year)\))?(?: ?(?:of|is|are|:|=|-|\.{2,}|,|numbers?|totals?|at|"
    r"about|"
    r"just|only|exactly|remains?|stands at))* ?$"
)
# "Seats 12", "Year-1 positions 10", "PGY1=8", "Interns next year 12" at the beginning of an item.
_ITEM_LABEL = re.compile(
    rf"\W*(?:(?:number of|no\. of|#|open|categorical|first[- ]year|year[- ](?:1|one)|pgy?[ -]?(?:1|i)|intern|residency|"
    rf"residents?|nrmp|match|annual|yearly|available|new|interns|program|training|entering|incoming|total first-year|"
    rf"class|"
    rf"cat) )*"
    rf"(?:{_PLACES}|interns|categoricals?|pgy?-?1'?s?|class(?: size)?|intake|quota|new residents|first-years|size)"
    rf"(?: ?(?:/|per|a|each|every|next|this|in the|for the|for) ?(?:year|yr|class|match|july|20\d\d(?: match)?)|"
    rf" offered|"
    rf" available| taken| open| accepted| 20\d\d)*\s*[,:=-]?\s*"
)
# A number that counts no noun of its own: "take 12 in July", "12 a year", "12, all categorical".
_NOUNLESS = re.compile(
    r"\s*(?:$|[.,;:()/|+&\u2022]|-(?= )|(?:per|a|each|every|in|with|for|and|or|plus|of|from|to|at|on|by|as|who|which|"
    r"all|"
    r"both|including|annually|yearly|total|overall|altogether|this|next|last|now|through|via|while|but|after|are|is|"
    r"will|so|out|only|were|get|can|may|starts?|begins?|joins?|enters?|comes?|arrives?|matriculates?|enrolls?|"
    r"match(?:ed)?|enrolled|"
    r"taken|accepted|admitted|recruited|hired|chosen|selected|appointed|went|joined|started|actually|then|among|"
    r"beginning|starting|entering|joining|arriving|included?s?|had|brought|new|there|no|not|they|you|it|must|should|"
    r"usually|typically|more|"
    r"strong|across|into|us|we|that|became|"
    r"becomes?|began|came|have|was|since|cat|c|p|categorical|"
    r"categoric)\b)"
)
_ALL_OF = re.compile(  # "nine of the 90 people we interview join us"
    r"(?:,? of| from|,? out of)(?: (?:the|these|some|over|nearly|about|around|roughly|more than|approximately))* [\d,]+"
    r"(?: (?:people|applicants|candidates|interviewees|persons|those))?(?: (?:whom |that |who )?(?:we|"
    r"the program) (?:interview|see|meet|"
    r"invite)(?:ed|s)?| interviewed| seen| invited)?"
)
_WE_STRONG = re.compile(
    r"\b(?:accept|admit|recruit|match|enrol|select|appoint|hir|matriculat|choos|chose|tak|took|seek|pick|fill|onboard|"
    r"bring|look|search)"
)
_SEES = (
    r"(?:interview(?:s|ed|ing)?|invit(?:es?|ed|ing)|sees?|screen(?:s|ed|ing)?|review(?:s|ed|ing)?|receiv(?:es?|ed|ing)|"
    r"meets?|process(?:es|ed)?|reads?|conducts?|sift through|get|gets|consider(?:s|ed)?|rank(?:s|ed)?)"
)
_SEEN_LEFT = re.compile(rf"\b{_SEES}(?! for\b){_DEGREE}\s*$")
_SEEN_RIGHT = re.compile(
    r"(?:,? (?:who|that|which|whom))?(?: (?:are|is|were|was|will be|get|gets|can be|each|every|year|season|cycle|a|per|"
    r"we|usually|typically|[a-z]+ly))* (?:interview\w*|invit\w*|seen|screened|met|reviewed|see|meet|screen|apply|"
    r"applied|"
    r"ranked)\b"
)
_APPLIES = re.compile(
    r"\b(?:interview\w*|compet\w*|appl(?:y|ies|ied|icants?|ications?)|candidates|invit\w*|files?|meet|see|vie|vying|"
    r"ranks?|ranked|ranking)\b"
)
_FOR_LEFT = re.compile(
    r"\b(?:for|to fill)(?: (?:each of|our|the|these|those|its|about|only|just|some|a total of|roughly|"
    r"approximately))* $"
)
_TOTAL_LEFT = re.compile(
    r"(?:\btotal(?:s|l?ing)?|\bcomplement|\baltogether|\bwhole|\bcombined|(?<!class )(?<!cohort )(?<!intake )\bsize|"
    r"\broster)(?: (?:of|is|are|to|at|"
    r"number|"
    r"currently|about|approximately|resident|residents|program|will be|stands|being|=))*[ :=]*$|\b(?:approved|"
    r"accredited|"
    r"authorized|certified|capped) (?:by the acgme )?(?:for|at)(?: (?:a total of|up to|a complement of))* $"
)
_TOTAL_RIGHT = re.compile(
    r"[ ,(-]*(?:in )?(?:\b(?:total(?! (?:of |is |: ?|= ?)?\d)|in all\b|overall|altogether|all told|combined|at "
    r"(?:any|one) (?:given )?time|"
    r"at a time|across (?:all|the|our|three|four|five)|over (?:the |all )?(?:three|four|five)|currently in|in the "
    r"(?:program|residency|department)|in training|on staff|strong)\b)"
)
_OTHER_KIND = re.compile(
    r"\bpgy?[ -]?(?:[2-7]|ii|iii|iv|two|three)\b|\b(?:second|third|fourth|fifth|2nd|3rd|4th)[- ]year|\bsenior|"
    r"\bchief(?!-track)|"
    r"\bupper|\bvisiting|\brotating|\bformer|\bimgs?\b|\bfmgs?\b|\binternational|\bforeign|\bobserver|\bextern|"
    r"\bmedical students?|\bdental|\bpodiatr|\bpharmacy|\bstudent|\bfellow|\bresearch (?:positions?|posts?|spots)|"
    r"\bfaculty|\btransfer|\boff-?cycle|\bcore\b|\boutstanding\b|\bgraduating\b|\bvolunteer|\bosteopathic recognition|"
    r"\bleadership|\bboard\b|"
    r"\bcommittee|\binterview|\bmoonlight|\battending|\bunfilled|\bvacant|\bremaining\b"
)
# What may follow residents that are only counted; any other word is something that these residents do.
_NO_DEED = re.compile(
    r"\s*(?:$|[^a-z\s]|(?:per|a|each|every|in|with|for|and|or|plus|of|from|to|at|on|by|as|who|which|that|all|both|"
    r"including|annually|yearly|total|overall|altogether|this|next|last|now|through|via|while|but|after|so|only|into|"
    r"across|over|under|split|divided|spread|make|makes|form|forms|constitute|compose|complete|fill|train|study|learn|"
    r"work|since|among|we|our|the|beginning|starting|entering|joining|before|during|when|up|strong|apiece|because|"
    r"distributed|grouped|out|more|comprise|comprises|finish|graduate|means?|comes? from|hail|replace|x\b)\b)"
)
_IS = re.compile(
    r"\s*(?:are|is|will be|were|was|get|can be)(?: (?:[a-z]+ly|all|being|to be|to|then))* (?P<next>[a-z-]+)"
)
_TO_FIRST_YEAR = re.compile(
    r"[^.;,]{0,45}?\b(?:to|into|in|as|for|at) (?:the |our |their )?(?:first[- ]year|pgy-?1|internship|interns\b|"
    r"intern year)\b"
)
_ALONE = re.compile(
    rf"\W*(?:we (?:have|take|offer|are) |(?:a )?total of |up to |about |approximately |yes,? |all )?{NUMBER}"
    rf"[ -]{_ADJECTIVES}(?:{_PLACES}|{_TRAINEES})(?:,? (?:all |each |every one )?(?:of them )?(?:categorical|a year|"
    rf"per "
    rf"year|yearly|available|offered|in all))?(?:,? (?:and|plus) {NUMBER} prelim[a-z]*[^.;,]{{0,20}})?"
    rf"(?: \([^()]{{0,40}}\))?\W*"
)
_IN_ONE_CLASS = re.compile(
    r"-categorical\b|-(?:resident|intern|person)s?-(?:a|per)-(?:year|class)\b|-(?:resident|person|member|intern)s? "
    r"(?:class(?:es)?|cohort|intake|group)\b|-(?:a|per)-(?:year|"
    r"class)\b"
)
_TRACK_WORD = (
    r"(?:categoricals?|categoric|cat\.?|prelim(?:inary|s)?\.?|advanced|adv\.?|transitional(?: year)?|primary care|"
    r"rural|"
    r"research|med-peds|combined)"
)
_TRACK_PAIR = re.compile(
    rf"(?:^|[,;/|(+&\"']|\band|\bplus|:)\s*(?P<track>(?:non-designated |designated )?{_TRACK_WORD})(?: (?:track|"
    rf"program|"
    rf"positions|interns|residents|slots|spots|places|"
    rf"pgy-?1))?(?: ?\([a-z]{{1,3}}\))?\s*[:=/-]{{0,2}}\s*(?P<n>{NUMBER})"
    rf"(?=\s*(?:$|[.,;/|)+&]|and\b|plus\b|(?:per|a|each|every) year|/yr))"
)
_NO_FELLOWSHIP = re.compile(
    r"[^,;.]{0,14}\b(?:fellowships?|practice|faculty|jobs?|families|mph|mba|master'?s?|ph\.?d|degree|doctoral|"
    r"research|certificate|leadership|electives?|academ(?:y|ia)|laborator(?:y|ies)|lab|pathway|scholars?|workforce|"
    r"committees?|councils?|union)\b"
)
MAX_COUNTS = 8  # in one clause; a longer row of numbers is a table, not a statement


def _read_pair(clause: Clause) -> Iterator[Finding | Drop]:
    """ "Positions: 6 cat + 3 prelim", "PGY1: 20/yr cat", "Categorical seats/yr: 17 (prelim 5)", "Cat: 16"."""
    label = _simplify_label(clause.lead.rsplit("|", 1)[-1])
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


# "Seven positions: six residents finish in five years and one adds a year of research"
_LEAD_COUNT = re.compile(
    rf"\W*(?:we have |there are )?(?P<n>{NUMBER}) (?:residency |first-year |training |pgy-?1 )?(?:{_PLACES})\W*"
)
_FORMERLY = re.compile(r" ?\((?:formerly|previously|up from|was|were|instead of|not|until now|before) [^()]{1,20}\)")
_SINGLE = re.compile(
    r"\b(?:(?:an?|its|our) )?single (?=[a-z0-9+ -]{0,40}\b(?:position|place|spot|slot|resident|intern)\b)"
)
_DOZEN = re.compile(r"\b(?P<half>half a|a half|half)?[ -]?(?P<two>two|a)?[ -]?dozen\b")


def _count_dozens(match: re.Match[str]) -> str:
    return " six" if match.group("half") else " twenty-four" if match.group("two") == "two" else " twelve"


def read(clause: Clause) -> Iterator[Finding | Drop]:
    """What the numbers count; of a whole that its sentence cuts into tracks, the categorical part."""
    results = list(_read_whole(clause))
    if "categorical" in clause.sentence and any(isinstance(one, Finding) for one in results):
        results = _cut_whole(clause, results)
    yield from results


# The other part shows that a whole is cut: "38 physicians: 26 categorical, 8 preliminary".
_OTHER_PART = re.compile(
    r"\b(?:prelim\w*|advanced|primary[- ]care|transitional|rural|research|combined|med-peds|undesignated|physician "
    r"scientist|other)\b"
)
_CATEGORICAL_PART = re.compile(
    rf"(?P<n>{NUMBER})(?: (?:of (?:them|these|which|whom)|are|is|as|in|for|by|through|via|enter|match|on|the|our))*"
    rf" categorical\b(?! (?:and|or|plus|/|&))|\bcategorical(?: (?:track|match|program|residency|positions|places|spots|"
    rf"slots))?:? (?P<m>{NUMBER})\b(?! ?(?:prelim|advanced|primary|transitional|rural|research|other|in all|total|"
    rf"residents))"
)


def _cut_whole(clause: Clause, results: list[Finding | Drop]) -> list[Finding | Drop]:
    found = [one for one in results if isinstance(one, Finding)]
    part = _CATEGORICAL_PART.search(clause.sentence)
    if part is None or not _OTHER_PART.search(clause.sentence):
        return results
    number = parse_number(part.group("n") or part.group("m"))
    whole = max(one.value for one in found if isinstance(one.value, int))
    if not number < whole <= 3 * number or number in (one.value for one in found if one.track is None):
        return results
    end = max(clause.end, clause.sentence_start + part.end())
    kept = [one for one in results if not isinstance(one, Finding) or one.value != whole]
    return [*kept, _finding(replace(clause, end=end), number, "categorical", EXPLICIT, False, False)]


def _read_whole(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    if "dozen" in text:
        text = _DOZEN.sub(_count_dozens, text)
    if "single" in text:
        text = _SINGLE.sub("one ", text)
    headed = _LEAD_COUNT.fullmatch(clause.lead) if clause.lead_start >= 0 else None
    if headed and _NUMBER.search(text) and not re.search(r"\bcat|prelim|\btrack|\badvanced\b", text):
        if not _YEARLY.search(text) and not _OF_TOTAL.search(text):
            yield _finding(clause, parse_number(headed.group("n")), None, ANSWERED, False, True)
        if not _YEARLY.search(text):
            return
    if "(" in text:
        text = _FORMERLY.sub("", text)
    paired = list(_read_pair(clause)) or list(_read_track_list(clause))
    if paired:
        yield from paired
        return
    label = clause.lead.rsplit("|", 1)[-1].strip()
    if re.search(r"\binterview", label) and not re.search(r"\bfor\b|\bmatch", f"{label} {text}"):
        return
    if _OF_OTHERS.search(label) and not re.search(r"\bcategorical\b|\bfor\b", f"{clause.lead} {text}"):
        return
    asked_by, needs_question, needs_lead = "", False, False
    if clause.is_first_reply and _ASKS.search(clause.question) and not _asks_other(clause.question):
        asked_by, needs_question = clause.question, True
    elif (
        label
        and (
            _ASKS.search(simple := _simplify_label(label))
            or (_LABEL.fullmatch(simple) and _YEARLY_LABEL.search(simple))
        )
        and not _asks_other(clause.lead)
    ):
        asked_by, needs_lead = clause.lead, True
    for said, is_asked in ((clause.lead, False), (clause.question if clause.is_first_reply else "", True)):
        for offered in _ONE_OF.finditer(said):  # "To be considered for one of our four posts, you need: ..."
            number, track = parse_number(offered.group("n")), find_track(offered.group())
            yield _finding(clause, number, track, ANSWERED, is_asked, not is_asked)
    triple = _TRIPLE.search(text)
    if triple and (_OF_SIZE.search(f"{clause.lead} {text}") or asked_by or _TRIPLE.fullmatch(text.strip(" ."))):
        track = "categorical" if "categorical" in text else None
        yield _finding(clause, int(triple.group("n")), track, EXPLICIT, needs_question, needs_lead)
        return
    row = _PGY_ROW.search(text)
    if row:
        yield _finding(
            clause,
            parse_number(row.group("n") or row.group("m")),
            find_track(text),
            EXPLICIT,
            needs_question,
            bool(clause.lead),
        )
        return
    grown = _GREW_TO.search(text)
    if grown and not _PLANNED.search(text[: grown.end()]) and not re.search(r"\btotal\b", text):
        number = parse_number(grown.group("n") or grown.group("m"))
        # What holds from now on outweighs what another sentence tells of the last Match.
        yield _finding(clause, number, find_track(text), EXPLICIT + 0.02, needs_question, needs_lead)
        return
    headed = _TRIPLE.search(clause.lead)
    if headed and _OF_SIZE.search(f"{clause.lead} {text}"):
        yield _finding(clause, int(headed.group("n")), None, ANSWERED, False, True)
    bracketed = _IN_LABEL.search(clause.lead)
    if (
        bracketed
        and clause.lead_start >= 0
        and (
            (track := find_track(clause.lead[: bracketed.start()], nearest_to_end=True))
            or bracketed.group("kind")
            or bracketed.group("period")
        )
    ):
        yield _finding(clause, parse_number(bracketed.group("n")), track, ANSWERED, False, True)
    for counted in _PLACES_COUNTED.finditer(text):
        track = find_track(counted.group()) or find_track(text[counted.end() :].split(",")[0])
        yield _finding(clause, parse_number(counted.group("n")), track, EXPLICIT, False, False)
    for day in find_days(text):
        if re.search(r"[a-z]", text[day.start : day.end]):
            text = f"{text[: day.start]}{'#' * (day.end - day.start)}{text[day.end :]}"  # "openings: by March 25"
    numbers = [
        match
        for match in _NUMBER.finditer(text)
        if not _NUMBERED.search(text[: match.start()]) and not text[: match.start()][-1:].isalpha()
    ]
    if not numbers:
        return
    around = _Around(clause, text, asked_by, numbers)
    grew = _GREW.search(text)
    if grew and (_SIZE.search(text) or asked_by) and (_NOW.search(text) or not _is_planned(text[: grew.end()])):
        start = grew.start("n")
        if not _APPLIES.search(text[: grew.end()]) and not re.search(r"\btotal\b|\bcomplement\b", text[:start]):
            number = parse_number(grew.group("n"))
            yield _finding(clause, number, find_track(text), EXPLICIT + 0.02, needs_question, needs_lead)
        return
    for at in range(min(len(numbers), MAX_COUNTS)):
        result = _read_count(around, at, needs_question, needs_lead)
        if result is not None:
            yield result


_ONE_OF = re.compile(rf"\bone of (?:our|the|its|these) (?:next )?(?P<n>{NUMBER})[ -]{_ADJECTIVES}{_PLACES}\b(?! left)")


def _is_planned(text: str) -> bool:
    return any(said.group() not in ("was", "were", "had been") for said in _PLANNED.finditer(text))


_OF_SIZE = re.compile(
    r"\bresiden|\bposition|\bclass|\bcategorical|\bcomplement|\bprogram\b|\bsize\b|\bnumbers?\b|\bslots\b|\btrack\b|"
    r"\bformat\b|\bunopposed\b|\btotal\b|\bapproved\b"
)


_IN_LABEL = re.compile(
    rf"\((?P<n>{NUMBER}) (?P<kind>(?:(?:entering|new|incoming|first-year|categorical|"
    rf"pgy-?1) )*)(?:{_PLACES}|{_TRAINEES})"
    r"(?P<period> (?:a|per|each|every) (?:year|class))?\)"
)  # "Categorical track (14 places): ..."
_PGY_ROW = re.compile(  # "PGY-1: 8, PGY-2: 8, PGY-3: 8", "8 PGY-1, 8 PGY-2 and 8 PGY-3 residents"
    rf"(?P<m>{NUMBER}) pgy[ -]?1(?:'?s)?,? (?:and )?{NUMBER} pgy[ -]?2\b|"
    rf"\bpgy[ -]?(?:1|i)\b(?:'?s| ?[:=-])?\s?(?P<n>{NUMBER})(?=\s?[,;)/|])[^.]{{0,20}}\bpgy[ -]?(?:2|ii)\b"
)
_YEARLY_LABEL = re.compile(
    r"year|yr|class|annual|annum|place|position|slot|spot|seat|opening|intern|pgy|first|\bcat|new|quota|intake|next|"
    r"match"
)


def _asks_other(asked: str) -> bool:
    return bool(_ASKS_TOTAL.search(asked)) and not (
        re.search(r"\bcategorical\b", asked) and not re.search(r"\btotal|\binterview|\bapplic(?!ation cycle)", asked)
    )


def _simplify_label(label: str) -> str:
    """ "Positions (PGY-1)", "Categorical places 2024" without their asides."""
    label = re.sub(r"\((?!\s*prelim|\s*total)[^()]{0,24}\)|\b20\d\d(?:[-/]\d+)?\b|[\"_]", " ", label)
    return " ".join(label.split())


def _read_track_list(clause: Clause) -> Iterator[Finding | Drop]:
    """ "prelim 8, categorical 4", "cat 5 / prelim 12 / intvw 70": each number behind its track."""
    if len(clause.text) > 250 or "cat" not in clause.text:
        return
    pairs = list(_TRACK_PAIR.finditer(clause.text))
    if not pairs or (clause.is_first_reply and _asks_other(clause.question)):
        return
    told = {parse_number(pair.group("n")) for pair in pairs if pair.group("track").startswith("cat")}
    label = clause.lead.rsplit("|", 1)[-1]
    if len(told) == 1 and 1 <= min(told) <= 120 and not re.search(r"\binterview|\btotal|\bapplic|\bscore", label):
        yield _finding(clause, told.pop(), "categorical", ANSWERED, False, bool(clause.lead))


class _Around:
    """A clause's numbers, what each counts, and to which of them its words of the year belong."""

    __slots__ = ("asked_by", "clause", "ends", "nouns", "numbers", "text", "yearly")

    def __init__(self, clause: Clause, text: str, asked_by: str, numbers: list[re.Match[str]]) -> None:
        self.clause, self.text, self.asked_by, self.numbers = clause, text, asked_by, numbers
        self.nouns = [_match_noun(text, number.end()) for number in numbers]
        self.ends = [noun.end() if noun else number.end() for number, noun in zip(numbers, self.nouns, strict=True)]
        self.yearly = self._own_periods()

    def _own_periods(self) -> list[bool]:
        own = [False] * len(self.numbers)
        for period in _YEARLY.finditer(self.text):
            start = period.start()
            left = max((at for at, number in enumerate(self.numbers) if number.start() < start), default=-1)
            if left < 0:
                own = [True] * len(own)
                continue
            behind = self.text[self.ends[left] : start]
            ahead = self.text[period.end() : self.numbers[left + 1].start()] if left + 1 < len(own) else None
            if ahead is not None and re.search(r"[,(;:]|\band\b|\bwith\b", behind) and not re.search(r"[,;)]", ahead):
                own[left + 1] = True
            else:
                own[left] = True
        for at in range(len(own) - 1, 0, -1):
            # "15 categorical and 3 preliminary residents a year": one period for both.
            if own[at] and _JOINED.fullmatch(self.text[self.ends[at - 1] : self.numbers[at].start()]):
                own[at - 1] = (
                    own[at - 1]
                    or (self._tells_track(at - 1) and self.nouns[at] is not None)
                    or self._tells_track(at)
                    or self._is_alike(at)
                )
        return own

    def _is_alike(self, at: int) -> bool:
        one, other = self.nouns[at - 1], self.nouns[at]
        return bool(one and other and one.group("place")[:6] == other.group("place")[:6])

    def _tells_track(self, at: int) -> bool:
        return find_track(self.text[self.numbers[at].start() : self.ends[at] + 20]) is not None


_JOINED = re.compile(r"\s*(?:,|;|and|plus|&|\+|/|, and|, plus|as well as|along with|with)\s*(?:an? |another |up to )?")


def _match_noun(text: str, end: int) -> re.Match[str] | None:
    """The places, residents or people that the number ending at `end` counts; None for other things and for no noun."""
    noun = _COUNTED.match(text, end)
    return None if noun is not None and _COMPOUND.match(text, noun.end()) else noun


def _read_count(around: _Around, at: int, needs_question: bool, needs_lead: bool) -> Finding | Drop | None:
    """One number of a clause as the yearly intake, or why it is not; None where it counts something else."""
    clause, text, match, noun = around.clause, around.text, around.numbers[at], around.nouns[at]
    number, start, end = parse_number(match.group()), match.start(), around.ends[at]
    if not 1 <= number <= 120 or re.match(
        r"\W*(?:million|billion|thousand|percent|dollars|k\b|%)", text[match.end() :]
    ):
        return None
    if _LIMIT_LEFT.search(text[:start]) and _VISA.search(
        f"{clause.lead} {clause.sentence.partition(text)[0]} {text[:start]}"
    ):
        return drop(clause, "positions: visas")
    if match.group() == "one" and (
        (noun is None and not needs_question) or re.search(r"\b(?:every|each|any|no|this|that|which) $", text[:start])
    ):
        return None  # "one added four slots"
    in_class = _IN_ONE_CLASS.match(text, match.end())
    if noun is None and not in_class and not _NOUNLESS.match(text, match.end()):
        return None
    if _PER_OTHER.match(text, end) or _ON_A_BODY.match(text, end):
        return None
    if _OF_STUDENTS.match(text, end):
        return drop(clause, "positions: students, not an intake")
    if _OFF_CYCLE.match(text, end):
        return drop(clause, "positions: places kept for those off cycle")
    if any(start in (found.start("a"), found.start("b")) for found in _RANGE.finditer(text) if _is_range(found)):
        return drop(clause, "positions: a range")
    left = max((cut.end() for cut in _SEGMENT.finditer(text, 0, start)), default=0)
    right_cut = _SEGMENT.search(text, end)
    right = right_cut.start() if right_cut else len(text)
    yearly, before, after = around.yearly[at], text[max(0, start - 140) : start], text[end : end + 140]
    phrase = text[start:end]
    place = noun.group("place") if noun else ""
    is_place = bool(noun and _IS_PLACE.fullmatch(place))
    is_person = bool(noun and _IS_PERSON.fullmatch(place))
    first = bool(noun and (_FIRST.search(phrase) or _NEW.search(phrase))) or bool(_TO_FIRST_YEAR.match(after))
    other = _find_other(around, at, text[left:right], phrase, is_place, is_person, first)
    if other is not None:
        return drop(clause, f"positions: {other}") if other else None
    planned = _PLANNED.search(text, max(0, start - 60), start)
    if (
        planned and planned.group() not in ("was", "were", "had been") and not (is_place and planned.group() == "until")
    ):  # "160 were interviewed and 20 matched"
        return drop(clause, "positions: planned")
    if _ALTERNATES.search(text) or re.search(r"\bin (?:even|odd)(?:-numbered)? years\b", clause.sentence):
        return drop(clause, "positions: alternating")
    if _BY_TURNS.match(after):
        return drop(clause, "positions: alternating")
    track = _find_own_track(around, at, left, right, needs_lead)
    labelled = (
        (noun is None or _BARE_TRACK.fullmatch(place))
        and _ITEM_LABEL.fullmatch(text, 0, start)
        and _ENDS_ITEM.match(text, end)
    )
    classed = bool(
        labelled or in_class or _CLASS_LEFT.search(before) or _LABEL_LEFT.search(before) or _CLASS_RIGHT.match(after)
    )
    taken_left = bool(_TAKEN_LEFT.search(before))
    taken = taken_left or bool(_TAKEN_RIGHT.match(after)) or _joins(after)
    if not noun and not taken and (counted := _ALL_OF.match(after)):
        taken = _joins(after[counted.end() :]) or bool(_TAKEN_RIGHT.match(after[counted.end() :]))
    confidence = ANSWERED if needs_question else EXPLICIT
    reason = None
    if classed:
        pass
    elif _tells_own_track(around, at):
        reason = _judge_track(around, at)
    elif not noun:
        reason = _judge_bare(around, at, taken, taken_left, yearly)
    elif is_place:
        reason = _judge_places(around, at, taken, yearly, first or track == "categorical", track)
    else:
        reason = _judge_people(around, at, taken, taken_left, yearly, first, is_person)
    if reason is not None:
        return drop(clause, f"positions: {reason}") if reason else None
    return _finding(clause, number, track, confidence, needs_question, needs_lead)


_LIMIT_LEFT = re.compile(
    r"\b(?:at most|up to|limit\w*(?: to)?|ourselves to|maximum(?: of)?|no more than|restricted to) $"
)
_SEGMENT = re.compile(
    r"[;()|\u2022]|\bplus\b|,(?! (?:per|each|a|every) (?:academic )?(?:year|yr|class|july|cycle)\b)|"
    r"\band\b(?= (?:\w+ )?(?:prelim|categ|adv|\d|one |two |three |four |five |six |seven |eight |nine |ten |eleven |"
    r"twelve |fifteen |twenty ))|\bout of\b"
)
_BY_TURNS = re.compile(r"\W*(?:(?:per|a|each) year )?in (?:one|a given|some|odd|even) years?\b")
_IS_PLACE = re.compile(_PLACES)
_IS_PERSON = re.compile(_PEOPLE)
_OFF_CYCLE = re.compile(r"[^;,.]{0,60}\boff[- ]cycle\b")
_OF_STUDENTS = re.compile(r"(?: [a-z.'-]+){0,2} (?:students|undergraduates|postdocs|pupils)\b")


def _is_range(found: re.Match[str]) -> bool:
    return not re.match(rf"(?:{_TENS})-[a-z]", found.group()) and not re.search(r"categorical|prelim", found.group())


def _joins(after: str) -> bool:
    joined = _JOINS_RIGHT.match(after)
    return joined is not None and not _NO_FELLOWSHIP.match(after, joined.end())


def _find_other(
    around: _Around, at: int, window: str, phrase: str, is_place: bool, is_person: bool, first: bool
) -> str | None:
    """What else than yearly places the number counts: a reason, "" where it is not worth a word, or None."""
    text, start, end, yearly = around.text, around.numbers[at].start(), around.ends[at], around.yearly[at]
    before, after = text[max(0, start - 140) : start], text[end : end + 140]
    told = around.clause.previous
    if told and _OF_MANY.search(told.text) and not _SPEAKS_OF_ITSELF.search(around.clause.sentence):
        return "of several programs"
    kind = _SECOND.sub("", phrase) if (is_place or yearly) and _is_entry(text) else phrase
    if _OTHER_KIND.search(kind) or "osteopathic recognition" in f"{around.clause.lead} {text[:start]}":
        return "not places"
    if re.search(r"\b(?:more|additional|extra|another)\b", phrase) and parse_number(around.numbers[at].group()) <= 3:
        return "places added"
    called = _CALLED.match(text, around.numbers[at].end())
    if called and " of " in called.group():
        return None
    if not is_place and re.match(r"\W*of (?:our|the|its|these|those)\b", text[around.numbers[at].end() : end]):
        return "a part of the whole"
    if _OF_A_COUNT.match(text, around.numbers[at].end()) or (is_place and _HELD_BY_SOME.search(before)):
        return "a part of the whole"
    if _SOME_STAY.match(after):
        return "told apart by their years"
    if re.search(r"\bamong (?:the|our|these) $", before):
        return "a total"
    if re.search(rf"{NUMBER} (?!prelim|cat|adv)[a-z]+ and $", before) and is_place:
        return "two kinds of places"
    if _OPENED_WITH.search(before):
        return "what held once"
    if (
        is_place
        and not re.search(r"\b(?:yearly|annual)\b", phrase)
        and re.search(r"^\W*of (?:the|our|its|these) $", before)
        and at + 1 < len(around.numbers)
    ):
        return "a total"  # "of the 29 positions six are filled each year"
    if (
        _PART_OF.search(before)
        and not re.search(r"\b(?:yearly|annual)\b", phrase)
        and not (
            is_place
            and re.search(r"categorical|pgy-?1", phrase)
            and re.search(r"\b(?:any|each|one|all) of (?:our|the)? ?$", before)
        )
        and not (first and yearly and _SHARE_OF_ALL.search(before))
        and not (
            is_place
            and (
                re.search(r"\bone of (?:our|the|these|its)? ?$", before) or (yearly and _SHARE_OF_PLACES.search(before))
            )
        )
        and not (is_place and re.search(r"(?: for each|\ball) of our $", before))
    ) or re.match(r" of (?:our|the|its) (?:\w+ )?(?:current )?(?:residents|graduates|alumni)\b", after):
        return "a part of the whole"
    if re.match(r"[^.;,]{0,12}(?:\bpercent|%)", after):
        return "a share"
    if (
        not is_place
        and not first
        and (
            _VISA.search(_OWN_PART.split(window)[0] if yearly else window)
            or (not yearly and re.search(r"\bsponsor\w*|\bpetition", window))
        )
    ):
        return "visas"
    said = text[:start].rsplit(", ", 1)[-1]
    is_apart = (yearly or _ENDS_ITEM.match(text, end)) if is_place else _OWN_SUBJECT.match(said)
    if not is_apart:
        said = text[:start]
    if "cat" not in phrase and _VISA.search(f"{_own_lead(around.clause)} | {said}"):
        return "visas"
    if (
        not is_place
        and not first
        and _VISA.search(text)
        and not re.search(r"\bresiden|\bposition|\bintern", text)
        and not (
            yearly
            and _TAKEN_LEFT.search(before)
            and _OWN_PART.search(text, end)
            and not _VISA.search(_OWN_PART.split(text[end:])[0] + before)
        )
    ):
        return "visas"
    if (_SEEN_LEFT.search(before) and not (first and yearly) and not _FOR_LEFT.search(before)) or (
        not is_place and _SEEN_RIGHT.match(after)
    ):
        return "interviewed or applying"
    count = parse_number(around.numbers[at].group())
    first_year = first and bool(_FIRST.search(re.sub(r"\bcategorical\b", "", phrase)))
    if (_TOTAL_LEFT.search(before) or _TOTAL_RIGHT.match(after)) and not yearly and not first_year:
        return "a total"
    is_bare = around.nouns[at] is None
    is_plain_trainee = bool(re.search(r"\b(?:residents?|trainees?)$", phrase))
    if (
        not yearly
        and not first_year
        and (is_bare or re.search(r"\b(?:residents?|trainees?|categoricals?|positions|people|physicians)$", phrase))
        and any(
            own
            and (is_plain_trainee or _BESIDE.match(text, around.ends[other_at]))
            and 2 * (each := parse_number(other.group())) <= count <= 7 * each
            and count % each == 0
            for other_at, (other, own) in enumerate(zip(around.numbers, around.yearly, strict=True))
        )
    ):
        return "a total"  # "90 categorical residents, thus 30 a class"
    return None


# A program that begins in the second year: its PGY-2 places are its intake, unless one is only vacant.
_SECOND = re.compile(r"\bpgy?[ -]?(?:2|ii)\b")
_OWN_SUBJECT = re.compile(r"(?:and |but )?(?:there (?:are|is)|we (?:take|have|match|accept|admit|train))\b")
_NOT_ENTRY = re.compile(
    r"\b(?:vacan\w*|vacated|open|unfilled|off-?cycle|transfers?|immediate\w*|unexpected\w*|pgy?[ -]?(?:1|i|3|iii)|left|"
    r"interns?|first-year|teams?|each of)\b"
)


def _is_entry(text: str) -> bool:
    return bool(_SECOND.search(text)) and not _NOT_ENTRY.search(text)


# "International graduates fill five of our places"
_HELD_BY_SOME = re.compile(
    r"\b(?:imgs?|fmgs?|women|men|graduates|physicians|internationals?|foreigners|d\.?o\.?s|m\.?d\.?s|osteopaths?|"
    r"alumni|students|these|who)(?: (?:of|from|with) [a-z ]{2,30}?)? (?:[a-z]+ly |now |today |have |"
    r"had )*(?:fill(?:ed)?|hold|held|occup(?:y|ied)|took|"
    r"won|got|make up|account for|earned|claimed) (?:about |nearly |almost |up to |only |just )?$"
)
_OF_A_COUNT = re.compile(rf" of (?:our|its|these|those|the) {NUMBER}[ -]{_ADJECTIVES}(?:{_PLACES}|{_TRAINEES})\b")
_SHARE_OF_ALL = re.compile(rf"{NUMBER} of (?:our |the |its |this year's )?$")  # "two of seven interns this year"
_SHARE_OF_PLACES = re.compile(rf"{NUMBER} of (?:our|its|the) $")  # "two of our eight positions each year"
_OPENED_WITH = re.compile(
    r"\b(?:opened|started|began|founded|launched|created)(?: in (?:19|20)\d\d)? with (?:only |just )?$"
)
_SOME_STAY = re.compile(  # "thirty-one, of whom twenty-two stay for all three years and nine leave"
    rf",? (?:of|among) (?:whom|which|these|them),? {NUMBER} (?:[a-z]+ly |will |of them )?(?:stay|leave|go on|"
    rf"continue|remain|are here "
    r"for|for (?:one|three)|move on)\b"
)
# "214 residents train across 19 programs. All 71 first-year positions were filled."
_OF_MANY = re.compile(
    rf"\b(?:across|in|among|of|over|between|spread over|all) (?:the |our |its )?(?:{NUMBER}|several|many|various) "
    rf"(?:[a-z-]+ ){{0,3}}?"
    r"(?:programs|residencies|specialties|departments)\b"
)
_SPEAKS_OF_ITSELF = re.compile(r"\b(?:our|this) (?:[a-z]+ ){0,3}?(?:program|residency|class)\b|\bwe\b|\bcategorical")
_OWN_PART = re.compile(
    r" and (?=(?:both|all|they|some|do|does|cannot|can|will|are|we|neither) )|, (?!(?:per|each|a|every|all|plus|and|"
    r"with|who|including)\b)"
)
_TURNS_AWAY = re.compile(r"\b(?:as|like|than|joined|along|together|who|whom|besides|unlike)\b")


def _own_lead(clause: Clause) -> str:
    """The label of the clause itself, not one that goes on from the items before it."""
    return clause.lead if clause.lead_start >= 0 else ""


def _find_own_track(around: _Around, at: int, left: int, right: int, needs_lead: bool) -> str | None:
    """The track that the number's own words name, its bracket's head, or the label or question in force."""
    text, start, end = around.text, around.numbers[at].start(), around.ends[at]
    phrase = text[start:end]
    track = find_track(phrase) or find_track(_TURNS_AWAY.split(text[end : max(end, right)])[0])
    if track is None and re.match(r" \((?:all )?(?:categorical|prelim\w*)\b", text[end:]):
        track = find_track(text[end : end + 20])
    if track is None:
        head = text[:left].rstrip()
        if head.endswith("(") or (_APPOSED.search(text[:left]) and text[end:].lstrip().startswith(",")):
            track = find_track(head, nearest_to_end=True)
        elif not text.startswith("advanced") and (_APPOSED.search(text[:left]) or _APPOSED.search(text[:start])):
            track = find_track(text[:start])  # "Categorical, 36 positions"
    called = _CALLED.match(text, around.numbers[at].end())
    if track is None and called and re.search(r"\b(?:of|are|as)\b", called.group()):
        track = find_track(called.group("track"))
    if track is None and (own := _TRACK_LABEL.search(text[:start])):
        track = find_track(own.group("track"))
    if track == "preliminary" and _NO_PRELIM.search(text[end:]):
        track = None
    lead = around.clause.lead
    if track is None and around.clause.is_first_reply and re.search(r"\bprelim(?!.*\bcat)", around.clause.question):
        track = "preliminary"
    if (
        track is None
        and ("prelim" in lead) != ("categorical" in lead)
        and around.clause.sentence.startswith(f"{lead}: {around.clause.text}")
    ):
        track = find_track(lead)
    if track is None and _SECOND.search(phrase):
        track = "advanced"
    if track is None and (subject := _TRACK_SUBJECT.search(text[left:start]) or _TRACK_OPENS.match(text[:start])):
        track = find_track(subject.group("track"))
    clause = around.clause
    return track or (find_track(clause.lead) if needs_lead else None) or find_track(around.asked_by)


_TRACK_LABEL = re.compile(  # "preliminary intake 10, categorical intake 6"
    r"\b(?P<track>categorical|prelim[a-z]*) (?:intake|quota|class(?: size)?)(?: is| of| size)?[ :=]*$"
)
_NO_PRELIM = re.compile(r"\b(?:no|none|not|without|nobody|neither)\b[^,;.]{0,20}\bprelim")
# "Categorical internal medicine (code), quota 21"
_TRACK_OPENS = re.compile(
    r"\W*(?P<track>categorical|prelim[a-z]*|primary care|rural track|research track) [a-z ]{3,40}(?:\([^()]*\))?, "
    r"(?:quota|intake|positions|places|spots|slots)\W*$"
)
# "The preliminary program takes six", "our rural track has two": the program that speaks of its places.
_TRACK_SUBJECT = re.compile(
    r"\b(?<!this )(?P<track>(?:categorical|prelim[a-z]*|transitional(?: year)?|rural|primary care|research|"
    r"physician[- ]scientist) (?:[a-z]+ )?(?:program|track|pathway|year|residency|service))\b(?! (?:director|"
    r"coordinator|who|graduates))(?:(?!\b(?:we|the|our|and)\b)[^,;:.])*$"
)


_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|must|should|may)\b")
_CALLED = re.compile(
    r"(?:,? of (?:them|these|those|which|whom|(?:our|the|these) (?:interns|positions|places|slots|spots|"
    r"first-years)))?,? (?:are |is |as |being |will be |(?:come|enter|join|start|begin)s? (?:in )?as |(?:are |will "
    r"be )?(?:all |in |"
    r"for )(?:the )?)?(?:(?:general|all|in) )?(?:(?!prelim|cat|the\b|our\b)[a-z]{4,}s )?"
    r"(?P<track>categorical|cat\b|prelim|c\b(?= *(?:[,.;/+)]|$))|p\b(?= *(?:[,.;/+)]|$)))"
)
_IN_CLASS = re.compile(
    r"\s*in each(?: of (?:them|these))?(?=\W*$)|\s*(?:(?:in|at|per|for) (?:each|every) |per |in each of the |each |"
    r"every )(?:of the \w+ )?(?:(?:pgy|training|"
    r"postgraduate|"
    r"entering|intern|resident) )*(?:class|level|cohort|years?|three|four|pgy)\b"
)
_BARE_TRACK = re.compile(r"categoricals?|prelims?|cat")


def _tells_own_track(around: _Around, at: int) -> bool:
    """ "Sixteen categorical and six preliminary", "of which 20 are categorical": a track in place of a noun."""
    noun = around.nouns[at]
    if noun is not None:
        return bool(_BARE_TRACK.fullmatch(noun.group("place")))
    return bool(_CALLED.match(around.text, around.numbers[at].end()))


def _judge_track(around: _Around, at: int) -> str | None:
    text, clause = around.text, around.clause
    if (
        any(around.yearly)
        or around.asked_by
        or _TAKING.search(text)
        or any(noun and _FIRST.search(noun.group()) for noun in around.nouns if noun is not around.nouns[at])
        or any(noun and _IS_PLACE.fullmatch(noun.group("place")) for noun in around.nouns)
        or _YEARLY.search(f"{clause.lead} {clause.sentence}")
        or _OF_PLACES.search(f"{clause.lead} {clause.question} {clause.sentence}")
    ):
        return None
    if re.match(rf"\W*of (?:these|those|them)\b(?: {NUMBER})?[^,;]{{0,20}}, $", text[: around.numbers[at].start()]):
        return None
    opened = text.rfind("(", 0, around.numbers[at].start())
    if opened >= 0 and ")" not in text[opened : around.numbers[at].start()]:
        inner = text[opened + 1 :].partition(")")[0]
        if re.fullmatch(rf"{NUMBER} cat[a-z]*,? ?(?:and |plus |\+ ?)?{NUMBER} prelim[a-z]*\W*", inner):
            return None  # "candidates for PGY-1 (26 categorical, 8 preliminary)"
    text = text[: around.ends[at]].rsplit(" / ", 1)[-1] + text[around.ends[at] :].split(" / ")[0]
    if re.fullmatch(r"\W*", text[: around.numbers[at].start()]) and _AND_COUNT.match(text, around.ends[at]):
        return None
    alone = re.sub(
        rf"{NUMBER}|categoricals?|pgy-?1|first-year|\bno prelim[a-z]*|\bcats?\b|\b[cp]\b|prelim[a-z]*|advanced|"
        rf"positions|and|plus|[^a-z0-9]",
        "",
        text,
    )
    return None if not alone else "neither yearly nor first-year"


_AND_COUNT = re.compile(rf" ?(?:,|\+|&|/|and|plus) ?{NUMBER}")
_OF_PLACES = re.compile(r"\b(?:positions|places|spots|slots|openings|interns|seats|chairs|nrmp|match)\b")
_TAKING = re.compile(rf"\b{_TAKE}\b")


def _judge_places(around: _Around, at: int, taken: bool, yearly: bool, first: bool, track: str | None) -> str | None:
    """None where so many places are a yearly intake, else why not."""
    text, start, end = around.text, around.numbers[at].start(), around.ends[at]
    if taken or yearly or first or around.asked_by or _ALONE.fullmatch(text):
        return None
    # Places are what an applicant may get this year, unless they are somebody else's, all years' or another track's.
    clause = around.clause
    said = f"{clause.lead} {text}"
    if parse_number(around.numbers[at].group()) > MAX_PLACES or _APPROVED.search(text[start:end]):
        return "a total"
    if _OTHER_USE.search(said) or text[:start].endswith("+"):
        return "not places"
    if not _JOBS.search(text, start, end) and not (_OFFERED.search(text[:start]) and _AS_OFFERED.match(text, end)):
        return "not places"
    told = f"{clause.lead} {clause.sentence.partition(text)[0]} {text[:end]}"
    return "of another track" if track is None and _OTHER_TRACK.search(told) else None


MAX_PLACES = 40  # that nothing says to be of one year
_APPROVED = re.compile(r"\b(?:approved|accredited|authorized|total|similar)\b")
_OTHER_USE = re.compile(
    r"\b(?:fellowships?|faculty|committees?|councils?|chiefs?|leadership|jobs?|alumni|graduates (?:hold|have|took|"
    r"found)|courses?|tuition|parking|camps?|lab|laboratory|research positions?|electives?|rotations?|transfers?|"
    r"off-cycle|"
    r"vacanc(?:y|ies)|unfilled|observer\w*|students?|scholarships?|conferences?|retreats?|daycare|programs|"
    r"residencies|hospitals|moonlighting|specialties|reserved?|left|in (?:all )?(?:three|four|five|the three) years)\b"
)
_JOBS = re.compile(r"\b(?:positions?|slots?|posts?|openings?)$")
# "Seats" and "spots" are of a room or a clinic too: they need who offers them, and nothing that says where they are.
_OFFERED = re.compile(
    r"(?:^|[,;:/(\u2022]|\b(?:program|residency|department|internship|track|training|we|it)(?:'ve|(?: [a-z]+ly)? "
    r"(?:has|have|holds?|offers?))|\bthere (?:is|are|will be)|\b(?:for|of) (?:our|its|the)|\b(?:our|its|the|"
    r"this year'?s?|match list "
    r"shows|with|for|one of our|lists?))[ \"]*$"
)
_AS_OFFERED = re.compile(
    r"\s*(?:$|[,.;:()/+\u2022\"-]|(?:are|go|in (?:a|the|our) (?:[a-z-]+ )?(?:program|residency|match)|of which|each|"
    r"for (?:applicants|candidates|people|those|graduates|physicians|[a-z]+ists)|open|available|and|with|through|at)\b)"
)


def _judge_people(
    around: _Around, at: int, taken: bool, taken_left: bool, yearly: bool, first: bool, is_person: bool
) -> str | None:
    """None where so many residents or people are a yearly intake, else why not."""
    text, start, end = around.text, around.numbers[at].start(), around.ends[at]
    before, after = text[:start], text[end:]
    if around.asked_by:
        asks = re.search(
            r"position|place|spot|slot|class|take|accept|match|appoint|intake|hire|recruit", around.asked_by
        )
        return None if yearly or first or taken or asks or _YEARLY.search(around.asked_by) else ""
    period = _YEARLY.match(after.lstrip(" ,"))
    rest = after.lstrip(" ,")[period.end() :] if period else after
    aside = re.match(r",[^,;.]{3,70},", rest)
    if aside and _joins(rest[aside.end() :]):
        rest = rest[aside.end() :]  # "eight candidates, chosen from many, join us"
    done = _IS.match(rest)
    if not yearly and _TEAM_TAKES.search(before):
        return "a team, not an intake"
    if first and not taken_left and not taken and yearly and _DID.match(rest) and not _joins(rest):
        return "what some residents do"
    if not taken_left and not taken and not first:
        if done and re.search(r"(?:ed|sent|chosen|able|given)$", done.group("next")) and not _TAKEN_RIGHT.match(rest):
            return "what some residents do"
        if not done and not _NO_DEED.match(rest) and not _joins(rest) and not _TAKEN_RIGHT.match(rest):
            return "what some residents do"
    taken = taken or _joins(rest) or bool(_TAKEN_RIGHT.match(rest))
    if is_person and (_APPOINTED.fullmatch(text) or _WE_TAKE_PEOPLE.fullmatch(text)):
        return None
    if is_person:
        strong = taken_left and _WE_STRONG.search(before[-60:]) and _APPLIES.search(before)
        if taken_left and re.match(r" (?:to|into|for|in) (?:our|the|its) categorical\b", after):
            return None
        in_class = yearly and _IN_CLASS.match(after) and _NO_DEED.match(rest)
        return None if (taken and (yearly or strong)) or in_class else "people, not an intake"
    if yearly and (taken or not re.match(r"\s*(?:who|that|which)\b", rest)):
        return None
    if re.search(r"\b(?:transitional(?: year)?|one-year|1-year)\b", before) and not is_person:
        return None  # all its residents are of the first year
    if first:
        phrase = text[start:end]
        owned = re.search(
            r"\b(?:our|the|its|all|we have|there are|(?:program|residency|department) has|(?:we|program|"
            r"residency|department) (?:[a-z]+ ){0,2}?(?:foresees?|anticipates?|expects?|plans?(?: for| on)?|projects?|"
            r"intends?)) (?:new )?$",
            before,
        )
        if re.search(r"\b(?:team|service|attending|ward|shift|clinic|supervis\w+|leads?)\b", text):
            return "interns, not an intake"
        if taken or _ALONE.fullmatch(text) or _TO_FIRST_YEAR.match(after):
            return None
        if owned and re.search(r"intern|pgy|first|incoming|entering", phrase):
            return None
        if re.fullmatch(r"\W*", text[:start]) and _ENDS_ITEM.match(text, end) and _INTERNS.search(phrase):
            return None  # an item of a summary
        if re.match(r" (?:are|is|all) (?:all )?categorical", after):
            return None
        if "categorical" in phrase and re.search(r"\bintern (?:year|class)\b", text):
            return None
        if "categorical" in phrase and ("intern" in phrase or _NEW.search(phrase) or _ENDS_ITEM.match(after)):
            return None
        return "interns, not an intake"
    if not taken_left and not _SOME_ONLY.search(text) and _APPOINTED.fullmatch(text):
        return None  # "Eight residents are appointed."
    if (
        taken_left
        and _WE_STRONG.search(before[-60:])
        and re.match(r"\s*(?:$|[.,;()]|in\b|into|for|through|and\b|but)", after)
    ):
        return None
    return "residents, not a yearly intake"


_APPOINTED = re.compile(
    rf"\W*{NUMBER}[ -]{_ADJECTIVES}(?:{_TRAINEES}|{_PEOPLE}) (?:(?:are|will be) (?:[a-z]+ly )?(?:appointed|taken|"
    rf"matched|"
    rf"admitted|recruited)|will match)(?: (?:to|into|for|in|through|via) [^.;]{{3,60}})?\W*"
)
_WE_TAKE_PEOPLE = re.compile(
    rf"\W*(?:we|the program|our program|the residency|the department) (?:match|admit|recruit|enroll|appoint)(?:s|es)? "
    rf"(?:about |up to |only |just )?{NUMBER} (?:people|persons|physicians|applicants|candidates|doctors)\W*"
)
_SOME_ONLY = re.compile(r"\b(?:imgs?|fmgs?|foreign|international|visas?|chief|from|of (?:our|the|them))\b")


def _judge_bare(around: _Around, at: int, taken: bool, taken_left: bool, yearly: bool) -> str | None:
    """None where a number without a noun is a yearly intake, else why not."""
    clause, text, start, end = around.clause, around.text, around.numbers[at].start(), around.ends[at]
    if around.asked_by and (taken_left or _ANSWERS.search(text[:start])) and _ENDS_ANSWER.match(text, end):
        return None
    if not around.asked_by and _OTHER_COUNTS.search(f"{clause.lead}: {text[:start]}"):
        return "not places"
    if _ARE_FIRST.match(text, end) and re.search(r"\b(?:residents|trainees|house ?staff)\b", text[:start]):
        return None
    asked = clause.question if clause.is_first_reply else ""
    if asked and _ASKS_OF_SOME.search(asked):
        return ""
    if (
        asked
        and not taken
        and not around.asked_by
        and not re.search(r"\bresiden|\bprogram\b|\bposition|\bintern|\bclass\b|\b(?:of|are) (?:you|us)\b", asked)
    ):
        return ""
    said = f"{clause.lead} {asked} {clause.sentence}"
    if (
        clause.lead
        and not around.asked_by
        and not re.search(
            r"residen|position|categorical|intern|class|complement|places|slots|spots|intake|program|total|integrated|"
            r"track|match",
            said,
        )
        and not (yearly and (_RULE_LABEL.fullmatch(clause.lead) or find_specialty("", clause.lead)))
    ):
        return ""
    beside = _BESIDE.match(text, end)
    if beside and yearly and (whole := _WHOLE_BEFORE.search(text[:start])):
        count, total = parse_number(around.numbers[at].group()), parse_number(whole.group("n"))
        if 2 * count <= total <= 7 * count and total % count == 0:
            return None  # "program size 15 (5 per year)"
    if beside and yearly and text[:start].endswith("(") and find_specialty("", text[max(0, start - 40) : start]):
        return None
    if (
        beside
        and yearly
        and re.search(r"\b(?:this|our|the) (?:[a-z-]+ ){0,3}?program of (?:about |just |only )?$", text[:start])
    ):
        return None
    if _PLACE_WORD.search(clause.sentence) and _APPOSED.search(text[:start]) and _ENDS_ITEM.match(text, end):
        return None  # "the categorical program, 36; primary care, 8"
    if (
        _PROGRAM_TAKES.search(text[:start])
        and re.fullmatch(r"\W*", text[end:])
        and not _OF_PAPERS.search(clause.sentence)
    ):
        return None
    if beside and re.search(r"\b(?:an?|another|other|its|their) (?:[a-z]+ ){1,3}program of $", text[:start]):
        return "another program"
    if beside and not taken and not _BARE_AFTER.search(text[:start]):
        return ""
    if beside and (yearly or around.asked_by):
        alone = re.fullmatch(
            r"\W*(?:(?:we|it|they) (?:take|have|match|accept|admit|recruit|enroll)s? |there are |(?:it|that) is |"
            r"it's |about |up to |only |just |roughly |approximately )*",
            text[:start],
        )
        if (
            taken
            or alone
            or re.search(
                r"\bresiden|\bposition|\bintern|\bcategorical|\bplaces\b|\bspots\b|\bslots\b|\bclass\b|\bcomplement\b",
                said,
            )
        ):
            return None
    if beside and yearly and _APPOSED_PROGRAM.search(text[:start]):
        return None  # "a university program with two sites, sixteen a year"
    if yearly and not beside and _PERIOD_LEFT.fullmatch(text[:start]) and _ENDS_ITEM.match(text, end):
        return None  # "each summer six"
    if beside and yearly and _TOLD_TOTAL.search(text, end) and not _FINITE.search(text):
        return None  # "AP/CP, four a year, sixteen altogether"
    if (
        taken
        and not taken_left
        and (yearly or _APPLIES.search(said) or re.search(r"\bresiden|\bcandidates|\bpositions", said))
    ):
        return None
    if taken_left and _TO_FIRST_YEAR.match(text[end:]):
        return None
    if _WE_TAKE.fullmatch(text) and not (
        clause.previous and not re.search(_OF_PEOPLE, text) and _OF_PAPERS.search(clause.previous.text)
    ):
        return None
    if re.match(
        r" (?:that |whom )?we (?:[a-z]+ly )?(?:match|take|accept|recruit|enroll|admit|appoint|hire|select)\b",
        text[end:],
    ):
        return None  # "the 14 we match"
    if taken_left and _WE_STRONG.search(text[max(0, start - 60) : start]) and (yearly or _APPLIES.search(text[:start])):
        return None
    return ""


# What a number without a noun may count where its noun stands before it: "retreats, two per class".
_OTHER_COUNTS = re.compile(
    r"\b(?:exams?|days?|retreats?|conferences?|didactics|electives?|evaluations?|fellows?|fellowships?|graduates?|"
    r"alumni|"
    r"interview\w*|reviews?|meetings?|lectures?|rounds|shifts?|calls?|nights?|weekends?|blocks?|weeks?|months?|papers?|"
    r"posters?|publications?|projects?|students?|observers?|faculty|chiefs?|awards?|trips?|events?|workshops?|"
    r"sessions?|"
    r"simulations?|visits?|grants?|applications?|applicants?|vacation|holidays?|letters?|attempts?|steps?|scores?|"
    r"rotations?|clinics?|procedures?|deliveries|cases|journal clubs?|observerships?|externships?|hours|salary)\W*$"
)
_PLACE_WORD = re.compile(rf"\b{_PLACES}\b")
_OF_PEOPLE = r"\b(?:match|recruit|enroll|admit|appoint)"  # nobody admits letters
_PROGRAM_TAKES = re.compile(
    r"\b(?:program|residency|department|track)\b(?:, which\b)?[^.;,]{0,60}?\b(?:takes?|accepts?|admits?|match(?:es)?|"
    r"recruits?|enrolls?|"
    r"appoints?|"
    r"selects?)(?: about| up to| only| just)? $"
)
_OF_PAPERS = re.compile(
    r"\bletters?\b|\blors?\b|\battempts?\b|\bsteps?\b|\bscores?\b|\bmonths?\b|\breferences?\b|\bfail"
)
_WHOLE_BEFORE = re.compile(rf"(?P<n>{NUMBER})(?: residents| positions| trainees)?(?: in all| total)? ?\($")
_ARE_FIRST = re.compile(
    r",? of (?:them|these|those|whom|which)(?: are| being)? (?:new\b|interns|first[- ]years?|pgy-?1'?s?|in (?:the|"
    r"their) first)"
)
_BARE_AFTER = re.compile(  # all that may stand right before such a number
    r"(?:^|[,(:;\"/=-]|\b(?:is|are|was|were|be|of|at|has|have|had|having|with|to|about|around|approximately|only|"
    r"just|and|plus|"
    r"for|exactly|typically|currently|usually|now|or|means?|numbers?|totals?|number|roughly|some|nearly|almost|us|"
    r"size|that|"
    r"most|least|intake|quota|gives?|says?|lists?|counts?|program|residency|track|residents|class|complement|year|"
    r"summer|"
    r"july|a|positions|spots|categorical|interns|then|these|those|where|while|hence|thus|so|hold|holds)|'s)\W*$"
)
_RULE_LABEL = re.compile(r"(?:rule|item|point|number|row|no\.?|#|question) ?\d{1,2}")
_TEAM_TAKES = re.compile(
    r"\b(?:teams?|services?|attendings?|wards?|clinics?|firms?|rotations?|sites?|practices?|preceptors?|hospitalists?) "
    r"(?:[a-z]+ly )?(?:takes?|has|have|accepts?|gets?|includes?|consists? of|hosts?|supervises?|receives?|trains?) "
    r"(?:about |up to |at "
    r"most |only |just )?$"
)
_DID = re.compile(  # "12 interns took the boards"
    r" (?:took|passed|went|travel\w*|presented|published|gave|attended|won|received|received|got|left|moved|delivered|"
    r"volunteer\w*|played|ran|visited|completed|rotated?|present|attend|serve[ds]?|lead|led|spend|spent|help(?:ed)?|"
    r"see|saw|"
    r"write|wrote|scored|failed|chose|elect(?:ed)?|select(?:ed)?)\b"
)
_INTERNS = re.compile(r"transitional|\bnew\b|intern|pgy|first|r-?1|categorical")
_ENDS_ITEM = re.compile(
    r"\s*(?:$|[.,;(+/]|and \d|and no\b|from (?:july|june)\b|plus\b|and (?:one|two|three|four|five|six|seven|eight|nine|"
    r"ten)\b)"
)
_WE_TAKE = re.compile(
    rf"\W*(?:[a-z0-9]\) ?)?(?:each year,? |every year,? )?(?:it (?!takes)|they |we |the program |our program |this "
    rf"program |(?:the|"
    rf"our|this) "
    rf"(?:residency|department) )(?:[a-z]+ly )?(?:match|take|"
    rf"accept|recruit|"
    rf"enroll|admit|select|appoint)(?:s|es)? (?:about |up to |only |no more than )?{NUMBER}(?: each year| per year| "
    rf"a year)?(?:,? (?:and|after) (?:interview|see|"
    rf"meet|rank|have|always|neither|both)(?:ing|s)?\b[^;]*)?\W*"
)
_PERIOD_LEFT = re.compile(rf"\W*(?:{_YEARLY.pattern})[ ,:]{{0,2}}")
_TOLD_TOTAL = re.compile(r"\b(?:altogether|in all|in total|total|overall|all told)\b")
_ANSWERS = re.compile(
    r"(?:^(?:\W*a )?|\b(?:about|approximately|currently|up to|around|yes,|we (?:take|have|offer|accept|match|recruit|"
    r"enroll|"
    r"admit|"
    r"fill|expect|select|appoint)|there are|usually|it is|it's|typically|roughly|only|just|that would be))\W*$"
)
_ENDS_ANSWER = re.compile(
    r"\s*(?:$|[.,;(+/]|(?:a|per|each|every|in|and|plus|categorical|for|this|all|of|from|out|with|at|through|next)\b)"
)
_BESIDE = re.compile(
    rf"(?: ?(?:of (?:them|us|these|those|whom|which)(?: (?:are )?new)?|(?:more )?(?:categorical|cat|prelim\w*|"
    rf"med-peds|[a-z/-]+ists)\b))?"
    rf"[ ,]{{0,3}}(?:to |in )?(?:{_YEARLY.pattern})"
)
_APPOSED = re.compile(
    r"\b(?:program|track|pathway), $|"
    r"^\W*(?:categorical|preliminary|primary care)(?: [a-z]+){0,3}?(?: ?\([^()]{2,20}\))?(?:, | ?- |: )$"
)
_APPOSED_PROGRAM = re.compile(
    r"^(?:(?!\b(?:is|are|was|were|has|have|had|can|must|letters?|interviews?|applications?)\b)[^.;,])*\b(?:program|"
    r"residency)\b(?:(?!\b(?:is|are|has|have|letters?|interviews?)\b)[^.;,])*, $"
)
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
