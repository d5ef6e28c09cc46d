"""ecfmg_by: when the ECFMG certificate must be held. Being eligible for it, or its status report, is not holding it."""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.dates import find_days
from transforms.facts.finding import ANSWERED, EXPLICIT, WEAK, Drop, Finding, drop, is_taken_with
from transforms.facts.pairs import take_cell_label
from transforms.facts.scope import is_of_the_past
from transforms.hinted_re import has_any
from transforms.language import Clause
from transforms.marks import find_marks, find_strength, has_mark
from transforms.refusals import has_refusing_head
from transforms.strength import settle_strength

STEMS = ("ecfmg", "efmg", "ecmfg", "ecgmg", "ecfgm", "certif", "cert ", "foreign medical graduates")

_ECFMG = (
    r"(?:\be(?:cfmg|fmg|cmfg|cgmg|cfgm|cfm)\b(?:'s)?|\beducational commission\b(?: for foreign medical graduates\b)?|"
    r"\bintealth\b)"
)
_CERTIFICATE = re.compile(
    rf"{_ECFMG}[ -]?(?:/faimer )?(?:\([^)]{{0,20}}\) ?)?(?:(?:standard|valid|current|full|final|original|permanent|a|"
    rf"is|are|-)[ -])*cert(?:if\w*|'?d\b|\b)|cert(?:if\w*|'?d\b|\b)(?: (?:[a-z-]+|\([^)]*\))){{0,5}}? (?:by|from|of|"
    rf"through|with|"
    rf"via)(?: the)? {_ECFMG}"
    rf"|{_ECFMG} (?:[a-z]+ ){{0,4}}?(?:your|their|our) certif\w*|{_ECFMG} (?:has |have |must |should |will |to "
    rf")*(?:have |has )?(?:certified|issued)\b"
    rf"|\b(?:meet|satisfy|fulfill?) (?:the |all )?{_ECFMG}(?: certification)? (?:rules|requirements|standards|criteria)"
    rf"|\b(?:hold|have|obtain|complete|possess|valid|current)\w*(?: (?!sponsor)[a-z]+){{0,3}} {_ECFMG}(?![- "
    rf"]*(?:sponsor|status|"
    rf"number|id\b|token|eligib))|{_ECFMG}(?=(?: ?=|,)?\s+(?:is |must be |needs? to be |has to be |should be |"
    rf"to be |it |when |only |not )*(?:complete[d]?|finished|held|valid|in hand|issued|received|required|obtained|done|"
    rf"needed|"
    rf"mandatory|necessary|obligatory|compulsory|essential|expected|ahead of|in advance|as of|"
    rf"by\b|before|prior|at\b|upon|on (?:file|the day)|to (?:apply|start|begin|interview|rank|match|be "
    rf"(?:considered|interviewed|invited|ranked|reviewed|eligible|appointed|hired))\b|for (?:the |an )?(?:interview|"
    rf"application|ranking|rank|match|start|appointment|rol)\b|when\b|no later|in time))"
    rf"|\bwithout (?:an? |the |valid |current )*{_ECFMG}(?![- ]*(?:sponsor|status|number|id\b))"
    rf"|\b(?:requires?|needs?) (?:an? |the |valid )*{_ECFMG}(?!'|[- ]*(?:sponsor|status|number|id\b|j-?1|visa))"
    rf"|{_ECFMG}(?=-(?:required|needed|mandatory|necessary|must|before|prior|by|at)\b)"
    rf"|{_ECFMG},? (?:an? |is an? )?(?:must|mandatory|req(?:'?d)?)\b"
    rf"|{_ECFMG} (?:approval|clearance)\b"
    rf"|\b(?:uncertified|non-certified) (?:imgs?|fmgs?|applicants?|candidates?|graduates?|physicians?)"
)
# Whose own list is certified; "until the rank list is certified" speaks of no certificate.
_CERTIFIES_LIST = re.compile(
    r"\bcertif(?:y|ies|ied|ying|ication of)(?= (?:(?:our|the|its|their|a|your) )?(?:final )?(?:nrmp )?(?:rank|match|"
    r"rol\b|lists?\b|nrmp))"
)
_LIST_CERTIFIED = re.compile(
    r"(?<=rank )certification\b|(?<=match )certification\b|(?<=rol )certification\b|(?<=list )(?:certification\b|"
    r"(?:(?:is|are|must be|gets|has been|have been) )?certified\b)|"
    r"(?<=lists )(?:(?:are|must be|have been) )?certified\b"
)
# What the certificate itself asks for: "to be certified by ECFMG, graduates must pass Steps 1 and 2".
_PURPOSE = re.compile(
    rf"^(?:in order )?to (?:be|become|get|obtain|receive|earn|gain|qualify for) (?:[a-z-]+ )?(?:{_ECFMG}[- ]|certif)|"
    rf"\b(?:required|needed|requires?|necessary|qualify|exams?|examinations?|steps? [12]"
    rf"(?: ck)?) (?:(?:by|of) (?:the )?{_ECFMG} )?(?:for|toward|to (?:obtain|get|receive|earn)) (?:the |an? |your |"
    rf"their )?"
    rf"(?:{_ECFMG} )?certif|"
    rf"\b{_ECFMG} certif\w+ (?:requires|involves|includes|consists|means|demands|entails|confirms|assures|attests|"
    rf"verifies|is (?:a (?:process|requirement for licen)|based|issued (?:once|after|when)|granted|"
    rf"awarded))\b(?! (?:of|"
    rf"from) (?:all|imgs|applicants))|"
    rf"\b(?:contact|visit|see|write to|call|consult|refer to|check with|ask|directed to|"
    rf"questions to) (?:the )?{_ECFMG}(?!'|[ -]*(?:cert|standard|valid|status|current))|"
    rf"\b{_ECFMG} (?:requires|requirements|verifies|asks|will (?:verify|issue|notify)|website|fees?|office|phone|token|"
    rf"number|id)\b|\b(?:waived|exempt\w*|excused) (?:for|from) [^.;]{{0,30}}?(?:holders|certif|{_ECFMG})"
)
_REQUIREMENTS = re.compile(r"\b(?:require(?:ments?|d)|must|minimum|needed|mandatory|criteria|qualifications)\b")
_ABBREVIATED = re.compile(
    r"\b(?:b/f|bf|b4)(?= )|\bint\b\.?(?=\W|$)|\bw/o(?= )|\bappl?\b\.?(?=\W|$)|\bcertn?\b\.(?= [a-z])|"
    r"\bcert\b(?= (?:by|before|at|needed|"
    r"required|req|prior|in hand|when|upon|to)\b)"
)
_SPELLED = {
    "b/f": "before",
    "bf": "before",
    "b4": "before",
    "int": "interview",
    "w/o": "without",
    "app": "application",
    "appl": "application",
    "cert": "certificate",
    "certn": "certificate",
}

