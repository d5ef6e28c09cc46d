"""A refresh that only tells: which listings would be read and which hosts visited, and why. No network, no night begun.

How a crawl behaves for an installation is decided here too, for the dry run and the real one alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from orchestration.demo_home import has_registry, is_demo_home
from orchestration.identities import load_catalog, load_sources
from orchestration.night import Night
from orchestration.settings import Settings
from scrapers.crawl import CrawlSettings, Target
from scrapers.settings import ContactMissingError, is_local_address, require_contact
from scrapers.steward import heed_steward
from warehouse.registry import Problem, read_programs
from warehouse.storage import open_home


def crawl_settings_for(settings: Settings, urls: Iterable[str]) -> tuple[CrawlSettings, list[Problem]]:
    """Quick settings where every address is on this machine (the demo, a trial); polite ones otherwise. With what is
    wrong in the stewards' lists.
    """
    if settings.allow_local and all(is_local_address(url) for url in urls):
        crawl = CrawlSettings.demo()
    else:
        crawl = CrawlSettings(contact=settings.contact, allow_local=settings.allow_local)
    return heed_steward(replace(crawl, browser=settings.chromium), settings.home / "registry")


def tell_dry_run(settings: Settings, programs_file: Path | None = None, now: datetime | None = None) -> Iterator[str]:
    """Lines for the operator. Programs are those of the registry, and of the listings as they were last read."""
    from scrapers.plan import VERDICTS, plan_crawl

    now = now or datetime.now(UTC)
    if is_demo_home(settings.home):
        settings = replace(settings, allow_local=True)
    home = open_home(settings.home)
    if programs_file is None and not has_registry(settings.home):
        yield f"{settings.home} has no registry of programs: a refresh would set up the demo world there and visit it"
        return
    night = Night(home, now.strftime("%Y%m%dT%H%M%S.%fZ"), now)
    if programs_file is not None:
        programs, problems = read_programs(programs_file)
        for problem in problems:
            yield f"registry  {problem}"
    else:
        for source in load_sources(night):
            yield f"listing   {source['name']}: would be read from {source['url']}"
        programs = [row for row in load_catalog(night, settings.allow_local).programs if row.get("gone_since") is None]
    targets = [
        Target(row["program_id"], row["url"], row["name"], row["institution"], row["specialty"])
        for row in programs
        if row["url"]
    ]
    crawl, problems = crawl_settings_for(settings, [target.url for target in targets])
    for problem in problems:
        yield f"registry  {problem}"
    try:
        require_contact((target.url for target in targets), crawl)
    except ContactMissingError as error:
        yield f"contact   the crawl would not start: {error}"
    plans = plan_crawl(targets, home.archive, crawl, now)
    for plan in plans:
        programs_there = f"{plan.programs} program{'s' if plan.programs != 1 else ''}"
        yield f"{plan.verdict:<9} {plan.host}  {programs_there}, {plan.pages} pages: {plan.why}"
    counts = Counter(plan.verdict for plan in plans)
    told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS if counts[verdict])
    yield f"hosts     {told or 'none'}; {sum(plan.pages for plan in plans)} known pages would be asked for"
