"""Serves the Dagster UI and its scheduler for one home, on loopback only."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from orchestration.demo_home import is_demo_home, serving_demo
from orchestration.instance import prepare_dagster_home
from orchestration.settings import SettingError, Settings
from orchestration.viewer import serving_pages, viewer_port
from warehouse.storage import make_home

_HOST = "127.0.0.1"


def _check_port(port: int, ui_port: int) -> None:
    """SettingError where the port is taken: the UI would come up elsewhere, or not at all."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as error:
            reason = error.strerror or "not to be had"
            what = "" if port == ui_port else f"port {port}, for archived pages, is "
            raise SettingError(f"ATLAS_UI_PORT={ui_port}: {what}{reason}; free the port, or set another") from error


def serve_ui(settings: Settings) -> int:
    """Run `dagster dev` until it is stopped; gives its exit status. On a demo home the demo is served beside it."""
    pages_port = viewer_port(settings.ui_port)
    for port in (settings.ui_port, pages_port):
        _check_port(port, settings.ui_port)
    make_home(settings.home)
    prepare_dagster_home(settings.home)
    os.environ["ATLAS_HOME"] = str(settings.home)  # runs started from the UI read it
    workspace = Path(__file__).parent.parent / "workspace.yaml"
    command = [
        *(sys.executable, "-m", "dagster", "dev", "--workspace", str(workspace)),
        *("--host", _HOST, "--port", str(settings.ui_port)),
    ]
    print(f"Dagster UI: http://{_HOST}:{settings.ui_port} (nightly at {settings.nightly_at} {settings.timezone})")
    with ExitStack() as stack:
        if is_demo_home(settings.home):
            stack.enter_context(serving_demo(settings.home))
        stack.enter_context(serving_pages(settings.home, pages_port))
        try:
            return subprocess.run(command, check=False).returncode
        except KeyboardInterrupt:
            return 0
