"""Rules on status that name no visa: citizens only, a right to work of one's own, needs turned away, no visas at all.

Here both visas stand or fall together; what is said of a visa by its name is read in `visa.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import IMPLIED, Drop, Finding, drop
from transforms.facts.visa.words import H1B, J1, NEG, OTHER_VISAS, REFUSES, hide_others, is_negative
from transforms.hinted_re import Hinted
from transforms.language import Clause
from transforms.refusals import has_refusing_head, is_turned_away

BOTH = ("visa_j1", "visa_h1b")
_NAMED = re.compile(rf"{J1}|{H1B}|\bexchange[- ]visitor|\bds-?2019\b")

# ---------------------------------------------------------------- who needs a visa

_OBJECT_WORD = (
    r"(?:an?|any|the|our|your|their|of|for|to|on|obtain|hold|get|secure|all|some|such|types?|kinds?|sorts?|forms?|"
    r"employer|employment|institutional|hospital|program|immigration|work|work-related|training|new|temporary|"
    r"nonimmigrant|non-immigrant|future|or|status|assistance|support|help|with|from|us|university|legal|visas?|"
    r"employment-based|financial|additional|further|[a-z]+'s)"
)
_OBJECT = (
    rf"(?:{_OBJECT_WORD} ){{0,7}}?(?:visas?|sponsorship|sponsors?|immigration (?:support|assistance|sponsorship|"
    r"benefits?|help))\b(?: (?:of|for) (?:an? |any )?(?:work |employment )?visas?\b)?(?! (?:waivers?|"
    r"interviews?|appointments?|stamps?|"
    r"extensions?|letters?|information|questions?|"
    r"to (?:apply|attend|interview|submit|visit|enter)|for (?:the|your|an?) (?:interview|visit|rotation|elective)))"
)
_NEEDS = (
    r"(?:need(?:s|ed|ing)?|requir(?:e|es|ed|ing)|needs? (?:of|for)|dependent (?:up)?on|depend(?:s|ing)? (?:up)?on|"
    r"rel(?:y|ies|ying|iant) (?:up)?on|seek(?:s|ing)?|request(?:s|ing)?|must (?:have|obtain|get)|want(?:s|ing)?|"
    r"look(?:s|ing)? for|ask(?:s|ing)? for)"
)
_NEED = Hinted(
    rf"\b{_NEEDS} {_OBJECT}|\b(?:visas?|sponsorship)(?: (?:sponsorship|support|assistance))? (?:is|are|be|being|would "
    r"be|will be) (?:[a-z]+ly )?(?:needed|required|necessary|sought|requested)\b|"
    r"\bvisa-(?:requiring|needing|dependent|seeking)\b|\bwith (?:an? )?(?:visa|immigration|sponsorship) needs?\b|"
    # "anyone who would have to be sponsored"
    r"\b(?:have|has|need|needs) to be sponsored\b|\b(?:need|needs|needing|require|requires|requiring|want|"
    r"wants) (?:us|our (?:hospital|program)|"
    r"the (?:hospital|program)|an employer|someone|somebody) to sponsor\b|"
    r"\bneed of (?:an? )?visa\b|\bvisa (?:candidates|applicants|seekers)\b"
)
# "... who do not need a visa", "without sponsorship", "independent of any employer".
_NO_NEED = Hinted(
    rf"\b(?:not|never|no longer|cannot|nor)\b(?:,? (?:be|ever|also|now|then|will|would|in|the|future|"
    rf"otherwise|or|have|to|and|need|any|way|either|at|time,?|later|personally|currently|require|a|of|us|from|"
    rf"[a-z]+ly)){{0,8}}? {_NEEDS} {_OBJECT}|"
    rf"\b(?:not|never)\b(?: (?:be|ever|also|and will not))* (?:dependent|depend|contingent|conditional|"
    rf"reliant|rely) (?:up)?on {_OBJECT}|"
    r"\b(?:needs?|requir(?:e|es|ing)|needing|seek(?:s|ing)?) (?:(?:and will|now|ever) (?:need )?)?no (?:[a-z]+ ){0,3}?"
    r"(?:visas?|sponsorship)\b|"
    rf"\bno (?:need|requirement) (?:of|for|to) {_OBJECT}|"
    r"\bno (?:[a-z]+ ){0,3}?(?:visa|sponsorship) (?:sponsorship |support )?(?:is |are |be |being |will be "
    r")?(?:required|"
    r"needed|necessary)\b|"
    r"\bwith(?:out| no) (?:[a-z]+ ){0,7}?(?:sponsorship|visa (?:support|assistance)|sponsor)\b|"
    # "with no one sponsoring you"
    r"\bwith(?:out| no| nobody| none)(?: (?:an?|the|anyone|anybody|someone|one|us|our|any|employers?|hospital|"
    r"institution|need|of|"
    r"program|help))* (?:sponsoring|having to sponsor|to sponsor)(?: (?:you|them|him|her|it|anyone))?\b|"
    r"\b(?:able|allowed|permitted|authori[sz]ed|eligible|entitled|free) to (?:work|train|be employed|"
    r"start)\b[^.;,]{0,40}? "
    r"without (?:an?|any) visas?\b|"
    r"\bindependent(?:ly)? of (?:[a-z]+ ){0,5}?(?:sponsorship|employer|sponsor|employment|hospital|visa|visas)\b|"
    r"\bnot (?:tied|linked|bound|connected|attached|subject) to (?:[a-z]+ ){0,4}?(?:sponsorship|employers?|"
    r"sponsor|employment|hospital|institution)\b|"
    r"\bnot (?:depend(?:ent)?|contingent|conditional|reliant|rely) (?:up)?on (?:[a-z]+ ){0,4}?(?:sponsorship|"
    r"employers?|sponsor|employment|hospital|institution)\b|"
    r"\bwithout (?:[a-z']+ ){0,4}?(?:employer'?s?|hospital's|program's|our) (?:help|support|assistance)\b|"
    r"\bvisa-(?:independent|free)\b"
)
_DEMANDED = Hinted(
    r"\b(?:must|shall|required|requires?|requirement|only|have to|has to|need to|needs to|mandatory|pre-?requisite|"
    r"(?:pre)?condition|necessary|essential|limited to|restricted to|exclusively|solely|insists?|confined to|"
    r"reserved for|open to|provided|as long as|so long as|on condition|contingent|unless|criteria|needed)\b"
)
_TAKEN = Hinted(
    r"\b(?:consider(?:s|ed|ing)?|accept(?:s|ed|ing)?|welcomes?d?|eligible|invit(?:e|es|ed)|interview(?:s|ed)?|"
    r"appoint(?:s|ed)?|rank(?:s|ed)?|take[ns]?|may apply|can apply|are able to apply|review(?:s|ed)?|hired?|qualify|"
    r"able to (?:work|begin|start|train))\b"
)
# "US citizens do not need a visa": a remark, and no rule.
_OF_CITIZENS = Hinted(
    r"\b(?:holders|holding|with|hold|have)\b[^.;,]{0,40}\b(?:passports?|cards?|citizenship|residency) (?:do not need|"
    r"need no|require no|do not require)\b|(?<!if )(?<!that )(?<!as )(?<!when )\b(?:citizens|nationals|canadians?|"
    r"permanent residents|green card "
    r"holders|they|you)\b(?: (?:therefore|obviously|"
    r"of course|also|who match))? (?:(?:do|does|will|would|may) not (?:need|require)|(?:need|require) no)\b"
)
_LEAVES_OPEN = re.compile(r"\b(?:unless|except|may be considered|case[- ]by[- ]case|exception\w*|will also|wish to)\b")
_GOODBYE = Hinted(
    r"\b(?:not|never|cannot|unable to) (?:[a-z]+ )?(?:sponsor|support|help|hire|employ|take|appoint|consider)(?:ed|d|"
    r"n)?\b|"
    r"\b(?:not|never|cannot|nor) (?:get|obtain|receive|find|be (?:given|offered|granted)|have) (?:an? |any |"
    r"our )?(?:visa |our |"
    r"such )?(?:sponsorship|visas?|help|support)\b|"
    r"\b(?:unable|not able|cannot|can not|sorry|regret|decline|elsewhere|other (?:programs|residencies|hospitals)|"
    r"need not apply|not be accommodated|not (?:the|an?) (?:right |good |suitable )?(?:program|place|match|fit|"
    r"option)|not in a position|"
    r"not set up|closed to|no way|not (?:[a-z]+ ){0,2}have (?:the|any) (?:ability|capacity|means|resources|mechanism|"
    r"infrastructure)|lacks? the|not possible|impossible|not (?:go|move|be) (?:forward|further)|no place|not help)\b|"
    r"\bdo not (?:apply|submit|send|bother|waste)\b|\b(?:save|spare) (?:yourself|your|us)\b|\basked "
    r"not to\b|\bdiscouraged from applying\b"
)


# "... without sponsorship, since none is given."
_REASON = re.compile(
    r",? (?:since|as|because|for|and|which|who) (?:(?:we|it|the [a-z]+|this|that|mercy|our [a-z]+) )?(?:[a-z]+ "
    r"){0,3}?(?:none|no (?:visas?|sponsorship)|nothing|not|cannot|offers none|sponsors none)\b[^;]*$"
)


def is_refused(text: str) -> bool:
    return bool(is_turned_away(text) or _GOODBYE.search(text))


def _hide(pattern: Hinted, text: str) -> str:
    return pattern.sub(lambda match: "#" * len(match.group()), text)


# "You are able to work in this country with no sponsor.": an item of what is asked; the need that is denied is hidden.
_CAN_WORK = Hinted(
    r"^\W*(?:you|applicants|candidates|everyone) (?:can|are able to|are free to|must be able to) (?:legally |"
    r"lawfully )?(?:work|"
    r"train|be employed)(?: (?:in|here|for|with|us|the|u\.s\.|usa|united|states|this|country|america))* #+\W*$"
)
# "Your right to work here must not depend on us."
_NOT_ON_US = Hinted(
    r"\b(?:rights?|permission|authori[sz]ation|eligibility|ability|permit|status)(?: [a-z.]+){0,6}? (?:must|may|"
    r"should|shall) not "
    r"(?:depend|rest|rely|hinge) (?:up)?on (?:us\b|our\b|the (?:hospital|program|institution|university)|"
    r"any employer|an employer)"
)


# "Support is not extended to anyone who needs a visa", "we give no sponsorship to applicants requiring one".
_WHO = (
    r"(?:anyone|anybody|any|those|people|persons?|applicants?|candidates?|residents?|physicians|individuals|whoever|"
    r"imgs?)"
)
_GIVEN = r"(?:provided|offered|given|granted|available|extended|possible|forthcoming|on offer)"
_WITHHELD = Hinted(
    r"\b(?:sponsorships?|petitions?|visa support)\b[^.;]{0,30}\b(?:not|never|cannot|no longer)\b(?: [a-z]+){0,3}? "
    rf"{_GIVEN} (?:to|for) {_WHO}\b|"
    r"\b(?:not|never|cannot|no longer|unable to)\b(?: [a-z]+){0,2}? (?:provide|offer|give|grant|extend)s? (?:any |"
    r"visa |our )*"
    rf"sponsorships? (?:to|for) {_WHO}\b|\bno (?:visa )?sponsorships? (?:(?:is|are|will be|can be) )?(?:{_GIVEN} "
    r")?(?:to|for) "
    rf"{_WHO}\b"
)


def _reads_need(clause: Clause) -> bool | None:
    """Whether those who need a visa are turned away; None where the clause says nothing of them."""
    text = clause.text
    is_free = bool(_NO_NEED.search(text))
    rest = _hide(_NO_NEED, text)
    cannot = _CANNOT_WITHOUT.search(rest) if is_free and not _NAMED.search(text) else None
    if cannot:
        return is_refused(rest[cannot.end() :]) or None
    if is_free:
        if _CAN_WORK.search(rest) and not _NAMED.search(text):
            return True
        rest = _REASON.sub("", rest)
        if _NAMED.search(text) or _OF_CITIZENS.search(text) or re.search(r"\bvisas?\b", rest):
            return None
        if _DEMANDED.search(rest) or (
            _TAKEN.search(rest) and (not rest.lstrip().startswith(("if ", "when ")) or "only" in rest)
        ):
            return (
                not is_negative(rest)
                or bool(re.search(r"\b(?:others?|(?:no one|nobody|none) else|who (?:are|do|can) ?not)\b", rest))
                or _refuses_lack(rest)
            )
        if _refuses_lack(rest):
            return True
    if (
        _heads_need(clause)
        and not _LEAVES_OPEN.search(text)
        and (
            is_refused(text)
            or re.search(rf"\b{REFUSES}(?!\w)", text)
            or (is_negative(text) and re.search(_DEALS, text))
        )
    ):
        return True
    needed = _NEED.search(rest)
    if needed is not None and _WITHHELD.search(rest) and not _NAMED.search(rest) and not _LEAVES_OPEN.search(text):
        return True
    if needed is None:
        asked = clause.question if clause.is_first_reply else ""
        if re.match(r"(?:if (?:so|yes|that is|you (?:do|will))|in (?:that|this|which) case|then)\b", text):
            return bool(asked and _NEED.search(asked) and not _NAMED.search(asked) and is_refused(text)) or None
        return None
    if _NAMED.search(rest) and not re.search(r"\b(?:e\.?g\.?|such as|including|incl|like|whether|i\.?e)\b", rest):
        return None
    if _LEAVES_OPEN.search(rest):
        return None
    if has_refusing_head(clause):
        return True
    outcome = rest[: needed.start()] + "#" + rest[needed.end() :]
    if is_refused(outcome):
        return True
    return None


# "Those who can't work without sponsorship" are those who need it.
_CANNOT_WITHOUT = re.compile(r"\b(?:cannot|can not|unable to|not able to)(?: [a-z]+){0,5} #+")


def _heads_need(clause: Clause) -> bool:
    """ "Applicants requiring visas: our hospital has opted out of sponsoring any."""
    return bool(_NEED.search(clause.lead)) and not _NAMED.search(f"{clause.lead} {clause.text}")


