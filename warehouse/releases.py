"""Staging, and immutable releases behind one pointer: stage, publish, read, compare, roll back, prune.

A release is a folder of Parquet files with `manifest.json`; `CURRENT` names the one that is served and is replaced
atomically, last. Which checks are required and what they look at is the business of `expectations/` and its caller.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.conform import conform
from warehouse.content import hash_table, hash_tables
from warehouse.schema import FACTS, RELEASED, SCHEMA_VERSION, TABLES, SchemaError
from warehouse.storage import Home, hash_file, locked, open_home, write_file

MANIFEST = "manifest.json"
STAGE_MANIFEST = "stage.json"
POINTER = "CURRENT"
RELEASES = "releases"
# Tables that speak of the step from the release before: after a night without change they differ by nature.
RELATIVE = frozenset({"out_changes"})

HomeLike = Path | str | Home
_ID = re.compile(r"^\d{8}T\d{4}Z-[0-9a-f]{8}(-\d+)?$")
_STAGE_ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_.:+-]{0,100}$")


class ReleaseError(RuntimeError):
    """A release or stage cannot be read; the message says which and what to do."""


class RefusedRelease(RuntimeError):  # noqa: N818 -- it is an outcome, and named so everywhere
    """Publication refused. `reasons` holds one sentence each; `failed` the fatal checks that a steward may accept."""

    def __init__(self, reasons: Sequence[str], failed: Sequence[CheckRecord] = ()) -> None:
        super().__init__("release refused, the last one stays served:\n" + "\n".join(f"- {text}" for text in reasons))
        self.reasons = list(reasons)
        self.failed = list(failed)


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """What one check found on one exact set of staged files. `severity` is fatal or warning."""

    table: str
    name: str
    severity: str
    passed: bool
    content_hash: str
    files_hash: str

    @classmethod
    def from_dict(cls, record: dict[str, Any]) -> CheckRecord:
        """From a dict that may hold more; a missing key is a KeyError: a record without it proves nothing."""
        return cls(
            str(record["table"]),
            str(record["name"]),
            str(record["severity"]),
            record["passed"] is True,
            str(record["content_hash"]),
            str(record["files_hash"]),
        )


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A steward's acceptance of one failed check for one content (its hash, or at least the first 8 digits of it)."""

    table: str
    check: str
    content_hash: str
    reason: str
    author: str
    date: str = ""  # on which it was accepted, ISO


