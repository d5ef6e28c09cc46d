"""Step 3 by its name and one word beside it: the H-1B, a time before coming, a time of training, or a plain "no"."""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.ecfmg.times import find_times
from transforms.facts.finding import PLAIN, Finding
from transforms.facts.plain.asking import (
    count_strangers,
    cut_pieces,
    gather,
    is_denied,
    is_left_open,
    is_wished_for,
    join_lead,
    simplify,
    tells_of_else,
)
from transforms.facts.visa.words import H1B, J1
from transforms.language import Clause

FIELDS = frozenset(("step3_required",))
MAX_STRANGERS = 2

_STEP3 = re.compile(
    r"(?:\busmle[ -]*)?\b(?:steps?|parts?) ?-?(?:3|iii|three)\b(?! (?:of|is to|:))|\bs ?3\b|\busmle[ -](?:3|iii)\b|"
    r"\b(?:usmle|steps?|parts?)[ -]*(?:(?:1|2|i|ii|one|two)(?:[ -]?\(?(?:ck|cs)\)?)?(?:,? (?:and|&|plus)|,|"
    r"/)? ?){1,3}"
    r"(?:and |& |plus |, |/ ?)?(?:3|iii|three)\b(?!(?: ?(?:letters?|years?|months?|attempts?|times|tries|or)))"
)
_H1B = re.compile(H1B)
_VISAS = re.compile(rf"{H1B}|{J1}|\bvisas?\b")
_NAMES_MORE = re.compile(
    rf"{_STEP3.pattern}|{H1B}|\b(?:not|no|required|needed|later|prefer\w*|application|recommended)\b"
)
# What makes another thing of it: what is paid or given for it, where one trains or works, how often one tried.
_TURNED = re.compile(
    r"\b(?:fees?|costs?|cost|reimburs\w*|stipend|days? off|leave|courses?|books?|prep\w*|review course|pass rate|"
    r"rates?|"
    r"moonlight\w*|licens\w+|permits?|attempts?|tries|try|times|failures?|failed?|fails|within \w+ years|score of|"
    r"\d{3}|registration|register|schedul\w*|eligib\w+ for step|if (?:taken|available|passed|you|they)|extra|"
    r"credit|fellow\w*|transfer\w*|cap|quota|exceptional|limited|waiver|cs|csa|higher|bonus|step 3 of|steps? to)\b"
)
_LATER = re.compile(
    r"\blater\b|\b(?:during|in|throughout|by|within) (?:the |your |their )?(?:end of )?(?:the |your |their )?"
    r"(?:residency|training|internship(?! year before)|intern(?:ship)? year|first year|second year|pgy[ -]?[12]|"
    r"year (?:1|2|one|two))\b|\b(?:promotion|advance\w*|moving up|go on) (?:in)?to (?:the )?(?:pgy[ -]?\d|"
    r"year \w+|\w+ year)|\bduring (?:residency|"
    r"training)\b|"
    r"^[^:]{0,40}: (?:pgy[ -]?[12]|intern year|first year|second year)\b|\bcan wait\b|\bonly as (?:an? )?residents?\b"
)
# "... of promotion, not of hire"
_NOT_THEN = re.compile(r"\bnot (?:of|for|before|at|to|when|by)\b[^,;]*")
# Years of training: what is due in or before one is no matter of coming.
_IN_TRAINING = re.compile(
    r"\bpgy|\br-?[1-4]\b|\bmonths?\b|\b(?:year|internship|training|residency|graduation|promot\w+|chief)\b|\bif\b"
)
# "No Step 3 for applicants", "not: Step 3"
_NOT_ASKED = re.compile(
    rf"\W*(?:(?:we )?(?:need|require|ask for|want) )?(?:no|not|not needed|not required|not asked(?: for)?):? (?:a |"
    rf"the )?"
    rf"(?:{_STEP3.pattern})(?: (?:result|score|pass))?(?: (?:needed|required|asked|for (?:applicants|candidates|"
    rf"imgs|entry|"
    r"anyone|anybody|all)|to (?:apply|start|interview|match)))*\W*$"
)
_NEED = re.compile(
    r"\b(?:must|need(?:s|ed)?|requir\w+|req|mandatory|obligatory|compulsory|essential|prerequisites?|demand\w*|"
    r"insist)\b"
)
_WITH_FILE = re.compile(r"\b(?:with|in) (?:the|your) (?:file|application)\b|\(application\)")
_TOO = re.compile(r"\b(?:as well|too|also|likewise)\b")
_OF_IMGS = re.compile(r"\b(?:imgs?|fmgs?|foreign|international|abroad|overseas)\b")
_IN_HAND = re.compile(
    r"\b(?:with|w/|w|needs?|needed|requires?|required|req|must|first|in hand|passed|pass|done|complete[d]?|cleared|"
    r"behind|"
    r"if|only|when|where|once|after|before|by|for|holders?|provided|needing|plus|upon|mandatory|obligatory)\b|\+|=|:"
)
_VISA_TURNED = re.compile(
    r"\b(?:no h-?1|not (?:offer|sponsor|accept|available|possible|given)\w*|prefer\w*|except\w*|even|regardless|"
    r"including|neither|nor|either visa|both visas|any visa|never|unless)\b"
)
_OWN_WORDS = gather(
    """step steps usmle iii ii i part parts three two one pass passed passing passes taken done cleared behind result
    results score scores ck exam exams s3 h-1b h1b h1-b h1 h j-1 j1 visa visas sponsored sponsorship sponsor offered
    considered available possible support supported petition petitions filed file holder holders w if where needing
    wanted sought desired pgy pgy-1 pgy-2 year end residency training intern internship during promotion later wait
    can july june january february march december november reported report us go req residents promoted"""
)


