"""Rosters: residents counted by class year and medical school. Names of residents never leave this package."""

from transforms.rosters.parse import parse_rosters

# Raise it when a page would be counted differently, also by changes of the gazetteer: readings are cached by it.
ROSTER_VERSION = "4"

__all__ = ["ROSTER_VERSION", "parse_rosters"]
