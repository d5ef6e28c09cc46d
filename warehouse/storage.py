"""Where files lie and how they are written so that a crash leaves either the old file or the new one, never half.

A home is a local folder; the warehouse inside it may instead be an object-store URL (fsspec). What the files hold is
the business of `warehouse/releases.py`.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol

HOME_FOLDERS = ("registry", "archive", "staging", "warehouse", "outbox", "quarantine", "dagster")


class Store(Protocol):
    """Files under one root, named by relative paths with forward slashes."""

    def write(self, path: str, content: bytes) -> None:
        """Writes one file whole and durably: readers see the old content or the new."""

    def read(self, path: str) -> bytes: ...

    def exists(self, path: str) -> bool: ...

    def folders(self, path: str) -> list[str]:
        """Names of the folders directly under `path`, sorted; none where it does not exist."""

    def files(self, path: str) -> list[str]:
        """Names of the files directly under `path`, sorted."""

    def move_folder(self, source: str, target: str) -> None:
        """Renames a folder that no reader knows yet."""

    def remove_folder(self, path: str) -> None: ...

    def remove_file(self, path: str) -> None: ...

    def source(self, path: str) -> tuple[str, Any]:
        """(path, filesystem) for pyarrow.parquet; the filesystem is None for local files."""


def sync_folder(folder: Path) -> None:
    """Makes a rename inside `folder` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_file(path: Path, content: bytes) -> None:
    """Temporary file beside `path`, fsync, rename, fsync of the folder."""
    with replacing(path) as file:
        file.write(content)


@contextmanager
def replacing(path: Path, mode: int = 0o666) -> Iterator[IO[bytes]]:
    """A file to write that takes the place of `path` at the end; after an error the old file stands as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f".{path.name}.{uuid.uuid4().hex[:8]}.tmp"
    try:
        with open(temporary, "wb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def hash_file(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds an exclusive lock on `path` between processes of one machine; it waits for whoever holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)  # closing frees the lock, as does the death of the process


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A warehouse in a local folder: renames are atomic."""

    root: Path

    def write(self, path: str, content: bytes) -> None:
        write_file(self.root / path, content)

    def read(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def exists(self, path: str) -> bool:
        return (self.root / path).exists()

    def folders(self, path: str) -> list[str]:
        folder = self.root / path
        return sorted(entry.name for entry in folder.iterdir() if entry.is_dir()) if folder.is_dir() else []

    def files(self, path: str) -> list[str]:
        folder = self.root / path
        return sorted(entry.name for entry in folder.iterdir() if entry.is_file()) if folder.is_dir() else []

    def move_folder(self, source: str, target: str) -> None:
        sync_folder(self.root / source)
        (self.root / source).rename(self.root / target)
        sync_folder((self.root / target).parent)

    def remove_folder(self, path: str) -> None:
        shutil.rmtree(self.root / path, ignore_errors=True)

    def remove_file(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    def source(self, path: str) -> tuple[str, Any]:
        return str(self.root / path), None


@dataclass(frozen=True, slots=True)
class ObjectStore:
    """A warehouse at an fsspec URL (s3://, gs://, memory://). One object is written atomically; a folder is not.

    A release counts as one only when its manifest stands there, and that is moved last.
    """

    url: str
    filesystem: Any = field(compare=False)
    prefix: str = ""

    def _path(self, path: str) -> str:
        return f"{self.prefix}/{path}"

    def write(self, path: str, content: bytes) -> None:
        parent = self._path(path).rsplit("/", 1)[0]
        self.filesystem.makedirs(parent, exist_ok=True)
        self.filesystem.pipe_file(self._path(path), content)

    def read(self, path: str) -> bytes:
        content: bytes = self.filesystem.cat_file(self._path(path))
        return content

    def exists(self, path: str) -> bool:
        self.filesystem.invalidate_cache()
        return bool(self.filesystem.exists(self._path(path)))

    def _entries(self, path: str, kind: str) -> list[str]:
        self.filesystem.invalidate_cache()
        try:
            entries = self.filesystem.ls(self._path(path), detail=True)
        except FileNotFoundError:
            return []
        return sorted(entry["name"].rstrip("/").rsplit("/", 1)[1] for entry in entries if entry["type"] == kind)

    def folders(self, path: str) -> list[str]:
        return self._entries(path, "directory")

    def files(self, path: str) -> list[str]:
        return self._entries(path, "file")

    def move_folder(self, source: str, target: str) -> None:
        # The manifest last: without it the target is no release, so a crash here leaves none half made.
        for name in sorted(self.files(source), key=lambda name: name == "manifest.json"):
            self.write(f"{target}/{name}", self.read(f"{source}/{name}"))
        self.remove_folder(source)

    def remove_folder(self, path: str) -> None:
        if self.exists(path):
            self.filesystem.rm(self._path(path), recursive=True)

    def remove_file(self, path: str) -> None:
        if self.exists(path):
            self.filesystem.rm_file(self._path(path))

    def source(self, path: str) -> tuple[str, Any]:
        return self._path(path), self.filesystem


@dataclass(frozen=True, slots=True)
class Home:
    """One installation's files: a local folder, and the store that holds its releases."""

    root: Path
    warehouse: Store

    @property
    def staging(self) -> Path:
        return self.root / "staging"

    @property
    def registry(self) -> Path:
        return self.root / "registry"

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def outbox(self) -> Path:
        return self.root / "outbox"

    @property
    def quarantine(self) -> Path:
        return self.root / "quarantine"

    @property
    def lock(self) -> Path:
        """Lock of all writers of releases. For an object store it guards the processes of this machine only."""
        if isinstance(self.warehouse, FolderStore):
            return self.warehouse.root / ".lock"
        return self.root / ".warehouse.lock"


def open_home(home: Path | str | Home, warehouse_root: str | None = None) -> Home:
    """The home at a folder. `warehouse_root`, a folder or an fsspec URL, replaces `<home>/warehouse`."""
    if isinstance(home, Home):
        return home
    root = Path(home).absolute()
    if warehouse_root is None:
        return Home(root, FolderStore(root / "warehouse"))
    if "://" not in warehouse_root:
        return Home(root, FolderStore(Path(warehouse_root).absolute()))
    import fsspec

    filesystem, prefix = fsspec.core.url_to_fs(warehouse_root)
    return Home(root, ObjectStore(warehouse_root, filesystem, prefix.rstrip("/")))


def make_home(home: Path | str | Home, warehouse_root: str | None = None) -> Home:
    """As `open_home`, and creates the folders of the layout that are missing."""
    opened = open_home(home, warehouse_root)
    for name in HOME_FOLDERS:
        (opened.root / name).mkdir(parents=True, exist_ok=True)
    return opened
