"""The server: listing, conditional requests, nights, hosts that misbehave, loopback only, the access log."""

from __future__ import annotations

import gzip
import json
import re
import socket

import pytest

from demo import server
from demo.server import is_unchanged, listen
from demo.world import Answer, Place, WorldError, build_world
from tests.ports import free_port

from .conftest import start, stop


def rows_of(body: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(<td>.*?)</tr>", body)
    return [[re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<td>(.*?)</td>", row)] for row in rows]


def read_listing(served) -> tuple[list[list[str]], list[int]]:
    """All rows by following `next`, and the footers' counts."""
    url, rows, footers = served.truth["listing"]["url"], [], []
    base = url.rsplit("/", 1)[0]
    while url:
        body = served.get(url).body.decode()
        rows += rows_of(body)
        footers.append(int(re.search(r"(\d+) Programs</p>", body).group(1)))
        following = re.search(r'class="next" href="([^"]+)"', body)
        url = base + following.group(1) if following else ""
    return rows, footers


def test_it_says_when_it_is_ready(served):
    assert served.first_line == f"ready {served.world.port}"


def test_the_listing_names_every_program_once(served):
    rows, footers = read_listing(served)
    assert set(footers) == {len(rows)} == {served.truth["listing"]["rows"]}
    assert len(footers) > 2
    assert {row[0] for row in rows} == set(served.truth["programs"])
    for code, specialty, name, institution, _, state, website, _ in rows:
        entry = served.truth["programs"][code]
        told = [entry[key] for key in ("specialty", "name", "institution", "state", "url")]
        assert [specialty, name, institution, state, website] == told


def test_detail_pages_hold_pairs(served):
    code = next(iter(served.truth["programs"]))
    body = served.get(f"{served.truth['listing']['url']}/{code}").body.decode()
    pairs = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", body))
    assert re.match(r"\[\d{6}\] ", pairs["Sponsoring Institution"])
    assert int(pairs["Total Approved Resident Positions"]) > 0 and "Setting" in pairs


def test_an_unchanged_page_answers_304_to_etag_and_date(served):
    healthy = next(e for e in served.truth["programs"].values() if not e["misbehaves"] and not e["is_volatile"])
    for address in (healthy["url"], healthy["relevant_urls"][0], served.truth["listing"]["url"]):
        first = served.get(address)
        assert first.status == 200
        by_tag = served.get(address, If_None_Match=first.headers["etag"])
        by_date = served.get(address, If_Modified_Since=first.headers["last-modified"])
        assert (by_tag.status, by_tag.body, by_date.status) == (304, b"", 304)
        assert served.get(address, If_None_Match='"other"').status == 200
        assert served.get(address, If_Modified_Since="Mon, 01 Jan 2001 00:00:00 GMT").status == 200


def test_every_page_but_the_volatile_has_validators(served):
    for entry in served.truth["programs"].values():
        if entry["misbehaves"]:
            continue
        headers = served.get(entry["url"]).headers
        assert ("etag" in headers and "last-modified" in headers) is not entry["is_volatile"]


def test_volatile_pages_are_few_and_differ_at_each_request(served):
    volatile = [entry for entry in served.truth["programs"].values() if entry["is_volatile"]]
    assert len(volatile) == 2
    one, two = (served.get(volatile[0]["url"]).body for _ in range(2))
    assert one != two and len(one) == len(two)


def test_night_two_changes_facts_and_takes_a_page_away(served, night):
    later = served.truth["nights"]["2"]
    gone, change = later["vanished"][0]["url"], later["changed"][0]
    tags = {url: served.get(url).headers["etag"] for url in (gone, change["url"])}
    night(2)
    assert served.get(gone, If_None_Match=tags[gone]).status == 404
    changed = served.get(change["url"], If_None_Match=tags[change["url"]])
    assert changed.status == 200
    fresh = later["programs"][change["program_id"]]
    assert fresh["facts"][change["field"]] == change["new"] != change["old"]


def test_night_two_changes_nothing_else(served, night):
    later = served.truth["nights"]["2"]
    touched = set(later["programs"]) | set(later["listing"]["lost"])
    untouched = [e for code, e in served.truth["programs"].items() if code not in touched and not e["misbehaves"]]
    pages = [url for e in untouched if not e["is_volatile"] for url in e["relevant_urls"]]
    tags = {url: served.get(url).headers["etag"] for url in pages}
    night(2)
    assert {served.get(url, If_None_Match=tag).status for url, tag in tags.items()} == {304}


def test_the_listing_gains_one_and_loses_one(served, night):
    before = {row[0] for row in read_listing(served)[0]}
    night(2)
    after, footers = read_listing(served)
    told = served.truth["nights"]["2"]["listing"]
    assert {row[0] for row in after} == before - set(told["lost"]) | set(told["added"])
    assert set(footers) == {told["rows"]}
    assert served.get(f"{served.truth['listing']['url']}/{told['lost'][0]}").status == 404


def test_slow_drips_and_never_ends(served):
    with pytest.raises(TimeoutError):
        served.get(served.misbehaving("slow")["url"], timeout=0.3)  # shorter than a drip


def test_flaky_fails_once_then_works(tmp_path):
    world = build_world(tmp_path, programs=2, port=free_port())
    process, _ = start(tmp_path)
    try:
        entry = next(p for p in world.programs if p.misbehaves == "flaky_500")
        place = world.place("program", entry.index)
        seen = []
        for _ in range(3):
            with socket.create_connection((place.host, place.port), timeout=10) as client:
                client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                seen.append(client.recv(12))
        assert seen == [b"HTTP/1.1 500", b"HTTP/1.1 200", b"HTTP/1.1 200"]
    finally:
        assert stop(process) == 0


def test_reset_breaks_the_connection(served):
    with pytest.raises(ConnectionError):
        served.get(served.misbehaving("reset")["url"])


def test_robots_can_disallow_all(served):
    url = served.misbehaving("robots_disallow")["url"]
    assert served.get(url + "robots.txt").body == b"User-agent: *\nDisallow: /\n"


def test_huge_body_is_30_megabytes(served):
    assert len(served.get(served.misbehaving("huge_body")["url"]).body) >= 30 * 1024 * 1024


def test_wrong_charset_is_no_utf8_though_it_says_so(served):
    page = served.get(served.misbehaving("wrong_charset")["url"])
    assert "utf-8" in page.headers["content-type"]
    with pytest.raises(UnicodeDecodeError):
        page.body.decode("utf-8")
    assert "Café" in page.body.decode("cp1252")


def test_redirect_loop_returns_to_itself(served):
    url = served.misbehaving("redirect_loop")["url"].rstrip("/")
    first = served.get(url + "/a").headers["location"]
    assert first == "/b" and served.get(url + first).headers["location"] == "/a"


@pytest.mark.parametrize(
    ("kind", "status"), [("gone_404", 404), ("gone_410", 410), ("server_error", 500), ("blocked", 403)]
)
def test_error_hosts_answer_their_status(served, kind, status):
    assert served.get(served.misbehaving(kind)["url"]).status == status


def test_refused_has_no_listener(served):
    with pytest.raises(ConnectionRefusedError):
        served.get(served.misbehaving("refused")["url"])


def test_unsafe_redirect_points_at_the_metadata_address(served):
    assert (
        served.get(served.misbehaving("unsafe_redirect")["url"])
        .headers["location"]
        .startswith("http://169.254.169.254/")
    )


def test_not_html_is_an_image(served):
    assert served.get(served.misbehaving("not_html")["url"]).headers["content-type"] == "image/png"


def test_only_loopback_addresses_are_bound(served):
    assert all(place.host.startswith("127.") for place in served.world.places())
    for host in ("0.0.0.0", "192.0.2.1"):
        with pytest.raises(WorldError, match="loopback only"):
            listen(Place(host, 0, "listing", 0))


def test_a_taken_port_is_said_so():
    with listen(Place("127.0.0.1", 0, "listing", 0)) as held:
        port = held.getsockname()[1]
        with pytest.raises(WorldError, match="another --port"):
            listen(Place("127.0.0.1", port, "listing", 0))


def test_wordpress_hosts_compress_for_those_who_ask(served):
    entry = next(
        e for e in served.truth["programs"].values() if e["kind_of_site"] == "wordpress" and not e["is_volatile"]
    )
    plain, packed = served.get(entry["url"]), served.get(entry["url"], Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] == plain.headers["etag"]


def test_the_access_log_tells_conditional_requests(served):
    url = served.truth["listing"]["url"]
    tag = served.get(url).headers["etag"]
    served.get(url, If_None_Match=tag)
    line = [line for line in served.log() if line["path"] == "/programs"][-1]
    assert set(line) == {"time", "host", "path", "status", "conditional", "bytes"}
    assert (line["status"], line["conditional"], line["bytes"]) == (304, True, 0)


def test_connections_are_kept_alive(served):
    place = served.world.place("listing")
    with socket.create_connection((place.host, place.port), timeout=10) as client:
        for _ in range(2):
            client.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n")
            assert client.recv(65536).startswith(b"HTTP/1.1 200")


def test_validators_follow_http():
    answer = Answer(200, b"x", etag='"a"')
    assert is_unchanged(answer, {"if-none-match": 'W/"a", "b"'})
    assert not is_unchanged(answer, {"if-none-match": '"b"'})
    assert not is_unchanged(answer, {"if-modified-since": "Mon, 01 Jan 2029 00:00:00 GMT"})
    assert not is_unchanged(Answer(200, b"x"), {"if-none-match": "*"})


def test_port_per_site_is_served_where_only_one_address_exists(tmp_path):
    world = build_world(tmp_path, programs=2, port=free_port(run=40), addressing="port_per_site")
    process, line = start(tmp_path)
    try:
        assert line == f"ready {world.port}"
        place = world.place("program", 0)
        assert place.host == "127.0.0.1" and place.port != world.port
        with socket.create_connection((place.host, place.port), timeout=10) as client:
            client.sendall(b"GET / HTTP/1.0\r\n\r\n")
            assert client.recv(12) == b"HTTP/1.1 200"
    finally:
        stop(process)


def test_serve_can_start_at_a_later_night(tmp_path):
    world = build_world(tmp_path, programs=4, port=free_port())
    process, _ = start(tmp_path, "--night", "2")
    assert stop(process) == 0 and world.night() == 2
    assert json.loads((tmp_path / "world.json").read_text())["programs"] == 4


def test_too_few_open_files_are_said_so(monkeypatch):
    monkeypatch.setattr(server.resource, "getrlimit", lambda _: (100, 1000))
    allowed = []
    monkeypatch.setattr(server.resource, "setrlimit", lambda _, limits: allowed.append(limits))
    with pytest.raises(WorldError, match="ulimit"):
        server.raise_file_limit(13_000)
    server.raise_file_limit(900)
    assert allowed[-1] == (900, 1000)
