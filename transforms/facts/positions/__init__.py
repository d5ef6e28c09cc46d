"""positions_per_year: first-year places a year; the categorical ones where tracks are told apart.

Never the total of residents nor the number interviewed; alternating or ranged numbers give none.
A clause is read in this order, and all but 3 and 5 end the reading where they find something:

1. Places counted in a label whose clause only says what becomes of them (sizes.py), then pairs,
   "Positions: 6 cat + 3 prelim" (pairs.py).
2. A label that counts interviews, fellows or students ends it (labels.py, which also tells whether a question
   or label asks how many).
3. "One of our four posts" in a label or question (sizes.py).
4. "8-8-8", a row of PGY years (sizes.py), "expanded our class to 12" (growth.py).
5. A size in the label, "all positions (5)" (sizes.py).
6. "From six to seven" (growth.py).
7. Each number by itself, `_read_count`: its noun and its words of the year (counts.py); what else it counts
   (off_topic.py), planned or alternating (growth.py); its track (tracks.py). The size of
   a class stands at once (labels.py); else the judge of its noun decides: a track (tracks.py), none
   (bare.py), places (places.py), residents or people (people.py).

`_cut_whole` then takes the categorical part of a number that its sentence cuts into tracks. The words all of them share
stand in words.py.
"""

from __future__ import annotations

from transforms.facts.positions.reader import CLAUSE_STEMS, STEMS, read

__all__ = ["CLAUSE_STEMS", "STEMS", "read"]
