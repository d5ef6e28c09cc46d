"""Compiled patterns, kept from one process to the next: compiling all takes three seconds, taking them back a tenth.

Each process would pay those seconds on the first pages it reads. What is kept holds for one build of Python and one
text of the sources that make it, and lies in the environment that this Python runs from. A file that is missing, torn
or made by another is as good as none, and where nothing may be written nothing is.
"""

from __future__ import annotations

import atexit
import marshal
import os
import re
import sys
import zlib
from array import array
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

_sre, _compiler = import_module("_sre"), import_module("re._compiler")
PLACE = Path(sys.prefix) / "var" / "cache" / "residency-atlas" / f"patterns.{sys.implementation.cache_tag}"
MAX_KEPT = 8_000  # entries: three times what the extractor has; beyond it those that a process did not ask for go


class PatternCache:
    """Entries by key, both made of what `marshal` can write; read when first asked for, saved when the process ends."""

    def __init__(self, path: Path, module: Path) -> None:
        """`module` is the source whose text, beside this one's, decides what an entry of a key holds."""
        self.path = path
        self.sources = (module, Path(__file__))
        self._entries: dict[Any, Any] | None = None
        self._asked: set[Any] = set()
        self._is_new = False

    def recall(self, key: Any) -> Any | None:
        if self._entries is None:
            self._entries = self._load()
        self._asked.add(key)
        return self._entries.get(key)

    def keep(self, key: Any, entry: Any) -> None:
        if self._entries is None:
            self._entries = self._load()
        self._asked.add(key)
        self._entries[key] = entry
        if not self._is_new:
            self._is_new = True
            atexit.register(self.save)

    def save(self) -> None:
        """Write what is new beside what other processes wrote meanwhile; without a place for it, nothing is written."""
        if not self._is_new or self._entries is None:
            return
        entries = self._load() | self._entries
        if len(entries) > MAX_KEPT:
            entries = {key: entry for key, entry in entries.items() if key in self._asked}
        unfinished = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(zlib.compress(marshal.dumps((self._name_maker(), entries)), 1))
            unfinished.replace(self.path)
            self._is_new = False

    def _load(self) -> dict[Any, Any]:
        try:
            made_by, entries = marshal.loads(zlib.decompress(self.path.read_bytes()))
        except (OSError, zlib.error, EOFError, ValueError, TypeError):
            return {}
        return entries if made_by == self._name_maker() else {}

    def _name_maker(self) -> tuple[str, int, list[int]]:
        return sys.version, _sre.MAGIC, [zlib.crc32(source.read_bytes()) for source in self.sources]


def disassemble(parsed: Any) -> tuple[Any, ...]:
    """What makes a pattern of a parsed one, as numbers and names that can be kept."""
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in parsed.state.groupdict.items():
        names[number] = name
    code = array("I", _compiler._code(parsed, 0))
    return parsed.state.flags, code.tobytes(), tuple(names)


def assemble(pattern: str, made: tuple[Any, ...]) -> re.Pattern[str]:
    """The pattern that `re.compile` would have made."""
    flags, code, names = made
    groups = {name: number for number, name in enumerate(names) if name is not None}
    found: re.Pattern[str] = _sre.compile(pattern, flags, array("I", code).tolist(), len(names) - 1, groups, names)
    return found
