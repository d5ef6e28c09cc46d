"""What happens to applicants who do not meet a rule: turned away, set back, or nothing at all; shared by all limits."""

from __future__ import annotations

from functools import lru_cache

from transforms import hinted_re as re
from transforms.language import Clause

# ---------------------------------------------------------------- heads and questions over what is refused

# A head under which stands what is refused: "Hard stops: Step 2 under 210; more than 5 years out".
REFUSING_HEAD = re.compile(
    r"(?:^|\| )(?:(?:as a rule|in general|generally|usually|normally|typically|ordinarily|applicants|candidates|"
    r"applications|files|these|those|the following) )*not (?:considered|accepted|reviewed|eligible|interviewed|"
    r"invited)\b|"
    r"\b(?:who (?:should not|may not|cannot|need not) apply|(?<=\()declined(?=\))|"
    r"(?:turn (?:down|away)|reject|decline|refuse|screen out) (?:applications|applicants|files|candidates)|"
    r"hard stops?|deal-?breakers?|knock-?outs?|exclusions?|excluded|declination|grounds for|(?:removes?|rejects?|"
    r"excludes?|discards?|drops?|declines?)(?=\s*$)|lead(?:s|"
    r"ing)? to (?:[a-z]+ )?(?:rejection|exclusion)|auto(?:matic(?:ally)?)?[- ](?:reject\w*|declin\w*|"
    r"exclu\w*|filter\w*|"
    r"screen\w*)|disqualif\w+|rejected|screened out|filtered out|red flags we do not pass|(?:we|will|do|does|are|is|"
    r"can)(?: not|not) "
    r"(?:be )?(?:consider|accept|tak|review|interview|invit|read|rank|process|eligible|allow|permit|tolerat|"
    r"forgiv)\w*|who (?:need|should|must) not apply|who (?:may|can|should) ?not(?= *$)|"
    r"reasons [^:]{0,40}(?:declin|reject|refus|turned (?:down|away))\w*|"
    r"not eligible|ineligible|"
    r"(?:please )?do not apply (?:if|with)|(?<!soft )(?:hard )?filters|knock-?out criteria)\b|"
    r"\b(?:removes?|filters? out|screens? out|drops?|excludes?|rejects?|discards?|weeds? out|turns? away|sorts? out)$"
)
_REFUSING_QUESTION = re.compile(
    r"(?:what|which (?:things|facts)|who) (?:(?:will|would|can|could|does|is|are|gets?|automatically|me|you|us|"
    r"files?|an application) )*(?:disqualif|"
    r"exclud|reject|eliminat|filter|screened|rules? (?:me |you |us |an applicant )?out|(?:should|need|must|can) ?not"
    r" apply)"
)


def has_refusing_head(clause: Clause) -> bool:
    """Whether what stands in the clause is refused by its label, its list's head or its heading."""
    told = "" if clause.lead else clause.sentence[: max(clause.start - clause.sentence_start, 0)]
    return bool(
        REFUSING_HEAD.search(clause.lead)
        or (":" in told and ";" in told and REFUSING_HEAD.search(told[: told.index(":")]))
        or REFUSING_HEAD.search(clause.heading.rsplit("|", 1)[-1])
        or (clause.question.startswith(("what ", "which ", "who ")) and REFUSING_HEAD.search(clause.question))
        or (" - " in clause.text[:40] and REFUSING_HEAD.search(clause.text.split(" - ", 1)[0]))
        or (clause.question and _REFUSING_QUESTION.match(clause.question))
    )


_DENYING_LABEL = re.compile(
    r"(?:.*\| )?(?:at this time,? |please note,? |note,? )?(?:we|it|(?:the|our|this) (?:[a-z-]+ ){0,3}?(?:program|"
    r"residency|hospital|department|institution|center)) (?:(?:do|does|will|can) not|cannot|never|(?:is|"
    r"are) unable to)\s*|"
    r"(?:.*\| )?(?:things? |what |some things )?(?:that )?(?:we|the program|our program) (?:do not|will not|cannot|"
    r"never)(?: do| offer)?\s*|(?:.*\| )?not done here\s*"
)
_DENIED_ITEM = re.compile(
    r"\W*(?:act as|serve as|give out|give|sponsor|accept|host|offer|provide|support|take|process|file|issue|ask|"
    r"demand|expect|have|impose|insist|"
    r"need|"
    r"publish|require|set|use|(?:sponsor|accept|host|offer|provid|support|tak|process|fil|issu|ask|publish|requir|"
    r"us)ing)\b"
)


def stands_under_denial(clause: Clause) -> bool:
    """ "The program does not: sponsor visas; offer observerships": a list that its label denies item by item."""
    label = clause.lead or clause.sentence[: max(clause.start - clause.sentence_start, 0)].partition(":")[0]
    return bool(_DENIED_ITEM.match(clause.text) and _DENYING_LABEL.fullmatch(label))


# ---------------------------------------------------------------- clauses

