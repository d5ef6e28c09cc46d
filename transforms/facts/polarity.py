"""Which visa each word of denial in a clause governs: the last check before a visa's reading stands.

Works on units (stretches under one predicate); what a program says is read in `visa.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from transforms import hinted_re as re

# Whatever may deny, end or hedge, far wider than what the readings themselves understand.
DENIAL = re.compile(
    r"\b(?:not|no|none|nobody|never|neither|nor|cannot|without|nothing|nowhere|nada|zero|zilch|nil|nix|nope|nah|naw|"
    r"negative|n/a|"
    r"unable|unavailab\w+|unsupported|unsponsored|unaccept\w+|unwelcome|unwilling|unwanted|impossible|impracti\w+|"
    r"ineligib\w+|unsuitabl\w+|inappropriate|non-?(?:accept|sponsor|eligib|support)\w*|inadmissib\w+|prohibitive|"
    r"refus\w+|declin\w+|reject\w*|den(?:y|ies|ied|ying)|forb[ia]d\w*|prohibit\w*|disallow\w*|abolish\w*|abandon\w*|"
    r"discontinu\w+|suspend\w*|suspension|paus(?:e[sd]?|ing)|halt(?:s|ed|ing)?|stop(?:s|ped|ping)?|ceas(?:e[sd]?|ing)|"
    r"cessation|terminat\w+|withdr[ae]w\w*|dropp(?:ed|ing)|eliminat\w+|ended|ending|fr[eo]ez\w+|frozen|moratorium|"
    r"embargo|ban(?:s|"
    r"ned)?|forgo(?:es|ne|ing)?|forego(?:es|ne)?|exclu(?:d\w+|sions?)|preclu\w+|barred|bars|ruled? out|rules out|"
    r"turn(?:s|ed)? (?:away|down)|"
    r"shuts? (?:out|the door)|clos(?:e|es|ed|ing) the door|closed|off[- ](?:limits|the table)|disqualif\w+|"
    r"steers? clear|refrain\w*|avoid\w*|opt(?:s|ed)? out|"
    r"(?:lies?|is|are|falls?) (?:well |far |quite )?(?:beyond|outside)|against|"
    r"rather than|instead of|in lieu of|minus|barring|"
    r"let(?:s|ting)? go|(?:to|will|must|had to) end|ends(?= (?:its|our|the|all|[jh]-?1))|w(?:ound|ind\w*) down|"
    r"omit\w*|out of (?:reach|bounds|scope)|phas(?:ed|ing) out|lack(?:s|ing|ed)?|fails? to|hardly|scarcely|barely|"
    r"seldom)(?!\w)|[\u2717\u2718\u00d7]"
)
_STRONG = re.compile(
    r"\s*[;:|]\s*|\.\s+|\s+-{1,2}\s+|,\s*as\b(?! well)|,?\s*\b(?:but|yet|while|whereas|although|though|however|"
    r"nonetheless|"
    r"nevertheless|so|because|since(?! (?:19|20|then|last))|and that|as (?=we|it|they|our|the))\b,?"
)
_OPENS = (
    r"we\b|it\b|they\b|our\b|this\b|the\b|there\b|residents?\b|applicants?\b|candidates?\b|trainees?\b|physicians?\b|"
    r"sponsorship\b|petitions?\b|do(?:es)?\b|is\b|are\b|will\b|can(?:not)?\b|has\b|have\b|no\b|not\b|never\b|"
    r"neither\b|none\b|nor\b"
)
_OTHER_TOPIC = re.compile(
    r"\b(?:usmle|steps? [123]|comlex|attempts?|tries|fail(?:ed|ures?)|letters?|scores?|graduat\w+|experience|mspe|"
    r"observ\w+|usce|cut-?offs?|moonlight\w*|fellowships?|deadlines?|interviews?|fees?|costs?|citizenship|citizens?|"
    r"green[- ]cards?|minim(?:a|ums?)|requirements?|shadowing|stipend|salary|years?|o-?1s?|tns?|e-?3|f-?1|j-?2|"
    r"h-?4|h-?2b|opt|ead|waivers?)\b"
)


@dataclass(slots=True)
class Unit:
    """A stretch under one predicate; `kinds` are the visas named in it ("j1", "h1b")."""

    text: str
    kinds: set[str]
    is_denied: bool
    is_stated: bool  # some predicate stands in it
    start: int = 0
    end: int = 0


def find_units(text: str, mention: re.Pattern, stated: re.Pattern, denial: re.Pattern = DENIAL) -> list[Unit]:
    """The units of a clause; what has no predicate of its own joins the unit that it leans on."""
    named = [(m.start(), m.end(), m.lastgroup or "") for m in mention.finditer(text) if m.lastgroup != "any"]
    cuts: list[tuple[int, int, bool]] = [(m.start(), m.end(), True) for m in _STRONG.finditer(text)]
    cuts += [
        (m.start(), m.end(), False)
        for m in _WEAK_CUT.finditer(text)
        if not (_OTHER_NAME.match(text, m.end()) and _ONLY_NAMED.search(text, 0, m.start()))
    ]
    cuts += [(m.start(), m.end(), False) for m in _NEXT_VERB.finditer(text)]
    cuts += [(m.start("end"), m.end(), True) for m in _CONCEDES.finditer(text)]
    for joint in _JOINT.finditer(text):
        if denial.match(text, joint.end()):
            cuts.append((joint.start(), joint.end(), False))
    for start, _, _ in named:
        before = _BEFORE_NAME.search(text, max(0, start - 24), start)
        if before and _OR.match(before.group()) and _ENDS_NAMED.search(text, 0, before.start()):
            continue
        if before and not (
            text[before.start() : before.start("rest")].strip() in ("or", "and", "/")
            and not _DENIES_NAME.match(before.group("rest"))
            and any(at < start and _ONLY_NAMED.search(text, 0, before.start()) for at, _, _ in named)
        ):
            cuts.append((before.start(), before.start("rest"), False))
    cuts.sort()

    def is_complete(one: Unit) -> bool:
        return bool(not one.kinds and one.is_denied and mention.search(one.text) and _FINITE.search(one.text))

    units: list[Unit] = []
    pending: Unit | None = None
    begin = 0
    joins_strongly = True
    link = following = ""
    for start, end, is_strong in [*cuts, (len(text), len(text), True)]:
        if start < begin:
            continue
        part = text[begin:start]
        kinds = {kind for at, _, kind in named if begin <= at < start}
        unit = Unit(part, kinds, bool(denial.search(part)), bool(stated.search(_NOUN.sub("#", part))), begin, start)
        begin = end
        link, following = following, text[start:end]
        if not part.strip(" ,.()"):
            joins_strongly = joins_strongly or is_strong
            following = link + following
            continue
        last = units[-1] if units else None
        if (
            "(" in link
            and unit.is_denied
            and not unit.kinds
            and not _LEANS.search(unit.text)
            and not (pending or unit).kinds
        ):
            continue  # "(research does not qualify)"
        if pending is not None:
            if pending.kinds and unit.kinds and ("(" in link or _DENIES_NAME.match(unit.text) or _WHY.search(link)):
                units.append(pending)  # "J-1, no H-1B", "J-1 (H-1B is not processed)"
            elif pending.kinds and not unit.kinds and _OTHER_TOPIC.search(unit.text):
                units.append(pending)  # "J-1 and H-1B (no O-1)"
            elif is_complete(pending) and (unit.is_stated or unit.is_denied):
                pass  # "Although we sponsor no visas, the J-1 is accepted"
            elif pending.is_denied and "(" in link and unit.is_stated and unit.kinds and not pending.kinds:
                pass  # "None (J-1 through ECFMG accepted)"
            else:
                _join(pending, unit)
                unit = pending
            pending = None
        if not unit.kinds:
            if last is None:
                # "Although not common, the H-1B ..." leans on what follows; "We sponsor no visas, ..." is complete.
                if not _OTHER_TOPIC.search(unit.text):
                    pending = unit
            elif not _OTHER_TOPIC.search(unit.text) and (
                not unit.is_denied or not _FINITE.search(unit.text) or _LEANS.search(unit.text)
            ):
                _join(last, unit)
        elif last is not None and unit.text.lstrip().startswith("nor "):
            _join(last, unit)
        elif not (unit.is_denied or unit.is_stated or _VERB.search(unit.text)):
            if last is not None and not joins_strongly:
                _join(last, unit)
            else:
                pending = unit
        else:
            units.append(unit)
        joins_strongly = is_strong
    if pending is not None and (pending.kinds or not units):
        if units and not (pending.is_denied or pending.is_stated):
            _join(units[-1], pending)
        else:
            units.append(pending)
    return units


def _join(unit: Unit, other: Unit) -> None:
    unit.text = f"{unit.text} , {other.text}"
    unit.kinds |= other.kinds
    unit.start, unit.end = min(unit.start, other.start), max(unit.end, other.end)
    unit.is_denied |= other.is_denied
    unit.is_stated |= other.is_stated


_NOUN = re.compile(r"\b(?:sponsorships?|petitions|applications?|ecfmg[- ]sponsored|holders?|trainees?)\b")
# "No J-1 | or H-1B is available": the first name waits for the predicate that both share.
_ONLY_NAMED = re.compile(
    r"(?:^|[.;:,(] |\b(?:but|that|and|while|so) )(?:(?:no|neither|both|either|any|the|an?|all|new|ecfmg|"
    r"ecfmg-sponsored) )*"
    r"[jh]\s?-?\s?[1il]\s?-?\s?b?s?(?: (?:visas?|holders?|status|applicants?|candidates?|petitions?|residents|"
    r"physicians|"
    r"trainees|sponsorships?|type|category|clinical|alien))*\s*$"
)
_WHY = re.compile(r"\b(?:as|because|since|so|while|whereas)\b")
# "... a J-1 or an H-1B visa will not be": alternatives share all that is said.
_OR = re.compile(r"\s*(?:or|/)\s*(?:an?|the|for an?|on an?)?\s*$")
_ENDS_NAMED = re.compile(
    r"\b(?:[jh]\s?-?\s?[1il]\s?-?\s?b?s?|o-?1s?|tns?|e-?3s?|f-?1s?)(?: (?:visas?|holders?|status|applicants?|"
    r"candidates?|petitions?|residents|physicians|trainees|"
    r"sponsorships?))*\s*$"
)
_OTHER_NAME = re.compile(r"(?:(?:an?|the) )?(?:o-?1s?|tns?|e-?3s?|f-?1s?|opt|cpt|eads?|j-?2s?)\b")
_DENIES_NAME = re.compile(r"\W*(?:no|not|never|without|nor)\b")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|will|would|can|cannot|could|may|must|shall|should|[a-z]{3,}s)\b"
)
_LEANS = re.compile(
    rf"^\W*(?:and |or |which |who |that |these |those |such )*(?:{_OPENS})|"
    r"\b(?:visas?|sponsor\w*|petition\w*|status|fil(?:e[sd]?|ing)|employ\w*)\b"
)
_CONCEDES = re.compile(
    r"(?:^|[;.] |, )(?:even )?(?:although|though|while|whereas|since|because|given that|as)\b[^,;]*(?P<end>,)"
)
_NEXT_VERB = re.compile(
    r"\s*,?\s*\band (?=(?!visas|petitions|others|status|types|residents|applicants|physicians|holders)[a-z]{3,}s\b)|"
    r"\s*,?\s*(?=\b(?:rather than|instead of)\b)"
)
_JOINT = re.compile(r"\s*(?:,\s*(?:and |or )?|\b(?:and|or) )")
_WEAK_CUT = re.compile(
    rf"\s*(?:,\s*(?:and |or |with )?|\band |\(|\))\s*(?={_OPENS})|,\s*(?=(?:(?:an?|the) )?(?:o-?1|tn|e-?3|f-?1|"
    rf"ead|opt|cpt|green card)s?\b)|"
    rf"\s*,?\s*(?=\bnor\b)|[()]"
)
# A name right behind a comma, a conjunction or a denial opens a unit.
_BEFORE_NAME = re.compile(
    r"(?:,|/|\band\b|\bor\b)\s*(?P<rest>(?:(?:not|no|never|for|the|an?|on|with|to|about|any|neither|visas?|only|just|"
    r"solely)\s+)"
    r"{0,3})$"
)


def find_denied(units: list[Unit]) -> tuple[set[str], set[str]]:
    """(visas that some word of denial governs or may govern, visas named in a unit without any)."""
    denied: set[str] = set()
    free: set[str] = set()
    for unit in units:
        (denied if unit.is_denied else free).update(unit.kinds)
    return denied, free


_REFUSING = re.compile(
    r"\b(?:rul(?:es?|ed) out|"
    r"refus\w+|reject\w*|declin\w+|den(?:y|ies|ied)|turn(?:s|ed)? (?:away|down)|exclud\w+|barr?(?:s|ed)?|"
    r"disqualif\w+|"
    r"preclud\w+|shut out|forbid\w*|prohibit\w*)\b"
)
_REASON = re.compile(r"[ ,](?:as|because|since)\b|,  (?=the |our |it )")
_PARTICLE = re.compile(r"\b(?:not|no|never|neither|nor|nobody|none|cannot|no one)\b")


def is_double(unit: Unit) -> bool:
    """Whether a refusal is itself denied ("neither is refused"), or may be."""
    said = _REASON.split(unit.text, maxsplit=1)[0]
    return bool(_REFUSING.search(said) and _PARTICLE.search(said))


def find_split(text: str, units: list[Unit]) -> int | None:
    """Where a clause parts into two statements of different visas, each with a verb of its own; else None."""
    if len(units) != 2:
        return None
    first, second = units
    if not (first.kinds and second.kinds) or first.kinds & second.kinds or first.end > second.start:
        return None
    if any(" , " in one.text for one in units):
        return None  # something joined whose place is not sure
    if text[first.end : second.start].strip() == "," and _AUXILIARY.match(second.text):
        return None  # "for J-1 visas and, in certain cases, will consider ..."
    if not (_VERB.search(first.text) and _VERB.search(second.text)):
        return None
    leaning = _LEANS_FORWARD.search(text, 0, second.start)
    return leaning.start() if leaning and leaning.start() > first.start else second.start


# "... and, in rare instances, | the department pays for an H-1B".
_LEANS_FORWARD = re.compile(
    r",? (?:and|but),? (?:in|with|under|on|upon|after|only|at|for|if|occasionally|rarely|sometimes)\b[^,;]{0,60},?\s*$"
)
_AUXILIARY = re.compile(r"\W*(?:is|are|will|can|may|must|has|have|do|does)\b")
_VERB = re.compile(
    r"\b(?:is|are|was|were|will|can|cannot|may|must|has|have|do|does|should|we|they)\b|"
    r"^\W*(?:and |but |while |although |though |whereas )*(?:(?:the|our|this) [a-z]+(?: (?!of|for|"
    r"in)[a-z]+)? )?(?!visas|this|status|"
    r"petitions|holders|applicants|others|residents)[a-z]{3,}s\b(?! (?:visas?|petitions?|sponsorships?|for|of|from|"
    r"with|by|on)\b)"
)
