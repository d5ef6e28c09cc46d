"""Step 3 in constructions that are read as a whole, before the words of strength around it are weighed.

What may be done without it, what comes only after entry, and what nobody may do without it. The exam stands as "#".
Rules for the H-1B, answers and labels are read in `reader.py`.
"""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.hinted_re import Hinted
from transforms.language import Clause

# "Step 3 before the petition (US graduates are exempt)": for some it is not needed, for the others it is.
OURS_EXEMPT = re.compile(
    r"\((?=[^()]*\b(?:american|americans|us|u\.s\.|canadian|lcme)\b)[^()]*\b(?:not|no|exempt)\b[^()]*\)|"
    # "... - graduates of U.S. schools need none - ..."
    r" - (?=(?:for )?(?:(?:graduates|students|applicants|those) (?:of|from) )?(?:an? )?(?:american|americans|us|"
    r"u\.s\.|canadian|"
    r"lcme)(?![a-z]))(?:(?! - )[^;()])*?\b(?:need no|not|no|exempt|spared)\b(?:(?! - )[^;()])*(?= - |$)"
)
# "we expect Step 3 to be passed in the intern year"
EXPECTED_LATER = re.compile(
    r"\b(?:expect|want|ask|require|like)\b[^.;,]{0,20}# (?:to be |is to be |should be )?(?:passed|taken|done|completed|"
    r"sat|finished)?[^.;,]{0,12}\b(?:during|in|by the end of|within|before the end of|after)\b[^.;,]{0,12}"
    r"\b(?:intern(?:ship)?|first|second|pgy[ -]?[12]|year (?:one|two|1|2))\b(?! (?:attempt|try|sitting|go))"
)
# "Graduates of U.S. schools need no Step 3"
OF_OUR_SCHOOLS = re.compile(
    r"\W*(?:and |but |while |whereas |though |only )?(?:(?:graduates|students|applicants|those|people|doctors) (?:of|"
    r"from) "
    r"(?:an? )?(?:u\.?s\.?|american|lcme|domestic)[a-z -]* schools?|(?:u\.?s\.?|american|lcme|domestic)(?:[a-z -]*?) "
    r"(?:graduates|grads|seniors|students|applicants|mds?|amgs?)|americans|amgs)\b(?! (?:and|or) )"
)
_NOBODY = (
    r"(?:nobody|no one|no-one|none|no (?:[a-z]+ )?(?:applicants?|candidates?|residents?|interns?|trainees?|"
    r"person|house officers?))"
)
_YEAR = (
    r"(?:year (?:two|three|2|3|ii|iii)|(?:pgy|pg|r|ca)[ -]?(?:2|3|ii|iii)|(?:second|third|2nd|3rd|final|last|"
    r"senior) (?:[a-z-]+ )?year)\b"
)
# "Nobody moves up to PGY-3 without it", "you cannot enter the third year short of Step 3"
_NO_PROMOTION = Hinted(
    rf"\b(?:{_NOBODY}|you (?:cannot|will not|may not|do not)|(?:residents|interns|trainees) (?:cannot|will not|"
    rf"may not|do not))\b"
    r"(?: (?:can|may|will|ever|is|are|be|gets?))* (?:moves?|advanced?|advances|goes|go|pass(?:es)?|progress(?:es)?|"
    r"rises?|"
    r"enters?|reach(?:es)?|promoted|steps?|proceeds?|continues?)(?: up| on| over)?"
    rf"(?: (?:from|to|into|the|his|her|their|your|pgy-?1|first year|intern year|year one|and))* {_YEAR}"
    r"[^.;]{0,60}?\b(?:without|short of|lacking|until|unless|before|with no)\b[^.;]{0,40}(?:#|\bit\b|\bthat\b)"
)
# "Without Step 3 nobody goes on to the third year."
_NO_PROMOTION_FIRST = Hinted(
    rf"\b(?:without|short of|lacking|unless|until)\b[^.;]{{0,24}}#[^.;]{{0,24}}\b(?:{_NOBODY}|cannot|not|"
    rf"no)\b[^.;]{{0,30}}?"
    rf"\b(?:moves?|advances?d?|goes|go|progress(?:es)?|promot\w+|enters?|reach(?:es)?)\b[^.;]{{0,20}}{_YEAR}"
)
_MAY = r"(?:can|may|could|are free to|are welcome to|is possible to)"
_DEED = (
    r"(?:do|go|manage|get by|apply|match|start|begin|come|interview|join|train|"
    r"be (?:employed|hired|appointed|ranked|accepted|interviewed|invited|considered))"
)
# "A PGY-2 contract takes Step 3"
_LATER_TAKES = Hinted(
    rf"\b{_YEAR}(?: (?:contracts?|places?|positions?|appointments?))? (?:takes|calls for|asks for|wants|"
    rf"presupposes) (?:the |a |usmle )*#"
)
# "Without Step 3 you may come too"
_COME_WITHOUT = Hinted(
    rf"^\W*(?:also |even )?(?:without|lacking) (?:[a-z]+ ){{0,2}}?#,? (?:you|they|applicants|candidates|"
    rf"imgs) {_MAY} (?:also |still |well )?{_DEED}"
)
# "To apply you can do without Step 3", "Step 3 (you may be hired without it)"
_DO_WITHOUT = Hinted(
    rf"\b{_MAY} (?:well |also |easily |still |quite well )?{_DEED} (?:without|lacking|short of|with no|minus) "
    rf"(?:[a-z]+ ){{0,2}}?(?:usmle )?#|"
    rf"\b{_MAY} (?:well |also |easily |still )?{_DEED} with (?:the |your |usmle )*# (?:still |yet )?(?:open|pending|"
    rf"outstanding|missing|ahead of you|to come|undone|not (?:yet )?(?:taken|passed|done))\b|"
    rf"#[^.;()]{{0,16}}\((?:but )?(?:you|one|applicants|candidates|we) {_MAY} (?:also |"
    rf"still )?{_DEED} (?:here )?without (?:it|one|that)\)"
)
# "a pass in Step 3 (which you need not have when hired)"
_NEED_NOT = Hinted(
    r"#(?: result| pass| score)?,? ?\(?(?:which|that|but|and) (?:this |it )?(?:you|one|applicants|candidates|imgs|"
    r"they) "
    r"(?:need not|(?:do|does) not (?:need|have) to|need never) (?:yet )?(?:have|bring|show|take|hold|pass)\b"
    r"(?! (?:it )?(?:more than|twice|again))|"
    r"#,? ?\(?(?:which|that) (?:need not|does not (?:need|have) to) be (?:there|passed|done|taken|in hand)\b"
)
# "Applying does not take Step 3", "an interview calls for no Step 3"
_TAKES_NONE = Hinted(
    r"\b(?:apply|applying|applications?|interviews?|interviewing|ranking|matching|entry|entering|starting|coming here|"
    r"being (?:ranked|interviewed|considered|hired))\b(?: (?:here|with us|to us))? (?:(?:does|do|will) not|never) "
    r"(?:take|need|require|call for|presuppose|involve|hinge on|depend on|ask for|want) (?:the |a |any |usmle )*#"
    r"(?!,? (?:but|yet|though|although|while)? ?[^.;]{0,30}\b(?:does|do)\b)|"
    r"\b(?:apply|applying|applications?|interviews?|interviewing|ranking|matching|entry|entering|starting)\b(?: "
    r"(?:here|"
    r"with us|to us))? (?:takes?|needs?|calls? for|asks? for|wants?|presupposes?) no (?:usmle )?#"
    r"(?!,? (?:but|yet|though|although|while)? ?[^.;]{0,30}\b(?:does|do)\b)"
)
_DO_WITHOUT_IT = Hinted(
    rf"(?:you|one|applicants|candidates|imgs|it) {_MAY} (?:well |also |easily |still |quite well )?{_DEED} without"
    r"(?: (?:it|one|that|this))?\s*(?:$|[,.;(])"
)
_DENIES = re.compile(
    r"\b(?:nobody|no one|none|not|never|neither|cannot|no (?:applicant|candidate|resident)s?|h-?1-?b?)\b"
)
# "We expect our interns to sit Step 3"
_RESIDENTS_SIT = Hinted(
    r"\b(?:expects?|requires?|asks?|wants?|urges?|encourages?|has|have|likes?|wish(?:es)?)(?: for)? (?:all |our |"
    r"each |every |the )*"
    r"(?:interns?|residents?|trainees|pgy[ -]?1s?|house officers?)(?: of ours)? (?:to )?(?:sit|take|pass|clear|"
    r"complete|do|write)"
    r"(?: for)? (?:the )?(?:usmle )?#"
)
_SOONER = re.compile(
    r"\b(?:before|prior to|by|ahead of)\b[^.;]{0,24}\b(?:start|begin|join|appl|rank|match|contract|orientation|july|"
    r"june|hire|"
    r"appoint|arriv|entry|enter|coming)"
)
# "No one may apply without 12 months of training and a pass in Step 3"
_NONE_WITHOUT = Hinted(
    rf"^\W*{_NOBODY}\b[^;]{{0,40}}\b(?:appl(?:y|ies)|considered|accepted|interviewed|ranked|invited|appointed|"
    f"begins?|starts?|joins?)\b"
    r"[^;]{0,20}\b(?:without|lacking)\b[^;]{0,150}\b(?:pass(?:es)? (?:in|on|of)|passing|having (?:passed|cleared|"
    r"completed))(?: (?:each|"
    r"all|every one|every)(?: of)?)?(?: the| its)?(?: usmle)? ?#"
)
# "To be eligible you did a year of surgery; and you passed Step 3"
_TO_BE_ELIGIBLE = re.compile(r"\W*(?:in order )?to (?:be (?:eligible|considered|accepted|invited)|qualify|apply)\b")
_YOU_PASSED = Hinted(r"\byou(?: have|'ve)? (?:passed|cleared|completed|taken|done)\b[^;]{0,40}#")
# "Come with Step 3 behind you", "whoever applies has Step 3 passed"
_COME_WITH = Hinted(
    r"^\W*(?:please )?(?:come|apply|arrive|start) with (?:the |usmle )*# (?:behind you|passed|done|complete[d]?|"
    r"finished|cleared|in hand)|"
    r"\b(?:whoever|everyone who|anyone who|all who|those who) (?:appl(?:y|ies)|comes?|starts?|"
    r"joins?)[^.;,]{0,20} (?:has|have|needs?|brings?)"
    r" (?:the |usmle )*#"
)
# "Have it before you begin."
_HAVE_IT = Hinted(
    r"^\W*(?:please )?(?:have|bring|pass|finish|complete|get|clear) (?:it|that|this)\b[^.;]{0,24}\b(?:before|by|"
    r"prior to|ahead of)\b"
)
_VISA = re.compile(r"\bj-?1|\bh-?1|\bvisas?\b|\bpetition")


def read_form(clause: Clause, marked: str, is_asked: bool) -> str | None:
    """always or no, by a construction of its own; None for all else. `is_asked`: only the question names the exam."""
    if _VISA.search(marked):
        return None
    text = OURS_EXEMPT.sub("", marked)
    promoted = _NO_PROMOTION.search(text) or _NO_PROMOTION_FIRST.search(text)
    if promoted or _LATER_TAKES.search(text) or _COME_WITHOUT.search(text) or _TAKES_NONE.search(text):
        return "no"
    if _NEED_NOT.search(text):
        return "no"
    free = _DO_WITHOUT.search(text) or (_DO_WITHOUT_IT.search(text) if is_asked else None)
    if free and not _DENIES.search(text, max(0, free.start() - 60), free.end()):
        return "no"
    if is_asked:
        return "always" if _HAVE_IT.search(text) and _SOONER.search(text) else None
    if _RESIDENTS_SIT.search(text) and not _SOONER.search(text):
        return "no"
    if _NONE_WITHOUT.search(text) or _COME_WITH.search(text):
        return "always"
    if _TO_BE_ELIGIBLE.match(clause.sentence) and _YOU_PASSED.search(text) and not _VISA.search(clause.sentence):
        return "always"
    return None