def _refuses_lack(text: str) -> bool:
    return bool(re.search(r"\b(?:without|lack(?:s|ing)?|who (?:do|can) ?not have)\b", text)) and is_refused(text)


# ---------------------------------------------------------------- a right to work of one's own

_RIGHT = (
    r"(?:(?:u\.?s\.? |legal |employment |work |immigration |residency |residence )*(?:authori[sz]ation|eligibility|"
    r"permissions?|rights?|permits?|clearance|status|ability|visa status))"
)
_LASTING = (
    r"(?:permanent(?:ly)?|unrestricted|unconditional(?:ly)?|indefinite(?:ly)?|unlimited|independent|non-?restricted|"
    r"unencumbered)"
)
_OWN_RIGHT = Hinted(
    rf"\b{_LASTING}(?:,? (?:and |or )?(?!resident|residency\b)[a-z.]+){{0,2}}? {_RIGHT}\b|\bpermanent (?:u\.?s\.? )?"
    rf"(?:legal )?residency\b|\bauthori[sz]ed to work (?:[a-z.]+ ){{0,6}}?(?:permanently|indefinitely|without "
    rf"restrictions?)|"
    rf"\b(?:permanently|indefinitely) (?:authori[sz]ed|eligible|entitled|permitted|allowed|able) to work\b|"
    rf"\b{_RIGHT} (?:[a-z.]+ ){{0,6}}?(?:permanently|indefinitely|without (?:any )?restrictions?|on a permanent basis|"
    rf"that is (?:permanent|unrestricted|indefinite))\b"
)
_OTHERWISE = re.compile(
    rf"{J1}|{H1B}|\bvisas?\b|\bds-?2019\b|\bor (?:an? |other(?:wise)? |hold |have |be )*(?:temporary|eligible|valid|"
    r"appropriate|authori[sz]ed|employment|work|legal)|\bpreferred\b|\bpreference\b|\bhelpful\b|\bnot (?:be "
    r")?(?:required|"
    r"necessary|needed)\b|\bgraduates? of (?:u|an? |lcme|accredited|american|canadian)|\blicens\w+"
)


