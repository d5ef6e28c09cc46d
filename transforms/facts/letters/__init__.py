"""letters_min: letters of recommendation asked for, the Dean's letter or MSPE not counted.

The most that the application service takes is no requirement; of 3-4 the lower counts.
"""

from __future__ import annotations

from transforms.facts.letters.reader import CLAUSE_STEMS, STEMS, read

__all__ = ["CLAUSE_STEMS", "STEMS", "read"]
