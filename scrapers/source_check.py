"""A declared source tried on the page saved beside it: rows as read against rows as expected, with a readable diff."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from scrapers.links import normalize_url
from scrapers.listing_rows import (
    ListingPage,
    ListingRow,
    Signals,
    merge_detail,
    read_detail_page,
    read_file,
    read_listing_page,
    rename_heads,
)
from scrapers.sources import Declared, SourceError

_SHOWN = 20


def rows_of_saved(declared: Declared, signals: Signals) -> list[dict[str, str]]:
    """Rows of all files `saved*` of a source. `detail-KEY.html` is the detail page whose address ends in KEY."""
    source = declared.source
    if not declared.saved:
        raise SourceError(f"{declared.folder}: no saved page; save one of the listing as saved.html, .csv or .xlsx")
    details = {path.stem.removeprefix("detail").lstrip("-_"): path.read_bytes() for path in declared.details}
    rows: list[dict[str, str]] = []
    for path in declared.saved:
        body = path.read_bytes()
        if source.kind == "file" or path.suffix.lower() in (".csv", ".xlsx"):
            rows += read_file(body, source, signals)
            continue
        if source.page_is == "program":
            pairs = read_detail_page(body, source.url, source)
            page = ListingPage((ListingRow(pairs, None),), None, None, tuple(pairs))
        else:
            page = read_listing_page(body, source.url, source)
        page = rename_heads(page, source, signals)
        for row in page.rows:
            key = (normalize_url(row.detail_url or "") or "").rstrip("/").rsplit("/", 1)[-1].rsplit("=", 1)[-1]
            detail = read_detail_page(details[key], source.url, source) if key in details else {}
            rows.append(merge_detail(row.record, detail))
    return rows


def check_source(declared: Declared) -> tuple[list[str], bool]:
    """Lines for whoever writes the declaration, and whether all rows are as expected."""
    signals = Signals()
    rows = rows_of_saved(declared, signals)
    found = [{head: cell for head, cell in row.items() if cell} for row in rows]
    lines = [f"note     {note}" for note in signals.notes] + [f"signal   {told}" for told in signals.problems]
    if declared.expected is None:
        lines += [f"row {number}    {row}" for number, row in enumerate(found[:_SHOWN], 1)]
        lines.append(
            f"{len(found)} rows read; write what should be read into expected.csv, or --write them as read now"
        )
        return lines, False
    differences = list(_differences(declared.expected, found))
    lines += differences[:_SHOWN]
    if len(differences) > _SHOWN:
        lines.append(f"and {len(differences) - _SHOWN} more differences")
    lines.append(f"{len(found)} rows read, {len(declared.expected)} expected, {len(differences)} differences")
    return lines, not differences


def _differences(expected: tuple[dict[str, str], ...], found: list[dict[str, str]]) -> Iterator[str]:
    for number in range(max(len(expected), len(found))):
        if number >= len(found):
            yield f"row {number + 1}    missing: {expected[number]}"
        elif number >= len(expected):
            yield f"row {number + 1}    not expected: {found[number]}"
        else:
            wanted, had = expected[number], found[number]
            for head in dict.fromkeys((*wanted, *had)):
                if wanted.get(head) != had.get(head):
                    yield (
                        f"row {number + 1}    {head}: expected {wanted.get(head, 'nothing')!r}, "
                        f"read {had.get(head, 'nothing')!r}"
                    )


def expected_csv(declared: Declared) -> str:
    """The rows as they are read now, as the text of `expected.csv`."""
    rows = rows_of_saved(declared, Signals())
    heads = list(dict.fromkeys(head for row in rows for head, cell in row.items() if cell))
    text = io.StringIO()
    writer = csv.DictWriter(text, heads, extrasaction="ignore", lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
