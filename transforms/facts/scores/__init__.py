"""step1_min, step2_min, comlex_min, no_score_cutoff: three-digit minima, required or preferred.

Averages and what most residents have are `typical`; two-digit scores, percentiles and passing marks give no number.
"""

from __future__ import annotations

from transforms.facts.scores.reader import CLAUSE_STEMS, STEMS, read

__all__ = ["CLAUSE_STEMS", "STEMS", "read"]
