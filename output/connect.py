"""Opening a database: its address, its settings, its schema and version, and errors in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson
from sqlalchemy import URL, Connection, Engine, create_engine, event, func, insert, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.schema import CreateIndex, CreateTable

from output import tables

WAIT_SECONDS = 30
"""How long a writer waits for another one."""

CHECK_REFS = """
CREATE VIEW IF NOT EXISTS check_refs AS
SELECT document_id, checks.position AS check_position, ref.value AS ref
FROM checks, json_each(checks.refs) AS ref
"""
"""One row for each statistic or cell that takes part in a check."""

_EXPLANATIONS = {
    "is locked": f"another process is writing to it; waited {WAIT_SECONDS} s. Let it finish, or stop it",
    "readonly database": "it cannot be written. Check the permissions of the file and of its folder",
    "file is not a database": "expected an SQLite database, found another kind of file. Name another file",
    "unable to open": "it cannot be opened. Check that its folder is there and may be read and written",
    "disk is full": "the disk is full. Make room and run again; what was written before is whole",
    "malformed": "the database file is damaged. Restore it, or write a new one from the sources",
}


class StoreError(Exception):
    """A database that cannot be used; the message says which, why, and what to do."""


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn what a database driver says into a StoreError that says what to do."""
    try:
        yield
    except DBAPIError as error:
        text = str(error.orig)
        advice = next((says for part, says in _EXPLANATIONS.items() if part in text), text)
        raise StoreError(f"{where}: {advice}") from error


def connect(where: str, *, mode: str) -> Engine:
    """An engine for a path or a database URL; `mode` is SQLite's: `ro`, `rw` or `rwc` (create).

    Raises StoreError where the address is none or its driver is not installed.
    """
    try:
        engine = create_engine(
            make_url(where) if "://" in where else _sqlite_url(Path(where), mode),
            json_serializer=lambda value: orjson.dumps(value).decode(),
            json_deserializer=orjson.loads,
        )
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(f"{where}: expected a path, or a URL whose driver is installed: {error}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_reader if mode == "ro" else _set_up_writer)
        event.listen(engine, "begin", _begin)
    return engine


def _sqlite_url(path: Path, mode: str) -> URL:
    return URL.create(
        "sqlite", database=f"file:{quote(str(path.resolve()))}", query={"mode": mode, "uri": "true"}
    )


def _set_up_reader(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says, not where the driver guesses
    connection.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")


def _set_up_writer(connection: Any, _: object) -> None:
    _set_up_reader(connection, _)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA wal_autocheckpoint = 8192")


def _begin(connection: Connection) -> None:
    """A transaction that will write takes its place in the queue at once, so that it cannot fail half way."""
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that will write."""
    with engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
        yield connection


def prepare(engine: Engine, where: str) -> None:
    """Make the schema where there is none; raises StoreError where there is another one."""
    with engine.begin() as connection:
        version = _version(connection, where)
    if version is None:
        with writing(engine) as connection:
            _create(connection)


def require(engine: Engine, where: str) -> None:
    """Raise StoreError unless the database has our schema."""
    with engine.begin() as connection:
        if _version(connection, where) is None:
            raise StoreError(f"{where}: expected a database written by haiguan, found an empty one")


def _version(connection: Connection, where: str) -> int | None:
    """The version of the schema, None in an empty database."""
    names = inspect(connection).get_table_names()
    if tables.schema_version.name not in names:
        if names:
            raise StoreError(f"{where}: expected a database written by haiguan, found another's tables")
        return None
    version: int | None = connection.scalar(select(func.max(tables.schema_version.c.version)))
    if version != tables.VERSION:
        raise StoreError(
            f"{where}: the database has schema version {version}, this haiguan knows {tables.VERSION}."
            " Use the haiguan that wrote it, or write a new database"
        )
    return version


def _create(connection: Connection) -> None:
    for table in tables.metadata.sorted_tables:
        connection.execute(CreateTable(table, if_not_exists=True))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            connection.execute(CreateIndex(index, if_not_exists=True))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(CHECK_REFS)
    if connection.scalar(select(func.count()).select_from(tables.schema_version)) == 0:
        connection.execute(insert(tables.column_comments), tables.comments())
        connection.execute(insert(tables.schema_version), [{"version": tables.VERSION}])
