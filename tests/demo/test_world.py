"""The world as planned: determinism, identities, variety, size. No sockets."""

from __future__ import annotations

import csv
import json
import tracemalloc

import pytest

from demo import world as world_module
from demo.__main__ import main
from demo.programs import KINDS, MISBEHAVIOURS, POLICIES
from demo.world import World, WorldError, build_world, load_world
from reference.tables import specialties, states


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    directory = tmp_path_factory.mktemp("built")
    build_world(directory, port=8765)
    return directory, json.loads((directory / "truth.json").read_text(encoding="utf-8"))


def bodies(world: World) -> dict[str, bytes]:
    return {
        site.base + path: world.answer(world.place("program", index), path, 1).body
        for index in range(40)
        if index not in world_module.VOLATILE
        for site in [world.site(index, 1)]
        for path in site.pages
    }


def test_same_seed_same_world_byte_for_byte(built, tmp_path):
    directory, _ = built
    again = build_world(tmp_path, port=8765)
    for name in ("world.json", "truth.json", "sources.csv", "night"):
        assert (tmp_path / name).read_bytes() == (directory / name).read_bytes()
    assert bodies(again) == bodies(load_world(directory))


def test_another_seed_is_another_world(built, tmp_path):
    build_world(tmp_path, seed=8, port=8765)
    assert (tmp_path / "truth.json").read_bytes() != (built[0] / "truth.json").read_bytes()


def test_identities_are_well_formed(built):
    for code, entry in built[1]["programs"].items():
        assert len(code) == 10 and code.isdigit()
        assert code.startswith(specialties()[entry["specialty"]]["acgme_prefix"])
        assert entry["state"] in states()
        assert entry["url"].startswith("http://127.")


def test_default_world_is_varied(built):
    entries = built[1]["programs"].values()
    healthy = [entry for entry in entries if not entry["misbehaves"]]
    assert len(healthy) == 48
    assert len({entry["specialty"] for entry in healthy}) >= 8
    assert len({entry["state"] for entry in healthy}) >= 20
    assert {entry["kind_of_site"] for entry in healthy} == set(KINDS) and len(KINDS) >= 10
    assert len({wording for entry in healthy for wording in entry["wordings"].values()}) >= 150


def test_every_misbehaviour_is_there_once(built):
    kinds = [entry["misbehaves"] for entry in built[1]["programs"].values() if entry["misbehaves"]]
    assert sorted(kinds) == sorted(MISBEHAVIOURS)


def test_unreadable_programs_have_no_truth(built):
    for entry in built[1]["programs"].values():
        if entry["expected_failure"]:
            assert not entry["facts"] and entry["roster"] is None and not entry["relevant_urls"]


def test_contradictions_keep_both_values_and_the_newer_season_wins(built):
    clashes = [
        (entry, name, clash)
        for entry in built[1]["programs"].values()
        for name, clash in entry["contradictions"].items()
    ]
    assert {clash["why"] for _, _, clash in clashes} >= {"newer season", "two pages of one season"}
    for entry, name, clash in clashes:
        assert len({json.dumps(value["value"]) for value in clash["values"]}) == 2
        if clash["why"] == "newer season":
            newest = max(clash["values"], key=lambda value: value["season"])
            assert entry["facts"][name] == newest["value"] == clash["winner"]
        if clash["winner"] is None:
            assert name not in entry["facts"] and name in entry["optional"]


def test_policy_pages_speak_where_the_program_is_silent(built):
    spoken = [
        (entry["facts"][name], entry["quotes"][name])
        for entry in built[1]["programs"].values()
        for name, kind in entry["source_kinds"].items()
        if kind == "institution_page"
    ]
    assert len(spoken) >= 6
    assert {quote for _, quote in spoken} <= {text for text, _ in POLICIES}


