"""When a page is asked again: the rule, the night's capacity, and that nothing is lost while it is not due."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scrapers import archive, history
from scrapers.crawl import CrawlSettings, Target, crawl_programs
from scrapers.revisits import JITTER, KnownPage, interval_days, plan_visits
from tests.scrapers.sites import World, html
from tests.scrapers.test_history import FIRST, write_night
from transforms.statement_rows import current_links, latest_pages

SETTINGS = CrawlSettings.demo(revisit_floor=0, revisit_share=1.0)
URL = "http://h/"


def page(age=0.0, changes=0, observed=None, failure=None, url=URL):
    """A page asked just now whose body stands there for `age` days, seen for `observed` days."""
    now = FIRST + timedelta(days=400)
    first = now - timedelta(days=age if observed is None else observed)
    return KnownPage(url, now, failure, first, now - timedelta(days=age), changes)


def bounds(days):
    return pytest.approx(days * (1 - JITTER / 2), rel=JITTER / 2 + 0.01)


def test_a_page_is_asked_later_the_longer_it_stood_unchanged():
    days = [interval_days(page(age), SETTINGS) for age in (0, 3, 6, 12, 24, 48, 300)]
    assert days == sorted(days) and days[0] == bounds(3) and days[3] == bounds(12)
    assert days[-1] == bounds(30) and max(days) <= 30


def test_a_page_that_changed_is_asked_soon_and_one_that_changes_often_sooner():
    assert interval_days(page(0, changes=1, observed=60), SETTINGS) == bounds(3)
    assert interval_days(page(40, changes=9, observed=60), SETTINGS) == bounds(3)
    assert interval_days(page(0, changes=50, observed=60), SETTINGS) == 1.0


def test_a_page_that_feeds_statements_is_asked_twice_as_often():
    assert interval_days(page(24), SETTINGS, is_watched=True) == pytest.approx(interval_days(page(24), SETTINGS) / 2)


def test_a_failure_that_passes_is_asked_the_next_night_and_an_answer_is_not():
    assert interval_days(page(failure="timeout"), SETTINGS) == 0
    assert interval_days(page(failure="gone"), SETTINGS) > 3


def test_pages_of_a_site_come_due_together_and_sites_on_different_nights():
    one = {interval_days(page(url=f"http://a/{n}"), SETTINGS) for n in range(5)}
    many = {round(interval_days(page(24, url=f"http://h{n}/"), SETTINGS)) for n in range(50)}
    assert len(one) == 1 and len(many) >= 4


def catalog(folder, programs, pages=4):
    """A first night of programs with an entry page and others."""
    urls = {f"p{n}": [f"http://h{n}/{page}" for page in range(pages)] for n in range(programs)}
    bodies = {url: url for some in urls.values() for url in some}
    links = [
        (program_id, url, "entry" if url == some[0] else "program_page")
        for program_id, some in urls.items()
        for url in some
    ]
    write_night(folder, 0, bodies, links)
    history.fold(folder)
    return [Target(program_id, some[0]) for program_id, some in urls.items()]


def visits_on(folder, targets, days, **changes):
    settings = CrawlSettings.demo(**({"revisit_share": 1.0} | changes))
    return plan_visits(folder, targets, settings, FIRST + timedelta(days=days))


def test_the_night_after_the_first_asks_only_for_the_floor(tmp_path):
    targets = catalog(tmp_path, 60)
    assert len(visits_on(tmp_path, targets, 1, revisit_floor=0).why) == 0
    visits = visits_on(tmp_path, targets, 1, revisit_floor=12)
    assert set(visits.why.values()) == {"spare"} and 4 <= len(visits.why) <= 12
    assert len(visits.why) + len(visits.not_due) + len(visits.rest) == 240


def test_spare_visits_go_to_pages_that_can_answer_without_a_body(tmp_path):
    targets = catalog(tmp_path, 1)
    for part in archive.parts_of(tmp_path, "raw_fetches"):
        rows = pq.read_table(part).to_pylist()
        untagged = [row | ({"etag": None} if row["url"].endswith("/1") else {}) for row in rows]
        pq.write_table(pa.Table.from_pylist(untagged, schema=archive.schema_of("raw_fetches")), part)
    shutil.rmtree(tmp_path / archive.FOLDED)
    assert set(visits_on(tmp_path, targets, 1, revisit_floor=4).why) == {"http://h0/0", "http://h0/2"}
    assert len(visits_on(tmp_path, targets, 1, revisit_floor=100).why) == 4


def test_a_small_catalog_is_asked_whole_every_night(tmp_path):
    targets = catalog(tmp_path, 60)
    visits = visits_on(tmp_path, targets, 0.01)
    assert len(visits.why) == 240 and not visits.not_due and len(visits.programs) == 60


def test_a_night_on_which_all_is_due_keeps_to_its_capacity_and_the_rest_follows(tmp_path):
    targets = catalog(tmp_path, 60)
    asked = Counter()
    for night in range(1, 26):
        visits = visits_on(tmp_path, targets, night, revisit_floor=0, revisit_share=0.1)
        assert len(visits.why) <= 24
        asked.update(list(visits.why))
        unchanged = {url: url for url in visits.why}
        links = [
            (program_id, url, "entry" if url.endswith("/0") else "program_page")
            for program_id in visits.programs
            for url in (f"http://h{program_id[1:]}/{page}" for page in range(4))
        ]
        if unchanged:
            write_night(tmp_path, night, unchanged, links)
            history.fold(tmp_path)
    assert len(asked) == 240 and min(asked.values()) >= 1


def test_no_page_is_older_than_the_limit_whatever_the_capacity(tmp_path):
    targets = catalog(tmp_path, 60)
    visits = visits_on(tmp_path, targets, 29.1, revisit_floor=0, revisit_share=0.01)
    assert set(visits.why.values()) == {"limit"} and len(visits.why) == 240


def test_a_full_visit_asks_for_everything(tmp_path):
    targets = catalog(tmp_path, 6)
    visits = visits_on(tmp_path, targets, 0, revisit_floor=0, is_full_visit=True)
    assert len(visits.programs) == 6 and not visits.not_due and not visits.rest


def test_a_new_program_and_one_with_a_new_entry_address_are_visited(tmp_path):
    targets = catalog(tmp_path, 3)
    targets = [Target("p0", "http://elsewhere/"), *targets[1:], Target("new", "http://new/")]
    assert visits_on(tmp_path, targets, 1, revisit_floor=0).programs == {"p0", "new"}


def test_failures_that_may_have_passed_and_links_never_asked_are_asked_again(tmp_path):
    links = [("p", "http://h/", "entry"), ("p", "http://h/slow", "program_page"), ("p", "http://h/x", "program_page")]
    write_night(tmp_path, 0, {"http://h/": "a", "http://h/slow": "!timeout"}, links)
    visits = visits_on(tmp_path, [Target("p", "http://h/")], 0.1, revisit_floor=0)
    assert visits.why == {"http://h/slow": "failed", "http://h/x": "new"} and visits.not_due == {"http://h/": None}


def test_a_change_on_a_site_makes_its_other_pages_due(tmp_path):
    targets = catalog(tmp_path, 2)
    write_night(tmp_path, 1, {"http://h1/2": "new words"})
    assert not visits_on(tmp_path, targets[:1], 1.6, revisit_floor=0).why
    visits = visits_on(tmp_path, targets, 1.6, revisit_floor=0)
    assert set(visits.why) == {f"http://h1/{page}" for page in range(4)} and visits.programs == {"p1"}


def test_a_policy_page_of_many_programs_needs_one_of_them(tmp_path):
    pages = {f"http://h{n}/": str(n) for n in range(5)} | {"http://gme/visa": "!reset"}
    links = [(f"p{n}", f"http://h{n}/", "entry") for n in range(5)]
    links += [(f"p{n}", "http://gme/visa", "institution_page") for n in range(5)]
    write_night(tmp_path, 0, pages, links)
    targets = [Target(f"p{n}", f"http://h{n}/") for n in range(5)]
    visits = visits_on(tmp_path, targets, 1, revisit_floor=0)
    assert visits.why == {"http://gme/visa": "failed"} and len(visits.programs) == 1


# --- whole crawls ---


@pytest.fixture
def world():
    world = World({f"site{n}": {} for n in range(4)}, "127.39.0.")
    for n in range(4):
        world[f"site{n}"].pages |= {
            "/": html(("/apply", "How to apply"), ("/visa", "Visa policy"), ("/people", "Current residents")),
            "/apply": html(("/faq", "FAQ"), text="apply"),
            "/visa": html(text="J-1"),
            "/people": html(text="people"),
            "/faq": html(text="faq"),
        }
    yield world
    world.close()


def crawl(world, folder, name, days=0.0, **changes):
    targets = [Target(name, site.url(), specialty="Pediatrics") for name, site in world.sites.items()]
    world.forget_requests()
    settings = CrawlSettings.demo(**({"revisit_floor": 0, "revisit_share": 1.0} | changes))
    report = crawl_programs(targets, folder, name, settings, now=datetime.now(UTC) + timedelta(days=days))
    assert report.check_sums() == []
    return report, {site: [path for path in world[site].asked if path != "/robots.txt"] for site in world.sites}


def links_now(folder):
    fetches = history.read_addresses(folder).to_pylist()
    links = current_links(history.read_program_links(folder).to_pylist(), fetches, datetime.now(UTC).date())
    return {(link["program_id"], link["url"]) for link in links}


def test_a_night_on_which_nothing_is_due_asks_nothing_and_loses_nothing(world, tmp_path):
    first, _ = crawl(world, tmp_path, "night1")
    links, pages = links_now(tmp_path), latest_pages(history.read_addresses(tmp_path).to_pylist())
    second, asked = crawl(world, tmp_path, "night2", days=1)
    assert first.fetched == 20 and not any(asked.values()) and second.pages == 0
    assert second.skipped == {"not_due": 20} and second.programs_not_due == 4
    assert links_now(tmp_path) == links and len(links) == 20
    assert latest_pages(history.read_addresses(tmp_path).to_pylist()) == pages


def test_a_due_page_is_asked_with_its_entry_page_and_the_others_are_left(world, tmp_path):
    crawl(world, tmp_path, "night1")
    links = links_now(tmp_path)
    world["site2"].pages["/visa"] = lambda handler: handler.send(b"", status=500)
    full, _ = crawl(world, tmp_path, "night2", is_full_visit=True)
    assert full.failed == {"server_error": 1}
    world["site2"].pages["/visa"] = html(text="J-1")
    third, asked = crawl(world, tmp_path, "night3", days=1)
    assert asked == {"site0": [], "site1": [], "site2": ["/", "/visa"], "site3": []}
    assert third.asked_because == {"failed": 1} and third.unchanged == 2 and third.skipped["not_due"] == 18
    assert links_now(tmp_path) == links


@pytest.mark.parametrize("shards", [1, 2])
def test_a_change_found_tonight_makes_the_rest_of_its_site_asked_tonight(world, tmp_path, shards):
    apply = world["site1"].pages["/apply"]
    world["site1"].pages["/apply"] = lambda handler: handler.send(b"", status=500)
    crawl(world, tmp_path, "night1", shards=shards)
    links = (("/apply", "How to apply"), ("/visa", "Visa policy"), ("/new", "International applicants"))
    changed = {"/": html(*links, text="2027"), "/new": html(text="new"), "/visa": html(text="J-1 and H-1B")}
    world["site1"].pages |= changed | {"/apply": apply}
    world["site3"].pages["/people"] = html(text="nobody looks here tonight")
    second, asked = crawl(world, tmp_path, "night2", days=1, shards=shards)
    assert set(asked.pop("site1")) == {"/", "/apply", "/visa", "/new", "/faq"} and not any(asked.values())
    assert second.changed == 2
    links_held = links_now(tmp_path)
    assert ("site1", world["site1"].url("/new")) in links_held
    assert ("site1", world["site1"].url("/people")) not in links_held


def test_a_page_that_vanished_is_gone_with_its_date_and_then_asked_seldom(world, tmp_path):
    crawl(world, tmp_path, "night1")
    del world["site0"].pages["/visa"]
    second, _ = crawl(world, tmp_path, "night2", is_full_visit=True)
    url = world["site0"].url("/visa")
    state = latest_pages(history.read_addresses(tmp_path).to_pylist())[url]
    assert second.failed == {"gone": 1} and state.gone_since == datetime.now(UTC).date()
    _, asked = crawl(world, tmp_path, "night3", days=1.1)
    assert "/visa" not in asked["site0"] and ("site0", url) in links_now(tmp_path)


def test_pages_that_a_steward_stopped_are_not_lost(world, tmp_path):
    crawl(world, tmp_path, "night1")
    links = links_now(tmp_path)
    stop = tmp_path / "stop"
    pages = world["site0"].pages
    entry = pages["/"]

    def answer_and_stop(handler):
        stop.touch()
        time.sleep(0.7)  # it is looked for twice a second
        handler.page(entry.encode())

    pages["/"] = answer_and_stop
    report, _ = crawl(world, tmp_path, "night2", is_full_visit=True, stop_file=str(stop))
    assert report.is_stopped and links_now(tmp_path) == links


def test_counters_are_kept_as_a_table(world, tmp_path):
    report, _ = crawl(world, tmp_path, "night1")
    rows = archive.read_raw(tmp_path, "raw_counters", "night1").to_pylist()
    told = {(row["counter"], row["reason"]): row["count"] for row in rows}
    assert told["discovered", None] == report.discovered and told["archived", "fetched"] == 20