_NO_BUT = re.compile(
    rf"\bno (?:valid |current )?(?:{_ECFMG}|certificate)[^,;]{{0,24}}[,:;-] ?(?:then )?no (?P<event>[^,;.]{{2,40}})"
)
# "the certificate, without which you will not be interviewed"
_WITHOUT_WHICH = re.compile(
    r"\bcertif\w*,? without which\b(?P<event>[^,;.]{2,60}?(?:\b(?:not|no|cannot)\b|"
    r"n't)[^,;.]{2,40})"
)
_BARE = re.compile(r"\bcertifi(?:ed|cation|cate)s?\b")
_LABEL = re.compile(
    r"(?:.*\| ?)?"
    r"(?:the |our |valid |imgs? |fmgs? |and |one |as |for |on |a word |a rule )*certificat(?:e|ion)(?: (?:rule|"
    r"policy|requirement|deadline))?\s*\??\s*"
)
_ELIGIBLE = re.compile(
    r"\b(?:(?:eligible|eligibility)(?! (?:for|to) (?:[a-z-]+ ){0,4}?(?:sponsor|j-?1|visa|exchange|employ|work|licen|"
    r"permit))(?! with (?:an? |"
    r"the |valid |"
    r"current )*e[cf]+mg)|candidates? for (?:(?:the|full|an?) )?(?:e[cf]+mg|certif)|on track|pursuing|"
    r"in (?:the )?process|working toward|able to obtain|"
    r"certifiable|pending|in progress|able to be|(?<!is )(?<!are )expect\w* (?:to be (?:[a-z-]+ )?certif|certif\w*|"
    r"to be so\b|to (?:have|hold|obtain|receive|get|complete|possess)\b|it\b)|"
    r"when (?:you|they) (?:still )?(?:expect|anticipate|hope|await)|"
    r"who (?:still )?(?:expects?|awaits?|anticipates?|(?:are|is) (?:still )?(?:expecting|awaiting|waiting for)))\b"
)
# Eligible for a visa, for a place, or if ...: the people, and not for the certificate.
_OF_OTHER_THING = re.compile(
    r"\b(?:j-?1|visa|citizen\w*|sponsorship|employment|work)s?[- ](?:eligib\w+|eligible)|"
    r"\beligibility (?:of|for) (?:all |the )?(?:[a-z]+ ){0,2}(?:graduates|applicants|candidates|imgs|fmgs|"
    r"physicians)\b|"
    r"\bto be eligible(?=[\s\".)]*$)|\b(?:able|ability) to obtain (?:an? |the )?(?:[a-z0-9-]+ ){0,2}?(?:j-?1|"
    r"visas?|h-?1b?|"
    r"licen[sc]e|permit)\b|"
    r"\beligib(?:le|ility) (?:for|to) (?!(?:it|this|that|one|such)\b|(?:[a-z-]+ ){0,4}?(?:certif|"
    r"e[cf]+mg(?![- ]*(?:sponsor|j-?1|visa))|(?:receive|"
    r"obtain|get|hold|have|be|become) "
    r"(?:it|so|one)\b))|"
    r"^(?:in order )?to be (?:considered )?eligible,?(?= (?:an? |all |the |any )?(?:[a-z-]+ )?(?:applicants?|"
    r"candidates?|"
    r"graduates?|imgs?|fmgs?|you|physicians?)\b)|"
    r"\beligible (?:only )?(?=(?:if|when|once|provided|as long as|so long as|with)\b)|"
    r"(?<=certification )on (?:applying|application) (?:are|is) (?:[a-z]+ )?eligible"
)
_PAPERS = re.compile(rf"{_ECFMG} (?:papers|paperwork|documents?|credentials?)\b")
_NOT_MERELY = re.compile(
    r"\b(?:not|rather than|and not|instead of) (?:just |merely |only |simply |the )*(?:eligib|pending|in progress)|"
    r"\bif (?:it is )?(?:still )?(?:pending|in progress)\b[^.;]*\b(?:must|should|has to|needs?|is to|before|by)\b"
)
_OTHER = re.compile(
    r"\bboard[- ]certif|\bcertif\w* (?:in|of) (?:acls|bls|english|clinical|graduation|completion)|\b(?:acls|bls|atls|"
    r"pals|nrp|cpr)\b|\bab(?:im|fm|ms|pn)\b|\blife support\b|"
    r"\bbirth certif|\bboard[- ]eligible|\bnotari|\bcertified (?:copy|copies|translation|faculty|physician|mail)"
)
_SIGNED = re.compile(
    r"\b(?:applications?|files?|forms?|statements?)\b[^.;]{0,30}\bcertified\b|\bcertified and submitted\b"
)
_LISTS = re.compile(
    r"\b(?:rank|match)[a-z -]* lists? (?:is|are|be|must be|has been|have been) (?:certified|submitted|due)"
)
_IF = re.compile(
    r"\bif (?:it |they |this )?(?:appl(?:ies|icable|y)|available|an img|you have|any|obtained|needed|relevant)|"
    r"\bwhere applicable|\bas applicable|\bstatus report\b|\bif (?:img|foreign|international)\b"
)
_IF_THEN = re.compile(r"\bvalid [^.;]{0,40}\b(?:if|where|as) (?:it )?(?:appl|an img|foreign)")
_PREPOSITION = (
    r"\b(?:before|prior to|ahead of|in advance of|by|at|for|to|when|upon|on|until|in time for|no later than|not "
    r"later than|once|while|"
    r"with|during|without|precedes?|preceding|predates?|(?:condition|pre-?requisite|precondition|requirement) of)\b"
)
_GAP = r"(?: (?!but\b|and\b|or\b|not\b|then\b)[a-z'-]+){0,5}? ?"  # words between a preposition and its event
_TIMES: tuple[tuple[str, re.Pattern], ...] = (
    (
        "application",
        re.compile(
            r"\b(?:to|when|before|prior to|ahead of|as of|at (?:the )?(?:time|point) of|by the time of|"
            r"by (?:the )?time|upon|"
            r"in order to|while|at|with|for|on|by)\b(?: (?:you|they|we|their|your|the|that|an|his|i|my|submitting|of|"
            r"moment|point|stage|"
            r"initial|"
            r"eras|are|is|a|filing|sending|making|day|date|time|file))*\s*(?:app(?:s?|ly|lying|lies|lication|"
            r"lications)\b(?! "
            r"cycle| season| process)|submission\b(?! (?:of )?(?:the |our |a )?(?:final )?(?:rank|match|list|rol|"
            r"nrmp)))|"
            r"\b(?:when|before|once|time|until) (?:you |they |he or she |an applicant )?(?:are )?submit(?:s|"
            r"ting)?\b(?! (?:the |our |"
            r"a |your |their |its )?(?:final )?(?:rank|match|list|rol|nrmp))|"
            r"\bonly (?:[a-z-]+ ){0,4}(?:are|is|will be|gets?) (?:considered|reviewed|read|accepted|processed|"
            r"eligible|screened)\b(?! for)|"
            r"\bto be (?:considered|reviewed|eligible|screened)(?: for (?:a |the |"
            r"our )?(?:residency|position|program|review|selection|application|training))?(?! (?:for|to) (?:an? |"
            r"the )?(?:interview|start|begin|rank|contract|appoint))|\bfor consideration\b|\bbefore (?:we|"
            r"the committee) (?:review|consider)|\bto apply\b|\b(?:when|the day|the moment) you apply\b|"
            r"\bapplication deadline\b|"
            r"\bat application\b|\b(?:will not|cannot|only|never) (?:be )?(?:consider|review|process|accept)\w*(?! for "
            r"(?:an )?interview)|\baccompan(?:y|ies|ying) (?:the|your|each|every|any) (?:[a-z]+ )?(?:file|application)|"
            r"\b(?:file|application)s? (?:is|are|will be) (?:not|never|only) (?:be )?(?:processed|reviewed|read|opened|"
            r"considered|accepted)\b|\bon file when (?=(?:you|they|we (?:review|read|open)|"
            r"the (?:file|application))\b)|"
            r"\b(?:before|until|when|by the time|so that|once) (?:the|your|their|his|a|an|each|any|our|we|anyone|"
            r"somebody) "
            r"(?:[a-z]+ ){0,3}?(?:(?:files?|applications?|eras)(?: [a-z]+)? (?:is|are|gets?|will be|can be|has been) "
            r"(?:[a-z]+ )?(?:read|reviewed|opened|sent|submitted|transmitted|filed|looked at|screened|considered|"
            r"processed|"
            r"downloaded|complete)|(?:open|read|review|look at|screen|consider|download|process)s? (?:an? |the |your |"
            r"their |any )?"
            r"(?:files?|applications?))\b|\bto (?:have|get) (?:[a-z]+ ){1,2}?(?:files?|applications?) (?:read|reviewed|"
            r"considered|opened|looked at|processed)\b|\b(?:date|day|time|moment|point) of (?:your |the |their "
            r")?applica|"
            r"\bpress(?:ing)? (?:the )?['\"]?submit\b|\bonce (?:you|they) (?:apply|submit|file)\b|\b(?:prior to|"
            r"before|until) (?:the |a |any )?review\b|\b(?:as )?part of (?:the|your|their|any) application\b|"
            r"\bhit(?:ting)? ['\"]?(?:submit|send)\b|\b(?:review|read|process|open|consider|screen|evaluat|look at)\w* "
            r"(?:[a-z]+ ){0,3}?(?:applications?|files?)\b[^.;,]{0,20}?\b(?:once|only|after|when|if|until|unless)\b"
        ),
    ),
    (
        "interview",
        re.compile(
            rf"{_PREPOSITION}{_GAP}\b(?:interview(?:s|ed|ing)?|invit(?:ed?|es|ing)|invitations?)\b|\bno interviews?\b|"
            r"\binterview (?:requires|requirement)|\binterview(?:s| [a-z]+)? (?:presupposes?|requires?|depends?|"
            r"hinges?)\b|\b(?:interview|invitation)s? (?:are |is |only |go |goes )*(?:to|"
            r"offered|granted|extended|"
            r"given|for)\b|\bonly (?:interview|invite)s?\b|\b(?:interview|invite)s? (?:[a-z-]+ "
            r"){0,4}?only\b|\binterview(?:ed|s)?\b(?= (?:are|is|will|can|only|granted|offered|go|requires?))|"
            r"\b(?:not|never|cannot|n't) (?:interview|invite)|\b(?:offer|grant|giv|receiv|extend|get|got|land|earn|"
            r"issu|send)"
            r"\w*(?: (?:an?|any|out))? (?:interview|invitation)|\b(?:may|can|will|are|is|gets?) "
            r"(?:only )?(?:be )?(?:interviewed|"
            r"invited)\b|\b(?:when|before|until|unless|by the time|at the time) "
            r"(?:we|you) (?:meet|visit|talk to|speak (?:with|to)|see you|come to (?:see|visit) us)\b(?! to (?:rank|"
            r"draw|make|set|build|decide|finali))|"
            r"\b(?:interview|visit|recruitment) (?:day|season|date|slot|visit)s?\b|\b(?:day|date) of (?:the|your|"
            r"their|our) visit\b|\bwhen (?:the )?interview"
        ),
    ),
    (
        "ranking",
        re.compile(
            r"\brank(?:ed|ings?|s)?\b|\brank[- ](?:order )?list\b|\brol\b|\b(?:before|prior to|by|in time for|ahead of|"
            r"no later than|not later than|until|upon|to participate in|to enter|(?:before|by|at) (?:the )?(?:time|"
            r"date|day|point) of)(?: the)?(?: nrmp)?(?: "
            r"main)?(?: residency)? match(?:ing|ed)?\b|\bmatch (?:day|"
            r"deadline|week|list)\b|\bfebruary\b|\b(?:early|mid|late|end of|middle of|beginning of|by|before)[- "
            r"](?:jan|feb|mar)(?:uary|ruary|ch)?\b|"
            r"\b(?:on|onto) (?:the|our|its) list\b|\blists? (?:is |are |gets? |has been |have been |goes |go |must "
            r"be )?"
            r"(?:submitted|sent|certified|close[sd]?|final\w*|entered|in|due|locks?|locked|made|set)\b|\b(?:certif|"
            r"submi|finali|enter|"
            r"lock)\w* (?:of )?(?:our|the|its) (?:rank |match |nrmp |final )*list\b|\bnrmp (?:deadline|list)\b|"
            r"\bprecedes? (?:the )?(?:nrmp )?(?:main "
            r")?match\b|"
            r"\b(?:certif(?:y|ies|ied|ying)|submit(?:s|ted|ting)?|finali[sz](?:es?|ed|ing)|clos(?:es?|ing)|on|onto|"
            r"enter|make|make up|draw(?:s|n)? up|buil(?:ds?|t)|made) (?:our|the|"
            r"its) (?:final )?(?:nrmp |match )?lists?\b|"
            r"\bour (?:final |match )?list (?:is|gets|closes|goes|will be)\b|\b(?:for|in|into|enter(?:ing)?|at) the "
            r"(?:(?:nrmp|main|residency) )?match\b"
        ),
    ),
    (
        "start",
        re.compile(
            r"\b(?:start(?:s|ing|ed)?(?: date| of| day)?(?! (?:the |our )?(?:interview|recruit|application|rank))|"
            r"begin(?:s|ning)?(?! (?:to |of (?:the )?)?(?:review|read|interview|"
            r"consider|process|screen|rank|look|accept|invit|send|offer))|commenc\w+|appointments?|appointed|"
            r"contracts?|july|june|(?:by|before|early|mid|late|in|end of)[- ](?:jul|jun|may)\b|matriculat\w*|"
            r"hire[ds]?|hiring|employment|orientation|enter(?:ing)?(?! (?:the match|"
            r"at\b))|entry|enroll\w*|onboarding|first (?:working )?day|join(?:ing)?|payroll|effective date|"
            r"(?:training|residency|resident|employment|house officer) agreement|arriv(?:al|ing|e)|"
            r"credential(?:ing|ed)|day one|"
            r"report(?:ing)? for|employed|signing|the agreement|first shift|pay-?checks?|salary|human resources|"
            r"first pay|hr|execut(?:e|es|ed|ing|ion)|(?:issu\w+|offer\w*|sign\w*|send\w*|before|prior to|at|upon) "
            r"(?:of )?"
            r"(?:an?|the|your|their|our|any) (?:[a-z]+ )?(?:agreement|letter of (?:offer|appointment))|(?:take|takes|"
            r"taking) up (?:the|your|their|a|an) (?:post|place|position|appointment|"
            r"job))\b|\bto sign\b|\b(?:you|they|we) sign\b|"
            r"\bsigns? on\b|\b(?:permit|licen[sc]e)s?\b[^,;.]{0,30}\b(?:only|requires?|without|not|never)\b|"
            r"\b(?:before|prior to|until|unless|upon|ahead of|to|(?:required|needed|necessary) for)\b"
            rf"{_GAP}\b(?:licen[sc](?:e|ed|ing|ure)|permit|work(?:ing)?|clinical (?:duties|work)|patients?(?: care)?|"
            rf"badge|house ?staff)\b"
        ),
    ),
)
_PARTS = re.compile(r"[,;]|\bbut\b")
_EVENTS: tuple[tuple[str, str], ...] = (  # who lacks the certificate is not interviewed, ranked, ...
    (
        "application",
        r"consider|review|process(?! (?:the |any |an? |your )?(?:contract|appointment|paperwork|visa|hir|onboard))|"
        r"read\b|accept|apply|application|looked? at|opened?\b|open files|files?\b|"
        r"filters?\b|screen|evaluat|eligible",
    ),
    ("interview", r"interview|invit|meet\b|visit"),
    ("ranking", r"rank|(?:our|the) list\b|match\b"),
    (
        "start",
        r"appoint|contract|hir|start|begin|train|enroll|employ|agreement|licen[sc]e|permit\b|work\b|patient|join|"
        r"sign|onboard|orientation|payroll|badge|matriculat|commenc|enter|report",
    ),
)
# "Interviews are not granted to anyone without the certificate"; "we cannot rank a graduate who is not certified".
_LACKS = re.compile(
    r"\b(?:without|lack\w*|missing|short of|awaiting|waiting (?:for|on)|(?:who|that|they|you|if|unless|until|until "
    r"such time as|anyone|those) "
    r"(?:(?!need )[a-z]+ ){0,3}?(?:not|(?<!needn't)(?<=n't)|never)|(?:not yet|un|non-?))\b(?! (?:need|have to|"
    r"required|necessar|obliged))"
    r" ?(?:(?!unless|until|without|before)[a-z-]+ ){0,5}?(?:certif|ecfmg|e[cf]+mg)|(?<!be )(?<!been )\b(?:hasn't|"
    r"haven't|isn't|aren't|(?:don't|doesn't|do not|does not) (?:yet )?(?:have|hold|possess))"
    r"(?! (?:need|have to|to\b)) (?:(?!unless|until|without|before|apply|if\b)[a-z-]+ ){0,5}?(?:certif|ecfmg)|"
    r"\bwith (?:an? |the |your |their )?(?:[a-z]+ )?(?:certif\w*|ecfmg)(?: certif\w*)?(?: (?:still|yet))? (?:pending|"
    r"outstanding|"
    r"incomplete|missing|in progress)|\bwith (?:a )?(?:pending|incomplete|outstanding) (?:ecfmg )?certif|"
    r"\buncertified\b|"
    r"\b(?:unless|until|before|prior to|till|other than with) (?:[a-z'-]+ ){0,7}?(?:certif(?!y|ied (?:our|the|its))|"
    r"ecfmg)|\bwhose (?:[a-z]+ ){0,3}?certificat[a-z]+ (?:[a-z]+ ){0,2}?(?:missing|absent|lacking|outstanding|not|"
    r"incomplete|"
    r"pending)"
)
_REFUSED = re.compile(
    r"\b(?:not|no|never|cannot|nobody|none|nor|neither|leaves?|left (?:off|out|aside|unread|unopened)|kept off|barred|"
    r"decline[ds]?|refuse[ds]?|reject(?:ed)?|returned|unread|"
    r"discarded|excluded?s?|set aside|put aside|on hold|deferred|shelved|turned|drops?|removes?d?|screens? out|"
    r"screened|filters? out|filtered|void|impossible|"
    r"sorts? out|weeds? out|skips?|skipped|"
    r"ignored?|useless|withdraws?|withdrawn|hold(?:ing)? off|refrain|only after|sends? back|sent back)\b|n't\b"
)
_POINT = re.compile(
    r"(?P<point>(?:to|for|at|before|by|when|until)\b[^,;:-]{2,40}?)\s*[,:-]?\s*(?P<word>yes|no)\b(?![- ](?:later|more|"
    r"one|"
    r"img|applicant))"
)
# A certificate named without its issuer that can only be the ECFMG's.
_OWN = re.compile(
    r"^(?:the |a |valid |full )*certificat(?:ion|e)\b|(?<=, )(?:the |an? |valid )?certificat(?:e|ion) (?:is |to "
    r"be )?(?:demanded|"
    r"required|needed|expected|due|obtained|held|in hand|by|before|at|prior|for)\b|^(?:yes\W+)?certified (?:by|at|"
    r"before|when|prior|upon|no later)\b|\b(?:become|be|been|are|is|get) (?:fully )?certified\b|"
    r"\bcertification (?:is|must|has|should|needs|before|by|prior|no later)\b|\b(?:and|have|obtain|hold|need|require|"
    r"with|awaiting|await|complete|completed|finish|without|lacking|pending|incomplete|img|imgs'|imgs) "
    r"(?:the |full |valid |their |your )?certification\b|\b(?:see|want|wants|receive|wait for|await|get|"
    r"check) (?:your|their|"
    r"his or her|the) certificate\b|^certificates are\b|\b(?:and|have|hold|need|show|with) (?:their|your) "
    r"certificate\b"
)
_LEAD_ASKS_WHEN = re.compile(r"\b(?:by|before|at|when|timing|time|deadline|due|needed for|required for)$")
_BY_THEN = re.compile(
    r"\b(?:by|on|at|before) (?:the|that) same (?:date|day|time|point|deadline)\b|\bthen(?: too| as well| also)?\W*$|"
    r"\b(?:by|before|at|until|no later than) (?:then|that (?:time|point|date|day))\b"
)
_CELL = re.compile(_ECFMG)
_EXPLAINS = re.compile(
    rf"(?:what|who) (?:is|are|does) (?:the |an? )?(?:{_ECFMG}|certification)(?: cert[a-z]+)?(?![^?]*\b(?:policy|"
    rf"requirement|deadline|due|needed))"
)
_OWN_ASKED = re.compile(
    r"\b(?:must|need|needs|have to|has to|should|do|does)\b[^?]{3,50}\b(?:be|become|get|hold|have) (?:[a-z]+ )?"
    r"certifi(?:ed\b|cat)|\b(?:must|should|can|may|does|is|has) (?:the |my |your )?certification\b|^(?:the |my |"
    r"your |a )?certificat(?:e|ion)\b|^certified\b|\b(?:must|need|have to|should|do) (?:i|we|imgs|"
    r"applicants|they|"
    r"you)\b[^?]{0,20}\bcertified\b|^is (?:the |my |your )?(?:certificate|certification)\b|\b(?:my|the|your|a) "
    r"certificat(?:e|ion)\b"
)
# Verbs of telling: a sentence of its own, which the heading "Requirements" does not turn into one.
_FINITE = re.compile(r"\b(?:is|are|was|were|has|has been|have been|will|can|may|issues?|gives?|takes?|comes?)\b")
_RELATIVE = re.compile(
    r",\s*(?:which|where|whose)\b[^,;.]*|\bif (?:it is )?(?:still )?(?:pending|in progress|missing|"
    r"outstanding)\b[^,;.]*,"
)


