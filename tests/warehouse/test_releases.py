import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars
import pyarrow.parquet as pq
import pytest

from tests.warehouse.tables import CREATED_AT, REQUIRED, publish_tables, records, stage_tables, tables
from warehouse import releases
from warehouse.releases import (
    Acknowledgement,
    RefusedRelease,
    Release,
    ReleaseError,
    Staged,
    content_hash,
    current,
    current_id,
    diff_releases,
    files_hash,
    list_releases,
    open_release,
    prune,
    publish,
    read_table,
    remove_leftovers,
    rollback,
    show_release,
    stage,
    verify_release,
)
from warehouse.schema import RELEASED, SchemaError
from warehouse.storage import FolderStore, Home, open_home


def changed_tables(name: str) -> dict[str, list[dict[str, Any]]]:
    rows = tables()
    rows["out_programs"][0]["name"] = name
    return rows


def publish_named(home: Any, name: str, minutes: int = 0) -> Release:
    release = publish_tables(home, changed_tables(name), CREATED_AT + timedelta(minutes=minutes))
    assert isinstance(release, Release)
    return release


def try_publish(home: Path, staged: Staged, checks: Any, **rest: Any) -> Release:
    return publish(home, staged, checks, required=REQUIRED, created_at=CREATED_AT, **rest)


def refused(home: Path, staged: Staged, checks: Any, **rest: Any) -> list[str]:
    before = current_id(home)
    with pytest.raises(RefusedRelease) as caught:
        try_publish(home, staged, checks, **rest)
    assert current_id(home) == before
    assert all(reason in str(caught.value) for reason in caught.value.reasons)
    return caught.value.reasons


# Staging


def test_a_stage_counts_what_it_holds(tmp_path: Path) -> None:
    staged = stage_tables(tmp_path)
    stamp = stage(tmp_path, "night-1").stamps()["out_programs"]
    assert stamp["rows"] == 6
    assert stamp["bytes"] == staged.path("out_programs").stat().st_size
    assert staged.read("out_programs", ["program_id"]).num_rows == 6


def test_staging_what_does_not_fit_leaves_the_table_that_was_there(tmp_path: Path) -> None:
    staged = stage_tables(tmp_path)
    before = files_hash(staged)
    with pytest.raises(SchemaError):
        staged.write("out_programs", [{"program_id": "p1"}])
    assert files_hash(staged) == before
    assert not list(staged.folder.glob(".*.tmp"))


def test_a_table_that_is_not_staged_is_named(tmp_path: Path) -> None:
    staged = stage(tmp_path, "night-1")
    assert staged.stamps() == {}
    with pytest.raises(ReleaseError, match="stage night-1 holds no out_programs"):
        staged.read("out_programs")
    for hashed in (content_hash, files_hash):
        with pytest.raises(ReleaseError, match="not complete: missing core_pages, core_statements"):
            hashed(staged)


@pytest.mark.parametrize("stage_id", ["", "../x", "a/b", ".hidden"])
def test_a_stage_id_that_is_no_file_name_is_refused(tmp_path: Path, stage_id: str) -> None:
    with pytest.raises(ReleaseError, match="is no file name"):
        stage(tmp_path, stage_id)


def test_volatile_columns_change_the_files_and_not_the_content(tmp_path: Path) -> None:
    first = stage_tables(tmp_path)
    rows = tables()
    for row in rows["core_statements"]:
        row["last_seen"] = date(2026, 11, 23)
    second = stage_tables(tmp_path, rows, "night-2")
    assert content_hash(first) == content_hash(second)
    assert files_hash(first) != files_hash(second)


# Publishing


def test_a_release_says_what_it_holds(tmp_path: Path) -> None:
    staged = stage_tables(tmp_path)
    release = try_publish(tmp_path, staged, records(staged))
    assert release.id == f"20261122T0230Z-{content_hash(staged)[:8]}"
    assert release.is_new
    assert release.is_current
    assert release.rows == {name: len(rows) for name, rows in tables().items()}
    assert release.content_hash == content_hash(staged)
    assert release.previous is None
    assert release.warnings == []
    assert release.manifest["checks"]["passed"] == ["core_statements/keys_unique", "out_programs/keys_unique"]
    assert release.manifest["schema_version"] == 1
    shown = show_release(tmp_path)
    assert (shown.id, shown.created_at, shown.manifest) == (release.id, CREATED_AT, release.manifest)
    assert verify_release(tmp_path, release.id) == []
    assert (tmp_path / "warehouse" / "CURRENT").read_text() == release.id + "\n"


