"""Prose of advisers, lawyers and forums: what "many programs" do, what most come on, how one gets into the country.

A page is known by the weight of such prose against what a program or its house says of itself; who else than residents
a page is for stands in `subjects.py`. The prose is looked for at the words that open it: a page is gone through once.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.hinted_re import Branched, find_all

_COUNTRY = r"(?:u\.?s\b|u\.s\.|usa\b|united states|america\b)"
_HOUSES = (
    r"(?:programs?|residenc(?:y|ies)|imgs?|fmgs?|physicians|institutions|hospitals|doctors|states|specialties|"
    r"(?:foreign|"
    r"international) medical graduates)\b"
)
_OF_SOME = rf"(?: of)? (?:(?!our\b|the\b|these\b)[a-z.0-9-]+ ){{0,3}}?{_HOUSES}"
_OPENS = r"(?:^|[.!?:,\n]\s{0,4}|\bif |\bthat |\bhow )(?:u\.?s\.? )?(?:residency |training )?$"
_IN_NUMBERS = r"\b(?:of the|to|all) \d+ (?:[a-z()-]+ ){0,5}?$"
# The words that open such prose, how it goes on from there, and what stands before it, where that matters.
_GENERALITIES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("most", "many", "some", "few", "several", "various", "other", "different", "not every", "not all"), _OF_SOME, ""),
    (("majority of", "% of", "one in"), rf"(?: [a-z]+ of)?{_OF_SOME}", ""),
    (
        ("common", "popular", "preferred", "frequent"),
        r"(?:ly)?\b[^.;]{0,40}\b(?:visa|route|pathway|option|question)s?\b",
        r"\b(?:most|more|two|very|other) $",
    ),
    (
        ("visa",),
        r"s?(?: types?| that are| most)* (?:commonly|typically|usually|most often) (?:used|obtained)\b",
        "",
    ),
    (
        (
            *("wish", "seek", "want", "hop", "aim", "aspir", "plan", "looking", "eligib", "path", "option", "route"),
            *("need", "opportunit"),
        ),
        r"\w*(?: [a-z]+)? (?:to|for) (?:(?!our\b|the program)[a-z]+ ){0,6}?(?:in|to|into) (?:the |an? )?" + _COUNTRY,
        "",
    ),
    (("residency", "residence program", "training", "fellowship", "fellowships"), rf" in (?:the )?{_COUNTRY}", ""),
    (
        ("in this", "in the following"),
        r" (?:article|guide|post|blog|video|webinar|essay)\b",
        "",
    ),
    (
        (
            *("this article", "this guide", "this roadmap", "this post", "this blog post", "comprehensive guide"),
            *("ultimate guide", "essential guide", "complete guide", "this practical guide", "last post", "next post"),
            *("last few posts", "previous post"),
        ),
        r"",
        "",
    ),
    (
        (
            *("step-by-step", "step by step", "navigating", "understanding the", "getting into residency"),
            *("talk to us", "our firm", "our practice", "non-us citizen img", "did you know", "match statistics"),
            *("for program directors", "immigration attorney", "immigration lawyer", "primary certification"),
        ),
        r"",
        "",
    ),
    (("img", "residency", "visa", "match"), r"s?[ -](?:friendly|guide|roadmap|basics|options|landscape)\b", ""),
    (("schedule", "book"), r" (?:an? |your )(?:free )?(?:strategy |consultation )?(?:call|consultation)\b", ""),
    (
        ("your",),
        r" (?:[a-z]+ )?(?:journey|chances|strategy|roadmap|competitiveness|career path|visa (?:choice|options|type))\b",
        "",
    ),
    (
        (
            *("my advice", "my opinion", "my program", "my residency program", "my understanding", "my experience"),
            *("i have heard", "i have talked", "i believe", "i think", "i find", "i found", "i wanted", "i noticed"),
            *("i hope", "i want to"),
        ),
        r"\b",
        "",
    ),
    (("min read", "mins read", "minute read", "minutes read"), r"", ""),
    (("programs",), r" (?:do|are|will|have|look|rank|say|vary|prefer|may|want|use|can|often)\b", _OPENS),
    (("programs",), r"\b", _IN_NUMBERS),
    (("board", "subspecialty", "certifying", "qualifying"), r" examinations?\b", ""),
    (("american board of",), r" [a-z]+ (?:is|will|may|does|requires)\b", ""),
    (
        ("how can", "how do", "how does"),
        r" (?:an? )?(?:img|international|foreign)[a-z ]{0,60}\b(?:come|become|get|apply|match)\b",
        "",
    ),
    (("as an img", "as an fmg", "as an international", "as a foreign", "as a non-us"), r"[a-z -]{0,30}, you\b", ""),
    (
        ("program directors",),
        r" (?:do|love|often|look|want|prefer|decide|say|use|tend|rank|consider|who)\b",
        "",
    ),
    (
        ("practice", "practise"),
        r"\b",
        r"\b(?:whoever|anyone|those|doctors|physicians|graduates|imgs|you)(?: who)? (?:wish|want|seek|hop|plan|intend|"
        r"desir)[a-z]* to $",
    ),
    (
        ("to become a",),
        r"n? (?:licensed |practi[cs]ing )?(?:[a-z]+ )?(?:surgeon|physician|doctor|[a-z]{4,24}(?:ologist|iatrist|"
        r"trician))\b",
        "",
    ),
    (("a residency",), r" (?:has to|must|needs to) be (?:found|finished|completed|done|secured)\b", ""),
    (("finish a residency of", "licensing guide", "between programs of"), r"\b", ""),
    (("how physicians", "how doctors", "how imgs"), r" (?:are|get|become) licen", ""),
    (("path 2", "path ii", "path b", "path two", "pathway 2", "pathway ii", "pathway b", "pathway two"), r":", ""),
    (("most used", "most common", "most popular", "most frequent"), r"", r"\b(?:j-?1|h-?1-?b?)\b[^.;,]{0,50}$"),
    (("institution", "hospital", "program"), r"'s (?:[a-z]+ )?polic", r"\b(?:read|check|know|study) an? $"),
    (("apply to residenc",), r"", r"\b(?:then|next|finally),? $"),
    (("hospitals",), r" (?:may limit|usually|often|typically|generally)\b", ""),
    (("programs offered",), r"\b", r"\b\d+ $"),
    (("program one",), r" (?:wants|likes|prefers)\b", ""),
    (("can be",), r" (?:complex|confusing|daunting|overwhelming|stressful)\b", ""),
)
_RULES = [
    (re.compile(after).full, re.compile(before).full if before else None)
    for words, after, before in _GENERALITIES
    for _ in words
]
_find_openers = find_all([word for words, _, _ in _GENERALITIES for word in words])
# What a program, or the house behind it, says of itself.
OWN_DEEDS = Branched(
    r"\bour (?:(?!state\b)[a-z/&-]+ ){0,3}?(?:programs?|residency|residents|department|institution|hospital|"
    r"applicants|applications?|faculty|gme|graduates|medical center|clinic|university|interns?|interviews?|"
    r"house ?staff|selection|requirements?|minimum|deadline)\b|\bthis (?:[a-z/&-]+ )?(?:program|residency|"
    r"institution|hospital)\b|\bwe (?:(?!can help|help)[a-z]+ ){0,2}?(?:accept|sponsor|require|consider|offer|"
    r"interview|participate|welcome|review|ask|support|rank|select|request|encourage|expect|recommend|"
    r"take(?! responsib)|match|need|want|screen|receive|invite|train|read|use|fill)\w*\b|\b(?:the|each|"
    r"its) (?:(?!of\b|that\b|mo(?:re|st)\b)[a-z/&-]+ ){0,4}?(?:programs?|residency|department|committee|gme office|"
    r"hospital|institution|clinic)(?: (?:only|also|currently|will|does|do|may|can|not|no longer|strictly|generally|"
    r"has))* (?:accept|sponsor|requir|consider|offer|participat|prefer|support|reserve|select|review|interview|"
    r"welcome|fill|take|expect|ask|limit|provide|encourage|rank|receive|set)\w*\b|\b(?:university|hospital|"
    r"medical center|health system|healthcare|clinics?|college|institute)(?: (?:and|of|at) [a-z]+)*(?: (?:gme|"
    r"graduate medical education)(?: office)?)? (?:only |currently |does not |do not |will |also )*(?:accepts?|"
    r"sponsors?|requires?|supports?|participates?|provide sponsorship|offers?)\b|\b(?:applicants?|candidates?|"
    r"appl(?:y|ying|ications?)|appoint(?:ed|ment)|admission) (?:must |should |are |is )?(?:to|for|by) (?:the|our|"
    r"this|all|its) (?:[a-z/&-]+ ){0,4}?(?:program|residency|position)s?\b|\b\d+ (?:categorical|positions|residents|"
    r"interns|spots|slots)\b|\bper (?:year|class)\b|\bthis policy\b|\bpolicy (?:statement|number|purpose)\b|"
    r"\b(?:accredited|sponsored|training|fellowship|gme) programs (?:at|of|sponsored by) (?:the )?[a-z]+"
)
_FOR_READERS = re.compile(
    r"\b(?:applying (?:for|to)|getting into|matching into|requirements (?:for|of)) (?:an? |the )?(?:us |u\.s\. )?"
    r"(?:medical )?residenc(?:y|ies)(?: training)?(?: programs?)? in the (?:usa?|u\.s\.?a?\.?|united states|states)\b|"
    r"\bgeneral (?:us |u\.s\. )?residency (?:program |application )?requirements\b"
)

_QUOTED = re.compile(r'"[^"]{3,300}"')
MAX_READ = 5000  # letters
_ENOUGH = 2


def _count_generalities(text: str) -> int:
    count = done = 0
    for rule, start, end in _find_openers(text, overlapping=True):
        if start < done or (start and text[start - 1].isalnum()):
            continue
        after, before = _RULES[rule]
        found = after.match(text, end)
        if found and (before is None or before.search(text, max(0, start - 60), start)):
            count += 1
            done = found.end()
    return count


def speaks_of_many(text: str) -> bool:
    """Whether a text tells what holds of programs, visas and careers at large three times as often as what it does."""
    text = text[:MAX_READ]
    own_words = _QUOTED.sub(" ", text) if '"' in text else text
    general = _count_generalities(own_words) + 2 * bool(_FOR_READERS.search(text[:300]))
    if general < _ENOUGH:
        return False
    own = len(OWN_DEEDS.findall(own_words))
    return not own or general >= 3 * own + 3
