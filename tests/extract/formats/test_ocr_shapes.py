"""The shapes of a figure's ink speak for or against what the recogniser makes of it."""

from __future__ import annotations

import numpy as np
import pytest

from extract.readers.layout.doubt import SURE
from extract.readers.ocr.engine import Image, is_available

pytestmark = pytest.mark.skipif(not is_available(), reason="needs the extra haiguan[ocr]")

EM = 10.0


def drawn(*rows: str) -> Image:
    """Ink where a character stands, three pixels to each."""
    picture = np.array([[255 if char == "#" else 0 for char in row] for row in rows], dtype=np.uint8)
    return np.repeat(np.repeat(picture, 3, axis=0), 3, axis=1)


ONE = drawn(".##.", "..#.", "..#.", "..#.", "..#.", ".###")
SLASH = drawn("....#", "...##", "...#.", "..##.", "..#..", ".##..", ".#...", "##...")
MINUS_THREE = drawn("......##.", ".......##", "###..###.", "........#", "......##.")
DASH: Image = np.full((2, 10), 255, dtype=np.uint8)
FLECKED = drawn("##......", "........", "........", "........").__or__(np.pad(np.full((1, 1), 255, np.uint8), ((11, 0), (23, 0))))


def held(text: str, ink: Image) -> tuple[str, bool]:
    """What a sure reading of the ink comes to, and whether it is still sure."""
    from extract.readers.ocr.cells import Area, Find, _held_against

    find = _held_against(Find(Area(0, 0, ink.shape[1], ink.shape[0]), text, 0.99), ink, EM)
    return find.text, find.sureness >= SURE


def test_a_one_stands_upright_and_a_slash_leans() -> None:
    from extract.readers.ocr.shapes import lean

    assert lean(ONE) < 0.1
    assert lean(SLASH) > 0.3


def test_flecks_are_no_shapes() -> None:
    from extract.readers.ocr.shapes import shapes

    assert (shapes(MINUS_THREE, EM), shapes(ONE, EM), shapes(FLECKED, 2 * EM)) == (2, 1, 1)


@pytest.mark.parametrize(
    ("text", "ink", "kept"),
    [
        ("1", ONE, ("1", True)),
        ("1", SLASH, ("/", True)),
        ("/", SLASH, ("/", True)),
        ("-3", MINUS_THREE, ("-3", True)),
        ("3", MINUS_THREE, ("3", False)),
        ("1", DASH, ("—", True)),
        ("11", np.hstack([DASH, DASH]), ("——", True)),
        ("1", DASH[:, :3], ("1", False)),
    ],
    ids=[
        "a one",
        "a slash taken for a one",
        "a slash",
        "a sign and a number",
        "a number whose sign is lost",
        "a dash",
        "a double dash",
        "a speck",
    ],
)
def test_a_reading_that_its_ink_speaks_against_is_mended_or_unsure(text: str, ink: Image, kept: tuple[str, bool]) -> None:
    assert held(text, ink) == kept
