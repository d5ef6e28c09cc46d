"""The words of clinical experience: this country, work with patients, observing, lengths. No reading here.

`USCE` is the experience named in full ("hands-on work in a US hospital"); the others are its parts, and the few words
of strength and refusal that several readings of it share.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.hinted_re import Guarded
from transforms.numerals import NUMBER, UPPER

# ---------------------------------------------------------------- where

# Where: this country in any of its names. The pronoun is the same word in lower case; its neighbours tell them apart.
THIS_COUNTRY = (
    r"(?:u\.?\s?s\.?(?:a\.?)?(?![a-z])|united states|america(?:n)?|north[- ]american|u\.s\.-based|us-based|"
    r"this country|stateside|the states|the country(?! of)|domestic|the fifty states|this side of the atlantic)"
)

# ---------------------------------------------------------------- what

# What: work with patients before residency. These words say so by themselves ...
WORK = (
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
    r"(?:with|from|who|whom|whose|by|graduates?(?! (?:medical )?(?:education|training)\b)|citizens?|citizenship|"
    r"letters?|physicians?|seniors?|schools?|faculty|"
    r"attendings?|"
    r"licensed?|licensure|doctors?|nationals?|residents?|students?|exams?|applicants?|addresses|visas?|mds?|"
    r"must|is|are|was|were|will|shall|has|have|had|can|cannot|may|might|could|would|should|do|does|need|needs)"
)
_WORKPLACE = (
    r"(?:hospitals?|clinics?|soil|wards?|facility|facilities|medical centers?|health ?-?care|"
    r"settings?|institutions?|units?|practices?|medicine|departments?|services?|offices?|systems?|teams?|bedsides?|"
    r"operating rooms?|environments?|(?:[a-z]+ )?care|neurology|surgery|psychiatry|pa?ediatrics|pathology|radiology|"
    r"an(?:a)?esthesia|"
    r"[a-z]+ologists?|"
    r"[a-z]+iatrists?|[a-z]+icians?|surgeons?|preceptors?)"
)
_SPECIALTY = (
    r"(?:psychiatry|pa?ediatrics|surgery|(?:internal|family|emergency|physical|hospital|primary care) medicine|"
    r"neurology|"
    r"pathology|radiology|an(?:a)?esthesi(?:a|ology)|obstetrics|dermatology|primary care|medicine)"
)
# What somebody did, where no noun names the work.
PAST_WORK = (
    r"(?:work(?:ed|ing)? as an? (?:[a-z-]+ ){0,2}?(?:physician|doctor|clinician|extern|sub-?intern|resident|"
    r"assistant|scribe|"
    r"house officer|intern)s?|work(?:ed|ing)(?: with (?:your|their) own hands)?|spent|spend|spending|train(?:ed|ing)|"
    r"practi[cs](?:ed|ing)|"
    r"walk(?:ed|ing) the (?:wards|halls|floors)|been on the (?:wards?|floors?)|"
    r"rotat(?:e|ed|ing)|served|serving|rounded|functioned|participat(?:ed|ing)|"
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

# ---------------------------------------------------------------- how long

LENGTH = (
    rf"(?:(?:{NUMBER}(?:\s?(?:-|to|or)\s?{UPPER})?|\ban?\b|\bhalf an?\b|\ba half\b|\b(?:a )?couple of\b|"
    rf"\bhalf\b)\+?(?: or more| or longer)?[ -]*"
    r"(?:full |whole |entire |solid |continuous |consecutive |calendar )?"
    r"(?:months?|mos?\b\.?|weeks?|wks?\b\.?|years?|yrs?\b|days\b)'?(?: worth)?"
    r"(?:,? or more,?|,? or longer,?|\+| \((?:\d{1,2} months?|full[ -]time|at least|minimum)\))?)"
)

# ---------------------------------------------------------------- the experience

USCE = Guarded(
    r"\bu\.?\s?s(?![a-bd-z])|usa\b|america|states|country|stateside|domestic|atlantic|(?:experience|work|"
    r"practice) here",
    r"(?:"
    rf"\busce\b"
    # "US (or Canadian) hands-on clinical experience"
    rf"|\b{THIS_COUNTRY}(?:[ /-](?:(?:or|and|/|/ ?or) )?(?:canad(?:a|ian)|u\.?s\.?))?(?:[ -]based)?,?[ -]"
    rf"(?:(?!{_UNRELATED}\b)(?:[a-z&-]+|\(?hands-on\)?)[ ,/-]+){{0,4}}?{WORK}\b"
    # "clinical experience in a US hospital"
    rf"|\b(?:(?:ambulatory|inpatient|outpatient|hospital|clinic|office|bedside) (?:or|and) )?"
    rf"{WORK}\b(?: (?:(?!{_UNRELATED}\b)[a-z'/&-]+|\([^)]{{0,30}}\))){{0,6}}? {_PREP} (?:an? |the )?"
    rf"(?:(?:[a-z-]+ ){{0,2}}?(?:wards?|floors?|clinics?|units?|teams?|departments?|operating rooms?|systems?|"
    rf"facilit(?:y|ies)|"
    rf"hospitals?|institutions?|sites?|settings?|centers?|offices?|practices?) (?:of|in|at|within) (?:an? |the )?)?"
    rf"(?:[a-z]+ ){{0,2}}?{THIS_COUNTRY}"
    rf"|\b{WORK}\b(?: (?!{_UNRELATED}\b)[a-z'/-]+| with (?:direct|hands-on|actual|patient|clinical|"
    rf"real)){{0,6}} (?:(?:was|were|"
    rf"is|are|has been|have been|be) )?(?:done|completed|gained|obtained|acquired|performed|undertaken|carried "
    rf"out|earned|spent|had) "
    rf"(?:in|at|within|inside) (?:an? |the )?{THIS_COUNTRY}"
    # "clinical experience, United States"; "clinical experience (US)"; "clinical experience stateside"
    rf"|\b{WORK},? (?:gained |obtained |acquired |completed |undertaken |done |here )?(?:\((?:in )?(?:the )?"
    rf"(?:u\.?\s?s\.?(?:a\.?)?|united states)\)|(?:u\.s\.(?:a\.)?|usa|united states)(?=\s*(?:$|[.,;)]))|stateside\b)"
    rf"|\b(?:familiar(?:ity)?|acquaintance|acquainted|conversant|comfort(?:able)?|experience|exposure|contact|"
    rf"knowledge|"
    rf"taste) (?:with|of) (?:an? |the )?{THIS_COUNTRY} (?:(?!{_UNRELATED}\b)[a-z-]+ ){{0,2}}?"
    rf"(?:hospitals?|clinics?|wards?|medical|clinical|systems?|health ?-?care|health|medicine|{_SPECIALTY})\b"
    rf"|\b(?:clinical|hands-on|patient-care|medical) (?:(?!{_UNRELATED}\b)[a-z-]+ ){{0,3}}?(?:in|within|inside) "
    rf"(?:the )?{THIS_COUNTRY}"
    rf"|\b{THIS_COUNTRY} (?:health ?-?care|medical|clinical|hospital|health) (?:system|setting|environment)s? "
    rf"experience\b"
    # "two months of psychiatry in the United States"
    rf"|{LENGTH}(?:,? at (?:the )?(?:very )?(?:least|minimum),?)?(?: (?!(?:{_UNRELATED}|residency|fellowship|"
    rf"training|college|degree|graduat\w*|research|in|at|on|"
    rf"since|ago|old|before|after|prior|between|out|past|last)\b)"
    rf"[a-z/&,-]+){{0,7}}?(?: in an? (?:[a-z]+ ){{0,2}}?(?:department|clinic|hospital|service|office|practice|"
    rf"ward|unit))?"
    rf" (?:in|at|on|inside|within|with) (?:an? |"
    rf"the )?{THIS_COUNTRY}(?:[ -]based)?(?:(?: (?!{_UNRELATED}\b)[a-z&/'-]+){{0,3}}? {_WORKPLACE}\b|{_OPEN_END})"
    rf"|{NUMBER}\+? (?:u\.?s\.?|american) (?:clinical |hands-on )?(?:months?|weeks?)\b"
    rf"|{LENGTH},? (?:spent |working |worked |serving )?(?:with|under|alongside|beside) (?:[a-z]+ )?{THIS_COUNTRY} "
    rf"(?:doctors|physicians|"
    rf"attendings?|preceptors?|teams?|clinicians|[a-z]+ologists|[a-z]+iatrists|[a-z]+icians)\b"
    rf"|{LENGTH}\+? (?:of |in )?{THIS_COUNTRY} {_SPECIALTY}\b(?! (?:residen|program|board|facult|attending|depart))"
    rf"|\b(?:{WORK}|{PAST_WORK})(?: [a-z]+){{0,2}}? (?:with|under|alongside|beside) (?:an? |the )?{THIS_COUNTRY} "
    rf"(?:physicians?|"
    rf"doctors?|"
    rf"attendings?|clinicians?|teams?)\b"
    rf"|\b{PAST_WORK}(?: [a-z]+){{0,3}}? stateside\b"
    # "the experience must have been in the US"
    rf"|\b{WORK}(?: (?:must|should|has to|need not|needs? to|does not need to|shall|ought to)|,? (?:and |which |"
    rf"that |it )+(?:must|"
    rf"should|has to|shall)) (?:have been|be) (?:[a-z]+ )?(?:in|within|from|at|inside) (?:an? |the )?{THIS_COUNTRY}"
    # "two months of American pediatrics", "hands-on US primary care", "six of them in a US office"
    rf"|{LENGTH} (?:of|in) (?:(?!{_UNRELATED}\b)[a-z-]+ ){{0,3}}?{THIS_COUNTRY} (?!{_UNRELATED}\b|research|school|"
    rf"college|degree)[a-z-]+"
    rf"|\b(?:seen|experienced|known|witnessed|been in|been on|been part of) (?:[a-z-]+ ){{0,2}}?{THIS_COUNTRY} "
    rf"(?:[a-z-]+ ){{0,3}}?(?:care|"
    rf"medicine|hospitals?|wards?|system|clinics?|teams?)\b"
    rf"|\b(?:some|any|prior|previous|recent|in|of) {THIS_COUNTRY} {_SPECIALTY}\b(?! (?:residen|program|board|facult|"
    rf"attending|depart))"
    rf"|\bhands-on {THIS_COUNTRY} (?!{_UNRELATED}\b)[a-z-]+"
    rf"|{NUMBER} of (?:them|these|which) (?:in|at) (?:an? |the )?{THIS_COUNTRY}"
    rf"|(?:{LENGTH} of [a-z ,-]{{0,24}}|\b(?:prior|previous|without|some|any) (?:clinical )?)\bexperience here\b"
    rf"|\bclinical (?:work|experience|practice) here\b|^(?:(?:clinical|prior|previous|work|any) )?experience here\b"
    rf"|\bus (?:time|exp|months|weeks)\b(?! zone)|\b(?:spen[td]|spending|seeing|treating|work(?:ed|ing)?|experience|"
    rf"contact|exposure|dealing|time|"
    rf"care) (?:with|to|of|for|among) "
    rf"(?:american|u\.?s\.?) patients\b"
    rf"|\b{THIS_COUNTRY} (?:[a-z]+ ){{0,2}}(?:department|ward|clinic|hospital) time\b"
    rf"|\b{PAST_WORK}\b(?:,? (?:and )?not (?:just |merely |only )?[a-z]+,)?(?: (?:with patients|"
    rf"(?!{_UNRELATED}\b)[a-z'-]+|\([^)]{{0,30}}\)|\d+)){{0,6}}? (?:in|at|on|"
    rf"inside|within|through) (?:at least )?(?:an? |one |two |"
    rf"the )?(?:(?:wards?|floors?|clinics?|units?|teams?|departments?|operating rooms?|hospitals?|facilit(?:y|ies)|"
    rf"institutions?|practices?) (?:of|in|at) (?:an? |the )?)?(?:[a-z]+ )?"
    rf"{THIS_COUNTRY}(?! (?:school|graduat))"
    rf"|\b{PAST_WORK}\b(?: [a-z]+){{0,4}}? with (?:an? |the )?{THIS_COUNTRY} "
    rf"(?:[a-z]+ologist|[a-z]+iatrist|[a-z]+ician|surgeon|"
    rf"attending)"
    r")(?: clinical| experience| work)?(?:(?: or| and|/| and/or) (?:in )?(?:canad(?:a|ian)|puerto rico)(?: "
    r"[a-z]+s\b(?<!is))?)?",
)
ABOUT_US = re.compile(rf"\busce\b|\b{THIS_COUNTRY}|\bexperience here\b|\b(?:clinical|patient) [a-z ]{{0,20}}\bhere\b")
GENERIC = re.compile(rf"\b{WORK}\b|\bexternships?\b")
ASKS_USCE = re.compile(rf"{USCE.pattern}|\bclinical experience\b|\bu\.?s\.? experience\b|\bhands-on\b|\bexternships?\b")
EXPERIENCE_RULE = re.compile(r"\b(?:clinical )?experience (?:rule|requirement|minimum|criterion)\b")
# "... toward our four-month US experience rule"
AS_RULE = re.compile(
    r"(?: (?:clinical|experience|work|training|in hospitals?))* (?:requirement|rule|minimum|condition|criterion|"
    r"prerequisite|"
    r"mandate|threshold|policy)\b"
)
HANDS_ON = re.compile(
    r"\b(?:seeing|treating|examining|managing|caring for) patients\b(?=,? (?:rather|instead|yourself|not|and not)\b)|"
    r"\b(?:doing|did|do|done) the (?:actual |clinical |daily )?work (?:yourself|yourselves|themselves|oneself|in "
    r"person)\b|\bpatients (?:were|are|was|had been|lay|being) in (?:your|their|one's|the applicant's) (?:own )?"
    r"(?:hands|charge|care)\b|\b(?:with )?patients in (?:your|their|one's) (?:own )?(?:hands|charge)\b|"
    r"\b(?:caring|cared|care|look(?:ing|ed)? after) directly for (?:the )?(?:[a-z]+ )?patients\b|"
    r"\bcar(?:ing|ed) for (?:[a-z]+ )?patients directly\b|"
    r"\bhands[- ]?on\b|\bphysically present\b|\bho\b|\bown hands\b|\bdirect(?:[ -](?:pt|patient))?[ -](?:care|"
    r"contact)\b|"
    r"\bdirect(?:,?[ -](?:hands-on|in-person|clinical|supervised))?[ -]patient[ -](?:care|contact|"
    r"responsibilit\w+|interaction)\b|\bactual patient care\b|\bpatient(?: care)? responsibilit|\btouch(?:ed|ing)? "
    r"patients|\bpatients of (?:your|"
    r"their|one's) "
    r"own\b|\b(?:examin\w+|treat\w*|manag\w+|car(?:ed?|ing) for|look(?:ed|ing)? after|"
    r"saw|seeing|seen)(?: [a-z]+){0,3} patients (?:yourself|themselves|"
    r"directly|"
    r"personally|in person)\b|\b(?:patient|pt) contact\b|\bcontact with patients\b|\binvolv(?:e|es|ed|ing) patients\b|"
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

# ---------------------------------------------------------------- observing

OBSERVE = (
    r"(?:observer ?-?ships?|observer (?:status|positions?|experiences?|roles?|work)|observing|observation(?:al)?(?: "
    r"experiences?| rotations?)?|shadowing|observers?|"
    r"observed (?=clinical|work|experience|rotation|care)|(?<=or )observed\b|(?<=may be )observed\b|(?<=can be "
    r")observed\b|"
    r"(?<=may have )observed\b|(?:(?<=have )|(?<=having ))watched\b|(?<=have )observed(?= (?:is|does|will|would|"
    r"only)\b)|onlook(?:ers?|ing)|bystanders?|spectators?|looking "
    r"over [a-z]+ shoulders?|tele-?rotations?|virtual "
    r"rotations?|watching|looking on|(?<=to )(?:look|watch|observe)(?= only|"
    r"\b[^.;]{0,12}\b(?:is|does))|(?<=to )observe(?=,? (?:or|and)\b)|(?<=, )observe(?=,? (?:or|and|nor)\b)|"
    r"(?:(?<=you )|(?<=they )|(?<=only )|(?<=merely ))(?:observed|watched)\b|just looking\b|obs\b\.?)"
)
OFFERS = re.compile(
    rf"\b(?:we|program|hospital|department|institution|centers?)\b[^.;]{{0,30}}\b(?:offer|provide|host|support|"
    rf"arrange|have|sponsor|accommodate|run|give)s?\b[^.;]{{0,40}}{OBSERVE}|{OBSERVE}[^.;]{{0,30}}\b(?:offered|"
    rf"available|provided(?! that| they)|hosted|arranged|at this time|supported|possible)\b|\b(?:offer|have|provide|"
    rf"host)s? (?:no|"
    rf"any) {OBSERVE}|\b(?:offering|providing|hosting|arranging)\b[^.;]{{0,40}}{OBSERVE}|"
    rf"\bno {OBSERVE} (?:are|is|program)"
)

# ---------------------------------------------------------------- strength and refusal

REQUIRES = re.compile(
    r"\brequire|\bmandatory\b|\bnecessary\b|\bneed(?:ed)?\b|\bmust\b|\bcompulsory\b|\bhave to\b|\bprerequisite\b|"
    r"\bessential\b|\brequirement\b"
)
PREFERS = re.compile(
    r"\bprefer|\brecommend|\bencourag|\bhelp|\bdesir|\bvalued?\b|\ban? (?:[a-z]+ )?(?:plus|advantage|asset|"
    r"bonus|benefit)\b|\bstand out\b|"
    r"\bstrengthen|\bchances\b"
)
DENIES = re.compile(
    r"\b(?:not|cannot|never|neither|nor|no longer|no|none|nothing|hardly|excluded|insufficient|inadequate|discounted|"
    r"disregarded|ineligible|unacceptable|too little)\b"
)
NOBODY = re.compile(r"\b(?:no|not|never|nobody|none|neither|nor|cannot|unable)\b")
DO_NOT_APPLY = re.compile(
    r"\b(?:not|never|please do not|need not|should not) (?:apply|submit|send|waste)|\bincomplete\b"
)

# ---------------------------------------------------------------- other topics

OTHER_TOPIC = re.compile(
    r"\b(?:letters?|sloes?|scores?|steps?|usmle|comlex|graduat\w*|research|visas?|j-?1|h-?1b?|attempts?|exams?|ck|"
    r"publications?|years)\b"
)
ABROAD = re.compile(r"\bresearch\b|\babroad\b|\bany country\b|\bhome country\b")
LICENSE = re.compile(
    r"\b(?:our|the|an?|this|these) (?:[a-z-]+ ){0,2}(?:electives?|observerships?|externships?|sub-?internships?|"
    r"clerkships?) "
    r"(?:program )?(?:requires?|demands?|expects?|is (?:open|limited))\b|\b(?:choose|select|accept|admit|take|pick)s? "
    r"(?:[a-z]+ )?(?:observers|externs|visiting|scholars)\b|"
    r"\bspecialty boards?\b|\bto sit for\b|"
    r"\blicens|\bboard certified faculty|\bour residents|\bresidents (?:gain|rotate|receive|will|have)|"
    r"\bcurriculum\b|\bfaculty with\b|\bmedical students?\b"
)
SAYS_MORE = re.compile(
    r"\b(?:is|are|was|were|be|have|has|had|do|does|did|will|would|can|could|may|might|we|our|you|they|offers?|"
    r"provides?|gain)\b"
)