# "You can't be ranked without it", "we ask for it at the interview", "it must be complete by ...": the certificate,
# where the clause or sentence before spoke of it and of nothing else that "it" could be.
_POINTS = re.compile(
    r"(?P<before>\b(?:without|with|have|has|having|hold|holds|holding|need|needs|require|requires|want|wants|ask for|"
    r"asks "
    r"for|see|seen|receive|"
    r"received|get|got|gets|obtain|obtained|show|send|submit|expect|check|verify|finish|complete|possess|unless|"
    r"until|before|once|if|when|only) )?"
    r"\b(?P<it>it's|it|one|this|that|the (?:process|paperwork|certification process)|the document)\b(?P<after> "
    r"(?:must|has to|needs to|need not|should|shall|will|can|may|is|"
    r"isn't|becomes?|gets|does|comes)\b)?"
)


def _spell(text: str) -> str:
    if "certif" in text and has_any(("list", "rol", "rank"), text):
        text = _LIST_CERTIFIED.sub("due", _CERTIFIES_LIST.sub("submit", text))
    return _ABBREVIATED.sub(lambda match: _SPELLED[match.group().rstrip(".")], text)


_OWN_NAMED = re.compile(r"\b(?:prior to|before|without|pending|the|your) certification\b(?! (?:of|in)\b)")