def test_rosters_count_each_resident_once_and_hidden_schools_give_no_share(built):
    rosters = [entry["roster"] for entry in built[1]["programs"].values() if entry["roster"]]
    assert len({roster["layout"] for roster in rosters}) >= 6
    assert any(roster["img_share"] is None for roster in rosters)
    for roster in rosters:
        assert sum(roster["counts"].values()) == roster["with_school"] <= roster["entries"]
        if roster["img_share"] is not None:
            assert roster["img_share"] == pytest.approx(roster["counts"]["IMG"] / roster["with_school"], abs=1e-6)
            assert sum(sum(year.values()) for year in roster["by_class_year"].values()) == roster["with_school"]


def test_a_program_that_refuses_img_has_none_on_its_roster(built):
    refusing = [entry for entry in built[1]["programs"].values() if entry["facts"].get("img_accepted") is False]
    assert refusing
    for entry in refusing:
        assert not entry["roster"] or entry["roster"]["counts"]["IMG"] == 0


def test_sources_name_the_listing_as_local(built):
    with (built[0] / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows == [
        {"name": "demo_listing", "kind": "html_table", "url": built[1]["listing"]["url"], "is_local": "true"}
    ]


def test_nights_change_few_facts_and_the_listing(built):
    later = built[1]["nights"]["2"]
    assert later["changed"] and later["vanished"]
    assert len(later["listing"]["added"]) == len(later["listing"]["lost"]) == 1
    assert later["listing"]["added"][0] not in built[1]["programs"]
    assert 3 <= len(later["programs"]) <= 8


def test_600_programs_cost_little_memory(tmp_path):
    tracemalloc.start()
    world = World(tmp_path, 600, 7, 8765)
    for index in range(0, 600, 7):
        world.truth_of(world.programs[index])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60_000_000
    assert len({program.program_id for program in world.programs}) == len(world.programs)
    assert len({(place.host, place.port) for place in world.places()}) == len(world.places())


def test_6000_programs_have_their_own_codes_and_institutions(tmp_path):
    world = World(tmp_path, 6000, 7, 8765)
    assert len({program.program_id for program in world.programs}) == 6015
    assert all(place.host.startswith("127.") for place in world.places())


def test_a_share_of_misbehaving_programs(tmp_path):
    world = World(tmp_path, 100, 7, 8765, misbehaving=0.3)
    kinds = [program.misbehaves for program in world.programs if program.misbehaves]
    assert len(kinds) == 30 and set(kinds) == set(MISBEHAVIOURS)
    assert len(world.listing(1)) == 100


def test_one_loopback_address_gives_a_port_per_site(tmp_path, monkeypatch):
    monkeypatch.setattr(world_module, "can_bind_second_loopback", lambda: False)
    world = build_world(tmp_path, programs=8, port=20000)
    assert {place.host for place in world.places()} == {"127.0.0.1"}
    assert len({place.port for place in world.places()}) == len(world.places())


def test_bad_orders_are_refused_with_what_to_do(tmp_path, capsys):
    with pytest.raises(WorldError, match="from 1 to"):
        build_world(tmp_path, programs=0)
    with pytest.raises(WorldError, match="share from 0 to 1"):
        build_world(tmp_path, misbehaving=1.5)
    assert main(["serve", "--dir", str(tmp_path / "nothing")]) == 2
    assert "python -m demo build" in capsys.readouterr().err


def test_serving_on_another_port_than_built_is_refused(built, capsys):
    assert main(["serve", "--dir", str(built[0]), "--port", "1"]) == 2
    assert "built for port 8765" in capsys.readouterr().err


def test_the_command_line_builds_and_switches_the_night(tmp_path, capsys):
    assert main(["build", "--dir", str(tmp_path), "--programs", "3"]) == 0
    assert "17 programs listed at http://127." in capsys.readouterr().out
    assert main(["night", "--dir", str(tmp_path), "2"]) == 0
    assert load_world(tmp_path).night() == 2
    assert main(["night", "--dir", str(tmp_path), "0"]) == 2


def test_a_world_of_another_version_is_refused(tmp_path):
    build_world(tmp_path, programs=1)
    (tmp_path / "world.json").write_text('{"version": 0}')
    with pytest.raises(WorldError, match="build the world again"):
        load_world(tmp_path)
