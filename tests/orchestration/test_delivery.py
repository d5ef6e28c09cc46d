"""What people receive from whole runs: private files, digests by mail, turning cycles, and nothing personal elsewhere.

One refresh of a small demo world with applicants whose every personal detail can be searched for; what follows it runs
on that home with the people's part of the job alone.
"""

from __future__ import annotations

import csv
import json
import logging
import re
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import dagster as dg
import openpyxl
import pyarrow.parquet as pq
import pytest

from orchestration import cycles
from orchestration.definitions import NIGHTLY_JOB, build_definitions
from orchestration.demo_home import seed_demo_home
from orchestration.digests import write_digests
from orchestration.instance import open_instance
from orchestration.mail import MailError, MailSettings
from orchestration.people import NotFoundError, explain_pair
from orchestration.refresh import Outcome
from reports.applicants import COLUMN_NAMES
from tests.mail_server import MailBox, mail_server
from tests.orchestration.conftest import refresh, settings_for
from tests.ports import free_port
from warehouse.registry import RegistryError
from warehouse.releases import current_id

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 22)
# What may stand in the registry, the outbox and the private shortlists alone; scores are looked for as whole numbers.
PERSONAL = (
    "Zebulon Quackenbush",
    "Wilhelmina Ostertag",
    "Brobdingnag Medical Faculty",
    "klingon",
    "seven papers on axolotls",
)
NUMBERS = ("297", "183", "98765")
SPECIALTIES = "Internal Medicine;Pediatrics;Family Medicine;Psychiatry;Neurology;Pathology;Surgery;Anesthesiology"
ADDRESS = "norbert.advisor@advising.example"


def applicant_row(applicant_id: str, advisor: str, cycle: int, **values: object) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(COLUMN_NAMES, "")
    row |= {
        "applicant_id": applicant_id,
        "advisor": advisor,
        "cycle": cycle,
        "specialties": SPECIALTIES,
    }
    row |= {"citizenship": "other", "visas": "j1;h1b", "step1": "183", "step2_ck": "297", "ecfmg_certified": "yes"}
    row |= {"graduation_date": "2023-06", "max_programs": 40, "budget_usd": 98765, "usce_hands_on_months": 2}
    return row | {"step1_attempts": 1, "step2_ck_attempts": 1} | values


def write_applicants(home: Path, rows: list[dict[str, object]]) -> None:
    with (home / "registry" / "applicants.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMN_NAMES)
        writer.writeheader()
        writer.writerows(rows)


ROWS = [
    applicant_row("N1", "north", 2027, name=PERSONAL[0], school=PERSONAL[2], languages="klingon", research=PERSONAL[4]),
    applicant_row("N2", "north", 2027, name=PERSONAL[1], step2_ck="three hundred, klingon"),  # set aside
    applicant_row("S1", "south", 2027, name=PERSONAL[1]),
]


@dataclass
class Delivery:
    home: Path
    box: MailBox
    outcome: Outcome
    log: str


@pytest.fixture(scope="module")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Delivery]:
    home = tmp_path_factory.mktemp("delivery") / "home"
    seed_demo_home(home, 14, 7, free_port(), misbehaving=0.0)
    write_applicants(home, ROWS)
    (home / "registry" / "advisors.csv").write_text(
        f"advisor,email,digest_by_mail\nnorth,{ADDRESS},\nsouth,south@advising.example,no\n", encoding="utf-8"
    )
    messages: list[str] = []
    keeper = logging.Handler()
    keeper.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger().addHandler(keeper)
    with mail_server() as box, pytest.MonkeyPatch.context() as patch:
        _name_mail_server(patch, box)
        outcome = refresh(home)
        logging.getLogger().removeHandler(keeper)
        assert outcome.is_success, outcome.summary()
        yield Delivery(home, box, outcome, "\n".join(messages))


def _name_mail_server(patch: pytest.MonkeyPatch, box: MailBox) -> None:
    patch.setenv("ATLAS_SMTP_HOST", box.settings.host)
    patch.setenv("ATLAS_SMTP_PORT", str(box.settings.port))
    patch.setenv("ATLAS_SMTP_SECURITY", "none")
    patch.setenv("ATLAS_SMTP_FROM", "atlas@example.org")


