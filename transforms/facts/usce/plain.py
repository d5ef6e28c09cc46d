"""Ways of speaking of the experience without its usual nouns, put into those that `words.py` knows.

"Must I know US clinics?", "Have you treated patients here?", "six months with American patients", "in Canada, the UK or
the US": a clause is given back with plain words in their place. What it asks for is not read here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from transforms import hinted_re as re
from transforms.facts.usce.words import LENGTH, THIS_COUNTRY, WORK
from transforms.language import Clause
from transforms.numerals import NUMBER

_HOUSES = (
    r"(?:floors?|units?|medical centers?|clinics?|hospitals?|wards?|bedsides?|offices?|practices?|clinical practice)"
)
_MEDICINE = rf"(?:{_HOUSES}|medicine|health ?-?care(?: systems?)?|(?:health|medical|hospital) systems?|patients)"
_OWN = r"(?:the |an? |our |your |its |some |any )?"
_NAMED = "us clinical experience"
# "American wards", "a clinic of the United States"
_PLACE = (
    rf"(?:{_OWN}(?:[a-z-]+ )?{THIS_COUNTRY} (?:[a-z-]+ )?{_MEDICINE}\b|"
    rf"{_OWN}(?:[a-z-]+ )?{_MEDICINE} (?:of|in|within|across) (?:the )?{THIS_COUNTRY})"
)
_WHO = r"(?:who|you|they|imgs?|applicants|candidates|graduates)"

# ---------------------------------------------------------------- where

# "in Canada, the UK or the US": of a list of countries this one is what counts.
_ABROAD = (
    r"(?:canada|the uk|uk|u\.k\.|united kingdom|great britain|britain|england|ireland|australia|new zealand|"
    r"puerto rico)"
)
_COUNTRIES = re.compile(
    rf"\b(?P<prep>in|within|from|at|inside|of) (?:(?:either |the )?{_ABROAD}(?:,? (?:or|and) |, ?|/| and/or )){{1,3}}"
    rf"(?=(?:the |in )?{THIS_COUNTRY})"
)
_NATIONS = re.compile(
    r"\b(?:canadian|british|australian)(?:,? (?:or|and) |, ?|/)(?=(?:american|u\.?s\b\.?)(?: [a-z]|-))"
)
# "clinical work during the last two years in an American office": when it was stands between it and the place.
_WINDOW = re.compile(
    r"(?P<work>\b(?:experience|work|training|practice|rotations?|externships?|care)),? (?:during|in|within|over|of|"
    r"from) "
    r"(?:the |your )?(?:last|past|previous) (?:[a-z0-9]+ )?(?:years?|months?),? (?=(?:in|at|within|inside) )"
)
# "training, supervised, in the US"; "contact with patients, in a hospital of the US"
_PLACED = re.compile(
    r"(?P<work>\b(?:experience|work|training|practice|care|contact|patients|exposure|rotations?)(?: (?:in|with|"
    r"of) [a-z]+)?),"
    r"(?: (?:supervised|unsupervised|verified|verifiable|documented|paid|unpaid|full-time|hands-on|direct),)?"
    rf" (?!at home\b)(?=(?:all |done |spent |gained )?(?:in|at|within|inside) {_OWN}(?:(?!or\b|"
    rf"and\b)[a-z-]+ ){{0,8}}?{THIS_COUNTRY})"
)

# ---------------------------------------------------------------- what

# "clinical exp. in the US", "hosp. exper. (USA)"
_CLIN = re.compile(r"\bclin\.?(?= (?:exp|work|rot))")
_ABBREVIATED = re.compile(r"\bexp(?:er)?\b\.?(?= (?:(?:done|gained) )?(?:in|at|within|from|inside)\b| \(|,| -)")
_HANDS_ON = re.compile(r"\bhands on\b")
# "a month or more clinically at a hospital in the States"
_CLINICALLY = re.compile(
    rf"(?P<length>{LENGTH})(?: spent| of being)? clinically(?: active)? (?=(?:in|at|on|within|inside)\b)"
)
# "no experience, US or foreign", "no clinical work, here or elsewhere"
_HERE = r"(?:here|us|u\.s\.?|american|(?:in|within) (?:the |this )?(?:us|u\.s\.?|united states|states|country))"
_AWAY = r"(?:elsewhere|abroad|foreign|overseas|anywhere(?: else)?|at home|in (?:your|their) (?:own |home )?country)"
_NEITHER = re.compile(
    r"\bno (?:(?:prior|previous|clinical|hands-on|hospital|earlier) )*(?:experience|work|training),? (?:either |be "
    r"it |whether "
    rf")?(?:{_HERE} (?:or|and|nor) {_AWAY}|{_AWAY} (?:or|and|nor) {_HERE})(?![a-z])(?:,(?= (?:is|are|was|will)\b))?"
)
# "US training where you treated patients": not the residency that one applies for
_TRAINED_WITH = re.compile(
    rf"\b(?P<where>{THIS_COUNTRY}) training,? (?=(?:where|in which|during which|that let|that had) (?:you|they|one|"
    r"the)\b|"
    r"with (?:[a-z]+ )?patients)"
)

# "from US clinics, six months of experience"
_FROM_CLINICS = re.compile(
    rf"\b(?:from|in|at) {THIS_COUNTRY} {_HOUSES}[,:] (?P<length>{LENGTH}) (?:of )?(?:experience|work|practice|time)\b"
)
# "looking directly after patients"
_DIRECTLY = re.compile(
    r"\b(?:car(?:ing|ed|e)|look(?:ing|ed)?) directly (?:for|after) (?:the )?(?:[a-z]+ )?patients\b|"
    r"\b(?:caring|looking) (?:for|after) (?:the )?patients (?:directly|in person)\b"
)
# "US 3 mo" in a row of abbreviations
_SHORT_LENGTH = re.compile(
    rf"(?:^|(?<=[,;|/] ))(?:us|u\.s\.)(?: min)? (?P<length>{NUMBER}\+? ?(?:mos?|months?|wks?|weeks?)\b\.?)(?=\s*(?:$|"
    f"[,;|(/]))"
)
# "Two recent months with patients"
_RECENT_MONTHS = re.compile(rf"\b(?P<n>{NUMBER}) (?:recent|good|active|full|whole) (?P<unit>months?|weeks?)\b")
# "worked on wards here": not in this house, of which no program asks it
_WARDS_HERE = re.compile(
    r"(?P<did>\b(?:worked|rotated|trained|practi[cs]ed|been) (?:(?:as an? )?[a-z]+ )?(?:in|on) (?:the )?(?:wards?|"
    r"clinics?|"
    r"hospitals?)) here\b"
)
# "six months of treating US patients", "four months or more with patients in America"
_WITH_PATIENTS = re.compile(
    rf"(?P<length>{LENGTH})(?:,? or (?:more|longer))?(?: of| spent)? (?:(?:direct |hands-on )?(?:work|contact) "
    f")?(?:with|"
    rf"treating|seeing|examining|caring for|looking after|"
    rf"among) (?:{THIS_COUNTRY} (?:in|out)?patients|(?:in|out)?patients (?:in|of|at|from) {_OWN}(?:[a-z]+ ){{0,2}}?"
    rf"{THIS_COUNTRY})"
)
# "four or more months in clinics at an American hospital"
_IN_CLINICS = re.compile(
    rf"(?P<length>{LENGTH})(?: or (?:more|longer))?(?: at (?:the )?least| as a minimum)?,? (?:in|at|on) "
    rf"(?:the |an? )?(?:[a-z]+ )?{_HOUSES} (?:of (?:an? |the )?(?:[a-z]+ ){{0,2}}?{_HOUSES} )?"
    rf"(?:of|in|at|within) {_OWN}(?:[a-z]+ )?{THIS_COUNTRY}"
)
_OR_MORE = re.compile(r"\b(?P<n>[a-z]+|\d+) or more (?P<unit>months?|weeks?)\b(?= (?:in|of|with|on|at) )")
# "To know US clinics helps", "having been in American hospitals", "knowledge of the US wards"
_KNOWS = re.compile(
    rf"\b(?:(?P<who>{_WHO}|and) (?:(?:already|really|personally|have|has|had|once|at some point) )*(?:knows?|known|"
    r"(?:were|was|been) (?:(?:active|already|ever|before) )?(?:in|inside|on|at|part of))|"
    r"to (?:already )?(?:know|have known|have seen|have been (?:in|inside|on|part of))|knowing|(?:first-hand |some |"
    r"personal )?(?:knowledge|experience) of|having (?:known|seen|been (?:in|inside|on|part of)))"
    rf" (?:{_PLACE})"
)
# "having carried responsibility for patients in the US", "who took charge of patients on American wards"
_IN_CHARGE = re.compile(
    rf"\b(?:(?P<who>{_WHO}|and) (?:have |has |had )?|having |to have |have |had |be )?"
    r"(?:carr(?:y|ied|ying)|held|hold(?:ing)?|b(?:ear|ore|orne|earing)|t(?:ake|ook|aken|aking)|had|have|having|been "
    r"given|given|assum(?:e|ed|ing)) (?:(?:the|some|real|direct|first|full|clinical|personal|primary|actual) "
    r"){0,2}(?:responsibility|responsibilities|charge|care|duties)(?: (?:for|of|toward|with))?"
    rf"(?: (?:the |real |sick |[a-z]+ )?patients)?,? (?:in|within|on|at|inside) (?:{_PLACE}|{_OWN}{THIS_COUNTRY})"
)
# "that you observed, worked on wards or were an intern in the US": whatever of it, it was there.
_DID_ONE_OF = re.compile(
    rf"\b(?:(?P<who>{_WHO}) (?:have |has |had )?|having |to have )"
    r"(?:observed|worked|rotated|trained|externed|practi[cs]ed|shadowed|volunteered)"
    rf"(?:,| or) [^.;:()]{{2,60}}? (?:in|within|inside) (?:{_PLACE}|{_OWN}{THIS_COUNTRY})"
)
# "time spent in a doctor's office in the U.S.", "eight weeks at a family physician's practice in America"
_IN_OFFICE = re.compile(
    rf"\b(?P<span>{LENGTH}|time) (?:spent |working |of work )?(?:in|at|with|under) (?:an? |the )?"
    rf"(?:(?P<here>{THIS_COUNTRY}) )?(?:[a-z-]+ ){{0,3}}?[a-z]+'s? (?:private |own )?(?:practice|office|clinic)\b"
    rf"(?(here)|,? (?:in|within|of) (?:the )?{THIS_COUNTRY})"
)
# "six weeks, four of them at an American doctor's office"
_PART_OF_IT = re.compile(
    rf"\bof (?:which|these|those|them) (?:at least )?(?P<n>{NUMBER})(?: or more)? (?:in|at|with|under) "
    rf"(?:an? |the )?(?={THIS_COUNTRY})|"
    rf"\b(?P<m>{NUMBER})(?: or more)? of (?:which|these|those|them) (?:in|at|with|under) (?:[a-z]+ ){{1,3}}"
    rf"in (?=(?:the )?{THIS_COUNTRY})"
)
# "in the US, over the last two years: four months of seeing patients": the place comes first.
_PLACE_FIRST = re.compile(
    rf"^(?P<lead>(?:no,? |yes,? )?)(?:in|within|inside|from|at) (?:{_PLACE}|{_OWN}{THIS_COUNTRY})[,:]?"
    r"(?: (?:with)?in (?:the |your )?(?:last|past|previous) (?:[a-z0-9-]+ )?(?:years?|months?),?)?"
    rf" (?P<what>(?:at least |no less than |a minimum of |not less than )?{LENGTH}(?:,? or (?:more|longer))?"
    rf"(?: of)? (?:[a-z-]+ ){{0,3}}?(?:{WORK}|(?:caring|looking) (?:[a-z]+ )?(?:for|after) (?:[a-z]+ )?patients))"
)
# "half a year as a physician, hands-on, at a teaching hospital in the US"; "with the duties of a sub-intern at a ..."
_AS_DOCTOR = re.compile(
    rf"\b(?P<span>{LENGTH}(?:,? or (?:more|longer))?) (?:(?:spent|working|serving) )?(?:as an? (?:[a-z-]+ ){{0,2}}?|"
    r"(?:with|in) the (?:duties|role|tasks|work|responsibilit(?:y|ies)) of an? (?:[a-z-]+ )?)"
    r"(?:physician|doctor|clinician|extern|sub-?intern|acting intern|junior doctor|house officer|hospitalist)"
    rf"\b,?(?P<aside>(?: hands-on,?| \([^()]{{2,30}}\),?| not [a-z]+ing,?)*)"
    rf" (?:in|at|on|within|inside) (?:an? |the |some )?(?:[a-z-]+ ){{0,4}}?(?:(?:of|in|within) (?:the "
    f")?)?{THIS_COUNTRY}"
)
# "three months of US work with your own hands"
_US_WORK = re.compile(rf"(?P<length>{LENGTH}(?:,? or (?:more|longer))?) of (?P<where>{THIS_COUNTRY}) work\b")


def _name_done(done: re.Match[str]) -> str:
    kind = "hands-on " if re.search(r"responsibilit|charge|duties", done.group()) else ""
    return _name(done, f"{kind}{_NAMED}")


def _name_span(done: re.Match[str]) -> str:
    span = "" if done.group("span") == "time" else f"{done.group('span')} of "
    return f"{span}clinical work in the us"


def _name_part(done: re.Match[str]) -> str:
    return f"{done.group('n') or done.group('m')} of them in "


def _name_doctor(done: re.Match[str]) -> str:
    return f"{done.group('span')} of clinical work {done.group('aside').strip(' ,')} in the us"


# "treated American patients", "looking after US patients"
_THEIR_PATIENTS = re.compile(
    rf"\b(?P<did>see|seen|seeing|saw|treat|treated|treating|car(?:e|ed|ing) for|examined|examining|look(?:ed|"
    rf"ing)? after|"
    rf"touched|met|work(?:ed|ing)? with|handled|handling) (?:an? |the |some |real )?{THIS_COUNTRY} patients\b"
)


def _name_known(known: re.Match[str]) -> str:
    return _name(known, _NAMED)


def _name(done: re.Match[str], named: str) -> str:
    """The experience where somebody's deed stood: "who have it", "to have it", or its name alone."""
    if done.group("who"):
        return f"{done.group('who')} have {named}"
    return f"to have {named}" if done.group().startswith("to ") else named


