"""Labels, list heads and questions of visas that refuse what stands behind them.

"Not offered: H-1B", "Do not apply if: ...", "Who cannot apply? Those who need an H-1B". What is said without such a
head is read elsewhere; the order of the readings stands in `visa.py`.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.facts.visa.words import COND, H1B, J1, NEG
from transforms.hinted_re import Hinted
from transforms.language import Clause

# ---------------------------------------------------------------- labels and list heads

# "What it doesn't: H-1B", "Not offered: H-1B".
LEFT_OUT = Hinted(
    r"\b(?:not|never|cannot) (?:help|assist|deal|support|file|do)(?: you)?(?: with| for| on)?\W*$|\b(?:not|"
    r"never|no|cannot)(?: (?:currently|presently|yet|be|able to|any|longer))*(?: (?:accept|sponsor|offer|support|"
    r"provid|consider|tak|give|gave|issu|process|do\b|have|avail|welcom|possib|an option|file|help|assist|handl|arrang|"
    r"deal|honou?r|recogni[sz]|allow|permit|petition|host|open|cover|work|eligible)[a-z]*(?: with| for| on| to)?)?"
    r"(?: here| by us| at (?:this|present|the moment)(?: time)?| for (?:residency|residents|this program))?\W*$|"
    r"\b(?:refused|excluded|"
    r"declined?|unsupported|unsponsored|non-sponsored|unavailable|unacceptable|inadmissible|impossible|closed(?: to)?|"
    r"rejected|refuse|reject|exclude|turn(?:ed)? (?:down|away)|ruled out|off the table|off[- ]limits|out of the "
    r"question|discontinued|suspended|abolished|dropped|nobody (?:on|with)|not apply (?:on|with|if)|given up)"
    r"(?: (?:visas?|types?|categories|classes|status\w*))*(?: (?:here|(?:at|by|in|with|to|for) (?:our|the|this|us)"
    r"(?: [a-z]+)?))?\W*$|"
    r"^visas? (?:types? |categories |classes )?(?:outside|beyond|we (?:decline|refuse|reject|turn|exclude))\b"
)
# Labels and openings of lists of people who are turned away.
_SHUT_OUT = Hinted(
    r"\b(?:look|apply|search|go) elsewhere(?: if)?\W*$|"
    r"(?:^|[|(] ?)(?:automatic(?:ally)? |immediate(?:ly)? )?(?:declined?|rejected|rejections?|refused|disqualif\w+|"
    r"exclusions?(?: criteria)?|deal-?breakers?|knock-?outs?|out|no-gos?)\W*$|\b(?:who (?:may|can|should|need) ?not"
    r"(?: apply)?|not eligible|ineligible|excluded|we (?:cannot|do not|will "
    r"not) (?:consider|accept|take|interview|invite)|not (?:considered|accepted|open to)|do not apply if)\b"
)
SHUT_OUT_HERE = Hinted(
    r"\W*(?:(?:nobody|no one|no applicants?|no candidates?|none) (?:is|are|will be|may be|can be|gets?) [a-z]+ "
    r"(?:who|if|that)\b|"
    r"(?:we |the program )?(?:cannot|do not|will not|does not) (?:consider|accept|take|interview|invite|rank) "
    r"(?:anyone|"
    r"anybody|those|applicants|candidates|physicians) (?:who|that)\b)"
)


def is_shut_out(clause: Clause) -> bool:
    head = clause.sentence.partition(":")[0] if ":" in clause.sentence[:60] else ""
    return bool(_SHUT_OUT.search(clause.lead) or SHUT_OUT_HERE.match(clause.sentence) or _SHUT_OUT.search(head))


CLOSED_LIST = Hinted(
    r"\b(?:status(?:es)?|visas?|categories|classifications?|types)\b[^:.;]{0,20}\bonly\b[^:;]{0,12}:|\bonly (?:the "
    r"following|these) "
    r"(?:[a-z]+ )?(?:status(?:es)?|visas?|categories|classifications?|types)\b|\bone of the following (?:only|and no "
    r"other)\b"
)

_STATUS = (
    rf"(?:{J1}|{H1B}|[fo] ?-? ?1\b|tn\b|opt\b|eads?\b|permanent residen\w+|green cards?|cards?|employment "
    r"authori[sz]ation|visas?|status\w*|clinical|physicians?|exchange|visitors?|and|or|an?|the|document|valid)"
)
# "Eligible for one of the following: J-1 clinical, F-1 OPT, H-1B": each of a list alike, and nothing that binds one.
_ONE_OF_LIST = re.compile(
    rf"\beligib(?:le|ility) for\b[^.;:]{{0,40}}(?:: ?| )(?P<list>{_STATUS}(?:[ ,;/()&-]+{_STATUS})*)\W*$"
)


def lists_alike(text: str) -> bool:
    """Whether visas stand in a list of those that one may be eligible for: institutions write so what they take."""
    listed = _ONE_OF_LIST.search(text)
    return bool(
        listed
        and re.search(J1, listed["list"])
        and re.search(H1B, listed["list"])
        and not COND.search(listed.group())
        and not NEG.search(listed.group())
    )


# ---------------------------------------------------------------- questions

ASKS_WHAT_BARS = Hinted(
    r"\b(?:what|who)\b[^?]{0,30}\b(?:disqualif\w+|exclud\w+|rules? (?:me |you |one |people )?out|bars?|not eligible|"
    r"cannot apply|(?:should|need|may|can)(?: not|not) apply|rejected|turned (?:away|down)|filtered)\b[^?]*\?"
)
# "Are there visas that you do not sponsor?" is answered with those refused.
ASKS_WHICH_NOT = re.compile(
    r"\b(?:visas?|which|what|any)\b[^?]*\b(?:not|never|cannot) (?:sponsor|accept|support|take|offer|consider)|"
    r"^\W*(?:and |but )?(?:which|what)(?: ones?| visas?| types?| kinds?)?(?: (?:is|are|do|does|will|can|you|we|the "
    r"(?:program|hospital)))* not(?: (?:you|we))?\W*$"
)
# "Does it matter whether I need a visa? A J-1, no."
ASKS_OF_HARM = Hinted(
    r"\b(?:matter|affect|influence|hurt|harm|weigh against|count against|waste|disadvantage|problem|obstacle|barrier|"
    r"issue)\b"
    r"[^?.]*\?"
)
NEEDS_IT = re.compile(r"\b(?:need|requir|seek|want)\w*\b")
WHO_CANNOT = re.compile(r"\bwho (?:cannot|can not|do not|are not|will not|lack|have no|are unable)\b")
