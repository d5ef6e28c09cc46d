"""Crawls as one call: shards started, watched, killed at their cap, sealed into the archive, and counted.

No Scrapy is imported here: it lives in the shards' processes. What is crawled next within a site: `frontier.py`.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from scrapers import archive
from scrapers.frontier import Target
from scrapers.links import host_of, lane_of, normalize_url, owner_of
from scrapers.settings import ContactMissingError, CrawlSettings, require_contact
from scrapers.sources import ListingSource
from scrapers.steward import BLOCKED, STOPPED, Steward, blocked_host
from warehouse.schema import RAW_FETCHES, RAW_LINKS

__all__ = [
    "ArchiveBusyError",
    "ContactMissingError",
    "CrawlReport",
    "CrawlSettings",
    "ListingReport",
    "ListingSource",
    "Progress",
    "SourceReport",
    "Target",
    "crawl_listings",
    "crawl_programs",
]
log = logging.getLogger(__name__)
_SHARDS = {"programs": ("programs", "policies", "links", "shared", "refused"), "listings": ("listings",)}


class ArchiveBusyError(RuntimeError):
    """Another crawl is writing to the same archive."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a crawl is, all shards together."""

    hosts_done: int
    hosts: int
    pages: int
    failed: int


@dataclass
class CrawlReport:
    """Counters of one crawl of program sites. Addresses: each one discovered has exactly one outcome.

    `pages_by_program` counts pages asked for that serve a program (failed ones too); `killed_shards` says per shard why
    it was ended; `rows` are rows in the archive by table. `skipped_programs` says whose entry page was left alone as a
    steward wanted, `blocked_hosts` which entries of the list (host -> reason) entry pages fell under, `is_stopped`
    whether a stop file ended the crawl.
    """

    crawl_id: str
    targets: int = 0
    discovered: int = 0
    fetched: int = 0
    unchanged: int = 0
    failed: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    pages_by_program: dict[str, int] = field(default_factory=dict)
    killed_shards: dict[str, str] = field(default_factory=dict)
    bodies_stored: int = 0
    bytes_downloaded: int = 0
    elapsed_s: float = 0.0
    rows: dict[str, int] = field(default_factory=dict)
    row_outcomes: dict[str, int] = field(default_factory=dict)
    skipped_programs: dict[str, str] = field(default_factory=dict)
    blocked_hosts: dict[str, str] = field(default_factory=dict)
    is_stopped: bool = False

    @property
    def pages(self) -> int:
        """Addresses asked for, whatever came of them."""
        return self.fetched + self.unchanged + sum(self.failed.values())

    def check_sums(self) -> list[str]:
        """What does not add up, in words; empty where all does. Counters of the shards are held against the archive."""
        problems = []
        outcomes = self.pages + sum(self.skipped.values())
        if self.discovered != outcomes:
            problems.append(f"{self.discovered} addresses discovered, {outcomes} have an outcome")
        if self.skipped.get("unvisited"):
            problems.append(f"{self.skipped['unvisited']} addresses were queued and never visited")
        counted = Counter({"fetched": self.fetched, "unchanged": self.unchanged})
        counted.update({f"failed:{kind}": number for kind, number in self.failed.items()})
        archived = Counter(self.row_outcomes)
        for name in sorted(set(counted) | set(archived)):
            if counted[name] != archived[name]:
                problems.append(f"{name}: {counted[name]} counted, {archived[name]} rows in the archive")
        linked = sum(self.pages_by_program.values())
        if linked != self.rows.get(RAW_LINKS.name, 0):
            problems.append(f"{linked} pages serve programs, {self.rows.get(RAW_LINKS.name, 0)} rows in raw_links")
        named = len(self.pages_by_program.keys() | self.skipped_programs.keys())
        if named != self.targets:
            problems.append(f"{self.targets} programs asked for, {named} have a page or a reason why not")
        return problems

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class SourceReport:
    """What one listing source gave. `problems` in words: a total that differs, pages that failed, rows lost."""

    source: str
    rows: int
    stated_total: int | None
    pages: int
    fetched: int
    unchanged: int
    failed: dict[str, int]
    problems: list[str]


