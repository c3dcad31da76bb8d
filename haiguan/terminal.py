"""What people see: text made safe to print, tables of failures, progress bars, errors in plain words."""

from __future__ import annotations

import logging
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console

    from extract.isolated import Failure

T = TypeVar("T")

logger = logging.getLogger(__name__)

LONG_WORK = 20
"""From so many inputs on, a progress bar is worth its place."""

_FILE_WIDTH = 10_000


def printable(text: str) -> str:
    """The text on one line, without characters that steer a terminal or hide (they become U+FFFD)."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def say(line: str) -> None:
    """One line for whoever watches, on standard error, and for whoever reads the log later, where one is kept."""
    logger.info("%s", line)
    click.echo(printable(line), err=True)


@contextmanager
def plain_errors(*kinds: type[Exception]) -> Iterator[None]:
    """Turn errors whose message is meant for the user into one line and exit code 1."""
    try:
        yield
    except kinds as error:
        raise click.ClickException(printable(str(error))) from error


def tracked(outcomes: Iterable[T], total: int | None, what: str) -> Generator[T, None, None]:
    """The outcomes as they come, with a progress bar where work is long and a person watches."""
    if not sys.stderr.isatty() or (total is not None and total < LONG_WORK):
        yield from outcomes
        return
    from rich.progress import track

    yield from track(outcomes, what, total=total, console=stderr(), transient=True)


def show_failures(failures: Sequence[Failure]) -> None:
    """A table of what gave no record, on standard error."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=f"{len(failures)} failed", title_justify="left", box=None, padding=(0, 2, 0, 0))
    for heading in ("source", "kind", "what was found", "what to do"):
        table.add_column(heading, overflow="fold")
    for failure in failures:
        cells = (failure.uri, failure.kind, failure.reason, failure.advice)
        table.add_row(*(Text(printable(cell)) for cell in cells))
    stderr().print(table)


def stderr() -> Console:
    """Standard error as rich writes to it; wide where it is no terminal, so that logs keep their lines."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, width=None if sys.stderr.isatty() else _FILE_WIDTH)
