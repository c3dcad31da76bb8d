"""A scan's paper made white wherever light fell on it, its grain smoothed, and its ink made black."""

from __future__ import annotations

import cv2
import numpy as np

from extract.readers.ocr.engine import Image

WHITE = 250

COARSE = 200
"""Pixels of the shorter side at which the paper's own brightness is looked at: a shadow is wider than one."""

STROKES = 7
"""Of these pixels, the widest print that is looked away from (two characters of a page)."""

PAPER_PERCENTILE = 20
"""Nearly all of a page is paper: at this percentile of its grey values lies the darkest of it."""

INK_PERCENTILE = 0.1
"""Even a page of little print has this share of ink."""

NO_INK = 200.0
"""Grey value from which the darkest of a page is no print."""

GRAIN, COARSE_GRAIN = 4.0, 6.5
"""Usual deviation from the neighbours, in grey values, from which paper is grainy, and the least that is smoothed."""

STRENGTH = 3.0
"""Times the grain that differences between patches of paper may be, to be smoothed away (by non-local means)."""


def cleaned(image: Image) -> Image:
    """The image with its paper white and its ink black; grainy ones smoothed without blurring strokes."""
    light = _evenly_lit(image)
    if (grain := _grain(light)) >= GRAIN:
        strength = STRENGTH * max(grain, COARSE_GRAIN)
        light = np.asarray(cv2.fastNlMeansDenoising(light, None, strength, 5, 11), dtype=np.uint8)
    return _stretched(light)


def _evenly_lit(image: Image) -> Image:
    """The image as bright as its paper is around each point: a shadow is not ink."""
    scale = min(1.0, COARSE / min(image.shape))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = cv2.blur(cv2.dilate(small, np.ones((STROKES, STROKES), np.uint8)), (STROKES, STROKES))
    height, width = image.shape
    return np.asarray(cv2.divide(image, cv2.resize(paper, (width, height)), scale=WHITE), dtype=np.uint8)


def _stretched(image: Image) -> Image:
    """The image from black to white, however pale its ink is; as it is where it has none."""
    ink, paper = (float(value) for value in np.percentile(image[::2, ::2], (INK_PERCENTILE, PAPER_PERCENTILE)))
    if ink >= min(NO_INK, paper):
        return image
    stretched: Image = np.clip((image.astype(np.float32) - ink) * (255 / (paper - ink)), 0, 255).astype(np.uint8)
    return stretched


def _grain(image: Image) -> float:
    """The median difference of a pixel from those around it."""
    difference = cv2.absdiff(image, cv2.medianBlur(image, 5).astype(np.uint8))
    return float(np.median(difference[::2, ::2]))
