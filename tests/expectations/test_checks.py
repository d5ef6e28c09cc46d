"""Each rule passes on good data and fails on data damaged in the way that it guards against."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from expectations import baseline, runner
from expectations.checks import CheckResult
from expectations.runner import list_checks, run_checks
from tests.expectations.conftest import PROGRAMS, Night
from tests.warehouse.tables import TONIGHT, blank, name_it, raw_texts, stage_tables, statement, statement_id, tables
from warehouse.conform import conform
from warehouse.releases import RefusedRelease, content_hash, files_hash, publish
from warehouse.schema import CORE_ROSTERS, TABLES, Table

Rows = list[dict[str, Any]]


def test_good_data_passes_every_check(good_results: tuple[Path, list[CheckResult]]) -> None:
    _, results = good_results
    assert [result.check for result in results] == list(list_checks())
    assert [(result.check.name, result.details) for result in results if not result.passed] == []
    assert all(result.failing == 0 and result.samples == () for result in results)


def test_good_data_passes_every_check_against_the_last_release(night: Night) -> None:
    for table in ("out_programs", "core_statements"):
        assert night.failed(table) == set()


def test_a_result_names_the_data_it_speaks_of(night: Night) -> None:
    result = night.check("core_pages", names={"keys_unique"})["keys_unique"]
    staged = stage_tables(night.home, night.rows)
    assert (result.content_hash, result.files_hash) == (content_hash(staged), files_hash(staged))
    record = result.record()
    assert (record.table, record.name, record.severity, record.passed) == ("core_pages", "keys_unique", "fatal", True)


def some(rows: Rows, **match: Any) -> dict[str, Any]:
    return next(row for row in rows if all(row[key] == value for key, value in match.items()))


def change_fact(night: Night, number: int, field: str, **parts: Any) -> None:
    """Changes a fact and its statement alike, so that only rules about the fact itself can object."""
    program = night.programs[number]
    behind = some(night.statements, statement_id=program[f"{field}_statement_id"])
    if "value" in parts:
        program[field] = parts["value"]
        behind["value"] = str(parts["value"])
        behind["value_number"] = float(parts["value"]) if isinstance(parts["value"], int | float) else None
    for part in ("quote", "url"):
        if part in parts:
            program[f"{field}_{part}"] = behind[part] = parts[part]


def double(night: Night, **change: Any) -> None:
    night.programs.append(night.programs[0] | {"program_id": "other", "acgme_code": None} | change)


def lose_fact(night: Night, field: str, programs: int) -> None:
    for row in night.programs[:programs]:
        for column in row:
            if column.startswith(field):
                row[column] = None


def flip_visas(night: Night, programs: int) -> None:
    for number in range(programs):
        change_fact(night, number, "visa_j1", value="conditional")


def go(night: Night, programs: int) -> None:
    for row in night.programs[:programs]:
        row["gone_since"] = TONIGHT


def add_filing(night: Night) -> None:
    counts = {"initial_approvals": 12, "initial_denials": 0, "continuing_approvals": 0, "continuing_denials": 0}
    row = {"fiscal_year": 2025, "employer": "HOSPITAL 0", "institution": "Hospital 0", "state": "IL", "source_row": 2}
    night.rows["core_filings"].append(blank("core_filings") | counts | row)


def add_preference(night: Night, **change: Any) -> None:
    quote = "Minimum Step 2 CK score of 220 required."
    row = statement(0, "step2_min", "240", quote, strength="preferred", value_number=240.0)
    night.statements.append(row | {"statement_id": statement_id("preferred")} | change)
    night.programs[0] |= {
        "step2_min_preferred": 240,
        "step2_min_preferred_statement_id": statement_id("preferred"),
    }


def decide_share(night: Night) -> None:
    """A steward's share: no interval, and the counts beside it say something else."""
    night.programs[3] |= {"img_share": 0.7, "img_share_low": None, "img_share_high": None}
    behind = some(night.statements, statement_id=night.programs[3]["img_share_statement_id"])
    behind |= {"source_kind": "steward", "value": "0.7", "value_number": 0.7, "body_sha256": None}


