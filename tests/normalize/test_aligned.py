"""Text that remembers its places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.aligned import AlignedText, Edit

texts = st.text(alphabet="甲乙丙 1a\n", max_size=30)


@st.composite
def edits(draw: st.DrawFn, length: int, *, unique: bool = False) -> list[Edit]:
    """Up to three edits in order; `unique` cuts make no insertions."""
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=6, unique=unique)))
    return [(start, end, draw(texts)) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]


def assert_sound(aligned: AlignedText, length: int) -> None:
    """Every character has a place in a source of `length`, and the places never go back."""
    assert len(aligned.starts) == len(aligned.ends) == len(aligned.text)
    assert list(aligned.starts) == sorted(aligned.starts)
    assert list(aligned.ends) == sorted(aligned.ends)
    assert all(0 <= start <= end <= length for start, end in zip(aligned.starts, aligned.ends, strict=True))


def test_the_source_stands_for_itself() -> None:
    aligned = AlignedText.of("海关总署")
    assert aligned.source_span(1, 3) == (1, 3)
    assert aligned.text_span(1, 3) == (1, 3)


def test_a_replacement_of_the_same_length_maps_character_to_character() -> None:
    aligned = AlignedText.of("發表單").replace([(0, 2, "发布")])
    assert aligned.source_span(1, 2) == (1, 2)


def test_a_replacement_of_another_length_maps_as_a_whole() -> None:
    aligned = AlignedText.of("用網際網路查").replace([(1, 5, "互联网")])
    assert aligned.text == "用互联网查"
    assert aligned.source_span(2, 3) == (1, 5)
    assert aligned.source_span(4, 5) == (5, 6)


def test_what_was_deleted_belongs_to_nothing_but_lies_between() -> None:
    aligned = AlignedText.of("發(fā)布").replace([(1, 5, "")])
    assert aligned.text == "發布"
    assert aligned.source_span(0, 2) == (0, 6)
    assert aligned.text_span(1, 5) == (1, 1)


def test_an_empty_range_has_an_empty_span() -> None:
    assert AlignedText.of("甲乙").source_span(1, 1) == (1, 1)
    assert AlignedText.of("").source_span(0, 0) == (0, 0)


def test_an_insertion_into_a_phrase_replaced_as_a_whole_stands_for_that_phrase() -> None:
    aligned = AlignedText.of("網際網路").replace([(0, 4, "互联网")]).replace([(1, 1, "-")])
    assert aligned.source_span(1, 2) == (0, 4)


def test_edits_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="out of order"):
        AlignedText.of("甲乙丙").replace([(1, 2, ""), (0, 1, "")])


def test_other_characters_must_be_as_many() -> None:
    with pytest.raises(ValueError, match="cannot stand for"):
        AlignedText.of("甲乙").with_text("甲")


@given(st.data(), texts)
def test_edits_upon_edits_keep_every_place_sound(data: st.DataObject, source: str) -> None:
    aligned = AlignedText.of(source)
    for _ in range(3):
        aligned = aligned.replace(data.draw(edits(len(aligned))))
        assert_sound(aligned, len(source))


@given(st.data(), texts)
def test_a_span_comes_back_to_a_range_that_holds_it(data: st.DataObject, source: str) -> None:
    aligned = AlignedText.of(source).replace(data.draw(edits(len(source), unique=True)))
    start, end = sorted((data.draw(st.integers(0, len(aligned))), data.draw(st.integers(0, len(aligned)))))
    span = aligned.source_span(start, end)
    if span[0] < span[1]:
        found = aligned.text_span(*span)
        assert found[0] <= start
        assert end <= found[1]
