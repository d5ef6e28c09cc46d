"""The command line: errors are one clear line, answers come in the forms that are promised."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from orchestration.cli import main
from orchestration.night import ClockError, begin_night, claim_home, current_night, release_home
from orchestration.settings import SettingError, read_settings


def _run(*arguments: str, text: str = "") -> Result:
    return CliRunner().invoke(main, list(arguments), input=text)


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ATLAS_HOME", "ATLAS_CONTACT", "ATLAS_ALLOW_LOCAL"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


def test_extract_prints_each_statement_with_its_quote_and_offsets(tmp_path: Path) -> None:
    text = "Applicants must have graduated within five years. We sponsor the J-1 visa only."
    result = _run("extract", text=text)
    assert "max_years_since_graduation = 5" in result.output
    assert "visa_h1b = no (required" in result.output
    page = tmp_path / "page.html"
    page.write_text("<html><body><h1>Residency</h1><p>We do not sponsor visas of any kind.</p></body></html>")
    assert "visa_j1 = no" in _run("extract", str(page)).output


def test_silence_is_unknown_not_no() -> None:
    result = _run("extract", text="Our hospital has 300 beds and a garden.")
    assert result.output.strip() == "nothing stated: unknown, never 'no'"


def test_extract_explains_what_was_stated_and_what_was_not() -> None:
    text = "We sponsor J-1 visas only. Scores of 85 or higher are required. Our fellows may hold an H-1B visa."
    said = _run("extract", "--explain", text=text).output
    assert "visa: visa_j1 = sponsors (required)" in said and "'We sponsor J-1 visas only" in said
    assert "not stated: " in said


def test_extract_reads_lines_and_answers_line_by_line() -> None:
    lines = [
        {"id": "a", "text": "We sponsor J-1 visas only."},
        {"id": "b", "html": "<p>Three letters of recommendation are required.</p>", "url": "https://x.example/apply"},
        {"id": "c", "text": ""},
    ]
    result = _run("extract", "--jsonl", text="\n".join(json.dumps(line) for line in lines))
    answers = [json.loads(line) for line in result.output.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b", "c"]
    assert answers[0]["facts"] == {"visa_j1": "sponsors", "visa_h1b": "no"}
    assert answers[1]["facts"] == {"letters_min": 3}
    assert (answers[2]["facts"], answers[2]["statements"]) == ({}, [])
    for statement in answers[0]["statements"]:
        assert lines[0]["text"][statement["start"] : statement["end"]] == statement["quote"]


def test_school_and_roster_answer_in_their_forms(tmp_path: Path) -> None:
    assert _run("school", "KEMU, Lahore").output.startswith("IMG, PK: King Edward Medical University")
    line = json.loads(_run("school", "--jsonl", text='{"id": 7, "school": "Ross University"}\n').output)
    assert (line["id"], line["class"]) == (7, "IMG")
    wrong = _run("school", "--jsonl", text='{"id": 7}\n')
    assert wrong.exit_code == 1 and "line 1" in wrong.output
    page = tmp_path / "roster.html"
    names = ("Amina Rahman", "Luis Ortega", "Grace Obi", "Tomas Novak")
    rows = "".join(f"<tr><td>{name}, MD</td><td>Dow Medical College</td></tr>" for name in names)
    head = "<h1>Current Residents</h1><h2>PGY-1</h2><table><tr><th>Name</th><th>Medical School</th></tr>"
    page.write_text(f"{head}{rows}</table>")
    told = json.loads(_run("roster", str(page), "--json").output)
    assert (told["entries"], told["with_school"], told["counts"]["IMG"]) == (4, 4, 4)
    said = _run("roster", str(page)).output
    assert "IMG share 100%" in said and not any(name in said for name in names)


def test_a_home_without_release_says_what_to_run(tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    assert "residency-atlas refresh" in _run("releases", "list", "--home", home).output
    shown = _run("releases", "show", "--home", home)
    assert shown.exit_code == 1 and shown.output.startswith("Error: nothing has been released yet")
    assert _run("releases", "rollback", "--home", home).exit_code == 1


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("ATLAS_NIGHTLY_AT", "25:00", "HH:MM"),
        ("ATLAS_TIMEZONE", "Mars/Olympus", "America/New_York"),
        ("ATLAS_EXECUTOR", "cloud", "in_process"),
        ("ATLAS_ALLOW_LOCAL", "perhaps", "1 or 0"),
        ("ATLAS_CYCLE", "next", "whole number"),
    ],
)
def test_a_wrong_setting_names_itself_and_what_would_do(name: str, value: str, advice: str) -> None:
    with pytest.raises(SettingError) as error:
        read_settings({name: value})
    assert name in str(error.value) and advice in str(error.value)


def test_settings_have_the_schedule_in_cron_form() -> None:
    assert read_settings({"ATLAS_NIGHTLY_AT": "4:05"}).cron == "5 4 * * *"


def test_a_second_refresh_of_a_home_at_the_same_time_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    claim_home(home)
    try:
        command = [sys.executable, "-m", "orchestration.cli", "refresh", "--home", str(home)]
        second = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    finally:
        release_home(home)
    assert second.returncode == 1 and "another refresh works on" in second.stderr


def test_applicants_check_names_row_and_column(tmp_path: Path) -> None:
    good = Path(__file__).parents[2] / "reports" / "data" / "demo_applicants.csv"
    assert _run("applicants", "check", str(good)).exit_code == 0
    lines = good.read_text(encoding="utf-8").splitlines()
    head = lines[0].split(",")
    import csv
    import io

    rows = list(csv.DictReader(io.StringIO("\n".join(lines))))
    rows[1]["step2_ck"] = "400"
    rows[2]["graduation_date"] = "2020-13-45"
    out = io.StringIO()
    writer = csv.DictWriter(out, head)
    writer.writeheader()
    writer.writerows(rows)
    bad = tmp_path / "applicants.csv"
    bad.write_text(out.getvalue(), encoding="utf-8")
    result = _run("applicants", "check", str(bad))
    assert result.exit_code == 1
    assert "row 3, column step2_ck" in result.output
    assert "row 4" in result.output and "10 applicants can be used" in result.output


def test_two_nights_never_share_an_id(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    first, second = (begin_night(tmp_path / "home", datetime.now(UTC)) for _ in range(2))
    assert first.crawl_id < second.crawl_id


def test_the_template_of_applicants_is_written_once_and_reads_back_empty(tmp_path: Path) -> None:
    file = tmp_path / "applicants.xlsx"
    assert _run("applicants", "template", str(file)).exit_code == 0
    checked = _run("applicants", "check", str(file))
    assert "0 applicants can be used" in checked.output
    again = _run("applicants", "template", str(file))
    assert again.exit_code == 1 and "exists already" in again.output


@pytest.mark.parametrize("command", ["extract", "roster"])
def test_a_file_that_is_no_text_is_refused_and_never_read_as_facts(tmp_path: Path, command: str) -> None:
    file = tmp_path / "page.bin"
    file.write_bytes(b"We sponsor J-1 visas.\x00\x01\x02")
    result = _run(command, str(file))
    assert result.exit_code == 1 and "visa_j1" not in result.output
    assert result.output.strip().endswith("neither a page, a PDF nor text; name an HTML, PDF or text file")


def test_a_utf_16_text_is_read(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes("We sponsor J-1 visas.".encode("utf-16"))
    assert "visa_j1 = sponsors" in _run("extract", str(file)).output


@pytest.mark.parametrize(
    "name, value",
    [
        ("ATLAS_TIMEZONE", "America"),
        ("ATLAS_UI_PORT", "0"),
        ("ATLAS_UI_PORT", "70000"),
        ("ATLAS_UI_PORT", "²"),
        ("ATLAS_CYCLE", "99999"),
        ("ATLAS_CYCLE", "5"),
        ("ATLAS_MAX_RELEASE_AGE_DAYS", "99999999999999"),
        ("ATLAS_MAX_RELEASE_AGE_DAYS", "0"),
    ],
)
def test_a_setting_out_of_range_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"{name}='{value}': write"):
        read_settings({name: value})


def test_a_home_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = _run("refresh", "--home", str(tmp_path / "file" / "home"))
    assert result.exit_code == 1 and len(result.output.splitlines()) == 1
    assert "Not a directory; mend the path, its access rights or the space on its disk" in result.output


def test_a_template_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = _run("applicants", "template", str(tmp_path / "file" / "x.xlsx"))
    assert result.exit_code == 1 and len(result.output.splitlines()) == 1


def test_another_failure_of_the_system_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr("warehouse.releases.list_releases", fail)
    assert isinstance(_run("releases", "list").exception, OSError)


def test_a_demo_command_in_a_home_without_demo_is_one_clear_line(tmp_path: Path) -> None:
    result = _run("demo", "night", "2", "--home", str(tmp_path))
    assert result.exit_code == 1 and "holds no demo world" in result.output and len(result.output.splitlines()) == 1


@pytest.mark.parametrize("option", [("--demo-programs", "0"), ("--demo-port", "99999")])
def test_numbers_of_the_demo_are_checked_before_anything_is_made(tmp_path: Path, option: tuple[str, str]) -> None:
    result = _run("refresh", "--home", str(tmp_path / "home"), *option)
    assert result.exit_code == 2 and not (tmp_path / "home").exists()


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"name,place\nx,y\n"])
def test_a_programs_file_without_a_usable_row_changes_nothing(tmp_path: Path, content: bytes) -> None:
    file, registry = tmp_path / "mine.csv", tmp_path / "home" / "registry"
    file.write_bytes(content)
    registry.mkdir(parents=True)
    (registry / "programs.csv").write_text("mine")
    result = _run("refresh", "--home", str(tmp_path / "home"), "--programs", str(file))
    assert result.exit_code == 1 and "no program can be used" in result.output and "mine.csv" in result.output
    assert (registry / "programs.csv").read_text() == "mine"


def test_programs_that_are_replaced_are_kept_beside(tmp_path: Path) -> None:
    from orchestration.refresh import _adopt_programs

    head = "program_id,acgme_code,name,institution,specialty,city,state,url\n"
    row = "{},,Alder,Alder Hospital,Internal Medicine,Troy,NY,https://alder.example/\n"
    for name in ("a", "b", "b"):
        (tmp_path / "mine.csv").write_text(head + row.format(name))
        _adopt_programs(tmp_path / "mine.csv", tmp_path)
    assert "b,," in (tmp_path / "registry" / "programs.csv").read_text()
    assert "a,," in (tmp_path / "registry" / "programs.previous.csv").read_text()


def test_a_broken_dagster_yaml_is_one_clear_line(tmp_path: Path) -> None:
    from orchestration.instance import open_instance

    (tmp_path / "dagster").mkdir()
    (tmp_path / "dagster" / "dagster.yaml").write_text(": [")
    with pytest.raises(SettingError, match=r"dagster\.yaml: mend it, or delete it to have it made anew"):
        open_instance(tmp_path)


def test_the_summary_names_faults_of_the_registry(tmp_path: Path) -> None:
    from orchestration.refresh import Outcome

    problems = [f"overrides.csv, row {row}, column value: no" for row in range(2, 9)]
    filings = {"core_filings": {"files_refused": ["x.csv: no header"]}}
    text = Outcome(True, tmp_path, None, filings, problems=problems).summary()
    assert "registry   overrides.csv, row 2" in text and "row 7" not in text and "and 2 more" in text
    assert "filings    x.csv: no header" in text


def test_overrides_that_cannot_be_read_stop_the_release(tmp_path: Path) -> None:
    import dagster as dg

    from orchestration.assets.out import _overrides

    night = begin_night(tmp_path, datetime.now(UTC))
    (night.home.registry / "overrides.csv").write_bytes(b"\x00\x01")
    with pytest.raises(dg.Failure, match=r"no release until the stewards' overrides can be read: overrides\.csv"):
        _overrides(dg.build_asset_context(), night)


def test_a_taken_port_of_the_ui_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("ATLAS_UI_PORT", str(taken.getsockname()[1]))
        result = _run("ui", "--home", str(tmp_path / "home"))
    assert result.exit_code == 1 and "free the port, or set another" in result.output
    assert len(result.output.splitlines()) == 1 and not (tmp_path / "home").exists()


def test_a_clock_set_back_a_little_keeps_the_order_of_nights(tmp_path: Path) -> None:
    now = datetime(2026, 11, 20, 3, tzinfo=UTC)
    first = begin_night(tmp_path, now)
    second = begin_night(tmp_path, now - timedelta(minutes=20))
    assert first.crawl_id < second.crawl_id


def test_a_clock_far_behind_begins_no_night(tmp_path: Path) -> None:
    now = datetime(2026, 11, 20, 3, tzinfo=UTC)
    night = begin_night(tmp_path, now)
    with pytest.raises(ClockError, match=r"the clock says 2026-11-17 03:00 UTC.*began at 2026-11-20 03:00 UTC"):
        begin_night(tmp_path, now - timedelta(days=3))
    assert current_night(tmp_path).crawl_id == night.crawl_id


def test_a_note_of_the_night_that_cannot_be_read_is_replaced(tmp_path: Path) -> None:
    begin_night(tmp_path, datetime.now(UTC))
    (tmp_path / "state" / "night.json").write_text('{"cra')
    assert begin_night(tmp_path, datetime.now(UTC)).crawl_id
