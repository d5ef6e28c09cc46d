"""A refresh killed at any moment leaves a whole release served, and the next one ends well."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ports import free_port

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("ATLAS_SOAK_KILLS") or 6)  # `make soak` kills 20


@pytest.mark.timeout(900)
def test_sigkill_at_random_moments_leaves_a_release_whose_hashes_hold(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.orchestration.kill_refreshes",
            str(tmp_path / "home"),
            str(free_port()),
            str(KILLS),
            "7",
        ],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads(done.stdout.splitlines()[-1])
    assert report["first"] == 0 and report["last"] == 0, (tmp_path / "home" / "killed.log").read_text()
    assert len(report["kills"]) == KILLS
    assert [kill["damage"] for kill in report["kills"]] == [[]] * KILLS
    # The test means something only if most kills hit a refresh at work.
    assert sum(kill["was_running"] for kill in report["kills"]) >= KILLS // 2
