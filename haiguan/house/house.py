"""A database that is open for looking, with what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from haiguan.house.notes import notes_path
from output.store import Store, read_store

NAME = "haiguan"
"""The house's plugin, as Datasette names it."""


@dataclass(frozen=True, slots=True)
class House:
    """The store (read only), the notes on it, and the crawl's archive where it is at hand."""

    store: Store
    database: Path
    notes: Path
    archive: Path | None = None

    @property
    def name(self) -> str:
        """The database as Datasette names it."""
        return self.database.stem


@cache
def open_house(database: Path, archive: Path | None = None) -> House:
    """The house over an SQLite database; raises StoreError.  `archive` is the one beside it where none is named."""
    return House(read_store(database), database, notes_path(database), archive or archive_beside(database))


def archive_beside(database: Path) -> Path | None:
    """The archive of a crawl in the database's own folder, as `haiguan run` leaves it, or None."""
    archive = database.parent / "archive"
    return archive if (archive / "index.sqlite").exists() else None