# ---------------------------------------------------------------- in questions

_HAS_TO = (
    r"\b(?:must|should|need|do|does|did|have|has|is|are) (?:(?:i|we|one|you|they|it|an? [a-z]+|imgs?|fmgs?|applicants?|"
    r"candidates?|graduates?|they all|everyone|already|really|need to|have to|required to|insist that|expected to|"
    r"ever) )*"
)
# "Must I know US clinics?", "Do I have to have been in American hospitals?", "Must IMGs know the US?"
_ASKS_KNOWN = re.compile(
    rf"(?P<ask>{_HAS_TO})(?:know|have known|known|have seen|seen|been (?:an? [a-z]+ or )?in|"
    rf"have been (?:an? [a-z]+ or )?"
    rf"in|be familiar with|worked in) {_OWN}(?:{THIS_COUNTRY} {_MEDICINE}|{THIS_COUNTRY}(?=\W*\?))"
)
# "US clinics?", "American hospitals:"
_NAME_ALONE = re.compile(
    rf"(?:^|(?<=[.?|] ))(?:and |what about |how about |any |earlier |prior )*(?:{THIS_COUNTRY} (?:clinics|hospitals|"
    rf"wards|bedside|training earlier|training before|training|work)|(?:clinics|hospitals|wards) (?:in|of) (?:the )?"
    rf"{THIS_COUNTRY})(?: before| earlier| first)?(?=\W*(?:\?|$|\|))"
)
_DID_HERE = (
    r"(?:(?:clinical|hospital|ward) (?:experience|work|time|practice|training|exposure|rotations?)|"
    r"hands-on (?:experience|work)|"
    r"patient (?:care|contact)|work(?:ed)? clinically|practi[sc]ed(?: medicine)?|"
    r"(?:seen|treated|examined|cared for|touched|worked with|met|looked after) (?:[a-z]+ )?patients|worked(?: in (?:a "
    r"hospital|hospitals|clinics|medicine|health care))?|(?:seen|known) (?:medicine|clinics|hospitals|wards))"
)
# "Must I have seen patients here?": who asks from abroad means the country. "Can I work here?" means the house.
_ASKS_HERE = re.compile(
    rf"(?P<ask>{_HAS_TO}(?:have )?(?:had |done |any |some |prior |previous )*{_DID_HERE}) (?:over )?here\b"
)
_LABEL_HERE = re.compile(
    rf"(?P<ask>^\W*(?:and |any |prior |previous |earlier |what about |"
    rf"how about )*{_DID_HERE}) (?:over )?here(?=\W*$| (?:required|"
    r"needed|necessary|a must|first|before|beforehand)\b)"
)


