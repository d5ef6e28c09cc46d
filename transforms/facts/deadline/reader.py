"""Deadline, clause by clause; see the package for what is read."""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.dates import MONTH, Day, find_days
from transforms.facts.deadline.arrival import read_arrival, read_by_then
from transforms.facts.deadline.asides import blank_asides
from transforms.facts.deadline.bare import FROM_TO, is_item, names_close, read_bare
from transforms.facts.deadline.days import read_day
from transforms.facts.deadline.short import denies_deadline, read_label, read_short
from transforms.facts.deadline.told import (
    is_asked_of_before,
    is_for_sending,
    is_in_by,
    names_file,
    read_answer,
    read_labelled,
    read_told,
)
from transforms.facts.deadline.words import (
    APPLY,
    ASKS_DAY,
    ASKS_OTHER_DAY,
    CLOSE_LABEL,
    LIMIT,
    OF_THE_MATCH,
    OPENED,
    PAPERS,
    RIVAL,
    SENT,
    TOO_LATE,
)
from transforms.facts.finding import ANSWERED, EXPLICIT, WEAK, Drop, Finding, drop
from transforms.facts.tracks import find_track
from transforms.language import Clause

STEMS = (
    "cutoff",
    "cut-off",
    "later than",
    " now ",
    "stop",
    " on ",
    "deadline",
    "due",
    "until",
    "thru",
    "how late",
    "expire",
    "clos",
    "by ",
    "through",
    "no later",
    "before",
    "last day",
    "till",
    "after ",
    " to ",
    " end",
    "final",
    "last ",
    "date",
    "ddl",
    "when",
    "past",
    "beyond",
    "latest",
    "later",
    "passed",
    "apply by",
    "moment",
    "chance",
    "complete",
    "as of",
    "shut",
    "between",
    "submi",
    "receipt",
    "-",
)
# Too common to open a passage, but enough within one that is open.
CLAUSE_STEMS = (
    *("september", "october", "november", "december", "january", "/"),
    *("sept ", "oct ", "nov ", "dec ", "jan ", "sept. ", "oct. ", "nov. ", "dec. ", "jan. "),
)


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = blank_asides(clause.text)
    if _names_close(clause):
        if about := _ABOUT_THEN.match(text):
            text = text[about.end() :]
        text = _REMARK.sub(lambda remark: " " * len(remark.group()), text)
    days = list(find_days(text))
    asked = list(find_days(clause.question)) if clause.is_first_reply and not days else []
    if (
        len(asked) == 1
        and _ASKS_LATER.search(clause.question[: asked[0].start])
        and not ASKS_OTHER_DAY.search(clause.question)
    ):
        # "Can I apply after November 5? No."
        if clause.answer == "no" or TOO_LATE.search(text):
            yield _confirmed(clause, str(asked[0]))
        return
    if (
        len(asked) == 1
        and _ASKS_BY.search(clause.question[: asked[0].start])
        and not RIVAL.search(clause.question)
        and clause.answer != "no"
    ):
        if APPLY.search(clause.question):
            yield _confirmed(clause, str(asked[0]))
        return
    if not days:
        yield from _read_dated(clause)
        return
    if (
        _spans_years(days)
        or _names_other_day(clause, text, days)
        or _is_asked_other_day(clause)
        or (is_asked_of_before(clause, ASKS_OTHER_DAY) and not APPLY.search(text))
    ):
        yield drop(clause, "deadline: a day of something else")
        return
    if denies_deadline(clause, text):
        yield drop(clause, "deadline: none, and a wish")
        return
    short = read_short(clause, text, days, RIVAL, ASKS_OTHER_DAY)
    if short is not None:
        yield _answered(clause, short)
        return
    bare = read_bare(clause, text, days, RIVAL, ASKS_OTHER_DAY)
    if bare is not None:
        sure = EXPLICIT if names_close(text[: bare.start]) else ANSWERED
        yield Finding("application_deadline", str(bare), "required", clause.start, clause.end, sure)
        return
    last = read_answer(clause, text, days, ASKS_OTHER_DAY) or read_labelled(clause, text, days, ASKS_OTHER_DAY)
    if last is None and not clause.lead and not clause.question:
        last = read_told(clause, text, days, RIVAL)
    last = last or read_arrival(clause, text, days, RIVAL, ASKS_OTHER_DAY)
    if last is not None:
        yield _answered(clause, last)
        return
    if _is_season(clause, text, days):
        yield Finding("application_deadline", str(days[1]), "required", clause.start, clause.end, confidence=WEAK)
        return
    previous_end = 0
    for day in days:
        before = text[previous_end : day.start]
        if re.fullmatch(r"\s*and (?:the )?\s*", before) and re.search(r"\bbetween\s*$", text[: days[0].start]):
            before = f"{text[:previous_end]} to "
        opened = text[: days[0].start]
        told = (
            clause.previous.text if clause.previous and clause.previous.sentence_start == clause.sentence_start else ""
        )
        if not previous_end and len(days) == 1 and _AND_FOR.fullmatch(before) and _TOLD_CLOSE.search(told):
            # "Deadline for preliminary applicants is January 3; for categorical ones, November 30"
            yield Finding(
                "application_deadline",
                str(day),
                "required",
                clause.start,
                clause.end,
                confidence=EXPLICIT,
                track=find_track(before),
            )
            previous_end = day.end
            continue
        if previous_end and _AND_FOR.fullmatch(before) and re.search(r"\bdead ?line|\bdue\b|\bclos", opened):
            later = re.match(r" (?:for|in) [a-z -]{3,40}", text[day.end :])
            track = (find_track(later.group()) if later else None) or find_track(before)
            yield Finding(
                "application_deadline", str(day), "required", clause.start, clause.end, confidence=EXPLICIT, track=track
            )
            previous_end = day.end
            continue
        if (
            previous_end
            and _AND_ENDS.fullmatch(before)
            and not RIVAL.search(OPENED.sub(" ", text[: day.start]))
            and (APPLY.search(opened) or _DOWNLOADS.search(opened))
        ):
            yield Finding("application_deadline", str(day), "required", clause.start, clause.end, confidence=ANSWERED)
            previous_end = day.end
            continue
        if (
            previous_end
            and _AND_ENDS.fullmatch(before)
            and re.match(r"\W*(?:[a-z]+ )?(?:interviews?|ranking)\b", opened)
        ):
            yield drop(clause, "deadline: a day of something else")
            return
        if previous_end and re.fullmatch(r"\s*(?:(?:up )?to|until|through|thru|till|-|and)\s*(?:the )?", before):
            before = re.sub(
                r"\bopens?(?:ed)?\b(?: (?:on|in|from))?", lambda match: " " * len(match.group()), text[: day.start]
            )
        cut = re.split(r"[,;()]\s", before)[-1] if len(before) > 90 else before
        finding = read_day(clause, text, day, cut, len(days))
        previous_end = day.end
        if finding is not None:
            yield finding


