"""letters_min: letters of recommendation asked for, the Dean's letter or MSPE not counted.

The most that the application service takes is no requirement; of 3-4 the lower counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.facts.finding import ANSWERED, EXPLICIT, Drop, Finding, drop, found
from transforms.language import NUMBER, UPPER, Clause, find_strength, parse_number

STEMS = ("letter", "lor", "references", "recommend", "referees")

_LETTER = (
    r"(?:letters?|lors?\b(?:'s)?|lo?r'?s\b|references\b|recommendations\b|recommenders\b|referees\b|"
    r"recommendation letters?|reference letters?|letter of recommendations?)"
)
_RANGE = (
    rf"(?:\s*(?:-|to|or|and|,? ?(?:but |and )?(?:no more than|not more than|at most|up to|"
    rf"a maximum of))\s*(?P<m>{UPPER}))?"
)
_BEFORE = re.compile(
    rf"(?P<n>{NUMBER}){_RANGE}\+?(?: or more| \(or more\)| at least| minimum)?(?:[ -](?!years?\b|months?\b|weeks?\b|"
    rf"steps?\b|of\b|but\b|with\b|\d|one\b|two\b|three\b|four\b|no\b|more than\b|for\b|is\b|are\b|and (?:one|two|"
    rf"three|four)\b)(?:[a-z'/.-]+|"
    rf"\([a-z ]{{1,20}}\)|/)){{0,5}}?[ -]{_LETTER}"
)
_AFTER = re.compile(
    rf"\b{_LETTER}(?: of (?:recommendation|reference|support)s?| \(lors?\)| required| needed| requested|"
    rf" (?:that )?(?:we|you|the program|applicants) (?:require|need|want|expect|must (?:send|submit)|ask for|should "
    rf"send)s?|"
    rf" \(?minimum)*(?: of recommendations?)?\s*(?:[:(=x\u00d7,-]+|from|by|is|are|must number|"
    rf"total(?:ing)?)?\s*(?:\(?(?:at least|minimum(?: of)?|min\.?|a minimum of|no (?:less|fewer) than|is|are|from|"
    rf"total of)\s*)*(?P<n>{NUMBER}){_RANGE}(?![ -]?(?:years?|months?|weeks?|days?|pages?))"
)
_MOST = re.compile(
    r"(?:\b(?:takes|maximum|limit|most|max|takes in|accepts) is|\bup to|\bmax(?:imum|\.)?(?: of)?|\bas many as|"
    r"\bno more than|\bnot more than|\bat most|\blimit(?:ed)?(?: yourself)? (?:of|to)|\bmay (?:send|submit|include|"
    r"upload)|"
    r"\bcan (?:send|submit|be)|\b(?:lets|allows?) (?:you|applicants|candidates) (?:to )?(?:assign|send|submit|"
    r"upload)|\ballows?|(?<!\bit )\btakes?|\bpermits?|\baccepts? up to|\baccepts?|\badditional|\bextra)\s*(?:a |an |"
    r"the )?(?:total of |maximum of )?$"
)
_MOST_AFTER = re.compile(
    r"^[^.;,]{0,25}\b(?:may be (?:sent|submitted|uploaded)|can be (?:sent|submitted|uploaded|assigned)|are allowed|"
    r"is allowed|(?:maximum|max\b|at most)(?! ?(?:of |is |: ?)?\d)|allowed|are accepted|will be accepted)"
)
_DEAN = r"(?:dean'?s?\b|deans'|mspe\b|medical (?:student|school) performance)"
_DEAN_WITHIN = re.compile(
    rf"\b(?:one|1|including|includes?|inclusive of|counting|of which|of whom|among them|"
    rf"the dean)\b[^;.]{{0,45}}?{_DEAN}|{_DEAN}[^;,.]{{0,25}}\b(?:among|counts?|may count|can count|can be one|"
    rf"may be one|included|is one|as one|being one)\b"
)
_DEAN_APART = re.compile(
    rf"\b(?:plus|\+|on top of|in addition to|besides|not (?:including|counting)|excluding|exclusive of|other than|"
    rf"apart from|"
    rf"along with|as well as|and|&|does not count|not count(?:ed)?|beyond|separate from|without|aside from|"
    rf"do not count)\b(?: (?:the|a|an|your|one))* {_DEAN}|{_DEAN}(?: letter)?[^;,.]{{0,20}}\b(?:not count|does not|"
    rf"not included|is not|in addition|separate)"
)
_PLUS = re.compile(
    rf"(?:\band\b|\bplus\b|\+|\bas well as\b|,|\btogether with\b|\balong with\b)\s*(?:then |also )?(?P<n>{NUMBER}|"
    rf"\ban?\b|another)\s+(?:(?P<extra>additional|other|more|further)\s+)?(?:(?:of (?:them|these|which|whom)|must|"
    rf"should|at least)|(?:department(?:al)? |chair(?:man|person|'s|man's|person's)? |program director |strong |"
    rf"clinical )*(?:letters?\b|from\b|by\b|written\b))"
)
_FIRST_CHAIR = re.compile(
    r"\b(?:chair(?:man|person)?(?:'s)?|program director(?:'s)?|department(?:al)?(?: chair)?(?:'s)?|"
    r"clerkship director(?:'s)?) letter\b|\bletter (?:from|of|by) (?:the |your |a )?(?:[a-z]+ )?(?:department |"
    r"program )?(?:chair|director)"
)
_BESIDES_CHAIR = re.compile(
    r"\b(?:besides|in addition to|apart from|beyond|plus|as well as|and) (?:the |a |your |one )(?:[a-z]+ )?(?:chair|"
    r"program "
    r"director|clerkship director)"
)
_CHAIRS = re.compile(r"\b(?:a|the|one|your) (?:[a-z]+ ){0,2}?(?:chair|director)[a-z]*(?:'s)?\b")
# "Two of your three letters", "out of a total of three", "letters, of which we want three": how many there are in all.
_WHOLE = re.compile(
    rf"\b(?:of|among|out of|from among) (?:the|your|our|these|a total of|all) (?:required )?(?P<n>{NUMBER})(?= "
    rf"(?:required |needed "
    rf"|requested )?(?:letters|lors?\b|references|recommend|(?:that |which )?(?:we|you|are|must|the program|is|will))|"
    rf"\s*(?:$|"
    rf"[.,;:)]))|\bof (?:which|whom) (?:we|the program|you) (?:will )?(?:want|need|require|expect|ask for|read|send|"
    rf"submit|"
    rf"look for)s? (?P<m>{NUMBER})\b"
)
_REST_ASKS = re.compile(  # "... up to four letters, but require only three"
    rf"\b(?:require|need|ask for|want|expect|insist on|demand)s? (?:only |just |at least |a minimum of "
    rf")?(?P<n>{NUMBER})"
    rf"\s*(?:$|[.,;])"
)
_ENOUGH = re.compile(rf"(?P<n>{NUMBER}) (?:of them )?(?:will do|suffices?|(?:is|are) (?:enough|sufficient|plenty))\b")
# "One from the chair plus two others", "one chair, two faculty": the letters told apart by their writers.
_WRITER = r"(?:others?|from|by|chair\w*|faculty|clinical|departmental|attendings?|more)"
_PARTS = re.compile(rf"{NUMBER} {_WRITER}\b[a-z' ]{{0,25}}?(?:,|\bplus|\band|,? and) {NUMBER} {_WRITER}\b")
_WE_LIKE = re.compile(r"\b(?:we'd|we would|would) (?:like|love|prefer)\b[^,;.]{0,12}$")
_NOT_LETTERS = re.compile(
    r"\bcover letters?\b|\bnewsletter|\bcapital letters?\b|\bletter of intent\b|\bletter grade|\boffer letter|"
    r"\binterest letter|\bthank|\bletters of interest\b|\breferences? (?:books?|range|material)|"
    r"\bstandard letters? of evaluation template\b"
)
_ONE_OF = re.compile(
    r"\b(?:one|two|1|2|at least (?:one|two|1|2)) (?:of (?:the|these|them|which|whom|your)|must|should|"
    r"letters? (?:should|must|has|have))"
)


def read(clause: Clause) -> Iterator[Finding | Drop]:
    text = clause.text
    counted = _BEFORE.search(clause.lead)
    if (
        counted
        and re.match(r"(?:required|needed|mandatory|yes|a must)\b", text)
        and not _NOT_LETTERS.search(clause.lead)
    ):
        count = parse_number(counted.group("n"))
        if 1 <= count <= 6:
            yield Finding("letters_min", count, "required", clause.start, clause.end, ANSWERED, needs_lead=True)
        return
    if counted and not _NOT_LETTERS.search(clause.lead) and not _MOST.search(clause.lead[: counted.start()]):
        joined = f"{clause.lead}: {text}"
        total = parse_number(counted.group("n"))
        if re.search(_DEAN, text) and (
            re.search(rf":\s*(?:the |a |one |your )*{_DEAN}", joined) or _DEAN_WITHIN.search(joined)
        ):
            total -= 1
        if 1 <= total <= 6:
            yield Finding("letters_min", total, "required", clause.start, clause.end, needs_lead=True)
        return
    if re.search(rf"\b{_LETTER}", text) and not _NOT_LETTERS.search(text) and not _WHOLE.search(text):
        matches = sorted(
            [*_BEFORE.finditer(text), *_AFTER.finditer(text)], key=lambda m: (m.start("n"), m.re is _AFTER, m.start())
        )
        seen: set[int] = set()
        for hit in matches:
            at = hit.start("n")
            if at in seen:
                continue
            seen.add(at)
            result = _read_count(clause, text, hit.group("n"), at, hit.end("n"), hit.end())
            if result is not None:
                yield result
                if isinstance(result, Finding):
                    return
        if seen:
            return
    before = clause.previous
    sent = re.search(
        rf"\b(?:send|submit|need|require|want|ask for|upload) (?P<n>{NUMBER})(?: in all| in total)?\s*(?:$|[.;,])", text
    )
    if sent and before and before.sentence_start == clause.sentence_start and re.search(rf"\b{_LETTER}", before.text):
        yield found(clause, "letters_min", parse_number(sent.group("n")), confidence=ANSWERED)
        return
    rest = _REST_ASKS.search(text)
    if rest and clause.previous and clause.previous.sentence_start == clause.sentence_start:
        count = parse_number(rest.group("n"))
        if re.search(rf"\b{_LETTER}", clause.previous.text) and 1 <= count <= 6:
            yield Finding("letters_min", count, "required", clause.start, clause.end)
            return
    enough = _ENOUGH.search(text)
    if (
        enough
        and re.search(rf"\b{_LETTER}", f"{clause.sentence} {clause.lead}")
        and not _NOT_LETTERS.search(clause.sentence)
    ):
        count = parse_number(enough.group("n"))
        if 1 <= count <= 6:
            yield Finding("letters_min", count, "required", clause.start, clause.end, ANSWERED)
            return
    parts = _PARTS.match(text)
    if (
        parts
        and re.search(rf"\b{_LETTER}", f"{clause.lead} {clause.question if clause.is_first_reply else ''}")
        and not re.search(_DEAN, text)
    ):
        total = sum(parse_number(part.group()) for part in re.finditer(NUMBER, parts.group()))
        if 2 <= total <= 6:
            yield Finding(
                "letters_min", total, "required", clause.start, clause.end, ANSWERED, needs_lead=bool(clause.lead)
            )
            return
    whole = _WHOLE.search(text)
    if whole and re.search(rf"\b{_LETTER}", f"{text} {clause.lead}") and not _NOT_LETTERS.search(text):
        count = parse_number(whole.group("n") or whole.group("m"))
        if 2 <= count <= 6:
            yield Finding("letters_min", count, "required", clause.start, clause.end, needs_lead=bool(clause.lead))
        return
    chair = _FIRST_CHAIR.search(text)
    if chair is None and re.search(rf"\b{_LETTER}", clause.lead):
        chair = _CHAIRS.search(text)
    more = re.search(rf"\b(?:and|plus) (?P<n>{NUMBER}) (?:more|others?|additional|further)\b", text)
    if chair and more and chair.end() <= more.start():
        yield Finding("letters_min", 1 + parse_number(more.group("n")), "required", clause.start, clause.end)
        return
    for asked, is_label in ((clause.lead, True), (clause.question if clause.question else "", False)):
        if (
            not re.search(rf"\b{_LETTER}", asked)
            or _NOT_LETTERS.search(asked)
            or (not is_label and not clause.is_first_reply)
        ):
            continue
        if re.search(r"not specified|---", text) or (
            re.search(r"\bwho should\b", asked) and not re.search(r"\bmany\b", asked)
        ):
            return
        match = re.match(
            rf"\s*(?:(?:at least|minimum(?: of)?|min\.?|a minimum of|we (?:need|require|ask for|want|expect)|yes,|"
            rf"you need|no (?:less|fewer) than|exactly|of)\s*)*(?P<n>{NUMBER})(?:\s*(?:-|to|"
            rf"or)\s*{NUMBER})?(?!\s*(?:years?|months?|weeks?|days?))",
            text,
        )
        if match:
            result = _read_count(
                clause, text, match.group("n"), match.start("n"), match.end("n"), match.end(), not is_label, is_label
            )
            if result is not None:
                yield result
        return
    heading = clause.heading.rsplit("|", 1)[-1]
    if re.search(rf"\b{_LETTER}", heading):
        match = re.fullmatch(
            rf"\s*(?:at least |minimum(?: of)? )?(?P<n>{NUMBER})(?: required| needed| minimum)?[ .]*", text
        )
        if match:
            result = _read_count(clause, text, match.group("n"), match.start("n"), match.end("n"), match.end())
            if result is not None:
                yield result


def _read_count(
    clause: Clause,
    text: str,
    number: str,
    start: int,
    end: int,
    match_end: int,
    needs_question: bool = False,
    needs_lead: bool = False,
) -> Finding | Drop | None:
    count = parse_number(number)
    if not 1 <= count <= 6:
        return None
    if _MOST.search(text[:start]) and not re.search(r"\bat least|\bminimum", text[max(0, start - 14) : start]):
        return drop(clause, "letters: the most that is taken")
    if _MOST_AFTER.match(text[match_end:]) and not re.search(r"\brequire|\bat least|\bminimum", text):
        return drop(clause, "letters: the most that is taken")
    if count == 1 and _DEAN_ONLY.search(text[start:match_end]) and not re.search(r"\bother\b", text[start:match_end]):
        return None
    strength = "preferred" if _WE_LIKE.search(text[:start]) else find_strength(text, start, match_end)
    if strength in ("preferred", "unneeded", "typical"):
        return drop(clause, f"letters: {strength}")
    # The whole sentence may say what one of them is: "three letters; one from the Dean".
    tail = clause.sentence[clause.start - clause.sentence_start + match_end :]
    tail = re.split(r"\.\s", tail)[0][:140]
    inside = text[start:match_end] + tail.split(";")[0]
    if (
        count == 1
        and re.search(r"\b(?:from|by|of the|must|should)\b", text[match_end : match_end + 30])
        and not _PLUS.search(text[match_end:])
    ):
        return drop(clause, "letters: one of several")
    preceding = text[:start]
    if re.search(r"\bof (?:which|whom|these|them)\s*$", preceding):
        return None
    total = count
    ordinal = re.search(
        r"(?:\band|\bwith|\bplus|,) (?:a|the) (third|fourth)(?: letter| one)? (?:from|by|of|may|can)\b",
        text[match_end:],
    )
    if ordinal:
        total = {"third": 3, "fourth": 4}[ordinal.group(1)]
    added = _PLUS.search(text, match_end) if not ordinal else None
    if added and not _ONE_OF.match(text, added.start("n")) and "," not in added.group()[:1]:
        total += 1 if added.group("n") in ("a", "an", "another") else parse_number(added.group("n"))
        if re.search(_DEAN, text[added.start() : added.end() + 25]):
            total = count
    elif (_FIRST_CHAIR.search(preceding) or _BESIDES_CHAIR.search(text, match_end)) and re.search(
        r"\b(?:additional|other|more|further)\b", text[end:match_end]
    ):
        total += 1
    if (
        _DEAN_WITHIN.search(inside)
        and not _DEAN_APART.search(inside)
        and not re.search(r"\bother\b", text[start:match_end])
    ):
        total = total - 1 if total == count else total
    if not 1 <= total <= 6:
        return None
    return Finding(
        "letters_min",
        total,
        "required",
        clause.start,
        clause.end,
        confidence=ANSWERED if needs_question else EXPLICIT,
        needs_question=needs_question,
        needs_lead=needs_lead or bool(clause.lead),
    )


_DEAN_ONLY = re.compile(_DEAN)
