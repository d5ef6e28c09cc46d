"""Days told by what arrives, ends or is too late: "it must all reach us by", "it all ends on", "from then on nothing".

The subject is the file, whether named, a pronoun or left out. Limits beside words of applying are read in reader.py.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.dates import Day, find_days
from transforms.facts.deadline.told import names_file
from transforms.language import Clause

_LAST_MONTHS = (9, 10, 11, 12, 1)
_BY = (
    r"(?:,? (?:at (?:the )?(?:very )?latest|no later|not later))?,? (?:by|before or on|on or before|before|until|till|"
    r"no later than|not later than|up to|ahead of|prior to|on)(?: the (?:end|evening) of)? (?:the )?"
)
_PLACE = r"(?: (?:here|in|there|with us|to us|in eras|in our hands|in our office|on our desks?|at our office))?"
_WHOLE = (
    r"(?:it|it all|they|all|all of (?:it|this|these|them|the above)|all this|all these|everything|the (?:whole )?lot|"
    r"(?:the |your |a |every |each |all |whole |complete |completed |finished |entire |of |these |those )*(?:files?|"
    r"applications?|dossiers?|papers|documents|materials|paperwork|packets?|forms?|portfolios?)|"
    r"(?:whoever|anyone|anybody|everyone|everybody|those|all|applicants|candidates)(?: (?:who|that))?(?: (?:wants?|"
    r"wishe?s?|hopes?) [a-z ]{3,40})?)"
)
_DUTY = (
    r"(?:must|has to|have to|had better|needs? to|should|shall|ought to|is to|are to|is supposed to|are supposed to|"
    r"has got to)"
)
_ARRIVE = (
    rf"(?:have )?(?:all )?(?:arrived?{_PLACE}|reach(?:ed)? (?:us|our office|the (?:program|office|coordinator))|"
    rf"come{_PLACE}|get here|got here|get to us|got to us|land(?:ed)? (?:here|with us|on our desks?)|"
    r"(?:be|been) (?:all )?(?:in|here|there|with us|in eras|in our hands|on our desks?|whole|full|complete|completed|"
    rf"finished|done|uploaded|submitted|received|ready|sent(?: off| in)?|handed in|turned in|assembled|on "
    rf"file){_PLACE})"
)
# "It must all arrive by December 4", "whoever wants to be read must have reached us on December 4"
_MUST_ARRIVE = re.compile(rf"(?:.*[,;:] (?:and |but |so )?)?\W*(?:and |but |so )?{_WHOLE},? {_DUTY} {_ARRIVE}{_BY}")
# "Be in by December 4", "reach us before December 4", "get it all to us by December 4", "to be here by December 4"
_COME = re.compile(
    r"\W*(?:please |kindly |to |and |so |just )*(?:be (?:in|here|with us|complete|done|finished)|come in|reach us|"
    r"get (?:in|here)|(?:have|get|bring|send|hand) (?:it|it all|all of it|all of this|everything|the lot|all) (?:all )?"
    rf"(?:in|here|there|off|over|to us|with us|complete|done|ready)|turn it (?:all )?in){_PLACE}{_BY}"
)
# "In our hands by December 4", "here before December 4", "by ERAS alone, everything there on December 4"
_THERE = re.compile(
    r"\W*(?:(?:(?:by|through|via|in|over) (?:my ?)?eras(?: alone| only)?|eras (?:alone|only)),? )?(?:(?:it|it all|"
    r"everything|all|all of (?:it|this)|the (?:whole )?(?:file|lot)|files?|papers|applications?|complete|whole|and|to "
    r"be) )*"
    r"(?:in our hands|in our office|on our desks?|with us|here|there|in hand)"
    rf"{_BY}"
)
# "We must have it by December 4", "we have to see it all before December 4"
_WE_HAVE_IT = re.compile(
    rf"\W*(?:we|the (?:program|office|committee|department|coordinator)) (?:{_DUTY} |will |would have to )?(?:have|get|"
    rf"see|hold|receive|needs?|wants?) (?:it|it all|all|all of (?:it|this|these|them|that)|all this|everything|the lot|"
    rf"the whole|them|them all|these|these papers){_PLACE}{_BY}"
)
# "It all ends on December 4", "the season is over after December 4", "our doors shut on December 4"
_ENDS = re.compile(
    r"\W*(?:and |but |then )*(?:(?:it|this|all of it|all|it all|the (?:whole )?thing|everything|(?:the|our|this year's)"
    r" (?:[a-z]+ )?(?:season|cycle|window|intake|collection|reading|doors?|gates?|inbox|mailbox|portal|books?)|we) "
    r"(?:all )?(?:ends?|clos(?:e|es)|shuts?(?: down)?|stops?|(?:is|are) (?:over|done|closed|shut|finished|through)|"
    r"comes? to an end|finish(?:es)?|runs? out|goes on)"
    r")(?: (?:each|every) (?:year|fall))?,? (?:on|after|at the end of|with|until|till|up to) (?:the )?"
)
# "Open up to December 4", "there is time until December 4", "one may apply up to December 4"
_TIME_UNTIL = re.compile(
    r"\W*(?:(?:we (?:are|stay|keep)|it (?:is|stays)|eras (?:is|stays)|and|still|kept) )*(?:open(?: to (?:all|you|"
    r"applicants))?|(?:there is |you have |leaves? you )?time(?: (?:to apply|for applying|enough))?|it is possible to "
    r"apply|"
    r"(?:one|you|anyone|people|applicants) (?:may|can) (?:still )?(?:apply|join|come in|hand it in)|we (?:gather|"
    r"collect|"
    r"pick up|sort) (?:files|applications|them|what comes)|apply),? (?:only )?(?:until|till|up to(?: and including)?|"
    r"through|thru) "
    r"(?:the )?"
)
# "By ERAS before or on December 4"
_BY_ERAS = re.compile(
    r"\W*(?:yes,? |apply |only |and )*(?:by way of|by means of|by|through|via|in|over) (?:my ?)?eras(?: alone| only)?,?"
    r" (?:before or on|on or before|by|before|until|till|no later than|not later than) (?:the )?"
)
_LATE_WORDS = (
    r"(?:nothing|nobody|no one|no (?:more |new |further |other )?(?:files?|applications?|papers|one)|not (?:one|a "
    r"single) (?:file|application)|none|too late|closed|it is over|over\b)"
)
# "From December 5 on we take nothing new", "past December 4 nothing is read"
_FROM_ON = re.compile(r"\W*(?:and |but )?(?:from|as of|starting|since|past|beyond|after|once it is) (?:the )?")
_THEN_NOTHING = re.compile(
    rf"(?: (?:on|onwards?|forward|onward))?,? (?:(?:we|the (?:program|committee|office)) [a-z]+ {_LATE_WORDS}|"
    rf"{_LATE_WORDS}|do not (?:bother|apply|send))\b"
)
# "Not looked at once December 4 is past", "when December 4 is over, nothing is taken"
_ONCE = re.compile(r"(?P<said>.*)\b(?:once|when|after|as soon as|if) (?:the )?")
_IS_PAST = re.compile(
    r" (?:is|has|was|will be|will have|lies|be)(?: (?:been|gone))? (?:past|passed|over|gone|gone by|behind us|come and "
    r"gone|up)\b"
)
_REFUSED = re.compile(
    r"\b(?:not|never|nothing|no|nobody|none|ignored|unread|returned|too late|rejected|refused|discarded|set aside)\b"
)
_OF_FILES = re.compile(r"\b(?:applications?|files?|dossiers?|papers|apply|letters|documents|new)\b")
# "December 4 is each year's last day", "December 4 is as late as it gets"
_IS_LAST = re.compile(
    r" (?:is|remains|stays|will be|being|marks) (?:(?:each|every|this|the|any) (?:year|season|cycle)'s (?:very )?"
    r"(?:last|final|closing|latest) (?:day|date)|(?:it|the last|as late as it gets|as late as we go|the end of it|when "
    r"it "
    r"all (?:ends|stops|closes)|where we stop|when (?:all|everything) (?:ends|stops))(?=\W*$|[,;]))"
)
# "... when we close (December 4)": told aside, whatever else is due then.
_WHEN_WE_CLOSE = re.compile(
    r"\b(?:when|once|until|before|by the time|after|that) (?:we|applications|our (?:season|window|files)|the (?:season|"
    r"window|portal)) (?:close|stop|shut)s?(?:,| \(| on| -|, on| \(on)* ?(?:the )?$"
)
# "Only files whole on December 4 get our full attention"
_ONLY_WHOLE = re.compile(
    r"\W*(?:.*[,;:] )?(?:(?:and|but|we (?:read|look at|consider|review|take)|the (?:program|committee) (?:reads|"
    r"considers|reviews|looks at|takes)) )*only (?:files|applications|those|what|papers|the files|people|applicants)"
    r"(?: (?:that|which|who|"
    r"whose (?:files?|applications?|papers)))?(?: (?:is|are|was|were|has been|have been|came|come|get|gets|had))? "
    r"(?:whole|complete|completed|here|in|finished|full|there|ready|with us|received|in hand)"
    rf"{_PLACE}{_BY}"
)
_ARE_READ = re.compile(
    r"\W*$|[ ,]*(?:(?:is|are|gets?|will|be|can|may|receive|have|has|count) )*(?:our |your |a |the )?(?:full(?:y)? )?"
    r"(?:read|reviewed|considered|looked at|taken|count|attention|consideration|review|look|opened)\b"
)
# "By December 4 we have your form", "on December 4 all of it has to be here"
_BY_OPENS = re.compile(
    r"\W*(?:and |so )?(?:by|before|until|on|no later than|not later than|come|at the latest on) (?:the )?"
)
_WE_THEN = re.compile(
    r",?(?: of the (?:preceding|previous|prior|same) year)?,? ?(?:at the latest,? )?"
    rf"(?:we (?:{_DUTY} )?(?:have|hold|get|receive|need|want|expect|see) (?:all (?:of )?)?(?:your|the|it|everything|"
    rf"all)\b|"
    rf"{_WHOLE},? (?:{_DUTY} {_ARRIVE}|(?:is|are) (?:in|here|with us|complete|due)))"
)
# "Send the application, scores in it, by December 4"
_SEND_BY = re.compile(
    r"\W*(?:please )?(?:send|submit|upload|hand in|turn in|file|deliver)(?: us| in)? (?:the|your|a|an|it all as|one) "
    r"(?:(?:complete|whole|common|eras|finished|full|filled-in|standard) )*(?:application|file|form|dossier|packet)"
    r"\b[^.;]{0,90}?,? "
    r"(?:by|before|no later than|not later than|until|on or before) (?:the )?"
)
_EXAMS = re.compile(
    r"\b(?:usmle|comlex|steps?|levels?|ck|scores?|results?|mspe|dean'?s?|diplomas?|transcripts?|degrees?)\b"
)
_SOFT = re.compile(
    r"\bprefer|\bideal|\btry\b|\bencourag|\bwish to\b|\bearly\b|\blike\b|\bbetter\b|\bbest\b|\blast (?:year|season)|"
    r"\bhope\b|\bpriority\b|\brecommend(?!ation)|\bused to\b|\bwould\b|\bif (?:possible|you can)\b|\bwas\b|\bwere\b"
)
_OTHER_END = re.compile(
    r"\binterview|\brank|\bdinner|\bvisit|\borientation|\brotat|\bwork\b|\bshift|\binvit|\bhear\b|\bholiday|\blunch|"
    r"\btour\b|\bmeet\b|\bfinish(?:es)? (?:residency|training)|\bgraduat"
)
_IT = re.compile(r"\W*(?:and |but |so )?(?:it|this|everything|they|all|all of (?:it|them|these)|these|it all|we)\b")


# What has a day of its own, for which "it" may stand.
_DUE_ALONE = re.compile(
    r"\becfmg\b|\bcertif\w*|\bsteps?\b|\bck\b|\busmle\b|\bcomlex\b|\bscores?\b|\bresults?\b|\bvisas?\b|\bpetition|"
    r"\bh-?1-?b?\b|\brank\w*|\binterview\w*|\bfellow|\bstudents?\b|\bobserv|\belective|\bmspe\b|\bdean|\bfees?\b|"
    r"\bcontracts?\b|\bsupplement\w*|\bsignals?\b"
)


def _is_of_file(clause: Clause, opened: str) -> bool:
    """Whether what "it" stands for is the file, and not a certificate or score of the sentence before."""
    previous = clause.previous
    if previous is None or previous.end + 4 < clause.start or not _IT.match(opened):
        return True
    told = f"{previous.lead} {previous.text}"
    return not _DUE_ALONE.search(told) or names_file(told)


_YEAR_BEFORE = re.compile(r",? of the year (?:before|prior)\b(?: (?=we |you ))?")
_SUBJECT_FIRST = (_MUST_ARRIVE, _COME, _THERE, _WE_HAVE_IT, _TIME_UNTIL, _BY_ERAS)


def _goes_on_with_other(clause: Clause, rival: re.Pattern) -> bool:
    """ "It must all be here by December 4: the petition and its fees": what "it" is follows."""
    rest = clause.sentence[max(0, clause.start - clause.sentence_start) + len(clause.text) :]
    return rest.lstrip().startswith(":") and bool(rival.search(rest)) and not names_file(rest)


def read_arrival(clause: Clause, text: str, days: list[Day], rival: re.Pattern, other: re.Pattern) -> Day | None:
    """The last day to apply by what arrives until then, or what no longer does."""
    day = days[-1]
    if day.month not in _LAST_MONTHS or len(days) > 2:
        return None
    start = days[0].end if len(days) == 2 else 0
    if len(days) == 2 and not re.search(r"\b(?:open|start|begin)", text[: days[0].start]):
        return None
    opened, tail = text[start : day.start], _YEAR_BEFORE.sub("", text[day.end :])
    if _WHEN_WE_CLOSE.search(opened) and not _OTHER_END.search(opened):
        return day
    heads = f"{clause.heading} {clause.lead} {clause.question if clause.is_first_reply else ''}"
    if _OTHER_END.search(f"{heads} {opened} {tail}") or other.search(heads):
        return None
    if _SOFT.search(opened) or _SOFT.search(tail):
        return None
    if rival.search(_IS_PAST.sub("", tail)) or rival.search(clause.lead) or _goes_on_with_other(clause, rival):
        return None
    if _ENDS.fullmatch(opened):
        previous = clause.previous
        return None if previous and _IT.match(opened) and _OTHER_END.search(previous.text) else day
    if not rival.search(opened) and _is_of_file(clause, opened):
        if any(told.fullmatch(opened) for told in _SUBJECT_FIRST):
            return day
        if _BY_OPENS.fullmatch(opened) and _WE_THEN.match(tail):
            return day
    if _ONLY_WHOLE.fullmatch(opened) and _ARE_READ.match(tail):
        return day
    if _SEND_BY.fullmatch(opened) and not rival.search(_EXAMS.sub(" ", opened)):
        return day
    return day if _is_over(opened, tail) else None


def _is_over(opened: str, tail: str) -> bool:
    """ "From December 5 on we take nothing", "once December 4 is past no file is read", "December 4 is the last"."""
    if _FROM_ON.fullmatch(opened) and _THEN_NOTHING.match(tail):
        return True
    if (once := _ONCE.fullmatch(opened)) and _IS_PAST.match(tail):
        said = f"{once.group('said')} {tail}"
        return bool(_REFUSED.search(said) and _OF_FILES.search(said))
    return not opened.strip(" .;-*\u2022") and bool(_IS_LAST.match(tail))


# "September 25: we read only what is complete by then"
_BY_THEN = re.compile(
    r"\b(?:complete|completed|whole|here|in|with us|received|submitted|there|in hand|arrives?|arrived|comes?|came|sent|"
    r"reach(?:es|ed)? us)(?: in)? (?:by|before|on|until) (?:then|that (?:day|date|time|evening)|midnight)\b"
)
_READS = re.compile(r"\b(?:read|review|consider|look|open|take|accept|process|count)\w*\b|\bmust\b|\bhas to\b|\bonly\b")


def read_by_then(clause: Clause, label: str, rival: re.Pattern) -> Day | None:
    """The day of a label whose text tells what is done with what has come by then."""
    days = list(find_days(label))
    if len(days) != 1 or days[0].month not in _LAST_MONTHS or label[: days[0].start].strip(" .-"):
        return None
    if label[days[0].end :].strip(" .-,") or rival.search(clause.text) or _SOFT.search(clause.text):
        return None
    return days[0] if _BY_THEN.search(clause.text) and _READS.search(clause.text) else None
