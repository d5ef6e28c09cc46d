"""Days by which a file must be there, told by what happens before or after them."""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.dates import Day
from transforms.facts.deadline.words import APPLY, LIMIT, PAPERS, RIVAL, SENT, TOO_LATE
from transforms.language import Clause

_AFTERWARDS = re.compile(
    r"\b(?:after|past|beyond|(?<!no )(?<!not )later than|following|since|subsequent "
    r"to)\s*(?:[a-z]+day,? )?(?:the )?(?:(?:midnight|"
    r"noon|close of "
    r"business|\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?)"
    r"[a-z ]*(?:on )?)?$"
)
_UNFINISHED = re.compile(
    r"\b(?:incomplete|unfinished|not (?:yet )?(?:been )?(?:complete\w*|received|in|submitted|finished|whole|full|"
    r"here)|missing|"
    r"lacking|outstanding)\b[^.;]{0,80}?\b(?:on|by|as of|at|"
    r"after|until|before|come)\s*(?:the )?$"
)
_EXCLUDES = re.compile(
    r"\b(?:exclud|disqualif|reject|rule(?:s|d)? (?:you )?out|turn(?:s|ed)? (?:you )?away|not (?:consider|read))"
)
_THING = re.compile(
    r"\b(?:anything|nothing|everything|whatever|what|those|one|too late|list|late (?:ones?|submissions?|arrivals?|"
    r"files?)|"
    r"submissions?|candidates?|door|books|portal|inbox|server|items?)\b"
)
_IF_NOT_BY = re.compile(
    r"\W*(?:if|should|unless|when|where)\b[^;]*\b(?:letters?|mspe|file|documents?|application|materials|everything|"
    r"eras|transcripts?)"
)
_MUST_SEND = re.compile(
    r"[ ,]*(?:all |every |each )?(?:applicants?|candidates?|you|we)\b[^.;]{0,60}?\b(?:need|must (?:have|submit|send|"
    r"supply|upload)|"
    r"should (?:have|submit|send|upload))[^.;]{0,60}?\b(?:letters?|files?|documents|materials|application|"
    r"transcripts?)\b"
)
_NEEDED_BY = re.compile(
    r"\b(?:need|require|want|expect|ask for|must have|should have|send|submit|upload)\b[^.;]*\b(?:letters?|mspe|"
    r"transcripts?|"
    r"documents?|docs|statements?|materials|paperwork)\b"
)
_WHICH_IS = re.compile(
    r"\b(?:complete|completed|due|in|closed|submitted),? (?:which|that|and that) (?:is|means|falls on|"
    r"will be)\s*(?:on )?(?:the )?$"
)
_OPENS_WITH_LIMIT = re.compile(
    r"\W*(?:please,? )?(?:by|before|until|till|up to|no later than|not later than|on or before|at the latest by|not "
    r"after|prior to|ahead of)\b[^;]{0,40}$"
)
_LATEST = re.compile(r"\W*(?:at the (?:very )?latest|or (?:earlier|sooner|before)|latest)\b")
_MUST_BE_BY = re.compile(
    r"\b(?:complete|completed|on file|received|submitted) as of\s*$|"
    r"\b(?:must|should|has to|have to|needs? to|ought to|to) be (?:[a-z]+ ){0,2}?(?:complete\w*|in|here|received|"
    r"submitted|full|whole|finished|done|closed|assembled|there|in eras|in our hands|on our desks?|on file|"
    r"ready|final)(?: with us)? (?:as of|on)\s*$"
)
_ALL_IN = re.compile(  # "By November 15 all should be in"
    r"[ ,]*(?:all|everything|it all|the whole|your [a-z]+|they|it)(?: of (?:it|them|this))? (?:must|should|has to|"
    r"have to|"
    r"needs? to|ought to|shall|is to|are to) (?:have )?(?:be|been|reach|arrive)\b"
)
_TO_APPLY = re.compile(
    r"\W*(?:for (?:you|applicants|candidates) )?to (?:get|have|send|apply|submit|complete|upload|hand|turn|file|"
    r"finish|deliver|assemble|enter)\b"
)


def _is_of_applying(text: str) -> bool:
    return bool(APPLY.search(text) or _THING.search(text))


def read_bound(clause: Clause, text: str, day: Day, before: str) -> bool:
    """Whether the day is the last by what is refused after it, or by a limit that opens or closes the clause."""
    after = text[day.end :]
    if len(after) > 160:
        after = after[:160]
    refusal = after.partition(";")[0]
    outside = re.sub(
        r"\b(?:considered|reviewed|accepted|eligible|invited) for (?:an )?interviews?\b",
        "considered",
        f"{before} | {refusal}",
    )
    if _IF_NOT_BY.match(before) or _NEEDED_BY.search(before):
        outside = PAPERS.sub(" ", outside)
    if _OPENS_WITH_LIMIT.fullmatch(before) and (_MUST_SEND.match(after) or _ALL_IN.match(after)):
        return True
    has_rival = RIVAL.search(
        re.sub(
            r"\b(?:for|to) (?:the )?(?:20\d\d )?(?:nrmp |main )?match\b|\bopen(?:ed)?\b|"
            r"\b(?:reading|reviews?|reviewing|downloads?|downloading|screening) (?:begins?|starts?)\b",
            " ",
            outside,
        )
    )
    if has_rival:
        return False
    if _AFTERWARDS.search(before):
        return bool(TOO_LATE.search(refusal[:70]) or TOO_LATE.search(before)) and (
            _is_of_applying(outside)
            or bool(re.search(r"\b(?:it|them|these)\b", before) and APPLY.search(text[: day.start]))
        )
    if _UNFINISHED.search(before):
        is_refused = TOO_LATE.search(refusal[:70]) or _EXCLUDES.search(f"{clause.lead} {before}")
        return bool(is_refused) and _is_of_applying(outside)
    if _IF_NOT_BY.match(before) and LIMIT.search(before) and TOO_LATE.search(refusal[:90]) and _is_of_applying(refusal):
        return True
    if _NEEDED_BY.search(before) and LIMIT.search(before) and not RIVAL.search(PAPERS.sub(" ", before)):
        return True
    if _WHICH_IS.search(text[max(0, day.start - 60) : day.start]):
        return _is_of_applying(text[: day.start])
    if _MUST_BE_BY.search(before):
        return _is_of_applying(before)
    if LIMIT.search(before) and _TO_APPLY.match(after):
        return bool(APPLY.search(refusal))
    if _LATEST.match(after):
        return _is_of_applying(before) or bool(SENT.search(before))
    if _OPENS_WITH_LIMIT.fullmatch(before) and not re.search(
        r"\bprefer|\bencourag|\brecommend|\bearly\b|\bhear\b", refusal
    ):
        return bool(APPLY.search(refusal))
    return False