# What happens to an applicant who does not meet a rule, in any of its words; shared by all limits.
_TURNED_AWAY = re.compile(
    r"\b(?:not|never|nor|cannot|nobody|no one) (?:be |will |to )?(?:get|gets|receive|receives|obtain|"
    r"granted|given) (?:an? |any )?"
    r"(?:interviews?|invit[a-z]+|review|place|position|offer)\b|"
    r"\b(?:not|never|nor|no longer|cannot|unable to|nobody|no one)(?: (?:be|is|are|get|gets|will be|able to|"
    r"generally|usually|typically|currently|further|even))* "
    r"(?:consider\w*|review\w*|accept\w*|eligible|interview\w*|invit\w*|process\w*|screen\w*|read|look\w*|rank\w*|"
    r"offer\w*|grant\w*|advanc\w*|take|taken|taking|admit\w*|appoint\w*|hir(?:e|ed|ing)|enroll?\w*|qualif\w*|"
    r"forward\w*|(?:receiv|get|obtain|earn)\w* (?:an? |any )?(?:interview|invit|review|consideration)\w*|"
    r"meet\w* (?:our|the|these)|(?:an? )?(?:good )?(?:fit|match) for|"
    r"open(?:ed)?|evaluat\w*|entertain\w*|welcom\w*|move (?:on|forward)|proceed|progress|go (?:on|forward|further)|"
    r"apply)\b"
    r"|\b(?:reject\w*|declin\w*|turned (?:away|down|back)|turn (?:away|down)|disqualif\w*|ineligible|exclud\w*|"
    r"impossible (?:for us )?to (?:invite|consider|interview|accept|rank|review|offer)|void|invalid|invalidates?|"
    r"exclusionary|preclud\w*|"
    r"exclusion|filtered|filters? (?:out|remove)|screened out|weed\w* out|discard\w*|eliminat\w*|"
    r"remov(?:e|es|ed)\b(?! from (?:medical|med |school|graduat|the(?:ir)? (?:graduat|medical|degree|md)))|"
    r"(?:rule|cut|knock|throw|sort|screen)(?:s|ed|ing|n)?(?: [a-z]+){0,3} out|out of (?:luck|the running|"
    r"consideration|contention)|pass(?:ed|es)? over|(?:gets?|receives?|is|are) (?:given |offered |granted )?no "
    r"(?:interviews?|invitations?|consideration|further)|(?:auto-?)?(?:declination|rejection)|contraindication|"
    r"(?:file|application)s? (?:is|are|will be|gets?) (?:closed|not opened|deleted|archived|thrown)|"
    r"not the right (?:place|program|fit)|(?:will|must|would|'ll|have to) pass on (?:your|such|them|it)\b|"
    r"(?:not|never) (?:be )?(?:compatible|acceptable)|incompatible|the answer "
    r"is no|(?:file|application|door|case|matter|review|folder)s? (?:(?:is|are|gets?|will be|stays?|remains?|has been) "
    r")?(?:closed|shut|over)|results? in (?:a )?(?:rejection|removal|denial)|(?:shall|may|will) not be (?:appointed|"
    r"reappointed)|"
    r"(?:fall|falls|lie|lies|are|is) outside|elsewhere|unread|need not apply|do not "
    r"apply|(?:is|are|be|'re) out(?=\s*(?:$|[.,;:!]))|"
    r"should not apply|refus(?:e|es|ed)|den(?:y|ies|ied)|barred|debar\w*|set aside|returned|asked to withdraw|"
    r"clos(?:es|ed) the door|stop(?:s|ped)? (?:reading|there)|auto-?reject\w*)\b"
)
_NOT_TURNED_AWAY = re.compile(
    r"\b(?:not|never|nobody|no one|hardly|nor|no (?:applicant|candidate|file)s?)(?: (?:be|is|are|gets?|by "
    r"itself|in itself|alone|necessarily|automatic(?:ally)?|immediate(?:ly)?|itself|an?|will|mean|lead to|result in|"
    r"will be))* "
    r"(?:reject\w*|declin\w*|turn(?:ed|s|ing)? (?:away|down|back)|disqualif\w*|ineligible|preclud\w*|exclu\w*|"
    r"filter\w*|screen\w*|"
    r"discard\w*|eliminat\w*|remov\w*|rul\w*(?: [a-z]+){0,3} out|refus\w*|den(?:y|ied)|bar(?:red)?)\b|"
    r"\bno (?:reason|grounds?|cause) (?:to|for us to|for|of) (?:reject|declin|exclu|refus|turn|disqualif|filter|"
    r"remov)\w*"
)
_SET_BACK = re.compile(
    r"\bat an? (?:[a-z]+ )?disadvantage\b|\bless (?:competitive|likely|attractive|favou?r\w*)\b|\b(?:rarely|seldom|"
    r"hardly ever|unlikely|discouraged|difficult|penali[sz]ed|frowned)\b|\b(?:lowers?|hurts?|reduces?|weakens?|"
    r"diminish\w*|"
    r"slims?) (?:your|the|their|an?)\b|\b(?:slim|little|small(?:er)?|poor|lower|reduced) (?:chances?|priority|odds)\b|"
    r"\bchances? (?:are|is|will be|would be|become) (?:much |very |far )?(?:lower|slim\w*|reduced|small\w*|poor\w*|"
    r"less)\b|"
    r"\branked lower\b|\bnot (?:competitive|favou?red|preferred)\b"
)


@lru_cache(maxsize=512)
def is_turned_away(text: str) -> bool:
    """Whether a clause refuses somebody; "does not disqualify", "nobody is rejected" refuse nobody."""
    return bool(_TURNED_AWAY.search(_NOT_TURNED_AWAY.sub("#", text)))


@lru_cache(maxsize=512)
def is_harmless(text: str) -> bool:
    """Whether a clause says that something excludes nobody."""
    return bool(_NOT_TURNED_AWAY.search(text))


@lru_cache(maxsize=512)
def is_set_back(text: str) -> bool:
    """Whether a clause says that something lessens a chance without ending it."""
    return bool(_SET_BACK.search(text))
