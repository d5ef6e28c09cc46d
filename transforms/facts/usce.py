"""usce_required, usce_months, usce_hands_on: clinical experience in the US, and whether observing counts.

"Preferred" alone states nothing about the requirement; how recent the experience must be is not how long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop, is_taken_with
from transforms.facts.pairs import (
    Pair,
    find_pair,
    find_wished_number,
    is_plain,
    read_amounts,
    tell_label_strength,
    tell_yes_no,
)
from transforms.language import (
    EXCEPTION,
    NUMBER,
    UPPER,
    Clause,
    Guarded,
    find_exception,
    find_list_head,
    find_marks,
    find_strength,
    has_mark,
    has_refusing_head,
    is_harmless,
    is_set_back,
    is_turned_away,
    mask_exceptions,
    normalize,
    parse_number,
    settle_strength,
)
from transforms.model import Statement

STEMS = (
    "usce",
    "clinic",
    "bedside",
    "practice",
    "practise",
    "hospital",
    "patient care",
    "patient-care",
    "worked",
    " work ",
    "shadow",
    "observ",
    "experience",
    "externship",
    "observership",
    "hands-on",
    "hands on",
    "clerkship",
    "elective",
    "rotation",
    "internship",
    "preceptor",
    "training in",
    "trained",
    "rotated",
    "us months",
    "us weeks",
    "u.s. weeks",
    "u.s. months",
    "time on",
    "time in",
    "patients",
    "us time",
    "us exp",
    "u.s. exp",
    "obs.",
    "obs ",
    "watching",
    " wards",
    "ward ",
    "exposure",
    "to look",
    "patient contact",
    "stint",
    "inpatient",
    "outpatient",
    "stateside",
    "attachment",
    "sub-i",
    "subintern",
)

# Where: this country in any of its names. The pronoun is the same word in lower case; its neighbours tell them apart.
_US = (
    r"(?:u\.?\s?s\.?(?:a\.?)?(?![a-z])|united states|america(?:n)?|north[- ]american|u\.s\.-based|us-based|"
    r"this country|stateside|the states|the country(?! of)|domestic|the fifty states|this side of the atlantic)"
)
# What: work with patients before residency. These words say so by themselves ...
_WORK = (
    r"(?:experiences?|rotations?|exposure|clerkships?|electives?|externships?|clinicals?|stints?|immersion|shifts|"
    r"stretch(?:es)?|spells?|"
    r"(?:clinical|medical|hospital|health ?-?care|bedside|ward|inpatient|outpatient|clinic|surgical|office|"
    r"patient(?:[- ]care)?|hands-on|practical|supervised|direct) "
    r"(?:work|time|care|service|involvement|duty|duties|activit(?:y|ies)|positions?|jobs?|roles?|months|weeks|years?|"
    r"contact|interaction|management|immersion|attachments?|placements?|posts?|posting|"
    r"internships?|observation|assistantships?|encounters?|settings?)|"
    r"practice|bedside|sub-?internships?|sub-?is?|shadowing|patient[- ]care|observerships?|clinical|"
    r"(?:residency |internship |house |clinical |medical |hospital |"
    r"postgraduate |post-graduate |graduate )+(?:training|job)|internships?|"
    r"(?<!to )(?<!able )work(?! author| permit| visa| eligib| rights?\b| status| card| papers| force)|"
    r"preceptorships?|(?:clinical )?attachments?|(?:hands-on|inpatient|outpatient|clinical|supervised|ambulatory) "
    r"(?:[a-z]+ (?:or|and) )?(?:psychiatry|pa?ediatrics|surgery|medicine|(?:internal|family|emergency) medicine|"
    r"neurology|pathology|"
    r"radiology|an(?:a)?esthesi(?:a|ology)|obstetrics|primary care)|exp\b|patient[- ]contact|time(?= (?:spent "
    r")?(?:on|in|at|inside) (?:the |an? )?(?:u\.?s\b|american))|time(?= "
    r"(?:on|in|at|inside) (?:the |an? )?(?:u\.?s\b\.?|american|[a-z]+ )?\s?(?:wards?|clinics?|hospitals?|"
    r"bedside|units?|institutions?|facilit(?:y|ies)|settings?|sites?|medical centers?|systems?|teams?|"
    r"operating rooms?))|"
    r"(?:caring for|treating|seeing|examining|looking after|contact with|work(?:ing)? with|care of|"
    r"touching) (?:[a-z]+ )?patients?)"
)
_UNRELATED = (
    r"(?:with|from|who|whom|whose|by|graduates?|citizens?|citizenship|letters?|physicians?|seniors?|schools?|faculty|"
    r"attendings?|"
    r"licensed?|licensure|doctors?|nationals?|residents?|students?|exams?|applicants?|addresses|visas?|mds?|"
    r"must|is|are|was|were|will|shall|has|have|had|can|cannot|may|might|could|would|should|do|does|need|needs)"
)
_AT = (
    r"(?:hospitals?|clinics?|soil|wards?|facility|facilities|medical centers?|health ?-?care|"
    r"settings?|institutions?|units?|practices?|medicine|departments?|services?|offices?|systems?|teams?|bedsides?|"
    r"operating rooms?|environments?|(?:[a-z]+ )?care|neurology|surgery|psychiatry|pa?ediatrics|pathology|radiology|"
    r"an(?:a)?esthesia|"
    r"[a-z]+ologists?|"
    r"[a-z]+iatrists?|[a-z]+icians?|surgeons?|preceptors?)"
)
_LENGTH = (
    rf"(?:(?:{NUMBER}(?:\s?(?:-|to|or)\s?{UPPER})?|\ban?\b|\bhalf an?\b|\ba half\b|\b(?:a )?couple of\b|"
    rf"\bhalf\b)\+?(?: or more| or longer)?[ -]*"
    r"(?:full |continuous |consecutive |calendar )?"
    r"(?:months?|mos?\b\.?|weeks?|wks?\b\.?|years?|yrs?\b|days\b)'?(?: worth)?"
    r"(?:,? or more,?|,? or longer,?|\+| \((?:\d{1,2} months?|full[ -]time|at least|minimum)\))?)"
)
_SPECIALTY = (
    r"(?:psychiatry|pa?ediatrics|surgery|(?:internal|family|emergency|physical|hospital|primary care) medicine|"
    r"neurology|"
    r"pathology|radiology|an(?:a)?esthesi(?:a|ology)|obstetrics|dermatology|primary care|medicine)"
)
# What somebody did, where no noun names the work.
_PAST = (
    r"(?:work(?:ed|ing)? as an? (?:[a-z-]+ ){0,2}?(?:physician|doctor|clinician|extern|sub-?intern|resident|"
    r"assistant|scribe|"
    r"house officer|intern)s?|work(?:ed|ing)(?: with (?:your|their) own hands)?|spent|spending|train(?:ed|ing)|"
    r"practi[cs](?:ed|ing)|"
    r"walk(?:ed|ing) the (?:wards|halls|floors)|been on the (?:wards?|floors?)|"
    r"rotat(?:ed|ing)|served|serving|rounded|functioned|participat(?:ed|ing)|"
    r"(?:seen|treated|examined|managed|met|attended|admitted|touched|looked after|cared for|taken care of|dealt with|"
    r"followed) "
    r"(?:[a-z]+ )?(?:patients|children|adults|women|babies|people|the sick)|work experience|hands-on work|externed|"
    r"extern(?:ing)?|"
    r"shadowed|interned|"
    r"been (?:employed|active|involved)|held an? (?:[a-z]+ )?(?:position|post|job|role)|participated in patient care)"
)
_PREP = r"(?:in|within|from|inside|at|on|under|to|across|throughout|through)"
# What may follow the country's name where no place of work does.
_OPEN_END = (
    r"(?=\s*(?:$|[.,;:()!?]|-|\u2022|(?:and|is|are|with|before|that|which|or|since|prior|as|for|to|within|in|during|"
    r"was|will|must|may|should|can|counts?|preferred|required|mandatory|recommended|by|if|at|who|have|has|when|on|but|"
    r"plus|per|while|strongly|highly|desired|desirable|helpful|needed|not|expected)\b))"
)
_USCE = Guarded(
    r"\bu\.?\s?s(?![a-bd-z])|usa\b|america|states|country|stateside|domestic|atlantic|(?:experience|work|"
    r"practice) here",
    r"(?:"
    rf"\busce\b"
    # "US (or Canadian) hands-on clinical experience"
    rf"|\b{_US}(?:[ /-](?:(?:or|and|/|/ ?or) )?(?:canad(?:a|ian)|u\.?s\.?))?(?:[ -]based)?,?[ -]"
    rf"(?:(?!{_UNRELATED}\b)(?:[a-z-]+|\(?hands-on\)?)[ ,/-]+){{0,4}}?{_WORK}\b"
    # "clinical experience in a US hospital"
    rf"|\b(?:(?:ambulatory|inpatient|outpatient|hospital|clinic|office|bedside) (?:or|and) )?"
    rf"{_WORK}\b(?: (?:(?!{_UNRELATED}\b)[a-z'/&-]+|\([^)]{{0,30}}\))){{0,6}}? {_PREP} (?:an? |the )?"
    rf"(?:(?:[a-z-]+ ){{0,2}}?(?:wards?|floors?|clinics?|units?|teams?|departments?|operating rooms?|systems?|"
    rf"facilit(?:y|ies)|"
    rf"hospitals?|institutions?|sites?|settings?|centers?|offices?|practices?) (?:of|in|at|within) (?:an? |the )?)?"
    rf"(?:[a-z]+ ){{0,2}}?{_US}"
    rf"|\b{_WORK}\b(?: (?!{_UNRELATED}\b)[a-z'/-]+| with (?:direct|hands-on|actual|patient|clinical|"
    rf"real)){{0,6}} (?:(?:was|were|"
    rf"is|are|has been|have been|be) )?(?:done|completed|gained|obtained|acquired|performed|undertaken|carried "
    rf"out|earned|spent|had) "
    rf"(?:in|at|within|inside) (?:an? |the )?{_US}"
    # "clinical experience, United States"; "clinical experience (US)"; "clinical experience stateside"
    rf"|\b{_WORK},? (?:gained |obtained |acquired |completed |undertaken |done |here )?(?:\((?:in )?(?:the )?"
    rf"(?:u\.?\s?s\.?(?:a\.?)?|united states)\)|(?:u\.s\.(?:a\.)?|usa|united states)(?=\s*(?:$|[.,;)]))|stateside\b)"
    rf"|\b(?:familiar(?:ity)?|acquaintance|acquainted|conversant|comfort(?:able)?|experience|exposure|contact) with "
    rf"(?:the )?{_US} "
    rf"(?:health ?-?care|hospitals?|"
    rf"medical|healthcare|clinical|system|health)\b"
    rf"|\b(?:clinical|hands-on|patient-care|medical) (?:(?!{_UNRELATED}\b)[a-z-]+ ){{0,3}}?(?:in|within|inside) "
    rf"(?:the )?{_US}"
    rf"|\b{_US} (?:health ?-?care|medical|clinical|hospital|health) (?:system|setting|environment)s? experience\b"
    # "two months of psychiatry in the United States"
    rf"|{_LENGTH}(?:,? at (?:the )?(?:very )?(?:least|minimum),?)?(?: (?!(?:{_UNRELATED}|residency|fellowship|"
    rf"training|college|degree|graduat\w*|research|in|at|on|"
    rf"since|ago|old|before|after|prior|between|out|past|last)\b)"
    rf"[a-z/&,-]+){{0,7}}? (?:in|at|on|inside|within|with) (?:an? |"
    rf"the )?{_US}(?:[ -]based)?(?:(?: (?!{_UNRELATED}\b)[a-z&/'-]+){{0,3}}? {_AT}\b|{_OPEN_END})"
    rf"|{NUMBER}\+? (?:u\.?s\.?|american) (?:clinical |hands-on )?(?:months|weeks)\b"
    rf"|{_LENGTH},? (?:spent |working |worked |serving )?(?:with|under|alongside|beside) (?:[a-z]+ )?{_US} "
    rf"(?:doctors|physicians|"
    rf"attendings?|preceptors?|teams?|clinicians|[a-z]+ologists|[a-z]+iatrists|[a-z]+icians)\b"
    rf"|{_LENGTH}\+? (?:of |in )?{_US} {_SPECIALTY}\b(?! (?:residen|program|board|facult|attending|depart))"
    rf"|\b(?:{_WORK}|{_PAST})(?: [a-z]+){{0,2}}? (?:with|under|alongside|beside) (?:an? |the )?{_US} (?:physicians?|"
    rf"doctors?|"
    rf"attendings?|clinicians?|teams?)\b"
    rf"|\b{_PAST}(?: [a-z]+){{0,3}}? stateside\b"
    # "the experience must have been in the US"
    rf"|\b{_WORK}(?: (?:must|should|has to|need not|needs? to|does not need to|shall|ought to)|,? (?:and |which |"
    rf"that |it )+(?:must|"
    rf"should|has to|shall)) (?:have been|be) (?:[a-z]+ )?(?:in|within|from|at|inside) (?:an? |the )?{_US}"
    # "two months of American pediatrics", "hands-on US primary care", "six of them in a US office"
    rf"|{_LENGTH} (?:of|in) (?:(?!{_UNRELATED}\b)[a-z-]+ ){{0,3}}?{_US} (?!{_UNRELATED}\b|research|school|"
    rf"college|degree)[a-z-]+"
    rf"|\b(?:seen|experienced|known|witnessed|been in|been on|been part of) (?:[a-z-]+ ){{0,2}}?{_US} "
    rf"(?:[a-z-]+ ){{0,3}}?(?:care|"
    rf"medicine|hospitals?|wards?|system|clinics?|teams?)\b"
    rf"|\b(?:some|any|prior|previous|recent|in|of) {_US} {_SPECIALTY}\b(?! (?:residen|program|board|facult|"
    rf"attending|depart))"
    rf"|\bhands-on {_US} (?!{_UNRELATED}\b)[a-z-]+"
    rf"|{NUMBER} of (?:them|these|which) (?:in|at) (?:an? |the )?{_US}"
    rf"|(?:{_LENGTH} of [a-z ,-]{{0,24}}|\b(?:prior|previous|without|some|any) (?:clinical )?)\bexperience here\b"
    rf"|\bclinical (?:work|experience|practice) here\b|^(?:(?:clinical|prior|previous|work|any) )?experience here\b"
    rf"|\bus (?:time|exp|months|weeks)\b(?! zone)|\b(?:spen[td]|spending|seeing|treating|work(?:ed|ing)?|experience|"
    rf"contact|exposure|dealing|time|"
    rf"care) (?:with|to|of|for|among) "
    rf"(?:american|u\.?s\.?) patients\b"
    rf"|\b{_US} (?:[a-z]+ ){{0,2}}(?:department|ward|clinic|hospital) time\b"
    rf"|\b{_PAST}\b(?:,? (?:and )?not (?:just |merely |only )?[a-z]+,)?(?: (?:with patients|"
    rf"(?!{_UNRELATED}\b)[a-z'-]+|\([^)]{{0,30}}\)|\d+)){{0,6}}? (?:in|at|on|"
    rf"inside|within|through) (?:an? |"
    rf"the )?(?:(?:wards?|floors?|clinics?|units?|teams?|departments?|operating rooms?|hospitals?|facilit(?:y|ies)|"
    rf"institutions?|practices?) (?:of|in|at) (?:an? |the )?)?(?:[a-z]+ )?"
    rf"{_US}(?! (?:school|graduat))"
    rf"|\b{_PAST}\b(?: [a-z]+){{0,4}}? with (?:an? |the )?{_US} (?:[a-z]+ologist|[a-z]+iatrist|[a-z]+ician|surgeon|"
    rf"attending)"
    r")(?: clinical| experience| work)?(?:(?: or| and|/| and/or) (?:in )?(?:canad(?:a|ian)|puerto rico)(?: "
    r"[a-z]+s\b(?<!is))?)?",
)
_ABOUT_US = re.compile(rf"\busce\b|\b{_US}|\bexperience here\b|\b(?:clinical|patient) [a-z ]{{0,20}}\bhere\b")
_GENERIC = re.compile(rf"\b{_WORK}\b|\bexternships?\b")
_NOT_USCE = re.compile(
    r"\bresearch experience\b|\bwork experience\b(?! (?:in|at|within) (?:an? |the )?(?:american|u\.?s\.?) "
    r"(?:hospitals?|"
    r"clinics?|health|medical|wards?))"
)
_LETTER = re.compile(
    r"\b(?:letters?|lors?|recommendations?|references?|recommenders?)\b[^,;]{0,80}\b(?:from|by|supervis\w+|of|on|who|"
    r"whom|during|based on|reflect\w*|describ\w*)\b[^,;]*$"
)
# "letters of recommendation and rotations in the US"
_BESIDE_LETTERS = re.compile(
    r"\b(?:recommendation|reference|support|physicians|doctors|attendings|faculty|supervisors|preceptors|clinicians|"
    r"recommenders|lors?|letters) (?:and|or|plus|as well as|together with|but|along with|nor) "
    rf"(?:(?:at least|a minimum of|some|prior|of|hands-on|{_LENGTH}|{NUMBER}) ?)*$"
)
_OF_LETTERS = re.compile(r"\bletters? of rec|\bletters from\b|\blors?\b")
_RECENT = re.compile(
    r"(?<!must )(?<!should )(?<!shall )(?<!will )(?<!to )(?<!have )(?<!and )"
    r"(?:\b(?<!put )(?<!putting )(?:with)?in(?: the| a)?(?: (?:last|past|previous|preceding|prior|most "
    r"recent))?|\b(?:last|past|previous|"
    r"preceding|prior|recent)|\bover(?: the)?(?: last| past)?|\bduring(?: the)?(?: last| past)?|\bolder than|\bsince|"
    r"\bevery|\bat most|\b(?:not?) more than|\bgraduation of|\bgraduation:?|\bschool of)\s*$"
)
_DURATION = re.compile(
    rf"(?P<n>{NUMBER}|\b(?:the )?single\b|\b(?:a )?couple(?: of)?\b|\ba quarter of an?\b|\b(?:a )?half(?:[ -]an?)?\b|"
    rf"\ban?\b(?: full)?|\bseveral\b)(?:\s*(?:-|to|"
    rf"or)\s*(?P<m>{UPPER}))?(?: ?\+)?[ -]*(?:or "
    rf"(?:more|longer) |full(?:[- ]time)? |clinical |separate |hands-on |good |solid |{_US} |"
    rf"consecutive |continuous |calendar |uninterrupted |or more |of (?=week|month|year))*"
    rf"(?P<unit>months?|mos?\b\.?|weeks?|wks?\b\.?|years?|yrs?\b|days?\b)"
)
_BETWEEN = re.compile(rf"\bbetween {NUMBER} and (?={UPPER})")
# "... experience of two months before applying"
_LASTING = re.compile(
    r"\b(?:experience|usce|rotations?|work|training|exposure|practice|care) (?:of|for|lasting)(?: (?:at least|about|no "
    r"less than|not less than|a minimum of|a total of))? ?$"
)
# "Three four-week rotations", "two rotations of one month each".
_EACH = re.compile(
    rf"(?P<n>{NUMBER})(?: (?!or\b|to\b)[a-z.-]+){{0,3}}?,? (?:(?P<each>{NUMBER})-(?P<unit>week|month)(?:-long)? "
    rf"(?:[a-z-]+ )"
    rf"{{0,3}}(?:rotation|elective|externship|clerkship|block|placement)s?\b|"
    rf"(?:(?:rotation|elective|externship|clerkship|block|placement)s?\b(?: in [a-z ]{{2,20}})?,? |(?=each))"
    rf"(?:of|each|lasting|at least)(?: (?:of|at least|lasting))* (?P<each2>{NUMBER}) (?P<unit2>week|month)s?(?: each)?)"
)
_NOT_A_DURATION = re.compile(
    r"\s*(?:or (?:less|fewer|more|longer|newer) )?(?:ago|old|between|beyond|of graduat|of (?:residency|medical "
    r"school|practice|post|"
    r"training|fellowship|"
    r"internship)(?![^.;]*\b(?:in|within) (?:the |an? )?(?:u\.?s|united states))|since|before|after|from|prior|post|"
    r"out|following (?:grad|med)|limit|to complete|curriculum|program)\b"
)
_OBSERVE = (
    r"(?:observer ?-?ships?|observer (?:status|positions?|experiences?|roles?|work)|observing|observation(?:al)?(?: "
    r"experiences?| rotations?)?|shadowing|observers?|"
    r"observed (?=clinical|work|experience|rotation|care)|(?<=or )observed\b|(?<=may be )observed\b|(?<=can be "
    r")observed\b|"
    r"(?<=may have )observed\b|onlook(?:ers?|ing)|bystanders?|spectators?|looking "
    r"over [a-z]+ shoulders?|tele-?rotations?|virtual "
    r"rotations?|watching|looking on|(?<=to )(?:look|watch|observe)(?= only|"
    r"\b[^.;]{0,12}\b(?:is|does))|obs\b\.?)"
)
_ASKS_WHAT_COUNTS = re.compile(
    rf"{_OBSERVE}[^?]{{0,60}}\b(?:count|qualif|satisf|suffi|enough|accept|meet|fulfil|consider)[^?]*\?|"
    rf"\b(?:count|accept|consider|recogni[sz]e)\b[^?]{{0,30}}{_OBSERVE}[^?]*\?"
)
# What observing may or may not do, whatever the grammar around it.
_COUNTS = re.compile(
    r"\b(?:count(?:s|ed|ing)?|accept(?:s|ed|able|ing)?|consider(?:s|ed)?|qualif(?:y|ies|ied|ying)|suffic(?:e|es|ient)|"
    r"satisf(?:y|ies|ied)|incl|"
    r"meets?|fulfill?(?:s|ed)?|includ(?:e|es|ed|ing)|recogni[sz]e[sd]?|enough|adequate|substitut\w*|replace[sd]?|"
    r"eligible|equal|"
    r"equivalent|credit(?:s|ed)?|allow(?:s|ed)?|permitted|valid|fine|okay|ok|fit|serves?|good enough|will do|does|"
    r"would do|used|for this purpose|stands? in|cut it|make the cut|measure up|works?|admitted|weighed|treated|taken|"
    r"clinical "
    r"experience|"
    r"usce|us clinical|help(?:s|ful)?|regarded)\b|"
    r"(?:won't|don't|doesn't|will not|would not|does not|do not) do\b"
)
_DENIES = re.compile(
    r"\b(?:not|cannot|never|neither|nor|no longer|no|none|nothing|hardly|excluded|insufficient|inadequate|discounted|"
    r"disregarded|"
    r"ineligible|unacceptable|too little)\b|n't\b"
)
_BARRED = re.compile(
    rf"{_OBSERVE}[^.;]{{0,40}}\bbut (?:they |it )?(?:do|does|will|can|cannot)(?: not|n't) (?:satisf|count|"
    rf"qualif|suffic|fulfil|meet)|"
    rf"\bnone (?:of (?:it|them|this|that|which) )?(?:may be |as )?(?:an? )?{_OBSERVE}|"
    rf"\b(?:cannot|can't|can not|must not|may not|should not|shall not) be (?:an? |in the form of |met (?:by|"
    rf"through|with) )*{_OBSERVE}|"
    rf"\b(?:excluding|excludes?|other than|rather than|instead of|exclusive of|besides|unlike|beyond|not|no|never|"
    rf"without|mere|more than)"
    rf"\b(?: (?:count|counting|just|merely|only|an?|be|simply|from|for|as|pure|mere|in|to|through|by|shadowing|"
    rf"research|and|or|,))* {_OBSERVE}"
    rf"|\b{_OBSERVE}[^.;]{{0,40}}\b(?:(?:is|are|being|gets?) )?(?:excluded|insufficient|inadequate|discounted|"
    rf"disregarded|of no use|useless|no substitute|"
    rf"ineligible|unacceptable|left out|ruled out)|"
    rf"\b(?:excludes?|disregards?|discounts?|ignores?|rejects?|(?:leaves?|rules?|cuts?) out|bars?|omits?) "
    rf"(?:[a-z-]+ (?:and |or )?){{0,3}}{_OBSERVE}|(?<![-\w]){_OBSERVE}:? ?-? (?:n|no)\b(?! (?:more|less|later))"
)
_ALIKE = re.compile(
    rf"\bso (?:do|does|are|is|can|will|would) (?:an? |the )?(?:[a-z]+ )?{_OBSERVE}|"
    rf"{_OBSERVE}(?: [a-z]+){{0,2}}? (?:do|does|are|is|can|will|would) (?:so )?(?:too|as well|also|likewise)\b|"
    rf"\bas (?:an? )?(?:{_OBSERVE}(?:,| or)|[a-z-]+(?:,| or)[^.;]{{0,40}}?(?:,|\bor) (?:an? )?{_OBSERVE}|[a-z-]+ or "
    rf"(?:as )?(?:an? )?{_OBSERVE})|"
    rf"{_OBSERVE} or (?:more|better|above)\b|"
    r"\b(?:may|can|could) have (?:only |just |merely )?observed\b|"
    rf"\btakes? the form of (?:an? )?{_OBSERVE}|"
    rf"\b(?:can|may|might|could) (?:also |well )?be (?:an? |in the form of |met (?:by|through|with) |satisfied "
    rf"(?:by|through|with) |"
    rf"gained (?:by|through|in) )*{_OBSERVE}|"
    rf"\b(?:including|inclusive of|such as|even|whether|either|as well as|be it|through|by|via)(?: "
    rf"[a-z'-]+,?){{0,4}} {_OBSERVE}"
    r"|\b(?:externships?|hands-on|rotations?|electives?|clerkships?|sub-?internships?|work)[^.;]{0,20}(?:,| or|,? "
    r"and/or)"
    rf" (?:an? )?(?:even )?{_OBSERVE}|{_OBSERVE}(?:,| or|,? and/or) (?:an? )?(?:externships?|hands-on|rotations?|"
    rf"electives?|clerkships?|doing|working|active|direct|actual|real|otherwise|not\b)"
)


_IS_IT_ENOUGH = re.compile(
    r"(?:and |so |but )?(?:is|are|will|would|do|does|can) (?:that|it|this|they|these|those)\b[^?]{0,20}\b(?:enough|"
    r"count|suffic|ok|okay|"
    r"accept|do|qualif|meet|satisf|fine|work)"
)
_ELLIPTIC = re.compile(
    rf"(?:and |or |but )?(?:(?:is|are|do|does|would|will|can|what about|how about) )?(?:an? |the |hospital |virtual |"
    rf"clinical )*"
    rf"{_OBSERVE}\W*"
)
_ASKS_COUNTING = re.compile(
    r"\b(?:count|accept|qualif|satisf|suffic|meets?|fulfil|consider\w* (?:as |to be )?(?:us |u\.s\. )?(?:clinical|"
    r"experience|usce)|recogni[sz])"
)
_DO_NOT_COUNT = re.compile(
    r"(?:they |these |it |this )?(?:(?:do|does|will|can|is|are|would)(?: not|n't)|cannot|won't) (?:be )?(?:count|"
    r"satisf|suffic|meet|"
    r"qualif|accept|fulfil|replace|substitut|consider|enough)"
)
_NOT_COUNTED = re.compile(
    r"(?:\b(?:not|never|no longer)|n't) (?:be )?(?:count\w*|accept\w*|qualif\w*|consider\w*|includ\w*|recogni\w*|"
    r"allow\w*|suffic\w*)"
    r"(?: (?:as|toward|towards) [a-z. ]+)?\W*$|\bexclud\w+\W*$"
)
_LABEL_COUNTS = re.compile(
    rf"(?:are |is |do |does )?{_OBSERVE}(?: experience)? (?:count(?:s|ed)?|accepted|acceptable|allowed|ok|okay|"
    rf"qualif(?:y|ies)|considered|"
    rf"suffices?|included|permitted)(?: (?:as|toward|towards|for) [a-z. ]+)?|(?:count|accept|allow|include|"
    rf"consider)s? {_OBSERVE}"
)
_IT_COUNTS = re.compile(
    r"\b(?:it|they|these|this|those) (?P<rest>(?:[a-z']+ ){0,3}(?:(?:count|qualif|satisf|accept|suffic|"
    r"consider|recogni[sz]|credit|allow)[a-z]*|(?:are|is|be) (?:fine|okay|ok|enough)|(?:will|would|won't) do)\b[^.;]*)"
)
_IS_LIST = re.compile(r"(?:[^,]*|(?:,? (?!but\b|while\b|must\b|required\b|preferred\b|hands-on\b)[a-z-]+){0,9}) ?")


def _judge_observing(text: str) -> bool | None:
    """True where observing counts, False where it does not, None where the clause leaves it open."""
    text = re.sub(r"\b(?:not?|no) (?=(?:less|fewer|more|later) than\b)", lambda match: "#" * len(match.group()), text)
    observe = re.search(_OBSERVE, text)
    if observe is None:
        return None
    # "hands-on work; observerships do not": the verb nearest to the word, and the negation around both.
    verbs = [m for m in _COUNTS.finditer(text) if not (m.start() >= observe.start() and m.end() <= observe.end())]
    after = [m for m in verbs if m.start() >= observe.end() and _IS_LIST.fullmatch(text, observe.end(), m.start())]
    before = [m for m in verbs if m.end() <= observe.start() and not _ONLY_BEHIND.fullmatch(m.group())]
    if _DO_NOT.match(text, observe.end()):
        return False  # "externships qualify, observerships don't"
    verb = after[0] if after else before[-1] if before and observe.start() - before[-1].end() < 60 else None
    if _BARRED.search(text):
        return False
    if (
        verb is not None
        and re.match(r"help|consider|regard|treat|taken|does$|works?$", verb.group())
        and not _DENIES.search(text)
    ):
        return True if re.match(r"considered|taken|does|works?", verb.group()) and after else None
    if re.search(r"\bimpress|\b(?:improves?|odds|chances)\b|\bour own\b|\bwithout (?:us|american)\b", text):
        return None
    if verb is not None:
        low, high = min(verb.start(), observe.start()), max(verb.end(), observe.end())
        left = max(text.rfind(",", 0, low), text.rfind("(", 0, low), text.rfind(" while ", 0, low), -1) + 1
        # A list of refused things may stand in front: "research, shadowing and observerships do not count".
        left = 0 if re.match(r"[^,]*\b(?:neither|nor|not|no)\b", text) or low - left < 3 else left
        segment = text[left:high]
        tail = re.match(r"(?: \w+){0,2} (?:not|neither|insufficient)\b", text[high:])
        return not (_DENIES.search(segment) or tail)
    if re.match(
        r"[^.;]{0,40}(?: (?:is|are|do|does|may|can|will) not|n't)(?: it| that| what we mean)?\s*(?:$|"
        r"[.,;:)])",
        text[observe.end() :],
    ):
        return False
    if _ALIKE.search(text):
        return True
    return None


_DO_NOT = re.compile(r" (?:do|does|is|are|can|will|would|wo|ca)(?: not|n't|not)\s*(?:$|[.;:)])")
_ONLY_BEHIND = re.compile(r"works?|does|treated|taken|helpful|helps?|regarded")


_HANDS_ON = re.compile(
    r"\b(?:seeing|treating|examining|managing|caring for) patients\b(?=,? (?:rather|instead|yourself|not|and not)\b)|"
    r"\bhands[- ]?on\b|\bphysically present\b|\bho\b|\bown hands\b|\bdirect(?:[ -](?:pt|patient))?[ -](?:care|"
    r"contact)\b|"
    r"\bdirect(?:,?[ -](?:hands-on|in-person|clinical|supervised))?[ -]patient[ -](?:care|contact|"
    r"responsibilit\w+|interaction)\b|\bactual patient care\b|\bpatient(?: care)? responsibilit|\btouch(?:ed|ing)? "
    r"patients|\bpatients of (?:your|"
    r"their|one's) "
    r"own\b|\b(?:examin\w+|treat\w*|manag\w+|car(?:e|ing) for)(?: [a-z]+){0,3} patients (?:yourself|themselves|"
    r"directly|"
    r"personally|in person)\b|\b(?:patient|pt) contact\b|\bcontact with patients\b|\binvolv(?:e|es|ing) patients\b|"
    r"\bdirect clinical (?:work|care|contact|duties|involvement)\b|"
    r"\bpatients in (?:your|their) (?:own )?care\b|\binvolved (?:you|them) in (?:the )?(?:care|patient)|\bin charge "
    r"of patients\b|"
    r"\bface[- ]to[- ]face\b|"
    r"(?:, | and )(?:gained |done |obtained )?(?:with patients|in person)\b|"
    r"\bresponsibilit\w+ for (?:[a-z]+ "
    r")?patients?\b|\bwith (?:real |clinical |actual )?(?:duties|responsibilit\w+)\b|\bnot (?:just |merely |only |"
    r"simply )?"
    r"(?:watch|observ|shadow)(?:ed|ing)\b|\b(?:not|never) (?:merely |just |only )?(?:as|an) (?:an )?observer\b"
)
# "Observerships, externships, and research." lists kinds of work, and asks for none.
_BARE_LIST = re.compile(
    rf"\W*(?:(?:{_OBSERVE}|{_WORK}|research|hands-on|clinical|and|or|even|such as|including|the|volunteering)\b[\W]*)+"
)
_NONE_HERE = re.compile(
    rf"\W*(?:sorry,? )?(?:no|none|neither)\b(?:\W*\b(?:{_OBSERVE}|{_WORK}|research|and|or|nor|please|medical|"
    rf"student|positions?|available)"
    rf"\b)+\W*"
)
_ONLY_HANDS_ON = re.compile(
    r"\bonly (?:hands[- ]on|direct)[^;]{0,60}\b(?:counts?|counted|considered|accepted|qualif\w+|recogni[sz]ed)\b|"
    r"\b(?:counts?|accepts?|"
    r"considers?|recogni[sz]es?) only (?:hands[- ]on|direct)\b"
)
_OFFERS = re.compile(
    rf"\b(?:we|program|hospital|department|institution|centers?)\b[^.;]{{0,30}}\b(?:offer|provide|host|support|"
    rf"arrange|have|sponsor|accommodate|run|give)s?\b[^.;]{{0,40}}{_OBSERVE}|{_OBSERVE}[^.;]{{0,30}}\b(?:offered|"
    rf"available|provided(?! that| they)|hosted|arranged|at this time|supported|possible)\b|\b(?:offer|have|provide|"
    rf"host)s? (?:no|"
    rf"any) {_OBSERVE}|\bno {_OBSERVE} (?:are|is|program)"
)
_HOW_MANY = re.compile(r"\bhow many (?:months|weeks|years)\b")
_RESEARCH_TOO = re.compile(r"\bclinical or research\b|\bresearch or clinical\b")
_ALTERNATIVE = re.compile(
    r"\bor (?:have )?(?:an? )?(?:completed |finished |full |prior |accredited )(?:residency|internship|fellowship|"
    r"training)\b|"
    r"\bor (?:at least )?(?:one|two|three|\d+|an?) (?:full )?(?:years?|months?) (?:of|in) (?:residency|training|"
    r"practice|research|postgraduate|internship)|"
    r"\bor (?:have )?(?:an? |the )?(?:passing |passed |pass (?:in |on |of )?)?(?:usmle )?step 3|\bor (?:have )?(?:an? |"
    r"other |significant |extensive )?(?:research|ph\.?d|licensed|practi[cs]|residency|"
    r"post-?graduate training|foreign|international|home country|equivalent (?:experience )?(?:abroad|elsewhere)|"
    r"work(?:ed|ing)? as)"
)
# Asides, and lists of what the experience may be.
_KINDS = re.compile(
    r"\([^)]*\)|\b(?:such as|may be|can be|could be|either|including|for example|e\.g\.|be it|"
    r"whether|not (?:as|merely|just|only|counting|including)|as (?:an? )?[a-z-]+(?:,[^.;]*)? or)\b.*"
)
_ASKS_USCE = re.compile(
    rf"{_USCE.pattern}|\bclinical experience\b|\bu\.?s\.? experience\b|\bhands-on\b|\bexternships?\b"
)
_REQUIRES = re.compile(
    r"\brequire|\bmandatory\b|\bnecessary\b|\bneed(?:ed)?\b|\bmust\b|\bcompulsory\b|\bhave to\b|\bprerequisite\b|"
    r"\bessential\b|\brequirement\b"
)
_PREFERS = re.compile(
    r"\bprefer|\brecommend|\bencourag|\bhelp|\bdesir|\bvalued?\b|\ban? (?:[a-z]+ )?(?:plus|advantage|asset|"
    r"bonus|benefit)\b|\bstand out\b|"
    r"\bstrengthen|\bchances\b"
)
_SUBJECT = re.compile(
    r"\W*(?:it|this|these|such|that|they|but|preferred|strongly|highly|recommended|encouraged|desired|desirable|yes|"
    r"no|not|although|"
    r"only|we|helpful|ideal|having|at least|applicants? with|candidates? with|those with|(?:one|two|three|four|five|"
    r"six|eight|nine|ten|twelve|half)\b|\d|unnecessary|nice|welcome)"
)
_OTHER_TOPIC = re.compile(
    r"\b(?:letters?|sloes?|scores?|steps?|usmle|comlex|graduat\w*|research|visas?|j-?1|h-?1b?|attempts?|exams?|ck|"
    r"publications?|years)\b"
)
_LICENSE = re.compile(
    r"\b(?:our|the|an?|this|these) (?:[a-z-]+ ){0,2}(?:electives?|observerships?|externships?|sub-?internships?|"
    r"clerkships?) "
    r"(?:program )?(?:requires?|demands?|expects?|is (?:open|limited))\b|\b(?:choose|select|accept|admit|take|pick)s? "
    r"(?:[a-z]+ )?(?:observers|externs|visiting|scholars)\b|"
    r"\bspecialty boards?\b|\bto sit for\b|"
    r"\blicens|\bboard certified faculty|\bour residents|\bresidents (?:gain|rotate|receive|will|have)|"
    r"\bcurriculum\b|\bfaculty with\b|\bmedical students?\b"
)


_LABEL = re.compile(
    rf"\busce\b|\b{_US}(?: clinical| hands-on)? (?:experience|exp|time|clinicals?|rotations?|months|weeks)\b|"
    rf"\bhands-on {_US}|"
    rf"\bexperience here\b|"
    rf"\bclinical (?:months|weeks|time) (?:in|at) (?:the |an? )?{_US}"
)
_BARE_UNNEEDED = re.compile(
    r"\W*(?:the following |these |this |it )?(?:(?:is|are) )?(?:not|never|by no means) (?:strictly |absolutely |"
    r"a |an )?"
    r"(?:required|requirements?|mandatory|necessary|needed|essential|demanded|obligatory|compulsory|"
    r"prerequisites?|must)\W*"
)
_LABEL_UNIT = re.compile(r"\b(?P<unit>mo(?:s|nths?)?|w(?:ks?|eeks?)|y(?:rs?|ears?))\b")
_VALUE_WORDS = re.compile(
    r"hands|hands-on|ho|direct|patient|pt|contact|care|clinical|clinic|inpatient|outpatient|experience|usce|obs|"
    r"observ\w+|shadowing|research|externships?|electives?|counts?|counted|excluded?|incl|included?|n|own|continuous|"
    r"recent|u|s|us|do|does|don't|doesn't|won't|it|equivalent|exp"
)
_MONTHS_EACH = {"m": 1.0, "w": 0.25, "y": 12.0, "d": 1 / 30}


def _read_pair(clause: Clause) -> Iterator[Finding | Drop]:
    """ "USCE mo: 12", "USCE: 1 mo min., 3 mo pref.", "Months of USCE? Twelve, hands-on."."""
    pair = find_pair(clause, _LABEL)
    if (
        pair is None
        and len(clause.text) < 70
        and (named := re.search(r"\busce\b|\bu\.?s\.? clinical experience\b", clause.text))
    ):
        # "USCE 3 mo HO" is a pair without its colon.
        pair = Pair(
            f"{clause.lead} {named.group()}", clause.text[: named.start()] + "," + clause.text[named.end() :], False
        )
        if not read_amounts(pair.value) or {mark.kind for mark in find_marks(pair.value)} - {"weak"}:
            return
        if named.start() > 3 and not re.search(r"\bmin\b", clause.text):
            return  # "Three months USCE." asks for nothing
    if pair is None or not is_plain(pair.value, _VALUE_WORDS):
        return
    rest = {"confidence": ANSWERED, "needs_question": pair.is_question, "needs_lead": not pair.is_question}
    label_unit = _LABEL_UNIT.search(pair.label)
    of_label = tell_label_strength(pair, clause)
    if not of_label and not pair.is_question:
        of_label = _tell_head(clause)
        if of_label == "typical":
            yield drop(clause, "usce: typical, not asked for")
            return
    asks_length = label_unit or re.search(r"\bhow (?:much|long)\b", pair.label)
    is_recency = re.search(r"\b(?:recent|recency|within|old|last|past)\b", f"{pair.label} {pair.value}")
    stated: set[str] = set()
    unit_named = ""
    amounts = [] if is_recency else read_amounts(pair.value)
    if amounts and not pair.is_question and has_mark(pair.value, "unneeded") and has_mark(pair.value, "preferred"):
        yield Finding("usce_required", False, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
    for amount in amounts:
        if amount.low == 0 and (amount.unit or label_unit):
            yield Finding("usce_required", False, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
            return
        unit = unit_named = amount.unit or (label_unit.group("unit")[0] if label_unit else "") or unit_named
        if not unit or amount.strength in ("typical", "unneeded"):
            continue
        months = amount.low * _MONTHS_EACH[unit]
        strength = amount.strength or of_label or "required"
        if not 0 < months <= 60 or strength not in ("required", "preferred"):
            continue
        adds = strength == "preferred" and (
            "required" in stated or _asks_already(clause.previous)
        )  # "two months minimum, four ideal"
        for field, value in (
            *((("usce_required", True),) if not adds else ()),
            ("usce_months", int(months) if months == int(months) else months),
        ):
            yield Finding(field, value, strength, clause.start, clause.end, **rest)  # type: ignore[arg-type]
        stated.add(strength)
    if not stated and not amounts and not asks_length:
        said = tell_yes_no(pair.value, "" if pair.is_question else clause.answer)
        if said == "yes" and not pair.is_question and of_label in ("", "required", "preferred"):
            strength = of_label or "required"
            yield Finding("usce_required", True, strength, clause.start, clause.end, **rest)  # type: ignore[arg-type]
            stated.add(strength)
    if "required" in stated and _HANDS_ON.search(pair.value) and not re.search(rf"\bpref|{_OBSERVE}", pair.value):
        yield Finding("usce_hands_on", True, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]


def _tell_head(clause: Clause) -> str:
    """The strength that a head of one to three words gives the pairs after it: "Preferences. USCE: 3 mo."."""
    before = clause.previous
    for _ in range(6):
        if before is None:
            return ""
        if not before.lead:
            if len(before.text.split()) > 3 or before.question:
                return ""
            kinds = {mark.kind for mark in find_marks(before.text.rstrip(" ."))} - {"weak", "required"}
            return kinds.pop() if len(kinds) == 1 else ""
        before = before.previous
    return ""


NOT_OF_REQUIRED = "usce: whether observing counts, where none is required"


def settle_wish(statements: list[Statement]) -> list[Statement]:
    """The statements, with experience either required or wished for: by the one that has a word for its strength."""
    mine = [statement for statement in statements if statement.field == "usce_required" and statement.value is True]
    if len({statement.strength for statement in mine} & {"required", "preferred"}) < 2:
        return statements
    if any(s.strength == "required" and has_mark(normalize(s.quote.rsplit("?", 1)[-1]), "required") for s in mine):
        # "Six weeks are required, inpatient preferred": a wish for its kind.
        return [s for s in statements if (s.field, s.strength) != ("usce_required", "preferred")]
    return [
        replace(s, strength="preferred") if s.field in ("usce_required", "usce_months") and s.value is not False else s
        for s in statements
    ]


def is_only_wished(statements: Sequence[Statement]) -> bool:
    """Whether a page states its rules and asks for no experience: what counts as such is then no requirement."""
    return any(statement.field != "usce_hands_on" for statement in statements) and not any(
        statement.field == "usce_required" and statement.value is True and statement.strength == "required"
        for statement in statements
    )


def _read_wished_months(clause: Clause) -> Finding | None:
    """ "Two months of USCE are needed, though four is preferred.", "... in US care. Six is preferred."."""
    text, before = clause.text, clause.previous
    mention = _USCE.search(text)
    own = _find_months(text, mention.span()) if mention else None
    if own is not None:
        start = own[1]
    elif before and before.end > clause.start - 12 and _USCE.search(before.text) and _find_months(before.text):
        start = 0
    elif _USCE.search(clause.lead.rsplit("|", 1)[-1]) or (clause.is_first_reply and _USCE.search(clause.question)):
        length = _DURATION.search(text)  # "How much US experience? Three months at least, six being our preference."
        if length is None:
            return None
        start = length.end()
    else:
        return None
    for wish in _DURATION.finditer(text, start):
        if _WISHED.match(text, wish.end()) and (own is None or wish.start() > own[1]):
            wished = _find_months(text[wish.start() : wish.end()])
            if wished:
                return Finding("usce_months", wished[0], "preferred", clause.start, clause.end, confidence=ANSWERED)
    number = find_wished_number(text, start)
    if number is None or not 0 < number <= 24 or _YEARS_OUT.search(text, start):
        return None
    length = _DURATION.search(text, start) or (_DURATION.search(before.text) if before else None)
    months = number * _MONTHS_EACH[length.group("unit")[0]] if length else number
    return Finding(
        "usce_months",
        int(months) if months == int(months) else months,
        "preferred",
        clause.start,
        clause.end,
        confidence=ANSWERED,
    )


_WISHED = re.compile(
    r"(?: or more| or longer)?(?: of (?:it|this|experience))? ?(?:is |are |being |would be )?(?:[a-z]+ly "
    r")?(?:pref|ideal|better|desirable|"
    r"desired|recommended|best|encouraged|favou?red)"
)
_YEARS_OUT = re.compile(r"\byears?\b[^.;]{0,40}\b(?:graduat|degree|school|diploma|limit)")
_SAID = re.compile(
    r"\b(?:such|this|that|these|those|said|the) (?:[a-z-]+ ){0,3}?(?:experience|exposure|work|rotations?|"
    r"clinical time)\b"
)
_OF_EXPERIENCE = re.compile(
    rf"{_LENGTH}(?: of(?: [a-z-]+){{0,2}} (?:experience|exposure|work|rotations?|clinical time)\b)?|\btoward"
)


def _point_back(clause: Clause) -> tuple[int, int] | None:
    """Where a clause speaks of the experience that the one before it named, or of observing as the length required."""
    text, before = clause.text, clause.previous
    observes = re.search(_OBSERVE, text) or (clause.is_first_reply and re.search(_OBSERVE, clause.question))
    if observes and not _OFFERS.search(text):
        required = _REQUIRED_LENGTH.search(text)
        if required:
            return required.span()
    if (
        before is not None
        and before.sentence_start == clause.sentence_start
        and re.search(_OBSERVE, before.text)
        and not _OFFERS.search(before.text)
        and (required := _REQUIRED_LENGTH.search(text))
        and not _ABROAD.search(text)
    ):
        return required.span()
    if before is None or before.end < clause.start - 60 or _ABROAD.search(text):
        return None
    if not (_USCE.search(before.text) or (re.search(_OBSERVE, before.text) and not _OFFERS.search(before.text))):
        return None
    said = _SAID.search(text)
    if said is None:
        return None
    if _find_months(text) is not None or find_strength(text, *said.span()) == "unneeded":
        return said.span()
    return None


def _until_told(text: str) -> str:
    """The text up to the first word of strength about what stands before it: "it is a plus | , as is research"."""
    told = [mark.end for mark in find_marks(text) if mark.side == "prior"]
    return text[: told[0]] if told else text


_GOES_ON = re.compile(r"\W*(?:but |however,? |still,? |yet |and |though )?(?:it|this|that|they|such experience)\b")
_LIKES_IT = re.compile(
    r"(?:but |however,? |still,? |yet |and |though )?(?:we|the (?:program|committee)) (?:[a-z]+ ){0,4}?(?:it|that|"
    r"this|them|one|some)\b"
)


def _goes_on(clause: Clause) -> bool:
    """ "We are asked about USCE. It is not required. It does help.": the third is still about the first."""
    before = clause.previous
    if before is None or before.end < clause.start - 4 or len(clause.text.split()) > 20 or clause.lead:
        return False
    return bool(
        (
            _GOES_ON.match(clause.text)
            or _LIKES_IT.match(clause.text)
            or re.search(r"\b(?:had|have|has) them\b", clause.text)
        )
        and _GOES_ON.match(before.text)
        and find_marks(clause.text)
        and find_marks(before.text)
        and len(before.text.split()) <= 10
        and before.previous
        and before.previous.end >= before.start - 4
        and _USCE.search(before.previous.text)
        and not _OTHER_TOPIC.search(f"{before.text} {clause.text}")
    )


# "US experience is required. The minimum is three months.", "... How long? Three months.", "... Three months will do."
_ITS_LENGTH = re.compile(
    rf"\W*(?:(?:the |our |a )?(?:(?:minimum|required|shortest|least)(?: required| acceptable| accepted)? ?(?:length|"
    rf"duration|amount|time|"
    rf"period|requirement)?|length|duration)(?: of it)?(?: that)?(?: we accept)?(?: (?:is|are|being|must be|should "
    rf"be)|:)?|"
    rf"(?:and )?(?:we|you|imgs|applicants|they) (?:also )?(?:ask for|require|need|want|expect|insist on|demand|must "
    rf"have|will need|"
    rf"should have|have to have)|(?:this|that|it|which) (?:means|is|must|should|has to|needs to)(?: be| last| amount "
    rf"to| total| "
    rf"have lasted| have been)?(?: for)?|namely|in total|altogether)?[\s:]*(?:at least|a minimum of|no less than|not "
    rf"less than|minimum|"
    rf"for|of)* ?{_LENGTH}(?: (?:of it|or more|in (?:total|all)|altogether|at (?:the )?(?:least|minimum)))*(?: (?:is|"
    rf"are|would be|will be) "
    rf"(?:the (?:minimum|least|floor|requirement|rule)|needed|required|expected|mandatory|enough|sufficient|"
    rf"necessary|asked for)| suffic\w+|"
    rf" will do| needed| required| minimum| min)?(?: (?:of it|here|in (?:total|all)))?\W*"
)


def _read_length_after(clause: Clause) -> Finding | None:
    """The length in the sentence after the one that asks for the experience and names none."""
    before = clause.previous
    if before is not None and len(before.text.split()) <= 10 and re.search(_OBSERVE, before.text):
        before = before.previous  # "Observerships count." stands between the two
    if before is None or clause.lead or not _ITS_LENGTH.fullmatch(clause.text):
        return None
    if clause.question and not (
        clause.is_first_reply
        and re.search(
            r"(?:^|[?.] )(?:and )?how (?:long|much|many (?:months|weeks))(?: of it)?(?: (?:is|are) (?:needed|"
            r"required|enough|necessary)| "
            r"(?:do|must|should) (?:i|you|we|it|they) (?:need|require|want|ask for|have|be|last))?\W*$",
            clause.question,
        )
    ):
        return None
    if before.end < clause.start - 60 or not _asks_already(before) or _find_months(before.text) is not None:
        return None
    length = _find_months(clause.text)
    if length is None:
        return None
    return Finding("usce_months", length[0], "required", clause.start, clause.end, confidence=ANSWERED)


# "It is preferred that they speak Spanish."
_EXPLETIVE = re.compile(r"(?:and |but )?(?:it|it's) (?:is |would be )?(?:[a-z]+ly )?[a-z]+ed (?:that|to|if)\b")
_OF_LENGTH = re.compile(r"(?:minimum |required )?(?:length|duration|amount|how long|how much|months|minimum)")
# "Idaho asks for no US experience; we require a minimum of 12 weeks, face to face with patients.": of the same.
_ELIDED = re.compile(
    r"\b(?:need|require|ask|expect|want|must have|insist|demand)s?\b(?: (?!not\b|no\b)[a-z-]+){0,7}? ?"
    rf"{_LENGTH}(?![a-z])(?! (?:ago|old|since|after|before|from|of (?!it\b|this\b|that\b|them\b|such\b|hands|"
    rf"clinical|direct|us\b|patient)|in (?!the us|a us))|"
    r"'? (?:notice|residency|research|between|prior))|"
    rf"{_LENGTH} (?:is|are) (?:what we|required|needed|the minimum|our minimum)"
)
_OF_RESIDENTS = re.compile(
    r"\bresearch\b|\babroad\b|\bany country\b|\bhome country\b|\bresidents\b|\binterns\b|\bcurriculum\b|\badvis\w+|"
    r"\bfellow|\bstudents\b"
)
_HANDS_ON_LENGTH = re.compile(
    rf"{_LENGTH}(?: of)? (?:direct,? |supervised )?hands-on (?!research|lab|surgical skills|training|"
    rf"fellow)(?:[a-z/]+ ){{0,3}}?(?:experience|"
    rf"rotations?|work|care|electives?|externships?|p[a]?ediatrics|medicine|psychiatry|surgery|neurology)\b|"
    rf"\bhands-on (?!research|lab)(?:[a-z/]+ ){{0,3}}?(?:experience|rotations?|work|care|electives?|externships?) "
    rf"(?:of|for|lasting) "
    rf"(?:at least |a minimum of )?{_LENGTH}"
)
_ANYWHERE = re.compile(
    r",?(?: or| and/or)(?: in)? (?:abroad|elsewhere|overseas|anywhere|any country|another country|(?:your|their) "
    r"(?:own |home )?country)\b"
)
_ASKS_WHETHER = re.compile(
    r"\b(?:asks?|asked|asking|wonders?|questions?|know) (?:[a-z]+ ){0,2}?(?:if|whether)\b[^.;]*$"
)
_IT_IS = re.compile(r"\b(?:it|they|that) (?:is|are)\b(?! ?not|n't)|\byes\b")
_LISTS_ANY = re.compile(
    r"\b(?:list|describe|mention|report|explain|enter|tell|summari[sz]e)\b(?: [a-z]+){0,5}? (?:any|your|all) "
    r"(?:[a-z-]+ )*$|"
    r"\beach (?:program|department|residency|specialty) (?:[a-z]+ )?(?:states?|sets?|decides?|has|defines?|"
    r"determines?)\b"
)
_REQUIRED_LENGTH = re.compile(
    rf"\b(?:required|requisite|mandatory|obligatory|prescribed|necessary|needed) {_LENGTH}|"
    rf"{_LENGTH}[^.;,]{{0,30}}?\b(?:is|"
    r"are|we) (?:expected|the (?:least|minimum)|required|require|demanded?|prescribed|needed?|ask(?:ed)?|obliged|"
    r"mandatory|necessary)\b|"
    rf"{_LENGTH} (?:required|demanded|needed|prescribed)\b"
)
_ABROAD = re.compile(r"\bresearch\b|\babroad\b|\bany country\b|\bhome country\b")


def _part_of(text: str, mention: re.Match[str]) -> str:
    """The part between commas in which the experience stands, where more than one is long enough to say something."""
    if mention.start() > (left := text.rfind(", ", 0, mention.start()) + 1) > 24:
        return text[left:]
    right = text.find(", ", mention.end())
    return text[:right] if right > 0 and len(text) - right > 24 else text


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    yield from _read_observing(clause)
    wished = _read_wished_months(clause)
    if wished:
        yield wished
    if (
        _OF_LENGTH.fullmatch(clause.lead.rsplit("|", 1)[-1].strip())
        and clause.previous
        and (_USCE.search(f"{clause.previous.lead} {clause.previous.text}"))
    ):
        length = _find_months(text)
        if length is not None:
            # "USCE: yes. Length: three months."
            yield Finding(
                "usce_months", length[0], "required", clause.start, clause.end, confidence=ANSWERED, needs_lead=True
            )
            return
    after = _read_length_after(clause)
    if after:
        yield after
        return
    kind = _KIND_WISHED.search(text)
    if kind and _find_months(text[: kind.start()]):  # "six weeks, inpatient preferred"
        text = text[: kind.start()] + "#" * len(kind.group()) + text[kind.end() :]
        clause = replace(clause, text=text)
    paired = list(_read_pair(clause))
    if paired:
        yield from paired
        return
    if _OF_OTHERS.search(clause.lead):
        yield drop(clause, "usce: what residents had, not asked for")
        return
    mention = _USCE.search(text)
    if mention is None and has_mark(text, "required") and not _OF_RESIDENTS.search(text):
        mention = _HANDS_ON_LENGTH.search(text)  # that of graduates of foreign schools is meant, and this country
    if mention is None and _PLAIN_LABEL.fullmatch(clause.lead.rsplit("|", 1)[-1].strip()):
        mention = _PLACE.search(text)  # "Clinical experience: three months, U.S. or Canada"
    if mention and (
        _LICENSE.search(_part_of(text, mention))
        or re.search(r"\b(?:before|by|prior to)\b[^.;]{0,15}\bpgy-?[2-9]", text)
    ):
        yield drop(clause, "usce: training here, not experience before")
        return
    if mention and re.search(
        r"\b(?:graduat|years? (?:since|out|from))[^,;]{0,60}\bor (?:[a-z]+ "
        r"){0,2}$",
        text[: mention.start()],
    ):
        yield drop(clause, "usce: in place of a recent degree")
        return
    if mention and (_AFTER_NOUN.match(text, mention.end()) or _NOT_YET.search(text) or _WAS_SOFT.search(text)):
        yield drop(clause, "usce: another thing, another time")
        return
    if mention and (
        re.search(
            r"\b(?:preferably|ideally|not necessarily) (?:in|within|from|at|obtained|gained)",
            text[max(0, mention.start() - 30) : mention.end()],
        )
        or _ANYWHERE.match(text, mention.end())
    ):
        yield drop(clause, "usce: anywhere, best in this country")
        return
    if mention and (
        _LISTS_ANY.search(text, 0, mention.start())
        or (
            _ASKS_WHETHER.search(text, 0, mention.start())
            and not _IT_IS.search(clause.sentence, clause.start - clause.sentence_start + mention.end())
        )
    ):
        yield drop(clause, "usce: to be told, or each program's own")
        return
    if mention and _FINDS.search(text, 0, mention.start()):
        yield drop(clause, "usce: offered or found for somebody, not asked for")
        return
    if mention and (counted := _COUNTED_AS.search(text, 0, mention.start())):
        # "Observerships are not considered US experience": what it is, and not that it is required.
        masked = text[: counted.start()] + "#" * len(counted.group()) + text[counted.end() :]
        if not find_marks(masked) and not _AS_RULE.match(text, mention.end()):
            yield drop(clause, "usce: what counts as such")
            return
        clause, text = replace(clause, text=masked), masked
    if mention and _LETTER.search(text[: mention.start()]) and not _BESIDE_LETTERS.search(text, 0, mention.start()):
        yield drop(clause, "usce: where letters come from")
        return
    if mention is None and _OF_LETTERS.search(text) and not _find_months(text):
        return
    if mention and _NOT_USCE.search(text) and not re.search(r"\bclinical\b|\busce\b|\bhands-on\b", text):
        yield drop(clause, "usce: research, not clinical work")
        return
    exception = EXCEPTION.search(text) if mention else None
    if (
        mention
        and exception
        and 0 < exception.start() < mention.start()
        and mask_exceptions(text)[mention.start()] == "#"
        and not _NEW_ITEM.search(text, exception.start(), mention.start())
        and not re.match(r"waived? (?:the|our|its|this|any) (?:[a-z]+ )?(?:rule|requirement)", exception.group())
    ):
        mention = None  # "unless they have practised in the US": an exception from another rule
    needs_question = needs_lead = False
    pointer = None if mention else _point_back(clause)
    if mention:
        start, end = mention.span()
    elif pointer:
        start, end = pointer
    elif _is_cell_of(clause):
        start, end = 0, 0
        length = _find_months(text)
        if length is not None and not find_marks(text):
            for field, value in (("usce_required", True), ("usce_months", length[0])):
                yield Finding(field, value, "required", clause.start, clause.end, confidence=ANSWERED)
            return
    elif (lack := _judge_lack(clause)) is not None:
        yield Finding("usce_required", *lack, clause.start, clause.end, confidence=ANSWERED)
        return
    elif _USCE.search(clause.lead):
        start, end, needs_lead = 0, 0, True
        if len(text.split()) > 14 and not _GENERIC.search(text) and not _find_months(text[:40]):
            return
    elif (
        clause.question
        and clause.is_first_reply
        and _ASKS_WHAT_COUNTS.search(clause.question.rstrip("? ").rsplit("?", 1)[-1] + "?")
    ):
        asked_of = _USCE.search(clause.question) or _EXPERIENCE_RULE.search(clause.question)
        if asked_of and (
            re.search(r"\b(?:which|that) you (?:do )?(?:require|ask|demand|insist|need|expect)", clause.question)
            or _EXPERIENCE_RULE.fullmatch(asked_of.group())
            or _AS_RULE.match(clause.question, asked_of.end())
            or re.search(
                r"\b(?:required|mandatory|obligatory|requirement of|"
                r"your)\b[^?]{0,16}$",
                clause.question[: asked_of.start()],
            )
        ):
            # "Would an observership satisfy your US experience requirement?" says that there is one.
            yield Finding(
                "usce_required", True, "required", clause.start, clause.end, confidence=ANSWERED, needs_question=True
            )
        length = _find_months(text)
        if length is not None and has_mark(text, "required") and (asked_of or "observer" in clause.question):
            # "Do observerships count? No, you must have two months of hands-on experience."
            for field, value in (("usce_required", True), ("usce_months", length[0])):
                yield Finding(
                    field, value, "required", clause.start, clause.end, confidence=ANSWERED, needs_question=True
                )
        return
    elif clause.question and _ASKS_USCE.search(clause.question) and _ABOUT_US.search(clause.question):
        last = clause.question.rstrip("? ").rsplit("?", 1)[-1]
        if len(last) < len(clause.question) - 8 and _OTHER_TOPIC.search(last) and not _USCE.search(last):
            return  # "Is US experience needed? ... Do they need letters?"
        if not clause.is_first_reply and not re.search(
            r"\bexternship|\bexperience\b|\brotation|\bit is\b|\bmonths?\b", text
        ):
            return
        start, end, needs_question = 0, 0, True
        generic = _GENERIC.search(text) or _DURATION.search(text)
        if generic:
            start, end = generic.span()
    elif (
        _USCE.search(clause.heading)
        and re.search(r"\bexperience\b|\bexternship|\bmonths?\b|\brequired\b|\bpreferred\b|\brotation", text)
        and not _OTHER_TOPIC.search(f"{text} {clause.question} {clause.lead}")
    ):
        start, end = 0, 0
        generic = _GENERIC.search(text)
        if generic:
            start, end = generic.span()
    elif _EXPLETIVE.match(text):
        return
    elif (
        (
            clause.previous
            and clause.previous.sentence_start == clause.sentence_start
            and _USCE.search(clause.previous.text)
            and _find_months(text) is not None
            and not re.search(r"\bletters?\b|\bgraduat|\bsteps?\b|\banywhere\b", text)
        )
        or (
            clause.previous
            and _USCE.search(clause.previous.text)
            and clause.previous.end > clause.start - 12
            and (
                (
                    re.match(
                        r"(?:those|applicants|candidates|imgs) (?:with|who "
                        r"have) ",
                        text,
                    )
                    and _find_months(text)
                    and find_marks(text)
                )
                or (_OF_IT.search(text) and has_mark(text, "unneeded") and len(text.split()) <= 10)
                or re.match(
                    r"(?:(?:however|that said|nevertheless|nonetheless|still|but|though|yet|rather|instead|of "
                    r"course|in fact|"
                    r"please note(?: that)?|note that|for imgs?),? )?(?:at least|minimum|a minimum|this|it|they "
                    r"(?:are|aren|were|do not|don|help|will|would|may|count)|"
                    r"these|such|the "
                    r"experience)\b",
                    text,
                )
                or (re.search(r"\b(?:it|one|such experience)\b", text) and has_mark(text, "preferred"))
                or (_ELIDED.search(text) and len(text.split()) <= 24 and not _ABROAD.search(text))
            )
            and not _OTHER_TOPIC.search(f"{clause.lead} {_until_told(text)}")
        )
        or _goes_on(clause)
        or (
            clause.previous
            and clause.previous.sentence_start == clause.sentence_start
            and _USCE.search(clause.previous.text)
            and len(text.split()) <= 14
            and any(mark.kind == "preferred" for mark in find_marks(text))
            and not _OTHER_TOPIC.search(text)
            and (
                re.search(r"\b(?:it|some|this|that|them|those|one|having|such)\b", text)
                or any(mark.kind == "preferred" and mark.start <= 12 for mark in find_marks(text))
            )
        )
    ):
        spoken_of = list(re.finditer(r"\b(?:it|them|one|such experience)\b", text))
        told = [one for one in spoken_of if find_strength(text, *one.span())] or spoken_of
        start, end = told[0].span() if told else (0, 0)
    else:
        return
    if mention and clause.answer and clause.is_first_reply and _USCE.search(clause.question):
        needs_question = True  # "US experience? Yes, in an American hospital."
    results = list(_read_strength(clause, start, end, bool(mention or pointer), needs_question, needs_lead))
    yield from results
    is_asked = any(
        isinstance(result, Finding)
        and result.field == "usce_required"
        and result.value is True
        and result.strength == "required"
        for result in results
    )
    hands_on = _HANDS_ON.search(text) if is_asked else None
    if hands_on and not re.search(_OBSERVE, text) and find_strength(text, *hands_on.span()) in (None, "required"):
        yield Finding("usce_hands_on", True, "required", clause.start, clause.end)


def _read_strength(
    clause: Clause, start: int, end: int, is_named: bool, needs_question: bool, needs_lead: bool
) -> Iterator[Finding | Drop]:
    text = clause.text
    confidence = EXPLICIT if is_named else ANSWERED
    rest = {"confidence": confidence, "needs_question": needs_question, "needs_lead": needs_lead or bool(clause.lead)}
    aside = re.search(rf"\([^()]*{_OBSERVE}[^()]*\)", text[end:]) if is_named else None
    if aside and has_mark(aside.group(), "unneeded"):
        # "(whether as an observer or an extern makes no difference)" says nothing of the rest
        masked = text[:end] + text[end:].replace(aside.group(), "#" * len(aside.group()))
        clause, text = replace(clause, text=masked), masked
    unsaid = _NOTHING_SAID.search(text)
    if unsaid and not find_marks(text[: unsaid.start()]):
        return
    if _KIND_WISHED.search(text, end):
        masked = _KIND_WISHED.sub(lambda wish: "#" * len(wish.group()), text)
        clause, text = replace(clause, text=masked), masked
    if is_named:
        strength = settle_strength(clause, start, end)
    else:
        strength = find_strength(text, start, end)
    kinds = {mark.kind for mark in find_marks(text)}
    if not kinds - {"weak"} and clause.lead:
        kinds = {mark.kind for mark in find_marks(clause.lead)}
    asked = clause.question if needs_question else clause.lead if needs_lead else ""
    aside = (_RIGHT_BEHIND.match(text, end) or _IN_BRACKETS.search(text, end)) if is_named else None
    if aside and aside.start() - end < 40 and not _OTHER_TOPIC.search(text, end):
        # "... a minimum of six months of it (preferred)"
        told_aside = {mark.kind for mark in find_marks(aside.group("said"))} - {"weak"}
        told_aside -= {"unneeded"} if "preferred" in told_aside else set()  # "(a wish, not a condition)"
        strength = told_aside.pop() if len(told_aside) == 1 else strength
        if strength == "unneeded" and re.search(r"\b(?:wish|hope|preference)\b", aside.group("said")):
            kinds.add("preferred")
    if (
        strength == "required"
        and is_named
        and "preferred" in kinds
        and (("required" not in kinds and _LEANING.match(text)) or _IDEALLY.search(text, 0, start))
        and len(_DURATION.findall(text)) <= 1
    ):
        strength = "preferred"  # "Ideally, they have experience of a minimum of three months"
    if needs_question and (_ASKS_TO_GET.search(asked) or _NOT_SO_LONG.match(text)):
        return
    says_itself = strength is not None
    if alike := _AS_ARE.search(text, 0, start):
        # "Scores over 220 are preferred, as are three months of it."
        shared = {mark.kind for mark in find_marks(text) if mark.end <= alike.start()} - {"weak"}
        strength = shared.pop() if len(shared) == 1 else strength
    if strength == "required" and _IS_CONSIDERED.search(text) and not _REQUIRES.search(text):
        strength = "preferred" if "preferred" in kinds else None  # it is, with everything else
    if (
        strength == "typical"
        and "unneeded" in kinds
        and re.search(
            r"\b(?:it|this|that) (?:is|was|will be) (?:[a-z]+ )?(?:not?|never|by no means)\b|"
            r"\b(?:it|this|that) isn't\b",
            text,
        )
    ):
        strength = "unneeded"
    if (not is_named or strength is None) and strength in (None, "required") and asked:
        last = asked.rstrip("? ").rsplit("?", 1)[-1] if needs_question else asked
        last = last if find_marks(last) else asked  # "Is it needed? ... Is it valued?": the last one is answered
        asks_required = bool(_REQUIRES.search(last)) or has_mark(last, "required")
        asks_preferred = bool(_PREFERS.search(last)) or (has_mark(last, "preferred") and not asks_required)
        of_asked = _USCE.search(asked)
        if needs_question and of_asked and not asks_required and not asks_preferred:
            # "US experience? Yes."
            asks_required = not _SAYS_MORE.search(asked) and not _OFFERS.search(asked) and len(asked.split()) <= 12
        answer = clause.answer or (
            "yes"
            if re.match(r"(?:yes|x|required)\b|\u2713", text) or (asks_preferred and _VERY_MUCH.match(text))
            else "no"
            if re.match(r"(?:no|none|not|zero|nil|0)\b|\u2717", text)
            else ""
        )
        if (
            strength is None
            and re.match(r"(?:\W|q:)*(?:no|without|lacking|lack of|what if i (?:have no|lack))\b", asked)
            and re.match(
                r"(?:(?:that is |that's |it is )?(?:no (?:problem|obstacle|worry|worries|barrier)|not a problem|fine|"
                r"ok)|(?:please |do |you may |you can )?(?:still )?apply)\b",
                text,
            )
        ):
            strength = "unneeded"
        if (
            strength is None
            and of_asked
            and re.match(r"if (?:not|no|none|you have(?:n't| not))\b", text)
            and (is_turned_away(text) or _DO_NOT_APPLY.search(text))
        ):
            strength = "required"  # "Have you had US experience? If not, please do not apply."
        if strength is None and of_asked and answer and re.search(r"\bwaive|\bexempt|\bskip\b|\bexceptions?\b", asked):
            if answer == "no":
                yield Finding("usce_required", True, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
            return  # "Can it be waived? No."
        if (
            strength is None
            and needs_question
            and of_asked
            and not answer
            and _ASKS_WHICH.match(last)
            and not {mark.kind for mark in find_marks(last)} & {"unneeded", "typical"}
            and not _DENIES.search(text[:30])
            and not re.search(r"\bany(?: |$)|\bdepends\b|\bvar(?:y|ies)\b|\bsee\b", text[:20])
        ):
            # "What kind of US experience do you require? Inpatient work."
            if asks_required or re.search(r"\bmust\b", last):
                strength = "required"
            elif asks_preferred:
                strength = "preferred"
        if strength is None and of_asked and answer and _WITHOUT.search(asked, 0, of_asked.start()):
            # "Can I apply without it? No."
            value = (answer != "yes") != bool(_IS_PROBLEM.search(asked))
            yield Finding("usce_required", value, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
            length = _find_months(asked, of_asked.span())
            if value and length:
                yield Finding("usce_months", length[0], "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
            return
        if strength is None:
            if answer == "yes" and asks_required:
                strength = "required"
            elif answer == "yes" and asks_preferred:
                strength = "preferred"
            elif answer == "no" and asks_required and not (asks_preferred and "prefer" not in asked):
                strength = "unneeded"
            elif answer == "no" and not asks_preferred and len(text.split()) <= 4:
                strength = "unneeded" if needs_lead or re.search(r"\brequire|\bneed", asked) else None
            elif (_find_months(text) is not None or (_HOW_MANY.search(asked) and re.match(NUMBER, text))) and (
                asks_required or needs_lead or re.search(r"\bhow (?:much|many|long)|\bminimum\b", asked)
            ):
                strength = "preferred" if asks_preferred else "required"
    if (
        needs_question
        and strength == "preferred"
        and clause.answer == "yes"
        and clause.is_first_reply
        and _REQUIRES.search(asked)
        and not _PREFERS.search(asked)
        and not has_mark(text, "unneeded")
        and (_find_months(text) or re.match(r"and\b|plus\b|with\b", text))
    ):
        # "Is it required? It is, and we prefer two months."
        yield Finding("usce_required", True, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        wished = _find_months(text)
        if wished:
            yield Finding("usce_months", wished[0], "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        return
    if (
        needs_question
        and strength == "preferred"
        and clause.answer == "no"
        and (_REQUIRES.search(asked) or has_mark(asked, "required"))
        and not _PREFERS.search(asked)
    ):
        yield Finding("usce_required", False, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
    if (
        not is_named
        and says_itself
        and strength == "preferred"
        and not _GENERIC.search(text)
        and not _SUBJECT.match(text)
        and not (
            re.search(r"\b(?:it|some|this|that)\b", text)
            or any(mark.kind == "preferred" and mark.start <= 12 for mark in find_marks(text))
        )
    ):
        strength = "unneeded" if "unneeded" in kinds else None
        kinds.discard("preferred")
    if (
        strength == "required"
        and clause.is_first_reply
        and not kinds - {"weak"}
        and (_PREFERS.search(clause.question) or has_mark(clause.question, "preferred"))
        and not _REQUIRES.search(clause.question)
    ):
        strength = "preferred"  # "What strengthens a file? At least a month of it."
    if strength is None and is_named and re.search(r"\bexperience\b", clause.lead) and _find_months(text):
        strength = "required"
    if strength == "typical" and clause.answer == "no" and asked and _REQUIRES.search(asked):
        strength = "unneeded"
    if strength == "typical":
        yield drop(clause, "usce: typical, not asked for")
        return
    if (
        is_named
        and strength in (None, "required")
        and _NO_BEFORE.search(text, 0, start)
        and _ASKING.search(text, 0, start)
    ):
        strength = "unneeded"  # "We require no minimum score and no American experience"
    if strength == "required" and (_COMPETITIVE.search(text)):
        strength = "preferred"  # "You need three months of it to be competitive"
    if is_named and (told_so := _complete_ellipsis(clause, start, end)):
        strength = told_so
        kinds -= {"preferred"}
    if (
        is_named
        and (
            _NOT_LOOKED_AT.search(text, 0, start)
            or (_IGNORED.match(text, end) and not _OF_PEOPLE.search(text, 0, start))
        )
        and (strength != "preferred")
    ):
        strength = "unneeded"
    if is_named and (without := _judge_absence(clause, start, end)):
        strength = without
        if strength == "typical":
            return
        if re.search(r"\bwelcome", text):
            kinds.discard("preferred")  # those who lack it are
    if strength in (None, "unneeded") and _TOO_SHORT.search(text):
        strength = "required"
    if strength == "required" and is_named and _FARES.search(text) and not kinds - {"weak"}:
        strength = None  # "Those who have done at least one rotation here feel at home sooner."
    rest_of_sentence = clause.sentence[clause.end - clause.sentence_start :][:90]
    if strength == "required" and is_named and re.search(r"\bshould\b", text) and _SOFTENED.match(rest_of_sentence):
        strength = "preferred"  # "IMGs should have a year of it; this is recommended but not a condition."
    if strength is None and not is_named and _SUFFICES.search(text) and _asks_already(clause.previous):
        strength = "required"  # "It is a condition; three months will do"
    if strength is None and is_named and (is_taken_with(clause, start) or _TAKEN_LEAD.search(clause.lead)):
        strength = "required"  # "are eligible if they ..., and can document sixteen weeks of it"
    if strength is None and is_named and _WE_CONSIDER.search(text, 0, start):
        strength = "required"  # "We consider graduates with a certificate and US experience"
    if strength is None and is_named and _HOLDERS.search(text, 0, start) and _MAY_APPLY.match(text, end):
        strength = "required"  # "IMGs with a year of it may apply"
    if strength is None and is_named:
        if ruled := _AS_RULE.match(text, end):
            denied = re.search(
                r"\b(?:no|not|never|without)\b|n't\b", f"{text[max(0, start - 30) : start]} {clause.lead}"
            )
            strength = None if find_exception(text[ruled.end() :]) else "unneeded" if denied else "required"
        else:
            strength = _judge_listed(clause, start, end)
    label = clause.lead.rsplit("|", 1)[-1].strip()
    of_label = _find_months(label) if needs_lead and strength is None and len(label.split()) < 10 else None
    if of_label and re.search(_OBSERVE, text) and not _OFFERS.search(text):
        # "Three months US experience - observerships acceptable": the demand stands before the dash.
        yield Finding("usce_required", True, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        yield Finding("usce_months", of_label[0], "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        return
    if strength is None:
        return
    if is_named and _AS_RULE.match(text, end) and _DENYING_HEAD.search(clause.lead):
        strength = "unneeded"  # "What we do not have: a US-experience rule"
    if strength == "unneeded" and _ASKS_SOFTLY.search(text):
        kinds.add("preferred")  # "We ask for, but do not insist on, three months of it"
    if strength == "required" and clause.lead.endswith(" competitive"):
        strength = "preferred"
    if strength == "unneeded" and _OF_STATE.match(text):
        yield drop(clause, "usce: what others do not ask for")
        return
    if strength == "required" and is_named and _is_of_some(text, start):
        yield drop(clause, "usce: required of some only")
        return
    if strength == "required" and (
        _ADVISES.search(text, 0, start)
        or re.search(r"\b(?:for|to enter|by|of) (?:our |the |an? |any )?[a-z-]* ?fellowships?\b", text[end:])
    ):
        yield drop(clause, "usce: advice, or of a fellowship")
        return
    if strength == "required" and re.search(
        r"\b(?:for|of|from|by) (?:those|graduates|applicants|candidates|anyone|imgs) (?:of |who (?:graduated|"
        r"finished|are) )?"
        r"(?:more than|over|older than|beyond)",
        text,
    ):
        yield drop(clause, "usce: required of some only")
        return
    if (
        strength == "required"
        and re.search(
            r"^[^,;]*,? ?(?<!and )\bif (?!(?:you are |they are )?(?:an? )?(?:img|foreign|international|applying|"
            r"applicable)|"
            r"[^.;,]{0,40}\b(?:abroad|"
            r"overseas|foreign|outside|international|imgs?|elsewhere)\b)",
            text[end:],
        )
        and not find_exception(text)
    ):
        yield drop(clause, "usce: required of some only")
        return
    if strength == "required":
        if _ALTERNATIVE.search(_KINDS.sub(" ", text[end:])) or _RESEARCH_TOO.search(text[max(0, start - 12) :]):
            yield drop(clause, "usce: one of several alternatives")
            return
        if (
            clause.answer == "no"
            and clause.is_first_reply
            and asked
            and not is_named
            and re.match(r"(?:but|however|though)\b", text)
            and (_REQUIRES.search(asked) or has_mark(asked, "required"))
            and not re.search(rf"\b(?:it|this|that|such)\b|\bmonths?\b|\bweeks?\b|{_US}", text)
        ):
            # "Must I have US experience? No, but you must have seen patients somewhere."
            yield Finding("usce_required", False, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
            return
        if (
            clause.answer == "no"
            and asked
            and not re.search(r"\bmust\b|\brequire|\bneed|\bminimum|\bat least|\bhave to", text)
        ):
            return
        yield Finding("usce_required", True, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        if "preferred" in kinds and re.search(r"\b(?:hands-on|more|longer|recent)\b", text):
            pass
    elif strength == "unneeded":
        yield Finding("usce_required", False, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        if needs_question and clause.answer == "yes" and _PREFERS.search(asked) and not _REQUIRES.search(asked):
            # "Does it help? Yes, but we do not require it."
            yield Finding("usce_required", True, "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        if "preferred" in kinds and _preference_is_here(text, start, end):
            yield Finding("usce_required", True, "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
            strength = "preferred"
    else:
        adds = not is_named and _find_months(text) is not None and clause.previous is not None
        if adds and _asks_already(clause.previous):
            months, _ = _find_months(text) or (0, 0)
            yield Finding("usce_months", months, "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
            return
        yield Finding("usce_required", True, "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
        before = clause.previous
        is_denied = (
            before is not None
            and before.sentence_start == clause.sentence_start
            and bool(_BARE_UNNEEDED.fullmatch(before.text))
        )
        denies = [
            mark
            for mark in find_marks(text)
            if mark.kind == "unneeded"
            # "... experience in the US, does not ask for Step 3": that is denied of something else
            and not (
                mark.side == "next" and 0 < end <= mark.start and _OTHER_TOPIC.search(text[mark.end : mark.end + 30])
            )
        ]
        of_lead = "unneeded" in kinds and not has_mark(text, "unneeded")
        if is_denied or denies or of_lead:
            yield Finding("usce_required", False, "required", clause.start, clause.end, **rest)  # type: ignore[arg-type]
    duration = _find_months(text, (start, end))
    counted = re.search(r"\bhow many (?P<unit>month|week|year)", asked)
    bare = re.match(rf"(?:at least |a minimum of |about )?(?P<n>{NUMBER})\b(?!\s*(?:-|to|months?|weeks?|years?))", text)
    if duration is None and counted and bare and strength in ("required", "preferred"):
        months = parse_number(bare.group("n")) * {"month": 1.0, "week": 0.25, "year": 12.0}[counted.group("unit")]
        duration = (int(months) if months == int(months) else months, bare.start())
    if duration is None and asked and strength in ("required", "preferred"):
        # "Is a year of US work required? Preferred.": the length stands in the question.
        asked_for = _USCE.search(asked)
        length = _find_months(asked, asked_for.span()) if asked_for else None
        if length is not None:
            yield Finding("usce_months", length[0], strength, clause.start, clause.end, **rest)  # type: ignore[arg-type]
    if duration is None and strength == "preferred" and not is_named and not asked and clause.previous:
        # "A month of it is not required. It is, however, preferred."
        of_before = _USCE.search(clause.previous.text)
        length = _find_months(clause.previous.text, of_before.span()) if of_before else None
        if length is not None and has_mark(clause.previous.text, "unneeded"):
            yield Finding("usce_months", length[0], "preferred", clause.start, clause.end, **rest)  # type: ignore[arg-type]
    if duration is not None and strength in ("required", "preferred"):
        months, at = duration
        own = find_strength(text, at, at + 1)
        if own in ("required", "preferred") and not (own == "required" and strength == "preferred"):
            strength = own
        yield Finding("usce_months", months, strength, clause.start, clause.end, **rest)  # type: ignore[arg-type]


def _asks_already(before: Clause | None) -> bool:
    """Whether the clause before asks for experience, so that what follows only wishes for more of it."""
    if before is None:
        return False
    if (
        _USCE.search(before.question)
        and re.match(r"(?:yes|required|mandatory|a must|it is)\b", before.text)
        and not _PREFERS.search(before.question)
    ):
        return True
    mention = _USCE.search(before.text)
    return bool(mention and settle_strength(before, *mention.span()) == "required")


# "If you lack US experience, we still read your file"; "IMGs without it are at a disadvantage".
_WITHOUT = re.compile(
    r"\b(?:lack(?:s|ing)?|lack of|absence of|want of|(?:with (?:or|and) )?without|(?:have|has|having|with) no(?! "
    r"(?:less|fewer|"
    r"more|later)\b)|not having(?: had| done)?|for want of|"
    r"never having|zero|(?:i|you|they|who|we) (?:have |had |has )?never(?: yet)?|devoid of|missing|(?:do not|don't|"
    r"does not|doesn't|did not) (?:have|possess|hold|show|"
    r"document)|cannot "
    r"(?:show|document|prove)|"
    r"(?:have|has|had) (?:not|never)(?: yet)?(?! (?:less|fewer|more)\b)|haven't|hasn't|"
    r"^unless (?:you|they|an? (?:applicant|candidate)|applicants|candidates|imgs) (?:have|has|can (?:show|"
    r"document|prove)|"
    r"possess(?:es)?)|^unless|no(?! (?:less|fewer|more|later)\b)|(?<!no )(?<!not )(?<!nothing )(?:less than|"
    r"fewer than|short of|under|below))"
    r"(?: (?!(?:and|but|or(?! (?:more|longer)\b)|who|that|which|whether|requirements?|rules?|preferences?|policy|"
    r"minimum of (?:score|"
    r"step)|must|needs?|"
    r"requires?|is|are|was|were|will|can|may|should|for|in|on|from|to|visas?|scores?|limits?|"
    r"cut-?offs?)(?![a-z-]))[a-z0-9+>=()'\u2265-]+)"
    r"{0,6} ?\W?$"
)
_ADMITS = re.compile(
    r"\b(?:(?:will|may|can|are|do|is|be)(?: also| still)* (?:consider\w*|review\w*|read|eligible|welcome\w*|accept\w*|"
    r"interview\w*|invited|apply|come|join|train|match\w*|ranked|looked at)|(?:consider|review|read|accept|welcome|"
    r"interview|"
    r"invite|look at|"
    r"take)s?(?: also| still)*(?: (?:applications|files|applicants|candidates|imgs|graduates|those|people|"
    r"anyone|everyone|"
    r"from|of|the|all|international|foreign|who|are|medical))*(?=\W*$)|still (?:be )?(?:apply|read|considered|reviewed|"
    r"eligible|welcome)|(?:please |do )?(?:still )?apply\b|fine\b|"
    r"no (?:problem|obstacle|barrier|bar|hindrance|reason|matter)|not (?:an? )?(?:problem|obstacle|barrier|bar|"
    r"hindrance|matter)|"
    r"welcome|encouraged to apply|equal(?:ly)?)\b"
)
_HARMLESS = re.compile(
    r"\b(?:(?:do not|don't|never|no need to|not to) worry|(?:that|this|it)(?:'s| is) (?:fine|ok|okay|all right|"
    r"alright))\b|"
    r"\b(?:excludes?|disqualif(?:y|ies)|bars?|rules? out|hurts?) (?:nobody|no one|none)\b|"
    r"(?:\b(?:not|never|nor|nobody|no one|none)|n't)\b[^.;,]{0,30}\b(?:disqualif\w+|exclu\w+|reject\w*|turned "
    r"(?:away|down)|"
    r"screened out|filtered out|ruled out|bar|bars|barred|held against|(?:count|be used) against|hurt|harm|prevent|"
    r"preclude\w*|keep|penali[sz]\w+|hinder|affect|a (?:bar|deal-?breaker|problem|obstacle|barrier|hindrance|"
    r"disadvantage))\b"
)
_ASKS_REFUSED = re.compile(
    r"\b(?:disqualif|exclud|reject|screen\w* out|filter\w* out|rul\w* (?:me |you |an? [a-z]+ )?out|turn\w* (?:me |"
    r"you )?"
    r"(?:down|away)|need not apply|should not apply|deal-?breaker|not (?:considered|eligible|reviewed|accepted))"
)
_IS_PROBLEM = re.compile(
    r"\b(?:problem|matters?|disqualif\w*|reject\w*|hurts?|harms?|bars?|obstacle|against|issue|concern|deal-?breaker|"
    r"exclu\w+|fatal|lose|barrier|filtered|screened|keep|prevent|stop|hinder|cost|ruin|sink)\b"
)
_EITHER_WAY = re.compile(r"(?: (?:clinical|experience|work))* or (?:not|no|none|without)\b(?! (?:more|less))")
_REGARDLESS = re.compile(
    r"\bwhether or not\b[^.;,]{0,30}$|\b(?:regardless|irrespective|independent(?:ly)?) of (?:any |your |their |prior |"
    r"previous )*$"
)
_FEWER = re.compile(r"(?<!no )(?<!not )\b(?:fewer|less|shorter) than\b")
_SO = re.compile(r"(?:,|;|-) (?:so|hence|therefore|and so|thus)\b")
_NOBODY = re.compile(r"\b(?:no|not|never|nobody|none|neither|nor|cannot|unable)\b|n't\b")
_DO_NOT_APPLY = re.compile(
    r"(?:\b(?:not|never|please do not|need not|should not)|n't) (?:apply|submit|send|waste)|\bincomplete\b"
)


def _judge_absence(clause: Clause, start: int, end: int) -> str | None:
    """What a clause says of those who lack the experience: required, preferred, unneeded, or None."""
    text = clause.text
    if _EITHER_WAY.match(text, end) or _REGARDLESS.search(text, 0, start):
        return "unneeded"
    lacking = _WITHOUT.search(text, 0, start) or _FEWER.search(text, start, end)
    if lacking is None:
        return None
    if (
        has_refusing_head(clause)
        or (lacking.start() < 8 and _is_refused_above(clause))
        or (lacking.start() < 12 and _ASKS_REFUSED.search(clause.question))
    ):
        return "required"  # "We do not consider applicants (a) ...; (b) without ..."
    if lacking.group().startswith(("with or", "with and")):
        return "unneeded"
    after, before = text[end:], text[: min(lacking.start(), start)]
    if going_on := _SO.search(after):
        told = find_strength(after, going_on.end(), going_on.end())
        if told in ("required", "preferred"):
            return told  # "..., so a month of it is needed"
    if lacking.group().startswith("no") and not lacking.group().startswith("not having"):
        # "No US experience is needed" is not about people; "no USCE, no interview" is.
        return (
            "required"
            if re.match(
                r"[^.;]{0,12}[,:=-]+ ?(?:then )?(?:no (?:interview|review|invit|application)|automatic rej|"
                r"reject)",
                after,
            )
            else None
        )
    if re.search(r"\b(?:rarely|seldom|hardly(?: ever)?|scarcely) $", before):
        return "typical"  # "we consider you, but rarely without it"
    if re.search(r"\b(?:nobody|no one|none|no [a-z]+(?: [a-z]+)?) (?:who )?(?:is |are )?$", before):
        return "unneeded" if is_turned_away(after) else "required"  # "Nobody without it gets an interview"
    for part in (after, before):
        if _HARMLESS.search(part) or is_harmless(part):
            return "unneeded"
        if is_set_back(part):
            return "preferred"
        if is_turned_away(part) or _DO_NOT_APPLY.search(part):
            return "required"
        if part is before and _NOBODY.search(part) and not re.search(r"\bno (?:minimum|cut)", part):
            return "required"  # "No application is considered without it" refuses
        if _ADMITS.search(part) and not lacking.group().startswith("unless"):
            return "unneeded"
    # "Those with less than a year of it should take the J-1": of some, and not understood
    kinds = {mark.kind for mark in find_marks(after)}
    return (
        "typical"
        if "required" in kinds and "unneeded" not in kinds and not lacking.group().startswith("unless")
        else None
    )


_LACKS_IT = re.compile(
    r"\b(?:its|such) (?:absence|lack)\b|\b(?:lack|absence|want) of (?:it|this|such|one|them)\b|\bwithout (?:it|this|"
    r"that|such|them|one|any)\b|"
    r"(?:\bnot|n't) (?:have|having|had) (?:it|one|any|this|such)\b|\black(?:s|ing)? (?:it|this|such)\b|"
    r"\bhav(?:e|ing) (?:had )?none\b|\b(?:with|of) none\b"
)


def _judge_lack(clause: Clause) -> tuple[bool, str] | None:
    """Value and strength of what is said of those without "it", where the clause before named the experience."""
    before = clause.previous
    if before is None or before.end < clause.start - 12:
        return None
    if not (
        _USCE.search(before.text) or _USCE.search(before.lead) or (before.question and _USCE.search(before.question))
    ):
        return None
    lacks = _LACKS_IT.search(clause.text)
    if lacks is None:
        return None
    if lacks.group().startswith("without") and re.match(r"without being\b", clause.text[lacks.start() :]):
        return None
    for part in (clause.text[lacks.end() :], clause.text[: lacks.start()]):
        if _HARMLESS.search(part) or is_harmless(part):
            return False, "required"
        if is_set_back(part):
            return True, "preferred"
        if is_turned_away(part) or _DO_NOT_APPLY.search(part):
            return True, "required"
        if _ADMITS.search(part):
            return False, "required"
    return None


_VALUE_CELL = re.compile(r"(?:yes|required|mandatory|must|y|needed)\W*")


def _is_cell_of(clause: Clause) -> bool:
    """Whether a clause is the next cell of a row whose first cell is a bare name of the experience."""
    before, next_start = clause.previous, clause.start
    if before is not None and before.end + 3 == next_start and _VALUE_CELL.fullmatch(before.text):
        next_start, before = before.start, before.previous  # "US experience | required | three months"
    return (
        before is not None
        and before.end + 3 == next_start
        and len(before.text.split()) <= 5
        and not find_marks(before.text)
        and not _SAYS_MORE.search(before.text)
        and bool(_USCE.match(before.text))
        and not _OTHER_TOPIC.search(clause.text)
        and (bool(find_marks(clause.text)) or _find_months(clause.text) is not None)
    )


def _is_refused_above(clause: Clause) -> bool:
    """Whether the head of the sentence that a clause is an item of turns people away."""
    head, before = None, clause.previous
    while before is not None and before.sentence_start == clause.sentence_start:
        head, before = before, before.previous
    return head is not None and is_turned_away(head.text)


# "the US experience section of your CV"
_AFTER_NOUN = re.compile(
    r"'? (?:section|entries|entry|field|column|tab|form|dates|supervisors?|letters?|certificates?)\b"
)
_NOT_YET = re.compile(
    r"\b(?:may|might|could) (?:soon |later |eventually |one day |well )?(?:be|become) (?:[a-z]+ )?(?:required|"
    r"mandatory|needed|a requirement)"
)
_WAS_SOFT = re.compile(
    r"\b(?:was|were|used to be|had been) (?:only |still |merely |just )?(?:optional|preferred|recommended|encouraged|"
    r"not (?:required|"
    r"needed|mandatory)) (?:until|before|through|up to)\b"
)
_ASKS_TO_GET = re.compile(
    r"\b(?:where|how) (?:can|do|could|should|may|would|might) (?:i|we|one|you|applicants|imgs|"
    r"someone)\b[^?]*\b(?:get|gain|obtain|find|"
    r"arrange|acquire|document|list|prove|show|count|record|enter|report|submit|verify)\b|\b(?:did|do) (?:you|they|"
    r"your residents|"
    r"residents|most|people)(?: [a-z]+)? (?:have|do|get|complete|had)\b"
)
_NOT_SO_LONG = re.compile(rf"not (?:quite |as much as )?{_LENGTH}\W*$")  # "Is a year needed? No, not a year; ..."
_ASKS_WHICH = re.compile(
    r"\W*(?:q[.:] )?(?:(?:what|which) (?!if\b|is the difference|does|are the benefits)|how (?:recent|much|long|many|"
    r"old)\b)"
)
_OF_OTHERS = re.compile(
    r"\b(?:average|avg|mean|median|typical|usual)\b|\bof (?:our|the|current|matched|recent|all)\b[^|"
    r"]{0,20}\b(?:interns|residents|class|"
    r"matched|applicants|candidates|interviewees)\b"
)
_PLAIN_LABEL = re.compile(
    r"(?:recent |prior |required |minimum |hands-on )*(?:clinical|hospital|patient[- ]care|hands-on) (?:experience|"
    r"rotations?|work|"
    r"exposure|training)"
)
_PLACE = re.compile(
    rf"(?:(?<=, )|(?<=^)|(?<=\()|\bin (?:the |an? )?){_US}(?: or canada| or canadian)?(?= ?(?:[,.;)]|$|hosp|clinic|"
    rf"only))"
)
_FINDS = re.compile(
    r"\bhelp(?:s|ing)? (?:(?:you|applicants|candidates|imgs|them|anyone|people|with|in) )*(?:to )?(?:find|get|obtain|"
    r"arrange|secur|"
    r"gain|finding|organi[sz])\w* (?:[a-z]+ )?$"
)
_COUNTED_AS = re.compile(
    r"\b(?:(?:is|are|be|being|will|do|does|can|cannot|not|never|neither|nor|no longer|don't|doesn't|won't|isn't|"
    r"aren't) )*"
    r"(?:count(?:s|ed|ing)?|considered|regarded|accept(?:ed|able)?|qualif(?:y|ies|ied)|treated|recogni[sz]ed|viewed|"
    r"seen|"
    r"constitutes?|equals?|equivalent)(?: (?:as|to|be|part of))* (?:(?:true|real|valid|actual|a|an|full|genuine|"
    r"proper) )*$"
)
_SUFFICES = re.compile(
    r"\b(?:will do|suffic\w+|(?:is|are|will be) (?:enough|sufficient|adequate|the (?:minimum|least|floor))|(?:is|"
    r"are) what we ask)\b"
)
# "We do not look at US experience", "US experience is not looked at"
_NOT_LOOKED_AT = re.compile(
    r"(?:\b(?:not|never|no longer)|n't) (?:[a-z]+ly )?(?:look (?:at|for)|looks (?:at|for)|consider|weigh|review|"
    r"screen(?: for| on)?|count|"
    r"evaluate|ask about|check(?: for)?|care (?:about|for)|score|track|expect)(?: (?:any|your|prior|previous|recent|"
    r"the|an?))* $"
)
_IGNORED = re.compile(
    r" (?:(?:is|are|was|were|has|have|been|will|be|plays?) )*(?:not|never|no longer|n't)(?: (?:be|been))? (?:looked "
    r"(?:at|for)|"
    r"weighed|checked|evaluated|scored|tracked|asked (?:about|for)|taken into (?:account|consideration)|something we|"
    r"(?:an? )?(?:factor|"
    r"part of)|considered(?! (?:sufficient|enough|adequate|as|an?|equivalent|complete|recent|valid)))|"
    r" isn't (?:looked|weighed|checked|something|considered|asked|taken into|a factor)|"
    r" (?:is|are|has been|have been) (?:now |currently )?waived(?: for (?:all|every)|\W*$)"
)
_ELLIPSIS = re.compile(r" (?:is|are|does|do)(?P<denied> not|n't)?\W*$")
_BUT_NOT = re.compile(r"\b(?:but|yet|though|and) not? (?:any |prior |previous |also )*$")


def _complete_ellipsis(clause: Clause, start: int, end: int) -> str | None:
    """ "Step 3 is required; US experience is not", "While research is not needed, it is", "a pass but not ..."."""
    text = clause.text
    elided = _ELLIPSIS.match(text, end)
    if elided is None and not _BUT_NOT.search(text, 0, start):
        return None
    kinds = {mark.kind for mark in find_marks(text[:start])} - {"weak"}
    if not kinds and clause.previous and clause.previous.sentence_start == clause.sentence_start:
        kinds = {mark.kind for mark in find_marks(clause.previous.text)} - {"weak"}
    if len(kinds) != 1:
        return None
    said = kinds.pop()
    if elided is None or elided.group("denied"):
        return "unneeded" if said == "required" else None
    return {"unneeded": "required", "required": "required", "preferred": "preferred"}.get(said)


_OF_PEOPLE = re.compile(
    r"\b(?:without|lack\w*|with|who|whose|applicants?|candidates?|imgs?|graduates?|files?|applications?|those|not)\b"
)
_DENYING_HEAD = re.compile(
    r"\b(?:what|things|rules|requirements) (?:we|you|applicants|imgs) (?:won't|will not|do not|don't|never) (?:have|"
    r"see|find|set|"
    r"impose|keep|use)\b"
)
_ASKS_SOFTLY = re.compile(r"\b(?:ask|look|hope|wish)(?:s|ing)? for,? (?:but|though|although|yet)\b")
_NOTHING_SAID = re.compile(
    r"---|\bnot (?:specified|stated|listed|given|published|mentioned|disclosed|provided|addressed|indicated|known|"
    r"reported|recorded|found|clear|applicable)\b|\bunknown\b|\bunspecified\b|\bunclear\b|\bundisclosed\b|\bn/a\b|"
    r"\bno (?:data|info(?:rmation)?|answer|mention|details?|entry|record)\b|\bnothing (?:is )?(?:said|stated|mentioned|"
    r"listed|published)\b"
)
# "Applicants more than five years out of school must have it", "If you failed a Step, ...": a rule for some.
_OF_SOME = re.compile(
    rf"(?:more|longer|greater|further|older|later|earlier) than (?:an? |the )?(?:{NUMBER}|few)\b|"
    rf"\b(?:over|beyond|past|exceed\w*) (?:the )?{NUMBER}|[>\u2265] ?\d|\bgaps?\b|\b(?:out|away) (?:of|from) "
    rf"(?:practice|training|clinical|"
    rf"medicine|school|patient)|\b(?:not|never) (?:currently |recently |been |in |actively )*(?:practi[cs]|active|"
    rf"working|"
    rf"clinic|seeing)|\bolder\b|\b(?:before|prior to) (?:19|20)\d\d|\bfail(?:ed|ures?|s)?\b|\b(?:below|under|less than|"
    rf"lower than) 2\d\d|\brepeat|\bretak|\bmultiple attempts|\bstep 3\b|\bresearch\b|\bfellows?(?:hip)?\b"
)
_SPEAKS_OF = re.compile(
    r"(?:for|if|when|where|should|those|anyone|all|any|an?|the|our)?\s*(?:you|your|it|more|applicants?|candidates?|"
    r"imgs?|fmgs?|"
    r"graduates?|graduation|graduated|graduating|older|those|anyone|anybody|someone|physicians?|doctors|people|the|an?|"
    r"international|foreign|who|whose|time|there|over|with|medical)\b"
)


def _is_of_some(text: str, start: int) -> bool:
    """Whether the demand that governs what stands at `start` names first for whom it is: some of the applicants."""
    demands = [mark for mark in find_marks(text) if mark.kind == "required"]
    head = text[: min([start, *(mark.start for mark in demands)])]
    if demands and is_turned_away(text[demands[0].start : demands[0].end]):
        return False
    some = _OF_SOME.search(head)
    if some and head.count(",", some.end()) > 1:
        return False  # one item of a list
    return bool(some and _SPEAKS_OF.match(head.lstrip(" (\"'")) and not _NOBODY.search(head[: some.start()]))


_NO_BEFORE = re.compile(r"\bno (?:prior |previous |specific |formal |particular |minimum )?$")
_ASKING = re.compile(
    r"\b(?:requires?|needs?|asks? for|demands?|expects?|insists? on|mandates?|sets?|imposes?|"
    r"wants?)\b"
)
_VERY_MUCH = re.compile(
    r"(?:it (?:does|will|would|can|may|certainly|definitely|surely)|a (?:great deal|lot)|very much|greatly|"
    r"considerably|"
    r"enormously|immensely|definitely|indeed|somewhat|certainly|to some (?:extent|degree))\b(?! not\b)"
)
_LEANING = re.compile(r"(?:ideally|preferably|we (?:prefer|favou?r|recommend|encourage|like|suggest))\b")
_IDEALLY = re.compile(r"\b(?:ideally|preferably) (?:(?!must\b)[a-z]+ ){0,6}$")
_OF_STATE = re.compile(
    r"(?:while |although |though )?(?:the |our |this |your )?(?:[a-z]+ )?(?:state|medical board|licensing board|"
    r"board|law|ecfmg|"
    r"acgme)\b(?: of [a-z]+)?(?: itself)? (?:do|does|has|asks?|requires?|needs?|sets?|will)\b"
)
_ADVISES = re.compile(
    r"\b(?:try|tries|aim|strive|plan|hope|attempt) to\b|\bconsider (?:getting|doing|completing|obtaining|gaining)\b"
)
_IN_BRACKETS = re.compile(
    r" \((?P<said>(?:(?:but|yet|is|an?|not|no|very|much|[a-z]+ly) ){0,3}(?!we\b)[a-z'-]+(?:,? (?:but )?not "
    r"(?:an? )?[a-z]+)?)\)[\W]*$"
)
_RIGHT_BEHIND = re.compile(r" \((?P<said>(?:(?:is|are|an?|not|no|very|[a-z]+ly) ){0,3}(?!we\b)[a-z'-]+)\)")
# "..., outpatient preferred": of its kind, and not whether it is asked for.
_KIND_WISHED = re.compile(
    r"[,;(] ?(?:with |and |but )?(?:an? |the |more |longer |recent |recency )*(?:outpatient|inpatient|hands-on|recent|"
    r"ambulatory|longer|more|primary care|family medicine|academic|hospital|direct|paid|university)"
    r"(?: (?:experience|work|rotations?|settings?|care|sites?|based|ones?))*(?: is| are)? (?:strongly |highly |much )?"
    r"(?:preferred|prefered|pref\b|desirable|desired|better|ideal|a plus|recommended|encouraged|favou?red|preferable)"
)
_COMPETITIVE = re.compile(
    r"\b(?:to (?:be|stay|become|appear|look)|for) (?:an? )?(?:more |truly |really "
    r")?(?:competitive|attractive)\b"
)
_AS_ARE = re.compile(r"\b(?:as|so) (?:is|are|would be|will be|do|does)\b(?: [a-z0-9-]+){0,6} ?$")
_EXPERIENCE_RULE = re.compile(r"\b(?:clinical )?experience (?:rule|requirement|minimum|criterion)\b")
_IS_CONSIDERED = re.compile(
    r"(?:^|[,;] )(?:it|this|that) (?:is|will be) (?:also |always |certainly "
    r")?(?:considered|reviewed|read)\b"
)
_OF_IT = re.compile(r"\b(?:it|this|that|such|so|them)\b")
_SOFTENED = re.compile(
    r"\W*(?:but |though |although |while |and )?(?:this|it|that) (?:is|would be) (?:not an? (?:[a-z]+ "
    r")?(?:requirement|condition|must)|not "
    r"(?:[a-z]+ )?(?:required|mandatory)|(?:[a-z]+ly )?(?:recommended|preferred|encouraged|desirable|advised|"
    r"suggested|a preference|"
    r"a recommendation))"
)
_WE_CONSIDER = re.compile(
    r"\b(?:we|program|committee|department) (?:will |do |only |also )?(?:consider|review|interview|invite|accept|"
    r"take)s? "
    r"(?:[a-z]+ ){0,3}(?:graduates|applicants|candidates|imgs|applications|files)(?: from (?:imgs?|graduates|"
    r"applicants|"
    r"candidates|those|physicians))? (?:with (?!or\b|out\b)|(?:who|that|which) (?:have |has )?(?!not\b|no\b|lack|"
    r"never)(?:had |"
    r"completed |done |obtained |show |document |include |hold |can show |possess |contain )?)[^.;]{0,60}$"
)
_TAKEN_LEAD = re.compile(
    r"(?:^|\| )(?:(?:also )?(?:eligible|considered|invited|reviewed)|(?!.*\b(?:not|no|never)\b)[^|]*\b(?:the "
    r"following (?:applies|"
    r"apply|holds?|is needed|are needed)|consider applications|considered are|to be considered))$"
)
_HOLDERS = re.compile(
    r"\b(?:imgs?|fmgs?|applicants|candidates|graduates|physicians|those) (?:with|who have|having|who can "
    r"show)(?: (?!or\b|no\b)[a-z0-9()-]+){0,6} ?$"
)
_MAY_APPLY = re.compile(
    r"(?: [a-z]+){0,4} (?:(?:may|can) (?:apply|be considered|be reviewed|be interviewed|enter)|(?:are|will be) "
    r"(?:eligible|considered|"
    r"reviewed|invited))\b"
)
_FARES = re.compile(
    r"\b(?:those|applicants|candidates|people|residents|imgs|graduates|doctors|colleagues) (?:who|"
    r"with)\b.*\b(?:tend|feel|do "
    r"(?:well|better|best)|find|adapt|adjust|start|settle|seem|learn|fare|perform|are (?:happier|better|quicker))\b"
)
# "... toward our four-month US experience rule"
_AS_RULE = re.compile(
    r"(?: (?:clinical|experience|work|training|in hospitals?))* (?:requirement|rule|minimum|condition|criterion|"
    r"prerequisite|"
    r"mandate|threshold|policy)\b"
)
_TOO_SHORT = re.compile(
    rf"\b(?:less|fewer|shorter) than {_LENGTH}[^.;]{{0,40}}\b(?:not (?:be )?(?:sufficient|enough|acceptable|accepted|"
    rf"considered|adequate)|"
    r"insufficient|too (?:little|short))\b"
)
_OPENING_WORDS = re.compile(
    rf"(?:and |\(x\) )?(?:(?:you|they|i)(?:'ve| have)(?: got| had| done| completed)? )?(?:\W|\(?(?:[a-e]|[ivx]+|"
    rf"\d)[).]|"
    r"(?:first|second|third|fourth|finally|lastly|next|then)\b|there(?:'s| is| are)\b|"
    r"(?:evidence|proof|documentation|records?|history|completion|verification|attestation) of\b|with\b|"
    rf"and\b|plus\b|also\b|of\b|total\b|full\b|at least\b|min\b|minimum\b|(?:no|not) (?:less|fewer) than\b|a quarter "
    rf"of\b|{_LENGTH}'?|(?:for|of) "
    r"(?:all |the |any )?(?:imgs?|fmgs?|(?:international|foreign)(?: medical)? (?:graduates?|applicants?|"
    r"candidates?))\b|"
    r"(?:hands-on|clinical|direct|prior|previous|recent|current|ongoing|active|verified|verifiable|documented|"
    r"significant|substantial|adequate|sufficient|supervised|inpatient|patient|relevant|some|an?)\b)*"
)
_SAYS_MORE = re.compile(
    r"\b(?:is|are|was|were|be|have|has|had|do|does|did|will|would|can|could|may|might|we|our|you|they|offers?|"
    r"provides?|gain)\b"
)
_NEXT_REMARK = re.compile(rf" -{{1,2}} |, (?=(?:no|not|neither|none|research|(?:in|of|during) which|{_OBSERVE})\b)")
_NEW_ITEM = re.compile(
    rf",\s*(?:and\s+)?(?:(?:at least|a minimum of|some|prior|of|hands-on|clinical|{_LENGTH}|{NUMBER})\s*)*$"
)
_PEOPLE = re.compile(
    r"^(?:for )?(?:all |the |our )?(?:applicants|candidates|imgs?|fmgs?|(?:international|foreign)(?: "
    r"medical)?(?: school)? (?:graduates?|schools|physicians|doctors|"
    r"applicants?|candidates?))(?: (?:in addition|also|only|additionally|must|need))*$"
)
_ASIDE_OF_LIST = re.compile(
    r"\([^)]*\)|\b(?:that|which) (?:is|are|was|were|may be|can be|could be)\b|\bwhere you (?:have |had )?"
)


def _judge_listed(clause: Clause, start: int, end: int) -> str | None:
    """Strength of an item without a verb: as the list's head says, else a length that is named is a demand."""
    stop = _NEXT_REMARK.search(clause.text, end)
    text = _ASIDE_OF_LIST.sub(" ", clause.text[: stop.start() if stop else None])
    text = re.sub(r"^(?:and |\(x\) )?(?:you|they|i)(?:'ve| have)(?: got| had| done| completed)? ", "", text)
    if _PEOPLE.search(clause.lead) and text.count(",") > 1:
        text = text[max(0, text.rfind(", ", 0, start)) :]  # what its neighbours say is theirs
    if _SAYS_MORE.search(text):
        return None
    own = max(
        clause.text.rfind(", ", 0, start), clause.text.rfind(" and ", 0, start), clause.text.rfind(" plus ", 0, start)
    )  # one of several demands
    if not _OPENING_WORDS.fullmatch(clause.text, 0, start) and not (
        own >= 0 and _OPENING_WORDS.fullmatch(clause.text, own + 1, start)
    ):
        return None
    head = find_list_head(clause)
    if head is not None:
        return head
    if re.fullmatch(r"(?:clinical |work |prior |us )?experience", clause.lead.rsplit("|", 1)[-1].strip()):
        return "required"  # "Experience: American hospital work, not observing."
    if _PEOPLE.search(clause.lead) and not find_marks(clause.lead) and ":" not in clause.text:
        return "required"  # "International graduates: ECFMG certificate; US clinical experience."
    before = clause.previous
    if _find_months(clause.text, (start, end)) is None:
        # A bare name between other bare demands ("Graduation within three years. Clinical work in the US.").
        is_among = (
            before is not None
            and before.end > clause.start - 4
            and not clause.lead
            and before.sentence_start != clause.sentence_start
            and _OTHER_TOPIC.search(before.text)
            and not _SAYS_MORE.search(before.text)
            and not ({mark.kind for mark in find_marks(before.text)} & {"preferred", "typical", "unneeded"})
            and len(before.text.split()) <= 12
            and len(text.split()) <= 12
            and not clause.text.endswith("?")
        )
        return "required" if is_among else None
    is_item = clause.lead or clause.heading or (before and before.sentence_start == clause.sentence_start)
    return "required" if is_item or (before and len(text.split()) <= 12) else None