def _resolve(clause: Clause) -> str:
    """The clause's text, abbreviations spelled out, with a pronoun that stands for the certificate replaced by it."""
    text, previous = _spell(clause.text), clause.previous
    if re.search(rf"{_ECFMG}|certif", text) or not re.search(
        r"\b(?:it|it's|one|this|that|uncertified|otherwise|the (?:process|paperwork|document))\b", text
    ):
        return text
    near = clause.question if clause.is_first_reply else ""
    if previous and previous.end + 6 >= clause.start:
        near = f"{near} {previous.text} {previous.lead if previous.sentence_start == clause.sentence_start else ''}"
    if not (
        _CERTIFICATE.search(near)
        or (previous and previous.sentence_start == clause.sentence_start and _OWN_NAMED.search(previous.text))
        or (clause.is_first_reply and _OWN_ASKED.search(clause.question))
    ):
        return text
    uncertified = text.find("uncertified ")
    if uncertified >= 0:
        return f"{text[:uncertified]}lacking ecfmg certificate {text[uncertified + 12 :]}"
    if re.search(r"\botherwise\b", text) and _REFUSED.search(text):
        return text.replace("otherwise", "without ecfmg certificate", 1)
    for match in _POINTS.finditer(text):
        if match.group("before") or match.group("after"):
            start, end = match.span("it")
            rest = " is" if match.group("it") == "it's" else ""
            return f"{text[:start]}ecfmg certificate{rest}{text[end:]}"
    return text


# "Applicants who did not study in the U.S. must hold it": the denial is about the people.
_NOT_OF_US = re.compile(
    r"\b(?:who|that|which|whose(?: (?!ecfmg|certif)[a-z]+){1,3}?|if (?:you|they|he or she)|"
    r"applicants|candidates|graduates|physicians|those|anyone|persons)(?: [a-z]+)?? ?(?:(?:did|do|have|has|had|are|"
    r"is|was|"
    r"were|does)(?: not|n't)|not) (?:(?!certif|ecfmg|yet|efmg|having|holding)(?:u\.s\.|[^,;.])){1,60}?,?(?= (?:must|"
    r"need|needs?|should|"
    r"shall|has to|have to|are required|is required|will|are asked|are expected)\b)"
)


_NO_THEN = re.compile(r"no[,;:] (?=(?:but )?(?:only )?(?:before|by|at|for|to|prior|until|when|not later|no later)\b)")


def _blank(match: re.Match[str]) -> str:
    return "x" * len(match.group())


def read(clause: Clause) -> Iterator[Finding | Drop]:
    clause = take_cell_label(clause, _CELL)
    text = _NOT_OF_US.sub(_blank, _resolve(clause))
    replied = _read_reply(clause, text)
    if replied is not None:
        yield from replied
        return
    if _EXPLAINS.match(clause.question):
        return
    match, needs_lead, needs_question = _find_certificate(clause, text)
    if needs_lead and (no := _NO_THEN.match(text)):
        text = text[no.end() :]  # "Certificate at application: no, before the rank list"
    due = _find_after_pending(clause, text)
    if due:
        yield _finding(clause, due, ANSWERED, False, False)
        return
    withheld = _find_refused_after(clause, text)
    if withheld:
        yield _finding(clause, withheld, ANSWERED, False, False)
        return
    if match is None and not needs_lead and not needs_question:
        return
    if match is not None and _PURPOSE.search(text):
        yield drop(clause, "ecfmg: what the certificate asks for")
        return
    if re.search(r"not specified|---|\bunknown\b", text) or (_OTHER.search(text) and not re.search(_ECFMG, text)):
        return
    start, end = match.span() if match else (0, 0)
    asked = clause.question if needs_question else clause.lead if needs_lead else ""
    which = _WHICH.match(text, end) if match is not None else None
    if which:
        due = next((name for name, _ in _find_times(which.group().replace(", which", " it"))), None)
        if due:
            yield _finding(clause, due, EXPLICIT, needs_question, needs_lead)
            return
    put_off = _PUT_OFF.search(text)
    if put_off:
        # "can be pending until June 15": needed by then
        due = next((name for name, at in _find_times(text) if at >= put_off.end()), None)
        if due:
            yield _finding(clause, due, EXPLICIT, needs_question, needs_lead)
            return
    eligible = _ELIGIBLE.search(_OF_OTHER_THING.sub(_blank, text), max(0, start - 60), end + 45)
    if (
        eligible
        and not _ARE_ELIGIBLE.search(text)
        and not _NOT_MERELY.search(text)
        and (
            _ELIGIBLE_FOR.search(text)
            or not re.search(
                r"\bto be eligible (?:for (?:an? |the |our )?(?:interview|residency|rank|position|program|review|"
                r"appointment|"
                r"consideration)|to)\b(?![^.;]*\beligible (?:for|to))|\beligible (?:only )?(?:if|when|once|provided)\b|"
                r"\beligible (?:to|for) (?:apply|start|rank|interview|be|an interview|consideration)"
                r"|\bbut\b.*\b(?:must|has to|have to|needs?|required)\b",
                text,
            )
        )
    ):
        later = _find_later(text, eligible)
        if later:
            yield _finding(clause, later, ANSWERED, needs_question, needs_lead)
            return
        yield drop(clause, "ecfmg: eligible for it, not holding it")
        return
    if re.search(r"\b(?:were|was|had) (?:still|not yet|already)\b", text) or is_of_the_past(clause.sentence):
        yield drop(clause, "ecfmg: what was once")
        return
    refused = _find_refused(text)
    if (
        not refused
        and _NO_CERTIFICATE.match(text)
        and (has_refusing_head(clause) or _ASKS_WHAT_BARS.search(clause.question))
    ):
        refused = next((name for name, _ in _find_times(text)), "application")
    needed = _WE_NEED_IT.search(text)
    if refused is None and needed and _LACKS_IT.search(text[: needed.start()]):
        # "IMGs without it may be ranked, since we only need the certificate when training begins"
        due = next((name for name, at in _find_times(text) if at >= needed.end()), None)
        if due:
            yield _finding(clause, due, EXPLICIT, needs_question, needs_lead)
            return
    if refused is None and _LACKS_IT.search(text) and _MAY.search(text) and not _BOUND_TO.search(text):
        yield drop(clause, "ecfmg: not needed at that time")
        return
    if (
        not refused
        and clause.lead
        and _REFUSED.search(clause.lead)
        and (_LACKS.search(text) or re.search(r"\b(?:unless|until|without|if not|before)$", clause.lead))
    ):
        head = clause.lead.rsplit("|", 1)[-1]  # "No one is ranked who (i) ...; (ii) lacks ..."
        barred = _REFUSED.search(head)
        refused = _find_event(head, barred.start()) if barred else None
    if refused:
        yield _finding(clause, refused, EXPLICIT, needs_question, needs_lead)
        return
    if needs_lead and re.fullmatch(r"(?:to |at |for )?appl(?:y|ication)\W*", text):
        yield _finding(clause, "application", ANSWERED, False, True)
        return
    if match is not None and _ARE_ELIGIBLE.search(text) and not _LACKS.search(text) and not _find_times(text):
        yield _finding(clause, "application", ANSWERED, needs_question, needs_lead)
        return
    apply_if = _APPLY_IF.search(text) if match is not None else None
    if apply_if and {name for name, _ in _find_times(re.split(r"\band\b|[,;]", text[apply_if.end() :])[0])} <= {
        "application"
    }:
        yield _finding(clause, "application", EXPLICIT, needs_question, needs_lead)
        return
    if needs_lead and _LEAD_ASKS_WHEN.search(clause.lead) and len(text) < 30 and not _find_times(text):
        text = f"by {text}"  # "ECFMG certified by: Match."
    if match is not None and _BY_THEN.search(text) and clause.previous is not None:
        told = _find_times(f"{clause.previous.lead} {clause.previous.text}")
        if clause.previous.end + 6 < clause.start or (not told and not _find_times(text)):
            yield drop(clause, "ecfmg: at a time that is not told")
            return
        if told and not _find_times(text):
            yield _finding(
                clause, told[-1][0], ANSWERED, needs_question, needs_lead
            )  # "rank meeting; certified by then"
            return
    times = [time for time in _find_times(text) if not _is_of_another(text, start, time[1])]
    if not times and asked and clause.answer == "yes":
        asked_times = _find_times(asked)
        if asked_times:
            yield _finding(clause, asked_times[0][0], ANSWERED, needs_question, needs_lead)
        elif re.search(r"\brequire|\bneed|\bmust\b", asked) or (
            needs_question and _CERTIFICATE.search(asked) and len(asked.split()) <= 6
        ):
            yield _finding(clause, "application", WEAK, needs_question, needs_lead)
        return
    if not times and asked and clause.answer == "no":
        return
    if needs_question and not times and match is None and _SIMPLY_ASKED.fullmatch(text) and not _LACKS.search(asked):
        asked_times = _find_times(asked)
        yield _finding(clause, asked_times[0][0] if asked_times else "application", ANSWERED, True, False)
        return
    held: list[str] = []
    for name, at in times:
        strength = _strength_near(text, at)
        if (
            _is_put_off(text, at)
            or _is_affirmed(text, at)
            or (strength not in ("unneeded", "preferred", "typical") and not _is_denied(text, at))
        ):
            held.append(name)
    if held:
        is_near = match is not None and _SOON.match(text, end)
        near = [name for name, at in times if name in held and 0 < at - end <= 22] if is_near else []
        if match is not None and len(set(held)) > 1 and not near:
            # "certification by appointment, Step 2 by January 31": each item has its own day
            near = [name for name, at in times if name in held and at >= end and not re.search("[,;]", text[end:at])]
        value = min(near or held, key=[name for name, _ in _TIMES].index)
        yield _finding(clause, value, EXPLICIT if match else ANSWERED, needs_question, needs_lead)
        return
    if (
        not times
        and match is not None
        and _MAY_APPLY.search(text, end)
        and not _LACKS.search(text)
        and not _ALLOWS.search(text)
    ):
        yield _finding(clause, "application", ANSWERED, needs_question, needs_lead)
        return
    if times or match is None:
        if (
            match is None
            and needs_lead
            and re.match(
                r"(?:yes|required|mandatory|must|a must|needed|req(?:'?d)?|obligatory|compulsory|y)\b(?! be\b| have\b)",
                text,
            )
        ):
            lead_times = _find_times(clause.lead)
            yield _finding(
                clause, lead_times[0][0] if lead_times else "application", ANSWERED if lead_times else WEAK, False, True
            )
        return
    if (
        (not _IF.search(text) or (_IF_THEN.search(text) and _REQUIREMENTS.search(clause.lead)))
        and not _ALLOWS.search(text)
        and not _LACKS.search(text)
    ):
        yield from _read_timeless(clause, start, end)


