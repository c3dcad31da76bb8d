"""What is read as a figure is held against the shape of its ink."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="OpenCV comes with the extra haiguan[ocr]")

from extract.readers.layout.doubt import SURE
from extract.readers.ocr.cells import Area, Find, _held_against
from extract.readers.ocr.engine import Image

EM = 20.0


def strokes(width: int, height: int, lean: int = 0) -> Image:
    """A stroke three pixels wide (as wide as the ink where it is low), its head `lean` pixels to the right."""
    ink = np.zeros((height, width + lean), dtype=np.uint8)
    for row in range(height):
        start = round(lean * (height - 1 - row) / max(height - 1, 1))
        ink[row, start : start + width] = 255
    return ink


@pytest.mark.parametrize(
    ("what", "read", "ink", "text", "sure"),
    [
        ("an upright one", "1", strokes(3, 16), "1", True),
        ("a slash", "1", strokes(3, 16, lean=8), "/", True),
        ("a stroke that may be either", "1", strokes(3, 16, lean=3), "1", False),
        ("a dash", "1", strokes(16, 2), "—", True),
        ("a double dash", "11", strokes(40, 2), "——", True),
        ("a speck", "1", strokes(3, 3), "1", False),
        ("a number that lacks its sign", "3", np.hstack([strokes(5, 16), np.zeros((16, 3), np.uint8), strokes(5, 16)]), "3", False),
    ],
)
def test_a_figure_is_held_against_its_ink(what: str, read: str, ink: Image, text: str, sure: bool) -> None:
    height, width = ink.shape
    found = _held_against(Find(Area(0, 0, width, height), read, 0.99), ink, EM)
    assert (found.text, found.sureness >= SURE) == (text, sure)
