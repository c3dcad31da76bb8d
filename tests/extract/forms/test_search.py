from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from extract.forms.search import STEPS, Choice, narrow

vectors = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=3, unique=True)
rows = st.lists(st.tuples(st.sampled_from([-1, 0, 1]), vectors), min_size=1, max_size=4)


def as_choices(found: list[tuple[int, list[tuple[int, int]]]]) -> list[Choice]:
    return [Choice((sign,), [tuple(map(float, vector)) for vector in options]) for sign, options in found]


def by_force(choices: list[Choice]) -> tuple[int, list[set[int]]]:
    """Every way to choose, tried one by one."""
    used: list[set[int]] = [set() for _ in choices]
    count = 0
    for picks in product(*(range(len(choice.vectors)) for choice in choices)):
        chosen = list(zip(choices, picks, strict=True))
        totals = [
            sum(choice.signs[0] * choice.vectors[k][column] for choice, k in chosen) for column in (0, 1)
        ]
        if not any(totals):
            count += 1
            for row, pick in enumerate(picks):
                used[row].add(pick)
    return count, used


@given(rows)
def test_the_search_finds_what_trying_everything_finds(
    found: list[tuple[int, list[tuple[int, int]]]],
) -> None:
    choices = as_choices(found)
    count, kept = narrow(choices, 1)
    assert (count, [set(row) for row in kept]) == by_force(choices)


def test_a_search_that_is_too_long_gives_up_and_keeps_all() -> None:
    size = 40
    options = [(float(n * n), float(n)) for n in range(size)]
    choices = [Choice((sign,), options) for sign in (1, -1) * 4]
    assert size**3 > STEPS
    count, kept = narrow(choices, 1)
    assert count is None
    assert kept == [list(range(size))] * 8
