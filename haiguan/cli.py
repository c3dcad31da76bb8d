"""The command `haiguan`: its subcommands, each a module that is loaded when it is needed."""

from __future__ import annotations

from importlib import import_module

import click

from haiguan import exits

COMMANDS = ("crawl", "ingest", "extract", "run", "check", "metrics", "search", "explain", "export", "serve", "report", "upgrade", "sites")
"""In the order in which one comes to need them."""

click.UsageError.exit_code = exits.FAILED  # click's own 2 would say: done, with failures


class Commands(click.Group):
    """A group that loads the module of a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, for --help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"haiguan.commands.{cmd_name}").command
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="haiguan")
def main() -> None:
    """What China's customs disclose, as data with its evidence.

    \b
    From web pages to a database:
      haiguan run 广州海关 --folder data
    The same in steps:
      haiguan crawl 广州海关 --archive data/archive
      haiguan extract data/archive --database haiguan.sqlite
    From files that you have:
      haiguan extract reports/ > records.jsonl
    Then look:
      haiguan check records.jsonl
      haiguan explain s12 --from records.jsonl

    Exit codes: 0 all well; 1 failed; 2 done, with failures that are listed; 3 done, but a site needs
    a person to look.
    """
