"""What the plain readings share: whether a clause does no more than ask, and of whom, on which condition.

A clause that is read plainly says little: it has no verb, or one of asking or being. Any other verb, people who are no
applicants, an alternative or a condition make it a sentence about something else. Nothing here knows a fact.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms import hinted_re as re
from transforms.language import Clause

# "The class visits three clinics": a verb that tells of something, where a rule would only ask or be.
_TELLS = re.compile(
    r"\b(?:offers?|offered|offering|provides|provided|providing|gives?|gave|gets?|got|hosts?|hosting|arranges?|"
    r"arranging|"
    r"receives?|received|rotates?|rotated|spends?|spent|learn(?:s|ed)?|teach(?:es)?|taught|writes?|wrote|written|"
    r"reports?|"
    r"reported|says?|said|tells?|told|found|finds?|finding|believes?|thinks?|sees|saw|seen|knows?|knew|matched|"
    r"joined|"
    r"joins?|came|comes?|come|went|goes|held|enjoys?|covers?|covered|pays?|paid|reimburse[sd]?|sponsors|issues|"
    r"issued|"
    r"verif(?:y|ies)|mails?|calls?|called|contact|visit|asks whether|decides?|depends?|varies|vary|differs?|changed?|"
    r"changes|used to|was|were|did|had|may|might|could|would have|can|became|becomes?|makes?|made|runs?|ran|takes? "
    r"(?:about|up to|place|long|weeks|months|\d)|lasts?|lasted|costs?|follows?|helps?|helped|hopes?|likes to|"
    r"works? on|"
    r"leads?|led|allows?|counts? (?:for|among)|waits?|explains?|shows? that|grew|grows?|began|begun|started|"
    r"graduated from|trained|wins?|won|hangs?|wonders?|treats?|serves?|serving|supports?|publish\w*|teaching|sits?|"
    r"attends?|attended|studied|study|practi[cs]ed|moonlight\w*|happens?|applies|charges?|lets?|sorts?|filters?|"
    r"deems?)\b"
)
# People who are no applicants, and times that are over.
_OF_OTHERS = re.compile(
    r"\b(?:(?:our|current|present|most|all|many|some|former|past|senior|chief|the|each|every|\d+|of) (?:[a-z-]+ )?"
    r"(?:residents?|interns?(?! year)|trainees|alumni|graduates of ours|housestaff|house officers)|residents (?:who|"
    r"with|"
    r"have|are|"
    r"in)|fellows?|fellowships?|students?|clerks?|clerkship director|observers?\b|externs?\b|visitors?|visiting|"
    r"volunteers?|scholars?|nurses?|faculty (?:have|are|hold)|pgy[ -]?[3-9]|transfers?|transferring|chiefs?|"
    r"attendings? (?:have|are|hold))\b|"
    r"\b(?:last year|formerly|previously|in the past|used to|no longer|as of old|once (?:was|were)|until (?:19|"
    r"20)\d\d|"
    r"till (?:19|20)\d\d|before (?:19|20)[01]\d|other programs|some programs|many programs|elsewhere|each program)\b"
)
# What a page tells of its people, and asks of nobody.
_USUAL = re.compile(
    r"\b(?:typical\w*|average|avg|mean|median|most|many|majority|usual\w*|generally|often|normally|commonly|mostly|"
    r"sometimes|rarely|seldom|half|thirds?|quarter|tend)\b"
)
_OPEN = re.compile(
    r"\b(?:or(?! (?:more|longer|canad\w+)\b)|either|unless|whether|instead|except\w*|waive[dr]?|waivers?|"
    r"alternatively|if possible|depending|"
    r"may be|case by case|welcome[ds]?|as an alternative|in lieu|equivalent|optional\w*|see|faq|unknown|n/a|tbd|"
    r"not specified|not "
    r"stated|unclear|failing|(?:when|where|once) (?:you have|available|applicable)|negotiable|flexible)\b"
)
# "Neither ... nor is it needed", "must it be ...": the order of a question, or of a denial before it.
_ASKS_BACK = re.compile(
    r"\W*(?:and |but |so )?(?:is|are|do|does|must|should|has|have|can|will|what|how|which)\b(?! (?:an?|the|at) )"
)
_WISHES = re.compile(
    r"\b(?:prefer\w*|pref|recommend\w*|encourag\w*|desir\w*|ideal\w*|plus|asset|advantag\w*|bonus|helpful|useful|"
    r"nice|"
    r"favou?r\w*|priorit\w*|valued?|better|best|strong\w*|competitive|liked?|love|hope\w*|wish\w*|advis\w*|"
    r"suggest\w*|goal|target|should ideally|sweet spot|strengthen\w*|smile|good|great|appreciat\w*|advisable)\b"
)
_DENIES = re.compile(r"\b(?:no|not|none|never|neither|nor|nothing|cannot|without|nobody|lack\w*|unable|n)\b")
MAX_ASKED = 50  # letters
_WORD = re.compile(r"[a-z](?:[a-z'.-]*[a-z])?")


def join_lead(clause: Clause) -> tuple[str, bool]:
    """The clause with the label before it, and whether it has one."""
    lead = clause.lead.rpartition("|")[2].strip()
    return (f"{lead}: {clause.text}", True) if lead else (clause.text, False)


def join_question(clause: Clause) -> tuple[str, bool]:
    """A short reply with the question before it as its label, and whether it answers one."""
    asked = clause.question.rstrip("? ")
    if clause.lead or clause.answer or not clause.is_first_reply or not 0 < len(asked) < MAX_ASKED:
        return clause.text, False
    return f"{asked}: {clause.text}", True


def tells_of_else(text: str) -> bool:
    """Whether a verb that does not ask, or people who do not apply, make another sentence of it."""
    return bool(_TELLS.search(text) or _OF_OTHERS.search(text) or is_usual(text))


def is_usual(text: str) -> bool:
    """Whether it tells what most people have."""
    return bool(_USUAL.search(text))


# "Graduates of schools that the LCME has not accredited", "those whose school stood elsewhere": IMGs.
_FROM_ABROAD = re.compile(
    r"\b(?:graduates|those|applicants|physicians|doctors)(?: (?:of|from|with))? (?:[a-z]+ )?(?:schools?|colleges?)"
    r" (?:that|which|not)\b[^,;:]{0,30}\b(?:accredited|approved|recognized|lcme)(?: by [a-z ]{2,20})?\b(?=[ ,:])"
)
_BRACKETS = re.compile(r" ?\([^()]*\)")
# "(it may follow)"
_GOES_ON = re.compile(
    r"\b(?:it|this|that|these|they|may|might|can|later|follows?|if|once|when|until|no|not|never|except)\b"
)
_ROWS = re.compile(r"\s*(?:[;|\u2022]|\s/\s|//|\s-\s)\s*(?![^()]*\))")
_ITEMS = re.compile(r"\s*(?:,? and (?=(?:at least )?(?:an?|one|two|three|\d+)\b)|,)\s*(?![^()]*\))")


_BOUND = re.compile(r"\b(?:if|no(?:t|ne|thing)?|never|without|cannot)\b")


def simplify(text: str, keeps: re.Pattern) -> str:
    """The text without asides in brackets, but for those that hold what is looked for, or go on about it."""

    def drop(aside: re.Match[str]) -> str:
        said = aside.group()
        return said if keeps.search(said) or _GOES_ON.search(said) or is_left_open(said) else ""

    return _BRACKETS.sub(drop, _FROM_ABROAD.sub("imgs", text))


def cut_pieces(text: str) -> Iterator[str]:
    """The text, its rows, and the items of each; no items where what is said of a whole row may be no rule."""
    yield text
    rows = [row for row in _ROWS.split(text) if row]
    if len(rows) > 1:
        yield from rows
    for row in rows:
        items = [item for item in _ITEMS.split(row) if item]
        if len(items) > 1 and not (tells_of_else(row) or is_wished_for(row) or is_left_open(row) or _BOUND.search(row)):
            yield from items


def is_left_open(text: str) -> bool:
    """Whether an alternative, an exception, a doubt or a question stands in it."""
    return bool(_OPEN.search(text) or _ASKS_BACK.match(text)) or "?" in text


def is_wished_for(text: str) -> bool:
    return bool(_WISHES.search(text))


def is_denied(text: str) -> bool:
    return bool(_DENIES.search(text))


def gather(words: str) -> frozenset[str]:
    """The words of a text, once each."""
    return frozenset(words.split())


# Words that a demand is made of, whatever it asks for.
ASKING = gather(
    """a an the of for from by to at on in with and as per is are be being must have has hold holds need needs needed
    require required requires requirement requirements mandatory obligatory compulsory essential necessary prerequisite
    condition conditions must-have ask asks asked expect expects expected submit submits submitted include includes
    included including provide bring send upload uploaded show accept accepts accepted take takes want wants demand
    demands demanded insist please only all any every each also too both well just our we you your their they them who
    that which this it its when once time date day before prior no later than until ahead latest least minimum min
    more total due complete completed final valid current currently full fully in-hand hand file there here yes y ok
    applicant applicants candidate candidates img imgs fmg fmgs graduate graduates international foreign medical
    abroad physicians non-us schools school trained outside eligible eligibility consider considered consideration
    application applications apply applying program residency position positions review reviewed interview interviews
    interviewed invitation invited rank ranked ranking rol list match start starting begin beginning contract hire
    appointment orientation entry training then first not later"""
)


def count_strangers(text: str, known: frozenset[str]) -> int:
    """How many words of it are neither of asking nor of the fact's own."""
    words = (word.group().strip("'.") for word in _WORD.finditer(text))
    return sum(word not in ASKING and word not in known for word in words)
