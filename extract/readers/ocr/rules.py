"""The ruling lines of a scanned table, and the page without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.readers.layout.marks import Ruling
from extract.readers.ocr.engine import Image

ACROSS = 2.0
"""Ems from which a level run of ink may be a line; the longest stroke of a character has one."""

DOWN = 1.4
"""The same for an upright run: rows may be hardly higher than their text."""

LONG = 6.0
"""Ems from which a run is a line wherever it ends; strokes that touch are shorter."""

NEAR = 0.4
"""Ems within which a line ends at another."""

DUST = 0.006
"""Share of a square em below which ink is dust: a full stop covers 0.01."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """`ink` is 255 where something is printed that is no line; `rulings` are in pixels."""

    ink: Image
    rulings: tuple[Ruling, ...]


@dataclass(frozen=True, slots=True)
class _Runs:
    """Runs of ink in one direction: the labels of their pixels, and the lines that they are, by label."""

    labels: NDArray[np.int32]
    lines: dict[int, Ruling]


def find_rules(image: Image, em: float) -> Ruled:
    """Lines and other ink of an upright page whose characters are `em` pixels high."""
    threshold, _ = cv2.threshold(image, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    dark = np.where(image < min(threshold + 20, 230), 255, 0).astype(np.uint8)
    level = _runs(dark, (max(int(ACROSS * em), 8), 1))
    upright = _runs(dark, (1, max(int(DOWN * em), 8)))
    level, upright = _ending(level, upright, em), _ending(upright, level, em)
    lines = cv2.dilate(cv2.bitwise_or(_drawn(level), _drawn(upright)), np.ones((3, 3), np.uint8))
    ink = np.where(lines > 0, 0, dark).astype(np.uint8)
    return Ruled(_dusted(ink, em), (*level.lines.values(), *upright.lines.values()))


def _runs(dark: Image, kernel: tuple[int, int]) -> _Runs:
    """Runs of ink as long as the kernel, over gaps and steps of a pixel or two that scanning leaves."""
    level = kernel[0] > 1
    mended = cv2.dilate(dark, np.ones((1, 3) if level else (3, 1), np.uint8))
    opened = cv2.morphologyEx(mended, cv2.MORPH_OPEN, np.ones((kernel[1], kernel[0]), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(opened.astype(np.uint8), connectivity=8)
    lines: dict[int, Ruling] = {}
    for label in range(1, count):
        x, y, width, height = (int(value) for value in stats[label, :4])
        if level and width > 4 * height:
            lines[label] = Ruling(x, y + height / 2, x + width, y + height / 2)
        elif not level and height > 3 * width:
            lines[label] = Ruling(x + width / 2, y, x + width / 2, y + height)
    return _Runs(np.asarray(labels, dtype=np.int32), lines)


def _ending(runs: _Runs, others: _Runs, em: float) -> _Runs:
    """The runs that are lines: long ones, and short ones that end at lines across them, as strokes of text do not."""
    across = list(others.lines.values())
    kept = {label: line for label, line in runs.lines.items() if _is_long(line, em) or _ends_at(line, across, NEAR * em)}
    return _Runs(runs.labels, kept)


def _is_long(line: Ruling, em: float) -> bool:
    return max(line.x1 - line.x0, line.bottom - line.top) >= LONG * em


def _ends_at(line: Ruling, across: Sequence[Ruling], near: float) -> bool:
    """Whether both ends of a line lie at lines that cross it."""
    ends = ((line.x0, line.top), (line.x1, line.bottom))
    return all(
        any(
            other.x0 - near <= x <= other.x1 + near and other.top - near <= y <= other.bottom + near
            for other in across
        )
        for x, y in ends
    )  # fmt: skip


def _drawn(runs: _Runs) -> Image:
    """255 where a line is."""
    shade = np.zeros(int(runs.labels.max()) + 1, dtype=np.uint8)
    shade[list(runs.lines)] = 255
    return np.asarray(shade[runs.labels], dtype=np.uint8)


def _dusted(ink: Image, em: float) -> Image:
    """The ink without specks."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    shade = np.where(stats[:, cv2.CC_STAT_AREA] < DUST * em * em, 0, 255).astype(np.uint8)
    shade[0] = 0
    return np.asarray(shade[labels], dtype=np.uint8)
