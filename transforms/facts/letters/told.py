"""Counts of letters told aside: by their writers ("letters of three surgeons") or in the question that is answered.

Numbers that stand with the letters themselves, and sums of several, are read in reader.py.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.letters.words import DEAN, FEW, LETTER, PEOPLE
from transforms.language import Clause
from transforms.numerals import NUMBER, parse_number

# "References of three surgeons", "the letters of at least two teachers"
_OF_WRITERS = re.compile(
    r"\b(?:letters?|lors?|references?|(?<!the )recommendations?)(?: of (?:recommendation|reference|support))?,? "
    r"(?:(?:(?:are|is) "
    r"(?:required|needed|requested|expected|wanted) (?:from|by)|(?:must |should |have to |are to |need to )?(?:be |"
    r"come )?"
    r"(?:(?:written|signed|sent|supplied|submitted|provided|uploaded) by|by|from))|of) (?:at least |no fewer than |no "
    r"less "
    rf"than |a minimum of )?(?P<n>{FEW})(?: or more)? (?:(?!of\b|or\b|and\b|letters?\b)[a-z'./-]+ ){{0,3}}?{PEOPLE}\b"
)
# "Letters from surgeons, three of them", "recommendations by teachers (three)"
_WRITERS_COUNTED = re.compile(
    rf"\b(?:{LETTER})(?: of (?:recommendation|reference|support))? (?:of|by|from) (?!the chair)[a-z' ]{{4,40}}?(?:,| "
    rf"\(|:| -) ?"
    rf"(?:at least )?(?P<n>{FEW})(?: of them| in number| in all| or more)?(?=\W*$|[,;)])"
)
_EACH_FROM = re.compile(  # "one letter each from three surgeons"
    rf"\bone (?:letter |recommendation )?each (?:from|by|of) (?P<n>{FEW}) (?:[a-z]+ ){{0,2}}?{PEOPLE}\b"
)
_OF_YOUR = re.compile(  # "three of your teachers have to send letters"
    rf"\b(?P<n>{FEW}) of your (?:[a-z]+ ){{0,2}}?{PEOPLE} (?:must |should |have to |need to |will |are to )*(?:send|"
    rf"write|"
    rf"submit|upload|supply|provide) (?:us )?(?:an? )?(?:letters?|recommendations?|references?)\b"
)
# "The chair writes one, two teachers the others": one told by its writer, and how many more.
_ONE_BY = (
    rf"\b(?:(?!{DEAN})[a-z]+ )?(?:chair(?:man|person|woman)?|director|department|head|chief) (?:must |should |has to |"
    rf"will "
    r"|is to )?(?:writes?|signs?|supplies|supply|gives?|provides?|sends?) (?:one(?: letter)?|a letter|a recommendation|"
    r"the first(?: one| letter)?)(?: of (?:recommendation|them))?"
)
_WRITES_ONE = re.compile(
    rf"{_ONE_BY},? (?:and |while |plus |with )?(?:at least )?(?P<n>two|three|2|3)(?: or more)? (?:(?:others?|more|"
    rf"further|additional)\b|(?:[a-z]+ )?{PEOPLE} (?:write |supply |give |sign |send )?(?:the |two )?(?:others|rest|"
    r"remaining))"
)
# "At least one recommendation by a surgeon, two from anybody": each with its own count.
_ONE_AND_MORE = re.compile(
    rf"\b(?:(?:at least )?one|an?|1|the|your) (?:[a-z'/-]+ ){{0,2}}?(?:letter|lor|recommendation|reference|note)(?: of "
    rf"(?:recommendation|reference|support))?(?: (?:comes?|is|must (?:come|be)|should (?:come|be)|has to (?:come|be)|"
    rf"written))* (?:by|from|of) (?:(?!{DEAN})[^,;.:\d]){{3,70}}?(?:,|;|,? and|,? plus|,? with) (?:at least )?"
    rf"(?P<n>two|three|2|3)(?: or more)?(?: (?:more|further|other|additional|others|ones|letters))*,? (?:(?:must |"
    rf"should )?"
    r"comes?(?: from| by)?|from|by|of|elsewhere)\b(?! (?:them|these|those|which|whom)\b)"
)
_ONE_AND_OTHERS = re.compile(
    rf"\b(?:one|an?|1|the|your) (?:[a-z'/-]+ ){{0,2}}?(?:letter|lor|recommendation|note)(?: of (?:recommendation|"
    rf"reference|support))? (?:by|from|of) (?:(?!{DEAN})[^,;.:\d]){{3,70}}?,? (?:and|plus|with|\+) (?:at least )?"
    r"(?P<n>two|three|2|3)(?: or more)? (?:others|besides|on top|(?:more|further|additional)(?: ones)?|of your (?:own "
    r")?"
    r"choice)(?=\W*$|[,;(]| by\b| from\b)"
)
_POSSESSED_AND_MORE = re.compile(  # "the chair's letter, and two besides"
    r"\b(?:chair(?:man|person|woman)?|director|department|head)(?: of (?:the )?(?:[a-z&-]+ ){0,3}?[a-z]+)?(?:'s)? "
    r"(?:[a-z]+ )?(?:letter|recommendation),? (?:and|plus|\+|with) "
    r"(?:at least )?(?P<n>one|two|three|1|2|3) (?:besides|on top|more|others?|further|elsewhere)\b"
)
_BESIDES_THAT_OF = re.compile(  # "two letters besides that of the chair"
    r"(?P<n>two|three|2|3) (?:[a-z]+ )?(?:letters?|lors?|recommendations|references)(?: of recommendation)? "
    r"(?:besides|on "
    r"top of|in addition to|apart from|beyond|plus) (?:that|the one|the letter) (?:of|by|from) (?:the |your |an? )?"
    r"(?:[a-z]+ ){0,2}?(?:chair|director|head|department)"
)
_THIRD_AWAITED = re.compile(  # "once the third letter is there we read"
    r"\b(?:once|until|till|as soon as|when|before|after|unless) (?:the|a|your) (?P<third>third|fourth) (?:letter|lor|"
    r"recommendation|reference)\b(?! (?:from|by|of your|writer))"
)
_FIND_WRITERS = re.compile(  # "find three teachers who write about you"
    rf"\b(?:ask|have|get|find|let|choose|name|request) (?:at least )?(?P<n>{FEW}) (?:[a-z]+ ){{0,2}}?{PEOPLE} (?:who |"
    rf"to |"
    r"that )?(?:will |can |should )?(?:write|recommend|vouch|speak) (?:us|to us|for you|about you|you|on your behalf|"
    r"up "
    r"for you)\b"
)
_SOFT = re.compile(
    r"^\W*(?:our |the |all |senior )*residents\b|\bpromotion\b|\b(?:optional|may\b|can\b|encourag|welcome|prefer|"
    r"ideal|recommended\b|suggest|if\b|typical|usual|most of|helpful|"
    r"last year|used to|fellows?|students?|residents? (?:get|receive))"
)
_WISHES_WRITER = re.compile(r",? \(?(?:preferably|ideally|by preference|if possible|where possible|if you can)\b[^;.]*")


# "Letters from two surgeons and an internist", "by two surgeons, of three": not the whole.
_GOES_ON = re.compile(
    rf"[^.;]{{0,25}}?(?:(?:,|,? and|,? plus|,? with) (?:an?|one|another|two|the|your)\b|(?:,? out)?,? of {FEW}\b)"
)


def _is_said(pattern: re.Pattern, text: str) -> re.Match[str] | None:
    hit = pattern.search(text)
    return hit if hit and not _SOFT.search(_WISHES_WRITER.sub("", text)) else None


# "Essay, Dean's letter, the chair's letter and two more": a paper of its own in a list of papers.
_DEAN_PAPER = re.compile(r"(?:^|, )(?:(?:the|your|an?) )?(?:dean'?s letter|mspe)(?: \(mspe\))?(?=, )")


def count_by_writers(text: str) -> int:
    """How many letters a clause asks for that counts those who write them; 0 where none does."""
    if "dean" in text or "mspe" in text:
        text = _DEAN_PAPER.sub("", text)
        if re.search(DEAN, text):
            return 0
    more = (
        _is_said(_WRITES_ONE, text)
        or _is_said(_ONE_AND_MORE, text)
        or _is_said(_ONE_AND_OTHERS, text)
        or _is_said(_POSSESSED_AND_MORE, text)
        or _is_said(_BESIDES_THAT_OF, text)
    )
    if more:
        return 1 + parse_number(more.group("n"))
    if awaited := _THIRD_AWAITED.search(text):
        return {"third": 3, "fourth": 4}[awaited.group("third")]
    writers = (
        _is_said(_FIND_WRITERS, text)
        or _is_said(_OF_YOUR, text)
        or _is_said(_EACH_FROM, text)
        or _is_said(_WRITERS_COUNTED, text)
        or _is_said(_OF_WRITERS, text)
    )
    if (
        writers
        and not _GOES_ON.match(text, writers.end())
        and not re.search(rf"{NUMBER} (?:[a-z]+ ){{0,3}}?{LETTER}", text[: writers.end("n")])
    ):
        return parse_number(writers.group("n"))
    return 0


# "Must a surgeon write one of your three obligatory letters?": the question takes the number for granted.
_GRANTED = re.compile(
    rf"\b(?:one|any|some|all|which|both|two|none|each|either) of (?:the|your|my|our|these|those|all)(?: the)? "
    rf"(?P<n>{FEW}) "
    rf"(?:[a-z]+ ){{0,2}}?{LETTER}"
)
# "We require four letters; does the chair write one?": the rule, and then the question.
_TOLD_FIRST = re.compile(
    rf"\W*(?:(?:we|you|they|i|the program|your program) (?:do )?(?:require|need|want|ask for|expect|demand|insist on|"
    rf"must "
    rf"(?:send|have)|have to send)s? )?(?:at least |no fewer than )?(?P<n>{FEW})(?: or more)? (?:(?!of\b)[a-z]+ "
    rf"){{0,2}}?"
    rf"{LETTER}(?: of (?:recommendation|reference|support))?(?: (?:are|is) (?:required|needed|obligatory|a must|asked "
    r"for|mandatory))?(?:;|:|,| -) (?:but |and |yet |so )?(?:may|who|whom|does|do|can|could|must|should|is|are|from "
    r"whom|"
    r"by whom|which|what)\b"
)
# "Have you got a statement, a CV, four letters?": a list of papers in the form of a question.
_GOT_ALL = re.compile(
    rf"\W*(?:have you (?:got|sent|uploaded|collected|everything)|do you have|did you (?:send|upload)|got|are you "
    rf"ready with|"
    rf"all there)\b[^?]*?(?:no fewer than |at least )?\b(?P<n>{FEW})(?: or more)? (?:(?!of\b)[a-z]+ ){{0,2}}?{LETTER}"
)
_TWO_PAPERS = re.compile(r"\b(?:statement|cv|mspe|transcripts?|essay|photo\w*|application|step \d|scores)\b")
_ASKS_MOST = re.compile(r"\bmore than\b|\bup to\b|\bat most\b|\bmaximum\b|\ballowed\b|\bfellow|\bstudent|\brotation")


def count_asked(clause: Clause) -> int:
    """The letters that the question of an answer takes for granted, or tells of before it asks; 0 for none."""
    asked = clause.question if clause.is_first_reply else ""
    if not asked or _ASKS_MOST.search(asked) or re.search(rf"\bof (?:them|which|whom) {DEAN}", asked):
        return 0
    told = _GRANTED.search(asked) or _TOLD_FIRST.match(asked)
    if told is None and (got := _GOT_ALL.match(asked)) and _TWO_PAPERS.search(asked):
        told = got
    if told is None:
        return 0
    return parse_number(told.group("n")) - bool(
        re.search(rf"\b(?:one|among them|including)\b[^?]{{0,30}}{DEAN}", asked)
    )


# "Is a chair's letter needed? Yes, along with two others."
_ASKS_OF_ONE = re.compile(
    r"\b(?:an?|the|any) (?:[a-z]+ )?(?:(?:chair(?:man|person|woman)?|department(?:al)?|director)(?:'s)? (?:[a-z]+ "
    r")?letter|sloe|letter "
    r"(?:from|by|of) (?:the |my |a )?(?:[a-z]+ )?(?:chair|department|director))"
)
_OTHERS_BESIDE = re.compile(
    r"(?:\b(?P<own>two|2)\b[^.;]{0,12})?\b(?:plus|and|with|along with|together with|as well as|besides) (?P<n>one|two|"
    r"three|1|2|3) "
    r"(?:others?|more|further|additional)(?: (?:letters?|ones?))?(?=\W*$|[,;]| from\b| by\b)"
)


def count_on_top(clause: Clause, text: str) -> int:
    """The letters of an answer that adds to the one asked about; 0 where none is added or that one is not needed."""
    asked = clause.question if clause.is_first_reply else ""
    if not asked or clause.answer == "no" or not _ASKS_OF_ONE.search(asked) or _ASKS_MOST.search(asked):
        return 0
    added = _is_said(_OTHERS_BESIDE, text)
    if added is None or re.search(DEAN, f"{asked} {text}") or re.search(r"\bnot\b|\bno\b", text):
        return 0
    return (2 if added.group("own") else 1) + parse_number(added.group("n"))