def test_a_night_without_change_makes_no_release(tmp_path: Path) -> None:
    first = publish_tables(tmp_path)
    rows = {name: table[::-1] for name, table in tables().items()}
    for row in rows["core_statements"]:
        row["last_seen"] = date(2026, 11, 23)
    # What changed since the release before differs by nature, and is no change of the catalog.
    rows["out_changes"] = [
        {
            "program_id": "p00000",
            "change": "fact_changed",
            "field": "visa_j1",
            "old_value": "no",
            "new_value": "sponsors",
            "old_quote": "No.",
            "new_quote": "We sponsor J-1 visas only.",
            "url": None,
        }
    ]
    again = publish_tables(tmp_path, rows, CREATED_AT + timedelta(days=1))
    assert again.id == first.id
    assert not again.is_new
    assert [release.id for release in list_releases(tmp_path)] == [first.id]


def test_a_night_without_change_heals_a_damaged_release(tmp_path: Path) -> None:
    first = publish_tables(tmp_path)
    (tmp_path / "warehouse" / "releases" / first.id / "out_programs.parquet").write_bytes(b"")
    again = publish_tables(tmp_path)
    assert again.is_new
    assert again.id == first.id + "-2"
    assert verify_release(tmp_path, again.id) == []


def test_releases_follow_one_another(tmp_path: Path) -> None:
    first, second = publish_named(tmp_path, "A"), publish_named(tmp_path, "B", 5)
    assert second.previous == first.id
    assert second.id > first.id
    listed = list_releases(tmp_path)
    assert [(release.id, release.is_current) for release in listed] == [(second.id, True), (first.id, False)]


def test_a_time_without_zone_is_refused_and_others_become_utc(tmp_path: Path) -> None:
    staged = stage_tables(tmp_path)
    with pytest.raises(ValueError, match="time zone"):
        publish(tmp_path, staged, records(staged), required=REQUIRED, created_at=datetime(2026, 11, 22))
    created_at = datetime.fromisoformat("2026-11-21T22:30:00-04:00")
    release = publish(tmp_path, staged, records(staged), required=REQUIRED, created_at=created_at)
    assert release.created_at == CREATED_AT
    assert release.created_at.tzinfo is UTC


def test_a_staged_file_changed_after_its_check_is_refused(tmp_path: Path) -> None:
    staged = stage_tables(tmp_path)
    checks = records(staged)
    table = staged.read("out_programs")
    pq.write_table(table, staged.path("out_programs"), compression="none")
    reasons = refused(tmp_path, staged, checks)
    assert reasons == ["the staged file of out_programs was changed after it was staged; stage it again and re-check"]


def test_a_table_staged_anew_after_its_check_is_refused(tmp_path: Path) -> None:
    staged = stage_tables(tmp_path)
    checks = records(staged)
    staged.write("out_programs", changed_tables("B")["out_programs"])
    reasons = refused(tmp_path, staged, checks)
    assert len(reasons) == 2
    assert "check out_programs/keys_unique was run on other data than what is staged now" in reasons[0]


def test_a_change_of_volatile_columns_alone_after_the_check_is_refused(tmp_path: Path) -> None:
    staged = stage_tables(tmp_path)
    checks = records(staged)
    rows = tables()["core_statements"]
    rows[0]["last_seen"] = date(2031, 1, 1)
    staged.write("core_statements", rows)
    assert all("other data" in reason for reason in refused(tmp_path, staged, checks))