def draw_share(night: Night, **change: Any) -> None:
    """The counted share drawn toward its peers."""
    drawn = {"img_share_shrunk": 0.38, "img_share_shrunk_low": 0.3, "img_share_shrunk_high": 0.48}
    night.programs[3] |= drawn | {"img_us_student_residents": 2} | change


def keep_gone_program(night: Night) -> None:
    """What the last release said of it stands as it was; pages and rosters are not read any more."""
    night.programs[3]["gone_since"] = date(2026, 9, 2)
    for name in ("core_pages", "core_rosters"):
        night.rows[name] = [row for row in night.rows[name] if row["program_id"] != "p00003"]


def swap(rows: Rows, first: str, second: str) -> None:
    for row in rows:
        row[first], row[second] = row[second], row[first]


def each(rows: Rows, **change: Any) -> None:
    for row in rows:
        row.update(change)


# table, checks that must fail (others of the table must pass), what is done to the night
DAMAGES: list[tuple[str, set[str], Callable[[Night], Any]]] = [
    # the baseline
    ("out_programs", {"values_in_domain"}, lambda n: n.programs[3].update(site_failure="sleepy")),
    ("out_programs", {"numbers_in_range"}, lambda n: change_fact(n, 3, "step2_min", value=75)),
    ("out_programs", {"numbers_in_range"}, lambda n: n.programs[3].update(visa_j1_confidence=1.5)),
    ("out_programs", {"texts_match_pattern"}, lambda n: n.programs[3].update(acgme_code="14000001")),
    ("out_programs", {"keys_unique", "programs_not_doubled"}, lambda n: double(n, program_id="p00000")),
    ("core_statements", {"keys_unique"}, lambda n: n.statements.append(n.statements[0])),
    (
        "core_rosters",
        {"keys_unique"},
        lambda n: n.rows["core_rosters"].extend([roster_row(), roster_row(residents=3)]),
    ),
    # facts and their evidence
    ("out_programs", {"facts_have_evidence"}, lambda n: n.programs[3].update(visa_j1_as_of=None)),
    ("out_programs", {"facts_have_evidence"}, lambda n: change_fact(n, 3, "visa_j1", quote=" ")),
    ("out_programs", {"facts_have_evidence", "share_is_counted"}, lambda n: change_fact(n, 3, "img_share", url="")),
    ("out_programs", {"facts_have_statements"}, lambda n: n.statements.remove(n.statements[5])),
    ("out_programs", {"facts_have_statements"}, lambda n: n.statements[5].update(program_id="p00000")),
    ("out_programs", {"facts_repeat_their_statements"}, lambda n: n.programs[3].update(visa_j1="no")),
    ("out_programs", {"facts_repeat_their_statements"}, lambda n: n.programs[3].update(step2_min=250)),
    ("out_programs", {"facts_repeat_their_statements"}, lambda n: n.programs[3].update(visa_j1_quote="We sponsor.")),
    (
        "out_programs",
        {"facts_repeat_their_statements"},
        lambda n: n.programs[3].update(visa_j1_url="https://x.example"),
    ),
    ("out_programs", {"facts_repeat_their_statements"}, lambda n: n.statements[0].update(strength="preferred")),
    ("out_programs", set(), add_preference),
    ("out_programs", {"preferences_repeat_their_statements"}, lambda n: add_preference(n, strength="required")),
    ("out_programs", {"preferences_repeat_their_statements"}, lambda n: add_preference(n, value="230")),
    ("out_programs", {"preferences_repeat_their_statements"}, lambda n: add_preference(n, program_id="p00001")),
    ("out_programs", {"preferences_repeat_their_statements"}, lambda n: n.programs[0].update(step2_min_preferred=240)),
    (
        "out_programs",
        {"no_cutoff_beside_minimum", "facts_have_evidence", "facts_have_statements"},
        lambda n: n.programs[3].update(no_score_cutoff=True),
    ),
    (
        "out_programs",
        {"h1b_without_j1"},
        lambda n: (change_fact(n, 3, "visa_j1", value="no"), change_fact(n, 3, "visa_h1b", value="sponsors")),
    ),
    ("out_programs", {"h1b_refusals_beside_filings_are_queued"}, add_filing),
    ("out_programs", {"share_is_counted"}, lambda n: n.programs[3].update(img_share=0.45)),
    ("out_programs", {"share_is_counted"}, lambda n: n.programs[3].update(img_share_low=0.41)),
    ("out_programs", {"share_is_counted"}, lambda n: n.programs[3].update(img_share_high=None)),
    ("out_programs", {"share_is_counted"}, lambda n: n.programs[3].update(roster_entries=29)),
    ("out_programs", {"share_is_counted"}, lambda n: n.programs[3].update(img_residents=None)),
    ("out_programs", {"share_is_counted"}, lambda n: n.rows["core_rosters"][6].update(residents=13)),
    ("out_programs", {"share_is_counted"}, lambda n: n.rows["core_rosters"].__delitem__(slice(6, 8))),
    ("out_programs", set(), draw_share),
    ("out_programs", {"drawn_shares_beside_counts"}, lambda n: draw_share(n, img_share_shrunk=0.6)),
    ("out_programs", {"drawn_shares_beside_counts"}, lambda n: draw_share(n, img_share_shrunk_low=None)),
    ("out_programs", {"drawn_shares_beside_counts"}, lambda n: draw_share(n, img_us_student_residents=13)),
    (
        "out_programs",
        {"drawn_shares_beside_counts"},
        lambda n: (decide_share(n), draw_share(n)),
    ),
    ("out_programs", set(), decide_share),
    ("out_programs", set(), keep_gone_program),
    ("core_statements", set(), keep_gone_program),
    ("out_programs", {"facts_not_in_the_future"}, lambda n: n.programs[3].update(visa_j1_as_of=date(2026, 11, 23))),
    ("out_programs", {"gone_dates_not_in_the_future"}, lambda n: n.programs[3].update(gone_since=date(2027, 1, 1))),
    ("out_programs", {"facts_not_stale"}, lambda n: n.programs[3].update(visa_j1_as_of=date(2026, 9, 1))),
    ("out_programs", {"facts_not_stale", "catalog_is_fresh"}, lambda n: setattr(n, "tonight", date(2027, 3, 1))),
    (
        "out_programs",
        {"deadlines_plausible", "facts_have_evidence", "facts_have_statements"},
        lambda n: n.programs[3].update(application_deadline="2016-12-01"),
    ),
    # programs
    ("out_programs", {"specialties_and_states_known"}, lambda n: n.programs[3].update(specialty="Alchemy")),
    ("out_programs", {"specialties_and_states_known"}, lambda n: n.programs[3].update(state="ZZ")),
    ("out_programs", {"specialties_and_states_known"}, lambda n: swap(n.programs, "specialty", "city")),
    (
        "out_programs",
        {"acgme_codes_unique", "facts_have_statements", "share_is_counted"},
        lambda n: double(n, name="Other", acgme_code="1400000000"),
    ),
    ("out_programs", {"programs_not_doubled", "facts_have_statements", "share_is_counted"}, double),
    ("out_programs", {"texts_decoded_rightly"}, lambda n: n.programs[3].update(institution="HÃ´pital")),
    ("out_programs", {"texts_decoded_rightly"}, lambda n: n.programs[3].update(city="Sp\ufffdingfield")),
    # against the last release
    ("out_programs", {"programs_not_fewer", "no_program_lost"}, lambda n: n.programs.__delitem__(slice(31, None))),
    ("out_programs", {"no_program_lost"}, lambda n: n.programs.pop()),
    ("out_programs", {"no_program_lost"}, lambda n: setattr(n, "rows", tables(PROGRAMS - 1))),
    ("out_programs", {"programs_not_many_more"}, lambda n: setattr(n, "rows", tables(PROGRAMS + 13))),
    ("out_programs", {"few_programs_newly_gone"}, lambda n: go(n, 3)),
    ("out_programs", {"few_programs_newly_gone", "programs_not_fewer"}, lambda n: go(n, 9)),
    ("out_programs", set(), lambda n: go(n, 2)),
    ("out_programs", {"fill_rates_kept"}, lambda n: lose_fact(n, "step2_min", 4)),
    ("out_programs", {"fill_rates_kept"}, lambda n: lose_fact(n, "img_", 4)),
    ("out_programs", {"same_words_same_value"}, lambda n: flip_visas(n, 1)),
    ("out_programs", {"visa_changes_few"}, lambda n: flip_visas(n, 2)),
    ("out_programs", {"visa_changes_few", "visa_changes_not_massive"}, lambda n: flip_visas(n, 5)),
    # statements
    ("core_statements", {"programs_exist"}, lambda n: n.programs.pop()),
    ("core_statements", {"pages_serve_their_program"}, lambda n: n.statements[5].update(program_id="p00000")),
    ("core_statements", {"pages_serve_their_program"}, lambda n: n.rows["core_pages"].__delitem__(slice(-2, None))),
    (
        "core_statements",
        {"quotes_in_archive"},
        lambda n: n.statements[5].update(quote="We sponsor H-1 visas only."),
    ),
    ("core_statements", {"quotes_in_archive"}, lambda n: n.statements[5].update(quote_start=12, quote_end=38)),
    (
        "core_statements",
        {"quotes_in_archive", "pages_serve_their_program"},
        lambda n: n.statements[5].update(body_sha256=None),
    ),
    (
        "core_statements",
        {"quotes_in_archive", "pages_serve_their_program"},
        lambda n: n.statements[5].update(body_sha256="0" * 64),
    ),
    ("core_statements", {"quotes_in_archive", "quote_offsets_fit"}, lambda n: n.statements[5].update(quote_end=99)),
    (
        "core_statements",
        {"quotes_in_archive", "quote_offsets_fit"},
        lambda n: n.statements[5].update(quote="", quote_start=5, quote_end=5),
    ),
    ("core_statements", set(), lambda n: n.statements.append(steward_statement())),
    ("core_statements", {"values_fit_their_fact"}, lambda n: n.statements[0].update(value="maybe")),
    ("core_statements", {"values_fit_their_fact"}, lambda n: n.statements[2].update(value="75", value_number=75.0)),
    ("core_statements", {"values_fit_their_fact"}, lambda n: n.statements[2].update(value_number=221.0)),
    ("core_statements", {"values_fit_their_fact"}, lambda n: n.statements[2].update(value_number=None)),
    ("core_statements", {"values_fit_their_fact"}, lambda n: n.statements[3].update(value="1.4", value_number=1.4)),
    ("core_statements", {"values_fit_their_fact"}, lambda n: n.statements[0].update(field="usce_required")),
    (
        "core_statements",
        {"values_fit_their_fact"},
        lambda n: n.statements[0].update(field="application_deadline", value="13-01"),
    ),
    ("core_statements", {"values_in_domain", "values_fit_their_fact"}, lambda n: n.statements[0].update(field="visa")),
    ("core_statements", {"seen_dates_in_order"}, lambda n: n.statements[0].update(first_seen=date(2026, 11, 23))),
    ("core_statements", {"seen_dates_in_order"}, lambda n: n.statements[0].update(last_seen=date(2026, 11, 23))),
    ("core_statements", {"seasons_plausible"}, lambda n: n.statements[0].update(season=2036)),
    ("core_statements", {"numbers_in_range", "seasons_plausible"}, lambda n: n.statements[0].update(season=1920)),
    (
        "core_statements",
        {"texts_decoded_rightly", "quotes_in_archive", "quote_offsets_fit"},
        lambda n: n.statements[0].update(quote="We donâ€™t."),
    ),
    ("core_statements", {"statements_not_fewer"}, lambda n: n.statements.__delitem__(slice(100, None))),
    ("core_statements", {"statements_not_many_more"}, lambda n: repeat_statements(n)),
    ("out_programs", {"stewards_decide"}, lambda n: n.statements.append(steward_statement() | {"value": "no"})),
    ("out_programs", {"experience_facts_agree"}, lambda n: n.programs[3].update(usce_required=False, usce_months=2.0)),
    (
        "out_programs",
        {"img_refusals_beside_img_residents"},
        lambda n: n.programs[3].update(img_accepted=False),
    ),
    ("core_pages", {"dates_not_in_the_future"}, lambda n: n.rows["core_pages"][0].update(as_of=date(2026, 11, 23))),
    (
        "core_rosters",
        {"kinds_distributed_alike", "kinds_not_shifted"},
        lambda n: each(n.rows["core_rosters"], school_class="IMG"),
    ),
    # other tables
    ("core_pages", {"programs_exist"}, lambda n: n.rows["core_pages"][0].update(program_id="nobody")),
    ("core_rosters", {"programs_exist"}, lambda n: n.rows["core_rosters"].append(roster_row(program_id="nobody"))),
    ("out_review_queue", {"programs_exist"}, lambda n: n.rows["out_review_queue"].append(review_row("nobody"))),
    ("out_review_queue", set(), lambda n: n.rows["out_review_queue"].extend([review_row(None), review_row("p00000")])),
]


