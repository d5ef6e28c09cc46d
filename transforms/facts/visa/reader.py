"""Visas, clause by clause; see the package for the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, EXPLICIT, IMPLIED, Drop, Finding, drop
from transforms.facts.polarity import Unit, find_split
from transforms.facts.step3.instead import COMES_ON_J1, H1B_WITHOUT_STEP3, J1_WITHOUT_STEP3
from transforms.facts.visa.all import denies_after_status, read_included, read_verdict
from transforms.facts.visa.alone import close_others
from transforms.facts.visa.denials import (
    CROSSES,
    find_clause_units,
    find_taken_back,
    leaves_denial,
    verify,
)
from transforms.facts.visa.exceptions import (
    ALL_BUT,
    CHANGES_TO_J1,
    EXCEPTED_J1,
    UNASKED,
    read_demanded,
    read_excepted,
    read_named_need,
    read_others,
)
from transforms.facts.visa.groups import ADVERSATIVE
from transforms.facts.visa.heads import (
    ASKS_OF_HARM,
    ASKS_WHAT_BARS,
    ASKS_WHICH_NOT,
    CLOSED_LIST,
    LEFT_OUT,
    NEEDS_IT,
    WHO_CANNOT,
    is_shut_out,
    lists_alike,
)
from transforms.facts.visa.marks import bind_pairs, read_leaders, read_marks, read_pairs, read_row
from transforms.facts.visa.masks import (
    BARRED_FROM_IT,
    NO_OTHERS,
    mask_asides,
    mask_comparisons,
    mask_non_citizens,
    mask_occasions,
)
from transforms.facts.visa.off_topic import (
    is_of_papers,
    is_past,
    why_off_topic,
    why_unread,
)
from transforms.facts.visa.predicates import ONLY_LEFT, read_groups
from transforms.facts.visa.pronouns import (
    POINTS_BACK,
    name_former,
    name_pronoun,
    read_bound,
    read_ellipsis,
    read_false,
    read_same,
)
from transforms.facts.visa.replies import ASKS_REFUSAL, read_reply, read_topic
from transforms.facts.visa.state import NOTHING, State, find_states
from transforms.facts.visa.status import read_status_rules
from transforms.facts.visa.whole_page import UNREAD_DENIALS, UNREAD_KINDS
from transforms.facts.visa.words import (
    BARE_VISA,
    COND,
    H1B,
    J1,
    MENTION,
    NAMED,
    ONLY,
    POS,
    is_negative,
)
from transforms.hinted_re import Hinted
from transforms.language import Clause
from transforms.refusals import has_refusing_head, stands_under_denial

STEMS = (
    "visa",
    "sponsor",
    "j-1",
    "j1",
    "j 1",
    "j - 1",
    "j-i",
    "ji ",
    "h-1",
    "h1",
    "h 1",
    "h - 1",
    "hi-b",
    "h-i",
    "exchange visitor",
    "exchange-visitor",
    "specialty occ",
    "specialty-occ",
    "temporary work",
    " j ",
    " h ",
    "citizen",
    "permanent resid",
    "green card",
    "the former",
    "the latter",
    "authoriz",
    "authoris",
    "immigra",
    "to work in",
    "right to work",
    "work eligib",
    "work permi",
    "employment elig",
    "lpr",
    "ds-2019",
    "ds2019",
)

_SET_ASIDE = ("visa: about the visa", "visa: of ", "visa: only asked", "visa: an applicant")
MAX_NAMED = 12  # visas in one clause


_ONLY_VISAS = re.compile(rf"(?:\W|{J1}|{H1B}|\b(?:visas?|status|and|or)\b)*")


def read(clause: Clause) -> Iterator[Finding | Drop]:
    """What the readings find, and a mark of each visa that is named without being understood."""
    if len(clause.text) > MAX_NAMED * len("h-1b, ") and sum(1 for _ in MENTION.finditer(clause.text)) > MAX_NAMED:
        yield drop(clause, "visa: named more often than a rule does")
        return
    if not clause.lead and ":" in clause.sentence and BARE_VISA.fullmatch(clause.text):
        # "No sponsorship for: H-1B; J-1": the head of the list governs each of its items.
        told = clause.sentence[: max(clause.start - clause.sentence_start, 0)]
        head = told.rpartition(":")[0].rsplit(". ", 1)[-1].strip()
        if head and (_ONLY_VISAS.fullmatch(told.rpartition(":")[2]) or LEFT_OUT.search(head)):
            clause = replace(clause, lead=head)
    if stands_under_denial(clause):
        yield from _read_denied(clause)
        return
    if NO_OTHERS.fullmatch(clause.text.strip(" .;!")) and (sole := [*_read_sole_label(clause)]):
        yield from sole
        return
    yield from _read_label(clause)
    results = [_qualify(clause, one) for one in _read_guarded(clause)]
    if _is_turned_round(clause):
        results = [
            drop(clause, "visa: a yes or no to a question of refusal")
            if isinstance(one, Finding) and one.value in ("sponsors", "no")
            else one
            for one in results
        ]
    if any(isinstance(one, Drop) and one.reason.startswith(_SET_ASIDE) for one in results):
        yield from results
        return
    results = [_soften_closed(clause, one) for one in results]
    results = [_leave_named(clause, one) for one in results]
    results += close_others(clause, results)
    yield from results
    named = {match.lastgroup or "" for match in MENTION.finditer(clause.text)} - {"any"}
    if not named and not any(isinstance(one, Finding) for one in results):
        for kind in sorted(find_taken_back(clause)):
            yield drop(clause, UNREAD_DENIALS[f"visa_{kind}"])
    for kind in sorted(named):
        field = f"visa_{kind}"
        if not any(isinstance(one, Finding) and one.field == field for one in results):
            yield drop(clause, UNREAD_KINDS[field])
            if leaves_denial(clause, kind):
                yield drop(clause, UNREAD_DENIALS[field])


# "J-1 or green card only: we cannot file for anybody": the label is the statement, what follows its reason.
_ONLY_LABEL = re.compile(
    rf"\W*(?:(?:only|just) )?(?:(?:an? |the )?(?:(?:{J1}|{H1B})(?: visas?| holders?)?|(?:u\.?s\.? )?citizens?(?:hip)?|"
    rf"(?:lawful )?permanent "
    r"residents?|green[- ]cards?(?: holders?)?|eads?)(?: ?/ ?|,? (?:and|or) |, )?)+ (?:only|alone|exclusively)\W*"
)


def _read_label(clause: Clause) -> Iterator[Finding]:
    label = clause.lead.rsplit(" | ", 1)[-1]
    if "1" in label and _ONLY_LABEL.fullmatch(label) and not clause.question:
        yield from _read_sole_label(clause)


def _read_sole_label(clause: Clause) -> Iterator[Finding]:
    """The one visa that the label names as sponsored, and the other as not: "J-1: we do not take others"."""
    label = clause.lead.rsplit(" | ", 1)[-1]
    kinds = {one.lastgroup for one in MENTION.finditer(label)} & {"j1", "h1b"}
    if len(kinds) != 1:
        return
    j1, h1b = ("sponsors", "no") if kinds == {"j1"} else ("no", "sponsors")
    for field, value in (("visa_j1", j1), ("visa_h1b", h1b)):
        yield Finding(field, value, "required", clause.start, clause.end, ANSWERED, needs_lead=True)


def _soften_closed(clause: Clause, one: Finding | Drop) -> Finding | Drop:
    """ "Only the J-1 comes through us; the H-1B is for the university to file": what names the H-1B counts for more."""
    if not isinstance(one, Finding) or (one.field, one.value, one.confidence) != ("visa_h1b", "no", ANSWERED):
        return one
    after = clause.sentence[max(0, clause.end - clause.sentence_start) :]
    if re.search(H1B, f"{clause.text} {clause.lead} {clause.question}") or not re.search(H1B, after):
        return one
    is_told = is_negative(after) or POS.search(after) or re.search(r"\bout\b", after)
    return one if is_told else replace(one, confidence=IMPLIED)


# "None by us, though those that the ECFMG sponsors are taken": the rule for all leaves the J-1 that follows.
_BY_ECFMG = (
    r"\b(?:ecfmg|intealth)[- ]?sponsor|\b(?:visas?|those|ones|sponsorships?)(?: [a-z]+){0,2} (?:by|of|from|through|"
    r"via) (?:the )?"
    r"(?:ecfmg|intealth)\b|\b(?:those|ones|visas?) (?:that |which )?(?:the )?(?:ecfmg|intealth) (?:sponsors|issues)\b"
)
_TAKEN_ALL_THE_SAME = Hinted(
    r"^\W*(?:but|though|although|however|yet|still|only|except that|nevertheless)\b[^.;]{0,40}\b(?:accept|take|"
    r"welcome|honou?r|"
    rf"recogni[sz]e|consider|host|allow|train|admit)(?:s|ed|n)?\b[^.;]{{0,40}}?(?:{J1}|{_BY_ECFMG})|"
    rf"^\W*(?:but|though|although|however|yet|still|only|nevertheless)\b[^.;]{{0,20}}(?:{J1}|{_BY_ECFMG})[^.;]{{0,40}}"
    r"\b(?:accepted|taken|welcome|honou?red|recogni[sz]ed|considered|fine|ok|all right|allowed|admitted)\b"
)


def _leave_named(clause: Clause, one: Finding | Drop) -> Finding | Drop:
    if not isinstance(one, Finding) or one.confidence > IMPLIED or (one.field, one.value) != ("visa_j1", "no"):
        return one
    after = clause.sentence[max(0, clause.end - clause.sentence_start) :]
    left = _TAKEN_ALL_THE_SAME.search(after)
    if left is None or NAMED.search(clause.text) or is_negative(left.group()):
        return one
    return drop(clause, "visa: a rule for all that leaves the J-1")


def _read_denied(clause: Clause) -> Iterator[Finding | Drop]:
    """An item of a list that its label denies; nothing where it denies something itself."""
    named = {match.lastgroup or "" for match in MENTION.finditer(clause.text)}
    if "any" in named and not named - {"any"}:
        named = {"j1", "h1b"}
    for kind in sorted(named - {"any"}):
        if is_negative(clause.text) or not (POS.search(clause.text) or "host" in clause.text):
            yield drop(clause, UNREAD_DENIALS[f"visa_{kind}"])
        else:
            yield Finding(f"visa_{kind}", "no", "required", clause.start, clause.end, ANSWERED, needs_lead=True)


_YES_OR_NO = re.compile(
    rf"\W*(?:(?:yes|no|not|nor|never|only|but|and|or|if|for|with|on|an?|the|is|are|do|does|will|would|it|that|they|"
    rf"we|those|"
    rf"visas?|holders?|sponsorship|of|course|in|any|all|case|at|sadly|sorry|afraid|i|am|so|yet|{J1}|{H1B})(?!\w)\W*)+"
)


def _is_turned_round(clause: Clause) -> bool:
    """ "Are visa holders turned away? J-1, no. H-1B, yes.": bare answers say the opposite; of harm, not even that."""
    if not clause.question or not _YES_OR_NO.fullmatch(clause.text):
        return False
    if ASKS_OF_HARM.search(clause.question):
        return True
    return bool(NAMED.search(clause.text) and ASKS_REFUSAL.search(clause.question))


# What a refusal leaves open, said in another part of its sentence: "..., although the dean may approve a petition".
_MAY_YET = r"\b(?:may|can|could|might) (?!not )(?:\w+ )?"
_LEFT_OPEN = Hinted(
    r"\bwith the exception of (?:those|anyone|persons?|people|applicants|candidates|residents|physicians|graduates|"
    rf"current|transfers?|cases)\b|\b(?:al)?though\b[^.]{{0,60}}{_MAY_YET}(?:approve|petition|request|grant|allow|"
    r"consider|seek|ask|permit|make)|(?:;|\bbut\b|\bhowever\b)[^.]{0,40}\b(?:dean|chair\w*|dio|departments?|"
    rf"directors?|committee|provost|president|office|exceptions?)\b[^.;]{{0,30}}{_MAY_YET}(?:approve|petition|request|"
    r"grant|allow|consider|seek|ask|permit|make|be (?:made|granted|considered|requested|approved))"
)
# "No new petition; continuation for those already in that status", "begun by us never, carried on yes".
_CARRIED_ON = re.compile(
    r"\b(?:continu(?:e[sd]?|ing|ation)|transfer\w*|extend(?:s|ed)?|extensions?|prolong\w*|tak(?:e|es|en|ing) (?:them |"
    r"it |one |those )?"
    r"over|carr(?:y|ies|ied) (?:it |them )?on|maintain(?:s|ed)?|keep(?:s|ing)?|kept|already|bring(?:s|ing)? (?:their|"
    r"your) own)\b"
)
# "Those who train here now keep theirs": no applicant does.
_OF_THOSE_HERE = re.compile(
    r"\b(?:current|present|existing|our|its|enrolled) (?:[a-z]+ )?(?:residents|trainees|interns|house ?staff|"
    r"classes)\b|\b(?:residents|trainees|interns) (?:already |now )?(?:here|in (?:the program|training|place))\b"
)
_PARTS = re.compile(r"[;,()]|\s-+\s|\b(?:but|though|although|however|and|only|yet|while|whereas|except)\b")


# "No H-1B sponsorship (current holders may transfer)".
_HOLDERS_TAKEN = Hinted(
    rf"\b(?:current|existing|present) (?:(?:{H1B}) )?holders\b[^.;]{{0,30}}\b(?:may|can|are|will)\b(?! not| never)|"
    rf"\b(?:be|eligible|must|residents?|citizens?)\b[^.;]{{0,80}}?,? or (?:(?:already|currently|"
    rf"now) )?hold(?:ing)? (?:an? |the )?(?:(?:(?:current|"
    rf"valid|existing) )+(?:{H1B})|(?:{H1B})(?: visas?| status)? (?:now|already|currently|at present))|"
    r"\b(?:those|people|applicants|candidates|anyone|physicians) (?:already |currently |now )?(?:on|with|in|holding) "
    r"(?:an? |the )?"
    rf"(?:existing |current |valid )?(?:{H1B})[^.;]{{0,50}}\b(?:is|are|may be|can be|will be) (?:also |still "
    r")?(?:considered|accepted|"
    r"taken|welcome|transferred|eligible)\b"
)


def _carries_on(sentence: str) -> bool:
    """Whether a part of the sentence, with no denial in it, takes petitions over that others began."""
    return any(
        _CARRIED_ON.search(part)
        and not is_negative(part)
        and not re.search(J1, part)
        and not _OF_THOSE_HERE.search(part)
        for part in _PARTS.split(sentence)
    )


_FOR_TRANSFERS = Hinted(r"\b(?:may|can|could|consider|accept|take|welcome|open)\b[^.]{0,30}\btransfer")
_OF_FIRST = Hinted(
    r"\b(?:new|initial|first-time|first) (?:h-?1-?b )?(?:h-?1-?b|petitions?|filings?|applications?|sponsorships?|"
    r"visas?|ones?)\b|"
    r"\b(?:originat|initiat|start|launch|begin|open)(?:e[sd]?|s|ed|ing|ning)?\b"
)


# "Sponsorship is considered case by case and limited to the J-1": what binds all visas binds the only one.
_BOUND_TO_ONE = Hinted(
    r"\b(?:visas?|sponsor\w*)\b[^.;]{0,80}?\b(?:case[- ]by[- ]case|(?:special|exceptional|rare|unusual|extraordinary|"
    r"extenuating|certain|select) (?:circumstances|cases|situations|instances)|rare(?:ly)?|occasional(?:ly)?|"
    r"(?:highly |exceptionally |well[- ])qualified|outstanding|exceptional)\b[^.]{0,50}?\b(?:limited|"
    rf"restricted|confined|only)\b(?:[^.;,]{{0,16}}?{J1}|[^.;]{{0,12}}?(?:the |an? )?(?:{J1}) (?:is|"
    rf"being) (?:the (?:limit|only)|as far))"
)


# "Visas other than the H-1B are not possible": whatever is denied, it is not the H-1B.
_ALL_BUT_H1B = Hinted(
    rf"\bvisas? (?:other than|but|except(?: for)?|besides|apart from|aside from) (?:an? |the )?(?:{H1B})|"
    # "Apart from the H-1B no visas are sponsored"
    r"\b(?:apart from|except(?:ing)?(?: for)?|besides|aside from|with the exception of|other than|beyond|"
    r"outside(?: of)?) (?:an? |the )?"
    rf"(?:{H1B})(?: visas?| status| sponsorship)?,? (?:(?:none|nothing)\b|(?:no|we|our|it|the [a-z]+)\b[^.;]*"
    rf"\b(?:visas?|sponsor\w*|status\w*|types?)\b)"
)


# "No Step 3, no H-1B"
_NO_EXAM_NO_VISA = Hinted(
    rf"\b(?:no|without)(?: an?)? (?:pass(?:ed|ing)? (?:in |of |on )?|passing )?(?:usmle )?steps? (?:3|iii|"
    rf"three)\b[^.;]{{0,12}}[,:-] ?(?:then |so )?"
    rf"(?:there is |you get |we (?:file|offer|give) )?no (?:{H1B})"
)
# "We also sponsor the H-1B, but each program decides for itself"
_EACH_DECIDES = Hinted(
    r"^\W*(?:(?:but|though|although|yet|and|however|which) )*,? ?(?:(?:it|this|that) is (?:for|up to|"
    r"left to) )?(?:each|every|the|individual) "
    r"(?:individual |training |residency )?(?:program|department)s?(?: director)?s?\b(?: (?:itself|may|can|will|must|"
    r"then|first))* ?(?:decides?|"
    r"determines?|sets?|chooses?|approves?|agrees?|to (?:decide|determine|approve))\b"
)


# "J-1: yes, but on a limited basis": what follows the plain answer binds it.
_PLAIN_YES = re.compile(
    r"\W*(?:yes|ok|okay|sure|accepted|sponsored|possible|available|we do|they are|it is)(?:,? (?:we do|it is|"
    r"they are))?\W*"
)
_YES_BUT = re.compile(r"^\W*(?:but|though|although|albeit|however|yet|only)\b[^.;]{0,60}")


def _is_yes_but(clause: Clause) -> bool:
    if not _PLAIN_YES.fullmatch(clause.text):
        return False
    bound = _YES_BUT.match(_find_rest(clause))
    return bool(bound and COND.search(bound.group()) and not re.search(rf"{J1}|{H1B}", bound.group()))


def _find_rest(clause: Clause) -> str:
    """What follows a clause in its sentence."""
    return clause.sentence[max(0, clause.end - clause.sentence_start) :]


def _qualify(clause: Clause, one: Finding | Drop) -> Finding | Drop:
    """A refusal of the H-1B that its own sentence opens again, for some or by somebody's leave, is conditional.

    So is a J-1 that is the only visa of those that are sponsored on a condition.
    """
    if not isinstance(one, Finding):
        return one
    if one.value == "sponsors" and _BOUND_TO_ONE.search(clause.sentence) and not re.search(H1B, clause.sentence):
        start = clause.sentence_start
        return replace(one, value="conditional", condition=(start, start + len(clause.sentence)))
    if one.value == "conditional" and lists_alike(clause.text):
        return replace(one, value="sponsors", condition=None)  # what must be had is one of the list
    if one.value == "sponsors" and _is_yes_but(clause):
        start = clause.sentence_start
        return replace(one, value="conditional", condition=(start, start + len(clause.sentence)))
    if one.field == "visa_h1b" and one.value == "no" and _NO_EXAM_NO_VISA.search(clause.sentence):
        return replace(one, value="conditional", condition=(clause.start, clause.end))
    if one.field == "visa_h1b" and one.value == "sponsors" and _EACH_DECIDES.search(_find_rest(clause)):
        return replace(one, value="conditional", condition=(clause.start, clause.end))
    if one.field != "visa_h1b" or one.value not in ("no", "conditional"):
        return one
    is_granted = ALL_BUT.search(clause.text) and not is_negative(ALL_BUT.sub("#", clause.text))
    if _ALL_BUT_H1B.search(clause.text) and not re.search(J1, clause.text) and not is_granted:
        return drop(clause, "visa: excepted from what is denied")
    if one.value != "no":
        return one
    if not re.search(H1B, clause.sentence):
        return one
    if _LEFT_OPEN.search(clause.sentence):
        start = clause.sentence_start
        return replace(one, value="conditional", condition=(start, start + len(clause.sentence)))
    if _HOLDERS_TAKEN.search(clause.sentence) and not re.search(r"\bnobody\b|\bnone\b|\bno one\b", clause.sentence):
        return replace(one, value="conditional", condition=(clause.start, clause.end))
    if _OF_FIRST.search(clause.text) and (_FOR_TRANSFERS.search(clause.sentence) or _carries_on(clause.sentence)):
        return replace(one, value="conditional", condition=(clause.start, clause.end))
    return one


# "J-1 visas are all we accept": we accept only those.
_ALL_WE_TAKE = Hinted(
    rf"(?:the |an? )?(?P<visa>(?:{J1})(?: visas?)?) (?:is|are) (?:really )?all (?:that |which )?(?P<who>we|(?:the|our|"
    r"this) [a-z]+)(?: (?:can|could|will|do|does|currently|is able to|are able to))* (?P<verb>accept|sponsor|support|"
    r"offer|take|consider|provide|handle)s?\b"
)


def _say_only(match: re.Match[str]) -> str:
    return f"{match['who']} {match['verb']} {match['visa']} only".ljust(len(match.group()))


def _read_guarded(clause: Clause) -> Iterator[Finding | Drop]:
    """What the readings find, held against every word of denial that stands around the visa."""
    if "u.s." in clause.text:
        yield from _read_undotted(clause)
        return
    clause = mask_asides(clause)
    if "all" in clause.text:
        clause = replace(clause, text=_ALL_WE_TAKE.sub(_say_only, clause.text))
    text, is_named = clause.text, bool(NAMED.search(clause.text))
    if is_negative(clause.lead) and ALL_BUT.match(clause.text):
        yield drop(clause, "visa: all but one, under a head that refuses")
        return
    if row := [*read_leaders(clause)]:
        yield from row
        return
    if "...." in text:
        if MENTION.search(text):
            yield drop(clause, "visa: columns that run into one another")
        return
    if is_named and (row := [*read_row(clause)]):
        yield from row
        return
    if unread := why_unread(clause, is_named):
        yield drop(clause, unread)
        return
    if ruled := [*(read_demanded(clause) if is_named or NAMED.search(clause.lead) else read_verdict(clause))]:
        yield from ruled
        return
    if told := _read_linked(clause, is_named):
        yield from told
        return
    if is_named and (told := [*_read_rest(clause)]):
        yield from told
        return
    if is_named and (parts := _cut_at_dash(clause)):
        for part in parts:
            yield from _read_guarded(part)
        return
    if is_named and (told := [*_read_without_step3(clause)] or [*_read_instead(clause)]):
        yield from told
        return
    if is_named and len(text) < 160 and (pairs := read_pairs(text)):
        states = bind_pairs(clause, pairs)
        yield from find_states(clause, states)
        if clause.answer == "no":
            yield from _answer_unnamed(clause, states)
        return
    if is_named and (told := [*read_topic(clause)]):
        yield from told
        return
    units: list[Unit] | None = None
    if len({match.lastgroup for match in MENTION.finditer(text)} & {"j1", "h1b"}) == 2:
        units = find_clause_units(text)
        cut = find_split(text, units)
        if cut is not None and not CROSSES.search(text):
            yield from _read_guarded(replace(clause, text=text[:cut], end=clause.start + cut))
            yield from _read_guarded(
                replace(clause, text=text[cut:], start=clause.start + cut, is_first_reply=False, answer="")
            )
            return
    yield from verify(clause, _read_unguarded(clause), units)


def _read_undotted(clause: Clause) -> Iterator[Finding | Drop]:
    """The dots of "U.S." would cut the clause; letters move, so that the spans become the clause's."""
    short = replace(clause, text=clause.text.replace("u.s.a.", "usa").replace("u.s.", "us"))
    for one in _read_guarded(short):
        if isinstance(one, Finding):
            condition = (clause.start, clause.end) if one.condition else None
            yield replace(one, start=clause.start, end=clause.end, condition=condition)
        else:
            yield replace(one, start=clause.start, end=clause.end)


