"""Letters of recommendation by their noun and one number: "letters from faculty, three", "recommendations: 3-4".

The clause, or its label, names the letters; the number may stand anywhere in it. A clause that holds the number alone
("three are what we need") is of letters where the words right before it name them and count nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.facts.finding import PLAIN, Finding
from transforms.facts.letters.words import PEOPLE
from transforms.facts.plain.vocabulary import ASKING, SMALL, blank, blank_days, blank_spans, find_unknown, list_words
from transforms.language import Clause
from transforms.marks import has_mark
from transforms.numerals import NUMBER, UPPER, parse_number

FIELDS = frozenset(("letters_min",))
MAX_LETTERS = 5
MAX_WRITERS = 3  # words that are not known in a phrase that names who writes

_NOUN = re.compile(
    r"\b(?:letters?|lors?|recommendations|references|referees|recommenders)\b(?! (?:of (?:interest|intent|good "
    r"standing|agreement|offer|acceptance|completion|status|verification|invitation|thanks|support from)|grades?|"
    r"code|to the)\b)"
)
# "from the past 3 rotations", "3 (three)", "step 2": `NUMBER` of other things is blanked or is no known word.
_COUNT = re.compile(
    rf"(?P<count>{NUMBER})\+?(?P<upper> ?(?:-|to|or) ?{UPPER}(?! of\b))?(?!(?:st|nd|rd|th)\b)(?! ?(?:%|x\b))"
)
# "two of these by surgeons", "one from your field": a part of the letters.
_OF_THEM = re.compile(
    r"\W*(?:or more )?(?:(?:out )?of (?:them|these|those|which|whom|the)\b|(?:should|must|has to|have to|being|to be|"
    r"is to|(?:[a-z]+ )?from|(?:[a-z]+ )?by|at least|in|as|out of)\b)"
)
# "one by a surgeon, three in all"
_IN_ALL = re.compile(
    r"\W*(?:letters? |lors? |recommendations )?(?:in )?(?:total|all\b|altogether|overall|all told|in sum)|\W*(?:is|"
    r"are) the total"
)
# "from two institutions", "in two languages": behind such a word the number is of the letters only where it counts
# those who write them, or nothing else is named.
_COUNTS_OTHERS = re.compile(r"\b(?:from|by|in|to|on|of|at|into|through|for|with|among|the)\W*(?:at least )?$")
_WRITERS_OR_END = re.compile(
    rf"\W*(?:[a-z'./-]+ ){{0,3}}?{PEOPLE}\b|\W*$|[ ]*[,;.):(-]|\W*(?:of (?:them|these)|in (?:addition|all|total)|"
    r"(?:[a-z]+ ){0,2}?(?:letters?|lors?|recommendations|references)\b|or\b|required|needed|minimum|each)"
)
# What makes another thing of such a clause: a most, a surplus, a part, a choice, another's letters.
_TURNED = re.compile(
    r"\b(?:max(?:imum)?|most|up to|(?:no|not) more than|limit\w*|only (?:the first|read)|additional|extra|further|"
    r"more\b(?! than)|others?|another|optional|instead|not|no|never|nor|without|neither|none|cannot|unless|if|"
    r"whether|either|waived?|too|than (?:one|two|three|four|\d)|beyond|besides|remaining|rest|"
    rf"(?:letters?|lors?|recommendations|references|{NUMBER}) or\b(?! {UPPER})|or (?:the |an? )?(?:sloe|letter)|"
    r"(?:an?|one|the|your) (?:[a-z'-]+ ){0,3}(?:letter|lor|recommendation|reference)\b(?! (?:requirement|count|"
    r"writer|box|number|minimum|of rec\w* (?:requirement|count))s?)|"
    rf"(?:{NUMBER}) of (?:the|your|our|these|those|his|her)|out of (?:the|a|three|four|\d)|one (?:or|of)|"
    r"formerly|previously|last (?:season|cycle)|prior|ago|residents?|interns?|fellows?|fellowship|students?|director "
    r"(?:writes|sends|signs)|committees|letters committee|committee (?:of|meets)|points?|(?<!should )(?<!must "
    r")(?<!to )number (?:one|two|three|four|\d))\b"
)
# Denials that deny nothing of the number.
_ALLOWED = re.compile(
    r"\b(?:no (?:fewer|less) than|not (?:fewer|less) than|no form\w*|or more|with no exceptions?|no exceptions?)\b"
)
# The Dean's letter is not counted: silent, unless it is told apart.
_DEAN = re.compile(r"\b(?:dean|mspe|performance (?:evaluation|letter))")
_DEAN_APART = re.compile(
    r"\b(?:besides?|in addition to|plus|apart from|not (?:counting|including|counted|among)|other than|over and "
    r"above|on top of|excluding|exclusive of|aside from|along with|as well as) (?:the |your |an? )*(?:medical school "
    r"|school's )*(?:dean|mspe|performance)(?:'?s)?(?: letter)?(?: \(mspe\))?|\b(?:dean'?s?|"
    r"mspe)[^,;.]{0,24}(?:\bnot (?:counted|included|among)|\bapart\b|\bextra\b)"
)
# "..., or the MSPE", "..., not required": what the item behind the number makes of it.
_TURNS_BEHIND = re.compile(
    r"or (?:(?:the|an?|your|else) )*(?:mspe|sloe|dean|number|letters?|form|one|two|three|four|\d|none|no)\b|"
    r"(?:(?:but|though|which|they|these|these|that|it|are|is|yet) )*(?:optional|not|never|if|unless|preferred|"
    r"encouraged|recommended|too|suffic|can be|may be)\b"
)
_ITEM_END = re.compile(r"[,;()/](?! ?\d\b(?! ))")
# "We send three letters to every applicant", "letters are read by three of us", "see item 3".
_OTHERS_SEND = re.compile(
    r"\b(?:we|they|it|program|department|gme|ecfmg|directors?|chairs?|faculty|who) (?:also |will |then |usually |do "
    r")*(?:send|get|supply|provide|add|obtain|gather|collect|write|sign|upload|submit|make|complete|list|"
    r"bring)s?\b(?! (?:for|about) you\b)|\b(?:to|for) (?:each|every|all) (?:of )?(?:the |our )?(?:applicants?|"
    r"candidates?|programs?)\b|\b(?:read|seen|considered|signed|taken|reads) by\b|\bitem\b|\b(?:on|see|list) \d\b|"
    r"\bcounting\b"
)
# "We'd like three": wishes of the letters are how they are asked for.
_LIKES = re.compile(r"\b(?:(?:would|'d) (?:like|wish)|like|wish|look for|looks for|expected|should)\b")
# "(LORs)", "(any)"
_ABBREVIATED = re.compile(r"\((?:e?-?lo?rs?|lor\(s\)|dated|originals?|any)\)")

# "at least two, ideally four"
_BEST_NUMBER = re.compile(rf",? ?\(?(?:ideally|optimally|preferably|better|best) {NUMBER}\b")

_KNOWN = (
    SMALL
    | ASKING
    | list_words(
        # letters and what they are like
        "letter letters letter's lor lors lor's recommendation recommendations reference references referee referees "
        "recommender recommenders recommending rec recs recommend support original originals recent current new "
        "dated date strong good favorable personal professional academic clinical medical confidential official "
        "narrative addressed letterhead electronic eras cas signed sealed waived up-to-date different separate "
        "preferable solid older old box says say remain remains stay stays placed make makes teaching institution "
        "institutions place places obligatory year years month months last past "
        # their writers
        "faculty teacher teachers attending attendings physician physicians doctor doctors professor professors "
        "mentor mentors supervisor supervisors preceptor preceptors clinician clinicians consultant consultants "
        "chair chairs chairman chairman's chairperson chairmen chair's director directors director's pd department "
        "departments departmental specialty specialties specialist specialists field fields hospital hospitals us "
        "u.s u.s. usa america american states united program's writer writers author authors people persons anyone "
        "person somebody someone colleague colleagues chief chiefs employer employers sub-internship rotation "
        "rotations clerkship training who've choice choosing md mds do dos sloe sloes im fm peds obgyn ob gyn ob-gyn "
        "em psych practice directly academia "
        # papers of a file beside them, and those who send it
        "applicant applicants candidate candidates application applications file files program portfolio dossier "
        "photo photograph picture portrait cv curriculum vitae statement essay transcript transcripts scores score "
        "diploma certificate mspe dean dean's form materials documents papers package packet international graduates "
        "imgs everyone usmle comlex ecfmg report copy status list checklist "
        # one's own doings
        "in hand there or far we'd we're content concerned committee appreciate u s programs form forms ideal "
        "at-least incl matter recently"
    )
)
_KINDS = re.compile(
    r"[a-z]{3,}(?:ologists?|iatrists?|icians?|geons?|ternists?|thetists?|ists)|[a-z]{2,}(?:ology|iatry|iatrics|gery|"
    r"gynecology|obstetrics)|medicine|surg(?:ery|ical)|internal|family|emergency|general|psychiatric|anesthesia|"
    r"non-[a-z]+|[a-z]+-(?:certified|written|based|specific|accredited)|acgme(?:-[a-z]+)?|certified|affiliated|"
    r"accredited|retired|licensed|practicing"
)
# What follows these words names a writer, whatever its words.
_NAMES_WRITER = re.compile(r"\b(?:from|by|of|in|with|who|whom|within)\b(?: [a-z'/-]+){0,7}? ?$")
# Words that tell of a deed, or count in another way, whoever they stand behind.
_LIKE_VERB = re.compile(
    r"[a-z]+(?:ed|ing)|(?:came|went|wrote|gave|said|told|met|meets|helps?|counts|weighs?|wins?|keeps?|kept|tells?|"
    r"gives?|sits?|runs?|pays?|earns?|editor|alumni|nurses?|patients?|committee|board|journals?|articles?|visits?|"
    r"bills?|grants?|awards?|sentences?|paragraphs?|pages?|copies|times?|cases?|tracks?|sites?|years?|steps?|"
    r"attempts?|rounds?|parties|neighbou?rs?|landlords?|families|friends?|relatives?)"
)


def read(clause: Clause) -> Iterator[Finding]:
    """Each clause's one number of letters; "three, two of these by surgeons" are three."""
    lead = clause.lead.rpartition("|")[2].strip()
    is_labelled = _NOUN.search(lead) is not None
    told = f"{lead}: {clause.text}" if is_labelled else clause.text
    if _NOUN.search(told):
        count = _count_named(told)
    elif not clause.lead and (before := _speaks_before(clause)):
        count = _count_alone(clause.text, before)
    else:
        return
    if count:
        yield Finding("letters_min", count, "required", clause.start, clause.end, PLAIN, needs_lead=is_labelled)


