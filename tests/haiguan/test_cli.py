"""The command as a whole: it teaches, starts fast, and its exit codes mean what they say."""

from __future__ import annotations

import re
import resource
import subprocess
import sys

import pytest

from haiguan import exits
from haiguan.cli import COMMANDS
from tests.haiguan.command import run
from tests.shared import ROOT


def test_help_shows_every_command_and_how_to_begin() -> None:
    result = run("--help")
    assert result.exit_code == exits.OK
    assert all(f"\n  {name} " in result.output for name in COMMANDS)
    assert "haiguan run" in result.output and "Exit codes: 0" in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_has_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == exits.OK
    assert "Example" in result.output
    assert re.search(rf"^ +haiguan {name}\b", result.output, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    from haiguan.cli import main

    command = main.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    assert all(getattr(option, "help", "") for option in command.params if option.param_type_name == "option")


@pytest.mark.parametrize(
    "arguments",
    [[], ["bogus"], ["--bogus"], ["extract"], ["extract", "--bogus"], ["extract", "a", "--jobs", "0"],
     ["export", "a.sqlite"], ["export", "a.sqlite", "-o", "out", "-f", "poem"], ["explain"], ["crawl"], ["run"],
     ["extract", "a", "--timeout", "soon"], ["crawl", "x", "--delay", "-1"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_use_exits_with_1_so_that_2_keeps_its_meaning(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == exits.FAILED
    assert "Usage: " in result.output


def test_help_starts_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from haiguan.cli import main;"
        "CliRunner().invoke(main, ['--help']);"
        "print(*sorted({'spacy', 'sqlalchemy', 'scrapy', 'rich', 'pydantic', 'extract.extract'} & set(sys.modules)))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert loaded.stdout.strip() == ""


def test_help_is_there_before_one_wonders() -> None:
    def seconds() -> float:
        """Processor time, which a busy machine does not stretch as it does the clock's."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "haiguan", "--help"], cwd=ROOT, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(3)) < 0.4