def _read_linked(clause: Clause, is_named: bool) -> list[Finding | Drop]:
    """What leans on the clause before it, turns a need away or counts a visa among those refused."""
    told: list[Finding | Drop] = [*read_false(clause)]
    if is_named:
        told = told or [*read_same(clause)] or [*read_named_need(clause)] or [*read_included(clause)]
    elif "sponsor" in clause.text and (same := [*read_same(clause)]):
        told = told or same
    elif not told and POINTS_BACK.search(clause.text):
        told = [*_read_pronoun(clause)]
    return told


def _read_pronoun(clause: Clause) -> Iterator[Finding | Drop]:
    """What is said of a visa through a pronoun; the spans are the clause's, since the text is not."""
    named = name_pronoun(clause)
    if named is clause:
        return
    for one in _read_guarded(named):
        if isinstance(one, Finding):
            condition = (clause.start, clause.end) if one.condition else None
            confidence = min(one.confidence, EXPLICIT)
            yield replace(one, start=clause.start, end=clause.end, condition=condition, confidence=confidence)


# "We sponsor J-1 and H-1B visas in exceptional cases": one noun, one condition for both.
_SHARED = Hinted(
    rf"(?:{J1}) ?(?:,|and|or|/|&|and/or) ?(?:{H1B}) (?:visas|sponsorships?|petitions|statuses|visa (?:sponsorship|"
    rf"applications|holders))\b(?! (?:the latter|"
    rf"if|only if))|(?:{H1B}) ?(?:,|and|or|/|&|and/or) ?(?:{J1}) (?:visas|sponsorships?|statuses|visa (?:sponsorship|"
    rf"applications|holders))\b"
)


