"""Letters told in parts: by their writers, by items of a list, or by several counts that make one sum."""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.finding import Finding, found
from transforms.facts.letters.words import DEAN as _DEAN
from transforms.facts.letters.words import FEW as _FEW
from transforms.facts.letters.words import IN_A_CASE, LETTERS_LABEL, MAX_LETTERS, NOT_LETTERS
from transforms.facts.letters.words import LETTER as _LETTER
from transforms.hinted_re import Guarded
from transforms.language import Clause
from transforms.numerals import NUMBER, parse_number

# "A chair's letter plus two letters", "two clinical letters and one research letter": two counts of letters added.
_TWO_COUNTS = Guarded(
    rf"(?:\band|\bplus|\+|\bwith|\bas) (?:also )?(?:at least )?{NUMBER} ",
    rf"(?:(?P<n>{NUMBER})|\ban?|\bthe|\byour|^) ?(?P<who>(?:(?!and\b|or\b|of\b|at\b|least\b|{NUMBER})[a-z'/-]+ "
    rf"){{0,4}}?)(?:letters?|lors?|sloes?)(?: of (?:"
    r"recommendation|reference|support|evaluation))?(?P<by> (?:from|by) (?:(?!and\b|plus\b|or\b)[a-z'/-]+ "
    r"?){1,6}?)?,? ?(?:\band\b|\bplus\b|\+|\btogether with\b|"
    rf"\bas well as\b|\balong with\b) (?:also )?(?:at least )?(?P<m>{NUMBER}) (?P<rest>(?:(?!of\b|must\b|should\b|"
    rf"years?\b|may\b|is\b|are\b|"
    r"can\b)[a-z'/-]+ ){0,4}?)(?:letters?|lors?|sloes?|others?(?: (?:from|by|of)|(?=\W*$)))(?![a-z])",
)
# "letters from your chair, a pediatrician, and one person of your choice": as many as writers, each with its own count.
_FROM = re.compile(
    rf"\b{_LETTER}(?: of (?:recommendation|reference|support)s?)?(?: \(lors?\))?(?: (?:must|should|have to|need to|"
    rf"has to|are to|will|is to))*"
    r"(?: (?:come|be|are|is|submitted|written|obtained|sent|required|needed))*\s*(?:from|by|:)\s*"
)
_CUT = re.compile(r"\s*(?:,\s*(?:and |plus )?|;\s*|\band\b|\bplus\b|\+|&|\bas well as\b)\s*(?:also )?(?:(?:from|by) )?")
_WRITTEN_BY = re.compile(
    rf"(?:at least |a minimum of )?(?:(?P<n>{NUMBER})|(?P<one>(?:an?|the|your|another|each)\b)|"
    rf"(?=(?:[a-z]+ ){{0,2}}?(?:chair|program director|dean'?s?|"
    rf"pd\b)))\s?(?:(?!and\b|"
    rf"or\b)[a-z'/.-]+ ){{0,4}}?"
    r"(?:chair\w*|directors?|attendings?|faculty|physicians?|mentors?|persons?|people|professors?|[a-z]{3,}(?:ians?|"
    r"ists?|geons?)|supervisors?|"
    r"clinicians?|preceptors?|teachers?|others?|(?:at|of) your (?:own )?(?:discretion|choice|choosing)|someone|more|"
    r"doctors?|internists?|advisors?|deans?|"
    r"pd)(?:'s)?\b(?P<rest>[^,;]*)"
)
_ONE_FROM = re.compile(
    rf"(?<![a-z])(?:(?P<n>{NUMBER})|an?(?: (?:second|third|fourth)(?= of your| from| by))?|another|the (?:third|fourth|"
    rf"other)(?= of your| from| by))(?: (?:[a-z]+ )?(?:letters?|lors?)(?: of (?:recommendation|reference|"
    rf"support))?| more| other| additional)? (?:must (?:be|come) |is )?(?:from|by|written by|of your) "
)
_ONE_WRITERS = re.compile(rf"\bone (?!{_DEAN})(?:(?:[a-z-]+ ){{0,2}}?[a-z-]{{4,}}'s\b|letter of your (?:own )?choi\w+)")
_OR_ELSE = re.compile(rf",\s*or (?={NUMBER})")  # "three from surgeons, or two and one from a mentor"
_OF_THESE = re.compile(
    r"(?:one|two|1|2) (?:being|is|may|should|must)\b|(?:at least )?(?:one|two|1|2) of (?:them|whom|which|these|"
    r"those)\b|among (?:whom|them|which)\b|of (?:whom|"
    r"which)\b|(?:the |your |an? )?[a-z' ]{2,30} (?:among (?:them|these|the)|included|being one|one of (?:them|"
    r"these)|as "
    r"one)\b|"
    r"including\b|preferably\b|ideally\b|or\b"
)
_SOME_OF_THEM = re.compile(r"at least (?:one|two|1|2) (?!more|other|additional|further)")
_EACH = re.compile(
    rf"(?P<n>{NUMBER}) (?:letter )?(?:each )?(?:from|by) each of (?:the )?[a-z ]+|(?P<m>{NUMBER}) (?:letter )?each "
    rf"(?:from|by) (?P<list>[a-z'/ -]+?(?:, [a-z'/ -]+?)*,? and "
    r"[a-z'/-]+)"
)


