"""The reference of the command, from its own help: `python -m haiguan.reference` writes it, `--check` says whether it is current."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from haiguan.cli import main as command
from output.docs import bring_up_to_date

PAGE = "commands.md"
WIDTH = 100
"""Columns of the help as the page shows it."""

_HEAD = """# Commands

Generated from the help of `haiguan` by `make docs`: change it in haiguan/cli.py and haiguan/commands/, not here.

Messages go to standard error, what was asked for to standard output. `HAIGUAN_DATABASE` names the database
where none is given. [Every week by itself](how-to/cron.md) says what the exit codes mean.
"""


def page() -> str:
    """The page: each command's help as a terminal shows it."""
    return _HEAD + "".join(_sections("haiguan", command))


def _sections(name: str, found: click.Command) -> Iterator[str]:
    """The section of a command, then those of its subcommands."""
    context = click.Context(found, info_name=name, terminal_width=WIDTH, **command.context_settings)
    yield f"\n## {name}\n\n```text\n{found.get_help(context).rstrip()}\n```\n"
    if isinstance(found, click.Group):
        for subcommand in found.list_commands(context):
            inner = found.get_command(context, subcommand)
            assert inner is not None
            yield from _sections(f"{name} {subcommand}", inner)


def main(arguments: list[str]) -> int:
    """Write the page, or with `--check` say whether it is current."""
    return bring_up_to_date({PAGE: page()}, "the help of haiguan", check="--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