def _read_unguarded(clause: Clause) -> Iterator[Finding | Drop]:
    """What a clause says of visas by its own words; not yet held against the denials around them."""
    yield from read_ellipsis(clause)
    clause = name_former(clause)
    text = clause.text
    yield from read_status_rules(clause)
    named = [match for match in MENTION.finditer(text) if match.lastgroup != "any"]
    if not MENTION.search(text):
        yield from read_bound(clause)
        others = list(read_others(clause))
        yield from others or read_reply(clause)
        return
    if (
        not named
        and not re.search(r"\bvisas?\b|immigra", text)
        and not re.search(r"\bvisas?\b|immigra", clause.topic)
        and not (denies_after_status(clause))
    ):
        return
    if _answers_step3(clause):
        if any(match.lastgroup == "h1b" for match in named):
            yield Finding(
                "visa_h1b",
                "conditional",
                "required",
                clause.start,
                clause.end,
                ANSWERED,
                (clause.start, clause.end),
                needs_question=True,
            )
        return
    if is_of_papers(text):
        if named:
            yield drop(clause, "visa: about the visa, not its acceptance")
        return
    if named and UNASKED.search(text):
        for match in named:
            yield Finding(f"visa_{match.lastgroup}", "no", "required", clause.start, clause.end)
        return
    if off_topic := why_off_topic(clause):
        yield drop(clause, off_topic)
        return
    text = mask_comparisons(text)
    if is_past(text):
        yield drop(clause, "visa: of the past")
        return
    text = mask_occasions(text)
    states: dict[str, State] = {}
    for field, state, (start, end) in read_marks(clause, text):
        if state is not NOTHING:
            states[field] = state
        text = text[:start] + "#" * (end - start) + text[end:]
    if states and not MENTION.search(text):
        if clause.answer == "no":
            yield from _answer_unnamed(clause, states)
        yield from find_states(clause, states)
        return
    for field, state, (start, end) in read_excepted(clause, text):
        states[field] = state
        text = text[:start] + "#" * (end - start) + text[end:]
    if states and not any(match.lastgroup != "any" for match in MENTION.finditer(text)):
        yield from find_states(clause, states)
        return
    text = mask_non_citizens(text)
    read_groups(clause, text, states)
    if not states and not named:
        yield from read_reply(clause)
        return
    _share_condition(text, named, states)
    if clause.question and not clause.is_first_reply and ASKS_WHAT_BARS.search(clause.question):
        states = {f: state for f, state in states.items() if state.value == "no" or POS.search(NEEDS_IT.sub("#", text))}
    if _is_list_of_refused(clause, text):
        # "Nobody is invited who needs an H-1B": a list of those who stay outside.
        if WHO_CANNOT.search(text):
            yield drop(clause, "visa: a refusal is itself denied")
            return
        is_open = "unless" in text or ONLY_LEFT.search(text) or EXCEPTED_J1.search(text)
        states = {field: state if is_open else State("no", EXPLICIT) for field, state in states.items()}
    if (
        text != clause.text
        and states.get("visa_h1b", NOTHING).value == "sponsors"
        and BARRED_FROM_IT.search(clause.text)
    ):
        states["visa_h1b"] = State("conditional", EXPLICIT, (clause.start, clause.end))
    _close_h1b(clause, text, {match.lastgroup for match in named}, states)
    if named:
        yield from _answer_unnamed(clause, states)
    yield from find_states(clause, states)


