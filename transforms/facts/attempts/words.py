"""The words of attempts: what tries, failures, limits, refusals and dislikes are called on the pages of programs.

Patterns alone; what they add up to is read in `limits.py` and `attempts.py`.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.numerals import NUMBER

ORDINAL = re.compile(
    r"\b(?P<o>first|1st|second|2nd|third|3rd|fourth|4th|initial|opening)(?: or (?P<o2>second|2nd|third|"
    r"3rd))?[- ](?:or (?:second|2nd)[- ])?(?:(?:usmle|exam|examination|board|official|recorded|step|test|"
    r"scheduled)[- ])?(?P<t>attempts?|att|try|tries|time|sittings?|go|administration|pass|occasion|"
    r"shot|take)\b(?! (?:appl|"
    r"through|over|of (?:the )?(?:file|appl|review)|review|screen|"
    r"residents?|in (?:the )?(?:history|years)|ever|match|home))"
)
AT_ONCE = re.compile(
    r"\b(?:pass|clear)\w*(?:,? [a-z0-9]+){0,4}?,? (?:at once|straight ?(?:away|off)|right away|(?:in|at) (?:one|a "
    r"single) go|first time (?:around|round|of asking)|initially|in the "
    r"first instance|once and for all|at first(?=\s*(?:$|[.,;)])))(?! (?:or|in|with))|\b(?:steps? ?[12]|ck|exams?|"
    r"steps|boards) (?:ck )?at once\b|"
    r"\bpass\w* (?:(?:each|every|all|both|the|of|usmle|your|licensing) )*(?:steps?|exams?|tests?|parts?)"
    r"(?: (?:1|2|i|ii|ck|and|step))* (?:just |only )?once\b"
)
AT_FIRST = re.compile(
    r"\b(?:on|at|upon|with|in|from) (?:the|their|your|a|his or her) (?:very )?first (?:opportunity|chance|examination|"
    r"exam|instance|"
    r"effort|asking|round|encounter|day|shot)\b(?= *(?:$|[.,;:()]|of\b|and\b|are\b|is\b|only\b|please\b|with\b|will\b))"
)
# "..., but we ask for passes by the second": attempts were named before.
PASS_BY_NTH = re.compile(
    r"\bpass\w*\b[^.;,]{0,30}\b(?:by|on|at|within|with|in) the (?P<o>first|second|third)(?: or (?P<o2>second|third))?"
    r"(?=\s*(?:$|[.,;]))"
)
# "The rule for Steps 1 and 2 is two tries."
RULE_IS = re.compile(
    rf"\b(?:rule|limit|policy|max(?:imum)?|cap|standard|ceiling|allowance)\b[^.;:]{{0,40}}? (?:is|are|of) "
    rf"(?P<n>{NUMBER}) (?P<t>attempts?|tries|sittings?|failures?|fails)\b"
)
NTH_FAILURE = re.compile(
    r"\b(?:a |the |any )?(?P<o>first|1st|second|2nd|third|3rd|fourth|4th) (?:failures?|fail(?:ed (?:attempts?|try|"
    r"exams?))?)\b"
)
# "An attempt beyond the second bars appointment".
BEYOND_NTH = re.compile(
    r"\b(?:attempts?|tries|try|sittings?) (?:beyond|past|after|above|over) (?:the|a) (?P<o>first|second|third|1st|2nd|"
    r"3rd)\b"
)
NONE_BEYOND = re.compile(
    r"\b(?:no(?: further)?|nothing|not|none)(?: (?:attempts?|tries|sittings?|accepted|allowed|taken|considered|"
    r"exam))* (?:beyond|"
    r"after|past|other than) (?:the|a) (?P<o>first|second|third|fourth)\b|\b(?:anybody|anyone|those|applicants|"
    r"candidates) "
    r"(?:beyond|past) (?:the|a) (?P<o2>first|second|third)\b"
)
NUMBERED_TRY = re.compile(
    rf"\b(?:attempt|try|sitting|take) (?:number|no\.?|#|nr\.?) ?(?P<n>{NUMBER})|\b(?:on|at|in|by) (?:attempt|try|"
    rf"sitting) (?P<m>one|two|three|[123])\b(?! of)"
)
ADJECTIVE = (
    r"(?:total|separate|usmle|exam(?:ination)?|board|step|different|allowed|prior|previous|earlier|past|documented|"
    r"licensing|recorded|unsuccessful|failed|failing|missed|non-?passing|time|more|usmle step|"
    r"(?:usmle )?step ?[12](?: ck)?|further|additional|"
    r"repeat|extra|such)"
)
# A counted noun: "two attempts", "a single prior failure", "3 (three) tries".
COUNTED = re.compile(
    rf"(?P<n>{NUMBER}|\b(?:an?|any|multiple|several|repeated|many)\b)(?P<plus>\+)?(?: (?:single|sole|lone))?(?: "
    rf"or (?P<more>more|"
    rf"fewer|less))?"
    rf"(?:\s*\([^)]{{1,8}}\))?(?:-time)?(?: (?P<adjectives>(?:{ADJECTIVE} )*))?\s*"
    r"(?P<t>attempts?|atts?\b\.?|try|tries|chances|shots|times?(?![- ]fail)|sittings?|takes?|administrations?|go|"
    r"failures?|"
    r"fails?|"
    r"scores?|"
    r"results?|grades?|marks?|retakes?|repeats?|"
    r"repetitions?|re-?sits?|do-?overs?|redos?|slip-?ups?|mishaps?|stumbles?|fail(?:ure)?s?|(?:repeat(?:ed)?|retaken|"
    r"failed) (?:exam(?:ination)?s?|steps?|tests?)(?! \d))\b"
)
# A counted verb: "retaken once", "failed it twice", "sat for each exam three times".
COUNTED_VERB = re.compile(
    rf"\b(?P<v>tak(?:e|en|ing)|took|sat|sit(?:ting)?|(?<!st )(?<!nd )(?<!rd )(?<!gle )(?<!tial )(?<!one )"
    rf"attempt(?:ed|ing)?|tried|try|written|fail(?:ed|ing|s|ure)?|unsuccessful|flunk(?:ed|ing|s)?|slip(?:ped)?|"
    rf"stumbled|"
    rf"re-?(?:tak(?:e|en|ing)|took|sat|sit)|repeat(?:ed|ing|s)?)\b(?P<gap>[^.;]{{0,60}}?)\b(?P<adverb>once|twice|"
    rf"thrice|"
    rf"(?:a |the )?(?:second|third|fourth) time|(?:a )?single time|(?P<n>{NUMBER}) (?:or more )?(?:times?|"
    rf"occasions?))\b"
)
ADVERBS = {"once": 1, "twice": 2, "thrice": 3, "second time": 2, "third time": 3, "fourth time": 4, "single time": 1}
FAILING = re.compile(
    r"fail|flunk|do-?over|redo|slip|mishap|stumble|unsuccess|missed|non-?pass|re-?ta|re-?to|re-?si|re-?sa|repe|extra|"
    r"additional|"
    r"further|took again"
)
# What stands between a count and its verb: "two attempts (failures included) on each of Steps 1 and 2 are allowed".
OF_EXAMS = (
    r"(?:\s*\([^)]{0,40}\))?(?: (?:at|on|per|in|for|of|with|to|passing|pass|take|the|an?|any|one|each|either|every|"
    r"both|all|single|usmle|steps?|exams?|examinations?|tests?|parts?|levels?|them|[123i]+|ck|and|or|&|as|well|comlex|"
    r"clinical|knowledge|same|licensing|boards?|score|required|given))*"
)
UPPER_LEFT = re.compile(
    r"(?:\b(?:no|not|never|without) (?:be |have |had |taken? |require[ds]? |need(?:ed)? |use[ds]? )*(?:more|greater|"
    r"over|above|"
    r"exceeding) (?:than )?|\bno greater than|\binside(?: of)?|"
    r"\b(?:not|nor|never|cannot) (?:to )?exceed(?:ing)?|\bmax(?:imum|\.)?(?: number)?(?: (?:of|is|are|at))?:?|\bup to|"
    r"\bat (?:the )?most|\bwithin|\bin|\b(?:limit|cap|ceiling|restrict)(?:s|ed|ped|ing|ted)?\b(?: (?:is|of|to|at|it|"
    r"them|usmle|each|step|"
    r"every|exams?|applicants|candidates|us|our|the|number|attempts|[123]|and|per|set))*:?|<=|\u2264|\bonly|\bby|"
    r"\bafter|"
    r"\bdraw the line at|\bstop(?:s)? (?:at|after))\s*(?:the |a |an |a total of |the same |just |only )*$"
)
FEWER_LEFT = re.compile(r"(?:\b(?:less|fewer) than|\bunder|\bbelow|<)\s*$")
OVER_LEFT = re.compile(
    r"(?:\b(?:more|greater) than|\bin excess of|\bover|\bexceed(?:s|ing|ed)?|\babove|\bbeyond|>)\s*(?:a |an |the )?$"
)
UPPER_RIGHT = re.compile(
    rf"{OF_EXAMS}[\s,-]*(?:\(?max(?:imum)?\)?\b|or (?:less|fewer)\b|at (?:the )?most\b|at (?:the )?(?:maximum|outside)"
    rf"\b|"
    r"tops\b|limit\b|and no(?:t)? more\b|(?:but |and )?(?:no|not) (?:a |one |any )?(?:single )?(?:more|further|again)"
    r"\b|only\b|"
    r"as (?:the|our|an?) (?:[a-z]+ )?(?:limit|max\w*|ceiling|cap)\b|(?:is|are) (?:the|our) (?:[a-z]+ )?(?:limit|"
    r"max\w*|most|ceiling|cap)\b)"
)
EACH_RIGHT = re.compile(
    r"\s*(?:per (?:single |usmle |board |licensing )*(?:step|exam(?:ination)?|test|part|level|component)|(?:on|for|"
    r"at) (?:each|any|either|every)|each)\b"
)
TOLERATES = re.compile(
    r"(?<!not )(?<!never )\b(?:accept|allow|permit|tolerat|forgiv|overlook|excus|grant|disregard|pardon|"
    r"consider|take|admit|tak|live with|put up with|bear with|(?:fine|okay|ok|comfortable) with)(?:s|es|e|ing|ed|"
    r"t?ing)?"
    r"(?: (?:you|them|applicants|candidates|imgs|everyone|us|people|files|only|just|at most|up to|with|even|still|each|"
    r"no "
    r"more than))*\s*(?:a |an |the )?(?:total of )?$"
)
TOLERATED_RIGHT = re.compile(
    rf"{OF_EXAMS}[\s,]*(?:(?:and )?(?:no|not) more,? )?(?:(?:is|are|will|may|can|would|could|still|also|generally|be) "
    rf")*(?:allowed|permitted|accepted|acceptable|"
    r"tolerated|okay|ok|fine|considered|allowable|forgiven|overlooked|excused|disregarded|pardoned|no (?:problem|"
    r"obstacle|bar)|the rule)\b"
)
MODAL_LEFT = re.compile(
    r"\b(?:lets?|allows?|permits?|entitles?)(?: [a-z]+){0,3}? (?:to )?$|(?<!not )\b(?:may|can|could|might)(?: (?:each|"
    r"both|only|still|also|have|has|be|been|you|it))* ?$"
)
ONLY_NUMBER = re.compile(
    rf"\b(?:(?:accepts?|allows?|permits?|takes?|considers?|tolerates?|wants?|needs?|asks? for|insists? on|"
    rf"requires?)(?: only| up to| at most| a maximum of| no more "
    rf"than| just)?|"
    rf"only (?:accepts?|allows?|permits?|takes?|considers?)) (?P<n>{NUMBER})(?: (?:on|per|for|at) (?:each|any|either|"
    rf"every)?[^.;]{{0,20}}| per (?:step|exam|test)| at (?:the )?most| max(?:imum)?| only| or (?:fewer|less)|"
    rf" tops)?\s*(?:$|[.,;)])"
)
ELLIPSIS = re.compile(
    rf"(?:,|;|\band\b|\bbut\b|/)\s*(?:only |just |at most |no more than |up to )*(?P<n>{NUMBER}|none)(?: only)"
    rf"?\s+(?:on|for|at|in|of)\s+"
    r"(?=(?:usmle |the )*(?:steps?|2? ?ck|level|part)\b)"
)
CLEAN = re.compile(
    r"\b(?:clean|unblemished|spotless) (?:exam(?:ination)? |test |usmle |testing |academic )?(?:record|transcript|"
    r"history)\b|\bon the first(?=\s*(?:$|[.,;]|ranked|are\b|is\b|get\b|come\b|go\b))"
)
PASS_FAIL = re.compile(r"\bpass(?:ed)?\s?(?:/|-|or)\s?fail\b")
ELLIPSIS_AFTER = re.compile(
    rf"(?:(?<=[12ki] )|(?<=required )|(?<=accepted )|(?<=allowed ))(?:in|within|after) (?:at most |no more than |"
    rf"up to |only )?(?P<n>{NUMBER})(?: or (?:fewer|less))"
    rf"?(?=\s*(?:$|[.,;)]))"
)
# A label whose items put applicants out: "Filters used: any fail; > 5 YOG", "Not considered: Step failures".
FILTER_HEAD = re.compile(
    r"\b(?:filters?|filtered|screen(?:s|ed|ing)?)\b[^|]{0,20}$|(?:^|\| )not (?:considered|accepted|eligible|reviewed|"
    r"interviewed|"
    r"invited)\b[^|]{0,20}$"
)
RULE = re.compile(
    r"\b(?:limit|max\w*|allow\w*|permit\w*|tight\w*|strict\w*|caps?|rules?|policy|attempts|failures|ours|laws?|"
    r"licens\w*|statutes?)\b"
)
CAPPED = re.compile(
    rf"\b(?P<t>attempts?|try|tries|sittings|failures?|failed attempts?)\b[^.;]{{0,40}}?\b(?:capped|limited|"
    rf"restricted|kept|ceiling|limit|cap|"
    rf"held|max\w*|up|no more|not exceed\w*|at)"
    rf"\s*(?:at|to|is|of|than|most)?:?\s*(?P<n>{NUMBER})(?=\s*(?:$|[.,;)(]|per\b|for\b|on\b|at\b|each\b|in\b|"
    rf"by\b(?! one)|"
    rf"under\b))"
)
# "The maximum number of tries for each Step is two", "we limit attempts at each Step to two", "a two-attempt limit".
CAP_NUMBER = re.compile(
    rf"\b(?:max\w*|limit(?:s|ed|ing)?|restrict(?:s|ed|ing)?|caps?|capped|ceiling|keep|hold|number|allowed|permitted|"
    rf"accepted)\b"
    rf"[^.;:]{{0,40}}?\b(?P<t>attempts?|tries|sittings|failures?|fails|takes|retakes|"
    rf"repeats)\b(?![^.;]{{0,60}}\b(?:not|no)\b)"
    rf"[^.;:0-9]{{0,45}}?(?:steps? [12][^.;:0-9]{{0,25}})?\b(?:is|are|to|at|be|of|equals|=)"
    rf" (?:only |just |set (?:at|to) |capped at |limited to )?(?P<n>{NUMBER})(?! ?(?:steps|exams|years?|months?|%|"
    rf"factor|of|element|part|thing|criteri))"
    rf"|(?P<n2>{NUMBER})[- ](?P<t2>attempts?|try|sitting|failure|fail|strike)[- ](?:per[- ](?:step|"
    rf"exam)[- ])?(?:limit|max\w*|"
    rf"rule|cap|policy|ceiling)\b"
)
# "Attempts more than 2", "failures > 1": what is over the bound is refused.
NOUN_OVER = re.compile(
    rf"\b(?P<t>attempts?|tries|failures?|fails|sittings|retakes)(?: (?:[a-z]+ )?(?:on|at|per) "
    rf"[^.;,]{{0,20}}?)? ?(?:more than|over|above|greater than|exceeding|in "
    rf"excess of|beyond|numbering over|>) ?(?P<n>{NUMBER})(?! ?(?:years?|months?|steps|exams|\d))"
)
# "Max attempts 2", "attempt limit: 3".
BOUND_NOUN = re.compile(
    rf"\b(?:max(?:imum)?\.?|limit of|most|allowed) (?:number of )?(?:usmle |step |exam |board |"
    rf"failed )*(?P<t>attempts|tries|failures|"
    rf"fails|sittings)(?: (?:per|on|for|at) (?:each |any |either )?(?:usmle )?(?:steps?|exams?))?:? ?(?:=|is|"
    rf"-)? ?(?P<n>{NUMBER})(?=\s*(?:$|[.,;|/)]))"
)
# "No more failures than one"
NO_MORE_THAN = re.compile(
    rf"\b(?:no|not) more (?:usmle |exam |step |board )*(?P<t>(?:failed )?(?:attempts|tries|sittings)|failures|fails|"
    rf"repeats|"
    rf"retakes) (?:on [a-z0-9 ]{{1,16}}? )?than (?P<n>{NUMBER})"
)
# "One of the first two attempts", "an attempt up to the third".
AMONG_FIRST = re.compile(
    rf"\b(?:in|within|on|by|of|at) (?:(?:one|any|either) of )?(?:(?:the|their|your|his or her) )?first (?P<n>{NUMBER}) "
    rf"(?:attempts|tries|sittings)\b|"
    r"\b(?:attempts?|tries|try|sittings?) (?:up to|until|through|to|not later than|no later than)(?: and including)? "
    r"(?:the |their )?(?P<o>second|third|fourth)\b"
)
# "The limit of attempts is set by the state (three per Step)."
IN_BRACKETS = re.compile(
    rf"\((?:that is,? |i\.?e\.? |now |currently |at most |up to |maximum |max )*(?P<n>{NUMBER})(?: (?:per|for|on|at) "
    rf"(?:each|any|either|every|the)? ?(?:usmle )?"
    r"(?:steps?|exams?|examinations?|tests?)| each| apiece| at (?:the )?most)+\)"
)
NOT_BEYOND = re.compile(
    rf"\b(?P<t>attempts?|tries|sittings|failures?|fails)\b[^.;]{{0,40}}?\b(?:not|never|cannot) (?:go |be |"
    rf"run |number |total )?"
    rf"(?:beyond|past|over|above|exceed|more than) (?P<n>{NUMBER})"
)
# "Two attempts at Step 1, two at Step 2: that's the limit."
IS_THE_LIMIT = re.compile(
    r"\W*(?:that|this|which|these)(?: is| are|'s) (?:the|our) (?:limits?|max\w*|rule|cap|most(?: we (?:accept|"
    r"allow))?)\W*"
)
CAP_BEHIND = re.compile(
    rf"(?P<n>{NUMBER}) (?:is|are|being) (?:the |our |its |their )?(?:absolute |firm |hard )?(?:max(?:imum)?|limit|"
    rf"most|cap|ceiling)\b"
    r"[^.;]{0,40}\b(?:times|attempts|tries|sittings|takes|taken?|attempted)\b"
)
# "A single attempt is preferred, two are the maximum."
IS_THE_MOST = re.compile(
    rf"(?P<n>{NUMBER}) (?:is|are|being|would be) (?:the |our )(?:absolute |firm |hard )?(?:max(?:imum)?|limit|most|cap|"
    rf"ceiling)\b"
)
STATED_CAP = re.compile(
    rf"\b(?:caps?|limits?|restricts?|holds?|keeps?|sets?) (?:it|this|that|them|the number) (?:at|"
    rf"to) (?P<m>{NUMBER})(?= (?:for|per|on|"
    rf"each)\b|\s*(?:$|[.,;]))|\b(?:limit|max(?:imum)?|cap|ceiling|most we (?:allow|accept|"
    rf"take)) is (?P<n>{NUMBER}) (?:for|per|on|at|"
    rf"in) (?:each |any |"
    rf"either |every |a |one )?(?:usmle )?(?:step|exam|examination|test)\b"
)
# "Step 1 may have been failed once and Step 2 not at all."
NOT_AT_ALL = re.compile(
    r"\b(?P<exam>(?:usmle )?(?:steps? ?(?:1|2|i{1,2}|one|two)(?: ?ck)?|s[12]|ck)) (?:not at all|never|not (?:even "
    r")?once|not (?:even )?(?:a single )?one|no failures?(?: at all)?|"
    r"(?:with |at |has )?(?:none|zero|nil))\b(?= *(?:$|[.,;)]))"
)
# "not passed by the second attempt", "must be passed by the third": the last that is allowed.
STILL_ALLOWED = re.compile(
    r"\b(?:not|never|unless|without|failed to|fail to|fails to|unable to|not yet) "
    r"(?:(?!who|that|any|those|app|cand|img)[a-z]+ ){0,3}?(?:pass|clear|"
    r"complet|succe)\w*|\b(?:must|shall|should|has to|have to|needs? to|requir\w+|expect\w*)\b"
)
# "Attempts. Not above two for either Step."
PERIOD_LABEL = re.compile(
    r"(?P<label>(?:usmle |exam |step |failed |board )?(?:attempts|tries|failures|fails|sittings))\."
)
REFUSES = re.compile(
    r"\b(?:out of (?:the running|consideration|contention)|elsewhere|ineligible|closed|closes|ends|removes?|"
    r"eliminates?|withheld|refuse[sd]?|den(?:y|ies|ied)|turned (?:away|down)|rejects?|rejected|rejection|disqualif\w*|"
    r"exclud\w*|screened out|filtered(?: out)?|rules? (?:you |them |an? "
    r"\w+ )?out|bars?|(?:not|never|no longer|cannot)(?: be)? (?:[a-z]+ly )?(?:consider\w*|accept\w*|eligible|review\w*|"
    r"interview\w*|invite\w*|rank\w*|read|process\w*|look\w*|offered|appoint\w*|taken?|admit\w*|hired?|enroll\w*)|"
    r"(?:you|they) are out\b|"
    r"disqualifies|"
    r"(?:should|need) not apply|(?:nobody|no one|no (?:applicants?|candidates?)))\b"
)
# "Who needed a second sitting will not be appointed": that many are too many.
NEEDED = re.compile(r"\b(?:need\w*|requir\w+|tak(?:e|en|ing)|took|made|had)\b[^.;,]{0,12}$")
SIGNED = re.compile(
    rf"\b(?:attempts?|atts?)\s*(?:per step |on each step )?(?:<=|\u2264|:|=|max\.?|maximum|"
    rf"limit)\s*(?P<n>{NUMBER})(?!\s*(?:%|"
    rf"years?))"
    rf"|\battempts? (?P<m>{NUMBER})(?= (?:per|each|for each|on each|max|at most|only|req\w*|pref\w*|\(?(?:max|pref|"
    rf"req)\w*\)?)\b)"
    rf"|\battempts? (?:limit|allowed|accepted|permitted|max(?:imum)?)\s*[-:=]?\s*(?P<k>{NUMBER})(?=\s*(?:$|[.,;|]|"
    rf"per\b|each\b))"
)
PER_EXAM = re.compile(
    rf"\b(?:no more than|not more than|at most|up to|a maximum of|maximum of|max)\s*(?P<n>{NUMBER})\s*(?:on|per|for|"
    rf"at|in) (?:either|each|any|every|any one|any single)\b"
)
WITHOUT = re.compile(r"\b(?:without|free (?:of|from)|lacking|with no|never had) $")
# A failure named without a number, as a noun or as a verb; a failure "to submit" something is another.
FAILURE = re.compile(
    r"\b(?:(?:fail(?:ed|ing)?|unsuccessful|non-?passing|repeat(?:ed)?|second) (?:step |usmle |exam |"
    r"board )?(?:attempts?|tries|try|scores?|grades?|"
    r"results?|"
    r"exam(?:ination)?s?|tests?|steps?|parts?|sittings?|usmles?|boards?|marks?)|failures?|fails\b(?= (?:on|of|at|in|"
    r"per)\b|\s*"
    r"(?:$|[.,;)]))|re-?(?:takes?|sits?)\b|repeats?\b|repetitions?|"
    r"repeat(?:er|[- ](?:test[- ])?taker)s?|(?<!it )(?<!never )(?:multiple|several|repeated|many|extra|additional) (?:"
    r"usmle |exam |step |board )?(?:attempts|tries|sittings)"
    r"|(?<=with )(?:an attempt|(?:any |prior |previous |past |usmle |exam |step )*attempts)(?! (?:at|on|of|to|in|by)\b)"
    r"|fail(?:ed|ing|s)?|flunk(?:ed|ing|s)?|re-?(?:tak(?:en|ing|e)|took|sat|sit(?:ting)?)|repeat(?:ed|ing)?)\b"
    r"(?! (?:to|criminal|drug|background|(?:a |the |any |their |your |an? )?(?:residency|training|internship|year|"
    r"rotation|course|clerkship|"
    r"application|interview|residencies))\b)"
)
# What may stand between a denial and the failure that it denies.
DENIAL = re.compile(
    r"\b(?:no|not|never|nor|neither|without|zero|cannot|free (?:of|from)|clear of|devoid of|(?:absence|lack) of|"
    r"lacking|none)"
    r"(?: (?:have|has|had|having|ever|be|been|being|any|a|an|the|one|single|even|prior|previous|past|earlier|other|"
    r"more|"
    r"known|recorded|documented|history|record|evidence|instances?|of|usmle|usmle/comlex|comlex|step|steps|exam|exams|"
    r"examination|"
    r"board|licensing|test|score|need|needed|needing|require|required|to|there|should|show|see|want|find|accept|allow|"
    r"consider|take|tolerate|permit|look|at|forgive|admit|welcome|interview|invite|rank|review|applicants|candidates|"
    r"those|anyone|people|graduates|imgs|who|with|which|that|them|these|[12]|i|ii|and|or|ck|on|by|either|each|were|was|"
    r"is|are|may|must|can|can be|shall|will|result|in|level|levels|part|parts|us|our)){0,9}[ -]?$"
)
NOT_A_LIMIT = re.compile(r"\bnot (?:necessarily|automatically|only|just|mean|hold|held|count|counted|penali[sz]\w*)\b")
ALLOWS = re.compile(r"\b(?:accept|allow|permit|tolerat|forgiv|overlook|consider|interview|welcom)\w*\b")
# Applicants call a failed try an attempt: "no attempts", "clean file, no attempts on any Step".
NO_ATTEMPTS = re.compile(
    r"^(?:usmle |exam |failed |step )*attempts (?:(?:(?:are|will) )?(?:not|never)(?: be)? (?:accepted|"
    r"considered|allowed|"
    r"permitted|"
    r"reviewed|tolerated)|none)\b|\b(?:attempts|fails|failures),? (?:0|zero)(?: failed)?(?=\s*(?:$|[.,;/]))|"
    r"\b(?:no|zero|without|free of)(?: (?:any|usmle|exam|prior|previous|step|board|past))* attempts\b(?! (?:limit|cap|"
    r"beyond|after|"
    r"past|other|are (?:made|limited)|to\b|will|restriction|maximum|at (?!step|usmle|any|either|each))(?!-))(?!-)"
)
ONCE_EACH = re.compile(
    r"\bnone (?:of (?:[a-z]+ ){1,2})?(?:twice|more than once|a second time)\b|\b(?:each|both|"
    r"all) (?:of them )?(?:taken |passed |sat )?"
    r"(?:only |just )once\b|\b(?:only|just) once each\b"
)
NOT_AFTER = re.compile(r"[^.;]{0,60}\b(?:not|never|no)\b(?! (?:necess|automat|only|just|mean))")
NOT_OF_IT = re.compile(r"\b(?:if|and|but|who|have|has|is|are|do|does|will)\b[^.;]{0,30}\bnot\b.*\b(?:if|but)\b")
COUNT_BEFORE = re.compile(
    rf"(?:\bmore than (?:a |an )?|\b(?:{NUMBER}|second|third|other|further|single|one|last|latest|only) )(?:usmle |"
    rf"step |exam |"
    rf"prior |board |previous )*$"
)
# Failures that lessen a chance without ending it: a wish for none.
DISLIKED = re.compile(
    r"\b(?:not|never) (?:pass|clear)\w*\b[^.;,]{0,30}\b(?:first|initial)\b|\b(?:fail\w*|(?:repeated|"
    r"retaken) (?:exam(?:ination)?s?|steps?|tests?|boards)|(?:multiple|repeat(?:ed)?|several|"
    r"additional|extra|unsuccessful|many) (?:usmle |exam |"
    r"board )?(?:attempts?|"
    r"tries|sittings)|"
    r"more than (?:one|1|a single) (?:attempt|try|sitting|take)|second (?:attempts?|tr(?:y|ies)|sittings?)|retakes?|"
    r"repeats?|"
    r"repeaters|repeat[- ](?:test[- ])?takers|re-?sits?)\b"
)
DISLIKES = re.compile(
    r"\b(?:not|never) look (?:good|well)\b|\b(?:looks? (?:bad|poor|weak)|lowers?|hurts?|reduces?|weak(?:ens?|"
    r"er)?|disadvantage[sd]?|disadvantageous|counts? against|"
    r"weighs? (?:heavily )?against|"
    r"work(?:s)? against|"
    r"held against|negative(?:ly)?|adverse(?:ly)?|unfavou?rabl[ey]|harms?|less (?:competitive|attractive|likely|"
    r"favou?r\w*|"
    r"desirable|strong)|at a disadvantage|decreases?|diminish\w*|frowned|discouraged|drops? (?:you|an?|the|them)|"
    r"down (?:our|the) (?:rank )?list|bottom of|red flags?|detract\w*|"
    r"undesirable|penali[sz]ed?|impairs?|hinders?|handicap\w*|drawbacks?|minus|demerits?|unlikely|rarely|seldom|"
    r"hardly ever|"
    r"difficult(?:y)? to|harder|not (?:a |our |an? high |of high )?priority|considered last|shy away|shies away|wary|"
    r"hesitant|reluctant|hesitate|prefer not|lower priority|low priority|last priority|"
    r"hard to|make it (?:hard|difficult)|jeopardi[sz]es?|affect(?:s)? (?:your|the|"
    r"an?) [a-z ]{0,20}"
    r"(?:negative|advers|unfavou?r)\w*|(?:odds|chances?|prospects) (?:is|are|become|get) (?:very )?(?:slim|small|low|"
    r"poor|"
    r"remote)(?:mer|er)?)\b"
)
# Of other states, boards and programs, or of all who sit the exams: no rule of this one.
OF_OTHERS = re.compile(
    r"\b(?:some|others?|most|many|several|few|certain|various|different|neighbou?ring) (?:of the |other |"
    r"state )?(?:states?|boards|programs|jurisdictions|"
    r"hospitals|residencies)\b|\bexaminees?\b|\busmle program\b|\bothers? (?:six|five|four|three|two|none|allow|accept)"
)
# Failures counted over several exams limit no single one: "failed two or more Steps".
FAILED_SEVERAL = re.compile(
    r"\b(?:fail\w*|repeat\w*|retak\w*)\b(?: (?:on|of|in|at|the|their|your))* (?:more than one|more than a single|two|"
    r"both|several|"
    r"multiple|three|[23])(?: or (?:more|three))?(?: of)?(?: (?:the|their|your))? (?:different |usmle |licensing |"
    r"licensure |board |step )*(?:steps|exams|"
    r"examinations|boards|tests)\b"
)
IN_TOTAL = re.compile(
    r"\b(?:once|twice|times?|one|two|three|failures?|failed)\b[^.;,]{0,30} (?:in total|overall|altogether|in all(?! "
    r"[a-z]))\b"
)
# "A passing Step 1 and a ...", "Step 1 pass and Step 2 of ...": a pass is all that is said of that exam
A_PASS_OF = re.compile(
    r"\bpass(?:es|ing)? (?:(?:score|mark|grade|result)s? )?(?:(?:on|in|of|at|for) )?(?:(?:the|an?|your|usmle) )*$"
)
PASSED_THEN = re.compile(r" pass(?:ed)?,? (?:and|with)\b")
# "No failures in the past three years": older ones are another matter.
OF_LATE = re.compile(
    r"[^.;,]{0,24}\b(?:in|within|over|during) (?:the|their|your) (?:past|last|previous|preceding)\b(?! attempt)"
)
# "... provided Step 2 was passed the first time": what follows is of its own exam.
CONDITION = re.compile(
    r"\b(?:provided|provid(?:ing)|as long as|so long as|on condition|given that|if|when|once|but|while|whereas|only "
    r"after)\b"
)
IS_PROVIDED = re.compile(
    r"\b(?:provided|providing|as long as|so long as|on condition)\b[^.;]*$|"
    r"\b(?:consider|accept|tolerat|allow|eligible|fine|acceptable|okay)[^.;]* if\b[^.;]*$"
)
_COURSE = r"(?:courses?|coursework|clerkships?|class(?:es)?|rotations?|subjects?|modules?|semesters?|blocks?)"
COURSES = re.compile(
    rf"\b(?:fail\w*|repeat\w*|re-?tak\w+|remediat\w*|unsuccessful\w*|non-?passing|unsatisfactory|incompletes?)(?: "
    rf"(?:or|and|to|of|in|on|an?|the|any|all|each|your|one|more|attempts?|pass|grades?|medical|school|core|required|"
    rf"[a-z]+al|basic|science|third-year|repeat\w*|remediat\w*))*? {_COURSE}\b|"
    r"\bfail\w*(?: or [a-z]+)? (?:grades?(?! (?:on|in|for) (?:any |the |"
    r"an? )*(?:exam|usmle|step|board|licens))|medical school)|\b(?:non-?passing|unsatisfactory) grades?\b|"
    r"\b(?:courses|clerkships|rotations) (?:(?:were|are|be|been) )?passed\b|"
    r"\bcourses?\b[^.;]*\bfail|\bcourse failures?|\bclerkship failures?|\bfail(?:ed|ure) to (?:submit|meet|complete|"
    r"provide|attend|comply|match|do|respond|report|obtain|have)"
)
RESIDENCY_BOARDS = re.compile(
    r"\b(?:abim|abfm|abp|abs\b|aobim|board certification|certifying exam|specialty boards?|pass rate|at a rate of|"
    r"resident physicians [^.;]{0,30}passed|boards? pass|"
    r"(?<!physician[ -])(?<!doctor[ -])in-?training (?:exam|test|score)|(?<!to )(?<!for )our (?:graduates|residents|"
    r"alumni)(?!'| (?:must|should|need|have to|are required|will need|may|will be|averaged?)\b)|"
    r"(?<!each )(?<!every )residents? (?:have )?pass(?:ed)?|(?:was|were) (?:taken|passed)"
    r"\b[^.;]{0,20}\bby\b(?! the (?:first|second|third|time|end|date))|"
    r"(?<!international )(?<!foreign )(?<!medical )(?<!school )graduates (?:have )?pass(?:ed)?)\b"
)
# What those who came before had done; "our applicants must" is a rule.
DESCRIBES = re.compile(
    r"\b(?:(?:our|last year's|current|recent) (?:[a-z]+ly )?(?:(?:recent|current|last|new|own|past|incoming|entering|"
    r"matched|"
    r"successful) )*(?:matche?s|residents|interns|classe?s?|interviewees|graduates|matriculants)|"
    r"(?:matched|interviewed|ranked|successful|incoming|invited) (?:applicants|candidates|residents|"
    r"people))\b(?: [a-z]+){0,2}? "
    r"(?:had|passed|have (?:all |mostly |usually |typically |generally |always )?(?:passed|had)|were|did|scored)\b"
    r"|\b(?:most|nearly all|almost all|virtually all|the (?:great |vast )?majority)\b[^.;,]{0,50}?\b(?:pass(?:ed)?|"
    r"have|had|"
    r"did|cleared)\b"
)
TOGETHER = re.compile(
    r"\b(?:failures?|failed (?:[a-z]+ )?(?:attempts?|exams?)|fails|attempts|sittings|tries)\b[^.;,]{0,30} (?:in total|"
    r"altogether|"
    r"overall|in all|in aggregate)\b|\b(?:combined|together|(?:added|summed|counted|taken) (?:up|together)|"
    r"cumulative(?:ly)?|aggregate|both exams together|over (?:both|the two|all|(?:usmle )?steps)|"
    r"counting (?:all|both)|of all (?:the |your )?(?:usmle|exams|boards|steps)[^.;]{0,25} (?:one|two|single|1|"
    r"2) (?:fail\w*|attempts?)|total (?:[a-z]+ ){1,3}on (?:both|all)|"
    r"total (?:attempts|tries|failures) (?:at|on|for|over|across) (?:the )?(?:usmle )?(?:steps|both|all)|"
    r"across (?:both|all|the|step|usmle)|altogether|"
    r"between (?:the two|both)|total (?:number )?of (?:attempts|failures|tries) (?:for|on|at|in) (?!any|each|"
    r"either|every|an? )|"
    r"total (?:failures|attempts|fails) in (?:the )?(?:usmle )?steps|in (?:the|your|his or her) (?:usmle|comlex)(?: or "
    r"(?:usmle|comlex))? "
    r"(?:series|sequence)|"
    r"on step 1 and (?:step )?2 combined|"
    r"(?:failures?|fails?|most|total) (?:[a-z]+ ){0,2}?(?:for|over|on) (?:both|the two)(?=\W*(?:$|[.;,)]))|"
    r"in total (?:over|across|for both|on both)|total (?:of )?(?:over|across|for both|on both))"
)
# "No official one, but it may weigh.": a limit, and no number.
PRONOUN = re.compile(
    r"(?<=\b(?:no|an) )(?:(?!more|less|fewer|than)[a-z]{3,} ){1,2}one"
    r"(?=\s*(?:$|[.,;)]|but\b|though\b|at\b|here\b|and\b|has\b|is\b|exists\b))"
)
EACH = re.compile(r"\b(?:each|either|per|every|any one|any single|both on)\b")
PASSING = re.compile(
    r"\bpass|\bexam|\busmle|\bsteps?\b|\bparts? (?:[12]|i{1,2})\b|\bboards?\b|\bcom[pb]?lex|\battempt|\btry\b|"
    r"\btries\b|\btest|\bck\b|\bscores?\b|"
    r"\blevels?\b|\bfail(?:ures?|ed|s|ing)?\b|\bflunk|\bsittings?\b|\batt\b|\bs[123]\b|\bretak|\brepeat"
)
REJECTED = re.compile(
    r"\b(?:out of (?:the running|consideration|contention)|elsewhere|closed|closes|ends|removes?|eliminates?|withheld|"
    r"refuse[sd]?|den(?:y|ies|ied)|turn(?:s|ed|ing)? (?:away|down)|not|never|no longer|cannot|ineligible|hardly|"
    r"(?:little|slim|small|poor|low|few|hardly any|next to no) (?:chances?|hopes?|prospects?|odds)|reject\w*|"
    r"disqualif\w*|"
    r"exclud\w*|screened out|filtered|bars?|rules? out|"
    r"you are out|they are out|discourag(?:ed?|es|ing)|unlikely|rarely|nobody|no one|none|neither|no (?:applicants?|"
    r"candidates?|exams?|steps?|tests?|part|file))\b"
)
SOFT = re.compile(
    r"\brarely\b|\bunlikely\b|\bnot (?:very |at all |too |be )*likely\b|\bhardly\b|"
    r"\b(?:little|slim|small|poor|low|few|hardly any|next to no) (?:chances?|hopes?|prospects?|odds)\b|"
    r"\b(?:chances?|odds|prospects) (?:is|are) (?:slim|small|low|poor|remote)\b|\btend not to\b|\bdiscourag(?:ed?|es|"
    r"ing)\b|\bless likely\b|\bgenerally not\b|"
    r"\busually not\b|\bnot "
    r"(?:usually|"
    r"generally|typically)\b"
)
TOLERATED = re.compile(
    r"(?<!no )(?<!none )\b(?:fail\w*|attempts?)\b[^.;]{0,40}\b(?:may (?:still )?(?:be )?(?:appl|consider)|(?:is|are|"
    r"will be|"
    r"still) (?:be )?considered\b|will not (?:disqualify|exclude|be held)|not (?:an )?automatic|"
    r"does not (?:disqualify|exclude|rule)|case[- ]by[- ]case|reviewed individually)"
)
HARM = (
    r"(?:reasons? (?:to (?:turn|reject|decline|refuse|exclude)|for (?:rejection|non-consideration|refusal|exclusion))|"
    r"(?<== )(?:out|reject\w*|no interview)|means? (?:your|the|an?) [a-z]+ is not|means? no (?:licen[sc]|"
    r"interview|invit|contract|consider|place|offer|review|"
    r"further)[a-z]*|means? that [^.;,]{0,40}\b(?:no|not|cannot)\b|exceeds? (?:what|our|the [a-z]+ (?:we|our))|"
    r"sinks?|end(?:s|ed)?(?= (?:it|"
    r"your|the|an?|any|all|our|"
    r"consideration|an? )|\s*[.;,]|$)|kills?|closes?|bars?|"
    r"barred|"
    r"excludes?|excluded|disqualif\w+|rule[sd]?(?: \w+){0,3} out|ruling out|hurts?|harms?|shuts?|knocks?(?: \w+)? out|"
    r"eliminates?|removes?|precludes?|debars?|fatal|(?:a |the )?deal[- ]?breakers?|(?:one )?too many|unacceptable|"
    r"disqualifying|ineligible|the end|ends? (?:our|your|the|any) [a-z]+|incompatible|"
    r"finishe[sd](?! (?:in|inside|within|by|before)\b)|held against|count "
    r"against|stands? in (?:the|your) way|an? (?:bar|"
    r"barrier|"
    r"obstacle|hindrance|knock-?out))"
)
HARMS = re.compile(rf"\b(?!hurt|harm|held against|count against){HARM}\b")
HARMLESS = re.compile(
    rf"(?:\bnot|\bnever|\bno|\bhardly|\bneither)(?: (?:by itself|in itself|by themselves|alone|[a-z]+ly|"
    rf"be|being|considered|an?|your|the|mean|count as|immediately|itself|absolute|automatic|insurmountable|complete|"
    rf"total|"
    rf"hard)){{0,3}} {HARM}|\bno (?:{HARM})"
)
FORGIVEN = re.compile(
    r"\b(?:(?:may|can|could|might|will|would|are|is|do) still\b|still (?:be |get |gets )?(?:considered|read|reviewed|"
    r"apply|"
    r"eligible|welcome)|remains? (?:eligible|in|welcome|considered)|(?:is|are) (?:fine|ok|okay|alright|no "
    r"problem|forgivable|survivable|welcome)|may apply|"
    r"can be overcome|we (?:can|will) (?:live with|overlook|forgive))"
)
REFUSED_HERE = re.compile(
    r"\b(?:(?:is|are|may|can|will|do|does) not|cannot|never)\s*(?:$|[.,;)])|(?:\bmay|\bcan|\bcould) not\b|\bcannot\b"
)
NOT_TOLERATED = re.compile(
    r"\b(?:not|never|cannot|no longer)(?: be)?(?: [a-z]+ly)? (?:tolerat|accept|permit|allow|forgiv|overlook|excus|"
    r"condon|ok\b|okay|fine)\w*|\b(?:impermissible|intolerable|unwelcome|beyond what)\b"
)
# Looked at, explained, weighed: a failure that neither ends nor harms an application.
NEUTRAL = re.compile(
    r"\b(?:necessarily|automatic(?:ally)?|by itself|in itself|in context|in the context|in light of|case[- ]by[- ]"
    r"case|individual(?:ly)?(?! (?:usmle |licensing )?(?:steps?|exams?|examinations?|tests?|parts?)\b)|holistic\w*|"
    r"explain\w*|explanations?|discuss\w*|one factor|factors|part of (?:the|our|"
    r"a) (?:review|application|holistic|overall|whole|evaluation|file|process|decision)|"
    r"carefully|disclos\w+|report(?:ed)?|address(?:ed)?)\b"
)
NOBODY = re.compile(
    r"\b(?:nobody|no one|none|no (?:applicants?|candidates?|files?|residents?|physicians?|persons?|trainees?|"
    r"individuals?|imgs?|"
    r"graduates?|applications?)) (?:[a-z]+ ){0,4}?(?:who|whose|that|with|having|has|have)\b[^.;]*$|"
    r"\bno (?:interviews?|invitations?|places?|reviews?|consideration) (?:(?:is|are) (?:given|offered) )?(?:for|to) "
    r"(?:those|"
    r"anyone|anybody|applicants|candidates|people|whoever|somebody)\b[^.;]*$"
)
# "..., and we decline" is the consequence; "..., and we prefer" is another statement.
THEN_REFUSED = (
    r"(?! (?:will |would |must |then |have to |has to |simply |just |may |'ll )*(?:declin|reject|stop|clos|pass|turn|"
    r"drop|refus|(?:cannot|do not|does not|will not) (?:consider|accept|review|interview|invite|rank|"
    r"take|look|read|"
    r"process|offer|grant)|look elsewhere|say no|end|discard|remov))"
)
NEXT_SENTENCE = re.compile(rf",? and (?:we|they|it)\b{THEN_REFUSED}(?![^.;]*\b(?:such|those|these|them)\b)")
NEXT_COUNT = r"\b(?:two|three|four|five|more than|an?other|a second|a third)\b(?! (?:steps?|exams?))"
ABOUT_ATTEMPTS = re.compile(
    r"\bexams?\b|\bscores?\b|\battempts?\b|\btries\b|\brepeat|\bfail|\bretak|\bsteps?\b|\busmle\b"
)
EXAM_WORD = r"(?:the )?(?:usmle )?(?:steps? ?(?:1|2|i{1,2}|one|two)(?: ?ck)?|s[12]|ck|the (?:first|second)(?: step)?)\b"
SHARED_OUT = re.compile(
    rf"(?P<n>{NUMBER})(?: (?:attempts?|tries|failures?|time|times))? (?:(?:for|on|at|in|per|with) |\((?:for |on )?)"
    rf"(?P<exam>{EXAM_WORD})"
    rf"|\b(?:for|on|at|in)? ?(?P<exam2>{EXAM_WORD})\s*(?:[:=,(-]|is|at most|up to|only|allows?|in|to|a maximum of|"
    rf"max)?\s*(?P<n2>{NUMBER})"
    r"(?!\s*(?:or|-|to)\s*\d)(?!\s*(?:,|and|&)\s*(?:and )?[23]\b)(?= (?:attempts?|tries|failures?|times?)\b|\s*(?:$|"
    r"[.,;)]|and\b|or\b))"
)
OF_ATTEMPTS = re.compile(r"\b(?:attempts?|tries|failures?|sittings?|fails)\b")
BOUNDS = re.compile(
    r"\b(?:limit\w*|max\w*|cap\w*|restrict\w*|number of|no more than|up to|at most|allow\w*|permit\w*|tolerate\w*|"
    r"accept\w*)\b"
)
NOT_PASSED = re.compile(
    r"\b(?:not|never|failed to|fail to|fails to|unable to) (?:[a-z]+ ){0,2}?(?:pass|clear|complete|"
    r"succeed)\w*\b[^.;,]{0,40}$"
)
TO_THE_NTH = re.compile(
    r"\b(?:on|at|by|in|inside|with|within|after|until|till|to|than|most|from|upon|only|or|be) (?:the |a |its |their |"
    r"your |"
    r"my |"
    r"his or her |"
    r"an? )?$|(?:^|[:,()] ?|\bpass(?:ed)? - )(?:the |an? )?$"
)
UNLESS_NTH = re.compile(
    r"\b(?:no|not|never|without|nor|neither|nobody|none|avoid\w*)(?: (?:to|have|had|having|be|been|need|needs|needed|"
    r"needing|requir\w+|taken?|taking|us(?:e|ed|ing)|go|went|any|an?|the|ever|for|into|allow\w*|permit\w*|accept\w*|"
    r"consider"
    r"|grant\w*|offer\w*|there|is|are)){0,5} $"
)
NO_GRUDGE = re.compile(r"\bno (?:prejudice|objection|grudge)\b|(?:\bnot|\bnever) (?:hold|object|mind|penali[sz]e)\b")
PER_ANY = re.compile(
    r"\b(?:per|each|either|any|every|same|all|one|single|both)(?: (?:of the|of|usmle|licensing|licensure|board|single|"
    r"one|"
    r"different|such))* (?:steps?|exams?|examinations?|tests?|parts?|components?)\b"
)
# "...; no failures; ...": of no exam in particular, whatever the item before it names.
STANDS_ALONE = re.compile(
    r"(?:and |with |also )?(?:no|zero|without)(?: (?:any|prior|usmle|exam|board|previous|step))* (?:fails|failures?|"
    r"failed "
    r"(?:attempts?|exams?|boards?|steps?)|repeats|retakes|repeated (?:exams?|steps?|tests?|attempts?))\W*"
)
GOES_ON = re.compile(r"(?:the|that|this|your) (?:score|exam|one)\b|it\b|this\b")
SCORED = re.compile(r"(?<!\d)[2-7]\d\d(?!\d)")
OF_SCORE = re.compile(
    r"[2-7]\d\d(?:\+| or (?:more|higher|above|better|greater)| and (?:up|above))? (?:on|for|in|at) (?:the |usmle "
    r"|both )*$"
)
APART = re.compile(
    r"(?:,|\band|\bwith|;)(?: [a-z']+){0,4} (?:$|(?:no|zero|not|without) $)|\b(?:with|and)\b[^,;]{0,20}$"
)
OF_YEARS = re.compile(r"\byog\b|\byears?\b|\bgraduat|\bletters?\b|\bmonths?\b")
DASH_LABEL = re.compile(
    r"(?P<label>(?:usmle )?(?:steps? ?[12](?: ck)?|ck) (?:failed )?(?:attempts|tries|failures|fails|sittings)) -{1,2} "
)
PASS_ON = re.compile(r" pass(?:es)? (?:on|of|for|in|at)\b")
BARE_FIRST = re.compile(r"(?:first|1st|initial)[- ][a-z]+\b(?! pass|-)(?<!s)")
VERB_LAST = re.compile(r"\b(?:failed|failing|repeated|retaken|passed)$")
EXAM_THEN = re.compile(r" (?:at|on|in|with|by) (?:the|their|your|a) $")
# An item of its own beside an exam with its score: "..., as is a first-attempt pass", "... and no failures".
OWN_ITEM = re.compile(
    r"(?:[,;]|\b(?:and|or)\b)(?: (?:and|or|as (?:is|are)|who|those|with|without|have|has|having|had|show|showing|of|"
    r"ideally|preferably))* (?:(?:an?|any|no|zero|not|never|single|one|passes|passing|failures?|failed|first-[a-z]+|"
    r"licensing|attempts?)\b[^,;]{0,20})?$"
)
# "... nobody who sat one of them over three times": of the exams asked about, whichever.
OF_EITHER = re.compile(
    r"\b(?:either|each|both|any|one)(?: one)? of (?:them|these|those|the (?:two|exams|steps))\b|"
    r"\b(?:sat|took|taken?|takes|failed|fails|passed|needed) (?:either|both|each)\b(?! (?:steps? ?[12]|step i))"
)
# "Who sat either more than four times gets no license here".
NO_MORE_LICENSE = re.compile(
    r"\b(?:gets?|gives?|grants?|receives?|obtains?|has|have|given|granted|issued?) no (?:[a-z]+ )?(?:licen[sc]|permit)|"
    r"\b(?:not|never|cannot) (?:be |get |become |obtain (?:an? )?|have (?:an? )?)*licen[sc]|"
    r"\b(?:denied|refused) (?:an? |the )?(?:[a-z]+ )?licen[sc]|\bthere is no (?:[a-z]+ )?licen[sc]|"
    r"\bno (?:[a-z]+ )?licen[sc]es? (?:is|are|will be|can be) (?:given|granted|issued|possible|had)\b|\b(?:nobody|no "
    r"one|none)\b[^.;]*\blicen[sc]"
)
# "At the first sitting, at least 225 on Step 1 or 560 on Level 1": the limit opens, its exams follow with their scores.
OPENS_LIST = re.compile(r"\W*(?:at|on|in|by) (?:the|your|a|their) ")
FIRST_OF_SCORES = re.compile(r", (?:with )?(?:at least |over |above |a score of |no less than |minimum )*[2-7]\d\d\b")
EXAMS_ALL = re.compile(
    r"\b(?:exams|examinations|boards|tests|steps) (?:(?:must|should|are|to|be|all|each|were) )*(?:pass|clear)"
)
# "... with failures, of which one per examination is tolerated"
OF_WHICH = re.compile(
    rf"\b(?P<t>failures|failed (?:attempts|exams|examinations|tries)|repeats|retakes|attempts|tries)\b[^.;,]{{0,24}}, "
    rf"of which "
    rf"(?:only |just |at most |no more than |we (?:accept|tolerate|allow|take) )*(?P<n>{NUMBER}|none)\b"
)
# "Up to the second attempt for Step 1, the first for Step 2 CK"
NEXT_NTH = re.compile(
    rf",? (?:and |but )?(?:on |at |by |only )*(?:the |your |a )(?P<o>first|second|third)(?: (?:one|only))? (?:for|on|"
    rf"at|in|"
    rf"with) (?P<exam>{EXAM_WORD})(?=\s*(?:$|[.,;)(]))"
)
# "Better no failure at all": a wish told by its first word.
BETTER = re.compile(r"\W*(?:better|best|rather|sooner|ideally|preferably)\b(?! (?:than|scores?|results?))")
AFTER_FAILING = re.compile(r"\bafter (?:an? |the )?$")
IF_SO = re.compile(r"\W*(?:if|when|where|once|whenever)\b")
# What gives the exam named before it a requirement of its own.
OWN_RULE = re.compile(
    r"[2-7]\d\d|\b(?:scores?|marks|results?|on file|taken|required|preferred|by (?:the )?(?:time|interview|"
    r"application))\b"
)
# "... in Step 1, over 205, and in Step 2": the score of the one stands between the two.
BESIDE_SCORED = re.compile(
    r",? ?\(?(?:of |with |at |over |above |at least |minimum |a score of )*[2-7]\d\d\+?(?: (?:or|and) (?:more|higher|"
    r"above|"
    r"better|up))?\)?,? (?:and|or|as well as) (?:on |of |for |in |at )?(?:the |a |usmle )*"
)
BESIDE = re.compile(
    r"\s*(?:,|,? ?and|,? ?or|&|/|nor|as well as|and/or)\s*(?:on |of |for |in |at )?(?:the |either |usmle )*\s*"
)
LABEL = re.compile(
    r"\b(?:att|atts|attempts?|tries|fails?|failures?|failed (?:attempts?|steps?|exams?|board exams?|tests?)|sittings?|"
    r"re-?takes?|re-?sits?|repeats?|failing)\b"
)
VALUE_WORDS = re.compile(
    r"steps?|usmle|s|ck|comlex|exams?|examinations?|tests?|i{1,3}|tr(?:y|ies)|attempts?|failures?|fails?|sittings?|"
    r"level|zero|none|nil|never|beyond|first|"
    r"desired|please|single|combined|apiece|one|clear|cap|capped|limited|prior|previous|ever"
)
# "Step 1, Step 2 CK and CS": exams and nothing more
EXAMS_ALONE = re.compile(r"\W*(?:(?:usmle|comlex|steps?|levels?|parts?|[12]|i{1,2}|ck|cs|and|both|the)\b[ ,&/-]*)+\W*")
# "I failed one?", "What if I have repeated a Step?"
ASKS_OF_MY_FAILURE = re.compile(
    r"\W*(?:and |but |what if |if )*i(?:'ve| have| had)? (?:once |already )?(?:failed|repeated|retook|retaken|"
    r"flunked)(?: (?:once|one|"
    r"an?|it|the|my|on|steps?|exams?|tests?|part|of|them|these|usmle|before|attempt|[12]|i{1,2}|ck))*\W*|"
    r"\W*(?:one |a |any )?(?:failed|repeated) (?:usmle )?(?:steps?|exams?|tests?|attempts?)(?: [12])?\W*"
)
IS_EXAM = re.compile(r"(?:usmle )?(?:(?:steps?|levels?|comlex)? ?(?:[12]|i{1,2})(?: ?ck)?|ck)")
NONE = re.compile(
    r"(?:none|nil|zero|0|no (?:fail(?:ures?|s)?|failed attempts?|repeats?|attempts)|never)\b|^(?:no|not (?:accepted|"
    r"allowed|"
    r"considered|permitted|ok(?:ay)?|acceptable|tolerated|taken))$"
)
BARE_ATTEMPTS = re.compile(
    r"(?:usmle |exam |prior |previous |step |failed )?(?:att|atts|attempts?)|[^.;]*\b(?:accept|consider|takes?|allow|"
    r"review)[^.;]* with "
    r"(?:[a-z]+ )?attempts"
)
SPLIT_VALUES = re.compile(r"^(?P<one>[1-5])\s*/\s*(?P<two>[1-5])$")
ONLY_FIRST = re.compile(
    r"single\W*$|(?:the )?(?:first|1st|initial) (?:only|pass(?:es)?|attempt|try|time|go|sitting|preferred|pref|"
    r"is preferred|"
    r"ideally|required|"
    r"req)\b|(?:only )?(?:the )?(?:first|"
    r"1st)\s*$"
)
NEXT_STATEMENT = re.compile(
    r",? (?:and|but|while|whereas|though|although|yet) (?:we|our|ours|the (?:program|department|committee)|they|it)\b"
    rf"{THEN_REFUSED}|"
    r", and (?:generally|"
    r"usually|typically|preferably|ideally)\b|\s*(?:\(|\s-{1,2}\s)(?=(?:(?:ideally|preferably|pref\w*\.?|"
    r"but) )?(?:the )?(?:first|1st|one|a single|just|only)\b)|"
    r", (?:none|zero|no failures?) (?:is|are|being|would be) (?:best|better|ideal|preferred)\b|, with (?:those|one|"
    r"the ones|candidates|applicants|"
    r"preference|priority)\b"
)
ONCE_WISHED = re.compile(
    r"\bonce (?:is|being|would be)? ?(?:[a-z]+ly |much )?(?:prefer|better|best|ideal|desir)|\b(?:preferably|ideally|"
    r"rather) (?:just |only )?once\b|\bthe (?:first|1st)(?: (?:attempt|try|sitting|time|"
    r"one))?,? (?:is |being )?(?:[a-z]+ly "
    r"|much )?(?:preferred|better|best|ideal|desired)\b"
)
# "The least we take: two failures on Step 1 and one on CK"
LEAST = re.compile(r"\b(?:the (?:very )?least(?: (?:we|that we|you) [a-z]+)?|at the (?:very )?least)\W*$")
CRITERIA = re.compile(r"\b(?:criteria|requirements?|conditions?|bars?|minimums?|standards|cut-?offs?|thresholds?)\b")
EXAM_DASH = re.compile(r"(?P<exam>(?:usmle )?(?:steps?|levels?|s) ?(?:[12]|i{1,2})(?: ?ck)?) ?[-=:] ?(?=[a-z0-9])")
NO_MATTER = re.compile(
    r"\b(?:not|never) (?:really |much )?(?:matter|count|play a)\b|\bguarantees?\b|\birrelevant\b|\bimmaterial\b|"
    r"\bno difference\b"
)
# "No attempt at any Step may have been unsuccessful."
NONE_UNSUCCESSFUL = re.compile(
    r"\b(?:no|none of the|none of your) (?:single )?(?:attempts?|sittings?|tries|try|exams?|steps?|tests?|results?|"
    r"usmle "
    r"[a-z]+)\b[^.;,]{0,40}\b(?:may|must|should|can|shall|is to|are to|to) (?:have (?:been|ended (?:in|with))|be|"
    r"show|end (?:in|with)) (?:an? )?(?:unsuccessful|fail(?:ed|ing|ure)?|a failure|repeated|retaken)\b"
)
# "A second is tolerated, a third is not": sittings that are not named again.
BARE_NTH = re.compile(
    r"\b(?:a|the|any|no) (?P<o>second|third|fourth)(?: one)?,?(?= (?:is|are|will|would|does|do|disqualif|ends|closes|"
    r"accepted\b|allowed\b|tolerated\b|permitted\b|acceptable\b|not\b|rejected\b|excluded\b|too many\b|"
    r"bars|exclud|rules|means|cannot|may|could)|\s*$)"
)
# "Step failures: not considered", "Repeated exams? Sorry, no.": nothing but a refusal.
OVER_IN_LABEL = re.compile(
    rf"\b(?:over|more than|above|beyond|exceeding|past) {NUMBER}\b|\bfailed? (?:[a-z0-9]+ ){{0,4}}(?:twice|once)\b"
)
# "At each Step you get two chances."
GET_SO_MANY = re.compile(
    r"\b(?:you|applicants|candidates|everyone|everybody) (?:get|gets|have|has|(?:are|is) (?:given|granted|allowed)) "
    r"(?:just |only )?$"
)
MAY_HAVE = re.compile(r"\b(?:may|can|could|might) (?:still |also |only |each )*have (?:[^.;,]{0,40}\band )?$")
AND_OUT = re.compile(
    rf"{OF_EXAMS},? and (?:then )?(?:no (?:invitation|interview|review|offer)|(?:we|you|it|they) (?:will not|"
    r"cannot|are unable|are out|are not)|(?:your|the|an) (?:application|file) (?:is|will be|does|will) (?:not|closed|"
    r"rejected|declined|refused|returned))\b"
)
BEYOND_FIRST = re.compile(
    rf"\b(?P<n>{NUMBER})(?: more| extra| additional)? attempts? (?:beyond|after|past|besides) the (?:first|initial)"
    rf"(?: (?:one|try|attempt))?\b"
)
# Told of seasons that have passed, not of this one.
OF_SEASONS = re.compile(
    r"\bin (?:recent|living) memory\b|\bin (?:each|any|all|none) of the (?:past|last)\b|\bhas (?:ever )?been "
    r"(?:interviewed|invited|ranked|matched)\b|\breceived an (?:invitation|interview)\b"
)
SPARES = re.compile(
    r"\bnor (?:do|does|will|would) (?:it|we|they|the [a-z]+) (?:[a-z]+ )?(?:exclude|reject|bar|disqualify|remove|rule)|"
    r"(?:\bnot|\bnever) (?:rule (?:it|you|them|anyone) out|remove (?:you|them|anyone|an applicant))\b"
)
BARE_REFUSAL = re.compile(
    r"(?=.*(?:sorry|\bno\b|\bnot\b|never|cannot|excluded|reject|screened|disqualif|ineligible|turned|filtered|out\b))"
    r"(?:\W*\b(?:sorry|no|never|not|we|we're|they|will|would|cannot|do|are|is|be|accept\w*|allow\w*|consider\w*|"
    r"permit\w*|tolerat\w*|taken?|review\w*|interview\w*|invit\w*|rank\w*|please|unfortunately|at all|ever|them|"
    r"these|such|any|thanks|thank you|eligible|the answer|that|is|as well|also|too|possible|allowed|"
    r"excluded|reject\w*|screened|disqualif\w+|ineligible|turned|away|down|filtered|out|applications?|applicants?|"
    r"candidates?|afraid|i'm|sadly)\b)+\W*"
)
FAILED_NOUN = re.compile(
    r"\b(?:fail(?:ed|ures?|s|ing)?|repeat(?:ed|s)?|retak(?:es?|en|ing)|re-?sits?|multiple attempts|"
    r"(?<!first )(?<!first-)(?<!many )attempts)\b"
)
NOT_A_FAILURE = re.compile(
    r"\b(?:how|limit\w*|max\w*|min\w*|number|cap|more than|most|first|two|three|policy|score|unless|required?|"
    r"explain|letters?|what)\b"
)
BARE_NOUN = re.compile(
    r"(?:and |any |what about |how about |prior |previous |past |usmle |step |exam |board |licensing |"
    r"boards? )*(?:(?:fail(?:ed)?|repeat(?:ed)?|retaken|"
    r"multiple|unsuccessful) (?:usmle |licensing |board )?(?:exams?|steps?|tests?|attempts|boards|examinations)|"
    r"failures|fails|repeats|retakes|resits|attempts|repeaters)"
    r"(?: (?:on|of|at|in) (?:any |the |an? )?(?:usmle |licensing )?(?:steps?|exams?|boards|tests?|[a-z]+ ?[12](?: "
    r"ck)?))?\W*"
)
ONLY_SO_OFTEN = re.compile(
    r"(?:yes,? |only |just |at most |but |no more than |if )*(?P<n>once|twice|one time|two times)(?:,? (?:only|yes|"
    r"at most|is|it|fine|ok|okay|allowed|accepted|per|"
    r"each|exam|step|and|no|not|more|a|time|but|twice|again))*\W*"
)
ASKS_MAY = re.compile(r"\b(?:may|can|could|is it (?:all right|alright)|acceptable|permitted|okay|allowed|possible)\b")
# "... required for Step 2 and preferred for Step 1", "mandatory for CK, not for Step 1".
STRENGTH_OF = re.compile(
    rf"\b(?P<w>requir\w*|mandatory|must|needed|insist|expect\w*|compulsory|obligatory|are|is|prefer\w*|desir\w+|"
    rf"recommend\w*|ideal|plus|"
    rf"encouraged|like|not|optional)(?: (?:it|this|that|them|so|one|only))? (?:for|on|with|in|at) (?P<exam>{EXAM_WORD})"
)
# "One failed Step 1 does not stop you": the exam stands behind its failure.
FAILED_EXAM = re.compile(
    rf"\b(?:one|1|single) (?:failed|failing|failure (?:of|in|on|at)|fail (?:of|in|on|at)|failed try (?:at|on)) "
    rf"(?:the )?(?:usmle )?(?P<exam>{EXAM_WORD})"
)
SPARED = re.compile(
    r"[^.;]{0,40}?\b(?:do|does|will|would|need|must|should|can) not (?:[a-z]+ly )?(?:stop|prevent|keep|cost|"
    r"block|"
    r"hinder|spoil|end|rule|bar|exclude|preclude|disqualify|stand in|worry|scare|deter)\b|[^.;]{0,40}?\b(?:is|are) no "
    r"(?:bar|obstacle|hindrance|barrier|reason|ground)\b"
)
# "Step 2 CK may never have been": the failing is named in the clause before.
NEVER_BEEN = re.compile(
    rf"(?:and |but )?(?P<exam>{EXAM_WORD})(?: ?\([^)]*\))? (?:(?:may|must|can|should|is to|was|has|had) )*never"
    rf"(?: (?:have|has|had|be|been|was))*\W*"
)
# "More than one try?", "Several attempts?", "A second sitting?": bare questions whether more are taken.
ASKS_MORE = re.compile(
    rf"\W*(?:(?:what about|how about|and|are|is|do you (?:take|accept|allow)|may there be|can there be) )*(?:(?:more "
    rf"than|"
    rf"over) (?P<n>{NUMBER}|a single)|(?:a |any )?(?P<o>second|third)|(?:several|multiple|many|repeated|further|"
    rf"additional|"
    rf"extra|two or more)) (?:usmle |exam |step |board )?(?:attempts?|tr(?:y|ies)|sittings?|goes|takes)(?: (?:at|on|"
    rf"per|for|of) "
    rf"(?:the |a |any |each |one |either )?(?:usmle|steps?|exams?|boards?)(?: (?:[12]|i{{1,2}}|ck)\b)?)?"
    rf"(?: (?:ok|okay|allowed|accepted|fine|all right|alright|possible|taken))?\W*"
)
FAILED_ONE = re.compile(
    r"\b(?:an? |one |a single )?(?:failed|failing|failure (?:on|of|in)|fail (?:on|in)|second attempt (?:on|at)) "
    r"(?:the )?(?:usmle )?(?P<exam>steps? ?(?:1|2|i{1,2}|one|two)(?: ?ck)?|ck)\b"
    r"(?=[^.;]{0,60}\b(?:accept|toler|allow|consider|fine|okay|forgiv|overlook|excus|no (?:problem|obstacle|bar)|"
    r"permitted)\w*)"
    r"[^.;]{0,80}?\b(?:provided|if|as long as|so long as|when|on condition)\b"
)
TAKEN_ONCE = re.compile(
    r"\b(?:exams?|examinations|steps?|boards|tests|[12]|ck) (?:(?:must|should|have|has|are|is|to|be|been|"
    r"each) )*(?:taken|sat|written) (?:just |only )?once\b"
    r"(?! (?:you|they|per year|a year|all|each year))"
)
REFUSED_LIST = re.compile(
    r"(?:the )?following(?: (?:groups of )?(?:applicants|candidates|applications|people|persons|groups|files|imgs|"
    r"graduates|ones))?\b(?! (?:criteria|requirements|conditions|rules))"
)
# "... are asked not to apply", "you may not apply if".
NOT_TO_APPLY = re.compile(
    r"\b(?:asked|advised|told|requested|urged) not to\b|\b(?:(?:may|can|should|must|need|could) not|cannot) apply if\b"
)
# "never a failure on a Step", "without one failed sitting": none at all, for all that one is counted.
NOT_EVEN_ONE = re.compile(r"\b(?:never|without|not|nor|no)(?: (?:even|so much as|yet|had|having))*\s*$")
# "No Step taken twice", "neither Part may have been failed once": what is denied is of the exams.
NO_EXAM = re.compile(
    r"\b(?:no|neither|not (?:an?|any|one|a single)|none of (?:the|your|these|them)|never)(?: (?:usmle|licensing|board|"
    r"single|of|the|them|those|these|your|one|two|both|either|steps?|exams?|examinations?|tests?|parts?|ck|n?or|[12i]|"
    r"ii)\b,?)+"
    r"(?: (?:was|were|is|be|been|to|may|might|must|can|should|have|has|having|had|being|ever))*\W*$"
)
MAY_NOT_SHOW = re.compile(r"\b(?:not|never|cannot) (?:show|have|contain|include|list|reveal|bear|carry)(?: even)? $")
# A wish told by another word than those of all facts.
WEIGHED = re.compile(
    r" (?:passes )?(?:(?:is|are|will be) )?(?:weighed|weighted|valued|regarded|viewed|rated|considered) "
    r"(?:very )?(?:heavily|highly|strongly|favou?rably|positively)\b"
)
WISHED = re.compile(
    r"\b(?:have|has|get|gets|receive|receives|given) (?:[a-z]+ )?priority\b|^(?:ordinarily|typically) we "
    r"(?:interview|invite|rank)\b|"
    r"\b(?:our|the [a-z]+'s) (?:preferences?|interest|wish(?:es)?|hopes?|ideal(?: [a-z]+)?) (?:is|are)\b|\b(?:is|"
    r"are) what we (?:wish for|hope for|like|want to see)\b|"
    r"\bnot (?:a |an? (?:absolute |hard )?)rule\b"
)
# "Your file is opened after those of first-time passers": an order of reading, and no bar.
READ_AFTER = re.compile(
    r"\b(?:after|behind|below|once) (?:[a-z]+ ){0,5}?(?:those|everyone|people|persons|applicants|candidates|files|"
    r"applications)\b(?! (?:must|should|need|have to|shall))"
    r"(?: (?!must\b|should\b|shall\b|needs?\b)[a-z0-9/&]+){0,9} ?$"
)
WISH_ASKED = re.compile(
    r"\bwhat (?:do|does) (?:you|we|the [a-z]+) (?:look for|want(?: in| to see)|like|seek|value|hope)|\bcompetitive\b|"
    r"\bstand out\b|"
    r"\bfavou?rable\b|\bguidelines?\b|\bprofile\b|\btypical|\bordinarily\b|\bhave most of\b|\btaken into account\b|"
    r"\bstrong (?:candidate|applica)|\bideal (?:candidate|applica)|\bimpress"
)
CARRIED_WISH = re.compile(
    r"(?:we|the [a-z]+|our [a-z]+) (?:look(?:s)? for|(?:is|are) looking for|prefer(?:s)?|seek(?:s)?|favou?r(?:s)?|"
    r"hope(?:s)? for|like(?:s)?)\b"
)
MUST_HEAD = re.compile(r"\b(?:minimums|must|fulfil+ed|conditions|required|requirements)\b(?!.*\?)")
WISH_WORD = re.compile(r"\b(?:prefer|desir|ideal|recommend|favou?r|wish|hope|look for|encourag|optional|not|none)")
GOES_ON_WITH = re.compile(r"(?:and |or )?(?:who|whose|with|having)\b")
# "Step failures (more than one on any exam removes you)", "board failures (none)".
NOUN_IN_FRONT = re.compile(
    rf"\b(?P<t>(?:failed )?(?:attempts|tries|sittings)|failures|fails|failed (?:exams|steps|attempts)|"
    rf"repeats) ?\((?P<inside>(?=[^()]*(?:{NUMBER}|none|zero))[^()]{{3,70}})\)"
)
# "Two, with the first preferred".
FIRST_WISHED = re.compile(
    rf"(?P<n>{NUMBER})[a-z ]{{0,30}}[,;] (?:with|though|but|and)(?: [a-z]+)? (?:the )?(?:first|one|a first)(?: "
    rf"[a-z]+){{0,2}} (?:preferred|ideal|better|best)\W*"
)
# Right behind a limit: of all exams, whatever else is named.
OF_ALL = re.compile(
    r"(?: pass(?:es)?)? (?:(?:on|at|for|in|of|per) )?(?:(?:each|either|any|every|both)(?: of (?:the|your|"
    r"their))?(?: (?:usmle|"
    r"licensing|licensure|board|"
    r"single|one|individual|such))* (?:steps?|exams?|examinations?|tests?|parts?)\b(?! ?(?:[123]|i{1,3}|one|two|"
    r"three|ck)\b)|anything\b|everything\b|all exams\b)|"
    r" per (?:exam|examination|test|step)\b"
)
EACH_BEFORE = re.compile(
    r"\b(?:both|each|all|either)(?: (?:was|were|must|be|been|exams?|steps?|should|to|have|parts|of|them|passed))* $"
)
EACH_NAMED = re.compile(
    r"\b(?:each|both|all)(?: passed| of them| one)*,? (?:at|on|in|within|by|with) (?:the |a |their |an? )?$"
)
OF_NTH = re.compile(
    r"\b(?:on|at|by|within|in) (?:the |his |her |their )?(?P<o>first|second|third|1st|2nd|3rd)(?: or (?P<o2>second|"
    r"third|2nd|3rd))?\b"
)
NONE_WISHED = re.compile(
    r"(?:we|they|the [a-z]+)?[a-z', ]{0,20}\b(?:prefers?|rather|likes?|love|ideally|hope for)(?: to)?(?: see|"
    r" have)? (?:none|no\b|zero)"
)
USED_TO = re.compile(r"\bused to (?:ask|demand|require|want|insist|accept|allow|expect|have)\b")
WHO_PASSED = re.compile(
    r"\b(?:who|those|having|if you) (?:[a-z]+ ){0,2}?(?:pass\w*|clear\w*)[^.;,]{0,40}\b(?:on|at|in|with) (?:the |a |"
    r"their )?$"
)
SCORED_LIST = re.compile(
    r"(?:\s*(?:,|and\b|&|[2-7]\d\d\b|on\b|of\b|or\b|more\b|higher\b|above\b|\+|at\b|least\b|for\b))*\s*"
)
BOTH_LABELLED = re.compile(r"\bsteps? ?(?:1|i) ?(?:and|&|/|,) ?(?:2|ii) (?:attempts|tries|fail)")
WISH = re.compile(r"\b(?:prefer|better|best|ideal|nod |rather|favou?r|priorit|like)[^,;]*")
OTHER_UNIT = re.compile(r"\b(?:years?|months?|letters?)\b")
OTHER_EXAM = re.compile(
    r",? (?:and )?(?P<same>likewise|the same|similarly|same|also) (?:goes |holds |applies )?(?:for|on|at|with) "
    r"(?P<exam2>(?:the )?(?:usmle )?(?:steps? ?(?:1|2|i{1,2})(?: ?ck)?|ck))\b|,? (?:and |but )?(?:on|for|at|with|"
    r"in) (?P<exam>(?:the )?(?:usmle )?(?:steps? ?(?:1|2|i{1,2})(?: ?ck)?|"
    r"ck)),?(?: it| this)?(?: is)? "
    r"(?:(?:strongly |highly |only |just )?(?P<wish>a plus|preferred|desirable|desired|recommended|an advantage|"
    r"encouraged)|"
    r"(?P<rule>a must|required|mandatory|needed|obligatory))\b"
)
SAME = re.compile(
    r"\b(?:the )?same (?:thing |rule |again )?(?:goes|holds|applies|is true|for|with|on)\b|\b(?:likewise|similarly|"
    r"ditto|and so)\b|"
    r"\b(?:this|that|it) (?:is|would be) (?:[a-z]+ly )?(?:preferred|desir\w+|recommended|encouraged|required|"
    r"mandatory|needed|a plus|"
    r"expected|ideal|optional|nice|welcome)\b"
)
SAME_REPLY = re.compile(
    r"\W*(?:the |just the |exactly the |all the )?(?:same|ditto|likewise|idem|as above)\b(?! (?:day|date|time))"
)
WOULD_HARM = re.compile(
    r"\b(?:worr(?:y|ied)|hurt|harm|disqualif\w+|exclude|rule|matter|end|sink|problem|too many|keep|ruin|kill|block|"
    r"bar|stop|prevent|"
    r"reject\w*|deal-?breaker|obstacle|count against|close|fatal)\b"
)
REFUSES_YOU = re.compile(
    r"(?:then |sorry,? |please |unfortunately,? |in that case,? |if so,? |if yes,? )*(?:(?:do not|you (?:cannot|"
    r"should not|"
    r"need not)) (?:apply|bother)|(?:you are|that is|it is|you're) (?:not eligible|ineligible|out\b|disqualif)|"
    r"we (?:cannot|do not|will not|are unable|are not able) |(?:we are|we're|this is) not the right|look elsewhere)"
)
ACCEPTS_YOU = re.compile(
    r"(?:then |please |still |do |you (?:may|can) (?:still )?)*apply\b|(?:that is |that's |it is |it's |you are |"
    r"you're |this is )?(?:fine|"
    r"ok|okay|still eligible|no problem|all right|alright|acceptable|forgiven)\b"
)
ASKS_NUMBER = re.compile(r"\bhow (?:many|often)\b|\blimit\b|\bpolicy\b")
# "Do you take people with failed attempts?", "Can I apply with a failed Step?"
ASKS_LEAVE = re.compile(
    r"\b(?:accept|consider|allow|permit|take|review|interview|invit|rank|welcome|look at|read|apply|eligible|ok\b|"
    r"okay|possible|"
    r"tolerat|chance|acceptable|fine)"
)
# "...; Step 2 CK within two": what follows a limit of another Step.
STEP_WITHIN = re.compile(
    rf"(?:and |but |for |on |with )*(?P<exam>{EXAM_WORD})(?: exam)?(?: ?(?:/|or|and) ?(?:comlex(?: level)?|level) "
    rf"?[12i]+)?(?:,? \(?(?:(?:in|with) )?(?:both|all)(?: of)?(?: its| "
    rf"the)? "
    rf"(?:parts|components|halves)\)?)?,?(?: (?:may|can|must|should|is|be|allowed|passed|"
    rf"permitted|accepted))* (?:with)?(?:in|by|on|at)(?: (?:at most|no more than|up to|the|a|his|their))* "
    rf"(?P<n>{NUMBER}|first|second|third)"
    r"(?: (?:attempts?|tr(?:y|ies)|sittings?|or (?:fewer|less)|at the latest|at most|only))*\W*"
)
EXAMS_COUNTED = re.compile(
    rf"^(?:{NUMBER})\b.*\b(?:failed|repeat(?:ed)?|retaken) (?:exam(?:ination)?s?|steps?|tests?|boards?)$"
)
IN_PLURAL = re.compile(
    r"\b(?:first[- ](?:time )?(?:attempts|passes)|first[- ]time passes|no (?:failures|fails|repeats))\b"
)
SAT_MORE = re.compile(r"\bmore than $")
COMMA_LABEL = re.compile(
    rf"(?P<label>(?:usmle |exam |step |failed )?(?:attempts|tries|failures|fails|sittings))(?= [1-5]\W*$)|"
    rf"(?P<label2>(?:usmle |exam |step |failed )?(?:attempts|tries|failures|fails|sittings)),(?= (?:{NUMBER}|up to|at "
    rf"most|"
    rf"max|no more|none|zero|one)\b)"
)
# "Two (2) attempts": the number in letters and in digits
TOLD_TWICE = re.compile(r"\b(?P<word>one|two|three|four|five) \([1-5]\)(?= )")
# "..., likewise": what was said of those before.
LIKEWISE = re.compile(r",? (?:likewise|the same|same (?:answer|thing|here)|ditto)\W*$")
HARMLESS_REPLY = re.compile(r"\b(?:does|do|will|would|did) not\s*(?:,|;|$|\.)")
# Exams of residents and of other trades.
OTHER_EXAMS = re.compile(
    r"\b(?:rite|prite|creog|absite|in-?training|in-?service|practical|shelf|oral|certifying|qualifying|toefl|oet|"
    r"english|language|mcat|driving|nclex|entrance) (?:exam\w*|tests?|boards?)\b"
)
# "Our first attempt at a virtual interview day".
AT_OTHER = re.compile(
    r" (?:at|to|of) (?:an?|our|this|the) (?!(?:usmle|steps?|exams?|examinations?|ck|boards?|licens\w*|tests?|first|"
    r"two|very|"
    r"most|outset|maximum|outside|latest|time|same|other|second|part|parts|level|pass\w*|national|clinical|[a-z]+ "
    r"(?:steps?|exams?|usmle))\b)"
)
# "...; CK not at all": after a limit that another Step has.
STEP_NEVER = re.compile(
    rf"(?:and |but |for |on )*(?P<exam>{EXAM_WORD})(?: exam)?,? (?:not at all|never|none|not|no)\W*"
)
# "The board gives no license if either was taken more than three times", "... to anybody who took either more than ..."
NO_LICENSE = re.compile(
    r"\b(?:(?:no|not|never|cannot|neither|denies|refuses)\b[^.;]{0,30}?\blicen[sc]\w*|"
    r"licen[sc]es? (?:nobody|no one|none|no [a-z]+))\b[^.;]{0,40}?\b(?:took|needed|"
    r"required|attempted|if|when|where|who|has|have|was|were)\b[^.;]{0,20}?\b(?P<what>either|any|each|one|a step|"
    r"step (?:1|2|i{1,2}))\b(?: (?:steps?|exams?|examinations?|parts?|of (?:them|these|the (?:two|three|steps|exams))|"
    r"was|is|were|are|has|have|been|took|takes|taken|needed|needs|required|requires|attempted|exceeds?|in|after|"
    rf"tried))* (?:more than|over) (?P<n>{NUMBER})(?: (?:times|attempts|tries))?(?=\s*(?:$|[.;,)]))"
)
# "Step 1 by your second attempt, Step 2, both parts, on your first", "Step 1 with one failure at most, CK with none"
NEXT_EXAM = re.compile(
    rf",? (?:and |but |while )?(?P<exam>{EXAM_WORD}),?(?: \(?(?:in )?both (?:parts|"
    rf"exams)\)?,?)?(?: passed)? (?:(?:by|on|at|in|"
    r"with|within) (?:your|the|a|their) (?P<o>first|second|third)(?: (?:one|try|attempt))?|(?:with|at) "
    r"(?P<none>none|no "
    r"failures?))(?=\s*(?:$|[.,;)(]))"
)
# "Yes, first attempt on all Steps: above 225 on Step 1": the label states the limit, the value the scores.
LIMIT_LABEL = re.compile(
    r"(?:.*\| )?(?:(?:yes|no|only) ?,? ?)*(?:every|each|all|both)(?: (?:of|the|usmle|your))* (?:steps?|exams?|parts?)"
    r"(?: (?:is|are|must|be|to|passed|cleared))* (?:at|on|in|by) (?:the|your) first (?:go|attempt|try|time|sitting|"
    r"take)\W*|"
    r"(?:.*\| )?(?:(?:yes|no|only|passed|the|on) ?,? ?)*first[- ]attempts?(?: pass(?:es)?)?(?: only)? (?:on|for|at) "
    r"(?:(?:all|both|each|every|the|usmle|of) )*(?:steps|exams|examinations|parts|step|exam)\W*"
)
BOUND_FIRST = re.compile(r"\W*(?:max\w*|at most|no more|up to|limit\w*|cap)\b")
WE_ALLOW = re.compile(
    r"\W*(?:but )?(?:we|they|the [a-z]+) (?:also |still |can |will )?(?:accept|allow|permit|tolerate|take)s?\b"
)
OF_RULES = re.compile(r"\b(?:eligib\w+|requirements?|criteria|conditions?|minimums?|must|rules)\b")
SCORE_IN_BRACKETS = re.compile(r"[^();]{0,40}(?P<score>\([^()]*(?<!\d)[2-7]\d\d(?!\d)[^()]*\))")
# What those who got in are like, and what their numbers were.
REPORTS = re.compile(
    r"\bmedians?\b|\bmeans(?= (?:were|are|of))|"
    r"\b(?:those|whom|people|applicants|candidates|imgs?|ones|residents)(?: (?:who|that|whom))?(?: (?:we|have|were|"
    r"has))* "
    r"(?:rank|ranked|match|matched|succeed|succeeded|got in|joined)\b(?: here| with us)?(?: (?:are|is|have|has|do))? "
    r"(?:typically|usually|often|generally|mostly|normally|tend|all|had|have|come|came|passed)\b"
)
SETS_LIMIT = re.compile(r"\b(?:acceptable|allowed|permitted|maximum|up to|at most|no more than|limit)\b")
# "When must CS be passed? On the first attempt.": of an exam that counts for neither Step.
ASKS_OF_SKILLS = re.compile(r"^(?!.*\b(?:steps?|usmle|ck|comlex|boards?|exams?)\b).*\b(?:csa?|clinical skills|toefl)\b")
# "A failed Step? We do not prioritize such files.", "... do not give such files priority."
NOT_FIRST = re.compile(r"\bnot (?:be )?prioriti[sz]|\bnot (?:give|get|receive|have|be given)\b[^.;,]{0,24}\bpriority\b")
CONCEDED = re.compile(r"(?:while|whilst|although|though|even though)\b[^,;]{0,60}\bno[t]?\b[^,;]*, ")
SCORE_WISHED = re.compile(r",? (?:with )?(?:an? )?[2-7]\d\d\+?(?: or [a-z]+)? (?:is |being )?(?:strongly )?prefer")
