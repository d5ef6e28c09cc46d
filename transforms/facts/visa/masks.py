"""What is put out of sight before a clause is read for visas, because it says nothing of who may have one.

Asides on other hospitals, staff, the cap or silence ("says nothing on H-1B"), brackets that only name, exams and
demands that are denied. `mask_asides` works on every clause before all else; `visa.py` asks for the other masks at the
step where what they hide would mislead. A mask keeps the place of each letter, so that offsets hold.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from transforms import hinted_re as re
from transforms.facts.scope import LIKE_OTHERS
from transforms.facts.visa.words import COND, H1B, J1, MENTION, NAMED, ONLY, is_negative
from transforms.hinted_re import Hinted
from transforms.language import Clause

# ---------------------------------------------------------------- before all else

_ON_ONE_HAND = re.compile(r"\bon the (?:one|other) hand\b,?")
_NO_CITIZEN = re.compile(
    r"(?:(?<=\bif )|(?<=\bis )|(?<=\bam )|(?<=\bbe )|(?<=\bare ))no citizen(?!s? n?or (?:permanent|green))"
)
# "J and H visas": as long as the names that they stand for.
_LETTERS = re.compile(
    r"(?<![a-z0-9'-])(?P<first>[jh]) (?:and|or) (?!(?P=first))[jh](?=[ -](?:visas?|status|categor|petitions?|types?|"
    r"holders?)\b)"
)
_SPELLED = {"j": "j1/h1b", "h": "h1b/j1"}
# "J-1 as well as H-1B sponsorship was ended": one predicate for both.
_AS_WELL_AS = re.compile(
    rf"(?P<name>(?:{J1}|{H1B})(?: visas?)?),? (?:as well as|together with|along with) (?=(?:the |an? )?(?:{J1}|{H1B}))"
)
# "Green cards (we do not sponsor them)": nobody's visa.
_OF_GREEN_CARDS = re.compile(
    r"(?<=green card )\([^()]*\)|(?<=green cards )\([^()]*\)|(?<=permanent residents )\([^()]*\)"
)
_NOW_AND_THEN = re.compile(r"\b(?:now and (?:then|again)|once in a while|from time to time|every so often)\b")
_YET_TO = re.compile(r"(?<=(?:has|ave|had) )yet to\b")
# "... support visa applications (J-1 or H-1B)": a bracket that lists the visas spoken of.
_NAMES_IN_BRACKETS = re.compile(
    rf"(?<=[a-z] )\((?:either )?(?:{J1}|{H1B})(?: visas?)?(?: ?(?:,|/|\bor\b|\band\b|&|\bnor\b)+ ?(?:{J1}|{H1B}|"
    rf"o-?1|tn|f-?1|e-?3|others?|any other|"
    rf"etc\.?)(?: visas?)?)+\)"
)
NAME_IN_BRACKETS = re.compile(rf"\((?P<name>(?:{J1}|{H1B})(?: visas?)?)\)")
_BY_ECFMG = re.compile(r"\((?:through |via |by |from )?(?:the )?(?:ecfmg|intealth)(?:-sponsored)?\)")
# "J-1, H-1B or any other visas may not": the last of a list.
_OR_ANY_OTHER = re.compile(
    rf"(?P<name>(?:{J1}|{H1B})(?: visas?)?),? (?:or|nor|and any|or any|nor any)(?: any)? others?(?: "
    rf"[a-z-]+){{0,2}}?(?= (?:may|is|are|can|cannot|will|do|does|has|have)\b)"
)
# "No, you need a J-1": an answer whose question is gone denies nothing of what follows.
_ANSWERS_CUT_OFF = re.compile(
    r"no, (?=either (?:an? |the )|(?:we|our|it|you|applicants|candidates|residents|all|only|everyone|but)\b|"
    r"j-?1s?(?: visas?)? only)"
)
# "No, a J-1, citizenship or a green card is needed": it denies that anything else will do.
_NO_BUT_THESE = re.compile(
    rf"\W*no, (?=(?:an? |the |either )*(?:(?:{J1}|u\.?s\.?|american|citizenship|citizens?|permanent residen\w+|green "
    rf"cards?|visas?|valid|current|status|eligibility|proof|evidence|of|for|work|permits?|eads?|a|an|the|or|and)\b"
    rf"[ ,/]*){{2,16}}(?:is|are) (?:needed|required|necessary|mandatory|a must|what "
    rf"(?:you|we|applicants|candidates)\b))"
)
# "The H-1B asks for Step 3, the J-1 does not": what is denied is the demand.
_SPARED = re.compile(
    r"\b(?:needs?|requires?|takes?|calls? for|asks? for|demands?|wants?|hangs? on|depends? (?:up)?on) [^.;]{1,60}?"
    rf"(?P<rest>,? (?:while |but |and |whereas )?(?:the |an? )?(?:{J1})(?: visas?)? (?:does|do|needs?|requires?) "
    r"(?:not|none|nothing)\W*$)"
)
_EXCUSE = re.compile(
    r"\W*(?:(?:we are |we're |i'm |i am )?(?:very )?(?:sorry|afraid)|(?:we|i) regret|unfortunately|regrettably|"
    r"alas|sadly),? "
    r"(?:but |that )?"
)
_ONLY_HAS = re.compile(r"\bonly (?=(?:has|have|needs?) to\b)")
# "We do not petition for an H-1B in lieu of the J-1": what it would replace is not denied.
_REPLACED = re.compile(
    rf"(?<!it )(?<!it, )\b(?:in lieu of|in place of|as an? (?:alternative|substitute) (?:to|for)|over)(?: (?:an?|the|"
    rf"your|their))* "
    rf"(?:(?:{J1})|(?:{H1B}))(?: visas?| status)?"
)
# "We do not consider an EAD visa alone": another kind than those that residents train on.
OTHER_KIND = re.compile(
    r"\b(?:only )?(?:an? |the )?(?:ead|tourist|(?:visitors?'?|(?:[bl]-?[12]|[fmo]-?1|e-?[1-3]|h-?[2-4]|j-?2|tn)"
    r"(?: students?)?|students?'?)) visas?\b"
)
# "A J-1 or no need of a visa": what some applicants are without is not denied to them.
_NO_VISA = (
    r"(?:(?:no|not? any|without(?: any| an?)?) (?:needs? (?:of|for) )?(?:an? |any )?visas?(?: needs?| sponsorship)?"
    r"(?: needed| required| at all)?)"
)
_NEEDS_NONE = re.compile(
    rf"(?P<before>(?:{J1})[^.;]{{0,24}}?) (?:or|and (?=(?:those|applicants|candidates|people|anyone|others|physicians|"
    rf"graduates)\b)) ?(?:(?:those|applicants|candidates|people|anyone|others|physicians|graduates) )?(?:who |that )?"
    rf"(?:with |(?:can |do |does )?(?:needs?|requires?|has|have|be) )?{_NO_VISA}(?!\w)|"
    rf"(?P<either>\b(?:either )?{_NO_VISA} or )(?=(?:an? |the )?(?:{J1}))"
)
# "No work visas, the H-1B among them": an instance of what the clause speaks of, not one that is taken.
_AMONG_THEM = re.compile(
    rf"(?P<name>(?:{J1}|{H1B})(?: visas?)?) (?:being |is )?(?:among|one of|part of) (?:them|these|those)\b"
)
# "... sponsors J-1 visas and, in rare cases, accepts those with a work permit": what binds the others binds no visa.
_SELDOM = (
    r"(?:(?:on|in|under)(?: only)? (?:some|rare|certain|special|exceptional|unusual|individual|a few|limited) "
    r"(?:occasions|cases|circumstances|instances|situations)|(?:on a )?case[- ]by[- ]case(?: basis)?|rarely|"
    r"occasionally|exceptionally|at times)"
)
_OTHER_PAPER = (
    r"(?:eads?|employment authori[sz]ation|work (?:permits?|authori[sz]ation)|(?:f-?1 )?opt|o-?1s?|tns?|e-?3s?|"
    r"asyl\w+|refugees?|daca)"
)
_OTHERS_TOO = re.compile(
    rf",? and,? {_SELDOM},? [^.;]{{0,60}}?\b{_OTHER_PAPER}\b[^.;]*|,? and (?:(?:we|will|also|may|can|would) )*"
    rf"(?:consider|accept|take|review|allow|look at)s?(?: [a-z-]+){{0,6}}? {_OTHER_PAPER}\b[^.;]{{0,30}}?"
    rf"\b{_SELDOM}[^.;]*"
)
# "Transfers are considered case by case, and J-1 visas are sponsored": a clause with a subject of its own.
_OF_ANOTHER_SUBJECT = re.compile(
    rf"^\W*(?:(?!visa|sponsor|citizen|foreign|international|\bimgs?\b|\bnon-|\bit\b|\bthis\b|\bthey\b|exception\w* "
    rf"(?:candidates|applicants))[^.;,:]){{4,70}}? (?:is|are|be|were) [^.;,:]{{0,40}}?\b{_SELDOM}[^.;,:]{{0,12}}, and "
    rf"(?![^.;]*\b(?:them|these|such)\b)(?=[^.;]{{0,24}}(?:{J1}|{H1B}|\bvisas?\b))"
)
# "May I change from J-1 to H-1B?" asks about the H-1B: the visa that one has is not in question.
_CHANGED = re.compile(
    rf"\bfrom (?:an? |the |your |their |my |existing |current |valid )*(?:{J1})(?: visas?| status)?"
    r"(?= (?:in)?to\b)"
)
# The cap is a matter of the petition's timing: it says nothing of who may have one.
_CAP = re.compile(
    rf"\(?(?:(?:as |for |since |because )?(?:we|it|the (?:hospital|university|program)|our (?:hospital|university|"
    rf"program)) (?:are|is|"
    rf"being) )?\b(?:outside|exempt from|free of|not (?:subject to|bound by|touched by|under|affected by)|"
    rf"independent of) (?:of )?(?:the |any )?"
    rf"(?:[a-z]+ )?(?:{H1B})[ -](?:visas? )?(?:caps?|quotas?|lottery)\b\)?|"
    rf"\bthe (?:[a-z]+ )?(?:caps?|quotas?|lottery|limits?) (?:on|for|of) (?:the |new )?(?:{H1B})(?: visas?|"
    rf" petitions?)? (?:does|"
    rf"do|is|are) not (?:touch|concern|affect|apply|bind|hold|count|matter|reach|limit|a (?:concern|problem|"
    rf"factor))(?:s|ed|ing)?\b"
    rf"(?: (?:to|for))?(?: (?:us|here|our (?:hospital|program|institution)|the (?:hospital|program)))?|"
    rf"(?:{H1B})[ -](?:visas? |petitions? )?(?:cap|quota)\b(?:[ -](?:exempt|subject))?|\bcap[ -](?:exempt|"
    rf"subject)(?: (?:{H1B}|"
    rf"employer|institution|status|organi[sz]ation))?"
)
# "... and ours do not fall under the yearly quota"
_NOT_CAPPED = re.compile(
    rf"(?:,|;)? ?(?:(?:and|since|as|because|which|for) )?(?:(?:our|these|those|its|such) (?:{H1B}|petitions?|visas?)|"
    rf"ours|they|these|"
    rf"those|it|which|the (?:{H1B}))(?: (?:visas?|petitions?))? (?:(?:do|does|are|is|will) not|never) (?:(?:fall|"
    rf"falls|come|count|be|stand|"
    r"run|subject|bound|held|counted|affected|limited|touched) )*(?:under|against|towards?|to|by|within|into|in|"
    r"on) (?:(?:the|any|a|an|its|"
    r"that|this) )?(?:[a-z]+ ){0,2}?(?:caps?|quotas?|lottery)\b"
)
# "... though this site sponsors nothing": the ECFMG does, for those who are taken on a J-1.
_THOUGH_NONE = re.compile(
    r",? \(?(?:even )?(?:al)?though (?:we|it|they|(?:this|the|our) [a-z]+(?: [a-z]+)?)(?: (?:itself|ourselves|"
    r"themselves))?"
    r"(?: (?:do|does|can|will|may) not|cannot)? (?:sponsors?|issues?|files?|provides?|offers?)(?: for)? (?:nothing|"
    r"nobody|no one|none|no [a-z]+|"
    r"anything|anyone|anybody|any(?: [a-z]+)?|visas?|them|it)(?: (?:itself|ourselves|themselves|(?:on|of) (?:its|"
    r"our) own))?\)?"
    r"(?=\W*$|[,;])"
)
_OF_STAFF_ASIDE = re.compile(
    r"\b(?:while|although|though|whereas)\b[^,;]{0,80}\b(?:faculty|attendings?|researchers?|scientists|nurses|"
    r"fellows)\b[^,;]{0,20},"
)
# "While some of our sister hospitals file H-1Bs, ours ..."
_OF_NEIGHBOURS = re.compile(
    r"\bunlike (?:our|the|its|an?|some|many|most|other) (?:(?! we\b| the program\b| this\b)[^,;]){0,60}(?:, (?:which|"
    r"who|whose|where) [^,;]*)?,|"
    r"\b(?:while|although|though|unlike|where|whereas) (?:some|many|most|several|a few|certain|other|the other|"
    r"(?:our|the) [a-z]+(?: [a-z]+)? (?:colleagues|neighbou?rs|counterparts|division|fellowships?)|our (?:sister|"
    r"neighbou?r\w*|"
    r"affiliated)|we (?:know|understand|reali[sz]e|recogni[sz]e|are aware)|you may|applicants may|candidates "
    r"may)\b(?: (?!we\b|our (?:program|hospital)|residents|applicants|candidates|trainees|physicians|"
    r"imgs)[a-z0-9'-]+)*,"
)
# "... says nothing on H-1B", "H-1B is not mentioned": silence is no refusal.
_SILENT = (
    r"(?:no (?:data|info|information|word|mention|details?)|nothing (?:is |was )?(?:said|stated|listed|mentioned|found|"
    r"known|clear)|sa(?:ys|id|y) nothing|(?:not|no|never) (?:[a-z]+ )?"
    r"(?:mention\w*|state[sd]?|specif\w+|address\w*|list(?:ed)?|discuss\w*|say|said|clear|disclose\w*|information|"
    r"word|comment|details?)|"
    r"unclear|unknown|unspecified|silent)"
)
_SAYS_NOTHING = Hinted(
    rf"\b{_SILENT}\b(?: (?:whether|if|it|they|sponsors?|accepts?|is|of|on|about|regarding|for|as to|any|an?|"
    rf"the))*,? (?:{H1B}|{J1})(?: (?:visas?|"
    rf"sponsorship))*|(?:{H1B}|{J1})(?: (?:visas?|sponsorship|status|policy))*:? (?:(?:is|are|was|were) )?{_SILENT}\b"
)
# Exchange visitors of other kinds are no physicians in training.
_J1_OF_OTHERS = re.compile(
    rf"\b(?:research|scholar|student|intern)(?:,? (?:and|or) (?:research|scholar|student|intern))? (?:{J1})(?: "
    rf"visas?)?|"
    rf"(?:{J1}),? \(?(?:research|scholars?|short-term|students?|intern\b|professors?|specialists?|au "
    rf"pair)\)?(?: (?:scholars?|visas?|status))*"
)
# "Exceptions to the J-1 rule are not made": the rule stands.
_FROM_RULE = re.compile(
    rf"\bexceptions? (?:to|from) (?:the |our |this )?(?:{J1}|{H1B})(?: (?:rule|policy|requirement|visa|status))*"
)


# "No F-1, J-1, H-1B or any other visas": one list, under one predicate.
_OTHERS = (
    r"(?:\b(?:b-?1(?:/b-?2)?|e-?3s?|f-?1s?(?: opt| cpt)?|f-?2s?|h-?2b?s?|h-?4s?|j-?2s?|l-?1s?|o-?1s?|opt|cpt|p-?1s?|"
    r"tn-?1?s?)\b|"
    r"\b(?:any |all )?other(?= (?:types? of |kinds? of |categories of |temporary |work |nonimmigrant |non-immigrant )*"
    r"(?:visa|status|sponsorship|categor|types?\b|kinds?\b|class))|"
    r"(?<=[dr] )(?:any )?others\b(?! (?:with|who|from|that|on|in)\b))"
)
_LISTED = re.compile(
    rf"(?:{J1}|{H1B}|{_OTHERS})(?:(?:,? (?:and|n?or|and/or) |, | ?/ ?)(?:an? |the )?(?:{J1}|{H1B}|{_OTHERS}))+"
)
_NAMED = re.compile(rf"{J1}|{H1B}")
_ONLY_JOINED = re.compile(rf"(?:{J1}|{H1B})(?:,? (?:and |n?or |and/or )| ?/ ?|, )(?:an? |the )?(?:{J1}|{H1B})")
_DENIES_NEXT = re.compile(r"\b(?:no|neither|without)(?: new)? $")


# "... would be supported if accepted": no condition, since only those taken need a visa.
_IF_TAKEN = re.compile(
    r",? \b(?:if|once|when|upon|after) (?:(?:you|they|he or she|an applicant|the applicant|the candidate) (?:is|are) |"
    r"being )?(?:accepted|matched|selected|hired|ranked|appointed|offered (?:an? |the )?(?:position|place|spot|"
    r"contract))"
    r"\b(?! by| into an?| if| on| for)"
)


def _join_listed(match: re.Match[str]) -> str:
    """A list of visas with its J-1 and H-1B alone, in their places."""
    listed = match.group()
    if _ONLY_JOINED.fullmatch(listed) and not (
        _DENIES_NEXT.search(match.string[: match.start()]) and match.string.startswith(" visa", match.end())
    ):
        return listed  # two with a comma may have predicates of their own: "no H-1B, J-1 is fine"
    joined = ""
    for named in _NAMED.finditer(listed):
        joined = f"{joined}/" if joined else ""
        joined = joined.ljust(named.start()) + named.group()
    return joined.ljust(len(listed)) if joined else listed


# "J-1 holders (the visa is supported, not sponsored)": taken, whoever signs for it.
_NOT_BY_NAME = re.compile(
    r"(?P<taken>\b(?:supported|accepted|honou?red|recogni[sz]ed|welcome|allowed)),? (?:but |though |yet |and )?(?:is "
    r"|are )?"
    r"not sponsored\b(?! (?:for|by|if|unless|when))"
)


# "J-1 through the ECFMG, processing not paid": who bears the cost says nothing of the visa.
_AT_OWN_COST = re.compile(
    r"(?:,| -{1,2}|;)? ?\(?(?:(?:the|its|all|any|legal|related) )*(?:processing|fees?|costs?|expenses?|charges?|"
    r"paperwork)"
    r"(?: (?:fees?|costs?))?(?: (?:is|are|being|will be|of it))? (?:not|never|un)[ -]?(?:paid|covered|reimbursed|"
    r"refunded|"
    r"borne|included|met)(?: (?:for|by us|by the [a-z]+))?\)?(?=\W*$|[,;])"
)


# "J-1, we do not accept or substitute any others", "we take no others than the J-1": what is denied is the rest.
_DO = (
    r"(?:accept|sponsor|tak|consider|support|substitut|offer|us|honou?r|host|allow|permit|handl|process|fil|provid)(?:e?s|"
    r"e|ing)?"
)
NO_OTHERS = re.compile(
    rf"(?:(?:and |but )?(?:we|it|they|(?:our|the|this) [a-z]+) )?(?:(?:(?:do|does|can|will|could) not|cannot|never)"
    rf"(?: {_DO})(?:,? (?:or|nor|and) {_DO})* (?:any |the )?|neither {_DO} nor {_DO} (?:any |the )?|{_DO} no )others?\b"
    r"(?: (?:visas?|types?|kinds?|status\w*|categor\w+|classifications?)\b)*(?: of visas?\b)?"
    r"(?P<than> (?:than|but|except(?: for)?|besides|apart from|aside from)\b)?"
)


def _say_only(text: str, match: re.Match[str]) -> str:
    """What denies all but a visa named in the same clause, as one word that says so; else as it was."""
    if match["than"]:
        return "accept only".ljust(len(match.group()))
    return "only".ljust(len(match.group())) if NAMED.search(text[: match.start()]) else match.group()


# "A J-1 we accept": the object in front.
_FRONTED = re.compile(
    rf"(?P<before>^|[,;:] |\b(?:but|and|yet|while) )(?P<what>(?:(?:those|people|applicants|candidates|holders) (?:on|"
    rf"with|of) )?(?:an? |the )?"
    rf"(?:{J1}|{H1B})(?: visas?| holders)?),? (?P<who>we|(?:our|the|this) (?:hospital|program|institution|university|"
    rf"department|clinic|"
    r"center|residency|site)) (?P<verb>(?:(?:do|can|will|gladly|happily|always) )*(?:accept|take|welcome|support|"
    r"consider|honou?r|host|"
    r"sponsor)s?)(?=\W*$|[,;)])"
)
# "We sponsor the J-1 no more than the H-1B": neither of them.
_NO_MORE_THAN = re.compile(
    rf"(?P<one>(?:the |an? )?(?:{J1}|{H1B})(?: visas?| status| sponsorship)?) (?:no more|just as little|as little|"
    rf"no sooner) (?:than|as) "
    rf"(?P<other>(?:the |an? )?(?:{J1}|{H1B}))"
)


# "Apart from the rules of their program, foreigners need ...": one thing more to meet, no exception and no condition.
_BESIDES = re.compile(
    r"^\W*(?:besides|apart from|in addition to|aside from|on top of|beyond) (?P<what>[^;:.]{3,80}?),? (?=(?:they|you|"
    r"all|those|anyone|everyone|whoever|applicants|candidates|residents|trainees|house ?staff|persons|people|"
    r"individuals|"
    r"physicians|imgs|fmgs|international|foreign\w*|non-?[a-z]+)\b[^;.]{0,80}?\b(?:must|needs?|ha(?:ve|s) to|should|"
    r"(?:are|is) (?:to|required))\b)"
)


def _mask_besides(text: str) -> str:
    opens = _BESIDES.match(text)
    if opens is None or MENTION.search(opens["what"]):
        return text
    return " " * opens.end() + text[opens.end() :]


# "J-1, green card, on some occasions a work permit": the occasions are the permit's.
_PAPER_BESIDE = re.compile(
    r"\b(?:work|employment) (?:permits?|authori[sz]ations?)\b|\beads?\b|\bopt\b|\bgreen[- ]?cards?\b|"
    r"\bpermanent residen\w+\b|\b(?:o|tn|e|f) ?-? ?[13]?(?: visas?| status)\b"
)
_SAYS_MORE = re.compile(
    r"\b(?:is|are|be|we|they|you|visas?(?! status)|sponsor\w*|either|both|all|if|unless|when|without)\b"
)


def _mask_other_papers(text: str) -> str:
    """Without the items of a list that bind another paper, and neither visa."""
    parts = re.split(r"([,;])", text)
    for at, part in enumerate(parts):
        is_other = _PAPER_BESIDE.search(part) and COND.search(part) and not re.search(rf"{J1}|{H1B}", part)
        if is_other and not _SAYS_MORE.search(part):
            parts[at] = " " * len(part)
    return "".join(parts)


def mask_asides(clause: Clause) -> Clause:
    """The clause with what says nothing of its own visas out of sight; each letter keeps its place."""
    text = _mask_besides(clause.text)
    if "other hand" in text or "one hand" in text:
        text = _ON_ONE_HAND.sub(lambda match: " " * len(match.group()), text)
    text = text.replace("with or without", "with ##########")
    if "yet to" in text:
        text = _YET_TO.sub("cannot", text)
    text = _NOW_AND_THEN.sub(lambda match: "occasionally".ljust(len(match.group())), text)
    if "no citizen" in text:
        text = _NO_CITIZEN.sub(" foreigner", text)
    if "not sponsored" in text:
        text = _NOT_BY_NAME.sub(lambda match: match.group("taken").ljust(len(match.group())), text)
    if "(" in text:
        text = _OF_GREEN_CARDS.sub(
            lambda match: (
                match.group() if MENTION.search(match.group().replace("sponsor", "#")) else " " * len(match.group())
            ),
            text,
        )
        text = _NAMES_IN_BRACKETS.sub(lambda match: match.group().replace("(", ",").replace(")", ","), text)
        text = _BY_ECFMG.sub(lambda match: " " * len(match.group()), NAME_IN_BRACKETS.sub(r" \g<name> ", text))
    if MENTION.search(text):
        if "," in text or ";" in text:
            text = _mask_other_papers(text)
        text = _LETTERS.sub(lambda both: _SPELLED[both["first"]].ljust(len(both.group())), text)
        text = _AS_WELL_AS.sub(lambda both: f"{both.group('name')} and ".ljust(len(both.group())), text)
        if spared := _SPARED.search(text):
            text = text[: spared.start("rest")] + "#" * len(spared["rest"])
        text = _IF_TAKEN.sub(lambda match: "#" * len(match.group()), text)
        if " not " in text or "never" in text or "un" in text:
            text = _AT_OWN_COST.sub(lambda match: " " * len(match.group()), text)
        text = _LISTED.sub(_join_listed, text)
        text = _OR_ANY_OTHER.sub(lambda match: match.group("name").ljust(len(match.group())), text)
        if not clause.answer and not clause.is_first_reply and (cut_off := _ANSWERS_CUT_OFF.match(text)):
            text = "#" * cut_off.end() + text[cut_off.end() :]
        elif (cut_off := _NO_BUT_THESE.match(text)) and not MENTION.search(clause.question):
            text = "#" * cut_off.end() + text[cut_off.end() :]
            clause = replace(clause, answer="", is_first_reply=False)
        if ONLY.search(text):
            excuse = _EXCUSE.match(text)
            if excuse:
                text = "#" * excuse.end() + text[excuse.end() :]
            text = _ONLY_HAS.sub("just ", text)
        if is_negative(text):
            text = _REPLACED.sub(lambda match: "#" * len(match.group()), text)
        if "other" in text:
            text = NO_OTHERS.sub(partial(_say_only, text), text)
        text = _FRONTED.sub(
            lambda match: f"{match['before']}{match['who']} {match['verb']} {match['what']}".ljust(len(match.group())),
            text,
        )
        if "no more" in text or "little" in text or "sooner" in text:
            text = _NO_MORE_THAN.sub(
                lambda match: f"neither {match['one']} nor {match['other']}".ljust(len(match.group())), text
            )
        if "cap" in text or "quota" in text or "lottery" in text:
            text = _NOT_CAPPED.sub(lambda match: "#" * len(match.group()), text)
        if "though" in text and re.search(J1, text) and not re.search(H1B, text):
            text = _THOUGH_NONE.sub(lambda match: " " * len(match.group()), text)
        text = LIKE_OTHERS.sub(lambda match: " " * len(match.group()), text)
        for pattern in (_CAP, _OF_STAFF_ASIDE, _OF_NEIGHBOURS, _SAYS_NOTHING, _J1_OF_OTHERS, _FROM_RULE):
            text = pattern.sub(lambda match: "#" * len(match.group()), text)
        text = _NEEDS_NONE.sub(_hide_need, text)
        text = OTHER_KIND.sub(lambda match: "#" * len(match.group()), text)
        text = _AMONG_THEM.sub(lambda match: f"{match.group('name')} included".ljust(len(match.group())), text)
        text = _CHANGED.sub(lambda match: "#" * len(match.group()), text)
        text = _OF_ANOTHER_SUBJECT.sub(lambda match: "#" * len(match.group()), text, count=1)
        text = _OTHERS_TOO.sub(
            lambda match: "#" * len(match.group()) if not NAMED.search(match.group()) else match.group(), text
        )
    question = _CHANGED.sub(lambda match: "#" * len(match.group()), clause.question) if clause.question else ""
    if (text, question) == (clause.text, clause.question):
        return clause
    return replace(clause, text=text, question=question)


def _hide_need(match: re.Match[str]) -> str:
    return (match.group("before") or "").ljust(len(match.group()), "#")


# ---------------------------------------------------------------- before a clause is cut into groups

_PERHAPS = re.compile(r"\b(?:may or may not|may, or may not,|may \(or may not\))")
# "Unlike the H-1B, the J-1 is sponsored": what it is compared with stays unsaid.
UNLIKE = Hinted(
    rf"\b(?:unlike|in contrast (?:to|with)|as opposed to)(?: with| for| the| an?)* "
    rf"(?:(?:{H1B})|(?:{J1}))(?: visas?)?"
)
# "... now supports both, where formerly it supported J-1 alone": the past stands in an aside.
PAST_ASIDE = re.compile(
    r",? (?:where|whereas|while|which|whom|as it|though|although) (?:we |it |they )?(?:had )?(?:formerly|previously|"
    r"used to|in the past)\b[^,;.]*"
)
# The visa that somebody cannot have is the occasion of the rule and not its subject.
BARRED_FROM_IT = Hinted(
    rf"\b(?:should|if|were) (?:an? |the )?(?:{J1})[^,;]{{0,20}}\b(?:not|fails?|be (?:refused|denied|delayed))\b[^,;]*|"
    rf"\b(?:why|reasons?|reason that|show that|explains?|justif\w+) (?:an? |the )?(?:{J1})(?: visa)? (?:does|will|"
    rf"would|can|is|do)(?: not|not)\b[^,;]{{0,24}}|\bnot being (?:eligible|able|qualified) (?:for|to [a-z]+)(?: an?|"
    rf" the)? (?:{J1})|"
    rf"\b(?:persons?|those|candidates?|applicants?|residents?|physicians?|anyone|people|where|if|when|in case|"
    rf"should)\b[^,;]"
    rf"{{0,50}}?\b(?:barred from|ineligible for|unable to (?:obtain|get|secure|use)|cannot (?:obtain|get|secure|use|"
    rf"hold)|not "
    rf"(?:be )?(?:eligible for|available|possible|an option)|excluded from|unavailable|impossible|who (?:have "
    rf")?exhausted)\b"
    rf"[^,;]{{0,24}}?(?:{J1})(?! (?:visas? )?(?:cannot|are not|will not|is not|shall not|need not apply|may not))(?: "
    rf"status| visas?)?|"
    rf"\b(?:where|if|when|unless) (?:the )?(?:ecfmg|intealth) (?:cannot|will not|does not|is unable)[^,;]*|"
    rf"\b(?:unless|if|when|where|should) (?:they|he|she|you|one|the applicant|a candidate)(?:'re|'s| is| are| "
    rf"be)? (?:[a-z]+ )?(?:ineligible|"
    rf"not eligible|cannot|unable|barred|not (?:able|qualified))\b[^,;]{{0,24}}(?=, [^;]*(?:{H1B}))|"
    rf"\b(?:where|if|when|in case|should|for whom|(?:who|must|to|can|and) (?:can )?(?:show|prove|demonstrate)(?: "
    rf"that)?)\b[^,;]{{0,12}}(?:{J1})"
    rf"[^,;]{{0,24}}\b(?:unavailable|impossible|not "
    rf"(?:available|"
    rf"possible|an option|be (?:had|obtained|used))|cannot (?:be )?(?:obtain\w*|get|used?|had))(?: to the candidate)?"
)
# "The J-1 requires no such approval": a demand denied is no refusal, and the approval is no condition.
NO_DEMAND = Hinted(
    r"\b(?:requirements?|rules?|conditions?|limits?|fees?|restrictions?|deadlines?) (?:does|do|is|are) not "
    r"(?:apply|extend|hold|meant|imposed|asked|required|needed)\b(?: (?:to|for|of|on))?|"
    r"\b(?:(?:requires?|needs?|demands?|calls? for|asks? for|involves?|takes?|(?:is|are) (?:subject|tied|bound) to|"
    r"depends? (?:up)?on) no|(?:(?:do|does|is|are|will|shall|need) not|never) (?:require[sd]?|needs?|demands?|call for|"
    r"ask for|involve|take|subject to|tied to|bound by|bound to|depend(?:ent|s)? (?:up)?on))"
    r" (?:[a-z]+ ){0,3}?"
    r"(?:approvals?|permissions?|consent|conditions?|reviews?|limits?|limitations?|caps?|quotas?|restrictions?|"
    r"pass(?:age)?|steps? (?:3|iii|three)|exam\w*|requests?|"
    r"waivers?|forms?|petitions?|fees?|such thing|more|requirements?|authorization|thing)\b"
)
# "Step 3 is not required for J-1 holders", "you need not have passed Step 3 for the J-1": the exam is denied.
EXAM_UNNEEDED = Hinted(
    r"\b(?:usmle )?steps? (?:3|iii|three)\b(?: [a-z]+){0,3}? (?:(?:is|are|was|be) (?:not|never|no)|"
    r"(?:does|do|need) not)"
    r" (?:[a-z]+ ){0,2}?(?:required|needed|necessary|mandatory|asked|requirement|must|condition|matter|apply|count)\b|"
    r"\b(?:(?:do|does|will|would|need) not|never) (?:(?:have|need|be required|require|ask|expect|insist) "
    r"(?:to |for |on )?)?(?:[a-z]+ ){0,3}?"
    r"(?:usmle )?steps? (?:3|iii|three)\b|\bno (?:usmle )?steps? (?:3|iii|three)\b"
)
_PERSON_OF_STATUS = (
    r"(?:u\.?s\.? |american |united states |lawful |legal )*(?:citizens?|nationals?|permanent residents?|"
    r"green[- ]?card holders?|"
    r"immigrants?(?: with permanent status)?|canadians?|"
    r"american(?= (?:get|are|may|can|need|must|receive|will)\b)|residents?(?= (?:you|must|they|will|need|should)\b))"
)
# "Those who are neither citizens nor permanent residents": no denial of a visa.
_NEITHER_CITIZENS = Hinted(
    rf"\bneither (?:an? )?(?:{_PERSON_OF_STATUS})(?: n?or (?:an? )?(?:{_PERSON_OF_STATUS}))*|\bnot (?:an? "
    rf")?(?:{_PERSON_OF_STATUS})"
    rf"(?: (?:n?or|and) (?:an? )?(?:{_PERSON_OF_STATUS}))*"
)
IN_PLACE_OF = re.compile(
    rf"\b(?:in place of|instead of|rather than|in lieu of|and not|not)(?: (?:an?|the|my|your|their|on))* (?:{J1}|{H1B})"
)


def mask_comparisons(text: str) -> str:
    """Without what a visa is only compared with: another visa, another time."""
    text = _PERHAPS.sub(lambda match: "might".ljust(len(match.group())), text)
    for pattern in (UNLIKE, PAST_ASIDE):
        text = pattern.sub(lambda match: "#" * len(match.group()), text)
    return text


def mask_occasions(text: str) -> str:
    """Without the occasion of a rule, and without demands that are denied."""
    for pattern in (BARRED_FROM_IT, NO_DEMAND):
        text = pattern.sub(lambda match: "#" * len(match.group()), text)
    if "without" not in text and "unless" not in text and "until" not in text:
        text = EXAM_UNNEEDED.sub(lambda match: "#" * len(match.group()), text)
    return text


def mask_non_citizens(text: str) -> str:
    """Without "neither citizens nor permanent residents", which denies no visa."""
    return _NEITHER_CITIZENS.sub(lambda match: "#" * len(match.group()), text)
