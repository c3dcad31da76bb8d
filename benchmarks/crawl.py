"""Crawling: pages a second and memory, beside a bare Scrapy spider that keeps nothing.

    python -m benchmarks.crawl [PAGES]

Both crawl the same site on this machine in the same run, politeness off, 16 requests at a time:
list pages of 20 links each, every document about 4 kB.  Each crawl has a process of its own.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PER_PAGE = 20
BODY = ("<p>" + "云泽海关主动公开政府信息,方便企业和群众办事。" * 55 + "</p>").encode()
_fork = multiprocessing.get_context("fork")


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    port = _fork.Queue()
    server = _fork.Process(target=serve, args=(pages, port), daemon=True)
    server.start()
    base = f"http://127.0.0.1:{port.get()}"
    bare = _measured(_bare, base, pages)
    ours = _measured(_ours, base, pages)
    print(f"{'':14} {'pages/s':>8} {'seconds':>8} {'of CPU':>8}   MB at each quarter")
    for name, (seconds, cpu, memory) in (("bare spider", bare), ("haiguan", ours)):
        quarters = " ".join(f"{megabytes:6.0f}" for megabytes in memory)
        print(f"{name:14} {pages / seconds:8.0f} {seconds:8.1f} {cpu:8.1f}   {quarters}")
    print(
        f"haiguan does {bare[0] / ours[0]:.0%} of the bare spider's pages a second, {bare[1] / ours[1]:.0%} of its"
        " pages a second of CPU (target: 70%; on a machine that does other work the latter is to be trusted)"
    )
    server.terminate()


# the site


def serve(pages: int, port: Any) -> None:
    """A server as fast as a few lines allow, so that it is not what is measured."""

    async def run() -> None:
        server = await asyncio.start_server(lambda r, w: _connection(r, w, pages), "127.0.0.1", 0)
        port.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


async def _connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, pages: int) -> None:
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            body = page(head.split(b" ", 2)[1].decode(), pages)
            status = b"200 OK" if body else b"404 Not Found"
            writer.write(
                b"HTTP/1.1 %b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%b"
                % (status, len(body), body)
            )
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def page(path: str, pages: int) -> bytes:
    """`/list-N.html` names twenty documents, `/doc/N/index.html` is one."""
    name = path.strip("/")
    if name.startswith("list-"):
        number = int(name[5:-5])
        first = (number - 1) * PER_PAGE
        items = "".join(
            f'<li><a href="/doc/{n}/index.html">第{n}号报告</a><span>2020-01-01</span></li>'
            for n in range(first, min(first + PER_PAGE, pages))
        )
        more = f'<a href="/list-{number + 1}.html">下一页</a>' if first + PER_PAGE < pages else ""
        return f'<html><body><ul class="conList_ul">{items}</ul>{more}</body></html>'.encode()
    if name.startswith("doc/"):
        return b'<html><body><div id="easysiteText">' + name.encode() + BODY + b"</div></body></html>"
    return b""


# the crawls


def _measured(crawl: Any, base: str, pages: int) -> tuple[float, float, list[float]]:
    """Seconds, seconds of CPU, and memory in MB after each quarter of the pages."""
    receiver, sender = _fork.Pipe(duplex=False)
    child = _fork.Process(target=crawl, args=(base, pages, sender))
    started = time.perf_counter()
    child.start()
    cpu, memory = receiver.recv()
    child.join()
    return time.perf_counter() - started, cpu, memory


def _memory() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def _bare(base: str, pages: int, result: Any) -> None:
    import scrapy
    from scrapy.crawler import AsyncCrawlerProcess

    memory: list[float] = []

    class Bare(scrapy.Spider):
        name = "bare"
        start_urls = (f"{base}/list-1.html",)
        seen = 0

        def parse(self, response: Any) -> Iterator[Any]:
            for href in response.css("a::attr(href)").getall():
                callback = self.parse if href.startswith("/list") else self.document
                yield response.follow(href, callback)

        def document(self, response: Any) -> None:
            self.seen += 1
            if self.seen % (pages // 4) == 0:
                memory.append(_memory())

    process = AsyncCrawlerProcess({"LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, **_impolite()})
    process.crawl(Bare)
    process.start()
    result.send((time.process_time(), memory))


def _ours(base: str, pages: int, result: Any) -> None:
    from crawler.run import CrawlOptions, crawl
    from crawler.sites import Site, Start

    memory: list[float] = []
    seen = 0

    def watch(progress: Any) -> None:
        nonlocal seen
        seen += progress.role == "page"
        if progress.role == "page" and seen % (pages // 4) == 0:
            memory.append(_memory())

    start = Start(url=f"{base}/list-1.html", column="年报")
    limits = {"list_pages": pages, "requests": pages * 2}
    site = Site.model_validate(
        {"id": "bench", "name": "bench", "hosts": (base.removeprefix("http://"),), "starts": (start,),
         "limits": limits, "verified": "never"}
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        crawl([site], Path(folder), CrawlOptions(delay=0.0, settings=_impolite()), watch)
    result.send((time.process_time(), memory))


def _impolite() -> dict[str, Any]:
    return {"CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "AUTOTHROTTLE_ENABLED": False,
            "DOWNLOAD_DELAY": 0}  # fmt: skip


if __name__ == "__main__":
    main()
