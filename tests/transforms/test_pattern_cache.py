"""Compiled patterns from one process to the next: the same as compiled anew, and never a reason to fail."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from transforms import hinted_re, reading
from transforms.hinted_re import Hinted
from transforms.pattern_cache import MAX_KEPT, PatternCache, assemble, disassemble

assert reading  # loads every module with patterns
_parser = import_module("re._parser")
SOURCE = Path(hinted_re.__file__)


def test_every_pattern_is_the_one_that_re_compiles() -> None:
    patterns = [one for one in hinted_re._all if isinstance(one, Hinted)]
    assert len(patterns) > 1000
    for one in patterns[::7]:
        made = assemble(one.pattern, disassemble(_parser.parse(one.pattern)))
        plain = re.compile(one.pattern)
        assert made == plain  # compares flags and code
        assert (made.groups, made.groupindex) == (plain.groups, plain.groupindex)
        assert one.full == plain


@pytest.mark.parametrize("pattern", [r"(?P<a>x)(?P<b>y)?z", r"(?i)straße|\u0130", r"(?x) a b # c", r"[^\W\d_]{2,5}+"])
def test_groups_and_flags_survive(pattern: str) -> None:
    made = assemble(pattern, disassemble(_parser.parse(pattern)))
    assert made == re.compile(pattern)
    for text in ("xyz", "xz", "STRASSE", "Straße", "ab", "abc1"):
        found, expected = made.search(text), re.compile(pattern).search(text)
        assert (found and found.groupdict(), found and found.span()) == (
            expected and expected.groupdict(),
            expected and expected.span(),
        )


def test_what_one_keeps_another_recalls(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "patterns"
    first, second = PatternCache(path, SOURCE), PatternCache(path, SOURCE)
    assert first.recall(("whole", "a")) is None
    first.keep(("whole", "a"), (1, b"code"))
    second.keep(("whole", "b"), (2, b"more"))
    first.save()
    second.save()
    third = PatternCache(path, SOURCE)
    assert third.recall(("whole", "a")) == (1, b"code")
    assert third.recall(("whole", "b")) == (2, b"more")
    assert sorted(file.name for file in path.parent.iterdir()) == ["patterns"]


def test_a_file_of_another_source_is_not_read(tmp_path: Path) -> None:
    path, source = tmp_path / "patterns", tmp_path / "source.py"
    source.write_text("old = 1\n")
    cache = PatternCache(path, source)
    cache.keep("a", 1)
    cache.save()
    assert PatternCache(path, source).recall("a") == 1
    source.write_text("new = 2\n")
    assert PatternCache(path, source).recall("a") is None


@pytest.mark.parametrize("torn", [b"", b"no cache", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_a_torn_file_is_as_good_as_none(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "patterns"
    path.write_bytes(torn)
    cache = PatternCache(path, SOURCE)
    assert cache.recall("a") is None
    cache.keep("a", 1)
    cache.save()
    assert PatternCache(path, SOURCE).recall("a") == 1


def test_half_a_file_is_as_good_as_none(tmp_path: Path) -> None:
    path = tmp_path / "patterns"
    cache = PatternCache(path, SOURCE)
    cache.keep("a", b"1" * 100)
    cache.save()
    path.write_bytes(path.read_bytes()[:-9])
    assert PatternCache(path, SOURCE).recall("a") is None


def test_where_nothing_may_be_written_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = PatternCache(tmp_path / "file" / "patterns", SOURCE)
    cache.keep("a", 1)
    cache.save()
    assert cache.recall("a") == 1
    assert (tmp_path / "file").read_text() == "in the way"


def test_entries_that_nobody_asks_for_go_when_there_are_too_many(tmp_path: Path) -> None:
    path = tmp_path / "patterns"
    old = PatternCache(path, SOURCE)
    for number in range(MAX_KEPT):
        old.keep(number, number)
    old.save()
    new = PatternCache(path, SOURCE)
    assert new.recall(5) == 5
    new.keep("new", 1)
    new.save()
    last = PatternCache(path, SOURCE)
    assert (last.recall(5), last.recall("new"), last.recall(6)) == (5, 1, None)


def test_a_process_that_takes_patterns_back_reads_the_same(tmp_path: Path) -> None:
    script = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "from transforms import hinted_re\n"
        "from transforms.pattern_cache import PatternCache\n"
        "hinted_re._kept = PatternCache(Path(sys.argv[1]), Path(hinted_re.__file__))\n"
        "from transforms.statements import read_lines\n"
        "print(*read_lines(sys.stdin))\n"
        "print(hinted_re._kept._is_new)\n"
    )
    texts = ["We sponsor J-1 visas, not H-1B. Three letters.", "Pass Step 1 at the first attempt, with 220 or more."]
    lines = "".join(json.dumps({"id": number, "text": text}) + "\n" for number, text in enumerate(texts))
    told = [
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / "patterns")],
            input=lines, capture_output=True, text=True, check=True, cwd=SOURCE.parents[1],
        ).stdout.splitlines()
        for _ in range(2)
    ]  # fmt: skip
    assert told[0][:-1] == told[1][:-1]
    assert '"step1_min": 220' in told[0][0]
    assert (told[0][-1], told[1][-1]) == ("True", "False")  # the second made none
