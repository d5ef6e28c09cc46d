"""Bodies -> pages: the readable text of HTML, PDF, JSON or plain text, cut into passages that keep their structure.

Structure belongs here: headings, lists, tables, definition lists, questions with their answers, charset. What the words
mean belongs in `transforms/language.py` and `transforms/facts/`. Rosters parse the body themselves.
"""

from __future__ import annotations

import codecs
import ctypes
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import accumulate
from operator import sub
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from transforms.markup import (
    BOLD,
    BREAK,
    BUTTON,
    CELL,
    DETAILS,
    HEADER,
    IMAGE,
    INLINE,
    KIND,
    KIND_OF,
    LIST,
    MAIN,
    PART_OF,
    ROW,
    TABLE,
    TEXT,
    drop_surrounding,
)
from transforms.model import Page, Passage

_new_tuple = tuple.__new__

MAX_CHARS = 2_000_000  # of decoded HTML; the rest of a monstrous page is not read
MAX_PDF_PAGES = 60
MAX_STYLED = 60_000  # letters of a printed page whose fonts are looked at
MAX_DEPTH = 1500  # open elements
SPARSE_CHARS = 250  # visible text shorter than this sends the reader to embedded data

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BOLD_LEVEL = 7
_TOGGLES = frozenset(("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle"))  # of what opens a panel
MAX_VALUE = 60  # letters of a value below its heading
_BULLET = re.compile(
    r"\s*(?:[\u2022\u2023\u25cf\u25aa\u25e6\u25cb\u25a0\u00b7*]|[-\u2010-\u2014\u2043\u2212]\s+(?=\S)|"
    r"[-\u2010-\u2014](?=[A-Za-z])|"
    r"\(?\d{1,2}[.)]\s+(?=\S)|"
    r"\(?[a-h][.)]\s+(?=\S))"
)


# ---------------------------------------------------------------- entrances


def read_body(body: bytes, content_type: str | None, url: str) -> Page:
    """A page from bytes as fetched. An encrypted, scanned or broken PDF gives a page with empty text."""
    declared = (content_type or "").lower()
    start = body[:1024].lstrip()
    if start.startswith(b"%PDF") or "application/pdf" in declared:
        return _read_pdf(body, url)
    text = decode(body, declared)
    head = text.lstrip()[:400].lower()  # templates may leave 40 KB of blank lines before the markup
    if "json" in declared and "html" not in declared:
        return _read_json(text, url)
    if (
        "html" in declared
        or "xml" in declared
        or re.match(r"<(?:!doctype|html|head|body|div|p|meta|table|ul|h\d|!--)", head)
    ):
        return read_html(text, url)
    if head[:1] in "{[" and not declared.startswith("text/plain"):
        return _read_json(text, url)
    if declared and not declared.startswith("text/plain") and re.search(r"<(?:p|div|br|li|td|h\d)\b", text[:4000]):
        return read_html(text, url)
    return read_text(text, url)


def read_text(text: str, url: str = "") -> Page:
    """A page of plain text, kept letter for letter: `page.text == text`."""
    return Page(url=url, title="", content_kind="text", text=text, passages=tuple(_text_passages(text)))


# ---------------------------------------------------------------- charset

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE)


def decode(body: bytes, content_type: str = "") -> str:
    """Text of `body` by BOM, declaration or meta; a declaration that the bytes refute is overruled."""
    for bom, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    names = re.findall(r"charset\s*=\s*[\"']?([\w:.-]+)", content_type)
    names += [name.decode("ascii") for name in _META_CHARSET.findall(body[:4096])]
    try:
        # Text that is valid UTF-8 and not plain ASCII is UTF-8, whatever it calls itself.
        text = body.decode("utf-8")
        if not text.isascii() or not names or not names[0].lower().startswith("utf-16"):
            return text
    except UnicodeDecodeError:
        pass
    for name in names:
        try:
            codec = codecs.lookup(name).name
        except LookupError:
            continue
        if codec in ("utf-8", "ascii"):
            continue
        if codec == "iso8859-1":
            codec = "cp1252"  # as browsers do
        try:
            return body.decode(codec)
        except (UnicodeDecodeError, ValueError):
            continue
    # A few bad bytes in a UTF-8 page: the page is still UTF-8.
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    high = sum(1 for char in text if char > "\x7f")
    if broken * 4 <= high:
        return text
    return body.decode("cp1252", "replace")


# ---------------------------------------------------------------- plain text


