"""Dagster's own home inside ours: its event log, schedules and the limit of one refresh at a time."""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg
import yaml

from orchestration.settings import SettingError
from warehouse.storage import write_file

# One refresh at a time: two would stage over each other. No telemetry leaves the machine.
_DAGSTER_YAML = """\
telemetry:
  enabled: false
nux:
  enabled: false
concurrency:
  runs:
    max_concurrent_runs: 2
    tag_concurrency_limits:
      - key: atlas/exclusive
        limit: 1
run_retries:
  enabled: true
  max_retries: 2
  retry_on_asset_or_op_failure: false
freshness:
  enabled: true
run_monitoring:
  enabled: true
  start_timeout_seconds: 600
"""


# What earlier versions wrote: replaced, since nobody has edited it.
_FORMER = (_DAGSTER_YAML.replace("freshness:\n  enabled: true\n", "").encode(),)


def prepare_dagster_home(home: Path) -> Path:
    """Create `<home>/dagster` with its `dagster.yaml` (an operator's own file is kept) and point DAGSTER_HOME at it."""
    folder = home / "dagster"
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "dagster.yaml"
    if not settings.exists() or settings.read_bytes() in _FORMER:
        write_file(settings, _DAGSTER_YAML.encode())
    os.environ["DAGSTER_HOME"] = str(folder)
    return folder


def open_instance(home: Path) -> dg.DagsterInstance:
    """The instance that keeps runs, materializations and check results of this home."""
    folder = prepare_dagster_home(home)
    try:
        return dg.DagsterInstance.from_config(str(folder))
    except (yaml.YAMLError, dg.DagsterInvalidConfigError) as error:
        told = " ".join(str(error).split())[:300]
        raise SettingError(f"{folder / 'dagster.yaml'}: mend it, or delete it to have it made anew ({told})") from error
