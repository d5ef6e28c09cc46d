"""A certificate asked for without a time: the application, unless its label or the sentence before sets one."""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.ecfmg.times import find_times, state_due
from transforms.facts.ecfmg.words import ECFMG, FINITE
from transforms.facts.finding import ANSWERED, WEAK, Drop, Finding, drop, is_taken_with
from transforms.language import Clause
from transforms.marks import find_marks, find_strength, has_mark
from transforms.strength import settle_strength

# "... that has not lapsed", "... in force": of what kind it is, and no sentence about it.
_IN_FORCE = (
    r",? (?:(?:that|which) (?:is|has|are|remains?)(?: (?:still|currently|now|not|never|been|yet|already|"
    r"both))* (?:valid|current|in force|"
    r"unexpired|expired|lapsed|run out|up[- ]to[- ]date|good|verified|issued)(?:(?: and|,) (?:still )?(?:valid|"
    r"current|in force|"
    r"unexpired|up[- ]to[- ]date))?|(?:still |currently )?(?:in force|valid|current|in effect|up[- ]to[- ]date|"
    r"on file|on record|"
    r"checked|verified|unexpired))"
)
_VALIDITY = re.compile(_IN_FORCE)
_FRAGMENT = re.compile(
    rf"\W*(?:\d\W+)?(?:have been |be |hold |an? |the |valid,? |current,? |standard |unexpired |renewable |"
    rf"permanent |and "
    r"|(?:an? )?(?:u\.?s\.?|american|lcme|accredited) (?:medical )?(?:schools?|graduates?|degree) or |this year's |"
    r"(?:(?:an? )?(?:u\.?s\.? )?(?:citizenship|green card|permanent residency)(?:,? or )?)+,? (?:and|plus) (?:an? |"
    r"the )?)*"
    rf"(?:{ECFMG}[ -](?:certificate|"
    rf"certification|certified)|certif\w+ (?:by|from|of) (?:the )?{ECFMG}|"
    rf"{ECFMG}'s certificate)(?:{_IN_FORCE})?(?: (?:already |now |is )*(?:issued|in hand|"
    rf"complete[d]?|done|held|obtained))?"
    rf"(?:,? (?:and|plus) (?:an? )?(?:u\.?s\.? )?(?:citizen|permanent resident|green card)[^;]*)?"
    rf"(?:,? \(?(?:an? |the |current |valid |certified |clear |photo)*cop(?:y|ies)\)?)?"
    rf"\W*(?:\d\W*)?"
)
# "What do I need to be ranked?"
_ASKS_WHAT = re.compile(
    r"(?:what|which [a-z]+) (?:[a-z]+ ){0,4}?(?:needs?|require[ds]?|must|have|necessary|requirements?)\b"
)
# "We consider all ECFMG-certified applicants"
_TAKES_CERTIFIED = re.compile(
    r"\b(?:consider|accept|welcome|review|interview|take|invite|rank)s?(?: applications| files)?(?: from| "
    r"of)?(?: all| any)? "
    rf"{ECFMG}[- ]certified (?:[a-z]+ )?(?:applicants|graduates|physicians|imgs|candidates|doctors)\b|"
    rf"\b(?:applications|files) (?:are|will be) (?:[a-z]+ )?(?:accepted|considered|reviewed|invited|welcome\w*) "
    rf"from (?:all "
    rf"|any )?{ECFMG}[- ]certified\b"
)
_ITS_OWN_WISH = re.compile(r",[^,;]*,? (?:[a-z0-9.-]+ ){3,}(?:preferred|desired|recommended|a plus|encouraged|welcome)")

# "Needed: certificate, statement, photograph preferred": under a head that requires, the wish is of its own item.
_LAST_WISHED = re.compile(
    r"(?:,[^,;]*)*,(?: (?!certif|ecfmg)[a-z0-9.-]+){1,6} (?:preferred|desired|recommended|encouraged|optional)\b"
)


# "IMGs are welcome: certified by ECFMG, ...": what they bring
_WELCOMES = re.compile(
    r"\b(?:imgs?|fmgs?|graduates|applicants|candidates|physicians) (?:are|may be) (?:also |always |very |gladly )?"
    r"(?:welcome|welcomed|encouraged to apply|invited to apply)\W*$"
)
_BARE_NAME = re.compile(rf"(?:, |and )?{ECFMG}")
# "US graduate, or ECFMG-certified graduate from elsewhere"
_SAYS_ELSE = re.compile(r"\b(?:visas?|sponsor\w*|not|do|does|offers?|letters?)\b")
_OR_CERTIFIED = re.compile(
    rf"\bor (?:an? |the )?{ECFMG}[- ]certified (?:[a-z]+ )?(?:graduates?|physicians?|imgs?|applicants?|doctors?)\b"
)
_OF_IMGS = re.compile(r"\bimgs?\b|\bfmgs?\b|\b(?:foreign|international)\b")
_ASKS_HOW_MANY = re.compile(r"\bhow many\b|\bare there\b|\bresidents\b")
# "A complete file holds the transcript, three letters, the ECFMG certificate": what is not there leaves it incomplete.
_OF_THE_FILE = re.compile(
    r"^\W*(?:an? |the |your |each |every )?(?:complete[d]? )?(?:files?|applications?|packets?|folders?)(?: (?:is|are|"
    r"must "
    r"be))? (?:complete|completed|full)\b[^.;:]{0,20}\b(?:with|when|once|if|by)\b|^\W*(?:an? |the |your )?complete[d]? "
    r"(?:file|application|packet)s? (?:must |should |will )?(?:has|have|holds?|contains?|includes?|consists? of|needs?|"
    r"requires?)\b|^\W*(?:the |your |each |every )(?:files?|applications?|packets?) (?:must |has to |"
    r"should )?(?:holds?|contains?|includes?)\b|"
    r"^\W*(?:(?:considered|deemed|regarded as|only) )*complete(?:d)? (?:with|when|once)\b"
)