def _count_named(told: str) -> int:
    """The letters of a clause that names them; 0 where it may say something else."""
    text = _prepare(told)
    count = _COUNT.search(text)
    if count is None or _DEAN.search(text) or _OTHERS_SEND.search(text):
        return 0
    start, end = _find_stretch(text, count)
    rest = _ITEM_END.split(text[end:].lstrip(" ,;()"), maxsplit=1)[0]
    if _TURNED.search(text[start:end]) or _TURNS_BEHIND.match(rest):
        return 0
    if _find_wish(told[start:end]):
        return 0
    strange = find_unknown(blank(_COUNT, text[start:end]), _KNOWN, _KINDS)
    is_of_writers = all(
        _NAMES_WRITER.search(text[start : start + word.start()]) and not _LIKE_VERB.fullmatch(word.group())
        for word in strange
    )
    return _find_whole(text) if len(strange) <= MAX_WRITERS and is_of_writers else 0


def _find_stretch(text: str, count: re.Match[str]) -> tuple[int, int]:
    """The items of a list that hold the letters and their number, and all that stands between."""
    nouns = list(_NOUN.finditer(text))
    nearest = min(nouns, key=lambda noun: max(noun.start() - count.end(), count.start() - noun.end()))
    first, last = min(nearest.start(), count.start()), max(nearest.end(), count.end())
    cuts = [match.end() for match in _ITEM_END.finditer(text, 0, first)]
    behind = _ITEM_END.search(text, last)
    return cuts[-1] if cuts else 0, behind.start() if behind else len(text)


