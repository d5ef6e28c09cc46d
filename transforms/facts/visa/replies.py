"""Replies that name no visa: "Yes.", "No.", "Case by case.", "Not at this time." to a question or label that does.

A label counts before a question; what is asked decides what a yes means ("Do you refuse them?" "No.").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, IMPLIED, Drop, Finding, drop
from transforms.facts.visa.all import EACH_CASE
from transforms.facts.visa.denials import ANY_DENIAL, mask_accounted
from transforms.facts.visa.exceptions import J1_EXCEPTED_ALONE, NEED_REFUSED
from transforms.facts.visa.masks import IN_PLACE_OF
from transforms.facts.visa.predicates import UNREADABLE
from transforms.facts.visa.words import (
    COND,
    COND_H1B,
    H1B,
    HINDRANCE_DENIED,
    J1,
    MENTION,
    NO_HINDRANCE,
    NO_LIMIT,
    OTHER_FACT,
    POS,
    REFUSES,
    is_negative,
)
from transforms.language import Clause

# ---------------------------------------------------------------- labels

_OTHER_LABEL = re.compile(
    r"\b(?:s-?[123]|steps?|usmle|comlex|scores?|cut-?offs?|attempts?|fail\w*|tries|lors?|letters?|ecfmg|cert\w*|usce|"
    r"us exp\w*|obs\w*|"
    r"yog|grad\w*|gap|years?|positions?|spots|slots|pgy-?1|places|deadline|ddl|dates?|imgs?|remarks?|notes?|updated?|"
    r"source|"
    r"contact|fees?|interviews?|tour|salary|stipend)\b"
)
_PAIR = re.compile(
    r"\W*?(yes|no|y|n|sponsored|not sponsored|[\u2713\u2717+])(?: [/|&] |, | and )(yes|no|y|n|sponsored|not sponsored|"
    r"[\u2713\u2717-])\W*"
)

# ---------------------------------------------------------------- questions

_ASKS_LIMIT = re.compile(r"\b(?:limits?|quotas?|caps?|maximum|restrictions?|disadvantages?)\b")
ASKS_REFUSAL = re.compile(rf"\b(?:{REFUSES}|closed|barred|out of the question|impossible|off limits)(?!\w)")
# "Must I be a citizen, or is there a J-1?": a yes is to the first.
_ASKS_CITIZENSHIP = re.compile(
    r"\b(?:have to|need to|must|required?|necessary|obligatory)\b[^?]{0,30}\b(?:citizen(?:s|ship)?|green card|"
    r"permanent residen(?:t|ts|ce|cy))\b[^?]*\bor\b[^?]*\?|"
    r"\b(?:citizenship|a green card)\b[^?]{0,20}\b(?:required|needed|necessary|a must|obligatory)\b[^?]*\bor\b[^?]*\?"
)
# "Do I need a visa?" asks of something else; "I need a J-1. May I apply?", "Are those needing a J-1 eligible?" do not.
_ASKS_OF_NEED = re.compile(
    r"\bneed(?:ing)?\b[^?]*\bvisa|\bneeding\b|\bhurt|\bdisadvantage|\bneed (?:an? )?(?:j|h)|\brequir(?:e|es|ing)\b|"
    r"\bdisqualif"
)
_ASKS_OF_TAKING = re.compile(
    r"\b(?:arrange[ds]?|file[ds]?|had\b|apply|eligible|accept\w*|sponsor(?!ship)\w*|support\w*|consider\w*|welcome|"
    r"interview\w*|rank(?:ed)?|take|"
    r"join|"
    r"train|be hired|offer\w*|provide|help|invite\w*|review\w*|possible|chance|match|"
    r"(?:disqualif|exclud|bar|rul)\w*(?: [a-z]+){0,2}(?: out)?)\b|"
    r"^(?:and |but )?(?:what if (?:i|you) |(?:if )?(?:i|you) )?(?:need|require|want) (?:an? )?(?:j|h)[^?.]{0,16}\?$"
)

# ---------------------------------------------------------------- replies

# "Happy to sponsor.", "glad to help with those", "we are willing to."
_WILLING = (
    r"(?:(?:we are|we're|we would be|always|only too|more than|quite|very) )*(?:happy|glad|pleased|delighted|willing|"
    r"ready|"
    r"prepared) to(?: (?:sponsor|support|accept|take|help|offer|provide|do|process|file|host|consider|assist|have|"
    r"welcome|"
    r"arrange|handle))?(?: (?:with )?(?:it|them|those|these|either|both|one|that|this|so))?(?: here| too| also| as "
    r"well)?\W*$"
)
# "That, yes.", "those we do"; "J-1 and H-1B: the hospital sponsors either".
_THAT_YES = (
    r"(?:that|those|these|this|such)(?: one| ones)?(?: too)?,? (?:yes|of course|certainly|sure|we (?:do|can|will|take|"
    r"accept|sponsor|"
    r"support|offer))(?: too| indeed| gladly)?\W*$|"
    r"(?:we|they|it|(?:our|the|this) (?:[a-z]+ )?[a-z]+) (?:(?:can|will|does|do|gladly|happily) )*(?:sponsor|accept|"
    r"take|support|"
    r"offer|process|welcome|handle|consider|file|allow|back)(?:s|es)? (?:either|both|any|each|all)(?: (?:one|kind|"
    r"type|visa)s?| of "
    r"(?:them|these|those|the two))?\W*$"
)
_SAYS_YES = (
    r"(?:oh |well |why |yes |indeed |and |but |always |very |most |quite )*(?:all the time|happily|gladly|sure|"
    r"certainly|"
    r"absolutely|definitely|"
    r"indeed|"
    r"naturally|by all means|with pleasure|routine|"
    r"(?:you|we|they|one|it|that|both|anyone|those)(?: most| very)? ?(?:sure(?:ly)?|certainly|indeed|absolutely|"
    r"definitely)?"
    r" (?:do|does|is|are|can|could|may|will|would|works?|qualify|bet)|please (?:do|apply)|apply|works?|fine|"
    rf"no problem)\W*$|{_WILLING}|{_THAT_YES}"
)
_NOT_AS_A_RULE = re.compile(
    r"\bnot (?:routinely|usually|normally|typically|generally|ordinarily|always|as a rule)\b|\b(?:generally|"
    r"usually|normally|typically|ordinarily|as a (?:general )?rule),? (?:no|not|we do not)\b"
)


# "Do you sponsor?" asks of visas, and of those who need them.
_OF_VISAS = re.compile(
    r"\bvisas?\b|\b(?:you|program|hospital) sponsor(?:\W*\?| (?:applicants|candidates|anyone|anybody|imgs|"
    r"international|foreign))"
)
# "Yes, for someone who comes out of another residency."
_FOR_SUCH = re.compile(
    r"\bfor (?:someone|somebody|those|people|applicants|candidates|physicians|residents|graduates|anyone) (?:who|"
    r"whose|coming|already|"
    r"out of|transferring|from an?)\b(?! (?:qualif|need|want|require|wish|ask|seek|prefer)\w*)"
)
# "Sponsored, if its criteria are met": whoever may hold the visa at all.
_IF_FIT = re.compile(
    r",? ?(?:if|when|where|provided|as long as|so long as) (?:(?:that|the|its|their|your|all|visa|legal|federal|ecfmg|"
    r"uscis|immigration) )*"
    r"(?:criteria|requirements|rules|conditions|regulations|paperwork)(?: (?:for|of) (?:it|them|the visa|these))? "
    r"(?:is|are|have been|"
    r"were) (?:met|fulfilled|satisfied|in order)\b|,? ?(?:if|provided|as long as) (?:you|they) (?:qualify|are "
    r"eligible)(?: for "
    r"(?:it|one|them|either|the visa))?(?=\W*$)"
)
# "Do programs sponsor the H-1B?" "Most do not."
_MOST_DO = re.compile(
    r"(?:most|many|some|several|few|a few|nearly all|not all)(?: of them| programs| hospitals)? (?:do|will|are|can)\b"
)
_ASKS_OF_PROGRAMS = re.compile(r"\b(?:programs|hospitals|residencies|institutions)\b")
# "If you come out of another residency, yes."
_ON_TERMS = re.compile(
    r"(?:only |and |but )?(?:if|when|where|provided|as long as|so long as|once|after|in case|coming from|for "
    r"(?:[a-z]+ing |current |existing )?(?:those|"
    r"anyone|people|applicants|candidates|residents|physicians|someone|somebody|transfers|whoever))\b[^;?]{3,90}?,? "
    r"(?:then )?(?:yes|"
    r"sure|certainly|gladly|possibly|perhaps|maybe|fine|ok|okay|we (?:do|can|will|may|might)|it (?:is|may be) "
    r"possible)\W*$"
)
# "Visa: J-1 accepted; no moonlighting; two letters, none of them old": what a later item denies is its own.
_NO_THING = re.compile(
    r"\W*no (?!longer|more|visas?|sponsor\w*|support|petitions?|exceptions?|new|others?|other|need|work|such|immig\w+|"
    r"problems?|guarantees?|way|chance|[hj]\b|[hj]-|one|further|additional|current|employ\w+|non\w*|type|kind|form|"
    r"types|"
    r"kinds|forms|category|categories|temporary|foreign|international)[a-z-]+"
)


def _is_later_item(clause: Clause) -> bool:
    """Whether another item stands between the label and this one, which speaks of something else."""
    before = clause.previous
    return (
        before is not None
        and before.lead == clause.lead
        and bool(OTHER_FACT.search(clause.text) or _NO_THING.match(clause.text))
        and not MENTION.search(clause.text)
    )


def read_reply(clause: Clause) -> Iterator[Finding | Drop]:
    """A reply that names no visa: "Yes.", "No.", "Case by case.", "Not at this time." to a question or label of it."""
    for asked, is_label in ((clause.lead, True), (clause.question if clause.is_first_reply else "", False)):
        asked = IN_PLACE_OF.sub(" ", asked)
        mentions = {match.lastgroup or "" for match in MENTION.finditer(asked)}
        if not mentions:
            continue
        text = clause.text
        is_own = False  # a label that names one visa owns what stands behind it
        own_label = clause.lead.rsplit(" | ", 1)[-1]
        if is_label:
            # "Sponsor visa: N; H-1B: N; S3: not needed": each label has its own value.
            labelled = {match.lastgroup for match in MENTION.finditer(own_label)} & {"j1", "h1b"}
            is_own = len(labelled) == 1 and not OTHER_FACT.search(clause.text)
            if labelled:
                asked = own_label
                mentions = {match.lastgroup or "" for match in MENTION.finditer(asked)}
            elif _is_later_item(clause) or (_OTHER_LABEL.search(own_label) and not MENTION.search(own_label)):
                continue
        if not is_label and own_label and not MENTION.search(own_label) and clause.sentence.startswith(own_label):
            text = f"{own_label}: {text}"  # "Rarely: the chair must approve each petition."
        words = text.split()
        bare = re.match(
            r"(?:on (?:rare |some )?occasions?|occasionally|seldom|sometimes|in principle|now and then|from time to "
            r"time|"
            r"yes|no|not?|none|never|accepted|sponsored|offered|available|considered|case|only|limited|we do|"
            r"we are|they are|it is|neither|both|unfortunately|currently|at this|x\b|n/a|rarely|in exceptional|"
            r"we (?:used to|stopped|ceased|quit|have (?:stopped|ceased|ended|discontinued|never|not|always|for|since|"
            r"done so)|"
            r"always have)\b|(?:that|this|the) (?:practice|policy|option|program|possibility)\b|no longer\b|"
            r"not any ?more\b|"
            r"depends|varies|subject|per |possibly|perhaps|maybe|potentially|(?:each|every|all) (?:requests?|"
            r"petitions?|cases?)|always|routinely|usually|gladly|regularly|as a matter of (?:course|routine)|"
            r"(?:(?:is|are) )?(?:also |usually |always |much |strongly )?(?:preferred|permitted|allowed|possible|"
            r"supported|processed|provided|issued|"
            r"honou?red|the (?:usual|standard|normal|preferred|default))\b|"
            r"(?:only )?(?:if|when)\b[^;]{0,60}\b(?:already|passed|transfer|step|extraordinary|exceptional|agrees?|"
            r"approves?)\b|"
            rf"{_SAYS_YES}|hmm|sorry|alas|not (?:as )?yet|same|we cannot|"
            r"open\b|closed\b|un(?:supported|available)\b|rejected|declined|refused|supported|"
            r"of course|rarely|never|nothing|either|any\b|both|forbidden|"
            r"y\b|n\b|yep|yup|nope|nah|0$|zero$|"
            r"welcome|fine|ok\b|okay|sure|each year|every year|\u2713|[\u2717\u2718\u00d7]|"
            r"the (?:short |simple |honest )?answer (?:is|to (?:that|both|this|each))\b|"
            r"[^;]{0,60}\b(?:we|it|they|(?:program|hospital|institution|university|center|department)) (?:(?:do|does|"
            r"will|are|is) not|"
            r"cannot)(?: (?:expect|plan|intend|anticipate|mean|hope|able|aim))?(?:ing)?(?: to)? (?:sponsor|support|"
            r"offer|file|take|accept|"
            r"provide)(?:ing)? (?:any|one|them|these|those|either)\W*$|"
            r"[^;]{0,110}\b(?:we|it|they|program|hospital|institution|university|center|department)(?: "
            r"[a-z]+ly)? (?:(?:do|does|can|could|will|"
            r"is|are) not|cannot)(?: (?:at (?:this|the present) time|at present|now|currently|yet))?\W*$)",
            text,
        )
        opens_topic = is_label and re.match(r"(?:regarding|as for|as to|concerning|about|on) ", own_label)
        speaks_of_it = (not is_label or opens_topic) and re.search(
            r"\b(?:it|them|one|ones|those|this|these|sponsorship|so|requests?|petitions?)\b", text
        )
        bare = bare or (_ON_TERMS.match(text) if mentions == {"h1b"} else None)
        room = 16 if is_own else 14 if COND.search(text) else 8
        if not bare and not clause.answer and len(words) > room and not speaks_of_it:
            continue
        if (
            is_label
            and is_negative(asked)
            and (not bare or re.match(r"(?:we|they|it) (?:do|does|will|can|are|is)\b", text))
        ):
            continue  # "No visas, please: the department has no funds"
        if not is_label and "?" not in asked and "whether" in asked and not _ASKS_OF_TAKING.search(asked):
            continue  # "Applicants ask whether they waste a signal on us. They do not"
        pair = _PAIR.fullmatch(text)
        both = [match.lastgroup for match in MENTION.finditer(asked) if match.lastgroup != "any"]
        if pair and sorted(map(str, both)) == ["h1b", "j1"]:
            # "J-1 / H-1B: Yes / No" answers in the order of the label.
            for kind, word in zip(both, pair.groups(), strict=True):
                value = "no" if word in ("no", "n", "not sponsored", "\u2717", "-") else "sponsors"
                yield Finding(
                    f"visa_{kind}",
                    value,
                    "required",
                    clause.start,
                    clause.end,
                    ANSWERED,
                    needs_question=not is_label,
                    needs_lead=is_label,
                )
            return
        if _MOST_DO.match(text) and _ASKS_OF_PROGRAMS.search(asked):
            yield drop(clause, "visa: of programs in general")
            return
        if clause.answer == "yes" and _ASKS_CITIZENSHIP.search(asked):
            yield drop(clause, "visa: yes to a question whether citizenship is a must")
            return
        conditional = bool(COND.search(NO_LIMIT.sub("#", text)) or _NOT_AS_A_RULE.search(text)) or bool(
            re.search(
                r"\bonly if\b|\bif\b|\bprovided (?:that|you|they|he|she|it|the|an?|all|step|funds)\b|\bs(?:tep )?-?3\b|"
                r"\btransfers?\b|"
                r"\bonly (?:those|applicants|candidates)\b",
                text,
            )
        )
        on_terms = mentions == {"h1b"} and not is_negative(text) and _ON_TERMS.match(text)
        if on_terms or (mentions == {"h1b"} and clause.answer != "no" and _FOR_SUCH.search(text)):
            conditional = True
        if is_own and "h1b" in mentions and COND_H1B.search(text) and not clause.answer and not is_negative(text):
            conditional = True
        negative = bool(re.search(r"\b(?:used to|ended|stopped|ceased|discontinued|suspended)\b", text))
        negative = (
            negative
            or clause.answer == "no"
            or is_negative(text)
            or bool(re.match(r"(?:n|0|zero|closed|(?:(?:so|very|we are|i am) )*(?:sorry|afraid not)|alas)\W*$", text))
        )
        positive = (
            clause.answer == "yes"
            or (
                is_label
                and is_own
                and len(words) <= 10
                and bool(POS.search(text) or HINDRANCE_DENIED.search(text))
                and not UNREADABLE.search(HINDRANCE_DENIED.sub("#", text))
            )
            or bool(speaks_of_it and POS.search(text))
            or bool(
                re.match(
                    rf"{_SAYS_YES}|"
                    r"we (?:have (?:always|for|since|done so)|always have)\b(?!.*\b(?:past|before|previously|"
                    r"earlier)\b)|"
                    r"open\b|supported\b|(?:(?:is|are) )?(?:also |usually |always |much |strongly )?(?:preferred|"
                    r"permitted|allowed|"
                    r"possible|supported|processed|"
                    r"provided|issued|honou?red|the (?:usual|standard|normal|preferred|default))\b|"
                    rf"(?:{NO_HINDRANCE}|the (?:short |simple )?answer is yes|y$|y\W|yep|yup|yes|accepted|"
                    rf"sponsored|offered|available|considered|both|"
                    rf"we do\b|they are|it is|x$|always|routinely|gladly|as a "
                    r"matter of|of course|regularly|usually|either|welcome|fine|ok\b|okay|sure|each year$|every year$|"
                    r"each year\W*$|every year\W*$|\u2713)",
                    text,
                )
            )
        )
        if re.search(r"\bneither\b", text):
            negative = True
        stated = "conditional" if conditional else "no" if negative else "sponsors" if positive else None
        if is_label and stated == "no" and J1_EXCEPTED_ALONE.search(asked):
            yield Finding("visa_h1b", "no", "required", clause.start, clause.end, ANSWERED, needs_lead=True)
            yield Finding("visa_j1", "sponsors", "required", clause.start, clause.end, ANSWERED, needs_lead=True)
            return
        if stated is None or re.search(
            r"\by(?:es)? ?/ ?no?\b|not specified|unknown|n/a|not applicable|unclear|---", text
        ):
            continue
        value = "no" if stated == "sponsors" and is_negative(asked) else stated
        if not is_label and ASKS_REFUSAL.search(asked):
            value = {"no": "sponsors", "sponsors": "no"}.get(stated, stated)  # "Do you refuse them?" "No."
        elif not is_label and _ASKS_LIMIT.search(asked):
            value = {"no": "sponsors", "sponsors": "conditional"}.get(stated, stated)  # "Is there a limit?" "No."
        fields = [f for f, kind in (("visa_j1", "j1"), ("visa_h1b", "h1b")) if kind in mentions]
        confidence = ANSWERED
        if not fields and value in ("sponsors", "conditional") and re.match(r"both\b", text):
            fields = ["visa_j1", "visa_h1b"]
        if (
            not fields
            and value == "conditional"
            and len(words) <= (18 if EACH_CASE.search(text) else 10)
            and re.search(r"\bvisas?\b", asked)
            and COND.search(text)
        ):
            fields, confidence = ["visa_j1", "visa_h1b"], IMPLIED
        if not fields and value == "no" and _OF_VISAS.search(asked):
            fields, confidence = ["visa_j1", "visa_h1b"], IMPLIED
        if _ASKS_OF_NEED.search(asked) and not _ASKS_OF_TAKING.search(asked) and not (is_label and is_own):
            yield drop(clause, "visa: not a question of acceptance")
            return
        if re.search(r"\bonly\b", asked) and value == "no":
            yield drop(clause, "visa: a no to a question with only")
            return
        is_fit = value == "conditional" and bool(_IF_FIT.search(text)) and not COND.search(_IF_FIT.sub("", text))
        for field in fields:
            # One answer for both visas ("Case by case") holds for each.
            yield Finding(
                field,
                "sponsors" if is_fit and field == "visa_j1" and not negative else value,
                "required",
                clause.start,
                clause.end,
                confidence=confidence,
                condition=(clause.start, clause.end) if value == "conditional" else None,
                needs_question=not is_label,
                needs_lead=is_label,
            )
        if fields:
            return


# "As for the H-1B, ...", "where the J-1 is concerned, ...", "if you need an H-1B, ...": what follows speaks of it.
_TOPIC = re.compile(
    r"\W*(?:and |but |so )?(?:as for|for|as to|regarding|concerning|with regard to|with respect to|when it comes to|"
    r"in the case of|"
    r"(?P<case>where|if you (?:need|want|seek|require|are seeking)|should you (?:need|want|require)))(?: (?:the|an?))? "
    rf"(?P<name>(?:{J1}|{H1B})(?: (?:visas?|sponsorship|petitions?|status))?)(?: (?:is|are) concerned)?\s*,\s*"
)


def read_topic(clause: Clause) -> Iterator[Finding | Drop]:
    """What is said behind "as for the H-1B,", read as the value of a label; nothing where it names a visa itself."""
    topic = _TOPIC.match(clause.text)
    if topic is None or {one.lastgroup for one in MENTION.finditer(clause.text, topic.end())} & {"j1", "h1b"}:
        return
    own = replace(
        clause,
        text=clause.text[topic.end() :],
        start=clause.start + topic.end(),
        lead=f"regarding {topic.group('name')}",
        question="",
        is_first_reply=False,
        answer="",
    )
    replies = [one for one in read_reply(own) if isinstance(one, Finding)]
    for one in replies:
        if one.value == "sponsors" and ANY_DENIAL.search(mask_accounted(own.text)):
            yield drop(clause, "visa: a denial beside it is not understood")
        else:
            yield replace(one, start=clause.start, needs_lead=False)
    if not replies and topic.group("case") and not NEED_REFUSED.match(HINDRANCE_DENIED.sub("#", clause.text)):
        yield drop(clause, "visa: the case is named, its outcome not understood")