def _answer_unnamed(clause: Clause, states: dict[str, State]) -> Iterator[Finding | Drop]:
    """ "Do you sponsor H-1B? No; residents come on J-1." answers for the visa that the reply does not name again."""
    if not (clause.is_first_reply and clause.answer) or ONLY.search(clause.question):
        return
    asked = {match.lastgroup or "" for match in MENTION.finditer(clause.question)} - {"any"}
    for kind in asked - {match.lastgroup or "" for match in MENTION.finditer(clause.text)}:
        if f"visa_{kind}" not in states:
            value = "sponsors" if clause.answer == "yes" else "no"
            yield Finding(f"visa_{kind}", value, "required", clause.start, clause.end, ANSWERED, needs_question=True)


# "We file no H-1Bs, just the J-1", "H-1B is not taken, only J-1": what is left behind the denial is given.
_REST = re.compile(
    rf"(?:,| -{{1,2}}|;)? (?:but |and |it is |(?:we|it|they) (?:do|does|take|takes|sponsor|sponsors|accept|"
    rf"accepts) )?(?:just|only|"
    rf"solely|merely)(?: for| on| with)? (?:the |an? )?(?P<name>(?:{J1}|{H1B}))(?: visas?| sponsorship| status)?\W*$"
)
# "The H-1B gets no sponsorship, the J-1 does"
_OTHER_DOES = re.compile(
    rf"(?:,| -{{1,2}}|;)? (?:but |and |while |whereas |though |yet )?(?:for |on |with )?(?:the |"
    rf"an? )?(?P<name>(?:{J1}|{H1B}))(?: "
    r"visas?| sponsorship| status)? (?:does|do|is|are|can(?: be)?|will(?: be)?|we (?:do|can|will))(?: so| indeed| "
    r"though| here)?\W*$"
)

