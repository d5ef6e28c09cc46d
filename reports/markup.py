"""HTML that leaves this house: the frame, the style and the escaping of summaries and digests. No text of theirs.

Pages hold no script and load nothing; every text is escaped, and only safe web addresses become links.
"""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")

# Colors: text on its ground has a contrast of at least 4.5 (WCAG AA) in every pair, dark and printed alike.
STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 60rem; background: #fff; color: #1b2430;
  font: 1rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
h1 { font-size: 1.45rem; line-height: 1.2; margin: 0 0 .25rem; color: #1f3864; }
h2 { font-size: 1.1rem; margin: 1.8rem 0 .6rem; padding-bottom: .25rem; border-bottom: 2px solid #1f3864;
  color: #1f3864; }
h3 { font-size: 1rem; margin: 0; }
p, ul, ol, dl { margin: .4rem 0; }
ul, ol { padding-left: 1.2rem; }
a { color: #0b4fa8; }
.small, footer { font-size: .875rem; color: #4a5564; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(6.2rem, 1fr)); gap: .5rem; padding: 0;
  list-style: none; }
.tiles li { padding: .5rem .6rem; border: 1px solid #bfc8d6; border-radius: .5rem; background: #f6f8fb; }
.tiles b { display: block; font-size: 1.35rem; line-height: 1.2; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); gap: .7rem;
  align-items: start; padding: 0; list-style: none; }
.cards > li { padding: .7rem .8rem; border: 1px solid #bfc8d6; border-left: .4rem solid #8a94a3; border-radius: .5rem;
  break-inside: avoid; }
.cards > li.reach { border-left-color: #c8701f; }
.cards > li.target { border-left-color: #2f75b5; }
.cards > li.safety { border-left-color: #4f8f35; }
.badge { display: inline-block; padding: .05rem .5rem; border-radius: 1rem; font-size: .8125rem; font-weight: 600;
  color: #1b2430; background: #e7e6e6; }
.badge.reach { background: #fbe0c4; }
.badge.target { background: #d6e6f5; }
.badge.safety { background: #d9eed9; }
.badge.signal { background: #fff3c4; }
.badges { margin: .35rem 0; display: flex; flex-wrap: wrap; gap: .35rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem .7rem; }
dt { color: #4a5564; }
dd { margin: 0; }
details { margin-top: .4rem; }
summary { padding: .45rem 0; cursor: pointer; color: #0b4fa8; font-weight: 600; }
summary:focus-visible, a:focus-visible { outline: 3px solid #0b4fa8; outline-offset: 2px; }
q, blockquote { font-style: italic; }
blockquote { margin: .2rem 0; padding-left: .7rem; border-left: 3px solid #bfc8d6; }
.warn { color: #9c1c1c; }
.box { padding: .6rem .8rem; border-left: .4rem solid #9c1c1c; background: #fdf1f1; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .3rem .5rem; border-bottom: 1px solid #d5dbe4; text-align: left; vertical-align: top; }
td.count, th.count { text-align: right; }
.scroll { overflow-x: auto; }
@media print {
  @page { margin: 12mm; }
  html { font-size: 9pt; }
  body { max-width: none; padding: 0; }
  h2, h3 { break-after: avoid; }
  .unprinted { display: none; }
  a { color: inherit; text-decoration: none; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  summary { list-style: none; color: #1b2430; padding: .2rem 0; }
  .cards { display: block; columns: 2; column-gap: .7rem; }
  .cards > li { margin-bottom: .7rem; }
  .badge { border: 1px solid #8a94a3; }
}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def escape(text: object) -> str:
    """Text as HTML shows it literally: escaped, without control characters or marks that turn the reading order."""
    return html.escape(_CONTROL.sub("\ufffd", str(text).replace("\r\n", "\n").replace("\r", "\n")), quote=True)


def is_safe_link(url: str) -> bool:
    """Whether an address may become a link: http(s) with a host, no blanks or control characters, not too long."""
    if len(url) > 2000 or re.search(r"[\s\x00-\x1f\x7f\"<>\\^`{|}]", url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def link(url: str, text: str) -> str:
    """A link that tells nothing of where it came from; of an address that is not safe, its text alone."""
    if not is_safe_link(url):
        return escape(f"{text}: {url}" if url and url != text else text)
    return f'<a href="{escape(url)}" rel="noopener noreferrer nofollow" target="_blank">{escape(text)}</a>'


def frame(title: str, body: str) -> str:
    """A whole page. `body` is HTML already."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex, nofollow">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