# "Deadline: tentatively around December 4": a day told roughly is still the last.
_ABOUT_THEN = re.compile(
    r"\W*(?:(?:it is|on|or|tentatively|about|around|approximately|approx\.?|roughly) )+(?:the )?(?=\d|[a-z]{3})"
)
# "Deadline? December 4 (interviews follow in winter).": a remark behind the day that was asked for.
_REMARK = re.compile(r"(?<=\d )\([^()\d]*\)(?=\W*$)")


def _names_close(clause: Clause) -> bool:
    asked = clause.question.strip(" ?") if clause.is_first_reply else ""
    return any(CLOSE_LABEL.fullmatch(told) for told in (clause.lead.rsplit(" | ", 1)[-1], asked) if told)


def _spans_years(days: list[Day]) -> bool:
    """ "Opened October 2, 1998 and closed December 4, 2003": of a house, for no season is so long."""
    first, last = days[0].year, days[-1].year
    return len(days) == 2 and first is not None and last is not None and last - first > 1


def _names_other_day(clause: Clause, text: str, days: list[Day]) -> bool:
    """ "Interviews. October 20 to January 15.": days alone, below what they are of."""
    previous = clause.previous
    if previous is None or clause.lead or clause.question or len(previous.text) > 40 or is_item(previous.text):
        return False
    if _TELLS_SCORE.search(previous.text):
        return False
    rest = text
    for day in days:
        rest = rest.replace(text[day.start : day.end], " ")
    return bool(
        re.fullmatch(r"(?:\W|\b(?:to|through|from|until|and|by|on|the|between|no|not|later|than|before|up)\b)*", rest)
    ) and bool(
        ASKS_OTHER_DAY.search(_VISA_TOLD.sub(" ", previous.text))
        and not re.search(r"\bletters?\b|\btranscript", previous.text)
    )


# "Step 2 at 220. December 4.": the words before have said what they had to say, and are no heading of the day.
_TELLS_SCORE = re.compile(r"\b(?:1[89]|2[0-7]|[3-6]\d)\d\b(?! ?\d)")


