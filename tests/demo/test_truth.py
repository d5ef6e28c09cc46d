"""The truth against the pages as fetched: every fact's words, every name, and nothing where nothing is."""

from __future__ import annotations

import html
import io
import re
from collections import deque
from urllib.parse import urljoin, urlsplit

import pypdfium2
import pytest

from demo.residents import schools


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u2019", "'")).strip()


def read(fetched) -> str:
    """Readable text of any kind of page, scripts and data attributes included."""
    if fetched.headers["content-type"] == "application/pdf":
        document = pypdfium2.PdfDocument(io.BytesIO(fetched.body))
        return squeeze(" ".join(page.get_textpage().get_text_range() for page in document))
    try:
        text = fetched.body.decode("utf-8")
    except UnicodeDecodeError:
        text = fetched.body.decode("cp1252")
    text = html.unescape(html.unescape(text)).replace('\\"', '"')
    text = re.sub(r"</?(strong|em|a)\b[^>]*>", "", text)
    return squeeze(re.sub(r"<[^>]+>", " ", text))


@pytest.fixture(scope="module")
def texts(served):
    """Text of every relevant and distractor page, by address."""
    found = {}
    added = [served.truth["nights"]["2"]["programs"][code] for code in served.truth["nights"]["2"]["listing"]["added"]]
    for entry in [*served.truth["programs"].values(), *added]:
        if entry["misbehaves"] == "flaky_500":
            served.get(entry["url"])
        for url in entry["relevant_urls"] + entry["distractor_urls"]:
            if url not in found:
                fetched = served.get(url)
                assert fetched.status == 200, url
                found[url] = read(fetched)
    return found


def test_every_fact_stands_on_its_page(served, texts):
    facts = 0
    for code, entry in served.truth["programs"].items():
        stated = set(entry["facts"]) - {"preferred"} | {f"preferred.{n}" for n in entry["facts"].get("preferred", {})}
        assert stated == set(entry["sources"]) == set(entry["quotes"]), code
        for name, url in entry["sources"].items():
            assert url in entry["relevant_urls"], (code, name)
            assert squeeze(entry["quotes"][name]) in texts[url], (code, name)
            facts += 1
    assert facts > 350


def test_distractor_pages_carry_no_truth(served, texts):
    for entry in served.truth["programs"].values():
        for url in entry["distractor_urls"]:
            assert not any(len(quote) > 20 and quote in texts[url] for quote in entry["quotes"].values()), url
        assert not set(entry["distractor_urls"]) & set(entry["relevant_urls"])


def test_every_healthy_program_has_at_least_three_distractors(served):
    for entry in served.truth["programs"].values():
        assert entry["expected_failure"] or len(entry["distractor_urls"]) >= 3


def test_every_resident_name_is_on_a_page(served, texts):
    everything = " ".join(texts.values())
    assert len(served.truth["resident_names"]) > 500
    for name in served.truth["resident_names"]:
        assert name in everything


def test_schools_on_a_roster_page_add_up_to_its_truth(served, texts):
    """Counted from the page: with no alumni, faculty or chiefs on it, each school string is one resident."""
    written = {school.written: school.school_class for group in schools().values() for school in group}
    by_length = sorted(written, key=len, reverse=True)
    checked = 0
    for entry in served.truth["programs"].values():
        roster = entry["roster"]
        if not roster:
            continue
        text = texts[roster["url"]]
        if re.search("Alumni|Core Faculty|Chief Residents", text):
            continue
        counts = dict.fromkeys(roster["counts"], 0)
        for school in by_length:
            counts[written[school]] += text.count(squeeze(school))
            text = text.replace(squeeze(school), "")
        assert counts == roster["counts"], roster["url"]
        checked += 1
    assert checked >= 10


def test_relevant_pages_are_at_most_three_clicks_from_the_entry(served):
    depths = []
    for entry in served.truth["programs"].values():
        if entry["misbehaves"]:
            continue
        depth = {entry["url"]: 0}
        queue = deque([entry["url"]])
        host = urlsplit(entry["url"]).netloc
        while queue:
            url = queue.popleft()
            if url.endswith(".pdf") or urlsplit(url).netloc != host or depth[url] == 3:
                continue
            body = served.get(url).body.decode()
            for link in re.findall(r'<a [^>]*href="([^"]+)"', body):
                target = urljoin(url, html.unescape(link))
                if target not in depth and "/intranet/" not in target:
                    depth[target] = depth[url] + 1
                    queue.append(target)
        for url in entry["relevant_urls"]:
            assert url in depth, (entry["url"], url)
            depths.append(depth[url])
    assert max(depths) == 3 and min(depths) == 1


def test_sitemaps_name_the_relevant_pages(served):
    entry = next(e for e in served.truth["programs"].values() if e["has_sitemap"] and not e["misbehaves"])
    robots = served.get(entry["url"] + "robots.txt").body.decode()
    address = re.search(r"Sitemap: (\S+)", robots).group(1)
    named = set(re.findall(r"<loc>([^<]+)</loc>", served.get(address).body.decode()))
    own = {url for url in entry["relevant_urls"] if url.startswith(entry["url"])}
    assert own <= named


def test_pdf_sheets_are_the_same_bytes_at_every_request(served):
    url = next(u for e in served.truth["programs"].values() for u in e["relevant_urls"] if u.endswith(".pdf"))
    assert served.get(url).body == served.get(url).body


def test_forbidden_pages_are_linked_and_disallowed(served):
    entries = [e for e in served.truth["programs"].values() if e["forbidden_urls"] and not e["misbehaves"]]
    assert len(entries) > 20
    for entry in entries[:5]:
        assert "Disallow: /intranet/" in served.get(entry["url"] + "robots.txt").body.decode()
        assert 'href="/intranet/"' in served.get(entry["url"]).body.decode()
