"""The demo's HTTP server: one loopback socket per site, conditional requests, an access log, hosts that misbehave.

What an address serves is asked of `world.py`. The server binds loopback addresses only and keeps no state but the
requests that the flaky host has failed once.
"""

from __future__ import annotations

import asyncio
import contextlib
import email.utils
import gzip
import http
import io
import ipaddress
import json
import resource
import signal
import socket
import struct
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

from demo.world import Answer, Place, World, WorldError, http_date, load_world

HUGE_BYTES = 30 * 1024 * 1024
DRIP_SECONDS = 0.5
IDLE_SECONDS = 30.0
METADATA_URL = "http://169.254.169.254/latest/meta-data/"


class Server:
    """Serves one world until told to stop."""

    def __init__(self, world: World, log: io.TextIOBase) -> None:
        self.world, self.log = world, log
        self.failed_once: set[int] = set()
        self.open_writers: set[asyncio.StreamWriter] = set()

    # --- One connection -----------------------------------------------------------------------------------------
    async def serve_connection(self, place: Place, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open_writers.add(writer)
        try:
            while await self._serve_request(place, reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
            pass  # the client went away, sent rubbish or fell asleep
        finally:
            self.open_writers.discard(writer)
            with contextlib.suppress(Exception):
                writer.close()

    async def _serve_request(self, place: Place, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; true where the connection may carry another."""
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), IDLE_SECONDS)
        first, *lines = head.decode("latin-1").split("\r\n")
        parts = first.split(" ")
        if len(parts) != 3:
            await self._send(writer, place, "?", Answer(400, b"bad request", "text/plain"), False, "GET", False)
            return False
        method, target, version = parts
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        keeps = version == "HTTP/1.1" and headers.get("connection", "").lower() != "close"
        is_conditional = "if-none-match" in headers or "if-modified-since" in headers
        if method not in ("GET", "HEAD"):
            await self._send(writer, place, target, Answer(405, b"", "text/plain"), is_conditional, method, False)
            return False
        kind = self.world.programs[place.index].misbehaves if place.kind == "program" else None
        if kind and target != "/robots.txt":
            answer = await self._misbehave(kind, place, target, writer, is_conditional)
            if answer is None:
                return False
        else:
            answer = self.world.answer(place, target, self.world.night())
        if is_conditional and answer.status == 200 and is_unchanged(answer, headers):
            answer = Answer(304, b"", answer.content_type, answer.etag, answer.last_modified)
        if self.compresses(place) and answer.body and "gzip" in headers.get("accept-encoding", ""):
            answer = replace(answer, body=gzip.compress(answer.body, mtime=0), encoding="gzip")
        await self._send(writer, place, target, answer, is_conditional, method, keeps)
        return keeps

    def compresses(self, place: Place) -> bool:
        """Whether the host compresses for those who take it, as WordPress hosts mostly do."""
        return place.kind == "program" and self.world.programs[place.index].kind == "wordpress"

    async def _send(
        self,
        writer: asyncio.StreamWriter,
        place: Place,
        target: str,
        answer: Answer,
        is_conditional: bool,
        method: str,
        keeps: bool,
    ) -> None:
        reason = http.HTTPStatus(answer.status).phrase
        lines = [f"HTTP/1.1 {answer.status} {reason}", "Server: demo", f"Date: {email.utils.formatdate(usegmt=True)}"]
        if answer.status != 304:
            lines += [f"Content-Type: {answer.content_type}", f"Content-Length: {len(answer.body)}"]
        if answer.etag:
            lines.append(f"ETag: {answer.etag}")
        if answer.last_modified:
            lines.append(f"Last-Modified: {http_date(answer.last_modified)}")
        if answer.encoding:
            lines += [f"Content-Encoding: {answer.encoding}", "Vary: Accept-Encoding"]
        if answer.location:
            lines.append(f"Location: {answer.location}")
        lines.append(f"Connection: {'keep-alive' if keeps else 'close'}")
        body = b"" if method == "HEAD" or answer.status == 304 else answer.body
        self.note(place, target, answer.status, is_conditional, len(body))  # before the client can see the answer
        writer.write("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)
        await writer.drain()

    def note(self, place: Place, target: str, status: int, is_conditional: bool, sent: int) -> None:
        """One line of the access log. Status 0: no answer was given."""
        line = {
            "time": round(time.time(), 3),
            "host": f"{place.host}:{place.port}",
            "path": target,
            "status": status,
            "conditional": is_conditional,
            "bytes": sent,
        }
        self.log.write(json.dumps(line) + "\n")
        self.log.flush()

    # --- Misbehaviour -------------------------------------------------------------------------------------------
    async def _misbehave(
        self, kind: str, place: Place, target: str, writer: asyncio.StreamWriter, is_conditional: bool
    ) -> Answer | None:
        """The answer of a misbehaving host; None where it was given (or refused) on the wire already."""
        if kind == "slow":
            self.note(place, target, 200, is_conditional, 0)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000000\r\n\r\n")
            while True:
                writer.write(b"<")
                await writer.drain()
                await asyncio.sleep(DRIP_SECONDS)
        if kind == "reset":
            self.note(place, target, 0, is_conditional, 0)
            raw = writer.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
            return None
        if kind == "huge_body":
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n<html><body>"
            )
            block = b"<p>The cafeteria opens at six and closes at eight.</p>\n" * 1200
            sent = 0
            try:
                while sent < HUGE_BYTES:
                    writer.write(block)
                    sent += len(block)
                    await writer.drain()
            finally:
                self.note(place, target, 200, is_conditional, sent)
            return None
        if kind == "redirect_loop":
            return Answer(302, location="/b" if target == "/a" else "/a")
        if kind == "unsafe_redirect":
            return Answer(302, location=METADATA_URL)
        if kind in ("gone_404", "gone_410", "server_error", "blocked"):
            status = {"gone_404": 404, "gone_410": 410, "server_error": 500, "blocked": 403}[kind]
            return Answer(status, f"<html><body><h1>Error {status}</h1></body></html>".encode())
        if kind == "not_html":
            return Answer(200, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "image/png")
        if kind == "flaky_500" and target == "/" and place.index not in self.failed_once:
            self.failed_once.add(place.index)
            return Answer(500, b"<html><body><h1>Internal Server Error</h1></body></html>")
        answer = self.world.answer(place, target, self.world.night())
        if kind == "wrong_charset" and answer.content_type.startswith("text/html"):
            return Answer(answer.status, mislabel(answer.body), answer.content_type, answer.etag, answer.last_modified)
        return answer

    # --- Life ---------------------------------------------------------------------------------------------------
    async def run(self) -> None:
        """Listen on every address, say so on standard output, stop on SIGTERM or SIGINT."""
        loop = asyncio.get_running_loop()
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        servers = []
        places = self.world.places()
        raise_file_limit(len(places) * 2 + 512)
        for place in places:
            listener = listen(place)
            server = await asyncio.start_server(partial(self.serve_connection, place), sock=listener, limit=65536)
            servers.append(server)
        print(f"ready {self.world.port}", flush=True)
        await stop.wait()
        for server in servers:
            server.close()
        for writer in list(self.open_writers):
            writer.transport.abort()


def mislabel(body: bytes) -> bytes:
    """The page in Windows bytes, among them some that are no UTF-8, while header and page go on saying UTF-8."""
    text = (
        body.decode("utf-8")
        .replace("&#x27;", "\u2019")
        .replace(">Privacy<", ">Caf\u00e9 \u2013 our visitors\u2019 corner<")
    )
    return text.encode("cp1252", "xmlcharrefreplace")


def is_unchanged(answer: Answer, headers: dict[str, str]) -> bool:
    """Whether a conditional request already holds this answer. The ETag is asked first, as HTTP wants it."""
    if "if-none-match" in headers:
        held = [tag.strip().removeprefix("W/") for tag in headers["if-none-match"].split(",")]
        return answer.etag is not None and (answer.etag in held or "*" in held)
    if answer.last_modified is None:
        return False
    try:
        since = email.utils.parsedate_to_datetime(headers["if-modified-since"])
        return answer.last_modified <= since
    except (TypeError, ValueError):
        return False


def listen(place: Place) -> socket.socket:
    """A listening socket at a place; anything but a loopback address is refused."""
    if not ipaddress.ip_address(place.host).is_loopback:
        raise WorldError(f"the demo listens on loopback only, not on {place.host}")
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((place.host, place.port))
    except OSError as error:
        listener.close()
        raise WorldError(
            f"cannot listen on {place.host}:{place.port} ({error.strerror}); build the world with another --port"
        ) from error
    listener.listen(64)
    listener.setblocking(False)
    return listener


def raise_file_limit(wanted: int) -> None:
    """Allow as many open files as sites need, within what the system permits."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft >= wanted:
        return
    possible = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (possible, hard))
    if possible < wanted * 0.6:
        raise WorldError(f"{wanted} open files are needed, {hard} allowed; raise `ulimit -Hn` or build fewer programs")


def serve(directory: str | Path, night: int | None = None) -> None:
    """Serve the world of a folder until SIGTERM."""
    world = load_world(directory)
    if night is not None:
        world.set_night(night)
    if world.addressing == "port_per_site":
        ports = [place.port for place in world.places()]
        print(f"one loopback address only: sites are told apart by port, {min(ports)} to {max(ports)}", file=sys.stderr)
    with (Path(directory) / "access.log").open("a", encoding="utf-8") as log:
        asyncio.run(Server(world, log).run())
