"""The words of visas: their names, and the classes of words that refuse, allow or bind them. No reading here."""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.hinted_re import Branched, Hinted, Remembered

CLASS = r"[ -](?:visas?|categor|class|status|petitions?|program|sponsor|route|type|holders?|physicians)"
J1 = rf"(?:(?<![a-z0-9-])j\s?-?\s?[1il](?:'?s)?(?![a-z0-9'])|(?<![a-z0-9-])j(?={CLASS}))"
H1B = (
    r"(?<![a-z0-9-])h\s?-?\s?[1il]\s?-?\s?b?(?:'?s)?(?![a-z0-9'])|(?<![a-z0-9-])h\s?-?\s?b1?(?= (?:visas?|sponsor))|"
    rf"(?<![a-z0-9-])h(?={CLASS})"
)
MENTION = Remembered(
    rf"(?P<j1>{J1}|(?<=with )j(?=[,.;])|(?<=neither )j(?= n?or h\b)|(?<=either )j(?= or h\b)|"
    rf"\bexchange[- ]visitors?(?: visas?)?\b|"
    rf"\bsponsor(?:ed|ship) (?:by|through|via|from) (?:the )?(?:ecfmg|intealth)\b|"
    rf"\b(?:under|with|for|by|get|have|need|an?|their|your|of|obtain|qualify for|accept\w*|through) (?:the )?"
    rf"(?:ecfmg|intealth)(?:'s)? sponsorship\b|"
    rf"\bsponsor (?:is|will be|being|must be) (?:the )?(?:ecfmg|intealth)\b|"
    rf"\b(?:ecfmg|intealth) sponsorship(?= (?:is|only)\b)|"
    rf"\b(?:whom |which |where )?(?:the )?(?:ecfmg|intealth) (?:is|acts as|serves as|being|as) (?:the |their |"
    rf"your )?sponsor\b|"
    rf"\b(?:those|ones|visas|trainees|physicians|residents|applicants|anyone)(?: (?:that|whom|which|who))?(?: "
    rf"the)? (?:ecfmg|intealth) "
    rf"sponsors\b|\b(?:ecfmg|intealth)[- ]sponsored\b(?! (?:j|exchange)))|(?P<h1b>{H1B}|(?<=not )h(?![\w'-])|"
    rf"(?<=no )h(?![\w'-])|(?<=do )h(?=\W)|(?<=with )h(?=\W)|(?<=neither j nor )h\b|(?<=ing an )h(?=\W*$)|"
    rf"(?<=need an )h(?=\W)|(?<=not the )h(?![\w'-])|"
    rf"\btemporary[- ]workers?(?! h-?1)(?: visas?)?\b|"
    rf"\bspecialty[- ]occupation(?: visas?)?\b)|(?P<any>(?<!that )(?<!this )\bvisa\b|\bvisas\b|\bsponsorships?\b|"
    r"\bsponsor (?:anyone|anybody|any|applicants|candidates|residents|physicians|trainees|individuals|"
    r"international|foreign)\b|"
    r"\bnon-?immigrant (?:classifications?|status\w*|petitions?|categor\w+|workers?)\b|"
    r"\bimmigration (?:benefits?|petitions?|support|assistance|sponsorship|matters|paperwork|categor\w+)\b)"
)
# Verbs that refuse what they govern; "we never decline" is no refusal.
REFUSES = (
    r"(?:(?:is|are|has|have) (?:long )?gone(?! (?:on|to|through|up))|shuts? the door|(?:under|in) (?:suspension|"
    r"abeyance|a moratorium)|refus(?:e[sd]?|ing)|declin(?:e[sd]?|"
    r"ing)|reject(?:s|ed|ing)?|den(?:y|ies|ied)|"
    r"forbid(?:s|den)?|prohibit(?:s|"
    r"ed)?|"
    r"disallow(?:s|ed)?|abolish(?:es|ed)?|abandon(?:s|ed)?|discontinued?|suspend(?:s|ed)?|paused|halted|stopped|"
    r"ceased?|"
    r"(?:put(?:s|ting)?|brought|called) (?:an end|a stop|a halt|an? freeze) to|done away with|does away with|"
    r"(?:a )?things? of the past|c[ao]me to an end|drawn to a close|(?:screen|filter|weed|sort|knock|cross|"
    r"strike|struck|"
    r"throw|thrown|cut|(?<!being )phas)(?:s|es|ed|ing|n)? out|sunset(?:ted|ting)?|(?:bow|opt|back|pull|step|"
    r"dropp|get|got|gotten|"
    r"went|mov)(?:s|ed|ing)? (?:out|away) (?:of|from)|pulled the plug|(?:walk|shi|turn|step|stay|stear|"
    r"steer)(?:s|ed|ing)?"
    r" away from|turn(?:s|ed)? (?:its|our|their) backs? on|sa(?:y|ys|id) (?:goodbye|no|farewell) to|part(?:s|"
    r"ed) (?:ways|"
    r"company) with|scrapp?(?:s|ed)|axed|cancell?ed|rescinded|revoked|lapsed|expired|shelved|wound down|retreated|"
    r"(?:lost|lose|loses) (?:its|our|the|their)|fail(?:s|ed)? to (?:sponsor|support|accept|offer|provid|take)\w*|"
    r"(?:chos|choos|elect|decid|opt|prefer|resolv|vot|agre)(?:s|e|es|ed|en|ing)? (?:no longer|not|never) to|"
    r"(?:avoid|shun|oppos|resist|eschew)(?:s|es|ed|ing|e)?|steers? clear|"
    r"end(?:ed)? (?:all )?(?:our |its )?(?:sponsorship|support)|terminated|withdr(?:aws|awn|ew)|dropped|eliminated|"
    r"fro[sz]en?|froze|(?:is|are|remains?|stays?|currently|now) closed|(?:has|have|had|we|was|were|been|is|are|"
    r"it) ended|ended (?:in|on|with|after|as|last|this|because|due)\b|(?:paus|halt|stopp|ceas|suspend|terminat|"
    r"dropp|eliminat|discontinu)ing|(?:has |have |had )?closed (?:its |the |"
    r"our |off )*(?=h-?\s?[1il]|j-?\s?[1il]|visas?|door)|closed that|(?:freeze|moratorium|embargo|ban) "
    r"on\b(?![^.;]*\b(?:lifted|"
    r"ended|over|expired)\b)|"
    r"forgo(?:es|ne)?|forego(?:es|ne)?|retired|(?:g[ai]ve[ns]?|giving) up|clos(?:e[sd]?|ing) the door|closed door|"
    r"exceeds?|"
    r"lack(?:s|ing)? (?:the |an? |any )?(?:[a-z]+ )?(?:means|funds|capacity|resources|ability|authority|exemption|"
    r"budget|money|staff|funding)\b|"
    r"(?:leaves?|left) to (?:other|others)|unaffordable|exclud(?:es?|ed|ing)|preclud(?:es?|ed|ing)|prevent(?:s|ed|"
    r"ing)?|bar(?:s|red)|bar(?= us| the| our| them| any)|rul(?:es?|"
    r"ed) (?:[a-z]+ )?out|turn(?:s|ed)? (?:away|down)|shut out|disqualif\w+|"
    r"(?:decided?|stands?|stood|advises?|rule[sd]?|votes?d?|is|are) against\b|will be returned|returned un\w+|off "
    r"the table|on hold|(?:look|apply|go|turn|train|try|seek [a-z]+|inquire|ask) "
    r"(?:elsewhere|(?:at|to) (?:an)?other (?:programs?|hospitals?|residenc(?:y|ies)))|closed to|"
    r"(?:stays?|keeps?|staying) (?:out of|away from|clear of)|not the (?:right )?(?:program|place|residency)\b)"
)
NEG = re.compile(
    rf"\b(?:not|no|none|nobody|never|neither|nor|cannot|unable|ineligible|without|nothing|{REFUSES}|"
    r"unacceptable|unavailable|unsupported|non-acceptable|refrains?|steers? clear|"
    r"nope|nah|negative|prohibitive|off[- ]limits|(?:lies?|is|are|falls?|goes|stands?|remains?) (?:well |far |quite )?"
    r"(?:beyond|outside|out of (?:our )?(?:reach|scope|bounds))|"
    r"rather than|instead of|other than|apart from|except(?:ing)?|but not|impossible|out of the question)\b|"
    r"\b(?:nada|zilch|zero|nil|nix|nowhere|will not happen|unable|unwelcome|unsponsored|no more|hardly|disallowed)\b|"
    r"[\u2717\u2718\u00d7]"
)
# What stands in nobody's way: "no obstacle", "without distinction", "no less welcome".
HINDERS = (
    r"(?:st(?:and|ood)s? in (?:[a-z']+ ){1,2}way|get in the way|counts? against|(?:be )?held against|hurts?|harms?|"
    r"disadvantages?d?|penali[sz]ed?|disqualif(?:y|ies)|works? against|rules? (?:you|anyone|them|a candidate) out|"
    r"lessens? (?:your|the) chances?|lowers? (?:your|the) chances?)"
)
NO_HINDRANCE = (
    r"\bwith or without\b|\bno reason (?:for|why)[^.;,]{0,40}? not(?: to)?\b|"
    r"(?:\bnot|\bnever) (?:be |play |considered )?(?:an?|any|the) (?:[a-z]+ )?(?:factors?|criteri(?:on|a)|"
    r"considerations?)\b|"
    r"\b(?:no|never an?) (?:[a-z]+ )?(?:factors?|criteri(?:on|a))\b|"
    r"\bnone (?:is |are )?(?:needed|required|necessary)\b|"
    r"(?:\bnot|\bnever) (?:so|thus|similarly|equally|likewise|otherwise) (?:restricted|limited|bound|constrained|"
    r"capped)\b|(?:\bnot|\bnever) (?:be )?(?:read|understood|taken|construed|interpreted|meant|intended) (?:as|"
    r"to) (?:[a-z]+ )?"
    r"(?:exclud|refus|reject|den[yi]|bar|disqualif|discourag)[a-z]*|"
    rf"\bfar from (?:being )?{REFUSES}|\b(?:have|has|give|express|show)s? no preference\b|"
    r"\b(?:not|never) (?:have|give|express|show)(?: an?| any)? preference\b|"
    r"\b(?:at|with|for) no (?:extra |additional |further )?(?:costs?|charges?|expenses?|fees?)\b(?: to [a-z]+)?|"
    r"\bwithout (?:any |extra )?(?:costs?|charges?|fees?)\b|"
    r"(?:\bnot|\bnever) (?:be )?(?:affected|altered|changed|touched|concerned)(?: by [a-z ]+)?|"
    r"\bneither\b[^.;:]{0,60}? (?:is|are|be|poses?|presents?|makes?|creates?|constitutes?)(?: an?| any|"
    r" the)?(?: [a-z]+)? "
    r"(?:problems?|obstacles?|barriers?|hindrance|issues?|concerns?|disadvantages?|impediments?|handicap|drawbacks?|"
    r"differences?|minus|exclusion|deal-?breaker)\b|\bno reason (?:not to|why [a-z]+ (?:should|could|may) not) [a-z]+|"
    rf"\b(?:not|never|cannot|nor)(?: [a-z]+ly)?(?: (?:be|let|allow|make))?(?: (?!because|since|as\b|so\b|which)"
    rf"[a-z0-9-]+){{0,4}} {HINDERS}\b|"
    r"\b(?:need|should|must|do) not (?:hesitate|despair|be (?:afraid|deterred|discouraged|put off))\b|"
    r"\b(?:no|not (?:an?|any|the)|without(?: any| an?)?|never an?|nor (?:is|are) (?:there )?an?|free of)"
    r" (?:[a-z]+ ){0,2}?(?:problems?|differences?|preference|restrictions?|limit(?:s|ations?)?|obstacles?|"
    r"hindrances?|barriers?|"
    r"bar|difficult(?:y|ies)|conditions?|objections?|distinctions?|exceptions?(?! (?:is|are|will|can|may|to|for|"
    r"made|granted|possible|allowed))|disadvantages?|impediments?|drawbacks?|"
    r"advantages?|issues?|concerns?|bearing|effects?|influence|impact|role|weight|say|rules?|caps?|quotas?|"
    r"later|more than|"
    r"longer than|less (?:welcome|eligible)|worse|reason|"
    r"trouble|hurdles?|handicap|minus|stumbling blocks?|deal-?breakers?|"
    r"hesitation|strings|discrimination|penalty|reservations?|qualifications?|questions?|doubts?|fuss|ado|fail|"
    r"further)\b(?: to (?:deny|refuse|reject|decline|exclude)\b)?|"
    r"\b(?:treated|considered|viewed|reviewed|regarded|evaluated|ranked|judged|handled) (?:no differently|the "
    r"same|equally|alike)\b|"
    r"\b(?:(?:is|are) not (?:limited|capped|restricted)(?! to)|un(?:limited|restricted|capped))\b|"
    r"\bnothing (?:speaks|stands|argues|prevents?|is wrong|wrong|in the way|to fear|at all against|against)\b(?: "
    r"against)?"
)
# No visa, and no reason, between a denial and the refusal that it takes back.
NOT_REFUSING = (
    r"\b(?:not|never|cannot|nobody|no one|nor)(?: (?!because|since|as\b|so\b|which|but|and\b|[jh]-?[1il])[a-z]+)"
    rf"{{0,4}} {REFUSES}"
)
NOT_REFUSED = Hinted(NOT_REFUSING)
HINDRANCE_DENIED = Hinted(NO_HINDRANCE)
NO_LIMIT = re.compile(
    r"(?:\bnot|\bnever) (?:[a-z]+ly )?(?:limited|capped|restricted)\b|"
    r"\b(?:one of|among) the few\b|\bif (?:they|you|he or she) (?:so )?(?:wish|prefer|like|want|choose)\b|"
    r"\b(?:no|without(?: any| an?)?|not (?:an?|any)) (?:[a-z]+ ){0,2}?"
    r"(?:quotas?|caps?|limits?|conditions?|exceptions?|restrictions?)\b"
)
NOT_A_NEGATION = Hinted(
    r"\bfor (?:those|anyone|people|applicants|candidates|residents) (?:lacking|without) (?:it|one|them|these|this|that|"
    r"either|"
    r"both|such status)\b|"
    r"\b(?:as|since|because|for) [^,;]{0,50}?\b(?:no one|nobody|none)\b[^,;]{0,10}(?= (?:they|you|those|all|everyone|"
    r"it) "
    r"(?:will |would |must )?(?:have to|need to|must))|"
    rf"{NO_HINDRANCE}|{NOT_REFUSING}|\bmay or may not\b|"
    r"\b(?:did|had|have|has|was|were) not\b(?! (?:been )?(?:sponsor|support|accept|offer|fil|process|honou?r|t[ao]k|"
    r"consider|grant|issu|provid|able|permit|allow|approv|arrang|handl|join|initiat|welcom|eligib|possib|avail|hir))"
    r"(?!\W*$)|"
    r"\bwithout (?:an? |any |other |such |us |their own )*(?:visa|status|green|permanent|citizen|work|authori|legal)|"
    rf"\bno (?:[a-z0-9-]+ ){{0,3}}(?:is|are|was|were|has|have|will)(?: [a-z]+){{0,2}} {REFUSES}|"
    rf"{REFUSES} (?:to|for) (?:nobody|no one|none)\b|\bno (?:usmle )?steps? (?:3|iii)\b|"
    r"\b(?:may|can|could|might),? (?:but|though|yet|and|or) (?:[a-z]+ ){0,2}(?:need|must|may|might|will) not\b|"
    r"^\W*(?:need|must) not\W*$|"
    r"\b(?:(?:no one|nobody) else|no other (?:offices?|persons?|departments?|individuals?|part(?:y|ies)|officials?|"
    r"units?|employees?|divisions?)(?: (?:n?or|and) [a-z]+)?)\b|"
    r"\bnot (?:only|merely|solely|simply|exclusively|so much)\b|\bnothing (?:beyond|more|further|but|special|"
    r"other than|except)\b|\b(?:never|not|no|none) (?:more|"
    r"fewer|later|longer) than\b|\bnot (?:just|limited to|(?:by|of|for|with|up to|"
    r"left to|made by|taken by) (?:us|(?:the|our|each|any|this) (?:hospital|program|university|institution|residency|"
    r"department|clinic|director|individual)\w*(?: (?:program|director|office)s?)?(?= *$| *[,.;)]| (?:and|but|it|they|"
    r"is|are|to decide)\b))|ours|the (?:hospital|program|institution))\b|"
    r"\bwho lacks? [a-z .]{0,30}?(?:authori[sz]ation|status|citizenship|residency|visa|card)\b|"
    r"\bif (?:they|you) are(?: not)? (?:us |u\.s\. )?citizens?\b|"
    r"\bnon-?us\b|\bnot (?:us |u\.s\. )?(?:citizens?|permanent)|\bwho (?:are|is) not\b|\bnot a (?:us|u\.s\.)\b|"
    r"\bnon-? ?(?:u\.?s\.? )?citizens?\b|\bnon-? ?residents?\b|\bnon-?immigrants?\b|"
    r"\b(?:who|that) (?:are|is|do|does|have|has|hold|lack)\b[^,;]{0,12}\b(?:not|neither|no"
    r")\b[^,;]{0,50}?(?:(?:citizens?|"
    r"green-?card(?: holders?)?|residen(?:ts?|cy|ce)|cards?|citizenship)\b(?: (?:n?or) (?:permanent residents?|"
    r"green-?card "
    r"holders?|residen\w+))?)+|"
    r"\bif (?:you are |they are )?not\b|\bneither (?:an? )?(?:us |u\.s\. |"
    r"american )?citizen\w*(?: n?or [^,;.]{0,30}?\b(?:permanent\w*|green[- ]cards?|"
    r"immigrants?|residents?)(?: [a-z]+(?= can| may| are| must| will))?)?|\bneither (?:permanent residents?|"
    r"green[- ]card holders?) nor [^,;.]{0,20}?citizens?|"
    r"\bnot (?:strictly |always |usually )?(?:needed|required|necessary|mandatory)\b|"
    r"\bcosts? (?:us |them |you |the [a-z]+ )?nothing\b|"
    r"\b(?:not|never|cannot)\b(?: [a-z]+){0,4}? (?:anything else|anyone else|any other|(?:an)?other "
    r"(?:visas?|type|kind|status|category))\b|"
    r"\bcannot (?:be )?(?:promised?|guaranteed?|assured?)|\b(?:not|never|no) (?:be )?(?:an? "
    r")?(?:promised?|guarantee\w*|assured?|"
    r"automatic\w*|(?<=an )given|(?<=a )given|(?<=a )certainty)\b|\b(?:do|does) not (?:itself |alone )?decide\b|"
    r"\b(?:after|following) (?:an? |the )?(?:[a-z-]+ ){0,2}(?:pause|suspension|hiatus|freeze|break|moratorium)\b|"
    r"(?<=, )(?:and )?not (?:we|us|(?:the|our) (?:hospital|program|institution|department)s?)(?=,| (?:is|are)\b)|"
    r"\bno (?:visa )?(?:information|info|details?|data|mention|guidance)(?: (?:on|about|of) visas?)?\b|"
    r"\b(?:those|anyone|applicants?|candidates?|residents?|people|physicians?|others|trainees|imgs) (?:without|"
    r"lacking) "
    r"[a-z0-9'-]+(?: [a-z0-9'-]+){0,3}?(?= (?:come|comes|train|are|is|may|must|can|will|would|should|hold|holds|"
    r"use|enter|need)\b)"
)
POS = Branched(
    r"\b(?:accept|sponsor|support|offer|provid|consider|welcom|allow|process|issu|honou?r|permit|tak(?:e|es|en|"
    r"ing)\b|eligib|"
    r"qualif|obtain|hold|secur|right route|acceptab|availab|possib|giv|grant|recogni|participat|use[sd]?\b|train|"
    r"works? with|"
    r"arrang|facilitat|through the ecfmg|prefer|route|hire|assist|help|seek|keep|come on|(?:come|came|comes|"
    r"arrived?|matched|entered|joined) (?:[a-z]+ )?(?:on|with|under)\b|enter|file|petition|handl|"
    r"yes|option|need|must have|require|ok\b|okay|on an? |are on\b|come(?:s)? on\b|\bgets? |continu|regard|usual|"
    r"choice|requested|accommodat|"
    r"fine\b|"
    r"can be|through ecfmg|via ecfmg|open to|host|appoint|engag|employ|enrol|admit|make up\b|makes up\b|among|apply\b|"
    r"will do\b|goes to\b|joined\b|is the one|routine|always|approv|let\b|lets\b|invit|select|match|gladly|good|suffic|"
    r"extend|bring|"
    r"acts? as|serv(?:es?|ing) as|cover|permissib|encourag|persist|remain|stays?\b|works?\b|fil(?:es?|ing)\b|sign|"
    r"back(?:s|ed|ing)"
    r"\b|goes on|go on|kept|happy|glad|underwrit|endors|authori[sz]e[sd]?\b|entertain|"
    r"(?:predominantly|mainly|mostly|primarily|largely|exclusively)\b|default\b|standard\b|norm\b|customary|"
    r"partner|all right\b|alright\b|join\b|(?:may|can|could|able to) transfer|lists?\b|listed\b|resum|reinstat|"
    r"restor|rank(?:s|ed)?\b|embrac|trust|rel(?:y|ies|ied) (?:up)?on|unaffected|unaltered|unchanged|untouched|exist\b|"
    r"site\b|convert|"
    r"switch|(?:here|currently|now|training|working) on an?\b|here on\b|only|\u2713)"
)
COND = Branched(
    r"\bonly (?:two|three|four|five|six|[2-9]) (?:such |new )?(?:[jh]|residents|trainees|petitions|slots|places)|"
    r"\b(?:one|two|three|four|five|\d+) (?:per|a|an|each|every) (?:[a-z]+ )?(?:class|year|cycle|intake|program|"
    r"department|"
    r"season)\b|\breserved? (?:for|to)\b|\b(?:one|\d+) (?:in|out of) (?:ten|twenty|every|a|\d+) (?:requests|"
    r"petitions|cases)|\bto (?:one|two|three|four|five|"
    r"six|\d+) (?:across|in|for|over)\b|"
    r"\b(?:person|applicant|candidate)[- ]by[- ](?:person|applicant|candidate)\b|"
    r"\b(?:no|none)\b[^.;,]{0,40}\b(?:promised|guaranteed)\b|\bpromise\b[^.;,]{0,24}\bno\b|"
    r"\b(?:each|every)(?: (?:single|individual|separate))? (?:case|person|request|petition)\b|\bsingly\b|"
    r"\bone by one\b|"
    r"\bif (?:the|our|its|your) (?:[a-z]+ ){0,3}?(?:approves?|agrees?|consents?|allows?|permits?)\b|\b(?:in|"
    r"for) some years\b|\bsets? aside\b|\bleft to (?:each|the|every)\b|\bon (?:the )?approval\b|\blimited to "
    r"(?:one|two|three|"
    r"four|five|six|a few|\d+)\b|\b(?:one|two|three|four|five|six|"
    r"seven|eight|ten|"
    r"twelve|\d+) (?:(?:new|such|visas?|petitions?|slots?|sponsorships?|cases?|holders|at most) ){0,2}"
    r"(?:per|a|each|every) (?:class|year|cycle|intake)\b|\bup to (?:the|each|our) (?:[a-z]+ "
    r"){0,3}?(?:department|office|chair\w*|"
    r"director|committee|program|gme|dean|hospital|administration|hr)\b|\bfor (?:very |exceptionally |particularly |"
    r"unusually )?(?:strong|outstanding|exceptional|top|stellar|superior|excellent|competitive|compelling|promising) "
    r"(?:applicants?|candidates?|physicians?|residents?)\b|\b(?:limited|restricted|open|available|confined) "
    r"(?:only )?(?:to|for) (?:those|candidates|applicants|graduates|"
    r"physicians|people) (?:with|who|whose|having)\b|\blimited #|\bslots are (?:few|limited)|"
    r"\b(?:is|are|'s|very|quite|rather) limited\b(?! to)|\bfunds for (?:one|two|three|\d)|\b(?:one|two|three|four|"
    r"five|\d) (?:such )?(?:petitions?|slots?|"
    r"visas?|cases?|h-?1-?bs?|j-?1s?|sponsorships?)? ?(?:a|per|each|every) year\b|"
    r"\b(?:odd|rare|occasional|isolated|special|individual) (?:case|instance|exception)s?\b|"
    r"\bmay or may not\b|\bon (?:rare |some )?occasions?\b|\bin principle\b|\bnow and then\b|\bfrom time to time\b|"
    r"\b(?:who|which|that|and) (?:then )?decides?\b|\bcase[- ](?:by|to)[- ]case|\bunder its own (?:policy|"
    r"rules)\b|\bprograms? decides?\b|case-?wise|^\W*(?:possibly|perhaps|maybe|"
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
    r"\b(?:a )?few\b|\brare(?:ly)?\b|(?<!no )\bexception(?:s|al|ally)?\b(?! of| (?:[a-z0-9-]+ )?(?:are|is|will|"
    r"can|shall|may)(?: be)? (?:not|never|no longer))|\bhandful\b|\boutstanding\b|\b(?:highly|"
    r"exceptionally|extremely|very|most|best|uniquely|well)[- ]qualified\b|"
    r"\bhighest[- ]qualified\b|\bexceptionally strong\b|\bextraordinary\b|\bunusual\b|\b(?:special|certain|specific|"
    r"some|particular|rare|select|extenuating|compelling|limited) (?:circumstances?|cases?|situations?|"
    r"instances?|reasons?|"
    r"conditions?|"
    r"departments?|programs?|candidates?|applicants?)\b|\bper (?:each )?(?:program|department)|\bprogram(?:'s|s'|"
    r"s)? (?:own )?(?:policy|policies|discretion|rules?)\b|"
    r"\bdepartment(?:'s|al)? (?:approval|policy|policies|discretion|chair|funds)|\bdiscretion\b|\b(?:with|after|upon|"
    r"requires?|needs?|pending|prior) (?:[a-z' -]{0,30} )?"
    r"(?:approval|permission|consent|authorization from)\b|\bsubject to\b(?! (?:the )?(?:ecfmg|intealth|"
    r"approval (?:by|of|from) (?:the )?ecfmg|eligibility))|\bdepend(?:s|ing)?\b|\bdependent "
    r"(?:up)?on (?!(?:an? |our |the )?(?:j|h|visa|sponsor))|\bcontingent\b|"
    r"\boccasional(?:ly)?\b|\bselective(?:ly)?\b|\bselected\b|"
    r"\bnot (?:be )?guaranteed?\b|\bno guarantee\b|\bmight\b|\bsometimes\b|"
    r"\byear[- ](?:to|by)[- ]year\b|\bvaries\b|\bfunding\b|\bbudget\b|\bon condition\b|\bconditional\b|"
    r"\bup to (?:one|two|three|\d)\b|\bin advance\b|\b(?:requests?|petitions?|cases?|it|they) (?:[a-z0-9-]+ "
    r"){0,4}will be reviewed\b|\bon merit\b|(?<!j-1 )(?<!j1 )(?<!visitor )(?<!visa )\b(?:track|year|program|"
    r"department)s? only\b|\b(?:by|as an) exception\b|\bin (?:a )?good years?\b|\bkept (?:only )?for\b|"
    r"\bhop(?:e|es|ing) for\b|\bwaiver from\b|\bat times\b|\bat most (?:one|two|three|four|five|\d)\b|\b(?:just|"
    r"only|solely|exclusively) (?:to|for) (?:those|people|applicants|candidates|physicians|residents|graduates) "
    r"(?:who(?:se)?|with|of our|having|already)\b|(?<!the "
    r")\bonly (?:one(?! (?:visas?|type|kind|"
    r"category|status|route|we|available|accepted|supported|sponsored)\b|\W|$)|two|three|in|when|if|after|under|where|"
    r"upon|once|rarely|exceptionally|for (?!the j|j|"
    r"a j)|with)\b(?! (?:an? |the |ecfmg |ecfmg-sponsored )*j\s?-?\s?1)"
)
COND_H1B = Branched(
    r"\bs-?3\b|\bsteps? (?:3|iii|three)\b|\b(?:only )?transfers?\b|\b(?:only )?in case of\b|\bwhere\b|"
    r"\ball three (?:usmle )?steps\b|\bin h-?1b status\b|\bstep(?:s)? (?:[12i]+,? )+(?:and )?(?:3|iii)\b|\bif\b|"
    r"(?<!is )(?<!are )(?<!be )(?<!been )(?<!not )(?<!also )provided\b|\bproviding\b|\bexisting (?:h|one|petition|"
    r"visa|status)|\b(?:residents?|interns?|applicants?|"
    r"candidates?|physicians|holders|chiefs?|graduates) only\b|"
    r"\bas long as\b|\balready (?:on|hold|holding|have|in|has)\b|\bcurrently (?:on|hold|holding|in)\b|\btransfer|"
    r"\bwho (?:have|has|hold|are already|already|pass)|\bmust (?:have|pass|take|be|complete|show|pay|hold)\b|"
    r"\b(?:must|has to|have to|needs? to) (?:first )?(?:approve|authori[sz]e|agree|consent)\b|\bonly for\b|"
    r"\bonly (?:those|applicants|candidates) (?:who|with|already)\b|\bafter\b|\bonce\b(?!,? (?:again|more|common|usual|"
    r"offered|available|possible|popular|routine|customary|sponsored|accepted))|"
    r"\bwhen (?:they|the|all|you)\b|\blicens|\bbefore (?:rank|july|april|march|february|january|the|may|june)|"
    r"\bby (?:rank|july|april|march|february|january|the (?:time|rank|match))|(?<!to )(?<!for )\bqualified\b|"
    r"\brequires?\b|\bneeds? (?:the |a |an |[a-z]+'s )?(?:[a-z' -]{0,24} )?(?:sign-?off|signature|go-ahead|blessing|"
    r"green light|"
    r"nod|approval|permission|consent|agreement|vote|support|endorsement)\b|"
    r"\bin which case\b|\bin (?:that|such) cases?\b|\bprior to\b|\bin need of\b|\bmeet(?:s|ing)? (?:the|its|our|"
    r"all|certain|these|their|institutional|"
    r"eligibility)\b|\bhope\b|\bmay (?:also )?(?:be )?(?:able|considered|consider|sponsor(?:ed)?|possible|available|"
    r"offered|offer|supported|support|granted|accepted|requested|filed|arranged|discussed|raised|explored|"
    r"weighed|entertained)\b|\bwho (?:meet|qualify)"
)
# "J-1 residents may not moonlight", "need not worry", "are not charged": what is denied is not the visa.
OTHER_DEED = Hinted(
    r"\b(?:need|must|do|does|should) not (?:yet )?(?:to )?(?:have )?(?:taken?|pass(?:ed)?|complete[d]?|sat|sit|"
    r"show[n]?|submit(?:ted)?|finish(?:ed)?) (?:it|this|them|steps?|the|any|an?|usmle|all)\b|\b(?:(?:may|need|can|"
    r"should|must|shall|will|do|does|is|are|could) not|cannot|never|not)(?: (?:be|have to|to|need to|"
    r"[a-z]+ly))* (?:moonlight\w*|worr\w+|charged?|pays?|paid|travel\w*|fear|delay\w*|leave|return|renew\w*|"
    r"extend (?:their|your)|"
    r"count(?:ed)? (?:against|toward)|affect\w*|matter|change[sd]?|cover(?:ed|s)?|reimburs\w+|work (?:outside|"
    r"elsewhere|off)|"
    r"disadvantaged?|penali[sz]ed|discriminat\w+|held against|treated|distinguish|differentiat\w+)\b|"
    r"\b(?:moonlighting|travel|leave)\b[^.;]{0,30}\bnot (?:be )?(?:allowed|permitted|possible|available)\b"
)


