"""Killed publishers and readers in the middle of it: real processes, real signals."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from queue import Empty
from typing import Any

from tests.warehouse.tables import CREATED_AT, publish_tables, stage_tables, tables
from warehouse.releases import current_id, list_releases, open_release, rollback, verify_release

ROOT = Path(__file__).parents[2]
KILLS = 20

# Imports once, then forks a publisher per line of input and kills it after that many times the length of a publication.
PUBLISHER = """
import os, signal, sys, time
from datetime import timedelta
from itertools import count
from pathlib import Path
from tests.warehouse.tables import CREATED_AT, REQUIRED, records, tables
from warehouse.releases import publish, rollback, stage

def publish_for_ever(home, round, told):
    staged = stage(home, "night-1")
    for number in count():
        rows = tables(4)["out_programs"]
        rows[0]["name"] = f"{round}.{number}"
        staged.write("out_programs", rows)
        checks = records(staged)
        os.write(told, b".")
        created_at = CREATED_AT + timedelta(minutes=1000 * round + number)
        publish(home, staged, checks, required=REQUIRED, created_at=created_at)
        if number % 3 == 1:
            rollback(home)

for round, line in enumerate(sys.stdin, 1):
    reading, telling = os.pipe()
    child = os.fork()
    if not child:
        publish_for_ever(Path(sys.argv[1]), round, telling)
    os.close(telling)
    os.read(reading, 1)
    if round == 1:
        start = time.monotonic()
        os.read(reading, 1)
        period = time.monotonic() - start
    time.sleep(float(line) * period)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(reading)
    print(os.WTERMSIG(status), flush=True)
"""


def test_a_killed_publisher_leaves_a_whole_release_served(tmp_path: Path) -> None:
    publish_tables(tmp_path, tables(4))
    stage_tables(tmp_path, tables(4))
    seed = random.SystemRandom().randrange(10**6)
    moments = random.Random(seed)
    command = [sys.executable, "-c", PUBLISHER, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as publisher:
        assert publisher.stdin is not None
        assert publisher.stdout is not None
        for kill in range(KILLS):
            print(moments.uniform(0, 1.5), file=publisher.stdin, flush=True)
            assert publisher.stdout.readline() == f"{int(signal.SIGKILL)}\n", "the publisher failed by itself"
            served = current_id(tmp_path)
            assert served is not None
            assert verify_release(tmp_path, served) == [], f"kill {kill}, seed {seed}"
        publisher.stdin.close()
    made = list_releases(tmp_path)
    assert len(made) > 1
    assert [damage for release in made for damage in verify_release(tmp_path, release.id)] == []
    assert publish_tables(tmp_path, tables(5), CREATED_AT + timedelta(days=99)).is_new


def _read_until_told(home: Path, stop: Any, findings: Any) -> None:
    reads = mixed = 0
    seen = set()
    try:
        while not stop.is_set() or not reads:
            reader = open_release(home)
            names = [
                reader.read_table("out_programs", ["name"]).column("name")[0].as_py(),
                reader.read_table("core_statements", ["extractor"]).column("extractor")[0].as_py(),
                reader.read_table("core_pages", ["title"]).column("title")[0].as_py(),
            ]
            reads += 1
            mixed += len(set(names)) > 1
            seen.add(names[0])
            time.sleep(0.02)  # leaves the publisher some of the processor
        findings.put((reads, mixed, len(seen), ""))
    except BaseException as error:
        findings.put((reads, mixed, len(seen), repr(error)))


def _publish_generation(home: Path, number: int) -> None:
    rows = tables(3)
    for table, column in (("out_programs", "name"), ("core_statements", "extractor"), ("core_pages", "title")):
        for row in rows[table]:
            row[column] = f"generation {number}"
    publish_tables(home, rows, CREATED_AT + timedelta(minutes=number))


def test_readers_see_one_release_while_others_are_published_and_rolled_back(tmp_path: Path) -> None:
    _publish_generation(tmp_path, 0)
    context = multiprocessing.get_context("spawn")
    stop, findings = context.Event(), context.Queue()
    readers = [context.Process(target=_read_until_told, args=(tmp_path, stop, findings)) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(1, 26):  # 50 publications and rollbacks
        _publish_generation(tmp_path, number)
        rollback(tmp_path)
    stop.set()
    found = []
    try:
        found = [findings.get(timeout=60) for _ in readers]
    except Empty:
        pass
    finally:
        for reader in readers:
            reader.join(10)
            if reader.pid is not None and reader.is_alive():
                os.kill(reader.pid, signal.SIGKILL)
    assert [error for *_, error in found] == [""] * 4
    assert sum(mixed for _, mixed, _, _ in found) == 0
    assert min(reads for reads, *_ in found) >= 1


def test_two_publishers_at_once_do_not_interleave(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    publishers = [
        context.Process(target=_publish_range, args=(tmp_path, range(start, start + 3))) for start in (0, 100)
    ]
    for publisher in publishers:
        publisher.start()
    for publisher in publishers:
        publisher.join(60)
        assert publisher.exitcode == 0
    made = {release.id: release for release in list_releases(tmp_path)}
    assert len(made) == 6
    assert [damage for id in made for damage in verify_release(tmp_path, id)] == []
    # One chain: each release but the first names as the one before it another, and none is named twice.
    named = [release.previous for release in made.values()]
    assert len(set(named)) == 6
    assert set(named) - {None} < set(made)


def _publish_range(home: Path, numbers: range) -> None:
    for number in numbers:
        _publish_generation(home, number)
