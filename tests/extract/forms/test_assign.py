"""Blanks that the sums leave open: the ways to fill them are counted, and what all of them agree on is forced."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.forms.assign import Open, Ways, ways
from tests.extract.forms.support import NEW, applications, cells, message, read, values

SUMS = [
    # one sum of two blanks
    ([({"a": 1, "b": 1}, 5)], 6, {}),
    ([({"a": 1, "b": 1}, 0)], 1, {"a": 0, "b": 0}),
    # two sums that share a blank
    ([({"a": 1, "b": 1}, 5), ({"b": 1, "c": 1}, 0)], 1, {"a": 5, "b": 0, "c": 0}),
    # sums that share none
    ([({"a": 1, "b": 1}, 2), ({"c": 1}, 7)], 3, {"c": 7}),
    # a total among the blanks is bounded by its parts
    ([({"a": 1, "b": 1, "t": -1}, 0), ({"a": 1}, 3), ({"b": 1}, 4)], 1, {"a": 3, "b": 4, "t": 7}),
    # four blanks in a square
    ([({"a": 1, "b": 1}, 1), ({"c": 1, "d": 1}, 1), ({"a": 1, "c": 1}, 1), ({"b": 1, "d": 1}, 1)], 2, {}),
    ([({"a": 1, "b": 1}, 2), ({"c": 1, "d": 1}, 1), ({"a": 1, "c": 1}, 3), ({"b": 1, "d": 1}, 0)], 1,
     {"a": 2, "b": 0, "c": 1, "d": 0}),
    # nothing fits
    ([({"a": 1}, 2), ({"a": 1}, 3)], 0, {}),
    ([({"a": 1, "b": 1}, -1)], 0, {}),
    # no end
    ([({"a": 1, "t": -1}, 0)], None, {}),
    ([({"a": 1, "t": -1}, 0), ({"b": 1}, 2)], None, {"b": 2}),
    ([], 1, {}),
]  # fmt: skip


@pytest.mark.parametrize(("sums", "count", "forced"), SUMS)
def test_the_ways_to_fill_blanks(sums: list[tuple[dict[str, int], int]], count: int | None, forced: dict[str, int]) -> None:
    assert ways([Open(*found) for found in sums]) == Ways(count, forced)


FEW = st.lists(
    st.tuples(st.dictionaries(st.sampled_from("abcd"), st.just(1), min_size=1), st.integers(0, 3)), min_size=1, max_size=4
)


@settings(deadline=None, max_examples=50)
@given(FEW)
def test_every_way_is_counted(sums: list[tuple[dict[str, int], int]]) -> None:
    keys = sorted({key for signs, _ in sums for key in signs})
    tried = [dict(zip(keys, numbers, strict=True)) for numbers in product(range(4), repeat=len(keys))]
    fitting = [way for way in tried if all(sum(way[key] for key in signs) == rest for signs, rest in sums)]
    assert ways([Open(*found) for found in sums]).count == len(fitting)


def test_the_count_is_given_up_after_so_many_steps() -> None:
    wide = [Open({(row, column): 1 for column in range(12)}, 500) for row in range(12)]
    assert ways(wide) == Ways(None)


PRINTED = dict.fromkeys((NEW, "(一)予以公开", "(七)总计"), "3 1 2 0 4 5 15")


def with_blanks(changes: dict[str, str]) -> list[str]:
    return [line.replace(" ", "\t") for line in applications({**PRINTED, **changes})]


def test_a_table_says_in_how_many_ways_its_blanks_can_be_filled() -> None:
    forms = read(*with_blanks({"(一)予以公开": "      ", "2.重复申请": "      "}))
    assert values(forms, "granted") == [None] * 7
    assert message(forms, "blank_cells").endswith("6 sums cannot be checked for them: 720 ways to fill them")


def test_blanks_that_several_sums_force_together_are_inferred() -> None:
    forms = read(*with_blanks({"(一)予以公开": "      15", "2.重复申请": "      0"}))
    assert values(forms, "granted") == [3, 1, 2, None, 4, 5, 15]
    assert cells(forms, "granted")["natural_person"].state == "inferred"
