"""Days whose meaning their place tells: a season that opens a text, a paper list's last item, "our deadline (...)".

The days that a verb or a label explains are read in reader.py.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.dates import Day, find_days
from transforms.language import Clause

FROM_TO = re.compile(r"\W*(?:to|through|thru|until|till|and|-|(?:and )?up to(?: and including)?)\W*(?:the )?")
_LAST_MONTHS = (9, 10, 11, 12, 1)
_MARKER = re.compile(r"\W*\d{1,2}\) (?=[a-z])")


def blank_marker(text: str) -> str:
    """ "8) September 1 to November 30": the number of the item is no part of the day."""
    marker = _MARKER.match(text)
    return " " * marker.end() + text[marker.end() :] if marker else text


def is_item(text: str) -> bool:
    """ "7) No observerships.": an item by itself, and so no name of what follows."""
    return bool(_MARKER.match(text))


# "We are open from", "the portal stays open between": said of files, and no house or clinic.
_IS_OPEN = re.compile(
    r"\W*(?:(?:(?:we|it|they|eras|cas|sf ?match|(?:the|our) (?:(?:reading|application|eras) )?(?:books?|inbox|portal|"
    r"window|"
    r"season|lists?|doors?|cycle|period|application\w*|program))(?: (?:is|are|will be|stays?|remains?|be))?|(?:for "
    r"[^;,]{3,40} )?(?:use|by|through|via|in) "
    r"(?:my ?)?(?:eras|cas|sf ?match)),? )?open(?:ed)?(?: (?:to|for) (?:all |new )?(?:applicants|applications|files|"
    r"you|"
    r"everyone))?:?(?: (?:from|between|on))?\W*(?:the )?"
)
_SEASON_IS = re.compile(
    r"\W*(?:the|our) (?:reading|application|eras|submission) (?:season|window|period|time) (?:is|runs|lasts|goes|will "
    r"be)"
    r"(?: from| between)?\W*(?:the )?"
)
_OPEN_LABEL = re.compile(
    r"(?:we are |we |eras |applications? |the |our |portal |window |files? )*(?:open|taken|accepted|window|received)"
)
_FILES_WORKED = re.compile(  # "Files taken", "applications read"
    r"\W*(?:all |the )?(?:files?|applications?|dossiers|papers|eras files?)(?: (?:are|will be|get))? (?:taken|accepted|"
    r"read|received|reviewed|considered|opened|downloaded)(?: only)?(?: (?:from|between))?\W*(?:the )?"
)
# What is done with files for as long as they are taken, and the period in which they are.
_WORKED = re.compile(
    r"\b(?:applications?|apply|submissions?|submit|files?|eras|season|window|portal|rolling|(?:accept|tak|receiv|"
    r"review|read|consider|download|evaluat|screen|process)(?:s|ed|ing|es|e)?|reviews?)\b"
)
_WE_WORK = re.compile(
    r"\W*(?:we|the (?:program|committee|department|office)) (?:[a-z]+ly |will |do |all )*(?:accept|take|receive|read|"
    r"review|consider|download|evaluate|screen|process|look at)s?\b(?! (?:calls|visitors|students|observers|"
    r"interview\w*|residents|fellows|patients|no\b))"
)
_YOU_APPLY = re.compile(  # "Between October 3 and December 4 you apply"
    r"\W*(?:you|applicants|candidates|everyone|one|people|all) (?:all |may |can |will |must |should |do )*(?:apply|"
    r"(?:send|submit|upload|hand in|turn in|file) (?:us )?(?:your|the|their|all|it|an?|everything)\b(?! (?:rank|"
    r"thank|reply|visa)))(?! (?:for|to) (?!our|the program|the residency|us))"
)
_UNTIL = re.compile(r"\W*(?:(?:only|still|open),? )*(?:until|till|through|thru|up to(?: and including)?)\s*(?:the )?")
_OPENS_SEASON = re.compile(r"\W*(?:open )?(?:(?:from|between)\W+)?(?:the )?")
_BY_ERAS = re.compile(
    r"\W*(?:(?:all |only |and |please )*(?:(?:by|through|via|in|on|with) )?(?:my ?eras|eras)(?: only| alone)?|"
    r"no later|not later|no exceptions|at the latest|"
    r"(?:all|everything)(?: (?:materials|documents|papers|letters))?(?: (?:in|due|here))? by then|"
    r"(?:of )?(?:each|every) (?:year|season|cycle|fall|autumn)|annually|yearly|"
    r"of the (?:preceding|previous|prior|same) year|of the year before(?: (?:you|the|your|training|residency)(?: "
    r"[a-z]+)? "
    r"?(?:starts?|begins?)?)?|(?:with )?the (?:latter|second|last)(?: (?:one|date|day))? (?:for|being|is|as) "
    r"[a-z ]{3,30}|"
    r"(?:(?:preliminary|categorical|advanced|both|and|or|all) ?)+(?:places|positions|tracks|applicants)?|"
    r"for (?:(?:both|all|the|our|preliminary|categorical|advanced|and|or) )*(?:places|positions|tracks|programs|"
    r"applicants)|for (?:a|the) start (?:in )?(?:the )?(?:following|next|coming) (?:year|july|summer))?\W*"
)
LATER_IS_LATE = re.compile(
    r"[;,.:-]*\s*(?:but |and )?(?:whatever|anything|what|those that|files that|everything|all that|applications that|"
    r"the rest|late files|later files?|later (?:ones|applications?)|late(?:r)? (?:papers|"
    r"arrivals))\b[^.;]{0,40}?\b(?:not|never|no longer|too late|unread|"
    r"ignored|discarded|returned|rejected|wait)\b|"
    r"[;,.:-]*\s*(?:but |and |then )?(?:nothing|nobody|no one|none|no (?:file|application|papers?)) (?:that (?:comes|"
    r"arrives) )?(?:later|after(?: that|wards)?|thereafter)\b(?! than)"
)
_PERIOD = re.compile(
    r"\b(?:submission|application|eras|applying) (?:period|window|season|dates?)\b|\bapply\b|"
    r"\bis (?:the|your) (?:window|portal) open\b"
)
# "December 1st for all applications."
_OPENS_DAY = re.compile(r"\W*(?:by |until |on )?\W*(?:the )?")
_FOR_APPLICATIONS = re.compile(r"\W*(?:is )?for (?:all |every |the |completed? )*(?:applications?|applying|files)\W*")
_WHEN = re.compile(r"\W*(?:and |by )?when\W*")
# "By? December 15th."
_BY_WHEN = re.compile(r"\W*(?:and )?(?:(?:by|until|till)(?: when| what date)?|when)\W*")
_ALL_BY = re.compile(
    r"\W*(?:and )?(?:all|everything|this|that|all this|all that|do so|do it)(?: of (?:it|this|these|them|that|the "
    r"above))?(?: (?:is|are|must be|has to be))?"
    r"(?: (?:due|in|here|complete|with us))? by (?:the )?"
)
_OUR_DEADLINE = re.compile(
    r"\b(?:our (?:own )?(?:application |eras |file )?|the (?:program's |department's |application |eras ))"
    r"deadline(?:,? (?:of|which is|that is)|,|:| ?\() ?(?:the )?$"
)
# "Cut-off November 10.", "our deadline passes on October 30": the day of a whole clause.
_IS_CLOSE = re.compile(
    r"\W*(?:the |our |application |file |eras |firm |strict |absolute )*(?:dead ?line|cut-?off(?: date| day)?|closing "
    r"da(?:y|te)|last (?:day|moment))(?: (?:to apply|for (?:applications?|applying|files)))?(?: (?:is|passes|falls|"
    r"comes|"
    r"remains|stays|will be))?(?: on)?[ :=-]*(?:the )?"
)
_THE_DEADLINE = re.compile(r"\b(?:by|before|than|until|on) the deadline(?: of|,| ?\() ?(?:the )?$")
_ABOUT = re.compile(
    r"\b(?:as (?:near|close|soon)[a-z ]{0,20}(?:to|after|on|by)|shortly (?:after|before)|soon after|right after|"
    r"(?:on or )?(?:around|about)|circa|near|close to)\s*(?:the )?$"
)
# Papers of a file, which beside others have no day of their own.
_NAMED_PAPERS = re.compile(
    r"\b(?:usmle|comlex|ecfmg|certificat\w*|scores?|steps?|levels?|diplomas?|results?|degrees?|status report|passed|"
    r"mspe|dean'?s?|visa|graduates?|students?)\b"
)
_LISTED = re.compile(r"[^.;]*\bletters?\b[^.;]*,? (?:all |everything )?(?:by|due|no later than|before)\s*(?:the )?")


def is_about(before: str) -> bool:
    """ "As near to September 15 as possible": no last day."""
    return bool(_ABOUT.search(before))


_CONTENTS = re.compile(
    r"(?P<file>\b(?:eras (?:files?|applications?)|applications?|files?)) (?:with|including|containing|that "
    r"(?:hold|contain|include))\b[^;.]*? (?=(?:are|is|will be|must|should) )"
)


def drop_contents(text: str) -> str:
    """ "Files with a statement, letters and the USMLE record are accepted through": what the files hold is left out."""
    return _CONTENTS.sub(lambda match: f"{match.group('file')} ", text) if "," in text else text


# Days of spring and summer are seldom those of applications: what else falls due then.
_OF_SPRING = re.compile(
    r"\becfmg\b|\bcertif\w*|\bpetitions?\b|\bcredential\w*|\branks?\b|\branking\b|\bvisas?\b|\bh-?1-?b?\b|"
    r"\blicen[sc]\w*|\bcontracts?\b|\borientation\b|\bsteps?\b|\bscores?\b|\bon-?boarding\b|\bdiplomas?\b"
)
_APPLYING = re.compile(
    r"\bapplications? (?:deadline|(?:are |is |must be )?(?:due|closed?|close|accepted|received|complete))|"
    r"\bdeadlines?\b[^.;]{0,40}\bappl\w+|\bto apply\b|\bapply\b|\bseason\b|\bwindow\b|\bapplications?\b"
)
_ONCE = re.compile(r"\b(?:it|which|that|this|deadline) (?:was|had been|used to be)\b(?: on)?\s*(?:the )?$|\bhad been $")
_FOLLOWS = re.compile(
    r"\b(?:may|can|could|might) (?:still )?(?:follow|come|arrive|be added|be sent later|reach us)\b[^.;,]{0,20}$"
)


def names_close(opened: str) -> bool:
    """ "The last day is": all that stands before the day names it."""
    return bool(_IS_CLOSE.fullmatch(opened))


def is_of_season(clause: Clause, before: str, day: Day) -> bool:
    """Whether the day may be one of applications: "certification by March 1" is not, nor "CK may follow by January"."""
    if _FOLLOWS.search(before):
        return False
    if day.month not in (2, 3, 4, 5, 6, 7):
        return True
    asked = clause.question if clause.is_first_reply else ""
    told = f"{clause.lead} | {asked} | {before}"
    if _APPLYING.search(told):
        return True
    previous = clause.previous
    near = previous.text if previous and previous.sentence_start == clause.sentence_start else ""
    return not _OF_SPRING.search(f"{told} {near} {clause.text}")


def tells_once(before: str) -> bool:
    """ "We dropped the deadline (it was October 31)": of a past season."""
    return bool(_ONCE.search(before))


def is_listed(opened: str, rival: re.Pattern) -> bool:
    """ "Statement, three letters, transcript, USMLE, by November 1": the day of all papers of a list."""
    return (
        opened.count(",") >= 3
        and bool(_LISTED.fullmatch(opened))
        and not rival.search(_NAMED_PAPERS.sub(" ", opened.partition(": ")[2] or opened))
    )


def read_bare(clause: Clause, text: str, days: list[Day], rival: re.Pattern, other: re.Pattern) -> Day | None:
    """The last day to apply, where the clause holds no more than its days or says what is done until then."""
    first, last = days[0], days[-1]
    if last.month not in _LAST_MONTHS or len(days) > 2:
        return None
    previous = clause.previous
    is_near = previous is not None and previous.end + 4 >= clause.start and not is_item(previous.text)
    told = f"{clause.heading} {previous.text if previous and is_near and len(previous.text) < 60 else ''}"
    opened, tail = text[: first.start], text[last.end :]
    label = clause.lead.rsplit(" | ", 1)[-1]
    asked = clause.question if clause.is_first_reply else ""
    if len(days) == 2 and first.month in _LAST_MONTHS and _OUR_DEADLINE.search(text[: first.start]):
        return first  # "by our deadline, October 31, and in any case when interviews end on January 16"
    if _OUR_DEADLINE.search(text[: last.start]) or (_THE_DEADLINE.search(text[: last.start]) and last.month != 1):
        return last
    is_named = (
        len(days) == 1
        and re.search(r"\b(?:the|our)\s*$", opened)
        and re.match(r" (?:application |eras |firm |final )*deadline\b", tail)
    )
    if is_named and not clause.lead and not _OF_SPRING.search(text) and not re.search(r"\binterview|\bpass", text):
        return last
    if asked and (other.search(asked) or rival.search(asked)):
        return None
    if len(days) == 1 and label and label == clause.lead and not asked:
        # "From September 15 - October 1, ERAS only": the hyphen made a label of the first day
        starts = list(find_days(label))
        is_season = (
            len(starts) == 1
            and starts[0].month in (9, 10)
            and _OPENS_SEASON.fullmatch(label[: starts[0].start])
            and not label[starts[0].end :].strip()
        )
        if is_season and not opened.strip() and _BY_ERAS.fullmatch(tail) and not other.search(told):
            return last
    told_open = _IS_OPEN.fullmatch(opened) or _FILES_WORKED.fullmatch(opened) or _SEASON_IS.fullmatch(opened)
    if len(days) == 2 and not asked and first.month in (8, 9, 10) and FROM_TO.fullmatch(text[first.end : last.start]):
        is_open = told_open if not clause.lead else _OPEN_LABEL.fullmatch(label) and _OPENS_SEASON.fullmatch(opened)
        if is_open and (_BY_ERAS.fullmatch(tail) or re.match(r"[,;(]", tail)) and not other.search(clause.heading):
            return last
    if clause.lead or other.search(told):
        return None
    if len(days) == 1 and not asked and _OPENS_DAY.fullmatch(opened) and _FOR_APPLICATIONS.fullmatch(tail):
        return last
    if len(days) == 1 and _IS_CLOSE.fullmatch(opened) and re.match(r"\W*$|[,;(]", tail):
        return last
    is_season = (
        len(days) == 2
        and first.month in (8, 9, 10)
        and FROM_TO.fullmatch(text[first.end : last.start]) is not None
        and re.search(r"(?:^|\b(?:from|between|^open|,|:))\W*(?:the )?$", opened) is not None
    )
    if len(days) == 2 and not is_season:
        return None
    if (is_season or _UNTIL.fullmatch(opened)) and (_WE_WORK.match(tail) or _YOU_APPLY.match(tail)):
        return last
    if is_season and _WORKED.search(opened) and not rival.search(opened) and re.match(r"\W*$|[,;(]", tail):
        return last
    if _ALL_BY.fullmatch(opened) and _BY_ERAS.fullmatch(tail):
        return last
    if asked:
        is_asked = _PERIOD.search(asked) or (
            (_WHEN.fullmatch(asked) or _BY_WHEN.fullmatch(asked))
            and not (previous and other.search(f"{previous.question} {previous.text}"))
        )
        if len(days) == 1 and is_asked and _BY_WHEN.fullmatch(asked) and previous and clause.start - previous.end < 16:
            return last if not opened.strip() and not tail.strip(" .,;") else None
        return last if is_season and _OPENS_SEASON.fullmatch(opened) and is_asked else None
    if ((is_season and _OPENS_SEASON.fullmatch(opened)) or _UNTIL.fullmatch(opened)) and _BY_ERAS.fullmatch(tail):
        return last
    rest = clause.sentence[max(0, clause.start - clause.sentence_start) + len(clause.text) :]
    is_first = not opened.strip() and not tail.strip(" .,;")
    return last if is_first and LATER_IS_LATE.match(rest) else None