# "H-1B only - no J-1"
_ONE_NOT_OTHER = re.compile(
    rf"\W*(?:only )?(?:an? |the )?(?P<one>{J1}|{H1B})(?: visas?)?(?: only| alone| exclusively)(?:[,;:]|"
    rf" -{{1,2}})?(?: and| but)? (?:no|not|never)(?: "
    rf"the| an?| any| for| on)? (?P<other>{J1}|{H1B})(?: visas?| sponsorship)?\W*"
)
_NOT_EVEN = re.compile(r"\b(?:not|even|never|nor|no)\W*$")


def _read_rest(clause: Clause) -> Iterator[Finding | Drop]:
    two = _ONE_NOT_OTHER.fullmatch(clause.text) if ONLY.search(clause.text) else None
    if two and not has_refusing_head(clause):
        for part, value in (("one", "sponsors"), ("other", "no")):
            kind = "j1" if re.match(J1, two[part]) else "h1b"
            yield Finding(f"visa_{kind}", value, "required", clause.start, clause.end, EXPLICIT)
        return
    rest = _REST.search(clause.text) if "just" in clause.text or ONLY.search(clause.text) else None
    rest = rest or _OTHER_DOES.search(clause.text)
    if rest is None or has_refusing_head(clause):
        return
    left, kind = clause.text[: rest.start()], "j1" if re.match(J1, rest["name"]) else "h1b"
    before = {match.lastgroup for match in MENTION.finditer(left)}
    if kind in before or not before & {"j1", "h1b"} or not is_negative(left) or _NOT_EVEN.search(left):
        return
    denied = [*_read_guarded(replace(clause, text=left, end=clause.start + rest.start()))]
    if any(isinstance(one, Finding) and one.value != "no" for one in denied):
        return
    yield from denied
    yield Finding(f"visa_{kind}", "sponsors", "required", clause.start, clause.end, ANSWERED)


