"""The archive's index: one row a fetch in SQLite, only ever added to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path

OUTCOMES = ("ok", "unchanged", "blocked", "soft_404", "error", "skipped")
ROLES = ("list", "page", "attachment", "picture", "robots")
CRAWLS = ("crawl", "browser")
"""The doors that are crawls: what a server sent, and a page as a browser showed it."""

CRAWLED = f"source IN {CRAWLS}"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS runs (
    run TEXT PRIMARY KEY, started_at TEXT NOT NULL, mode TEXT NOT NULL, sites TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS finished (
    run TEXT PRIMARY KEY REFERENCES runs, finished_at TEXT NOT NULL, state TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS completed (
    run TEXT NOT NULL REFERENCES runs, site TEXT NOT NULL, mode TEXT NOT NULL, finished_at TEXT NOT NULL,
    PRIMARY KEY (run, site));
CREATE TABLE IF NOT EXISTS warcs (name TEXT PRIMARY KEY, run TEXT NOT NULL REFERENCES runs);
CREATE TABLE IF NOT EXISTS fetches (
    id INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs, site TEXT NOT NULL,
    url TEXT NOT NULL, key TEXT NOT NULL, role TEXT NOT NULL, referrer TEXT, title TEXT, position INTEGER,
    retrieved_at TEXT NOT NULL, status INTEGER, outcome TEXT NOT NULL, note TEXT,
    media_type TEXT, charset TEXT, etag TEXT, last_modified TEXT, size INTEGER, digest TEXT,
    body_in INTEGER REFERENCES fetches, warc TEXT REFERENCES warcs, offset INTEGER, end INTEGER,
    source TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS fetches_key ON fetches (key, id);
CREATE INDEX IF NOT EXISTS fetches_run ON fetches (run, key);
CREATE INDEX IF NOT EXISTS fetches_digest ON fetches (digest) WHERE digest IS NOT NULL;
CREATE INDEX IF NOT EXISTS fetches_warc ON fetches (warc, end);
"""


@dataclass(frozen=True, slots=True)
class Fetch:
    """One request and what came of it; a row of `fetches`, `id` None before it is stored.

    `digest` is `sha256:` of the body as it was sent.  `body_in` is the fetch whose WARC record
    holds the body (its own id, or that of an earlier, identical one), None where there is no body.
    `offset` and `end` bound its WARC records in bytes of the file `warc`.  `source` is the door that
    it came through: `crawl`, `browser` (the body is the page as a browser showed it once its scripts
    had run, not what the server sent), or what was ingested (`file`, `warc`, `wayback`, `commoncrawl`).
    """

    id: int | None
    run: str
    site: str
    url: str
    key: str
    role: str
    referrer: str | None
    title: str | None
    position: int | None
    retrieved_at: str
    status: int | None
    outcome: str
    note: str | None = None
    media_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    size: int | None = None
    digest: str | None = None
    body_in: int | None = None
    warc: str | None = None
    offset: int | None = None
    end: int | None = None
    source: str = "crawl"


_NAMES = tuple(f.name for f in fields(Fetch))
_COLUMNS = ", ".join(_NAMES)
NOTED = tuple(name for name in _NAMES if name not in ("id", "run", "body_in", "warc", "offset", "end"))
"""The columns that are written beside each capture in its WARC file; the others are its place there."""

_INSERT = f"INSERT INTO fetches ({_COLUMNS}) VALUES ({', '.join('?' * len(_NAMES))})"
_values = attrgetter(*_NAMES)


