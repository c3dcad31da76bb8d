"""An index that was lost is made again from the WARC files, whose metadata records hold every row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from crawler.archive import ArchiveError, now
from crawler.index import NOTED, Fetch, Index

_NUMBERS = ("position", "status", "size")
_DEFAULTS: dict[str, Any] = dict.fromkeys(NOTED)


def rebuild_index(folder: Path) -> int:
    """Make `index.sqlite` of an archive from its WARC files; gives the number of fetches.

    What runs completed is not in the WARC files: the next crawl of each site is a sweep.  Raises
    ArchiveError where there is an index (move it away first) or where a file cannot be read.
    """
    path = folder / "index.sqlite"
    if path.exists():
        raise ArchiveError(f"{path}: there is an index; move it away, if it is to be made again")
    index = Index(path)
    places: dict[str, int] = {}
    try:
        for file in sorted((folder / "warc").glob("haiguan-*.warc.gz")):
            run = file.name.split("-")[1]
            index.start_run(run, now(), "rebuilt", "")
            index.finish_run(run, now(), "rebuilt")
            index.add_warc(file.name, run)
            for fetch, body in _rows(file, run):
                place = f"{fetch.warc}#{fetch.offset}"
                places[place] = index.add(
                    replace(fetch, body_in=-1 if body == "self" else places.get(body or ""))
                )
    finally:
        index.close()
    return len(places)


def _rows(file: Path, run: str) -> Iterator[tuple[Fetch, str | None]]:
    """The rows that a file's metadata records hold, each with the place of its body."""
    with file.open("rb") as opened:
        records = ArchiveIterator(opened)
        start = 0
        for record in records:
            payload = record.raw_stream.read()  # first: asking for the offset reads to the record's end
            end = records.get_record_offset() + records.get_record_length()
            if record.rec_type == "metadata":
                noted = dict(line.split(": ", 1) for line in payload.decode().splitlines() if ": " in line)
                yield _row(noted, run, file.name, start, end), noted.get("body")
            if record.rec_type in ("metadata", "warcinfo"):
                start = end


def _row(noted: dict[str, str], run: str, warc: str, offset: int, end: int) -> Fetch:
    row: dict[str, Any] = _DEFAULTS | {name: noted[name] for name in NOTED if name in noted}
    row |= {name: int(noted[name]) for name in _NUMBERS if name in noted}
    return Fetch(id=None, run=run, warc=warc, offset=offset, end=end, **row)
