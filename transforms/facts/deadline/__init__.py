"""application_deadline: the last day to apply or to complete the file. Days of interviews or ranking are not it."""

from __future__ import annotations

from transforms.facts.deadline.reader import CLAUSE_STEMS, STEMS, read

__all__ = ["CLAUSE_STEMS", "STEMS", "read"]