_SIMPLY_ASKED = re.compile(
    r"(?:yes[ ,:-]*)?(?:it is |this is |absolutely |strictly |always )*(?:required|mandatory|must|a must|needed|"
    r"req'?d?|"
    r"obligatory|compulsory|necessary|essential)\W*"
)
# "can be pending until", "may follow as late as": the certificate is due then.
_WHICH = re.compile(
    r",? which (?:we (?:require|need|ask|want|expect)|must|has to|needs to|is (?:required|needed|due|expected))[^;.]*"
)
_SOON = re.compile(r"\s*(?:by|before|prior|at|in time|when|upon|ahead|no later|to (?:be|apply|start))\b")
_PUT_OFF = re.compile(
    r"\b(?:pending|outstanding|in (?:progress|process)|missing)\b[^.;]{0,40}\bbut not (?=(?:on|at|by|when|after|past|"
    r"beyond|later)\b)|"
    r"\b(?:pending|outstanding|in (?:progress|process)|incomplete|under ?way|on its way|wait|follow|come|arrive|"
    r"missing|"
    r"(?:obtained|completed|received|sent|submitted|supplied|provided)|not (?:yet )?(?:be )?(?:complete|in hand|"
    r"finished|"
    r"required|needed|necessary|due)) (?:up )?(?:until|till|as late as|up to)\b"
)
_ELIGIBLE_FOR = re.compile(
    rf"\b(?:eligible|eligibility|in (?:the )?process|working|qualif(?:y|ied)) (?:for|of|toward|to (?:obtain|receive|"
    rf"get|be))"
    rf" (?:[a-z]+ ){{0,4}}?(?:{_ECFMG}|certif)"
)
_EXPECTS = re.compile(r"expect|await|anticipat|on track|able to obtain|will be|waiting")


def _find_later(text: str, eligible: re.Match[str]) -> str | None:
    """When the certificate itself is due in a clause that first speaks of being eligible for it, or of expecting it."""
    # "may be ranked while it is pending, but may not begin work before it is issued"
    rest = text[at:] if (at := text.find(" but ")) > 0 else ""
    later = _find_refused(re.sub(r"\b(?:it|this)\b", "ecfmg certificate", rest)) if rest else None
    if later:
        return later
    if _EXPECTS.search(eligible.group()) and not re.search(r"\bor (?:[a-z]+ )?$", text[: eligible.start()]):
        # "who expect to hold it by the start of training"
        for name, at in _find_times(text):
            if (
                name in ("ranking", "start")
                and at > eligible.end()
                and not re.search(r"[;]|\bor\b", text[eligible.end() : at])
            ):
                return name
    for cut in re.finditer(r"\b(?:and|but|then|though|although|however|yet)\b|[;,]", text[eligible.end() :]):
        # "eligible at application and certified by the start"
        rest = text[eligible.end() + cut.end() :]
        if re.match(
            r"[^,;]{0,40}?\b(?:certified\b|certificate\b|certification\b|it |complet|hold|obtain|must)", rest
        ) and not (_ELIGIBLE.search(rest[:60]) or re.match(r"[^,;]{0,30}\b(?:not|n't|no)\b(?! later)", rest)):
            times = _find_times(rest)
            if times:
                return times[0][0]
    return None


# "Graduates certified by ECFMG may apply": those who are not may not.
_APPLY_IF = re.compile(
    rf"\b(?:may|can|eligible to|welcome to|able to|allowed to) (?:also |only )?apply(?: to [a-z ]{{3,30}})?,? "
    rf"(?:only )?(?:if|"
    rf"provided|when|once|as long as|so long as)\b[^.;,]{{0,40}}?(?:certif|{_ECFMG})"
)
# "International graduates with ECFMG certification are eligible."
_ARE_ELIGIBLE = re.compile(
    rf"\b(?:with|holding|who (?:have|hold)|possessing) (?:an? |the |their |full |valid |"
    rf"current )*{_ECFMG}[- ]certif\w*,? (?:are|is|will "
    rf"be) (?:also )?(?:eligible|welcome|accepted|considered|invited to apply|encouraged to apply)\b(?! (?:for|"
    rf"to) (?:an? )?(?:interview|"
    rf"rank|start|begin))"
)
_MAY_APPLY = re.compile(
    r"[^.;,]{0,40}\b(?:may|can|are (?:welcome|invited|encouraged|eligible|free) to|will be able to) apply\b"
)
# "You may apply before you are certified", "it may still be outstanding when you apply".
_ALLOWS = re.compile(
    r"\b(?:may|can|could|might|free to|welcome to|allowed to|permitted to|okay to|ok to|fine to|possible to)(?! not| "
    r"only)\b(?:[^.;]{0,60}?\b"
    r"(?:pending|outstanding|missing|not yet|in (?:process|progress)|under ?way|on its way)\b|(?: [a-z]+){0,2}? "
    r"(?:apply|send|submit|interview|be "
    r"(?:interviewed|invited|considered|ranked|reviewed)|start|begin|come)\b(?:(?!\bmust\b|\bneeds?\b|\bshould\b|"
    r"\bhave to\b)"
    r"[^.;]){0,40}?\b(?:before|without|while|"
    r"even if)\b)"
)
_FRAGMENT = re.compile(
    rf"\W*(?:\d\W+)?(?:have been |be |hold |an? |the |valid |current |standard )*(?:{_ECFMG}[ -](?:certificate|"
    rf"certification|certified)|certif\w+ (?:by|from) (?:the )?{_ECFMG})(?: (?:already |now |is )*(?:issued|in hand|"
    rf"complete[d]?|done|held|obtained))?"
    rf"\W*(?:\d\W*)?"
)
_NEEDS_IT = re.compile(
    r"\b(?:need|needs|have|has|must have|hold|require|obtain|get|complete|want|expect) (?:it|this|that)\b|\b(?:it|"
    r"this) (?:must|has to|needs to|"
    r"is|should|shall|will)\b"
)


def _of_foreigners(text: str) -> bool:
    """ "Foreign graduates are asked for the certificate by July 1": there is no other that they could mean."""
    return bool(
        re.search(r"\bcertificat(?:e|ion)\b", text)
        and re.search(r"\bimgs?\b|\bfmgs?\b|\b(?:foreign|international)\b|\babroad\b|\boverseas\b", text)
    )


# "Every IMG certified at application", "must be fully certified", "the certificate on application".
_NAMELESS = re.compile(
    r"(?:^|[,;:(] ?|\b(?:be|is|are|been|img|imgs|if|fully|only|already|and|must be) )certified\b(?! (?:in|copy|"
    r"copies|mail|true|by "
    r"(?!the time|interview|application|ranking|the (?:rank|match|start|interview)|[a-z]+ \d)))|"
    r"(?:^|[,;:(] ?|\b(?:the|hold|have|a|valid|their|your|with|is the) )certificat(?:e|ion)\b(?=\s*(?:$|[,;.(]|"
    r"issued|in hand|on|at|by|"
    r"before|prior|when|upon|for|in time|until|till|unless|uploaded|required|needed|must|is|complete))"
)


def _near_foreigners(clause: Clause) -> bool:
    """Whether graduates of foreign schools are spoken of here or just before."""
    said = f"{clause.topic} {clause.sentence}"
    previous = clause.previous
    for _ in range(4):
        if previous is None:
            break
        said = f"{said} {previous.text} {previous.lead}"
        previous = previous.previous
    return bool(_FOREIGNERS.search(said))