NAMED = re.compile(rf"{J1}|{H1B}")
OTHER_VISAS = re.compile(
    r"\bother (?:types? of |kinds? of )?(?:[a-z-]+ )?visas?\b|\bother\b[^.;]{0,20}\b(?:visas?|sponsorship)\b"
)
BARE_VISA = re.compile(
    rf"\W*(?:(?:for|on|to|with|of|an?|the|either|both|also|as well) )*(?:{J1}|{H1B})(?: (?:visas?|holders?|status|"
    rf"applicants?|candidates?|petitions?|"
    r"residents|physicians|trainees))*\W*"
)
ACTS = re.compile(
    r"\b(?:availab|possib|sponsor|accept|support|appoint|handl|host|eligible|petition|fil(?:e|es|ed|ing)\b|offer|"
    r"honou?r|welcom|consider|permit|"
    r"allow|engag)"
)
DEAL = (
    r"(?:sponsor|accept|support|offer|provid|consider|fil|petition|process|tak|handl|host|honou?r|issu|facilitat|"
    r"arrang|deal|help|assist|permit|allow|grant|entertain|work)"
)
ONLY = re.compile(
    r"\b(?:only|solely|exclusively|strictly|sole|alone|confined|restrict\w*|limited to|or (?:none|nothing))\b"
)
OPENED = re.compile(r"\b(?:unless|until|except|exceptional|rare|if)\b")
PREDICATE = Branched(rf"{POS.pattern}|{NEG.pattern}|{COND.pattern}|{ONLY.pattern}|\b(?:is|are|will|may|can|must)\b")
BARE_OK = re.compile(
    r"\bvisas?\b|\bsponsor|\bimmigration\b|\bcitizenship\b|\bimgs?\b|\binternational\b|\bforeign\b|\bwork authori|"
    r"\bstatus\b|\baccept"
)
# "Both Steps in no more than two tries, J-1 welcome": what an earlier item of the list says is not the visa's.
OTHER_FACT = re.compile(
    r"\b(?:attempts?|tries|try|fail\w*|letters?|scores?|graduat\w+|experience|comlex|mspe|lors?|observ\w+|"
    r"ecfmg cert\w*|usce)\b"
)


# Names of people and papers that hold the stem of a verb: "ECFMG-sponsored J-1 trainees" accepts nothing.
_NOUN_STEMS = Hinted(
    r"\b(?:ecfmg|intealth)[- ]sponsored\b|\b(?:sponsorships?|holders?|trainees?|petitions?(?= (?:is|are|will|have|has|"
    r"can|may|were|for|by|on|not|no)\b|\W*$)|applications?(?! for)|sponsors?(?= (?:of|for|is|are)\b)|"
    r"work permits?|candidates|applicants|seekers|requirements?|options?(?=\W*$)|hospitals?)\b"
)


def hide_nouns(text: str) -> str:
    """The text, as long as before, without the nouns whose stems read as verbs."""
    return _NOUN_STEMS.sub(lambda match: "#" * len(match.group()), text)


def is_negative(text: str) -> bool:
    return bool(NEG.search(hide_others(text)))


def hide_others(text: str) -> str:
    text = NOT_A_NEGATION.sub(lambda match: "#" * len(match.group()), text)
    return OTHER_DEED.sub(lambda match: "#" * len(match.group()), text)
