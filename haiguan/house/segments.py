"""A text cut where marks begin and end: nested and overlapping marks become pieces that each know their marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Item = tuple[str, int, int]
"""A mark's id, and where it starts and ends."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text; `marks` cover it, the innermost first; `starts` begin with it."""

    text: str
    marks: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()


def segments(text: str, items: Iterable[Item]) -> Iterator[Segment]:
    """The whole text in order; marks that reach beyond it are clipped, empty ones only start somewhere."""
    opening: dict[int, list[Item]] = defaultdict(list)
    closing: dict[int, list[Item]] = defaultdict(list)
    for name, start, end in items:
        start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
        opening[start].append((name, start, end))
        if end > start:
            closing[end].append((name, start, end))
    active: dict[str, int] = {}
    cuts = sorted({0, len(text), *opening, *closing})
    for at, after in zip(cuts, [*cuts[1:], len(text)], strict=True):
        for name, _, _ in closing[at]:
            active.pop(name, None)
        active |= {name: end - start for name, start, end in opening[at] if end > start}
        starts = tuple(name for name, _, _ in opening[at])
        if after > at or starts:
            covering = tuple(sorted(active, key=lambda name: active[name]))
            yield Segment(text[at:after], covering, starts)
