"""Ways of speaking of the experience without its usual nouns, put into those that `words.py` knows.

"Must I know US clinics?", "Have you treated patients here?", "six months with American patients", "in Canada, the UK or
the US": a clause is given back with plain words in their place. What it asks for is not read here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from transforms import hinted_re as re
from transforms.facts.usce.words import LENGTH, THIS_COUNTRY
from transforms.language import Clause

_HOUSES = r"(?:clinics?|hospitals?|wards?|bedsides?|offices?|practices?|clinical practice)"
_MEDICINE = rf"(?:{_HOUSES}|medicine|health ?-?care(?: systems?)?|(?:health|medical|hospital) systems?|patients)"
_OWN = r"(?:the |an? |our |your |its |some |any )?"
_NAMED = "us clinical experience"

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
# "six months of treating US patients", "four months or more with patients in America"
_WITH_PATIENTS = re.compile(
    rf"(?P<length>{LENGTH})(?:,? or more)?(?: of| spent)? (?:(?:direct |hands-on )?(?:work|contact) )?(?:with|treating|"
    rf"seeing|examining|caring for|looking after|"
    rf"among) (?:{THIS_COUNTRY} patients|patients (?:in|of|at|from) {_OWN}(?:[a-z]+ ){{0,2}}?{THIS_COUNTRY})"
)
# "four or more months in clinics at an American hospital"
_IN_CLINICS = re.compile(
    rf"(?P<length>{LENGTH})(?: or (?:more|longer))?,? (?:in|at|on) (?:the |an? )?(?:[a-z]+ )?{_HOUSES} "
    rf"(?:of|in|at|within) {_OWN}(?:[a-z]+ )?{THIS_COUNTRY}"
)
_OR_MORE = re.compile(r"\b(?P<n>[a-z]+|\d+) or more (?P<unit>months?|weeks?)\b(?= (?:in|of|with|on|at) )")
# "To know US clinics helps", "having been in American hospitals", "knowledge of the US wards"
_KNOWS = re.compile(
    r"\b(?:(?P<who>who|you|they|imgs?|applicants|candidates|graduates) (?:already |really |personally )?knows?|"
    r"to (?:already )?(?:know|have known|have seen|have been (?:in|inside))|knowing|knowledge of|having (?:known|"
    rf"seen|been (?:in|inside))|first-hand knowledge of) {_OWN}{THIS_COUNTRY} {_MEDICINE}\b"
)
# "treated American patients", "looking after US patients"
_THEIR_PATIENTS = re.compile(
    rf"\b(?P<did>see|seen|seeing|saw|treat|treated|treating|car(?:e|ed|ing) for|examined|examining|look(?:ed|"
    rf"ing)? after|"
    rf"touched|met|work(?:ed|ing)? with|handled|handling) (?:an? |the |some |real )?{THIS_COUNTRY} patients\b"
)


def _name_known(known: re.Match[str]) -> str:
    return f"{known.group('who')} have {_NAMED}" if known.group("who") else _NAMED


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
    rf"(?:^|(?<=[.?|] ))(?:and |what about |how about |any |earlier |prior )*{THIS_COUNTRY} (?:clinics|hospitals|wards|"
    rf"bedside|training earlier|training before|work)(?: before| earlier| first)?(?=\W*(?:\?|$|\|))"
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
    (_THEIR_PATIENTS, r"\g<did> patients in the us"),
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


def speak_plainly(clause: Clause) -> Clause:
    """The clause, and the one before it, with the experience in plain words."""
    before = clause.previous
    told = _speak(clause)
    if before is not None and (named := _speak(before)) is not before:
        told = replace(told, previous=named)
    return told


def _speak(clause: Clause) -> Clause:
    named = name_plainly(clause.text), ask_plainly(clause.question), ask_plainly(clause.lead)
    if named == (clause.text, clause.question, clause.lead):
        return clause
    return replace(clause, text=named[0], question=named[1], lead=named[2])
