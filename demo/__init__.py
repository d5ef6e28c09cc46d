"""A generator of fictional program sites and listings, its server, and their truth. The product never needs it.

`sentences.py` holds every wording with its truth, `programs.py` decides who says what, `residents.py` draws rosters,
`pages.py` lays sites out, `world.py` builds a folder and answers requests, `server.py` puts it on loopback sockets.
A new wording is one call in `sentences.py`; a new misbehaviour one row in `programs.MISBEHAVIOURS` and one branch in
`server.py`; a new kind of site one name in `programs.KINDS` and its layout in `pages.py`.
"""