def sum_writers(text: str, lead: str, near: str = "") -> tuple[int, int, int] | None:
    """Letters told apart by their writers, with the span of the list; the Dean's is not counted."""
    text = _OR_ELSE.split(text)[0]
    possessed = list(_ONE_WRITERS.finditer(text))
    if len(possessed) >= 2 and re.search(rf"\b{_LETTER}", f"{text} {lead}"):
        return len(possessed), possessed[0].start(), possessed[-1].end()  # "one internist's, one surgeon's"
    told_apart = [
        hit for hit in _ONE_FROM.finditer(text) if not IN_A_CASE.search(re.split(r"[,;]", text[hit.end() :])[0])
    ]
    if told_apart and re.search(rf"{NUMBER}\W*$", text[: told_apart[0].start()]):
        return None  # "we want four, one from a pediatrician, one from an internist"
    if len(told_apart) >= 2 and not re.search(
        rf"{NUMBER} (?:[a-z]+ ){{0,4}}?{_LETTER}(?! ?(?:from|by|of|written))", text
    ):
        counts = [parse_number(hit.group("n")) if hit.group("n") else 1 for hit in told_apart]
        if counts[0] == 1 and (
            re.search(rf"\b{_LETTER}", f"{told_apart[0].group()} {near}") or LETTERS_LABEL.fullmatch(lead)
        ):
            deans = sum(bool(re.match(rf"(?:the |your |a )*{_DEAN}", text[hit.end() :])) for hit in told_apart)
            return sum(counts) - deans, told_apart[0].start(), told_apart[-1].end()
    start = re.match("", text) if LETTERS_LABEL.fullmatch(lead) else _FROM.search(text)
    if start is None or re.search(rf"{NUMBER} (?:(?!with\b)[a-z]+ ){{0,3}}?$", text[: start.start()]):
        return None
    each = _EACH.match(text, start.end())
    if each is None and start.end() == 0 and (later := _EACH.search(text)) and later.start() < 30:
        each = later
    total, at, parts = 0, start.end(), 0
    if each and each.group("list"):
        writers = len(re.split(r",? and |, ", each.group("list")))
        total, at, parts = parse_number(each.group("m")) * writers, each.end(), writers
        cut = _CUT.match(text, at)
        at = cut.end() if cut else len(text)
    while at < len(text) and parts < 8:
        bare = re.match(rf"(?P<n>{NUMBER})\W*$", text[at:])
        if bare and parts:
            return total + parse_number(bare.group("n")), start.start(), len(text)
        is_part = _OF_THESE.match(text, at) or (
            parts == 1 and total >= 2 and _SOME_OF_THEM.match(text, at) and text[:at].endswith(", ")
        )
        writer = None if is_part else _WRITTEN_BY.match(text, at)
        if writer is None:
            return None if parts < 2 else (total, start.start(), at)
        # Within a writer's words the next one may begin: "your chair and a surgeon".
        cut = _CUT.search(text, writer.start() + 1, writer.end() + 12)
        while cut and not (_WRITTEN_BY.match(text, cut.end()) or re.fullmatch(rf"{NUMBER}\W*", text[cut.end() :])):
            cut = _CUT.search(text, cut.end(), writer.end() + 12)
        if not re.search(rf"{_DEAN}", text[at : cut.start() if cut else writer.end()]):
            total += parse_number(writer.group("n")) if writer.group("n") else 1
        parts += 1
        at = cut.end() if cut else len(text)
    return (total, start.start(), at) if parts >= 2 else None


