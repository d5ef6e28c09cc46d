"""A count of letters told with its parts: "four, that is the Dean's and three others", "the MSPE and four more ones".

Sums of writers and numbers beside the letters themselves are read in reader.py, listed.py and told.py.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.letters.words import DEAN, FEW, LETTER, PEOPLE
from transforms.language import Clause
from transforms.numerals import parse_number

_MAX = 5  # the application service takes four
_LEAST = r"(?:(?:at least|no fewer than|no less than|a minimum of|minimum) )?"
# "Four, that is the Dean's, the department's and two others", "three = the Dean, a surgeon, an internist"
_THAT_IS = re.compile(
    rf"\W*{_LEAST}(?P<n>{FEW})(?: letters| recommendations| references| of them)?(?:,| -|;)? ?(?:that is|that means|"
    rf"meaning|namely|i\.e\.|=|:|to wit|being|viz\.?|in other words|made up of|composed of),? (?P<list>[^;]*)"
)
_DEAN_AN_ITEM = re.compile(
    rf"(?:^|, |\band |\bof |\bfrom |\bby |: )(?:one (?:from|by|of) )?(?:the |your |that of the |an? )?{DEAN}"
)
_APART = re.compile(r"\b(?:plus|besides|apart|not|on top|in addition|without|excluding|aside|further|beyond)\b")
# "4, MSPE not among them", "three, the Dean's aside"
_DEAN_ASIDE = (
    rf"(?:(?:the |your )?{DEAN}(?: letter)? (?:not (?:among (?:them|these)|counted|included|one of them)|aside|apart|"
    rf"excluded|extra|on top|left out|does not count|is extra)|(?:not counting|without|excluding|apart from|besides|"
    rf"leaving (?:out|aside)|beyond|beside|in addition to) (?:the |your )?{DEAN}(?: letter)?)"
)
_COUNT_ASIDE = re.compile(rf"\W*{_LEAST}(?P<n>{FEW})(?: or more)?,? \(?(?:with )?{_DEAN_ASIDE}\W*")
_ASIDE_COUNT = re.compile(
    rf"\W*(?:with )?{_DEAN_ASIDE},? {_LEAST}(?P<n>{FEW})(?: or more)?(?: {LETTER})?(?: (?:altogether|in all|in total|"
    rf"all told|overall|are (?:needed|required)))\W*"
)
_NEAR = 4  # clauses before it
# "The Dean's letter along with two or more others", "Dean's recommendation, four others by teachers"
_DEAN_AND_MORE = re.compile(
    rf"\b{DEAN}(?: (?:letter|recommendation|reference|evaluation))?(?: \([^()]{{0,20}}\))?(?:,|,? and|,? plus|,? along "
    rf"with|,? together with|,? with|,? besides)? {_LEAST}(?P<n>{FEW})(?: or more)? (?:(?:others?|more|further|"
    rf"additional) (?:ones|letters?|lors?|recommendations|references)|others)\b"
)
_DEAN_ENDS = re.compile(rf"{DEAN}(?: (?:letter|recommendation|reference|evaluation))?(?: \([^()]{{0,20}}\))?[ .,;]*$")
_FURTHER_ONES = re.compile(
    rf"\W*(?:and |plus )?{_LEAST}(?P<n>{FEW})(?: or more)? (?:further|other|more|additional) ones"
    r"(?=\W*$| (?:by|from|of)\b)"
)
# "Four recommendations - two of them by people who ...": the head counts them all.
_HEAD_COUNT = re.compile(
    rf"(?:.*\| ?)?(?:\d[.)] ?)?{_LEAST}(?P<n>{FEW})(?: or more)? (?:[a-z]+ ){{0,2}}?{LETTER}(?: of "
    r"(?:recommendation|reference|support))?"
)
_SOME_OF_THEM = re.compile(r"\W*(?:at least )?(?:one|two|three|1|2|3|half|most|some) of (?:them|these|those|which)\b")
# "No fewer than four doctors with whom you worked write letters"
_PEOPLE_WRITE = re.compile(
    rf"\b(?P<n>{FEW})(?: or more)? (?:(?!of\b|to\b|the\b)[a-z.'-]+ ){{0,2}}?{PEOPLE}\b(?:(?!\b(?:may|can|could|not|"
    rf"never|if)\b)[^,;:]){{0,70}}? (?:(?:must|should|have to|need to|will|are to) )?(?:write|send|supply|provide|"
    r"submit|upload|sign) (?:us |you |in )?(?:(?:an?|the|your|their|strong) )?(?:letters?|recommendations?|"
    r"references)\b"
)
# "Three letters by those who oversaw you; one letter by the director"
_FIRST_COUNT = re.compile(
    r"\W*(?P<n>two|three|2|3) (?:[a-z]+ ){0,2}?(?:letters|lors|recommendations|references)(?: of (?:recommendation|"
    r"reference))? (?:by|from|of) (?!the chair|your chair|a chair|the dean)[^;]*"
)
_THEN_ONE = re.compile(
    rf"\s*;\W*(?:and |plus )?(?:one|an?|1) (?:(?:more|further|additional|other) )?(?:letter|lor|recommendation|"
    rf"reference)(?: of (?:recommendation|reference))? (?:by|from|of) (?!{DEAN}|these|them)[^;]*"
)
_FREE = re.compile(
    rf"\b(?:optional|if|may|can|could|prefer\w*|ideal\w*|encourag\w*|welcome|recommended|among|including|{DEAN})"
)
_ASIDE = re.compile(r" ?\([^()]*\)")


def count_parts(clause: Clause, text: str, label: re.Pattern) -> int:
    """How many letters are asked for by a count that is told with its parts; 0 where none is."""
    lead = clause.lead.rsplit(" | ", 1)[-1]
    asked = lead or (clause.question if clause.is_first_reply else "")
    if asked and label.fullmatch(asked):
        if counted := _COUNT_ASIDE.fullmatch(text):
            return parse_number(counted.group("n"))
        if (that_is := _THAT_IS.match(text)) and _DEAN_AN_ITEM.search(that_is.group("list")):
            return 0 if _APART.search(that_is.group("list")) else parse_number(that_is.group("n")) - 1
    if (head := _HEAD_COUNT.fullmatch(clause.lead)) and _SOME_OF_THEM.match(text):
        return parse_number(head.group("n")) - bool(re.search(DEAN, text))
    return _count_beside_dean(clause, text) or _count_writing(clause, text)


_OTHER_WRITER = re.compile(rf"\b(?:chair|director|department|program|{FEW}|letters?|recommendations?)\b|'s,")


def _count_beside_dean(clause: Clause, text: str) -> int:
    """ "The Dean's letter and two others": the others."""
    if (aside := _ASIDE_COUNT.fullmatch(text)) and _speaks_of_letters(clause):
        return parse_number(aside.group("n"))
    more = _DEAN_AND_MORE.search(text)
    if more and not _OTHER_WRITER.search(text[: more.start()]) and not re.search(rf"\b{FEW}\b", clause.lead):
        return parse_number(more.group("n"))
    previous = clause.previous
    if (
        previous is not None
        and previous.sentence_start == clause.sentence_start
        and (ones := _FURTHER_ONES.match(text))
        and _DEAN_ENDS.search(previous.text)
    ):
        return parse_number(ones.group("n"))
    return 0


def _speaks_of_letters(clause: Clause) -> bool:
    said, previous = f"{clause.lead} {clause.question} {clause.text}", clause.previous
    for _ in range(_NEAR):
        if previous is None:
            break
        said, previous = f"{said} {previous.lead} {previous.text}", previous.previous
    return re.search(rf"\b{LETTER}", re.sub(rf"{DEAN} letters?", "", said)) is not None


def _count_writing(clause: Clause, text: str) -> int:
    if writing := _PEOPLE_WRITE.search(text):
        return parse_number(writing.group("n"))
    first = _FIRST_COUNT.match(text)
    if first is None or ";" not in clause.sentence or re.search(DEAN, _ASIDE.sub("", text)):
        return 0
    rest = clause.sentence[max(0, clause.start - clause.sentence_start) + len(clause.text.rstrip(" ;")) :]
    then = _THEN_ONE.match(rest)
    if then is None or _FREE.search(then.group()) or _FREE.search(_ASIDE.sub("", first.group())):
        return 0
    count = parse_number(first.group("n")) + 1
    return count if count <= _MAX else 0
