"""Turns the plain content of a tracker into an Excel file: formats, widths, drop-downs, charts, printing.

Text is always written as a string and never becomes a formula; a link is made only of a safe http(s) address. Equal
content gives equal bytes. What the cells say stands in `tracker_content`.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from reports.markup import is_safe_link
from reports.ranking import TIER_RULES
from reports.tracker_content import Link, TrackerContent, Value
from reports.tracker_edits import BLANK, Cell, Tracked
from reports.tracker_layout import (
    ADVISOR_COLUMNS,
    ADVISOR_WIDTHS,
    BACK_COLUMNS,
    CELL_LIMIT,
    CHANGES_SHEET,
    DATE_COLUMNS,
    DECISIONS,
    FRONT_COLUMNS,
    KEY_COLUMN,
    PAST_COLUMN,
    PAST_SHEET,
    REMOVE_ROW,
    SHEETS,
    SHORTLIST_COLUMNS,
    SHORTLIST_SHEET,
    STATE_SHEET,
    STATUSES,
)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def safe_text(text: str) -> str:
    """Text as a cell can hold it: no control characters, line ends plain, cut at Excel's limit with a sign."""
    text = _CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= CELL_LIMIT else text[:CELL_LIMIT] + " … (cut)"


_NAVY, _PALE, _LINE, _INPUT = "#1F3864", "#EEF2F8", "#BFC8D6", "#FFF9E5"
_TIER_COLORS = {
    "reach": "#FBE0C4",
    "target": "#D6E6F5",
    "safety": "#D9EED9",
    "excluded": "#E7E6E6",
    "closed": "#E7E6E6",
}