def _is_asked_other_day(clause: Clause) -> bool:
    """ "ECFMG? By December 31 of the year in which you apply."."""
    asked = clause.question if clause.is_first_reply and not clause.lead else ""
    return (
        0 < len(asked) < 40
        and bool(ASKS_OTHER_DAY.search(asked))
        and not (ASKS_DAY.search(asked) or APPLY.search(asked) or APPLY.search(clause.text.partition(" of ")[0]))
    )


def _is_season(clause: Clause, text: str, days: list[Day]) -> bool:
    """ "September 15 through December 31.": a whole sentence, and so the season of applications, which September "
    "opens."""
    if len(days) != 2 or clause.lead or clause.question or days[0].month != 9 or days[1].month not in (10, 11, 12, 1):
        return False
    told = f"{clause.heading} {clause.previous.text if clause.previous else ''}"
    return (
        bool(re.fullmatch(r"\W*(?:from |between )?\W*", text[: days[0].start]))
        and bool(FROM_TO.fullmatch(text[days[0].end : days[1].start]))
        and bool(re.fullmatch(r"\W*", text[days[1].end :]))
        and not ASKS_OTHER_DAY.search(told)
    )


# "We begin to download on September 25 and end on November 30."
_AND_FOR = re.compile(
    r"\W*(?:and|while|but)?,? ?(?:for|in) (?:the |our )?(?:[a-z]+ )?(?:categorical|prelim\w*|advanced|primary care|"
    r"research|other)"
    r"[a-z ]{0,24}?(?: (?:is|on|by|until))?\W*"
)
_TOLD_CLOSE = re.compile(r"\bdead ?lines?\b|\bdue\b|\bclos(?:e|es|ing)\b")
_AND_ENDS = re.compile(
    r"\W*(?:and|then|and then) (?:for (?:the|a)|one) last time(?: on)?\s*(?:the )?|"
    r"\W*(?:and|then|but)?\s*(?:then )?(?:it |they |we |will )*(?:ends?|ended|ending|closed|closing|stopping|"
    r"concludes?|"
    r"closes?|stops?|finish(?:es)?|shuts?|shutting|locks?|expires?|runs? out|"
    r"ceases?)"
    r"(?: on| by| at| with)*\s*(?:the )?"
)
_DOWNLOADS = re.compile(r"\bdownload|\breading\b|\breview|\bportal|\bwindow\b|\bseason\b")
_NAMES_CLOSE = re.compile(
    r"\W*(?:this is |it is |is |as )?(?:the |our |final |last |absolute |application )*(?:deadline|closing (?:date|"
    r"day)|cut-?off|last (?:day|date)|"
    r"(?:all |complete |completed |eras )*(?:applications?|files?|materials|everything) (?:close|due|are due|is due|"
    r"must)|we (?:close|stop)|last (?:chance|call)|final call|(?:portal|"
    r"application|season|window|file)s? (?:closes?|ends?|shuts?))\b"
)
_ONLY_DAY = re.compile(
    r"\W*(?:(?:on|the|at|midnight|noon|[a-z]+day|\d{1,2}(?::\d\d)? ?[ap]\.?m|e[sd]?t|eastern)\b\W*)*"
)
_YEAR_BEFORE = re.compile(r"\bof the (?:calendar )?year (?:before|prior)\b")
_OF_APPLYING = re.compile(r"\bof the year before\b|\b(?:opens?|begins?|starts?)\b")
# "For July 1, 2015 positions, upload all papers by November 1": the day on which the places begin.
_FOR_PLACES = re.compile(
    rf"\bfor (?:the |our )?(?:{MONTH}(?: \d{{1,2}}(?:st)?)?,? )(?:20\d\d )?(?:positions|places|"
    r"entry|start|openings|spots)\b,?"
)
_TAKEN_FROM = re.compile(r"\W*(?:accepted|taken|received|considered|reviewed|downloaded)(?: only)? (?:from|between) ?")
_WE_TAKE = re.compile(r"\W*(?:we|the program) (?:take|accept|receive|read|review|download|want)s?\W*$")


def _names_papers(text: str) -> bool:
    """Whether a list opens with papers of the file, of which the Dean's letter may be the first but not all."""
    opened = text.partition(",")[0]
    return bool(SENT.search(PAPERS.sub(" ", text))) and (
        not RIVAL.search(opened) or ("," in text and not RIVAL.search(PAPERS.sub(" ", opened)))
    )