# A line that says one thing by itself: "Visa: J-1", "LOR - 3", "USCE | required", "[ ] three letters".
_ROW = re.compile(
    r"(?:\[[ xX\u2713]?\]|[\u2610\u2611\u2713\u2717])\s*\S|[A-Z0-9(][^.:;?!|]{0,40}?(?::|\s*\||=|"
    r"\s[-\u2013\u2014])\s\s*\S"
)
_LABELLED = re.compile(r"[A-Za-z0-9(][^.:;?!|]{1,40}:\s\s*\S")
_CELL = re.compile(r"\s*\|\s*")
# "Letters | at least 3", but not "J-1 Y | H-1B N".
_PAIR = re.compile(
    (
        r"(?!.*\b[JHjh]-?1.*\|.*\b[JHjh]-?1)[A-Z][^.:;?!|]{1,40}?\s*\|\s*(?:(?:yes|no|not|none|required|needed|"
        r"mandatory|"
        r"optional|at "
        r"least|minimum|a minimum|one|two|three|four|by|before|prior|at the|accepted|considered|(?:(?:a|"
        r"the) )?(?:passing "
        r")?(?:usmle )?step)\b|\d)[^|]{0,80}"
    ).replace(" ", r"\s+"),
    re.I,
)
MAX_HEAD = 50  # letters of a heading over bullets
MAX_ROW = 90  # letters: a longer line is prose that may go on in the next


def _text_passages(text: str) -> Iterator[Passage]:
    """Paragraphs at blank lines and bullets; in a block of short labelled lines each line is a passage of its own."""
    position = 0
    block: list[tuple[int, int]] = []  # spans of lines without a blank one between
    for line in text.splitlines(keepends=True):
        start, end = position + len(line) - len(line.lstrip()), position + len(line.rstrip())
        position += len(line)
        if start < end:
            block.append((start, end))
        else:
            yield from _block_passages(text, block)
            block = []
    yield from _block_passages(text, block)


def _block_passages(text: str, block: list[tuple[int, int]]) -> Iterator[Passage]:
    rows = [bool(_ROW.match(text, start, end)) for start, end in block]
    is_pair = len(block) == 1 and bool(_PAIR.fullmatch(text, *block[0]))  # one row
    is_ruled = is_pair or (
        len(block) >= 3 and all(text.count("|", *line) == text.count("|", *block[0]) >= 1 for line in block)
    )
    # Where each line has its label, they are rows however they are written.
    is_labelled = len(block) >= 2 and all(_LABELLED.match(text, *line) for line in block)
    if not (is_ruled or is_labelled) and (
        2 * sum(rows) < max(len(block), 3) or any(end - start > MAX_ROW for start, end in block[:2])
    ):
        yield from _join_wrapped(text, block)
        return
    cells = [_split_cells(text, start, end) for start, end in block]
    headings: tuple[str, ...] = ()
    ordinal = 1
    for index, (start, end) in enumerate(block):
        line = text[start:end]
        if (
            not index
            and not (rows[0] or is_pair or is_labelled)
            and end - start <= MAX_ROW
            and line[-1] not in ".:?]"
            and line[0] not in "[("
        ):
            headings = (line,)
            yield Passage(line, start, end, "heading")
            continue
        if len(cells[index]) >= 3 and index and len(cells[index]) == len(cells[0]):
            row_head = text[slice(*cells[index][0])]
            for (cell_start, cell_end), column in zip(cells[index][1:], cells[0][1:], strict=True):
                if cell_start < cell_end:
                    column_head = text[slice(*column)]
                    yield Passage(
                        text[cell_start:cell_end], cell_start, cell_end, "cell", headings, None, row_head, column_head
                    )
            continue
        if len(cells[index]) >= 3 and len(block) > index + 1 and len(cells[index]) == len(cells[index + 1]):
            yield Passage(line, start, end, "heading")
            continue
        if len(cells[index]) == 2 and len(cells[index]) == len(cells[index - 1]):
            (head_start, head_end), (start, end) = cells[index]
            yield Passage(text[start:end], start, end, "cell", headings, row_head=text[head_start:head_end])
            continue
        number = re.match(rf"{ordinal}[.)]?\s+(?=[A-Za-z(])", line)
        if number:
            start, ordinal = start + number.end(), ordinal + 1
        yield Passage(text[start:end], start, end, "item" if _BULLET.match(line) else "paragraph", headings)


