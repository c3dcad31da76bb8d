"""A frontier in Redis: two processes share one crawl, and one of them may die."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from crawler.archive import read_captures
from crawler.run import CrawlOptions, FrontierError, crawl
from tests.crawler.crawling import FAST, site_file
from tests.crawler.imitation import Imitation, office, serving

pytestmark = pytest.mark.skipif(
    find_spec("scrapy_redis") is None or shutil.which("redis-server") is None,
    reason="needs scrapy-redis and Debian's redis-server",
)
_fork = multiprocessing.get_context("fork")
TITLES = {f"第{n}号报告" for n in range(1, 31)} | {f"第{n}号附件" for n in range(3, 31, 3)}


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"redis://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("redis-server does not answer")


def _worker(name: str, archive: Path, frontier: str, told: Any) -> None:
    options = CrawlOptions(delay=0.02, frontier=frontier, settings=FAST | {"FRONTIER_LEASE": 2})
    told.put(crawl([name], archive, options).findings)


def start(name: str, archive: Path, frontier: str, told: Any) -> Any:
    child = _fork.Process(target=_worker, args=(name, archive, frontier, told))
    child.start()
    return child


def titles(*archives: Path) -> list[str]:
    return [c.title or "" for archive in archives for c in read_captures(archive)]


def fetched_twice(site: Imitation) -> list[str]:
    return [path for path, times in Counter(site.paths()).items() if times > 1]


def wait_for_both(site: Imitation) -> None:
    """Makes the site hold back its sixth answer until both processes have asked for robots.txt."""

    def before(served: int) -> None:
        patience = 400
        while served == 6 and patience and sum(path == "/robots.txt" for _, path, _ in site.log) < 2:
            time.sleep(0.05)
            patience -= 1

    site.before_answer = before


def test_two_processes_fetch_each_url_once(tmp_path: Path, redis_url: str) -> None:
    with serving(office(count=30)) as site:
        wait_for_both(site)
        name = site_file(tmp_path, site.base)
        told = _fork.SimpleQueue()
        children = [start(name, tmp_path / n, f"{redis_url}#twice", told) for n in ("a", "b")]
        for child in children:
            child.join(60)
    assert fetched_twice(site) == []
    found = titles(tmp_path / "a", tmp_path / "b")
    assert len(found) == len(TITLES) and set(found) == TITLES
    assert all(titles(tmp_path / n) for n in ("a", "b"))
    assert [told.get() for _ in children] == [(), ()], "what another process saw is not missing"


def test_what_a_killed_process_had_taken_goes_to_the_other(tmp_path: Path, redis_url: str) -> None:
    with serving(office(count=30)) as site:
        name = site_file(tmp_path, site.base)
        frontier, told = f"{redis_url}#killed", _fork.SimpleQueue()
        killed, other = (start(name, tmp_path / n, frontier, told) for n in ("a", "b"))

        def kill_at_the_tenth(served: int) -> None:
            if served == 10:
                os.kill(killed.pid, signal.SIGKILL)

        site.before_answer = kill_at_the_tenth
        killed.join(60)
        other.join(60)
    archives = [tmp_path / n for n in ("a", "b") if (tmp_path / n / "index.sqlite").exists()]
    assert killed.exitcode == -signal.SIGKILL and set(titles(*archives)) == TITLES


@pytest.mark.parametrize("frontier", ["redis://localhost/0", "localhost#a", "http://localhost/0#a", "#a"])
def test_a_frontier_without_server_or_name_is_refused(tmp_path: Path, frontier: str) -> None:
    with pytest.raises(FrontierError, match="expected redis://HOST/DB#NAME"):
        crawl(["guangzhou"], tmp_path, CrawlOptions(frontier=frontier))
