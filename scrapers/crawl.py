"""Crawls as one call: shards started, watched, killed at their cap, sealed into the archive, and counted.

No Scrapy is imported here: it lives in the shards' processes. What is crawled next within a site: `frontier.py`.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from scrapers import archive
from scrapers.frontier import Target
from scrapers.history import fold, latest_fetches
from scrapers.links import host_of, lane_of, normalize_url, owner_of
from scrapers.listing_rows import Signals, read_saved_pages
from scrapers.rest import resting_hosts, woken_days
from scrapers.revisits import Visits, plan_visits
from scrapers.scripted import needs_browser
from scrapers.settings import ContactMissingError, CrawlSettings, require_contact
from scrapers.sources import ListingSource
from scrapers.steward import BLOCKED, STOPPED, Steward, blocked_host
from scrapers.volatile import settle_body
from warehouse.schema import RAW_FETCHES, RAW_LINKS, RAW_LISTING_ROWS

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
RENDERED_TYPE = "text/html; charset=utf-8; rendered=chromium"
_RENDERED = "with_browser"  # after all other shards by name: its rows overrule theirs
_SHARDS = {
    "programs": ("with_browser", "programs", "policies", "links", "shared", "refused"),
    "listings": ("listings",),
}


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

    `changed` are those of `fetched` that had another body before; `programs_not_due` have no page to visit tonight, and
    their pages count as skipped; `asked_because` counts known addresses by the reason for which they were due.
    `pages_by_program` counts pages asked for that serve a program (failed ones too); `killed_shards` says per shard why
    it was ended, `resumed_shards` how often one was started again; `rows` are rows in the archive by table.
    `skipped_programs` says whose entry page was left alone as a steward wanted, `blocked_hosts` which entries of the
    list (host -> reason) entry pages fell under, `resting_hosts` which hosts of entry pages are at rest (host -> until
    when and why), `needs_browser` how many pages of a program are empty without scripts, `is_stopped` whether a stop
    file ended the crawl.
    """

    crawl_id: str
    targets: int = 0
    discovered: int = 0
    fetched: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    programs_not_due: int = 0
    asked_because: dict[str, int] = field(default_factory=dict)
    pages_by_program: dict[str, int] = field(default_factory=dict)
    killed_shards: dict[str, str] = field(default_factory=dict)
    resumed_shards: dict[str, int] = field(default_factory=dict)
    bodies_stored: int = 0
    bytes_downloaded: int = 0
    elapsed_s: float = 0.0
    rows: dict[str, int] = field(default_factory=dict)
    row_outcomes: dict[str, int] = field(default_factory=dict)
    skipped_programs: dict[str, str] = field(default_factory=dict)
    blocked_hosts: dict[str, str] = field(default_factory=dict)
    resting_hosts: dict[str, str] = field(default_factory=dict)
    is_stopped: bool = False
    needs_browser: dict[str, int] = field(default_factory=dict)

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
        named = len(self.pages_by_program.keys() | self.skipped_programs.keys()) + self.programs_not_due
        if named != self.targets:
            problems.append(f"{self.targets} programs asked for, {named} have a page or a reason why not")
        return problems

    def counters(self) -> dict[tuple[str, str | None], int]:
        """(counter, reason) -> number, as rows of raw_counters hold them."""
        counts: dict[tuple[str, str | None], int] = {
            ("discovered", None): self.discovered,
            ("fetched", None): self.fetched,
            ("changed", None): self.changed,
            ("unchanged", None): self.unchanged,
        }
        for counter, by_reason in (("failed", self.failed), ("skipped", self.skipped), ("archived", self.row_outcomes)):
            counts |= {(counter, reason): number for reason, number in by_reason.items()}
        return counts

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class SourceReport:
    """What one listing source gave. `problems` in words: a total that differs, pages that failed, rows lost, columns
    that are new or gone. `is_whole`: the rows may stand for the listing as it is now.
    """

    source: str
    rows: int
    stated_total: int | None
    pages: int
    fetched: int
    unchanged: int
    failed: dict[str, int]
    problems: list[str]
    is_whole: bool = True


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
    watched: Collection[str] = (),
    now: datetime | None = None,
) -> CrawlReport:
    """Visit the pages of programs that are due at `now` (see `revisits.py`), `watched` addresses oftener.

    Raises ContactMissingError before anything is sent, ArchiveBusyError, or ValueError for a crawl id or program id
    that cannot be used; a target whose address cannot be asked gets a failed row instead.
    """
    started = time.monotonic()
    archive_dir = Path(archive_dir)
    targets = list(targets)
    _check_ids(crawl_id, [target.program_id for target in targets])
    require_contact((target.url for target in targets), settings)
    report = CrawlReport(crawl_id, targets=len(targets))
    with _only_crawl(archive_dir):
        run = _Run(archive_dir, crawl_id, settings, on_progress)
        rests = resting_hosts(archive_dir, now or archive.now(), woken_days(settings))
        run.resting = {host: str(rest) for host, rest in rests.items()}
        report.resting_hosts = {lane: run.resting[lane] for t in targets if (lane := lane_of(t.url)) in rests}
        usable, bad = normalize_targets(targets)
        if bad:
            run.write_bad_targets(bad)
        usable = run.leave_blocked(usable, report)
        run.visits = plan_visits(archive_dir, usable, settings, now or archive.now(), watched)
        report.programs_not_due = len(usable) - len(run.visits.programs)
        report.asked_because = dict(Counter(run.visits.why.values()))
        usable = [target for target in usable if target.program_id in run.visits.programs]
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
        if settings.browser:
            run.render(settings.browser)
        run.fill(report, done)
        archive.write_counters(archive_dir, crawl_id, "program_site", report.counters())
        fold(archive_dir)
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
    asked = [source for source in sources if source.kind != "saved_pages"]
    require_contact((source.url if source.is_local else f"public:{source.url}" for source in asked), settings)
    with _only_crawl(archive_dir):
        run = _Run(archive_dir, crawl_id, settings, on_progress, "listings")
        read = run.read_saved(source for source in sources if source.kind == "saved_pages")
        spec = run.spec("listings0", kind="listings", sources=[source.to_dict() for source in asked])
        is_stopped = Steward(settings.stop_file).is_stopped
        done = [] if is_stopped or not asked else run.shards([spec])
        fold(archive_dir)
        archive.write_counters(archive_dir, crawl_id, "listing", run.count_listings(done))
    why = "a steward stopped the crawl" if is_stopped else "the shard that read it was ended before it was done"
    read |= {summary["source"]: SourceReport(**summary) for event in done for summary in event.get("summaries", [])}
    lost = SourceReport("", 0, None, 0, 0, 0, {}, [why], is_whole=False)
    reports = (read.get(source.name) or replace(lost, source=source.name) for source in sources)
    return ListingReport(crawl_id, tuple(reports), run.killed, round(time.monotonic() - started, 2))


