"""A page is straightened by its own lines, and its seals are taken for paper."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="OpenCV comes with the extra haiguan[ocr]")
import cv2

from extract.readers.ocr.engine import Image
from extract.readers.ocr.seals import grey
from extract.readers.ocr.skew import straightened


def ruled(angle: float) -> Image:
    """A page of level and upright lines, turned counter-clockwise by some degrees."""
    page = np.full((900, 640), 255, dtype=np.uint8)
    for at in range(100, 800, 50):
        page[at : at + 2, 60:580] = 0
    for at in range(60, 600, 130):
        page[100:752, at : at + 2] = 0
    matrix = cv2.getRotationMatrix2D((320, 450), angle, 1.0)
    return np.asarray(cv2.warpAffine(page, matrix, (640, 900), borderValue=255), dtype=np.uint8)


@pytest.mark.parametrize("angle", [0.0, 0.4, -1.5, 3.3, -7.0])
def test_a_slanting_page_is_turned_straight(angle: float) -> None:
    straight, matrix = straightened(ruled(angle))
    assert (straight[:, 200:400] < 100).mean(axis=1).max() > 0.9
    assert np.allclose(cv2.transform(np.array([[[320.0, 450.0]]]), matrix), (320, 450), atol=0.1)


@pytest.mark.parametrize("size", [(1, 1), (30, 900), (900, 900)])
def test_a_page_without_ink_stays_as_it_is(size: tuple[int, int]) -> None:
    page = np.full(size, 255, dtype=np.uint8)
    assert straightened(page)[0] is page


def stamped(corner: tuple[int, int], size: tuple[int, int]) -> tuple[Image, Image]:
    """A page of black strokes with a red oval over some of them; and the strokes alone."""
    black = np.full((800, 600), 255, dtype=np.uint8)
    black[100:700, 100:500:40] = 0
    colours = np.repeat(black[:, :, None], 3, axis=2)
    seal = np.zeros((800, 600), dtype=np.uint8)
    cv2.ellipse(seal, corner, size, 0, 0, 360, 1, 6)
    colours[(seal > 0) & (black > 0)] = (215, 40, 30)
    return colours, black


def test_a_seal_over_print_is_taken_for_paper() -> None:
    colours, black = stamped((300, 400), (80, 75))
    assert np.array_equal(grey(colours) < 128, black < 128)


@pytest.mark.parametrize("size", [(200, 12), (10, 10)], ids=["a red line", "a red spot"])
def test_red_print_is_no_seal(size: tuple[int, int]) -> None:
    colours, _ = stamped((300, 400), size)
    assert (grey(colours)[385:415] < 128).sum() > (stamped((300, 400), size)[1][385:415] < 128).sum()