def _reads_right(clause: Clause) -> bool:
    """ "Must hold unrestricted work authorization": neither visa gives that."""
    if _NOT_ON_US.search(clause.text) and not _NAMED.search(clause.text):
        return True
    text = _hide(_NO_NEED, clause.text)
    if not _OWN_RIGHT.search(text) or _OTHERWISE.search(text):
        return False
    rest = _hide(_OWN_RIGHT, text)
    if re.search(r"\b(?:citizenship|passports?)\b", rest) and re.search(
        r"\b(?:proof|copy|copies|evidence|documents?)\b", rest
    ):
        return False
    if _refuses_lack(rest):
        return True
    demanded = _DEMANDED.search(rest) or re.search(r"\bneed\b|\bproof\b|\bevidence\b", rest)
    return bool(demanded) and not is_negative(rest)


# ---------------------------------------------------------------- citizens only

_CITIZEN = r"(?:u\.?\s?s\.?a?\.? |united states |american )?(?:citizens?(?:hip)?|nationals?)"
_RESIDENT = (
    r"(?:lawful |legal |u\.?s\.? |us |naturali[sz]ed |the )*(?:permanent (?:u\.?s\.? |us |legal )?residen(?:ts?|cy|"
    r"ce)|resident aliens?(?! cards?)|(?:holders? of (?:an? )?)?green[- ]?cards?(?:[ -]holders?)?|(?:l?prs?|gcs?)\b)"
)
CITIZENS = Hinted(
    rf"\b(?:must|have to|has to|need to)(?: [a-z]+){{0,2}} (?:be|hold|have)(?: already)?(?: an?| the| current| "
    rf"valid)* {_RESIDENT}|"
    r"\bonly citizens(?: of (?:the )?(?:united states|u\.?s\.?a?\.?|country|this country))?(?= (?:may|can|are|will|"
    r"qualify))|"
    rf"\brequires?\b[^.;]{{0,40}}\bto be (?:u\.?s\.? |american )?citizens?\b|"
    rf"{_CITIZEN}\b[^.;]{{0,40}}?(?:,|/|\bn?or\b|\band\b)[^.;]{{0,20}}?{_RESIDENT}|{_RESIDENT}[^.;]{{0,20}}?(?:,|/|"
    rf"\bor\b|\band\b)[^.;]{{0,12}}?{_CITIZEN}\b|\b(?:must|has to|have to|shall) (?:each )?(?:be|hold) (?:an? "
    rf")?(?:u\.?s\.? |american |united states )?"
    rf"(?:citizens?(?:hip)?)\b|\bu\.?s\.?a?\.? citizens? only\b|\bonly (?:u\.?s\.?|american|united states) citizens\b|"
    rf"\b(?:u\.?s\.? |united states )citizenship is (?:required|mandatory)|"
    rf"{_RESIDENT}[^.;]{{0,12}}?(?:,|/|\bor\b|\band\b)[^.;]{{0,12}}?\b(?:u\.?s\.? |american )passports?\b|"
    rf"{_RESIDENT} or passports?,? (?:only|(?:and )?nothing else)\b|\b(?:u\.?s\.? |"
    rf"american )passports?\b[^.;]{{0,12}}?(?:,|/|\bor\b|"
    rf"\band\b)[^.;]{{0,12}}?{_RESIDENT}|"
    rf"\bonly if (?:an? |the |their |your |valid )*{_RESIDENT}(?:(?: or |, | / ?|/)(?:an? )?(?:eads?|{_CITIZEN}))* "
    r"(?:is|are) "
    rf"(?:in hand|held|there|present|shown|available|already|on file)|"
    rf"\bonly (?:with|for (?:those|people|holders) (?:with|of)|on|if (?:you|they) (?:hold|have)) (?:an? |the "
    rf")?{_RESIDENT}|"
    rf"\b(?:rule|policy|requirement|condition)\b[^.;,]{{0,16}} that (?:all |each |every |our )?[a-z]+ be (?:u\.?s\.? |"
    rf"american )?"
    rf"(?:citizens?|permanent residents?)\b|"
    rf"{_CITIZEN}\b(?: of (?:this country|the (?:u\.?s\.?|united states|usa)|"
    rf"america))?[^.;,]{{0,12}}\bn?or\b[^.;,]{{0,32}}?"
    rf"{_RESIDENT}|\bnon-?(?:u\.?s\.? )?citizens? (?:must|need|have to|should)(?: to)? (?:have|hold|be|"
    rf"possess)?(?: an?)? "
    rf"?(?:{_RESIDENT})"
)
_CITIZEN_RULE = Hinted(
    r"\bnothing (?:else|more)\b|\bno others\b|"
    r"^\W*(?:please |you must |you should )?(?:be an? |(?:hold|have|possess) (?:an? |the )?(?:green|permanent|"
    r"citizenship|us |u\.s\.)"
    r")|\bit is\W*$|^\W*it takes\b|\binsists?\b|\b(?:limits?|restricts?|confines?) [^.;]{0,40} to\b|"
    r"\balone (?:can|may|are|will)\b|\b(?:applicants?|candidates?|residents?|everyone|all|you|imgs?|graduates) (?:is|"
    r"are) to be\b|"
    r"\bshall (?:already |all |each )?(?:be|hold|have)\b|\b(?:is|are) expected (?:of|from|to (?:be|hold|have))\b|"
    r"\b(?:are|is) (?:a|the) condition\b|"
    r"\breserved for\b|\b(?:no one|nobody|none) (?:else|other than|"
    r"but)\b|\bother than\b[^.;]*\b(?:not|no|"
    r"cannot|ineligible|excluded|declined)\b|\b(?:pre-?requisite|(?:pre)?condition)\b|\bconfined to\b|\bopen to\b[^.;]*"
    r"\bonly\b|\bunless\b|\b(?:not|no|nobody|none|cannot|no one)\b[^.;]*\b(?:who|that|which)\b[^.;]{0,12}"
    r"\b(?:not|neither|lack)\b|\bonly\b|\bmust\b|\brequire[sd]?\b|\brequirement|\blimited to\b|\brestricted to\b|"
    r"\bhas to\b|\bhave to\b|"
    r"\bexclusively\b|\bneeds? to\b|\bneeded\b|\bminimum\b|\bto be (?:considered|eligible)\b|\beligibility\b|"
    r"\beligible(?! (?:for|to))|\bsolely\b|"
    r"\bcriteria\b|\bmandatory\b|\bneed\b|\ba must\b|\b(?:without|lacking|unless)\b[^.;]*\b(?:cannot|not|no|nobody)\b|"
    r"\b(?:cannot|not|no|nobody)\b[^.;]*\b(?:without|lacking|unless)\b"
)
_OTHER_STATUS = re.compile(
    rf"{J1}|{H1B}|\bvisas?\b|\bwork (?:authori[sz]ation|permit)|\bauthori[sz]ed to work\b|"
    rf"\beligible to work\b|\bemployment authori[sz]ation|\bor (?:be )?eligible\b|\bopt\b|"
    rf"\blegal(?:ly)? (?:able|status|right)|\bpermission to work|\bproof\b|\bpreferred\b|\bpreference|"
    rf"\bcanadian citizens? (?:also|too)|\bgraduates? of (?:u|an? |lcme|accredited|american|canadian)|\bcopy\b"
)
_NON_CITIZENS_REFUSED = Hinted(
    r"\b(?:non-? ?(?:u\.?s\.? )?citizens?|foreign nationals|aliens)\b(?: (?:who|that|with|without|"
    r"lacking)[^.;,]{0,30}\b(?:permanent \w+|"
    r"green[- ]cards?|residency|status))?(?: [a-z]+ly)? (?:cannot|can not|are not|will not|may not) (?:be )?"
    r"(?:accommodat|consider|accept|appoint|hir|employ|interview|review|admit|train|taken|sponsor)|"
    r"\b(?:not|cannot|never|unable to)(?: [a-z]+ly)? (?:sponsor|consider|accept|employ|hire|appoint|interview)(?: "
    r"any)? "
    r"(?:non-? ?(?:u\.?s\.? )?citizens?|non-? ?permanent residents?|foreign nationals|aliens)\b(?= ?(?:$|[,;.)]))"
)
# "Nobody but citizens may apply", "we consider no one except permanent residents": the exception is the rule.
_NOBODY_BUT = Hinted(
    r"\b(?:nobody|none|no one|no (?:applicants?|candidates?|graduates?|imgs?))(?: [a-z]+){0,3} (?:but|save|"
    r"except(?:ing)?|besides|other "
    rf"than)(?: for)?(?: (?:those|an?|the|with|holders|of))* (?:{_CITIZEN}|{_RESIDENT})"
)
_CLOSED = re.compile(r"\b(?:only|exclusively|solely|limited to|restricted to|no others?|no one else|nobody else)\b")
# "Applicants who are neither citizens nor permanent residents ..."
_NO_CITIZENS = Hinted(
    r"\b(?:if|unless) (?:you|they|he|she|an applicant)(?: (?:are|is))?(?: not| neither)\b|"
    r"\b(?:who|that) (?:are|is|do|have|hold|lack)\b[^.;,]{0,14}\b(?:not|neither|no|lack)\b|\bwho lack\b|"
    r"\b(?:non|not)[- ](?:(?:a|an|among) )?(?:u\.?s\.? )?citizens?\b"
)


