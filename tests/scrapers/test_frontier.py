from __future__ import annotations

import random
from collections import Counter

from scrapers.frontier import Frontier, Target
from scrapers.links import Link
from scrapers.settings import CrawlSettings

HOME = "http://a.example/"


def run(frontier, answers, failures=()):
    """Visit everything, one page after the other; `answers`: address -> links, `failures`: address -> kind."""
    visited, links = [], []
    while (lane := frontier.open_lane()) is not None:
        while (page := frontier.next_page(lane)) is not None:
            links += frontier.links_made
            frontier.links_made.clear()
            closed = frontier.closed_reason(lane)
            if closed:
                frontier.settle(page, f"failed:{closed[0]}", None, (*closed, True))
                continue
            visited.append(page.url)
            kind = dict(failures).get(page.url)
            if kind:
                frontier.settle(page, f"failed:{kind}", None, (kind, "", kind == "dns"))
                continue
            frontier.settle(page, "fetched", page.url)
            frontier.add_links(page, tuple(Link(url, text) for url, text in answers.get(page.url, ())))
        links += frontier.links_made
        frontier.links_made.clear()
    return visited, links


def settings(**changes):
    return CrawlSettings.demo(**changes)


def test_the_best_page_comes_first_and_the_budget_ends_it():
    pages = {HOME: [(f"{HOME}p{n}", text) for n, text in enumerate(("Program overview", "Eligibility", "Interviews"))]}
    frontier = Frontier([Target("p", HOME)], settings(page_budget=3))
    visited, links = run(frontier, pages)
    assert visited == [HOME, f"{HOME}p1", f"{HOME}p2"]
    assert len(links) == 3 and frontier.counts() == {"fetched": 3, "skipped:page_budget": 1}


def test_depth_is_limited():
    pages = {HOME: [(f"{HOME}1", "FAQ")]} | {f"{HOME}{n}": [(f"{HOME}{n + 1}", "FAQ")] for n in range(1, 9)}
    visited, _ = run(Frontier([Target("p", HOME)], settings(depth_max=2)), pages)
    assert visited == [HOME, f"{HOME}1", f"{HOME}2"]


def test_a_page_seen_first_as_uninteresting_is_visited_when_a_better_link_names_it():
    pages = {HOME: [(f"{HOME}x", "Menu"), (f"{HOME}b", "FAQ")], f"{HOME}b": [(f"{HOME}x", "Visa policy")]}
    frontier = Frontier([Target("p", HOME)], settings())
    visited, _ = run(frontier, pages)
    assert visited == [HOME, f"{HOME}b", f"{HOME}x"] and frontier.counts() == {"fetched": 3}


def test_a_dead_host_fails_all_its_entry_pages_without_asking_again():
    targets = [Target("p1", f"{HOME}one/"), Target("p2", f"{HOME}two/")]
    frontier = Frontier(targets, settings())
    visited, links = run(frontier, {}, {f"{HOME}one/": "dns"})
    assert visited == [f"{HOME}one/"]
    assert {link.program_id for link in links} == {"p1", "p2"} and frontier.counts() == {"failed:dns": 2}


def test_a_host_is_given_up_after_two_timeouts_in_a_row():
    pages = {HOME: [(f"{HOME}faq{n}", "FAQ") for n in range(5)]}
    frontier = Frontier([Target("p", HOME)], settings())
    visited, _ = run(frontier, pages, {f"{HOME}faq{n}": "timeout" for n in range(5)})
    assert len(visited) == 3 and frontier.counts() == {"fetched": 1, "failed:timeout": 2, "skipped:host_down": 3}


def test_sibling_programs_on_one_host_keep_to_their_own_pages():
    base = "http://a.example/gme/"
    nav = [(f"{base}surgery/apply", "Surgery Residency: apply"), (f"{base}peds/apply", "Pediatrics Residency: apply")]
    pages = {f"{base}surgery/": nav, f"{base}peds/": nav}
    targets = [Target("s", f"{base}surgery/", specialty="Surgery"), Target("p", f"{base}peds/", specialty="Pediatrics")]
    visited, links = run(Frontier(targets, settings()), pages)
    assert len(visited) == 4
    assert {(link.program_id, link.url) for link in links if "apply" in link.url} == {
        ("s", f"{base}surgery/apply"),
        ("p", f"{base}peds/apply"),
    }


def test_off_host_policies_are_few_and_lead_no_further():
    pages = {HOME: [(f"http://gme{n}.example/visa", "GME visa policy") for n in range(9)]}
    pages |= {f"http://gme{n}.example/visa": [(f"http://gme{n}.example/faq", "FAQ")] for n in range(9)}
    frontier = Frontier([Target("p", HOME)], settings())
    visited, links = run(frontier, pages)
    assert len(visited) == 4 and {link.role for link in links[1:]} == {"institution_page"}
    assert frontier.counts()["skipped:page_budget"] == 6


def test_every_address_has_one_outcome_whatever_the_web_looks_like():
    texts = ("FAQ", "Visa policy", "Menu", "Fellowship", "GME policy", "Current residents", "Surgery eligibility", "")
    for seed in range(60):
        chance = random.Random(seed)
        hosts = [f"http://h{n}.example/" for n in range(4)]
        urls = [f"{host}{path}" for host in hosts for path in ("", *(f"p{n}" for n in range(8)))]
        web = {url: [(chance.choice(urls), chance.choice(texts)) for _ in range(chance.randrange(12))] for url in urls}
        kinds = ("timeout", "gone", "dns", "reset", "blocked")
        failing = {url: chance.choice(kinds) for url in urls if chance.random() < 0.25}
        targets = [Target(f"p{n}", chance.choice(urls), specialty="Pediatrics") for n in range(5)]
        frontier = Frontier(targets, settings(page_budget=chance.randrange(1, 9)))
        visited, links = run(frontier, web, failing)
        counts = frontier.counts()
        assert len(visited) == len(set(visited)), seed
        assert "skipped:unvisited" not in counts, (seed, counts)
        asked = counts["fetched"] + sum(number for name, number in counts.items() if name.startswith("failed"))
        assert asked == len({link.url for link in links}), seed
        assert len(links) == len({(link.program_id, link.url) for link in links}), seed
        assert {link.program_id for link in links} == {target.program_id for target in targets}, seed
        per_program = Counter(link.program_id for link in links)
        assert max(per_program.values()) <= frontier._settings.page_budget, seed
