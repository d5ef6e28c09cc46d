"""Clauses of passages: sentences cut where they say more than one thing, each linked to what governs it.

`build_clauses` goes through the passages in order and carries the question and the list head that are still open.
Within a passage each sentence is a question (kept for the answer), an answer (whose "yes" is set aside) or a statement;
statements are cut at semicolons, "but", dashes and list numbers, and what stands before a colon becomes their label.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from transforms import hinted_re as re
from transforms.hinted_re import has_any
from transforms.language import Clause
from transforms.marks import find_marks, has_mark
from transforms.model import Passage
from transforms.normal_form import normalize
from transforms.numerals import NUMBER
from transforms.refusals import REFUSING_HEAD
from transforms.sentences import split_sentences
from transforms.spelling import even_text
from transforms.wishes import spread_wishes

# ---------------------------------------------------------------- where a sentence is cut

_BARE = (
    r"(?:(?:is|are|was|were|it|they|that|this|still|also|strictly|absolutely|currently|be|shall|should|will|may|can) )*"
)
_MODAL_TAIL = (
    rf"{_BARE}(?:not|never|no longer|no)\b(?: (?:strictly|absolutely|a|an|be|necessarily|mandatory or|deemed|"
    rf"considered|held|made))* ?"
    r"(?:required|mandatory|necessary|needed|requirement|essential|compulsory|obligatory|prerequisite|limit|considered|"
    r"accepted|demanded|insisted|imposed|asked|a must|precondition|condition|obligation|criterion|hurdle)|"
    r"(?:it is |they are )?an? (?:[a-z]+ )?(?:advantage|plus|asset|bonus|benefit|strength|recommendation|wish)\b|"
    r"we (?:do not|will not) (?:insist|require|demand|mandate)(?: on)?(?: it| this| that)?(?=\s*(?:$|[.,;)]))|"
    r"(?:stop(?:s|ping)? short of|without|(?:we )?do not|does not|not to|never) (?:strictly )?"
    r"(?:requir|demand|insist|mandat|need)\w*(?: on)?(?: it| them)?,|"
    rf"{_BARE}(?:strongly |highly |much |entirely |purely )?(?:optional|unnecessary|preferred|recommended|encouraged|"
    rf"desired|desirable|favou?red|required|"
    r"mandatory|advantageous|beneficial|helpful|welcome|suggested|advisable|advised|valued|appreciated|preferable|"
    r"ideal|an? (?:asset|plus|advantage|bonus|strength)|(?:viewed|looked|regarded|considered|seen) (?:up)?(?:on )?"
    r"(?:favou?rably|positively|kindly|with favou?r))\b"
)
# "but it must be obtained before ranking" cannot stand without what it speaks of.
_ANAPHORA = (
    r"(?:it|they|this|these|must|has to|have to|needs?|only|by|before|should|will|preferably|is|are|at least|"
    r"(?:neither|none|both|each)(?: of (?:them|these|which))? (?:is|are)|the latter|can|may|(?:obligatory|required|"
    r"mandatory|needed|necessary|essential) (?:it|this|that) is not|"
    r"does not have to|do not have to|do not require|does not require|(?:do|does) not (?:insist|"
    r"demand|expect|mandate)|counts?|helps?|"
    r"adds|limited to|limited in|restricted to|subject to|contingent|dependent|strongly|highly|with|for|if|when|"
    r"in|no more than|not more than|no later)\b(?! (?:we|our|the|program|"
    r"applicants|candidates)\b)"
)
_SPLIT = re.compile(
    r"\s*;\s*|\s+//\s+|\s+\u2022\s+|\s+>\s+(?=\d{1,2}[.)] )|\s*,?\s*(?:\b(?:and|or)\s+)?(?<!step )(?<!part "
    r")\((?:[a-h]|i{1,3}|"
    r"iv)\)\s+(?!class|status|visa|categor|type|holder)(?=\S)"
    r"| / (?=[a-z0-9][a-z0-9 -]{0,24}: )"
    r"|(?:(?<=: y)|(?<=: n)|(?<=: yes)|(?<=: no)|(?<=: \u2713)|(?<=: \u2717)) +(?=[a-z0-9][a-z0-9 -]{0,24}: )"
    r"|\s*,?\s+(?!(?<=visas )but (?:the |an? |for |on )*(?:j|h) ?-? ?[1il])(?:(?<!anything )(?<!everything "
    r")(?<!nothing )(?<!none )(?<!\ball )(?<!any visa )(?<!every visa )but|"
    r"(?<!not )(?<!are )(?<!is )(?<!as )yet(?! to\b)|(?:although|though)(?!\s*[,.;!]|\s+(?:[a-z]+ ){0,2}[a-z]+, (?:is|"
    r"are|was|will|must|should|has|have|can|may|does|do)\b)|whereas|while)\b"
    rf"(?!\s*,?\s*(?:{_MODAL_TAIL}|{_ANAPHORA}))[ ,]*"
    rf"|\s+-{{1,2}}\s+(?!{_MODAL_TAIL})(?=(?:but|however|we|no|not|only|there|all|it|this|you)\b)"
)
_SPLITTERS = (
    " // ",
    " > ",
    " / ",
    "(a) ",
    "(i) ",
    ": y ",
    ": n ",
    ": yes ",
    ": no ",
    ": \u2713",
    ": \u2717",
    ";",
    "\u2022",
    "|",
    " but",
    " yet",
    "though",
    "whereas",
    " while",
    " - ",
    " -- ",
)
# "We will open your application if (i) ...; (ii) ...": what stands before the first of them governs them all.
_ENUMERATOR = re.compile(r"\((?:a|i)\)")

# "Recommendations for those from abroad \u2022 ... \u2022 ...": a head without its colon
_BULLET_HEAD = re.compile(r"[a-z][a-z'/& -]{4,79}")


def _is_bullet_head(stem: str) -> bool:
    """Whether what stands before the first bullet of a line is the head of its items, and states nothing by itself."""
    return (
        _BULLET_HEAD.fullmatch(stem) is not None
        and not _LABEL_STATES.search(stem)
        and (
            _GENERAL_HEAD.search(stem) is not None
            or REFUSING_HEAD.search(stem) is not None
            or has_mark(stem, "preferred")
        )
    )


# ---------------------------------------------------------------- labels and heads

MAX_TERM = 60  # letters of a label that states nothing without its value
# Heads that govern a whole list of items; "Deadline:" governs only what stands beside it.
_GENERAL_HEAD = re.compile(
    r"\b(?:removes?|rejects?|excludes?|discards?|grounds|rejection|refusal|screened|filter(?:ed|s)?|disqualif\w*|"
    r"not considered|ineligible|(?:not|cannot|never|no longer|unable to) (?:be )?(?:currently )?(?:sponsor|accept|"
    r"support|offer|honou?r|avail|possib|allow|permit|welcom|handl|tak|issu|process)[a-z]*(?=\W*$)|"
    r"never(?=\W*$)|un(?:acceptable|available|supported)|inadmissible|impossible|closed to|off the table|off[- ]limits|"
    r"no (?:visa )?(?:sponsorship|support)(?: (?:for|of))?(?=\W*$)|(?:we )?(?:decline|refuse|reject|exclude)|"
    r"do not apply (?:on|with)|attempts?|"
    r"failures?|hard stops?|"
    r"deal-?breakers?|exclusions?|filters?|rejected|criteria|requirements?|"
    r"required|needed|minim\w*|checklist|essentials?|conditions|what we|demand\w*|"
    r"eligib\w*|imgs?|foreign|international|applicants?|"
    r"candidates?|graduates|"
    r"usmle|scores?|visas?|submit|send|documents?|include|must|shall|preferred|preferences?|desired|recommended|"
    r"qualifications?)\b"
)
_LABEL_STATES = re.compile(
    r"\b(?:must|is|are|need|needs|will|accepts?|sponsors?|requires?|prefers?|takes?|have|has|should|yes|no|come|comes|"
    r"looks?|values?|expects?|recommends?|encourages?|favou?rs?|"
    r"start|starts|"
    r"join|joins|enter|enters|match(?:es)?|offers?|trains?|recruits?|begins?)\b"
)
_LABEL = re.compile(r"(?P<label>[^:;?!]{2,90}?)\s*:(?=\s|$)")
_EMPTY_HEAD = re.compile(
    r"(?:the |our )?(?:details?|information|info|answers?|values?|descriptions?|data|notes?|comments?|policy|policies|"
    r"our program|program|what we say|remarks?)"
)
# Of two labels that each name a fact ("COMLEX pref: 520; Step 1 min: 205") none governs the other.
_OF_ONE_FACT = re.compile(
    r"\b(?:comlex|usmle|s[123]|steps?|level|ck|yog|usce|attempts?|fails?|letters?|lors?|ecfmg|visas?|j-?1|h-?1b?|"
    r"deadline|ddl|positions?|spots|slots|"
    r"scores?|img)\b"
)
_OF_A_FACT = re.compile(
    r"\b(?:comlex|usmle|s[123]|steps?|level|ck|yog|usce|attempts?|fails?|letters?|lors?|ecfmg|visas?|j-?1|h-?1b?|imgs?|"
    r"deadline|ddl|positions?|spots|slots|experience|graduation|rules|requirements|requires)\b"
)
_EXCEEDS = re.compile(r"\b(?:anything |any(?:one|body) with )?(?:more|less|fewer|older|longer) than\b")
_SCORED = re.compile(r"(?<![\d.,$#-])[2-9]\d\d(?![\d%-])")
# "Graduation within five years: required."
_COUNTED_LABEL = re.compile(
    rf"{NUMBER}\+?[ -](?:or more )?(?:years?|months?|weeks?|attempts?|tries|failures?|failed)\b|\b(?:first|one|single) "
    rf"(?:attempt|try)\b"
)
_STRENGTH_ALONE = re.compile(
    r"(?:yes,? )?(?:strictly |strongly |highly |absolutely )?(?:a )?(?:required|mandatory|must|needed|necessary|"
    r"essential|"
    r"preferred|recommended|desirable|desired|favou?red|liked|ideal|(?:an? )?(?:plus|advantage|asset|bonus)|"
    r"obligatory|compulsory|(?:(?:is|are|will be) )?(?:not (?:be "
    r")?(?:considered|"
    r"accepted|eligible|reviewed|invited|interviewed)|rejected|ineligible|declined|excluded|disqualif\w+))\W*"
)
# "Experience here: not mandatory. Nice to have.": the label still holds.
_WORTH_ALONE = re.compile(
    r"\W*(?:but |though |and )?(?:strictly |strongly |highly |much |very )?(?:not )?(?:an? |the )?(?:nice to "
    r"have|plus|bonus|asset|"
    r"advantage|required|mandatory|must|needed|necessary|essential|preferred|recommended|encouraged|desirable|desired|"
    r"optional|helpful|welcome|appreciated)\W*"
)
# A value that says only how much, and goes with the label before it.
_ONLY_DEGREE = re.compile(
    rf"\W*(?:(?:an?|the|our|absolute(?:ly)?|hard|firm|strict|soft|preferably|preferred|pref|ideal(?:ly)?|min(?:imum)?|"
    rf"max(?:imum)?|floor|ceiling|cap|limit|at|most|least|no|not|more|less|fewer|than|required|up|to|under|over|above|"
    rf"below|within|is|or|{NUMBER}|\d{{3}}|months?|mos?|weeks?|years?|yrs?|better|higher|longer|"
    rf"never)\b[\s.,+()\u2264\u2265<>=-]*)"
    r"{1,8}"
)

# ---------------------------------------------------------------- questions and answers

# A question is also a heading that asks without a question mark.
_ASKS = re.compile(
    r"(?:do|does|did|is|are|can|could|may|will|would|what|which|how|when|who|where|must|should|am|have|has)\b"
)
# "We are often asked whether Step 3 is needed. It is not."
_ASKED_ABOUT = re.compile(
    r"(?:(?:i am|i'm|(?:we|i)(?: have|'ve)(?: often| also)? been|we are|we're|people|applicants|candidates|many|"
    r"international graduates|imgs)(?: [a-z]+ly| often|"
    r" always|"
    r" also| sometimes)? (?:ask(?:ed)?|wonder)|you may "
    r"(?:ask|wonder)) (?:us |me )?(?:whether|if|about)\b"
)
_Q_PREFIX = re.compile(r"(?:q|question|a|answer)\s*\d*\s*[:.)]\s*")
_DASHED_ANSWER = re.compile(
    r"(?:do|does|is|are|can|could|may|will|must|should|am|have|what|which|how|when)\b[^.?;:]{8,110}? -{1,2} (?=(?:yes|"
    r"no|also|"
    r"none|not|never|only|up to|at least|at most|\d+|three|two|one|four|five|six)\b)(?:also )?(?P<reply>)|"
    # "Requires Step 3" - No.
    r"(?:\"?[a-z0-9][^.?;:\"-]{2,70}? (?:required|needed|mandatory|necessary)\"?|\"?(?:requires?|needs?) "
    r"[^.?;:\"-]{3,60}\"?)"
    r" -{1,2} (?=(?:yes|no)\b)(?P<value>)"
)
# "'I finished in 2012.' Five years is our limit.": what a reader says in quotes is answered like a question.
_QUOTED_WORRY = re.compile(r"\"(?:but )?(?:i|i'm|i've|my|what if|i'd)\b[^\"]{2,110}\.\"$")
_OF_SELF = re.compile(
    r"(?:but |what if )?(?:i|we) (?:(?:have |had |only |will |would |do )*(?:failed|took|needed|repeated|graduated|"
    r"finished|passed|need|require|want|hold|am on|am not)|lack|(?:do not|will not) have|have (?:no|not|never|only|"
    r"done|had))\b"
)
_PLAIN_REPLY = re.compile(r"\s*(?:yes|no|nope|sorry|unfortunately)\b ?[,.;:!-]")
_ASKS_OF_SELF = re.compile(
    r"(?:and |so )?(?:can|could|may|should|am|will|do|is|does|would)\b[^?]{0,30}\b(?:i|me|my|that|it|this)\b"
)
_GOES_ON = re.compile(r"(?:and )?(?:if (?:so|yes|it is|they are|you do)|how (?:long|many|much|recent)\W*\?)")
_ANSWER = re.compile(
    r"(?:a|answer)?\s*[:.)]?\s*(?:(?:for|of|from) (?:imgs?|fmgs?|(?:international|foreign)[a-z ]{0,20} "
    r"(?:graduates|applicants))[,:]? )?"
    r"(?P<word>yes|indeed|yeah|yep|yup|no|nope|[yn](?=\s*(?:[.,;]|$))|very much so|not (?:strictly|formally|officially|"
    r"absolutely|exactly|quite)|there (?:is|are) none|"
    r"far from it|hardly|scarcely|by no means|not in the least|in no way|nah|certainly|absolutely|of course|sure|"
    r"correct|never|"
    r"not at this time|"
    r"not currently|unfortunately,? no|unfortunately not|unfortunately|not really|not necessarily|not now|"
    r"not any ?more|(?:i'm |we are |i am |we're )?(?:sorry|afraid),? (?:but )?(?:no|not)|not at (?:present|all|"
    r"this (?:point|"
    r"stage))|(?:it|this|that|they|these|there|you) (?:is|are|does|do) not(?= *(?:[,.;]|$|but))|we (?:do not|"
    r"cannot)(?= *(?:[,.;]|$|but))|"
    r"(?:absolutely|certainly|definitely|of course|surely|usually|generally|normally|typically) not|"
    r"(?:it|this|that|they|you|we) (?:may|can|must|need|will|would) not|(?:it|this|that)'s not"
    r"(?= *(?:[,.;]|$|but))|(?:they|you|we) cannot|"
    r"(?:it is|they are|we do|it does|there is|there are|you do|you must|they do|they must|"
    r"(?:you|they|it|that|we) (?:may|can|could|will|would))"
    r"(?= *(?:[,.;:]|$)))(?!\w)(?=\s*(?:[,.;:!-]|$|we\b|they\b|"
    r"it\b|but\b|you\b))"
    r"[ ,.;:!-]*"
)
_AFFIRMS = re.compile(
    r"it is|they are|we do|it does|there is|there are|you do|you must|they do|they must|(?:you|they|it|that|we) "
    r"(?:may|can|could|will|would)"
)
_YES = frozenset(
    (
        "yes",
        "y",
        "indeed",
        "very much so",
        "yeah",
        "yep",
        "yup",
        "certainly",
        "absolutely",
        "of course",
        "sure",
        "correct",
    )
)

# ---------------------------------------------------------------- questions that lean on the one before

# "Is it required?", "How many?", "Preferred?", "Step 2?" ask on about what the question before them named.
_ASKS_ON = re.compile(
    r"(?:and |but |so |then )*(?:(?:is|are|was|does|do|must|should|will|can|may|could|would) (?:it|that|this|they|"
    r"these|"
    r"those)\b[^?]{0,60}|(?:and )?(?:how (?:much|long|many(?: months| weeks)?|recent|old)(?: (?:is|are) (?:needed|"
    r"required|"
    r"necessary|enough)| (?:must|should) (?:it|they|that|this) be| do (?:i|you|we) "
    r"(?:need|require|want|ask))?|what (?:kind|sort|type)|since when|(?:minimum |for how )(?:length|duration|amount|"
    r"time|long)|length|duration|required|"
    r"mandatory|needed|preferred|recommended|minimum|maximum|min|max|is there an? (?:minimum|maximum|preference|limit)|"
    r"(?:what |which |and |the )?(?:scores?|number)|any (?:minimum|maximum|preference|limit|"
    r"exceptions))(?: (?:of (?:it|them)|is (?:it|that)|though|then|each))?"
    r"|(?:and |what about |how about )*(?:for |on )?(?P<exam>(?:usmle )?(?:steps?|levels?|parts?) (?:[12]|i{1,2}|one|"
    r"two)(?: ?ck)?))\s*\?"
)
_EXAM_NAMED = re.compile(
    r"(?:\b(?:on|for|in|of|at) (?:the )?)?\b(?:usmle )?(?:steps?|levels?|parts?) (?:[12]|i{1,2}|one|two)(?: ?ck)?\b"
)
_OF_A_SCORE = re.compile(r"(?:and |what |which |the )*(?:scores?)\b")
_EXAMS_NAMED = re.compile(r"\b(?:steps?|usmle|com[pb]?lex|exams?|boards?|ck|tests?|levels?)\b")
_OF_EXAMS_ASKED = re.compile(r"\b(?:attempts?|fail\w*|tries|sittings?|minimum|cut-? ?off|scores?)\b")
_IS_OUR_TOPIC = re.compile(
    r"\b(?:experience|usce|clinical|rotations?|externships?|observ\w+|hands-on|scores?|minimum|cut-?off|steps?|usmle|"
    r"comlex|attempts?|fail\w*|tries|graduat\w*|school|years out|letters?|certificate|ecfmg)\b"
)


def _complete_question(text: str, before: str) -> str:
    """A question that leans on the one before it, with that in front of it; any other as it stands."""
    asked_on = _ASKS_ON.fullmatch(text) if before else None
    if asked_on is None or not _IS_OUR_TOPIC.search(before):
        return text
    if _OF_A_SCORE.match(text) and not _EXAMS_NAMED.search(before):
        return text  # "Do I need US experience? Yes. Score? 220."
    if asked_on.group("exam"):
        if not _OF_EXAMS_ASKED.search(before) or not _EXAM_NAMED.search(before):
            return text
        before = _EXAM_NAMED.sub("", before)
    return f"{before} {text}"


_ASKED_RULE = re.compile(
    r"(?P<opener>(?:is|are|do i|do we|do applicants|do you|does the program|must|should) )[^?]{8,200}\?$"
)


def declare_question(clause: Clause) -> Clause | None:
    """ "Is a pass at the first attempt required? - Yes.": the question as the statement that the answer makes it."""
    if clause.answer != "yes" or not clause.is_first_reply or clause.question_start < 0 or len(clause.text) > 60:
        return None
    asked = _ASKED_RULE.match(clause.question)
    if asked is None or not find_marks(clause.question):
        return None
    text = " " * asked.end("opener") + clause.question[asked.end("opener") :].replace("?", " ")
    return replace(
        clause,
        text=text,
        sentence=text,
        start=clause.question_start,
        question="",
        is_first_reply=False,
        answer="",
        lead="",
    )


# ---------------------------------------------------------------- passages


def build_clauses(passages: Sequence[Passage], norm: str, wanted: Sequence[bool]) -> Iterator[list[Clause]]:
    """The clauses of each passage that is `wanted`, linked to labels, list heads and questions around them."""
    question, question_start = "", -1
    last_asked, last_asked_start = "", -1
    list_lead, list_lead_start = "", -1
    previous: Clause | None = None
    following = 0
    for index in itertools.compress(range(len(passages)), wanted):
        passage = passages[index]
        if index > following:
            question = ""
            if list_lead and any(skipped.kind != "item" for skipped in passages[following:index]):
                list_lead = ""
        following = index + 1
        if passage.question is not None:
            asked, asked_start = even_text(normalize(passage.question)), _find_before(norm, passage)
            whole = last_asked if last_asked.endswith(asked) else _complete_question(asked, last_asked)
            if whole != asked:
                asked, asked_start = whole, last_asked_start
            last_asked, last_asked_start = asked, asked_start
            is_later = index > 0 and passages[index - 1].question == passage.question
            if is_later and _LABEL.match(norm, passage.start, passage.end):
                # "Is Step 3 required? - Not to apply. - Graduation cutoff: none": the answer has ended.
                asked, asked_start = "", -1
        else:
            asked, asked_start = question, question_start
        if passage.kind not in ("item", "cell", "definition"):
            list_lead_here, list_lead_here_start = "", -1
            if passage.kind in ("paragraph", "answer") and list_lead and len(passage.text) < 300:
                list_lead_here, list_lead_here_start = list_lead, list_lead_start
        else:
            list_lead_here, list_lead_here_start = list_lead, list_lead_start
        heads = [
            " ".join(even_text(normalize(head)).split()) for head in (passage.row_head, passage.column_head) if head
        ]
        # "Topic | Details" heads its columns without saying anything of a row.
        lead = " | ".join(heads[:1] + [head for head in heads[1:] if not _EMPTY_HEAD.fullmatch(head)])
        heading_is_label = (
            not (lead or list_lead_here or asked)
            and bool(passage.headings)
            and passage.end - passage.start <= 60
            and ":" not in passage.text
            and index > 0
            and passages[index - 1].text == passage.headings[-1]
        )
        if heading_is_label:
            lead = " ".join(even_text(normalize(passage.headings[-1])).split())
        made, question, question_start = _passage_clauses(
            passage, norm, asked, asked_start, lead or list_lead_here, -1 if lead else list_lead_here_start, previous
        )
        if made:
            previous = made[-1]
        tail = norm[passage.start : passage.end].rstrip()
        if tail.endswith(":") or heads_list(passages, index):
            list_lead, list_lead_start = tail[-200:].rstrip(": "), passage.start
        elif passage.kind not in ("item",):
            list_lead, list_lead_start = "", -1
        yield made


def heads_list(passages: Sequence[Passage], index: int) -> bool:
    """Whether a short line without an end, such as "Preferred qualifications", stands right above a list."""
    passage = passages[index]
    return (
        passage.kind in ("paragraph", "definition")
        and index + 1 < len(passages)
        and passages[index + 1].kind == "item"
        and passage.end - passage.start <= 60
        and passage.text[-1:] not in ".!?;,"
        and _tells_strength(passage.text)
    )


@lru_cache(maxsize=1024)
def _tells_strength(head: str) -> bool:
    head = even_text(normalize(head))
    return bool(find_marks(head)) or bool(re.search(r"\b(?:criteria|prerequisites?|must|conditions)\b", head))


def _find_before(norm: str, passage: Passage) -> int:
    asked = even_text(normalize(passage.question or ""))
    return norm.rfind(asked, max(0, passage.start - 1200), passage.start) if asked else -1


def _passage_clauses(
    passage: Passage,
    norm: str,
    question: str,
    question_start: int,
    lead: str,
    lead_start: int,
    previous: Clause | None,
) -> tuple[list[Clause], str, int]:
    made: list[Clause] = []
    heading = " ".join(even_text(normalize(" | ".join(passage.headings[-3:]))).split())
    replies = 0
    answer = ruled = ""
    open_question, open_start = "", -1
    asks_next = False
    told, told_start = "", -1  # "I failed Step 1 once." before "Can I apply?"
    for start, end in split_sentences(norm, passage.start, passage.end):
        prefix = _Q_PREFIX.match(norm, start, end) if norm[start] in "qa" else None
        dashed = _DASHED_ANSWER.match(norm, start, end) if not prefix and norm.find(" -", start, end) >= 0 else None
        if dashed:
            # "Do I need US experience - No.": the dash stands for the question mark.
            begin = max(dashed.start("reply"), dashed.start("value"))
            question, question_start, replies, answer = norm[start:begin].strip(' "-'), start, 0, ""
            start = begin
        is_asked = asks_next or (
            prefix is not None and norm[start] == "q"
        )  # "Q. I failed Step 1 once. A. Then do not apply."
        asks_next = False
        if prefix and prefix.end() < end:
            start = prefix.end()
        text = norm[start:end]
        if text in ("q.", "q)", "q:"):
            asks_next = True
            continue
        if end - start < 3 and (
            re.fullmatch(r"[qa][.:)]?", text)
            or not (any(char.isalnum() for char in text) or text.strip() in ("\u2713", "\u2717"))
        ):
            continue
        is_asked = is_asked or bool(
            norm[start] == '"'
            and _QUOTED_WORRY.match(norm, start, end)
            and end < passage.end
            and '"' not in norm[end : end + 4]
        )
        while start < end and norm[start] == '"':
            start += 1
        text = norm[start:end]
        # "I graduated ten years ago. No, five at most.": what an applicant says is answered like a question.
        is_asked = is_asked or bool(text.startswith("i ") and _OF_SELF.match(text) and _PLAIN_REPLY.match(norm, end))
        if (
            text.rstrip("\"')").endswith("?")
            or (is_asked and end < passage.end and end - start < 120)
            or (passage.kind in ("question", "heading", "term") and _ASKS.match(text))
            or (_ASKED_ABOUT.match(text) and ":" not in text and end < passage.end)
        ):
            text = text.rstrip("\"'")
            asked_of_self = bool(is_asked and _OF_SELF.match(text))
            # "Visa? J-1?" keeps the latest question; a label may stand before it ("Visas: which ones?").
            if told and _ASKS_OF_SELF.match(text):
                text, start = f"{told} {text}", told_start
            if question and replies == 0 and _GOES_ON.match(text):
                # "Is it required? If so, how long?" is one question.
                text = f"{question} {text}"
            else:
                text = _complete_question(text, question)
            question, question_start, replies, answer = text, start, 0, ""
            open_question, open_start = text, start
            told, told_start = (text, start) if asked_of_self else ("", -1)
            continue
        open_question, open_start = "", -1
        told, told_start = (text, start) if _OF_SELF.match(text) else ("", -1)
        reply = _ANSWER.match(text) if question and replies == 0 else None
        if reply:
            answer = "yes" if reply.group("word") in _YES or _AFFIRMS.fullmatch(reply.group("word")) else "no"
            if start + reply.end() < end:
                start += reply.end()
                text = norm[start:end]
        elif not question:
            bare = re.match(r"(yes|no)[,:]\s+", text)
            answer = ""
            if bare and bare.group(1) == "yes":
                start += bare.end()
                text = norm[start:end]
        elif replies:
            answer = ""
        if passage.kind == "heading" or (
            passage.kind == "term"
            and (len(passage.text) <= MAX_TERM or not (find_marks(text) or _LABEL_STATES.search(text)))
        ):
            # A label says what its value is about, and nothing itself.
            continue
        # "Requirements for IMGs: certificate | three letters | by 9/30": the head governs the cells behind it.
        if ruled and norm[start - 3 : start].strip() != "|":
            ruled = ""
        for piece_start, piece_end, label, label_start in _split_clause(norm, start, end):
            if not label and made and made[-1].lead and _WORTH_ALONE.fullmatch(norm, piece_start, piece_end):
                label, label_start = made[-1].lead.rsplit("|", 1)[-1].strip(), made[-1].lead_start
            if ruled and not label:
                label, label_start = ruled, -1
            elif not ruled and label and norm.startswith(" |", piece_end):
                ruled = label if _GENERAL_HEAD.search(label) and not _OF_ONE_FACT.search(label) else ""
            clause = Clause(
                text=norm[piece_start:piece_end],
                start=piece_start,
                end=piece_end,
                lead=" | ".join(part for part in (lead, label) if part),
                lead_start=label_start if label else lead_start,
                question=question,
                question_start=question_start,
                is_first_reply=bool(question) and replies == 0,
                answer=answer,
                heading=heading,
                sentence=norm[start:end] if " | " not in norm[start:end] else norm[piece_start:piece_end],
                sentence_start=start,
                previous=previous,
            )
            made.append(clause)
            previous = clause
        replies += 1
    spread_wishes(made)
    if passage.kind in ("heading", "term") and not open_question:
        return made, "", -1
    return made, open_question, open_start


# ---------------------------------------------------------------- pieces of a sentence


def _split_clause(norm: str, start: int, end: int) -> Iterator[tuple[int, int, str, int]]:
    """Pieces between semicolons and adversative words, each with the label in force."""
    list_label, list_label_start, first_label = "", -1, ""
    pieces: list[tuple[int, int]] = []
    begin = start
    is_badges = len(_DASH.findall(norm, start, end)) >= 2  # left to _split_dashes
    for match in _SPLIT.finditer(norm, start, end) if has_any(_SPLITTERS, norm[start:end]) else ():
        if match.group().strip().startswith("-") and (is_badges or _match_dash_label(norm, begin, end)):
            continue
        if match.start() > begin:
            if not pieces and _ENUMERATOR.search(match.group()) and match.start() - begin < 240:
                stem = norm[begin : match.start()].strip(" ,:")
                if ":" not in stem:
                    list_label, list_label_start = stem, begin
            if not pieces and "\u2022" in match.group() and _is_bullet_head(norm[begin : match.start()].strip()):
                list_label, list_label_start = norm[begin : match.start()].strip(), begin
            pieces.append((begin, match.start()))
            begin = match.end()
    if begin < end:
        pieces.append((begin, end))
    pieces = [part for piece in pieces for part in _split_dashes(norm, *piece)]
    for number, (piece_start, piece_end) in enumerate(pieces):
        label, label_start = "", -1
        found = _LABEL.match(norm, piece_start, piece_end) or _match_dash_label(norm, piece_start, piece_end)
        if found and found.group("label").count("(") > found.group("label").count(")"):
            found = None  # "over 5 years from graduation (exception: in a residency)"
        body = piece_start
        labels: list[str] = []
        while found:
            if labels and re.search(r",|\d{2}", found.group("label")):
                break
            labels.append(found.group("label").strip())
            if label_start < 0:
                label_start = body
            body = found.end()
            while body < piece_end and norm[body] == " ":
                body += 1
            found = _LABEL.match(norm, body, piece_end)
        label = " | ".join(labels)
        if (
            label
            and not list_label
            and (
                len(labels) > 1
                or _GENERAL_HEAD.search(label)
                or has_mark(label, "required")
                or has_mark(label, "preferred")
                or REFUSING_HEAD.search(label)
            )
        ):
            list_label, list_label_start = labels[0], label_start
        if len(labels) == 1 and (
            _SCORED.search(label)
            or _EXCEEDS.search(label)
            or (_COUNTED_LABEL.search(label) and _STRENGTH_ALONE.fullmatch(norm, body, piece_end))
        ):
            # "COMLEX 470: required": a label with its own number is half of a statement.
            yield piece_start, piece_end, list_label if number else "", -1
            continue
        if len(labels) == 1 and len(label.split()) >= 5 and (_LABEL_STATES.search(label) or label.startswith("we ")):
            # "All papers must be in by November 12: ..." is a statement and not a label.
            yield piece_start, piece_start + len(label), list_label if number else "", -1
        if body >= piece_end:
            continue
        if not label and number and first_label and not list_label and _ONLY_DEGREE.fullmatch(norm, body, piece_end):
            label = first_label  # "Years since graduation: preferably 3; absolute ceiling 10"
        if not number:
            first_label = label
        if not label and number:
            label, label_start = list_label, -1
        elif number and list_label and label and not (_OF_A_FACT.search(list_label) and _OF_A_FACT.search(label)):
            label = f"{list_label} | {label}"
        elif number == 0:
            label_start = list_label_start
        yield body, piece_end, label, label_start


_DASH = re.compile(r" -{1,3} ")
_DASH_LABEL = re.compile(r"(?:\([a-z0-9]{1,3}\) )?(?P<label>[a-z0-9][a-z0-9./&' -]{1,38}?) -{1,2} (?=\S)")
# After an aside the sentence goes on with a word that opens none: "three months - 90 days - of patient care".
_RESUMES = re.compile(
    r"(?:of|in|at|on|for|with|from|to|by|and|or|is|are|was|were|must|shall|will|should|can|may|has|have|since|within|"
    r"that|which|who)\b"
)
_DASHED_TURN = re.compile(r"(?P<value>[^,;]{1,40}), (?:and )?(?P<label>[a-z][^,;]{1,38})(?= -|$)")


def _split_dashes(norm: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Badges strung on dashes ("IMG yes - J-1 only - 3 letters") are pieces; fewer than two dashes are punctuation."""
    cuts = list(_DASH.finditer(norm, start, end))
    is_aside = len(cuts) == 2 and (
        (re.match(r"[a-z]+ ", norm[cuts[1].end() : end]) and end - cuts[1].end() > 60)
        or _RESUMES.match(norm, cuts[1].end(), end)
    )
    if len(cuts) < 2 or is_aside:
        yield start, end
        return
    turns = [_DASHED_TURN.match(norm, cut.end(), after.start()) for cut, after in itertools.pairwise(cuts)]
    if all(turns):
        # "Step 1 - 210, Step 2 CK - 215": labels with their values, and the comma parts them.
        for turn in turns:
            if turn is not None:
                yield start, turn.end("value")
                start = turn.start("label")
        yield start, end
        return
    for cut in cuts:
        if cut.start() > start:
            yield start, cut.start()
        start = cut.end()
    if start < end:
        yield start, end


def _match_dash_label(norm: str, start: int, end: int) -> re.Match[str] | None:
    """ "USCE - not required": a few words without a verb before a single dash are a label."""
    found = _DASH_LABEL.match(norm, start, end)
    if found is None or norm.count(" - ", start, end) + norm.count(" -- ", start, end) != 1:
        return None
    label = found.group("label")
    if len(label.split()) > 4 or _LABEL_STATES.search(label) or any(mark.kind != "weak" for mark in find_marks(label)):
        return None
    return found
