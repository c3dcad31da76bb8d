"""Charts as static SVG: a metric over the years, drawn by matplotlib with the fonts of this machine."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from math import isfinite
from threading import Lock
from typing import Any

CHINESE = ("CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi", "SimHei", "Sans CJK")
"""What the names of families that print Chinese hold, the better first."""

MOST_YEARS = 100
_SIZE = (2.9, 1.6)
"""In inches."""

_INK, _SOFT, _BLUE, _BAD, _GAP = "#1c2430", "#5b6675", "#1d4f73", "#b3261e", "#f0f2f5"
_DOT = re.compile(r"(\d{4})=(-?\d[\d.]{0,20}(?:e[+-]?\d{1,3})?)(!?)", re.ASCII)
_DRAWING = Lock()
"""Settings of matplotlib are the process's."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A year's value; `bad` where it is conflicting."""

    year: int
    value: float
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A metric from the year `first` to `last`; `dots` in the order of the years, one at least."""

    first: int
    last: int
    dots: tuple[Dot, ...]

    def __str__(self) -> str:
        """The line as an address carries it: `2018-2021:2018=16,2020=21!`."""
        dots = ",".join(f"{dot.year}={dot.value:.15g}{'!' if dot.bad else ''}" for dot in self.dots)
        return f"{self.first}-{self.last}:{dots}"


def read(text: str) -> Line:
    """The line that an address carries; raises ValueError."""
    head, _, tail = text.partition(":")
    years = re.fullmatch(r"(\d{4})-(\d{4})", head, re.ASCII)
    found = [_DOT.fullmatch(part) for part in tail.split(",")]
    dots = tuple(Dot(int(m[1]), float(m[2]), bool(m[3])) for m in found if m)
    if years and len(dots) == len(found) and all(isfinite(dot.value) for dot in dots):
        line = Line(int(years[1]), int(years[2]), dots)
        order = [line.first, *(dot.year for dot in dots), line.last]
        if order == sorted(order) and line.last - line.first < MOST_YEARS:
            return line
    raise ValueError(f"expected YEAR-YEAR:YEAR=VALUE,YEAR=VALUE in order, found {text[:60]!r}")


@lru_cache(maxsize=512)
def drawn(zh: str, en: str, unit: str, line: Line) -> bytes:
    """A metric over the years as SVG: years without a value are shaded, conflicting values are red."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    family = chinese_font()
    settings: Any = {"svg.fonttype": "path", "svg.hashsalt": "haiguan", "text.parse_math": False}
    with _DRAWING, rc_context({**settings, "font.family": [family or "DejaVu Sans"], "font.size": 7}):
        figure = Figure(figsize=_SIZE)
        axes = figure.add_axes((0.02, 0.13, 0.96, 0.62))
        if family:
            figure.text(0.02, 0.91, zh, color=_INK, fontsize=9)
            figure.text(0.98, 0.91, unit, color=_SOFT, ha="right")
        figure.text(0.02, 0.81 if family else 0.9, en, color=_SOFT)
        _draw(axes, line)
        out = io.BytesIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        figure.savefig(out, format="svg", transparent=True, metadata=nothing)
        return out.getvalue()


def _draw(axes: Any, line: Line) -> None:
    """The lines, the dots with their values, the years without one, and the axis of years."""
    dots, years = line.dots, range(line.first, line.last + 1)
    for year in set(years) - {dot.year for dot in dots}:
        axes.axvspan(year - 0.5, year + 0.5, color=_GAP, lw=0)
    for run in _runs(dots):
        axes.plot([d.year for d in run], [d.value for d in run], color=_BLUE, lw=1.6, solid_capstyle="round")
    for dot in dots:
        axes.plot(dot.year, dot.value, "o", ms=4, color=_BAD if dot.bad else _BLUE, clip_on=False, zorder=3)
    for dot in _labelled(dots, len(years)):
        axes.annotate(
            f"{dot.value:,.10g}", (dot.year, dot.value), (0, 5), textcoords="offset points", ha="center",
            color=_BAD if dot.bad else _INK,
        )  # fmt: skip
    axes.set_xlim(line.first - 0.7, line.last + 0.7)
    axes.set_ylim(min(0, *(d.value for d in dots)), (max(0, *(d.value for d in dots)) or 1) * 1.3)
    axes.set_xticks(years[:: -1 - len(years) // 8])
    axes.tick_params(axis="x", length=0, labelcolor=_SOFT)
    axes.yaxis.set_visible(False)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color("#d9dee5")


def _runs(dots: tuple[Dot, ...]) -> Iterator[list[Dot]]:
    """Dots of years that follow each other."""
    for _, run in groupby(enumerate(dots), key=lambda numbered: numbered[1].year - numbered[0]):
        yield [dot for _, dot in run]


def _labelled(dots: tuple[Dot, ...], years: int) -> list[Dot]:
    """The dots whose value is printed: all, or where they would overlap the first, the highest and the last."""
    if years <= 7 or len(dots) <= 3:
        return list(dots)
    return list(dict.fromkeys((dots[0], max(dots, key=lambda dot: dot.value), dots[-1])))


@cache
def chinese_font() -> str | None:
    """A family of this machine that prints Chinese, or None."""
    from matplotlib.font_manager import fontManager

    sans = [name for name in fontManager.get_font_names() if "Serif" not in name and "Mono" not in name]
    return next((name for part in CHINESE for name in sans if part in name), None)
