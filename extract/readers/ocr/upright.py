"""A scan turned so that its text runs from left to right: quarter turns first, then the last degrees."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.readers.ocr.engine import WIDE, Image, detect, recognise
from extract.readers.ocr.skew import straightened

DETECT_WIDTH = 900
"""Pixels of the shorter side at which lines of text are found (about 110 dpi of an A4 page)."""

SAMPLE = 24
"""Lines that are read to tell which way up a page is."""

WORD = 2
"""Characters from which a line tells which way up it is; a lone one may look alike from two sides."""

UPENDED = 1.5
"""Times its width that a line is high that runs up or down the page."""

SURELY_READ = 0.9
"""How sure the recogniser is of a line that stands the right way up."""

LEGIBLE = 0.6
"""Share of lines surely read from which a page stands upright; of one that lies, it reads labels set downwards."""

Corners = NDArray[np.float32]


def upright(image: Image) -> tuple[Image, list[Corners]]:
    """The image turned by quarters until it is legible, then deskewed; and its lines of text."""
    turned, lines = _most_legible(image)
    straight, matrix = straightened(turned)
    return straight, [np.asarray(cv2.transform(line[None], matrix)[0], dtype=np.float32) for line in lines]


def _most_legible(image: Image) -> tuple[Image, list[Corners]]:
    """The quarter turn of the image in which most of its lines are surely read, and its lines."""
    best, most = (image, list[Corners]()), -1
    for turned, lines in _quarters(image):
        sure, told = _legible(turned, lines)
        if sure > most:
            best, most = (turned, lines), sure
        if told and sure >= LEGIBLE * told:
            break
    return best


def _quarters(image: Image) -> Iterator[tuple[Image, list[Corners]]]:
    """The image as it is, on its head, and on either side; each with its lines."""
    for way in (image, np.ascontiguousarray(np.rot90(image))):
        lines = find_lines(way)
        if not lines:
            return
        yield way, lines
        yield np.ascontiguousarray(np.rot90(way, 2)), [_turned(line, way) for line in lines]


def _legible(image: Image, lines: list[Corners]) -> tuple[int, int]:
    """How many lines of a sample, from the longest to the shortest, are surely read, and how many tell something."""
    by_length = sorted(lines, key=lambda line: max(_width(line), _height(line)), reverse=True)
    sample = by_length[:: max(1, -(-len(lines) // SAMPLE))]
    level = [crop(image, line) for line in sample if _height(line) < UPENDED * _width(line)]
    words = [(text, sureness) for text, sureness in recognise(level, WIDE) if not text or len(text) >= WORD]
    sure = sum(bool(text) and sureness >= SURELY_READ for text, sureness in words)
    return sure, len(words) + len(sample) - len(level)


def find_lines(image: Image) -> list[Corners]:
    """The corners of the image's lines of text, found on a smaller copy where it is large."""
    scale = min(1.0, DETECT_WIDTH / min(image.shape))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image
    return [np.asarray(box / scale, dtype=np.float32) for box in detect(small.astype(np.uint8))]


def crop(image: Image, box: Corners) -> Image:
    """The upright rectangle around a line."""
    x0, y0 = np.floor(box.min(axis=0)).clip(0).astype(int)
    x1, y1 = np.ceil(box.max(axis=0)).astype(int) + 1
    return image[y0:y1, x0:x1]


def _width(box: Corners) -> float:
    return float(np.linalg.norm(box[1] - box[0]))


def _height(box: Corners) -> float:
    return float(np.linalg.norm(box[3] - box[0]))


def _turned(box: Corners, image: Image) -> Corners:
    """A box after half a turn of its image."""
    size = np.array([image.shape[1], image.shape[0]], dtype=np.float32)
    return np.asarray((size - box)[[2, 3, 0, 1]], dtype=np.float32)