def _split_cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the cells of a line ruled by "|", or of the whole line."""
    spans = []
    for rule in _CELL.finditer(text, start, end):
        spans.append((start, rule.start()))
        start = rule.end()
    return [*spans, (start, end)]


def _join_wrapped(text: str, block: list[tuple[int, int]]) -> Iterator[Passage]:
    """Lines of prose, joined; a bullet begins a passage, and so does the short head of a list of bullets."""
    begin, last, kind = -1, -1, "paragraph"
    headings: tuple[str, ...] = ()
    for index, (start, end) in enumerate(block):
        is_bullet = bool(_BULLET.match(text, start, end))
        leads = (
            not is_bullet
            and end - start <= MAX_ROW
            and index + 1 < len(block)
            and bool(_BULLET.match(text, *block[index + 1]))
        )
        is_head = leads and text[end - 1] == ":"
        is_heading = leads and text[end - 1].isalpha() and end - start <= MAX_HEAD and (begin < 0 or kind == "item")
        if begin >= 0 and (is_bullet or is_head or is_heading):
            yield Passage(text[begin:last], begin, last, kind, headings if kind == "item" else ())
            begin = -1
        if is_heading:
            # "Preferred qualifications", and bullets below it.
            headings = (text[start:end],)
            yield Passage(text[start:end], start, end, "heading", headings)
            continue
        if is_head:
            headings = ()
        if begin < 0:
            begin, kind = start, "item" if is_bullet else "paragraph"
        last = end
    if begin >= 0:
        yield Passage(text[begin:last], begin, last, kind, headings if kind == "item" else ())


# ---------------------------------------------------------------- html


@dataclass(slots=True)
class _Table:
    heads: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    rows: int = 0
    is_head_row: bool = False
    cells_in_row: int = 0
    cell_start: int = 0

    def open_row(self, row: Any) -> None:
        self.rows += 1
        self.row = []
        self.cells_in_row = 0
        self.cell_start = -1
        self.is_head_row = self.rows == 1 and _all_heads(row)


class _Builder:
    """Collects blocks into one text with passages whose offsets point into it."""

    def __init__(self) -> None:
        self.length = 0
        self.passages: list[Passage] = []
        self.levels: list[int] = []  # of the headings in the trail
        self.trail: tuple[str, ...] = ()

    def add(
        self,
        text: str,
        kind: str,
        question: str | None = None,
        row_head: str | None = None,
        column_head: str | None = None,
    ) -> None:
        start = self.length
        end = start + len(text)
        self.length = end + 1  # a line end between passages
        self.passages.append(_new_tuple(Passage, (text, start, end, kind, self.trail, question, row_head, column_head)))

    def open_heading(self, level: int, text: str) -> None:
        levels = self.levels
        while levels and levels[-1] >= level:
            levels.pop()
        self.trail = (*self.trail[: len(levels)], text)
        levels.append(level)

    def close_bold(self) -> None:
        """Forget a heading that was only bold text or a summary."""
        if self.levels and self.levels[-1] == _BOLD_LEVEL:
            self.levels.pop()
            self.trail = self.trail[:-1]

    def ends_in_heading(self) -> bool:
        return bool(self.passages) and self.passages[-1].kind == "heading"

    def page(self, url: str, title: str, kind: str) -> Page:
        return Page(
            url=url,
            title=title,
            content_kind=kind,
            text="\n".join([passage.text for passage in self.passages]),
            passages=tuple(self.passages),
        )


_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\x00]")


def _squeeze(pieces: list[str]) -> str:
    """Text with one blank between words, and without letters that nobody sees."""
    return _squeeze_one(pieces[0] if len(pieces) == 1 else "".join(pieces))


def _squeeze_one(text: str) -> str:
    text = text.strip()
    # Text without other blanks is returned as it stands: to look costs less than to split and join.
    if text.isascii():
        if len(text.splitlines()) <= 1 and not ("  " in text or "\t" in text or "\x1f" in text):
            return text
    elif text.isprintable() and "  " not in text:
        return text
    else:
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


def read_html(markup: str, url: str) -> Page:
    """A page from decoded HTML: visible text, structure kept; embedded data where the page itself is empty."""
    letters = markup[:MAX_CHARS].encode("utf-8", "replace")  # once: of other than ASCII that takes as long as to parse
    if _may_be_deep(letters):
        letters = _flatten(letters)
    tree = LexborHTMLParser(letters)
    title_node = tree.css_first("title")
    title = _squeeze([title_node.text()]) if title_node is not None else ""
    builder = _Builder()
    if tree.body is not None:
        drop_surrounding(tree, letters)
        _walk(tree.body, builder)
    if builder.length <= SPARSE_CHARS:
        _read_embedded(tree, builder)
    return builder.page(url, title, "html")


_OPEN_OR_CLOSE = re.compile(
    r"<(/?)(?!(?:p|li|dt|dd|tr|td|th|option|br|img|input|hr|meta|link|source|wbr|col|area)\b)[a-zA-Z]"
)


def _flatten(letters: bytes) -> bytes:
    """Markup nested deeper than any page of people loses its tags: the parser takes quadratic time on it."""
    markup = letters.decode()
    # The deepest point is the greatest rise of opened minus closed above its lowest value so far.
    opened = list(accumulate(map(_STEP.__getitem__, _OPEN_OR_CLOSE.findall(markup)), initial=0))
    if max(map(sub, opened, accumulate(opened, min))) > MAX_DEPTH:
        return re.sub(rb"<[^<>]*>", b" ", letters)
    return letters


def _may_be_deep(markup: bytes) -> bool:
    """Whether a count of opened and closed elements does not rule a great depth out."""
    if markup.count(b"<") <= MAX_DEPTH:
        return False
    import numpy as np  # five times as fast as to count in Python; a small page does without

    letters = np.frombuffer(markup + b" ", np.uint8)
    ends = letters[np.flatnonzero(letters == ord("<")) + 1] == ord("/")
    opened = np.where(ends, -1, 1).cumsum()
    return bool((opened - np.minimum.accumulate(opened)).max() >= MAX_DEPTH)


_STEP = {"": 1, "/": -1}


_QUESTION_END = re.compile(r"\?[\s\"')*:]*$")


def _is_question(text: str) -> bool:
    return "?" in text and len(text) < 400 and bool(_QUESTION_END.search(text))


_MARKED = re.compile(
    r"(?:yes|no|none|y|n|n/a|[xX\u2713\u2714\u2717\u2718+-]|(?:not )?(?:accepted|sponsored|offered|available|"
    r"considered|required|supported))\W*",
    re.IGNORECASE,
)


class _Blocks:
    """Blocks of text, each read for what it is by the elements that stand open around it."""

    def __init__(self, builder: _Builder) -> None:
        self.builder = builder
        self.kinds = ["paragraph"]  # of the open elements that have one
        self.tables: list[_Table] = []
        self.question: str | None = None  # still open to an answer
        self.asked_by = ""  # a heading, term, summary, row, bold line, button or line
        self.term: str | None = None

    def ask(self, question: str | None, asked_by: str) -> None:
        """Open a question to what follows, or close the one before."""
        self.question, self.asked_by = question, asked_by if question is not None else ""

    def open(self, part: int, node: Any) -> None:
        """Heed an element that opens, beyond its ending the block before it."""
        kinds, tables = self.kinds, self.tables
        if part == KIND:
            kinds.append(KIND_OF[node.tag_id])
        elif part == CELL:
            kinds.append(KIND_OF[node.tag_id])
            if tables:
                tables[-1].cells_in_row += 1
        elif part == ROW:
            if tables:
                tables[-1].open_row(node)
        elif part == TABLE:
            kinds.append("paragraph")
            tables.append(_Table())
        elif part == BUTTON:
            kinds.append("button" if _TOGGLES.isdisjoint(node.attributes) else "toggle")

    def close(self, part: int) -> None:
        """Heed the end of an element, beyond its ending the block before it."""
        if part in (KIND, CELL, BUTTON):
            self.kinds.pop()
        elif part == ROW:
            if self.tables:
                self.close_row(self.tables[-1])
                self.end_question("row")
        elif part == TABLE:
            self.kinds.pop()
            self.tables.pop()
            self.end_question("row")
        elif part == LIST:
            self.term = None
            self.end_question("term")
        elif part == DETAILS:
            self.end_question("summary")
            self.builder.close_bold()

    def end_question(self, asked_by: str) -> None:
        if self.asked_by == asked_by:
            self.ask(None, "")

    def read_plain(self, piece: str) -> None:
        """Add a block of one piece of text without markup of its own."""
        text = _squeeze_one(piece)
        if (
            len(text) > MAX_VALUE
            and self.question is None
            and self.kinds[-1] == "paragraph"
            and not ("?" in text or "|" in text)
        ):
            self.builder.add(text, "paragraph")
        elif text:
            self.read(text, False)

    def read(self, text: str, is_bold: bool) -> None:
        """Add a block of text as what it is."""
        kind = self.kinds[-1]
        add = self.builder.add
        if kind == "item" and self.question is None and not (is_bold or "?" in text or "|" in text):
            add(text, kind)  # links of menus
            return
        if "|" in text and kind in ("paragraph", "item") and _PAIR.fullmatch(text):
            # "Letters | at least 3": a row that lost its table.
            head, _, value = text.partition("|")
            add(head.strip(), "term")
            add(value.strip(), "cell", row_head=head.strip())
            return
        asks = "?" in text and _is_question(text)
        if kind in _HEADINGS:
            add(text, "question" if asks else "heading")
            self.builder.open_heading(_HEADINGS[kind], text)
            self.ask(text if asks else None, "heading")
        elif kind == "term":
            add(text, "question" if asks else "term")
            self.ask(text if asks else None, "term")
            self.term = None if asks else text
        elif kind == "summary":
            if asks:
                add(text, "question")
                self.ask(text, "summary")
            else:
                self.add_title(text, "heading")
        elif kind in ("cell", "th") and self.tables:
            self.read_cell(text, kind, asks)
        else:
            self.read_line(text, kind, asks, is_bold)

    def read_cell(self, text: str, kind: str, asks: bool) -> None:
        table = self.tables[-1]
        index = table.cells_in_row - 1
        if kind == "th" or table.is_head_row:
            if table.is_head_row:
                while len(table.heads) <= index:
                    table.heads.append("")
                table.heads[index] = f"{table.heads[index]} {text}".strip()
            elif index == 0:
                table.row.append(text)
            self.builder.add(text, "question" if asks else "term")
            if index == 0 and not table.is_head_row:
                self.ask(text if asks else None, "row")
            return
        column = (table.heads[index] or None) if index < len(table.heads) else None
        if index == 0:
            # Under a head of its own, a mark is a value and no label of its row.
            table.row.append("" if column and _MARKED.fullmatch(text) else text)
            if asks:
                self.builder.add(text, "question")
                self.ask(text, "row")
                return
            if self.asked_by == "row":
                self.question = None
            # Whether this cell is a label shows when the row ends: see close_row.
            table.cell_start = len(self.builder.passages)
            self.builder.add(text, "cell", column_head=column)
        elif self.question:
            self.builder.add(text, "answer", question=self.question, column_head=column)
        else:
            row_head = (table.row[0] or None) if table.row else None
            self.builder.add(text, "cell", row_head=row_head, column_head=column)

    def close_row(self, table: _Table) -> None:
        table.is_head_row = False
        # A short first cell beside others is a label, not a sentence: "J-1 visas | No".
        passages = self.builder.passages
        if table.cells_in_row > 1 and table.row and 0 <= table.cell_start < len(passages):
            cell = passages[table.cell_start]
            if cell.kind == "cell" and cell.text == table.row[0] and len(cell.text) <= 60 and cell.text[-1] != ".":
                passages[table.cell_start] = cell._replace(kind="term", question=None, row_head=None)

    def read_line(self, text: str, kind: str, asks: bool, is_bold: bool) -> None:
        add = self.builder.add
        if is_bold and len(text) < 160 and kind in ("paragraph", "item"):
            if asks:
                add(text, "question")
                self.ask(text, "bold")
                return
            if kind == "paragraph" and len(text) < 80 and text[-1] not in ".;,":
                self.add_title(text, "heading")
                return
        if kind == "button" and not asks and len(text) < 60:
            self.add_title(text, "term")
        elif asks and kind in ("button", "toggle"):
            add(text, "question")
            self.ask(text, "button")
        elif kind == "toggle" and len(text) < 120:
            self.add_title(text, "heading")
        elif asks and kind in ("paragraph", "item") and len(text) < 200 and text.count("?") == 1 and ". " not in text:
            add(text, "question")
            self.ask(text, "line")
        elif kind == "definition":
            add(text, "answer" if self.question else "definition", question=self.question, row_head=self.term)
        elif self.question is not None:
            add(text, "answer", question=self.question)
            self.end_question("line")
        elif kind == "paragraph" and len(text) <= MAX_VALUE and ":" not in text and self.builder.ends_in_heading():
            # A few words straight below a heading are its value: "Letters of recommendation", "3".
            add(text, "definition", row_head=self.builder.passages[-1].text)
        else:
            add(text, kind if kind in ("item", "cell") else "paragraph")

    def add_title(self, text: str, kind: str) -> None:
        """Add a line that stands over what follows, and is no heading by its markup."""
        self.builder.add(text, kind)
        self.builder.open_heading(_BOLD_LEVEL, text)
        self.ask(None, "")


def _walk(root: Any, builder: _Builder) -> None:
    """One pass over the tree without recursion: depth costs nothing. Each question to a node does, so few are asked."""
    blocks = _Blocks(builder)
    pieces: list[str] = []  # of the block being read
    open_bold = 0  # elements
    is_bold = True  # each piece

    def close_block() -> None:
        nonlocal pieces, is_bold
        text = _squeeze(pieces)
        if text:
            blocks.read(text, is_bold)
        pieces, is_bold = [], True

    part_of = PART_OF.get
    opened: list[tuple[Any, int]] = []
    in_main = 0
    node = root.first_child
    while True:
        if node is None:
            if not opened:
                break
            node, part = opened.pop()
            if part >= BREAK:
                if pieces:
                    close_block()
                if part == MAIN:
                    in_main -= 1
                elif part > MAIN:
                    blocks.close(part)
            elif part == BOLD:
                open_bold -= 1
            node = node.next
            continue
        part = part_of(node.tag_id, INLINE)
        words = node
        if part != TEXT:
            if part >= BREAK:
                if part == HEADER and not in_main and len(opened) < 4:
                    _add_banner(node, builder)
                    node = node.next
                    continue
                if pieces:
                    close_block()
            elif part <= IMAGE:
                said = _read_alt(node) if part == IMAGE else ""
                if said:
                    if pieces:
                        close_block()
                    builder.add(said, "paragraph")
                node = node.next
                continue
            words = node.first_child
            if INLINE <= part <= BREAK:
                if words is None:
                    node = node.next
                    continue
                goes_in = words.next is not None or part_of(words.tag_id) != TEXT
            else:
                goes_in = True
                if part == BOLD:
                    open_bold += 1
                elif part == MAIN:
                    in_main += 1
                elif part > MAIN:
                    blocks.open(part, node)
            if goes_in:
                opened.append((node, part))
                node = words
                continue
        # Text, or an element that holds nothing else and ends at once.
        text = "" if words.is_empty_text_node else words.text_content
        if text and not text.isspace():
            if part == BREAK and not pieces and not open_bold:
                blocks.read_plain(text)  # most of all text
                node = node.next
                continue
            pieces.append(text)
            if not open_bold:
                is_bold = False
            if part == BREAK:
                close_block()
        elif pieces:
            pieces.append(" ")
        node = node.next
    if pieces:
        close_block()


_ALT_SAYS = re.compile(
    r"visa|sponsor|\bj-?1\b|\bh-?1-?b?\b|usmle|comlex|ecfmg|\bletters? of\b|deadline|clinical experience|\bimgs?\b|"
    r"attempt|\bstep [123i]",
    re.IGNORECASE,
)
MAX_ALT = 400  # letters


def _read_alt(image: Any) -> str:
    """What a picture says in words ("We sponsor J-1 visas"): its alternative text, where that speaks of a fact."""
    said = image.attrs.get("alt")
    if not said or len(said) > MAX_ALT or " " not in said or not _ALT_SAYS.search(said):
        return ""
    return _squeeze([said])


def _add_banner(header: Any, builder: _Builder) -> None:
    """The heading in a page's header, of which nothing else is read."""
    heading = header.css_first("h1")
    text = _squeeze([heading.text()]) if heading is not None else ""
    if text:
        builder.add(text, "heading")
        builder.open_heading(1, text)


