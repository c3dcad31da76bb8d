"""Opening a store: made where there is none, refused in plain words where it cannot be used."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from output import connect
from output.store import StoreError, Written, open_store, read_store
from tests.output.records import sample


def test_a_store_is_made_with_its_schema(tmp_path: Path) -> None:
    open_store(tmp_path / "a.sqlite").close()
    with sqlite3.connect(tmp_path / "a.sqlite") as db:
        assert db.execute("SELECT version FROM schema_version").fetchall() == [(4,)]
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_opening_again_finds_what_was_written(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.sqlite") as store:
        store.write([sample()])
    with open_store(str(tmp_path / "a.sqlite")) as store:
        assert store.write([sample()]) == Written(unchanged=1)


def test_a_url_opens_the_same_store(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.sqlite") as store:
        store.write([sample()])
    with read_store(tmp_path / "a.sqlite") as store:
        assert store.ids("") == [sample().id]


def test_a_path_with_characters_that_urls_mind_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "报告 100%?#.sqlite"
    open_store(path).close()
    read_store(path).close()
    assert path.is_file()


def test_a_new_store_waits_for_one_that_is_making_it(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "a.sqlite", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.2, other.rollback).start()
    open_store(tmp_path / "a.sqlite").close()
    other.close()


def test_two_that_open_a_new_store_at_once_both_get_it(tmp_path: Path) -> None:
    errors = []

    def opened() -> None:
        try:
            open_store(tmp_path / "a.sqlite").close()
        except StoreError as error:
            errors.append(error)

    threads = [threading.Thread(target=opened) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_text("小说" * 1000)
    for opener in (open_store, read_store):
        with pytest.raises(
            StoreError, match=r"a\.sqlite: expected an SQLite database, found another kind of file"
        ):
            opener(path)


def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE poems (line)")
    with pytest.raises(StoreError, match="expected a database written by haiguan, found another's tables"):
        open_store(path)
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("poems",)]


def test_a_store_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    open_store(path).close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE schema_version SET version = 99")
    with pytest.raises(StoreError, match="schema version 99, this haiguan knows 4"):
        open_store(path)


def test_a_store_is_not_made_for_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"a\.sqlite: there is no such file"):
        read_store(tmp_path / "a.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_has_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite").touch()
    with pytest.raises(StoreError, match="found an empty one"):
        read_store(tmp_path / "a.sqlite")


def test_a_store_opened_for_reading_cannot_be_written(tmp_path: Path) -> None:
    open_store(tmp_path / "a.sqlite").close()
    with read_store(tmp_path / "a.sqlite") as store, pytest.raises(StoreError, match="it cannot be written"):
        store.write([sample()])


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none/a\.sqlite: it cannot be opened"):
        open_store(tmp_path / "none" / "a.sqlite")


@pytest.mark.parametrize("url", ["nosuch://host/db", "postgresql+nosuch://host/db", "://"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="expected a path, or a URL whose driver is installed"):
        open_store(url)


def test_a_store_that_another_process_is_writing_is_waited_for_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "WAIT_SECONDS", 0.05)
    path = tmp_path / "a.sqlite"
    open_store(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_store(path) as store, pytest.raises(StoreError, match="another process is writing to it"):
        store.write([sample()])
    other.execute("ROLLBACK")
    other.close()
    with open_store(path) as store:
        assert store.write([sample()]) == Written(new=1)


def test_a_full_disk_is_said_and_leaves_the_store_whole(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.sqlite") as store:
        store.write([sample()])
        with store.engine.begin() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreError, match="the disk is full"):
            store.write([sample("http://b.example/", text="長" * 100_000)])
        assert store.ids("") == [sample().id]


# PostgreSQL


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("port=54329", "port=5"), "no server answers there"),
        (("/postgres?", "/nobody?"), "the server has no such database"),
    ],
)
def test_a_server_that_cannot_be_used_is_said(postgresql_url: str, change: tuple[str, str], said: str) -> None:
    with pytest.raises(StoreError, match=said):
        open_store(postgresql_url.replace(*change))


def test_a_url_that_names_no_driver_gets_one(postgresql_url: str) -> None:
    with open_store(postgresql_url) as store:
        assert store.engine.dialect.driver == "psycopg"


def test_two_that_open_a_new_database_at_once_both_get_it(postgresql_url: str) -> None:
    errors = []

    def opened() -> None:
        try:
            open_store(postgresql_url).close()
        except StoreError as error:
            errors.append(error)

    threads = [threading.Thread(target=opened) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_a_writer_that_holds_a_server_too_long_is_named(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "WAIT_SECONDS", 1)
    with open_store(postgresql_url) as store, open_store(postgresql_url) as other:
        with connect.writing(other.engine), pytest.raises(StoreError, match="another process is writing to it"):
            store.write([sample()])
        assert store.write([sample()]) == Written(new=1)


def test_a_password_is_not_shown(postgresql_url: str) -> None:
    url = postgresql_url.replace("haiguan@", "haiguan:geheim@").replace("/postgres?", "/nobody?")
    with pytest.raises(StoreError) as error:
        open_store(url)
    assert "geheim" not in str(error.value)
