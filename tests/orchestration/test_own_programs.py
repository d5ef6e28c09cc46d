"""A user's own programs: one CSV is all it takes, one wrong row stops that row only, public hosts need a contact."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from orchestration.cli import main
from warehouse.releases import open_release

pytestmark = pytest.mark.slow

PAGES = {
    "/": "<title>Internal Medicine Residency</title><h1>Internal Medicine Residency</h1>"
    "<a href='/apply'>How to apply: eligibility of international graduates</a>",
    "/apply": "<title>How to apply</title><h1>Eligibility</h1><h2>Visa</h2><p>We sponsor J-1 visas only.</p>"
    "<h2>Scores</h2><p>A minimum score of 225 on USMLE Step 2 CK is required.</p>",
}
HEAD = "program_id,acgme_code,name,institution,specialty,city,state,url"


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = PAGES.get(self.path)
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"<html><body>{page}</body></html>".encode() if page else b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    # The command line passes its options on to child processes through the environment.
    for name in ("ATLAS_HOME", "ATLAS_CONTACT", "ATLAS_ALLOW_LOCAL"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


def _run(tmp_path: Path, rows: list[str], *options: str) -> tuple[int, str, Path]:
    file, home = tmp_path / "mine.csv", tmp_path / "home"
    file.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["refresh", "--programs", str(file), "--home", str(home), *options])
    return result.exit_code, result.output, home


def test_one_wrong_row_stops_that_row_and_not_the_run(tmp_path: Path, site: str, clean_environment: None) -> None:
    code, output, home = _run(
        tmp_path,
        [
            f"mine-1,1400000001,First Program,Alder Hospital,Internal Medicine,Troy,NY,{site}",
            f"mine-2,1400000002,Second Program,Birch Hospital,Internal Medicin,Troy,NY,{site}",
            "mine-3,1400000003,Third Program,Cedar Hospital,Internal Medicine,Troy,NY,not an address",
        ],
        "--allow-local",
    )
    assert code == 0, output
    rows = open_release(home).read_table("out_programs").to_pylist()
    assert [row["program_id"] for row in rows] == ["mine-1"]
    assert (rows[0]["visa_j1"], rows[0]["visa_h1b"], rows[0]["step2_min"]) == ("sponsors", "no", 225)
    assert rows[0]["step2_min_quote"] in PAGES["/apply"]
    assert "2 rows of programs" in output
    rejected = "".join(path.read_text() for path in (home / "quarantine").glob("*.csv"))
    assert "mine-2" in rejected and "Internal Medicine" in rejected and "mine-3" in rejected


def test_public_hosts_are_not_crawled_without_a_contact(tmp_path: Path, clean_environment: None) -> None:
    row = "mine-1,1400000001,First Program,Alder Hospital,Internal Medicine,Troy,NY,https://residency.example.org/"
    code, output, home = _run(tmp_path, [row])
    assert code == 1
    assert "contact" in output.lower()
    assert not list((home / "archive").rglob("raw_fetches/*.parquet"))


def test_loopback_is_not_crawled_unless_it_is_allowed(tmp_path: Path, site: str, clean_environment: None) -> None:
    row = f"mine-1,1400000001,First Program,Alder Hospital,Internal Medicine,Troy,NY,{site}"
    code, output, home = _run(tmp_path, [row], "--contact", "mailto:steward@example.org")
    from scrapers.archive import read_raw

    fetches = read_raw(home / "archive", "raw_fetches").to_pylist()
    assert [fetch["failure"] for fetch in fetches] == ["unsafe_address"], output
    assert os.environ.get("ATLAS_CONTACT")
    # An empty crawl is a refusal, never a release.
    assert code == 1 and "refused" in output


def test_the_state_of_the_run_is_told_in_json_for_machines(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        main, ["extract", "--jsonl"], input=json.dumps({"id": 1, "text": "J-1 visas only."}) + "\n"
    )
    answer = json.loads(result.output)
    assert answer["id"] == 1 and answer["facts"] == {"visa_j1": "sponsors", "visa_h1b": "no"}
    assert answer["statements"][0]["quote"] in "J-1 visas only."