def _find_wish(text: str) -> bool:
    return has_mark(_LIKES.sub(" ", text), "preferred") or has_mark(text, "typical")


def _prepare(told: str) -> str:
    text = blank(_ALLOWED, blank(_ABBREVIATED, blank_spans(blank_days(told))))
    return blank(_BEST_NUMBER, blank(_DEAN_APART, text))


def _find_whole(text: str) -> int:
    """The number of the letters, where the others are of a part of them; else 0."""
    counts = list(_COUNT.finditer(text))
    if not counts:
        return 0
    values = [parse_number(match.group("count")) for match in counts]
    most = max(values)
    whole = counts[values.index(most)]
    if values.count(most) > 1 or not 1 <= most <= MAX_LETTERS:
        return 0
    if most == 1 and re.search(r"\bone (?:must|should|who|where|from|by)\b", text):
        return 0
    if whole is not counts[0] and not _IN_ALL.match(text, whole.end()):
        return 0
    if _COUNTS_OTHERS.search(text[: whole.start()]) and not _WRITERS_OR_END.match(text, whole.end()):
        return 0
    parts = [match for match in counts if match is not whole and match.start() > whole.start()]
    return most if all(_OF_THEM.match(text, match.end()) for match in parts) else 0


_BARE = SMALL | ASKING | list_words("letters letter lors lor ones faculty eras different recent minimum total")
MAX_ALONE = 60  # letters
# "Four letters at most; we need three": a most, and words that ask.
_MOST = re.compile(r"\b(?:max(?:imum)?|(?:at (?:the )?)most|up to|(?:no|not) more than|too many)\b")
_ASKS = re.compile(r"\b(?:needs?|required?|want|wish|read|see|ask|expect|enough|will do|suffices?|have to|must)\b")
# "How recent must letters be?": where the words before ask for another number.
_OTHER_COUNT = re.compile(
    r"\b(?:years?|months?|weeks?|attempts?|tries|exams?|steps?|residents?|positions?|places|rotations?|usce|"
    r"experience|limit|recent|old|copies|pages|points|interviews?|dean|mspe|visas?|spots?|interns?|scores?)\b"
)


