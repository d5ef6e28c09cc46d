"""The words of the certificate: its names, other certificates, those who lack it, what refuses. No reading here."""

from __future__ import annotations

from transforms import hinted_re as re

# ---------------------------------------------------------------- its names

ECFMG = (
    r"(?:\be(?:cfmg|fmg|cmfg|cgmg|cgme|cfme|cfgm|cfm|fcmg)\b(?:'s)?|\be\.c\.f\.m\.g\b\.?|"
    r"\beducational commission\b(?: for foreign medical graduates\b)?|"
    r"\bintealth\b)"
)
CERTIFICATE = re.compile(
    rf"{ECFMG}[ -]?(?:/faimer )?(?:\([^)]{{0,20}}\) ?)?(?:(?:standard|valid|current|full|final|original|permanent|a|"
    rf"is|are|-)[ -])*cert(?:if\w*|'?d\b|\b)|cert(?:if\w*|'?d\b|\b)(?: (?:[a-z-]+|\([^)]*\))){{0,5}}? (?:by|from|of|"
    rf"through|with|"
    rf"via)(?: the)? {ECFMG}"
    rf"|{ECFMG} (?:[a-z]+ ){{0,4}}?(?:your|their|our) certif\w*|{ECFMG} (?:has |have |must |should |will |to |need |"
    rf"needs |not |"
    rf"cannot |may |can )*(?:have |has )?(?:certified|issued)\b"
    rf"|\b(?:meet|satisfy|fulfill?) (?:the |all )?{ECFMG}(?: certification)? (?:rules|requirements|standards|criteria)"
    rf"|\b(?:hold|have|obtain|complete|possess|valid|current)\w*(?: (?!sponsor)[a-z]+){{0,3}} {ECFMG}(?![- "
    rf"]*(?:sponsor|status|"
    rf"number|id\b|token|eligib))|{ECFMG}(?=(?: ?=|,)?\s+(?:is |must be |needs? to be |has to be |should be |"
    rf"to be |it |when |only |not )*(?:complete[d]?|finished|held|valid|in hand|issued|received|required|obtained|done|"
    rf"needed|"
    rf"mandatory|necessary|obligatory|compulsory|essential|expected|ahead of|in advance|as of|"
    rf"by\b|before|prior|at\b|upon|on (?:file|the day)|to (?:apply|start|begin|interview|rank|match|be "
    rf"(?:considered|interviewed|invited|ranked|reviewed|eligible|appointed|hired))\b|for (?:the |an )?(?:interview|"
    rf"application|ranking|rank|match|start|appointment|rol)\b|when\b|no later|in time))"
    rf"|\bwithout (?:an? |the |valid |current )*{ECFMG}(?![- ]*(?:sponsor|status|number|id\b))"
    rf"|\b(?:requires?|needs?) (?:an? |the |valid )*{ECFMG}(?!'|[- ]*(?:sponsor|status|number|id\b|j-?1|visa))"
    rf"|{ECFMG}(?=-(?:required|needed|mandatory|necessary|must|before|prior|by|at)\b)"
    rf"|{ECFMG},? (?:an? |is an? )?(?:must|mandatory|req(?:'?d)?)\b"
    rf"|{ECFMG} (?:approval|clearance)\b"
    rf"|\b(?:uncertified|non-certified) (?:imgs?|fmgs?|applicants?|candidates?|graduates?|physicians?)"
)
BARE = re.compile(r"\bcertifi(?:ed|cation|cate)s?\b")

# ---------------------------------------------------------------- lacked and refused

# "Interviews are not granted to anyone without the certificate"; "we cannot rank a graduate who is not certified".
LACKS = re.compile(
    r"\b(?:applicants|candidates|graduates|imgs|fmgs|physicians) not (?:yet )?(?:fully )?(?:ecfmg[ -])?certified\b|"
    r"\b(?:without|lack\w*|missing|short of|awaiting|waiting (?:for|on)|(?:who|that|they|you|if|unless|until|until "
    r"such time as|anyone|those) (?:(?!need )[a-z]+ ){0,3}?(?:not|never)|(?:not yet|un|non-?))\b(?! (?:need|have to|"
    r"required|necessar|obliged))"
    r" ?(?:(?!unless|until|without|before)[a-z-]+ ){0,5}?(?:certif|ecfmg|e[cf]+mg)|(?<!be )(?<!been )\b"
    r"(?:do not|does not) (?:yet )?(?:have|hold|possess)"
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
LACKS_IT = re.compile(
    r"\b(?:without|lack(?:ing|s)?|missing|awaiting|waiting for|uncertified|not yet|(?:do|does|have|has) not (?:yet )?"
    r"(?:have|hold|possess|obtained|received|got))\b"
)
NO_BUT = re.compile(
    rf"\bno (?:valid |current )?(?:{ECFMG}|certificate)[^,;]{{0,24}}[,:;-] ?(?:then )?no (?P<event>[^,;.]{{2,40}})"
)
REFUSED = re.compile(
    r"\b(?:not|no|never|cannot|nobody|none|nor|neither|leaves?|left (?:off|out|aside|unread|unopened)|kept off|barred|"
    r"decline[ds]?|refuse[ds]?|reject(?:ed)?|returned|unread|"
    r"discarded|excluded?s?|set aside|put aside|on hold|deferred|shelved|turned|drops?|removes?d?|screens? out|"
    r"screened|filters? out|filtered|void|impossible|"
    r"sorts? out|weeds? out|skips?|skipped|"
    r"ignored?|useless|withdraws?|withdrawn|hold(?:ing)? off|refrain|only after|sends? back|sent back|incomplete|not "
    r"complete)\b"
)

# ---------------------------------------------------------------- other topics, other sentences

OTHER = re.compile(
    r"\bboard[- ]certif|\bcertif\w* (?:in|of) (?:acls|bls|english|clinical|graduation|completion)|\b(?:acls|bls|atls|"
    r"pals|nrp|cpr)\b|\bab(?:im|fm|ms|pn)\b|\blife support\b|"
    r"\bbirth certif|\bboard[- ]eligible|\bnotari|\bcertified (?:copy|copies|translation|faculty|physician|mail)"
)
# Verbs of telling: a sentence of its own, which the heading "Requirements" does not turn into one.
FINITE = re.compile(r"\b(?:is|are|was|were|has|has been|have been|will|can|may|issues?|gives?|takes?|comes?)\b")


# "You are appointed subject to: ...": a list of what the appointment hangs on.
APPOINTED_ON = re.compile(
    r"\b(?:appointed|appointments? (?:is|are)|hired|employed|employment is|"
    r"contracts? (?:is|are)|offers? (?:is|are))(?: [a-z]+)? (?:subject|contingent|conditional)\b"
)


def blank(match: re.Match[str]) -> str:
    return "x" * len(match.group())
