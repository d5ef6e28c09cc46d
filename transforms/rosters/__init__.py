"""Rosters: residents counted by class year and medical school. Names of residents never leave this package."""

from transforms.rosters.parse import parse_rosters

__all__ = ["parse_rosters"]