def _preference_is_here(text: str, start: int, end: int) -> bool:
    """A preference in the clause that speaks of the experience, not of something listed beside it."""
    return (
        any(
            mark.kind == "preferred"
            and ","
            not in text[min(mark.end, start) : max(mark.start, end)]
            .replace(", but", "")
            .replace(", not", "")
            .replace(", though", "")
            for mark in find_marks(text)
        )
        or text.count(",") <= 2
    )


def _find_months(text: str, near: tuple[int, int] | None = None) -> tuple[float | int, int] | None:
    """Months of the length (no window of time) nearest to `near`, else of the first one, with its offset."""
    found: list[tuple[int, float | int, int]] = []
    text = _BETWEEN.sub(lambda match: match.group().replace(" and ", " to  "), text)
    repeated = _EACH.search(text)
    if repeated:
        times = parse_number(repeated.group("n")) * parse_number(repeated.group("each") or repeated.group("each2"))
        total = times / 4 if (repeated.group("unit") or repeated.group("unit2")) == "week" else times
        if 0 < total <= 24:
            return int(total) if total == int(total) else total, repeated.start()
    for match in _DURATION.finditer(text):
        if _RECENT.search(text[: match.start()]) or (
            _NOT_A_DURATION.match(text, match.end()) and not _LASTING.search(text, 0, match.start())
        ):
            continue
        word = match.group("n")
        if word == "several" or re.search(r"\b(?:closer to|graduated|interviews?)\s*$", text[: match.start()]):
            continue
        number: float
        if "quarter" in word:
            number = 0.25
        elif "half" in word:
            number = 0.5
        elif "couple" in word:
            number = 2
        elif word in ("a", "an", "a full", "an full", "single", "the single"):
            number = 1
        else:
            number = parse_number(word)
        unit = match.group("unit")
        if unit[0] == "d" and (number < 14 or (number % 30 and number % 7)):
            continue
        months = (
            number / (30 if number % 30 == 0 else 28)
            if unit[0] == "d"
            else number / 4
            if unit[0] == "w"
            else number * 12
            if unit[0] == "y"
            else number
        )
        if (
            unit[0] == "y"
            and number > 2
            and not re.match(
                r" ?(?:of )?(?:(?!and\b|or\b)[a-z.'-]+ ){0,4}(?:clinic|experience|usce)", text[match.end() :]
            )
        ):
            continue  # years out of school, rather
        if unit[0] in "w" and number <= 2 and re.search(r"\bper\b", text[match.end() : match.end() + 8]):
            continue
        if 0 < months <= 60:
            far = 0
            if near is not None and near != (0, 0):
                far = max(near[0] - match.end(), match.start() - near[1], 0)
            found.append((far, int(months) if months == int(months) else months, match.start()))
    if not found:
        return None
    _, months, at = min(found, key=lambda each: each[0])
    return months, at


