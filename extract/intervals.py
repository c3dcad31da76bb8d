"""Places inside ranges of a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable


def within(ranges: Iterable[tuple[int, int]]) -> Callable[[int], bool]:
    """Whether an offset lies in one of some ranges `[start, end)` that do not overlap."""
    ordered = sorted(ranges)
    starts = [start for start, _ in ordered]

    def inside(at: int) -> bool:
        """Whether the last range that begins at or before `at` reaches beyond it."""
        i = bisect_right(starts, at) - 1
        return i >= 0 and at < ordered[i][1]

    return inside
