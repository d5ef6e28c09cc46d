"""US experience, clause by clause; see the package for the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms import hinted_re as re
from transforms.exceptions import EXCEPTION, find_exception, mask_exceptions
from transforms.facts.finding import ANSWERED, Drop, Finding, drop
from transforms.facts.usce.absence import WITHOUT, judge_lack
from transforms.facts.usce.context import (
    find_pointer,
    is_cell_of,
    read_length_after,
    speaks_of_it,
)
from transforms.facts.usce.lengths import DURATION, find_months, read_wished_months
from transforms.facts.usce.observing import ASKS_WHAT_COUNTS, read_observing, read_what_counts
from transforms.facts.usce.off_topic import (
    BESIDE_LETTERS,
    COUNTED_AS,
    LETTER,
    NEW_ITEM,
    NOT_USCE,
    OF_LETTERS,
    OF_LETTERS_LEAD,
    OF_RESIDENTS,
    OF_RESIDENTS_HAD,
    RESIDENTS_BROUGHT,
    TRAINING_HERE,
    is_aimed_at,
    why_off_topic,
)
from transforms.facts.usce.pairs import read_pair
from transforms.facts.usce.plain import speak_plainly
from transforms.facts.usce.strength import KIND_WISHED, read_strength
from transforms.facts.usce.words import (
    ABOUT_US,
    AS_RULE,
    ASKS_USCE,
    GENERIC,
    HANDS_ON,
    LENGTH,
    OBSERVE,
    OFFERS,
    OTHER_TOPIC,
    REQUIRES,
    THIS_COUNTRY,
    USCE,
)
from transforms.language import Clause
from transforms.marks import FINITE, find_marks, find_strength, has_mark

STEMS = (
    "usce",
    "clinic",
    "bedside",
    "practice",
    "practise",
    "hospital",
    "patient care",
    "patient-care",
    "worked",
    " work ",
    "work in",
    "shadow",
    "observ",
    "experience",
    "externship",
    "observership",
    "hands-on",
    "hands on",
    "clerkship",
    "elective",
    "rotation",
    "internship",
    "preceptor",
    "training in",
    "trained",
    "rotated",
    "us training",
    "u.s. training",
    "american training",
    "us months",
    "us weeks",
    "u.s. weeks",
    "u.s. months",
    "time on",
    "time in",
    "patients",
    "us time",
    "us exp",
    "u.s. exp",
    "obs.",
    "obs ",
    "watching",
    " wards",
    "ward ",
    "exposure",
    "to look",
    "patient contact",
    "stint",
    "inpatient",
    "outpatient",
    "stateside",
    "attachment",
    "sub-i",
    "subintern",
)
# Too common to open a passage, but enough within one that is open.
CLAUSE_STEMS = (
    "spent",
    "rotat",
    " us ",
    "u.s.",
    "america",
    "states",
    "usa",
    "month",
    "weeks",
    "half a year",
    "half year",
    "acgme",
)


def _start_of_own(text: str, at: int) -> int:
    """Where the part begins that tells how the experience at `at` is wished for, behind one that requires; or 0."""
    cut = text.rfind(", and ", 0, at)
    if cut < 0 or not has_mark(text[:cut], "required"):
        return 0
    own = text[cut + len(", and ") :]
    kinds = {mark.kind for mark in find_marks(own)} - {"weak"}
    return cut + len(", and ") if kinds and kinds <= {"preferred", "unneeded"} and FINITE.search(own) else 0


_HANDS_ON_LENGTH = re.compile(
    rf"{LENGTH}(?: of)? (?:(?:direct|supervised|prior|previous|recent|actual|earlier),? )*[\"']?hands-on[\"']? "
    f"(?!research|lab|"
    f"surgical skills|training|"
    rf"fellow)(?:[a-z/]+ ){{0,3}}?(?:experience|"
    rf"rotations?|work|care|electives?|externships?|p[a]?ediatrics|medicine|psychiatry|surgery|neurology)\b|"
    rf"\bhands-on (?!research|lab)(?:[a-z/]+ ){{0,3}}?(?:experience|rotations?|work|care|electives?|externships?) "
    rf"(?:of|for|lasting) "
    rf"(?:at least |a minimum of )?{LENGTH}"
)
_NOT_MERELY = re.compile(rf"\bnot (?:merely|just|only|simply) (?:an? )?{OBSERVE}")
_OF_IMGS = re.compile(r"\bimgs?\b|\bfmgs?\b|\b(?:foreign|international) (?:medical )?graduates?\b")
_CLINICAL = re.compile(
    r"\b(?:prior |previous |hands-on )?clinical (?:experience|work)\b(?! (?:in|with|abroad|outside|elsewhere|at)\b)"
)
_EXTERNED = re.compile(
    r"(?<!our )(?<!your )\b(?:clinical |hands-on |medical )?externships?\b(?! (?:program|applic|fee|here|at our|"
    r"with us|(?:is|are) (?:offered|available)|for|in (?!the u|u)))|"
    r"\bhands-on (?:clinical )?(?:experience|electives?|rotations?)\b(?! (?:in (?!the u|u)|with|as|for|of))"
)
_ASKED_FOR = re.compile(
    rf"(?:(?:is|are|do|does|must|should)\b[^?]{{0,40}})?(?:require|need|ask for|necessary|mandatory|"
    rf"expect)?[^?]{{0,40}}"
    rf"(?:\busce\b|\b{THIS_COUNTRY} (?:clinical )?experience\b)[^?]{{0,40}}\?$"
)
_PLAIN_LABEL = re.compile(
    r"(?:recent |prior |required |minimum |hands-on )*(?:clinical|hospital|patient[- ]care|hands-on) (?:experience|"
    r"rotations?|work|"
    r"exposure|training)"
)
_PLACE = re.compile(
    rf"(?:(?<=, )|(?<=^)|(?<=\()|\bin (?:the |an? )?){THIS_COUNTRY}(?: or canada| or canadian)?"
    rf"(?= ?(?:[,.;)]|$|hosp|clinic|only))"
)
# "It is preferred that they speak Spanish."
_NOT_A_MUST = re.compile(
    r"\W*(?:but |though |yet |and |however,? )?(?:you|they|one|imgs|applicants|candidates|nobody|no one) (?:need not|"
    r"(?:do|does) not (?:have to|need (?:to|it))|(?<=nobody )(?:must|has to|needs (?:to|it))|(?<=no one )(?:must|has "
    r"to|needs (?:to|it)))(?: have (?:it|any|done so|been))?\W*|"
    r"\W*(?:but |though |yet |and |however,? )?(?:it|that|this) (?:does|need) not (?:have to |to )?be(?: (?:there|"
    r"so))?\W*|"
    r"\W*(?:but |though |yet |and )?(?:we |you )?(?:requires?|needs?|asks? for|demands?|insists? on) none\W*|"
    r"\W*(?:but |though |yet |however,? )?(?:it is |it's |is )?(?:not|never) (?:[a-z]+ly )?(?:an? )?(?:absolute )?"
    r"(?:required|requirement|necessary|necessity|mandatory|needed|essential|must|obligatory|compulsory)"
    r"(?: (?:to|for|of|in order to)(?: (?:be|an?|the|your|all|any|get|our|apply|applying|applicants|application|review|"
    r"reviewed|considered|consideration|interview|interviewed|invitation|ranking|ranked|imgs?|everyone|everybody|"
    r"candidates|residency))+)?\W*"
)
# "..., and a US observership isn't hands-on": what does not count, behind what is asked for or liked
_NOT_SUCH_BEHIND = re.compile(
    rf",? (?:and|but|as|while|though|since|because) (?:an? |the |mere |pure |any )*(?:{THIS_COUNTRY} )?{OBSERVE} "
    r"(?:is|are|does|"
    r"do|will|would) not\b[^.;,]*\W*$"
)
_EXPLETIVE = re.compile(r"(?:and |but )?(?:it|it's) (?:is |would be )?(?:[a-z]+ly )?[a-z]+ed (?:that|to|if)\b")
_OF_LENGTH = re.compile(r"(?:minimum |required )?(?:length|duration|amount|how long|how much|months|minimum)")


# "A US observership is not considered hands-on experience."
_NOT_COUNTED = re.compile(
    rf"(?:an? |the |us |u\.s\.? |american |our |any )*{OBSERVE}[^.;,]{{0,16}}\b(?:is|are|will|do|does) (?:not|never)\b"
    r"[^.;,]{0,12}\b(?:consider|count|regard|qualif|treat|recogni|constitut)\w*\b(?! (?:required|mandatory|necessary))"
)


_ASKS_OF_IT = re.compile(
    rf"{USCE.pattern}|\b{THIS_COUNTRY} training\b|\btraining (?:in|within) (?:the )?{THIS_COUNTRY}"
)
# "Is it asked for? It is required, and we prefer two months."
_REQUIRED_AND_WISHED = re.compile(
    r"\W*(?:yes,? )?(?:(?:it|this|that) is )?(?:[a-z]+ly )?(?:required|mandatory|needed|necessary|a must|obligatory|"
    r"compulsory)(?:,? (?:and|but|though|with)|[,;]) [^.;]*\b(?:prefer|ideal|recommend|desir|nice\b|better\b|best\b|"
    r"good\b|great\b|welcome\b|we (?:would )?(?:like|love)\b|a plus\b)"
)
# "Is it needed? No, but preferred, and observerships do count."
_NO_BUT_WISHED = re.compile(
    r"\W*no, (?:it is not,? )?but (?:it is )?(?:[a-z]+ly )?(?:preferred|recommended|desired|desirable|encouraged|"
    r"favou?red)(?=\W*$|[,;])(?![^.]*\b(?:must|required|need\w*|mandatory|minimum|at least)\b)"
)
# "US experience: no, we review you without it."
_OWN_LABEL = re.compile(
    rf"(?:prior |previous )?(?:usce|{THIS_COUNTRY} (?:clinical )?experience)(?: (?:needed|required))?"
)
_NO_ANYWAY = re.compile(
    r"\W*no[,;-] ?(?:we|you|your (?:file|application)|applications?) "
    r"(?:(?!\b(?:not|never|cannot|no|nor|nobody|rarely)\b)[^.;,]){0,40}\b(?:without (?:it|one|any)|anyway|anyhow|"
    r"all the same|either way|regardless|nonetheless)\W*"
)
# "Under five years is recommended, with earlier clinical work in the US."
_WISHED_WITH = re.compile(
    r"\b(?:our|my) (?:advice|recommendation|preference|suggestion|wish)\b[^.;]{0,60}? (?:is|are) [^.;]{0,40}?,? "
    r"(?P<advised>and) (?:that )?(?:(?:you|they|imgs|applicants) (?:have|had) )?"
    r"(?:(?:an?|some|earlier|prior|previous|recent|hands-on|direct) )*$|"
    r"\b(?:we|i) (?:do |would |strongly |also )?(?:recommend|advise|suggest|prefer),? (?:(?:together |along "
    r")?(?:with|plus)|"
    r"(?P<told>and|as well as)) (?:(?:an?|some|earlier|prior|previous|recent|hands-on|direct) )*$|"
    r"\b(?:recommended|preferred|desired|encouraged|desirable|what we (?:recommend|prefer|like|want|advise)),? (?:(?:"
    r"together |along )?(?:with|plus)|(?P<joined>and|as well as|just as)) "
    r"(?:(?:an?|some|earlier|prior|previous|recent|hands-on|direct) )*$"
)
# "four months, and we do not mean research"
_NO_RESEARCH = re.compile(r"\b(?:not|no|without|neither|nor|never)\b[^.;]{0,24}?\bresearch\b")
# "We require it, if possible of six months": the rule comes first, and its length is wished for.
_IS_REQUIRED = re.compile(
    r"\W*(?:we|it|this|that) (?:do |does |is |would be )?(?:requires?|needs?|insists? on|demands?|asks? for|"
    r"required|needed|"
    r"mandatory|a must|necessary)\b(?: (?:it|this|that|one|some))?(?=\W*$|[,;:] )"
)
# "Is clinical experience needed? No.": none is, so none of this country
_ASKS_ANY_WORK = re.compile(
    r"\W*(?:is|do (?:you|i|we|imgs|applicants) (?:need|require|ask for|expect|insist on|have to have|demand)|must "
    r"(?:i|one|"
    r"imgs|we|applicants) have|does the program (?:require|need|ask for|demand))?(?: ?(?:any|prior|previous|earlier|"
    r"some))* ?"
    r"(?:clinical|hands-on|hospital) (?:experience|work)(?: (?:is |be )?(?:required|needed|necessary|mandatory|a must|"
    r"compulsory|obligatory|a requirement))?(?: (?:for|of) (?:imgs?|applicants|international graduates))?\W*"
)
_ONLY_NO = re.compile(
    r"\W*(?:no\W*)?(?:(?:we|it|they|you|that)(?:'s| is| do| does| are)? ?(?:not|none)?(?: (?:required|needed|necessary|"
    r"mandatory|require (?:it|any|that)|need (?:it|any|that)|ask for (?:it|any)|at all))*)?\W*"
)
_NO_AND_NUMBER = re.compile(r"\W*no \d{1,2}\W*")  # "Required? - No 8. Size?": the number is of the next question


def _went_on_about_it(clause: Clause) -> bool:
    """Whether the clause before names the experience, or goes on in few words about the one before it that does."""
    before = clause.previous
    if before is None or before.end < clause.start - 6:
        return False
    if before.sentence_start == clause.sentence_start and USCE.search(f"{before.lead} | {before.text}"):
        return True
    named = before.previous
    return bool(
        named is not None
        and named.end >= before.start - 6
        and USCE.search(named.text)
        and len(before.text.split()) <= 6
        and {mark.kind for mark in find_marks(before.text)} == {"preferred"}
        and not OTHER_TOPIC.search(before.text)
    )


def read(clause: Clause) -> Iterator[Finding | Drop]:
    """What a clause asks of experience; the order of the readings stands above."""
    clause = speak_plainly(clause)
    text = clause.text
    yield from read_observing(clause)
    if _NOT_COUNTED.match(text):
        yield drop(clause, "usce: what counts as such")
        return
    if (behind := _NOT_SUCH_BEHIND.search(text)) and behind.start() > 12:
        text = text[: behind.start()]
        clause = replace(clause, text=text)
    wished = read_wished_months(clause)
    if wished:
        yield wished
    if (
        _OF_LENGTH.fullmatch(clause.lead.rsplit("|", 1)[-1].strip())
        and clause.previous
        and (USCE.search(f"{clause.previous.lead} {clause.previous.text}"))
    ):
        length = find_months(text)
        if length is not None:
            # "USCE: yes. Length: three months."
            yield Finding(
                "usce_months", length[0], "required", clause.start, clause.end, confidence=ANSWERED, needs_lead=True
            )
            return
    asked = clause.question if clause.is_first_reply else ""
    if asked and ASKS_USCE.search(asked) and ABOUT_US.search(asked):
        is_wished_too = _REQUIRED_AND_WISHED.match(text)
        if is_wished_too or (_NO_AND_NUMBER.fullmatch(text) and REQUIRES.search(asked)):
            yield Finding(
                "usce_required",
                bool(is_wished_too),
                "required",
                clause.start,
                clause.end,
                confidence=ANSWERED,
                needs_question=True,
            )
            if is_wished_too and not wished and (months := find_months(text)):
                yield Finding("usce_months", months[0], "preferred", clause.start, clause.end, confidence=ANSWERED)
            return
    if asked and ASKS_USCE.search(asked) and ABOUT_US.search(asked) and _NO_BUT_WISHED.match(text):
        for is_asked, strength in ((False, "required"), (True, "preferred")):
            yield Finding(
                "usce_required", is_asked, strength, clause.start, clause.end, confidence=ANSWERED, needs_question=True
            )
        return
    if clause.answer == "no" and _ASKS_ANY_WORK.fullmatch(asked) and _ONLY_NO.fullmatch(text):
        yield Finding(
            "usce_required", False, "required", clause.start, clause.end, confidence=ANSWERED, needs_question=True
        )
        return
    if _OWN_LABEL.fullmatch(clause.lead.rsplit("|", 1)[-1].strip()) and _NO_ANYWAY.fullmatch(text):
        yield Finding(
            "usce_required", False, "required", clause.start, clause.end, confidence=ANSWERED, needs_lead=True
        )
        return
    after = read_length_after(clause)
    if after:
        yield after
        return
    kind = KIND_WISHED.search(text)
    if kind and find_months(text[: kind.start()]):  # "six weeks, inpatient preferred"
        text = text[: kind.start()] + "#" * len(kind.group()) + text[kind.end() :]
        clause = replace(clause, text=text)
    paired = list(read_pair(clause))
    if paired:
        yield from paired
        return
    if OF_RESIDENTS_HAD.search(clause.lead) or RESIDENTS_BROUGHT.search(text):
        yield drop(clause, "usce: what residents had, not asked for")
        return
    mention = USCE.search(text)
    while mention and is_aimed_at(text, mention):
        text = text[: mention.start()] + "#" * len(mention.group()) + text[mention.end() :]
        clause, mention = replace(clause, text=text), USCE.search(text)
        if mention is None:
            yield drop(clause, TRAINING_HERE)
            return
    if mention is None and has_mark(text, "required") and not OF_RESIDENTS.search(text):
        mention = _HANDS_ON_LENGTH.search(text)  # that of graduates of foreign schools is meant, and this country
    if (
        mention is None
        and _OF_IMGS.search(f"{clause.lead} {text}")
        and (clinical := _CLINICAL.search(text))
        and (has_mark(text, "unneeded") or WITHOUT.search(text, 0, clinical.start()))
    ):
        mention = clinical  # "if an IMG, clinical experience is preferred but not required"
    if mention is None and (externed := _EXTERNED.search(text)) and not OFFERS.search(text):
        # Whoever extern does so in this country; a word must ask for it, or like it.
        asks = find_strength(text, *externed.span()) in ("required", "preferred", "unneeded")
        is_other = find_exception(text) or OF_RESIDENTS.search(text) or USCE.search(clause.lead)
        mention = externed if asks and not is_other and not re.search(OBSERVE, _NOT_MERELY.sub("", text)) else None
    if mention is None and _PLAIN_LABEL.fullmatch(clause.lead.rsplit("|", 1)[-1].strip()):
        mention = _PLACE.search(text)  # "Clinical experience: three months, U.S. or Canada"
    if mention and (own := _start_of_own(text, mention.start())):
        # "A certificate is required, and three months in the US are recommended": what is said of the other.
        text = " " * own + text[own:]
        clause = replace(clause, text=text)
    if (
        mention
        and (joined := _WISHED_WITH.search(text, 0, mention.start()))
        and not has_mark(text, "required")
        and not (
            (joined.group("joined") or joined.group("told"))
            and (find_marks(text[mention.end() :]) or FINITE.search(text, mention.end()))
        )
    ):
        yield Finding("usce_required", True, "preferred", clause.start, clause.end, confidence=ANSWERED)
        return
    if mention and (off_topic := why_off_topic(clause, mention)):
        yield drop(clause, off_topic)
        return
    if mention and (counted := COUNTED_AS.search(text, 0, mention.start())):
        # "Observerships are not considered US experience": what it is, and not that it is required.
        masked = text[: counted.start()] + "#" * len(counted.group()) + text[counted.end() :]
        if not find_marks(masked) and not AS_RULE.match(text, mention.end()):
            yield drop(clause, "usce: what counts as such")
            return
        clause, text = replace(clause, text=masked), masked
    if mention and (
        OF_LETTERS_LEAD.fullmatch(clause.lead.rsplit("|", 1)[-1].strip())
        or (LETTER.search(text[: mention.start()]) and not BESIDE_LETTERS.search(text, 0, mention.start()))
    ):
        yield drop(clause, "usce: where letters come from")
        return
    if mention is None and OF_LETTERS.search(text) and not find_months(text):
        if clause.answer == "no" and clause.is_first_reply and _ASKED_FOR.search(clause.question):
            # "Do you require US experience? No; but we value letters from US physicians."
            yield Finding(
                "usce_required", False, "required", clause.start, clause.end, confidence=ANSWERED, needs_question=True
            )
        return
    if mention and NOT_USCE.search(text) and not re.search(r"\bclinical\b|\busce\b|\bhands-on\b", text):
        yield drop(clause, "usce: research, not clinical work")
        return
    exception = EXCEPTION.search(text) if mention else None
    if (
        mention
        and exception
        and 0 < exception.start() < mention.start()
        and mask_exceptions(text)[mention.start()] == "#"
        and not NEW_ITEM.search(text, exception.start(), mention.start())
        and not re.match(r"waived? (?:the|our|its|this|any) (?:[a-z]+ )?(?:rule|requirement)", exception.group())
    ):
        mention = None  # "unless they have practised in the US": an exception from another rule
    needs_question = needs_lead = False
    pointer = None if mention else find_pointer(clause)
    if mention:
        start, end = mention.span()
    elif pointer:
        start, end = pointer
    elif is_cell_of(clause):
        start, end = 0, 0
        length = find_months(text)
        if length is not None and not find_marks(text):
            for field, value in (("usce_required", True), ("usce_months", length[0])):
                yield Finding(field, value, "required", clause.start, clause.end, confidence=ANSWERED)
            return
    elif (lack := judge_lack(clause)) is not None:
        yield Finding("usce_required", *lack, clause.start, clause.end, confidence=ANSWERED)
        return
    elif USCE.search(clause.lead):
        start, end, needs_lead = 0, 0, True
        its = re.search(r"\b(?:it|this|one)\b", text)
        if its and find_strength(text, *its.span()) and re.match(r"(?:no|yes|not)\b", text):
            start, end = its.span()  # "US experience: No, you do not need it."
        if len(text.split()) > 14 and not GENERIC.search(text) and not find_months(text[:40]):
            return
    elif (
        clause.question
        and clause.is_first_reply
        and ASKS_WHAT_COUNTS.search(clause.question.rstrip("? ").rsplit("?", 1)[-1] + "?")
    ):
        yield from read_what_counts(clause)
        return
    elif clause.question and ASKS_USCE.search(clause.question) and ABOUT_US.search(clause.question):
        last = clause.question.rstrip("? ").rsplit("?", 1)[-1]
        if len(last) < len(clause.question) - 8 and OTHER_TOPIC.search(last) and not USCE.search(last):
            return  # "Is US experience needed? ... Do they need letters?"
        if not clause.is_first_reply and not re.search(
            r"\bexternship|\bexperience\b|\brotation|\bit is\b|\bmonths?\b", text
        ):
            return
        if "research" in _NO_RESEARCH.sub("", text) and not GENERIC.search(text):
            return  # "Research here is welcome, but it is not required."
        start, end, needs_question = 0, 0, True
        generic = GENERIC.search(text) or DURATION.search(text)
        if generic and not _IS_REQUIRED.match(text):
            start, end = generic.span()
    elif (
        USCE.search(clause.heading)
        and re.search(r"\bexperience\b|\bexternship|\bmonths?\b|\brequired\b|\bpreferred\b|\brotation", text)
        and not OTHER_TOPIC.search(f"{text} {clause.question} {clause.lead}")
    ):
        start, end = 0, 0
        generic = GENERIC.search(text)
        if generic:
            start, end = generic.span()
    elif not clause.lead and _NOT_A_MUST.fullmatch(text) and _went_on_about_it(clause):
        # "US experience is a plus; not necessary."
        yield Finding("usce_required", False, "required", clause.start, clause.end, confidence=ANSWERED)
        return
    elif _EXPLETIVE.match(text):
        return
    elif speaks_of_it(clause):
        spoken_of = list(re.finditer(r"\b(?:it|them|one|such experience)\b", text))
        told = [one for one in spoken_of if find_strength(text, *one.span())] or spoken_of
        start, end = told[0].span() if told else (0, 0)
    else:
        return
    if mention and clause.answer and clause.is_first_reply and _ASKS_OF_IT.search(clause.question):
        needs_question = True  # "US experience? Yes, in an American hospital."
    results = list(read_strength(clause, start, end, bool(mention or pointer), needs_question, needs_lead))
    yield from results
    is_asked = any(
        isinstance(result, Finding)
        and result.field == "usce_required"
        and result.value is True
        and result.strength == "required"
        for result in results
    )
    hands_on = HANDS_ON.search(text) if is_asked else None
    if hands_on and not re.search(OBSERVE, text) and find_strength(text, *hands_on.span()) in (None, "required"):
        yield Finding("usce_hands_on", True, "required", clause.start, clause.end)
