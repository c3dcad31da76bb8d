from hypothesis import given
from hypothesis import strategies as st

from extract.intervals import within


def test_a_range_holds_its_start_and_not_its_end() -> None:
    inside = within([(2, 5), (8, 9)])
    assert [at for at in range(11) if inside(at)] == [2, 3, 4, 8]


def test_ranges_may_come_in_any_order() -> None:
    assert within([(8, 9), (2, 5)])(4)


def test_no_ranges_hold_nothing() -> None:
    assert not within([])(0)


@given(st.sets(st.integers(0, 60), min_size=2, max_size=12), st.integers(-5, 65))
def test_the_answer_is_that_of_asking_each_range(ends: set[int], at: int) -> None:
    ordered = sorted(ends)
    ranges = list(zip(ordered[::2], ordered[1::2], strict=False))
    assert within(ranges)(at) == any(start <= at < end for start, end in ranges)
