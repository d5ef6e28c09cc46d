"""Ports for servers that tests start.

They lie below the range from which the system takes the ports of outgoing connections (32768 on Linux, 49152
elsewhere): a port asked from the system lies inside it, and another process may hold it again before the server does.
"""

from __future__ import annotations

import contextlib
import os
import socket

_FIRST, _LAST, _SLICE = 10_000, 32_000, 2_000
_taken: list[int] = []


def free_port(run: int = 1) -> int:
    """A port that is free on loopback, with the `run - 1` ports after it; no port is given twice in a process."""
    # Each test process looks in a slice of its own, from a place that depends on the process.
    slices = (_LAST - _FIRST) // _SLICE
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    start = _FIRST + (worker % slices) * _SLICE
    port = _taken[-1] + 1 if _taken else start + os.getpid() * 61 % (_SLICE // 2)
    for _ in range(_SLICE):
        if port + run > start + _SLICE:
            port = start
        with contextlib.ExitStack() as held, contextlib.suppress(OSError):
            for more in range(run):
                held.enter_context(socket.socket()).bind(("127.0.0.1", port + more))
            _taken.append(port + run - 1)
            return port
        port += 1
    raise RuntimeError(f"no {run} free ports in a row between {start} and {start + _SLICE}")