def roster_row(**change: Any) -> dict[str, Any]:
    row = {"program_id": "p00000", "url": "https://program0.example/residents", "body_sha256": "0" * 64}
    count = {"class_year": "PGY-1", "school": "Osei School", "school_class": "IMG", "residents": 2}
    return blank("core_rosters") | row | count | change


def review_row(program_id: str | None) -> dict[str, Any]:
    row = {"item_id": f"item of {program_id}", "harm": 1.0, "kind": "site", "detail": "Its site did not answer."}
    return blank("out_review_queue") | row | {"program_id": program_id}


def steward_statement() -> dict[str, Any]:
    row = statement(0, "visa_j1", "sponsors", "We sponsor J-1 visas only.", source_kind="steward", body_sha256=None)
    words = {"quote": "Told by phone.", "quote_start": 0, "quote_end": 1, "url": "registry:overrides.csv"}
    return name_it(row | words)


def repeat_statements(night: Night) -> None:
    night.statements.extend(
        row | {"statement_id": statement_id("again", number)} for number, row in enumerate(night.statements[:60])
    )


@pytest.mark.parametrize(("table", "expected", "damage"), DAMAGES, ids=[f"{n}-{d[0]}" for n, d in enumerate(DAMAGES)])
def test_damage_fails_the_checks_that_guard_against_it(
    night: Night, table: str, expected: set[str], damage: Callable[[Night], Any]
) -> None:
    damage(night)
    if expected:
        # Great Expectations takes a second for a whole table: it judges what must fail.
        assert night.failed(table, expected) == expected
    else:
        assert night.failed(table) == set()


