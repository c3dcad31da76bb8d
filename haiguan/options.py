"""Options that commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

_READING = (
    click.option(
        "-j",
        "--jobs",
        default=os.cpu_count() or 1,
        show_default="one a processor",
        type=click.IntRange(1),
        help="Documents at a time.",
    ),
    click.option(
        "--timeout",
        default=60.0,
        show_default=True,
        metavar="SECONDS",
        type=click.FloatRange(0, min_open=True),
        help="Time that one document may take.",
    ),
    click.option(
        "--memory",
        default=2048,
        show_default=True,
        metavar="MB",
        type=click.IntRange(256),
        help="Memory that one document may take.",
    ),
)


def reading_options(command: Command) -> Command:
    """What every command that reads documents lets one choose: `jobs`, `timeout` and `memory`."""
    for option in reversed(_READING):
        command = option(command)
    return command
