"""Clauses that name a visa and say nothing of whether a resident may hold one here.

Of fees and travel, of the past, of staff and visitors, of other programs, of what the visa is. Each is dropped with its
reason, and no rule for all visas is withheld on its account.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.visa.heads import ASKS_OF_HARM
from transforms.facts.visa.masks import OTHER_KIND
from transforms.facts.visa.status import CITIZENS
from transforms.facts.visa.words import (
    ACTS,
    BARE_OK,
    BARE_VISA,
    H1B,
    HINDRANCE_DENIED,
    J1,
    MENTION,
    NAMED,
    REFUSES,
    is_negative,
)
from transforms.hinted_re import Hinted
from transforms.language import Clause

OF_OTHERS = "visa: of other programs"
AT_LARGE = "visa: of programs at large"
_ABOUT = re.compile(
    r"\bwaivers?\b(?! from)|\bj-?2\b|\bds-?2019\b|\btwo-year home|\bhome residency\b|\brenew(?:al|ed)?\b(?! ead)|"
    r"\btax(?:es|ation)?\b|\bspouse|\bdependents?\b|\bfees?\b(?=[^.;]*\b(?:paid|pay|charged?|borne|reimburs))|"
    r"\b(?:pays?|paid|charge|covers?|reimburs)\w*[^.;]{0,20}\bfees?\b|\btravel|\bconsulate|\bpassport|"
    r"\b(?:is|are|serves?) (?:only |solely |strictly )?(?:for )?research (?:only|alone)\b"
)
_CHARGED = re.compile(r",? \(?(?:for which|with|at|whose|the|and)(?: [a-z]+){0,3} (?:fees?|costs?)\b[^.;,]*$")
_LABEL_OF_PAST = re.compile(
    r"(?:^|[|] )\W*(?:previous(?:ly)?|former(?:ly)?|past|before|until (?:19|20)\d\d|old(?: policy)?|earlier|then)\W*$"
)
_OF_FELLOWS = re.compile(
    r"\W*(?:our |the |while |whereas |but |and )*(?:fellows|fellowships|faculty|attendings?|nurses|researchers|"
    r"fellowship programs?|postdocs)\b(?! and (?:our )?residents| programs and)(?!.*\bresidents?\b)"
)
_ASKS_WHETHER = re.compile(
    r"\b(?:consider|discuss|debat|weigh|study|explor)\w* whether\b|\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|"
    r"inquir\w+) (?:us |me )?(?:whether|if|about)\b|"
    # "Please state whether you hold a J-1 or an H-1B"
    r"^\W*(?:(?:please|also|kindly|applicants|candidates|you|imgs|must|should|need to|have to) )*(?:state|indicate|"
    r"tell us|note|specify|mention|"
    r"say|let us know|write|list|make clear|disclose) (?:[a-z]+ly |(?:in|on) (?:[a-z]+ ){1,4})?(?:whether|if|which|"
    r"what)\b"
)
_OF_SELF = re.compile(
    r"\W*(?:and |but |what if |so )?i(?:'m| am| need| require| want| have| hold| would| will| do| "
    r"only)\b(?![^.;]*\byour file\b)"
)
_OF_STAFF = Hinted(
    rf"(?:{H1B})(?: [a-z]+)? (?:for|to) (?:our |its |the )?(?:fellows|faculty|attendings?)\b(?![^.;]*\bresidents?\b)|"
    rf"(?:{H1B}|{J1})(?: [a-z]+){{0,2}} (?:for|to|on behalf of)(?: (?:our|the|its|some|certain|many|attending|staff|"
    rf"other|"
    rf"hospital|research|clinical|nurses|nurse|and|or|therapists|full-time|senior))* (?:nurses?|attendings?|attending "
    rf"physicians|faculty|therapists|scientists|pharmacists|researchers?|postdocs|hospitalists|employees|professors|"
    rf"technologists)\b(?![^.;]*\b(?:residents?|trainees|house ?staff)\b)|"
    rf"\b(?:nurses|attendings?|attending physicians|faculty|therapists|scientists|pharmacists|hospitalists|researchers)"
    rf"(?:,? (?:and|or) [a-z]+)? (?:for|on|with|under) (?:an? )?(?:{H1B}|{J1})|"
    r"\bhospital employees?\b|\b(?:recruit|hire|employ)(?:s|ing)? (?:[a-z]+ )?(?:faculty|attendings?|nurses|"
    r"hospitalists|scientists)\b|"
    r"\b(?:used|held|filed|available|kept|reserved|sponsored|offered|employed|given|open)(?: (?:only|mainly|"
    r"mostly))? (?:by|for|to|among|on "
    r"behalf of) (?:our |the |its )?(?:attendings?|attending|faculty|employed physicians|staff physicians|"
    r"research\w*|postdoc\w*|nurses?|hospitalists|scientists|therapists|pharmacists)"
    r"\b(?![^.;]*\bresidents?\b)"
)
# "H-1B petitions are filed only for attending faculty": residents have none.
FOR_STAFF = Hinted(
    r"\bfor (?:our |the )?(?:faculty|attendings?|fellows|fellowships?|researchers?)(?: (?:members|physicians|"
    r"staff))? (?:only|alone|exclusively)\b|"
    r"\b(?:only|solely|exclusively|reserved|restricted|limited|confined|(?:leave|leaves|keep|keeps|left|"
    r"kept)\b[^.;,]{0,20}?)(?: (?:for|to|on behalf of|"
    r"in the case of))+\b(?: (?!residents?|"
    r"trainees?|interns?|house)[a-z-]+){0,3}? (?:faculty|attendings?|fellows|researchers?|scientists|consultants|"
    r"employed physicians)\b"
    r"(?![^.;]*\bresidents?\b)|"
    r"\b(?:set aside|earmarked|kept back) for(?: (?:our|the))? (?:faculty|attendings?|fellows|staff|researchers?)\b|"
    r"\b(?:reserv\w+|limit\w+|restrict\w+|only|confin\w+|keeps?|kept|except|exclusively|solely)\b[^.;,]{0,30}\b(?:for|"
    r"to)"
    r"(?: (?:our|the|its|any))?(?: [a-z]+(?: and)?){0,3}? (?:posts?|positions?|appointments?|hires?|roles?|jobs?|"
    r"employees)\b(?<!residency positions)(?<!resident positions)(?<!training positions)(?<!gme "
    r"positions)(?<!categorical "
    r"positions)(?<!preliminary positions)"
)
_ASKS_MEANING = re.compile(
    rf"\W*(?:what(?: exactly)? (?:is|are|does|do)|how (?:does|do)|what's) (?:an? |the )?(?:{J1}|{H1B})(?: "
    rf"visas?| waivers?| program)?(?: (?:mean|work|differ\w*"
    rf"|for|cost)[^?]*)?\W*$"
)
_DEFINES = Hinted(
    rf"(?:{J1}|{H1B})(?: visas?)? (?:is|are) (?:an? )?(?:non-?immigrant|exchange|temporary|type|kind|work|"
    rf"employment|speciali?ty|visa (?:for|"
    rf"that|type|category|issued|intended))\b"
)
# "Trainees now on an H-1B may complete their programs."
_CURRENT_HOLDERS = Hinted(
    r"\b(?:residents|trainees|fellows|interns|those|physicians|holders|anyone)\b[^.;,]{0,24}\b(?:now|currently|already|"
    r"presently|previously|still|came|entered|started|began|joined|arrived)\b[^.;,]{0,24}\b(?:on|hold\w*|in|"
    r"with)\b[^.;]*\b(?:may|can|will|are) (?:be )?(?:able to |"
    r"allowed to )?(?:complete|finish|continue|stay|remain|keep|graduate)|\bgrandfathered\b"
)
_REFERS = Hinted(
    rf"\b(?:see|visit|consult|refer to|read|check|browse)\b[^.;]{{0,60}}?\b(?:web ?sites?|pages?|sites?|information|"
    rf"guides?|links?|faqs?)\b[^.;]{{0,60}}?(?:{J1}|{H1B})"
)
_FOR_VISIT = Hinted(
    r"\bb-?[12] (?:visas?|visitors?)\b|\b(?:tourist|(?<!exchange )(?<!exchange-)visitor'?s?) visas?\b|"
    r"\b(?:rotators?|observers|shadowers?)\b|"
    r"\b(?:visas?|sponsor\w*|sponsorship)\b[^.;,]{0,24} for (?:an? |the |our |any )?(?:shadow\w*|observ\w+|visit\w*|"
    r"rotat\w+|electives?|"
    r"externs?\w*|away rotation\w*|research\w*|fellowships?)\b"
)
# "Graduates from abroad may observe for a month; no visa help is given"
_COMES_TO_SEE = Hinted(
    r"(?<!nobody )(?<!no one )(?<!none )\b(?:may|can|could|to|will) (?:only )?(?:observe|shadow|rotate)\b"
)
_TRAINS = re.compile(
    r"\bresiden(?:ts?|cy|cies)\b|\binterns?\b|\btrainees?\b|\bapplicants?\b|\bmatch\b|\bemployed\b|\bhired\b"
)
# "No sponsorship for non-clinical jobs", "... is available for this position" of a posting
_FOR_JOBS = Hinted(
    r"\b(?:visas?|sponsor\w*)\b[^.;,]{0,30} for (?:our |any |all |the )?(?:non-clinical|administrative|office|support|"
    r"nursing|clerical|"
    r"non-physician|technical) (?:jobs?|posts?|positions?|roles?|employees|staff|work)\b|\bfor this (?:job|posting|"
    r"role|vacancy)\b"
)
_BY_EMPLOYER = Hinted(r"\bby (?:an?|the|your|their|each|any) (?:new |future |next |later |individual )?employers?\b")
# "... even though the institution may sponsor them in other departments."
_OTHER_HOUSE = Hinted(
    r"\b(?:in|by|at|for|to|of) (?:some |many |certain |several |a few |our |the |its |most |all )*other "
    r"(?:departments?|programs?|specialt(?:y|ies)|residenc(?:y|ies)|hospitals?|divisions?|institutions?|fields?|sites?|"
    r"campus(?:es)?|services)\b|\b(?:other|some|certain|several|many|most|fewer|few|a few) (?:of (?:the|our) |other )?"
    r"(?:departments|programs|specialties|residencies|hospitals|divisions|institutions|employers) (?:do|may|can|will|"
    r"sponsor|accept|offer|file|support|take|still|also|in)\b"
)
# "Roughly nine in ten residents in the country are on a J-1": of all, and not of this house.
_NATIONWIDE = Hinted(
    r"\b(?:residents|physicians|programs|trainees|graduates|imgs|hospitals)\b[^.;,]{0,16} (?:in|across|throughout|"
    r"around) (?:the )?(?:country|united states|usa|nation)\b|\b(?:nationwide|nationally)\b"
)
# "73% offer J-1 visas", "hospitals may limit visas to the J-1": what programs do, and not this one.
_PROGRAMS_DO = Hinted(
    r"\d ?(?:%|percent) (?:of (?:[a-z]+ ){1,4})?(?:offer|sponsor|accept|support|take|provide)(?:ed)?\b|"
    r"(?<!our )(?<!affiliated )(?<!participating )\b(?:hospitals|institutions) (?:may|might|often|sometimes|usually|"
    r"generally|typically) (?:[a-z]+ ){0,1}?(?:limit|restrict|refuse|prefer)\b"
)
_CONCEDES = re.compile(r"\beven\W*$")
_ELSEWHERE = Hinted(
    r"\W*(?:(?:many|most|other|several|neighbou?ring|nearby|competing|[a-z]+)(?: of the| other| [a-z]+)? (?:employers|"
    r"other programs)|"
    r"(?:many|most|other|several|neighbou?ring|nearby)(?: of the| other)? (?:programs|hospitals|institutions|"
    r"residencies)|"
    r"(?:an?|the|our|another) (?:neighbou?ring|nearby|sister|affiliated|competing|different) (?:hospital|program|"
    r"institution|residency)|[a-z ]{0,30}(?:down the (?:road|street)|across town|next door)|another (?:hospital|"
    r"program)|programs (?:nearby|elsewhere|around|in (?:the|our) (?:area|state|region)))\b(?! (?:at|of|in) (?:the |"
    r"this )?(?:hospital|university|"
    r"institution|center|system))|\W*(?:many|most|several|another)(?: of them)? (?:do|does|sponsor|accept|offer|will|"
    r"began|"
    r"started|now)\w*\b"
)
# "The university does not sponsor applicants for a green card": of staying for good, whatever visa one trains on.
_FOR_GOOD = Hinted(
    r"\b(?:sponsor|petition|support|assist|help|fil|process|pursu|seek|appl)\w*(?: (?!without|unless|must|ha(?:ve|s)|"
    r"holds?|only|who|not|or|if|accept)[a-z'-]+){0,7}? (?:permanent residen(?:ce|cy)|permanent resident (?:visas?|"
    r"status|cards?|applications?|petitions?)|green[- ]?cards?(?! holders)|immigrant (?:visas?|petitions?))\b"
)
_TOWARD_STAY = re.compile(
    r"\b(?:(?:do|does|will|can|is|are) ?(?:not|never) |never |cannot |no longer )?(?:sponsor|petition|support|"
    r"assist|help|"
    r"fil)\w*(?: (?:nobody|no one|none|anybody|anyone|no|any|applicants?|residents?|trainees?|you|them))? (?:for|"
    r"toward|towards|on the way to|to get|to obtain) (?:an? |the |their |your |any )*(?:green[- ]?cards?|permanent "
    r"residen(?:ce|cy)|immigrant visas?)\b"
)
# "If you do not obtain a visa in time, the place goes to another": what a rule supposes, as "without a visa" would.
_FAILS_TO_GET = Hinted(
    r"\b(?:if|should|where|when|in case|in the event|failure|fails?|unable|inability)\b[^.;]{0,60}?\b(?:not|fails?|"
    r"failure|unable|inability|cannot)\b(?: [a-z]+){0,2}? (?:obtain|secure|get|receive|procure|acquire|maintain)\w*\b"
    r"[^.;,]{0,40}\bvisas?\b"
)
# "To list the acceptable and unacceptable visas", "Visa types that are not accepted are:": a purpose, a head.
_ANNOUNCES = Hinted(
    r"\b(accept\w*|allow\w*|permitted|eligible|support\w*|sponsored) (?:and|or|/|vs\.?) (?:not |non-?|un|in)\1\b|"
    r"\bvisas?\b(?![^.;:]*\b(?:how|whether|what|as|so)\b)[^.;:]{0,60}\b(?:are|include|is)(?: as follows| the "
    r"following| (?:listed|shown|described) below)?\W*$"
)
# "A J-1's stay is limited to seven years": of its length.
_OF_DURATION = Hinted(
    r"\b(?:duration|length|participation|stay|validity)\b[^.;]{0,120}\b(?:limited|capped|restricted) to "
    r"[^.;,]{0,24}\byears\b"
)
_DESCRIBED = Hinted(
    r"\b(?:fact ?sheets?|brochures?|handbooks?|web ?(?:sites?|pages?)|manuals?|booklets?|videos?|slides)\b[^.;]{0,12}?"
    r"\b(?:provides?|contains?|explains?|describes?|outlines?|offers?|gives?|introduces?)\b"
)
OF_PAST = re.compile(
    r"\bfrom (?:19|20)\d\d (?:to|until|till|through) (?:19|20)\d\d\b|\b(?:till|until) (?:19|20)\d\d\W*$|"
    r"\b(?:older|earlier|previous|former|old|outdated|past) (?:versions?|pages?|brochures?|policy|policies|editions?|"
    r"rules?|websites?|documents?)\b|"
    r"\b(?:past|former|previous) residents\b|\balumni\b|"
    r"\b(?:in|before|through|until|up to|till) (?:19|20)\d\d\b[^.;]*\b(?:we|program|hospital|it) (?:had |still |"
    r"had been |"
    r"also |did )*(?:sponsor(?:ed|ing)?|accept(?:ed|ing)|support(?:ed|ing)|offer(?:ed|ing)|fil(?:ed|ing)|took|"
    r"taking)\b|"
    r"\b(?:at one time|there was a time|(?:we|it|they|program|hospital|residency) once)\b|"
    r"\b(?:formerly|until (?:19|20)\d\d|used to|in the past|in (?:earlier|previous|former|past|prior) (?:years|"
    r"times|cycles|seasons)|last (?:year|season|cycle)'s|"
    r"previously|years ago|no longer the case|(?<!have )(?<!has )historically)\b"
)


# "Meals, visa and airfare are not included in the price"
_EXPENSE = (
    r"(?:airfares?|flights?|housing|lodging|accommodations?|room and board|meals|food|travel|transport\w*|insurance|"
    r"tuition|books|parking|uniforms?|fees?|expenses)"
)
_NOT_PAID = (
    r"(?:(?:not|never|none)\b(?: of (?:them|these|it))?(?: (?:is|are|be|generally|usually))* (?:includ|provid|cover|"
    r"pa(?:y|id)\b|reimburs|suppl|arrang|offer)|(?:at )?(?:your|their) own (?:cost|expense|responsibility))"
)
_AMONG_EXPENSES = Hinted(
    rf"\b(?:{_EXPENSE}\b[^.;]{{0,60}}\bvisas?|visas?\b(?! sponsor)[^.;]{{0,60}}\b{_EXPENSE})\b[^.;]{{0,40}}"
    rf"\b(?:{_NOT_PAID})|"
    rf"\b(?:{_NOT_PAID})\w*\b[^.;]{{0,40}}"
    rf"\b(?:{_EXPENSE}\b[^.;]{{0,40}}\bvisas?\b(?! sponsor)|visas?,? [^.;]{{0,40}}\b{_EXPENSE}\b)"
)


def is_of_papers(text: str) -> bool:
    """Of waivers, dependents, taxes, fees or travel, and not of acceptance."""
    return bool(_ABOUT.search(_CHARGED.sub("#", text)) and not (ACTS.search(text) or CITIZENS.search(text)))


def is_of_stay(text: str) -> bool:
    """Of how long one may stay, of staying for good, or of a leaflet that tells of it."""
    if _OF_DURATION.search(text) or _DESCRIBED.search(text):
        return True
    return bool(_FOR_GOOD.search(text) and not NAMED.search(text) and not CITIZENS.search(text))


def mask_stay(text: str) -> str:
    """Without what is said of staying for good: "we sponsor nobody toward a green card" refuses no visa."""
    return _TOWARD_STAY.sub("#", text)


def is_past(text: str) -> bool:
    return bool(
        (OF_PAST.search(text) and not is_negative(text) and not re.search(r"\bcontinu\w+|\bstill\b", text))
        or "used not to" in text
        or "did not use to" in text
    )


# "The commonest are the H-1B, for up to six years, and the J-1": of visas at large.
_COMMONEST = Hinted(
    rf"\b(?:commonest|most common|most usual)(?: (?:ones|visas|types|kinds|of (?:them|these)))* (?:is|are) "
    rf"(?:the |an? )?(?:{J1}|{H1B})"
)


# "We wish we could sponsor the H-1B", "glad to, if funds allowed": said of what is not.
_WISHED = Hinted(
    r"\b(?:wish|if only) (?:that )?(?:we|it|they|(?:the|our) [a-z]+) (?:could|were|was|had|might|did)\b|"
    r"\bif (?:we|it|they|funds|money|rules|time|the law|(?:the|our) [a-z]+) (?:could|were able|had|allowed|permitted|"
    r"let us)\b|"
    r"\bwould (?:have )?(?:loved?|liked?) to (?:sponsor|support|offer|accept|take)\b"
)


def why_off_topic(clause: Clause) -> str | None:
    """Why a clause about visas says nothing of residents here and now; None where it may."""
    text = clause.text
    if _AMONG_EXPENSES.search(f"{clause.lead}: {text}") and "sponsor" not in text:
        return "visa: of expenses"
    if _WISHED.search(text):
        return "visa: only wished for"
    if _LABEL_OF_PAST.search(clause.lead):
        return "visa: of the past"
    if _OF_FELLOWS.match(text):
        return "visa: of fellows"
    if _ASKS_WHETHER.search(text):
        return "visa: only asked about"
    if _OF_SELF.match(text):
        return "visa: an applicant speaks"
    if _OF_STAFF.search(text) and not is_negative(text) and not FOR_STAFF.search(text):
        return "visa: of staff"
    if clause.is_first_reply and _ASKS_MEANING.match(clause.question):
        return "visa: of its meaning"
    if _DEFINES.search(text) and not re.search(r"\b(?:we|our|program|hospital|residents?)\b", text):
        return "visa: of its meaning"
    if _CURRENT_HOLDERS.search(text) and not is_negative(text):
        return "visa: of those who hold it already"
    if _REFERS.search(text):
        return "visa: only referred to elsewhere"
    if _FOR_VISIT.search(text) or (_COMES_TO_SEE.search(clause.sentence) and not _TRAINS.search(clause.sentence)):
        return "visa: of visitors"
    if _FOR_JOBS.search(text):
        return "visa: of staff"
    if is_of_stay(text) or (_COMMONEST.search(text) and not re.search(r"\b(?:we|our|us)\b", text)):
        return "visa: about the visa, not its acceptance"
    if not NAMED.search(text):
        if _FAILS_TO_GET.search(text):
            return "visa: of what happens without it"
        if _ANNOUNCES.search(text):
            return "visa: of what a list will say"
    if _BY_EMPLOYER.search(text) and not is_negative(text) and not re.search(r"\b(?:we|our|us|residents?)\b", text):
        return OF_OTHERS
    if _OTHER_HOUSE.search(text) and not is_negative(text) and not re.search(r"\b(?:like|as with|as in)\b", text):
        return OF_OTHERS
    if _NATIONWIDE.search(text) and not re.search(r"\b(?:we|our|us|here|this|must|should|accept|welcome)\b", text):
        return OF_OTHERS
    if _PROGRAMS_DO.search(text) and not re.search(r"\b(?:we|our|us|here)\b", text):
        return AT_LARGE
    if clause.previous is not None and _CONCEDES.search(clause.previous.text) and "if" not in text:
        return "visa: of what is only conceded"
    if _ELSEWHERE.match(text) and not re.search(r"\b(?:we|our|us|here|this)\b", text):
        return OF_OTHERS
    return None


# ---------------------------------------------------------------- of what follows from a visa, or from the lack of one

_FIELD = re.compile(r"(?:^|[|] )\W*(?:field|item|topic|attribute|row|column|criterion)\W*$")
_FORFEITS = Hinted(
    r"\b(?:contract|offer|appointment|position|place)\b[^.;]{0,30}\b(?:void|withdrawn|cancel\w+|rescinded|terminated|"
    r"lost)\b"
    r"[^.;]*\b(?:if|unless|when|where)\b[^.;]*\b(?:not|lack\w*|fail\w*)\b"
)
_NEEDING = re.compile(r"\W*(?:\(?[a-z0-9]{1,3}[).] )?(?:needing|needs?|need for|requiring)\b")
_YES_OR_NO = re.compile(r"^\W*(?:yes|no)\W*$|[:=-] ?(?:yes|no)\W*$")
# "Must be authorized to work without any visa, J-1 included."
_WITHOUT_ANY = Hinted(
    rf"\bwithout (?:an? |any |the need for (?:an? |any )?)?(?:visa|sponsorship)[^.;]{{0,24}}(?:{J1}|{H1B})"
)
_NEITHER_HINDERS = Hinted(
    rf"\bneither (?:an? |the )?(?:{J1}|{H1B})[^.;:]{{0,40}}? (?:is|are|poses?|presents?|makes?|creates?)(?: an?| any|"
    rf" the)?"
    r"(?: [a-z]+)? (?:problems?|obstacles?|barriers?|hindrance|issues?|concerns?|disadvantages?|impediments?|handicap|"
    r"drawbacks?|differences?|deal-?breaker)\b"
)
# "Needing an H-1B rules you out. Needing a J-1 does not.", "J-1s pose no difficulty. H-1Bs do, ..."
_BARE_VERB = Hinted(
    rf"(?:{J1}|{H1B})(?: (?:visas?|applicants?|candidates?|holders?|physicians|sponsorship|status))? (?:do|does|is|are|"
    rf"will|can|"
    r"has|have)(?: not)?(?=\W*$|,)"
)
_DEMANDS = re.compile(r"\b(?:needs?|requires?|calls? for|demands?|takes|costs?|must|depends)\b")


def why_unread(clause: Clause, is_named: bool) -> str | None:
    """Why a clause is dropped before anything in it is read; None where it may be read."""
    text = clause.text
    if clause.is_first_reply and is_named and ASKS_OF_HARM.search(clause.question):
        return "visa: of what it would change"
    if is_named and _FIELD.search(clause.lead) and BARE_VISA.fullmatch(text):
        return "visa: the name of a field"
    if (
        is_named
        and clause.is_first_reply
        and re.search(r"\b(?:usmle|steps?) (?:3|iii)\b", clause.question)
        and not re.search(r"visa|sponsor|h-?1|j-?1", clause.question)
        and re.search(J1, text)
    ):
        return "visa: of another question"  # "Do I need Step 3?" "Yes for H-1B; no for J-1."
    if not is_named and OTHER_KIND.search(clause.lead.rsplit(" | ", 1)[-1]):
        return "visa: of another kind"
    if is_named and _FORFEITS.search(text):
        return "visa: of what happens without it"
    if is_named and _NEEDING.match(clause.lead.rsplit(" | ", 1)[-1] or text) and _YES_OR_NO.search(text):
        return "visa: a need that is ticked"
    if is_named and _WITHOUT_ANY.search(text):
        return "visa: named in a rule for all visas"
    if "neither" in text and _NEITHER_HINDERS.search(text):
        return "visa: of what it would change"
    if (
        is_named
        and clause.is_first_reply
        and clause.question
        and not MENTION.search(clause.question)
        and not BARE_OK.search(clause.question)
        and "step" not in clause.question
        and len(text.split()) <= 6
        and is_negative(text)
        and not ACTS.search(text)
    ):
        return "visa: of another question"  # "Moonlighting?" "Not on a J-1."
    if is_named and clause.previous is not None and _BARE_VERB.search(text):
        said = clause.previous.text
        if re.search(rf"\b{REFUSES}(?!\w)", said) or HINDRANCE_DENIED.search(said) or _DEMANDS.search(said):
            return "visa: a verb whose sense stands in the sentence before"
    return None
