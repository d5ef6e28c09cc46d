"""Scoring, shortlists and trackers for many applicants against a catalog of thousands of made-up programs.

Bars: 5 million pairs of applicant and program scored a second on one core, linear in both; a tracker of 150 programs
within 1.5 times of a bare XlsxWriter program that makes the same calls; 1,000 applicants from catalog to files under
1.5 GB (ATLAS_BENCH_APPLICANTS, by default 100: memory must not grow with their number, so both ends are printed).
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

CYCLE = 2027
TODAY = date(2026, 9, 1)
_SPECIALTIES = {
    "Internal Medicine": 0.14,
    "Family Medicine": 0.16,
    "Pediatrics": 0.06,
    "Psychiatry": 0.07,
    "Neurology": 0.05,
    "Surgery": 0.1,
    "Emergency Medicine": 0.07,
    "Pathology": 0.05,
}
_STATES = ("NY", "NJ", "TX", "CA", "FL", "OH", "MI", "IL", "PA", "GA", "MD", "CT", "MA", "AZ", "NM", "ND")
# fact -> share of programs that state it, and its values
_FACTS: dict[str, tuple[float, tuple[Any, ...]]] = {
    "visa_j1": (0.6, ("sponsors", "sponsors", "sponsors", "conditional", "no")),
    "visa_h1b": (0.45, ("sponsors", "no", "no", "conditional")),
    "step1_min": (0.15, tuple(range(195, 236, 5))),
    "step2_min": (0.3, tuple(range(205, 251, 5))),
    "step2_min_preferred": (0.15, tuple(range(220, 256, 5))),
    "no_score_cutoff": (0.1, (True,)),
    "max_attempts_step1": (0.25, (1, 2, 3)),
    "max_attempts_step2": (0.25, (1, 2, 3)),
    "step3_required": (0.15, ("h1b", "always", "no")),
    "max_years_since_graduation": (0.35, (2, 3, 5, 5, 7, 10)),
    "usce_required": (0.4, (True, True, False)),
    "usce_months": (0.2, (1, 2, 3, 6)),
    "usce_hands_on": (0.15, (True,)),
    "ecfmg_by": (0.3, ("application", "ranking", "start")),
    "letters_min": (0.5, (2, 3, 3, 4)),
    "application_deadline": (0.2, ("10-15", "11-01", "12-31")),
    "positions_per_year": (0.7, tuple(range(4, 41, 2))),
    "img_accepted": (0.3, (True,)),
}


def make_programs(count: int, seed: int = 5) -> list[dict[str, Any]]:
    """Rows of out_programs of programs that do not exist, each stated fact with a quote."""
    from warehouse.schema import OUT_PROGRAMS

    rng = Random(seed)
    names, weights = list(_SPECIALTIES), list(_SPECIALTIES.values())
    rows = []
    for number in range(count):
        row: dict[str, Any] = dict.fromkeys(OUT_PROGRAMS.column_names)
        key = f"{number:010d}"
        row.update(
            program_id=key,
            name=f"Bench Hospital {number // 3} Program {number}",
            institution=f"Bench Hospital {number // 3}",
            specialty=rng.choices(names, weights)[0],
            city="Springfield",
            state=rng.choice(_STATES),
            url=f"https://bench{number}.example/residency",
            source="bench",
            pages_read=5,
        )
        for fact, (share, values) in _FACTS.items():
            if rng.random() < share:
                row[fact] = rng.choice(values)
                if f"{fact}_quote" in row:
                    row[f"{fact}_quote"] = (
                        f"What page {number} says of {fact}: {row[fact]}, in a sentence of some words."
                    )
                    row[f"{fact}_url"] = f"{row['url']}/eligibility"
                    row[f"{fact}_as_of"] = date(2026, 8, 1 + number % 28)
                    row[f"{fact}_confidence"] = 0.9
                    row[f"{fact}_statement_id"] = f"{number:016x}"
        if rng.random() < 0.6:
            share = rng.random()
            row.update(
                img_share=share,
                img_share_low=0.8 * share,
                img_share_high=share + 0.2 * (1 - share),
                img_residents=round(30 * share),
                roster_residents=30,
                img_share_url=f"{row['url']}/residents",
                img_share_as_of=date(2026, 8, 1),
            )
        rows.append(row)
    return rows


def make_applicants(count: int, seed: int = 6) -> list[Any]:
    """Applicants who do not exist, of every kind of visa, score and wish."""
    from reports.applicants import Applicant

    rng = Random(seed)
    found = []
    for number in range(count):
        needs_visa = rng.random() < 0.8
        step1 = rng.choice((None, rng.randint(195, 255)))
        found.append(
            Applicant(
                f"B{number:05d}",
                advisor=f"advisor{number % 20}",
                cycle=CYCLE,
                specialties=tuple(rng.sample(list(_SPECIALTIES), rng.randint(1, 2))),
                needs_visa=needs_visa,
                visas=frozenset(rng.choice((("j1",), ("j1", "h1b"), ("h1b",)))) if needs_visa else frozenset(),
                graduation_year=rng.randint(2012, 2026),
                has_ecfmg=rng.random() < 0.7,
                step1=step1,
                has_step1_pass=True,
                step1_attempts=rng.choice((1, 1, 1, 2)),
                step2_ck=rng.randint(210, 265),
                step2_ck_attempts=rng.choice((1, 1, 1, 2)),
                has_step3=rng.random() < 0.2,
                usce_hands_on_months=float(rng.choice((0, 1, 2, 3, 4))),
                usce_observing_months=float(rng.choice((0, 1, 2))),
                us_letters=rng.randint(0, 4),
                max_programs=150,
            )
        )
    return found


def main(quick: bool) -> None:
    """Print pairs a second, the ratio to a bare workbook, and time and peak memory of whole runs."""
    _time_scoring(quick)
    _time_tracker(quick)
    counts = (5, 10) if quick else (25, int(os.environ.get("ATLAS_BENCH_APPLICANTS") or 100))
    for count in counts:
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                f"from benchmarks.shortlists import run_all; run_all({count}, {1000 if quick else 6000})",
            ],
            check=True,
            capture_output=True,
            text=True,
        )
        print("   " + done.stdout.strip())


def _time_scoring(quick: bool) -> None:
    from reports.catalog import build_catalog
    from reports.eligibility import moment
    from reports.ranking import Scorer

    people = make_applicants(50 if quick else 1000)
    rows = make_programs(1000 if quick else 6000)
    rates = {}
    for programs, applicants in (
        (len(rows), len(people)),
        (len(rows) // 2, len(people)),
        (len(rows), len(people) // 2),
    ):
        scorer = Scorer(build_catalog(rows[:programs], CYCLE), moment(CYCLE, TODAY))
        scorer.score(people[0])
        started = time.process_time()
        for each in people[:applicants]:
            scorer.score(each)
        rates[programs, applicants] = programs * applicants / (time.process_time() - started)
    for (programs, applicants), rate in rates.items():
        print(
            f"   scoring {applicants:,} applicants against {programs:,} programs: "
            f"{rate / 1e6:.1f} million pairs/s (bar 5)"
        )


def _time_tracker(quick: bool) -> None:
    from reports.tracker_sheets import render

    prepared = _prepare_tracker(quick)
    calls, options = _record_calls(lambda: render(*prepared))
    ours, bare = [], []
    for _ in range(2 if quick else 7):
        started = time.process_time()
        render(*prepared)
        ours.append(time.process_time() - started)
        bare.append(_replay(calls, options))
    ratio = median(ours) / median(bare)
    print(
        f"   tracker of {len(prepared[0].shortlist)} programs: {1000 * median(ours):.0f} ms, the same calls on a bare "
        f"XlsxWriter {1000 * median(bare):.0f} ms: {ratio:.2f} times (bar 1.5)"
    )


def _prepare_tracker(quick: bool) -> tuple[Any, ...]:
    """The arguments of `render` for an applicant with 150 programs."""
    from reports.catalog import build_catalog
    from reports.eligibility import moment
    from reports.ranking import Scorer
    from reports.shortlists import shortlist_rows
    from reports.tracker_content import Source, content_fingerprint, full_fingerprint, gather_content
    from reports.tracker_edits import Tracked

    rows = make_programs(600 if quick else 6000)
    [who] = make_applicants(1)
    scorer = Scorer(build_catalog(rows, CYCLE), moment(CYCLE, TODAY))
    later = Scorer(build_catalog(rows, CYCLE + 1), moment(CYCLE + 1, TODAY))
    source = Source({row["program_id"]: row for row in rows}, {}, scorer, later, TODAY)
    content = gather_content(who, shortlist_rows(scorer, who), source, Tracked())
    data = content_fingerprint(content)
    return content, Tracked(), [], data, full_fingerprint(data, Tracked())


_Call = tuple[int, str, tuple[Any, ...], dict[str, Any], int]  # receiver, method, arguments, number of what it gives


class _Ref(int):
    """A workbook, sheet, format or chart among the arguments of a call, by its number."""


class _Recorder:
    """Stands for an object of XlsxWriter, and writes down each call before it makes it."""

    def __init__(self, real: Any, calls: list[_Call], numbers: list[int]) -> None:
        self._real, self._calls, self._numbers = real, calls, numbers
        numbers.append(len(numbers))
        self._number = numbers[-1]

    def __getattr__(self, method: str) -> Any:
        found = getattr(self._real, method)
        if not callable(found):
            return found

        def call(*arguments: Any, **named: Any) -> Any:
            given = found(*(_real(each) for each in arguments), **{name: _real(each) for name, each in named.items()})
            is_object = type(given).__module__.startswith("xlsxwriter.")
            wrapped = _Recorder(given, self._calls, self._numbers) if is_object else given
            kept = tuple(_number(each) for each in arguments)
            number = wrapped._number if isinstance(wrapped, _Recorder) else -1
            self._calls.append(
                (self._number, method, kept, {name: _number(each) for name, each in named.items()}, number)
            )
            return wrapped

        return call


def _real(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _real(each) for name, each in value.items()}
    return value._real if isinstance(value, _Recorder) else value


def _number(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _number(each) for name, each in value.items()}
    return _Ref(value._number) if isinstance(value, _Recorder) else value


def _record_calls(work: Callable[[], object]) -> tuple[list[_Call], dict[str, Any]]:
    """All calls that `work` makes to XlsxWriter, and the options of its workbook."""
    import xlsxwriter

    calls: list[_Call] = []
    options: dict[str, Any] = {}
    real = xlsxwriter.Workbook

    def make(target: Any, given: dict[str, Any]) -> _Recorder:
        options.update(given)
        return _Recorder(real(target, given), calls, [])

    xlsxwriter.Workbook = make
    try:
        work()
    finally:
        xlsxwriter.Workbook = real
    return calls, options


def _replay(calls: list[_Call], options: dict[str, Any]) -> float:
    """Seconds of a program that knows each cell and format beforehand: the calls alone, nothing computed for them."""
    import xlsxwriter

    plan = []
    for receiver, method, arguments, named, number in calls:
        places = [place for place, value in enumerate(arguments) if type(value) is _Ref]
        is_plain = not any(_holds_ref(value) for value in named.values()) and not any(map(_holds_ref, arguments))
        plan.append((receiver, method, list(arguments), named, places, is_plain, number))

    def found(value: Any) -> Any:
        if type(value) is _Ref:
            return objects[value]
        return {name: found(each) for name, each in value.items()} if type(value) is dict else value

    started = time.process_time()
    objects: dict[int, Any] = {0: xlsxwriter.Workbook(io.BytesIO(), options)}
    for receiver, method, arguments, named, places, is_plain, number in plan:
        for place in places:
            arguments[place] = objects[arguments[place]]
        if not is_plain:
            arguments, named = [found(each) for each in arguments], {name: found(each) for name, each in named.items()}
        given = getattr(objects[receiver], method)(*arguments, **named)
        if number >= 0:
            objects[number] = given
    return time.process_time() - started


def _holds_ref(value: Any) -> bool:
    return isinstance(value, dict) and any(type(each) is _Ref or _holds_ref(each) for each in value.values())


def run_all(applicants: int, programs: int) -> None:
    """One cycle for made-up applicants, from the catalog to the files, in this process; prints its time and memory."""
    import resource

    import pyarrow as pa

    from orchestration.people import open_shortlists, write_shortlists
    from reports.shortlists import iter_shortlists
    from reports.workbooks import write_trackers
    from warehouse.schema import OUT_PROGRAMS, arrow_schema
    from warehouse.storage import open_home

    table = pa.Table.from_pylist(make_programs(programs), schema=arrow_schema(OUT_PROGRAMS))
    people = make_applicants(applicants)
    with tempfile.TemporaryDirectory(prefix="atlas-bench-") as folder:
        home = open_home(Path(folder))
        started = time.monotonic()
        rows = write_shortlists(home, CYCLE, iter_shortlists(table, people, CYCLE, TODAY))
        listed = time.monotonic()
        report = write_trackers(
            open_shortlists(home, CYCLE), table, None, people, home.outbox, home.registry, CYCLE, TODAY
        )
        ended = time.monotonic()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{applicants:,} applicants, {programs:,} programs: {rows:,} rows in {listed - started:.0f} s, "
        f"{len(report.written):,} trackers in {ended - listed:.0f} s, peak memory {peak:.0f} MB (bar 1,500)"
    )