_BARE_ITEM = re.compile(rf"(?:^|, |and ){_ECFMG}(?=(?: (?:if|for) [^,;]*)?\W*(?:$|[,;]))")
_DEMANDING_LEAD = re.compile(
    r"\b(?:mandatory|required?|requirements?|must(?: have)?|needed|essentials?|prerequisites?)\W*$"
)
_FOREIGNERS = re.compile(
    r"\bimgs?\b|\bfmgs?\b|\b(?:foreign|international|overseas|ecfmg)\b|\bnon-u\.?s|\babroad\b|\boutside the u|"
    r"\bother countries\b|"
    r"\bcaribbean\b"
)


def _find_certificate(clause: Clause, text: str) -> tuple[re.Match[str] | None, bool, bool]:
    """Where the clause names the certificate; else whether its label or its question does."""
    match = _CERTIFICATE.search(text) or _PAPERS.search(text) or _NO_BUT.search(text)
    if match is not None:
        return match, False, False
    previous = clause.previous
    before = previous.text if previous and previous.sentence_start == clause.sentence_start else ""
    if (
        _BARE.search(_LISTS.sub("", text))
        and not _OTHER.search(text)
        and not _SIGNED.search(text)
        and (
            re.search(_ECFMG, f"{text} {clause.topic} {before}")
            or (re.search(r"\bsteps?\b", text) and re.search(r"\brank", text))
            or ((_OWN.search(text) or _of_foreigners(text)) and _find_times(text))
            or (_NAMELESS.search(text) and _near_foreigners(clause))
        )
    ):
        return _BARE.search(text), False, False
    if not before and previous and previous.end + 4 >= clause.start and re.search(r"\b(?:it|this|that)\b", text):
        # "The certificate is not needed to interview. You do need it in time for the rank list."
        before = previous.text if _find_times(text) and _NEEDS_IT.search(text) else ""
    if before and (_CERTIFICATE.search(before) or _OWN.search(before) or re.search(r"\bno certificate\b", before)):
        match = re.search(
            r"\b(?:it|this|one)\b|\b(?:you|they|imgs|candidates|applicants|graduates) (?:do|must|need|will)\b", text
        )
        if match is not None:
            return match, False, False
    if (
        previous
        and previous.sentence_start == clause.sentence_start
        and re.search(_ECFMG, previous.lead if len(text.split()) > 6 else f"{previous.lead} {previous.text}")
        and not clause.lead
        and re.match(
            r"(?:only )?(?:needed|required|essential|mandatory|obligatory|compulsory|indispensable|expected|must|"
            r"has to|due|by|before|at|when|for|until|no later|not (?:after|later)|"
            r"yes|mandatory)\b",
            text,
        )
    ):
        return None, True, False  # "certification: not needed to apply, but needed when we meet you"
    item = _BARE_ITEM.search(text)
    if item and _DEMANDING_LEAD.search(clause.lead):
        return item, False, False  # "Mandatory: MSPE, three letters, ECFMG if you are an IMG"
    if _CERTIFICATE.search(clause.lead) or (
        re.search(_ECFMG, clause.lead)
        and len(text) < 120
        and not re.search(r"\bj-?1\b|\bvisas?\b|sponsor|\bh-?1", clause.lead)
    ):
        return None, True, False
    if _LABEL.fullmatch(clause.lead) and _find_times(text):
        return None, True, False
    if (
        previous
        and not clause.lead
        and previous.end + 4 >= clause.start
        and _LABEL.fullmatch(previous.text.rstrip(". "))
        and _find_times(text)
    ):
        return None, True, False  # "Certification. By the rank list."
    asks = clause.is_first_reply and (
        re.search(_ECFMG, clause.question)
        or _LABEL.fullmatch(clause.question)
        or (_find_times(text) and _OWN_ASKED.search(clause.question) and not _OTHER.search(clause.question))
    )
    is_of_certificate = bool(re.search(r"certif|\bcomplete|\bhave\b|\bneed\b|\brequire|\?$", clause.question))
    is_of_visas = "sponsor" in clause.question and "certif" not in clause.question
    return None, False, bool(asks) and is_of_certificate and not is_of_visas


# "Certificate first, application second."
# "What do I need to be ranked?"
_ASKS_WHAT = re.compile(
    r"(?:what|which [a-z]+) (?:[a-z]+ ){0,4}?(?:needs?|require[ds]?|must|have|necessary|requirements?)\b"
)
# "Yes, but it's required for us to rank you."
_BUT_NEEDED = re.compile(
    r"\b(?:but|though|although|however|only)\b[^.;]{0,20}?\b(?:required|needed|necessary|mandatory|must|due|need it|"
    r"want it|"
    r"require it)\b|^\W*(?:but |only )?(?:as long as|so long as|provided|if|until|till|up to)\b(?!.*\b(?:not|n't|no)\b)"
)
_WHEN_THEN = re.compile(
    r"(?:and |but |so |then,? )*(?:(?P<when>(?:by |until )?when|by (?:what|which) (?:date|time|day)|at (?:what|which) "
    r"(?:point|stage|time))(?:,? (?:then|is it (?:needed|required|due)|do (?:i|you|we) need (?:it|one)))?|"
    r"(?:to|for|before|by|at)\b[^?]{3,30}(?:, then)?)\W*$"
)
_FIRST = re.compile(r"\b(?:certif\w*|ecfmg) (?:comes )?first\b")
_IF_HELD = re.compile(
    r"\W*(?:but )?(?:only )?(?:if|provided|as long as|so long as|once|on (?:the )?condition)\b[^.;]*?(?:certif|ecfmg)"
)
_ASKS_WHETHER = re.compile(r"(?:[^?]{0,60}\b)?(?:do|does|must|should|is|are|shall|need|have|has)\b")


def _read_reply(clause: Clause, text: str) -> list[Finding | Drop] | None:
    """ "To be ranked, yes." under a question on the certificate; "No" to whether those without it are ranked."""
    if clause.is_first_reply and clause.answer == "yes" and _IF_HELD.match(text) and not _find_times(text):
        asked_of = _find_event(clause.question, 0)
        if asked_of:
            return [_finding(clause, asked_of, ANSWERED, True, False)]
    before = clause.previous.question if clause.previous else ""
    if (
        clause.is_first_reply
        and before != clause.question
        and _CERTIFICATE.search(before)
        and not _LACKS.search(before)
        and (asks_on := _WHEN_THEN.match(clause.question))
    ):
        # "Must I be certified to apply? No. When, then? By July 1.", "... To be ranked? Yes."
        times = _find_times(clause.text if asks_on.group("when") else clause.question)
        is_due = asks_on.group("when") or clause.answer == "yes"
        return [_finding(clause, times[0][0], ANSWERED, True, False)] if is_due and times else None
    if (
        clause.is_first_reply
        and clause.answer == "no"
        and before != clause.question
        and len(clause.text) < 40
        and _LACKS.search(before)
        and not re.search("certif|ecfmg", clause.question)
    ):
        # "Will you interview me before I am certified? Yes. Will you rank me? No."
        asked_of = _find_event(clause.question, 0)
        return [_finding(clause, asked_of, ANSWERED, True, False)] if asked_of else None
    if not clause.question or not re.search(rf"{_ECFMG}|certif", clause.question):
        return None
    point = _POINT.match(clause.text)
    if point:
        times = _find_times(point.group("point"))
        is_refused = bool(_LACKS.search(clause.question)) and times
        if (point.group("word") == "no") != bool(is_refused) or not times:
            return [drop(clause, "ecfmg: not needed at that time")]
        return [_finding(clause, times[0][0], ANSWERED, True, False)]
    question = _spell(clause.question)
    if (
        clause.is_first_reply
        and clause.answer == "yes"
        and len(clause.text) < 70
        and not _LACKS.search(question)
        and not _OTHER.search(question)
        and _ASKS_WHETHER.match(question)
        and not _find_times(clause.text)
        and not re.search(
            r"\b(?:but|however|unless|except|although|though|eligib|prefer|if)\b|\bnot\b|n't\b", clause.text
        )
    ):
        asked = _find_times(question)
        if asked and (_CERTIFICATE.search(question) or _BARE.search(question)):
            return [_finding(clause, asked[0][0], ANSWERED, True, False)]
    if clause.is_first_reply and clause.answer == "no" and _LACKS.search(question) and _FIRST.search(text):
        return [_finding(clause, "application", ANSWERED, True, False)]
    if clause.is_first_reply and _LACKS.search(question) and clause.answer:
        answered = _REFUSED.search(text)
        own = _find_event(text, answered.start()) if answered else None
        if own:
            return [_finding(clause, own, ANSWERED, True, False)]
        refused = _find_refused(text) if text != clause.text or _CERTIFICATE.search(text) else None
        if refused:
            return [_finding(clause, refused, ANSWERED, True, False)]
        event = _find_event(question, 0)
        needed = _BUT_NEEDED.search(clause.text) if clause.answer == "yes" else None
        due = _find_times(clause.text[needed.start() :]) if needed else []
        if due:
            return [_finding(clause, due[0][0], ANSWERED, True, False)]
        if clause.answer == "yes" or event is None:
            return [drop(clause, "ecfmg: not needed at that time")]
        return [_finding(clause, event, ANSWERED, True, False)]
    return None