def read(clause: Clause) -> Iterator[Finding]:
    """`h1b` where the visa is named beside it, else by the time at which it is due."""
    joined, is_labelled = join_lead(clause)
    for text in cut_pieces(simplify(joined, _NAMES_MORE)):
        if not _STEP3.search(text) or _is_of_else(text):
            continue
        value = _read_for_visa(text) if _VISAS.search(f"{text} | {clause.question}") else _read_for_all(clause, text)
        if value is not None:
            yield Finding("step3_required", value, "required", clause.start, clause.end, PLAIN, needs_lead=is_labelled)
            return


def _is_of_else(text: str) -> bool:
    return (
        bool(_TURNED.search(text))
        or is_wished_for(text)
        or tells_of_else(_LATER.sub(" ", text))
        or count_strangers(text, _OWN_WORDS) > MAX_STRANGERS
    )


def _read_for_visa(joined: str) -> str | None:
    """ "H-1B: Step 3 in hand": the visa hangs on the exam, if nothing is denied."""
    if not _H1B.search(joined) or _VISA_TURNED.search(joined) or is_denied(joined) or _LATER.search(joined):
        return None
    if is_left_open(re.sub(rf"(?:{J1}) (?:or|and|/) (?:{H1B})", "#", joined)):
        return None
    return "h1b" if _IN_HAND.search(joined) else None


def _read_for_all(clause: Clause, joined: str) -> str | None:
    if _VISAS.search(f"{clause.sentence} {clause.heading} {clause.previous.text if clause.previous else ''}"):
        return None
    if is_left_open(joined):
        return None
    if _LATER.search(joined):
        return None if find_times(_NOT_THEN.sub(" ", _LATER.sub(" ", joined))) else "no"
    if _NOT_ASKED.match(joined) and not is_denied(_NOT_ASKED.sub(" ", joined)):
        return "no"
    if is_denied(joined) or _IN_TRAINING.search(joined):
        return None
    if find_times(joined) or _WITH_FILE.search(joined):
        return "always"
    is_theirs_too = _TOO.search(joined) and _OF_IMGS.search(joined)
    return "always" if is_theirs_too or _NEED.search(joined) else None
