"""Whole refreshes of the demo world as a user runs them: the first night, and a night without change."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.crawl import free_port


def main(quick: bool) -> None:
    """Print wall and processor seconds of two nights in a new home, and their ratio."""
    programs = 12 if quick else int(os.environ.get("ATLAS_BENCH_PROGRAMS") or 48)
    with tempfile.TemporaryDirectory(prefix="atlas-bench-") as folder:
        command = [sys.executable, "-m", "orchestration.cli", "refresh", "--home", str(Path(folder) / "home")]
        command += ["--demo-programs", str(programs), "--demo-port", str(free_port())]
        first, second = _run(command), _run(command)
    print(f"   {programs} programs: first night {first[0]:.1f} s wall, {first[1]:.1f} s of processor")
    print(f"   unchanged night {second[0]:.1f} s wall, {second[1]:.1f} s of processor")
    print(f"   unchanged / first: {second[0] / first[0]:.2f} of wall, {second[1] / first[1]:.2f} of processor")


def _run(command: list[str]) -> tuple[float, float]:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - started, used