def _speaks_before(clause: Clause) -> str:
    """The words right before a clause, or its question, that name letters; empty where they count anything else."""
    if clause.is_first_reply and clause.question:
        told = clause.question
    else:
        told, before = "", clause.previous
        while before is not None and before.end + 4 >= clause.start and not told:
            told = before.text if _NOUN.search(before.text) else ""
            before = before.previous if before.sentence_start == clause.sentence_start else None
    text = blank(_ALLOWED, told)
    is_of_letters = (
        _NOUN.search(text)
        and not _OTHER_COUNT.search(text)
        and not re.search(
            r"\b(?:of (?:the|my|your|them|these)|limit|no longer|former\w*|last (?:year|"
            r"season))\b",
            text,
        )
    )
    return text if is_of_letters else ""


def _count_alone(told: str, before: str) -> int:
    """The number of a clause that holds hardly more: "three in total, please"."""
    text = blank(_ALLOWED, told)
    if len(text) > MAX_ALONE or _TURNED.search(text) or _DEAN.search(text) or has_mark(text, "preferred"):
        return 0
    count = 0 if find_unknown(blank(_COUNT, text), _BARE, _KINDS) else _find_whole(text)
    if _MOST.search(before) or _COUNT.search(before):
        # "Four letters at most; three are what we need": the number asked for is the lower one
        taken = [parse_number(match.group("count")) for match in _COUNT.finditer(before)]
        return count if len(taken) == 1 and count < taken[0] and _MOST.search(before) and _ASKS.search(text) else 0
    return count
