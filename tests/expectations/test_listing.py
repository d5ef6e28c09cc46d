import subprocess
import sys
from pathlib import Path

from expectations.baseline import baseline
from expectations.checks import FATAL, WARNING
from expectations.runner import list_checks, required_checks
from warehouse.schema import CORE_ROSTERS, OUT_PROGRAMS, RELEASED, Column, Table


def test_checks_are_known_without_great_expectations_or_pandas() -> None:
    code = (
        "import sys; from expectations.runner import list_checks; assert list_checks();"
        "sys.exit(any(name in sys.modules for name in ('great_expectations', 'pandas')))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0


def test_every_check_has_its_own_name_and_says_what_why_and_what_to_do() -> None:
    checks = list_checks()
    assert len(required_checks()) == len(set(required_checks())) == len(checks)
    for check in checks:
        assert check.table in RELEASED
        assert check.name.isidentifier()
        assert check.severity in (FATAL, WARNING)
        for text in (check.what, check.why, check.todo):
            assert text.endswith("."), text
            assert len(text) > 15
        assert f"Why: {check.why} What to do: " in check.description


def test_every_released_table_has_its_baseline() -> None:
    for name in RELEASED:
        found = {check.name for check in list_checks(name)}
        assert {"columns_as_registered", "required_columns_filled", "keys_unique"} <= found


def test_the_baseline_asks_for_everything_that_the_schema_says() -> None:
    expected = {check.name: each for check, _, each in baseline(OUT_PROGRAMS)}

    def columns(name: str) -> set[str]:
        return {each.arguments["column"] for each in expected[name]}

    assert columns("values_in_domain") == {column.name for column in OUT_PROGRAMS.columns if column.domain}
    assert columns("texts_match_pattern") == {column.name for column in OUT_PROGRAMS.columns if column.pattern}
    assert columns("required_columns_filled") == {c.name for c in OUT_PROGRAMS.columns if not c.is_nullable}
    assert columns("numbers_in_range") == {c.name for c in OUT_PROGRAMS.columns if c.minimum is not None}
    assert expected["rows_at_least"][0].arguments == {"min_value": OUT_PROGRAMS.minimum_rows}


def test_a_check_that_would_expect_nothing_is_left_out() -> None:
    table = Table("out_x", "X.", (Column("id", "string", "Id", is_nullable=False),), ("id",))
    assert {check.name for check, _, _ in baseline(table)} == {
        "columns_as_registered",
        "required_columns_filled",
        "keys_unique",
    }
    assert "rows_at_least" not in {check.name for check, _, _ in baseline(CORE_ROSTERS)}


def test_a_fill_rate_floor_becomes_a_check() -> None:
    columns = (Column("id", "string", "Id"), Column("city", "string", "City", fill_floor=0.9))
    found = {check.name: expected for check, _, expected in baseline(Table("out_x", "X.", columns, ("id",)))}
    assert [each.arguments for each in found["fill_rates_at_least"]] == [{"column": "city", "mostly": 0.9}]