def _all_heads(row: Any) -> bool:
    child = row.first_child
    seen = 0
    while child is not None:
        if child.tag == "td":
            return False
        if child.tag == "th":
            seen += 1
        child = child.next
    return seen > 1


# ---------------------------------------------------------------- embedded data

_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")


def _read_embedded(tree: Any, builder: _Builder) -> None:
    """JSON-LD, JSON scripts and data attributes of a page whose own text is missing."""
    for script in tree.css("script"):
        kind = (script.attributes.get("type") or "").lower()
        if "settings" in (script.attributes.get("data-drupal-selector") or script.attributes.get("id") or ""):
            continue
        source = script.text()
        if not source or len(source) > MAX_CHARS:
            continue
        if "json" in kind:
            _add_json_source(source, builder)
        elif not kind or "javascript" in kind or kind == "module":
            found = re.search(r"=\s*(?=[{\[]\s*[\"{\[])", source)
            if found:
                _add_json_source(source[found.end() :], builder)
    for node in tree.css("body *"):
        for name, value in node.attributes.items():
            if value and name.startswith("data-") and len(value) > 20:
                bare = value.strip()
                if bare[:1] in "{[":
                    _add_json_source(bare, builder)
                elif bare.count(" ") > 3:
                    _add_fragment(bare, builder, None, None)
    noscript = tree.css_first("noscript")
    if noscript is not None and builder.length <= SPARSE_CHARS:
        _add_fragment(noscript.text() or "", builder, None, None)


