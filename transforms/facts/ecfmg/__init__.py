"""ecfmg_by: when the ECFMG certificate must be held. Being eligible for it, or its status report, is not holding it.

A clause is read in this order, and the first reading that finds something ends it:

1. Pronouns and abbreviations are spelled out (pronouns.py).
2. Replies to a question on it (replies.py).
3. Where it is spoken of: the clause, the one before, the label, the question (mentions.py). What leans on the
   clause before needs no mention: "... but not on July 1" (eligible.py), "... but not ranked"
   (refusals.py), "if not, by July 1" (alternatives.py).
4. Not an answer: what the certificate itself asks for, or the sponsor of a visa, what residents have (off_topic.py);
   other certificates.
5. A time under "which" or "pending until", or the later of two (alternatives.py); then being
   eligible for it, which drops the clause unless it says when the certificate itself is due (eligible.py).
6. What those without it are refused, or allowed (refusals.py).
7. Those who hold it may apply (eligible.py); "by then" of the clause before.
8. The times named in the clause (times.py) at which it is needed (strength.py); "yes" and "no" to those of
   the label or question.
9. No time at all (timeless.py): the application.

The words all of them share stand in words.py.
"""

from __future__ import annotations

from transforms.facts.ecfmg.reader import STEMS, read

__all__ = ["STEMS", "read"]
