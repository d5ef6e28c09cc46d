"""Days told in few words: "receipt by December 4", "open October 3, closed December 4", and a deadline that is denied.

The verbs that close and the limits of an application are read in reader.py, days by their place in bare.py.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.dates import Day
from transforms.facts.deadline.bare import is_item
from transforms.language import Clause

_LAST_MONTHS = (9, 10, 11, 12, 1)
_BY = r"(?:by|before|until|till|through|up to(?: and including)?|no later than|not later than|on or before)"
_PAPERS = r"(?:files?|applications?|dossiers?|papers|materials|documents|letters|paperwork)"
_IN = r"(?:here|in|with us|in eras|complete|completed|uploaded|submitted|received|on file|in hand|ready|there|sent)"
_TAIL = re.compile(
    r"\W*(?:at (?:the )?(?:very )?latest|latest|or (?:before|earlier|sooner)|sharp|(?:of )?(?:each|every) "
    r"(?:year|season)|"
    r"annually|of the (?:year before|preceding year|previous year|prior year)|(?:through|via|by|in) eras)?\W*"
)
# "Receipt by December 4", "latest submission: before December 4", "full consideration until December 4".
_NOUN_BY = re.compile(
    r"\W*(?:(?:the|latest|last|final|complete|to be|due|all|your) )*(?:receipt|arrival|submission|delivery|handing in|"
    rf"filing|reception)(?: of (?:(?:the|your|all|complete|completed|whole) )*{_PAPERS})?(?: (?:here|with us|in eras|"
    rf"is|due|possible|required|at the latest))*:?\W+{_BY}\W+(?:the )?|"
    r"\W*(?:the )?(?:latest|last|final) (?:receipt|arrival|submission|delivery|filing)(?: (?:is|on|date|"
    r"day))*:?\W+(?:the )?"
)
_CONSIDERED_UNTIL = re.compile(
    r"\W*(?:(?:full|fully|guaranteed|all|for|applications|files) )*(?:consideration|considered)(?: (?:is|are|given|"
    r"possible|granted|guaranteed|only))*\W+(?:until|till|through|up to)\W+(?:the )?"
)
# "All here by December 4.", "the whole file in ERAS before December 4"
_ALL_IN = re.compile(
    rf"\W*(?:all(?: of (?:it|this|these|them|the above))?|everything|(?:the |your )?(?:whole|complete|entire) file|"
    rf"(?:(?:all|the|your|complete) )*{_PAPERS})(?: (?:must|should|has to|have to|needs? to|to))?(?: be)? {_IN}"
    rf"(?: (?:here|with us|in eras))? {_BY} (?:the )?|"
    # "Everything has to be with us on December 4"
    rf"\W*(?:all(?: of (?:it|this))?|everything|(?:(?:all|the|your|complete) )*{_PAPERS}) (?:must|has to|have to|"
    rf"needs? "
    rf"to|is to|are to|to) be {_IN}(?: (?:here|with us|in eras))? on (?:the )?"
)
# "Open October 3, closed after December 4", "we open in October and shut on December 4"
_OPENS = re.compile(
    r"\W*(?:(?:we|it|eras|(?:the |our )?(?:season|window|portal|inbox|applications?|application (?:season|window|"
    r"period)|"
    r"books?|lists?)) (?:(?:is|are|will be) )?)?(?:opens?|opened|opening)(?: (?:on|from|"
    r"in|with|"
    r"since|as of))?\W*(?:the )?"
)
_CLOSES = re.compile(
    r"\W*(?:(?:and|then|but) )*(?:(?:it|we|they|all|everything) )?(?:(?:is|are|will be) )?(?:clos(?:e|es|ed|ing)|shut|"
    r"shuts|locked|locks|ends?|ended|ending|over|done)(?: (?:again|down|for good|its doors))?(?: (?:on|after|"
    r"with|by|at|"
    r"the evening of))?\W*(?:the )?"
)


def read_short(clause: Clause, text: str, days: list[Day], rival: re.Pattern, other: re.Pattern) -> Day | None:
    """The last day to apply in a clause that holds no more than a noun or two verbs beside its days."""
    last, opened = days[-1], text[: days[0].start]
    if len(days) > 2 or clause.lead or last.month not in _LAST_MONTHS or not _TAIL.fullmatch(text[last.end :]):
        return None
    if other.search(clause.heading) or _is_below(clause, other):
        return None
    asked = clause.question if clause.is_first_reply else ""
    if rival.search(asked):
        return None
    if len(days) == 2:
        is_season = days[0].month in (7, 8, 9, 10, 11) and _OPENS.fullmatch(opened)
        return last if is_season and _CLOSES.fullmatch(text[days[0].end : last.start]) else None
    told = _NOUN_BY.fullmatch(opened) or _ALL_IN.fullmatch(opened) or _CONSIDERED_UNTIL.fullmatch(opened)
    return last if told else None


def _is_below(clause: Clause, other: re.Pattern) -> bool:
    """ "Interview letters. All sent by December 4.": the sentence before names what the day is of."""
    previous = clause.previous
    if previous is None or previous.end + 4 < clause.start or is_item(previous.text) or len(previous.text) > 40:
        return False
    return bool(other.search(previous.text)) and not re.search(r"\bletters?\b|\btranscript", previous.text)


# A whole label, up to its day and behind it: "In ERAS, December 4 at the latest: ..."
_LABEL_OPENS = re.compile(
    r"\W*(?:please )?(?:(?:send|submit|upload|apply|applications?|all|everything),? )*(?:(?:through|via|by|in|with|on|"
    r"into|to) (?:my ?)?eras(?: only| alone)?,? )?(?:(?:all|everything|due|in|here),? )*"
    rf"(?P<by>(?:due|{_BY})\W+)?(?:the )?"
)
_LABEL_ENDS = re.compile(
    r"\W*(?P<close>(?:\(?(?:the |our |application )*(?:deadline|closing date|last day)\)?|at the (?:very "
    r")?latest|latest|"
    r"or (?:before|earlier|sooner)))?,?\W*(?:(?:the following|these|all (?:of )?(?:the following|these|this)|"
    r"what follows|"
    r"we|you|please|your file)\b[a-z ]{0,50})?\W*"
)


def read_label(label: str, days: list[Day], rival: re.Pattern) -> Day | None:
    """The last day that a whole label of papers names."""
    if len(days) != 1 or days[0].month not in _LAST_MONTHS:
        return None
    opens, ends = _LABEL_OPENS.fullmatch(label[: days[0].start]), _LABEL_ENDS.fullmatch(label[days[0].end :])
    if not opens or not ends or rival.search(label):
        return None
    return days[0] if opens.group("by") or ends.group("close") else None


_ASKS_DEADLINE = re.compile(
    r"\W*(?:(?:is there|have you|do you have|any|what about|and|the|an?|your|application|hard|strict|firm|fixed|"
    r"official|"
    r"set|real|specific) )*(?:deadline|cut-?off date|closing date)(?: (?:for applications?|to apply|for applying))?\W*"
)
_NONE_TOLD = re.compile(
    r"\b(?:no|not an?|not any|without an?|without any) (?:(?:specific|fixed|official|set|strict|hard|"
    r"firm|formal|real|absolute|definite|particular|single|actual|exact|true) )*(?:application )?dead ?line\b"
    r"(?! (?:other|except|besides|but|extension))|\bdead ?lines?:? (?:there (?:is|are) )?none\b"
)
_NONE = re.compile(r"\W*(?:no|none|there is none|not really|not any|we have none)\b(?: at all| as such| fixed)?\W*")
# What makes a day of it after all: "no firm deadline, but nothing is read after December 4".
_FIRM = re.compile(
    r"\b(?:must|only|nothing|no|never|clos\w+|stop\w*|due|required|has to|have to|until|latest|last|dead ?line|"
    r"(?:are|is|will) not|cut-?off)\b"
)
_WISHED = re.compile(
    r"\b(?:(?:may|might|could) not|may be (?:too )?late|encourag\w*|advis\w*|recommend\w*|try|best|prefer\w*|wise|"
    r"suggest\w*|better|early|earlier|ideal\w*|aim|hope|welcome|priority|like|should|earliest|sooner|happy)\b"
)


def denies_deadline(clause: Clause, text: str) -> bool:
    """ "Deadline? None, but October 20 or before is best.": the day is no more than a wish."""
    asked = clause.question if clause.is_first_reply else ""
    if asked and _ASKS_DEADLINE.fullmatch(asked):
        previous = clause.previous
        is_none = clause.answer == "no" or (
            previous is not None and previous.question == asked and _NONE.fullmatch(previous.text)
        )
        return bool(is_none) and not _FIRM.search(text)
    previous = clause.previous
    told = clause.sentence
    if previous is not None and previous.end + 4 >= clause.start:
        told = f"{previous.text} | {told}"
    return bool(_NONE_TOLD.search(told) and _WISHED.search(text) and not _FIRM.search(text))