def _add_json_source(source: str, builder: _Builder) -> None:
    try:
        data, _ = json.JSONDecoder().raw_decode(source.strip())
    except (ValueError, RecursionError):
        return
    _add_json(data, builder)


_NAMELESS = frozenset(
    [
        "@type",
        "@context",
        "@id",
        "url",
        "type",
        "id",
        "lang",
        "inlanguage",
        "name",
        "text",
        "description",
        "headline",
        "articlebody",
        "body",
        "content",
        "html",
        "value",
        "answer",
        "question",
        "title",
        "label",
        "heading",
        "header",
        "summary",
    ]
)


def _add_json(root: object, builder: _Builder) -> None:
    """Strings of a JSON value in reading order; a key becomes the row head of a short value."""
    stack: list[tuple[str, object]] = [("", root)]
    while stack:
        key, data = stack.pop()
        if isinstance(data, dict):
            if _is_furniture(data):
                continue
            asked = _first_string(data, ("question", "q", "name", "title", "label", "heading", "header", "summary"))
            answer = data.get("acceptedAnswer") or data.get("answer") or data.get("a") or data.get("suggestedAnswer")
            if isinstance(answer, list) and answer:
                answer = answer[0]
            if isinstance(answer, dict):
                answer = _first_string(answer, ("text", "body", "html", "content"))
            if asked and isinstance(answer, str):
                asked = _strip(asked)
                builder.add(asked, "question")
                _add_fragment(answer, builder, asked, None)
                continue
            label = _first_string(data, ("label", "name", "title", "term", "key", "heading", "header", "question"))
            value = _first_string(data, ("value", "text", "body", "content", "html"))
            if label and value and len(data) <= 6 and label != value:
                builder.add(_strip(label), "question" if _is_question(label) else "term")
                asks = _is_question(label)
                _add_fragment(value, builder, _strip(label) if asks else None, None if asks else _strip(label))
                continue
            stack.extend((str(name), value) for name, value in reversed(data.items()))
        elif isinstance(data, list):
            stack.extend((key, value) for value in reversed(data))
        elif isinstance(data, str):
            bare = data.strip()
            if not bare or bare.startswith(("http:", "https:", "/", "#", "data:")):
                continue
            if key.lower() in _NAMELESS and " " not in bare:
                continue
            if key.startswith("@"):
                continue
            head = None if key.lower() in _NAMELESS else _spell_key(key)
            if head is not None and _SETTING.search(head):
                continue
            _add_fragment(bare, builder, None, head)
        elif isinstance(data, (bool, int, float)) and key and not _SETTING.search(_spell_key(key)):
            word = ("Yes" if data else "No") if isinstance(data, bool) else str(data)
            builder.add(word, "cell", row_head=_spell_key(key))


