"""Rules for all visas that stand in a clause about visas: "no visas", "no visa sponsorship (including the J-1)".

They beat nothing that is said of a visa by its name. Rules that name no visa at all (citizens only, a right to work)
are read in `status.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, EXPLICIT, IMPLIED, WEAK, Finding
from transforms.facts.visa.heads import LEFT_OUT
from transforms.facts.visa.state import State
from transforms.facts.visa.status import CITIZENS, denies_all
from transforms.facts.visa.words import H1B, J1, MENTION, NAMED, NEG, OTHER_VISAS, is_negative
from transforms.hinted_re import Hinted
from transforms.language import Clause

_INCLUDING = re.compile(
    rf"[(,] ?(?:including|incl\.?|even|be it|be they|whether|such as|e\.g\.?,?|like)(?: the| an?)? "
    rf"(?P<names>(?:{J1}|{H1B})(?: visas?)?(?:,? ?(?:or|and|/|,|nor|&)"
    rf" ?(?:an? |the )?(?:{J1}|{H1B}|o-?1|tn|f-?1|others?|any other|anything else)(?: visas?)?)*)[),]?"
)


def read_included(clause: Clause) -> Iterator[Finding]:
    """ "Visa sponsorship (including the J-1) isn't possible"."""
    aside = _INCLUDING.search(clause.text)
    if aside is None:
        return
    rest = clause.text[: aside.start()] + " " + clause.text[aside.end() :]
    if MENTION.search(rest) and not NAMED.search(rest) and denies_all(rest, clause.topic):
        kinds = {one.lastgroup or "" for one in MENTION.finditer(aside.group("names"))} - {"any"}
        for kind in ("h1b", "j1"):
            confidence = EXPLICIT if kind in kinds else IMPLIED
            yield Finding(f"visa_{kind}", "no", "required", clause.start, clause.end, confidence)


_STATUS_NAMED = re.compile(
    r"\bcitizens?|\bgreen[- ]card|\bpermanent resid|\bead\b|\bwork (?:authori|permit)|\bauthori[sz]ed to work"
)


def denies_after_status(clause: Clause) -> bool:
    """ "Citizen, green card or EAD; no sponsorship is provided": it can only be of visas."""
    before = clause.previous
    return (
        before is not None
        and before.sentence_start == clause.sentence_start
        and bool(_STATUS_NAMED.search(before.text))
    )


# "Visas case by case", "sponsorship of any type is decided individually": each visa may be had, on conditions.
_BY_CASE = Hinted(
    r"\b(?:visas?(?: (?:sponsorships?|requests?|support|applications?|needs|cases|candidates|applicants|"
    r"holders))?|sponsorships?)(?: (?:of|for) (?:any|all) (?:type|kind|visa|applicant|candidate)s?)? "
    r"(?:(?:is|are|will be|may be|can be|being) )?(?:only |usually |generally |always )?"
    r"(?:(?:considered|decided|handled|reviewed|evaluated|determined|assessed|judged|granted|offered|provided|sponsored|"
    r"available|accepted|supported|given|made|possible|taken)(?: only)? )?(?:on (?:an? )?)?"
    r"(?:case[- ]by[- ]case\b|(?:by|for) each case\b|individual(?:ly\b| basis\b| cases?\b)|"
    r"in (?:individual|exceptional|special|rare|certain|select(?:ed)?) (?:cases|circumstances)\b)"
)


def read_all_visas(clause: Clause, text: str, context: str) -> dict[str, State]:
    """ "No visas": neither, unless it speaks of the visas other than the one just named."""
    if OTHER_VISAS.search(text):
        named = clause.previous.text if clause.previous else ""
        if NEG.search(text) and CITIZENS.search(named) and not MENTION.search(named):
            return {field: State("no", IMPLIED) for field in ("visa_j1", "visa_h1b")}
        if NEG.search(text) and re.search(J1, named) and not re.search(H1B, named):
            return {"visa_h1b": State("no", ANSWERED)}
        return {}
    own_label = clause.lead.rsplit(" | ", 1)[-1]
    is_denied = bool(LEFT_OUT.search(own_label)) and not MENTION.search(own_label) and not is_negative(text)
    is_denied = is_denied and not re.match(r"\W*(?:but |so |in fact )?(?:we|it|they|our [a-z]+|the [a-z]+) ", text)
    if not denies_all(text, context) and not is_denied:
        if _BY_CASE.search(text) and not NEG.search(text) and not NAMED.search(clause.sentence):
            span = (clause.start, clause.end)
            return {field: State("conditional", WEAK, span) for field in ("visa_j1", "visa_h1b")}
        return {}
    return {"visa_j1": State("no", IMPLIED), "visa_h1b": State("no", IMPLIED)}
