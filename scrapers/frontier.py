"""Which page comes next: best first per program within its budget, one page at a time per host, each page once.

Pure bookkeeping without network or files. How promising a link looks is decided in `scrapers/links.py`; what became
of a page is told by the spider. Every address discovered ends in exactly one outcome, so that the counters add up.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from scrapers.links import Link, Scored, is_same_site, lane_of, score_link
from scrapers.settings import CrawlSettings, is_local_address

INSTITUTION_PAGES = 3  # off-host policy pages per program, out of its page budget
SITEMAPS_PER_SITE = 5


@dataclass(frozen=True)
class Target:
    """A program to visit, from its entry address."""

    program_id: str
    url: str
    name: str = ""
    institution: str = ""
    specialty: str = ""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A row of raw_links without its crawl."""

    program_id: str
    url: str
    role: str
    score: float
    depth: int
    found_on: str | None


@dataclass(slots=True)
class Page:
    """An address of this crawl. `outcome`: fetched, unchanged, failed:<kind>, skipped:<reason>; None while waiting."""

    url: str
    is_local: bool = False
    is_sitemap: bool = False
    is_entry: bool = False
    is_wanted: bool = False
    outcome: str | None = None
    is_asked: bool = False
    is_handed_over: bool = False
    final_url: str | None = None
    out_links: tuple[Link, ...] = ()
    served: list[PageLink] = field(default_factory=list)


@dataclass(slots=True)
class _Program:
    target: Target
    is_local: bool
    home: str  # entry address, after its redirects
    pages: int = 0
    institution_pages: int = 0
    linked: set[str] = field(default_factory=set)
    wanted: dict[str, float] = field(default_factory=dict)
    scores: dict[Link, Scored] = field(default_factory=dict)


@dataclass(slots=True)
class _Lane:
    queue: list[tuple[float, int, PageLink | None, str]] = field(default_factory=list)
    is_busy: bool = False
    is_open: bool = False
    closed: tuple[str, str] | None = None  # failure kind and detail
    streak: int = 0
    pages: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Handover:
    """A page that lies on, or redirects to, a host of another shard: for the second round.

    `target` is the program whose entry page it is: the program is visited in the second round. `is_linked`: the row of
    raw_links is written.
    """

    link: PageLink
    is_local: bool
    target: Target | None = None
    is_linked: bool = False