# Linked data about the site and not about a program: trails of links, logos, search boxes.
_FURNITURE = frozenset(
    ("BreadcrumbList", "ListItem", "WebSite", "ImageObject", "SearchAction", "SiteNavigationElement", "VideoObject")
)
# Keys of programs' settings; such a value is no sentence of a page.
_SETTING = re.compile(
    r"(?i)^(?:position|order|index|sort|id|uuid|count|width|height|weight|status|version|priority|depth|level|limit|"
    r"offset|page|size|delta|timestamp|locale|theme|slug|src|href|alt)$|\b(?:ext|mailto|tel|class|css|style|classes|"
    r"selector|icons?|ajax|plugin|script|cookie|token|nonce|analytics|path|front|delimiter|enabled|disabled|visible|"
    r"hidden|debug|hash|cache|color|font|layout|image|img class|thumbnail|published|modified|created)\b"
)


def _is_furniture(data: dict[str, Any]) -> bool:
    kind = data.get("@type")
    return kind in _FURNITURE if isinstance(kind, str) else False


def _first_string(data: dict[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = data.get(name)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, (int, float)) and not isinstance(value, bool) and name == "value":
            return str(value)
    return None


def _spell_key(key: str) -> str:
    """minimumStep2_score -> minimum Step2 score."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]+", " ", key).strip()


def _strip(text: str) -> str:
    return _squeeze([_TAG.sub(" ", text)]) if "<" in text else _squeeze([text])


def _add_fragment(text: str, builder: _Builder, question: str | None, head: str | None) -> None:
    """A string out of data, which may itself be HTML, also escaped HTML."""
    if "&lt;" in text:
        text = unescape(text)
    if "<" in text and _TAG.search(text):
        body = LexborHTMLParser(text).body
        if body is None:
            return
        inner = _Builder()
        inner.levels, inner.trail = list(builder.levels), builder.trail
        _walk(body, inner)
        for passage in inner.passages:
            builder.add(
                passage.text,
                passage.kind,
                question=passage.question or question,
                row_head=passage.row_head or head,
                column_head=passage.column_head,
            )
        return
    clean = _squeeze([text])
    if clean:
        kind = "answer" if question else ("definition" if head else "paragraph")
        builder.add(clean, kind, question=question, row_head=head)


def _read_json(text: str, url: str) -> Page:
    builder = _Builder()
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return read_text(text, url)
    _add_json(data, builder)
    return builder.page(url, "", "json")


# ---------------------------------------------------------------- pdf


def _read_pdf(body: bytes, url: str) -> Page:
    """Text of a PDF's pages, lines joined to paragraphs; empty text where there is none to read."""
    import pypdfium2

    texts: list[tuple[str, dict[str, str]]] = []
    try:
        document = pypdfium2.PdfDocument(body)
        try:
            for index in range(min(len(document), MAX_PDF_PAGES)):
                page = document[index]
                text_page = page.get_textpage()
                texts.append((text_page.get_text_bounded(), _read_fonts(text_page)))
                text_page.close()
                page.close()
        finally:
            document.close()
    except pypdfium2.PdfiumError:
        return Page(url=url, title="", content_kind="pdf", text="")
    builder = _Builder()
    for text, fonts in texts:
        for block in _join_lines(text, fonts):
            kind = (
                "item"
                if _BULLET.match(block)
                else "question"
                if _is_question(block) and block.count("?") == 1
                else "paragraph"
            )
            builder.add(block, kind)
    return builder.page(url, "", "pdf")


_PRINTED_LABEL = re.compile(r"[A-Z][^:.?!]{1,50}:\s+\S")


def _read_fonts(text_page: Any) -> dict[str, str]:
    """The font in which each line of a printed page begins; empty where letters and text do not run side by side."""
    import pypdfium2.raw as pdfium

    text = text_page.get_text_range()
    if len(text) != text_page.count_chars() or len(text) > MAX_STYLED:
        return {}
    fonts: dict[str, str] = {}
    position = 0
    buffer = ctypes.create_string_buffer(80)
    flags = ctypes.c_int()
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            size = pdfium.FPDFText_GetFontInfo(text_page.raw, position, buffer, len(buffer), ctypes.byref(flags))
            name = buffer.raw[: max(0, min(size, len(buffer)) - 1)].decode("utf-8", "replace") if size else ""
            fonts[_squeeze([bare.replace("\ufffe", "-")])] = (
                f"{name} {pdfium.FPDFText_GetFontSize(text_page.raw, position):.1f}"
            )
        position += len(line)
    return fonts


def _join_lines(text: str, fonts: dict[str, str]) -> Iterator[str]:
    """Lines of a printed page as paragraphs: a line goes on where it is long, in one font, and starts no new item."""
    lines = [
        _squeeze([line.replace("\ufffe", "-")]) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    widest = max((len(line) for line in lines), default=0)
    block = ""
    last = ""
    for line in lines:
        if not line:
            if block:
                yield block
            block = last = ""
            continue
        # Where the line's first word would still have stood on the line before, the break was meant.
        is_wrapped = len(last) + 1 + len(line.partition(" ")[0]) > 0.85 * widest
        changes_font = bool(last) and fonts.get(last, "") != fonts.get(line, "")
        starts_anew = bool(_BULLET.match(line) or _PRINTED_LABEL.match(line)) or changes_font
        goes_on = (
            bool(block)
            and not starts_anew
            and last[-1:] not in ".:?!;"
            and (is_wrapped or line[:1].islower() or last[-1:] in ",-(")
        )
        if goes_on or (block and last[-1:] in ".;" and is_wrapped and not starts_anew):
            block = f"{block} {line}"
        else:
            if block:
                yield block
            block = line
        last = line
    if block:
        yield block