# ---------------------------------------------------------------- reading

_STATEMENTS: tuple[tuple[re.Hinted, str | Callable[[re.Match[str]], str]], ...] = (
    (_HANDS_ON, "hands-on"),
    (_CLIN, "clinical"),
    (_ABBREVIATED, "experience"),
    (_DIRECTLY, "direct patient care"),
    (_SHORT_LENGTH, r"us clinical experience \g<length>"),
    (_RECENT_MONTHS, r"\g<n> \g<unit>"),
    (_WARDS_HERE, r"\g<did> in the us"),
    (_CLINICALLY, r"\g<length> of clinical work "),
    (_TRAINED_WITH, r"\g<where> clinical training "),
    (_NEITHER, f"no {_NAMED}"),
    (_COUNTRIES, r"\g<prep> "),
    (_NATIONS, ""),
    (_WINDOW, r"\g<work> "),
    (_PLACED, r"\g<work> "),
    (_FROM_CLINICS, r"\g<length> of us clinical experience"),
    (_OR_MORE, r"\g<n> \g<unit> or more"),
    (_WITH_PATIENTS, r"\g<length> of patient care in the us"),
    (_IN_CLINICS, r"\g<length> of clinical work in the us"),
    (_US_WORK, r"\g<length> of \g<where> clinical work"),
    (_PLACE_FIRST, r"\g<lead>\g<what> in the us"),
    (_AS_DOCTOR, _name_doctor),
    (_IN_OFFICE, _name_span),
    (_PART_OF_IT, _name_part),
    (_THEIR_PATIENTS, r"\g<did> patients in the us"),
    (_IN_CHARGE, _name_done),
    (_DID_ONE_OF, _name_done),
    (_KNOWS, _name_known),
)
# "Prior US training?", "Any training in the States before?"
_ASKS_TRAINED = re.compile(
    rf"\b(?:prior|previous|earlier|some|any) (?:{THIS_COUNTRY} (?:medical |hospital )?training|(?:medical |hospital )?"
    rf"training in (?:the |an? )?{THIS_COUNTRY}(?! (?:residency|program)))\b(?! (?:program|licen[cs]e|position))"
)
_QUESTIONS: tuple[tuple[re.Hinted, str], ...] = (
    (_ASKS_KNOWN, rf"\g<ask>have {_NAMED}"),
    (_NAME_ALONE, _NAMED),
    (_ASKS_HERE, r"\g<ask> in the us"),
    (_LABEL_HERE, r"\g<ask> in the us"),
    (_ASKS_TRAINED, f"prior {_NAMED}"),
)
_PLACES = ("us", "u.s", "states", "america", "country", " here")


