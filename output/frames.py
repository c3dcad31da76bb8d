"""A store's content as it is at one moment, table by table, as streams of rows for every export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Column, Connection, Table, collate, select

from output import links, tables
from output.columns import Row
from output.connect import explained, reading
from output.jsonl import Json
from output.store import Store

_EXPORTED = (tables.documents, *tables.children.values(), tables.cells, tables.failures)
_PAGE = 1000
"""Rows that are in memory at a time."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A table to export.  `rows` gives a new stream of its rows each time; lists in them are JSON text.

    `key` names the columns that tell one row from another; `owner` the frame whose key begins it, if any.
    """

    name: str
    description: str
    columns: tuple[Column[Any], ...]
    rows: Callable[[], Iterator[Row]]
    key: tuple[str, ...] = ()
    owner: str | None = None

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return [column.name for column in self.columns]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A store at one moment, whoever writes to it meanwhile."""

    connection: Connection

    def records(self) -> Iterator[Json]:
        """The whole records, by URI in the order of its characters' codes."""
        d = tables.documents.c
        by_uri = d.source_uri if self.connection.dialect.name == "sqlite" else collate(d.source_uri, "C")
        query = select(d.id, d.record, d.text).order_by(by_uri)
        pages = self.connection.execution_options(yield_per=64).execute(query).partitions()
        yield from links.records(self.connection, pages)

    def uris(self) -> Iterator[str]:
        """The addresses of the documents."""
        query = select(tables.documents.c.source_uri)
        yield from self.connection.execution_options(yield_per=_PAGE).scalars(query)

    def frames(self) -> list[Frame]:
        """Every table that researchers read; the packed record is left out."""
        return [self._frame(table) for table in _EXPORTED]

    def _frame(self, table: Table) -> Frame:
        columns = tuple(column for column in table.columns if column is not tables.documents.c.record)
        owner = next((key.referred_table.name for key in table.foreign_key_constraints), None)
        key = tuple(table.primary_key.columns.keys())
        return Frame(table.name, str(table.comment), columns, lambda: self._rows(table, columns), key, owner)

    def _rows(self, table: Table, columns: tuple[Column[Any], ...]) -> Iterator[Row]:
        query = select(*columns).order_by(*_order(table))
        for row in self.connection.execution_options(yield_per=_PAGE).execute(query):
            yield tuple(orjson.dumps(value).decode() if isinstance(value, list) else value for value in row)


@contextmanager
def snapshot(store: Store) -> Iterator[Snapshot]:
    """The store at this moment; raises StoreError."""
    with explained(store.where), reading(store.engine) as connection:
        yield Snapshot(connection)


def _order(table: Table) -> list[Column[Any]]:
    """Documents by id, and what they own in the order of the record."""
    keys = [table.c[name] for name in ("document_id", "table_position", "position") if name in table.c]
    return keys or list(table.primary_key)
