"""no_score_cutoff: whether a clause says that no score is asked for. Called by `reader.py`, which reads the numbers.

A grammar of denial: a word for a cutoff, and a "no" that is about having one; "we do not lower our cutoff" keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, Drop, Finding, drop, found
from transforms.hinted_re import Branched
from transforms.language import Clause
from transforms.marks import find_strength, has_mark
from transforms.refusals import is_turned_away

CUTOFF_WORD = (
    r"(?:lower (?:limits?|bounds?)|(?:score|step|usmle|exam|number) bars?|bars?(?= (?:for|on|as to|in terms of|set "
    r"on)\b)|magic (?:numbers?|scores?)|minim(?:ums?|a|al)|filters?|"
    r"cut-? ?(?:offs?(?! (?:dates?|time|year|day)\b)|points?|lines?|scores?)|(?:usmle|score|step|board|exam|official|"
    r"formal|hard|strict|set|fixed|"
    r"specific|absolute|numeric(?:al)?|automatic|rigid|firm|sharp|clear|definite) cuts?(?=\W*$|[,;:.)]|\s+(?:for|on|"
    r"score|in|at|is|are|exists?)\b)|"
    r"(?:numeric(?:al)?|score|usmle|step) (?:criteri(?:on|a)|rules?|screens?|gates?|barriers?)|min\b|"
    r"(?:usmle|steps?|boards?) (?:or|and) (?:comlex|usmle|levels?) criteria|"
    r"numeric(?:al)? (?:requirements?|limits?|standards?|bars?)|hard numbers?|(?:set|specific|particular|required|"
    r"fixed) (?:usmle |step |"
    r"board )?scores?(?! (?:of|on|report|transcript|guarantee|ensure|alone|by itself|will))|"
    r"(?<=set no )bars?\b|(?<=have no )bars?\b|(?:(?<=no )|(?<=any )|(?<=without a ))cuts?(?=\W*$|[,;:.)]|\s+(?:for|"
    r"on|in|at)\b)|(?:hard |"
    r"fixed |"
    r"dividing |firm |"
    r"bright )?lines?(?=\W*$)|cutting points?|thresholds?|"
    r"floors?|benchmarks?|(?:least|smallest) (?:usmle |step |board )?scores?|score (?:requirements?|"
    r"limits?|limitations?|restrictions?|criteria|criterion|targets?|hurdles?|standards?)|lowest|line in the sand|"
    r"hard lines?|target (?:scores?|numbers?)|screens?(?=\W*$|\s+(?:on|for|by)\b))"
)
# What may stand between a denial and its cutoff; a verb or a preposition there means that something else is denied.
_GAP = (
    r"(?:,? (?!(?:exceptions?|exempt\w*|waivers?|to(?! (?:meet|reach|hit|clear|have)\b)|at|below|under|beneath|above|"
    r"over|"
    r"beyond|who|whose|that|which|with|without|"
    r"is|are|was|were|be|been|being|will|would|can|could|may|must|shall|should|has|have|guarantees?|applicants?|"
    r"candidates?|applications?|files?|one|nobody|longer|more|less|lower(?! (?:limit|bound))|later|matter|interviews?|"
    r"than|mak\w+|made|(?<!need not )(?<!to )meet\w*|met|(?<!to )reach\w*|consider\w*|review\w*|chang\w+|doubt|"
    r"appeals?|if|unless|until|but|just|"
    r"need(?! (?:to|for)\b)|pass|report\w*|satisf\w+|fulfil\w*|our|your|their|its|we|you|they|it|months?|letters?|"
    r"averag\w+|"
    r"disclos\w+|shar\w+|because|since|so|by|only|gives?|mention\w*|says?|state[sd]|names?|page|site|website|"
    r"brochure|document)\b)[a-z0-9'/&-]+){0,7}?,? ?"
)
_NOT = (
    r"\b(?:not|never|no longer|neither|nor|cannot|hardly|yet to|refrain(?:s|ed)? from|avoids?|ceased? to|declines? to)"
)
# What one does with a cutoff that one has.
_HAVE = (
    r"(?:(?:have|has|had|having|sets?|setting|uses?|used|using|impos(?:e|es|ed|ing)|appl(?:y|ies|ied|ying)|enforc(?:e|"
    r"es|ed|ing)|employ(?:s|ed|ing)?|specif(?:y|ies|ied)|requir(?:e|es|ed|ing)|maintain(?:s|ed)?|adher(?:e|es|ed|"
    r"ing) to|"
    r"establish(?:es|ed)?|keeps?|kept|observ(?:e|es|ed)|operat(?:e|es|ed|ing) (?:with|by|on|under)|holds?(?: [a-z]+){1,"
    r"2} to|insists? (?:up)?on|believ(?:e|es|ed|ing) in|looks? for|asks?(?: for)?|demands?|needs?|mandat(?:e|es|ed)|"
    r"works? (?:with|from|by)|rel(?:y|ies|ied|ying) (?:up)?on|follows?|go(?:es)? by|stipulat(?:e|es|ed)|defin(?:e|es|"
    r"ed)|draws?|drawn|runs?|puts?|plac(?:e|es|ed)|screens? (?:with|by|for|on)|filters? (?:with|by|on)|sticks? to|"
    r"there (?:is|are|exists?)|institut(?:e|es|ed)|adopt(?:s|ed|ing)?|prescrib(?:e|es|ed)|bother with|fix(?:es|ed)?|"
    r"find|"
    r"see|subject to|been|"
    r"exists?|do|does|is|are|be|there|(?:publish|list|state|announce|advertise|post)(?:es|s|ed|d)?(?= (?:an?|any|score|"
    r"cut|min|thresh|hard|strict|or)))\b)"
)
_ADVERBS = (
    r"(?:,? (?:(?:our|its|the committee's|this program's) (?:custom|practice|policy|habit|way)|[a-z]+ly|also|yet|ever|"
    r"even|at present|at this time|in fact|at all|either|we|it))*"
)
_UNUSED = (
    r"(?:required|set|used|applied|specified|imposed|enforced|employed|in place|in use|in force|in effect|in play|"
    r"defined|established|needed|a factor|exists?|(?<!should )appl(?:y|ies)|observed|mandated|maintained|"
    r"published or used|"
    r"part of|something we|adhered|demanded|asked for|fixed|stipulated|prescribed|how we|available|utili[sz]ed)"
)
_ENDED = (
    r"(?:drop(?:ped|s)?|abolish(?:ed|es)?|remov(?:ed|es)|eliminat(?:ed|es)|discontinu(?:ed|es)|scrap(?:ped|s)?|"
    r"lift(?:ed|s)|retire[ds]|(?:did|do|does|doing|done) away with|(?:gave|given|giving) up|ended|waived|abandon(?:ed|"
    r"s)?|got(?:ten)? rid of|moved (?:away from|past|beyond)|phased out|(?:stopped|quit|ceased) (?:using|applying|"
    r"having|setting|enforcing|imposing)|dispens(?:e|es|ed) with|suspended|rescinded|let go of|(?:took|taken) "
    r"(?:down|away|out)|forgo(?:es|ne)?|"
    r"forwent|eschew(?:s|ed)?|withdr(?:ew|awn)|taken (?:away|down|out))"
)
_NO = (
    r"(?:\b(?:no|zero|neither|nor|free (?:of|from)|absence of|devoid of|not (?:[a-z]+ly )?(?:an?|any|one|a single)|"
    r"hardly any|"
    r"none of the usual)|\b(?:without|lacks?|lacking)(?! (?:the|our|this|that|at|its)\b))"
)
# Denials of a cutoff; whether it is one of scores is asked afterwards.
_NO_CUTOFF = Branched(
    rf"\b(?:need not|(?:do|does) not (?:need|have) to|no need (?:to|for)) (?:(?:meet|reach|hit|clear|have|"
    rf"achieve|attain|satisfy)\b)?{_GAP}\b{CUTOFF_WORD}\b"
    rf"|{_NO}{_GAP}\b{CUTOFF_WORD}\b"
    rf"|{_NOT}{_ADVERBS} (?:to )?{_HAVE}{_GAP}\b{CUTOFF_WORD}\b"
    rf"|\b{CUTOFF_WORD}\b(?! [^.;,]{{0,24}}\bshould not)[^.;,]{{0,40}}?\b(?:not|never|no longer|neither)"
    rf"(?: (?:[a-z]+ly|yet|been|be|being))* {_UNUSED}\b"
    rf"|\b{CUTOFF_WORD}\b[^.;,]{{0,40}}? (?:is|are|remains?) (?:[a-z]+ly )?(?:non-?existent|absent|a thing of the "
    rf"past|history|gone|unheard of|foreign to|alien to)\b"
    rf"|\b{CUTOFF_WORD}\b[^.;,]{{0,25}}?:? (?:none|no)\b(?! (?:more|less|fewer|later|lower|exceptions?|one|applica\w+|"
    rf"candidates?|interviews?))"
    rf"|\b{CUTOFF_WORD}\b[^.;]{{0,40}}? (?:was|were|has been|have been|is|are) (?:now |since |all |recently )?{_ENDED}"
    rf"\b"
    rf"|\b{CUTOFF_WORD}\b[^.;]{{0,40}}?,? (?:which |but |that )?(?:we|the (?:program|committee|department))(?:'ve| "
    rf"have| has)? (?:now |since |recently )?{_ENDED}(?: (?:it|them|that|this))?\b"
    rf"|\b{CUTOFF_WORD}\b[^.;]{{0,40}}? and (?:then |later |soon )?{_ENDED} (?:it|them|that|this)\b"
    rf"|\b{CUTOFF_WORD}\b(?: [a-z]+)?? (?:has |have )?(?:disappeared|vanished|went away|gone away|is gone)\b"
    rf"|\b{_ENDED} (?:(?:our|the|all|any|its|use of|using|a|an|every|former|old|previous|step|usmle|score|such|"
    rf"[2-7]\d\d|"
    rf"numeric|numerical|minimum|hard|having|board|test|exam|cut-?off|[12]|ck|[a-z]+ed) )*{CUTOFF_WORD}\b"
    rf"|\b(?:denies|disclaims|disavows) (?:having |using |any |all |its |a )+(?:[a-z]+ )?{CUTOFF_WORD}\b"
    rf"|\b(?:holds?|held|holding) (?:nobody|no one|no (?:applicant|candidate)s?) to{_GAP}\b{CUTOFF_WORD}\b"
    rf"|\b{CUTOFF_WORD}\s*\.{{2,}} ?(?:none|no|nil)\b"
    rf"|\b(?:screening|filtering|sorting|cutting)\b[^.;,]{{0,24}}\bscores?\b (?:is|are) not\b"
    rf"|\b{CUTOFF_WORD},? of which (?:we|there) (?:[a-z]+ )?(?:have|are|is|use|set) none\b"
    rf"|\b(?:none|nothing) (?:for|on|as to) (?:usmle |the )?scores?\b"
    rf"|\b(?:no|neither)\b[^.;,]{{0,50}} (?:(?:is|are) (?:subject|held) to|ha[sv]e?|faces?|carr(?:y|ies)|"
    rf"comes? with){_GAP}\b{CUTOFF_WORD}\b"
    rf"|{_NOT}{_ADVERBS} (?:have|use|set|need|keep|impose|apply) (?:one|any|anything|such a thing) (?:for|on|as to|"
    rf"in|of|when it comes to) (?:the |our |your )?(?:[a-z0-9]+ ){{0,2}}?scores?\b"
    rf"|(?:\bno|\bnot an?|\bnot any) (?:scores?|numbers?|figures?|results?|marks?|lines?|levels?|points?) "
    rf"(?:below|under|beneath) which\b"
    rf"|{_NOT}{_ADVERBS} hold (?:anyone|anybody|applicants|candidates|you|people|files) to (?:an? |any )?(?:numbers?|"
    rf"scores?|figures?|{CUTOFF_WORD})\b"
    rf"|\b{CUTOFF_WORD}\b[^.;]{{0,60}}?(?:,|\s-|:|\bbut|\band|\bfor|\bsince|\bas|\bbecause|\bthough) ?(?:and |so |but "
    rf"|in fact |indeed |for |since |as |because |though |of which )*(?:we|there|it|they|the "
    rf"program)(?:'ve|'s)?(?: have| has| is| are| use| set| apply| impose| got)* (?:none|not (?:one|any))\b"
    rf"|{_NOT} (?:governed|decided|determined|ruled|driven) by (?:any |an? |the )?{CUTOFF_WORD}\b"
    rf"|\b(?:removes?|excludes?|rejects?|screens? out|filters? out|turns? away|eliminates?) (?:nobody|no one|"
    rf"no applicants?) "
    rf"(?:for|because of|over|on|due to|by) (?:an? |the |their |any |low |poor )*scores?\b"
    rf"|{_NO} (?:[a-z-]+ ){{0,4}}?(?:requirements?|limits?|rules?|filters?|demands?|standards?|expectations?) (?:as to|"
    rf"for|on|regarding|about|concerning|of|in terms of)(?: [a-z-]+,?){{0,10}}? scores?\b"
    rf"|\b{CUTOFF_WORD}\b[^.;]{{0,60}}?{_NOT}{_ADVERBS} (?:have|use|set|keep|apply|got|found) (?:one|any|them)\b"
    rf"(?=\W*$|,| (?:for|on|at|here|ourselves))"
    rf"|\b(?:not|no|never|without|nor|none|neither) (?:do|does|is|are|have|has) (?:we|the program|there|it) (?:have |"
    rf"set |use |one )*(?:one|any|a minimum|a cut-?off)? ?(?:for|on) (?:[a-z]+ )?scores?\b"
    rf"|\b(?:nothing|no (?:one |single )?(?:thing|item|part|number|factor))(?: (?:here|of (?:it|this|that)|in (?:it|a "
    rf"file)|(?:that )?we [a-z]+(?: [a-z]+)?))? (?:is|are|(?:works?|serves?|acts?|counts?|is used|is meant) as)(?: "
    rf"[a-z]+ly| ever)* (?:an? |our |the |any )?(?:[a-z-]+ ){{0,2}}?{CUTOFF_WORD}\b"
)
_NOBODY = (
    r"\b(?:not|nor|never|nobody|no one|none|no (?:[a-z]+ )?(?:applicant|candidate|application|file|one|"
    r"person|graduate|img)s?|not a single [a-z]+)\b"
)
_KEPT_OUT = (
    r"(?:screen|rul|filter|turn|reject|exclud|eliminat|weed|disqualif|sort|cut|deni|deny|declin|remov|discard|bar(?=r)|"
    r"knock|toss|throw|refus|pass(?=ed over)|drop|triag|left(?= out)|leav(?=[a-z]+ out)|sent(?= away))[a-z]*(?: "
    r"(?:out|away|down|off|over|aside|review|"
    r"an? interview|interviews|consideration|from consideration))*"
)
_SCORES = r"(?:scores?|(?<!step )(?<!page )numbers?|digits|usmle|step(?: [12]| 2 ck)?|board results?|marks)"
_SPECIFIC = (
    r"(?:min\.?|minimum|minimal|specific|set|fixed|strict|official|formal|absolute|certain|particular|required|exact|"
    r"defined|single|hard|given|firm|magic|numeric(?:al)?|target|threshold|predetermined|stated|definite|one|clear|"
    r"pre-?set|cut-?off)"
)
# Denials that name the scores themselves.
_NO_SCORE = re.compile(
    rf"{_NOBODY}(?:,? (?:is|are|be|been|being|gets?|will|would|ever|anyone|anybody|any|you|your|we|us|do|does|to|the|a|"
    rf"an?|applicants?|applications?|candidates?|files?|people|automatically|simply|solely|purely|strictly|merely|"
    rf"specifically|generally|categorically|outright|normally|ordinarily|as such|only|just|itself|it|our program|the "
    rf"program|here))* {_KEPT_OUT}(?: (?:any|an?|the|our|your|their|you|them|"
    rf"applicants?|candidates?|applications?|files?|people|anyone|anybody|someone|imgs?|folks|from|consideration|"
    rf"interviews?))*(?:,? (?:solely|purely|only|simply|just|merely|exclusively|automatically|out|by|on|for|based on|"
    rf"on the basis of|because of|on account of|on the strength of|owing to|due to|over|using|with|according to|"
    rf"through|"
    rf"via))+(?: (?:an?|the|any|their|your|low|"
    rf"lower|poor|weak|average|board|test|exam|step|usmle|comlex|usmle/comlex|examination|certain|numeric|specific|"
    rf"particular|or|and|steps?|[12]|ck))*,? {_SCORES}\b(?! of (?:attempts?|years|failures|failed))"
    rf"|\b{_SPECIFIC} (?:(?:usmle|comlex|board|test|step|exam|ck|[12]|or|and|/) ?)*\bscores? (?:is|are) not "
    rf"(?:[a-z]+ly )?{_UNUSED}\b"
    rf"|\bno (?:particular|specific|certain|minimum|set|given) (?:level|performance|result)s? (?:is|"
    rf"are) (?:[a-z]+ly )?{_UNUSED}\b"
    rf"|\bno such (?:number|score|cut-?off|thing|line|minimum|threshold|requirement|bar|limit) (?:exists?|is)\b"
    rf"|\bno (?:(?:{_SPECIFIC}|usmle|board|test|step|exam|comlex|or|and|/) ?)*\b{_SPECIFIC} (?:(?:usmle|board|test|"
    rf"step|exam|comlex|ck|[12]|or|and|/) ?)*(?:scores?|numbers?|results?|marks?|figures?)\b(?! (?:guarantees?|"
    rf"ensures?|"
    rf"assures?|secures?|alone|by itself|can|will get|or|of (?!usmle)))"
    rf"|\bno (?:(?:{_SPECIFIC}|usmle|board|test|step|exam|comlex|ck|[12]|or|and)[ /]{{1,3}})*scores? (?:is|are) "
    rf"(?:[a-z]+ly )?(?:required|needed|set|specified|"
    rf"mandated|demanded|insisted on|imposed|asked for|stipulated|mandatory|necessary|too low)\b"
    rf"|\bno (?:(?:usmle|board|test|step|exam|comlex|single|ck|low|[12]|particular|one|"
    rf"individual) )*scores?(?: (?:[a-z]+ly|"
    rf"will|can|would|does|alone|by itself|in itself|itself|on its own|is|,))* "
    rf"(?:keeps?|excludes?|disqualif\w+|rules?|bars?|prevents?|stops?|eliminates?|screens?|filters?|sinks?|dooms?|"
    rf"knocks?|shuts?|closes?)\b"
    rf"|\b(?:not a single|no) (?:number|score|digit)s? (?:is|are) (?:ever )?(?:used|applied|taken) (?:to|for|as|in) "
    rf"(?:[a-z]+ ){{0,2}}?(?:filter|screen|exclu|cut|reject|elimin|sort)\w*"
    rf"|\b(?:scores?|numbers)\b[^.;,]{{0,20}}\b(?:not|never|no longer)(?: (?:be|being|ever|[a-z]+ly))* (?:used|applied|"
    rf"employed|treated|taken|considered|viewed|regarded)(?: [a-z]+){{0,3}}? (?:as|to|for|in|at)(?: [a-z-]+){{0,2}}? "
    rf"(?:cut|screen|filter|exclu|elimin|reject|threshold|disqualif|hard stop|deal-?break)[a-z-]*"
    rf"|{_NOT}{_ADVERBS} (?:require|set|have|use|specify|ask for|demand|insist on|look for|need|look at|expect|seek|"
    rf"publish or require|hold (?:you|applicants|candidates) to|name|give|got|been)(?: (?:an?|any|one|such|strict|"
    rf"official|hard|particularly|or))*(?: {_SPECIFIC})+(?: (?:usmle|board|test|step|exam|comlex|ck|[12]|or|and|on|"
    rf"numerical|numeric)){{0,4}} (?:scores?|numbers?|results?|marks?)\b"
    rf"|\b(?:no|not|never|nor)(?: an?| any| one)?(?: [a-z]+)? (?:number|score|figure) (?:that |which )?(?:we|"
    rf"the program|you|applicants) (?:require|insist|demand|must|need|have to)"
    rf"|{_NOT}(?: [a-z]+ly)? (?:screen|filter|sort|exclude|reject|eliminate|rule out|cut|select)\w*[^.;]{{0,30}}\b"
    rf"(?:by|on|based on|using|for|because of|according to)(?: [a-z]+){{0,3}} (?:scores?|usmle)\b(?! alone)"
    rf"|{_NOT}(?: (?:do|does|we|it|they|the program|the committee|ever|also))* (?:screen|filter|sort|cut|select|"
    rf"exclude|reject)(?: (?:files|applications|applicants|candidates|people|anyone))? (?:by|on|for) (?:the |an? |"
    rf"any )?"
    rf"numbers?\b(?! of)"
    rf"|\bno (?:(?:usmle|board|step|test|exam|single|low) )*scores? (?:that|which) (?:will |would |can )?(?:shut|"
    rf"clos|exclud|"
    rf"rul|bar|disqualif|keep|eliminat)\w*"
    rf"|\bno (?:(?:usmle|board|step|test|exam|single|low) )*scores? (?:is|are) (?:disqualifying|exclusionary|"
    rf"prescribed|"
    rf"fixed|too low|a bar|excluded|filtered)\b|\bscores? (?:is|are) not (?:filtered|screened)\b"
    rf"|\bno (?:point|number|level|line) at which (?:an? |your |the )?scores?\b"
    rf"|\bno (?:(?!on|of|for|in|to)[a-z]+,? (?:or |and )?){{0,3}}scores?,? (?:or [a-z]+ |and [a-z]+ )?(?:limits?|"
    rf"minimums?|"
    rf"cut-?offs?|restrictions?)\b"
    rf"|\brejects? (?:nobody|no one|no applicants?) (?:for|over|because of) (?:an? |the |any )?(?:low )?(?:numbers?|"
    rf"scores?)\b|\blow(?:er)? (?:step |usmle |board |exam )?scores?\b[^.;,]{{0,16}}(?:\bnot|\bnever)(?: [a-z]+)?? "
    rf"(?:exclude|"
    rf"disqualif|rule|bar|keep|eliminat|screen)\w*"
    rf"|{_NOT} (?:be )?(?:turn(?:ed)? away|reject(?:ed)?|exclud(?:e|ed)|screen(?:ed)? out)(?: [a-z]+)?? (?:for|over|"
    rf"because "
    rf"of|due to) (?:an? |the |your |their )?(?:low )?(?:step |usmle |board )?scores?\b"
    rf"|\b(?:consider|accept|review|read|welcome)s? (?:all|any|every) passing (?:usmle |board )?(?:scores?|results?)\b"
    rf"|\b(?:any|all|every) passing (?:scores?|results?|marks?)(?: [a-z0-9]+){{0,5}}? (?:is|are|will be|gets?|"
    rf"suffic\w+|qualif\w+)(?: (?:considered|accept\w+|reviewed|read|welcome\w*|enough|fine|sufficient|ok\w*))?\b"
)
_SCREENING = (
    r"(?:screening|filtering|sorting|cutting|weeding|sifting|triage|exclusion|rejection|elimination|selection)"
    r"(?: out| off)?(?: (?:of|for) [a-z]+)?"
)
_BY_SCORE = (
    r"(?:by|on|for|from|according to|based on|because of|over|due to|on the basis of|with|through) (?:(?:the|your|"
    r"their|"
    r"an?|any|low|cut|cut-?off|usmle|com[pb]?lex|steps?|board|test|exam|[12]|ck|and|or)[ /]+)*"
    r"(?:scores?|numbers?|points|results?|usmle|boards|cut-?offs?)\b(?! (?:of|alone|only|by itself|report))"
)
# "No filtering by board scores is done", "Screening by score does not happen here"
_NO_SCREENING = re.compile(
    rf"\b(?:no|without|never any|not (?:do|use|practi[sc]e|believe in|go in for)(?: any)?) (?:(?:automatic|prior|first|"
    rf"initial|such|hard|pre-?) )*{_SCREENING} {_BY_SCORE}|"
    rf"\b{_SCREENING} {_BY_SCORE}[a-z ]{{0,24}}? (?:(?:does|do|did) not (?:take place|happen|occur|exist)|(?:is|are) "
    rf"(?:not|"
    rf"never) (?:done|used|practi[sc]ed|made|our))\b"
)
_NOT_NO_CUTOFF = re.compile(
    r"\b(?:not|below|under|meet|less than|fall(?:s|ing)? (?:short|below))[^.;]{0,30}(?:meet|below|under|reach|satisf|"
    r"achiev)|\b(?:do|does|did|who) not (?:meet|reach|have the|achieve|satisfy)|\bno (?:less|lower|"
    r"fewer) than\b|\bnot (?:lower|less) than\b|\bnot (?:be )?(?:below|under)\b|\bonly\b[^.;]{0,10}minimum"
)
# "There is no minimum, though those below the mean ...": what follows is of another matter.
_TURN = re.compile(r",? \(?(?:though|although|but|yet|however|still)\b")
# "No absolute requirements for Step 2 CK".
_NO_SCORE_RULE = re.compile(
    rf"{_NO}(?: (?:absolute|specific|strict|set|firm|hard|numeric(?:al)?|fixed|rigid))+ (?:usmle|steps?|boards?|exams?|"
    rf"scores?)(?! ?(?:1|i|3|iii|report)\b)(?:[/,]? ?(?:or |and )?(?:steps?|com[pb]?lex|scores?|grades?|gpa|years?|"
    rf"class|"
    rf"other|rank|levels?|attempts?)\b)* (?:criteri(?:a|on)|requirements?|cut-?offs?|limits?|thresholds?)\b|"
    rf"{_NO}(?: (?:absolute|minimum|minimal|specific|strict|set|firm|hard|numeric(?:al)?|particular|fixed))+ "
    rf"(?:requirements?|criteria|standards?|expectations?|numbers?) (?:for|on|as to|regarding|in) (?:the )?(?:usmle|"
    rf"step|"
    rf"board|exam|ck)\b|\bno scores? (?:is|are) [a-z]+ as (?:an? |the )?(?:minimum|cut-?off|threshold)\b"
)
_EXAM = r"(?:(?:usmle|board|test|step|exam|ck|comlex|level|[12]|or|and|on) )*"
# Limits that are denied of scores, in whatever order: "no restrictions on Step scores", "cutoffs we don't have".
_NO_LIMIT = re.compile(
    rf"(?:{_NO}|{_NOT}{_ADVERBS} (?:to )?{_HAVE})(?: (?:an?|any|[a-z]+))?? (?:restrictions?|limits?|limitations?|"
    rf"criteria|"
    rf"requirements?|demands?|conditions?|rules?|filters?) (?:on|for|as to|regarding|about|concerning) (?:the )?{_EXAM}"
    rf"(?:scores?\b|(?<=board )exams\b)|"
    rf"{_NOT}{_ADVERBS} (?:demand|require|ask for|add|set|want|need|look for|insist on|have)(?: to have)? (?:an?|any|"
    rf"such "
    rf"an?) {_EXAM}(?:particular |specific |given |certain |minimum )?{_EXAM}score\b(?! (?:report|transcript|at|by|"
    rf"before|"
    rf"when|until|to|for|prior|with|from|of))|"
    rf"{_NOT}(?: [a-z]+ly)? limit(?:ed)? (?:the )?{_EXAM}scores?\b|"
    rf"\bno {_EXAM}(?:exam )?scores? (?:is|are|has been|have been) (?:[a-z]+ly )?(?:used|defined|set|treated|taken|"
    rf"named) as "
    rf"(?:an? |the )?(?:screens?|minim\w+|filters?|cut-?offs?|thresholds?|bars?)\b|"
    rf"\bno screening scores?\b|"
    rf"\bno (?:numeric(?:al)? )?(?:usmle|score|step 2(?: ck)?) requirements?,? (?:other than|beyond|except|"
    rf"apart from|besides) "
    rf"(?:an? |the )?pass|"
    rf"{_NO} (?:numeric(?:al)? )?(?:usmle|step 2(?: ck)?) (?:score )?requirements?(?=\W*$)|"
    rf"\b(?:score )?{CUTOFF_WORD} (?:that )?(?:we|the program) (?:do(?:es)? not|never) (?:have|set|use)|"
    rf"\bno {_EXAM}(?:numbers?|scores?|figures?) (?:at|below|under|beneath) which\b|"
    rf"\b(?:without regard to|irrespective of|regardless of)(?: any| an?)? (?:{_EXAM}score )?{CUTOFF_WORD}"
)
_STEP_1_SCORE = re.compile(r"\bsteps? 1 scores?")
OTHER_TOPIC = re.compile(
    r"\b(?:graduat|(?<!every )(?<!each )(?<!this )(?<!last )(?<!next )years?\b|yog\b|experience|letters?|attempts?|"
    r"(?:marks|grades|scores) (?:in|at) (?:college|(?:medical )?school)|observership|age\b|publications?|research|"
    r"gpa\b|"
    r"grades?|hours\b|step 3|rotation|months?|lors?\b|time since)"
)
SCORE_WORD = re.compile(
    r"\b(?:s[12]|scores?|scoring|marks|usmle|com[pb]?lex|steps?|boards?|exams?|examinations?|ck|clinical knowledge|"
    r"tests?)\b"
)
# "Without a minimum score of 215", "a cutoff of 220": the cutoff is there.
_NUMBERED_CUTOFF = re.compile(r"\s*(?:scores? )?(?:of|is|at|:|=|on [a-z0-9 ]{2,24} of) ?[2-7]\d\d\b")
_TOLD = re.compile(
    r"(?:\bnot|\bnever) (?:publish|disclose|share|release|advertise|state|list|reveal|announce|say|post|discuss)\b"
    r" (?:(?:our|the|its|what|which|specific|exact) )+"
)
# "Minimum score not specified", "we do not publish thresholds": it may still have one.
_UNSAID = re.compile(
    r"(?<!is )(?<!are )\bnot (?:specified|stated|listed|published|given)$|\bnot (?:publish|disclose|announce|"
    r"advertise|share|reveal)\b(?! (?:an?|any)\b)"
)
_FOR_NONE = re.compile(r"\b(?:because|since|as|for|and)\b[^.;]*\b(?:none|(?:not|never)(?: [a-z]+)? one|have one)\b")
_BELOW_IT = re.compile(
    r"\b(?:below|under|beneath|short of|less than|lower than|meet\w*|reach\w*) (?:(?:our|the|this|that|a|its|"
    r"minimum|required|set|usmle|score|stated) )+(?:cut-? ?offs?|minim\w+|thresholds?|scores?|floors?|bar)\b"
)
_COMLEX_SCORE = re.compile(r"\bcom[pb]?lex(?:-usa)?(?: levels?(?: [12i]+| and| ce|-ce)*)?(?: scores?)?")
# "No minimum for Step 1, which is pass/fail now": Step 2 may have one.
STEP_1_ONLY = re.compile(r"\b(?:step|part)s? ?(?:1|i|one)\b(?!\s*(?:,|/|&|-|and|or|as well))|\bs1\b(?! ?[/&])")
STEP_2_TOO = re.compile(r"\b(?:2|2ck|ii|two|ck|scores|usmle minimum|exams|steps|boards|any|cut-?offs|minimums)\b")
_ASKS_CUTOFF = re.compile(
    rf"\b{CUTOFF_WORD}\b|\bmin\b|\brequire[sd]?\b[^?]*\bscores?\b|\bscores?\b[^?]*\b(?:required|needed|necessary)\b|"
    rf"\bscores? (?:(?:do i|is|are) (?:need|require)|(?:that )?(?:i|you|one|we) (?:need|must|have to|should)\b)|"
    rf"\b{_SPECIFIC} (?:[a-z0-9]+ ){{0,3}}?(?:scores?|numbers?|results?)\b|"
    rf"\bscores? (?:that |which )?(?:you|we|they) (?:require|need|want|demand|insist|ask|look for|expect)\b|"
    rf"\bscores? (?:bars?|limits?|below which)\b|"
    rf"\bnumbers? (?:in mind|you (?:want|need|require|look))|\bneed an? "
    rf"(?:[a-z]+ ){{0,3}}?scores?\b|(?:screen|filter|exclude|reject|cut|eliminate|turn)\w*\b[^?]{{0,40}}\b(?:by|on|"
    rf"for|based on|because of|over|using)\b[^?]{{0,24}}\bscores?\b"
)
# "Are USMLE scores required?", "Must I send my Step 2 score?": of taking an exam, whatever its score.
_EXAM_NAMED = r"(?:usmle|steps?|com[pb]?lex|levels?|parts?|ck|both|all|their|my)"
ASKS_FOR_EXAM = re.compile(
    rf"^(?!.*(?:\b(?!required ){CUTOFF_WORD}|\b(?:certain|particular|specific|minimum|set|given|any|what|which|how) "
    rf"(?:(?:{_EXAM_NAMED}|board|exam|test|[12]|ii?|or|and) ){{0,5}}?scores?)\b)"
    rf"[^?]*?(?:\b{_EXAM_NAMED} (?:[a-z0-9/&]+ ){{0,4}}?scores?\b[^?]{{0,60}}\b(?:required|needed|necessary|"
    rf"mandatory|compulsory)\b|"
    rf"\b(?:submit|send|provide|report|take|include|upload|release|hand in|transmit|supply)\b[^?]{{0,60}}\bscores?\b|"
    rf"\brequires? (?:[a-z]+ ){{0,4}}?{_EXAM_NAMED} (?:[a-z0-9/&]+ ){{0,4}}?scores?\b)"
)
_SCORES_AND = re.compile(r"\bscores?\b[^?]{0,20}(?:,|\band\b|\bor\b|/)")
_NONE = re.compile(
    r"(?:no|none|nope|nil|nothing|nah|zip|zero|not? (?:applied|used|applicable|in use|required|set|specific|"
    r"officially|formally|strictly|"
    r"as such|official|fixed|strict|really|per se)|(?:absolutely|certainly|currently|definitely|officially|honestly|"
    r"at (?:present|this time),?|presently|actually) (?:no|none|not)|there's (?:none|no)|there (?:is|are)"
    r" (?:none|no|not)|we (?:have|set|"
    r"use|do|keep|impose|apply|know|run|want|post)(?: set)? (?:none|not|no)|we(?:'ve| have) (?:none|not any)|"
    r"we have not (?:any|one|got)|not at (?:all|this))\b(?! (?:publish|disclose|share|release|advertise|"
    r"state|list|reveal|"
    r"announce|say))|n(?:/?a)?\b(?!\w)|non-?existent\b|(?:does|do) not (?:apply|exist)\b|not any\b|(?:we|"
    r"they|it|the [a-z]+) (?:has|have|require|"
    r"requires|sets?|asks? for|demands?|imposes?|needs?) none\b|(?:we(?:'ve| have)?|there(?:'s| has)?) never "
    r"(?:set|had|used|been|"
    r"applied)\b|(?:0|zero)(?: \(none\))?\W*$|(?:not|none) (?:here|with us|for us|at ours?|in our|any ?more)\b|"
    r"(?:any|all|every) (?:passing )?(?:scores?|results?|marks?|numbers?) (?:is|are|will be|do|does|suffices?|will "
    r"do) |"
    r"(?:any|every) (?:passing (?:one|score|result|mark)|pass|one that passes|score that passes) (?:is|are|will|does|"
    r"do|"
    r"suffices?|counts?)\b"
)


_CUTOFF_ENDED = re.compile(
    rf"\b{CUTOFF_WORD}\b[^.;]{{0,40}}? (?:was|were|has been|have been|is|are) (?:now |since |all |recently )?{_ENDED}"
    rf"\b|\b{CUTOFF_WORD}\b[^.;]{{0,40}}?,? (?:which |but |that )?(?:we|the (?:program|committee|department))(?:'ve| "
    rf"have| has)? (?:now |since |recently )?{_ENDED}\b|\b{_ENDED} (?:(?:our|the|all|any|its|a|an|old|former|previous|"
    rf"[12]\d\d|[12]|ck|usmle|step|score) )*{CUTOFF_WORD}\b"
)


def is_cutoff_ended(text: str) -> bool:
    """Whether a number in the text is that of a cutoff that holds no more."""
    return bool(_CUTOFF_ENDED.search(text))


_ASKS_BARE = re.compile(
    r"(?:(?:is|are) there |do you have |have you |and |but |so )*(?:an? |any |the )?(?:(?:absolute|hard|strict|set|"
    r"official|fixed) )?(?:minimums?|min\.?|floor|lower limit|limit|threshold|minima)\W*"
)


def asks_bare_minimum(clause: Clause, asked: str) -> bool:
    """ "... averaged 236. Is there a minimum? - We have never set one.": of the scores named just before."""
    before = clause.previous
    if _ASKS_BARE.fullmatch(asked) and _is_within_scores(clause):
        return True
    return bool(
        before
        and _ASKS_BARE.fullmatch(asked)
        and (
            (SCORE_WORD.search(before.text) and re.search(r"(?<!\d)[2-7]\d\d(?!\d)", before.text))
            or any(
                _ABOUT_SCORES.search(told) and not OTHER_TOPIC.search(told) for told in (before.text, before.question)
            )
        )
    )


MAX_ASKED = 4  # answers back
_COUNTED_TOPIC = re.compile(
    r"\b(?:graduat|years?\b|experience|letters?\b|lors?\b|attempts?|months?\b|gpa\b|grades?|age\b)"
)


def _is_within_scores(clause: Clause) -> bool:
    """ "Is USMLE needed? Both Steps. Prelims? No. Minimum? No.": bare questions, one of the last of them on exams."""
    before = clause.previous
    if before is None or _COUNTED_TOPIC.search(f"{before.question} {before.text}"):
        return False
    for _ in range(MAX_ASKED):
        if before is None or not before.question:
            return False
        if re.search(r"\busmle\b|\bcom[pb]?lex\b|\bscores?\b|\bsteps? (?:1|2|i|ii)\b", before.question):
            return True
        before = before.previous
    return False


# "They must be passing; beyond that we have set no number".
_NO_NUMBER = re.compile(
    rf"{_NOT}{_ADVERBS} {_HAVE} (?:any |a |an )?(?:specific |fixed |single |particular )?numbers?\b(?! of)|\b(?:have|"
    rf"set|use|"
    rf"name|quote|give|there is|there's) no (?:[a-z]+ )?numbers?\b(?! of)"
)
MAX_TOLD = 2  # clauses before, of which "there is no minimum" may speak


def _speaks_of_scores(clause: Clause) -> bool:
    """Whether the question, or the clauses just before, are about scores and nothing else that has a minimum."""
    if clause.question and clause.is_first_reply:
        return bool(SCORE_WORD.search(clause.question)) and not OTHER_TOPIC.search(clause.question)
    previous = clause.previous
    for _ in range(MAX_TOLD):
        if previous is None or clause.start - previous.end > 80:
            return False
        around = f"{previous.text} {previous.lead}"
        if _ABOUT_SCORES.search(around):
            return True
        if OTHER_TOPIC.search(around):
            return False
        previous = previous.previous
    return False


_ABOUT_SCORES = re.compile(
    r"\bscor|\busmle\b|(?<!\d)2[0-6]\d(?!\d)|\btests?\b|\bboards?\b|\bsteps? ?(?:[12]|i|ii|one|two)?\b(?! ?(?:3|"
    r"iii))|\bck\b"
)
# "No minimums." and nothing more.
_NAKED = re.compile(
    r"(?:(?:we|there|the program|our program) (?:have|has|is|are|set|sets|use|uses|keep) |there's |there |(?:no|but|"
    r"though|still|"
    r"also|yes|and),? )*(?:no|not an?y?|not any) (?:absolute |strict |hard |fixed |set |official |stated |formal |"
    r"specific |firm |real )*(?:minimums?|minimum|minima|floors?|thresholds?)(?:,? (?:exists?|here|at all|whatsoever|"
    r"is "
    r"set|applies|only (?:passes|a pass)|just pass\w*|but you must pass|pass\w*(?: only)?))*\W*"
)


def _is_bare_cutoff(clause: Clause, words: str) -> bool:
    """A cutoff of nothing named is one of scores; a minimum only where the text around it speaks of scores."""
    around = f"{clause.sentence} | {clause.lead} | {clause.question if clause.is_first_reply else ''}"
    if OTHER_TOPIC.search(around) and not SCORE_WORD.search(clause.sentence):
        return False
    if clause.is_first_reply and re.search(r"\bcut-? ?offs?\b", clause.question) and re.search(r"\bnumbers?$", words):
        return True  # "Is there a cutoff? We do not screen by number."
    before = clause.previous
    if (
        before
        and before.end > clause.start - 60
        and OTHER_TOPIC.search(before.text)
        and not SCORE_WORD.search(f"{before.text} {clause.sentence}")
    ):
        return False
    if re.search(r"\bhow competitive\b|\bscores?\b|\bstrong\b", clause.question) and clause.is_first_reply:
        return True
    if clause.is_first_reply and re.search(r"\bcut-? ?offs?\b", clause.question):
        return not OTHER_TOPIC.search(f"{clause.question} {clause.text}")
    if re.search(r"cut-? ?off|magic number|numeric|publish", words) or re.search(
        r"\b(?:eras|score|application|usmle) filters?\b|\bscreen(?:ing)?\b[^.;]{0,30}\b(?:applica|score)|\b(?:use|set|"
        r"have|apply) (?:no|any) filters?\b",
        clause.text,
    ):
        return True
    if not OTHER_TOPIC.search(_OF_EXAM_TRIES.sub(" ", clause.sentence)) and (
        SCORE_WORD.search(clause.sentence) or _ABOUT_SCORES.search(clause.text)
    ):
        return True  # "No minimum is enforced, though results over 230 on Step 2 fare better"
    if _speaks_of_scores(clause) or re.search(
        r"\b(?:nobody|no one|no applicants?|no files?) (?:is|are|gets?) (?:filtered|screened|excluded|rejected)",
        clause.text,
    ):
        return True
    if _WITH_CRITERIA.search(clause.text) and not OTHER_TOPIC.search(clause.sentence):
        return True
    previous = clause.previous
    if _NAKED.fullmatch(clause.text) and not OTHER_TOPIC.search(
        f"{clause.sentence} {clause.heading} {around} {previous.text if previous else ''}"
    ):
        return True
    return bool(
        previous
        and (previous.end > clause.start - 4 or previous.sentence_start == clause.sentence_start)
        and re.search(
            r"\bscor|\bthese numbers\b|\busmle\b|\bpass(?:ing)? marks?\b|\bcut-?off|[12]\d\d\b",
            f"{previous.text} {clause.text}",
        )
    )


# "No set criteria or minimums": of files as a whole, their scores first
_WITH_CRITERIA = re.compile(
    r"\b(?:no|without|not (?:have|set|use)(?: any)?)(?: [a-z]+)? (?:criteria|cut-?offs?|requirements?) (?:or|and|nor) "
    r"(?:[a-z]+ )?(?:minimums?|minima|thresholds?)\b|\b(?:no|without)(?: [a-z]+)? (?:minimums?|minima|thresholds?) "
    r"(?:or|and|nor) "
    r"(?:[a-z]+ )?criteria\b"
)
_OF_EXAM_TRIES = re.compile(r"\battempts?\b")  # of exams, where scores are spoken of
_SCORES_NAMED = re.compile(
    r"(?:.*\| )?(?:(?:minimum|lowest|least|usmle|board|steps?|exam|test|com[pb]?lex|your|the|[12]|and|or) )*(?:scores?|"
    r"(?:board|exam|test|usmle|step) results?)(?: required)?"
)
_NOTHING_SET = re.compile(
    r"(?:there is |we (?:ask|require|demand|want|have|need|name|look) (?:for )?)?(?:nothing|none|no) (?:specific|"
    r"specified|"
    r"fixed|in particular|particular|definite|special|exact|certain|precise|set)\b(?: (?:score|number|minimum|cut-?off|"
    r"value|figure|level|result|one))?"
    r"(?: (?:(?:is|are|has been) )?(?:[a-z]+ly )?(?:required|needed|set|asked|demanded|asked for|expected|named|wanted|"
    r"sought|necessary|laid down|prescribed))?(?=\W*$|[,;.]|\s*(?:but|though|although|yet|as|since)\b)"
)
_CUTOFF_ASKED = re.compile(
    r"\W*(?:is there |are there |do you have |any |an? |the |usmle |score |minimum )*(?:cut-?off|"
    r"minimum)s?\b(?!.*\byear)"
)
_PASS_ALONE = re.compile(
    r"\W*(?:an? |only |just |any )*pass(?:ing)?(?: (?:scores?|grades?|marks?))?,? (?:(?:and )?nothing (?:above|more|"
    r"beyond)|(?:is|are) (?:all|enough|sufficient)|suffices?|will do|will suffice)\b|\W*whatever passe[sd]\b"
)


def read_no_cutoff(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    if (
        _NAMES_CUTOFF.match(text)
        and has_mark(clause.lead, "unneeded")
        and SCORE_WORD.search(re.split(r"[,;]| or ", text)[0])
        and not OTHER_TOPIC.search(re.split(r"[,;]| or ", text)[0])
    ):
        # "What we don't have: score cutoffs, ..."
        yield Finding("no_score_cutoff", True, "required", clause.start, clause.end, needs_lead=True)
        return
    asked = clause.question if clause.is_first_reply else ""
    if (_SCORES_NAMED.fullmatch(clause.lead) and _NOTHING_SET.match(text)) or (
        _CUTOFF_ASKED.match(asked) and _PASS_ALONE.match(text)
    ):
        # "Score: nothing specific", "Cut-off? Passing scores, nothing above that."
        yield Finding("no_score_cutoff", True, "required", clause.start, clause.end, needs_lead=bool(clause.lead))
        return
    if _UNTOLD.search(text) and (_MOVES.search(clause.sentence) or clause.previous is None):
        yield drop(clause, "score: a cutoff that is not told")
        return
    match = _NO_CUTOFF.search(text) or _NO_SCORE.search(text) or _NO_SCORE_RULE.search(text)
    match = match or _NO_SCREENING.search(text)
    if match is None and (limit := _NO_LIMIT.search(text)) and not _STEP_1_SCORE.search(limit.group()):
        match = limit
    comma = match.group().rfind(", no ") if match else -1
    if match and comma > 0 and OTHER_TOPIC.search(match.group()):
        # "no limit on years, no cutoff on any Step"
        match = _NO_CUTOFF.search(text, match.start() + comma + 2) or match
    if match is None and _NO_NUMBER.search(text) and _speaks_of_scores(clause):
        match = _NO_NUMBER.search(text)
    if match and is_of_comlex(text):
        yield drop(clause, "score: no cutoff for COMLEX alone")
        return
    if match and is_of_step_1(clause, match):
        yield drop(clause, "score: no cutoff for Step 1 alone")
        return
    if match and (
        (_NUMBERED_CUTOFF.match(text, match.end()) and not re.search(_ENDED, match.group()))
        or (re.search(r"(?<!\d)[2-7]\d\d(?!\d)", match.group()) and not re.search(_ENDED, match.group()))
        or _TOLD.search(match.group())
        or (_UNSAID.search(match.group()) and not _FOR_NONE.search(text))
        or (match.group().startswith(("without", "lack")) and is_turned_away(text[match.end() :]))
        or (
            _BELOW_IT.search(text, match.start())
            and not re.match(r"need|do|no need", match.group())
            and not re.search(r"\bno (?:such )?(?:cut|thresh|floor)|\bhave no\b", text)
        )
    ):
        match = None
    turn = _TURN.search(text, match.end()) if match else None
    said = text[: turn.start()] if turn else text
    if match and (re.match(r"need|do|no need", match.group()) or not _NOT_NO_CUTOFF.search(said)):
        yield from _judge_denial(clause, match)
        return
    if (has_mark(clause.lead, "unneeded") or _NEED_NOT.search(f"{clause.lead} {clause.sentence}")) and re.search(
        r"(?:^|[,;] ?|\) ?)(?:or |nor |have )?(?:an?|any|some) (?:given|certain|minimum|specific|particular|set|fixed) "
        r"(?:[a-z]+ )?(?:scores?|numbers?)(?=\W*$|[,;]| on | or | nor )",
        text,
    ):
        yield Finding(
            "no_score_cutoff", True, "required", clause.start, clause.end, confidence=ANSWERED, needs_lead=True
        )
        return
    near = clause.lead.rsplit("|", 1)[-1].strip()
    told = (_NO_CUTOFF.search(near) or _NO_SCORE.search(near)) if _OPENS_DENIED.match(near) else None
    if (
        told
        and (SCORE_WORD.search(f"{near} {text}") or (_NONE.match(text) and _speaks_of_scores(clause)))
        and not OTHER_TOPIC.search(near)
    ):
        yield Finding("no_score_cutoff", True, "required", clause.start, clause.end, needs_lead=True)
        return
    if _DENIES_IT.search(text) and _named_before(clause):
        yield Finding("no_score_cutoff", True, "required", clause.start, clause.end, confidence=ANSWERED)
        return
    for asked, is_question in ((clause.question, True), (clause.lead, False)):
        if not asked or not _asks_of_scores(asked) or OTHER_TOPIC.search(text):
            continue
        if _NO_DEMAND.search(text[:MAX_DENIAL]):
            yield found(
                clause,
                "no_score_cutoff",
                True,
                confidence=ANSWERED,
                needs_question=is_question,
                needs_lead=not is_question,
            )
            return
    yield from _read_answer(clause)


# "The bar moves each year, so we have no number to quote": there is one
_UNTOLD = re.compile(
    r"\b(?:no|not|cannot|nor)\b[^.;]{0,30}?\b(?:figures?|numbers?|scores?|values?|cut-?offs?|minimums?|"
    r"thresholds?)\b[^.;,]{0,16}? "
    r"(?:to|we (?:can|could|may)|(?:that|which) (?:can|could|may) be|(?:can|could) be) (?:be )?(?:quoted?|name[ds]?|"
    r"given?|give|"
    r"publish\w*|stated?|announced?|told|tell|list|listed|post|posted|cite[ds]?|promised?|shared?|relied)\b"
)
_MOVES = re.compile(
    r"\bpercentiles?\b|\b(?:re-?calculated|recomputed|adjusted|revised|reset|set anew|redrawn|var(?:y|ies)|chang(?:e|"
    r"es|ed|ing)|"
    r"moves?|shifts?|float\w*|depends?|differs?|relative)\b"
)
# "Scores? No official requirements.", "Minimum USMLE? Each file is read as a whole, therefore none."
_NO_DEMAND = re.compile(
    r"^(?:there (?:is|are) |we have )?no (?:(?:official|specific|set|formal|particular|fixed|strict|predetermined|"
    r"published|"
    r"stated|exact) )*(?:requirements?|levels?)\b(?! (?:beyond|other than|except|for|but))|"
    r"\b(?:therefore|hence|so|thus),? (?:there (?:is|are) |we have |the answer is )?(?:none|no)\W*$"
)
_ASKED_SCORES = re.compile(
    rf"(?:.*\| )?\W*(?:(?:minimum|required|usmle|step|board|exam|test|comlex|your|the|1|2|and|or|any|are there|is "
    rf"there|an?|gpa|grades?|class rank|"
    rf"specific) )*(?:scores?|{CUTOFF_WORD}|usmle)(?: (?:for|on|in|of) (?:the )?(?:usmle|steps?|boards?|scores?|"
    rf"exams?))?"
    rf"(?: (?:scores?|and (?:gpa|grades|comlex)))*\W*"
)
MAX_DENIAL = 120  # letters


def _asks_of_scores(asked: str) -> bool:
    return bool(_ASKED_SCORES.fullmatch(asked.rsplit("? ", 1)[-1]))


_NEED_NOT = re.compile(r"\b(?:need not|do not need|not (?:required|needed|asked)|do not require)\b")
_NAMES_CUTOFF = re.compile(rf"(?:an?y? )?(?:[a-z]+ )?{CUTOFF_WORD}\b")
_OPENS_DENIED = re.compile(r"(?:(?:that|this|it|these|those) (?:is|are|'s) )?(?:no|without|not an?)\b")
_BARE_LABEL = re.compile(
    r"(?:(?:absolute|hard|strict|required|official|firm|set) )*(?:min(?:imums?)?\.?|minima|cut-? ?offs?|floor|"
    r"threshold)"
)


_OTHER_NO = re.compile(
    r"(?:no|without) (?:[a-z]+ly )?(?!min|cut|scor|numb|speci|set\b|strict|fix|offic|hard|absol|firm|limit|"
    r"thresh|floor|"
    r"parti|formal|requir|longer|one\b|more\b|less\b|lower|stat|given|real|magic|publ|such|usmle|step|exam|board|"
    r"restrict|defin|predet|bar\b|but\b)[a-z]"
)


def is_of_step_1(clause: Clause, match: re.Match[str]) -> bool:
    """Whether the denial is of Step 1 alone: by its phrase, or "Step 1 is pass/fail, hence no score is required"."""
    phrase = re.split(r"[,;](?! (?:step|level|comlex|usmle|and|or|ck)\b)", clause.text[match.start() :])[0]
    if re.match(r"no scores? (?:is|are)\b", match.group()) or re.search(r"\bfor (?:it|that|this)\b", phrase[:60]):
        phrase = clause.sentence[: clause.start - clause.sentence_start + match.end()]
    return bool(STEP_1_ONLY.search(phrase)) and not STEP_2_TOO.search(phrase)


def is_of_comlex(text: str) -> bool:
    """Whether a text that denies a cutoff names COMLEX and no other exam."""
    bare = _COMLEX_SCORE.sub("#", text)
    return bare != text and not re.search(r"\busmle\b|\bsteps?\b|\bscores?\b|\bboards?\b", bare)


# "Minimum GPA or Steps?": what is asked for of scores, too
_AND_GRADES = re.compile(
    r"\b(?:gpas?|grades?|class rank)(?:,| or| and|/)+ ?(?=usmle|steps?|board|scores?|exam|com[pb]?lex)"
)


def leave_out_grades(asked: str) -> str:
    return _AND_GRADES.sub("", asked) if "g" in asked else asked


def asks_cutoff(clause: Clause) -> bool:
    """Whether the label, or the question that this is the first reply to, asks for a cutoff of scores."""
    for asked in (clause.lead.rsplit("|", 1)[-1], clause.question if clause.is_first_reply else ""):
        bare = leave_out_grades(asked)
        if (
            _ASKS_CUTOFF.search(bare)
            and SCORE_WORD.search(bare)
            and (not OTHER_TOPIC.search(bare) or _SCORES_AND.search(bare))
        ):
            return True
    return False


# "We are asked for a cutoff on Step 2. We haven't got one."
_DENIES_IT = re.compile(
    r"^(?:but |and |in fact,? |honestly,? |at present,? |currently,? )*(?:we|there|the program|our program|"
    r"it)\b[^.;,]{0,24}?(?:"
    r"\bnot|\bnever)\b(?: (?:have|has|had|use|used|set|got|been|keep|apply|do|currently|actually|honestly|yet|is|"
    r"believe in))* (?:one|any|them|either|that|such a thing)(?: (?:here|at all|of (?:those|that|these)|yet|now))?\W*$|"
    r"^(?:but |and )?(?:we|there|it|the program)(?:'ve|'s)?(?: (?:have|has|is|are|use|set|got))* none\b\W*(?:at "
    r"all\W*)?$|"
    r"^none (?:exists?|is set)\b"
)


def _named_before(clause: Clause) -> bool:
    """Whether the clause before speaks of a cutoff of scores, without a number."""
    before = clause.previous
    if before is None or clause.start - before.end > 4 or re.search(r"(?<!\d)[2-7]\d\d(?!\d)", before.text):
        return False
    around = f"{before.lead} {before.text}"
    is_of_scores = SCORE_WORD.search(around) or re.search(r"\bcut-?offs?\b", around)
    return bool(_ASKS_CUTOFF.search(around) and is_of_scores and not OTHER_TOPIC.search(around))


_LABEL_OF_OTHER = re.compile(
    r"\W*(?:(?:the|your|year|years|date|time|of|since|from|medical|school) )*(?:graduation|yog|age|attempts?|letters?|"
    r"experience)(?: (?:years?|dates?))?\W*"
)
# "Neither the graduation year nor USMLE has an absolute cutoff"
_SCORES_TOO = re.compile(
    r"\b(?:nor|or|and|neither|no) (?:the |your |for |on )*(?:usmle|com[pb]?lex|steps?|boards?|exams?|test)(?:[ "
    r"/](?:or |nor "
    r"|and )?(?:usmle|com[pb]?lex|steps?|levels?|[12]|scores?|results?))*(?= (?:nor|or|ha[sv]e?|is|are|knows?|comes?|"
    r"sees?|"
    r"gets?|carr)\b)"
)


def _judge_denial(clause: Clause, match: re.Match[str]) -> Iterator[Finding | Drop]:
    """A denied cutoff: of scores, or of something else."""
    text = clause.text
    window = text[match.start() : match.end()] + re.split(r"[,;)]| but ", text[match.end() : match.end() + 50])[0]
    needs_question = needs_lead = False
    if SCORE_WORD.search(window) or (SCORE_WORD.search(text) and not OTHER_TOPIC.search(window)):
        pass
    elif OTHER_TOPIC.search(window):
        later = _NO_CUTOFF.search(text, match.end())
        if later:  # "no cutoff for the year of graduation, and none for scores"
            yield from _judge_denial(clause, later)
        return
    elif SCORE_WORD.search(clause.lead) and not OTHER_TOPIC.search(clause.lead):
        needs_lead = True
    elif (
        clause.question
        and SCORE_WORD.search(clause.question)
        and (not OTHER_TOPIC.search(leave_out_grades(clause.question)) or _SCORES_AND.search(clause.question))
    ):
        needs_question = True
    elif _LABEL_OF_OTHER.fullmatch(clause.lead.rsplit("|", 1)[-1]):
        return  # "Steps 1 and 2 above 200; graduation - no cutoff"
    elif not (SCORE_WORD.search(clause.heading) and not OTHER_TOPIC.search(clause.heading)) and not _is_bare_cutoff(
        clause, match.group()
    ):
        return
    if (
        OTHER_TOPIC.search(match.group())
        and not _NO_SCORE_RULE.match(match.group())
        and not re.search(rf"\bscores?\b|\busmle {CUTOFF_WORD}", text[match.start() : match.end() + 12])
        and not _SCORES_TOO.search(match.group())
    ):
        return
    yield Finding(
        "no_score_cutoff",
        True,
        "required",
        clause.start,
        clause.end,
        needs_question=needs_question,
        needs_lead=needs_lead,
    )


_NAMED_FIRST = re.compile(r"^(?:usmle(?: scores?)?|scores?|board scores?|steps? 1 and 2(?: ck)?) ?[-=:] ?(?=n)")
_TELLS_OF = re.compile(r"\b(?:most|averag\w*|mean|median|had|were|was)\b")
_AGAINST_ANY = re.compile(
    r"\bdo(?:es)? not (?:require|set|use|apply|impose|ask for|specify|insist on) one\b(?! (?:for|of|on|that|from)\b)|"
    r"\bdecided against (?:any|one|it|having)|^not an? (?:strict|hard|fixed|firm|real|formal|set|absolute|"
    r"specific)(?: one)?\b|do not have one\b|^none (?:is |are )?too low\b"
)
_OF_LIMITS = re.compile(r"(?:we have |there are )?no (?:limits?|restrictions?|minimums?|cut-?offs?|floor|threshold)\b")
_SCORE_LABEL = re.compile(r"(?:(?:usmle|step|board|exam|test|on|for|and|[12]) )*scores?")
_LABEL_NONE = re.compile(
    r"none (?:listed as (?:required|a requirement)|demanded|required|needed|set|asked|necessary|in particular|imposed|"
    r"enforced)\b"
)
_OF_SCORES = re.compile(
    r"\b(?:required|minimum|min\.?) (?:usmle|step|board)|\b(?:usmle|step|board|exam|test)s?(?: [12])? scores?\b|"
    r"\bscores?\b|\busmle\s*$"
)


def _read_answer(clause: Clause) -> Iterator[Finding]:
    """ "Cutoff: none", "Is there a minimum score? - No."."""
    text = _NAMED_FIRST.sub("", clause.text)
    near = clause.lead.rsplit("|", 1)[-1].strip()
    lead = (
        near
        if _ASKS_CUTOFF.search(near) and (SCORE_WORD.search(near) or re.search(r"\bcut-? ?off", near))
        else clause.lead
    )
    if lead and STEP_1_ONLY.search(lead) and not STEP_2_TOO.search(lead):
        lead = ""
    for asked, is_label in ((lead, True), (clause.question if clause.is_first_reply else "", False)):
        if not is_label and (last := asked.rsplit("? ", 1)[-1]) != asked and asks_bare_minimum(clause, last):
            asked = last  # "Observerships? Minimum? - No."
        if not asked or is_of_comlex(asked):
            continue
        if is_label and _LABEL_NONE.match(text) and _OF_SCORES.search(asked) and not OTHER_TOPIC.search(asked):
            pass
        elif (
            not (
                _ASKS_CUTOFF.search(asked)
                or re.search(r"\b(?:what|which) (?:[a-z]+ )?scores?\b", asked)
                or (is_label and _OF_LIMITS.match(text) and _SCORE_LABEL.fullmatch(asked))
            )
            or not (
                SCORE_WORD.search(asked)
                or asks_bare_minimum(clause, asked)
                or (is_label and _BARE_LABEL.fullmatch(asked) and _speaks_of_scores(clause))
                or (re.search(r"\bcut-? ?off", asked) and not OTHER_TOPIC.search(asked))
            )
            or (OTHER_TOPIC.search(asked) and not _SCORES_AND.search(asked))
        ):
            continue
        refuses = (
            clause.answer == "no"
            or bool(_NONE.match(text))
            or (is_label and bool(_LABEL_NONE.match(text)))
            or bool(_AGAINST_ANY.search(text))
            or bool(
                re.match(
                    r"no (?:specific |single |particular |given )?(?:number|score|minimum|cut-?off|threshold|limits?|"
                    r"restrictions?)"
                    r"\b",
                    text,
                )
            )
            or bool(re.match(r"we do not (?:use|have|set|apply|employ|list) (?:any|one|them)\b", text))
            or bool(
                re.search(
                    r"\b(?:set|have|is|use|with|designated|established|defined|specified|fixed|named|chosen|imposed|"
                    r"adopted) none\b|\bthere (?:is|are) not\b|"
                    r"\bleave it (?:empty|blank|off|open)\b|\b(?:switched|turned) off\b",
                    text,
                )
            )
        )
        if not refuses or re.search(r"not specified|unknown|---", text):
            continue
        if is_label and _BARE_LABEL.fullmatch(near) and _OTHER_NO.match(text):
            continue  # "Minimum: both Steps passed; no criminal record"
        has_number = bool(re.search(r"(?<!\d)(?:1[89]\d|2\d\d|300)(?!\d)", text))
        if has_number and find_strength(text, 0, 1) == "required" and not _TELLS_OF.search(text):
            continue
        if re.search(r"\bprefer", asked) or (not is_label and ASKS_FOR_EXAM.search(asked)):
            continue
        yield found(
            clause, "no_score_cutoff", True, confidence=ANSWERED, needs_question=not is_label, needs_lead=is_label
        )
        return
