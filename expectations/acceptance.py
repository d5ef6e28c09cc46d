"""Which failed checks a steward may never accept: those whose failure means that the data cannot be trusted at all.

What a check looks at stands in `baseline.py` and `rules.py`; who accepted what, in `orchestration/acceptance.py`.
"""

from __future__ import annotations

_EVIDENCE = "a fact without a quote that stands in the archived page is never published"
_SHAPE = "readers cannot rely on tables of another shape"
# By the name of the check, in whatever table: name -> why no reason can outweigh it.
NEVER_ACCEPTED = {
    "quotes_in_archive": _EVIDENCE,
    "quote_offsets_fit": _EVIDENCE,
    "facts_have_evidence": _EVIDENCE,
    "facts_have_statements": _EVIDENCE,
    "facts_repeat_their_statements": _EVIDENCE,
    "preferences_repeat_their_statements": _EVIDENCE,
    "pages_serve_their_program": _EVIDENCE,
    "ids_name_their_content": _EVIDENCE,
    "statements_as_read": _EVIDENCE,
    "statements_are_counted": _EVIDENCE,
    "rosters_as_read": _EVIDENCE,
    "pages_linked_to_their_program": _EVIDENCE,
    "addresses_are_web_addresses": "a script or a file must never stand behind a link",
    "columns_as_registered": _SHAPE,
    "required_columns_filled": _SHAPE,
    "keys_unique": _SHAPE,
    "rows_at_least": "an empty table is never published",
}
_NAMES = "names of residents are never published"


def is_about_names(check: str) -> bool:
    """Whether the rows that fail this check may name people: they are then not repeated in reports and alerts."""
    return any(part in check for part in ("personal_name", "resident_name", "names_of_residents", "person_names"))


def why_never_accepted(check: str) -> str | None:
    """Why no steward may accept a failure of the check with this name; None where one may."""
    return _NAMES if is_about_names(check) else NEVER_ACCEPTED.get(check)
