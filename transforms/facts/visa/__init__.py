"""visa_j1 and visa_h1b: may an applicant train here on this visa. Who sponsors (program or ECFMG) does not matter.

Named visas beat rules for all visas ("no visas"), and those beat the citizenship rule; the order lies in confidence.
A clause is read in this order, and the first reading that finds something ends it:

1. `mask_asides` (masks.py) hides what says nothing of who may have a visa.
2. Rows of a table and pairs, "J-1: yes, H-1B: no" (marks.py).
3. What only looks like a rule is dropped with its reason (off_topic.py).
4. What leans on the clause before it: "False.", "The same holds for H-1Bs", "We do not sponsor it" (pronouns.py);
   a need that is turned away (exceptions.py); "no visas, including the J-1" (all.py).
5. "As for the H-1B, ..." is read as the reply to a label (replies.py).
6. A clause with both visas under predicates of their own is cut in two, and each half starts anew at 1.
7. `_read_unguarded`: "we no longer do"; rules on status that name no visa (status.py); clauses without a visa,
   which may be replies (replies.py); then marks, "all but the J-1" (exceptions.py), and groups of visas under
   one predicate (groups.py cuts them, predicates.py reads them), turned round where the head refuses
   (heads.py).
8. `verify` (denials.py) holds what 7 found against every word of denial around the visa.

`read` adds what "only" says of the visa that is not named (alone.py), and a mark for each visa that was named without
being understood; `withhold` keeps rules for all visas from
deciding it. The words all of them share stand in words.py.
"""

from __future__ import annotations

from transforms.facts.visa.reader import STEMS, read
from transforms.facts.visa.whole_page import (
    DENIED_ELSEWHERE,
    NAMED_ELSEWHERE,
    NAMES,
    ONLY_AT_LARGE,
    SETTLER,
    withhold,
    withhold_grants,
    withhold_rules,
    withhold_weak,
)

__all__ = [
    "DENIED_ELSEWHERE",
    "NAMED_ELSEWHERE",
    "NAMES",
    "ONLY_AT_LARGE",
    "SETTLER",
    "STEMS",
    "read",
    "withhold",
    "withhold_grants",
    "withhold_rules",
    "withhold_weak",
]
