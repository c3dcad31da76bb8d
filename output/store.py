"""The database of records: written so that the same input twice changes nothing, and read back whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, Table, delete, insert, select
from sqlalchemy.exc import DBAPIError, OperationalError

from extract.isolated import Failure
from extract.record import Record
from output import connect, jsonl, links, search, tables, versions
from output.columns import Row
from output.connect import StoreError, explained
from output.jsonl import Json
from output.packing import content_hash, packed, storable
from output.search import Hit

__all__ = ["DocumentSummary", "Hit", "Rejected", "Store", "StoreError", "Written", "open_store", "read_store"]

_BATCH = 64
"""Documents in one transaction: each is written whole or not at all, and so are all of these."""

_documents, _failures = tables.documents.c, tables.failures.c
_PACKED = (_documents.id, _documents.record, _documents.text)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that the database would not take, and why."""

    uri: str
    message: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did, in documents."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: tuple[Rejected, ...] = ()

    def __add__(self, other: Written) -> Written:
        return Written(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.rejected + other.rejected,
        )


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What tells one document from another."""

    id: str
    uri: str
    kind: str
    title: str | None
    issuer: str | None
    year: int | None


def open_store(where: str | Path) -> Store:
    """The store at a path or a database URL, made where there is none; raises StoreError."""
    with explained(str(where)):
        store = Store(connect.connect(str(where), mode="rwc"), str(where))
        versions.prepare(store.engine, store.where)
    return store


def read_store(where: str | Path) -> Store:
    """The store at a path or a database URL, to be read only; raises StoreError where there is none."""
    if "://" not in str(where) and not Path(where).exists():
        raise StoreError(f"{where}: there is no such file. Write one with `haiguan extract --database`")
    with explained(str(where)):
        store = Store(connect.connect(str(where), mode="ro"), str(where))
        versions.require(store.engine, store.where)
    return store


class Store:
    """An open database.  A context manager; every call is a transaction of its own and raises StoreError."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.engine = engine
        self.where = where

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def write(self, records: Iterable[Record | Json]) -> Written:
        """Bring documents in, batch by batch as they come.

        A document is known by its source's URI.  One that is stored with the same content, whenever
        it was retrieved, is left alone; one with other content is replaced with all its rows.
        """
        written = Written()
        source = iter(records)
        while batch := list(islice(source, _BATCH)):
            written += self._write_batch(batch)
        return written

    def _write_batch(self, records: list[Record | Json]) -> Written:
        with explained(self.where):
            try:
                return self._write_together(_prepared(records))
            except (DBAPIError, ValueError, KeyError, TypeError, OverflowError) as error:
                if isinstance(error, OperationalError):
                    raise
                if len(records) == 1:
                    return Written(rejected=(Rejected(_uri(records[0]), _reason(error)),))
        return sum((self._write_batch([record]) for record in records), Written())

    def _write_together(self, found: Mapping[str, _Prepared]) -> Written:
        with self.engine.begin() as connection:
            known = _hashes(connection, list(found))
            recovered = list(connection.scalars(select(_failures.uri).where(_failures.uri.in_(list(found)))))
        waiting = {uri: p for uri, p in found.items() if known.get(uri) != p.content_hash}
        changed = [uri for uri in waiting if uri in known]
        if waiting or recovered:
            with connect.writing(self.engine) as connection:
                connection.execute(delete(tables.failures).where(_failures.uri.in_(recovered)))
                _replace(connection, waiting)
        return Written(len(waiting) - len(changed), len(changed), len(found) - len(waiting))

    def write_failures(self, failures: Iterable[Failure]) -> None:
        """Note sources that gave no record; a record that comes of one later takes its note away."""
        found = {failure.uri: asdict(failure) for failure in failures}
        if found:
            with explained(self.where), connect.writing(self.engine) as connection:
                connection.execute(delete(tables.failures).where(_failures.uri.in_(list(found))))
                connection.execute(insert(tables.failures), list(found.values()))

    def failures(self) -> Iterator[Failure]:
        """The sources that gave no record when last tried, by URI."""
        with explained(self.where), self.engine.begin() as connection:
            for row in connection.execute(select(tables.failures).order_by(_failures.uri)):
                yield Failure(**row._mapping)

    def documents(self) -> Iterator[DocumentSummary]:
        """The documents, by URI."""
        query = select(
            _documents.id,
            _documents.source_uri,
            _documents.kind,
            _documents.title,
            _documents.issuer_name,
            _documents.year,
        ).order_by(_documents.source_uri)
        with explained(self.where), self.engine.begin() as connection:
            for row in connection.execute(query):
                yield DocumentSummary(*row)

    def record(self, document_id: str) -> Json:
        """The whole record of a document; raises KeyError where there is none."""
        query = select(*_PACKED).where(_documents.id == document_id)
        with explained(self.where), connect.reading(self.engine) as connection:
            found = list(links.records(connection, [connection.execute(query).all()]))
        if not found:
            raise KeyError(document_id)
        return found[0]

    def records(self) -> Iterator[Json]:
        """The whole records, by URI, as they were at one moment."""
        query = select(*_PACKED).order_by(_documents.source_uri)
        with explained(self.where), connect.reading(self.engine) as connection:
            pages = connection.execution_options(yield_per=_BATCH).execute(query).partitions()
            yield from links.records(connection, pages)

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """The documents that have a query of two characters or more, in either script; see `output.search`."""
        with explained(self.where), connect.reading(self.engine) as connection:
            return search.find(connection, query, limit)

    def ids(self, prefix: str) -> list[str]:
        """The ids that start with a prefix."""
        query = select(_documents.id).where(_documents.id.startswith(prefix, autoescape=True))
        with explained(self.where), self.engine.begin() as connection:
            return list(connection.scalars(query.order_by(_documents.id)))


