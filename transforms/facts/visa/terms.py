"""Clauses that tell what a visa is like, what its holders must do, or what happens when one fails to come.

None of them grants or refuses a visa. Guards only: they take back what another reading made of such a clause, the
grammar's or the second reader's; whatever grants or refuses in words of its own is left to them.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.finding import IMPLIED, Finding
from transforms.facts.visa.words import H1B, J1
from transforms.language import Clause

TERMS = "visa: its terms or its holders' duties, not its acceptance"
OF_MANY = "visa: of programs at large"
OF_PAST = "visa: of the past"
ONE_OF_SEVERAL = "visa: one status of several that will do"
LEFT_UNSAID = "visa: a verb whose sense stands in the clause before"
OF_ONE_VISA = "visa: what follows where a visa fails to come or ends too soon"

_VISA = rf"(?:{J1}|{H1B})(?: (?:visas?|status|program|classification))?"
_VISAS = rf"(?:an? |the |any |new |our )?{_VISA}(?:(?: and | or |, | as well as )(?:an? |the )?{_VISA})*"
# Applicants are not among them: what an applicant on a visa must bring is asked of one who is taken.
_HOLDER = (
    r"(?:trainees?|residents?|interns?|physicians?|doctors?|holders?|fellows?|scholars?|visitors?|people|persons?)"
)
_HOLDERS = (
    rf"(?:(?:an? |the |all |our |any |every |each )?{_VISA} (?:exchange )?{_HOLDER}|"
    rf"(?:an? |the |all |our |any |every |each )?(?:{_HOLDER}|those|anyone|whoever is|everyone|one) "
    rf"(?:of|on|with|in|under|holding) (?:an? |the )?{_VISA})"
)
_DUTY = (
    r"(?:must|shall|should|ha(?:ve|s) to|needs?|may not|can ?not|(?:is|are) (?:required|expected|obliged|advised|"
    r"reminded|subject|bound|responsible|limited)|returns?|reports?|pays?|renews?|files?|fills?|carr(?:y|ies)|"
    r"ha(?:ve|s) (?:an? )?(?:orientation|to|their|[a-z0-9]+ (?:days|weeks|months))|gets? (?:their|the|a new)|"
    r"receives?|buys?|"
    r"leaves?|begins?|starts?)\b"
)
# "The J-1 runs for seven years", "J-1 and H-1B have different rules", "an H-1B costs thousands".
_NATURE = (
    r"(?:runs?|lasts?|ends?|expires?|requires?|needs?|costs?|leads?|takes? (?!all\b|any\b)|carr(?:y|ies)|var(?:y|ies)|"
    r"differs?|names?|binds?|entails?|involves?|brings?|means?|ha(?:s|ve) (?:an? |the |its |their |many |several |"
    r"some )?(?:different|own|other|limits?|caps?|rules|terms|two-year|home|advantages|drawbacks|costs)|"
    r"(?:is|are) (?:(?:only|also|usually|much|far) )*(?:valid|cheaper|faster|slower|easier|harder|simpler|dearer|"
    r"quicker|different|tied|governed|regulated|limited to [a-z0-9]+ years|good for|meant|named|bound)|"
    r"(?:can|may|must|has to|have to|needs to) be (?:extended|renewed|prolonged|validated|stamped|amended))\b"
)
_OPENS = (
    r"^\W*(?:(?:please note|note|also|but|and|for taxes|once here|in addition|remember|of course|that|"
    r"(?:once|when|after|during|while|as|at|on|in) [^,;]{2,40},)[,:]? (?:that )?)?"
)
_TELLS_DUTY = re.compile(rf"{_OPENS}{_HOLDERS}(?: (?:also|then|therefore|all|each|always|usually|further))* {_DUTY}")
_TELLS_NATURE = re.compile(rf"{_OPENS}{_VISAS}(?: (?:also|then|usually|each|both|always|normally|often))* {_NATURE}")
_HELD_BY = re.compile(
    rf"\bfor {_HOLDERS}\W*$|\bon (?:an? |the )?{_VISA},? (?:you|one|they) (?:must|may|can|cannot|should)\b"
)
# What grants or refuses whatever else is told; the ECFMG's certificate is a demand on whoever applies.
_GRANTS = re.compile(
    r"\b(?:we|us|our|ours)\b|\bno (?:[a-z]+ )?(?:approval|limit|consent|permission)|"
    r"\b(?:accept|sponsor|support|welcom|offer|provid|consider|eligib|appl(?:y|ies|icant|ication)|qualif|hir(?:e|ed)|"
    r"appoint|match|rank|interview|invit|train here|join|enter|admit|tak(?:e|en) (?:all|any|only|physicians|residents)|"
    r"happy|glad|yes\b|(?<!valid )only\b|possib|option|availab|allow|permit|certif|step|usmle)"
)
_COMPARES = re.compile(
    rf"^\W*(?:compared (?:with|to)|unlike|as against|next to) (?:an? |the )?{_VISA}|"
    rf"{_VISA} (?:is|are|comes?|costs?|takes?) (?:far |much |a little |somewhat )?(?:cheaper|faster|slower|"
    rf"easier|harder|"
    r"simpler|dearer|quicker|sooner|later|less|more [a-z]+) (?:than|and)\b"
)
# "The J-1 asks for the ministry's letter, an H-1B does not": no denial of the visa, but of what the first clause says.
_ELIDED = re.compile(
    rf"(?:,|;| -+| and| but| while| whereas)+ (?:an? |the |with an? )?{_VISA} (?:does|do|is|are|has|have) not\W*$"
)
_DEALS = re.compile(
    r"\b(?:accept|sponsor|support|welcom|offer|provid|consider|eligib|qualif|hir(?:e|ed)|appoint|possib|option|availab|"
    r"allow|permit|honou?r|process|fil(?:e|ed|es|ing)\b|tak(?:e|es|en|ing)\b|gets?\b|(?:is|are|do|does|will|"
    r"can) ?(?:so|too|ok|fine|"
    r"yes)?\W*$|works?\b|fine|ok\b|fits?\b|goes\b|recogni[sz])"
)

# "If the visa is missing on July 1 ...", "should your visa be late ...": one person's visa, and what follows.
_HIS_VISA = r"(?:the|your|their|his|her|his or her|an applicant's|the proper|the right|the necessary|a needed)"
_FAILS = re.compile(
    rf"\b(?:if|should|when|where|in case|in the event(?: that)?|unless|until|once|someone whose|anyone whose|whoever's)"
    rf" (?:{_HIS_VISA} (?:[a-z]+ )?)?visas?\b(?! (?:is|are|be) (?:needed|required|necessary|wanted)| sponsorship)|"
    r"\b(?:if|should|when|where|in case) an? (?:[a-z]+ )?visa (?:is|be|has|comes|arrives|was|gets) (?:late|"
    r"denied|refused|"
    r"delayed|missing|lost|not|held|still)\b"
)
# "A visa that runs for less than five years", "visas shorter than our training": some visas, not all.
_SHORT = re.compile(
    r"\bvisas? (?:(?:that|which) [^.;,]{0,24}?(?:\b(?:less|fewer|shorter|short|before|until|not cover|not last)\b|"
    r"\b(?:ends?|expires?|lapses?|lasts?|runs? out)\b)|(?:shorter|briefer|of (?:less|fewer)|for (?:less|fewer|under)|"
    r"with (?:less|fewer)|valid for (?:less|fewer|under)|ending|expiring|running out)\b)|"
    r"\bwhose visas? (?:[a-z]+ )?(?:not )?(?:covers?|ends?|expires?|runs?|lasts?)\b"
)


# "Many take the J-1, few the H-1B", "visa policy in Boston is for each program": what others do, or a rule for none.
_OF_MANY = re.compile(
    r"^\W*(?:while |but |and |though )?(?:(?:the )?(?:many|most|some|few|several|others|a few|hardly any|"
    r"nearly all|almost all|a smaller set|"
    r"a minority|a majority)(?: of them)?|(?:many|most|some|few|several|other|nearly all|almost all|not all|"
    r"a few) (?:[a-z]+ )?"
    r"(?:residencies|programs|hospitals|places|departments|institutions))(?: (?:only|do|will|still|now|also|may|can))* "
    r"(?:tak|sponsor|accept|offer|support|fil|limit|refus|allow|handl|prefer|giv)(?:es?|s|ing|y)?\b"
)
_AT_LARGE = re.compile(
    r"\bvisa polic(?:y|ies|y's)\b[^.;]{0,40}\b(?:var(?:y|ies)|differs?|program-specific|no single|(?:for|"
    r"up to) each program)\b"
)


def is_at_large(clause: Clause) -> bool:
    """Whether a clause tells what programs do, one way or another, and nothing of "us"."""
    said = clause.text
    return bool(
        (_OF_MANY.search(said) or _AT_LARGE.search(said))
        and not re.search(r"\b(?:we|ours?|us|here|this)\b", clause.sentence)
    )


# "J-1 yes, H-1B they used to do": of the past, though another visa beside it is of today.
_USED_TO = re.compile(r"\b(?:used to|formerly|in the past|in former years|until (?:19|20)\d\d)\b")
_STILL = re.compile(r"\b(?:still|continu\w+|again|now|today|get used to)\b")


def _is_past(text: str, visa: str) -> bool:
    """Whether what stands behind a visa's name, up to the next comma, is told of former times."""
    parts = [text[name.end() :].split(",")[0].split(";")[0] for name in re.finditer(visa, text)]
    return bool(parts) and all(_USED_TO.search(part) and not _STILL.search(part) for part in parts)


