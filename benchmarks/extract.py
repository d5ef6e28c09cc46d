"""From archived body to statements, against `trafilatura.extract` on the same pages, in one run."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from random import Random

from demo.world import build_world
from transforms.pages import read_body
from transforms.statements import extract_statements

_SMALL, _LARGE = 15_000, 300_000


def main(quick: bool) -> None:
    """Print pages per second of both on pages of 15 KB and 300 KB, their ratio, and how time grows with page size."""
    import tempfile

    import trafilatura

    with tempfile.TemporaryDirectory(prefix="atlas-bench-") as folder:
        bodies = _demo_pages(Path(folder), 12 if quick else 48)
    for size in (_SMALL, _LARGE):
        pages = _pages_of(bodies, size, len(bodies) if size == _SMALL and not quick else 20)
        few = len(pages) // 2 if size == _SMALL else 5
        ours = _rate(lambda body: extract_statements(read_body(body, "text/html", "")), pages)
        theirs = _rate(lambda body: trafilatura.extract(body.decode()), pages[: 2 * few])
        print(f"   {size // 1000} KB: {ours:.0f} pages/s, trafilatura {theirs:.1f}: {ours / theirs:.1f} times (bar 10)")
    seconds = [
        1 / _rate(lambda b: extract_statements(read_body(b, None, "")), _pages_of(bodies, n, 4))
        for n in (100_000, 400_000)
    ]
    print(f"   4 times the page takes {seconds[1] / seconds[0]:.1f} times as long")


def _demo_pages(folder: Path, programs: int) -> list[str]:
    """Main parts of the demo's HTML pages that speak of requirements."""
    world = build_world(folder, programs=programs, seed=7, misbehaving=0.0)
    truth = world.truth()["programs"].values()
    wanted = {url for program in truth for url in program["relevant_urls"] if not url.endswith(".pdf")}
    found = []
    for place in world.places():
        for url in sorted(wanted):
            if url.startswith(f"http://{place.host}:"):
                answer = world.answer(place, "/" + url.split("/", 3)[3], 1)
                found.append(answer.body.decode("utf-8", "replace"))
    return found


_WHO = ("Residents", "Interns", "Seniors", "Our chiefs", "The faculty", "Small teams", "Fellows and residents", "All")
_DO = ("rotate through", "meet daily in", "learn from patients of", "teach in", "work closely with", "are welcomed by")
_WHERE = ("the wards", "the clinic", "the emergency department", "the heart center", "a county hospital", "hospice")
_HOW = ("with close supervision", "from the first week", "under senior guidance", "twice a month", "in every block")
_WHY = ("and present a poster in spring", "so that nobody is alone", "as families ask", "near the river", "by bicycle")
_SAID = [" ".join(words) for words in product(_WHO, _DO, _WHERE, _HOW, _WHY)]


def _pages_of(bodies: list[str], size: int, count: int) -> list[bytes]:
    """Pages of about `size` bytes: a demo page, and as many neutral paragraphs as it takes, no two of them alike."""
    draw = Random(size)
    pages = []
    for number in range(count):
        body = bodies[number % len(bodies)]
        paragraphs = ["<h2>Life in the program</h2>\n"]
        missing = size - len(body) - len(paragraphs[0])
        while missing > 0:
            paragraphs.append(f"<p>{draw.choice(_SAID)}; {draw.choice(_SAID).lower()}.</p>\n")
            missing -= len(paragraphs[-1])
        pages.append(body.replace("</body>", "".join(paragraphs) + "</body>").encode())
    return pages


def _rate(read: Callable[[bytes], object], pages: list[bytes]) -> float:
    """Pages per second over every other page; the pages between are read first, as a night has read many before."""
    for page in pages[::2]:
        read(page)
    measured = pages[1::2]
    started = time.process_time()
    for page in measured:
        read(page)
    return len(measured) / (time.process_time() - started)
