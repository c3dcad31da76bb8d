"""The archive: every exchange as WARC records on disk and a row in the index, whole at any moment.

A folder with `warc/*.warc.gz`, `index.sqlite`, `lock` and, a run each, `runs/RUN/`.  A fetch is
written to its WARC file first and to the index second, so what the index names is always there;
what a killed run wrote after its last row is cut off when the archive is next opened.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from typing import BinaryIO

from crawler import warc
from crawler.index import CRAWLS, NOTED, Fetch, Index
from crawler.urls import url_key
from crawler.warc import Earlier, Exchange

MAX_FILE_BYTES = 1_000_000_000
MAX_BODY_BYTES = 200_000_000
_SYNC_EVERY = 32


class ArchiveError(Exception):
    """The archive cannot be used; the message says which, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a request is for: the site, what kind of thing the URL is, and the link that led there.

    `role` is `list`, `page`, `attachment`, `picture` (shown by a page) or `robots`; `position` the link's order on its page;
    `source` the door that it came through (see Fetch).
    """

    site: str
    role: str
    title: str | None = None
    referrer: str | None = None
    position: int | None = None
    source: str = "crawl"


@dataclass(frozen=True, slots=True)
class Capture:
    """Stored bytes and how they were got: what extraction reads.

    `data` is the body with its content coding undone.  `charset` is what the server declared, or
    None.  `id` is `WARC-FILE#OFFSET`, the place of the record that holds the body.  `folder` is the archive's.
    """

    id: str
    run: str
    site: str
    url: str
    role: str
    referrer: str | None
    title: str | None
    retrieved_at: str
    status: int | None
    outcome: str
    media_type: str | None
    charset: str | None
    digest: str
    data: bytes
    folder: Path | None = None


def now() -> str:
    """This moment as WARC and the index write it, UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class Archive:
    """An archive open for writing by one run; others that try get ArchiveError."""

    def __init__(self, folder: Path, *, max_file_bytes: int = MAX_FILE_BYTES, user_agent: str = "") -> None:
        self.folder = folder
        self._max_file_bytes = max_file_bytes
        self._user_agent = user_agent
        self._file: BinaryIO | None = None
        self._file_run = ""
        self._unsynced = 0
        with _explained(folder):
            (folder / "warc").mkdir(parents=True, exist_ok=True)
            self._lock = _lock(folder / "lock")
            self.index = Index(folder / "index.sqlite")
            _recover(folder, self.index)

    def close(self) -> None:
        """Bring everything to disk and let others in."""
        self._close_file()
        self.index.close()
        self._lock.close()

    def add(
        self, run: str, exchange: Exchange, target: Target, outcome: str, note: str | None = None
    ) -> Fetch:
        """Store one exchange; gives its row.  Raises ArchiveError where the disk refuses.

        A body that is stored already becomes a revisit record, and a page that gave the same bytes
        at its last fetch is `unchanged`.
        """
        fetch = _row(run, exchange, target, outcome, note)
        stored = self._stored(fetch)
        if stored is not None:
            same = outcome == "ok" and self._repeats(fetch, stored)
            fetch = replace(fetch, body_in=stored.id, outcome="unchanged" if same else outcome)
        elif fetch.digest is not None:
            fetch = replace(fetch, body_in=-1)
        with _explained(self.folder):
            earlier = self._earlier(exchange, stored) if stored else None
            records = warc.records(exchange, _notes(fetch, stored), earlier)
            name, offset, end = self._write(run, records)
            fetch = replace(fetch, warc=name, offset=offset, end=end)
            number = self._add_row(fetch)
        return replace(fetch, id=number, body_in=number if fetch.body_in == -1 else fetch.body_in)

    def _repeats(self, fetch: Fetch, stored: Fetch) -> bool:
        """Whether a body is what its page had at its last crawl, or what was ingested of it before."""
        if fetch.source not in CRAWLS:
            return stored.key == fetch.key
        last = self.index.last_good(fetch.key, fetch.role)
        return last is not None and last.body_in == stored.id

    def _stored(self, fetch: Fetch) -> Fetch | None:
        """The fetch whose record holds this fetch's body already."""
        if fetch.status == 304:
            last = self.index.last_good(fetch.key)
            return self.index.get(last.body_in) if last and last.body_in else None
        return self.index.body_of(fetch.digest) if fetch.digest else None

    def _earlier(self, exchange: Exchange, stored: Fetch) -> Earlier:
        if exchange.status != 304:
            return Earlier(stored.url, stored.retrieved_at, warc.payload_digest(exchange.body))
        path = self.folder / "warc" / str(stored.warc)
        digest = warc.stored_payload_digest(path, stored.offset or 0)
        return Earlier(stored.url, stored.retrieved_at, digest)

    def skip(self, run: str, url: str, target: Target, note: str) -> None:
        """Note a URL that was not asked for, and why."""
        self.add(run, Exchange(url=url, retrieved_at=now()), target, "skipped", note)

    def load(self, fetch: Fetch) -> Exchange:
        """The stored answer to a fetch, with the body's own headers; raises KeyError, ValueError."""
        if fetch.body_in is None:
            raise KeyError(f"no body is stored of {fetch.url}")
        source = fetch if fetch.body_in == fetch.id else self.index.get(fetch.body_in)
        return _read(self.folder, source)

    def _write(self, run: str, data: bytes) -> tuple[str, int, int]:
        """Append to the WARC file, all or nothing; gives its name and where the data begins and ends."""
        file = self._open_file(run)
        offset = file.tell()
        try:
            _write_all(file, data)
            self._unsynced += 1
            if self._unsynced >= _SYNC_EVERY:
                os.fsync(file.fileno())
                self._unsynced = 0
        except OSError:
            self._cut_back(offset)
            raise
        return Path(file.name).name, offset, offset + len(data)

    def _add_row(self, fetch: Fetch) -> int:
        try:
            return self.index.add(fetch)
        except sqlite3.Error:
            self._cut_back(fetch.offset or 0)
            raise

    def _cut_back(self, offset: int) -> None:
        """Take back a record that could not be written whole, or that has no row."""
        if self._file is not None:
            os.ftruncate(self._file.fileno(), offset)
            self._file.seek(offset)

    def _open_file(self, run: str) -> BinaryIO:
        if self._file is not None and (self._file_run != run or self._file.tell() >= self._max_file_bytes):
            self._close_file()
        if self._file is None:
            name = _next_name(self.folder / "warc", run)
            self.index.add_warc(name, run)
            file = (self.folder / "warc" / name).open("xb", buffering=0)
            _write_all(file, warc.file_header(name, run, self._user_agent))
            self._file, self._file_run = file, run
        return self._file

    def _close_file(self) -> None:
        if self._file is not None:
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None
            self._unsynced = 0


