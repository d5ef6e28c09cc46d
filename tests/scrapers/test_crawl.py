"""One crawl of many small sites, most of them misbehaving, and the night after it. Each crawl is a subprocess."""

from __future__ import annotations

import gzip
import socket
import struct
import time

import pytest

from scrapers import archive
from scrapers.crawl import ContactMissingError, CrawlReport, CrawlSettings, Target, crawl_programs
from tests.scrapers.sites import Handler, World, html

ENTITY_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE u [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><urlset><url><loc>&j;</loc></url></urlset>"
)


def raw(text: bytes):
    def answer(handler: Handler) -> None:
        handler.wfile.write(text)
        handler.close_connection = True

    return answer


def status(code: int, body: bytes = b"no", **headers: str):
    return lambda handler: handler.send(body, status=code, **headers)


def to(location: str, code: int = 302):
    return lambda handler: handler.redirect(location.replace("PORT", str(handler.server.server_address[1])), code)


def reset(handler: Handler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True


def drip(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(100):
        handler.wfile.write(b"<p>")
        time.sleep(0.2)


def huge(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
    for _ in range(480):
        handler.wfile.write(b"x" * 65536)


def flaky(handler: Handler) -> None:
    is_first = handler.server.site.asked.count("/") == 1
    handler.send(b"down", status=500) if is_first else handler.page(html(text="up again").encode())


def gzip_bomb(handler: Handler) -> None:
    handler.send(gzip.compress(b"0" * 60_000_000), Content_Encoding="gzip")


def chain(handler: Handler) -> None:
    handler.redirect(f"/{int(handler.path.strip('/') or 0) + 1}")


def with_robots(text: str, **pages):
    return {"/robots.txt": lambda handler: handler.send(text.encode(), content_type="text/plain"), **pages}


SITES = {
    "policy": {"/policies/visa": html(title="GME visa policy", text="J-1 only"), "/policies/more": html()},
    "good": {
        "/": html(
            ("/residency/apply", "How to Apply"),
            ("/residency/visa.pdf", "Visa policy"),
            ("/residency/people", "Current Residents"),
            ("/fellowship/apply", "Fellowship: how to apply"),
            ("/students", "Medical Students"),
            ("/surgery/eligibility", "Surgery Residency Eligibility"),
            ("http://127.30.0.1:PORT/policies/visa", "GME visa policy"),
            ("/missing", "Application FAQ"),
        ),
        "/residency/apply": html(("/residency/faq", "FAQ"), ("/residency/apply?utm_source=x", "How to apply")),
        "/residency/faq": html(("/", "Home"), text="questions"),
        "/residency/people": html(text="people"),
        "/residency/visa.pdf": lambda handler: handler.page(b"%PDF-1.4 visa", "application/pdf"),
    },
    "sibling": {"/": html(("http://127.30.0.1:PORT/policies/visa", "GME visa policy"))},
    "big": {"/": html(*((f"/residency/eligibility-{n}", f"Eligibility {n}") for n in range(40)))}
    | {f"/residency/eligibility-{n}": html(text=str(n)) for n in range(40)},
    "sitemapped": with_robots(
        "User-agent: *\nDisallow: /residency/private\nSitemap: http://127.30.0.5:PORT/map.xml\n",
        **{
            "/": html(("/residency/private/visa", "Visa")),
            "/map.xml": lambda handler: handler.page(
                b"<urlset><url><loc>/residency/international-graduates</loc></url><url><loc>/menu</loc></url></urlset>",
                "application/xml",
            ),
            "/residency/international-graduates": html(text="welcome"),
        },
    ),
    "bombed": with_robots(
        "Sitemap: http://127.30.0.6:PORT/map.xml\n",
        **{"/": html(), "/map.xml": lambda handler: handler.send(ENTITY_BOMB, content_type="text/xml")},
    ),
    "polite": with_robots("User-agent: *\nCrawl-delay: 0.7\n", **{"/": html(("/visa", "Visa")), "/visa": html()}),
    "unhurried": with_robots("User-agent: *\nCrawl-delay: 3600\n", **{"/": html(("/visa", "Visa")), "/visa": html()}),
    "moved": {"/": to("/gme/"), "/gme/": html(("visa", "Visa information")), "/gme/visa": html(text="visa")},
    "refreshed": {
        "/": '<meta http-equiv="refresh" content="0;url=/new/">',
        "/new/": html(("visa", "Visa")),
        "/new/visa": html(),
    },
    "flaky": {"/": flaky},
    "untagged": {"/": lambda handler: handler.send(html(text="same").encode())},
    "changing": {"/": lambda handler: handler.page(html(text=str(time.time())).encode())},
    "endless": {"/": html(("/calendar/2026/05", "Interview calendar"), ("/x?month=1", "Apply: interview dates"))},
}
# Site -> (failure kind, pages).
MISBEHAVING = {
    "hangs": ("timeout", {"/": lambda handler: time.sleep(20)}),
    "hangs_at_robots": ("timeout", {"/robots.txt": lambda handler: time.sleep(20)}),
    "drips": ("timeout", {"/": drip}),
    "resets": ("reset", {"/": reset}),
    "cuts": ("reset", {"/": raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999\r\n\r\n<p>")}),
    "forbidden": ("blocked", {"/": status(403)}),
    "asks_for_rest": ("blocked", {"/": status(429)}),
    "challenges": ("blocked", {"/": status(200, b"<title>Just a moment...</title>")}),
    "gone_404": ("gone", {"/": status(404)}),
    "gone_410": ("gone", {"/": status(410)}),
    "gone_image": ("gone", {"/": lambda handler: handler.send(b"x", status=404, content_type="image/png")}),
    "fails": ("server_error", {"/": status(500)}),
    "robots_fails": ("server_error", {"/robots.txt": status(503), "/": html()}),
    "endless_body": ("too_large", {"/": huge}),
    "declared_large": (
        "too_large",
        {"/": raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 31457280\r\n\r\n<p>")},
    ),
    "gzip_bomb": ("too_large", {"/": gzip_bomb}),
    "image": ("not_html", {"/": lambda handler: handler.send(b"\x89PNG", content_type="image/png")}),
    "closed_to_robots": ("robots", with_robots("User-agent: *\nDisallow: /\n", **{"/": html()})),
    "loops": ("redirect_loop", {"/": to("/a"), "/a": to("/b"), "/b": to("/a")}),
    "chains": ("redirect_loop", {"/": chain} | {f"/{number}": chain for number in range(1, 12)}),
    "to_metadata": ("unsafe_address", {"/": to("http://169.254.169.254/latest/meta-data/")}),
    "to_localhost": ("unsafe_address", {"/": to("http://localhost:PORT/")}),
    "to_hex_local": ("unsafe_address", {"/": to("http://0x7f.1:PORT/")}),
    "to_other_loopback": ("unsafe_address", {"/": to("http://127.0.0.1:22/")}),
    "to_private": ("unsafe_address", {"/": to("http://10.0.0.1/")}),
    "to_mapped": ("unsafe_address", {"/": to("http://[::ffff:169.254.169.254]/")}),
    "to_file": ("unsafe_address", {"/": to("file:///etc/passwd")}),
    "no_http": ("bad_response", {"/": raw(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")}),
    "empty": ("bad_response", {"/": b""}),
    "teapot": ("bad_response", {"/": status(418)}),
}


def filled(pages, port):
    return {path: page.replace("PORT", str(port)) if isinstance(page, str) else page for path, page in pages.items()}


@pytest.fixture(scope="module")
def world():
    world = World(SITES | {name: pages for name, (_, pages) in MISBEHAVING.items()})
    for site in world.sites.values():
        site.pages = filled(site.pages, world.port)
    for name in ("sitemapped", "bombed"):
        rules = f"User-agent: *\nDisallow: /residency/private\nSitemap: {world[name].url('/map.xml')}\n"
        world[name].pages["/robots.txt"] = lambda handler, rules=rules: handler.send(
            rules.encode(), content_type="text/plain"
        )
    yield world
    world.close()


class Night:
    def __init__(self, report: CrawlReport, folder, world: World, took: float) -> None:
        self.report, self.took = report, took
        self.fetches = {row["url"]: row for row in archive.read_raw(folder, "raw_fetches", report.crawl_id).to_pylist()}
        self.links = archive.read_raw(folder, "raw_links", report.crawl_id).to_pylist()
        self.asked = {name: list(site.asked) for name, site in world.sites.items()}
        self.headers = {name: list(site.headers) for name, site in world.sites.items()}
        self.bytes = {name: site.bytes_sent for name, site in world.sites.items()}
        self.most_open = {name: site.most_open for name, site in world.sites.items()}

    def pages_of(self, program):
        return {link["url"]: link for link in self.links if link["program_id"] == program}


@pytest.fixture(scope="module")
def nights(world, tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    closed = socket.socket()
    closed.bind(("127.30.9.9", 0))
    targets = [
        Target(name, site.url(), name, "Institution", "Internal Medicine")
        for name, site in world.sites.items()
        if name != "policy"
    ]
    targets += [
        Target("refuses", f"http://127.30.9.9:{closed.getsockname()[1]}/"),
        Target("nowhere", "http://no-such-host.invalid/"),
        Target("private", "http://10.1.2.3/"),
        Target("by_ftp", "ftp://hospital.example/"),
        Target("typo", "www hospital example"),
        Target("good_too", world["good"].url(), "twin", "Institution", "Internal Medicine"),
    ]
    settings = CrawlSettings.demo(
        contact="crawl@example.org", page_budget=8, request_timeout_s=1.5, host_time_cap_s=4.0, body_cap_bytes=3_000_000
    )
    found = []
    for name in ("night1", "night2"):
        world.forget_requests()
        started = time.monotonic()
        seen = []
        report = crawl_programs(targets, folder, name, settings, seen.append)
        night = Night(report, folder, world, time.monotonic() - started)
        night.progress, night.settings, night.folder, night.targets = seen, settings, folder, targets
        found.append(night)
    closed.close()
    return found


@pytest.mark.parametrize("name", MISBEHAVING)
def test_each_misbehaving_host_ends_in_its_own_failure_kind(nights, world, name):
    for night in nights:
        row = night.fetches[world[name].url()]
        assert (row["failure"], bool(row["failure_detail"])) == (MISBEHAVING[name][0], True), row["failure_detail"]


@pytest.mark.parametrize(
    "name, kind",
    [
        ("refuses", "refused"),
        ("nowhere", "dns"),
        ("private", "unsafe_address"),
        ("by_ftp", "unsafe_address"),
        ("typo", "bad_response"),
    ],
)
def test_addresses_that_cannot_be_asked_have_a_failure_kind(nights, name, kind):
    for night in nights:
        (url,) = night.pages_of(name)
        assert night.fetches[url]["failure"] == kind


def test_counters_add_up_and_match_the_archive(nights):
    for night in nights:
        assert night.report.check_sums() == []
        assert len(night.fetches) == night.report.pages
        assert len(night.report.pages_by_program) == len(night.targets)


def test_a_counter_that_is_off_is_found(nights):
    report = CrawlReport(**{**nights[0].report.to_dict(), "fetched": nights[0].report.fetched + 1})
    assert any("fetched" in problem for problem in report.check_sums())
    report = CrawlReport(**{**nights[0].report.to_dict(), "targets": 1})
    assert any("programs asked for" in problem for problem in report.check_sums())


def test_no_host_delays_the_night_beyond_its_cap(nights):
    cap = nights[0].settings.host_time_cap_s
    for night in nights:
        assert max(row["elapsed_ms"] or 0 for row in night.fetches.values()) <= (cap + 1) * 1000


def test_relevant_pages_are_found_and_those_of_others_left(nights, world):
    pages = nights[0].pages_of("good")
    good = world["good"]
    paths = {url.removeprefix(good.url("")) for url in pages if url.startswith(good.url(""))}
    assert paths == {"/", "/residency/apply", "/residency/visa.pdf", "/residency/people", "/residency/faq", "/missing"}
    assert pages[good.url()]["role"] == "entry" and pages[good.url("/residency/faq")]["depth"] == 2
    assert pages[good.url("/residency/faq")]["found_on"] == good.url("/residency/apply")
    skipped = nights[0].report.skipped
    assert {"fellowship", "student", "sibling"} <= set(skipped)


def test_a_shared_policy_page_is_fetched_once_and_serves_each_program(nights, world):
    url = world["policy"].url("/policies/visa")
    assert nights[0].asked["policy"].count("/policies/visa") == 1
    assert {link["program_id"] for link in nights[0].links if link["url"] == url} == {"good", "good_too", "sibling"}
    assert {link["role"] for link in nights[0].links if link["url"] == url} == {"institution_page"}


def test_an_institution_page_leads_no_further(nights):
    assert "/policies/more" not in nights[0].asked["policy"]


def test_two_programs_of_one_entry_page_share_its_pages(nights):
    assert set(nights[0].pages_of("good")) == set(nights[0].pages_of("good_too"))
    assert nights[0].asked["good"].count("/residency/apply") == 1


def test_the_page_budget_holds_and_the_rest_is_counted(nights):
    assert nights[0].report.pages_by_program["big"] == 8
    assert nights[0].report.skipped["page_budget"] == 33


def test_sitemaps_named_by_robots_are_followed(nights, world):
    page = nights[0].pages_of("sitemapped")[world["sitemapped"].url("/residency/international-graduates")]
    assert page["found_on"] == world["sitemapped"].url("/map.xml")
    assert "/menu" not in nights[0].asked["sitemapped"]


def test_a_disallowed_address_has_a_row_and_is_not_asked(nights, world):
    assert nights[0].fetches[world["sitemapped"].url("/residency/private/visa")]["failure"] == "robots"
    assert "/residency/private/visa" not in nights[0].asked["sitemapped"]


def test_an_entity_bomb_in_a_sitemap_is_named_and_its_site_goes_on(nights, world):
    row = nights[0].fetches[world["bombed"].url("/map.xml")]
    assert row["failure"] == "bad_response" and "entities" in row["failure_detail"]
    assert nights[0].fetches[world["bombed"].url()]["failure"] is None


def test_a_crawl_delay_is_kept(nights, world):
    rows = [nights[0].fetches[world["polite"].url(path)] for path in ("/", "/visa")]
    assert [row["failure"] for row in rows] == [None, None]
    assert (rows[1]["fetched_at"] - rows[0]["fetched_at"]).total_seconds() >= 0.65


def test_a_crawl_delay_beyond_the_cap_ends_the_host_without_waiting(nights, world):
    row = nights[0].fetches[world["unhurried"].url()]
    assert row["failure"] == "timeout" and "3600" in row["failure_detail"]
    assert nights[0].asked["unhurried"] == ["/robots.txt"]


def test_one_request_at_a_time_per_host(nights):
    assert set(nights[0].most_open.values()) == {1}


def test_redirects_of_the_entry_page_are_followed(nights, world):
    row = nights[0].fetches[world["moved"].url()]
    assert (row["final_url"], row["redirects"]) == (world["moved"].url("/gme/"), 1)
    assert world["moved"].url("/gme/visa") in nights[0].pages_of("moved")


def test_a_meta_refresh_of_the_entry_page_is_a_redirect(nights, world):
    row = nights[0].fetches[world["refreshed"].url()]
    assert (row["final_url"], row["redirects"]) == (world["refreshed"].url("/new/"), 1)
    assert world["refreshed"].url("/new/visa") in nights[0].pages_of("refreshed")


def test_an_error_that_passes_is_tried_again(nights, world):
    assert nights[0].fetches[world["flaky"].url()]["failure"] is None
    assert nights[0].asked["flaky"].count("/") == 2


def test_walls_are_not_tried_again(nights):
    assert nights[0].asked["forbidden"].count("/") == nights[0].asked["asks_for_rest"].count("/") == 1


def test_endless_calendars_are_not_entered(nights):
    assert [path for path in nights[0].asked["endless"] if path != "/robots.txt"] == ["/"]
    assert nights[0].report.skipped["trap"] == 2


def test_requests_carry_the_contact_and_neither_cookies_nor_referer(nights):
    headers = [header for site in nights[0].headers.values() for header in site]
    assert all("crawl@example.org" in header["User-Agent"] for header in headers)
    assert not any({"Cookie", "Referer"} & set(header) for header in headers)


def test_a_second_night_visits_the_same_pages_and_downloads_no_body(nights, world):
    first, second = nights
    assert set(first.fetches) == set(second.fetches)
    others = {world["untagged"].url(), world["changing"].url()}
    had = [row for row in second.fetches.values() if row["failure"] is None and row["url"] not in others]
    assert all(row["is_unchanged"] and row["body_bytes"] == 0 and row["status"] == 304 for row in had)
    assert {row["url"]: row["body_sha256"] for row in had} == {
        row["url"]: first.fetches[row["url"]]["body_sha256"] for row in had
    }
    assert second.report.fetched == second.report.bodies_stored == 1  # the page that changes
    assert second.bytes["good"] == len(b"not here") * 2  # robots.txt and the missing page
    key = ("program_id", "url", "role", "score", "depth", "found_on")
    assert {tuple(link[name] for name in key) for link in first.links} == {
        tuple(link[name] for name in key) for link in second.links
    }


def test_the_same_body_without_a_tag_is_unchanged_and_another_is_not(nights, world):
    first, second = nights
    same, new = second.fetches[world["untagged"].url()], second.fetches[world["changing"].url()]
    assert same["is_unchanged"] and same["body_bytes"] > 0 and same["status"] == 200
    assert not new["is_unchanged"] and new["body_sha256"] != first.fetches[new["url"]]["body_sha256"]


def test_each_body_is_stored_once(nights):
    hashes = archive.read_raw(nights[0].folder, "raw_bodies")["body_sha256"].to_pylist()
    assert len(hashes) == len(set(hashes)) == sum(night.report.bodies_stored for night in nights)


def test_progress_is_told_while_it_runs(nights):
    last = nights[0].progress[-1]
    assert len(nights[0].progress) > 1 and last.hosts_done == last.hosts and last.failed > 20


def test_no_spool_is_left(nights):
    assert list((nights[0].folder / ".spool").iterdir()) == []


def test_public_hosts_without_a_contact_are_refused_before_anything_is_sent(tmp_path):
    with pytest.raises(ContactMissingError, match="contact"):
        crawl_programs([Target("p", "http://hospital.example/")], tmp_path / "a", "c", CrawlSettings())
    assert not (tmp_path / "a").exists()


def test_ids_that_repeat_are_refused(tmp_path):
    targets = [Target("p", "http://127.0.0.1:1/"), Target("p", "http://127.0.0.1:2/")]
    with pytest.raises(ValueError, match="more than once"):
        crawl_programs(targets, tmp_path, "c", CrawlSettings.demo())