# "One pediatrics, one medicine, one from any physician": all that an answer about letters holds.
_ITEM_CUT = re.compile(
    r",\s*(?:and |plus )?|;\s*(?:and )?|\s*\+\s*|"
    r"\s+(?:and|plus)\s+(?=(?:one|two|1|2|an?|another)\b)"
)
_DEAN_ITEM = re.compile(rf"(?:the |your |an? )?(?:[a-z]+ )?{_DEAN}(?: letter)?(?: \([^()]*\))?")
_ITEM = re.compile(
    rf"(?P<n>one|two|1|2|an?|another) (?!of (?:them|these|which|whom|those)|or\b|to\b|must|should|may|can|is\b|are\b|"
    rf"being|year|month|week|letters?\b(?! (?:from|by|of))|page|more than|chair or)(?!.*{_DEAN})"
    r"(?!.*\b(?:if|optional|preferred|ideally|preferably|or more|at least|minimum|maximum|min|max|"
    r"total|third|fourth|welcome|accepted|required|needed|than|three|four|enough|not)\b)[a-z].{1,50}"
)


def sum_items(clause: Clause, text: str) -> int:
    """The letters of an answer that counts them one by one; 0 where any part says something else."""
    asked = clause.lead.rsplit(" | ", 1)[-1] or (clause.question if clause.is_first_reply else "")
    if not LETTERS_LABEL.fullmatch(asked) or len(text) > 200:
        return 0
    parts = [part.strip() for part in _ITEM_CUT.split(text.strip(" .")) if part.strip()]
    items = [_ITEM.fullmatch(part) for part in parts if not _DEAN_ITEM.fullmatch(part) and "optional" not in part]
    counts = [2 if item.group("n") in ("two", "2") else 1 for item in items if item]
    total = sum(counts)
    return total if len(counts) == len(items) >= 2 and total <= MAX_LETTERS else 0


def sum_counts(text: str) -> tuple[int, int, int] | None:
    """Two counts of letters of different kinds, one added to the other; the Dean's letter is not counted."""
    listed = _LISTED_KINDS.search(text)
    if listed and not re.search(_DEAN, listed.group()):
        counts = [parse_number(hit.group()) for hit in re.finditer(NUMBER, listed.group())]
        return sum(counts), listed.start(), listed.end()
    hit = _TWO_COUNTS.search(text)
    if hit is None or re.search(_DEAN, hit.group()) or "cover" in hit.group():
        return None
    if not hit.group("n") and not re.search(r"chair|director|advis|mentor|dean|department|pd\b", hit.group("who")):
        return None  # "the letters and two ..." counts nothing
    first = parse_number(hit.group("n")) if hit.group("n") else 1
    if not hit.group("who").strip() and not hit.group("by") and not hit.group("rest").strip():
        return None
    return first + parse_number(hit.group("m")), hit.start(), hit.end()


