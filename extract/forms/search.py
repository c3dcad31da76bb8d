"""The ways to choose one vector for each row so that every sum over the rows comes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import add, le, sub
from typing import NamedTuple

STEPS = 30_000
"""Vectors added before the search gives up: the same input always ends in the same place."""

State = tuple[float, ...]


class Choice(NamedTuple):
    """A row's vectors (one number a column), and its sign in each sum: +1, -1 or 0."""

    signs: tuple[int, ...]
    vectors: Sequence[State]


def narrow(choices: Sequence[Choice], sums: int) -> tuple[int | None, list[list[int]]]:
    """How many ways there are to bring all sums to zero, and for each row the vectors that they use.

    The count is None where the search is too long.  Sums are carried row by row, forwards; states
    that can no longer come to zero are left; then only what reached zero is kept, backwards.
    """
    every = [list(range(len(choice.vectors))) for choice in choices]
    width = len(choices[0].vectors[0])
    order = sorted(
        range(len(choices)), key=lambda n: (len(choices[n].vectors), max(choices[n].signs, default=0))
    )
    added = [[_signed(choices[n], vector) for vector in choices[n].vectors] for n in order]
    bounds = _bounds(added, sums * width)
    layers: list[dict[State, list[tuple[int, State]]]] = []
    frontier, steps = {(0.0,) * (sums * width)}, 0
    for vectors, (low, high) in zip(added, bounds, strict=True):
        steps += len(frontier) * len(vectors)
        if steps > STEPS:
            return None, every
        layers.append({state: list(_reached(state, vectors, low, high)) for state in frontier})
        frontier = {state for ways in layers[-1].values() for _, state in ways}
    count, used = _backwards(layers)
    for n, kept in zip(order, used, strict=True):
        every[n] = sorted(kept)
    return count, every


def _signed(choice: Choice, vector: State) -> State:
    return tuple(sign * number for sign in choice.signs for number in vector)


def _bounds(added: Sequence[Sequence[State]], width: int) -> list[tuple[State, State]]:
    """After each row, the range that each sum must be in, for the rows still to come to bring it to zero."""
    low, high = (0.0,) * width, (0.0,) * width
    bounds: list[tuple[State, State]] = []
    for vectors in reversed(added):
        bounds.append((low, high))
        low = tuple(map(sub, low, map(max, zip(*vectors, strict=True))))
        high = tuple(map(sub, high, map(min, zip(*vectors, strict=True))))
    return bounds[::-1]


def _reached(state: State, vectors: Sequence[State], low: State, high: State) -> Iterator[tuple[int, State]]:
    for k, vector in enumerate(vectors):
        total = tuple(map(add, state, vector))
        if all(map(le, low, total)) and all(map(le, total, high)):
            yield k, total


def _backwards(layers: Sequence[dict[State, list[tuple[int, State]]]]) -> tuple[int, list[set[int]]]:
    """The number of ways to the end, and for each layer the vectors on them."""
    ways: dict[State, int] = {}
    used: list[set[int]] = []
    for n, layer in enumerate(reversed(layers)):
        if n == 0:
            ways = {state: 1 for found in layer.values() for _, state in found}
        used.append({k for found in layer.values() for k, state in found if state in ways})
        counted = {state: sum(ways.get(after, 0) for _, after in found) for state, found in layer.items()}
        ways = {state: count for state, count in counted.items() if count}
    return sum(ways.values()), used[::-1]
