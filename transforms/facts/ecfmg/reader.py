"""The ECFMG certificate, clause by clause; see the package for the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms import hinted_re as re
from transforms.facts.ecfmg.alternatives import (
    LAST_SAID,
    find_affirmed_then,
    find_if_not,
    find_other_day,
    find_while_pending,
    may_be_an_exam,
)
from transforms.facts.ecfmg.eligible import (
    ARE_ELIGIBLE,
    MAY_APPLY,
    find_after_pending,
    find_eligible,
    find_later,
    find_put_off,
    may_apply_with_it,
)
from transforms.facts.ecfmg.mentions import find_certificate
from transforms.facts.ecfmg.off_topic import FOR_IT, PURPOSE, is_of_ours, is_of_sponsor
from transforms.facts.ecfmg.order import find_order, is_alternative, is_asked_to_apply_with, is_typical_item
from transforms.facts.ecfmg.pronouns import NOT_OF_US, resolve
from transforms.facts.ecfmg.refusals import (
    find_listed_refusal,
    find_needed_later,
    find_refused,
    find_refused_after,
    find_refused_by_label,
    is_allowed_without,
)
from transforms.facts.ecfmg.replies import read_reply
from transforms.facts.ecfmg.strength import ALLOWS, find_held, is_of_another
from transforms.facts.ecfmg.timeless import read_timeless
from transforms.facts.ecfmg.times import find_times, state_due
from transforms.facts.ecfmg.words import APPOINTED_ON, CERTIFICATE, ECFMG, LACKS, OTHER, blank
from transforms.facts.finding import ANSWERED, EXPLICIT, WEAK, Drop, Finding, drop
from transforms.facts.pairs import take_cell_label
from transforms.facts.scope import is_of_the_past
from transforms.language import Clause
from transforms.marks import find_marks, has_mark
from transforms.wish_heads import is_wish_head

STEMS = (
    *("ecfmg", "efmg", "ecmfg", "ecgmg", "ecgme", "ecfme", "efcmg", "ecfgm"),
    *("certif", "cert ", "foreign medical graduates"),
)


def read(clause: Clause) -> Iterator[Finding | Drop]:
    may_follow = bool(_MAY_FOLLOW.search(clause.sentence))
    for found in _read(clause):
        if may_follow and isinstance(found, Finding) and found.value == "application":
            found = drop(clause, "ecfmg: may be handed in later")
        elif isinstance(found, Finding) and (_is_only_wished(clause) or is_typical_item(clause)):
            found = drop(clause, "ecfmg: preferred")
        elif isinstance(found, Finding) and found.confidence <= WEAK and _is_of_appointment(clause):
            found = replace(found, value="start")
        elif isinstance(found, Finding) and found.confidence <= WEAK and (due := _find_list_day(clause)):
            found = replace(found, value=due)
        yield found


def _is_only_wished(clause: Clause) -> bool:
    """Whether the head of its list wishes for the certificate, and no word beside it demands it."""
    if not clause.lead or has_mark(clause.text, "required"):
        return False
    head = clause.lead.rsplit("|", 1)[-1]
    return is_wish_head(head) or (
        _WISHES.search(head) is not None and {mark.kind for mark in find_marks(head)} == {"preferred"}
    )


_WISHES = re.compile(r"\b(?:prefer|recommend|desir|favou?r|would like|ideal|look for)")  # not that people are "welcome"


def _is_of_appointment(clause: Clause) -> bool:
    """Whether the list in which the clause stands says what an appointment hangs on."""
    head = clause.sentence[: max(0, clause.start - clause.sentence_start)]
    return bool(APPOINTED_ON.search(head) and not re.search(r"\bappl(?:y|ying|ication)", f"{head} {clause.text}"))


def _find_list_day(clause: Clause) -> str | None:
    """The day in the head of a list whose later items have lost it: "before the first day you are: ...; or ..."."""
    head, colon, _ = clause.sentence.partition(":")
    if clause.lead or not colon or not _DAY_FIRST.match(head) or clause.start - clause.sentence_start <= len(head):
        return None
    return next((name for name, _ in find_times(head)), None)


_DAY_FIRST = re.compile(
    r"\W*(?:\d+[.)] |\w\) )?(?:by|before|prior to|at|on|upon|in time for|no later than)\b[^.;]{5,80}$"
)


def _read(clause: Clause) -> Iterator[Finding | Drop]:
    clause = take_cell_label(clause, _CELL)
    text = NOT_OF_US.sub(blank, resolve(clause))
    due = "application" if is_asked_to_apply_with(clause) else find_order(clause, text)
    if due:
        yield state_due(clause, due, LAST_SAID, is_asked_to_apply_with(clause), False)
        return
    replied = read_reply(clause, text)
    if replied is not None:
        yield from replied
        return
    if _EXPLAINS.match(clause.question):
        return
    match, needs_lead, needs_question = find_certificate(clause, text)
    if needs_lead and (no := _NO_THEN.match(text)):
        text = text[no.end() :]  # "Certificate at application: no, before the rank list"
    due = find_after_pending(clause, text) or find_refused_after(clause, text) or find_affirmed_then(clause, text)
    if due:
        yield state_due(clause, due, ANSWERED, False, False)
        return
    due = find_while_pending(clause, text) or find_if_not(clause, text)
    if due:
        yield state_due(clause, due, LAST_SAID, needs_question, needs_lead)
        return
    if match is None and not needs_lead and not needs_question:
        return
    if (match is not None and (PURPOSE.search(text) or FOR_IT.search(text))) or is_of_sponsor(clause):
        yield drop(clause, "ecfmg: what the certificate asks for")
        return
    if re.search(r"not specified|---|\bunknown\b", text) or (OTHER.search(text) and not re.search(ECFMG, text)):
        return
    due = _find_under_which(text, match) or find_put_off(text)
    if due:
        yield state_due(clause, due, EXPLICIT, needs_question, needs_lead)
        return
    due, is_nearly = find_other_day(text, needs_lead or needs_question)
    if due:
        yield state_due(clause, due, EXPLICIT, needs_question, needs_lead)
        return
    if is_nearly:
        yield drop(clause, "ecfmg: or close to it")
        return
    start, end = match.span() if match else (0, 0)
    eligible = find_eligible(text, start, end)
    if eligible:
        later = find_later(text, eligible)
        if later:
            yield state_due(clause, later, ANSWERED, needs_question, needs_lead)
        else:
            yield drop(clause, "ecfmg: eligible for it, not holding it")
        return
    if (
        re.search(r"\b(?:were|was|had) (?:still|not yet|already)\b", text)
        or is_of_ours(clause, text, end)
        or is_of_the_past(clause.sentence)
    ):
        yield drop(clause, "ecfmg: what was once")
        return
    if may_be_an_exam(text) or is_alternative(clause, text):
        yield drop(clause, "ecfmg: or an exam")
        return
    due = find_refused(text) or find_listed_refusal(clause, text) or find_needed_later(text)
    if due is None and is_allowed_without(text):
        yield drop(clause, "ecfmg: not needed at that time")
        return
    due = due or find_refused_by_label(clause, text)
    if due:
        yield state_due(clause, due, EXPLICIT, needs_question, needs_lead)
        return
    if needs_lead and re.fullmatch(r"(?:to |at |for )?appl(?:y|ication)\W*", text):
        yield state_due(clause, "application", ANSWERED, False, True)
        return
    if match is not None and ARE_ELIGIBLE.search(text) and not LACKS.search(text) and not find_times(text):
        yield state_due(clause, "application", ANSWERED, needs_question, needs_lead)
        return
    if match is not None and may_apply_with_it(text):
        yield state_due(clause, "application", EXPLICIT, needs_question, needs_lead)
        return
    yield from _read_times(clause, text, match, needs_question, needs_lead)


_CELL = re.compile(ECFMG)
_EXPLAINS = re.compile(
    rf"(?:what|who) (?:is|are|does) (?:the |an? )?(?:{ECFMG}|certification)(?: cert[a-z]+)?(?![^?]*\b(?:policy|"
    rf"requirement|deadline|due|needed))"
)
_NO_THEN = re.compile(r"no[,;:] (?=(?:but )?(?:only )?(?:before|by|at|for|to|prior|until|when|not later|no later)\b)")
# "A certificate; this can be provided later if it is not available yet."
_MAY_FOLLOW = re.compile(
    r"\b(?:it|this|that|they|certificates?|certification)\)?,? (?:itself )?(?:can|may|could) (?:also |still |always )?"
    r"(?:follow\b|be (?:provided|submitted|sent|uploaded|added|supplied|furnished|forwarded|turned in|handed in) "
    r"(?:later|afterwards|at (?:a|some) later|separately|(?:when|once|as soon as) (?:it|they|you|available|issued|"
    r"received)))"
)
_WHICH = re.compile(
    r",? which (?:we (?:require|need|ask|want|expect)|must|has to|needs to|is (?:required|needed|due|expected))[^;.]*"
)


def _find_under_which(text: str, match: re.Match[str] | None) -> str | None:
    """ "The certificate, which we need by July 1"."""
    which = _WHICH.match(text, match.end()) if match is not None else None
    return next((name for name, _ in find_times(which.group().replace(", which", " it"))), None) if which else None


# ---------------------------------------------------------------- the times it names


def _read_times(
    clause: Clause, text: str, match: re.Match[str] | None, needs_question: bool, needs_lead: bool
) -> Iterator[Finding | Drop]:
    """The time at which the certificate is needed, of the clause, its label or its question; else none."""
    start, end = match.span() if match else (0, 0)
    if needs_lead and _LEAD_ASKS_WHEN.search(clause.lead) and len(text) < 30 and not find_times(text):
        text = f"by {text}"  # "ECFMG certified by: Match."
    if match is not None and _BY_THEN.search(text) and clause.previous is not None:
        told = find_times(f"{clause.previous.lead} {clause.previous.text}")
        if clause.previous.end + 6 < clause.start or (not told and not find_times(text)):
            yield drop(clause, "ecfmg: at a time that is not told")
            return
        if told and not find_times(text):
            yield state_due(
                clause, told[-1][0], ANSWERED, needs_question, needs_lead
            )  # "rank meeting; certified by then"
            return
    if match is not None and _NOT_NEEDED_HEAD.search(clause.lead) and not _NEEDED.search(text):
        yield drop(clause, "ecfmg: unneeded")
        return
    times = [time for time in find_times(text) if not is_of_another(text, start, time[1])]
    if match is None and needs_question and _OF_PAPERS.match(text):
        times = []  # "Certified? Yes, and the letters must be in before the interview."
    asked = clause.question if needs_question else clause.lead if needs_lead else ""
    if not times and asked and clause.answer == "yes":
        asked_times = find_times(asked)
        if asked_times:
            yield state_due(clause, asked_times[0][0], ANSWERED, needs_question, needs_lead)
        elif re.search(r"\brequire|\bneed|\bmust\b|\bhave to be\b", asked) or (
            needs_question and CERTIFICATE.search(asked) and len(asked.split()) <= 6
        ):
            yield state_due(clause, "application", WEAK, needs_question, needs_lead)
        return
    if not times and asked and clause.answer == "no":
        return
    simply = _AND_EXAM.sub("", text)  # "You must be, and the CSA should be taken first."
    if needs_question and (not times or simply != text) and _SIMPLY_ASKED.fullmatch(simply) and not LACKS.search(asked):
        asked_times = find_times(asked)
        yield state_due(clause, asked_times[0][0] if asked_times else "application", ANSWERED, True, False)
        return
    held = find_held(text, match, times)
    if held:
        yield state_due(clause, held, EXPLICIT if match else ANSWERED, needs_question, needs_lead)
        return
    if (
        not times
        and match is not None
        and MAY_APPLY.search(text, end)
        and not LACKS.search(text)
        and not ALLOWS.search(text)
    ):
        yield state_due(clause, "application", ANSWERED, needs_question, needs_lead)
        return
    if times or match is None:
        if (
            match is None
            and needs_lead
            and re.match(
                r"(?:yes|required|mandatory|must|a must|needed|req(?:'?d)?|obligatory|compulsory|y)\b(?! be\b| have\b)",
                text,
            )
        ):
            lead_times = find_times(clause.lead)
            yield state_due(
                clause, lead_times[0][0] if lead_times else "application", ANSWERED if lead_times else WEAK, False, True
            )
        return
    if (
        (not _IF.search(text) or (_IF_THEN.search(text) and _REQUIREMENTS.search(clause.lead)))
        and not ALLOWS.search(text)
        and not LACKS.search(text)
    ):
        yield from read_timeless(clause, start, end)


_OF_PAPERS = re.compile(
    r"(?:and |but |also |so )*(?:the |your |all |both |each |any |an? )*(?:csa?\b|steps?\b|usmle|comlex|toefl|exams?\b|"
    r"letters?\b|visas?\b|transcripts?\b|scores?\b|ck\b|mspe|dean|interviews?\b)"
)
_NEEDED = re.compile(r"\b(?:required|needed|necessary|mandatory|must)\b")
_NOT_NEEDED_HEAD = re.compile(
    r"(?:^|\| ?)(?:not (?:yet )?(?:needed|required|necessary|mandatory)|optional|no need (?:of|for))\b[^|]{0,30}$"
)
_LEAD_ASKS_WHEN = re.compile(r"\b(?:by|before|at|when|timing|time|deadline|due|needed for|required for)$")
_BY_THEN = re.compile(
    r"\b(?:by|on|at|before) (?:the|that) same (?:date|day|time|point|deadline)\b|\bthen(?: too| as well| also)?\W*$|"
    r"\b(?:by|before|at|until|no later than) (?:then|that (?:time|point|date|day))\b"
)
_AND_EXAM = re.compile(
    r",? and (?:(?:sit|take|pass|have|finish|complete|do|bring|send) )?(?:the |an? |all |both |your )*"
    r"(?:csa?|steps?|ck|usmle|toefl|exams?|letters?)\b.*$"
)
_SIMPLY_ASKED = re.compile(
    r"(?:yes[ ,:-]*)?(?:it is |this is |absolutely |strictly |always )*(?:required|mandatory|must|a must|needed|"
    r"req'?d?|"
    r"obligatory|compulsory|necessary|essential)\W*|"
    r"(?:it's |that's )(?:always |absolutely )?(?:required|mandatory|a must|needed|necessary|essential)\W*|"
    r"(?:yes[ ,:-]*)?(?:you|they|imgs|applicants|all|everyone|all imgs|all of them|it) (?:absolutely |"
    r"always )?(?:must|have to|has to|need to|needs to)"
    r"(?: be| have (?:it|one)| hold (?:it|one))?(?: so)?\W*"
)
_IF = re.compile(
    r"\bif (?:it |they |this )?(?:appl(?:ies|icable|y)|available|an img|you have|any|obtained|needed|relevant)|"
    r"\bwhere applicable|\bas applicable|\bstatus report\b(?!,)|\bif (?:img|foreign|international)\b"
)
_IF_THEN = re.compile(r"\bvalid\b[^.;]{0,40}\b(?:if|where|as) (?:it )?(?:appl|an img|foreign)")
_REQUIREMENTS = re.compile(r"\b(?:require(?:ments?|d)|must|shall|minimum|needed|mandatory|criteria|qualifications)\b")
