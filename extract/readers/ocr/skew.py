"""How far a page slants, by the angle at which its lines and rulings fall into the fewest rows and columns."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.readers.ocr.engine import Image

WIDTH = 800
"""Pixels of the shorter side at which the slant is looked for."""

DARK = 128
"""Grey value below which a pixel of a cleaned page is ink."""

SEARCHES = ((8.0, 0.5), (0.5, 0.1), (0.08, 0.02))
"""Degrees to either side, and the steps, of each search around the best angle of the one before."""

MIN_SKEW = 0.1
"""Degrees of skew below which a page is straight."""

Matrix = NDArray[np.float64]


def straightened(image: Image) -> tuple[Image, Matrix]:
    """The image turned until it is straight, and the matrix (2 by 3) from the points of the one to the other's."""
    height, width = image.shape
    angle = _skew(image)
    matrix = _rotation(width, height, angle)
    if abs(angle) < MIN_SKEW:
        return image, _rotation(width, height, 0.0)
    turned = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    return turned.astype(np.uint8), matrix


def _skew(image: Image) -> float:
    """The degrees, counter-clockwise, by which the image has to be turned."""
    scale = min(1.0, WIDTH / min(image.shape))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = np.where(small < DARK, 255, 0).astype(np.uint8)
    best = 0.0
    for reach, step in SEARCHES:
        angles = best + np.arange(-reach, reach + step / 2, step)
        best = float(max(angles, key=lambda angle: (_order(ink, float(angle)), -abs(angle))))
    return best


def _order(ink: Image, angle: float) -> float:
    """How sharply rows and columns of ink and of paper follow each other when the page is turned."""
    height, width = ink.shape
    turned = cv2.warpAffine(ink, _rotation(width, height, angle), (width, height), flags=cv2.INTER_NEAREST)
    sums = (turned.sum(axis=axis, dtype=np.float64) / 255 for axis in (0, 1))
    return float(sum(np.square(np.diff(each)).sum() for each in sums))


def _rotation(width: int, height: int, angle: float) -> Matrix:
    return np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), dtype=np.float64)
