"""The ruling lines of a scanned table, and the page without them."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extract.readers.layout.marks import Ruling
from extract.readers.ocr.engine import Image

ACROSS = 2.0
"""Ems from which a level run of ink is a line; the longest stroke of a character has one."""

DOWN = 1.4
"""The same for an upright run: rows may be hardly higher than their text."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """`ink` is 255 where something is printed that is no line; `rulings` are in pixels."""

    ink: Image
    rulings: tuple[Ruling, ...]


def find_rules(image: Image, em: float) -> Ruled:
    """Lines and other ink of an upright page whose characters are `em` pixels high."""
    threshold, _ = cv2.threshold(image, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    dark = np.where(image < min(threshold + 20, 230), 255, 0).astype(np.uint8)
    level = _long_runs(dark, (max(int(ACROSS * em), 8), 1))
    upright = _long_runs(dark, (1, max(int(DOWN * em), 8)))
    rulings = [*_rulings(level, True), *_rulings(upright, False)]
    lines = cv2.dilate(cv2.bitwise_or(level, upright), np.ones((3, 3), np.uint8))
    return Ruled(np.where(lines > 0, 0, dark).astype(np.uint8), tuple(rulings))


def _long_runs(dark: Image, kernel: tuple[int, int]) -> Image:
    """Runs of ink as long as the kernel, over gaps and steps of a pixel or two that scanning leaves."""
    across = (1, 3) if kernel[0] > 1 else (3, 1)
    mended = cv2.dilate(dark, np.ones(across, np.uint8))
    opened = cv2.morphologyEx(mended, cv2.MORPH_OPEN, np.ones((kernel[1], kernel[0]), np.uint8))
    return opened.astype(np.uint8)


def _rulings(runs: Image, level: bool) -> list[Ruling]:
    """One line for each run that is much longer than thick."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    found = []
    for i in range(1, count):
        x, y, width, height = (int(value) for value in stats[i, :4])
        if level and width > 4 * height:
            found.append(Ruling(x, y + height / 2, x + width, y + height / 2))
        elif not level and height > 3 * width:
            found.append(Ruling(x + width / 2, y, x + width / 2, y + height))
    return found
