"""Small charts as static SVG: lines of a metric over the years, a dot a year, gaps left open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

WIDTH, HEIGHT, EDGE = 160, 36, 4
"""Of a sparkline, in its own units."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A year's value and where it stands."""

    year: int
    value: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Dots, and the lines that join those of years that follow each other, as SVG `points`."""

    dots: tuple[Dot, ...]
    lines: tuple[str, ...]
    width: int = WIDTH
    height: int = HEIGHT


def sparkline(values: Mapping[int, float], first: int, last: int) -> Sparkline:
    """The line of a metric from `first` to `last`; the scale starts at 0, so that lines can be compared."""
    top = max((*values.values(), 0)) or 1
    low = min((*values.values(), 0))
    across = (WIDTH - 2 * EDGE) / max(1, last - first)
    down = (HEIGHT - 2 * EDGE) / (top - low)
    dots = tuple(
        Dot(year, value, round(EDGE + (year - first) * across, 1), round(EDGE + (top - value) * down, 1))
        for year, value in sorted(values.items())
    )
    return Sparkline(dots, tuple(_lines(dots)))


def _lines(dots: tuple[Dot, ...]) -> Iterator[str]:
    run: list[Dot] = []
    for dot in dots:
        if run and dot.year != run[-1].year + 1:
            yield _points(run)
            run = []
        run.append(dot)
    yield _points(run)


def _points(run: list[Dot]) -> str:
    return " ".join(f"{dot.x},{dot.y}" for dot in run)