_FOREIGN = Hinted(
    r"\b(?:non-? ?(?:u\.?s\.? )?citizens?|foreign nationals|aliens)\b(?: (?:who (?:do|are|have|lack)|without|"
    r"lacking|not)[^.;,]{0,24}?\b(?:green[- ]"
    r"cards?|permanent \w+|residen\w+|citizenship))"
)
_MUST_HAVE_CARD = Hinted(
    rf"\bnon-? ?(?:u\.?s\.? )?(?:citizens?|nationals?) (?:must|need(?: to)?|have to|are required to|should)(?: "
    rf"(?:already|have|hold|be|possess|"
    rf"show|present|an?|valid|their))* {_RESIDENT}"
)


# "Applicants must be graduates of an accredited school, ..., and be citizens": schooling is no other status.
_SCHOOLING = re.compile(
    r"\bgraduates? of [^,;]{3,60}(?=,[^;.]*\band (?:must )?(?:be|hold|have) (?:an? )?(?:u\.?s\.? |united states |"
    r"american )?"
    r"(?:citizen|permanent))"
)


# "Foreign graduates in addition: 210 on Step 1; ECFMG certified; a green card or citizenship": an item without a verb.
_STATUS_ITEM = re.compile(
    rf"\W*(?:an? )?(?:{_CITIZEN}|{_RESIDENT})(?: status)?(?: or | and | / |/|, or )(?:an? )?(?:{_CITIZEN}|{_RESIDENT})"
    r"(?: status)?\W*"
)
_LISTS_DEMANDS = re.compile(
    r"\b(?:international|foreign|imgs?|fmgs?|abroad|overseas|outside (?:of )?the)\b[^:;.]{0,60}:[^.]*;|"
    r"\b(?:requirements?|criteria|eligibility)\b[^:;.]{0,30}:[^.]*;"
)
_ITEM_ASKED = re.compile(
    r"\becfmg[- ]certifi(?:ed|cation)\b|\bfirst (?:attempt|try|time)\b|\b2[0-4]\d\b|\byears? (?:since|from|of|out of)\b"
)
_PAPERS = re.compile(
    r"\b(?:prefer\w*|desir\w*|ideal\w*|proof|documents?|send|submit|cop(?:y|ies)|upload|transcripts?|diploma|photo\w*|"
    r"curriculum|personal statement|cv|either|helpful|advantage|plus)\b"
)


