"""A scan's paper made white, and its grain smoothed where it has any."""

from __future__ import annotations

import cv2
import numpy as np

from extract.readers.ocr.engine import Image

WHITE = 250
PAPER_PERCENTILE = 80
"""Most of a page is paper: at this percentile of its grey values lies the paper's."""

GRAIN = 4.0
"""Usual deviation from the neighbours, in grey values, from which paper is grainy."""

STRENGTH = 20.0
"""How much of the grain is smoothed away (the filter strength of non-local means)."""


def cleaned(image: Image) -> Image:
    """The image with its paper white; grainy ones smoothed without blurring strokes."""
    paper = max(float(np.percentile(image[::4, ::4], PAPER_PERCENTILE)), 1.0)
    light: Image = np.clip(image.astype(np.float32) * (WHITE / paper), 0, 255).astype(np.uint8)
    if _grain(light) < GRAIN:
        return light
    return np.asarray(cv2.fastNlMeansDenoising(light, None, STRENGTH, 5, 11), dtype=np.uint8)


def _grain(image: Image) -> float:
    """The median difference of a pixel from those around it."""
    difference = cv2.absdiff(image, cv2.medianBlur(image, 5).astype(np.uint8))
    return float(np.median(difference[::2, ::2]))
