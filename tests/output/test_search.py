"""Search finds every piece of two characters or more, in either script, and nothing that is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from normalize.script import simplified
from output.search import pairs, plain, ways
from output.store import Store
from tests.output.records import many, sample


def found(store: Store, query: str) -> list[str]:
    return [hit.document_id for hit in store.search(query)]


@pytest.mark.parametrize(
    ("query", "place", "item", "shown"),
    [
        ("海关", "title", None, "海关"),
        ("海關", "title", None, "海关"),
        ("2020年政府", "title", None, "2020年政府"),
        ("總體", "section", "h1", "总体"),
        ("公告金额", "statistic", "s2", "公告金额"),
        ("发布公告12", "statistic", "s1", "发布公告12"),
        ("20個工作日內", "text", None, "20个工作日内"),
        ("。《信", "text", None, "。《信"),
        ("制度。3 4", "text", None, "制度。34"),
    ],
)
def test_a_piece_is_found_where_it_stands_first(
    store: Store, query: str, place: str, item: str | None, shown: str
) -> None:
    store.write([sample()])
    (hit,) = store.search(query) if " " not in query else store.search(query.replace(" ", ""))
    assert (hit.place, hit.item, hit.excerpt[hit.start : hit.end]) == (place, item, shown)
    assert (hit.uri, hit.title, hit.year) == (sample().source.uri, sample().title, 2020)


@pytest.mark.parametrize("query", ["網際網", "网际网", "網際網路", "互聯網", "际网路发", "入口網站", "门户网站", "口網站、"])
def test_wording_is_found_as_it_is_printed_and_as_it_is_meant(store: Store, query: str) -> None:
    store.write([sample(text="透過網際網路發布，見入口網站、海關總署網。", sections=(), statistics=())])
    (hit,) = store.search(query)
    assert hit.excerpt[hit.start : hit.end] in ways(query)


def test_a_gloss_is_found_and_so_is_the_word_without_it(store: Store) -> None:
    store.write([sample(text="業(yè)務信息公開", script="Hant", sections=(), statistics=())])
    assert found(store, "业务") == found(store, "業(yè)") == [sample().id]


_PRINTED = "雲澤海關透過入口網站、網際網路和簡訊平台最佳化程式，服務企業(yè)務；硬體裝置5台。"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, len(_PRINTED) - 2), st.integers(2, 12))
def test_every_piece_of_a_printed_text_is_found_in_either_script(sqlite_store: Store, start: int, length: int) -> None:
    sqlite_store.write([sample(text=_PRINTED, sections=(), statistics=())])
    piece = _PRINTED[start : start + length]
    assert found(sqlite_store, piece) and found(sqlite_store, simplified(piece))


@pytest.mark.parametrize("query", ["关海", "公告13", "发布公告条", "不存在"])
def test_what_is_not_there_is_not_found(store: Store, query: str) -> None:
    store.write([sample()])
    assert found(store, query) == []


def test_pairs_alone_are_not_enough(store: Store) -> None:
    store.write([sample(text="海关关税关海", title=None, statistics=(), sections=())])
    assert found(store, "海关税") == []


@pytest.mark.parametrize("query", ["", " ", "关", "海关 年"])
def test_a_word_of_one_character_is_refused(store: Store, query: str) -> None:
    with pytest.raises(ValueError, match="two characters or more"):
        store.search(query)


@pytest.mark.parametrize("query", ['"海关"', "海关*", "NOT 海关", "title:海关", "100%", "a'b", "海_关", "(("])
def test_signs_of_query_languages_are_plain_characters(store: Store, query: str) -> None:
    store.write([sample()])
    assert found(store, query) == []
    store.write([sample("http://b.example/", text=f"其中{query}在此")])
    assert found(store, query) == [sample("http://b.example/").id]


def test_every_word_must_be_there(store: Store) -> None:
    store.write([sample()])
    assert found(store, "海關 工作日") == [sample().id]
    assert found(store, "海關 休息日") == []


def test_titles_come_first(store: Store) -> None:
    store.write([sample("http://a.example/", text="谈到通关", title="一"), sample("http://b.example/", title="通关")])
    assert [hit.uri for hit in store.search("通关")] == ["http://b.example/", "http://a.example/"]


def test_no_more_than_the_limit_are_given(store: Store) -> None:
    store.write(many(7))
    assert len(store.search("海关", limit=3)) == 3
    assert len(store.search("总体", limit=5)) == 5


def test_a_change_is_found_and_what_it_replaced_is_not(store: Store) -> None:
    store.write([sample(title="旧标题")])
    store.write([sample(title="新标题")])
    assert (found(store, "旧标"), found(store, "新标")) == ([], [sample().id])


def test_writing_the_same_again_indexes_nothing_twice(store: Store) -> None:
    for _ in range(2):
        store.write([sample(), replace(sample(), issued_on=None)])
    assert found(store, "海关") == [sample().id]


def test_a_document_that_anybody_deletes_is_found_no_more(store: Store) -> None:
    store.write(many(3))
    with store.engine.begin() as connection:
        connection.execute(text("DELETE FROM documents WHERE source_uri LIKE '%00001.html'"))
    assert len(found(store, "海关")) == 2


def test_the_index_agrees_with_its_table(sqlite_store: Store) -> None:
    sqlite_store.write(many(3))
    sqlite_store.write(many(2, title="改"))
    with sqlite_store.engine.begin() as connection:
        connection.execute(text("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"))


_texts = st.text(st.sampled_from("海关關公告 12aB%\"'*。\n　"), min_size=2, max_size=12)


@given(_texts, st.data())
def test_every_piece_of_a_text_has_its_pairs_in_the_index(source: str, data: st.DataObject) -> None:
    whole = plain(source)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    assert set(pairs([whole[start:end]]).split()) <= set(pairs([whole]).split())


@given(st.text(max_size=20))
def test_plain_text_is_plain(source: str) -> None:
    assert not any(char.isspace() for char in plain(source))
