"""The demo: its site hangs together, and `python -m haiguan.demo` shows what it promises."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from haiguan.demo.site import answers
from tests.crawler.crawling import fetches

ROOT = Path(__file__).parents[2]
SITE = answers()


def test_every_link_of_its_lists_and_documents_is_answered() -> None:
    broken = {f"{path} -> {link}" for path, link in _links() if link not in SITE}
    assert {line.rsplit("/", 2)[-2] for line in broken} <= {"news"}


def _links() -> list[tuple[str, str]]:
    pages = {path: a.body.decode() for path, a in SITE.items() if a.content_type.startswith("text/html")}
    return [
        (path, unquote(link)) for path, text in pages.items() for link in re.findall(r'href="(/[^"]*)"', text)
    ]


def test_its_urls_are_of_all_three_generations_and_its_lists_of_both_kinds() -> None:
    marks = ("/yunze_customs/900100/900110/", "/ctl/InfoDetail/InfoID/", "/article_", "5f3c9a1e-2.html", "/eportal/ui?pageId=")
    assert all(any(mark in path for path in SITE) for mark in marks)


def test_it_shows_a_refusal_and_a_page_that_is_gone() -> None:
    assert sorted(a.status for a in SITE.values() if a.status != 200) == [404, 412]


def test_one_attachment_is_in_gb18030_and_does_not_say_so() -> None:
    annex = next(a for path, a in SITE.items() if path.endswith(".txt") and "attachDir" in path)
    assert "charset" not in annex.content_type and "云泽海关" in annex.body.decode("gb18030")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp("demo") / "out"
    command = [sys.executable, "-m", "haiguan.demo", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout, folder


def test_it_reads_seven_documents_and_two_attachments(shown: tuple[str, Path]) -> None:
    assert (shown[1] / "records.jsonl").read_text("utf-8").count("\n") == 9
    with sqlite3.connect(shown[1] / "haiguan.sqlite") as database:
        assert database.execute("SELECT COUNT(*) FROM documents").fetchone() == (9,)


def test_it_finds_the_cell_that_is_wrong_on_purpose(shown: tuple[str, Path]) -> None:
    failing = shown[0].partition("Checks that fail")[2].partition("Checks that hold")[0]
    assert "1.本机关不掌握相关政府信息" in failing


def test_it_finds_the_share_that_rounding_does_not_give(shown: tuple[str, Path]) -> None:
    failing = shown[0].partition("Checks that fail")[2].partition("Checks that hold")[0]
    assert "31" in failing and "59%" in failing


def test_documents_of_every_generation_are_fetched_once(shown: tuple[str, Path]) -> None:
    fetched = [f for f in fetches(shown[1] / "archive", "role = 'page'") if f.status == 200]
    assert len(fetched) == len({f.key for f in fetched}) == 7
    assert sum("InfoDetail" in f.url for f in fetched) == sum("/article_" in f.url for f in fetched) == 1
    lists = {f.url.split("/", 3)[3] for f in fetches(shown[1] / "archive", "role = 'list' AND outcome = 'ok'")}
    assert any(path.startswith("eportal/ui?pageId=") for path in lists) and "tabid/1034/Default.aspx" in lists


def test_it_says_what_was_refused_and_what_to_try_next(shown: tuple[str, Path]) -> None:
    assert "blocked   page" in shown[0] and "Refused: 1 page" in shown[0]
    assert "haiguan explain" in shown[0]