@lru_cache(maxsize=512)
def name_plainly(text: str) -> str:
    """What a clause says, in plain words for the experience."""
    if any(place in text for place in _PLACES):
        for pattern, plain in _STATEMENTS:
            if pattern.search(text):
                text = pattern.sub(plain, text)
    return text


@lru_cache(maxsize=512)
def ask_plainly(around: str) -> str:
    """A question or label, in plain words for the experience."""
    if around and (" here" in around or any(place in around for place in _PLACES)):
        for pattern, plain in _QUESTIONS:
            if pattern.search(around):
                around = pattern.sub(plain, around)
        around = name_plainly(around)
    return around


# "one year of graduate training in a program approved by the ACGME": it accredits in this country alone.
_ACCREDITED_YEAR = re.compile(
    rf"(?P<span>{LENGTH}|\b(?:an? |one |the )?(?:full )?(?:pgy[ -]?(?:1|i|one)|internship|intern|residency) year)"
    r"(?: (?!(?:graduat(?:ed|ion|ing)|since|after|before|no|not|or)\b)[a-z'(),-]+| pgy[ -]?[1i]\b| pg ?1\b){0,8}? ?"
    r"(?:\b(?:by |with |under |from |of |in )?(?:an? |the )?acgme\b|\b(?:with|under|of) (?:us|u\.s\.?|american) "
    r"accreditation\b)"
    r"(?:[- ](?:accredited|approved|accreditation))?"
    r"(?: (?:residency|residencies|training|program|internship|hospital|year|position|post|gme|place|setting))*"
    rf"(?: (?:in|of|within) (?:the )?(?:{THIS_COUNTRY}|canada)(?:(?: or|/| and)(?: in)?(?: the)? (?:{THIS_COUNTRY}|"
    r"canada))?)?"
)
_TRAINED_AS = re.compile(r"\b(?:resident|residenc|training|trained|gme|pgy|program|intern|internship)")
_FROM_ABROAD = re.compile(
    r"\b(?:imgs?|fmgs?|foreign|international(?: medical)? graduates?|abroad|overseas|non-u\.?s|outside (?:of )?the "
    r"u|j-?1)\b"
)
_OF_EVERYBODY = re.compile(
    r"\b(?:all|every) (?:applicants|candidates)\b|\b(?:everybody|everyone)\b|\bamerican or (?:not|foreign)\b|"
    r"\bor be in\b|\bin place of\b|\binstead of\b"
)
_OF_THEM = re.compile(r"\W*(?:they|these|those|such (?:applicants|graduates|candidates))\b")
_OTHER_TRAINING = re.compile(
    r"\bfellow|\bpgy[ -]?(?:[2-9]|ii|iii)\b|\btransfer|\bor (?:else )?(?:an? |the )?(?:ecfmg|visa)"
)


