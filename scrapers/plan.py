"""What a crawl would visit tonight, host by host, and why: from the archive and the registry alone, without network.

The same decisions as in `scrapers/crawl.py`, told instead of done. Which pages are due is decided in `revisits.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from scrapers.crawl import normalize_targets
from scrapers.frontier import Target
from scrapers.guard import AddressRules
from scrapers.links import host_of, lane_of
from scrapers.rest import resting_hosts, woken_days
from scrapers.revisits import plan_visits
from scrapers.settings import CrawlSettings, is_local_address
from scrapers.steward import Steward, blocked_host

VERDICTS = ("visit", "not due", "resting", "blocked", "stopped", "refused")
_REASONS = {
    "new": "{} never had",
    "failed": "{} failed last time",
    "limit": "{} at the limit of days",
    "due": "{} due",
    "spare": "{} early, there is room",
}


@dataclass(frozen=True, slots=True)
class HostPlan:
    """A host and what tonight's crawl would do there. `pages` are known addresses it would ask for; more may be found
    on them.
    """

    host: str
    verdict: str
    programs: int
    pages: int
    why: str


@dataclass(slots=True)
class _Host:
    programs: int = 0
    entries: set[str] = field(default_factory=set)
    reasons: Counter[str] = field(default_factory=Counter)
    not_due: int = 0
    bad: str = ""


def plan_crawl(
    targets: Sequence[Target],
    archive_dir: Path,
    settings: CrawlSettings,
    now: datetime,
    watched: Collection[str] = (),
) -> list[HostPlan]:
    """Hosts in the order of VERDICTS, then by name. Nothing is asked and nothing is written."""
    usable, bad = normalize_targets(list(targets))
    hosts: dict[str, _Host] = {}
    for target in usable:
        host = hosts.setdefault(host_of(target.url), _Host())
        host.programs += 1
        host.entries.add(target.url)
    allowed = [target for target in usable if blocked_host(target.url, settings.blocked_hosts) is None]
    visits = plan_visits(archive_dir, allowed, settings, now, watched)
    for target in allowed:
        if target.program_id in visits.programs and target.url not in visits.why:
            hosts[host_of(target.url)].reasons["entry"] = len(hosts[host_of(target.url)].entries)
    for url, reason in visits.why.items():
        hosts.setdefault(host_of(url), _Host()).reasons[reason] += 1
    for url in (*visits.not_due, *visits.rest):
        hosts.setdefault(host_of(url), _Host()).not_due += 1
    rests = resting_hosts(archive_dir, now, woken_days(settings))
    is_stopped = Steward(settings.stop_file).is_stopped
    rules = AddressRules((), is_public_allowed=True)
    plans = []
    for name, host in hosts.items():
        lane, pages = lane_of(f"http://{name}/"), sum(host.reasons.values())
        blocked = blocked_host(f"http://{name}/", settings.blocked_hosts)
        unsafe = None
        if not (settings.allow_local and is_local_address(f"http://{name}/")):
            unsafe = rules.check_literal(lane.strip("[]"), 80, is_from_local=False)
        if unsafe:
            verdict, pages, why = "refused", 0, unsafe
        elif blocked is not None:
            verdict, pages, why = "blocked", 0, f"by a steward: {settings.blocked_hosts[blocked]}"
        elif is_stopped:
            verdict, pages, why = "stopped", 0, "the stop file is there"
        elif lane in rests:
            verdict, pages, why = "resting", 0, str(rests[lane])
        elif pages:
            verdict, why = "visit", _why(host)
        else:
            verdict, why = "not due", f"{host.not_due} known pages, none due"
        plans.append(HostPlan(name, verdict, host.programs, pages, why))
    plans += [HostPlan(target.url, "refused", 1, 0, detail) for target, _, detail in bad]
    return sorted(plans, key=lambda plan: (VERDICTS.index(plan.verdict), plan.host))


def _why(host: _Host) -> str:
    parts = []
    if entries := host.reasons.get("entry"):
        parts.append("entry page" if entries == 1 else f"{entries} entry pages")
    parts += [text.format(host.reasons[reason]) for reason, text in _REASONS.items() if host.reasons.get(reason)]
    if host.not_due:
        parts.append(f"{host.not_due} not due unless the site changed")
    return ", ".join(parts)
