"""`haiguan export`: a database as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from haiguan import exits
from output import jsonl
from output.store import open_store
from tests.haiguan.command import run
from tests.output.records import as_json, sample


@pytest.fixture
def database(tmp_path: Path) -> Path:
    with open_store(tmp_path / "a.sqlite") as store:
        store.write([sample()])
    return tmp_path / "a.sqlite"


def test_tables_are_written_and_named(database: Path, tmp_path: Path) -> None:
    result = run("export", database, "--output", tmp_path / "out")
    assert result.exit_code == exits.OK
    assert str(tmp_path / "out" / "statistics.csv") in result.output.splitlines()
    assert (tmp_path / "out" / "cells.csv").read_text("utf-8").count("granted") == 3


def test_records_are_written(database: Path, tmp_path: Path) -> None:
    assert run("export", database, "-f", "jsonl", "-o", tmp_path / "out").exit_code == exits.OK
    assert list(jsonl.read(tmp_path / "out" / "documents.jsonl")) == [as_json(sample())]


def test_the_database_may_be_named_by_the_environment(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HAIGUAN_DATABASE", str(database))
    assert run("export", "-o", tmp_path / "out").exit_code == exits.OK


def test_a_database_that_is_not_there_is_said(tmp_path: Path) -> None:
    result = run("export", tmp_path / "none.sqlite", "-o", tmp_path / "out")
    assert result.exit_code == exits.FAILED
    assert "there is no such file" in result.stderr


def test_a_folder_that_cannot_be_made_is_said(database: Path) -> None:
    result = run("export", database, "-o", database / "out")
    assert result.exit_code == exits.FAILED and "Traceback" not in result.output