def _read_dated(clause: Clause) -> Iterator[Finding | Drop]:
    """ "December 1: our deadline": the day is the label, its meaning the value."""
    label = _FOR_PLACES.sub("", clause.lead.rsplit(" | ", 1)[-1])
    days = list(find_days(label))
    if days and (then := read_by_then(clause, label, RIVAL)):
        yield Finding(
            "application_deadline", str(then), "required", clause.start, clause.end, ANSWERED, needs_lead=True
        )
        return
    if (
        len(days) == 1
        and LIMIT.search(label[: days[0].start])
        and (APPLY.search(label) or _names_papers(clause.text))
        and not RIVAL.search(_YEAR_BEFORE.sub(" ", OF_THE_MATCH.sub("", label)))
    ):
        # "Application documents (due 11/15): three letters, transcript"
        yield Finding(
            "application_deadline", str(days[0]), "required", clause.start, clause.end, ANSWERED, needs_lead=True
        )
        return
    rest = clause.sentence[max(0, clause.start - clause.sentence_start) :]
    if (headed := read_label(label, days, RIVAL)) and names_file(rest):
        # "In ERAS, December 4 at the latest: the form, an essay, four letters"
        yield Finding(
            "application_deadline", str(headed), "required", clause.start, clause.end, ANSWERED, needs_lead=True
        )
        return
    is_sent = days and (
        (len(days) == 1 and days[0].month in (8, 9, 10, 11, 12, 1) and is_in_by(label[: days[0].start]))
        or (len(days) == 2 and is_for_sending(label, days))
    )
    if is_sent and names_file(rest):
        # "With us by December 4: the form, an essay, four letters"
        yield Finding(
            "application_deadline", str(days[-1]), "required", clause.start, clause.end, ANSWERED, needs_lead=True
        )
        return
    if days and SENT.search(clause.text) and not RIVAL.search(_OF_APPLYING.sub(" ", label)):
        # "By December 1 of the year before: transcripts, letters", "ERAS from September 1 to December 1: scores"
        opened = label[: days[0].start]
        is_limit = (
            len(days) == 1
            and days[0].month in (8, 9, 10, 11, 12, 1)
            and re.fullmatch(r"\W*(?:by|until|no later than|on or before)\W*(?:the )?", opened)
        )
        is_season = (
            len(days) == 2
            and (APPLY.search(opened) or _TAKEN_FROM.fullmatch(opened) or _WE_TAKE.match(label, days[1].end))
            and FROM_TO.fullmatch(label[days[0].end : days[1].start])
        )
        if is_limit or is_season:
            day = str(days[-1])
            yield Finding("application_deadline", day, "required", clause.start, clause.end, ANSWERED, needs_lead=True)
            return
    if len(days) != 1:
        return
    start, end = days[0].start, days[0].end
    is_refused_after = (
        re.search(
            r"^(?:applications?|files?|documents?|materials|anything)\b.*\b(?:after|later than|past)\s*$", label[:start]
        )
        and not RIVAL.search(label)
        and re.match(
            r"\W*(?:are |will be |is )?(?:not|no|never|rejected|too late|ignored|discarded|unread|deleted)\b",
            clause.text,
        )
    )
    is_the_close = (
        _ONLY_DAY.fullmatch(label[:start])
        and _ONLY_DAY.fullmatch(label[end:])
        and _NAMES_CLOSE.match(clause.text)
        and not ASKS_OTHER_DAY.search(clause.text.partition(";")[0])
    )
    if is_refused_after or is_the_close:
        day = str(days[0])
        yield Finding("application_deadline", day, "required", clause.start, clause.end, ANSWERED, needs_lead=True)


def _answered(clause: Clause, day: Day) -> Finding:
    return Finding("application_deadline", str(day), "required", clause.start, clause.end, ANSWERED)


def _confirmed(clause: Clause, day: str) -> Finding:
    """The day that the question names, and the answer confirms."""
    return Finding("application_deadline", day, "required", clause.start, clause.end, ANSWERED, needs_question=True)


_VISA_TOLD = re.compile(r"\b(?:no|only) h-?1-?b?s?\b|\b[jh]-?1-?b?s?(?: visas?)? only\b")  # no heading of a day
_ASKS_BY = re.compile(
    r"\b(?:must|has to|have to|needs?|should|required|due)\b.*\b(?:by|before|until|no later than)\s*$"
)
_ASKS_LATER = re.compile(
    r"\b(?:appl(?:y|ies|ication|ications)|submit\w*|files?|send|documents|materials)\b.*\b(?:after|past|later than|"
    r"beyond)\s*(?:(?:[a-z]+day,?|the|midnight|noon|on|\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?|e[sd]?t) ?)*$"
)
