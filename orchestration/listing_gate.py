"""Which reading of a listing stands for it: a broken or sharply smaller one never makes programs vanish.

Compares tonight's reading with the last one that was taken; what it decides is kept in `state/listings.json` and told
to stewards. How a listing is read belongs to `scrapers/`.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from orchestration.night import Night
from scrapers.archive import read_raw
from scrapers.crawl import ListingReport, SourceReport
from warehouse.registry import read_accepted_listings
from warehouse.storage import Home, write_file

SHRINKS_TO = 0.8  # of the rows of the last reading; below that a person must say that it is right
GROWS_TO = 2.0
ACCEPTED_FILE = "accepted_listings.csv"


@dataclass(frozen=True, slots=True)
class Judged:
    """A source tonight: rows read, rows of the last reading taken, why tonight's is held back (None: it is taken), and
    everything a steward should know, in words."""

    source: str
    rows: int
    rows_before: int | None
    held: str | None
    signals: tuple[str, ...]


def judge_listings(night: Night, report: ListingReport) -> list[Judged]:
    """Decide on each source, note it for later nights, and write the signals to the quarantine."""
    accepted = _accepted(night.home)
    before = _rows_taken(night)
    judged = [_judge(source, before.get(source.source), accepted.get(source.source)) for source in report.sources]
    held = {each.source: each.held for each in judged if each.held}
    kept = read_held(night.home)
    kept[night.crawl_id] = held
    newest = dict(sorted(kept.items())[-400:])
    write_file(_file(night.home), json.dumps({crawl: names for crawl, names in newest.items() if names}).encode())
    _write_signals(night, judged)
    return judged


def _judge(report: SourceReport, before: int | None, accepted: int | None) -> Judged:
    signals = list(report.problems)
    held = None
    if before and report.rows != before:
        signals.append(f"{report.rows} rows, {before} the last time")
    if before and not report.is_whole:
        held = "it was not read whole"
    elif before and report.rows < before * SHRINKS_TO:
        held = f"it has {report.rows} rows, {before} the last time"
    elif before and report.rows > before * GROWS_TO:
        signals.append("more than twice the rows of the last time: see whether a column or page is read twice")
    if held and accepted is not None and report.rows >= accepted:
        signals.append(f"taken all the same: {ACCEPTED_FILE} accepts {accepted} rows or more")
        held = None
    if held:
        signals.insert(
            0,
            f"HELD BACK: {held}. The last reading stands, no program vanishes. Mend the source (residency-atlas source "
            f"check {report.source}), or where the listing did shrink, accept it in registry/{ACCEPTED_FILE}",
        )
    return Judged(report.source, report.rows, before, held, tuple(signals))


def read_held(home: Home) -> dict[str, dict[str, str]]:
    """Crawl -> sources whose reading of that night was held back, with the reason."""
    try:
        content = json.loads(_file(home).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _file(home: Home) -> Path:
    return home.root / "state" / "listings.json"


def _accepted(home: Home) -> dict[str, int]:
    path = home.registry / ACCEPTED_FILE
    rows, _ = read_accepted_listings(path) if path.exists() else ([], [])
    return {row["source"]: row["rows"] for row in rows}


def _rows_taken(night: Night) -> dict[str, int]:
    """Rows of the last reading of each source before tonight that was not held back."""
    held = read_held(night.home)
    table = read_raw(night.home.archive, "raw_listing_rows")
    counts = Counter(zip(table["source"].to_pylist(), table["crawl_id"].to_pylist(), strict=True))
    newest: dict[str, str] = {}
    for source, crawl_id in counts:
        if crawl_id < night.crawl_id and source not in held.get(crawl_id, {}):
            newest[source] = max(newest.get(source, ""), crawl_id)
    return {source: counts[source, crawl_id] for source, crawl_id in newest.items()}


def _write_signals(night: Night, judged: list[Judged]) -> None:
    """`quarantine/listings-<date>.csv`: one line per signal; no file where all is well."""
    path = night.home.quarantine / f"listings-{night.date}.csv"
    rows = [(each.source, "held back" if each.held else "taken", signal) for each in judged for signal in each.signals]
    if not rows:
        path.unlink(missing_ok=True)
        return
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("source", "reading", "signal"), *rows])
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, text.getvalue().encode())