@dataclass(frozen=True)
class ListingReport:
    crawl_id: str
    sources: tuple[SourceReport, ...]
    killed_shards: dict[str, str]
    elapsed_s: float

    @property
    def rows(self) -> int:
        return sum(source.rows for source in self.sources)

    @property
    def problems(self) -> list[str]:
        return [f"{source.source}: {problem}" for source in self.sources for problem in source.problems]


ProgressHook = Callable[[Progress], None]


def crawl_programs(
    targets: Iterable[Target],
    archive_dir: Path,
    crawl_id: str,
    settings: CrawlSettings,
    on_progress: ProgressHook | None = None,
) -> CrawlReport:
    """Visit the sites of programs. Raises ContactMissingError before anything is sent, ArchiveBusyError, or ValueError
    for a crawl id or program id that cannot be used; a target whose address cannot be asked gets a failed row instead.
    """
    started = time.monotonic()
    archive_dir = Path(archive_dir)
    targets = list(targets)
    _check_ids(crawl_id, [target.program_id for target in targets])
    require_contact((target.url for target in targets), settings)
    report = CrawlReport(crawl_id, targets=len(targets))
    with _only_crawl(archive_dir):
        run = _Run(archive_dir, crawl_id, settings, on_progress)
        usable, bad = _normalized(targets)
        if bad:
            run.write_bad_targets(bad)
        usable = run.leave_blocked(usable, report)
        groups: dict[int, list[Target]] = {}
        for target in usable:
            groups.setdefault(owner_of(lane_of(target.url), settings.shards), []).append(target)
        local_urls = [target.url for target in usable]
        done = run.shards(
            [run.program_spec(f"programs{index}", index, group, local_urls) for index, group in sorted(groups.items())]
        )
        # What lies on, or redirects to, the host of another shard: one shard, so that no host is asked by two at once.
        handed = [item for event in done for item in event.get("handovers", [])]
        if handed:
            done += run.shards([run.shared_spec("shared0", handed, local_urls)])
        run.fill(report, done)
    report.elapsed_s = round(time.monotonic() - started, 2)
    return report


def crawl_listings(
    sources: Sequence[ListingSource],
    archive_dir: Path,
    crawl_id: str,
    settings: CrawlSettings,
    on_progress: ProgressHook | None = None,
) -> ListingReport:
    """Read listings into raw_listing_rows. Raises ContactMissingError or ArchiveBusyError before anything is sent."""
    started = time.monotonic()
    archive_dir = Path(archive_dir)
    _check_ids(crawl_id, [source.name for source in sources])
    require_contact((source.url if source.is_local else f"public:{source.url}" for source in sources), settings)
    with _only_crawl(archive_dir):
        run = _Run(archive_dir, crawl_id, settings, on_progress, "listings")
        spec = run.spec("listings0", kind="listings", sources=[source.to_dict() for source in sources])
        is_stopped = Steward(settings.stop_file).is_stopped
        done = [] if is_stopped else run.shards([spec])
    why = "a steward stopped the crawl" if is_stopped else "the shard that read it was ended before it was done"
    read = {summary["source"]: SourceReport(**summary) for event in done for summary in event.get("summaries", [])}
    lost = [SourceReport(source.name, 0, None, 0, 0, 0, {}, [why]) for source in sources if source.name not in read]
    return ListingReport(crawl_id, (*read.values(), *lost), run.killed, round(time.monotonic() - started, 2))


def _check_ids(crawl_id: str, names: list[str]) -> None:
    if not crawl_id or not all(character.isalnum() or character in "._-" for character in crawl_id):
        raise ValueError(f"crawl id {crawl_id!r} must be letters, digits, dots, dashes and underscores")
    repeated = [name for name, count in Counter(names).items() if count > 1]
    if repeated:
        raise ValueError(f"{len(repeated)} ids stand more than once, first {repeated[0]!r}; each must be unique")


def _normalized(targets: list[Target]) -> tuple[list[Target], list[tuple[Target, str, str]]]:
    """Targets whose address can be asked, and the others with failure kind and detail."""
    usable: list[Target] = []
    bad: list[tuple[Target, str, str]] = []
    for target in targets:
        url = normalize_url(target.url)
        if url is not None:
            usable.append(Target(target.program_id, url, target.name, target.institution, target.specialty))
        elif "://" in target.url and not target.url.lower().startswith(("http://", "https://")):
            bad.append((target, "unsafe_address", f"scheme {target.url.split('://', 1)[0]!r} is not asked for"))
        else:
            bad.append((target, "bad_response", "this is no http or https address; correct it in the registry"))
    return usable, bad