def read_timeless(clause: Clause, start: int, end: int) -> Iterator[Finding | Drop]:
    """A certificate asked for without a time: the application, unless the label or the sentence before sets one."""
    text = clause.text
    strength = settle_strength(clause, start, end)
    if is_taken_with(clause, start) or (strength == "preferred" and _WELCOMES.search(clause.lead)):
        strength = "required"
    elif (
        strength == "preferred"
        and (own_end := text.find(",", end)) > 0
        and (
            _ITS_OWN_WISH.match(text, own_end)
            or (has_mark(clause.lead, "required") and _LAST_WISHED.match(text, own_end))
        )
    ):
        strength = find_strength(
            f"{clause.lead}: {text[:own_end]}", len(clause.lead) + 2 + start, len(clause.lead) + 2 + end
        )
    if strength in ("preferred", "typical", "unneeded"):
        yield drop(clause, f"ecfmg: {strength}")
        return
    kinds = {mark.kind for mark in find_marks(text)}
    previous = clause.previous
    if previous and re.search(r"\b(?:as well|too|likewise)\s*[.!]?$", text) and not clause.lead:
        times = find_times(previous.text)
        if times:
            yield state_due(clause, times[0][0], ANSWERED, False, False)
            return
    if (
        clause.is_first_reply
        and clause.answer == "yes"
        and _OF_IMGS.search(clause.question)
        and not _ASKS_HOW_MANY.search(clause.question)
        and _FRAGMENT.fullmatch(text)
    ):
        yield state_due(clause, "application", WEAK, True, False)  # "IMGs? Yes, ECFMG certified."
        return
    if (
        _FRAGMENT.fullmatch(text)
        and not clause.lead
        and (previous or clause.sentence.startswith(text.rstrip(";") + ";"))
        and (previous is None or previous.end + 4 >= clause.start)
        # Without a full stop it is an item among others, or the title of what follows a whole sentence.
        and (
            text.endswith(".")
            or len(clause.sentence) > len(text) + 10
            or previous is None
            or not (previous.text.endswith((".", "!", "?")) or FINITE.search(previous.text))
        )
    ):
        yield state_due(clause, "application", WEAK, False, False)  # one of a list of fragments
        return
    has_verb = re.search(
        r"\b(?:must|need|require|hold|have|valid|currently|cert|certified|certificate|certification)\b", text
    )
    of_imgs = re.search(
        r"\bimgs?\b|\bforeign\b|\binternational\b|\babroad\b|\bnon-(?:accredited|lcme|u\.?s)\b|\boutside (?:of )?the u",
        clause.topic + text,
    )
    left = max((cut.end() for cut in re.finditer(r"[,;]", text[:start])), default=0)
    item = re.split(r"[,;]", _VALIDITY.sub("", text[left:]), maxsplit=1)[0]
    is_of_file = bool(_OF_THE_FILE.search(text))
    is_asked = is_of_file or has_mark(text, "required") or not (FINITE.search(item) or len(item.split()) > 22)
    if has_mark(clause.lead, "required") and _BARE_NAME.fullmatch(text[start:end]):
        yield state_due(clause, "application", WEAK, False, True)  # "Required: MSPE, three letters, ECFMG"
        return
    only = re.search(rf"\bonly (?:[a-z-]+ ){{0,2}}?{ECFMG}|{ECFMG}[- ]certified (?:[a-z]+ ){{0,2}}only\b", text)
    only = only or _TAKES_CERTIFIED.search(text)
    only = only or (None if _SAYS_ELSE.search(text) else _OR_CERTIFIED.search(text))
    if (
        only
        or is_of_file
        or (strength == "required" and is_taken_with(clause, start))
        or "required" in kinds
        or ((strength == "required" or clause.lead) and has_verb and is_asked)
        or (of_imgs and has_verb)
    ):
        lead_times = find_times(clause.lead)
        asked_times = find_times(clause.question) if _ASKS_WHAT.match(clause.question) else []
        if lead_times:
            yield state_due(clause, lead_times[0][0], ANSWERED, False, True)
        elif asked_times:
            yield state_due(clause, asked_times[0][0], ANSWERED, True, False)
        else:
            yield state_due(clause, "application", WEAK, False, bool(clause.lead))
