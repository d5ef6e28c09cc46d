"""Small HTTP sites for the crawl's tests: one loopback address a site, all on one free port. No crawl code here."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = bytes | str | Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        site = self.server.site
        with site.lock:
            site.asked.append(self.path)
            site.agents.add(self.headers.get("User-Agent") or "")
            site.headers.append(dict(self.headers))
            site.open_now += 1
            site.most_open = max(site.most_open, site.open_now)
        self.is_open = True
        try:
            answer = site.pages.get(self.path)
            if callable(answer):
                answer(self)
            elif answer is None:
                self.send(b"not here", status=404)
            else:
                self.page(answer if isinstance(answer, bytes) else answer.encode())
        except OSError:
            self.close_connection = True
        finally:
            self.count_answered()

    def count_answered(self) -> None:
        """Once per request, before its last bytes leave: after them the client may rightly ask again."""
        if self.is_open:
            self.is_open = False
            with self.server.site.lock:
                self.server.site.open_now -= 1

    def page(self, body: bytes, content_type: str = "text/html; charset=utf-8") -> None:
        """A page with an ETag, and 304 for whoever has it."""
        tag = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
        if self.headers.get("If-None-Match") == tag:
            self.send(b"", status=304, ETag=tag)
            return
        self.send(body, content_type=content_type, ETag=tag)

    def send(self, body: bytes, status: int = 200, content_type: str = "text/html", **headers: str) -> None:
        self.send_response(status)
        if status != 304:
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.count_answered()
        self.end_headers()
        self.wfile.write(body)
        with self.server.site.lock:
            self.server.site.bytes_sent += len(body)

    def redirect(self, location: str, status: int = 302) -> None:
        self.send(b"", status=status, Location=location)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], site: Site) -> None:
        self.site = site
        super().__init__(address, Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


class Site:
    """Pages by path: a body, or a function that answers. What was asked is kept."""

    def __init__(self, address: str, port: int, pages: dict[str, Answer]) -> None:
        self.address, self.port, self.pages = address, port, pages
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.headers: list[dict[str, str]] = []
        self.open_now = self.most_open = self.bytes_sent = 0
        self.lock = threading.Lock()

    def url(self, path: str = "/") -> str:
        return f"http://{self.address}:{self.port}{path}"


class World:
    """Sites that are served until `close`."""

    def __init__(self, sites: dict[str, dict[str, Answer]], prefix: str = "127.30.0.", is_served: bool = True) -> None:
        for _ in range(50):
            servers: list[Server] = []
            self.sites: dict[str, Site] = {}
            port = 0
            try:
                for number, (name, pages) in enumerate(sites.items(), start=1):
                    site = Site(f"{prefix}{number}", port, pages)
                    server = Server((site.address, port), site)
                    port = site.port = server.server_address[1]
                    servers.append(server)
                    self.sites[name] = site
            except OSError:
                for server in servers:
                    server.server_close()
                continue
            break
        else:
            raise OSError("no port is free at all addresses")
        self.port, self.servers = port, servers
        if is_served:
            self.serve()

    def serve(self) -> None:
        for server in self.servers:
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def __getitem__(self, name: str) -> Site:
        return self.sites[name]

    def forget_requests(self) -> None:
        for site in self.sites.values():
            site.asked.clear()
            site.headers.clear()
            site.bytes_sent = site.most_open = 0

    def close(self) -> None:
        for server in self.servers:
            server.shutdown()
            server.server_close()


def html(*links: tuple[str, str], title: str = "Residency", text: str = "") -> str:
    anchors = "".join(f'<p><a href="{url}">{label}</a></p>' for url, label in links)
    head = f"<!doctype html><html><head><title>{title}</title></head>"
    return f"{head}<body><h1>{title}</h1><p>{text}</p>{anchors}</body></html>"