def test_a_file_whose_stamp_was_forged_is_refused(tmp_path: Path) -> None:
    staged = stage_tables(tmp_path)
    checks = records(staged)
    path = staged.path("out_programs")
    pq.write_table(staged.read("out_programs").drop_columns(["url"]), path)
    manifest = json.loads((staged.folder / "stage.json").read_text())
    manifest["tables"]["out_programs"]["sha256"] = releases.hash_file(path)
    (staged.folder / "stage.json").write_text(json.dumps(manifest))
    reasons = refused(tmp_path, staged, checks)
    assert reasons == [
        "the staged file of out_programs does not fit its schema: table out_programs: missing columns url; "
        "give exactly the columns that warehouse/schema.py registers, or register them there"
    ]


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    staged = stage_tables(tmp_path)
    checks = records(staged)
    staged.path("core_rosters").unlink()
    assert refused(tmp_path, staged, checks) == ["table core_rosters is not staged; run the step that makes it"]


def test_a_missing_check_is_refused(tmp_path: Path) -> None:
    staged = stage_tables(tmp_path)
    reasons = refused(tmp_path, staged, records(staged)[:1])
    assert reasons == ["check core_statements/keys_unique has not been run; run the checks on this stage"]


def test_publishing_without_any_required_check_is_refused(tmp_path: Path) -> None:
    staged = stage_tables(tmp_path)
    with pytest.raises(RefusedRelease, match="no check is required"):
        publish(tmp_path, staged, [], required=[], created_at=CREATED_AT)


def test_a_failed_fatal_check_is_refused_even_where_it_was_not_required(tmp_path: Path) -> None:
    staged = stage_tables(tmp_path)
    checks = records(staged)
    extra = replace(checks[0], name="quotes_in_archive", passed=False)
    reasons = refused(tmp_path, staged, [*checks, extra])
    assert reasons == [
        "check out_programs/quotes_in_archive failed and is fatal; correct the data, or accept it with a reason"
    ]


def test_a_failed_warning_is_published_and_kept_in_the_manifest(tmp_path: Path) -> None:
    staged = stage_tables(tmp_path)
    checks = records(staged)
    release = try_publish(tmp_path, staged, [checks[0], replace(checks[1], severity="warning", passed=False)])
    assert release.warnings == ["core_statements/keys_unique"]


def test_checks_of_other_content_are_refused(tmp_path: Path) -> None:
    other = stage_tables(tmp_path, changed_tables("B"), "night-0")
    staged = stage_tables(tmp_path)
    reasons = refused(tmp_path, staged, records(other))
    assert len(reasons) == 2
    assert all("was run on other data" in reason for reason in reasons)


def test_a_later_record_of_a_check_replaces_an_earlier_one(tmp_path: Path) -> None:
    staged = stage_tables(tmp_path)
    checks = records(staged)
    failed = replace(checks[0], passed=False)
    assert refused(tmp_path, staged, [*checks, failed])
    assert try_publish(tmp_path, staged, [failed, *checks]).is_new


def test_records_may_be_dicts_and_must_be_whole(tmp_path: Path) -> None:
    staged = stage_tables(tmp_path)
    as_dicts = [
        {name: getattr(each, name) for name in ("table", "name", "severity", "passed", "content_hash", "files_hash")}
        for each in records(staged)
    ]
    with pytest.raises(KeyError, match="files_hash"):
        try_publish(tmp_path, staged, [{key: value for key, value in as_dicts[0].items() if key != "files_hash"}])
    # Only True is a pass: a text or a number that found its way here is none.
    assert refused(tmp_path, staged, [each | {"passed": "no"} for each in as_dicts])
    assert try_publish(tmp_path, staged, as_dicts).is_new


def failing(staged: Staged) -> list[releases.CheckRecord]:
    checks = records(staged)
    return [replace(checks[0], passed=False), checks[1]]


def test_a_failure_accepted_for_this_content_is_published_and_kept(tmp_path: Path) -> None:
    staged = stage_tables(tmp_path)
    accepted = Acknowledgement("out_programs", "keys_unique", content_hash(staged)[:12], "Known double.", "steward")
    release = try_publish(tmp_path, staged, failing(staged), acknowledgements=[accepted])
    assert release.manifest["checks"]["accepted"] == ["out_programs/keys_unique"]
    assert release.manifest["acknowledgements"][0]["reason"] == "Known double."


