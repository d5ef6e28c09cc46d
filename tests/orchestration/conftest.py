"""Homes on the demo world for whole-job tests. Each has a port of its own, so that test processes do not meet."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from orchestration.refresh import Outcome, run_refresh
from orchestration.settings import Settings, read_settings


def settings_for(home: Path) -> Settings:
    return replace(read_settings({}), home=home)


def refresh(home: Path, **options: object) -> Outcome:
    """A refresh of `home` in this process, with the environment that the command line would set."""
    before = os.environ.get("ATLAS_HOME")
    os.environ["ATLAS_HOME"] = str(home)
    try:
        return run_refresh(settings_for(home), **options)  # type: ignore[arg-type]
    finally:
        os.environ.pop("ATLAS_HOME")
        if before is not None:
            os.environ["ATLAS_HOME"] = before