# "A green card or a J-1 - the H-1B is not offered", "J-1 or H-1B not sponsored - bring a green card": two statements.
_DASH = re.compile(r"\s+-{1,2}\s+")
# "An H-1B through us, since the J-1 is not something we support": the reason is a statement of its own.
_SINCE = re.compile(r"(?:,? (?:since|because)|, (?:as|for)) (?=(?:the |an? )?[hj] ?-? ?1)")
_OWN_STATEMENT = re.compile(
    rf"(?:the |an? |new )?(?:{J1}|{H1B})(?: (?:visas?|sponsorships?|petitions?|holders|applicants|"
    rf"status))*(?: \([^()]*\))?,? (?:is|"
    rf"are|"
    r"will|can|cannot|may|must|do|does|has|have)\b"
)
_ADVISES = re.compile(
    r"(?:please |so |you (?:must|need to|should) )?(?:bring|have|hold|come with|get|obtain|you need)\b[^.;]*\b(?:green "
    r"cards?|citizen\w*|permits?|permanent residen\w*|authori[sz]ation)"
)


def _cut_at_dash(clause: Clause) -> list[Clause]:
    """The halves of a clause at a dash where each speaks of its own visa, or the second only tells what to bring."""
    dash = _DASH.search(clause.text) or _SINCE.search(clause.text)
    if dash is None:
        return []
    left, right = clause.text[: dash.start()], clause.text[dash.end() :]
    before, after = ({one.lastgroup for one in MENTION.finditer(half)} & {"j1", "h1b"} for half in (left, right))
    is_own = before and after and not before & after and _OWN_STATEMENT.match(right)
    if not is_own and not (before and not after and _ADVISES.match(right)):
        return []
    if before and len(left.split()) < 2:
        return []  # "J-1 - the H-1B is not": a label, or the rest of a sentence
    middle = clause.start + dash.end()
    first = replace(clause, text=left, end=clause.start + dash.start())
    return [first, replace(clause, text=right, start=middle, is_first_reply=False, answer="")]


