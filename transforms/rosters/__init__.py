"""Rosters: residents counted by class year and school, and the IMG share with its interval. No names leave this package."""
