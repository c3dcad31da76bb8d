"""The picture of a page in grey, without the red seals on it: they stand over what is printed."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.readers.ocr.engine import Image

REDNESS = 40
"""Grey values by which red is brighter than green and blue in the ink of a seal."""

BRIGHT = 90
"""Of the red light: print under a seal is darker, the seal's own ink is not."""

COARSE = 4
"""Pixels that count as one where seals are looked for; the gaps between the characters of one are closed."""

GAP = 9
"""Of these, the widest gap inside a seal."""

SIZE = 0.08
"""Share of the page's shorter side from which red ink is a seal (4 cm of 21), both across and down."""

ROUND = 1.8
"""How many times longer one side of a seal may be than the other: a red heading is longer."""


def grey(colours: NDArray[np.uint8]) -> Image:
    """The grey values of a picture (rows, columns, and red, green and blue), seals taken for paper."""
    plain: Image = np.asarray(cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    red = cv2.subtract(colours[:, :, 0], colours[:, :, 1:].max(axis=2))
    for area in _seals(np.asarray(red > REDNESS)):
        light = colours[area][:, :, 0]
        plain[area] = np.where((red[area] > REDNESS) & (light > BRIGHT), 255, light)
    return plain


def _seals(red: NDArray[np.bool_]) -> Iterator[tuple[slice, slice]]:
    """Where red ink covers an area that is about as high as wide, and no line of text."""
    height, width = red.shape
    coarse = cv2.resize(red.astype(np.uint8), (max(width // COARSE, 1), max(height // COARSE, 1)), interpolation=cv2.INTER_AREA)
    closed = cv2.morphologyEx(coarse, cv2.MORPH_CLOSE, np.ones((GAP, GAP), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    for label in range(1, count):
        x, y, across, down = (int(value) * COARSE for value in stats[label, :4])
        if min(across, down) >= SIZE * min(red.shape) and max(across, down) <= ROUND * min(across, down):
            yield slice(max(y - COARSE, 0), y + down + COARSE), slice(max(x - COARSE, 0), x + across + COARSE)
