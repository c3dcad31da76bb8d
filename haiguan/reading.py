"""Inputs, wherever they are, and the records that come of them, each made in a process of its own."""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote_from_bytes

from crawler.archive import Capture, read_captures
from extract.extract import extract_record
from extract.isolated import Failure, run_isolated
from extract.limits import DEFAULT_LIMITS, Limits
from extract.readers.errors import UnreadableSource
from extract.record import Record
from haiguan.pictures import pictures_of
from output import jsonl

Input = Path | Capture
"""A file, or bytes that a crawl stored."""

_PARTS = re.compile(r"(.+)[_.]files")
_MUST_ESCAPE = re.compile("[\x00-\x20%?#\x7f\udc80-\udcff]")


def files(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The files that paths name, and the archives; of a folder all files, without hidden ones and the parts of saved pages."""
    archives = [path for path in paths if (path / "index.sqlite").exists()]
    found: list[Path] = []
    for path in paths:
        if path not in archives:
            found += sorted(_walk(path)) if path.is_dir() else [path]
    return found, archives


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and not _is_of_page(Path(parent, name))]
        yield from (Path(parent, name) for name in names if not name.startswith("."))


def _is_of_page(folder: Path) -> bool:
    """Whether a browser saved a page's pictures and styles there, beside the page: they are read as parts of it."""
    name = _PARTS.fullmatch(folder.name)
    return name is not None and any(folder.with_name(name[1] + ending).is_file() for ending in (".html", ".htm"))


def captures(archives: Sequence[Path]) -> Iterator[Capture]:
    """What archives hold, newest version of each URL; raises ArchiveError."""
    for archive in archives:
        yield from read_captures(archive)


def read_all(
    items: Iterable[Input], workers: int, limits: Limits, model: str | None = None
) -> Generator[bytes | Failure, None, None]:
    """For each input, in order, its record as a line of JSON or why there is none.

    `model` names a spaCy model of the user's own that adds entities.
    """
    tasks = (_Task(item, limits, model) for item in items)
    yield from run_isolated(_line_of, tasks, uri_of=lambda task: uri_of(task.item), workers=workers, limits=limits)


@dataclass(frozen=True, slots=True)
class _Task:
    """An input, the limits that its readers hold to, and the user's model, if there is one."""

    item: Input
    limits: Limits
    model: str | None


def _line_of(task: _Task) -> bytes:
    return record_line(task.item, task.limits, task.model)


def record_line(item: Input, limits: Limits = DEFAULT_LIMITS, model: str | None = None) -> bytes:
    """What a worker does with one input; raises UnreadableSource, and ModelError where there is no such model."""
    record = _record(item, limits)
    if model is not None:
        from extract.narrative.models import with_entities

        record = with_entities(record, model)
    return jsonl.encode(record)


def _record(item: Input, limits: Limits) -> Record:
    if isinstance(item, Capture):
        return extract_record(
            item.data,
            uri=item.url,
            media_type=item.media_type,
            charset=item.charset,
            retrieved_at=item.retrieved_at,
            capture=item.id,
            limits=limits,
            pictures=pictures_of(item),
        )
    try:
        data = item.read_bytes()
    except OSError as error:
        raise UnreadableSource(
            f"the file cannot be read ({error.strerror})", "check its path and permissions"
        ) from error
    return extract_record(data, uri=uri_of(item), as_of=date.today(), limits=limits, pictures=pictures_of(item))


def uri_of(item: Input) -> str:
    """The address of an input: a capture's URL, a file's URI with only what must be escaped."""
    return item.url if isinstance(item, Capture) else file_uri(item)


def file_uri(path: Path) -> str:
    """`file:///folder/名.txt`: characters stay readable, save those that a URI gives a meaning."""
    return "file://" + _MUST_ESCAPE.sub(_escaped, os.path.normpath(path.absolute()))


def _escaped(match: re.Match[str]) -> str:
    return quote_from_bytes(os.fsencode(match[0]), safe="")
