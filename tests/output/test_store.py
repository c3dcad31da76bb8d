"""The store: the same twice changes nothing, a change replaces its own rows, all comes back whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import text

from extract.isolated import Failure
from extract.record import Statistic
from output import tables
from output.jsonl import Json
from output.packing import content_hash
from output.store import DocumentSummary, Store, Written
from tests.output.records import any_record, as_json, many, sample, span

CHILDREN = [table.name for table in (*tables.children.values(), tables.cells)]


def rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    with store.engine.begin() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    return {name: rows(store, f"SELECT * FROM {name} ORDER BY 1, 2") for name in ("documents", *CHILDREN)}


# what a write does


def test_a_record_is_new_once(store: Store) -> None:
    assert store.write([sample()]) == Written(new=1)


def test_the_same_record_again_changes_nothing(store: Store) -> None:
    store.write([sample()])
    before = everything(store)
    assert store.write([sample()]) == Written(unchanged=1)
    assert everything(store) == before


def test_the_same_record_as_json_is_the_same_record(store: Store) -> None:
    store.write([sample()])
    assert store.write([as_json(sample())]) == Written(unchanged=1)


@pytest.mark.parametrize(
    "retrieval", [{"retrieved_at": "2022-01-01T00:00:00Z"}, {"capture": "two.warc.gz#9"}]
)
def test_another_retrieval_of_the_same_is_no_change(store: Store, retrieval: dict[str, str]) -> None:
    store.write([sample()])
    again = sample(source=replace(sample().source, **retrieval))
    assert store.write([again]) == Written(unchanged=1)
    assert store.record(sample().id) == as_json(sample())


def test_other_content_at_the_same_uri_is_a_change(store: Store) -> None:
    store.write([sample()])
    changed = sample(id="other", title="改", statistics=())
    assert store.write([changed]) == Written(changed=1)
    assert [summary.id for summary in store.documents()] == ["other"]
    assert store.record("other") == as_json(changed)


def test_a_change_replaces_the_document_s_own_rows_and_no_others(store: Store) -> None:
    first, second = sample("http://a.example/1"), sample("http://a.example/2")
    store.write([first, second])
    before = {
        name: rows(store, f"SELECT * FROM {name} WHERE document_id = '{second.id}'") for name in CHILDREN
    }
    store.write([as_json(first) | {name: [] for name in tables.children}])
    for name in CHILDREN:
        assert rows(store, f"SELECT * FROM {name} WHERE document_id = '{first.id}'") == []
        assert rows(store, f"SELECT * FROM {name} WHERE document_id = '{second.id}'") == before[name] != []


def test_of_two_records_with_one_uri_the_last_stands(store: Store) -> None:
    assert store.write([sample(title="一"), sample(title="二")]) == Written(new=1)
    assert store.record(sample().id)["title"] == "二"


def test_more_documents_than_fit_one_transaction_are_all_written(store: Store) -> None:
    assert store.write(many(150)) == Written(new=150)
    assert len(list(store.records())) == 150


def test_records_are_taken_as_they_come(store: Store) -> None:
    def endless() -> Iterator[Any]:
        yield from many(64)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        store.write(endless())
    assert len(list(store.documents())) == 64


# what is rejected, and does not stop the others


@pytest.mark.parametrize(
    "bad",
    [
        sample("http://a.example/bad", statistics=(sample().statistics[0],) * 2),
        sample("http://a.example/bad", text="\ud800"),
        {"source": {"uri": "http://a.example/bad"}},
        {**as_json(sample("http://a.example/bad")), "statistics": [{"id": "s1"}]},
        {**as_json(sample("http://a.example/bad")), "statistics": None},
    ],
    ids=["ids that repeat", "half a character", "no record", "half a statistic", "no list"],
)
def test_a_record_that_does_not_fit_is_named_and_the_others_are_written(store: Store, bad: Any) -> None:
    written = store.write([*many(3), bad])
    assert written.new == 3
    assert [rejected.uri for rejected in written.rejected] == ["http://a.example/bad"]
    assert len(list(store.documents())) == 3


@pytest.mark.parametrize("nothing", [{}, {"source": None}, {"source": {}}])
def test_what_has_no_uri_is_rejected_too(store: Store, nothing: Json) -> None:
    assert len(store.write([nothing]).rejected) == 1


# what is in the tables


def test_spans_and_objects_are_columns_of_their_owner(store: Store) -> None:
    store.write([sample()])
    assert rows(store, "SELECT issuer_code, year, period_start, source_capture FROM documents") == [
        ("9990", 2020, "2020-01-01", "one.warc.gz#12")
    ]
    assert rows(store, "SELECT span_start, span_end, value FROM statistics WHERE id = 's1'") == [
        (*span("12"), 12)
    ]


def test_lists_of_plain_values_are_json(store: Store) -> None:
    store.write([sample()])
    lists = "SELECT CAST(recipients AS TEXT) FROM documents", "SELECT CAST(bbox AS TEXT) FROM tables ORDER BY position"
    assert rows(store, lists[0]) == [('["各隶属海关"]',)]
    assert rows(store, lists[1]) == [(None,), ("[0.0,1.5,2.0,3.0]",)]


def test_cells_of_forms_and_of_grids_are_told_apart(store: Store) -> None:
    store.write([sample()])
    cells = rows(store, "SELECT form, row_position, row_code, column_code, cells.value FROM cells JOIN tables"
                        " ON tables.document_id = cells.document_id AND tables.position = table_position"
                        " ORDER BY table_position, cells.position")  # fmt: skip
    assert cells[2:] == [
        ("applications", None, "granted", "total", 7),
        ("other", 0, "0", "0", None),
        ("other", 0, "0", "1", 2.5),
    ]


def test_whole_numbers_stay_whole_in_sqlite(sqlite_store: Store) -> None:
    sqlite_store.write([sample()])
    assert rows(sqlite_store, "SELECT typeof(value) FROM statistics ORDER BY id") == [("integer",), ("real",)]


def test_a_number_too_large_for_a_database_is_kept_as_near_as_it_can_be(store: Store) -> None:
    huge = replace(sample().statistics[0], value=10**25)
    assert store.write([sample(statistics=(huge,))]) == Written(new=1)
    assert rows(store, "SELECT value FROM statistics") == [(1e25,)]
    assert store.record(sample().id)["statistics"][0]["value"] == 10**25


def test_each_part_of_a_check_is_a_row_of_a_view(store: Store) -> None:
    store.write([sample()])
    parts = rows(store, "SELECT check_position, ref FROM check_refs ORDER BY 1, 2")
    assert parts == [(0, "granted/firm"), (0, "granted/person"), (0, "granted/total"), (1, "s1"), (1, "s2")]


def test_the_database_explains_its_columns(store: Store) -> None:
    said = rows(
        store, "SELECT comment FROM column_comments WHERE (table_name, column_name) = ('checks', 'holds')"
    )
    assert said == [("Whether the two sides agree.",)]


def test_a_text_with_nul_comes_back_as_it_was(store: Store) -> None:
    assert store.write([sample(text="一\0二" + sample().text, title="a\0b")]) == Written(new=1)
    assert store.record(sample().id)["text"].startswith("一\0二")
    assert store.record(sample().id)["title"] == "a\0b"


# what comes back


def test_a_record_comes_back_whole_and_in_order(store: Store) -> None:
    store.write([sample()])
    found = store.record(sample().id)
    assert found == as_json(sample())
    assert list(found) == list(as_json(sample()))


@given(any_record())
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
def test_any_record_comes_back_as_it_was(store: Store, record: Json) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("DELETE FROM documents"))
    assert store.write([record]) == Written(new=1)
    assert store.record(record["id"]) == record
    assert store.write([record]) == Written(unchanged=1)


def test_an_unknown_id_has_no_record(store: Store) -> None:
    with pytest.raises(KeyError):
        store.record("nobody")


def test_documents_are_listed_by_uri(store: Store) -> None:
    second, first = sample("http://b.example/"), sample("http://a.example/", year=None, title=None)
    store.write([second, first])
    name = "中华人民共和国澜州海关"
    assert list(store.documents()) == [
        DocumentSummary(first.id, "http://a.example/", "annual_report", None, name, None),
        DocumentSummary(second.id, "http://b.example/", "annual_report", second.title, name, 2020),
    ]


def test_ids_are_found_by_their_beginning(store: Store) -> None:
    store.write(
        [sample(id="ab1"), sample("http://b.example/", id="ab2"), sample("http://c.example/", id="a%b")]
    )
    assert store.ids("ab") == ["ab1", "ab2"]
    assert store.ids("a%") == ["a%b"]
    assert store.ids("x") == []


def test_records_come_by_uri(store: Store) -> None:
    store.write([sample("http://b.example/"), sample("http://a.example/")])
    assert [record["source"]["uri"] for record in store.records()] == [
        "http://a.example/",
        "http://b.example/",
    ]


# failures


def test_failures_are_kept_one_a_source(store: Store) -> None:
    slow, broken = Failure("u", "slow", "wait", "time"), Failure("u", "broken", "mend", "crash", "trace")
    store.write_failures([slow])
    store.write_failures([broken])
    assert list(store.failures()) == [broken]


@pytest.mark.parametrize("stored_before", [True, False])
def test_a_record_takes_the_note_of_its_failure_away(store: Store, stored_before: bool) -> None:
    if stored_before:
        store.write([sample()])
    store.write_failures(
        [Failure(sample().source.uri, "slow", "wait", "time"), Failure("u", "r", "a", "time")]
    )
    store.write([sample()])
    assert [failure.uri for failure in store.failures()] == ["u"]


def test_a_failure_leaves_the_document_that_is_stored(store: Store) -> None:
    store.write([sample()])
    store.write_failures([Failure(sample().source.uri, "slow", "wait", "time")])
    assert [summary.id for summary in store.documents()] == [sample().id]


# the hash


def test_the_hash_is_of_everything_but_the_retrieval() -> None:
    record = as_json(sample())
    later = {**record, "source": {**record["source"], "retrieved_at": None, "capture": None}}
    moved = {**record, "source": {**record["source"], "media_type": "text/plain"}}
    assert content_hash(record) == content_hash(later) != content_hash(moved)


def test_sums_of_writes_add_up() -> None:
    one, two = Written(1, 2, 3), Written(10, 20, 30)
    assert one + two == Written(11, 22, 33)


def test_a_statistic_is_found_by_its_label(store: Store) -> None:
    store.write([sample(statistics=(Statistic("s1", (0, 1), (0, 2), "电子邮件申请", None, 4, "件"),))])
    assert rows(store, "SELECT value, unit FROM statistics WHERE label = '电子邮件申请'") == [(4, "件")]
