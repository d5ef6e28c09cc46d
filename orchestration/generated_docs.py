"""The pages of `docs/` that are written from the code: the data dictionary and the table of checks."""

from __future__ import annotations

from pathlib import Path

from expectations.runner import list_checks
from warehouse.dictionary import render_dictionary
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


def write_docs(folder: Path, check: bool = False) -> list[str]:
    """Write the pages that differ from what the code says; with `check` only name them."""
    pages = {"data-dictionary.md": render_dictionary(), "checks.md": render_checks()}
    stale = []
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(f"{folder.name}/{name}")
            if not check:
                write_file(path, text.encode("utf-8"))
    return stale
