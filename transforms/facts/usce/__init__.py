"""usce_required, usce_months, usce_hands_on: clinical experience in the US, and whether observing counts.

"Preferred" alone states nothing about the requirement; how recent the experience must be is not how long.
A clause is read in this order:

1. `read_observing` (observing.py): whether observing counts. It does not end the reading, nor does a wish for a
   length (`read_wished_months`, lengths.py).
2. A length that stands alone after its label or after the sentence that asks (context.py), and pairs of a label
   and its value (pairs.py), end it.
3. The experience is looked for in the clause (`USCE`, words.py). Clauses that name it and do not ask for it are
   dropped (off_topic.py).
4. Where it is not named: what points back to it (context.py), what is said of those who lack it
   (absence.py), the label, the question, the heading, and at last a pronoun.
5. `read_strength` (strength.py): required, preferred or unneeded, and the months; it asks absence.py and
   lists.py where the clause has no verb for it. Then whether what is required must be hands-on.

`settle_wish` and `is_only_wished` look at the statements of a whole page.
"""

from __future__ import annotations

from transforms.facts.usce.reader import CLAUSE_STEMS, STEMS, read
from transforms.facts.usce.whole_page import NOT_OF_REQUIRED, WISHED_ELSEWHERE, is_only_wished, settle_wish

__all__ = ["CLAUSE_STEMS", "NOT_OF_REQUIRED", "STEMS", "WISHED_ELSEWHERE", "is_only_wished", "read", "settle_wish"]
