"""Rules against the archive: what is staged is what the crawl brought and what the reader read, neither more nor less.

They hold whatever damaged the tables after reading. What a changed reader does wrong shows in `history_rules.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from expectations.checks import FATAL
from expectations.declaring import PAGE_KINDS, gone_programs, rule
from expectations.inputs import Inputs, write_canonical

if TYPE_CHECKING:
    import pandas as pd

ROSTER_EXTRACTOR = "rosters"
NOT_TOLD = "(not told)"  # the row of a roster that counts residents whose school the page does not tell


class EvidenceMissingError(ValueError):
    """A rule needs a part of the archive that the run was not given."""


# Statements


@rule(
    "core_statements",
    "quotes_in_archive",
    FATAL,
    "Each quote stands, letter for letter, in the archived text at its offsets.",
    "a quote that does not stand in the page is invented evidence.",
    "compare the reader's version with that of the archived text; read the page again.",
)
def quotes_in_archive(inputs: Inputs) -> pd.Series:
    rows = inputs.table("core_statements")
    is_found = ~rows["source_kind"].isin(PAGE_KINDS) & rows["body_sha256"].isna()
    by_body = _by_body(rows, ["quote_start", "quote_end", "quote"])
    found: list[int] = []
    for body, text in _wanted(inputs.archive, "the archive's texts", "text", by_body):
        found += [row for row, start, end, quote in by_body[body] if quote and text[start:end] == quote]
    is_found.loc[found] = True
    return is_found


@rule(
    "core_statements",
    "statements_as_read",
    FATAL,
    "Each statement of a page is one that its reader read there: value, strength, condition, track, season, confidence "
    "and offsets.",
    "whatever changed a value between the page and the release would show a true quote beside a false value.",
    "compare a row below with `residency-atlas extract` of its page; look at the step that wrote core_statements.",
)
def statements_as_read(inputs: Inputs) -> pd.Series:
    import pandas as pd

    rows = inputs.table("core_statements")
    is_page = rows["source_kind"].isin(PAGE_KINDS)
    # Of a program that is gone nothing is read any more; its rows are those of the last release.
    is_read = ~is_page | rows["program_id"].isin(gone_programs(inputs))
    columns = ["field", "value", "strength", "condition", "track", "season", "quote_start", "quote_end", "confidence"]
    of_pages = rows.loc[is_page & rows["body_sha256"].notna(), ["body_sha256", "extractor", *columns]]
    of_pages = of_pages.assign(season=of_pages["season"].astype("float64").fillna(0))
    by_body = _by_body(of_pages.where(of_pages.notna(), None), ["extractor", *columns])
    read: set[int] = set()
    for body, content in _wanted(inputs.readings, "the archive's readings", "statements", by_body):
        said = {_key(statement) for statement in json.loads(content)}
        read |= {
            row for row, extractor, *key in by_body[body] if extractor != ROSTER_EXTRACTOR and _row_key(key) in said
        }
    # A counted share is no statement of a sentence: rosters_as_read holds its counts, quotes_in_archive its heading.
    is_share = rows["field"].eq("img_share") & rows["extractor"].eq(ROSTER_EXTRACTOR)
    return is_read | is_share | pd.Series(rows.index.isin(list(read)), index=rows.index)


def _key(statement: dict[str, Any]) -> tuple[Any, ...]:
    return (
        statement["field"],
        write_canonical(statement["value"]),
        statement["strength"],
        statement["condition"] or None,
        statement["track"] or None,
        float(statement["season"] or 0),
        float(statement["start"]),
        float(statement["end"]),
        round(float(statement["confidence"]), 6),
    )


def _row_key(values: list[Any]) -> tuple[Any, ...]:
    field, value, strength, condition, track, season, start, end, confidence = values
    numbers = (float(season), float(start), float(end), round(float(confidence), 6))
    return (field, value, strength, _none(condition), _none(track), *numbers)


def _none(value: Any) -> Any:
    return None if value is None or value != value else value


# Pages


@rule(
    "core_pages",
    "pages_linked_to_their_program",
    FATAL,
    "Each page was linked to its program by a crawl (raw_links).",
    "otherwise one host's words are attributed to another program.",
    "see which step changed the program or the address; read the pages again.",
)
def pages_linked_to_their_program(inputs: Inputs) -> pd.Series:
    links = _given(inputs.links, "the archive's links").to_pandas()
    rows = inputs.table("core_pages")
    known = set((links["program_id"] + "\n" + links["url"] + "\n" + links["role"]).unique())
    return (rows["program_id"] + "\n" + rows["url"] + "\n" + rows["role"]).isin(known)


@rule(
    "core_pages",
    "pages_as_fetched",
    FATAL,
    "Each page has the newest body that the crawls had from its address, and the date of that answer.",
    "otherwise an old stage is published again as if it were tonight's, or dates say what no host confirmed.",
    "see raw_fetches of the address; materialize core_pages again.",
)
def pages_as_fetched(inputs: Inputs) -> pd.Series:
    import pandas as pd

    fetches = _given(inputs.fetches, "the archive's fetches").to_pandas()
    fetches = fetches.sort_values("fetched_at", kind="stable").drop_duplicates("url", keep="last").set_index("url")
    rows = inputs.table("core_pages")
    newest = fetches.reindex(rows["url"]).set_axis(rows.index)
    confirmed = pd.to_datetime(newest["fetched_at"], utc=True).dt.tz_localize(None).dt.normalize()
    return newest["body_sha256"].eq(rows["body_sha256"]) & confirmed.eq(pd.to_datetime(rows["as_of"]))


@rule(
    "core_pages",
    "statements_are_counted",
    FATAL,
    "Each page has as many statements in core_statements as were counted when it was read.",
    "statements that were lost, doubled or moved to another program leave the page with another number.",
    "see which step dropped or moved the statements of the pages below; materialize core_statements again.",
)
def statements_are_counted(inputs: Inputs) -> pd.Series:
    rows = inputs.table("core_pages")
    statements = inputs.table("core_statements")
    statements = statements[statements["source_kind"].isin(PAGE_KINDS)]
    counts = statements.groupby(["program_id", "url"]).size()
    found = counts.reindex(_pairs(rows), fill_value=0).to_numpy()
    return rows["statements"].eq(found) & (rows["gone_since"].isna() | rows["statements"].eq(0))


def _pairs(rows: pd.DataFrame) -> Any:
    import pandas as pd

    return pd.MultiIndex.from_frame(rows[["program_id", "url"]])


# Rosters


@rule(
    "core_rosters",
    "rosters_as_read",
    FATAL,
    "Each row of a roster counts no more residents of its school, class year and track than were read on its page.",
    "the IMG share is counted from these rows; a school or class that nobody read makes an invented share.",
    "compare a row below with `residency-atlas roster` of its page; look at the step that wrote core_rosters.",
)
def rosters_as_read(inputs: Inputs) -> pd.Series:
    import pandas as pd

    rows = inputs.table("core_rosters")
    columns = ["class_year", "track", "school", "school_class", "country", "residents"]
    by_body = _by_body(rows, columns)
    read: set[int] = set()
    for body, content in _wanted(inputs.readings, "the archive's readings", "rosters", by_body):
        counted: dict[tuple[Any, ...], int] = {}
        untold = 0
        for roster in json.loads(content):
            told = 0
            for count in roster["counts"]:
                key = tuple(count[name] or None for name in columns[:-1])
                counted[key] = counted.get(key, 0) + count["residents"]
                told += count["residents"]
            untold += max(0, roster["entries"] - told)
        for row, *key, residents in by_body[body]:
            most = counted.get(tuple(_none(part) for part in key), 0)
            if key[2] == NOT_TOLD:
                most += untold
            if residents <= most:
                read.add(row)
    return pd.Series(rows.index.isin(list(read)), index=rows.index)


# Parts


def _given(evidence: Any, what: str) -> Any:
    if evidence is None:
        raise EvidenceMissingError(f"{what} were not given; pass them to the run")
    return evidence


def _by_body(rows: pd.DataFrame, columns: list[str]) -> dict[str, list[tuple[Any, ...]]]:
    """Body hash -> (row, *columns) of each row with a body."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    values = (rows[column].tolist() for column in columns)
    for body, row, *rest in zip(rows["body_sha256"].tolist(), rows.index.tolist(), *values, strict=True):
        if isinstance(body, str):
            found.setdefault(body, []).append((row, *rest))
    return found


def _wanted(
    evidence: Iterable[pa.Table] | pa.Table | None, what: str, column: str, wanted: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    """(body hash, `column`) of the wanted bodies; one read by several versions of the reader comes several times."""
    import pyarrow.compute as pc

    given = _given(evidence, what)
    names = pa.array(list(wanted), pa.string())
    for part in [given] if isinstance(given, pa.Table) else given:
        for batch in part.select(["body_sha256", column]).to_batches(max_chunksize=500):
            kept = batch.filter(pc.is_in(batch.column("body_sha256"), value_set=names))
            yield from zip(kept.column("body_sha256").to_pylist(), kept.column(column).to_pylist(), strict=True)
