"""Rosters through whole nights: an unknown school, the alias that makes it known, ties, a stated share, retention."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from orchestration.cli import main
from orchestration.night import current_night
from orchestration.pages import load_aliases
from orchestration.people import read_shortlists
from orchestration.readings import load_texts
from reports.applicants import COLUMN_NAMES
from warehouse.releases import open_release
from warehouse.storage import open_home

pytestmark = pytest.mark.slow

UNKNOWN, RARER = "Quxgarble Institute of Healing Sciences", "Zorblatt College of Medicine"
CLASSES = {
    "PGY-1": ["King Edward Medical University"] * 2 + [UNKNOWN] * 3 + ["Yale School of Medicine"] * 3,
    "PGY-2": ["Dow Medical College"] + [RARER] + ["Yale School of Medicine"] * 5,
}
NAMES = [f"{first} {last}" for last in ("Abbott", "Byrne", "Castle") for first in ("Ada", "Ben", "Cara", "Dan", "Eva")]
HOME_PAGE = (
    "<title>Internal Medicine Residency</title><h1>Internal Medicine Residency</h1>"
    "<p>We sponsor J-1 visas only. About 90% of our residents are international medical graduates.</p>"
    "<a href='/residents'>Meet our current residents</a>"
)


def roster_page(classes: dict[str, list[str]]) -> str:
    names = iter(NAMES)
    lists = "".join(
        f"<h2>{year}</h2><ul>" + "".join(f"<li>{next(names)}, MD - {school}</li>" for school in schools) + "</ul>"
        for year, schools in classes.items()
    )
    return f"<title>Current Residents</title><h1>Current Residents</h1>{lists}"


class _Site(BaseHTTPRequestHandler):
    pages: dict[str, str]

    def do_GET(self) -> None:
        page = self.pages.get(self.path)
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"<html><body>{page}</body></html>".encode() if page else b"")

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Night:
    program: dict[str, Any]
    queue: list[dict[str, Any]]
    rosters: list[dict[str, Any]]
    shortlist: dict[str, Any]
    bodies: list[bytes]
    texts: list[str]


@dataclass
class Nights:
    home: Path
    seen: list[Night] = field(default_factory=list)


def _archived(home: Path, table: str, column: str) -> list[Any]:
    return [
        value
        for part in (home / "archive" / table).glob("*.parquet")
        for value in pq.read_table(part)[column].to_pylist()
    ]


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    home = tmp_path_factory.mktemp("rosters") / "home"
    pages = {"/": HOME_PAGE, "/residents": roster_page(CLASSES)}
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("_Pages", (_Site,), {"pages": pages}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}/"
    registry = home / "registry"
    registry.mkdir(parents=True)
    (registry / "programs.csv").write_text(
        "program_id,acgme_code,name,institution,specialty,city,state,url\n"
        f"mine-1,1400000001,Alder Program,Alder Hospital,Internal Medicine,Troy,NY,{url}\n"
    )
    cells = {
        "applicant_id": "A1",
        "advisor": "north",
        "specialties": "Internal Medicine",
        "citizenship": "other",
        "visas": "j1",
        "ecfmg_certified": "yes",
        "graduation_date": "2023-05",
        "school": UNKNOWN,
        "max_programs": "20",
    }
    found = Nights(home)

    def night(**settings: str) -> None:
        environment = {"ATLAS_HOME": str(home), "ATLAS_ALLOW_LOCAL": "1", "ATLAS_CYCLE": "2027", **settings}
        result = CliRunner().invoke(main, ["refresh"], env=environment)
        assert result.exit_code == 0, result.output
        release = open_release(home)
        queue, rosters = (release.read_table(name).to_pylist() for name in ("out_review_queue", "core_rosters"))
        found.seen.append(
            Night(
                release.read_table("out_programs").to_pylist()[0],
                queue,
                rosters,
                read_shortlists(open_home(home), 2027).to_pylist()[0],
                _archived(home, "raw_bodies", "body"),
                _archived(home, "raw_texts", "text"),
            )
        )

    (registry / "applicants.csv").write_text(
        ",".join(COLUMN_NAMES)
        + "\n"
        + ",".join({"cycle": "2027", **cells}.get(name, "") for name in COLUMN_NAMES)
        + "\n"
    )
    night()
    (registry / "school_aliases.csv").write_text(
        f"alias,school,school_class,country\n{UNKNOWN},Quxgarble Institute,IMG,NP\n"
    )
    night()
    pages["/residents"] = roster_page({**CLASSES, "PGY-2": CLASSES["PGY-2"][:-1]})
    night(ATLAS_ROSTER_RETENTION_DAYS="0")
    yield found
    server.shutdown()
    server.server_close()


def _unknown(night: Night) -> list[tuple[str, float]]:
    return [(row["other_value"], row["harm"]) for row in night.queue if row["kind"] == "unknown_school"]


def test_unknown_schools_stand_in_the_review_queue_by_frequency(nights: Nights) -> None:
    assert _unknown(nights.seen[0]) == [(UNKNOWN, 3.0), (RARER, 1.0)]
    detail = next(row["detail"] for row in nights.seen[0].queue if row["other_value"] == UNKNOWN)
    assert "3 residents" in detail and "registry/school_aliases.csv" in detail


def test_one_alias_line_takes_effect_the_next_night(nights: Nights) -> None:
    before, after = nights.seen[0], nights.seen[1]
    assert _unknown(after) == [(RARER, 1.0)]
    assert (before.program["img_residents"], before.program["roster_residents"]) == (3, 11)
    assert (after.program["img_residents"], after.program["roster_residents"]) == (6, 14)
    counted = {(row["school"], row["country"]): row["residents"] for row in after.rosters}
    assert counted["Quxgarble Institute", "NP"] == 3


def test_the_applicant_sees_who_came_from_the_same_school(nights: Nights) -> None:
    before, after = nights.seen[0].shortlist, nights.seen[1].shortlist
    assert not any("your school" in reason for reason in before["reasons"])
    assert "3 residents from your school" in after["reasons"]
    assert after["score"] > before["score"] - 1e-9
    assert json.loads(after["parts"])["ties"]["value"] > json.loads(before["parts"])["ties"]["value"] == 0


def test_a_stated_share_that_the_roster_contradicts_is_a_conflict_and_not_the_share(nights: Nights) -> None:
    night = nights.seen[1]
    [row] = [row for row in night.queue if row["kind"] == "conflict" and row["field"] == "img_share"]
    assert (row["other_value"], row["program_id"]) == ("0.9", "mine-1")
    assert row["other_quote"] == "About 90% of our residents are international medical graduates."
    assert night.program["img_share"] == round(6 / 14, 4)


def test_a_superseded_roster_page_leaves_the_archive_and_every_quote_still_stands(nights: Nights) -> None:
    def naming(night: Night) -> int:
        return sum(NAMES[13].encode() in body for body in night.bodies) + sum(NAMES[13] in text for text in night.texts)

    last = NAMES[sum(len(schools) for schools in CLASSES.values()) - 1]
    old, new = nights.seen[1], nights.seen[2]
    assert naming(new) >= 1  # the page of tonight
    assert any(last.encode() in body for body in old.bodies) and any(last in text for text in old.texts)
    assert not any(last.encode() in body for body in new.bodies) and not any(last in text for text in new.texts)
    assert new.program["roster_residents"] == 13
    night = current_night(nights.home)
    rows = [row for row in open_release(nights.home).read_table("core_statements").to_pylist() if row["body_sha256"]]
    texts = load_texts(night.home.archive, {row["body_sha256"] for row in rows}, load_aliases(night)).to_pylist()
    by_body = {text["body_sha256"]: text["text"] for text in texts}
    assert len(rows) >= 3
    for row in rows:
        assert by_body[row["body_sha256"]][row["quote_start"] : row["quote_end"]] == row["quote"]
