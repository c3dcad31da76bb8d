"""Crawls in a child process, since a reactor starts once a process."""

from __future__ import annotations

import importlib
import multiprocessing
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from crawler.archive import Archive
from crawler.index import Fetch, Index
from crawler.run import CrawlOptions, crawl
from crawler.summary import CrawlSummary

# Imported here, once, so that every child need not; none of them chooses a reactor.
for name in ("core.downloader.handlers.http11", "core.engine", "core.scheduler", "dupefilters", "logformatter", "pqueues",
             "robotstxt", "squeues", "statscollectors",
             *(f"extensions.{name}" for name in ("closespider", "corestats", "feedexport", "logcount", "logstats", "memdebug",
                                                 "memusage", "remote_control", "spiderstate", "telnet", "throttle")),
             *(f"downloadermiddlewares.{name}" for name in ("cookies", "defaultheaders", "downloadtimeout", "httpauth",
                                                            "httpcache", "httpcompression", "httpproxy", "offsite",
                                                            "redirect", "retry", "robotstxt", "stats", "useragent")),
             *(f"spidermiddlewares.{name}" for name in ("depth", "httperror", "metacopy", "referer", "start", "urllength"))):  # fmt: skip
    importlib.import_module(f"scrapy.{name}")
for name in ("conditional", "limits", "resume", "robots"):
    importlib.import_module(f"crawler.middlewares.{name}")
for name in ("eportal", "gkml", "dated", "plain"):
    importlib.import_module(f"crawler.spiders.{name}")

_fork = multiprocessing.get_context("fork")
FAST = {"AUTOTHROTTLE_ENABLED": False, "RETRY_TIMES": 1, "CONCURRENT_REQUESTS_PER_DOMAIN": 1}


def site_file(folder: Path, base: str, **more: Any) -> str:
    """A site's YAML file for an imitation; gives its path."""
    import yaml

    data = {"name": "云泽海关", "hosts": [base.partition("://")[2]], "starts": [{"url": f"{base}/"}],
            "verified": "never"} | more  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "yunze.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return str(path)


def crawl_apart(
    sites: Sequence[str],
    archive: Path,
    prepare: Callable[[], None] | None = None,
    settings: dict[str, Any] | None = None,
    **options: Any,
) -> CrawlSummary | None:
    """A crawl in a child of its own; None where the child was killed.  Raises what the crawl raises."""
    receiver, sender = _fork.Pipe(duplex=False)
    made = CrawlOptions(delay=options.pop("delay", 0.0), settings=FAST | (settings or {}), **options)
    child = _fork.Process(target=_child, args=(sender, sites, archive, made, prepare))
    child.start()
    sender.close()
    try:
        result = receiver.recv()
    except EOFError:
        result = None
    child.join(30)
    if isinstance(result, Exception):
        raise result
    return result


def _child(sender: Any, sites: Sequence[str], archive: Path, options: CrawlOptions, prepare: Any) -> None:
    try:
        if prepare is not None:
            prepare()
        sender.send(crawl(sites, archive, options))
    except Exception as error:
        sender.send(error)


def fetches(archive: Path, where: str = "1 = 1") -> list[Fetch]:
    """The rows of an archive's index."""
    index = Index(archive / "index.sqlite", read_only=True)
    try:
        return list(index.select(where))
    finally:
        index.close()


def outcomes(archive: Path) -> dict[str, str]:
    """The last outcome of every path that was asked for, robots.txt left out."""
    return {f.url.split("/", 3)[-1]: f.outcome for f in fetches(archive, "role <> 'robots'")}


def opened(folder: Path) -> Archive:
    """An archive with a run `r1` begun."""
    archive = Archive(folder)
    archive.index.start_run("r1", "2026-01-01T00:00:00Z", "sweep", "yunze")
    return archive


def warcio_check(archive: Path) -> str:
    """What `warcio check` says of an archive's WARC files; raises CalledProcessError where it finds a fault."""
    files = sorted((archive / "warc").glob("*.warc.gz"))
    command = [sys.executable, "-m", "warcio.cli", "check", "-v", *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
