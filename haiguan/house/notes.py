"""What people note of failed checks: a database of its own beside the records, which nothing here ever edits.

A note is known by its document's address, the check's rule and what the check joins, so that it stays
when the document is crawled and read again; the statement that was noted is kept, so that a changed one shows.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path

VERDICTS = {
    "accepted": "the document itself is wrong: the finding stands",
    "misread": "haiguan misread the document: the note says what is printed",
}
LONGEST = 2000
"""Characters of a comment."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS check_notes (
    document_uri TEXT NOT NULL,
    rule TEXT NOT NULL,
    refs TEXT NOT NULL,
    statement TEXT NOT NULL,
    verdict TEXT NOT NULL,
    comment TEXT NOT NULL,
    noted_at TEXT NOT NULL,
    PRIMARY KEY (document_uri, rule, refs)
)
"""

Key = tuple[str, str, str]
"""Address of the document, rule, and what the check joins as a JSON list."""


@dataclass(frozen=True, slots=True)
class Note:
    """One person's word on one failed check; `noted_at` in UTC, empty before it is stored."""

    document_uri: str
    rule: str
    refs: str
    statement: str
    verdict: str
    comment: str
    noted_at: str = ""

    @property
    def key(self) -> Key:
        """What the note is about."""
        return self.document_uri, self.rule, self.refs


def notes_path(database: Path) -> Path:
    """Where the notes on a database are kept: `haiguan-notes.sqlite` beside `haiguan.sqlite`."""
    return database.with_name(f"{database.stem}-notes.sqlite")


def refs_key(refs: Iterable[str]) -> str:
    """What a check joins, as a note names it."""
    return json.dumps(list(refs), ensure_ascii=False, separators=(",", ":"))


def read_notes(path: Path) -> dict[Key, Note]:
    """All notes by what they are about; none where there is no file.  Raises sqlite3.Error."""
    if not path.exists():
        return {}
    with _opened(path) as connection:
        rows = connection.execute("SELECT * FROM check_notes")
        return {note.key: note for note in (Note(*row) for row in rows)}


def write_note(path: Path, note: Note) -> None:
    """Keep a note in the place of an earlier one; raises ValueError where it is none, and sqlite3.Error."""
    if note.verdict not in VERDICTS:
        raise ValueError(f"a note's verdict is one of {', '.join(VERDICTS)}, not {note.verdict!r}")
    if len(note.comment) > LONGEST:
        raise ValueError(f"a note has at most {LONGEST} characters, this one has {len(note.comment)}")
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    with _opened(path) as connection, connection:
        values = (*astuple(note)[:-1], moment)
        connection.execute("INSERT OR REPLACE INTO check_notes VALUES (?, ?, ?, ?, ?, ?, ?)", values)


def remove_note(path: Path, key: Key) -> None:
    """Take a note away; there need be none.  Raises sqlite3.Error."""
    with _opened(path) as connection, connection:
        connection.execute("DELETE FROM check_notes WHERE (document_uri, rule, refs) = (?, ?, ?)", key)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        connection.execute(_SCHEMA)
        yield connection
