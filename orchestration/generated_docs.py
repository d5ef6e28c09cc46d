"""The pages of `docs/` that are written from the code: the data dictionary, the checks, the facts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

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
        "kept in the manifest. Written by `residency-atlas docs`; the checks themselves stand in `expectations/`.",
        "",
    ]
    table = ""
    for check in list_checks():
        if check.table != table:
            table = check.table
            lines += ["", f"## {table}", "", "| check | severity | what | why | what to do |", "|---|---|---|---|---|"]
        cells = (check.name, check.severity, check.what, check.why, check.todo)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


_CASES = Path(__file__).parent.parent / "tests" / "transforms" / "cases"
_EXAMPLES = 6


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
            lines += ["", f"Read in `transforms/facts/{read_by}.py`. For example:", ""]
            lines += [f"- {text} -> `{value}`" for text, value in wordings]
    lines += [
        "",
        "## img_share",
        "",
        "Share of current residents from foreign schools, counted from the program's roster pages",
        "(`transforms/rosters/`), with a 95 % interval. Values: 0 to 1.",
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


def _short_cases() -> Iterator[tuple[str, dict[str, object]]]:
    for file in sorted(_CASES.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if case["facts"] and "\n" not in case["text"] and len(case["text"]) <= 110:
                yield case["text"], case["facts"]


def write_docs(folder: Path, check: bool = False) -> list[str]:
    """Write the pages that differ from what the code says; with `check` only name them."""
    pages = {"data-dictionary.md": render_dictionary(), "checks.md": render_checks(), "facts.md": render_facts()}
    stale = []
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(f"{folder.name}/{name}")
            if not check:
                write_file(path, text.encode("utf-8"))
    return stale