# "No J-1s here; citizens and permanent residents.": whom that leaves.
_VISA_REFUSED = re.compile(
    rf"(?:{J1}|{H1B}|\bvisas?\b|\bsponsor)[^.;]*\b(?:not|no|never|cannot|impossible|unable|none)\b|"
    rf"\b(?:no|not|cannot|never|unable)\b[^.;]*(?:{J1}|{H1B}|\bvisas?\b|\bsponsor)"
)


def _is_whats_left(clause: Clause) -> bool:
    before = clause.previous
    return (
        before is not None
        and before.sentence_start == clause.sentence_start
        and bool(_STATUS_ITEM.fullmatch(clause.text))
        and bool(_VISA_REFUSED.search(before.text))
        and before.end + 4 >= clause.start
    )


def _is_item_asked(clause: Clause) -> bool:
    said = clause.sentence
    return bool(
        not clause.question
        and _STATUS_ITEM.fullmatch(clause.text.rpartition(": ")[2])
        and _LISTS_DEMANDS.search(said)
        and _ITEM_ASKED.search(said)
        and not _PAPERS.search(said)
        and not _NAMED.search(said)
        and "visa" not in said
    )


# "Be a citizen, for we cannot sponsor the J-1": the reason names a visa, the rule none.
_SINCE_NONE = Hinted(
    r",? (?:for|as|since|because) (?:we|it|they|(?:our|the|this) [a-z]+) (?:(?:cannot|can not|do not|does not|"
    r"will not|may not)|(?:are|"
    r"is) (?:not able|unable) to) (?:[a-z]+ )?(?:sponsor|support|accept|offer|provide|take|handle)\b(?![^;]*\b(?:but|"
    r"unless|except|"
    r"only|other|without|if)\b)[^;]*$"
)


