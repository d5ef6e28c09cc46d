"""The registry of accepted failures: what a row may say, what is refused, and when it is used up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from expectations.acceptance import NEVER_ACCEPTED, why_never_accepted
from expectations.checks import FATAL
from expectations.runner import list_checks
from orchestration.acceptance import accept_failure, read_acceptances
from warehouse.registry import RegistryError, check_registry
from warehouse.releases import CheckRecord

HEADER = "check,content_hash,until,reason,author,date\n"
HASH = "ab" * 32
GOOD = f"out_programs/programs_not_fewer,{HASH},2026-12-01,The listing dropped closed programs,mk,2026-11-22\n"


def _registry(home: Path, *lines: str) -> Path:
    path = home / "registry" / "accepted_failures.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return path


def test_a_row_is_read_and_is_open_until_its_last_day(tmp_path: Path) -> None:
    _registry(tmp_path, GOOD)
    (acceptance,), problems = read_acceptances(tmp_path)
    assert problems == [] and acceptance.label == "out_programs/programs_not_fewer"
    assert acceptance.state(date(2026, 12, 1)) == "open"
    assert acceptance.state(date(2026, 12, 2)) == "expired on 2026-12-01"


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        (GOOD.replace("out_programs/programs_not_fewer", "programs_not_fewer"), "check", "is no check"),
        (GOOD.replace("programs_not_fewer", "programs_not_fewr"), "check", "there is no check"),
        (GOOD.replace("programs_not_fewer", "visa_changes_few"), "check", "is a warning and refuses nothing"),
        (GOOD.replace("programs_not_fewer", "keys_unique"), "check", "can never be accepted"),
        (GOOD.replace(HASH, "abab"), "content_hash", "is no hash"),
        (GOOD.replace(HASH, ""), "content_hash", "is empty"),
        (GOOD.replace("The listing dropped closed programs", " "), "reason", "is empty"),
        (GOOD.replace(",mk,", ",,"), "author", "is empty"),
        (GOOD.replace("2026-11-22", "22.11.2026"), "date", "is no date"),
        (GOOD.replace("2026-12-01", "2026-11-01"), "until", "ends before it was made"),
    ],
)
def test_a_wrong_row_is_told_with_row_and_column_and_the_others_hold(
    tmp_path: Path, line: str, column: str, message: str
) -> None:
    other = GOOD.replace("programs_not_fewer", "fill_rates_kept")
    _registry(tmp_path, line, other)
    found, problems = read_acceptances(tmp_path)
    assert [each.label for each in found] == ["out_programs/fill_rates_kept"]
    ((problem),) = problems
    assert (problem.file, problem.row, problem.column) == ("accepted_failures.csv", 2, column)
    assert message in str(problem) and problem.record is not None


def test_the_same_failure_twice_is_refused_and_the_refresh_names_it(tmp_path: Path) -> None:
    _registry(tmp_path, GOOD, GOOD)
    found, problems = read_acceptances(tmp_path)
    assert len(found) == 1 and "accepted already in row 2" in str(problems[0])
    assert [str(each) for each in check_registry(tmp_path / "registry")] == [str(problems[0])]


def test_each_check_that_can_never_be_accepted_exists_and_is_fatal() -> None:
    fatal = {check.name for check in list_checks() if check.severity == FATAL}
    assert set(NEVER_ACCEPTED) <= fatal
    # Personal names: whatever check looks for them.
    assert "no_personal_names" in fatal
    assert why_never_accepted("no_personal_names") == "names of residents are never published"
    assert why_never_accepted("programs_not_fewer") is None


def _failed(name: str, table: str = "out_programs") -> CheckRecord:
    return CheckRecord(table, name, FATAL, False, HASH, "cd" * 32)


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("core_statements", "quotes_in_archive"),
        ("core_statements", "quote_offsets_fit"),
        ("out_programs", "facts_have_evidence"),
        ("out_programs", "rows_at_least"),
        ("core_pages", "columns_as_registered"),
        ("core_rosters", "no_personal_names"),
    ],
)
def test_a_failure_that_makes_data_untrustworthy_is_not_written_down(tmp_path: Path, table: str, name: str) -> None:
    with pytest.raises(RegistryError, match="can never be accepted"):
        accept_failure(tmp_path, f"{table}/{name}", [_failed(name, table)], "why", "mk", date(2026, 11, 22), None)
    assert not (tmp_path / "registry" / "accepted_failures.csv").exists()


def test_a_written_row_reads_back_and_the_rows_of_others_stay(tmp_path: Path) -> None:
    path = _registry(tmp_path, GOOD.rstrip("\n"))
    reason = 'The reader changed on purpose, "see" the note,\nline two'
    given = accept_failure(
        tmp_path, "fill_rates_kept", [_failed("fill_rates_kept")], reason, " mk ", date(2026, 11, 22), date(2026, 12, 1)
    )
    assert (given.label, given.until) == ("out_programs/fill_rates_kept", date(2026, 12, 1))
    assert given.acknowledgement.reason == 'The reader changed on purpose, "see" the note, line two'
    assert given.acknowledgement.content_hash == HASH[:16] and given.acknowledgement.author == "mk"
    assert path.read_text(encoding="utf-8").startswith(HEADER + GOOD)
    found, problems = read_acceptances(tmp_path)
    assert len(found) == 2 and problems == []


def test_a_file_with_another_header_is_left_as_it_is(tmp_path: Path) -> None:
    path = _registry(tmp_path)
    path.write_text("check,reason\n", encoding="utf-8")
    with pytest.raises(RegistryError, match="the header is not check,content_hash"):
        accept_failure(tmp_path, "fill_rates_kept", [_failed("fill_rates_kept")], "w", "mk", date(2026, 11, 22), None)
    assert path.read_text(encoding="utf-8") == "check,reason\n"