@dataclass(frozen=True, slots=True)
class _Prepared:
    given: Record | Json
    content_hash: str

    def record(self) -> Json:
        """The record as JSON; made only for what is written."""
        return jsonl.decode(jsonl.encode(self.given)) if isinstance(self.given, Record) else self.given


def _prepared(records: Iterable[Record | Json]) -> dict[str, _Prepared]:
    """Records by URI; of two with the same one the last stands."""
    found = {}
    for given in records:
        uri = given.source.uri if isinstance(given, Record) else given["source"]["uri"]
        found[uri] = _Prepared(given, content_hash(given))
    return found


def _hashes(connection: Connection, uris: list[str]) -> dict[str, str]:
    query = select(_documents.source_uri, _documents.content_hash).where(_documents.source_uri.in_(uris))
    return {row.source_uri: row.content_hash for row in connection.execute(query)}


def _replace(connection: Connection, prepared: Mapping[str, _Prepared]) -> None:
    """Put the documents of these addresses in place of those that are there."""
    there = _documents.source_uri.in_(list(prepared))
    with links.kept(connection, there):
        connection.execute(delete(tables.documents).where(there))
        _insert(connection, prepared.values())


def _insert(connection: Connection, prepared: Iterable[_Prepared]) -> None:
    """The rows of many documents, table by table, owners first.

    The rows go to the driver as they are: there are hundreds a document, and SQLAlchemy's own
    handling of each costs more than the database's.
    """
    waiting: dict[Table, list[Row]] = {}
    for p in prepared:
        record = p.record()
        for table, rows in tables.rows(record, p.content_hash, packed(record)):
            waiting.setdefault(table, []).extend(rows)
        waiting.setdefault(tables.search_texts, []).append(search.row(record))
    for table, rows in waiting.items():
        if rows and connection.dialect.name == "postgresql":
            rows = [tuple(storable(value) for value in row) for row in rows]
        if rows:
            connection.exec_driver_sql(_insertion(connection, table, len(rows[0])), rows)


def _insertion(connection: Connection, table: Table, width: int) -> str:
    """The INSERT of rows that hold a table's last `width` columns."""
    names = ", ".join(map(connection.dialect.identifier_preparer.quote, table.columns.keys()[-width:]))
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    return f"INSERT INTO {table.name} ({names}) VALUES ({', '.join([mark] * width)})"


def _uri(record: Record | Json) -> str:
    if isinstance(record, Record):
        return record.source.uri
    source = record.get("source")
    return str(source.get("uri")) if isinstance(source, dict) else "a record without source"


def _reason(error: Exception) -> str:
    said = error.orig if isinstance(error, DBAPIError) else error
    return f"the record does not fit the database ({type(said).__name__}: {said}); this is a fault of haiguan"
