"""From archived body to statements, against `trafilatura.extract` on the same pages, in one run."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

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
        pages = _pages_of(bodies, size, 10 if quick else 40)
        ours = _rate(lambda body: extract_statements(read_body(body, "text/html", "")), pages)
        theirs = _rate(lambda body: trafilatura.extract(body.decode()), pages[: 5 if size == _LARGE else 20])
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


def _pages_of(bodies: list[str], size: int, count: int) -> list[bytes]:
    """Pages of about `size` bytes: a demo page, and as much of neutral text of other pages as it takes."""
    filler = (
        "<p>Residents rotate through the wards, the clinic and the emergency department with close supervision.</p>\n"
    )
    pages = []
    for number in range(count):
        body = bodies[number % len(bodies)]
        missing = max(0, size - len(body))
        pages.append(body.replace("</body>", filler * (missing // len(filler)) + "</body>").encode())
    return pages


def _rate(read: Callable[[bytes], object], pages: list[bytes]) -> float:
    read(pages[0])
    started = time.process_time()
    for page in pages:
        read(page)
    return len(pages) / (time.process_time() - started)
