"""一是…二是… in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.enumerations import begins_with_mark, find_enumerations


def enumerations(*paragraphs: str) -> list[tuple[str, list[str]]]:
    """Lead-in and items of each enumeration."""
    text, ranges, at = "\n".join(paragraphs), [], 0
    for paragraph in paragraphs:
        ranges.append((at, at + len(paragraph)))
        at += len(paragraph) + 1
    found = find_enumerations(text, ranges)
    return [(e.lead_in, [text[start:end] for start, end in e.items]) for e in found]


def test_items_and_their_lead_in() -> None:
    assert enumerations("工作有序。主要做法是：一是甲；二是乙。") == [("主要做法是：", ["一是甲；", "二是乙。"])]


def test_the_lead_in_may_be_the_paragraph_above() -> None:
    assert enumerations("主要做法如下：", "一是甲。", "二是乙。") == [("主要做法如下：", ["一是甲。", "二是乙。"])]
    assert enumerations("工作有序。", "一是甲。", "二是乙。") == [("", ["一是甲。", "二是乙。"])]


def test_each_style_counts_for_itself() -> None:
    assert enumerations("第一，甲。第二，乙。", "其一，丙。其二，丁。") == [
        ("", ["第一，甲。", "第二，乙。"]),
        ("", ["其一，丙。", "其二，丁。"]),
    ]


@pytest.mark.parametrize(
    "paragraph",
    ["一是甲。", "二是甲。三是乙。", "一是甲。三是乙。", "唯一是甲。之二是乙。", "一方面是甲，另一方面是乙。", "第一季度甲，第二季度乙。", ""],
)
def test_what_does_not_count_from_one_to_two_is_none(paragraph: str) -> None:
    assert enumerations(paragraph) == []


def test_no_paragraphs_no_enumerations() -> None:
    assert find_enumerations("一是甲。二是乙。", []) == []


@pytest.mark.parametrize(("text", "length"), [("一是甲", 2), ("第三，乙", 3), ("十二要丙", 3), ("甲一是", 0), ("", 0)])
def test_the_mark_at_the_head_of_a_text(text: str, length: int) -> None:
    assert begins_with_mark(text) == length


PIECES = ["一是甲。", "二是乙；", "三是丙", "一要丁。", "二要戊。", "第一，己。", "文。", "问题："]


@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join), max_size=5))
def test_items_are_in_order_and_apart(paragraphs: list[str]) -> None:
    for _, items in enumerations(*paragraphs):
        assert len(items) > 1
        assert all(begins_with_mark(item) for item in items)
        assert sum(map(len, items)) <= len("\n".join(paragraphs))