# "If the exam is late, a J-1 has to be sought": what is left to those whom the sentence shuts out is given.
_J1_INSTEAD = Hinted(
    rf"\b(?:if|where|when|otherwise|or else|in (?:that|this|which) case|failing that|should)\b[^.;]{{0,90}}?(?:^|[, ])"
    rf"(?:an? |the )?(?:{J1})(?: visas?)? (?:has|have|must|needs?|will (?:have|need)|would (?:have|need)|should|is|are)"
    rf"(?: to)? be (?:pursued|sought|obtained|used|requested|secured|applied for)\b"
)
_LESS_TOLD = re.compile(r"\bwaivers?\b|\belsewhere\b|\bother (?:programs|hospitals)\b")


def _read_instead(clause: Clause) -> Iterator[Finding | Drop]:
    if _J1_INSTEAD.search(clause.text) and not re.search(H1B, clause.text) and not _LESS_TOLD.search(clause.text):
        yield Finding("visa_j1", "sponsors", "required", clause.start, clause.end, ANSWERED)


# "Without Step 3 think of the J-1", "if Step 3 is not passed, we can only offer a J-1": the H-1B needs Step 3.
def _read_without_step3(clause: Clause) -> Iterator[Finding | Drop]:
    span = (clause.start, clause.end)
    if unpassed := H1B_WITHOUT_STEP3.search(clause.text):
        yield Finding("visa_h1b", "conditional", "required", *span, EXPLICIT, span)
        if COMES_ON_J1.search(unpassed["rest"] or ""):
            yield Finding("visa_j1", "sponsors", "required", *span, ANSWERED)
        return
    if J1_WITHOUT_STEP3.search(clause.text) and not re.search(H1B, clause.text):
        yield Finding("visa_j1", "sponsors", "required", *span, ANSWERED)
        yield Finding("visa_h1b", "conditional", "required", *span, ANSWERED, span)