@pytest.mark.parametrize(
    "change",
    [
        {"content_hash": "0" * 64},
        {"content_hash": ""},
        {"reason": " "},
        {"author": ""},
        {"check": "quotes_in_archive"},
        {"table": "core_statements"},
    ],
)
def test_an_acceptance_of_something_else_accepts_nothing(tmp_path: Path, change: dict[str, str]) -> None:
    staged = stage_tables(tmp_path)
    whole = Acknowledgement("out_programs", "keys_unique", content_hash(staged), "Known double.", "steward")
    with pytest.raises(RefusedRelease) as caught:
        try_publish(tmp_path, staged, failing(staged), acknowledgements=[replace(whole, **change)])
    assert [record.name for record in caught.value.failed] == ["keys_unique"]


def test_an_acceptance_cannot_stand_for_a_check_that_was_not_run(tmp_path: Path) -> None:
    staged = stage_tables(tmp_path)
    accepted = Acknowledgement("out_programs", "keys_unique", content_hash(staged), "Skip it.", "steward")
    assert refused(tmp_path, staged, records(staged)[1:], acknowledgements=[accepted])


@pytest.mark.parametrize("crash_at", range(24))
def test_a_crash_at_any_write_leaves_the_last_release_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crash_at: int
) -> None:
    first = publish_named(tmp_path, "A")
    steps = iter(range(1000))

    class Crash(BaseException):
        pass

    real_rename, real_replace = Path.rename, Path.replace

    def step() -> None:
        if next(steps) == crash_at:
            raise Crash

    staged = stage_tables(tmp_path, changed_tables("B"), "night-2")
    checks = records(staged)
    monkeypatch.setattr(os, "fsync", lambda _: step())
    monkeypatch.setattr(Path, "rename", lambda path, target: (step(), real_rename(path, target))[1])
    monkeypatch.setattr(Path, "replace", lambda path, target: (step(), real_replace(path, target))[1])
    with pytest.raises(Crash):
        try_publish(tmp_path, staged, checks)
    monkeypatch.undo()
    served = current(tmp_path)
    assert served is not None
    assert served.id == first.id
    assert verify_release(tmp_path, served.id) == []
    again = try_publish(tmp_path, staged, checks)
    assert current_id(tmp_path) == again.id
    assert verify_release(tmp_path, again.id) == []
    names = [path.name for path in (tmp_path / "warehouse" / "releases").iterdir()]
    assert not [name for name in names if name.startswith(".tmp-")]


# Reading


def test_a_reader_stays_with_its_release(tmp_path: Path) -> None:
    publish_named(tmp_path, "A")
    reader = open_release(tmp_path)
    publish_named(tmp_path, "B", 5)
    assert reader.read_table("out_programs", ["name"]).column("name")[0].as_py() == "A"
    assert read_table(tmp_path, "out_programs", ["name"]).to_pydict()["name"][0] == "B"
    assert read_table(tmp_path, "out_programs", ["name"], reader.id).to_pydict()["name"][0] == "A"
    assert reader.table_names == sorted(RELEASED)
    with pytest.raises(ReleaseError, match="has no table out_shortlists; it has core_filings"):
        reader.read_table("out_shortlists")


def test_before_the_first_release_there_is_none(tmp_path: Path) -> None:
    assert current(tmp_path) is None
    assert list_releases(tmp_path) == []
    for reading in (open_release, show_release, rollback):
        with pytest.raises(ReleaseError, match="nothing has been released yet"):
            reading(tmp_path)


def test_duckdb_and_polars_read_a_release_as_it_stands(tmp_path: Path) -> None:
    release = publish_tables(tmp_path)
    folder = tmp_path / "warehouse" / "releases" / release.id
    for name, rows in tables().items():
        path = str(folder / f"{name}.parquet")
        assert duckdb.sql(f"select count(*) from '{path}'").fetchall() == [(len(rows),)]
        assert polars.read_parquet(path).height == len(rows)
    query = f"select visa_j1, count(*) from '{folder}/out_programs.parquet' group by 1"
    assert duckdb.sql(query).fetchall() == [("sponsors", 6)]
    statements = polars.read_parquet(folder / "core_statements.parquet")
    assert statements.schema["first_seen"] == polars.Date
    assert statements.filter(polars.col("field") == "visa_h1b")["value"].to_list() == ["no"] * 6


