"""`haiguan serve`: what it says when it cannot start."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from haiguan import exits
from tests.haiguan.command import run


def test_a_file_that_is_not_there_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    pytest.importorskip("datasette", reason="needs the extra `serve` (Datasette)")
    result = run("serve", tmp_path / "none.sqlite")
    assert result.exit_code == exits.FAILED
    assert "there is no such file" in result.output


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in sys.modules if n.startswith("haiguan.house")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "datasette.app", None)
    result = run("serve", tmp_path / "none.sqlite")
    assert result.exit_code == exits.FAILED
    assert "needs the extra `serve`" in result.output
