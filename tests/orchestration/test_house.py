"""The house keeps its own rules: targets listed, docs up to date, no index in the lock, imports only downward."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.generated_docs import write_docs

ROOT = Path(__file__).parents[2]


def test_bare_make_lists_the_targets() -> None:
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    said = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("setup", "refresh", "ui", "test", "bench"):
        assert re.search(rf"make {target}\b", said)


def test_generated_pages_say_what_the_code_says(tmp_path: Path) -> None:
    assert write_docs(ROOT / "docs", check=True) == []
    written = {Path(path).name for path in write_docs(tmp_path)}
    assert written == {"data-dictionary.md", "checks.md", "facts.md", "mutations.md"}
    (tmp_path / "checks.md").write_text("old")
    assert write_docs(tmp_path, check=True) == [f"{tmp_path.name}/checks.md"]


def test_the_lock_pins_every_package_and_names_no_index() -> None:
    lines = [line for line in (ROOT / "requirements.lock").read_text().splitlines() if line.strip()]
    assert all(re.match(r"^[a-z0-9._\[\]-]+==[^ ]+( ;.*)?$", line, re.IGNORECASE) for line in lines)
    declared = re.findall(r'^    "([A-Za-z0-9-]+)[><=]', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    locked = {line.split("==")[0].lower().replace("_", "-") for line in lines}
    extras = {"dagster-dask", "dagster-k8s", "s3fs", "playwright"}  # of `scale` and `browser`: asked for apart
    assert {name.lower() for name in declared} - extras <= locked


def test_dg_check_defs_passes() -> None:
    dg = Path(sys.executable).parent / "dg"
    if not dg.exists():
        pytest.skip("dagster-dg-cli is not installed beside this interpreter")
    said = subprocess.run([dg, "check", "defs"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr


def test_import_rules_fail_on_an_import_that_goes_up(tmp_path: Path) -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    if not linter.exists():
        pytest.skip("import-linter is not installed beside this interpreter")
    for name in (
        "orchestration",
        "reports",
        "expectations",
        "scrapers",
        "transforms",
        "warehouse",
        "reference",
        "demo",
    ):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "data"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    run = {"cwd": tmp_path, "capture_output": True, "text": True, "check": False}
    assert subprocess.run([linter, "--no-cache"], **run).returncode == 0  # type: ignore[call-overload]
    for module, line in (
        ("transforms/model.py", "import reports.ranking"),
        ("reports/ranking.py", "import dagster"),
        ("warehouse/schema.py", "import demo.world"),
    ):
        text = (tmp_path / module).read_text()
        (tmp_path / module).write_text(text + f"\n{line}\n")
        broken = subprocess.run([linter, "--no-cache"], **run)  # type: ignore[call-overload]
        assert broken.returncode != 0 and "BROKEN" in broken.stdout, line
        (tmp_path / module).write_text(text)
