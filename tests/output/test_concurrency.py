"""Readers beside a writer, two writers, and a writer that is killed: documents are whole or not there."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from output.store import Store, open_store, read_store
from tests.output.records import as_json, many, sample
from tests.shared import ROOT

WRITER = """
import sys
from output.store import open_store
from tests.output.records import sample
with open_store(sys.argv[1]) as store:
    for version in range(10**6):
        statistics = sample().statistics[: 1 + version % 2]
        store.write(sample(f"http://a.example/{i}", title=str(version), statistics=statistics) for i in range(40))
        print(version, flush=True)
"""


def halves(store: Store) -> list[str]:
    """The documents whose rows are not those of the version that their title says."""
    query = """
    SELECT id FROM documents AS d
    WHERE (SELECT COUNT(*) FROM statistics WHERE document_id = d.id) <> 1 + CAST(title AS INTEGER) % 2
       OR (SELECT COUNT(*) FROM cells WHERE document_id = d.id) <> 5
    """
    with store.engine.begin() as connection:
        return list(connection.scalars(text(query)))


def writer(address: str) -> subprocess.Popen[bytes]:
    """A process that replaces forty documents again and again, and says when it has done so."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, address], cwd=ROOT, stdout=subprocess.PIPE, bufsize=0
    )
    assert process.stdout is not None and process.stdout.readline() == b"0\n"
    return process


def test_a_reader_beside_a_writer_sees_whole_documents(address: str) -> None:
    process = writer(address)
    try:
        with read_store(address) as store:
            for _ in range(30):
                assert len(store.ids("")) == 40
                assert halves(store) == []
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("delay", [0.003, 0.011, 0.024])
def test_a_killed_writer_leaves_the_last_whole_state(address: str, delay: float) -> None:
    process = writer(address)
    time.sleep(delay)
    process.kill()
    process.communicate()
    with open_store(address) as store:
        if store.engine.dialect.name == "sqlite":
            with store.engine.begin() as connection:
                assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
                assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert len(store.ids("")) == 40
        assert halves(store) == []
        assert store.write([sample()]).new == 1


def test_two_writers_take_turns(address: str) -> None:
    def write(title: str) -> None:
        with open_store(address) as store:
            for _ in range(5):
                assert not store.write(many(70, title=title)).rejected

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(write, title) for title in "一二"]:
            done.result()
    with read_store(address) as store:
        titles = {record["title"] for record in store.records()}
        assert len(store.ids("")) == 70
        assert titles <= {"一", "二"}


def test_writers_that_make_the_database_together_all_succeed(address: str) -> None:
    start = threading.Barrier(4)

    def write(name: str) -> int:
        start.wait()
        with open_store(address) as store:
            return store.write([sample(f"http://{name}.example/")]).new

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(write, "abcd")) == [1] * 4
    with read_store(address) as store:
        assert len(store.ids("")) == 4


def test_records_are_read_as_of_one_moment(address: str) -> None:
    with open_store(address) as store, read_store(address) as reader:
        store.write(many(3))
        records = reader.records()
        first = next(records)
        store.write(many(3, title="改"))
        assert [record["title"] for record in (first, *records)] == [sample().title] * 3
        assert {record["title"] for record in reader.records()} == {"改"}


def test_a_writer_beside_a_long_reader_is_not_held_up(address: str) -> None:
    with open_store(address) as store, read_store(address) as reader:
        store.write(many(2))
        records = reader.records()
        next(records)
        assert store.write([sample("http://new.example/")]).new == 1
        assert as_json(sample("http://new.example/")) in list(reader.records())
        records.close()  # type: ignore[attr-defined]
