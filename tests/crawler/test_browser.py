"""With a real browser: a page that guards itself with a script is seen as a visitor sees it."""

from __future__ import annotations

import asyncio
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler import browser
from crawler.archive import read_captures
from crawler.browser import NAMES, BrowserError, browser_settings
from tests.crawler.crawling import crawl_apart, fetches, outcomes, site_file
from tests.crawler.imitation import COLUMN, Imitation, Reply, office, serving

_missing = find_spec("scrapy_playwright") is None or not any(map(shutil.which, NAMES))
needs_browser = pytest.mark.skipif(_missing, reason="needs scrapy-playwright and Debian's chromium")

GUARD = (
    "<html><head><script>$_ts={};document.cookie='passed=1;path=/';location.reload()</script></head></html>"
)


def guarded(site: Imitation) -> None:
    """Every page of a site answers 412 until the page's own script has set a cookie."""

    def behind(reply: Any) -> Any:
        def answer(_: Imitation, request: Any) -> Reply:
            passed = "passed=1" in (request.headers.get("Cookie") or "")
            return reply if passed else Reply(GUARD.encode(), 412, validators=False)

        return answer

    for path, reply in list(site.routes.items()):
        if path != "/robots.txt" and "attachDir" not in path:
            site.routes[path] = behind(reply)


@needs_browser
def test_a_browser_sees_what_a_plain_client_is_refused(tmp_path: Path) -> None:
    site = office(count=3)
    guarded(site)
    with serving(site):
        name = site_file(tmp_path, site.base)
        crawl_apart([name], tmp_path / "plain")
        crawl_apart([name], tmp_path / "seen", browser=True)
    assert set(outcomes(tmp_path / "plain").values()) == {"blocked"}
    assert {c.title for c in read_captures(tmp_path / "seen")} == {
        "第1号报告",
        "第2号报告",
        "第3号报告",
        "第3号附件",
    }
    doors = {(fetch.role, fetch.source) for fetch in fetches(tmp_path / "seen", "outcome = 'ok'")}
    assert doors == {("robots", "crawl"), ("list", "browser"), ("page", "browser"), ("attachment", "crawl")}
    assert _noted_doors(tmp_path / "seen") >= {"source: browser", "source: crawl"}


def _noted_doors(archive: Path) -> set[str]:
    """What the WARC files themselves say of how each capture was made."""
    found = set()
    for path in (archive / "warc").iterdir():
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type == "metadata":
                    lines = record.raw_stream.read().decode().splitlines()
                    found |= {line for line in lines if line.startswith("source: ")}
    return found


@needs_browser
def test_a_challenge_that_stays_is_blocked_in_the_browser_too(tmp_path: Path) -> None:
    site = office(count=2)
    shell = Reply(b"<html><head><script>$_ts={}</script></head></html>", 412, validators=False)
    site.routes[f"{COLUMN}/1000001/index.html"] = shell
    with serving(site):
        crawl_apart([site_file(tmp_path, site.base)], tmp_path / "a", browser=True)
    assert outcomes(tmp_path / "a")[f"{COLUMN}/1000001/index.html".lstrip("/")] == "blocked"


def test_without_the_extra_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "find_spec", lambda name: None)
    with pytest.raises(BrowserError, match=r"haiguan\[browser\]"):
        browser_settings()


class Asked:
    def __init__(self, url: str, resource_type: str = "document") -> None:
        self.url, self.resource_type = url, resource_type


@pytest.mark.parametrize(
    ("asked", "unwanted"),
    [
        (Asked("http://www.customs.gov.cn/x.html"), False),
        (Asked("http://www.customs.gov.cn/x.js", "script"), False),
        (Asked("http://www.customs.gov.cn/x.png", "image"), True),
        (Asked("http://10.0.0.1/x.html"), True),
        (Asked("http://169.254.169.254/latest"), True),
        (Asked("file:///etc/passwd"), True),
        (Asked("http://router.example/x.html"), True),
        (Asked("ws://router.example/x"), True),
        (Asked("http://nowhere.example/x.html"), False),
        (Asked("data:text/html,x"), False),
    ],
)
def test_the_browser_asks_for_nothing_private_and_no_pictures(
    monkeypatch: pytest.MonkeyPatch, asked: Asked, unwanted: bool
) -> None:
    names = {"www.customs.gov.cn": ["93.184.216.34"], "router.example": ["93.184.216.34", "192.168.1.1"]}

    async def addresses(host: str) -> list[str]:
        return names.get(host, [])

    monkeypatch.setattr(browser, "_addresses", addresses)
    assert asyncio.run(browser.is_unwanted(asked)) is unwanted


def test_a_name_of_this_machine_stands_for_its_address() -> None:
    assert "127.0.0.1" in asyncio.run(browser._addresses("localhost"))
    assert asyncio.run(browser._addresses("no-such-host.invalid")) == []