class Frontier:
    """Feed `next_page` to the network, tell `settle` and `add_links` what came back, until no lane is left."""

    def __init__(
        self,
        targets: Iterable[Target],
        settings: CrawlSettings,
        owns: Callable[[str], bool] = lambda lane: True,
        admit_local: Callable[[str], bool] = lambda url: True,
        note_skipped: Callable[[str, str], None] = lambda url, outcome: None,
        refuses: Callable[[str], str | None] = lambda url: None,
        resting: Mapping[str, str] | None = None,
    ) -> None:
        """`note_skipped` is told each address that is forgotten without being asked, and its outcome. `refuses` gives
        the reason for which an address must not be asked now; `resting` (host -> words) are closed from the start.
        """
        self._resting = resting or {}
        self._settings = settings
        self._owns, self._admit_local, self._note_skipped = owns, admit_local, note_skipped
        self._refuses = refuses
        self.recall: Callable[[Page], tuple[Link, ...]] = lambda page: ()  # links that an earlier night found there
        self.skipped_programs: dict[str, str] = {}  # whose entry page was refused
        self._is_linked: set[tuple[str, str]] = set()
        self._programs: dict[str, _Program] = {}
        self._pages: dict[str, Page] = {}
        self._lanes: dict[str, _Lane] = {}
        self._at_home: defaultdict[str, set[str]] = defaultdict(set)  # lane -> programs at home there
        self._pending: deque[str] = deque()
        self._sequence = 0
        self._closed_counts: Counter[str] = Counter()
        self.links_made: list[PageLink] = []  # taken and cleared by the spider
        self.handovers: list[Handover] = []
        self.links_cut: dict[str, int] = {}  # address of a page with more links than are read -> how many more
        self.lanes_done = 0
        for target in targets:
            self._add_target(target)

    # --- filling ---

    def _add_target(self, target: Target) -> None:
        is_local = self._settings.allow_local and is_local_address(target.url)
        self._programs[target.program_id] = _Program(target, is_local, target.url)
        self._at_home[lane_of(target.url)].add(target.program_id)
        page = self._page(target.url)
        page.is_local, page.is_entry, page.outcome = page.is_local or is_local, True, None
        self._push(2.0, PageLink(target.program_id, target.url, "entry", 1.0, 0, None), target.url)

    def _move_home(self, program_id: str, url: str) -> None:
        if program_id in self._programs:
            program = self._programs[program_id]
            self._at_home[lane_of(program.home)].discard(program_id)
            program.home = url
            self._at_home[lane_of(url)].add(program_id)

    def add_handover(self, item: Handover) -> None:
        """A page that another shard found: fetched, linked, not followed; where it is an entry page, followed too."""
        link = item.link
        if item.is_linked:
            self._is_linked.add((link.program_id, link.url))
        if item.target is not None:
            self._add_target(item.target)
            return
        page = self._page(link.url)
        page.is_local = page.is_local or item.is_local
        if page.outcome is not None and page.outcome.startswith("skipped"):
            page.outcome = None
        self._push(link.score, link, link.url)

    def _page(self, url: str) -> Page:
        if url not in self._pages:
            self._pages[url] = Page(url)
            self._lane(lane_of(url)).pages.append(url)
        return self._pages[url]

    def _lane(self, name: str) -> _Lane:
        if name not in self._lanes:
            at_rest = self._resting.get(name)
            self._lanes[name] = _Lane(closed=("blocked", at_rest) if at_rest else None)
        return self._lanes[name]

    def _push(self, priority: float, link: PageLink | None, url: str) -> None:
        name = lane_of(url)
        lane = self._lane(name)
        self._sequence += 1
        heapq.heappush(lane.queue, (-priority, self._sequence, link, url))
        if not lane.is_open:
            lane.is_open = True
            self._pending.append(name)

    # --- feeding ---

    @property
    def lanes_waiting(self) -> int:
        return len(self._pending)

    def open_lane(self) -> str | None:
        """The next host to begin with; None where all are begun."""
        return self._pending.popleft() if self._pending else None

    def next_page(self, lane_name: str) -> Page | None:
        """The best page of a host that is still to be had; None where the host is done for now."""
        lane = self._lanes[lane_name]
        while lane.queue:
            _, _, link, url = heapq.heappop(lane.queue)
            page = self._pages[url]
            refused = None if page.is_asked else self._refuses(url)
            if refused is not None:
                page.outcome = f"skipped:{refused}"
                if link is not None and link.role == "entry":
                    self.skipped_programs[link.program_id] = refused
                elif link is not None and self._charge(link, page):
                    # Linked and followed as on an earlier night: it is not a page that its site no longer names.
                    page.outcome = f"skipped:{refused}"
                    page.out_links = page.out_links or self.recall(page)
                    self._expand(page, link)
                continue
            if link is not None and not self._charge(link, page):
                continue
            if page.is_handed_over:
                if link is not None:
                    self._hand_over(page, link)
                continue
            if page.is_asked:
                if link is not None and link.role == "entry" and page.final_url:
                    self._move_home(link.program_id, page.final_url)
                self._expand(page, link)
                continue
            if lane.closed is not None and not page.is_entry:
                if page.outcome is None:
                    page.outcome = self._skipped_as_closed(lane_name)
                continue
            page.is_asked = True
            lane.is_busy = True
            return page
        lane.is_open = False
        self.lanes_done += 1
        self._compact(lane)
        for program_id in self._at_home[lane_name]:
            self._programs[program_id].scores.clear()
        return None

    def _skipped_as_closed(self, lane_name: str) -> str:
        return "skipped:resting" if lane_name in self._resting else "skipped:host_down"

    def closed_reason(self, lane_name: str) -> tuple[str, str] | None:
        """Failure kind and detail with which a host was given up."""
        return self._lanes[lane_name].closed

    def _charge(self, link: PageLink, page: Page) -> bool:
        program = self._programs.get(link.program_id)
        if program is None:  # handed over: charged by the shard that found it
            self._make_link(link)
            page.served.append(link)
            return True
        if link.url in program.linked:
            return False
        is_down = self._lanes[lane_of(link.url)].closed is not None and not page.is_asked and not page.is_entry
        if is_down or (
            link.role != "entry" and program.pages >= self._settings.page_budget and not self._is_prepaid(link)
        ):
            if page.outcome is None and not page.is_asked:
                page.outcome = self._skipped_as_closed(lane_of(link.url)) if is_down else "skipped:page_budget"
            return False
        program.linked.add(link.url)
        if not self._is_prepaid(link):
            program.pages += 1
        self._make_link(link)
        page.served.append(link)
        return True

    def _make_link(self, link: PageLink) -> None:
        if (link.program_id, link.url) not in self._is_linked:
            self.links_made.append(link)

    def _is_prepaid(self, link: PageLink) -> bool:
        """Off-host policy pages are charged when found, in the order of the home host, so that two nights agree."""
        program = self._programs[link.program_id]
        return link.role == "institution_page" and not is_same_site(link.url, program.home)

    # --- what came back ---

    def settle(
        self, page: Page, outcome: str, final_url: str | None, failure: tuple[str, str, bool] | None = None
    ) -> None:
        """Note what became of a page. `failure`: kind, detail, whether it is about the whole host."""
        page.outcome, page.final_url = outcome, final_url
        lane = self._lanes[lane_of(page.url)]
        lane.is_busy = False
        if failure is None:
            lane.streak = 0
            if page.is_entry and final_url:
                for link in page.served:
                    if link.role == "entry":
                        self._move_home(link.program_id, final_url)
            return
        kind, detail, is_about_host = failure
        patience = {"dns": 1, "refused": 1, "timeout": 2, "reset": 3, "blocked": 2, "tls": 1}.get(kind)
        lane.streak = lane.streak + 1 if patience else 0
        if is_about_host or (patience and lane.streak >= patience):
            lane.closed = lane.closed or (kind, detail)

    def owns(self, url: str) -> bool:
        """Whether the host of an address is one that this shard visits."""
        return self._owns(lane_of(url))

    def hand_over(self, page: Page) -> None:
        """A page turned out to lead to a host of another shard: it has its row in the second round."""
        page.outcome, page.is_handed_over = "skipped:other_shard", True
        self._lanes[lane_of(page.url)].is_busy = False
        for link in page.served:
            self._hand_over(page, link)

    def _hand_over(self, page: Page, link: PageLink) -> None:
        program = self._programs.get(link.program_id)
        target = program.target if program is not None and link.role == "entry" else None
        self.handovers.append(Handover(link, page.is_local, target, is_linked=True))

    def add_links(self, page: Page, links: tuple[Link, ...]) -> None:
        """The links of a page that was had; followed for each program that the page serves."""
        page.out_links = links
        if page.is_sitemap:
            for program_id in sorted(self._at_home[lane_of(page.url)]):
                program = self._programs[program_id]
                if is_same_site(program.home, page.url):
                    self._follow(program, links, page.url, 1, _folder(program.home))
            return
        for link in page.served:
            self._expand(page, link)

    def add_sitemaps(self, urls: Iterable[str], is_local: bool) -> None:
        """Sitemaps that robots.txt or another sitemap names; asked right after the entry page."""
        for url in urls:
            known = [page for page in self._lane_pages(lane_of(url)) if page.is_sitemap]
            if url in self._pages or len(known) >= SITEMAPS_PER_SITE:
                continue
            page = self._page(url)
            page.is_sitemap, page.is_local = True, is_local
            self._push(1.5, None, url)

    def _lane_pages(self, name: str) -> Iterator[Page]:
        return (self._pages[url] for url in self._lane(name).pages)

    def _expand(self, page: Page, link: PageLink | None) -> None:
        """Follow the links of a page for one program; an institution's page off the program's host leads no further."""
        program = self._programs.get(link.program_id) if link else None
        if program is None or link is None or link.depth >= self._settings.depth_max:
            return
        base = page.final_url or page.url
        if link.role != "entry" and not is_same_site(base, program.home):
            return
        self._follow(program, page.out_links, page.url, link.depth + 1)

    def _follow(self, program: _Program, links: Iterable[Link], found_on: str, depth: int, folder: str = "") -> None:
        for link in links:
            scored = program.scores.get(link)
            if scored is None:
                scored = score_link(link, program.target.specialty, program.home)
                program.scores[link] = scored
            if link.url in program.linked:
                continue
            if scored.skipped or (folder and not _is_under(link.url, folder)):
                reason = scored.skipped or "other_section"
                page = self._page(link.url)
                if page.outcome is None and not (page.is_asked or page.is_wanted or page.is_entry or page.is_sitemap):
                    page.outcome = f"skipped:{reason}"
                continue
            self._want(
                program, PageLink(program.target.program_id, link.url, scored.role, scored.score, depth, found_on)
            )

    def _want(self, program: _Program, link: PageLink) -> None:
        is_off_site = not is_same_site(link.url, program.home)
        known = program.wanted.get(link.url)
        if known is not None and known >= link.score:
            return
        page = self._page(link.url)
        if page.is_sitemap:
            return
        if is_off_site and known is None:
            room = program.pages < self._settings.page_budget and program.institution_pages < INSTITUTION_PAGES
            if not room:
                if page.outcome is None and not page.is_asked:
                    page.outcome = "skipped:page_budget"
                return
            program.institution_pages += 1
            program.pages += 1
        program.wanted[link.url] = link.score
        if is_off_site and not self._owns(lane_of(link.url)):
            if page.outcome is None:
                page.outcome = "skipped:other_shard"
            if known is None:
                self.handovers.append(Handover(link, program.is_local))
            return
        if is_off_site and program.is_local:
            self._admit_local(link.url)
        page.is_local = page.is_local or program.is_local
        page.is_wanted = True
        if not page.is_asked:
            page.outcome = None
        self._push(link.score, link, link.url)

    # --- counting ---

    def _compact(self, lane: _Lane) -> None:
        """Count the addresses of a host that is done, and forget all but those that were asked."""
        kept = []
        for url in lane.pages:
            page = self._pages[url]
            page.out_links, page.served = (), []
            if page.is_asked:
                kept.append(url)
            elif page.outcome is not None:
                self._closed_counts[page.outcome] += 1
                self._note_skipped(url, page.outcome)
                del self._pages[url]
            else:
                kept.append(url)
        lane.pages = kept

    def counts(self) -> Counter[str]:
        """Addresses by outcome, all hosts together."""
        counts = Counter(self._closed_counts)
        for page in self._pages.values():
            counts[page.outcome or "skipped:unvisited"] += 1
        if self.links_cut:
            counts["skipped:link_cap"] = sum(self.links_cut.values())
        return counts

    def note_rest(self) -> None:
        """Tell the addresses that were never asked and are not yet forgotten."""
        for page in self._pages.values():
            if not page.is_asked:
                self._note_skipped(page.url, page.outcome or "skipped:unvisited")

    def lane_count(self) -> int:
        return len(self._lanes)


def _folder(url: str) -> str:
    """Folder of an entry address, `/` for a site's root: what a shared host's sitemap is narrowed to."""
    path = url.split("://", 1)[-1].partition("/")[2].split("?", 1)[0]
    return "/" + path.rsplit("/", 1)[0].rstrip("/") + "/" if "/" in path else "/"


def _is_under(url: str, folder: str) -> bool:
    path = "/" + url.split("://", 1)[-1].partition("/")[2]
    return path.startswith(folder)
