"""The end of medical school in its many names, put into the plain ones that `reader.py` knows.

"School lies four years behind you", "from school to residency", "How long is school past?": a text or question is
given back with "graduated" or "since graduation" in their place. Whether a number of years is a limit is not read here.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.numerals import NUMBER, UPPER

# ---------------------------------------------------------------- words

_SCHOOL = r"(?:(?:medical |med |m\.?d\.? )?(?:school(?:ing)?|studies|degree|diploma|graduation)|med(?:ical)? college)"
_THE = r"(?:(?:the|your|their|an?|his|her|end|close|completion|date|day|year|time|of|finishing|leaving|last|from) )*"
# What an applicant comes to: "residency", "the first day of training", "their application".
_ENTRY = (
    r"(?:(?:the|your|their|our|an?|first|1st|day|date|start|beginning|time|of|in|into|to|with|one's|here|pgy-?1|"
    r"intern(?:ship)?|residency|training|program) )*"
    r"(?:residency|training|internship|intern year|pgy-?1|applications?|applying|apply|entry|entering|entrance|start|"
    r"starting|beginning|match(?:ing)?(?: day)?|matriculation|joining|enrol+ment|program|us|july(?: 1(?:st)?)?|"
    r"day one)\b"
)
_RUN = (
    r"(?:(?:that|which|has|have|had|must|should|may|can|to|be|been|is|was|were|being|all|already|only|just|lies?|"
    r"needs?) )*"
)
_BOUND = (
    r"(?=,? (?:within|inside|in the|less|fewer|no more|not more|no longer|no earlier|not earlier|not over|under|at "
    rf"most|up to|max(?:imum)?|(?:only |just )?{NUMBER}(?: ?- ?{UPPER})? ))"
)

# ---------------------------------------------------------------- statements

# "Less than 3 years since school or residency": whoever trained meanwhile is excepted, the limit stands.
_OR_TRAINING = re.compile(
    r"(?P<school>\b(?:(?:left|completed|finished) (?:medical )?school|(?:from|since|after|of|out of) (?:medical "
    r")?school|"
    r"graduation|school))(?:,? or |/)(?:(?:from|the|your|their|last|clinical|of|active|other) )*(?:residency|training|"
    r"practice|medicine|fellowship)\b(?! (?:program|director|start|begin))"
)
# "residency or school ended at most six years ago"
_TRAINING_OR = re.compile(
    r"\b(?:residency|training|practice|fellowship),? or (?:(?:of|from|your) )?(?=(?:medical )?school\b)"
)
# "less than 5 years between application and school"
_BETWEEN_SCHOOL = re.compile(
    r"\b(?:between|from) (?:(?:the|date|of|your|their|time) )*(?:application|applying|residency|matriculation|start) "
    r"and (?:(?:the|your|their|end|completion|date|of|finishing|leaving) )*(?=(?:medical )?school\b|graduation\b)"
)
# "between school and internship", "from the degree to your application"
_SCHOOL_TO = re.compile(rf"\b(?:between {_THE}{_SCHOOL} and|from {_THE}{_SCHOOL} (?:(?:up )?to|until|till)) {_ENTRY}")
# "a listed school that you left within five years", "school completed within five years", "schooling that has ended"
_OF_SCHOOL = re.compile(
    r"\b(?:left|leaving|completed|completing|finished|finishing) (?:a |an |the |their |your )?(?:medical )?school(?: "
    r"(?:recognized|accredited|approved|listed|known)(?: (?:by|in|to|at) (?:the )?[a-z]+)?)?\b(?= (?:within|in the|"
    r"less|"
    r"no more|not more|under|at most))|"
    rf"\b(?:schooling|studies) {_RUN}(?:ended|finished|concluded|closed)\b|"
    rf"\bschool,? {_RUN}(?:ended|(?:(?<=\bbe )|(?<=\bis )|(?<=\bbeen ))over|completed|finished|concluded|left|"
    rf"done){_BOUND}|"
    r"(?<=\bschool) (?:(?:that )?lies )?(?:over|behind you|past)(?= (?:within|(?:no|not) (?:more|longer|over|further)|"
    r"at most|"
    rf"less than|fewer than) )|"
    r"^\W*school(?= within (?:the )?(?:last|past) )"
)
# "a school that the board lists, left no more than six years ago"
_LEFT_BEHIND = re.compile(
    r"(?P<school>\bschools? [^.;]{3,60}?), (?:and |which )?(?:you )?(?:ended|left|finished|completed)(?= (?:no|not) "
    rf"(?:more|longer|over)(?: than)? {NUMBER} years\b| within the (?:last|past)\b)"
)
# "School should lie five years behind you at most"
_BEHIND = re.compile(
    rf"\b(?:medical )?school (?={_RUN}(?:lie |not )?(?:(?:(?:not? )?(?:be )?(?:more|over|longer)(?: than)? |at most |"
    rf"up to |less than |fewer than |under |within )?{NUMBER} years? (?:behind (?:you|them|the|an)|in the past|past|"
    rf"back)\b|(?:with)?in the (?:last|past) {NUMBER} years\b))"
)
# "six years since you qualified as a doctor"
_QUALIFIED = re.compile(
    r"\bsince (?:you|they|he or she|one) (?:have |has )?(?:qualified as|became) an? (?:medical )?(?:doctor|physician)\b"
)
# "Your degree may be four years old", "neither degree may be over four years old": an allowance is a limit
_MAY_BE_OLD = re.compile(
    r"(?P<of>\b(?:degrees?|diplomas?|graduation|m\.?d\.?) (?:may|can|could) (?:already )?(?:be|lie|date|go)(?: back)?) "
    rf"(?={NUMBER}(?: ?(?:-|to) ?{UPPER})? years? (?:old|back|behind|ago|past)\b)"
)
_NEITHER_OVER = re.compile(
    r"\b(?:neither|no|none of (?:the|these)) (?P<of>(?:medical )?(?:degrees?|diplomas?)) (?P<be>(?:(?:may |must |can |"
    r"should )?"
    r"(?:be|is|are|being) )?)(?:over|above|beyond|more than|older than) "
)
_NOT_OVER = re.compile(r"(?P<of>\b(?:degrees?|diplomas?)) (?P<be>(?:must |may |should )?(?:be )?)(?:not|never) over ")
# "No more than four years since it ended", "six years since you left there": where schools are spoken of
_SINCE_IT = re.compile(
    r"(?<=years )(?:since|after) (?:it|they|that|these|those|you|the last|this) (?:has |have |was |were )?(?:ended|"
    r"over|"
    r"finished|left|closed|completed|done)(?: (?:it|them|there|that))?\b(?! (?:residency|training|practice|work))"
)
_SCHOOL_NAMED = re.compile(
    r"\bschools?\b(?! (?:year|board))|\bstudies\b|\bcolleges?\b|\bschooled\b|\bgraduates?\b|\bdegrees?\b"
)
# "Medical school lasts at most four years": its length
_SCHOOL_LASTS = re.compile(
    r"\b(?:school|college|studies|schooling) (?:there )?(?:lasts?|takes?|runs?|goes on|spans?|stretches|"
    r"extends)\b[^,;.]*"
)
_LAST_YEAR = re.compile(r"(?<=\bwithin the )(?P<which>last|past) year\b(?! or)")
# "within five years of the July 1 start": from when they are counted
_OF_JULY = re.compile(
    r"(?<=years) (?:of|before|prior to|by) (?:(?:the|our|a|their|your) )?(?:(?:july|june) (?:1(?:st)?|30(?:th)?) |"
    r"program |residency |training |application )?(?:start|entry|beginning|deadline)(?: date| day)?"
    r"(?= (?:but|though|although|and we|,))"
)


_LAST = r"(?:last|past|previous|preceding|prior|most recent)"
_SCHOOL_END = rf"(?:graduat(?:ion|ing)|(?:leaving|finishing|completing) {_SCHOOL}|{_SCHOOL})"
# "graduates of the last three", "a degree of the past five and ...": years, though the word is left out
_LAST_FEW = re.compile(
    rf"\b(?P<of>(?:graduat(?:ed|es|ion|ing)|grads|finished (?:medical )?school|degrees?|diplomas?)(?: dated| earned| "
    rf"obtained)? (?:of|from|in|within|during) the {_LAST} {NUMBER})(?=\s*(?:$|[.,;)]|(?:and|or|only|are|is|will|may|"
    rf"can|who|with|preferred)\b))"
)
# "an accredited school, within four years of applying"
_SCHOOL_WITHIN = re.compile(
    rf"\b(?P<school>(?:schools?|colleges?)(?: (?:outside|in|of|within|abroad)\b[^,;.()]{{0,50}})?), (?:again |also |"
    r"all |"
    rf"likewise |once more )?(?=(?:within|no more than|not more than|at most|in) (?:the {_LAST} )?{NUMBER} years?"
    rf"(?: (?:of|before|prior to|from) (?:the |your |an? )?(?:appl\w+|entry|start|match|residency|matriculation)| ago| "
    rf"back)?\s*(?:$|[,;.)]))"
)
# "six or more years out of school", "six years or more since the degree": an age, as "more than six years" is
_OR_MORE = re.compile(
    rf"(?<!than )(?<!last )(?<!past )\b(?P<n>{NUMBER})(?: or more years?| years? or (?:more|longer))"
    rf"(?= (?:ago|old|back|out\b|past|(?:since|after|from|of) (?:the |your |their )?{_SCHOOL_END}))"
)
_MODAL = re.compile(r"\b(?:must|should|has to|have to|needs? to|may|can)\b")


def _say_graduated(said: re.Match[str]) -> str:
    modal = _MODAL.search(said.group())
    return f"{modal.group()} have graduated" if modal else "graduated"


def name_school(text: str, around: str = "") -> str:
    """The text with the end of medical school in plain words; `around` may hold what "it" stands for."""
    if "since" in text and _SCHOOL_NAMED.search(f"{around} {text}"):
        text = _SINCE_IT.sub("since graduation", text)
    if any(
        word in text for word in ("school", "college", "graduat", "studies", "degree", "diploma", "doctor", "physician")
    ):
        text = _OR_TRAINING.sub(lambda match: match.group("school"), text)
        text = _TRAINING_OR.sub("", text)
        text = _BETWEEN_SCHOOL.sub("since ", text)
        text = _SCHOOL_TO.sub("since graduation", text)
        text = _OF_SCHOOL.sub(_say_graduated, text)
        text = _LEFT_BEHIND.sub(r"\g<school> graduated", text)
        text = _BEHIND.sub("graduation ", text)
        text = _QUALIFIED.sub("since graduation", text)
        text = _SCHOOL_LASTS.sub("its length", text)
        text = _MAY_BE_OLD.sub(r"\g<of> at most ", text)
        text = _NEITHER_OVER.sub(r"\g<of> \g<be>no more than ", text)
        text = _NOT_OVER.sub(r"\g<of> \g<be>no more than ", text)
        text = _LAST_FEW.sub(r"\g<of> years", text)
        text = _SCHOOL_WITHIN.sub(r"\g<school> graduated ", text)
        text = _OR_MORE.sub(r"more than \g<n> years", text)
        text = _LAST_YEAR.sub(r"\g<which> 1 year", text)
        text = _OF_JULY.sub("", text)
    return text


# "Three from graduation", "no more than six after the degree": years, where those were asked for
_UNITLESS = re.compile(
    rf"(?P<n>{NUMBER})(?: \(\d+\))?,? (?:counted |reckoned |measured )?(?P<from>from|since|after|past|out of|of|post|"
    rf"beyond) (?=(?:(?:the|your|their|date|day|time|of) )*{_SCHOOL_END}\b)"
)
_ASKS_YEARS = re.compile(
    r"\byears?\b|\bcut-? ?offs?\b|\blimit\b|\bhow (?:long|old|recent|far)\b|\bgraduat|\byog\b|\btime since\b|\brecen"
)


def name_unit(asked: str, text: str) -> str:
    """A reply to a question of years with their name put in: "three from graduation"."""
    if not asked or not _ASKS_YEARS.search(asked):
        return text
    return _UNITLESS.sub(r"\g<n> years \g<from> ", text)


# ---------------------------------------------------------------- questions and labels

# "How long since school?", "How far behind me may school lie?", "May school be long past?", "Is school long ago?"
_ASKED_SINCE = re.compile(
    r"\b(?:how (?:long|far|many years)|years|time|long ago|long)(?: [a-z']+){0,4}? (?:since|after|out of|from|past|of)"
    r"(?: (?:the|my|your|end|of|leaving|finishing|completing|last|day))* (?:medical |med )?(?:school|studies)\b|"
    r"\b(?:medical )?(?:school|studies) (?:[a-z]+ ){0,2}?(?:(?:so |too |very )?(?:long|far|years|a while|a long time) "
    r"(?:past|ago|back|over|behind|gone)|behind (?:me|you|one|them)|in the past)\b|"
    r"\bhow (?:long|far|many years)(?: ago| back| behind)?(?: (?:me|you|may|can|must|should|could|is|was|did|do|i|"
    r"one|an?|applicants?|my|your))* (?:have )?(?:(?:leave|left|finish(?:ed)?|complete[d]?|end(?:ed)?) )?(?:my |"
    r"the )?(?:medical )?"
    r"(?:school|studies)\b|"
    r"\bwhen (?:did|must|should|may|can) (?:i|you|one|they) (?:have )?(?:finish|leave|left|complete)(?:ed|d)? (?:my |"
    r"your |the )?(?:medical )?(?:school|studies)\b|^\W*since (?:medical )?(?:school|studies)(?=\W*$)"
)


# "What about my year?", "Does my year count?"
_MY_YEAR = re.compile(
    r"^\W*how many years (?:may|can|should|must) (?:have |lie )?(?:passed|gone by|go by|pass|elapsed?)(?=\W*$)|"
    r"(?:\bwhat about |\bhow about |\bdoes |\bis |^\W*)my year(?= (?:count|matter|too|fine|ok)|\W*$)"
)


# "Medical school: six years ago at most"; a school is named under the same label, so the value must count back.
_SCHOOL_LABEL = re.compile(r"(?:(?:medical |med )?school|studies)")
_COUNTS_BACK = re.compile(
    rf"(?:\W*(?:(?:no|not) (?:more|over|longer)(?: than)?|at most|within|up to|max(?:imum)?|the|last|past|ended|"
    rf"finished|"
    rf"left|completed) ?)*{NUMBER} years? (?:ago|back)\b|\W*(?:with)?in the (?:last|past) {NUMBER} years\b"
)


def name_label(lead: str, text: str) -> str:
    """A label in plain words, as `name_asked`; that of the school itself where its value counts years back."""
    if _SCHOOL_LABEL.fullmatch(lead) and _COUNTS_BACK.match(text):
        return "years since graduation"
    return name_asked(lead)


def name_asked(around: str) -> str:
    """A question or label that asks how long ago somebody left school, in the words "years since graduation"."""
    if "school" not in around and "studies" not in around and "my year" not in around and "many years" not in around:
        return around
    return _ASKED_SINCE.sub("years since graduation", _MY_YEAR.sub("years since graduation", around))
