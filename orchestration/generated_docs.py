"""The pages of `docs/` that are written from the code: the data dictionary, the checks, the facts, the mutations."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from expectations.crawl import CRAWL_CHECKS
from expectations.runner import list_checks
from transforms.pages import read_text
from transforms.statements import extract_statements
from warehouse.dictionary import render_dictionary
from warehouse.schema import FACTS, Fact
from warehouse.storage import write_file


def render_checks() -> str:
    """docs/checks.md: every check of the gate, with what to do when it fails."""
    lines = [
        "# Checks",
        "",
        "Each stands in the Dagster UI beside its table. A *fatal* one refuses the release, a *warning* is shown and",
        "kept in the manifest; checks of `raw_` tables tell how the crawl went and refuse nothing. Written by",
        "`residency-atlas docs`; the checks themselves stand in `expectations/`.",
        "",
    ]
    table = ""
    for check in (*CRAWL_CHECKS, *list_checks()):
        if check.table != table:
            table = check.table
            lines += ["", f"## {table}", "", "| check | severity | what | why | what to do |", "|---|---|---|---|---|"]
        cells = (check.name, check.severity, check.what, check.why, check.todo)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


_CASES = Path(__file__).parent.parent / "tests" / "transforms" / "cases"
_EXAMPLES = 6


_STATED_SHARES = (
    ("80 % of our residents are IMGs.", 0.8),
    ("About a third of our residents graduated abroad.", 0.3333),
    ("IMGs make up 62.5% of our residents.", 0.625),
    ("What percentage of your residents are IMGs? About 45%.", 0.45),
)


def render_facts() -> str:
    """docs/facts.md: each fact, its meaning and values, wordings out of the test cases, and where it is read."""
    examples = _find_examples()
    lines = [
        "# Facts",
        "",
        "What a page can state of a program. A fact that no page states is unknown: an empty cell, never 'no'. Only",
        "what is *required* stands in a fact's own column; what is *preferred* stands in `<fact>_preferred`.",
        "Written by `residency-atlas docs`; the wordings below are test cases.",
    ]
    for fact in FACTS:
        read_by, wordings = examples.get(fact.name, ("", []))
        lines += ["", f"## {fact.name}", "", f"{fact.description}. Values: {_values(fact)}."]
        if fact.has_preference:
            lines.append(f"Also as a preference: `{fact.name}_preferred`.")
        if read_by:
            lines += ["", f"Read in `{_find_source(read_by)}`. For example:", ""]
            lines += [f"- {text} -> `{value}`" for text, value in wordings]
    lines += [
        "",
        "## img_share",
        "",
        "Share of current residents from foreign schools, counted from the program's roster pages",
        "(`transforms/rosters/`), with a 95 % interval. Values: 0 to 1. Beside it, and never in its place:",
        "",
        "- `img_share_shrunk`: drawn toward the other programs of the specialty (and setting), for small rosters.",
        "- `img_us_student_residents`: from offshore schools that mostly train US citizens. A roster tells schools,",
        "  never citizenship.",
        "- `img_share_trend_pct`: the newest class minus the oldest, where both hold 3 residents of a known school.",
        "",
        "## img_share_stated",
        "",
        "The same share as a page puts it in words; `core_statements` only, strength `typical`. Values: 0 to 1.",
        "Outside the interval of the counted share it is a conflict in `out_review_queue`.",
        "",
        "Read in `transforms/facts/img_stated.py`. For example:",
        "",
        *(f"- {text} -> `{value:g}`" for text, value in _STATED_SHARES),
        "",
    ]
    return "\n".join(lines)


def _values(fact: Fact) -> str:
    if fact.domain:
        return ", ".join(f"`{value}`" for value in fact.domain)
    if fact.kind == "boolean":
        return "`true`, `false`" if fact.name != "no_score_cutoff" else "`true`"
    if fact.kind == "deadline":
        return "`MM-DD` or `YYYY-MM-DD`"
    return f"{fact.minimum:g} to {fact.maximum:g} ({fact.unit})"


def _find_examples() -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Fact -> (module that reads it, short wordings with their values), out of the test cases that are read rightly."""
    found: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    for text, facts in _short_cases():
        statements, _ = extract_statements(read_text(text))
        for statement in statements:
            if statement.strength != "required" or facts.get(statement.field) != statement.value:
                continue
            _, wordings = found.setdefault(statement.field, (statement.extractor, []))
            value = str(statement.value).lower() if isinstance(statement.value, bool) else str(statement.value)
            if len(wordings) < _EXAMPLES and all(text != known for known, _ in wordings):
                wordings.append((text, value))
    return found


def _find_source(name: str) -> str:
    """The module or the package that reads a fact, as a path below the project."""
    folder = Path("transforms", "facts")
    is_package = (Path(__file__).parent.parent / folder / name).is_dir()
    return (folder / name).as_posix() + ("/" if is_package else ".py")


def _short_cases() -> Iterator[tuple[str, dict[str, object]]]:
    for file in sorted(_CASES.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if case["facts"] and "\n" not in case["text"] and len(case["text"]) <= 110:
                yield case["text"], case["facts"]


_MUTATIONS = Path(__file__).parent.parent / "tests" / "expectations" / "mutations.csv"


def render_mutations() -> str:
    """docs/mutations.md: every way in which a test damages a real night, and what the gate makes of it."""
    with _MUTATIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    counts = {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in ("refused", "warned", "passes")}
    lines = [
        "# Mutations",
        "",
        "A test damages the staged tables of a real night of the demo world in each of these ways and runs the",
        f"checks that the row names: {counts['refused']} are refused, {counts['warned']} are released with a warning",
        f"for all to see, {counts['passes']} are no damage and pass. Other checks may fail beside those named. Written",
        "by `residency-atlas docs` from `tests/expectations/mutations.csv`; the damages stand there in `mutations.py`.",
        "",
        "| damage | verdict | by |",
        "|---|---|---|",
    ]
    for row in rows:
        checks = ", ".join(f"`{label}`" for label in row["by"].split("; ") if label) or "-"
        lines.append(f"| {row['what']} | {row['verdict']} | {checks} |")
    return "\n".join(lines) + "\n"


def write_docs(folder: Path, check: bool = False) -> list[str]:
    """Write the pages that differ from what the code says; with `check` only name them."""
    pages = {
        "data-dictionary.md": render_dictionary(),
        "checks.md": render_checks(),
        "facts.md": render_facts(),
        "mutations.md": render_mutations(),
    }
    stale = []
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(f"{folder.name}/{name}")
            if not check:
                write_file(path, text.encode("utf-8"))
    return stale
