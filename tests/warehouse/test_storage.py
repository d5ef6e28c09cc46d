import subprocess
import sys
import time
from pathlib import Path

import pytest

from warehouse.storage import HOME_FOLDERS, hash_file, locked, make_home, open_home, write_file


def test_a_home_gets_its_folders(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    assert sorted(path.name for path in home.root.iterdir()) == sorted(HOME_FOLDERS)
    assert {home.staging, home.registry, home.archive, home.outbox, home.quarantine} <= set(home.root.iterdir())
    assert open_home(home) is home


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file"
    write_file(path, b"old")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert hash_file(path) == "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437"
    assert [each.name for each in path.parent.iterdir()] == ["file"]


def test_a_failed_write_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    write_file(path, b"old")

    def fail(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_a_lock_is_freed_by_the_death_of_its_holder(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    script = (
        "import sys, time; from pathlib import Path; from warehouse.storage import locked\n"
        "with locked(Path(sys.argv[1])):\n    print('held', flush=True); time.sleep(60)"
    )
    root = Path(__file__).parents[2]
    holder = subprocess.Popen([sys.executable, "-c", script, str(lock)], cwd=root, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    waiting = subprocess.Popen([sys.executable, "-c", script, str(lock)], cwd=root, stdout=subprocess.PIPE)
    time.sleep(0.5)
    assert waiting.poll() is None
    holder.kill()
    assert waiting.stdout is not None
    assert waiting.stdout.readline() == b"held\n"
    for process in (waiting, holder):
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
    with locked(lock):
        pass
