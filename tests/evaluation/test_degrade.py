"""Transforms break the text as real pages do, and leave every mark on its number."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.evaluation.degrade import TRANSFORMS, degrade
from benchmarks.evaluation.markup import Segment, parse
from benchmarks.evaluation.numerals import value_of

SOURCE = (
    "海关系统关于征求意见的门户网站信息，全年共发布{1.2万|条|信息}余条，其中规范性文件{12,406|件|文件}件，"
    "占{百分之二十三|%|占比}；互联网咨询{3500|人次|咨询}人次，关区开展{两|次|培训}次培训。"
)


def broken(*names: str, seed: str = "a") -> str:
    """The text after the transforms."""
    return "".join(s.text for s in degrade(parse(SOURCE, "test"), names, seed))


@pytest.mark.parametrize("name", TRANSFORMS)
def test_every_number_keeps_its_value(name: str) -> None:
    marked = [s for s in degrade(parse(SOURCE, "test"), (name,), "seed") if s.mark]
    assert [value_of(s.text) for s in marked] == [12000, 12406, 23, 3500, 2]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(sorted(TRANSFORMS)), max_size=4, unique=True), st.text(max_size=5))
def test_any_chain_keeps_marks_values_and_is_repeatable(names: list[str], seed: str) -> None:
    first = degrade(parse(SOURCE, "test"), tuple(names), seed)
    assert first == degrade(parse(SOURCE, "test"), tuple(names), seed)
    assert [value_of(s.text) for s in first if s.mark] == [12000, 12406, 23, 3500, 2]


def test_no_transform_means_no_change() -> None:
    assert degrade(parse(SOURCE, "test"), (), "a") == parse(SOURCE, "test")


def test_taiwan_phrases_change_words() -> None:
    text = broken("taiwan_phrases")
    assert "入口網站" in text and "網際網路" in text and "規範性檔案" in text


def test_naive_conversion_knows_no_phrases() -> None:
    text = broken("naive_s2t")
    assert "門戶網站" in text and "互聯網" in text


def test_one_document_is_converted_by_one_table() -> None:
    text = "".join(s.text for s in degrade([Segment("系统系统系统")], ("naive_s2t",), "a"))
    assert len({text[i : i + 2] for i in (0, 2, 4)}) == 1


def test_naive_tables_differ_between_documents() -> None:
    texts = {
        "".join(s.text for s in degrade([Segment("关于征求系")], ("naive_s2t",), str(i))) for i in range(20)
    }
    assert len(texts) > 2


def test_glosses_follow_converted_characters_only() -> None:
    text = broken("traditional", "pinyin_gloss")
    glossed = re.findall(r"(.)\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)", text)
    assert glossed
    assert all(c not in "海于求意的站信息全年共" for c in glossed)


def test_a_gloss_after_a_number_is_not_part_of_it() -> None:
    segments = [
        s
        for seed in range(30)
        for s in degrade(parse("{1.2萬|条|信息}條", "test"), ("pinyin_gloss",), str(seed))
    ]
    assert {s.text for s in segments if s.mark} == {"1.2萬"}
    assert any(s.text.startswith("(w") for s in segments if not s.mark)


def test_full_width_reaches_digits_and_their_separators() -> None:
    text = broken("full_width")
    assert "１２，４０６" in text and "１．２万" in text and not re.search(r"[0-9]", text)


def test_spaces_fall_between_words_characters() -> None:
    text = broken("spaces", seed="b")
    assert re.search(r"[\u4e00-\u9fff][ \u00a0\u3000\u200b]+[\u4e00-\u9fff]", text)
    assert re.sub(r"[ \u00a0\u3000\u200b]", "", text) == broken()


def test_lost_commas_never_join_two_numbers() -> None:
    segments = parse("{12|件|甲}，{13|件|乙}，丙，丁", "test")
    text = "".join(s.text for s in degrade(segments, ("lost_punctuation",), "c"))
    assert text.startswith("12，13，")


def test_wrapped_lines_are_of_print_width_and_break_no_number() -> None:
    lines = broken("wrapped").split("\n")
    assert len(lines) > 2 and max(map(len, lines)) <= 44
    assert "".join(lines) == broken()


def test_transforms_take_their_randomness_from_their_argument() -> None:
    for name, transform in TRANSFORMS.items():
        assert transform(parse(SOURCE, "test"), Random(1)) == transform(parse(SOURCE, "test"), Random(1)), (
            name
        )
