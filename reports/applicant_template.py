"""Writes the empty registry of applicants as a workbook with drop-downs and an explanation of each column.

What the columns mean and how they are read stands in `applicants`; nothing is read here.
"""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from reference.tables import specialties, states
from reports.applicants import APPETITES, CITIZENSHIPS, COLUMNS
from reports.tracker_edits import replace_file

_CHOICES: dict[str, tuple[str, ...]] = {
    "citizenship": CITIZENSHIPS,
    "visas": ("j1", "h1b", "j1;h1b"),
    "ecfmg_certified": ("yes", "no"),
    "appetite": APPETITES,
}
_ROWS = 500  # rows that get drop-downs


def write_template(path: Path) -> None:
    """Writes the template; raises FileExistsError rather than replace a registry that is there."""
    import xlsxwriter

    if path.exists():
        raise FileExistsError(f"{path.name} exists already: choose another name, or move it away first")
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"title": "Applicants", "created": datetime(2000, 1, 1)})
    bold = {"bold": True, "text_wrap": True, "border": 1}
    head = book.add_format({**bold, "font_color": "#FFFFFF", "bg_color": "#1F3864"})
    needed = book.add_format({**bold, "font_color": "#1F3864", "bg_color": "#FFD966"})
    # all cells are text, so that dates and codes stay as typed
    text = book.add_format({"num_format": "@"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("Applicants")
    guide = book.add_worksheet("How to fill in")
    guide.write_row(0, 0, ["Column", "Needed", "What to type"], head)
    guide.set_column(0, 0, 24)
    guide.set_column(1, 1, 9)
    guide.set_column(2, 2, 100, wrapped)
    for position, column in enumerate(COLUMNS):
        sheet.set_column(position, position, max(14, len(column.name) + 2), text)
        sheet.write_string(0, position, column.name, needed if column.is_required else head)
        if column.name in _CHOICES:
            rule = {"validate": "list", "source": list(_CHOICES[column.name]), "error_type": "information"}
            sheet.data_validation(1, position, _ROWS, position, rule)
        guide.write_row(position + 1, 0, [column.name, "yes" if column.is_required else "", column.explanation])
    line = len(COLUMNS) + 2
    guide.write_row(line, 0, ["Specialties", "", "; ".join(specialties())])
    guide.write_row(line + 1, 0, ["States", "", "; ".join(states())])
    sheet.freeze_panes(1, 1)
    book.close()
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, target.getvalue())
