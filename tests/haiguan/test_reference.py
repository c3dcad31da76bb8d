"""The reference of the command is what the command's help says, and says all of it."""

from __future__ import annotations

import click
import pytest

from haiguan import reference
from haiguan.cli import COMMANDS
from output import docs
from tests.haiguan.command import run


def test_the_page_in_docs_is_what_the_help_says() -> None:
    assert docs.stale(docs.FOLDER, {reference.PAGE: reference.page()}) == [], "run `make docs`"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_section(name: str) -> None:
    section = reference.page().split(f"\n## haiguan {name}\n")[1].split("\n## ")[0]
    assert f"Usage: haiguan {name}" in section
    assert "Show this message and exit." in section


@pytest.mark.parametrize("name", ["sites probe", "ingest files", "ingest wayback"])
def test_commands_of_a_group_have_theirs(name: str) -> None:
    assert f"\n## haiguan {name}\n" in reference.page()


@pytest.mark.parametrize("name", COMMANDS)
def test_it_says_what_the_command_itself_says(name: str) -> None:
    said = run(name, "--help").output
    shown = "".join(reference.page().split())
    for line in filter(None, map(str.strip, said.splitlines())):
        if not line.startswith("Usage:"):
            assert "".join(line.split()).removesuffix("...") in shown, line


def test_a_changed_help_is_noticed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    changed = click.Command("haiguan", help="Something else.")
    monkeypatch.setattr(reference, "command", changed)
    assert reference.main(["--check"]) == 1
    assert "commands.md is not what the help of haiguan says: run `make docs`" in capsys.readouterr().err
