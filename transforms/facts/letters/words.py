"""Words of letters that several patterns share: the letters, the Dean's, those who write them. No reading."""

from __future__ import annotations

from transforms import hinted_re as re

LETTER = (
    r"(?:letters? of re[cf]\b|letters?|lors?\b(?:'s)?|e?-?sloes?\b|lo?r'?s\b|references\b|recommendations\b|"
    r"recommenders\b|referees\b|testimonials\b|"
    r"recommendation letters?|reference letters?|letter of recommendations?)"
)
DEAN = r"(?:dean'?s?\b|deans'|mspe\b|medical (?:student|school) performance)"
FEW = r"(?:two|three|four|2|3|4)"
PEOPLE = (
    r"(?:people|persons|physicians|doctors|docs|professors|faculty(?: members)?|attendings?|teachers|supervisors|"
    r"clinicians|preceptors|mentors|referees|colleagues|writers|employers|[a-z]{3,}(?:ologists|iatrists|icians|geons|"
    r"ternists))"
)

IN_A_CASE = re.compile(
    r"\b(?:after (?:earlier|prior|previous|any)|if (?:you|they|he|she|the applicant|applicable|any)|for (?:those|"
    r"applicants|"
    r"candidates|anyone) (?:who|with|in)|where (?:applicable|there|you|one)|with (?:prior|earlier|previous))\b"
)
NOT_LETTERS = re.compile(
    r"\b(?:verif(?:y|ies)|checks?|calls?|contacts?|phones?) (?:[a-z]+ ){0,3}?references\b|\bcover letters?\b|"
    r"\bletters? of (?:good standing|motivation|introduction|appointment|invitation|verification|"
    r"employment|offer|completion|need)\b|\bnewsletter|\bcapital letters?\b|\bletter of intent\b|\bletter grade|"
    r"\boffer letter|"
    r"\binterest letter|\bthank|\bletters of interest\b|\breferences? (?:books?|range|material)|"
    r"\bstandard letters? of evaluation template\b|-letter (?:code|word|acronym|name)|\bletters? to (?:the editor|"
    r"congress|parents|patients|residents)\b|"
    r"^(?!.*\b(?:applicants?|candidates?|you)\b).*\b(?:residents?|interns?|graduates?|"
    r"fellows?)\b[^.;:]{0,60}\b(?:receives?|"
    r"gets?|earns?|obtains?)\b[^.;:]{0,15}\bletters?\b|"
    r"\bletters? (?:of|for) (?:commendation|appreciation|thanks|completion|acceptance|rejection|congratulations?|"
    r"understanding|agreement|reprimand|warning|permission|eligibility|enrol?lment|protection)\b|"
    r"\b(?:ecfmg|the (?:program|department|hospital|office|consulate|board|nrmp|coordinator)|our (?:[a-z]+ )?(?:chair|"
    r"director|coordinator|office|faculty|attendings)|(?<!your )(?<!or )program directors?) (?:[a-z]+ly |will |also |"
    r"usually |can )*(?:sends?|writes?|wrote|issues?|mails?|signs?|drafts?|composes?)\b[^.;:]{0,25}\bletters?\b|"
    r"\b(?:(?:each|every|our|most|all|the) (?:[a-z]+ )?(?:residents?|interns?|graduates?|fellows?|chiefs?|alumni))"
    r" (?:[a-z]+ly |will |also |usually |may |can |on average )*(?:receives?|gets?|earns?|collects?|obtains?|needs?|"
    r"requests?|asks? for)\b(?! (?:only |all |each |applications )?(?:when|once|after|if|with))[^.;:]{0,25}"
    r"\bletters?\b|"
    r"\bwe (?:will )?(?:send|write|mail|issue)(?: out)?\b[^.;:]{0,25}\bletters?\b|\b(?:you|they|applicants|"
    r"candidates) (?:will )?(?:receive|get) (?:[a-z0-9]+ ){0,3}letters? from (?:us|the)\b"
)
LETTERS_LABEL = re.compile(
    rf"(?:.*\| ?)?(?:(?:what about|number of|no\. of|#|required|needed|how many|which|what|minimum|total|"
    rf"[a-z]+) )*(?:{LETTER}|recommendations?$|"
    rf"recs?$|recommendation (?=\W))(?: of (?:recommendation|reference)s?)?(?: \(lors?\))?(?: required| needed| "
    rf"from)?\W*"
)
MAX_LETTERS = 5  # the application service takes four
