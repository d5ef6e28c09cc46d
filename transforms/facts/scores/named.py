"""Which exams a score is of: named before it, behind it, in pairs, or by the question."""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.exams import ExamMention, find_scored_exams
from transforms.facts.scores.joined import join_on, merge
from transforms.facts.scores.words import CONNECT_AFTER, JOINED, MIN_AND_WISH, NUMBER, TIGHT
from transforms.language import Clause

_CONNECT_BOTH = re.compile(
    r"\s*(?:points? |or (?:higher|more|above|better) |and (?:above|higher|up) |(?:is|are|will be) (?:required|needed|"
    r"preferred|expected|recommended|desired|the minimums?) )*(?:on|for|in|at|of)\b(?: the| your| usmle)* ?$"
)
_TENS = {
    word: 10 * ten
    for ten, word in enumerate(
        ("ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=1
    )
}
_SPELLED = re.compile(
    rf"\b(?P<hundreds>two|three|four|five|six)[- ](?:hundred(?:[- ]and)?[- ]?)?(?P<tens>{'|'.join(_TENS)})?"
    r"(?:[- ](?P<ones>five|two|eight))?\b"
)
_HUNDREDS = {"two": 200, "three": 300, "four": 400, "five": 500, "six": 600}


def write_digits(text: str) -> str:
    """The text with "two hundred twenty", "two-twenty" in digits, as long as before."""
    if "hundred" not in text and "two-" not in text and "two twenty" not in text:
        return text

    def put(match: re.Match[str]) -> str:
        tens, ones = match.group("tens"), match.group("ones")
        if not tens and "hundred" not in match.group():
            return match.group()
        number = _HUNDREDS[match.group("hundreds")] + _TENS.get(tens or "", 0)
        number += {"five": 5, "two": 2, "eight": 8}.get(ones or "", 0)
        return str(number) + " " * (len(match.group()) - 3)

    return _SPELLED.sub(put, text)


_TWO_DIGITS = re.compile(r"(?<=[12]\d\d )\(\d\d\)")  # "above 215 (86)": the score and its old form
# "(present PGY1s average 222 and 227)"
_OF_RESIDENTS = re.compile(
    r"\((?:(?:our|the|present|current|recent|last year's|matched) )+(?:pgy-?1s?|residents?|interns?|"
    r"class(?:es)?)\b[^()]*\)"
)
_OSTEOPATHS = re.compile(r"\bosteopath|\bd\.?o\.?s?\b")
_PARTS = re.compile(r"\b(?:usmle )?part(?P<plural>s?)\b(?= (?:1|2|i{1,2}|one|two)\b)")
_MINIMUM_ROW = re.compile(r"(?:.*\| )?(?:min(?:imum)?\.?|lowest|least) scores?(?: required| accepted| needed)?")
_EXAM_ROW = re.compile(
    r"(?:.*\| )?(?:is )?(?:the )?(?P<exam>(?:usmle )?step (?:1|2|i{1,2})(?: ck)?)(?: scores?)? (?:required|needed|"
    r"asked for)\??"
)
_ON_NUMBER = re.compile(
    r"(?<=\d\d\d )(?P<on>(?:or (?:higher|above|more|better|greater) )?(?:on|for|in) )(?P<step>one|two)(?=\s*(?:$|"
    r"[.,;)]|"
    r"and\b|but\b))"
)
# "We prefer > 500 but have no absolute cutoff": a scale tells its exam.
_BARE_SCORE = re.compile(
    r"(?P<head>\W*(?:(?:though|but|yet) )?(?:(?:we|the program) (?:[a-z]+ly )?(?:prefers?|favou?rs?|recommends?|"
    r"likes?) |"
    r"preferably,? |ideally,? )?)(?:(?:>=?|above|over|at least|higher than) ?(?P<n>[1-7]\d\d)|(?P<n2>[1-7]\d\d)"
    r"(?:\+| (?:and|or) (?:up|above|higher|more|better|over)))(?:,? (?:preferably|ideally))?(?: (?:is|are))?"
    r"(?: (?:what|something) we (?:[a-z]+ly )?(?:prefer|recommend|like|look for|wish for|advise)|(?: [a-z]+ly)? "
    r"(?:preferred|"
    r"recommended|desired|advisable|desirable|better|best|welcome|advised))?"
    r"(?:,? (?:but|again|though|with|without|and|yet|once)\b[^;.]*)?\W*"
)
_NO_CUTOFF_BESIDE = re.compile(
    r"\b(?:no|not have (?:an?|any)|without(?: an?| any)?) (?:[a-z]+ ){0,2}?cut-?off|"
    r"^\W*(?:none|not? (?:an? )?)(?: (?:that|which) is)? ?(?:strict|rigid|absolute|hard|fixed|firm|official|formal)\b"
)


def name_exams(clause: Clause) -> str:
    """The text with the exams named that it leaves to its numbers: "on One", "> 500 preferred"."""
    text = clause.text
    if _OSTEOPATHS.search(f"{clause.lead} {text}") and re.search(r"\b[4-7]\d\d\b", text) and "com" not in text:
        text = _PARTS.sub(lambda part: f"level{part.group('plural')}", text)
    before = clause.previous
    if before and _MINIMUM_ROW.fullmatch(clause.lead) and (row := _EXAM_ROW.fullmatch(before.lead)):
        text = f"{row.group('exam')} {text}"  # "Step 1 required: Yes. Minimum score: 215."
    if "(" in text:
        text = _OF_RESIDENTS.sub(lambda aside: " " * len(aside.group()), text)
        text = _TWO_DIGITS.sub(lambda old: " " * len(old.group()), text)
    if "first" in text or "one " in text or "single" in text:
        text = _name_tried(clause, text)
    if " one" in text or " two" in text:
        text = _ON_NUMBER.sub(lambda on: f"{on.group('on')}step {1 if on.group('step') == 'one' else 2}", text)
    if (
        not clause.lead
        and not (clause.question and clause.is_first_reply)
        and (bare := _BARE_SCORE.fullmatch(text))
        and _NO_CUTOFF_BESIDE.search(clause.sentence)
        and all(mention.exams == {"score"} for mention in find_scored_exams(clause.sentence))
    ):
        number = int(bare.group("n") or bare.group("n2"))
        exam = "usmle " if 180 <= number <= 270 else "comlex " if 400 <= number <= 700 else ""
        text = f"{bare.group('head')}{exam}{text[bare.end('head') :]}"
    return text


# "230 or more at the first try": what is tried is an exam, though none is named
_SCORE_TRIED = re.compile(
    r"(?<![\d.,/$#-])(?P<n>(?:1[89]|2[0-6])\d)(?=(?: (?:or|and) (?:more|better|higher|above|up|over)| upwards?| at "
    r"least|\+)?,? ?\(?"
    r"(?:passed |each |both )*(?:at|on|in|with|for|by) (?:the |an? |your )?(?:first|1st|one|single) (?:try|attempt|"
    r"sitting|go|take)\b)"
)


def _name_tried(clause: Clause, text: str) -> str:
    around = f"{clause.lead} {clause.question if clause.is_first_reply else ''} {clause.sentence}"
    if find_scored_exams(text) or "com" in around or find_scored_exams(around):
        return text
    return _SCORE_TRIED.sub(r"usmle \g<n>", text, count=1)


# "a pass on Step 1", "a passing Step 1", "having passed Step 1": what is told of that exam is its pass
_A_PASS_ON = re.compile(
    r"\bpass(?:es|ed|ing)?(?: (?:scores?|marks?|grades?|results?))?(?: (?:on|in|of|at|for))?(?: (?:the|an?|your|"
    r"usmle))*\s*$"
)
# "a Step 1 and a Step 2 CK over 225", "on CK and on Step 1 no less than 215"
_BOTH_OF = re.compile(r" (?:and|as well as|&|as) (?:(?:on |in |for )?an? |(?:on|in|for) (?:the |usmle )*)")
# "..., Step 1 pass", "..., Step 1: 215": what stands behind an exam is of its own
_HAS_OWN = re.compile(r" ?(?:[:=>-]+ ?|at |of )*(?:\(?pass\b|[2-7]\d\d(?!\d))")


def names_no_step(label: str) -> bool:
    return not any(mention.exams & {"1", "2", "3"} for mention in find_scored_exams(label))


def _join_next(text: str, after: list[ExamMention], next_start: int) -> ExamMention:
    """The first exam named behind a number with the one joined to it: "on Step 2 CK, and on Step 1 if numeric"."""
    if len(after) > 1 and after[1].steps and JOINED.fullmatch(text, after[0].end, after[1].start):
        return merge(after[:2])
    return after[0]


def choose_exam(
    text: str, exams: tuple[ExamMention, ...], start: int, end: int, previous_end: int, next_start: int, is_comlex: bool
) -> ExamMention | None:
    """The exam that a number belongs to: "220 on Step 1" looks forward, "Step 1: 220" back, then the nearest."""

    def fits(mention: ExamMention) -> bool:
        if is_comlex:
            return bool(mention.exams & {"comlex"}) or mention.exams == frozenset(("score",))
        return "comlex" not in mention.exams

    tight = [mention for mention in exams if previous_end <= mention.start and mention.end <= start and fits(mention)]
    is_told = bool(
        tight and tight[-1].exams & {"1", "2", "3", "comlex"} and TIGHT.fullmatch(text, tight[-1].end, start)
    )
    is_named = any(mention.exams & {"1", "2"} for mention in tight)
    for mention in exams:
        if is_told and "(" in text[end : mention.start]:
            break  # "Step 2 CK of 230 required (Step 1 pass)"
        if (
            (is_told or (is_named and text.startswith(("1", "2"), next_start)))
            and mention.start >= end
            and next_start < len(text)
            and TIGHT.fullmatch(text, mention.end, next_start)
        ):
            break  # "on Step 1 it is 205, on Step 2 CK 215", "on Step 1 the score must be 205, on Step 2 CK 215"
        if mention.start >= end and mention.start < next_start and fits(mention):
            between = text[end : mention.start]
            is_led = not between.strip(" +") and not any(other.end <= start for other in exams)
            is_led = is_led or (not between.strip(" +") and bool(NUMBER.search(text, 0, exams[0].start)))
            if (CONNECT_AFTER.match(between) or is_led) and "score" not in mention.exams:
                beside = [
                    other
                    for other in exams
                    if mention.end <= other.start < next_start
                    and other.steps
                    and re.fullmatch(
                        r"\s*(?:,|and|&|as well as|or|(?:just )?as(?= (?:on|in|for) ))(?: again| also| likewise| "
                        r"equally| the same)?(?: on| for| in)?"
                        r"(?: the| both)?\s*",
                        text[mention.end : other.start],
                    )
                    and not _HAS_OWN.match(text, other.end)
                ]
                return merge([mention, *beside[:1]])
            break
    before = [mention for mention in exams if mention.end <= start and fits(mention)]
    named_before = [mention for mention in before if "score" not in mention.exams]
    recent = [mention for mention in named_before if mention.start >= previous_end]
    if recent:
        beside = (
            recent[-2:-1]
            if _BOTH_OF.fullmatch(text, recent[-2].end if len(recent) > 1 else 0, recent[-1].start)
            and not _A_PASS_ON.search(text, 0, recent[-2].start)
            else []
        )
        return merge([*beside, recent[-1]])
    after = [
        m
        for m in exams
        if end <= m.start < next_start and fits(m) and "score" not in m.exams and m.exams not in ({"3"}, {"cs"})
    ]
    if after and not named_before:
        return _join_next(text, after, next_start)
    if named_before:
        return named_before[-1]
    if before:
        return before[-1]
    later = [
        m for m in exams if m.start >= end and fits(m) and "score" not in m.exams and m.exams not in ({"3"}, {"cs"})
    ]
    return later[0] if later else None


def told_pair(before: Clause) -> bool:
    earlier = before.previous
    return bool(earlier and MIN_AND_WISH.search(earlier.text))


def single_step(clause: Clause, exams: tuple[ExamMention, ...], start: int) -> set[str]:
    """The Steps that a pair of numbers at `start` is labelled with: in its label, or right before it."""
    before = [mention for mention in exams if mention.end <= start and TIGHT.fullmatch(clause.text, mention.end, start)]
    if before:
        return set(before[-1].exams & {"1", "2"})
    label = clause.lead.rsplit("|", 1)[-1]
    return {exam for mention in find_scored_exams(label) for exam in mention.exams if exam in "123"}


# "Steps 1 and 2: 212 and 222", "... are 212 and 222, respectively".
_IN_TURN = re.compile(r"\s*(?:,|and|&|/|, and|\+)\s*")
_BETWEEN = re.compile(r"\b(?:between|from|range\w*(?: of| is)?)\s*$")


def pair_up(
    clause: Clause, matches: list[re.Match[str]], exams: tuple[ExamMention, ...]
) -> dict[int, list[tuple[set[str], int]]]:
    """Which Step each number of a matched pair belongs to, by the place of the match."""
    text = clause.text
    for index, match in enumerate(matches):
        follows = matches[index + 1] if index + 1 < len(matches) else None
        if (
            follows
            and match.group("n")
            and follows.group("n")
            and _IN_TURN.fullmatch(text, match.end(), follows.start())
            and not _BETWEEN.search(text, 0, match.start())
        ):
            # "230 and 240 on Steps 1 and 2, respectively"
            behind = [mention for mention in exams if mention.start >= follows.end()]
            if behind and _CONNECT_BOTH.match(text[follows.end() : behind[0].start]):
                joined = merge(join_on(text, behind))
                if joined.exams & {"1", "2", "comlex"} == {"1", "2"}:
                    first, second = int(match.group("n")), int(follows.group("n"))
                    return {index: [({"1"}, first)], index + 1: [({"2"}, second)]}
        named = [mention for mention in exams if mention.end <= match.start() and "score" not in mention.exams]
        if not named and not exams:
            named = [mention for mention in find_scored_exams(clause.lead) if "score" not in mention.exams]
        if not named or merge(named).steps != {"1", "2"} or any("comlex" in mention.exams for mention in named):
            continue
        if match.group("low") and " and " in match.group() and not _BETWEEN.search(text, 0, match.start()):
            return {index: [({"1"}, int(match.group("low"))), ({"2"}, int(match.group("high")))]}
        if not match.group("n") or index + 1 == len(matches) or not matches[index + 1].group("n"):
            continue
        after = matches[index + 1]
        if _IN_TURN.fullmatch(text, match.end(), after.start()) or (
            "respectively" in text and not any(match.end() <= mention.start < after.start() for mention in exams)
        ):
            return {index: [({"1"}, int(match.group("n")))], index + 1: [({"2"}, int(after.group("n")))]}
    return {}
