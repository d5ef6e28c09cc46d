"""Step 3, clause by clause; see the package for what is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms import hinted_re as re
from transforms.facts.exams import find_exams
from transforms.facts.finding import ANSWERED, EXPLICIT, OF_OLD, OF_SOME, Drop, Finding, drop, unquote
from transforms.facts.scope import is_of_the_past
from transforms.facts.step3.forms import EXPECTED_LATER, OF_OUR_SCHOOLS, OURS_EXEMPT, read_form
from transforms.facts.step3.instead import ELSE_J1, J1_WITHOUT_STEP3
from transforms.facts.visa.words import H1B as H1B_NAME
from transforms.language import Clause
from transforms.marks import find_strength, has_mark
from transforms.refusals import has_refusing_head, is_harmless, is_turned_away
from transforms.strength import settle_strength

# Beside Step 3, "the H" is the H-1B too.
H1B = (
    rf"{H1B_NAME}|\b(?:the|an|for|if) h(?= visas?\b| status\b| petition|\s*(?:$|[.,;)]))|"
    r"\bh(?= (?:applicants|people|folks|candidates)\b)"
)

STEMS = (
    "step",
    "part iii",
    "part 3",
    "and iii",
    "& iii",
    "to iii",
    "parts i-iii",
    "three parts",
    "usmle",
    "u.s.m.l.e",
    "s3",
)

_LATER = re.compile(
    r"\b(?:end|close|finish|completion|conclusion|middle|course) of (?:the |their |your )?(?:training |"
    r"residency )?year (?:one|two|three|"
    r"[123])\b|\b(?:in|during|by|before|ahead of|prior to|until|till|into|for|to|(?:begin|start|enter|reach)(?:s|"
    r"ning|ing)?) "
    r"(?:the |your |their )?(?:time )?year (?:two|three|four|2|3|4|ii|iii)\b|\b(?:first|intern|second|"
    r"third)[ -]year's\b|\bpgy[ -]?1\b[^.;]{0,70}\bthat year's\b|"
    r"\b(?:when|once|after|until|by the time) (?:the |their |your )?(?:pgy-?1|internship|(?:first|intern|"
    r"second)(?: [a-z]+)? year|year "
    r"(?:one|two|[12]))(?: of (?:training|residency))? (?:ends|closes|is over|is done|has ended)\b|"
    r"\br-?[23]\b(?: year)?|\bca-?[23]\b|\bby month (?:[6-9]|[1-4]\d)\b|\b(?:pgy|pg|postgraduate year)[ -]?(?:2|3|ii|"
    r"iii|two|three)\b|\b(?:second|third|fourth|"
    r"2nd|3rd|"
    r"final|(?:(?<=the )|(?<=their )|(?<=your ))last|"
    r"senior)(?:[ -](?:[a-z]+ )?year| post-?graduate| pgy)|\b(?:end|completion|close|finish|conclusion|during|in|"
    r"middle)\b(?: of)?(?: (?:the|their|your|this))? (?:intern(?:ship)?|first|pgy-?1|pgy1|1st)(?: (?:post-?graduate|"
    r"training|pgy))?(?: ?year)?\b|"
    r"\b(?:of|into|in|during|through|throughout|within) (?:the |their |your |this |an? )?(?:intern(?:ship)?|pgy-?1|"
    r"first|r-?1|residency|training) "
    r"(?:post-?graduate |training )?year\b|\b(?:for|in|into|throughout) residency\b(?! (?:application|applicants|"
    r"interview|selection|candidates|program|"
    r"position))|\bmov(?:e|ing) (?:up|on)\b|\b(?:next|second|higher) level of training\b|\brenew(?:al|ed)?\b|\bwhile "
    r"(?:you are |you're |they are )?(?:with us|here)\b|"
    r"\bduring (?:your|their) (?:time|years|stay) (?:here|with us)\b|"
    r"\bbecom(?:e|ing) (?:a )?(?:junior|senior|supervising)|\b(?:junior|senior) (?:residents?|years?)\b|\b(?:to|"
    r"before|for) graduat(?:e|ing|ion)\b|\b(?:your|their) (?:first|intern(?:ship)?|second|third) year\b|"
    r"\bgraduation requirement\b|\brequire\w* (?:for|of|to) graduat\w+|"
    r"\b(?:[a-z]+th|\d+(?:th|st|nd|rd)|first|second|third) month of\b|\b(?:of|during) (?:the |their |your )"
    r"internship\b(?= ?(?:$|[,;.)]))|\b(?:january|february|march|april|may|september|october|november|december)(?: "
    r"\d{1,2}(?:st|nd|rd|th)?)?,? (?:of|in|during) (?:(?:the|their|your) )?(?:internship|intern year|pgy-?1)\b|"
    r"\b(?:of|in|during) (?:the |their |your )?pgy-?1\b|\bpromot|\badvanc(?:e|ing|ement)|\bduring (?:the |their |your "
    r")?(?:residency|training|program|internship|"
    r"intern year|pgy)|\bgraduat(?:e|ing|ion) from (?:the |this |our )?(?:program|residency)|\b(?:12|18|24|twelve|"
    r"eighteen|six|6|first) months (?:into|after|of (?:the |your |their |our )?(?:start|residency|training|intern|pgy|"
    r"program|"
    r"employment|joining|appointment))|\bafter (?:starting|beginning|matriculat|the start)|\bwhile (?:in|"
    r"a) (?:training|residen)|\bbefore (?:finishing|completing|the end of|graduating)|\bby the end of\b|"
    r"\bcomplet(?:e|ion of) (?:the )?(?:residency|program|training)\b|\bin training\b|\bafter (?:one|two|an?|1|2)(?: "
    r"full)? years?\b|\bafter (?:the )?(?:first|intern|internship) year\b|\bwithin (?:the )?(?:first|"
    r"\w+ months)|\bas (?:an? |our |one of our )?(?:intern|resident)s?\b|"
    r"\b(?:halfway|half-way|midway|partway) (?:through|into) (?:the |your |their )?(?:pgy-?1|internship|first year|"
    r"intern year|year "
    r"one|residency|training)\b|\b(?:the|your|their) first (?:two|three|2|3|few) years\b"
)
# "the first day of internship", "by the start of the PGY-1 year": before training and not in its course.
_AT_START = re.compile(
    r"\b(?:start|beginning|begin|beginning|first day|day one|day 1|outset|commencement|entry|starting|entering|"
    r"before|prior to|into)\b(?: of| to| into| in)? "
    r"(?:the |their |your |our |an? )?(?:intern(?:ship)?|pgy-?1|pgy ?1|pg-?1|first|r-?1|residency|training)(?: "
    r"(?:post-?graduate |training )?year)?\b(?!(?: [a-z]+)?'s)"
)
_SOONER = re.compile(
    r"\b(?:before|prior to|to|by|at|for|when|upon|on)\b[^,;.]{0,30}?\b(?:appl(?:y|ying|ication)|interview|rank\w*|"
    r"match|contract|start\w*|begin\w*|appointment|matriculat\w*|july|june|hire|employment|considered|orientation|"
    r"day one|first (?:working )?day|arriv\w+|entering|entry|enter|commenc\w*|joining|eligible|appointed|hired|"
    r"onboarding|signed?|signing|payroll|hiring|employed|credential\w*)\b"
)
_IF_TAKEN = re.compile(
    r"(?<!only )\bif (?:taken|attempted|sat|available|applicable|completed|they|it applies|you have|already|passed|"
    r"any)|\bwhen "
    r"available|"
    r"\bwhere available|\btranscripts?\b|\bscore reports?\b|\bresults? (?:if|when)"
)
_TELLS = re.compile(r"\b(?:is|are|was|were|has|have|had|can|may|will|helps?|gives?|(?<!a )given|take|takes|offers?)\b")

_STEP3 = re.compile(r"\bsteps?[ -]?(?:3|iii|three)\b(?! (?:times|or more))")
MAX_BACK = 3  # clauses between a visa and "such cases"
MAX_BACK_TO_PETITION = 7  # which is filed for no other of our visas
# "Applicants without Step 3 need not apply"; "no contract without Step 3".
_NOT_WITHOUT = re.compile(
    r"\b(?:no|not|cannot|never|nobody|none)\b[^.;]*\b(?:without|lack\w*|short of|until|unless|before)\b[^.;]{0,40}#|"
    r"\b(?:without|lacking|short of|who lack|who have not (?:yet )?passed|until|"
    r"unless)\b[^.;]{0,40}#[^.;]{0,60}?\b(?:not|"
    r"never|cannot|no|impossible|screened|rejected|returned|declined|excluded|ignored|discarded|passed over|turned "
    r"(?:down|away)|filtered|removed|set aside|unread|ineligible|useless|out of the question)\b"
)
_PLAYS_NO_PART = re.compile(
    r"\b(?:ask|want|require|need|expect)s? (?:for )?nothing (?:on|of|about|as to|regarding) #|"
    r"\bnot (?:obliged|required|needed|necessary|asked|mandatory|obligatory|demanded) (?:is|are) [^.;]{0,15}#|"
    r"\bno (?:usmle )?#[^.;]{0,12}\b(?:is|are|gets) (?:claimed|asked|wanted|demanded|expected|sought|checked)\b|"
    r"\bnot (?:required|needed|necessary|mandatory|obligatory) to (?:have|hold|take|pass|show|complete|bring)\b(?: "
    r"[a-z]+){0,2}? (?:usmle )?#|^neither\b[^.;]*#|^neither #|\bneither\b[^.;]{0,30}#[^.;]*\bnor\b|"
    r"#[^.;]{0,40}?(?:\bno (?:part|role|bearing|"
    r"rule|need|obligation)|\bnot (?:among|part of|one of|on (?:the|our) list|a factor|count|matter|held to|bound|"
    r"expected|"
    r"looked for|ask))|(?:\bnot|\bnever) (?:[a-z]+ly )?(?:require|need|demand|insist|ask (?:applicants|candidates|"
    r"imgs|you|anyone) for|want|(?:need|wish|want) to see|held to|ask(?:ed)? (?:for|"
    r"about)|bound by|look (?:for|at|into)|"
    r"expect|consider|use|weigh|screen (?:on|for|by)|care about|take [a-z]+ account of|factor in|count) [^.;]{0,25}#"
)
# "A Step 3 result is something we never ask for."
_NEVER_ASKED = re.compile(
    r"#[^.;]{0,60}\b(?:never|not) (?:(?:something|a thing|anything|one) (?:that )?(?:we|the program|us) "
    r")?(?:ask(?:ed)?(?: for)?|require|insist on|demand|expect|look for|need)\b"
)
_PUT_OFF = re.compile(
    r"\b(?:leave|left|wait|waits|later|defer\w*|postpone\w*|due|taken|sat|take|sit|attempt\w*|register\w*|schedul\w*|"
    r"book|complete\w*|pass(?:ed)?|"
    r"expected|by|"
    r"within|before|during|prior|after|follow|come|comes|scheduled|finish\w*|depends?|hinges?|falls|happens|"
    r"belongs|(?:'ll|will|to|can|"
    r"you) do)\b"
)
_WHEN_HERE = re.compile(
    r"\b(?:wait|leave it|left|deferred?|postponed?|put off) (?:[a-z]+ ){0,2}?(?:until|till|for|to) (?:[a-z]+ ){0,2}?"
    r"(?:you (?:are|have)|your|the|after|second|third|intern|pgy|residency|training|later|start\w*)|\btake it later\b|"
    r"\b(?:once|after) you(?:'re| are) (?:here|with us)\b|\b(?:once|after) you (?:are (?:here|an? (?:resident|intern)|"
    r"in training|with us)|have (?:started|begun|joined)|"
    r"start|join)\b|\bfor later\b"
)
_THREE_STEPS = re.compile(
    r"\b(?:all )?(?:usmle )?steps \(1, ?2,? ?(?:ck,? )?(?:and|&) 3\)|\b(?:all )?(?:three|"
    r"(?:(?<=all )|(?<=the )|(?<=its )|(?<=these ))3) (?:usmle |u\.s\.m\.l\.e\. )?(?:steps|parts|exams|"
    r"examinations)\b|\b(?:steps?|parts?|usmle) (?:1|i|one) ?(?:-|to|through) ?(?:3|"
    r"iii|three)\b"
)
_ALL_STEPS = re.compile(
    r"\b(?:all|every|each of the) (?:of the )?(?:usmle )?(?:steps?|exams?|parts?)\b(?! (?:within|in|on|at) )|"
    r"\bthree-step\b"
)
# A petition, "the latter", "in each instance": the sentence before named the H-1B.
_OF_PETITION = re.compile(
    r"\bbeforehand\b|\b(?:the|such|each) requests?\b|\bby (?:then|that (?:date|time|day|point))\b|\bpetition|\bfor "
    r"the (?:last|second|other)(?: "
    r"(?:one|visa|of (?:the two|these|them)))?,|"
    r"\b(?:these|those|"
    r"such) (?:[a-z]+ )?(?:transfers?|cases?|"
    r"residents|physicians|trainees|applicants|"
    r"candidates|people|"
    r"individuals|exceptions?|visas?|situations?|instances?)\b|\bfil(?:ed|ing)\b|\bthe latter\b|\bin (?:each|every|"
    r"that|such|this|either)(?: such)? (?:instance|case)|\b(?:must|is|are|has|have) "
    r"then\b|\bthen (?:needed|required|necessary)\b|"
    r"\bsuch (?:visas?|sponsorship|applicants|candidates)\b|\bthat visa\b|\bfor (?:this|it|them)\b|\b(?:this|that|"
    r"whose) "
    r"(?:status|sponsorship|category)\b"
)
_EITHER_VISA = re.compile(rf"\bj-?[1i](?: visas?)? ?(?:,|&|and|or|/|as well as)(?: the| an?)? ?(?:{H1B})")
_REFUSES_H1B = re.compile(
    rf"\b(?:not|no|never|cannot)\b[^.;,]{{0,40}}(?:{H1B})|(?:{H1B})[^.;,]{{0,40}}\b(?:not|never|cannot)\b"
)
_BESIDE_H1B = re.compile(
    rf"(?:{H1B})(?: visas?| sponsorship| only)? ?[(] ?(?:[a-z/]+,? ){{0,5}}?(?:(?:steps?|parts?) ?(?:(?:1|i),? ?"
    rf"(?:2|ii)(?: ck)?,? ?(?:and|&) ?)?(?:3|iii|three)|s3|all three|three (?:usmle )?steps)\b"
)
_H1B_WITH = re.compile(
    rf"(?:{H1B})(?: visas?| sponsorship)?,? (?:only )?(?:with|w/|if|when|where|after|once|provided|needs?|"
    rf"requires?) [^,;.]{{0,40}}?\b(?:steps? ?(?:3|iii|three)|three steps)\b"
)
_BUT = re.compile(r"\W*(?:but|yet|though|although|however|note|please note|in (?:that|which) case|then)\b")
_NOT_EVEN = re.compile(r"\bnot even\b|\beven (?:if|when|for|to|those|with)\b|\bregardless of\b|\bwhether or not\b")
_GOES_ON_IF = re.compile(
    r"\b(?:provided|if|when|where|once|condition|as long as|only|conditions?|after)\b[^.;,]{0,40}$"
)
_SPACING = re.compile(
    r"\bwithin (?:[a-z0-9()-]+ ){1,3}(?:years?|months?) of (?:one another|each other|the first|step)|"
    # "Steps 1, 2 and 3 passed within seven years"
    r"\bwithin (?:an? )?(?:five|six|seven|eight|ten|\d{1,2})(?: \(\d{1,2}\))?[- ]years?(?: period| span| limit)?"
    r"(?=\s*(?:$|[.,;)]))"
)


_OPEN_POST = re.compile(
    r"\b(?:vacanc(?:y|ies)|(?:open|off-?cycle) (?:[a-z0-9-]+ )?(?:positions?|spots?|places?|vacancy)|openings?|"
    r"transfer\w*|pgy-?[2-5] (?:applicants?|candidates?|entrants?))\b"
)
# "The contract is contingent upon a pass in Step 3."
_HINGES = re.compile(
    r"\b(?:contingent|conditional|conditioned|dependent|depends?|hinges?|subject|predicated|"
    r"premised)\b[^.;,]{0,12}\b(?:up)?(?:on|to)\b"
    r"[^.;]{0,60}#"
)
_VISA_WISH = re.compile(
    r"\bpreferred visa\b|\bprefer\w*(?: [a-z]+){0,2}? j-?[1i]\b|\bj-?[1i](?: visas?)? (?:is|"
    r"are)? ?(?:[a-z]+ )?preferred\b"
)
_ONLY_THOSE = re.compile(r"\bonly (?:apply|if|when|those|applicants|candidates|consider)\b[^.;,]{0,40}#")
_COMING = re.compile(
    r"\b(?:incoming|entering)\b(?! (?:the |their |your |our |a )?(?:second|third|fourth|final|last|senior|pgy-?[23]|"
    r"2nd|3rd|upper))"
)
_DROPPED_SUBJECT = re.compile(
    r"(?:but )?(?:we )?(?:never|do not|not) (?:ask|require|insist|demand|expect|need|look)\w*\b"
)
_CAN_WAIT = re.compile(
    r"\b(?:can|may|could|will|should) (?:safely |well |easily )?(?:wait|follow|come later|be (?:taken|done|passed|"
    r"left|postponed|deferred) (?:later|afterwards?))\b|"
    r"\bleave (?:it|#|usmle #) (?:for|until|till|to)\b|\b(?:later|afterwards?) is (?:fine|ok|okay|enough)\b|\bno "
    r"(?:rush|hurry)\b"
)
# "Apply without Step 3 if you like", "you can match without it".
_WELCOME_WITHOUT = re.compile(
    r"(?:^\W*(?:please |feel free to )?|\b(?:can|may|could|free to|welcome to|fine to|possible to)(?! not) (?:[a-z]+ "
    r"){0,2}?)(?:apply|match|start|come|be (?:ranked|"
    r"interviewed|considered|accepted))\b[^.;,]{0,25}\b(?:without|before) (?:[a-z]+ ){0,3}?#|"
    r"\b(?:without|lacking) (?:[a-z]+ ){0,3}?#[^.;,]{0,15}?\b(?:are|is) (?:also |equally |just as |very |most |still |"
    r"quite )?(?:welcome|considered|eligible|fine|encouraged|"
    r"accepted|ranked|interviewed|ok|okay)\b"
)
_NOT_ASKED = re.compile(
    r"\W*(?:(?:nobody|no one|none of us|none of you) (?:will |would |is going to )?|(?:we|the program|the committee|"
    r"they) (?:do not|never|will not|would not) )(?:ever )?"
    r"(?:asks?|needs?|requires?|looks?|checks?|insists?|demands?|expects?|cares?)\b"
)
# "Nobody needs Step 3 to apply here."
_NOBODY_NEEDS = re.compile(
    r"(?:^|[,;:] ?)\W*(?:nobody|no ?one|no (?:applicants?|candidates?|imgs?|graduates?)|none (?:of (?:them|you|"
    r"our applicants))?) "
    r"?(?:here )?(?:needs?|has to|have to|must|"
    r"is (?:required|asked|expected|obliged)|are (?:required|asked|expected|obliged)|requires?|(?:will |"
    r"would )?(?:ever )?asks?(?: you)? "
    r"(?:for|about))(?: to)?(?: [a-z]+){0,3}? ?(?:usmle )?#"
)
# "Not having Step 3 won't be held against you", "we accept applicants who have not taken Step 3".
_NO_HARM_WITHOUT = re.compile(
    r"\b(?:not having|lack of|lacking|absence of|without|no) (?:[a-z]+ ){0,3}?#[^.;]{0,20}?(?:(?:\bnot|\bnever"
    r") (?:be )?(?:held "
    r"against|hurt|harm|matter|disqualif\w+|penali[sz]\w+|a problem|an obstacle|count against|exclude)|\b(?:is|"
    r"are) (?:fine|ok|okay|no "
    r"problem))|\b(?:accept|consider|welcome|interview|rank|invite|take)s? (?:applicants|candidates|imgs|people|"
    r"graduates|those) (?:who (?:have not|do not have|lack)|without|lacking)(?: yet)?(?: (?:taken|passed|done|"
    r"completed))? #"
)
_ASKS_OF_LACK = re.compile(r"\b(?:do not|have not|no|without|lack|lacking|missing)\b[^?]{0,25}\bsteps? ?(?:3|iii)\b")
_NO_MATTER = re.compile(
    r"\W*(?:that is |that's |it is |it's )?(?:no problem|no worries|fine|ok|okay|not a problem|not to worry|"
    r"apply anyway|please apply|you can still apply|all right|alright)\b"
)
_NOT_TAKEN_IN = re.compile(
    r"[^#]*\b(?:not|never|cannot|nobody|no one|no longer|rarely|unable to)\b (?:[a-z]+ )?(?:accept|consider|"
    r"welcome|interview|rank|invite)"
)
_SO_IS = re.compile(r"\bso (?:is|are|must|does) (?:usmle )?#")
_TERSE_NO = re.compile(r"(?:^|[,;|/] ?)(?:usmle )?#\s*[-=,]?\s*(?:no|n|none|not req\w*|not needed)(?=\s*(?:$|[,;|/.]))")
_TERSE_YES = re.compile(
    r"(?:^|[,;|/] ?)(?:usmle )?#\s*[-=]?\s*(?:in hand|must|req'?d?|needed|a must|mandatory|yes)(?=\s*(?:$|[,;|/.]))"
)
# "Step 3 deadline: June of PGY-2", "Exams to be passed before the contract: Step 1, Step 2 CK, Step 3".
_OF_TIME = re.compile(r"\b(?:timing|deadline|due|when|date|timeline|by)\b")
_EVENT = re.compile(
    r"\b(?:appl\w+|interview\w*|rank\w*|match|contract|start\w*|begin\w*|appointment|matriculat\w*|july|june|hire|"
    r"orientation|"
    r"day one|entry|entering|onboarding)\b"
)
_DUE_AT = re.compile(
    r"\b(?:required|needed|passed|due|completed|taken|necessary|done)\b[^|]{0,12}\b(?:to|before|prior to|by|at|upon|"
    r"for|during|in|after)\b"
)
_NONE_NEEDED = re.compile(
    r"\bneither (?:is|are|does|do) (?:usmle )?#\W*$|(?:^|[,;:(] ?|i\.e\.,? )no (?:usmle )?#(?: (?:needed|required|"
    r"necessary|yet|either))?\W*$"
)
_COUNTS_TRIES = re.compile(
    r"\b(?:attempts?|tries|sittings?|failures?|failed|twice|times)\b[^.;()]*\b(?:on|at|of|for|in|"
    r"failed) (?:any of )?(?:usmle )?steps? ?1,? "
    r"?(?:and |or )?(?:steps? )?2(?: ck)?,? (?:or|and) (?:steps? )?3\b"
)
# "Limits applicants to five attempts overall for all three Steps."
_FAILED_ANY = re.compile(
    r"\bfailed (?:any of |either )?(?:usmle )?steps? ?1,? ?(?:and |or )?(?:steps? )?2(?: ck)?,? (?:or|and) (?:steps? "
    r")?3\b"
)
_ALL_TRIES = re.compile(
    r"\b(?:attempts?|tries|sittings|failures?)\b[^.;()]{0,40}\b(?:for|on|at|of|over|across|in) (?:all|any of the|"
    r"each of the) (?:three|3)\b"
)
_INSTEAD_OF = re.compile(
    r"(?:(?<!\d)[2-7]\d\d(?!\d)|\bfail\w*|\battempts?\b|\bolder\b)[^.;]*\b(?:unless|except|without)\b[^.;]*#"
)
_FEES = re.compile(
    r"\b(?:reimburs\w*|fees?|stipend|allowance|pays? for|paid|covers?)\b[^.;]{0,24}#|"
    r"#(?:'s)? (?:exam |registration )?(?:fees?|costs?|reimburs\w*)\b"
)
_WAIVED_WITH = re.compile(r"\b(?:waived|lifted|relaxed|not applied) (?:for|if|when|to)\b[^.;]*#")
# "A rotation here is highly recommended, Step 3 before applying too": the wish holds for both.
_WISHED_TOO = re.compile(
    r"\b(?:recommended|preferred|encouraged|desirable|desired|favou?red|advised|helpful|a plus|an advantage|valued|"
    r"welcome)\b"
    r"[^.;]{0,60}?(?:,|\band\b|\bas is\b)[^.;,]{0,20}#(?![^.;]*\b(?:must|required|mandatory|"
    r"needed)\b)[^.;,]{0,30}?\b(?:too|as well|"
    r"also|likewise)\b"
)
# "Foreign graduates, before ranking; others may sit it later."
_OF_THE_REST = re.compile(
    r"\W*(?:and |but |while |whereas |all |the )*(?:others?|rest|remaining \w+|every(?:one|body) else|(?:u\.?s\.?|"
    r"american|domestic) "
    r"(?:graduates|applicants|seniors|students|mds?))\b"
)
_SITS = re.compile(r"\b(?:must|required|needed|take|takes|taken|sat|sit|sits|pass|passed|passes|complete[ds]?)\b")
_TOLD_OF = re.compile(
    r"\W*(?:one|two|three|four|five|some|several|many|most|half|all|a few) of (?:our|the) (?:[a-z]+ )?(?:residents|"
    r"interns|graduates|alumni|physicians)\b"
)
_TRIES_AT_IT = re.compile(r"\b(?:attempts?|tries|sittings|failures?) (?:on|at|of|for|in) (?:the )?(?:usmle )?$")
# "Step 3 isn't considered": the exam is what is left aside, and nobody for want of it.
_LEFT_ASIDE = re.compile(
    r"(?:^|[,;:] ?|\band |\bbut )(?:a |the |passing |taking |having (?:passed |taken )?)?(?:usmle )?#(?: (?:scores?|"
    r"results?|exam|itself))?"
    r"(?: (?:is|are|will be|was) not| (?:is|are) never)(?: [a-z]+ly)? (?:considered|weighed|counted|"
    r"reviewed|looked (?:at|for)|taken into|used|relevant|wanted|sought|part|needed|a (?:must|condition|criterion|"
    r"factor)|on (?:the|our))\b|"
    r"(?:^|[,;:] ?)no (?:usmle )?# (?:(?:score|result) )?(?:is |are )?(?:wanted|needed|required|expected|asked|sought)"
    r"(?: of| from| for)?\b"
)
_NO_BUT = re.compile(r"\bno (?:usmle |passed |passing )?#[^,;]{0,15}[,:;-] ?(?:then )?no (?P<event>[^,;.]{2,40})")
_NOBODY = re.compile(
    r"\b(?:nobody|no ?one|none(?: of them)?) (?:has|needs|is (?:required|asked|expected|obliged)|must)\b(?: to)?\W*$"
)


_LATER_FOR_RESIDENTS = re.compile(
    r"\b(?:residents?|interns?|trainees|you|they|one|it) (?:[a-z]+ ){0,3}?(?:finish|pass|take|complete|sit|taken|"
    r"passed|done)\w*\b"
)
_RESIDENTS = re.compile(
    r"\W*(?:all |our |every |each |the )*(?:interns?|residents?|house ?staff|trainees)\b(?!'|,)(?! (?:applicants?|"
    r"candidates?|positions?))"
)
_MUST = re.compile(
    r"\b(?:must|have to|has to|need to|needs to|(?:are|is) (?:required|expected|obliged) to|should|shall)\b(?! have "
    r"passed)"
)
_EITHER_WAY = re.compile(
    r"\bwith or without (?:usmle )?#|\bwhether or not [^.;]{0,30}#|\b(?:regardless|irrespective) of [^.;]{0,15}#|"
    r"\bno matter [^.;]{0,30}#"
)
_MAY_BE_NEEDED = re.compile(r"\b(?:may|might|could) (?:[a-z]+ )?be (?:required|needed|necessary|asked)\b")


def _is_later(text: str) -> bool:
    """Whether a time in the course of training is named."""
    if _RESIDENTS.match(text) and not _SOONER.search(text) and _MUST.search(text):
        return True
    return bool(_LATER.search(_AT_START.sub("start", text)))


_COUNTS_TRIES = re.compile(
    r"\b(?:attempts?|tries|failures?|sittings)\b[^.;]{0,40}\b(?:steps?|usmle|exams?)\b[^.;]{0,24}\b(?:3|iii|three)\b"
)
_DUE = re.compile(r"\bpass|\bcomplet|\brequire|\bneed|\bby\b|\bbefore\b|\bprior\b|\bh-?1")


def read(clause: Clause) -> Iterator[Finding | Drop]:
    clause = unquote(clause)
    if OF_OLD.fullmatch(clause.lead) or OF_SOME.match(clause.text):
        return
    spared = OURS_EXEMPT.sub(lambda match: " " * len(match.group()), clause.text)
    if spared != clause.text and (any("3" in m.exams for m in find_exams(spared)) or _THREE_STEPS.search(spared)):
        clause = replace(clause, text=spared)  # what remains names it for the others
    text = clause.text
    if _COUNTS_TRIES.search(text) and not _DUE.search(text):
        return  # "more than ten attempts over Steps 1, 2 and 3"
    mention = next(((m.start, m.end) for m in find_exams(text) if "3" in m.exams), None)
    named = _STEP3.search(text) if mention is None else None
    if named:
        mention = named.span()
    three = _THREE_STEPS.search(text)
    if three is None and (re.search(H1B, text) or (re.search(r"\bpass", text) and _is_told_of_h1b(clause))):
        three = _ALL_STEPS.search(text)
    if mention is None and three:
        mention = three.span()
    before = clause.previous.text if clause.previous else ""
    goes_on = clause.previous is not None and clause.previous.sentence_start == clause.sentence_start
    if mention is None and goes_on and any("3" in m.exams for m in find_exams(before)):
        passed = re.search(r"\b(?:a pass|passed|it|passing (?:score|result))\b", text)
        if passed and re.search(H1B, text) and find_strength(text, *passed.span()) == "required":
            yield _finding(clause, "h1b", ANSWERED, False, False)
            return
    if (
        mention is None
        and clause.previous
        and clause.previous.end + 4 >= clause.start
        and any("3" in m.exams for m in find_exams(before))
        and re.search(H1B, text)
        and _NEED_IT.search(text)
        and not re.search(r"\b(?:not|no|never|nor)\b", text)
    ):
        yield _finding(
            clause, "h1b", ANSWERED, False, False
        )  # "You do not need Step 3. With an H-1B you need it before we file."
        return
    speaks_of_it = mention is None and goes_on and any("3" in m.exams for m in find_exams(before))
    if (
        speaks_of_it
        and has_mark(before, "unneeded")
        and re.search(rf"(?:{H1B})[^.;]*\b(?:do|does|must|will)\W*$", text)
    ):
        yield _finding(clause, "h1b", ANSWERED, False, False)  # "those on a J-1 need none; those on an H-1B do"
        return
    if speaks_of_it:
        without = re.search(
            r"\b(?:until|before|unless|without|once|only after|after) (?:[a-z]+ ){0,3}?(?:it|one|that)\b", text
        )
        if without and re.search(H1B, text):
            yield _finding(clause, "h1b", ANSWERED, False, False)  # "no H-1B petition is begun before we see it"
            return
        is_it = re.match(r"(?:and |but |so |though )*(?:it|that|this)(?:'s| is)\b", text)
        is_it = is_it or re.search(r"\b(?:need|require|have to have|ask for|expect|demand) it\b", text)
        is_over = re.search(r"\b(?:it|this|that) (?:is )?(?:no longer|not any ?more)\b", text)
        if ((is_it and has_mark(text, "unneeded")) or is_over) and not re.search(H1B, text):
            yield _finding(clause, "no", ANSWERED, False, False)  # "...; it's not needed for admission"
            return
        if _DROPPED_SUBJECT.match(text) and not re.search(H1B, text):
            yield _finding(clause, "no", ANSWERED, False, False)
            return
        if _LATER_FOR_RESIDENTS.search(text) and _is_later(text):
            if _OF_THE_REST.match(text):
                return
            yield _finding(clause, "no", ANSWERED, False, False)  # "our rule is that residents finish it before PGY-3"
            return
        if _NOBODY.search(text) or (_CAN_WAIT.search(text) and re.match(r"(?:it|that|this)\b", text)):
            yield _finding(clause, "no", ANSWERED, False, False)
            return
    needs_question = needs_lead = False
    if mention is None:
        own_label = clause.lead.rsplit("|", 1)[-1]
        if (
            any("3" in m.exams for m in find_exams(own_label))
            or re.search(r"\bs3\b", own_label)
            or _STEP3.search(own_label)
        ):
            needs_lead = True
            if _OF_TIME.search(own_label) and not re.search(H1B, f"{own_label} {text}"):
                value = "no" if _is_later(text) else "always" if _EVENT.search(text) else None
                if value is not None:
                    yield _finding(clause, value, ANSWERED, False, True)
                return
            bare = re.fullmatch(
                r"(?P<no>no?|nope|nah|not (?:before|until) [a-z ]{4,30}|not (?:yet|at this time|for application|to "
                r"apply)|no need|not needed|none|never|not req'?d?|nein|optional)|(?P<yes>y|yes|req'?d|"
                r"required|must)",
                text.strip(" .;,"),
            )
            if (
                bare
                and not re.search(rf"{H1B}|\bj-?[1i]\b", own_label)
                and not re.search(r"\bif\b|\btaken\b|\bpassed\b", own_label)
            ):
                yield _finding(clause, "no" if bare.group("no") else "always", ANSWERED, False, True)
                return
        elif clause.is_first_reply and any("3" in m.exams for m in find_exams(clause.question)):
            needs_question = True
            if re.search(r"\bj-?[1i]\b", clause.lead) and not re.search(H1B, clause.lead):
                return  # "Is Step 3 required? J-1: no. H-1B: yes."
            if re.match(r"(?:nor|neither) (?:is|are|do) (?:that|it|this|we)\b", text):
                yield _finding(clause, "no", ANSWERED, True, False)
                return
            asks = re.search(r"\brequired|\bneed|\bmust\b|\bmandatory|\bnecessary", clause.question)
            if asks and re.fullmatch(r"[yn]\W*", text) and not re.search(H1B, clause.question):
                yield _finding(clause, "no" if text[0] == "n" else "always", ANSWERED, True, False)
                return
            if re.match(r"(?:if not|otherwise|if you have not|without (?:it|one))\b", text) and is_turned_away(text):
                yield _finding(clause, "h1b" if re.search(H1B, text) else "always", ANSWERED, True, False)
                return
        elif (
            re.fullmatch(r"yes|y|required", text.strip(" .;,"))
            and re.search(H1B, own_label)
            and _STEP3.search(clause.question)
        ):
            yield _finding(clause, "h1b", ANSWERED, True, True)
            return
        else:
            return
    told = f"{clause.lead} | {text}"
    if _OPEN_POST.search(told) and not re.search(H1B, told) and not _OF_PETITION.search(text):
        yield drop(clause, "step3: for a vacancy of later years")
        return
    if mention and _TRIES_AT_IT.search(text[: mention[0]]):
        yield drop(clause, "step3: a limit of attempts")
        return
    if (_COUNTS_TRIES.search(text) or _FAILED_ANY.search(text) or _ALL_TRIES.search(text)) and not re.search(
        r"\bpass", text
    ):
        yield drop(clause, "step3: a limit of attempts")
        return
    if re.search(r"\bmoonlight", text) and not _SOONER.search(text):
        yield drop(clause, "step3: for moonlighting")
        return
    marked = f"{text[: mention[0]]}#{text[mention[1] :]}" if mention else ""
    if _WAIVED_WITH.search(marked):
        yield drop(clause, "step3: in place of another rule")
        return
    if _WISHED_TOO.search(marked):
        yield drop(clause, "step3: a wish that goes on")
        return
    if _FEES.search(marked) and not _SITS.search(text.replace("after a pass", "")):
        yield drop(clause, "step3: its cost")
        return
    if mention and _TOLD_OF.match(text) and not _MUST.search(text):
        yield drop(clause, "step3: told of residents")
        return
    if is_of_the_past(clause.sentence):
        yield drop(clause, "step3: what was once")
        return
    if _SPACING.search(text):
        yield drop(clause, "step3: a spacing of the exams")
        return
    if J1_WITHOUT_STEP3.search(text):
        yield _finding(clause, "h1b", EXPLICIT, False, False)
        return
    if _UP_TO_PROGRAM.search(text):
        yield drop(clause, "step3: where a program asks for it")
        return
    if mention and OF_OUR_SCHOOLS.match(text) and has_mark(text, "unneeded"):
        yield drop(clause, "step3: what graduates of schools here are spared")
        return
    form = read_form(clause, marked or f"| {text}", needs_question) if marked or needs_question or needs_lead else None
    if form is not None and not re.search(H1B, f"{clause.lead} {clause.question}") and not _is_for_h1b(clause, text):
        yield _finding(clause, form, EXPLICIT if mention else ANSWERED, needs_question, needs_lead or bool(clause.lead))
        return
    text = OURS_EXEMPT.sub(lambda match: " " * len(match.group()), text)
    clause = replace(clause, text=text)
    text, mention = _read_aside(text, mention)
    is_h1b = _is_for_h1b(clause, text)
    value = _decide(clause, text, mention, is_h1b, needs_question, needs_lead)
    if value is None and (needs_question or needs_lead) and _H1B_YES.search(text):
        value = "h1b"
    if mention and ELSE_J1.search(text, mention[1]) and re.search(H1B, f"{clause.nearby} {clause.sentence}"):
        value = "h1b"  # "a pass in Step 3 by April, otherwise J-1"
    if value is None:
        return
    if value == "drop":
        yield drop(clause, "step3: typical, or only where taken")
        return
    if value == "no" and mention is None and goes_on and _OF_THE_REST.match(text):
        yield drop(clause, "step3: of those whom the rule before leaves out")
        return
    confidence = EXPLICIT if mention else ANSWERED
    yield _finding(clause, value, confidence, needs_question, needs_lead or bool(clause.lead))
    if value == "h1b" and not _REFUSES_H1B.search(text):
        # Who must have passed Step 3 for an H-1B can have one then.
        condition = (clause.start, clause.end)
        yield Finding(
            "visa_h1b",
            "conditional",
            "required",
            clause.start,
            clause.end,
            ANSWERED,
            condition,
            needs_question=needs_question,
        )


# "Step 3? For the J-1 no, for the H-1B yes."
_H1B_YES = re.compile(
    rf"\bj-?[1i]\b[^.;]{{0,16}}\b(?:no|not)\b[^.;]{{0,16}}(?:{H1B})[^.;]{{0,16}}\b(?:yes|required|needed|a must)\b|"
    rf"(?:{H1B})[^.;]{{0,16}}\b(?:yes|required|needed|a must)\b[^.;]{{0,16}}\bj-?[1i]\b[^.;]{{0,16}}\b(?:no|not)\b"
)
# "Step 3 (as required by training program)"
_UP_TO_PROGRAM = re.compile(
    r"\b(?:as|if|where|when|unless) (?:it is |also )?(?:required|requested|asked for) by (?:the |your |their |each |"
    r"an? |"
    r"any |individual |particular )*(?:training |residency |specific )?(?:programs?|departments?|special(?:ty|ties))\b"
)
_CONDITIONS = re.compile(
    r"(?:the |our |its |under these |on these |with these )?(?:conditions?|requirements?|provisos?)(?: are| is| apply)?"
)


def _follows_h1b(clause: Clause) -> bool:
    """Whether the sentence before speaks of the H-1B alone, and does not refuse it."""
    said = clause.previous.text if clause.previous else ""
    return bool(re.search(H1B, said) and not re.search(r"\bj-?[1i]\b", said) and not _REFUSES_H1B.search(said))


# "H-1B: for exceptional candidates. The resident must have passed Steps 1, 2 and 3."
_OF_THIS_ONE = re.compile(
    r"\W*(?:to (?:file|petition|apply for it|be filed)[^,;.]{0,20}, )?(?:the (?:resident|candidate|applicant|trainee|"
    r"physician|person|beneficiary)|he or she)\b"
)


def _is_under_h1b(clause: Clause) -> bool:
    """Whether the clause goes on with what the label before it, the H-1B alone, stands for."""
    before = clause.previous
    if before is None or before.end + 4 < clause.start or clause.question or before.question:
        return False
    said = before.lead.rsplit("|", 1)[-1]
    if not re.search(H1B, said) or re.search(r"\bj-?[1i]s?\b", f"{said} {before.text}"):
        return False
    if _REFUSES_H1B.search(f"{said}: {before.text}") or (
        not _GIVES.search(before.text) and not _FOR_SOME.search(before.text)
    ):
        return False
    if clause.lead:
        return bool(_CONDITIONS.fullmatch(clause.lead.rsplit("|", 1)[-1].strip()))
    return bool(_OF_THIS_ONE.match(clause.text)) and not _is_later(clause.text)


_FOR_SOME = re.compile(r"\b(?:exceptional|outstanding|qualified|limited|cap|case)\b")
_GIVES = re.compile(
    r"\b(?:sponsor\w*|petition\w*|support\w*|fil(?:e|es|ed|ing)|possible|available|offer\w*|consider\w*|exceptions?|"
    r"approv\w*|permits?|permitted|allow\w*|granted?|rank|accept\w*|circumstances|cases)\b"
)
# "All residents must pass Step 3": a rule for everybody, whatever was said before it.
_OF_ALL = re.compile(
    r"\b(?:all|every|each|any) (?:[a-z]+ )?(?:residents?|applicants?|candidates?|imgs?|interns?|graduates?|"
    r"trainees?)\b|\beveryone\b|\beverybody\b|^(?:imgs?|fmgs?|international|foreign|applicants|residents|interns|"
    r"graduates)\b|"
    r"\bsteps? (?:1|i|2|ii)\b|\bletters?\b|\bgraduat|\bj-?[1i]\b"
)


def _is_told_of_h1b(clause: Clause) -> bool:
    """ "The H-1B may be sponsored in rare cases. The candidate must have passed Step 3.": a rule for that visa.

    The clause right before, or the one before it in the same paragraph, gives the H-1B and names no other visa.
    """
    before, start = clause.previous, clause.start
    if clause.lead or clause.question or _OF_ALL.search(clause.text) or _is_later(clause.text):
        return False
    for _ in range(2):
        if before is None or before.end + 4 < start or before.lead or before.question:
            return False
        said = before.text
        if re.search(H1B, said):
            return bool(
                _GIVES.search(said)
                and not _REFUSES_H1B.search(said)
                and not has_mark(said, "unneeded")
                and not re.search(r"\bj-?[1i]s?\b", said)
            )
        if re.search(r"\bj-?[1i]s?\b", said) or before.sentence_start != clause.sentence_start:
            return False
        start = before.start
        before = before.previous
    return False


_THE_SECOND = re.compile(
    r"\b(?:the|for the|with the) (?:second|latter|last)(?: (?:one|visa|type))?(?=\s*(?:[.,;)]|$)| (?:on|if|is|needs?|"
    r"only|requires?|once))"
)
_J_THEN_H = re.compile(rf"\bj-?[1i]\b[^.;]{{0,40}}(?:{H1B})")
_FOR_ONE = re.compile(
    r"(?:to (?:qualify for|get|obtain|receive|be given|request|be considered for) (?:one|it|this|such an? [a-z]+)\b|"
    r"for (?:this|it|one),|"
    r"it (?:may|can|will|is) (?:only )?be (?:offered|given|granted|filed|considered)|it (?:needs|requires)\b)"
)


def _is_for_h1b(clause: Clause, text: str) -> bool:
    if _THE_SECOND.search(text) and any(
        _J_THEN_H.search(said) for said in (text, clause.lead, clause.previous.text if clause.previous else "")
    ):
        return True  # "J-1 and H-1B are both welcome, the second on condition that Step 3 is passed"
    if re.search(H1B, text):
        if _BESIDE_H1B.search(text) or _H1B_WITH.search(text):
            return True  # "J-1, H-1B (Step 3 needed)"
        return (
            not _EITHER_VISA.search(text)
            or bool(re.search(H1B, _EITHER_VISA.sub("#", text)))  # "J-1 and H-1B, H-1B on condition that ..."
            or bool(_VISA_WISH.search(text))
            or "the latter" in text
            or bool(re.search(rf"\b(?:only|for an?|if|seek\w*) (?:[a-z]+ )?(?:{H1B})", text))
        )
    if clause.lead and _CONDITIONS.fullmatch(clause.lead.rsplit("|", 1)[-1].strip()) and _follows_h1b(clause):
        return True
    if _is_under_h1b(clause):
        return True
    if re.search(H1B, clause.lead) or (clause.is_first_reply and re.search(H1B, clause.question)):
        return True
    before = clause.previous
    if before and before.sentence_start == clause.sentence_start and re.search(H1B, before.text):
        # "We support the H-1B, but Step 3 must be passed by March."
        link = clause.sentence[before.end - clause.sentence_start : clause.start - clause.sentence_start]
        if not _REFUSES_H1B.search(before.text) and (
            _BUT.search(link) or _BUT.match(text) or _GOES_ON_IF.search(before.text)
        ):
            return True
    if (
        before
        and before.end > clause.start - 4
        and re.search(rf"^\W*(?:but |and |what if )?i(?: am|'m|'ll| will| would|'d)? [^.;]*(?:{H1B})", before.text)
    ):
        return True  # "I need H1B. - Come with Step 3 passed."
    if (
        before
        and before.sentence_start == clause.sentence_start
        and not clause.lead
        and re.search(H1B, before.lead)
        and re.search(
            r"\b(?:applicants?|candidates?|residents?|physicians?|trainees?|must|needs?|needed|required|then|"
            r"asks?|requires?|provided|"
            r"contingent|the law)\b",
            text,
        )
    ):
        return True  # "H-1B: at the discretion of the program; the applicant needs Step 3"
    if _FOR_ONE.match(text) and _follows_h1b(clause):
        return True  # "To qualify for one, ..."
    if before and "the former" in text:
        first, other = re.search(H1B, before.text), re.search(r"\bj-?[1i]\b", before.text)
        return bool(first and other and first.start() < other.start())
    if _is_told_of_h1b(clause):
        return True
    if not _OF_PETITION.search(text):
        return False
    for _ in range(MAX_BACK_TO_PETITION if "petition" in text else MAX_BACK):
        if before is None:
            return False
        if re.search(H1B, before.text):
            return True
        before = before.previous
    return False


# "220 on average (if you match, Step 3 is due by December of the intern year)": a sentence of its own.
_ASIDE = re.compile(
    r"\([^()]*\b(?:is|are|must|has to|have to) (?:[a-z]+ )?(?:due|required|needed|pass|be|taken)[^()]*\)"
)


def _read_aside(text: str, mention: tuple[int, int] | None) -> tuple[str, tuple[int, int] | None]:
    """The brackets around the mention as the whole text, where they say something by themselves."""
    for aside in _ASIDE.finditer(text) if mention else ():
        if mention and aside.start() < mention[0] and mention[1] < aside.end() and not re.search(H1B, text):
            start = aside.start() + 1
            return text[start : aside.end() - 1], (mention[0] - start, mention[1] - start)
    return text, mention


def _decide(
    clause: Clause, text: str, mention: tuple[int, int] | None, is_h1b: bool, needs_question: bool, needs_lead: bool
) -> str | None:
    """always, h1b, no; "drop" for what is seen and states nothing; None for what is not understood."""
    start, end = mention or (0, 0)
    marked = f"{text[:start]}#{text[end:]}" if mention else f"#{text}"
    around = clause.question if needs_question else clause.lead if needs_lead else ""
    # "While we prefer the J-1, ...": a wish for a visa and not for an exam.
    said = _VISA_WISH.sub(lambda match: "x" * len(match.group()), text)
    own = find_strength(said, start, end) if mention else find_strength(said, 0, 1)
    if own == "required" and clause.lead and not has_mark(text, "required"):
        own = settle_strength(clause, start, end)  # "minimum" of something else in the list is weak
    if own is None and mention is not None and (has_mark(text, "required") or not _TELLS.search(text)):
        own = settle_strength(clause, start, end)
    if re.search(r"# (?:comes?|goes|is) first\b", marked):
        own = "required"  # an exam that comes first is no wish
    if own == "preferred" and has_mark(text, "unneeded"):
        own = "unneeded"
    due = re.search(r"\b(?:required|mandatory|must)\b", text[end:])
    if own == "preferred" and due and _LATER.search(text, end + due.end()):
        return "no"
    if (
        re.match(
            r"(?:necessary|needed|required|mandatory)\b", re.sub(r"^[ (,]*(?:passed|taken|pass)?[ (,]*", "", text[end:])
        )
        and own is None
    ):
        own = "required"
    asks_required = bool(_ASKS_RULE.search(around))
    is_listed = start < 4 or not _TELLS.search(text)
    if mention and own is None and clause.lead and not is_h1b and is_listed:
        head = clause.lead.rsplit(" | ", 1)[-1]
        if re.match(r"(?:to|before|prior to|by|at|upon|on|for)\b", head) or _DUE_AT.search(head):
            # "To advance to PGY-3: Step 3", "before ranking: Step 3"
            if _is_later(head):
                return "no"
            if _SOONER.search(head):
                return "always"
    head = clause.lead.rsplit(" | ", 1)[-1].strip()
    if mention and not is_h1b and own == "required" and _BEFORE_TRAINING.fullmatch(head):
        return "always"  # "Before starting: all residents must pass Step 3"
    own = _answer_strength(clause, text, own, around, is_h1b, asks_required, needs_lead)
    if mention and clause.answer == "no" and clause.is_first_reply and not is_h1b and own != "required":
        asked = clause.question
        if any("3" in m.exams for m in find_exams(asked)) and _ASKS_RULE.search(asked):
            return "no"  # "Is Step 3 required? No, but those with Step 3 get extra consideration."
    if mention and not is_h1b:
        if _EITHER_WAY.search(marked) or _TERSE_NO.search(marked) or _LEFT_ASIDE.search(marked):
            return "no"
        if _NONE_NEEDED.search(marked) and not (has_refusing_head(clause) or is_turned_away(text)):
            return "no"
        if _NO_HARM_WITHOUT.search(marked) and not _NOT_TAKEN_IN.match(marked):
            return "no"
        if _TERSE_YES.search(marked) and not has_mark(text, "preferred"):
            return "always"
        if _SO_IS.search(marked) and has_mark(text, "required") and not has_mark(text, "unneeded"):
            return "always"
    if needs_question and not is_h1b and re.match(r"never\b", text):
        return "no"
    if needs_question and not is_h1b and _ASKS_OF_LACK.search(clause.question) and _NO_MATTER.match(text):
        return "no"
    if _MAY_BE_NEEDED.search(text) and not is_h1b:
        return "drop"
    bare = _NO_BUT.search(marked) if mention else None
    if bare:
        return "h1b" if is_h1b else "no" if _is_later(bare.group("event")) else "always"
    if not is_h1b and (_NOT_ASKED.match(text) if needs_question else mention and _NOBODY_NEEDS.search(marked)):
        return "no"
    if (
        mention
        and not is_h1b
        and _WELCOME_WITHOUT.search(marked)
        and not re.match(r"\W*(?:no|nobody|none|not|never|neither)\b", marked)
    ):
        return "no"
    if _CAN_WAIT.search(marked) and not is_h1b and (mention or asks_required or re.match(r"(?:it|that|this)\b", text)):
        return "no"
    lacks = mention and re.search(
        r"\b(?:without|lacking|short of|who lack|who have not|missing)\b[^.;,]{0,40}#", marked
    )
    is_barred = lacks and is_turned_away(text) and not is_harmless(text)
    if mention and (is_barred or _NOT_WITHOUT.search(marked)) and own != "preferred":
        if _INSTEAD_OF.search(marked):
            return None  # "Scores under 200 are not considered unless Step 3 has been passed"
        if not is_h1b and _is_later(text):
            return "no"
        return "h1b" if is_h1b else "always"
    if mention and not is_h1b and (_IS_NOT.search(marked) or (_NOT_BEFORE.search(text) and _is_later(text))):
        return "no"
    if (
        mention
        and re.search(r"\b(?:needs?|requires?|demands?|asks? for|insists? on|expects?) no (?:usmle )?#", marked)
        and not is_h1b
    ):
        return "no" if not re.search(r"\bj-?[1i]\b", text) else None
    if (
        (needs_question or (needs_lead and asks_required))
        and (asks_required or len(clause.question.split()) <= 4)
        and not is_h1b
        and (
            re.fullmatch(r"(?:no|neither|none)\W*", text)
            or re.match(r"(?:neither|none of (?:them|these|the two))\b", text)
            or re.match(r"not (?:by us|here|with us|to|for|before|until|at|in|when|unless|now|yet|right away)\b", text)
            or (_NOT_BEFORE.search(text) and _is_later(text))
        )
    ):
        return "no"
    if (_PLAYS_NO_PART.search(marked) or (mention and _NEVER_ASKED.search(marked))) and not is_h1b:
        return "no"
    if own == "typical" and is_h1b and mention and _BESIDE_H1B.search(text):
        return "h1b"  # "Typical is the H-1B (approval, Steps 1, 2 and 3)": which visa is typical, not the exam
    if own in ("typical", "preferred") and mention and not is_h1b and EXPECTED_LATER.search(marked):
        return "no"  # "Those we invite mostly have 230, and we expect Step 3 during the intern year."
    if own == "typical":
        return "no" if needs_question and clause.answer == "no" and asks_required else "drop"
    if is_h1b and _NOT_EVEN.search(text) and re.search(r"\b(?:not|no|never|cannot)\b", text):
        return None
    if is_h1b and own == "preferred" and mention:
        # "1st att pref, S3 for H1": the wish is of another item.
        left, right = text.rfind(",", 0, start) + 1, text.find(",", end)
        if (left or right >= 0) and not has_mark(text[left : right if right >= 0 else len(text)], "preferred"):
            own = None
    if (
        is_h1b
        and own == "preferred"
        and re.search(
            rf"\b(?:mandatory|required|a must|must|needed|necessary|obligatory|requirement) (?:only )?(?:for|"
            rf"if) (?:[a-z]+ (?:who|seeking|needing|requiring)[^.;]{{0,20}} )?(?:an? |"
            rf"the )?(?:{H1B})",
            text,
        )
    ):
        return "h1b"
    if is_h1b and own == "preferred" and asks_required and re.match(r"no\b", text):
        return "no"  # "Step 3 required: No, but preferred for H1B"
    if is_h1b and own == "preferred":
        needed = re.search(r"\bfor (?:which|whom) (?:it|this|step 3|they|a pass) (?:is|are|must|needs?)\b", text)
        return "h1b" if needed else None
    if is_h1b and (own in ("required", "unneeded") or mention is not None):
        return _decide_h1b(text, own)
    if own == "unneeded":
        return "no"
    if mention and own is None and not is_h1b and _ONLY_THOSE.search(marked):
        return None if _is_later(text) else "always"
    if mention and _HINGES.search(marked):
        return "no" if _is_later(text) else "always"
    is_later = bool(_WHEN_HERE.search(text)) or bool(
        _is_later(text) and not _COMING.search(text) and not _IF_TAKEN.search(text)
    )
    if is_later and own is None and around and not is_h1b and _OPENS_LATER.match(text):
        return "no"  # "When must it be passed? In the second year."
    if is_later and (own != "preferred" or _OF_RESIDENTS.search(marked) or not has_mark(text, "preferred")):
        return _decide_later(clause, text, own)
    if own == "required":
        if _TAKEN_AT_ALL.search(text) or (
            _IF_TAKEN.search(text) and not re.search(r"\bmust (?:have )?(?:pass|be pass|complete)", text)
        ):
            return "drop"
        if re.search(r"\blicens", text) and not _SOONER.search(text):
            return None
        return "always"
    is_time = bool(around) and re.match(
        r"(?:only )?(?:before|by|at|prior to|upon|to be|in time for|(?:no|not) later than|on|when)\b", text
    )
    is_value = is_time or (
        clause.answer != "no"
        and len(text.split()) <= 8
        and not re.match(r"no\b|not\b", text)
        and not _TELLS.search(text)
    )
    next_to_it = mention is not None and re.match(r"\W*(?:by|before|prior to)\b", text[end:])
    is_before = (
        own is None
        and _SOONER.search(text, end if next_to_it else 0)
        and (is_value or next_to_it or re.search(r"\bpass|\bcomplet", text))
    )
    return "always" if is_before and not _IF_TAKEN.search(text) else None


_BEFORE_TRAINING = re.compile(
    r"(?:before|prior to|by|at|upon|to) (?:the |your |their )?(?:(?:start|begin)(?:ning|ing)?(?: date)?|"
    r"appointment|entry|"
    r"matriculation|employment|application|applying|ranking|contract)"
    r"(?: (?:of|to|in|the|your|their|our|residency|training|internship|program))*"
)
_ASKS_RULE = re.compile(
    r"\bexpect(?:ed)?\b|\brequire|\bneed|\bmust\b|\bmandatory|\bnecessary|\bha(?:ve|s) to\b|\basked\b|\bask for\b|"
    r"\bwanted?\b|\bcompulsory|\bobligat|\binsist|\bshould (?:i|we|one)\b|\bprerequisite|\bcondition\b|\blook for\b|"
    r"\bessential|\bin advance|\bbeforehand"
)
# "Step 3?", "Step III before residency?"
_NEED_IT = re.compile(
    r"\b(?:needs?|must (?:[a-z]+ )?have|have to have|should (?:[a-z]+ )?have|requires?|asks? for|wants?) (?:to have "
    r")?it\b|\bit (?:is|must|has to|becomes)\b"
)
_BARE_QUESTION = re.compile(
    r"(?:and |the )?(?:usmle )?steps? ?(?:3|iii|three)(?: (?:exam|scores?|results?|passed|done))?(?: (?:first|"
    r"already))?"
    r"(?: (?:before|by|prior to|at|for|to|in order to|upon)\b[^?]{0,60})?\s*\?"
)


def _answer_strength(
    clause: Clause, text: str, own: str | None, around: str, is_h1b: bool, asks_required: bool, needs_lead: bool
) -> str | None:
    """Strength of a value or an answer, which its label or question may set."""
    if not around:
        return own
    if clause.answer == "no" and own == "preferred" and (asks_required or _BARE_QUESTION.fullmatch(around)):
        return "unneeded"
    if own is None:
        if clause.answer == "yes" and (asks_required or _BARE_QUESTION.fullmatch(around)):
            return "required"
        if clause.answer == "no" and (asks_required or needs_lead or _BARE_QUESTION.fullmatch(around)):
            return "unneeded"
        if (
            is_h1b
            and clause.answer != "no"
            and (
                clause.answer == "yes"
                or re.match(rf"(?:only|just)\b|[^.;]{{0,40}}, yes\b|(?:{H1B})[^.;]{{0,20}} (?:only|alone)\W*$", text)
                or asks_required
                or needs_lead
            )
        ):
            return "required"
        if needs_lead and re.match(r"(?:required|yes)\b", text):
            return "required"
    if (
        clause.answer == "no"
        and own == "required"
        and not is_h1b
        and not re.search(r"\bmust\b|\brequired\b|\bneed", text)
    ):
        return "unneeded"
    return own


_NEEDED_FOR_H1B = re.compile(
    r"(?:^|[,;:(] ?|\bbut |\band )(?:(?:it is|it's|is|but|only|then|yes|though|it) )*(?:required|needed|necessary|"
    r"mandatory|a must|"
    rf"obligatory|compulsory)\b[^.;,]{{0,24}}(?:{H1B})"
)


def _decide_h1b(text: str, own: str | None) -> str | None:
    if _NEEDED_FOR_H1B.search(text):
        return "h1b"  # "Not required (required if H-1B)"
    if _REFUSES_H1B.search(text) and re.search(r"\b(?:it|that) (?:is|does) not\W*$", text):
        return "no"  # "Since no H-1B visas are given, it is not."
    is_exempt = re.search(
        rf"\b(?:except|unless|only|but|other than|apart from)\b[^.;]{{0,60}}(?:{H1B}|\bpetition)|"
        rf"(?:{H1B})[^.;]{{0,40}}\b(?:the|an|one|only|sole|lone) exceptions?\b",
        text,
    )
    is_denied = re.search(
        rf"\b(?:even|also|including)\b[^.;]*(?:{H1B})|(?:{H1B})[^.;]{{0,40}}\bnot (?:require|need)", text
    )
    is_contrast = re.search(
        r"\bj-?[1i]\b", re.sub(rf"(?:{H1B}) (?:and|or|/) j-?[1i]\b", "#", _EITHER_VISA.sub("#", text))
    )
    if own == "unneeded" and not is_exempt and (is_denied or not is_contrast):
        return "no"
    if own == "unneeded" and re.search(r"\bwhatever (?:your |the )?(?:visa|status|citizenship)|\bany visa\b", text):
        return "no"
    if re.search(
        rf"\bregardless\b|\beveryone\b(?! else)|(?<!\()(?<!\( )\ball (?:applicants|candidates|imgs)\b(?!.*{H1B})",
        text,
    ):
        return None
    return "h1b"


# "Step 2 is required; Step 3 is not", "Step 3 can wait"; "not until PGY-3".
_IS_NOT = re.compile(r"# (?:is|are|was|does|do) ?not\W*$|# (?:can|may|will|could) (?:safely |well )?wait\W*$")
_NOT_BEFORE = re.compile(r"(?:\bnot|\bnever)(?: [a-z]+){0,3}? (?:until|before|till)\b")
_OPENS_LATER = re.compile(
    r"(?:only |not (?:until|before) )?(?:in|while|during|to|for|by|before|within|at|after|as|once|when)\b"
)
_TAKEN_AT_ALL = re.compile(
    r"(?<!only )\bif (?:it (?:is|was|has been) |you (?:have )?)?(?:already )?(?:taken|took|attempted|sat)\b"
)
_HABIT = re.compile(r"\b(?:normally|usually|typically|generally|often|most(?:ly)?|commonly|tend to)\b")


_PGY2_START = re.compile(
    r"\bpgy-?2\)? (?:start|entry|year|begin\w*)\b|\b(?:start|beginning) of (?:the |that )?pgy-?2\b"
)
_ENTERS_PGY2 = re.compile(
    r"\b(?:enter|start|begin|join)\w* (?:us |here )?(?:at|in) (?:that|this) (?:level|year)\b|\badvanced \(|\b(?:one|"
    r"two|three|four|five|six|seven|eight|nine|ten|\d+) (?:advanced |\(?)?pgy-?2\b|"
    r"\badvanced (?:positions?|residents|"
    r"places|spots|slots|program)|\b(?:enter|start|begin|join)\w* (?:us )?(?:at|in|as) (?:the )?pgy-?2\b"
)
# "For the advanced (PGY-2) position, Step 3 must be passed before starting."
_FOR_ADVANCED = re.compile(
    r"\b(?:advanced|pgy-?2) (?:\(?pgy-?2\)?,? )?(?:positions?|places?|spots?|slots?|applicants|candidates|track|"
    r"residents|entry)\b"
)


def _told(clause: Clause) -> list[str]:
    """The clauses before, of which some may say in which year residents enter."""
    told: list[str] = []
    before = clause.previous
    while before is not None and len(told) < MAX_BACK + 1:
        told.append(before.text)
        before = before.previous
    return told


# "We would like each intern to have Step 3 behind them by spring": a wish for the course of training.
_OF_RESIDENTS = re.compile(r"\b(?<!incoming )(?:interns?|residents?|trainees|pgy[ -]?1s?)\b[^.;]{0,40}#")


def _decide_later(clause: Clause, text: str, own: str | None) -> str | None:
    """Due only in the course of training, unless an earlier time is named as well. A habit is no rule."""
    if own is None and _HABIT.search(text):
        return None
    if own == "required" and _FOR_ADVANCED.search(text) and _SOONER.search(_FOR_ADVANCED.sub("#", text)):
        return "always"
    if _PGY2_START.search(text) and _ENTERS_PGY2.search(" ".join((clause.sentence, clause.heading, *_told(clause)))):
        return "always"  # of residents who enter in their second year
    start_of = r"(?:the )?(?:start|beginning|begin\w*|start\w*|entering|entry) (?:of |to |into )?(?:the |their )?#"
    sooner = _SOONER.search(
        re.sub(rf"{start_of}|# (?:start|entry|year|begin[a-z]*)", "#", _LATER.sub("#", _AT_START.sub("start", text)))
    )
    is_sooner = bool(sooner and re.search(r"\bstart\b|\brank|\bappl", sooner.group()))
    if own == "required":
        return None if is_sooner and not _WHEN_HERE.search(text) else "no"
    return "no" if _PUT_OFF.search(text) or own == "preferred" else None


def _finding(clause: Clause, value: str, confidence: float, needs_question: bool, needs_lead: bool) -> Finding:
    return Finding(
        "step3_required",
        value,
        "required",
        clause.start,
        clause.end,
        confidence=confidence,
        needs_question=needs_question,
        needs_lead=needs_lead,
    )