# "Two neurology letters, one general letter", "letters (2 faculty, 1 department)": kinds that add up.
_LISTED_KINDS = re.compile(
    rf"{NUMBER} (?!of\b)[a-z'-]+ (?:letters?|lors?|sloes?), (?:and )?(?:one|two|1|2) (?!of\b)(?:more |"
    rf"[a-z'-]+ )(?:letters?|lors?)\b"
    rf"(?! (?:may|can|is optional))|\b(?:letters|lors) \({NUMBER} [a-z]+(?: [a-z]+)?(?:,| and|, and| \+|;) {NUMBER} "
    rf"[a-z]+"
    rf"(?: [a-z]+)?\)"
)
# "Two US letters (of three)", "one of which comes from a neurologist, out of three in total": the whole counts.
_OUT_OF = re.compile(
    rf"\b(?P<part>one|two|three|1|2|3)\b[^.;()]{{0,60}}?[ (,]+(?<!maximum )(?<!minimum )(?<!max )(?:out )?of (?:a "
    rf"total of )?(?P<n>{_FEW})"
    r"(?: letters?)?(?: total| in all| in total| altogether)?\s*(?=$|[.,;)])"
)
# "Letters, of which three are needed", "letters (we ask for three)", "four letters are read, and three are a must".
_NEEDED_OF_THEM = re.compile(
    rf"\b{_LETTER}[^.;\d]{{0,70}}?[,;(] ?(?:and |but |while |of which |though |of them )?(?P<n>{_FEW}) "
    r"(?:(?:are|is) )?(?:a must|required|needed|obligatory|necessary|mandatory|wanted|compulsory|requested|at (?:the )?"
    rf"least)\b(?! (?:from|by|of|in|must|should))|\b{_LETTER}(?: [^.;,()\d]{{0,60}})?[,(:]+ ?(?:of which |and |but |"
    rf"since )?(?:(?:we|the program|you) "
    rf"(?:only )?(?:need|ask for|request|require|want|expect)|there (?:must|should|have to|need to) be) (?:only |just "
    rf"|at least )?"
    rf"(?P<m>{_FEW})(?=\s*(?:$|[,;.)]|of any\b|of all\b|in all\b|and can))"
)
# "Files with fewer than three letters are not read", "a file that lacks the third letter".
_FEWER_THAN = re.compile(
    rf"(?<!no )(?<!not )\b(?:fewer than|less than|under) (?P<n>{_FEW}) (?:[a-z]+ )?{_LETTER}|"
    r"\b(?:lacks?|lacking|missing|without|awaiting)(?: the| a| your)? (?P<third>third) (?:letter|recommendation)"
)
# "A letter from a neurologist, with two others", "two SLOEs along with one other letter".
_AND_OTHERS = re.compile(
    rf"(?:\b(?P<n>{_FEW}|one|1) )?(?:(?!{_FEW}\b|one\b)[a-z'/.&-]+ ){{0,3}}?\b(?:letters?|lors?|sloes?|"
    rf"recommendations?)\b(?P<mid>[^.;\d]"
    r"{0,60}?),? (?:and|plus|with|along with|together with|as well as|in addition to) (?P<m>one|two|three|1|2|3) "
    r"(?:(?:other|additional|more|further)(?: letters?| lors?| ones)|others|from others)(?=\s*(?:$|[.,;)]|are|is|"
    r"from|by|for))"
)
_COUNT_IS = re.compile(
    r"\b(?:letters? (?:count|requirement|policy|rule|minimum|standard)s?|(?:number|count) of letters|total "
    r"letters)(?: required|"
    r" needed)? (?:(?:is|stands at|remains|says|calls for|should be|must be)(?: still| now| set)?(?: for| at)?)(?: at "
    r"least)? "
    rf"(?P<n>{_FEW})\b|\bletters (?:stay|remain) at (?P<m>{_FEW})\b"
)
_CHANGED_TO = re.compile(  # "letters go down from four to three"
    rf"\bletters?\b[^.;]{{0,30}}\b(?:reduced|lowered|cut|changed|raised|increased|gone?|goes|went|moved|down|up) from "
    rf"{_FEW} to "
    rf"(?P<n>{_FEW})\b"
)
_MUST_BE = re.compile(  # "letters should be three, two of them from ..."
    rf"\b{_LETTER}(?: of (?:recommendation|reference|support))? (?:must|should|have to|need to|ought to|are to) be "
    rf"(?:at least )?"
    rf"(?P<n>{_FEW})(?=(?: or {_FEW})?(?: or more)?(?: in (?:number|all|total))?(?:\W*$|[,;]| and\b))"
)
# "One letter from each of three physicians"
_ONE_FROM_EACH = re.compile(
    rf"\b(?:one|an?|1) (?:[a-z]+ )?(?:letters?|lors?)(?: of (?:recommendation|reference|support))? (?:from|by) each of "
    rf"(?:at least |the |your )?(?P<n>{_FEW}) (?!years|months|rotations|programs)"
)
_ANY_COUNT = re.compile(rf"\b{NUMBER}\b")


