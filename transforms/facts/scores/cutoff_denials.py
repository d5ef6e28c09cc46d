"""no_score_cutoff where no "no" precedes the cutoff: "a minimum is none of our conditions", "any score will do".
"will do".

The cutoff first, nothing or no level as what is fixed, scores as what has no limit; `cutoffs.py` reads the plain "no
cutoff" and the bare answers. Called by `reader.py` where that found nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, Finding
from transforms.facts.scores.cutoffs import (
    ASKS_FOR_EXAM,
    CUTOFF_WORD,
    OTHER_TOPIC,
    SCORE_WORD,
    STEP_1_ONLY,
    asks_cutoff,
    is_of_comlex,
    is_of_step_1,
)
from transforms.language import Clause

_WE = r"(?:we|they|our program|(?:the|this) (?:program|committee|department|residency|faculty))"
_HAVE = (
    r"(?:have|has|had|set|sets|use|uses|know|knows|apply|applies|impose|imposes|keep|keeps|ask for|need|needs|require|"
    r"got|demand|work with|go by|believe in|want)"
)
_FIXED = (
    r"(?:fixed|set(?! of)|laid down|prescribed|defined|decided(?: on)?|determined|required|asked(?: for)?|demanded|"
    r"imposed|established|stipulated|wanted|insisted on|carved in stone|set in stone|cast in stone|written in stone|"
    r"drawn)"
)
_STERN = (
    r"(?:strict|rigid|hard|fixed|definite|specific|official|formal|particular|special|certain|absolute|firm|binding|"
    r"exact|given|acceptable|bottom|set|required|minimum|minimal|single|numeric(?:al)?|lowest|precise|stated)"
)
_LEVEL = r"(?:figures?|levels?|lines?|numbers?|values?|results?|marks?|limits?|bounds?|bars?|scores?|grades?)"
# "Score cutoffs are something we do without", "a minimum is none of our conditions", "a firm floor we have not".
_CUTOFF_FIRST = re.compile(
    rf"\b{CUTOFF_WORD}\b(?: (?!not\b|no\b)[a-z0-9/&]+){{0,5}}? (?:is|are) (?:(?:not|nowhere|never) (?:among|one of|any "
    rf"of|part of|to be found|what (?:we|counts|decides)|a thing|a (?:condition|requirement|criterion|part)|of "
    rf"(?:ours|interest))|none of (?:our|the)|nothing (?:that )?{_WE}|no (?:part of|requirement|condition|demand|"
    rf"criterion)|(?:un(?:known|heard of)|foreign|alien) (?:here|to|in))\b"
    rf"|\b{CUTOFF_WORD}\b(?: (?!not\b|no\b)[a-z0-9/&]+){{0,5}}? (?:is|are) (?:something|(?:one )?things?|a thing|what) "
    rf"(?:that |which )?{_WE} (?:do(?:es)? (?:without|not {_HAVE})|never {_HAVE}|(?:have|has) (?:not|never|no)|avoids?|"
    rf"lacks?|dispenses? with|decided against)\b"
    rf"|\b{CUTOFF_WORD}(?: (?:for|on|in|of|as to) [a-z0-9 ]{{1,24}}?)?,? (?:{_WE}|there) (?:(?:have|has|is|are|had) "
    rf"(?:none|not(?: (?:any|one|got|set|fixed))?)|(?:do|does|did) (?:not|without)(?: {_HAVE})?|(?:set|use|know|apply)"
    rf"s? none)(?=\W*$|[,;)]| (?:here|at all|and|but|though)\b)"
    rf"|\b(?:neither|nor|not|nowhere)\b[^.;]{{0,50}}? (?:is|are|do|have|has) (?:there|{_WE})(?: have| set| use| "
    rf"keep)? (?:an?|any) "
    rf"(?:[a-z]+ ){{0,2}}?{CUTOFF_WORD}\b"
    rf"|\b(?:not|never|no)\b[^.;,]{{0,16}} (?:seen?|found|find|felt|feel) (?:an?|any|the) (?:need|reason|use|cause) "
    rf"(?:for|"
    rf"of|to (?:have|set|use))[^.;,]{{0,24}}\b{CUTOFF_WORD}\b"
)
# "Scores: none prescribed", "Minimum score: no figure is set", "Cutoffs? For scores, none."
_SCORES_LABEL = re.compile(
    rf"(?:.*\| )?\W*(?:(?:usmle|board|step|exam|test|minimum|required|lowest|1|2|and|or|any|the) )*(?:scores?|"
    rf"{CUTOFF_WORD})"
    rf"(?: (?:policy|limits?|requirements?))?\W*|"
    rf"(?:.*\| )?(?:[a-z]+ )?(?:limits?|restrictions?|limitations?|bars?) (?:on|of|for|to) (?:the )?(?:(?:usmle|board|"
    rf"step|exam) )*scores"
)
_NONE_OF_THEM = re.compile(
    rf"(?:no (?:(?:{_STERN}|upper|lower|official|real) )*(?:limits?|caps?|floor|bars?|bounds?|lines?|level|figure|"
    rf"number|policy)\b|"
    rf"none(?:\W*$| (?:(?:[a-z]+ly )?{_FIXED}|(?:is |are )?too low|we insist on|named|of note))|there(?:'s| is| are) "
    rf"none\b|"
    rf"whatever\W*$)"
    rf"(?! (?:below|under|on|for|of) (?:years?|graduat|attempts))"
)
_FOR_SCORES = re.compile(
    r"(?:no,? |yes,? )?(?:(?:not|none|no) (?:for|on|of|as to) (?:the |our |usmle |step |board |exam )*scores?\b|"
    r"(?:for|on|as to) (?:the |usmle |step |board |exam )*scores?,? (?:there (?:is|are) |we have )?(?:no|none|not)\b)"
)
_CUTOFF_ASKED = re.compile(rf"\b{CUTOFF_WORD}\b")
# "We have none for exam scores", "nobody has to have a particular score", "no score or year requirement".
_NONE_FOR = re.compile(
    rf"\b(?:{_WE}|there)(?:'ve| have| has| is| are| set| use) none (?:for|on|in|as to) (?:the |your |our "
    rf")?(?:(?:usmle|step|"
    rf"board|exam|test) )*scores\b"
    rf"|\b(?:nobody|no one|none|no applicants?)(?: (?:is|are) (?:asked|required|expected))? (?:to have|to reach|to "
    rf"show|needs?|"
    rf"has to (?:have|reach|show)|must (?:have|reach|show)) (?:an?|any) (?:(?:{_STERN}|usmle|step|board) )*scores?\b"
    rf"|\bno (?:(?:{_STERN}|usmle|step|board|exam) )*scores? (?:or|and|nor) [a-z-]+(?: [a-z-]+){{0,3}}? "
    rf"(?:requirements?|limits?|"
    rf"cut-?offs?|criteri(?:a|on)|minimums?)\b"
    rf"|\bno (?:(?:{_STERN}) )*[a-z-]+(?: (?!which|that)[a-z-]+){{0,2}} (?:or|nor) (?:(?:usmle|step|board|exam) "
    rf")*scores? (?:"
    rf"requirements?|limits?|cut-?offs?|criteri(?:a|on)|minimums?)\b"
    rf"|\b(?:not|never) (?:fixed|established|named|prescribed|laid down) (?:an? |any )(?:(?:{_STERN}|usmle|step|board|"
    rf"exam) )*"
    rf"scores?\b(?! (?:of|report))"
    rf"|\b(?:apply|welcome|consider\w*|accept\w*|read|look at|take|interview)\b[^.;,]{{0,30}} (?:with|at|of|whatever) "
    rf"any (?:(?:usmle|"
    rf"ck|step|board|passing) )*scores?\b(?! (?:above|over|of|report))"
)
_NAMED_EXAMS = (
    r"(?:(?:(?:usmle|com[pb]?lex|steps?|boards?|exam|test|parts?|levels?|ck|[12]|i{1,2}|and|or|on|for|in|of|the|any|"
    r"your|"
    r"our|either|both|all)\b|[/&])[ /]?)*"
)
_LEAST_SCORE = (
    rf"(?:{_STERN}|least|smallest|bottom|low) {_NAMED_EXAMS}(?:scores?|results?|marks?|numbers?|points?|line)\b"
    rf"(?: (?:for|on|in|of|at) {_NAMED_EXAMS})?"
)
_NEVER_ASKS = (
    rf"(?:(?:{_WE}|one|nobody|no one|there)(?: [a-z]+ly| also)* (?:(?:do|does|did|would|will) not|never|need not|"
    rf"(?:have|has|"
    rf"had) (?:not|never))|(?:nobody|no one|none of us|neither of us))(?: [a-z]+ly| ever| even| here)* (?:have|has|had|"
    rf"require|"
    rf"required|ask|asked|demand|demanded|want|wanted|set|fix|fixed|use|used|need|needs|know|name|named|impose|imposed|"
    rf"prescribe|prescribed|expect|insists?|seek|look for|put|lay|laid|apply|applied|establish|established|define|"
    rf"defined)\b"
)
# "A lowest USMLE score we don't ask for", "no score was ever laid down", "a bottom line for Step 2 does not exist"
_LEAST_FIRST = re.compile(
    rf"\b{_LEAST_SCORE}(?:,| -)? ?(?:that )?{_NEVER_ASKS}|"
    rf"\b{_LEAST_SCORE} ?(?:[a-z]+ )?(?:(?:is|are|was|were|has|have|had|gets?)(?: [a-z]+ly)* (?:not|never|nowhere)(?: "
    rf"(?:[a-z]+ly|yet|been|ever|be))* {_FIXED}\b|(?:does|do) not exist\b|(?:is|are) nowhere\b)|"
    rf"\bno (?:(?:usmle|com[pb]?lex|steps?|board|exam|test|ck|[12]|or|and|/) ?)*(?:scores?|(?:board|exam|test) "
    rf"results?)"
    rf"(?: (?:for|on|in|of|at) {_NAMED_EXAMS})? ?(?:is|are|was|were|has(?: ever)? been|have(?: ever)? been|gets?)(?: "
    rf"(?:[a-z]+ly|ever|yet|being))* (?:fixed|laid down|prescribed|defined|decided(?: on)?|established|"
    rf"stipulated|"
    rf"carved in stone|set(?! of| aside| up)|named(?! (?:on|in|here|below))|demanded|cut off)\b|"
    rf"\b(?:no|neither)\b[^.;,]{{0,40}} (?:or|nor) {_NAMED_EXAMS}(?:scores?|results?|usmle|boards) (?:is|are|gets?)(?: "
    rf"[a-z]+ly)* (?:cut off|capped|limited)\b|"
    rf"\bno (?:(?:usmle|step|board|exam|test) )*(?:scores?|numbers?|results?) in particular\b(?! (?:that|which)\b)|"
    rf"\b(?:do|does|goes?|gets? by|manages?|works?) without (?:an? |any )?{_LEAST_SCORE}|"
    rf"\b(?:not|never) draw (?:an?|any|the) (?:[a-z]+ )?line (?:at|for|on|by) (?:any|an?|the)?(?: [a-z]+)? ?scores?\b|"
    rf"\bscores?,? there is no (?:least|lowest|bottom|minimal) (?:one|line|limit)?\b"
)
# "Both Steps, shown as passed; a minimum score, none."
_LEAST_NONE = re.compile(
    rf"(?:^|[,;] ?)(?:an? |any |the )?(?:{CUTOFF_WORD}(?: (?:on|for) {_NAMED_EXAMS}(?:scores?)?)?|{_LEAST_SCORE}|"
    rf"minimum "
    rf"(?:usmle |step |board )*scores?),? (?:none|nil|no)(?=\W*$)"
)
# "USMLE and COMLEX (any score, any number of sittings)", "any score goes"
_ANY_SCORE = re.compile(
    r"(?:[(,;:-] ?|\bwith |\bat )(?:any|whatever|whichever) (?:passing )?(?:(?:usmle|board|step|exam) )*score(?: at "
    r"all)?(?: that passes)?"
    r"(?=\s*(?:$|[).,;](?!\s*(?:and|or)? ?(?:report|transcript|sheet)))|\s(?:and|or) any\b)|"
    r"\b(?:any|every|whatever) (?:passing )?(?:(?:usmle|board|step|exam) )*score (?:goes|works|passes|counts|gets? "
    r"(?:you |"
    r"an? |its )|(?:will|can|may|would) (?:get|be (?:considered|reviewed|accepted|taken))|(?:is|gets?) "
    r"(?:(?:all )?right|ok(?:ay)?|good|read|looked at|considered|accepted|reviewed|taken|allowed|admitted))\b"
    r"(?! (?:above|over|as long as it is|if it is|unless))"
)
_EXAMS_NAMED = re.compile(r"\b(?:usmle|steps?|boards?|exams?|ck|tests?)\b")
# "We ask for a pass, not for a number", "any score as long as you passed", "you are not held to a given score".
_PASS_ALONE = re.compile(
    r"\bpass\w*\b[^.;,]{0,24}, (?:and )?not (?:for |on |at )?(?:an? |any )(?:certain |particular |given )?(?:number|"
    r"score|"
    r"mark)\b|\b(?:any|whatever|whichever) (?:number|score|result)s?(?: will do)?,? (?:as long as|so long as|provided|"
    r"if)"
    r"(?: (?:you|they|it|that|the|steps?|exams?|have|has|is|was|were|are))* pass|"
    r"\bnot (?:be )?(?:asked|held|required|expected|bound) (?:for|to|to have|to reach|to show) (?:an?|any) (?:(?:given|"
    r"certain|particular|set|specific|fixed|usmle|board|step) )*scores?\b(?! (?:report|transcript))"
)
# What is fixed is nothing; of scores only by what stands beside or is asked.
_NOTHING_FIXED = re.compile(
    rf"\b(?:nothing|none|no (?:such )?(?:thing|(?:{_STERN} )*{_LEVEL}))(?: (?:at all|{_STERN}|of the (?:sort|kind)|"
    rf"like (?:that|it)|that is {_STERN}))*(?: for (?:it|them|that|this|scores))?(?: (?:is|are|has (?:ever )?been|"
    rf"have been|was|gets))(?: (?:[a-z]+ly|ever|yet|being))* {_FIXED}\b"
    rf"|\b(?:{_WE}|there)(?:'ve| have| has|'s| is)?(?: (?:[a-z]+ly|ever|yet))* (?:{_FIXED}|set|fix|prescribe|demand) "
    rf"(?:nothing|none|no such thing)\b(?! (?:but|other|else|except|more|less|beyond)\b)"
    rf"|\b(?:{_WE} have|there is|there's) nothing (?:(?:[a-z]+ly )?{_FIXED}|{_STERN}|of the (?:sort|kind))\b"
    rf"|^(?:it|this|that|one|they)(?:'s| is| are| has| have) (?:not|never|nowhere)(?: (?:been|yet|[a-z]+ly))* "
    rf"(?:fixed|set|laid down|defined|prescribed|decided|determined)\b"
)
# "A score cutoff? We do without."
_DO_WITHOUT = re.compile(
    rf"(?:{_WE} )?(?:(?:do|does|goes|go|gets? by|gets? along|manages?|works?|chooses?) (?:[a-z]+ly )?without(?: "
    rf"(?:one|it|"
    rf"them|any|that|such a thing))?|(?:have|has) done away with (?:it|them|that))(?=\W*$|[,;)]| (?:here|and|but)\b)"
)
_AS_MINIMUM = re.compile(rf"\bas (?:an? |the |our |its )*(?:[a-z]+ ){{0,2}}?{CUTOFF_WORD}\b")
_OF_SCORES = re.compile(r" (?:of|in|for|as to) (?:your |the |our )?(?:(?:usmle|step|board|exam) )*scores?\b")
_SCORES = r"(?:(?<!step 1 )(?<!attempt )scores?|usmle results|board results|(?:usmle|board|step) numbers)"
_ON = r"(?: (?!attempts|tries|years|count|which|that|who|if)[a-z0-9]+){0,4}?"
_HINDERS = (
    r"(?:rule|exclude|disqualify|bar|shut|keep|turn|screen|filter|eliminate|put|knock|stop|reject|cut|sort|weed|drop|"
    r"hold)s?"
)
_NOBODY = r"(?:nobody|no one|no-one|none|no (?:applicant|candidate|file|application)s?)"
# Scores that have no limit, do not matter beside a pass, or keep nobody out.
_SCORES_FREE = re.compile(
    rf"\b{_SCORES}{_ON} (?:has|have|knows?|faces?|carry|carries|comes? with|bears?|meets?) no (?:[a-z]+ ){{0,2}}?"
    rf"(?:limits?|bounds?|floor|minimum|cut-?off|bar|threshold|restrictions?)\b"
    rf"|\b(?:neither|no|nor)\b[^.;]{{0,50}}?\b{_SCORES}\b[^.;,]{{0,30}}? (?:is|are) (?:limited|restricted|bounded|"
    rf"capped|decisive|"
    rf"prescribed|cut off)\b"
    rf"|\b{_SCORES}{_ON} (?:is|are) (?:not|never|in no way) (?:limited|restricted|bounded|capped|subject to (?:a|any) "
    rf"(?:limit|minimum|floor|cut-?off|bound))\b"
    rf"|\bno (?:(?:lower|fixed|strict|firm) )?(?:limits?|bounds?|restrictions?) (?:is|are) (?:set|put|placed|imposed) "
    rf"(?:to|on|for|upon) (?:the |your )?(?:(?:usmle|board|step|exam) )*scores\b"
    rf"|\bhow(?:ever)? (?:low|high|poor|weak) (?:(?:your|the|an?|any|his|her|their) )?(?:(?:usmle|board|step|exam|test|"
    rf"[12]|ck) )*(?:scores?|usmle|results?)\b[^.;]{{0,60}}? (?:sets? no (?:limit|bar)|(?:do|does|will) not (?:matter|"
    rf"count|bar|exclude|stop|disqualify|keep)|makes? no difference|(?:is|are) no (?:bar|obstacle|hindrance|limit|"
    rf"reason)|{_HINDERS}(?: out| away)? {_NOBODY})\b"
    rf"|\bno (?:(?:usmle|board|step|exam) )*scores?,? however (?:low|poor|weak)\b"
    rf"|\b(?:be|whether|no matter if)\b[^.;,]{{0,24}}\bscores? (?:is |are |be )?(?:high or low|low or high|good or "
    rf"bad)\b"
    rf"|\blow (?:(?:usmle|board|step|exam) )*scores? (?:is |are |alone )*no (?:grounds?|reason|bar|obstacle|"
    rf"hindrance)\b"
    rf"|\bnothing (?:alone |by itself |on its own )?{_HINDERS}\b[^.;]{{0,40}}?(?:,|\s-) ?(?:neither|nor|not|be it|"
    rf"whether)\b[^.;]{{0,40}}?\b(?:scores?|numbers?|usmle)\b"
    rf"|\b{_SCORES}{_ON},? (?:alone |by (?:itself|themselves) |never |will |would )*{_HINDERS}(?: out| away| off)? "
    rf"{_NOBODY}\b"
    rf"|\b(?:any|all|whatever|every) (?:passing |pass )?(?:(?:usmle|board|step|exam) )*scores?(?: (?:on|in|at) "
    rf"[a-z0-9 ]{{1,24}}?)? (?:will do|does|suffices?|is enough|is good enough|is fine|is ok(?:ay)?|is welcome|is all "
    rf"right|counts as (?:a )?pass)\b"
)
_NO_MATTER = re.compile(
    rf"\b{_SCORES}(?: itself| as such| you (?:got|reached|have|earned)| behind it)?,? (?:(?:do|does|will|would) not "
    rf"(?:really |much )?(?:matter|count|decide|interest us|concern us|play (?:a|any) (?:role|part))|(?:is |are )?"
    rf"(?:irrelevant|immaterial|unimportant|of no (?:importance|account|concern|interest)|not (?:important|decisive|"
    rf"relevant|looked at))|plays? no (?:role|part)|makes? no difference)\b"
    rf"(?! (?:as much|so much|alone|more|most|only|unless|if|when|until|as|by (?:itself|themselves)|less|nearly|quite))"
    rf"|(?:,|\bwith|\bat|\band|\bno matter|-) ?(?:any|whatever(?: the| your)?|whichever|no matter (?:the|what|which|"
    rf"how (?:high|"
    rf"low)(?: the| your)?)|(?:regardless|irrespective|independent(?:ly)?) of(?: the| your| any)?|the) (?:passing )?"
    rf"(?:(?:usmle|step|board|numeric(?:al)?) )*(?:scores?|marks?)(?=\W*$|[,;.)]| (?:is|was|may be|be|you|they|they're|"
    rf"will|does)\b(?! (?:not|due|required|needed|over|above)))"
)
_FREE_OF = re.compile(r"(?:,|\bwith|\bat|\band|-) ?the ")
_PASS = re.compile(r"\bpass(?:ed|es|ing)?\b|\bcleared?\b")
# "We name no score", "no special result in the Steps is asked for": a bare "no score" needs a verb of naming.
_NO_LEVEL = re.compile(
    rf"\b(?:{_WE}|you)(?: (?:[a-z]+ly|do|also|ourselves))* (?:wants?|names?|asks?(?: for)?|demands?|requires?|"
    rf"prescribes?|expects?|sets?|fix(?:es)?|states?|insists? on|looks? for|needs?|ha[sv]e|gives?|quotes?|seeks?|"
    rf"mind) no (?:(?:usmle|step|board|exam|test) )*(?:{_STERN} )+(?:(?:usmle|step|board|exam|test) )*{_LEVEL}\b"
    rf"|\b{_WE}(?: [a-z]+ly)* (?:names?|prescribes?|fix(?:es)?|quotes?|demands?|insists? on|asks? for) no (?:(?:usmle|"
    rf"step|board|exam|test) )*(?:scores?|results?|marks?)\b"
    rf"|\bno (?:(?:usmle|step|board|exam|test) )*(?:{_STERN} )+(?:(?:usmle|step|board|exam|test) )*{_LEVEL}(?: (?:in|"
    rf"on|"
    rf"at|for|of) [a-z0-9 /]{{1,40}}?)? (?:is|are|has been|have been|gets) (?:[a-z]+ly )?(?:{_FIXED}|needed|expected|"
    rf"named|necessary|sought)\b"
)
_NOT_ITS_SCORE = re.compile(
    r" ?(?:(?:report|transcript|card|sheet|release)s?\b|(?:of|below|under|less|lower|above|over|older|until|before|"
    r"after|by|from)\b)"
)
_OTHER_EXAM = re.compile(r"\b(?:steps? (?:3|iii|three)|cs|csa|clinical skills|toefl|oet|pathways?|in-?training)\b")
_STEPS_1_2 = re.compile(r"\b(?:steps? (?:1|2|i|ii|one|two)\b|usmle|steps\b|ck\b)")
# "None that is rigid, though 230 is advisable": an answer whose question is lost, a score right behind.
_NONE_STERN = re.compile(rf"(?:none|no|not an?)(?: that is| that's| which is)? {_STERN}(?: (?:one|ones|line))?\W*")
_SCORE = re.compile(r"(?<![\d.,/$-])2[0-6]\d(?![\d%.-])")
_GONE = re.compile(r"\b(?:was|were|used to|until|in the past|formerly|previously)\b")
_LISTED = re.compile(
    rf"\bno {CUTOFF_WORD} (?:for|on|as to|in|of|regarding) (?:[a-z]+,? ){{0,6}}?(?:and|or|nor) (?:(?:usmle|board|step|"
    rf"exam|test) )*scores\b"
)


def read_denial(clause: Clause) -> Iterator[Finding]:
    if _GONE.search(clause.text):
        return
    if (
        _is_worded(clause)
        or _is_unleveled(clause)
        or _is_labelled(clause)
        or _follows_none(clause)
        or _takes_any_score(clause)
    ):
        yield _state(clause)
        return
    yield from _read_nothing_fixed(clause)


def _is_worded(clause: Clause) -> bool:
    """Whether the clause itself denies a cutoff: by its order, or of scores that have no limit."""
    return any(
        _is_of_scores(clause, match, pattern is not _CUTOFF_FIRST)
        for pattern in (_CUTOFF_FIRST, _SCORES_FREE, _LISTED, _PASS_ALONE, _NONE_FOR, _LEAST_FIRST, _LEAST_NONE)
        if (match := pattern.search(clause.text))
    )


def _takes_any_score(clause: Clause) -> bool:
    """ "COMLEX and USMLE (any score)": of the Steps both, by what is named beside it or by nothing."""
    match = _ANY_SCORE.search(clause.text)
    if match is None or not (_EXAMS_NAMED.search(f"{clause.sentence} {clause.topic}") or match.group()[0] in "aew"):
        return False
    around = f"{clause.text} {clause.lead}"
    is_of_one = (STEP_1_ONLY.search(around) and not _STEPS_1_2.search(STEP_1_ONLY.sub("", around))) or is_of_comlex(
        around
    )
    return not is_of_one and not _NOT_ITS_SCORE.match(clause.text, match.end())


def _is_unleveled(clause: Clause) -> bool:
    """ "We name no particular score", "both Steps passed, whatever the score"."""
    text = clause.text
    if (match := _NO_MATTER.search(text)) and _PASS.search(clause.sentence) and _is_of_scores(clause, match, True):
        said = match.group()
        if not _FREE_OF.match(said) or re.search(r"(?:matter|count|irrelevant)", said):
            return True
    match = _NO_LEVEL.search(text)
    return bool(
        match and not _NOT_ITS_SCORE.match(text, match.end()) and _is_of_scores(clause, match, "score" in match.group())
    )


def _is_labelled(clause: Clause) -> bool:
    """ "Scores: none prescribed"."""
    label = clause.lead.rsplit("|", 1)[-1].strip()
    return bool(
        _SCORES_LABEL.fullmatch(label)
        and SCORE_WORD.search(label)
        and not (STEP_1_ONLY.search(label) or is_of_comlex(label))
        and _NONE_OF_THEM.match(clause.text)
    )


def _follows_none(clause: Clause) -> bool:
    """ "None that is rigid, though 230 is advisable": the number tells what the answer was asked about."""
    before = clause.previous
    return bool(
        before
        and not clause.question
        and before.sentence_start == clause.sentence_start
        and _NONE_STERN.fullmatch(before.text)
        and _SCORE.search(clause.text)
        and not OTHER_TOPIC.search(clause.text)
    )


def _read_nothing_fixed(clause: Clause) -> Iterator[Finding]:
    """ "Nothing is set as the lowest score"; "A score cutoff? None has been fixed.", "Cutoffs? Not for scores."."""
    text, asked = clause.text, clause.question if clause.is_first_reply else ""
    match = _NOTHING_FIXED.search(text) or _DO_WITHOUT.match(text)
    is_told = match and (_AS_MINIMUM.search(text, match.start()) or _OF_SCORES.match(text, match.end()))
    if match and is_told:
        if _is_of_scores(clause, match, False):
            yield _state(clause)
        return
    is_answer = match and asks_cutoff(clause) and not OTHER_TOPIC.search(text)
    if (is_answer and not ASKS_FOR_EXAM.search(f"{clause.lead} | {asked}")) or (
        _CUTOFF_ASKED.search(asked) and _FOR_SCORES.match(text)
    ):
        yield Finding(
            "no_score_cutoff",
            True,
            "required",
            clause.start,
            clause.end,
            confidence=ANSWERED,
            needs_question=not clause.lead,
            needs_lead=bool(clause.lead),
        )


def _state(clause: Clause) -> Finding:
    return Finding("no_score_cutoff", True, "required", clause.start, clause.end, needs_lead=bool(clause.lead))


def _is_of_scores(clause: Clause, match: re.Match[str], is_named: bool) -> bool:
    """Whether what is denied is a cutoff of scores, and not of Step 1, COMLEX, another exam or another rule alone."""
    text = clause.text
    said = match.group()
    if is_of_step_1(clause, match) or is_of_comlex(text) or (_OTHER_EXAM.search(text) and not _STEPS_1_2.search(text)):
        return False
    if is_named:
        return True
    asked = f"{clause.lead} {clause.question if clause.is_first_reply else ''}"
    if OTHER_TOPIC.search(said):
        return False
    if SCORE_WORD.search(text):
        return not OTHER_TOPIC.search(text) or bool(re.search(r"\bscores?\b|\busmle\b", said))
    return bool(SCORE_WORD.search(asked)) and not OTHER_TOPIC.search(asked)