class _Page:
    """One worksheet with the formats of the book; each write makes text text, and links only of safe addresses."""

    def __init__(self, book: Any, name: str, formats: Mapping[str, Any]) -> None:
        self.sheet = book.add_worksheet(name)
        self.formats = formats

    def put(self, row: int, column: int, value: Value, style: str = "cell") -> None:
        look = self.formats[style]
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, look)
        elif isinstance(value, Link):
            if is_safe_link(value.url):
                # strings_to_urls is off: only this call makes links
                self.sheet.write_url(row, column, value.url, self.formats["link"], value.text)
            else:
                self.sheet.write_string(row, column, safe_text(value.url), look)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self.formats["date"])
        elif isinstance(value, (int, float)):
            self.sheet.write_number(row, column, value, look)
        else:
            self.sheet.write_string(row, column, safe_text(value), look)

    def put_cell(self, row: int, column: int, cell: Cell, style: str) -> None:
        """A cell of the advisor, as the kind that it was."""
        look = self.formats[style]
        if not cell:
            self.sheet.write_blank(row, column, None, look)
        elif cell.kind == "number":
            self.sheet.write_number(row, column, float(cell.text), self.formats["edit_number"])
        elif cell.kind == "bool":
            self.sheet.write_boolean(row, column, cell.text == "true", look)
        elif cell.kind == "date":
            self.sheet.write_datetime(row, column, datetime.fromisoformat(cell.text), self.formats["edit_date"])
        elif cell.kind == "datetime":
            self.sheet.write_datetime(row, column, datetime.fromisoformat(cell.text), self.formats["edit_datetime"])
        else:
            self.sheet.write_string(row, column, safe_text(cell.text), look)


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
    boxed = {**base, "border": 1, "border_color": _LINE, "text_wrap": True}
    edit = {**boxed, "bg_color": _INPUT}
    found = {
        "title": book.add_format({**base, "font_size": 18, "bold": True, "font_color": _NAVY}),
        "section": book.add_format(
            {**base, "font_size": 12, "bold": True, "font_color": _NAVY, "bottom": 1, "bottom_color": _NAVY}
        ),
        "label": book.add_format({**base, "bold": True, "font_color": "#44546A"}),
        "text": book.add_format({**base, "text_wrap": True}),
        "money": book.add_format({**base, "num_format": "$#,##0", "align": "right"}),
        "total": book.add_format({**base, "num_format": "$#,##0", "align": "right", "bold": True, "top": 1}),
        "total_label": book.add_format({**base, "bold": True, "top": 1}),
        "plain": book.add_format(base),
        "source": book.add_format({**base, "indent": 1, "font_size": 8, "font_color": "#7F7F7F"}),
        "count": book.add_format({**base, "align": "left"}),
        "head": book.add_format(
            {
                **boxed,
                "bold": True,
                "font_color": "#FFFFFF",
                "bg_color": _NAVY,
                "valign": "vcenter",
                "border_color": "#FFFFFF",
            }
        ),
        "edit_head": book.add_format(
            {
                **boxed,
                "bold": True,
                "font_color": _NAVY,
                "bg_color": "#FFD966",
                "valign": "vcenter",
                "border_color": "#FFFFFF",
            }
        ),
        "cell": book.add_format({**boxed, "num_format": "@"}),
        "strong": book.add_format({**boxed, "num_format": "@", "bold": True}),
        "number": book.add_format({**boxed, "align": "center"}),
        "center": book.add_format({**boxed, "align": "center", "num_format": "@"}),
        "date": book.add_format({**boxed, "num_format": "yyyy-mm-dd", "align": "left"}),
        "link": book.add_format({**boxed, "font_color": "#0563C1", "underline": 1}),
        "grey": book.add_format({**boxed, "num_format": "@", "font_color": "#7F7F7F", "font_size": 8}),
        "warn": book.add_format({**boxed, "num_format": "@", "font_color": "#C00000"}),
        "edit": book.add_format({**edit, "num_format": "@"}),
        "edit_number": book.add_format({**edit, "num_format": "General", "align": "left"}),
        "edit_date": book.add_format({**edit, "num_format": "yyyy-mm-dd", "align": "left"}),
        "edit_datetime": book.add_format({**edit, "num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
    }
    for tier, color in _TIER_COLORS.items():
        found[f"tier_{tier}"] = book.add_format({**boxed, "bg_color": color, "bold": True, "align": "center"})
    return found


def render(content: TrackerContent, tracked: Tracked, changes: Sequence[Sequence[str]], data: str, full: str) -> bytes:
    """The workbook as bytes; equal input gives equal bytes."""
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties(
        {
            "title": f"Residency tracker {content.applicant_id} {content.cycle}",
            "created": datetime(2000, 1, 1),
            "author": "",
        }
    )
    formats = _formats(book)
    _render_start(book, _Page(book, SHEETS[0], formats), content)
    _render_shortlist(_Page(book, SHORTLIST_SHEET, formats), content, tracked)
    if content.past:
        _render_table(
            _Page(book, PAST_SHEET, formats),
            content,
            ("Program", "Institution", "Cycle", *ADVISOR_COLUMNS, "Other entries", "Now", KEY_COLUMN),
            (30, 24, 7, 13, 14, 11, 12, 20, 34, 20, 30, 13),
            content.past,
            "",
        )
    _render_table(
        _Page(book, "Not recommended", formats),
        content,
        (
            "Program",
            "Institution",
            "State",
            "Specialty",
            "Rule that fails",
            "Why",
            "The page's words",
            "Page",
            KEY_COLUMN,
        ),
        (30, 26, 6, 18, 20, 38, 60, 9, 13),
        content.refused,
        "Every program of the specialties and states asked for has all its required rules met, open or fixable.",
    )
    if content.doors:
        _render_table(
            _Page(book, "What would open doors", formats),
            content,
            (
                "Change",
                "Programs that open",
                "Open if done in time",
                "That rise a tier",
                "That close",
                "Best of those",
                "Remark",
            ),
            (36, 12, 12, 12, 12, 60, 50),
            content.doors,
            "",
        )
    _render_table(
        _Page(book, CHANGES_SHEET, formats),
        content,
        ("Seen on", "Program", "What", "Before", "Now"),
        (11, 34, 18, 44, 44),
        [list(row) for row in changes],
        "Nothing changed since the first file.",
    )
    _render_table(
        _Page(book, "Evidence", formats),
        content,
        ("Program", "Fact", "Value", "Strength", "Condition", "The page's words", "Page", "As of", "Confidence"),
        (28, 30, 14, 10, 24, 66, 9, 11, 10),
        content.evidence,
        "No fact is stated by the pages of the listed programs.",
    )
    for name, cells in tracked.own_sheets().items():
        _render_own_sheet(_Page(book, name, formats), cells)
    _render_state(_Page(book, STATE_SHEET, formats), content, tracked, data, full)
    book.close()
    return target.getvalue()


def _print_setup(page: _Page, content: TrackerContent, title: str) -> None:
    sheet = page.sheet
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L&9{title}&R&9{content.applicant_id}, cycle {content.cycle}")
    sheet.set_footer("&L&8Facts as read from the programs' pages; confirm before applying&R&8&P / &N")
    sheet.hide_gridlines(2)


_LINE_HEIGHT = 13.2  # points
# Widths count digits of 11 points; a line of text at 10 points takes less of it, in bold or a fallback font more.
_CHARACTER, _BOLD = 0.98, 0.87


def _lines_needed(text: str, width: float, character: float = _CHARACTER) -> int:
    return sum(max(1, math.ceil(len(line) * character / width)) for line in text.split("\n"))


def _row_height(cells: Iterable[tuple[Value, float]]) -> float:
    """Height for wrapped cells, given with the width of their column; few programs fit rows on opening."""
    lines = max((_lines_needed(value, width) for value, width in cells if isinstance(value, str) and value), default=1)
    return min(400.0, 3 + _LINE_HEIGHT * lines)


def _columns(content: TrackerContent, tracked: Tracked) -> list[str]:
    back = [name for name in BACK_COLUMNS if name != PAST_COLUMN or content.past]
    return [*FRONT_COLUMNS, *ADVISOR_COLUMNS, *tracked.extra_columns(), *back, KEY_COLUMN]


def _render_shortlist(page: _Page, content: TrackerContent, tracked: Tracked) -> None:
    sheet = page.sheet
    _print_setup(page, content, "Shortlist")
    extra = tracked.extra_columns()
    columns = _columns(content, tracked)
    widths = {**SHORTLIST_COLUMNS, **ADVISOR_WIDTHS, KEY_COLUMN: 13}
    for position, name in enumerate(columns):
        sheet.set_column(position, position, widths.get(name, 18))
        page.put(0, position, name, "edit_head" if name in ADVISOR_COLUMNS or name in extra else "head")
    sheet.set_row(0, 30)
    for number_, (key, row) in enumerate(zip(content.keys, content.shortlist, strict=True), start=1):
        mine = tracked.cells.get(key, {})
        texts: list[tuple[Value, float]] = [(row[name], SHORTLIST_COLUMNS[name]) for name in SHORTLIST_COLUMNS]
        texts.append((row["Program"], _BOLD * SHORTLIST_COLUMNS["Program"]))
        texts += [(cell.text, widths.get(name, 18)) for name, cell in mine.items() if name not in SHORTLIST_COLUMNS]
        sheet.set_row(number_, _row_height(texts))
        for position, name in enumerate(columns):
            if name == KEY_COLUMN:
                page.put(number_, position, key, "grey")
            elif name in SHORTLIST_COLUMNS:
                page.put(number_, position, row[name], _style(name, row))
            else:
                page.put_cell(number_, position, mine.get(name, BLANK), "edit_date" if name in DATE_COLUMNS else "edit")
    last = len(content.keys)
    bottom = last + 200  # rows added below get the drop-downs too
    for name, choices in (("Decision", DECISIONS), ("Status", STATUSES)):
        position = columns.index(name)
        sheet.data_validation(
            1, position, bottom, position, {"validate": "list", "source": list(choices), "error_type": "information"}
        )
    sheet.freeze_panes(1, 3)
    sheet.set_zoom(90)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, max(last, 1), columns.index("Watch out"))


def _style(name: str, row: Mapping[str, Value]) -> str:
    if name == "Tier":
        tier = f"tier_{row['Tier']}"
        return tier if row["Tier"] in _TIER_COLORS else "cell"
    if name == "Program":
        return "strong"
    if name in ("#", "IMG seats", "Score"):
        return "number"
    if name in ("State", "Signal", "Deadline"):
        return "center"
    return "warn" if name == "Age warning" else "cell"


def _render_table(
    page: _Page,
    content: TrackerContent,
    heads: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[Sequence[Value]],
    empty: str,
) -> None:
    sheet = page.sheet
    _print_setup(page, content, sheet.get_name())
    for position, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(position, position, width)
        page.put(0, position, head, "head")
    sheet.set_row(0, 24)
    for number_, row in enumerate(rows, start=1):
        sheet.set_row(number_, _row_height([*zip(row, widths, strict=True), (row[0], _BOLD * widths[0])]))
        for position, value in enumerate(row):
            style = "strong" if position == 0 else "grey" if heads[position] == KEY_COLUMN else "cell"
            page.put(number_, position, value, "number" if isinstance(value, (int, float)) else style)
    if not rows:
        page.put(1, 0, empty, "text")
    sheet.freeze_panes(1, 1)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    sheet.repeat_rows(0)


_HOW_TO_READ = (
    "Yellow columns of the sheet Shortlist are yours: decision, status, dates, contact, notes. They survive every "
    "refresh, also for programs that leave the list. Add rows at the end of the list, or own columns and sheets.",
    f"To take a row that you added or track out of the list, set its decision to '{REMOVE_ROW}'. All other cells are "
    "written anew at each refresh.",
    "'required' excludes; 'preferred' only counts in the order. 'not stated' is never 'no': the page is silent, ask.",
    "Score: a weighted sum of parts from 0 to 1, for the order only. Its range shows what unstated facts could change. "
    "It is no probability of matching.",
    "IMG seats: places a year times the share of residents from foreign schools, counted from the roster.",
    "As of: the oldest day on which a fact of the row was last confirmed on its page, at the time of writing.",
)


_START_WIDTHS = (22, 42, 2, 44, 9, 40)
_CHART_ROWS = 15


def _render_start(book: Any, page: _Page, content: TrackerContent) -> None:
    sheet = page.sheet
    _print_setup(page, content, "Start here")
    for position, width in enumerate(_START_WIDTHS):
        sheet.set_column(position, position, width)
    page.put(0, 0, f"Residency tracker, cycle {content.cycle}", "title")
    sheet.set_row(0, 28)

    def section(row: int, title: str, first: int = 0, last: int = 5) -> int:
        for each in range(first, last + 1):
            page.put(row, each, title if each == first else "", "section")
        sheet.set_row(row, 20)
        return row + 1

    def paragraph(row: int, text: str) -> int:
        sheet.merge_range(row, 0, row, 5, "", page.formats["text"])
        page.put(row, 0, f"•  {text}", "text")
        sheet.set_row(row, 2 + _LINE_HEIGHT * _lines_needed(text, sum(_START_WIDTHS), 0.95))
        return row + 1

    left = section(1, "Profile", 0, 1)
    for label, text in content.profile:
        page.put(left, 0, label, "label")
        page.put(left, 1, text, "text")
        left += 1
    right = section(1, "Counts", 3, 5)
    first_tier = right + 2
    for label, count in content.counts:
        page.put(right, 3, label, "label")
        page.put(right, 4, count, "count")
        right += 1
    right = section(right + 1, "Cost of applying", 3, 5)
    for label, usd, source in content.costs:
        page.put(right, 3, label, "label")
        page.put(right, 4, usd, "money")
        page.put(right, 5, source, "source")
        right += 1
    page.put(right, 3, "Total", "total_label")
    page.put(right, 4, sum(usd for _, usd, _ in content.costs), "total")
    for row in range(2, max(left, right + 1)):
        texts = [(content.profile[row - 2][1], _START_WIDTHS[1])] if row - 2 < len(content.profile) else []
        sheet.set_row(row, max(17.0, _row_height(texts)))
    row = section(max(left, right + 1) + 1, "Risks in plain words")
    for text in content.risks or ["None stands out."]:
        row = paragraph(row, text)
    row = section(row + 1, "Season")
    for label, text in content.calendar:
        page.put(row, 0, label, "label")
        page.put(row, 1, text, "plain")
        row += 1
    row += 1
    sheet.set_h_pagebreaks([row])
    if content.state_counts:
        row = section(row, "The portfolio")
        _draw_charts(book, page, content, first_tier, row)
        row += _CHART_ROWS
    row = section(row, "How to read this workbook")
    for text in (*_HOW_TO_READ, *(f"{tier.capitalize()}: {rule}." for tier, rule in TIER_RULES)):
        row = paragraph(row, text)
    row = section(row + 1, "Fees and signals")
    for text in content.notes:
        row = paragraph(row, text)
    if content.medians:
        row = section(row + 1, "How non-US IMGs fared (for orientation; no personal odds follow from it)")
        for specialty, words in content.medians:
            page.put(row, 0, specialty, "label")
            page.put(row, 1, words, "plain")
            row += 1
    sheet.print_area(0, 0, row, 5)


def _draw_charts(book: Any, page: _Page, content: TrackerContent, first_tier: int, row: int) -> None:
    """Two charts from cells of the sheet: tiers from the counts, states from a small table beside the print area."""
    sheet = page.sheet
    for position, (state, count) in enumerate(content.state_counts):
        page.put(row + position, 7, state, "source")
        page.put(row + position, 8, count, "source")
    tiers = book.add_chart({"type": "column"})
    tiers.add_series(
        {
            "categories": [SHEETS[0], first_tier, 3, first_tier + 2, 3],
            "values": [SHEETS[0], first_tier, 4, first_tier + 2, 4],
            "points": [{"fill": {"color": color}} for color in ("#E59B53", "#5B9BD5", "#70AD47")],
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    areas = book.add_chart({"type": "column"})
    areas.add_series(
        {
            "categories": [SHEETS[0], row, 7, row + len(content.state_counts) - 1, 7],
            "values": [SHEETS[0], row, 8, row + len(content.state_counts) - 1, 8],
            "fill": {"color": _NAVY},
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    for chart, title, column, width in ((tiers, "Programs by tier", 0, 470), (areas, "Programs by state", 3, 600)):
        chart.set_title({"name": title, "name_font": {"size": 11, "color": _NAVY}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}})
        chart.set_size({"width": width, "height": 20 * (_CHART_ROWS - 1)})
        sheet.insert_chart(row, column, chart, {"x_offset": 4, "y_offset": 6, "object_position": 1})


def _render_own_sheet(page: _Page, cells: Mapping[str, Cell]) -> None:
    from xlsxwriter.utility import xl_cell_to_rowcol

    for place, cell in cells.items():
        row, column = xl_cell_to_rowcol(place)
        if cell.kind == "formula":
            page.sheet.write_formula(row, column, cell.text)
        else:
            page.put_cell(row, column, cell, "text")


def _render_state(page: _Page, content: TrackerContent, tracked: Tracked, data: str, full: str) -> None:
    """The hidden sheet by which the next refresh knows what was written."""
    lines = [["fingerprint", full], ["data", data]]
    lines += [["column", head] for head in _columns(content, tracked)]
    lines += [["row", key, told] for key, told in content.snapshot.items()]
    for key, row in tracked.cells.items():
        lines += [["edit", key, column, cell.kind, cell.text] for column, cell in row.items() if cell]
    for number_, line in enumerate(lines):
        for position, text in enumerate(line):
            if text:
                page.sheet.write_string(number_, position, safe_text(text))
    page.sheet.very_hidden()