# "People without a green card", "those who are no citizens or permanent residents"
_CARDLESS = Hinted(
    rf"\b{_WHO}(?: (?:who|that))? (?:without|lacking|lacks?|(?:do|does|can)(?: not|not) (?:have|hold|show)|(?:have|"
    rf"has|hold|holds) no|"
    r"(?:is|are) (?:no|not|neither)(?: an?)?)(?: an?| the| either)? "
    rf"(?:{_RESIDENT}|{_CITIZEN})(?:(?:,? n?or | and |, |/)(?:an? |the )?(?:{_RESIDENT}|{_CITIZEN}|passports?))*"
)


# "In addition, from foreign graduates: - citizen or green card - ECFMG certificate": an item of what they must bring.
_DEMANDS_OF_IMGS = re.compile(
    r"\b(?:additional(?:ly)?|in addition|requirements?|required|requires?|must|needs?|needed|criteria|"
    r"prerequisites?)\b[^.;]{0,50}"
    r"\b(?:international|foreign|imgs?|fmgs?)\b|"
    r"\b(?:international|foreign|imgs?|fmgs?)\b[^.;]{0,50}\b(?:requirements?|must|needs?|criteria|prerequisites?)\b"
)
_ONE_WILL_DO = re.compile(
    r"\b(?:one|any|either|some) of\b|\bstatus|\bfollowing categor|\bvisas?\b|\bprefer|\bdesir|\bideal|\bsend\b|"
    r"\bsubmit|\bdocument|\bupload|\bquestion|\bform\b"
)
MAX_ITEMS = 8


def _is_demanded_of_imgs(clause: Clause) -> bool:
    """Whether a status stands alone as an item of a list of demands on foreign graduates, and of no other papers."""
    if clause.question or not _STATUS_ITEM.fullmatch(clause.text):
        return False
    before = clause.previous
    for _ in range(MAX_ITEMS):
        if before is None or _PAPERS.search(before.text) or _OTHER_STATUS.search(before.text):
            return False
        if _DEMANDS_OF_IMGS.search(before.text):
            return not _ONE_WILL_DO.search(before.text)
        before = before.previous
    return False


