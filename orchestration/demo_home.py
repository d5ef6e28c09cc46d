"""Sets up a home on the embedded demo world, and serves that world while a refresh or the UI runs.

Only the command line knows the demo: assets see a registry and addresses like any other.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.storage import write_file

DEMO_PORT = 8765
_MARK = "demo.json"


class DemoError(RuntimeError):
    """The demo world cannot be set up or served; the message says why and what to do."""


def is_demo_home(home: Path) -> bool:
    return (home / "registry" / _MARK).exists()


def has_registry(home: Path) -> bool:
    """People's own programs or sources stand in the registry."""
    return any((home / "registry" / name).exists() for name in ("programs.csv", "sources.csv"))


def seed_demo_home(
    home: Path, programs: int, seed: int, port: int = DEMO_PORT, misbehaving: float | None = None
) -> None:
    """Build the demo world under `<home>/demo` and a registry that names its listing and its fictional applicants.

    `misbehaving` is the share of hosts that misbehave; by default one of each kind is put behind the healthy ones.
    Files that stand in the registry already are kept: they may hold a person's work.
    """
    from demo.world import build_world

    world, registry = home / "demo", home / "registry"
    build_world(world, programs=programs, seed=seed, port=port, misbehaving=misbehaving)
    registry.mkdir(parents=True, exist_ok=True)
    applicants = Path(__file__).parent.parent / "reports" / "data" / "demo_applicants.csv"
    for source, name in ((world / "sources.csv", "sources.csv"), (applicants, "applicants.csv")):
        if not (registry / name).exists():
            shutil.copyfile(source, registry / name)
    write_file(registry / _MARK, json.dumps({"programs": programs, "seed": seed, "port": port}).encode())


@contextmanager
def serving_demo(home: Path) -> Iterator[None]:
    """Serve the demo world of this home on loopback within the block, and allow crawls of this machine meanwhile.

    DemoError where it does not come up.
    """
    mark = json.loads((home / "registry" / _MARK).read_bytes())
    command = [sys.executable, "-m", "demo", "serve", "--dir", str(home / "demo"), "--port", str(mark["port"])]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None and server.stderr is not None
        line = server.stdout.readline()
        if not line.startswith("ready"):
            server.wait(timeout=10)
            raise DemoError(
                f"the demo world does not come up on port {mark['port']}: {server.stderr.read().strip()[-500:]}\n"
                f"Free the port, or choose another: residency-atlas refresh --demo-port 8766 in a new home"
            )
        before = os.environ.get("ATLAS_ALLOW_LOCAL")
        os.environ["ATLAS_ALLOW_LOCAL"] = "1"
        try:
            yield
        finally:
            os.environ.pop("ATLAS_ALLOW_LOCAL")
            if before is not None:
                os.environ["ATLAS_ALLOW_LOCAL"] = before
    finally:
        server.terminate()
        try:
            server.wait(timeout=5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
