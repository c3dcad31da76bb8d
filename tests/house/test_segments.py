"""Segments: a text cut at its marks is still the text, and every mark covers what it covered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haiguan.house.segments import Item, Segment, segments

_ITEMS = st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40)).map(sorted), max_size=8).map(
    lambda spans: [(f"m{i}", start, end) for i, (start, end) in enumerate(spans)]
)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], [Segment("abcdef")]),
        ([("a", 1, 3)], [Segment("a"), Segment("bc", ("a",), ("a",)), Segment("def")]),
        (
            [("outer", 0, 4), ("inner", 1, 2)],
            [
                Segment("a", ("outer",), ("outer",)),
                Segment("b", ("inner", "outer"), ("inner",)),
                Segment("cd", ("outer",)),
                Segment("ef"),
            ],
        ),
        (
            [("left", 0, 3), ("right", 2, 6)],
            [
                Segment("ab", ("left",), ("left",)),
                Segment("c", ("left", "right"), ("right",)),
                Segment("def", ("right",)),
            ],
        ),
        ([("empty", 2, 2)], [Segment("ab"), Segment("cdef", (), ("empty",))]),
        ([("beyond", 4, 99)], [Segment("abcd"), Segment("ef", ("beyond",), ("beyond",))]),
        ([("after", 6, 6)], [Segment("abcdef"), Segment("", (), ("after",))]),
    ],
    ids=["none", "one", "nested", "overlapping", "empty", "clipped", "at the end"],
)
def test_a_text_is_cut_where_marks_begin_and_end(items: list[Item], expected: list[Segment]) -> None:
    assert list(segments("abcdef", items)) == expected


@given(st.text(max_size=30), _ITEMS)
def test_the_pieces_are_the_text(text: str, items: list[Item]) -> None:
    assert "".join(s.text for s in segments(text, items)) == text


@given(st.text(max_size=30), _ITEMS)
def test_every_mark_covers_its_span_and_starts_once(text: str, items: list[Item]) -> None:
    cut = list(segments(text, items))
    for name, start, end in items:
        covered = "".join(s.text for s in cut if name in s.marks)
        assert covered == text[max(0, start) : max(0, end)]
        assert sum(name in s.starts for s in cut) == 1