def _write_all(file: BinaryIO, data: bytes) -> None:
    """Write all of the data: a disk that fills up takes a part of it first, and refuses then."""
    left = memoryview(data)
    while left:
        left = left[file.write(left) :]


def _next_name(folder: Path, run: str) -> str:
    serial = 1 + sum(1 for _ in folder.glob(f"haiguan-{run}-*.warc.gz"))
    while (folder / f"haiguan-{run}-{serial:05d}.warc.gz").exists():
        serial += 1
    return f"haiguan-{run}-{serial:05d}.warc.gz"


def _row(run: str, exchange: Exchange, target: Target, outcome: str, note: str | None) -> Fetch:
    media_type, charset = content_type(exchange.header("Content-Type"))
    has_body = exchange.status is not None and exchange.status != 304
    return Fetch(
        id=None, run=run, site=target.site, url=exchange.url, key=exchange.key or url_key(exchange.url), role=target.role,
        referrer=target.referrer, title=target.title, position=target.position,
        retrieved_at=exchange.retrieved_at, status=exchange.status, outcome=outcome, note=note,
        media_type=media_type, charset=charset, etag=exchange.header("ETag"),
        last_modified=exchange.header("Last-Modified"), size=len(exchange.body) if has_body else None,
        digest=warc.digest(exchange.body) if has_body else None,
        source=target.source,
    )  # fmt: skip


def content_type(header: str | None) -> tuple[str | None, str | None]:
    """Media type and charset that a Content-Type header declares, each None where it does not."""
    if not header:
        return None, None
    message = Message()
    message["Content-Type"] = header
    charset = message.get_param("charset")
    return message.get_content_type(), str(charset).lower() if charset else None


def _notes(fetch: Fetch, stored: Fetch | None) -> dict[str, str]:
    """What the metadata record says: the whole row, so that the WARC files alone can rebuild the index."""
    row = {name: getattr(fetch, name) for name in NOTED}
    body = f"{stored.warc}#{stored.offset}" if stored else "self" if fetch.body_in == -1 else None
    return {name: str(value) for name, value in (row | {"body": body}).items() if value is not None}


