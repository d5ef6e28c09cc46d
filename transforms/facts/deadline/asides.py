"""What stands beside a day and is no part of its meaning: hours, papers in brackets, when the year begins.

The days themselves are read in reader.py.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.dates import DATE, MONTH, find_days
from transforms.facts.deadline.bare import blank_marker

_ZONE = r"(?: ?\(?(?:e[sd]?t|c[sd]?t|m[sd]?t|p[sd]?t|eastern|central|mountain|pacific|local|standard|time)\b\)?)*"
_HOUR = re.compile(  # the weekday and the hour of a day
    rf"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?=(?:the )?(?:\d|{MONTH}))|"
    rf"\b(?:at )?(?:\d{{1,2}}(?::\d\d)? ?(?:[ap]\.m\.|[ap]m\b)|"
    rf"\d\d:\d\d(?! ?[ap]\.?m)|midnight|noon){_ZONE},? (?:on |of )?(?=(?:the )?(?:\d|{MONTH}))|"
    rf"(?<=[a-z\d]),? \(?(?:at |@ ?)?(?:\d{{1,2}}(?::\d\d)? ?(?:[ap]\.m\.|[ap]m\b)|\d\d:\d\d(?! ?[ap]\.?m)|"
    rf"at (?:midnight|noon)){_ZONE}\)?(?=$|[ .;,)])(?! (?:on |of )?(?:the )?(?:\d|{MONTH})| ?\(?(?:e[sd]?t|"
    rf"[cmp][sd]?t)\b)"
)
_SIGNED = re.compile(
    r"\bcertif(?:y|ied) (?=and submit)|\b(?:(?<=applications must be )|(?<=application must be ))certified\b"
)  # an application is certified by its sender
TO_BEGIN = (  # "To start in July 2027, ..."
    r"\b(?:to|for a) (?:begin|start|enter|join)(?: (?:work|training|residency|here|with us))? (?:in|on) (?:the )?"
    r"(?:june|july|summer|fall|20\d\d)(?: (?:of )?20\d\d)?\b(?! \d),?"
)
_OPENS_TO_BEGIN = re.compile(rf"^\W*{TO_BEGIN}")
# "By November 30, 2025 for July 1, 2026": when the year begins.
_FOR_JULY = re.compile(
    r"(?<=\d),? for (?:(?:an?|the|our) )?(?:(?:start|entry|appointments?|positions?|places|class) )?(?:(?:on|in|of|"
    r"beginning|starting) )?(?:july|june)(?: \d{1,2}(?:st|th)?)?,?(?: 20\d\d)?(?: (?:start|entry|class|positions?|"
    r"places|appointments?))?(?=\W*$)"
)
_MONTH_DOT = re.compile(r"\b(jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.(?= ?\d)")
# "Until all interviews are given out, and not after December 4": how the season may end before its last day.
_UNTIL_FULL = re.compile(
    r"\buntil (?:all )?(?:of )?(?:the |our )?interview[^.;,]{0,40}\b(?:filled|full|fills?|assigned|given out|given "
    r"away|taken|gone|"
    r"run out)\b"
)
# "Applications (ERAS, two letters, USMLE) are due"
_PAPERS_ASIDE = re.compile(
    r" \((?=[^()]*\b(?:letters?|lors?|transcripts?)\b)(?![^()]*\b(?:by|until|due|before)\b)[^()\d]*\)"
)
# "We close about December 4": a day told roughly, of what closes.
_ROUGHLY = re.compile(
    r"(?P<close>\b(?:clos(?:e|es|ing|ed)|dead ?line|cut-?off|due|stops?)(?: date)?(?: (?:is|are|will be|falls|comes))?"
    r"(?: on)?:?) (?:on or )?(?:(?:tentatively|about|around|approximately|approx\.?|roughly) )+"
    rf"(?=(?:the )?(?:\d|{MONTH}))"
)
# "(priority if complete by October 20)": an earlier day, for those who hurry.
_PRIORITY_ASIDE = re.compile(
    r" ?\((?:(?:with|for|but|and|full|our) )*(?:priority|preference|preferably|preferred|ideally|early|earlier|"
    r"first|best|"
    r"recommended|encouraged)\b(?=[^()]*\d)[^()]*\)"
)
# "December 4, opening October 3": the first day behind the last.
_THEN_OPENS = re.compile(
    r"(?<=\w)[,;]? ?\(?(?:and |which )?(?:(?:we|eras|it|season|the season) )?(?:open(?:s|ing|ed)?|start(?:s|ing)|"
    rf"begin(?:s|ning))(?: (?:on|from|in|with|since|as of))? (?:the )?{DATE.pattern}\)?(?=\W*$)"
)
_GRADUATES = re.compile(
    r"\b(?:(?:us|u\.s\.|foreign|international|medical|american|osteopathic) )*graduates?(?: of (?:[a-z]+ )?(?:schools|"
    r"colleges))?"
    r"(?= (?:should|must|have to|need to|may|can|are to|close|submit|send|upload|apply)\b)"
)


def blank_asides(text: str) -> str:
    """The text of a clause without them; its offsets are not kept."""
    text = blank_marker(_HOUR.sub("", _SIGNED.sub(" ", text)).replace(" (eras)", ""))
    text = _MONTH_DOT.sub(lambda match: f"{match.group(1)} ", text)  # "Sept. 15" ends no sentence
    text = _UNTIL_FULL.sub("until full", text)
    text = _PAPERS_ASIDE.sub("", text)
    text = _GRADUATES.sub("applicants", text)
    text = _PRIORITY_ASIDE.sub("", _ROUGHLY.sub(lambda told: f"{told.group('close')} ", text))
    if (opens := _THEN_OPENS.search(text)) and next(find_days(text[: opens.start()]), None):
        text = text[: opens.start()] + text[opens.end() :]
    return _OPENS_TO_BEGIN.sub("", _FOR_JULY.sub("", text))