_LACKS_IT = re.compile(
    r"\b(?:without|lack(?:ing|s)?|missing|awaiting|waiting for|uncertified|not yet|(?:do|does|have|has)(?: not|"
    r"n't) (?:yet )?"
    r"(?:have|hold|possess|obtained|received|got))\b"
)
_MAY = re.compile(
    r"\b(?:are|is) (?:also |still )?(?:eligible|welcome|free|able|allowed|permitted|encouraged|invited) to\b|"
    r"\b(?:may|can|could|might|are|is|will|do) (?:also |still )?(?:be )?(?:apply|interview|invite|consider|welcome|"
    r"rank)"
)
_BOUND_TO = re.compile(r"\b(?:not|never|cannot|no|nobody|must|need|needs|required|only|until|unless|before)\b|n't\b")
_WE_NEED_IT = re.compile(
    r"\b(?:need|require|ask for|want|check)s? (?:for )?(?:the |your |their )?(?:certificate|certification|"
    r"it)\b(?= (?:only )?(?:when|by|"
    r"before|at|until|for|on)\b)"
)
_NO_CERTIFICATE = re.compile(
    rf"(?:\W*\w?\)? ?)(?:no|missing|lacking|lack of|without|absence of|not (?:having|holding)|failure to (?:hold|"
    rf"obtain|"
    rf"have)) (?:(?:an?|the|valid|current|yet) )*(?:{_ECFMG}|certif)"
)
_ASKS_WHAT_BARS = re.compile(
    r"\b(?:disqualif|reject|exclude|rule[sd]? (?:me |us |you )?out|not apply|screen\w* (?:me |us )?out|filter)"
)
_THEN_NOT = re.compile(
    r"(?:but |and |yet |though )?(?:(?:they|you|these|such (?:applicants|candidates)|we|it|he or she|files|imgs) )?"
    r"(?:(?:will|can|may|are|is|do|must|would|could|should|simply|certainly) ?)*(?:not|n't|cannot|never|won't|can't)\b"
)
_STILL_PENDING = re.compile(
    r"\b(?:pending|outstanding|missing|in (?:progress|process)|incomplete|under ?way|not yet (?:issued|complete))\b"
)
_NOT_PENDING = re.compile(
    r"\b(?:may|can|must|should|will)(?: ?not|n't|not) (?:still |then |longer )*(?:be )?(?:pending|outstanding|"
    r"missing|in progress|"
    r"incomplete)\b"
)


def _find_refused_after(clause: Clause, text: str) -> str | None:
    """ "IMGs without it may be interviewed | but not ranked": what is refused to those of the clause before."""
    previous, steps = clause.previous, 0
    denied = _THEN_NOT.match(text)
    if denied is None or re.search(r"certif|ecfmg", text[: denied.end()]):
        return None
    while previous is not None and steps < 3 and previous.sentence_start == clause.sentence_start:
        said = _spell(previous.text)
        if _LACKS_IT.search(said) and _LACKS.search(said) and re.search(rf"{_ECFMG}|certif", said):
            return _find_event(text, denied.end())
        previous, steps = previous.previous, steps + 1
    return None


def _find_after_pending(clause: Clause, text: str) -> str | None:
    """ "It may be pending at interview | but not on July 1" asks for it then."""
    previous = clause.previous
    denied = _NOT_PENDING.search(text)
    if denied and re.search(rf"{_ECFMG}|certif", text):
        return next((name for name, at in _find_times(text) if at > denied.end()), None)
    if (
        previous is None
        or previous.sentence_start != clause.sentence_start
        or not (_STILL_PENDING.search(previous.text) and re.search(rf"{_ECFMG}|certif|\bit\b", _resolve(previous)))
    ):
        return None
    later = re.match(r"(?:but |and )?not (?=(?:on|at|by|when|after|past|beyond|later|once|as of)\b)", text)
    return next((name for name, at in _find_times(text)), None) if later else None


_OTHERWISE = re.compile(r"\botherwise\b")


def _find_refused(text: str) -> str | None:
    """What those without the certificate are refused."""
    bare = _NO_BUT.search(text) or _WITHOUT_WHICH.search(text)
    if bare:
        return _find_event(bare.group("event"), 0)
    lacks = _LACKS.search(text) or (_OTHERWISE.search(text) if _CERTIFICATE.search(text) else None)
    if lacks is None:
        return None
    outside = text[: lacks.start()] + " " * (lacks.end() - lacks.start()) + text[lacks.end() :]
    refused = _REFUSED.search(outside)
    if refused is None:
        return None
    if lacks.end() < refused.start():
        # "those who will not have it by mid-February need not apply"
        own = re.match(
            r"(?:(?!\b(?:can|may|will|are|is|but|need|must|cannot|should|do|get)\b)[^,;])*",
            text[lacks.end() : refused.start()],
        )
        due = [name for name, _ in _find_times(own.group())] if own else []
        if due:
            return due[0]
    # What is refused stands in the same part of the sentence: "may apply, but don't expect an interview until ..."
    left = max((cut.end() for cut in _PARTS.finditer(outside, 0, refused.start())), default=0)
    cut = _PARTS.search(outside, refused.end())
    right = cut.start() if cut else len(outside)
    return _find_event(outside[left:right], refused.start() - left) or _find_event(outside, refused.start())


_NO_EVENT = re.compile(
    r"\bconsidered for(?= (?:an )?interview)|\b(?:foreign|internationally|overseas|us|u\.s\.)[- ]trained|"
    r"\btrained (?:abroad|"
    r"overseas|outside)"
)


def _find_event(text: str, near: int) -> str | None:
    text = _NO_EVENT.sub(lambda match: " " * len(match.group()), text)
    nearest: tuple[int, str] | None = None
    for name, pattern in _EVENTS:
        for match in re.finditer(rf"\b(?:{pattern})", text):
            distance = abs(match.start() - near)
            if nearest is None or distance < nearest[0]:
                nearest = (distance, name)
    return nearest[1] if nearest else None


# "We consider all ECFMG-certified applicants"
_TAKES_CERTIFIED = re.compile(
    r"\b(?:consider|accept|welcome|review|interview|take|invite|rank)s?(?: applications| files)?(?: from| "
    r"of)?(?: all| any)? "
    rf"{_ECFMG}[- ]certified (?:[a-z]+ )?(?:applicants|graduates|physicians|imgs|candidates|doctors)\b|"
    rf"\b(?:applications|files) (?:are|will be) (?:[a-z]+ )?(?:accepted|considered|reviewed|invited|welcome\w*) "
    rf"from (?:all "
    rf"|any )?{_ECFMG}[- ]certified\b"
)
_ITS_OWN_WISH = re.compile(r",[^,;]*,? (?:[a-z0-9.-]+ ){3,}(?:preferred|desired|recommended|a plus|encouraged|welcome)")


def _read_timeless(clause: Clause, start: int, end: int) -> Iterator[Finding | Drop]:
    """A certificate asked for without a time: the application, unless the label or the sentence before sets one."""
    text = clause.text
    strength = settle_strength(clause, start, end)
    if is_taken_with(clause, start):
        strength = "required"
    elif strength == "preferred" and (own_end := text.find(",", end)) > 0 and _ITS_OWN_WISH.match(text, own_end):
        strength = find_strength(
            f"{clause.lead}: {text[:own_end]}", len(clause.lead) + 2 + start, len(clause.lead) + 2 + end
        )
    if strength in ("preferred", "typical", "unneeded"):
        yield drop(clause, f"ecfmg: {strength}")
        return
    kinds = {mark.kind for mark in find_marks(text)}
    previous = clause.previous
    if previous and re.search(r"\b(?:as well|too|likewise)\s*[.!]?$", text) and not clause.lead:
        times = _find_times(previous.text)
        if times:
            yield _finding(clause, times[0][0], ANSWERED, False, False)
            return
    if (
        _FRAGMENT.fullmatch(text)
        and not clause.lead
        and previous
        and previous.end + 4 >= clause.start
        # Without a full stop it is an item among others, or the title of what follows a whole sentence.
        and (text.endswith(".") or not (previous.text.endswith((".", "!", "?")) or _FINITE.search(previous.text)))
    ):
        yield _finding(clause, "application", WEAK, False, False)  # one of a list of fragments
        return
    has_verb = re.search(
        r"\b(?:must|need|require|hold|have|valid|currently|cert|certified|certificate|certification)\b", text
    )
    of_imgs = re.search(
        r"\bimgs?\b|\bforeign\b|\binternational\b|\babroad\b|\bnon-(?:accredited|lcme|u\.?s)\b|\boutside the u",
        clause.topic + text,
    )
    left = max((cut.end() for cut in re.finditer(r"[,;]", text[:start])), default=0)
    item = re.split(r"[,;]", text[left:], maxsplit=1)[0]
    is_asked = has_mark(text, "required") or not (_FINITE.search(item) or len(item.split()) > 22)
    only = re.search(rf"\bonly (?:[a-z-]+ ){{0,2}}?{_ECFMG}|{_ECFMG}[- ]certified (?:[a-z]+ ){{0,2}}only\b", text)
    only = only or _TAKES_CERTIFIED.search(text)
    if (
        only
        or (strength == "required" and is_taken_with(clause, start))
        or "required" in kinds
        or ((strength == "required" or clause.lead) and has_verb and is_asked)
        or (of_imgs and has_verb)
    ):
        lead_times = _find_times(clause.lead)
        asked_times = _find_times(clause.question) if _ASKS_WHAT.match(clause.question) else []
        if lead_times:
            yield _finding(clause, lead_times[0][0], ANSWERED, False, True)
        elif asked_times:
            yield _finding(clause, asked_times[0][0], ANSWERED, True, False)
        else:
            yield _finding(clause, "application", WEAK, False, bool(clause.lead))


