"""max_attempts_step1, max_attempts_step2: attempts allowed in total, counted over failures too ("one failure" = 2).

A limit over both exams together sets neither; how graduates of this residency fare at their boards is no rule.
"""

from __future__ import annotations

from transforms.facts.attempts.elisions import leans_on
from transforms.facts.attempts.reader import CLAUSE_STEMS, STEMS, read

__all__ = ["CLAUSE_STEMS", "STEMS", "leans_on", "read"]
