"""Whether the certificate is needed at a time that is named: "not needed to apply but before the start".

`find_held` goes through the times of a clause and leaves those at which it is only preferred, not yet needed, or which
belong to the next item of a list.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.ecfmg.eligible import NOT_MERELY
from transforms.facts.ecfmg.times import TIMES
from transforms.facts.ecfmg.words import ECFMG, FINITE
from transforms.marks import find_marks, find_strength

# ---------------------------------------------------------------- of the certificate, or of the next item

_OWN_VERB = re.compile(
    r"\s*(?:and |or )?(?:(?:you|they|applicants|candidates) )?(?:(?:must|should|will|need|have|also) )*(?:to )?"
    r"(?:sit|sat|pass|take|took|complet|submit|send|upload|graduat|finish|be within|have "
    r"(?:passed|taken|"
    r"completed|graduated))\w*\b[^,;]*\b(?:steps?|csa?|ck|usmle|comlex|exams?|letters?|lors?|toefl|school|years?|"
    r"documents|residency)\b"
)
_OTHER_DONE = re.compile(  # "a certificate, CSA taken before the interview"
    r"(?:and |with |plus )?(?:the |your )?(?:csa?|steps?|toefl|usmle|ck|exams?)\b[^,;]{0,20}\b(?:taken|passed|"
    r"completed|done|sat|"
    r"finished|cleared)\b"
)
_OF_YEARS = re.compile(
    r"\byears?\b(?: (?:of|before|prior to|from|after|since|ahead of|by|at)\b[^,;]{0,30}|[^,;]{0,12})$"
)


# "Certified, and the CSA should be taken before you interview": the exam has a verb and a day of its own.
_CERTIFIED = re.compile(r"\bcertified\W*$")
# "Yes, you must be, and the CSA should come before the interview."
_ASKED_ALREADY = re.compile(r"\b(?:you|they|imgs|it) (?:must|have to|do|need|is)(?: be| have it)?\W*$")
_EXAM_DUE = re.compile(
    r"(?:and |plus )?(?:the |an? |both |all |usmle )*(?:csa?|steps? [123i]+(?: ck| cs)?|ck|usmle|comlex|toefl|letters?|"
    r"exams?|transcripts?|scores?|mspe) (?:must|should|has to|have to|needs? to|is|are)\b"
)


def is_of_another(text: str, start: int, at: int) -> bool:
    """A time that belongs to the next item of a list: "a certificate, and graduation within 3 years of the start"."""
    cuts = [cut.start() for cut in re.finditer(r"[,;]|\band\b", text[:at])]
    left = cuts[-1] if cuts else 0
    if left <= start:
        return False
    item = text[left:at].lstrip(",; ")
    if (_CERTIFIED.search(text[:left]) or _ASKED_ALREADY.search(text[:left])) and _EXAM_DUE.match(item):
        return True
    if _OTHER_DONE.match(item):
        return True
    return bool(_OF_YEARS.search(text[left:at].rstrip())) or (
        bool(_OWN_VERB.match(item))
        and not re.search(r"\b(?:must|should|are|is|be) (?:all |both |be )*(?:[a-z]+ed|done|held|in)\b", item)
    )


# ---------------------------------------------------------------- how strongly

_BRACKETED = re.compile(r"\((?:ecfmg|imgs?|fmgs?|[^()]{0,60}\b(?:not|no)\b[^()]*)\)")
# ", a US rotation is preferred": the next item has its own noun.
_ITS_OWN = re.compile(
    r", (?:and |plus )?(?:an? |the |\d|one |two |three |u\.?s\b|step|usmle|research|letters?|graduation)"
)


def _strength_near(text: str, at: int) -> str | None:
    """Strength within the phrase that holds a point of time: "preferred at application and required by the match"."""
    if re.search(
        r"\b(?:(?:welcome|eligible|considered|fine|invited|accepted) if (?:you|they) (?:already )?(?:have|hold|"
        r"possess|show|bring)|provided|so long as|as long as|on (?:the )?condition|only if|if and only if)\b[^;.]*$",
        text[:at],
    ):
        return "required"
    text = _BRACKETED.sub(lambda match: " " * len(match.group()), text)
    left = max((cut.end() for cut in re.finditer(r"[,;(]|\band\b|\bbut\b|\bor\b", text[:at])), default=0)
    cut = re.search(r"[,;)]|\band\b|\bbut\b", text[at:])
    phrase = text[left : at + cut.start() if cut else len(text)]
    # "Graduates with it are welcome": the people are
    kinds = [
        mark.kind
        for mark in find_marks(phrase)
        if not phrase.startswith(("welcome", "encouraged to apply"), mark.start)
    ]
    if not kinds and text.find("welcome", at) > at:
        return None
    if re.search(r"\bwants? to (?:see|have|receive)\b", phrase):
        return "required"
    for kind in ("unneeded", "preferred", "typical", "required"):
        if kind in kinds:
            return kind
    if re.search(rf"{ECFMG}|certif", phrase) and (not FINITE.search(text) or _ITS_OWN.match(text, left + len(phrase))):
        return None  # an item of a list, to which the words of its neighbours do not belong
    return find_strength(text, at, at + 3)


def _is_put_off(text: str, at: int) -> bool:
    """ "Need not be complete until the contract is signed" asks for it then."""
    return bool(
        re.search(
            r"\bnot\b(?: [a-z]+){0,5} until\b[^,;]{0,30}$|\bas late as\b[^,;]{0,30}$|\b(?:can|may|might) "
            r"(?:follow|wait|come|arrive|be "
            r"(?:obtained|completed|sent)) (?:until|till|to|by|before|up to)\b[^,;]{0,30}$",
            text[: at + 1],
        )
    )


def _is_affirmed(text: str, at: int) -> bool:
    """ "not a condition for applying, but it is for being ranked"."""
    but = max(text.rfind(" but ", 0, at), text.rfind(" though ", 0, at), text.rfind(" yet ", 0, at))
    return but >= 0 and bool(
        re.match(
            r" (?:but|though|yet) (?:it|they|that|one|you) (?:is|are|does|do|must|will)(?: be)?(?! not)\b[^.;,]{0,30}$",
            text[but : at + 1],
        )
        or re.match(r" (?:but|though|yet) (?:is|are|does|must) (?:so )?(?:for|before|by|at|to|upon)\b", text[but:])
    )


# "... before entrance it is", "for the rank list they are"
_THEN_IT_IS = re.compile(r"[^,;.]{0,25}?\b(?:it|one|they|you|that|this|imgs) (?:is|are|does|do|must|will)(?: be)?\W*$")
_DENIED_FIRST = re.compile(r"\b(?:not|no|never|none|neither)\b")
# "To apply you do not need the certificate", "for an interview no certificate is asked for"
_NEEDS_NONE = re.compile(
    rf"[^,;]{{0,50}}?(?:,? (?:you|we|imgs|applicants|they|one|nobody) )?\b(?:"
    rf"(?:do|does|did) not (?:yet |necessarily )?(?:need|require|ask for|expect|want|demand|have to)[^,;]{{0,25}}?"
    rf"(?:{ECFMG}|certif)|"
    rf"(?:need|needs) (?:no|neither|not)\b[^,;]{{0,25}}?(?:{ECFMG}|certif)|"
    rf"no (?:valid )?(?:{ECFMG}|certif)[^,;]{{0,40}}\b(?:needed|required|demanded|asked|expected|necessary)|"
    rf"(?:{ECFMG}|certif)[^,;]{{0,40}}\b(?:is|are|be) not (?:yet )?(?:needed|required|demanded|asked|expected|"
    rf"necessary|"
    rf"mandatory))"
)


def _is_affirmed_after(text: str, at: int) -> bool:
    """ "For applying none is needed, before entrance it is"."""
    return bool(_THEN_IT_IS.match(text, at + 1) and _DENIED_FIRST.search(text[:at]))


# ---------------------------------------------------------------- not yet needed

# "You may apply before you are certified", "it may still be outstanding when you apply".
ALLOWS = re.compile(
    r"\b(?:may|can|could|might|free to|welcome to|allowed to|permitted to|okay to|ok to|fine to|possible to)(?! not| "
    r"only)\b(?:[^.;]{0,60}?\b"
    r"(?:pending|outstanding|missing|not yet|in (?:process|progress)|under ?way|on its way)\b|(?: [a-z]+){0,2}? "
    r"(?:apply|send|submit|interview|be "
    r"(?:interviewed|invited|considered|ranked|reviewed)|start|begin|come)\b(?:(?!\bmust\b|\bneeds?\b|\bshould\b|"
    r"\bhave to\b)"
    r"[^.;]){0,40}?\b(?:before|without|while|"
    r"even if)\b)"
)
_LACKS_NOT = re.compile(r"\b(?:not|cannot|never|nobody|no one|only)\b")


def _is_denied(text: str, at: int) -> bool:
    """A point of time at which the certificate is not yet needed: "not needed to apply but before the start"."""
    before = re.split(
        r"\bbut\b|\bhowever\b|\bprovided\b|\b(?:so|as) long as\b|\bon (?:the )?condition\b|[;]|, who (?=must|need|"
        r"should|have to)|, (?:only|rather|"
        r"just|required|needed|necessary|mandatory|due|essential)\b|, (?=(?:and |plus |as well as |the |full |your |"
        r"their |an? |valid |current |documentation of |proof of |"
        r"standard )*(?:e[cf]+mg|certif|"
        r"it\b))|, (?=(?:it|they|you|all|the certificate) (?:must|needs?|has|have|is|are)\b)",
        _BRACKETED.sub(" ", text[:at]),
    )[-1]
    before = re.sub(
        r"\bnot (?:fully )?(?:accredited|located|recogni[sz]ed|approved|in (?:the|north)|of (?:the|us))\b|"
        r"\b(?:not|no) (?:more|less|fewer|later|sooner|after|past|beyond|merely|just|only|over|older|longer|greater|"
        r"under|above|"
        r"exceed\w*|further)\b",
        "",
        before,
    )
    if re.match(r"[^,;]{0,40}\b(?:do|does|is|are|need|must|will) not\W*$", text[at:]):
        return True  # "to interview one we don't"
    if _NEEDS_NONE.match(text, at + 1):
        return True
    if re.search(
        r"\b(?:pending|in (?:progress|process)|not yet|outstanding|under ?way|on its way)\b", before
    ) and not NOT_MERELY.search(text):
        return True
    if ALLOWS.search(f"{before}{text[at : at + 40].partition(';')[0]}") and not _LACKS_NOT.search(before):
        return True
    return bool(
        re.search(
            r"\b(?:not|no|never)\b(?: (?:be|have to|need to|yet|necessarily|strictly))* ?(?:required|needed|"
            r"necessary|need|require|mandatory|have|hold|certified|certification|certificate)?\b",
            before,
        )
    ) and not re.search(
        r"\b(?:will|can|may|could)(?: ?not|not) (?:be )?(?:start|begin|appl|interview|rank|consider|appoint|"
        r"hired|offer|review|invit|enter|accept)|\bcannot\b|\bnot (?:be )?(?:considered|ranked|interviewed|reviewed|"
        r"invited|able|eligible|permitted|allowed|start)|\bno later\b|\bno (?:candidate|applicant|one|img)|"
        r"\bwithout\b|\bdo not (?:rank|interview|consider|review|invite)",
        before + re.split(r"[,;]|\bbut\b", text[at : at + 30])[0],
    )


# ---------------------------------------------------------------- the time that counts

_SOON = re.compile(r"\s*(?:by|before|prior|at|in time|when|upon|ahead|no later|to (?:be|apply|start))\b")


def find_held(text: str, match: re.Match[str] | None, times: list[tuple[str, int]]) -> str | None:
    """The earliest of the times at which the certificate, named by `match`, must be held."""
    held: list[str] = []
    for name, at in times:
        strength = _strength_near(text, at)
        if (
            _is_put_off(text, at)
            or _is_affirmed_after(text, at)
            or _is_affirmed(text, at)
            or (strength not in ("unneeded", "preferred", "typical") and not _is_denied(text, at))
        ):
            held.append(name)
    if not held:
        return None
    end = match.end() if match else 0
    is_near = match is not None and _SOON.match(text, end)
    near = [name for name, at in times if name in held and 0 < at - end <= 22] if is_near else []
    if match is not None and len(set(held)) > 1 and not near:
        # "certification by appointment, Step 2 by January 31": each item has its own day
        near = [name for name, at in times if name in held and at >= end and not re.search("[,;]", text[end:at])]
    return min(near or held, key=[name for name, _ in TIMES].index)
