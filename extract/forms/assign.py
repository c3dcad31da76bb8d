"""How many ways there are to fill the blanks that a table's sums leave open, and what all the ways agree on."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

STEPS = 2_000
"""Numbers tried, where several may be, before the count is given up: the same input always ends in the same place."""


_PASSES = 4
"""A bound that follows from others is looked for so often."""

_BLANKS = 200
"""More blanks that hang together are not counted."""


@dataclass(frozen=True, slots=True)
class Open(Generic[Key]):
    """A sum with blanks: the blanks times their signs come to `rest`."""

    signs: Mapping[Key, int]
    rest: int


@dataclass(slots=True)
class Ways(Generic[Key]):
    """How many ways there are (None: no end of them, or too many to count), and what each blank is in them all."""

    count: int | None
    forced: Mapping[Key, int] = field(default_factory=dict)


def ways(sums: Sequence[Open[Key]]) -> Ways[Key]:
    """All ways to give the blanks of some sums whole numbers, none below 0, so that every sum holds.

    Sums that share no blank are counted apart: what is forced in some is told even where others have no end.
    """
    count: int | None = 1
    forced: dict[Key, int] = {}
    for part in _parts(sums):
        found = _counted(part)
        count = None if count is None or found.count is None else count * found.count
        forced.update(found.forced)
    return Ways(count, forced)


def _parts(sums: Sequence[Open[Key]]) -> list[list[Open[Key]]]:
    """The sums in groups that share blanks."""
    parts: list[tuple[set[Key], list[Open[Key]]]] = []
    for found in sums:
        touched = [part for part in parts if not part[0].isdisjoint(found.signs)]
        keys = set(found.signs).union(*(part[0] for part in touched))
        joined = [found, *(other for part in touched for other in part[1])]
        parts = [part for part in parts if part not in touched] + [(keys, joined)]
    return [joined for _, joined in parts]


def _counted(sums: Sequence[Open[Key]]) -> Ways[Key]:
    bounds = _bounds(sums)
    if bounds is None:
        return Ways(None)
    seen: dict[Key, set[int]] = {key: set() for key in bounds}
    count = 0
    try:
        for way in _Search(sums, bounds).ways({}):
            count += 1
            for key, number in way.items():
                seen[key].add(number)
    except _TooManyError:
        return Ways(None)
    return Ways(count, {key: numbers.pop() for key, numbers in seen.items() if len(numbers) == 1})


def _bounds(sums: Sequence[Open[Key]]) -> Mapping[Key, int] | None:
    """The most that each blank can be; None where one can be anything."""
    bounds: dict[Key, int] = {}
    for _ in range(_PASSES):
        for found in sums:
            for key, sign in found.signs.items():
                against = [other for other, its in found.signs.items() if its != sign]
                if all(other in bounds for other in against):
                    most = sign * found.rest + sum(bounds[other] for other in against)
                    bounds[key] = min(bounds.get(key, most), most)
    keys = {key for found in sums for key in found.signs}
    return bounds if bounds.keys() == keys and len(keys) <= _BLANKS else None


class _TooManyError(Exception):
    """More steps than are taken."""


class _Search(Generic[Key]):
    """Tries numbers blank by blank, in the sum that has the fewest left, and the fewest numbers for it."""

    def __init__(self, sums: Sequence[Open[Key]], bounds: Mapping[Key, int]) -> None:
        self.sums, self.bounds, self.steps = sums, bounds, 0

    def ways(self, given: Mapping[Key, int]) -> Iterator[Mapping[Key, int]]:
        """Every way that begins with what is given."""
        left = [(found, [key for key in found.signs if key not in given]) for found in self.sums]
        if any(not keys and self._rest(found, given) for found, keys in left):
            return
        open_ = [(found, keys) for found, keys in left if keys]
        if not open_:
            yield given
            return
        found, keys = min(open_, key=lambda pair: (len(pair[1]), self.bounds[pair[1][0]]))
        rest = self._rest(found, given) * found.signs[keys[0]]
        for number in [rest] if len(keys) == 1 else range(self.bounds[keys[0]] + 1):
            self.steps += len(keys) > 1
            if self.steps > STEPS:
                raise _TooManyError
            if 0 <= number <= self.bounds[keys[0]]:
                yield from self.ways({**given, keys[0]: number})

    def _rest(self, found: Open[Key], given: Mapping[Key, int]) -> int:
        return found.rest - sum(sign * given[key] for key, sign in found.signs.items() if key in given)
