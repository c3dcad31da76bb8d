"""The picture of a page in grey, without the red seals on it: they stand over what is printed."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.readers.ocr.engine import Image

REDNESS = 25
"""Grey values by which red is brighter than green and blue in the ink of a seal."""

EDGE = 5
"""Pixels around the ink of a seal that are blurred with it."""

COARSE = 4
"""Pixels that count as one where seals are looked for; the gaps between the characters of one are closed."""

SHARE = 0.15
"""Share of such a pixel that is red in one of a seal, however pale and grainy."""

GAP = 9
"""Of these, the widest gap inside a seal."""

SIZE = 0.08
"""Share of the page's shorter side from which red ink is a seal (4 cm of 21), both across and down."""

AROUND = 0.15
"""Of its size, how far pieces of a seal may lie from it that lines of the table cut off."""

ROUND = 1.8
"""How many times longer one side of a seal may be than the other: a red heading is longer."""


def grey(colours: NDArray[np.uint8]) -> Image:
    """The grey values of a picture (rows, columns, and red, green and blue), seals taken for paper."""
    plain: Image = np.asarray(cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    red = cv2.subtract(colours[:, :, 0], colours[:, :, 1:].max(axis=2))
    for area in _seals(np.asarray(red > REDNESS)):
        seal = cv2.dilate((red[area] > REDNESS).astype(np.uint8), np.ones((EDGE, EDGE), np.uint8))
        plain[area] = _without(colours[area][:, :, 0], np.asarray(seal > 0))
    return plain


def _without(light: Image, seal: NDArray[np.bool_]) -> Image:
    """The red light of an area, the seal's ink in it made as bright as the paper around: print under it stays dark."""
    lack = float(np.median(light[~seal])) - float(np.median(light[seal])) if seal.any() and not seal.all() else 0.0
    return np.where(seal, light + max(lack, 0.0), light).clip(0, 255).astype(np.uint8)


def _seals(red: NDArray[np.bool_]) -> Iterator[tuple[slice, slice]]:
    """Where red ink covers an area that is about as high as wide, and no line of text."""
    height, width = red.shape
    size = max(width // COARSE, 1), max(height // COARSE, 1)
    coarse = cv2.resize(red.astype(np.float32), size, interpolation=cv2.INTER_AREA) >= SHARE
    closed = cv2.morphologyEx(coarse.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((GAP, GAP), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    for label in range(1, count):
        x, y, across, down = (int(value) * COARSE for value in stats[label, :4])
        if min(across, down) >= SIZE * min(red.shape) and max(across, down) <= ROUND * min(across, down):
            more = int(AROUND * max(across, down))
            yield slice(max(y - more, 0), y + down + more), slice(max(x - more, 0), x + across + more)
