"""An imitation of a customs site over real HTTP: its URLs, lists and attachments, and faults on purpose."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha1
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

DEPARTMENT = "/yunze_customs/900100"
COLUMN = f"{DEPARTMENT}/900110/zfxxgknb9"
MODULE = "5f3c9a1e0d2b4c6d8e9f0a1b2c3d4e5f"
PAGE_ID = "900111"


@dataclass
class Reply:
    """An answer; `fault` breaks it: reset, truncated, short (more is sent than its length says), drip,
    zeros (`zeros` bytes are sent, as long as anybody takes them), garbage (no HTTP), silent (closed without a word).
    """

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    validators: bool = True
    fault: str | None = None
    zeros: int = 0


Route = Reply | Callable[["Imitation", Any], Reply]


@dataclass
class Imitation:
    """A site: what each path answers with, and what has been asked for."""

    routes: dict[str, Route] = field(default_factory=dict)
    log: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    base: str = ""
    zeros_sent: int = 0
    before_answer: Callable[[int], None] | None = None

    def paths(self) -> list[str]:
        """The paths asked for, robots.txt left out, in order."""
        return [path for _, path, _ in self.log if path != "/robots.txt"]

    def asked(self, part: str) -> int:
        """How many requests had `part` in their path."""
        return sum(part in path for path in self.paths())


@contextmanager
def serving(imitation: Imitation, tls: ssl.SSLContext | None = None) -> Iterator[Imitation]:
    """Serve an imitation on a free loopback port, the same one each time it is served, over https with `tls`."""

    class Handler(_Handler):
        site = imitation

    port = urlsplit(imitation.base).port or 0
    server = _Server(("127.0.0.1", port), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    imitation.base = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield imitation
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A crawler that was killed leaves broken connections: no noise about them."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Imitation

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        posted = self.rfile.read(length).decode() if length else ""
        path = self.path + (f" {posted}" if posted else "")
        self.site.log.append((self.command, path, dict(self.headers)))
        if self.site.before_answer is not None:
            self.site.before_answer(len(self.site.log))
        route = self.site.routes.get(path) or self.site.routes.get(urlsplit(self.path).path)
        reply = route(self.site, self) if callable(route) else route
        reply = reply or Reply(b"<h1>404</h1>", 404, validators=False)
        if reply.fault in ("garbage", "silent"):
            self.wfile.write(reply.body)
            self.close_connection = True
        else:
            self._answer(reply)

    do_POST = do_GET

    def _answer(self, reply: Reply) -> None:
        etag = f'"{sha1(reply.body).hexdigest()[:12]}"'
        if reply.validators and reply.status == 200 and self.headers.get("If-None-Match") == etag:
            reply = Reply(b"", 304, reply.content_type)
        body = reply.body
        length = len(body) + {"truncated": 5000, "reset": 5000, "short": -10}.get(reply.fault or "", 0)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        headers = ({} if reply.zeros else {"Content-Length": str(length)}) | reply.headers
        if reply.validators and reply.status == 200:
            headers.setdefault("ETag", etag)
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()
        if reply.zeros:
            self._send_zeros(reply.zeros)
        else:
            self._send(body, reply.fault)

    def _send_zeros(self, number: int) -> None:
        self.close_connection = True
        block = bytes(1_000_000)
        for _ in range(number // len(block)):
            self.wfile.write(block)
            self.site.zeros_sent += len(block)

    def _send(self, body: bytes, fault: str | None) -> None:
        if fault == "drip":
            stop = threading.Event()
            for at in range(0, len(body)):
                self.wfile.write(body[at : at + 1])
                stop.wait(0.2)
            return
        self.wfile.write(body)
        if fault == "reset":
            self.wfile.flush()
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if fault:
            self.close_connection = True
            self.connection.close()

    def log_message(self, format: str, *args: Any) -> None:
        pass


# pages


def page(main: str, title: str = "云泽海关") -> Reply:
    """An HTML page in the CMS's shape."""
    html = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{main}</body></html>"
    return Reply(html.encode())


def document(text: str, links: str = "") -> Reply:
    """A document page: its body in #easysiteText, long enough to be no notice."""
    filler = "本报告由云泽海关编制,所列数据的统计期限为一年。" * 20
    return page(f'<h2>{text}</h2><div id="easysiteText"><p>{text}。{filler}</p>{links}</div>', text)


def listing(entries: list[tuple[str, str, str]], after: str = "") -> Reply:
    """A list page of (URL, title, date), with what follows the list."""
    items = "".join(f'<li><a href="{u}" title="{t}">{t}</a><span>{d}</span></li>' for u, t, d in entries)
    return page(f'<ul class="conList_ul">{items}</ul>{after}')


def pager(address: str | None, total: int) -> str:
    """The CMS's pager: its hidden fields, and a link to the next page where there is one."""
    hidden = (
        f'<input id="eprotalCurrentPageId" value="{PAGE_ID}">'
        f'<input name="article_paging_list_hidden" moduleid="{MODULE}" totalpage="{total}">'
    )
    call = f"queryArticleByCondition(this,'{address}')"
    link = f'<a class="pagingNormal next" onclick="{call}" tagname="{address}">下一页</a>' if address else ""
    return f'<div class="paging">{hidden}{link}</div>'


def office(count: int = 12, per_page: int = 3, static_pages: int = 2) -> Imitation:
    """A whole office: home page, one column of `count` documents, static then dynamic list pages.

    Every third document has an attachment.
    """
    site = Imitation()
    home = f'<a href="{COLUMN}/index.html">政府信息公开年报</a><a href="{DEPARTMENT}/news/index.html">海关要闻</a>'
    site.routes["/"] = page(home)
    site.routes["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private/\n", content_type="text/plain")
    entries = []
    for number in range(count, 0, -1):
        path = f"{COLUMN}/{1000000 + number}/index.html"
        entries.append((path, f"第{number}号报告", f"2020-01-{number % 28 + 1:02}"))
        file = f"/yunze_customs/attachDir/2020/01/{2020010100000000000 + number}.pdf"
        link = f'<p><a href="{file}">第{number}号附件</a></p>' if number % 3 == 0 else ""
        site.routes[path] = document(f"第{number}号报告", link)
        if link:
            site.routes[file] = Reply(b"%PDF-1.4 " + b"x" * number, content_type="application/pdf")
    put_lists(site, entries, per_page, static_pages)
    return site


def put_lists(site: Imitation, entries: list[tuple[str, str, str]], per_page: int, static_pages: int) -> None:
    """(Re)make the column's list pages."""
    pages = [entries[at : at + per_page] for at in range(0, len(entries), per_page)]
    dynamic: dict[str, Reply] = {}
    for number, content in enumerate(pages, 1):
        following = f"{COLUMN}/5f3c9a1e-{number + 1}.html" if number < min(static_pages, len(pages)) else None
        reply = listing(content, pager(following, len(pages)))
        if number <= static_pages:
            site.routes[f"{COLUMN}/5f3c9a1e-{number}.html"] = reply
        dynamic[str(number)] = reply
    site.routes[f"{COLUMN}/index.html"] = site.routes[f"{COLUMN}/5f3c9a1e-1.html"]
    for number, reply in dynamic.items():
        query = f"pageId={PAGE_ID}&currentPage={number}&moduleId={MODULE}&staticRequest=yes"
        site.routes[f"/eportal/ui?{query}"] = reply