def test_rows_of_two_tracks_are_no_doubles(night: Night) -> None:
    night.rows["core_rosters"] = [roster_row(), roster_row(track="primary care")]
    assert night.failed("core_rosters", {"keys_unique"}) == set()


def test_a_few_honest_changes_are_let_pass(night: Night) -> None:
    lose_fact(night, "step2_min", 2)
    flip_visas(night, 1)
    assert night.failed("out_programs", {"fill_rates_kept", "visa_changes_few", "visa_changes_not_massive"}) == set()


def test_a_check_can_be_run_alone(night: Night) -> None:
    assert set(night.check("out_programs", names={"keys_unique", "share_is_counted"})) == {
        "keys_unique",
        "share_is_counted",
    }


def test_every_rule_was_seen_to_fail() -> None:
    mutations = (Path(__file__).parent / "mutations.csv").read_text(encoding="utf-8").splitlines()
    of_mutations = {
        label.split("/")[1] for row in csv.DictReader(mutations) for label in row["by"].split("; ") if label
    }
    # By name: a rule that stands at several tables is the same function.
    seen = {name for _, names, _ in DAMAGES for name in names} | of_mutations
    bounds_of_rows = ("_not_fewer", "_not_many_more")
    by_hand = {rule.check.name for rule in runner.RULES if not rule.check.name.endswith(bounds_of_rows)}
    assert all(any(name.endswith(end) for name in seen) for end in bounds_of_rows)
    assert by_hand - seen == set()


