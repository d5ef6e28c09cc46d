"""Great Expectations suites and their runner. No Dagster, no fixes to data.

`great_expectations` is imported inside functions only: its import takes seconds.
"""