def _is_of_imgs(clause: Clause) -> bool:
    """Whether what a clause asks for is asked of graduates of foreign schools, and of nobody else."""
    said = f"{clause.lead} | {clause.text} | {clause.question} | {clause.heading}"
    if _OF_EVERYBODY.search(said) or _OTHER_TRAINING.search(clause.text):
        return False
    if _FROM_ABROAD.search(said):
        return True
    if not (_OF_THEM.match(clause.lead) or _OF_THEM.match(clause.text)):
        return False
    before = clause.previous
    while before is not None and before.end + 200 > clause.start:
        if before.sentence_start != clause.sentence_start:
            return bool(_FROM_ABROAD.search(f"{before.lead} | {before.text}"))
        before = before.previous
    return False


def _name_accredited(clause: Clause) -> Clause:
    """A year of training under this country's accreditation, of graduates of foreign schools, in plain words."""
    found = _ACCREDITED_YEAR.search(clause.text)
    if found is None or not _TRAINED_AS.search(found.group()) or not _is_of_imgs(clause):
        return clause
    span = found.group("span") if re.match(LENGTH, found.group("span")) else "one year"
    text = f"{clause.text[: found.start()]}{span} of {_NAMED}{clause.text[found.end() :]}"
    return replace(clause, text=text)


def speak_plainly(clause: Clause) -> Clause:
    """The clause, and the one before it, with the experience in plain words."""
    before = clause.previous
    told = _name_accredited(_speak(clause))
    if before is not None and (named := _speak(before)) is not before:
        told = replace(told, previous=named)
    return told


def _speak(clause: Clause) -> Clause:
    named = name_plainly(clause.text), ask_plainly(clause.question), ask_plainly(clause.lead)
    if named == (clause.text, clause.question, clause.lead):
        return clause
    return replace(clause, text=named[0], question=named[1], lead=named[2])
