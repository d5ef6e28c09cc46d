"""From archived body to statements, against `trafilatura.extract` on the same pages, in one run."""

from __future__ import annotations

import gc
import json
import re
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from demo.world import World, build_world
from transforms.pages import read_body
from transforms.statements import extract_statements

LABELLED = Path(__file__).parent / "labelled" / "pages.jsonl"
_SMALL, _LARGE = 15_000, 300_000
_READ_BEFORE = 7  # seed of a world; those after it are measured, each once: none of their pages was read before
_MAKES = {"of a site's usual make": 0.12, "of nothing but prose": 0.85}  # share of a page's letters that is text


def main(quick: bool) -> None:
    """Print pages per second of both on pages of 15 KB and 300 KB, their ratio, and how time grows with page size."""
    import trafilatura

    programs = 12 if quick else 48
    before = _demo_pages(_READ_BEFORE, programs)
    for share in _MAKES.values():
        for body in _pages_of(before, _SMALL, len(before), share) + _pages_of(before, _LARGE, 2, share):
            _read(body)  # a night has read thousands of pages before
    seed = _READ_BEFORE
    for make, share in _MAKES.items():
        for size in (_SMALL, _LARGE):
            seed += 1
            count = 70 if size == _SMALL and not quick else 10
            pages = _pages_of(_demo_pages(seed, programs), size, count, share)
            ours, theirs = _rate(_read, pages), _rate(lambda body: trafilatura.extract(body.decode()), pages)
            again = _rate(_read, pages)
            print(
                f"   {size // 1000} KB {make}: {ours:.0f} pages/s, trafilatura {theirs:.1f}: {ours / theirs:.1f} times "
                f"(bar 10); read again {again / theirs:.1f} times"
            )
    seconds = [1 / _rate(_read, _pages_of(before, size, 4, share)) for size in (100_000, 400_000)]
    print(f"   4 times the page takes {seconds[1] / seconds[0]:.1f} times as long")
    print(f"   300 KB of nothing but requirements: at most {_find_longest(quick):.2f} s a page (bar 1 s)")


def _read(body: bytes) -> object:
    return extract_statements(read_body(body, "text/html", ""))


def _demo_pages(seed: int, programs: int) -> list[str]:
    """The demo's HTML pages that speak of requirements."""
    with TemporaryDirectory(prefix="atlas-bench-") as folder:
        return _take_pages(build_world(Path(folder), programs=programs, seed=seed, misbehaving=0.0))


def _take_pages(world: World) -> list[str]:
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


_LINKS = ("Find a doctor", "Pay a bill", "Visiting hours", "Heart care", "Parking and directions", "Medical records")
_CARDS = ("Welcome", "Our city", "Wellness", "Simulation", "Meet the team", "Photos of the year")


def _furnish(draw: Random) -> str:
    """Markup that surrounds the text of a site: a link of a menu, a teaser, an icon, a script, a button."""
    number = draw.randrange(10_000)
    return draw.choice(
        (
            f'<li class="menu-item menu-item-{number}"><a class="menu-link" href="/services/{number}/" '
            f'data-track="nav-{number}">{draw.choice(_LINKS)}</a></li>\n',
            f'<div class="col-12 col-md-6 card-wrap"><div class="card card--teaser" data-component="teaser"><picture>'
            f'<source srcset="/media/{number}.webp 1x" type="image/webp"><img class="img-fluid" '
            f'src="/media/{number}.jpg" alt="" width="640" height="360"></picture><h3 class="card__title">'
            f"{draw.choice(_CARDS)}</h3></div></div>\n",
            f'<svg class="icon icon--{number}" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">'
            f'<path d="M{number}.4 2.1c3.1.2 5.6 2.9 5.6 6.1v7.3l-4.2 5.7H3.1z"></path></svg>\n',
            f'<script>window.layer=window.layer||[];layer.push({{"event":"view","id":"{number}"}});</script>\n',
            f'<div class="row align-items-center"><span class="visually-hidden"></span><a class="btn btn-sm" '
            f'href="#s{number}" role="button"><span class="btn__label">Read more</span></a></div>\n',
        )
    )


def _pages_of(bodies: list[str], size: int, count: int, share: float) -> list[bytes]:
    """Pages of about `size` bytes: a demo page, neutral paragraphs below it up to `share`, and furniture around both.

    Of 290 pages of hospitals, those of 25 to 60 KB had 0.11 of their letters in text, 11 elements and 2 links a KB; at
    250 KB it was 0.03.
    """
    draw = Random(size)
    pages = []
    for number in range(count):
        body = bodies[number % len(bodies)]
        paragraphs, furniture = ["<h2>Life in the program</h2>\n"], [""]
        missing, prose = size - len(body) - len(paragraphs[0]), share * size - len(body) / 2
        while prose > 0 and missing > 0:
            paragraphs.append(f"<p>{draw.choice(_SAID)}; {draw.choice(_SAID).lower()}.</p>\n")
            missing, prose = missing - len(paragraphs[-1]), prose - len(paragraphs[-1])
        while missing > 0:
            furniture.append(_furnish(draw))
            missing -= len(furniture[-1])
        half = len(furniture) // 2
        body = body.replace("<main>", "".join(furniture[:half]) + "<main>", 1)
        body = body.replace("</main>", "".join(paragraphs) + "</main>" + "".join(furniture[half:]), 1)
        pages.append(body.encode())
    return pages


def _find_longest(quick: bool) -> float:
    """The longest reading of pages that hold requirements alone, or one of them again and again without a stop."""
    labelled = LABELLED.read_text(encoding="utf-8").splitlines()
    texts = [str(json.loads(line)["text"]) for line in labelled][:: 200 if quick else 1]
    joined = ("</p><p>".join(texts), " ".join(texts), "</td></tr><tr><td>Rule</td><td>".join(texts))
    repeated = [f"{re.sub('[.;:?!]', ',', text)}, " for text in texts[:: 200 if quick else 20]]
    pages = [f"<p>{text[:_LARGE]}</p>" for text in joined]
    pages[-1] = f"<table><tr><td>Rule</td><td>{joined[-1][:_LARGE]}</td></tr></table>"
    pages += [f"<p>{text * (_LARGE // len(text))}</p>" for text in repeated]
    for text in texts[::20]:
        _read(f"<p>{text}</p>".encode())  # patterns are compiled where they are first asked
    return max(1 / _rate(_read, [page.encode()]) for page in pages)


def _rate(read: Callable[[bytes], object], pages: list[bytes]) -> float:
    """Pages per second of processor time."""
    gc.collect()  # what was built before is not billed to whoever comes next
    started = time.process_time()
    for page in pages:
        read(page)
    return len(pages) / (time.process_time() - started)