def _read_observing(clause: Clause) -> Iterator[Finding | Drop]:
    """Whether the required experience must be hands-on."""
    text = clause.text
    has_observing = re.search(_OBSERVE, text)
    asked = clause.question if clause.is_first_reply else ""
    if not has_observing:
        if (
            asked
            and re.search(_OBSERVE, asked)
            and clause.answer
            and re.search(
                r"\bcount|\baccept|\bconsider|\bqualif|\bsatisf|\bsuffi|\bmeet|\benough|\bfulfil|\bok\b|\buse\b|"
                r"\ballow|"
                r"\bpermit|\brecogni|\bcredit|\bsubstitut|"
                r"\bokay\b|\b(?:do|work|serve)\W*$|\b(?:may|can|could|might) (?:it|this|that|they|these|the [a-z]+) "
                r"(?:also |well )?be\b|"
                r"\bwhether (?:it|this|that|they|the [a-z]+) (?:may|can|could) be\b",
                asked,
            )
        ):
            value = clause.answer == "no"
            if re.search(r"\baccept\w* (?:observers|applications)|\boffer", asked):
                return
            yield Finding(
                "usce_hands_on", value, "required", clause.start, clause.end, confidence=ANSWERED, needs_question=True
            )
            return
        if (
            clause.answer
            and _ELLIPTIC.fullmatch(asked)
            and clause.previous
            and _ASKS_COUNTING.search(clause.previous.question)
            and not _OFFERS.search(clause.previous.question)
        ):
            # "Is research counted as USCE? No. Are observerships? Yes."
            yield Finding(
                "usce_hands_on", clause.answer == "no", "required", clause.start, clause.end, needs_question=True
            )
            return
        if asked and re.search(_OBSERVE, asked) and _IT_COUNTS.search(text):
            # "Do you offer observerships? Yes, but they do not count."
            judged = _judge_observing(_IT_COUNTS.sub(lambda it: f"observerships {it.group('rest')}", text, count=1))
            if judged is not None:
                yield Finding("usce_hands_on", not judged, "required", clause.start, clause.end, needs_question=True)
                return
        label = clause.lead.rsplit("|", 1)[-1].strip() if clause.lead else asked.rstrip("? ")
        if len(label) < 30 and re.fullmatch(rf"(?:an? )?{_OBSERVE}(?: rotations?| experiences?)?", label):
            # "Obs: counts as USCE", "Observerships? They do not count."
            judged = None if clause.answer else _judge_observing(f"observerships {text}")
            if judged is not None:
                yield Finding(
                    "usce_hands_on",
                    not judged,
                    "required",
                    clause.start,
                    clause.end,
                    confidence=ANSWERED,
                    needs_question=not clause.lead,
                    needs_lead=bool(clause.lead),
                )
                return
        told = clause.answer or tell_yes_no(text) or ("no" if re.fullmatch(r"n\W*", text) else "")
        if (
            clause.answer
            and _IS_IT_ENOUGH.match(asked)
            and clause.previous
            and re.search(_OBSERVE, clause.previous.text)
            and not _OFFERS.search(clause.previous.text)
        ):
            # "I only have observerships. Is that enough? No."
            yield Finding(
                "usce_hands_on", clause.answer == "no", "required", clause.start, clause.end, needs_question=True
            )
            return
        if (
            told
            and re.fullmatch(rf"(?:an? )?{_OBSERVE}", label)
            and clause.lead
            and (_asks_already(clause.previous) or (clause.previous and _USCE.search(clause.previous.lead)))
        ):
            # "USCE: required. Observerships: no."
            yield Finding("usce_hands_on", told == "no", "required", clause.start, clause.end, needs_lead=True)
            return
        if clause.lead and told and len(label) < 60 and _LABEL_COUNTS.fullmatch(label):
            # "Observership counts: yes"
            yield Finding("usce_hands_on", told == "no", "required", clause.start, clause.end, needs_lead=True)
            return
        if _HANDS_ON.search(clause.lead) and _USCE.search(clause.lead) and not re.search(r"prefer|not |no\b", text):
            yield Finding("usce_hands_on", True, "required", clause.start, clause.end, needs_lead=True)
            return
        if (
            clause.previous
            and clause.previous.sentence_start == clause.sentence_start
            and re.search(_OBSERVE, clause.previous.text)
            and _DO_NOT_COUNT.match(text)
        ):
            # "Observerships are looked at | but do not satisfy this"
            yield Finding("usce_hands_on", True, "required", clause.start, clause.end)
            return
        if _ONLY_HANDS_ON.search(text):
            yield Finding("usce_hands_on", True, "required", clause.start, clause.end)
            return
        match = _HANDS_ON.search(text)
        before = clause.previous
        points_back = (
            match is not None
            and before is not None
            and before.end > clause.start - 4
            and bool(
                re.match(r"(?:this|it|these|the experience|such experience|all of it|which)\b", text)
                or re.fullmatch(r"\W*(?:must be |only )?hands-on(?: experience| work)?(?: only| required)?\W*", text)
            )
            and bool(_USCE.search(before.text) or _USCE.search(before.lead))
        )
        if match and (points_back or _USCE.search(text) or _USCE.search(clause.topic) or len(text.split()) <= 8):
            strength = settle_strength(clause, match.start(), match.end())
            named = _USCE.search(text)
            if strength is None and named:
                strength = _judge_listed(clause, *named.span())
            if strength is None and points_back and len(text) < 40:
                strength = "required"
            if strength == "required" and not re.search(r"\bif (?:the|your|a) ", text) and not _LICENSE.search(text):
                yield Finding("usce_hands_on", True, "required", clause.start, clause.end)
        return
    if _OFFERS.search(text) or re.search(r"\b(?:offer|give|provide|host|arrange|accommodate)\b", clause.lead):
        yield drop(clause, "usce: observerships offered or not, no requirement")
        return
    before = clause.previous
    if _NONE_HERE.fullmatch(text) and not (
        _USCE.search(clause.lead) or (before and before.end > clause.start - 4 and _USCE.search(before.text))
    ):
        return  # "No observerships or externships.": none are offered
    judged = _judge_observing(text)
    if (has_refusing_head(clause) or _NOT_COUNTED.search(clause.lead)) and not _DENIES.search(text):
        judged = False  # "What we do not accept: ...; observerships"
    if judged is None or (_BARE_LIST.fullmatch(text) and not _NOT_COUNTED.search(clause.lead)):
        return
    if not judged:
        if re.search(r"\bobserver(?:ships?)? (?:is|are) (?:helpful|useful)", text):
            return
        yield Finding("usce_hands_on", True, "required", clause.start, clause.end)
    elif not re.search(
        r"\bless\b(?! than)|(?<!hands-on )(?<!hands-on experience )(?<!hands-on is )\bprefer|\bstudents?\b(?!,? "
        r"(?:or|and|extern))",
        text,
    ):
        yield Finding("usce_hands_on", False, "required", clause.start, clause.end)
