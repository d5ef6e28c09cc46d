"""Graduation, clause by clause; see the package for what is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms import hinted_re as re
from transforms.clauses import declare_question
from transforms.exceptions import EXCEPTION, mask_exceptions
from transforms.facts.finding import ANSWERED, EXPLICIT, IMPLIED, Drop, Finding, drop, found
from transforms.facts.graduation.recent import read_recent, read_wished
from transforms.facts.graduation.replies import find_alone, find_last, read_bare
from transforms.facts.graduation.school_ends import name_asked, name_label, name_school, name_unit
from transforms.facts.graduation.words import (
    ABOUT_YEARS,
    CALENDAR,
    DEGREE,
    FINISHED,
    GRAD_RE,
    I_FINISHED,
    OTHER_LIMIT,
    RATHER,
    RIVAL,
    YEARS,
)
from transforms.facts.pairs import Pair, find_pair, is_plain, read_amounts, take_cell_label, tell_strength
from transforms.facts.scope import is_of_the_past
from transforms.facts.tiers import find_tiers
from transforms.language import Clause
from transforms.marks import find_marks, find_strength
from transforms.numerals import NUMBER, UPPER, parse_number
from transforms.refusals import has_refusing_head, is_set_back, is_turned_away
from transforms.strength import settle_strength
from transforms.wish_heads import is_of_invited

STEMS = (
    " md ",
    "md/do",
    "by year",
    "gap",
    "recency",
    "graduat",
    "medical school",
    "med school",
    "yog",
    "degree",
    "diploma",
    "m.d.",
    "years since",
    "years out",
    "long out",
    "far out",
    "of school",
    "finished",
    "finishing",
    "their studies",
    "grad ",
    "grads ",
    "year cut",
    "cutoff year",
    "cutoff of",
    "cut-off of",
    "cut off of",
    "cut-off year",
    "cut off year",
    "year limit",
    "my year",
    "year rule",
)
# Too common to open a passage, but enough within one that is open.
CLAUSE_STEMS = ("years", "yrs", "months", "go up to", "consider up to", "accept up to", "take up to", "as far as")
_NUMBER_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen)"
# What lies between a number of years and the end of school: "may have passed since", "out of", "removed from".
_SINCE = (
    r"(?:since|of|from|after|past|post|following|out of|out since|removed from|away from|elapsed since|between|out "
    r"from|"
    r"ago from|beyond|separat\w+|clear of)"
)
_PERSON = (
    r"(?:you|they|we|he or she|one|an?|the|your|their|his|her|each|every|any|all|applicants?|candidates?|graduates?|"
    r"physicians?|imgs?)"
)
_AFTER_GRAD = re.compile(
    r"\s*(?:or (?:less|fewer|newer|under) )?(?:\(?max(?:imum)?\)? ?)?(?:(?:may|must|can|could|should|shall|will|have|"
    r"has|"
    r"had|to|be|"
    r"gone|gone by|passed?|passing|elapsed?|elapsing|lapsed?|intervened?|ha?ve passed|by|lies?|expired?|at most|"
    r"already|time|in time) )*"
    rf"(?:{_SINCE} (?:{_PERSON} )*(?:last |first |have |has |had |were |was |been )*{FINISHED}\b|"
    rf"(?:{_SINCE}(?: (?:the|your|their|an|his|her|date of|time of|day of|conferral of|award of|receipt of|"
    rf"completion of|"
    rf"end of|{FINISHED}|having|a))*|post-?)\s*"
    r"(?:[a-z]+ )?(?:graduat|grad\b|medical (?:school|college|degree|education|studies|diploma)|med(?:ical)? school|"
    r"school\b|yog\b|"
    rf"{DEGREE}(?!\w)|"
    r"(?:your|their) (?:medical|studies))|\s*(?:out|removed)\b(?=\s*(?:$|[.,;)]|will\b|are\b|is\b|may\b|"
    r"can\b|cannot\b|need\b|have\b|should\b|at\b|who\b|or (?:less|fewer|under|sooner)\b)))"
)
_NAMES_PERSON = re.compile(
    r"\b(?:applica\w+|candidates?|apply|you|they|those|anyone|anybody|persons?|people|physicians?|doctors?|"
    r"individuals?|"
    r"imgs?|graduates?|who|nobody|no one|somebody|someone)\b"
)
_LIMIT_BEFORE = re.compile(
    r"(?:\bwithin(?: a| the| their)?(?: (?:period|window|span|space) of)?(?: the)?(?: immediate(?:ly)?)?(?: (?:last|"
    r"past|previous|preceding|prior|most recent|latest|first))?|\bin (?:(?:a|the|their) )?(?:(?:period|window|span|"
    r"space) of "
    r")?(?:the )?(?:immediate(?:ly)? )?(?:last|past|previous|preceding|prior|most recent|latest|first|period of|"
    r"space of)|\b(?:the )?(?:last|past|previous|preceding|most recent|latest|"
    r"prior)|"
    r"\b(?:no|not)(?: be| have been)? (?:more|longer|greater|older|later|further|over|farther)(?: back| ago| removed)"
    r"?(?: than)?|\binside(?: of)?(?: the (?:last|past))?|\bcloser to|\b(?:not|"
    r"nor|cannot|never) (?:to )?(?:be )?(?:exceed(?:ing)?|surpass(?:ing)?|(?:go |extend |reach |lie |fall |"
    r"be )?(?:back )?"
    r"(?:beyond|over|above|past|in excess of))|(?<!not )(?<!no )\b(?:less|fewer|shorter|smaller) than(?: or equal to)?|"
    r"\bgraduation in|\bnot quite|\bjust under|\byounger than|\bunder|\bup to|\bat most|"
    r"\bmax(?:imum|"
    r"\.)?(?: (?:of|is|"
    r"time(?: since graduation)?(?: is| of)?|allowed))?:?|\blimit(?:ed)?(?: is| of| to|:)?|"
    r"\bcut-?off(?: is| of|:)?|\bno later than|\bno earlier than|\bover(?: the)? (?:last|past)|<=?|\u2264|"
    r"\bnot? earlier than|\bwindow of|\bgap (?:of|is|must be)(?: at most| no more than)?|\bduring the (?:last|past)|"
    r"\byog(?: of| is|:| =| -)?|\b(?:insist|bend|budge) on|\b(?:stick|adhere) to|"
    r"\bwithin|\b(?:window|cap|ceiling)(?: (?:for|on|to|since|after) (?:[a-z]+ ){1,3}?)? ?(?:is|of|at)(?: at most)?|"
    r"\b(?:reach|go|look)"
    r"(?:es|s)? back(?: only)?|\b(?:shut|close)s? the door|\b(?:oldest|furthest|farthest|earliest|"
    r"longest)\b[^.;,]{0,40}"
    r"\bis|\bsince|\bsay,?|\bstop(?:s|ping)? at|\bdraw(?:s|ing)? the line at|\bnewer than|\bbelow|\bno greater "
    r"than)\s*(?:a |an |the )?$"
)
_OVER_BEFORE = re.compile(
    r"(?:\b(?:more|longer|greater|older|further|farther|earlier|bigger|higher|larger|later)(?: back| away| ago| "
    r"removed)? than|\bover|"
    r"\b(?:exceed|surpass|pass)(?:es|s|ed|ing)?|"
    r"\bbeyond|>=?|\bpast|\bin excess of|\bupwards? of|\babove|\bnorth of|\boutside(?: of)?)\s*(?:an? |the )?$"
)
_LIMIT_AFTER = re.compile(
    r"^\s*(?:(?:after|past|beyond|since) (?:[a-z]+ ){1,3}(?:it is over|it(?: is|'s) too late|the door (?:closes|shuts|"
    r"is (?:closed|shut))|we (?:close|shut) the door)\b|[^.;]{0,25}, (?:and |but )?(?:no|not) (?:further|farther|"
    r"longer|older|beyond)|(?:ago|back|old) or "
    r"(?:younger|sooner) ?|(?:ago|back|old) or "
    r"(?:later|less|fewer|more recent(?:ly)?|newer|under)|back at (?:the )?most|(?:[a-z]+ ){0,5}is where "
    r"(?:we|our [a-z]+|the [a-z]+) (?:draws?|stops?|ends?|sets?)|(?:out )?is (?:our|the) (?:limit|ceiling|cap|max\w*|"
    r"cut-?off)|at (?:the )?(?:outside|maximum|"
    r"latest)|tops\b|or (?:less|fewer|newer|more recent|under)|max(?:imum)?\b|at most|\(max|limit|cut-?off|is the "
    r"(?:limit|"
    r"maximum|max|longest|most|oldest|furthest|outer)|or more recently|(?:[a-z]+ ){0,6}is (?:how (?:far|long|"
    r"old)(?: back)?|as (?:far|old|"
    r"long|"
    r"much) as|the most|the longest|"
    r"all) (?:we|that))"
)
_AT_MOST = re.compile(
    r"\b(?:at (?:the )?(?:very )?most|or (?:less|fewer|under|newer)|max(?:imum)?|tops|at (?:the )?outside|"
    r"or sooner)\b"
)
# "Medical school: four years at Tulane": how long somebody went there
_SPENT_AT = re.compile(
    r"\s*(?:at|in) (?!(?:the )?(?:very )?(?:most|outside|latest|maximum|time|start|application|entry|all|total)\b)[a-z]"
)
# "You enter six years after graduating, or sooner"
_BOUND_BEHIND = re.compile(
    r"[^,;.]{0,30},? (?:or (?:sooner|earlier|less|fewer)|at (?:the )?(?:very )?(?:most|latest|outside|earliest)|no "
    r"later|"
    r"not more|and no "
    r"(?:more|later))\b"
)
_LIMIT_NOUN = re.compile(r"\bmax|\blimit|\bcut-? ?off|\b(?:cap|capped|ceiling|restriction|restricted|rule|threshold)\b")
# "Two years ago we ...", "we dropped the limit of five years"
_AGO_WE = re.compile(
    r"^(?:(?:about|some|only|just|around|over) )?#\s*ago,? (?:we|the|our|it|in|this)\b|\b(?:dropped|abolished|"
    r"removed|lifted|"
    r"eliminated|ended|retired|abandoned|no longer (?:have|use|apply|enforce)) (?:the|our|its|a|"
    r"any) (?:[a-z-]+ ){0,3}?(?:limit|"
    r"cut-?off|rule|cap|requirement)[^.;,]{0,30}#"
)
_REJECTED = re.compile(
    r"\b(?:needs?|requires?) (?:special |prior |the [a-z']+ |written )*(?:approval|permission|consent|waivers?)\b|"
    r",\s*no\W*$|(?:=+>?|->|means?|is|:) (?:an? )?(?:no (?:interview|review|invitation)|(?:automatic )?(?:rejection|"
    r"decline))|\bno (?:interviews?|invitations?|offers?|reviews?|consideration|chance) (?:for|to|of)\b|"
    r"\bonly (?:if|when|where|with)\b|\bonly (?:be )?(?:considered|read|reviewed|accepted|eligible|interviewed) "
    r"(?:if|when|with)\b|"
    r"\bgets? (?:a|our) (?:[a-z]+ )?no\b|"
    r"^nor (?:are|is|do|does|will|can|may)\b|^(?:no\W+)?not (?:if|when|for|once)\b|"
    r"\b(?:nobody|no one|no (?:applicants?|candidates?|graduates?|files?|applications?))\b|\bturned (?:away|down)\b|"
    r"\b(?:not|never|no longer|cannot|rarely|unlikely)(?: (?:be|generally|typically|normally|usually|"
    r"routinely|are))*(?: |\b)(?:considered|reviewed|accepted|eligible|interviewed|invited|processed|consider|accept|"
    r"review|interview|invite|take|rank|offered|look)?|"
    r"\bgets? no (?:interview|invitation|review|reading|consideration)\b|\bineligible|\belsewhere\b|\brejected|"
    r"\bdisqualif|\bexcluded|\bfiltered|\bscreened out"
)


def _refuses(text: str) -> bool:
    return bool(_REJECTED.search(text)) or is_turned_away(text)


_SEGMENT = re.compile(
    r"\band (?=(?:more|less|over|no more|not more|at most|fewer|within|under|up to) )|[,()|]|\s-+\s|\band (?=(?:be|"
    r"been|hold|graduat\w+|possess|have|has|having|being|passing|completing|showing|holding|must|is|are|at least|a |"
    r"an |"
    r"us |u\.s|three|two|no |steps?|usmle))"
)
_LABEL = re.compile(
    r"\b(?:yog|y\.o\.g|grad(?:uation|uated)?(?: (?:gap|limit|window|year|date|within|recency|age|cutoff|cut-off))?|"
    r"years? (?:since|out|from|"
    r"after|past)(?: of)?(?: (?:graduation|md|m\.d|do|school|med|degree|grad))?|yrs? (?:since|out|from|after)|"
    r"gap (?:since|after)|^(?:max(?:imum)?\.? )?(?:gap|years)(?= ?(?:$|\(max))|"
    r"time (?:since|from|out)|recency(?: of graduation)?|y(?:ea)?rs? of grad(?:uation)?|since (?:graduation|grad|md|"
    r"degree|medical school)|"
    r"old graduates|older graduates|how (?:long|far|many years) out)\b"
)
_LABEL_FOREIGN = re.compile(
    r"\b(?:step|exam|usmle|scores?|usce|experience|training|residency|practice|img|imgs|foreign|international|ecfmg|"
    r"programs?|"
    r"of our|medical school graduates|recent graduates|letters?|who|reside)\b"
)
_INLINE_LABEL = re.compile(
    rf"(?:yog|y\.o\.g\.?|years since grad(?:uation)?|graduation year)\s*(?={NUMBER} (?:years?|yrs?)[^;]{{0,20}},)"
)
_VALUE_WORDS = re.compile(
    r"graduat\w*|grad|school|med|medical|since|out|ago|older|newer|recent|year|yr|window|nobody|anyone|none|past|"
    r"beyond|degree|md|"
    r"back|go|far|as|that's|strongly|mostly|we're|you|must|should|need|your|by|before|after|when|july|june|season|"
    r"starts?|is|it's|outside|very|can|cannot|applications?|date|application|start|match"
)
# "Generally within 5 years, longer ones occasionally."
_GENERALLY = re.compile(
    rf"(?:generally|usually|normally|mostly) (?:within|under|less than|up to|no more than|at most) (?:the (?:last|"
    rf"past) "
    rf")?(?P<n>{NUMBER})(?: years?)?[,;] [^.;]{{0,30}}?\b(?:now and then|occasional(?:ly)?|at times|sometimes|rarely|"
    r"once in a while)\b[^.;]{0,30}\W*"
)
_NOW_AND_THEN = (
    r"(?:now and then|occasional(?:ly)?|at times|sometimes|rarely|once in a(?: while)?|now and again|seldom|in some "
    r"cases|"
    r"exceptionally|from time to time)"
)
# "In the last four years generally, once in a while earlier", "the last four as a rule, at times older"
_LAST_GENERALLY = re.compile(
    rf"(?:with)?(?:in |from |of )?(?:the )?(?:last|past) (?P<n>{NUMBER})(?: years?)?,? (?:generally|usually|normally|"
    rf"mostly|"
    rf"as a rule|for the most part|in general),? [^.;]{{0,20}}?\b{_NOW_AND_THEN}\b[^.;]{{0,30}}\W*"
)
_TYPICALLY = re.compile(r"(?:typically|usually|generally|mostly|normally|historically|on average)\b(?! (?:we|prefer))")


def _read_pair(clause: Clause, text: str) -> Iterator[Finding]:
    """ "YOG: 10 max, 5 pref.", "Years out? Ten, no more.", "Old graduates? Past 3 years preferred; nobody past 7."."""
    pair = find_pair(clause, _LABEL)
    inline = _INLINE_LABEL.match(clause.text) if pair is None and not clause.lead else None
    if inline:  # "YOG 3 years preferred, 5 max."
        text = text[inline.end() :]
        pair = Pair(inline.group().strip(), text, False)
    if pair is None or _LABEL_FOREIGN.search(pair.label):
        return
    value = text.strip("# ,.")
    if _TYPICALLY.match(value):
        return
    if not is_plain(value, _VALUE_WORDS) or re.search(
        r"^not?\b(?! (?:more|older|longer|later|further|over|beyond|past))|\bno (?:limit|cut-?off|max)|\bminimum\b|"
        r"\bat least\b|\bnone\b",
        value,
    ):
        return
    of_label = tell_strength(pair.label.replace("welcome", "taken"))
    if not of_label and pair.is_question and _ASKS_WISH.search(pair.label):
        of_label = "preferred"
    for amount in read_amounts(value):
        years = amount.high / 12 if amount.unit == "m" else amount.high
        if amount.unit == "w" or not 0 < years <= 30 or (not amount.unit and CALENDAR.search(value)):
            continue
        strength = amount.strength or of_label or tell_strength(f"{clause.lead} | {clause.heading}") or "required"
        if not amount.strength and RATHER.search(value):
            strength = "preferred"  # "none set, though under four is better"
        if strength not in ("required", "preferred"):
            continue
        yield Finding(
            "max_years_since_graduation",
            int(years) if years == int(years) else years,
            strength,
            clause.start,
            clause.end,
            confidence=ANSWERED,
            needs_question=pair.is_question,
            needs_lead=not pair.is_question,
        )


_ASKED_LIMIT = re.compile(
    rf"(?P<over>more than|over|beyond) (?P<k>{NUMBER}) (?:years?|yrs?) (?:since|out of|from|past|after|removed from) "
    rf"[^?]{{2,30}}\?|"
    rf"\bgraduat\w*\b[^?]{{0,30}}?\b(?P<how>more than|over|longer than|before|within|in the (?:last|past)|less than|"
    rf"under)(?: the (?:last|"
    rf"past))? (?P<n>{NUMBER})(?: (?:years?|yrs?))?(?: (?:ago|back|or less))?(?=\s*\?)"
)


def _read_asked_limit(clause: Clause, text: str) -> Iterator[Finding]:
    """ "Graduated more than 8 years ago? Then we cannot take you." and "Graduated within three? Preferred."."""
    asked = _ASKED_LIMIT.search(clause.question) if clause.is_first_reply else None
    if asked is None or YEARS.search(text) or len(text) > 130:
        return
    kinds = {mark.kind for mark in find_marks(text)}
    if asked.group("over") and not GRAD_RE.search(asked.group()):
        return
    if asked.group("over") or asked.group("how") in ("more than", "over", "longer than", "before"):
        strength = (
            "required" if clause.answer == "no" or _REJECTED.search(text) or re.search(r"\bsorry\b", text) else ""
        )
    else:
        strength = "preferred" if "preferred" in kinds else "required" if "required" in kinds else ""
    value = parse_number(asked.group("n") or asked.group("k"))
    if strength and 0 < value <= 30:
        yield Finding(
            "max_years_since_graduation",
            value,
            strength,
            clause.start,
            clause.end,
            confidence=ANSWERED,
            needs_question=True,
        )


# "The graduation year must lie in the last five", "limit on years since graduation: 5", "max 5 YOG": by the noun alone.
_SCHOOL = r"(?:graduation|graduating|graduated|(?:medical |med )?school|(?:the |your )?(?:m\.?d|degree|diploma)|grad)"
_YEAR_NOUN = (
    rf"(?:\byears? of graduation|\bgraduat(?:ion|ing) years?|\byog|\b(?:years|yrs|time|gap|span|interval)[\"']? "
    rf"(?:since|from|after|out of|past|post|between|following)(?: completing| finishing)? {_SCHOOL})\b"
)
_UNITLESS = re.compile(
    rf"{_YEAR_NOUN}[^.;:0-9/(]{{0,70}}?(?:\b(?:is|of|at|no (?:greater|more|longer) than|not (?:greater|more|older|over|"
    rf"above)(?: than)?|less than|fewer than|at most|up to|under|below|within|max(?:imum)?(?: of)?|not exceed(?:ing)?|"
    rf"not pass|last|past|filter|limit|cut-?off|preference)|[<\u2264]=?|:|\(|(?:after|since) (?:graduation|school))"
    rf" ?(?P<n>{NUMBER})(?=\s*(?:$|[.;,()/]|years?\b|yrs?\b|(?:is|are|or|and|at|by|when|before|on|as of|from|"
    rf"prior)\b))|"
    rf"(?:max(?:imum)?\.? |limit |up to |< ?)?(?P<m>{NUMBER}) ?(?:y|yrs?|years?)? ?yog\b|"
    rf"(?P<o>{NUMBER})[\"']? is (?:the|our) (?:max\w*|limit|most|largest|highest|cap) (?:number of |count of )?"
    rf"{_YEAR_NOUN}|\bmax(?:imum)?\.? {_YEAR_NOUN} (?P<q>{NUMBER})(?=\s*(?:$|[.;,)]))|"
    rf"\b(?:last|past) (?P<p>{NUMBER}) graduat(?:ing|ion) (?:classes|years)\b"
)
_CELL = re.compile(r"[,;/|]|(?<=yrs)\.(?= )")
_WISHED_ASIDE = re.compile(r", (?:preferably|ideally)\b [^,;]+,")
_CELL_BOUND = re.compile(r"\b(?:max(?:imum)?|up to|limit|no more than|at most)\b|[<\u2264]")
_MARKED_WHOLE = re.compile(r"\b(?:is|are|be) (?:[a-z]+ly )?(?:pref|desir|favou?r|recom|encour)")


def _is_cell_alone(clause: Clause, text: str, start: int, end: int) -> bool:
    """Whether a list of notes has its wish in other items only, each of which says its own strength behind it."""
    cell = _cut_cell(text, start, end)
    marks = [mark for mark in find_marks(text) if mark.kind == "preferred"]
    return (
        len(_CELL.findall(text)) > 1
        and bool(_CELL_BOUND.search(cell))
        and not any(mark.kind == "preferred" for mark in find_marks(cell))
        and all(mark.side != "next" for mark in marks)
        and not find_marks(clause.lead)
        and not _MARKED_WHOLE.search(text)
    )


def _cut_cell(text: str, start: int, end: int) -> str:
    """The item of a list that stands around [start:end]."""
    left = max((cut.end() for cut in _CELL.finditer(text, 0, start)), default=0)
    right = next((cut.start() for cut in _CELL.finditer(text, end - 1)), len(text))
    return text[left:right]


_BADGE = re.compile(
    rf"(?:\byog|\b(?:y(?:ea)?rs?|time) ?since ?(?:grad(?:uation)?|med(?:ical)? school)|\byear of graduation|"
    rf"\bgrad(?:uation)? (?:year|yrs?|years)|"
    rf"\bgrad cut-?off)(?: \((?:max|limit|yog|years)\))?\s*(?:[:<=\u2264-]|, ?(?=prefer|max|<|\u2264)|within|w/i|max|"
    rf"up to|is|filter|limit|less than|fewer than|no more than|prefer(?:red|ably)?|"
    rf"cut-?off|of|at|"
    rf"under|\s)*(?P<n>{NUMBER})(?!\s*(?:years?|yrs?|or later|\+))"
)
# "Unless you practised meanwhile, ...": the exception ends with its comma.
_OF_LIMIT = re.compile(r"\b(?:waivers?|exceptions?) (?:of|to|from|for) (?:the|our|this|its) (?=[a-z0-9-]+[- ])")
_OPENING = re.compile(
    r"^(?:unless|except|excepting|barring|other than|save|with the exception of|aside from|apart from)\b[^,]*,"
)
# Who graduates from the residency itself, or from a college, is not an applicant's medical school.
_OTHER_GRADUATION = re.compile(
    r"\b(?:(?:our|the program's|the residency's|its) (?:[a-z]+ ){0,2}?(?:graduates|alumni|graduating (?:class|"
    r"residents))(?: (?:have|had))?(?: graduated)?|"
    r"(?:graduates|alumni|graduation|graduating|graduated) (?:of|from) (?:(?:our|the|this|a|their|your) )?(?:[a-z]+ "
    r"){0,2}?(?:residency|program|fellowship|training|high school|(?<!medical )college(?! of medicine))|"
    r"(?:residency|residents?|fellowship|program) graduat(?:es|ion)|"
    r"(?<!to this )(?<!to our )(?<!to the )(?:program|residency|department|institution|we) (?:(?:has|have|had|"
    r"now|since|proudly|already|"
    r"then) )*graduated\b(?! "
    r"(?:from|more|over|less|within|in the))|alumni (?:(?:have|had) )?graduated|"
    r"(?:finish(?:ing|ed)|complet(?:ing|ed|ion of)|end of|leaving) (?:(?:the|their|your|this|our|an?) )?(?:[a-z]+ )?"
    r"(?:residency|fellowship|internship)|graduates (?:\d+|[a-z]+) residents)\b"
)
_ARE_WELCOME = re.compile(
    r"\bare (?:always |also |very |most |all )?welcome\b(?! bonus)"
)  # people are; a limit for them
_WITHIN = re.compile(r"\bw/?i(?:n|thin)? |\bw/in ")
_HYPHENED = re.compile(r"\bwithin-(?:the-)?(?:last-|past-)?[a-z0-9]+-years?(?:-of-graduation)?\b")
_NO_GAP = re.compile(r"\bno gaps? (?:of more than|of over|longer than|greater than|exceeding)\b")
# "at most six years, and fresher ones are preferred": the wish is for less, and the six years stand
_FRESHER_TOO = re.compile(
    r",? \(?(?:and |but |though |with )?(?:the )?(?:fresh(?:er|est)?|newer|newest|(?:more |most )?recent) (?:ones|"
    r"degrees|"
    r"diplomas|graduates|applicants|candidates)(?: (?:is|are|being|get|have))? (?:[a-z]+ly )?(?:preferred|favou?red|"
    r"liked|"
    r"preference|better)\b(?: (?:better|best))?"
)
_NO_OLDER = re.compile(rf"\b(?:(?:no|not) (?:older|more|longer|over)(?: than)?|within|up to) {NUMBER} years\b")
_DECADE_BOUND = re.compile(
    r"(?<=\bup to )(?:an? |one )?decade\b|(?<=\bwithin )(?:an? |one )decade\b|(?<=\bthan )(?:an? |one )decade\b"
)
_DECADE = re.compile(r"(?<!half )\b(?:an? |one )?decade\b")
_UNLIMITED = re.compile(
    r"(?:\bno|\bnot (?:have|set|use|apply|enforce))(?: an?| any)? (?:[a-z]+ )?"
    r"(?:limit|cut-?off|restriction)\b|\bunlimited\b"
)
_COMPOUND = re.compile(
    rf"\b(?P<n>{_NUMBER_WORD}|\d{{1,2}})[- ]?(?:year|yr)s?[- ](?:(?:graduation|grad|yog|recency|upper|hard|firm|strict|"
    rf"maximum|post-?graduation|since-graduation|medical school|time) ){{0,2}}(?:cut-? ?off|limit|rule|window|maximum|"
    rf"cap|restriction|ceiling|threshold|requirement|policy)\b"
)
# A rule named to be denied: "we dropped the 5-year rule", "subject to the two-year home rule".
_COMPOUND_DENIED = re.compile(
    r"(?:\bno|\bnot (?:have|apply|use|enforce|impose|set)|\bno longer(?: [a-z]+){1,2}|"
    r"\bnever (?:had|used|set|applied)|\bwithout|\b(?:dropped|abolished|removed|lifted|eliminated|ended|retired|"
    r"abandoned)|"
    r"\bsubject to|\bhome(?:-| )(?:residen\w+|country)?)(?: (?:an?|the|our|its|any|such))?(?: [a-z]+)? ?$"
)
_ELLIPTIC = re.compile(
    rf"\b(?:(?P<how>as far (?:back )?as|(?:the|our) (?:maximum|limit|max|ceiling|cap|cut-?off) (?:is|being|at)|(?:for|"
    rf"to|of|in|from) the "
    rf"(?:last|past)|no(?:t)? (?:older|more|over|longer)(?: than)?|within|"
    rf"inside(?: of)?|younger than|newer than|under|less than|fewer than|closer to|no more than|at "
    rf"most|up to)\s+(?:the (?:last|past) )?"
    rf"(?P<n>{_NUMBER_WORD}|\d{{1,2}})|(?P<m>{_NUMBER_WORD}|\d{{1,2}}) or (?:fewer|less))(?=\s*(?:$|[.,;)]|is\b|are\b|"
    rf"have\b|has\b|get\b|enjoy\b|prefer|favou?red\b|desir|ideal\b|recommended\b|best\b|better\b|would\b|will\b|"
    rf"being\b))"
)
# "If you have not graduated within three years, we require experience": older ones are asked for more, not turned away.
_ASKED_FOR_MORE = re.compile(
    r"(?:if|when|where) (?:you|they|an? [a-z]+|applicants|candidates) (?:have|has|did) not graduated?\b[^;]*?, "
    r"(?:then )?(?:we|you|they|applicants|candidates|an? [a-z]+|there)(?: [a-z]+ly)? (?:require|ask|need|must|should|"
    r"expect|want|have to|has to|will need)"
)
# "School to residency entry: no more than 3 years"
_SCHOOL_TO_ENTRY = re.compile(
    r"(?:\d{1,2}[.)] )?(?:(?:maximum |max |the )*(?:time|gap|interval|years|span) )?(?:from |"
    r"between )?(?:the )?(?:end of |finishing |"
    r"leaving )?"
    r"(?:medical )?(?:school|graduation|degree|diploma) (?:until|till|to|and|-) (?:the )?(?:start of |"
    r"entry (?:in)?to )?"
    r"(?:residency|training|applications?|applying|entry|start|match|pgy-?1|internship|matriculation)"
    r"(?: (?:entry|start|training|application))?"
)
# "There is no limit; we take people one by one": no one year
_ONE_BY_ONE = re.compile(r"\b(?:one by one|one (?:at a time|after (?:the other|another)))\b")
_LEFT_THEN = re.compile(
    r"^(?:ended|left|finished|completed) (?=(?:no|not) (?:more|longer|over|further)\b|at most |within )"
)
_A_SCHOOL = re.compile(r"\b(?:medical )?(?:school|college|university)\b(?! letter)")


def _name_school(clause: Clause) -> Clause:
    """The clause with the end of school in its plain name, in what it says and in what it answers."""
    asked = clause.question if clause.is_first_reply else clause.lead
    text = _ONE_BY_ONE.sub(lambda match: "#" * len(match.group()), clause.text)
    before = clause.previous
    if before and before.end > clause.start - 4 and _LEFT_THEN.match(text) and _A_SCHOOL.search(before.text):
        text = _LEFT_THEN.sub("graduated ", text)  # "- a listed school, left no more than four years ago"
    text = name_school(name_unit(asked, text), clause.topic)
    named = text, name_asked(clause.question), name_label(clause.lead, clause.text)
    if named == (clause.text, clause.question, clause.lead):
        return clause
    return replace(clause, text=named[0], question=named[1], lead=named[2])


def read(clause: Clause) -> Iterator[Finding | Drop]:
    clause = _name_school(clause)
    if _FRESHER_TOO.search(clause.text) and (_AT_MOST.search(clause.text) or _NO_OLDER.search(clause.text)):
        clause = replace(clause, text=_FRESHER_TOO.sub(lambda match: "#" * len(match.group()), clause.text))
    if _ASKED_FOR_MORE.match(clause.text):
        yield drop(clause, "graduation: what older graduates are asked for, no limit")
        return
    if "to" in clause.lead and _SCHOOL_TO_ENTRY.fullmatch(clause.lead):
        clause = replace(clause, lead="years since graduation")
    clause = take_cell_label(clause, _LABEL)
    if told := list(_read_unless(clause)) or list(_read_tiers(clause)):
        yield from told
        return
    badge = _BADGE.search(clause.text)
    if badge and 0 < parse_number(badge.group("n")) <= 20:
        cell = _cut_cell(clause.text, *badge.span())
        kinds = {mark.kind for mark in find_marks(cell)}
        strength = "preferred" if "preferred" in kinds or re.search(r"\bsoft\b", cell) else "required"
        if strength == "preferred" or not _UNLIMITED.search(clause.text):
            yield Finding(
                "max_years_since_graduation", parse_number(badge.group("n")), strength, clause.start, clause.end
            )
        return
    if is_of_the_past(clause.sentence):
        if YEARS.search(clause.text) and GRAD_RE.search(clause.text):
            yield drop(clause, "graduation: what was asked once")
        return
    text = _OPENING.sub(lambda match: "#" * (len(match.group()) - 1) + ",", clause.text)
    text = _ARE_WELCOME.sub("are accepted", _WITHIN.sub("within ", text))
    text = _HYPHENED.sub(lambda match: match.group().replace("-", " "), text)
    text = _OTHER_GRADUATION.sub("residency training", mask_exceptions(text))
    text = _NO_GAP.sub(lambda match: "gap of at most".ljust(len(match.group())), text)
    text = _DECADE_BOUND.sub("10 years", text)
    if clause.topic.strip(" |") or _FINITE.search(text):
        text = _DECADE.sub("10 years", text)
    soft = (_GENERALLY.fullmatch(text) or _LAST_GENERALLY.fullmatch(text)) if clause.is_first_reply else None
    if soft and (ABOUT_YEARS.fullmatch(clause.question) or _WHEN_GRADUATED.search(clause.question)):
        value = parse_number(soft.group("n"))
        yield found(clause, "max_years_since_graduation", value, "preferred", needs_question=True)
        return
    if clause.is_first_reply and _TYPICALLY.match(text) and "prefer" not in text:
        yield drop(clause, "graduation: typical, not asked for")
        return
    if (recent := read_recent(clause, text)) is not None:
        yield recent
        return
    if last := find_last(clause, text):
        asked_of = bool(clause.question) and clause.is_first_reply
        value = parse_number(last.group("n"))
        yield found(
            clause,
            "max_years_since_graduation",
            value,
            needs_question=asked_of,
            needs_lead=bool(clause.lead),
            confidence=ANSWERED,
        )
        return
    text = _YEARS_OF_EDUCATION.sub(lambda match: "training".ljust(len(match.group())), text)
    paired = list(_read_pair(clause, text)) or list(_read_asked_limit(clause, text))
    asked = None if paired or YEARS.search(text) else declare_question(clause)
    if asked is not None:
        for match in YEARS.finditer(asked.text):
            stated = _read_years(asked, asked.text, match)
            if isinstance(stated, Finding):
                yield stated
        return
    if paired:
        yield from paired
        return
    if "#" in text and not text.strip("# ,."):
        return
    best: Finding | None = None
    rule = _COMPOUND.search(text)
    is_ruled = bool(rule and re.search(r"graduat|\bgrad\b|\byog\b|recency", rule.group()))
    for match in () if is_ruled else YEARS.finditer(text):
        finding = _read_years(clause, text, match)
        if isinstance(finding, Drop):
            yield finding
        elif finding and (best is None or finding.strength == "required" != best.strength):
            if best is not None and best.strength != finding.strength:
                yield best
            best = finding
        elif finding and best and finding.strength != best.strength:
            yield finding
    elliptic = _read_elliptic(clause, text, best)
    if elliptic and best and best.strength == elliptic.strength == "preferred" and best.value != elliptic.value:
        best = replace(best, strength="required")  # "Maximum five years since graduation, two preferred"
    if elliptic:
        yield elliptic
    if best:
        yield best
        return
    compound = _COMPOUND.search(text)
    if compound is None and _OF_LIMIT.search(clause.text):
        text = clause.text  # "waivers of the five-year graduation limit are rare"
        compound = _COMPOUND.search(text)
    if (
        compound
        and (GRAD_RE.search(f"{text} | {clause.topic}") or not OTHER_LIMIT.search(f"{text} {clause.lead}"))
        and (
            re.match(
                r" (?:since|after|from|on) (?:your |the |medical )*(?:graduat|school|degree)", text[compound.end() :]
            )
            or not RIVAL.search(text[max(0, compound.start() - 20) : compound.end() + 40])
        )
    ):
        value = parse_number(compound.group("n"))
        strength = settle_strength(clause, compound.start(), compound.end()) or "required"
        if strength == "unneeded" and re.search(r"\bexceptions? to (?:our|the|this|its) *$", text[: compound.start()]):
            strength = "required"  # "please don't ask for exceptions to our five-year limit"
        if (
            0 < value <= 30
            and strength in ("required", "preferred")
            and not _COMPOUND_DENIED.search(text[: compound.start()])
        ):
            yield Finding("max_years_since_graduation", value, strength, clause.start, clause.end)
        return
    unitless = _UNITLESS.search(text)
    which = next((name for name in "nmopq" if unitless.group(name)), "n") if unitless else "n"
    if unitless and 0 < parse_number(unitless.group(which)) <= 15:
        cell = _cut_cell(text, *unitless.span(which))
        is_list = cell != text and len(_CELL.findall(text)) > 1
        strength = (tell_strength(cell) if is_list else settle_strength(clause, *unitless.span(which))) or "required"
        if re.search(r"\bsoft\b|\bpreference\b", cell):
            strength = "preferred"
        if strength == "preferred" or (strength == "required" and not _UNLIMITED.search(text)):
            value = parse_number(unitless.group(which))
            yield found(clause, "max_years_since_graduation", value, strength, needs_lead=bool(clause.lead))
        return
    if (
        (over := _LABELLED_OVER.search(clause.lead))
        and (GRAD_RE.search(clause.lead) or _WHO_FINISHED.search(clause.lead))
        and (_refuses(text) or text.startswith("sorry"))
    ):
        # "Old graduates over 5 years: rejected."
        yield found(clause, "max_years_since_graduation", parse_number(over.group("n")), needs_lead=True)
    elif not any(True for _ in YEARS.finditer(text)):
        yield from read_bare(clause, text)
    elif (label := _LABELLED_YEARS.search(clause.lead)) and _VALUE_LIMIT.match(text):
        # "Four years since graduation: limit, waived for ..."
        strength = tell_strength(text) or "required"
        if strength in ("required", "preferred"):
            yield found(clause, "max_years_since_graduation", parse_number(label.group("n")), strength, needs_lead=True)
    elif alone := find_alone(clause, text):
        yield found(clause, "max_years_since_graduation", parse_number(alone.group("n")), confidence=IMPLIED)


# "Unless you finished school in the last four years, we consider you for nothing"
_UNLESS_GRADUATED = re.compile(
    rf"^\W*(?:unless|except (?:if|when)|only if) (?:you|they|an? [a-z]+|applicants|candidates|somebody|someone|one|"
    rf"people) (?:have "
    rf"|has )?(?:graduated|finished (?:medical )?(?:school|studies)|left (?:medical )?(?:school|studies)|(?:got|"
    rf"received|earned|"
    rf"obtained) (?:your|their|the|an?) (?:medical )?(?:degree|diploma|m\.?d\.?))(?: from [a-z ]{{3,30}}?)? "
    rf"(?:(?:with)?in|during|"
    rf"over|no more than|at most)(?: the)?(?: last| past)? ?(?P<n>{NUMBER}) years?(?: (?:ago|before [a-z "
    rf"]{{3,20}}?))?,? (?P<then>we|"
    rf"you|they|the (?:program|committee)|your|no|nobody|there)\b"
)
_NOT_TAKEN = re.compile(
    r"\b(?:not|never|neither|cannot|no longer|nor|unable|too)\b[^.;]{0,30}\b(?:consider|interview|invite|read|review|"
    r"look at|"
    r"accept|take|rank|eligible|apply|qualify|chance|late|entry)|\b(?:consider|interview|invite|read|review|accept|"
    r"take|rank)\w* "
    r"(?:you |them |your [a-z]+ )?(?:for )?(?:neither|no|nothing|none)\b|\breject|\bturned? (?:away|down)|\bno "
    r"(?:interview|chance|"
    r"place|file)"
)


def _read_unless(clause: Clause) -> Iterator[Finding]:
    """A refusal of all but those who graduated within some years: a limit, told by its exception."""
    match = _UNLESS_GRADUATED.search(clause.text) if "unless" in clause.text or "except" in clause.text else None
    if match and _NOT_TAKEN.search(clause.text, match.start("then")):
        yield found(clause, "max_years_since_graduation", parse_number(match.group("n")))


def _read_tiers(clause: Clause) -> Iterator[Finding]:
    """ "Five years preferred, never over ten": the wish and the limit around it."""
    asked = clause.question if clause.is_first_reply else ""
    named = GRAD_RE.search(clause.text) or _names_years(clause.lead) or (GRAD_RE.search(asked) and "year" in asked)
    tiers = find_tiers(clause.text, True) if named and not RIVAL.search(clause.lead) else None
    for value, strength in zip(tiers or (), ("preferred", "required"), strict=False):
        yield found(clause, "max_years_since_graduation", value, strength, needs_lead=bool(clause.lead))


def _read_elliptic(clause: Clause, text: str, best: Finding | None) -> Finding | None:
    """ "Ten years at most; preference goes to those within five": the unit stands in what was said before."""
    match = _ELLIPTIC.search(text)
    if match is None:
        return read_wished(clause, text, best)
    if RIVAL.search(text[max(0, match.start() - 30) :]):
        return None
    before = text[: match.start()]
    if not (best and YEARS.search(before)) and not _DIRECT.search(before) and not _YEAR_LIMIT.search(before):
        previous = clause.previous
        if (
            not previous
            or previous.end < clause.start - 12
            or not (
                YEARS.search(previous.text)
                or _YEAR_LIMIT.search(previous.text)
                or _YEARS_NAMED.search(f"{previous.lead} | {previous.text}")
            )
        ):
            return None
        around = f"{previous.text} | {previous.lead} | {previous.question} | {clause.lead} | {text}"
        if not (GRAD_RE.search(around) or _YEAR_LIMIT.search(previous.text)):
            return None
    strength = find_strength(text, match.start(), match.end())
    if strength is None and clause.lead and tell_strength(clause.lead.rsplit("|", 1)[-1]) == "preferred":
        strength = "preferred"
    if strength is None and re.match(r"(?:the|our)\b", match.group("how") or ""):
        strength = "required"  # "graduates within 2 years are preferred; the maximum is 5"
    if (
        strength != "typical"
        and (
            best.strength == "preferred"
            if best
            else clause.previous is not None and {m.kind for m in find_marks(clause.previous.text)} == {"preferred"}
        )
        and re.match(r"up to|at most|no more|as far", match.group("how") or "")
        and _STILL_TAKEN.search(before)
    ):
        strength, best = "required", None  # "preferred within the last five years, but we will consider up to 10"
    if strength is None and re.search(r"\babsolute(?:ly)?\b", before):
        strength, best = "required", None  # "ideally within five; absolutely within ten"
    if strength is None and _DIRECT.search(before) and not _FINITE.search(text):
        strength = "required"  # "Letters no older than 2 years; diploma within 7."
    if strength not in ("preferred", "required") or (strength == "required" and best is not None):
        return None
    value = parse_number(match.group("n") or match.group("m"))
    return Finding("max_years_since_graduation", value, strength, clause.start, clause.end, confidence=ANSWERED)


_STILL_TAKEN = re.compile(
    r"(?:^\W*(?=go|consider|accept|take|look|reach|allow)|(?:^\W*|\b(?:but|though|although|however|yet),? )(?:we|it|"
    r"they|the (?:program|"
    r"committee)) )(?:[a-z]+ ){0,2}?(?:consider|accept|take|review|allow|go|look|reach)(?:s|es)?(?: back)?\s*$"
)
# "Graduation within five is encouraged."
_YEARS_NAMED = re.compile(
    r"\byears (?:since|from|after|out|past|of grad)\b|\b(?:limit|cut-?off)s? (?:in|of|on|for) years\b"
)
_DIRECT = re.compile(
    r"\b(?:graduation|graduated|graduating|graduates?|degree|diploma)(?: date)?(?: must be| should be| is)?\s*$"
)
_YEARS_OF_EDUCATION = re.compile(
    rf"\b(?:{NUMBER}|an?) (?:full )?years? of (?:[a-z-]+ ){{0,2}}?(?:medical )?education\b"
)
_LASTS = re.compile(
    r"\)?\s*(?:\([^()]{1,24}\) )?of (?:(?:formal|accredited|acgme|medical|clinical|graduate|postgraduate|supervised|us|"
    r"u\.s\.|recent|prior|full-time|hands-on|direct) ){0,3}(?:education|training|experience|work|practice)\b|"
    r"\)?(?: or more| or longer| at (?:the )?(?:very )?least| (?:minimum|min))? (?:in|within|inside|of) (?:the |an? )?"
    r"(?:u\.?s\b|united states|american|canad)"
)
# "Besides strong results we require that no more than five years lie between ..."
_WE_REQUIRE_THAT = re.compile(r"\b(?:we|the program|it) (?:require|ask|expect|demand|insist|want)s?(?: that)?\b")
# "Board certification within six years of graduation", "time to degree at most seven years", "our own graduates of the
# last ten years of this program"
_OF_OTHER_SPAN = re.compile(
    r"\bboard[- ](?:certif\w+|eligib\w+|exam\w*|pass)\b|\btime to (?:the |a |your )?(?:degree|graduation)\b|"
    r"\bgraduates\b"
    r"[^.;,]{0,40}\byears of (?:this|our) (?:program|residency)\b(?! (?:start|begin))"
)
# "Three years of medical school": how long somebody was there
_SCHOOL_YEARS = re.compile(r"\s*(?:of|in|at) (?:an? )?(?:accredited )?(?:medical|med) (?:school|college)\W*$")
# "One began ten years after school.": of somebody who did, and no rule.
_TOLD_OF_ONE = re.compile(
    r"\b(?:he|she|i|one|another|someone|somebody|who|they|resident|graduate|intern|author|friend|colleague)\b"
    r"(?: [a-z]+ly| then| even| had)? (?:began|started|matched|entered|returned|arrived|came|got|found|secured|"
    r"landed)\b[^.;]{0,40}$"
)


def _read_years(clause: Clause, text: str, match: re.Match[str]) -> Finding | Drop | None:
    start, end = match.span()
    if _TOLD_OF_ONE.search(text[:start]):
        return Drop("graduation: of one who did", clause.start, clause.end)
    cuts = list(_SEGMENT.finditer(text))
    left = max((cut.end() for cut in cuts if cut.end() <= start), default=0)
    right = min((cut.start() for cut in cuts if cut.start() >= end), default=len(text))
    before, after = text[left:start], text[end:right]
    wide_before = text[:start]
    if _LASTS.match(text, end):
        return None  # "one year of formal medical education in this country"
    if _OF_OTHER_SPAN.search(text[left:right]) or (_SCHOOL_YEARS.match(text, end) and not _LIMIT_BEFORE.search(before)):
        return Drop("graduation: a window of something else", clause.start, clause.end)
    needs_question = needs_lead = False
    followed = bool(_AFTER_GRAD.match(text, end))
    rivals = list(RIVAL.finditer(before))
    grads = list(GRAD_RE.finditer(before))
    if followed:
        is_rival = (
            bool(rivals)
            and not re.match(r"residency training|training|program|gap|interview|pass|licens", rivals[-1].group())
            and not _WE_REQUIRE_THAT.search(before[rivals[-1].end() :])
        )
        if is_rival and not grads and not _NAMES_PERSON.search(before[rivals[-1].end() :]):
            return Drop("graduation: a window of something else", clause.start, clause.end)
    elif (
        (finished := _last_finish(before)) >= 0
        and (not rivals or rivals[-1].start() < finished)
        and (
            GRAD_RE.search(before[finished:])
            or GRAD_RE.search(clause.nearby)
            or re.match(r"\W*(?:(?:having|have|has) )?(?:finished|graduated)\s", text)
            or re.match(
                r"(?:finished|graduated) (?:more|over|less|within|in|no|not|at|fewer|longer|between)\b",
                before[finished:],
            )
        )
    ):
        needs_question = bool(clause.question)
    elif grads:
        if _OF_WORK.match(after):
            return Drop("graduation: years of something else", clause.start, clause.end)
        if rivals and (
            rivals[-1].start() > grads[-1].start()
            or (
                not rivals[-1].group().startswith("gap")
                and re.search(r"\b(?:after|since|following|post)(?: your| their)? $", before[: grads[-1].start()])
            )
        ):
            return Drop("graduation: a window of something else", clause.start, clause.end)
        if (
            re.match(r"graduates?\b$", grads[-1].group())
            and not _NAMED_IN_BRACKETS.search(wide_before)
            and not re.search(
                r"recent|new|old|who|graduates? (?:of|from|in|within|more|over|older|beyond|past|out|up)",
                text[left:end],
            )
            and not _LIMIT_BEFORE.search(before)
        ):
            return None
    elif (
        re.match(
            r"[^,;]{0,40}?\b(?:graduat(?:ion|ed|ing|es?)\b|(?:of|from|since|after|past|beyond|leaving|finishing) "
            r"med(?:ical)? school|"
            r"since (?:the|their|your) (?:m\.?d|"
            r"d\.?o|degree))",
            after,
        )
        and not rivals
    ):
        pass
    elif (
        _names_years(clause.lead) and not rivals and not re.match(r"\s*(?:of|in|')[^,;]{0,30}?" + RIVAL.pattern, after)
    ):
        needs_lead = True
    elif _follows_years(clause, text, start) or _LABEL_BEHIND.match(text, end) or _after_year_limit(clause, text):
        pass
    else:
        near = after
        if clause.is_first_reply and GRAD_RE.search(clause.question):
            near = re.split(r" and | with |[,;] | plus ", after)[0]  # "less than 5 years and clinical experience"
        if rivals or re.match(r"\s*(?:of|in|')[^,;]{0,30}?" + RIVAL.pattern, near) or RIVAL.search(near[:40]):
            return None
        if _names_years(clause.lead):
            needs_lead = True
        elif (
            (clause.is_first_reply and clause.answer != "no" and _RECENT_ASKED.search(clause.question))
            or (clause.is_first_reply and _YEAR_LIMIT.search(clause.question))
            or (clause.is_first_reply and I_FINISHED.search(clause.question))
            or (clause.question and GRAD_RE.search(clause.question) and not _ASKS_OF_PERSONS.search(clause.question))
        ) or (
            clause.question
            and clause.is_first_reply
            and re.search(r"\bgraduates\b|\bgraduated\b", clause.question)
            and re.search(r"\byears?\b|\bold|\blong\b", clause.question)
        ):
            needs_question = True
        elif (
            (re.search(r"\b(?:finished|completed|received|earned)\b", wide_before) and GRAD_RE.search(text))
            or (left and GRAD_RE.search(text[:left]) and not RIVAL.search(text[_last_grad(text[:left]) : left]))
            or (
                clause.previous
                and clause.previous.sentence_start == clause.sentence_start
                and (
                    _names_years(clause.previous.lead)
                    or re.search(
                        r"\bgraduat(?:ion|ed|ing)\b|\byog\b|medical school|\b(?:recent|new|old|"
                        r"older) grad|\b(?:degree|diploma)'?s? (?:age|date|year)|\bage of (?:the |your |"
                        r"an? )?(?:degree|"
                        r"diploma)|\b(?:finished|left|out of|since|after|leaving|completed) school\b",
                        clause.previous.text,
                    )
                )
                and len(text) < 60
            )
            or (
                clause.previous
                and clause.previous.end > clause.start - 4
                and re.search(r"\bgraduat(?:ed|ion)\b|\bold graduates\b", clause.previous.text)
                and re.search(r"\b(?:our|the) (?:limit|cut-?off|maximum|window)\b", text)
                and len(text) < 70
            )
            or (GRAD_RE.search(clause.heading) and not re.search(r"\bgraduates\b", clause.heading))
        ):
            pass
        else:
            return None
    upper = parse_number(match.group("m") or match.group("n"))
    value: int | float = upper
    if match.group("unit").startswith("month"):
        value = upper / 12 if upper % 12 else upper // 12
        if value < 1:
            return None  # months of another thing
    if match.group("half"):
        value = upper + 0.5
    if not 0 < value <= 30:
        return None
    if re.match(r"[^,;.]{0,20}=\s*[+-]?\d", text[end:]) or _AGO_WE.search(text[:start] + "#" + text[end : end + 30]):
        return Drop("graduation: points of a rubric", clause.start, clause.end)
    if re.search(r"\bno longer (?:applies|apply|holds?|used|required|in (?:force|effect|use))\b", text[end:]):
        return Drop("graduation: what was asked once", clause.start, clause.end)
    if re.search(r"\b(?:formerly|previously|until recently|once)(?: at| of)? $", before):
        return Drop("graduation: what was asked once", clause.start, clause.end)
    if _FOR_WHOM.search(wide_before) or _TRAINED_FOR.search(before):
        return Drop("graduation: whom another requirement is for", clause.start, clause.end)
    if needs_question and re.search(r"\bopt\b|\bcontracts?\b|\bvisas?\b", text):
        return None
    if clause.lead == "recency" and clause.previous and re.search(r"\blength|\bduration", clause.previous.lead):
        return None  # of the experience in the row above
    if _AFTER_RESIDENCY.match(after):
        return Drop("graduation: a window of something else", clause.start, clause.end)
    if _WE_TOOK.search(before) or re.match(
        r"[^.;,]{0,30}\b(?:have|has) (?:[a-z]+ )?(?:trained|matched|joined|started|come)\b", after
    ):
        return Drop("graduation: who was taken, not what is asked", clause.start, clause.end)
    if _RESIDENTS_DID.match(text) or re.search(r"\d ?%|\bper ?cent\b", text):
        return Drop("graduation: typical, not asked for", clause.start, clause.end)
    is_over = "+" in match.group() and _refuses(text)  # "10+ years out will not be considered"
    if (is_over or _OVER_BEFORE.search(before)) and not _LIMIT_BEFORE.search(before):
        is_soft = bool(_DISLIKED.search(before)) or is_set_back(text)
        if not (is_soft or _refuses(text) or has_refusing_head(clause) or _refuses_too(clause)) or re.search(
            r"\bnot (?:be )?(?:excluded|rejected|ruled out|barred|disqualified|turned away)", clause.sentence
        ):
            return Drop("graduation: an age, not a limit", clause.start, clause.end)
        if re.search(r"\b(?:approval|permission|consent)\b", text):
            is_soft = False  # "older than seven years needs the director's approval, seldom given"
        soft = is_soft or re.search(r"\bgenerally\b", text)
        strength: str | None = (
            "preferred"
            if soft and (_DISLIKED.search(before) or not re.search(r"\bnot\b(?! competitive| favou?red)", text))
            else "required"
        )
    else:
        limited = (
            bool(match.group("fewer"))
            or bool(_NAMED_IN_BRACKETS.search(wide_before))
            or bool(_LABEL_BEHIND.match(text, end))
            or bool(
                before.endswith(("in the ", "from the ", "of the ", "during the "))
                and re.match(r"\s*(?:before|preceding|prior|leading up)", after)
            )
            or match.group("n") == "0"
            or bool(
                clause.is_first_reply
                and GRAD_RE.search(clause.question)
                and re.search(r"\blimit|\bcut-?off|\bmaximum|\bhow (?:old|long|many|recent)", clause.question)
            )
            or bool(_LIMIT_BEFORE.search(before))
            or bool(_LIMIT_AFTER.match(after))
            or bool(_AT_MOST.search(after[:60]))
            or bool((followed or grads) and _BOUND_BEHIND.match(text, end))
            or (followed and is_turned_away(text))
            or bool(
                followed
                and clause.previous
                and clause.previous.sentence_start == clause.sentence_start
                and _LIMIT_NOUN.search(clause.previous.text)
                and not re.search(r"\bno\b|\bnot\b|\bwithout\b", clause.previous.text)
            )
            or (needs_lead and not (_FINITE.search(text) and not find_marks(text)) and not _SPENT_AT.match(text, end))
            or needs_question
            or (
                followed
                and right - left < 45
                and not _FINITE.search(text[left:right])
                and not re.search(r"\b(?:even|gap|about|only|just|some|or more)\b", text[left:right])
            )
            or (followed and bool(_SAID_OF_YEARS.match(text, start)))
            or bool(_LIMIT_NOUN.search(f"{text} {clause.lead}"))
        )
        if not limited or re.search(
            rf"\b(?:each|every|any|one|most|in|all|some|{_NUMBER_WORD}|\d+) (?:year )?of (?:the|our) (?:last|past)\s*$",
            before,
        ):
            return None
        if re.search(r"\bat least\s*$|\bminimum(?: of)?\s*$", before):
            return None
        strength = settle_strength(clause, start, end)
        bracketed = _IN_BRACKETS.match(text, end)
        if bracketed and (own := tell_strength(bracketed.group("words"))) in ("required", "preferred"):
            strength = own
        if strength == "required" and find_preference_only(text, start) and not _rules(clause.lead):
            strength = "preferred"
        if (
            strength == "preferred"
            and _OWN_LIMIT.search(before)
            and not any(mark.kind == "preferred" for mark in find_marks(text[left:right]))
            and "preferred" not in {mark.kind for mark in find_marks(clause.lead)}
        ):
            strength = "required"  # "a limit of six years, J-1 visas, and 220 on both Steps, which we prefer"
        aside = list(_WISHED_ASIDE.finditer(text, 0, start))
        if (
            strength == "preferred"
            and aside
            and not any(mark.kind == "preferred" for mark in find_marks(_WISHED_ASIDE.sub(" , ", text)))
        ):
            strength = "required"  # "220 on both Steps, preferably on the first attempt, and graduation within seven"
        if strength == "preferred" and _is_cell_alone(clause, text, start, end):
            strength, text = "required", _cut_cell(text, start, end)  # "YOG up to 8 years / USCE desirable"
        if strength in (None, "required") and _BY_POINTS.search(clause.sentence):
            strength = "preferred"
        if (
            needs_question
            and _ASKS_WISH.search(clause.question)
            and "required" not in {m.kind for m in find_marks(text)}
        ):
            strength = "preferred"
        if strength in (None, "required") and (_AS_IS.search(text[:start]) or _inherits_wish(clause, text)):
            strength = "preferred"
        if strength is None and _SOFTLY.search(text[max(0, start - 60) : right]):
            strength = "preferred"
        if strength in (None, "required", "typical") and _USUALLY_TAKEN.search(text) and not _FIRMLY.search(text):
            strength = "preferred"  # "Those out six years or less are usually invited"
    kinds = {mark.kind for mark in find_marks(text)}
    if strength == "unneeded" or re.search(
        r"\b(?:no|not a|without being a|not an absolute|never a) (?:strict |hard |absolute |firm )?(?:limit|cut-?off|"
        r"requirement)\b",
        text,
    ):
        if "preferred" in kinds:
            strength = "preferred"
        else:
            return Drop("graduation: said not to be required", clause.start, clause.end)
    if strength == "typical" and is_of_invited(clause):
        strength = "preferred"
    if strength == "typical":
        return Drop("graduation: typical, not asked for", clause.start, clause.end)
    exception = EXCEPTION.search(clause.text)
    return Finding(
        "max_years_since_graduation",
        value,
        strength or "required",
        clause.start,
        clause.end,
        confidence=ANSWERED if needs_question else EXPLICIT,
        condition=(clause.start + exception.start(), clause.start + exception.end()) if exception else None,
        needs_question=needs_question,
        needs_lead=needs_lead or bool(clause.lead),
    )


# "Four years since graduation is what we like", "five years from school are allowed"
_SAID_OF_YEARS = re.compile(
    rf"{NUMBER}(?: ?(?:-|to|or) ?{UPPER})?(?: \(\d+\))? years? [a-z ]{{3,40}}? (?:is|are|would be|remains?) (?:(?:an?|"
    rf"our|the|very|"
    rf"strongly|"
    r"highly|"
    r"much|generally|usually|still|what we) )*(?:(?:strong|clear|marked|firm|general) )?(?:preference|preferred|ideal|"
    r"wish|like|prefer|want|look for|aim (?:at|for)|goal|target|desirable|desired|recommended|favou?red|best|better|"
    r"rule|"
    r"allowed|accepted|acceptable|permitted|tolerated)\b"
)
# "Recent graduates (5 years)", "graduation requirement (3 years)", "YOG 2019 or later (within 5 years)"
_LABEL_BEHIND = re.compile(
    r"\s*(?:ago |old )?\((?:since )?(?:(?:date|year|time) of )?(?:med(?:ical)? school )?(?:graduation|graduated|"
    r"degree|yog)\b"
)
# "Six months for those who graduated within three years", "demanded only when you have been out for two".
_FOR_WHOM = re.compile(
    r"(?:\b(?:months?|weeks?|required|demanded|needed|necessary|asked|[2-7]\d\d)\b[^.;,]{0,30}\b(?:for|of|from) "
    r"(?:those|graduates|people|applicants|candidates|persons|imgs|anyone)|\b(?:required|demanded|needed|necessary|"
    r"fail\w*|repeat\w*)\b[^.;,]{0,40}\bonly (?:when|if|for|of))\b[^.;,]{0,60}$"
)
_TRAINED_FOR = re.compile(r"\b(?:train|practi[cs]e|work|stay|remain)(?: [a-z]+)? (?:for )?(?:up to |at most )?$")
_AFTER_RESIDENCY = re.compile(
    r"\s*(?:of|after|from|following|since) (?!(?:[a-z']+ ){0,4}?(?:start|begin|enter|appl|commenc|matricul|join|july|"
    r"medical|school|graduat|degree|diploma))"
    r"(?:[a-z]+ ){0,3}?(?:residency|fellowship|internship)\b(?! (?:start|begin|application|match|entry))"
)
_NAMED_IN_BRACKETS = re.compile(
    r"(?:\b(?:recent|new|fresh|newer) (?:medical )?(?:school )?(?:grad(?:uate)?s?|graduation|degrees?|"
    r"diplomas?)|\b(?:graduation|yog|"
    r"recency|"
    r"grad(?:uation)? year|year of graduation)(?: year)?(?: (?:requirement|limit|rule|cut-?off|window|policy|"
    r"criterion)s?)?(?: (?:is|remains|stays|still|unchanged|the same|in force|applies))*|"
    r"\b(?:yog|grads?|graduat\w+|degrees?|diplomas?)[^.;()]{0,30}\b(?:19|20)\d\d(?:\+| (?:or|and) (?:later|after|newer|"
    r"more recent|above|onwards?|"
    r"beyond|since))?)\s*\((?:(?:i\.?e\.?,?|within|last|past|max|about|the|of|that is,?|meaning) )*$"
)
# "Under 5 years since graduation (desired)": the word in brackets behind is about this item alone.
_IN_BRACKETS = re.compile(r"[^,;()]{0,40}\((?P<words>[a-z' -]{3,30})\)")
_BY_POINTS = re.compile(
    r"\bpoints?\b[^.;]{0,20}\b(?:given|awarded|added|earned|assigned)\b|\b(?:earns?|gets?|gives?|worth|"
    r"adds?) (?:[a-z0-9]+ )?points?\b"
)
_DISLIKED = re.compile(r"\b(?:do|does|would) not (?:much |really )?(?:like|love|prefer|favou?r|care)\b|\brather not\b")
_WHEN_GRADUATED = re.compile(
    r"\bwhen (?:must|should|may|can|did|do|does|need) [^?]{0,24}?\bgraduat|\bhow (?:long|recent|"
    r"old)\b[^?]{0,40}\b(?:graduat|"
    r"degree|diploma)|\byears? (?:of|since) graduat"
)
_ASKS_WISH = re.compile(r"\b(?:prefer|favou?r|give priority)\w*\b")
_OWN_LIMIT = re.compile(r"\b(?:limit|cut-?off|maximum|ceiling|cap) (?:of|is|at)(?: at most| no more than)? ?$")
_TOO = re.compile(r"\b(?:likewise|equally not|neither|the same|nor|also not|ditto)\b")
_PERSONS = re.compile(
    r"\b(?:(?:international|foreign|medical|us|u\.s\.|american|img|all|our|these|for|osteopathic|allopathic) )*"
    r"(?:graduates|grads)\b(?! (?:within|of the (?:last|past)))"
)
# "Recency of clinical work", "medical school transcript": how old another thing may be, or how long it covers
_OF_OTHER_AGE = re.compile(
    r"\brecency of (?:(?:the|your|us|u\.s\.|any) )*(?:clinical|experience|practice|training|work|letters?|exams?|"
    r"scores?|"
    r"usce)\b|\b(?:transcripts?|course ?work)\b"
)


def _names_years(label: str) -> bool:
    """Whether a label is about the time since school: "international graduates" names people."""
    if not GRAD_RE.search(label) or _OF_OTHER_AGE.search(label):
        return False
    return bool(GRAD_RE.search(_PERSONS.sub(" ", label)) or re.search(r"\b(?:recent|old|older|newer) grad", label))


def _refuses_too(clause: Clause) -> bool:
    """ "... will not be reviewed. Graduates of more than seven years ago likewise": refused by the sentence before."""
    return bool(_TOO.search(clause.text) and clause.previous and _refuses(clause.previous.text))


# "A first-attempt pass is preferred, as is graduation within 10 years."
_AS_IS = re.compile(r"\bprefer[^;.]*\bas (?:is|are|would be)\b[^,;]*$")


def _inherits_wish(clause: Clause, text: str) -> bool:
    """ "Preference goes to candidates with ...; graduation within 3 years": an item of the list that a wish opened."""
    first = previous = clause.previous
    while previous is not None and previous.sentence_start == clause.sentence_start:
        first, previous = previous, previous.previous
    if (
        first is None
        or clause.previous is None
        or clause.start - clause.previous.end > len("; ")
        or first.sentence_start != clause.sentence_start
        or clause.lead
        or _FINITE.search(text)
        or find_marks(text)
    ):
        return False
    marks = [
        mark
        for mark in find_marks(first.text)
        if not first.text.startswith("welcome", mark.start) and not first.text[: mark.start].endswith((", ", "("))
    ]  # "Both Steps, preferably at once; ...; six years from school": of the item that it stands in
    if marks and all(mark.side == "prior" for mark in marks):
        return False  # "220 on each Step, preferred; school finished within five years": of the item before it alone
    return {mark.kind for mark in marks} - {"weak"} == {"preferred"} and not find_marks(
        clause.previous.text if clause.previous is not first and clause.previous else ""
    )


def _rules(lead: str) -> bool:
    return any(mark.kind in ("required", "weak") for mark in find_marks(lead))


_SOFTLY = re.compile(
    r"\b(?:as a (?:general )?rule|in general|usually|normally|typically|generally|for the most part)\b"
)
_USUALLY = (
    r"(?:typically|usually|generally|normally|mostly|ordinarily|commonly|most often|tend to be|likel(?:y|ier) to be)"
)
_USUALLY_TAKEN = re.compile(
    rf"\b{_USUALLY} (?:be )?(?:the ones (?:who are |we )?)?(?:interview|invit|rank|call|chosen|select|offered)[a-z]*\b|"
    rf"\b(?:whom?|those|ones) we {_USUALLY} (?:see|meet|take|look at)\b|"
    rf"\b(?:invitations|interviews) {_USUALLY} go to\b"
)
_FIRMLY = re.compile(
    r"\b(?:only|must|limit|max(?:imum)?|cut-?off|requir\w*|not|never|nobody|no one|none|rejected|excluded|strict\w*)\b"
)
_FINITE = re.compile(r"\b(?:is|are|was|were|have|has|had|will|can|may|must|should|do|does|did|we|you|they)\b")
_OF_WORK = re.compile(
    r"\s*of (?!the (?:start|begin|date|time|appl|intended|entry))[^,;]{0,20}?\b(?:experience|clinical|practice|"
    r"research|work)\b"
)
_WE_TOOK = re.compile(
    r"\b(?<!must )(?<!should )(?:have|has) (?:[a-z]+ )?(?:matched|taken(?! place)|accepted|trained|had|hired|"
    r"interviewed|welcomed|"
    r"enrolled)\b|"
    r"\bmatched\b[^,;]*\bgraduates\b"
)
_RESIDENTS_DID = re.compile(
    r"(?:[^,;]{0,20}\b)?our (?:[a-z]+ )?(?:residents?|interns?|alumni|graduates|faculty|"
    r"fellows)\b[^,;]{0,20}\b(?:graduated|finished|completed|left)\b"
)
# "International graduates?", "Am I an international graduate?": of people, and not of their years
_ASKS_OF_PERSONS = re.compile(
    r"\bgraduates\b(?!.*\byears?\b)|\b(?:international|foreign|medical|img|american|us) graduate\b(?!.*\byears?\b)"
)
_RECENT_ASKED = re.compile(r"\b(?:recent|new|older|old) (?:medical )?(?:school )?(?:grad(?:uate)?s?|graduation)\b")
_YEAR_LIMIT = re.compile(
    r"\byears? (?:limit|cut-? ?off|rule)|\b(?:limit|cut-? ?off) (?:in|of|on|for) (?:the )?years?\b|"
    r"\bcut-? ?off years?\b"
)


def _after_year_limit(clause: Clause, text: str) -> bool:
    """ "We have no year limit; those within 5 years are favored." """
    previous = clause.previous
    return bool(
        previous
        and previous.end > clause.start - 6
        and _YEAR_LIMIT.search(previous.text)
        and not RIVAL.search(f"{previous.text} {text}")
    )


def _follows_years(clause: Clause, text: str, start: int) -> bool:
    """ "... six years ago. We prefer candidates closer to two years": wished for right after a limit."""
    previous = clause.previous
    near = f"{previous.text} | {previous.lead}" if previous and previous.end > clause.start - 4 else ""
    if _LIMIT_ALONE.match(text) and GRAD_RE.search(f"{near} | {text}") and not RIVAL.search(f"{near} | {text}"):
        return True  # "Preference is shown to those graduating within 3 years. The limit is 5 years."
    return bool(
        previous
        and previous.end > clause.start - 4
        and GRAD_RE.search(previous.text)
        and YEARS.search(previous.text)
        and re.search(r"\b(?:closer to|within|under|less than|no more than|at most)\s*$", text[:start])
        and not RIVAL.search(text[:start])
        and any(mark.kind == "preferred" for mark in find_marks(text[:start]))
    )


_LIMIT_ALONE = re.compile(
    rf"(?:(?:the|our) (?:[a-z]+ )?(?:limit|maximum|cut-?off|cap|ceiling) (?:is|remains|stands at)|(?:those|anyone|"
    rf"applicants|candidates|files|graduates)(?: who are)? (?:older than|over|beyond|past|more than)|{NUMBER} years? "
    rf"(?:is|are) (?:the|our) (?:[a-z]+ )?(?:limit|maximum|cut-?off|cap|ceiling)\b)"
)
_BRACKETS = re.compile(r"\([^()]*\)")


def find_preference_only(text: str, start: int) -> bool:
    """All that the clause says of [start:] is a preference: "recent graduates (within 5 years) are preferred"."""
    alone = _BRACKETS.sub(lambda m: m.group() if m.start() <= start < m.end() else " " * len(m.group()), text)
    kinds = {mark.kind for mark in find_marks(alone)}
    return "preferred" in kinds and not kinds & {"required"}


def _last_finish(text: str) -> int:
    """Offset of the last "who finished", where the school need not be named again; -1 where there is none."""
    return max(
        (match.start() for match in re.finditer(r"\b(?:finished|completed|graduated|finishing)\b", text)), default=-1
    )


def _last_grad(text: str) -> int:
    last = 0
    for match in GRAD_RE.finditer(text):
        last = match.end()
    return last


_LABELLED_OVER = re.compile(
    rf"\b(?:over|more than|beyond|older than|past|above|exceeding) (?P<n>{NUMBER}) (?:years?|yrs?)\b"
)
_WHO_FINISHED = re.compile(r"\bwho (?:have )?(?:finished|graduated|left)\b")
_LABELLED_YEARS = re.compile(
    rf"(?P<n>{NUMBER}) (?:years?|yrs?) (?:since|after|from|out of|past|post) (?:the |your )?(?:graduation|medical "
    rf"school|degree|m\.?d|diploma)"
)
_VALUE_LIMIT = re.compile(
    r"(?:the |our |a )?(?:hard |firm |strict )?(?:limit|max|cut-?off|rule|required|mandatory|firm|strict|preferred|"
    r"desired)"
)
