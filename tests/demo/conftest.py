"""One served world of the default size for all tests that need sockets."""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from demo.world import World, build_world
from tests.ports import free_port

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Fetched:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Served:
    """A world being served by a process of its own."""

    world: World
    truth: dict[str, Any]
    process: subprocess.Popen[str]
    first_line: str

    def get(self, url: str, timeout: float = 10, **headers: str) -> Fetched:
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", target or "/", headers=sent)
            answer = connection.getresponse()
            return Fetched(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def log(self) -> list[dict[str, Any]]:
        text = (self.world.directory / "access.log").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]

    def misbehaving(self, kind: str) -> dict[str, Any]:
        return next(entry for entry in self.truth["programs"].values() if entry["misbehaves"] == kind)


def start(directory: Path, *more: str) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "demo", "serve", "--dir", str(directory), *more],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def stop(process: subprocess.Popen[str]) -> int:
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    return process.returncode


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    directory = tmp_path_factory.mktemp("world")
    world = build_world(directory, port=free_port())
    process, line = start(directory)
    truth = json.loads((directory / "truth.json").read_text(encoding="utf-8"))
    yield Served(world, truth, process, line)
    stop(process)


@pytest.fixture
def night(served: Served) -> Iterator[Any]:
    """Switch the served world's night; it is night 1 again afterwards."""
    yield served.world.set_night
    served.world.set_night(1)
