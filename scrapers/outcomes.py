"""What became of a request: every exception and every answer is given one of the failure kinds of `raw_fetches`.

Pure functions over exceptions, statuses and headers; who retries and who rests belongs in `scrapers/middlewares.py`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    StopDownload,
    UnsupportedURLSchemeError,
)
from service_identity import CertificateError, VerificationError
from twisted.internet import error as tx

READABLE_TYPES = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain", "application/json")
SITEMAP_TYPES = ("text/xml", "application/xml", "application/gzip", "application/x-gzip")
UNNAMED_TYPES = ("", "application/octet-stream", "binary/octet-stream", "application/download")
TABLE_TYPES = (
    "text/csv",
    "application/csv",
    "text/tab-separated-values",
    "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    *UNNAMED_TYPES,
)
_CHALLENGE = re.compile(
    rb"just a moment\.\.\.|attention required! \| cloudflare|checking your browser|cf-challenge|_incapsula_resource"
    rb"|px-captcha|ddos protection by|are you a robot|verify you are human|request unsuccessful\. incapsula",
    re.IGNORECASE,
)


_SAYS_MISSING = re.compile(
    rb"<title[^<>]{0,100}>\s*(?:[^<>]{0,80}\s[|:\xb7-]\s*)?(?:error\s*:?\s*)?"
    rb"(?:404(?:\s*[-|:]|\s+(?:error|not found|page)|\s*<)"
    rb"|(?:the )?(?:requested )?page (?:was |is |could |can )?not (?:be )?found)",
    re.IGNORECASE,
)


class CrawlRefusal(IgnoreRequest):
    """A request that was not sent, with its failure kind and why."""

    def __init__(self, kind: str, detail: str, is_about_host: bool = False) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.is_about_host = kind, detail, is_about_host


class RefusedAnswer(StopDownload):
    """An answer that was left at its headers, with its failure kind and why."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(fail=True)
        self.kind, self.detail = kind, detail


def media_type(content_type: str | None) -> str:
    return (content_type or "").split(";", 1)[0].strip().lower()


def classify_exception(error: BaseException, refused_address: str | None = None) -> tuple[str, str]:
    """(failure kind, detail). `refused_address` says why the guard refused what the host's name resolved to."""
    if isinstance(error, CrawlRefusal | RefusedAnswer):
        return error.kind, error.detail
    if isinstance(error, CannotResolveHostError | tx.DNSLookupError):
        return ("unsafe_address", refused_address) if refused_address else ("dns", "the host's name does not resolve")
    if isinstance(error, DownloadConnectionRefusedError):
        return "refused", "the host refused the connection"
    if isinstance(error, DownloadTimeoutError | TimeoutError | tx.TimeoutError):
        return "timeout", re.sub(r"^Getting \S+ took", "the answer took", str(error)) or "no answer in time"
    if isinstance(error, DownloadCancelledError):
        # Scrapy cancels a download for its size alone; a timeout has an error of its own.
        return "too_large", "the body is larger than the cap"
    if isinstance(error, StopDownload):
        headers = error.response.headers if getattr(error, "response", None) is not None else {}
        content_type = headers.get(b"Content-Type", b"") or b""
        return "not_html", f"content type {content_type.decode('latin-1')[:80]!r} is not read"
    if isinstance(error, ResponseDataLossError):
        return "reset", "the connection closed before the body ended"
    if isinstance(error, DownloadFailedError):
        reasons = [reason.value for reason in getattr(error.__cause__, "reasons", [])]
        names = ", ".join(sorted({type(reason).__name__ for reason in reasons})) or str(error)[:120]
        if "HeadTooLargeError" in names:
            return "bad_response", "the headers of the answer do not end"
        tls = [reason for reason in reasons if isinstance(reason, SSL.Error | VerificationError | CertificateError)]
        if tls:
            return "tls", f"no secure connection: {_told_by_tls(tls[0])}"
        if any(isinstance(reason, tx.ConnectionLost | tx.ConnectionDone | tx.ConnectionAborted) for reason in reasons):
            return "reset", f"the connection was lost ({names})"
        return "bad_response", f"the answer is not HTTP ({names})"
    if isinstance(error, UnsupportedURLSchemeError | NotSupported):
        return "unsafe_address", "only http and https are asked for"
    if isinstance(error, IgnoreRequest) and "during decompression" in str(error):
        return "too_large", "the inflated body is larger than the cap"
    if isinstance(error, tx.ConnectionLost | tx.ConnectionDone | tx.ConnectionAborted):
        return "reset", f"the connection was lost ({type(error).__name__})"
    if isinstance(error, tx.ConnectError):
        return "refused", f"no connection ({type(error).__name__})"
    if isinstance(error, zlib.error | OSError | EOFError):
        return "bad_response", f"the body could not be decoded ({type(error).__name__})"
    return "bad_response", f"{type(error).__name__}: {str(error)[:160]}"


def _told_by_tls(error: Exception) -> str:
    """What is wrong with a certificate or handshake, in the words of the library, without its error codes."""
    if not isinstance(error, SSL.Error):
        return "the certificate is of another host"
    words = [str(part[-1]) for part in (error.args[0] if error.args else ()) if isinstance(part, tuple)]
    return ", ".join(dict.fromkeys(words))[:160] or "the handshake failed"


def is_challenge(status: int, headers: Mapping[bytes, bytes], body: bytes) -> bool:
    """Whether an answer is a wall against robots instead of the page."""
    if (headers.get(b"cf-mitigated") or b"").lower() == b"challenge":
        return True
    return (status in (403, 429, 503) or len(body) < 20_000) and bool(_CHALLENGE.search(body[:8192]))


def classify_answer(
    status: int,
    headers: Mapping[bytes, bytes],
    body: bytes,
    content_type: str | None,
    is_sitemap: bool = False,
    accepts: tuple[str, ...] = (),
) -> tuple[str, str] | None:
    """(failure kind, detail) of an answer that is not the page; None where the page was had."""
    if is_challenge(status, headers, body):
        return "blocked", f"status {status}: a page that asks whether the visitor is a robot"
    if status in (404, 410):
        return "gone", f"status {status}"
    if status in (401, 403, 407, 429, 451):
        return "blocked", f"status {status}"
    if status >= 500:
        return "server_error", f"status {status}"
    if status != 200:
        return "bad_response", f"status {status}"
    if not body:
        return "bad_response", "the body is empty"
    kind = media_type(content_type)
    if kind == "text/html" and not is_sitemap and _SAYS_MISSING.search(body[:20_000]):
        return "gone", "status 200, but its title says that there is no such page"
    if kind in READABLE_TYPES + accepts or (is_sitemap and kind in SITEMAP_TYPES):
        return None
    if kind in UNNAMED_TYPES and (
        is_sitemap
        or body[:5] == b"%PDF-"
        or re.match(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body)", body[:300], re.IGNORECASE)
    ):
        return None
    return "not_html", f"content type {kind or 'missing'!r} is not read"
