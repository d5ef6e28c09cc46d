"""max_years_since_graduation: the most years since medical school. Windows of exams, letters or work are not it."""

from __future__ import annotations

from transforms.facts.graduation.reader import CLAUSE_STEMS, STEMS, read

__all__ = ["CLAUSE_STEMS", "STEMS", "read"]
