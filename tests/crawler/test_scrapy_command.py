"""The project is a plain Scrapy project too."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from crawler.archive import read_captures
from tests.crawler.crawling import site_file
from tests.crawler.imitation import office, serving

ROOT = Path(__file__).parents[2]


def scrapy(*arguments: str) -> str:
    command = [sys.executable, "-m", "scrapy", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout


def test_scrapy_lists_a_spider_a_family() -> None:
    assert scrapy("list").split() == ["dated", "eportal", "gkml", "plain"]


def test_scrapy_crawl_fills_an_archive(tmp_path: Path) -> None:
    with serving(office(count=2)) as site:
        name = site_file(tmp_path, site.base)
        settings = [
            "-s",
            f"ARCHIVE_DIR={tmp_path / 'a'}",
            "-s",
            "DOWNLOAD_DELAY=0",
            "-s",
            "AUTOTHROTTLE_ENABLED=0",
        ]
        scrapy("crawl", "eportal", "-a", f"sites={name}", *settings)
    assert len(list(read_captures(tmp_path / "a"))) == 2
