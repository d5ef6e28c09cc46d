"""Dagster definitions and the `residency-atlas` command: assets, checks, jobs, schedules, sensors, resources.

Joins the floors below. Holds no rule about programs or applicants: those stand in `transforms` and `reports`.
"""