def _reads_citizens(clause: Clause) -> Iterator[bool | Drop]:
    """ "Citizens or permanent residents only": True."""
    text = clause.text
    if _NON_CITIZENS_REFUSED.search(text) and not re.search(rf"{J1}|{H1B}|\bunless\b", text):
        yield True
        return
    foreign = _FOREIGN.search(text)
    if (
        foreign
        and not _OTHER_STATUS.search(text)
        and not _LEAVES_OPEN.search(text)
        and is_refused(text[foreign.end() :])
    ):
        yield True
        return
    cardless = _CARDLESS.search(text)
    if (
        cardless
        and not _OTHER_STATUS.search(text[cardless.start() if text[: cardless.start()].endswith("(") else 0 :])
        and not _LEAVES_OPEN.search(text)
        and is_refused(f"{text[: cardless.start()]}#{text[cardless.end() :]}")
        and not is_negative(clause.lead)
    ):
        yield True
        return
    told = _SCHOOLING.sub("#", _hide(_NO_NEED, _hide(_SINCE_NONE, text)))
    if not CITIZENS.search(text) or _OTHER_STATUS.search(told):
        return
    if _MUST_HAVE_CARD.search(text):
        yield True
        return
    if re.search(r"\bead\b", text) and not _CLOSED.search(text):
        return
    if _NO_CITIZENS.search(text):
        rest = _NO_CITIZENS.sub("#", text)
        if (is_refused(rest) or re.search(rf"\b{REFUSES}(?!\w)", rest)) and not _LEAVES_OPEN.search(text):
            yield True
        return
    ruled = (
        _CITIZEN_RULE.search(text)
        or _CITIZEN_RULE.search(clause.lead)
        or (clause.is_first_reply and re.search(r"\bvisas?\b", clause.question))
        or _NOBODY_BUT.search(clause.sentence)
        or _is_item_asked(clause)
        or _is_whats_left(clause)
        or _is_demanded_of_imgs(clause)
    )
    if not ruled or re.search(r"\bnot (?:a )?(?:required|requirement|necessary|be)\b|\bpreferred\b", text):
        yield drop(clause, "visa: citizens named without a rule")
        return
    yield True


# ---------------------------------------------------------------- no visas at all

_ANY = r"(?:visas?|sponsorships?|immigration (?:benefits?|petitions?|support|assistance|sponsorship|matters|paperwork))"
# A visa that is only part of another thing: what is denied is that thing.
_COMPOUND = Hinted(
    r"\bvisas? (?:or|and) [a-z]+ (?:questions?|issues?|status|documents?|papers|matters)\b|"
    r"\bvisas? (?:status(?: (?:does|do|has|have|is|will|plays?|makes?)\b)?|delays?|interviews?|appointments?|stamp\w*|"
    r"advice|counsel(?:l?ing)?|guidance|information|matters|fees?|costs?|questions?|issues?|problems?|expenses?|"
    r"letters?|waivers?|classification|(?:holders? )?from)\b"
)
_DEALS = (
    r"(?:sponsor\w*|accept\w*|offer\w*|support\w*|provid\w*|consider\w*|issu(?:e|es|ed|ing)|avail\w*|arrang\w*|"
    r"handl\w+|process\w*|facilitat\w+|tak(?:e|es|en|ing)|t[o]ok|deal\w*|approv\w+|honou?r\w*|recogni[sz]\w+|"
    r"entertain\w*|fil(?:e|es|ed|ing)|petition\w*|help\w*|assist\w*|grant\w*|giv(?:e|es|en|ing)|allow\w*|permit\w*|"
    r"possib\w+|eligib\w*|option|us(?:e|ed|ing)|welcom\w+|accommodat\w+|participat\w+|host\w*|obtain\w*|work with|"
    r"employ\w*|hir(?:e|es|ed|ing)|appoint\w*|train\b|enter\b|do\b|be on\b|manag\w+|undertak\w+|pursu\w+|"
    r"secur\w+|part of|plans?|more|possibility|something)"
)
_NO_VISAS = Hinted(
    rf"\b(?:never|not) (?:any |an? ){_ANY}\b|\bno-visas?\b|\b(?:no|zero|without any|nor any|not any)\b(?: "
    rf"[a-z-]+){{0,3}}? {_ANY}\b|"
    rf"^\W*neither {_ANY} nor (?:eads?|work (?:permits?|authori[sz]ations?)|opt|sponsorship)\W*$|"
    rf"\b{_ANY}\b[^.;]{{0,50}}? (?:none|never|no longer|not?)\b|\b{_ANY}\W{{1,3}}(?:no|none|not)\b"
)
_REFUSED_VISAS = Hinted(
    rf"\b{REFUSES}(?: (?:to|from|of|all|any|the|our|its|on|with|sponsoring|offering|support\w*|sponsor\w*|use|filing|"
    rf"accepting|every|both|kinds?|types?|forms?|further|new|work|employment|immigration|training))* {_ANY}\b|"
    rf"\b{_ANY}\b(?: (?:of (?:any|every|all) (?:kind|type|sort)s?|sponsorship|applications?|for residents|for training|"
    rf"for residency(?: training)?))* "
    rf"(?:(?:is|are|was|were|be|been|has|have|will|being|remains?|currently|now|all|also|at present|unfortunately|,) ?)"
    rf"+(?:{REFUSES}|un[a-z]+able|unsupported|unsponsored|ineligible|impossible|off limits|out of the question|"
    rf"closed|beyond|outside)"
)
_STARTS = (
    r"(?:by|on|at|come|in time for) (?:the |your |their |our |that |an? )*(?:[a-z]+ ){0,2}?(?:start\w*|begin\w*|first "
    r"day|dates?|"
    r"orientation|july|june|that (?:day|time)|appointment|arrival|hir(?:e|ing))\b"
)
# "No visa by July - no place", "should somebody lack a visa when we begin": a case, and what follows from it.
_IN_TIME = re.compile(
    rf"\bno (?:[a-z]+ )?visas? (?:yet |in (?:hand|place) )?{_STARTS}|\bno (?:[a-z]+ )?visas? in (?:hand|place)\b|"
    r"\bno visas?,? no (?:start|place|position|job|contract|appointment|residency)\b|"
    r"\b(?:should|if|when|where|whoever|anyone|those|who|candidates?|applicants?)\b[^.;,]{0,40}\b(?:lack(?:s|ing)?|"
    rf"(?:has|have|is|are|be|remains?)(?: still)? (?:without|no))\b[^.;,]{{0,30}}\bvisas?\b[^.;,]{{0,16}} {_STARTS}|"
    r"\b(?:if|should|when|where) (?:the|an?|your|their|his or her) visas? (?:(?:is|are|has|have) not\b|not be\b)|"
    # "Anyone whose visa is not in order on the first day"
    r"\bwhose (?:[a-z0-9-]+ )?visas?\b|\bvisas? (?:(?:that|which) )?(?:is|are) not (?:yet )?(?:in (?:order|hand|"
    r"place)|ready|valid|there)\b|"
    r"\bwithout (?:[a-z]+ ){0,3}visas?\b|\buntil\b(?! (?:further|then|now))|\bbefore (?:the|an?|their|your) "
    r"[a-z -]*\bvisas?\b|"
    r"\bdoes not (?:matter|affect)|\bno effect\b|\bexcept\b|\bother than\b|\bunless\b|\bguarantee\w*|(?<!point "
    r")\bin time\b"
)
# "No visa is required to visit": a need denied, and no visa.
_VISA_UNNEEDED = re.compile(
    rf"\bno {_ANY} (?:is|are|will be) (?:required|needed|necessary)\b|\b{_ANY} (?:is|are|will) (?:not|never) (?:be )?"
    r"(?:required|needed|necessary|an? (?:problem|issue|obstacle|requirement))\b|\b(?:do|does|will) not (?:need|"
    rf"require) (?:[a-z]+ or )?(?:an? |any )?{_ANY}\b"
)


