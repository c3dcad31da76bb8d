"""The project is a plain Scrapy project too."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from crawler.archive import read_captures
from tests.crawler.crawling import crawl_apart, fetches, site_file
from tests.crawler.imitation import office, serving

ROOT = Path(__file__).parents[2]


def scrapy(*arguments: str) -> str:
    command = [sys.executable, "-m", "scrapy", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout


def test_scrapy_lists_a_spider_a_family() -> None:
    assert scrapy("list").split() == ["dated", "eportal", "gkml", "plain"]


def scrapy_crawl(folder: Path, name: str, *more: str) -> None:
    impolite = ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0"]
    scrapy("crawl", "eportal", "-a", f"sites={name}", "-s", f"ARCHIVE_DIR={folder / 'a'}", *impolite, *more)


def test_scrapy_crawl_completes_a_site_as_the_command_does(tmp_path: Path) -> None:
    with serving(office(count=2)) as site:
        name = site_file(tmp_path, site.base)
        scrapy_crawl(tmp_path, name)
        summary = crawl_apart([name], tmp_path / "a")
    assert len(list(read_captures(tmp_path / "a"))) == 2
    assert summary and (summary.sites[0].mode, summary.sites[0].new) == ("incremental", 0)
    runs = sorted(path.name for path in (tmp_path / "a" / "runs").iterdir())
    first = json.loads((tmp_path / "a" / "runs" / runs[0] / "run.json").read_text("utf-8"))
    assert [(s["site"], s["complete"], s["new"]) for s in first["sites"]] == [("yunze", True, 2)]


def test_scrapy_crawl_that_its_ceiling_ends_is_gone_on_with(tmp_path: Path) -> None:
    with serving(office(count=4)) as site:
        name = site_file(tmp_path, site.base)
        scrapy_crawl(tmp_path, name, "-s", "REQUESTS_CEILING=5")
        few = len(list(read_captures(tmp_path / "a")))
        scrapy_crawl(tmp_path, name)
    assert few < 5 == len(list(read_captures(tmp_path / "a")))
    assert len({fetch.run for fetch in fetches(tmp_path / "a")}) == 1
