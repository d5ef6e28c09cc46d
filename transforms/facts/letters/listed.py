"""Letters told as a list of who writes them, each with its count: "Chair, one; surgeons, two; anyone else, optional".

Also fewer that are taken in the place of more, and an answer that permits a number whose parts it then asks for.
Writers before whom their number stands are summed in reader.py and told.py.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.letters.words import DEAN, FEW, LETTER
from transforms.language import Clause
from transforms.numerals import parse_number

MAX_LETTERS = 5  # the application service takes four
_COUNT = r"(?:one|two|three|four|[1-4])"
# One item whose number stands behind its writer: "an attending in surgery, one", "chair - 1 (not for preliminaries)".
_ITEM = re.compile(
    rf"\W*(?:and |from |by )*(?P<who>[a-z][a-z'./ -]{{2,60}}?) ?(?:,|:|-|=|x|\() ?(?:at least )?(?P<n>{_COUNT})\)?"
    r"(?: (?:letters?|required|needed|of them))?(?: ?\([^()]*\))?\W*"
)
_ITEM_AHEAD = re.compile(  # "two attendings", beside items whose number stands behind
    rf"\W*(?:and |from |by )*(?:at least )?(?P<n>{_COUNT}) (?:from |by )?(?P<who>[a-z][a-z'./ -]{{2,60}}?)\W*"
)
_SPARED = re.compile(
    rf"\b(?:optional|if (?:you|any|there)|not (?:needed|required)|unneeded|welcome|encouraged|preferred|"
    rf"recommended|{DEAN})"
)
_WRITER = re.compile(
    r"\b(?:chair\w*|director|head|attendings?|faculty|physicians?|doctors?|professors?|mentors?|supervisors?|teachers?|"
    r"preceptors?|clinicians?|person|anyone|anybody|someone|others?|another|department|specialty|specialties|"
    r"[a-z]{3,}(?:ologists?|iatrists?|icians?|geons?|ternists?)|medicine|surgery|peds|pediatrics|neurology|psychiatry|"
    r"choice|colleagues?|employer|research)\b"
)
_BETWEEN = re.compile(r";")
_COMMA = re.compile(rf",(?! ?(?:at least )?{_COUNT}\b)(?: and\b)?")
_MAX_LIST = 260  # letters of a list that is summed


def _sum_behind(listed: str) -> int:
    """The letters of a list whose numbers stand behind the writers; 0 where an item says something else."""
    total, items = 0, 0
    is_first = True
    for part in _BETWEEN.split(listed) if ";" in listed else _COMMA.split(listed):
        if not part.strip(" .") or _SPARED.search(part):
            continue
        item = _ITEM.fullmatch(part) or (None if is_first else _ITEM_AHEAD.fullmatch(part))
        is_first = False
        if item is None or not _WRITER.search(item.group("who")):
            return 0
        total, items = total + parse_number(item.group("n")), items + 1
    return total if items >= 2 else 0


# "Four preferred, three accepted": of two numbers the one that does.
_FEWER_TAKEN = re.compile(
    rf"\b(?P<more>{FEW})(?: (?:letters|lors|recommendations|references|of them))?(?: of recommendation)?"
    r"(?: (?:is|are|would be))?(?: (?:strongly|much|highly))? (?:preferred|desired|desirable|ideal|best|recommended|"
    r"encouraged|better|welcome|wished for|suggested)(?:,|;| -|,? but|,? and|,? though|,? while|,? yet) ?(?:only "
    r"|with )?"
    rf"(?P<n>{FEW})(?: letters| of them)?(?: (?:are|is|will be|would be))?(?: (?:also|still|at least|the))* "
    rf"(?:accepted|"
    r"acceptable|fine|okay|ok|allowed|enough|sufficient|required|needed|mandatory|minimum|a must|suffices?|will do|do|"
    r"taken|obligatory|tolerated)\b"
)
_PREFERS_MORE = re.compile(  # "prefer four letters, accept three from those who cannot get more"
    rf"\bprefer(?:s|ably)? (?P<more>{FEW})(?: letters| lors| of them)?(?:,|;| -|,? but|,? and|,? though) ?(?:we |will |"
    rf"also |still |can )*(?:accept|take|require|need|settle for|insist on)s? (?:at least |only |just )?(?P<n>{FEW})\b"
    r"(?! (?:years|months|attempts|weeks))"
)
# "You may send three, one of them by a surgeon": beside a label or question of letters, asked for in its parts.
_MAY_SEND = re.compile(
    rf"\W*(?:you|applicants|candidates|one|everyone) (?:may|can|should|will) (?:send|submit|upload|have|include|"
    rf"provide|"
    rf"assign)(?: us)? (?P<n>{FEW})(?: ?\(\d\))?(?: letters)?,? (?:with |of which |of them |of whom |including |and )?"
    r"(?:at least )?(?:one|two|1|2) (?:being|is|of|from|by|must|should|has|to be|to come|written)\b"
)


def count_listed(clause: Clause, text: str, label: re.Pattern) -> int:
    """The letters that a list of writers sums to, or the lower of a wished and an accepted number; 0 for neither."""
    lead = clause.lead.rsplit(" | ", 1)[-1]
    asked = lead or (clause.question if clause.is_first_reply else "")
    is_asked = bool(asked and label.fullmatch(asked))
    if (is_asked or re.search(rf"\b{LETTER}", text)) and (
        fewer := _FEWER_TAKEN.search(text) or _PREFERS_MORE.search(text)
    ):
        count = parse_number(fewer.group("n"))
        return count if count < parse_number(fewer.group("more")) else 0
    if is_asked and (sent := _MAY_SEND.match(text)):
        return parse_number(sent.group("n"))
    if is_asked and lead and len(clause.sentence) <= _MAX_LIST and clause.sentence.startswith(lead):
        total = _sum_behind(clause.sentence[len(lead) :].lstrip(" :"))
        return total if total <= MAX_LETTERS else 0
    return 0
