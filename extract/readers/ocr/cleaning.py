"""A scan's paper made white, and its grain smoothed where it has any."""

from __future__ import annotations

import cv2
import numpy as np

from extract.readers.ocr.engine import Image

WHITE = 250
PAPER_PERCENTILE = 80
"""Most of a page is paper: at this percentile of its grey values lies the paper's."""

INK_PERCENTILE = 0.1
"""Even a page of little print has this share of ink."""

FAINT = 120.0, 200.0
"""Grey values of ink between which a scan is pale: darker is print, lighter is a page without any."""

GRAIN = 4.0
"""Usual deviation from the neighbours, in grey values, from which paper is grainy."""

STRENGTH = 20.0
"""How much of the grain is smoothed away (the filter strength of non-local means)."""


def cleaned(image: Image) -> Image:
    """The image with its paper white and its ink black; grainy ones smoothed without blurring strokes."""
    paper = max(float(np.percentile(image[::4, ::4], PAPER_PERCENTILE)), 1.0)
    light: Image = np.clip(image.astype(np.float32) * (WHITE / paper), 0, 255).astype(np.uint8)
    if _grain(light) >= GRAIN:
        light = np.asarray(cv2.fastNlMeansDenoising(light, None, STRENGTH, 5, 11), dtype=np.uint8)
    return _blackened(light)


def _blackened(image: Image) -> Image:
    """The image with faint ink as black as print; as it is where it has none, or black ink."""
    ink = float(np.percentile(image[::2, ::2], INK_PERCENTILE))
    if not FAINT[0] <= ink <= FAINT[1]:
        return image
    black: Image = np.clip((image.astype(np.float32) - ink) * (WHITE / (WHITE - ink)), 0, 255).astype(np.uint8)
    return black


def _grain(image: Image) -> float:
    """The median difference of a pixel from those around it."""
    difference = cv2.absdiff(image, cv2.medianBlur(image, 5).astype(np.uint8))
    return float(np.median(difference[::2, ::2]))