def _finding(clause: Clause, value: str, confidence: float, needs_question: bool, needs_lead: bool) -> Finding:
    return Finding(
        "ecfmg_by",
        value,
        "required",
        clause.start,
        clause.end,
        confidence=confidence,
        needs_question=needs_question,
        needs_lead=needs_lead,
    )


_TO_WORK = re.compile(
    r"(?<=licen[sc]e )applications?\b|(?<=permit )applications?\b|(?<=licensure )applications?\b|"
    r"(?<=visa )applications?\b|"
    r"(?<=j-1 )applications?\b|(?<=h-1b )applications?\b|\bwelcome to apply but\b|"
    r"\b(?:eligib\w*|authori[sz]\w*) (?:for|of) (?:us |u\.s\. |legal |lawful |any )?employment\b|\bemployment "
    r"(?:eligib|authori[sz]|visa)\w*|\b(?:authori[sz]\w*|eligib\w*|permi\w+|right|able|allowed|ability|"
    r"free) to work\b|\bwork (?:authori[sz]ation|"
    r"permit|visa)s?\b"
)


def _find_times(text: str) -> list[tuple[str, int]]:
    """Points of time named, each with its offset. A day of winter means the rank list, one of summer the start."""
    text = _TO_WORK.sub(lambda match: " " * len(match.group()), text)
    text = _RELATIVE.sub(
        lambda match: (
            match.group()
            if re.search("certif|ecfmg", match.group()) or re.search(r"(?:certif\w*|ecfmg)$", text[: match.start()])
            else " " * len(match.group())
        ),
        text,
    )
    times: list[tuple[str, int]] = []
    taken: list[tuple[int, int]] = []
    for day in find_days(text):
        if re.search(r"\b(?:steps?|levels?|parts?|usmle|comlex)\s*$", text[: day.start]):
            continue  # "Steps 1/2"
        if re.search(
            r"\b(?:file|files|application|letters|documents)\b(?:(?! and | but |required)[^,;]){0,30}$",
            text[: day.start],
        ):
            taken.append((day.start, day.end))
            continue
        name = (
            "ranking"
            if day.month in (1, 2, 3)
            else "start"
            if day.month in (5, 6, 7)
            else "application"
            if day.month in (9, 10, 11)
            else ""
        )
        if name:
            times.append((name, day.start))
        taken.append((day.start, day.end))
    for name, pattern in _TIMES:
        for match in pattern.finditer(text):
            if any(match.start() < b and a < match.end() for a, b in taken):
                continue
            if name == "application" and re.search(
                r"considered for (?:an )?interview", text[match.start() : match.end() + 20]
            ):
                continue
            times.append((name, match.end() - 1))
    return times


_BRACKETED = re.compile(r"\((?:ecfmg|imgs?|fmgs?|[^()]{0,60}\b(?:not|n't|no)\b[^()]*|[^()]*n't[^()]*)\)")


# ", a US rotation is preferred": the next item has its own noun.
_ITS_OWN = re.compile(
    r", (?:and |plus )?(?:an? |the |\d|one |two |three |u\.?s\b|step|usmle|research|letters?|graduation)"
)


def _strength_near(text: str, at: int) -> str | None:
    """Strength within the phrase that holds a point of time: "preferred at application and required by the match"."""
    if re.search(
        r"\b(?:(?:welcome|eligible|considered|fine|invited|accepted) if (?:you|they) (?:already )?(?:have|hold|"
        r"possess|show|bring)|provided|so long as|as long as|on (?:the )?condition|only if|if and only if)\b[^;.]*$",
        text[:at],
    ):
        return "required"
    text = _BRACKETED.sub(lambda match: " " * len(match.group()), text)
    left = max((cut.end() for cut in re.finditer(r"[,;(]|\band\b|\bbut\b|\bor\b", text[:at])), default=0)
    cut = re.search(r"[,;)]|\band\b|\bbut\b", text[at:])
    phrase = text[left : at + cut.start() if cut else len(text)]
    # "Graduates with it are welcome": the people are
    kinds = [
        mark.kind
        for mark in find_marks(phrase)
        if not phrase.startswith(("welcome", "encouraged to apply"), mark.start)
    ]
    if not kinds and text.find("welcome", at) > at:
        return None
    if re.search(r"\bwants? to (?:see|have|receive)\b", phrase):
        return "required"
    for kind in ("unneeded", "preferred", "typical", "required"):
        if kind in kinds:
            return kind
    if re.search(rf"{_ECFMG}|certif", phrase) and (
        not _FINITE.search(text) or _ITS_OWN.match(text, left + len(phrase))
    ):
        return None  # an item of a list, to which the words of its neighbours do not belong
    return find_strength(text, at, at + 3)


def _is_put_off(text: str, at: int) -> bool:
    """ "Need not be complete until the contract is signed" asks for it then."""
    return bool(
        re.search(
            r"\b(?:not|n't)\b(?: [a-z]+){0,5} until\b[^,;]{0,30}$|\bas late as\b[^,;]{0,30}$|\b(?:can|may|might) "
            r"(?:follow|wait|come|arrive|be "
            r"(?:obtained|completed|sent)) (?:until|till|to|by|before|up to)\b[^,;]{0,30}$",
            text[: at + 1],
        )
    )


_OWN_VERB = re.compile(
    r"\s*(?:and |or )?(?:to )?(?:sit|sat|pass|take|took|complet|submit|send|upload|graduat|finish|be within|have "
    r"(?:passed|taken|"
    r"completed|graduated))\w*\b[^,;]*\b(?:steps?|csa?|ck|usmle|comlex|exams?|letters?|lors?|toefl|school|years?|"
    r"documents|residency)\b"
)
_OF_YEARS = re.compile(
    r"\byears?\b(?: (?:of|before|prior to|from|after|since|ahead of|by|at)\b[^,;]{0,30}|[^,;]{0,12})$"
)


def _is_of_another(text: str, start: int, at: int) -> bool:
    """A time that belongs to the next item of a list: "a certificate, and graduation within 3 years of the start"."""
    cuts = [cut.start() for cut in re.finditer(r"[,;]|\band\b", text[:at])]
    left = cuts[-1] if cuts else 0
    if left <= start:
        return False
    item = text[left:at].lstrip(",; ")
    return bool(_OF_YEARS.search(text[left:at].rstrip())) or (
        bool(_OWN_VERB.match(item))
        and not re.search(r"\b(?:must|should|are|is|be) (?:all |both |be )*(?:[a-z]+ed|done|held|in)\b", item)
    )


def _is_affirmed(text: str, at: int) -> bool:
    """ "not a condition for applying, but it is for being ranked"."""
    but = max(text.rfind(" but ", 0, at), text.rfind(" though ", 0, at), text.rfind(" yet ", 0, at))
    return but >= 0 and bool(
        re.match(
            r" (?:but|though|yet) (?:it|they|that|one|you) (?:is|are|does|do|must|will)(?: be)?(?! not)\b[^.;,]{0,30}$",
            text[but : at + 1],
        )
    )


_LACKS_NOT = re.compile(r"\b(?:not|n't|cannot|never|nobody|no one|only)\b")


def _is_denied(text: str, at: int) -> bool:
    """A point of time at which the certificate is not yet needed: "not needed to apply but before the start"."""
    before = re.split(
        r"\bbut\b|\bhowever\b|\bprovided\b|\b(?:so|as) long as\b|\bon (?:the )?condition\b|[;]|, who (?=must|need|"
        r"should|have to)|, (?:only|rather|"
        r"just|required|needed|necessary|mandatory|due|essential)\b|, (?=(?:and |plus |as well as |the |full |your |"
        r"their |an? |valid |current |documentation of |proof of |"
        r"standard )*(?:e[cf]+mg|certif|"
        r"it\b))|, (?=(?:it|they|you|all|the certificate) (?:must|needs?|has|have|is|are)\b)",
        _BRACKETED.sub(" ", text[:at]),
    )[-1]
    before = re.sub(
        r"\bnot (?:fully )?(?:accredited|located|recogni[sz]ed|approved|in (?:the|north)|of (?:the|us))\b|"
        r"\b(?:not|no) (?:more|less|fewer|later|sooner|after|past|beyond|merely|just|only|over|older|longer|greater|"
        r"under|above|"
        r"exceed\w*|further)\b",
        "",
        before,
    )
    if re.match(r"[^,;]{0,40}(?:\b(?:do|does|is|are|need|must|will) not|n't)\W*$", text[at:]):
        return True  # "to interview one we don't"
    if re.search(
        r"\b(?:pending|in (?:progress|process)|not yet|outstanding|under ?way|on its way)\b", before
    ) and not _NOT_MERELY.search(text):
        return True
    if _ALLOWS.search(f"{before}{text[at : at + 40].partition(';')[0]}") and not _LACKS_NOT.search(before):
        return True
    return bool(
        re.search(
            r"(?:\b(?:not|no|never)|n't)\b(?: (?:be|have to|need to|yet|necessarily|strictly))* ?(?:required|needed|"
            r"necessary|need|require|mandatory|have|hold|certified|certification|certificate)?\b",
            before,
        )
    ) and not re.search(
        r"\b(?:will|can|may|could)(?: ?not|n't|not) (?:be )?(?:start|begin|appl|interview|rank|consider|appoint|"
        r"hired|offer|review|invit|enter|accept)|\bcannot\b|\bnot (?:be )?(?:considered|ranked|interviewed|reviewed|"
        r"invited|able|eligible|permitted|allowed|start)|\bno later\b|\bno (?:candidate|applicant|one|img)|"
        r"\bwithout\b|\bdo not (?:rank|interview|consider|review|invite)",
        before + re.split(r"[,;]|\bbut\b", text[at : at + 30])[0],
    )
