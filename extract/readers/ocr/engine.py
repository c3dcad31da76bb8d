"""The recogniser: RapidOCR, whose models are in its wheel, loaded when first used."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
"""Grey values, rows by columns; 255 is white."""

ADVICE = "install the extra that reads pictures: pip install 'haiguan[ocr]'"

Recognised = tuple[str, float]
"""A line's text and how sure the recogniser is, from 0 to 1."""


def is_available() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr_onnxruntime") is not None and find_spec("cv2") is not None


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr_onnxruntime import RapidOCR  # type: ignore[import-untyped, unused-ignore]

    return RapidOCR(intra_op_num_threads=2, inter_op_num_threads=1)


DETECTABLE = 736
"""Pixels below which the detector enlarges a side, and the other with it: a ribbon would grow huge."""


def detect(image: Image) -> list[NDArray[np.float32]]:
    """The four corners (x, y; clockwise from the upper left) of every line of text on the image."""
    height, width = (max(DETECTABLE - side, 0) for side in image.shape)
    boxes, _ = _engine().text_det(_coloured(np.pad(image, ((0, height), (0, width)), constant_values=255)))
    return [] if boxes is None else list(boxes)


WIDE, NARROW = 320, 160
"""Least width in pixels to which a line is padded: as the models were taught, and twice as fast."""


def recognise(lines: Sequence[Image], width: int = NARROW) -> list[Recognised]:
    """The text of images of one line each."""
    if not lines:
        return []
    recogniser = _engine().text_rec
    recogniser.rec_image_shape = [3, 48, width]
    results, _ = recogniser([_coloured(line) for line in lines])
    return [(str(text), float(score)) for text, score, *_ in results]


def _coloured(image: Image) -> NDArray[np.uint8]:
    return np.repeat(image[:, :, None], 3, axis=2)
