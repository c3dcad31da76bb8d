"""`haiguan search` and `haiguan upgrade`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from haiguan import exits
from output.store import open_store
from output.tables import VERSION
from tests.haiguan.command import run
from tests.output.records import sample
from tests.output.test_migrations import FIRST


@pytest.fixture
def database(tmp_path: Path) -> Path:
    with open_store(tmp_path / "a.sqlite") as store:
        store.write([sample()])
    return tmp_path / "a.sqlite"


def test_a_document_is_found_in_either_script(database: Path) -> None:
    for query in ("海关", "海關"):
        result = run("search", query, "--database", database)
        assert result.exit_code == exits.OK
        assert f"{sample().id}  {sample().title}  [title] 澜州海关2020年" in result.stdout
        assert "1 documents" in result.stderr


def test_words_may_be_given_apart(database: Path) -> None:
    assert "[statistic s1]" in run("search", "公告12", "工作日", "--database", database).stdout


def test_nothing_found_is_no_failure(database: Path) -> None:
    result = run("search", "没有这样", "-d", database)
    assert (result.exit_code, result.stdout) == (exits.OK, "")


def test_a_word_too_short_is_said(database: Path) -> None:
    result = run("search", "关", "-d", database)
    assert result.exit_code == exits.FAILED and "two characters or more" in result.stderr


def test_what_a_document_says_steers_no_terminal(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.sqlite") as store:
        store.write([sample(title="\x1b[2J年报")])
    assert "\x1b" not in run("search", "年报", "-d", tmp_path / "a.sqlite").output


def test_an_older_database_is_upgraded(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as db:
        db.executescript(FIRST.read_text("utf-8"))
    assert "haiguan upgrade" in run("search", "海关", "-d", path).stderr
    assert f"schema version 1, now {VERSION}" in run("upgrade", path).output
    assert run("search", "海关", "-d", path).exit_code == exits.OK


@pytest.mark.parametrize("name", ["none.sqlite", "empty.sqlite"])
def test_upgrading_makes_no_database(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.sqlite").touch()
    result = run("upgrade", tmp_path / name)
    assert result.exit_code == exits.FAILED and "Traceback" not in result.output
    assert not (tmp_path / "none.sqlite").exists()
