"""A scan turned so that its text runs from left to right: quarter turns first, then the last degrees."""

from __future__ import annotations

from math import atan2, degrees
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.readers.layout.doubt import SURE
from extract.readers.ocr.engine import WIDE, Image, detect, recognise, upside_down_share

DETECT_WIDTH = 900
"""Pixels of the shorter side at which lines of text are found (about 110 dpi of an A4 page)."""

SAMPLE = 8
"""Lines that are looked at to tell whether a page stands on its head."""

LONG = 2.5
"""Times its height from which a line's length shows which way it runs."""

LEGIBLE = 0.85
"""Share of characters read for sure from which a page stands upright or on its head, not on its side."""

MIN_SKEW = 0.1
"""Degrees of skew below which a page is straight."""

Corners = NDArray[np.float32]


def upright(image: Image) -> Image:
    """The image turned by quarters until its lines are level and not upside down, then deskewed."""
    image, boxes = _level(image)
    longest = sorted(boxes, key=_width, reverse=True)[:SAMPLE]
    if upside_down_share([crop(image, box) for box in longest]) > 0.5:
        image = np.ascontiguousarray(np.rot90(image, 2))
        longest = [_turned(box, image) for box in longest]
    return _straightened(image, longest)


def _level(image: Image) -> tuple[Image, list[Corners]]:
    """The image turned by a quarter where its lines run up or down the page, and its lines.

    Where these are hardly legible, as those of short words in narrow cells seen from the side are,
    the way is right that more is legible in.
    """
    boxes = find_lines(image)
    if _stand(boxes):
        image = np.ascontiguousarray(np.rot90(image))
        boxes = find_lines(image)
    sure, every = _legible(image, boxes)
    if sure >= LEGIBLE * every:
        return image, boxes
    turned = np.ascontiguousarray(np.rot90(image))
    found = find_lines(turned)
    return (turned, found) if _legible(turned, found)[0] > sure else (image, boxes)


def _stand(boxes: list[Corners]) -> bool:
    """Whether lines run up or down the page, by those that are longer than a word is high."""
    standing = sum(_height(box) for box in boxes if _height(box) > LONG * _width(box))
    return standing > sum(_width(box) for box in boxes if _width(box) > LONG * _height(box))


def _legible(image: Image, boxes: list[Corners]) -> tuple[int, int]:
    """How many characters of the longest lines are read for sure, and how many in all, the better way up."""
    longest = sorted(boxes, key=_width, reverse=True)[:SAMPLE]
    lines = [crop(image, box) for box in longest]
    ways = (recognise(lines, WIDE), recognise([np.ascontiguousarray(np.rot90(line, 2)) for line in lines], WIDE))
    return max((sum(len(text) for text, sureness in way if sureness >= SURE), sum(len(text) for text, _ in way)) for way in ways)


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


def _straightened(image: Image, boxes: list[Corners]) -> Image:
    """The image turned by the usual slant of its longest lines."""
    slants = [degrees(atan2(box[1][1] - box[0][1], box[1][0] - box[0][0])) for box in boxes]
    angle = median(slants) if slants else 0.0
    if abs(angle) < MIN_SKEW:
        return image
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    return turned.astype(np.uint8)
