"""What the how-to pages print can be run as it is printed."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest
from sqlalchemy import text

from haiguan import exits
from output.store import open_store
from tests.haiguan.command import run
from tests.output.records import many
from tests.shared import ROOT

PAGES = ROOT / "docs" / "how-to"


def blocks(page: str, language: str) -> list[str]:
    """The code of a page in a language, block by block."""
    found = (PAGES / page).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", found, re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the pages take for granted: haiguan.sqlite and reports/."""
    with open_store(tmp_path / "haiguan.sqlite") as store:
        store.write(many(3))
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text("澜州海关2020年政府信息公开年报\n一、总体情况\n全年发布公告12条。\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_commands(commands: str, *change: str) -> None:
    for line in commands.splitlines():
        words = [word.replace(*change) if change else word for word in shlex.split(line)]
        result = run(*words[1:])
        assert result.exit_code == exits.OK, f"{line}: {result.output}"


@pytest.mark.usefixtures("folder")
def test_postgresql(postgresql_url: str) -> None:
    commands = blocks("postgresql.md", "sh")[1]
    run_commands(commands, "postgresql:///haiguan", postgresql_url)
    with open_store(postgresql_url) as store, store.engine.connect() as connection:
        for block in blocks("postgresql.md", "sql"):
            for statement in filter(str.strip, block.split(";")):
                connection.execute(text(statement))
        connection.rollback()


@pytest.mark.usefixtures("folder")
def test_duckdb() -> None:
    run_commands(blocks("r-and-duckdb.md", "sh")[0])
    first, second = [duckdb.sql(query).fetchall() for query in blocks("r-and-duckdb.md", "sql")]
    assert first == [(2020, 1, None)]
    assert ("read", 2) in second or ("proved", 1) in second


@pytest.mark.usefixtures("folder")
def test_r() -> None:
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not installed")
    run_commands(blocks("r-and-duckdb.md", "sh")[0])
    for code in blocks("r-and-duckdb.md", "r"):
        subprocess.run([program, "-e", code.replace("aggregate", "print(names(good)); if (nrow(good)) aggregate")], check=True, timeout=60)
