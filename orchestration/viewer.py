"""A small server beside the Dagster UI, on loopback only: archived copies of pages, and the Data Docs of releases.

Read-only. An archived page is shown as its readable text with the quote marked: nothing of the page runs, loads or
links, whatever stood in it.
"""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pyarrow.compute as pc
import pyarrow.parquet as pq

DOCS = "data_docs"  # in the home: one folder per release, one per night that was checked
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_STYLE = (
    "<style>body{font:15px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;border-top:1px solid #ccc;padding-top:1rem}"
    "mark{background:#ffe08a;padding:.1rem}code{overflow-wrap:anywhere}</style>"
)
_FILE = re.compile(r"^/docs/([A-Za-z0-9][A-Za-z0-9_.:+-]{0,100})/([a-z_]{1,60}\.html)$")
_QUOTE_CHARS = 300


def viewer_port(ui_port: int) -> int:
    """The viewer stands beside the UI: on the port after it."""
    return ui_port + 1 if ui_port < 65535 else ui_port - 1


def viewer_address(ui_port: int) -> str:
    return f"http://127.0.0.1:{viewer_port(ui_port)}"


def page_path(url: str, quoted: str | None = None) -> str:
    """Path on the viewer of the archived copy of an address, with the quote to mark. Safe inside any markup."""
    path = f"/page?url={quote(url, safe='')}"
    return path + (f"&quote={quote(quoted[:_QUOTE_CHARS], safe='')}#quote" if quoted else "")


def docs_path(name: str) -> str:
    """Path on the viewer of the Data Docs of a release or night."""
    return f"/docs/{quote(name, safe='')}/index.html"


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """The newest archived text of an address."""

    url: str
    fetched_at: str
    body_sha256: str
    title: str
    text: str


def find_page(archive: Path, url: str) -> ArchivedPage | None:
    """The newest body had from an address, as text; None where the archive has none or nothing was read from it."""
    newest: tuple[str, str] | None = None
    for part in sorted((archive / "raw_fetches").glob("*.parquet")):
        rows = pq.read_table(part, columns=["url", "fetched_at", "failure", "body_sha256"], filters=[("url", "=", url)])
        for row in rows.to_pylist():
            if row["failure"] is None and row["body_sha256"]:
                newest = max(newest or ("", ""), (row["fetched_at"].isoformat(timespec="minutes"), row["body_sha256"]))
    if newest is None:
        return None
    for part in sorted((archive / "raw_texts").glob("*.parquet"), reverse=True):
        for batch in pq.ParquetFile(part).iter_batches(500, columns=["body_sha256", "title", "text"]):
            for row in batch.filter(pc.equal(batch.column("body_sha256"), newest[1])).to_pylist():
                return ArchivedPage(url, newest[0], newest[1], row["title"] or "", row["text"])
    return None


def render_page(page: ArchivedPage, quoted: str = "") -> str:
    """The archived text as a page that holds nothing but text."""
    at = page.text.find(quoted) if quoted else -1
    if at >= 0:
        before, marked, after = page.text[:at], page.text[at : at + len(quoted)], page.text[at + len(quoted) :]
        body = f'{html.escape(before)}<mark id="quote">{html.escape(marked)}</mark>{html.escape(after)}'
    else:
        body = html.escape(page.text)
    note = "" if at >= 0 or not quoted else "<p><b>The quote does not stand in this text.</b></p>"
    return _document(
        page.title or "Archived page",
        f"<p>Archived copy of <code>{html.escape(page.url)}</code>, had {html.escape(page.fetched_at)}, "
        f"body <code>{page.body_sha256[:12]}</code>. Readable text only.</p>{note}<pre>{body}</pre>",
    )


def _document(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>{_STYLE}</head>'
        f"<body><h1>{html.escape(title)}</h1>{body}</body></html>"
    )


def _answer(home: Path, target: str) -> tuple[int, str]:
    """(status, HTML) of a request."""
    parts = urlsplit(target)
    if parts.path == "/page":
        asked = parse_qs(parts.query)
        url = asked.get("url", [""])[0]
        page = find_page(home / "archive", url)
        if page is not None:
            return 200, render_page(page, asked.get("quote", [""])[0])
        return 404, _document(
            "No archived copy", f"<p>The archive holds no text of <code>{html.escape(url)}</code>.</p>"
        )
    if (match := _FILE.match(parts.path)) and ".." not in match[1]:
        file = home / DOCS / match[1] / match[2]
        if file.is_file():
            return 200, file.read_text(encoding="utf-8")
        return 404, _document("No Data Docs", "<p>They go with their release; see: residency-atlas releases list</p>")
    return 404, _document("Nothing here", "<p>Links in the Dagster UI lead to archived pages and Data Docs.</p>")


def _handler(home: Path) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            # A page elsewhere must not read the archive through a name that it points at this machine.
            host = (self.headers.get("Host") or "").rsplit(":", 1)[0]
            if host not in ("127.0.0.1", "localhost"):
                self.send_error(403)
                return
            status, text = _answer(home, self.path)
            content = text.encode("utf-8", "replace")
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Content-Security-Policy", _POLICY)
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Referrer-Policy", "no-referrer")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Addresses asked for are nobody's business."""

    return Handler


@contextmanager
def serving_pages(home: Path, port: int) -> Iterator[str]:
    """Serve within the block; gives the address. OSError where the port is taken."""
    server = ThreadingHTTPServer(("127.0.0.1", port), _handler(home))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