def _check_ids(crawl_id: str, names: list[str]) -> None:
    if not crawl_id or not all(character.isalnum() or character in "._-" for character in crawl_id):
        raise ValueError(f"crawl id {crawl_id!r} must be letters, digits, dots, dashes and underscores")
    repeated = [name for name, count in Counter(names).items() if count > 1]
    if repeated:
        raise ValueError(f"{len(repeated)} ids stand more than once, first {repeated[0]!r}; each must be unique")


def normalize_targets(targets: list[Target]) -> tuple[list[Target], list[tuple[Target, str, str]]]:
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
        self.resumed: dict[str, int] = {}
        self.resting: dict[str, str] = {}
        self.sealed: list[str] = []
        self.bad_counts: Counter[str] = Counter()
        self.visits = Visits(frozenset())
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
            "resting": self.resting,
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
            not_due=dict(self.visits.not_due),
            reached=self._reached(),
        )

    def _reached(self) -> list[str] | None:
        """Known addresses of the programs visited; None where that is all there are."""
        return [*self.visits.why, *self.visits.not_due] if self.visits.rest else None

    def shared_spec(self, shard: str, handovers: list[dict[str, Any]], local_urls: list[str]) -> dict[str, Any]:
        """The second round: it owns all hosts, and asks for nothing that the first round has a row of."""
        rest = {"targets": [], "handovers": handovers, "sealed": self.sealed, "local_urls": local_urls}
        rest |= {"not_due": dict(self.visits.not_due), "reached": self._reached()}
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
        """One shard from start to end. One that is killed from outside (by the system for its memory, by a crash in a
        library) goes on where it was; at its cap it is killed and its unfinished pages are written as timeouts.
        """
        deadline = time.monotonic() + self.settings.shard_time_cap_s
        answered = fruitless = 0
        while True:
            done, code, is_late = self._run_once(spec, path, deadline)
            if done is not None or is_late or code >= 0:  # an error of its own would come again
                break
            before, answered = answered, self._make_resumable(spec, code)
            fruitless = fruitless + 1 if answered == before else 0
            if fruitless > self.settings.shard_restarts:
                break
            self.resumed[spec["shard"]] = self.resumed.get(spec["shard"], 0) + 1
            log.warning("shard %s was ended by signal %d and goes on with %d pages had", spec["shard"], -code, answered)
        if done is None:
            reason = (
                f"killed after its cap of {self.settings.shard_time_cap_s:g} s"
                if is_late
                else f"ended early with code {code}"
            )
            done = self._finish_killed(spec, reason)
        with self._lock:
            events.append(done)

    def _run_once(self, spec: dict[str, Any], path: Path, deadline: float) -> tuple[dict[str, Any] | None, int, bool]:
        """Run a shard's process once: its `done` event if it came to that, exit code, whether its cap ended it."""
        root = str(Path(__file__).resolve().parents[1])
        environment = dict(os.environ) | {
            "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH")))),
            "ARROW_DEFAULT_MEMORY_POOL": "system",  # the others hold on to what a shard needs once
            "MALLOC_ARENA_MAX": "2",
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

            timer = threading.Timer(max(0.0, deadline - time.monotonic()), end)
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
        return done, process.returncode, is_late.is_set()

    def _make_resumable(self, spec: dict[str, Any], code: int) -> int:
        """Make the spool of an ended shard fit to be gone on with; returns the pages it had.

        A page that was open each time the shard ended may be what ends it: it is not asked again. Rows of a listing
        belong together, so that a listing's shard begins anew.
        """
        folder = archive.mend(self.archive_dir, self.crawl_id, spec["shard"])
        if spec["kind"] == "listings":
            shutil.rmtree(folder)
            return 0
        asked: Counter[str] = Counter()
        answered: set[str] = set()
        for table, row in archive.spool_rows(folder):
            if table == "asked":
                asked[row["url"]] += 1
            elif table == RAW_FETCHES.name:
                answered.add(row["url"])
        often = [url for url, times in asked.items() if times > self.settings.shard_restarts and url not in answered]
        if often:
            spool = archive.Spool(self.archive_dir, self.crawl_id, spec["shard"])
            for url in often:
                detail = f"the shard was ended by signal {-code} each of {asked[url]} times that this page was open"
                spool.add_row(RAW_FETCHES.name, self._failed_row(url, "bad_response", detail))
            spool.close()
        return len(answered) + len(often)

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
        not_due: list[str] = []
        for table, row in archive.spool_rows(folder):
            if table == "asked":
                asked[row["url"]] = None
            elif table == RAW_FETCHES.name:
                answered[row["url"]] = _outcome(row["failure"], row["is_unchanged"])
            elif table == RAW_LINKS.name:
                linked.add((row["program_id"], row["url"]))
            elif table == "not_due":
                not_due.append(row["url"])
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
        counts = dict(Counter(answered.values()))
        return {"counts": counts, "handovers": list(handovers.values()), "not_due": not_due}

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

    def read_saved(self, sources: Iterable[ListingSource]) -> dict[str, SourceReport]:
        """Rows of pages that stewards have saved by hand: read from their folders, nothing is asked for."""
        found: dict[str, SourceReport] = {}
        spool: archive.Spool | None = None
        shard = self.spec("listings1")["shard"]
        for source in sources:
            signals = Signals()
            rows = read_saved_pages(Path(source.folder), source, signals)
            spool = spool or archive.Spool(self.archive_dir, self.crawl_id, shard)
            for number, (_, record) in enumerate(rows, 1):
                row = {"crawl_id": self.crawl_id, "source": source.name, "row_number": number, "url": source.url}
                spool.add_row(RAW_LISTING_ROWS.name, row | {"record": json.dumps(record, ensure_ascii=False)})
            pages = len({name for name, _ in rows})
            found[source.name] = SourceReport(
                source.name, len(rows), None, pages, 0, 0, {}, signals.problems, signals.is_whole
            )
        if spool is not None:
            spool.close()
            archive.seal(self.archive_dir, self.crawl_id, shard)
        return found

    def render(self, chromium: str) -> None:
        """Render the pages that are empty without scripts, in a process with a hard cap; their rows overrule those
        before. What cannot be rendered stays `needs_browser`.
        """
        parts = [archive.read_part(self.archive_dir, RAW_FETCHES.name, self.crawl_id, shard) for shard in self.sealed]
        empty = [
            url
            for part in parts
            for url, failure in zip(part["url"].to_pylist(), part["failure"].to_pylist(), strict=True)
            if failure == "needs_browser"
        ][: self.settings.browser_pages_max]
        if not empty:
            return
        shard = self.spec(f"{_RENDERED}0")["shard"]
        told: dict[str, dict[str, Any]] = {}
        while empty:
            for event in self._run_browser(chromium, empty):
                told[event["url"]] = event
            left = [url for url in empty if url not in told]
            if left:  # the first of them held the browser until it was ended
                told[left[0]] = {"url": left[0], "failed": "the browser was ended at the page's cap"}
            empty = left[1:]
        latest = latest_fetches(self.archive_dir)
        spool = archive.Spool(self.archive_dir, self.crawl_id, shard, archive.known_bodies(self.archive_dir))
        for event in told.values():
            if "html" in event:
                self._keep_rendered(spool, event["url"], event["html"].encode(), latest)
            else:
                log.warning("%s could not be rendered: %s", event.get("url"), event.get("failed"))
        spool.close()
        archive.seal(self.archive_dir, self.crawl_id, shard)
        self.sealed.append(shard)

    def _run_browser(self, chromium: str, urls: list[str]) -> list[dict[str, Any]]:
        """What one browser process told of these pages until it ended, or was ended at the cap of all of them."""
        page_cap = self.settings.browser_page_cap_s
        spec = self.spec(f"{_RENDERED}0", chromium=chromium, urls=urls, local_urls=urls, page_cap_s=page_cap)
        root = str(Path(__file__).resolve().parents[1])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        with tempfile.TemporaryDirectory(prefix="residency-atlas-") as folder:
            file, output = Path(folder) / "spec.json", Path(folder) / "told.jsonl"
            file.write_text(json.dumps(spec), encoding="utf-8")
            with output.open("wb") as stdout, (Path(folder) / "errors").open("wb+") as stderr:
                process = subprocess.Popen(
                    [sys.executable, "-m", "scrapers.browser", str(file)],
                    stdin=subprocess.DEVNULL,
                    stdout=stdout,
                    stderr=stderr,
                    env=dict(os.environ) | {"PYTHONPATH": path},
                    start_new_session=True,  # its browser ends with it
                )
                try:
                    process.wait(timeout=(page_cap + 5) * len(urls) + 30)
                except subprocess.TimeoutExpired:
                    log.warning("the browser was killed after its cap; what it had rendered is kept")
                finally:
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
                stderr.seek(0)
                said = stderr.read()[-1000:].decode("utf-8", "replace").strip()
                if process.returncode and said:
                    log.warning("the browser said: %s", said)
            lines = output.read_bytes().splitlines()
        if not lines and process.returncode not in (0, 4):
            return [{"url": url, "failed": "the browser could not be started"} for url in urls]
        return [event for line in lines if "url" in (event := _event(line))]

    def _keep_rendered(self, spool: archive.Spool, url: str, body: bytes, latest: dict[str, Any]) -> None:
        if needs_browser(body):
            return  # empty in a browser too
        sha256, settled, known = hashlib.sha256(body).hexdigest(), settle_body(body), latest.get(url)
        row: dict[str, Any] = {"crawl_id": self.crawl_id, "url": url, "final_url": url, "host": host_of(url)}
        row |= {"fetched_at": archive.now(), "status": 200, "content_type": RENDERED_TYPE, "settled_sha256": settled}
        row |= {"redirects": 0, "body_bytes": len(body), "is_unchanged": False, "body_sha256": sha256}
        if known is not None and known.settled_sha256 == settled:
            row |= {"is_unchanged": True, "body_sha256": known.body_sha256}
        else:
            spool.add_body(body, RENDERED_TYPE, self.crawl_id, sha256)
        spool.add_row(RAW_FETCHES.name, row)

    def _rendered(self) -> dict[str, str]:
        """Address -> outcome of pages that were rendered: it takes the place of `failed:needs_browser`."""
        found: dict[str, str] = {}
        for shard in self.sealed:
            if shard.startswith(_RENDERED):
                rows = archive.read_part(self.archive_dir, RAW_FETCHES.name, self.crawl_id, shard)
                for url, is_unchanged in zip(rows["url"].to_pylist(), rows["is_unchanged"].to_pylist(), strict=True):
                    found[url] = _outcome(None, is_unchanged)
        return found

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
        self._count_not_due(counts, done)
        counts.pop("skipped:other_shard", None)  # counted by the shard that had it
        rendered = self._rendered()
        overruled = Counter({"failed:needs_browser": len(rendered)}) if rendered else Counter()
        counts = counts - overruled + Counter(rendered.values())
        report.changed = sum(event.get("changed", 0) for event in done)
        report.discovered = sum(counts.values())
        report.fetched, report.unchanged = counts["fetched"], counts["unchanged"]
        report.failed = {
            name.split(":", 1)[1]: number for name, number in sorted(counts.items()) if name.startswith("failed:")
        }
        report.skipped = {
            name.split(":", 1)[1]: number for name, number in sorted(counts.items()) if name.startswith("skipped:")
        }
        report.killed_shards, report.resumed_shards = dict(self.killed), dict(self.resumed)
        for event in done:
            report.skipped_programs |= event.get("skipped_programs", {})
        report.is_stopped = STOPPED in report.skipped or STOPPED in report.skipped_programs.values()
        outcomes: Counter[str] = Counter()
        rows: Counter[str] = Counter()
        pages: Counter[str] = Counter()
        empty: set[str] = set()
        served: list[tuple[str, str]] = []
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
            named = zip(fetches["url"].to_pylist(), fetches["failure"].to_pylist(), strict=True)
            empty.update(url for url, failure in named if failure == "needs_browser")
            served += zip(links["program_id"].to_pylist(), links["url"].to_pylist(), strict=True)
            pages.update(links["program_id"].to_pylist())
        rows[RAW_FETCHES.name] -= len(rendered)
        empty -= rendered.keys()
        report.rows, report.row_outcomes, report.pages_by_program = (
            dict(rows),
            dict(outcomes - overruled),
            dict(sorted(pages.items())),
        )
        report.bodies_stored = rows["raw_bodies"]
        report.needs_browser = dict(sorted(Counter(program for program, url in served if url in empty).items()))

    def count_listings(self, done: list[dict[str, Any]]) -> dict[tuple[str, str | None], int]:
        """Counters of the listings' spider, all sources together, and the rows of this run."""
        counts: Counter[tuple[str, str | None]] = Counter({("discovered", None): 0})
        for summary in (summary for event in done for summary in event.get("summaries", [])):
            counts["fetched", None] += summary["fetched"]
            counts["unchanged", None] += summary["unchanged"]
            counts.update({("failed", kind): number for kind, number in summary["failed"].items()})
        counts["discovered", None] = counts.total()
        for shard in self.sealed:
            rows = archive.read_part(self.archive_dir, RAW_FETCHES.name, self.crawl_id, shard)
            pairs = zip(rows["failure"].to_pylist(), rows["is_unchanged"].to_pylist(), strict=True)
            counts.update(("archived", _outcome(failure, is_unchanged)) for failure, is_unchanged in pairs)
        return counts

    def _count_not_due(self, counts: Counter[str], done: list[dict[str, Any]]) -> None:
        """Addresses left as the archive has them: by shards, and all of the programs that were not visited."""
        left = {url for event in done for url in event.get("not_due", ())} | self.visits.rest
        del counts["skipped:not_due"]
        if left:
            counts["skipped:not_due"] = len(left - self._rows_of(self.sealed))

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
