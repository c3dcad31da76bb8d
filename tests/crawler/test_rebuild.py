"""An index made again from the WARC files is the one that was lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crawler.archive import Archive, ArchiveError, Target, read_captures
from crawler.index import Fetch
from crawler.rebuild import rebuild_index
from crawler.warc import Exchange
from tests.crawler.crawling import crawl_apart, fetches, site_file
from tests.crawler.imitation import office, serving


def without_ids(rows: list[Fetch]) -> list[Fetch]:
    """Rows with the place of their body in place of its number."""
    numbers = {row.id: at for at, row in enumerate(rows)}
    return [replace(row, id=None, body_in=numbers.get(row.body_in)) for row in rows]


def test_every_row_of_a_crawl_comes_back(tmp_path: Path) -> None:
    with serving(office(count=4)) as site:
        name = site_file(tmp_path, site.base)
        for _ in range(2):
            crawl_apart([name], tmp_path / "a", sweep=True)
    before, contents = fetches(tmp_path / "a"), list(read_captures(tmp_path / "a"))
    (tmp_path / "a" / "index.sqlite").unlink()
    assert rebuild_index(tmp_path / "a") == len(before)
    assert without_ids(fetches(tmp_path / "a")) == without_ids(before)
    assert list(read_captures(tmp_path / "a")) == contents


def test_failures_skips_and_files_come_back_too(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.index.start_run("r1", "", "sweep", "")
    page = Target("yunze", "page", "标题: 一", "http://x.cn/", 3)
    archive.add(
        "r1", Exchange("http://x.cn/1", "2026-01-01T00:00:00Z", (("A", "b"),)), page, "error", "reset"
    )
    archive.skip("r1", "http://x.cn/2", page, "Forbidden by robots.txt")
    file = Exchange(
        "file:///x.pdf", "2026-01-01T00:00:00Z", (), 200, (("Content-Type", "application/pdf"),), b"%PDF"
    )
    archive.add("r1", file, Target("files", "attachment", source="file"), "ok")
    archive.close()
    before = fetches(tmp_path)
    (tmp_path / "index.sqlite").unlink()
    rebuild_index(tmp_path)
    assert fetches(tmp_path) == before


def test_an_index_that_is_there_is_not_touched(tmp_path: Path) -> None:
    Archive(tmp_path).close()
    with pytest.raises(ArchiveError, match="there is an index; move it away"):
        rebuild_index(tmp_path)


def test_a_rebuilt_archive_is_crawled_on(tmp_path: Path) -> None:
    with serving(office(count=4)) as site:
        name = site_file(tmp_path, site.base)
        crawl_apart([name], tmp_path / "a")
        (tmp_path / "a" / "index.sqlite").unlink()
        rebuild_index(tmp_path / "a")
        summary = crawl_apart([name], tmp_path / "a")
    assert summary and (summary.sites[0].mode, summary.sites[0].new) == ("sweep", 0)
