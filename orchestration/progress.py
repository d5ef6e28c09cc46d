"""What the operator sees while a refresh runs: the stage by name, and how far it is.

Assets call `report`; a command line that wants to show it installs a listener with `listening`. Without a listener
nothing is shown: under the scheduler Dagster's own log tells the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.status import Status

Listener = Callable[[str, str], None]
_listener: Listener | None = None


def report(stage: str, detail: str = "") -> None:
    """Tell the listener, if there is one, that `stage` goes on; `detail` says how far it is. Never personal data."""
    if _listener is not None:
        _listener(stage, detail)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Send what `report` says to `listener` within the block."""
    global _listener
    before, _listener = _listener, listener
    try:
        yield
    finally:
        _listener = before


class ConsoleProgress:
    """One line per stage: on a terminal it turns while the stage runs, elsewhere it is printed when the stage ends."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True, highlight=False)
        self._status: Status | None = None
        self._stage, self._detail, self._started = "", "", 0.0

    def __call__(self, stage: str, detail: str = "") -> None:
        if stage != self._stage:
            self.finish()
            self._stage, self._detail, self._started = stage, "", time.monotonic()
            if self._console.is_terminal:
                self._status = self._console.status(stage)
                self._status.start()
            else:
                self._console.print(f"  ... {stage}", markup=False)
        if detail:
            self._detail = detail
            if self._status is not None:
                self._status.update(f"{stage}: {detail}")

    def finish(self) -> None:
        """End the running stage and print its line."""
        if self._status is not None:
            self._status.stop()
            self._status = None
        if self._stage:
            seconds = time.monotonic() - self._started
            tail = f": {self._detail}" if self._detail else ""
            self._console.print(f"  {seconds:5.1f} s  {self._stage}{tail}", markup=False)
            self._stage = ""
