"""Failed checks as a list of work, each with the note that somebody made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from haiguan.house.agencies import is_of
from haiguan.house.notes import Key, Note, refs_key
from output import tables

_documents, _checks = tables.documents.c, tables.children["checks"].c

_OF_DOCUMENT = _documents.id == _checks.document_id

PAGE = 100
"""Findings on one page."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that fails, where, and what was noted; `stale`: the note is of an earlier statement."""

    document_id: str
    uri: str
    title: str
    year: int | None
    rule: str
    statement: str
    refs: str
    note: Note | None

    @property
    def stale(self) -> bool:
        """Whether the check said something else when the note was made."""
        return self.note is not None and self.note.statement != self.statement


@dataclass(frozen=True, slots=True)
class Findings:
    """A page of failed checks; `past` are notes on checks that fail no longer, or are not there any more."""

    items: Sequence[Finding]
    total: int
    page: int
    noted: int
    past: Sequence[Note]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


def findings(
    connection: Connection, notes: Mapping[Key, Note], page: int = 1, agency: str | None = None
) -> Findings:
    """A page (from 1) of the checks that fail, in an agency's documents or in all, newest years first."""
    mine = [is_of(agency)] if agency else []
    failing = select(func.count()).select_from(tables.children["checks"]).join(tables.documents, _OF_DOCUMENT)
    total = connection.scalar(failing.where(_checks.holds.is_(False), *mine)) or 0
    query = _failing().where(*mine).limit(PAGE).offset((page - 1) * PAGE)
    items = [_finding(row, notes) for row in connection.execute(query)]
    past = () if agency else _past(connection, notes)
    return Findings(items, total, page, len(notes) - len(past), past)


def _past(connection: Connection, notes: Mapping[Key, Note]) -> list[Note]:
    query = _failing().where(_documents.source_uri.in_({note.document_uri for note in notes.values()}))
    failing = {(f.uri, f.rule, f.refs) for f in (_finding(row, {}) for row in connection.execute(query))}
    return [note for key, note in notes.items() if key not in failing]


def findings_of(connection: Connection, key: str) -> list[Finding]:
    """The checks that fail in an agency's documents, newest years first."""
    return [_finding(row, {}) for row in connection.execute(_failing().where(is_of(key)))]


def _failing() -> Select[Any]:
    return (
        select(
            _documents.id, _documents.source_uri, func.coalesce(_documents.title, _documents.source_uri), _documents.year,
            _checks.rule, _checks.statement, _checks.refs,
        )
        .join(tables.documents, _OF_DOCUMENT)
        .where(_checks.holds.is_(False))
        .order_by(_documents.year.desc(), _documents.id, _checks.position)
    )  # fmt: skip


def _finding(row: Any, notes: Mapping[Key, Note]) -> Finding:
    document, uri, title, year, rule, statement, refs = row
    known = refs_key(refs)
    return Finding(document, uri, title, year, rule, statement, known, notes.get((uri, rule, known)))
