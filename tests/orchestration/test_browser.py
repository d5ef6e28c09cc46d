"""The Dagster UI in a real browser: the asset graph, a failed check of out_programs, its table of offending rows.

Skipped with its reason where no Chromium is installed; `.ci/run` installs one. What a page holds is asked for again
until it is there, so that a slow machine makes the test slow and not red.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from expectations.checks import CheckResult
from expectations.runner import list_checks
from orchestration.check_display import describe_result, tell_verdict
from orchestration.instance import open_instance
from orchestration.viewer import viewer_address
from tests.ports import free_port

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: install Debian's chromium"),
]
HOSTILE = (
    '<script>document.title="broken-in"</script><img src=x onerror="document.title=1"> [click](javascript:alert(1)) '
    "| `x` http://evil.example/autolink \u202egnp.exe"
)
PATIENCE_S = 200


@pytest.fixture(scope="module")
def ui(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The served UI of a home whose last night failed a check on rows with hostile text."""
    home = tmp_path_factory.mktemp("browser") / "home"
    check = next(each for each in list_checks("out_programs") if each.name == "visa_changes_not_massive")
    row = {"program": "1400210003", "field": "visa_h1b", "value": "no", "old_value": "sponsors"}
    samples = (
        row | {"quote": HOSTILE, "url": "http://alder.example/visas"},
        row | {"program": "1400210004", "quote": "We sponsor H-1B visas.", "url": "javascript:alert(1)"},
    )
    result = CheckResult(check, False, 60, 2, "c" * 64, "f" * 64, samples, ("share_pct: 1 of 2 do not hold",))
    past = [{"run": "2026-11-21 02:30 UTC", "verdict": "passed", "rows_failing": 0, "rows_evaluated": 59}]
    with open_instance(home) as instance:
        instance.report_runless_asset_event(dg.AssetMaterialization("out_programs", metadata={"facts": 528}))
        instance.report_runless_asset_event(
            dg.AssetCheckEvaluation(
                asset_key=dg.AssetKey("out_programs"),
                check_name=check.name,
                passed=False,
                severity=dg.AssetCheckSeverity.ERROR,
                description=tell_verdict(result),
                metadata=describe_result(result, past, viewer_address(3000)),
            )
        )
    port = free_port()
    command = [sys.executable, "-m", "dagster_webserver", "-m", "orchestration.definitions", "-h", "127.0.0.1"]
    environment = os.environ | {"ATLAS_HOME": str(home), "DAGSTER_HOME": str(home / "dagster")}
    log = home.parent / "webserver.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            [*command, "-p", str(port)], cwd=Path(__file__).parents[2], env=environment, stdout=out, stderr=out
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/server_info", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()[-2000:]
        try:
            urllib.request.urlopen(url, timeout=10).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise AssertionError(f"the UI did not come up: {log.read_text()[-2000:]}")


def _open(url: str, profile: Path, *wanted: str) -> str:
    """The page as the browser shows it, once it holds all that is wanted."""
    assert CHROMIUM is not None
    flags = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
    flags += ("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--window-size=1600,1400")
    until, budget, page = time.monotonic() + PATIENCE_S, 15_000, ""
    while time.monotonic() < until:
        command = [CHROMIUM, *flags, f"--user-data-dir={profile}", f"--virtual-time-budget={budget}", "--dump-dom", url]
        try:
            page = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False).stdout
        except subprocess.TimeoutExpired:
            page = ""
        if all(each in page for each in wanted):
            return page
        budget *= 2
    missing = [each for each in wanted if each not in page]
    raise AssertionError(f"{url} never showed {missing}; it ended as {page[:1000]!r}")


def test_the_asset_graph_shows_the_flow(ui: str, tmp_path: Path) -> None:
    groups = [f">{name}<" for name in ("raw", "core", "out", "release", "people")]
    _open(f"{ui}/asset-groups", tmp_path / "profile", *groups)
    around = [f">{name}<" for name in ("core_statements", "core_rosters", "out_programs", "release")]
    _open(f"{ui}/assets/out_programs?view=lineage", tmp_path / "profile", *around)


def test_a_failed_check_shows_its_rows_and_nothing_of_a_page_is_markup(ui: str, tmp_path: Path) -> None:
    page = _open(
        f"{ui}/assets/out_programs?view=checks&checkDetail=visa_changes_not_massive",
        tmp_path / "profile",
        "a mass flip is a bug of the extractor",  # why it matters
        "offending_rows",
        "1400210003",
        "We sponsor H-1B visas.",
        "last_runs",
        "2026-11-21 02:30 UTC",
        "look_at",
    )
    assert "&lt;script&gt;document.title=" in page  # shown as the text that it is
    assert "<script>document.title=" not in page
    assert 'src="x"' not in page and "onerror=" not in page.replace('onerror="document.title=1"&gt;', "")
    assert 'href="javascript:' not in page and 'href="http://evil.example' not in page
    assert "broken-in</title>" not in page and "\u202e" not in page
