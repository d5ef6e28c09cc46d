"""A real night of the demo world, released, with H-1B filings of some of its institutions: what mutations damage."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

from orchestration.demo_home import seed_demo_home
from orchestration.evidence import load_evidence
from orchestration.night import Night, current_night
from orchestration.refresh import run_refresh
from orchestration.settings import read_settings

HEADER = (
    "Fiscal Year,Employer,Initial Approvals,Initial Denials,Continuing Approvals,Continuing Denials,NAICS,Tax ID,"
    "State,City,ZIP"
)


def make_night(home: Path, port: int, programs: int = 40) -> Night:
    """Refresh a new home once, without sites that misbehave; AssertionError with the summary where it fails."""
    seed_demo_home(home, programs, 7, port, 0.0)
    _write_filings(home)
    settings = read_settings({"ATLAS_HOME": str(home)})
    before = os.environ.get("ATLAS_HOME")
    os.environ["ATLAS_HOME"] = str(home)
    try:
        outcome = run_refresh(settings)
    finally:
        os.environ.pop("ATLAS_HOME")
        if before is not None:
            os.environ["ATLAS_HOME"] = before
    assert outcome.is_success, outcome.summary()
    return current_night(home)


def _write_filings(home: Path) -> None:
    truth = json.loads((home / "demo" / "truth.json").read_text(encoding="utf-8"))
    programs = sorted(truth["programs"].values(), key=lambda row: row["name"])
    places = {(row["institution"], row["state"], row["city"]) for row in programs}
    folder = home / "registry" / "filings"
    folder.mkdir(parents=True)
    with (folder / "h1b_datahub_2025.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER.split(","))
        for number, (institution, state, city) in enumerate(sorted(places)):
            zip_code = f"0{1000 + number}"
            counts = [25 + number, 0, 30, 1]
            writer.writerow([2025, institution.upper(), *counts, "62", f"{1000 + number}", state, city, zip_code])


def evidence_in_memory(night: Night) -> dict[str, Any]:
    """What the archive holds for the checks, read once for many runs."""
    found = load_evidence(night)
    return found | {"archive": list(found["archive"]), "readings": list(found["readings"])}