class Index:
    """The SQLite file of one archive.  Every call that writes is one transaction."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._read_only = read_only
        if read_only:
            self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
            return
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file, and leave one file that can be read where nothing may be written."""
        if not self._read_only:
            with suppress(sqlite3.OperationalError):  # someone else reads it
                self._db.execute("PRAGMA journal_mode=DELETE")
        self._db.close()

    # runs

    def start_run(self, run: str, started_at: str, mode: str, sites: str) -> None:
        """Note that a run starts (again): a known run keeps its row."""
        self._db.execute("INSERT OR IGNORE INTO runs VALUES (?, ?, ?, ?)", (run, started_at, mode, sites))

    def finish_run(self, run: str, finished_at: str, state: str) -> None:
        """Note a run's end: `complete` or `abandoned`."""
        self._db.execute("INSERT OR IGNORE INTO finished VALUES (?, ?, ?)", (run, finished_at, state))

    def complete_site(self, run: str, site: str, mode: str, finished_at: str) -> None:
        """Note that a run has seen all that it meant to see of a site."""
        self._db.execute(
            "INSERT OR IGNORE INTO completed VALUES (?, ?, ?, ?)", (run, site, mode, finished_at)
        )

    def unfinished_run(self, sites: str) -> tuple[str, str, str] | None:
        """The last run over the same sites that did not end, as (run, mode, started_at), or None."""
        row = self._db.execute(
            "SELECT run, mode, started_at FROM runs WHERE sites = ? AND run NOT IN (SELECT run FROM finished)"
            " ORDER BY started_at DESC, run DESC LIMIT 1",
            (sites,),
        ).fetchone()
        return (str(row[0]), str(row[1]), str(row[2])) if row else None

    def completions(self, site: str) -> list[tuple[str, str]]:
        """(run, mode) of the runs that completed a site, oldest first."""
        rows = self._db.execute(
            "SELECT run, mode FROM completed WHERE site = ? ORDER BY finished_at, run", (site,)
        )
        return [(str(run), str(mode)) for run, mode in rows]

    # fetches

    def add_warc(self, name: str, run: str) -> None:
        """Note a WARC file before it is made, so that recovery touches only our own files."""
        self._db.execute("INSERT INTO warcs VALUES (?, ?)", (name, run))

    def add(self, fetch: Fetch) -> int:
        """Store a fetch; gives its id.  A `body_in` of -1 means the fetch itself."""
        with self._transaction():
            cursor = self._db.execute(_INSERT, _values(fetch))
            number = cursor.lastrowid
            assert number is not None
            if fetch.body_in == -1:
                self._db.execute("UPDATE fetches SET body_in = id WHERE id = ?", (number,))
        return number

    def _transaction(self) -> sqlite3.Connection:
        self._db.execute("BEGIN IMMEDIATE")
        return self._db

    def get(self, number: int) -> Fetch:
        """The fetch of an id; raises KeyError where there is none."""
        for fetch in self.select("id = ?", number):
            return fetch
        raise KeyError(number)

    def select(self, where: str, *values: object) -> Iterator[Fetch]:
        """Fetches by an SQL condition, in the order in which they were made."""
        for row in self._db.execute(f"SELECT {_COLUMNS} FROM fetches WHERE {where} ORDER BY id", values):
            yield Fetch(*row)

    def of_run(self, run: str, key: str) -> Fetch | None:
        """The last fetch of a URL in a run."""
        return self._last("run = ? AND key = ?", run, key)

    def body_of(self, digest: str) -> Fetch | None:
        """The fetch whose WARC record holds a body of this digest."""
        return self._last("digest = ? AND body_in = id", digest)

    def last_crawled(self, key: str) -> Fetch | None:
        """The last fetch of a URL by a crawl, whatever came of it."""
        return self._last(f"key = ? AND {CRAWLED}", key)

    def first_run(self, key: str) -> str | None:
        """The first crawl that came upon a URL."""
        row = self._db.execute(
            f"SELECT run FROM fetches WHERE key = ? AND {CRAWLED} ORDER BY id LIMIT 1", (key,)
        ).fetchone()
        return str(row[0]) if row else None

    def last_good(self, key: str, role: str | None = None) -> Fetch | None:
        """The last fetch of a URL by a crawl (under a role) that gave, or confirmed, its content."""
        where = f"key = ? AND outcome IN ('ok', 'unchanged') AND {CRAWLED}"
        if role is None:
            return self._last(where, key)
        return self._last(f"{where} AND role = ?", key, role)

    def last_content(self, key: str) -> Fetch | None:
        """The last fetch of a URL, by any door, that gave its content."""
        return self._last("key = ? AND outcome = 'ok' AND body_in IS NOT NULL", key)

    def has(self, key: str, retrieved_at: str, digest: str | None = None) -> bool:
        """Whether what a URL had at that moment (and, where given, that very content) is stored."""
        where, values = "key = ? AND retrieved_at = ?", [key, retrieved_at]
        if digest is not None:
            where, values = f"{where} AND digest = ?", [*values, digest]
        return self._last(where, *values) is not None

    def at(self, key: str, retrieved_at: str) -> Fetch | None:
        """The fetch that gave what a URL had at a moment."""
        return self._last("key = ? AND retrieved_at = ? AND body_in IS NOT NULL", key, retrieved_at)

    def unsettled(self, site: str) -> list[Fetch]:
        """Pages, their pictures and attachments whose last fetch was refused or failed, 404 and 410 left out."""
        wanted = "site = ? AND role IN ('page', 'attachment', 'picture')"
        last = f"id IN (SELECT MAX(id) FROM fetches WHERE {wanted} GROUP BY key)"
        failed = "outcome IN ('blocked', 'error') AND COALESCE(status, 0) NOT IN (404, 410)"
        return list(self.select(f"{last} AND {failed}", site))

    def unlisted(self, run: str, site: str) -> list[Fetch]:
        """Pages and attachments of a site that earlier crawls got and this run has not come upon."""
        last = (
            f"SELECT MAX(id) FROM fetches WHERE site = ? AND role IN ('page', 'attachment') AND {CRAWLED}"
            " AND outcome IN ('ok', 'unchanged') GROUP BY key"
        )
        seen = "SELECT key FROM fetches WHERE run = ?"
        return list(self.select(f"id IN ({last}) AND key NOT IN ({seen})", site, run))

    def gone(self) -> set[str]:
        """The addresses of pages and attachments that are stored, and were not there when last asked for."""
        last = f"SELECT MAX(id) FROM fetches WHERE role IN ('page', 'attachment') AND {CRAWLED} GROUP BY key"
        missing = f"id IN ({last}) AND (outcome = 'soft_404' OR status IN (404, 410))"
        rows = self._db.execute(
            f"SELECT url FROM fetches WHERE outcome = 'ok' AND key IN (SELECT key FROM fetches WHERE {missing})"
        )
        return {str(row[0]) for row in rows}

    def failed_lists(self, run: str, site: str) -> list[Fetch]:
        """List pages of a site that a run could not read, so that it cannot have seen everything."""
        last = "id IN (SELECT MAX(id) FROM fetches WHERE run = ? AND site = ? AND role = 'list' GROUP BY key)"
        failed = "outcome IN ('blocked', 'error') AND COALESCE(status, 0) NOT IN (404, 410)"
        return list(self.select(f"{last} AND {failed}", run, site))

    def lists_left_out(self, run: str, site: str) -> dict[str, int]:
        """Why list pages of a site were not asked for in a run, and how many for each reason."""
        rows = self._db.execute(
            "SELECT note, COUNT(DISTINCT key) FROM fetches WHERE run = ? AND site = ? AND role = 'list'"
            " AND outcome = 'skipped' AND status IS NULL GROUP BY note ORDER BY note",
            (run, site),
        )
        return {str(note): int(number) for note, number in rows}

    def counts(self, run: str, site: str) -> dict[tuple[str, str], int]:
        """(role, outcome) of a run's URLs of a site, each by its last fetch, and how many."""
        rows = self._db.execute(
            "SELECT role, outcome, COUNT(*) FROM fetches WHERE id IN"
            " (SELECT MAX(id) FROM fetches WHERE run = ? AND site = ? GROUP BY key) GROUP BY role, outcome",
            (run, site),
        )
        return {(str(role), str(outcome)): int(number) for role, outcome, number in rows}

    def arrivals(self, run: str, site: str) -> tuple[int, int]:
        """Pages and attachments of a site that came with a run: new ones, and ones with other bytes than before."""
        of_run = "run = ? AND site = ? AND outcome = 'ok' AND role IN ('page', 'attachment')"
        before = "SELECT 1 FROM fetches WHERE key = came.key AND run < ? AND outcome = 'ok' AND role <> 'list'"
        row = self._db.execute(
            f"SELECT COUNT(*), COALESCE(SUM(EXISTS ({before})), 0)"
            f" FROM (SELECT DISTINCT key FROM fetches WHERE {of_run}) AS came",
            (run, run, site),
        ).fetchone()
        return int(row[0]) - int(row[1]), int(row[1])

    def new_media_types(self, run: str, site: str) -> list[str]:
        """Media types of a site's documents that came with a run for the first time."""
        rows = self._db.execute(
            "SELECT media_type FROM fetches WHERE site = ? AND outcome = 'ok' AND media_type IS NOT NULL"
            " AND role IN ('page', 'attachment') GROUP BY media_type HAVING MIN(run) = ? ORDER BY media_type",
            (site, run),
        )
        return [str(row[0]) for row in rows]

    def last_moments(self, site: str) -> tuple[str | None, str | None]:
        """When a site was last complete, and last asked for anything."""
        complete = "SELECT MAX(finished_at) FROM completed WHERE site = ?"
        tried = f"SELECT MAX(retrieved_at) FROM fetches WHERE site = ? AND {CRAWLED}"
        row = self._db.execute(f"SELECT ({complete}), ({tried})", (site, site)).fetchone()
        return row[0], row[1]

    def documents(self, site: str) -> int:
        """How many pages and attachments of a site the archive holds."""
        row = self._db.execute(
            "SELECT COUNT(DISTINCT key) FROM fetches WHERE site = ? AND outcome = 'ok'"
            " AND role IN ('page', 'attachment')",
            (site,),
        ).fetchone()
        return int(row[0])

    def _last(self, where: str, *values: object) -> Fetch | None:
        row = self._db.execute(
            f"SELECT {_COLUMNS} FROM fetches WHERE {where} ORDER BY id DESC LIMIT 1", values
        ).fetchone()
        return Fetch(*row) if row else None

    def contents(self, sites: Sequence[str], roles: Sequence[str], *, all_versions: bool) -> Iterator[Fetch]:
        """The `ok` fetches of the roles (of the sites, where any are named) that have a body."""
        wanted = f"outcome = 'ok' AND body_in IS NOT NULL AND role IN ({_marks(roles)})"
        if sites:
            wanted += f" AND site IN ({_marks(sites)})"
        if not all_versions:
            newest = "ROW_NUMBER() OVER (PARTITION BY key ORDER BY retrieved_at DESC, id DESC)"
            ranked = f"SELECT id, {newest} AS age FROM fetches WHERE {wanted}"
            wanted = f"id IN (SELECT id FROM ({ranked}) WHERE age = 1)"
        return self.select(wanted, *roles, *sites)

    # recovery

    def warc_ends(self) -> dict[str, int]:
        """Each of our WARC files and the byte at which its last indexed record ends (0: none)."""
        rows = self._db.execute(
            "SELECT name, COALESCE((SELECT MAX(end) FROM fetches WHERE warc = name), 0) FROM warcs"
        )
        return {str(name): int(end) for name, end in rows}

    def last_in(self, warc: str) -> Fetch | None:
        """The last fetch that a WARC file holds."""
        return self._last("warc = ?", warc)

    def drop_after(self, warc: str, end: int) -> int:
        """Remove the rows whose records lie beyond `end`, and such as point to them; how many."""
        with self._transaction():
            self._db.execute(
                "DELETE FROM fetches WHERE body_in <> id AND body_in IN"
                " (SELECT id FROM fetches WHERE warc = ? AND end > ?)",
                (warc, end),
            )
            return self._db.execute("DELETE FROM fetches WHERE warc = ? AND end > ?", (warc, end)).rowcount

    def forget_warc(self, name: str) -> None:
        """Remove a WARC file's entry (it holds nothing)."""
        self._db.execute("DELETE FROM warcs WHERE name = ?", (name,))


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
