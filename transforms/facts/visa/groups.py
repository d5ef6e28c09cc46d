"""A clause cut into segments at commas, brackets and conjunctions; segments joined into groups under one predicate.

"We sponsor J-1 visas, and H-1Bs after Step 3 (rarely)": two groups, the second with a modifier and an aside. What a
group says of its visas is read in `predicates.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from transforms import hinted_re as re
from transforms.facts.visa.words import BARE_VISA, COND, H1B, J1, MENTION, NEG, POS, PREDICATE, hide_nouns, is_negative
from transforms.hinted_re import Hinted

_BOUNDARY = re.compile(
    r"[()]|,|\s-+\s|[:;]|\.\s|\b(?:and|or|nor|but|while|whereas|as well as|plus|yet|although|though)\b|/(?=\s|[jh])"
)


@dataclass(slots=True)
class Segment:
    """A stretch between two commas, brackets or conjunctions."""

    text: str
    start: int
    end: int
    link: str  # what stood in front: ",", "and", "(" ...
    depth: int
    kinds: tuple[str, ...]
    has_predicate: bool


@dataclass(slots=True)
class Group:
    """Visas under one predicate, with the modifiers around it."""

    segments: list[Segment]
    modifiers: list[Segment]
    asides: list[tuple[Segment, Segment]]  # (bracketed remark, the segment in front of it)

    @property
    def kinds(self) -> set[str]:
        return {kind for segment in self.segments for kind in segment.kinds}

    @property
    def text(self) -> str:
        parts = sorted([*self.segments, *self.modifiers], key=lambda segment: segment.start)
        return " , ".join(
            f"{segment.link if segment.link in ('nor', 'or', 'and') else ''} {segment.text}" for segment in parts
        )

    @property
    def has_predicate(self) -> bool:
        return any(segment.has_predicate for segment in [*self.segments, *self.modifiers])

    def span(self) -> tuple[int, int]:
        parts = [*self.segments, *self.modifiers, *(aside for aside, _ in self.asides)]
        return min(part.start for part in parts), max(part.end for part in parts)


def cut_segments(text: str) -> list[Segment]:
    segments: list[Segment] = []
    begin, link, depth = 0, "", 0

    def close(end: int) -> bool:
        part = text[begin:end]
        if not part.strip(" .,"):
            return False
        kinds = tuple(match.lastgroup or "" for match in MENTION.finditer(part))
        segments.append(
            Segment(
                part,
                begin,
                end,
                link,
                depth,
                kinds,
                not BARE_VISA.fullmatch(part) and bool(PREDICATE.search(hide_nouns(part))),
            )
        )
        return True

    for match in _BOUNDARY.finditer(text):
        token = match.group().strip()
        used = close(match.start())
        link = token if used or not link else f"{link}{token}"
        if token == "(":
            depth += 1
        elif token == ")":
            depth = max(0, depth - 1)
        begin = match.end()
    close(len(text))
    return segments


# ---------------------------------------------------------------- joining segments

OPENS_WITH_OTHERS = re.compile(
    r"\W*(?:all |any |the )?(?:others?\b(?! (?:with|who|from|that|on|in)\b)|other (?:visas?|types?|categories|"
    r"statuses)|no (?:other|additional)|"
    r"none other)"
)
_OTHER_NAME = re.compile(r"\W*(?:(?:an?|the|any|other) )?(?:o-?1s?|tns?|e-?3s?|f-?1s?|opt|cpt|j-?2s?)\b")
OPENS_WITH_VERB = Hinted(
    r"\W*(?:also |however |unfortunately |usually |generally |please )?(?:look|is|are|was|were|will|can|cannot|could|"
    r"do|does|"
    r"have|has|not|"
    r"never|no longer|may|must|would|should)\b|\W*(?:it|they|this|these|that|those|which|such [a-z]+) (?:is|are|will|"
    r"can|"
    r"cannot|could|do|does|have|has|may|must|would|should)\b|\W*(?:the|our|this|a|each|its) [a-z]+ (?:can|may|"
    r"will|could|"
    r"might|is able)\b"
)
_NAME_ALONE = re.compile(
    rf"\W*(?:(?:sponsorship of|sponsorship for|requests? for|applications? for|petitions? for|no|neither|both|"
    rf"either|any|the|an?|all|new|ecfmg|ecfmg-sponsored|sponsored|for|on|with|not|of) )*"
    rf"(?:{J1}|{H1B}|exchange[- ]visitors?)(?: (?:visas?|holders?|status|applicants?|candidates?|petitions?|residents|"
    rf"physicians|trainees|sponsorships?|type|category|clinical|alien|\((?:[jh][^()]*)\)))*\W*"
)
_ENDS_WITH_NAME = re.compile(
    rf"(?:{J1}|{H1B})(?: (?:visas?|holders?|status|applicants?|candidates?|petitions?|residents|physicians|"
    rf"trainees|sponsorships?))*\W*$"
)
_STARTS_WITH_NAME = re.compile(rf"\W*(?:(?:for|on|with) )?(?:(?:an?|the) )?(?:{J1}|{H1B})")
_OWN_NO = re.compile(r"\W*(?:no|not|never|neither|cannot|unfortunately)\b")
_OPENS_NO = re.compile(r"\W*(?:no|not|never|without)\b")
_REASON_WHY = re.compile(r"\W*(?:as|since|because|so|given that)\b(?! well)")
_CONCLUDES = re.compile(r"\W*(?:so|hence|thus|therefore)\b")
ADVERSATIVE = re.compile(r"\b(?:but|yet|while|whereas|although|though)\b")
_OF_LATTER = re.compile(r"^\W*(?:the )?(?:latter|second)\b|\bonly (?:for|by|with|in|on) the (?:latter|second)\b")
_LISTS_VISAS = re.compile(r"\b(?:visas?|sponsorships?|status(?:es)?|types?|categories|kinds?)\W*$")
_ADVERBIAL = re.compile(r"\W*(?:in|with|under|after|on|for|upon|subject|where|if|when|by|within|at|only|rarely)\b")


def _verb_follows(later: list[Segment]) -> bool:
    """Whether the next visa stands behind a verb of its own, reached over adverbials alone."""
    for segment in later:
        if segment.kinds:
            return bool(OPENS_WITH_VERB.match(segment.text))
        if not _ADVERBIAL.match(segment.text):
            return False
    return False


def group_segments(segments: list[Segment]) -> list[Group]:
    groups: list[Group] = []
    pending: list[Segment] = []
    for index, segment in enumerate(segments):
        following = segments[index + 1] if index + 1 < len(segments) else None
        current = groups[-1] if groups else None
        own_predicate = segment.has_predicate or "nor" in segment.link
        if (
            not segment.kinds
            and current is not None
            and re.match(r"\W*(?:the )?(?:former|first)\b(?! year)", segment.text)
        ):
            current.asides.append((segment, next(one for one in segments if one.kinds)))
        elif not segment.kinds and current is not None and _OF_LATTER.search(segment.text):
            last = next(one for one in reversed(segments[:index]) if one.kinds)
            current.asides.append((segment, last))
        elif segment.depth and not segment.kinds and current is not None:
            current.asides.append((segment, segments[index - 1]))
        elif (
            not segment.kinds
            and current is not None
            and not pending
            and not segment.depth
            and _OTHER_NAME.match(segment.text)
            and (_NAME_ALONE.fullmatch(current.segments[-1].text) or _OTHER_NAME.match(current.segments[-1].text))
        ):
            current.segments.append(segment)  # "H-1Bs, O-1s and TNs are not used"
        elif not segment.kinds:
            forward = (
                following is not None
                and bool(following.kinds)
                and not segment.depth
                and (
                    bool(pending)
                    or "and" in segment.link
                    or (
                        following.link.startswith(",")
                        and bool(OPENS_WITH_VERB.match(following.text))
                        and bool(COND.search(segment.text))
                    )
                )
            )
            if segment.depth and current is None:
                continue
            forward = forward or (
                not segment.depth
                and ("and" in segment.link or "but" in segment.link)
                and bool(_ADVERBIAL.match(segment.text))
                and _verb_follows(segments[index + 1 :])
            )
            if current is None or forward:
                pending.append(segment)
            elif OPENS_WITH_OTHERS.match(segment.text):
                groups.append(Group([segment], [], []))
            else:
                current.modifiers.append(segment)
        elif OPENS_WITH_OTHERS.match(segment.text) and current is not None:
            groups.append(Group([segment], pending, []))
            pending = []
        elif (
            current is not None
            and not pending
            and segment.link in ("or", "/")
            and current.segments[-1] is segments[index - 1]
            and _ENDS_WITH_NAME.search(current.segments[-1].text)
            and _STARTS_WITH_NAME.match(segment.text)
        ):
            current.segments.append(segment)
        elif (
            current is not None
            and not pending
            and segment.link in ("or", "and", "/", "nor", "&")
            and _NAME_ALONE.fullmatch(current.segments[-1].text)
            and current.segments[-1] is segments[index - 1]
            and not _OWN_NO.match(segment.text)
        ):
            current.segments.append(segment)  # "No J-1 or H-1B sponsorship is available": one denial for both
        elif (
            current is not None
            and not pending
            and not _REASON_WHY.match(segment.text)
            and not (current.has_predicate and (ADVERSATIVE.search(segment.link) or _CONCLUDES.match(segment.text)))
            and not (
                _OPENS_NO.match(segment.text)
                and current.segments[-1].kinds
                and segment.link.replace(" ", "") in (",", "/", "and", ",and", "-", "(")
                and not any(is_negative(one.text) for one in [*current.segments, *current.modifiers])
            )
            and (
                (
                    not own_predicate
                    and (
                        not segment.link.startswith(("(", ":"))
                        or (
                            segment.link == "("
                            and bool(_LISTS_VISAS.search(current.segments[-1].text))
                            and not current.modifiers
                        )
                    )
                )
                or (not current.has_predicate and not (segment.depth and NEG.search(segment.text)))
                or (
                    segment.depth > 0
                    and not current.has_predicate
                    and not NEG.search(segment.text)
                    and not COND.search(segment.text)
                )
            )
        ):
            if (
                COND.search(segment.text)
                and not current.has_predicate
                and index
                and segments[index - 1].kinds
                and not POS.search(segment.text)
            ):
                groups.append(Group([segment], [], []))
            else:
                current.segments.append(segment)
        else:
            groups.append(Group([segment], pending, []))
            pending = []
    if pending and groups:
        groups[-1].modifiers.extend(pending)
    return groups
