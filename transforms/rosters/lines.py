"""From the HTML of a roster page to its lines in reading order, each with heading level and place in the markup.

Knows markup (cards, tables, lists, tabs, accordions) and nothing of residents or schools; those are read in
`transforms/rosters/wording.py` and put together in `transforms/rosters/parse.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

IMAGE = "img.alt"
TOOLTIP = "title"  # an element's title attribute, below the element's text
PSEUDO_HEADING = 7  # bold paragraphs and tab titles stand below all real headings
_SKIPPED_TEXT = """
script style noscript template nav footer svg select option iframe head aside
"""
_SKIPPED = frozenset(_SKIPPED_TEXT.split())
_INLINE_TEXT = """
a abbr acronym b bdi big cite code em font i label mark q s small span strong sub sup time tt u wbr var
"""
_INLINE = frozenset(_INLINE_TEXT.split())
_NOT_BLOCKS = _INLINE | {"br", "img", "svg"}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_MAY_BE_MENU = frozenset(["header", "ul", "div", "section"])
_PSEUDO = frozenset(["summary", "button", "caption", "legend"])
_SPACE = re.compile(r"[\s\u00a0\u200b]+")
_ONLY_MARKS = re.compile(r"^[\s\W]*$")
_MENU = re.compile(r"\b(?:nav|navbar|menu|breadcrumbs?|footer|sidebar|cookie|skip-link)\b", re.IGNORECASE)
_PORTRAIT = re.compile(
    r"^(?:a )?(?:photo|head ?shot|portrait|image|picture)(?:graph)? of (?:dr\.? )?|\s+(?:photo|head ?shot|portrait)$",
    re.IGNORECASE,
)
_KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_GAP = re.compile(r"\t[\t ]*| {3,}|(?<=[^.:!?\s]) {2,}")  # parts the columns of preformatted text
_WIDGET = re.compile(r"widget|sidebar|menu|related|share", re.IGNORECASE)
_NUMBERING = re.compile(r"^\(?\d{1,2}[.)]\s+(?=\D)")
_NAME_PART = re.compile(r"first|last|given|family|credential|degree|suffix", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """One line of text. `level`: 1-6 of a heading, 7 of a bold line or tab title, 0 of plain text.

    `signature` is alike for lines that play the same part on the page (tag and class). `cells` holds a table row's
    cells by column head instead of text.
    """

    text: str
    level: int
    signature: str
    cells: dict[str, str] | None = None


def read_lines(body: bytes, is_heading: Callable[[str], bool]) -> list[Line]:
    """The lines of an HTML body. `is_heading` tells which tab and bold texts open a section (class years, "
    "alumni)."""
    soup = BeautifulSoup(_without_unread(body), "lxml", multi_valued_attributes=None, attribute_dict_class=dict)
    root = soup.body or soup
    return _Walker(_tab_titles(root, is_heading), is_heading, _reads_asides(root)).walk(root)


def squeeze(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


_UNREAD_START = re.compile(
    rb"<(?:!--|(?P<name>script|style|svg|noscript|template|iframe|select|footer|nav)(?=[\s>/]))", re.IGNORECASE
)
_OPENS_PANELS = re.compile(rb"""href\s*=\s*["']?#\w|data-(?:bs-)?target|data-tab|aria-controls""", re.IGNORECASE)


def _without_unread(body: bytes) -> bytes:
    """The body without comments, scripts, menus and other parts that hold no resident but most of the markup.

    A menu whose links open panels of the page stays, for its titles; so does whatever is nested or never closed.
    """
    kept: list[bytes] = []
    lowered = body.lower()
    left: set[bytes] = set()  # names of elements that the parser's own repair must see
    start = place = 0
    while match := _UNREAD_START.search(lowered, place):
        name = match["name"]
        place = match.end()
        if name in left:
            continue
        end = lowered.find(b"</" + name if name else b"-->", match.start() + 2)
        end = lowered.find(b">", end) if end >= 0 else -1
        if end < 0 or (name and name != b"script" and lowered.find(b"<" + name, place, end) >= 0):
            left.add(name)
            continue
        place = end + 1
        if name == b"nav" and _OPENS_PANELS.search(lowered, match.start(), end):
            continue
        kept.append(body[start : match.start()])
        start = place
    return b" ".join([*kept, body[start:]]) if kept else body


_OPENERS = frozenset(["a", "button", "li", "div", "h2", "h3", "h4"])
_TARGETS = ("aria-controls", "data-target", "data-bs-target", "data-tab", "href")


def _tab_titles(root: Tag, is_heading: Callable[[str], bool]) -> dict[str, str]:
    """Id of a panel -> title of the tab or button that opens it."""
    titles: dict[str, str] = {}
    for node in root.descendants:  # several times as fast as `find_all` of seven names
        if not isinstance(node, Tag) or node.name not in _OPENERS or not node.attrs:
            continue
        target = next((str(node.attrs[name]) for name in _TARGETS if name in node.attrs), "")
        if not target or (node.name == "a" and not target.startswith("#") and "/" in target):
            continue
        text = squeeze(node.get_text(" "))
        if text and len(text) < 80 and is_heading(text):
            titles.setdefault(target.lstrip("#"), text)
    return titles


def _reads_asides(root: Tag) -> bool:
    """Whether asides stand beside residents, one for each, and are no sidebar of the site."""
    asides = root.find_all("aside")
    return len(asides) >= 3 and not any(
        _WIDGET.search(" ".join([*_classes(aside), str(aside.get("id") or "")])) for aside in asides
    )


class _Walker:
    def __init__(self, titles: dict[str, str], is_heading: Callable[[str], bool], reads_asides: bool) -> None:
        self.titles = titles
        self.skipped = _SKIPPED - {"aside"} if reads_asides else _SKIPPED
        self.is_heading = is_heading
        self.lines: list[Line] = []
        self.pieces: list[tuple[str, str]] = []  # (text, signature of its wrapper) of the line under way
        self.tooltips: list[str] = []  # of the elements within the line under way

    def walk(self, root: Tag) -> list[Line]:
        self._visit(root)
        self._flush(root)
        return self.lines

    def _emit(self, text: str, level: int, signature: str) -> None:
        text = _NUMBERING.sub("", squeeze(text))
        if not text or _ONLY_MARKS.match(text):
            return
        if not level and len(text) < 70 and self.is_heading(text):
            level = PSEUDO_HEADING
        self.lines.append(Line(text, level, signature))

    def _visit(self, node: Tag) -> None:
        for child in node.children:
            if isinstance(child, NavigableString):
                if not isinstance(child, PreformattedString) and (self.pieces or not child.isspace()):
                    self.pieces.append((str(child), ""))
                continue
            if not isinstance(child, Tag):
                continue
            name = child.name
            if name in self.skipped:
                continue
            if "title" in child.attrs:
                self.tooltips.append(squeeze(str(child["title"])))
            if name == "br":
                self._flush(node)
            elif name == "img":
                self._image(str(child.get("alt") or ""))
            elif name == "pre" or _keeps_lines(child):
                self._flush(node)
                self._preformatted(child)
            elif name in _INLINE and not _has_block(child):
                self._inline(child)
            elif name in _HEADINGS or name in _PSEUDO or child.attrs.get("role") in ("heading", "tab"):
                self._flush(node)
                self._heading(child)
            elif name == "table":
                self._flush(node)
                self._table(child)
            elif name in _MAY_BE_MENU and child.attrs and _is_menu(child):
                continue
            else:
                self._flush(node)
                title = self.titles.get(str(child.attrs["id"])) if "id" in child.attrs else None
                if title:
                    self._emit(title, PSEUDO_HEADING, "tab")
                self._visit(child)
                self._flush(child)

    def _preformatted(self, node: Tag) -> None:
        """Lines that the text itself breaks; their wide gaps part columns."""
        for raw in "\n".join(_split_at_breaks(node)).splitlines():
            self._emit(_GAP.sub(" | ", raw.strip()), 0, _signature(node))

    def _image(self, text: str) -> None:
        """What a portrait says of whom it shows."""
        text = _PORTRAIT.sub("", squeeze(text))
        if 5 < len(text) < (160 if "," in text or " - " in text or " – " in text else 60) and " " in text:
            self.lines.append(Line(text, 0, IMAGE))

    def _inline(self, node: Tag) -> None:
        if node.find("br") is None:
            parts = [child for child in node.children if isinstance(child, Tag)]
            plain = [child for child in node.children if isinstance(child, NavigableString) and child.strip()]
            if len(parts) > 1 and not plain:
                for part in parts:
                    self.pieces.append((part.get_text(), _signature(part)))
            else:
                self.pieces.append((node.get_text(), _signature(node)))
            return
        for child in node.children:
            if isinstance(child, Tag) and child.name == "br":
                self._flush(node)
            elif isinstance(child, Tag):
                self._inline(child)
            elif not isinstance(child, PreformattedString):
                self.pieces.append((str(child), _signature(node)))

    def _flush(self, block: Tag) -> None:
        if not self.pieces and not self.tooltips:
            return
        tooltips, self.tooltips = self.tooltips, []
        first = len(self.lines)
        self._flush_text(block)
        if not any(tooltips):
            return
        marks = [Line(text, 0, TOOLTIP) for text in tooltips if 2 < len(text) < 140]
        fresh = self.lines[first:]
        if len(marks) == len(fresh) > 1:  # one for each of the elements side by side
            self.lines[first:] = [line for both in zip(fresh, marks, strict=True) for line in both]
        else:
            self.lines.extend(marks)

    def _flush_text(self, block: Tag) -> None:
        pieces = [(squeeze(text), signature) for text, signature in self.pieces]
        raw = self.pieces
        self.pieces = []
        marked = [(text, signature) for text, signature in pieces if text and not _ONLY_MARKS.match(text)]
        if not marked:
            return
        base = _signature(block)
        if len(marked) > 1 and all(signature for _, signature in marked) and _are_fields(marked):
            for text, signature in marked:
                self._emit(text, 0, f"{base}>{signature}")
            return
        wrapper = marked[0][1]
        if _is_run_in_head(marked):
            self._emit(marked[0][0], 0, f"{base}>{wrapper}")
            first = next(place for place, (text, _) in enumerate(pieces) if text == marked[0][0])
            self._emit(_join(raw[first + 1 :]), 0, f"{base}>rest")
            return
        level = 0
        text = _join(raw) if len(marked) > 1 else "".join(part for part, _ in raw)
        if wrapper and len(marked) == 1 and len(text) < 70 and self.is_heading(squeeze(text)):
            level = PSEUDO_HEADING
        self._emit(text, level, f"{base}>{wrapper}" if wrapper else base)

    def _heading(self, node: Tag) -> None:
        level = _HEADINGS.get(node.name, PSEUDO_HEADING - 1)
        if node.name == "button" and not self.is_heading(squeeze(node.get_text(" "))):
            level = 0  # `Read more`
        for number, text in enumerate(_split_at_breaks(node)):
            self._emit(text, level if number == 0 else 0, _signature(node) + ("" if number == 0 else ">br"))

    def _table(self, table: Tag) -> None:
        rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
        caption = table.find("caption")
        if isinstance(caption, Tag):
            self._heading(caption)
        heads: list[str] = []
        if self._columns(rows) or self._turned(rows):
            return
        spans: dict[int, tuple[int, str]] = {}  # column -> (rows still to fill, text) of a cell over several rows
        for row in rows:
            cells = _cells(row)
            texts = _spread(cells, spans)
            filled = [text for cell in cells if (text := squeeze(cell.get_text(" ")))]
            if not filled:
                continue
            if len(filled) == 1 and self.is_heading(filled[0]):
                self._emit(filled[0], PSEUDO_HEADING, "tr")
                continue
            if not heads and len(cells) > 1 and is_head_row(texts):
                heads = [text.lower() for text in texts]
                continue
            if heads and len(cells) > 1 and [text.lower() for text in texts] == heads:
                continue
            if heads and len(cells) >= 2:
                for start, end in column_groups(heads):
                    group = dict(zip(heads[start:end], texts[start:end], strict=False))
                    if any(group.values()):
                        self.lines.append(Line(" | ".join(filter(None, group.values())), 0, "row", group))
            elif len(cells) == 2 and _is_label(texts[0]):
                self._emit(f"{texts[0].rstrip(':')}: {texts[1]}", 0, "tr>label")
            else:
                for cell in cells:
                    self._visit(cell)
                    self._flush(cell)

    def _columns(self, rows: list[Tag]) -> bool:
        """Reads a table whose columns are class years, column by column; False for any other table."""
        cells = [_cells(row) for row in rows]
        if len(cells) < 2 or len(cells[0]) < 2 or not all(self.is_heading(squeeze(c.get_text(" "))) for c in cells[0]):
            return False
        for place, head in enumerate(cells[0]):
            self._emit(head.get_text(" "), PSEUDO_HEADING, "column")
            for row in cells[1:]:
                if place < len(row):
                    self._visit(row[place])
                    self._flush(row[place])
        return True

    def _turned(self, rows: list[Tag]) -> bool:
        """Reads a table whose columns are residents and whose rows are labelled fields; False for any other table."""
        cells = [_cells(row) for row in rows]
        if len(cells) < 2 or len(cells[0]) < 3 or any(len(row) != len(cells[0]) for row in cells):
            return False
        texts = [[squeeze(cell.get_text(" ")) for cell in row] for row in cells]
        if not all(_is_label(row[0]) for row in texts[1:]) or (texts[0][0] and not _is_label(texts[0][0])):
            return False
        if is_head_row(texts[0]) or not all(texts[0][1:]):
            return False
        for place, name in enumerate(texts[0][1:], 1):
            self._emit(name, 0, "turned")
            for row in texts[1:]:
                if row[place]:
                    self._emit(f"{row[0].rstrip(':')}: {row[place]}", 0, "turned>label")
        return True


def _cells(row: Tag) -> list[Tag]:
    return [cell for cell in row.find_all(["td", "th"]) if cell.find_parent("tr") is row]


def _spread(cells: list[Tag], spans: dict[int, tuple[int, str]]) -> list[str]:
    """Texts of a row by column: cells that reach down from rows above are repeated, wide ones followed by blanks."""
    texts: list[str] = []

    def fill() -> None:
        while (held := spans.get(len(texts))) is not None:
            left, text = held
            if left > 1:
                spans[len(texts)] = (left - 1, text)
            else:
                del spans[len(texts)]
            texts.append(text)

    for cell in cells:
        fill()
        text = squeeze(cell.get_text(" "))
        down, wide = _span(cell, "rowspan"), _span(cell, "colspan")
        if down > 1:
            spans[len(texts)] = (down - 1, text)
        texts.extend([text, *[""] * (wide - 1)])
    fill()
    return texts


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "")
    return min(int(value), 200) if value.isdigit() and value.isascii() else 1


def _keeps_lines(node: Tag) -> bool:
    """Whether an element's text breaks its own lines, as `pre` does; site builders set the style without using it."""
    style = node.attrs.get("style")
    if not style or not _KEEPS_LINES.search(str(style)) or node.find("br") is not None or _has_block(node):
        return False
    return "\n" in node.get_text().strip()


def _has_block(node: Tag) -> bool:
    # `find_all` takes several times as long, and this is asked of every inline element
    return any(isinstance(child, Tag) and child.name not in _NOT_BLOCKS for child in node.descendants)


def _is_menu(node: Tag) -> bool:
    attrs = node.attrs
    marks = f"{attrs.get('id') or ''} {attrs.get('class') or ''} {attrs.get('role') or ''}"
    return _says_menu(marks) and len(node.find_all("a")) >= 3 and not node.find("img")


@lru_cache(maxsize=1024)
def _says_menu(marks: str) -> bool:
    return bool(_MENU.search(marks))


def _classes(node: Tag) -> list[str]:
    value = node.get("class")
    return str(value).split() if value else []


def _signature(node: Tag) -> str:
    classes = node.attrs.get("class")
    if not classes or not (first := str(classes).split(maxsplit=1)):
        return str(node.name)
    return f"{node.name}.{first[0]}"


def _are_fields(pieces: list[tuple[str, str]]) -> bool:
    """Whether inline elements side by side are fields of their own and not parts of one phrase."""
    if any(text.startswith((",", "-", "–", "(")) for text, _ in pieces):
        return False
    if any(_NAME_PART.search(signature) for _, signature in pieces[:2]) and len(pieces) <= 3:
        return False
    return len({signature for _, signature in pieces}) > 1 or all(" " in text for text, _ in pieces)


def _is_run_in_head(pieces: list[tuple[str, str]]) -> bool:
    """Whether a paragraph begins with a bold name and goes on as prose."""
    first, signature = pieces[0]
    if not signature.startswith(("strong", "b")) or first.endswith(":") or len(pieces) < 2 or len(first) > 60:
        return False
    return sum(len(text) for text, _ in pieces[1:]) > 60


def _join(pieces: list[tuple[str, str]]) -> str:
    """Text of inline pieces; neighbours that markup alone keeps apart get a blank."""
    text = ""
    for part, _ in pieces:
        if text and part and text[-1].isalnum() and part[0].isalnum():
            text += " "
        text += part
    return text


def _split_at_breaks(node: Tag) -> Iterator[str]:
    text = ""
    for child in node.descendants:
        if isinstance(child, Tag) and child.name == "br":
            yield text
            text = ""
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            if text and text[-1].isalnum() and child[:1].isalnum() and child.previous_sibling is None:
                text += " "
            text += str(child)
    yield text


_LABEL_LIKE = re.compile(
    r"^(?:names?|residents?|photo|med(?:ical)?\s*school|graduating|pgy|year|training|home\s?town|undergrad\w*|degree|country|"
    r"e-?mail|track|level|school|college)\b(?!\s+of)[^,]{0,25}$",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"^(?:residents?(?:'s)?(?: names?)?|names?|medical (?:school|education|college)|med(?:ical)? ?school|school|"
    r"pgy(?: ?level)?|year|class|"
    r"level|photo|picture|image|hometown|home ?town|home|undergrad\w*(?: \w+)*|college|university|alma mater|"
    r"interests?|"
    r"hobbies|email|e-mail|phone|degree|track|program|training level|country|from|fellowship|career interests?|"
    r"(?:first|last) name|specialty|position|credentials?|graduate of|education|languages?|pgy-? ?year|"
    r"training year|"
    r"medical school attended|graduated from|medical degree|school of medicine|institution|background|"
    r"fun facts?)\s*:?$",
    re.IGNORECASE,
)


def column_groups(heads: list[str]) -> list[tuple[int, int]]:
    """Ranges of columns that belong together: `Name, School, Name, School` are two residents a row."""
    starts = [place for place, head in enumerate(heads) if head == heads[0]]
    if len(starts) < 2 or not heads[0]:
        return [(0, len(heads))]
    return list(zip(starts, [*starts[1:], len(heads)], strict=True))


def _is_label(text: str) -> bool:
    return bool(_LABELS.match(text.strip()))


def is_head_row(texts: list[str]) -> bool:
    exact = sum(1 for text in texts if _is_label(text))
    return exact >= 2 or (exact == 1 and all(_LABEL_LIKE.match(text) for text in texts if text))
