"""Inputs: which files a path means, and by what address a record knows its file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crawler.archive import Capture
from extract.readers.errors import UnreadableSource
from haiguan.reading import file_uri, files, record_line, uri_of
from output import jsonl

TEXT = "澜州海关2020年政府信息公开年报\n一、总体情况\n全年发布公告12条。\n"


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("报告.txt", "/报告.txt"),
        ("a b.txt", "/a%20b.txt"),
        ("100%.txt", "/100%25.txt"),
        ("a?b#c.txt", "/a%3Fb%23c.txt"),
        ("a\nb.txt", "/a%0Ab.txt"),
        ("000_5afc (1).txt", "/000_5afc%20(1).txt"),
    ],
)
def test_a_file_s_uri_stays_readable(name: str, ending: str) -> None:
    assert file_uri(Path("/data", name)) == f"file:///data{ending}"


def test_a_name_in_no_encoding_has_a_uri_all_the_same() -> None:
    name = os.fsdecode(b"/data/\xb1\xa8.txt")
    assert file_uri(Path(name)) == "file:///data/%B1%A8.txt"


@pytest.mark.parametrize("path", ["a.txt", "./a.txt", "b/../a.txt"])
def test_a_file_has_one_uri_however_it_is_named(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert file_uri(Path(path)) == f"file://{tmp_path}/a.txt"


def test_a_folder_means_all_files_in_it_but_hidden_ones(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.html", "a.txt", ".hidden", ".git/config", "b/.part"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found, archives = files([tmp_path])
    assert [str(path.relative_to(tmp_path)) for path in found] == ["a.txt", "b/1.html", "b/2.txt"]
    assert archives == []


def test_the_pictures_saved_with_a_page_are_no_files_of_their_own(tmp_path: Path) -> None:
    for name in ("年报.html", "年报_files/1.png", "a.htm", "a.files/2.png", "b_files/3.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found, _ = files([tmp_path])
    assert [path.name for path in found] == ["a.htm", "3.png", "年报.html"]


def test_a_folder_that_a_crawl_wrote_is_an_archive(tmp_path: Path) -> None:
    (tmp_path / "index.sqlite").touch()
    assert files([tmp_path, Path("a.txt")]) == ([Path("a.txt")], [tmp_path])


def test_a_file_that_is_not_there_is_kept_to_be_reported() -> None:
    assert files([Path("none.txt")]) == ([Path("none.txt")], [])


def test_a_file_becomes_a_line(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, "utf-8")
    record = jsonl.decode(record_line(path))
    assert record["source"]["uri"].endswith("报告.txt")
    assert record["text"] == TEXT


@pytest.mark.parametrize("name", ["none.txt", "."])
def test_a_file_that_cannot_be_read_is_unreadable(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableSource, match="the file cannot be read"):
        record_line(tmp_path / name)


def test_a_capture_becomes_a_line_that_knows_its_retrieval() -> None:
    capture = Capture(
        id="one.warc.gz#7", run="r", site="s", url="http://lanzhou.example/1", role="page", referrer=None, title=None,
        retrieved_at="2021-02-01T00:00:00Z", status=200, outcome="ok", media_type="text/plain", charset="gb18030",
        digest="sha256:", data=TEXT.encode("gb18030"))  # fmt: skip
    record = jsonl.decode(record_line(capture))
    assert uri_of(capture) == record["source"]["uri"] == "http://lanzhou.example/1"
    assert record["source"]["retrieved_at"] == "2021-02-01T00:00:00Z"
    assert record["source"]["capture"] == "one.warc.gz#7"
    assert record["text"] == TEXT
