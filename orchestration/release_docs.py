"""Data Docs beside the releases: written when a night is checked, kept with the release made of it, gone with it.

They lie in `<home>/data_docs/`, outside of what a release's manifest hashes: a page for people proves nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from expectations.checks import CheckResult
from expectations.data_docs import write_data_docs
from orchestration.night import Night
from orchestration.viewer import DOCS
from warehouse.releases import list_releases


def write_night_docs(night: Night, outcomes: Mapping[str, Sequence[Any]], results: Sequence[CheckResult]) -> Path:
    """Data Docs of the night that was checked, passed or refused; those of nights before are removed."""
    folder = night.home.root / DOCS
    for other in folder.glob("*"):
        if other.is_dir() and _is_of_a_night(other) and other.name != night.crawl_id:
            shutil.rmtree(other)
    return write_data_docs(folder / night.crawl_id, f"Checks of the night {night.crawl_id}", outcomes, results)


def keep_release_docs(night: Night, release_id: str) -> Path | None:
    """Give the night's Data Docs to its release, and drop those of releases that are gone. None where there are none:
    the release was published by a run that did not check."""
    folder = night.home.root / DOCS
    kept = {release.id for release in list_releases(night.home)}
    for other in folder.glob("*"):
        if other.is_dir() and not _is_of_a_night(other) and other.name not in kept:
            shutil.rmtree(other)
    source, target = folder / night.crawl_id, folder / release_id
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    return target / "index.html" if (target / "index.html").exists() else None


def _is_of_a_night(folder: Path) -> bool:
    return "-" not in folder.name  # releases are named by minute and content, nights by the microsecond
