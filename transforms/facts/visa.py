"""visa_j1 and visa_h1b: may an applicant train here on this visa. Who sponsors (program or ECFMG) does not matter.

Named visas beat rules for all visas ("no visas"), and those beat the citizenship rule; the order lies in confidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, EXPLICIT, IMPLIED, Drop, Finding, drop
from transforms.facts.polarity import DENIAL, Unit, find_denied, find_split, find_units, is_double
from transforms.facts.tracks import find_track
from transforms.language import Clause, Hinted

_CLASS = r"[ -](?:visas?|categor|class|status|petitions?|program|sponsor|route|type|holders?|physicians)"
J1 = rf"(?:(?<![a-z0-9-])j\s?-?\s?[1il](?:'?s)?(?![a-z0-9'])|(?<![a-z0-9-])j(?={_CLASS}))"
H1B = (
    r"(?<![a-z0-9-])h\s?-?\s?[1il]\s?-?\s?b?(?:'?s)?(?![a-z0-9'])|(?<![a-z0-9-])h\s?-?\s?b1?(?= (?:visas?|sponsor))|"
    rf"(?<![a-z0-9-])h(?={_CLASS})"
)
_MENTION = re.compile(
    rf"(?P<j1>{J1}|\bexchange[- ]visitors?(?: visas?)?\b|"
    rf"\bsponsor(?:ed|ship) (?:by|through|via|from) (?:the )?(?:ecfmg|intealth)\b|"
    rf"\b(?:whom |which |where )?(?:the )?(?:ecfmg|intealth) (?:is|acts as|serves as|being|as) (?:the |their |"
    rf"your )?sponsor\b|"
    rf"\b(?:ecfmg|intealth)[- ]sponsored\b(?! (?:j|exchange)))|(?P<h1b>{H1B}|"
    rf"\btemporary[- ]worker(?! h-?1)(?: visas?)?\b|"
    rf"\bspecialty[- ]occupation(?: visas?)?\b)|(?P<any>\bvisas?\b|\bsponsorships?\b)"
)
STEMS = (
    "visa",
    "sponsor",
    "j-1",
    "j1",
    "j 1",
    "j - 1",
    "j-i",
    "ji ",
    "h-1",
    "h1",
    "h 1",
    "h - 1",
    "hi-b",
    "h-i",
    "exchange visitor",
    "exchange-visitor",
    "specialty occ",
    "specialty-occ",
    "temporary work",
    " j ",
    " h ",
    "citizen",
    "permanent resid",
    "green card",
    "the former",
    "the latter",
)

# Verbs that refuse what they govern; "we never decline" is no refusal.
_REFUSES = (
    r"(?:refus(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|reject(?:s|ed|ing)?|den(?:y|ies|ied)|forbid(?:s|den)?|prohibit(?:s|"
    r"ed)?|"
    r"disallow(?:s|ed)?|abolish(?:es|ed)?|abandon(?:s|ed)?|discontinued?|suspend(?:s|ed)?|paused|halted|stopped|"
    r"ceased?|"
    r"end(?:ed)? (?:all )?(?:our |its )?(?:sponsorship|support)|terminated|withdr(?:aws|awn|ew)|dropped|eliminated|"
    r"fro[sz]en?|froze|(?:is|are|remains?|stays?|currently|now) closed|(?:has|have|had|we|was|were|been|is|are|"
    r"it) ended|(?:freeze|moratorium|embargo|ban) on\b(?![^.;]*\b(?:lifted|"
    r"ended|over|expired)\b)|"
    r"forgo(?:es|ne)?|forego(?:es|ne)?|retired|(?:g[ai]ve[ns]?|giving) up|clos(?:e[sd]?|ing) the door|closed door|"
    r"exceeds?|"
    r"lack(?:s|ing)? (?:the |an? |any )?(?:[a-z]+ )?(?:means|funds|capacity|resources|ability|authority|exemption|"
    r"budget|money|staff|funding)\b|"
    r"(?:leaves?|left) to (?:other|others)|unaffordable|exclud(?:es?|ed|ing)|preclud(?:es?|ed|ing)|prevent(?:s|ed|"
    r"ing)?|bar(?:s|red)|rul(?:es?|"
    r"ed) (?:[a-z]+ )?out|turn(?:s|ed)? (?:away|down)|shut out|disqualif\w+|"
    r"(?:decided?|stands?|stood|advises?|rule[sd]?|votes?d?|is|are) against\b|will be returned|returned un\w+|off "
    r"the table|on hold|(?:look|apply|go|turn|train|try|seek [a-z]+|inquire|ask) "
    r"(?:elsewhere|(?:at|to) (?:an)?other (?:programs?|hospitals?|residenc(?:y|ies)))|closed to|"
    r"(?:stays?|keeps?|staying) (?:out of|away from|clear of)|not the (?:right )?(?:program|place|residency)\b)"
)
_NEG = re.compile(
    rf"\b(?:not|no|none|nobody|never|neither|nor|cannot|can't|unable|ineligible|without|nothing|{_REFUSES}|"
    r"unacceptable|unavailable|unsupported|non-acceptable|isn't|aren't|refrains?|steers? clear|"
    r"nope|nah|negative|prohibitive|off[- ]limits|(?:lies?|is|are|falls?|goes|stands?|remains?) (?:well |far |quite )?"
    r"(?:beyond|outside|out of (?:our )?(?:reach|scope|bounds))|"
    r"rather than|instead of|other than|apart from|except(?:ing)?|but not|impossible|out of the question)\b|n't\b|"
    r"\b(?:nada|zilch|zero|nil|nix|nowhere|will not happen|unable|unwelcome|unsponsored)\b|"
    r"[\u2717\u2718\u00d7]"
)
# What stands in nobody's way: "no obstacle", "without distinction", "no less welcome".
_HINDERS = (
    r"(?:st(?:and|ood)s? in (?:[a-z']+ ){1,2}way|get in the way|counts? against|(?:be )?held against|hurts?|harms?|"
    r"disadvantages?d?|penali[sz]ed?|disqualif(?:y|ies)|works? against|rules? (?:you|anyone|them|a candidate) out|"
    r"lessens? (?:your|the) chances?|lowers? (?:your|the) chances?)"
)
_NO_HINDRANCE = (
    r"\bno reason (?:not to|why [a-z]+ (?:should|could|may) not) [a-z]+|"
    rf"(?:\b(?:not|never|cannot|nor)|n't)(?: [a-z]+ly)?(?: (?:be|let|allow|make))?(?: (?!because|since|as\b|so\b|which)"
    rf"[a-z0-9-]+){{0,4}} {_HINDERS}\b|"
    r"\b(?:need|should|must|do)(?: not|n't) (?:hesitate|despair|be (?:afraid|deterred|discouraged|put off))\b|"
    r"\b(?:no|not (?:an?|any|the)|without(?: any| an?)?|never an?|nor (?:is|are) (?:there )?an?|isn't an?|aren't an?|"
    r"free of)"
    r" (?:[a-z]+ ){0,2}?(?:problems?|differences?|preference|restrictions?|limit(?:s|ations?)?|obstacles?|"
    r"hindrances?|barriers?|"
    r"bar|difficult(?:y|ies)|conditions?|objections?|distinctions?|exceptions?|disadvantages?|impediments?|drawbacks?|"
    r"issues?|concerns?|bearing|effects?|influence|impact|role|weight|say|rules?|caps?|quotas?|later|more than|"
    r"longer than|less (?:welcome|eligible)|worse|reason|"
    r"trouble|hurdles?|handicap|minus|stumbling blocks?|deal-?breakers?|"
    r"hesitation|strings|discrimination|penalty|reservations?|qualifications?|questions?|doubts?|fuss|ado|fail|"
    r"further)\b(?: to (?:deny|refuse|reject|decline|exclude)\b)?|"
    r"\bnothing (?:speaks|stands|argues|prevents?|is wrong|wrong|in the way|to fear|at all against|against)\b(?: "
    r"against)?"
)
# No visa, and no reason, between a denial and the refusal that it takes back.
_NOT_REFUSING = (
    r"(?:\b(?:not|never|cannot|nobody|no one|nor)|n't)(?: (?!because|since|as\b|so\b|which|but|and\b|"
    r"[jh]-?[1il])[a-z]+)"
    rf"{{0,4}} {_REFUSES}"
)
_NOT_REFUSED = Hinted(_NOT_REFUSING)
_HINDRANCE_DENIED = Hinted(_NO_HINDRANCE)
_NO_LIMIT = re.compile(
    r"\b(?:no|without(?: any| an?)?|not (?:an?|any)) (?:[a-z]+ ){0,2}?"
    r"(?:quotas?|caps?|limits?|conditions?|exceptions?|restrictions?)\b"
)
_NOT_A_NEGATION = Hinted(
    rf"{_NO_HINDRANCE}|{_NOT_REFUSING}|\bmay or may not\b|"
    r"\b(?:did|had|have|has|was|were) not\b(?! (?:been )?(?:sponsor|support|accept|offer|fil|process|honou?r|t[ao]k|"
    r"consider|grant|issu|provid|able|permit|allow|approv|arrang|handl|join))|"
    r"\bwithout (?:an? |any |other |such |us |their own )*(?:visa|status|green|permanent|citizen|work|authori|legal)|"
    rf"\bno (?:[a-z0-9-]+ ){{0,3}}(?:is|are|was|were|has|have|will)(?: [a-z]+){{0,2}} {_REFUSES}|"
    rf"{_REFUSES} (?:to|for) (?:nobody|no one|none)\b|\bno (?:usmle )?steps? (?:3|iii)\b|"
    r"\b(?:may|can|could|might),? (?:but|though|yet|and|or) (?:[a-z]+ ){0,2}(?:need|must|may|might|will) not\b|"
    r"^\W*(?:need|must) not\W*$|"
    r"\bnot only\b|\bnothing (?:beyond|more|further|but|special|other than|except)\b|\b(?:never|not|no|none) (?:more|"
    r"fewer|later|longer) than\b|\bnot (?:just|limited to|by (?:us|the (?:hospital|"
    r"program|university|institution))|ours|the (?:hospital|program|institution))\b|"
    r"\bnon-?us\b|\bnot (?:us |u\.s\. )?(?:citizens?|permanent)|\bwho (?:are|is) not\b|\bnot a (?:us|u\.s\.)\b|"
    r"\bnon-? ?(?:u\.?s\.? )?citizens?\b|\bnon-? ?residents?\b|\bnon-?immigrants?\b|"
    r"\b(?:who|that) (?:are|is|do|does|have|has|hold|lack)\b[^,;]{0,12}\b(?:not|neither|no|"
    r"n't)\b[^,;]{0,50}?(?:(?:citizens?|"
    r"green-?card(?: holders?)?|residen(?:ts?|cy|ce)|cards?|citizenship)\b(?: (?:n?or) (?:permanent residents?|"
    r"green-?card "
    r"holders?|residen\w+))?)+|"
    r"\bif (?:you are |they are )?not\b|\bneither (?:an? )?(?:us |u\.s\. |"
    r"american )?citizen\w*(?: n?or [^,;.]{0,30}?\b(?:permanent\w*|green[- ]cards?|"
    r"immigrants?)(?: [a-z]+(?= can| may| are| must| will))?)?|\bneither (?:permanent residents?|"
    r"green[- ]card holders?) nor [^,;.]{0,20}?citizens?|"
    r"\bnot (?:strictly |always |usually )?(?:needed|required|necessary|mandatory)\b|"
    r"\bcannot (?:be )?(?:promised?|guaranteed?|assured?)|\bnot be (?:promised|guaranteed|assured)"
)
_POS = re.compile(
    r"\b(?:accept|sponsor|support|offer|provid|consider|welcom|allow|process|issu|honou?r|permit|tak(?:e|es|en|"
    r"ing)\b|eligib|"
    r"qualif|obtain|hold|secur|right route|acceptab|availab|possib|giv|grant|recogni|participat|use[sd]?\b|train|"
    r"works? with|"
    r"arrang|facilitat|through the ecfmg|prefer|route|hire|assist|help|seek|keep|come on|enter|file|petition|handl|"
    r"yes|option|need|must have|require|ok\b|okay|on an? |are on\b|come(?:s)? on\b|\bgets? |continu|regard|usual|"
    r"choice|requested|accommodat|"
    r"fine\b|"
    r"can be|through ecfmg|via ecfmg|open to|host|appoint|engag|employ|enrol|admit|make up\b|makes up\b|among|apply\b|"
    r"will do\b|is the one|routine|always|approv|let\b|lets\b|invit|select|match|gladly|good|suffic|extend|bring|"
    r"acts? as|serv(?:es?|ing) as|cover|permissib|encourag|persist|remain|stays?\b|works?\b|fil(?:es?|ing)\b|sign|"
    r"back(?:s|ed|ing)"
    r"\b|goes on|go on|kept|happy|glad|underwrit|endors|authori[sz]e[sd]?\b|entertain|"
    r"unaffected|unchanged|untouched|only|\u2713)"
)
_COND = re.compile(
    r"\b(?:one|two|three|four|five|\d+) (?:per|a|an|each|every) (?:[a-z]+ )?(?:class|year|cycle|intake|program|"
    r"department|"
    r"season)\b|\breserved? (?:for|to)\b|\b(?:one|\d+) (?:in|out of) (?:ten|twenty|every|a|\d+) (?:requests|"
    r"petitions|cases)|\bto (?:one|two|three|four|five|"
    r"six|\d+) (?:across|in|for|over)\b|"
    r"\b(?:each|every)(?: (?:single|individual|separate))? (?:case|person|request|petition)\b|\bsingly\b|"
    r"\bone by one\b|"
    r"\blimited #|\bslots are (?:few|limited)|"
    r"\b(?:is|are|'s|very|quite|rather) limited\b(?! to)|\bfunds for (?:one|two|three|\d)|\b(?:one|two|three|four|"
    r"five|\d) (?:such )?(?:petitions?|slots?|"
    r"visas?|cases?|h-?1-?bs?|j-?1s?|sponsorships?)? ?(?:a|per|each|every) year\b|"
    r"\b(?:odd|rare|occasional|isolated|special|individual) (?:case|instance|exception)s?\b|"
    r"\bmay or may not\b|\bon (?:rare |some )?occasions?\b|\bin principle\b|\bnow and then\b|\bfrom time to time\b|"
    r"\b(?:who|which|that|and) (?:then )?decides?\b|\bcase[- ]by[- ]case|case-?wise|^\W*(?:possibly|perhaps|maybe|"
    r"potentially)\b|one at a time|on (?:its|"
    r"their) (?:own )?merits|according to need|\bquotas?\b|"
    r"\b(?:small|restricted|fixed) (?:number|quota)\b|\bslots?\b[^.;]{0,40}\blimited\b|\b(?:if|where|when|as|while|"
    r"so long as|"
    r"provided(?: that)?|until|subject to)\b[^.;,]{0,30}\b(?:number|numbers|space|places?|slots?|quota|funds?|funding|"
    r"budget|class|"
    r"caps?)\b[^.;]{0,40}\b(?:allow|permit|remain|last|exhaust|reach|full|left|open|suffic)|\bso (?:elects?|chooses?|"
    r"wish|decides?|"
    r"requests?)|\bcannot (?:be )?(?:promised?|guaranteed?|assured?)|\bnot be (?:promised|assured)|"
    r"(?:review|decid|determin|assess|evaluat|consider|weigh)\w*[^.;]{0,20} (?:each year|yearly|annually|every year|"
    r"anew)|"
    r"\bno(?:t)? more than (?:one|two|three|four|\d\b)|\bnever more than\b|\bin the rarest\b|\blast resort\b|\bjustif|"
    r"individual(?:ized)? (?:basis|review|case)|\bindividually\b|"
    r"(?:very )?limited (?:number|basis|cases?|circumstances|availability|extent)|"
    r"\b(?:a )?few\b|\brare(?:ly)?\b|\bexception(?:s|al|ally)?\b(?! of)|\bhandful\b|\boutstanding\b|\b(?:highly|"
    r"exceptionally|extremely|very|most|best|uniquely|well)[- ]qualified\b|"
    r"\bhighest[- ]qualified\b|\bexceptionally strong\b|\bextraordinary\b|\bunusual\b|\b(?:special|certain|specific|"
    r"some|particular|rare) (?:circumstances?|cases?|situations?|conditions?|"
    r"departments?|programs?|candidates?|applicants?)\b|\bper (?:each )?(?:program|department)|\bprogram(?:'s|s'|"
    r"s)? (?:own )?(?:policy|policies|discretion|rules?)\b|"
    r"\bdepartment(?:'s|al)? (?:approval|policy|policies|discretion|chair|funds)|\bdiscretion\b|\b(?:with|after|upon|"
    r"requires?|needs?|pending|prior) (?:[a-z' -]{0,30} )?"
    r"(?:approval|permission|consent|authorization from)\b|\bsubject to\b|\bdepend(?:s|ing|ent)?\b|\bcontingent\b|"
    r"\boccasional(?:ly)?\b|\bselective(?:ly)?\b|\bselected\b|"
    r"\bnot (?:be )?guaranteed?\b|\bno guarantee\b|\bmight\b|\bsometimes\b|"
    r"\byear[- ](?:to|by)[- ]year\b|\bvaries\b|\bfunding\b|\bbudget\b|\bon condition\b|\bconditional\b|"
    r"\bup to (?:one|two|three|\d)\b|\bin advance\b|\bwill be reviewed\b|\bon merit\b|\b(?:track|year|program|"
    r"department)s? only\b|\bwaiver from\b|\bat most\b|(?<!the )\bonly (?:one|two|three|in|when|if|after|under|where|"
    r"upon|once|rarely|exceptionally|for (?!the j|j|"
    r"a j)|with)\b"
)
_COND_H1B = re.compile(
    r"\bs-?3\b|\bsteps? (?:3|iii|three)\b|\b(?:only )?transfers?\b|\b(?:only )?in case of\b|\bwhere\b|"
    r"\ball three (?:usmle )?steps\b|\bin h-?1b status\b|\bstep(?:s)? (?:[12i]+,? )+(?:and )?(?:3|iii)\b|\bif\b|"
    r"(?<!is )(?<!are )(?<!be )(?<!been )(?<!not )(?<!also )provided\b|\bproviding\b|\bexisting (?:h|one|petition|"
    r"visa|status)|\b(?:residents?|interns?|applicants?|"
    r"candidates?|physicians|holders|chiefs?|graduates) only\b|"
    r"\bas long as\b|\balready (?:on|hold|holding|have|in|has)\b|\bcurrently (?:on|hold|holding|in)\b|\btransfer|"
    r"\bwho (?:have|has|hold|are already|already|pass)|\bmust (?:have|pass|take|be|complete|show|pay|hold)\b|"
    r"\bonly for\b|\bonly (?:those|applicants|candidates) (?:who|with|already)\b|\bafter\b|\bonce\b|"
    r"\bwhen (?:they|the|all|you)\b|\blicens|\bbefore (?:rank|july|april|march|february|january|the|may|june)|"
    r"\bby (?:rank|july|april|march|february|january|the (?:time|rank|match))|\bqualified\b|\brequires?\b|"
    r"\bprior to\b|\bin need of\b|\bmeet(?:s|ing)? (?:the|its|our|all|certain|these|their|institutional|"
    r"eligibility)\b|\bhope\b|\bmay (?:also )?(?:be )?(?:able|considered|consider|sponsor(?:ed)?|possible|available|"
    r"offered|offer|supported|support|granted|accepted|requested|filed|arranged)\b|\bwho (?:meet|qualify)"
)
_MAY = re.compile(r"\bmay (?:also )?be\b")
_ONLY_LEFT = Hinted(
    rf"\b(?:only|solely|exclusively|strictly|limited to|restricted to|confined to|(?:restrict|limit|confin)(?:s|es|"
    rf"ed|ing)? "
    rf"[^.;,]{{0,40}}? to|nothing but|none but|no visas? (?:other than|except|besides|"
    rf"apart from|but)|other than|apart from|aside from|exception of|sole|except(?: for)?|"
    rf"besides)\b[^.;]{{0,60}}?(?:{J1}|\bexchange[- ]visitor)"
)
_ONLY_RIGHT = Hinted(
    rf"(?:{J1})[^.;,]{{0,12}}\W* (?:(?:and )?that(?:'s| is) (?:all|it)|nothing else|full stop|period|and no others?|"
    rf"only|exclusively|alone)\W*$|"
    rf"(?:{J1})[ -]only\b|(?:{J1}|\bexchange[- ]visitor)[^.;,(]{{0,60}}?\b(?:only|exclusively|solely|alone)\b(?! "
    rf"(?:through|via|by|for|"
    rf"if|when|after|in|upon|on|under|with|those|to|from|as|once|at|applicants))"
)
_ONLY_IS = Hinted(
    rf"(?:{J1}|\bexchange[- ]visitor)[^.;]{{0,80}}\b(?:is|are|being)\b[^.;,]{{0,30}}\b(?:only|sole|the one) (?:type |"
    rf"kind |category |class )?(?:of )?(?:[a-z-]+ )?(?:visas?|sponsorship|ones?|option|status|type|route|way|"
    rf"path(?:way)?|avenue|choice)\b"
    rf"|\b(?:the|our) (?:only|sole|one) (?:type |kind |category )?(?:of )?(?:[a-z-]+ )?(?:visas?|sponsorship|"
    rf"status)[^.;]{{0,90}}(?:{J1})"
    rf"|\bit is the only visa\b|(?:{J1})(?: visas?)?, (?:the|our) (?:one|only|sole) |(?:{J1})[^.;,]{{0,10}} or "
    rf"(?:none|nothing)\b|(?:{J1})[^.;]{{0,30}}\b(?:is|are) (?:the )?"
    rf"(?:one|only|sole) (?:visa|status|type|kind)\b|(?:{J1})[^.;,]{{0,20}} (?:left|remaining|that remains)\b"
)
# "The single approved classification is J-1", "J-1, and nothing but that".
_SOLE = Hinted(
    r"\b(?:sole|only|single|one)(?: [a-z-]+){0,2} (?:classification|category|class|visa|type|kind|status|route|"
    r"pathway|path|way|"
    rf"option|sponsorship|arrangement|vehicle|avenue)\b[^.;,]{{0,40}}?(?:\b(?:is|are|being|be|remains?)\b|"
    rf":)[^.;,]{{0,24}}(?:{J1}|"
    rf"\bexchange[- ]visitors?\b)|(?:{J1}|\bexchange[- ]visitors?)[^.;,]{{0,20}}\b(?:be|is|are|remains?|"
    rf"as)\b (?:the |our )?(?:sole|"
    r"only|single|one)(?: [a-z-]+){0,2} (?:classification|category|class|visa|type|kind|status|route|path|way|"
    r"option)\b|"
    rf"(?:{J1})(?: visas?)?,? (?:and|or) (?:nothing|none|no others?|no one|naught)\b|"
    rf"\b(?:these|those|this) (?:alone|only)\b[^.;]*(?:{J1})"
)
_ONLY_LEAD = Hinted(
    r"^(?:the |our )?(?:one and only|only (?:visas?|ones?|types?|options?|status\w*|sponsorship)|"
    r"sole(?:ly)?(?: [a-z]+)?|only|exclusively)\W*$"
)
_NO_OTHER = Hinted(
    r"\bno (?:other|additional|further) (?:type of |types of |kinds? of )?(?:[a-z-]+ )?(?:visas?|types?|categor|"
    r"sponsorship|"
    r"status|class|petition)|\bother (?:types of |kinds of )?(?:[a-z-]+ )?(?:visas?|types|"
    r"categories)(?: [a-z]+){0,3} (?:are|"
    r"is|will|can)(?: be)? ?not\b|"
    r"\bnot [a-z ]{0,20}(?:any )?other (?:type of |types of |kinds? of )?(?:[a-z-]+ )?visas?\b|"
    r"\bother visas?[^.;,]{0,30}\bnot\b|\bnone other\b|\bno others?\b|\bany other (?:type of )?visas?\b"
)
_CITIZEN = r"(?:u\.?\s?s\.?a?\.? |united states |american )?(?:citizens?(?:hip)?|nationals?)"
_RESIDENT = (
    r"(?:lawful |legal |u\.?s\.? |us |naturali[sz]ed |the )*(?:permanent (?:u\.?s\.? |us |legal )?residen(?:ts?|cy|"
    r"ce)|green[- ]?cards?(?: holders?)?|(?:prs?|gcs?)\b)"
)
_CITIZENS = Hinted(
    rf"{_CITIZEN}\b[^.;]{{0,40}}?(?:,|/|\bor\b|\band\b)[^.;]{{0,20}}?{_RESIDENT}|{_RESIDENT}[^.;]{{0,20}}?(?:,|/|"
    rf"\bor\b|\band\b)[^.;]{{0,12}}?{_CITIZEN}\b|\b(?:must|has to|have to|shall) (?:each )?(?:be|hold) (?:an? "
    rf")?(?:u\.?s\.? |american |united states )?"
    rf"(?:citizens?(?:hip)?)\b|\bu\.?s\.?a?\.? citizens? only\b|\bonly u\.?s\.? citizens\b|"
    rf"\b(?:u\.?s\.? |united states )citizenship is (?:required|mandatory)|"
    rf"{_RESIDENT}[^.;]{{0,12}}?(?:,|/|\bor\b|\band\b)[^.;]{{0,12}}?\b(?:u\.?s\.? |american )passports?\b|"
    rf"\b(?:u\.?s\.? |american )passports?\b[^.;]{{0,12}}?(?:,|/|\bor\b|\band\b)[^.;]{{0,12}}?{_RESIDENT}|"
    rf"\bonly (?:with|for (?:those|people|holders) (?:with|of)|on|if (?:you|they) (?:hold|have)) (?:an? |the "
    rf")?{_RESIDENT}|"
    rf"{_CITIZEN}\b(?: of (?:this country|the (?:u\.?s\.?|united states|usa)|"
    rf"america))?[^.;,]{{0,12}}\bor\b[^.;,]{{0,32}}?"
    rf"{_RESIDENT}|\bnon-?(?:u\.?s\.? )?citizens? (?:must|need|have to|should)(?: to)? (?:have|hold|be|"
    rf"possess)?(?: an?)? "
    rf"?(?:{_RESIDENT})"
)
_CITIZEN_RULE = Hinted(
    r"\binsists?\b|(?:\b(?:not|no|nobody|none|cannot|no one)\b|n't\b)[^.;]*\b(?:who|that|which)\b[^.;]{0,12}(?:n't\b|"
    r"\b(?:not|neither|lack)\b)|\bonly\b|\bmust\b|\brequire[sd]?\b|\brequirement|\blimited to\b|\brestricted to\b|"
    r"\bhas to\b|\bhave to\b|"
    r"\bexclusively\b|\bneeds? to\b|\bneeded\b|\bminimum\b|\bto be (?:considered|eligible)\b|\beligib|\bsolely\b|"
    r"\bcriteria\b|\bmandatory\b|\bneed\b|\ba must\b|\b(?:without|lacking|unless)\b[^.;]*\b(?:cannot|not|no|nobody)\b|"
    r"\b(?:cannot|not|no|nobody)\b[^.;]*\b(?:without|lacking|unless)\b"
)
_OTHER_STATUS = re.compile(
    rf"{J1}|{H1B}|\bvisas?\b|\bwork (?:authori[sz]ation|permit)|\bauthori[sz]ed to work\b|\bead\b|"
    rf"\beligible to work\b|\bemployment authori[sz]ation|\basyl|\brefugee|\bor (?:be )?eligible\b|\bopt\b|"
    rf"\blegal(?:ly)? (?:able|status|right)|\bpermission to work|\bproof\b|\bpreferred\b|\bpreference|"
    rf"\bcanadian citizens? (?:also|too)|\bgraduates? of\b|\bcopy\b"
)
_ACTS = re.compile(
    r"\b(?:sponsor|accept|support|appoint|handl|host|eligible|petition for|offer|honou?r|welcom|consider|permit|"
    r"allow|engag)"
)
_ABOUT = re.compile(
    r"\bwaivers?\b(?! from)|\bj-?2\b|\bds-?2019\b|\btwo-year home|\bhome residency\b|\brenew(?:al|ed)?\b(?! ead)|"
    r"\bspouse|\bdependents?\b|\bfee(?:s)?\b|\btravel|\bconsulate|\bpassport"
)
_BARE_OK = re.compile(
    r"\bvisas?\b|\bsponsor|\bimmigration\b|\bcitizenship\b|\bimgs?\b|\binternational\b|\bforeign\b|\bwork authori|"
    r"\bstatus\b|\baccept"
)
_BOUND = re.compile(
    r"[()]|,|\s-+\s|[:;]|\.\s|\b(?:and|or|nor|but|while|whereas|as well as|plus|yet|although|though)\b|/(?=\s|[jh])"
)
_ONLY = re.compile(
    r"\b(?:only|solely|exclusively|strictly|sole|alone|confined|restrict\w*|limited to|or (?:none|nothing))\b"
)
_PREDICATE = re.compile(
    rf"{_POS.pattern}|{_NEG.pattern}|{_COND.pattern}|{_ONLY.pattern}|\b(?:is|are|will|may|can|must)\b"
)
_OTHERS = re.compile(
    r"\W*(?:all |any |the )?(?:others?\b|other (?:visas?|types?|categories|statuses)|no (?:other|additional)|"
    r"none other)"
)
_OPENS_WITH_VERB = Hinted(
    r"\W*(?:also |however |unfortunately |usually |generally |please )?(?:look|is|are|was|were|will|can|cannot|could|"
    r"do|does|"
    r"have|has|not|"
    r"never|no longer|may|must|would|should)\b|\W*(?:it|they|this|these|that|those|which|such [a-z]+) (?:is|are|will|"
    r"can|"
    r"cannot|could|do|does|have|has|may|must|would|should)\b"
)
_INSTEAD = Hinted(
    rf"(?:{J1}).{{0,30}}?\b(?:rather than|instead of|in place of|but not|not)\b(?: (?:an?|the|on|for))*\s*(?:{H1B})"
)


@dataclass(slots=True)
class _Segment:
    """A stretch between two commas, brackets or conjunctions."""

    text: str
    start: int
    end: int
    link: str  # what stood in front: ",", "and", "(" ...
    depth: int
    kinds: tuple[str, ...]
    has_predicate: bool


@dataclass(slots=True)
class _Group:
    """Visas under one predicate, with the modifiers around it."""

    segments: list[_Segment]
    modifiers: list[_Segment]
    asides: list[tuple[_Segment, _Segment]]  # (bracketed remark, the segment in front of it)

    @property
    def kinds(self) -> set[str]:
        return {kind for segment in self.segments for kind in segment.kinds}

    @property
    def text(self) -> str:
        parts = sorted([*self.segments, *self.modifiers], key=lambda segment: segment.start)
        return " , ".join(
            f"{segment.link if segment.link in ('nor', 'or', 'and') else ''} {segment.text}" for segment in parts
        )

    @property
    def has_predicate(self) -> bool:
        return any(segment.has_predicate for segment in [*self.segments, *self.modifiers])

    def span(self) -> tuple[int, int]:
        parts = [*self.segments, *self.modifiers, *(aside for aside, _ in self.asides)]
        return min(part.start for part in parts), max(part.end for part in parts)


# "A neighboring hospital accepts the H-1B; we do not", "in 2019 we sponsored it, but we no longer do".
_WE_DONT = re.compile(
    r"\W*(?:we|it|the (?:program|hospital|residency)|this (?:program|hospital)|ours?)\W+(?:no longer (?:do|does)|"
    r"(?:do|does|can|will)(?: not|n't|not)|"
    r"never (?:do|will)|stopped)(?: so| do so| it| any ?more| any longer| now| today)*\W*"
)


def _read_ellipsis(clause: Clause) -> Iterator[Finding]:
    before = clause.previous
    if before is None or before.sentence_start != clause.sentence_start or not _WE_DONT.fullmatch(clause.text):
        return
    if _is_negative(before.text) and not _PAST.search(before.text):
        return
    for kind in sorted({match.lastgroup or "" for match in _MENTION.finditer(before.text)} - {"any"}):
        yield Finding(f"visa_{kind}", "no", "required", clause.start, clause.end, EXPLICIT)


def _read_unguarded(clause: Clause) -> Iterator[Finding | Drop]:
    yield from _read_ellipsis(clause)
    if "the former" in clause.text or "the latter" in clause.text:
        clause = _name_former(clause)
    text = clause.text
    yield from _read_citizens(clause)
    mentions = list(_MENTION.finditer(text))
    named = [match for match in mentions if match.lastgroup != "any"]
    if not mentions:
        yield from _read_bound(clause)
        yield from _read_reply(clause)
        return
    if not named and not re.search(r"\bvisas?\b", text) and not re.search(r"\bvisas?\b|immigra", clause.topic):
        return
    if re.search(r"\bsteps? (?:3|iii)\b", clause.question) and not re.search(
        r"visa|sponsor|h-?1|j-?1", clause.question + clause.lead
    ):
        if any(match.lastgroup == "h1b" for match in named):
            yield Finding(
                "visa_h1b",
                "conditional",
                "required",
                clause.start,
                clause.end,
                ANSWERED,
                (clause.start, clause.end),
                needs_question=True,
            )
        return
    if _ABOUT.search(text) and not _ACTS.search(text):
        if named:
            yield drop(clause, "visa: about the visa, not its acceptance")
        return
    if named and _UNASKED.search(text):
        for match in named:
            yield Finding(f"visa_{match.lastgroup}", "no", "required", clause.start, clause.end)
        return
    if _ASKS_WHETHER.search(text):
        yield drop(clause, "visa: only asked about")
        return
    if _FOR_VISIT.search(text):
        yield drop(clause, "visa: of visitors")
        return
    if _ELSEWHERE.match(text) and not re.search(r"\b(?:we|our|us|here|this)\b", text):
        yield drop(clause, "visa: of other programs")
        return
    text = _PERHAPS.sub(lambda match: "might".ljust(len(match.group())), text)
    text = _UNLIKE.sub(lambda match: "#" * len(match.group()), text)
    text = _PAST_ASIDE.sub(lambda match: "#" * len(match.group()), text)
    if _PAST.search(text) and not _is_negative(text):
        yield drop(clause, "visa: of the past")
        return
    shut_out = bool(
        _SHUT_OUT.search(clause.lead)
        or _SHUT_OUT_HERE.match(clause.sentence)
        or _SHUT_OUT.search(clause.sentence.partition(":")[0] if ":" in clause.sentence[:60] else "")
    )
    text = _BARRED.sub(lambda match: "#" * len(match.group()), text)
    text = _NO_DEMAND.sub(lambda match: "#" * len(match.group()), text)
    if "without" not in text and "unless" not in text and "until" not in text:
        text = _EXAM_UNNEEDED.sub(lambda match: "#" * len(match.group()), text)
    states: dict[str, _State] = {}
    for field, state, (start, end) in _read_marks(clause, text):
        if state is not _NOTHING:
            states[field] = state
        text = text[:start] + "#" * (end - start) + text[end:]
    if states and not _MENTION.search(text):
        yield from _find_states(clause, states)
        return
    for field, state, (start, end) in _read_excepted(clause, text):
        states[field] = state
        text = text[:start] + "#" * (end - start) + text[end:]
    if states and not any(match.lastgroup != "any" for match in _MENTION.finditer(text)):
        yield from _find_states(clause, states)
        return
    groups = _group(_segment(text))
    for index, group in enumerate(groups):
        for field, state in _read_group(clause, group, groups[:index]).items():
            old = states.get(field)
            if (
                old is None
                or state.confidence > old.confidence
                or (state.confidence == old.confidence and (state.value == "conditional" or old.value == "sponsors"))
            ):
                states[field] = state
    if not states and not named:
        yield from _read_reply(clause)
        return
    for match in named:
        implied = states.get(f"visa_{match.lastgroup}")
        if (
            implied
            and implied.confidence <= IMPLIED
            and match.lastgroup == "j1"
            and _ADVERSATIVE.search(text, 0, match.start())
        ):
            del states["visa_j1"]
    shared = _SHARED.search(text)
    if (
        shared
        and states.get("visa_h1b", _NOTHING).value == "conditional"
        and states.get("visa_j1", _NOTHING).value == "sponsors"
        and _COND.search(re.split(r"[;,]|\bbut\b|\band\b", text[shared.end() :])[0])
    ):
        states["visa_j1"] = replace(states["visa_h1b"])
    if clause.is_first_reply and not clause.answer and _ASKS_WHICH_NOT.search(clause.question):
        shut_out = shut_out or not _is_negative(text)
    if shut_out:
        # "Nobody is invited who needs an H-1B": a list of those who stay outside.
        states = {field: state if "unless" in text else _State("no", EXPLICIT) for field, state in states.items()}
    if text != clause.text and states.get("visa_h1b", _NOTHING).value == "sponsors" and _BARRED.search(clause.text):
        states["visa_h1b"] = _State("conditional", EXPLICIT, (clause.start, clause.end))
    asked_kinds = {match.lastgroup or "" for match in _MENTION.finditer(clause.question)} - {"any"}
    if (
        clause.is_first_reply
        and asked_kinds == {"j1", "h1b"}
        and re.search(r"\bwhich\b", clause.question)
        and {match.lastgroup for match in named} == {"j1"}
        and states.get("visa_j1", _NOTHING).value != "no"
    ):
        states.setdefault("visa_h1b", _State("no", ANSWERED))
    if "visa_j1" in states and "visa_h1b" not in states and _CLOSED_LIST.search(clause.sentence):
        states["visa_h1b"] = _State("no", ANSWERED)
    if clause.is_first_reply and clause.answer and named:
        # "Do you sponsor H-1B? No; residents come on J-1." answers for the visa that the reply does not name again.
        asked = {match.lastgroup or "" for match in _MENTION.finditer(clause.question)} - {"any"}
        for kind in asked - {match.lastgroup or "" for match in named}:
            if f"visa_{kind}" not in states and not _ONLY.search(clause.question):
                value = "sponsors" if clause.answer == "yes" else "no"
                yield Finding(
                    f"visa_{kind}", value, "required", clause.start, clause.end, ANSWERED, needs_question=True
                )
    yield from _find_states(clause, states)


def _find_states(clause: Clause, states: dict[str, _State]) -> Iterator[Finding]:
    for field, state in states.items():
        yield Finding(
            field,
            state.value,
            "required",
            clause.start,
            clause.end,
            state.confidence,
            condition=state.condition,
            track=find_track(clause.text),
        )


def _name_former(clause: Clause) -> Clause:
    """ "We sponsor the former but not the latter" with the visas named before in their places."""
    antecedents = [clause.question]
    before = clause.previous
    while before is not None and len(antecedents) < 4:
        antecedents.append(before.text)
        before = before.previous
    for antecedent in antecedents:
        kinds = [match.lastgroup for match in _MENTION.finditer(antecedent) if match.lastgroup != "any"]
        if len(kinds) == 2 and set(kinds) == {"j1", "h1b"}:
            # Ten letters each, so that offsets hold.
            spelled = {"j1": " the j-1  ", "h1b": " the h-1b "}
            first, second = (spelled[str(kind)] for kind in kinds)
            return replace(clause, text=clause.text.replace("the former", first).replace("the latter", second))
    return clause


@dataclass(frozen=True, slots=True)
class _State:
    value: str
    confidence: float
    condition: tuple[int, int] | None = None


_NOTHING = _State("", 0)
_NOTHING_BEYOND = re.compile(r"\bnothing (?:beyond|more than|but|other than|except)\b")
# "... now supports both, where formerly it supported J-1 alone": the past stands in an aside.
_PAST_ASIDE = re.compile(
    r",? (?:where|whereas|while|which|whom|as it|though|although) (?:we |it |they )?(?:had )?(?:formerly|previously|"
    r"used to|in the past)\b[^,;.]*"
)
_PAST = re.compile(
    r"\b(?:past|former|previous) residents\b|\balumni\b|"
    r"\b(?:in|before|through) (?:19|20)\d\d\b[^.;]*\b(?:we|program|hospital|it) (?:had |still )?(?:sponsored|"
    r"accepted|supported|offered|filed|took)\b|"
    r"\b(?:formerly|until (?:19|20)\d\d|used to|in the past|in (?:earlier|previous|former) (?:years|times|cycles)|"
    r"previously|years ago|no longer the case|historically)\b"
)
# Labels and openings of lists of people who are turned away.
_SHUT_OUT = Hinted(
    r"\b(?:who (?:may|can|should|need)(?: ?not|n't)(?: apply)?|not eligible|ineligible|excluded|we (?:cannot|do not|"
    r"don't|will "
    r"not) (?:consider|accept|take|interview|invite)|not (?:considered|accepted|open to)|do not apply if)\b"
)
_SHUT_OUT_HERE = Hinted(
    r"\W*(?:(?:nobody|no one|no applicants?|no candidates?|none) (?:is|are|will be|may be|can be|gets?) [a-z]+ "
    r"(?:who|if|that)\b|"
    r"(?:we |the program )?(?:cannot|do not|don't|will not|does not) (?:consider|accept|take|interview|invite|rank) "
    r"(?:anyone|"
    r"anybody|those|applicants|candidates|physicians) (?:who|that)\b)"
)
# The visa that somebody cannot have is the occasion of the rule and not its subject.
_BARRED = Hinted(
    rf"\b(?:persons?|those|candidates?|applicants?|residents?|physicians?|anyone|people|where|if|when|in case|"
    rf"should)\b[^,;]"
    rf"{{0,50}}?\b(?:barred from|ineligible for|unable to (?:obtain|get|secure|use)|cannot (?:obtain|get|secure|use|"
    rf"hold)|not "
    rf"(?:be )?(?:eligible for|available|possible|an option)|excluded from|unavailable|impossible|who (?:have "
    rf")?exhausted)\b"
    rf"[^,;]{{0,24}}?(?:{J1})(?! (?:visas? )?(?:cannot|are not|will not|is not|shall not|need not apply|may not))(?: "
    rf"status| visas?)?|"
    rf"\b(?:where|if|when|in case|should)\b[^,;]{{0,12}}(?:{J1})[^,;]{{0,24}}\b(?:unavailable|impossible|not "
    rf"(?:available|"
    rf"possible|an option|be (?:had|obtained|used))|cannot (?:be )?(?:obtain\w*|get|used?|had))(?: to the candidate)?"
)
_PERHAPS = re.compile(r"\b(?:may or may not|may, or may not,|may \(or may not\))")
# "Unlike the H-1B, the J-1 is sponsored": what it is compared with stays unsaid.
_UNLIKE = Hinted(
    rf"\b(?:unlike|in contrast (?:to|with)|as opposed to)(?: with| for| the| an?)* "
    rf"(?:(?:{H1B})|(?:{J1}))(?: visas?)?"
)
_ASKS_WHETHER = re.compile(
    r"\b(?:consider|discuss|debat|weigh|study|explor)\w* whether\b|\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|"
    r"inquir\w+) (?:us |me )?(?:whether|if|about)\b"
)
# "Please do not write to us about an H-1B", "inquiries about the H-1B go unanswered".
_UNASKED = Hinted(
    r"(?:\b(?:not|never)|n't) (?:ask|inquire|write|call|contact|e-?mail|request)\b[^.;]*\b(?:about|regarding|"
    r"concerning|for|"
    rf"on)\b[^.;]{{0,24}}(?:{H1B}|{J1})|\b(?:inquir\w+|questions?|requests?|e-?mails?|letters?)\b[^.;]{{0,24}}"
    rf"(?:{H1B}|{J1})[^.;]*\b(?:unanswered|ignored|discarded|deleted|(?:not|never) (?:be )?(?:answered|read|"
    rf"entertained))\b"
)
_FOR_VISIT = Hinted(
    r"\b(?:visas?|sponsor\w*|sponsorship)\b[^.;,]{0,24} for (?:an? |the |our |any )?(?:shadow\w*|observ\w+|visit\w*|"
    r"rotat\w+|electives?|"
    r"externs?\w*|away rotation\w*|research\w*|fellowships?)\b"
)
_ELSEWHERE = Hinted(
    r"\W*(?:(?:many|most|other|several|neighbou?ring|nearby|competing|[a-z]+)(?: of the| other| [a-z]+)? (?:employers|"
    r"other programs)|"
    r"(?:many|most|other|several|neighbou?ring|nearby)(?: of the| other)? (?:programs|hospitals|institutions|"
    r"residencies)|"
    r"(?:an?|the|our|another) (?:neighbou?ring|nearby|sister|affiliated|competing|different) (?:hospital|program|"
    r"institution|residency)|another (?:hospital|"
    r"program)|programs (?:nearby|elsewhere|around|in (?:the|our) (?:area|state|region)))\b(?! (?:at|of|in) (?:the |"
    r"this )?(?:hospital|university|"
    r"institution|center|system))|\W*(?:many|most|several|another)(?: of them)? (?:do|does|sponsor|accept|offer|will|"
    r"began|"
    r"started|now)\w*\b"
)
# "The J-1 requires no such approval": a demand denied is no refusal, and the approval is no condition.
_NO_DEMAND = Hinted(
    r"\b(?:(?:requires?|needs?|demands?|calls? for|asks? for|involves?|takes?|(?:is|are) (?:subject|tied|bound) to|"
    r"depends? (?:up)?on) no|(?:(?:do|does|is|are|will|shall)(?: not|n't)|never) (?:require[sd]?|needs?|demands?|"
    r"call for|ask "
    r"for|involve|take|subject to|tied to|bound by|bound to|depend(?:ent|s)? (?:up)?on))"
    r" (?:[a-z]+ ){0,3}?"
    r"(?:approvals?|permissions?|consent|conditions?|reviews?|limits?|limitations?|caps?|quotas?|restrictions?|"
    r"pass(?:age)?|steps? (?:3|iii|three)|exam\w*|requests?|"
    r"waivers?|forms?|petitions?|fees?|such thing|more|requirements?|authorization|thing)\b"
)
# "Step 3 is not required for J-1 holders", "you need not have passed Step 3 for the J-1": the exam is denied.
_EXAM_UNNEEDED = Hinted(
    r"\b(?:usmle )?steps? (?:3|iii|three)\b(?: [a-z]+){0,3}? (?:(?:is|are|was|be) (?:not|never|no)|(?:is|are)n't|"
    r"(?:does|do|need) not|(?:does|do|need)n't)"
    r" (?:[a-z]+ ){0,2}?(?:required|needed|necessary|mandatory|asked|requirement|must|condition|matter|apply|count)\b|"
    r"\b(?:(?:do|does|will|would|need)(?: not|n't)|never) (?:(?:have|need|be required|require|ask|expect|insist) "
    r"(?:to |for |on )?)?(?:[a-z]+ ){0,3}?"
    r"(?:usmle )?steps? (?:3|iii|three)\b|\bno (?:usmle )?steps? (?:3|iii|three)\b"
)
# "Anything but an H-1B is fine", "all visas save the H-1B are supported".
_ALL_BUT = re.compile(
    r"\b(?:anything|everything|anyone|everyone|(?:any|all|every)(?: (?:other )?[a-z]+){0,3}?)(?: [a-z]+){0,2}? "
    r"(?:but|except(?:ing)?(?: for)?|save(?: for)?|other than|apart from|barring|aside from|excluding|with the "
    r"exception of|"
    rf"minus|besides|bar|not on|without|beyond)(?: (?:an?|the|those|holders|of|on|with|from))* "
    rf"(?:(?P<j1>{J1})|(?P<h1b>{H1B}))(?: visas?| status| holders?)?"
    r"(?!\W*(?:only|if|with|where|when|case|require|need|depend|is|are) (?!fine|ok|accept|welcome|possible|support|"
    r"sponsor|"
    r"consider|honou?red|eligible|taken|good))"
)
# "Applicants without a J-1 are not considered": the J-1 is the way in.
_WITHOUT = re.compile(
    r"\b(?:without|lacking|who (?:lack|have no|hold no|(?:do|can)(?: not|n't|not) (?:have|hold|get|obtain|qualify "
    r"for|use|"
    r"secure))|not (?:eligible|able|qualified) (?:for|to (?:get|hold|obtain))|ineligible for|unless (?:they|you|he "
    r"or she) "
    r"(?:hold|have|are on|qualify for|can (?:get|obtain)))(?: (?:an?|the|own|valid|ecfmg|ecfmg-sponsored|either))* "
    rf"(?:(?P<j1>{J1})|(?P<h1b>{H1B}))(?: visas?| status| eligibility| sponsorship)?"
)
_TURNED_AWAY = Hinted(
    r"\b(?:nobody|no one|no (?:applicants?|candidates?|foreign|non|international)|none|not|never|cannot|need not|"
    r"should not|"
    r"ineligible|excluded|refused|rejected|turned away|disqualified)\b|n't\b"
)


def _read_excepted(clause: Clause, text: str) -> Iterator[tuple[str, _State, tuple[int, int]]]:
    """Visas told by what holds for all others: "all but the H-1B", "nobody without a J-1"."""
    for match in _ALL_BUT.finditer(text):
        kind = "j1" if match.group("j1") else "h1b"
        rest = text[: match.start()] + "#" * (match.end() - match.start()) + text[match.end() :]
        if _is_negative(rest.partition(";")[0]):
            yield f"visa_{kind}", _State("sponsors", ANSWERED), match.span()
        elif _POS.search(rest) or _POS.search(match.group()):
            yield f"visa_{kind}", _State("no", EXPLICIT), match.span()
    for match in _WITHOUT.finditer(text):
        rest = text[: match.start()] + "#" + text[match.end() :]
        if match.group("j1") and not _MENTION.search(rest) and _TURNED_AWAY.search(rest):
            yield "visa_j1", _State("sponsors", ANSWERED), match.span()


# "J1 y / H1 n", "J-1: yes (ECFMG), H-1B: no": each visa with its own mark.
_MARK = re.compile(
    rf"(?:(?P<j1>{J1})|(?P<h1b>{H1B}))(?: visas?)?\s*(?:[:=?]|-+(?=\s*[a-z(\u2713\u2717+]))?\s*\(?(?P<mark>(?:yes|no|"
    rf"yep|"
    rf"yup|nope|nada|none|zero|never|y|n)\b|[\u2713\u2717\u2610+]|(?<=\()[x ]?(?=\))|-(?=\W*$|\s*[,;/|)]|\s+(?:{J1}|"
    rf"{H1B})))\)?(?:"
    rf"(?=\W*$|\s*[,;/|&.]|\s+(?:and|but|while)\b|\s+(?:{J1}|{H1B}))|(?=\s*\())\s*(?P<aside>\([^()]*\))?"
)


_PLUS_MARK = re.compile(rf"(?:{J1}|{H1B})(?: visas?)?\s*[:=]?\s*\(?\+")
# "\u2611 J-1 \u2610 H-1B", "[x] J-1 [ ] H-1B": boxes in front; an empty one says nothing.
_BOX = re.compile(
    rf"(?P<box>\u2713|\u2610|\u2717|\((?P<in>[x \u2713]?)\))\s*(?:(?P<j1>{J1})|(?P<h1b>{H1B}))(?: visas?)?(?=\W*$|"
    rf"\s*[,;|/(]|\s+"
    rf"(?:\u2713|\u2610|\u2717|\())"
)


def _read_marks(clause: Clause, text: str) -> Iterator[tuple[str, _State, tuple[int, int]]]:
    """Visas that a mark follows at once; a bracket behind the mark may bind it. Boxes may stand in front of each."""
    boxes = list(_BOX.finditer(text))
    if boxes and re.search(rf"(?:{J1}|{H1B})(?: visas?)?[ .,;]*$", text):
        first = _MENTION.match(text)  # its own tick is trimmed away as a bullet
        if first and first.lastgroup != "any" and boxes[0].group("box") != "\u2713":
            yield f"visa_{first.lastgroup}", _State("sponsors", EXPLICIT), first.span()
        for match in boxes:
            kind = "j1" if match.group("j1") else "h1b"
            if match.group("box") == "\u2713" or (match.group("in") or " ") in "x\u2713":
                yield f"visa_{kind}", _State("sponsors", EXPLICIT), match.span()
            elif match.group("box") == "\u2717":
                yield f"visa_{kind}", _State("no", EXPLICIT), match.span()
            else:
                yield f"visa_{kind}", _NOTHING, match.span()
        return
    for match in _MARK.finditer(text):
        if text.count("(", *match.span()) > text.count(")", *match.span()):
            continue  # "J-1 (no H-1B)"
        if match.group("mark") in ("", " ", "\u2610"):
            yield f"visa_{'j1' if match.group('j1') else 'h1b'}", _NOTHING, match.span()
            continue
        if match.group("mark") == "-" and not _PLUS_MARK.search(text):
            continue  # a hyphen is a mark only beside a plus
        kind = "j1" if match.group("j1") else "h1b"
        aside = match.group("aside") or ""
        span = match.span()
        if match.group("mark") in ("n", "no", "nope", "nada", "none", "zero", "never", "\u2717", "-"):
            if _COND.search(aside) or _OPENED.search(aside):
                yield (
                    f"visa_{kind}",
                    _State("conditional", EXPLICIT, (clause.start + span[0], clause.start + span[1])),
                    span,
                )
            else:
                yield f"visa_{kind}", _State("no", EXPLICIT), span
        elif _COND.search(aside) or (kind == "h1b" and _COND_H1B.search(aside)):
            yield (
                f"visa_{kind}",
                _State("conditional", EXPLICIT, (clause.start + span[0], clause.start + span[1])),
                span,
            )
        elif not _is_negative(aside):
            yield f"visa_{kind}", _State("sponsors", EXPLICIT), span


_OPENED = re.compile(r"\b(?:unless|until|except|exceptional|rare|if)\b")
_CLOSED_LIST = Hinted(
    r"\b(?:status(?:es)?|visas?|categories|classifications?|types)\b[^:.;]{0,20}\bonly\b[^:;]{0,12}:|\bonly (?:the "
    r"following|these) "
    r"(?:[a-z]+ )?(?:status(?:es)?|visas?|categories|classifications?|types)\b|\bone of the following (?:only|and no "
    r"other)\b"
)


_BOUND_BOTH = re.compile(r"\W*(?:both|either|each|these|they|all)(?: (?:of )?(?:them|these|two|visas?|are|is))*\b")


def _read_bound(clause: Clause) -> Iterator[Finding]:
    """ "H-1B may be available. J-1 may be available. Both depend upon the budget": a condition said afterwards."""
    if not _BOUND_BOTH.match(clause.text) or not _COND.search(clause.text) or _OTHER_FACT.search(clause.text):
        return
    if _is_negative(clause.text):
        return
    kinds: set[str] = set()
    before, steps = clause.previous, 0
    while before is not None and steps < 2 and len(kinds) < 2:
        named = {match.lastgroup or "" for match in _MENTION.finditer(before.text)} - {"any"}
        if not named or _is_negative(before.text):
            return
        kinds |= named
        before, steps = before.previous, steps + 1
    if len(kinds) == 2:
        for kind in sorted(kinds):
            yield Finding(
                f"visa_{kind}",
                "conditional",
                "required",
                clause.start,
                clause.end,
                EXPLICIT,
                (clause.start, clause.end),
            )


_BARE_VISA = re.compile(
    rf"\W*(?:(?:for|on|to|with|of|an?|the|either|both|also|as well) )*(?:{J1}|{H1B})(?: (?:visas?|holders?|status|"
    rf"applicants?|candidates?|petitions?|"
    r"residents|physicians|trainees))*\W*"
)


def _segment(text: str) -> list[_Segment]:
    segments: list[_Segment] = []
    begin, link, depth = 0, "", 0

    def close(end: int) -> bool:
        part = text[begin:end]
        if not part.strip(" .,"):
            return False
        kinds = tuple(match.lastgroup or "" for match in _MENTION.finditer(part))
        segments.append(
            _Segment(
                part,
                begin,
                end,
                link,
                depth,
                kinds,
                not _BARE_VISA.fullmatch(part) and bool(_PREDICATE.search(part.replace("sponsorship", "#"))),
            )
        )
        return True

    for match in _BOUND.finditer(text):
        token = match.group().strip()
        used = close(match.start())
        link = token if used or not link else f"{link}{token}"
        if token == "(":
            depth += 1
        elif token == ")":
            depth = max(0, depth - 1)
        begin = match.end()
    close(len(text))
    return segments


def _group(segments: list[_Segment]) -> list[_Group]:
    groups: list[_Group] = []
    pending: list[_Segment] = []
    for index, segment in enumerate(segments):
        following = segments[index + 1] if index + 1 < len(segments) else None
        current = groups[-1] if groups else None
        own_predicate = segment.has_predicate or "nor" in segment.link
        if not segment.kinds and current is not None and re.match(r"\W*the (?:latter|second)\b", segment.text):
            last = next(one for one in reversed(segments[:index]) if one.kinds)
            current.asides.append((segment, last))
        elif segment.depth and not segment.kinds and current is not None:
            current.asides.append((segment, segments[index - 1]))
        elif not segment.kinds:
            forward = (
                following is not None
                and bool(following.kinds)
                and not segment.depth
                and (
                    bool(pending)
                    or "and" in segment.link
                    or (
                        following.link.startswith(",")
                        and bool(_OPENS_WITH_VERB.match(following.text))
                        and bool(_COND.search(segment.text))
                    )
                )
            )
            if segment.depth and current is None:
                continue
            forward = forward or (
                not segment.depth
                and ("and" in segment.link or "but" in segment.link)
                and bool(_ADVERBIAL.match(segment.text))
                and _verb_follows(segments[index + 1 :])
            )
            if current is None or forward:
                pending.append(segment)
            elif _OTHERS.match(segment.text):
                groups.append(_Group([segment], [], []))
            else:
                current.modifiers.append(segment)
        elif _OTHERS.match(segment.text) and current is not None:
            groups.append(_Group([segment], pending, []))
            pending = []
        elif (
            current is not None
            and not pending
            and not (current.has_predicate and (_ADVERSATIVE.search(segment.link) or _CONCLUDES.match(segment.text)))
            and not (
                _OPENS_NO.match(segment.text)
                and current.segments[-1].kinds
                and "," in segment.link
                and not any(_is_negative(one.text) for one in [*current.segments, *current.modifiers])
            )
            and (
                (
                    not own_predicate
                    and (
                        not segment.link.startswith(("(", ":"))
                        or (
                            segment.link == "("
                            and bool(_LISTS_VISAS.search(current.segments[-1].text))
                            and not current.modifiers
                        )
                    )
                )
                or (not current.has_predicate and not (segment.depth and _NEG.search(segment.text)))
                or (
                    segment.depth > 0
                    and not current.has_predicate
                    and not _NEG.search(segment.text)
                    and not _COND.search(segment.text)
                )
            )
        ):
            if (
                _COND.search(segment.text)
                and not current.has_predicate
                and index
                and segments[index - 1].kinds
                and not _POS.search(segment.text)
            ):
                groups.append(_Group([segment], [], []))
            else:
                current.segments.append(segment)
        else:
            groups.append(_Group([segment], pending, []))
            pending = []
    if pending and groups:
        groups[-1].modifiers.extend(pending)
    return groups


_LISTS_VISAS = re.compile(r"\b(?:visas?|sponsorships?|status(?:es)?|types?|categories|kinds?)\W*$")
_ADVERBIAL = re.compile(r"\W*(?:in|with|under|after|on|for|upon|subject|where|if|when|by|within|at|only|rarely)\b")


_DENIED_AFTER = re.compile(r"(?:no (?:chance|way|luck|go)|we (?:can't|cannot|don't|do not|won't))$")
_CONCLUDES = re.compile(r"\W*(?:so|hence|thus|therefore)\b")
_ADVERSATIVE = re.compile(r"\b(?:but|yet|while|whereas|although|though)\b")
_OPENS_NO = re.compile(r"\W*(?:no|not|never|without)\b")


def _verb_follows(later: list[_Segment]) -> bool:
    """Whether the next visa stands behind a verb of its own, reached over adverbials alone."""
    for segment in later:
        if segment.kinds:
            return bool(_OPENS_WITH_VERB.match(segment.text))
        if not _ADVERBIAL.match(segment.text):
            return False
    return False


def _is_negative(text: str) -> bool:
    return bool(_NEG.search(_hide_others(text)))


def _hide_others(text: str) -> str:
    text = _NOT_A_NEGATION.sub(lambda match: "#" * len(match.group()), text)
    return _OTHER_DEED.sub(lambda match: "#" * len(match.group()), text)


# "J-1 residents may not moonlight", "need not worry", "are not charged": what is denied is not the visa.
_OTHER_DEED = Hinted(
    r"\b(?:(?:may|need|can|should|must|shall|will|do|does|is|are|could)(?: not|n't)|cannot|never|not)(?: (?:be|"
    r"have to|to|need to|"
    r"[a-z]+ly))* (?:moonlight\w*|worr\w+|charged?|pays?|paid|travel\w*|fear|delay\w*|leave|return|renew\w*|"
    r"extend (?:their|your)|"
    r"count(?:ed)? (?:against|toward)|affect\w*|matter|change[sd]?|cover(?:ed|s)?|reimburs\w+|work (?:outside|"
    r"elsewhere|off)|"
    r"disadvantaged?|penali[sz]ed|discriminat\w+|held against|treated|distinguish|differentiat\w+)\b|"
    r"\b(?:moonlighting|travel|leave)\b[^.;]{0,30}\bnot (?:be )?(?:allowed|permitted|possible|available)\b"
)


# "We sponsor J-1 and H-1B visas in exceptional cases": one noun, one condition for both.
_SHARED = Hinted(
    rf"(?:{J1}) ?(?:,|and|or|/|&|and/or) ?(?:{H1B}) (?:visas|sponsorships?|petitions|statuses|visa (?:sponsorship|"
    rf"applications|holders))\b(?! (?:the latter|"
    rf"if|only if))|(?:{H1B}) ?(?:,|and|or|/|&|and/or) ?(?:{J1}) (?:visas|sponsorships?|statuses|visa (?:sponsorship|"
    rf"applications|holders))\b"
)
_FALLS_BACK = re.compile(
    rf"\b(?:otherwise|failing (?:that|which)|or else|if not|instead|in (?:all )?other cases)\b[^;]*(?:{J1})"
)
_ONLY_FOR_ALL = re.compile(
    rf"(?:{J1})(?: visas?)? only for(?= (?:our |all |its |the )?(?:[a-z]+ )?(?:trainees|residents|house|interns|gme|"
    rf"graduate|residency))"
)


def _read_group(clause: Clause, group: _Group, earlier: list[_Group]) -> dict[str, _State]:
    first = group.segments[0].start
    group.modifiers = [
        one
        for one in group.modifiers
        if one.start > first
        or not (_OTHER_FACT.search(one.text) or _NO_ITEM.match(one.text))
        or _ACTS.search(one.text)
        or _JOINED.match(one.text)
    ]
    kinds = group.kinds
    text = group.text
    start, end = group.span()
    whole = clause.text[start:end]
    has_j1, has_h1b = "j1" in kinds, "h1b" in kinds
    context = (
        f"{clause.topic} | {clause.previous.text if clause.previous and clause.previous.end > clause.start - 3 else ''}"
    )
    span = (clause.start + start, clause.start + end)
    # "None (J-1 through ECFMG accepted)": the bracket says its own.
    is_bracketed = all(one.depth and _ACTS.search(one.text) for one in group.segments)
    negative = any(_is_negative(segment.text) or "nor" in segment.link for segment in group.segments) or any(
        _is_negative(modifier.text)
        and not (is_bracketed and not modifier.depth)
        and (_OPENS_WITH_VERB.match(modifier.text) or modifier.start < group.segments[0].start)
        for modifier in group.modifiers
    )
    verdicts = [one.text.strip(" .") for one in group.modifiers if one.depth or not is_bracketed]
    negative = negative or any(_DENIED_AFTER.match(verdict) for verdict in verdicts)
    negative = negative or any(verdict in ("no", "none", "not", "never", "not at all") for verdict in verdicts)
    if bool(re.search(r"\bnot\b|\bno\b", clause.lead)) and _MENTION.search(clause.lead) and not _POS.search(text):
        negative = True
    own_label = clause.lead.rsplit(" | ", 1)[-1]
    if _LEFT_OUT.search(own_label) and not _POS.search(text):
        negative = True
    words = len(whole.split())
    bare = any(len(segment.text.split()) <= 3 for segment in group.segments)
    positive = (
        bool(_POS.search(text))
        or bool(_BARE_OK.search(context))
        or words <= 5
        or bare
        or (bool(re.search(r"\bvisas?\b", text)) and words <= 8)
        or bool(_HINDRANCE_DENIED.search(text))
        or bool(_NOT_REFUSED.search(text))
    )
    conditional = bool(_COND.search(_ONLY_FOR_ALL.sub("#", _NO_LIMIT.sub("#", text))))
    if has_j1 and not has_h1b and _FALLS_BACK.search(clause.text[:end]):
        conditional = False
    if (
        not negative
        and not conditional
        and (_UNREAD.search(text) or _is_unread(whole) or _answers_demand(clause))
        and not _HINDRANCE_DENIED.search(text)
    ):
        return {}

    def plain(kind: str) -> _State:
        """The state of a visa that is not refused: sponsors, or conditional with the words that say so."""
        aside = " ".join(remark.text for remark, front in group.asides if kind in front.kinds[-1:])
        if _NOTHING_BEYOND.search(text):
            return _State("sponsors", EXPLICIT)
        is_hard = conditional or bool(_COND.search(aside))
        if kind == "h1b":
            # Step 3 and "if" bind the H-1B; for a J-1 they are the ECFMG's own rules.
            # "May be supported on a J-1 or an H-1B" permits both; of the H-1B alone, "may" hedges.
            said = _MAY.sub("#", text) if has_j1 else text
            is_hard = is_hard or bool(_COND_H1B.search(said)) or bool(_COND_H1B.search(aside))
        return _State("conditional", EXPLICIT, span) if is_hard else _State("sponsors", EXPLICIT)

    if _OTHERS.match(group.segments[0].text) and not has_h1b and earlier:
        named = {kind for one in earlier for kind in one.kinds}
        if (
            (negative or re.match(r"\W*no(?:ne)?\b", group.segments[0].text))
            and "j1" in named
            and "h1b" not in named
            and not has_j1
        ):
            return {"visa_h1b": _State("no", ANSWERED)}
        if not has_j1:
            return {}

    if negative and "any" in kinds | {kind for one in earlier for kind in one.kinds} and _INCLUDED.search(clause.text):
        return {"visa_j1": _State("no", EXPLICIT), "visa_h1b": _State("no", IMPLIED)}
    excepted = bool(_EXCEPTED_J1.search(whole))
    exclusive = (
        has_j1
        and not has_h1b
        and not re.search(r"\bnot only\b", whole)
        and bool(
            _ONLY_LEFT.search(whole)
            or _ONLY_RIGHT.search(whole)
            or _ONLY_IS.search(whole)
            or _ONLY_IS.search(clause.sentence)
            or _SOLE.search(clause.sentence)
            or _ONLY_LEAD.search(own_label)
        )
    )
    if has_j1 and has_h1b:
        if _INSTEAD.search(whole):
            return {"visa_j1": plain("j1"), "visa_h1b": _State("no", EXPLICIT)}
        if negative:
            if excepted:
                return {"visa_j1": _State("sponsors", EXPLICIT), "visa_h1b": _State("no", EXPLICIT)}
            return {"visa_j1": _State("no", EXPLICIT), "visa_h1b": _State("no", EXPLICIT)}
        return {"visa_j1": plain("j1"), "visa_h1b": plain("h1b")} if positive else {}
    if has_j1:
        if exclusive:
            if negative and not excepted and not _ONLY.search(whole):
                return {"visa_j1": _State("no", EXPLICIT)}
            return {"visa_j1": plain("j1"), "visa_h1b": _State("no", ANSWERED)}
        if excepted and negative:
            return {"visa_j1": _State("sponsors", EXPLICIT), "visa_h1b": _State("no", ANSWERED)}
        if negative and _MUST_BE_ABLE.search(whole):
            return {"visa_j1": _State("sponsors", ANSWERED)}
        if negative and re.search(rf"\bif\b[^;]*(?:{J1})", whole):
            return {}
        if negative:
            return {"visa_j1": _State("no", EXPLICIT)}
        states = {"visa_j1": plain("j1")} if positive or conditional else {}
        if _NO_OTHER.search(whole) or _NO_OTHER.search(clause.sentence):
            states["visa_h1b"] = _State("no", ANSWERED)
        return states
    if has_h1b:
        if _FOR_STAFF.search(whole) and not negative:
            return {"visa_h1b": _State("no", ANSWERED)}
        opened = re.search(
            r"\b(?:unless|until|except|without)\b|\b(?:before|prior to) (?:steps?|all|passing|you|they|the usmle|we "
            r"(?:see|have|get|receive)|it (?:is|has))\b|"
            r"\bexceptional|\brare|\b(?:generally|usually|typically|normally|"
            r"routinely|ordinarily|"
            r"currently guarantee)\b|\b(?:not|cannot|n't)\b(?: [a-z]+){0,2} always\b|\bif\b[^,]*\b(?:not|impossible|"
            r"unable)\b|\bif the lack\b",
            _FOR_NOW.sub("", whole),
        )
        if _NEED_REFUSED.match(_HINDRANCE_DENIED.sub("#", whole)) or (negative and not opened):
            return {"visa_h1b": _State("no", EXPLICIT)}
        if negative or plain("h1b").value == "conditional":
            return {"visa_h1b": _State("conditional", EXPLICIT, span)}
        return {"visa_h1b": plain("h1b")} if positive else {}
    return _read_all_visas(clause, text, negative, context)


_FOR_NOW = re.compile(r"\buntil (?:further notice|then|now)\b")
# "H-1B petitions are filed only for attending faculty": residents have none.
_FOR_STAFF = Hinted(
    r"\b(?:only|solely|exclusively|reserved|restricted|limited|confined)(?: (?:for|to|on behalf of|"
    r"in the case of))+\b(?: (?!residents?|"
    r"trainees?|interns?|house)[a-z-]+){0,3}? (?:faculty|attendings?|fellows|researchers?|scientists|consultants|"
    r"employed physicians)\b"
    r"(?![^.;]*\bresidents?\b)"
)
# "What it doesn't: H-1B", "Not offered: H-1B".
_LEFT_OUT = Hinted(
    r"(?:\b(?:not|never|no|cannot)|n't)(?: (?:currently|presently|yet|be|able to))*(?: (?:accept|sponsor|offer|"
    r"support|provid|"
    r"consider|tak|give|gave|issu|process|do\b|have|avail|welcom|possib|an option)[a-z]*)?\W*$|\b(?:refused|excluded|"
    r"declined|unsupported|unsponsored|non-sponsored|unavailable|closed|rejected)\b(?: (?:visas?|types?|categories|"
    r"classes|status\w*))*\W*$"
)
# "Both Steps in no more than two tries, J-1 welcome": what an earlier item of the list says is not the visa's.
_OTHER_FACT = re.compile(
    r"\b(?:attempts?|tries|try|fail\w*|letters?|scores?|graduat\w+|experience|comlex|mspe|lors?|observ\w+|"
    r"ecfmg cert\w*|usce)\b"
)
_NO_ITEM = re.compile(
    r"\W*(?:and |or )?no "
    r"(?!longer|visas?|sponsor|others?|one|such|additional|type|kind|form|work)[a-z-]+"
)
_JOINED = re.compile(r"\W*(?:if|when|where|with|without|after|once|upon|for|unless|until|provided|who|only)\b")
# Words of reluctance whose outcome cannot be read: such a clause states nothing.
_UNREAD = Hinted(
    r"\b(?:hardly|barely|scarcely|seldom|problem\w*|trouble\w*|headaches?|difficult\w*|costly|expensive|afford|"
    r"burden\w*|"
    r"regret\w*|sorry|unfortunately|alas|loath|reluctan\w+|hesita\w+|avoid\w*|discourag\w+|unlikely|doubtful|doubt|"
    r"wary|"
    r"frown\w*|forget|phas(?:ed|ing) out|too (?:much|many|costly|slow|late|long|complex|dear)|past (?:our|its)|"
    r"a dream|history|"
    r"another (?:story|matter)|not so much|a different (?:story|matter|question)|"
    r"future|hope to|plan to|plans to|working on)\b"
)


def _answers_demand(clause: Clause) -> bool:
    """ "The J-1 needs no approval; the H-1B does": the verb stands for a demand and not for sponsorship."""
    return (
        bool(
            re.search(r"\b(?:does|do|is|are)(?: not| usually| often)?\W*$|\balways (?:is|are|does|do)\W*$", clause.text)
        )
        and len(clause.text.split()) <= 5
        and clause.previous is not None
        and bool(
            _NO_DEMAND.search(clause.previous.text)
            or _NOT_REFUSED.search(clause.previous.text)
            or _HINDRANCE_DENIED.search(clause.previous.text)
        )
    )


_NOUNS = re.compile(
    rf"{_MENTION.pattern}|\b(?:sponsorships?|petitions|ecfmg[a-z-]*|status(?:es)?|types?|kinds?|categor\w+|"
    rf"class(?:es)?|"
    r"holders?|applicants|candidates|physicians|residents|trainees|doctors|interns|fellows|visas?|applications?|"
    r"stays|remains|requests)\b"
)
_FINITE = re.compile(
    r"# *(?:[a-z]+ly )?(?!does\b|plus\b|has been (?:our|the) )"
    r"(?:has|have|had|was|were|went|became|met|came|fell|lost|ran|[a-z]{3,}(?:ed|(?<!s)s))\b"
)


def _is_unread(text: str) -> bool:
    """Whether a verb stands beside the visa that no list here knows: its polarity cannot be read."""
    if _OTHER_DEED.search(text) and not _ACTS.search(_hide_others(text)):
        return True
    if _ONLY.search(text) or _ONLY_IS.search(text) or _COND_H1B.search(text):
        return False
    rest = _NOUNS.sub("#", text)
    return not _POS.search(rest) and bool(_FINITE.search(rest))


# "If you need an H-1B, we are not the program for you."
_NEED_REFUSED = Hinted(
    rf"\W*(?:if|should|when|where|in case) [^,;]{{0,40}}\b(?:need|requir|want|seek|hold|insist|"
    rf"depend)\w*[^,;]{{0,24}}(?:{H1B})[^,;]{{0,20}}, "
    rf"(?![^;]*\b(?:step|unless|until|without|not (?:hesitate|worry)|feel free)\b)[^;]*?(?:\b(?:not|cannot|never|"
    rf"nothing|no)\b|n't\b|"
    rf"{_REFUSES})"
)
# "Those not eligible for a J-1 cannot be considered": the J-1 is the way in.
_MUST_BE_ABLE = Hinted(
    rf"\b(?:not|cannot|unable|n't)\b[^;]{{0,30}}\b(?:eligible|able|qualif\w+|hold|obtain|get|"
    rf"secure)?\b[^;]{{0,20}}(?:{J1})"
    r"[^;]{0,30}\b(?:cannot|not|n't)\b[^;]{0,20}\b(?:considered|ranked|accepted|appointed|interviewed|start|apply|"
    r"hired|join)"
)
_INCLUDED = Hinted(
    rf"(?:{J1})s? (?:is |are )?(?:included|too|as well)\b|\binclud(?:ing|es?) (?:the |an? )?(?:{J1})|\beven (?:the |"
    rf"an? "
    rf")?(?:{J1})"
)
_EXCEPTED_J1 = Hinted(
    rf"\b(?:other than|other [a-z]+ than|different from|except(?: for)?|besides|apart from|aside from|exception of|"
    rf"beyond|but|outside)\b[^,;]{{0,30}}(?:{J1})"
)


def _read_all_visas(clause: Clause, text: str, negative: bool, context: str) -> dict[str, _State]:
    """ "No visas": neither, unless it speaks of the visas other than the one just named."""
    if not negative:
        return {}
    if re.search(
        r"\bother (?:types? of |kinds? of )?(?:[a-z-]+ )?visas?\b|\bother\b[^.;]{0,20}\b(?:visas?|sponsorship)\b", text
    ):
        named = clause.previous.text if clause.previous else ""
        if re.search(J1, named) and not re.search(H1B, named):
            return {"visa_h1b": _State("no", ANSWERED)}
        return {}
    if re.search(
        r"\bwithout (?:[a-z]+ ){0,3}visas?\b|\buntil\b|\bbefore (?:the|an?|their|your) [a-z -]*\bvisas?\b", text
    ):
        return {}
    if re.search(r"\bdoes not (?:matter|affect)|\bno effect\b|\bstatus\b|\bexcept\b|\bother than\b", text):
        return {}
    if re.search(r"\bneed(?:ing)? (?:a )?visa", text) and not re.search(
        r"\bnot (?:be )?(?:considered?|accept|review|eligible|take|interview|invite)|\bno\b", text
    ):
        return {}
    if not re.search(
        r"\bsponsor|\baccept|\boffer|\bsupport|\bprovid|\bconsider|\bno visas?\b|\bissue|\bavailable|"
        r"\bvisas? (?:of any|for any)|\b(?:cannot|can't|do not|don't|unable to) (?:do|give|arrange|help with|deal "
        r"with|help)\b|\bhandle|\bnone\b|\bneed",
        text,
    ):
        return {}
    if not re.search(r"\bvisas?\b", text) and not re.search(r"\bvisas?\b", context):
        return {}
    return {"visa_j1": _State("no", IMPLIED), "visa_h1b": _State("no", IMPLIED)}


_OTHER_LABEL = re.compile(
    r"\b(?:s-?[123]|steps?|usmle|comlex|scores?|cut-?offs?|attempts?|fail\w*|tries|lors?|letters?|ecfmg|cert\w*|usce|"
    r"us exp\w*|obs\w*|"
    r"yog|grad\w*|gap|years?|positions?|spots|slots|pgy-?1|places|deadline|ddl|dates?|imgs?|remarks?|notes?|updated?|"
    r"source|"
    r"contact|fees?|interviews?|tour|salary|stipend)\b"
)
_PAIR = re.compile(
    r"\W*?(yes|no|y|n|sponsored|not sponsored|[\u2713\u2717+])(?: [/|&] |, | and )(yes|no|y|n|sponsored|not sponsored|"
    r"[\u2713\u2717-])\W*"
)


_ASKS_REFUSAL = re.compile(rf"\b(?:{_REFUSES}|closed|barred|out of the question|impossible|off limits)(?!\w)")
# "Are there visas that you do not sponsor?" is answered with those refused.
_ASKS_WHICH_NOT = re.compile(
    r"\b(?:visas?|which|what|any)\b[^?]*(?:\b(?:not|never|cannot)|n't) (?:sponsor|accept|support|take|offer|consider)"
)


_SAYS_YES = (
    r"(?:oh |well |why |yes |indeed |and |but |always |very |most |quite )*(?:happily|gladly|sure|certainly|"
    r"absolutely|definitely|"
    r"indeed|"
    r"naturally|by all means|with pleasure|routine|"
    r"(?:you|we|they|one|it|that|both|anyone|those)(?: most| very)? ?(?:sure(?:ly)?|certainly|indeed|absolutely|"
    r"definitely)?"
    r" (?:do|does|is|are|can|could|may|will|would|works?|qualify|bet)|please (?:do|apply)|apply|works?|fine|"
    r"no problem)\W*$"
)


def _read_reply(clause: Clause) -> Iterator[Finding | Drop]:
    """A reply that names no visa: "Yes.", "No.", "Case by case.", "Not at this time." to a question or label of it."""
    for asked, is_label in ((clause.lead, True), (clause.question if clause.is_first_reply else "", False)):
        mentions = {match.lastgroup or "" for match in _MENTION.finditer(asked)}
        if not mentions:
            continue
        text = clause.text
        is_own = False  # a label that names one visa owns what stands behind it
        own_label = clause.lead.rsplit(" | ", 1)[-1]
        if is_label:
            # "Sponsor visa: N; H-1B: N; S3: not needed": each label has its own value.
            labelled = {match.lastgroup for match in _MENTION.finditer(own_label)} & {"j1", "h1b"}
            is_own = len(labelled) == 1 and not _OTHER_FACT.search(clause.text)
            if labelled:
                asked = own_label
                mentions = {match.lastgroup or "" for match in _MENTION.finditer(asked)}
            elif _OTHER_LABEL.search(own_label) and not _MENTION.search(own_label):
                continue
        if not is_label and own_label and not _MENTION.search(own_label) and clause.sentence.startswith(own_label):
            text = f"{own_label}: {text}"  # "Rarely: the chair must approve each petition."
        words = text.split()
        bare = re.match(
            r"(?:on (?:rare |some )?occasions?|occasionally|seldom|sometimes|in principle|now and then|from time to "
            r"time|"
            r"yes|no|not?|none|never|accepted|sponsored|offered|available|considered|case|only|limited|we do|"
            r"we are|they are|it is|neither|both|unfortunately|currently|at this|x\b|n/a|rarely|in exceptional|"
            r"depends|varies|subject|per |possibly|perhaps|maybe|potentially|(?:each|every|all) (?:requests?|"
            r"petitions?|cases?)|always|routinely|usually|gladly|regularly|as a matter of (?:course|routine)|"
            r"(?:(?:is|are) )?(?:also |usually |always |much |strongly )?(?:preferred|permitted|allowed|possible|"
            r"supported|processed|provided|issued|"
            r"honou?red|the (?:usual|standard|normal|preferred|default))\b|"
            r"(?:only )?(?:if|when)\b[^;]{0,60}\b(?:already|passed|transfer|step|extraordinary|exceptional|agrees?|"
            r"approves?)\b|"
            rf"{_SAYS_YES}|hmm|sorry|alas|not (?:as )?yet|same|we (?:can't|cannot|don't|won't)|"
            r"open\b|closed\b|un(?:supported|available)\b|rejected|declined|refused|supported|"
            r"of course|rarely|never|nothing|either|any\b|both|forbidden|"
            r"y\b|n\b|yep|yup|nope|nah|0$|zero$|"
            r"welcome|fine|ok\b|okay|sure|each year|every year|\u2713|[\u2717\u2718\u00d7])",
            text,
        )
        opens_topic = is_label and re.match(r"(?:regarding|as for|as to|concerning|about|on) ", own_label)
        speaks_of_it = (not is_label or opens_topic) and re.search(
            r"\b(?:it|them|one|ones|those|this|these|sponsorship|so|requests?|petitions?)\b", text
        )
        room = 16 if is_own else 14 if _COND.search(text) else 8
        if not bare and not clause.answer and len(words) > room and not speaks_of_it:
            continue
        pair = _PAIR.fullmatch(text)
        both = [match.lastgroup for match in _MENTION.finditer(asked) if match.lastgroup != "any"]
        if pair and sorted(map(str, both)) == ["h1b", "j1"]:
            # "J-1 / H-1B: Yes / No" answers in the order of the label.
            for kind, word in zip(both, pair.groups(), strict=True):
                value = "no" if word in ("no", "n", "not sponsored", "\u2717", "-") else "sponsors"
                yield Finding(
                    f"visa_{kind}",
                    value,
                    "required",
                    clause.start,
                    clause.end,
                    ANSWERED,
                    needs_question=not is_label,
                    needs_lead=is_label,
                )
            return
        conditional = bool(_COND.search(text)) or bool(
            re.search(
                r"\bonly if\b|\bif\b|\bprovided\b|\bs(?:tep )?-?3\b|\btransfers?\b|"
                r"\bonly (?:those|applicants|candidates)\b",
                text,
            )
        )
        negative = clause.answer == "no" or _is_negative(text) or bool(re.match(r"(?:n|0|zero|closed)\W*$", text))
        positive = (
            clause.answer == "yes"
            or (
                is_label
                and is_own
                and len(words) <= 10
                and bool(_POS.search(text) or _HINDRANCE_DENIED.search(text))
                and not _UNREAD.search(_HINDRANCE_DENIED.sub("#", text))
            )
            or bool(speaks_of_it and _POS.search(text))
            or bool(
                re.match(
                    rf"{_SAYS_YES}|"
                    r"open\b|supported\b|(?:(?:is|are) )?(?:also |usually |always |much |strongly )?(?:preferred|"
                    r"permitted|allowed|"
                    r"possible|supported|processed|"
                    r"provided|issued|honou?red|the (?:usual|standard|normal|preferred|default))\b|"
                    rf"(?:{_NO_HINDRANCE}|y$|y\W|yep|yup|yes|accepted|sponsored|offered|available|considered|both|"
                    rf"we do\b|they are|it is|x$|always|routinely|gladly|as a "
                    r"matter of|of course|regularly|usually|either|welcome|fine|ok\b|okay|sure|each year$|every year$|"
                    r"each year\W*$|every year\W*$|\u2713)",
                    text,
                )
            )
        )
        if re.search(r"\bneither\b", text):
            negative = True
        stated = "conditional" if conditional else "no" if negative else "sponsors" if positive else None
        if stated is None or re.search(
            r"\by(?:es)? ?/ ?no?\b|not specified|unknown|n/a|not applicable|unclear|---", text
        ):
            continue
        value = "no" if stated == "sponsors" and _is_negative(asked) else stated
        if not is_label and _ASKS_REFUSAL.search(asked):
            value = {"no": "sponsors", "sponsors": "no"}.get(stated, stated)  # "Do you refuse them?" "No."
        fields = [f for f, kind in (("visa_j1", "j1"), ("visa_h1b", "h1b")) if kind in mentions]
        confidence = ANSWERED
        if not fields and value == "no" and re.search(r"\bvisas?\b", asked):
            fields, confidence = ["visa_j1", "visa_h1b"], IMPLIED
        if (
            re.search(
                r"\bneed(?:ing)?\b[^?]*\bvisa|\bneeding\b|\bdisqualif|\bhurt|\bdisadvantage|\bneed (?:an? )?(?:j|h)",
                asked,
            )
            and not (is_label and is_own)
            and not re.fullmatch(
                r"(?:and |but )?(?:what if (?:i|you) |(?:if )?(?:i|you) )?need (?:an? )?(?:j|h)[^?]{0,16}\?", asked
            )
        ):
            yield drop(clause, "visa: not a question of acceptance")
            return
        if re.search(r"\bonly\b", asked) and value == "no":
            yield drop(clause, "visa: a no to a question with only")
            return
        for field in fields:
            # One answer for both visas ("Case by case") holds for each.
            yield Finding(
                field,
                value,
                "required",
                clause.start,
                clause.end,
                confidence=confidence,
                condition=(clause.start, clause.end) if value == "conditional" else None,
                needs_question=not is_label,
                needs_lead=is_label,
            )
        if fields:
            return


# "Must be authorized to work without sponsorship": neither visa.
_UNSPONSORED = Hinted(
    r"\b(?:must|have to|has to|need to|needs to|required to|only|shall)\b[^.;]{0,90}\b(?:without|not (?:need|"
    r"require)(?: any)?|"
    r"no need (?:of|for)|needing no|requiring no)(?: (?:any|the|need|for|of|visa|immigration|employer|employment|our|"
    r"further|"
    r"hospital|program))* sponsorship\b"
)


# "Non-citizens who lack permanent residency cannot be accommodated, whatever the visa".
def _named_visa(text: str) -> bool:
    return bool(re.search(rf"{J1}|{H1B}|\bunless\b", text))


_NON_CITIZENS_REFUSED = Hinted(
    r"\b(?:non-? ?(?:u\.?s\.? )?citizens?|foreign nationals|aliens)\b(?: (?:who|that|with|without|"
    r"lacking)[^.;,]{0,30}\b(?:permanent \w+|"
    r"green[- ]cards?|residency|status))?(?: [a-z]+ly)? (?:can't|cannot|can not|are not|aren't|will not|won't|"
    r"may not) (?:be )?"
    r"(?:accommodat|consider|accept|appoint|hir|employ|interview|review|admit|train|taken|sponsor)"
)


def _read_citizens(clause: Clause) -> Iterator[Finding | Drop]:
    """ "Citizens or permanent residents only": neither visa."""
    if _NON_CITIZENS_REFUSED.search(clause.text) and not _named_visa(clause.text):
        for field in ("visa_j1", "visa_h1b"):
            yield Finding(field, "no", "required", clause.start, clause.end, confidence=IMPLIED - 0.05)
        return
    if _UNSPONSORED.search(clause.text) and not re.search(rf"{J1}|{H1B}", clause.text):
        for field in ("visa_j1", "visa_h1b"):
            yield Finding(field, "no", "required", clause.start, clause.end, confidence=IMPLIED - 0.05)
        return
    match = _CITIZENS.search(clause.text)
    if not match:
        return
    around = clause.text
    if _OTHER_STATUS.search(clause.text):
        return
    ruled = (
        _CITIZEN_RULE.search(around)
        or _CITIZEN_RULE.search(clause.lead)
        or (clause.is_first_reply and re.search(r"\bvisas?\b", clause.question))
    )
    if not ruled or re.search(r"\bnot (?:a )?(?:required|requirement|necessary|be)\b|\bpreferred\b", around):
        yield drop(clause, "visa: citizens named without a rule")
        return
    if re.search(r"\b(?:non|not)[- ](?:u\.?s\.? )?citizens?\b|\bwho are not\b", around):
        return
    for field in ("visa_j1", "visa_h1b"):
        yield Finding(field, "no", "required", clause.start, clause.end, confidence=IMPLIED - 0.05)


# "No visa other than the J-1", "all but the H-1B": the denial and its exception make one statement.
_EXCEPTION_MADE = Hinted(
    rf"(?:{_NEG.pattern})[^.;]{{0,60}}?\b(?:other(?: [a-z]+)? than|"
    r"except(?:ing)?|besides|but|beyond|apart from|aside from|save|different from|outside)\b|"
    r"(?:\b(?:no|not|never|cannot|neither)\b|n't\b)[^.;,]{0,50}?\b(?:ourselves|itself|themselves|directly|in-house|"
    r"of (?:our|"
    r"its|their) own|on (?:our|its|their) (?:own|part))\b|"
    r"\b(?:neither|not?|without|lacks?|lacking|n't)\b[^.;,]{0,30}?\b(?:citizens?(?:hip)?|green[- ]cards?|permanent)\b"
    r"(?:[^.;,]{0,24}? (?:n?or|and) [^.;,]{0,30}?\b(?:citizens?(?:hip)?|green[- ]cards?|permanent|nationals)\b)?|"
    r"\b(?:no|none|any|the|all|every|of) others?\b[^.;]*|\bother (?:visas?|types|categories|status\w*|sponsorship)"
    r"[^.;]*|\bnothing else\b|\bor none\b|\bor nothing\b|\bnot (?:an? )?(?:u\.?s\.? )?citizens?\b"
)
# "We sponsor no visas ourselves": the ECFMG may, for a J-1; an H-1B has no other petitioner.
_OURSELVES = re.compile(r"\b(?:ourselves|itself|themselves|of (?:our|its|their) own|on (?:our|its|their) own)\b")
_SOFTENED = re.compile(
    r"\b(?:unless|until|except\w*|without|before|prior to|rare\w*|always|usual\w*|generally|typically|normally|"
    r"routine\w*|"
    r"ordinarily|guarantee\w*|promised?|assured?|if|only|regular\w*)\b"
)
_CLOSES = re.compile(
    rf"{_ONLY.pattern}|\b(?:others?|unlike|except|besides|one|nothing|none|left|remain\w*|rather|instead|former|"
    rf"latter|all|it|period|full stop)\b"
)
_ANY_DENIAL = re.compile(rf"{DENIAL.pattern}|{_NEG.pattern}")
_NO_MARK = re.compile(r"(?<![\w-])[n0](?![\w-])|[:=] *-")
_ACCOUNTED = (
    _EXCEPTION_MADE,
    _NOT_A_NEGATION,
    _OTHER_DEED,
    _UNLIKE,
    _BARRED,
    _NO_DEMAND,
    _EXAM_UNNEEDED,
    _PAST_ASIDE,
    _NO_LIMIT,
)


MAX_CLAUSE = 3000  # letters; no clause of a policy is as long, and the time to read it grows faster than it


def read(clause: Clause) -> Iterator[Finding | Drop]:
    """What the readings find, held against every word of denial that stands around the visa."""
    clause = _open_brackets(clause)
    if len(clause.text) > MAX_CLAUSE:
        if _MENTION.search(clause.text):
            yield drop(clause, "visa: too long a clause")
        return
    if "...." in clause.text:
        if _MENTION.search(clause.text):
            yield drop(clause, "visa: columns that run into one another")
        return
    if len(clause.sentence) < 160 and not clause.question:
        whole = _VISA_LABEL.sub("", clause.sentence)
        pairs = _read_pairs(_NAME_IN_BRACKETS.sub(r" \g<name> ", whole)) if clause.text != whole else []
        if pairs:
            span = clause.sentence_start, clause.sentence_start + len(clause.sentence)
            yield from _find_states(replace(clause, start=span[0], end=span[1]), _bind_pairs(clause, pairs))
            return
    if len(clause.text) < 160:
        pairs = _read_pairs(clause.text)
        if pairs:
            yield from _find_states(clause, _bind_pairs(clause, pairs))
            return
    topic = _TOPIC.match(clause.text)
    if topic and not {one.lastgroup for one in _MENTION.finditer(clause.text, topic.end())} & {"j1", "h1b"}:
        own = replace(
            clause,
            text=clause.text[topic.end() :],
            start=clause.start + topic.end(),
            lead=f"regarding {topic.group('name')}",
            question="",
            is_first_reply=False,
            answer="",
        )
        replies = [one for one in _read_reply(own) if isinstance(one, Finding)]
        if replies:
            for one in replies:
                if one.value == "sponsors" and _ANY_DENIAL.search(_hide_accounted(own.text)):
                    yield drop(clause, "visa: a denial beside it is not understood")
                else:
                    yield replace(one, start=clause.start, needs_lead=False)
            return
        if topic.group("case") and not _NEED_REFUSED.match(_HINDRANCE_DENIED.sub("#", clause.text)):
            yield drop(clause, "visa: the case is named, its outcome not understood")
            return
    units: list[Unit] | None = None
    denied: set[str] = set()
    free: set[str] = set()
    if len({match.lastgroup for match in _MENTION.finditer(clause.text)} & {"j1", "h1b"}) == 2:
        units = _find_clause_units(clause.text)
        cut = find_split(clause.text, units)
        if cut is not None and not _CROSSES.search(clause.text):
            yield from read(replace(clause, text=clause.text[:cut], end=clause.start + cut))
            yield from read(
                replace(clause, text=clause.text[cut:], start=clause.start + cut, is_first_reply=False, answer="")
            )
            return
    for found in _read_unguarded(clause):
        if isinstance(found, Drop) or found.confidence < IMPLIED:
            yield found
            continue
        if units is None or not (denied or free):
            units = units or _find_clause_units(clause.text)
            denied, free = find_denied(units)
        kind = found.field[5:]
        if kind in _find_constructed(clause.text, found.value):
            yield found
            continue
        if found.value == "no":
            head = clause.sentence.partition(":")[0] if ":" in clause.sentence else ""
            around = f"{head} {clause.lead} {clause.question if clause.is_first_reply else ''} {clause.text}"
            if (
                kind in free - denied
                and clause.answer != "no"
                and not _ANY_DENIAL.search(f"{clause.lead} {clause.question}")
                and not _NO_MARK.search(clause.text)
                and not _SHUT_OUT_HERE.match(clause.sentence)
                and not (":" in clause.sentence and _ANY_DENIAL.search(clause.sentence.partition(":")[0]))
                and not _ALL_BUT.search(clause.text)
                and not _FOR_STAFF.search(clause.text)
            ):
                yield drop(clause, "visa: no denial governs this visa")
                continue
            other = {"j1", "h1b"} - {kind} <= denied | free and kind not in denied | free  # closed by naming the other
            if kind == "j1" and found.confidence == IMPLIED and _OURSELVES.search(clause.text):
                yield drop(clause, "visa: a denial of who sponsors, not of the visa")
                continue
            if not (
                other or clause.answer or any(one.search(around) for one in (_ANY_DENIAL, _CLOSES, _CITIZENS, _NO_MARK))
            ):
                yield drop(clause, "visa: a no without a denial")
                continue
            if any(kind in one.kinds and is_double(one) for one in units or ()):
                yield drop(clause, "visa: a refusal is itself denied")
                continue
        elif kind in denied and (
            found.value == "sponsors" or not any(kind in one.kinds and _may_bind(one.text) for one in units or ())
        ):
            yield drop(clause, "visa: a denial beside it is not understood")
            continue
        yield found


# Constructions that a rule reads as a whole, denial and all.
_J1_EXCEPTED = Hinted(
    rf"\b(?:other than|except(?:ing)?(?: for)?|besides|apart from|aside from|exception of)(?: (?:an?|the|those|on|"
    rf"for))*"
    rf" (?:{J1})"
)


def _find_constructed(text: str, value: object) -> set[str]:
    """The visas that a mark, or an exception from a denial, decides."""
    kinds = {
        "j1" if match.group("j1") else "h1b"
        for pattern in (_MARK, _BOX, _ALL_BUT, _WITHOUT)
        for match in pattern.finditer(text)
    }
    first = _MENTION.match(text)
    if first and _BOX.search(text):
        kinds.add(first.lastgroup or "")
    if value == "sponsors" and (_J1_EXCEPTED.search(text) or _MUST_BE_ABLE.search(text)):
        kinds.add("j1")
    if value == "no" and (_UNASKED.search(text) or _NEED_REFUSED.match(_HINDRANCE_DENIED.sub("#", text))):
        kinds.add("h1b")
    return kinds


# What speaks of one visa through the other: such a clause is read as a whole.
_CROSSES = re.compile(
    r"\b(?:only|sole|solely|exclusively|alone|other|others|unlike|rather|instead|both|either|former|latter|otherwise|"
    r"if|unless|it|"
    r"that|this|same|too|also|likewise|so)\b"
)


def _find_clause_units(text: str) -> list[Unit]:
    """The units of a clause, with each denial that a rule accounts for out of sight."""
    for pattern in (_HINDRANCE_DENIED, _NOT_REFUSED):
        text = pattern.sub(lambda match: "ok".ljust(len(match.group()), "#"), text)
    return find_units(_hide_accounted(text), _MENTION, _PREDICATE, _ANY_DENIAL)


def _hide_accounted(text: str) -> str:
    for pattern in _ACCOUNTED:
        text = pattern.sub(lambda match: "#" * len(match.group()), text)
    return text


# "As for the H-1B, ...", "where the J-1 is concerned, ...", "if you need an H-1B, ...": what follows speaks of it.
_TOPIC = re.compile(
    r"\W*(?:and |but |so )?(?:as for|as to|regarding|concerning|with regard to|with respect to|when it comes to|"
    r"in the case of|"
    r"(?P<case>where|if you (?:need|want|seek|require|are seeking)|should you (?:need|want|require)))(?: (?:the|an?))? "
    rf"(?P<name>(?:{J1}|{H1B})(?: (?:visas?|sponsorship|petitions?|status))?)(?: (?:is|are) concerned)?\s*,\s*"
)
_DONE = (
    r"(?:sponsored|accepted|available|supported|considered|offered|processed|provided|permitted|allowed|possible|"
    r"granted|"
    r"honou?red|eligible|filed|handled|issued|recogni[sz]ed|welcomed?|approved|entertained|arranged|taken)"
)
_VERDICT = (
    rf"(?:(?P<{{0}}neg>out of (?:reach|bounds)|off limits|not an option|phased out|withdrawn|dropped|"
    rf"not (?:currently |presently |yet )?{_DONE}|un(?:available|supported|sponsored|acceptable)|no|"
    rf"n|nope|none|never|nada|"
    r"zero|nil|closed|suspended|refused|excluded|declined|rejected|denied|discontinued|impossible|paused|frozen|"
    r"halted|ended|"
    r"on hold|not possible|ineligible|\u2717|\u2718|\u00d7)|"
    rf"(?P<{{0}}pos>(?:yes|y|yep|yup|ok|okay|\u2713|{_DONE}|routine(?:ly)?|fine|open|sure|always|welcome))|"
    r"(?P<{0}cond>(?:on (?:a )?)?case[- ]by[- ]case(?: basis)?|limited|discretionary|conditional(?:ly)?|rare(?:ly)?|"
    r"occasional(?:ly)?|"
    r"sometimes|maybe|possibly|(?:only )?in (?:exceptional|rare|special|limited) (?:cases|circumstances|numbers)|"
    r"exceptional cases only|exceptionally|depends(?: on [a-z]+)?|depending on [a-z]+|subject to [a-z]+(?: [a-z]+)?|"
    r"at (?:the )?discretion of (?:the )?[a-z]+))"
)
_PAIR_NAME = rf"(?:an? |the )?(?:(?P<{{0}}j1>{J1})|(?P<{{0}}h1b>{H1B}))(?: (?:visas?|sponsorship|petitions?|holders))?"
_NAME_FIRST = re.compile(
    rf"\W*(?:{_PAIR_NAME.replace('{0}', '')})\s*(?:[:=?(]|-+ )?\s*(?:{_VERDICT.replace('{0}', '')})(?![\w-])\)?"
)
_NAME_LAST = re.compile(
    rf"\W*(?:{_VERDICT.replace('{0}', '')})(?![\w-])\s*(?:[:=(]|-+ )?\s*(?:(?:for|to|"
    rf"on) )?(?:{_PAIR_NAME.replace('{0}', '')})\)?"
)
_VISA_LABEL = re.compile(r"^\W*(?:visas?(?: types?| sponsorships?| status)?|sponsorships?|immigration)\s*[:=-]\s*")
_PAIR_END = re.compile(r"\s*(?:[,;/|&.]\s*)?(?:(?:and|but)\b\s*)?")


def _read_pairs(text: str) -> list[tuple[str, str]]:
    """(visa, verdict) of a text that is nothing but names with their verdicts: "J-1 (yes), H-1B - suspended"."""
    for pattern in (_NAME_FIRST, _NAME_LAST):
        found: list[tuple[str, str]] = []
        at = 0
        while at < len(text):
            match = pattern.match(text, at)
            if match is None:
                break
            value = "no" if match.group("neg") else "sponsors" if match.group("pos") else "conditional"
            found.append(("j1" if match.group("j1") else "h1b", value))
            ended = _PAIR_END.match(text, match.end())
            at = ended.end() if ended else match.end()
        if found and not text[at:].strip(" .,;)|/-") and len({kind for kind, _ in found}) == len(found):
            return found
    return []


def _bind_pairs(clause: Clause, pairs: list[tuple[str, str]]) -> dict[str, _State]:
    span = (clause.start, clause.end)
    return {f"visa_{kind}": _State(value, EXPLICIT, span if value == "conditional" else None) for kind, value in pairs}


def _may_bind(text: str) -> bool:
    return bool(_SOFTENED.search(text) or _COND.search(text))


_NAME_IN_BRACKETS = re.compile(rf"\((?P<name>(?:{J1}|{H1B})(?: visas?)?)\)")


def _open_brackets(clause: Clause) -> Clause:
    """ "Temporary worker (H-1B) petitions": a bracket that holds a name alone cuts nothing."""
    if "(" not in clause.text:
        return clause
    return replace(clause, text=_NAME_IN_BRACKETS.sub(r" \g<name> ", clause.text))
