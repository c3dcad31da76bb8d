"""Opening a database: its address, its settings, its transactions, and errors in plain words."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote

import orjson
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

WAIT_SECONDS = 30
"""How long a writer waits for another one."""

_PAUSE = 0.02
_TURN = 0x6861696775616E
"""The lock that a writer holds in PostgreSQL: `haiguan` in ASCII."""

_PASSWORD = re.compile(r"(://[^/@:]*):[^@]*@")

_EXPLANATIONS = {
    "is locked": f"another process is writing to it; waited {WAIT_SECONDS} s. Let it finish, or stop it",
    "readonly database": "it cannot be written. Check the permissions of the file and of its folder",
    "file is not a database": "expected an SQLite database, found another kind of file. Name another file",
    "unable to open": "it cannot be opened. Check that its folder is there and may be read and written",
    "disk is full": "the disk is full. Make room and run again; what was written before is whole",
    "malformed": "the database file is damaged. Restore it, or write a new one from the sources",
    "lock timeout": f"another process is writing to it; waited {WAIT_SECONDS} s. Let it finish, or stop it",
    "Connection refused": "no server answers there. Start PostgreSQL, or mend host and port of the URL",
    "No such file": "no server answers there. Start PostgreSQL, or mend the socket's folder in the URL",
    "authentication failed": "the server refuses this user or password. Mend them in the URL",
    "does not exist": "the server has no such database or role. Make it: `createdb NAME`",
    "permission denied": "the user may not do this. Grant it what it needs: see docs/how-to/postgresql.md",
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
        raise StoreError(f"{shown(where)}: {advice}") from error


def shown(where: str) -> str:
    """An address as people may see it: without its password."""
    return _PASSWORD.sub(r"\1:***@", where)


def connect(where: str, *, mode: str) -> Engine:
    """An engine for a path or a database URL; `mode` is SQLite's: `ro`, `rw` or `rwc` (create).

    Raises StoreError where the address is none or its driver is not installed.
    """
    try:
        engine = create_engine(
            _server_url(where) if "://" in where else _sqlite_url(Path(where), mode),
            json_serializer=lambda value: orjson.dumps(value).decode(),
            json_deserializer=orjson.loads,
        )
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(f"{shown(where)}: expected a path, or a URL whose driver is installed: {error}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_reader if mode == "ro" else _set_up_writer)
        event.listen(engine, "begin", _begin)
    return engine


def _server_url(where: str) -> URL:
    """The URL, with psycopg for a PostgreSQL whose driver it does not name."""
    url = make_url(where)
    plain = url.drivername in ("postgresql", "postgres")
    return url.set(drivername="postgresql+psycopg") if plain else url


def _sqlite_url(path: Path, mode: str) -> URL:
    return URL.create(
        "sqlite", database=f"file:{quote(str(path.resolve()))}", query={"mode": mode, "uri": "true"}
    )


def _set_up_reader(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says, not where the driver guesses
    connection.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")


def _set_up_writer(connection: Any, _: object) -> None:
    _set_up_reader(connection, _)
    _keep_log(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA wal_autocheckpoint = 8192")


def _keep_log(connection: Any) -> None:
    """Switch to a write-ahead log; SQLite itself does not wait where another process does the same."""
    until = monotonic() + WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "is locked" not in str(error) or monotonic() > until:
                raise
            sleep(_PAUSE)


def _begin(connection: Connection) -> None:
    """A transaction that will write takes its place in the queue at once, so that it cannot fail half way."""
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that will write; writers take turns."""
    with engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees the database as it is at one moment, however many queries it makes."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.begin() as connection:
        yield connection
