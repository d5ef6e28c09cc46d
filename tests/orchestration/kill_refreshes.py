"""Run by test_kill.py: kills whole refreshes at random moments and reports what each left behind, as JSON.

A process of its own, so that the heavy imports happen once and each refresh is a fork of it.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import great_expectations  # noqa: F401 -- imported before forking: its import takes seconds

from demo.world import build_world, load_world
from orchestration import definitions  # noqa: F401
from orchestration.refresh import run_refresh
from orchestration.settings import read_settings
from warehouse.releases import current, verify_release


def start_refresh() -> int:
    """Fork a refresh in a process group of its own; gives its process id."""
    child = os.fork()
    if child:
        return child
    os.setsid()
    with Path(os.environ["ATLAS_HOME"], "killed.log").open("w") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
        outcome = run_refresh(read_settings())
        print(outcome.summary(), flush=True)
    os._exit(0 if outcome.is_success else 1)


def finish(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def watch(child: int, seconds: float) -> tuple[float, bool]:
    """Wait for `seconds` or until the refresh ends by itself; gives the time it took and whether it ended."""
    started = time.monotonic()
    while (took := time.monotonic() - started) < seconds:
        if os.waitpid(child, os.WNOHANG)[0] == child:
            return took, True
        time.sleep(0.02)
    return took, False


def main(home: Path, port: int, kills: int, seed: int) -> None:
    os.environ |= {"ATLAS_HOME": str(home), "ATLAS_ALLOW_LOCAL": "1"}
    world = home.parent / "world"
    build_world(world, programs=10, seed=3, port=port, misbehaving=0.0)
    (home / "registry").mkdir(parents=True)
    shutil.copyfile(world / "sources.csv", home / "registry" / "sources.csv")
    root = Path(__file__).parents[2]
    shutil.copyfile(root / "reports" / "data" / "demo_applicants.csv", home / "registry" / "applicants.csv")
    server = subprocess.Popen(
        [sys.executable, "-m", "demo", "serve", "--dir", str(world)], stdout=subprocess.PIPE, cwd=root, text=True
    )
    assert server.stdout is not None and server.stdout.readline().startswith("ready")
    chance, report = random.Random(seed), []
    try:
        started = time.monotonic()
        first = finish(start_refresh())
        whole = time.monotonic() - started
        for number in range(kills):
            load_world(world).set_night(1 + (number + 1) % 2)
            child = start_refresh()
            # The end of a run, where staging and publishing happen, gets half of the kills.
            took, ended = watch(child, whole * (chance.uniform(0, 1) if number % 2 else chance.uniform(0.5, 1)))
            if ended:
                whole = took  # the machine was busy when the first one was timed
            else:
                os.killpg(child, signal.SIGKILL)
                os.waitpid(child, 0)
            served = current(home)
            damage = verify_release(home, served.id) if served else ["no release is served"]
            report.append({"was_running": not ended, "served": served.id if served else None, "damage": damage})
        last = finish(start_refresh())
        print(json.dumps({"first": first, "last": last, "whole_s": whole, "kills": report}))
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