def _lock(path: Path) -> BinaryIO:
    file = path.open("a+b")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.seek(0)
        holder = file.read(20).decode("ascii", "replace").strip() or "unknown"
        file.close()
        raise ArchiveError(
            f"{path.parent}: another run (process {holder}) is writing this archive; wait for it to end"
        ) from error
    file.truncate(0)
    file.write(f"{os.getpid()}\n".encode())
    file.flush()
    return file


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Turn what the disk or the database refuses into an ArchiveError that says what to do."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ArchiveError(
            f"{folder}: the archive cannot be written ({reason}); what it holds is whole. Free some space or"
            " make the folder writable, then start the same command again: it goes on from here"
        ) from error


def _recover(folder: Path, index: Index) -> None:
    """Cut what was written after the last indexed record; drop rows whose records are lost."""
    for name, end in index.warc_ends().items():
        path = folder / "warc" / name
        size = path.stat().st_size if path.exists() else 0
        if size < end or not _last_whole(path, index, name):
            end = _drop_lost(path, index, name, size)
        if end == 0:
            path.unlink(missing_ok=True)
            index.forget_warc(name)
        elif size > end:
            os.truncate(path, end)


def _last_whole(path: Path, index: Index, name: str) -> bool:
    last = index.last_in(name)
    return last is None or warc.is_whole(path, last.offset or 0, last.end or 0)


def _drop_lost(path: Path, index: Index, name: str, size: int) -> int:
    """Remove rows from the last one back to one that can be read; gives where that one ends."""
    while (last := index.last_in(name)) is not None:
        offset, end = last.offset or 0, last.end or 0
        if end <= size and warc.is_whole(path, offset, end):
            return end
        index.drop_after(name, offset)
    return 0


def _read(folder: Path, source: Fetch) -> Exchange:
    if source.warc is None or source.offset is None:
        raise KeyError(f"no body is stored of {source.url}")
    return warc.read_response(folder / "warc" / source.warc, source.offset)


def read_captures(
    folder: Path,
    *,
    sites: Sequence[str] = (),
    roles: Sequence[str] = ("page", "attachment"),
    all_versions: bool = False,
) -> Iterator[Capture]:
    """What the archive holds, newest version of each URL (or all of them), oldest fetch first.

    No request is made and nothing is written.  Raises ArchiveError where there is no archive, or
    where a record that the index names cannot be read.
    """
    path = folder / "index.sqlite"
    if not path.exists():
        raise ArchiveError(f"{folder}: expected an archive (index.sqlite), found none; crawl into it first")
    index = Index(path, read_only=True)
    try:
        for fetch in index.contents(sites, roles, all_versions=all_versions):
            yield _capture(folder, index, fetch)
    except sqlite3.Error as error:
        raise ArchiveError(f"{path}: the index cannot be read: {error}") from error
    finally:
        index.close()


def newest_body(folder: Path, url: str) -> bytes | None:
    """What an archive holds of a URL, the newest version, whatever it was fetched for; None where it holds nothing of it."""
    index = Index(folder / "index.sqlite", read_only=True)
    try:
        found = index.last_content(url_key(url))
        return None if found is None else _capture(folder, index, found).data
    except (sqlite3.Error, ArchiveError, ValueError):
        return None
    finally:
        index.close()


def _capture(folder: Path, index: Index, fetch: Fetch) -> Capture:
    assert fetch.body_in is not None and fetch.digest is not None
    source = fetch if fetch.body_in == fetch.id else index.get(fetch.body_in)
    try:
        exchange = _read(folder, source)
        data = warc.decoded(exchange.body, exchange.header("Content-Encoding"), MAX_BODY_BYTES)
    except (OSError, ValueError) as error:
        raise ArchiveError(f"{folder}: {fetch.url} cannot be read from {source.warc}: {error}") from error
    return Capture(
        id=f"{source.warc}#{source.offset}", run=fetch.run, site=fetch.site, url=fetch.url, role=fetch.role,
        referrer=fetch.referrer, title=fetch.title, retrieved_at=fetch.retrieved_at, status=fetch.status,
        outcome=fetch.outcome, media_type=fetch.media_type, charset=fetch.charset, digest=fetch.digest,
        data=data, folder=folder,
    )  # fmt: skip