def test_an_id_may_be_shortened_while_it_is_the_only_one(tmp_path: Path) -> None:
    first, second = publish_named(tmp_path, "A"), publish_named(tmp_path, "B", 5)
    assert show_release(tmp_path, first.id[:14]).id == first.id
    with pytest.raises(ReleaseError, match="'2026' begins 2 releases"):
        show_release(tmp_path, "2026")
    with pytest.raises(ReleaseError, match="'1999' names no release"):
        show_release(tmp_path, "1999")
    assert show_release(tmp_path, second.id).is_current


@pytest.mark.parametrize("pointer", ["../../etc", "nonsense", ""])
def test_a_damaged_pointer_is_said_and_can_be_mended(tmp_path: Path, pointer: str) -> None:
    first = publish_tables(tmp_path)
    (tmp_path / "warehouse" / "CURRENT").write_text(pointer)
    with pytest.raises(
        ReleaseError, match="CURRENT names no release; repair it with: residency-atlas releases rollback"
    ):
        open_release(tmp_path)
    assert rollback(tmp_path, first.id).id == first.id
    assert current_id(tmp_path) == first.id


def test_a_damaged_manifest_is_said(tmp_path: Path) -> None:
    release = publish_tables(tmp_path)
    path = tmp_path / "warehouse" / "releases" / release.id / "manifest.json"
    path.write_text("{}")
    with pytest.raises(ReleaseError, match=r"manifest of release .* is damaged"):
        open_release(tmp_path)
    assert "damaged" in verify_release(tmp_path, release.id)[0]
    path.unlink()
    with pytest.raises(ReleaseError, match="does not exist"):
        open_release(tmp_path)
    with pytest.raises(ReleaseError, match="is no release id"):
        open_release(tmp_path, "../x")


def test_damage_to_a_release_is_found(tmp_path: Path) -> None:
    release = publish_tables(tmp_path)
    folder = tmp_path / "warehouse" / "releases" / release.id
    (folder / "core_pages.parquet").unlink()
    (folder / "out_programs.parquet").write_bytes(b"PAR1")
    assert verify_release(tmp_path, release.id) == [
        f"release {release.id}: core_pages.parquet is missing",
        f"release {release.id}: out_programs.parquet is not the file that was published",
    ]


# Comparing


def test_a_diff_names_programs_and_facts_with_their_quotes(tmp_path: Path) -> None:
    old = publish_tables(tmp_path)
    rows = tables(7)
    programs = rows["out_programs"]
    programs[0] |= {"visa_j1": "no", "visa_j1_quote": "No visas."}
    programs[1] |= {"step2_min": None, "step2_min_quote": None, "step2_min_url": None}
    programs[2] |= {"usce_required": True, "usce_required_quote": "USCE is required.", "img_share": 0.25}
    programs[3]["gone_since"] = date(2026, 11, 22)
    del programs[4]
    new = publish_tables(tmp_path, rows, CREATED_AT + timedelta(days=1))
    diff = diff_releases(tmp_path, old.id, new.id)
    assert (diff.added, diff.gone) == (["p00006"], ["p00003", "p00004"])
    assert [(c.program_id, c.field, c.old_value, c.new_value) for c in diff.changed] == [
        ("p00000", "visa_j1", "sponsors", "no"),
        ("p00001", "step2_min", "221", None),
        ("p00002", "usce_required", None, "true"),
        ("p00002", "img_share", "0.4", "0.25"),
    ]
    assert (diff.changed[0].old_quote, diff.changed[0].new_quote) == ("We sponsor J-1 visas only.", "No visas.")
    assert diff.changed[1].url == "https://program1.example/visa"
    assert diff_releases(tmp_path, old.id, old.id).changed == []
    assert diff_releases(tmp_path, new.id, old.id).gone == ["p00006"]


# Moving back, cleaning up