# "We have had no applicants on visas so far": how it was, and no rule.
_HAD_NONE = re.compile(
    r"\b(?:never|not yet) (?:yet )?(?:had|have|seen|met)\b|\b(?:have|has|had|is|are)(?: [a-z]+)? (?:no|not have any)"
    r"(?: [a-z]+){0,2} (?:applicants|candidates|residents|interns|graduates|trainees)\b|\bnot have any (?:[a-z]+ ){0,2}"
    r"(?:applicants|candidates|residents|interns|graduates|trainees)\b"
)


def denies_all(text: str, context: str) -> bool:
    """Whether a clause that names no visa by its letter denies them all; `context` is what stands around it."""
    if not re.search(rf"\b{_ANY}\b", text) or OTHER_VISAS.search(text) or _IN_TIME.search(text):
        return False
    if _HAD_NONE.search(text):
        return False
    if _VISA_UNNEEDED.search(text) or _COMPOUND.search(text):
        return False
    if not re.search(r"\bvisas?\b|\bimmigra|\bnon-?immigrant", text) and not re.search(
        r"\bvisas?\b|\bimmigra|\bcitizen|\bgreen card|\bpermanent resid|\bauthori[sz]|\bead\b|\bj-?1\b|\bh-?1", context
    ):
        return False
    if _NEED.search(text) and not re.search(r"\bno\b", text):
        return False
    hidden = hide_others(_hide(_NO_NEED, text))
    if _REFUSED_VISAS.search(hidden) or (
        _NO_VISAS.search(hidden) and not re.search(r"\bvisa (?:status|type)\b", hidden)
    ):
        return True
    return bool(NEG.search(hidden) and re.search(rf"\b{_DEALS}", hidden))


# ---------------------------------------------------------------- together


def read_status_rules(clause: Clause) -> Iterator[Finding | Drop]:
    """Both visas refused by a rule on people; weaker than whatever names a visa."""
    if "prelim" in clause.text and "categorical" not in clause.text and CITIZENS.search(clause.text):
        yield drop(clause, "visa: of the preliminary places alone")
        return
    is_refused = _reads_need(clause)
    if not is_refused:
        is_refused = _reads_right(clause)
    if not is_refused:
        for result in _reads_citizens(clause):
            if isinstance(result, Drop):
                yield result
            else:
                is_refused = True
    if is_refused:
        for field in BOTH:
            yield Finding(field, "no", "required", clause.start, clause.end, confidence=IMPLIED - 0.05)