@contextlib.contextmanager
def _only_crawl(archive_dir: Path) -> Iterator[None]:
    """Hold the archive for one crawl, and seal what an interrupted one left."""
    archive_dir.mkdir(parents=True, exist_ok=True)
    with (archive_dir / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ArchiveBusyError(f"another crawl is writing to {archive_dir.name}/; wait for it to end") from error
        for name in archive.recover(archive_dir):
            log.warning("sealed what an interrupted crawl left: %s", name)
        yield


class _Run:
    """The shards of one crawl: specs, processes, and what is made of their spools."""

    def __init__(
        self,
        archive_dir: Path,
        crawl_id: str,
        settings: CrawlSettings,
        on_progress: ProgressHook | None,
        kind: str = "programs",
    ) -> None:
        self.archive_dir, self.crawl_id, self.settings, self.on_progress = archive_dir, crawl_id, settings, on_progress
        self.killed: dict[str, str] = {}
        self.sealed: list[str] = []
        self.bad_counts: Counter[str] = Counter()
        self._seen: dict[str, dict[str, Any]] = {}
        self._lock = threading.Lock()
        self._errors: list[Exception] = []
        attempts = [archive.attempt_of(shard) for shard in archive.shards_of(archive_dir, crawl_id, _SHARDS[kind])]
        self._attempt = max(attempts, default=-1) + 1

    def spec(self, shard: str, **rest: Any) -> dict[str, Any]:
        """A spec for a shard. A crawl that is repeated under its id gives all its shards the number of its attempt."""
        name = f"{shard}r{self._attempt}" if self._attempt else shard
        return {
            "archive_dir": str(self.archive_dir.absolute()),
            "crawl_id": self.crawl_id,
            "shard": name,
            "settings": asdict(self.settings),
            **rest,
        }

    def program_spec(self, shard: str, index: int, targets: list[Target], local_urls: list[str]) -> dict[str, Any]:
        return self.spec(
            shard,
            kind="programs",
            index=index,
            count=self.settings.shards,
            targets=[asdict(target) for target in targets],
            handovers=[],
            sealed=[],
            tells_skipped=self.settings.shards > 1,
            local_urls=local_urls,
        )

    def shared_spec(self, shard: str, handovers: list[dict[str, Any]], local_urls: list[str]) -> dict[str, Any]:
        """The second round: it owns all hosts, and asks for nothing that the first round has a row of."""
        rest = {"targets": [], "handovers": handovers, "sealed": self.sealed, "local_urls": local_urls}
        return self.spec(shard, kind="programs", index=0, count=1, tells_skipped=True, **rest)

    def shards(self, specs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Run shards side by side; returns their `done` events. Each is sealed, ended early or not."""
        events: list[dict[str, Any]] = []
        with tempfile.TemporaryDirectory(prefix="residency-atlas-") as folder:
            threads = []
            for spec in specs:
                path = Path(folder) / f"{spec['shard']}.json"
                path.write_text(json.dumps(spec), encoding="utf-8")
                thread = threading.Thread(target=self._watch_or_note, args=(spec, path, events), daemon=True)
                thread.start()
                threads.append(thread)
            for thread in threads:
                thread.join()
        for spec in specs:
            archive.seal(self.archive_dir, self.crawl_id, spec["shard"])
            self.sealed.append(spec["shard"])
        if self._errors:
            raise self._errors[0]
        return events

    def _watch_or_note(self, spec: dict[str, Any], path: Path, events: list[dict[str, Any]]) -> None:
        """An error while watching a shard must reach the caller, not end with its thread."""
        try:
            self._watch(spec, path, events)
        except Exception as error:
            self._errors.append(error)

    def _watch(self, spec: dict[str, Any], path: Path, events: list[dict[str, Any]]) -> None:
        """One shard from start to end; at its cap it is killed and its unfinished pages are written as timeouts."""
        root = str(Path(__file__).resolve().parents[1])
        environment = dict(os.environ) | {
            "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        }
        errors = path.with_suffix(".log")
        with errors.open("wb") as stderr:
            process = subprocess.Popen(
                [sys.executable, "-m", "scrapers.shard", str(path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                env=environment,
            )
            is_late = threading.Event()

            def end() -> None:
                is_late.set()
                process.kill()

            timer = threading.Timer(self.settings.shard_time_cap_s, end)
            timer.daemon = True
            timer.start()
            done: dict[str, Any] | None = None
            assert process.stdout is not None
            try:
                for line in process.stdout:
                    event = _event(line)
                    if event.get("event") == "done":
                        done = event
                    elif event.get("event") == "progress":
                        self._progress(spec["shard"], event)
                process.wait()
            finally:
                timer.cancel()
                if process.poll() is None:
                    process.kill()
                    process.wait()
                assert process.stdin is not None
                process.stdin.close()
                process.stdout.close()
        tail = errors.read_text(encoding="utf-8", errors="replace")[-2000:]
        if tail.strip():
            log.warning("shard %s said: %s", spec["shard"], tail.strip())
        if done is None:
            reason = (
                f"killed after its cap of {self.settings.shard_time_cap_s:g} s"
                if is_late.is_set()
                else f"ended early with code {process.returncode}"
            )
            done = self._finish_killed(spec, reason)
        with self._lock:
            events.append(done)

    def _progress(self, shard: str, event: dict[str, Any]) -> None:
        with self._lock:
            self._seen[shard] = event
            if self.on_progress is not None:
                sums = {name: sum(seen[name] for seen in self._seen.values()) for name in Progress.__slots__}
                try:
                    self.on_progress(Progress(**sums))
                except Exception:  # whoever displays the progress must not end the crawl
                    log.exception("the progress hook failed")

    def _finish_killed(self, spec: dict[str, Any], reason: str) -> dict[str, Any]:
        """Name what an ended shard left open: pages asked without an answer, and hosts not begun, are timeouts."""
        self.killed[spec["shard"]] = reason
        folder = archive.mend(self.archive_dir, self.crawl_id, spec["shard"])
        asked: dict[str, None] = {}
        answered: dict[str, str] = {}
        linked: set[tuple[str, str]] = set()
        handovers: dict[tuple[str, str], dict[str, Any]] = {}
        for table, row in archive.spool_rows(folder):
            if table == "asked":
                asked[row["url"]] = None
            elif table == RAW_FETCHES.name:
                answered[row["url"]] = _outcome(row["failure"], row["is_unchanged"])
            elif table == RAW_LINKS.name:
                linked.add((row["program_id"], row["url"]))
            elif table == "handover":
                handovers[row["link"]["program_id"], row["link"]["url"]] = row
        spool = archive.Spool(self.archive_dir, self.crawl_id, spec["shard"])
        links = [
            {"program_id": t["program_id"], "url": t["url"], "role": "entry", "score": 1.0, "depth": 0}
            for t in spec.get("targets", [])
        ]
        links += [item["link"] for item in spec.get("handovers", []) if not item["is_linked"]]
        for link in links:
            if (link["program_id"], link["url"]) not in linked:
                spool.add_row(RAW_LINKS.name, {"crawl_id": self.crawl_id} | link)
        due = [*asked, *(link["url"] for link in links), *(item["link"]["url"] for item in spec.get("handovers", []))]
        elsewhere = self._rows_of(spec.get("sealed", []))
        elsewhere |= {url for (_, url), item in handovers.items() if item["is_linked"]}
        left = [url for url in due if url not in answered and url not in elsewhere]
        for url in dict.fromkeys(left):
            answered[url] = "failed:timeout"
            what = "unanswered" if url in asked else "its host was not begun"
            spool.add_row(RAW_FETCHES.name, self._failed_row(url, "timeout", f"the shard was {reason}; {what}"))
        spool.close()
        return {"counts": dict(Counter(answered.values())), "handovers": list(handovers.values())}

    def _failed_row(self, url: str, kind: str, detail: str) -> dict[str, Any]:
        return {
            "crawl_id": self.crawl_id,
            "url": url,
            "host": host_of(url),
            "fetched_at": archive.now(),
            "failure": kind,
            "failure_detail": detail,
            "is_unchanged": False,
            "body_bytes": 0,
        }

    def write_bad_targets(self, bad: list[tuple[Target, str, str]]) -> None:
        """Targets without an address that could be asked get their row all the same."""
        shard = self.spec("refused0")["shard"]
        spool = archive.Spool(self.archive_dir, self.crawl_id, shard)
        for target, kind, detail in bad:
            spool.add_row(RAW_FETCHES.name, self._failed_row(target.url, kind, detail))
            link = {"program_id": target.program_id, "url": target.url, "role": "entry", "score": 1.0, "depth": 0}
            spool.add_row(RAW_LINKS.name, {"crawl_id": self.crawl_id} | link)
        spool.close()
        archive.seal(self.archive_dir, self.crawl_id, shard)
        self.sealed.append(shard)
        self.bad_counts.update({target.url: f"failed:{kind}" for target, kind, _ in bad}.values())

    def leave_blocked(self, targets: list[Target], report: CrawlReport) -> list[Target]:
        """Targets on hosts that no steward has blocked; the others are named in the report."""
        kept = []
        left: set[str] = set()
        for target in targets:
            host = blocked_host(target.url, self.settings.blocked_hosts)
            if host is None:
                kept.append(target)
                continue
            left.add(target.url)
            report.skipped_programs[target.program_id] = BLOCKED
            report.blocked_hosts[host] = self.settings.blocked_hosts[host]
        if left:
            self.bad_counts[f"skipped:{BLOCKED}"] = len(left)
        return kept

    def _rows_of(self, shards: Iterable[str]) -> set[str]:
        """Addresses that shards of this run have rows of."""
        parts = [archive.read_part(self.archive_dir, RAW_FETCHES.name, self.crawl_id, shard) for shard in shards]
        return {url for part in parts for url in part["url"].to_pylist()}

    def fill(self, report: CrawlReport, done: list[dict[str, Any]]) -> None:
        """Counters of the shards, and beside them what the archive holds of this run."""
        counts = Counter(self.bad_counts)
        for event in done:
            counts.update(event.get("counts", {}))
        self._count_once(counts, done)
        counts.pop("skipped:other_shard", None)  # counted by the shard that had it
        report.discovered = sum(counts.values())
        report.fetched, report.unchanged = counts["fetched"], counts["unchanged"]
        report.failed = {
            name.split(":", 1)[1]: number for name, number in sorted(counts.items()) if name.startswith("failed:")
        }
        report.skipped = {
            name.split(":", 1)[1]: number for name, number in sorted(counts.items()) if name.startswith("skipped:")
        }
        report.killed_shards = dict(self.killed)
        for event in done:
            report.skipped_programs |= event.get("skipped_programs", {})
        report.is_stopped = STOPPED in report.skipped or STOPPED in report.skipped_programs.values()
        outcomes: Counter[str] = Counter()
        rows: Counter[str] = Counter()
        pages: Counter[str] = Counter()
        for shard in self.sealed:
            fetches = archive.read_part(self.archive_dir, RAW_FETCHES.name, self.crawl_id, shard)
            links = archive.read_part(self.archive_dir, RAW_LINKS.name, self.crawl_id, shard)
            rows.update({RAW_FETCHES.name: fetches.num_rows, RAW_LINKS.name: links.num_rows})
            rows["raw_bodies"] += archive.count_part(self.archive_dir, "raw_bodies", self.crawl_id, shard)
            for failure, is_unchanged in zip(
                fetches["failure"].to_pylist(), fetches["is_unchanged"].to_pylist(), strict=True
            ):
                outcomes[_outcome(failure, is_unchanged)] += 1
            report.bytes_downloaded += sum(size or 0 for size in fetches["body_bytes"].to_pylist())
            pages.update(links["program_id"].to_pylist())
        report.rows, report.row_outcomes, report.pages_by_program = (
            dict(rows),
            dict(outcomes),
            dict(sorted(pages.items())),
        )
        report.bodies_stored = rows["raw_bodies"]

    def _count_once(self, counts: Counter[str], done: list[dict[str, Any]]) -> None:
        """Several shards may discover one address and leave it: counted once, and not where another shard asked it."""
        told = [event["skipped"] for event in done if "skipped" in event]
        if not told:
            return
        seen = self._rows_of(self.sealed)
        for skipped in told:
            for url, outcome in skipped:
                if outcome == "skipped:other_shard":
                    continue
                if url in seen:
                    counts[outcome] -= 1
                seen.add(url)


def _outcome(failure: str | None, is_unchanged: bool) -> str:
    return f"failed:{failure}" if failure else "unchanged" if is_unchanged else "fetched"


def _event(line: bytes) -> dict[str, Any]:
    try:
        event = json.loads(line)
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}
