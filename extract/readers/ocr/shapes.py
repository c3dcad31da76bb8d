"""The shapes of the ink of a figure, which the recogniser's reading must agree with."""

from __future__ import annotations

import cv2
import numpy as np

from extract.readers.ocr.engine import Image

DOT = 0.004
"""Share of a square em from which a shape is print: a full stop covers 0.01, a fleck of dirt less."""


def shapes(ink: Image, em: float) -> int:
    """How many separate shapes a line of figures is made of: no fewer than its characters, unless they touch.

    `ink` is 255 where something is printed; `em` is the characters' height in pixels.
    """
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return sum(int(stats[i, cv2.CC_STAT_AREA]) >= DOT * em * em for i in range(1, count))


def lean(ink: Image) -> float:
    """How far the top third of the ink stands right of its bottom third, in heights."""
    rows = np.flatnonzero(ink.any(axis=1))
    if len(rows) < 6:
        return 0.0
    height = int(rows[-1] - rows[0] + 1)
    top = ink[rows[0] : rows[0] + height // 3]
    bottom = ink[rows[-1] + 1 - height // 3 : rows[-1] + 1]
    return float(_centre(top) - _centre(bottom)) / height


def _centre(ink: Image) -> float:
    """The mean column of the ink."""
    weights = ink.astype(np.float64).sum(axis=0)
    return float((weights * np.arange(len(weights))).sum() / max(weights.sum(), 1.0))
