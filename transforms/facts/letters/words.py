"""Words of letters that several patterns share: the letters, the Dean's, those who write them. No reading."""

from __future__ import annotations

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
