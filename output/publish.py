"""Run folders: a reader sees a whole run or the one before, never half of one.

A run is written into a hidden folder, which takes its name when all is there; the link `latest`
moves last, in one step.  A run that fails or is killed leaves `latest` where it was.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

LATEST = "latest"
_PART = ".part"


class PublishError(Exception):
    """A folder that a run cannot be published in; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run that is being written: where, the name that it will have, and the whole run before it, if any."""

    folder: Path
    name: str
    previous: Path | None


@contextmanager
def published(folder: Path) -> Iterator[Run]:
    """A new run's folder to write into, published when the block ends well.

    Raises PublishError where another run is being written there, OSError where it cannot be.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        for left in folder.glob(f".*{_PART}"):
            shutil.rmtree(left)
        run = Run(folder / f".run{_PART}", _free_name(folder), _latest(folder))
        run.folder.mkdir()
        try:
            yield run
            _settle(run.folder)
            run.folder.rename(folder / run.name)
            _point(folder, run.name)
        finally:
            shutil.rmtree(run.folder, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PublishError(f"{folder}: another export is at work there; wait for it to end") from error
        yield


def _free_name(folder: Path) -> str:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    names = (moment, *(f"{moment}-{i}" for i in range(2, 1000)))
    return next(name for name in names if not (folder / name).exists())


def _latest(folder: Path) -> Path | None:
    found = folder / LATEST
    if found.exists() and not found.is_symlink():
        raise PublishError(f"{found}: expected a link to a run, found something else. Name another folder")
    return found.resolve() if found.exists() else None


def _settle(folder: Path) -> None:
    """Have the disk keep the files before their folder gets its name."""
    for path in (*folder.iterdir(), folder):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _point(folder: Path, name: str) -> None:
    link = folder / f".{LATEST}"
    link.unlink(missing_ok=True)
    link.symlink_to(name)
    link.replace(folder / LATEST)