def read_told(clause: Clause, text: str) -> Finding | None:
    """A number that is not told of "letters" itself, but of their whole, of those needed, or of one and the others."""
    if re.search(_DEAN, text) or not re.search(rf"\b{_LETTER}|\brecommendation|\bletter", f"{text} {clause.lead}"):
        return None
    if NOT_LETTERS.search(text):
        return None
    count = 0
    if (whole := _OUT_OF.search(text)) and parse_number(whole.group("part")) < parse_number(whole.group("n")):
        near = text[max(0, whole.start() - 40) : whole.end()]
        count = parse_number(whole.group("n")) if re.search(rf"\b{_LETTER}", near) else 0
    elif needed := _NEEDED_OF_THEM.search(text):
        count = parse_number(needed.group("n") or needed.group("m"))
    elif counted := _COUNT_IS.search(text):
        count = parse_number(counted.group("n") or counted.group("m"))
    elif changed := _CHANGED_TO.search(text) or _MUST_BE.search(text):
        count = parse_number(changed.group("n"))
    elif each := _ONE_FROM_EACH.search(text):
        count = parse_number(each.group("n"))
    elif fewer := _FEWER_THAN.search(text):
        count = 3 if fewer.group("third") else parse_number(fewer.group("n"))
    elif (others := _AND_OTHERS.search(text)) and not _ANY_COUNT.search(others.group("mid")):
        count = (parse_number(others.group("n")) if others.group("n") else 1) + parse_number(others.group("m"))
    return found(clause, "letters_min", count, needs_lead=bool(clause.lead)) if 2 <= count <= MAX_LETTERS else None


# "A letter by the chair; two letters by clinical supervisors": the item before asks for one letter more.
_ITEM_OF_ONE = re.compile(
    rf"(?:^|[;:]|\. -|- )\W*(?:and |\d[.)] )?(?:(?:an?|one|1|the|your) )?(?:(?:{_LETTER}|recommendation|reference)(?: "
    rf"of (?:recommendation|"
    rf"reference|support))? (?:from|by|of) (?!{_DEAN})(?:(?:the|your|an?|our) )?[^;:]{{0,60}}?\b(?:chair|director|"
    rf"department)|(?:[a-z]+ ){{0,3}}?(?:chair(?:man|person|woman)?|director|department)(?:'s)? letter\b)"
    r"(?![^;]*\b(?:optional|encouraged|recommended|preferred|if|welcome|among|included?|counts?)\b)[^;]*;\W*"
    r"(?:and )?$"
)
_ITEM_OF_MORE = re.compile(
    r"\W*(?:and )?(?:at least |a minimum of )?(?P<n>two|three|2|3) (?P<more>(?:additional|other|more|further) )?"
    r"(?:[a-z'/-]+ ){0,3}?(?:letters?|lors?|recommendations|references|ones(?= (?:by|from|of)\b))\b(?P<rest>[^;]*)"
)


def add_item(clause: Clause, text: str) -> Finding | None:
    more = _ITEM_OF_MORE.match(text)
    if more is None or ";" not in clause.sentence:
        return None
    rest = more.group("rest")
    if re.search(
        rf"{_DEAN}|\bchair|\bdirector|\bincl|\boptional|\bwhich\b|\bthem\b|\bmay be\b|\bin all\b|\btotal", rest
    ):
        return None
    count = 1 + parse_number(more.group("n"))
    is_apart = more.group("more") or (count == 3 and re.match(r"(?: of [a-z]+)? (?:from|by)\b", rest))
    before = clause.sentence[: max(0, clause.start - clause.sentence_start)]
    if not is_apart or count > MAX_LETTERS or not _ITEM_OF_ONE.search(before[-260:]):
        return None
    return found(clause, "letters_min", count, needs_lead=bool(clause.lead))