def _answers_step3(clause: Clause) -> bool:
    """ "Do I need Step 3?" "Only for an H-1B." """
    return bool(
        re.search(r"\bsteps? (?:3|iii)\b", clause.question)
        and not re.search(r"visa|sponsor|h-?1|j-?1", clause.question + clause.lead)
    )


def _share_condition(text: str, named: list[re.Match[str]], states: dict[str, State]) -> None:
    """Names under one noun share a condition; a "but" before the J-1 frees it of what was only implied for it."""
    for match in named:
        implied = states.get(f"visa_{match.lastgroup}")
        if (
            implied
            and implied.confidence <= IMPLIED
            and match.lastgroup == "j1"
            and ADVERSATIVE.search(text, 0, match.start())
        ):
            del states["visa_j1"]
    shared = _SHARED.search(text)
    if (
        shared
        and states.get("visa_h1b", NOTHING).value == "conditional"
        and states.get("visa_j1", NOTHING).value == "sponsors"
        and COND.search(re.split(r"[;,]|\bbut\b|\band\b", text[shared.end() :])[0])
    ):
        states["visa_j1"] = replace(states["visa_h1b"])


def _is_list_of_refused(clause: Clause, text: str) -> bool:
    """Whether the head or question over a clause lists those who stay outside."""
    if clause.is_first_reply and ASKS_WHAT_BARS.search(clause.question):
        return not is_negative(text)
    if is_shut_out(clause):
        return True
    return bool(
        clause.is_first_reply
        and clause.answer != "no"
        and ASKS_WHICH_NOT.search(clause.question)
        and not (re.match(r"\W*(?:we|our|the|it|all|both)\b", text) and POS.search(text))
        and not is_negative(text)
    )


def _close_h1b(clause: Clause, text: str, named: set[str | None], states: dict[str, State]) -> None:
    """What is said of the J-1 closes the H-1B where a question, a change of status or a closed list sets it beside."""
    asked_kinds = {match.lastgroup or "" for match in MENTION.finditer(clause.question)} - {"any"}
    if (
        clause.is_first_reply
        and asked_kinds == {"j1", "h1b"}
        and re.search(r"\bwhich\b", clause.question)
        and named == {"j1"}
        and states.get("visa_j1", NOTHING).value != "no"
    ):
        states.setdefault("visa_h1b", State("no", ANSWERED))
    if (
        clause.is_first_reply
        and asked_kinds == {"h1b"}
        and re.search(r"\b(?:instead|rather)\b", text)
        and states.get("visa_j1", NOTHING).value == "sponsors"
    ):
        states.setdefault("visa_h1b", State("no", ANSWERED))
    if "visa_h1b" in states and CHANGES_TO_J1.search(clause.sentence):
        states["visa_h1b"] = State("no", ANSWERED)
        states.setdefault("visa_j1", State("sponsors", ANSWERED))
    if "visa_j1" in states and "visa_h1b" not in states and CLOSED_LIST.search(clause.sentence):
        states["visa_h1b"] = State("no", ANSWERED)
