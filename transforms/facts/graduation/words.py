"""Words of years since graduation that several readings share."""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.dates import MONTH
from transforms.language import Clause
from transforms.numerals import NUMBER, UPPER

YEARS = re.compile(
    rf"(?P<n>{NUMBER})(?:\s*(?:-|to|or)\s*(?P<m>{UPPER}))?(?P<fewer> or (?:fewer|less))?\+?[ -]*(?:calendar |full |"
    rf"academic )?(?P<unit>years?|"
    rf"yrs?\.?|y(?=[ ,;.)]|$)|months?)(?![a-z])(?P<half> and a half)?"
)
DEGREE = r"(?:m\.?d\b\.?|d\.?o\b\.?|m\.?b\.?b\.?s\b\.?|mbchb|degrees?|diplomas?)"
FINISHED = (
    r"(?:graduat(?:ed|ing)|finish(?:ed|ing)|complet(?:ed|ing)|conclud(?:ed|ing)|earn(?:ed|ing)|receiv(?:ed|ing)|"
    r"obtain(?:ed|ing)|attain(?:ed|ing)|acquir(?:ed|ing)|got(?:ten)?|awarded|granted|conferred|issued|left|leaving|"
    r"took|taken|held|holding)"
)
_GRAD = (
    r"(?:graduat(?:ed|ion|ing|e)\b|\bmedical or osteopathic school|\bosteopathic (?:medical )?school|"
    r"\b(?:been|be|being|are|were|those|people|applicants|candidates|anyone|imgs) out (?:for|less|fewer|no more|"
    r"not more|under|at most|within|(?:[a-z]+|\d+) years?)\b|\bgrads?\b|"
    r"\bleft (?:medical )?school\b|graduates?\b|(?:med(?:ical)?|m\.?d\.?) "
    r"(?:school|college|education|studies|degree|diploma|"
    r"training completion)|\bdegrees?\b|\bdiplomas?\b|\b(?:the|their|your|an|her|his) (?:m\.?d|d\.?o|m\.?b\.?b\.?s)\b|"
    r"\byog\b|\brecency\b|\b(?:years?|time|gap|interval)(?: that)? (?:between|since|after|from|out of) (?:finishing |"
    r"leaving )?school\b|\b(?:out of|finish(?:ed|ing)|left|completed|completing) (?:(?:medical )?school\b|(?:their |"
    r"your |"
    r"his |her )?(?:medical )?"
    r"studies\b)|\bleaving (?:medical )?school\b|"
    rf"\b{DEGREE}(?:[ /]+(?:or )?(?:{DEGREE}|(?:[a-z]+ )?equivalent))* (?:was |is |were |be |been |must |"
    rf"should |have |has )*{FINISHED}\b|"
    rf"^(?:an? |the |your |their )?{DEGREE} (?:(?:from|of|by|at) [^,;.]{{3,50}} )?{FINISHED}\b|"
    rf"\b(?:m\.?d\.?(?:,? or |,? ?/ ?)d\.?o|d\.?o\.?(?:,? or |,? ?/ ?)m\.?d)\.?(?: from [a-z -]{{3,50}}?)?(?= "
    r"(?:within|in the|"
    r"(?:no|not) (?:more|older|longer|over)|at most|less than|under|up to|obtained|received|earned|awarded|dated))|"
    rf"\b{FINISHED} (?:the |their |your |his |her |an? |my )?{DEGREE}(?!\w)|"
    r"\bold graduates?\b|\b(?:how (?:long|many years|far)|years) out\b"
    r"(?! of (?:residency|training|fellowship|practice)))"
)
GRAD_RE = re.compile(_GRAD)
RIVAL = re.compile(
    r"\b(?:experience|clinical(?:ly)?|rotations?|letters?|lors?|written|exams?|examinations?|steps?|usmle|comlex|"
    r"pass(?:ed|ing)?|practi[cs]\w*|worked|work|"
    r"stopped|seeing|patients?|licens\w+|employ\w+|research|interviews?|observerships?|externships?|attempts?|gaps?|"
    r"scores?|fellowship|"
    r"training in|postgraduate|references?|recommendation|ecfmg|certificate|program is|curriculum|"
    r"accredit\w*(?! (?:medical )?(?:schools?|colleges?))|"
    r"residency training|training)\b"
)
OTHER_LIMIT = re.compile(r"\bvisas?\b|\b[jhf]-?[12]\b|\bexams?\b|\bsteps?\b|\btraining\b|\bwaiver|\bopt\b|\bcontract")
I_FINISHED = re.compile(
    r"\bi(?:'ve| have)? (?:finished|graduated|completed|left|got my (?:degree|diploma|m\.?d))\b|"
    r"\bmy (?:[a-z0-9]+ )?(?:degree|diploma)\b"
)
CALENDAR = re.compile(rf"\b{MONTH}\b|\b(?:19|20)\d\d\b")
ABOUT_YEARS = re.compile(
    r"(?:and |what about |how many |cut-?off |by |for |on |in |any |is there an? )*(?:years?(?: (?:limit|rule|"
    r"cap))?|time since (?:graduation|school)|(?:max(?:imum)? )?gap|yrs?|yog|"
    r"year cut-?off|cut-?off year|(?:max )?yog(?: (?:max|"
    r"limit|"
    r"within|cut-?off))?|grad(?:uation)? years?|years? of graduation|years out(?: of (?:medical )?school)?|"
    r"recency)\s*\??|.*\b(?:limit|cut-?off|maximum|cap)\b[^?]{0,12}\byears?\W*"
)
RATHER = re.compile(
    r"\b(?:is|are) (?:much |far |even )?better(?=\s*(?:$|[.,;)]))|"
    r"\b(?:is|are) (?:our|what we) (?:[a-z]+ )?(?:recommend|suggest|prefer|advice)|"
    r"\b(?:would|'d|they'd|we'd) (?:much )?(?:rather|like|love)\b"
)


def under_rules(clause: Clause) -> bool:
    around = clause.topic
    return not RIVAL.search(around) or bool(re.search(r"\bimgs?\b|\brules?\b|\brequire", around))