# "Foreign graduates need one of these: - a green card - ..."
_ONE_OF = re.compile(r"\b(?:one|any|either|at least one) of (?:the|these|those)\b")


def doubt_visa(clause: Clause, finding: Finding) -> str | None:
    """Why a visa is neither granted nor refused by a clause; None where nothing stands against what was read."""
    text = clause.text
    if is_at_large(clause):
        return OF_MANY
    if finding.value == "no":
        elided = _ELIDED.search(text)
        told = text[: elided.start()] if elided else ""
        if re.search(_VISA, told) and not _DEALS.search(told) and not re.match(r"\W*(?:yes|no)\b", told):
            return LEFT_UNSAID
        if finding.confidence < IMPLIED and _ONE_OF.search(clause.lead):
            return ONE_OF_SEVERAL
        if finding.confidence <= IMPLIED and not re.search(rf"{J1}|{H1B}", text):
            return OF_ONE_VISA if _FAILS.search(text) or _SHORT.search(clause.sentence) else None
        return None
    if _is_past(text, H1B if finding.field == "visa_h1b" else J1):
        return OF_PAST
    if finding.value == "conditional" and not _TELLS_DUTY.search(text):
        return None  # what the H-1B needs may be the condition
    return TERMS if is_of_terms(clause) else None


def is_of_terms(clause: Clause) -> bool:
    """Whether a visa or its holders are a clause's subject, and a duty, its nature or a comparison is what is told."""
    if clause.lead or clause.question or _GRANTS.search(clause.sentence):
        return False
    return any(pattern.search(clause.text) for pattern in (_TELLS_DUTY, _TELLS_NATURE, _HELD_BY, _COMPARES))
