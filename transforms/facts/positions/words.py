"""The words of places: who is counted, who takes them and who comes, words of the year and of the first year.

`joins` tells whether those counted begin here. No reading otherwise.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.hinted_re import Branched
from transforms.numerals import NUMBER

# ---------------------------------------------------------------- who or what is counted

# Who or what is counted. Places are a yearly intake by themselves wherever they are filled; residents only with a word
# of the year or of the first year; people only where they are taken.
PLACES = r"(?:position|place|(?<!work)(?<!office )space|spot|slot|post|opening|seat|appointment|vacanc(?:y|ie)|berth)s?"
TRAINEES = (
    r"(?:residents?|interns?|trainees?|house ?officers?|housestaff|learners?|categoricals?|prelims?|newcomers?|"
    r"matriculants?|recruits?|colleagues|new faces|faces|first[- ]years?|freshm[ae]n|r-?1'?s?|internships?|cat\b|"
    r"[a-z]{2}-1'?s|entrants|appointees|(?:new |fresh )ones|joiners|starters|beginners|newbies|"
    r"pgy?[ -]?(?:1|i|one)'?s?|resident physicians|intern physicians|residencies)"
)
PEOPLE = (
    r"(?:people|persons?|members|physicians?|doctors?|individuals?|applicants?|candidates?|graduates?|internists|"
    r"psychiatrists|"
    r"pediatricians|neurologists|surgeons|pathologists|radiologists|anesthesiologists|men and women)"
)
# What an adjective before them cannot be: a word of grammar, or of another measure.
ADJECTIVE = (
    r"(?:(?!(?:during|before|after|until|by|to|on|at|is|are|was|were|be|the|your|their|must|will|may|can|who|that|as|"
    r"than|when|if|we|you|it|not|and|or|in|with|per|from|for|a|an|each|every|of|our|total)\b|beds?\b|faculty|fellow|"
    r"hospitals?\b|months?\b|weeks?\b|(?<!first )(?<!transitional )years?\b|letters?\b|attempt|half\b|hours?\b|days?\b|"
    r"states\b|countr|"
    r"schools?\b(?! (?:graduates|seniors))|"
    r"percent|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty)\b(?!-)|"
    r"matched\b|taken\b|accepted\b|recruited\b|admitted\b|filled\b|offered\b|enrolled\b|chosen\b|selected\b|"
    r"available\b|added\b|\d+ |minutes?\b|points?\b|times\b|sites?\b|more than|yrs?\b)[a-z0-9&'/+-]+ |pgy?[ -]1 )"
)
ADJECTIVES = rf"(?:of (?:our|the|these|its|those) )?(?:(?:{ADJECTIVE}|\([a-z0-9/ -]{{1,24}}\) )){{0,6}}?"
IS_PLACE = re.compile(PLACES)
IS_PERSON = re.compile(PEOPLE)

# ---------------------------------------------------------------- taken here, beginning here

TAKE = (
    r"(?:tak(?:e|es|en|ing)(?: on| in)?|took|accept(?:s|ed|ing)?|admit(?:s|ted|ting)?|recruit(?:s|ed|ing)?|"
    r"match(?:es|ed|ing)?|enrol(?:l?s|l|led|ling)?|appoint(?:s|ed|ing)?|hir(?:es?|ed|ing)|select(?:s|ed|ing)?|"
    r"fill(?:s|ed|ing)?|offer(?:s|ed|ing)?|bring(?:s|ing)? (?:in|on|aboard)|welcom(?:es?|ed|ing)|"
    r"matriculat(?:es?|ed|ing)|choos(?:es?|ing)|chose|pick(?:s|ed|ing)?|seek(?:s|ing)?|open(?:s|ed|ing)?|"
    r"onboard(?:s|ing)?|induct(?:s|ed|ing)?|award(?:s|ed|ing)?|absorbs?|employs?|engag(?:es?|ing)|contracts?|"
    r"sign(?:s|ed|ing)?(?: up| on)?|opens? (?:its|our|the) doors to|(?:match|july|june|summer) (?:brings|gives|sends|"
    r"yields)|"
    r"we start|"
    r"advertis(?:es?|ing)|post(?:s|ing)?|list(?:s|ing)?)"
)
_TAKE_FOR = (
    r"(?:(?:look|search|recruit|match|compet\w*|hir|interview\w*)(?:s|es|ing)?|room|space|capacity|quota|openings?|"
    r"positions?|places?|slots?|spots?|seats?) for"
)
DEGREE = (
    r"(?: (?:up to|no more than|not more than|about|approximately|approx\.?|roughly|around|only|just|exactly|at most|"
    r"(?:a )?maximum(?: of)?|"
    r"as many as|"
    r"on average|an average of|some|a total of|an additional|another|our|the|its|these|this|in|into|all|all of|"
    r"nearly|almost|usually|typically|currently|now|normally|generally|always|annually|yearly|newly|to|with|for|them|"
    r"us|(?:an? |our |the |new |small |the next |another )*(?:(?:intern|incoming|entering|new|first-year|small|"
    r"residency|yearly|annual|categorical|resident|close-knit|diverse|single|select|talented) )*(?:class|cohort|group|"
    r"intake)(?:es|s)? of|(?:each|every|per) (?:year|july|summer|june|cycle|season|class|fall|spring)))*"
)
TAKEN_LEFT = re.compile(rf"\b(?:{TAKE}|{_TAKE_FOR}){DEGREE}\s*$")
WE_STRONG = re.compile(
    r"\b(?:accept|admit|recruit|match|enrol|select|appoint|hir|matriculat|choos|chose|tak|took|seek|pick|fill|onboard|"
    r"bring|look|search)"
)
APPLIES = re.compile(
    r"\b(?:interview\w*|compet\w*|appl(?:y|ies|ied|icants?|ications?)|candidates|invit\w*|files?|meet|see|vie|vying|"
    r"ranks?|ranked|ranking)\b"
)
_ADVERB = (
    r"(?: (?:[a-z]+ly|normally|also|then|now|typically|all|always|usually|generally|expected to|going to be|being))?"
)
TAKEN_RIGHT = re.compile(
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
    rf"makes?(?: up)?(?= (?:an?|the|our|each|every|one) (?:[a-z-]+ )?(?:class|cohort|intake|group)\b)|gets? in(?=\W*$|"
    rf"[,;]| (?:each|every|a|per)\b)|"
    rf"comes?(?= (?:each|every|per|a)\b)|(?:finds?|gets?|wins?|obtains?|receives?|(?:are|is) given) (?:a|their) "
    rf"(?:place|"
    rf"spot|position|seat|home)\b(?=\W*$|[,;]| (?:with us|here|in our|at our|in this|each|every|a year|per)\b)|makes? "
    rf"up|constitutes?|composes?|compose|fill the|learn|stud(?:y|ies))\b"
)
_NO_FELLOWSHIP = re.compile(
    r"[^,;.]{0,14}\b(?:fellowships?|practice|faculty|jobs?|families|mph|mba|master'?s?|ph\.?d|degree|doctoral|"
    r"research|certificate|leadership|electives?|academ(?:y|ia)|laborator(?:y|ies)|lab|pathway|scholars?|workforce|"
    r"committees?|councils?|union)\b"
)


# "Ten interns is what we look for"
IS_WHAT_WE_TAKE = re.compile(
    r",? (?:is|are) (?:what|who|whom|all|how many|as many as)(?: that)? (?:we|the program) (?:usually |always |can |"
    r"now )?"
    r"(?:expect|take|look for|want|hope for|match|need|accept|admit|recruit|rank for|bring in|start with)s?\b"
)


def joins(after: str) -> bool:
    joined = _JOINS_RIGHT.match(after)
    return joined is not None and not _NO_FELLOWSHIP.match(after, joined.end())


# ---------------------------------------------------------------- the year, and its first

_PERIOD = (
    r"(?:(?:the |this |our |next |coming |upcoming |new |one |single |academic |training |recruitment |recruiting |"
    r"application |interview |match |residency |post[- ]?graduate |postgrad |pgy |pg |resident |intern |entering |"
    r"incoming |"
    r"calendar |fiscal |given |main |successive |graduating )*(?:years?|yrs?\b|class(?:es)?|cycles?|seasons?|july|"
    r"june|summer|"
    r"fall|"
    r"autumn|spring|annum|cohorts?|intakes?|levels?|tier|match|pgy|"
    r"academic|season))"
)
YEARLY = Branched(
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
    rf"\b(?:year in,? year out|year (?:after|by) year)\b|\b(?:intern|incoming|entering|first-year|pgy-?1) class\b|"
    rf"\bapiece\b|\bto (?:an?|each|every|one) (?:pgy |training )?(?:class|level|year)\b|"
    rf"\bat (?:any|one) (?:pgy |training )?level\b|\bby class\b|\bat the pgy-?1 level\b|\bincoming\b|\bentering\b"
)
BESIDE = re.compile(
    rf"(?: ?(?:of (?:them|us|these|those|whom|which)(?: (?:are )?new)?|(?:more )?(?:categorical|cat|prelim\w*|"
    rf"med-peds|[a-z/-]+ists)\b))?"
    rf"[ ,]{{0,3}}(?:to |in )?(?:{YEARLY.pattern})"
)
FIRST = re.compile(
    r"\bpgy?[ -]?(?:1|i|one)(?:'?s)?\b|\bfirst[- ]years?\b|\binterns?\b|\bcategoricals?\b|\bcat\b|\b1st[- ]year\b|"
    r"\bentry[- ]level\b|\br-?1'?s?\b|\binternships?\b|\bincoming\b|\bentering\b|\bgy1\b|\bfreshm[ae]n\b|\bpg-?1\b|"
    r"\bstarting\b|\bp[lg]-?1(?:'?s)?\b|\b[a-z]{2}-1'?s\b|\btransitional\b|\bty\b"
)
NEW = re.compile(r"\bnew(?:ly)?\b|\bfresh\b|\bnewcomers\b|\bmatriculants\b")
TO_FIRST_YEAR = re.compile(
    r"[^.;,]{0,45}?\b(?:to|into|in|as|for|at) (?:(?:be|become) )?(?:(?:the|our|their|next|new|future) "
    r")*(?:first[- ]year|pgy-?1|internship|interns\b|"
    r"intern year)\b"
)
ALONE = re.compile(
    rf"\W*(?:(?:at present|at the moment|at this time|currently|now|today),? )?(?:we (?:have|take|offer|are) |"
    rf"(?:a )?total of |up to |about |approximately |yes,? |all )?{NUMBER}"
    rf"[ -]{ADJECTIVES}(?:{PLACES}|{TRAINEES})(?:,? (?:all |each |every one )?(?:of them )?(?:categorical|a year|"
    rf"per "
    rf"year|yearly|available|offered|in all))?(?:,? (?:and|plus) {NUMBER} prelim[a-z]*[^.;,]{{0,20}})?"
    rf"(?: \([^()]{{0,40}}\))?(?: (?:at present|at the moment|currently|now|this year))?\W*"
)

# ---------------------------------------------------------------- the end of an item, other topics

ENDS_ITEM = re.compile(
    r"\s*(?:$|[.,;(+/]|and \d|and no\b|from (?:july|june)\b|plus\b|and (?:one|two|three|four|five|six|seven|eight|nine|"
    r"ten)\b)"
)
OTHER_TRACK = re.compile(
    r"\b(?:prelim\w*|adv\w*|transitional|research|rural|primary care|alt|alternat\w*|osteopathic|pgy-?[2-9])\b"
)
VISA = re.compile(r"\bvisas?\b|\bh-?1-?b?\b|\bj-?1\b|\bpetition")