# The schema lets these never be staged; a file written past it must still be caught.


def write_past_the_gate(night: Night, change: Callable[[pa.Table], pa.Table]) -> Any:
    staged = stage_tables(night.home, night.rows)
    pq.write_table(change(staged.read("core_rosters")), staged.path("core_rosters"))
    return staged


def test_nulls_and_types_are_judged_where_a_file_was_written_past_the_schema(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    night.rows["core_rosters"] = [roster_row(), roster_row(class_year="PGY-2")]
    schema = conform(night.rows["core_rosters"], CORE_ROSTERS).schema

    def damaged(table: pa.Table) -> pa.Table:
        table = table.set_column(schema.get_field_index("residents"), "residents", pa.array([None, 2.5], pa.float64()))
        return table.set_column(schema.get_field_index("school"), "school", pa.array([None, "X"], pa.string()))

    staged = write_past_the_gate(night, damaged)
    results = {result.check.name: result for result in run_checks(staged, "core_rosters", tonight=TONIGHT)}
    assert {name for name, result in results.items() if not result.passed} == {
        "columns_as_registered",
        "required_columns_filled",
        "pages_serve_their_program",
        "rosters_as_read",
    }
    assert results["columns_as_registered"].samples == (
        {"expected": "residents: int64", "found": "residents: double", "is_as_registered": False},
    )
    assert len(results["required_columns_filled"].details) == 2


def test_a_missing_column_fails_every_check_that_needs_it(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    staged = write_past_the_gate(night, lambda table: table.drop_columns(["residents", "program_id"]))
    results = {result.check.name: result for result in run_checks(staged, "core_rosters", tonight=TONIGHT)}
    failed = {name for name, result in results.items() if not result.passed}
    assert failed >= {"columns_as_registered", "numbers_in_range", "keys_unique", "programs_exist"}
    assert "could not be evaluated: KeyError: 'program_id'" in results["programs_exist"].details


def test_too_few_rows_and_a_low_fill_rate_are_failures(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = tuple(replace(c, fill_floor=0.9) if c.name == "url" else c for c in TABLES["out_programs"].columns)
    table: Table = replace(TABLES["out_programs"], columns=columns, minimum_rows=41)
    monkeypatch.setitem(TABLES, "out_programs", table)
    runner.list_checks.cache_clear()
    each(night.programs[:5], url=None)
    try:
        results = night.check("out_programs")
    finally:
        runner.list_checks.cache_clear()
    failed = {name for name, result in results.items() if not result.passed}
    assert failed >= {"rows_at_least", "fill_rates_at_least"}
    assert results["rows_at_least"].details == ("ExpectTableRowCountToBeBetween: observed 40",)
    assert len(results["fill_rates_at_least"].samples) == 5


def test_an_empty_catalog_is_refused(night: Night) -> None:
    night.rows = {name: [] for name in night.rows}
    assert {"rows_at_least", "programs_not_fewer", "no_program_lost"} <= night.failed("out_programs")
    assert "statements_not_fewer" in night.failed("core_statements")


# What a steward sees


def test_samples_show_program_value_quote_and_address(night: Night) -> None:
    change_fact(night, 3, "step2_min", value=75)
    result = night.check("out_programs", names={"numbers_in_range"})["numbers_in_range"]
    assert (result.evaluated, result.failing, result.share_pct) == (PROGRAMS, 1, 2.5)
    assert result.details == ("step2_min: 1 of 40 do not hold",)
    assert result.samples == (
        {
            "program": "p00003",
            "field": "step2_min",
            "value": 75,
            "quote": "Minimum Step 2 CK score of 223 required.",
            "url": "https://program3.example/visa",
        },
    )


def test_samples_of_visa_changes_show_old_and_new(night: Night) -> None:
    flip_visas(night, 5)
    result = night.check("out_programs", names={"visa_changes_not_massive"})["visa_changes_not_massive"]
    assert result.measures == {"visa_j1_changed": 5.0, "visa_h1b_changed": 0.0, "changed": 5.0}
    assert len(result.samples) == 5
    assert (result.samples[0]["value"], result.samples[0]["old_value"]) == ("conditional", "sponsors")
    assert result.samples[0]["quote"] == "We sponsor J-1 visas only."


def test_samples_of_a_lost_fact_show_what_stood_there(night: Night) -> None:
    lose_fact(night, "step2_min", 4)
    result = night.check("out_programs", names={"fill_rates_kept"})["fill_rates_kept"]
    assert result.measures["fill_step2_min_pct"] == 90.0
    assert {row["program"] for row in result.samples} == {"p00000", "p00001", "p00002", "p00003"}
    assert result.samples[0]["quote"] == "Minimum Step 2 CK score of 220 required."


def test_no_more_than_twenty_rows_are_shown(night: Night) -> None:
    each(night.programs, acgme_code="x")
    result = night.check("out_programs", names={"texts_match_pattern"})["texts_match_pattern"]
    assert (result.failing, len(result.samples)) == (40, 20)


def test_samples_are_plain_values(night: Night) -> None:
    night.programs[3].update(visa_j1_as_of=date(2026, 11, 23))
    sample = night.check("out_programs", names={"facts_not_in_the_future"})["facts_not_in_the_future"].samples[0]
    assert sample["as_of"] == "2026-11-23"
    assert all(value is None or isinstance(value, str | int | float | bool) for value in sample.values())


# What cannot be evaluated


def test_without_the_archive_quotes_count_as_not_found(night: Night) -> None:
    night.evidence["archive"] = None
    result = night.check("core_statements", names={"quotes_in_archive"})["quotes_in_archive"]
    assert not result.passed
    assert "the archive's texts were not given" in result.details[0]


def test_the_archive_may_come_in_parts_and_versions(night: Night) -> None:
    whole = conform(raw_texts(PROGRAMS), TABLES["raw_texts"])
    older = [row | {"text_version": "0", "text": "Something else."} for row in raw_texts(PROGRAMS)]
    night.evidence["archive"] = (
        part for part in (whole.slice(0, 20), conform(older, TABLES["raw_texts"]), whole.slice(20))
    )
    assert night.failed("core_statements") == set()


def test_before_the_first_release_comparisons_pass(night: Night) -> None:
    assert all(result.passed for result in night.check("out_programs", last=False).values())


def test_a_stage_that_changes_while_it_is_checked_is_no_result(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    hashes = iter(["before", "after"])
    monkeypatch.setattr(runner, "files_hash", lambda _: next(hashes))
    with pytest.raises(RuntimeError, match="changed while it was being checked"):
        night.check("core_pages")


def test_an_expectation_that_gives_no_result_fails_its_check(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = baseline.Expected("ExpectColumnValuesToBeBetween", {"column": "no_such_column", "min_value": 1})
    real = runner.baseline

    def with_wrong(table: Table) -> Any:
        return [(check, frame, [*expected, wrong]) for check, frame, expected in real(table)]

    monkeypatch.setattr(runner, "baseline", with_wrong)
    results = night.check("core_pages")
    assert not results["keys_unique"].passed
    assert "could not be evaluated" in results["keys_unique"].details[0]


# The gate, with real checks


def test_a_failed_check_refuses_the_release(good_results: tuple[Path, list[CheckResult]], archive: Any) -> None:
    from datetime import timedelta

    from expectations.runner import required_checks, run_all_checks
    from tests.warehouse.tables import CREATED_AT
    from warehouse.releases import current_id, open_release

    home, _ = good_results
    before = current_id(home)
    rows = tables(PROGRAMS)
    rows["core_statements"][5]["quote"] = "We sponsor H-1 visas only."
    staged = stage_tables(home, rows, "night-2")
    results = run_all_checks(staged, tonight=TONIGHT, last=open_release(home), **archive)
    with pytest.raises(RefusedRelease) as caught:
        publish(
            home,
            staged,
            [result.record() for result in results],
            required=required_checks(),
            created_at=CREATED_AT + timedelta(days=1),
        )
    assert {record.name for record in caught.value.failed} >= {"quotes_in_archive", "facts_repeat_their_statements"}
    assert current_id(home) == before