def test_rollback_serves_the_release_before(tmp_path: Path) -> None:
    first, second = publish_named(tmp_path, "A"), publish_named(tmp_path, "B", 5)
    assert rollback(tmp_path).id == first.id
    assert current_id(tmp_path) == first.id
    with pytest.raises(ReleaseError, match="is the first"):
        rollback(tmp_path)
    assert rollback(tmp_path, second.id[:14]).is_current
    assert current_id(tmp_path) == second.id


def test_a_rollback_to_a_damaged_release_is_refused(tmp_path: Path) -> None:
    first, second = publish_named(tmp_path, "A"), publish_named(tmp_path, "B", 5)
    (tmp_path / "warehouse" / "releases" / first.id / "out_programs.parquet").write_bytes(b"")
    with pytest.raises(ReleaseError, match=r"not rolled back: .*out_programs\.parquet is not the file"):
        rollback(tmp_path)
    assert current_id(tmp_path) == second.id


def test_publishing_after_a_rollback_makes_a_new_release(tmp_path: Path) -> None:
    first, second = publish_named(tmp_path, "A"), publish_named(tmp_path, "B", 5)
    rollback(tmp_path)
    third = publish_named(tmp_path, "B", 5)
    assert third.id == second.id + "-2"
    assert third.previous == first.id


def test_pruning_keeps_the_newest_the_served_and_the_one_before_it(tmp_path: Path) -> None:
    made = [publish_named(tmp_path, name, minutes) for minutes, name in enumerate("ABCDE")]
    rollback(tmp_path, made[2].id)
    assert prune(tmp_path, 1) == [made[3].id, made[0].id]
    assert {release.id for release in list_releases(tmp_path)} == {made[1].id, made[2].id, made[4].id}
    with pytest.raises(ValueError, match="at least one"):
        prune(tmp_path, 0)


def test_leftovers_of_a_crash_are_removed(tmp_path: Path) -> None:
    release = publish_tables(tmp_path)
    folder = tmp_path / "warehouse" / "releases"
    (folder / ".tmp-20261122T0230Z-00000000").mkdir()
    (folder / "20261122T0230Z-00000000").mkdir()
    (tmp_path / "warehouse" / ".CURRENT.0a1b2c3d.tmp").write_text("half")
    assert [each.id for each in list_releases(tmp_path)] == [release.id]
    assert len(remove_leftovers(tmp_path)) == 2
    assert sorted(path.name for path in folder.iterdir()) == [release.id]
    assert not list((tmp_path / "warehouse").glob(".CURRENT*"))


# The warehouse elsewhere


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Home]:
    import fsspec

    home = open_home(tmp_path, "memory://atlas/warehouse")
    yield home
    fsspec.filesystem("memory").store.clear()


def test_an_object_store_holds_releases_too(elsewhere: Home) -> None:
    first, second = publish_named(elsewhere, "A"), publish_named(elsewhere, "B", 5)
    assert [release.id for release in list_releases(elsewhere)] == [second.id, first.id]
    assert verify_release(elsewhere, second.id) == []
    assert rollback(elsewhere).id == first.id
    assert open_release(elsewhere).read_table("out_programs", ["name"]).to_pydict()["name"][0] == "A"
    assert not (elsewhere.root / "warehouse").exists()


def test_a_half_moved_release_of_an_object_store_is_none(elsewhere: Home) -> None:
    release = publish_tables(elsewhere)
    elsewhere.warehouse.write("releases/20261123T0230Z-00000000/out_programs.parquet", b"half")
    elsewhere.warehouse.write(".CURRENT.0a1b2c3d.tmp", b"half")
    assert [each.id for each in list_releases(elsewhere)] == [release.id]
    assert remove_leftovers(elsewhere) == ["20261123T0230Z-00000000"]
    assert elsewhere.warehouse.folders("releases") == [release.id]


def test_a_warehouse_may_stand_in_another_folder(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home", str(tmp_path / "shared"))
    release = publish_tables(home)
    assert (tmp_path / "shared" / "releases" / release.id / "manifest.json").exists()
    assert home.lock == tmp_path / "shared" / ".lock"
    assert isinstance(home.warehouse, FolderStore)
