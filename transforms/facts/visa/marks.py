"""Visas with a mark or a verdict of one word beside each: "J1 y / H1 n", "[x] J-1 [ ] H-1B", "J-1 (yes), H-1B - rare".

Marks and boxes may stand in any clause and are taken out of it before the rest is read; pairs are clauses that hold
nothing else, and are read first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms import hinted_re as re
from transforms.facts.finding import EXPLICIT, Finding
from transforms.facts.visa.masks import NAME_IN_BRACKETS
from transforms.facts.visa.state import NOTHING, State, find_states
from transforms.facts.visa.words import COND, COND_H1B, H1B, J1, MENTION, OPENED, is_negative
from transforms.language import Clause

# ---------------------------------------------------------------- marks and boxes

# "J1 y / H1 n", "J-1: yes (ECFMG), H-1B: no": each visa with its own mark.
MARK = re.compile(
    rf"(?:(?P<j1>{J1})|(?P<h1b>{H1B}))(?: visas?)?\s*(?:[:=?]|-+(?=\s*[a-z(\u2713\u2717+]))?\s*\(?(?P<mark>(?:yes|no|"
    rf"yep|"
    rf"yup|nope|nada|none|zero|never|y|n)\b|[\u2713\u2717\u2610+]|(?<=\()[x ]?(?=\))|-(?=\W*$|\s*[,;/|)]|\s+(?:{J1}|"
    rf"{H1B})))\)?(?:"
    rf"(?=\W*$|\s*[,;/|&.]|\s+(?:and|but|while)\b|\s+(?:{J1}|{H1B}))|(?=\s*\())\s*(?P<aside>\([^()]*\))?"
)
PLUS_MARK = re.compile(rf"(?:{J1}|{H1B})(?: visas?)?\s*[:=]?\s*\(?\+")
# "\u2611 J-1 \u2610 H-1B", "[x] J-1 [ ] H-1B": boxes in front; an empty one says nothing.
BOX = re.compile(
    rf"(?P<box>\u2713|\u2610|\u2717|\((?P<in>[x \u2713]?)\))\s*(?:(?P<j1>{J1})|(?P<h1b>{H1B}))(?: visas?)?(?=\W*$|"
    rf"\s*[,;|/(]|\s+"
    rf"(?:\u2713|\u2610|\u2717|\())"
)
_N_FOR_AND = re.compile(
    rf"(?<=[1b] )n(?= (?:{J1}|{H1B})(?: visas?)?,? (?:both|ok|okay|accepted|sponsored|welcome|fine|yes|too)\b)"
)


def read_marks(clause: Clause, text: str) -> Iterator[tuple[str, State, tuple[int, int]]]:
    """Visas that a mark follows at once; a bracket behind the mark may bind it. Boxes may stand in front of each."""
    text = _N_FOR_AND.sub("&", text)
    boxes = list(BOX.finditer(text))
    if boxes and re.search(rf"(?:{J1}|{H1B})(?: visas?)?[ .,;]*$", text):
        first = MENTION.match(text)  # its own tick is trimmed away as a bullet
        if first and first.lastgroup != "any" and boxes[0].group("box") != "\u2713":
            yield f"visa_{first.lastgroup}", State("sponsors", EXPLICIT), first.span()
        for match in boxes:
            kind = "j1" if match.group("j1") else "h1b"
            if match.group("box") == "\u2713" or (match.group("in") or " ") in "x\u2713":
                yield f"visa_{kind}", State("sponsors", EXPLICIT), match.span()
            elif match.group("box") == "\u2717":
                yield f"visa_{kind}", State("no", EXPLICIT), match.span()
            else:
                yield f"visa_{kind}", NOTHING, match.span()
        return
    for match in MARK.finditer(text):
        if text.count("(", *match.span()) > text.count(")", *match.span()):
            continue  # "J-1 (no H-1B)"
        if match.group("mark") in ("", " ", "\u2610"):
            yield f"visa_{'j1' if match.group('j1') else 'h1b'}", NOTHING, match.span()
            continue
        if match.group("mark") == "-" and not PLUS_MARK.search(text):
            continue  # a hyphen is a mark only beside a plus
        kind = "j1" if match.group("j1") else "h1b"
        aside = match.group("aside") or ""
        span = match.span()
        if match.group("mark") in ("n", "no", "nope", "nada", "none", "zero", "never", "\u2717", "-"):
            if COND.search(aside) or OPENED.search(aside):
                yield (
                    f"visa_{kind}",
                    State("conditional", EXPLICIT, (clause.start + span[0], clause.start + span[1])),
                    span,
                )
            else:
                yield f"visa_{kind}", State("no", EXPLICIT), span
        elif COND.search(aside) or (kind == "h1b" and COND_H1B.search(aside)):
            yield (
                f"visa_{kind}",
                State("conditional", EXPLICIT, (clause.start + span[0], clause.start + span[1])),
                span,
            )
        elif not is_negative(aside):
            yield f"visa_{kind}", State("sponsors", EXPLICIT), span


# ---------------------------------------------------------------- pairs

_DONE = (
    r"(?:sponsored|accepted|available|supported|considered|offered|processed|provided|permitted|allowed|possible|"
    r"granted|"
    r"honou?red|eligible|filed|handled|issued|recogni[sz]ed|welcomed?|approved|entertained|arranged|taken)"
)
_VERDICT = (
    rf"(?:(?P<{{0}}neg>out of (?:reach|bounds)|off limits|not an option|phased out|withdrawn|dropped|"
    rf"not (?:currently |presently |yet )?{_DONE}|un(?:available|supported|sponsored|acceptable)|no|"
    rf"n|x(?=\W*$|[,;/])|nope|none|never|nada|"
    r"zero|nil|closed|suspended|refused|excluded|declined|rejected|denied|discontinued|impossible|paused|frozen|"
    r"halted|ended|"
    r"on hold|not possible|ineligible|\u2717|\u2718|\u00d7)|"
    rf"(?P<{{0}}pos>(?:yes|y|yep|yup|ok|okay|\u2713|{_DONE}|routine(?:ly)?|fine|open|sure|always|welcome))|"
    r"(?P<{0}cond>(?:on (?:a )?)?case[- ]by[- ]case(?: basis)?|limited|discretionary|conditional(?:ly)?|rare(?:ly)?|"
    r"occasional(?:ly)?|"
    r"sometimes|maybe|possibly|(?:only )?in (?:exceptional|rare|special|limited) (?:cases|circumstances|numbers)|"
    r"exceptional cases only|exceptionally|depends(?: on [a-z]+)?|depending on [a-z]+|subject to [a-z]+(?: [a-z]+)?|"
    r"at (?:the )?discretion of (?:the )?[a-z]+))"
)
_PAIR_NAME = rf"(?:an? |the )?(?:(?P<{{0}}j1>{J1})|(?P<{{0}}h1b>{H1B}))(?: (?:visas?|sponsorship|petitions?|holders))?"
_NAME_FIRST = re.compile(
    rf"\W*(?:{_PAIR_NAME.replace('{0}', '')})\s*(?:[:=?(,]|-+ )?\s*(?:{_VERDICT.replace('{0}', '')})(?![\w-])\)?"
)
_NAME_LAST = re.compile(
    rf"\W*(?:{_VERDICT.replace('{0}', '')})(?![\w-])\s*(?:[:=(,]|-+ )?\s*(?:(?:for|to|"
    rf"on) )?(?:{_PAIR_NAME.replace('{0}', '')})\)?"
)
_LEADERS = re.compile(r"\s*\.{3,}\s*")
_VISA_LABEL = re.compile(
    r"^\W*(?:(?:accepted |sponsored |types? of )?visas?(?: types?| sponsorships?| status| policy| "
    r"info(?:rmation)?| support)?(?: sponsored| accepted|"
    r" offered| supported)?|sponsorships?|immigration)\s*[:=-]\s*"
)
_PAIR_END = re.compile(r"\s*(?:[,;/|&.]\s*)?(?:(?:and|but)\b\s*)?")


def read_pairs(text: str) -> list[tuple[str, str]]:
    """(visa, verdict) of a text that is nothing but names with their verdicts: "J-1 (yes), H-1B - suspended"."""
    text = text.replace('"', " ")
    for pattern in (_NAME_FIRST, _NAME_LAST):
        found: list[tuple[str, str]] = []
        at = 0
        while at < len(text):
            match = pattern.match(text, at)
            if match is None:
                break
            if match.group().count("(") > match.group().count(")"):
                return []  # "J-1 visa (no H-1 accepted)": the bracket opens a statement of its own
            value = "no" if match.group("neg") else "sponsors" if match.group("pos") else "conditional"
            found.append(("j1" if match.group("j1") else "h1b", value))
            ended = _PAIR_END.match(text, match.end())
            at = ended.end() if ended else match.end()
        if re.search(r"\bx\b", text) and not {value for _, value in found} - {"no"}:
            return []  # a cross alone may also be a tick
        if found and not text[at:].strip(" .,;)|/-") and len({kind for kind, _ in found}) == len(found):
            return found
    return []


def bind_pairs(clause: Clause, pairs: list[tuple[str, str]]) -> dict[str, State]:
    span = (clause.start, clause.end)
    return {f"visa_{kind}": State(value, EXPLICIT, span if value == "conditional" else None) for kind, value in pairs}


def read_leaders(clause: Clause) -> Iterator[Finding]:
    """ "J-1 ..... yes": a name, dots and its verdict."""
    if "..." in clause.text and len(clause.text) < 80 and (pairs := read_pairs(_LEADERS.sub(": ", clause.text))):
        yield from find_states(clause, bind_pairs(clause, pairs))


def read_row(clause: Clause) -> Iterator[Finding]:
    """Pairs that fill a whole sentence, of which the clause is only a part: "Visas: J-1 (yes); H-1B (no)"."""
    if len(clause.sentence) >= 160 or clause.question:
        return
    whole = _VISA_LABEL.sub("", clause.sentence)
    pairs = read_pairs(NAME_IN_BRACKETS.sub(r" \g<name> ", whole)) if clause.text != whole else []
    if pairs:
        span = clause.sentence_start, clause.sentence_start + len(clause.sentence)
        yield from find_states(replace(clause, start=span[0], end=span[1]), bind_pairs(clause, pairs))