@dataclass(frozen=True, slots=True)
class Staged:
    """The folder of one night's tables before the gate."""

    stage_id: str
    folder: Path

    def path(self, table_name: str) -> Path:
        return self.folder / f"{table_name}.parquet"

    def stamps(self) -> dict[str, dict[str, Any]]:
        """Table name -> {rows, bytes, sha256, content_hash} of each table staged so far."""
        try:
            stamps: dict[str, dict[str, Any]] = json.loads((self.folder / STAGE_MANIFEST).read_bytes())["tables"]
        except FileNotFoundError:
            return {}
        return stamps

    def write(self, table_name: str, data: Any) -> dict[str, Any]:
        """Conforms `data` and stages it as `<table_name>.parquet`; gives its stamp. SchemaError leaves the old file."""
        table = TABLES[table_name]
        conformed = conform(data, table)
        content = _parquet_bytes(conformed)
        stamp = {
            "rows": conformed.num_rows,
            "bytes": len(content),
            "sha256": _sha256(content),
            "content_hash": hash_table(conformed, table),
        }
        with locked(self.folder / ".lock"):
            write_file(self.path(table_name), content)
            tables = self.stamps() | {table_name: stamp}
            manifest = {"stage_id": self.stage_id, "schema_version": SCHEMA_VERSION, "tables": tables}
            write_file(self.folder / STAGE_MANIFEST, _json_bytes(manifest))
        return stamp

    def read(self, table_name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """A staged table. ReleaseError where it has not been staged."""
        if not self.path(table_name).exists():
            raise ReleaseError(
                f"stage {self.stage_id} holds no {table_name}; run the step that makes it (folder {self.folder.name})"
            )
        return _read_parquet(str(self.path(table_name)), None, columns)


@dataclass(frozen=True, slots=True)
class Release:
    """One published release, as its manifest tells it."""

    id: str
    created_at: datetime
    manifest: dict[str, Any]
    is_current: bool = False
    is_new: bool = True  # False: publish found nothing changed and made none

    @property
    def content_hash(self) -> str:
        return str(self.manifest["content_hash"])

    @property
    def previous(self) -> str | None:
        previous: str | None = self.manifest["previous"]
        return previous

    @property
    def rows(self) -> dict[str, int]:
        return {name: entry["rows"] for name, entry in self.manifest["files"].items()}

    @property
    def warnings(self) -> list[str]:
        """`table/check` of the warnings that failed when it was published."""
        return list(self.manifest["checks"]["warned"])

    @property
    def accepted(self) -> list[Acknowledgement]:
        """Fatal failures that a steward accepted for this release."""
        return [Acknowledgement(**each) for each in self.manifest.get("acknowledgements", ())]


@dataclass(frozen=True, slots=True)
class OpenRelease:
    """A release being read: it stays the same whatever is published or rolled back meanwhile."""

    id: str
    home: Home
    manifest: dict[str, Any]

    @property
    def table_names(self) -> list[str]:
        return sorted(self.manifest["files"])

    def source(self, name: str) -> tuple[str, Any]:
        """(path, filesystem) of a table's Parquet file, for pyarrow; a plain local path where filesystem is None."""
        if name not in self.manifest["files"]:
            raise ReleaseError(f"release {self.id} has no table {name}; it has {', '.join(self.table_names)}")
        return self.home.warehouse.source(f"{RELEASES}/{self.id}/{name}.parquet")

    def read_table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        path, filesystem = self.source(name)
        return _read_parquet(path, filesystem, columns)


@dataclass(frozen=True, slots=True)
class FactChange:
    program_id: str
    field: str
    old_value: str | None
    new_value: str | None
    old_quote: str | None
    new_quote: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class ReleaseDiff:
    """What differs from release `old` to release `new`: program ids, and facts with value and quote."""

    old: str
    new: str
    added: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    changed: list[FactChange] = field(default_factory=list)


# Staging


def stage(home: HomeLike, stage_id: str) -> Staged:
    """The stage `stage_id`, created where it does not exist."""
    if not _STAGE_ID.match(stage_id):
        raise ReleaseError(f"stage id {stage_id!r} is no file name; use letters, digits and . _ - only")
    folder = open_home(home).staging / stage_id
    folder.mkdir(parents=True, exist_ok=True)
    return Staged(stage_id, folder)


def content_hash(staged: Staged) -> str:
    """What the staged release says: hash over all released tables without volatile columns, read from the files.

    Independent of the order of rows and of Parquet encoding. ReleaseError where a released table is missing.
    """
    return hash_tables(read_content(staged))


def read_content(staged: Staged) -> dict[str, str]:
    """Table name -> content hash of each released table, computed from the file and not from the stage's manifest."""
    missing = [name for name in RELEASED if not staged.path(name).exists()]
    if missing:
        raise ReleaseError(f"stage {staged.stage_id} is not complete: missing {', '.join(missing)}")
    return {name: hash_table(conform(staged.read(name), TABLES[name]), TABLES[name]) for name in RELEASED}


def files_hash(staged: Staged) -> str:
    """Hash over the bytes of all released tables' files: what a check looked at, volatile columns included."""
    missing = [name for name in RELEASED if not staged.path(name).exists()]
    if missing:
        raise ReleaseError(f"stage {staged.stage_id} is not complete: missing {', '.join(missing)}")
    return hash_tables({name: hash_file(staged.path(name)) for name in RELEASED})


# Publishing


def publish(
    home: HomeLike,
    staged: Staged,
    checks: Iterable[CheckRecord | dict[str, Any]],
    *,
    required: Iterable[tuple[str, str]],
    created_at: datetime,
    acknowledgements: Iterable[Acknowledgement] = (),
    even_unchanged: bool = False,
) -> Release:
    """Publishes the staged tables, or raises RefusedRelease with every reason, the last release staying served.

    `required` names the (table, check) pairs that must have been recorded for exactly these files; a later record of
    the same check replaces an earlier one. The same data as the release served makes none: `is_new` is False; with
    `even_unchanged` it makes one, so that the dates on which facts were last confirmed do not grow old for readers.
    """
    home = open_home(home)
    if created_at.tzinfo is None:
        raise ValueError("created_at needs a time zone; give UTC")
    created_at = created_at.astimezone(UTC)
    records = [check if isinstance(check, CheckRecord) else CheckRecord.from_dict(check) for check in checks]
    with locked(home.lock):
        remove_leftovers(home)
        contents, hashes, files, broken = _inspect(staged)
        if broken:
            raise RefusedRelease(broken)
        content = hash_tables(contents)
        accepted = list(acknowledgements)
        verdict = _judge(records, list(required), content, hash_tables(hashes), accepted)
        if verdict.reasons:
            raise RefusedRelease(verdict.reasons, verdict.failed)
        data_hash = _data_hash(contents)
        served = current(home)
        is_same = served is not None and served.manifest["data_hash"] == data_hash
        if served is not None and is_same and not even_unchanged and not verify_release(home, served.id):
            return Release(served.id, served.created_at, served.manifest, is_current=True, is_new=False)
        release_id = _new_id(home, created_at, content)
        manifest = {
            "schema_version": SCHEMA_VERSION,
            "release_id": release_id,
            "created_at": created_at.isoformat(),
            "stage_id": staged.stage_id,
            "content_hash": content,
            "data_hash": data_hash,
            "previous": served.id if served else None,
            "files": {
                name: {
                    "rows": pq.read_metadata(BytesIO(files[name])).num_rows,
                    "bytes": len(files[name]),
                    "sha256": hashes[name],
                    "content_hash": contents[name],
                }
                for name in RELEASED
            },
            "checks": {"passed": verdict.passed, "warned": verdict.warned, "accepted": verdict.accepted},
            "acknowledgements": [asdict(each) for each in accepted if f"{each.table}/{each.check}" in verdict.accepted],
        }
        _write_release(home, release_id, files, manifest)
        _point_to(home, release_id)
    return Release(release_id, created_at, manifest, is_current=True)


def _inspect(staged: Staged) -> tuple[dict[str, str], dict[str, str], dict[str, bytes], list[str]]:
    """Reads each released table once and judges those very bytes: (content hashes, file hashes, bytes, reasons)."""
    contents: dict[str, str] = {}
    hashes: dict[str, str] = {}
    files: dict[str, bytes] = {}
    reasons: list[str] = []
    stamps = staged.stamps()
    for name in RELEASED:
        try:
            content = staged.path(name).read_bytes()
        except FileNotFoundError:
            reasons.append(f"table {name} is not staged; run the step that makes it")
            continue
        files[name], hashes[name] = content, _sha256(content)
        if stamps.get(name, {}).get("sha256") != hashes[name]:
            reasons.append(f"the staged file of {name} was changed after it was staged; stage it again and re-check")
            continue
        try:
            contents[name] = hash_table(
                conform(_read_parquet(BytesIO(content), None, None), TABLES[name]), TABLES[name]
            )
        except (SchemaError, pa.ArrowException) as error:
            reasons.append(f"the staged file of {name} does not fit its schema: {error}")
    return contents, hashes, files, reasons


@dataclass(slots=True)
class _Verdict:
    passed: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    failed: list[CheckRecord] = field(default_factory=list)


def _judge(
    records: Sequence[CheckRecord],
    required: Sequence[tuple[str, str]],
    content: str,
    files: str,
    acknowledgements: Sequence[Acknowledgement],
) -> _Verdict:
    verdict = _Verdict()
    if not required:
        verdict.reasons.append("no check is required; a release without checks is never published")
    here = {(r.table, r.name): r for r in records if r.content_hash == content and r.files_hash == files}
    elsewhere = {(record.table, record.name) for record in records} - set(here)
    for pair in dict.fromkeys(required):
        if pair not in here:
            why = "was run on other data than what is staged now" if pair in elsewhere else "has not been run"
            verdict.reasons.append(f"check {pair[0]}/{pair[1]} {why}; run the checks on this stage")
    for (table, name), record in here.items():
        label = f"{table}/{name}"
        if record.passed:
            verdict.passed.append(label)
        elif record.severity == "warning":
            verdict.warned.append(label)
        elif any(_accepts(each, record, content) for each in acknowledgements):
            verdict.accepted.append(label)
        else:
            verdict.reasons.append(f"check {label} failed and is fatal; correct the data, or accept it with a reason")
            verdict.failed.append(record)
    for labels in (verdict.passed, verdict.warned, verdict.accepted):
        labels.sort()
    return verdict


def _accepts(each: Acknowledgement, record: CheckRecord, content: str) -> bool:
    is_for_this = len(each.content_hash) >= 8 and content.startswith(each.content_hash.lower())
    is_signed = bool(each.reason.strip() and each.author.strip())
    return (each.table, each.check) == (record.table, record.name) and is_for_this and is_signed


def _data_hash(contents: dict[str, str]) -> str:
    return hash_tables({name: value for name, value in contents.items() if name not in RELATIVE})


def _new_id(home: Home, created_at: datetime, content: str) -> str:
    base = f"{created_at:%Y%m%dT%H%MZ}-{content[:8]}"
    taken = set(home.warehouse.folders(RELEASES))
    if base not in taken:
        return base
    return next(name for number in range(2, len(taken) + 3) if (name := f"{base}-{number}") not in taken)


def _write_release(home: Home, release_id: str, files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    temporary = f"{RELEASES}/.tmp-{release_id}"
    for name, content in files.items():
        home.warehouse.write(f"{temporary}/{name}.parquet", content)
    home.warehouse.write(f"{temporary}/{MANIFEST}", _json_bytes(manifest))
    home.warehouse.move_folder(temporary, f"{RELEASES}/{release_id}")


def _point_to(home: Home, release_id: str) -> None:
    home.warehouse.write(POINTER, f"{release_id}\n".encode())


# Reading


def current_id(home: HomeLike) -> str | None:
    """Id of the release served; None before the first. ReleaseError where the pointer is damaged."""
    home = open_home(home)
    try:
        text = home.warehouse.read(POINTER).decode("utf-8", "replace").strip()
    except FileNotFoundError:
        return None
    if not _ID.match(text):
        raise ReleaseError("warehouse/CURRENT names no release; repair it with: residency-atlas releases rollback ID")
    return text


def current(home: HomeLike) -> Release | None:
    """The release served, or None before the first."""
    home = open_home(home)
    release_id = current_id(home)
    return None if release_id is None else _load(home, release_id, release_id)


def open_release(home: HomeLike, release_id: str | None = None) -> OpenRelease:
    """A reader of one release, by default the one served: the pointer is followed once, here."""
    home = open_home(home)
    wanted = release_id or current_id(home)
    if wanted is None:
        raise ReleaseError("nothing has been released yet; run: residency-atlas refresh")
    return OpenRelease(wanted, home, _load(home, wanted, wanted).manifest)


def read_table(
    home: HomeLike, name: str, columns: Sequence[str] | None = None, release_id: str | None = None
) -> pa.Table:
    """One table of the release served. For several tables use `open_release`, so that all come from one release."""
    return open_release(home, release_id).read_table(name, columns)


def list_releases(home: HomeLike) -> list[Release]:
    """All releases, newest first. Folders without a manifest are none."""
    home = open_home(home)
    served = current_id(home)
    ids = [name for name in home.warehouse.folders(RELEASES) if _ID.match(name)]
    found = [_load(home, name, served) for name in ids if home.warehouse.exists(f"{RELEASES}/{name}/{MANIFEST}")]
    return sorted(found, key=lambda release: (release.created_at, release.id), reverse=True)


def show_release(home: HomeLike, release_id: str | None = None) -> Release:
    """One release, by default the one served. An unambiguous beginning of an id is enough."""
    home = open_home(home)
    served = current_id(home)
    if release_id is None:
        if served is None:
            raise ReleaseError("nothing has been released yet; run: residency-atlas refresh")
        return _load(home, served, served)
    return _load(home, _complete_id(home, release_id), served)


def _complete_id(home: Home, beginning: str) -> str:
    known = [name for name in home.warehouse.folders(RELEASES) if _ID.match(name)]
    if beginning in known:
        return beginning
    found = [name for name in known if beginning and name.startswith(beginning)]
    if len(found) == 1:
        return found[0]
    what = f"begins {len(found)} releases: {', '.join(found)}" if found else "names no release"
    raise ReleaseError(f"{beginning!r} {what}; see: residency-atlas releases list")


def _load(home: Home, release_id: str, served: str | None) -> Release:
    if not _ID.match(release_id):
        raise ReleaseError(f"{release_id!r} is no release id; see: residency-atlas releases list")
    try:
        manifest = json.loads(home.warehouse.read(f"{RELEASES}/{release_id}/{MANIFEST}"))
        created_at = datetime.fromisoformat(manifest["created_at"])
        manifest["files"], manifest["content_hash"], manifest["data_hash"]
    except FileNotFoundError as error:
        raise ReleaseError(f"release {release_id} does not exist; see: residency-atlas releases list") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ReleaseError(f"the manifest of release {release_id} is damaged; roll back to another release") from error
    return Release(release_id, created_at, manifest, is_current=release_id == served)


def verify_release(home: HomeLike, release_id: str) -> list[str]:
    """Compares each file with the manifest; one sentence per damage, none when the release is whole."""
    home = open_home(home)
    try:
        manifest = _load(home, release_id, None).manifest
    except ReleaseError as error:
        return [str(error)]
    damage = []
    for name, entry in sorted(manifest["files"].items()):
        try:
            content = home.warehouse.read(f"{RELEASES}/{release_id}/{name}.parquet")
        except FileNotFoundError:
            damage.append(f"release {release_id}: {name}.parquet is missing")
            continue
        if _sha256(content) != entry["sha256"]:
            damage.append(f"release {release_id}: {name}.parquet is not the file that was published")
    return damage


# Comparing


def diff_releases(home: HomeLike, old: str, new: str) -> ReleaseDiff:
    """Programs added and gone, and facts whose value differs, from release `old` to release `new`."""
    home = open_home(home)
    old, new = _complete_id(home, old), _complete_id(home, new)
    before, after = (_programs_by_id(open_release(home, each)) for each in (old, new))
    diff = ReleaseDiff(old, new)
    diff.added.extend(sorted(id for id, row in after.items() if id not in before and row.get("gone_since") is None))
    diff.gone.extend(
        sorted(
            id
            for id, row in before.items()
            if row.get("gone_since") is None and (id not in after or after[id].get("gone_since") is not None)
        )
    )
    for program_id in sorted(before.keys() & after.keys()):
        diff.changed.extend(_changed_facts(program_id, before[program_id], after[program_id]))
    return diff


def _programs_by_id(release: OpenRelease) -> dict[str, dict[str, Any]]:
    return {row["program_id"]: row for row in release.read_table("out_programs").to_pylist()}


def _changed_facts(program_id: str, old: dict[str, Any], new: dict[str, Any]) -> Iterable[FactChange]:
    for name in (*(fact.name for fact in FACTS), "img_share"):
        if old.get(name) != new.get(name):
            yield FactChange(
                program_id,
                name,
                _as_text(old.get(name)),
                _as_text(new.get(name)),
                old.get(f"{name}_quote"),
                new.get(f"{name}_quote"),
                new.get(f"{name}_url") or old.get(f"{name}_url"),
            )


def _as_text(value: Any) -> str | None:
    """A fact's value in canonical form, as `core_statements.value` has it."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


# Moving back, cleaning up


def rollback(home: HomeLike, release_id: str | None = None) -> Release:
    """Serves an earlier release, by default the one before the current; its files are verified first."""
    home = open_home(home)
    with locked(home.lock):
        if release_id is not None:
            target = _complete_id(home, release_id)
        else:
            served = current(home)
            if served is None:
                raise ReleaseError("nothing has been released yet, so there is nothing to roll back to")
            if served.previous is None:
                raise ReleaseError(f"release {served.id} is the first; there is none before it to roll back to")
            target = served.previous
        if damage := verify_release(home, target):
            raise ReleaseError("not rolled back: " + "; ".join(damage))
        _point_to(home, target)
        return _load(home, target, target)


def remove_leftovers(home: HomeLike) -> list[str]:
    """Removes half-written releases of crashed publications, and gives their names. Only under the lock."""
    home = open_home(home)
    leftovers = [name for name in home.warehouse.folders(RELEASES) if name.startswith(".tmp-")]
    # On an object store a crash may also leave a folder whose manifest, moved last, never came.
    leftovers += [
        name
        for name in home.warehouse.folders(RELEASES)
        if _ID.match(name) and not home.warehouse.exists(f"{RELEASES}/{name}/{MANIFEST}")
    ]
    for name in leftovers:
        home.warehouse.remove_folder(f"{RELEASES}/{name}")
    for name in home.warehouse.files(""):
        if name.startswith(f".{POINTER}.") and name.endswith(".tmp"):
            home.warehouse.remove_file(name)
    return leftovers


def prune(home: HomeLike, keep: int) -> list[str]:
    """Removes all but the newest `keep` releases, never the one served nor the one before it; gives the ids removed."""
    if keep < 1:
        raise ValueError("keep at least one release")
    home = open_home(home)
    with locked(home.lock):
        remove_leftovers(home)
        releases = list_releases(home)
        served = current(home)
        kept = {release.id for release in releases[:keep]}
        if served is not None:
            kept |= {served.id, served.previous or served.id}
        removed = [release.id for release in releases if release.id not in kept]
        for release_id in removed:
            # The manifest first: what is half removed is no release any more.
            home.warehouse.remove_file(f"{RELEASES}/{release_id}/{MANIFEST}")
            home.warehouse.remove_folder(f"{RELEASES}/{release_id}")
    return removed


def _parquet_bytes(table: pa.Table) -> bytes:
    buffer = BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def _read_parquet(source: Any, filesystem: Any, columns: Sequence[str] | None) -> pa.Table:
    # partitioning=None: folder names like a=b above the file must never become columns.
    return pq.read_table(
        source, columns=list(columns) if columns is not None else None, filesystem=filesystem, partitioning=None
    )


def _json_bytes(value: Any) -> bytes:
    return (json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