@pytest.fixture
def copy(delivery: Delivery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own after that refresh, with the environment pointing at it and no mail server."""
    home = tmp_path / "home"
    shutil.copytree(delivery.home, home, ignore=shutil.ignore_patterns("demo", "staging", "archive", "dagster"))
    monkeypatch.setenv("ATLAS_HOME", str(home))
    monkeypatch.delenv("ATLAS_SMTP_HOST", raising=False)
    for name in ("PORT", "SECURITY", "FROM"):
        monkeypatch.delenv(f"ATLAS_SMTP_{name}", raising=False)
    return home


def set_day(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(cycles, "today", lambda: day)
    monkeypatch.setattr("orchestration.assets.people.today", lambda: day)
    monkeypatch.setattr("orchestration.people.today", lambda: day)


def run_people(home: Path, tags: dict[str, str]) -> dg.ExecuteInProcessResult:
    """The people's part of the nightly job alone, as a steward may run it from the UI."""
    job = build_definitions(settings_for(home)).resolve_job_def(NIGHTLY_JOB)
    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    names = [dg.AssetKey(name) for name in ("out_shortlists", "trackers", "digests")]
    with open_instance(home) as instance:
        return job.execute_in_process(
            instance=instance, tags=tags, asset_selection=names, run_config=quiet, raise_on_error=False
        )


def files_of(*folders: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path): (path.read_bytes(), path.stat().st_mtime_ns)
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_files_are_named_by_id_and_private(delivery: Delivery) -> None:
    outbox = delivery.home / "outbox"
    names = {str(path.relative_to(outbox)) for path in outbox.rglob("*") if path.is_file()}
    digests = {name for name in names if re.fullmatch(r"2027/(north|south)/digest-\d{4}-\d{2}-\d{2}\.html", name)}
    assert names - digests == {"2027/north/N1.xlsx", "2027/north/N1.html", "2027/south/S1.xlsx", "2027/south/S1.html"}
    assert len(digests) == 2
    for folder in (outbox, delivery.home / "shortlists"):
        for path in (folder, *folder.rglob("*")):
            mode = path.stat().st_mode & 0o777
            assert mode == (0o700 if path.is_dir() else 0o600), (path, oct(mode))


def test_the_digest_is_mailed_to_the_advisor_who_wants_it_and_names_ids_alone(delivery: Delivery) -> None:
    assert delivery.box.recipients == [[ADDRESS]]
    message = delivery.box.messages[0]
    text = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    html = message.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert "N1: the first list is ready" in text and "N1" in html and "S1" not in text
    digest = next((delivery.home / "outbox/2027/north").glob("digest-*.html"))
    assert html.split() == digest.read_text(encoding="utf-8").split()
    for said in (str(message), text, html):
        assert not [each for each in PERSONAL if each in said]
    assert delivery.outcome.metadata["digests"]["mailed"] == 1
    assert "digests    2 written, 0 with nothing to say, 1 mailed" in delivery.outcome.summary()


def test_nothing_personal_leaves_the_registry_the_outbox_and_the_shortlists(delivery: Delivery) -> None:
    private = {"registry", "outbox", "shortlists", "quarantine"}
    searched = 0
    for path in sorted(delivery.home.rglob("*")):
        place = path.relative_to(delivery.home)
        if not path.is_file() or place.parts[0] in private or place.parts[0] == "demo":
            continue
        assert not [each for each in (*PERSONAL, ADDRESS) if each in str(place)]
        texts = [path.read_bytes().decode("utf-8", "replace")]
        is_database = path.suffix == ".db"
        if is_database:
            texts = _texts_of_database(path)
        elif path.suffix == ".parquet":
            texts = [json.dumps(pq.read_table(path).to_pylist(), default=str)]
        searched += 1
        for text in texts:
            assert not [each for each in (*PERSONAL, ADDRESS) if each.lower() in text.lower()], place
            if is_database:
                assert not _numbers_in(text), place
    assert searched > 30
    for said in (delivery.log, delivery.outcome.summary(), repr(delivery.outcome.metadata)):
        assert not [each for each in (*PERSONAL, ADDRESS) if each.lower() in said.lower()]
        assert not _numbers_in(said)
    assert "1 faults in applicants" in delivery.outcome.summary()  # the bad row is told, its cells are not


def _texts_of_database(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
    return [
        str(value)
        for name in names
        for row in connection.execute(f'select * from "{name}"')
        for value in row
        if isinstance(value, (str, bytes))
    ]


def _numbers_in(text: str) -> list[str]:
    """Scores and budgets as a log would show them: beside their names, since a count may happen to be equal."""
    return [
        each
        for each in NUMBERS
        if re.search(rf"(?i)(?:step|score|ck|budget)\D{{0,40}}(?<![\w.:+-]){each}(?![\w.:-])", text)
    ]


def test_the_search_would_find_a_leak() -> None:
    assert _numbers_in("Step 2 CK 297, budget 98765") == ["297", "98765"]
    assert _numbers_in('{"step2_ck": 297}') and not _numbers_in("2026-11-22T05:12:01.297183")


def test_the_run_is_of_the_current_cycles_partition(delivery: Delivery) -> None:
    with open_instance(delivery.home) as instance:
        for name in ("out_shortlists", "trackers", "digests"):
            assert instance.get_materialized_partitions(dg.AssetKey(name)) == {"2027"}


def test_a_cycle_turns_and_the_past_one_is_never_written_again(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book_path = copy / "outbox/2027/north/N1.xlsx"
    book = openpyxl.load_workbook(book_path)
    heads = {cell.value: cell.column for cell in book["Shortlist"][1]}
    book["Shortlist"].cell(2, heads["Decision"]).value = "Apply"
    book["Shortlist"].cell(2, heads["Status"]).value = "Interviewed"
    key = book["Shortlist"].cell(2, heads["Program ID"]).value
    book.save(book_path)
    write_applicants(copy, [*ROWS, applicant_row("N1", "north", 2028, name=PERSONAL[0])])
    before = files_of(copy / "outbox" / "2027", copy / "shortlists" / "2027")
    set_day(monkeypatch, date(2027, 6, 1))
    settings = settings_for(copy)
    assert cycles.open_cycles(settings, cycles.today()) == [2028]
    result = run_people(copy, cycles.run_target([2028]))
    assert result.success and key
    assert files_of(copy / "outbox" / "2027", copy / "shortlists" / "2027") == before
    heads, *rows = openpyxl.load_workbook(copy / "outbox/2028/north/N1.xlsx")["Last cycle"].iter_rows(values_only=True)
    carried = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [(row["Program ID"], row["Cycle"], row["Decision"], row["Status"]) for row in carried] == [
        (key, "2027", "Apply", "Interviewed")
    ]
    # asked for by name, the past cycle is refused with what to do
    refused = run_people(copy, cycles.run_target([2027]))
    assert not refused.success
    said = [event.step_failure_data.error.message for event in refused.all_events if event.is_step_failure]
    assert "cycle 2027 is past" in said[0] and "2028" in said[0]
    assert files_of(copy / "outbox" / "2027", copy / "shortlists" / "2027") == before
    assert dict(cycles.list_cycles(settings, cycles.today()))[2027].startswith("past")
    assert "N1, cycle 2028" in explain_pair(settings, "N1", str(key))
    assert "N1, cycle 2027" in explain_pair(settings, "N1", str(key), 2027)
    with pytest.raises(NotFoundError, match="no row for cycle 2029"):
        explain_pair(settings, "N1", str(key), 2029)


def test_the_next_cycle_can_be_opened_early_and_both_are_refreshed(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_day(monkeypatch, TODAY)
    settings = settings_for(copy)
    write_applicants(copy, [*ROWS, applicant_row("N1", "north", 2028)])
    closed = run_people(copy, {"dagster/partition": "2028"})
    said = [event.step_failure_data.error.message for event in closed.all_events if event.is_step_failure]
    assert "cycle 2028 is not open yet" in said[0] and "residency-atlas cycles open 2028" in said[0]
    nameless = run_people(copy, {})
    said = [event.step_failure_data.error.message for event in nameless.all_events if event.is_step_failure]
    assert "start it for the partition 2027" in said[0]
    assert not (copy / "outbox" / "2028").exists()
    cycles.open_early(settings, 2028, TODAY)
    cycles.open_early(settings, 2028, TODAY)  # twice is once
    assert cycles.open_cycles(settings, TODAY) == [2027, 2028]
    result = run_people(copy, cycles.run_target([2027, 2028]))
    assert result.success
    assert (copy / "outbox/2028/north/N1.xlsx").exists()
    with open_instance(copy) as instance:
        assert instance.get_materialized_partitions(dg.AssetKey("trackers")) == {"2027", "2028"}
    for wrong in (2027, 2029):
        with pytest.raises(RegistryError, match="only 2028 can"):
            cycles.open_early(settings, wrong, TODAY)


def test_a_mail_server_that_fails_is_told_and_the_digest_is_sent_later(copy: Path) -> None:
    for note in (copy / "shortlists/2027/digests").iterdir():
        note.unlink()  # as if nothing had been told
    with mail_server() as box:
        dead = replace(settings_for(copy), mail=replace(box.settings, port=free_port()))
        told = write_digests(dead, 2027, TODAY)
        assert (told.written, told.mailed, len(told.problems)) == (2, 0, 1)
        assert "north/digest-" in told.problems[0] and "was not mailed" in told.problems[0]
        assert ADDRESS not in told.problems[0]
        again = write_digests(replace(dead, mail=box.settings), 2027, TODAY)
        assert (again.written, again.mailed, again.problems) == (0, 1, [])
        assert write_digests(replace(dead, mail=box.settings), 2027, TODAY).mailed == 0
    assert box.recipients == [[ADDRESS]] and "first list" in str(box.messages[0]["Subject"])


def test_a_mail_server_that_is_down_is_not_waited_for_by_each_advisor(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"advisor{number}" for number in range(5)]
    write_applicants(copy, [applicant_row(f"N{number}", name, 2027) for number, name in enumerate(names)])
    lines = [f"{name},{name}@advising.example,yes" for name in names]
    (copy / "registry" / "advisors.csv").write_text("\n".join(["advisor,email,digest_by_mail", *lines]) + "\n")
    tried: list[str] = []

    def refuse(_settings: object, recipients: list[str], *_: object) -> None:
        tried.extend(recipients)
        raise MailError("mail server localhost:25 cannot be reached at connect (timed out)")

    monkeypatch.setattr("orchestration.digests.send_mail", refuse)
    told = write_digests(replace(settings_for(copy), mail=MailSettings("localhost", 25, "a@example.org")), 2027, TODAY)
    assert (told.written, told.mailed, len(told.problems), len(tried)) == (5, 0, 5, 2)


def test_a_refused_night_is_told_by_the_hook_and_once(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from orchestration.assets.people import tell_advisors_of_a_refusal

    set_day(monkeypatch, date(2026, 11, 23))
    refusals = copy / "state" / "refusals"
    refusals.mkdir(parents=True, exist_ok=True)
    night = "29991123T070000.000000Z"  # after the release
    (refusals / f"{night}.md").write_text(
        "# Refused\n\n### out_programs/row_count\n\nToo few programs.\nFound: 3 of 60.\nWhy it matters: all.\n"
        "\n## What else keeps it from being released\n\n- a file changed\n\n## What to do\n\n- nothing\n"
    )
    context = dg.build_hook_context()
    outbox = copy / "outbox/2027/north"
    before = {*outbox.glob("digest-*.html")}  # the fixture's own night may have been on this very day
    for _ in range(2):
        tell_advisors_of_a_refusal(context)
    found = sorted({*outbox.glob("digest-2026-11-23*.html")} - before)
    assert len(found) == 1
    text = found[0].read_text(encoding="utf-8")
    assert "The catalog of 2999-11-23 was refused" in text
    assert "Too few programs. Found: 3 of 60. (out_programs/row_count)" in text and "a file changed" in text
    assert "nothing" not in text and "Why it matters" not in text
    assert NIGHTLY_JOB in build_definitions(settings_for(copy)).resolve_job_def(NIGHTLY_JOB).name
    hooks = build_definitions(settings_for(copy)).resolve_job_def(NIGHTLY_JOB).hook_defs
    assert {hook.name for hook in hooks} >= {"tell_advisors_of_a_refusal"}


def test_a_home_without_a_release_has_no_digest_and_no_error(tmp_path: Path) -> None:
    assert current_id(tmp_path) is None
    found: Any = write_digests(settings_for(tmp_path), 2027, TODAY)
    assert (found.written, found.problems) == (0, [])
