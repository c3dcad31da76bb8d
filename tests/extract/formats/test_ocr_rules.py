"""Lines of a scanned table are told from strokes of its text, and dust from print."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="OpenCV comes with the extra haiguan[ocr]")

from extract.readers.layout.marks import Ruling
from extract.readers.ocr.engine import Image
from extract.readers.ocr.rules import find_rules

EM = 20.0
FRAME = [(10, 20, 10, 290), (100, 20, 100, 290), (10, 20, 100, 20), (10, 290, 100, 290)]
"""Two upright and two level lines (top, left, bottom, right): a frame of 90 by 270 pixels."""


def drawn(*lines: tuple[int, int, int, int]) -> Image:
    """Paper with ink from top left to bottom right, two pixels thick."""
    image = np.full((120, 320), 255, dtype=np.uint8)
    for top, left, bottom, right in lines:
        image[top : bottom + 2, left : right + 2] = 0
    return image


def levels(rulings: tuple[Ruling, ...]) -> list[int]:
    """The heights at which level lines stand."""
    return sorted(round(ruling.top) for ruling in rulings if ruling.x1 > ruling.x0)


@pytest.mark.parametrize(
    ("what", "line", "is_line"),
    [
        ("a line from side to side", (50, 20, 50, 290), True),
        ("a short line that ends at two others", (50, 20, 50, 80), True),
        ("a long line that ends nowhere", (50, 100, 50, 240), True),
        ("strokes of characters side by side", (50, 120, 50, 170), False),
        ("a stroke that touches one line", (50, 20, 50, 70), False),
    ],
)
def test_a_run_of_ink_is_a_line_where_it_ends_at_lines_or_is_long(
    what: str, line: tuple[int, int, int, int], is_line: bool
) -> None:
    post = (10, 80, 100, 80) if line[3] == 80 else (10, 20, 100, 20)
    found = find_rules(drawn(*FRAME, post, line), EM)
    assert (51 in levels(found.rulings)) is is_line


def test_ink_that_is_no_line_stays_print() -> None:
    ink = find_rules(drawn(*FRAME, (50, 120, 50, 170)), EM).ink
    assert ink[50:52, 125:165].all() and not ink[10:12].any()


def test_dust_is_no_ink_but_a_full_stop_is() -> None:
    image = drawn(*FRAME, (50, 120, 52, 122))
    image[70, 200] = 0
    ink = find_rules(image, EM).ink
    assert ink[50:53, 120:123].all() and not ink[65:75, 195:205].any()
