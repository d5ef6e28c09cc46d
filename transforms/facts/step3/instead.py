"""Those without Step 3 are told to come on a J-1: the H-1B needs it. Read by this package and visa alike.

Only the wording stands here; what else is said of Step 3 or of a visa does not belong here.
"""

from __future__ import annotations

from transforms.hinted_re import Hinted

_STEP3 = r"steps? (?:3|iii|three)\b"
_LACKS = (
    rf"(?:\b(?:without|lack(?:s|ing)?|missing)\b[^.;,]{{0,24}}\b{_STEP3}|"
    r"\b(?:not|never)\b(?: (?:have|has|had|yet|been|be))* (?:pass(?:ed)?|take|taken|complete[d]?|done|finish(?:ed)?)\b"
    rf"[^.;,]{{0,16}}\b{_STEP3}|\b{_STEP3}[^.;,]{{0,16}}\b(?:not|never)\b(?: (?:yet|been|be))* (?:done|passed|"
    r"completed|taken|finished|available|there)\b)"
)
_LATE = (
    rf"\b(?:if|where|when|with|should) [^.;,]{{0,30}}\b{_STEP3}[^.;,]{{0,24}}\b(?:late|later|delayed|open|pending|"
    r"outstanding|missing|lacking|absent|not there|after)\b"
)
# "Without Step 3 no H-1B can be filed, and you would have to come on a J-1": named, the H-1B hangs on the exam.
H1B_WITHOUT_STEP3 = Hinted(
    rf"\bwithout\b[^.;,]{{0,24}}\b{_STEP3}[^.;]{{0,40}}?,? ?(?:no|an?|the|your|any) h-?1-?b?\b[^.;,]{{0,24}}? "
    r"(?:(?:can|will|may|"
    r"is|be|could|would)\b ?)+(?:not |never )?(?:be )?(?:filed|sponsored|offered|supported|granted|processed|"
    r"requested|started|"
    r"possible|considered|petitioned)\b(?P<rest>[^.;]*)|"
    # "No Step 3, no H-1B"
    rf"^\W*(?:no|without)(?: an?)?(?: pass(?:ed|ing)?)?(?: in| of| on)? (?:usmle )?{_STEP3},? (?:then |"
    rf"so )?(?:there is |you get |we file )?no "
    r"h-?1-?b?\b(?: (?:visas?|petitions?|sponsorship))?(?P<more>\W*$)"
)
COMES_ON_J1 = Hinted(
    r"^\W*(?:and|so|but|then)?,? ?(?:then |hence |thus )?(?:you|they|one|he or she|it|we|candidates|applicants|"
    r"residents)\b[^.;]{0,30}?"
    r"\b(?:come|start|enter|train|be|take|use|offer|fall back|go)s?\b (?:back )?(?:on |in |with |for |to )?(?:an? |"
    r"the )?j-?[1i]\b"
    r"(?![^.;]*\b(?:not|no|nor|either|too|also|or)\b)"
)
# Whoever lacks it takes the J-1, with no word that denies the J-1 as well.
J1_WITHOUT_STEP3 = Hinted(
    rf"{_LACKS}[^.;]{{0,120}}\b(?:only|must|think of|consider|offer(?:ed)?|come on|apply for|choose|use|take|go on|"
    r"limited to|placed on|sponsored on|restricted to|pursues?|required to (?:have|take|use))\b(?: (?:be|take|use|"
    r"have|come|"
    r"train|on|an?|the|sponsored|sponsor|offer|for|to|apply|accept|consider|ecfmg)){0,5} j-?[1i]\b"
    r"(?![^.;]*\b(?:not|no|nor|either|too|also|or)\b)|"
    rf"(?:{_LACKS}|{_LATE})[^.;]{{0,120}}?(?:, |\bor |\bthen )(?:else )?(?:it |you |they |he or she |the resident |"
    rf"one |we )?"
    r"(?:becomes?|must be|has to be|will be|go(?:es)? (?:for|with)|turns? to|falls? back on|(?:have|has) to (?:take|"
    r"use|come on|go for|"
    r"be on)|(?:look|think) (?:at|of)|looks? at|must (?:take|use|come on|go for))"
    r" (?:an? |the )?j-?[1i]\b(?![^.;]*\b(?:not|no|nor|either|too|also|or)\b)|"
    rf"(?:{_LACKS}|{_LATE})[^.;]{{0,120}}?, (?:an? |the )?j-?[1i] (?:visa )?(?:is|remains|would be) (?:the|your|"
    rf"their|his or her|"
    r"one's|our) (?:[a-z]+'s )?(?:only|one|sole|last|remaining) (?:way|option|choice|route|path|alternative|"
    r"possibility)\b|"
    rf"(?:{_LACKS}|{_LATE})[^.;]{{0,120}}(?:\bor (?:else )?|\botherwise,? |, )(?:an? |the )?j-?[1i] "
    r"(?:visa )?(?:is|must be|will be|has to be|should be) "
    rf"(?:pursued|"
    r"sought|used|taken|obtained|applied for|requested)\b"
)
# "a pass in Step 3 by April, otherwise the J-1"
ELSE_J1 = Hinted(
    r"\bor (?:you|they|candidates|applicants|one|the resident) (?:(?:will|would|must|have to|has to|may have to|"
    r"need to) )+(?:come|enter|start|train|be|take|use|go|fall back)(?: here)? (?:in |on |with |for )?(?:an? |the )?"
    r"j-?[1i]\b(?![^.;]*\b(?:not|no|nor|either|too|also)\b)|"
    r"\b(?:otherwise|or else|failing (?:that|which)|if not|else),? (?:only )?(?:(?:an?|the|on|it (?:is|becomes|"
    r"must be|has to be|"
    r"will be)|they come on|"
    r"we (?:offer|sponsor|use)|(?:you|they|candidates|residents) (?:will |must |would )?(?:come|enter|start|"
    r"train)(?: in)? on) )*j-?[1i]\b(?![^.;]*\b(?:not|no|nor|either|too|also)\b)"
)
