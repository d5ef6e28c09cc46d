"""Visas told by what holds for the others, or by whom it turns away.

"All but the H-1B", "nobody without a J-1", "we file for nothing else"; "if you need an H-1B, we are not the program for
you". `read_named_need`, `read_excepted` and `read_others` are readings of their own; the patterns below them tell the
other readings that a denial in a clause makes an exception and does not refuse the visa beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import ANSWERED, EXPLICIT, IMPLIED, Finding
from transforms.facts.visa.state import State
from transforms.facts.visa.status import CITIZENS, is_refused
from transforms.facts.visa.words import (
    COND,
    DEAL,
    H1B,
    HINDRANCE_DENIED,
    J1,
    MENTION,
    NAMED,
    NEG,
    OPENED,
    OTHER_FACT,
    POS,
    REFUSES,
    is_negative,
)
from transforms.hinted_re import Hinted
from transforms.language import Clause

# ---------------------------------------------------------------- all but one, none without one

# "Anything but an H-1B is fine", "all visas save the H-1B are supported".
ALL_BUT = re.compile(
    r"\b(?:anything|everything|anyone|everyone|(?:any|all|every)(?: (?:other )?[a-z]+){0,3}?)(?: [a-z]+){0,2}? "
    r"(?:but|except(?:ing)?(?: for)?|save(?: for)?|other than|apart from|barring|aside from|excluding|with the "
    r"exception of|"
    rf"minus|besides|bar|not on|without|beyond)(?: (?:an?|the|those|holders|of|on|with|from|who|need|needing|require|"
    rf"requiring|seek|seeking|people|applicants|candidates))* "
    rf"(?:(?P<j1>{J1})|(?P<h1b>{H1B}))(?: visas?| status| holders?)?"
    r"(?!\W*(?:only|if|with|where|when|case|require|need|depend|is|are) (?!fine|ok|accept|welcome|possible|support|"
    r"sponsor|"
    r"consider|honou?red|eligible|taken|good))"
)
# "Applicants without a J-1 are not considered": the J-1 is the way in.
WITHOUT = re.compile(
    r"\b(?:without|lacking|who (?:lack|have no|hold no|(?:do|can)(?: not|not) (?:have|hold|get|obtain|qualify for|use|"
    r"secure))|not (?:eligible|able|qualified) (?:for|to (?:get|hold|obtain))|ineligible for|unless (?:they|you|he "
    r"or she) "
    r"(?:hold|have|are on|qualify for|can (?:get|obtain)))(?: (?:an?|the|own|valid|ecfmg|ecfmg-sponsored|either))* "
    rf"(?:(?P<j1>{J1})|(?P<h1b>{H1B}))(?: visas?| status| eligibility| sponsorship)?"
)
_TURNED_AWAY = Hinted(
    r"\b(?:nobody|no one|no (?:applicants?|candidates?|foreign|non|international)|none|not|never|cannot|need not|"
    r"should not|ineligible|excluded|refused|rejected|turned away|disqualified)\b"
)
_RELATIVE = re.compile(r"^,? (?:which|whom|that) [^,;:]*")


def read_excepted(clause: Clause, text: str) -> Iterator[tuple[str, State, tuple[int, int]]]:
    """Visas told by what holds for all others: "all but the H-1B", "nobody without a J-1"."""
    for match in ALL_BUT.finditer(text):
        kind = "j1" if match.group("j1") else "h1b"
        after = _RELATIVE.sub("", text[match.end() :])
        rest = text[: match.start()] + "#" * (match.end() - match.start()) + after
        if is_negative(rest.partition(";")[0]):
            yield f"visa_{kind}", State("sponsors", ANSWERED), match.span()
            if kind == "j1" and not re.search(H1B, rest):
                yield "visa_h1b", State("no", ANSWERED), match.span()
        elif (
            POS.search(rest) or POS.search(match.group()) or not (re.search(r"[a-z]", rest) or is_negative(clause.lead))
        ):
            yield f"visa_{kind}", State("no", EXPLICIT), match.span()
    for match in WITHOUT.finditer(text):
        rest = text[: match.start()] + "#" + text[match.end() :]
        if match.group("j1") and not MENTION.search(rest) and _TURNED_AWAY.search(rest):
            yield "visa_j1", State("sponsors", ANSWERED), match.span()


# ---------------------------------------------------------------- no others than those just named

_OTHERS_DENIED = Hinted(
    r"\b(?:another|a different|a second) (?:visa|status|type|category|kind)\b|\b(?:any ?thing|nothing|no one|"
    r"none) (?:else|other|more)\b|\b(?:any|no|none|all|the|these|every|for)? "
    r"?others?(?: (?:[a-z-]+ )?"
    r"(?:visas?|categor\w+|types?|class\w*|status\w*|routes?|options?|petitions?|kinds?|sponsorships?|"
    r"arrangements?))?\b|\bno "
    r"(?:additional|further) (?:visas?|types?|categor\w+)\b"
)
_DEALT = Hinted(
    rf"\b{DEAL}\w*|\b(?:avail\w+|possib\w+|eligib\w+|option|us(?:e|ed|able)|will do|deal\w*|visas?|immigra\w+|"
    rf"recogni[sz]\w+|"
    rf"acceptable|approv\w+|appl(?:y|ies)|given|open)\b"
)
_THAT_IS_ALL = re.compile(
    r"\W*(?:and )?(?:that|this|those|these|it)(?:'s| is| are) (?:all|the only (?:ones?|visas?|option|type|"
    r"status)|its only one|it\W*$|"
    r"our only)\b"
)
_OF_OTHER_PEOPLE = re.compile(
    r"\bother (?!(?:[a-z-]+ )?(?:visas?|categor|types?|class|status|routes?|options?|petitions?|kinds?|sponsor|"
    r"arrange))|\bothers? "
    r"(?:who|applicants|candidates|programs)\b"
)


# "Citizens and green card holders may apply; others may not"
_OTHERS_MAY_NOT = re.compile(
    r"\W*(?:but |and )?(?:(?:all |any )?others?|(?:no one|nobody|none) else|everyone else|(?:no|"
    r"any) others?)(?: (?:may|can|are|is|will|need|do|does|"
    r"should))? ?(?:not|cannot|qualif(?:y|ies)|apply|eligible|considered)?(?: (?:be )?(?:apply|eligible|considered|"
    r"accepted|invited|hired|"
    r"taken|qualify))?\W*"
)


def read_others(clause: Clause) -> Iterator[Finding]:
    """ "... and do not file for anything else": the visas that were not named a moment ago."""
    text = clause.text
    if (
        clause.previous is not None
        and clause.previous.end + 4 >= clause.start
        and _OTHERS_MAY_NOT.fullmatch(text)
        and (is_negative(text) or re.search(r"\b(?:nobody|none|no one|no others?)\b", text))
        and CITIZENS.search(clause.previous.text)
        and not MENTION.search(clause.previous.text)
        and not re.search(r"\bead\b|\bwork (?:authori|permit)|\bauthori[sz]ed\b", clause.previous.text)
    ):
        for field in ("visa_h1b", "visa_j1"):
            yield Finding(field, "no", "required", clause.start, clause.end, IMPLIED)
        return
    closes = _THAT_IS_ALL.match(text)
    if not (closes or _OTHERS_DENIED.search(text)) or _OF_OTHER_PEOPLE.search(text) or OTHER_FACT.search(text):
        return
    if closes:
        pass
    elif not (NEG.search(text) or re.match(r"\W*(?:no|none|nothing)\b", text)) or not (
        _DEALT.search(text) or len(text.split()) <= 6
    ):
        return
    if COND.search(text) or re.search(r"\b(?:unless|until|if|exception\w*|say|said|mention\w*|state[sd]?)\b", text):
        return
    before, steps = clause.previous, 0
    is_of_status = bool(re.search(r"\b(?:visas?|status|immigra\w+|categor\w+)\b", text))
    if (
        is_of_status
        and before is not None
        and before.end + 4 >= clause.sentence_start
        and not MENTION.search(before.text)
        and CITIZENS.search(before.text)
        and not re.search(r"\bead\b|\bwork (?:authori|permit)|\bfor example\b", before.text)
    ):
        for field in ("visa_h1b", "visa_j1"):
            yield Finding(field, "no", "required", clause.start, clause.end, IMPLIED)
        return
    while before is not None and steps < 2:
        if before.end + 4 < clause.sentence_start and before.sentence_start != clause.sentence_start and steps:
            return
        named = {one.lastgroup for one in MENTION.finditer(f"{before.lead} {before.text}")} - {"any"}
        if named:
            if named == {"j1"} and not is_negative(before.text):
                yield Finding("visa_h1b", "no", "required", clause.start, clause.end, ANSWERED)
            return
        before, steps = before.previous, steps + 1


# ---------------------------------------------------------------- those who need a visa are turned away

# "Please do not apply if you need an H-1B", "candidates in need of a J-1 are not ranked".
_NAMED_NEED = Hinted(
    rf"\b(?:need(?:s|ed|ing)?|requir(?:e|es|ing)|must (?:have|obtain|get)|in need of|dependent (?:up)?on|"
    rf"depend(?:s|ing)? (?:up)?on|rel(?:y|ies|ying) (?:up)?on|seek(?:s|"
    rf"ing)?|want(?:s|ing)?|"
    rf"request(?:s|ing)?|insist(?:s|ing)? "
    rf"on)(?: (?:an?|the|sponsorship|for|of|on|to|obtain|our|visa|visas|hospital|employer|new|either))* (?:{J1}|{H1B})"
    rf"(?: ?(?:or|and|/) ?(?:an? )?(?:{J1}|{H1B}))?(?: (?:visas?|sponsorship|status|petitions?))*|"
    rf"\b(?:if|when|where|should|in case)\b[^.;,]{{0,20}}(?:{J1}|{H1B})(?: (?:visas?|sponsorship|status))* (?:is|are|"
    r"be) "
    r"(?:needed|required|necessary|requested|wanted)\b"
)
_DENIED_NEED = re.compile(r"\b(?:not|never|no longer)(?: [a-z]+ly)? $|\bno $")


def read_named_need(clause: Clause) -> Iterator[Finding]:
    text = clause.text
    needed = _NAMED_NEED.search(text)
    if needed is None or _DENIED_NEED.search(text, 0, needed.start() + 1) or OPENED.search(text.replace("if", "")):
        return
    outcome = text[: needed.start()] + "#" + text[needed.end() :]
    if not is_refused(HINDRANCE_DENIED.sub("#", outcome)) or MENTION.search(outcome.replace("sponsorship", "#")):
        return
    for match in MENTION.finditer(needed.group()):
        if match.lastgroup != "any":
            yield Finding(f"visa_{match.lastgroup}", "no", "required", clause.start, clause.end)


# "Please do not write to us about an H-1B", "inquiries about the H-1B go unanswered".
UNASKED = Hinted(
    r"\b(?:not|never) (?:ask|inquire|write|call|contact|e-?mail|request)\b[^.;]*\b(?:about|regarding|concerning|for|"
    rf"on)\b[^.;]{{0,24}}(?:{H1B}|{J1})|\b(?:inquir\w+|questions?|requests?|e-?mails?|letters?)\b(?! other than|"
    rf" except)[^.;]{{0,24}}"
    rf"(?:{H1B}|{J1})[^.;]*\b(?:unanswered|ignored|discarded|deleted|(?:not|never) (?:be )?(?:answered|read|"
    rf"entertained))\b"
)
# "If you need an H-1B, we are not the program for you."
NEED_REFUSED = Hinted(
    rf"\W*(?:if|should|when|where|in case) [^,;]{{0,40}}\b(?:need|requir|want|seek|hold|insist|"
    rf"depend)\w*[^,;]{{0,24}}(?:{H1B})[^,;]{{0,20}}, "
    rf"(?![^;]*\b(?:step|unless|until|without|not (?:hesitate|worry)|feel free)\b)[^;]*?(?:\b(?:not|cannot|never|"
    rf"nothing|no)\b|{REFUSES})"
)

# ---------------------------------------------------------------- a denial that excepts a visa

# "Those not eligible for a J-1 cannot be considered": the J-1 is the way in.
MUST_BE_ABLE = Hinted(
    rf"\b(?:not|cannot|unable)\b[^;]{{0,30}}\b(?:eligible|able|qualif\w+|hold|obtain|get|secure)?\b[^;]{{0,20}}(?:{J1})"
    r"[^;]{0,30}\b(?:cannot|not)\b[^;]{0,20}\b(?:considered|ranked|accepted|appointed|interviewed|start|apply|"
    r"hired|join)"
)
EXCEPTED_J1 = Hinted(
    rf"\b(?:other than|other [a-z]+ than|different from|except(?: for)?|besides|apart from|aside from|exception of|"
    rf"beyond|but|outside)\b[^,;]{{0,30}}(?:{J1})"
)
# Constructions that a rule reads as a whole, denial and all.
J1_EXCEPTED_ALONE = Hinted(
    rf"\b(?:other (?:visas? )?than|except(?:ing)?(?: for)?|besides|apart from|aside from|exception of)(?: (?:an?|the|"
    rf"those|on|"
    rf"for))*"
    rf" (?:{J1})"
)
# "Should you hold an H-1B, be prepared to change to a J-1."
CHANGES_TO_J1 = Hinted(
    rf"(?:{H1B})[^.;]{{0,120}}?\b(?:must|need to|have to|has to|needs to|required to|prepared to|willing to|asked to|"
    rf"expected to|"
    rf"agree to|ready to)(?: [a-z]+ly)? (?:change|switch|convert|move|transition|transfer|"
    rf"come)(?: over)?(?: their status)? "
    rf"(?:to|into|on|onto) (?:an? |the )?(?:{J1})"
)


# ---------------------------------------------------------------- a J-1 is asked for where nobody here sponsors one

# "You must hold a J-1, as we sponsor no visas": the way in is the J-1, whoever signs for it.
_J1_DEMANDED = Hinted(
    rf"(?:{J1})(?: visas?| status)? (?:is|are|remains?) (?:an? |the )?(?:[a-z]+ )?(?:must\b|requirement|required|"
    r"mandatory|"
    r"obligatory|compulsory|necessary|needed|essential|indispensable|pre-?requisite)|"
    r"\b(?:must|need to|needs to|has to|have to|required to|shall) (?:then |already |therefore |all |themselves "
    r")*(?:have|hold|be "
    r"on|be in|come on|come with|obtain|get|secure|possess|bring|enter on|use)(?: (?:an?|the|own|their|your|valid|"
    r"current|ecfmg|"
    rf"ecfmg-sponsored|already))* (?:{J1})"
)
_BRING_ONE = re.compile(
    r"(?:^\W*|, )(?:then )?(?:please )?(?:be in possession of|have|hold|bring|obtain|secure|come (?:on|with|in on)|"
    r"(?:you|they) (?:come|enter|"
    rf"start|train) on)(?: (?:an?|the|your|valid|ecfmg|own))* (?:{J1})(?: visas?| status)?\W*$"
)
_NONE_BY_US = re.compile(
    r",? \(?(?:as|since|because|for|given that|seeing that|considering that|and) (?:we|it|they|(?:this|the|our) "
    r"[a-z]+(?: [a-z]+)?)"
    r" (?:(?:[a-z]+ly )?(?:sponsors?|offers?|provides?|issues?|gives?|supports?) (?:no|none)|(?:do|does|can|will|is|"
    r"are)(?: not|not) "
    r"(?:[a-z]+ ){0,2}?(?:sponsor|offer|provide|issue|give|support)\w*)(?: (?:any|visas?|sponsorships?|of|its|our|own|"
    r"on|itself|"
    r"ourselves|them|one))*\)?(?=\W*$|[,;])"
)
_OF_A_CASE = re.compile(r"\b(?:if|whether|when|where|who|which|that|in case|should|not|no|never|nor)\b")
# "A file on which no J-1 is named gets no interview."
_UNLISTED = Hinted(
    r"\b(?:applications?|files?|applicants?|candidates?|those|anyone|persons?|people) (?:on|in|for|from|of) (?:which|"
    r"whom|whose "
    rf"[a-z]+) no (?:{J1})(?: visas?| status)? (?:is|are|was) (?:listed|named|given|shown|stated|entered|indicated|"
    r"mentioned)\b"
    r"[^.;]*\b(?:neither|no|not|never|cannot|nobody|rejected|refused|discarded|declined|returned)\b"
)


# "J-1: it has to be the ECFMG's", "a J-1, which must come through Intealth": one kind of it will do.
_OF_ECFMG = Hinted(
    rf"^\W*(?:the |an? |(?:exchange|visitor)[a-z -]*\(?)*(?:{J1})\)?(?: visas?| status)?(?:,| -{{1,2}}|:)?,? "
    r"?(?:which |that |it |this |"
    r"these |they |and )*(?:has to|have to|must|needs? to|should) (?:be (?:the |an? |one )?(?:sponsored |issued |"
    r"obtained |arranged )?|"
    r"come |run )(?:by |through |from |via |of |under |with )?(?:the )?(?:ecfmg|intealth)\b(?![^.;]*\b(?:not|no|never|"
    r"other)\b)"
)


def read_demanded(clause: Clause) -> Iterator[Finding]:
    """A J-1 that is demanded beside a denial of sponsorship of our own."""
    text = clause.text
    if re.search(H1B, text):
        return
    label = clause.lead.rsplit(" | ", 1)[-1]
    if (_OF_ECFMG.search(text) or (NAMED.search(label) and _OF_ECFMG.search(f"{label}: {text}"))) and not NEG.search(
        f"{clause.lead} {clause.question}"
    ):
        yield Finding("visa_j1", "sponsors", "required", clause.start, clause.end, ANSWERED)
        return
    left = _NONE_BY_US.sub(lambda match: " " * len(match.group()), text)
    demanded = _J1_DEMANDED.search(left) or _BRING_ONE.search(left)
    if demanded:
        begin = max(left.rfind(sign, 0, demanded.start() + 1) for sign in ",;?") + 1
        if _OF_A_CASE.search(left[begin : demanded.end()]) or is_negative(left[demanded.end() :]):
            return
        if left == text and not is_negative(text) and left[demanded.end() :].strip(" .!"):
            return  # what is demanded of whom is read with the rest
    elif not _UNLISTED.search(text):
        return
    yield Finding("visa_j1", "sponsors", "required", clause.start, clause.end, ANSWERED)
    if left != text or (not demanded and re.search(r"\bsponsors? (?:no|any)\b|\bsponsor visas?\b", text)):
        yield Finding("visa_h1b", "no", "required", clause.start, clause.end, IMPLIED)
