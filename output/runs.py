"""A run of the export: every format that is wanted, of one moment, published as one folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from output import datapackage, export
from output.changes import write_changes
from output.datapackage import NO_LICENCE, Published
from output.frames import Frame, Snapshot, snapshot
from output.parquet import write_parquet
from output.publish import published
from output.spreadsheet import write_xlsx
from output.store import Store

FORMATS: Mapping[str, str] = {
    "csv": "one CSV file a table",
    "jsonl": "one JSON object a document",
    "xlsx": "one Excel workbook, a sheet a table",
    "parquet": "one Parquet file a table",
    "package": "CSV with datapackage.json, a Frictionless data package",
}

MoreFrames = Callable[[Snapshot], Sequence[Frame]]
"""Frames that are made from a store beside its tables: the panel, say."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run holds: formats (keys of FORMATS), the head of CSV files, the licence's name, further frames.

    `gone` are the addresses of documents that their site no longer has: the database keeps them, the
    changes say it.
    """

    formats: tuple[str, ...] = ("csv",)
    csv_head: bytes = b""
    licence: str = NO_LICENCE
    more: tuple[MoreFrames, ...] = ()
    gone: frozenset[str] = frozenset()


def export_run(store: Store, folder: Path, wanted: Wanted) -> list[Path]:
    """Publish a run in a folder, with what changed since the one before; gives its files.

    Raises StoreError, PublishError, OSError, and ModuleNotFoundError where a format's library is absent.
    """
    with published(folder) as run, snapshot(store) as shot:
        frames = [*shot.frames(), *(frame for more in wanted.more for frame in more(shot))]
        paths = write_changes(shot, run.folder, run.previous, wanted.gone)
        for write in _writers(shot, frames, wanted):
            paths += write(run.folder)
    return [folder / run.name / path.name for path in paths]


def _writers(shot: Snapshot, frames: Sequence[Frame], wanted: Wanted) -> list[Callable[[Path], list[Path]]]:
    csv = partial(export.write_csv, frames, head=wanted.csv_head)
    writers: dict[str, Callable[[Path], list[Path]]] = {
        "csv": csv,
        "jsonl": partial(export.write_jsonl, shot),
        "xlsx": partial(write_xlsx, frames),
        "parquet": partial(write_parquet, frames),
        "package": partial(_write_package, shot, frames, csv, wanted.licence),
    }
    included = {"csv"} if "package" in wanted.formats else set()
    return [writers[kind] for kind in FORMATS if kind in wanted.formats and kind not in included]


def _write_package(
    shot: Snapshot, frames: Sequence[Frame], csv: Callable[[Path], list[Path]], licence: str, folder: Path
) -> list[Path]:
    paths = csv(folder)
    sites = datapackage.hosts(shot.uris())
    about = Published(licence, datetime.now(UTC).isoformat(timespec="seconds"), sites)
    files = dict(zip((frame.name for frame in frames), paths, strict=True))
    return [*paths, datapackage.write_datapackage(frames, files, about, folder)]
