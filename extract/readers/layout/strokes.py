"""The ruling lines that a drawn path shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.readers.layout.marks import Ruling

Point = tuple[float, float]

THIN = 3.0
"""Points of width up to which a shape is a line."""

SLANT = 1.0
"""Points that the ends of a level or upright stroke may differ."""


def rulings_of(points: Sequence[Point], stroked: bool) -> Iterator[Ruling]:
    """The lines of one part of a path by its corners: a thin shape is one, a stroke one a side.

    A filled shape that is not thin is shading, not a line.
    """
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if min(x1 - x0, bottom - top) <= THIN:
        yield Ruling(x0, top, x1, bottom)
    elif stroked:
        for (ax, ay), (bx, by) in pairwise(points):
            if min(abs(ax - bx), abs(ay - by)) <= SLANT and (ax, ay) != (bx, by):
                yield Ruling(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
