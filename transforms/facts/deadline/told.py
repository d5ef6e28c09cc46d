"""Days told by a word that neither closes nor limits: "the ERAS date", "Until? ...", "by December 4 send your ...".

The verbs that close and the limits of an application are read in reader.py, days by their place in bare.py.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.dates import Day
from transforms.facts.deadline.bare import LATER_IS_LATE, blank_marker
from transforms.language import Clause

_LAST_MONTHS = (9, 10, 11, 12, 1)
# Papers of a file; two of them tell that the whole of it is meant.
_PAPER = re.compile(
    r"\bletters?\b(?! of (?:intent|interest|good|accept))|\blors?\b|\brecommendations?\b|\breferences\b|"
    r"\bmspe\b|\bdean'?s? letters?\b|\btranscripts?\b|\bstatements?\b|\bcv\b|\bvita\b|\bcurriculum vitae\b|"
    r"\bphoto\w*|\bpictures?\b|\bapplications?\b|\bessays?\b|\b(?:eras|application) forms?\b|\bforms?\b|\bdiplomas?\b|"
    r"\bsteps?\b|\busmle\b|\bcomlex\b"
)
_PLAINLY_OF_FILE = re.compile(
    r"\bletters?\b|\blors?\b|\brecommendations?\b|\breferences\b|\bmspe\b|\bdean|\btranscripts?\b|\bstatements?\b|"
    r"\bapplications?\b|\bcv\b"
)


def names_file(text: str) -> bool:
    """Whether a list names papers that only an applicant sends: "essay, MSPE, four letters"."""
    return len({paper.group()[:5] for paper in _PAPER.finditer(text)}) > 1 and bool(_PLAINLY_OF_FILE.search(text))


_HAND_IN = (
    r"(?:send|submit|upload|hand in|provide|supply|file|turn in|forward|deliver|assemble|gather|get together|add|"
    r"give us|"
    r"send us|have|bring|put|we (?:need|want|require|expect|must have|ask for|await|should have)|include|enter)"
)
_LIMIT_OPENS = re.compile(
    r"\W*(?:please |and |then |all |everything )*(?:by|before|until|till|up to|no later than|not later than|on or "
    r"before|(?:at the )?latest by|prior to|ahead of)(?: (?:the end of|midnight(?: on| of)?))? (?:the )?"
)
_THEN_SEND = re.compile(
    r",?(?: of the (?:preceding|previous|prior|same) year| of the year before)?,? (?:please |you |applicants |"
    rf"everyone |all |must |should |may |can |to |have to )*{_HAND_IN}\b"
)
# "All in by December 4", "with us no later than December 4": the label of a list of papers.
_IN_BY = re.compile(
    r"\W*(?:(?:please|kindly|all|everything|it all|to be|must be|should be|be|complete file|your file|we need|"
    r"we want|papers|documents|materials|what we need|and)\W+)*(?:in|here|due|complete|completed|ready|with us|needed|"
    r"required|wanted|asked for|expected|to reach us|to arrive|uploaded|received|submitted|sent|send(?: us| in)?|"
    r"submit|upload|on file|"
    r"present|there|in eras|in our hands|on our desk|to be sent|to be in|to send|to upload|to submit)\W+(?:by|before|"
    r"until|no later than|not later than|on or before) (?:the )?"
)
_BETWEEN_SEND = re.compile(rf" (?:please |you |to )*{_HAND_IN}(?: us| in)?\W*$")
_SEASON_OPENS = re.compile(r"\W*(?:any time |at any time )?(?:between|from) (?:the )?")
_TO = re.compile(r"\W*(?:to|through|thru|until|till|and|-|(?:and )?up to)\W*(?:the )?")


def is_in_by(opened: str) -> bool:
    return bool(_IN_BY.fullmatch(opened))


def is_for_sending(label: str, days: list[Day]) -> bool:
    """ "From October 3 to December 4 upload": a season in which papers are sent, as the label of their list."""
    first, last = days[0], days[-1]
    return bool(
        _SEASON_OPENS.fullmatch(label[: first.start])
        and _TO.fullmatch(label[first.end : last.start])
        and _BETWEEN_SEND.match(label[last.end :])
    )


# "The ERAS date is December 4", "December 4 is our filing day".
_THE_DATE = (
    r"(?:the |our |its )?(?:eras|application|applications|file|filing|submission|completion|apply-by|document|"
    r"documents|paper) (?:date|day)"
)
_DATE_IS = re.compile(rf"\W*{_THE_DATE}(?: (?:is|remains|stays|falls on|will be|being))?(?: on)?[ :=-]*(?:the )?")
_IS_DATE = re.compile(
    rf" (?:is|remains|stays|will be|being) (?:{_THE_DATE}(?=\W*$|[,;]| for\b)|as late as (?:you|one|anybody|"
    rf"applicants) "
    r"(?:can|may) (?:apply|send|file|submit)|(?:the )?(?:date|day|moment) (?:on which|by which|when|till which|until "
    r"which|to|that) (?:we (?:stop|close|end|cease|shut)|(?:your |the |all |every )*(?:files?|applications?|"
    r"papers|letters|everything|documents|materials|all|it) (?:is|are|has|have|must|should|close|ends?)|(?:have|"
    r"get) (?:your |"
    r"the |all )*(?:files?|applications?|papers|letters|everything|documents|materials) (?:in|here|complete|to us))|"
    r"the (?:last|final|latest)(?: one| day| date)? (?:on which |that |when |for |to )(?:we |you |applicants |your )?"
    r"(?:may |can |will )?(?:tak|accept|appl|receiv|read|file|send|submit|hand|look)\w*)"
)
# "December 4, by ERAS.", "December 4 and no later."
_CLOSES_TAIL = re.compile(
    r"[ ,;(-]*(?:and |but )?(?:(?:by|through|via|in|over|with) (?:my ?)?eras(?: only| alone)?|no later|not later|"
    r"not a day later|no exceptions|at the (?:very )?latest|latest|sharp|without exception)[ .)!]*"
)
_FILES_FROM = re.compile(  # "December 4, and we read from October on": two ends of one season
    r"[ ,;-]*(?:and |with |while |but )?(?:we |our )?(?:(?:files?|applications?|everything|reading|review) )?(?:is |"
    r"are "
    r")?(?:(?:being )?(?:open(?:ed)?|read|reviewed|taken|accepted|begins?|starts?)|read|open|begin|start|review) "
    r"(?:from|since|as of|as early as|in|on|with)\b[a-z0-9 ,]{3,30}\W*"
)
_LATE_TAIL = re.compile(
    r"[ ,;:-]*(?:(?:as|since|because|for|after (?:which|that)|and|but|then|from then on)\b,? )?(?:we |the |you )?"
    r"[^.;]{0,40}?\b(?:not|never|nothing|no longer|nobody|none|no (?:more )?(?:files?|applications?)|too late|unread|"
    r"unopened|ignored|discarded|"
    r"waits?|set aside|left aside|stop|closed?)\b"
)
# "Be in by December 4", "we have to see it all before December 4": what comes in is the file.
_IN_HAND = re.compile(
    r"(?:.*[,;:] |.*\bthat |\W*(?:please )?(?:make sure |see to it |take care )?)?(?:(?:(?:you|it|everything|all|all "
    r"of "
    r"(?:it|this)|(?:your|the|a) (?:whole )?(?:file|application|dossier)) )?(?:must |should |have to |has to |need to |"
    r"needs to |ought to )?(?:be|are|is|get) (?:all )?(?:in|here|with us|in our hands)|(?:we|the (?:program|office|"
    r"committee|department)) (?:(?:must|need to|have to|has to|should|want to) (?:have|see|get|receive)|wants?|"
    r"needs?|expects?|requires?) (?:it|everything|"
    r"it all|all|all of (?:it|this)|(?:your|the) (?:whole )?(?:file|application|dossier))(?: (?:here|in|complete))?),? "
    r"(?:by|before|no later than|not later than|on or before|until)(?: the end of)? (?:the )?"
)
# "Whatever comes by December 4 is read"
_WHAT_COMES = re.compile(
    r"(?:.*[,;:] )?\W*(?:we (?:will )?(?:read|review|consider|look at|take) )?(?:only )?(?:whatever|what|all(?: that)?|"
    r"everything(?: that)?|every (?:file|application) that|(?:all )?(?:files?|applications?)(?: that| which)?|those "
    r"(?:files|applications)? ?(?:that|which|who)) ?(?:comes?|arrives?|reach(?:es)? us|gets? (?:here|in)|"
    r"(?:is|are) (?:in|here|complete|there))(?: in| here)? (?:by|before|until|no later than) (?:the )?"
)
_IS_READ = re.compile(
    r"[ ,]*(?:(?:is|are|gets?|will be|all) )+(?:[a-z]+ly )?(?:read|reviewed|considered|looked at|taken)\b(?! (?:first|"
    r"early|before|together))|\W*$"
)
_LIST_BY = re.compile(r"[^.;]*(?:\b(?:by|before|no later than|not later than|until)|,) (?:the )?")
_WRITTEN = re.compile(r"\bletters?\b|\blors?\b|\brecommendations\b|\bstatement|\bessay|\bcv\b")
_IN_FILE = re.compile(
    r"\bmspe\b|\bdean'?s?\b|\b(?:usmle |comlex )?(?:steps?|levels?)(?: (?:1|2|one|two|i|ii))?(?:(?:,|,? and|/| or|&) "
    r"?(?:steps? |"
    r"levels? )?(?:1|2|two|ii))*(?: ?ck)?\b|\busmle\b|\bcomlex\b|\bscores?\b|\bresults?\b|\bdiplomas?\b|\bmedical "
    r"student\b"
)
_IS_SOFT = re.compile(
    r"\bprefer|\bideal|\btry\b|\bencourag|\bwish|\bearly\b|\blike\b|\bbetter\b|\bbest\b|\blast (?:year|season)"
)
_OF_INTERVIEWS = re.compile(r"\binterview|\brank|\boffer|\binvit|\bhear\b|\bdecision")
_UNTIL = re.compile(r"\W*(?:only )?(?:until|till|up to(?: and including)?|by)\s*(?:the )?")


def read_told(clause: Clause, text: str, days: list[Day], rival: re.Pattern) -> Day | None:
    """The day of a whole clause that calls it the date of applications, or tells what is sent by it."""
    day = days[-1]
    opened, tail = text[: days[0].start], text[day.end :]
    if day.month not in _LAST_MONTHS or len(days) > 1:
        return None
    if _IS_SOFT.search(opened):
        return None
    if _LIMIT_OPENS.fullmatch(opened) and _THEN_SEND.match(tail) and names_file(tail):
        return day
    if (day.month != 9 or "eras" not in opened) and _DATE_IS.fullmatch(opened) and not rival.search(tail):
        return day
    if _LIST_BY.fullmatch(opened) and not tail.strip(" .;)!") and names_file(opened) and _WRITTEN.search(opened):
        # "Two letters, transcript and Step 1 are needed by December 4."
        return None if rival.search(_IN_FILE.sub(" ", opened)) else day
    if _IN_HAND.fullmatch(opened) and not rival.search(f"{opened} {tail}"):
        previous = clause.previous
        return None if previous and previous.end + 4 >= clause.start and rival.search(previous.text) else day
    if _WHAT_COMES.fullmatch(opened) and _IS_READ.match(tail) and not rival.search(opened):
        return day
    if opened.strip(" .,"):
        is_told = _UNTIL.fullmatch(opened) and tail[:1] in (",", ";", " ") and not _OF_INTERVIEWS.search(tail)
        return day if is_told and _LATE_TAIL.match(tail) and not rival.search(tail) else None
    if _OF_INTERVIEWS.search(tail):
        return None
    if _IS_DATE.match(tail):
        return None if day.month == 9 and "eras date" in tail else day
    if _FILES_FROM.fullmatch(tail) or LATER_IS_LATE.match(tail):
        return day
    return day if day.month != 9 and _CLOSES_TAIL.fullmatch(tail) else None


# "Cut-off: December 4", "when to apply: October 3 to December 4": the last day by its label.
_DAY_LABEL = re.compile(
    r"(?:(?:the|our|your|application|eras|file|final|time|absolute|strict|date|day) )*(?:cut-?off|limit|term|at the "
    r"latest|latest|closing|last|deadline|until(?: when)?|by when|till when|when to (?:apply|send (?:it|files?|papers)|"
    r"submit)|when (?:you|to) (?:may |can )?apply|(?:reading |filing |submission )?(?:season|window)|dates? to "
    r"apply|time to apply|applying|in by|due)"
    r"(?: (?:for|to|of) (?:the |your |all )?(?:apply|applying|applications?|files?|submission|papers|receipt))?"
)
_FILE_LABEL = re.compile(
    r"(?:(?:the|your|our|complete|whole|full|all|application|eras|through) )*(?:eras|eras files?|files?|applications?|"
    r"papers|"
    r"documents|everything|letters and (?:all|everything|the rest)(?: else)?|form and letters)"
)


def read_labelled(clause: Clause, text: str, days: list[Day], other: re.Pattern) -> Day | None:
    """ "Time limit: December 4", "files: by December 4": days beside the label that calls them the last."""
    label = clause.lead.rsplit(" | ", 1)[-1]
    last, opened = days[-1], text[: days[0].start]
    if not label or last.month not in _LAST_MONTHS or not _LATEST.fullmatch(text[last.end :].partition(",")[0]):
        return None
    is_day = _DAY_LABEL.fullmatch(label)
    if other.search(clause.heading) or not (is_day or _FILE_LABEL.fullmatch(label)):
        return None
    if len(days) == 2:
        is_season = days[0].month in (7, 8, 9, 10) and _TO.fullmatch(text[days[0].end : last.start])
        return last if is_season and re.fullmatch(r"\W*(?:from |between |open )?(?:the )?", opened) else None
    if len(days) > 2 or not _ANSWER_OPENS.fullmatch(opened):
        return None
    return last if is_day or _ANSWER_LIMITS.search(opened) else None


# "Can I still apply? Until December 4."
_MAY_APPLY = re.compile(r"\b(?:can|may|could|do|would|should) (?:i|we|one|you|anybody|anyone)\b[^?]{0,30}\bapply\b")
_UNTIL_THEN = re.compile(
    r"\W*(?:(?:yes|sure|please|of course|you can|you may),? )*(?:do (?:so|it|that) |apply )?(?:only )?(?:until|till|"
    r"up to|"
    r"through|before|by|no later than)\W*(?:the )?"
)
# What an answer to "when?" or "until?" may hold beside its day.
_ASKS_BARELY = re.compile(
    r"\W*(?:and |but |so )?(?:(?:apply|applying|applications?|files?|open|send(?: it)?|papers?) )?(?:by|until|till|"
    r"up to|by when|until when|till when|when|from when(?: (?:to|until|till|on))?(?: when)?|(?:from )?when (?:to|until|"
    r"till) when|by what (?:day|date)|which day|what (?:day|date)|for how long|how long|(?:last|final) (?:day|date)|"
    r"in what window|from-to)(?: (?:do|can|may|must|should) (?:i|you|we|one) (?:apply|take files|file|be in))?\W*"
)
_ANSWER_OPENS = re.compile(
    r"\W*(?:(?:each|every) (?:year|season|cycle|fall|autumn),?|annually|always|it is|it's|that is|on|by|until|till|"
    r"up to|no later than|not later than|before|at the latest|the|and|our last day is|we close|as always)?"
    r"(?:[ ,]*(?:by|until|till|up to|no later than|on|the|before|and up to))*[ ,]*"
)
_LATEST = re.compile(
    r"\W*(?:at (?:the )?(?:very )?latest|or (?:before|earlier|sooner)|each year|every year|of each year|annually|of "
    r"the (?:preceding|previous|prior) year|of the year before(?: (?:you|the) (?:start|begin))?)?\W*"
)
_FROM_MONTH = re.compile(
    r"\W*from (?:early |mid |late |mid-)?(?:january|february|march|april|may|june|july|august|september|"
    r"october),?(?: and| on,?(?: and)?)? (?:up to|until|till|to|through)(?: and including)? (?:the )?"
)


def read_answer(clause: Clause, text: str, days: list[Day], other: re.Pattern) -> Day | None:
    """ "Until? December 4.", "From when to when? October 3 to December 4.": an answer that holds only its days."""
    asked, previous = blank_marker(clause.question if clause.is_first_reply else "").strip(), clause.previous
    if asked and len(days) == 1 and not clause.lead and _MAY_APPLY.search(asked) and not other.search(asked):
        last, opened = days[0], text[: days[0].start]
        is_told = _UNTIL_THEN.fullmatch(opened) and _LATEST.fullmatch(text[last.end :])
        return last if is_told and last.month in _LAST_MONTHS else None
    if not asked or not _ASKS_BARELY.fullmatch(asked) or len(days) > 2 or clause.lead:
        return None
    last, opened = days[-1], text[: days[0].start]
    if last.month not in _LAST_MONTHS or not _LATEST.fullmatch(text[last.end :]):
        return None
    if is_asked_of_before(clause, other):
        return None
    if len(days) == 1 and previous is None and not _ANSWER_LIMITS.search(opened) and "when" in asked:
        return None
    if len(days) == 2:
        if previous and re.search(r"\binterview|\brank", f"{previous.question} {previous.text}"):
            return None
        is_season = days[0].month in (7, 8, 9, 10) and _TO.fullmatch(text[days[0].end : last.start])
        return last if is_season and re.fullmatch(r"\W*(?:from |between |open )?(?:the )?", opened) else None
    return last if _ANSWER_OPENS.fullmatch(opened) or _FROM_MONTH.fullmatch(opened) else None


_ASKS_WHEN = re.compile(
    r"\W*(?:and |but |so )?(?:by )?(?:when|what (?:day|date)|which day)(?: (?:at (?:the )?latest|exactly))?\W*"
)


def is_asked_of_before(clause: Clause, other: re.Pattern) -> bool:
    """ "ECFMG? Needed. By when? December 4.": the question goes on from the one before it."""
    asked, previous = clause.question if clause.is_first_reply else "", clause.previous
    if not asked or previous is None or not _ASKS_WHEN.fullmatch(asked):
        return False
    near = f"{previous.question} {previous.text}"
    return bool(other.search(near) or _DUE_LATER.search(near))


# What falls due on a day of its own, of which a bare "when?" may ask.
_DUE_LATER = re.compile(r"\bpass(?:ed|es)?\b|\bexams?\b|\bscores?\b|\bcertif|\bcontract|\bresults?\b|\breply\b|\bnotif")
_ANSWER_LIMITS = re.compile(r"\b(?:by|until|till|up to|no later|not later|before)\b")
