"""Stores to test on: the same tests run on SQLite and on PostgreSQL, where its server is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from output.connect import connect
from output.store import Store, open_store
from tests.output import postgresql


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a server of our own; skips where none is installed."""
    bin_folder = postgresql.programs()
    if bin_folder is None:
        pytest.skip(postgresql.PACKAGE_MISSING)
    with postgresql.server(bin_folder) as url:
        yield url


@pytest.fixture
def postgresql_url(postgresql_server: str) -> str:
    """The URL of an empty PostgreSQL database."""
    engine = connect(postgresql_server, mode="rwc")
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return postgresql_server


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new database may be: a path, and the URL of a server."""
    if request.param == "sqlite":
        return str(tmp_path / "a.sqlite")
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty store, on each database in turn."""
    with open_store(address) as opened:
        yield opened


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a file."""
    with open_store(tmp_path / "b.sqlite") as opened:
        yield opened
