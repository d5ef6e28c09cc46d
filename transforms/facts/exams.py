"""Naming the exams: which Steps or Levels a stretch of text speaks of. Shared by scores, attempts and step3."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from transforms import hinted_re as re

_NUMERAL = (
    r"(?!three (?:at|on|for|per)\b)(?:1|2|3|i{1,3}|one|two|three|2ck|2cs|"
    r"ck)\b(?!(?:\s*\([a-z0-9]+\))?\s*(?:attempts?|tr(?:y|"
    r"ies)|times?|sittings?|failures?|or (?:more|fewer|less)\b|letters?|years?|months?|of the last|(?:for|on|at|"
    r"in) (?:the )?(?:usmle )?(?:steps?|ck)\b))"
    r"(?:[ -]?(?:\(\s*)?(?:ck\b|cs\b|ce\b|pe\b)(?:\s*(?:and|&|/|,)\s*(?:ck|cs|pe)\b)?(?:\s*\))?)?"
)
_ITEM = rf"(?:usmle )?(?:steps?[ -]?|parts? )?{_NUMERAL}"
_LEVEL = rf"(?:comlex )?(?:levels? )?{_NUMERAL}"
_SEP = r"(?:\s*(?:,\s*and|,\s*n?or|,|and|&|/|n?or|\+|as well as|,\s*&)\s*(?:the )?|(?<=\d)-(?=\d\b))"
_USMLE = re.compile(
    rf"(?:\b|(?<=\bmin))(?:usmle[ -]*)?(?:steps?[ -]?|parts? |usmle[ -])(?P<list>(?:{_ITEM}|(?<=step )(?:[123]|"
    rf"i{{1,3}})\b)"
    rf"(?:{_SEP}{_ITEM})*)"
    r"|(?P<both>\b(?:both|all|each|every|either|neither|any)(?: of the| the| usmle)* (?:steps?|exams?|examinations?|"
    r"tests?|"
    r"parts|part(?= of (?:the |their |your )?(?:usmle|licens|board|exam)))\b(?!\s*(?:[123]|i{1,3}|one|two)\b))"
    r"|(?P<both_levels>\b(?:both|all|each|every|either|any)(?: of the| the| comlex)* levels?\b)"
    r"|(?P<both_alone>(?<=on )(?:both|either|each|the two|all)(?= (?:of (?:them|these)|one)|\s*(?:$|[.,;)])))"
    r"|(?P<short>\bs ?[123](?: ?ck)?(?:\s*(?:/|&|,|and|\+)\s*s ?[123])*\b(?: ?ck\b)?)|"
    r"(?P<short_levels>\bl ?[12](?:\s*(?:/|&|,|and|\+)"
    r"\s*l ?[12])*\b)"
    r"|(?P<ordinal>\b(?:(?:(?<=on the )|(?<=in the )|(?<=for the ))(?:first|second) (?:usmle )?steps?\b|(?:first|"
    r"second|third|1st|2nd|3rd) (?:of the )?(?:usmle )?steps?\b(?! ?(?:\d|i|to|in|is to|"
    r"is (?:the|that|an?)|toward)\b)))"
    r"|(?P<ck>\b(?:ck|clinical knowledge)\b)|(?P<cs>\b(?:cs|clinical skills|csa)\b)"
    r"|(?P<comlex>(?:\b|(?<=\bmin))com[pb]?lex(?:-usa)?(?=\b|[12]\b)(?:[ -]*(?:levels?[ -]?|steps? |parts? )?(?P<clist>"
    rf"(?:steps? )?{_LEVEL}(?:{_SEP}{_LEVEL})*))?)|(?P<levels>\blevels? {_LEVEL}(?:{_SEP}{_LEVEL})*)"
    r"|(?P<levels_alone>\b(?:the )?levels\b(?=\s*(?:$|[,.;:)]|and\b|or\b)))"
    r"|(?P<usmle>\b(?:usmle'?s?|(?:the )?steps|step (?:exams?|scores?))\b)|(?P<board>\bboards?(?= (?:score|exam))|"
    r"\bscores?\b)"
)
_DIGIT = re.compile(
    r"(?:(?<=\b)|(?<=step))(?:(?P<three>3|iii|three)|(?P<two>2|ii|two)|(?P<one>1|i|one))\b(?P<cs>[ -]?\(?cs\b)?"
)


@dataclass(frozen=True, slots=True)
class ExamMention:
    """Exams named at [start, end): of "1", "2", "3", "cs", "usmle" (unnumbered), "comlex", "score" (any)."""

    start: int
    end: int
    exams: frozenset[str]

    @property
    def steps(self) -> frozenset[str]:
        """Steps 1 and 2 that this mention covers; an unnumbered USMLE or "both" covers the two."""
        if self.exams & {"usmle", "score", "all"}:
            return frozenset(("1", "2"))
        return frozenset(self.exams & {"1", "2"})


@lru_cache(maxsize=512)
def find_exams(text: str) -> tuple[ExamMention, ...]:
    mentions: list[ExamMention] = []
    for match in _USMLE.finditer(text):
        kind = match.lastgroup
        if match.group("list"):
            exams = _listed(match.group("list"))
        elif match.group("both_levels"):
            exams = frozenset(("comlex",))
        elif match.group("both") or match.group("both_alone"):
            exams = frozenset(("all",))
        elif match.group("short"):
            exams = frozenset(re.findall(r"[123]", match.group("short")))
        elif match.group("short_levels"):
            exams = frozenset(("comlex",))
        elif match.group("ordinal"):
            exams = frozenset(str({"f": 1, "1": 1, "s": 2, "2": 2}.get(match.group("ordinal")[0], 3)))
        elif match.group("ck"):
            exams = frozenset("2")
        elif match.group("cs"):
            exams = frozenset(("cs",))
        elif match.group("comlex") or match.group("levels") or match.group("levels_alone"):
            exams = frozenset(("comlex",))
        elif match.group("usmle"):
            exams = frozenset(("usmle",))
        else:
            exams = frozenset(("score",))
        del kind
        mentions.append(ExamMention(match.start(), match.end(), exams))
    return tuple(mentions)


def _listed(text: str) -> frozenset[str]:
    exams: set[str] = set()
    for match in re.finditer(
        r"(?P<three>\b3\b|\biii\b|\bthree\b)|(?P<two>\b2|\bii\b|\btwo\b|(?<!2)(?<!2 )(?<!ii )\bck\b)|(?P<one>\b1\b|"
        r"\bi\b|\bone\b)",
        text,
    ):
        if match.group("three"):
            exams.add("3")
        elif match.group("two"):
            after = text[match.end() : match.end() + 14]
            if re.match(r"[ -]?\(?\s*cs\b(?!\s*(?:and|&|/))", after):
                exams.add("cs")
            else:
                exams.add("2")
        else:
            exams.add("1")
    range_match = re.search(r"\b1-3\b", text)
    if range_match:
        exams.update("123")
    return frozenset(exams)


_EXCLUDED_BEFORE = re.compile(
    r"\b(?:instead of|rather than|in place of|not|replaces|no longer(?: [a-z]+){0,3}|without)(?: the| a)? $"
)
_SCORED_AFTER = re.compile(
    r"\s*(?:scores?|results?|marks?)?\s*(?:of|at|above|below|in|under|over|no|not)?\b[^,;]{0,24}?[2-7]\d\d\b"
)
_EXCLUDED_AFTER = re.compile(
    r"(?: (?:now|is|are|has|have|having|being|been|become|became|gone|went|turned|moved|to|switched|seen|as|reported|"
    r"scored|only|a|since))*"
    r" pass(?: ?/ ?| or | ?- ?)fail\b| (?:now |itself )?(?:has|have|carries|comes with|gives|yields|"
    r"bears) no (?:[a-z]+ )?(?:scores?|numbers?)\b| (?:is|are)(?: not| no longer) (?:scored|numeric|graded)\b"
)


def find_scored_exams(text: str) -> tuple[ExamMention, ...]:
    """Exams that a number may belong to: not those put aside ("instead of Step 1", "with Step 1 pass/fail")."""
    mentions = find_exams(text)
    if len(mentions) < 2:
        return mentions
    kept = tuple(
        mention
        for mention in mentions
        if not (
            (_EXCLUDED_BEFORE.search(text, 0, mention.start) and not _SCORED_AFTER.match(text, mention.end))
            or _EXCLUDED_AFTER.match(text, mention.end)
        )
    )
    return kept or mentions


_ASIDE = re.compile(r"\((?:if|when|where|unless|or p(?:ass(?:ed|ing)?)?\b|for those|once|as of)[^()]*\)")


def mask_asides(text: str) -> str:
    """The text with blanks for brackets that come between an exam and its number: "Step 1 (if scored) ... 210"."""
    return _ASIDE.sub(lambda match: " " * len(match.group()), text) if "(" in text else text
